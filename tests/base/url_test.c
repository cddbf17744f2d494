/* SPDX-License-Identifier: MIT */
#include "base/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

static const struct { int line; const char *base, *to, *want; } joins[] = {
    { __LINE__, "https://kabar.example/a/b?page=1#top", "https://lain.example/c", "https://lain.example/c" },
    { __LINE__, "https://kabar.example/a/b?page=1#top", "//lain.example/c", "https://lain.example/c" },
    { __LINE__, "https://kabar.example/a/b?page=1#top", "/c?d", "https://kabar.example/c?d" },
    { __LINE__, "https://kabar.example/a/b?page=1#top", "?page=2", "https://kabar.example/a/b?page=2" },
    { __LINE__, "https://kabar.example/a/b?x=/y/z", "c", "https://kabar.example/a/c" },
    { __LINE__, "https://kabar.example/a/", "c", "https://kabar.example/a/c" },
    { __LINE__, "https://kabar.example", "c", "https://kabar.example/c" },
    { __LINE__, "https://kabar.example", "?c", "https://kabar.example?c" },
    { __LINE__, "https://kabar.example/a/b", "", "https://kabar.example/a/" },
    { __LINE__, "https://kabar.example/a", "mailto:x@y.example", "mailto:x@y.example" },
    { __LINE__, "https://kabar.example/a", "javascript:void(2)", "javascript:void(2)" },
    { __LINE__, "https://kabar.example/a/b", "c:d/e", "c:d/e" },
    { __LINE__, "https://kabar.example/a/b", "./c:d", "https://kabar.example/a/./c:d" },
    { __LINE__, "berita/a.html", "b.html", "b.html" },
    { __LINE__, "https://", "b", "b" },
    { __LINE__, "", "/b", "/b" },
};

static void test_join(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    for (size_t i = 0; i < sizeof joins / sizeof *joins; i++) {
        kw_str got = kw_url_join(kw_str_of(joins[i].base), kw_str_of(joins[i].to), &mem);
        if (!kw_str_is(got, joins[i].want)) fail_msg("line %d: want '%s', got '%.*s'", joins[i].line, joins[i].want, KW_FMT(got));
    }
    kw_arena_free(&mem);
}

static const struct { int line; const char *url; bool good; const char *origin, *path; } splits[] = {
    { __LINE__, "https://kabar.example:8080/a?b#c", true, "https://kabar.example:8080", "/a?b" },
    { __LINE__, "https://kabar.example?b#c", true, "https://kabar.example", "?b" },
    { __LINE__, "http://kabar.example", true, "http://kabar.example", "" },
    { __LINE__, "http:///a", false, NULL, NULL },
    { __LINE__, "http://", false, NULL, NULL },
    { __LINE__, "kabar.example/a", false, NULL, NULL },
    { __LINE__, "", false, NULL, NULL },
};

static void test_split(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof splits / sizeof *splits; i++) {
        kw_str origin, path;
        bool good = kw_url_split(kw_str_of(splits[i].url), &origin, &path);
        if (good != splits[i].good || (good && (!kw_str_is(origin, splits[i].origin) || !kw_str_is(path, splits[i].path))))
            fail_msg("line %d", splits[i].line);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_join), cmocka_unit_test(test_split) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
