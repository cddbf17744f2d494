/* SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "words/feature.h"
#include "opened.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <cmocka.h>

/* Tags that any tagger of news must get right; written for this test. */
static const struct { int line; const char *language, *text, *want; } plain[] = {
    { __LINE__, "id", "Polisi menangkap tiga orang di Surabaya.", "NOUN VERB NUM NOUN ADP PROPN PUNCT" },
    { __LINE__, "id", "Menteri itu akan mengunjungi Hanoi.", "NOUN DET AUX VERB PROPN PUNCT" },
    { __LINE__, "id", "Bantuan dikirim oleh pemerintah.", "NOUN VERB ADP NOUN PUNCT" },
    { __LINE__, "id", "Kedua negara tidak menandatangani perjanjian itu.", "NUM NOUN PART VERB NOUN DET PUNCT" },
    { __LINE__, "en", "Police arrested three men in Leeds.", "NOUN VERB NUM NOUN ADP PROPN PUNCT" },
    { __LINE__, "en", "The minister will not visit Hanoi.", "DET NOUN AUX PART VERB PROPN PUNCT" },
    { __LINE__, "en", "Aid was sent by the government.", "NOUN AUX VERB ADP DET NOUN PUNCT" },
};

static void tags_plain_news(void **state) {
    opened *o = *state;
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_buf got = KW_BUF_EMPTY;
        kw_words w;
        assert_int_equal(kw_words_run(o->kit, kw_str_of(plain[i].text), kw_str_of(plain[i].language), &mem, &w, NULL), KW_OK);
        for (size_t t = 0; t < w.n_tokens; t++) kw_buf_fmt(&got, "%s%s", t ? " " : "", kw_upos_name((kw_upos)w.tokens[t].upos));
        kw_buf_byte(&got, 0);
        if (strcmp(got.p, plain[i].want) != 0)
            fail_msg("%s:%d: '%s': want '%s', got '%s'", __FILE__, plain[i].line, plain[i].text, plain[i].want, got.p);
        kw_buf_free(&got);
        kw_arena_free(&mem);
    }
}

/* The verb of a sentence is one whatever its capitals. */
static const struct { int line; const char *language, *text; size_t verb; } cased[] = {
    { __LINE__, "id", "PRESIDEN MENGUTUK SERANGAN DI MALI", 1 },
    { __LINE__, "id", "Presiden Mengutuk Serangan di Mali", 1 },
    { __LINE__, "id", "presiden mengutuk serangan di mali", 1 },
    { __LINE__, "en", "PRESIDENT CONDEMNED THE ATTACK IN MALI", 1 },
    { __LINE__, "en", "president condemned the attack in mali", 1 },
};

static void capitals_do_not_hide_verbs(void **state) {
    opened *o = *state;
    for (size_t i = 0; i < sizeof cased / sizeof *cased; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_words w;
        assert_int_equal(kw_words_run(o->kit, kw_str_of(cased[i].text), kw_str_of(cased[i].language), &mem, &w, NULL), KW_OK);
        if (w.n_tokens <= cased[i].verb || w.tokens[cased[i].verb].upos != KW_VERB)
            fail_msg("%s:%d: '%s': word %zu is no verb", __FILE__, cased[i].line, cased[i].text, cased[i].verb);
        kw_arena_free(&mem);
    }
}

static void tense_and_verb_form(void **state) {
    opened *o = *state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_words w;
    assert_int_equal(kw_words_run(o->kit, KW_STR("Rebels attacked the town to take the bridge."), KW_STR("en"), &mem, &w, NULL), KW_OK);
    assert_int_equal(w.tokens[1].tense, KW_PAST);
    assert_true(w.tokens[5].flags & KW_TOK_INFINITIVE);
    kw_arena_free(&mem);
}

/* ---- images that are no models ---- */

