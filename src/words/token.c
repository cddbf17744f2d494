/* SPDX-License-Identifier: MIT
 * From left to right, each token by its first character: a word, a number or a mark; tables decide where words are cut or
 * joined. */
#include "words/token.h"
#include "base/utf8.h"
#include "know/ud.h"

enum { CLITICS_MAX = 32, WORD_MAX = 96 };

typedef struct { kw_str form; uint32_t hosts; uint8_t min; bool start, any, unknown; } clitic;   /* unknown: also words that no table has */

struct kw_token_rules {
    const kw_table *abbreviations, *clitics, *countries, *places, *given;
    uint32_t kind;
    clitic clitic[CLITICS_MAX];
    size_t n_clitics;
    bool hyphens;
};

static kw_rc read_clitic(const kw_table *t, kw_str language, uint32_t row, clitic *c, kw_err *err) {
    int64_t min;
    kw_str hosts = kw_table_cell(t, row, kw_table_column(t, "hosts")), host;
    if (!kw_str_int(kw_table_cell(t, row, kw_table_column(t, "min")), &min) || min < 0 || min > 20)
        return kw_fail(err, KW_DATA, NULL, "%.*s/clitics: '%.*s': want the least letters of its host, 0-20", KW_FMT(language),
            KW_FMT(kw_table_key(t, row)));
    c->form = kw_table_key(t, row);
    c->min = (uint8_t)min;
    c->start = kw_str_is(kw_table_cell(t, row, kw_table_column(t, "side")), "start");
    c->any = kw_str_is(hosts, "*");
    while (!c->any && kw_str_cut(&hosts, ' ', &host)) {
        if (kw_str_is(host, "?")) c->unknown = true;
        else c->hosts |= 1u << kw_upos_of(host);
    }
    return KW_OK;
}

kw_rc kw_token_open(const kw_know *k, kw_str language, bool hyphens, kw_arena *mem, kw_token_rules **out, kw_err *err) {
    kw_token_rules *r = kw_alloc(mem, sizeof *r);
    if (!r) return kw_fail_nomem(err);
    r->hyphens = hyphens;
    r->abbreviations = kw_know_lang_table(k, language, "abbreviations");
    r->clitics = kw_know_lang_table(k, language, "clitics");
    r->countries = kw_know_table(k, "world/country_names");
    r->places = kw_know_table(k, "world/places");
    r->given = kw_know_table(k, "world/given_names");
    r->kind = kw_table_column(r->abbreviations, "kind");
    r->n_clitics = kw_table_rows(r->clitics);
    if (r->n_clitics > CLITICS_MAX)
        return kw_fail(err, KW_DATA, NULL, "%.*s/clitics: want at most %d rows, found more", KW_FMT(language), CLITICS_MAX);
    for (uint32_t i = 0; i < r->n_clitics; i++) KW_TRY(read_clitic(r->clitics, language, i, &r->clitic[i], err));
    *out = r;
    return KW_OK;
}

/* ---- characters ---- */

typedef struct {
    const kw_token_rules *r;
    kw_morph_seen *seen;
    kw_str text;                        /* cut at the end of the line */
    kw_arena *mem;
    kw_token_list *out;
    char *fold;                         /* room for folded ASCII forms: as much as is left of the line */
    size_t first;                       /* first token of the line */
    size_t run_end, run_at;             /* of the run without spaces that was looked at last: its end, its last @ (0: none) */
    bool spaced;                        /* a space stood before the next token */
    bool shouted;                       /* no small letter in the line */
} scan;

static inline uint32_t at(const scan *s, size_t i) {
    size_t j = i;
    if (i >= s->text.n) return 0;
    unsigned char c = (unsigned char)s->text.p[i];
    return c < 0x80 ? c : kw_utf8_next(s->text, &j);
}

static inline size_t after(const scan *s, size_t i) {
    if (i >= s->text.n) return i;
    if ((unsigned char)s->text.p[i] < 0x80) return i + 1;
    (void)kw_utf8_next(s->text, &i);
    return i;
}

