/* SPDX-License-Identifier: MIT
 * A run is rows of some kilobytes: the first entry, then for each further one the step of the key and, where that is 0,
 * the step of the number, else the number, seven bits to a byte. A new run swallows those before it that are not much
 * longer, so there are few of them, and each entry is written a few times in all. */
#include "store/keys.h"
#include "base/limits.h"

#include <stdlib.h>

enum { BLOCK = 8080, RUNS_MAX = 64, GROWTH = 3 };

/* ---- writing ---- */

typedef struct { kw_record *r; int64_t run; kw_buf b; uint64_t first, before, n; kw_err *err; } writer;

static void number(kw_buf *b, uint32_t v) {
    for (; v > 127; v >>= 7) kw_buf_byte(b, (char)(128 | (v & 127)));
    kw_buf_byte(b, (char)v);
}

static kw_rc end_block(writer *w) {
    if (!w->b.n) return KW_OK;
    if (w->b.failed) return kw_fail_nomem(w->err);
    kw_query q = kw_query_on(w->r, "INSERT INTO keys VALUES (?,?,?)");
    kw_query_int(&q, w->run);
    kw_query_int(&q, (int64_t)(w->first >> 32 << 31 | (w->first & 0x7fffffff)));
    kw_query_blob(&q, kw_buf_str(&w->b));
    KW_TRY(kw_query_run(&q, w->err));
    kw_buf_reset(&w->b);
    return KW_OK;
}

static kw_rc put(writer *w, uint64_t e) {
    if (w->b.n >= BLOCK) KW_TRY(end_block(w));
    if (!w->b.n) {
        w->first = e;
        w->before = e >> 32 << 32;
    }
    uint32_t step = (uint32_t)(e >> 32) - (uint32_t)(w->before >> 32);
    number(&w->b, step);
    number(&w->b, step ? (uint32_t)e : (uint32_t)e - (uint32_t)w->before);
    w->before = e;
    w->n++;
    return KW_OK;
}

/* ---- reading one run in order ---- */

typedef struct {
    kw_record *r;
    int64_t run;
    uint64_t *v; size_t n, at, cap;             /* the entries of one block, and where the reader stands */
    uint64_t last;                              /* its greatest entry */
    int64_t first;                              /* as it stands in the table */
    bool any, end;
} reader;

static bool next_number(kw_str s, size_t *at, uint32_t *out) {
    *out = 0;
    for (unsigned shift = 0; shift < 35 && *at < s.n; shift += 7) {
        unsigned char c = (unsigned char)s.p[(*at)++];
        *out |= (uint32_t)(c & 127) << shift;
        if (c < 128) return true;
    }
    return false;
}

static kw_rc decode(reader *x, int64_t first, kw_str s, kw_err *err) {
    uint64_t before = (uint64_t)first >> 31 << 32;
    x->n = x->at = 0;
    if (x->cap < s.n) {
        uint64_t *more = realloc(x->v, s.n * sizeof *more);
        if (!more) return kw_fail_nomem(err);
        x->v = more;
        x->cap = s.n;
    }
    for (size_t at = 0; at < s.n;) {
        uint32_t step, num;
        if (!next_number(s, &at, &step) || !next_number(s, &at, &num))
            return kw_fail(err, KW_DATA, kw_record_path(x->r), "want a block of keys, found other bytes");
        uint64_t e = step ? ((before >> 32) + step) << 32 | num : before + num;
        x->v[x->n++] = before = e;
    }
    x->first = first;
    x->last = before;
    x->any = true;
    return KW_OK;
}

static kw_rc read_block(reader *x, const char *sql, int64_t key, kw_err *err) {
    kw_query q = kw_query_on(x->r, sql);
    kw_query_int(&q, x->run);
    kw_query_int(&q, key);
    bool there = kw_query_next(&q);
    kw_rc rc = there ? decode(x, kw_row_int(&q, 0), kw_row_str(&q, 1), err) : KW_OK;
    kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
    if (!there) x->end = true, x->n = x->at = 0;
    return rc == KW_OK ? end : rc;
}

