/* SPDX-License-Identifier: MIT
 * Punctuation of a sentence: what kind a mark is, and where in a finished tree it hangs, by the guidelines of Universal
 * Dependencies: a pair of brackets or quotation marks on the head of what it encloses, a mark that ends the sentence on
 * its root, any other on the highest word of the part it sets off, so that no arcs cross. */
#ifndef KW_WORDS_PUNCTUATION_H
#define KW_WORDS_PUNCTUATION_H

#include "base/arena.h"
#include "doc/words.h"

typedef enum { KW_MARK_COMMA = 1, KW_MARK_COLON, KW_MARK_DASH, KW_MARK_OPEN, KW_MARK_CLOSE, KW_MARK_QUOTE, KW_MARK_END, KW_MARK_OTHER } kw_mark_type;

kw_mark_type kw_mark_kind(kw_str mark);

/* Sets `head` (token of the sentence, -1: root) of the tokens with mark[i]; those of the others must form a tree.
 * At most linear in the tokens for each mark. False: out of memory. */
bool kw_punctuation_hang(kw_str text, const kw_token *t, const bool *mark, size_t n, int32_t *head, kw_arena *mem);

#endif
