/* SPDX-License-Identifier: MIT
 * Weights of all features in one open-addressed table; averages by what a weight was worth since it last changed. */
#include "perceptron.h"

#include <stdio.h>
#include <stdlib.h>

struct perceptron {
    unsigned classes;
    size_t n, cap;              /* features; cap is a power of two, the table twice as large */
    uint64_t *key;              /* of each feature, in the order they came */
    uint32_t *slot;             /* hash table: 1 + feature */
    int32_t *w;                 /* feature x class */
    int64_t *sum;               /* of the weights over time, up to `seen` */
    int64_t *seen;
    uint32_t *met;              /* how often each was looked up: what is rare and heavy is worth less than what is met every day */
    int64_t now;
};

static void *need(void *p) {
    if (!p) { fputs("train: out of memory\n", stderr); exit(4); }
    return p;
}

static void grow(perceptron *p) {
    p->cap = p->cap ? p->cap * 2 : 1 << 16;
    p->key = need(realloc(p->key, p->cap * sizeof *p->key));
    p->w = need(realloc(p->w, p->cap * p->classes * sizeof *p->w));
    p->sum = need(realloc(p->sum, p->cap * p->classes * sizeof *p->sum));
    p->seen = need(realloc(p->seen, p->cap * sizeof *p->seen));
    p->met = need(realloc(p->met, p->cap * sizeof *p->met));
    free(p->slot);
    p->slot = need(calloc(p->cap * 2, sizeof *p->slot));
    for (size_t i = 0; i < p->n; i++) {
        size_t at = (size_t)p->key[i] & (p->cap * 2 - 1);
        while (p->slot[at]) at = (at + 1) & (p->cap * 2 - 1);
        p->slot[at] = (uint32_t)i + 1;
    }
}

perceptron *pc_new(unsigned classes) {
    perceptron *p = need(calloc(1, sizeof *p));
    p->classes = classes;
    grow(p);
    return p;
}

void pc_free(perceptron *p) {
    if (!p) return;
    free(p->key); free(p->slot); free(p->w); free(p->sum); free(p->seen); free(p->met); free(p);
}

size_t pc_features(const perceptron *p) { return p->n; }

static size_t find(const perceptron *p, uint64_t key) {
    size_t mask = p->cap * 2 - 1, at = (size_t)key & mask;
    while (p->slot[at] && p->key[p->slot[at] - 1] != key) at = (at + 1) & mask;
    return at;
}

void pc_score(const perceptron *p, const uint64_t *key, size_t n, int64_t *score) {
    memset(score, 0, p->classes * sizeof *score);
    for (size_t i = 0; i < n; i++) {
        uint32_t f = p->slot[find(p, key[i])];
        if (!f) continue;
        p->met[f - 1]++;
        const int32_t *w = p->w + (size_t)(f - 1) * p->classes;
        for (unsigned c = 0; c < p->classes; c++) score[c] += w[c];
    }
}

static size_t feature_for(perceptron *p, uint64_t key) {
    size_t at = find(p, key);
    if (p->slot[at]) return p->slot[at] - 1;
    if (p->n == p->cap) { grow(p); at = find(p, key); }
    size_t f = p->n++;
    p->slot[at] = (uint32_t)f + 1;
    p->key[f] = key;
    p->seen[f] = p->now;
    p->met[f] = 1;
    memset(p->w + f * p->classes, 0, p->classes * sizeof *p->w);
    memset(p->sum + f * p->classes, 0, p->classes * sizeof *p->sum);
    return f;
}

static void catch_up(perceptron *p, size_t f) {
    int64_t steps = p->now - p->seen[f];
    if (!steps) return;
    for (unsigned c = 0; c < p->classes; c++) p->sum[f * p->classes + c] += steps * p->w[f * p->classes + c];
    p->seen[f] = p->now;
}

void pc_update(perceptron *p, const uint64_t *key, size_t n, unsigned cls, int delta) {
    for (size_t i = 0; i < n; i++) {
        size_t f = feature_for(p, key[i]);
        catch_up(p, f);
        p->w[f * p->classes + cls] += delta;
    }
}

