/* SPDX-License-Identifier: MIT
 * Tag, lemma, voice and tense of the tokens of a sentence. A guess from tables and rules comes first; where the language has
 * a trained tagger its tags stand, and lemma and voice are then chosen to agree with them. */
#ifndef KW_WORDS_LEMMA_H
#define KW_WORDS_LEMMA_H

#include "words/morph.h"

/* `clitics`: lang/XX/clitics.tsv; `seen`: of this text. */
typedef struct kw_lemma_tables { const kw_morph *morph; const kw_table *clitics; kw_morph_seen *seen; } kw_lemma_tables;

/* Sets upos, lemma, voice, tense, analysis and flags of each token by tables and rules alone. */
void kw_lemma_guess(kw_lemma_tables t, kw_words *w, const kw_sentence *s, kw_arena *mem);

/* Makes lemma, voice and tense agree with tags that were set since. */
void kw_lemma_agree(kw_lemma_tables t, kw_words *w, const kw_sentence *s, const uint8_t *guessed, kw_arena *mem);

/* Passive without an affix: a bare transitive verb right behind the one who does it ("yang ia tulis", "kami kirimkan", "kubaca"). Wants
 * final tags. */
void kw_lemma_voice(kw_lemma_tables t, kw_words *w, const kw_sentence *s);

/* What a word written twice is looked up by: "anak-anak" anak, "bertahun-tahun" bertahun, "kehijau-hijauan" kehijauan,
 * "tembak-menembak" menembak; p NULL: it is not written twice (KW_NOMEM is not told). The result lies in the form or `mem`. */
kw_str kw_lemma_half(const kw_morph *m, kw_str form, kw_arena *mem);

#endif
