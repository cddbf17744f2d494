/* SPDX-License-Identifier: MIT
 * Text to sentences, tokens, lemmas, tags and, where asked, heads. */
#ifndef KW_WORDS_WORDS_H
#define KW_WORDS_WORDS_H

#include "doc/words_why.h"
#include "know/language.h"
#include "know/ud.h"

typedef struct kw_words_kit kw_words_kit;       /* tables and models, prepared; read-only, for all threads */

/* Lives in `mem`, and no longer than `k` and `lang`. KW_DATA: a table or model that is not what it should be. */
kw_rc kw_words_open(const kw_know *k, const kw_language_id *lang, kw_arena *mem, kw_words_kit **out, kw_err *err);

/* Sentences, tokens, forms, lemmas, voice, tags and features of `text`. `language`: a code, or p NULL to find out.
 * Strings of *out point into `text`, the tables or `mem`. KW_NOMEM is the only failure. */
kw_rc kw_words_run(const kw_words_kit *kit, kw_str text, kw_str language, kw_arena *mem, kw_words *out, kw_err *err);

/* Fills in the heads and relations of one sentence; does nothing if they are there or its language has no model. */
kw_rc kw_words_parse(const kw_words_kit *kit, kw_words *w, size_t sentence, kw_arena *mem, kw_err *err);

/* The same without the tokens that begin in `aside` (a dateline is no part of what the sentence says): they have no head. */
kw_rc kw_words_parse_but(const kw_words_kit *kit, kw_words *w, size_t sentence, kw_span aside, kw_arena *mem, kw_err *err);

/* How one sentence came about: its language, its ends, and for each token how it was cut, split and tagged. Asks the tables and the
 * tagger again. In `mem`; KW_NOMEM is the only failure. `given`: the language was told, not found. */
kw_rc kw_words_why(const kw_words_kit *kit, const kw_words *w, size_t sentence, bool given, kw_arena *mem, kw_sentence_why *out, kw_err *err);

#endif
