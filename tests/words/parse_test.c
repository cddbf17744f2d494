/* SPDX-License-Identifier: MIT */
#include "base/buf.h"
#include "words/parse.h"
#include "words/punctuation.h"
#include "opened.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

/* "relation word head" that must be in the tree of the sentence; sentences written for this test. */
static const struct { int line; const char *language, *text, *want; } arcs[] = {
    { __LINE__, "id", "Polisi menangkap tiga orang di Surabaya.", "nsubj polisi menangkap" },
    { __LINE__, "id", "Polisi menangkap tiga orang di Surabaya.", "obj orang menangkap" },
    { __LINE__, "id", "Polisi menangkap tiga orang di Surabaya.", "case di surabaya" },
    { __LINE__, "id", "Bantuan dikirim oleh pemerintah.", "nsubj:pass bantuan dikirim" },
    { __LINE__, "id", "Menteri itu akan mengunjungi Hanoi.", "aux akan mengunjungi" },
    { __LINE__, "id", "Tentara yang menyerang desa itu melarikan diri.", "acl:relcl menyerang tentara" },
    { __LINE__, "id", "Perdana menteri bertemu presiden dan raja.", "conj raja presiden" },
    { __LINE__, "en", "Police arrested three men in Leeds.", "nsubj police arrested" },
    { __LINE__, "en", "Police arrested three men in Leeds.", "obj men arrested" },
    { __LINE__, "en", "Aid was sent by the government.", "nsubj:pass aid sent" },
    { __LINE__, "en", "The minister said that France will send troops.", "ccomp send said" },
    { __LINE__, "en", "Rebels who attacked the town fled.", "acl:relcl attacked rebels" },
};

static bool has_arc(const kw_words *w, const char *want) {
    for (size_t i = 0; i < w->n_tokens; i++) {
        const kw_token *t = &w->tokens[i];
        char got[200];
        if (t->head < 0) continue;
        snprintf(got, sizeof got, "%s %.*s %.*s", kw_deprel_name((kw_deprel)t->deprel), KW_FMT(t->form), KW_FMT(w->tokens[t->head].form));
        if (strcmp(got, want) == 0) return true;
    }
    return false;
}

static void finds_who_did_what(void **state) {
    opened *o = *state;
    for (size_t i = 0; i < sizeof arcs / sizeof *arcs; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_words w;
        assert_int_equal(kw_words_run(o->kit, kw_str_of(arcs[i].text), kw_str_of(arcs[i].language), &mem, &w, NULL), KW_OK);
        assert_int_equal(w.n_sentences, 1);
        assert_int_equal(kw_words_parse(o->kit, &w, 0, &mem, NULL), KW_OK);
        if (!has_arc(&w, arcs[i].want)) fail_msg("%s:%d: '%s': no arc '%s'", __FILE__, arcs[i].line, arcs[i].text, arcs[i].want);
        kw_arena_free(&mem);
    }
}

/* ---- what holds for every text ---- */

static void check_tree(const kw_words *w, const kw_sentence *s) {
    size_t roots = 0;
    for (uint32_t i = s->first; i < s->first + s->n; i++) {
        size_t steps = 0;
        roots += w->tokens[i].head < 0;
        assert_int_equal(w->tokens[i].head < 0, w->tokens[i].deprel == KW_ROOT);
        for (int32_t h = w->tokens[i].head; h >= 0; h = w->tokens[h].head) {
            assert_in_range(h, s->first, s->first + s->n - 1);
            assert_true(++steps <= s->n);
        }
    }
    assert_int_equal(roots, 1);
}

static void parse_all(opened *o, kw_str text, const char *language) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_words w;
    assert_int_equal(kw_words_run(o->kit, text, kw_str_of(language), &mem, &w, NULL), KW_OK);
    for (size_t s = 0; s < w.n_sentences; s++) {
        assert_int_equal(kw_words_parse(o->kit, &w, s, &mem, NULL), KW_OK);
        if (w.sentences[s].parsed) check_tree(&w, &w.sentences[s]);
    }
    kw_arena_free(&mem);
}

static void every_text_gets_trees(void **state) {
    static const char *const texts[] = { "", ".", "...", "\"(", "?!", "a", "Tidak", "1", "- - -", ") , (", "a , , , b", "\"\"\"\"", "«»",
        "di di di di", "yang", "nya", "dan dan , dan .", "( ( ( ( ( ( ( ( ( ( a ) ) ) ) ) ) ) ) ) )", "U.S. - ( AP ) -", "Ia." };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        parse_all(*state, kw_str_of(texts[i]), "id");
        parse_all(*state, kw_str_of(texts[i]), "en");
    }
}

