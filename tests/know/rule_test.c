/* SPDX-License-Identifier: MIT */
#include "know/rule.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static const struct { int line; const char *language, *rule, *want; } cases[] = {
    { __LINE__, "id", "weekday", "nama hari" },
    { __LINE__, "id", "a title; its country is that of the text around it", "jabatan; negaranya diambil dari teks di sekitarnya" },       /* pieces */
    { __LINE__, "id", "a title; of a kind unheard of", "jabatan; of a kind unheard of" },
    /* rules in a rule */
    { __LINE__, "id", "source next to it, target nobody", "pelaku: tepat di sampingnya, sasaran: tidak ada" },
    { __LINE__, "id", "source near it, target near it (of what is asked, promised or refused)",
      "pelaku: di dekatnya, sasaran: di dekatnya (dari hal yang diminta, dijanjikan, atau ditolak)" },
    /* words of the article stay, though a rule is called so */
    { __LINE__, "id", "object 'year' fits", "objeknya cocok: year" },
    { __LINE__, "id", "world/persons: Ann Other", "orang yang dikenal tabel: Ann Other" },
    { __LINE__, "id", "world/persons: ", "world/persons: " },                              /* no hole is empty */
    { __LINE__, "id", "AID to come is AGREE", "AID yang baru akan terjadi menjadi AGREE" },
    { __LINE__, "id", "json-ld (a guess), certainty 0.40", "data halaman itu sendiri (JSON-LD) (dugaan), kepastian 0.40" },
    { __LINE__, "id", "Weekday", "Weekday" },                                              /* an outlet's name is no rule */
    { __LINE__, "en", "agents", "those without a name" },
    { __LINE__, "xx", "agents", "agents" },                                                /* no table of that language */
    { __LINE__, "id", "", "" },
};

static void rules_are_told_in_a_language(void **state) {
    (void)state;
    kw_know *k;
    kw_arena mem = KW_ARENA_EMPTY;
    assert_int_equal(kw_know_open(NULL, &k, NULL), KW_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kw_str got = kw_rule_words(k, kw_str_of(cases[i].language), kw_str_of(cases[i].rule), &mem);
        if (!kw_str_is(got, cases[i].want)) fail_msg("line %d: want '%s', got '%.*s'", cases[i].line, cases[i].want, KW_FMT(got));
    }
    kw_arena_free(&mem);
    kw_know_close(k);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(rules_are_told_in_a_language) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
