/* SPDX-License-Identifier: MIT
 * A digest to bytes and back: nothing lost, and no bytes that crash the reader. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "group/digest.h"

static kw_digest_word text[] = { { 0xfedcba98u, 0, 5, KW_DIGEST_START }, { 7, 6, 3, KW_DIGEST_NAME }, { 9, 400, 300, 15 } };
static kw_digest_term terms[] = { { 3, 77, 2, KW_TERM_NAME, KW_TERM_LEAD, 4.5f }, { 0xfffffff0u, 0, 1, KW_TERM_WORD, 0, 1.25f } };
static uint32_t known[] = { 3 };
static kw_digest_date dates[] = { { { .first = 19852, .last = 19852, .precision = KW_WHEN_DAY }, 2, true } };
static kw_digest_credit credits[] = { { { "kcna", 4 }, { "KCNA", 4 }, { "lapor KCNA", 10 }, true, true, { 40, 50 } } };
static kw_digest_quote quotes[] = { { 99, { 60, 90 }, 6 } };
static kw_digest_event events[] = { { .report = 1, .type = { "CONSULT", 7 }, .source = { "PRK", 3 }, .target = { "KCNA", 4 }, .says = { "PRK", 3 }, .place = { "", 0 }, .goldstein = -2.5, .score = .75,
                                      .happened = true, .reason = 3, .evidence = { 5, 50 }, .figures = { 5, 12 }, .figure_what = { 1, 2 } } };
static uint64_t keys[] = { 1, UINT64_MAX };

static kw_digest sample(void) {
    return (kw_digest){ .ref = KW_STR("a.txt"), .title = KW_STR(""), .language = KW_STR("id"), .outlet = KW_STR("Warta Kota"),
                        .published = { .first = -3, .last = -3, .precision = KW_WHEN_DAY, .has_time = true, .second = 3600, .zone = 420 },
                        .words = 321, .flags = KW_DIGEST_ROUNDUP, .text = text, .n_text = 3,
                        .terms = terms, .n_terms = 2, .known = known, .n_known = 1, .dates = dates, .n_dates = 1, .credits = credits, .n_credits = 1,
                        .quotes = quotes, .n_quotes = 1, .events = events, .n_events = 1, .keys = keys, .n_keys = 2 };
}

static void nothing_is_lost(void **state) {
    (void)state;
    kw_arena mem = { 0 };
    kw_buf bytes = KW_BUF_EMPTY, again = KW_BUF_EMPTY;
    kw_digest in = sample(), out;
    kw_digest_pack(&in, &bytes);
    assert_int_equal(kw_digest_unpack(kw_buf_str(&bytes), &mem, &out, NULL), KW_OK);
    assert_int_equal(out.published.first, -3);
    assert_int_equal(out.published.zone, 420);
    assert_int_equal(out.terms[1].key, 0xfffffff0u);
    assert_true(out.terms[0].weight == 4.5f && out.events[0].goldstein == -2.5);
    assert_true(kw_str_is(out.events[0].says, "PRK") && kw_str_is(out.events[0].target, "KCNA"));       /* told before */
    assert_true(out.events[0].place.p && !out.events[0].place.n && !out.events[0].mode.p);
    assert_true(out.events[0].score == .75);
    assert_non_null(out.title.p);                   /* an empty title is not a missing one */
    assert_null(out.translator.p);
    kw_digest_pack(&out, &again);
    assert_true(kw_str_eq(kw_buf_str(&bytes), kw_buf_str(&again)));
    kw_buf_free(&bytes);
    kw_buf_free(&again);
    kw_arena_free(&mem);
}

static void every_number_with_a_point_comes_back(void **state) {
    (void)state;
    static const double v[] = { 0, -0., 1, -10, 7.4, .1 + .2, 1. / 3, 1e-9, 1e300, -1e6, 999999.999, .95 - .1, 0x1p-1074 };
    for (size_t i = 0; i < sizeof v / sizeof *v; i++) {
        kw_arena mem = { 0 };
        kw_buf bytes = KW_BUF_EMPTY;
        kw_digest in = sample(), out;
        events[0].goldstein = v[i];
        kw_digest_pack(&in, &bytes);
        assert_int_equal(kw_digest_unpack(kw_buf_str(&bytes), &mem, &out, NULL), KW_OK);
        assert_memory_equal(&out.events[0].goldstein, &v[i], sizeof v[i]);
        kw_buf_free(&bytes);
        kw_arena_free(&mem);
    }
}

/* As kawat wrote them before 2026-11-21: a record may hold such. */
static void the_format_before_is_read(void **state) {
    (void)state;
    static const char bytes[] = "\3" "\6a.txt" "\1" "\3id" "\0\0\0\0" "\0" "\5\0" "\0\0" "\0\0\0\0"
        "\1" "\0\1" "\4AID" "\0\4PRK\4PRK\0\0\0\0\0" "\0" "\0\0\0\0\0\0\4\xc0" "\0\0\0\0\0\0\xe8\x3f" "\1\0\0" "\5\7" "\0\0\0\0\0\0\0\0" "\0";
    kw_arena mem = { 0 };
    kw_digest d;
    assert_int_equal(kw_digest_unpack((kw_str){ bytes, sizeof bytes - 1 }, &mem, &d, NULL), KW_OK);
    assert_true(kw_str_is(d.ref, "a.txt") && d.title.p && !d.title.n && kw_str_is(d.language, "id") && !d.outlet.p);
    assert_true(d.n_events == 1 && kw_str_is(d.events[0].type, "AID") && kw_str_is(d.events[0].target, "PRK") && d.events[0].goldstein == -2.5 && d.events[0].score == .75);
    kw_arena_free(&mem);
}

static void broken_bytes_are_refused(void **state) {
    (void)state;
    kw_buf bytes = KW_BUF_EMPTY;
    kw_digest in = sample(), out;
    kw_digest_pack(&in, &bytes);
    for (size_t n = 0; n < bytes.n; n++) {          /* cut anywhere, and every byte changed once */
        kw_arena mem = { 0 };
        kw_err err = { "" };
        assert_int_equal(kw_digest_unpack((kw_str){ bytes.p, n }, &mem, &out, &err), KW_DATA);
        assert_non_null(strstr(err.text, "digest: want format"));
        bytes.p[n] = (char)(bytes.p[n] ^ 0x80);
        (void)kw_digest_unpack(kw_buf_str(&bytes), &mem, &out, NULL);
        bytes.p[n] = (char)(bytes.p[n] ^ 0x80);
        kw_arena_free(&mem);
    }
    kw_buf_free(&bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(nothing_is_lost), cmocka_unit_test(every_number_with_a_point_comes_back), cmocka_unit_test(the_format_before_is_read),
                                         cmocka_unit_test(broken_bytes_are_refused) };
    return cmocka_run_group_tests_name("group/pack", tests, NULL, NULL);
}
