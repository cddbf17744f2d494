/* SPDX-License-Identifier: MIT */
#include "know/outlet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

/* at the start of the text: the key, or "" for none; and how long the name is */
static const struct { int line; const char *text, *key; size_t n; } at[] = {
    { __LINE__, "KCNA, Kamis", "kcna", 4 },
    { __LINE__, "Korean Central News Agency (KCNA)", "kcna", 26 },
    { __LINE__, "Wall Street Journal melaporkan", "wsj", 19 },
    { __LINE__, "The Times of Israel, Jumat", "timesofisrael", 19 },
    { __LINE__, "KCNA/Yonhap", "kcna", 4 },
    { __LINE__, "Antara, Kamis", "antara", 6 },
    { __LINE__, "antara lain", "", 0 },                     /* a word, not the agency */
    { __LINE__, "AS mengatakan", "", 0 },                   /* a country, not the paper */
    { __LINE__, "As mengatakan", "as", 2 },
    { __LINE__, "Suara rakyat", "", 0 },                    /* an outlet only where it is all that is said */
    { __LINE__, "KANTOR itu", "", 0 },
    { __LINE__, "C\xc3\xb4ng Lu\xe1\xba\xadn.", "congluan", 12 },
    { __LINE__, "", "", 0 },
};

static const struct { int line; const char *url, *key; } urls[] = {
    { __LINE__, "https://news.detik.com/berita/d-1", "detik" },
    { __LINE__, "http://www.bbc.co.uk:80/x", "bbc" },
    { __LINE__, "antaranews.com", "antara" },
    { __LINE__, "https://www.congluan.vn/a.html", "congluan" },
    { __LINE__, "https://com/", "" },
    { __LINE__, "https://example.org/detik.com", "" },
    { __LINE__, "", "" },
};

static const struct { int line; const char *name, *key; } names[] = {
    { __LINE__, "ANTARA", "antara" }, { __LINE__, " Reuters ", "reuters" }, { __LINE__, "kcna", "kcna" }, { __LINE__, "Suara", "suara" },
    { __LINE__, "AS", "" }, { __LINE__, "Jakarta", "" }, { __LINE__, "", "" },
};

static void finds_names(void **state) {
    const kw_know *k = *state;
    for (size_t i = 0; i < sizeof at / sizeof *at; i++) {
        kw_outlet o = { 0 };
        size_t n = kw_outlet_at(k, kw_str_of(at[i].text), 0, &o);
        if (n != at[i].n || (n && !kw_str_is(o.key, at[i].key)))
            fail_msg("%s:%d: want %s (%zu), got %.*s (%zu)", __FILE__, at[i].line, at[i].key, at[i].n, KW_FMT(o.key), n);
    }
}

static void knows_hosts_and_fields(void **state) {
    const kw_know *k = *state;
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        kw_outlet o = { 0 };
        bool found = kw_outlet_of_url(k, kw_str_of(urls[i].url), &o);
        if (found != (urls[i].key[0] != 0) || (found && !kw_str_is(o.key, urls[i].key)))
            fail_msg("%s:%d: got %.*s", __FILE__, urls[i].line, KW_FMT(o.key));
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        kw_outlet o = { 0 };
        bool found = kw_outlet_named(k, kw_str_of(names[i].name), &o);
        if (found != (names[i].key[0] != 0) || (found && !kw_str_is(o.key, names[i].key)))
            fail_msg("%s:%d: got %.*s", __FILE__, names[i].line, KW_FMT(o.key));
    }
}

static int open_know(void **state) { return kw_know_open(NULL, (kw_know **)state, NULL) == KW_OK ? 0 : -1; }
static int close_know(void **state) { kw_know_close(*state); return 0; }

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(finds_names), cmocka_unit_test(knows_hosts_and_fields) };
    return cmocka_run_group_tests_name("know/outlet", tests, open_know, close_know);
}
