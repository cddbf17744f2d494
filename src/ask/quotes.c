/* SPDX-License-Identifier: MIT
 * Quotations with their speakers, and searching the texts. */
#include "ask/parts.h"

static const char quote_columns[] =
    "SELECT q.id, q.article, a.ref, v.outlet, v.published, q.via, w.text, q.start, q.\"end\", q.cue_start, q.cue_end, q.speaker_start, q.speaker_end,"
    " q.direct, v.text, " KW_ACTOR_COLUMNS("s")
    " FROM quote q JOIN article a ON a.id = q.article JOIN version v ON v.id = a.current LEFT JOIN entity s ON s.id = q.speaker"
    " LEFT JOIN note w ON w.id = q.why";

static kw_str dup_words(kw_arena *mem, kw_str text, kw_span at) {
    kw_str words = kw_words_at(text, at);
    return words.p ? kw_str_dup(mem, words) : words;
}

static void take_quote(const kw_query *q, kw_arena *mem, kw_quote_row *r) {
    *r = (kw_quote_row){ .id = kw_row_int(q, 0), .article = kw_row_int(q, 1), .at = kw_row_span(q, 7), .cue_at = kw_row_span(q, 9),
                         .speaker_at = kw_row_span(q, 11), .direct = kw_row_int(q, 13) != 0 };
    kw_str *const fields[] = { &r->ref, &r->outlet, &r->published, &r->via, &r->why };
    for (int i = 0; i < 5; i++) *fields[i] = kw_row_dup(q, 2 + i, mem);
    kw_str text = kw_row_str(q, 14);
    r->text = dup_words(mem, text, r->at);
    r->cue = dup_words(mem, text, r->cue_at);
    r->speaker_words = dup_words(mem, text, r->speaker_at);
    r->speaker = kw_row_actor(q, 15, mem);
}

static const kw_filter_map quote_map = {
    .actor = "q.speaker IN (@)", .from = "q.speaker IN (@)", .since = "v.published_day >= ?", .until = "v.published_day <= ?",
    .outlet = "? COLLATE NOCASE IN (v.outlet, v.outlet_key, q.via)", .lang = "v.language = ?",
};

kw_rc kw_ask_quotes(kw_asker *a, const kw_question *question, kw_quote_fn *each, void *ctx, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY, row = KW_ARENA_EMPTY;
    kw_filter f = { .mem = &mem };
    bool any = false, more = true;
    kw_rc rc = kw_filter_make(&f, a, question, &quote_map, err);
    if (rc == KW_OK) {
        kw_query q = kw_filter_query(&f, a->record, quote_columns, KW_TOLD_ORDER "a.ref, q.start", question->limit);
        while (more && rc == KW_OK && kw_query_next(&q)) {
            kw_quote_row r;
            kw_arena_reset(&row);
            take_quote(&q, &row, &r);
            rc = kw_row_whole(&row, err);
            if (rc == KW_OK) more = each(ctx, &r);
            any = true;
        }
        kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
        if (rc == KW_OK) rc = end;
    }
    kw_filter_free(&f);
    kw_arena_free(&row);
    kw_arena_free(&mem);
    return rc == KW_OK && !any ? KW_EMPTY : rc;
}

static kw_rc quotes_where(kw_asker *a, const char *condition, int64_t id, kw_arena *mem, kw_quote_row **out, size_t *n, kw_err *err) {
    size_t cap = 0;
    kw_rc rc = KW_OK;
    kw_filter f = { .mem = mem };
    kw_filter_add(&f, condition);
    kw_filter_int(&f, id);
    kw_query q = kw_filter_query(&f, a->record, quote_columns, " ORDER BY q.start", 0);
    kw_filter_free(&f);
    *out = NULL;
    *n = 0;
    while (rc == KW_OK && kw_query_next(&q)) {
        kw_quote_row *r = kw_push(mem, (void **)out, n, &cap, sizeof *r);
        if (r) take_quote(&q, mem, r);
        else rc = kw_fail_nomem(err);
    }
    kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
    return rc == KW_OK ? end : rc;
}

kw_rc kw_quotes_of(kw_asker *a, int64_t article, kw_arena *mem, kw_quote_row **out, size_t *n, kw_err *err) {
    return quotes_where(a, "q.article = ?", article, mem, out, n, err);
}

