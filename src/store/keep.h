/* SPDX-License-Identifier: MIT
 * Ids that stay: groups are worked out anew, and each new group takes the id of the old one it shares most with.
 * For src/store. Cost: n log n in the number of ties. */
#ifndef KW_STORE_KEEP_H
#define KW_STORE_KEEP_H

#include "base/arena.h"

/* The new group `fresh` shares `shared` members with what had the id `old`. */
typedef struct kw_tie { uint32_t fresh, shared; int64_t old; } kw_tie;
typedef struct kw_ties { kw_tie *v; size_t n, cap; } kw_ties;

/* One more shared member; nothing for old 0. false: out of memory. */
bool kw_tie_add(kw_ties *t, kw_arena *mem, uint32_t fresh, int64_t old);

/* ids[i] for each of `n` new groups, in `mem`: an old one by the strongest tie (then the lower id), else a new one after
 * `last`. An old id goes to one group. NULL: out of memory. */
int64_t *kw_keep_ids(kw_ties *t, size_t n, int64_t last, kw_arena *mem);

#endif