static kw_rc next_block(reader *x, kw_err *err) {
    return read_block(x, "SELECT first, bytes FROM keys WHERE run = ? AND first > ? ORDER BY first LIMIT 1", x->any ? x->first : -1, err);
}

/* ---- runs ---- */

typedef struct { int64_t id; uint64_t n; } run;

static kw_rc list_runs(kw_record *r, int kind, run *v, size_t *n, kw_err *err) {
    kw_query q = kw_query_on(r, "SELECT id, n FROM keys_run WHERE kind = ? ORDER BY id");
    kw_query_int(&q, kind);
    for (*n = 0; kw_query_next(&q) && *n < RUNS_MAX;) v[(*n)++] = (run){ kw_row_int(&q, 0), (uint64_t)kw_row_int(&q, 1) };
    return kw_query_end(&q, err);
}

static kw_rc new_run(kw_record *r, int kind, writer *w, kw_err *err) {
    kw_query q = kw_query_on(r, "INSERT INTO keys_run (kind, n) VALUES (?, 0)");
    kw_query_int(&q, kind);
    KW_TRY(kw_query_run(&q, err));
    *w = (writer){ .r = r, .run = kw_db_last_id(r), .err = err };
    return KW_OK;
}

static kw_rc close_run(writer *w) {
    kw_rc rc = end_block(w);
    kw_buf_free(&w->b);
    if (rc != KW_OK) return rc;
    kw_query q = kw_query_on(w->r, "UPDATE keys_run SET n = ? WHERE id = ?");
    kw_query_int(&q, (int64_t)w->n);
    kw_query_int(&q, w->run);
    return kw_query_run(&q, w->err);
}

static kw_rc drop_run(kw_record *r, int64_t id, kw_err *err) {
    static const char *const sql[] = { "DELETE FROM keys WHERE run = ?", "DELETE FROM keys_run WHERE id = ?" };
    for (size_t i = 0; i < 2; i++) {
        kw_query q = kw_query_on(r, sql[i]);
        kw_query_int(&q, id);
        KW_TRY(kw_query_run(&q, err));
    }
    return KW_OK;
}

/* The next entry of a run, or UINT64_MAX. */
static kw_rc peek(reader *x, uint64_t *out, kw_err *err) {
    while (x->at == x->n && !x->end) KW_TRY(next_block(x, err));
    *out = x->at < x->n ? x->v[x->at] : UINT64_MAX;
    return KW_OK;
}

static kw_rc merge_into(writer *w, reader *a, const uint64_t *v, size_t n, kw_err *err) {
    uint64_t x;
    size_t i = 0;
    for (;;) {
        KW_TRY(peek(a, &x, err));
        uint64_t y = i < n ? v[i] : UINT64_MAX;
        if (x == UINT64_MAX && y == UINT64_MAX) return KW_OK;
        if (x <= y) a->at++;
        if (y <= x) i++;
        KW_TRY(put(w, x < y ? x : y));
    }
}

static kw_rc merge_runs(writer *w, reader *a, reader *b, kw_err *err) {
    uint64_t x, y;
    for (;;) {
        KW_TRY(peek(a, &x, err));
        KW_TRY(peek(b, &y, err));
        if (x == UINT64_MAX && y == UINT64_MAX) return KW_OK;
        if (x <= y) a->at++;
        if (y <= x) b->at++;
        KW_TRY(put(w, x < y ? x : y));
    }
}

/* The last two runs become one. */
static kw_rc merge_last(kw_record *r, int kind, run *v, size_t *n, kw_err *err) {
    reader a = { .r = r, .run = v[*n - 2].id }, b = { .r = r, .run = v[*n - 1].id };
    writer w;
    KW_TRY(new_run(r, kind, &w, err));
    kw_rc rc = merge_runs(&w, &a, &b, err);
    free(a.v);
    free(b.v);
    if (rc != KW_OK) {
        kw_buf_free(&w.b);
        return rc;
    }
    KW_TRY(close_run(&w));
    KW_TRY(drop_run(r, a.run, err));
    KW_TRY(drop_run(r, b.run, err));
    v[*n - 2] = (run){ w.run, w.n };
    --*n;
    return KW_OK;
}

