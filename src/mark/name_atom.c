/* SPDX-License-Identifier: MIT
 * Atoms: tokens, with those that hyphens join taken apart ("Rusia-Ukraina", "US-led"), and the longest key of a table that
 * begins at one. Keys of tables have a blank where the print has a hyphen, so "Jong-un" and "Jong Un" are one key. */
#include "base/utf8.h"
#include "mark/name_parts.h"

enum { LONGEST_KEY = 160,
       LONG_WORD = 8 };                 /* bytes: shorter names look as if they had affixes ("Dimas") */

static bool is_hyphen(kw_str s, size_t i, size_t *n) {
    if (s.p[i] == '-') { *n = 1; return true; }
    *n = 3;                                             /* U+2010 to U+2014 */
    return i + 2 < s.n && (unsigned char)s.p[i] == 0xE2 && (unsigned char)s.p[i + 1] == 0x80 &&
           (unsigned char)s.p[i + 2] >= 0x90 && (unsigned char)s.p[i + 2] <= 0x94;
}

static uint16_t flags_of_text(kw_str s) {
    size_t at = 0, letters = 0, capitals = 0, digits = 0;
    uint16_t flags = 0;
    for (bool first = true; at < s.n; first = false) {
        uint32_t c = kw_utf8_next(s, &at);
        bool upper = kw_utf8_is_upper(c);
        if (first && upper) flags |= KW_ATOM_CAPITAL;
        bool letter = kw_utf8_is_letter(c);
        if (letter && !upper) return flags;              /* neither all capitals nor a number nor a mark, whatever follows */
        letters += letter;
        capitals += upper;
        digits += kw_utf8_is_digit(c);
    }
    if (capitals > 1 && capitals == letters) flags |= KW_ATOM_ALLCAPS;
    if (capitals == 1 && letters == 1 && !digits) flags |= KW_ATOM_INITIAL;
    if (!letters && !digits) flags |= KW_ATOM_PUNCT;
    if (!letters && digits) flags |= KW_ATOM_NUMBER;
    return flags;
}

static bool is_root(const kw_name_lang *l, kw_str form) {
    kw_rows r = kw_table_find(l->roots, form);
    return r.n && kw_table_cell(l->roots, r.first, 1).p[0] != 'P';
}

bool kw_is_word(const kw_naming *g, kw_str form) {
    for (size_t i = 0; i < g->kit->n_langs; i++)
        if (kw_table_find(g->kit->langs[i].common, form).n || is_root(&g->kit->langs[i], form)) return true;
    return false;
}

/* Is the capitalised word also a word of the language, as such or by its affixes? */
static uint16_t common_in(const kw_naming *g, const kw_atom *a, bool split) {
    if (kw_table_find(g->lang->common, a->form).n || is_root(g->lang, a->form) || (split && is_root(g->lang, a->lemma))) return KW_ATOM_COMMON;
    for (size_t i = 0; i < g->kit->n_langs; i++) {
        const kw_name_lang *l = &g->kit->langs[i];
        if (l != g->lang && (kw_table_find(l->common, a->form).n || is_root(l, a->form))) return KW_ATOM_FOREIGN;
    }
    return 0;
}

static bool push_atom(kw_naming *g, kw_span at, uint32_t token, uint16_t more) {
    kw_atom *a = kw_push(g->mem, (void **)&g->atoms, &g->n_atoms, &g->cap_atoms, sizeof *a);
    if (!a) return false;
    const kw_token *t = &g->words->tokens[token];
    kw_str text = kw_str_at(g->words->text, at);
    bool whole = at.start == t->at.start && at.end == t->at.end;
    *a = (kw_atom){ .at = at, .token = token, .upos = t->upos, .flags = (uint16_t)(flags_of_text(text) | more) };
    if (t->flags & KW_TOK_CLITIC) a->flags |= KW_ATOM_CLITIC;
    a->form = whole && t->form.p ? t->form : kw_utf8_fold(g->mem, text);
    a->lemma = whole && t->lemma.p ? t->lemma : a->form;
    if (!a->form.p) return false;
    a->sign = kw_table_folded_sign(a->form);
    kw_rows uses = kw_table_find(g->lang->name_words, a->form);
    for (uint32_t k = 0; k < uses.n; k++) a->uses |= g->lang->uses[uses.first + k];
    if (a->flags & KW_ATOM_CAPITAL) a->flags |= common_in(g, a, whole && t->analysis != 0);
    if ((t->flags & KW_TOK_BUILT) && whole && a->form.n >= LONG_WORD) a->flags |= KW_ATOM_BUILT;
    return true;
}

