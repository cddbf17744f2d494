/* SPDX-License-Identifier: MIT
 * kw_ask and kw_check of kawat.h: a question goes to src/ask, its rows to src/export. */
#include "ask/ask.h"
#include "export/answer.h"
#include "pipeline.h"
#include "store/check.h"

static kw_rc ask_list(kw_asker *a, const kw_question *q, kw_answer *to, kw_err *err) {
    switch (q->what) {
    case KW_ASK_EVENTS: return kw_ask_events(a, q, kw_answer_event, to, err);
    case KW_ASK_TIMELINE: return kw_ask_events(a, q, kw_answer_timeline, to, err);
    case KW_ASK_STORIES: return kw_ask_stories(a, q, kw_answer_story, to, err);
    case KW_ASK_THREADS: return kw_ask_threads(a, q, kw_answer_thread, to, err);
    case KW_ASK_LINKS: return kw_ask_links(a, q, kw_answer_link, to, err);
    case KW_ASK_QUOTES: return kw_ask_quotes(a, q, kw_answer_quote, to, err);
    case KW_ASK_SEARCH: return kw_ask_search(a, q, kw_answer_hit, to, err);
    case KW_ASK_DYAD: return kw_ask_dyad(a, q, kw_answer_dyad, to, err);
    default: return kw_ask_failures(a, q, kw_answer_failure, to, err);
    }
}

static kw_rc whole_story(kw_asker *a, int64_t id, kw_arena *mem, kw_answer *to, kw_err *err) {
    kw_story_row s;
    kw_event_row *events = NULL;
    size_t n = 0;
    KW_TRY(kw_ask_story(a, id, mem, &s, err));
    KW_TRY(kw_ask_events_of(a, id, mem, &events, &n, err));
    kw_answer_whole_story(to, &s, events, n);
    return KW_OK;
}

static kw_rc show(kw_asker *a, char kind, int64_t id, kw_arena *mem, kw_answer *to, kw_err *err) {
    union { kw_article_row article; kw_event_row event; kw_link_row link; kw_quote_row quote; kw_thread_row thread; } row;
    switch (kind) {
    case 'a':
        KW_TRY(kw_ask_article(a, id, mem, &row.article, err));
        kw_answer_article(to, &row.article);
        return KW_OK;
    case 'e':
        KW_TRY(kw_ask_event(a, id, mem, &row.event, err));
        kw_answer_timeline(to, &row.event);
        return KW_OK;
    case 's': return whole_story(a, id, mem, to, err);
    case 'l':
        KW_TRY(kw_ask_link(a, id, mem, &row.link, err));
        kw_answer_link(to, &row.link);
        return KW_OK;
    case 'q':
        KW_TRY(kw_ask_quote(a, id, mem, &row.quote, err));
        kw_answer_quote(to, &row.quote);
        return KW_OK;
    default:
        KW_TRY(kw_ask_thread(a, id, mem, &row.thread, err));
        kw_answer_thread(to, &row.thread);
        return KW_OK;
    }
}

static kw_rc ask_one(kw_asker *a, const kw_question *q, kw_arena *mem, kw_answer *to, kw_err *err) {
    const char *kinds = q->what == KW_ASK_STORY ? "s" : q->what == KW_ASK_CHAIN || q->what == KW_ASK_DIFF ? "a" : "aeslqt";
    kw_why_list why;
    kw_chain chain;
    kw_diff diff;
    char kind;
    int64_t id;
    KW_TRY(kw_ask_id(a, q->a, kinds, &kind, &id, err));
    kw_str name = kw_str_fmt(mem, "%c%lld", kind, (long long)id);
    switch (q->what) {
    case KW_ASK_WHY:
        KW_TRY(kw_ask_why(a, kind, id, mem, &why, err));
        if (q->language) KW_TRY(kw_why_words(a, kw_str_of(q->language), mem, &why, err));
        kw_answer_why(to, name, &why);
        return KW_OK;
    case KW_ASK_CHAIN:
        KW_TRY(kw_ask_chain(a, id, mem, &chain, err));
        kw_answer_chain(to, &chain);
        return KW_OK;
    case KW_ASK_DIFF:
        KW_TRY(kw_ask_diff(a, id, mem, &diff, err));
        kw_answer_diff(to, name, &diff);
        return KW_OK;
    default: return show(a, kind, id, mem, to, err);
    }
}

static bool about_one(kw_ask_what what) {
    return what == KW_ASK_STORY || what == KW_ASK_CHAIN || what == KW_ASK_SHOW || what == KW_ASK_WHY || what == KW_ASK_DIFF;
}

kw_rc kw_ask(const kw *k, kw_record *r, const kw_question *q, kw_form form, kw_write_fn *write, void *ctx, kw_err *err) {
    KW_TRY(kw_pipeline_whole(k, err));
    kw_asker a = { .know = k->know, .record = r };
    kw_answer to = { .form = form, .width = q->width ? q->width : 100,
                     .colour = q->colour, .paired = q->what == KW_ASK_TIMELINE && !q->from && !q->to && !q->limit, .write = write, .ctx = ctx };
    kw_arena mem = KW_ARENA_EMPTY;
    to.made_of = &mem;
    kw_rc rc = about_one(q->what) ? ask_one(&a, q, &mem, &to, err) : ask_list(&a, q, &to, err);
    bool full = to.out.failed;
    if (rc == KW_OK || rc == KW_EMPTY) kw_answer_end(&to);
    else kw_buf_free(&to.out);
    kw_arena_free(&mem);
    if (rc == KW_OK && to.stopped) rc = full ? kw_fail_nomem(err) : KW_STOPPED;
    return rc;
}

kw_rc kw_check(kw_record *r, kw_write_fn *write, void *ctx, kw_err *err) { return kw_record_check(r, write, ctx, err); }
