/* SPDX-License-Identifier: MIT */
#include "know/ontology.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static kw_know *know;
static kw_arena mem;
static kw_ontology o;           /* of the shipped tables */

static const struct { int line; const char *code; double want; } goldsteins[] = {
    { __LINE__, "043", 2.8 }, { __LINE__, "190", -10 }, { __LINE__, "057", 8 }, { __LINE__, "163", -8 },
    { __LINE__, "0439", 2.8 },                  /* a code that is not there: the nearest shorter one */
    { __LINE__, "99", 0 }, { __LINE__, "", 0 },
};

static void values_of_codes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof goldsteins / sizeof *goldsteins; i++) {
        double got = kw_goldstein(&o, kw_str_of(goldsteins[i].code));
        if (got != goldsteins[i].want) fail_msg("%s:%d: want %g, got %g", __FILE__, goldsteins[i].line, goldsteins[i].want, got);
    }
}

static const struct { int line; kw_turn turn; const char *type, *want; } turns[] = {
    { __LINE__, KW_TURN_FUTURE, "CONSULT", "AGREE 036" }, { __LINE__, KW_TURN_FUTURE, "ASSAULT", "THREATEN 138" },
    { __LINE__, KW_TURN_REFUSED, "AID", "REJECT 122" }, { __LINE__, KW_TURN_REFUSED, "ASSAULT", "" },
    { __LINE__, KW_TURN_STOPPED, "SANCTION", "RETREAT 085" }, { __LINE__, KW_TURN_HOSTILE, "AGREE", "THREATEN 130" },
    { __LINE__, KW_TURN_HOSTILE, "AID", "" }, { __LINE__, KW_TURN_FUTURE, "NOTHING", "" },
    { __LINE__, KW_TURN_FUTURE, "A TYPE WITH A VERY LONG NAME", "" },
};

static void what_acts_become(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        kw_str type = KW_NONE, code = KW_NONE;
        char got[64] = "";
        if (kw_ontology_turn(&o, turns[i].turn, kw_str_of(turns[i].type), &type, &code))
            snprintf(got, sizeof got, "%.*s %.*s", KW_FMT(type), KW_FMT(code));
        if (strcmp(got, turns[i].want) != 0) fail_msg("%s:%d: want '%s', got '%s'", __FILE__, turns[i].line, turns[i].want, got);
    }
}

static void classes_of_types(void **state) {
    (void)state;
    assert_int_equal(kw_quad(&o, KW_STR("CONSULT")), 1);
    assert_int_equal(kw_quad(&o, KW_STR("ASSAULT")), 4);
    assert_int_equal(kw_quad(&o, KW_STR("NOTHING")), 0);
}

static const struct { int line; const char *code, *sense; bool want; } senses[] = {
    { __LINE__, "020", "speech", true }, { __LINE__, "025", "speech", false }, { __LINE__, "03", "speech", true },
        { __LINE__, "104", "speech", true },
    { __LINE__, "1041", "speech", false }, { __LINE__, "112", "charge", true }, { __LINE__, "1125", "charge", true },
    { __LINE__, "115", "charge", true },
    { __LINE__, "111", "charge", false }, { __LINE__, "112", "speech", false }, { __LINE__, "130", "speech", true },
    { __LINE__, "130", "play", true },
    { __LINE__, "999", "speech", false }, { __LINE__, "", "speech", false },
};

static void senses_of_codes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof senses / sizeof *senses; i++)
        if (kw_cameo_has(&o, kw_str_of(senses[i].code), senses[i].sense) != senses[i].want)
            fail_msg("%s:%d: %s of %s", __FILE__, senses[i].line, senses[i].sense, senses[i].code);
    assert_true(kw_ontology_play(&o, KW_STR("ASSAULT"), KW_STR("190")));
    assert_true(kw_ontology_play(&o, KW_STR("THREATEN"), KW_STR("130")));
    assert_false(kw_ontology_play(&o, KW_STR("THREATEN"), KW_STR("138")));
}

static void what_is_answered_of_two_names(void **state) {
    (void)state;
    kw_ontology none = { .cameo = NULL };
    kw_str type, code;
    kw_ontology_unknown(&o, &type, &code);
    assert_true(kw_str_is(type, "CONSULT") && kw_str_is(code, "040"));
    kw_ontology_unknown(&none, &type, &code);
    assert_true(!type.n && !code.n);
}

