/* SPDX-License-Identifier: MIT
 * Cleaning with each allocation made to fail once: an error comes back, and nothing else. */
#include "pipeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

static const struct { kw_raw_kind kind; const char *bytes; } inputs[] = {
    { KW_RAW_HTML, "<html><head><meta property=og:title content='A title'><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
                   "\"author\":[{\"name\":\"Ann Other\"}],\"datePublished\":\"2024-05-13\"}</script></head><body><h1>A title</h1>"
                   "<p>Jakarta (ANTARA) - A paragraph that is long enough to be kept, as reported by Reuters.</p>"
                   "<p>Another one of the same kind, with <a href=x>a link</a> and caf\xc3\xa9\xc2\xa0in it.</p></body></html>" },
    { KW_RAW_TEXT, "Senin 13 Mei 2024 15:53 WIB\n\nJudul Berita yang Pendek\n\nIstanbul (ANTARA) - Menteri itu berangkat, demikian menurut laporan Korean "
                   "Central News Agency (KCNA) dan kantor berita Rusia, Regnum.\nBaca juga: lain\nSumber: Anadolu\nEditor: Budi Santoso\nKomentar (0)\n" },
};

static void memory_may_run_out(void **state) {
    (void)state;
    kw *k;
    kw_html *h = NULL;
    assert_int_equal(kw_open(NULL, &k, NULL), KW_OK);
    assert_int_equal(kw_html_new(&h, NULL), KW_OK);
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        bool whole = false;
        for (long n = 1; n < 20000 && !whole; n += 1 + n / 200) {
            kw_arena mem = KW_ARENA_EMPTY;
            kw_raw raw = { .kind = inputs[i].kind, .bytes = kw_str_of(inputs[i].bytes), .path = KW_STR("p"), .ref = KW_STR("p") };
            kw_article a;
            kw_alloc_fail_at(n);
            kw_rc rc = kw_pipeline_clean(k, h, &raw, &mem, &a, NULL);
            kw_alloc_fail_at(0);
            if (rc != KW_OK && rc != KW_NOMEM && rc != KW_DATA) fail_msg("%s:%d: input %zu, allocation %ld: %d", __FILE__, __LINE__, i, n, (int)rc);
            whole = rc == KW_OK && n > 5000;
            kw_arena_free(&mem);
        }
    }
    kw_html_free(h);
    kw_close(k);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(memory_may_run_out) };
    return cmocka_run_group_tests_name("clean/memory", tests, NULL, NULL);
}
