/* SPDX-License-Identifier: MIT
 * Events, each with the reports that tell it; timeline, dyad. */
#include "ask/parts.h"
#include "know/calendar.h"
#include "base/utf8.h"

static const char event_columns[] =
    "SELECT e.id, e.story, e.type, e.mode, e.cameo, e.goldstein, e.happened, e.reason, e.background, e.date, e.precision, p.name, e.score,"
    " e.n_reports, e.n_outlets, e.n_origins, e.first_told, e.last_told, e.report, "
    KW_ACTOR_COLUMNS("s") ", " KW_ACTOR_COLUMNS("t")
    " FROM event e LEFT JOIN entity s ON s.id = e.source LEFT JOIN entity t ON t.id = e.target LEFT JOIN place p ON p.id = e.place";
enum { EVENT_SOURCE = 19, EVENT_TARGET = EVENT_SOURCE + KW_ACTOR_WIDTH };

#define REPORTS \
    "SELECT r.id, r.article, a.ref, v.outlet, v.published, v.title," \
    " CAST(substr(CAST(v.text AS BLOB), r.start + 1, r.\"end\" - r.start) AS TEXT), r.start, r.\"end\", r.trigger_start, r.trigger_end," \
    " r.source_start, r.source_end, r.target_start, r.target_end, r.type, r.mode, r.cameo, r.reason, r.date, r.precision, p.name," \
    " r.goldstein, r.score, r.happened, r.background, y.name, r.via, f.text, w.text, r.event, " \
    KW_ACTOR_COLUMNS("s") ", " KW_ACTOR_COLUMNS("t") \
    " FROM report r JOIN article a ON a.id = r.article JOIN version v ON v.id = a.current LEFT JOIN entity s ON s.id = r.source" \
    " LEFT JOIN entity t ON t.id = r.target LEFT JOIN place p ON p.id = r.place LEFT JOIN entity y ON y.id = r.says" \
    " LEFT JOIN note f ON f.id = r.frame LEFT JOIN note w ON w.id = r.why WHERE "
#define REPORT_ORDER " = ? ORDER BY ifnull(v.published_day, 2147483647), v.published, a.ref, r.n"
enum { REPORT_EVENT = 30, REPORT_SOURCE = 31, REPORT_TARGET = REPORT_SOURCE + KW_ACTOR_WIDTH };

static void take_report(const kw_query *q, kw_arena *mem, kw_report_row *r) {
    *r = (kw_report_row){ .id = kw_row_int(q, 0), .article = kw_row_int(q, 1), .at = kw_row_span(q, 7), .trigger = kw_row_span(q, 9),
                          .source_at = kw_row_span(q, 11), .target_at = kw_row_span(q, 13), .goldstein = kw_row_num(q, 22),
                          .score = kw_row_num(q, 23), .happened = kw_row_int(q, 24) != 0, .background = kw_row_int(q, 25) != 0 };
    kw_str *const text[] = { &r->ref, &r->outlet, &r->published, &r->title, &r->evidence };
    kw_str *const more[] = { &r->type, &r->mode, &r->cameo, &r->reason, &r->date, &r->precision, &r->place };
    for (int i = 0; i < 5; i++) *text[i] = kw_row_dup(q, 2 + i, mem);
    for (int i = 0; i < 7; i++) *more[i] = kw_row_dup(q, 15 + i, mem);
    r->says = (kw_says_row){ kw_row_dup(q, 26, mem), kw_row_list(q, 27, mem) };
    r->frame = kw_row_dup(q, 28, mem);
    r->why = kw_row_dup(q, 29, mem);
    r->source = kw_row_actor(q, REPORT_SOURCE, mem);
    r->target = kw_row_actor(q, REPORT_TARGET, mem);
}

kw_rc kw_ask_reports(kw_asker *a, bool of_event, int64_t id, kw_arena *mem, kw_report_row **out, int64_t **events, size_t *n, kw_err *err) {
    size_t cap = 0, n_events = 0, events_cap = 0;
    *out = NULL;
    *n = 0;
    kw_query q = kw_query_on(a->record, of_event ? REPORTS "r.event" REPORT_ORDER : REPORTS "r.article" REPORT_ORDER);
    kw_query_int(&q, id);
    bool full = false;
    while (!full && kw_query_next(&q)) {
        kw_report_row *r = kw_push(mem, (void **)out, n, &cap, sizeof *r);
        int64_t *e = r && events ? kw_push(mem, (void **)events, &n_events, &events_cap, sizeof *e) : NULL;
        full = !r || (events && !e);
        if (full) break;
        take_report(&q, mem, r);
        if (e) *e = kw_row_int(&q, REPORT_EVENT);
    }
    KW_TRY(kw_query_end(&q, err));
    return full ? kw_fail_nomem(err) : KW_OK;
}

