/* SPDX-License-Identifier: MIT
 * Marks in C: what the JSON does not show, memory that runs out at each step, and hostile texts. */
#include "base/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "tests/mark/opened.h"

static const char *const TEXT =
    "JAKARTA - Menteri Luar Negeri Retno Marsudi bertemu Menlu Rusia Sergei Lavrov di Jakarta, Kamis (9/5/2024).\n"
    "“Kami sepakat bekerja sama,” kata Retno seperti dikutip Antara. Ia mengatakan, perundingan akan berlanjut pekan depan.\n"
    "Perang itu mereka sebut \"Perang Besar\". Pertemuan pertama digelar pada September tahun lalu.";

static kw_rc mark(kw_str text, const char *lang, kw_arena *mem, kw_words *w, kw_marks *m) {
    kw_err err = { "" };
    KW_TRY(kw_words_run(words_kit, text, kw_str_of(lang), mem, w, &err));
    kw_mark_in in = { .words = w };
    in.published = kw_mark_published(mark_kit, &in, mem);
    return kw_mark_run(mark_kit, &in, mem, m, &err);
}

static void tells_said_from_told_and_terms(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_words w;
    kw_marks m;
    kw_str text = kw_str_of(TEXT);
    assert_int_equal(mark(text, "id", &mem, &w, &m), KW_OK);
    assert_int_equal(m.n_quotes, 3);
    assert_true(m.quotes[0].direct && m.quotes[0].kind == KW_SAID && kw_str_is(m.quotes[0].via, "ANTARA"));
    assert_true(!m.quotes[1].direct && m.quotes[1].kind == KW_SAID && m.quotes[1].speaker == m.quotes[0].speaker);
    assert_true(m.quotes[2].kind == KW_TERM && kw_str_is(kw_str_at(text, m.quotes[2].at), "Perang Besar"));
    for (size_t i = 1; i < m.n_quotes; i++) assert_true(m.quotes[i - 1].at.start <= m.quotes[i].at.start);
    for (size_t i = 1; i < m.n_dates; i++) assert_true(m.dates[i - 1].at.end <= m.dates[i].at.start);
    kw_arena_free(&mem);
}

static void an_inferred_day_says_so(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_words w;
    kw_err err = { "" };
    assert_int_equal(kw_words_run(words_kit, kw_str_of(TEXT), KW_STR("id"), &mem, &w, &err), KW_OK);
    kw_mark_in in = { .words = &w };
    kw_when day = kw_mark_published(mark_kit, &in, &mem);
    assert_true(day.precision == KW_WHEN_DAY && day.inferred);
    kw_arena_free(&mem);
}

static void memory_may_run_out_anywhere(void **state) {
    (void)state;
    kw_rc rc = KW_NOMEM;
    for (long k = 1; rc != KW_OK && k < 100000; k++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_words w;
        kw_marks m;
        kw_err err = { "" };
        assert_int_equal(kw_words_run(words_kit, kw_str_of(TEXT), KW_STR("id"), &mem, &w, &err), KW_OK);
        kw_mark_in in = { .words = &w };
        kw_alloc_fail_at(k);
        rc = kw_mark_run(mark_kit, &in, &mem, &m, &err);
        kw_alloc_fail_at(0);
        assert_true(rc == KW_OK || rc == KW_NOMEM);
        kw_arena_free(&mem);
    }
    assert_int_equal(rc, KW_OK);
}

/* Each text is a piece repeated; what must not happen is a crash, a hang or a span outside the text. */
static const struct { int line; const char *piece; size_t times; } hostile[] = {
    { __LINE__, "\"", 20000 }, { __LINE__, "“", 20000 }, { __LINE__, "”\n", 20000 }, { __LINE__, "' ", 20000 }, { __LINE__, "''", 20000 },
    { __LINE__, "\"kata Kim,\" ", 5000 }, { __LINE__, "“A.\n", 5000 }, { __LINE__, "kata ", 20000 }, { __LINE__, "menurut ", 20000 },
    { __LINE__, "Mei ", 20000 }, { __LINE__, "9/", 20000 }, { __LINE__, "1-", 20000 }, { __LINE__, "awal ", 20000 }, { __LINE__, "Kamis, ", 20000 },
    { __LINE__, "pada 2024 hingga ", 5000 }, { __LINE__, "last last ", 5000 }, { __LINE__, "\xff\xfe\"", 5000 }, { __LINE__, "\"", 1 },
    { __LINE__, "", 0 },
};

static void hostile_texts_do_no_harm(void **state) {
    (void)state;
    for (size_t c = 0; c < sizeof hostile / sizeof *hostile; c++) {
        size_t n = strlen(hostile[c].piece), all = n * hostile[c].times;
        char *text = malloc(all + 1);
        assert_non_null(text);
        for (size_t i = 0; i < hostile[c].times; i++) memcpy(text + i * n, hostile[c].piece, n);
        for (int l = 0; l < 2; l++) {
            kw_arena mem = KW_ARENA_EMPTY;
            kw_words w;
            kw_marks m;
            kw_rc rc = mark((kw_str){ text, all }, l ? "en" : "id", &mem, &w, &m);
            if (rc != KW_OK) fail_msg("%s:%d: marking failed", __FILE__, hostile[c].line);
            for (size_t i = 0; i < m.n_quotes; i++)
                if (m.quotes[i].at.end > all || m.quotes[i].at.start > m.quotes[i].at.end)
                    fail_msg("%s:%d: a span outside the text", __FILE__, hostile[c].line);
            for (size_t i = 0; i < m.n_dates; i++)
                if (m.dates[i].at.end > all || m.dates[i].at.start >= m.dates[i].at.end)
                    fail_msg("%s:%d: a span outside the text", __FILE__, hostile[c].line);
            kw_arena_free(&mem);
        }
        free(text);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_said_from_told_and_terms), cmocka_unit_test(an_inferred_day_says_so),
        cmocka_unit_test(memory_may_run_out_anywhere), cmocka_unit_test(hostile_texts_do_no_harm),
    };
    return cmocka_run_group_tests_name("mark/mark", tests, set_up, tear_down);
}
