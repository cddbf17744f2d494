/* SPDX-License-Identifier: MIT
 * See findings.h. */
#include "store/findings.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/utf8.h"
#include "know/calendar.h"
#include "know/names.h"
#include "store/known.h"
#include "store/near.h"

#include <stdlib.h>

static kw_str else_empty(kw_str s) { return s.p ? s : KW_STR(""); }

/* ---- writing ---- */

typedef struct {
    kw_record *r;
    int64_t article;
    const kw_entry *e;
    kw_old_ids *old;
    kw_arena *mem;
    kw_err *err;
    int64_t *entities, *places;     /* rows of the article's entities and places */
} writer;

static void put_span(kw_query *q, kw_span at) {
    kw_query_int(q, at.start);
    kw_query_int(q, at.end);
}

static void put_span_or_null(kw_query *q, bool there, kw_span at) {
    if (there) put_span(q, at);
    else {
        kw_query_null(q);
        kw_query_null(q);
    }
}

static bool is_name(const kw_mention *m) { return !m->pronoun && !m->inside; }

/* Entities that something recorded speaks of: one that is only part of another's name is not. */
static void find_used(const kw_entry *e, bool *used) {
    const kw_marks *m = e->marks;
    for (size_t i = 0; i < m->n_mentions; i++)
        if (is_name(&m->mentions[i])) used[m->mentions[i].entity] = true;
    for (size_t i = 0; i < m->n_quotes; i++)
        if (m->quotes[i].speaker >= 0 && m->quotes[i].kind == KW_SAID) used[m->quotes[i].speaker] = true;
    for (size_t i = 0; i < e->reports->n; i++) {
        const kw_report *r = &e->reports->v[i];
        const uint32_t sides[] = { r->source, r->target };
        for (size_t k = 0; k < 2; k++)
            if (sides[k] < m->n_mentions) used[m->mentions[sides[k]].entity] = true;
        if (r->says >= 0) used[r->says] = true;
    }
}

static kw_rc put_cast(writer *w) {
    const kw_marks *m = w->e->marks;
    bool *used = kw_alloc_n(w->mem, m->n_entities + 1, sizeof *used);
    if (!used) return kw_fail_nomem(w->err);
    find_used(w->e, used);
    for (size_t i = 0; i < m->n_entities; i++) {
        int64_t why;
        if (!used[i]) continue;
        KW_TRY(kw_entity_id(w->r, &m->entities[i], &w->entities[i], w->err));
        KW_TRY(kw_note_id(w->r, m->entities[i].why, &why, w->err));
        kw_query q = kw_query_on(w->r, "INSERT INTO cast VALUES (?,?,?,?) ON CONFLICT DO NOTHING");
        kw_query_int(&q, w->entities[i]);
        kw_query_int(&q, w->article);
        kw_query_int(&q, (int64_t)(m->entities[i].score * 100 + .5));
        kw_query_id(&q, why);
        KW_TRY(kw_query_run(&q, w->err));
    }
    return KW_OK;
}

/* A name's place and whose it is. */
typedef struct { kw_span at; int64_t entity; } named;

static int by_place(const void *x, const void *y) {
    const named *a = x, *b = y;
    if (a->at.start != b->at.start) return a->at.start < b->at.start ? -1 : 1;
    if (a->at.end != b->at.end) return a->at.end < b->at.end ? -1 : 1;
    return (a->entity > b->entity) - (a->entity < b->entity);
}

/* As a character: not NUL, and none of those that stand for no character (U+D800 to DFFF, U+FFFE, U+FFFF). */
static void put_number(kw_buf *b, uint64_t v) { kw_utf8_put(b, (uint32_t)(v < 0xd7ff ? v + 1 : v + 0x2801)); }

/* Four characters a name; see schema.sql. */
static void pack_names(const named *v, size_t n, kw_buf *out) {
    enum { LOW = (1 << 20) - 1 };
    for (size_t i = 0; i < n; i++) {
        if (i && by_place(&v[i - 1], &v[i]) == 0) continue;
        put_number(out, (uint64_t)(v[i].at.start >> 20) + 16 * (uint64_t)(v[i].entity >> 20));
        put_number(out, v[i].at.start & LOW);
        put_number(out, kw_span_len(v[i].at) & LOW);
        put_number(out, (uint64_t)v[i].entity & LOW);
    }
}