static inline bool is_word(uint32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    return kw_utf8_is_letter(c) || kw_utf8_is_digit(c) || c == 0xB2 || c == 0xB3;
}
static bool is_apostrophe(uint32_t c) { return c == '\'' || c == 0x2019 || c == 0x02BC || c == 0x2018; }
static bool is_hyphen(uint32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }
static bool is_digit(uint32_t c) { return kw_utf8_is_digit(c); }

static bool is_symbol(uint32_t c) {
    if (c < 0x80) return c && strchr("$%+=<>^~|&@#", (int)c) != NULL;
    return (c >= 0xA2 && c <= 0xA9 && c != 0xA7) || c == 0xAC || (c >= 0xAE && c <= 0xB4) || c == 0xD7 || c == 0xF7 ||
           (c >= 0x20A0 && c <= 0x20CF) || (c >= 0x2100 && c <= 0x2BFF && c != 0x2E3A);
}

/* ---- putting a token on the list ---- */

static bool all_small(kw_str s) {
    size_t i = 0;
    while (i < s.n && s.p[i] >= 'a' && s.p[i] <= 'z') i++;
    return i == s.n;
}

static uint32_t shape_of(kw_str s) {
    uint32_t flags = 0;
    if (all_small(s)) return 0;
    size_t letters = 0, capitals = 0, digits = 0, others = 0, symbols = 0;
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = kw_utf8_next(s, &i);
        bool letter = kw_utf8_is_letter(c);
        if (letter && kw_utf8_is_upper(c)) { capitals++; if (!from) flags |= KW_TOK_CAPITAL; }
        if (letter) letters++;
        else if (is_digit(c)) digits++;
        else if (is_symbol(c)) symbols++;
        else others++;
    }
    if (capitals > 1 && capitals == letters) flags |= KW_TOK_ALLCAPS;
    if (digits && !letters) flags |= KW_TOK_NUMBER;
    if (others && !letters && !digits && !symbols) flags |= KW_TOK_PUNCT;
    return flags;
}

static kw_str fold_form(scan *s, kw_str word) {
    for (size_t i = 0; i < word.n; i++)
        if ((unsigned char)word.p[i] >= 0x80) return kw_utf8_fold(s->mem, word);
    char *to = s->fold;
    for (size_t i = 0; i < word.n; i++) {
        char c = word.p[i];
        to[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c == '`' ? '\'' : c);
    }
    s->fold += word.n;
    return (kw_str){ to, word.n };
}

static kw_rc put(scan *s, size_t from, size_t to, uint32_t flags, kw_err *err) {
    kw_token *t = kw_push(s->mem, (void **)&s->out->v, &s->out->n, &s->out->cap, sizeof *t);
    if (!t) return kw_fail_nomem(err);
    kw_str word = kw_str_sub(s->text, from, to);
    t->at = (kw_span){ (uint32_t)from, (uint32_t)to };
    t->form = fold_form(s, word);
    if (!t->form.p) return kw_fail_nomem(err);
    if (!t->form.n) t->form = word;                         /* a lone accent folds to nothing */
    t->lemma = t->form;
    t->flags = shape_of(word) | flags | (s->spaced || s->out->n - 1 == s->first ? 0 : KW_TOK_GLUED);
    t->head = -1;
    s->spaced = false;
    return KW_OK;
}

/* ---- words ---- */

/* As kw_utf8_fold, into room of the caller's, so that asking a table costs no memory; empty where the word is too long for it. */
static kw_str fold_into(kw_str s, char *buf, size_t cap) {
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        if (n + 4 > cap) return (kw_str){ buf, 0 };
        if (s.p[i] >= 'a' && s.p[i] <= 'z') {
            buf[n++] = s.p[i++];
            continue;
        }
        n += kw_utf8_fold_char(kw_utf8_next(s, &i), buf + n);
    }
    return (kw_str){ buf, n };
}

kw_str kw_token_kind(const kw_token_rules *r, kw_str form) {
    kw_rows row = kw_table_find(r->abbreviations, form);
    return row.n ? kw_table_cell(r->abbreviations, row.first, r->kind) : KW_NONE;
}

