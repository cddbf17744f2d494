/* SPDX-License-Identifier: MIT
 * Links by shared passages (reprint, rewrite, update), by likeness across languages (translation) and by printed words
 * (credit). A form that recurs is not a copy: within one outlet, on other days, with other numbers. */
#include "group/link.h"

#include "know/outlet.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double REWRITE = .25, REPRINT = .75;          /* share of the one's own prose that stands in the other */
/* share of the one's quotations that stand in the other: one source, though in own prose */
static const double QUOTED = .95;
static const double WHOLLY_TAKEN = .5;                     /* share of the one that took, for a reprint */
static const double VERBATIM = .20;                        /* enough where WORDS_MANY are shared and a whole SENTENCE is the same */
static const double FEW = .31;                             /* wanted where fewer than WORDS_FEW are */
static const double BRIEF = .50;                           /* ... of a brief, of which names of offices alone make up much */
static const double BACKGROUND = .12, WHOLE = .80;         /* less of the later one's beginning: it is news with old background under it */
static const double ONE_TEXT = .55;                         /* of both, on one day: one text, whatever stands first */
static const double OLD_BACKGROUND = .30;                   /* the beginning of one of another day, of which any part else may be old */
static const double OWN_REWRITE = .60, OWN_BOTH = .30;     /* within one outlet, where background is pasted again */
static const double UPDATE_BOTH = .50, UPDATE_DAYS = 3;
static const double SAME_NUMBERS = .5, SAME_FACTS = .4, FAR_DAYS = 30;     /* below: another happening in the same form */
static const double TRANSLATION = .34, TRANSLATION_DAYS = 5, TRANSLATED_FACTS = .3;
enum { PASSAGES_MAX = 8, WORDS_LEAST = 18, WORDS_FEW = 35, WORDS_MANY = 60, BRIEF_WORDS = 60, SENTENCE = 17, WORDS_QUOTED = 75 };
enum { FILLED = 4, FILLED_IN = 40 };       /* so many names and numbers changed in their places, one in so many words: a correction changes fewer */

static bool is_fact(const kw_digest_term *t, bool names) { return t->kind == KW_TERM_NUMBER || (names && t->kind == KW_TERM_NAME); }

/* Share of the numbers, and names if asked, of the one with fewer that the other has too; 1 if one has hardly any. */
static double facts_shared(const kw_digest *a, const kw_digest *b, bool names) {
    size_t na = 0, nb = 0, both = 0;
    for (size_t i = 0; i < a->n_terms; i++) na += is_fact(&a->terms[i], names);
    for (size_t i = 0; i < b->n_terms; i++) nb += is_fact(&b->terms[i], names);
    for (size_t i = 0, j = 0; i < a->n_terms && j < b->n_terms;) {
        if (a->terms[i].key < b->terms[j].key) i++;
        else if (a->terms[i].key > b->terms[j].key) j++;
        else both += is_fact(&a->terms[i], names), i++, j++;
    }
    size_t fewer = na < nb ? na : nb;
    return fewer < 3 ? 1 : (double)both / (double)fewer;
}

/* The same form, another happening? */
static bool recurs(const kw_digest *a, const kw_digest *b) {
    if (facts_shared(a, b, true) < SAME_FACTS) return true;
    double days = kw_days_apart(a, b);
    if (days >= 0 && days <= .75) return false;
    if ((a->flags | b->flags) & KW_DIGEST_TEMPLATE) return true;
    return (kw_same_outlet(a, b) || days > FAR_DAYS) && facts_shared(a, b, false) < SAME_NUMBERS;
}

/* Within one outlet the new report stands first and old background is pasted under it: that is no rewrite. `a` is not
 * later than `b`. */
