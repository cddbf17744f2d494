/* SPDX-License-Identifier: MIT
 * The map: bytes -> read -> clean -> words -> mark -> code, for one article; group and store take it from there. */
#ifndef KW_PIPELINE_H
#define KW_PIPELINE_H

#include "clean/clean.h"
#include "code/code.h"
#include "group/digest.h"
#include "mark/mark.h"
#include "read/html.h"
#include "words/words.h"

struct kw {                             /* kawat.h's opaque handle: all that is opened once and shared by the threads */
    kw_arena mem;
    kw_know *know;
    kw_dates *dates;
    kw_language_id *language;
    kw_clean *clean;
    kw_words_kit *words;
    kw_petrarch *petrarch;              /* a user's dictionaries, or NULL */
    kw_mark_kit *mark;
    kw_code_kit *code;
    kw_group_kit *group;
    bool trusted, all_events;
    bool whole;                         /* false: opened with words_only, and only language and words are there */
};

/* KW_USAGE where `k` was opened for words only. Every function of kawat.h that needs more asks this first. */
kw_rc kw_pipeline_whole(const kw *k, kw_err *err);

/* All that is understood of one article; everything lives in the arena it was made with. */
typedef struct kw_understood {
    kw_article article;
    kw_words words;
    kw_marks marks;
    kw_reports reports;
} kw_understood;

/* raw -> article */
kw_rc kw_pipeline_clean(const kw *k, kw_html *h, const kw_raw *raw, kw_arena *mem, kw_article *out, kw_err *err);

/* article -> words, marks, reports. An article without a date gets one worked out from its text where it tells. */
kw_rc kw_pipeline_understand(const kw *k, kw_arena *mem, kw_understood *u, kw_err *err);

#endif
