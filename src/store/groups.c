/* SPDX-License-Identifier: MIT
 * What grouping found goes into the record. It is worked out anew from all articles each time, so its tables are written
 * anew, but an id stays with what shares most with what it named before (keep.h): a story with its articles, an event with
 * its reports, a thread with its articles; a link is the same when its two ends and its kind are. */
#include "know/calendar.h"
#include "store/findings.h"
#include "store/keep.h"
#include "store/record.h"

#include <stdlib.h>

static const char *const link_kinds[] = { "reprint", "rewrite", "translation", "update", "credit" };

typedef struct { int64_t article, n, id, event; bool grouped; } told;      /* a report's row, found by article and number */

typedef struct {
    kw_record *r;
    const int64_t *articles;        /* row of the i-th digest */
    const kw_groups *g;
    kw_arena *mem;
    kw_err *err;
    told *reports; size_t n_reports;                            /* sorted by (article, n) */
    int64_t *stories, *threads, *events;                        /* ids */
} writer;

/* ---- what was there before ---- */

static kw_rc load_reports(writer *w) {
    size_t cap = 0;
    kw_query q = kw_query_on(w->r, "SELECT article, n, id, event FROM report ORDER BY article, n");
    while (kw_query_next(&q)) {
        told *t = kw_push(w->mem, (void **)&w->reports, &w->n_reports, &cap, sizeof *t);
        if (!t) {
            kw_query_end(&q, NULL);
            return kw_fail_nomem(w->err);
        }
        *t = (told){ kw_row_int(&q, 0), kw_row_int(&q, 1), kw_row_int(&q, 2), kw_row_int(&q, 3), false };
    }
    return kw_query_end(&q, w->err);
}

static int by_place(const void *x, const void *y) {
    const told *a = x, *b = y;
    if (a->article != b->article) return a->article < b->article ? -1 : 1;
    return (a->n > b->n) - (a->n < b->n);
}

static told *report_of(const writer *w, const kw_event_report *e) {
    told key = { .article = w->articles[e->article], .n = e->report };
    return w->n_reports ? bsearch(&key, w->reports, w->n_reports, sizeof key, by_place) : NULL;
}

static kw_rc last_id(writer *w, const char *table, int64_t *out) {
    kw_query q = kw_query_on(w->r, "SELECT seq FROM sqlite_sequence WHERE name = ?");
    kw_query_str(&q, kw_str_of(table));
    *out = kw_query_next(&q) ? kw_row_int(&q, 0) : 0;
    return kw_query_end(&q, w->err);
}

/* ids of stories (column 0) or threads (column 1) by the articles they have */
static kw_rc keep_by_articles(writer *w, const char *table, int column, size_t n, int64_t **ids) {
    kw_ties ties = { 0 };
    int64_t last;
    for (size_t i = 0; i < w->g->n_articles; i++) {
        uint32_t story = w->g->articles[i].story, fresh = column ? w->g->stories[story].thread : story;
        if (fresh == KW_NOBODY) continue;
        kw_query q = kw_query_on(w->r, "SELECT s.id, s.thread FROM story_article x JOIN story s ON s.id = x.story WHERE x.article = ? AND x.also = 0");
        kw_query_int(&q, w->articles[i]);
        bool fits = !kw_query_next(&q) || kw_tie_add(&ties, w->mem, fresh, kw_row_int(&q, column));
        KW_TRY(kw_query_end(&q, w->err));
        if (!fits) return kw_fail_nomem(w->err);
    }
    KW_TRY(last_id(w, table, &last));
    *ids = kw_keep_ids(&ties, n, last, w->mem);
    return *ids ? KW_OK : kw_fail_nomem(w->err);
}

