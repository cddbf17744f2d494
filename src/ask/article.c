/* SPDX-License-Identifier: MIT
 * One article with all that was found in it; ids and refs. */
#include "ask/parts.h"

static kw_rc take_head(kw_asker *a, int64_t id, kw_arena *mem, kw_article_row *r, kw_err *err) {
    kw_query q = kw_query_on(a->record, "SELECT a.id, s.story, (SELECT thread FROM story"
        " WHERE id = s.story), v.published_score, a.ref, v.path, v.url, v.canonical, v.title, v.text, v.published, v.published_from,"
        " v.modified, v.outlet, v.editor, v.translator, v.dateline, v.language, v.authors FROM article a"
        " JOIN version v ON v.id = a.current LEFT JOIN story_article s ON s.article = a.id AND s.also = 0 WHERE a.id = ?");
    kw_query_int(&q, id);
    bool there = kw_query_next(&q);
    if (there) {
        *r = (kw_article_row){ .id = id, .story = kw_row_int(&q, 1), .thread = kw_row_int(&q, 2), .published_score = kw_row_num(&q, 3) };
        kw_str *const fields[] = { &r->ref, &r->path, &r->url, &r->canonical, &r->title, &r->text, &r->published, &r->published_from, &r->modified,
                                   &r->outlet, &r->editor, &r->translator, &r->dateline, &r->language, &r->authors };
        for (int i = 0; i < 15; i++) *fields[i] = kw_row_dup(&q, 4 + i, mem);
    }
    KW_TRY(kw_query_end(&q, err));
    return there ? KW_OK : kw_fail(err, KW_EMPTY, NULL, "a%lld: want an article of this record, found none of that id", (long long)id);
}

typedef bool take_fn(const kw_query *q, kw_arena *mem, kw_article_row *r, size_t *cap);

static bool take_credit(const kw_query *q, kw_arena *mem, kw_article_row *r, size_t *cap) {
    kw_credit_row *c = kw_push(mem, (void **)&r->credits, &r->n_credits, cap, sizeof *c);
    if (c) *c = (kw_credit_row){ kw_row_dup(q, 0, mem), kw_row_dup(q, 1, mem), kw_row_dup(q, 2, mem), kw_row_dup(q, 3, mem) };
    return c != NULL;
}

static bool take_field(const kw_query *q, kw_arena *mem, kw_article_row *r, size_t *cap) {
    kw_field_row *f = kw_push(mem, (void **)&r->fields, &r->n_fields, cap, sizeof *f);
    if (f) *f = (kw_field_row){ kw_row_dup(q, 0, mem), kw_row_dup(q, 1, mem), kw_row_dup(q, 2, mem) };
    return f != NULL;
}

static bool take_version(const kw_query *q, kw_arena *mem, kw_article_row *r, size_t *cap) {
    kw_version_row *v = kw_push(mem, (void **)&r->versions, &r->n_versions, cap, sizeof *v);
    if (v) *v = (kw_version_row){ kw_row_int(q, 0), kw_row_int(q, 1), kw_row_dup(q, 2, mem), kw_row_dup(q, 3, mem), kw_row_dup(q, 4, mem),
                                  kw_row_dup(q, 5, mem), kw_row_dup(q, 6, mem), kw_row_dup(q, 7, mem), kw_row_int(q, 8) != 0 };
    return v != NULL;
}

static bool take_mention(const kw_query *q, kw_arena *mem, kw_article_row *r, size_t *cap) {
    kw_mention_row *m = kw_push(mem, (void **)&r->mentions, &r->n_mentions, cap, sizeof *m);
    if (m) *m = (kw_mention_row){ kw_row_span(q, 0), kw_row_actor(q, 4, mem), kw_row_num(q, 2), kw_row_dup(q, 3, mem) };
    return m != NULL;
}

static bool take_date(const kw_query *q, kw_arena *mem, kw_article_row *r, size_t *cap) {
    kw_date_row *d = kw_push(mem, (void **)&r->dates, &r->n_dates, cap, sizeof *d);
    if (d) *d = (kw_date_row){ kw_row_span(q, 0), kw_row_dup(q, 2, mem), kw_row_dup(q, 3, mem), kw_row_dup(q, 4, mem), kw_row_int(q, 5) != 0 };
    return d != NULL;
}

static bool take_place(const kw_query *q, kw_arena *mem, kw_article_row *r, size_t *cap) {
    kw_place_row *p = kw_push(mem, (void **)&r->places, &r->n_places, cap, sizeof *p);
    if (p) *p = (kw_place_row){ kw_row_span(q, 0), kw_row_dup(q, 2, mem), kw_row_dup(q, 3, mem), kw_row_dup(q, 4, mem), kw_row_dup(q, 5, mem),
                                kw_row_dup(q, 6, mem), kw_row_num(q, 7), kw_row_num(q, 8), kw_row_int(q, 9) != 0 };
    return p != NULL;
}