/* Words thrown together, the same ones every time: no order of words may break the tree. */
static void any_order_gets_trees(void **state) {
    static const char *const bag[] = { "presiden", "menyerang", ",", "yang", "di", "(", ")", "dan", "\"", "2024", "said", "the", "not", "-", "." };
    uint32_t seed = 7;
    for (int round = 0; round < 60; round++) {
        kw_buf b = KW_BUF_EMPTY;
        for (int k = 0; k < 5 + round * 8; k++) {
            seed = seed * 1664525u + 1013904223u;
            kw_buf_text(&b, bag[(seed >> 16) % (sizeof bag / sizeof *bag)]);
            kw_buf_byte(&b, ' ');
        }
        parse_all(*state, kw_buf_str(&b), round % 2 ? "id" : "en");
        kw_buf_free(&b);
    }
}

static void no_memory_is_an_error(void **state) {
    opened *o = *state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_words w;
    assert_int_equal(kw_words_run(o->kit, KW_STR("Polisi menangkap tiga orang, kata saksi."), KW_STR("id"), &mem, &w, NULL), KW_OK);
    for (long k = 1; k < 40 && !w.sentences[0].parsed; k++) {
        kw_alloc_fail_at(k);
        kw_rc rc = kw_words_parse(o->kit, &w, 0, &mem, NULL);
        kw_alloc_fail_at(0);
        assert_int_equal(rc, w.sentences[0].parsed ? KW_OK : KW_NOMEM);
        assert_true(rc == KW_NOMEM || k > 3);
    }
    assert_true(w.sentences[0].parsed);
    kw_arena_free(&mem);
}

/* ---- punctuation ---- */

/* Heads counted from 1, 0 for the root; '?' for the marks that are to be hung. */
static const struct { int line; const char *text, *heads, *want; } marks[] = {
    { __LINE__, "Ia pergi .", "2 0 ?", "2 0 2" },                                           /* the end: on the root */
    { __LINE__, "lensa , mikroskop , dan kaca", "0 ? 1 ? 6 1", "0 3 1 6 6 1" },             /* on the conjunct that follows */
    { __LINE__, "Kemarin , ia pergi", "4 ? 4 0", "4 1 4 0" },                               /* on the part set off before */
    { __LINE__, "Bank ( BRI ) tutup", "5 ? 1 ? 0", "5 3 1 3 0" },                           /* a pair: on what it encloses */
    { __LINE__, "kata dia , \" saya pulang \"", "0 1 ? ? 6 1 ?", "0 1 6 6 6 1 6" },
    { __LINE__, "( a [ b ) c", "? 0 ? 2 ? 2", "2 0 4 2 2 2" },                              /* a pair that never closes */
};

static size_t split(const char *text, kw_token *t) {
    kw_str rest = kw_str_of(text), word;
    size_t n = 0;
    while (kw_str_cut(&rest, ' ', &word)) {
        uint32_t at = (uint32_t)(word.p - text);
        t[n++] = (kw_token){ .at = { at, at + (uint32_t)word.n }, .form = word };
    }
    return n;
}

static void marks_hang_where_they_belong(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_buf got = KW_BUF_EMPTY;
        kw_token t[16];
        bool mark[16];
        int32_t head[16];
        size_t n = split(marks[i].text, t), k = 0;
        kw_str rest = kw_str_of(marks[i].heads), cell;
        for (; kw_str_cut(&rest, ' ', &cell); k++) { mark[k] = cell.p[0] == '?'; head[k] = mark[k] ? -1 : cell.p[0] - '1'; }
        assert_int_equal(n, k);
        assert_true(kw_punctuation_hang(kw_str_of(marks[i].text), t, mark, n, head, &mem));
        for (size_t w = 0; w < n; w++) kw_buf_fmt(&got, "%s%d", w ? " " : "", head[w] + 1);
        kw_buf_byte(&got, 0);
        if (strcmp(got.p, marks[i].want) != 0)
            fail_msg("%s:%d: '%s': want %s, got %s", __FILE__, marks[i].line, marks[i].text, marks[i].want, got.p);
        kw_buf_free(&got);
        kw_arena_free(&mem);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_who_did_what), cmocka_unit_test(every_text_gets_trees), cmocka_unit_test(any_order_gets_trees),
        cmocka_unit_test(no_memory_is_an_error), cmocka_unit_test(marks_hang_where_they_belong),
    };
    return cmocka_run_group_tests_name("words/parse", tests, set_up, tear_down);
}
