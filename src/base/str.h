/* SPDX-License-Identifier: MIT
 * Borrowed text: a pointer and a length, never NUL-terminated by promise, never rewritten in place.
 * Offsets everywhere in kawat are UTF-8 bytes; a span is half open. */
#ifndef KW_BASE_STR_H
#define KW_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct kw_str { const char *p; size_t n; } kw_str;     /* borrowed UTF-8 bytes */
typedef struct kw_strs { kw_str *v; size_t n; } kw_strs;       /* a list of them */
typedef struct kw_span { uint32_t start, end; } kw_span;       /* bytes, half open */

#define KW_STR(lit) ((kw_str){ (lit), sizeof(lit) - 1 })
#define KW_NONE ((kw_str){ NULL, 0 })
#define KW_FMT(s) (int)(s).n, (s).p ? (s).p : ""               /* for printf's "%.*s" */

static inline kw_str kw_str_of(const char *z) { return z ? (kw_str){ z, strlen(z) } : KW_NONE; }

static inline bool kw_str_eq(kw_str a, kw_str b) {
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool kw_str_is(kw_str a, const char *z) { return kw_str_eq(a, kw_str_of(z)); }

static inline kw_str kw_str_sub(kw_str s, size_t start, size_t end) {
    return (kw_str){ start ? s.p + start : s.p, end - start };         /* p may be NULL, where nothing may be added */
}

static inline kw_str kw_str_at(kw_str text, kw_span at) { return kw_str_sub(text, at.start, at.end); }

static inline uint32_t kw_span_len(kw_span s) { return s.end - s.start; }

static inline bool kw_span_meets(kw_span a, kw_span b) { return a.start < b.end && b.start < a.end; }

static inline bool kw_span_holds(kw_span a, kw_span b) { return a.start <= b.start && b.end <= a.end; }

/* The same, where ASCII letters may be small or capital: names of HTTP, HTML and WARC. */
bool kw_str_is_nocase(kw_str a, const char *z);

/* Order of bytes; a prefix sorts first. */
int kw_str_cmp(kw_str a, kw_str b);

/* Byte for byte; an empty prefix or suffix always fits. */
bool kw_str_starts(kw_str s, kw_str prefix);
bool kw_str_ends(kw_str s, kw_str suffix);

/* First place of `needle` at or after `from`, or SIZE_MAX. An empty needle is never found. */
size_t kw_str_find(kw_str s, kw_str needle, size_t from);

/* ASCII white space. */
static inline bool kw_is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Without ASCII white space at either end. */
kw_str kw_str_trim(kw_str s);

/* Moves the bytes before `sep` from *rest to *field; false when none are left.
 * "a,,b" gives "a", "", "b". Nothing is copied. */
bool kw_str_cut(kw_str *rest, char sep, kw_str *field);

/* A decimal number that fills all of `s`; false if it does not, or overflows. */
bool kw_str_int(kw_str s, int64_t *out);
bool kw_str_double(kw_str s, double *out);

#endif
