/* SPDX-License-Identifier: MIT
 * The longest name that begins at a byte, in a table of folded names; case decides where a name is also a word. */
#include "know/outlet.h"
#include "base/utf8.h"

enum { ROOM = 300, WORDS_MAX = 8, JOINTS_MAX = 4, COL_KEY = 1, COL_NAME = 2, COL_KIND = 3, COL_COUNTRY = 4, COL_CASE = 5 };

static kw_outlet_kind kind_of(kw_str s) {
    if (kw_str_is(s, "agency")) return KW_AGENCY;
    if (kw_str_is(s, "paper")) return KW_PAPER;
    if (kw_str_is(s, "broadcaster")) return KW_BROADCASTER;
    return kw_str_is(s, "social") ? KW_SOCIAL : KW_SITE;
}

static void fill(const kw_table *t, uint32_t row, kw_outlet *out) {
    *out = (kw_outlet){ kw_table_cell(t, row, COL_KEY), kw_table_cell(t, row, COL_NAME), kw_table_cell(t, row, COL_COUNTRY),
                        kind_of(kw_table_cell(t, row, COL_KIND)) };
}

static bool in_capitals(kw_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= 'a' && s.p[i] <= 'z') return false;
    return true;
}

/* Does the row's name stand for an outlet when it is written like this? */
static bool written_so(const kw_table *t, uint32_t row, kw_str as, bool whole) {
    kw_str how = kw_table_cell(t, row, COL_CASE), name = kw_table_cell(t, row, 0);
    if (!how.n) return true;
    if (kw_str_is(how, "field")) return whole && (kw_str_eq(name, as) || (in_capitals(as) && as.n > 3));
    return kw_str_eq(name, as) || (!kw_str_is(how, "exact") && in_capitals(as) && as.n > 2);
}

static bool find(const kw_table *t, kw_str as, bool whole, kw_outlet *out) {
    char room[ROOM];
    if (!kw_table_may_hold(t, kw_table_key_sign(as))) return false;
    kw_rows rows = kw_table_find(t, kw_utf8_fold_in(as, room, sizeof room));
    for (uint32_t i = 0; i < rows.n; i++)
        if (written_so(t, rows.first + i, as, whole)) {
            fill(t, rows.first + i, out);
            return true;
        }
    return false;
}

/* How a byte stands in a name: of a word; a mark that ends none; one behind which another name may begin. */
enum { WORD = 1, MARK = 2, JOINT = 4, SMALL = 8 };
static const uint8_t class_of[256] = {
    ['0'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, ['A'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ['a'] = 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9,
    ['.'] = WORD | MARK, ['&'] = WORD | MARK, ['-'] = WORD | MARK | JOINT, ['\''] = WORD | MARK | JOINT, ['/'] = WORD | MARK | JOINT,
};
static inline unsigned class_at(kw_str s, size_t i) { unsigned char c = (unsigned char)s.p[i]; return c >= 0x80 ? WORD : class_of[c]; }

/* Ends of the next words from `at`, each without the punctuation that closes it; how many there are, at most `max`. *joint: does the last one
 * have a mark inside, behind which another name may begin? */
static unsigned words_at(kw_str text, size_t at, unsigned max, size_t ends[], bool *joint) {
    unsigned n = 0;
    while (n < max && at < text.n) {
        size_t end = at;
        unsigned c, all = 0;
        while (end < text.n && end - at < KW_OUTLET_WORD && ((c = class_at(text, end)) & WORD)) {      /* no name is longer */
            if ((unsigned char)text.p[end] == 0xe2 && end + 1 < text.n && (unsigned char)text.p[end + 1] == 0x80) break;   /* quotes, dashes */
            all |= c;
            end++;
        }
        size_t trimmed = end;
        while (trimmed > at && (class_at(text, trimmed - 1) & MARK)) trimmed--;
        if (trimmed == at) break;
        *joint = (all & JOINT) != 0;
        ends[n++] = trimmed;
        if (trimmed != end || end >= text.n || text.p[end] != ' ') break;
        at = end + 1;
    }
    return n;
}

/* A word in small letters names an outlet only as a host or as a short agency ("dpa"): most words go out here. */
static bool small_word(kw_str text, size_t at) {
    size_t i = at;
    while (i < text.n && (class_at(text, i) & SMALL)) i++;
    return i > at + 3 && (i == text.n || (unsigned char)text.p[i] >= 0x80 || !(class_at(text, i) & WORD));
}

bool kw_outlet_may_begin(const kw_know *k, uint32_t sign) { return kw_table_may_begin(kw_know_outlets(k), sign); }

size_t kw_outlet_at(const kw_know *k, kw_str text, size_t at, kw_outlet *out) {
    if (small_word(text, at)) return 0;
    const kw_table *t = kw_know_outlets(k);
    size_t ends[WORDS_MAX];
    bool joint = false, more;
    if (!t || !words_at(text, at, 1, ends, &joint)) return 0;
    uint32_t longest = kw_table_words_at(t, kw_table_sign(kw_str_sub(text, at, ends[0])));
    /* "KCNA/Yonhap": a word that is none as it stands may begin with one */
    if (longest > WORDS_MAX) longest = WORDS_MAX;
    size_t first = ends[0];
    for (uint32_t w = longest ? words_at(text, at, longest, ends, &more) : 0; w > 0; w--)
        if (find(t, kw_str_sub(text, at, ends[w - 1]), false, out)) return ends[w - 1] - at;
    for (size_t i = at + 1, joints = 0; joint && i < first && joints < JOINTS_MAX; i++)
        if ((class_at(text, i) & JOINT) && ++joints && find(t, kw_str_sub(text, at, i), false, out)) return i - at;
    return 0;
}

bool kw_outlet_named(const kw_know *k, kw_str name, kw_outlet *out) {
    const kw_table *t = kw_know_outlets(k);
    name = kw_str_trim(name);
    return t && name.n && find(t, name, true, out);
}

kw_str kw_outlet_host(kw_str url) {
    size_t at = kw_str_find(url, KW_STR("://"), 0);
    if (at != SIZE_MAX) url = kw_str_sub(url, at + 3, url.n);
    if (kw_str_starts(url, KW_STR("www."))) url = kw_str_sub(url, 4, url.n);
    size_t end = 0;
    while (end < url.n && !strchr("/?#:", url.p[end])) end++;
    return kw_str_sub(url, 0, end);
}

bool kw_outlet_of_url(const kw_know *k, kw_str url, kw_outlet *out) {
    const kw_table *t = kw_know_outlets(k);
    kw_str host = kw_outlet_host(url);
    if (!t) return false;
    while (host.n) {
        size_t dot = kw_str_find(host, KW_STR("."), 0);
        if (dot == SIZE_MAX) return false;                  /* a bare top level is nobody's */
        if (find(t, host, true, out)) return true;
        host = kw_str_sub(host, dot + 1, host.n);
    }
    return false;
}
