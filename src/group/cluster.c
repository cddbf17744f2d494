/* SPDX-License-Identifier: MIT
 * Average-link clustering (UPGMA: Sokal, Michener 1958). A join needs a mean of `least`, so some pair of it has that much:
 * the set falls apart into parts along weaker pairs, and each part is worked on with all its pairs. */
#include "group/story.h"

#include <stdlib.h>

static uint32_t root(uint32_t *up, uint32_t i) {
    while (up[i] != i) i = up[i] = up[up[i]];
    return i;
}

/* One part while its clusters are joined: mean likeness between live clusters, sizes, and who belongs to whom. */
typedef struct kw_part { const uint32_t *things; uint32_t n; float *like; uint32_t *size, *best, *member_of; bool *dead; } kw_part;

static float *cell(const kw_part *p, uint32_t i, uint32_t j) { return &p->like[(size_t)i * p->n + j]; }

static void find_best(kw_part *p, uint32_t i) {
    uint32_t best = i;
    for (uint32_t j = 0; j < p->n; j++)
        if (j != i && !p->dead[j] && (best == i || *cell(p, i, j) > *cell(p, i, best))) best = j;
    p->best[i] = best;
}

static void join(kw_part *p, uint32_t i, uint32_t j) {
    float wi = (float)p->size[i], wj = (float)p->size[j];
    for (uint32_t k = 0; k < p->n; k++)
        if (k != i && k != j && !p->dead[k]) *cell(p, i, k) = *cell(p, k, i) = (wi * *cell(p, i, k) + wj * *cell(p, j, k)) / (wi + wj);
    p->size[i] += p->size[j];
    p->dead[j] = true;
    for (uint32_t k = 0; k < p->n; k++)
        if (p->member_of[k] == j) p->member_of[k] = i;
    for (uint32_t k = 0; k < p->n; k++)
        if (!p->dead[k] && (k == i || p->best[k] == i || p->best[k] == j)) find_best(p, k);
}

static void join_all(kw_part *p, double least) {
    for (uint32_t i = 0; i < p->n; i++) find_best(p, i);
    for (;;) {
        uint32_t top = p->n;
        for (uint32_t i = 0; i < p->n; i++)
            if (!p->dead[i] && p->best[i] != i && (top == p->n || *cell(p, i, p->best[i]) > *cell(p, top, p->best[top]))) top = i;
        if (top == p->n || (double)*cell(p, top, p->best[top]) < least) return;
        uint32_t other = p->best[top];
        if (top < other) join(p, top, other);
        else join(p, other, top);
    }
}

kw_rc kw_cluster_part(const uint32_t *things, uint32_t n, double least, kw_like_fn *like, void *ctx, uint32_t *cluster_of, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_part p = { things, n, kw_alloc_n(&mem, (size_t)n * n, sizeof *p.like), kw_alloc_n(&mem, n, sizeof *p.size),
                  kw_alloc_n(&mem, n, sizeof *p.best), kw_alloc_n(&mem, n, sizeof *p.member_of), kw_alloc_n(&mem, n, sizeof *p.dead) };
    if (!p.like || !p.size || !p.best || !p.member_of || !p.dead) {
        kw_arena_free(&mem);
        return kw_fail_nomem(err);
    }
    for (uint32_t i = 0; i < n; i++) {
        p.size[i] = 1;
        p.member_of[i] = i;
        for (uint32_t j = 0; j < i; j++) *cell(&p, i, j) = *cell(&p, j, i) = (float)like(ctx, things[j], things[i]);
    }
    join_all(&p, least);
    for (uint32_t i = 0; i < n; i++) cluster_of[things[i]] = things[p.member_of[i]];
    kw_arena_free(&mem);
    return KW_OK;
}

/* The parts of `things` that hang together by edges of at least `cut`; a part too large is cut again, higher. */
static kw_rc parts(const uint32_t *things, uint32_t n, const kw_likes *edges, double cut, double least, kw_like_fn *like, void *ctx,
                   uint32_t *up, const bool *in, kw_arena *tmp, uint32_t *cluster_of, kw_err *err);

static int by_root(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static kw_rc one_part(const uint32_t *things, uint32_t n, const kw_likes *edges, double cut, double least, kw_like_fn *like, void *ctx,
                      uint32_t *up, kw_arena *tmp, uint32_t *cluster_of, uint32_t n_all, kw_err *err) {
    if (n == 1) {
        cluster_of[things[0]] = things[0];
        return KW_OK;
    }
    if (n <= KW_PART_MAX || cut > KW_CUT_MAX)
        return kw_cluster_part(things, n < KW_PART_MAX * 4 ? n : KW_PART_MAX * 4, least, like, ctx, cluster_of, err);
    bool *in = kw_alloc(tmp, n_all);
    if (!in) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < n; i++) in[things[i]] = true;
    return parts(things, n, edges, cut + KW_CUT_STEP, least, like, ctx, up, in, tmp, cluster_of, err);
}

static kw_rc parts(const uint32_t *things, uint32_t n, const kw_likes *edges, double cut, double least, kw_like_fn *like, void *ctx,
                   uint32_t *up, const bool *in, kw_arena *tmp, uint32_t *cluster_of, kw_err *err) {
    uint32_t n_all = 0;
    for (uint32_t i = 0; i < n; i++) {
        up[things[i]] = cluster_of[things[i]] = things[i];
        if (things[i] + 1 > n_all) n_all = things[i] + 1;
    }
    for (size_t e = 0; e < edges->n; e++)
        if ((double)edges->v[e].likeness >= cut &&
            (!in || (edges->v[e].a < n_all && edges->v[e].b < n_all && in[edges->v[e].a] && in[edges->v[e].b]))) {
            uint32_t x = root(up, edges->v[e].a), y = root(up, edges->v[e].b);
            up[x < y ? y : x] = x < y ? x : y;
        }
    uint64_t *order = kw_alloc_n(tmp, n, sizeof *order);
    uint32_t *part = kw_alloc_n(tmp, n, sizeof *part);
    if (!order || !part) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < n; i++) order[i] = (uint64_t)root(up, things[i]) << 32 | things[i];
    qsort(order, n, sizeof *order, by_root);
    for (uint32_t i = 0; i < n; i++) part[i] = (uint32_t)order[i];
    for (uint32_t i = 0, j; i < n; i = j) {
        for (j = i + 1; j < n && order[j] >> 32 == order[i] >> 32; j++) {}
        KW_TRY(one_part(part + i, j - i, edges, cut, least, like, ctx, up, tmp, cluster_of, n_all, err));
    }
    return KW_OK;
}

kw_rc kw_average_link(uint32_t n, const kw_likes *edges, double least, kw_like_fn *like, void *ctx, kw_arena *tmp,
                      uint32_t *cluster_of, uint32_t *n_clusters, kw_err *err) {
    uint32_t *all = kw_alloc_n(tmp, (size_t)n + 1, sizeof *all), *up = kw_alloc_n(tmp, (size_t)n + 1, sizeof *up);
    if (!all || !up) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < n; i++) all[i] = i;
    KW_TRY(parts(all, n, edges, least, least, like, ctx, up, NULL, tmp, cluster_of, err));
    *n_clusters = 0;
    for (uint32_t i = 0; i < n; i++) {              /* a cluster is named by its first thing: now by a number */
        if (cluster_of[i] == i) all[i] = (*n_clusters)++;
        cluster_of[i] = all[cluster_of[i]];
    }
    return KW_OK;
}
