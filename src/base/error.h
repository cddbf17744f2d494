/* SPDX-License-Identifier: MIT
 * Errors are values with a place: a code for the program (kw_rc, in kawat.h) and one sentence for the
 * person, in a buffer that the caller lends (NULL allowed): place: what was wanted, what was found. */
#ifndef KW_BASE_ERROR_H
#define KW_BASE_ERROR_H

#include "kawat.h"

/* Writes "place: message" into `e` and returns `rc`. `place` may be NULL. Text of others in the message
 * is cut and its control characters are shown as "?", so that it cannot act on a terminal. */
kw_rc kw_fail(kw_err *e, kw_rc rc, const char *place, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

/* The same with "file:line: ". */
kw_rc kw_fail_at(kw_err *e, kw_rc rc, const char *file, long line, const char *fmt, ...)
    __attribute__((format(printf, 5, 6)));

/* "out of memory"; returns KW_NOMEM. */
kw_rc kw_fail_nomem(kw_err *e);

/* The one macro that returns: hands a failure on. */
#define KW_TRY(expr) do { kw_rc kw_try_rc_ = (expr); if (kw_try_rc_ != KW_OK) return kw_try_rc_; } while (0)

#endif
