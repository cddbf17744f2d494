/* SPDX-License-Identifier: MIT */
#include "words/tag.h"

kw_rc kw_tagger_open(const kw_know *k, kw_str language, kw_arena *mem, kw_tagger **out, kw_err *err) {
    (void)k; (void)language; (void)mem; (void)err;
    *out = NULL;
    return KW_OK;
}

kw_rc kw_tagger_run(const kw_tagger *t, kw_words *w, size_t sentence, kw_arena *mem, kw_err *err) {
    (void)t; (void)w; (void)sentence; (void)mem; (void)err;
    return KW_OK;
}
