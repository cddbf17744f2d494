/* SPDX-License-Identifier: MIT
 * Articles that come as JSON: the fields of CONTRACT.md ("Articles in"), under a caller's own names, IPTC ninjs, JSON Feed items. */
#ifndef KW_READ_RECORD_H
#define KW_READ_RECORD_H

#include "base/json.h"
#include "doc/raw.h"

/* The caller's names of fields ("text=body,published=day"), prepared in `mem`. */
typedef struct kw_field_map { kw_str ours, theirs; } kw_field_map;
typedef struct kw_field_maps { kw_field_map *v; size_t n; } kw_field_maps;

/* `map` may be NULL. KW_USAGE: not pairs of name=name, or a field that kawat does not know. */
kw_rc kw_record_map(const char *map, kw_arena *mem, kw_field_maps *out, kw_err *err);

/* What an object says, in `mem` (borrowed from `j`). KW_DATA: not an object, or neither text nor html in it. `place` is for
 * messages. */
kw_rc kw_record_read(const kw_json *j, const kw_field_maps *map, const char *place, kw_arena *mem, kw_given *out, kw_err *err);

/* The list of articles in a document that is none itself: a JSON Feed's items, or the first list of objects at most three levels down, as services
 * answer. NULL: none. */
const kw_json *kw_record_list(const kw_json *j);

/* What a JSON Feed says of all its items (title, authors, the address that theirs are beside), and an item's summary where it has no text. Nothing
 * of another document. KW_NOMEM is the only failure. */
kw_rc kw_record_in_feed(const kw_json *feed, const kw_json *item, kw_arena *mem, kw_given *out, kw_err *err);

#endif