static bool is_kind(const scan *s, size_t from, size_t to, const char *kind) {
    char buf[WORD_MAX];
    return kw_str_is(kw_token_kind(s->r, fold_into(kw_str_sub(s->text, from, to), buf, sizeof buf)), kind);
}

kw_abbr kw_token_abbreviation(const kw_token_rules *r, kw_str form) {
    kw_str kind = kw_token_kind(r, form);
    return !kind.p ? KW_ABBR_NONE : kw_str_is(kind, "title") || kw_str_is(kind, "number") ? KW_ABBR_TITLE : KW_ABBR_OTHER;
}

/* Do the tables know the word? `strict`: as it stands, without affixes. */
static bool knows(const scan *s, size_t from, size_t to, bool strict) {
    char buf[WORD_MAX];
    uint8_t by = kw_morph_seen_find(s->seen, fold_into(kw_str_sub(s->text, from, to), buf, sizeof buf)).by;
    return by != KW_BY_NOTHING && by != KW_BY_SHAPE && (!strict || by != KW_BY_AFFIX);
}

/* A name of a country; world/country_names has a blank where one may write a hyphen. */
static bool is_place(const scan *s, size_t from, size_t to) {
    char buf[WORD_MAX];
    kw_str form = fold_into(kw_str_sub(s->text, from, to), buf, sizeof buf);
    for (size_t i = 0; i < form.n; i++)
        if (buf[i] == '-') buf[i] = ' ';
    return kw_table_find(s->r->countries, form).n > 0;
}

/* Letters with points between them: "U.S.", "K.H.", "a.m."; and degrees, whose parts are longer behind or before a single
 * letter: "M.Sc.", "LL.M.". The end of it, or 0. */
static size_t acronym(const scan *s, size_t i) {
    enum { PART_MAX = 3 };
    size_t parts = 0, end = 0, before = 0;
    for (;;) {
        size_t n = 0, from = i;
        while (n <= PART_MAX && kw_utf8_is_letter(at(s, i))) {
            i = after(s, i);
            n++;
        }
        bool fits = n == 1 || (kw_utf8_is_upper(at(s, from)) && (before == 1 || (!parts && n == 2)));
        if (before == 2 && n != 1) fits = false;
        if (!n || n > PART_MAX || !fits || at(s, i) != '.') break;
        end = ++i;
        before = n;
        parts++;
    }
    return parts < 2 || is_word(at(s, end)) ? 0 : end;
}

static bool starts_address(kw_str s) {
    static const char *const starts[] = { "http://", "https://", "www.", "ftp://" };
    char c = s.n > 6 ? (char)(s.p[0] | 32) : 0;
    if (c != 'h' && c != 'w' && c != 'f') return false;
    for (size_t k = 0; k < sizeof starts / sizeof *starts; k++) {
        kw_str z = kw_str_of(starts[k]);
        if (s.n > z.n && strncasecmp(s.p, z.p, z.n) == 0) return true;
    }
    return false;
}

/* An address of the web or of mail: runs to the next space, without closing marks. 0: not one. */
static size_t address(scan *s, size_t i) {
    const char *p = s->text.p;
    if (i >= s->run_end) {
        for (s->run_end = i, s->run_at = 0; s->run_end < s->text.n && p[s->run_end] > ' ' && !strchr("\"<>", p[s->run_end]); s->run_end++)
            if (p[s->run_end] == '@') s->run_at = s->run_end;
    }
    size_t end = s->run_end, at_sign = s->run_at > i ? s->run_at : 0;
    if (!at_sign && !starts_address(kw_str_sub(s->text, i, end))) return 0;
    while (end > i && strchr(".,;:!?)]}'", p[end - 1])) end--;
    if (at_sign && (end <= at_sign + 1 || !memchr(p + at_sign, '.', end - at_sign))) return 0;
    return end;
}

/* A point inside a word: before the ending of a site's name ("detik.com"), or between small letters of which one side is no
 * word ("alt.animals"): else it is the end of a sentence whose space was lost. */
