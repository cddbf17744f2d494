/* SPDX-License-Identifier: MIT
 * Why words are what they are, for `kawat words --explain`. */
#ifndef KW_EXPORT_EXPLAIN_H
#define KW_EXPORT_EXPLAIN_H

#include "base/json.h"
#include "doc/words_why.h"

/* For reading. `why`: one for each sentence. */
void kw_export_explain(kw_str id, const kw_words *w, const kw_sentence_why *why, kw_buf *out);

/* One line for the MISC column: the reading that stands, what it rests on, and the others. */
void kw_export_why_token(const kw_token_why *why, kw_buf *out);

/* The fields "why" of a token, "language" and "why" of a sentence, into the object that is open. */
void kw_export_why_token_json(const kw_token_why *why, kw_buf *out);
void kw_export_why_sentence_json(const kw_words *w, const kw_sentence_why *why, kw_buf *out);

#endif
