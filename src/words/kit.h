/* SPDX-License-Identifier: MIT
 * What the stage has open, for its own files: words.c, which runs it, and explain.c, which runs it again and tells. */
#ifndef KW_WORDS_KIT_H
#define KW_WORDS_KIT_H

#include "words/lemma.h"
#include "words/parse.h"
#include "words/sentence.h"
#include "words/tag.h"
#include "words/words.h"

typedef struct kw_tongue {
    kw_str code;
    kw_morph *morph;
    kw_token_rules *tokens;
    kw_sentence_rules sentences;
    kw_lemma_tables lemma;
    kw_tagger *tagger;
    kw_parser *parser;
} kw_tongue;

struct kw_words_kit {
    const kw_language_id *language;
    const kw_know *know;
    kw_tongue *v;                       /* as lang/languages.tsv */
    size_t n;
    kw_tongue plain;                    /* no tables: for every other language */
};

static inline const kw_tongue *kw_tongue_of(const kw_words_kit *kit, uint8_t language) { return language ? &kit->v[language - 1] : &kit->plain; }

/* The part of a line that its language is read from: its head; n 0 where it is too short to say, and the text's stands. */
kw_str kw_words_telling(kw_str line);

#endif
