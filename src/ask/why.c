/* SPDX-License-Identifier: MIT
 * Why something is in the record: the words, rows and rules behind it, as steps; deeper steps rest under their whole. */
#include "ask/parts.h"
#include "know/rule.h"

typedef struct { kw_asker *a; kw_arena *mem; kw_why_list *out; bool full; } teller;

static void tell(teller *t, int depth, const char *what, kw_str value, kw_str words, kw_str rule) {
    kw_why_row *w = kw_push(t->mem, (void **)&t->out->v, &t->out->n, &t->out->cap, sizeof *w);
    if (!w) t->full = true;
    else *w = (kw_why_row){ .depth = depth, .what = kw_str_of(what), .value = value, .words = words, .rule = rule };
}

static kw_str number(teller *t, double v) { return kw_str_fmt(t->mem, "%.2f", v); }

/* `elsewhere`: the words are of another sentence, where a pronoun or nobody stands in this one. */
static void tell_actor(teller *t, const char *what, const kw_actor_row *a, int64_t article, kw_str words, bool elsewhere) {
    if (!a->entity) return;
    kw_query q = kw_query_on(t->a->record, "SELECT w.text FROM cast c JOIN note w ON w.id = c.why WHERE c.entity = ? AND c.article = ?");
    kw_query_int(&q, a->entity);
    kw_query_int(&q, article);
    kw_str rule = kw_query_next(&q) ? kw_row_dup(&q, 0, t->mem) : KW_NONE;
    kw_query_end(&q, NULL);
    kw_str value = kw_str_fmt(t->mem, "%.*s%s%.*s%s", KW_FMT(a->name), a->actor.p ? " (" : "", KW_FMT(a->actor), a->actor.p ? ")" : "");
    if (words.p && elsewhere) rule = kw_str_fmt(t->mem, "%.*s%snamed in another sentence", KW_FMT(rule), rule.n ? "; " : "");
    tell(t, 1, what, value, words, rule);
}

/* The date or place of a report, by the words of its sentence that name it; false: none does. */
static bool tell_within(teller *t, const char *what, const kw_report_row *r, kw_str value, kw_str text, const char *sql) {
    kw_query q = kw_query_on(t->a->record, sql);
    kw_query_int(&q, r->article);
    kw_query_str(&q, value);
    kw_query_int(&q, r->at.start);
    kw_query_int(&q, r->at.end);
    bool found = kw_query_next(&q);
    if (found)
        tell(t, 1, what, value, kw_words_at(text, (kw_span){ (uint32_t)kw_row_int(&q, 0), (uint32_t)kw_row_int(&q, 1) }), kw_row_dup(&q, 2, t->mem));
    kw_query_end(&q, NULL);
    return found;
}

/* "'agreed' (names nobody), 'said' (no row's conditions hold)": a line each. */
static void tell_left(teller *t, kw_str left) {
    while (left.n) {
        size_t open = kw_str_find(left, KW_STR("' ("), 0), close = open == SIZE_MAX ? SIZE_MAX : kw_str_find(left, KW_STR(")"), open);
        if (close == SIZE_MAX) { tell(t, 1, "left", left, KW_NONE, KW_NONE); return; }
        tell(t, 1, "left", kw_str_sub(left, 1, open), KW_NONE, kw_str_sub(left, open + 3, close));
        left = kw_str_sub(left, close + 1, left.n);
        if (kw_str_starts(left, KW_STR(", "))) left = kw_str_sub(left, 2, left.n);
    }
}

