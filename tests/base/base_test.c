/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/buf.h"
#include "base/eight.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

#define check_str(line, want, got) \
    do { if (!kw_str_is(got, want)) fail_msg("line %d: want '%s', got '%.*s'", line, want, KW_FMT(got)); } while (0)

static void cuts_fields(void **state) {
    (void)state;
    kw_str rest = KW_STR("a,,b"), field;
    static const char *const want[] = { "a", "", "b" };
    for (size_t i = 0; i < 3; i++) {
        assert_true(kw_str_cut(&rest, ',', &field));
        check_str(__LINE__, want[i], field);
    }
    assert_false(kw_str_cut(&rest, ',', &field));
}

static void finds_and_counts(void **state) {
    int64_t v;
    double d;
    (void)state;
    assert_int_equal(kw_str_find(KW_STR("abcabd"), KW_STR("abd"), 0), 3);
    assert_true(kw_str_find(KW_STR("abc"), KW_STR("abcd"), 0) == SIZE_MAX);
    assert_true(kw_str_find(KW_STR("abc"), KW_STR(""), 0) == SIZE_MAX);
    assert_true(kw_str_int(KW_STR("-42"), &v) && v == -42);
    assert_false(kw_str_int(KW_STR("4a"), &v));
    assert_false(kw_str_int(KW_STR("9999999999999999999"), &v));
    assert_true(kw_str_double(KW_STR("-2.5"), &d) && d < -2.49 && d > -2.51);
    assert_false(kw_str_double(KW_STR("2.5.1"), &d));
    assert_false(kw_str_double(KW_STR(""), &d));
}

static const struct { int line; const char *in, *fold, *clean; } forms[] = {
    { __LINE__, "Kim Jong\xE2\x80\x91un", "kim jong-un", "Kim Jong\xE2\x80\x91un" },
    { __LINE__, "  Erdo\xC4\x9F" "an  ", "erdogan", "  Erdo\xC4\x9F" "an  " },
    { __LINE__, "Jum\xE2\x80\x99" "at", "jum'at", "Jum\xE2\x80\x99" "at" },
    { __LINE__, "a\xC2\xA0" "b\xC2\xAD" "c", "a bc", "a bc" },
    { __LINE__, "e\xCC\x81", "e", "\xC3\xA9" },
    { __LINE__, "x\xFFy", "x\xEF\xBF\xBDy", "x\xEF\xBF\xBDy" },
    { __LINE__, "\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
    { __LINE__, "\xE2\x80\xAEtxt", "txt", "txt" },
    { __LINE__, "", "", "" },
};

static void folds_and_cleans(void **state) {
    kw_arena mem = KW_ARENA_EMPTY;
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        check_str(forms[i].line, forms[i].fold, kw_utf8_fold(&mem, kw_str_of(forms[i].in)));
        check_str(forms[i].line, forms[i].clean, kw_utf8_clean(&mem, kw_str_of(forms[i].in)));
        for (size_t j = 0; j < sizeof forms / sizeof *forms; j++) {
            const bool same = strcmp(forms[i].fold, forms[j].fold) == 0;
            if (kw_utf8_folds_to(kw_str_of(forms[i].in), kw_str_of(forms[j].fold)) != same)
                fail_msg("base_test.c:%d against :%d", forms[i].line, forms[j].line);
        }
    }
    assert_false(kw_utf8_folds_to(KW_STR("A title"), KW_STR("a titles")));
    assert_false(kw_utf8_folds_to(KW_STR("A titles"), KW_STR("a title")));
    kw_arena_free(&mem);
}

static void writes_json(void **state) {
    kw_buf b = KW_BUF_EMPTY;
    (void)state;
    kw_json_open(&b, '{');
    kw_json_put(&b, "a", KW_STR("x\"\\\n\x01\x7f\xFF\xC3\xA9:"));
    kw_json_put(&b, "none", KW_NONE);
    kw_json_key(&b, "list");
    kw_json_open(&b, '[');
    kw_json_int(&b, -3);
    kw_json_num(&b, 2.50, 3);
    kw_json_bool(&b, true);
    kw_json_open(&b, '{');
    kw_json_close(&b, '}');
    kw_json_close(&b, ']');
    kw_json_close(&b, '}');
    check_str(__LINE__, "{\"a\":\"x\\\"\\\\\\n\\u0001\\u007f\xEF\xBF\xBD\xC3\xA9:\",\"none\":null,\"list\":[-3,2.5,true,{}]}", kw_buf_str(&b));
    kw_buf_free(&b);
}

