/* SPDX-License-Identifier: MIT
 * Why words are what they are, for `kawat words --explain`: kw_words says what was found, this what it was found by. */
#ifndef KW_DOC_WORDS_WHY_H
#define KW_DOC_WORDS_WHY_H

#include "doc/words.h"

/* One way in which the tables can read a word. */
typedef struct kw_word_reading {
    kw_str parts;               /* "memper- kenal -kan" */
    kw_str lemma;
    kw_str rule;                /* name of the rule: "meN- per- -kan"; n 0: none */
    kw_str row;                 /* where it stands: "affixes.tsv memper kan; roots.tsv kenal VA" */
    kw_str change;              /* what sound or letter changed: "p is swallowed"; n 0: none */
    int rank;                   /* the lowest is the likeliest */
    uint8_t upos, voice, tense;
    bool chosen;
} kw_word_reading;

typedef struct kw_token_why {
    kw_str cut;                 /* why it begins and ends where it does: "abbreviations.tsv: title"; n 0: a word between blanks */
    kw_str tag;                 /* who gave the tag: tables, tagger */
    kw_str note;                /* of lemma and voice, past the readings; n 0: none */
    kw_word_reading *readings;       /* the likeliest first by the tables alone; none for marks, numbers and clitics */
    size_t n;
} kw_token_why;

/* A mark that might end a sentence, and why it does or does not. */
typedef struct kw_end_why { uint32_t token; bool ends; const char *why; } kw_end_why;

typedef struct kw_sentence_why {
    kw_str code;                /* the language it is read with; "und": with no tables */
    kw_str language;            /* and why */
    kw_end_why *ends; size_t n_ends;
    kw_token_why *tokens;       /* as many as the sentence has */
} kw_sentence_why;

#endif