static bool pasted_under(const kw_digest *a, const kw_digest *b, const kw_alignment *al) {
    double days = kw_days_apart(a, b);
    if (days > 1) return al->early_b < OLD_BACKGROUND;
    if (fmax(al->a, al->b) >= WHOLE || fmin(al->a, al->b) >= ONE_TEXT) return false;
    return days > 0 ? al->early_b < BACKGROUND : fmax(al->early_a, al->early_b) < BACKGROUND;
}

static int kind_within_outlet(const kw_digest *a, const kw_digest *b, const kw_alignment *al) {
    double most = fmax(al->a, al->b), least = fmin(al->a, al->b), days = kw_days_apart(a, b);
    if (most < OWN_REWRITE || least < OWN_BOTH || pasted_under(a, b, al)) return -1;
    return least >= UPDATE_BOTH && days >= 0 && days <= UPDATE_DAYS ? KW_LINK_UPDATE : KW_LINK_REWRITE;
}

static int kind_of(const kw_digest *a, const kw_digest *b, const kw_alignment *al) {
    double most = fmax(al->a, al->b);
    if (al->words < (most >= REPRINT ? WORDS_LEAST / 2 : WORDS_LEAST) || (al->filled >= FILLED && al->filled * FILLED_IN > al->words) || recurs(a, b))
        return -1;
    if (kw_same_outlet(a, b)) return kind_within_outlet(a, b, al);
    if ((a->n_text < BRIEF_WORDS || b->n_text < BRIEF_WORDS) && most < BRIEF) return -1;
    double wanted = al->words < WORDS_FEW ? FEW : al->words >= WORDS_MANY && al->longest >= SENTENCE ? VERBATIM : REWRITE;
    if (most < wanted && (al->quoted < QUOTED || al->words < WORDS_QUOTED)) return -1;
    return most >= REPRINT ? KW_LINK_REPRINT : KW_LINK_REWRITE;
}

static bool credits_outlet(const kw_digest *d, const kw_digest *other) {
    for (size_t i = 0; i < d->n_credits; i++) {
        const kw_digest_credit *c = &d->credits[i];
        if (other->outlet_key.p && kw_str_eq(c->key, other->outlet_key)) return true;
        if (other->outlet.p && (kw_str_eq(c->name, other->outlet) || kw_str_eq(c->key, other->outlet))) return true;
    }
    return false;
}

/* Did `a` take from `b`, rather than `b` from `a`? *why says by what. `a` stands before `b` in the set. */
static bool first_took(const kw_digest *a, const kw_digest *b, double in_a, double in_b, const char **why) {
    bool ab = credits_outlet(a, b), ba = credits_outlet(b, a);
    if (ab != ba) {
        *why = "it credits the other";
        return ab;
    }
    if ((a->flags ^ b->flags) & KW_DIGEST_ROUNDUP) return *why = "it is a round-up", (a->flags & KW_DIGEST_ROUNDUP) != 0;
    if (a->translator.n && !b->translator.n) return *why = "it names a translator", true;
    if (b->translator.n && !a->translator.n) return *why = "it names a translator", false;
    double days = kw_days_apart(a, b);
    if (days > 0) return *why = "it is later", false;
    if (fabs(in_a - in_b) > .1) return *why = "more of it stands in the other", in_a > in_b;
    return *why = "nothing tells the direction", false;
}

static int longest_first(const void *x, const void *y) {
    const kw_passage *a = x, *b = y;
    if (a->n != b->n) return a->n < b->n ? 1 : -1;
    return (a->a > b->a) - (a->a < b->a);
}

static kw_span span_of(const kw_digest *d, uint32_t first, uint32_t n) {
    const kw_digest_word *last = &d->text[first + n - 1];
    return (kw_span){ d->text[first].at, last->at + last->n };
}

static kw_link *add(kw_link_list *out, const kw_set *s, kw_link link) {
    kw_link *slot = kw_push(s->mem, (void **)&out->v, &out->n, &out->cap, sizeof *slot);
    if (slot) *slot = link;
    return slot;
}

