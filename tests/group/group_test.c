/* SPDX-License-Identifier: MIT
 * A small set of articles in ten orders gives one answer; a reprint is found and its look-alike is not; equal passages
 * share a fingerprint. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "group/digest.h"
#include "group/scan.h"
#include "know/calendar.h"
#include "pipeline.h"

static const struct { const char *ref, *outlet, *published, *title, *text; } articles[] = {
    { "a", "Warta Kota", "2025-03-03", "Banjir di Malora, 14 orang tewas",
      "Banjir bandang melanda Malora pada Senin, menewaskan 14 orang dan merusak 210 rumah di tepi Sungai Wesi.\n"
      "Bupati Malora Hadi Sunoko mengatakan air naik cepat setelah hujan deras selama enam jam di hulu sungai itu.\n"
      "Tim penyelamat masih mencari dua warga yang hilang di desa Karangbolo." },
    { "b", "Suara Timur", "2025-03-03", "Banjir Malora: 14 tewas",
      "Banjir bandang melanda Malora pada Senin, menewaskan 14 orang dan merusak 210 rumah di tepi Sungai Wesi.\n"
      "Bupati Malora Hadi Sunoko mengatakan air naik cepat setelah hujan deras selama enam jam di hulu sungai itu." },
    { "c", "Suara Timur", "2026-03-09", "Banjir di Tirtosari, 5 orang tewas",
      "Banjir bandang melanda Tirtosari pada Senin, menewaskan 5 orang dan merusak 77 rumah di tepi Sungai Cimanik.\n"
      "Bupati Tirtosari Lestari Wulandana mengatakan air naik cepat setelah hujan deras selama dua jam di hulu sungai itu." },
    { "d", "Harbour Post", "2025-03-04", "Ministers sign a fishing pact in Port Ellery",
      "Fisheries ministers Anna Kolbe and Rui Tavarez signed a pact on shared waters in Port Ellery on Tuesday.\n"
      "The pact sets quotas for herring and lets inspectors of both sides board boats." },
    { "e", "Dock News", "2025-03-04", "Kolbe and Tavarez sign herring pact",
      "Anna Kolbe and Rui Tavarez put their names to a fishing pact in Port Ellery, with quotas for herring, officials said on Tuesday." },
};
enum { N = sizeof articles / sizeof *articles };

static kw *k;
static kw_arena mem;
static kw_digest digests[N];

static int open_all(void **state) {
    (void)state;
    if (kw_open(NULL, &k, NULL) != KW_OK) return -1;
    for (size_t i = 0; i < N; i++) {
        kw_article a = { .ref = kw_str_of(articles[i].ref), .outlet = kw_str_of(articles[i].outlet), .title = kw_str_of(articles[i].title),
                         .text = kw_str_of(articles[i].text), .language = i < 3 ? KW_STR("id") : KW_STR("en") };
        kw_when_parse(kw_str_of(articles[i].published), &a.published);
        if (kw_digest_make(k->group, &a, NULL, NULL, NULL, &mem, &digests[i], NULL) != KW_OK) return -1;
    }
    return 0;
}

static int close_all(void **state) {
    (void)state;
    kw_arena_free(&mem);
    kw_close(k);
    return 0;
}

/* The stories and links of the set in the given order, as text. */
static void show(const kw_digest **v, size_t n, char *out, size_t size) {
    kw_arena tmp = KW_ARENA_EMPTY;
    kw_groups g;
    int at = 0;
    assert_int_equal(kw_group_run(k->group, v, n, &tmp, &g, NULL), KW_OK);
    for (size_t s = 0; s < g.n_stories; s++) {
        for (size_t i = 0; i < g.stories[s].n_articles; i++)
            at += snprintf(out + at, size - (size_t)at, "%.*s", KW_FMT(v[g.stories[s].articles[i]]->ref));
        at += snprintf(out + at, size - (size_t)at, "(%u) ", g.stories[s].n_origins);
    }
    for (size_t l = 0; l < g.n_links; l++)
        at += snprintf(out + at, size - (size_t)at, "%.*s>%.*s:%s ", KW_FMT(v[g.links[l].from]->ref), KW_FMT(v[g.links[l].to]->ref),
            kw_link_kind_name(g.links[l].kind));
    kw_arena_free(&tmp);
}

static void one_answer_in_ten_orders(void **state) {
    (void)state;
    const kw_digest *v[N];
    uint32_t seed = 7;
    for (size_t i = 0; i < N; i++) v[i] = &digests[i];
    for (int round = 0; round < 10; round++) {
        char got[256] = "";
        show(v, N, got, sizeof got);
        assert_string_equal(got, "ba(1) de(2) c(1) b>a:reprint ");
        for (size_t i = N; i > 1; i--) {
            seed = seed * 1664525u + 1013904223u;
            size_t j = (seed >> 16) % i;
            const kw_digest *t = v[i - 1];
            v[i - 1] = v[j];
            v[j] = t;
        }
    }
}

static void a_set_of_none_or_one(void **state) {
    (void)state;
    const kw_digest *v[1] = { &digests[0] };
    char got[64] = "";
    show(v, 0, got, sizeof got);
    assert_string_equal(got, "");
    show(v, 1, got, sizeof got);
    assert_string_equal(got, "a(1) ");
}

/* Two texts with KW_WINNOW + KW_SHINGLE - 1 equal words in a row, anywhere, share a fingerprint. */
static void equal_passages_share_a_print(void **state) {
    (void)state;
    enum { WORDS = 120, SAME = KW_WINNOW + KW_SHINGLE - 1 };
    for (uint32_t trial = 0; trial < 300; trial++) {
        kw_digest_word a[WORDS], b[WORDS];
        uint32_t x[WORDS + 1], y[WORDS + 1], at = trial % (WORDS - SAME), to = (trial * 31) % (WORDS - SAME);
        for (uint32_t i = 0; i < WORDS; i++) {
            a[i] = (kw_digest_word){ .hash = (trial * 977 + i + 1) * 2654435761u };
            b[i] = (kw_digest_word){ .hash = (trial * 977 + i + 1) * 2246822519u };
        }
        memcpy(b + to, a + at, SAME * sizeof *a);
        size_t n = kw_scan_prints(a, WORDS, x), m = kw_scan_prints(b, WORDS, y), shared = 0;
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < m; j++) shared += x[i] == y[j];
        assert_true(shared > 0);
    }
}

static void words_quotes_and_numbers(void **state) {
    (void)state;
    kw_digest_word w[16], v[4];
    size_t n = kw_scan_words(KW_STR("Rp 1.937.000, ujar Siti: \xe2\x80\x9c" "Harga Naik\xe2\x80\x9d tadi"), w, 16);
    assert_int_equal(n, 7);
    assert_true(w[1].flags & KW_DIGEST_NUMBER);
    assert_true(w[3].flags & KW_DIGEST_NAME);
    assert_true((w[4].flags & KW_DIGEST_QUOTED) && (w[5].flags & KW_DIGEST_QUOTED) && !(w[6].flags & KW_DIGEST_QUOTED));
    kw_scan_words(KW_STR("1,937,000 SITI"), v, 4);
    assert_int_equal(v[0].hash, w[1].hash);
    assert_int_equal(v[1].hash, w[3].hash);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(one_answer_in_ten_orders), cmocka_unit_test(a_set_of_none_or_one),
                                        cmocka_unit_test(equal_passages_share_a_print), cmocka_unit_test(words_quotes_and_numbers) };
    return cmocka_run_group_tests_name("group/group", tests, open_all, close_all);
}
