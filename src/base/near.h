/* SPDX-License-Identifier: MIT
 * How far two words are from each other, for "did you mean". */
#ifndef KW_BASE_NEAR_H
#define KW_BASE_NEAR_H

#include "base/str.h"

/* Letters to insert, leave out, change or swap with the next (optimal string alignment, bytes); `limit` where that is
 * reached or either word is longer than 64 bytes. */
unsigned kw_near(kw_str a, kw_str b, unsigned limit);

/* How many mistakes in a word of this length are still likely slips. */
unsigned kw_near_limit(kw_str s);

#endif
