/* SPDX-License-Identifier: MIT
 * A text as sentences and tokens, with tags, features and heads of Universal Dependencies (v2). */
#ifndef KW_DOC_WORDS_H
#define KW_DOC_WORDS_H

#include "base/str.h"

typedef enum {
    KW_X, KW_ADJ, KW_ADP, KW_ADV, KW_AUX, KW_CCONJ, KW_DET, KW_INTJ, KW_NOUN, KW_NUM, KW_PART, KW_PRON, KW_PROPN,
    KW_PUNCT, KW_SCONJ, KW_SYM, KW_VERB, KW_UPOS_COUNT
} kw_upos;

typedef enum {
    KW_DEP, KW_ACL, KW_ADVCL, KW_ADVMOD, KW_AMOD, KW_APPOS, KW_AUX_REL, KW_CASE, KW_CC, KW_CCOMP, KW_CLF, KW_COMPOUND,
    KW_CONJ, KW_COP, KW_CSUBJ, KW_DET_REL, KW_DISCOURSE, KW_DISLOCATED, KW_EXPL, KW_FIXED, KW_FLAT, KW_GOESWITH,
    KW_IOBJ, KW_LIST, KW_MARK, KW_NMOD, KW_NSUBJ, KW_NUMMOD, KW_OBJ, KW_OBL, KW_ORPHAN, KW_PARATAXIS, KW_PUNCT_REL,
    KW_REPARANDUM, KW_ROOT, KW_VOCATIVE, KW_XCOMP, KW_NSUBJ_PASS, KW_CSUBJ_PASS, KW_AUX_PASS, KW_OBL_AGENT, KW_OBL_TMOD,
    KW_NMOD_POSS, KW_ACL_RELCL, KW_COMPOUND_PRT, KW_FLAT_NAME, KW_DEPREL_COUNT
} kw_deprel;

typedef enum { KW_VOICE_NONE, KW_ACTIVE, KW_PASSIVE, KW_ACCIDENTAL } kw_voice;   /* ACCIDENTAL: ter- */
typedef enum { KW_TENSE_NONE, KW_PAST, KW_PRESENT, KW_FUTURE } kw_tense;

enum {                                      /* kw_token.flags */
    KW_TOK_CAPITAL = 1,                     /* begins with a capital */
    KW_TOK_ALLCAPS = 2,                     /* two or more letters, all capitals */
    KW_TOK_NUMBER = 4,                      /* digits, with their points and commas */
    KW_TOK_PUNCT = 8,
    KW_TOK_GLUED = 16,                      /* no space before it */
    KW_TOK_NEGATIVE = 32,                   /* a word of negation: tidak, bukan, belum, not, never */
    KW_TOK_CLITIC = 64,                     /* cut off a word: -nya, 's, n't */
    KW_TOK_PARTICIPLE = 128, KW_TOK_INFINITIVE = 256, KW_TOK_GERUND = 512,
    KW_TOK_QUOTE_OPEN = 1024, KW_TOK_QUOTE_CLOSE = 2048,   /* a quotation mark and which side it is */
    KW_TOK_BUILT = 4096                     /* the tables build it of a root and affixes, whatever its tag */
};

typedef struct kw_token {
    kw_span at;                             /* bytes of the text */
    kw_str form;                            /* folded (kw_utf8_fold) */
    kw_str lemma;                           /* folded */
    uint32_t flags;
    uint8_t upos, deprel, voice, tense;
    int32_t head;                           /* token number in the text; -1: root, or heads were not asked for */
    uint16_t analysis;                      /* 1 + number of the rule that split it, for --explain; 0: none */
} kw_token;

typedef struct kw_sentence {
    kw_span at;
    uint32_t first, n;                      /* tokens */
    uint32_t para;                          /* paragraph (line) of the text, from 0 */
    bool parsed;                            /* heads are filled in */
    uint8_t language;                       /* index of lang/languages.tsv + 1; 0: unknown */
} kw_sentence;

typedef struct kw_words {
    kw_str text;                            /* what the spans count in; borrowed */
    kw_str language;                        /* of the text: code, or "und" */
    kw_sentence *sentences; size_t n_sentences;
    kw_token *tokens; size_t n_tokens;
    uint32_t *sentence_of;                  /* token -> sentence */
} kw_words;

#endif
