/* SPDX-License-Identifier: MIT
 * A page from outside is parsed and cleaned in a child process without files and without network, with a memory cap: a crash,
 * a hang or a bomb costs that page and a new child. One for each thread. Cost: docs/decisions and `make bench`. */
#ifndef KW_CONFINE_H
#define KW_CONFINE_H

#include "pipeline.h"

typedef struct kw_child kw_child;

/* Starts no process yet: that happens at the first page. Free with kw_child_free(), which ends the process. */
kw_rc kw_child_new(const kw *k, kw_child **out, kw_err *err);
void kw_child_free(kw_child *c);                            /* NULL is fine */

/* kw_pipeline_clean in the child; the article is copied into `mem`. KW_DATA also when the child died, hung (KW_PAGE_SECONDS) or
 * wanted too much memory; the next call starts another. */
kw_rc kw_child_clean(kw_child *c, const kw_raw *raw, kw_arena *mem, kw_article *out, kw_err *err);

/* What a thread cleans with: HTML goes to its child, unless the program was opened as trusted; plain text never does. */
typedef struct kw_reader kw_reader;

/* One a thread; `k` must outlive it. Starts the child at once, so make all of them before the threads: a process forked beside
 * threads may be born with one of their locks. */
kw_rc kw_reader_new(const kw *k, kw_reader **out, kw_err *err);
void kw_reader_free(kw_reader *r);                          /* NULL is fine */
/* As kw_child_clean(). */
kw_rc kw_reader_clean(kw_reader *r, const kw_raw *raw, kw_arena *mem, kw_article *out, kw_err *err);

#endif
