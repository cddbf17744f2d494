/* SPDX-License-Identifier: MIT
 * Plain rows; see schema.sql. */
#include "store/near.h"

enum { NUMBERED = 13 };                 /* bytes of a number: place, article, language */

kw_rc kw_near_get(kw_record *r, int64_t article, kw_arena *mem, kw_near_row *out, bool *there, kw_err *err) {
    kw_query q = kw_query_on(r, "SELECT n.number, n.flags, n.place, n.day, n.crowd, ifnull(n.part, 0), n.origins, n.bonds, s.story FROM near n"
        " LEFT JOIN story_article s ON s.article = n.article AND s.also = 0 WHERE n.article = ?");
    *out = (kw_near_row){ .article = article };
    kw_query_int(&q, article);
    *there = kw_query_next(&q);
    if (*there) {
        out->number = (uint32_t)kw_row_int(&q, 0);
        out->flags = (uint32_t)kw_row_int(&q, 1);
        out->place = (uint64_t)kw_row_int(&q, 2);
        out->day = (int32_t)kw_row_int(&q, 3);
        out->crowd = kw_row_num(&q, 4);
        out->part = kw_row_int(&q, 5);
        out->origins = kw_row_dup(&q, 6, mem);
        out->bonds = kw_row_dup(&q, 7, mem);
        out->story = kw_row_int(&q, 8);
    }
    return kw_query_end(&q, err);
}

kw_rc kw_near_gist(kw_record *r, int64_t article, kw_arena *mem, kw_str *out, kw_err *err) {
    kw_query q = kw_query_on(r, "SELECT gist FROM near WHERE article = ?");
    kw_query_int(&q, article);
    *out = kw_query_next(&q) ? kw_row_dup(&q, 0, mem) : KW_NONE;
    return kw_query_end(&q, err);
}

kw_rc kw_near_put(kw_record *r, const kw_near_row *row, kw_err *err) {
    kw_query q = kw_query_on(r, "INSERT INTO near (article, number, place, day, flags, gist, crowd, origins, bonds) VALUES (?,?,?,?,?,?,?,?,?)");
    kw_query_int(&q, row->article);
    kw_query_int(&q, row->number);
    kw_query_int(&q, (int64_t)row->place);
    kw_query_int(&q, row->day);
    kw_query_int(&q, row->flags);
    kw_query_blob(&q, row->gist);
    kw_query_num(&q, row->crowd);
    kw_query_null(&q);
    kw_query_null(&q);
    return kw_query_run(&q, err);
}

static kw_rc set_blob(kw_record *r, const char *sql, int64_t article, kw_str v, kw_err *err) {
    kw_query q = kw_query_on(r, sql);
    if (v.n) kw_query_blob(&q, v);
    else kw_query_null(&q);
    kw_query_int(&q, article);
    return kw_query_run(&q, err);
}

kw_rc kw_near_set_bonds(kw_record *r, int64_t article, kw_str bonds, kw_err *err) {
    return set_blob(r, "UPDATE near SET bonds = ? WHERE article = ?", article, bonds, err);
}

kw_rc kw_near_set_origins(kw_record *r, int64_t article, kw_str origins, kw_err *err) {
    return set_blob(r, "UPDATE near SET origins = ? WHERE article = ?", article, origins, err);
}

kw_rc kw_near_set_crowd(kw_record *r, int64_t article, double crowd, kw_err *err) {
    kw_query q = kw_query_on(r, "UPDATE near SET crowd = ? WHERE article = ?");
    kw_query_num(&q, crowd);
    kw_query_int(&q, article);
    return kw_query_run(&q, err);
}

kw_rc kw_near_set_part(kw_record *r, int64_t article, int64_t part, kw_err *err) {
    kw_query q = kw_query_on(r, "UPDATE near SET part = ? WHERE article = ?");
    kw_query_id(&q, part);
    kw_query_int(&q, article);
    return kw_query_run(&q, err);
}

kw_rc kw_near_drop(kw_record *r, int64_t article, kw_err *err) {
    kw_query q = kw_query_on(r, "DELETE FROM near WHERE article = ?");
    kw_query_int(&q, article);
    return kw_query_run(&q, err);
}

/* ---- numbers ---- */

