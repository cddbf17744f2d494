/* SPDX-License-Identifier: MIT
 * Deeds whose victim and doer are told apart: "A bomb killed 12 soldiers of Y. X claimed responsibility for the attack." Costs a second
 * reading of the sentences right before, and only where a noun for a deed has a doer, no victim, and points back, or where somebody
 * claims what he does not name: "A bomb killed 12 soldiers of Y, and X claimed responsibility." */
#include "code/parts.h"

enum { SENTENCES_BACK = 2 };        /* in which the deed was told */

typedef struct deed {
    kw_hits hits;
    size_t hit;
    kw_reading reading;
} deed;

/* Did nobody whose name is known do it ("a suicide bomber")? */
static bool nameless(const kw_view *v, kw_role doer) {
    if (!doer.weight) return true;
    const kw_mention *m = &v->mentions[doer.mention];
    const kw_entity *e = &v->in->marks->entities[m->entity];
    return !m->named && !m->pronoun && !e->actor.n && (e->kind == KW_PERSON || e->kind == KW_GROUP);
}

/* The first hit before token `end` that tells of a deed with a victim and without a doer who has a name; of that type, or where none is
 * given of any that does harm. */
static bool nameless_deed(const kw_view *v, uint32_t end, kw_str type, deed *d) {
    if (!v->lang || !kw_hits_find(v, &d->hits)) return false;
    for (d->hit = 0; d->hit < d->hits.n && d->hits.v[d->hit].first < end; d->hit++) {
        kw_reading *r = &d->reading;
        if (!kw_read_hit(v, &d->hits, d->hit, true, r) || !r->target.weight) continue;
        if (!nameless(v, r->source)) continue;
        if (type.n ? kw_str_eq(kw_frame_cell(v, r->row, KW_FR_TYPE), type) : kw_frame_is(v, r->row, KW_TYPE_HARM)) return true;
    }
    return false;
}

bool kw_view_before(const kw_view *v, uint32_t back, kw_view *before) {
    if (back > v->sentence || !kw_view_of(v->kit, v->in, v->sentence - back, v->mem, before)) return false;
    before->about = v->about;
    before->told = v->told;
    return true;
}

bool kw_victim_before(const kw_view *v, const kw_frame_hit *h, kw_role doer, kw_str type, int32_t *victim, kw_when *when) {
    if (!kw_points_back(v, h->first) || nameless(v, doer)) return false;        /* "no group claimed the attack" */
    for (uint32_t back = 1; back <= SENTENCES_BACK; back++) {
        kw_view before;
        deed d = { 0 };
        if (!kw_view_before(v, back, &before)) return false;
        if (!nameless_deed(&before, before.end, type, &d)) continue;
        const kw_date *printed;
        *victim = d.reading.target.mention;
        *when = kw_act_date(&before, &d.hits.v[d.hit], KW_DAY_HAPPENED, &printed);
        return true;
    }
    return false;
}

/* Who says at token t of himself that he did what was told, and does not name it; mention -1: nobody. */
static kw_role claimant(const kw_view *v, uint32_t t, const kw_hits *hits) {
    for (size_t i = 0; i < hits->n; i++)
        if (hits->v[i].first > t && kw_may_be(v, &hits->v[i], KW_TYPE_HARM)) return KW_NO_ROLE;
    int32_t verb = kw_is(v, t) & KW_G_VERB ? (int32_t)t : kw_governor(v, t);
    if (verb < 0 || kw_is(v, (uint32_t)verb) & KW_G_DENY) return KW_NO_ROLE;
    const kw_frame_hit told = { .first = (uint32_t)verb, .n = 1, .voice = KW_ACTIVE };
    kw_role who = kw_subject(v, (uint32_t)verb);
    return who.mention >= 0 && who.weight > 1 && kw_mode_of(v, &told).reason == KW_FACT && !nameless(v, who) ? who : KW_NO_ROLE;
}

/* The report of a deed, in the sentence of `v`, as one of who claims it at token t. */
static void claim(const kw_view *v, deed *d, uint32_t t, kw_role who, kw_report *out) {
    const kw_frame_hit *h = &d->hits.v[d->hit];
    const kw_view *of = d->reading.of;
    kw_mode m = kw_mode_of(of, h);
    if (kw_in_view(of, who.mention)) d->reading.source = who;
    *out = kw_base_report(h, &d->reading, &m);
    out->says = (int32_t)v->mentions[who.mention].entity;
    out->why = kw_str_fmt(v->mem, "%.*s; claimed", KW_FMT(out->why));
    out->sentence = v->sentence;
    out->evidence = v->in->words->sentences[v->sentence].at;
    if (of->sentence != v->sentence) out->trigger = v->tokens[t].at;
}

bool kw_claimed(const kw_view *v, const kw_hits *hits, kw_report *out, int32_t *who, int32_t *victim) {
    for (uint32_t t = v->first; t < v->end; t++) {
        if (kw_who_at(v, t) >= 0 || !kw_class_at(v, t, "claims")) continue;
        kw_role by = claimant(v, t, hits);
        for (uint32_t back = 0; by.weight && back <= SENTENCES_BACK; back++) {
            kw_view before;
            const kw_view *of = back ? &before : v;
            deed d = { 0 };
            if (back && !kw_view_before(v, back, &before)) break;
            if (!nameless_deed(of, back ? of->end : t, KW_NONE, &d)) continue;
            claim(v, &d, t, by, out);
            *who = by.mention;
            *victim = d.reading.target.mention;
            return true;
        }
    }
    return false;
}
