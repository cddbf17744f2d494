/* SPDX-License-Identifier: MIT
 * The tables of phrases against a text: what counts is where a phrase stands, and what stands behind it. */
#include "clean/draft.h"
#include "base/utf8.h"

#include <ctype.h>

enum { KEY_MAX = 72, FOLD_MAX = 3 * KEY_MAX + 4, LINE = 120, SHORT_LINE = 240, COL_HOW = 1, COL_KIND = 2, COL_ROLE = 1, COL_COLON = 2 };

/* ACCENT: the first byte of a letter as narrow as those of ASCII, which parts no word: "Güncelleme:". */
enum { MARK = 1, LOWER = 2, UPPER = 4, WIDE = 8, ACCENT = 16 };
static const uint8_t class_of[128] = {
    [' '] = 1, [':'] = 1, [';'] = 1, [','] = 1, ['.'] = 1, ['('] = 1, [')'] = 1, ['['] = 1, [']'] = 1, ['|'] = 1, ['/'] = 1, ['!'] = 1, ['?'] = 1,
    ['"'] = 1, ['\''] = 1, ['@'] = 1, ['A'] = 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
    ['a'] = 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2,
};

/* The colon of scripts whose letters are as wide as high. */
static bool wide_colon(kw_str s, size_t i) { return i + 3 <= s.n && memcmp(s.p + i, "\xef\xbc\x9a", 3) == 0; }

static inline unsigned class_at(kw_str s, size_t i) {
    unsigned char c = (unsigned char)s.p[i];
    return c < 0x80 ? class_of[c] : c >= 0xc0 && c < 0xe0 ? ACCENT : c == 0xef && wide_colon(s, i) ? MARK : WIDE;
}
static bool mark(char c) { return (unsigned char)c < 0x80 && (class_of[(unsigned char)c] & MARK); }

/* May a key end between two bytes of these classes? */
static inline bool parts(unsigned before, unsigned here) {
    return ((before | here) & MARK) || ((before & LOWER) && (here & UPPER)) || (here == WIDE && !(before & (WIDE | ACCENT)));
}

/* May a key end before byte `i`? */
static bool border(kw_str s, size_t i) { return i >= s.n || parts(class_at(s, i - 1), class_at(s, i)); }

/* What stands at a byte, as the tables are asked for it: up to the first border, and up to the first blank. */
typedef struct { size_t at; kw_str near, far; uint32_t near_sign, far_sign; } opening;

static opening opening_at(kw_str s, size_t at) {
    size_t i = at + 1;
    opening o = { .at = at };
    for (unsigned before = class_at(s, at), here; i < s.n && i - at < KEY_MAX && !parts(before, here = class_at(s, i)); before = here) i++;
    o.near = o.far = kw_str_sub(s, at, i);
    o.near_sign = o.far_sign = kw_table_sign(o.near);
    while (i < s.n && i - at < KEY_MAX && s.p[i] != ' ') i++;
    if (i == at + o.near.n) return o;
    o.far = kw_str_sub(s, at, i);
    o.far_sign = kw_table_sign(o.far);
    return o;
}

static inline bool may_begin(const opening *o, const kw_sieve *first) {
    return kw_sieve_passes(first, o->near_sign) || kw_sieve_passes(first, o->far_sign);
}

/* A colon is a word of its own in the tables ("tags :"), whether a blank stands before it in the text or not. */
static kw_rows rows_for(const kw_table *t, kw_str s) {
    char room[FOLD_MAX + 2];
    bool glued = s.n > 1 && s.p[s.n - 1] == ':' && s.p[s.n - 2] != ' ';
    if (!glued && !kw_table_may_hold(t, kw_table_key_sign(s))) return (kw_rows){ 0, 0 };
    kw_str key = kw_utf8_fold_in(glued ? kw_str_sub(s, 0, s.n - 1) : s, room, FOLD_MAX);
    if (!glued || !key.n) return kw_table_find(t, key);
    memcpy(room + key.n, " :", 2);
    return kw_table_find(t, (kw_str){ room, key.n + 2 });
}