/* The report's `why`, piece by piece: how it was read, the word that tells whether it happened, what came second, what was left. */
static void tell_reading(teller *t, const kw_report_row *r) {
    static const kw_str mode = { "mode ", 5 }, second = { "before row ", 11 }, left = { "left: ", 6 };
    kw_str rest = r->why, cue = KW_NONE, rival = KW_NONE, others = KW_NONE, rules = KW_NONE;
    while (rest.n) {
        size_t end = kw_str_find(rest, KW_STR("; "), 0);
        kw_str piece = kw_str_sub(rest, 0, end == SIZE_MAX ? rest.n : end);
        if (kw_str_starts(piece, left)) { others = kw_str_sub(rest, left.n, rest.n); break; }
        if (kw_str_starts(piece, mode)) cue = kw_str_sub(piece, mode.n, piece.n);
        else if (kw_str_starts(piece, second)) rival = kw_str_sub(piece, second.n, piece.n);
        else rules = rules.n ? kw_str_fmt(t->mem, "%.*s; %.*s", KW_FMT(rules), KW_FMT(piece)) : piece;
        rest = end == SIZE_MAX ? KW_NONE : kw_str_sub(rest, end + 2, rest.n);
    }
    tell(t, 1, "happened", r->happened ? KW_STR("yes") : KW_STR("no"), cue, r->reason);
    if (rules.n) tell(t, 1, "read as", rules, KW_NONE, KW_NONE);
    if (rival.n) tell(t, 1, "considered", rival, KW_NONE, KW_STR("fits less well"));
    tell_left(t, others);
}

static bool outside(kw_span a, kw_span b) { return a.end <= b.start || a.start >= b.end; }

/* `again`: the sentence of the report before tells the event of another actor, too. */
static void tell_report(teller *t, const kw_report_row *r, bool again, kw_str text) {
    tell(t, 0, again ? "same report" : "report", kw_str_fmt(t->mem, "a%lld", (long long)r->article), r->evidence, r->outlet.p ? r->outlet : r->ref);
    tell_actor(t, "source", &r->source, r->article, kw_words_at(text, r->source_at), outside(r->source_at, r->at));
    tell(t, 1, "type", kw_str_fmt(t->mem, "%.*s%s%.*s, CAMEO %.*s, Goldstein %.1f", KW_FMT(r->type), r->mode.p ? "/" : "", KW_FMT(r->mode),
        KW_FMT(r->cameo), r->goldstein),
         kw_words_at(text, r->trigger), r->frame);
    tell_actor(t, "target", &r->target, r->article, kw_words_at(text, r->target_at), outside(r->target_at, r->at));
    tell_reading(t, r);
    if (r->date.p && !tell_within(t, "date", r, r->date, text, "SELECT d.start, d.\"end\", w.text FROM date_mention d"
        " LEFT JOIN note w ON w.id = d.why WHERE d.article = ? AND d.date = ? AND d.start >= ? AND d.\"end\" <= ?"))
        tell(t, 1, "date", r->date, KW_NONE, KW_STR("no date of the act in the sentence: the article's own day, or that of what it takes up"));
    if (r->place.p && !tell_within(t, "place", r, r->place, text, "SELECT m.start, m.\"end\", w.text FROM place_mention m"
        " JOIN place p ON p.id = m.place LEFT JOIN note w ON w.id = m.why WHERE m.article = ? AND p.name = ? AND m.start >= ? AND m.\"end\" <= ?"))
        tell(t, 1, "place", r->place, KW_NONE, KW_NONE);
    tell(t, 1, "says", r->says.speaker.p ? r->says.speaker : KW_STR("the article itself"), KW_NONE, KW_NONE);
    for (size_t i = 0; i < r->says.via.n; i++) tell(t, 1, "via", r->says.via.v[i], KW_NONE, KW_NONE);
    tell(t, 1, "score", number(t, r->score), KW_NONE, KW_NONE);
}

/* "1 report", "3 reports". */
static kw_str counted(teller *t, int64_t n, const char *one, const char *many) {
    return kw_str_fmt(t->mem, "%lld %s", (long long)n, n == 1 ? one : many);
}

static kw_str counts(teller *t, int64_t n, const char *one, const char *many, int64_t outlets, int64_t origins) {
    return kw_str_fmt(t->mem, "%.*s of %.*s, from %.*s", KW_FMT(counted(t, n, one, many)), KW_FMT(counted(t, outlets, "outlet", "outlets")),
                      KW_FMT(counted(t, origins, "origin", "origins")));
}

