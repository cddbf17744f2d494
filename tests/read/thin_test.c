/* SPDX-License-Identifier: MIT
 * What a page loses before it is parsed, and what it keeps. */
#include "read/thin.h"
#include "base/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>

static const struct { int line; const char *in, *want; } cases[] = {
    { __LINE__, "<p>One</p>", "<p>One</p>" },
    { __LINE__, "a < b and 3<4 </ x", "a < b and 3<4 </ x" },
    { __LINE__, "a  \n\n b", "a b" },
    { __LINE__, "<pre>a  \n b</pre>  \n c", "<pre>a  \n b</pre> c" },
    { __LINE__, "<p onclick='go(\"<b>\")' CLASS=\"x y\" data-z=1 id=q>t", "<p CLASS=\"x y\" id=q>t" },
    { __LINE__, "<div data-testid='a' data-testing='b' aria-hidden=true aria-label='x'>", "<div data-testid='a' aria-hidden=true>" },
    { __LINE__, "<p style='color:red'><p style='display:none'>", "<p><p style='display:none'>" },
    { __LINE__, "<p id=\"a\"class=\"b\">", "<p id=\"a\" class=\"b\">" },
    { __LINE__, "<a href='/x' target=_blank>y</a ><b\nid=1 />", "<a href='/x'>y</a><b id=1 />" },
    { __LINE__, "<p id=a class=b ID=c class=d id=e>", "<p id=a class=b>" },
    { __LINE__, "<br/><br />", "<br/><br/>" },
    { __LINE__, "<meta name=a content='b>c'><meta property=d content=e>", "<meta name=a content='b>c'><meta property=d content=e>" },
    { __LINE__, "<link rel=stylesheet href=x><link rel=canonical href=y>", "<link rel=canonical href=y>" },
    { __LINE__, "x<!-- <p> -- > -->y<!-->z<!--a--!>w", "xyzw" },
    { __LINE__, "x<!-- never closed <p>y", "x" },
    { __LINE__, "<?php echo ?>x<!DOCTYPE html><!ELEMENT a>", "x<!DOCTYPE html>" },
    { __LINE__, "a<script>if (1 < 2) '</p>' </script >b", "ab" },
    { __LINE__, "a<script><!-- <script> </script> --></script>b", "ab" },
    { __LINE__, "a<script><!-- <script> </script>b", "ab" },
    { __LINE__, "a<script>x</scripts></SCRIPT>b", "ab" },
    { __LINE__, "a<script>never closed <p>b", "a" },
    { __LINE__, "a<style>p > q </p> never closed", "a" },
    { __LINE__, "a<style>p {}</style>b</style>c", "abc" },
    { __LINE__, "a<noscript><img></noscript>b<iframe>c</iframe><textarea><p>d</textarea>e", "abe" },
    { __LINE__, "a<noscript>b<iframe>c<textarea>d", "abcd" },
    { __LINE__, "<title>A < B</p></title><p>", "<title>A < B</p></title><p>" },
    { __LINE__, "<title>Never closed<p>b<title>c<p>", "<title>Never closed</title><p>bc<p>" },
    { __LINE__, "a<svg viewBox='0'><title>t</title><path d='M0'/><svg></svg></svg>b<svg/>c", "abc" },
    { __LINE__, "a<svg><g><p>b</p></svg>", "a<svg><g><p>b</p></svg>" },
    { __LINE__, "a<svg><g>b", "a<svg><g>b" },
    { __LINE__, "<h2>a</h3>b</h3></p></br></i></div>", "<h2>a</h3>b</p></br>" },
    { __LINE__, "<body>a<td>b<body>c<table><td>d</table>", "<body>abc<table><td>d</table>" },
    { __LINE__, "a<select><option>b</select>c<select>d<input>e</select>", "acd<input>e" },
    { __LINE__, "a<p title='cut off", "a" },
    { __LINE__, "a<p title='cut off <b>c</b>", "a" },
    { __LINE__, "a<p", "a" },
    { __LINE__, "a<plaintext>b<xmp><i>c</i></xmp>", "ab<i>c</i>" },
};

static void keeps_what_counts(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_thin t;
        char got[512];
        assert_true(kw_thin_make(kw_str_of(cases[i].in), NULL, &mem, &t));
        snprintf(got, sizeof got, "%.*s", KW_FMT(t.html));
        if (strcmp(got, cases[i].want) != 0) print_error("%s:%d: want %s\n  got %s\n", __FILE__, cases[i].line, cases[i].want, got);
        assert_string_equal(got, cases[i].want);
        kw_arena_free(&mem);
    }
}

