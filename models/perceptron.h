/* SPDX-License-Identifier: MIT
 * The averaged perceptron (Collins 2002) over hashed features: whole numbers only, so that the same data gives the same
 * model on every machine. Weights of a feature are made when it is first updated. */
#ifndef MODELS_PERCEPTRON_H
#define MODELS_PERCEPTRON_H

#include "base/buf.h"
#include "words/feature.h"

typedef struct perceptron perceptron;

perceptron *pc_new(unsigned classes);                   /* exits when out of memory, as all of this does */
void pc_free(perceptron *p);
size_t pc_features(const perceptron *p);

/* Adds up the weights of the features for each class; with the averages instead once pc_average() has been called. */
void pc_score(const perceptron *p, const uint64_t *key, size_t n, int64_t *score);
void pc_update(perceptron *p, const uint64_t *key, size_t n, unsigned cls, int delta);
void pc_tick(perceptron *p);                            /* one more example has been seen */
void pc_average(perceptron *p);                         /* the end of training: weights become averages, in 1/1024 */

/* Writes the `keep` weightiest features as a table, rows of `stride` bytes, 8 bits a weight; 8 + stride bytes a feature.
 * Appends to `out` and fills in `part`. */
void pc_write(const perceptron *p, size_t keep, unsigned stride, kw_buf *out, kw_model_part *part);

/* The same of given rows (lexicon): row[i * stride] for key[i]. */
void table_write(const uint64_t *key, const int8_t *row, size_t n, unsigned stride, kw_buf *out, kw_model_part *part);

#endif