static const struct { int line; const char *in, *error; } bad_json[] = {
    { __LINE__, "{\"a\":1", "place: want JSON, found a mistake at byte" },
    { __LINE__, "", "place: want JSON, found a mistake at byte" },
    { __LINE__, "{} x", "place: want JSON, found a mistake at byte" },
    { __LINE__, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "place: JSON is nested deeper than 64" },
};

static void refuses_bad_json(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof bad_json / sizeof *bad_json; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_json *j;
        kw_err err = { "" };
        assert_int_equal(kw_json_parse(kw_str_of(bad_json[i].in), "place", &mem, &j, &err), KW_DATA);
        if (!kw_str_starts(kw_str_of(err.text), kw_str_of(bad_json[i].error))) fail_msg("line %d: %s", bad_json[i].line, err.text);
        kw_arena_free(&mem);
    }
}

static void reads_json(void **state) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_json *j;
    double v;
    (void)state;
    assert_int_equal(kw_json_parse(KW_STR("{\"a\":{\"b\":\"c\"},\"n\":-1.5,\"z\":null}"), "x", &mem, &j, NULL), KW_OK);
    check_str(__LINE__, "c", kw_json_text(kw_json_get(j, "a"), "b"));
    assert_true(kw_json_number(j, "n", &v) && v < -1.4);
    assert_null(kw_json_get(j, "z"));
    assert_null(kw_json_text(j, "n").p);
    kw_arena_free(&mem);
}

/* A list value by value; '!' is a mistake, after which there is no more. */
static const struct { int line; const char *in, *want; } json_lists[] = {
    { __LINE__, "[]", "" }, { __LINE__, "[ ] ", "" }, { __LINE__, "[1]", "1" }, { __LINE__, "[ 1 , 22,3 ]\n", "1 22 3" },
        { __LINE__, "[1,[2,[3]],4]", "1 [2] 4" },
    { __LINE__, "[[\"]\\\"]\"],7]", " [1] 7" }, { __LINE__, "[1,2", "1 2 !" }, { __LINE__, "[1,]", "1 !" }, { __LINE__, "[,1]", "!" },
    { __LINE__, "[1 2]", "1 !" },
    { __LINE__, "[1] x", "1 !" }, { __LINE__, "[", "!" }, { __LINE__, "[1,{\"a\"", "1 !" }, { __LINE__, "[1,[2}", "1 !" }, { __LINE__, "[1}", "1 !" },
};

static void reads_lists_value_by_value(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof json_lists / sizeof *json_lists; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        char got[64] = "";
        size_t at = 0, n = 0;
        kw_json *j;
        kw_rc rc;
        while ((rc = kw_json_item(kw_str_of(json_lists[i].in), &at, "x", &mem, &j, NULL)) != KW_EMPTY) {
            if (rc != KW_OK) n += (size_t)snprintf(got + n, sizeof got - n, "%s!", n ? " " : "");
            else if (j->kind == KW_JSON_LIST) n += (size_t)snprintf(got + n, sizeof got - n, " [%zu]", j->n);
            else n += (size_t)snprintf(got + n, sizeof got - n, "%s%.0f", n ? " " : "", j->num);
        }
        if (strcmp(got, json_lists[i].want) != 0) fail_msg("line %d: got %s", json_lists[i].line, got);
        kw_arena_free(&mem);
    }
}

/* Each allocation is made to fail once: no crash, and the failure is told. */
static void survives_lack_of_memory(void **state) {
    (void)state;
    for (long k = 1;; k++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_json *j;
        kw_alloc_fail_at(k);
        kw_rc rc = kw_json_parse(KW_STR("{\"a\":[1,\"b\",{\"c\":null}]}"), "x", &mem, &j, NULL);
        kw_alloc_fail_at(0);
        kw_arena_free(&mem);
        if (rc == KW_OK) { assert_true(k > 4); break; }
        assert_int_equal(rc, KW_NOMEM);
    }
}