static void take_event(const kw_query *q, kw_arena *mem, kw_event_row *e) {
    *e = (kw_event_row){ .id = kw_row_int(q, 0), .story = kw_row_int(q, 1), .goldstein = kw_row_num(q, 5), .happened = kw_row_int(q, 6) != 0,
                         .background = kw_row_int(q, 8) != 0, .score = kw_row_num(q, 12), .n_reports = kw_row_int(q, 13),
                         .n_outlets = kw_row_int(q, 14), .n_origins = kw_row_int(q, 15) };
    e->type = kw_row_dup(q, 2, mem);
    e->mode = kw_row_dup(q, 3, mem);
    e->cameo = kw_row_dup(q, 4, mem);
    e->reason = kw_row_dup(q, 7, mem);
    e->date = kw_row_dup(q, 9, mem);
    e->precision = kw_row_dup(q, 10, mem);
    e->place = kw_row_dup(q, 11, mem);
    e->first_told = kw_row_dup(q, 16, mem);
    e->last_told = kw_row_dup(q, 17, mem);
    e->source = kw_row_actor(q, EVENT_SOURCE, mem);
    e->target = kw_row_actor(q, EVENT_TARGET, mem);
}

static kw_rc take_conflicts(kw_asker *a, kw_arena *mem, kw_event_row *e, kw_err *err) {
    size_t cap = 0;
    kw_query q = kw_query_on(a->record, "SELECT c.what, x.ref, c.figure_a, y.ref, c.figure_b, coalesce(m.name, v.outlet), coalesce(n.name,"
        " w.outlet) FROM conflict c JOIN report r ON r.id = c.report_a JOIN article x ON x.id = r.article"
        " JOIN version v ON v.id = x.current LEFT JOIN entity m ON m.id = r.says JOIN report s ON s.id = c.report_b"
        " JOIN article y ON y.id = s.article JOIN version w ON w.id = y.current LEFT JOIN entity n ON n.id = s.says"
        " WHERE c.event = ? ORDER BY c.what, c.figure_a, c.figure_b, x.ref, y.ref");
    kw_query_int(&q, e->id);
    while (kw_query_next(&q)) {
        kw_conflict_row *c = kw_push(mem, (void **)&e->conflicts, &e->n_conflicts, &cap, sizeof *c);
        if (!c) break;
        *c = (kw_conflict_row){ kw_row_dup(&q, 0, mem), kw_row_dup(&q, 1, mem), kw_row_dup(&q, 3, mem), kw_row_dup(&q, 5, mem),
            kw_row_dup(&q, 6, mem), kw_row_int(&q, 2), kw_row_int(&q, 4) };
    }
    return kw_query_end(&q, err);
}

/* The event that the same words tell best with the actors exchanged; so it is that one's mirror, too. */
static kw_rc take_mirror(kw_asker *a, int64_t lead, kw_event_row *e, kw_err *err) {
    kw_query q = kw_query_on(a->record, "SELECT m.event FROM report r JOIN report m ON m.article = r.article AND m.start = r.start"
        " AND m.\"end\" = r.\"end\" AND m.trigger_start = r.trigger_start AND m.type = r.type AND m.source = r.target"
        " AND m.target = r.source JOIN event x ON x.id = m.event AND x.report = m.id WHERE r.id = ? AND m.event <> r.event");
    kw_query_int(&q, lead);
    e->mirror = kw_query_next(&q) ? kw_row_int(&q, 0) : 0;
    return kw_query_end(&q, err);
}

