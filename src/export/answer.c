/* SPDX-License-Identifier: MIT
 * One answer, row by row: each row is laid out in the form that was asked for and handed on at once, so that memory does
 * not grow with the answer. CSV is that of RFC 4180; in TSV, tabs and line ends in a cell become a space. */
#include "export/row.h"

#include <stdio.h>

/* ---- cells ---- */

static void begin_cell(kw_flat *f) { if (f->n++) kw_buf_byte(f->out, f->sep); }

/* A cell that a spreadsheet would take for a formula comes from an article, never from us: it gets a quote before it. */
static bool acts(kw_str s) { return s.n && strchr("=+-@\t\r", s.p[0]); }

void kw_flat_str(kw_flat *f, kw_str s) {
    bool quote = false;
    begin_cell(f);
    for (size_t i = 0; f->sep == ',' && i < s.n && !quote; i++) quote = s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
    if (quote) kw_buf_byte(f->out, '"');
    if (f->sep == ',' && acts(s)) kw_buf_byte(f->out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (f->sep == '\t' && (c == '\t' || c == '\n' || c == '\r')) c = ' ';
        if (quote && c == '"') kw_buf_byte(f->out, '"');
        kw_buf_byte(f->out, c);
    }
    if (quote) kw_buf_byte(f->out, '"');
}

void kw_flat_int(kw_flat *f, int64_t v) {
    begin_cell(f);
    kw_buf_fmt(f->out, "%lld", (long long)v);
}

void kw_flat_num(kw_flat *f, double v, int decimals) {
    kw_buf b = KW_BUF_EMPTY;
    kw_json_num(&b, v, decimals);
    begin_cell(f);
    kw_buf_add(f->out, kw_buf_str(&b));
    kw_buf_free(&b);
}

void kw_flat_id(kw_flat *f, char kind, int64_t id) {
    begin_cell(f);
    if (id) kw_buf_fmt(f->out, "%c%lld", kind, (long long)id);
}

void kw_flat_end(kw_flat *f) {
    kw_buf_text(f->out, f->sep == ',' ? "\r\n" : "\n");
    f->n = 0;
}

/* ---- what all forms share ---- */

kw_str kw_id_text(char kind, int64_t id, char text[KW_ID_TEXT]) {
    if (!id) return KW_STR("");
    snprintf(text, KW_ID_TEXT, "%c%lld", kind, (long long)id);
    return kw_str_of(text);
}

kw_str kw_side_name(char side) { return side == '-' ? KW_STR("older") : side == '+' ? KW_STR("newer") : KW_STR("both"); }

/* ---- one row ---- */

static bool hand_on(kw_answer *a) {
    a->rows++;
    if (a->out.failed || (a->out.n && !a->write(a->ctx, a->out.p, a->out.n))) a->stopped = true;
    if (!a->out.failed) kw_buf_reset(&a->out);
    return !a->stopped;
}

static bool is_json(const kw_answer *a) { return a->form == KW_JSON || a->form == KW_JSONL; }
static bool is_flat(const kw_answer *a) { return a->form == KW_CSV || a->form == KW_TSV; }

/* Rows of a JSON array stand one on a line, so that it can still be read with a line tool. */
static kw_buf *begin_json(kw_answer *a) {
    if (a->form == KW_JSON) kw_buf_text(&a->out, a->rows ? ",\n" : "[\n");
    return &a->out;
}

static bool end_json(kw_answer *a) {
    if (a->form == KW_JSONL) kw_buf_byte(&a->out, '\n');
    return hand_on(a);
}

static kw_flat begin_flat(kw_answer *a, const char *columns) {
    kw_flat f = { .out = &a->out, .sep = a->form == KW_CSV ? ',' : '\t' };
    kw_str rest = kw_str_of(columns), name;
    if (a->rows) return f;
    while (kw_str_cut(&rest, ' ', &name)) kw_flat_str(&f, name);
    kw_flat_end(&f);
    return f;
}

static kw_sheet sheet_of(kw_answer *a) { return (kw_sheet){ &a->out, a->width < 40 ? 40 : a->width, a->colour }; }

/* ---- flat rows: the names of the columns stand beside what fills them ---- */

static void flat_actor(kw_flat *f, const kw_actor_row *a) {
    kw_flat_str(f, a->name);
    kw_flat_str(f, a->actor);
    kw_flat_str(f, a->country);
    kw_flat_str(f, a->sector);
}

