/* SPDX-License-Identifier: MIT
 * The words stage opened once for the tests of a file: cmocka's set_up and tear_down. */
#ifndef TESTS_WORDS_OPENED_H
#define TESTS_WORDS_OPENED_H

#include "words/words.h"

typedef struct { kw_know *know; kw_arena mem; kw_words_kit *kit; } opened;

static int set_up(void **state) {
    static opened o;
    kw_language_id *lang;
    if (kw_know_open(NULL, &o.know, NULL) != KW_OK || kw_language_open(o.know, &o.mem, &lang, NULL) != KW_OK) return -1;
    *state = &o;
    return kw_words_open(o.know, lang, &o.mem, &o.kit, NULL) == KW_OK ? 0 : -1;
}

static int tear_down(void **state) {
    opened *o = *state;
    kw_arena_free(&o->mem);
    kw_know_close(o->know);
    return 0;
}

#endif
