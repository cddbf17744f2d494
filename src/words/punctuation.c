/* SPDX-License-Identifier: MIT
 * Pairs of marks by a stack, then each mark up to the highest word it may hang on. */
#include "words/punctuation.h"

#include "base/utf8.h"

static uint32_t first_of(kw_str s) {
    size_t at = 0;
    return s.n ? kw_utf8_next(s, &at) : 0;
}

kw_mark_type kw_mark_kind(kw_str mark) {
    switch (first_of(mark)) {
    case ',': return KW_MARK_COMMA;
    case ':': case ';': return KW_MARK_COLON;
    case '-': case 0x2013: case 0x2014: return KW_MARK_DASH;
    case '(': case '[': case '{': case 0x201C: case 0x2018: case 0xAB: case 0x201E: return KW_MARK_OPEN;
    case ')': case ']': case '}': case 0x201D: case 0x2019: case 0xBB: return KW_MARK_CLOSE;
    case '"': case '\'': case '`': return KW_MARK_QUOTE;
    case '.': case '!': case '?': case 0x2026: return KW_MARK_END;
    default: return KW_MARK_OTHER;
    }
}

/* What closes a mark; 0: it opens nothing. A straight quotation mark closes itself. */
static uint32_t closed_by(uint32_t c) {
    switch (c) {
    case '(': return ')';
    case '[': return ']';
    case '{': return '}';
    case '<': return '>';
    case 0x201C: case 0x201E: return 0x201D;
    case 0x2018: return 0x2019;
    case 0xAB: return 0xBB;
    case '"': case '\'': return c;
    default: return 0;
    }
}

/* pair[i]: the other one of the pair, or -1. */
static void find_pairs(kw_str text, const kw_token *t, const bool *mark, size_t n, int32_t *pair) {
    enum { DEEP = 8 };
    struct { uint32_t close; int32_t at; } open[DEEP];
    size_t depth = 0;
    for (size_t i = 0; i < n; i++) {
        pair[i] = -1;
        if (!mark[i]) continue;
        uint32_t c = first_of(kw_str_at(text, t[i].at)), close = closed_by(c);
        size_t k = depth;
        while (k > 0 && open[k - 1].close != c) k--;
        if (k > 0) {
            depth = k - 1;
            pair[i] = open[depth].at;
            pair[open[depth].at] = (int32_t)i;
        } else if (close && depth < DEEP) {
            open[depth].close = close;
            open[depth++].at = (int32_t)i;
        }
    }
}

/* The first word between `from` and `to` that hangs from outside; -1: none. */
static int32_t top_between(const bool *mark, const int32_t *head, int32_t from, int32_t to) {
    for (int32_t k = from + 1; k < to; k++) if (!mark[k] && (head[k] <= from || head[k] >= to)) return k;
    return -1;
}

static int32_t between_words(kw_str text, const kw_token *t, const int32_t *head, int32_t i, int32_t l, int32_t r) {
    kw_mark_type kind = kw_mark_kind(kw_str_at(text, t[i].at));
    bool inside = l == i - 1 && r == i + 1 && t[l].at.end == t[i].at.start && t[i].at.end == t[r].at.start;
    if (inside && (kind == KW_MARK_DASH || t[i].form.p[0] == '/')) return l;       /* pasal 41/1999, Coca-Cola */
    while (head[l] >= 0 && head[l] < i) l = head[l];
    if (kind == KW_MARK_END && kw_span_len(t[i].at) == 1) return l;        /* an ellipsis joins like a comma */
    while (head[r] > i) r = head[r];
    int32_t x = head[l], y = head[r];
    if (x < 0) return r;
    if (y < 0) return l;
    return l <= y && r <= x ? r : l;            /* of the two arcs above the mark, the dependent of the inner one */
}

bool kw_punctuation_hang(kw_str text, const kw_token *t, const bool *mark, size_t n, int32_t *head, kw_arena *mem) {
    int32_t *pair = kw_alloc_n(mem, n + 1, sizeof *pair), root = 0, end = (int32_t)n;
    if (!pair) return false;
    find_pairs(text, t, mark, n, pair);
    for (int32_t i = 0; i < end; i++) if (!mark[i] && head[i] < 0) root = i;
    for (int32_t i = 0; i < end; i++) {
        if (!mark[i]) continue;
        int32_t p = pair[i], top = p < 0 ? -1 : p < i ? top_between(mark, head, p, i) : top_between(mark, head, i, p);
        if (p < 0 && i + 1 < end && mark[i + 1] && pair[i + 1] >= 0 && pair[i + 1] < i) top = top_between(mark, head, pair[i + 1], i + 1);
        int32_t l = i - 1, r = i + 1;
        while (l >= 0 && mark[l]) l--;
        while (r < end && mark[r]) r++;
        head[i] = top >= 0 ? top : l < 0 || r >= end ? root : between_words(text, t, head, i, l, r);
    }
    return true;
}
