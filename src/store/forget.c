/* SPDX-License-Identifier: MIT
 * Forgetting an article: it, its versions, what was found in it, and names, places and notes that nothing else uses.
 * With secure_delete the freed bytes are overwritten; the full text index is merged, since it keeps removed words in old
 * segments until then; and the write-ahead log is emptied into the file. */
#include "store/findings.h"
#include "store/known.h"
#include "store/record.h"

static kw_rc drop_rows(kw_record *r, int64_t article, kw_err *err) {
    static const char *const sql[] = {
        "INSERT INTO search (search, rowid, title, text) SELECT 'delete', v.id, v.title, v.text FROM article a"
        " JOIN version v ON v.id = a.current WHERE a.id = ?",
        "DELETE FROM failure WHERE path IN (SELECT path FROM version WHERE article = ?)",
        "DELETE FROM field WHERE version IN (SELECT id FROM version WHERE article = ?)",
        "DELETE FROM link_evidence WHERE link IN (SELECT id FROM link WHERE article = ?1 OR to_article = ?1)",
        "DELETE FROM link WHERE article = ?1 OR to_article = ?1",
        ("DELETE FROM story WHERE id IN (SELECT story FROM story_article WHERE article = ?1)"
         " AND id NOT IN (SELECT story FROM story_article WHERE article <> ?1)"),
        "DELETE FROM story_article WHERE article = ?",
        "DELETE FROM touched WHERE article = ?",
        "DELETE FROM version WHERE article = ?",
        "DELETE FROM article WHERE id = ?",
    };
    for (size_t i = 0; i < sizeof sql / sizeof *sql; i++) {
        kw_query q = kw_query_on(r, sql[i]);
        kw_query_int(&q, article);
        KW_TRY(kw_query_run(&q, err));
    }
    return KW_OK;
}

static const char unused[] =
    "DELETE FROM entity WHERE id NOT IN (SELECT entity FROM cast) AND id NOT IN (SELECT source FROM event WHERE source IS NOT NULL)"
    " AND id NOT IN (SELECT target FROM event WHERE target IS NOT NULL);"
    "DELETE FROM place WHERE id NOT IN (SELECT place FROM place_mention) AND id NOT IN (SELECT place FROM event WHERE place IS NOT NULL);"
    "DELETE FROM note WHERE id NOT IN (SELECT why FROM cast WHERE why IS NOT NULL UNION SELECT why FROM place_mention WHERE why IS NOT NULL"
    " UNION SELECT why FROM date_mention WHERE why IS NOT NULL UNION SELECT why FROM quote WHERE why IS NOT NULL"
    " UNION SELECT why FROM report WHERE why IS NOT NULL UNION SELECT frame FROM report WHERE frame IS NOT NULL"
    " UNION SELECT why FROM story WHERE why IS NOT NULL UNION SELECT why FROM event WHERE why IS NOT NULL"
    " UNION SELECT why FROM link WHERE why IS NOT NULL UNION SELECT found_in FROM field WHERE found_in IS NOT NULL);";

kw_rc kw_record_forget(kw_record *r, int64_t article, kw_err *err) {
    kw_old_ids old = { 0 };
    kw_arena mem = KW_ARENA_EMPTY;
    kw_query q = kw_query_on(r, "SELECT 1 FROM article WHERE id = ?");
    kw_query_int(&q, article);
    bool there = kw_query_next(&q);
    kw_rc rc = kw_query_end(&q, err);
    if (rc == KW_OK && !there) rc = kw_fail(err, KW_EMPTY, NULL, "a%lld: want an article of this record, found none of that id", (long long)article);
    if (rc == KW_OK) rc = kw_findings_take(r, article, &mem, &old, err);
    if (rc == KW_OK) rc = kw_findings_settle(r, &old, err);
    if (rc == KW_OK) rc = drop_rows(r, article, err);
    kw_arena_free(&mem);
    return rc;
}

kw_rc kw_record_drop_unused(kw_record *r, kw_err *err) {
    kw_known_forget(r);
    return kw_db_do(r, unused, err);
}

kw_rc kw_record_scrub(kw_record *r, kw_err *err) {
    return kw_db_do(r, "INSERT INTO search (search) VALUES ('optimize'); PRAGMA wal_checkpoint(TRUNCATE)", err);
}