static kw_rc put_mentions(writer *w) {
    const kw_marks *m = w->e->marks;
    kw_buf b = KW_BUF_EMPTY;
    named *v = kw_alloc_n(w->mem, m->n_mentions + 1, sizeof *v);
    size_t n = 0;
    if (!v) return kw_fail_nomem(w->err);
    for (size_t i = 0; i < m->n_mentions; i++)
        if (is_name(&m->mentions[i])) v[n++] = (named){ m->mentions[i].at, w->entities[m->mentions[i].entity] };
    if (!n) return KW_OK;
    qsort(v, n, sizeof *v, by_place);
    pack_names(v, n, &b);
    kw_query q = kw_query_on(w->r, "INSERT INTO names VALUES (?,?)");
    kw_query_int(&q, w->article);
    kw_query_str(&q, kw_buf_str(&b));
    kw_rc rc = kw_query_run(&q, w->err);
    if (b.failed) rc = kw_fail_nomem(w->err);
    kw_buf_free(&b);
    return rc;
}

static kw_rc put_places(writer *w) {
    const kw_marks *m = w->e->marks;
    for (size_t i = 0; i < m->n_places; i++) {
        int64_t why;
        KW_TRY(kw_place_id(w->r, &m->places[i], &w->places[i], w->err));
        KW_TRY(kw_note_id(w->r, m->places[i].why, &why, w->err));
        kw_query q = kw_query_on(w->r, "INSERT INTO place_mention VALUES (?,?,?,?,?,?) ON CONFLICT DO NOTHING");
        kw_query_int(&q, w->article);
        put_span(&q, m->places[i].at);
        kw_query_int(&q, w->places[i]);
        kw_query_int(&q, m->places[i].dateline);
        kw_query_id(&q, why);
        KW_TRY(kw_query_run(&q, w->err));
    }
    return KW_OK;
}

/* date, day, day_last, precision; four NULLs for no date */
static void put_when(kw_query *q, kw_when when, kw_arena *mem) {
    kw_query_str(q, kw_when_iso_in(when, mem));
    if (when.precision == KW_WHEN_NONE) {
        kw_query_null(q);
        kw_query_null(q);
    } else {
        kw_query_int(q, when.first);
        kw_query_int(q, when.last);
    }
    kw_query_str(q, kw_str_of(kw_precision_name((kw_precision)when.precision)));
}

static kw_rc put_dates(writer *w) {
    const kw_marks *m = w->e->marks;
    for (size_t i = 0; i < m->n_dates; i++) {
        int64_t why;
        if (m->dates[i].when.precision == KW_WHEN_NONE) continue;
        KW_TRY(kw_note_id(w->r, m->dates[i].why, &why, w->err));
        kw_query q = kw_query_on(w->r, "INSERT INTO date_mention VALUES (?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING");
        kw_query_int(&q, w->article);
        put_span(&q, m->dates[i].at);
        put_when(&q, m->dates[i].when, w->mem);
        kw_query_int(&q, m->dates[i].relative);
        kw_query_id(&q, why);
        KW_TRY(kw_query_run(&q, w->err));
    }
    return KW_OK;
}

static kw_rc put_credits(writer *w) {
    const kw_article *a = w->e->article;
    for (size_t i = 0; i < a->n_credits; i++) {
        const kw_credit *c = &a->credits[i];
        kw_query q = kw_query_on(w->r, "INSERT INTO credit VALUES (?,?,?,?,?,?,?,?)");
        kw_query_int(&q, w->article);
        kw_query_int(&q, (int64_t)i);
        kw_query_str(&q, else_empty(c->key));
        kw_query_str(&q, else_empty(c->name));
        kw_query_str(&q, c->words);
        kw_query_str(&q, c->rule);
        put_span_or_null(&q, c->in_text, c->at);
        KW_TRY(kw_query_run(&q, w->err));
    }
    return KW_OK;
}

