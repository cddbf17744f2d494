/* SPDX-License-Identifier: MIT
 * Answers for a person at a terminal. */
#include "export/row.h"
#include "base/json.h"

#include <stdio.h>

enum { DATE_COLUMNS = 12, TOLD_COLUMNS = 30, PASSAGES_SHOWN = 3 };

static void indent(kw_sheet *s, unsigned n) { while (n--) kw_buf_byte(s->out, ' '); }

static void put_id(kw_sheet *s, char kind, int64_t id) {
    if (!id) return;
    kw_sheet_ink(s, KW_DIM);
    kw_buf_fmt(s->out, "%c%lld", kind, (long long)id);
    kw_sheet_ink(s, KW_PLAIN);
}

kw_str kw_day_part(kw_str iso) { return iso.n > 10 && iso.p[10] == 'T' ? kw_str_sub(iso, 0, 10) : iso; }

/* A date in its column; of a span of days the first, and a mark that there are more. */
static void put_day(kw_sheet *s, kw_str iso, const char *none) {
    kw_str day = iso.p ? kw_day_part(iso) : kw_str_of(none);
    bool more = day.n > 10;
    unsigned n = kw_sheet_text(s, more ? kw_str_sub(day, 0, 10) : day, 0);
    if (more) kw_buf_text(s->out, "…");
    indent(s, DATE_COLUMNS - n - more);
}

kw_str kw_told_by(kw_str outlet, kw_str ref) {
    if (outlet.n) return outlet;
    for (size_t i = ref.n; i-- > 0;)
        if (ref.p[i] == '/' && i + 1 < ref.n) return kw_str_sub(ref, i + 1, ref.n);
    return ref;
}

static kw_str title_or_none(kw_str title) { return title.p ? title : KW_STR("(no title)"); }

/* The rest of a line, in bold; `most` columns, 0: all. */
static void put_title(kw_sheet *s, kw_str title, unsigned most) {
    kw_sheet_ink(s, KW_BOLD);
    kw_sheet_text(s, title_or_none(title), most);
    kw_sheet_ink(s, KW_PLAIN);
    kw_buf_byte(s->out, '\n');
}

static kw_str actor_name(const kw_actor_row *a) {
    if (!a->entity) return KW_STR("-");
    return a->name.n ? a->name : a->country.n ? a->country : KW_STR("?");
}

static void count(kw_sheet *s, int64_t n, const char *one, const char *many) { kw_buf_fmt(s->out, "%lld %s", (long long)n, n == 1 ? one : many); }

static void counts(kw_sheet *s, int64_t n, const char *one, const char *many, int64_t outlets, int64_t origins) {
    count(s, n, one, many);
    kw_buf_text(s->out, ", ");
    count(s, outlets, "outlet", "outlets");
    kw_buf_text(s->out, ", ");
    count(s, origins, "origin", "origins");
}

/* ---- events ---- */

static kw_str status_of(const kw_event_row *e) {
    if (!e->happened) return e->reason.n ? e->reason : KW_STR("not happened");
    return e->background ? KW_STR("background") : KW_STR("");
}

