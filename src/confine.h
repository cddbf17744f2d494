/* SPDX-License-Identifier: MIT
 * A page from outside is parsed and cleaned in a process without files and without network, with a memory cap (cell.h): a crash, a
 * hang or a bomb costs that page. One for each thread. Cost: docs/decisions/0007-pages-in-a-child.md and `make bench`. */
#ifndef KW_CONFINE_H
#define KW_CONFINE_H

#include "pipeline.h"

/* What a thread cleans with: HTML goes to its cell, unless the program was opened as trusted; plain text never does. */
typedef struct kw_reader kw_reader;

/* One a thread, made before the threads (kw_cell_new()); `k` must outlive it. */
kw_rc kw_reader_new(const kw *k, kw_reader **out, kw_err *err);
void kw_reader_free(kw_reader *r);                          /* NULL is fine */

/* kw_pipeline_clean(), the article in `mem`. KW_DATA also when the process died, hung or wanted too much memory. */
kw_rc kw_reader_clean(kw_reader *r, const kw_raw *raw, kw_arena *mem, kw_article *out, kw_err *err);

#endif
