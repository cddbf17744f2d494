/* SPDX-License-Identifier: MIT
 * Telling features are those of the greatest weight; what two gists share of them bounds well enough from below how alike
 * the articles can be. */
#include "group/sketch.h"

#include "base/hash.h"
#include "group/scan.h"

#include <math.h>
#include <stdlib.h>

static const double NAMES = .7;                                 /* as in likeness.c */
static const double PROMISE = .5, NEAR = .10, FAR = .26;       /* part of the likeness that shared telling features are */
static const double A_DAY = .15, SLACK_DAYS = 1.25;             /* nearness falls at least so fast */

unsigned kw_reach(kw_key_kind kind) { return kind == KW_BY_PRINT ? 48 : 96; }

uint64_t kw_place_in_time(const kw_digest *d) {
    uint64_t h = kw_hash(d->ref);
    if (d->published.precision == KW_WHEN_NONE) return 1ull << 63 | h >> 1;
    int64_t seconds = kw_moment(&d->published) + (1ll << 36);   /* from before the year 0 on */
    return ((uint64_t)seconds & ((1ull << 37) - 1)) << 26 | h >> 38;
}

/* ---- making ---- */

typedef struct kw_telling { uint32_t key; float weight, share; } kw_telling;

static int by_weight(const void *a, const void *b) {
    const kw_telling *x = a, *y = b;
    if (x->weight != y->weight) return x->weight < y->weight ? 1 : -1;
    return (x->key > y->key) - (x->key < y->key);
}

static int by_low_bits(const void *a, const void *b) {
    unsigned x = ((const kw_telling *)a)->key & 0xffff, y = ((const kw_telling *)b)->key & 0xffff;
    return (x > y) - (x < y);
}

/* The KW_TELLING of greatest weight in their order, which most features never enter; how many there are. */
static uint32_t take_most_telling(kw_telling top[KW_TELLING], uint32_t n, const kw_telling *x) {
    uint32_t i = n;
    if (n == KW_TELLING && by_weight(&top[n - 1], x) <= 0) return n;
    if (n == KW_TELLING) i--;
    else n++;
    for (; i > 0 && by_weight(x, &top[i - 1]) < 0; i--) top[i] = top[i - 1];
    top[i] = *x;
    return n;
}

static kw_rc telling(const kw_traits *f, uint32_t salt, kw_key_kind kind, kw_arena *mem, kw_sketch *out, kw_err *err) {
    kw_telling room[KW_TELLING];
    unsigned list = kind == KW_BY_PIVOT;
    uint32_t n = 0;
    for (uint32_t i = 0; i < f->n && i < KW_DIGEST_TERMS; i++) {
        const kw_trait *t = &f->v[i];
        double whole = (double)(t->name ? f->names : f->words), part = t->name ? NAMES : 1 - NAMES;
        kw_telling x = { t->key * 2654435761u ^ salt, t->weight, whole > 0 ? (float)(sqrt(part) * (double)t->weight / whole) : 0 };
        n = take_most_telling(room, n, &x);
    }
    out->keys[kind] = kw_alloc_n(mem, n + 1, sizeof **out->keys);
    if (!out->keys[kind]) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < n; i++) out->keys[kind][out->n[kind]++] = room[i].key;
    qsort(room, n, sizeof *room, by_low_bits);
    uint8_t once = 0;                           /* of two that are equal in the lower bits the greater one stands for both */
    for (uint32_t i = 0; i < n; i++) {
        uint16_t key = (uint16_t)(room[i].key & 0xffff);
        uint8_t share = (uint8_t)(fminf(1, room[i].share) * 255 + .5f);
        if (!once || out->gist.key[list][once - 1] != key) out->gist.key[list][once++] = key;
        if (out->gist.share[list][once - 1] < share) out->gist.share[list][once - 1] = share;
    }
    out->gist.n[list] = once;
    return KW_OK;
}

kw_rc kw_sketch_make(const kw_digest *d, const kw_profile *p, kw_arena *mem, kw_sketch *out, kw_err *err) {
    uint32_t language = (uint32_t)kw_hash(d->language);
    *out = (kw_sketch){ .gist.language = language };
    const kw_when *w = &d->published;
    out->gist.dated = w->precision == KW_WHEN_DAY && !w->inferred;
    if (w->precision != KW_WHEN_NONE) out->gist.moment = kw_moment(w);
    uint32_t *prints = kw_alloc_n(mem, d->n_text + 2, sizeof *prints);
    if (!prints) return kw_fail_nomem(err);
    out->keys[KW_BY_PRINT] = prints;
    out->n[KW_BY_PRINT] = kw_scan_prints(d->text, d->n_text, prints);
    KW_TRY(telling(&p->own, language, KW_BY_WORD, mem, out, err));
    return telling(&p->pivot, 0x5bd1e995u, KW_BY_PIVOT, mem, out, err);
}

