/* SPDX-License-Identifier: MIT
 * One event for the actors that the caller names: of all frames of the sentence the one that fits them best. Where only one of the
 * two is named, the other is whoever the frame finds, or nobody. */
#include "code/parts.h"

enum { CLIMB_MAX = 12,             /* heads gone up through */
       BESIDE = 80, INSIDE = 30 };     /* what a frame loses in another clause or phrase, and within somebody's name */

typedef struct choice { kw_report report; int score; bool found; } choice;

static bool meets(const kw_view *v, int32_t mention, uint32_t given) {
    if (mention < 0 || given == UINT32_MAX) return false;
    const kw_mention *a = &v->mentions[mention], *b = &v->mentions[given];
    return kw_span_meets(a->at, b->at) || a->entity == b->entity;
}

/* What a clause or phrase tells only beside the main act ("after meeting X", "at talks with X") or of somebody named in it ("X, who
 * visited Y"), by the heads: the two given are more likely those of the main act. */
static int beside(const kw_view *v, const kw_frame_hit *h) {
    uint32_t t = h->first;
    for (int up = 0; v->parsed && up < CLIMB_MAX; up++) {
        int32_t head = v->tokens[t].head;
        if (head < (int32_t)v->first || head >= (int32_t)v->end || head == (int32_t)t) return 0;
        switch ((kw_deprel)v->tokens[t].deprel) {
        case KW_ADVCL: case KW_OBL: case KW_OBL_TMOD: return BESIDE;
        case KW_ACL: case KW_ACL_RELCL: case KW_AMOD: case KW_NMOD: return INSIDE;
        default: t = (uint32_t)head;
        }
    }
    return 0;
}

static int fit(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, uint32_t source, uint32_t target) {
    int s = 4 * (r->object_end > r->object_first) + 2 * (int)h->n;
    bool ss = meets(v, r->source.mention, source), tt = meets(v, r->target.mention, target);
    if (r->both && !(ss && tt) && meets(v, r->source.mention, target) && meets(v, r->target.mention, source)) ss = tt = true;
    if (ss) s += 20;
    if (tt) s += 16;
    else if (r->target.weight) s -= 4;
    if (!h->noun) s += 3;
    uint32_t a = v->mentions[source == UINT32_MAX ? target : source].first, b = v->mentions[target == UINT32_MAX ? source : target].first,
        lo = a < b ? a : b, hi = a < b ? b : a;
    if (h->first > lo && h->first < hi) s += 8;
    uint32_t d = h->first > a ? h->first - a : a - h->first;
    return s * 4 - (int)(d > 30 ? 30 : d) / 2 - beside(v, h);
}

/* For a role that the caller leaves open: whom the frame found, if it is not the one given. */
static uint32_t other_role(const kw_view *v, kw_role found, uint32_t given) {
    return !found.weight || found.mention < 0 || meets(v, found.mention, given) ? UINT32_MAX : (uint32_t)found.mention;
}

static void consider(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, uint32_t source, uint32_t target, choice *best) {
    int s = fit(v, h, r, source, target);
    if (best->found && s <= best->score) return;
    kw_mode m = kw_mode_of(v, h);
    best->report = kw_base_report(h, r, &m);
    best->report.source = other_role(v, r->source, target);
    best->report.target = other_role(v, r->target, source);
    best->score = s;
    best->found = true;
}

/* What is answered where no frame fits. */
static kw_report unread(const kw_code_kit *kit, const kw_code_in *in, uint32_t sentence) {
    kw_report r = { .sentence = sentence, .happened = true, .place = -1, .says = -1, .evidence = in->words->sentences[sentence].at, .score = 0.1,
                    .why = KW_STR("no frame fits: the commonest type between two names") };
    kw_ontology_unknown(&kit->ontology, &r.type, &r.cameo);
    r.goldstein = kw_goldstein(&kit->ontology, r.cameo);
    return r;
}

kw_rc kw_code_given(const kw_code_kit *kit, const kw_code_in *in, uint32_t source, uint32_t target, kw_arena *mem, kw_reports *out, kw_err *err) {
    const kw_mention *m = in->marks->mentions;
    choice best = { .found = false };
    uint32_t named = source == UINT32_MAX ? target : source;
    for (int pass = 0; pass < 2 && !best.found; pass++) {
        uint32_t s = m[pass && target != UINT32_MAX ? target : named].sentence;
        kw_view v;
        kw_hits hits = { 0 };
        if (!kw_view_of(kit, in, s, mem, &v)) return kw_fail_nomem(err);
        if (!v.lang) continue;
        if (!kw_hits_find(&v, &hits)) return kw_fail_nomem(err);
        for (size_t i = 0; i < hits.n; i++) {
            kw_reading r;
            if (hits.v[i].dropped || !kw_read_hit(&v, &hits, i, true, &r)) continue;
            kw_drop_parts(&v, &hits, i, &r);
            consider(&v, &hits.v[i], &r, source, target, &best);
        }
    }
    kw_report *r = kw_alloc(mem, sizeof *r);
    if (!r) return kw_fail_nomem(err);
    *r = best.found ? best.report : unread(kit, in, m[named].sentence);
    if (source != UINT32_MAX || !best.found) r->source = source;
    if (target != UINT32_MAX || !best.found) r->target = target;
    r->source_entity = r->source == UINT32_MAX ? UINT32_MAX : m[r->source].entity;
    r->target_entity = r->target == UINT32_MAX ? UINT32_MAX : m[r->target].entity;
    *out = (kw_reports){ r, 1 };
    return KW_OK;
}
