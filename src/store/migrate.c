/* SPDX-License-Identifier: MIT
 * Each step takes a record from one form to the next. Tables are made by the statements of schema.sql themselves, so that a
 * record that was taken over is laid out as a new one is. */
#include "store/migrate.h"
#include "store/inside.h"
#include "store/known.h"
#include "store/schema.h"

#include <stdlib.h>

/* ---- statements of schema.sql ---- */

/* The end of a statement: its semicolon, if that does not stand in a comment. */
static const char *end_of(const char *sql) {
    for (; *sql && *sql != ';'; sql++)
        if (sql[0] == '-' && sql[1] == '-') sql += strcspn(sql, "\n") - 1;
    return sql;
}

static const char *skip_space(const char *sql) {
    for (;;) {
        sql += strspn(sql, " \n");
        if (sql[0] != '-' || sql[1] != '-') return sql;
        sql += strcspn(sql, "\n");
    }
}

/* Runs each statement of the schema that begins with one of these words. */
static kw_rc make(kw_record *r, const char *const *begin, size_t n, kw_err *err) {
    kw_rc rc = KW_OK;
    for (const char *at = skip_space(kw_schema_sql); *at && rc == KW_OK;) {
        const char *end = end_of(at);
        bool wanted = false;
        for (size_t i = 0; i < n; i++) wanted |= !strncmp(at, begin[i], strlen(begin[i]));
        char *sql = wanted ? strndup(at, (size_t)(end - at)) : NULL;
        if (sql) rc = kw_db_do(r, sql, err);
        else if (wanted) rc = kw_fail_nomem(err);
        free(sql);
        at = skip_space(*end ? end + 1 : end);
    }
    return rc;
}
#define MAKE(r, err, ...) make(r, (const char *const[]){ __VA_ARGS__ }, sizeof (const char *const[]){ __VA_ARGS__ } / sizeof (const char *), err)

/* ---- what SQL has no words for ---- */

/* kw_content(column, ...): what the column `content` has of these. */
static void content(sqlite3_context *c, int n, sqlite3_value **v) {
    kw_str column[8];
    for (int i = 0; i < n && i < 8; i++) {
        const void *p = sqlite3_value_blob(v[i]);
        column[i] = (kw_str){ p, (size_t)sqlite3_value_bytes(v[i]) };
    }
    sqlite3_result_int64(c, kw_known_content(column, (size_t)(n < 8 ? n : 8)));
}

/* ---- steps ---- */

/* What grouping keeps; every article is to be looked at by the next `add`. */
static kw_rc from_1(kw_record *r, kw_err *err) {
    KW_TRY(kw_db_do(r, "ALTER TABLE report ADD COLUMN matter INTEGER; ALTER TABLE story ADD COLUMN head INTEGER; ALTER TABLE story ADD"
        " COLUMN part INTEGER", err));
    KW_TRY(MAKE(r, err, "CREATE INDEX report_matter", "CREATE INDEX story_part", "CREATE TABLE near", "CREATE INDEX"
        " near_part", "CREATE TABLE number", "CREATE TABLE keys",
                "CREATE UNIQUE INDEX keys_first", "CREATE TABLE touched"));
    return kw_db_do(r, "INSERT INTO touched SELECT id, x'' FROM article; UPDATE meta SET value = '0' WHERE key = 'grouped' AND"
        " EXISTS (SELECT 1 FROM article)", err);
}

