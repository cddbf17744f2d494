/* SPDX-License-Identifier: MIT
 * Cosines over weighted terms (Salton), apart for names with numbers and for words: articles of one form about two
 * happenings share their words, articles of one happening share its names. And the part of the shorter article that the
 * other holds, as a brief on a happening shares little of a long report, but most of the brief. And names of two words:
 * one who acts is called by two, while each of the two is in the news of many. */
#include "group/likeness.h"

#include "base/hash.h"
#include "group/sketch.h"

#include <math.h>
#include <stdlib.h>

static const double NAME_SHARE = .7;            /* the rest: words */
static const double FORM_WORDS = .5, FORM_NAMES = .5, FORM = .3;    /* one form filled with other names: so much less alike */
static const double OTHERS_SHARED = .25;        /* fewer of the names of two words than that: others are who acts, though in one place */
enum { OTHERS = 2 };                             /* so many such names at least */
static const double HELD_SHARE = .4;            /* of what the shorter one has in common with the other; the rest: cosines */
static const double DOUBLES_SHARE = .25, DOUBLES_FEW = 2;       /* of names of two words; so many more are wanted before they tell all */
enum { DOUBLES_WORDS = 250 };                   /* of the text */
static const double A_DAY = .25, FREE_DAYS = .25;               /* see kw_nearness */
static const double INFERRED_FAR = 90, INFERRED_NEAR = .9, INFERRED_LEAST = .2, LATER = .5, OTHER_YEAR = .7, UNTOLD = .72;

static const double LIKE_NEAR = .08, LIKE_FAR = .20;            /* less alike than this, with nearness or without: not kept */

static int by_key(const void *a, const void *b) {
    const kw_trait *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

static void close_features(kw_traits *f) {
    bool sorted = true;                                     /* own features are, as a rule */
    for (uint32_t i = 1; i < f->n && sorted; i++) sorted = f->v[i - 1].key <= f->v[i].key;
    if (!sorted) qsort(f->v, f->n, sizeof *f->v, by_key);
    uint32_t once = 0;
    for (uint32_t i = 0; i < f->n; i++) {                   /* two words with one translation are one feature */
        if (once && f->v[once - 1].key == f->v[i].key) {
            f->v[once - 1].weight = fmaxf(f->v[once - 1].weight, f->v[i].weight);
            f->v[once - 1].name |= f->v[i].name;
        } else f->v[once++] = f->v[i];
    }
    f->n = once;
    double names = 0, words = 0, mass = 0;
    for (uint32_t i = 0; i < f->n; i++) {
        *(f->v[i].name ? &names : &words) += (double)f->v[i].weight * (double)f->v[i].weight;
        mass += (double)f->v[i].weight;
    }
    f->mass = (float)mass;
    f->names = (float)sqrt(names);
    f->words = (float)sqrt(words);
}

static const kw_digest_term *term_at(const kw_digest *d, uint32_t key) {
    size_t low = 0, high = d->n_terms;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (d->terms[mid].key < key) low = mid + 1;
        else high = mid;
    }
    return low < d->n_terms && d->terms[low].key == key ? &d->terms[low] : NULL;
}

/* Is it a name? The first word of a sentence is, if the article writes it so elsewhere. */
static bool is_name(const kw_digest *d, const kw_digest_word *w) {
    if (!(w->flags & KW_DIGEST_START)) return (w->flags & KW_DIGEST_NAME) != 0;
    const kw_digest_term *t = term_at(d, w->hash);
    return t && t->kind == KW_TERM_NAME;
}

static uint32_t pivot_of(const kw_digest *d, const kw_digest_word *w) {
    const kw_digest_term *t = term_at(d, w->hash);
    return t && t->pivot ? t->pivot : w->hash;
}

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static uint32_t once(uint32_t *v, uint32_t n) {
    uint32_t m = 0;
    if (n > 1) qsort(v, n, sizeof *v, by_value);
    for (uint32_t i = 0; i < n; i++)
        if (!m || v[m - 1] != v[i]) v[m++] = v[i];
    return m;
}

