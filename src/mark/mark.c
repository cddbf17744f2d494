/* SPDX-License-Identifier: MIT
 * The parts of mark in their order: names first, as speakers rest on them; places ask the names what countries are spoken of. */
#include "mark/kit.h"

kw_rc kw_mark_open(const kw_know *k, const kw_dates *dates, kw_arena *mem, kw_mark_kit **out, kw_err *err) {
    kw_mark_kit *kit = *out = kw_alloc(mem, sizeof *kit);
    if (!kit) return kw_fail_nomem(err);
    KW_TRY(kw_names_open(k, mem, &kit->names, err));
    KW_TRY(kw_when_kit_open(k, dates, mem, &kit->when, err));
    KW_TRY(kw_places_open(k, mem, &kit->places, err));
    return kw_quotes_kit_open(k, mem, &kit->quotes, err);
}

kw_rc kw_mark_run(const kw_mark_kit *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *out, kw_err *err) {
    *out = (kw_marks){ 0 };
    KW_TRY(kw_names_mark(kit->names, in, mem, out, err));
    KW_TRY(kw_places_mark(kit->places, in, mem, out, err));
    KW_TRY(kw_when_mark(kit->when, in, mem, out, err));
    return kw_quotes_mark(kit->quotes, in, mem, out, err);
}
