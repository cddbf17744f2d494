/* SPDX-License-Identifier: MIT
 * What must hold for every text, also one that is no text: tokens lie in order, apart, on whole characters, in their
 * sentence, and no visible byte is lost. */
#include "words/words.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static kw_know *know;
static kw_arena kept;
static kw_language_id *language;
static kw_words_kit *kit;

static void must(bool good, kw_str text, const char *what) {
    if (!good) fail_msg("%s in: %.*s", what, KW_FMT(text));
}

static bool visible(kw_str text, size_t from, size_t to) {
    for (size_t i = from; i < to;) {
        uint32_t c = kw_utf8_next(text, &i);
        if (!kw_utf8_is_space(c) && c >= ' ') return true;
    }
    return false;
}

static void check(kw_str text, const char *code) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_words w;
    size_t at = 0, token = 0;
    assert_int_equal(kw_words_run(kit, text, code ? kw_str_of(code) : KW_NONE, &mem, &w, NULL), KW_OK);
    for (size_t s = 0; s < w.n_sentences; s++) {
        const kw_sentence *n = &w.sentences[s];
        must(n->first == token && n->n > 0 && n->n <= KW_SENTENCE_MAX, text, "sentences do not follow each other");
        must(n->at.start == w.tokens[n->first].at.start && n->at.end == w.tokens[n->first + n->n - 1].at.end, text, "a sentence is not its tokens");
        for (uint32_t i = n->first; i < n->first + n->n; i++, token++) {
            const kw_token *t = &w.tokens[i];
            must(t->at.start >= at && t->at.end > t->at.start && t->at.end <= text.n, text, "tokens overlap");
            must(!visible(text, at, t->at.start), text, "bytes are lost before a token");
            must(t->form.n > 0 && t->lemma.n > 0 && t->upos < KW_UPOS_COUNT && w.sentence_of[i] == s, text, "a token lacks something");
            must(kw_utf8_broken(t->form) == SIZE_MAX, text, "a form is not UTF-8");
            at = t->at.end;
        }
    }
    must(token == w.n_tokens && !visible(text, at, text.n), text, "bytes are lost at the end");
    kw_arena_free(&mem);
}

static void holds_for_odd_texts(void **state) {
    (void)state;
    static const char *const odd[] = {
        "", " ", "\n\n", ".", "...", "-", "'", "''", "\"", "#", "@", "$", "Rp", "Rp1", "US$", "a.b.", "A.", "nya", "-nya", "n't", "'s", "ku",
        "http://", "www.", "a@b", "a@b.c", "1-2-3", "1.", "1,", "1-", "2\xc2\xb2", "\xe2\x80\xa6", "\xe2\x80\x9c\xe2\x80\x9d", "\xcc\x81",
        "\xe4\xb8\xad\xe6\x96\x87", "a\xe2\x80\x99", "\xe2\x80\x99s", ":)", ":", ";-", "e-", "-e", "a--b", "K.H", "Ph.D", "?\?!!", "\t\v\f",
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        check(kw_str_of(odd[i]), "id");
        check(kw_str_of(odd[i]), "en");
        check(kw_str_of(odd[i]), NULL);
    }
}

/* Pieces that meet the rules of every scanner, strung together by a fixed generator. */
static void holds_for_strings_of_pieces(void **state) {
    (void)state;
    static const char *const piece[] = {
        "di", "kan", "nya", "Presiden", "K.H.", "Rp", "1,5", "2024", "-", "-", " ", " ", " ", "\n", ".", ".", ",", "'", "\xe2\x80\x99", "n't", "\"",
        "\xe2\x80\x9c", "(", ")", "...", "!", "?", "http://x.id/a", "@", "#", "AS", "RI", "com", "ku", "baca", "said", "\xc3\xa9", "%", "/", ":",
        "\xe2\x80\x94", "st",
    };
    uint32_t seed = 12345;
    for (int round = 0; round < 3000; round++) {
        char text[256];
        size_t n = 0;
        for (int k = 0; k < 24; k++) {
            seed = seed * 1664525u + 1013904223u;
            const char *p = piece[(seed >> 8) % (sizeof piece / sizeof *piece)];
            size_t len = strlen(p);
            if (n + len >= sizeof text) break;
            memcpy(text + n, p, len);
            n += len;
        }
        check((kw_str){ text, n }, round % 2 ? "id" : "en");
    }
}

