/* SPDX-License-Identifier: MIT
 * Words as CoNLL-U (universaldependencies.org/format) and as JSON. */
#ifndef KW_EXPORT_CONLLU_H
#define KW_EXPORT_CONLLU_H

#include "base/json.h"
#include "doc/words.h"

struct kw_words_kit;

/* Tells how a token was split; given by the caller, since export includes no stage. */
typedef kw_str kw_explain_fn(const struct kw_words_kit *kit, const kw_words *w, size_t token, kw_arena *mem);

/* {"id","language","sentences":[{"start","end","tokens":[{"start","end","form","lemma","upos","head","deprel",...}]}]} */
void kw_export_words(kw_str id, const kw_words *w, kw_buf *out);

/* CoNLL-U. With `kit`, the MISC column carries what `explain` says of each token (both or neither NULL); `mem` is for that. */
void kw_export_conllu(kw_str id, const kw_words *w, const struct kw_words_kit *kit, kw_explain_fn *explain, kw_arena *mem, kw_buf *out);

#endif
