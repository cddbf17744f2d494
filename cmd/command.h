/* SPDX-License-Identifier: MIT
 * The command: what its files share. It uses kawat.h and nothing else of the project. */
#ifndef KW_CMD_COMMAND_H
#define KW_CMD_COMMAND_H

#include "kawat.h"

enum { EXIT_DONE = 0, EXIT_NOTHING = 1, EXIT_USAGE = 2, EXIT_SOME_FAILED = 3, EXIT_RECORD = 4 };

enum { OPTIONS_MAX = 40 };

/* All that options can say; NULL and 0 where not given. */
typedef struct {
    const char *record, *format, *actor, *from, *to, *since, *until, *type, *outlet, *lang, *world, *map, *petrarch, *address, *contact, *every;
    const char *by, *language;
    unsigned long jobs, limit, port;
    bool quiet, help, version, all, again, trusted, allow_private, explain, newest, once, verbose, follow;
    bool port_given;
    const char *given[OPTIONS_MAX]; /* the value of each option that has one, as it was written */
    char **words;                   /* what is no option, in order */
    int n_words;
} options;

typedef struct verb {
    const char *name;
    int (*run)(const struct verb *v, const options *o);
    int asks;                       /* kw_ask_what, for those that ask the record */
    int least, most;                /* words it takes; most -1: any number */
    const char *words;              /* how they are called: "PATH..." */
    const char *does;               /* one line */
    const char *takes;              /* its own options, each behind a blank: " format jobs" */
    const char *examples;           /* real ones, one a line */
} verb;

extern const verb verbs[];          /* ended by a NULL name */
const verb *find_verb(const char *name);

/* 0: go on; else the exit code, and the reason was said. */
int read_options(int argc, char **argv, const verb *v, options *o);

/* Is `word` one of the words of `list`, each of which stands behind a blank? */
bool has_word(const char *list, const char *word);

void help_all(void);
void help_verb(const verb *v);

int run_add(const verb *v, const options *o);
int run_extract(const verb *v, const options *o);
int run_stage(const verb *v, const options *o);
int run_ask(const verb *v, const options *o);
int run_check(const verb *v, const options *o);
int run_forget(const verb *v, const options *o);
int run_serve(const verb *v, const options *o);
int run_watch(const verb *v, const options *o);

/* ---- the terminal ---- */

/* A line on stderr, "kawat: ..."; control characters are shown as '?'. */
void say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
bool use_colour(void);                              /* of stdout: a terminal, and NO_COLOR is not set */
unsigned terminal_width(void);
bool to_stdout(void *ctx, const char *p, size_t n); /* a kw_write_fn */
int end_stdout(int code);                           /* flushes; EXIT_RECORD where the disk or pipe failed */

/* SIGINT and SIGTERM set a flag and are given the time to finish a batch; a second one ends at once. */
void catch_signals(void);
extern volatile int stop_flag;                      /* the signal, or 0 */

/* A count that overwrites itself on stderr; nothing unless stderr is a terminal. */
void show_progress(void *ctx, uint64_t articles);
void end_progress(void);

/* ---- doors to the library ---- */

int open_kawat(const options *o, bool words_only, kw **k);
int open_record(const options *o, kw_record_mode mode, kw_record **r);
int exit_code(kw_rc rc);
const char *record_path(const options *o);

#endif
