/* SPDX-License-Identifier: MIT
 * Messages are put together in the lent buffer; control characters are shown as "?". */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void quiet(char *s) {
    for (; *s; s++)
        if ((unsigned char)*s < 0x20 || *s == 0x7f) *s = '?';
}

/* A cut in the middle of a UTF-8 sequence would be a broken byte out. */
static void end_whole(char *s, size_t cap) {
    size_t n = strlen(s);
    if (n + 1 < cap) return;
    while (n && ((unsigned char)s[n - 1] & 0xc0) == 0x80) n--;
    if (n && (unsigned char)s[n - 1] >= 0xc0) n--;
    s[n] = 0;
}

static void write_text(kw_err *e, int used, const char *fmt, va_list ap) {
    if (used < 0) used = 0;
    if ((size_t)used < sizeof e->text) vsnprintf(e->text + used, sizeof e->text - (size_t)used, fmt, ap);
    end_whole(e->text, sizeof e->text);
    quiet(e->text);
}

kw_rc kw_fail(kw_err *e, kw_rc rc, const char *place, const char *fmt, ...) {
    if (!e) return rc;
    int n = place ? snprintf(e->text, sizeof e->text, "%s: ", place) : 0;
    va_list ap;
    va_start(ap, fmt);
    write_text(e, n, fmt, ap);
    va_end(ap);
    return rc;
}

kw_rc kw_fail_at(kw_err *e, kw_rc rc, const char *file, long line, const char *fmt, ...) {
    if (!e) return rc;
    int n = snprintf(e->text, sizeof e->text, "%s:%ld: ", file, line);
    va_list ap;
    va_start(ap, fmt);
    write_text(e, n, fmt, ap);
    va_end(ap);
    return rc;
}

kw_rc kw_fail_nomem(kw_err *e) { return kw_fail(e, KW_NOMEM, NULL, "out of memory"); }
