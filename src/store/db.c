/* SPDX-License-Identifier: MIT
 * Statements and their values. Kept statements stand in a small table found by the address of their text: the program's
 * own literals, a few dozen. */
#include "store/db.h"
#include "store/inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static sqlite3_stmt *kept(kw_record *r, const char *sql, int *code) {
    size_t at = ((uintptr_t)sql >> 3) % KEPT_MAX;
    for (size_t i = 0; i < KEPT_MAX; i++, at = (at + 1) % KEPT_MAX) {
        if (r->kept[at].sql == sql) return r->kept[at].statement;
        if (r->kept[at].sql) continue;
        *code = sqlite3_prepare_v3(r->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &r->kept[at].statement, NULL);
        if (*code == SQLITE_OK) r->kept[at].sql = sql;
        return r->kept[at].statement;
    }
    *code = SQLITE_FULL;            /* more literals than KEPT_MAX: a mistake of the program, and a test would show it */
    return NULL;
}

kw_query kw_query_on(kw_record *r, const char *sql) {
    kw_query q = { .record = r, .code = SQLITE_OK, .kept = true };
    q.statement = kept(r, sql, &q.code);
    return q;
}

kw_query kw_query_once(kw_record *r, kw_str sql) {
    kw_query q = { .record = r, .code = SQLITE_OK };
    sqlite3_stmt *s = NULL;
    q.code = !sql.p ? SQLITE_NOMEM : sqlite3_prepare_v2(r->db, sql.p, (int)sql.n, &s, NULL);
    q.statement = s;
    return q;
}

static bool usable(const kw_query *q) { return q->statement && q->code == SQLITE_OK; }

void kw_query_int(kw_query *q, int64_t v) { if (usable(q)) q->code = sqlite3_bind_int64(q->statement, ++q->n, v); }
void kw_query_num(kw_query *q, double v) { if (usable(q)) q->code = sqlite3_bind_double(q->statement, ++q->n, v); }
void kw_query_null(kw_query *q) { if (usable(q)) q->code = sqlite3_bind_null(q->statement, ++q->n); }

void kw_query_str(kw_query *q, kw_str v) {
    if (!v.p) { kw_query_null(q); return; }
    if (usable(q)) q->code = sqlite3_bind_text64(q->statement, ++q->n, v.p, v.n, SQLITE_STATIC, SQLITE_UTF8);
}

void kw_query_blob(kw_query *q, kw_str v) {
    if (usable(q)) q->code = sqlite3_bind_blob64(q->statement, ++q->n, v.p, v.n, SQLITE_STATIC);
}

void kw_query_id(kw_query *q, int64_t v) {
    if (v) kw_query_int(q, v);
    else kw_query_null(q);
}

bool kw_query_next(kw_query *q) {
    if (!q->statement || (q->code != SQLITE_OK && q->code != SQLITE_ROW)) return false;
    q->code = sqlite3_step(q->statement);
    return q->code == SQLITE_ROW;
}

kw_rc kw_query_end(kw_query *q, kw_err *err) {
    bool good = q->code == SQLITE_OK || q->code == SQLITE_ROW || q->code == SQLITE_DONE;
    kw_rc rc = !good ? kw_db_fail(q->record, q->code, err) : q->record->no_memory ? kw_fail_nomem(err) : KW_OK;
    q->record->no_memory = false;
    if (!q->statement) return rc;
    if (q->kept) {
        sqlite3_reset(q->statement);
        sqlite3_clear_bindings(q->statement);
    } else sqlite3_finalize(q->statement);
    q->statement = NULL;
    return rc;
}

kw_rc kw_query_run(kw_query *q, kw_err *err) {
    while (kw_query_next(q)) {}
    return kw_query_end(q, err);
}

int64_t kw_row_int(const kw_query *q, int column) { return sqlite3_column_int64(q->statement, column); }
double kw_row_num(const kw_query *q, int column) { return sqlite3_column_double(q->statement, column); }
bool kw_row_null(const kw_query *q, int column) { return sqlite3_column_type(q->statement, column) == SQLITE_NULL; }

kw_str kw_row_str(const kw_query *q, int column) {
    if (kw_row_null(q, column)) return KW_NONE;
    const void *p = sqlite3_column_blob(q->statement, column);
    size_t n = (size_t)sqlite3_column_bytes(q->statement, column);
    return (kw_str){ p ? p : "", n };
}

kw_str kw_row_dup(const kw_query *q, int column, kw_arena *mem) {
    kw_str s = kw_row_str(q, column), copy = s.p ? kw_str_dup(mem, s) : s;
    if (s.p && !copy.p) q->record->no_memory = true;
    return copy;
}

int64_t kw_db_last_id(const kw_record *r) { return sqlite3_last_insert_rowid(r->db); }

kw_rc kw_db_do(kw_record *r, const char *sql, kw_err *err) {
    int code = sqlite3_exec(r->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? KW_OK : kw_db_fail(r, code, err);
}

kw_rc kw_db_count(kw_record *r, const char *sql, int64_t *out, kw_err *err) {
    kw_query q = kw_query_on(r, sql);
    *out = kw_query_next(&q) ? kw_row_int(&q, 0) : 0;
    return kw_query_end(&q, err);
}

/* What the system said, where it said something: "File too large", "Input/output error". */
static const char *system_word(kw_record *r) {
    int e = r->db ? sqlite3_system_errno(r->db) : 0;
    return e ? strerror(e) : "the disk is full or failing";
}

kw_rc kw_db_fail(kw_record *r, int code, kw_err *err) {
    const char *path = r->path;
    switch (code & 0xff) {
    case SQLITE_NOMEM: return kw_fail_nomem(err);
    case SQLITE_BUSY: case SQLITE_LOCKED:
        return kw_fail(err, KW_BUSY, path, "want to write, but another program is writing to this record; try again when it is done");
    case SQLITE_FULL: return kw_fail(err, KW_IO, path, "want room on the disk, found none; what was committed before stays");
    case SQLITE_READONLY: return kw_fail(err, KW_IO, path, "want to write, found a record or folder that is read-only");
    case SQLITE_IOERR: return kw_fail(err, KW_IO, path, "cannot read or write: %s; what was committed before stays", system_word(r));
    case SQLITE_CANTOPEN: return kw_fail(err, KW_IO, path, "cannot open: %s", system_word(r));
    case SQLITE_NOTADB: return kw_fail(err, KW_DATA, path, "want a record of kawat, found a file that is no database");
    case SQLITE_CORRUPT: return kw_fail(err, KW_DATA, path, "the record is damaged (%s); `kawat check` says where",
        r->db ? sqlite3_errmsg(r->db) : "");
    default: return kw_fail(err, KW_IO, path, "SQLite says: %s", r->db ? sqlite3_errmsg(r->db) : sqlite3_errstr(code));
    }
}