kw_rc kw_ask_quote(kw_asker *a, int64_t id, kw_arena *mem, kw_quote_row *out, kw_err *err) {
    kw_quote_row *v;
    size_t n;
    KW_TRY(quotes_where(a, "q.id = ?", id, mem, &v, &n, err));
    if (!n) return kw_fail(err, KW_EMPTY, NULL, "q%lld: want a quotation of this record, found none of that id", (long long)id);
    *out = v[0];
    return KW_OK;
}

/* ---- searching ---- */

/* A person's words as a question for FTS5: each word, and each "phrase in marks", must be there; nothing else has a meaning. */
static void fts_question(const char *asked, kw_buf *out) {
    bool phrase = false, in_word = false;
    for (const char *c = asked; *c; c++) {
        bool mark = *c == '"', gap = !phrase && (*c == ' ' || (*c >= '\t' && *c <= '\r'));
        if (mark || gap) {
            if (in_word) kw_buf_byte(out, '"');
            in_word = false;
            if (mark) phrase = !phrase;
            continue;
        }
        if (!in_word) kw_buf_text(out, out->n ? " \"" : "\"");
        in_word = true;
        kw_buf_byte(out, *c);
    }
    if (in_word) kw_buf_byte(out, '"');
}

static const kw_filter_map search_map = {
    .actor = "a.id IN (SELECT article FROM cast WHERE entity IN (@))", .since = "v.published_day >= ?", .until = "v.published_day <= ?",
    .outlet = "? COLLATE NOCASE IN (v.outlet, v.outlet_key)", .lang = "v.language = ?",
};

static const char search_columns[] =
    "SELECT " KW_BRIEF_COLUMNS ", snippet(search, 1, char(1), char(2), '…', 24), -bm25(search, 4.0, 1.0)"
    " FROM search JOIN version v ON v.id = search.rowid JOIN article a ON a.current = v.id";

kw_rc kw_ask_search(kw_asker *a, const kw_question *question, kw_hit_fn *each, void *ctx, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY, row = KW_ARENA_EMPTY;
    kw_filter f = { .mem = &mem };
    kw_buf words = KW_BUF_EMPTY;
    bool any = false, more = true;
    if (question->a) fts_question(question->a, &words);
    kw_rc rc = words.n ? KW_OK : kw_fail(err, KW_USAGE, NULL, "search wants words");
    if (rc == KW_OK) {
        kw_filter_add(&f, "search MATCH ?");
        kw_filter_str(&f, kw_buf_str(&words));
        rc = kw_filter_make(&f, a, question, &search_map, err);
    }
    if (rc == KW_OK) {
        kw_query q = kw_filter_query(&f, a->record, search_columns, " ORDER BY bm25(search, 4.0, 1.0), a.ref", question->limit);
        while (more && rc == KW_OK && kw_query_next(&q)) {
            kw_arena_reset(&row);
            kw_hit_row h = { kw_row_brief(&q, 0, &row), kw_row_dup(&q, KW_BRIEF_WIDTH, &row), kw_row_num(&q, KW_BRIEF_WIDTH + 1) };
            rc = kw_row_whole(&row, err);
            if (rc == KW_OK) more = each(ctx, &h);
            any = true;
        }
        kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
        if (rc == KW_OK) rc = end;
    }
    kw_filter_free(&f);
    kw_buf_free(&words);
    kw_arena_free(&row);
    kw_arena_free(&mem);
    return rc == KW_OK && !any ? KW_EMPTY : rc;
}

kw_rc kw_ask_failures(kw_asker *a, const kw_question *question, kw_failed_fn *each, void *ctx, kw_err *err) {
    bool any = false, more = true;
    kw_query q = kw_query_on(a->record, "SELECT path, why FROM failure ORDER BY path");
    for (uint64_t n = 0; more && kw_query_next(&q) && (!question->limit || n < question->limit); n++) {
        kw_failure_row f = { kw_row_str(&q, 0), kw_row_str(&q, 1) };
        more = each(ctx, &f);
        any = true;
    }
    KW_TRY(kw_query_end(&q, err));
    return any ? KW_OK : KW_EMPTY;
}
