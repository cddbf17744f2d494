/* SPDX-License-Identifier: MIT
 * What a stage made, as the JSON that CONTRACT.md promises. */
#ifndef KW_EXPORT_STAGE_H
#define KW_EXPORT_STAGE_H

#include "base/json.h"
#include "doc/article.h"
#include "doc/marks.h"
#include "doc/reports.h"
#include "doc/words.h"

/* Appends one object. In all of these `mem` is for scratch, and running out of memory is remembered in `out`. */
void kw_export_article(const kw_article *a, kw_arena *mem, kw_buf *out);

/* Each adds its fields to the object that is open in `out`: mentions, dates and places; quotes and told; events. */
void kw_export_marks(kw_str text, const kw_marks *m, kw_arena *mem, kw_buf *out);
void kw_export_quotes(kw_str text, const kw_marks *m, kw_buf *out);
void kw_export_reports(kw_str text, const kw_marks *m, const kw_reports *r, kw_arena *mem, kw_buf *out);

#endif