/* Reports that grouping said nothing of are events of their own, numbered after the groups. */
static kw_rc keep_events(writer *w) {
    kw_ties ties = { 0 };
    int64_t last;
    uint32_t fresh = (uint32_t)w->g->n_events;
    for (size_t i = 0; i < w->g->n_events; i++)
        for (size_t k = 0; k < w->g->events[i].n_reports; k++) {
            told *t = report_of(w, &w->g->events[i].reports[k]);
            if (!t) continue;
            t->grouped = true;
            if (!kw_tie_add(&ties, w->mem, (uint32_t)i, t->event)) return kw_fail_nomem(w->err);
        }
    for (size_t i = 0; i < w->n_reports; i++)
        if (!w->reports[i].grouped && !kw_tie_add(&ties, w->mem, fresh++, w->reports[i].event)) return kw_fail_nomem(w->err);
    KW_TRY(last_id(w, "event", &last));
    w->events = kw_keep_ids(&ties, fresh, last, w->mem);
    return w->events ? KW_OK : kw_fail_nomem(w->err);
}

/* ---- writing ---- */

static kw_rc note_of(writer *w, kw_str text, int64_t *out) {
    *out = 0;
    if (!text.n) return KW_OK;
    kw_query q = kw_query_on(w->r, "INSERT INTO note (text) VALUES (?) ON CONFLICT (text) DO UPDATE SET text = text RETURNING id");
    kw_query_str(&q, text);
    if (kw_query_next(&q)) *out = kw_row_int(&q, 0);
    return kw_query_run(&q, w->err);
}

static void put_day(kw_query *q, kw_when when, bool last) {
    if (when.precision == KW_WHEN_NONE) kw_query_null(q);
    else kw_query_int(q, last ? when.last : when.first);
}

static kw_rc put_story(writer *w, size_t i) {
    const kw_story *s = &w->g->stories[i];
    kw_query q = kw_query_on(w->r, "INSERT INTO story (id, thread, title, first, last, first_day, last_day, n_articles, n_outlets, n_origins)"
        " VALUES (?,?,?,?,?,?,?,?,?,?)");
    kw_query_int(&q, w->stories[i]);
    kw_query_id(&q, s->thread == KW_NOBODY ? 0 : w->threads[s->thread]);
    kw_query_str(&q, s->title);
    kw_query_str(&q, kw_when_iso_in(s->first, w->mem));
    kw_query_str(&q, kw_when_iso_in(s->last, w->mem));
    put_day(&q, s->first, false);
    put_day(&q, s->last, true);
    kw_query_int(&q, (int64_t)s->n_articles);
    kw_query_int(&q, s->n_outlets);
    kw_query_int(&q, s->n_origins);
    return kw_query_run(&q, w->err);
}

static kw_rc put_stories(writer *w) {
    const kw_groups *g = w->g;
    KW_TRY(kw_db_do(w->r, "DELETE FROM story_article; DELETE FROM story; DELETE FROM thread", w->err));
    for (size_t i = 0; i < g->n_threads; i++) {
        kw_query q = kw_query_on(w->r, "INSERT INTO thread (id, title) VALUES (?,?)");
        kw_query_int(&q, w->threads[i]);
        kw_query_str(&q, g->threads[i].name);
        KW_TRY(kw_query_run(&q, w->err));
    }
    for (size_t i = 0; i < g->n_stories; i++) KW_TRY(put_story(w, i));
    for (size_t i = 0; i < g->n_articles; i++)
        for (size_t k = 0; k <= g->articles[i].n_also; k++) {
            kw_query q = kw_query_on(w->r, "INSERT INTO story_article VALUES (?,?,?) ON CONFLICT DO NOTHING");
            kw_query_int(&q, w->articles[i]);
            kw_query_int(&q, w->stories[k ? g->articles[i].also[k - 1] : g->articles[i].story]);
            kw_query_int(&q, k > 0);
            KW_TRY(kw_query_run(&q, w->err));
        }
    return KW_OK;
}

static kw_rc put_conflicts(writer *w, size_t i) {
    const kw_event_group *e = &w->g->events[i];
    for (size_t k = 0; k < e->n_conflicts; k++) {
        const kw_event_conflict *c = &e->conflicts[k];
        if (c->a_report >= e->n_reports || c->b_report >= e->n_reports) continue;
        const told *a = report_of(w, &e->reports[c->a_report]), *b = report_of(w, &e->reports[c->b_report]);
        if (!a || !b) continue;
        kw_query q = kw_query_on(w->r, "INSERT INTO conflict VALUES (?,?,?,?,?,?)");
        kw_query_int(&q, w->events[i]);
        kw_query_str(&q, c->what.p ? c->what : KW_STR(""));
        kw_query_int(&q, a->id);
        kw_query_int(&q, c->a_figure);
        kw_query_int(&q, b->id);
        kw_query_int(&q, c->b_figure);
        KW_TRY(kw_query_run(&q, w->err));
    }
    return KW_OK;
}

