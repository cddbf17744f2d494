/* SPDX-License-Identifier: MIT
 * An article goes into the record: who it is, which version, and its place in the full text index. What was found in it
 * is written by findings.c. */
#include "base/hash.h"
#include "base/json.h"
#include "know/calendar.h"
#include "store/findings.h"
#include "store/fulltext.h"
#include "store/known.h"
#include "store/record.h"

typedef struct { int64_t article, current, version; int64_t n; uint64_t content; } place_of;

uint64_t kw_article_content(const kw_article *a, kw_arena *mem) {
    kw_str published = kw_when_iso_in(a->published, mem);
    uint64_t h = kw_hash_mix(kw_hash(a->title), kw_hash(a->text));
    h = kw_hash_mix(h, kw_hash_mix(kw_hash(published), kw_hash(a->outlet)));
    for (size_t i = 0; i < a->authors.n; i++) h = kw_hash_mix(h, kw_hash(a->authors.v[i]));
    return h;
}

/* Where it lies and when it was fetched is no part of it; absent and empty are one. */
uint64_t kw_raw_content(const kw_raw *raw) {
    const kw_given *g = &raw->given;
    const kw_str given[] = { g->id, g->url, g->title, g->text, g->html, g->published, g->modified, g->outlet, g->language, g->byline };
    uint64_t h = kw_hash_mix(kw_hash(raw->bytes), (uint64_t)raw->kind);
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) h = kw_hash_mix(h, kw_hash(given[i]));
    for (size_t i = 0; i < g->authors.n; i++) h = kw_hash_mix(h, kw_hash(g->authors.v[i]));
    return h;
}

static kw_rc knows(kw_record *r, const char *sql, kw_str ref, uint64_t hash, bool *out, kw_err *err) {
    kw_query q = kw_query_on(r, sql);
    kw_query_str(&q, ref);
    kw_query_int(&q, (int64_t)hash);
    *out = kw_query_next(&q);
    return kw_query_end(&q, err);
}

kw_rc kw_record_knows_content(kw_record *r, kw_str ref, uint64_t content, bool *out, kw_err *err) {
    return knows(r, "SELECT 1 FROM article a JOIN version v ON v.article = a.id WHERE a.ref = ? AND v.content = ?", ref, content, out, err);
}

kw_rc kw_record_knows_bytes(kw_record *r, kw_str ref, uint64_t bytes, bool *out, kw_err *err) {
    return knows(r, "SELECT 1 FROM article a JOIN version v ON v.article = a.id WHERE a.ref = ? AND v.bytes = ?", ref, bytes, out, err);
}

static kw_rc find_article(kw_record *r, kw_str ref, place_of *p, kw_err *err) {
    kw_query q = kw_query_on(r, "SELECT id, current, (SELECT max(n) FROM version WHERE article = article.id) FROM article WHERE ref = ?");
    kw_query_str(&q, ref);
    if (kw_query_next(&q)) {
        p->article = kw_row_int(&q, 0);
        p->current = kw_row_int(&q, 1);
        p->n = kw_row_int(&q, 2);
    }
    return kw_query_end(&q, err);
}

static void bind_published(kw_query *q, const kw_article *a, kw_arena *mem) {
    kw_query_str(q, kw_when_iso_in(a->published, mem));
    if (a->published.precision == KW_WHEN_NONE) kw_query_null(q);
    else kw_query_int(q, a->published.first);
    kw_query_str(q, a->published_from);
    kw_query_num(q, a->published_score);
    kw_query_str(q, kw_when_iso_in(a->modified, mem));
}

#define VERSION_ROW " INTO version (id, article, n, content, bytes, path, url, canonical, title, text, published, published_day," \
    " published_from, published_score, modified, fetched, outlet, outlet_key, authors, editor, translator, dateline, dateline_outlet," \
    " language) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"

static kw_rc put_fields(kw_record *r, const kw_article *a, int64_t version, kw_err *err) {
    for (size_t i = 0; i < a->n_why; i++) {
        int64_t from;
        KW_TRY(kw_note_id(r, a->why[i].from, &from, err));
        kw_query q = kw_query_on(r, "INSERT INTO field VALUES (?,?,?,?,?)");
        kw_query_int(&q, version);
        kw_query_int(&q, (int64_t)i);
        kw_query_str(&q, kw_str_of(a->why[i].field));
        kw_query_id(&q, from);
        kw_query_str(&q, a->why[i].evidence);
        KW_TRY(kw_query_run(&q, err));
    }
    return KW_OK;
}

