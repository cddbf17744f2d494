/* SPDX-License-Identifier: MIT
 * A record is read whole (KW_RECORD_MAX); a Content-Length that lies is noticed at the end of the record, where the next must
 * begin, and the reader looks for the next "WARC/" line. */
#include "read/warc.h"
#include "base/limits.h"

#include <stdio.h>

enum { HEADER_MAX = 1 << 16, STEP = 1 << 16 };

typedef struct { kw_str type, url, date, content; size_t length; bool sized; } record;

static bool begins(kw_str s) { return s.n >= 7 && memcmp(s.p, "WARC/1.", 7) == 0; }

/* To the next record: over the empty lines between, or over whatever a lying length has left. *lost counts the bytes. */
static kw_rc find_record(kw_stream *s, size_t *lost, kw_err *err) {
    kw_str have;
    *lost = 0;
    for (;;) {
        KW_TRY(kw_stream_peek(s, STEP, &have, err));
        if (!have.n) return KW_EMPTY;
        size_t at = 0;
        while (at < have.n && (have.p[at] == '\r' || have.p[at] == '\n')) at++;
        if (at) { kw_stream_skip(s, at); continue; }
        if (begins(have)) return KW_OK;
        size_t next = kw_str_find(have, KW_STR("\nWARC/1."), 0);
        size_t skip = next != SIZE_MAX ? next + 1 : have.n > 8 ? have.n - 8 : have.n;
        *lost += skip;
        kw_stream_skip(s, skip);
    }
}

/* The header's end: where the block begins; 0 if there is none in sight. */
static size_t header_end(kw_str s) {
    for (size_t i = 0; i < s.n; i++) {
        const char *nl = memchr(s.p + i, '\n', s.n - i);
        if (!nl) return 0;
        i = (size_t)(nl - s.p);
        if (i + 1 < s.n && nl[1] == '\n') return i + 2;
        if (i && i + 2 < s.n && nl[-1] == '\r' && nl[1] == '\r' && nl[2] == '\n') return i + 3;
    }
    return 0;
}

static kw_rc read_header(kw_stream *s, const char *place, kw_arena *mem, record *r, kw_err *err) {
    kw_str have, line;
    KW_TRY(kw_stream_peek(s, HEADER_MAX, &have, err));
    size_t end = header_end(kw_str_sub(have, 0, have.n < HEADER_MAX ? have.n : HEADER_MAX));
    *r = (record){ 0 };
    if (!end) {
        kw_stream_skip(s, 7);
        return kw_fail(err, KW_DATA, place, "the record's header does not end within %d KiB", HEADER_MAX >> 10);
    }
    kw_str rest = kw_str_dup(mem, kw_str_sub(have, 0, end)), *last = NULL;
    if (!rest.p) return kw_fail_nomem(err);
    kw_stream_skip(s, end);
    while (kw_str_cut(&rest, '\n', &line)) {
        kw_str value = kw_str_trim(line), name;
        int64_t n;
        const bool folded = line.n && kw_is_space(line.p[0]) && value.n;           /* a value may begin on the next line */
        if (folded && last && !last->n) *last = value;
        if (folded) continue;
        kw_str_cut(&value, ':', &name);
        value = value.p ? kw_str_trim(value) : KW_NONE;
        last = kw_str_is_nocase(name, "WARC-Type") ? &r->type : kw_str_is_nocase(name, "WARC-Target-URI") ? &r->url
             : kw_str_is_nocase(name, "WARC-Date") ? &r->date : kw_str_is_nocase(name, "Content-Type") ? &r->content : NULL;
        if (last) *last = value;
        else if (kw_str_is_nocase(name, "Content-Length") && kw_str_int(value, &n) && n >= 0) r->length = (size_t)n, r->sized = true;
    }
    if (r->url.n > 2 && r->url.p[0] == '<') r->url = kw_str_sub(r->url, 1, r->url.n - 1);      /* as some 1.0 writers do */
    return KW_OK;
}

static kw_rc skip_block(kw_stream *s, size_t n, kw_err *err) {
    kw_str have;
    while (n) {
        KW_TRY(kw_stream_peek(s, 1, &have, err));
        if (!have.n) return KW_OK;
        size_t take = have.n < n ? have.n : n;
        kw_stream_skip(s, take);
        n -= take;
    }
    return KW_OK;
}

static const kw_str next_record = { "\r\n\r\nWARC/1.", 11 };

/* The block, borrowed until the stream moves on. A length that lies is noticed where the next record begins too early, or does
 * not begin: then the block goes on to where it does. */
