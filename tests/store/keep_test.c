/* SPDX-License-Identifier: MIT */
#include "store/keep.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

/* ties as "fresh old" pairs; what ids three new groups get when 10 was the last one given */
static const struct { int line; int ties[8][2]; long long want[3]; } cases[] = {
    { __LINE__, { { -1, 0 } }, { 11, 12, 13 } },                                            /* nothing was there */
    { __LINE__, { { 0, 4 }, { 1, 5 }, { 2, 6 }, { -1, 0 } }, { 4, 5, 6 } },                 /* nothing has changed */
    { __LINE__, { { 0, 4 }, { 0, 5 }, { 0, 5 }, { -1, 0 } }, { 5, 11, 12 } },               /* two became one: the larger part's id */
    { __LINE__, { { 0, 4 }, { 0, 5 }, { -1, 0 } }, { 4, 11, 12 } },                         /* ... of equal parts the older id */
    { __LINE__, { { 0, 4 }, { 1, 4 }, { 1, 4 }, { -1, 0 } }, { 11, 4, 12 } },               /* one became two: the larger keeps it */
    { __LINE__, { { 0, 4 }, { 1, 4 }, { 1, 7 }, { -1, 0 } }, { 4, 7, 11 } },                /* an id goes once */
    { __LINE__, { { 0, 4 }, { 0, 4 }, { 0, 7 }, { 1, 4 }, { 2, 7 }, { -1, 0 } }, { 4, 11, 7 } },
    { __LINE__, { { 0, 0 }, { 1, 0 }, { -1, 0 } }, { 11, 12, 13 } },                        /* 0 is no id */
};

static void ids_stay_with_what_shares_most(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_ties t = { 0 };
        for (int k = 0; cases[i].ties[k][0] >= 0 && k < 8; k++) assert_true(kw_tie_add(&t, &mem, (uint32_t)cases[i].ties[k][0], cases[i].ties[k][1]));
        int64_t *ids = kw_keep_ids(&t, 3, 10, &mem);
        assert_non_null(ids);
        for (int k = 0; k < 3; k++)
            if (ids[k] != cases[i].want[k])
                fail_msg("%s:%d: group %d: want %lld, got %lld", __FILE__, cases[i].line, k, cases[i].want[k], (long long)ids[k]);
        kw_arena_free(&mem);
    }
}

/* The order in which ties are found must not matter. */
static void order_does_not_matter(void **state) {
    (void)state;
    static const int pairs[6][2] = { { 0, 4 }, { 1, 4 }, { 1, 5 }, { 2, 5 }, { 0, 6 }, { 2, 6 } };
    int64_t first[3] = { 0 };
    for (int turn = 0; turn < 6; turn++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_ties t = { 0 };
        for (int k = 0; k < 6; k++) assert_true(kw_tie_add(&t, &mem, (uint32_t)pairs[(k + turn) % 6][0], pairs[(k + turn) % 6][1]));
        int64_t *ids = kw_keep_ids(&t, 3, 10, &mem);
        assert_non_null(ids);
        for (int k = 0; k < 3; k++) {
            if (!turn) first[k] = ids[k];
            assert_int_equal(ids[k], first[k]);
        }
        kw_arena_free(&mem);
    }
}

static void tells_of_no_memory(void **state) {
    (void)state;
    for (long k = 1; k <= 3; k++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_ties t = { 0 };
        assert_true(kw_tie_add(&t, &mem, 0, 4));
        kw_alloc_fail_at(k);
        assert_null(kw_keep_ids(&t, 3, 10, &mem));
        kw_alloc_fail_at(0);
        kw_arena_free(&mem);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(ids_stay_with_what_shares_most), cmocka_unit_test(order_does_not_matter),
                                        cmocka_unit_test(tells_of_no_memory) };
    return cmocka_run_group_tests_name("store/keep", tests, NULL, NULL);
}
