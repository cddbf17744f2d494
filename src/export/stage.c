/* SPDX-License-Identifier: MIT
 * The answers of the stages' verbs; those of the record, in answer.c, use the same names for the same things. */
#include "export/stage.h"
#include "know/calendar.h"
#include "know/names.h"

static void put_when(kw_buf *out, const char *key, kw_when w, kw_arena *mem) { kw_json_put(out, key, kw_when_iso_in(w, mem)); }

static void put_spanned_text(kw_buf *out, kw_str text, kw_span at) {
    kw_json_put_span(out, at);
    kw_json_put(out, "text", kw_str_at(text, at));
}

static void put_count(kw_buf *out, const char *key, uint32_t n) {
    if (n) kw_json_put_int(out, key, n);
    else kw_json_put(out, key, KW_NONE);
}

static void put_part(kw_buf *out, const kw_part *p) {
    if (!p->number && !p->of) { kw_json_put(out, "part", KW_NONE); return; }
    kw_json_key(out, "part");
    kw_json_open(out, '{');
    put_count(out, "number", p->number);
    put_count(out, "of", p->of);
    kw_json_put(out, "next", p->next);
    kw_json_put(out, "previous", p->previous);
    kw_json_put(out, "whole", p->whole);
    kw_json_close(out, '}');
}

void kw_export_article(const kw_article *a, kw_arena *mem, kw_buf *out) {
    kw_json_open(out, '{');
    kw_json_put(out, "path", a->path);
    kw_json_put(out, "ref", a->ref);
    kw_json_put(out, "url", a->url);
    kw_json_put(out, "canonical", a->canonical);
    kw_json_put(out, "title", a->title);
    kw_json_put(out, "text", a->text);
    kw_json_key(out, "paragraphs");
    kw_json_open(out, '[');
    for (size_t i = 0; i < a->n_paras; i++) kw_json_str(out, kw_str_at(a->text, a->paras[i].at));
    kw_json_close(out, ']');
    put_when(out, "published", a->published, mem);
    kw_json_put(out, "published_from", a->published_from);
    put_when(out, "modified", a->modified, mem);
    kw_json_put(out, "outlet", a->outlet);
    kw_json_key(out, "authors");
    kw_json_strs(out, a->authors);
    kw_json_put(out, "editor", a->editor);
    kw_json_put(out, "translator", a->translator);
    kw_json_put(out, "dateline", a->dateline);
    kw_json_key(out, "credits");
    kw_json_open(out, '[');
    for (size_t i = 0; i < a->n_credits; i++) kw_json_str(out, a->credits[i].name);
    kw_json_close(out, ']');
    kw_json_put(out, "language", a->language);
    put_part(out, &a->part);
    kw_json_close(out, '}');
}

static void put_mention(kw_buf *out, kw_str text, const kw_mention *m, const kw_entity *e) {
    kw_json_open(out, '{');
    put_spanned_text(out, text, m->at);
    kw_json_put(out, "kind", kw_str_of(kw_kind_name(e->kind)));
    kw_json_put(out, "actor", e->actor);
    kw_json_put(out, "name", e->name);
    kw_json_put(out, "role", e->role);
    kw_json_put(out, "country", e->country);
    kw_json_put(out, "sector", e->sector);
    kw_json_put_num(out, "score", e->score, 2);
    kw_json_put_int(out, "name_start", m->name.start);
    kw_json_put_int(out, "name_end", m->name.end);
    kw_json_put_bool(out, "named", m->named);
    kw_json_put_bool(out, "inside", m->inside);
    kw_json_put(out, "why", m->why.p ? m->why : e->why);
    kw_json_close(out, '}');
}

static void put_date(kw_buf *out, kw_str text, const kw_date *d, kw_arena *mem) {
    kw_json_open(out, '{');
    put_spanned_text(out, text, d->at);
    put_when(out, "iso", d->when, mem);
    kw_json_put(out, "precision", kw_str_of(kw_precision_name((kw_precision)d->when.precision)));
    kw_json_put(out, "why", d->why);
    kw_json_close(out, '}');
}

/* NaN: no point is known. */
static void put_degrees(kw_buf *out, const char *key, double degrees) {
    if (degrees == degrees) kw_json_put_num(out, key, degrees, 4);
    else { kw_json_key(out, key); kw_json_null(out); }
}

static void put_place(kw_buf *out, kw_str text, const kw_place *p) {
    kw_json_open(out, '{');
    put_spanned_text(out, text, p->at);
    kw_json_put(out, "name", p->name);
    kw_json_put(out, "country", p->country);
    kw_json_put(out, "region", p->region);
    put_degrees(out, "lat", p->lat);
    put_degrees(out, "lon", p->lon);
    kw_json_put(out, "precision", kw_str_of(kw_place_precision_name(p->precision)));
    kw_json_put(out, "why", p->why);
    kw_json_close(out, '}');
}

