/* SPDX-License-Identifier: MIT
 * The index of keys answers what a plain list answers, however its runs were put in and merged. */
#include "store/keys.h"
#include "store/near.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>

enum { ALL = 60000, KEYS = 9000 };

static char path[] = "/tmp/kawat-keys-XXXXXX";
static char record_path[64];
static kw_record *r;

static int open_record(void **state) {
    (void)state;
    if (!mkdtemp(path)) return 1;
    snprintf(record_path, sizeof record_path, "%s/r.db", path);
    return kw_record_open(record_path, KW_CREATE, &r, NULL) == KW_OK ? 0 : 1;
}

static int drop_record(void **state) {
    (void)state;
    kw_record_close(r);
    static const char *const ends[] = { "", "-wal", "-shm" };
    for (size_t i = 0; i < 3; i++) {
        char name[96];
        snprintf(name, sizeof name, "%s%s", record_path, ends[i]);
        unlink(name);
    }
    return rmdir(path);
}

static int by_value(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static uint32_t any(uint64_t *seed) { return (uint32_t)((*seed = *seed * 6364136223846793005u + 1442695040888963407u) >> 33); }

/* Some keys are held by many, most by few; two lie at the ends of what a key can be. */
static uint32_t key_of(uint64_t *seed) {
    uint32_t k = any(seed) % KEYS;
    return k < 20 ? k : k < 40 ? UINT32_MAX - k + 20 : (k * 2654435761u) >> (k % 3);
}

static int by_number(const void *a, const void *b) {
    return (*(const uint32_t *)a > *(const uint32_t *)b) - (*(const uint32_t *)a < *(const uint32_t *)b);
}

static void finds_all(kw_keys *k, const uint64_t *v, size_t n, size_t first) {
    uint32_t key = (uint32_t)(v[first] >> 32);
    const uint32_t *found;
    uint32_t *sorted;
    size_t m, last = first;
    while (last < n && v[last] >> 32 == key) last++;
    assert_int_equal(kw_keys_find(k, key, &found, &m, NULL), KW_OK);
    assert_int_equal(m, last - first);
    sorted = malloc((m + 1) * sizeof *sorted);
    assert_non_null(sorted);
    memcpy(sorted, found, m * sizeof *sorted);
    qsort(sorted, m, sizeof *sorted, by_number);
    for (size_t i = 0; i < m; i++) assert_int_equal(sorted[i], (uint32_t)v[first + i]);
    free(sorted);
}

static void many_small_runs_and_some_large_ones(void **state) {
    (void)state;
    static uint64_t all[ALL], part[ALL];
    uint64_t seed = 3;
    size_t n = 0;
    kw_keys *k;
    int64_t runs;
    assert_int_equal(kw_record_begin(r, NULL), KW_OK);
    for (unsigned round = 0; n + 4000 < ALL; round++) {
        size_t some = round % 7 == 0 ? 4000 : 1 + any(&seed) % 60;
        for (size_t i = 0; i < some; i++) part[i] = all[n + i] = (uint64_t)key_of(&seed) << 32 | (uint32_t)(n + i + 1);
        n += some;
        qsort(part, some, sizeof *part, by_value);
        assert_int_equal(kw_keys_put(r, 1, part, some, NULL), KW_OK);
    }
    assert_int_equal(kw_record_commit(r, NULL), KW_OK);
    qsort(all, n, sizeof *all, by_value);
    assert_int_equal(kw_keys_open(r, 1, &k, NULL), KW_OK);
    for (size_t i = 0; i < n; i++)                                      /* in rising order */
        if (!i || all[i] >> 32 != all[i - 1] >> 32) finds_all(k, all, n, i);
    for (int i = 0; i < 500; i++) {                                     /* in any order */
        size_t at = any(&seed) % n;
        while (at && all[at - 1] >> 32 == all[at] >> 32) at--;
        finds_all(k, all, n, at);
    }
    const uint32_t *found;
    size_t m;
    assert_int_equal(kw_keys_find(k, 0x7fff1234u, &found, &m, NULL), KW_OK);
    kw_keys_close(k);
    assert_int_equal(kw_keys_open(r, 2, &k, NULL), KW_OK);              /* another kind knows nothing of it */
    assert_int_equal(kw_keys_find(k, 1, &found, &m, NULL), KW_OK);
    assert_int_equal(m, 0);
    kw_keys_close(k);
    assert_int_equal(kw_db_count(r, "SELECT count(*) FROM keys_run", &runs, NULL), KW_OK);
    assert_true(runs < 12);
}

static void numbers_are_given_once(void **state) {
    (void)state;
    kw_numbered v[KW_NUMBERS], got[KW_NUMBERS];
    uint32_t next;
    memset(v, 0, sizeof v);
    assert_int_equal(kw_numbers_next(r, &next, NULL), KW_OK);
    assert_int_equal(next, 1);
    v[1] = (kw_numbered){ 1ull << 63 | 77, 12, 200 };
    v[2] = (kw_numbered){ 5, 0, 1 };                                    /* gone, and never given again */
    assert_int_equal(kw_numbers_write(r, 0, v, NULL), KW_OK);
    assert_int_equal(kw_numbers_read(r, 0, got, NULL), KW_OK);
    assert_true(got[1].place == v[1].place && got[1].article == 12 && got[1].language == 200 && got[2].place == 5 && !got[2].article &&
        !got[3].place);
    assert_int_equal(kw_numbers_next(r, &next, NULL), KW_OK);
    assert_int_equal(next, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(many_small_runs_and_some_large_ones), cmocka_unit_test(numbers_are_given_once) };
    return cmocka_run_group_tests_name("store/keys", tests, open_record, drop_record);
}
