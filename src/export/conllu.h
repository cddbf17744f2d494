/* SPDX-License-Identifier: MIT
 * Words as CoNLL-U (universaldependencies.org/format) and as JSON. */
#ifndef KW_EXPORT_CONLLU_H
#define KW_EXPORT_CONLLU_H

#include "base/json.h"
#include "doc/words_why.h"

/* {"id","language","sentences":[{"start","end","tokens":[{"start","end","form","lemma","upos","head","deprel",...}]}]}. With `why`, one
 * for each sentence, sentences and tokens carry a field "why". */
void kw_export_words(kw_str id, const kw_words *w, const kw_sentence_why *why, kw_buf *out);

/* CoNLL-U. With `why` (or NULL), the MISC column tells of each token how it came about, comments tell of the sentence. */
void kw_export_conllu(kw_str id, const kw_words *w, const kw_sentence_why *why, kw_buf *out);

#endif