/* Two names are side by side where nothing but a space is between them and no sentence begins. */
static kw_rc list_doubles(const kw_digest *d, bool pivot, kw_arena *mem, kw_profile *out, kw_err *err) {
    uint32_t n = 0, room = 0;
    size_t words = d->n_text < DOUBLES_WORDS ? d->n_text : DOUBLES_WORDS;
    for (size_t i = 0; i < words; i++) room += (d->text[i].flags & KW_DIGEST_NAME) != 0;
    out->own.doubles = kw_alloc_n(mem, room + 1, sizeof *out->own.doubles);
    out->pivot.doubles = kw_alloc_n(mem, pivot ? room + 1 : 1, sizeof *out->pivot.doubles);
    if (!out->own.doubles || !out->pivot.doubles) return kw_fail_nomem(err);
    for (size_t i = 1; i < words; i++) {
        const kw_digest_word *w = &d->text[i], *x = w - 1;
        if (!(w->flags & KW_DIGEST_NAME) || w->at != x->at + x->n + 1 || !is_name(d, x)) continue;
        out->own.doubles[n] = (uint32_t)kw_hash_mix(x->hash, w->hash);
        if (pivot) out->pivot.doubles[n] = (uint32_t)kw_hash_mix(pivot_of(d, x), pivot_of(d, w));
        n++;
    }
    out->own.n_doubles = once(out->own.doubles, n);
    if (pivot) out->pivot.n_doubles = once(out->pivot.doubles, n);
    return KW_OK;
}

kw_rc kw_profile_make(const kw_digest *d, bool pivot, kw_arena *mem, kw_profile *out, kw_err *err) {
    *out = (kw_profile){ .own.v = kw_alloc_n(mem, d->n_terms + 1, sizeof(kw_trait)) };
    if (!out->own.v) return kw_fail_nomem(err);
    for (size_t i = 0; i < d->n_terms; i++) {
        const kw_digest_term *t = &d->terms[i];
        out->own.v[out->own.n++] = (kw_trait){ t->key, t->weight, t->kind != KW_TERM_WORD };
    }
    close_features(&out->own);
    KW_TRY(list_doubles(d, pivot, mem, out, err));
    if (!pivot) return KW_OK;
    out->pivot.v = kw_alloc_n(mem, d->n_terms + 1, sizeof(kw_trait));
    if (!out->pivot.v) return kw_fail_nomem(err);
    for (size_t i = 0; i < d->n_terms; i++) {
        const kw_digest_term *t = &d->terms[i];
        if (t->pivot) out->pivot.v[out->pivot.n++] = (kw_trait){ t->pivot, t->weight, t->kind != KW_TERM_WORD };
    }
    close_features(&out->pivot);
    return KW_OK;
}

kw_rc kw_profiles_make(const kw_set *s, kw_profiles *out, kw_err *err) {
    *out = (kw_profiles){ .v = kw_alloc_n(s->tmp, s->n + 1, sizeof *out->v) };
    if (!out->v) return kw_fail_nomem(err);
    for (uint32_t i = 1; i < s->n; i++) out->many_languages |= !kw_str_eq(s->d[i]->language, s->d[0]->language);
    for (uint32_t i = 0; i < s->n; i++) KW_TRY(kw_profile_make(s->d[i], out->many_languages, s->tmp, &out->v[i], err));
    return KW_OK;
}

/* What two articles have in common, summed over the features of both. */
typedef struct kw_common { double names, words, held; } kw_common;

static void meet(kw_common *c, const kw_trait *x, const kw_trait *y) {
    *(x->name || y->name ? &c->names : &c->words) += (double)x->weight * (double)y->weight;
    c->held += (double)fminf(x->weight, y->weight);
}

static uint32_t fewer_doubles(const kw_traits *a, const kw_traits *b) { return a->n_doubles < b->n_doubles ? a->n_doubles : b->n_doubles; }

static uint32_t doubles_shared(const kw_traits *a, const kw_traits *b) {
    uint32_t both = 0;
    for (uint32_t i = 0, j = 0; i < a->n_doubles && j < b->n_doubles;) {
        if (a->doubles[i] < b->doubles[j]) i++;
        else if (a->doubles[i] > b->doubles[j]) j++;
        else both++, i++, j++;
    }
    return both;
}