kw_rc kw_keys_put(kw_record *r, int kind, const uint64_t *v, size_t n, kw_err *err) {
    run runs[RUNS_MAX];
    size_t n_runs;
    writer w;
    if (!n) return KW_OK;
    KW_TRY(list_runs(r, kind, runs, &n_runs, err));
    bool into = n_runs && runs[n_runs - 1].n <= GROWTH * n;     /* the last run is swallowed while it is written */
    reader last = { .r = r, .run = into ? runs[n_runs - 1].id : 0, .end = !into };
    KW_TRY(new_run(r, kind, &w, err));
    kw_rc rc = merge_into(&w, &last, v, n, err);
    free(last.v);
    if (rc != KW_OK) {
        kw_buf_free(&w.b);
        return rc;
    }
    KW_TRY(close_run(&w));
    if (into) KW_TRY(drop_run(r, runs[--n_runs].id, err));
    runs[n_runs++] = (run){ w.run, w.n };
    while (n_runs > 1 && (runs[n_runs - 2].n <= GROWTH * runs[n_runs - 1].n || n_runs > RUNS_MAX - 2))
        KW_TRY(merge_last(r, kind, runs, &n_runs, err));
    return KW_OK;
}

/* ---- looking up ---- */

struct kw_keys { kw_record *r; reader run[RUNS_MAX]; size_t n; uint32_t *found; size_t n_found, cap; };

kw_rc kw_keys_open(kw_record *r, int kind, kw_keys **out, kw_err *err) {
    run runs[RUNS_MAX];
    kw_keys *k = calloc(1, sizeof *k);
    *out = k;
    if (!k) return kw_fail_nomem(err);
    k->r = r;
    KW_TRY(list_runs(r, kind, runs, &k->n, err));
    for (size_t i = 0; i < k->n; i++) k->run[i] = (reader){ .r = r, .run = runs[i].id };
    return KW_OK;
}

void kw_keys_close(kw_keys *k) {
    if (!k) return;
    for (size_t i = 0; i < k->n; i++) free(k->run[i].v);
    free(k->found);
    free(k);
}

/* Brings the block in which the first entry from `e` on stands or would stand. */
static kw_rc seek(reader *x, uint64_t e, kw_err *err) {
    int64_t key = (int64_t)(e >> 32 << 31 | (e & 0x7fffffff));
    if (x->any && !x->end && key >= x->first && e <= x->last) return KW_OK;
    x->end = false;
    KW_TRY(read_block(x, "SELECT first, bytes FROM keys WHERE run = ? AND first <= ? ORDER BY first DESC LIMIT 1", key, err));
    if (!x->end && e <= x->last) return KW_OK;
    if (x->end) {                               /* before the first block */
        x->any = x->end = false;
        return next_block(x, err);
    }
    return next_block(x, err);
}

static size_t lower(const reader *x, uint64_t e) {
    size_t low = 0, high = x->n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (x->v[mid] < e) low = mid + 1;
        else high = mid;
    }
    return low;
}

static kw_rc take(kw_keys *k, uint32_t v, kw_err *err) {
    if (k->n_found == k->cap) {
        size_t cap = k->cap ? 2 * k->cap : 256;
        uint32_t *more = realloc(k->found, cap * sizeof *more);
        if (!more) return kw_fail_nomem(err);
        k->found = more;
        k->cap = cap;
    }
    k->found[k->n_found++] = v;
    return KW_OK;
}

kw_rc kw_keys_find(kw_keys *k, uint32_t key, const uint32_t **v, size_t *n, kw_err *err) {
    k->n_found = 0;
    for (size_t i = 0; i < k->n; i++) {
        reader *x = &k->run[i];
        KW_TRY(seek(x, (uint64_t)key << 32, err));
        x->at = lower(x, (uint64_t)key << 32);
        for (;; x->at++) {
            uint64_t e;
            KW_TRY(peek(x, &e, err));
            if (e >> 32 != key || e == UINT64_MAX) break;
            KW_TRY(take(k, (uint32_t)e, err));
        }
    }
    *v = k->found;
    *n = k->n_found;
    return KW_OK;
}