/* The code's name in CAMEO, without what only says that there are finer codes. */
static kw_str deed_of(kw_asker *a, kw_str cameo, kw_arena *mem) {
    const kw_str vague = KW_STR(", not specified below");
    const kw_table *t = kw_know_table(a->know, "world/cameo");
    kw_rows rows = kw_table_find(t, cameo);
    kw_str name = rows.n ? kw_utf8_lower(mem, kw_table_cell(t, rows.first, kw_table_column(t, "name"))) : KW_NONE;
    if (name.p && kw_str_ends(name, vague)) name.n -= vague.n;
    return name;
}

bool kw_one_sentence(const kw_report_row *a, const kw_report_row *b) { return a->article == b->article && a->at.start == b->at.start; }

/* Of a sentence that tells the event of several actors only the row that leads stays, else its first. */
static void one_each(kw_event_row *e, int64_t lead) {
    size_t n = 0;
    for (size_t i = 0; i < e->n_reported; i++) {
        bool again = n && kw_one_sentence(&e->reports[n - 1], &e->reports[i]);
        if (again && e->reports[i].id != lead) continue;
        n += !again;
        e->reports[n - 1] = e->reports[i];
    }
    e->n_reported = n;
}

static kw_rc fill_event(kw_asker *a, int64_t lead, kw_arena *mem, kw_event_row *e, kw_err *err) {
    e->deed = deed_of(a, e->cameo, mem);
    KW_TRY(take_mirror(a, lead, e, err));
    KW_TRY(kw_ask_reports(a, true, e->id, mem, &e->reports, NULL, &e->n_reported, err));
    one_each(e, lead);
    e->n_reports = (int64_t)e->n_reported;              /* forms of the record before 4 counted rows, not sentences */
    for (size_t i = 0; i < e->n_reported; i++) {
        if (e->reports[i].id != lead && i) continue;
        e->lead = i;
        e->says = e->reports[i].says;
        e->evidence = e->reports[i].evidence;
    }
    return take_conflicts(a, mem, e, err);
}

enum { LEAD_COLUMN = 18 };              /* of event_columns: the report that tells the event best */

static kw_rc each_event(kw_asker *a, kw_filter *f, uint64_t limit, kw_event_fn *each, void *ctx, kw_err *err) {
    kw_arena row = KW_ARENA_EMPTY;
    kw_rc rc = KW_OK;
    bool any = false, more = true;
    kw_query q = kw_filter_query(f, a->record, event_columns, KW_EVENT_ORDER, limit);
    while (more && rc == KW_OK && kw_query_next(&q)) {
        kw_event_row e;
        kw_arena_reset(&row);
        take_event(&q, &row, &e);
        rc = fill_event(a, kw_row_int(&q, LEAD_COLUMN), &row, &e, err);
        if (rc == KW_OK) rc = kw_row_whole(&row, err);
        if (rc == KW_OK) more = each(ctx, &e);
        any = true;
    }
    kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
    kw_arena_free(&row);
    return rc != KW_OK ? rc : end != KW_OK ? end : any ? KW_OK : KW_EMPTY;
}

static const kw_filter_map event_map = {
    .actor = "@source OR @target", .from = "@source", .to = "@target", .since = "e.day_last >= ?",
    .until = "e.day <= ?", .type = "e.type = upper(?)",
    .outlet = "e.id IN (SELECT r.event FROM report r JOIN article a ON a.id = r.article JOIN version v ON v.id = a.current"
        " WHERE ? COLLATE NOCASE IN (v.outlet, v.outlet_key))",
    .lang = "e.id IN (SELECT r.event FROM report r JOIN article a ON a.id = r.article JOIN version v ON v.id = a.current WHERE v.language = ?)",
};

/* Between two actors, whoever does it to whom; of one actor with anybody. */
static kw_rc between(kw_filter *f, kw_asker *a, const kw_question *q, kw_err *err) {
    kw_actor_found one, two;
    if (!q->b) return kw_filter_actor(f, a, q->a, event_map.actor, err);
    KW_TRY(kw_actor_find(a, q->a, f->mem, &one, err));
    KW_TRY(kw_actor_find(a, q->b, f->mem, &two, err));
    kw_str from_one = kw_actor_side(&one, "source", f->mem), to_one = kw_actor_side(&one, "target", f->mem);
    kw_str from_two = kw_actor_side(&two, "source", f->mem), to_two = kw_actor_side(&two, "target", f->mem);
    kw_str sql = kw_str_fmt(f->mem, "(%.*s AND %.*s) OR (%.*s AND %.*s)", KW_FMT(from_one), KW_FMT(to_two), KW_FMT(from_two), KW_FMT(to_one));
    if (!sql.p) return kw_fail_nomem(err);
    kw_filter_add(f, sql.p);
    return KW_OK;
}

