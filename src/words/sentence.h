/* SPDX-License-Identifier: MIT
 * Where sentences end. Works on the tokens of one line; a line never shares a sentence with the next. Linear. */
#ifndef KW_WORDS_SENTENCE_H
#define KW_WORDS_SENTENCE_H

#include "words/ends.h"
#include "words/token.h"

typedef struct kw_sentence_list { kw_sentence *v; size_t n, cap; } kw_sentence_list;

/* ends: NULL where the language has no model */
typedef struct kw_sentence_rules { const kw_token_rules *tokens; const kw_ends *ends; } kw_sentence_rules;

/* Appends the sentences made of tokens->v[first ..]; `para` and `language` are copied into each. */
kw_rc kw_sentence_split(const kw_sentence_rules *r, kw_morph_seen *seen, kw_str text, const kw_token_list *tokens, size_t first, uint32_t para,
                        uint8_t language, kw_arena *mem, kw_sentence_list *out, kw_err *err);

/* Every mark of the sentence that might end one, and why it does or does not; the last entry is the end itself. In `mem`. */
kw_rc kw_sentence_ends(const kw_sentence_rules *r, kw_morph_seen *seen, const kw_words *w, size_t sentence, kw_arena *mem, kw_end_why **out,
    size_t *n, kw_err *err);

#endif
