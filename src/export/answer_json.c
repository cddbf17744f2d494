/* SPDX-License-Identifier: MIT
 * Answers as the JSON that CONTRACT.md promises. */
#include "export/row.h"

#include <stdio.h>

static void put_id(kw_buf *b, const char *key, char kind, int64_t id) {
    char text[KW_ID_TEXT];
    kw_json_put(b, key, id ? kw_id_text(kind, id, text) : KW_NONE);
}

static void actor_fields(kw_buf *b, const kw_actor_row *a) {
    kw_json_put(b, "actor", a->actor);
    kw_json_put(b, "name", a->name);
    kw_json_put(b, "country", a->country);
    kw_json_put(b, "sector", a->sector);
}

static void put_actor(kw_buf *b, const char *key, const kw_actor_row *a) {
    kw_json_key(b, key);
    if (!a->entity) { kw_json_null(b); return; }
    kw_json_open(b, '{');
    actor_fields(b, a);
    kw_json_close(b, '}');
}

static void put_says(kw_buf *b, const kw_says_row *s) {
    kw_json_key(b, "says");
    kw_json_open(b, '{');
    kw_json_put(b, "speaker", s->speaker);
    kw_json_key(b, "via");
    kw_json_strs(b, s->via);
    kw_json_close(b, '}');
}

static void open_list(kw_buf *b, const char *key) {
    kw_json_key(b, key);
    kw_json_open(b, '[');
}

/* ---- events ---- */

typedef struct { kw_str type, mode, cameo, reason, date, precision, place; double goldstein; bool happened, background; } deed;

static void put_deed(kw_buf *b, const deed *d) {
    kw_json_put(b, "type", d->type);
    kw_json_put(b, "mode", d->mode);
    kw_json_put(b, "cameo", d->cameo);
    kw_json_put_num(b, "goldstein", d->goldstein, 1);
    kw_json_put_bool(b, "happened", d->happened);
    kw_json_put(b, "reason", d->reason);
    kw_json_put_bool(b, "background", d->background);
    kw_json_put(b, "date", d->date);
    kw_json_put(b, "date_precision", d->precision);
    kw_json_put(b, "place", d->place);
}

static void put_report(kw_buf *b, const kw_report_row *r) {
    kw_json_open(b, '{');
    put_id(b, "article", 'a', r->article);
    kw_json_put(b, "ref", r->ref);
    kw_json_put(b, "outlet", r->outlet);
    kw_json_put(b, "published", r->published);
    kw_json_put(b, "title", r->title);
    kw_json_put(b, "evidence", r->evidence);
    kw_json_put_span(b, r->at);
    put_says(b, &r->says);
    kw_json_close(b, '}');
}

