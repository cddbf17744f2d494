/* SPDX-License-Identifier: MIT */
#include "read/robots.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>

static const struct { int line; const char *robots, *path; bool allow; } cases[] = {
    { __LINE__, "", "/", true },
    { __LINE__, "User-agent: *\nDisallow: /", "/a", false },
    { __LINE__, "User-agent: *\nDisallow:", "/a", true },
    { __LINE__, "user-agent: *\r\ndisallow: /private # not for you\r\n", "/private/x", false },
    { __LINE__, "User-agent: *\nDisallow: /private", "/public", true },
    { __LINE__, "User-agent: other\nDisallow: /", "/a", true },
    { __LINE__, "User-agent: *\nDisallow: /\n\nUser-agent: kawat\nAllow: /", "/a", true },             /* our group wins */
    { __LINE__, "User-agent: Kawat\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", false },
    { __LINE__, "User-agent: other\nUser-agent: kawat\nDisallow: /x", "/x", false },                    /* two names, one group */
    { __LINE__, "User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true },                           /* the longest decides */
    { __LINE__, "User-agent: *\nAllow: /a/b\nDisallow: /a", "/a/c", false },
    { __LINE__, "User-agent: *\nDisallow: /a\nAllow: /a", "/a", true },                                 /* of one length: allow */
    { __LINE__, "User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false },
    { __LINE__, "User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true },
    { __LINE__, "User-agent: *\nDisallow: /*/amp/", "/2025/amp/1", false },
    { __LINE__, "User-agent: *\nDisallow: /a*b*c", "/aXbYYcZ", false },
    { __LINE__, "User-agent: *\nDisallow: /a*b*c", "/acb", true },
    { __LINE__, "Sitemap: https://x.example/s.xml\nUser-agent: *\nCrawl-delay: 9\nDisallow: /x", "/x", false },
    { __LINE__, "User-agent *\nDisallow /\n:\n\xff\xff", "/", true },
};

static void keeps_to_robots(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (kw_robots_allow(kw_str_of(cases[i].robots), kw_str_of(cases[i].path)) != cases[i].allow)
            fail_msg("%s:%d: %s of '%s'", __FILE__, cases[i].line, cases[i].path, cases[i].robots);
}

static void reads_the_rest(void **state) {
    (void)state;
    assert_true(kw_robots_delay(KW_STR("User-agent: *\nCrawl-delay: 2.5\n")) == 2.5);
    assert_true(kw_robots_delay(KW_STR("User-agent: *\nCrawl-delay: 9\nUser-agent: kawat\nDisallow:\n")) == 0);
    assert_true(kw_robots_delay(KW_STR("User-agent: kawat\nCrawl-delay: x\n")) == 0);
    kw_str rules = KW_STR("[{\"location\":\"/free/*\",\"tdm-reservation\":0},{\"location\":\"/*\",\"tdm-reservation\":1}]");
    assert_true(kw_tdm_reserves(rules, KW_STR("/a")));
    assert_false(kw_tdm_reserves(rules, KW_STR("/free/a")));
    assert_false(kw_tdm_reserves(KW_STR("<html>"), KW_STR("/a")));
    assert_true(kw_tdm_page_reserves(KW_STR("<head><META name=\"tdm-reservation\" content=\"1\">")));
    assert_true(kw_tdm_page_reserves(KW_STR("<meta name='robots' content='index, noai'>")));
    assert_false(kw_tdm_page_reserves(KW_STR("<meta name='robots' content='noindex'><meta name=tdm-reservation content=0> noai 1")));
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(keeps_to_robots), cmocka_unit_test(reads_the_rest) };
    return cmocka_run_group_tests_name("read/robots", tests, NULL, NULL);
}
