/* SPDX-License-Identifier: MIT */
#include "know/ontology.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static kw_know *know;

static const struct { int line; const char *code; double want; } goldsteins[] = {
    { __LINE__, "043", 2.8 }, { __LINE__, "190", -10 }, { __LINE__, "057", 8 }, { __LINE__, "163", -8 },
    { __LINE__, "0439", 2.8 },                  /* a code that is not there: the nearest shorter one */
    { __LINE__, "99", 0 }, { __LINE__, "", 0 },
};

static void values_of_codes(void **state) {
    (void)state;
    kw_ontology o = kw_ontology_of(know);
    for (size_t i = 0; i < sizeof goldsteins / sizeof *goldsteins; i++) {
        double got = kw_goldstein(&o, kw_str_of(goldsteins[i].code));
        if (got != goldsteins[i].want) fail_msg("%s:%d: want %g, got %g", __FILE__, goldsteins[i].line, goldsteins[i].want, got);
    }
}

static const struct { int line; kw_turn turn; const char *type, *want; } turns[] = {
    { __LINE__, KW_TURN_FUTURE, "CONSULT", "AGREE 036" }, { __LINE__, KW_TURN_FUTURE, "ASSAULT", "THREATEN 138" },
    { __LINE__, KW_TURN_REFUSED, "AID", "REJECT 122" }, { __LINE__, KW_TURN_REFUSED, "ASSAULT", "" },
    { __LINE__, KW_TURN_STOPPED, "SANCTION", "RETREAT 085" }, { __LINE__, KW_TURN_FUTURE, "NOTHING", "" },
    { __LINE__, KW_TURN_FUTURE, "A TYPE WITH A VERY LONG NAME", "" },
};

static void what_acts_become(void **state) {
    (void)state;
    kw_ontology o = kw_ontology_of(know);
    for (size_t i = 0; i < sizeof turns / sizeof *turns; i++) {
        kw_str type = KW_NONE, code = KW_NONE;
        char got[64] = "";
        if (kw_ontology_turn(&o, turns[i].turn, kw_str_of(turns[i].type), &type, &code)) snprintf(got, sizeof got, "%.*s %.*s", KW_FMT(type), KW_FMT(code));
        if (strcmp(got, turns[i].want) != 0) fail_msg("%s:%d: want '%s', got '%s'", __FILE__, turns[i].line, turns[i].want, got);
    }
}

static void classes_of_types(void **state) {
    (void)state;
    kw_ontology o = kw_ontology_of(know);
    assert_int_equal(kw_quad(&o, KW_STR("CONSULT")), 1);
    assert_int_equal(kw_quad(&o, KW_STR("ASSAULT")), 4);
    assert_int_equal(kw_quad(&o, KW_STR("NOTHING")), 0);
}

int main(void) {
    kw_err err = { "" };
    if (kw_know_open(NULL, &know, &err) != KW_OK) {
        printf("not ok 1 - %s\n", err.text);
        return 1;
    }
    const struct CMUnitTest tests[] = { cmocka_unit_test(values_of_codes), cmocka_unit_test(what_acts_become), cmocka_unit_test(classes_of_types) };
    int rc = cmocka_run_group_tests_name("know/ontology", tests, NULL, NULL);
    kw_know_close(know);
    return rc;
}
