/* SPDX-License-Identifier: MIT
 * The averaged perceptron (Collins 2002) over hashed features: whole numbers only, so that the same data gives the same
 * model on every machine. Weights of a feature are made when it is first updated. */
#ifndef MODELS_PERCEPTRON_H
#define MODELS_PERCEPTRON_H

#include "base/buf.h"
#include "words/feature.h"

typedef struct perceptron perceptron;

/* A feature takes part once it has been wanted `least` times (Goldberg & Elhadad 2011): the model is a tenth of the size, and
 * what is left has learned to do without the rest. Exits when out of memory, as all of this does. */
perceptron *pc_new(unsigned classes, unsigned least);
void pc_free(perceptron *p);
size_t pc_features(const perceptron *p);

/* Adds up the weights of the features for each class; with the averages instead once pc_average() has been called. */
void pc_score(const perceptron *p, const uint64_t *key, size_t n, int64_t *score);
void pc_update(perceptron *p, const uint64_t *key, size_t n, unsigned cls, int delta);
void pc_tick(perceptron *p);                            /* one more example has been seen */
void pc_average(perceptron *p);                         /* the end of training: weights become averages, in 1/1024 */

/* Leaves the weightiest features that fit into `bytes` as a far table, or `keep` of them, and makes their weights whole numbers of
 * 8 bits: what is measured afterwards is what is shipped. */
void pc_cut_near(perceptron *p, size_t keep);
void pc_cut_far(perceptron *p, size_t bytes);

/* Appends a perceptron that has been cut, of three classes or any number, to `out` and fills in `part`. */
void pc_write_near(const perceptron *p, kw_buf *out, kw_model_part *part);
void pc_write_far(const perceptron *p, kw_buf *out, kw_model_part *part);

/* A near table of given rows (lexicon): KW_NEAR_ROW bytes for each key. */
void near_write(const uint64_t *key, const int8_t *row, size_t n, kw_buf *out, kw_model_part *part);

#endif
