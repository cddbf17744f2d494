/* SPDX-License-Identifier: MIT
 * An HTTP response as an archive keeps it. Archives lie: bodies that are said to be chunked or compressed are often not, so
 * the bytes decide. */
#include "read/warc.h"
#include "base/limits.h"

#include <ctype.h>
#include <strings.h>

static bool holds_nocase(kw_str s, const char *z) {
    size_t n = strlen(z);
    for (size_t i = 0; i + n <= s.n; i++)
        if (strncasecmp(s.p + i, z, n) == 0) return true;
    return false;
}

static int hex_of(char c) { return isdigit((unsigned char)c) ? c - '0' : isxdigit((unsigned char)c) ? (c | 32) - 'a' + 10 : -1; }

/* Joins the chunks; false: these are none. A body that breaks off gives what there is. */
static bool join_chunks(kw_str s, kw_arena *mem, kw_str *out) {
    char *p = kw_alloc(mem, s.n + 1);
    size_t n = 0, at = 0;
    if (!p) return false;
    while (at < s.n) {
        size_t size = 0, digits = 0;
        for (int h; at < s.n && digits < 8 && (h = hex_of(s.p[at])) >= 0; at++, digits++) size = size * 16 + (size_t)h;
        if (!digits) return false;
        while (at < s.n && s.p[at] != '\n') at++;           /* extensions of a chunk say nothing to us */
        if (at++ >= s.n || !size) break;
        if (size > s.n - at) size = s.n - at;
        memcpy(p + n, s.p + at, size);
        n += size;
        at += size;
        while (at < s.n && (s.p[at] == '\r' || s.p[at] == '\n')) at++;
    }
    *out = (kw_str){ p, n };
    return true;
}

static kw_str charset_of(kw_str type) {
    for (size_t i = 0; i + 8 < type.n; i++)
        if (strncasecmp(type.p + i, "charset=", 8) == 0) return kw_str_trim(kw_str_sub(type, i + 8, type.n));
    return KW_NONE;
}

typedef struct { int status; bool chunked; kw_str type, packed; } headers;

static kw_str read_headers(kw_str s, headers *h) {
    kw_str line;
    *h = (headers){ 0 };
    kw_str_cut(&s, '\n', &line);
    size_t blank = kw_str_find(line, KW_STR(" "), 0);
    for (size_t i = blank == SIZE_MAX ? line.n : blank + 1; i < line.n && isdigit((unsigned char)line.p[i]) && h->status < 1000; i++)
        h->status = h->status * 10 + (line.p[i] - '0');
    while (kw_str_cut(&s, '\n', &line)) {
        kw_str value = kw_str_trim(line), name;
        if (!value.n) break;
        kw_str_cut(&value, ':', &name);
        value = kw_str_trim(value);
        if (kw_str_is_nocase(name, "Content-Type")) h->type = value;
        else if (kw_str_is_nocase(name, "Transfer-Encoding")) h->chunked = holds_nocase(value, "chunked");
        else if (kw_str_is_nocase(name, "Content-Encoding")) h->packed = kw_str_is_nocase(value, "identity") ? KW_NONE : value;
    }
    return s.p ? s : KW_STR("");
}

/* One layer for each name in "br, gzip"; bytes that are not packed stay as they are. */
static kw_rc unpack(kw_str *body, kw_str codings, const char *place, kw_arena *mem, kw_err *err) {
    enum { LAYERS = 3 };
    const bool deflated = holds_nocase(codings, "deflate");
    kw_str name;
    kw_rc rc = KW_OK;
    if (!codings.n) codings = KW_STR("gzip");
    for (int i = 0; i < LAYERS && rc == KW_OK && kw_str_cut(&codings, ',', &name); i++)
        rc = kw_stream_unpack_body(*body, deflated, place, KW_FILE_MAX, mem, body, err);
    return rc;
}

kw_rc kw_http_body(kw_str message, const char *place, kw_arena *mem, kw_raw *out, bool *page, kw_err *err) {
    headers h;
    kw_str body = read_headers(message, &h), joined;
    bool html = holds_nocase(h.type, "html"), text = holds_nocase(h.type, "text/plain");
    *page = h.status == 200 && (html || text || !h.type.n) && body.n;
    if (!*page) return KW_OK;
    if (h.chunked && join_chunks(body, mem, &joined)) body = joined;
    bool gzip = body.n > 2 && (unsigned char)body.p[0] == 0x1f && (unsigned char)body.p[1] == 0x8b;
    if (h.packed.n || gzip) KW_TRY(unpack(&body, h.packed, place, mem, err));
    out->kind = text ? KW_RAW_TEXT : KW_RAW_HTML;
    out->bytes = body;
    out->charset = charset_of(h.type);
    return KW_OK;
}
