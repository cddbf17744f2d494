/* SPDX-License-Identifier: MIT
 * See known.h. The memory is a table in which a newer row takes the place of an older one of the same slot. */
#include "store/known.h"
#include "base/hash.h"
#include "know/names.h"
#include "store/inside.h"

#include <stdlib.h>

enum { COLUMNS_MAX = 6 };

typedef struct {
    const char *find, *insert;
    unsigned n;                     /* columns that say which it is */
    kw_str column[COLUMNS_MAX];     /* p NULL: none */
    bool placed; double lat, lon;   /* a place's own */
} row;

static uint64_t hash_of(const kw_str *column, size_t n) {
    uint64_t h = n;
    for (size_t i = 0; i < n; i++) h = kw_hash_mix(h, kw_hash(column[i]));
    return h;
}

int64_t kw_known_content(const kw_str *column, size_t n) { return (int64_t)(hash_of(column, n) & 0x7fffffff); }

void kw_known_forget(kw_record *r) {
    if (r->known) memset(r->known, 0, KNOWN_MAX * sizeof *r->known);
}

static void bind(kw_query *q, const row *x, int64_t content) {
    for (unsigned i = 0; i < x->n; i++) kw_query_str(q, x->column[i]);
    kw_query_int(q, content);
}

static kw_rc insert(kw_record *r, const row *x, int64_t content, int64_t *out, kw_err *err) {
    kw_query q = kw_query_on(r, x->insert);
    bind(&q, x, content);
    if (x->placed) {
        kw_query_num(&q, x->lat);
        kw_query_num(&q, x->lon);
    }
    KW_TRY(kw_query_run(&q, err));
    *out = kw_db_last_id(r);
    return KW_OK;
}

static kw_rc id_of(kw_record *r, const row *x, int64_t *out, kw_err *err) {
    uint64_t hash = hash_of(x->column, x->n);
    int64_t content = (int64_t)(hash & 0x7fffffff);
    if (!r->known && !(r->known = calloc(KNOWN_MAX, sizeof *r->known))) return kw_fail_nomem(err);
    struct kw_known_place *at = &r->known[(hash >> 32) % KNOWN_MAX];
    *out = at->id;
    if (at->id && at->hash == hash) return KW_OK;
    kw_query q = kw_query_on(r, x->find);
    bind(&q, x, content);
    *out = kw_query_next(&q) ? kw_row_int(&q, 0) : 0;
    KW_TRY(kw_query_end(&q, err));
    if (!*out) KW_TRY(insert(r, x, content, out, err));
    *at = (struct kw_known_place){ hash, *out };
    return KW_OK;
}

static kw_str filled(kw_str s) { return s.p ? s : KW_STR(""); }
static kw_str or_none(kw_str s) { return s.n ? s : KW_NONE; }

kw_rc kw_note_id(kw_record *r, kw_str text, int64_t *out, kw_err *err) {
    row x = { .find = "SELECT id FROM note WHERE text = ?1 AND content = ?2", .insert = "INSERT INTO note (text, content)"
        " VALUES (?,?)", .n = 1, .column = { text } };
    *out = 0;
    return text.n ? id_of(r, &x, out, err) : KW_OK;
}

kw_rc kw_entity_id(kw_record *r, const kw_entity *e, int64_t *out, kw_err *err) {
    row x = {
        .find = "SELECT id FROM entity WHERE kind = ?1 AND actor IS ?2 AND name = ?3 AND country IS ?4 AND sector IS ?5 AND role IS ?6"
            " AND content = ?7",
        .insert = "INSERT INTO entity (kind, actor, name, country, sector, role, content) VALUES (?,?,?,?,?,?,?)", .n = 6,
        .column = { kw_str_of(kw_kind_name(e->kind)), or_none(e->actor), filled(e->name), or_none(e->country), or_none(e->sector), or_none(e->role) },
    };
    return id_of(r, &x, out, err);
}

kw_rc kw_place_id(kw_record *r, const kw_place *p, int64_t *out, kw_err *err) {
    row x = {
        .find = "SELECT id FROM place WHERE key IS ?1 AND name = ?2 AND country IS ?3 AND region IS ?4 AND precision = ?5 AND content = ?6",
        .insert = "INSERT INTO place (key, name, country, region, precision, content, lat, lon) VALUES (?,?,?,?,?,?,?,?)", .n = 5,
        .column = { or_none(p->key), filled(p->name), or_none(p->country), or_none(p->region), kw_str_of(kw_place_precision_name(p->precision)) },
        .placed = true, .lat = p->lat, .lon = p->lon,
    };
    return id_of(r, &x, out, err);
}
