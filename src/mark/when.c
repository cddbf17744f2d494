/* SPDX-License-Identifier: MIT */
#include "mark/when.h"

struct kw_when_kit { const kw_dates *dates; };

kw_rc kw_when_kit_open(const kw_know *k, const kw_dates *dates, kw_arena *mem, kw_when_kit **out, kw_err *err) {
    (void)k;
    kw_when_kit *kit = *out = kw_alloc(mem, sizeof *kit);
    if (!kit) return kw_fail_nomem(err);
    kit->dates = dates;
    return KW_OK;
}

kw_rc kw_when_mark(const kw_when_kit *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *m, kw_err *err) {
    (void)kit; (void)in; (void)mem; (void)m; (void)err;
    return KW_OK;
}
