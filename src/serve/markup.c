/* SPDX-License-Identifier: MIT
 * Escaping, once and for all pages. */
#include "serve/markup.h"
#include "base/url.h"
#include "base/utf8.h"

static const char *entity(char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

/* Control characters and marks that turn the direction of writing could make a page say something else than it holds. */
static bool harmful(uint32_t c) {
    return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069);
}

void kw_markup_text(kw_buf *b, kw_str s) {
    size_t from = 0, i = 0;
    while (i < s.n) {
        size_t at = i;
        uint32_t c = kw_utf8_next(s, &i);
        const char *e = c < 0x80 ? entity((char)c) : NULL;
        if (!e && !harmful(c)) continue;
        kw_buf_add(b, kw_str_sub(s, from, at));
        if (e) kw_buf_text(b, e);
        from = i;
    }
    kw_buf_add(b, kw_str_sub(s, from, s.n));
}

void kw_markup_url(kw_buf *b, kw_str s) {
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || strchr("-_.~", c);
        if (plain && c) kw_buf_byte(b, (char)c);
        else kw_buf_fmt(b, "%%%02X", c);
    }
}

void kw_markup_outside(kw_buf *b, kw_str url, kw_str words) {
    bool web = kw_url_is_http(url);
    if (web) {
        kw_buf_text(b, "<a rel=\"noreferrer noopener\" href=\"");
        kw_markup_text(b, url);
        kw_buf_text(b, "\">");
    }
    kw_markup_text(b, words);
    if (web) kw_buf_text(b, "</a>");
}

void kw_markup_element(kw_buf *b, const char *open, kw_str text) {
    size_t name = strcspn(open, " ");
    if (!text.n) return;
    kw_buf_fmt(b, "<%s>", open);
    kw_markup_text(b, text);
    kw_buf_fmt(b, "</%.*s>", (int)name, open);
}
