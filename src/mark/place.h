/* SPDX-License-Identifier: MIT
 * Places: cities, regions and countries with a precision class, never a point without one. */
#ifndef KW_MARK_PLACE_H
#define KW_MARK_PLACE_H

#include "mark/mark.h"

typedef struct kw_places kw_places;             /* tables, looked up once; read-only, for all threads */

kw_rc kw_places_open(const kw_know *k, kw_arena *mem, kw_places **out, kw_err *err);

/* Fills places of *out, in `mem`; the names must be marked (the countries they speak of choose among cities of one name). */
kw_rc kw_places_mark(const kw_places *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *out, kw_err *err);

#endif
