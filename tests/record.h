/* SPDX-License-Identifier: MIT
 * What tests of a record ask of it. Include after cmocka.h. */
#ifndef KW_TESTS_RECORD_H
#define KW_TESTS_RECORD_H

#include "store/check.h"
#include "store/record.h"

/* The number that the query answers. */
static inline int64_t count_in(kw_record *r, const char *sql) {
    int64_t n = -1;
    assert_int_equal(kw_db_count(r, sql, &n, NULL), KW_OK);
    return n;
}

/* For kw_record_check(): findings go to the test's own report. */
static inline bool tell_finding(void *ctx, const char *p, size_t n) {
    (void)ctx;
    fprintf(stderr, "# %.*s", (int)n, p);
    return true;
}

#endif
