/* SPDX-License-Identifier: MIT */
#include "base/near.h"
#include "kawat.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static const struct { int line; const char *a, *b; unsigned want; } distances[] = {
    { __LINE__, "", "", 0 }, { __LINE__, "kapal", "kapal", 0 }, { __LINE__, "kapal", "kapa", 1 }, { __LINE__, "kapal", "kapall", 1 },
    { __LINE__, "timelien", "timeline", 1 }, { __LINE__, "abc", "xyz", 3 }, { __LINE__, "abc", "", 3 }, { __LINE__, "abcdefgh", "", 5 },
};

static const struct { int line; const char *word, *want; } slips[] = {
    { __LINE__, "timelien", "timeline" }, { __LINE__, "evnts", "events" }, { __LINE__, "events", "events" }, { __LINE__, "xyzzy", NULL },
    { __LINE__, "", NULL }, { __LINE__, "ad", NULL },      /* too short to be sure of */
    { __LINE__, "adx", "add" },
};

static void counts_slips(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof distances / sizeof *distances; i++) {
        unsigned d = kw_near(kw_str_of(distances[i].a), kw_str_of(distances[i].b), 5);
        if (d != distances[i].want) fail_msg("%s:%d: want %u, got %u", __FILE__, distances[i].line, distances[i].want, d);
    }
}

static void offers_the_nearest(void **state) {
    (void)state;
    static const char *const known[] = { "add", "timeline", "events", NULL };
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        const char *got = kw_nearest(slips[i].word, known);
        if (got != slips[i].want && (!got || !slips[i].want || strcmp(got, slips[i].want) != 0))
            fail_msg("%s:%d: want %s, got %s", __FILE__, slips[i].line, slips[i].want ? slips[i].want : "none", got ? got : "none");
    }
    assert_null(kw_nearest(NULL, known));
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(counts_slips), cmocka_unit_test(offers_the_nearest) };
    return cmocka_run_group_tests_name("base/near", tests, NULL, NULL);
}
