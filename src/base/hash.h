/* SPDX-License-Identifier: MIT
 * Hashes (XXH3, from libxxhash): for tables, sketches and identity. Equal on every machine. */
#ifndef KW_BASE_HASH_H
#define KW_BASE_HASH_H

#include "base/str.h"

uint64_t kw_hash(kw_str s);                         /* p NULL hashes as the empty string */
uint64_t kw_hash_with(kw_str s, uint64_t seed);     /* another hash for each seed */
uint64_t kw_hash_mix(uint64_t a, uint64_t b);      /* of an ordered pair */

#endif
