/* SPDX-License-Identifier: MIT
 * Weights of all features in one open-addressed table; averages by what a weight was worth since it last changed. */
#include "perceptron.h"

#include <stdio.h>
#include <stdlib.h>

struct perceptron {
    unsigned classes, least;
    size_t n, cap;              /* features; cap is a power of two, the table twice as large */
    uint64_t *key;              /* of each feature, in the order they came */
    uint64_t *slot;             /* hash table: the upper half of the key, and 1 + feature */
    int32_t *w;                 /* a row for each feature: how often it was wanted, how often looked up, its weights */
    int64_t *sum;               /* of the weights over time, up to `seen` */
    int64_t *seen;
    int64_t now;
};

static void *need(void *p) {
    if (!p) { fputs("train: out of memory\n", stderr); exit(4); }
    return p;
}

enum { WANTED, MET, WEIGHTS };      /* of a row; `met`: what is rare and heavy is worth less than what is met every day */

static size_t stride(const perceptron *p) { return p->classes + WEIGHTS; }
static int32_t *row_of(const perceptron *p, size_t f) { return p->w + f * stride(p); }
static int32_t *weights_of(const perceptron *p, size_t f) { return row_of(p, f) + WEIGHTS; }
static bool takes_part(const perceptron *p, size_t f) { return row_of(p, f)[WANTED] >= (int32_t)p->least; }

static void enter(perceptron *p, size_t f) {
    size_t mask = p->cap * 2 - 1, at = (size_t)p->key[f] & mask;
    while (p->slot[at]) at = (at + 1) & mask;
    p->slot[at] = (p->key[f] >> 32 << 32) | (f + 1);
}

static void grow(perceptron *p) {
    p->cap = p->cap ? p->cap * 2 : 1 << 16;
    p->key = need(realloc(p->key, p->cap * sizeof *p->key));
    p->w = need(realloc(p->w, p->cap * stride(p) * sizeof *p->w));
    p->sum = need(realloc(p->sum, p->cap * p->classes * sizeof *p->sum));
    p->seen = need(realloc(p->seen, p->cap * sizeof *p->seen));
    free(p->slot);
    p->slot = need(calloc(p->cap * 2, sizeof *p->slot));
    for (size_t f = 0; f < p->n; f++) enter(p, f);
}

perceptron *pc_new(unsigned classes, unsigned least) {
    perceptron *p = need(calloc(1, sizeof *p));
    p->classes = classes;
    p->least = least;
    grow(p);
    return p;
}

void pc_free(perceptron *p) {
    if (!p) return;
    free(p->key); free(p->slot); free(p->w); free(p->sum); free(p->seen); free(p);
}

size_t pc_features(const perceptron *p) { return p->n; }

/* The feature, or SIZE_MAX. The lower half of the key chose the place: the upper half is enough to know it by. */
static size_t find(const perceptron *p, uint64_t key) {
    size_t mask = p->cap * 2 - 1, at = (size_t)key & mask;
    while (p->slot[at] && p->slot[at] >> 32 != key >> 32) at = (at + 1) & mask;
    return p->slot[at] ? (p->slot[at] & UINT32_MAX) - 1 : SIZE_MAX;
}

/* The tables are far larger than the caches: places are asked for ahead of time. */
void pc_score(const perceptron *p, const uint64_t *key, size_t n, int64_t *score) {
    enum { MOST = 128 };
    size_t f[MOST], found = 0;
    memset(score, 0, p->classes * sizeof *score);
    for (size_t i = 0; i < n; i++) __builtin_prefetch(&p->slot[key[i] & (p->cap * 2 - 1)]);
    for (size_t i = 0; i < n && found < MOST; i++)
        if ((f[found] = find(p, key[i])) != SIZE_MAX) __builtin_prefetch(row_of(p, f[found++]));
    for (size_t i = 0; i < found; i++) {
        if (!takes_part(p, f[i])) continue;
        row_of(p, f[i])[MET]++;
        const int32_t *w = weights_of(p, f[i]);
        for (unsigned c = 0; c < p->classes; c++) score[c] += w[c];
    }
}

static size_t feature_for(perceptron *p, uint64_t key) {
    size_t f = find(p, key);
    if (f != SIZE_MAX) return f;
    if (p->n == p->cap) grow(p);
    f = p->n++;
    p->key[f] = key;
    enter(p, f);
    p->seen[f] = p->now;
    memset(row_of(p, f), 0, stride(p) * sizeof *p->w);
    row_of(p, f)[MET] = 1;
    memset(p->sum + f * p->classes, 0, p->classes * sizeof *p->sum);
    return f;
}