static const struct { int line; const char *type; uint32_t traits; bool want; } types[] = {
    { __LINE__, "REQUEST", KW_TYPE_ASKS, true }, { __LINE__, "REQUEST", KW_TYPE_HARM, false }, { __LINE__, "ASSAULT", KW_TYPE_HARM, true },
    { __LINE__, "ASSAULT", KW_TYPE_ASKS | KW_TYPE_HARM, true }, { __LINE__, "NOTHING", KW_TYPE_ASKS, false }, { __LINE__, "", UINT32_MAX, false },
};
static const struct { int line; const char *sector; uint32_t traits; bool want; } sectors[] = {
    { __LINE__, "GOV", KW_SECTOR_GOVERN, true }, { __LINE__, "GOV", KW_SECTOR_ARMY, false }, { __LINE__, "EUR", KW_SECTOR_UNION, true },
    { __LINE__, "EUR", KW_SECTOR_IGO, false }, { __LINE__, "NGO", KW_SECTOR_STATE, false }, { __LINE__, "ELI", KW_SECTOR_FORMER, true },
    { __LINE__, "", UINT32_MAX, false },
};

static void what_types_and_sectors_are_like(void **state) {
    (void)state;
    kw_ontology none = { .cameo = NULL };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (kw_type_is(&o, kw_str_of(types[i].type), types[i].traits) != types[i].want) fail_msg("%s:%d: %s", __FILE__, types[i].line, types[i].type);
    for (size_t i = 0; i < sizeof sectors / sizeof *sectors; i++)
        if (kw_sector_is(&o, kw_str_of(sectors[i].sector), sectors[i].traits) != sectors[i].want)
            fail_msg("%s:%d: %s", __FILE__, sectors[i].line, sectors[i].sector);
    assert_true(kw_str_is(kw_sector_with(&o, KW_SECTOR_PRESS), "JRN"));
    assert_false(kw_type_is(&none, KW_STR("ASSAULT"), KW_TYPE_HARM));
    assert_true(!kw_sector_with(&none, KW_SECTOR_PRESS).n);
}

/* A user's own row stands before ours; a word that is no trait is told. */
static void traits_of_a_users_table(void **state) {
    static const char *const rows[] = { "XYZ\tSomebody\tarmy press\n", "XYZ\tSomebody\tarmy navy\n" };
    (void)state;
    char dir[] = "/tmp/kw-sectors-XXXXXX", path[64];
    assert_non_null(mkdtemp(dir));
    snprintf(path, sizeof path, "%s/sectors.tsv", dir);
    for (size_t i = 0; i < 2; i++) {
        FILE *f = fopen(path, "w");
        kw_know *k;
        kw_ontology own;
        kw_err err = { "" };
        assert_non_null(f);
        fprintf(f, "sector\tgloss\ttraits\n%s", rows[i]);
        fclose(f);
        assert_int_equal(kw_know_open(dir, &k, &err), KW_OK);
        kw_rc rc = kw_ontology_open(k, &mem, &own, &err);
        assert_int_equal(rc, i ? KW_DATA : KW_OK);
        if (i) assert_string_equal(err.text, "world/sectors: XYZ: no trait is called 'navy'");
        else assert_true(kw_sector_is(&own, KW_STR("XYZ"), KW_SECTOR_ARMY) && kw_sector_is(&own, KW_STR("MIL"), KW_SECTOR_ARMY));
        kw_know_close(k);
    }
    remove(path);
    remove(dir);
}

int main(void) {
    kw_err err = { "" };
    if (kw_know_open(NULL, &know, &err) != KW_OK || kw_ontology_open(know, &mem, &o, &err) != KW_OK) {
        printf("not ok 1 - %s\n", err.text);
        return 1;
    }
    const struct CMUnitTest tests[] = { cmocka_unit_test(values_of_codes), cmocka_unit_test(what_acts_become), cmocka_unit_test(classes_of_types),
                                      cmocka_unit_test(senses_of_codes), cmocka_unit_test(what_is_answered_of_two_names),
                                      cmocka_unit_test(what_types_and_sectors_are_like), cmocka_unit_test(traits_of_a_users_table) };
    int rc = cmocka_run_group_tests_name("know/ontology", tests, NULL, NULL);
    kw_arena_free(&mem);
    kw_know_close(know);
    return rc;
}
