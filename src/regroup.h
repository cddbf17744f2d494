/* SPDX-License-Identifier: MIT
 * The articles of a record together: what was added or taken away since the last time goes through src/group, and links,
 * stories, threads and events that it touches are written anew. */
#ifndef KW_REGROUP_H
#define KW_REGROUP_H

#include "pipeline.h"
#include "store/record.h"

/* Within a transaction of the record. Costs what was touched, and what lies near that; memory is bounded but for some
 * bytes an article. The result is a function of the set of articles. KW_DATA: the record has digests of another kawat. */
kw_rc kw_regroup(const kw *k, kw_record *r, kw_err *err);

/* Before an article is taken out of the record: out of the web of the others, which are touched by it. */
kw_rc kw_regroup_without(const kw *k, kw_record *r, int64_t article, kw_err *err);

/* The part of a digest that the record keeps: all but what comes from the text, which the record has. */
void kw_regroup_pack(const kw_digest *d, kw_buf *out);

/* The bytes of its sketch, and for each report what it is merged by, in `mem`. */
kw_rc kw_regroup_sketch(const kw_digest *d, kw_arena *mem, kw_buf *out, uint64_t **matters, kw_err *err);

#endif
