/* SPDX-License-Identifier: MIT
 * Dates of a text with their values: finds where the grammar of know/date.h can begin, gives it the article's day, the
 * direction of the sentence's tense and the date read before, and keeps what it reads. */
#ifndef KW_MARK_WHEN_H
#define KW_MARK_WHEN_H

#include "mark/quote.h"

typedef struct kw_when_kit kw_when_kit;         /* read-only, for all threads */

/* `speech` tells on which days somebody said something. */
kw_rc kw_when_kit_open(const kw_dates *dates, const kw_quotes_kit *speech, kw_arena *mem, kw_when_kit **out, kw_err *err);

/* Fills m->dates, by start, and m->written. Asks nothing of m's other lists. */
kw_rc kw_when_mark(const kw_when_kit *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *m, kw_err *err);

#endif
