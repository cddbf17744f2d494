/* SPDX-License-Identifier: MIT
 * Grouping a record when memory runs out: the failure is handed on, the record is as it was, and the next try finds all. */
#include "regroup.h"

#include "base/hash.h"
#include "know/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/record.h"

static const struct { const char *ref, *outlet, *published, *title, *text; } articles[] = {
    { "a", "Warta Kota", "2025-03-03", "Kapal tiba di Malora",
      "Kapal kayu Sinar Wesi tiba di pelabuhan Malora pada Senin dengan 210 ton beras dan 14 awak dari pulau Karangbolo.\n"
      "Kepala pelabuhan Hadi Sunoko mengatakan muatan itu dibongkar dalam enam jam oleh empat puluh buruh setempat." },
    { "b", "Suara Timur", "2025-03-03", "Kapal beras di Malora",
      "Kapal kayu Sinar Wesi tiba di pelabuhan Malora pada Senin dengan 210 ton beras dan 14 awak dari pulau Karangbolo." },
    { "c", "Pos Barat", "2025-03-20", "Sinar Wesi kandas",
      "Kapal Sinar Wesi kandas di dekat Karangbolo; kepala pelabuhan Malora Hadi Sunoko menyebut 14 awak selamat." },
    { "d", "Pos Barat", "2025-03-21", "Harga kopi naik", "Harga kopi di pasar Tirtosari naik 12 persen, kata pedagang Lestari Wulandana." },
};
enum { N = sizeof articles / sizeof *articles };

static char path[] = "/tmp/kawat-regroup-XXXXXX";
static char record_path[64];
static kw *k;
static kw_record *r;

static kw_rc put(size_t i, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_digest d = { 0 };
    kw_marks marks = { 0 };
    kw_reports reports = { 0 };
    kw_buf digest = KW_BUF_EMPTY;
    kw_put_result result;
    kw_article a = { .ref = kw_str_of(articles[i].ref), .path = KW_STR("x"), .outlet = kw_str_of(articles[i].outlet),
        .title = kw_str_of(articles[i].title),
                     .text = kw_str_of(articles[i].text), .language = KW_STR("id") };
    kw_when_parse(kw_str_of(articles[i].published), &a.published);
    kw_rc rc = kw_digest_make(k->group, &a, NULL, NULL, NULL, &mem, &d, err);
    if (rc == KW_OK) kw_regroup_pack(&d, &digest);
    kw_entry e = { .article = &a, .marks = &marks, .reports = &reports, .digest = kw_buf_str(&digest), .bytes = i + 1, .content = i + 1 };
    if (rc == KW_OK) rc = kw_record_put(r, &e, &mem, &result, err);       /* without a sketch: it is made when it is grouped */
    kw_buf_free(&digest);
    kw_arena_free(&mem);
    return rc;
}

static int open_all(void **state) {
    (void)state;
    if (!mkdtemp(path) || kw_open(NULL, &k, NULL) != KW_OK) return 1;
    snprintf(record_path, sizeof record_path, "%s/r.db", path);
    if (kw_record_open(record_path, KW_CREATE, &r, NULL) != KW_OK || kw_record_begin(r, NULL) != KW_OK) return 1;
    for (size_t i = 0; i < N; i++)
        if (put(i, NULL) != KW_OK) return 1;
    return kw_record_commit(r, NULL) == KW_OK ? 0 : 1;
}

static int close_all(void **state) {
    (void)state;
    static const char *const ends[] = { "", "-wal", "-shm" };
    kw_record_close(r);
    kw_close(k);
    for (size_t i = 0; i < 3; i++) {
        char name[96];
        snprintf(name, sizeof name, "%s%s", record_path, ends[i]);
        unlink(name);
    }
    return rmdir(path);
}

static void is_right(void) {
    assert_int_equal(count_in(r, "SELECT count(*) FROM link WHERE to_article IS NOT NULL AND kind = 'reprint'"), 1);
    assert_int_equal(count_in(r, "SELECT count(*) FROM story"), 3);
    assert_int_equal(count_in(r, "SELECT count(*) FROM near WHERE bonds IS NOT NULL"), 3);
    assert_int_equal(count_in(r, "SELECT count(*) FROM near WHERE origins IS NOT NULL"), N);
}

/* Each allocation fails once: that is told, or nothing is the worse for it. */
static void no_memory_is_handed_on(void **state) {
    (void)state;
    kw_err err = { "" };
    long failed = 0;
    for (long at = 1; at < 1200; at += at < 300 ? 1 : 7) {
        assert_int_equal(kw_record_begin(r, NULL), KW_OK);
        kw_alloc_fail_at(at);
        kw_rc rc = kw_regroup(k, r, &err);
        kw_alloc_fail_at(0);
        if (rc == KW_OK) is_right();
        else assert_int_equal(rc, KW_NOMEM);
        failed += rc != KW_OK;
        kw_record_rollback(r);
        assert_int_equal(count_in(r, "SELECT count(*) FROM near"), 0);
    }
    assert_true(failed > 100);
    assert_int_equal(kw_record_begin(r, NULL), KW_OK);
    assert_int_equal(kw_regroup(k, r, &err), KW_OK);
    assert_int_equal(kw_record_commit(r, NULL), KW_OK);
    is_right();
    if (kw_record_check(r, tell_finding, NULL, &err) != KW_OK) fail_msg("%s", err.text);
}

/* Forgotten articles are out of the web, and what hung on them is sought again. */
static void forgetting_touches_what_hung_on_it(void **state) {
    (void)state;
    kw_err err = { "" };
    if (kw_forget(k, r, "a2", &err) != KW_OK) fail_msg("%s", err.text);
    assert_int_equal(count_in(r, "SELECT count(*) FROM near"), N - 1);
    assert_int_equal(count_in(r, "SELECT count(*) FROM link"), 0);
    assert_int_equal(count_in(r, "SELECT n_articles FROM story s JOIN story_article x ON x.story = s.id WHERE x.article = 1"), 1);
    assert_int_equal(count_in(r, "SELECT count(*) FROM touched"), 0);
    if (kw_record_check(r, tell_finding, NULL, &err) != KW_OK) fail_msg("%s", err.text);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(no_memory_is_handed_on), cmocka_unit_test(forgetting_touches_what_hung_on_it) };
    return cmocka_run_group_tests_name("pipeline/regroup", tests, open_all, close_all);
}
