/* SPDX-License-Identifier: MIT
 * Bonds and sketches come back from their bytes as they were; broken bytes are told; a gist against a table answers as two
 * gists do, whichever is asked first. */
#include "group/bond.h"
#include "group/sketch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static void bonds_come_back(void **state) {
    (void)state;
    const kw_bond v[] = { { .to = 1, .likeness = 65535, .nearness = 1 }, { .to = 128, .link = 1 + KW_LINK_UPDATE },
                          { .to = 4000000000u, .likeness = 300, .nearness = 65535, .across = true, .one_outlet = true,
                          .link = 1 + KW_LINK_TRANSLATION } };
    enum { N = sizeof v / sizeof *v };
    kw_buf b = KW_BUF_EMPTY;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_bond *got;
    size_t n;
    kw_err err = { "" };
    kw_bonds_pack(v, N, &b);
    assert_int_equal(kw_bonds_unpack(kw_buf_str(&b), &mem, &got, &n, &err), KW_OK);
    assert_int_equal(n, N);
    for (size_t i = 0; i < N; i++)
        assert_true(got[i].to == v[i].to && got[i].likeness == v[i].likeness && got[i].nearness == v[i].nearness && got[i].across == v[i].across &&
            got[i].one_outlet == v[i].one_outlet && got[i].link == v[i].link);
    assert_ptr_equal(kw_bond_to(got, n, 128), &got[1]);
    assert_null(kw_bond_to(got, n, 129));
    for (size_t cut = 0; cut < b.n; cut++) {                            /* an end in the middle is told, or is the end of a bond */
        kw_rc rc = kw_bonds_unpack((kw_str){ b.p, cut }, &mem, &got, &n, &err);
        assert_true(rc == KW_DATA || (rc == KW_OK && n < N));
    }
    assert_non_null(strstr(err.text, "want the pairs of an article"));
    assert_int_equal(kw_bonds_unpack(KW_NONE, &mem, &got, &n, &err), KW_OK);
    assert_int_equal(n, 0);
    kw_buf_free(&b);
    kw_arena_free(&mem);
}

/* A pair is the surer, the more alike, the less crowded; less sure in one outlet, but for its copies. */
static void how_sure_a_pair_is(void **state) {
    (void)state;
    assert_true(kw_settled(0, .5, false, 0, 0) > .9);
    assert_true(kw_settled(0, .05, false, 0, 0) < .1);
    assert_true(kw_settled(0, .3, false, .2, .2) < kw_settled(0, .3, false, 0, 0));
    assert_true(kw_settled(0, .3, true, 0, 0) < kw_settled(0, .3, false, 0, 0));
    assert_true(kw_settled(kw_drawn_by(KW_LINK_UPDATE), .3, true, 0, 0) > .9);
    float near[60];
    for (size_t i = 0; i < 60; i++) near[i] = .4f;
    assert_true(kw_crowd_of(near, 10) <= 0);                              /* those may all tell the one happening */
    assert_true(kw_crowd_of(near, 60) > .39f && kw_crowd_of(near, 20) < kw_crowd_of(near, 30));
}

static kw_sketch sketch_of(kw_arena *mem, uint32_t seed, const char *language, int32_t day) {
    kw_digest_term terms[200] = { { 0 } };
    kw_digest d = { .ref = KW_STR("x"), .language = kw_str_of(language), .terms = terms, .n_terms = 200 };
    kw_profile p;
    kw_sketch s;
    d.published = (kw_when){ .first = day, .last = day, .precision = KW_WHEN_DAY };
    for (uint32_t i = 0; i < 200; i++)
        terms[i] = (kw_digest_term){ .key = i * 20000 + (i * seed) % 7, .pivot = i * 30011 + (i * seed) % 3, .kind = i % 3 ? KW_TERM_NAME :
            KW_TERM_WORD, .weight = (float)(1 + (i * 37 + seed * 11) % 101) };
    assert_int_equal(kw_profile_make(&d, true, mem, &p, NULL), KW_OK);
    assert_int_equal(kw_sketch_make(&d, &p, mem, &s, NULL), KW_OK);
    return s;
}

static void gists_answer_one_way(void **state) {
    (void)state;
    static kw_gist_table table;
    kw_arena mem = KW_ARENA_EMPTY;
    unsigned promised = 0;
    for (uint32_t i = 1; i < 40; i++)
        for (uint32_t j = 1; j < i; j++) {
            kw_sketch a = sketch_of(&mem, i, i % 4 ? "id" : "en", 100), b = sketch_of(&mem, j, j % 5 ? "id" : "en", 100 + (int32_t)(j % 9));
            bool across = a.gist.language != b.gist.language, want = kw_gist_promises(&a.gist, &b.gist);
            assert_int_equal(kw_gist_promises(&b.gist, &a.gist), want);
            kw_gist_spread(&table, &a.gist, across);
            assert_int_equal(kw_gist_promises_by(&table, &a.gist, &b.gist, across), want);
            kw_gist_take_out(&table, &a.gist, across);
            kw_gist_spread(&table, &b.gist, across);
            assert_int_equal(kw_gist_promises_by(&table, &b.gist, &a.gist, across), want);
            kw_gist_take_out(&table, &b.gist, across);
            promised += want;
        }
    assert_true(promised > 0 && promised < 39 * 38 / 2);
    kw_arena_free(&mem);
}

static void sketches_come_back(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_sketch s = sketch_of(&mem, 5, "id", -3), got;
    kw_buf b = KW_BUF_EMPTY;
    kw_err err = { "" };
    kw_sketch_pack(&s, &b);
    assert_int_equal(kw_sketch_unpack(kw_buf_str(&b), &mem, &got, &err), KW_OK);
    assert_true(got.gist.moment == s.gist.moment && got.gist.language == s.gist.language && got.gist.dated == s.gist.dated);
    for (int k = 0; k < KW_KEY_KINDS; k++) {
        assert_int_equal(got.n[k], s.n[k]);
        for (size_t i = 0; i < s.n[k]; i++) assert_int_equal(got.keys[k][i], s.keys[k][i]);
    }
    b.p[0] = 9;
    assert_int_equal(kw_sketch_unpack(kw_buf_str(&b), &mem, &got, &err), KW_DATA);
    assert_non_null(strstr(err.text, "want format"));
    kw_buf_free(&b);
    kw_arena_free(&mem);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(bonds_come_back), cmocka_unit_test(how_sure_a_pair_is),
        cmocka_unit_test(gists_answer_one_way), cmocka_unit_test(sketches_come_back) };
    return cmocka_run_group_tests_name("group/bond", tests, NULL, NULL);
}