void kw_table_event(kw_sheet *s, const kw_event_row *e, bool first) {
    unsigned names = s->width > 80 ? (s->width - 66) / 2 : 12;
    char id[KW_ID_TEXT], told[64];
    if (names > 30) names = 30;
    if (first) {
        kw_sheet_ink(s, KW_BOLD);
        kw_sheet_cell(s, KW_STR("event"), 6);
        kw_sheet_cell(s, KW_STR("date"), 10);
        kw_sheet_cell(s, KW_STR("source"), names);
        kw_sheet_cell(s, KW_STR("type"), 10);
        kw_sheet_cell(s, KW_STR("target"), names);
        kw_sheet_cell(s, KW_STR("told"), 5);
        kw_buf_text(s->out, "status");
        kw_sheet_ink(s, KW_PLAIN);
        kw_buf_byte(s->out, '\n');
    }
    kw_sheet_cell(s, kw_id_text('e', e->id, id), 6);
    put_day(s, e->date, "?");
    kw_sheet_cell(s, actor_name(&e->source), names);
    kw_sheet_ink(s, e->goldstein < 0 ? KW_BAD : KW_GOOD);
    kw_sheet_cell(s, e->type, 10);
    kw_sheet_ink(s, KW_PLAIN);
    kw_sheet_cell(s, actor_name(&e->target), names);
    snprintf(told, sizeof told, "%lld/%lld/%lld", (long long)e->n_reports, (long long)e->n_outlets, (long long)e->n_origins);
    kw_str status = status_of(e);
    if (status.n) kw_sheet_cell(s, kw_str_of(told), 5);
    else kw_sheet_text(s, kw_str_of(told), 0);
    kw_sheet_text(s, status, 12);
    kw_buf_byte(s->out, '\n');
}

static void put_says(kw_sheet *s, const kw_event_row *e) {
    kw_buf_text(s->out, "says ");
    const kw_report_row *lead = e->n_reported ? &e->reports[e->lead] : NULL;
    kw_sheet_text(s, e->says.speaker.n ? e->says.speaker : lead ? kw_told_by(lead->outlet, lead->ref) : KW_STR("?"), 0);
    for (size_t i = 0; i < e->says.via.n; i++) {
        kw_buf_text(s->out, i ? ", " : " via ");
        kw_sheet_text(s, e->says.via.v[i], 0);
    }
}

/* date  who -> whom   what   status
 *       says whom, via whom; counts; ids
 *       "the sentence" */
void kw_table_timeline(kw_sheet *s, const kw_event_row *e, bool both_ways) {
    kw_str status = status_of(e);
    kw_sheet_ink(s, KW_BOLD);
    put_day(s, e->date, "no date");
    kw_sheet_text(s, actor_name(&e->source), 0);
    kw_buf_text(s->out, both_ways ? " ↔ " : " → ");
    kw_sheet_text(s, actor_name(&e->target), 0);
    kw_sheet_ink(s, KW_PLAIN);
    kw_buf_text(s->out, "  ");
    kw_sheet_ink(s, e->goldstein < 0 ? KW_BAD : KW_GOOD);
    kw_sheet_text(s, e->type, 0);
    if (e->mode.n) {
        kw_buf_byte(s->out, '/');
        kw_sheet_text(s, e->mode, 0);
    }
    kw_sheet_ink(s, KW_PLAIN);
    if (e->deed.n) {
        kw_buf_text(s->out, ": ");
        kw_sheet_text(s, e->deed, s->width > 90 ? 60 : 40);
    }
    if (status.n) {
        kw_buf_text(s->out, "  (");
        kw_sheet_text(s, status, 0);
        kw_buf_byte(s->out, ')');
    }
    if (e->place.n) {
        kw_buf_text(s->out, "  at ");
        kw_sheet_text(s, e->place, 0);
    }
    kw_buf_byte(s->out, '\n');
    if (e->evidence.n) kw_sheet_block(s, e->evidence, 12);
    indent(s, 12);
    kw_sheet_ink(s, KW_DIM);
    put_says(s, e);
    kw_buf_text(s->out, " · ");
    counts(s, e->n_reports, "report", "reports", e->n_outlets, e->n_origins);
    kw_buf_fmt(s->out, " · e%lld", (long long)e->id);
    if (both_ways) kw_buf_fmt(s->out, " e%lld", (long long)e->mirror);
    if (e->story) kw_buf_fmt(s->out, " s%lld", (long long)e->story);
    kw_sheet_ink(s, KW_PLAIN);
    kw_buf_byte(s->out, '\n');
}

/* ---- stories ---- */

