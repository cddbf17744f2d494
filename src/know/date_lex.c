/* SPDX-License-Identifier: MIT
 * Dates: bytes to items. Works lazily, so that a candidate that is none costs two or three look-ups. */
#include "know/date_parts.h"
#include "base/eight.h"

#include "base/utf8.h"

static const char *const kind_names[KIND_COUNT] = {
    "", "weekday", "month", "number", "ordinal", "roman", "unit", "one", "head", "day",
    "same", "follow", "after", "before", "ago", "earlier", "recent", "span", "few", "part",
    "daypart", "season", "suffix", "th", "decade", "to", "and", "between", "fill", "prep",
    "counted", "clock", "ampm", "anniversary", "future", "vague", "order", "feast", "never",
    "era", "det", "hence", "half", "numbered", "apart", "past", "rank", "named", "bearer", "aim"
};

static const char *const unit_names[] = { "day", "week", "month", "year", "decade", "century", "weekend", "quarter", "half", "date", "hour" };

static bool sense_value(kw_str cell, int16_t *out) {
    int64_t v;
    *out = 0;
    if (!cell.n) return true;
    if (kw_str_int(cell, &v)) { *out = (int16_t)v; return v >= -100 && v <= 9999; }
    for (size_t u = 0; u < sizeof unit_names / sizeof *unit_names; u++)
        if (kw_str_is(cell, unit_names[u])) { *out = (int16_t)u; return true; }
    return false;
}

static uint8_t sense_flags(kw_str cell) {
    unsigned f = 0;
    for (size_t i = 0; i < cell.n; i++) switch (cell.p[i]) {
    case 'C': f |= SENSE_CAPITAL; break;
    case 'L': f |= SENSE_SMALL; break;
    case 'A': f |= SENSE_WEAK; break;
    case 'M': f |= SENSE_MANY; break;
    case 'V': f |= SENSE_VERB; break;
    case 'P': f |= SENSE_PRESENT; break;
    case 'T': f |= SENSE_TOLD; break;
    default: break;
    }
    return (uint8_t)f;
}

kw_rc kw_date_senses_open(const kw_know *k, kw_arena *mem, date_lang *l, kw_err *err) {
    const kw_table *t = l->table = kw_know_lang_table(k, l->code, "dates");
    uint32_t kind = kw_table_column(t, "kind"), value = kw_table_column(t, "value"), flags = kw_table_column(t, "flags");
    l->senses = kw_alloc_n(mem, kw_table_rows(t) + 1, sizeof *l->senses);
    if (!l->senses) return kw_fail_nomem(err);
    for (uint32_t row = 0; row < kw_table_rows(t); row++) {
        date_sense *s = &l->senses[row];
        kw_str name = kw_table_cell(t, row, kind);
        while (s->kind < KIND_COUNT && !kw_str_is(name, kind_names[s->kind])) s->kind++;
        if (s->kind == KIND_NONE || s->kind == KIND_COUNT || !sense_value(kw_table_cell(t, row, value), &s->value))
            return kw_fail(err, KW_DATA, NULL, "%.*s/dates: '%.*s': want a kind and value of the grammar of dates, found '%.*s'", KW_FMT(l->code),
                           KW_FMT(kw_table_key(t, row)), KW_FMT(name));
        s->flags = sense_flags(kw_table_cell(t, row, flags));
        if (s->kind == KIND_ORDER) l->month_first = true;
    }
    return KW_OK;
}

void kw_date_reader_open(reader *r, const kw_dates *g, kw_str language, bool all, kw_str text, size_t at, const kw_date_base *base) {
    r->g = g;
    r->n = r->n_langs = 0;
    r->stamp = all;
    r->text = text;
    r->start = r->next = at;
    r->base = base;
    r->language = language;
    for (size_t i = 0; i < g->n_langs; i++)
        if (kw_str_eq(g->langs[i].code, language)) r->langs[r->n_langs++] = &g->langs[i];
    for (size_t i = 0; all && i < g->n_langs && r->n_langs < 4; i++)
        if (!kw_str_eq(g->langs[i].code, language)) r->langs[r->n_langs++] = &g->langs[i];
    r->has_day = base && base->published.precision == KW_WHEN_DAY;
    r->has_year = base && base->published.precision != KW_WHEN_NONE;
    r->base_day = r->has_year ? base->published.first : 0;
    int dom;
    kw_day_split(r->base_day, &r->base_year, &r->base_month, &dom);
}

static bool is_word_byte(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xc3; }

/* End of the word at `at`: letters, also behind an apostrophe; U+2010..U+201F (0xe2 0x80) are marks, not letters. */
static size_t word_end(kw_str t, size_t at) {
    size_t i = at;
    while ((i = kw_past_small(t, i)) < t.n) {
        unsigned char c = (unsigned char)t.p[i];
        if (c == 0xe2 && i + 1 < t.n && (unsigned char)t.p[i + 1] == 0x80) break;
        if (is_word_byte(c)) i += kw_utf8_len(c);
        else if (c == '\'' && i > at && i + 1 < t.n && is_word_byte((unsigned char)t.p[i + 1])) i++;
        else break;
    }
    return i > t.n ? t.n : i;
}