static void put_conflicts(kw_buf *b, const kw_event_row *e) {
    open_list(b, "conflicts");
    for (size_t i = 0; i < e->n_conflicts; i++) {
        const kw_conflict_row *c = &e->conflicts[i];
        kw_json_open(b, '{');
        kw_json_put(b, "what", c->what);
        kw_json_put(b, "ref_a", c->ref_a);
        kw_json_put_int(b, "figure_a", c->figure_a);
        kw_json_put(b, "says_a", c->says_a);
        kw_json_put(b, "ref_b", c->ref_b);
        kw_json_put_int(b, "figure_b", c->figure_b);
        kw_json_put(b, "says_b", c->says_b);
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
}

void kw_json_event(kw_buf *b, const kw_event_row *e) {
    deed d = { e->type, e->mode, e->cameo, e->reason, e->date, e->precision, e->place, e->goldstein, e->happened, e->background };
    kw_json_open(b, '{');
    put_id(b, "event", 'e', e->id);
    put_actor(b, "source", &e->source);
    put_actor(b, "target", &e->target);
    put_deed(b, &d);
    kw_json_put(b, "deed", e->deed);
    put_id(b, "mirror", 'e', e->mirror);
    put_says(b, &e->says);
    kw_json_put_num(b, "score", e->score, 2);
    kw_json_put(b, "first_told", e->first_told);
    kw_json_put(b, "last_told", e->last_told);
    kw_json_put_int(b, "n_reports", e->n_reports);
    kw_json_put_int(b, "n_outlets", e->n_outlets);
    kw_json_put_int(b, "n_origins", e->n_origins);
    put_id(b, "story", 's', e->story);
    open_list(b, "reports");
    for (size_t i = 0; i < e->n_reported; i++) put_report(b, &e->reports[i]);
    kw_json_close(b, ']');
    if (e->n_conflicts) put_conflicts(b, e);
    kw_json_close(b, '}');
}

/* ---- stories, threads ---- */

static void put_brief(kw_buf *b, const kw_brief_row *x) {
    kw_json_open(b, '{');
    put_id(b, "id", 'a', x->id);
    kw_json_put(b, "ref", x->ref);
    kw_json_put(b, "outlet", x->outlet);
    kw_json_put(b, "published", x->published);
    kw_json_put(b, "title", x->title);
    kw_json_close(b, '}');
}

static void put_briefs(kw_buf *b, const char *key, const kw_brief_row *v, size_t n) {
    open_list(b, key);
    for (size_t i = 0; i < n; i++) put_brief(b, &v[i]);
    kw_json_close(b, ']');
}

static void story_fields(kw_buf *b, const kw_story_row *s) {
    put_id(b, "story", 's', s->id);
    put_id(b, "thread", 't', s->thread);
    kw_json_put(b, "title", s->title);
    kw_json_put(b, "first", s->first);
    kw_json_put(b, "last", s->last);
    kw_json_put_int(b, "n_articles", s->n_articles);
    kw_json_put_int(b, "n_outlets", s->n_outlets);
    kw_json_put_int(b, "n_origins", s->n_origins);
}

void kw_json_story(kw_buf *b, const kw_story_row *s, const kw_event_row *events, size_t n) {
    kw_json_open(b, '{');
    story_fields(b, s);
    put_briefs(b, "articles", s->articles, s->n_listed);
    put_briefs(b, "also", s->also, s->n_also);
    if (events) {
        open_list(b, "events");
        for (size_t i = 0; i < n; i++) kw_json_event(b, &events[i]);
        kw_json_close(b, ']');
    }
    kw_json_close(b, '}');
}

static void put_turns(kw_buf *b, const kw_thread_row *t) {
    open_list(b, "turns");
    for (size_t i = 0; i < t->n_turns; i++) {
        const kw_turn_row *x = &t->turns[i];
        kw_json_open(b, '{');
        put_id(b, "event", 'e', x->event);
        kw_json_put(b, "date", x->date);
        kw_json_put(b, "kind", x->kind);
        kw_json_put(b, "was", x->was);
        kw_json_put(b, "is", x->is);
        kw_json_put(b, "evidence", x->evidence);
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
}

void kw_json_thread(kw_buf *b, const kw_thread_row *t) {
    kw_json_open(b, '{');
    put_id(b, "thread", 't', t->id);
    kw_json_put(b, "title", t->title);
    kw_json_put(b, "first", t->first);
    kw_json_put(b, "last", t->last);
    kw_json_put_int(b, "n_stories", t->n_stories);
    kw_json_put_int(b, "n_articles", t->n_articles);
    open_list(b, "stories");
    for (size_t i = 0; i < t->n_listed; i++) {
        kw_json_open(b, '{');
        story_fields(b, &t->stories[i]);
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
    put_turns(b, t);
    kw_json_close(b, '}');
}

/* ---- links, chain ---- */

static void put_passages(kw_buf *b, const kw_passage_row *v, size_t n) {
    open_list(b, "evidence");
    for (size_t i = 0; i < n; i++) {
        kw_json_open(b, '{');
        if (v[i].in_from) {
            kw_json_put_int(b, "from_start", v[i].from.start);
            kw_json_put_int(b, "from_end", v[i].from.end);
        }
        if (v[i].in_to) {
            kw_json_put_int(b, "to_start", v[i].to.start);
            kw_json_put_int(b, "to_end", v[i].to.end);
        }
        if (v[i].text.p || v[i].from_words.p) kw_json_put(b, "text", v[i].text.p ? v[i].text : v[i].from_words);
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
}

void kw_json_link(kw_buf *b, const kw_link_row *l) {
    kw_json_open(b, '{');
    put_id(b, "link", 'l', l->id);
    kw_json_put(b, "from", l->from_ref);
    kw_json_put(b, "to", l->to ? l->to_ref : l->agency);
    put_id(b, "from_id", 'a', l->from);
    put_id(b, "to_id", 'a', l->to);
    kw_json_put(b, "kind", l->kind);
    kw_json_put_num(b, "score", l->score, 2);
    kw_json_put(b, "why", l->why);
    put_passages(b, l->evidence, l->n_evidence);
    kw_json_close(b, '}');
}

static kw_str node_name(const kw_chain_node *n, char text[KW_ID_TEXT]) { return n->id ? kw_id_text('a', n->id, text) : n->agency; }

static void put_node(kw_buf *b, const kw_chain_node *n) {
    char text[KW_ID_TEXT];
    kw_json_open(b, '{');
    kw_json_put(b, "id", node_name(n, text));
    if (n->id) kw_json_put(b, "ref", n->ref);
    else kw_json_put(b, "agency", n->agency);
    kw_json_put(b, "outlet", n->outlet);
    kw_json_put(b, "published", n->published);
    if (n->id) kw_json_put(b, "title", n->title);
    kw_json_close(b, '}');
}

void kw_json_chain(kw_buf *b, const kw_chain *c) {
    char text[KW_ID_TEXT];
    kw_json_open(b, '{');
    put_id(b, "article", 'a', c->article);
    open_list(b, "nodes");
    for (size_t i = 0; i < c->n_nodes; i++) put_node(b, &c->nodes[i]);
    kw_json_close(b, ']');
    open_list(b, "edges");
    for (size_t i = 0; i < c->n_edges; i++) {
        const kw_chain_edge *e = &c->edges[i];
        kw_json_open(b, '{');
        put_id(b, "link", 'l', e->link);
        kw_json_put(b, "from", node_name(&c->nodes[e->from], text));
        kw_json_put(b, "to", node_name(&c->nodes[e->to], text));
        kw_json_put(b, "kind", e->kind);
        kw_json_put_num(b, "score", e->score, 2);
        put_passages(b, e->evidence, e->n_evidence);
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
    open_list(b, "origins");
    for (size_t i = 0; i < c->n_nodes; i++)
        if (c->nodes[i].origin) kw_json_str(b, node_name(&c->nodes[i], text));
    kw_json_close(b, ']');
    kw_json_close(b, '}');
}

/* ---- quotations, search, small ones ---- */

static void quote_fields(kw_buf *b, const kw_quote_row *q) {
    put_id(b, "quote", 'q', q->id);
    kw_json_put_span(b, q->at);
    kw_json_put(b, "text", q->text);
    kw_json_put(b, "speaker", q->speaker.entity ? q->speaker.name : KW_NONE);
    kw_json_put(b, "actor", q->speaker.actor);
    if (kw_span_len(q->speaker_at)) {
        kw_json_put_int(b, "speaker_start", q->speaker_at.start);
        kw_json_put_int(b, "speaker_end", q->speaker_at.end);
    }
    kw_json_put(b, "cue", q->cue);
    kw_json_put(b, "via", q->via);
    kw_json_put_bool(b, "direct", q->direct);
}

void kw_json_quote(kw_buf *b, const kw_quote_row *q) {
    kw_json_open(b, '{');
    quote_fields(b, q);
    put_id(b, "article", 'a', q->article);
    kw_json_put(b, "ref", q->ref);
    kw_json_put(b, "outlet", q->outlet);
    kw_json_put(b, "published", q->published);
    kw_json_close(b, '}');
}

static void put_snippet(kw_buf *b, kw_str s) {
    kw_buf plain = KW_BUF_EMPTY;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != 1 && s.p[i] != 2) kw_buf_byte(&plain, s.p[i]);
    b->failed = b->failed || plain.failed;
    kw_json_put(b, "snippet", s.p ? (plain.n ? kw_buf_str(&plain) : KW_STR("")) : KW_NONE);
    kw_buf_free(&plain);
}

void kw_json_hit(kw_buf *b, const kw_hit_row *h) {
    kw_json_open(b, '{');
    put_id(b, "article", 'a', h->article.id);
    kw_json_put(b, "ref", h->article.ref);
    kw_json_put(b, "outlet", h->article.outlet);
    kw_json_put(b, "published", h->article.published);
    kw_json_put(b, "title", h->article.title);
    put_snippet(b, h->snippet);
    kw_json_put_num(b, "score", h->score, 3);
    kw_json_close(b, '}');
}

void kw_json_dyad(kw_buf *b, const kw_dyad_row *d) {
    kw_json_open(b, '{');
    kw_json_put(b, "period", d->period);
    kw_json_put(b, "type", d->type);
    kw_json_put_int(b, "events", d->events);
    kw_json_put_int(b, "happened", d->happened);
    kw_json_put_int(b, "reports", d->reports);
    kw_json_put_int(b, "origins", d->origins);
    kw_json_put_num(b, "goldstein", d->goldstein, 2);
    kw_json_put_num(b, "goldstein_by_reports", d->by_reports, 2);
    kw_json_put_num(b, "goldstein_by_origins", d->by_origins, 2);
    kw_json_close(b, '}');
}

void kw_json_failure(kw_buf *b, const kw_failure_row *f) {
    kw_json_open(b, '{');
    kw_json_put(b, "path", f->path);
    kw_json_put(b, "why", f->why);
    kw_json_close(b, '}');
}

void kw_json_why(kw_buf *b, kw_str id, const kw_why_list *w) {
    kw_json_open(b, '{');
    kw_json_put(b, "id", id);
    open_list(b, "why");
    for (size_t i = 0; i < w->n; i++) {
        kw_json_open(b, '{');
        kw_json_put_int(b, "depth", w->v[i].depth);
        kw_json_put(b, "what", w->v[i].what);
        kw_json_put(b, "value", w->v[i].value);
        kw_json_put(b, "words", w->v[i].words);
        kw_json_put(b, "rule", w->v[i].rule);
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
    kw_json_close(b, '}');
}

static void put_version(kw_buf *b, const kw_version_row *v) {
    kw_json_open(b, '{');
    kw_json_put_int(b, "version", v->n);
    kw_json_put(b, "published", v->published);
    kw_json_put(b, "modified", v->modified);
    kw_json_put(b, "fetched", v->fetched);
    kw_json_put(b, "title", v->title);
    kw_json_put(b, "path", v->path);
    kw_json_put_bool(b, "current", v->current);
    kw_json_close(b, '}');
}

/* What changed, word by word. */
static void put_changes(kw_buf *b, const kw_diff *d) {
    open_list(b, "changes");
    for (size_t i = 0; i < d->n_changes; i++) {
        kw_json_open(b, '{');
        kw_json_put(b, "kind", d->changes[i].kind);
        kw_json_put(b, "older", d->changes[i].older);
        kw_json_put(b, "newer", d->changes[i].newer);
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
    open_list(b, "paragraphs");
    for (size_t i = 0; i < d->n_paragraphs; i++) {
        const kw_paragraph_row *p = &d->paragraphs[i];
        kw_json_open(b, '{');
        kw_json_put_bool(b, "title", p->title);
        open_list(b, "pieces");
        for (size_t k = 0; k < p->n; k++) {
            kw_json_open(b, '{');
            kw_json_put(b, "side", kw_side_name(p->pieces[k].side));
            kw_json_put(b, "text", p->pieces[k].words);
            kw_json_close(b, '}');
        }
        kw_json_close(b, ']');
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
}

void kw_json_diff(kw_buf *b, kw_str id, const kw_diff *d) {
    kw_json_open(b, '{');
    kw_json_put(b, "article", id);
    kw_json_key(b, "older");
    put_version(b, &d->older);
    kw_json_key(b, "newer");
    put_version(b, &d->newer);
    open_list(b, "lines");
    for (size_t i = 0; i < d->n; i++) {
        kw_json_open(b, '{');
        kw_json_put(b, "side", kw_side_name(d->v[i].side));
        kw_json_put(b, "text", d->v[i].line);
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
    put_changes(b, d);
    kw_json_close(b, '}');
}

/* ---- one article with its findings: spans as in `mark` and `code` ---- */

static void put_spanned_actor(kw_buf *b, const char *key, kw_str text, const kw_actor_row *a, kw_span at) {
    kw_json_key(b, key);
    if (!a->entity) { kw_json_null(b); return; }
    kw_json_open(b, '{');
    kw_json_put_span(b, at);
    kw_json_put(b, "text", at.end <= text.n && kw_span_len(at) ? kw_str_at(text, at) : KW_NONE);
    actor_fields(b, a);
    kw_json_close(b, '}');
}

static void put_coded(kw_buf *b, kw_str text, const kw_report_row *r, int64_t event) {
    deed d = { r->type, r->mode, r->cameo, r->reason, r->date, r->precision, r->place, r->goldstein, r->happened, r->background };
    kw_json_open(b, '{');
    put_id(b, "event", 'e', event);
    put_spanned_actor(b, "source", text, &r->source, r->source_at);
    put_spanned_actor(b, "target", text, &r->target, r->target_at);
    put_deed(b, &d);
    put_says(b, &r->says);
    kw_json_key(b, "evidence");
    kw_json_open(b, '{');
    kw_json_put_span(b, r->at);
    kw_json_close(b, '}');
    kw_json_put_num(b, "score", r->score, 2);
    kw_json_put(b, "frame", r->frame);
    kw_json_put(b, "why", r->why);
    kw_json_close(b, '}');
}

static void put_mentions(kw_buf *b, const kw_article_row *a) {
    open_list(b, "mentions");
    for (size_t i = 0; i < a->n_mentions; i++) {
        const kw_mention_row *m = &a->mentions[i];
        kw_json_open(b, '{');
        kw_json_put_span(b, m->at);
        kw_json_put(b, "text", m->at.end <= a->text.n ? kw_str_at(a->text, m->at) : KW_NONE);
        kw_json_put(b, "kind", m->who.kind);
        actor_fields(b, &m->who);
        kw_json_put(b, "role", m->who.role);
        kw_json_put_num(b, "score", m->score, 2);
        kw_json_put(b, "why", m->why);
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
}

static void put_dates(kw_buf *b, const kw_article_row *a) {
    open_list(b, "dates");
    for (size_t i = 0; i < a->n_dates; i++) {
        kw_json_open(b, '{');
        kw_json_put_span(b, a->dates[i].at);
        kw_json_put(b, "text", a->dates[i].at.end <= a->text.n ? kw_str_at(a->text, a->dates[i].at) : KW_NONE);
        kw_json_put(b, "iso", a->dates[i].iso);
        kw_json_put(b, "precision", a->dates[i].precision);
        kw_json_put_bool(b, "relative", a->dates[i].relative);
        kw_json_put(b, "why", a->dates[i].why);
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
}

static void put_places(kw_buf *b, const kw_article_row *a) {
    open_list(b, "places");
    for (size_t i = 0; i < a->n_places; i++) {
        const kw_place_row *p = &a->places[i];
        kw_json_open(b, '{');
        kw_json_put_span(b, p->at);
        kw_json_put(b, "text", p->at.end <= a->text.n ? kw_str_at(a->text, p->at) : KW_NONE);
        kw_json_put(b, "name", p->name);
        kw_json_put(b, "country", p->country);
        kw_json_put(b, "region", p->region);
        kw_json_put_num(b, "lat", p->lat, 4);
        kw_json_put_num(b, "lon", p->lon, 4);
        kw_json_put(b, "precision", p->precision);
        kw_json_put_bool(b, "dateline", p->dateline);
        kw_json_put(b, "why", p->why);
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
}

static void put_about(kw_buf *b, const kw_article_row *a) {
    put_id(b, "article", 'a', a->id);
    put_id(b, "story", 's', a->story);
    put_id(b, "thread", 't', a->thread);
    kw_json_put(b, "ref", a->ref);
    kw_json_put(b, "path", a->path);
    kw_json_put(b, "url", a->url);
    kw_json_put(b, "canonical", a->canonical);
    kw_json_put(b, "title", a->title);
    kw_json_put(b, "text", a->text);
    kw_json_put(b, "published", a->published);
    kw_json_put(b, "published_from", a->published_from);
    kw_json_put(b, "modified", a->modified);
    kw_json_put(b, "outlet", a->outlet);
    kw_json_key(b, "authors");
    kw_json_raw(b, a->authors.n ? a->authors : KW_STR("[]"));
    kw_json_put(b, "editor", a->editor);
    kw_json_put(b, "translator", a->translator);
    kw_json_put(b, "dateline", a->dateline);
    open_list(b, "credits");
    for (size_t i = 0; i < a->n_credits; i++) kw_json_str(b, a->credits[i].name);
    kw_json_close(b, ']');
    kw_json_put(b, "language", a->language);
}

void kw_json_article(kw_buf *b, const kw_article_row *a) {
    kw_json_open(b, '{');
    put_about(b, a);
    open_list(b, "versions");
    for (size_t i = 0; i < a->n_versions; i++) put_version(b, &a->versions[i]);
    kw_json_close(b, ']');
    put_mentions(b, a);
    put_dates(b, a);
    put_places(b, a);
    open_list(b, "quotes");
    for (size_t i = 0; i < a->n_quotes; i++) {
        kw_json_open(b, '{');
        quote_fields(b, &a->quotes[i]);
        kw_json_put(b, "why", a->quotes[i].why);
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
    open_list(b, "events");
    for (size_t i = 0; i < a->n_reports; i++) put_coded(b, a->text, &a->reports[i], a->events[i]);
    kw_json_close(b, ']');
    open_list(b, "links");
    for (size_t i = 0; i < a->n_links; i++) kw_json_link(b, &a->links[i]);
    kw_json_close(b, ']');
    kw_json_close(b, '}');
}
