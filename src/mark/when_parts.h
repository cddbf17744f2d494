/* SPDX-License-Identifier: MIT
 * The walk over a text's dates, for those who mark them and for those who work out the article's own. when*.c and published.c only. */
#ifndef KW_MARK_WHEN_PARTS_H
#define KW_MARK_WHEN_PARTS_H

#include "mark/when.h"

struct kw_when_kit { const kw_dates *dates; const kw_quotes_kit *speech; };

typedef struct kw_when_walk {
    const kw_dates *dates;
    const kw_words *words;
    const struct kw_when_hint *hints;   /* of each token, shared by all walks over a text; NULL: made by the first */
    kw_when published;
    bool nearest;                       /* no tense: the nearest day or year */
    kw_arena *mem;
    kw_date *v; size_t n, cap;          /* found, by start */
    bool *ahead; size_t cap_ahead;      /* for each: a verb to come rules it */
} kw_when_walk;

/* Does somebody say something in the sentence? "kata dia, Kamis (9/5/2024)" is a day on which a reporter heard it. */
bool kw_when_said(const kw_when_kit *kit, const kw_words *w, uint32_t sentence);

kw_rc kw_when_walk_all(kw_when_walk *w, kw_err *err);

#endif