/* The id that a finding of the same words had before, taken from the list; 0: none. */
static int64_t take_old(kw_old_id *v, size_t n, uint64_t says, int64_t *event) {
    for (size_t i = 0; i < n; i++) {
        if (v[i].says != says || !v[i].id) continue;
        int64_t id = v[i].id;
        if (event) *event = v[i].event;
        v[i].id = 0;
        return id;
    }
    return 0;
}

static uint64_t quote_says(kw_str words, int64_t speaker) { return kw_hash_with(words, (uint64_t)speaker); }

static uint64_t report_says(kw_str words, kw_str type, int64_t source, int64_t target, int64_t matter) {
    return kw_hash_mix(kw_hash_mix(kw_hash_with(words, (uint64_t)source), kw_hash_with(type, (uint64_t)target)), (uint64_t)matter);
}

static kw_rc put_quotes(writer *w) {
    const kw_marks *m = w->e->marks;
    for (size_t i = 0; i < m->n_quotes; i++) {
        const kw_quote *x = &m->quotes[i];
        int64_t why, speaker = x->speaker >= 0 ? w->entities[x->speaker] : 0;
        if (x->kind != KW_SAID) continue;
        KW_TRY(kw_note_id(w->r, x->why, &why, w->err));
        uint64_t says = quote_says(kw_str_at(w->e->article->text, x->at), speaker);
        kw_query q = kw_query_on(w->r, "INSERT INTO quote VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
        kw_query_id(&q, w->old ? take_old(w->old->quotes, w->old->n_quotes, says, NULL) : 0);
        kw_query_int(&q, w->article);
        put_span(&q, x->at);
        kw_query_int(&q, x->direct);
        kw_query_id(&q, speaker);
        put_span_or_null(&q, kw_span_len(x->speaker_at) > 0, x->speaker_at);
        put_span_or_null(&q, kw_span_len(x->cue) > 0, x->cue);
        kw_query_str(&q, x->via);
        kw_query_id(&q, why);
        KW_TRY(kw_query_run(&q, w->err));
    }
    return KW_OK;
}

kw_str kw_list_json(kw_strs list, kw_arena *mem) {
    kw_buf b = KW_BUF_EMPTY;
    kw_json_strs(&b, list);
    mem->failed |= b.failed;
    kw_str s = b.failed ? KW_NONE : kw_str_dup(mem, kw_buf_str(&b));
    kw_buf_free(&b);
    return s;
}

typedef struct { int64_t id, event, source, target, says, frame, why, matter; } report_ids;

static void bind_report(writer *w, kw_query *q, const kw_report *x, size_t n, const report_ids *ids) {
    const kw_marks *m = w->e->marks;
    kw_query_id(q, ids->id);
    kw_query_int(q, w->article);
    kw_query_int(q, (int64_t)n);
    kw_query_int(q, ids->event);
    kw_query_id(q, ids->source);
    put_span_or_null(q, x->source < m->n_mentions, x->source < m->n_mentions ? m->mentions[x->source].at : (kw_span){ 0, 0 });
    kw_query_id(q, ids->target);
    put_span_or_null(q, x->target < m->n_mentions, x->target < m->n_mentions ? m->mentions[x->target].at : (kw_span){ 0, 0 });
    kw_query_str(q, else_empty(x->type));
    kw_query_str(q, x->mode.n ? x->mode : KW_NONE);
    kw_query_str(q, x->cameo.n ? x->cameo : KW_NONE);
    kw_query_num(q, x->goldstein);
    kw_query_int(q, x->happened);
    kw_query_str(q, kw_str_of(kw_reason_name(x->reason)));
    kw_query_int(q, x->background);
    put_when(q, x->when, w->mem);
    kw_query_id(q, x->place >= 0 ? w->places[x->place] : 0);
    kw_query_id(q, ids->says);
    kw_query_str(q, kw_list_json(x->via, w->mem));
    put_span(q, x->evidence);
    put_span(q, x->trigger);
    kw_query_num(q, x->score);
    kw_query_id(q, ids->frame);
    kw_query_id(q, ids->why);
    kw_query_id(q, ids->matter);
}

static int64_t entity_row(const writer *w, uint32_t mention) {
    return mention < w->e->marks->n_mentions ? w->entities[w->e->marks->mentions[mention].entity] : 0;
}

static kw_rc put_reports(writer *w) {
    const kw_reports *v = w->e->reports;
    for (size_t i = 0; i < v->n; i++) {
        const kw_report *x = &v->v[i];
        report_ids ids = { .says = x->says >= 0 ? w->entities[x->says] : 0 };
        ids.matter = w->e->matters ? (int64_t)w->e->matters[i] : 0;
        ids.source = entity_row(w, x->source);
        ids.target = entity_row(w, x->target);
        KW_TRY(kw_note_id(w->r, x->frame, &ids.frame, w->err));
        KW_TRY(kw_note_id(w->r, x->why, &ids.why, w->err));
        uint64_t says = report_says(kw_str_at(w->e->article->text, x->evidence), else_empty(x->type), ids.source, ids.target, ids.matter);
        if (w->old) ids.id = take_old(w->old->reports, w->old->n_reports, says, &ids.event);
        kw_query q = kw_query_on(w->r, "INSERT INTO report VALUES (?,?,?,?, ?,?,?, ?,?,?, ?,?,?,?, ?,?,?, ?,?,?,?, ?,?,?, ?,?,?,?, ?,?,?, ?)");
        bind_report(w, &q, x, i, &ids);
        KW_TRY(kw_query_run(&q, w->err));
        if (!ids.event) KW_TRY(kw_findings_own_event(w->r, kw_db_last_id(w->r), 0, w->err));
    }
    return KW_OK;
}

static kw_rc put_digest(writer *w) {
    kw_query q = kw_query_on(w->r, "INSERT INTO digest VALUES (?,?)");
    kw_query_int(&q, w->article);
    kw_query_blob(&q, w->e->digest);
    return kw_query_run(&q, w->err);
}

kw_rc kw_findings_put(kw_record *r, int64_t article, const kw_entry *e, kw_old_ids *old, kw_arena *mem, kw_err *err) {
    writer w = { .r = r, .article = article, .e = e, .old = old, .mem = mem, .err = err };
    w.entities = kw_alloc_n(mem, e->marks->n_entities + 1, sizeof *w.entities);
    w.places = kw_alloc_n(mem, e->marks->n_places + 1, sizeof *w.places);
    if (!w.entities || !w.places) return kw_fail_nomem(err);
    KW_TRY(put_cast(&w));
    KW_TRY(put_mentions(&w));
    KW_TRY(put_places(&w));
    KW_TRY(put_dates(&w));
    KW_TRY(put_credits(&w));
    KW_TRY(put_quotes(&w));
    KW_TRY(put_reports(&w));
    KW_TRY(put_digest(&w));
    return kw_touch_new(r, article, e->sketch, err);
}

kw_rc kw_findings_own_event(kw_record *r, int64_t report, int64_t id, kw_err *err) {
    kw_query q = kw_query_on(r, "INSERT INTO event (id, source, target, source_country, target_country, report, type, mode, cameo,"
        " goldstein, happened, reason, background, date, day, day_last, precision, place, score, n_reports, n_outlets, n_origins,"
        " first_told, last_told, story) SELECT ?, r.source, r.target, (SELECT country FROM entity"
        " WHERE id = r.source), (SELECT country FROM entity WHERE id = r.target), r.id, r.type, r.mode, r.cameo, r.goldstein, r.happened,"
        " r.reason, r.background, r.date, r.day, r.day_last, r.precision, r.place, r.score, 1, 1, 1, v.published, v.published, s.story"
        " FROM report r JOIN article a ON a.id = r.article JOIN version v ON v.id = a.current JOIN story_article s ON s.article = a.id"
        " AND s.also = 0 WHERE r.id = ?");
    kw_query_id(&q, id);
    kw_query_int(&q, report);
    KW_TRY(kw_query_run(&q, err));
    if (!id) id = kw_db_last_id(r);
    q = kw_query_on(r, "UPDATE report SET event = ? WHERE id = ?");
    kw_query_int(&q, id);
    kw_query_int(&q, report);
    return kw_query_run(&q, err);
}

/* ---- taking out ---- */

static kw_rc take_ids(kw_record *r, int64_t article, kw_arena *mem, bool reports, kw_old_id **out, size_t *n_out, kw_err *err) {
    size_t cap = 0;
    kw_query q = kw_query_on(r, reports
        ? "SELECT x.id, substr(CAST(v.text AS BLOB), x.start + 1, x.\"end\" - x.start), x.event, x.type, x.source, x.target, x.matter"
          " FROM report x JOIN article a ON a.id = x.article JOIN version v ON v.id = a.current WHERE x.article = ? ORDER BY x.n"
        : "SELECT x.id, substr(CAST(v.text AS BLOB), x.start + 1, x.\"end\" - x.start), x.speaker"
          " FROM quote x JOIN article a ON a.id = x.article JOIN version v ON v.id = a.current WHERE x.article = ? ORDER BY x.start");
    *out = NULL;
    *n_out = 0;
    kw_query_int(&q, article);
    while (kw_query_next(&q)) {
        kw_old_id *o = kw_push(mem, (void **)out, n_out, &cap, sizeof *o);
        if (!o) {
            kw_query_end(&q, NULL);
            return kw_fail_nomem(err);
        }
        kw_str words = kw_row_str(&q, 1);
        o->id = kw_row_int(&q, 0);
        o->event = reports ? kw_row_int(&q, 2) : 0;
        o->says = reports ? report_says(words, kw_row_str(&q, 3), kw_row_int(&q, 4), kw_row_int(&q, 5), kw_row_int(&q, 6))
            : quote_says(words, kw_row_int(&q, 2));
    }
    return kw_query_end(&q, err);
}

kw_rc kw_findings_take(kw_record *r, int64_t article, kw_arena *mem, kw_old_ids *old, kw_err *err) {
    static const char *const drop[] = {
        ("DELETE FROM cast WHERE article = ?1 AND entity IN (SELECT entity FROM mention WHERE article = ?1 UNION SELECT speaker FROM quote"
         " WHERE article = ?1 UNION SELECT source FROM report WHERE article = ?1 UNION SELECT target FROM report WHERE article = ?1"
         " UNION SELECT says FROM report WHERE article = ?1)"),
        "DELETE FROM names WHERE article = ?", "DELETE FROM place_mention WHERE article = ?",
        "DELETE FROM date_mention WHERE article = ?", "DELETE FROM credit WHERE article = ?", "DELETE FROM quote WHERE article = ?",
        "DELETE FROM report WHERE article = ?", "DELETE FROM digest WHERE article = ?",
    };
    if (old) {
        KW_TRY(take_ids(r, article, mem, false, &old->quotes, &old->n_quotes, err));
        KW_TRY(take_ids(r, article, mem, true, &old->reports, &old->n_reports, err));
    }
    KW_TRY(kw_touch_matters(r, article, err));
    for (size_t i = 0; i < sizeof drop / sizeof *drop; i++) {
        kw_query q = kw_query_on(r, drop[i]);
        kw_query_int(&q, article);
        KW_TRY(kw_query_run(&q, err));
    }
    return KW_OK;
}

kw_rc kw_findings_settle(kw_record *r, const kw_old_ids *old, kw_err *err) {
    static const char *const sql[] = {
        "DELETE FROM conflict WHERE event = ?1",
        "DELETE FROM event WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM report WHERE event = ?1)",
        ("UPDATE event SET report = (SELECT min(id) FROM report WHERE event = ?1) WHERE id = ?1"
         " AND NOT EXISTS (SELECT 1 FROM report WHERE id = event.report)"),
    };
    for (size_t i = 0; i < old->n_reports; i++)
        for (size_t k = 0; k < sizeof sql / sizeof *sql; k++) {
            kw_query q = kw_query_on(r, sql[k]);
            kw_query_int(&q, old->reports[i].event);
            KW_TRY(kw_query_run(&q, err));
        }
    return KW_OK;
}