/* "... dan Hun Sen.": at the end of a sentence the point of a short form may be the sentence's; names are looked for without it. */
static kw_span without_last_point(const kw_naming *g, uint32_t token, uint32_t end) {
    enum { SHORTEST = 4 };
    kw_span at = g->words->tokens[token].at;
    kw_str text = kw_str_at(g->words->text, at);
    bool ends = token + 1 == end && text.n >= SHORTEST && text.p[text.n - 1] == '.' && !memchr(text.p, '.', text.n - 1);
    if (ends) at.end--;
    return at;
}

/* A token with hyphens between letters gives an atom for each part; `end`: behind the sentence's last token. */
static bool split_token(kw_naming *g, uint32_t token, uint32_t end, uint16_t more) {
    kw_span at = without_last_point(g, token, end);
    kw_str text = kw_str_at(g->words->text, at);
    size_t from = 0, n;
    for (size_t i = 0; i < text.n; i++) {
        if (i == from || i + 1 >= text.n || !is_hyphen(text, i, &n)) continue;
        if (!push_atom(g, (kw_span){ at.start + (uint32_t)from, at.start + (uint32_t)i }, token, more)) return false;
        more = KW_ATOM_JOINED;
        from = i + n;
        i += n - 1;
    }
    return from >= text.n || push_atom(g, (kw_span){ at.start + (uint32_t)from, at.end }, token, more);
}

/* A hyphen that is a token of its own, glued to the words on both sides. */
static bool joins(const kw_words *w, uint32_t i, uint32_t end) {
    size_t n;
    kw_str text = kw_str_at(w->text, w->tokens[i].at);
    return i > 0 && i + 1 < end && is_hyphen(text, 0, &n) && n == text.n && (w->tokens[i].flags & KW_TOK_GLUED) &&
           (w->tokens[i + 1].flags & KW_TOK_GLUED);
}

static void note_year(kw_clause *c, kw_str form) {
    int64_t year;
    if (form.n != 4 || !kw_str_int(form, &year) || year < 1800 || year > 2100) return;
    if (!c->year_first || year < c->year_first) c->year_first = (int32_t)year;
    if (year > c->year_last) c->year_last = (int32_t)year;
}

static void judge_capitals(kw_naming *g, kw_clause *c) {
    uint32_t words = 0, capitals = 0, all = 0, common = 0;
    for (uint32_t i = c->first_atom; i < c->first_atom + c->n_atoms; i++) {
        const kw_atom *a = &g->atoms[i];
        if (a->flags & (KW_ATOM_PUNCT | KW_ATOM_NUMBER | KW_ATOM_CLITIC)) continue;
        words++;
        capitals += !!(a->flags & KW_ATOM_CAPITAL);
        all += !!(a->flags & KW_ATOM_ALLCAPS);
        common += (a->flags & KW_ATOM_CAPITAL) && (a->flags & KW_ATOM_COMMON);
    }
    c->shouting = words > 3 && all * 10 > words * 7;
    bool stopped = c->n_atoms && kw_str_is(g->atoms[c->first_atom + c->n_atoms - 1].form, ".");      /* a headline has no full stop */
    c->title_case = words > 3 && capitals * 10 > words * 6 && common > 1 && !stopped;
}