/* ---- the gist ---- */

/* sum: of the products of shares, in 255ths of 255ths. */
static bool promises(const kw_gist *a, const kw_gist *b, unsigned sum) {
    double shared = (double)sum / (255. * 255.), least = NEAR;
    if (shared < PROMISE * NEAR || shared >= PROMISE * FAR) return shared >= PROMISE * NEAR;
    if (a->dated && b->dated) {
        double days = fabs((double)(a->moment - b->moment)) / 86400 - SLACK_DAYS;
        if (days > 0) least = fmin(FAR, NEAR / exp(-A_DAY * days));
    }
    return shared >= PROMISE * least;
}

bool kw_gist_promises(const kw_gist *a, const kw_gist *b) {
    unsigned l = a->language != b->language, sum = 0;
    for (unsigned i = 0, j = 0; i < a->n[l] && j < b->n[l];) {
        if (a->key[l][i] < b->key[l][j]) i++;
        else if (a->key[l][i] > b->key[l][j]) j++;
        else sum += (unsigned)a->share[l][i++] * b->share[l][j++];
    }
    return promises(a, b, sum);
}

void kw_gist_spread(kw_gist_table *t, const kw_gist *g, bool across) {
    for (unsigned i = 0; i < g->n[across]; i++) t->share[g->key[across][i]] = g->share[across][i];
}

void kw_gist_take_out(kw_gist_table *t, const kw_gist *g, bool across) {
    for (unsigned i = 0; i < g->n[across]; i++) t->share[g->key[across][i]] = 0;
}

bool kw_gist_promises_by(const kw_gist_table *t, const kw_gist *a, const kw_gist *b, bool across) {
    unsigned sum = 0;
    for (unsigned i = 0; i < b->n[across]; i++) sum += (unsigned)t->share[b->key[across][i]] * b->share[across][i];
    return promises(a, b, sum);
}

/* ---- bytes ---- */

enum { FORMAT = 1 };

static void put(kw_buf *b, uint64_t v, unsigned bytes) {
    for (unsigned i = 0; i < bytes; i++) kw_buf_byte(b, (char)(v >> (8 * i)));
}

static uint64_t get(kw_str *s, unsigned bytes, bool *bad) {
    uint64_t v = 0;
    if (s->n < bytes) { *bad = true; return 0; }
    for (unsigned i = 0; i < bytes; i++) v |= (uint64_t)(unsigned char)s->p[i] << (8 * i);
    s->p += bytes;
    s->n -= bytes;
    return v;
}

void kw_sketch_pack(const kw_sketch *s, kw_buf *out) {
    const kw_gist *g = &s->gist;
    put(out, FORMAT, 1);
    put(out, g->dated, 1);
    put(out, g->language, 4);
    put(out, (uint64_t)g->moment, 8);
    for (unsigned l = 0; l < 2; l++) {
        put(out, g->n[l], 1);
        for (unsigned i = 0; i < g->n[l]; i++) put(out, g->key[l][i], 2), put(out, g->share[l][i], 1);
    }
    for (unsigned k = 0; k < KW_KEY_KINDS; k++) {
        put(out, s->n[k], 2);
        for (size_t i = 0; i < s->n[k]; i++) put(out, s->keys[k][i], 4);
    }
}

kw_rc kw_sketch_unpack(kw_str bytes, kw_arena *mem, kw_sketch *out, kw_err *err) {
    bool bad = false;
    *out = (kw_sketch){ 0 };
    kw_gist *g = &out->gist;
    if (get(&bytes, 1, &bad) != FORMAT) bad = true;
    g->dated = (uint8_t)get(&bytes, 1, &bad);
    g->language = (uint32_t)get(&bytes, 4, &bad);
    g->moment = (int64_t)get(&bytes, 8, &bad);
    for (unsigned l = 0; l < 2; l++) {
        g->n[l] = (uint8_t)get(&bytes, 1, &bad);
        if (g->n[l] > KW_TELLING) bad = true, g->n[l] = 0;
        for (unsigned i = 0; i < g->n[l]; i++) {
            g->key[l][i] = (uint16_t)get(&bytes, 2, &bad);
            g->share[l][i] = (uint8_t)get(&bytes, 1, &bad);
        }
    }
    for (unsigned k = 0; k < KW_KEY_KINDS && !bad && bytes.n; k++) {
        size_t n = get(&bytes, 2, &bad);
        if (n * 4 > bytes.n) bad = true;
        if (bad) break;
        if (!(out->keys[k] = kw_alloc_n(mem, n + 1, sizeof **out->keys))) return kw_fail_nomem(err);
        for (size_t i = 0; i < n; i++) out->keys[k][out->n[k]++] = (uint32_t)get(&bytes, 4, &bad);
    }
    return bad ? kw_fail(err, KW_DATA, "sketch", "want format %d, found something else", FORMAT) : KW_OK;
}
