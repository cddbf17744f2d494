/* SPDX-License-Identifier: MIT
 * Dependency heads and relations by a trained model (lang/XX/heads.model), used where it lies in the pack. */
#ifndef KW_WORDS_PARSE_H
#define KW_WORDS_PARSE_H

#include "base/error.h"
#include "doc/words.h"
#include "know/know.h"

typedef struct kw_parser kw_parser;     /* read-only, for all threads */

/* The parser of `language` (a code). *out is NULL, and the result KW_OK, when the language has no model. Lives in `mem`.
 * KW_DATA: a model that is not one. */
kw_rc kw_parser_open(const kw_know *k, kw_str language, kw_arena *mem, kw_parser **out, kw_err *err);

/* Sets head and deprel of the sentence's tokens and sentence.parsed; they must have been tagged. Always one root, and a tree; a token's head
 * is its number in the text. The first `skip` tokens (less than all) are left out of it. Linear in the tokens. `mem` is for scratch. */
kw_rc kw_parser_run(const kw_parser *p, kw_words *w, size_t sentence, uint32_t skip, kw_arena *mem, kw_err *err);

#endif
