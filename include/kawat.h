/* SPDX-License-Identifier: MIT
 * kawat: reads news and keeps the record of who did what to whom, when, and who says so.
 *
 * This is the whole public interface; what is not here is not promised. Text is UTF-8 and counted in bytes. Times are
 * ISO 8601 as printed by the source. Scores are 0 to 1. Nothing here exits, prints or aborts. Handles are opaque; a
 * handle may be used from one thread at a time unless its comment says otherwise. Every function that can fail returns
 * a kw_rc and, where `err` is not NULL, writes one sentence there: place, what was wanted, what was found. */
#ifndef KAWAT_H
#define KAWAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KW_VERSION "0.1.0"

typedef enum {
    KW_OK,          /* done */
    KW_NOMEM,       /* out of memory */
    KW_IO,          /* a file, folder, socket or disk */
    KW_DATA,        /* input that is not what it should be */
    KW_USAGE,       /* the call itself is wrong */
    KW_BUSY,        /* the record is being written by somebody else */
    KW_NEWER,       /* the record was made by a newer kawat */
    KW_EMPTY,       /* asked, and nothing found */
    KW_STOPPED      /* the caller's function said stop */
} kw_rc;

typedef struct kw_err { char text[512]; } kw_err;       /* NUL-ended; set { "" } before the first use */

/* ---- opening ---- */

typedef struct kw kw;   /* the knowledge and the stages, opened; any number of threads may use one at the same time */

/* What went wrong with one input, or one line of it; the rest goes on. Both strings are NUL-ended and live until the call returns. */
typedef void kw_failure_fn(void *ctx, const char *path, const char *why);

typedef struct kw_options {
    const char *world;      /* folder with a user's own tables, or NULL */
    const char *petrarch;   /* PETRARCH's dictionaries: a folder, or files with commas between; NULL: kawat's own tables alone */
    bool trusted;           /* parse pages in this process instead of a confined child */
    bool all_events;        /* events without a target too */
    kw_failure_fn *failed;  /* told of each line of a dictionary that is left out, or NULL */
    void *ctx;              /* for `failed` */
    bool words_only;        /* open what KW_STAGE_WORDS needs and no more: sooner, and in less memory; all else is then KW_USAGE */
} kw_options;               /* all zero: the defaults */

/* `options` may be NULL, and need not outlive the call. KW_OK: *out is yours, give it to kw_close(); otherwise *out is NULL.
 * KW_IO: no folder `world`, no `petrarch`; KW_DATA: a table there that does not parse or has a cell that nothing would
 * understand, or no table at all; no dictionary in `petrarch`. A folder `world`
 * may hold dictionaries of actors and agents (*actors*.txt, *agents*.txt), too: they name actors, and kawat's own frames code. */
kw_rc kw_open(const kw_options *options, kw **out, kw_err *err);
void kw_close(kw *k);                                   /* NULL is fine */
const char *kw_version(void);                           /* KW_VERSION of the library that runs; a constant string */

/* Takes bytes that the library gives; `false` says stop, and the call ends with KW_STOPPED. */
typedef bool kw_write_fn(void *ctx, const char *bytes, size_t n);

/* For "did you mean": the entry of `known` (ended by NULL) that `word` is a likely slip of, or NULL. */
const char *kw_nearest(const char *word, const char *const *known);

/* ---- the stages alone ---- */

enum { KW_STAGE_LINE_MAX = 64 << 20 };  /* bytes; a longer line is refused with KW_DATA */

typedef enum { KW_STAGE_WORDS, KW_STAGE_MARK, KW_STAGE_CODE } kw_stage;

/* EXPLAIN: why each sentence and word is what it is: as CoNLL-U, as JSON, for reading. */
typedef enum { KW_WORDS_JSON, KW_WORDS_CONLLU, KW_WORDS_EXPLAIN, KW_WORDS_EXPLAIN_JSON, KW_WORDS_EXPLAIN_TEXT } kw_words_form;

/* One JSON line in ({"id","text","language"?,"published"?,"mentions"?}; for KW_STAGE_WORDS also plain text, told apart
 * by the first byte '{'), one answer out through `write`, ending with a newline. Offsets count in the `text` that was
 * sent. `form` is for words only. `place` names the line in messages, e.g. "-:12". KW_DATA: not such a line. */
kw_rc kw_stage_line(const kw *k, kw_stage stage, kw_words_form form, const char *line, size_t n, const char *place,
                    kw_write_fn *write, void *ctx, kw_err *err);

/* ---- inputs: files, folders, "-" for standard input, URLs ---- */

typedef struct kw_inputs {
    const char *const *paths; size_t n_paths;
    const char *map;                /* "text=body,published=day": other names of JSON fields, or NULL */
    unsigned jobs;                  /* threads; 0: one for each core */
    bool allow_private;             /* URLs: private and loopback addresses too */
    const char *contact;            /* URLs: who asks, for the User-Agent ("desk@example.org"), or NULL */
    bool follow;                    /* files that list addresses (sitemaps, feeds): these are fetched; of lists that were fetched they always are */
    unsigned limit;                 /* of such addresses no more than that are fetched; 0: all */
    bool again;                     /* `add`: what the record has is understood anew, with the tables of now */
    kw_failure_fn *failed;          /* NULL: failures are only counted; also told of an article's date that cannot be read, which fails nothing */
    void (*progress)(void *ctx, uint64_t articles);     /* NULL, or called now and then */
    volatile const int *stop;       /* NULL, or: when it is not 0, finish the batch and return KW_STOPPED */
    void *ctx;                      /* for the three above */
} kw_inputs;

