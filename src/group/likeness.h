/* SPDX-License-Identifier: MIT
 * How alike two articles are in what they speak of: names and numbers first, then words. */
#ifndef KW_GROUP_LIKENESS_H
#define KW_GROUP_LIKENESS_H

#include "group/set.h"

typedef struct kw_trait { uint32_t key; float weight; bool name; } kw_trait;      /* name: or a number */

/* What an article speaks of, by keys of its own language or by keys of the pivot language. */
typedef struct kw_traits {
    kw_trait *v; uint32_t n;            /* by key */
    float names, words, mass;           /* lengths of the parts, sum of weights */
    uint32_t *doubles, n_doubles;       /* hashes of two names that stand side by side, each once, in order: "Perry Warjiyo" */
} kw_traits;

typedef struct kw_profile { kw_traits own, pivot; } kw_profile;
typedef struct kw_profiles { kw_profile *v; bool many_languages; } kw_profiles;

/* What one article speaks of, in `mem`; without `pivot` it can only be compared within its language. */
kw_rc kw_profile_make(const kw_digest *d, bool pivot, kw_arena *mem, kw_profile *out, kw_err *err);

/* One for each article of the set, in its memory. KW_NOMEM is the only failure. */
kw_rc kw_profiles_make(const kw_set *s, kw_profiles *out, kw_err *err);

/* The features of one article, to be compared with many: each feature of the other costs one look instead of a merge. */
enum { KW_LOOK_SLOTS = 2048 };
typedef struct kw_look { uint32_t key[KW_LOOK_SLOTS]; uint16_t at[KW_LOOK_SLOTS]; } kw_look;     /* at: 1 + place in the features; 0: empty */
void kw_look_into(kw_look *l, const kw_traits *f);

/* 0-1: how alike `a`, into which `l` looks, and `b` are. */
double kw_likeness(const kw_look *l, const kw_traits *a, const kw_traits *b);

/* How far two articles can tell the same happening, by when they were published or, where that is not known, by the days
 * their first sentences name: 1 on the same day, falling with the days between; 0: cannot. */
double kw_nearness(const kw_digest *a, const kw_digest *b);

/* A pair that is alike enough to matter for anything: for stories, where nearness counts, or for threads, where it does
 * not. All that is decided later on is decided by these; any other pair is KW_UNLIKE. Both values in 65,535ths, as they
 * are kept. */
typedef struct kw_like { uint32_t a, b; float likeness, nearness; } kw_like;
typedef struct kw_likes { kw_like *v; size_t n, cap; } kw_likes;

static const double KW_UNLIKE = .05;

/* Rounds, and says whether the pair is kept. */
bool kw_like_of(double likeness, double nearness, kw_like *out);

/* The pairs of the set: every article with those before it that share one of its most telling features (sketch.h). */
kw_rc kw_likes_find(const kw_set *s, const kw_profiles *p, kw_likes *out, kw_err *err);

/* The pair's place in a list by a, then b, with a < b; NULL: not in it. */
const kw_like *kw_likes_at(const kw_likes *l, uint32_t a, uint32_t b);

#endif
