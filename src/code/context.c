/* SPDX-License-Identifier: MIT
 * Whom an act is done to that names nobody, by what was told before: "Kenya's army shelled a town of Sudan. Khartoum demanded an apology."
 * Of two who deal with each other the one acts towards the other; somebody else who blames or punishes means who did the harm last.
 * Only rows that say so (`context` among the places of their target): a demand of higher wages is nobody's abroad. */
#include "code/parts.h"

enum { BACK = 3 };      /* sentences in which it was told who deals with whom */

static bool row_asks_context(const kw_view *v, uint32_t row) {
    kw_str places = kw_frame_cell(v, row, KW_FR_TARGET), one;
    while (places.n && kw_str_cut(&places, '/', &one))
        if (kw_str_is(one, "context")) return true;
    return false;
}

/* Is it the same actor, or one for the same state? */
static bool one_of(const kw_view *v, uint32_t a, uint32_t b) {
    const kw_entity *x = &v->in->marks->entities[a], *y = &v->in->marks->entities[b];
    return a == b || (x->country.n && kw_str_eq(x->country, y->country));
}

/* Who stands against `me` in the report, as a mention; -1: it is not about the two of them. */
static int32_t against(const kw_view *v, const kw_report *r, uint32_t me) {
    if (r->target == UINT32_MAX || one_of(v, r->source_entity, r->target_entity)) return -1;
    if (one_of(v, r->source_entity, me)) return (int32_t)r->target;
    return one_of(v, r->target_entity, me) ? (int32_t)r->source : -1;
}

/* The one whom the last sentence that tells of `me` and somebody else names as that other; -1: nobody, or several. */
static int32_t other_side(const kw_view *v, uint32_t me, const kw_report_list *told) {
    int32_t found = -1;
    uint32_t sentence = 0;
    for (size_t i = told->n; i-- > 0;) {
        const kw_report *r = &told->v[i];
        if (r->sentence + BACK < v->sentence || (found >= 0 && r->sentence != sentence)) break;
        int32_t other = against(v, r, me);
        if (other < 0) continue;
        if (found >= 0 && !one_of(v, v->mentions[found].entity, v->mentions[other].entity)) return -1;
        found = other;
        sentence = r->sentence;
    }
    return found;
}

/* Who did harm last, and not to or for the country of `me`; -1: nobody. */
static int32_t last_doer(const kw_view *v, uint32_t me, const kw_report_list *told) {
    for (size_t i = told->n; i-- > 0;) {
        const kw_report *r = &told->v[i];
        if (r->sentence + BACK < v->sentence) break;
        if (r->target == UINT32_MAX || !r->happened || kw_quad(&v->kit->ontology, r->type) != 4) continue;
        if (!one_of(v, r->source_entity, me) && !one_of(v, r->target_entity, me)) return (int32_t)r->source;
    }
    return -1;
}

int32_t kw_context_target(const kw_view *v, const kw_reading *r, const kw_report_list *told) {
    if (r->noun || r->source.mention < 0 || r->target.weight || !row_asks_context(v, r->row)) return -1;
    uint32_t me = v->mentions[r->source.mention].entity;
    int32_t other = other_side(v, me, told);
    if (other >= 0 || !kw_frame_is(v, r->row, KW_TYPE_OF_DEED)) return other;
    return last_doer(v, me, told);
}
