/* SPDX-License-Identifier: MIT
 * Marks to reports: who did what to whom, by the frames of lang/XX/frames.tsv. */
#ifndef KW_CODE_CODE_H
#define KW_CODE_CODE_H

#include "doc/article.h"
#include "doc/marks.h"
#include "doc/reports.h"
#include "doc/words.h"
#include "know/know.h"
#include "know/petrarch.h"

typedef struct kw_code_kit kw_code_kit;         /* read-only, for all threads */

typedef struct kw_code_in {
    const kw_words *words;                      /* heads where kw_code_wants_heads() asked for them */
    const kw_marks *marks;
    const kw_article *article;                  /* NULL for a bare text */
    kw_when published;
    bool all;                                   /* events without a target too */
} kw_code_in;

/* Lives in `mem`, and no longer than `k` and `own`. `own`: a user's PETRARCH dictionaries, or NULL; where they hold verbs, these code in
 * the place of the frames, between the actors that mark found with the same dictionaries. */
kw_rc kw_code_open(const kw_know *k, const kw_petrarch *own, kw_arena *mem, kw_code_kit **out, kw_err *err);

/* Can this sentence carry an event, so that its heads are worth their time? */
bool kw_code_wants_heads(const kw_code_kit *kit, const kw_words *words, const kw_marks *marks, size_t sentence);

/* The reports, in `mem`, in text order. Mentions with given roles: exactly one report for
 * them, always; with one of the two its source or target may be UINT32_MAX. */
kw_rc kw_code_run(const kw_code_kit *kit, const kw_code_in *in, kw_arena *mem, kw_reports *out, kw_err *err);

#endif