static bool letter_at(kw_str t, size_t at) { return at < t.n && is_word_byte((unsigned char)t.p[at]); }

/* "p.m.", "s/d": single letters with marks between them make one word. 0: none here. */
static size_t abbreviation_end(kw_str t, size_t at, size_t end) {
    if (end != at + 1 || end + 1 >= t.n || (t.p[end] != '.' && t.p[end] != '/')) return 0;
    if (!letter_at(t, end + 1) || letter_at(t, end + 2)) return 0;
    return end + 2 < t.n && t.p[end + 2] == '.' && t.p[end] == '.' ? end + 3 : end + 2;
}

enum { KEY_MAX = 48 };

static bool key_add(char *key, size_t *n, kw_str word) {
    if (*n + word.n + 1 > KEY_MAX) return false;
    if (*n) key[(*n)++] = ' ';
    for (size_t i = 0; i < word.n; i++) key[(*n)++] = (char)(word.p[i] >= 'A' && word.p[i] <= 'Z' ? word.p[i] + 32 : word.p[i]);
    return true;
}

static void take_senses(const date_lang *l, kw_rows rows, bool capital, item *it) {
    for (uint32_t i = 0; i < rows.n && it->n_senses < SENSES_MAX; i++) {
        date_sense s = l->senses[rows.first + i];
        if ((s.flags & SENSE_CAPITAL && !capital) || (s.flags & SENSE_SMALL && capital)) continue;
        it->senses[it->n_senses++] = s;
        if (!(s.flags & SENSE_WEAK)) it->weak = false;
    }
}

/* Longest form of the table that begins with the word; moves `end` behind it. */
static bool find_form(const date_lang *l, kw_str t, size_t at, size_t *end, item *it) {
    char key[KEY_MAX];
    size_t n = 0, key_at[6], end_at[6];
    uint32_t words = 0, most;
    bool capital = t.p[at] >= 'A' && t.p[at] <= 'Z';
    if (!key_add(key, &n, kw_str_sub(t, at, *end))) return false;
    if (!(most = kw_table_words_from(l->table, (kw_str){ key, n }))) return false;
    for (size_t e = *end;;) {
        key_at[words] = n;
        end_at[words++] = e;
        bool joined = e + 1 < t.n && (t.p[e] == ' ' || t.p[e] == '-') && letter_at(t, e + 1);
        if (words >= most || words == 6 || !joined) break;
        size_t next = word_end(t, e + 1);
        if (t.p[e] == '-') {                               /* "baru-baru", "twenty-first": one word of the key */
            if (n + 1 >= KEY_MAX) break;
            key[n++] = '-';
            size_t m = 0;
            if (n + next - e > KEY_MAX || !key_add(key + n, &m, kw_str_sub(t, e + 1, next))) break;
            n += m;
        } else if (!key_add(key, &n, kw_str_sub(t, e + 1, next))) break;
        e = next;
    }
    while (words--) {
        kw_rows rows = kw_table_find(l->table, (kw_str){ key, key_at[words] });
        if (!rows.n) continue;
        take_senses(l, rows, capital, it);
        *end = end_at[words];
        return it->n_senses > 0;
    }
    return false;
}

/* "Tuesday's": the word without what its apostrophe joins to it. */
static size_t bare_end(kw_str t, size_t at, size_t end) {
    if (end <= at + 1 || !memchr(t.p + at + 1, '\'', end - at - 1)) return end;
    for (size_t i = end; i > at + 1; i--)
        if (t.p[i - 1] == '\'') return i - 1;
    return end;
}

/* The longest form at `at`: of an abbreviation with its stops, of the word as it stands, of the word before its apostrophe. Returns its end. */
static size_t form_end(const date_lang *l, kw_str t, size_t at, size_t end, item *it) {
    size_t dotted = abbreviation_end(t, at, end), bare = bare_end(t, at, end), e = dotted;
    if (dotted && find_form(l, t, at, &e, it)) return e;
    e = end;
    if (find_form(l, t, at, &e, it)) return e;
    e = bare;
    return bare < end && find_form(l, t, at, &e, it) ? e : end;
}

static void lex_word(reader *r, size_t at, item *it) {
    size_t end = word_end(r->text, at);
    it->kind = ITEM_WORD;
    it->weak = true;
    for (size_t l = 0; l < r->n_langs && !it->n_senses; l++) end = form_end(r->langs[l], r->text, at, end, it);
    it->at.end = (uint32_t)end;
}