/* Adds up what the weights were worth since they last changed: nothing while the feature did not take part. */
static void catch_up(perceptron *p, size_t f) {
    int64_t steps = p->now - p->seen[f];
    if (!steps) return;
    if (takes_part(p, f)) for (unsigned c = 0; c < p->classes; c++) p->sum[f * p->classes + c] += steps * weights_of(p, f)[c];
    p->seen[f] = p->now;
}

void pc_update(perceptron *p, const uint64_t *key, size_t n, unsigned cls, int delta) {
    for (size_t i = 0; i < n; i++) {
        size_t f = feature_for(p, key[i]);
        catch_up(p, f);
        if (delta > 0) row_of(p, f)[WANTED]++;
        weights_of(p, f)[cls] += delta;
    }
}

void pc_tick(perceptron *p) { p->now++; }

void pc_average(perceptron *p) {
    int64_t time = p->now ? p->now : 1;
    for (size_t f = 0; f < p->n; f++) {
        catch_up(p, f);
        for (unsigned c = 0; c < p->classes; c++) weights_of(p, f)[c] = (int32_t)(p->sum[f * p->classes + c] * 1024 / time);
    }
}

/* ---- writing ---- */

typedef struct { int64_t weight; uint32_t f; } ranked;

static int by_weight(const void *a, const void *b) {
    const ranked *x = a, *y = b;
    if (x->weight != y->weight) return x->weight < y->weight ? 1 : -1;
    return x->f < y->f ? -1 : 1;
}

