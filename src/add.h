/* SPDX-License-Identifier: MIT
 * Adding to a record what does not come from paths: for `watch`. */
#ifndef KW_ADD_H
#define KW_ADD_H

#include "crew.h"

typedef struct kw_add_from {
    /* As kw_source_next(), in a thread of its own. */
    kw_rc (*next)(void *ctx, kw_arena *mem, kw_raw *out, kw_str *path, kw_err *err);
    /* In the caller's thread, when what became of the input is in the record for good. Not KW_OK: stop. */
    kw_rc (*kept)(void *ctx, const kw_task *t, kw_err *err);
    void *ctx;
} kw_add_from;

/* As kw_add(), with a transaction for each input; the paths of `in` do not count. */
kw_rc kw_add_each(const kw *k, kw_record *r, const kw_inputs *in, const kw_add_from *from, kw_summary *sum, kw_err *err);

#endif
