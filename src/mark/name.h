/* SPDX-License-Identifier: MIT
 * Names to actors: mentions of persons, states, organisations, groups and places, each resolved to an entity; and the places among
 * them with their point and its precision. */
#ifndef KW_MARK_NAME_H
#define KW_MARK_NAME_H

#include "mark/mark.h"

typedef struct kw_names kw_names;               /* tables, looked up once; read-only, for all threads */

kw_rc kw_names_open(const kw_know *k, kw_arena *mem, kw_names **out, kw_err *err);

/* Fills entities, mentions and places of *out, in `mem`. Given mentions are there in any case, with their role. */
kw_rc kw_names_mark(const kw_names *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *out, kw_err *err);

#endif
