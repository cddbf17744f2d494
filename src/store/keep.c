/* SPDX-License-Identifier: MIT
 * Ties are sorted and counted, then given out from the strongest down. */
#include "store/keep.h"

#include <stdlib.h>

static int by_ends(const void *x, const void *y) {
    const kw_tie *a = x, *b = y;
    if (a->old != b->old) return a->old < b->old ? -1 : 1;
    return (a->fresh > b->fresh) - (a->fresh < b->fresh);
}

static int by_shared(const void *x, const void *y) {
    const kw_tie *a = x, *b = y;
    return a->shared != b->shared ? (a->shared > b->shared ? -1 : 1) : by_ends(x, y);
}

bool kw_tie_add(kw_ties *t, kw_arena *mem, uint32_t fresh, int64_t old) {
    if (!old) return true;
    kw_tie *x = kw_push(mem, (void **)&t->v, &t->n, &t->cap, sizeof *x);
    if (x) *x = (kw_tie){ fresh, 1, old };
    return x != NULL;
}

/* One tie for each pair, sorted by old id; `*olds` gets the old ids, each once, in order. */
static void count_shared(kw_ties *t, int64_t *olds, size_t *n_olds) {
    size_t n = 0;
    *n_olds = 0;
    if (t->n) qsort(t->v, t->n, sizeof *t->v, by_ends);
    for (size_t i = 0; i < t->n; i++) {
        if (!i || t->v[i].old != olds[*n_olds - 1]) olds[(*n_olds)++] = t->v[i].old;
        if (n && by_ends(&t->v[n - 1], &t->v[i]) == 0) t->v[n - 1].shared++;
        else t->v[n++] = t->v[i];
    }
    t->n = n;
    if (n) qsort(t->v, n, sizeof *t->v, by_shared);
}

static size_t place_of(int64_t old, const int64_t *olds, size_t n) {
    size_t lo = 0;
    while (lo + 1 < n) {
        size_t mid = lo + (n - lo) / 2;
        if (olds[mid] <= old) lo = mid;
        else n = mid;
    }
    return lo;
}

int64_t *kw_keep_ids(kw_ties *t, size_t n, int64_t last, kw_arena *mem) {
    size_t n_olds;
    int64_t *ids = kw_alloc_n(mem, n + 1, sizeof *ids), *olds = kw_alloc_n(mem, t->n + 1, sizeof *olds);
    bool *gone = kw_alloc_n(mem, t->n + 1, sizeof *gone);
    if (!ids || !olds || !gone) return NULL;
    count_shared(t, olds, &n_olds);
    for (size_t i = 0; i < t->n; i++) {
        size_t at = place_of(t->v[i].old, olds, n_olds);
        if (ids[t->v[i].fresh] || gone[at]) continue;
        ids[t->v[i].fresh] = t->v[i].old;
        gone[at] = true;
    }
    for (size_t i = 0; i < n; i++)
        if (!ids[i]) ids[i] = ++last;
    return ids;
}
