/* SPDX-License-Identifier: MIT
 * Deeds whose victim and doer are told apart: "A bomb killed 12 soldiers of Y. X claimed responsibility for the attack." Costs a second
 * reading of the sentences right before, and only where a noun for a deed has a doer, no victim, and points back. */
#include "code/parts.h"

enum { SENTENCES_BACK = 2 };        /* in which the deed was told */

/* The hit of the sentence that tells of a deed of that type with a victim and without a doer. */
static bool nameless_deed(const kw_view *v, kw_str type, int32_t *victim, kw_when *when) {
    kw_hits hits = { 0 };
    if (!v->lang || !kw_hits_find(v, &hits)) return false;
    for (size_t i = 0; i < hits.n; i++) {
        kw_reading r;
        if (!kw_read_hit(v, &hits, i, true, &r) || !r.target.weight || r.source.weight) continue;
        if (!kw_str_eq(kw_frame_cell(v, r.row, KW_FR_TYPE), type)) continue;
        const kw_date *printed;
        *victim = r.target.mention;
        *when = kw_act_date(v, &hits.v[i], KW_DAY_HAPPENED, &printed);
        return true;
    }
    return false;
}

bool kw_victim_before(const kw_view *v, const kw_frame_hit *h, kw_str type, int32_t *victim, kw_when *when) {
    if (!kw_points_back(v, h->first)) return false;
    for (uint32_t back = 1; back <= SENTENCES_BACK && back <= v->sentence; back++) {
        kw_view before;
        if (!kw_view_of(v->kit, v->in, v->sentence - back, v->mem, &before)) return false;
        before.about = v->about;
        before.told = v->told;
        if (nameless_deed(&before, type, victim, when)) return true;
    }
    return false;
}