static bool point_joins(const scan *s, size_t from, size_t dot) {
    size_t end = dot + 1;
    while (end < s->text.n && is_word(at(s, end))) end = after(s, end);
    if (end > dot + 1 && is_kind(s, dot + 1, end, "site")) return true;
    return dot > from + 1 && kw_utf8_is_lower(at(s, dot + 1)) && !(knows(s, from, dot, false) && knows(s, dot + 1, end, false));
}

/* Two names or short forms that a hyphen puts side by side ("RI-Jepang", "Januari-Oktober") are two words; a word written
 * twice and a name's own hyphen ("Jong-un", "Al-Aqsa") are one. */
static bool side_by_side(const scan *s, size_t from, size_t hyphen) {
    enum { LONG = 4 };
    if (hyphen - from > WORD_MAX) return false;
    size_t right = after(s, hyphen), end = right, capitals[2] = { 0, 0 }, letters[2] = { 0, 0 };
    while (end < s->text.n && kw_utf8_is_letter(at(s, end))) end = after(s, end);
    if (!kw_utf8_is_upper(at(s, from)) || !kw_utf8_is_upper(at(s, right))) return false;
    for (size_t i = from; i < end; i = after(s, i)) {
        if (i == hyphen) continue;
        letters[i >= right]++;
        capitals[i >= right] += kw_utf8_is_upper(at(s, i));
    }
    if (is_kind(s, from, hyphen, "month") && is_kind(s, right, end, "month")) return true;
    bool short_form[2] = { letters[0] > 1 && capitals[0] == letters[0], letters[1] > 1 && capitals[1] == letters[1] };
    if (short_form[0] && short_form[1]) return letters[0] < LONG && letters[1] < LONG && !s->shouted;
    for (int k = 0; k < 2; k++)
        if (!short_form[k] && letters[k] < LONG) return false;
    if (short_form[0] || short_form[1]) return true;
    return !is_place(s, from, end) && (is_place(s, from, hyphen) || is_place(s, right, end));
}

/* Does the mark at i, inside a word that began at `from`, belong to it? */
static bool joins(const scan *s, size_t from, size_t i) {
    uint32_t c = at(s, i), next = at(s, after(s, i));
    if (is_apostrophe(c)) return kw_utf8_is_letter(next);
    if (is_hyphen(c)) return is_word(next) && (s->r->hyphens ? !side_by_side(s, from, i) : is_kind(s, from, i, "prefix") || is_digit(next));
    if (c == '.') return kw_utf8_is_letter(next) && point_joins(s, from, i);
    if (c == '&') return i - from < 3 && kw_utf8_is_upper(at(s, from)) && kw_utf8_is_upper(next);
    if (c == '/') return is_digit(next);
    return false;
}

/* The place where a lost space joins two words, the first in small letters and known: "dilansirAntara"; 0: none. */
static size_t glued_at(const scan *s, size_t from, size_t to) {
    enum { LEFT_MIN = 3, RIGHT_MIN = 3 };
    for (size_t i = from + 1; i + RIGHT_MIN <= to; i = after(s, i)) {
        if (!kw_utf8_is_upper(at(s, i))) continue;
        bool small = i - from >= LEFT_MIN && kw_utf8_is_lower(at(s, after(s, from))) && kw_utf8_is_lower(at(s, after(s, i)));
        for (size_t k = from; small && k < i; k = after(s, k)) small = kw_utf8_is_lower(at(s, k)) || (k == from && i - from > 4);
        return small && knows(s, from, i, false) ? i : 0;
    }
    return 0;
}

/* The end of an abbreviation with points inside ("Ph.D.") whose first point is at `dot`; 0: not one. */
static size_t inner_points(const scan *s, size_t from, size_t dot) {
    enum { PART_MAX = 5 };
    size_t end = dot + 1;
    while (end < s->text.n && end < dot + PART_MAX && kw_utf8_is_letter(at(s, end))) end = after(s, end);
    if (end == dot + 1 || at(s, end) != '.') return 0;
    return is_kind(s, from, end + 1, "title") || is_kind(s, from, end + 1, "other") ? end + 1 : 0;
}

