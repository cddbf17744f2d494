/* SPDX-License-Identifier: MIT
 * Words and mark, opened once for the tests of a file: cmocka's set_up and tear_down. Include after cmocka.h. */
#ifndef TESTS_MARK_OPENED_H
#define TESTS_MARK_OPENED_H

#include "mark/mark.h"
#include "words/words.h"

static kw_know *know;
static kw_dates *dates;
static kw_words_kit *words_kit;
static kw_mark_kit *mark_kit;
static kw_arena lasting;

static int set_up(void **state) {
    kw_err err = { "" };
    kw_language_id *language;
    (void)state;
    kw_rc rc = kw_know_open(NULL, &know, &err);
    if (rc == KW_OK) rc = kw_dates_open(know, &lasting, &dates, &err);
    if (rc == KW_OK) rc = kw_language_open(know, &lasting, &language, &err);
    if (rc == KW_OK) rc = kw_words_open(know, language, &lasting, &words_kit, &err);
    if (rc == KW_OK) rc = kw_mark_open(know, dates, NULL, &lasting, &mark_kit, &err);
    if (rc != KW_OK) fprintf(stderr, "# %s\n", err.text);
    return rc == KW_OK ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    kw_arena_free(&lasting);
    kw_know_close(know);
    return 0;
}

#endif
