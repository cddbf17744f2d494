/* SPDX-License-Identifier: MIT
 * The reports of one reading: of whom the names stand for, each with each of those joined to them, cleared of doubles. */
#include "code/teller.h"

enum { EVENTS_MAX = 8 };                    /* per sentence */

static const double SURE = 0.5;             /* a country that is only guessed scores less */

/* The mention to show for a pronoun: a name of the same entity, in this sentence if it can be, else the last one before. */
int32_t kw_named(const kw_view *v, int32_t mention) {
    const kw_marks *m = v->in->marks;
    const kw_mention *p = &m->mentions[mention];
    int32_t before = -1, after = -1;
    if (!p->pronoun) return mention;
    for (size_t i = 0; i < m->n_mentions; i++) {
        const kw_mention *x = &m->mentions[i];
        if (x->pronoun || x->entity != p->entity) continue;
        if (x->sentence == v->sentence && !x->inside) return (int32_t)i;
        if (x->first < p->first) before = (int32_t)i;
        else if (after < 0) after = (int32_t)i;
    }
    return before >= 0 ? before : after;
}

static bool holds_mention(const kw_view *v, int32_t a, int32_t b) { return kw_span_meets(v->mentions[a].at, v->mentions[b].at); }

/* "a crackdown by X and Y, which killed 20": the relative word behind the list speaks of all of it, and the verb at `at` is in its clause. */
static bool told_of(const kw_view *v, int32_t mention, uint32_t at) {
    uint32_t t = kw_mention_end(&v->mentions[mention]), commas = 0;
    if (t < v->end && kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_COMMA) t++;
    if (t >= v->end || kw_who_at(v, t) >= 0 || !(kw_is(v, t) & KW_G_REL)) return false;
    for (t++; t < at && t < v->end; t++) commas += kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_COMMA;
    return commas % 2 == 0;                     /* an insertion has two */
}

/* The names joined to `mention` on both sides, itself first. */
size_t kw_joined(const kw_view *v, int32_t mention, bool subject, uint32_t at, int32_t out[KW_NAMES_MAX]) {
    size_t n = 0;
    out[n++] = mention;
    for (int32_t m = kw_next_conjunct(v, mention); m >= 0 && n < KW_NAMES_MAX; m = kw_next_conjunct(v, m)) out[n++] = m;
    for (int32_t m = mention; n < KW_NAMES_MAX;) {
        int32_t prev = kw_last_conjunct(v, m);
        bool same = prev >= 0 && v->parsed && v->tokens[v->mentions[m].head].deprel == KW_CONJ;        /* "envoys from Chad and Mali met" */
        /* "comes from Chad and Mali said": two clauses */
        if (prev < 0 || (subject && kw_is_held(v, prev) && !same && !told_of(v, mention, at))) break;
        out[n++] = m = prev;
    }
    return n;
}

/* "12 warga tewas dalam serangan X di Y": whom X killed is told, and Y only tells where. */
static bool only_where(const kw_view *v, const kw_report *a, const kw_report *b) {
    if (a->target == UINT32_MAX || b->target == UINT32_MAX || a->source_entity != b->source_entity) return false;
    if (!kw_str_eq(a->type, b->type) || !kw_type_is(&v->kit->ontology, a->type, KW_TYPE_HARM)) return false;
    const kw_entity *e = v->in->marks->entities;
    return e[b->target_entity].kind == KW_PLACE && (e[a->target_entity].kind == KW_GROUP || e[a->target_entity].kind == KW_PERSON);
}

/* "fired rockets at X and Y", two towns of one country: one act. */
static bool same_place(const kw_view *v, const kw_report *a, const kw_report *b) {
    if (a->target == UINT32_MAX || b->target == UINT32_MAX || a->source_entity != b->source_entity) return false;
    if (!kw_span_meets(a->trigger, b->trigger)) return false;
    const kw_entity *x = &v->in->marks->entities[a->target_entity], *y = &v->in->marks->entities[b->target_entity];
    return x != y && x->kind == KW_PLACE && y->kind == KW_PLACE && x->country.n && kw_str_eq(x->country, y->country);
}

/* "12 warga sipil tewas dalam serangan X ke Y": whose country was only guessed and is that of who struck was not struck, if somebody abroad was. */
static bool is_own_victim(const kw_view *v, const kw_report *r) {
    const kw_entity *x = &v->in->marks->entities[r->source_entity], *y = r->target == UINT32_MAX ? x : &v->in->marks->entities[r->target_entity];
    bool guessed = y->kind == KW_GROUP && !y->actor.n && y->score < SURE;
    return guessed && x->country.n && kw_str_eq(x->country, y->country) && kw_type_is(&v->kit->ontology, r->type, KW_TYPE_HARM);
}

static bool strikes_abroad(const kw_view *v, const kw_report *own, const kw_report *r) {
    if (r->target == UINT32_MAX || own->source_entity != r->source_entity || !kw_str_eq(own->type, r->type) || !is_own_victim(v, own)) return false;
    const kw_entity *e = v->in->marks->entities;
    return e[r->target_entity].country.n && !kw_str_eq(e[r->target_entity].country, e[r->source_entity].country);
}