static void flat_event(kw_answer *a, const kw_event_row *e) {
    kw_flat f = begin_flat(a, "event date date_precision source source_actor source_country source_sector type mode cameo goldstein target target_actor"
        " target_country target_sector happened reason background place speaker via n_reports n_outlets n_origins first_told last_told story score evidence");
    kw_flat_id(&f, 'e', e->id);
    kw_flat_str(&f, e->date);
    kw_flat_str(&f, e->precision);
    flat_actor(&f, &e->source);
    kw_flat_str(&f, e->type);
    kw_flat_str(&f, e->mode);
    kw_flat_str(&f, e->cameo);
    kw_flat_num(&f, e->goldstein, 1);
    flat_actor(&f, &e->target);
    kw_flat_int(&f, e->happened);
    kw_flat_str(&f, e->reason);
    kw_flat_int(&f, e->background);
    kw_flat_str(&f, e->place);
    kw_flat_str(&f, e->says.speaker);
    kw_flat_str(&f, e->says.via.n ? e->says.via.v[0] : KW_NONE);
    kw_flat_int(&f, e->n_reports);
    kw_flat_int(&f, e->n_outlets);
    kw_flat_int(&f, e->n_origins);
    kw_flat_str(&f, e->first_told);
    kw_flat_str(&f, e->last_told);
    kw_flat_id(&f, 's', e->story);
    kw_flat_num(&f, e->score, 2);
    kw_flat_str(&f, e->evidence);
    kw_flat_end(&f);
}

static bool put_event(kw_answer *a, const kw_event_row *e, bool timeline) {
    kw_sheet s = sheet_of(a);
    bool pair = a->form == KW_TABLE && a->paired && e->mirror;
    if (pair && e->mirror < e->id) return true;
    if (is_json(a)) {
        kw_json_event(begin_json(a), e);
        return end_json(a);
    }
    if (is_flat(a)) flat_event(a, e);
    else if (timeline) kw_table_timeline(&s, e, pair);
    else kw_table_event(&s, e, !a->rows);
    return hand_on(a);
}

bool kw_answer_event(void *answer, const kw_event_row *e) { return put_event(answer, e, false); }
bool kw_answer_timeline(void *answer, const kw_event_row *e) { return put_event(answer, e, true); }

static void flat_brief(kw_flat *f, const kw_brief_row *b) {
    kw_flat_id(f, 'a', b->id);
    kw_flat_str(f, b->ref);
    kw_flat_str(f, b->outlet);
    kw_flat_str(f, b->published);
    kw_flat_str(f, b->title);
}

/* One line an article, so that a sheet can be joined with others. */
static void flat_story(kw_answer *a, const kw_story_row *s) {
    kw_flat f = begin_flat(a, "story thread story_title first last n_articles n_outlets n_origins article ref outlet published title also");
    for (size_t i = 0; i < s->n_listed + s->n_also; i++) {
        bool also = i >= s->n_listed;
        kw_flat_id(&f, 's', s->id);
        kw_flat_id(&f, 't', s->thread);
        kw_flat_str(&f, s->title);
        kw_flat_str(&f, s->first);
        kw_flat_str(&f, s->last);
        kw_flat_int(&f, s->n_articles);
        kw_flat_int(&f, s->n_outlets);
        kw_flat_int(&f, s->n_origins);
        flat_brief(&f, also ? &s->also[i - s->n_listed] : &s->articles[i]);
        kw_flat_int(&f, also);
        kw_flat_end(&f);
    }
}

bool kw_answer_story(void *answer, const kw_story_row *row) {
    kw_answer *a = answer;
    kw_sheet s = sheet_of(a);
    if (is_json(a)) {
        kw_json_story(begin_json(a), row, NULL, 0);
        return end_json(a);
    }
    if (is_flat(a)) flat_story(a, row);
    else kw_table_story(&s, row);
    return hand_on(a);
}

bool kw_answer_whole_story(void *answer, const kw_story_row *row, const kw_event_row *events, size_t n) {
    kw_answer *a = answer;
    static const kw_event_row none;
    kw_sheet s = sheet_of(a);
    if (is_json(a)) {
        kw_json_story(begin_json(a), row, n ? events : &none, n);
        return end_json(a);
    }
    if (is_flat(a)) flat_story(a, row);
    else {
        kw_table_story(&s, row);
        for (size_t i = 0; i < n; i++) kw_table_timeline(&s, &events[i], false);
    }
    return hand_on(a);
}

