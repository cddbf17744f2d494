/* SPDX-License-Identifier: MIT
 * Treebanks in CoNLL-U, as the training programs see them: trees whose words are cut and folded as kawat's own are. */
#ifndef MODELS_TREEBANK_H
#define MODELS_TREEBANK_H

#include "base/buf.h"
#include "base/arena.h"
#include "base/error.h"
#include "doc/words.h"

typedef struct node {
    kw_str form, feats;
    kw_str rel;                 /* with its subtype */
    uint8_t upos;
    int32_t head;               /* index in the tree; -1: root */
    bool glued;                 /* no space before it */
    bool inside;                /* second or later part of a divided word */
} node;

typedef struct tree { node *v; size_t n, number; } tree;         /* number: of the sentence in its file; a copy keeps it */

typedef struct bank { tree *v; size_t n, cap; kw_arena mem; kw_buf bytes; } bank;

/* Appends the trees of a file. Sentences past KW_SENTENCE_MAX words are left out. */
kw_rc bank_read(bank *b, const char *path, kw_err *err);
/* Appends running text, one tree without heads a line, from column `column` (0 the first) of a TSV. Words are cut at
 * spaces, marks at their ends cut off. */
kw_rc bank_read_plain(bank *b, const char *path, size_t column, kw_err *err);

tree *bank_add(bank *b);
void bank_free(bank *b);

/* The tree as kawat's words: one sentence, text put together from the forms; tags and features set as in the treebank. */
kw_rc tree_words(const tree *t, kw_arena *mem, kw_words *out, kw_err *err);

/* Lifts arcs that cross until none do (Nivre & Nilsson 2005); false if the tree is no tree. */
bool tree_make_projective(tree *t);

/* ---- changes made before training ---- */

/* Rules that bring a treebank of older guidelines to the newer ones, from tree `first` on; see normalise.c. `table`:
 * models/ID.tsv; `plain`: running text that shows what is written with a capital, or NULL. */
kw_rc bank_normalise(bank *b, size_t first, const char *table, const bank *plain, kw_err *err);

/* Adds copies as news brings them: all capitals, no capitals, headline case, no full stop. One in `every` trees each. */
kw_rc bank_augment(bank *b, size_t every, kw_err *err);

#endif
