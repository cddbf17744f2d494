/* SPDX-License-Identifier: MIT
 * The difference between two versions of an article: by lines first, then, where lines changed, by words; and what each
 * change of words does (lang/XX/softening.tsv). Both by the classic table of longest common subsequences: articles have
 * tens of paragraphs, paragraphs hundreds of words. */
#include "ask/ask.h"

#include "base/utf8.h"

enum { LINES_MAX = 4000 };              /* of a version: the table below is their product, two bytes each */
enum { CELLS_MAX = 4 << 20 };           /* of a table of words; a larger change is shown whole */

/* A word or a sign, with the blanks before it. */
typedef struct { kw_str word, spaced; bool number; } token;
typedef struct { kw_str *v; size_t n; } lines;
typedef struct { token *v; size_t n, cap; } tokens;
typedef struct { const kw_table *soft, *dates; kw_arena *mem; kw_diff *d; bool title; } differ;

static bool split(kw_str text, kw_arena *mem, lines *out) {
    size_t cap = 0;
    kw_str line;
    while (kw_str_cut(&text, '\n', &line)) {
        kw_str *at = kw_push(mem, (void **)&out->v, &out->n, &cap, sizeof *at);
        if (!at) return false;
        *at = line;
    }
    return true;
}

static bool add_line(kw_diff *d, kw_arena *mem, char side, kw_str line) {
    kw_diff_row *r = kw_push(mem, (void **)&d->v, &d->n, &d->cap, sizeof *r);
    if (r) *r = (kw_diff_row){ side, line };
    return r != NULL;
}

/* Does the character at `at` belong to the word before it? A point or comma does between two digits. */
static bool goes_on(kw_str s, size_t at, bool number) {
    size_t next = at;
    uint32_t c = kw_utf8_next(s, &next);
    if (kw_utf8_is_letter(c) || kw_utf8_is_digit(c)) return true;
    if (next >= s.n) return false;
    uint32_t after = kw_utf8_next(s, &next);
    if (number && (c == '.' || c == ',')) return kw_utf8_is_digit(after);
    return (c == '-' || c == '\'' || c == 0x2019) && kw_utf8_is_letter(after);
}

static bool cut_words(kw_str text, kw_arena *mem, tokens *out) {
    for (size_t at = 0; at < text.n;) {
        size_t blank = at, begin;
        for (begin = at; begin < text.n && (text.p[begin] == ' ' || text.p[begin] == '\n'); begin++) {}
        if (begin == text.n) return true;
        at = begin;
        uint32_t c = kw_utf8_next(text, &at);
        bool number = kw_utf8_is_digit(c);
        if (number || kw_utf8_is_letter(c))
            while (at < text.n && goes_on(text, at, number)) kw_utf8_next(text, &at);
        token *t = kw_push(mem, (void **)&out->v, &out->n, &out->cap, sizeof *t);
        if (!t) return false;
        *t = (token){ kw_str_sub(text, begin, at), kw_str_sub(text, blank, at), number };
    }
    return true;
}

/* ---- what a change does ---- */

/* Is a phrase of that kind among the tokens, touching first..end-1? Phrases may begin or end beside them. */
static bool says(const differ *x, const tokens *t, size_t first, size_t end, const char *kind) {
    char room[256];
    for (size_t i = first > 2 ? first - 2 : 0; x->soft && i < end; i++) {
        kw_str head = kw_utf8_fold_in(t->v[i].word, room, sizeof room);
        size_t longest = kw_table_words_from(x->soft, head);
        for (size_t k = longest; k > 0; k--) {
            if (i + k > t->n || i + k <= first) continue;
            kw_str words = { t->v[i].word.p, (size_t)(t->v[i + k - 1].word.p + t->v[i + k - 1].word.n - t->v[i].word.p) };
            kw_rows r = kw_table_find(x->soft, kw_utf8_fold_in(words, room, sizeof room));
            for (uint32_t row = 0; row < r.n; row++)
                if (kw_str_is(kw_table_cell(x->soft, r.first + row, 1), kind)) return true;
        }
    }
    return false;
}

/* "5", "lima": a number in words stands in the table of dates. */
static bool is_number(const differ *x, const token *t) {
    char room[64];
    kw_rows r = kw_table_find(x->dates, kw_utf8_fold_in(t->word, room, sizeof room));
    for (uint32_t row = 0; row < r.n; row++)
        if (kw_str_is(kw_table_cell(x->dates, r.first + row, 1), "number")) return true;
    return t->number;
}

static bool has_number(const differ *x, const tokens *t, size_t first, size_t end) {
    for (size_t i = first; i < end; i++)
        if (is_number(x, &t->v[i])) return true;
    return false;
}

