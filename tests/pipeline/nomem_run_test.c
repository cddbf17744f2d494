/* SPDX-License-Identifier: MIT
 * Adding, watching and serving as a whole, allocations of the calling thread (who records, groups, follows and opens) made to fail once, and in
 * adding those of any thread: the answer is "out of memory" or all is done, the record is whole in either case, and the next call makes it what
 * it would have been. */
#include "base/arena.h"
#include "base/buf.h"
#include "kawat.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static char folder[] = "/tmp/kawat-nomem-XXXXXX", record_path[64];
static kw *program;
static kw_buf whole;
static const char *const samples[] = { "samples/articles/01-samudra.txt", "samples/articles/02-harian-nusa.html", "samples/articles/06-samudra-pembaruan.txt" };

/* One in so many allocations fails, more and more seldom: each once would take minutes. */
static long next_after(long at) { return at + 1 + at / 8; }

static bool keep(void *ctx, const char *p, size_t n) {
    kw_buf_add(ctx, (kw_str){ p, n });
    return true;
}


static void remove_record(void) {
    static const char *const ends[] = { "", "-wal", "-shm", "-lock", "-watch" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char path[80];
        snprintf(path, sizeof path, "%s%s", record_path, ends[i]);
        remove(path);
    }
}

static kw_rc add_by(kw_record *r, unsigned jobs, kw_err *err) {
    kw_inputs in = { .paths = samples, .n_paths = sizeof samples / sizeof *samples, .jobs = jobs };
    kw_summary sum = { 0 };
    return kw_add(program, r, &in, &sum, err);
}

static kw_rc add(kw_record *r, kw_err *err) { return add_by(r, 1, err); }

static void ask_all(kw_record *r, kw_buf *out) {
    static const kw_ask_what asked[] = { KW_ASK_EVENTS, KW_ASK_STORIES, KW_ASK_LINKS, KW_ASK_QUOTES };
    kw_buf_reset(out);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        kw_rc rc = kw_ask(program, r, &(kw_question){ .what = asked[i] }, KW_JSONL, keep, out, NULL);
        assert_true(rc == KW_OK || rc == KW_EMPTY);
    }
}

static int open_all(void **state) {
    kw_record *r;
    (void)state;
    if (!mkdtemp(folder)) return -1;
    snprintf(record_path, sizeof record_path, "%s/record.db", folder);
    if (kw_open(&(kw_options){ .world = "samples/world", .trusted = true }, &program, NULL) != KW_OK) return -1;
    if (kw_record_open(record_path, KW_CREATE, &r, NULL) != KW_OK || add(r, NULL) != KW_OK) return -1;
    ask_all(r, &whole);
    kw_record_close(r);
    remove_record();
    return whole.n > 1000 ? 0 : -1;
}

static int close_all(void **state) {
    (void)state;
    remove_record();
    kw_buf_free(&whole);
    kw_close(program);
    return rmdir(folder);
}

/* What is wrong with it, but for a grouping that the next add does. */
static void is_whole(kw_record *r, const char *call, long at) {
    kw_buf said = KW_BUF_EMPTY;
    kw_rc rc = kw_check(r, keep, &said, NULL);
    kw_str text = kw_buf_str(&said);
    if (rc != KW_OK && !(kw_str_starts(text, KW_STR("grouping: an add was cut short")) && kw_str_find(text, KW_STR("\n"), 0) == text.n - 1))
        fail_msg("%s, allocation %ld: %.*s", call, at, KW_FMT(text));
    kw_buf_free(&said);
}

static void adding_survives_failures(long (*fail_at)(long), unsigned jobs) {
    kw_buf got = KW_BUF_EMPTY;
    for (long at = 1;; at = next_after(at)) {
        kw_record *r;
        kw_err err = { "" };
        assert_int_equal(kw_record_open(record_path, KW_CREATE, &r, NULL), KW_OK);
        fail_at(at);
        kw_rc rc = add_by(r, jobs, &err);
        bool met = fail_at(0) <= 0;
        if (rc != KW_OK && rc != KW_NOMEM) fail_msg("add, allocation %ld: code %d, %s", at, (int)rc, err.text);
        if (rc == KW_NOMEM) assert_string_equal(err.text, "out of memory");
        is_whole(r, "add", at);
        assert_int_equal(add(r, NULL), KW_OK);
        is_whole(r, "add again", at);
        ask_all(r, &got);
        if (!kw_str_eq(kw_buf_str(&got), kw_buf_str(&whole))) fail_msg("add, allocation %ld: another record", at);
        kw_record_close(r);
        remove_record();
        if (!met) break;
    }
    kw_buf_free(&got);
}

