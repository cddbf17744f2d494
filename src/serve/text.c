/* SPDX-License-Identifier: MIT
 * The article's text with its findings. Names, dates and places are small elements with a note that shows on hover and on focus,
 * without JavaScript; quotations and the evidence of events are grounds under the words, since they may cross each other. */
#include "know/rule.h"
#include "serve/reply.h"

#include <stdlib.h>

typedef enum { NAME, DATE, PLACE, QUOTE, EVENT } layer;
typedef struct { uint32_t start, end; layer layer; const kw_json *j; uint32_t note; } finding;
typedef struct { finding *v; size_t n, cap; } findings;

static bool span_of(const kw_json *j, uint32_t limit, uint32_t *start, uint32_t *end) {
    double a, b;
    if (!kw_json_number(j, "start", &a) || !kw_json_number(j, "end", &b) || a < 0 || b <= a || b > limit) return false;
    *start = (uint32_t)a;
    *end = (uint32_t)b;
    return true;
}

static bool collect(kw_reply *v, findings *f, const kw_json *list, layer l, uint32_t limit) {
    for (size_t i = 0; list && list->kind == KW_JSON_LIST && i < list->n; i++) {
        const kw_json *j = &list->items[i], *at = l == EVENT ? kw_json_get(j, "evidence") : j;
        uint32_t start, end;
        if (!at || at->kind != KW_JSON_MAP || !span_of(at, limit, &start, &end)) continue;
        finding *into = kw_push(v->mem, (void **)&f->v, &f->n, &f->cap, sizeof *into);
        if (!into) return false;
        *into = (finding){ start, end, l, j, 0 };
    }
    return true;
}

static int by_start(const void *x, const void *y) {
    const finding *a = x, *b = y;
    if (a->start != b->start) return a->start < b->start ? -1 : 1;
    if (a->end != b->end) return a->end > b->end ? -1 : 1;
    return (a->layer > b->layer) - (a->layer < b->layer);
}

static void row(kw_reply *v, const char *key, kw_str value) {
    if (!value.n) return;
    kw_buf_text(v->out, "<span class=\"row\"><i>");
    kw_reply_say(v, key);
    kw_buf_text(v->out, "</i> ");
    kw_markup_text(v->out, value);
    kw_buf_text(v->out, "</span>");
}

static void put_note(kw_reply *v, const finding *f) {
    static const char *const kinds[] = { "person", "date", "place", "quotation", "event" };
    kw_str kind = kw_json_text(f->j, "kind"), name = kw_json_text(f->j, "name");
    kw_buf_fmt(v->out, "<span class=\"note\" role=\"tooltip\" id=\"n%u\"><b>", f->note);
    if (f->layer == DATE) kw_markup_text(v->out, kw_json_text(f->j, "iso"));
    else kw_markup_text(v->out, name);
    kw_buf_text(v->out, "</b> <em>");
    kw_reply_say_with(v, "", kind.n ? kind : kw_str_of(kinds[f->layer]));
    kw_buf_text(v->out, "</em>");
    row(v, "country", kw_json_text(f->j, "country"));
    row(v, "role", kw_json_text(f->j, "role"));
    row(v, "why", kw_rule_words(v->server->know, v->language, kw_json_text(f->j, "why"), v->mem));
    kw_buf_text(v->out, "</span>");
}

/* A name may be that of a place where something happens: then it has the ground of places. */
static const char *class_of(const finding *f) {
    static const char *const classes[] = { "name", "date", "place" };
    return classes[f->layer == NAME && kw_str_is(kw_json_text(f->j, "kind"), "place") ? PLACE : f->layer];
}

/* Names that lie whole inside the piece become elements; the innermost would nest, so only the longest is shown. */
static void put_small(kw_reply *v, kw_str text, const findings *f, uint32_t from, uint32_t to, uint32_t *notes) {
    for (size_t i = 0; i < f->n; i++) {
        finding *x = &f->v[i];
        if (x->layer > PLACE || x->start < from || x->end > to) continue;
        kw_markup_text(v->out, kw_str_sub(text, from, x->start));
        x->note = ++*notes;
        kw_buf_fmt(v->out, "<span class=\"f %s\" tabindex=\"0\" aria-describedby=\"n%u\">", class_of(x), x->note);
        kw_markup_text(v->out, kw_str_sub(text, x->start, x->end));
        put_note(v, x);
        kw_buf_text(v->out, "</span>");
        from = x->end;
    }
    kw_markup_text(v->out, kw_str_sub(text, from, to));
}

