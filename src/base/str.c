/* SPDX-License-Identifier: MIT
 * The slices' operations that are too long to stand in the header. */
#include "base/str.h"

#include <stdlib.h>
#include <strings.h>

bool kw_str_is_nocase(kw_str a, const char *z) { return a.n == strlen(z) && (!a.n || strncasecmp(a.p, z, a.n) == 0); }

int kw_str_cmp(kw_str a, kw_str b) {
    size_t n = a.n < b.n ? a.n : b.n;
    int c = n ? memcmp(a.p, b.p, n) : 0;
    return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool kw_str_starts(kw_str s, kw_str prefix) {
    return s.n >= prefix.n && (prefix.n == 0 || memcmp(s.p, prefix.p, prefix.n) == 0);
}

bool kw_str_ends(kw_str s, kw_str suffix) {
    return s.n >= suffix.n && (suffix.n == 0 || memcmp(s.p + s.n - suffix.n, suffix.p, suffix.n) == 0);
}

size_t kw_str_find(kw_str s, kw_str needle, size_t from) {
    while (needle.n && from + needle.n <= s.n) {
        const char *at = memchr(s.p + from, needle.p[0], s.n - needle.n + 1 - from);
        if (!at) return SIZE_MAX;
        if (memcmp(at, needle.p, needle.n) == 0) return (size_t)(at - s.p);
        from = (size_t)(at - s.p) + 1;
    }
    return SIZE_MAX;
}

kw_str kw_str_trim(kw_str s) {
    while (s.n && kw_is_space(s.p[0])) s.p++, s.n--;
    while (s.n && kw_is_space(s.p[s.n - 1])) s.n--;
    return s;
}

bool kw_str_cut(kw_str *rest, char sep, kw_str *field) {
    if (!rest->p) return false;
    const char *at = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
    size_t n = at ? (size_t)(at - rest->p) : rest->n;
    *field = (kw_str){ rest->p, n };
    *rest = at ? (kw_str){ at + 1, rest->n - n - 1 } : KW_NONE;
    return true;
}

bool kw_str_int(kw_str s, int64_t *out) {
    bool minus = s.n && s.p[0] == '-';
    size_t i = minus;
    int64_t v = 0;
    if (i == s.n || s.n - i > 18) return false;
    for (; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        v = v * 10 + (s.p[i] - '0');
    }
    *out = minus ? -v : v;
    return true;
}

/* By hand and not by strtod: a locale must not decide what a number is. */
bool kw_str_double(kw_str s, double *out) {
    size_t i = s.n && s.p[0] == '-', digits = 0;
    double v = 0, unit = 1;
    bool point = false;
    for (; i < s.n; i++) {
        if (s.p[i] == '.' && !point) { point = true; continue; }
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        v = v * 10 + (s.p[i] - '0');
        if (point) unit *= 10;
        digits++;
    }
    if (!digits || digits > 15) return false;
    *out = (s.p[0] == '-' ? -v : v) / unit;
    return true;
}
