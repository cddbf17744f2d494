/* SPDX-License-Identifier: MIT
 * What a hit's complement holds is not told as done: it is asked, promised, refused or agreed, or what somebody is accused of. */
#include "code/parts.h"

static void drop_between(kw_hits *hits, size_t from, uint32_t a, uint32_t b) {
    for (size_t i = from; i < hits->n && hits->v[i].first < b; i++)
        if (hits->v[i].first >= a) hits->v[i].dropped = true;
}

/* "urged X to leave the town, which Y took in October": a clause of its own that tells what was done, inside what is asked. */
static bool told_aside(const kw_view *v, const kw_frame_hit *x, uint32_t from) {
    if (x->noun || v->lang->voices || v->tokens[x->first].tense != KW_PAST) return false;
    uint32_t rel = kw_opener(v, x->first);
    return rel != UINT32_MAX && rel > from && kw_is(v, rel) & KW_G_REL && kw_who_at(v, rel - 1) < 0 && kw_is(v, rel - 1) & KW_G_COMMA;
}

/* Verbs of the complement are not done; nouns are not, either, unless they are somebody's hostile act that goes on. */
void kw_drop_complement(const kw_view *v, kw_hits *hits, size_t h, uint32_t end) {
    for (size_t i = h + 1; i < hits->n && hits->v[i].first < end; i++) {
        kw_frame_hit *x = &hits->v[i];
        bool hostile = kw_quad(&v->kit->ontology, kw_frame_cell(v, x->alt[0].rows.first, KW_FR_TYPE)) == 4;
        if (x->noun && hostile && (kw_owner(v, x, false).weight == 3 || kw_owner(v, x, true).weight == 3)) continue;
        if (told_aside(v, x, hits->v[h].first)) continue;
        x->dropped = true;
    }
}

/* "rejected accusations by Y that it armed rebels": what the accusation tells of is alleged, and done by who turns it down. */
static void mark_turned_down(const kw_view *v, kw_hits *hits, size_t h, const kw_reading *r) {
    const kw_frame_hit *hit = &hits->v[h];
    if (hit->noun || !kw_frame_is(v, r->row, KW_TYPE_BLAMES) || kw_frame_is(v, r->row, KW_TYPE_OF_DEED) || !r->source.weight) return;
    uint32_t t = hit->first + hit->n, end = kw_complement_end(v, t - 1);
    while (t < end && (kw_who_at(v, t) >= 0 || !kw_has_class(v, v->tokens[t].form, "asserted"))) t++;
    if (t >= end || end >= v->end || !(kw_is(v, end) & KW_G_COMP)) return;
    uint32_t stop = kw_complement_end(v, end);
    for (size_t i = h + 1; i < hits->n && hits->v[i].first < stop; i++) {
        if (hits->v[i].first < end) continue;
        hits->v[i].alleged = true;
        hits->v[i].accused = r->source.mention;
        hits->v[i].accuser = r->target.weight ? r->target.mention : -1;
    }
}

/* What stands in the complement of an accusation is alleged, and done by the accused. */
void kw_mark_alleged(const kw_view *v, kw_hits *hits, size_t h, const kw_reading *r) {
    const kw_frame_hit *hit = &hits->v[h];
    kw_str code = kw_frame_cell(v, r->row, KW_FR_CAMEO);
    bool proven = kw_class_at(v, hit->first, "guilt");
    if (!(kw_cameo_has(&v->kit->ontology, code, "charge") || proven) || !r->target.weight) return;
    uint32_t end = kw_complement_end(v, hit->first + hit->n - 1);
    if (end < v->end && kw_is(v, end) & KW_G_COMP) end = kw_complement_end(v, end);     /* "the charge of X that Y ..." */
    while (end + 1 < v->end && kw_who_at(v, end) < 0 && kw_is(v, end) & KW_G_COMMA && kw_who_at(v, end + 1) < 0 && kw_is_gerund(&v->tokens[end + 1]))
        end = kw_complement_end(v, end + 1);            /* "accused X of ramming a boat, injuring two" */
    for (size_t i = h + 1; i < hits->n && hits->v[i].first < end; i++) {
        if (proven && kw_quad(&v->kit->ontology, kw_frame_cell(v, hits->v[i].alt[0].rows.first, KW_FR_TYPE)) != 4) continue;
        hits->v[i].alleged = !proven;
        hits->v[i].proven = proven;
        hits->v[i].accused = r->target.mention;
        hits->v[i].accuser = r->source.weight ? r->source.mention : -1;
    }
}

/* "reached an agreement with Y to pull troops out of Z": what was agreed is still to come; where it begins, or the end of the sentence. */
static uint32_t agreed_from(const kw_view *v, const kw_frame_hit *hit, const kw_reading *r) {
    bool deal = false;
    for (uint32_t t = r->object_first; t < r->object_end && kw_frame_is(v, r->row, KW_TYPE_PACT); t++)
        deal = deal || kw_class_at(v, t, "deal");
    uint32_t t = hit->first + hit->n, end = kw_complement_end(v, t - 1);
    while (deal && t < end && (kw_who_at(v, t) >= 0 || !(kw_is(v, t) & KW_G_TO) || v->tokens[t].upos != KW_PART)) t++;
    return deal && t < end ? t : v->end;
}

void kw_drop_parts(const kw_view *v, kw_hits *hits, size_t h, const kw_reading *r) {
    const kw_frame_hit *hit = &hits->v[h];
    drop_between(hits, 0, r->object_first, r->object_end);
    drop_between(hits, h + 1, hit->first, hit->first + hit->n);
    hits->v[h].dropped = false;
    kw_mark_alleged(v, hits, h, r);
    mark_turned_down(v, hits, h, r);
    if (r->inner && !hit->noun && kw_frame_is(v, r->row, KW_TYPE_PURPOSE))         /* "sent troops to support X" */
        kw_drop_complement(v, hits, h, kw_complement_end(v, hit->first + hit->n - 1));
    for (size_t i = h + 1, from = hit->noun ? v->end : agreed_from(v, hit, r); i < hits->n && from < v->end; i++)
        if (hits->v[i].first > from && hits->v[i].first < kw_clause_end(v, (uint32_t)from)) hits->v[i].dropped = true;
    uint32_t behind = hit->first + hit->n;
    /* "a refusal to help" */
    bool bound = !hit->noun || (behind < v->end && kw_who_at(v, behind) < 0 && kw_is(v, behind) & KW_G_TO && v->tokens[behind].upos == KW_PART);
    if (!bound || !kw_frame_is(v, r->row, KW_TYPE_COMPLEMENT)) return;
    uint32_t end = kw_complement_end(v, hit->first + hit->n - 1);
    bool asks = kw_frame_is(v, r->row, KW_TYPE_ASKS) || kw_is(v, hit->first) & KW_G_ASK;
    if (asks && end < v->end && kw_is(v, end) & KW_G_COMP) end = kw_complement_end(v, end);     /* "mendesak Jepang agar meminta maaf" */
    kw_drop_complement(v, hits, h, end);
}
