/* SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "words/feature.h"
#include "opened.h"

#include <setjmp.h>
#include <stdarg.h>
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
    _Alignas(16) static struct { kw_model_head h; uint32_t slot[8]; int8_t rows[32]; } m;
    kw_weights part[KW_MODEL_PARTS];
    kw_err err = { "" };
    kw_str all = { (const char *)&m, sizeof m };
    assert_int_equal(kw_model_open(all, "tags", "x.model", part, &err), KW_DATA);
    assert_string_equal(err.text, "x.model: want a model (KWMODL1), found something else");
    memcpy(m.h.magic, KW_MODEL_MAGIC, 8);
    memcpy(m.h.kind, "heads", 6);
    assert_int_equal(kw_model_open(all, "tags", "x.model", part, &err), KW_DATA);
    assert_string_equal(err.text, "x.model: want a model of kind 'tags', found 'heads'");
    m.h.part[0] = (kw_model_part){ .slots = 8, .stride = 4, .n = 8, .slots_at = sizeof m.h, .rows_at = sizeof m.h + sizeof m.slot };
    assert_int_equal(kw_model_open(all, "heads", "x.model", part, &err), KW_OK);
    memset(m.slot, 255, sizeof m.slot);           /* without a gap a search would not end */
    assert_int_equal(kw_model_open(all, "heads", "x.model", part, &err), KW_DATA);
    assert_string_equal(err.text, "x.model: table 0 of the model is full");
    m.h.part[0].n = 9;
    assert_int_equal(kw_model_open(all, "heads", "x.model", part, &err), KW_DATA);
    assert_string_equal(err.text, "x.model: table 0 of the model is cut off");
    assert_int_equal(kw_model_open((kw_str){ all.p, 40 }, "heads", "x.model", part, &err), KW_DATA);
}

static void features_are_found_again(void **state) {
    (void)state;
    static uint32_t slot[4];
    static int8_t rows[8];
    uint64_t key = kw_feature(3, 17, 4, 5);
    kw_weights t = { slot, rows, 4, 2, 4 };
    assert_null(kw_weights_row(&t, key));
    uint32_t at = kw_feature_slot(key, 4);
    slot[at] = (kw_feature_check(key) ^ (1u << 31)) | 1;    /* somebody else's: the next slot, round the end */
    slot[(at + 1) % 4] = kw_feature_check(key) | 3;
    assert_ptr_equal(kw_weights_row(&t, key), rows + 6);
    slot[(at + 1) % 4] = kw_feature_check(key) | 4;         /* a row that is not there is never read */
    assert_null(kw_weights_row(&t, key));
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
        cmocka_unit_test(bad_models_are_refused), cmocka_unit_test(features_are_found_again), cmocka_unit_test(names_go_there_and_back),
    };
    return cmocka_run_group_tests_name("words/tag", tests, set_up, tear_down);
}