/* The longest key of `t` that begins there. */
static size_t phrase_from(const kw_table *t, kw_str text, const opening *o, kw_rows *rows) {
    const size_t at = o->at;
    uint32_t words = kw_table_words_at(t, o->near_sign), more = o->near.n == o->far.n ? 0 : kw_table_words_at(t, o->far_sign);
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

size_t kw_phrase_at(const kw_table *t, kw_str text, size_t at, kw_rows *rows) {
    if (!t || at >= text.n || text.p[at] == ' ') return 0;
    opening o = opening_at(text, at);
    return phrase_from(t, text, &o, rows);
}

/* "Comments (12)": without the count. */
static kw_str without_count(kw_str s) {
    size_t i = s.n;
    if (!i || s.p[i - 1] != ')') return s;
    for (i--; i && (isdigit((unsigned char)s.p[i - 1]) || s.p[i - 1] == '.' || s.p[i - 1] == ','); i--) { }
    return i && s.p[i - 1] == '(' && i < s.n - 1 ? kw_str_trim(kw_str_sub(s, 0, i - 1)) : s;
}

/* "12 comments", "1.234 views": without the count, of a line that has little else. */
static kw_str without_number(kw_str s) {
    enum { LITTLE = 20 };
    size_t i = 0;
    while (i < s.n && (isdigit((unsigned char)s.p[i]) || (i && strchr(".,", s.p[i])))) i++;
    return i && i + 1 < s.n && s.p[i] == ' ' && s.n - i <= LITTLE && isalpha((unsigned char)s.p[i + 1]) ? kw_str_sub(s, i + 1, s.n) : s;
}

static kw_str without_edges(kw_str s) {
    s = without_number(without_count(s));
    while (s.n && (mark(s.p[0]) || strchr("-*>#", s.p[0]))) s = kw_str_sub(s, 1, s.n);
    while (s.n && (mark(s.p[s.n - 1]) || strchr("-*>#", s.p[s.n - 1]))) s.n--;
    return s;
}

static bool ends_label(kw_str s, size_t at) {
    while (at < s.n && s.p[at] == ' ') at++;
    return at >= s.n || strchr(":/|", s.p[at]) || isupper((unsigned char)s.p[at]);
}

/* Ends like a sentence; a title that was cut off ends in three points. */
static bool is_sentence(kw_str s) {
    return s.n > 1 && strchr(".!?\"", s.p[s.n - 1]) && !kw_str_ends(s, KW_STR("..."));
}

static kw_str verdict(const kw_table *t, kw_rows rows, kw_str line, kw_str s, size_t at, size_t len, bool *cut);

/* "End of most read": is what stands behind the key furniture itself, as a whole line is? */
static bool before_furniture(const kw_table *t, kw_str s, size_t len) {
    kw_rows rows;
    bool cut;
    if (len + 1 >= s.n || s.p[len] != ' ') return false;
    kw_str rest = kw_str_sub(s, len + 1, s.n);
    const opening o = opening_at(rest, 0);
    size_t n = phrase_from(t, rest, &o, &rows);
    return n == rest.n && verdict(t, rows, rest, rest, 0, n, &cut).p;
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
                 : kw_str_is(how, "before") ? at == 0 && before_furniture(t, s, len)
                 : *cut ? at == 0 && s.n < len + 24
                 : kw_str_is(how, "crumbs") ? at == 0 && s.n > len + 1 && strchr(">/|", s.p[len + 1]) != NULL
                 : kw_str_is(how, "pages") ? at == 0 && s.n < len + 24 && s.n > len + 1 && !is_sentence(line) &&
                                             (isdigit((unsigned char)s.p[s.n - 1]) || isdigit((unsigned char)s.p[len + 1]))
                 : false;
        if (yes) return kind;
    }
    return KW_NONE;
}

/* An offer of more: to be followed, subscribed to, clicked. */
static bool is_offer(kw_str kind) { return kw_str_is(kind, "subscribe") || kw_str_is(kind, "follow"); }