static kw_str text_of(teller *t, int64_t article) {
    kw_query q = kw_query_on(t->a->record, "SELECT v.text FROM article a JOIN version v ON v.id = a.current WHERE a.id = ?");
    kw_query_int(&q, article);
    kw_str s = kw_query_next(&q) ? kw_row_dup(&q, 0, t->mem) : KW_NONE;
    kw_query_end(&q, NULL);
    return s;
}

static kw_rc why_event(teller *t, int64_t id, kw_err *err) {
    kw_event_row e;
    kw_report_row *v;
    size_t n;
    KW_TRY(kw_ask_event(t->a, id, t->mem, &e, err));
    tell(t, 0, "event", kw_str_fmt(t->mem, "%.*s -> %.*s: %.*s", KW_FMT(e.source.name), KW_FMT(e.target.name), KW_FMT(e.type)), KW_NONE,
         kw_str_fmt(t->mem, "one happening in %.*s", KW_FMT(counts(t, e.n_reports, "report", "reports", e.n_outlets, e.n_origins))));
    KW_TRY(kw_ask_reports(t->a, true, id, t->mem, &v, NULL, &n, err));
    for (size_t i = 0; i < n; i++) tell_report(t, &v[i], i && kw_one_sentence(&v[i - 1], &v[i]), text_of(t, v[i].article));
    for (size_t i = 0; i < e.n_conflicts; i++)
        tell(t, 0, "conflict", e.conflicts[i].what, kw_str_fmt(t->mem, "%lld in %.*s (%.*s), %lld in %.*s (%.*s)", (long long)e.conflicts[i].figure_a,
             KW_FMT(e.conflicts[i].ref_a), KW_FMT(e.conflicts[i].says_a), (long long)e.conflicts[i].figure_b, KW_FMT(e.conflicts[i].ref_b),
             KW_FMT(e.conflicts[i].says_b)), KW_NONE);
    return KW_OK;
}

static void tell_link(teller *t, int depth, const kw_link_row *l) {
    kw_str value = kw_str_fmt(t->mem, "%.*s: %.*s from %.*s, score %.2f", KW_FMT(l->kind), KW_FMT(l->from_ref),
        KW_FMT(l->to ? l->to_ref : l->agency), l->score);
    tell(t, depth, "link", value, KW_NONE, l->why);
    for (size_t i = 0; i < l->n_evidence; i++) {
        const kw_passage_row *p = &l->evidence[i];
        kw_str at = !p->in_from ? KW_NONE : p->in_to
            ? kw_str_fmt(t->mem, "bytes %u-%u, there %u-%u", p->from.start, p->from.end, p->to.start, p->to.end)
                                                     : kw_str_fmt(t->mem, "bytes %u-%u", p->from.start, p->from.end);
        tell(t, depth + 1, p->in_to ? "shared words" : "printed", at, p->text.n ? p->text : p->from_words, KW_NONE);
    }
}

static kw_str words_of_row(const kw_query *q, int start, kw_str text) {
    return kw_words_at(text, (kw_span){ (uint32_t)kw_row_int(q, start), (uint32_t)kw_row_int(q, start + 1) });
}

/* Each row of the query has a value, the first byte and the end of its words, and the rule. */
static kw_rc tell_rows(teller *t, int depth, const char *what, const char *sql, int64_t article, kw_str text, kw_err *err) {
    kw_query q = kw_query_on(t->a->record, sql);
    kw_query_int(&q, article);
    while (kw_query_next(&q)) tell(t, depth, what, kw_row_dup(&q, 0, t->mem), words_of_row(&q, 1, text), kw_row_dup(&q, 3, t->mem));
    return kw_query_end(&q, err);
}

