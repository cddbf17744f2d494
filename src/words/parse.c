/* SPDX-License-Identifier: MIT */
#include "words/parse.h"

kw_rc kw_parser_open(const kw_know *k, kw_str language, kw_arena *mem, kw_parser **out, kw_err *err) {
    (void)k; (void)language; (void)mem; (void)err;
    *out = NULL;
    return KW_OK;
}

kw_rc kw_parser_run(const kw_parser *p, kw_words *w, size_t sentence, kw_arena *mem, kw_err *err) {
    (void)p; (void)w; (void)sentence; (void)mem; (void)err;
    return KW_OK;
}