bool kw_atoms_of(kw_naming *g, uint32_t sentence) {
    const kw_sentence *s = &g->words->sentences[sentence];
    kw_clause *c = g->at;
    uint16_t more = KW_ATOM_START;
    c->first_atom = (uint32_t)g->n_atoms;
    for (uint32_t i = s->first; i < s->first + s->n; i++) {
        const kw_token *t = &g->words->tokens[i];
        if (joins(g->words, i, s->first + s->n)) { more |= KW_ATOM_JOINED; continue; }
        if (!split_token(g, i, s->first + s->n, more)) return false;
        const kw_atom *last = &g->atoms[g->n_atoms - 1];
        if (last->flags & KW_ATOM_NUMBER) note_year(c, last->form);
        bool opens = (t->flags & KW_TOK_QUOTE_OPEN) || kw_str_is(t->form, ":");
        /* the point of an initial ("W.") that is a token of its own goes with it */
        if ((last->flags & KW_ATOM_PUNCT) && kw_str_is(last->form, ".") && g->n_atoms > c->first_atom + 1 &&
            (g->atoms[g->n_atoms - 2].flags & KW_ATOM_INITIAL) && (t->flags & KW_TOK_GLUED) && i + 1 < s->first + s->n) {
            g->n_atoms--;
            continue;
        }
        if (opens) more = KW_ATOM_START;
        else if (!(last->flags & KW_ATOM_PUNCT) || !(more & KW_ATOM_START)) more = 0;
    }
    c->n_atoms = (uint32_t)g->n_atoms - c->first_atom;
    judge_capitals(g, c);
    return true;
}

static const char *const USE_NAMES[] = {
    "particle", "orglink", "locative", "within", "article", "the",
    "that", "plural", "one", "of", "filler", "speech",
    "named", "stop", "and", "event", "event last", "dateline",
    "other before", "other after", "own before", "own after", "backer", "joint", "who", "part",
    "remark", "inner", "initials", "thing", "led", "attitude", "suffix",
    "toward", "fresh", "away", "then", "elect", "captive"
};

kw_rc kw_name_uses(const kw_table *t, kw_str language, kw_arena *mem, uint64_t **out, kw_err *err) {
    uint32_t n = kw_table_rows(t);
    if (!(*out = kw_alloc_n(mem, n + 1, sizeof **out))) return kw_fail_nomem(err);
    for (uint32_t r = 0; r < n; r++) {
        kw_str use = kw_table_cell(t, r, KW_NW_USE);
        for (size_t u = 0; u < sizeof USE_NAMES / sizeof *USE_NAMES; u++)
            if (kw_str_is(use, USE_NAMES[u])) (*out)[r] = UINT64_C(1) << u;
        if (!(*out)[r])
            return kw_fail(err, KW_DATA, NULL, "%.*s/name_words: '%.*s': unknown use '%.*s'", KW_FMT(language), KW_FMT(kw_table_cell(t, r, 0)),
                   KW_FMT(use));
    }
    return KW_OK;
}

/* ---- the longest key ---- */

static bool is_acronym(kw_str word) {
    uint16_t f = flags_of_text(word);
    return (f & KW_ATOM_ALLCAPS) && word.n <= 5 && kw_utf8_count(word) <= 3;
}

/* Capitals where the table has them: the first word must begin with one if the key does, unless all others do ("partai Demokrat");
 * short acronyms are all capitals. */
static bool case_fits(const kw_naming *g, kw_str form, size_t i, uint32_t n) {
    kw_str rest = form, word;
    bool others = n > 1;
    for (uint32_t k = 1; k < n; k++) others = others && (g->atoms[i + k].flags & KW_ATOM_CAPITAL);
    for (uint32_t k = 0; k < n && kw_str_cut(&rest, ' ', &word); k++) {
        const kw_atom *a = &g->atoms[i + k];
        size_t at = 0;
        if (!word.n || !kw_utf8_is_upper(kw_utf8_next(word, &at))) continue;
        if (k == 0 && !(a->flags & KW_ATOM_CAPITAL) && !others) return false;
        bool shout = (a->flags & KW_ATOM_ALLCAPS) && a->form.n < 4 && n == 1 && !g->at->shouting;
        if (!is_acronym(word) && shout && word.n < 4) return false;             /* "Xi" is not "XI" */
        if (!is_acronym(word)) continue;
        if (!(a->flags & KW_ATOM_ALLCAPS)) return false;
        if (n == 1 && g->at->shouting && (a->flags & KW_ATOM_COMMON)) return false;
    }
    return true;
}