static void put_brief(kw_sheet *s, const kw_brief_row *b, bool also) {
    unsigned outlet = s->width > 90 ? 18 : 12, title = s->width > outlet + 40 ? s->width - outlet - 34 : 20;
    char id[KW_ID_TEXT];
    indent(s, 2);
    kw_sheet_cell(s, kw_id_text('a', b->id, id), 6);
    put_day(s, b->published, "no date");
    kw_sheet_cell(s, kw_told_by(b->outlet, b->ref), outlet);
    kw_sheet_text(s, b->title.p ? b->title : b->opening, title);
    if (also) kw_buf_text(s->out, " (also)");
    kw_buf_byte(s->out, '\n');
}

void kw_table_story(kw_sheet *s, const kw_story_row *w) {
    char id[KW_ID_TEXT];
    kw_sheet_cell(s, kw_id_text('s', w->id, id), 4);
    put_title(s, w->title, s->width - 8);
    indent(s, 6);
    kw_sheet_ink(s, KW_DIM);
    kw_sheet_text(s, w->first.p ? kw_day_part(w->first) : KW_STR("no date"), 0);
    if (w->last.p && !kw_str_eq(kw_day_part(w->last), kw_day_part(w->first))) {
        kw_buf_text(s->out, " – ");
        kw_sheet_text(s, kw_day_part(w->last), 0);
    }
    kw_buf_text(s->out, " · ");
    counts(s, w->n_articles, "article", "articles", w->n_outlets, w->n_origins);
    if (w->thread) kw_buf_fmt(s->out, " · t%lld", (long long)w->thread);
    kw_sheet_ink(s, KW_PLAIN);
    kw_buf_byte(s->out, '\n');
    for (size_t i = 0; i < w->n_listed; i++) put_brief(s, &w->articles[i], false);
    for (size_t i = 0; i < w->n_also; i++) put_brief(s, &w->also[i], true);
}

/* "the tone turns", with what it was and is, and the sentence that says so. */
static void put_turn(kw_sheet *s, const kw_turn_row *t) {
    char id[KW_ID_TEXT];
    indent(s, 2);
    kw_sheet_cell(s, kw_id_text('e', t->event, id), 6);
    put_day(s, t->date, "no date");
    kw_sheet_ink(s, KW_BOLD);
    if (kw_str_is(t->kind, "party")) kw_buf_text(s->out, "new party: ");
    else kw_buf_text(s->out, kw_str_is(t->kind, "class") ? "turns: " : "tone: ");
    kw_sheet_text(s, t->was, 0);
    if (t->was.n) kw_buf_text(s->out, " -> ");
    kw_sheet_text(s, t->is, 0);
    kw_sheet_ink(s, KW_PLAIN);
    kw_buf_byte(s->out, '\n');
    if (t->evidence.n) kw_sheet_block(s, t->evidence, 22);
}

void kw_table_thread(kw_sheet *s, const kw_thread_row *t) {
    char id[KW_ID_TEXT];
    kw_sheet_cell(s, kw_id_text('t', t->id, id), 4);
    put_title(s, t->title, s->width - 8);
    for (size_t i = 0; i < t->n_listed; i++) {
        const kw_story_row *w = &t->stories[i];
        indent(s, 2);
        kw_sheet_cell(s, kw_id_text('s', w->id, id), 6);
        put_day(s, w->first, "no date");
        kw_sheet_text(s, title_or_none(w->title), s->width - 24);
        kw_buf_byte(s->out, '\n');
    }
    for (size_t i = 0; i < t->n_turns; i++) put_turn(s, &t->turns[i]);
}

/* ---- links, quotations, hits ---- */

