/* SPDX-License-Identifier: MIT
 * Page to article: the body without furniture; title, dates, byline, outlet, credits, each with where it came from. */
#ifndef KW_CLEAN_CLEAN_H
#define KW_CLEAN_CLEAN_H

#include "doc/article.h"
#include "doc/page.h"
#include "doc/raw.h"
#include "know/date.h"
#include "know/language.h"

typedef struct kw_clean kw_clean;       /* the tables it needs, prepared; read-only, for all threads */

/* Lives in `mem`, and no longer than the three it is made with. KW_NOMEM is the only failure. */
kw_rc kw_clean_open(const kw_know *k, const kw_dates *dates, const kw_language_id *lang, kw_arena *mem, kw_clean **out, kw_err *err);

/* The article, in `mem` (strings may point into raw and page). KW_DATA: no text is left; `err` says so. */
kw_rc kw_clean_run(const kw_clean *c, const kw_raw *raw, const kw_page *page, kw_arena *mem, kw_article *out, kw_err *err);

#endif
