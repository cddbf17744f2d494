/* SPDX-License-Identifier: MIT
 * The events of some matters: what was there is compared with what was found, and only what is other is written. */
#include "know/calendar.h"
#include "store/groups.h"

#include <stdlib.h>

typedef struct { int64_t article, n, id, event; bool grouped; } told;      /* a report's row, found by article and number */

typedef struct {
    kw_record *r;
    const kw_event_list *list;
    kw_arena mem;
    kw_err *err;
    told *reports; size_t n_reports, cap;                       /* sorted by (article, n) */
    int64_t *ids, *gone; size_t n_gone, cap_gone;               /* of the events; of those that were there before */
} writer;

static int by_place(const void *x, const void *y) {
    const told *a = x, *b = y;
    if (a->article != b->article) return a->article < b->article ? -1 : 1;
    return (a->n > b->n) - (a->n < b->n);
}

static int by_id(const void *x, const void *y) {
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
    return (a > b) - (a < b);
}

static kw_rc load_matter(writer *w, uint64_t matter) {
    kw_rc rc = KW_OK;
    kw_query q = kw_query_on(w->r, "SELECT article, n, id, event FROM report WHERE matter = ?");
    kw_query_int(&q, (int64_t)matter);
    while (rc == KW_OK && kw_query_next(&q)) {
        told *t = kw_push(&w->mem, (void **)&w->reports, &w->n_reports, &w->cap, sizeof *t);
        int64_t *g = kw_push(&w->mem, (void **)&w->gone, &w->n_gone, &w->cap_gone, sizeof *g);
        if (!t || !g) rc = kw_fail_nomem(w->err);
        else {
            *t = (told){ kw_row_int(&q, 0), kw_row_int(&q, 1), kw_row_int(&q, 2), kw_row_int(&q, 3), false };
            *g = t->event;
        }
    }
    kw_rc end = kw_query_end(&q, rc == KW_OK ? w->err : NULL);
    return rc == KW_OK ? end : rc;
}

static told *report_of(const writer *w, const kw_event_report *e) {
    told key = { .article = w->list->articles[e->article], .n = e->report };
    return w->n_reports ? bsearch(&key, w->reports, w->n_reports, sizeof key, by_place) : NULL;
}

static kw_rc keep(writer *w) {
    kw_ties ties = { 0 };
    int64_t last;
    for (size_t i = 0; i < w->list->n; i++)
        for (size_t k = 0; k < w->list->v[i].n_reports; k++) {
            told *t = report_of(w, &w->list->v[i].reports[k]);
            if (t && !kw_tie_add(&ties, &w->mem, (uint32_t)i, t->event)) return kw_fail_nomem(w->err);
        }
    KW_TRY(kw_record_last_id(w->r, "event", &last, w->err));
    w->ids = kw_keep_ids(&ties, w->list->n, last, &w->mem);
    return w->ids ? KW_OK : kw_fail_nomem(w->err);
}

/* ---- is it as it was? ---- */

static bool row_says(const kw_query *q, const writer *w, const kw_event_group *e, const told *lead) {
    kw_str date = kw_when_iso_in(e->when, (kw_arena *)&w->mem);
    return kw_row_int(q, 0) == e->n_sentences && kw_row_int(q, 1) == e->n_outlets && kw_row_int(q, 2) == e->n_origins &&
           kw_row_int(q, 3) == (e->story == KW_NOBODY ? 0 : w->list->stories[e->story]) && kw_row_int(q, 4) == lead->id &&
           kw_str_eq(kw_row_str(q, 5), date) && kw_row_int(q, 6) == (int64_t)e->n_conflicts;
}

static kw_rc is_same(writer *w, size_t i, const told *lead, bool *out) {
    const kw_event_group *e = &w->list->v[i];
    *out = true;
    for (size_t k = 0; k < e->n_reports && *out; k++) {
        const told *t = report_of(w, &e->reports[k]);
        *out = t && t->event == w->ids[i] && !w->list->changed[e->reports[k].article];
    }
    if (!*out) return KW_OK;
    kw_query q = kw_query_on(w->r, "SELECT n_reports, n_outlets, n_origins, ifnull(story, 0), report, date, (SELECT count(*)"
        " FROM conflict WHERE event = event.id) FROM event WHERE id = ?");
    kw_query_int(&q, w->ids[i]);
    *out = kw_query_next(&q) && row_says(&q, w, e, lead);
    return kw_query_end(&q, w->err);
}

/* ---- writing ---- */

static kw_rc put_conflicts(writer *w, size_t i) {
    const kw_event_group *e = &w->list->v[i];
    kw_query q = kw_query_on(w->r, "DELETE FROM conflict WHERE event = ?");
    kw_query_int(&q, w->ids[i]);
    KW_TRY(kw_query_run(&q, w->err));
    for (size_t k = 0; k < e->n_conflicts; k++) {
        const kw_event_conflict *c = &e->conflicts[k];
        if (c->a_report >= e->n_reports || c->b_report >= e->n_reports) continue;
        const told *a = report_of(w, &e->reports[c->a_report]), *b = report_of(w, &e->reports[c->b_report]);
        if (!a || !b) continue;
        q = kw_query_on(w->r, "INSERT INTO conflict VALUES (?,?,?,?,?,?)");
        kw_query_int(&q, w->ids[i]);
        kw_query_str(&q, c->what.p ? c->what : KW_STR(""));
        kw_query_int(&q, a->id);
        kw_query_int(&q, c->a_figure);
        kw_query_int(&q, b->id);
        kw_query_int(&q, c->b_figure);
        KW_TRY(kw_query_run(&q, w->err));
    }
    return KW_OK;
}