static int by_size(const void *a, const void *b) {
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* One in 400,000 weights may be cut off at 127; the step between two values follows from that. The few heaviest are met in
 * every sentence: cutting off one in 4,000 cost up to a point of LAS. */
static int32_t largest(const perceptron *p, const ranked *r, size_t n) {
    int32_t *all = need(malloc((n * p->classes + 1) * sizeof *all));
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        for (unsigned c = 0; c < p->classes; c++) {
            int32_t w = weights_of(p, r[i].f)[c];
            if (w) all[m++] = w < 0 ? -w : w;
        }
    qsort(all, m, sizeof *all, by_size);
    int32_t top = m ? all[m - 1 - m / 400000] : 1;
    free(all);
    return top > 0 ? top : 1;
}

static int32_t eighth(int64_t w, int64_t top) {
    int64_t q = (w * 254 + (w < 0 ? -top : top)) / (2 * top);
    return (int32_t)(q > 127 ? 127 : q < -127 ? -127 : q);
}

/* How many bits a number has. */
static int64_t bits(uint32_t n) {
    int64_t b = 0;
    for (; n; n >>= 1) b++;
    return b;
}

/* The features by weight, those that are met often counting for more; *n: those that have any. */
static ranked *rank(const perceptron *p, size_t *n) {
    ranked *r = need(malloc((p->n + 1) * sizeof *r));
    *n = 0;
    for (size_t f = 0; f < p->n; f++) {
        r[f] = (ranked){ 0, (uint32_t)f };
        if (!takes_part(p, f)) continue;
        for (unsigned c = 0; c < p->classes; c++) r[f].weight += labs((long)weights_of(p, f)[c]);
        int64_t met = bits((uint32_t)row_of(p, f)[MET]);
        r[f].weight *= met * met;
        *n += r[f].weight > 0;
    }
    qsort(r, p->n, sizeof *r, by_weight);
    return r;
}

static unsigned pairs(const perceptron *p, size_t f) {
    unsigned n = 0;
    for (unsigned c = 0; c < p->classes; c++) n += weights_of(p, f)[c] != 0;
    return n;
}

static void make_eighths(perceptron *p, const ranked *r, size_t n, int32_t top) {
    for (size_t i = 0; i < n; i++)
        for (unsigned c = 0; c < p->classes; c++) {
            int32_t *w = &weights_of(p, r[i].f)[c];
            *w = eighth(*w, top);
        }
}

static void drop(perceptron *p, const ranked *r, size_t from) {
    for (size_t i = from; i < p->n; i++) memset(weights_of(p, r[i].f), 0, p->classes * sizeof *p->w);
}

void pc_cut_near(perceptron *p, size_t keep) {
    size_t n;
    ranked *r = rank(p, &n);
    if (keep > n) keep = n;
    int32_t top = largest(p, r, keep);
    make_eighths(p, r, keep, top);
    drop(p, r, keep);
    fprintf(stderr, "  %zu features, %zu take part, %zu kept, 127 = %.2f\n", p->n, n, keep, (double)top / 1024);
    free(r);
}

/* Features a line is to hold; more of them, and many would have to lie in the next one. */
static const double NEAR_FILL = 9.6, FAR_FILL = 12.8;

void pc_cut_far(perceptron *p, size_t bytes) {
    size_t n, keep = 0;
    ranked *r = rank(p, &n);
    double room = (double)bytes, line = 64 / FAR_FILL;
    int32_t top = largest(p, r, n);
    make_eighths(p, r, n, top);
    for (; keep < n; keep++) {
        unsigned k = pairs(p, r[keep].f);
        if (k && (room -= line + 2.0 * k) < 0) break;
    }
    drop(p, r, keep);
    fprintf(stderr, "  %zu features, %zu take part, %zu kept, 127 = %.2f\n", p->n, n, keep, (double)top / 1024);
    free(r);
}

static void append(kw_buf *out, const void *v, size_t n, uint64_t *at) {
    while (out->n % 64) kw_buf_byte(out, 0);
    *at = out->n;
    kw_buf_add(out, (kw_str){ v, n });
}

/* The line for a feature: its own, or a free place further on. `used`: features of each line; `on` marks what is passed. */
static uint32_t place(uint32_t at, uint32_t lines, uint8_t *used, unsigned room, uint8_t *on) {
    for (unsigned k = 0; k <= KW_LINES_ON; k++, at = at + 1 < lines ? at + 1 : 0) {
        if (used[at] < room) { used[at]++; return at; }
        on[at] = 1;
    }
    fputs("train: a table is too full\n", stderr);
    exit(3);
}

void near_write(const uint64_t *key, const int8_t *row, size_t n, kw_buf *out, kw_model_part *part) {
    uint32_t lines = (uint32_t)((double)n / NEAR_FILL) + 1;
    kw_near_line *line = need(calloc(lines, sizeof *line));
    uint8_t *used = need(calloc(lines, 2)), *on = used + lines;
    for (size_t i = 0; i < n; i++) {
        uint32_t at = place(kw_model_line(key[i], lines), lines, used, KW_NEAR, on);
        line[at].check[used[at] - 1] = kw_model_check(key[i]);
        memcpy(line[at].row[used[at] - 1], row + KW_NEAR_ROW * i, KW_NEAR_ROW);
    }
    for (uint32_t i = 0; i < lines; i++) line[i].on = on[i];
    *part = (kw_model_part){ .lines = lines };
    append(out, line, lines * sizeof *line, &part->lines_at);
    free(line);
    free(used);
}

void pc_write_near(const perceptron *p, kw_buf *out, kw_model_part *part) {
    uint64_t *key = need(malloc((p->n + 1) * sizeof *key));
    int8_t *row = need(calloc(p->n + 1, KW_NEAR_ROW));
    size_t n = 0;
    for (size_t f = 0; f < p->n; f++) {
        if (!pairs(p, f) || !takes_part(p, f)) continue;
        for (unsigned c = 0; c < p->classes && c < KW_NEAR_ROW; c++) row[KW_NEAR_ROW * n + c] = (int8_t)weights_of(p, f)[c];
        key[n++] = p->key[f];
    }
    near_write(key, row, n, out, part);
    free(key);
    free(row);
}

/* The rows of a line lie together, in the order of its features. */
void pc_write_far(const perceptron *p, kw_buf *out, kw_model_part *part) {
    size_t n = 0, m = 0;
    for (size_t f = 0; f < p->n; f++) n += pairs(p, f) && takes_part(p, f);
    uint32_t lines = (uint32_t)((double)n / FAR_FILL) + 1;
    kw_far_line *line = need(calloc(lines, sizeof *line));
    uint32_t *of = need(calloc((size_t)lines * KW_FAR, sizeof *of));
    uint8_t *used = need(calloc(lines, 2)), *on = used + lines;
    kw_vote *row = need(calloc(n * p->classes + 1, sizeof *row));
    for (size_t f = 0; f < p->n; f++) {
        if (!pairs(p, f) || !takes_part(p, f)) continue;
        uint32_t at = place(kw_model_line(p->key[f], lines), lines, used, KW_FAR, on), i = used[at] - 1u;
        line[at].check[i] = kw_model_check(p->key[f]);
        of[at * KW_FAR + i] = (uint32_t)f;
    }
    for (uint32_t at = 0; at < lines; at++) {
        line[at].row = (uint32_t)m;
        line[at].on = on[at];
        for (unsigned i = 0; i < used[at]; i++) {
            const int32_t *w = weights_of(p, of[at * KW_FAR + i]);
            line[at].n[i] = (uint8_t)pairs(p, of[at * KW_FAR + i]);
            for (unsigned c = 0; c < p->classes; c++) if (w[c]) row[m++] = (kw_vote){ (uint8_t)c, (int8_t)w[c] };
        }
    }
    *part = (kw_model_part){ .lines = lines, .n = (uint32_t)(m * sizeof *row) };
    append(out, line, lines * sizeof *line, &part->lines_at);
    append(out, row, m * sizeof *row, &part->rows_at);
    free(line);
    free(of);
    free(used);
    free(row);
}
