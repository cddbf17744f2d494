/* SPDX-License-Identifier: MIT
 * One training job, and what tags.c and heads.c make of it. */
#ifndef MODELS_TRAIN_H
#define MODELS_TRAIN_H

#include "treebank.h"

typedef struct job {
    bank *train, *dev;          /* dev NULL: none */
    bank *plain;                /* running text without labels, for what is written with a capital */
    const char *out;
    int iterations;
    int folds;                  /* heads: taggers trained to tag the training trees as they will be tagged; 0: gold tags */
} job;

kw_rc train_tags(const job *j, kw_err *err);
kw_rc train_heads(const job *j, kw_err *err);
kw_rc train_names(int argc, char **argv, kw_err *err);          /* names.c tells the arguments */
kw_rc train_ends(int argc, char **argv, kw_err *err);           /* ends.c too */

void shuffle(uint32_t *order, size_t n, uint64_t *seed);
bool write_file(const char *path, const kw_buf *b);

/* A tagger in training, also used to tag the trees that the parser is trained on. */
typedef struct tagging tagging;
tagging *tagging_train(const tree *const *t, size_t n, const bank *plain, int iterations, kw_err *err);    /* plain: may be NULL */
kw_rc tagging_run(const tagging *g, kw_words *w, kw_arena *mem, kw_err *err);      /* with the averaged weights */
void tagging_free(tagging *g);

#endif