/* The link as of article 0 and article 1. */
static kw_rc link_by_passages(const kw_digest *da, const kw_digest *db, kw_alignment *al, kw_link_kind kind, kw_arena *mem, kw_link *out,
    kw_err *err) {
    const char *why;
    bool forwards = first_took(da, db, al->a, al->b, &why);
    size_t n = al->n < PASSAGES_MAX ? al->n : PASSAGES_MAX;
    if (al->n > 1) qsort(al->v, al->n, sizeof *al->v, longest_first);
    kw_link_evidence *e = kw_alloc_n(mem, n, sizeof *e);
    if (!e) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        kw_span in_a = span_of(da, al->v[i].a, al->v[i].n), in_b = span_of(db, al->v[i].b, al->v[i].n);
        e[i] = forwards ? (kw_link_evidence){ .from = in_a, .to = in_b } : (kw_link_evidence){ .from = in_b, .to = in_a };
    }
    double most = fmax(al->a, al->b);
    if (kind == KW_LINK_REPRINT && (forwards ? al->a : al->b) < WHOLLY_TAKEN) kind = KW_LINK_REWRITE;       /* a dispatch within a report */
    *out = (kw_link){ .from = forwards ? 0 : 1, .to = forwards ? 1 : 0, .agency = KW_NOBODY, .kind = kind,
                      .score = fmin(1, .4 + .6 * most), .evidence = e, .n_evidence = n,
                      .why = kw_str_fmt(mem, "%u words shared, %.0f%% and %.0f%% of their own prose; %s", al->words,
                                        100 * (forwards ? al->a : al->b), 100 * (forwards ? al->b : al->a), why) };
    return out->why.p ? KW_OK : kw_fail_nomem(err);
}

kw_rc kw_link_passages(const kw_digest *a, const kw_digest *b, kw_arena *tmp, kw_arena *mem, bool *found, kw_link *out, kw_err *err) {
    kw_alignment al;
    *found = false;
    if (!kw_str_eq(a->language, b->language)) return KW_OK;
    KW_TRY(kw_align(a, b, tmp, &al, err));
    int kind = kind_of(a, b, &al);
    if (kind < 0) return KW_OK;
    *found = true;
    return link_by_passages(a, b, &al, (kw_link_kind)kind, mem, out, err);
}

/* The numbers 0 and 1 of a pair's link become those of the two articles. */
static void number_ends(kw_link *l, uint32_t a, uint32_t b) {
    l->from = l->from ? b : a;
    l->to = l->to ? b : a;
}

static kw_rc passages(const kw_set *s, kw_link_list *out, kw_err *err) {
    kw_pairs pairs;
    kw_arena tmp = KW_ARENA_EMPTY;
    KW_TRY(kw_near_pairs(s, &pairs, err));
    kw_rc rc = KW_OK;
    for (size_t i = 0; i < pairs.n && rc == KW_OK; i++) {
        bool found;
        kw_link l;
        kw_arena_reset(&tmp);
        rc = kw_link_passages(s->d[pairs.v[i].a], s->d[pairs.v[i].b], &tmp, s->mem, &found, &l, err);
        if (rc != KW_OK || !found) continue;
        number_ends(&l, pairs.v[i].a, pairs.v[i].b);
        if (!add(out, s, l)) rc = kw_fail_nomem(err);
    }
    kw_arena_free(&tmp);
    return rc;
}

/* ---- translations: the best match of each in the other language ---- */

typedef struct kw_best { uint32_t other; float likeness; } kw_best;

bool kw_may_translate(const kw_digest *a, const kw_digest *b, double likeness) {
    return likeness >= TRANSLATION && kw_days_apart(a, b) <= TRANSLATION_DAYS && facts_shared(a, b, true) >= TRANSLATED_FACTS;
}

/* The first place of a word in d's text, or n_text. */
static size_t place_of(const kw_digest *d, uint32_t hash) {
    size_t i = 0;
    while (i < d->n_text && d->text[i].hash != hash) i++;
    return i;
}