bool kw_push_report(const kw_view *v, kw_report_list *out, size_t from, kw_report rep, int32_t source, int32_t target) {
    source = kw_named(v, kw_pair_meant(v, source, v->mentions[target].entity, out));
    target = kw_named(v, kw_pair_meant(v, target, v->mentions[source < 0 ? target : source].entity, out));
    if (source < 0 || target < 0) return true;
    rep.source = (uint32_t)source;
    rep.target = (uint32_t)target;
    rep.source_entity = v->mentions[source].entity;
    rep.target_entity = v->mentions[target].entity;
    if (rep.source_entity == rep.target_entity || holds_mention(v, source, target) || out->n - from >= EVENTS_MAX) return true;
    if (rep.says == (int32_t)rep.source_entity) rep.says = -1;
    for (size_t i = from; i < out->n; i++) {
        kw_report *old = &out->v[i];
        if (same_place(v, old, &rep) || strikes_abroad(v, &rep, old) || (only_where(v, old, &rep) && !strikes_abroad(v, old, &rep))) return true;
        if (strikes_abroad(v, old, &rep) || only_where(v, &rep, old)) { *old = rep; return true; }
        if (old->source_entity != rep.source_entity || old->target_entity != rep.target_entity) continue;
        if (!kw_str_eq(old->type, rep.type) && !kw_span_meets(old->trigger, rep.trigger)) continue;
        if (rep.score > old->score) *old = rep;
        return true;
    }
    kw_report *slot = kw_push(v->mem, (void **)&out->v, &out->n, &out->cap, sizeof *slot);
    if (!slot) return false;
    *slot = rep;
    return true;
}

/* "Kim wants closer ties of Korea and Russia": with a pair as its target a mutual act is the pair's, or the source's with the other. */
static bool pair_apart(const kw_view *v, const kw_reading *r, const int32_t *b, size_t k) {
    if (!r->both || k < 2) return false;
    if (r->among) return true;
    if (!r->inner) return false;
    for (size_t i = 0; i < k; i++)
        if (kw_one_side(v, r->source.mention, b[i]) || kw_entity_of(v, r->source.mention) == kw_entity_of(v, b[i])) return false;
    return kw_entity_of(v, b[0])->kind == KW_STATE && kw_entity_of(v, b[1])->kind == KW_STATE && r->target.weight < 3;
}

bool kw_tell_pair(const kw_view *v, kw_report_list *out, size_t from, const kw_report *rep, int32_t source, int32_t target) {
    return kw_no_matter(v, rep, source, target) || kw_push_report(v, out, from, *rep, source, target);
}

/* "X, Y and Z met": each with each. */
static bool report_list(const kw_view *v, const kw_report *rep, const int32_t *a, size_t n, bool mutual, kw_report_list *out, size_t from) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            bool skip = i == j || (j < i && !mutual);
            if (!skip && !kw_tell_pair(v, out, from, rep, a[i], a[j])) return false;
        }
    return true;
}

/* "X and Y advised their citizens": those of X are none of Y's business. */
static bool of_other_source(const kw_view *v, const int32_t *a, size_t n, size_t i, int32_t target) {
    const kw_entity *e = kw_entity_of(v, target);
    if (e->kind != KW_GROUP || e->actor.n || !e->country.n || kw_str_eq(kw_entity_of(v, a[i])->country, e->country)) return false;
    bool other = false;
    for (size_t k = 0; k < n; k++) {
        if (a[k] == target) return false;
        other = other || (k != i && kw_str_eq(kw_entity_of(v, a[k])->country, e->country));
    }
    return other;
}

bool kw_report_pairs(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, const kw_mode *m, kw_report_list *out, size_t from) {
    int32_t a[KW_NAMES_MAX], b[KW_NAMES_MAX];
    bool verb = !r->noun && r->voice != KW_PASSIVE;
    size_t n = kw_joined(v, r->source.mention, verb, h->first, a), k = kw_joined(v, r->target.mention, !r->noun && !verb, 0, b);
    kw_report rep = kw_base_report(h, r, m);
    if (pair_apart(v, r, b, k)) return kw_push_report(v, out, from, rep, b[0], b[1]) && kw_push_report(v, out, from, rep, b[1], b[0]);
    bool one_list = false;                      /* "X and Y met": source and target are of one list */
    for (size_t i = 0; i < n; i++) one_list = one_list || a[i] == r->target.mention;
    if (one_list && r->both) return report_list(v, &rep, a, n, !m->refused, out, from);
    for (size_t i = 0; i < (one_list ? 1 : n); i++)
        for (size_t j = 0; j < (one_list ? 1 : k); j++) {
            if (kw_no_matter(v, &rep, a[i], b[j]) || of_other_source(v, a, n, i, b[j])) continue;
            if (!kw_push_report(v, out, from, rep, a[i], b[j])) return false;
            if (r->both && !m->refused && !kw_push_report(v, out, from, rep, b[j], a[i])) return false;      /* "X will not meet Y" is X's refusal */
        }
    return true;
}
