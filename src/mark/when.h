/* SPDX-License-Identifier: MIT
 * Dates of a text with their values: finds where the grammar of know/date.h can begin, gives it the article's day, the
 * direction of the sentence's tense and the date read before, and keeps what it reads. */
#ifndef KW_MARK_WHEN_H
#define KW_MARK_WHEN_H

#include "mark/mark.h"

typedef struct kw_when_kit kw_when_kit;         /* read-only, for all threads */

kw_rc kw_when_kit_open(const kw_know *k, const kw_dates *dates, kw_arena *mem, kw_when_kit **out, kw_err *err);

/* Fills m->dates, by start. Asks nothing of m's other lists. */
kw_rc kw_when_mark(const kw_when_kit *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *m, kw_err *err);

#endif
