/* SPDX-License-Identifier: MIT
 * Grows by doubling, so that adding costs a copy of the bytes and no more on the whole. */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void kw_buf_free(kw_buf *b) {
    if (!b->lent) free(b->p);
    *b = KW_BUF_EMPTY;
}

void kw_buf_reset(kw_buf *b) {
    b->n = 0;
    b->failed = false;
}

bool kw_buf_reserve(kw_buf *b, size_t more) {
    if (b->failed || more > SIZE_MAX / 4 - b->n) return b->failed = true, false;
    if (b->n + more <= b->cap) return true;
    if (b->lent) return b->failed = true, false;
    size_t cap = b->cap ? b->cap : 256;
    while (cap < b->n + more) cap *= 2;
    char *p = realloc(b->p, cap);
    if (!p) return b->failed = true, false;
    b->p = p;
    b->cap = cap;
    return true;
}

void kw_buf_add(kw_buf *b, kw_str s) {
    if (!s.n || !kw_buf_reserve(b, s.n)) return;
    memcpy(b->p + b->n, s.p, s.n);
    b->n += s.n;
}

void kw_buf_byte(kw_buf *b, char c) {
    if (b->failed || (b->n == b->cap && !kw_buf_reserve(b, 1))) return;
    b->p[b->n++] = c;
}

void kw_buf_text(kw_buf *b, const char *z) { kw_buf_add(b, kw_str_of(z)); }

void kw_buf_fmt(kw_buf *b, const char *fmt, ...) {
    const size_t room = b->failed ? 0 : b->cap - b->n;
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(room ? b->p + b->n : NULL, room, fmt, ap);
    va_end(ap);
    if (n < 0 || !kw_buf_reserve(b, (size_t)n + 1)) return;
    if ((size_t)n >= room) {
        va_start(ap, fmt);
        vsnprintf(b->p + b->n, (size_t)n + 1, fmt, ap);
        va_end(ap);
    }
    b->n += (size_t)n;
}