/* What the two have in common as printed: names and numbers, each where it first stands. A number of one digit and a word
 * of two letters are met by chance. */
static kw_rc shared_facts(const kw_digest *from, const kw_digest *to, kw_arena *mem, kw_link *out, kw_err *err) {
    out->evidence = kw_alloc_n(mem, PASSAGES_MAX, sizeof *out->evidence);
    if (!out->evidence) return kw_fail_nomem(err);
    for (size_t i = 0; i < from->n_text && out->n_evidence < PASSAGES_MAX; i++) {
        const kw_digest_word *w = &from->text[i];
        bool fact = ((w->flags & KW_DIGEST_NAME) && w->n > 2) || ((w->flags & KW_DIGEST_NUMBER) && w->n > 1);
        if (!fact || place_of(from, w->hash) != i) continue;
        size_t j = place_of(to, w->hash);
        if (j == to->n_text) continue;
        uint32_t n = 1;
        while (i + n < from->n_text && j + n < to->n_text && from->text[i + n].hash == to->text[j + n].hash) n++;
        out->evidence[out->n_evidence++] = (kw_link_evidence){ .from = span_of(from, (uint32_t)i, n), .to = span_of(to, (uint32_t)j, n) };
        i += n - 1;
    }
    return KW_OK;
}

kw_rc kw_link_translation(const kw_digest *a, const kw_digest *b, double likeness, kw_arena *mem, kw_link *out, kw_err *err) {
    const char *why;
    bool forwards = first_took(a, b, 0, 0, &why);
    *out = (kw_link){ .from = forwards ? 0 : 1, .to = forwards ? 1 : 0, .agency = KW_NOBODY, .kind = KW_LINK_TRANSLATION, .score = likeness,
                      .why = kw_str_fmt(mem, "names, numbers and words agree to %.2f, better than any other pair; %s", likeness, why) };
    return out->why.p ? shared_facts(forwards ? a : b, forwards ? b : a, mem, out, err) : kw_fail_nomem(err);
}

static kw_rc translations(const kw_set *s, const kw_profiles *p, const kw_likes *likes, kw_link_list *out, kw_err *err) {
    if (!p->many_languages) return KW_OK;
    kw_best *best = kw_alloc_n(s->tmp, (size_t)s->n + 1, sizeof *best);
    if (!best) return kw_fail_nomem(err);
    for (size_t i = 0; i < likes->n; i++) {
        const kw_like *l = &likes->v[i];
        if (kw_str_eq(s->d[l->a]->language, s->d[l->b]->language)) continue;
        if (l->likeness > best[l->a].likeness) best[l->a] = (kw_best){ l->b, l->likeness };
        if (l->likeness > best[l->b].likeness) best[l->b] = (kw_best){ l->a, l->likeness };
    }
    for (uint32_t a = 0; a < s->n; a++) {
        uint32_t b = best[a].other;
        double x = (double)best[a].likeness;
        kw_link l;
        if (x <= 0 || best[b].other != a || b < a || !kw_may_translate(s->d[a], s->d[b], x)) continue;
        KW_TRY(kw_link_translation(s->d[a], s->d[b], x, s->mem, &l, err));
        number_ends(&l, a, b);
        if (!add(out, s, l)) return kw_fail_nomem(err);
    }
    return KW_OK;
}

/* ---- credits ---- */

static int by_agency(const void *x, const void *y) {
    return kw_str_cmp(((const kw_agency *)x)->key, ((const kw_agency *)y)->key);
}

bool kw_own_credit(const kw_digest *d, const kw_digest_credit *c) {
    return kw_str_eq(c->key, d->outlet_key) || kw_str_eq(c->name, d->outlet);
}