/* A border of a quotation or of evidence inside a name moves to the name's start, so that no name is cut. */
static uint32_t outside_names(const findings *f, uint32_t at) {
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].layer <= PLACE && f->v[i].start < at && at < f->v[i].end) return f->v[i].start;
    return at;
}

static bool covered(const findings *f, layer l, uint32_t from, uint32_t to) {
    for (size_t i = 0; i < f->n; i++)
        if (f->v[i].layer == l && f->v[i].start <= from && to <= f->v[i].end) return true;
    return false;
}

static void put_pins(kw_reply *v, const findings *f, uint32_t at) {
    for (size_t i = 0; i < f->n; i++) {
        const finding *x = &f->v[i];
        if (x->layer != EVENT || x->start != at) continue;
        kw_str id = kw_json_text(x->j, "event");
        if (!id.n) continue;
        kw_buf_text(v->out, "<a class=\"pin\" href=\"#");
        kw_markup_text(v->out, id);
        kw_buf_text(v->out, "\">");
        kw_markup_text(v->out, id);
        kw_buf_text(v->out, "</a>");
    }
}

static void put_paragraph(kw_reply *v, kw_str text, const findings *f, uint32_t from, uint32_t to, uint32_t *notes) {
    kw_buf_text(v->out, "<p>");
    while (from < to) {
        uint32_t next = to;
        for (size_t i = 0; i < f->n; i++) {
            if (f->v[i].layer < QUOTE) continue;
            uint32_t s = f->v[i].start, e = f->v[i].end;
            if (s > from && s < next) next = s;
            if (e > from && e < next) next = e;
        }
        bool quote = covered(f, QUOTE, from, next), event = covered(f, EVENT, from, next);
        put_pins(v, f, from);
        if (quote || event) kw_buf_fmt(v->out, "<span class=\"%s%s\">", quote ? "quote " : "", event ? "evidence" : "");
        put_small(v, text, f, from, next, notes);
        if (quote || event) kw_buf_text(v->out, "</span>");
        from = next;
    }
    kw_buf_text(v->out, "</p>\n");
}

void kw_piece_text(kw_reply *v, const kw_json *article) {
    kw_str text = kw_json_text(article, "text"), rest = text, line;
    findings all = { NULL, 0, 0 }, kept = { NULL, 0, 0 };
    uint32_t limit = (uint32_t)text.n, notes = 0, reached = 0;
    bool ok = collect(v, &all, kw_json_get(article, "mentions"), NAME, limit) && collect(v, &all, kw_json_get(article, "dates"), DATE, limit) &&
              collect(v, &all, kw_json_get(article, "places"), PLACE, limit) && collect(v, &all, kw_json_get(article, "quotes"), QUOTE, limit) &&
              collect(v, &all, kw_json_get(article, "events"), EVENT, limit);
    if (all.n > 1) qsort(all.v, all.n, sizeof *all.v, by_start);
    for (size_t i = 0; ok && i < all.n; i++) {                     /* of findings inside each other the longest small one is shown */
        if (all.v[i].layer <= PLACE && all.v[i].start < reached) continue;
        if (all.v[i].layer <= PLACE) reached = all.v[i].end;
        finding *into = kw_push(v->mem, (void **)&kept.v, &kept.n, &kept.cap, sizeof *into);
        if (!into) break;
        *into = all.v[i];
    }
    for (size_t i = 0; i < kept.n; i++)
        if (kept.v[i].layer >= QUOTE) {
            kept.v[i].start = outside_names(&kept, kept.v[i].start);
            kept.v[i].end = outside_names(&kept, kept.v[i].end);
        }
    kw_buf_fmt(v->out, "<div class=\"text\" lang=\"%.*s\">\n",
        KW_FMT(kw_json_text(article, "language").n == 2 ? kw_json_text(article, "language") : KW_STR("und")));
    while (kw_str_cut(&rest, '\n', &line)) {
        uint32_t from = (uint32_t)(line.p - text.p);
        if (line.n) put_paragraph(v, text, &kept, from, from + (uint32_t)line.n, &notes);
    }
    kw_buf_text(v->out, "</div>\n");
}
