/* SPDX-License-Identifier: MIT
 * One answer, row by row: each row is laid out in the form that was asked for and handed on at once, so that memory does
 * not grow with the answer. */
#include "export/row.h"

#include <stdio.h>

/* ---- what all forms share ---- */

kw_str kw_id_text(char kind, int64_t id, char text[KW_ID_TEXT]) {
    if (!id) return KW_STR("");
    snprintf(text, KW_ID_TEXT, "%c%lld", kind, (long long)id);
    return kw_str_of(text);
}

kw_str kw_side_name(char side) { return side == '-' ? KW_STR("older") : side == '+' ? KW_STR("newer") : KW_STR("both"); }

/* ---- one row ---- */

static bool is_flat(const kw_answer *a) { return a->form == KW_CSV || a->form == KW_TSV; }

/* False: the row is to be written in another form than a table. */
static bool is_table(kw_answer *a, kw_sheet *s) {
    *s = (kw_sheet){ &a->out, a->width < 40 ? 40 : a->width, a->colour };
    return a->form == KW_TABLE;
}

static bool hand_on(kw_answer *a) {
    if (a->form == KW_JSONL) kw_buf_byte(&a->out, '\n');
    a->rows++;
    if (a->made_of && a->made_of->failed) a->out.failed = true;
    if (a->out.failed || (a->out.n && !a->write(a->ctx, a->out.p, a->out.n))) a->stopped = true;
    if (!a->out.failed) kw_buf_reset(&a->out);
    return !a->stopped;
}

/* Rows of a JSON array stand one on a line, so that it can still be read with a line tool. */
static kw_out begin_json(kw_answer *a, kw_str text) {
    if (a->form == KW_JSON) kw_buf_text(&a->out, a->rows ? ",\n" : "[\n");
    return (kw_out){ &a->out, text };
}

/* The cells of a line come from several rows: of a story and each of its articles. */
typedef struct part { const kw_shape *shape; const void *row; } part;

static kw_flat begin_flat(kw_answer *a, const part *v, size_t n) {
    kw_flat f = { .out = &a->out, .sep = a->form == KW_CSV ? ',' : '\t' };
    for (size_t i = 0; !a->rows && i < n; i++) kw_flat_names(&f, v[i].shape);
    if (!a->rows) kw_flat_end(&f);
    return f;
}

static void put_line(kw_flat *f, const part *v, size_t n) {
    for (size_t i = 0; i < n; i++) kw_flat_values(f, v[i].shape, v[i].row);
    kw_flat_end(f);
}

/* A row that is one object and one line. */
static void put(kw_answer *a, const kw_shape *object, const kw_shape *line, const void *row, kw_str text) {
    if (is_flat(a)) {
        part p = { line, row };
        kw_flat f = begin_flat(a, &p, 1);
        put_line(&f, &p, 1);
    } else {
        kw_out o = begin_json(a, text);
        kw_shape_json(&o, object, row);
    }
}

/* ---- events ---- */

static bool put_event(kw_answer *a, const kw_event_row *e, bool timeline) {
    kw_sheet s;
    bool table = is_table(a, &s), pair = table && a->paired && e->mirror;
    if (pair && e->mirror < e->id) return true;
    if (!table) put(a, &kw_event_object, &kw_event_line, e, KW_NONE);
    else if (timeline) kw_table_timeline(&s, e, pair);
    else kw_table_event(&s, e, !a->rows);
    return hand_on(a);
}

bool kw_answer_event(void *answer, const kw_event_row *e) { return put_event(answer, e, false); }
bool kw_answer_timeline(void *answer, const kw_event_row *e) { return put_event(answer, e, true); }

/* ---- stories ---- */

/* One line an article, so that a sheet can be joined with others. */
static void flat_story(kw_answer *a, const kw_story_row *s) {
    bool also = false;
    part p[] = { { &kw_story_line, s }, { &kw_brief_line, NULL }, { &kw_also_line, &also } };
    kw_flat f = begin_flat(a, p, 3);
    for (size_t i = 0; i < s->n_listed + s->n_also; i++) {
        also = i >= s->n_listed;
        p[1].row = also ? &s->also[i - s->n_listed] : &s->articles[i];
        put_line(&f, p, 3);
    }
}

static bool among(const kw_event_row *events, size_t n, int64_t id) {
    for (size_t i = 0; i < n; i++)
        if (events[i].id == id) return true;
    return false;
}

/* For reading: what goes both ways stands there once, as in a timeline. */
static void put_story_events(kw_sheet *s, const kw_event_row *events, size_t n) {
    for (size_t i = 0; i < n; i++) {
        bool pair = events[i].mirror && among(events, n, events[i].mirror);
        if (!pair || events[i].mirror > events[i].id) kw_table_timeline(s, &events[i], pair);
    }
}

static bool put_story(kw_answer *a, const kw_story_row *row, bool whole, const kw_event_row *events, size_t n) {
    kw_sheet s;
    if (is_flat(a)) flat_story(a, row);
    else if (is_table(a, &s)) {
        kw_table_story(&s, row);
        put_story_events(&s, events, n);
    } else {
        kw_out o = begin_json(a, KW_NONE);
        kw_json_open(o.json, '{');
        kw_shape_values(&o, &kw_story_object, row);
        if (whole) kw_shape_rows(&o, "events", &kw_event_object, events, n);
        kw_json_close(o.json, '}');
    }
    return hand_on(a);
}

bool kw_answer_story(void *answer, const kw_story_row *row) { return put_story(answer, row, false, NULL, 0); }
bool kw_answer_whole_story(void *answer, const kw_story_row *row, const kw_event_row *events, size_t n) {
    return put_story(answer, row, true, events, n);
}