/* "Robert S. Mueller": a letter between two words of a name is an initial, though it is a word elsewhere ("plan B."). */
static bool behind_first_name(const scan *s) {
    if (s->out->n == s->first || !s->spaced) return false;
    const kw_token *t = &s->out->v[s->out->n - 1];
    return (t->flags & KW_TOK_CAPITAL) && kw_table_find(s->r->given, t->form).n;
}

/* A word ends where a character is no part of it and does not join; short forms keep their points. */
static size_t word_end(const scan *s, size_t from) {
    size_t i = acronym(s, from), end;
    if (i) return i;
    i = from;
    for (;;) {
        while (i < s->text.n && is_word(at(s, i))) {
            if (i > from && is_digit(at(s, i)) && is_kind(s, from, i, "currency")) return i;
            i = after(s, i);
        }
        if (i >= s->text.n || !joins(s, from, i)) break;
        i = after(s, i);
    }
    if (at(s, i) == '.' && (end = inner_points(s, from, i))) return end;
    if (at(s, i) == '$' && is_kind(s, from, i + 1, "currency")) return i + 1;
    if (at(s, i) == '.') {
        if (is_kind(s, from, i + 1, "title") || is_kind(s, from, i + 1, "other")) return i + 1;
        if (is_kind(s, from, i + 1, "number")) return is_digit(at(s, i + 1 + (at(s, i + 1) == ' '))) ? i + 1 : i;
        bool initial = after(s, from) == i && kw_utf8_is_upper(at(s, from)) && i + 1 < s->text.n && !is_word(at(s, i + 1));
        if (initial && (behind_first_name(s) || !knows(s, from, i, true))) return i + 1;
    }
    return i;
}

/* "Ramallah", "Habibollah": a name that the tables have whole. */
static bool is_named(const scan *s, kw_str form) {
    return kw_table_find(s->r->countries, form).n || kw_table_find(s->r->places, form).n || kw_table_find(s->r->given, form).n;
}

static bool is_known(kw_analysis a) { return a.by != KW_BY_NOTHING && a.by != KW_BY_SHAPE; }

/* The clitic that the word ends with, where a host is left that may carry one; *cut: bytes of the host. The word's own analysis is asked
 * only once it matters. A host may carry a clitic of its own ("rumahnyalah"), `deep` of them. */
static const clitic *end_clitic(const scan *s, kw_str form, bool name, unsigned deep, size_t *cut) {
    bool asked = false, whole = false;
    for (size_t i = 0; i < s->r->n_clitics; i++) {
        const clitic *c = &s->r->clitic[i];
        size_t inner;
        if (c->start || form.n < c->form.n + c->min || !kw_str_ends(form, c->form)) continue;
        kw_str host = { form.p, form.n - c->form.n };
        *cut = host.n;
        if (c->any || (host.n > 1 && host.p[host.n - 1] == '-')) return c;
        if (!asked) whole = is_known(kw_morph_seen_find(s->seen, form)) || (name && is_named(s, form));
        asked = true;
        if (whole) continue;
        kw_analysis a = kw_morph_seen_find(s->seen, host);
        if (is_known(a) ? (c->hosts & 1u << a.upos) != 0 : c->unknown && !name && host.n > 3) return c;
        if (!is_known(a) && deep && !name && end_clitic(s, host, name, deep - 1, &inner)) return c;
    }
    return NULL;
}

/* The same at the beginning: "kubaca". A host that has a voice by its own affixes takes none. */
static const clitic *start_clitic(const scan *s, kw_str form, bool name) {
    for (size_t i = 0; i < s->r->n_clitics; i++) {
        const clitic *c = &s->r->clitic[i];
        if (!c->start || name || form.n < c->form.n + c->min || !kw_str_starts(form, c->form)) continue;
        if (is_known(kw_morph_seen_find(s->seen, form))) return NULL;
        kw_analysis a = kw_morph_seen_find(s->seen, kw_str_sub(form, c->form.n, form.n));
        if (is_known(a) && !a.voice && (c->hosts & 1u << a.upos)) return c;
    }
    return NULL;
}

