/* SPDX-License-Identifier: MIT
 * All articles of a record together: digests out of it, through src/group, links, stories, threads and events into it. */
#ifndef KW_REGROUP_H
#define KW_REGROUP_H

#include "pipeline.h"
#include "store/record.h"

/* Within a transaction of the record. Does nothing to articles; cost about linear in their number.
 * KW_DATA: the record has digests of another kawat. */
kw_rc kw_regroup(const kw *k, kw_record *r, kw_err *err);

/* The part of a digest that the record keeps: all but what comes from the text, which the record has. */
void kw_regroup_pack(const kw_digest *d, kw_buf *out);

#endif
