/* SPDX-License-Identifier: MIT
 * Candidates for shared text: articles that share a fingerprint. One list of (fingerprint, article), 8 bytes an entry and
 * about 30 entries an article, is sorted once; the cost grows with the number of articles, as each entry is paired with
 * no more than REACH before it. A passage of 21 equal words is never missed but for that limit. */
#include "group/scan.h"
#include "group/set.h"

#include <stdlib.h>

enum { REACH = 48 };            /* of equal fingerprints; a dispatch printed by more is found through its nearest copies */

/* By the upper 32 bits, keeping the order of equal ones; `room` holds n more, and after four rounds the result is in `v` again. */
static void sort_upper(uint64_t *v, uint64_t *room, size_t n) {
    for (unsigned shift = 32; shift < 64; shift += 8) {
        size_t at[257] = { 0 };
        for (size_t i = 0; i < n; i++) at[1 + ((v[i] >> shift) & 255)]++;
        for (size_t k = 0; k < 256; k++) at[k + 1] += at[k];
        for (size_t i = 0; i < n; i++) room[at[(v[i] >> shift) & 255]++] = v[i];
        uint64_t *t = v;
        v = room;
        room = t;
    }
}

static int by_pair(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* One list of a<<32|b, each pair once with how often it stood there. */
static kw_rc unique(uint64_t *codes, size_t n, kw_arena *tmp, kw_pairs *out, kw_err *err) {
    qsort(codes, n, sizeof *codes, by_pair);
    size_t once = 0;
    for (size_t i = 0; i < n; i++) once += i == 0 || codes[i] != codes[i - 1];
    *out = (kw_pairs){ .v = kw_alloc_n(tmp, once + 1, sizeof *out->v), .cap = once };
    if (!out->v) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || codes[i] != codes[i - 1]) out->v[out->n++] = (kw_pair){ (uint32_t)(codes[i] >> 32), (uint32_t)codes[i], 0 };
        out->v[out->n - 1].shared++;
    }
    return KW_OK;
}

kw_rc kw_pairs_of(uint64_t *v, uint64_t *room, size_t n, unsigned reach, kw_arena *tmp, kw_pairs *out, kw_err *err) {
    sort_upper(v, room, n);
    size_t total = 0, first = 0;
    for (size_t i = 0; i < n; i++) {
        if (v[i] >> 32 != v[first] >> 32) first = i;
        total += i - first < reach ? i - first : reach;
    }
    uint64_t *codes = malloc((total + 1) * sizeof *codes);
    if (!codes) return kw_fail_nomem(err);
    size_t m = 0;
    first = 0;
    for (size_t i = 0; i < n; i++) {
        if (v[i] >> 32 != v[first] >> 32) first = i;
        for (size_t j = i - first < reach ? first : i - reach; j < i; j++)
            if ((uint32_t)v[j] != (uint32_t)v[i]) codes[m++] = (v[j] << 32) | (uint32_t)v[i];
    }
    kw_rc rc = unique(codes, m, tmp, out, err);
    free(codes);
    return rc;
}

kw_rc kw_near_pairs(const kw_set *s, kw_pairs *out, kw_err *err) {
    uint32_t *prints = kw_alloc_n(s->tmp, KW_DIGEST_WORDS + 1, sizeof *prints);
    size_t total = 0, cap = 0;
    uint64_t *v = NULL;
    if (!prints) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < s->n; i++) {
        size_t n = kw_scan_prints(s->d[i]->text, s->d[i]->n_text, prints);
        if (total + n > cap) {
            cap = (total + n) * 3 / 2 + 1024;
            uint64_t *more = realloc(v, cap * sizeof *v);
            if (!more) { free(v); return kw_fail_nomem(err); }
            v = more;
        }
        for (size_t k = 0; k < n; k++) v[total++] = (uint64_t)prints[k] << 32 | i;
    }
    uint64_t *room = malloc((total + 1) * sizeof *room);
    kw_rc rc = room ? kw_pairs_of(v, room, total, REACH, s->tmp, out, err) : kw_fail_nomem(err);
    free(room);
    free(v);
    return rc;
}
