/* SPDX-License-Identifier: MIT */
#include "mark/quote.h"

struct kw_quotes_kit { const kw_know *know; };

kw_rc kw_quotes_kit_open(const kw_know *k, kw_arena *mem, kw_quotes_kit **out, kw_err *err) {
    kw_quotes_kit *kit = *out = kw_alloc(mem, sizeof *kit);
    if (!kit) return kw_fail_nomem(err);
    kit->know = k;
    return KW_OK;
}

kw_rc kw_quotes_mark(const kw_quotes_kit *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *m, kw_err *err) {
    (void)kit; (void)in; (void)mem; (void)m; (void)err;
    return KW_OK;
}
