/* SPDX-License-Identifier: MIT
 * A rule is held against every row of the table; the one that fits with most words of its own is taken. A reader asks for some hundred
 * of them at a time, so nothing is prepared. */
#include "know/rule.h"

#include "know/table.h"

enum { HOLES = 4,                       /* in one row */
       DEPTH = 3 };                     /* rules within rules */

typedef struct { kw_str words; bool rule; } hole;
typedef struct { hole v[HOLES]; size_t n, fixed; } match;       /* fixed: bytes of the row that are no hole */

/* Cuts "{...}" off the head of the pattern, what stands within it in *name. */
static bool take_hole(kw_str *pattern, kw_str *name) {
    size_t close = pattern->n && pattern->p[0] == '{' ? kw_str_find(*pattern, KW_STR("}"), 0) : SIZE_MAX;
    if (close == SIZE_MAX) return false;
    *name = kw_str_sub(*pattern, 1, close);
    *pattern = kw_str_sub(*pattern, close + 1, pattern->n);
    return true;
}

/* Cuts the words up to the next hole off the head of the pattern. */
static kw_str take_fixed(kw_str *pattern) {
    size_t open = kw_str_find(*pattern, KW_STR("{"), 0);
    kw_str fixed = kw_str_sub(*pattern, 0, open == SIZE_MAX ? pattern->n : open);
    *pattern = kw_str_sub(*pattern, fixed.n, pattern->n);
    return fixed;
}

/* Where a hole ends that these words stand behind: where they come first, or at the end if they are the last of the row. */
static size_t end_of_hole(kw_str s, kw_str behind, bool last) {
    if (!last) return kw_str_find(s, behind, 0);
    return kw_str_ends(s, behind) ? s.n - behind.n : SIZE_MAX;
}

/* Does the row's pattern fit the whole of `s`? No hole is empty, or goes over a "; ". */
static bool fits(kw_str pattern, kw_str s, match *m) {
    kw_str fixed = take_fixed(&pattern), name;
    *m = (match){ .fixed = fixed.n };
    if (!kw_str_starts(s, fixed)) return false;
    s = kw_str_sub(s, fixed.n, s.n);
    while (m->n < HOLES && take_hole(&pattern, &name)) {
        fixed = take_fixed(&pattern);
        size_t end = end_of_hole(s, fixed, !pattern.n);
        if (end == SIZE_MAX || !end) return false;
        kw_str words = kw_str_sub(s, 0, end);
        if (kw_str_find(words, KW_STR("; "), 0) != SIZE_MAX) return false;
        m->v[m->n++] = (hole){ words, kw_str_is(name, "rule") };
        m->fixed += fixed.n;
        s = kw_str_sub(s, end + fixed.n, s.n);
    }
    return !s.n && !pattern.n;
}

static kw_str say(const kw_table *t, kw_str rule, kw_arena *mem, int depth);

/* The row's text with what stands in its holes. */
static kw_str fill(const kw_table *t, kw_str text, const match *m, kw_arena *mem, int depth) {
    kw_str out = KW_STR(""), name;
    while (text.n) {
        kw_str fixed = take_fixed(&text);
        int64_t number = 0;
        if (fixed.n) out = kw_str_fmt(mem, "%.*s%.*s", KW_FMT(out), KW_FMT(fixed));
        if (!text.n || !take_hole(&text, &name)) break;
        if (!kw_str_int(name, &number) || number < 1 || number > (int64_t)m->n) continue;
        const hole *h = &m->v[number - 1];
        kw_str words = h->rule ? say(t, h->words, mem, depth + 1) : h->words;
        out = kw_str_fmt(mem, "%.*s%.*s", KW_FMT(out), KW_FMT(words));
    }
    return out;
}

/* The row that fits with most words of its own; UINT32_MAX: none. */
static uint32_t best_row(const kw_table *t, kw_str rule, match *best) {
    uint32_t found = UINT32_MAX;
    for (uint32_t row = 0; row < kw_table_rows(t); row++) {
        match m;
        if (!fits(kw_table_cell(t, row, 0), rule, &m) || (found != UINT32_MAX && m.fixed <= best->fixed)) continue;
        *best = m;
        found = row;
    }
    return found;
}

static kw_str say(const kw_table *t, kw_str rule, kw_arena *mem, int depth) {
    match m;
    uint32_t row = depth > DEPTH ? UINT32_MAX : best_row(t, rule, &m);
    kw_str text = kw_table_cell(t, row, 1);
    return row == UINT32_MAX || !text.n ? rule : m.n ? fill(t, text, &m, mem, depth) : text;
}

kw_str kw_rule_words(const kw_know *k, kw_str language, kw_str rule, kw_arena *mem) {
    const kw_table *t = kw_know_lang_table(k, language, "rules");
    kw_str out = KW_NONE;
    for (size_t at = 0, end; t && at < rule.n; at = end + 2) {
        size_t cut = kw_str_find(rule, KW_STR("; "), at);
        end = cut == SIZE_MAX ? rule.n : cut;
        kw_str piece = say(t, kw_str_sub(rule, at, end), mem, 0);
        out = out.n ? kw_str_fmt(mem, "%.*s; %.*s", KW_FMT(out), KW_FMT(piece)) : piece;
    }
    return out.n ? out : rule;
}
