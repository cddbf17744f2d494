/* SPDX-License-Identifier: MIT */
#include "know/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static const struct { int line; const char *in, *want; } iso[] = {
    { __LINE__, "2024", "2024" },
    { __LINE__, "2024-06", "2024-06" },
    { __LINE__, "2024-02-29", "2024-02-29" },
    { __LINE__, "20240229", "2024-02-29" },
    { __LINE__, "2023-02-29", "" },
    { __LINE__, "2024-13-01", "" },
    { __LINE__, "2024-05-13T15:53:00+07:00", "2024-05-13T15:53:00+07:00" },
    { __LINE__, "2024-05-13 15:53", "2024-05-13T15:53:00" },
    { __LINE__, "2024-05-13T15:53:07.123Z", "2024-05-13T15:53:07+00:00" },
    { __LINE__, "2024-05-13T15:53:07-0330", "2024-05-13T15:53:07-03:30" },
    { __LINE__, "2024-05-13T25:00", "" },
    { __LINE__, "2024-05-13T", "" },
    { __LINE__, "2024-06-03/2024-06-09", "2024-06-03/2024-06-09" },
    { __LINE__, "2024-06-09/2024-06-03", "" },
    { __LINE__, "", "" },
};

static void reads_and_writes_iso(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof iso / sizeof *iso; i++) {
        kw_when w;
        kw_buf b = KW_BUF_EMPTY;
        if (kw_when_parse(kw_str_of(iso[i].in), &w)) kw_when_iso(w, &b);
        kw_buf_byte(&b, 0);
        if (strcmp(b.p, iso[i].want) != 0) fail_msg("%s:%d: want '%s', got '%s'", __FILE__, iso[i].line, iso[i].want, b.p);
        kw_buf_free(&b);
    }
}

static void days_go_there_and_back(void **state) {
    (void)state;
    for (int32_t d = -719162; d < 200000; d += 17) {
        int y, m, dom;
        kw_day_split(d, &y, &m, &dom);
        assert_int_equal(kw_day_of(y, m, dom), d);
        assert_true(kw_date_valid(y, m, dom));
    }
    assert_int_equal(kw_day_weekday(kw_day_of(2024, 5, 9)), 3);        /* a Thursday */
    assert_int_equal(kw_day_weekday(kw_day_of(1945, 8, 17)), 4);       /* a Friday */
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(reads_and_writes_iso), cmocka_unit_test(days_go_there_and_back) };
    return cmocka_run_group_tests_name("know/calendar", tests, NULL, NULL);
}