/* Its values are those of the report that leads; the date is the most precise one that agrees with the others. */
static kw_rc put_event(writer *w, size_t i) {
    const kw_event_group *e = &w->g->events[i];
    const told *lead = e->lead < e->n_reports ? report_of(w, &e->reports[e->lead]) : NULL;
    if (!lead) return KW_OK;
    kw_query q = kw_query_on(w->r, "INSERT INTO event (id, n_reports, n_outlets, n_origins, story, date, day, day_last, precision,"
        " first_told, last_told, source_country, target_country, report, source, target, type, mode, cameo, goldstein, happened, reason, background, place, score)"
        " SELECT ?,?,?,?,?,?,?,?,?, (SELECT v.published FROM article a JOIN version v ON v.id = a.current WHERE a.id = ?),"
        " (SELECT v.published FROM article a JOIN version v ON v.id = a.current WHERE a.id = ?),"
        " (SELECT country FROM entity WHERE id = r.source), (SELECT country FROM entity WHERE id = r.target),"
        " id, source, target, type, mode, cameo, goldstein, happened, reason, background, place, score FROM report r WHERE id = ?");
    kw_query_int(&q, w->events[i]);
    kw_query_int(&q, (int64_t)e->n_reports);
    kw_query_int(&q, e->n_outlets);
    kw_query_int(&q, e->n_origins);
    kw_query_id(&q, e->story == KW_NOBODY ? 0 : w->stories[e->story]);
    kw_query_str(&q, kw_when_iso_in(e->when, w->mem));
    put_day(&q, e->when, false);
    put_day(&q, e->when, true);
    kw_query_str(&q, kw_str_of(kw_precision_name((kw_precision)e->when.precision)));
    kw_query_int(&q, w->articles[e->first_told]);
    kw_query_int(&q, w->articles[e->last_told]);
    kw_query_int(&q, lead->id);
    KW_TRY(kw_query_run(&q, w->err));
    return put_conflicts(w, i);
}

static kw_rc move_report(writer *w, const told *t, int64_t event) {
    if (!t || t->event == event) return KW_OK;
    kw_query q = kw_query_on(w->r, "UPDATE report SET event = ? WHERE id = ?");
    kw_query_int(&q, event);
    kw_query_int(&q, t->id);
    return kw_query_run(&q, w->err);
}

static kw_rc put_events(writer *w) {
    size_t alone = w->g->n_events;
    KW_TRY(kw_db_do(w->r, "DELETE FROM conflict; DELETE FROM event", w->err));
    for (size_t i = 0; i < w->g->n_events; i++) {
        KW_TRY(put_event(w, i));
        for (size_t k = 0; k < w->g->events[i].n_reports; k++)
            KW_TRY(move_report(w, report_of(w, &w->g->events[i].reports[k]), w->events[i]));
    }
    for (size_t i = 0; i < w->n_reports; i++)
        if (!w->reports[i].grouped) KW_TRY(kw_findings_own_event(w->r, w->reports[i].id, w->events[alone++], w->err));
    return KW_OK;
}

static kw_rc put_evidence(writer *w, int64_t link, const kw_link *l) {
    for (size_t k = 0; k < l->n_evidence; k++) {
        const kw_link_evidence *x = &l->evidence[k];
        bool in_from = kw_span_len(x->from) > 0, in_to = kw_span_len(x->to) > 0;
        kw_query q = kw_query_on(w->r, "INSERT INTO link_evidence VALUES (?,?,?,?,?,?)");
        kw_query_int(&q, link);
        for (int end = 0; end < 4; end++) {
            kw_span s = end < 2 ? x->from : x->to;
            if (!(end < 2 ? in_from : in_to)) kw_query_null(&q);
            else kw_query_int(&q, end % 2 ? s.end : s.start);
        }
        kw_query_str(&q, x->text.n ? x->text : KW_NONE);
        KW_TRY(kw_query_run(&q, w->err));
    }
    return KW_OK;
}

