/* SPDX-License-Identifier: MIT
 * Stories, threads and links of what was grouped; events are in merged.c. */
#include "store/groups.h"

#include "know/calendar.h"
#include "store/known.h"

static const char *const link_kinds[] = { "reprint", "rewrite", "translation", "update", "credit" };

kw_rc kw_record_kept(kw_record *r, int64_t article, kw_kept_fn *each, void *ctx, kw_err *err) {
    kw_rc rc = KW_OK;
    kw_query q = kw_query_on(r, "SELECT a.id, v.n, a.ref, v.title, v.text, v.language, v.outlet, v.outlet_key, v.dateline, v.translator,"
        " d.bytes FROM article a JOIN version v ON v.id = a.current JOIN digest d ON d.article = a.id WHERE a.id = ?");
    kw_query_int(&q, article);
    if (kw_query_next(&q)) {
        kw_kept k = { .article = kw_row_int(&q, 0), .version = (uint32_t)kw_row_int(&q, 1) };
        kw_str *column[] = { &k.ref, &k.title, &k.text, &k.language, &k.outlet, &k.outlet_key, &k.dateline, &k.translator, &k.digest };
        for (int i = 0; i < (int)(sizeof column / sizeof *column); i++) *column[i] = kw_row_str(&q, 2 + i);
        rc = each(ctx, &k, err);
    }
    kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
    return rc == KW_OK ? end : rc;
}

kw_rc kw_record_totals(kw_record *r, kw_totals *out, kw_err *err) {
    KW_TRY(kw_db_count(r, "SELECT (SELECT count(*) FROM event) + ifnull(sum(n_reports - 1), 0) FROM event WHERE n_reports > 1", &out->reports, err));
    KW_TRY(kw_db_count(r, "SELECT count(*) FROM event", &out->events, err));
    return kw_db_count(r, "SELECT count(*) FROM story", &out->stories, err);
}

kw_rc kw_record_last_id(kw_record *r, const char *table, int64_t *out, kw_err *err) {
    kw_query q = kw_query_on(r, "SELECT seq FROM sqlite_sequence WHERE name = ?");
    kw_query_str(&q, kw_str_of(table));
    *out = kw_query_next(&q) ? kw_row_int(&q, 0) : 0;
    return kw_query_end(&q, err);
}

kw_rc kw_record_is_grouped(kw_record *r, bool *out, kw_err *err) {
    int64_t n;
    KW_TRY(kw_db_count(r, "SELECT count(*) FROM meta WHERE key = 'grouped' AND value = '1'", &n, err));
    *out = n == 1;
    return KW_OK;
}

kw_rc kw_record_end_grouping(kw_record *r, kw_err *err) {
    return kw_db_do(r, "DELETE FROM touched; DELETE FROM touched_matter; UPDATE meta SET value = '1' WHERE key = 'grouped' AND value <> '1'", err);
}

/* ---- stories and threads ---- */

static kw_rc run_with(kw_record *r, const char *sql, int64_t a, int64_t b, kw_err *err) {
    kw_query q = kw_query_on(r, sql);
    kw_query_id(&q, a);
    if (b >= 0) kw_query_id(&q, b);
    return kw_query_run(&q, err);
}

static void put_day(kw_query *q, kw_when when, bool last) {
    if (when.precision == KW_WHEN_NONE) kw_query_null(q);
    else kw_query_int(q, last ? when.last : when.first);
}

kw_rc kw_record_put_story(kw_record *r, const kw_story_row *s, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_query q = kw_query_on(r, "INSERT INTO story (id, title, first, last, first_day, last_day, n_articles, n_outlets, n_origins, head)"
        " VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET title = excluded.title, first = excluded.first, last = excluded.last,"
        " first_day = excluded.first_day, last_day = excluded.last_day, n_articles = excluded.n_articles, n_outlets = excluded.n_outlets,"
        " n_origins = excluded.n_origins, head = excluded.head");
    kw_query_int(&q, s->id);
    kw_query_str(&q, s->title);
    kw_query_str(&q, kw_when_iso_in(s->first, &mem));
    kw_query_str(&q, kw_when_iso_in(s->last, &mem));
    put_day(&q, s->first, false);
    put_day(&q, s->last, true);
    kw_query_int(&q, s->n_articles);
    kw_query_int(&q, s->n_outlets);
    kw_query_int(&q, s->n_origins);
    kw_query_id(&q, s->head);
    kw_rc rc = kw_query_run(&q, err);
    if (mem.failed) rc = kw_fail_nomem(err);
    kw_arena_free(&mem);
    return rc;
}