static double likeness_of(const kw_common *c, const kw_traits *a, const kw_traits *b) {
    uint32_t fewer = fewer_doubles(a, b), both = doubles_shared(a, b);
    bool others = fewer >= OTHERS && both < OTHERS_SHARED * fewer;
    double n = (double)a->names * (double)b->names, w = (double)a->words * (double)b->words, least = (double)fminf(a->mass, b->mass);
    double names = n > 0 ? fmin(1, c->names / n) : 0, words = w > 0 ? fmin(1, c->words / w) : 0;
    double cosine = NAME_SHARE * names + (1 - NAME_SHARE) * words;
    double of_words = words > FORM_WORDS &&
        (others || names < FORM_NAMES * words) ? FORM * cosine : (1 - HELD_SHARE) * cosine + HELD_SHARE * (least > 0 ? c->held / least : 0);
    return (1 - DOUBLES_SHARE) * of_words + DOUBLES_SHARE * both / (fewer + DOUBLES_FEW);
}

static uint32_t slot_of(uint32_t key) { return key * 2654435761u >> 21; }

void kw_look_into(kw_look *l, const kw_traits *f) {
    memset(l->at, 0, sizeof l->at);
    for (uint32_t i = 0; i < f->n; i++) {
        uint32_t s = slot_of(f->v[i].key);
        while (l->at[s]) s = (s + 1) % KW_LOOK_SLOTS;
        l->key[s] = f->v[i].key;
        l->at[s] = (uint16_t)(i + 1);
    }
}

double kw_likeness(const kw_look *l, const kw_traits *a, const kw_traits *b) {
    kw_common c = { 0, 0, 0 };
    for (uint32_t j = 0; j < b->n; j++) {
        uint32_t s = slot_of(b->v[j].key);
        while (l->at[s] && l->key[s] != b->v[j].key) s = (s + 1) % KW_LOOK_SLOTS;
        if (l->at[s]) meet(&c, &a->v[l->at[s] - 1], &b->v[j]);
    }
    return likeness_of(&c, a, b);
}

/* The least number of days between a day that the head of `a` names and one of `b`, or its publication; -1: none. */
static double days_named(const kw_digest *a, const kw_digest *b) {
    double best = -1;
    for (size_t i = 0; i < a->n_dates; i++) {
        if (!a->dates[i].lead || a->dates[i].when.precision != KW_WHEN_DAY) continue;
        for (size_t j = 0; j <= b->n_dates; j++) {
            bool own = j == b->n_dates;
            const kw_when *w = own ? &b->published : &b->dates[j].when;
            if (w->precision != KW_WHEN_DAY || (!own && !b->dates[j].lead)) continue;
            double days = fabs((double)a->dates[i].when.first - (double)w->first);
            if (best < 0 || days < best) best = days;
        }
    }
    return best;
}

/* Is `a`, which has no date, later than `b` was published, as it names a day, month or year long after that? */
static bool later_than(const kw_digest *a, const kw_digest *b) {
    if (a->published.precision != KW_WHEN_NONE || b->published.precision == KW_WHEN_NONE) return false;
    for (size_t i = 0; i < a->n_dates; i++) {
        const kw_when *w = &a->dates[i].when;
        bool span = w->precision == KW_WHEN_RANGE || w->precision == KW_WHEN_SEASON;
        if (!span && (double)w->first > (double)b->published.last + INFERRED_FAR) return true;
    }
    return false;
}

double kw_nearness(const kw_digest *a, const kw_digest *b) {
    double days = kw_days_apart(a, b);
    double near = days < 0 ? 1 : exp(-A_DAY * fmax(0, days - FREE_DAYS));
    if (days >= 0) return a->published.inferred || b->published.inferred ? fmax(near, days > INFERRED_FAR ? INFERRED_LEAST : INFERRED_NEAR) : near;
    if (later_than(a, b) || later_than(b, a)) return LATER;
    double ab = days_named(a, b), ba = days_named(b, a);
    if (ab < 0 || (ba >= 0 && ba < ab)) ab = ba;
    bool one_dated = (a->published.precision == KW_WHEN_NONE) != (b->published.precision == KW_WHEN_NONE);
    return ab < 0 ? (one_dated ? UNTOLD : 1) : ab <= INFERRED_FAR ? 1 : OTHER_YEAR;
}

