/* SPDX-License-Identifier: MIT */
#include "words/morph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <sys/stat.h>
#include <cmocka.h>

enum { A = KW_ACTIVE, P = KW_PASSIVE, T = KW_ACCIDENTAL, N = KW_VOICE_NONE };

static const struct { int line; const char *form, *lemma; int upos, voice; } indonesian[] = {
    /* every sound of meN- */
    { __LINE__, "mengirim", "kirim", KW_VERB, A }, { __LINE__, "menghitung", "hitung", KW_VERB, A },
    { __LINE__, "mengambil", "ambil", KW_VERB, A }, { __LINE__, "memukul", "pukul", KW_VERB, A },
    { __LINE__, "membaca", "baca", KW_VERB, A }, { __LINE__, "menulis", "tulis", KW_VERB, A },
    { __LINE__, "mencari", "cari", KW_VERB, A }, { __LINE__, "menyerang", "serang", KW_VERB, A },
    { __LINE__, "melihat", "lihat", KW_VERB, A }, { __LINE__, "menyanyi", "nyanyi", KW_VERB, A },
    { __LINE__, "mengebom", "bom", KW_VERB, A }, { __LINE__, "memfoto", "foto", KW_VERB, A },
    /* suffixes and stacks */
    { __LINE__, "menembakkan", "tembak", KW_VERB, A }, { __LINE__, "mendatangi", "datang", KW_VERB, A },
    { __LINE__, "memperjuangkan", "juang", KW_VERB, A }, { __LINE__, "diperkirakan", "kira", KW_VERB, P },
    { __LINE__, "memberlakukan", "laku", KW_VERB, A }, { __LINE__, "menyebabkan", "sebab", KW_VERB, A },
    { __LINE__, "dibakar", "bakar", KW_VERB, P }, { __LINE__, "terbunuh", "bunuh", KW_VERB, T },
    { __LINE__, "bertemu", "temu", KW_VERB, A }, { __LINE__, "bekerja", "kerja", KW_VERB, A },
    { __LINE__, "pembunuhan", "bunuh", KW_NOUN, N }, { __LINE__, "penyerangan", "serang", KW_NOUN, N },
    { __LINE__, "perjanjian", "janji", KW_NOUN, N }, { __LINE__, "kerusakan", "rusak", KW_NOUN, N },
    { __LINE__, "penulis", "tulis", KW_NOUN, N }, { __LINE__, "pengeboman", "bom", KW_NOUN, N },
    /* the longer root, and the sound that fits, win */
    { __LINE__, "memutuskan", "putus", KW_VERB, A }, { __LINE__, "menempatkan", "tempat", KW_VERB, A },
    { __LINE__, "memulai", "mulai", KW_VERB, A }, { __LINE__, "mengatasi", "atas", KW_VERB, A },
    /* bare words stay what they are */
    { __LINE__, "makan", "makan", KW_VERB, N }, { __LINE__, "bulan", "bulan", KW_NOUN, N },
    { __LINE__, "sekolah", "sekolah", KW_NOUN, N }, { __LINE__, "tidak", "tidak", KW_PART, N },
};

static const struct { int line; const char *form, *lemma; int want; } english[] = {
    { __LINE__, "attacked", "attack", KW_VERB }, { __LINE__, "stopped", "stop", KW_VERB },
    { __LINE__, "making", "make", KW_VERB }, { __LINE__, "carries", "carry", KW_VERB },
    { __LINE__, "went", "go", KW_VERB }, { __LINE__, "withdrew", "withdraw", KW_VERB },
    { __LINE__, "children", "child", KW_NOUN }, { __LINE__, "countries", "country", KW_NOUN },
    { __LINE__, "leaves", "leave", KW_VERB }, { __LINE__, "buses", "bus", KW_NOUN },
    { __LINE__, "bigger", "big", KW_ADJ }, { __LINE__, "spokesmen", "spokesman", KW_NOUN },
};

static kw_know *know;

static void check(int line, kw_analysis a, const char *lemma, int upos) {
    if (!kw_str_is(a.lemma, lemma) || a.upos != upos)
        fail_msg("%s:%d: want %s with tag %d, got '%.*s' with %d", __FILE__, line, lemma, upos, KW_FMT(a.lemma), a.upos);
}

