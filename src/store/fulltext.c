/* SPDX-License-Identifier: MIT
 * FTS5 writes a segment of its index whenever SQLite opens a savepoint, which it does for nearly every statement: an index
 * that is written article by article becomes one segment an article, merged again and again. So the versions of a
 * transaction are indexed together, by one statement at its end. Their numbers only rise: the first one says which. */
#include "store/fulltext.h"
#include "store/inside.h"

void kw_fulltext_add(kw_record *r, int64_t version) {
    if (!r->unindexed) r->unindexed = version;
}

static bool waits(const kw_record *r, int64_t version) { return r->unindexed && version >= r->unindexed; }

kw_rc kw_fulltext_drop(kw_record *r, int64_t version, kw_err *err) {
    if (waits(r, version)) return KW_OK;
    kw_query q = kw_query_on(r, "INSERT INTO search (search, rowid, title, text) SELECT 'delete', id, title, text FROM version WHERE id = ?");
    kw_query_int(&q, version);
    return kw_query_run(&q, err);
}

kw_rc kw_fulltext_put(kw_record *r, int64_t version, kw_err *err) {
    if (waits(r, version)) return KW_OK;
    kw_query q = kw_query_on(r, "INSERT INTO search (rowid, title, text) SELECT id, title, text FROM version WHERE id = ?");
    kw_query_int(&q, version);
    return kw_query_run(&q, err);
}

kw_rc kw_fulltext_flush(kw_record *r, kw_err *err) {
    if (!r->unindexed) return KW_OK;
    kw_query q = kw_query_on(r, "INSERT INTO search (rowid, title, text) SELECT v.id, v.title, v.text"
        " FROM version v JOIN article a ON a.id = v.article AND a.current = v.id WHERE v.id >= ? ORDER BY v.id");
    kw_query_int(&q, r->unindexed);
    r->unindexed = 0;
    return kw_query_run(&q, err);
}

void kw_fulltext_forget(kw_record *r) { r->unindexed = 0; }