static void arena_grows_and_refuses(void **state) {
    kw_arena mem = KW_ARENA_EMPTY;
    int *v = NULL;
    size_t n = 0, cap = 0;
    (void)state;
    for (int i = 0; i < 5000; i++) {
        int *p = kw_push(&mem, (void **)&v, &n, &cap, sizeof *v);
        assert_non_null(p);
        *p = i;
    }
    for (int i = 0; i < 5000; i++) assert_int_equal(v[i], i);
    assert_null(kw_alloc(&mem, KW_ALLOC_MAX + 1));
    assert_null(kw_alloc_n(&mem, SIZE_MAX / 2, 16));
    kw_arena_reset(&mem);
    assert_non_null(kw_alloc(&mem, 1));
    kw_arena_free(&mem);
}

static void errors_are_safe_to_print(void **state) {
    kw_err e;
    char longer[2000];
    (void)state;
    assert_int_equal(kw_fail_at(&e, KW_DATA, "a.tsv", 7, "found '%s'", "x\x1b[31m\n"), KW_DATA);
    assert_string_equal(e.text, "a.tsv:7: found 'x?[31m?'");
    memset(longer, 'a', sizeof longer);
    memcpy(longer + 500, "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9", 16);
    longer[1999] = 0;
    kw_fail(&e, KW_IO, NULL, "%s", longer);
    assert_true(strlen(e.text) < sizeof e.text);
    assert_true(kw_utf8_broken(kw_str_of(e.text)) == SIZE_MAX);
    assert_int_equal(kw_fail(NULL, KW_IO, "p", "x"), KW_IO);
}

static void small_letters_are_passed(void **state) {
    static const char text[] = "abcdefghijklmnopqrstuvwxyz{`ABCDEFGHIJKLMNOPQRSTUVWXYZ\xc3\xa1 short";
    (void)state;
    for (size_t n = 0; n < sizeof text; n++)
        for (size_t i = 0; i <= n; i++) {
            size_t end = i;
            while (end < n && text[end] >= 'a' && text[end] <= 'z') end++;
            assert_int_equal(kw_past_small((kw_str){ text, n }, i), end);
        }
}

/* Each byte in each place, against the same question asked of it alone. */
static void eight_bytes_are_asked_at_once(void **state) {
    (void)state;
    for (unsigned c = 0; c < 256; c++)
        for (size_t at = 0; at < 8; at++) {
            char bytes[8] = { 'a', ' ', '\xff', '\t', 'z', '\r', '\x7f', '\0' }, out[8];
            uint64_t spaces = 0, below = 0, is = 0;
            bytes[at] = (char)c;
            for (size_t i = 0; i < 8; i++) {
                spaces |= (uint64_t)(kw_is_space(bytes[i]) ? 0x80 : 0) << 8 * i;
                below |= (uint64_t)((unsigned char)bytes[i] < 'b' ? 0x80 : 0) << 8 * i;
                is |= (uint64_t)(bytes[i] == '\xff' ? 0x80 : 0) << 8 * i;
            }
            const uint64_t v = kw_eight(bytes);
            kw_eight_put(out, v);
            assert_memory_equal(bytes, out, 8);
            assert_true(kw_eight_space(v) == spaces && kw_eight_below(v, 'b') == below && kw_eight_is(v, 0xff) == is);
            assert_int_equal(kw_eight_count(spaces), __builtin_popcountll(spaces));
            if (!(v & KW_HIGH)) assert_true(kw_ascii_below(v, 'b') == below && kw_ascii_is(v, 0x7f) == kw_eight_is(v, 0x7f));
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_fields), cmocka_unit_test(finds_and_counts), cmocka_unit_test(folds_and_cleans),
        cmocka_unit_test(writes_json), cmocka_unit_test(refuses_bad_json), cmocka_unit_test(reads_json), cmocka_unit_test(reads_lists_value_by_value),
        cmocka_unit_test(survives_lack_of_memory), cmocka_unit_test(arena_grows_and_refuses), cmocka_unit_test(errors_are_safe_to_print),
        cmocka_unit_test(eight_bytes_are_asked_at_once), cmocka_unit_test(small_letters_are_passed),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