static kw_rc take_all(kw_asker *a, const char *sql, take_fn *take, kw_arena *mem, kw_article_row *r, kw_err *err) {
    size_t cap = 0;
    bool good = true;
    kw_query q = kw_query_on(a->record, sql);
    kw_query_int(&q, r->id);
    while (good && kw_query_next(&q)) good = take(&q, mem, r, &cap);
    KW_TRY(kw_query_end(&q, err));
    return good ? KW_OK : kw_fail_nomem(err);
}

kw_rc kw_ask_article(kw_asker *a, int64_t id, kw_arena *mem, kw_article_row *out, kw_err *err) {
    static const struct { const char *sql; take_fn *take; } parts[] = {
        { "SELECT name, key, words, rule FROM credit WHERE article = ? ORDER BY position", take_credit },
        { "SELECT f.field, ifnull(w.text, f.found_in), f.evidence FROM article a JOIN field f ON f.version = a.current"
            " LEFT JOIN note w ON w.id = f.found_in WHERE a.id = ?", take_field },
        { "SELECT v.id, v.n, v.published, v.modified, v.fetched, v.title, v.text, v.path, v.id = a.current FROM version v"
            " JOIN article a ON a.id = v.article WHERE a.id = ? ORDER BY v.n", take_version },
        { "SELECT m.start, m.\"end\", c.score / 100.0, w.text, " KW_ACTOR_COLUMNS("e") " FROM mention m"
            " JOIN entity e ON e.id = m.entity LEFT JOIN cast c ON c.article = m.article AND c.entity = m.entity"
            " LEFT JOIN note w ON w.id = c.why WHERE m.article = ? ORDER BY m.start, m.\"end\" DESC", take_mention },
        { "SELECT d.start, d.\"end\", d.date, d.precision, w.text, d.relative FROM date_mention d LEFT JOIN note w ON w.id = d.why"
            " WHERE d.article = ? ORDER BY d.start", take_date },
        { "SELECT m.start, m.\"end\", p.name, p.country, p.region, p.precision, w.text, p.lat, p.lon, m.dateline FROM place_mention m"
            " JOIN place p ON p.id = m.place LEFT JOIN note w ON w.id = m.why WHERE m.article = ? ORDER BY m.start", take_place },
    };
    KW_TRY(take_head(a, id, mem, out, err));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) KW_TRY(take_all(a, parts[i].sql, parts[i].take, mem, out, err));
    KW_TRY(kw_quotes_of(a, id, mem, &out->quotes, &out->n_quotes, err));
    KW_TRY(kw_ask_reports(a, false, id, mem, &out->reports, &out->events, &out->n_reports, err));
    return kw_links_where(a, "?1 IN (l.article, l.to_article)", id, mem, &out->links, &out->n_links, err);
}

/* ---- ids ---- */

static kw_rc article_of_ref(kw_asker *a, kw_str ref, int64_t *id, kw_err *err) {
    kw_query q = kw_query_on(a->record, "SELECT id FROM article WHERE ref = ?1 UNION ALL SELECT article FROM version"
        " WHERE path = ?1 OR url = ?1 LIMIT 1");
    kw_query_str(&q, ref);
    *id = kw_query_next(&q) ? kw_row_int(&q, 0) : 0;
    return kw_query_end(&q, err);
}

static const char *kind_word(char kind) {
    switch (kind) {
    case 'a': return "an article (a12)";
    case 'e': return "an event (e3)";
    case 's': return "a story (s4)";
    case 'l': return "a link (l9)";
    case 'q': return "a quotation (q7)";
    default: return "a thread (t2)";
    }
}

kw_rc kw_ask_id(kw_asker *a, const char *text, const char *kinds, char *kind, int64_t *id, kw_err *err) {
    kw_str s = kw_str_trim(kw_str_of(text));
    char list[160] = "";
    if (s.n > 1 && strchr(kinds, s.p[0]) && kw_str_int(kw_str_sub(s, 1, s.n), id) && *id > 0) {
        *kind = s.p[0];
        return KW_OK;
    }
    *kind = 'a';
    if (s.n && strchr(kinds, 'a')) {
        KW_TRY(article_of_ref(a, s, id, err));
        if (*id) return KW_OK;
    }
    for (const char *k = kinds; *k; k++) {
        size_t n = strlen(list);
        const char *word = kind_word(*k);
        if (n + strlen(word) + 5 < sizeof list) {
            memcpy(list + n, k > kinds ? ", " : "", k > kinds ? 3 : 1);
            memcpy(list + strlen(list), word, strlen(word) + 1);
        }
    }
    return kw_fail(err, KW_USAGE, NULL, "want the id of %s%s, found '%s'", list, strchr(kinds, 'a') ? " or an article's ref" : "", text ? text : "");
}
