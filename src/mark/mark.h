/* SPDX-License-Identifier: MIT
 * Words to marks: names resolved to actors, places, dates with their values, quotations with their speakers. */
#ifndef KW_MARK_MARK_H
#define KW_MARK_MARK_H

#include "doc/article.h"
#include "doc/marks.h"
#include "doc/words.h"
#include "know/date.h"
#include "know/petrarch.h"

typedef struct kw_mark_kit kw_mark_kit;         /* read-only, for all threads */

typedef struct kw_given_mention { kw_span at; uint8_t role; } kw_given_mention;    /* role: 0, 1 source, 2 target */

typedef struct kw_mark_in {
    const kw_words *words;
    const kw_article *article;                  /* NULL for a bare text (the verbs mark and code) */
    kw_when published;                          /* KW_WHEN_NONE: unknown; may then be worked out, see kw_mark_published */
    const kw_given_mention *given; size_t n_given;
    const struct kw_when_hint *hints;           /* what each word says to one who looks for dates; NULL: nobody has looked yet */
} kw_mark_in;

/* Lives in `mem`, and no longer than `k`, `dates` and `own`. `own`: a user's dictionaries, or NULL. KW_DATA: a row of a table that
 * does not say what it must. */
kw_rc kw_mark_open(const kw_know *k, const kw_dates *dates, const kw_petrarch *own, kw_arena *mem, kw_mark_kit **out, kw_err *err);

/* Fills *out, in `mem`; strings point into the text, the tables or `mem`. KW_NOMEM is the only failure. The four parts live in name*.c, place.c,
 * when.c and quote*.c of this folder. */
kw_rc kw_mark_run(const kw_mark_kit *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *out, kw_err *err);

/* The day an article without a date was published, worked out from the dates printed in its text (a full date with a weekday
 * in the lead, "Kamis, (9/5/2024)"); `inferred` is set. KW_WHEN_NONE if the text does not tell. in->published is not asked; in->hints
 * is left there, in `mem`, for kw_mark_run(). */
kw_when kw_mark_published(const kw_mark_kit *kit, kw_mark_in *in, kw_arena *mem);

#endif
