/* SPDX-License-Identifier: MIT
 * The tables of phrases against a text: what counts is where a phrase stands, and what stands behind it. */
#include "clean/draft.h"
#include "base/utf8.h"

#include <ctype.h>

enum { KEY_MAX = 72, FOLD_MAX = 3 * KEY_MAX + 4, SHORT_LINE = 240, COL_HOW = 1, COL_KIND = 2, COL_ROLE = 1, COL_COLON = 2 };

static bool mark(char c) {
    static const bool marks[256] = { [' '] = true, [':'] = true, [';'] = true, [','] = true, ['.'] = true, ['('] = true, [')'] = true, ['['] = true, [']'] = true,
                                     ['|'] = true, ['/'] = true, ['!'] = true, ['?'] = true, ['"'] = true, ['\''] = true, ['@'] = true };
    return marks[(unsigned char)c];
}

/* May a key end before byte `i`? */
static bool border(kw_str s, size_t i) {
    if (i >= s.n) return true;
    unsigned char before = (unsigned char)s.p[i - 1], here = (unsigned char)s.p[i];
    return mark(s.p[i]) || mark(s.p[i - 1]) || (islower(before) && isupper(here)) || (here >= 0x80 && before < 0x80);
}

static size_t first_word(kw_str s, size_t at, bool to_blank) {
    size_t i = at + 1;
    while (i < s.n && i - at < KEY_MAX && (to_blank ? s.p[i] != ' ' : !border(s, i))) i++;
    return i;
}

/* A colon is a word of its own in the tables ("tags :"), whether a blank stands before it in the text or not. */
static kw_rows rows_for(const kw_table *t, kw_str s) {
    char room[FOLD_MAX + 2];
    bool glued = s.n > 1 && s.p[s.n - 1] == ':' && s.p[s.n - 2] != ' ';
    kw_str key = kw_utf8_fold_in(glued ? kw_str_sub(s, 0, s.n - 1) : s, room, FOLD_MAX);
    if (!glued || !key.n) return kw_table_find(t, key);
    if (key.p != room) memcpy(room, key.p, key.n);
    memcpy(room + key.n, " :", 2);
    return kw_table_find(t, (kw_str){ room, key.n + 2 });
}

static uint32_t words_from(const kw_table *t, kw_str word) {
    char room[FOLD_MAX];
    return kw_table_words_from(t, kw_utf8_fold_in(word, room, sizeof room));
}

size_t kw_phrase_at(const kw_table *t, kw_str text, size_t at, kw_rows *rows) {
    if (!t || at >= text.n || text.p[at] == ' ') return 0;
    size_t near = first_word(text, at, false), far = first_word(text, at, true);
    uint32_t words = words_from(t, kw_str_sub(text, at, near)), more = near == far ? 0 : words_from(t, kw_str_sub(text, at, far));
    if (more > words) words = more;
    if (!words) return 0;
    size_t ends[KEY_MAX], n = 0;
    uint32_t blanks = 0;
    for (size_t i = at + 1; i <= text.n && i - at < KEY_MAX; i++) {
        if (border(text, i) && (i == text.n || text.p[i - 1] != ' ')) ends[n++] = i;
        if (i < text.n && text.p[i] == ' ' && ++blanks >= words) break;
    }
    while (n--) {
        *rows = rows_for(t, kw_str_sub(text, at, ends[n]));
        if (rows->n) return ends[n] - at;
    }
    return 0;
}

/* "Comments (12)": without the count. */
static kw_str without_count(kw_str s) {
    size_t i = s.n;
    if (!i || s.p[i - 1] != ')') return s;
    for (i--; i && (isdigit((unsigned char)s.p[i - 1]) || s.p[i - 1] == '.' || s.p[i - 1] == ','); i--) { }
    return i && s.p[i - 1] == '(' && i < s.n - 1 ? kw_str_trim(kw_str_sub(s, 0, i - 1)) : s;
}

static kw_str without_edges(kw_str s) {
    s = without_count(s);
    while (s.n && (mark(s.p[0]) || strchr("-*>#", s.p[0]))) s = kw_str_sub(s, 1, s.n);
    while (s.n && (mark(s.p[s.n - 1]) || strchr("-*>#", s.p[s.n - 1]))) s.n--;
    return s;
}

static bool ends_label(kw_str s, size_t at) {
    while (at < s.n && s.p[at] == ' ') at++;
    return at >= s.n || s.p[at] == ':' || isupper((unsigned char)s.p[at]);
}

/* Ends like a sentence; a title that was cut off ends in three points. */
static bool is_sentence(kw_str s) {
    return s.n > 1 && strchr(".!?\"", s.p[s.n - 1]) && !kw_str_ends(s, KW_STR("..."));
}