static void finds_indonesian_roots(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_morph *m;
    assert_int_equal(kw_morph_open(know, KW_STR("id"), &mem, &m, NULL), KW_OK);
    for (size_t i = 0; i < sizeof indonesian / sizeof *indonesian; i++) {
        kw_analysis a;
        assert_true(kw_morph_find(m, kw_str_of(indonesian[i].form), KW_UPOS_COUNT, &mem, &a));
        check(indonesian[i].line, a, indonesian[i].lemma, indonesian[i].upos);
        if (a.voice != indonesian[i].voice) fail_msg("%s:%d: want voice %d, got %d", __FILE__, indonesian[i].line, indonesian[i].voice, a.voice);
    }
    kw_arena_free(&mem);
}

static void finds_english_lemmas_of_a_tag(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_morph *m;
    assert_int_equal(kw_morph_open(know, KW_STR("en"), &mem, &m, NULL), KW_OK);
    for (size_t i = 0; i < sizeof english / sizeof *english; i++) {
        kw_analysis a;
        assert_true(kw_morph_find(m, kw_str_of(english[i].form), (kw_upos)english[i].want, &mem, &a));
        check(english[i].line, a, english[i].lemma, english[i].want);
    }
    kw_arena_free(&mem);
}

static void gives_the_form_for_what_it_does_not_know(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_morph *m;
    kw_analysis a;
    assert_int_equal(kw_morph_open(know, KW_STR("zz"), &mem, &m, NULL), KW_OK);     /* a language without tables */
    assert_false(kw_morph_find(m, KW_STR("xyzzy"), KW_UPOS_COUNT, &mem, &a));
    check(__LINE__, a, "xyzzy", KW_X);
    assert_false(kw_morph_find(m, KW_STR(""), KW_UPOS_COUNT, &mem, &a));
    kw_arena_free(&mem);
}

static void remembers_what_it_saw(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_morph *m;
    char word[16];
    assert_int_equal(kw_morph_open(know, KW_STR("id"), &mem, &m, NULL), KW_OK);
    kw_morph_seen *s = kw_morph_seen_open(m, 1, &mem);                              /* the smallest: it fills up */
    for (int i = 0; i < 500; i++) {
        snprintf(word, sizeof word, "kata%d", i % 250);
        kw_morph_seen_find(s, kw_str_of(word));
        check(__LINE__, kw_morph_seen_find(s, KW_STR("dikirim")), "kirim", KW_VERB);
    }
    kw_arena_free(&mem);
}

static void says_what_is_wrong_with_a_rule(void **state) {
    (void)state;
    char dir[] = "/tmp/kawat-morph-XXXXXX", path[64];
    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/qq", dir);
    assert_int_equal(mkdir(path, 0700), 0);
    snprintf(path, sizeof path, "%s/qq/affixes.tsv", dir);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("prefix\tsuffix\tfront\tback\tbefore\troots\tupos\tvoice\ttense\tshape\trank\tname\nun\t\t\t\t\t*\tADJ\t\t\t\tten\tun-\n", f);
    fclose(f);
    kw_know *own;
    kw_err err = { "" };
    kw_arena mem = KW_ARENA_EMPTY;
    kw_morph *m;
    assert_int_equal(kw_know_open(dir, &own, &err), KW_OK);
    assert_int_equal(kw_morph_open(own, KW_STR("qq"), &mem, &m, &err), KW_DATA);
    assert_string_equal(err.text, "affixes.tsv: a rule wants a prefix or suffix (up to 11 bytes) and a rank 0-255, found 'un' '' 'ten'");
    kw_know_close(own);
    kw_arena_free(&mem);
    unlink(path);
    snprintf(path, sizeof path, "%s/qq", dir);
    rmdir(path);
    rmdir(dir);
}

int main(void) {
    if (kw_know_open(NULL, &know, NULL) != KW_OK) return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_indonesian_roots), cmocka_unit_test(finds_english_lemmas_of_a_tag),
        cmocka_unit_test(gives_the_form_for_what_it_does_not_know), cmocka_unit_test(remembers_what_it_saw),
        cmocka_unit_test(says_what_is_wrong_with_a_rule),
    };
    int rc = cmocka_run_group_tests_name("words/morph", tests, NULL, NULL);
    kw_know_close(know);
    return rc;
}
