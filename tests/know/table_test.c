/* SPDX-License-Identifier: MIT */
#include "know/know.h"
#include "know/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

static kw_rc build(const char *tsv, kw_buf *image, kw_err *err) {
    kw_tsv t = { kw_str_of(tsv), "t.tsv" };
    return kw_table_build(&t, 1, image, err);
}

static void finds_rows_by_folded_key(void **state) {
    kw_buf image = KW_BUF_EMPTY;
    (void)state;
    assert_int_equal(build("name\tcode\n# a comment\nKorea Utara\tPRK\n\nAS\tUSA\nas\t-\nKorea\t?\r\n", &image, NULL), KW_OK);
    const kw_table *t = kw_table_in(kw_buf_str(&image));
    assert_int_equal(kw_table_rows(t), 4);
    kw_rows r = kw_table_find(t, KW_STR("korea utara"));
    assert_int_equal(r.n, 1);
    assert_true(kw_str_is(kw_table_cell(t, r.first, kw_table_column(t, "code")), "PRK"));
    r = kw_table_find(t, KW_STR("as"));
    assert_int_equal(r.n, 2);                                   /* in the order of the file */
    assert_true(kw_str_is(kw_table_cell(t, r.first, 1), "USA"));
    assert_int_equal(kw_table_find(t, KW_STR("jepang")).n, 0);
    assert_int_equal(kw_table_words_from(t, KW_STR("korea")), 2);
    assert_int_equal(kw_table_words_from(t, KW_STR("utara")), 0);
    assert_true(kw_table_column(t, "nothing") == UINT32_MAX);
    assert_int_equal(kw_table_cell(t, 0, UINT32_MAX).n, 0);
    assert_int_equal(kw_table_find(NULL, KW_STR("x")).n, 0);
    kw_buf_free(&image);
}

/* A sign is that of the folded form, however long it is and wherever the odd byte stands. */
static const struct { int line; const char *a, *b; bool same; } signs[] = {
    { __LINE__, "Korea", "korea", true }, { __LINE__, "EIGHTLTR", "eightltr", true }, { __LINE__, "A", "a", true }, { __LINE__, "ab", "AB", true },
    { __LINE__, "SELAMAT PAGI Indonesia", "selamat pagi indonesia", true }, { __LINE__, "Caf\xc3\xa9", "cafe", true },
    { __LINE__, "d`Or", "d'or", true }, { __LINE__, "don\xe2\x80\x99t", "don't", true }, { __LINE__, "two  blanks", "two blanks", true },
    { __LINE__, "a\ttab within words", "a tab within words", true }, { __LINE__, "korea", "korek", false }, { __LINE__, "abc", "ab", false },
    { __LINE__, "the first eight", "the first nine!", false },
    { __LINE__, "\xd0\x9a\xd0\xb8\xd0\xb5\xd0\xb2", "\xd0\xba\xd0\xb8\xd0\xb5\xd0\xb2", true },
};

static void signs_are_those_of_folded_words(void **state) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_buf a = KW_BUF_EMPTY, b = KW_BUF_EMPTY;
    kw_sieve both, none, keys, own;
    (void)state;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        const uint32_t x = kw_table_key_sign(kw_str_of(signs[i].a)), y = kw_table_key_sign(kw_str_of(signs[i].b));
        if (!x || (x == y) != signs[i].same) fail_msg("table_test.c:%d: '%s', '%s'", signs[i].line, signs[i].a, signs[i].b);
    }
    assert_int_equal(kw_table_sign(KW_STR("")), 0);
    assert_int_equal(build("k\nkorea utara\n\xd0\xba\xd0\xb8\xd0\xb5\xd0\xb2 x y\n", &a, NULL), KW_OK);
    assert_int_equal(build("k\nbeta\ngamma\ndelta\nepsilon\nzeta\neta\ntheta\niota\nkappa\nlambda\nmu\nnu\n", &b, NULL), KW_OK);
    const kw_table *t[] = { kw_table_in(kw_buf_str(&a)), NULL, kw_table_in(kw_buf_str(&b)) };
    assert_int_equal(kw_table_words_at(t[0], kw_table_sign(KW_STR("KOREA"))), 2);
    assert_int_equal(kw_table_words_at(t[0], kw_table_sign(KW_STR("\xd0\x9a\xd0\xb8\xd0\xb5\xd0\xb2"))), 3);
    assert_int_equal(kw_table_words_at(t[2], kw_table_sign(KW_STR("KOREA"))), 0);
    assert_true(kw_sieve_of(t, 3, &mem, &both) && kw_sieve_of(t + 1, 1, &mem, &none) && kw_sieve_of_keys(t, 3, &mem, &keys) &&
        kw_sieve_open(100, &mem, &own));
    kw_sieve_let(&own, kw_table_sign(KW_STR("Beta")));
    assert_true(kw_sieve_passes(&own, kw_table_sign(KW_STR("beta"))) && !kw_sieve_passes(&own, kw_table_sign(KW_STR("gamma"))));
    for (uint32_t i = 0; i < 2 + 12; i++) {
        const kw_str key = i < 2 ? kw_table_key(t[0], i) : kw_table_key(t[2], i - 2);
        kw_str rest = key, first;
        kw_str_cut(&rest, ' ', &first);
        assert_true(kw_sieve_passes(&both, kw_table_sign(first)));
        assert_true(kw_sieve_passes(&keys, kw_table_key_sign(key)));
        assert_false(kw_sieve_passes(&none, kw_table_sign(first)));
    }
    size_t passed = 0;
    for (char c = 'a'; c <= 'z'; c++) passed += kw_sieve_passes(&both, kw_table_sign((kw_str){ (char[]){ c, 'q', c, 'q' }, 4 }));
    assert_in_range(passed, 0, 13);                             /* or it would save nothing */
    kw_buf_free(&a);
    kw_buf_free(&b);
    kw_arena_free(&mem);
}

