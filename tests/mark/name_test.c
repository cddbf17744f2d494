/* SPDX-License-Identifier: MIT
 * Names in C: what the JSON does not show. Who a pronoun is, what a given span becomes, whose years a surname fits. */
#include "know/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <cmocka.h>

#include "tests/mark/opened.h"

static void mark(const char *text, const char *lang, const char *day, const kw_given_mention *given, size_t n, kw_arena *mem, kw_marks *m) {
    kw_err err = { "" };
    kw_words *w = kw_alloc(mem, sizeof *w);
    assert_int_equal(kw_words_run(words_kit, kw_str_of(text), kw_str_of(lang), mem, w, &err), KW_OK);
    kw_mark_in in = { .words = w, .given = given, .n_given = n };
    assert_true(kw_when_parse(kw_str_of(day), &in.published));
    assert_int_equal(kw_mark_run(mark_kit, &in, mem, m, &err), KW_OK);
}

/* The last mention of the words: the name of its entity must be `want`. */
static const struct { int line; const char *text, *lang, *words, *want; } cases[] = {
    { __LINE__, "Presiden Kenya Wanjiru Kamau tiba di Lusaka. Ia disambut ribuan warga.", "id", "Ia", "Wanjiru Kamau" },
    { __LINE__, "Wanjiru Kamau tiba di Lusaka. Budi Santosa menyambutnya. Beliau lalu berpidato.", "id", "Beliau", "Budi Santosa" },
    { __LINE__, "Korea Utara membantah laporan itu. Negara itu mengatakan bahwa pihaknya tidak mengirim pasukan.", "id", "pihaknya", "North Korea" },
    { __LINE__, "Mary Coulter met Ann Riley in Oslo. She praised the plan.", "en", "She", "Mary Coulter" },
    { __LINE__, "Hundreds of farmers blocked the road. They threw stones.", "en", "They", "Hundreds of farmers" },
    { __LINE__, "Kim Jong Un memuji kakeknya. Pendiri negara itu, Kim Il Sung, wafat pada 1994. Pada 1950 pasukan Kim menyeberangi perbatasan.",
    "id", "Kim", "Kim Il Sung" },
    { __LINE__, "Kim Jong Un bertemu Putin. Kim Jong Un memuji Putin. Kim Il Sung mendirikan negara itu. Kim lalu pulang.", "id", "Kim",
    "Kim Jong Un" },
    { __LINE__, "Wanjiru Kamau, menteri luar negeri Kenya, hadir. Menteri luar negeri Kenya itu lalu pulang.", "id", "Menteri luar negeri Kenya",
    "Wanjiru Kamau" },
};

static void names_find_their_persons(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_marks m;
        kw_str text = kw_str_of(cases[i].text), got = KW_NONE;
        mark(cases[i].text, cases[i].lang, "2024-08-16", NULL, 0, &mem, &m);
        for (size_t k = 0; k < m.n_mentions; k++)
            if (kw_str_is(kw_str_at(text, m.mentions[k].at), cases[i].words)) got = m.entities[m.mentions[k].entity].name;
        if (!kw_str_is(got, cases[i].want)) fail_msg("%s:%d: want '%s', got '%.*s'", __FILE__, cases[i].line, cases[i].want, KW_FMT(got));
        kw_arena_free(&mem);
    }
}

static void given_spans_stay_as_they_are(void **state) {
    (void)state;
    const char *text = "Presiden Rusia Vladimir Putin memuji para penari kabut itu.";
    kw_given_mention given[] = { { { 15, 29 }, 1 }, { { 37, 54 }, 2 } };
    kw_arena mem = KW_ARENA_EMPTY;
    kw_marks m;
    int seen = 0;
    mark(text, "id", "2024-08-16", given, 2, &mem, &m);
    for (size_t i = 0; i < m.n_mentions; i++) {
        const kw_mention *x = &m.mentions[i];
        if (!x->given_role) continue;
        assert_int_equal(x->at.start, given[x->given_role - 1].at.start);
        assert_int_equal(x->at.end, given[x->given_role - 1].at.end);
        assert_true(!x->inside && x->n > 0);
        if (x->given_role == 1) assert_true(kw_str_is(m.entities[x->entity].country, "RUS"));
        seen++;
    }
    assert_int_equal(seen, 2);
    kw_arena_free(&mem);
}

static void everything_says_why(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_marks m;
    mark("Presiden AS menelepon Wanjiru Kamau dan polisi Jepang di Bandung.", "id", "2007-02-15", NULL, 0, &mem, &m);
    assert_true(m.n_entities > 3);
    for (size_t i = 0; i < m.n_entities; i++)
        if (!m.entities[i].why.n) fail_msg("no reason for '%.*s'", KW_FMT(m.entities[i].name));
    for (size_t i = 0; i < m.n_places; i++) assert_true(m.places[i].why.n > 0);
    kw_arena_free(&mem);
}

/* A text of nothing but names costs time in proportion to its length. */
static void long_texts_stay_linear(void **state) {
    (void)state;
    for (size_t p = 0; p < 3; p++) {
        kw_buf b = KW_BUF_EMPTY;
        kw_arena mem = KW_ARENA_EMPTY;
        kw_marks m;
        for (size_t i = 0; i < 8000; i++)
            kw_buf_fmt(&b, p == 0 ? "Anaba%zu Bodu%zu, " : p == 1 ? "Mahkamah Konstitusi %zu %zu polisi " :
                "Ia memuji Presiden Soma%zu Tiki%zu. ", i, i);
        kw_buf_byte(&b, 0);
        clock_t start = clock();
        mark(b.p, "id", "2024-08-16", NULL, 0, &mem, &m);
        double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
        if (seconds > 20) fail_msg("piece %zu took %.1f s", p, seconds);
        kw_arena_free(&mem);
        kw_buf_free(&b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_find_their_persons), cmocka_unit_test(given_spans_stay_as_they_are),
        cmocka_unit_test(everything_says_why), cmocka_unit_test(long_texts_stay_linear),
    };
    return cmocka_run_group_tests_name("mark/name", tests, set_up, tear_down);
}