/* ---- pairs ---- */

static float rounded(double x) { return (float)(floor(fmin(1, fmax(0, x)) * 65535 + .5) / 65535); }

bool kw_like_of(double likeness, double nearness, kw_like *out) {
    out->likeness = rounded(likeness);
    out->nearness = rounded(nearness);
    return (double)out->likeness >= LIKE_FAR || (double)(out->likeness * out->nearness) >= LIKE_NEAR;
}

static int by_pair(const void *x, const void *y) {
    const kw_like *a = x, *b = y;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

const kw_like *kw_likes_at(const kw_likes *l, uint32_t a, uint32_t b) {
    kw_like key = { a < b ? a : b, a < b ? b : a, 0, 0 };
    return l->n ? bsearch(&key, l->v, l->n, sizeof key, by_pair) : NULL;
}

/* (key, article) of one kind for the whole set, and the pairs that come of it. */
static kw_rc pairs_by(const kw_set *s, const kw_sketch *sketches, kw_key_kind kind, kw_pairs *out, kw_err *err) {
    size_t n = 0, m = 0;
    for (uint32_t i = 0; i < s->n; i++) n += sketches[i].n[kind];
    uint64_t *v = malloc((2 * n + 1) * sizeof *v);
    if (!v) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < sketches[i].n[kind]; k++) v[m++] = (uint64_t)sketches[i].keys[kind][k] << 32 | i;
    kw_rc rc = kw_pairs_of(v, v + n, n, kw_reach(kind), s->tmp, out, err);
    free(v);
    return rc;
}

static kw_rc likes_by(const kw_set *s, const kw_profiles *p, const kw_sketch *sketches, kw_key_kind kind, kw_look *look, kw_likes *out, kw_err *err) {
    kw_pairs pairs;
    bool pivot = kind == KW_BY_PIVOT;
    KW_TRY(pairs_by(s, sketches, kind, &pairs, err));
    for (size_t i = 0; i < pairs.n; i++) {
        uint32_t a = pairs.v[i].a, b = pairs.v[i].b;
        const kw_traits *x = pivot ? &p->v[a].pivot : &p->v[a].own, *y = pivot ? &p->v[b].pivot : &p->v[b].own;
        if (i == 0 || pairs.v[i - 1].a != a) kw_look_into(look, x);
        if (pivot == kw_str_eq(s->d[a]->language, s->d[b]->language) || !kw_gist_promises(&sketches[a].gist, &sketches[b].gist)) continue;
        kw_like like = { a, b, 0, 0 };
        if (!kw_like_of(kw_likeness(look, x, y), kw_nearness(s->d[a], s->d[b]), &like)) continue;
        kw_like *slot = kw_push(s->tmp, (void **)&out->v, &out->n, &out->cap, sizeof *slot);
        if (!slot) return kw_fail_nomem(err);
        *slot = like;
    }
    return KW_OK;
}

kw_rc kw_likes_find(const kw_set *s, const kw_profiles *p, kw_likes *out, kw_err *err) {
    kw_sketch *sketches = kw_alloc_n(s->tmp, (size_t)s->n + 1, sizeof *sketches);
    kw_look *look = kw_alloc(s->tmp, sizeof *look);
    *out = (kw_likes){ 0 };
    if (!sketches || !look) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < s->n; i++) KW_TRY(kw_sketch_make(s->d[i], &p->v[i], s->tmp, &sketches[i], err));
    KW_TRY(likes_by(s, p, sketches, KW_BY_WORD, look, out, err));
    if (p->many_languages) KW_TRY(likes_by(s, p, sketches, KW_BY_PIVOT, look, out, err));
    if (out->n) qsort(out->v, out->n, sizeof *out->v, by_pair);
    return KW_OK;
}
