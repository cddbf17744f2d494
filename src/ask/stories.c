/* SPDX-License-Identifier: MIT
 * Stories with their articles, and threads with their stories. */
#include "ask/parts.h"

static const char story_columns[] =
    "SELECT s.id, s.thread, s.title, s.first, s.last, t.title, s.n_articles, s.n_outlets, s.n_origins FROM story s"
    " LEFT JOIN thread t ON t.id = s.thread";

static void take_story(const kw_query *q, kw_arena *mem, kw_story_row *s) {
    *s = (kw_story_row){ .id = kw_row_int(q, 0), .thread = kw_row_int(q, 1), .n_articles = kw_row_int(q, 6), .n_outlets = kw_row_int(q, 7),
        .n_origins = kw_row_int(q, 8) };
    s->title = kw_row_dup(q, 2, mem);
    s->first = kw_row_dup(q, 3, mem);
    s->last = kw_row_dup(q, 4, mem);
    s->thread_title = kw_row_dup(q, 5, mem);
}

/* What a story is called that grouping gave no title: the first title among its articles, else the first words. */
static kw_str label_of(const kw_story_row *s) {
    for (size_t i = 0; i < s->n_listed; i++)
        if (s->articles[i].title.p) return s->articles[i].title;
    return s->n_listed ? s->articles[0].opening : KW_NONE;
}

static kw_rc fill_articles(kw_asker *a, kw_arena *mem, kw_story_row *s, kw_err *err) {
    size_t cap[2] = { 0, 0 };
    kw_query q = kw_query_on(a->record, "SELECT " KW_BRIEF_COLUMNS ", x.also FROM story_article x JOIN article a ON a.id = x.article"
        " JOIN version v ON v.id = a.current WHERE x.story = ?" KW_TOLD_ORDER "a.ref");
    kw_query_int(&q, s->id);
    while (kw_query_next(&q)) {
        bool also = kw_row_int(&q, KW_BRIEF_WIDTH) != 0;
        kw_brief_row *b = kw_push(mem, also ? (void **)&s->also : (void **)&s->articles, also ? &s->n_also : &s->n_listed, &cap[also], sizeof *b);
        if (!b) {
            kw_query_end(&q, NULL);
            return kw_fail_nomem(err);
        }
        *b = kw_row_brief(&q, 0, mem);
    }
    if (!s->title.p) s->title = label_of(s);
    return kw_query_end(&q, err);
}

static kw_rc each_story(kw_asker *a, kw_filter *f, const kw_question *asked, kw_story_fn *each, void *ctx, kw_err *err) {
    kw_arena row = KW_ARENA_EMPTY;
    kw_rc rc = KW_OK;
    bool any = false, more = true;
    kw_query q = kw_filter_query(f, a->record, story_columns, asked->newest ? KW_STORY_NEWEST : KW_STORY_ORDER, asked->limit);
    while (more && rc == KW_OK && kw_query_next(&q)) {
        kw_story_row s;
        kw_arena_reset(&row);
        take_story(&q, &row, &s);
        rc = fill_articles(a, &row, &s, err);
        if (rc == KW_OK) rc = kw_row_whole(&row, err);
        if (rc == KW_OK) more = each(ctx, &s);
        any = true;
    }
    kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
    kw_arena_free(&row);
    return rc != KW_OK ? rc : end != KW_OK ? end : any ? KW_OK : KW_EMPTY;
}

static const kw_filter_map story_map = {
    .actor = "s.id IN (SELECT x.story FROM story_article x JOIN cast c ON c.article = x.article WHERE c.entity IN (@))",
    .from = "s.id IN (SELECT e.story FROM event e WHERE @source)", .to = "s.id IN (SELECT e.story FROM event e WHERE @target)",
    .since = "s.last_day >= ?", .until = "s.first_day <= ?", .type = "s.id IN (SELECT e.story FROM event e WHERE e.type = upper(?))",
    .outlet = "s.id IN (SELECT x.story FROM story_article x JOIN article a ON a.id = x.article JOIN version v ON v.id = a.current"
        " WHERE ? COLLATE NOCASE IN (v.outlet, v.outlet_key))",
    .lang = "s.id IN (SELECT x.story FROM story_article x JOIN article a ON a.id = x.article JOIN version v ON v.id = a.current"
        " WHERE v.language = ?)",
};

kw_rc kw_ask_stories(kw_asker *a, const kw_question *q, kw_story_fn *each, void *ctx, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_filter f = { .mem = &mem };
    kw_rc rc = kw_filter_make(&f, a, q, &story_map, err);
    if (rc == KW_OK) rc = each_story(a, &f, q, each, ctx, err);
    kw_filter_free(&f);
    kw_arena_free(&mem);
    return rc;
}

