/* SPDX-License-Identifier: MIT
 * What the steps of grouping share: the set in its own order, and lists of pairs. Steps number articles by that order,
 * so that none of them can depend on the order in which the caller gave them. */
#ifndef KW_GROUP_SET_H
#define KW_GROUP_SET_H

#include "group/kit.h"

typedef struct kw_set {
    const kw_group_kit *kit;
    const kw_digest **d;        /* by kw_place_in_time(), then ref */
    uint32_t *given;            /* -> number in the caller's array */
    uint32_t n;
    kw_arena *tmp;              /* dies with the run */
    kw_arena *mem;              /* holds what the run returns */
} kw_set;

typedef struct kw_pair { uint32_t a, b, shared; } kw_pair;              /* a < b */
typedef struct kw_pairs { kw_pair *v; size_t n, cap; } kw_pairs;

/* Seconds since 1970 in UTC where the zone is known, else as printed; noon where there is no time. */
int64_t kw_moment(const kw_when *w);

/* Days between two articles' publication, as a fraction; -1 if one has no date. */
double kw_days_apart(const kw_digest *a, const kw_digest *b);

/* Are both from one outlet? Unknown outlets are never the same. */
bool kw_same_outlet(const kw_digest *a, const kw_digest *b);

/* Pairs of entries (upper 32 bits: a key, lower: an article, in order of articles) that share keys, each entry with no
 * more than `reach` of those before it; by a, then b, with the number of shared keys. Sorts `v`; `room` as above. */
kw_rc kw_pairs_of(uint64_t *v, uint64_t *room, size_t n, unsigned reach, kw_arena *tmp, kw_pairs *out, kw_err *err);

/* near.c: pairs that may share passages. */
kw_rc kw_near_pairs(const kw_set *s, kw_pairs *out, kw_err *err);

#endif
