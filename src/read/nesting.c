/* SPDX-License-Identifier: MIT
 * Counts open elements by a scan of tags, without a parser; cost: one pass, and a copy only for pages that need it. */
#include "read/nesting.h"
#include "base/limits.h"

#include <ctype.h>
#include <strings.h>

enum { DEEP = 4 * KW_DEPTH_MAX, NAME_MAX_BYTES = 16 };

typedef struct { size_t start, end; bool closes, counts, raw; } tag;

static bool one_of(const char *name, size_t n, const char *const *list) {
    for (; *list; list++)
        if (strlen(*list) == n && strncasecmp(*list, name, n) == 0) return true;
    return false;
}

/* The next tag at or after `at`; false: no more. */
static bool next_tag(kw_str s, size_t at, tag *t) {
    static const char *const alone[] = { "p", "li", "td", "th", "tr", "dd", "dt", "br", "hr", "img", "meta", "link", "input", "wbr", "source", "col",
                                         "option", "area", "base", "embed", "param", "track", "tbody", "thead", "html", "head", "body", NULL };
    static const char *const raw[] = { "script", "style", "textarea", "title", "noscript", "template", NULL };
    while (at < s.n) {
        const char *lt = memchr(s.p + at, '<', s.n - at);
        if (!lt) return false;
        size_t i = (size_t)(lt - s.p) + 1, name;
        *t = (tag){ .start = i - 1, .closes = i < s.n && s.p[i] == '/' };
        name = i += t->closes;
        while (i < s.n && isalnum((unsigned char)s.p[i]) && i - name < NAME_MAX_BYTES) i++;
        if (i == name) { at = name; continue; }
        t->counts = !one_of(s.p + name, i - name, alone);
        t->raw = !t->closes && one_of(s.p + name, i - name, raw);
        const char *gt = memchr(s.p + i, '>', s.n - i);
        t->end = gt ? (size_t)(gt - s.p) + 1 : s.n;
        return true;
    }
    return false;
}

/* Behind the end of an element whose content is no markup. */
static size_t skip_raw(kw_str s, const tag *t) {
    for (size_t i = t->end; i + 2 < s.n; i++) {
        const char *lt = memchr(s.p + i, '<', s.n - i);
        if (!lt) break;
        i = (size_t)(lt - s.p);
        if (i + 2 < s.n && s.p[i + 1] == '/' && tolower((unsigned char)s.p[i + 2]) == tolower((unsigned char)s.p[t->start + 1])) return i;
    }
    return t->end;
}

static bool is_deep(kw_str s) {
    size_t depth = 0;
    tag t;
    for (size_t at = 0; next_tag(s, at, &t); at = t.raw ? skip_raw(s, &t) : t.end) {
        if (!t.counts) continue;
        if (!t.closes && ++depth > DEEP) return true;
        if (t.closes && depth) depth--;
    }
    return false;
}

kw_str kw_nesting_cap(kw_str html, kw_arena *mem) {
    if (html.n < 3 * DEEP || !is_deep(html)) return html;
    char *p = kw_alloc(mem, html.n + 1);
    size_t n = 0, from = 0, depth = 0, at = 0;
    tag t;
    if (!p) return KW_NONE;
    for (; next_tag(html, at, &t); at = t.raw ? skip_raw(html, &t) : t.end) {
        if (!t.counts) continue;
        bool below = depth >= DEEP && (!t.closes || depth > DEEP);
        if (!t.closes) depth++;
        else if (depth) depth--;
        if (!below || t.raw) continue;
        memcpy(p + n, html.p + from, t.start - from);
        n += t.start - from;
        from = t.end;
    }
    memcpy(p + n, html.p + from, html.n - from);
    return (kw_str){ p, n + html.n - from };
}