/* "perikanan Indonesia": the one capital is that of a state, which has it anyway, and no body is named. */
static bool only_state_has_capital(const kw_naming *g, size_t i, uint32_t n) {
    return n == 2 && !(g->atoms[i].flags & KW_ATOM_CAPITAL) && kw_table_find(g->kit->country_names, g->atoms[i + 1].form).n;
}

static bool row_fits(const kw_naming *g, const kw_table *t, uint32_t row, uint32_t lang_column, size_t i, uint32_t n) {
    kw_str lang = kw_table_cell(t, row, lang_column);
    if (lang.n && !kw_str_eq(lang, g->lang->code)) return false;
    if (t == g->kit->organisations && only_state_has_capital(g, i, n)) return false;
    return case_fits(g, kw_table_cell(t, row, 0), i, n);
}

static bool rows_that_fit(const kw_naming *g, const kw_table *t, kw_rows all, uint32_t lang_column, size_t i, uint32_t n, kw_rows *out) {
    uint32_t first = 0, end = all.n;
    while (first < end && !row_fits(g, t, all.first + first, lang_column, i, n)) first++;
    while (end > first && !row_fits(g, t, all.first + end - 1, lang_column, i, n)) end--;
    *out = (kw_rows){ all.first + first, end - first };
    return end > first;
}

static bool is_owner(const kw_atom *a) { return (a->flags & KW_ATOM_CLITIC) && a->form.p[0] == '\''; }

/* How many words the longest key has that begins at atom i; one that begins "Moody's" has another first word than "Moody". */
static uint32_t most_words(const kw_naming *g, const kw_table *t, size_t i, uint32_t end) {
    const kw_atom *a = &g->atoms[i];
    char word[LONGEST_KEY];
    uint32_t most = kw_table_words_at(t, a->sign), owned = 0;
    if (i + 1 < end && is_owner(a + 1) && a->form.n + a[1].form.n <= sizeof word) {
        memcpy(word, a->form.p, a->form.n);
        memcpy(word + a->form.n, a[1].form.p, a[1].form.n);
        owned = kw_table_words_at(t, kw_table_folded_sign((kw_str){ word, a->form.n + a[1].form.n }));
    }
    return owned > most ? owned : most;
}

bool kw_longest(const kw_naming *g, const kw_table *t, size_t i, uint32_t lang_column, kw_hit *out) {
    uint32_t end = g->at->first_atom + g->at->n_atoms, most = most_words(g, t, i, end);
    char key[LONGEST_KEY];
    uint16_t ends[16];
    size_t used = 0;
    uint32_t n = 0, owners = 0;         /* an 's counts as no word of its own */
    if (!most) return false;
    while (n < sizeof ends / sizeof *ends && n - owners < most + 1 && i + n < end) {
        const kw_atom *a = &g->atoms[i + n];
        bool owner = n && is_owner(a);            /* "People's Party" */
        bool apart = ((a->flags & KW_ATOM_PUNCT) && !(n && kw_str_is(a->form, "&"))) || (n && (a->flags & KW_ATOM_CLITIC) && !owner);
        if (apart || (!owner && n - owners == most) || used + a->form.n + 1 > sizeof key) break;
        owners += owner;
        if (n && !owner) key[used++] = ' ';
        memcpy(key + used, a->form.p, a->form.n);
        used += a->form.n;
        ends[n++] = (uint16_t)used;
    }
    for (; n; n--) {
        kw_rows all = kw_table_find(t, (kw_str){ key, ends[n - 1] });
        if (!all.n || !rows_that_fit(g, t, all, lang_column, i, n, &out->rows)) continue;
        out->table = t;
        out->n = n;
        return true;
    }
    return false;
}

bool kw_takes_sides(const kw_naming *g, uint32_t i) {
    return i > g->at->first_atom && g->atoms[i].flags & KW_ATOM_JOINED && kw_atom_is(g, i - 1, KW_USE_ATTITUDE);
}
