/* SPDX-License-Identifier: MIT
 * Each allocation of the whole way is made to fail once: the answer is "out of memory", never a crash, a leak (ASan) or a half answer. */
#include "base/arena.h"
#include "kawat.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

static const char LINE[] =
    "{\"id\":\"n\",\"published\":\"2025-03-13\",\"text\":\"Jakarta (Samudra) - Menteri Luar Negeri Jepang Haruto Shiraishi bertemu "
    "Menteri Luar Negeri Indonesia Laksmi Wiratama di Jakarta, Kamis (13/3/2025).\\n\\\"Kami berterima kasih kepada Jepang,\\\" "
    "ujar Laksmi seperti dikutip kantor berita Samudra. Dia meminta Jepang mengirim dua kapal pekan depan.\"}";

static size_t written;

static bool count_bytes(void *ctx, const char *p, size_t n) {
    (void)ctx; (void)p;
    written += n;
    return true;
}

static void stages_survive(const kw_options *how, const char *text, size_t n) {
    kw *k;
    assert_int_equal(kw_open(how, &k, NULL), KW_OK);
    for (kw_stage stage = KW_STAGE_WORDS; stage <= KW_STAGE_CODE; stage++) {
        for (long at = 1;; at += at < 400 ? 1 : 13) {
            kw_err err = { "" };
            written = 0;
            kw_alloc_fail_at(at);
            kw_rc rc = kw_stage_line(k, stage, KW_WORDS_JSON, text, n, "test", count_bytes, NULL, &err);
            kw_alloc_fail_at(0);
            if (rc == KW_OK) {
                assert_true(at > 3 && written > 10);
                break;                                              /* it ran without meeting the failure */
            }
            if (rc != KW_NOMEM) fail_msg("stage %d, allocation %ld: code %d, %s", (int)stage, at, (int)rc, err.text);
            assert_int_equal(written, 0);
        }
    }
    kw_close(k);
}

static void every_stage_survives(void **state) {
    (void)state;
    stages_survive(NULL, LINE, sizeof LINE - 1);
}

static void coding_by_dictionaries_survives(void **state) {
    static const char english[] = "{\"published\":\"2011-05-01\",\"language\":\"en\",\"text\":\"Ardia and the presidents of Belora and Delmark said Corran attacked "
                                  "students. Mara Tessen held talks on fishing rights with Jon Vell.\"}";
    const kw_options own = { .petrarch = "samples/petrarch" };
    (void)state;
    stages_survive(&own, english, sizeof english - 1);
}

static void opening_survives(void **state) {
    const kw_options own = { .petrarch = "samples/petrarch" };
    (void)state;
    for (long at = 1;; at++) {
        kw *k;
        kw_alloc_fail_at(at);
        kw_rc rc = kw_open(&own, &k, NULL);
        kw_alloc_fail_at(0);
        kw_close(k);
        if (rc == KW_OK) break;
        assert_int_equal(rc, KW_NOMEM);
    }
}

static bool forget_bytes(void *ctx, const char *bytes, size_t n) {
    (void)ctx; (void)bytes; (void)n;
    return true;
}

static void words_only_refuses_the_rest(void **state) {
    static const char text[] = "{\"text\":\"Polisi menyita senjata.\"}";
    kw *k = NULL;
    kw_err err = { "" };
    kw_inputs in = { 0 };
    kw_summary sum = { 0 };
    (void)state;
    assert_int_equal(kw_open(&(kw_options){ .words_only = true }, &k, &err), KW_OK);
    for (int form = KW_WORDS_JSON; form <= KW_WORDS_EXPLAIN_TEXT; form++)
        assert_int_equal(kw_stage_line(k, KW_STAGE_WORDS, (kw_words_form)form, text, sizeof text - 1, "test", forget_bytes, NULL, &err), KW_OK);
    assert_int_equal(kw_stage_line(k, KW_STAGE_CODE, KW_WORDS_JSON, text, sizeof text - 1, "test", forget_bytes, NULL, &err), KW_USAGE);
    assert_int_equal(kw_extract(k, &in, forget_bytes, NULL, &sum, &err), KW_USAGE);
    assert_string_equal(err.text, "kw_open: opened for words only");
    kw_close(k);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_stage_survives), cmocka_unit_test(coding_by_dictionaries_survives),
        cmocka_unit_test(opening_survives), cmocka_unit_test(words_only_refuses_the_rest) };
    return cmocka_run_group_tests_name("pipeline/nomem", tests, NULL, NULL);
}