static kw_str words_of(const tokens *t, size_t first, size_t end) {
    if (first == end) return KW_NONE;
    return (kw_str){ t->v[first].word.p, (size_t)(t->v[end - 1].word.p + t->v[end - 1].word.n - t->v[first].word.p) };
}

static const char *kind_of(const differ *x, const tokens *a, size_t i, size_t i_end, const tokens *b, size_t j, size_t j_end) {
    bool soft_a = says(x, a, i, i_end, "softening"), soft_b = says(x, b, j, j_end, "softening");
    if (soft_a != soft_b) return soft_b ? "softened" : "hardened";
    bool said_a = says(x, a, i, i_end, "attribution"), said_b = says(x, b, j, j_end, "attribution");
    if (said_a != said_b) return said_b ? "attributed" : "unattributed";
    if (has_number(x, a, i, i_end) && has_number(x, b, j, j_end)) return "number";
    return i == i_end ? "added" : j == j_end ? "removed" : "changed";
}

/* ---- words of one changed place ---- */

static bool add_piece(const differ *x, kw_paragraph_row *p, char side, const tokens *t, size_t first, size_t end) {
    if (first == end) return true;
    kw_str last = t->v[end - 1].spaced, from = t->v[first].spaced;
    kw_piece_row *r = kw_push(x->mem, (void **)&p->pieces, &p->n, &p->cap, sizeof *r);
    if (r) *r = (kw_piece_row){ side, { from.p, (size_t)(last.p + last.n - from.p) } };
    return r != NULL;
}

static bool add_change(const differ *x, kw_paragraph_row *p, const tokens *a, size_t i, size_t i_end, const tokens *b, size_t j, size_t j_end) {
    kw_change_row *r = kw_push(x->mem, (void **)&x->d->changes, &x->d->n_changes, &x->d->changes_cap, sizeof *r);
    if (!r) return false;
    *r = (kw_change_row){ kw_str_of(kind_of(x, a, i, i_end, b, j, j_end)), words_of(a, i, i_end), words_of(b, j, j_end) };
    return add_piece(x, p, '-', a, i, i_end) && add_piece(x, p, '+', b, j, j_end);
}

/* t[i][j]: words that a from i on and b from j on have in common, in order. */
static uint16_t *common_words(const tokens *a, const tokens *b, kw_arena *mem) {
    size_t w = b->n + 1;
    uint16_t *t = kw_alloc_n(mem, (a->n + 1) * w, sizeof *t);
    for (size_t i = a->n; t && i-- > 0;)
        for (size_t j = b->n; j-- > 0;) {
            uint16_t down = t[(i + 1) * w + j], right = t[i * w + j + 1];
            t[i * w + j] = kw_str_eq(a->v[i].word, b->v[j].word) ? (uint16_t)(t[(i + 1) * w + j + 1] + 1) : down > right ? down : right;
        }
    return t;
}

enum { ISLAND = 4 };        /* so few equal bytes of words between two changes belong to them: they would only cut them up */

/* Where the next change ends: before more than ISLAND equal bytes in a row, or at the end. */
static void change_at(const tokens *a, const tokens *b, const uint16_t *t, size_t *i, size_t *j) {
    size_t w = b->n + 1, x = *i, y = *j, equal = 0;
    while (x < a->n || y < b->n) {
        if (x < a->n && y < b->n && kw_str_eq(a->v[x].word, b->v[y].word)) {
            if ((equal += a->v[x].word.n) > ISLAND) return;
            x++;
            y++;
            continue;
        }
        equal = 0;
        if (y == b->n || (x < a->n && t[(x + 1) * w + y] >= t[x * w + y + 1])) x++;
        else y++;
        *i = x;
        *j = y;
    }
}

static bool compare_words(const differ *x, const tokens *a, const tokens *b) {
    kw_paragraph_row *p = kw_push(x->mem, (void **)&x->d->paragraphs, &x->d->n_paragraphs, &x->d->paragraphs_cap, sizeof *p);
    if (!p) return false;
    *p = (kw_paragraph_row){ .title = x->title };
    if ((a->n + 1) * (b->n + 1) > CELLS_MAX) return add_change(x, p, a, 0, a->n, b, 0, b->n);
    uint16_t *t = common_words(a, b, x->mem);
    if (!t) return false;
    if (4 * (size_t)t[0] < (a->n < b->n ? a->n : b->n)) return add_change(x, p, a, 0, a->n, b, 0, b->n);      /* other text altogether */
    for (size_t i = 0, j = 0; i < a->n || j < b->n;) {
        size_t same = 0;
        while (i + same < a->n && j + same < b->n && kw_str_eq(a->v[i + same].word, b->v[j + same].word)) same++;
        if (!add_piece(x, p, ' ', b, j, j + same)) return false;
        size_t i_end = i += same, j_end = j += same;
        change_at(a, b, t, &i_end, &j_end);
        while (i_end > i && j_end > j && kw_str_eq(a->v[i_end - 1].word, b->v[j_end - 1].word)) i_end--, j_end--;
        if ((i_end > i || j_end > j) && !add_change(x, p, a, i, i_end, b, j, j_end)) return false;
        i = i_end;
        j = j_end;
    }
    return true;
}

