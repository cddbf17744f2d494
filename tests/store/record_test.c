/* SPDX-License-Identifier: MIT
 * The record from inside: an article goes in and comes out, ids of findings stay over versions, every lack of memory is
 * handed on and leaves the record whole. */
#include "ask/ask.h"
#include "base/hash.h"
#include "store/lists.h"
#include "store/schema.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

#include "tests/record.h"

static char path[] = "/tmp/kawat-record-XXXXXX";
static char record_path[64];

static int make_folder(void **state) {
    (void)state;
    if (!mkdtemp(path)) return 1;
    snprintf(record_path, sizeof record_path, "%s/r.db", path);
    return 0;
}

static void remove_record(void) {
    static const char *const ends[] = { "", "-wal", "-shm", "-lock" };
    for (size_t i = 0; i < 4; i++) {
        char name[96];
        snprintf(name, sizeof name, "%s%s", record_path, ends[i]);
        unlink(name);
    }
}

static int drop_folder(void **state) {
    (void)state;
    remove_record();
    return rmdir(path);
}

/* ---- a made-up article: "Abad lent Bari a ship. "Good," said Abad." ---- */

static kw_entity people[2];
static kw_mention mentions[2];
static kw_quote quotes[1];
static kw_report reports[1];
static kw_marks marks;
static kw_reports all_reports;

static kw_article article_of(const char *ref, const char *text) {
    people[0] = (kw_entity){ .kind = KW_PERSON, .name = KW_STR("Abad"), .country = KW_STR("AAA"), .score = .9, .why = KW_STR("a name") };
    people[1] = (kw_entity){ .kind = KW_STATE, .actor = KW_STR("BBB"), .name = KW_STR("Bari"), .country = KW_STR("BBB"), .score = 1 };
    mentions[0] = (kw_mention){ .at = { 0, 4 }, .entity = 0 };
    mentions[1] = (kw_mention){ .at = { 10, 14 }, .entity = 1 };
    quotes[0] = (kw_quote){ .at = { 24, 29 }, .direct = true, .speaker = 0, .cue = { 31, 35 } };
    reports[0] = (kw_report){ .source = 0, .target = 1, .source_entity = 0, .target_entity = 1, .type = KW_STR("AID"), .cameo = KW_STR("070"),
        .goldstein = 7,
                              .happened = true, .place = -1, .says = -1, .evidence = { 0, 22 }, .trigger = { 5, 9 }, .score = .8,
                              .frame = KW_STR("frames lend") };
    marks = (kw_marks){ .entities = people, .n_entities = 2, .mentions = mentions, .n_mentions = 2, .quotes = quotes, .n_quotes = 1 };
    all_reports = (kw_reports){ reports, 1 };
    return (kw_article){ .ref = kw_str_of(ref), .path = KW_STR("x"), .title = KW_STR("Ships"), .text = kw_str_of(text), .language = KW_STR("en") };
}

static const char one[] = "Abad lent Bari a ship. \"Good,\" said Abad.";
static const char two[] = "Abad lent Bari a ship. \"Good,\" said Abad. More.";

static kw_rc put(kw_record *r, const char *ref, const char *text, kw_put_result *result, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_article a = article_of(ref, text);
    kw_entry e = { .article = &a, .marks = &marks, .reports = &all_reports, .digest = KW_STR("digest") };
    e.content = kw_article_content(&a, &mem);
    e.bytes = kw_hash(a.text);
    kw_rc rc = kw_record_begin(r, err);
    if (rc == KW_OK) rc = kw_record_put(r, &e, &mem, result, err);
    if (rc == KW_OK) rc = kw_record_commit(r, err);
    else kw_record_rollback(r);
    kw_arena_free(&mem);
    return rc;
}

static kw_record *open_new(void) {
    kw_record *r;
    kw_err err = { "" };
    remove_record();
    if (kw_record_open(record_path, KW_CREATE, &r, &err) != KW_OK) fail_msg("%s", err.text);
    return r;
}

static void whole(kw_record *r) {
    kw_err err = { "" };
    if (kw_record_check(r, tell_finding, NULL, &err) == KW_OK) return;
    /* an unfinished grouping is all that may be said of a record that was never grouped */
    if (!strstr(err.text, ": 1 findings")) fail_msg("%s", err.text);
}

static void the_schema_has_its_numbers(void **state) {
    (void)state;
    kw_record *r = open_new();
    assert_int_equal(count_in(r, "SELECT * FROM pragma_application_id"), KW_SCHEMA_ID);
    assert_int_equal(count_in(r, "SELECT * FROM pragma_user_version"), KW_SCHEMA_VERSION);
    kw_record_close(r);
}

