/* SPDX-License-Identifier: MIT
 * Sentence ends that no mark tells or that the rules of sentence.c leave open: greetings, titles and signatures that run into what
 * follows, lists, writing without capitals. A perceptron over hashed features (lang/XX/ends.model), asked only where a sentence might
 * end. Used by src/words at run time and by models/ends.c in training, so that both see the same. */
#ifndef KW_WORDS_ENDS_H
#define KW_WORDS_ENDS_H

#include "words/feature.h"
#include "words/morph.h"

enum { KW_END_FEATURES = 48 };

/* Two classes: 0 the sentence goes on, 1 it ends. `judge` is set in training only: it is asked in place of the weights, with the
 * features and the byte of the text where the next sentence would begin, and answers whether it does. */
typedef struct kw_ends {
    kw_weights weights;
    bool (*judge)(void *who, const uint64_t *key, unsigned n, uint32_t byte);
    void *who;
} kw_ends;

/* One line of the text as the model sees it. */
typedef struct kw_end_line {
    const kw_ends *ends;
    kw_morph_seen *morph;
    const kw_token *v;          /* its tokens, n of them */
    size_t n;
    kw_seen *s;                 /* with padding */
    uint16_t *verbs;            /* n + 1: how many words before token i may be verbs */
} kw_end_line;

/* The model of `language`; *out is NULL, and the result KW_OK, when it has none. Lives in `mem`. KW_DATA: a model that is not one. */
kw_rc kw_ends_open(const kw_know *k, kw_str language, kw_arena *mem, kw_ends **out, kw_err *err);

/* Looks at the `n` tokens of a line. KW_NOMEM only. */
kw_rc kw_end_line_open(const kw_ends *ends, kw_morph_seen *morph, kw_str text, const kw_token *v, size_t n, kw_arena *mem, kw_end_line *out,
    kw_err *err);

/* Does the sentence that began at token `start` end after token `i`, which is not the last? `verdict`: a small number, what the rules say. */
bool kw_end_here(const kw_end_line *l, size_t start, size_t i, unsigned verdict);

#endif