static void cuts_what_never_ends(void **state) {
    (void)state;
    static char text[KW_SENTENCE_MAX * 3 * 2];
    for (size_t i = 0; i < sizeof text; i += 2) memcpy(text + i, "a ", 2);
    check((kw_str){ text, sizeof text }, "en");
    memset(text, 'x', sizeof text);                         /* one word without end */
    check((kw_str){ text, sizeof text }, "id");
    memset(text, '.', sizeof text);
    check((kw_str){ text, sizeof text }, "id");
}

static const struct { int line; const char *text, *verb, *lemma; } headlines[] = {
    { __LINE__, "Polisi Tangkap Pencuri Motor Tetangga", "tangkap", "tangkap" },
    { __LINE__, "PRESIDEN KUNJUNGI KORBAN BANJIR BESAR", "kunjungi", "kunjung" },
    { __LINE__, "1) Menolak usul; 2) Menuntut jawaban.", "menuntut", "tuntut" },
};

/* Where every word has a capital, a verb is still a verb. */
static void finds_the_verb_of_a_headline(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof headlines / sizeof *headlines; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_words w;
        bool found = false;
        assert_int_equal(kw_words_run(kit, kw_str_of(headlines[i].text), KW_STR("id"), &mem, &w, NULL), KW_OK);
        for (size_t k = 0; k < w.n_tokens; k++)
            found = found || (w.tokens[k].upos == KW_VERB && kw_str_is(w.tokens[k].form, headlines[i].verb) &&
                kw_str_is(w.tokens[k].lemma, headlines[i].lemma));
        if (!found) fail_msg("%s:%d: '%s' is no verb", __FILE__, headlines[i].line, headlines[i].verb);
        kw_arena_free(&mem);
    }
}

static void survives_every_failed_allocation(void **state) {
    (void)state;
    kw_str text = KW_STR("Rumahnya dibakar, katanya.\nThe U.S. didn't say \xe2\x80\x9cwhy\xe2\x80\x9d; caf\xc3\xa9s closed.");
    for (long k = 1; k < 400; k++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_words w;
        kw_alloc_fail_at(k);
        kw_rc rc = kw_words_run(kit, text, KW_NONE, &mem, &w, NULL);
        for (size_t s = 0; rc == KW_OK && s < w.n_sentences; s++) rc = kw_words_parse(kit, &w, s, &mem, NULL);
        kw_sentence_why why;
        for (size_t s = 0; rc == KW_OK && s < w.n_sentences; s++) rc = kw_words_why(kit, &w, s, false, &mem, &why, NULL);
        kw_alloc_fail_at(0);
        assert_true(rc == KW_OK || rc == KW_NOMEM);
        kw_arena_free(&mem);
    }
}

static void says_how_a_word_was_split(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_words w;
    assert_int_equal(kw_words_run(kit, KW_STR("Mereka mengirimkan bantuan."), KW_STR("id"), &mem, &w, NULL), KW_OK);
    kw_sentence_why why;
    assert_int_equal(kw_words_why(kit, &w, 0, true, &mem, &why, NULL), KW_OK);
    assert_true(kw_str_is(why.code, "id"));
    assert_int_equal(why.n_ends, 1);
    assert_true(why.ends[0].ends && why.ends[0].token == 3);
    const kw_token_why *t = &why.tokens[1];
    assert_true(t->n > 0 && t->readings[0].chosen);
    assert_true(kw_str_is(t->readings[0].parts, "meng- kirim -kan"));
    assert_true(kw_str_is(t->readings[0].rule, "meN- -kan"));
    assert_true(kw_str_is(t->readings[0].change, "k at the head of the root is swallowed"));
    assert_int_equal(t->readings[0].voice, KW_ACTIVE);
    kw_arena_free(&mem);
}