static void flat_thread(kw_answer *a, const kw_thread_row *t) {
    part p[] = { { &kw_thread_line, t }, { &kw_step_line, NULL } };
    kw_flat f = begin_flat(a, p, 2);
    for (size_t i = 0; i < t->n_listed; i++) {
        p[1].row = &t->stories[i];
        put_line(&f, p, 2);
    }
}

bool kw_answer_thread(void *answer, const kw_thread_row *t) {
    kw_sheet s;
    if (is_table(answer, &s)) kw_table_thread(&s, t);
    else if (is_flat(answer)) flat_thread(answer, t);
    else put(answer, &kw_thread_object, NULL, t, KW_NONE);
    return hand_on(answer);
}

/* ---- one row, one line ---- */

bool kw_answer_link(void *answer, const kw_link_row *l) {
    kw_sheet s;
    if (is_table(answer, &s)) kw_table_link(&s, l);
    else put(answer, &kw_link_object, &kw_link_line, l, KW_NONE);
    return hand_on(answer);
}

bool kw_answer_quote(void *answer, const kw_quote_row *q) {
    kw_sheet s;
    if (is_table(answer, &s)) kw_table_quote(&s, q);
    else put(answer, &kw_quote_object, &kw_quote_line, q, KW_NONE);
    return hand_on(answer);
}

bool kw_answer_hit(void *answer, const kw_hit_row *h) {
    kw_sheet s;
    if (is_table(answer, &s)) kw_table_hit(&s, h);
    else put(answer, &kw_hit_object, &kw_hit_line, h, KW_NONE);
    return hand_on(answer);
}

bool kw_answer_dyad(void *answer, const kw_dyad_row *d) {
    kw_answer *a = answer;
    kw_sheet s;
    if (is_table(a, &s)) kw_table_dyad(&s, d, !a->rows);
    else put(a, &kw_dyad_object, &kw_dyad_line, d, KW_NONE);
    return hand_on(a);
}

bool kw_answer_failure(void *answer, const kw_failure_row *x) {
    kw_sheet s;
    if (is_table(answer, &s)) kw_table_failure(&s, x);
    else put(answer, &kw_failure_object, &kw_failure_object, x, KW_NONE);
    return hand_on(answer);
}

bool kw_answer_article(void *answer, const kw_article_row *r) {
    kw_sheet s;
    if (is_table(answer, &s)) kw_table_article(&s, r);
    else put(answer, &kw_article_object, &kw_article_line, r, r->text);
    return hand_on(answer);
}

/* ---- answers of several lines ---- */

static void flat_chain(kw_answer *a, const kw_chain *c) {
    part p[] = { { &kw_taker_line, NULL }, { &kw_edge_kind_line, NULL }, { &kw_giver_line, NULL }, { &kw_edge_score_line, NULL } };
    kw_flat f = begin_flat(a, p, 4);
    for (size_t i = 0; i < c->n_edges; i++) {
        p[0].row = &c->nodes[c->edges[i].from];
        p[2].row = &c->nodes[c->edges[i].to];
        p[1].row = p[3].row = &c->edges[i];
        put_line(&f, p, 4);
    }
}

bool kw_answer_chain(void *answer, const kw_chain *c) {
    kw_sheet s;
    if (is_table(answer, &s)) kw_table_chain(&s, c);
    else if (is_flat(answer)) flat_chain(answer, c);
    else put(answer, &kw_chain_object, NULL, c, KW_NONE);
    return hand_on(answer);
}

/* A line for each row, the id that was asked for before it. */
static void flat_asked(kw_answer *a, const kw_shape *asked, kw_str id, const kw_shape *line, const void *rows, size_t n) {
    part p[] = { { asked, &id }, { line, rows } };
    kw_flat f = begin_flat(a, p, 2);
    for (size_t i = 0; i < n; i++) {
        p[1].row = (const char *)rows + i * line->size;
        put_line(&f, p, 2);
    }
}

bool kw_answer_why(void *answer, kw_str id, const kw_why_list *w) {
    kw_sheet s;
    if (is_table(answer, &s)) kw_table_why(&s, w);
    else if (is_flat(answer)) flat_asked(answer, &kw_asked_line, id, &kw_why_object, w->v, w->n);
    else {
        kw_out o = begin_json(answer, KW_NONE);
        kw_json_open(o.json, '{');
        kw_json_put(o.json, "id", id);
        kw_shape_rows(&o, "why", &kw_why_object, w->v, w->n);
        kw_json_close(o.json, '}');
    }
    return hand_on(answer);
}

bool kw_answer_diff(void *answer, kw_str id, const kw_diff *d) {
    kw_sheet s;
    if (is_table(answer, &s)) kw_table_diff(&s, d);
    else if (is_flat(answer)) flat_asked(answer, &kw_asked_article_line, id, &kw_diff_line, d->v, d->n);
    else {
        kw_out o = begin_json(answer, KW_NONE);
        kw_json_open(o.json, '{');
        kw_json_put(o.json, "article", id);
        kw_shape_values(&o, &kw_diff_object, d);
        kw_json_close(o.json, '}');
    }
    return hand_on(answer);
}

void kw_answer_end(kw_answer *a) {
    if (a->form == KW_JSON && !a->stopped) {
        kw_buf_text(&a->out, a->rows ? "\n]\n" : "[]\n");
        if (!a->write(a->ctx, a->out.p, a->out.n)) a->stopped = true;
    }
    kw_buf_free(&a->out);
}