enum { TYPES_MAX = 64 };

/* A type that world/plover.tsv does not have is a slip: then the nearest is offered. */
static kw_rc check_type(kw_asker *a, const char *type, kw_arena *mem, kw_err *err) {
    const kw_table *t = kw_know_table(a->know, "world/plover");
    const char *known[TYPES_MAX + 1] = { NULL };
    char upper[64];
    size_t n = 0, i = 0;
    for (; type[i] && i < sizeof upper - 1; i++) upper[i] = (char)(type[i] >= 'a' && type[i] <= 'z' ? type[i] - 32 : type[i]);
    upper[i] = 0;
    for (uint32_t row = 0; row < kw_table_rows(t) && n < TYPES_MAX; row++) {
        kw_str name = kw_table_cell(t, row, 0);
        if (kw_str_is(name, upper)) return KW_OK;
        if ((known[n] = kw_str_dup(mem, name).p)) n++;
    }
    const char *near = kw_nearest(upper, known);
    if (near) return kw_fail(err, KW_USAGE, "--type", "no type of event '%s'; did you mean %s?", type, near);
    return kw_fail(err, KW_USAGE, "--type", "want a type of PLOVER such as CONSULT or ASSAULT, found '%s'", type);
}

kw_rc kw_ask_events(kw_asker *a, const kw_question *q, kw_event_fn *each, void *ctx, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_filter f = { .mem = &mem };
    kw_rc rc = q->what == KW_ASK_TIMELINE && !q->a ? kw_fail(err, KW_USAGE, NULL, "timeline wants an actor") : KW_OK;
    if (rc == KW_OK && q->what == KW_ASK_TIMELINE) rc = between(&f, a, q, err);
    if (rc == KW_OK && q->type) rc = check_type(a, q->type, &mem, err);
    if (rc == KW_OK) rc = kw_filter_make(&f, a, q, &event_map, err);
    if (rc == KW_OK) rc = each_event(a, &f, q->limit, each, ctx, err);
    kw_filter_free(&f);
    kw_arena_free(&mem);
    return rc;
}

kw_rc kw_ask_event(kw_asker *a, int64_t id, kw_arena *mem, kw_event_row *out, kw_err *err) {
    kw_filter f = { .mem = mem };
    kw_filter_add(&f, "e.id = ?");
    kw_filter_int(&f, id);
    kw_query q = kw_filter_query(&f, a->record, event_columns, "", 0);
    kw_filter_free(&f);
    bool there = kw_query_next(&q);
    int64_t lead = there ? kw_row_int(&q, LEAD_COLUMN) : 0;
    if (there) take_event(&q, mem, out);
    KW_TRY(kw_query_end(&q, err));
    if (!there) return kw_fail(err, KW_EMPTY, NULL, "e%lld: want an event of this record, found none of that id", (long long)id);
    return fill_event(a, lead, mem, out, err);
}

kw_rc kw_ask_events_of(kw_asker *a, int64_t story, kw_arena *mem, kw_event_row **out, size_t *n, kw_err *err) {
    size_t cap = 0;
    kw_rc rc = KW_OK;
    kw_filter f = { .mem = mem };
    kw_filter_add(&f, "e.story = ?");
    kw_filter_int(&f, story);
    kw_query q = kw_filter_query(&f, a->record, event_columns, " ORDER BY e.background, ifnull(e.day, 2147483647), e.day_last, e.id", 0);
    kw_filter_free(&f);
    while (rc == KW_OK && kw_query_next(&q)) {
        kw_event_row *e = kw_push(mem, (void **)out, n, &cap, sizeof *e);
        if (!e) {
            rc = kw_fail_nomem(err);
            break;
        }
        take_event(&q, mem, e);
        rc = fill_event(a, kw_row_int(&q, LEAD_COLUMN), mem, e, err);
    }
    kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
    return rc == KW_OK ? end : rc;
}

/* ---- dyad: two actors in numbers ---- */

/* A stretch of time as a column, and whether a date is precise enough for it. Weeks are numbered from the Monday before
 * 1970, as SQLite has no ISO week; week_name() gives them theirs. */