/* How many bytes of the text stand for the last `n` bytes of the folded form: they differ by typographic apostrophes. */
static size_t bytes_of_tail(const scan *s, size_t to, size_t n) {
    size_t i = to;
    while (n--) {
        do i--; while (((unsigned char)s->text.p[i] & 0xc0) == 0x80);
    }
    return to - i;
}

static kw_rc put_word(scan *s, size_t from, size_t to, kw_err *err) {
    char buf[WORD_MAX];
    kw_str form = fold_into(kw_str_sub(s->text, from, to), buf, sizeof buf);
    size_t cut = 0;
    if (!s->r->n_clitics || !form.n) return put(s, from, to, 0, err);
    bool name = kw_utf8_is_upper(at(s, from)) && !kw_utf8_is_upper(at(s, after(s, from)));
    const clitic *c = end_clitic(s, form, name, 1, &cut);
    if (c) {
        size_t border = to - bytes_of_tail(s, to, c->form.n);
        if (border > from) {
            KW_TRY(put_word(s, from, border, err));
            return put(s, border, to, KW_TOK_CLITIC, err);
        }
    }
    if ((c = start_clitic(s, form, name))) {
        KW_TRY(put(s, from, from + c->form.n, KW_TOK_CLITIC, err));
        return put(s, from + c->form.n, to, 0, err);
    }
    return put(s, from, to, 0, err);
}

static kw_rc scan_word(scan *s, size_t *i, kw_err *err) {
    size_t from = *i, end = address(s, from);
    if (end) {
        *i = end;
        return put(s, from, end, 0, err);
    }
    *i = end = word_end(s, from);
    size_t border = glued_at(s, from, end);
    if (!border) return put_word(s, from, end, err);
    KW_TRY(put_word(s, from, border, err));
    return put_word(s, border, end, err);
}

/* ---- numbers ---- */

/* "10/7" and "08/08/2000" are one thing, "9.405/9.415" two numbers. */
static size_t digits_end(const scan *s, size_t i) {
    for (bool parted = false;;) {
        while (i < s->text.n && is_digit(at(s, i))) i = after(s, i);
        uint32_t c = at(s, i);
        if ((c != '.' && c != ',' && c != ':' && c != '/') || !is_digit(at(s, i + 1)) || (c == '/' && parted)) return i;
        parted = parted || c == '.' || c == ',';
        i++;
    }
}

/* Three groups and more with hyphens are one thing (a date, a telephone number); two are a range. */
static size_t hyphen_groups_end(const scan *s, size_t from, size_t i) {
    size_t end = i, groups = 1;
    while (at(s, end) == '-' && is_digit(at(s, end + 1))) {
        end = digits_end(s, end + 1);
        groups++;
    }
    bool telephone = groups == 2 && i - from <= 3 && end - i == 5;
    return groups >= 3 || telephone ? end : i;
}

/* "-4,9" behind a blank that no number stands before: a number below zero, where words keep their hyphens. At the head of a line
 * it is an item of a list. */
static bool is_signed(const scan *s, size_t i) {
    if (!s->r->hyphens || s->out->n == s->first || !s->spaced || !is_hyphen(at(s, i)) || !is_digit(at(s, after(s, i)))) return false;
    return !(s->out->v[s->out->n - 1].flags & KW_TOK_NUMBER);
}

/* "70kg" and "5juta" are a number and a word, "27th" and "1990s" are one. */
static kw_rc scan_number(scan *s, size_t *i, kw_err *err) {
    enum { WORD_MIN = 4 };
    size_t from = *i, digits = is_digit(at(s, from)) ? from : after(s, from);
    size_t end = hyphen_groups_end(s, digits, digits_end(s, digits)), letters = end;
    while (letters < s->text.n && is_word(at(s, letters))) letters = after(s, letters);
    if (letters > end && !is_kind(s, end, letters, "unit") && !(letters - end >= WORD_MIN && knows(s, end, letters, true))) end = letters;
    else if (is_hyphen(at(s, end)) && kw_utf8_is_letter(at(s, after(s, end)))) {
        size_t tail = after(s, end), stop = tail;
        while (stop < s->text.n && is_word(at(s, stop))) stop = after(s, stop);
        if (s->r->hyphens || is_kind(s, tail, stop, "ending")) end = stop;
    }
    *i = end;
    return put(s, from, end, 0, err);
}

