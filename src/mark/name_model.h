/* SPDX-License-Identifier: MIT
 * The learned judge of capitalised runs (lang/XX/names.model); name*.c and models/names.c only. */
#ifndef KW_MARK_NAME_MODEL_H
#define KW_MARK_NAME_MODEL_H

#include "mark/name_parts.h"

#define KW_RUN_MAGIC "KWRUNS1\n"
enum { KW_RUN_NONE, KW_RUN_PERSON, KW_RUN_ORG, KW_RUN_PLACE, KW_RUN_CLASSES };
enum { KW_RUN_FEATURES = 96 };          /* at most, of a run */

typedef struct kw_run_points { int person, org, place; } kw_run_points;

/* The blob as it is, not copied; an empty one gives a model without weights. KW_DATA: it is none. */
kw_rc kw_run_model_open(kw_str image, kw_run_model *out, kw_err *err);

/* Writes the hashes of what is seen of the run and returns how many; `judged` is the class that the points gave. */
size_t kw_run_features(const kw_naming *g, const kw_piece *p, const kw_run_points *x, unsigned judged, uint64_t out[KW_RUN_FEATURES]);

/* The likeliest class. *lead, unless NULL: by how much it leads the next. */
unsigned kw_run_best(const kw_run_model *m, const uint64_t *feature, size_t n, int32_t *lead);

#endif