/* Writes the row of p->version, or of a new version where that is 0. */
static kw_rc write_version(kw_record *r, const kw_entry *e, place_of *p, kw_arena *mem, kw_err *err) {
    const kw_article *a = e->article;
    kw_query q = kw_query_on(r, p->version ? "REPLACE" VERSION_ROW : "INSERT" VERSION_ROW);
    kw_query_id(&q, p->version);
    kw_query_int(&q, p->article);
    kw_query_int(&q, p->n);
    kw_query_int(&q, (int64_t)p->content);
    kw_query_int(&q, (int64_t)e->bytes);
    kw_query_str(&q, a->path);
    kw_query_str(&q, a->url);
    kw_query_str(&q, a->canonical);
    kw_query_str(&q, a->title);
    kw_query_str(&q, a->text.p ? a->text : KW_STR(""));
    bind_published(&q, a, mem);
    kw_query_str(&q, e->fetched);
    kw_query_str(&q, a->outlet);
    kw_query_str(&q, a->outlet_key);
    kw_query_str(&q, a->authors.n ? kw_list_json(a->authors, mem) : KW_NONE);
    kw_query_str(&q, a->editor);
    kw_query_str(&q, a->translator);
    kw_query_str(&q, a->dateline);
    kw_query_str(&q, a->dateline_outlet);
    kw_query_str(&q, a->language.p ? a->language : KW_STR("und"));
    KW_TRY(kw_query_run(&q, err));
    p->version = kw_db_last_id(r);
    return put_fields(r, a, p->version, err);
}

static kw_rc make_current(kw_record *r, const place_of *p, kw_err *err) {
    kw_query q = kw_query_on(r, "UPDATE article SET current = ? WHERE id = ?");
    kw_query_int(&q, p->version);
    kw_query_int(&q, p->article);
    return kw_query_run(&q, err);
}

static kw_rc put_new(kw_record *r, const kw_entry *e, place_of *p, kw_arena *mem, kw_err *err) {
    kw_query q = kw_query_on(r, "INSERT INTO article (ref, current) VALUES (?, 0)");
    kw_query_str(&q, e->article->ref);
    KW_TRY(kw_query_run(&q, err));
    p->article = kw_db_last_id(r);
    p->n = 1;
    KW_TRY(write_version(r, e, p, mem, err));
    KW_TRY(make_current(r, p, err));
    kw_fulltext_add(r, p->version);
    q = kw_query_on(r, "INSERT INTO story (title, first, last, first_day, last_day, n_articles, n_outlets, n_origins)"
        " SELECT title, published, published, published_day, published_day, 1, 1, 1 FROM version WHERE id = ?");
    kw_query_int(&q, p->version);
    KW_TRY(kw_query_run(&q, err));
    q = kw_query_on(r, "INSERT INTO story_article VALUES (?, ?, 0)");
    kw_query_int(&q, p->article);
    kw_query_int(&q, kw_db_last_id(r));
    KW_TRY(kw_query_run(&q, err));
    return kw_findings_put(r, p->article, e, NULL, mem, err);
}

/* Is the current version dated later than this one? Then this one is kept as an older version. */
static kw_rc is_older(kw_record *r, int64_t current, const kw_article *a, bool *out, kw_err *err) {
    kw_when mine = a->modified.precision != KW_WHEN_NONE ? a->modified : a->published, theirs = { 0 };
    kw_query q = kw_query_on(r, "SELECT ifnull(modified, published) FROM version WHERE id = ?");
    kw_query_int(&q, current);
    bool dated = kw_query_next(&q) && kw_when_parse(kw_row_str(&q, 0), &theirs) && mine.precision != KW_WHEN_NONE;
    *out = dated && (mine.last < theirs.first || (mine.first == theirs.first && mine.has_time && theirs.has_time && mine.second < theirs.second));
    return kw_query_end(&q, err);
}

static kw_rc put_version(kw_record *r, const kw_entry *e, place_of *p, kw_arena *mem, kw_err *err) {
    bool older;
    kw_old_ids old;
    KW_TRY(is_older(r, p->current, e->article, &older, err));
    p->n++;
    KW_TRY(write_version(r, e, p, mem, err));
    if (older) return KW_OK;
    KW_TRY(kw_findings_take(r, p->article, mem, &old, err));
    KW_TRY(kw_fulltext_drop(r, p->current, err));
    KW_TRY(make_current(r, p, err));
    kw_fulltext_add(r, p->version);
    KW_TRY(kw_findings_put(r, p->article, e, &old, mem, err));
    return kw_findings_settle(r, &old, err);
}