/* Names packed, one row an article; explanations, names and places found by 31 bits of a hash; fields without an index of their own. */
static kw_rc from_2(kw_record *r, kw_err *err) {
    int code = sqlite3_create_function_v2(r->db, "kw_content", -1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, content, NULL, NULL, NULL);
    if (code != SQLITE_OK) return kw_db_fail(r, code, err);
    KW_TRY(kw_db_do(r, "DROP VIEW mention_words; ALTER TABLE note RENAME TO old_note; ALTER TABLE entity RENAME TO old_entity; ALTER TABLE"
        " place RENAME TO old_place;"
        " ALTER TABLE field RENAME TO old_field; ALTER TABLE mention RENAME TO old_mention", err));
    KW_TRY(MAKE(r, err, "CREATE TABLE note (", "CREATE TABLE entity (", "CREATE TABLE place (", "CREATE TABLE field (", "CREATE TABLE names ("));
    KW_TRY(kw_db_do(r, "INSERT INTO note (id, text, content) SELECT id, text, kw_content(text)"
        " FROM old_note; DROP TABLE old_note; INSERT INTO entity (id, kind, actor, name, country, sector, role, content) "
        " SELECT id, kind, actor, name, country, sector, role, kw_content(kind, actor, name, country, sector, role)"
        " FROM old_entity; DROP TABLE old_entity; INSERT INTO place (id, key, name, country, region, lat, lon, precision, content) "
        " SELECT id, key, name, country, region, lat, lon, precision, kw_content(key, name, country, region, precision)"
        " FROM old_place; DROP TABLE old_place", err));
    KW_TRY(MAKE(r, err, "CREATE INDEX note_content", "CREATE INDEX entity_", "CREATE INDEX place_content"));
    KW_TRY(kw_db_do(r, "INSERT INTO note (text, content) SELECT DISTINCT found_in, kw_content(found_in) FROM old_field "
        " WHERE found_in IS NOT NULL AND NOT EXISTS (SELECT 1 FROM note WHERE content = kw_content(found_in)"
        " AND text = found_in); INSERT INTO field SELECT version, row_number() OVER (PARTITION BY version"
        " ORDER BY rowid) - 1, field,  (SELECT id FROM note WHERE content = kw_content(found_in) AND text = found_in), evidence"
        " FROM old_field; DROP TABLE old_field; INSERT INTO names SELECT article, group_concat(char(h + 1 + (h > 55294) * 10240,"
        " s + 1 + (s > 55294) * 10240, n + 1 + (n > 55294) * 10240,  e + 1 + (e > 55294) * 10240), '')"
        " FROM (SELECT article, (start >> 20) + 16 * (entity >> 20) AS h, start & 1048575 AS s, \"end\" - start AS n,"
        "  entity & 1048575 AS e FROM old_mention ORDER BY article, start, \"end\", entity) GROUP BY article; DROP TABLE old_mention", err));
    return MAKE(r, err, "CREATE VIEW mention");
}

/* A sentence that tells an event in two rows was counted twice, and so were the agencies that its article names. */
static kw_rc from_3(kw_record *r, kw_err *err) {
    KW_TRY(MAKE(r, err, "CREATE INDEX event_told"));
    return kw_db_do(r, "UPDATE event SET n_reports = t.sentences, n_origins = min(n_origins, t.articles) FROM (SELECT event,"
        " count(DISTINCT article << 32 | start) AS sentences, count(DISTINCT article) AS articles FROM report GROUP BY event"
        " HAVING count(*) > 1) t WHERE t.event = id", err);
}

kw_rc kw_record_migrate(kw_record *r, int64_t from, kw_err *err) {
    static kw_rc (*const steps[])(kw_record *, kw_err *) = { from_1, from_2, from_3 };
    /* the old way of renaming: what points to a table by its name points to the one that takes the name */
    KW_TRY(kw_db_do(r, "PRAGMA legacy_alter_table = ON; BEGIN IMMEDIATE", err));
    kw_rc rc = KW_OK;
    for (int64_t form = from < 1 ? 1 : from; form < KW_SCHEMA_VERSION && rc == KW_OK; form++) rc = steps[form - 1](r, err);
    if (rc == KW_OK) rc = MAKE(r, err, "PRAGMA user_version");
    if (rc == KW_OK) rc = kw_db_do(r, "COMMIT; PRAGMA legacy_alter_table = OFF", err);
    if (rc != KW_OK) kw_record_rollback(r);
    return rc;
}
