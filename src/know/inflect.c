/* SPDX-License-Identifier: MIT
 * A row of the table says which letters the word may end in, which may stand before the last and before that one ("!": any but these;
 * empty: whatever stands there, or nothing), how many bytes go and what comes; '=' is the last letter once more. */
#include "know/inflect.h"

enum { FORM, LAST, BEFORE, THIRD, DROP, ADD };

static bool letter_fits(kw_str letters, kw_str word, size_t from_end) {
    if (!letters.n) return true;
    if (word.n < from_end) return false;
    bool not = letters.p[0] == '!';
    if (not) letters = kw_str_sub(letters, 1, letters.n);
    return (memchr(letters.p, word.p[word.n - from_end], letters.n) != NULL) != not;
}

static bool write_ending(kw_str drop, kw_str add, kw_str word, kw_ending *out) {
    out->drop = drop.n == 1 ? (size_t)(drop.p[0] - '0') : 0;
    if (out->drop >= word.n || add.n >= sizeof out->add) return false;
    for (size_t i = 0; i < add.n; i++) out->add[i] = add.p[i] == '=' ? word.p[word.n - 1] : add.p[i];
    out->add[add.n] = '\0';
    return true;
}

bool kw_inflect(const kw_table *t, const char *form, kw_str word, kw_ending *out) {
    kw_rows r = t && word.n ? kw_table_find(t, kw_str_of(form)) : (kw_rows){ 0, 0 };
    for (uint32_t i = r.first; i < r.first + r.n; i++)
        if (letter_fits(kw_table_cell(t, i, LAST), word, 1) && letter_fits(kw_table_cell(t, i, BEFORE), word, 2) &&
            letter_fits(kw_table_cell(t, i, THIRD), word, 3))
            return write_ending(kw_table_cell(t, i, DROP), kw_table_cell(t, i, ADD), word, out);
    return false;
}