static void goes_there_and_back(void **state) {
    kw_buf image = KW_BUF_EMPTY, tsv = KW_BUF_EMPTY;
    (void)state;
    assert_int_equal(build("a\tb\tc\nx\t1\nw\t\t2\n", &image, NULL), KW_OK);
    kw_table_to_tsv(kw_table_in(kw_buf_str(&image)), &tsv);
    assert_true(kw_str_is(kw_buf_str(&tsv), "a\tb\tc\nw\t\t2\nx\t1\t\n"));
    kw_buf_free(&image);
    kw_buf_free(&tsv);
}

static const struct { int line; const char *tsv, *error; } bad[] = {
    { __LINE__, "", "t.tsv:1: want a line with the names of the columns, found none" },
    { __LINE__, "a\tb\nx\ty\tz\n", "t.tsv:2: want 2 columns, found 3" },
    { __LINE__, "a\tb\n# c\n\ty\n", "t.tsv:3: column 1 is empty" },
    { __LINE__, "a\tb\nx\t\xff\n", "t.tsv:2: want UTF-8, found byte 0xff" },
};

static void refuses_bad_tables_with_place(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        kw_buf image = KW_BUF_EMPTY;
        kw_err err = { "" };
        assert_int_equal(build(bad[i].tsv, &image, &err), KW_DATA);
        if (strcmp(err.text, bad[i].error) != 0) fail_msg("line %d: want '%s', got '%s'", bad[i].line, bad[i].error, err.text);
        kw_buf_free(&image);
    }
    assert_null(kw_table_in(KW_STR("not a table, but long enough to look like one, is it not?    ")));
}

static void write_file(const char *path, const char *text) {
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static void a_user_adds_rows(void **state) {
    char dir[] = "/tmp/kawat-know-XXXXXX", folder[48], path[64], stray[48];
    kw_know *k;
    kw_err err = { "" };
    (void)state;
    assert_non_null(mkdtemp(dir));
    snprintf(folder, sizeof folder, "%s/xx", dir);
    snprintf(path, sizeof path, "%s/own.tsv", folder);
    snprintf(stray, sizeof stray, "%s/outlet.tsv", dir);
    assert_int_equal(mkdir(folder, 0700), 0);
    write_file(path, "name\tcode\nPulau Kami\tX1\n");
    assert_int_equal(kw_know_open(dir, &k, &err), KW_OK);
    assert_int_equal(kw_table_find(kw_know_table(k, "xx/own"), KW_STR("pulau kami")).n, 1);
    kw_know_close(k);
    write_file(path, "name\tcode\nPulau Kami\tX1\tX2\n");
    assert_int_equal(kw_know_open(dir, &k, &err), KW_DATA);
    assert_null(k);
    assert_non_null(strstr(err.text, "own.tsv:2: want 2 columns, found 3"));
    remove(path);
    write_file(stray, "form\tname\n");
    assert_int_equal(kw_know_open(dir, &k, &err), KW_DATA);
    assert_non_null(strstr(err.text, "outlet.tsv: want a table named like one of world/"));
    remove(stray);
    rmdir(folder);
    rmdir(dir);
    assert_int_equal(kw_know_open(dir, &k, &err), KW_IO);
    assert_non_null(strstr(err.text, "cannot open the folder"));
}

static void ships_its_languages(void **state) {
    kw_know *k;
    (void)state;
    assert_int_equal(kw_know_open(NULL, &k, NULL), KW_OK);
    assert_true(kw_know_languages(k) >= 2);
    assert_true(kw_know_language_index(k, KW_STR("id")) >= 0);
    assert_true(kw_know_language_index(k, KW_STR("xx")) < 0);
    assert_null(kw_know_table(k, "world/nothing"));
    kw_know_close(k);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_rows_by_folded_key), cmocka_unit_test(signs_are_those_of_folded_words),
        cmocka_unit_test(goes_there_and_back),
        cmocka_unit_test(refuses_bad_tables_with_place), cmocka_unit_test(a_user_adds_rows), cmocka_unit_test(ships_its_languages),
    };
    return cmocka_run_group_tests_name("know/table", tests, NULL, NULL);
}