/* Does the key of length `len` at `at` of the line say that the line is furniture, the way its row wants it? */
static kw_str verdict(const kw_table *t, kw_rows rows, kw_str line, kw_str s, size_t at, size_t len, bool *cut) {
    for (uint32_t i = 0; i < rows.n; i++) {
        kw_str how = kw_table_cell(t, rows.first + i, COL_HOW), kind = kw_table_cell(t, rows.first + i, COL_KIND);
        bool all = at == 0 && at + len >= s.n;
        *cut = kw_str_is(how, "cut");
        bool yes = kw_str_is(how, "whole") ? all
                 : kw_str_is(how, "start") ? at == 0 && !(kw_str_is(kind, "crumbs") && is_sentence(line))
                 : kw_str_is(how, "label") ? at == 0 && ends_label(s, len)
                 : kw_str_is(how, "within") ? true
                 : *cut ? at == 0 && s.n < len + 24
                 : kw_str_is(how, "crumbs") ? at == 0 && s.n > len + 1 && strchr(">/|", s.p[len + 1]) != NULL
                 : kw_str_is(how, "pages") ? at == 0 && s.n < len + 24 && s.n > len + 1 && isdigit((unsigned char)s.p[s.n - 1]) : false;
        if (yes) return kind;
    }
    return KW_NONE;
}

/* An offer of more: to be followed, subscribed to, clicked. */
static bool is_offer(kw_str kind) { return kw_str_is(kind, "subscribe") || kw_str_is(kind, "follow"); }

/* "The paper comes by post every month. Sign up here for it.": a short paragraph of which a later sentence begins like furniture that asks for
 * something, or is furniture wherever it stands. */
static kw_str later_sentence(const kw_table *t, kw_str s) {
    kw_rows rows;
    for (size_t at = 2; at < s.n; at++) {
        if (s.p[at - 1] != ' ') continue;
        char end = s.p[at - 2];
        size_t len = end == '.' || end == '!' || end == '?' ? kw_phrase_at(t, s, at, &rows) : 0;
        for (uint32_t i = 0; len && i < rows.n; i++) {
            kw_str how = kw_table_cell(t, rows.first + i, COL_HOW), kind = kw_table_cell(t, rows.first + i, COL_KIND);
            if (kw_str_is(how, "within") || (kw_str_is(how, "start") && is_offer(kind))) return kind;
        }
    }
    return KW_NONE;
}

kw_str kw_phrase_furniture(const kw_draft *d, kw_str text, bool *cut) {
    kw_str s = without_edges(text);
    kw_rows rows;
    *cut = false;
    for (size_t l = 0; l < d->c->n_langs; l++) {
        const kw_table *t = d->c->furniture[l];
        size_t len = kw_phrase_at(t, s, 0, &rows);
        kw_str kind = len && s.n <= (len > 16 ? 2 * SHORT_LINE : SHORT_LINE) ? verdict(t, rows, text, s, 0, len, cut) : KW_NONE;
        if (kind.p) return kind;
        if (s.n > 120 && s.n <= SHORT_LINE && (kind = later_sentence(t, s)).p) return kind;
        if (s.n > 120) continue;
        for (size_t at = 1; at < s.n; at++) {
            if (s.p[at - 1] != ' ') continue;
            len = kw_phrase_at(t, s, at, &rows);
            if (len && (kind = verdict(t, rows, text, s, at, len, cut)).p) return kind;
        }
    }
    *cut = false;
    return KW_NONE;
}

kw_str kw_phrase_label(const kw_draft *d, kw_str text, size_t at, size_t *len) {
    kw_rows rows;
    for (size_t l = 0; l < d->c->n_langs; l++) {
        const kw_table *t = d->c->bylines[l];
        size_t n = kw_phrase_at(t, text, at, &rows), end = at + n;
        if (!n) continue;
        while (end < text.n && text.p[end] == ' ') end++;
        bool colon = end < text.n && text.p[end] == ':';
        for (uint32_t i = 0; i < rows.n; i++) {
            if (!kw_str_is(kw_table_cell(t, rows.first + i, COL_COLON), colon ? "yes" : "no") &&
                !(colon && kw_str_is(kw_table_cell(t, rows.first + i, COL_COLON), "no"))) continue;
            *len = end + colon - at;
            return kw_table_cell(t, rows.first + i, COL_ROLE);
        }
    }
    return KW_NONE;
}

bool kw_phrase_is(const kw_draft *d, kw_str words, const char *role) {
    kw_str f = kw_utf8_fold(d->mem, words);
    for (size_t l = 0; f.p && l < d->c->n_langs; l++) {
        kw_rows rows = kw_table_find(d->c->bylines[l], f);
        for (uint32_t i = 0; i < rows.n; i++)
            if (!role || kw_str_is(kw_table_cell(d->c->bylines[l], rows.first + i, COL_ROLE), role)) return true;
    }
    return false;
}