static void what_goes_in_comes_out(void **state) {
    (void)state;
    kw_record *r = open_new();
    kw_put_result result;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_article_row row;
    kw_asker a = { NULL, r };
    assert_int_equal(put(r, "a", one, &result, NULL), KW_OK);
    assert_int_equal(result, KW_PUT_NEW);
    assert_int_equal(put(r, "a", one, &result, NULL), KW_OK);
    assert_int_equal(result, KW_PUT_SAME);
    assert_int_equal(kw_ask_article(&a, 1, &mem, &row, NULL), KW_OK);
    assert_true(kw_str_is(row.text, one) && kw_str_is(row.ref, "a") && kw_str_is(row.language, "en"));
    assert_int_equal(row.n_mentions, 2);
    assert_true(kw_str_is(row.mentions[1].who.actor, "BBB"));
    assert_int_equal(row.n_quotes, 1);
    assert_true(kw_str_is(row.quotes[0].text, "Good,") && kw_str_is(row.quotes[0].cue, "said") && kw_str_is(row.quotes[0].speaker.name, "Abad"));
    assert_int_equal(row.n_reports, 1);
    assert_true(kw_str_is(row.reports[0].evidence, "Abad lent Bari a ship.") && kw_str_is(row.reports[0].frame, "frames lend"));
    whole(r);
    kw_arena_free(&mem);
    kw_record_close(r);
}

static void ids_stay_over_versions(void **state) {
    (void)state;
    kw_record *r = open_new();
    kw_put_result result;
    assert_int_equal(put(r, "b", one, &result, NULL), KW_OK);
    assert_int_equal(put(r, "a", one, &result, NULL), KW_OK);
    int64_t quote = count_in(r, "SELECT id FROM quote WHERE article = 2"), report = count_in(r, "SELECT id FROM report WHERE article = 2");
    int64_t event = count_in(r, "SELECT event FROM report WHERE article = 2");
    assert_int_equal(put(r, "a", two, &result, NULL), KW_OK);
    assert_int_equal(result, KW_PUT_VERSION);
    assert_int_equal(count_in(r, "SELECT count(*) FROM version WHERE article = 2"), 2);
    assert_int_equal(count_in(r, "SELECT id FROM quote WHERE article = 2"), quote);
    assert_int_equal(count_in(r, "SELECT id FROM report WHERE article = 2"), report);
    assert_int_equal(count_in(r, "SELECT event FROM report WHERE article = 2"), event);
    assert_int_equal(count_in(r, "SELECT count(*) FROM event"), 2);
    whole(r);
    kw_record_close(r);
}

static kw_rc stop_at_first(void *ctx, int64_t id, kw_err *err) {
    (void)id;
    ++*(int64_t *)ctx;
    return kw_fail(err, KW_DATA, NULL, "one is enough");
}

static void lists_are_counted_as_far_as_asked(void **state) {
    (void)state;
    kw_record *r = open_new();
    kw_put_result result;
    kw_err err = { "" };
    int64_t n, calls = 0;
    assert_int_equal(put(r, "b", one, &result, NULL), KW_OK);
    assert_int_equal(put(r, "a", one, &result, NULL), KW_OK);
    assert_int_equal(kw_list_count(r, KW_ARTICLES, 0, 1, &n, &err), KW_OK);
    assert_int_equal(n, 1);
    assert_int_equal(kw_list_count(r, KW_ARTICLES, 0, 100, &n, &err), KW_OK);
    assert_int_equal(n, 2);
    assert_int_equal(kw_list_count(r, KW_ARTICLES_OF_STORY, 999, 100, &n, &err), KW_OK);
    assert_int_equal(n, 0);
    assert_int_equal(kw_list_each(r, KW_ARTICLES, 0, stop_at_first, &calls, &err), KW_DATA);
    assert_int_equal(calls, 1);
    assert_string_equal(err.text, "one is enough");
    kw_record_close(r);
}

/* Each allocation fails once: the failure is handed on and nothing of the article is there. */
static void no_memory_leaves_the_record_whole(void **state) {
    (void)state;
    kw_record *r = open_new();
    kw_put_result result;
    kw_rc rc = KW_NOMEM;
    long k = 1;
    for (; rc != KW_OK && k < 200; k++) {
        kw_alloc_fail_at(k);
        rc = put(r, "a", one, &result, NULL);
        kw_alloc_fail_at(0);
        if (rc != KW_OK) assert_int_equal(count_in(r, "SELECT count(*) FROM article"), 0);
    }
    assert_int_equal(rc, KW_OK);
    whole(r);
    kw_record_close(r);
}

static void one_writes_at_a_time(void **state) {
    (void)state;
    kw_record *r = open_new(), *other;
    kw_err err = { "" };
    assert_int_equal(kw_record_open(record_path, KW_WRITE, &other, &err), KW_BUSY);
    assert_null(other);
    assert_non_null(strstr(err.text, "another program is writing"));
    assert_int_equal(kw_record_open(record_path, KW_READ, &other, &err), KW_OK);
    kw_record_close(other);
    kw_record_close(r);
    assert_int_equal(kw_record_open(record_path, KW_WRITE, &r, &err), KW_OK);
    kw_record_close(r);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(the_schema_has_its_numbers), cmocka_unit_test(what_goes_in_comes_out),
        cmocka_unit_test(ids_stay_over_versions), cmocka_unit_test(lists_are_counted_as_far_as_asked),
        cmocka_unit_test(no_memory_leaves_the_record_whole), cmocka_unit_test(one_writes_at_a_time) };
    return cmocka_run_group_tests_name("store/record", tests, make_folder, drop_folder);
}