bool kw_answer_thread(void *answer, const kw_thread_row *t) {
    kw_answer *a = answer;
    kw_sheet s = sheet_of(a);
    if (is_json(a)) {
        kw_json_thread(begin_json(a), t);
        return end_json(a);
    }
    if (is_flat(a)) {
        kw_flat f = begin_flat(a, "thread thread_title story title first last n_articles n_outlets n_origins");
        for (size_t i = 0; i < t->n_listed; i++) {
            kw_flat_id(&f, 't', t->id);
            kw_flat_str(&f, t->title);
            kw_flat_id(&f, 's', t->stories[i].id);
            kw_flat_str(&f, t->stories[i].title);
            kw_flat_str(&f, t->stories[i].first);
            kw_flat_str(&f, t->stories[i].last);
            kw_flat_int(&f, t->stories[i].n_articles);
            kw_flat_int(&f, t->stories[i].n_outlets);
            kw_flat_int(&f, t->stories[i].n_origins);
            kw_flat_end(&f);
        }
    } else kw_table_thread(&s, t);
    return hand_on(a);
}

bool kw_answer_link(void *answer, const kw_link_row *l) {
    kw_answer *a = answer;
    kw_sheet s = sheet_of(a);
    if (is_json(a)) {
        kw_json_link(begin_json(a), l);
        return end_json(a);
    }
    if (is_flat(a)) {
        kw_flat f = begin_flat(a, "link from from_ref to to_ref agency kind score why");
        kw_flat_id(&f, 'l', l->id);
        kw_flat_id(&f, 'a', l->from);
        kw_flat_str(&f, l->from_ref);
        kw_flat_id(&f, 'a', l->to);
        kw_flat_str(&f, l->to_ref);
        kw_flat_str(&f, l->agency);
        kw_flat_str(&f, l->kind);
        kw_flat_num(&f, l->score, 2);
        kw_flat_str(&f, l->why);
        kw_flat_end(&f);
    } else kw_table_link(&s, l);
    return hand_on(a);
}

bool kw_answer_quote(void *answer, const kw_quote_row *q) {
    kw_answer *a = answer;
    kw_sheet s = sheet_of(a);
    if (is_json(a)) {
        kw_json_quote(begin_json(a), q);
        return end_json(a);
    }
    if (is_flat(a)) {
        kw_flat f = begin_flat(a, "quote article ref outlet published speaker actor cue via direct start end text");
        kw_flat_id(&f, 'q', q->id);
        kw_flat_id(&f, 'a', q->article);
        kw_flat_str(&f, q->ref);
        kw_flat_str(&f, q->outlet);
        kw_flat_str(&f, q->published);
        kw_flat_str(&f, q->speaker.name);
        kw_flat_str(&f, q->speaker.actor);
        kw_flat_str(&f, q->cue);
        kw_flat_str(&f, q->via);
        kw_flat_int(&f, q->direct);
        kw_flat_int(&f, q->at.start);
        kw_flat_int(&f, q->at.end);
        kw_flat_str(&f, q->text);
        kw_flat_end(&f);
    } else kw_table_quote(&s, q);
    return hand_on(a);
}

bool kw_answer_hit(void *answer, const kw_hit_row *h) {
    kw_answer *a = answer;
    kw_sheet s = sheet_of(a);
    if (is_json(a)) {
        kw_json_hit(begin_json(a), h);
        return end_json(a);
    }
    if (is_flat(a)) {
        kw_flat f = begin_flat(a, "article ref outlet published title score");
        flat_brief(&f, &h->article);
        kw_flat_num(&f, h->score, 3);
        kw_flat_end(&f);
    } else kw_table_hit(&s, h);
    return hand_on(a);
}

bool kw_answer_dyad(void *answer, const kw_dyad_row *d) {
    kw_answer *a = answer;
    kw_sheet s = sheet_of(a);
    if (is_json(a)) {
        kw_json_dyad(begin_json(a), d);
        return end_json(a);
    }
    if (is_flat(a)) {
        kw_flat f = begin_flat(a, "period type events happened reports goldstein origins goldstein_by_reports goldstein_by_origins");
        kw_flat_str(&f, d->period);
        kw_flat_str(&f, d->type);
        kw_flat_int(&f, d->events);
        kw_flat_int(&f, d->happened);
        kw_flat_int(&f, d->reports);
        kw_flat_num(&f, d->goldstein, 2);
        kw_flat_int(&f, d->origins);
        kw_flat_num(&f, d->by_reports, 2);
        kw_flat_num(&f, d->by_origins, 2);
        kw_flat_end(&f);
    } else kw_table_dyad(&s, d, !a->rows);
    return hand_on(a);
}