kw_rc kw_ask_story(kw_asker *a, int64_t id, kw_arena *mem, kw_story_row *out, kw_err *err) {
    kw_filter f = { .mem = mem };
    kw_filter_add(&f, "s.id = ?");
    kw_filter_int(&f, id);
    kw_query q = kw_filter_query(&f, a->record, story_columns, "", 0);
    kw_filter_free(&f);
    bool there = kw_query_next(&q);
    if (there) take_story(&q, mem, out);
    KW_TRY(kw_query_end(&q, err));
    if (!there) return kw_fail(err, KW_EMPTY, NULL, "s%lld: want a story of this record, found none of that id", (long long)id);
    return fill_articles(a, mem, out, err);
}

/* ---- threads ---- */

static kw_rc fill_stories(kw_asker *a, kw_arena *mem, kw_thread_row *t, kw_err *err) {
    size_t cap = 0;
    kw_filter f = { .mem = mem };
    kw_filter_add(&f, "s.thread = ?");
    kw_filter_int(&f, t->id);
    kw_query q = kw_filter_query(&f, a->record, story_columns, KW_STORY_ORDER, 0);
    kw_filter_free(&f);
    kw_rc rc = KW_OK;
    while (rc == KW_OK && kw_query_next(&q)) {
        kw_story_row *s = kw_push(mem, (void **)&t->stories, &t->n_listed, &cap, sizeof *s);
        if (!s) rc = kw_fail_nomem(err);
        else take_story(&q, mem, s);
        if (s) t->n_articles += s->n_articles;
    }
    kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
    t->n_stories = (int64_t)t->n_listed;
    if (t->n_listed) t->first = t->stories[0].first;
    for (size_t i = 0; i < t->n_listed; i++)
        if (!t->last.p || kw_str_cmp(t->stories[i].last, t->last) > 0) t->last = t->stories[i].last;
    if (rc == KW_OK) rc = end;
    return rc == KW_OK ? kw_turns_of(a, t->id, mem, &t->turns, &t->n_turns, err) : rc;
}

kw_rc kw_ask_thread(kw_asker *a, int64_t id, kw_arena *mem, kw_thread_row *out, kw_err *err) {
    kw_query q = kw_query_on(a->record, "SELECT title FROM thread WHERE id = ?");
    kw_query_int(&q, id);
    *out = (kw_thread_row){ .id = id };
    bool there = kw_query_next(&q);
    if (there) out->title = kw_row_dup(&q, 0, mem);
    KW_TRY(kw_query_end(&q, err));
    if (!there) return kw_fail(err, KW_EMPTY, NULL, "t%lld: want a thread of this record, found none of that id", (long long)id);
    return fill_stories(a, mem, out, err);
}

static const kw_filter_map thread_map = {
    .actor = "t.id IN (SELECT s.thread FROM story s JOIN story_article x ON x.story = s.id JOIN cast c ON c.article = x.article"
        " WHERE c.entity IN (@))",
    .since = "t.id IN (SELECT thread FROM story WHERE last_day >= ?)", .until = "t.id IN (SELECT thread FROM story WHERE first_day <= ?)",
};

kw_rc kw_ask_threads(kw_asker *a, const kw_question *q, kw_thread_fn *each, void *ctx, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY, row = KW_ARENA_EMPTY;
    kw_filter f = { .mem = &mem };
    bool any = false, more = true;
    kw_rc rc = kw_filter_make(&f, a, q, &thread_map, err);
    if (rc == KW_OK) {
        kw_query x = kw_filter_query(&f, a->record, "SELECT t.id, t.title FROM thread t",
            " ORDER BY (SELECT min(first_day) FROM story WHERE thread = t.id), t.id", q->limit);
        while (more && rc == KW_OK && kw_query_next(&x)) {
            kw_arena_reset(&row);
            kw_thread_row t = { .id = kw_row_int(&x, 0), .title = kw_row_dup(&x, 1, &row) };
            rc = fill_stories(a, &row, &t, err);
            if (rc == KW_OK) rc = kw_row_whole(&row, err);
            if (rc == KW_OK) more = each(ctx, &t);
            any = true;
        }
        kw_rc end = kw_query_end(&x, rc == KW_OK ? err : NULL);
        if (rc == KW_OK) rc = end;
    }
    kw_filter_free(&f);
    kw_arena_free(&row);
    kw_arena_free(&mem);
    return rc == KW_OK && !any ? KW_EMPTY : rc;
}