typedef struct kw_summary {
    uint64_t inputs, articles;      /* inputs looked at; articles understood */
    uint64_t added, versions, unchanged, failed;        /* `add`: new, new version of, seen before; inputs that failed */
    uint64_t again;                                     /* `add`: understood anew */
    uint64_t foreign;                                   /* `add`: of the articles understood those in no language that has tables: kept, without events */
    uint64_t reports, events, stories;                  /* `add`: in the record afterwards; a report is a sentence that tells an event */
} kw_summary;

/* Pages to articles: one JSON line each, in the order of the inputs. KW_OK also when some inputs failed (see summary). */
kw_rc kw_extract(const kw *k, const kw_inputs *in, kw_write_fn *write, void *ctx, kw_summary *sum, kw_err *err);

/* ---- the record ---- */

typedef struct kw_record kw_record;                     /* one SQLite file; one thread at a time */
typedef enum { KW_READ, KW_WRITE, KW_CREATE } kw_record_mode;   /* CREATE: write, made if absent */

/* `path` is copied. KW_OK: *out is yours, give it to kw_record_close(); otherwise *out is NULL.
 * KW_IO: missing, unreadable, read-only, disk; KW_DATA: not a record of kawat; KW_NEWER; KW_BUSY (KW_WRITE, KW_CREATE). */
kw_rc kw_record_open(const char *path, kw_record_mode mode, kw_record **out, kw_err *err);
void kw_record_close(kw_record *r);                     /* NULL is fine */

/* Reads, understands and records. One transaction per batch: killed at any moment, nothing is half-written, and what was
 * committed stays. Adding the same again changes nothing; other content under the same identity makes a version.
 * KW_OK also when some inputs failed (see summary); KW_STOPPED: *in->stop was set. `sum` may not be NULL. */
kw_rc kw_add(const kw *k, kw_record *r, const kw_inputs *in, kw_summary *sum, kw_err *err);

typedef struct kw_watch_options {
    const char *const *sources; size_t n_sources;   /* addresses of feeds, sitemaps and pages; files that list some, one a line */
    const char *record;             /* path; what is remembered of the addresses is beside it, in RECORD-watch */
    unsigned every;                 /* seconds from one visit of a source to the next; 0: 900 */
    bool once;                      /* each source once, then return */
    void (*tell)(void *ctx, bool detail, const char *line);     /* NULL, or what it does: a sentence without newline; detail: of one item */
    kw_inputs in;                   /* jobs, allow_private, contact, failed, stop, ctx (for `tell`, too); the rest does not count */
} kw_watch_options;

/* Follows the sources until *in.stop is set: asks each when it is due, politely, and adds what is new or has changed. Killed at any moment it goes
 * on where it was: nothing is lost, and nothing stands twice. `sum` is of the whole run. KW_OK: `once`, and done; KW_STOPPED;
 * KW_USAGE: no sources; KW_BUSY: another watch uses the record; else as kw_record_open(). */
kw_rc kw_watch(const kw *k, const kw_watch_options *o, kw_summary *sum, kw_err *err);

typedef enum {
    KW_ASK_EVENTS, KW_ASK_TIMELINE, KW_ASK_STORIES, KW_ASK_STORY, KW_ASK_LINKS, KW_ASK_CHAIN, KW_ASK_QUOTES,
    KW_ASK_SEARCH, KW_ASK_SHOW, KW_ASK_WHY, KW_ASK_DIFF, KW_ASK_THREADS, KW_ASK_DYAD, KW_ASK_FAILURES
} kw_ask_what;

typedef enum { KW_JSONL, KW_JSON, KW_TABLE, KW_CSV, KW_TSV } kw_form;

typedef struct kw_question {        /* a NULL or 0 field is no filter */
    kw_ask_what what;
    const char *a, *b;              /* timeline A [B], dyad A B; story, chain, show, why: the id; search: the words */
    const char *actor, *from, *to, *since, *until, *type, *outlet, *lang;
    uint64_t limit;                 /* rows; 0: all */
    const char *by;                 /* dyad: "week", "month", "day" or "year", each a row without types; NULL: by month and type */
    bool newest;                    /* stories: the latest first, so that a limit keeps them */
    unsigned width;                 /* KW_TABLE: columns of the terminal; 0: 100 */
    bool colour;                    /* KW_TABLE */
    const char *language;           /* why: tells rules in the words of this language (lang/XX/rules.tsv); NULL: as the program names them */
} kw_question;

/* Answers through `write`. KW_EMPTY: nothing found (nothing is written, or an empty array for KW_JSON). KW_USAGE: an
 * actor, id, type or date that is not understood; the message says what it may have meant. */
kw_rc kw_ask(const kw *k, kw_record *r, const kw_question *q, kw_form form, kw_write_fn *write, void *ctx, kw_err *err);

/* Is the record whole? One line per finding through `write`; KW_OK when all is well, KW_DATA when not. */
kw_rc kw_check(kw_record *r, kw_write_fn *write, void *ctx, kw_err *err);

/* Removes an article ("a12") and all that rests on it alone, bytes included. KW_EMPTY: no such
 * article; KW_USAGE: not an id. */
kw_rc kw_forget(const kw *k, kw_record *r, const char *id, kw_err *err);

/* ---- the page ---- */

typedef struct kw_serve_options {
    const char *record;             /* path */
    const char *address;            /* NULL: 127.0.0.1 */
    unsigned port;                  /* 0: any free one, told through `ready` */
    void (*ready)(void *ctx, const char *url);
    volatile const int *stop;       /* not 0: stop and return KW_OK */
    void *ctx;
} kw_serve_options;

/* Serves until *stop. KW_IO: port in use or not allowed. */
kw_rc kw_serve(const kw *k, const kw_serve_options *o, kw_err *err);

#ifdef __cplusplus
}
#endif

#endif
