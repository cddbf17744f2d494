/* SPDX-License-Identifier: MIT
 * The dictionaries of PETRARCH and TABARI, read as they are: actors with their dates in office, agents, verbs with their
 * patterns (the flat format of PETRARCH 1 and the bracketed one of 2.0), words that discard a sentence or a text, issues.
 * Words are kept folded (kw_utf8_fold) with a blank where the files have '_'; codes stand as they stand in the files. What a
 * line says wrongly is told with its file and number, and that line alone is left out. */
#ifndef KW_KNOW_PETRARCH_H
#define KW_KNOW_PETRARCH_H

#include "base/arena.h"
#include "base/error.h"
#include "doc/when.h"
#include "doc/words.h"
#include "know/table.h"

typedef struct kw_petrarch kw_petrarch;         /* read-only, for all threads */

typedef struct kw_pt_at { uint32_t line; uint16_t file; } kw_pt_at;     /* line of a file; see kw_petrarch_file */

/* ---- names: actors, agents, discards, issues ---- */

typedef enum { KW_PT_ACTOR, KW_PT_AGENT, KW_PT_DISCARD, KW_PT_DISCARD_TEXT, KW_PT_ISSUE } kw_pt_kind;

typedef struct kw_pt_code {
    kw_str code;                                /* "USAGOV", "GOV" (of an agent, without its '~'); p NULL: "---", nobody */
    int32_t from, to;                           /* days since 1970, both meant; INT32_MIN, INT32_MAX: open */
    kw_pt_at at;
} kw_pt_code;

typedef struct kw_pt_name {
    kw_str name;                                /* folded */
    uint32_t first, n;                          /* its codes */
    kw_pt_at at;
    uint8_t kind;                               /* kw_pt_kind */
    bool before;                                /* of an agent: its code goes before the actor's ("[NGO~]") */
} kw_pt_name;

/* The longest name that begins with t[0], of at most n tokens, of `kind` (a discard of a text is found as KW_PT_DISCARD, too); *len
 * gets its tokens. Of several equal ones the first that was read. NULL: none. */
const kw_pt_name *kw_petrarch_name(const kw_petrarch *p, kw_pt_kind kind, const kw_token *t, size_t n, size_t *len);

/* The code that holds on the day: the first dated one that does, else one without dates; on an unknown day the one without
 * dates, else the last. NULL: none. */
const kw_pt_code *kw_petrarch_code(const kw_petrarch *p, const kw_pt_name *name, kw_when day);

/* ---- verbs ---- */

typedef enum {
    KW_PT_WORD,                                 /* a word, or several with '/' between */
    KW_PT_SET,                                  /* &NAME */
    KW_PT_SOURCE, KW_PT_TARGET, KW_PT_SKIP,     /* $ + ^ : a phrase that is source, target, or passed over */
    KW_PT_PAIR                                  /* % : a compound phrase, source and target at once */
} kw_pt_elem_kind;

typedef struct kw_pt_elem {
    kw_str word;                                /* of KW_PT_WORD */
    uint32_t set;                               /* of KW_PT_SET */
    uint8_t kind;                               /* kw_pt_elem_kind */
    char bracket;                               /* '{' part of a noun phrase, '(' of a prepositional one, else 0 */
    uint8_t bracket_no;                         /* which one of the pattern */
    bool joined;                                /* stands right behind what is before it ('_') */
} kw_pt_elem;

typedef struct kw_pt_pattern {
    const kw_pt_elem *elems;                    /* `before` of them stand before the verb, in the text's order */
    uint32_t n, before;
    kw_str code, back;                          /* of source on target, of target on source; p NULL: none */
    bool null;                                  /* "[---]": the verb says nothing here */
    bool phrases;                               /* the format of 2.0 */
    bool verb_joined;                           /* the first behind the verb stands right behind it */
    kw_pt_at at;
    kw_str text;                                /* as it stands in the file */
} kw_pt_pattern;

typedef struct kw_pt_block { uint32_t first, n; } kw_pt_block;          /* patterns of one block, in order of the file */

typedef struct kw_pt_verb {
    kw_str name;                                /* "break down" */
    kw_str code, back;                          /* its own, else its block's; p NULL: none */
    uint32_t block;
    uint32_t main;                              /* which of its words is the verb itself */
    kw_pt_at at;
} kw_pt_verb;

typedef struct kw_pt_verbs { const kw_pt_verb *const *v; size_t n; uint32_t len; } kw_pt_verbs;

/* The verbs of the longest form that begins at t[0] (one form may stand in several blocks); v is written to `buf`. `len`: its tokens. */
enum { KW_PT_VERBS_MAX = 8 };
kw_pt_verbs kw_petrarch_verbs(const kw_petrarch *p, const kw_token *t, size_t n, const kw_pt_verb *buf[KW_PT_VERBS_MAX]);

/* The patterns of a verb's block. */
const kw_pt_pattern *kw_petrarch_patterns(const kw_petrarch *p, const kw_pt_verb *v, size_t *n);

/* How many tokens from t[0] on are a member of the set; 0: none. */
size_t kw_petrarch_in_set(const kw_petrarch *p, uint32_t set, const kw_token *t, size_t n);

/* "~ a (b . ATTACK) SAY = a b 112": what a verb that tells of another makes of it. */
typedef enum { KW_PT_A, KW_PT_B, KW_PT_NOBODY, KW_PT_ANY } kw_pt_who;

typedef struct kw_pt_turn {
    kw_str inner, outer;                        /* verbs, folded; inner p NULL: any ("Q") */
    uint8_t inner_source, inner_target;         /* kw_pt_who */
    kw_str code;                                /* p NULL: the inner event's own */
    kw_pt_at at;
} kw_pt_turn;

const kw_pt_turn *kw_petrarch_turns(const kw_petrarch *p, size_t *n);

/* ---- opening ---- */

/* Told of each line that does not say what it must: "FILE:12: want ..., found ...". */
typedef void kw_pt_told(void *ctx, const char *file, const char *what);

/* `paths`: a folder, or files with commas between. In a folder the names tell (*actors*, *agents*, *discard*, *issues*, *verb*), a .txt
 * of another name is read for verbs if it has blocks of them, and of verbs in both formats those of 2.0 are taken. With `names_only`
 * no verbs are read and it is no failure that nothing is there: *out is then NULL. `inflection`: endings of regular forms
 * (lang/XX/inflection.tsv of the dictionaries' language); NULL: only the forms that are listed. Lives in `mem`. `told` may be NULL.
 * KW_IO: not there, not readable; KW_DATA: nothing in it that is a dictionary. */
kw_rc kw_petrarch_open(const char *paths, bool names_only, const kw_table *inflection, kw_arena *mem, kw_pt_told *told, void *ctx,
    kw_petrarch **out, kw_err *err);

/* One dictionary from memory, for tests and the fuzzer: kinds as in the file names. */
kw_rc kw_petrarch_read_text(const char *name, kw_str text, const kw_table *inflection, kw_arena *mem, kw_pt_told *told, void *ctx,
    kw_petrarch **out, kw_err *err);

kw_str kw_petrarch_file(const kw_petrarch *p, uint16_t file);           /* its name without folders */
size_t kw_petrarch_n_verbs(const kw_petrarch *p);
size_t kw_petrarch_n_names(const kw_petrarch *p);

#endif
