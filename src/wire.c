/* SPDX-License-Identifier: MIT
 * A field is walked by the same line of code in both directions. Bytes that come back are not trusted: lengths are checked. */
#include "wire.h"
#include "base/utf8.h"

typedef struct { bool writing, failed, lent; kw_buf *out; kw_str in; kw_arena *mem; } wire;

static void plain(wire *w, void *p, size_t n) {
    if (w->writing) { kw_buf_add(w->out, (kw_str){ p, n }); return; }
    if (w->failed || w->in.n < n) { w->failed = true; return; }
    memcpy(p, w->in.p, n);
    w->in = kw_str_sub(w->in, n, w->in.n);
}

/* A NUL stands behind each, as behind what kw_str_dup() makes. */
static void text(wire *w, kw_str *s) {
    uint64_t n = s->p ? s->n : UINT64_MAX;
    plain(w, &n, sizeof n);
    if (n == UINT64_MAX || w->failed) { if (!w->writing) *s = KW_NONE; return; }
    if (w->writing) { kw_buf_add(w->out, *s); kw_buf_byte(w->out, 0); return; }
    if (w->in.n <= n) { w->failed = true; return; }
    *s = kw_str_sub(w->in, 0, n);
    if (!w->lent) *s = kw_str_dup(w->mem, *s);
    if (!s->p) w->failed = true;
    w->in = kw_str_sub(w->in, n + 1, w->in.n);
}

/* Any byte may come where a flag is expected, but only 0 and 1 are one. */
static void flag(wire *w, bool *b) {
    uint8_t byte = *b;
    plain(w, &byte, 1);
    if (!w->writing) *b = byte != 0;
}

static void when_fields(wire *w, kw_when *d) {
    plain(w, &d->first, sizeof d->first);
    plain(w, &d->last, sizeof d->last);
    plain(w, &d->precision, sizeof d->precision);
    flag(w, &d->has_time);
    flag(w, &d->inferred);
    plain(w, &d->second, sizeof d->second);
    plain(w, &d->zone, sizeof d->zone);
}

/* Room for a list that is read; a count that the bytes cannot hold is refused before any memory is taken. */
static void *list(wire *w, void *v, size_t *n, size_t size) {
    uint64_t count = *n;
    plain(w, &count, sizeof count);
    if (w->writing) return v;
    *n = 0;
    if (w->failed || count > w->in.n) { w->failed = w->failed || count > 0; return NULL; }
    void *room = kw_alloc_n(w->mem, count + 1, size);
    if (!room) w->failed = true;
    else *n = count;
    return room;
}

static void texts(wire *w, kw_strs *s) {
    s->v = list(w, s->v, &s->n, sizeof *s->v);
    for (size_t i = 0; i < s->n; i++) text(w, &s->v[i]);
}

static void given_fields(wire *w, kw_given *g) {
    kw_str *all[] = { &g->id, &g->url, &g->title, &g->text, &g->html, &g->published, &g->modified, &g->outlet, &g->language, &g->byline };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) text(w, all[i]);
    texts(w, &g->authors);
}

static void raw_fields(wire *w, kw_raw *r) {
    kw_str *all[] = { &r->bytes, &r->path, &r->ref, &r->url, &r->charset, &r->fetched };
    plain(w, &r->kind, sizeof r->kind);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) text(w, all[i]);
    given_fields(w, &r->given);
}

static void feed_fields(wire *w, kw_feed *f) {
    flag(w, &f->addresses_only);
    flag(w, &f->sitemaps);
    f->items = list(w, f->items, &f->n, sizeof *f->items);
    for (size_t i = 0; i < f->n && !w->failed; i++) given_fields(w, &f->items[i]);
}

static void credit_fields(wire *w, kw_credit *c) {
    text(w, &c->key);
    text(w, &c->name);
    text(w, &c->words);
    text(w, &c->rule);
    flag(w, &c->in_text);
    plain(w, &c->at, sizeof c->at);
}