static const struct { int line; const char *text, *code; } tongues[] = {
    { __LINE__, "Pemerintah mengatakan bahwa harga beras akan turun karena panen raya.", "id" },
    { __LINE__, "Kerajaan berkata bahawa harga beras akan turun kerana musim menuai, kata polis semalam.", "ms" },
    { __LINE__, "The government said that prices would fall because of the harvest.", "en" },
    { __LINE__, "Die Regierung hat gesagt, dass die Preise wegen der Ernte nicht steigen werden.", "de" },
    { __LINE__, "Le gouvernement a dit que les prix ne vont pas monter dans les mois qui viennent.", "fr" },
    { __LINE__, "\xd0\x9f\xd1\x80\xd0\xb0\xd0\xb2\xd0\xb8\xd1\x82\xd0\xb5\xd0\xbb\xd1\x8c\xd1\x81\xd1\x82\xd0\xb2\xd0\xbe \xd1\x81\xd0\xba\xd0\xb0\xd0\xb7\xd0\xb0\xd0\xbb\xd0\xbe", "ru" },
    { __LINE__, "\xec\xa0\x95\xeb\xb6\x80\xeb\x8a\x94 \xea\xb0\x80\xea\xb2\xa9\xec\x9d\xb4", "ko" },
    { __LINE__, "\xe6\x94\xbf\xe5\xba\x9c\xe8\xaa\xaa\xe5\x83\xb9\xe6\xa0\xbc", "zh" },
    { __LINE__, "\xe6\x94\xbf\xe5\xba\x9c\xe3\x81\xaf\xe4\xbe\xa1\xe6\xa0\xbc\xe3\x81\x8c", "ja" },
    { __LINE__, "Polis menahan tiga lelaki warga asing di sebuah rumah di Shah Alam malam tadi kerana disyaki mengedar dadah.", "ms" },
    { __LINE__, "Polisi menangkap tiga pria warga negara asing di sebuah rumah di Bekasi tadi malam karena diduga mengedarkan narkoba.", "id" },
    { __LINE__, "Menteri Besar berkata elaun anggota bomba dinaikkan selepas mesyuarat exco hari ini.", "ms" },
    { __LINE__, "Gubernur mengatakan tunjangan petugas pemadam dinaikkan seusai rapat hari ini.", "id" },
    { __LINE__, "Bajet 2026: Elaun guru dinaikkan", "ms" },
    { __LINE__, "tim game of thrones rilis musim terbaru", "und" },         /* whose headline is it? */
    { __LINE__, "game super mario run rilis", "und" },                    /* a lent name in a headline of another language */
    { __LINE__, "1234 5678", "und" },
    { __LINE__, "Xqz", "und" },
    { __LINE__, "", "und" },
};

static void tells_languages_apart(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof tongues / sizeof *tongues; i++) {
        kw_str got = kw_language_of(language, kw_str_of(tongues[i].text), NULL);
        if (!kw_str_is(got, tongues[i].code)) fail_msg("%s:%d: want %s, got %.*s", __FILE__, tongues[i].line, tongues[i].code, KW_FMT(got));
    }
}

static void reads_each_line_in_its_own_language(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_words w;
    kw_str text = KW_STR("Pemerintah mengatakan bahwa harga beras akan turun karena panen raya di banyak daerah.\n"
                         "The government said that the prices of rice would fall because of the harvest in many places.");
    assert_int_equal(kw_words_run(kit, text, KW_NONE, &mem, &w, NULL), KW_OK);
    assert_int_equal(w.n_sentences, 2);
    assert_true(w.sentences[0].language != w.sentences[1].language);
    kw_arena_free(&mem);
}

int main(void) {
    if (kw_know_open(NULL, &know, NULL) != KW_OK || kw_language_open(know, &kept, &language, NULL) != KW_OK ||
        kw_words_open(know, language, &kept, &kit, NULL) != KW_OK) return 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_for_odd_texts), cmocka_unit_test(holds_for_strings_of_pieces), cmocka_unit_test(cuts_what_never_ends),
        cmocka_unit_test(finds_the_verb_of_a_headline), cmocka_unit_test(survives_every_failed_allocation),
        cmocka_unit_test(says_how_a_word_was_split),
        cmocka_unit_test(tells_languages_apart), cmocka_unit_test(reads_each_line_in_its_own_language),
    };
    int rc = cmocka_run_group_tests_name("words/words", tests, NULL, NULL);
    kw_arena_free(&kept);
    kw_know_close(know);
    return rc;
}