static void adding_survives(void **state) {
    (void)state;
    adding_survives_failures(kw_alloc_fail_at, 1);
}

/* Who reads, who understands and who records run side by side: which of them meets the failure is another one each time. */
static void workers_survive(void **state) {
    (void)state;
    adding_survives_failures(kw_alloc_fail_anywhere_at, 3);
}

/* ---- a site to follow: the page of another record ---- */

typedef struct { char record[80], url[80]; volatile int stop; pthread_mutex_t lock; pthread_cond_t told; } site;

static void ready(void *ctx, const char *url) {
    site *s = ctx;
    pthread_mutex_lock(&s->lock);
    snprintf(s->url, sizeof s->url, "%sarticle/a1", url);
    pthread_cond_signal(&s->told);
    pthread_mutex_unlock(&s->lock);
}

static void *serve_site(void *ctx) {
    site *s = ctx;
    kw_serve_options o = { .record = s->record, .ready = ready, .stop = &s->stop, .ctx = s };
    return kw_serve(program, &o, NULL) == KW_OK ? s : NULL;
}

static void begin_site(site *s, pthread_t *thread) {
    kw_record *r;
    snprintf(s->record, sizeof s->record, "%s/site.db", folder);
    assert_int_equal(kw_record_open(s->record, KW_CREATE, &r, NULL), KW_OK);
    assert_int_equal(add(r, NULL), KW_OK);
    kw_record_close(r);
    pthread_mutex_lock(&s->lock);
    assert_int_equal(pthread_create(thread, NULL, serve_site, s), 0);
    while (!*s->url) pthread_cond_wait(&s->told, &s->lock);
    pthread_mutex_unlock(&s->lock);
}

static void end_site(site *s, pthread_t thread) {
    void *good;
    s->stop = 1;
    pthread_join(thread, &good);
    assert_non_null(good);
    static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        char path[96];
        snprintf(path, sizeof path, "%s%s", s->record, ends[i]);
        remove(path);
    }
}

static kw_rc watch(const site *s, kw_summary *sum, kw_err *err) {
    const char *const sources[] = { s->url };
    kw_watch_options o = { .sources = sources, .n_sources = 1, .record = record_path, .once = true, .in = { .jobs = 1, .allow_private = true } };
    return kw_watch(program, &o, sum, err);
}

static void watching_survives(void **state) {
    static site s = { .lock = PTHREAD_MUTEX_INITIALIZER, .told = PTHREAD_COND_INITIALIZER };
    pthread_t thread;
    (void)state;
    begin_site(&s, &thread);
    for (long at = 1;; at = next_after(at) + at / 2) {         /* a host is given a pause between two questions */
        kw_summary sum = { 0 };
        kw_err err = { "" };
        kw_record *r;
        kw_buf got = KW_BUF_EMPTY;
        kw_alloc_fail_at(at);
        kw_rc rc = watch(&s, &sum, &err);
        bool met = kw_alloc_fail_at(0) == 0;
        if (rc != KW_OK && rc != KW_NOMEM) fail_msg("watch, allocation %ld: code %d, %s", at, (int)rc, err.text);
        assert_int_equal(watch(&s, &sum, NULL), KW_OK);
        assert_int_equal(kw_record_open(record_path, KW_WRITE, &r, NULL), KW_OK);
        is_whole(r, "watch", at);
        assert_int_equal(kw_ask(program, r, &(kw_question){ .what = KW_ASK_SHOW, .a = s.url }, KW_JSONL, keep, &got, NULL), KW_OK);
        kw_buf_free(&got);
        kw_record_close(r);
        remove_record();
        if (!met) {
            assert_int_equal(rc, KW_OK);
            break;
        }
    }
    end_site(&s, thread);
}

static void serving_survives(void **state) {
    static const volatile int stop = 1;
    kw_record *r;
    (void)state;
    assert_int_equal(kw_record_open(record_path, KW_CREATE, &r, NULL), KW_OK);
    kw_record_close(r);
    for (long at = 1;; at++) {
        kw_serve_options o = { .record = record_path, .stop = &stop };
        kw_err err = { "" };
        kw_alloc_fail_at(at);
        kw_rc rc = kw_serve(program, &o, &err);
        bool met = kw_alloc_fail_at(0) == 0;
        if (rc != KW_OK && rc != KW_NOMEM) fail_msg("serve, allocation %ld: code %d, %s", at, (int)rc, err.text);
        if (!met) break;
    }
    remove_record();
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(adding_survives), cmocka_unit_test(workers_survive), cmocka_unit_test(watching_survives), cmocka_unit_test(serving_survives) };
    return cmocka_run_group_tests_name("pipeline/nomem_run", tests, open_all, close_all);
}
