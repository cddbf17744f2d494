/* SPDX-License-Identifier: MIT */
#include "know/inflect.h"
#include "know/know.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static kw_know *know;

static const struct { int line; const char *form, *word, *want; } cases[] = {
    { __LINE__, "plural", "ship", "ships" }, { __LINE__, "plural", "army", "armies" }, { __LINE__, "plural", "envoy", "envoys" },
        { __LINE__, "plural", "church", "churches" },
    { __LINE__, "plural", "prime minister", "prime ministers" }, { __LINE__, "plural", "y", "ys" },
    { __LINE__, "present", "go", "goes" }, { __LINE__, "present", "deny", "denies" }, { __LINE__, "present", "tax", "taxes" },
    { __LINE__, "present", "laugh", "laughs" },
    { __LINE__, "past", "deny", "denied" }, { __LINE__, "past", "free", "freed" }, { __LINE__, "past", "attack", "attacked" },
    { __LINE__, "gerund", "free", "freeing" }, { __LINE__, "gerund", "force", "forcing" }, { __LINE__, "gerund", "deny", "denying" },
    { __LINE__, "past doubled", "tap", "tapped" }, { __LINE__, "gerund doubled", "tap", "tapping" }, { __LINE__, "past doubled", "attack", "" },
    { __LINE__, "past doubled", "show", "" }, { __LINE__, "past doubled", "up", "" }, { __LINE__, "past doubled", "seek", "" },
    { __LINE__, "dual", "ship", "" }, { __LINE__, "plural", "", "" },
};

static void regular_forms(void **state) {
    (void)state;
    const kw_table *t = kw_know_lang_table(know, KW_STR("en"), "inflection");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kw_str word = kw_str_of(cases[i].word);
        kw_ending e;
        char got[64] = "";
        if (kw_inflect(t, cases[i].form, word, &e)) snprintf(got, sizeof got, "%.*s%s", (int)(word.n - e.drop), word.p, e.add);
        if (strcmp(got, cases[i].want) != 0) fail_msg("%s:%d: want '%s', got '%s'", __FILE__, cases[i].line, cases[i].want, got);
    }
}

static void no_table_no_form(void **state) {
    (void)state;
    kw_ending e;
    assert_false(kw_inflect(NULL, "plural", KW_STR("ship"), &e));
}

int main(void) {
    kw_err err = { "" };
    if (kw_know_open(NULL, &know, &err) != KW_OK) {
        printf("not ok 1 - %s\n", err.text);
        return 1;
    }
    const struct CMUnitTest tests[] = { cmocka_unit_test(regular_forms), cmocka_unit_test(no_table_no_form) };
    int rc = cmocka_run_group_tests_name("know/inflect", tests, NULL, NULL);
    kw_know_close(know);
    return rc;
}