kw_rc kw_record_drop_story(kw_record *r, int64_t id, kw_err *err) {
    KW_TRY(run_with(r, "DELETE FROM story_article WHERE story = ? AND also = 1", id, -1, err));
    return run_with(r, "DELETE FROM story WHERE id = ?", id, -1, err);
}

kw_rc kw_record_story_place(kw_record *r, int64_t story, kw_story_place *out, kw_err *err) {
    kw_query q = kw_query_on(r, "SELECT head, part, thread FROM story WHERE id = ?");
    kw_query_int(&q, story);
    *out = (kw_story_place){ 0 };
    if (kw_query_next(&q)) *out = (kw_story_place){ kw_row_int(&q, 0), kw_row_int(&q, 1), kw_row_int(&q, 2) };
    return kw_query_end(&q, err);
}

kw_rc kw_record_place_article(kw_record *r, int64_t article, int64_t story, kw_err *err) {
    KW_TRY(run_with(r, "DELETE FROM story_article WHERE article = ?1 AND (also = 0 OR story = ?2)", article, story, err));
    return run_with(r, "INSERT INTO story_article VALUES (?, ?, 0)", article, story, err);
}

kw_rc kw_record_put_also(kw_record *r, int64_t article, const int64_t *stories, size_t n, kw_err *err) {
    KW_TRY(run_with(r, "DELETE FROM story_article WHERE article = ? AND also = 1", article, -1, err));
    for (size_t i = 0; i < n; i++) KW_TRY(run_with(r, "INSERT INTO story_article VALUES (?, ?, 1) ON CONFLICT DO NOTHING", article, stories[i], err));
    return KW_OK;
}

kw_rc kw_record_put_thread(kw_record *r, int64_t id, kw_str title, kw_err *err) {
    kw_query q = kw_query_on(r, "INSERT INTO thread (id, title) VALUES (?,?) ON CONFLICT (id) DO UPDATE SET title = excluded.title"
        " WHERE title IS NOT excluded.title");
    kw_query_int(&q, id);
    kw_query_str(&q, title);
    return kw_query_run(&q, err);
}

kw_rc kw_record_drop_thread(kw_record *r, int64_t id, kw_err *err) { return run_with(r, "DELETE FROM thread WHERE id = ?", id, -1, err); }

kw_rc kw_record_put_in_thread(kw_record *r, int64_t story, int64_t thread, int64_t part, kw_err *err) {
    kw_query q = kw_query_on(r, "UPDATE story SET thread = ?1, part = ?2 WHERE id = ?3 AND (thread IS NOT ?1 OR part IS NOT ?2)");
    kw_query_id(&q, thread);
    kw_query_id(&q, part);
    kw_query_int(&q, story);
    return kw_query_run(&q, err);
}

/* ---- links ---- */

static kw_rc put_evidence(kw_record *r, int64_t link, const kw_link *l, kw_err *err) {
    for (size_t k = 0; k < l->n_evidence; k++) {
        const kw_link_evidence *x = &l->evidence[k];
        bool in_from = kw_span_len(x->from) > 0, in_to = kw_span_len(x->to) > 0;
        kw_query q = kw_query_on(r, "INSERT INTO link_evidence VALUES (?,?,?,?,?,?)");
        kw_query_int(&q, link);
        for (int end = 0; end < 4; end++) {
            kw_span s = end < 2 ? x->from : x->to;
            if (!(end < 2 ? in_from : in_to)) kw_query_null(&q);
            else kw_query_int(&q, end % 2 ? s.end : s.start);
        }
        kw_query_str(&q, x->text.n ? x->text : KW_NONE);
        KW_TRY(kw_query_run(&q, err));
    }
    return KW_OK;
}

kw_rc kw_record_begin_grouping(kw_record *r, kw_err *err) {
    return kw_db_do(r, "CREATE TEMP TABLE IF NOT EXISTS old_link (id INTEGER, article INTEGER, to_article INTEGER, agency TEXT, kind TEXT);"
        " CREATE INDEX IF NOT EXISTS temp.old_link_article ON old_link (article)", err);
}

