/* SPDX-License-Identifier: MIT
 * The questions. Each takes a kw_asker and fills rows, or gives them one by one to a function; rows live in the arena that
 * is passed along, and a function that gets rows must be done with them when it returns (the arena is emptied between rows).
 * KW_EMPTY: nothing found. KW_USAGE: an actor, id, type or date that is not understood; the message says what it may mean. */
#ifndef KW_ASK_ASK_H
#define KW_ASK_ASK_H

#include "ask/rows.h"
#include "know/know.h"
#include "store/db.h"

typedef struct kw_asker { const kw_know *know; kw_record *record; } kw_asker;

typedef bool kw_event_fn(void *ctx, const kw_event_row *row);       /* false: enough */
typedef bool kw_story_fn(void *ctx, const kw_story_row *row);
typedef bool kw_thread_fn(void *ctx, const kw_thread_row *row);
typedef bool kw_link_fn(void *ctx, const kw_link_row *row);
typedef bool kw_quote_fn(void *ctx, const kw_quote_row *row);
typedef bool kw_hit_fn(void *ctx, const kw_hit_row *row);
typedef bool kw_dyad_fn(void *ctx, const kw_dyad_row *row);
typedef bool kw_failed_fn(void *ctx, const kw_failure_row *row);

/* ---- lists: all that the question asks for, row by row; a function that says enough ends it with KW_OK ---- */

/* Events in order of date. `timeline`: events between q->a and q->b (or of q->a with anybody), not background ones told before. */
kw_rc kw_ask_events(kw_asker *a, const kw_question *q, kw_event_fn *each, void *ctx, kw_err *err);
kw_rc kw_ask_stories(kw_asker *a, const kw_question *q, kw_story_fn *each, void *ctx, kw_err *err);
kw_rc kw_ask_threads(kw_asker *a, const kw_question *q, kw_thread_fn *each, void *ctx, kw_err *err);
kw_rc kw_ask_links(kw_asker *a, const kw_question *q, kw_link_fn *each, void *ctx, kw_err *err);
kw_rc kw_ask_quotes(kw_asker *a, const kw_question *q, kw_quote_fn *each, void *ctx, kw_err *err);
kw_rc kw_ask_search(kw_asker *a, const kw_question *q, kw_hit_fn *each, void *ctx, kw_err *err);
kw_rc kw_ask_dyad(kw_asker *a, const kw_question *q, kw_dyad_fn *each, void *ctx, kw_err *err);
kw_rc kw_ask_failures(kw_asker *a, const kw_question *q, kw_failed_fn *each, void *ctx, kw_err *err);

/* ---- one thing by its id, in `mem`; KW_EMPTY: the record has none of that id ---- */

kw_rc kw_ask_event(kw_asker *a, int64_t id, kw_arena *mem, kw_event_row *out, kw_err *err);
/* The events that a story tells, in order of date. */
kw_rc kw_ask_events_of(kw_asker *a, int64_t story, kw_arena *mem, kw_event_row **out, size_t *n, kw_err *err);
kw_rc kw_ask_story(kw_asker *a, int64_t id, kw_arena *mem, kw_story_row *out, kw_err *err);
kw_rc kw_ask_thread(kw_asker *a, int64_t id, kw_arena *mem, kw_thread_row *out, kw_err *err);
kw_rc kw_ask_link(kw_asker *a, int64_t id, kw_arena *mem, kw_link_row *out, kw_err *err);
kw_rc kw_ask_quote(kw_asker *a, int64_t id, kw_arena *mem, kw_quote_row *out, kw_err *err);
kw_rc kw_ask_article(kw_asker *a, int64_t id, kw_arena *mem, kw_article_row *out, kw_err *err);
kw_rc kw_ask_chain(kw_asker *a, int64_t article, kw_arena *mem, kw_chain *out, kw_err *err);

/* On what a thing rests, step by step. `kind`: the letter of its id, as kw_ask_id() gives it. */
typedef struct kw_why_list { kw_why_row *v; size_t n, cap; } kw_why_list;
kw_rc kw_ask_why(kw_asker *a, char kind, int64_t id, kw_arena *mem, kw_why_list *out, kw_err *err);
/* Its rules in the words of a language. KW_USAGE: there is no lang/XX/rules.tsv of it. */
kw_rc kw_why_words(kw_asker *a, kw_str language, kw_arena *mem, kw_why_list *list, kw_err *err);

/* The last two versions of an article as lines, the paragraphs that changed word by word, and each change with what it does.
 * KW_EMPTY: it has one version only. */
typedef struct kw_diff {
    kw_version_row older, newer;
    kw_diff_row *v; size_t n, cap;
    kw_paragraph_row *paragraphs; size_t n_paragraphs, paragraphs_cap;
    kw_change_row *changes; size_t n_changes, changes_cap;
} kw_diff;
kw_rc kw_ask_diff(kw_asker *a, int64_t article, kw_arena *mem, kw_diff *out, kw_err *err);

/* "a12" -> 'a', 12. `kinds`: the letters that are allowed, e.g. "a" or "aeslqt"; with 'a' allowed a ref stands for its article.
 * KW_USAGE: neither. Whether the record has that number is not asked. */
kw_rc kw_ask_id(kw_asker *a, const char *text, const char *kinds, char *kind, int64_t *id, kw_err *err);

#endif