/* What the sink is told, one piece behind the other: a tag is in braces, of a text '#' stands for a mark; bytes are as they are. */
static const struct { int line; const char *in, *want, *texts, *names; } past[] = {
    { __LINE__, "<p class='x y' id=q>A text that is long enough.</p>", "{p}#{/p}", "A text that is long enough.", "x y/q" },
    { __LINE__, "\r\n A  text that\r\nis long enough", "\n#", "A text that\nis long enough", "" },
    { __LINE__, "<p>A text with an &amp; is parsed", "{p}A text with an &amp; is parsed", "", "" },
    { __LINE__, "<p>A text that goes<!-- --> on and on and on", "{p}# #", "A text that goes|on and on and on", "" },
    { __LINE__, "<p>&am</i>p; a text that is long", "{p}&amp; a text that is long", "", "" },
    { __LINE__, "<p>A short one", "{p}#", "A short one", "" },
    { __LINE__, "<P>Ti\r\n  ny<BR/>", "{P}Ti\nny{BR/}", "", "" },
    { __LINE__, "<i>Before it</i><p>A text with </ no tag > and <b class=x>the rest",
    "{i}Before it{/i}{p}A text with </ no tag > and <b class=x>the rest!", "", "" },
    { __LINE__, "<p>A text that ends with <", "{p}A text that ends with < !", "", "" },
    { __LINE__, "<pre>A text that\n\n  is long enough</pre>", "{pre}A text that\n\n  is long enough{/pre}", "", "" },
    { __LINE__, "<p class='a&amp;b' id=c>", "<p class='a&amp;b' id=c>", "", "" },
    { __LINE__, "<html class=a><b class=b><input class=c type=hidden><b>", "<html class=a><b class=b><input class=c type=hidden>{b}", "", "" },
    { __LINE__, "<a class=c href=/x /><i>One of the texts.</i>And the other one.", "{a/}{i}#{/i}#", "One of the texts.|And the other one.", "c/" },
    { __LINE__, "<!doctype html><title lang=x>A < B</title><long-name>", "<!doctype html><title lang=x>A < B</title>{long-name}", "", "" },
};

typedef struct { char told[512], names[128]; size_t n, marks; } told;

static void tell(told *w, kw_str s) {
    assert_true(w->n + s.n < sizeof w->told);
    memcpy(w->told + w->n, s.p, s.n);
    w->n += s.n;
}

static bool told_tag(void *ctx, const kw_thin_tag *t) {
    told *w = ctx;
    tell(w, t->closes ? KW_STR("{/") : KW_STR("{"));
    tell(w, t->name);
    tell(w, t->closed ? KW_STR("/}") : KW_STR("}"));
    if (t->apart) snprintf(w->names, sizeof w->names, "%.*s/%.*s", KW_FMT(t->apart->attrs.cls), KW_FMT(t->apart->attrs.id));
    return true;
}

static bool told_text(void *ctx, kw_str s) {
    told *w = ctx;
    for (const char *mark; (mark = memchr(s.p, KW_THIN_MARK, s.n)); s =
         (kw_str){ mark + KW_THIN_MARK_BYTES, s.n - (size_t)(mark - s.p) - KW_THIN_MARK_BYTES }) {
        tell(w, (kw_str){ s.p, (size_t)(mark - s.p) });
        tell(w, KW_STR("#"));
        w->marks++;
    }
    tell(w, s);
    return true;
}

static bool told_bytes(void *ctx, kw_str s, bool last) {
    tell(ctx, s);
    if (last) tell(ctx, KW_STR("!"));
    return true;
}

static void tells_what_no_parser_needs_to_take_apart(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof past / sizeof *past; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_thin t;
        told w = { .n = 0 };
        char texts[512] = "";
        const kw_thin_sink sink = { told_tag, told_text, told_bytes, &w, false };
        assert_true(kw_thin_make(kw_str_of(past[i].in), &sink, &mem, &t));
        assert_int_equal(w.marks, t.texts.n);
        for (size_t k = 0, n = 0; k < t.texts.n; k++) {
            if (k) texts[n++] = '|';
            n += kw_thin_squeeze(t.texts.v[k], texts + n);
            texts[n] = 0;
        }
        if (strcmp(w.told, past[i].want) != 0 || strcmp(texts, past[i].texts) != 0 || strcmp(w.names, past[i].names) != 0)
            fail_msg("%s:%d: got %s with texts %s, names %s", __FILE__, past[i].line, w.told, texts, w.names);
        kw_arena_free(&mem);
    }
}