/* Names with the row or rule that made them actors, dates and places with theirs; a name once, where it stands first. */
static kw_rc tell_marks(teller *t, int64_t article, kw_err *err) {
    kw_str text = text_of(t, article);
    KW_TRY(tell_rows(t, 1, "name", "SELECT e.name || ifnull(' (' || e.actor || ')', '') || ifnull(', ' || e.country, ''), min(m.start),"
        " m.\"end\", w.text FROM mention m JOIN entity e ON e.id = m.entity LEFT JOIN cast c ON c.entity = m.entity"
        " AND c.article = m.article LEFT JOIN note w ON w.id = c.why WHERE m.article = ? GROUP BY m.entity ORDER BY 2", article, text, err));
    KW_TRY(tell_rows(t, 1, "date", "SELECT d.date, d.start, d.\"end\", w.text FROM date_mention d LEFT JOIN note w ON w.id = d.why "
                     "WHERE d.article = ? ORDER BY d.start", article, text, err));
    return tell_rows(t, 1, "place", "SELECT p.name || ifnull(', ' || p.region, '') || ifnull(', ' || p.country, '') || ' (' || p.precision || ')', "
                     "m.start, m.\"end\", w.text FROM place_mention m JOIN place p ON p.id = m.place LEFT JOIN note w ON w.id = m.why "
                     "WHERE m.article = ? ORDER BY m.start", article, text, err);
}

static kw_rc why_article(teller *t, int64_t id, kw_err *err) {
    kw_article_row r;
    KW_TRY(kw_ask_article(t->a, id, t->mem, &r, err));
    tell(t, 0, "article", r.ref, r.title, KW_NONE);
    tell(t, 1, "published", r.published, KW_NONE, r.published_from);
    for (size_t i = 0; i < r.n_fields; i++) tell(t, 1, kw_str_dup(t->mem, r.fields[i].field).p, KW_NONE, r.fields[i].evidence, r.fields[i].from);
    for (size_t i = 0; i < r.n_credits; i++) tell(t, 1, "credit", r.credits[i].name, r.credits[i].words, r.credits[i].rule);
    for (size_t i = 0; i < r.n_links; i++) tell_link(t, 1, &r.links[i]);
    return tell_marks(t, id, err);
}

static kw_rc why_story(teller *t, int64_t id, kw_err *err) {
    kw_story_row s;
    KW_TRY(kw_ask_story(t->a, id, t->mem, &s, err));
    tell(t, 0, "story", s.title, KW_NONE, counts(t, s.n_articles, "article", "articles", s.n_outlets, s.n_origins));
    for (size_t i = 0; i < s.n_listed; i++) {
        kw_link_row *v;
        size_t n;
        tell(t, 0, "article", kw_str_fmt(t->mem, "a%lld", (long long)s.articles[i].id), s.articles[i].title, s.articles[i].outlet);
        KW_TRY(kw_links_where(t->a, "l.article = ?", s.articles[i].id, t->mem, &v, &n, err));
        for (size_t k = 0; k < n; k++) tell_link(t, 1, &v[k]);
    }
    kw_query q = kw_query_on(t->a->record, "SELECT id FROM event WHERE story = ? ORDER BY day, id");
    kw_query_int(&q, id);
    while (kw_query_next(&q)) tell(t, 1, "event", kw_str_fmt(t->mem, "e%lld", (long long)kw_row_int(&q, 0)), KW_NONE, KW_NONE);
    return kw_query_end(&q, err);
}

static kw_rc why_quote(teller *t, int64_t id, kw_err *err) {
    kw_quote_row r;
    KW_TRY(kw_ask_quote(t->a, id, t->mem, &r, err));
    tell(t, 0, "quotation", kw_str_fmt(t->mem, "a%lld, bytes %u-%u", (long long)r.article, r.at.start, r.at.end), r.text, r.why);
    tell_actor(t, "speaker", &r.speaker, r.article, r.speaker_words, false);
    if (r.cue.p) tell(t, 1, "cue", KW_NONE, r.cue, KW_NONE);
    if (r.via.p) tell(t, 1, "via", r.via, KW_NONE, KW_NONE);
    return KW_OK;
}