kw_rc kw_numbers_next(kw_record *r, uint32_t *out, kw_err *err) {
    kw_numbered v[KW_NUMBERS];
    int64_t last;
    KW_TRY(kw_db_count(r, "SELECT ifnull(max(row), 0) FROM number", &last, err));
    KW_TRY(kw_numbers_read(r, (uint32_t)last, v, err));
    uint32_t n = KW_NUMBERS;
    while (n && !v[n - 1].place) n--;           /* the place of what is gone stays */
    *out = (uint32_t)last * KW_NUMBERS + n;
    if (!*out) *out = 1;
    return *out < 0x7fffffff ? KW_OK : kw_fail(err, KW_IO, kw_record_path(r), "want fewer than 2,147,483,647 versions in a record");
}

kw_rc kw_numbers_read(kw_record *r, uint32_t row, kw_numbered v[KW_NUMBERS], kw_err *err) {
    kw_query q = kw_query_on(r, "SELECT bytes FROM number WHERE row = ?");
    kw_query_int(&q, row);
    memset(v, 0, KW_NUMBERS * sizeof *v);
    kw_str s = kw_query_next(&q) ? kw_row_str(&q, 0) : KW_NONE;
    for (size_t i = 0; i < KW_NUMBERS && (i + 1) * NUMBERED <= s.n; i++) {
        const unsigned char *p = (const unsigned char *)s.p + NUMBERED * i;
        for (unsigned b = 0; b < 8; b++) v[i].place |= (uint64_t)p[b] << (8 * b);
        for (unsigned b = 0; b < 4; b++) v[i].article |= (uint32_t)p[8 + b] << (8 * b);
        v[i].language = p[12];
    }
    return kw_query_end(&q, err);
}

kw_rc kw_numbers_write(kw_record *r, uint32_t row, const kw_numbered v[KW_NUMBERS], kw_err *err) {
    char bytes[NUMBERED * KW_NUMBERS];
    size_t n = KW_NUMBERS;
    while (n && !v[n - 1].place) n--;
    for (size_t i = 0; i < n; i++) {
        for (unsigned b = 0; b < 8; b++) bytes[NUMBERED * i + b] = (char)(v[i].place >> (8 * b));
        for (unsigned b = 0; b < 4; b++) bytes[NUMBERED * i + 8 + b] = (char)(v[i].article >> (8 * b));
        bytes[NUMBERED * i + 12] = (char)v[i].language;
    }
    kw_query q = kw_query_on(r, "INSERT INTO number VALUES (?,?) ON CONFLICT (row) DO UPDATE SET bytes = excluded.bytes");
    kw_query_int(&q, row);
    kw_query_blob(&q, (kw_str){ bytes, NUMBERED * n });
    return kw_query_run(&q, err);
}

/* ---- what was touched ---- */

kw_rc kw_touch(kw_record *r, int64_t article, kw_err *err) {
    kw_query q = kw_query_on(r, "INSERT INTO touched VALUES (?, NULL) ON CONFLICT DO NOTHING");
    kw_query_int(&q, article);
    return kw_query_run(&q, err);
}

kw_rc kw_touch_new(kw_record *r, int64_t article, kw_str sketch, kw_err *err) {
    kw_query q = kw_query_on(r, "INSERT INTO touched VALUES (?, ?) ON CONFLICT (article) DO UPDATE SET sketch = excluded.sketch");
    kw_query_int(&q, article);
    kw_query_blob(&q, sketch.p ? sketch : KW_STR(""));
    return kw_query_run(&q, err);
}

kw_rc kw_touch_matters(kw_record *r, int64_t article, kw_err *err) {
    kw_query q = kw_query_on(r, "INSERT INTO touched_matter SELECT DISTINCT matter FROM report WHERE article = ?"
        " AND matter IS NOT NULL ON CONFLICT DO NOTHING");
    kw_query_int(&q, article);
    return kw_query_run(&q, err);
}

kw_rc kw_touched_each(kw_record *r, kw_touched_fn *each, void *ctx, kw_err *err) {
    kw_query q = kw_query_on(r, "SELECT article, sketch IS NOT NULL FROM touched");
    while (kw_query_next(&q)) each(ctx, kw_row_int(&q, 0), kw_row_int(&q, 1));
    return kw_query_end(&q, err);
}

kw_rc kw_touched_sketch(kw_record *r, int64_t article, kw_arena *mem, kw_str *out, kw_err *err) {
    kw_query q = kw_query_on(r, "SELECT sketch FROM touched WHERE article = ?");
    kw_query_int(&q, article);
    *out = kw_query_next(&q) ? kw_row_dup(&q, 0, mem) : KW_NONE;
    return kw_query_end(&q, err);
}

kw_rc kw_touched_drop(kw_record *r, kw_err *err) { return kw_db_do(r, "DELETE FROM touched", err); }