static const struct { const char *by, *period; } stretches[] = {
    { "day", "CASE WHEN e.day = e.day_last THEN e.date END" },
    { "week", "CASE WHEN (e.day + 3) / 7 = (e.day_last + 3) / 7 THEN (e.day + 3) / 7 END" },
    { "month", "CASE WHEN length(e.date) >= 7 THEN substr(e.date, 1, 7) END" },
    { "year", "substr(e.date, 1, 4)" },
};

/* ISO 8601: the year and number of a week are those of its Thursday. */
static kw_str week_name(int64_t week, kw_arena *mem) {
    int32_t thursday = (int32_t)week * 7;
    int year = kw_day_year(thursday);
    return kw_str_fmt(mem, "%04d-W%02d", year, (thursday - kw_day_of(year, 1, 1)) / 7 + 1);
}

static kw_rc dyad_sql(const char *by, kw_arena *mem, kw_str *select, kw_str *rest, kw_err *err) {
    static const char *const known[] = { "day", "week", "month", "year", NULL };
    const char *period = by ? NULL : "substr(e.date, 1, 7)";
    for (size_t i = 0; by && i < sizeof stretches / sizeof *stretches; i++)
        if (strcmp(by, stretches[i].by) == 0) period = stretches[i].period;
    const char *near = period ? NULL : kw_nearest(by, known);
    if (near) return kw_fail(err, KW_USAGE, "--by", "no stretch of time '%s'; did you mean %s?", by, near);
    if (!period) return kw_fail(err, KW_USAGE, "--by", "want day, week, month or year, found '%s'", by);
    *select = kw_str_fmt(mem, "SELECT %s AS period, %s, count(*), sum(e.happened), sum(e.n_reports), sum(e.n_origins), avg(e.goldstein),"
        " sum(e.goldstein * e.n_reports) / sum(e.n_reports), sum(e.goldstein * e.n_origins) / sum(e.n_origins)"
        " FROM event e", period, by ? "NULL" : "e.type");
    *rest = kw_str_of(by ? " GROUP BY period ORDER BY period IS NULL, period" : " GROUP BY period, e.type ORDER BY period IS NULL, period, e.type");
    return select->p ? KW_OK : kw_fail_nomem(err);
}

static kw_rc each_stretch(kw_asker *a, kw_filter *f, const kw_question *q, kw_dyad_fn *each, void *ctx, kw_err *err) {
    kw_str select = KW_NONE, rest = KW_NONE;
    bool any = false, more = true, week = q->by && strcmp(q->by, "week") == 0;
    KW_TRY(dyad_sql(q->by, f->mem, &select, &rest, err));
    kw_query x = kw_filter_query(f, a->record, select.p, rest.p, q->limit);
    kw_rc rc = KW_OK;
    while (more && rc == KW_OK && kw_query_next(&x)) {
        kw_dyad_row d = { kw_row_str(&x, 0), kw_row_str(&x, 1), kw_row_int(&x, 2), kw_row_int(&x, 3), kw_row_int(&x, 4), kw_row_int(&x, 5),
                          kw_row_num(&x, 6), kw_row_num(&x, 7), kw_row_num(&x, 8) };
        if (week && !kw_row_null(&x, 0)) d.period = week_name(kw_row_int(&x, 0), f->mem);
        rc = kw_row_whole(f->mem, err);
        if (rc == KW_OK) more = each(ctx, &d);
        any = true;
    }
    kw_rc end = kw_query_end(&x, rc == KW_OK ? err : NULL);
    return rc != KW_OK ? rc : end != KW_OK ? end : any ? KW_OK : KW_EMPTY;
}

kw_rc kw_ask_dyad(kw_asker *a, const kw_question *q, kw_dyad_fn *each, void *ctx, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_filter f = { .mem = &mem };
    kw_rc rc = q->a && q->b ? between(&f, a, q, err) : kw_fail(err, KW_USAGE, NULL, "dyad wants two actors");
    if (rc == KW_OK) rc = kw_filter_make(&f, a, q, &event_map, err);
    if (rc == KW_OK) rc = each_stretch(a, &f, q, each, ctx, err);
    kw_filter_free(&f);
    kw_arena_free(&mem);
    return rc;
}
