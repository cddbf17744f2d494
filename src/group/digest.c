/* SPDX-License-Identifier: MIT
 * An article to its digest. */
#include "group/digest.h"

kw_rc kw_digest_make(const kw_group_kit *kit, const kw_article *article, const kw_words *words, const kw_marks *marks,
                     const kw_reports *reports, kw_arena *mem, kw_digest *out, kw_err *err) {
    (void)kit; (void)words; (void)marks; (void)reports; (void)mem; (void)err;
    *out = (kw_digest){ .ref = article->ref, .title = article->title, .language = article->language, .outlet = article->outlet,
                        .outlet_key = article->outlet_key, .published = article->published };
    return KW_OK;
}
