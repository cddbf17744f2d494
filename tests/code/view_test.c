/* SPDX-License-Identifier: MIT
 * A role lies in the sentence it was read in. Given a mention of another one, before or behind, the readers of a sentence answer that they
 * know nothing of it, and a report is still that of its own sentence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "code/parts.h"
#include "tests/mark/opened.h"

static const char *const TEXT =
    "Talks between Kenya and Uganda ended. Chad attacked Mali. "
    "Late on Monday the ambassadors of Peru and Chile, with envoys of Ghana and Togo, left for Geneva.";

enum { LEFT = 0, READ = 1, RIGHT = 2 };         /* the sentences */

typedef struct { kw_arena mem; kw_words words; kw_marks marks; kw_code_in in; kw_code_kit *kit; kw_view view; } read_text;

static void read_all(read_text *t) {
    kw_err err = { "" };
    *t = (read_text){ .mem = KW_ARENA_EMPTY };
    assert_int_equal(kw_words_run(words_kit, kw_str_of(TEXT), KW_STR("en"), &t->mem, &t->words, &err), KW_OK);
    assert_int_equal(t->words.n_sentences, 3);
    kw_mark_in in = { .words = &t->words };
    assert_int_equal(kw_mark_run(mark_kit, &in, &t->mem, &t->marks, &err), KW_OK);
    assert_int_equal(kw_code_open(know, NULL, &t->mem, &t->kit, &err), KW_OK);
    t->in = (kw_code_in){ .words = &t->words, .marks = &t->marks };
    assert_true(kw_view_of(t->kit, &t->in, READ, &t->mem, &t->view));
}

static void names_are_joined_in_their_own_sentence_only(void **state) {
    (void)state;
    read_text t;
    read_all(&t);
    size_t elsewhere = 0, joined = 0;
    for (int32_t m = 0; m < (int32_t)t.marks.n_mentions; m++) {
        kw_view own;
        assert_true(kw_view_of(t.kit, &t.in, t.marks.mentions[m].sentence, &t.mem, &own));
        assert_true(kw_in_view(&own, m));
        joined += kw_next_conjunct(&own, m) >= 0 || kw_last_conjunct(&own, m) >= 0 || kw_is_held(&own, m);
        if (t.marks.mentions[m].sentence == READ) continue;
        elsewhere++;
        assert_false(kw_in_view(&t.view, m));
        assert_int_equal(kw_next_conjunct(&t.view, m), -1);
        assert_int_equal(kw_last_conjunct(&t.view, m), -1);
        assert_false(kw_is_held(&t.view, m));
    }
    assert_true(elsewhere >= 4 && joined >= 4);
    assert_false(kw_in_view(&t.view, -1));
    kw_arena_free(&t.mem);
}

static void a_report_is_of_the_sentence_it_was_read_in(void **state) {
    (void)state;
    read_text t;
    read_all(&t);
    kw_hits hits = { 0 };
    kw_reading r;
    assert_true(kw_hits_find(&t.view, &hits));
    assert_true(hits.n == 1 && kw_read_hit(&t.view, &hits, 0, false, &r));
    assert_ptr_equal(r.of, &t.view);
    kw_mode mode = kw_mode_of(&t.view, &hits.v[0]);
    for (int32_t m = 0; m < (int32_t)t.marks.n_mentions; m++) {
        r.source.mention = m;                   /* as where somebody claims in one sentence what another told */
        kw_report rep = kw_base_report(&hits.v[0], &r, &mode);
        assert_int_equal(rep.sentence, READ);
        assert_true(rep.happened && rep.reason == KW_FACT);
        assert_true(kw_str_is(kw_str_at(t.words.text, rep.trigger), "attacked"));
    }
    kw_arena_free(&t.mem);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_joined_in_their_own_sentence_only),
        cmocka_unit_test(a_report_is_of_the_sentence_it_was_read_in),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