static void put_passages(kw_sheet *s, const kw_passage_row *v, size_t n) {
    for (size_t i = 0; i < n && i < PASSAGES_SHOWN; i++) {
        kw_str words = v[i].text.n ? v[i].text : v[i].from_words;
        if (!words.n) continue;
        indent(s, 8);
        kw_sheet_ink(s, KW_DIM);
        kw_buf_text(s->out, "\"");
        kw_sheet_text(s, words, s->width - 12);
        kw_buf_text(s->out, "\"");
        kw_sheet_ink(s, KW_PLAIN);
        kw_buf_byte(s->out, '\n');
    }
    if (n > PASSAGES_SHOWN) kw_buf_fmt(s->out, "        and %zu more passages\n", n - PASSAGES_SHOWN);
}

void kw_table_link(kw_sheet *s, const kw_link_row *l) {
    char id[KW_ID_TEXT];
    kw_sheet_cell(s, kw_id_text('l', l->id, id), 6);
    kw_sheet_ink(s, KW_NAME);
    kw_sheet_cell(s, l->kind, 11);
    kw_sheet_ink(s, KW_PLAIN);
    put_id(s, 'a', l->from);
    kw_buf_byte(s->out, ' ');
    kw_sheet_text(s, kw_told_by(l->from_outlet, l->from_ref), TOLD_COLUMNS);
    kw_buf_text(s->out, " ← ");
    put_id(s, 'a', l->to);
    if (l->to) kw_buf_byte(s->out, ' ');
    kw_sheet_text(s, l->to ? kw_told_by(l->to_outlet, l->to_ref) : l->agency, TOLD_COLUMNS);
    kw_buf_fmt(s->out, "  %.2f\n", l->score);
    put_passages(s, l->evidence, l->n_evidence);
}

void kw_table_quote(kw_sheet *s, const kw_quote_row *q) {
    char id[KW_ID_TEXT];
    kw_sheet_cell(s, kw_id_text('q', q->id, id), 6);
    kw_sheet_ink(s, KW_BOLD);
    kw_sheet_text(s, q->speaker.entity ? q->speaker.name : q->speaker_words.n ? q->speaker_words : KW_STR("(nobody named)"), 0);
    kw_sheet_ink(s, KW_PLAIN);
    if (q->via.n) {
        kw_buf_text(s->out, " via ");
        kw_sheet_text(s, q->via, 0);
    }
    kw_sheet_ink(s, KW_DIM);
    kw_buf_text(s->out, "  ");
    kw_sheet_text(s, kw_told_by(q->outlet, q->ref), TOLD_COLUMNS);
    kw_buf_byte(s->out, ' ');
    kw_sheet_text(s, kw_day_part(q->published), 0);
    kw_buf_fmt(s->out, " a%lld", (long long)q->article);
    kw_sheet_ink(s, KW_PLAIN);
    kw_buf_byte(s->out, '\n');
    kw_sheet_block(s, q->text, 8);
}

void kw_table_hit(kw_sheet *s, const kw_hit_row *h) {
    put_brief(s, &h->article, false);
    indent(s, 10);
    for (size_t at = 0, from = 0; at <= h->snippet.n; at++) {
        bool mark = at < h->snippet.n && (h->snippet.p[at] == 1 || h->snippet.p[at] == 2);
        if (at < h->snippet.n && !mark) continue;
        kw_sheet_text(s, kw_str_sub(h->snippet, from, at), 0);
        if (mark) kw_sheet_ink(s, h->snippet.p[at] == 1 ? KW_BOLD : KW_PLAIN);
        from = at + 1;
    }
    kw_buf_byte(s->out, '\n');
}

void kw_table_dyad(kw_sheet *s, const kw_dyad_row *d, bool first) {
    if (first) {
        kw_sheet_ink(s, KW_BOLD);
        kw_buf_text(s->out, "period      type        events  happened  reports  origins  Goldstein by event, report, origin\n");
        kw_sheet_ink(s, KW_PLAIN);
    }
    kw_sheet_cell(s, d->period.p ? d->period : KW_STR("?"), 10);
    kw_sheet_cell(s, d->type.p ? d->type : KW_STR("all"), 10);
    kw_buf_fmt(s->out, "%6lld  %8lld  %7lld  %7lld  %9.1f %9.1f %7.1f\n", (long long)d->events, (long long)d->happened, (long long)d->reports,
               (long long)d->origins, d->goldstein, d->by_reports, d->by_origins);
}