static kw_rc see_block(kw_stream *s, const record *r, kw_str *out, kw_err *err) {
    kw_str have;
    KW_TRY(kw_stream_peek(s, r->length + 16, &have, err));
    size_t n = have.n < r->length ? have.n : r->length;
    size_t early = kw_str_find(kw_str_sub(have, 0, n), next_record, 0);
    if (early == SIZE_MAX && n < have.n && have.p[n] != '\r' && have.p[n] != '\n') {
        KW_TRY(kw_stream_peek(s, KW_RECORD_MAX, &have, err));
        size_t late = kw_str_find(have, next_record, n);
        n = late == SIZE_MAX ? n : late;
    }
    *out = kw_str_sub(have, 0, early != SIZE_MAX ? early : n);
    return KW_OK;
}

static kw_str keep(kw_arena *mem, kw_str s, bool *nomem) {
    kw_str copy = s.p ? kw_str_dup(mem, s) : KW_NONE;
    if (s.p && !copy.p) *nomem = true;
    return copy;
}

static bool wanted(const record *r) {
    bool http = kw_str_find(r->content, KW_STR("application/http"), 0) != SIZE_MAX;
    return (kw_str_is_nocase(r->type, "response") && (http || !r->content.n)) || kw_str_is_nocase(r->type, "conversion") ||
           (kw_str_is_nocase(r->type, "resource") && kw_str_find(r->content, KW_STR("html"), 0) != SIZE_MAX);
}

/* What is wanted of a record, copied. Nothing of a record that is no page stays in `mem`. */
static kw_rc take_record(const record *r, kw_str block, const char *place, kw_arena *mem, kw_raw *out, bool *page, kw_err *err) {
    bool nomem = false;
    *out = (kw_raw){ .kind = kw_str_is_nocase(r->type, "conversion") ? KW_RAW_TEXT : KW_RAW_HTML, .bytes = block };
    *page = block.n > 0;
    if (kw_str_is_nocase(r->type, "response")) KW_TRY(kw_http_body(block, place, mem, out, page, err));
    if (!*page) return KW_OK;
    bool inside = out->bytes.p >= block.p && out->bytes.p <= block.p + block.n;     /* else it was decoded, and is ours */
    if (inside) out->bytes = keep(mem, out->bytes, &nomem);
    out->charset = keep(mem, out->charset, &nomem);
    out->url = keep(mem, r->url, &nomem);
    out->fetched = keep(mem, r->date, &nomem);
    return nomem ? kw_fail_nomem(err) : KW_OK;
}

static kw_rc read_record(kw_stream *s, const char *place, kw_arena *head, kw_arena *mem, kw_raw *out, bool *page, kw_err *err) {
    record r;
    kw_str block;
    *page = false;
    KW_TRY(read_header(s, place, head, &r, err));
    if (!wanted(&r)) return skip_block(s, r.length, err);
    if (!r.sized) return kw_fail(err, KW_DATA, place, "want a Content-Length in the record's header, found none");
    if (r.length > KW_RECORD_MAX) {
        KW_TRY(skip_block(s, r.length, err));
        return kw_fail(err, KW_DATA, place, "want records of at most %zu MiB, found %zu", KW_RECORD_MAX >> 20, r.length >> 20);
    }
    KW_TRY(see_block(s, &r, &block, err));
    kw_rc rc = take_record(&r, block, place, mem, out, page, err);
    kw_stream_skip(s, block.n);
    return rc;
}

/* One that was read before, or that cost its reader's life. */
static kw_rc pass_over(kw_stream *s, const char *place, kw_arena *head, kw_err *err) {
    record r;
    kw_str block;
    if (read_header(s, place, head, &r, NULL) != KW_OK) return KW_OK;       /* told the first time */
    if (!wanted(&r) || !r.sized || r.length > KW_RECORD_MAX) return skip_block(s, r.sized || !wanted(&r) ? r.length : 0, err);
    KW_TRY(see_block(s, &r, &block, err));
    kw_stream_skip(s, block.n);
    return KW_OK;
}

kw_rc kw_warc_next(kw_stream *s, const char *name, long *number, uint64_t behind, volatile uint64_t *mark, kw_arena *mem, kw_raw *out, kw_err *err) {
    kw_arena head = KW_ARENA_EMPTY;
    kw_rc rc = KW_OK;
    for (bool page = false; rc == KW_OK && !page;) {
        char place[300];
        size_t lost;
        kw_arena_reset(&head);
        if ((rc = find_record(s, &lost, err)) != KW_OK) break;
        ++*number;
        snprintf(place, sizeof place, "%s#%ld", name, *number);
        bool over = (uint64_t)*number <= behind;
        if (mark && !over) *mark = (uint64_t)*number;
        rc = over ? pass_over(s, place, &head, err) : read_record(s, place, &head, mem, out, &page, err);
    }
    kw_arena_free(&head);
    return rc;
}