static kw_rc why_thread(teller *t, int64_t id, kw_err *err) {
    kw_thread_row r;
    KW_TRY(kw_ask_thread(t->a, id, t->mem, &r, err));
    tell(t, 0, "thread", r.title, KW_NONE, counted(t, r.n_stories, "story", "stories"));
    for (size_t i = 0; i < r.n_listed; i++)
        tell(t, 1, "story", kw_str_fmt(t->mem, "s%lld", (long long)r.stories[i].id), r.stories[i].title, r.stories[i].first);
    for (size_t i = 0; i < r.n_turns; i++)
        tell(t, 1, "turn", kw_str_fmt(t->mem, "e%lld %.*s: %.*s%s%.*s", (long long)r.turns[i].event, KW_FMT(r.turns[i].kind), KW_FMT(r.turns[i].was),
             r.turns[i].was.n ? " -> " : "", KW_FMT(r.turns[i].is)), r.turns[i].evidence, r.turns[i].date);
    return KW_OK;
}

static kw_rc why_link(teller *t, int64_t id, kw_err *err) {
    kw_link_row l;
    KW_TRY(kw_ask_link(t->a, id, t->mem, &l, err));
    tell_link(t, 0, &l);
    return KW_OK;
}

kw_rc kw_ask_why(kw_asker *a, char kind, int64_t id, kw_arena *mem, kw_why_list *out, kw_err *err) {
    teller t = { .a = a, .mem = mem, .out = out };
    kw_rc rc;
    *out = (kw_why_list){ 0 };
    switch (kind) {
    case 'a': rc = why_article(&t, id, err); break;
    case 'e': rc = why_event(&t, id, err); break;
    case 's': rc = why_story(&t, id, err); break;
    case 'l': rc = why_link(&t, id, err); break;
    case 'q': rc = why_quote(&t, id, err); break;
    default: rc = why_thread(&t, id, err);
    }
    return rc == KW_OK && t.full ? kw_fail_nomem(err) : rc;
}

/* ---- in a reader's language ---- */

/* Steps whose value is words of the program, and those whose rule is none: it names the outlet that tells it. */
static const char *const valued[] = { "happened", "read as", "says", "link" }, *const by_outlet[] = { "report", "same report", "article" };

static bool among(kw_str what, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (kw_str_is(what, list[i])) return true;
    return false;
}

static kw_rc check_language(kw_asker *a, kw_str language, kw_arena *mem, kw_err *err) {
    kw_str there = KW_NONE;
    if (kw_know_lang_table(a->know, language, "rules")) return KW_OK;
    for (size_t i = 0; i < kw_know_languages(a->know); i++) {
        kw_str code = kw_know_language(a->know, i);
        if (kw_know_lang_table(a->know, code, "rules")) there = kw_str_fmt(mem, "%.*s%s%.*s", KW_FMT(there), there.n ? ", " : "", KW_FMT(code));
    }
    return kw_fail(err, KW_USAGE, "--language", "no words for rules in '%.*s'; there are %.*s", KW_FMT(language), KW_FMT(there));
}

kw_rc kw_why_words(kw_asker *a, kw_str language, kw_arena *mem, kw_why_list *list, kw_err *err) {
    KW_TRY(check_language(a, language, mem, err));
    const kw_table *page = kw_know_lang_table(a->know, language, "page");
    for (size_t i = 0; i < list->n; i++) {
        kw_why_row *w = &list->v[i];
        kw_rows label = kw_table_find(page, kw_str_fmt(mem, "step_%.*s", KW_FMT(w->what)));
        if (label.n) w->label = kw_table_cell(page, label.first, 1);
        if (w->rule.n && !among(w->what, by_outlet, sizeof by_outlet / sizeof *by_outlet)) w->rule = kw_rule_words(a->know, language, w->rule, mem);
        if (w->value.n && among(w->what, valued, sizeof valued / sizeof *valued)) w->value = kw_rule_words(a->know, language, w->value, mem);
    }
    return kw_row_whole(mem, err);
}
