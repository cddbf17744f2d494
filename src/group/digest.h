/* SPDX-License-Identifier: MIT
 * An article to its digest, and the digest to bytes and back. */
#ifndef KW_GROUP_DIGEST_H
#define KW_GROUP_DIGEST_H

#include "base/arena.h"
#include "base/buf.h"
#include "doc/article.h"
#include "doc/digest.h"
#include "doc/marks.h"
#include "doc/words.h"
#include "group/kit.h"

/* The digest of one article, in `mem`; strings point into the article. `words`, `marks`, `reports` may be NULL where a
 * stage was not run: then the digest knows less. KW_NOMEM is the only failure. */
kw_rc kw_digest_make(const kw_group_kit *kit, const kw_article *article, const kw_words *words, const kw_marks *marks,
                     const kw_reports *reports, kw_arena *mem, kw_digest *out, kw_err *err);

/* Makes again what a digest holds of the words themselves (text, terms, quotes) for one that was kept without them. Of
 * the article ref, title, text and language count. `words` may be NULL. */
kw_rc kw_digest_words(const kw_group_kit *kit, const kw_article *article, kw_word_memory *words, kw_arena *mem, kw_digest *digest, kw_err *err);

/* Appends the digest's bytes to `out` (little-endian, begins with a format number). Ask out->failed for memory. */
void kw_digest_pack(const kw_digest *d, kw_buf *out);

/* Reads them back; strings are copied into `mem`. KW_DATA: not a digest, or of another format; then make it anew. */
kw_rc kw_digest_unpack(kw_str bytes, kw_arena *mem, kw_digest *out, kw_err *err);

#endif