/* ---- marks ---- */

/* Which side of a quotation is a mark on: what touches it says so before its own shape does, since many write ” on both. */
static bool opens(const scan *s, size_t from, uint32_t c, size_t end) {
    bool space_before = from == 0 || s->spaced || s->out->n == s->first, space_after = end >= s->text.n || kw_utf8_is_space(at(s, end));
    if (c == '`') return true;
    if (space_before != space_after) return space_before;
    if (c == 0x201C || c == 0x2018 || c == 0x201E || c == 0x201A || c == 0xAB || c == 0x300C) return true;
    if (c == 0x201D || c == 0xBB || c == 0x300D) return false;
    if (!space_before) return strchr("([{-/", s->text.p[from - 1]) != NULL;
    bool open = false;                                       /* between two spaces: whichever side is due */
    for (size_t i = s->first; i < s->out->n; i++) {
        if (s->out->v[i].flags & KW_TOK_QUOTE_OPEN) open = true;
        if (s->out->v[i].flags & KW_TOK_QUOTE_CLOSE) open = false;
    }
    return !open;
}

/* ":)", ";-(": the end of it; one past the mark if it is none. */
static size_t face_end(const scan *s, size_t from) {
    size_t end = from + 1 + (at(s, from + 1) == '-');
    bool alone = from == 0 || s->spaced || s->out->n == s->first;
    uint32_t mouth = at(s, end), behind = at(s, end + 1);
    return alone && mouth && mouth < 0x80 && strchr(")(DP", (int)mouth) && (!behind || kw_utf8_is_space(behind)) ? end + 1 : from + 1;
}

static kw_rc scan_mark(scan *s, size_t *i, kw_err *err) {
    size_t from = *i, end = after(s, from);
    uint32_t c = at(s, from);
    if ((c == '#' || c == '@') && kw_utf8_is_letter(at(s, end))) {
        while (end < s->text.n && is_word(at(s, end))) end = after(s, end);
        *i = end;
        return put(s, from, end, 0, err);
    }
    bool runs = c < 0x80 && strchr(".-!?*=_~`'$<>+", (int)c);
    while (runs && (at(s, end) == c || (c != '.' && strchr("!?", (int)c) && at(s, end) && strchr("!?", (int)at(s, end))))) end = after(s, end);
    if (c == ':' || c == ';') end = face_end(s, from);
    *i = end;
    bool two = (c == '`' || c == '\'') && end - from == 2;
    bool quote = two || c == '`' || (end - from < 4 && (kw_utf8_is_quote(c) || c == '\'') && !(c == '\'' && end - from > 2));
    return put(s, from, end, !quote ? 0 : opens(s, from, c, end) && !(two && c == '\'') ? KW_TOK_QUOTE_OPEN : KW_TOK_QUOTE_CLOSE, err);
}

static bool is_shouted(kw_str line) {
    for (size_t i = 0; i < line.n; i++)
        if (line.p[i] >= 'a' && line.p[i] <= 'z') return false;
    return true;
}

kw_rc kw_token_split(const kw_token_rules *r, kw_morph_seen *seen, kw_str text, kw_span line, kw_arena *mem, kw_token_list *out, kw_err *err) {
    scan s = { .r = r, .seen = seen, .text = { text.p, line.end }, .mem = mem, .out = out, .first = out->n };
    if (!(s.fold = kw_alloc(mem, kw_span_len(line) + 1))) return kw_fail_nomem(err);
    s.shouted = is_shouted(kw_str_at(text, line));
    for (size_t i = line.start; i < line.end;) {
        uint32_t c = at(&s, i);
        if (kw_utf8_is_space(c) || c < ' ') { i = after(&s, i); s.spaced = true; }
        else if (is_digit(c) || is_signed(&s, i)) KW_TRY(scan_number(&s, &i, err));
        else if (is_word(c)) KW_TRY(scan_word(&s, &i, err));
        else KW_TRY(scan_mark(&s, &i, err));
    }
    return KW_OK;
}