kw_link kw_link_credit(const kw_digest_credit *c, kw_link_evidence *e) {
    *e = (kw_link_evidence){ .from = c->in_text ? c->at : (kw_span){ 0, 0 }, .text = c->words };
    return (kw_link){ .to = KW_NOBODY, .kind = KW_LINK_CREDIT, .score = 1, .evidence = e, .n_evidence = 1, .why = KW_STR("the article says so") };
}

/* An article of an agency stands for that agency, whether or not somebody here credits it. */
static bool is_agency(const kw_set *s, const kw_digest *d, kw_outlet *o) {
    return d->outlet.n && kw_outlet_named(s->kit->know, d->outlet_key.n ? d->outlet_key : d->outlet, o) && o->kind == KW_AGENCY;
}

kw_rc kw_agencies_list(const kw_set *s, kw_link_list *out, kw_err *err) {
    size_t n = s->n;
    kw_outlet o;
    for (uint32_t i = 0; i < s->n; i++) n += s->d[i]->n_credits;
    out->agencies = kw_alloc_n(s->mem, n + 1, sizeof *out->agencies);
    if (!out->agencies) return kw_fail_nomem(err);
    n = 0;
    for (uint32_t i = 0; i < s->n; i++)
        if (is_agency(s, s->d[i], &o)) out->agencies[n++] = (kw_agency){ o.key, o.name };
    for (uint32_t i = 0; i < s->n; i++)
        for (size_t c = 0; c < s->d[i]->n_credits; c++)
            if (!kw_own_credit(s->d[i], &s->d[i]->credits[c])) out->agencies[n++] = (kw_agency){ s->d[i]->credits[c].key, s->d[i]->credits[c].name };
    qsort(out->agencies, n, sizeof *out->agencies, by_agency);
    for (size_t i = 0; i < n; i++)
        if (!i || !kw_str_eq(out->agencies[i].key, out->agencies[out->n_agencies - 1].key)) out->agencies[out->n_agencies++] = out->agencies[i];
    return KW_OK;
}

uint32_t kw_agency_at(const kw_link_list *l, kw_str key) {
    const kw_agency *g = bsearch(&(kw_agency){ key, key }, l->agencies, l->n_agencies, sizeof *g, by_agency);
    return g ? (uint32_t)(g - l->agencies) : KW_NOBODY;
}

static kw_rc credits(const kw_set *s, kw_link_list *out, kw_err *err) {
    KW_TRY(kw_agencies_list(s, out, err));
    for (uint32_t i = 0; i < s->n; i++)
        for (size_t c = 0; c < s->d[i]->n_credits; c++) {
            const kw_digest_credit *k = &s->d[i]->credits[c];
            if (kw_own_credit(s->d[i], k)) continue;
            kw_link_evidence *e = kw_alloc(s->mem, sizeof *e);
            if (!e) return kw_fail_nomem(err);
            kw_link l = kw_link_credit(k, e);
            l.from = i;
            l.agency = kw_agency_at(out, k->key);
            if (!add(out, s, l)) return kw_fail_nomem(err);
        }
    return KW_OK;
}

int kw_link_by_ends(const void *x, const void *y) {
    const kw_link *a = x, *b = y;
    if (a->from != b->from) return a->from < b->from ? -1 : 1;
    if (a->kind != b->kind) return a->kind < b->kind ? -1 : 1;
    if (a->to != b->to) return a->to < b->to ? -1 : 1;
    return (a->agency > b->agency) - (a->agency < b->agency);
}

kw_rc kw_links_find(const kw_set *s, const kw_profiles *p, const kw_likes *likes, kw_link_list *out, kw_err *err) {
    *out = (kw_link_list){ 0 };
    KW_TRY(passages(s, out, err));
    KW_TRY(translations(s, p, likes, out, err));
    KW_TRY(credits(s, out, err));
    if (out->n > 1) qsort(out->v, out->n, sizeof *out->v, kw_link_by_ends);
    return KW_OK;
}
