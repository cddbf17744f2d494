/* SPDX-License-Identifier: MIT
 * What is stored once however often it is told: names of actors, places, words of explanation. Each call answers the row's id,
 * making the row where there is none. It is found by 31 bits of a hash and then by its words; the ids asked for last are
 * remembered, so that most calls ask SQLite nothing. For src/store. */
#ifndef KW_STORE_KNOWN_H
#define KW_STORE_KNOWN_H

#include "doc/marks.h"
#include "store/db.h"

kw_rc kw_entity_id(kw_record *r, const kw_entity *e, int64_t *out, kw_err *err);
kw_rc kw_place_id(kw_record *r, const kw_place *p, int64_t *out, kw_err *err);
kw_rc kw_note_id(kw_record *r, kw_str text, int64_t *out, kw_err *err);        /* 0 for an empty text */

/* Rows may be gone: what was remembered is not true any more. */
void kw_known_forget(kw_record *r);

/* The hash of columns that are kept as `content`; p NULL counts as empty. */
int64_t kw_known_content(const kw_str *column, size_t n);

#endif
