/* SPDX-License-Identifier: MIT
 * The learned judge of runs: what is no model is refused, and the weights of a run's features decide. */
#include "mark/name_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

enum { HEAD = 8, ROWS = 4 };

/* A model of ROWS buckets, all weights 0. */
static kw_str image(char buf[HEAD + ROWS * KW_RUN_CLASSES]) {
    memset(buf, 0, HEAD + ROWS * KW_RUN_CLASSES);
    memcpy(buf, KW_RUN_MAGIC, HEAD);
    return (kw_str){ buf, HEAD + ROWS * KW_RUN_CLASSES };
}

/* The hash that falls into a bucket. */
static uint64_t in_bucket(unsigned row) { return (uint64_t)row << 16; }

static void what_is_no_model_is_refused(void **state) {
    (void)state;
    static const struct { int line; size_t n; char first; } wrong[] = {
        { __LINE__, 3, 'K' },                                               /* shorter than its head */
        { __LINE__, HEAD, 'K' },                                            /* no rows */
        { __LINE__, HEAD + 3 * KW_RUN_CLASSES, 'K' },                       /* three: no power of two */
        { __LINE__, HEAD + ROWS * KW_RUN_CLASSES - 1, 'K' },                /* cut off */
        { __LINE__, HEAD + ROWS * KW_RUN_CLASSES, 'X' },                    /* another file */
    };
    char buf[HEAD + ROWS * KW_RUN_CLASSES];
    kw_run_model m;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        kw_err err = { "" };
        kw_str x = image(buf);
        buf[0] = wrong[i].first;
        x.n = wrong[i].n;
        if (kw_run_model_open(x, &m, &err) != KW_DATA) fail_msg("%s:%d: taken for a model", __FILE__, wrong[i].line);
        assert_string_equal(err.text, "names.model: want a model of runs, found something else");
    }
}

static void an_empty_one_has_no_weights(void **state) {
    (void)state;
    kw_run_model m;
    kw_err err = { "" };
    assert_int_equal(kw_run_model_open(KW_NONE, &m, &err), KW_OK);
    assert_null(m.weight);
}

static void the_weights_decide(void **state) {
    (void)state;
    char buf[HEAD + ROWS * KW_RUN_CLASSES];
    kw_run_model m;
    kw_err err = { "" };
    kw_str x = image(buf);
    buf[HEAD + 1 * KW_RUN_CLASSES + KW_RUN_PERSON] = 5;
    buf[HEAD + 2 * KW_RUN_CLASSES + KW_RUN_PLACE] = 7;
    buf[HEAD + 3 * KW_RUN_CLASSES + KW_RUN_PLACE] = -4;
    assert_int_equal(kw_run_model_open(x, &m, &err), KW_OK);
    const uint64_t none[] = { in_bucket(0) }, person[] = { in_bucket(1) }, place[] = { in_bucket(1), in_bucket(2) },
        back[] = { in_bucket(1), in_bucket(2), in_bucket(3) };
    assert_int_equal(kw_run_best(&m, none, 0, NULL), KW_RUN_NONE);
    assert_int_equal(kw_run_best(&m, none, 1, NULL), KW_RUN_NONE);                /* of equals the first: no name */
    assert_int_equal(kw_run_best(&m, person, 1, NULL), KW_RUN_PERSON);
    assert_int_equal(kw_run_best(&m, place, 2, NULL), KW_RUN_PLACE);
    assert_int_equal(kw_run_best(&m, back, 3, NULL), KW_RUN_PERSON);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_model_is_refused), cmocka_unit_test(an_empty_one_has_no_weights), cmocka_unit_test(the_weights_decide),
    };
    return cmocka_run_group_tests_name("mark/name_model", tests, NULL, NULL);
}