void kw_table_failure(kw_sheet *s, const kw_failure_row *f) {
    kw_sheet_text(s, f->why.n ? f->why : f->path, 0);
    kw_buf_byte(s->out, '\n');
}

/* ---- one article ---- */

static void fact(kw_sheet *s, const char *what, kw_str value, kw_str from) {
    if (!value.n) return;
    indent(s, 2);
    kw_sheet_ink(s, KW_DIM);
    kw_sheet_cell(s, kw_str_of(what), 12);
    kw_sheet_ink(s, KW_PLAIN);
    kw_sheet_text(s, value, 0);
    if (from.n) {
        kw_sheet_ink(s, KW_DIM);
        kw_buf_text(s->out, " (");
        kw_sheet_text(s, from, 0);
        kw_buf_byte(s->out, ')');
        kw_sheet_ink(s, KW_PLAIN);
    }
    kw_buf_byte(s->out, '\n');
}

static void put_reports(kw_sheet *s, const kw_article_row *a) {
    for (size_t i = 0; i < a->n_reports; i++) {
        const kw_report_row *r = &a->reports[i];
        char id[KW_ID_TEXT];
        indent(s, 2);
        kw_sheet_cell(s, kw_id_text('e', a->events[i], id), 6);
        put_day(s, r->date, "?");
        kw_sheet_text(s, actor_name(&r->source), 30);
        kw_buf_text(s->out, " → ");
        kw_sheet_text(s, actor_name(&r->target), 30);
        kw_buf_text(s->out, "  ");
        kw_sheet_ink(s, r->goldstein < 0 ? KW_BAD : KW_GOOD);
        kw_sheet_text(s, r->type, 0);
        kw_sheet_ink(s, KW_PLAIN);
        if (r->reason.n) {
            kw_buf_text(s->out, " (");
            kw_sheet_text(s, r->reason, 0);
            kw_buf_byte(s->out, ')');
        }
        kw_buf_byte(s->out, '\n');
    }
}

static void put_text(kw_sheet *s, kw_str text) {
    kw_str line;
    while (kw_str_cut(&text, '\n', &line)) {
        kw_sheet_block(s, line, 2);
        kw_buf_byte(s->out, '\n');
    }
}

static void put_authors(kw_sheet *s, const kw_article_row *a) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_json *j;
    if (a->authors.n && kw_json_parse(a->authors, NULL, &mem, &j, NULL) == KW_OK && j->kind == KW_JSON_LIST)
        for (size_t i = 0; i < j->n; i++) fact(s, i ? "" : "author", j->items[i].str, KW_NONE);
    kw_arena_free(&mem);
}

void kw_table_article(kw_sheet *s, const kw_article_row *a) {
    put_id(s, 'a', a->id);
    kw_buf_text(s->out, "  ");
    put_title(s, a->title, 0);
    fact(s, "ref", a->ref, KW_NONE);
    if (!kw_str_eq(a->url, a->ref)) fact(s, "url", a->url, KW_NONE);
    fact(s, "published", a->published, a->published_from);
    fact(s, "modified", a->modified, KW_NONE);
    fact(s, "outlet", a->outlet, KW_NONE);
    fact(s, "dateline", a->dateline, KW_NONE);
    put_authors(s, a);
    fact(s, "editor", a->editor, KW_NONE);
    fact(s, "translator", a->translator, KW_NONE);
    for (size_t i = 0; i < a->n_credits; i++) fact(s, i ? "" : "credits", a->credits[i].name, a->credits[i].words);
    fact(s, "language", a->language, KW_NONE);
    if (a->n_versions > 1) {
        char n[48];
        snprintf(n, sizeof n, "%zu; `kawat diff a%lld` compares", a->n_versions, (long long)a->id);
        fact(s, "versions", kw_str_of(n), KW_NONE);
    }
    kw_buf_byte(s->out, '\n');
    put_text(s, a->text);
    put_reports(s, a);
    for (size_t i = 0; i < a->n_links; i++) kw_table_link(s, &a->links[i]);
}

