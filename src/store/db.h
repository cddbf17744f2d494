/* SPDX-License-Identifier: MIT
 * A record that is open, and how it is asked: the few calls through which all of kawat sees SQLite.
 *     kw_query q = kw_query_on(r, "SELECT name FROM entity WHERE country = ?");
 *     kw_query_str(&q, country);
 *     while (kw_query_next(&q)) use(kw_row_str(&q, 0));
 *     KW_TRY(kw_query_end(&q, err));
 * Failures are remembered in the query and asked once, by kw_query_end(); until then every call is harmless. */
#ifndef KW_STORE_DB_H
#define KW_STORE_DB_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

typedef struct kw_query {
    kw_record *record;
    void *statement;                /* NULL: preparing failed */
    int code;                       /* of SQLite */
    int n;                          /* values given so far */
    bool kept;                      /* belongs to the record's cache */
} kw_query;

/* `sql` must be a string that lives as long as the record (a literal): the statement is prepared once and kept. A query
 * begun twice before its end is one mistake of the program; use kw_query_once() where one may stand inside itself; its
 * `sql` with p NULL is one that found no memory, and kw_query_end() says so. */
kw_query kw_query_on(kw_record *r, const char *sql);
kw_query kw_query_once(kw_record *r, kw_str sql);

/* Values for the question marks, in order. A string with p NULL is NULL. Strings must live until kw_query_end(). */
void kw_query_int(kw_query *q, int64_t v);
void kw_query_num(kw_query *q, double v);
void kw_query_str(kw_query *q, kw_str v);
void kw_query_blob(kw_query *q, kw_str v);
void kw_query_null(kw_query *q);
void kw_query_id(kw_query *q, int64_t v);           /* a row's id; 0 is NULL */

bool kw_query_next(kw_query *q);                    /* the next row, if there is one */
kw_rc kw_query_end(kw_query *q, kw_err *err);       /* KW_BUSY, KW_IO, KW_DATA (damaged), KW_NOMEM */
kw_rc kw_query_run(kw_query *q, kw_err *err);       /* all rows, then the end: for writing */

/* Columns of the row, from 0; strings are borrowed until the next call on the query. NULL gives 0, or p NULL. */
int64_t kw_row_int(const kw_query *q, int column);
double kw_row_num(const kw_query *q, int column);
kw_str kw_row_str(const kw_query *q, int column);
kw_str kw_row_dup(const kw_query *q, int column, kw_arena *mem);    /* the same, kept in `mem`; no memory: p NULL, and kw_query_end() says so */
bool kw_row_null(const kw_query *q, int column);

int64_t kw_db_last_id(const kw_record *r);          /* of the row inserted last */
kw_rc kw_db_do(kw_record *r, const char *sql, kw_err *err);         /* statements without values or answers */

/* The sentence for whatever SQLite said last, by kind. */
kw_rc kw_db_fail(kw_record *r, int code, kw_err *err);

/* The first column of the first row, 0 if there is none. `sql` as for kw_query_on. */
kw_rc kw_db_count(kw_record *r, const char *sql, int64_t *out, kw_err *err);

const char *kw_record_path(const kw_record *r);     /* as it was opened; lives as long as the record */

/* A second handle on the same record, for reading in another thread; close it with kw_record_close(). */
kw_rc kw_record_again(const kw_record *r, kw_record **out, kw_err *err);

/* All or nothing: what is written between begin and commit. begin waits a while for another program (KW_BUSY). */
kw_rc kw_record_begin(kw_record *r, kw_err *err);
kw_rc kw_record_commit(kw_record *r, kw_err *err);
kw_rc kw_record_tidy(kw_record *r, kw_err *err);        /* outside a transaction: gives room that is not used back to the disk */
void kw_record_rollback(kw_record *r);              /* nothing, if there is nothing to undo */

#endif