/* Told of everything as bytes, a piece at a time, it is what is written where nobody is told. */
static void tells_all_as_bytes(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof past / sizeof *past; i++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_thin t;
        told w = { .n = 0 };
        const kw_thin_sink sink = { told_tag, told_text, told_bytes, &w, true };
        assert_true(kw_thin_make(kw_str_of(past[i].in), &sink, &mem, &t));
        assert_int_equal(t.html.n, 0);
        assert_true(kw_thin_make(kw_str_of(past[i].in), NULL, &mem, &t));
        if (w.n && w.told[w.n - 1] == '!') w.n--;
        assert_true(kw_str_eq((kw_str){ w.told, w.n }, t.html));
        kw_arena_free(&mem);
    }
}

static void gives_json_ld(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_thin t;
    const char *page = "<script>{}</script><script id=x type='application/LD+JSON'>{\"a\":1}</script><!-- <script type='application/ld+json'>no</script> -->"
                       "<script type=application&#x2F;ld&#x2B;json>{\"b\":2}</script><script type=application/ld+json>{\"c\":3";
    assert_true(kw_thin_make(kw_str_of(page), NULL, &mem, &t));
    assert_int_equal(t.json_ld.n, 3);
    assert_true(kw_str_is(t.json_ld.v[0], "{\"a\":1}") && kw_str_is(t.json_ld.v[1], "{\"b\":2}") && kw_str_is(t.json_ld.v[2], "{\"c\":3"));
    assert_int_equal(t.html.n, 0);
    kw_arena_free(&mem);
}

static size_t count(kw_str s, const char *z) {
    size_t n = 0;
    for (size_t at = kw_str_find(s, kw_str_of(z), 0); at != SIZE_MAX; at = kw_str_find(s, kw_str_of(z), at + 1)) n++;
    return n;
}

/* `times` copies of `piece` around a sentence. */
static kw_str many(const char *piece, size_t times, const char *behind, size_t behind_times, kw_arena *mem) {
    size_t n = strlen(piece), m = strlen(behind), size = n * times + m * behind_times + 16;
    char *p = kw_alloc(mem, size), *at = p;
    assert_non_null(p);
    for (size_t i = 0; i < times; i++, at += n) memcpy(at, piece, n);
    memcpy(at, "sentence", 8);
    at += 8;
    for (size_t i = 0; i < behind_times; i++, at += m) memcpy(at, behind, m);
    return (kw_str){ p, (size_t)(at - p) };
}

static void bounds_what_nests(void **state) {
    (void)state;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_thin t;
    assert_true(kw_thin_make(many("<div>", 2000, "</div>", 2000, &mem), NULL, &mem, &t));
    assert_int_equal(count(t.html, "<div>"), KW_DEPTH_MAX);
    assert_int_equal(count(t.html, "</div>"), KW_DEPTH_MAX);
    assert_int_equal(count(t.html, "sentence"), 1);
    assert_true(kw_thin_make(many("<b class=x>", 2000, "</b>", 2000, &mem), NULL, &mem, &t));
    assert_int_equal(count(t.html, "<b class=x>"), KW_STYLES_MAX);
    assert_int_equal(count(t.html, "</b>"), KW_STYLES_MAX);
    assert_true(kw_thin_make(many("<p>", 2000, "</p>", 2000, &mem), NULL, &mem, &t));       /* they do not nest */
    assert_int_equal(count(t.html, "<p>"), 2000);
    kw_arena_free(&mem);
}

/* Every allocation fails once: said, and nothing crashes. */
static void says_when_memory_ends(void **state) {
    (void)state;
    for (long k = 1; k < 20; k++) {
        kw_arena mem = KW_ARENA_EMPTY;
        kw_thin t;
        kw_alloc_fail_at(k);
        bool good = kw_thin_make(KW_STR("<p>a<script type=application/ld+json>{}</script>"), NULL, &mem, &t);
        kw_alloc_fail_at(0);
        assert_true(good == (k > 2));
        kw_arena_free(&mem);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_what_counts), cmocka_unit_test(tells_what_no_parser_needs_to_take_apart), cmocka_unit_test(tells_all_as_bytes),
            cmocka_unit_test(gives_json_ld), cmocka_unit_test(bounds_what_nests), cmocka_unit_test(says_when_memory_ends),
    };
    return cmocka_run_group_tests_name("read/thin", tests, NULL, NULL);
}
