/* SPDX-License-Identifier: MIT
 * What the readers of PETRARCH's dictionaries share; only petrarch*.c include it. */
#ifndef KW_KNOW_PETRARCH_PARTS_H
#define KW_KNOW_PETRARCH_PARTS_H

#include "know/inflect.h"
#include "know/petrarch.h"

enum { PT_KEY_MAX = 200 };                      /* bytes of a name; a longer one is told of and left out */

/* Names found by their folded form: a hash of chains, and how long the longest name is that begins with some letters. */
typedef struct pt_entry { kw_str key; uint32_t value, next; } pt_entry;
typedef struct pt_start { uint32_t hash, longest; } pt_start;
typedef struct pt_index {
    pt_entry *v; size_t n, cap;
    uint32_t *slots; pt_start *starts;          /* after pt_index_close */
    uint32_t mask, start_mask;
} pt_index;

bool pt_index_add(pt_index *x, kw_arena *mem, kw_str key, uint32_t value);      /* key lives on; false: out of memory */
bool pt_index_close(pt_index *x, kw_arena *mem);
/* First entry with that key, or UINT32_MAX; the others follow by `next`, in the order they were added. */
uint32_t pt_index_find(const pt_index *x, kw_str key);
/* Writes t[0..] as one key, token by token, into buf; calls it a day at `longest` bytes. False: no more. */
typedef struct pt_walk { char buf[PT_KEY_MAX + 64]; size_t n, tokens, longest; } pt_walk;
bool pt_walk_start(const pt_index *x, const kw_token *t, pt_walk *w);           /* false: no key begins so */
bool pt_walk_next(pt_walk *w, const kw_token *t, size_t n);

/* seen: 1 + the set whose members were gathered here last */
typedef struct pt_set { kw_str name; kw_pt_at at; kw_str *members; size_t n, cap; bool defined; uint32_t seen; } pt_set;

struct kw_petrarch {
    kw_str *files; size_t n_files, cap_files;    /* paths */
    kw_pt_name *names; size_t n_names, cap_names;
    kw_pt_code *codes; size_t n_codes, cap_codes;
    pt_index by_name;                           /* -> names */
    kw_pt_verb *verbs; size_t n_verbs, cap_verbs;
    pt_index by_form;                           /* -> verbs */
    kw_pt_block *blocks; size_t n_blocks, cap_blocks;
    kw_pt_pattern *patterns; size_t n_patterns, cap_patterns;
    pt_set *sets; size_t n_sets, cap_sets;
    pt_index by_member;                         /* -> sets */
    kw_pt_turn *turns; size_t n_turns, cap_turns;
};

/* One file, line by line. */
typedef struct pt_reader {
    kw_petrarch *p;
    kw_arena *mem;
    const kw_table *inflection;                 /* endings of regular forms; NULL: only what is listed */
    kw_str rest;
    kw_str path;                                /* for messages */
    kw_pt_at at;                                /* of the line that was read last */
    uint32_t comment;                           /* line of the <!-- that is open, 0: none */
    bool failed;                                /* out of memory */
    kw_pt_told *told;
    void *ctx;
} pt_reader;

/* The next line without comments and blanks at its ends, empty ones left out. `stop` ends a line ('#' always does, outside []). */
bool pt_line(pt_reader *r, char stop, kw_str *out);
void pt_tell(pt_reader *r, uint32_t line, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* A name of the files as a key: folded, '_' and blanks as one blank. p NULL: nothing left, or told of. */
kw_str pt_key(pt_reader *r, kw_str raw);
bool pt_add_name(pt_reader *r, kw_pt_kind kind, kw_str key, uint32_t first, uint32_t n, uint32_t line, bool before);
/* The regular plural of a noun; p NULL: the language has none, or out of memory. */
kw_str pt_plural(pt_reader *r, kw_str noun);
/* "[...]" at the start of *s: what is inside; *s is moved behind it. False (told): no "]". */
bool pt_bracketed(pt_reader *r, char close, kw_str *s, kw_str *inside);
/* "031:032" as code and back; p NULL for "---" or nothing. */
void pt_two_codes(kw_str raw, kw_str *code, kw_str *back);

void pt_read_actors(pt_reader *r);
void pt_read_agents(pt_reader *r);
void pt_read_list(pt_reader *r, kw_pt_kind kind);       /* discards, issues */
void pt_read_verbs(pt_reader *r, bool phrases);
void pt_close_sets(pt_reader *r);
/* The elements of a pattern; false: told of. */
bool pt_read_pattern(pt_reader *r, kw_str line, bool phrases, kw_pt_pattern *out);
/* The number of a set, made if it is new. UINT32_MAX: out of memory. */
uint32_t pt_set_of(pt_reader *r, kw_str key);

#endif