/* No form begins with it, as with most words: asked of the word as it stands, if a capital may count as a small letter in it. */
static bool is_unknown(const date_lang *l, kw_str word) { return !kw_table_words_from(l->table, word) && kw_is_ascii(word); }

uint32_t kw_date_form_at(const date_lang *l, kw_str text, size_t at, item *form) {
    char key[KEY_MAX];
    size_t n = 0, end = word_end(text, at), bare = bare_end(text, at, end);
    uint32_t words = 0;
    *form = (item){ .weak = true };
    if (end == at || (bare == end && is_unknown(l, kw_str_sub(text, at, end))) || !key_add(key, &n, kw_str_sub(text, at, bare))) return 0;
    if (!(words = kw_table_words_from(l->table, (kw_str){ key, n })) && bare == end) return 0;
    form->at = (kw_span){ (uint32_t)at, (uint32_t)form_end(l, text, at, end, form) };
    return words || form->n_senses ? (words ? words : 1) : 0;
}

static void lex_number(reader *r, size_t at, item *it) {
    size_t i = at;
    it->kind = ITEM_NUMBER;
    for (; i < r->text.n && r->text.p[i] >= '0' && r->text.p[i] <= '9'; i++)
        if (i - at < 8) it->value = it->value * 10 + (r->text.p[i] - '0');
    it->digits = (int)(i - at);
    it->at.end = (uint32_t)i;
}

static void lex_mark(reader *r, size_t at, item *it) {
    unsigned char c = (unsigned char)r->text.p[at];
    size_t end = at;
    uint32_t u = kw_utf8_next(r->text, &end);
    it->kind = ITEM_MARK;
    it->at.end = (uint32_t)end;
    it->mark = (char)(u >= 0x2010 && u <= 0x2015 ? '-' : u == 0x2018 || u == 0x2019 ? '\'' : c < 0x80 ? c : 0);
}

static void lex_next(reader *r, item *it) {
    size_t at = r->next;
    while (at < r->text.n && (r->text.p[at] == ' ' || r->text.p[at] == '\t' || (r->stamp && r->text.p[at] == '\n'))) at++;
    *it = (item){ .glued = at == r->next, .at = { (uint32_t)at, (uint32_t)at } };
    if (at >= r->text.n || r->text.p[at] == '\n') return;
    unsigned char c = (unsigned char)r->text.p[at];
    if (c >= '0' && c <= '9') lex_number(r, at, it);
    else if (is_word_byte(c) && !(c == 0xe2 && at + 1 < r->text.n && (unsigned char)r->text.p[at + 1] == 0x80)) lex_word(r, at, it);
    else lex_mark(r, at, it);
    r->next = it->at.end;
}

const item *kw_date_item(reader *r, size_t i) {
    static const item end = { 0 };
    while (r->n <= i) {
        if (r->n == ITEMS_MAX) return &end;
        lex_next(r, &r->items[r->n]);
        r->n++;
    }
    return &r->items[i];
}

bool kw_date_sense(const item *it, date_kind k, int *value) {
    for (unsigned i = 0; i < it->n_senses; i++)
        if (it->senses[i].kind == k) { if (value) *value = it->senses[i].value; return true; }
    return false;
}

bool kw_date_sense_strong(const item *it, date_kind k, int *value) {
    for (unsigned i = 0; i < it->n_senses; i++)
        if (it->senses[i].kind == k && !(it->senses[i].flags & SENSE_WEAK)) { if (value) *value = it->senses[i].value; return true; }
    return false;
}

bool kw_date_flagged(const item *it, date_kind k, unsigned flag) {
    for (unsigned i = 0; i < it->n_senses; i++)
        if (it->senses[i].kind == k) return it->senses[i].flags & flag;
    return false;
}

/* Is the word before byte `from` of that kind? *start: where it begins. */
static bool word_before(reader *r, size_t from, date_kind k, size_t *start) {
    size_t e = from;
    while (e && r->text.p[e - 1] == ' ') e--;
    size_t s = e;
    while (s && is_word_byte((unsigned char)r->text.p[s - 1])) s--;
    if (s == e || (e == from && e)) return false;
    *start = s;
    for (size_t l = 0; l < r->n_langs; l++) {
        char key[KEY_MAX];
        size_t n = 0;
        if (!key_add(key, &n, kw_str_sub(r->text, s, e))) return false;
        kw_rows rows = kw_table_find(r->langs[l]->table, (kw_str){ key, n });
        for (uint32_t i = 0; i < rows.n; i++) if (r->langs[l]->senses[rows.first + i].kind == k) return true;
    }
    return false;
}

bool kw_date_word_before(reader *r, date_kind k) {
    size_t start;
    return word_before(r, r->start, k, &start);
}

bool kw_date_word_before_article(reader *r, date_kind k) {
    size_t article, start;
    return word_before(r, r->start, KIND_DET, &article) && word_before(r, article, k, &start);
}