static void bad_models_are_refused(void **state) {
    (void)state;
    _Alignas(64) static struct { kw_model_head h; _Alignas(64) kw_near_line line[2]; } m;
    kw_weights part[KW_MODEL_PARTS];
    kw_err err = { "" };
    kw_str all = { (const char *)&m, sizeof m };
    assert_int_equal(kw_model_open(all, "tags", "x.model", part, &err), KW_DATA);
    assert_string_equal(err.text, "x.model: want a model (KWMODL2), found something else");
    memcpy(m.h.magic, KW_MODEL_MAGIC, 8);
    memcpy(m.h.kind, "heads", 6);
    assert_int_equal(kw_model_open(all, "tags", "x.model", part, &err), KW_DATA);
    assert_string_equal(err.text, "x.model: want a model of kind 'tags', found 'heads'");
    m.h.part[0] = (kw_model_part){ .lines = 2, .lines_at = offsetof(__typeof__(m), line) };
    assert_int_equal(kw_model_open(all, "heads", "x.model", part, &err), KW_OK);
    m.h.part[0].lines = 3;
    assert_int_equal(kw_model_open(all, "heads", "x.model", part, &err), KW_DATA);
    assert_string_equal(err.text, "x.model: table 0 of the model is cut off");
    assert_int_equal(kw_model_open((kw_str){ all.p, 40 }, "heads", "x.model", part, &err), KW_DATA);
}

static void features_are_found_again(void **state) {
    (void)state;
    static _Alignas(64) kw_near_line line[3];
    uint64_t key = kw_feature(3, 17, 4, 5);
    kw_weights t = { .line = line, .lines = 3 };
    assert_null(kw_near_row(&t, key));
    uint32_t at = kw_model_line(key, 3), next = (at + 1) % 3;
    line[next].check[11] = kw_model_check(key);
    assert_null(kw_near_row(&t, key));              /* not looked for in the next line unless this one says so */
    line[at].on = 1;
    assert_ptr_equal(kw_near_row(&t, key), line[next].row[11]);
    line[at].check[2] = kw_model_check(key);
    assert_ptr_equal(kw_near_row(&t, key), line[at].row[2]);
    memset(line, 0, sizeof line);
    line[0].on = line[1].on = line[2].on = 1;       /* a ring without an end is left */
    assert_null(kw_near_row(&t, key));
}

static void far_rows_are_found_and_stay_inside(void **state) {
    (void)state;
    static _Alignas(64) kw_far_line line[1];
    static const kw_vote rows[] = { { 1, 5 }, { 2, -3 }, { 200, 9 } };
    uint64_t key = kw_feature(3, 17, 4, 5);
    kw_weights t = { .line = line, .lines = 1, .rows = (const uint8_t *)rows, .n = sizeof rows };
    int32_t score[KW_CLASSES_MAX] = { 0 };
    unsigned n;
    assert_null(kw_far_at(&t, key, 0, &n));
    line[0].check[15] = kw_model_check(key);
    line[0].n[0] = 1;
    line[0].n[15] = 2;
    assert_ptr_equal(kw_far_at(&t, key, 0, &n), rows + 1);
    assert_int_equal(n, 2);
    kw_far_score(&t, &key, 1, score);
    assert_int_equal(score[2], -3);                 /* a class past the last is no access past the array */
    line[0].n[15] = 3;
    assert_null(kw_far_at(&t, key, 0, &n));           /* a row that leaves the image is never read */
    assert_int_equal(n, 0);
}

static void names_go_there_and_back(void **state) {
    (void)state;
    for (unsigned u = 0; u < KW_UPOS_COUNT; u++) assert_int_equal(kw_upos_of(kw_str_of(kw_upos_name((kw_upos)u))), u);
    for (unsigned d = 0; d < KW_DEPREL_COUNT; d++) assert_int_equal(kw_deprel_of(kw_str_of(kw_deprel_name((kw_deprel)d))), d);
    assert_int_equal(kw_upos_of(KW_STR("VERBS")), KW_X);
    assert_int_equal(kw_deprel_of(KW_STR("obl:lmod")), KW_OBL);
    assert_int_equal(kw_deprel_of(KW_STR("")), KW_DEP);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tags_plain_news), cmocka_unit_test(capitals_do_not_hide_verbs), cmocka_unit_test(tense_and_verb_form),
        cmocka_unit_test(bad_models_are_refused), cmocka_unit_test(features_are_found_again), cmocka_unit_test(far_rows_are_found_and_stay_inside),
        cmocka_unit_test(names_go_there_and_back),
    };
    return cmocka_run_group_tests_name("words/tag", tests, set_up, tear_down);
}
