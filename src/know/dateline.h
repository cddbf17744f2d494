/* SPDX-License-Identifier: MIT
 * The dateline that opens an article, asked by clean (a field of the article) and by mark (its words name nobody who acts). */
#ifndef KW_KNOW_DATELINE_H
#define KW_KNOW_DATELINE_H

#include "know/date.h"
#include "know/outlet.h"

enum { KW_DATELINE_MIN = 40,            /* bytes; a shorter paragraph has none */
       KW_DATELINE_PARAGRAPHS = 4 };    /* it stands in one of the first ones */

typedef struct kw_dateline {
    kw_str city;                /* as printed, p NULL: only an outlet */
    kw_str second;              /* what else is called like a place beside it ("Jakarta, Indonesia"); p NULL: nothing */
    kw_outlet outlet;           /* if has_outlet; key p NULL: no row */
    bool has_outlet;
    size_t after;               /* bytes of the paragraph up to the text itself */
} kw_dateline;

/* Does `paragraph` begin with one? Strings point into it. */
bool kw_dateline_at(const kw_know *k, const kw_dates *dates, kw_str paragraph, kw_dateline *out);

/* Is the whole line one, as over a statement or a printed article: "Jakarta, 14 Agustus 2026", "Jakarta, Kompas"? */
bool kw_dateline_line(const kw_know *k, const kw_dates *dates, kw_str line);

#endif
