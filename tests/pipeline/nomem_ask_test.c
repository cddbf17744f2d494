/* SPDX-License-Identifier: MIT
 * Asking, checking, forgetting, extracting and drawing pages, each allocation made to fail once: what comes is "out of memory" or the whole
 * answer, never a part of it, and the record stays as it was. */
#include "base/arena.h"
#include "base/buf.h"
#include "kawat.h"
#include "know/know.h"
#include "serve/reply.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static char folder[] = "/tmp/kawat-nomem-XXXXXX", record_path[64];
static kw *program;
static kw_record *record;
static const char *const samples[] = { "samples/articles" };

/* One in so many allocations fails, after the first hundred: each once would take minutes. */
static long next_after(long at) { return at + (at < 100 ? 1 : at < 1000 ? 37 : 499); }

static bool keep(void *ctx, const char *p, size_t n) {
    kw_buf_add(ctx, (kw_str){ p, n });
    return true;
}

static int open_all(void **state) {
    kw_summary sum = { 0 };
    kw_inputs in = { .paths = samples, .n_paths = 1, .jobs = 1 };
    (void)state;
    if (!mkdtemp(folder)) return -1;
    snprintf(record_path, sizeof record_path, "%s/record.db", folder);
    if (kw_open(&(kw_options){ .world = "samples/world", .trusted = true }, &program, NULL) != KW_OK) return -1;
    if (kw_record_open(record_path, KW_CREATE, &record, NULL) != KW_OK) return -1;
    return kw_add(program, record, &in, &sum, NULL) == KW_OK && sum.added > 10 ? 0 : -1;
}

static int close_all(void **state) {
    static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
    (void)state;
    kw_record_close(record);
    kw_close(program);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char path[80];
        snprintf(path, sizeof path, "%s%s", record_path, ends[i]);
        remove(path);
    }
    return rmdir(folder);
}

static const struct { const char *name; kw_question q; } questions[] = {
    { "events", { .what = KW_ASK_EVENTS } }, { "timeline", { .what = KW_ASK_TIMELINE, .a = "Jepang", .b = "Indonesia" } },
    { "stories", { .what = KW_ASK_STORIES, .actor = "Jepang", .since = "2025" } }, { "story", { .what = KW_ASK_STORY, .a = "s1" } },
    { "links", { .what = KW_ASK_LINKS } }, { "chain", { .what = KW_ASK_CHAIN, .a = "a2" } }, { "quotes", { .what = KW_ASK_QUOTES, .lang = "id" } },
    { "search", { .what = KW_ASK_SEARCH, .a = "kapal" } }, { "article", { .what = KW_ASK_SHOW, .a = "a1" } },
    { "event", { .what = KW_ASK_SHOW, .a = "e1" } },
    { "why", { .what = KW_ASK_WHY, .a = "e1" } }, { "why of an article", { .what = KW_ASK_WHY, .a = "a1" } },
    { "diff", { .what = KW_ASK_DIFF, .a = "a1" } },
    { "threads", { .what = KW_ASK_THREADS } }, { "dyad", { .what = KW_ASK_DYAD, .a = "JPN", .b = "IDN", .by = "week" } },
    { "failures", { .what = KW_ASK_FAILURES } },
};

static void asks_survive(const char *name, const kw_question *q, kw_form form) {
    kw_buf whole = KW_BUF_EMPTY, got = KW_BUF_EMPTY;
    kw_rc want = kw_ask(program, record, q, form, keep, &whole, NULL);
    assert_true(want == KW_OK || want == KW_EMPTY);
    for (long at = 1;; at = next_after(at)) {
        kw_err err = { "" };
        kw_buf_reset(&got);
        kw_alloc_fail_at(at);
        kw_rc rc = kw_ask(program, record, q, form, keep, &got, &err);
        kw_alloc_fail_at(0);
        if (rc == KW_NOMEM) continue;
        if (rc != want) fail_msg("%s, form %d, allocation %ld: code %d, %s", name, (int)form, at, (int)rc, err.text);
        if (!kw_str_eq(kw_buf_str(&got), kw_buf_str(&whole))) fail_msg("%s, form %d, allocation %ld: a part of the answer", name, (int)form, at);
        break;
    }
    kw_buf_free(&whole);
    kw_buf_free(&got);
}

static void every_question_survives(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++)
        for (int form = KW_JSONL; form <= KW_TSV; form++) asks_survive(questions[i].name, &questions[i].q, (kw_form)form);
}

