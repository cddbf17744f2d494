/* SPDX-License-Identifier: MIT
 * The passages that two articles share, word for word, and how much of each article they are. */
#ifndef KW_GROUP_ALIGN_H
#define KW_GROUP_ALIGN_H

#include "base/error.h"
#include "base/arena.h"
#include "doc/digest.h"

enum { KW_PASSAGE = 7 };        /* words in a row that count as taken over, not met by chance */

typedef struct kw_passage { uint32_t a, b, n; } kw_passage;     /* first word in a, in b, number of words */

typedef struct kw_alignment {
    kw_passage *v; size_t n;    /* by place in a */
    double a, b;                /* share of the article's own prose in them: quotations do not count, names and numbers little */
    double early_a, early_b;    /* the same for the first two fifths */
    uint32_t longest;           /* own words in the passage that has most of them */
    double quoted;              /* share of the quoted words of the one that quotes less */
    uint32_t filled;            /* names and numbers that stand in the place of others between them: one form, filled in twice */
    uint32_t words;             /* words in them, quotations included */
} kw_alignment;

/* Cost: linear in the two lengths. *out in `mem`. */
kw_rc kw_align(const kw_digest *a, const kw_digest *b, kw_arena *mem, kw_alignment *out, kw_err *err);

#endif
