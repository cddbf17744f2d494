/* SPDX-License-Identifier: MIT
 * What one word can be, from the tables of its language: closed classes (functions.tsv), odd forms (irregular.tsv), roots
 * (roots.tsv) and the rules that build on roots (affixes.tsv). Cost: a few hash lookups for each rule that fits the ends. */
#ifndef KW_WORDS_MORPH_H
#define KW_WORDS_MORPH_H

#include "base/error.h"
#include "doc/words_why.h"
#include "know/know.h"

typedef struct kw_morph kw_morph;       /* read-only, for all threads */

typedef enum { KW_BY_NOTHING, KW_BY_FUNCTION, KW_BY_IRREGULAR, KW_BY_ROOT, KW_BY_AFFIX, KW_BY_SHAPE } kw_analysis_by;

typedef struct kw_analysis {
    kw_str lemma;                       /* folded; of a table, of the form, or in `mem` */
    uint32_t flags;                     /* KW_TOK_NEGATIVE, _PARTICIPLE, _INFINITIVE, _GERUND */
    uint16_t rule;                      /* KW_BY_AFFIX, KW_BY_SHAPE: 1 + row of affixes.tsv */
    uint8_t upos, voice, tense;
    uint8_t by;                         /* kw_analysis_by; KW_BY_SHAPE: a rule fits but the root is not in the table */
} kw_analysis;

/* Lives in `mem`. A language without tables gives a morph that knows no word. KW_DATA: a row that does not say what it must. */
kw_rc kw_morph_open(const kw_know *k, kw_str language, kw_arena *mem, kw_morph **out, kw_err *err);

/* The likeliest analysis of the folded `form`; with `want` other than KW_UPOS_COUNT, the likeliest of that tag where
 * there is one. False: nothing fits, *out is then the form itself as KW_X. KW_NOMEM is not told: the lemma is the form. */
bool kw_morph_find(const kw_morph *m, kw_str form, kw_upos want, kw_arena *mem, kw_analysis *out);

/* All that the tables can make of the folded `form`, the likeliest first, as kw_morph_find() weighs them for `want`. KW_NOMEM only. */
kw_rc kw_morph_readings(const kw_morph *m, kw_str form, kw_upos want, kw_arena *mem, kw_word_reading **out, size_t *n, kw_err *err);

/* Remembers, for one text, what each form was found to be (with no tag wanted): words come again. */
typedef struct kw_morph_seen kw_morph_seen;

/* For a text of `bytes` bytes. NULL: out of memory. Lives in `mem`, as do the lemmas it gives. */
kw_morph_seen *kw_morph_seen_open(const kw_morph *m, size_t bytes, kw_arena *mem);

/* As kw_morph_find(m, form, KW_UPOS_COUNT, mem, ..); by is KW_BY_NOTHING where that gives false. */
kw_analysis kw_morph_seen_find(kw_morph_seen *s, kw_str form);

/* What functions.tsv says of a word besides its tag: "agent", "relative"; p NULL: the word is not there. */
kw_str kw_morph_flags(const kw_morph *m, kw_str form);

/* Name of the rule in words: "meN- -kan"; empty for 0. */
kw_str kw_morph_rule(const kw_morph *m, uint16_t rule);

#endif