static void article_fields(wire *w, kw_article *a) {
    kw_str *all[] = { &a->ref, &a->path, &a->url, &a->canonical, &a->title, &a->text, &a->published_from, &a->outlet, &a->outlet_key,
                      &a->editor, &a->translator, &a->dateline, &a->dateline_outlet, &a->language,
                      &a->part.next, &a->part.previous, &a->part.whole };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) text(w, all[i]);
    when_fields(w, &a->published);
    when_fields(w, &a->modified);
    plain(w, &a->part.number, sizeof a->part.number);
    plain(w, &a->part.of, sizeof a->part.of);
    plain(w, &a->published_score, sizeof a->published_score);
    texts(w, &a->authors);
    texts(w, &a->furniture);
    a->paras = list(w, a->paras, &a->n_paras, sizeof *a->paras);
    for (size_t i = 0; i < a->n_paras; i++) plain(w, &a->paras[i], sizeof a->paras[i]);
    a->credits = list(w, a->credits, &a->n_credits, sizeof *a->credits);
    for (size_t i = 0; i < a->n_credits; i++) credit_fields(w, &a->credits[i]);
    a->why = list(w, a->why, &a->n_why, sizeof *a->why);
    for (size_t i = 0; i < a->n_why; i++) {
        kw_str field = kw_str_of(a->why[i].field);
        text(w, &field);
        a->why[i].field = field.p ? field.p : "";
        text(w, &a->why[i].from);
        text(w, &a->why[i].evidence);
    }
}

void kw_wire_put_raw(const kw_raw *raw, kw_buf *out) {
    kw_raw copy = *raw;
    raw_fields(&(wire){ .writing = true, .out = out }, &copy);
}

void kw_wire_put_article(const kw_article *a, kw_buf *out) {
    kw_article copy = *a;
    article_fields(&(wire){ .writing = true, .out = out }, &copy);
}

void kw_wire_put_feed(const kw_feed *f, kw_buf *out) {
    kw_feed copy = *f;
    feed_fields(&(wire){ .writing = true, .out = out }, &copy);
}

bool kw_wire_get_feed(kw_str bytes, kw_arena *mem, kw_feed *out) {
    wire w = { .in = bytes, .mem = mem };
    *out = (kw_feed){ 0 };
    feed_fields(&w, out);
    return !w.failed;
}

bool kw_wire_get_raw(kw_str bytes, bool lent, kw_arena *mem, kw_raw *out) {
    wire w = { .in = bytes, .mem = mem, .lent = lent };
    *out = (kw_raw){ 0 };
    raw_fields(&w, out);
    return !w.failed && out->kind <= KW_RAW_LISTING;
}

static bool date_holds(const kw_when *d) {
    return d->precision <= KW_WHEN_RANGE && d->first <= d->last && (!d->has_time || (d->second >= 0 && d->second < 86400));
}

/* What a broken child sends must be what the stages rely on: whole UTF-8, paragraphs one behind the other inside the text, dates
 * that are some. */
static bool holds(const kw_article *a) {
    uint32_t at = 0;
    for (size_t i = 0; i < a->n_paras; i++) {
        if (a->paras[i].at.start < at || a->paras[i].at.start > a->paras[i].at.end || a->paras[i].at.end > a->text.n) return false;
        if (a->paras[i].kind > KW_PARA_TABLE) return false;
        at = a->paras[i].at.end;
    }
    for (size_t i = 0; i < a->n_credits; i++)
        if (a->credits[i].in_text && (a->credits[i].at.start > a->credits[i].at.end || a->credits[i].at.end > a->text.n)) return false;
    return date_holds(&a->published) && date_holds(&a->modified) && kw_utf8_broken(a->text) == SIZE_MAX;
}

bool kw_wire_get_article(kw_str bytes, kw_arena *mem, kw_article *out) {
    wire w = { .in = bytes, .mem = mem };
    *out = (kw_article){ 0 };
    article_fields(&w, out);
    return !w.failed && holds(out);
}
