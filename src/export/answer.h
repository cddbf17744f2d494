/* SPDX-License-Identifier: MIT
 * Answers as bytes: JSON lines, JSON, CSV, TSV, and tables for a terminal. One kw_answer for one question: its functions fit
 * those of ask/ask.h, with the kw_answer as their context. */
#ifndef KW_EXPORT_ANSWER_H
#define KW_EXPORT_ANSWER_H

#include "ask/ask.h"
#include "base/json.h"

typedef struct kw_answer {
    kw_form form;
    unsigned width;                 /* KW_TABLE: columns of the terminal, at least 40 */
    bool colour;                    /* KW_TABLE */
    bool paired;                    /* KW_TABLE: two mirrored events are shown once, "A <-> B"; both are among the rows */
    kw_write_fn *write;
    void *ctx;
    const kw_arena *made_of;        /* what the rows are made of, or NULL: where it has failed nothing is handed on */
    kw_buf out;
    uint64_t rows;                  /* written so far */
    bool stopped;                   /* the caller's function said stop, or memory is out (out.failed) */
} kw_answer;

/* One row each, handed on through `write` at once. False: stop asking (see `stopped`). */
bool kw_answer_event(void *answer, const kw_event_row *e);
bool kw_answer_timeline(void *answer, const kw_event_row *e);       /* as kw_answer_event, but KW_TABLE tells more */
bool kw_answer_story(void *answer, const kw_story_row *s);
bool kw_answer_thread(void *answer, const kw_thread_row *t);
bool kw_answer_link(void *answer, const kw_link_row *l);
bool kw_answer_quote(void *answer, const kw_quote_row *q);
bool kw_answer_hit(void *answer, const kw_hit_row *h);
bool kw_answer_dyad(void *answer, const kw_dyad_row *d);
bool kw_answer_failure(void *answer, const kw_failure_row *f);
bool kw_answer_article(void *answer, const kw_article_row *a);
bool kw_answer_chain(void *answer, const kw_chain *c);
bool kw_answer_why(void *answer, kw_str id, const kw_why_list *w);
bool kw_answer_diff(void *answer, kw_str id, const kw_diff *d);
/* A story with its events under it. */
bool kw_answer_whole_story(void *answer, const kw_story_row *s, const kw_event_row *events, size_t n);

/* What must come after the last row. */
void kw_answer_end(kw_answer *a);

#endif