/* "The paper comes by post every month. Sign up here for it.": a short paragraph of which a later sentence begins like furniture that asks for
 * something, or is furniture wherever it stands. */
static kw_str later_sentence(const kw_table *t, kw_rows rows) {
    for (uint32_t i = 0; i < rows.n; i++) {
        kw_str how = kw_table_cell(t, rows.first + i, COL_HOW), kind = kw_table_cell(t, rows.first + i, COL_KIND);
        if (kw_str_is(how, "within") || (kw_str_is(how, "start") && is_offer(kind))) return kind;
    }
    return KW_NONE;
}

/* Where the tables are asked: at each word of a line, at each sentence of a short paragraph, at the beginning of a longer one. */
static size_t openings(kw_str s, const kw_sieve *sieve, opening *v) {
    size_t n = 0;
    for (size_t at = 0; at < s.n && (!at || s.n <= SHORT_LINE); at++) {
        if (s.p[at] == ' ' || (at && s.p[at - 1] != ' ')) continue;
        if (at && s.n > LINE && (at < 2 || (s.p[at - 2] != '.' && s.p[at - 2] != '!' && s.p[at - 2] != '?'))) continue;
        v[n] = opening_at(s, at);
        n += may_begin(&v[n], sieve);
    }
    return n;
}

kw_str kw_phrase_furniture(const kw_draft *d, kw_str text, bool *cut) {
    kw_str s = without_edges(text);
    opening v[SHORT_LINE / 2 + 1];
    const size_t n = openings(s, &d->c->furniture_first, v);
    kw_rows rows;
    for (size_t l = 0; l < d->c->n_langs; l++) {
        const kw_table *t = d->c->furniture[l];
        for (size_t i = 0; i < n; i++) {
            size_t len = phrase_from(t, s, &v[i], &rows);
            *cut = false;
            if (!len || (!v[i].at && s.n > (len > 16 ? 2 * SHORT_LINE : SHORT_LINE))) continue;
            kw_str kind = v[i].at && s.n > LINE ? later_sentence(t, rows) : verdict(t, rows, text, s, v[i].at, len, cut);
            if (kind.p) return kind;
        }
    }
    *cut = false;
    return KW_NONE;
}

kw_str kw_phrase_label(const kw_draft *d, kw_str text, size_t at, size_t *len) {
    kw_rows rows;
    if (at >= text.n || text.p[at] == ' ') return KW_NONE;
    const opening o = opening_at(text, at);
    if (!may_begin(&o, &d->c->bylines_first)) return KW_NONE;
    for (size_t l = 0; l < d->c->n_langs; l++) {
        const kw_table *t = d->c->bylines[l];
        size_t n = phrase_from(t, text, &o, &rows), end = at + n;
        if (!n) continue;
        while (end < text.n && text.p[end] == ' ') end++;
        size_t colon = end < text.n && text.p[end] == ':' ? 1 : wide_colon(text, end) ? 3 : 0;
        for (uint32_t i = 0; i < rows.n; i++) {
            if (!kw_str_is(kw_table_cell(t, rows.first + i, COL_COLON), colon ? "yes" : "no") &&
                !(colon && kw_str_is(kw_table_cell(t, rows.first + i, COL_COLON), "no"))) continue;
            *len = end + colon - at;
            return kw_table_cell(t, rows.first + i, COL_ROLE);
        }
    }
    return KW_NONE;
}

bool kw_phrase_colon(kw_str s, size_t end) { return end && (s.p[end - 1] == ':' || (end >= 3 && wide_colon(s, end - 3))); }

kw_str kw_phrase_role(const kw_draft *d, kw_str words) {
    kw_str f = kw_utf8_fold(d->mem, words);
    for (size_t l = 0; f.p && l < d->c->n_langs; l++) {
        kw_rows rows = kw_table_find(d->c->bylines[l], f);
        if (rows.n) return kw_table_cell(d->c->bylines[l], rows.first, COL_ROLE);
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