/* Which version is it that has these bytes, or else this content? 0: none. */
static kw_rc find_version(kw_record *r, const kw_entry *e, place_of *p, kw_err *err) {
    kw_query q = kw_query_on(r, "SELECT id, n FROM version WHERE article = ?1 AND (bytes = ?2 OR content = ?3) ORDER BY bytes <> ?2, n DESC LIMIT 1");
    kw_query_int(&q, p->article);
    kw_query_int(&q, (int64_t)e->bytes);
    kw_query_int(&q, (int64_t)e->content);
    if (kw_query_next(&q)) {
        p->version = kw_row_int(&q, 0);
        p->n = kw_row_int(&q, 1);
    }
    return kw_query_end(&q, err);
}

/* The current version is written anew: its text may now be cleaned in another way, so nothing that rests on it stays. */
static kw_rc put_again(kw_record *r, const kw_entry *e, place_of *p, kw_arena *mem, kw_err *err) {
    kw_old_ids old;
    KW_TRY(kw_findings_take(r, p->article, mem, &old, err));
    KW_TRY(kw_fulltext_drop(r, p->version, err));
    kw_query q = kw_query_on(r, "DELETE FROM field WHERE version = ?");
    kw_query_int(&q, p->version);
    KW_TRY(kw_query_run(&q, err));
    KW_TRY(write_version(r, e, p, mem, err));
    KW_TRY(kw_fulltext_put(r, p->version, err));
    KW_TRY(kw_findings_put(r, p->article, e, &old, mem, err));
    return kw_findings_settle(r, &old, err);
}

static kw_rc mark_ungrouped(kw_record *r, kw_err *err) {
    kw_query q = kw_query_on(r, "UPDATE meta SET value = '0' WHERE key = 'grouped' AND value <> '0'");
    return kw_query_run(&q, err);
}

static kw_rc clear_failure(kw_record *r, kw_str path, kw_err *err) {
    kw_query q = kw_query_on(r, "DELETE FROM failure WHERE path = ?");
    kw_query_str(&q, path);
    return kw_query_run(&q, err);
}

kw_rc kw_record_clear_failure(kw_record *r, kw_str path, kw_err *err) {
    size_t n = path.n;
    KW_TRY(clear_failure(r, path, err));
    while (n && path.p[n - 1] != '#') n--;
    return n ? clear_failure(r, kw_str_sub(path, 0, n - 1), err) : KW_OK;       /* "a.jsonl#3": a.jsonl could be opened */
}

static kw_rc put(kw_record *r, const kw_entry *e, kw_arena *mem, kw_put_result *out, kw_err *err) {
    place_of p = { .content = e->content };
    bool known, same_bytes;
    KW_TRY(kw_record_clear_failure(r, e->article->path, err));
    KW_TRY(kw_record_knows_bytes(r, e->article->ref, e->bytes, &same_bytes, err));
    KW_TRY(kw_record_knows_content(r, e->article->ref, p.content, &known, err));
    *out = KW_PUT_SAME;
    if ((known || same_bytes) && !e->again) return KW_OK;
    KW_TRY(find_article(r, e->article->ref, &p, err));
    if (known || same_bytes) {
        KW_TRY(find_version(r, e, &p, err));
        if (p.version != p.current) return KW_OK;           /* findings rest on the current version alone */
        *out = KW_PUT_AGAIN;
        KW_TRY(mark_ungrouped(r, err));
        return put_again(r, e, &p, mem, err);
    }
    *out = p.article ? KW_PUT_VERSION : KW_PUT_NEW;
    KW_TRY(mark_ungrouped(r, err));
    return p.article ? put_version(r, e, &p, mem, err) : put_new(r, e, &p, mem, err);
}

kw_rc kw_record_put(kw_record *r, const kw_entry *e, kw_arena *mem, kw_put_result *out, kw_err *err) {
    kw_rc rc = put(r, e, mem, out, err);
    return mem->failed ? kw_fail_nomem(err) : rc;           /* what found no memory looks like what is not known: NULL */
}

kw_rc kw_record_put_failure(kw_record *r, kw_str path, const char *why, kw_err *err) {
    kw_query q = kw_query_on(r, "INSERT INTO failure VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET why = excluded.why");
    kw_query_str(&q, path);
    kw_query_str(&q, kw_str_of(why));
    return kw_query_run(&q, err);
}
