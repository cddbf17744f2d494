/* SPDX-License-Identifier: MIT
 * XXH3 for bytes, and a mix of two numbers. */
#include "base/hash.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

uint64_t kw_hash(kw_str s) { return XXH3_64bits(s.p ? s.p : "", s.n); }

uint64_t kw_hash_with(kw_str s, uint64_t seed) { return XXH3_64bits_withSeed(s.p ? s.p : "", s.n, seed); }

/* The finaliser of MurmurHash3 (Appleby, public domain) over the pair. */
uint64_t kw_hash_mix(uint64_t a, uint64_t b) {
    uint64_t h = a ^ (b + 0x9e3779b97f4a7c15u + (a << 6) + (a >> 2));
    h = (h ^ (h >> 33)) * 0xff51afd7ed558ccdu;
    h = (h ^ (h >> 33)) * 0xc4ceb9fe1a85ec53u;
    return h ^ (h >> 33);
}