/* ---- why, diff ---- */

void kw_table_why(kw_sheet *s, const kw_why_list *w) {
    unsigned width = w->n && w->v[0].label.n ? 18 : 12;
    for (size_t i = 0; i < w->n; i++) {
        const kw_why_row *r = &w->v[i];
        unsigned at = (unsigned)r->depth * 2;
        kw_str label = r->label.n ? r->label : r->what;
        indent(s, at);
        kw_sheet_ink(s, r->depth ? KW_NAME : KW_BOLD);
        if (r->value.n || r->rule.n) kw_sheet_cell(s, label, width);
        else kw_sheet_text(s, label, 0);
        kw_sheet_ink(s, KW_PLAIN);
        kw_sheet_text(s, r->value, 0);
        if (r->rule.n) {
            kw_sheet_ink(s, KW_DIM);
            kw_buf_text(s->out, r->value.n ? "  [" : "[");
            kw_sheet_text(s, r->rule, 0);
            kw_buf_byte(s->out, ']');
            kw_sheet_ink(s, KW_PLAIN);
        }
        kw_buf_byte(s->out, '\n');
        if (!r->words.n) continue;
        kw_sheet_block(s, r->words, at + width + 2);
    }
}

/* Words that went are red or in [- -], words that came green or in {+ +}; the rest of the paragraph stands around them. */
static void put_paragraph(kw_sheet *s, const kw_paragraph_row *p) {
    indent(s, 2);
    for (size_t i = 0; i < p->n; i++) {
        char side = p->pieces[i].side;
        kw_str words = p->pieces[i].words;
        if (words.n && (words.p[0] == ' ' || words.p[0] == '\n')) {
            if (i) kw_buf_byte(s->out, ' ');
            words = kw_str_sub(words, 1, words.n);
        }
        if (side != ' ') kw_sheet_ink(s, side == '-' ? KW_BAD : KW_GOOD);
        if (side != ' ' && !s->colour) kw_buf_text(s->out, side == '-' ? "[-" : "{+");
        kw_sheet_text(s, words, 0);
        if (side != ' ' && !s->colour) kw_buf_text(s->out, side == '-' ? "-]" : "+}");
        if (side != ' ') kw_sheet_ink(s, KW_PLAIN);
    }
    kw_buf_byte(s->out, '\n');
}

static void put_change(kw_sheet *s, const kw_change_row *c) {
    kw_sheet_cell(s, c->kind, 12);
    kw_sheet_ink(s, KW_BAD);
    kw_sheet_text(s, c->older, 60);
    kw_sheet_ink(s, KW_PLAIN);
    if (c->older.n && c->newer.n) kw_buf_text(s->out, " -> ");
    kw_sheet_ink(s, KW_GOOD);
    kw_sheet_text(s, c->newer, 60);
    kw_sheet_ink(s, KW_PLAIN);
    kw_buf_byte(s->out, '\n');
}

void kw_table_diff(kw_sheet *s, const kw_diff *d) {
    kw_buf_fmt(s->out, "version %lld -> %lld\n", (long long)d->older.n, (long long)d->newer.n);
    for (size_t i = 0; i < d->n_changes; i++) put_change(s, &d->changes[i]);
    for (size_t i = 0; i < d->n_paragraphs; i++) {
        kw_buf_text(s->out, d->paragraphs[i].title ? "\ntitle\n" : "\n");
        put_paragraph(s, &d->paragraphs[i]);
    }
}