/* The lines that a place lost and got: first..end-1 of the rows. */
static bool compare_place(const differ *x, size_t first, size_t end) {
    tokens a = { NULL, 0, 0 }, b = { NULL, 0, 0 };
    for (char side = '-'; ; side = '+') {
        kw_buf text = KW_BUF_EMPTY;
        for (size_t k = first; k < end; k++) {
            if (x->d->v[k].side != side) continue;
            if (text.n) kw_buf_byte(&text, '\n');
            kw_buf_add(&text, x->d->v[k].line);
        }
        kw_str kept = kw_str_dup(x->mem, kw_buf_str(&text));
        bool good = !text.failed && kept.p && cut_words(kept, x->mem, side == '-' ? &a : &b);
        kw_buf_free(&text);
        if (!good) return false;
        if (side == '+') return compare_words(x, &a, &b);
    }
}

/* ---- lines ---- */

static bool compare_lines(lines a, lines b, kw_arena *mem, kw_diff *d) {
    size_t w = b.n + 1, i = 0, j = 0;
    uint16_t *t = kw_alloc_n(mem, (a.n + 1) * w, sizeof *t);
    if (!t) return false;
    for (size_t x = a.n; x-- > 0;)
        for (size_t y = b.n; y-- > 0;)
            t[x * w + y] = kw_str_eq(a.v[x], b.v[y]) ? (uint16_t)(t[(x + 1) * w + y + 1] + 1)
                         : t[(x + 1) * w + y] >= t[x * w + y + 1] ? t[(x + 1) * w + y] : t[x * w + y + 1];
    while (i < a.n || j < b.n) {
        bool good;
        if (i < a.n && j < b.n && kw_str_eq(a.v[i], b.v[j])) {
            good = add_line(d, mem, ' ', a.v[i++]);
            j++;
        } else if (j == b.n || (i < a.n && t[(i + 1) * w + j] >= t[i * w + j + 1])) good = add_line(d, mem, '-', a.v[i++]);
        else good = add_line(d, mem, '+', b.v[j++]);
        if (!good) return false;
    }
    return true;
}

static bool compare(differ *x, lines older, lines newer) {
    kw_diff *d = x->d;
    if (!kw_str_eq(d->older.title, d->newer.title)) {
        x->title = true;
        if (!add_line(d, x->mem, '-', d->older.title) || !add_line(d, x->mem, '+', d->newer.title) || !compare_place(x, 0, 2)) return false;
        x->title = false;
    }
    size_t first = d->n;
    if (!compare_lines(older, newer, x->mem, d)) return false;
    for (size_t i = first, end; i < d->n; i = end) {
        for (end = i; end < d->n && d->v[end].side != ' '; end++) {}
        if (end > i && !compare_place(x, i, end)) return false;
        while (end < d->n && d->v[end].side == ' ') end++;
    }
    return true;
}

kw_rc kw_ask_diff(kw_asker *a, int64_t article, kw_arena *mem, kw_diff *out, kw_err *err) {
    kw_article_row r;
    lines older = { NULL, 0 }, newer = { NULL, 0 };
    KW_TRY(kw_ask_article(a, article, mem, &r, err));
    if (r.n_versions < 2) return kw_fail(err, KW_EMPTY, NULL, "a%lld has one version only", (long long)article);
    *out = (kw_diff){ .older = r.versions[r.n_versions - 2], .newer = r.versions[r.n_versions - 1] };
    if (!split(out->older.text, mem, &older) || !split(out->newer.text, mem, &newer)) return kw_fail_nomem(err);
    if (older.n > LINES_MAX || newer.n > LINES_MAX)
        return kw_fail(err, KW_DATA, NULL, "a%lld: want at most %d paragraphs to compare", (long long)article, LINES_MAX);
    differ x = { .soft = kw_know_lang_table(a->know, r.language, "softening"), .dates = kw_know_lang_table(a->know, r.language, "dates"),
        .mem = mem, .d = out };
    return compare(&x, older, newer) ? KW_OK : kw_fail_nomem(err);
}
