/* SPDX-License-Identifier: MIT
 * The parser's state and moves, and what it looks at: arc-hybrid transitions (Kuhlmann, Gomez-Rodriguez & Satta 2011) with
 * the root at the end of the buffer (Ballesteros & Nivre 2013), so that every sequence of moves ends in a tree with one
 * root. Relations are decided when the tree stands, from the root down.
 *
 * Punctuation is left out of the tree that is built; the words see it as marks before and after them, and it is hung by
 * rule when the tree stands (punctuation.h). "Node" below counts the words that are left. */
#ifndef KW_WORDS_FEATURE_HEADS_H
#define KW_WORDS_FEATURE_HEADS_H

#include "words/feature.h"

typedef enum { KW_SHIFT, KW_LEFT, KW_RIGHT, KW_MOVES } kw_move;    /* LEFT: top <- next; RIGHT: second -> top */

enum { KW_MOVE_FEATURES = 112, KW_REL_FEATURES = 64 };

typedef struct kw_arc_node {
    int32_t head;                       /* -1: none yet, or the root itself */
    int32_t l1, l2, r1, r2;             /* outermost children and the ones next to them; -1: none */
    uint32_t left_tags, right_tags;     /* sets of the children's upos */
    uint8_t n_left, n_right, rel;
} kw_arc_node;

typedef struct kw_arcs {
    kw_seen *s;                         /* nodes, with padding; s[n] stands for the root */
    int32_t *token;                     /* node -> token of the sentence */
    bool *mark; size_t n_tokens;        /* token -> is punctuation, left out */
    kw_arc_node *node;                  /* n + 1 */
    int32_t *stack; size_t depth;
    int32_t next, n;
    uint32_t *upto;                     /* n + 1: how many commas, verbs, conjunctions stand before token i (8 bits each) */
} kw_arcs;

/* Looks at the `n` tagged tokens `t` and sets the nodes up. Takes its memory from `mem`; false: none left. */
bool kw_arcs_start(kw_arcs *a, kw_str text, const kw_token *t, size_t n, kw_arena *mem);

/* Lays heads (-1: root) and relations of all tokens, punctuation too, into `head` and `rel`. `mem` as above. */
bool kw_arcs_finish(const kw_arcs *a, kw_str text, const kw_token *t, int32_t *head, uint8_t *rel, kw_arena *mem);

bool kw_arcs_done(const kw_arcs *a);
bool kw_arcs_may(const kw_arcs *a, kw_move m);
void kw_arcs_move(kw_arcs *a, kw_move m);

/* Builds the tree from heads (n for the root), as moves would have. `a` has just been started. */
void kw_arcs_build(kw_arcs *a, const int32_t *head);

unsigned kw_move_features(const kw_arcs *a, uint64_t key[KW_MOVE_FEATURES]);

/* Features of the relation of token `d` that the tree alone decides, whatever the relations so far; `after`: the next token that hangs from
 * the same head, or -1. Returns how many. */
unsigned kw_rel_fixed(const kw_arcs *a, int32_t d, int32_t after, uint64_t key[KW_REL_FEATURES]);

/* Adds the others to these `n`: the head of `d` has its relation already, as have the children of that head before d: `before` is the
 * relation of the last of these (KW_DEPREL_COUNT: none), `had` the set of all of them. Returns how many there are in all. */
unsigned kw_rel_features(const kw_arcs *a, int32_t d, uint32_t before, uint64_t had, unsigned n, uint64_t key[KW_REL_FEATURES]);

/* The tokens breadth first from the root: heads before dependents, these from left to right and next to each other.
 * `order` has room for n, `first` and `link` (scratch) for n + 1. */
void kw_arcs_order(const kw_arcs *a, int32_t *order, int32_t *first, int32_t *link);

/* The token after order[i] that hangs from the same head, or -1. */
static inline int32_t kw_arcs_after(const kw_arcs *a, const int32_t *order, int32_t i) {
    return i + 1 < a->n && a->node[order[i + 1]].head == a->node[order[i]].head ? order[i + 1] : -1;
}

#endif
