/* SPDX-License-Identifier: MIT
 * White space and control characters of a line, against the same done byte for byte. */
#include "clean/draft.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <cmocka.h>

/* Runs of white space are one blank, control characters go, and so do blanks at the ends. */
static size_t plainly(kw_str s, char *to) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        const unsigned char c = (unsigned char)s.p[i];
        if (kw_is_space(s.p[i])) {
            if (n && to[n - 1] != ' ') to[n++] = ' ';
        } else if (c == 0xc2 && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xa0) i++;
        else if (c >= ' ' && c != 0x7f) to[n++] = s.p[i];
    }
    while (n && to[n - 1] == ' ') n--;
    return n;
}

static void squeezes_as_byte_for_byte(void **state) {
    static const char *const pieces[] = { "word", "a", " ", " ", "  ", "\n", "\t \n", "\x01", "\x7f", "\xc2\x85", "\xc2\xa9",
        "long words in a row here" };
    kw_arena mem = KW_ARENA_EMPTY;
    uint32_t dice = 1;
    (void)state;
    for (int round = 0; round < 20000; round++) {
        char text[512], want[512];
        size_t n = 0;
        for (int k = round % 14; k > 0; k--) {
            dice = dice * 1664525u + 1013904223u;
            const kw_str piece = kw_str_of(pieces[(dice >> 16) % (sizeof pieces / sizeof *pieces)]);
            memcpy(text + n, piece.p, piece.n);
            n += piece.n;
        }
        const kw_str got = kw_squeeze(&mem, (kw_str){ text, n });
        const size_t wanted = plainly(kw_str_trim((kw_str){ text, n }), want);
        if (!kw_str_eq(got, (kw_str){ want, wanted })) fail_msg("round %d: want '%.*s', found '%.*s'", round, (int)wanted, want, KW_FMT(got));
        kw_arena_reset(&mem);
    }
    kw_arena_free(&mem);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(squeezes_as_byte_for_byte) };
    return cmocka_run_group_tests_name("lines", tests, NULL, NULL);
}
