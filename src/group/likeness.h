/* SPDX-License-Identifier: MIT
 * How alike two articles are in what they speak of: names and numbers first, then words. */
#ifndef KW_GROUP_LIKENESS_H
#define KW_GROUP_LIKENESS_H

#include "group/set.h"

typedef struct kw_trait { uint32_t key; float weight; bool name; } kw_trait;      /* name: or a number */

/* What an article speaks of, by keys of its own language or by keys of the pivot language. */
typedef struct kw_traits { kw_trait *v; uint32_t n; float names, words; } kw_traits;   /* by key; lengths of the parts */

typedef struct kw_profile { kw_traits own, pivot; } kw_profile;
typedef struct kw_profiles { kw_profile *v; bool many_languages; } kw_profiles;

/* One for each article of the set, in its memory. KW_NOMEM is the only failure. */
kw_rc kw_profiles_make(const kw_set *s, kw_profiles *out, kw_err *err);

/* 0-1; articles of different languages are compared through the pivot. */
double kw_likeness(const kw_set *s, const kw_profiles *p, uint32_t a, uint32_t b);

/* How far two articles can tell the same happening, by when they were published or, where that is not known, by the days
 * their first sentences name: 1 on the same day, falling with the days between; 0: cannot. */
double kw_nearness(const kw_digest *a, const kw_digest *b);

/* Pairs with likeness of at least `least`: every article with those before it that share one of its most telling
 * features. */
typedef struct kw_like { uint32_t a, b; float likeness, nearness; } kw_like;
typedef struct kw_likes { kw_like *v; size_t n, cap; } kw_likes;
kw_rc kw_likes_find(const kw_set *s, const kw_profiles *p, double least, kw_likes *out, kw_err *err);

#endif
