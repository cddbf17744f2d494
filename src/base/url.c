/* SPDX-License-Identifier: MIT
 * An address is cut where RFC 3986 cuts it: behind "://", and at the first of / ? #. */
#include "base/url.h"

#include <string.h>

bool kw_url_is_http(kw_str url) { return kw_str_starts(url, KW_STR("http://")) || kw_str_starts(url, KW_STR("https://")); }

bool kw_url_split(kw_str url, kw_str *origin, kw_str *path) {
    size_t scheme = kw_str_find(url, KW_STR("://"), 0), end = scheme + 3;
    if (scheme == SIZE_MAX) return false;
    while (end < url.n && !strchr("/?#", url.p[end])) end++;
    *origin = kw_str_sub(url, 0, end);
    *path = kw_str_sub(url, end, url.n);
    size_t hash = kw_str_find(*path, KW_STR("#"), 0);
    if (hash != SIZE_MAX) path->n = hash;
    return end > scheme + 3;
}

/* "mailto:x", "https://x": a colon before anything that only stands in a path. */
static bool has_scheme(kw_str s) {
    size_t i = 0;
    while (i < s.n && !strchr("/?#:", s.p[i])) i++;
    return i && i < s.n && s.p[i] == ':';
}

kw_str kw_url_join(kw_str base, kw_str to, kw_arena *mem) {
    kw_str origin, path;
    if (has_scheme(to) || !kw_url_split(base, &origin, &path)) return to;
    if (kw_str_starts(to, KW_STR("//"))) return kw_str_fmt(mem, "%.*s%.*s", (int)kw_str_find(origin, KW_STR("//"), 0), origin.p, KW_FMT(to));
    size_t keep = kw_str_find(path, KW_STR("?"), 0);
    if (keep == SIZE_MAX) keep = path.n;
    if (to.n && to.p[0] == '/') keep = 0;
    else if (!to.n || to.p[0] != '?')
        while (keep && path.p[keep - 1] != '/') keep--;
    bool bare = !keep && to.n && !strchr("/?", to.p[0]);            /* "https://host" and "a" */
    return kw_str_fmt(mem, "%.*s%.*s%s%.*s", KW_FMT(origin), (int)keep, path.p, bare ? "/" : "", KW_FMT(to));
}
