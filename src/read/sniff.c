/* SPDX-License-Identifier: MIT
 * Marks at the beginning decide (WARC, XML, braces, tags); what has none is text. */
#include "read/sniff.h"

#include <ctype.h>
#include <strings.h>

static bool starts_nocase(kw_str s, const char *z) { return s.n >= strlen(z) && strncasecmp(s.p, z, strlen(z)) == 0; }

static kw_str after_space(kw_str s) {
    if (s.n >= 3 && memcmp(s.p, "\xef\xbb\xbf", 3) == 0) s = kw_str_sub(s, 3, s.n);
    while (s.n && isspace((unsigned char)s.p[0])) s = kw_str_sub(s, 1, s.n);
    return s;
}

/* A JSON Feed names its version first, and is one document though it be one line. */
static kw_sniffed json_kind(kw_str s) {
    enum { VERSION_WITHIN = 512 };
    if (kw_str_find(kw_str_sub(s, 0, s.n < VERSION_WITHIN ? s.n : VERSION_WITHIN), KW_STR("jsonfeed.org"), 0) != SIZE_MAX) return KW_SNIFF_JSON;
    const char *nl = memchr(s.p, '\n', s.n);
    kw_str line = kw_str_trim(kw_str_sub(s, 0, nl ? (size_t)(nl - s.p) : s.n));
    return s.p[0] == '{' && (!nl || line.p[line.n - 1] == '}') ? KW_SNIFF_LINES : KW_SNIFF_JSON;
}

/* The root element's name behind declaration, comments and DOCTYPE; p NULL: none. */
static kw_str root(kw_str s) {
    while (s.n > 1 && s.p[0] == '<' && (s.p[1] == '?' || s.p[1] == '!')) {
        kw_str close = s.n > 3 && memcmp(s.p, "<!--", 4) == 0 ? KW_STR("-->") : KW_STR(">");
        size_t at = kw_str_find(s, close, 2);
        if (at == SIZE_MAX) return KW_NONE;
        s = after_space(kw_str_sub(s, at + close.n, s.n));
    }
    if (s.n < 2 || s.p[0] != '<') return KW_NONE;
    size_t end = 1;
    while (end < s.n && !isspace((unsigned char)s.p[end]) && s.p[end] != '>' && s.p[end] != '/') end++;
    s = kw_str_sub(s, 1, end);
    size_t colon = kw_str_find(s, KW_STR(":"), 0);
    return colon == SIZE_MAX ? s : kw_str_sub(s, colon + 1, s.n);
}

static bool is_feed(kw_str name) {
    static const char *const roots[] = { "rss", "feed", "RDF", "urlset", "sitemapindex" };
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (kw_str_is(name, roots[i])) return true;
    return false;
}

/* Text that does not begin with a tag but is full of them. */
static bool has_tags(kw_str s) {
    static const char *const tags[] = { "<html", "<body", "<div", "</div", "<p>", "<p ", "</p>", "<br", "<article", "</a>", "<span", "</li>" };
    int n = 0;
    for (size_t i = 0; i + 4 < s.n && n < 3; i++)
        for (size_t t = 0; s.p[i] == '<' && t < sizeof tags / sizeof *tags; t++)
            if (starts_nocase(kw_str_sub(s, i, s.n), tags[t])) { n += t < 2 ? 3 : 1; break; }
    return n >= 3;
}

/* UTF-16 with its mark: every other byte of the beginning is ASCII enough to tell. */
static kw_sniffed sniff_wide(kw_str head) {
    enum { SEEN = 1 << 10 };
    char narrow[SEEN];
    size_t n = 0;
    for (size_t i = head.p[0] == '\xff' ? 2 : 3; i < head.n && n < SEEN; i += 2) narrow[n++] = head.p[i];
    return kw_sniff((kw_str){ narrow, n });
}

bool kw_sniff_is_wide(kw_str head) { return head.n > 3 && (memcmp(head.p, "\xff\xfe", 2) == 0 || memcmp(head.p, "\xfe\xff", 2) == 0); }

kw_sniffed kw_sniff(kw_str head) {
    if (kw_sniff_is_wide(head)) return sniff_wide(head);
    kw_str s = after_space(head);
    if (starts_nocase(s, "WARC/")) return KW_SNIFF_WARC;
    if (s.n > 1 && (s.p[0] == '{' || s.p[0] == '[')) {
        kw_str in = after_space(kw_str_sub(s, 1, s.n));
        if (in.n && (in.p[0] == (s.p[0] == '{' ? '"' : '{') || (s.p[0] == '{' && in.p[0] == '}'))) return json_kind(s);
    }
    if (s.n > 1 && s.p[0] == '<' && (isalpha((unsigned char)s.p[1]) || s.p[1] == '!' || s.p[1] == '?'))
        return is_feed(root(s)) ? KW_SNIFF_FEED : KW_SNIFF_HTML;
    return has_tags(s) ? KW_SNIFF_HTML : KW_SNIFF_TEXT;
}