static void put_day(kw_query *q, kw_when when, bool last) {
    if (when.precision == KW_WHEN_NONE) kw_query_null(q);
    else kw_query_int(q, last ? when.last : when.first);
}

/* Its values are those of the report that leads; the date is the most precise one that agrees with the others. */
static kw_rc put_event(writer *w, size_t i, const told *lead) {
    const kw_event_group *e = &w->list->v[i];
    kw_query q = kw_query_on(w->r, "REPLACE INTO event (id, n_reports, n_outlets, n_origins, story, date, day, day_last, precision,"
        " first_told, last_told, source_country, target_country, report, source, target, type, mode, cameo, goldstein, happened, reason,"
        " background, place, score) SELECT ?,?,?,?,?,?,?,?,?, (SELECT v.published FROM article a JOIN version v ON v.id = a.current"
        " WHERE a.id = ?), (SELECT v.published FROM article a JOIN version v ON v.id = a.current WHERE a.id = ?), (SELECT country"
        " FROM entity WHERE id = r.source), (SELECT country FROM entity"
        " WHERE id = r.target), id, source, target, type, mode, cameo, goldstein, happened, reason, background, place, score"
        " FROM report r WHERE id = ?");
    kw_query_int(&q, w->ids[i]);
    kw_query_int(&q, e->n_sentences);
    kw_query_int(&q, e->n_outlets);
    kw_query_int(&q, e->n_origins);
    kw_query_id(&q, e->story == KW_NOBODY ? 0 : w->list->stories[e->story]);
    kw_query_str(&q, kw_when_iso_in(e->when, &w->mem));
    put_day(&q, e->when, false);
    put_day(&q, e->when, true);
    kw_query_str(&q, kw_str_of(kw_precision_name((kw_precision)e->when.precision)));
    kw_query_int(&q, w->list->articles[e->first_told]);
    kw_query_int(&q, w->list->articles[e->last_told]);
    kw_query_int(&q, lead->id);
    KW_TRY(kw_query_run(&q, w->err));
    return put_conflicts(w, i);
}

static kw_rc move_reports(writer *w, size_t i) {
    const kw_event_group *e = &w->list->v[i];
    for (size_t k = 0; k < e->n_reports; k++) {
        const told *t = report_of(w, &e->reports[k]);
        if (!t || t->event == w->ids[i]) continue;
        kw_query q = kw_query_on(w->r, "UPDATE report SET event = ? WHERE id = ?");
        kw_query_int(&q, w->ids[i]);
        kw_query_int(&q, t->id);
        KW_TRY(kw_query_run(&q, w->err));
    }
    return KW_OK;
}

static kw_rc drop_gone(writer *w) {
    static const char *const sql[] = { "DELETE FROM conflict WHERE event = ?1 AND NOT EXISTS (SELECT 1 FROM report WHERE event = ?1)",
                                       "DELETE FROM event WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM report WHERE event = ?1)" };
    int64_t *used = w->ids;
    if (w->list->n) qsort(used, w->list->n, sizeof *used, by_id);
    if (w->n_gone) qsort(w->gone, w->n_gone, sizeof *w->gone, by_id);
    for (size_t i = 0; i < w->n_gone; i++) {
        if ((i && w->gone[i] == w->gone[i - 1]) || (w->list->n && bsearch(&w->gone[i], used, w->list->n, sizeof *used, by_id))) continue;
        for (size_t k = 0; k < 2; k++) {
            kw_query q = kw_query_on(w->r, sql[k]);
            kw_query_int(&q, w->gone[i]);
            KW_TRY(kw_query_run(&q, w->err));
        }
    }
    return KW_OK;
}

static kw_rc put_all(writer *w) {
    for (size_t i = 0; i < w->list->n_matters; i++) KW_TRY(load_matter(w, w->list->matters[i]));
    if (w->n_reports) qsort(w->reports, w->n_reports, sizeof *w->reports, by_place);
    KW_TRY(keep(w));
    for (size_t i = 0; i < w->list->n; i++) {
        const kw_event_group *e = &w->list->v[i];
        const told *lead = e->lead < e->n_reports ? report_of(w, &e->reports[e->lead]) : NULL;
        bool same;
        if (!lead) continue;
        KW_TRY(is_same(w, i, lead, &same));
        if (same) continue;
        KW_TRY(put_event(w, i, lead));
        KW_TRY(move_reports(w, i));
    }
    return drop_gone(w);
}

kw_rc kw_record_put_events(kw_record *r, const kw_event_list *list, kw_err *err) {
    writer w = { .r = r, .list = list, .mem = KW_ARENA_EMPTY, .err = err };
    kw_rc rc = put_all(&w);
    if (w.mem.failed) rc = kw_fail_nomem(err);
    kw_arena_free(&w.mem);
    return rc;
}

kw_rc kw_record_put_matter(kw_record *r, int64_t article, int64_t n, uint64_t matter, kw_err *err) {
    kw_query q = kw_query_on(r, "UPDATE report SET matter = ? WHERE article = ? AND n = ?");
    kw_query_int(&q, (int64_t)matter);
    kw_query_int(&q, article);
    kw_query_int(&q, n);
    return kw_query_run(&q, err);
}
