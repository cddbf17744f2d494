/* SPDX-License-Identifier: MIT
 * The checks: SQLite's own, the references of schema.sql, the full text index, and what the schema says in words: spans
 * lie in their text, every article is in one story, counts are the counts of what they count. */
#include "store/check.h"

typedef struct { kw_record *r; kw_write_fn *write; void *ctx; kw_err *err; uint64_t found; } checking;

static kw_rc say(checking *c, const char *what, kw_str detail) {
    kw_buf b = KW_BUF_EMPTY;
    kw_buf_fmt(&b, "%s: %.*s\n", what, KW_FMT(detail));
    bool good = !b.failed && c->write(c->ctx, b.p, b.n);
    kw_buf_free(&b);
    c->found++;
    return good ? KW_OK : KW_STOPPED;
}

/* Each row of the query is a finding; its first column says what. */
static kw_rc check_rows(checking *c, const char *what, const char *sql) {
    kw_rc rc = KW_OK;
    kw_query q = kw_query_once(c->r, kw_str_of(sql));
    while (rc == KW_OK && kw_query_next(&q))
        if (!kw_str_is(kw_row_str(&q, 0), "ok")) rc = say(c, what, kw_row_str(&q, 0));
    kw_err why = { "" };
    kw_rc end = kw_query_end(&q, &why);
    if (rc == KW_OK && end != KW_OK) rc = say(c, what, kw_str_of(why.text));
    return rc;
}

/* Counts are put right at the end of an `add`; until form 4 of the record they were those of rows. */
#define COUNTED "(SELECT value FROM meta WHERE key = 'grouped') = '1' AND (SELECT user_version FROM pragma_user_version) >= 4"

kw_rc kw_record_check(kw_record *r, kw_write_fn *write, void *ctx, kw_err *err) {
    static const struct { const char *what, *sql; } checks[] = {
        { "file", "PRAGMA integrity_check(100)" },
        { "reference", "SELECT \"table\" || ' row ' || ifnull(rowid, '?') || ' wants a row of ' || parent FROM pragma_foreign_key_check" },
        { "article", "SELECT 'a' || id || ' has no current version' FROM article WHERE current NOT IN (SELECT id FROM version)" },
        { "article", "SELECT 'a' || a.id || ' is in ' || count(s.story) || ' stories' FROM article a"
            " LEFT JOIN story_article s ON s.article = a.id AND s.also = 0 GROUP BY a.id HAVING count(s.story) <> 1" },
        { "article", "SELECT 'a' || id || ' has no digest' FROM article WHERE id NOT IN (SELECT article FROM digest)" },
        { "mention", "SELECT 'a' || m.article || ' byte ' || m.\"end\" || ' is behind the text' FROM mention m JOIN article a ON a.id = m.article"
          " JOIN version v ON v.id = a.current WHERE m.\"end\" > length(CAST(v.text AS BLOB)) OR m.start >= m.\"end\"" },
        { "mention", "SELECT 'a' || article || ' byte ' || start || ' names entity ' || entity || ', which is not there' FROM mention"
            " WHERE entity NOT IN (SELECT id FROM entity)" },
        { "quotation", "SELECT 'q' || q.id || ' is behind the text' FROM quote q JOIN article a ON a.id = q.article"
            " JOIN version v ON v.id = a.current WHERE q.\"end\" > length(CAST(v.text AS BLOB)) OR q.start >= q.\"end\"" },
        { "report", "SELECT 'report ' || x.id || ' of a' || x.article || ' is behind the text' FROM report x JOIN article a ON a.id = x.article"
          " JOIN version v ON v.id = a.current WHERE x.\"end\" > length(CAST(v.text AS BLOB)) OR x.start > x.\"end\"" },
        { "event", "SELECT 'e' || id || ' has no report' FROM event WHERE id NOT IN (SELECT event FROM report)" },
        { "event", "SELECT 'e' || e.id || ' counts ' || e.n_reports || ' reports, there are ' || count(DISTINCT r.article << 32 | r.start)"
            " FROM event e JOIN report r ON r.event = e.id WHERE " COUNTED
            " GROUP BY e.id HAVING count(DISTINCT r.article << 32 | r.start) <> e.n_reports" },
        { "event", "SELECT 'e' || e.id || ' counts ' || e.n_origins || ' origins, ' || e.n_outlets || ' outlets, told in articles: '"
            " || count(DISTINCT r.article) FROM event e JOIN report r ON r.event = e.id WHERE " COUNTED
            " GROUP BY e.id HAVING count(DISTINCT r.article) < max(e.n_origins, e.n_outlets)" },
        { "story", "SELECT 's' || id || ' has no article' FROM story WHERE id NOT IN (SELECT story FROM story_article WHERE also = 0)" },
        { "story", "SELECT 's' || s.id || ' counts ' || s.n_articles || ' articles, there are ' || count(*) FROM story s"
            " JOIN story_article x ON x.story = s.id AND x.also = 0 GROUP BY s.id HAVING count(*) <> s.n_articles" },
        { "grouping", "SELECT 'an add was cut short; the next one puts the stories together' FROM meta WHERE key = 'grouped' AND value <> '1'" },
    };
    checking c = { .r = r, .write = write, .ctx = ctx, .err = err };
    for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) KW_TRY(check_rows(&c, checks[i].what, checks[i].sql));
    return c.found ? kw_fail(err, KW_DATA, kw_record_path(r), "%llu findings", (unsigned long long)c.found) : KW_OK;
}
