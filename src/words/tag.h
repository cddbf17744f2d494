/* SPDX-License-Identifier: MIT
 * Universal tags by a trained model (lang/XX/tags.model), used where it lies in the pack: no parsing, no copying. */
#ifndef KW_WORDS_TAG_H
#define KW_WORDS_TAG_H

#include "base/error.h"
#include "doc/words.h"
#include "know/know.h"

typedef struct kw_tagger kw_tagger;     /* read-only, for all threads */

/* The tagger of `language` (a code). *out is NULL, and the result KW_OK, when the language has no model. Lives in `mem`.
 * KW_DATA: a model that is not one. */
kw_rc kw_tagger_open(const kw_know *k, kw_str language, kw_arena *mem, kw_tagger **out, kw_err *err);

/* Sets upos of the sentence's tokens; tense and the flags KW_TOK_PARTICIPLE, _INFINITIVE, _GERUND where the model knows
 * them; voice where it knows it and the token has none yet. Reads at, form and flags (CAPITAL, ALLCAPS, NUMBER, PUNCT,
 * CLITIC, GLUED) of the tokens, and w->text. `mem` is for scratch. */
kw_rc kw_tagger_run(const kw_tagger *t, kw_words *w, size_t sentence, kw_arena *mem, kw_err *err);

#endif