static void put_quote(kw_buf *out, kw_str text, const kw_marks *m, const kw_quote *q) {
    kw_json_open(out, '{');
    put_spanned_text(out, text, q->at);
    kw_json_put(out, "speaker", q->speaker >= 0 ? m->entities[q->speaker].name : KW_NONE);
    if (kw_span_len(q->speaker_at)) {
        kw_json_put_int(out, "speaker_start", q->speaker_at.start);
        kw_json_put_int(out, "speaker_end", q->speaker_at.end);
    }
    kw_json_put(out, "cue", kw_span_len(q->cue) ? kw_str_at(text, q->cue) : KW_NONE);
    kw_json_put(out, "via", q->via);
    kw_json_put_bool(out, "direct", q->direct);
    kw_json_put(out, "why", q->why);
    kw_json_close(out, '}');
}

void kw_export_quotes(kw_str text, const kw_marks *m, kw_buf *out) {
    kw_json_key(out, "quotes");
    kw_json_open(out, '[');
    for (size_t i = 0; i < m->n_quotes; i++)
        if (m->quotes[i].kind == KW_SAID && m->quotes[i].direct) put_quote(out, text, m, &m->quotes[i]);
    kw_json_close(out, ']');
    kw_json_key(out, "told");                              /* statements without quotation marks */
    kw_json_open(out, '[');
    for (size_t i = 0; i < m->n_quotes; i++)
        if (m->quotes[i].kind == KW_SAID && !m->quotes[i].direct) put_quote(out, text, m, &m->quotes[i]);
    kw_json_close(out, ']');
}

void kw_export_marks(kw_str text, const kw_marks *m, kw_arena *mem, kw_buf *out) {
    kw_json_key(out, "mentions");
    kw_json_open(out, '[');
    for (size_t i = 0; i < m->n_mentions; i++)
        if (!m->mentions[i].pronoun) put_mention(out, text, &m->mentions[i], &m->entities[m->mentions[i].entity]);
    kw_json_close(out, ']');
    kw_json_key(out, "dates");
    kw_json_open(out, '[');
    for (size_t i = 0; i < m->n_dates; i++)
        if (m->dates[i].when.precision != KW_WHEN_NONE) put_date(out, text, &m->dates[i], mem);
    kw_json_close(out, ']');
    kw_json_key(out, "places");
    kw_json_open(out, '[');
    for (size_t i = 0; i < m->n_places; i++) put_place(out, text, &m->places[i]);
    kw_json_close(out, ']');
    kw_export_quotes(text, m, out);
}

static void put_role(kw_buf *out, const char *key, kw_str text, const kw_marks *m, uint32_t mention) {
    kw_json_key(out, key);
    if (mention >= m->n_mentions) { kw_json_null(out); return; }
    const kw_entity *e = &m->entities[m->mentions[mention].entity];
    kw_json_open(out, '{');
    put_spanned_text(out, text, m->mentions[mention].at);
    kw_json_put(out, "actor", e->actor);
    kw_json_put(out, "name", e->name);
    kw_json_put(out, "country", e->country);
    kw_json_put(out, "sector", e->sector);
    kw_json_close(out, '}');
}

static void put_says(kw_buf *out, const kw_marks *m, const kw_report *r) {
    kw_json_key(out, "says");
    kw_json_open(out, '{');
    kw_json_put(out, "speaker", r->says >= 0 ? m->entities[r->says].name : KW_NONE);
    kw_json_key(out, "via");
    kw_json_strs(out, r->via);
    kw_json_close(out, '}');
}

static void put_report(kw_buf *out, kw_str text, const kw_marks *m, const kw_report *r, kw_arena *mem) {
    kw_json_open(out, '{');
    put_role(out, "source", text, m, r->source);
    put_role(out, "target", text, m, r->target);
    kw_json_put(out, "type", r->type);
    kw_json_put(out, "mode", r->mode);
    kw_json_put(out, "cameo", r->cameo);
    kw_json_put_num(out, "goldstein", r->goldstein, 1);
    kw_json_put(out, "deed", r->deed);
    kw_json_put_bool(out, "happened", r->happened);
    kw_json_put(out, "reason", kw_str_of(kw_reason_name(r->reason)));
    kw_json_put_bool(out, "background", r->background);
    put_when(out, "date", r->when, mem);
    kw_json_put(out, "date_precision", kw_str_of(kw_precision_name((kw_precision)r->when.precision)));
    kw_json_put(out, "place", r->place >= 0 ? m->places[r->place].name : KW_NONE);
    put_says(out, m, r);
    kw_json_key(out, "evidence");
    kw_json_open(out, '{');
    kw_json_put_span(out, r->evidence);
    kw_json_close(out, '}');
    kw_json_put_num(out, "score", r->score, 2);
    kw_json_put(out, "frame", r->frame);
    kw_json_put(out, "why", r->why);
    kw_json_close(out, '}');
}

void kw_export_reports(kw_str text, const kw_marks *m, const kw_reports *r, kw_arena *mem, kw_buf *out) {
    kw_json_key(out, "events");
    kw_json_open(out, '[');
    for (size_t i = 0; i < r->n; i++) put_report(out, text, m, &r->v[i], mem);
    kw_json_close(out, ']');
}