kw_rc kw_record_put_link(kw_record *r, int64_t from, int64_t to, kw_str agency, const kw_link *l, kw_err *err) {
    int64_t why;
    KW_TRY(kw_note_id(r, l->why, &why, err));
    kw_query q = kw_query_on(r, "INSERT INTO link (id, article, to_article, agency, kind, score, why) VALUES ((SELECT id"
        " FROM temp.old_link o WHERE article = ?1 AND ifnull(to_article, 0) = ifnull(?2, 0) AND ifnull(agency, '') = ifnull(?3, '')"
        " AND kind = ?4 AND NOT EXISTS (SELECT 1 FROM link WHERE id = o.id)), ?1, ?2, ?3, ?4, ?5, ?6)");
    kw_query_int(&q, from);
    kw_query_id(&q, to);
    kw_query_str(&q, to ? KW_NONE : agency);
    kw_query_str(&q, kw_str_of(link_kinds[l->kind]));
    kw_query_num(&q, l->score);
    kw_query_id(&q, why);
    KW_TRY(kw_query_run(&q, err));
    return put_evidence(r, kw_db_last_id(r), l, err);
}

kw_rc kw_record_links_from(kw_record *r, int64_t article, kw_links_fn *each, void *ctx, kw_err *err) {
    kw_rc rc = KW_OK;
    kw_query q = kw_query_on(r, "SELECT to_article, kind FROM link WHERE article = ? AND to_article IS NOT NULL");
    kw_query_int(&q, article);
    while (rc == KW_OK && kw_query_next(&q)) {
        kw_link_kind kind = KW_LINK_CREDIT;
        while (kind > 0 && !kw_str_is(kw_row_str(&q, 1), link_kinds[kind])) kind--;
        rc = each(ctx, kw_row_int(&q, 0), kind, err);
    }
    kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
    return rc == KW_OK ? end : rc;
}

kw_rc kw_record_took(kw_record *r, int64_t article, bool *out, kw_err *err) {
    kw_query q = kw_query_on(r, "SELECT 1 FROM link WHERE article = ? AND to_article IS NOT NULL LIMIT 1");
    kw_query_int(&q, article);
    *out = kw_query_next(&q);
    return kw_query_end(&q, err);
}

kw_rc kw_record_drop_link(kw_record *r, int64_t a, int64_t b, kw_link_kind kind, kw_err *err) {
    static const char *const sql[] = {
        ("DELETE FROM link_evidence WHERE link IN (SELECT id FROM link WHERE article = ?1 AND to_article = ?2 AND kind = ?3"
         " UNION ALL SELECT id FROM link WHERE article = ?2 AND to_article = ?1 AND kind = ?3)"),
        "DELETE FROM link WHERE article = ?1 AND to_article = ?2 AND kind = ?3", "DELETE FROM link WHERE article = ?2"
        " AND to_article = ?1 AND kind = ?3",
    };
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
        kw_query q = kw_query_on(r, sql[i]);
        kw_query_int(&q, a);
        kw_query_int(&q, b);
        kw_query_str(&q, kw_str_of(link_kinds[kind]));
        KW_TRY(kw_query_run(&q, err));
    }
    return KW_OK;
}

kw_rc kw_record_drop_links(kw_record *r, int64_t article, kw_err *err) {
    static const char *const sql[] = {
        "INSERT INTO temp.old_link SELECT id, article, to_article, agency, kind FROM link WHERE article = ?1 OR to_article = ?1",
        "DELETE FROM link_evidence WHERE link IN (SELECT id FROM link WHERE article = ?1 OR to_article = ?1)",
        "DELETE FROM link WHERE article = ?1 OR to_article = ?1",
    };
    kw_query q = kw_query_on(r, "SELECT 1 FROM link WHERE article = ?1 OR to_article = ?1 LIMIT 1");
    kw_query_int(&q, article);
    bool any = kw_query_next(&q);
    KW_TRY(kw_query_end(&q, err));
    for (size_t i = 0; any && i < sizeof sql / sizeof *sql; i++) KW_TRY(run_with(r, sql[i], article, -1, err));
    return KW_OK;
}