static void extracting_survives(void **state) {
    kw_buf out = KW_BUF_EMPTY;
    (void)state;
    for (long at = 1;; at = next_after(at)) {
        kw_inputs in = { .paths = samples, .n_paths = 1, .jobs = 1 };
        kw_summary sum = { 0 };
        kw_buf_reset(&out);
        kw_alloc_fail_at(at);
        kw_rc rc = kw_extract(program, &in, keep, &out, &sum, NULL);
        kw_alloc_fail_at(0);
        if (rc == KW_NOMEM) continue;
        assert_int_equal(rc, KW_OK);
        if (sum.failed) continue;               /* one input failed for want of memory, and was told so */
        assert_int_equal(sum.articles, 13);
        break;
    }
    kw_buf_free(&out);
}

static void checking_survives(void **state) {
    kw_buf out = KW_BUF_EMPTY;
    (void)state;
    for (long at = 1; at < 20; at++) {
        kw_alloc_fail_at(at);
        kw_rc rc = kw_check(record, keep, &out, NULL);
        kw_alloc_fail_at(0);
        assert_true(rc == KW_NOMEM || rc == KW_OK);
        assert_int_equal(out.n, 0);
    }
    kw_buf_free(&out);
}

static kw_rc ask_record(void *ctx, const kw_question *q, kw_form form, kw_write_fn *write, void *to, kw_err *err) {
    (void)ctx;
    return kw_ask(program, record, q, form, write, to, err);
}

typedef kw_rc page_fn(kw_reply *v, kw_err *err);
static kw_rc story(kw_reply *v, kw_err *err) { return kw_page_story(v, KW_STR("s1"), err); }
static kw_rc article(kw_reply *v, kw_err *err) { return kw_page_article(v, KW_STR("a1"), err); }
static kw_rc event(kw_reply *v, kw_err *err) { return kw_page_event(v, KW_STR("e1"), err); }

static void every_page_survives(void **state) {
    static const struct { const char *name; page_fn *draw; } pages[] = {
        { "home", kw_page_home }, { "stories", kw_page_stories }, { "timeline", kw_page_timeline }, { "search", kw_page_search },
        { "story", story }, { "article", article }, { "event", event },
    };
    const kw_arg args[] = { { KW_STR("a"), KW_STR("Jepang") }, { KW_STR("q"), KW_STR("kapal") } };
    kw_know *know;
    (void)state;
    assert_int_equal(kw_know_open("samples/world", &know, NULL), KW_OK);
    const kw_server server = { .know = know, .ask = ask_record };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        for (long at = 1;; at = next_after(at)) {
            kw_arena mem = KW_ARENA_EMPTY;
            kw_buf out = KW_BUF_EMPTY;
            kw_reply v = { .server = &server, .mem = &mem, .out = &out, .path = KW_STR("/"), .args = args, .n_args = 2, .language = KW_STR("id"),
                           .texts = kw_know_lang_table(know, KW_STR("id"), "page"), .status = 200 };
            kw_alloc_fail_at(at);
            kw_rc rc = pages[i].draw(&v, NULL);
            bool failed = kw_alloc_fail_at(0) == 0;
            if (rc != KW_OK && rc != KW_NOMEM) fail_msg("%s, allocation %ld: code %d", pages[i].name, at, (int)rc);
            if (rc == KW_OK && !kw_str_ends(kw_buf_str(&out), KW_STR("</html>\n"))) fail_msg("%s, allocation %ld: half a page", pages[i].name, at);
            kw_buf_free(&out);
            kw_arena_free(&mem);
            if (!failed) break;
        }
    kw_know_close(know);
}

/* The last: it takes an article away. */
static void forgetting_survives(void **state) {
    (void)state;
    for (long at = 1;; at++) {
        kw_buf before = KW_BUF_EMPTY, after = KW_BUF_EMPTY;
        const kw_question q = { .what = KW_ASK_STORIES };
        assert_int_equal(kw_ask(program, record, &q, KW_JSONL, keep, &before, NULL), KW_OK);
        kw_alloc_fail_at(at);
        kw_rc rc = kw_forget(program, record, "a3", NULL);
        kw_alloc_fail_at(0);
        assert_int_equal(kw_ask(program, record, &q, KW_JSONL, keep, &after, NULL), KW_OK);
        bool same = kw_str_eq(kw_buf_str(&before), kw_buf_str(&after));
        kw_buf_free(&before);
        kw_buf_free(&after);
        if (rc == KW_NOMEM) {
            if (!same) fail_msg("allocation %ld: something was forgotten", at);
            continue;
        }
        assert_int_equal(rc, KW_OK);
        assert_false(same);
        break;
    }
    assert_int_equal(kw_check(record, keep, &(kw_buf){ 0 }, NULL), KW_OK);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(every_question_survives), cmocka_unit_test(extracting_survives),
        cmocka_unit_test(checking_survives),
                                        cmocka_unit_test(every_page_survives), cmocka_unit_test(forgetting_survives) };
    return cmocka_run_group_tests_name("pipeline/nomem_ask", tests, open_all, close_all);
}
