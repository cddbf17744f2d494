/* SPDX-License-Identifier: MIT
 * Opening and closing a record. One program writes at a time: it holds a lock on the file RECORD-lock, which is empty and
 * goes when it is done. (SQLite's own lock is held for one transaction; an `add` is many.) */
#include "store/record.h"
#include "store/fulltext.h"
#include "store/inside.h"
#include "store/known.h"
#include "store/migrate.h"
#include "store/schema.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAIT_MS = 5000,                  /* for another program's transaction */
       TIDY_PART = 30 };                /* a thirtieth unused is worth tidying */

/* ---- the lock ---- */

static bool still_there(int fd, const char *path) {
    struct stat mine, now;
    return fstat(fd, &mine) == 0 && stat(path, &now) == 0 && mine.st_ino == now.st_ino && mine.st_dev == now.st_dev;
}

/* The file may go between opening and locking it, when another program ends: then once more. */
static kw_rc take_lock(kw_record *r, kw_err *err) {
    size_t n = strlen(r->path) + sizeof "-lock";
    if (!(r->lock_path = malloc(n))) return kw_fail_nomem(err);
    snprintf(r->lock_path, n, "%s-lock", r->path);
    for (;;) {
        r->lock = open(r->lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
        if (r->lock < 0) return kw_fail(err, KW_IO, r->path, "want to write here, but: %s", strerror(errno));
        bool taken = flock(r->lock, LOCK_EX | LOCK_NB) == 0;
        if (taken && still_there(r->lock, r->lock_path)) return KW_OK;
        close(r->lock);
        r->lock = -1;
        if (!taken) return kw_db_fail(r, SQLITE_BUSY, err);
    }
}

static void drop_lock(kw_record *r) {
    if (r->lock >= 0) {
        unlink(r->lock_path);
        close(r->lock);
    }
    r->lock = -1;
    free(r->lock_path);
    r->lock_path = NULL;
}

/* ---- what kind of file is it? ---- */

static kw_rc pragma_value(kw_record *r, const char *sql, int64_t *out, kw_err *err) {
    kw_query q = kw_query_once(r, kw_str_of(sql));
    *out = kw_query_next(&q) ? kw_row_int(&q, 0) : 0;
    return kw_query_end(&q, err);
}

static kw_rc make_schema(kw_record *r, kw_err *err) {
    /* 16 KiB: several articles of middle length share a page, so that little of it stays empty */
    KW_TRY(kw_db_do(r, "PRAGMA page_size = 16384; PRAGMA auto_vacuum = INCREMENTAL; PRAGMA journal_mode = WAL; BEGIN IMMEDIATE", err));
    kw_rc rc = kw_db_do(r, kw_schema_sql, err);
    if (rc == KW_OK) rc = kw_db_do(r, "INSERT INTO meta VALUES ('kawat', '" KW_VERSION "'), ('grouped', '1'); COMMIT", err);
    if (rc != KW_OK) kw_record_rollback(r);
    return rc;
}

static kw_rc check_kind(kw_record *r, kw_err *err) {
    int64_t id, version, tables;
    KW_TRY(pragma_value(r, "PRAGMA application_id", &id, err));
    KW_TRY(pragma_value(r, "PRAGMA user_version", &version, err));
    KW_TRY(pragma_value(r, "SELECT count(*) FROM sqlite_schema", &tables, err));
    if (!tables && !id && r->mode == KW_CREATE) return make_schema(r, err);
    if (id != KW_SCHEMA_ID)
        return kw_fail(err, KW_DATA, r->path, "want a record of kawat, found %s", tables ? "a database of another program" : "an empty file");
    if (version > KW_SCHEMA_VERSION)
        return kw_fail(err, KW_NEWER, r->path, "this record is of form %lld, made by a newer kawat; this program (" KW_VERSION
                       ") knows forms up to %d: please update it", (long long)version, KW_SCHEMA_VERSION);
    if (version == KW_SCHEMA_VERSION || r->mode == KW_READ) return KW_OK;
    KW_TRY(kw_record_migrate(r, version, err));
    return kw_record_tidy(r, err);
}

/* ---- opening ---- */

/* A record in WAL mode wants to make files beside it even for reading. Where the folder does not allow that and nobody
 * else can be writing (there is no -wal), it is read as a file that does not change. */
static bool must_be_immutable(const char *path) {
    char name[4200];
    const char *slash = strrchr(path, '/');
    int n = slash ? snprintf(name, sizeof name, "%.*s", (int)(slash - path + 1), path) : snprintf(name, sizeof name, ".");
    if (n < 0 || (size_t)n >= sizeof name || access(name, W_OK) == 0) return false;
    n = snprintf(name, sizeof name, "%s-wal", path);
    return n > 0 && (size_t)n < sizeof name && access(name, F_OK) != 0;
}

static kw_str as_uri(const char *path, kw_buf *into) {
    kw_buf_text(into, "file:");
    for (const char *c = path; *c; c++) {
        if (*c == '?' || *c == '#' || *c == '%') kw_buf_fmt(into, "%%%02x", (unsigned char)*c);
        else kw_buf_byte(into, *c);
    }
    kw_buf_text(into, "?immutable=1");
    kw_buf_byte(into, 0);
    return kw_buf_str(into);
}

static kw_rc open_file(kw_record *r, kw_err *err) {
    int flags = SQLITE_OPEN_NOMUTEX | (r->mode == KW_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
    if (r->mode == KW_CREATE) flags |= SQLITE_OPEN_CREATE;
    int code;
    if (r->mode == KW_READ && must_be_immutable(r->path)) {
        kw_buf uri = KW_BUF_EMPTY;
        code = sqlite3_open_v2(as_uri(r->path, &uri).p, &r->db, flags | SQLITE_OPEN_URI, NULL);
        kw_buf_free(&uri);
    } else code = sqlite3_open_v2(r->path, &r->db, flags, NULL);
    if (code != SQLITE_OK) return kw_db_fail(r, code, err);
    sqlite3_busy_timeout(r->db, WAIT_MS);
    sqlite3_extended_result_codes(r->db, 1);
    return KW_OK;
}

static kw_rc check_path(const char *path, kw_record_mode mode, kw_err *err) {
    struct stat st;
    if (stat(path, &st) != 0) {
        if (errno != ENOENT) return kw_fail(err, KW_IO, path, "cannot open the record: %s", strerror(errno));
        return mode == KW_CREATE ? KW_OK : kw_fail(err, KW_IO, path, "want a record, found nothing there; `kawat add` makes one");
    }
    if (S_ISDIR(st.st_mode)) return kw_fail(err, KW_IO, path, "want a record, found a folder");
    if (mode == KW_READ && access(path, R_OK) != 0) return kw_fail(err, KW_IO, path, "cannot open the record: %s", strerror(errno));
    if (mode != KW_READ && access(path, W_OK) != 0)
        return kw_fail(err, KW_IO, path, "want to write, found a record that is read-only (%s)", strerror(errno));
    return KW_OK;
}

static kw_rc set_up(kw_record *r, kw_err *err) {
    KW_TRY(check_path(r->path, r->mode, err));
    if (r->mode != KW_READ) KW_TRY(take_lock(r, err));
    KW_TRY(open_file(r, err));
    KW_TRY(check_kind(r, err));
    if (r->mode == KW_READ) return kw_db_do(r, "PRAGMA query_only = 1; PRAGMA mmap_size = 268435456", err);
    /* NORMAL: a power cut may lose the last batch, never the record; a killed program loses nothing committed */
    return kw_db_do(r, "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY", err);
}

kw_rc kw_record_open(const char *path, kw_record_mode mode, kw_record **out, kw_err *err) {
    *out = NULL;
    if (!path || !*path) return kw_fail(err, KW_USAGE, NULL, "want the path of a record, found none");
    kw_record *r = calloc(1, sizeof *r);
    if (!r || !(r->path = strdup(path))) {
        free(r);
        return kw_fail_nomem(err);
    }
    r->mode = mode;
    r->lock = -1;
    kw_rc rc = set_up(r, err);
    if (rc == KW_OK) *out = r;
    else kw_record_close(r);
    return rc;
}

void kw_record_close(kw_record *r) {
    if (!r) return;
    for (size_t i = 0; i < KEPT_MAX; i++) sqlite3_finalize(r->kept[i].statement);
    sqlite3_close_v2(r->db);
    drop_lock(r);
    free(r->known);
    free(r->path);
    free(r);
}

const char *kw_record_path(const kw_record *r) { return r->path; }

kw_rc kw_record_again(const kw_record *r, kw_record **out, kw_err *err) { return kw_record_open(r->path, KW_READ, out, err); }

kw_rc kw_record_tidy(kw_record *r, kw_err *err) {
    int64_t unused, pages;
    KW_TRY(pragma_value(r, "PRAGMA freelist_count", &unused, err));
    KW_TRY(pragma_value(r, "PRAGMA page_count", &pages, err));
    return unused * TIDY_PART > pages ? kw_db_do(r, "PRAGMA incremental_vacuum", err) : KW_OK;
}

kw_rc kw_record_begin(kw_record *r, kw_err *err) { return kw_db_do(r, "BEGIN IMMEDIATE", err); }

void kw_record_rollback(kw_record *r) {
    kw_fulltext_forget(r);
    kw_known_forget(r);
    if (!sqlite3_get_autocommit(r->db)) sqlite3_exec(r->db, "ROLLBACK", NULL, NULL, NULL);
}

kw_rc kw_record_commit(kw_record *r, kw_err *err) {
    kw_rc rc = kw_fulltext_flush(r, err);
    if (rc == KW_OK) rc = kw_db_do(r, "COMMIT", err);
    if (rc != KW_OK) kw_record_rollback(r);
    return rc;
}