bool kw_answer_failure(void *answer, const kw_failure_row *x) {
    kw_answer *a = answer;
    kw_sheet s = sheet_of(a);
    if (is_json(a)) {
        kw_json_failure(begin_json(a), x);
        return end_json(a);
    }
    if (is_flat(a)) {
        kw_flat f = begin_flat(a, "path why");
        kw_flat_str(&f, x->path);
        kw_flat_str(&f, x->why);
        kw_flat_end(&f);
    } else kw_table_failure(&s, x);
    return hand_on(a);
}

/* ---- answers that are one thing ---- */

bool kw_answer_article(void *answer, const kw_article_row *r) {
    kw_answer *a = answer;
    kw_sheet s = sheet_of(a);
    if (is_json(a)) {
        kw_json_article(begin_json(a), r);
        return end_json(a);
    }
    if (is_flat(a)) {
        kw_flat f = begin_flat(a, "article ref outlet published title language text");
        kw_brief_row b = { r->id, r->ref, r->outlet, r->published, r->title, KW_NONE };
        flat_brief(&f, &b);
        kw_flat_str(&f, r->language);
        kw_flat_str(&f, r->text);
        kw_flat_end(&f);
    } else kw_table_article(&s, r);
    return hand_on(a);
}

bool kw_answer_chain(void *answer, const kw_chain *c) {
    kw_answer *a = answer;
    kw_sheet s = sheet_of(a);
    if (is_json(a)) {
        kw_json_chain(begin_json(a), c);
        return end_json(a);
    }
    if (is_flat(a)) {
        kw_flat f = begin_flat(a, "from from_ref kind to to_ref agency score");
        for (size_t i = 0; i < c->n_edges; i++) {
            const kw_chain_node *from = &c->nodes[c->edges[i].from], *to = &c->nodes[c->edges[i].to];
            kw_flat_id(&f, 'a', from->id);
            kw_flat_str(&f, from->ref);
            kw_flat_str(&f, c->edges[i].kind);
            kw_flat_id(&f, 'a', to->id);
            kw_flat_str(&f, to->ref);
            kw_flat_str(&f, to->agency);
            kw_flat_num(&f, c->edges[i].score, 2);
            kw_flat_end(&f);
        }
    } else kw_table_chain(&s, c);
    return hand_on(a);
}

bool kw_answer_why(void *answer, kw_str id, const kw_why_list *w) {
    kw_answer *a = answer;
    kw_sheet s = sheet_of(a);
    if (is_json(a)) {
        kw_json_why(begin_json(a), id, w);
        return end_json(a);
    }
    if (is_flat(a)) {
        kw_flat f = begin_flat(a, "id depth what value words rule");
        for (size_t i = 0; i < w->n; i++) {
            kw_flat_str(&f, id);
            kw_flat_int(&f, w->v[i].depth);
            kw_flat_str(&f, w->v[i].what);
            kw_flat_str(&f, w->v[i].value);
            kw_flat_str(&f, w->v[i].words);
            kw_flat_str(&f, w->v[i].rule);
            kw_flat_end(&f);
        }
    } else kw_table_why(&s, w);
    return hand_on(a);
}

bool kw_answer_diff(void *answer, kw_str id, const kw_diff *d) {
    kw_answer *a = answer;
    kw_sheet s = sheet_of(a);
    if (is_json(a)) {
        kw_json_diff(begin_json(a), id, d);
        return end_json(a);
    }
    if (is_flat(a)) {
        kw_flat f = begin_flat(a, "article side text");
        for (size_t i = 0; i < d->n; i++) {
            kw_flat_str(&f, id);
            kw_flat_str(&f, kw_side_name(d->v[i].side));
            kw_flat_str(&f, d->v[i].line);
            kw_flat_end(&f);
        }
    } else kw_table_diff(&s, d);
    return hand_on(a);
}

void kw_answer_end(kw_answer *a) {
    if (a->form == KW_JSON && !a->stopped) {
        kw_buf_text(&a->out, a->rows ? "\n]\n" : "[]\n");
        if (!a->write(a->ctx, a->out.p, a->out.n)) a->stopped = true;
    }
    kw_buf_free(&a->out);
}