static kw_rc put_link(writer *w, const kw_link *l) {
    int64_t why, to = l->to == KW_NOBODY ? 0 : w->articles[l->to];
    kw_str agency = l->agency == KW_NOBODY ? KW_NONE : w->g->agencies[l->agency].name, kind = kw_str_of(link_kinds[l->kind]);
    KW_TRY(note_of(w, l->why, &why));
    kw_query q = kw_query_on(w->r, "INSERT INTO link (id, article, to_article, agency, kind, score, why) VALUES ("
        "(SELECT id FROM temp.old_link WHERE article = ?1 AND ifnull(to_article, 0) = ifnull(?2, 0) AND ifnull(agency, '') = ifnull(?3, '') AND kind = ?4),"
        " ?1, ?2, ?3, ?4, ?5, ?6)");
    kw_query_int(&q, w->articles[l->from]);
    kw_query_id(&q, to);
    kw_query_str(&q, agency);
    kw_query_str(&q, kind);
    kw_query_num(&q, l->score);
    kw_query_id(&q, why);
    KW_TRY(kw_query_run(&q, w->err));
    return put_evidence(w, kw_db_last_id(w->r), l);
}

static kw_rc put_links(writer *w) {
    KW_TRY(kw_db_do(w->r, "CREATE TEMP TABLE IF NOT EXISTS old_link (id INTEGER, article INTEGER, to_article INTEGER, agency TEXT, kind TEXT);"
        " CREATE INDEX IF NOT EXISTS temp.old_link_article ON old_link (article); DELETE FROM temp.old_link;"
        " INSERT INTO temp.old_link SELECT id, article, to_article, agency, kind FROM link;"
        " DELETE FROM link_evidence; DELETE FROM link", w->err));
    for (size_t i = 0; i < w->g->n_links; i++) KW_TRY(put_link(w, &w->g->links[i]));
    return kw_db_do(w->r, "DELETE FROM temp.old_link", w->err);
}

kw_rc kw_record_put_groups(kw_record *r, const int64_t *articles, const kw_groups *g, kw_arena *mem, kw_err *err) {
    writer w = { .r = r, .articles = articles, .g = g, .mem = mem, .err = err };
    KW_TRY(load_reports(&w));
    KW_TRY(keep_by_articles(&w, "story", 0, g->n_stories, &w.stories));
    KW_TRY(keep_by_articles(&w, "thread", 1, g->n_threads, &w.threads));
    KW_TRY(keep_events(&w));
    KW_TRY(put_stories(&w));
    KW_TRY(put_events(&w));
    KW_TRY(put_links(&w));
    return kw_db_do(r, "UPDATE meta SET value = '1' WHERE key = 'grouped'", err);
}

/* ---- reading what grouping needs ---- */

kw_rc kw_record_each(kw_record *r, kw_kept_fn *each, void *ctx, kw_err *err) {
    kw_rc rc = KW_OK;
    kw_query q = kw_query_on(r, "SELECT a.id, v.n, v.title, v.text, v.language, d.bytes FROM article a JOIN version v ON v.id = a.current"
        " JOIN digest d ON d.article = a.id ORDER BY a.ref");
    while (rc == KW_OK && kw_query_next(&q)) {
        kw_kept k = { kw_row_int(&q, 0), (uint32_t)kw_row_int(&q, 1), kw_row_str(&q, 2), kw_row_str(&q, 3), kw_row_str(&q, 4), kw_row_str(&q, 5) };
        rc = each(ctx, &k, err);
    }
    kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
    return rc == KW_OK ? end : rc;
}

kw_rc kw_record_is_grouped(kw_record *r, bool *out, kw_err *err) {
    int64_t n;
    KW_TRY(kw_db_count(r, "SELECT count(*) FROM meta WHERE key = 'grouped' AND value = '1'", &n, err));
    *out = n == 1;
    return KW_OK;
}