void pc_tick(perceptron *p) { p->now++; }

void pc_average(perceptron *p) {
    int64_t time = p->now ? p->now : 1;
    for (size_t f = 0; f < p->n; f++) {
        catch_up(p, f);
        for (unsigned c = 0; c < p->classes; c++) {
            size_t at = f * p->classes + c;
            p->w[at] = (int32_t)(p->sum[at] * 1024 / time);
        }
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

/* One in 4,000 weights may be cut off at 127; the step between two values follows from that. */
static int32_t largest(const perceptron *p, const ranked *r, size_t n) {
    int32_t *all = need(malloc((n * p->classes + 1) * sizeof *all));
    size_t m = 0;
    for (size_t i = 0; i < n; i++)
        for (unsigned c = 0; c < p->classes; c++) {
            int32_t w = p->w[(size_t)r[i].f * p->classes + c];
            if (w) all[m++] = w < 0 ? -w : w;
        }
    qsort(all, m, sizeof *all, by_size);
    int32_t top = m ? all[m - 1 - m / 4000] : 1;
    free(all);
    return top > 0 ? top : 1;
}

static int8_t eighth(int64_t w, int64_t top) {
    int64_t q = (w * 254 + (w < 0 ? -top : top)) / (2 * top);
    return (int8_t)(q > 127 ? 127 : q < -127 ? -127 : q);
}

void table_write(const uint64_t *key, const int8_t *row, size_t n, unsigned stride, kw_buf *out, kw_model_part *part) {
    size_t slots = 2 * n + 1;
    uint32_t *slot = need(calloc(slots, sizeof *slot));
    for (size_t i = 0; i < n; i++) {
        size_t at = kw_feature_slot(key[i], (uint32_t)slots);
        while (slot[at]) at = at + 1 < slots ? at + 1 : 0;
        slot[at] = kw_feature_check(key[i]) | (uint32_t)i;
    }
    while (out->n % 64) kw_buf_byte(out, 0);
    *part = (kw_model_part){ .slots = (uint32_t)slots, .stride = stride, .n = (uint32_t)n, .slots_at = out->n };
    kw_buf_add(out, (kw_str){ (const char *)slot, slots * sizeof *slot });
    while (out->n % 64) kw_buf_byte(out, 0);
    part->rows_at = out->n;
    kw_buf_add(out, (kw_str){ (const char *)row, n * stride });
    free(slot);
}

/* How many bits a number has. */
static int64_t bits(uint32_t n) {
    int64_t b = 0;
    for (; n; n >>= 1) b++;
    return b;
}

void pc_write(const perceptron *p, size_t keep, unsigned stride, kw_buf *out, kw_model_part *part) {
    ranked *r = need(malloc((p->n + 1) * sizeof *r));
    for (size_t f = 0; f < p->n; f++) {
        r[f] = (ranked){ 0, (uint32_t)f };
        for (unsigned c = 0; c < p->classes; c++) r[f].weight += labs((long)p->w[f * p->classes + c]);
        r[f].weight *= bits(p->met[f]) * bits(p->met[f]);
    }
    qsort(r, p->n, sizeof *r, by_weight);
    if (keep > KW_ROWS_MAX) keep = KW_ROWS_MAX;
    size_t n = p->n < keep ? p->n : keep;
    int32_t top = largest(p, r, n);
    uint64_t *key = need(malloc((n + 1) * sizeof *key));
    int8_t *row = need(calloc(n + 1, stride));
    size_t m = 0;
    for (size_t i = 0; i < n; i++) {
        bool any = false;
        for (unsigned c = 0; c < p->classes; c++) {
            row[m * stride + c] = eighth(p->w[(size_t)r[i].f * p->classes + c], top);
            any = any || row[m * stride + c];
        }
        if (any) key[m++] = p->key[r[i].f];
        else memset(row + m * stride, 0, stride);
    }
    table_write(key, row, m, stride, out, part);
    fprintf(stderr, "  %zu features, %zu kept, 127 = %.2f\n", p->n, m, (double)top / 1024);
    free(r);
    free(key);
    free(row);
}
