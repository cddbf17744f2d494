/* SPDX-License-Identifier: MIT
 * What a page says in JSON-LD (schema.org). */
#ifndef KW_CLEAN_JSONLD_H
#define KW_CLEAN_JSONLD_H

#include "base/json.h"

typedef struct kw_jsonld {
    const kw_json *article;     /* the object that is most like this page's article; NULL: none */
    kw_json **docs; size_t n_docs;
} kw_jsonld;

/* The JSON of a script, mended where it is broken in one of the usual ways, from its first bracket on; NULL: it is none, has more than
 * KW_JSONLD_MAX values, or memory is out. */
kw_json *kw_jsonld_parse(kw_str text, kw_arena *mem);

/* Reads the scripts, in `mem`; what cannot be read even when mended is left out. Out of memory gives nothing. */
void kw_jsonld_read(kw_strs scripts, kw_arena *mem, kw_jsonld *out);

/* The name in a string, an object with "name", a reference by @id, or the first of a list; p NULL: none. */
kw_str kw_jsonld_name(const kw_jsonld *l, const kw_json *v);

/* A value in which HTML was escaped once too often ("&amp;quot;", "&#39;"): the marks themselves, where they are the common ones. */
kw_str kw_jsonld_plain(kw_arena *mem, kw_str s);

/* Has the object this @type? */
bool kw_jsonld_is(const kw_json *v, const char *type);

#endif
