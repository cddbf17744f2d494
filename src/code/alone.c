/* SPDX-License-Identifier: MIT
 * Acts told of before that name nobody they were done to, and so made no report: "X fired two missiles. Y condemned the launch."
 * Costs a second reading of the sentences right before, and only where a remark is about an act that no report tells of. */
#include "code/parts.h"

enum { SENTENCES_BACK = 2 };        /* in which the act was told */

/* The hit as a report of who did it; false: nobody did, or it says whom it was done to. */
static bool done_alone(const kw_view *v, kw_hits *hits, size_t i, kw_report *act) {
    kw_reading r;
    if (!kw_read_hit(v, hits, i, true, &r) || r.source.mention < 0 || r.source.weight < 2 || r.target.weight || kw_is_play(v, &r)) return false;
    const kw_frame_hit *h = &hits->v[i];
    kw_mode m = kw_mode_of(v, h);
    *act = (kw_report){ .sentence = v->sentence, .source = (uint32_t)r.source.mention, .target = UINT32_MAX, .target_entity = UINT32_MAX,
                        .source_entity = v->mentions[r.source.mention].entity, .type = kw_frame_cell(v, r.row, KW_FR_TYPE),
                        .cameo = kw_frame_cell(v, r.row, KW_FR_CAMEO), .happened = m.reason == KW_FACT, .reason = m.reason, .says = -1, .place = -1 };
    act->trigger = (kw_span){ v->tokens[h->first].at.start, v->tokens[h->first + h->n - 1].at.end };
    return !m.supposed && m.reason != KW_DENIED;
}

/* The act that the noun at t of `v` names in the sentence of `before`, by nobody of the country `not`. */
static bool named_in(const kw_view *v, uint32_t t, const kw_view *before, kw_str not, kw_report *act) {
    kw_hits hits = { 0 };
    if (!before->lang || !kw_hits_find(before, &hits)) return false;
    for (size_t i = 0; i < hits.n; i++) {
        if (!done_alone(before, &hits, i, act) || !kw_names_act(v, t, act)) continue;
        if (!not.n || !kw_str_eq(v->in->marks->entities[act->source_entity].country, not)) return true;
    }
    return false;
}

bool kw_act_alone(const kw_view *v, uint32_t t, kw_str not, kw_report *act) {
    for (uint32_t back = 1; back <= SENTENCES_BACK; back++) {
        kw_view before;
        if (!kw_view_before(v, back, &before)) return false;
        if (named_in(v, t, &before, not, act)) return true;
    }
    return false;
}
