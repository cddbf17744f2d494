/* SPDX-License-Identifier: MIT
 * Coding with a user's PETRARCH dictionaries: what its files share. The way of a sentence: verbs of the dictionaries with their
 * best pattern (listed_match.c) -> who stands where by the heads (listed_scope.c) -> reports (listed.c). The actors are mentions whose
 * entity is `listed`: mark found them with the same dictionaries. */
#ifndef KW_CODE_LISTED_H
#define KW_CODE_LISTED_H

#include "code/parts.h"

typedef struct kw_listed_verb {
    uint32_t first, n, main;                    /* tokens; main: the verb itself */
    const kw_pt_verb *verb;
    const kw_pt_pattern *pattern;               /* NULL: the verb alone */
    kw_str code, back;                          /* p NULL: none */
    int32_t source, target;                     /* numbers of kw_listed.m that the pattern names, or -1 */
    uint32_t over;                              /* a verb over it that the pattern takes in ("SAID * ..."), or UINT32_MAX */
    bool pair, passive, negated, dropped;
} kw_listed_verb;

typedef struct kw_listed {
    const kw_view *v;
    const kw_petrarch *p;
    const uint32_t *m; size_t n_m;              /* the listed mentions of the sentence, in order */
    const int32_t *at;                          /* token - v->first -> number in m, or -1 */
    kw_listed_verb *verbs; size_t n_verbs, cap_verbs;
} kw_listed;

static inline const kw_mention *kw_listed_mention(const kw_listed *l, int32_t i) { return &l->v->mentions[l->m[i]]; }
static inline kw_str kw_listed_code(const kw_listed *l, int32_t i) { return l->v->in->marks->entities[kw_listed_mention(l, i)->entity].actor; }

/* ---- listed_match.c ---- */
bool kw_listed_find_verbs(kw_listed *l);        /* in order of the text; false: out of memory */

/* ---- listed_scope.c ---- */
/* How the token at t hangs under the one at `top`: in its own clause (1), in a finite clause under it (2), in one of time or reason (3); 0:
 * not at all, or only as a verb that is joined to it. Without heads: in the same clause by order (1) or not (0). */
int kw_listed_under(const kw_listed *l, uint32_t t, uint32_t top);
int kw_listed_mention_under(const kw_listed *l, int32_t m, uint32_t top);   /* the nearest way of its tokens */
uint32_t kw_listed_top(const kw_listed *l, uint32_t t);                     /* of the clause of the verb at t: "is about to V" hangs on "about" */
int32_t kw_listed_head(const kw_listed *l, uint32_t t);                     /* token, or -1 */
bool kw_listed_has_child(const kw_listed *l, uint32_t t, kw_deprel d);

/* Number of the mention that acts in the verb at t; -1: nobody who is listed. */
int32_t kw_listed_subject(const kw_listed *l, uint32_t t);
/* "X, backed by Z, attacked Y": the mention before the insertion that ends right before a participle at t, or -1. A participle there is a
 * main verb, though the tree may hang it on the noun behind it. */
int32_t kw_listed_before_insertion(const kw_listed *l, uint32_t t);
/* The mention by whom, from whom or where a passive was done; -1. */
int32_t kw_listed_agent(const kw_listed *l, const kw_listed_verb *h);
/* The mentions that are joined to m by commas and conjunctions, m among them, in order; for the verb at t. */
enum { KW_LISTED_GROUP = 12 };
size_t kw_listed_group(const kw_listed *l, int32_t m, uint32_t t, int32_t out[KW_LISTED_GROUP]);

/* ---- listed.c ---- */
/* All reports of the text; KW_NOMEM is the only failure. */
kw_rc kw_listed_run(const kw_code_kit *kit, const kw_code_in *in, kw_arena *mem, kw_reports *out, kw_err *err);
bool kw_listed_wants_heads(const kw_code_kit *kit, const kw_words *words, const kw_marks *marks, size_t sentence);

#endif
