/* SPDX-License-Identifier: MIT
 * Pages nested so deep that a parser of HTML would need the square of their depth in time. */
#ifndef KW_READ_NESTING_H
#define KW_READ_NESTING_H

#include "base/arena.h"

/* `html` itself, or, where elements stand more than 4 * KW_DEPTH_MAX deep in each other, a copy in `mem` without the tags below
 * that; no text is lost. p NULL: out of memory. Elements that close themselves (<p>, <li>, <td>, ...) are not counted. */
kw_str kw_nesting_cap(kw_str html, kw_arena *mem);

#endif
