/* SPDX-License-Identifier: MIT
 * Who made the article: names out of bylines, persons only, each once. */
#include "clean/draft.h"
#include "base/utf8.h"
#include "clean/jsonld.h"

#include <ctype.h>

enum { NAME_MAX_BYTES = 64, NAME_WORDS = 6 };

static bool already(const kw_draft *d, kw_str folded) {
    for (size_t i = 0; i < d->a->authors.n; i++) {
        kw_str f = kw_utf8_fold(d->mem, d->a->authors.v[i]);
        if (f.p && kw_str_eq(f, folded)) return true;
    }
    return false;
}

static size_t count_words(kw_str s) {
    size_t n = s.n > 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == ' ';
    return n;
}

static kw_str last_word(kw_str s) {
    size_t i = s.n;
    while (i && s.p[i - 1] != ' ') i--;
    return kw_str_sub(s, i, s.n);
}

static bool in_table(const kw_draft *d, const char *table, kw_str words) {
    kw_str f = kw_utf8_fold(d->mem, words);
    return f.p && kw_table_find(kw_know_table(d->c->know, table), f).n > 0;
}

bool kw_is_weekday(const kw_draft *d, kw_str s) {
    kw_str f = kw_str_find(s, KW_STR(" "), 0) == SIZE_MAX ? kw_utf8_fold(d->mem, s) : KW_NONE;
    for (size_t i = 0; f.n && i < kw_know_languages(d->c->know); i++) {
        const kw_table *t = kw_know_lang_table(d->c->know, kw_know_language(d->c->know, i), "dates");
        kw_rows r = kw_table_find(t, f);
        if (r.n && kw_str_is(kw_table_cell(t, r.first, 1), "weekday")) return true;
    }
    return f.n && kw_table_find(kw_know_table(d->c->know, "world/weekdays"), f).n > 0;
}

/* Words that stand where names stand and are none: a label ("Posted by", "Von") alone, a month, a day of the week. */
static bool is_label(const kw_draft *d, kw_str s) { return kw_phrase_is(d, s, NULL) || in_table(d, "world/months", s) || kw_is_weekday(d, s); }

/* A longer word that begins small beside one that does not: "reports from Here". "van der", "de la" are short. */
static bool has_small_word(kw_str s) {
    enum { LONG_WORD = 5 };
    kw_str word;
    bool small = false, capital = false;
    while (kw_str_cut(&s, ' ', &word)) {
        size_t at = 0;
        uint32_t c = word.n ? kw_utf8_next(word, &at) : 0;
        small = small || (word.n > LONG_WORD && kw_utf8_is_lower(c));
        capital = capital || kw_utf8_is_upper(c);
    }
    return small && capital;
}

/* Has the first of several words this role? */
static bool begins_with(const kw_draft *d, kw_str s, const char *role) {
    size_t blank = kw_str_find(s, KW_STR(" "), 0);
    return blank != SIZE_MAX && kw_phrase_is(d, kw_str_sub(s, 0, blank), role);
}

/* Could these words be a person's name? */
static bool is_person(const kw_draft *d, kw_str s) {
    kw_outlet o;
    if (s.n < 2 || s.n > NAME_MAX_BYTES || count_words(s) > NAME_WORDS) return false;
    size_t at = 0;
    uint32_t first = kw_utf8_next(s, &at);
    if (!kw_utf8_is_letter(first) || (kw_utf8_is_lower(first) && count_words(s) < 2)) return false;
    for (size_t i = 0; i < s.n; i++)
        if (isdigit((unsigned char)s.p[i]) || strchr("@:<>{}=_#|/", s.p[i])) return false;
    if (has_small_word(s)) return false;
    if (is_label(d, s) || begins_with(d, s, "office")) return false;
    if (count_words(s) > 1 && (kw_phrase_is(d, last_word(s), "job") || kw_phrase_is(d, last_word(s), "notperson"))) return false;
    return !kw_outlet_named(d->c->know, s, &o) && !(d->a->outlet.p && kw_str_eq(s, d->a->outlet));
}

void kw_authors_org(kw_draft *d, kw_str name) {
    kw_outlet o;
    name = kw_str_trim(name);
    if (name.n < 2 || name.n > NAME_MAX_BYTES || kw_phrase_is(d, name, "notperson")) return;
    if (!d->org_author.p) d->org_author = name;
    if (d->n_byline_outlets < 4 && kw_outlet_named(d->c->know, name, &o)) d->byline_outlets[d->n_byline_outlets++] = o;
}

static kw_rc push_author(kw_draft *d, kw_str s, kw_err *err) {
    kw_str *into = kw_push(d->mem, (void **)&d->a->authors.v, &d->a->authors.n, &d->cap_authors, sizeof *into);
    if (!into) return kw_fail_nomem(err);
    *into = s;
    return KW_OK;
}

/* An author who is called like the outlet is the outlet. */
void kw_authors_drop_self(kw_draft *d) {
    kw_article *a = d->a;
    kw_str own = kw_run_together(d, d->own.name);
    size_t n = 0;
    for (size_t i = 0; own.n && i < a->authors.n; i++) {
        kw_str f = kw_run_together(d, a->authors.v[i]);
        bool long_enough = own.n > 5 && f.n > 5;
        bool self = kw_str_eq(own, f) || (long_enough && (kw_str_find(f, own, 0) != SIZE_MAX || kw_str_find(own, f, 0) != SIZE_MAX));
        if (self) kw_authors_org(d, a->authors.v[i]);
        else a->authors.v[n++] = a->authors.v[i];
    }
    if (own.n) a->authors.n = n;
    if (!a->authors.n) d->authors_sure = false;
    if (!a->authors.n) d->author_from = d->org_from;
}

kw_rc kw_authors_finish(kw_draft *d, kw_err *err) {
    kw_authors_drop_self(d);
    return d->a->authors.n == 0 && d->org_author.p ? push_author(d, d->org_author, err) : KW_OK;
}

/* "DPA", "TPN": the sign of a body, not a name. */
static bool is_sign(kw_str s) {
    if (s.n < 2 || s.n > 5) return false;
    for (size_t i = 0; i < s.n; i++) if (!isupper((unsigned char)s.p[i])) return false;
    return true;
}

static kw_str strip_marks(kw_str s) {
    enum { SHORT_WORD = 4 };                                /* "Jr.", "M.Si.", "S.": the point belongs to it */
    s = kw_str_trim(s);
    while (s.n && strchr(".,;-*()[]~ ", s.p[s.n - 1])) {
        kw_str w = last_word(s);
        if (s.p[s.n - 1] == '.' && w.n <= SHORT_WORD + 1 && w.n < s.n && isupper((unsigned char)w.p[0])) break;
        s.n--;
    }
    while (s.n && strchr("/.,;-*([~ ", s.p[0])) s = kw_str_sub(s, 1, s.n);
    return s;
}

/* A place where the name before it was written: "Ann Other, Jakarta". */
static bool is_place(const kw_draft *d, kw_str s) { return in_table(d, "world/country_names", s) || in_table(d, "world/places", s); }

/* "Ann Other 12 July 2020", "Ann Other May 13": what stands before the day. */
static kw_str before_day(const kw_draft *d, kw_str s) {
    size_t i = 1;
    while (i < s.n && !(isdigit((unsigned char)s.p[i]) && s.p[i - 1] == ' ')) i++;
    if (i >= s.n) return s;
    s = strip_marks(kw_str_sub(s, 0, i));
    kw_str last = last_word(s);
    return last.n < s.n && in_table(d, "world/months", last) ? strip_marks(kw_str_sub(s, 0, s.n - last.n)) : s;
}

/* Words behind a name that are no part of it: a few of the layout's, or "in Tokyo", "for The Paper". "di" may be a part of it, but not before
 * a place. */
static bool leads_away(const kw_draft *d, kw_str rest) {
    kw_outlet o;
    if (kw_phrase_is(d, rest, "tail")) return true;
    size_t blank = kw_str_find(rest, KW_STR(" "), 0);
    if (blank == SIZE_MAX) return false;
    kw_str word = kw_str_sub(rest, 0, blank), to = kw_str_trim(kw_str_sub(rest, blank, rest.n));
    /* "Moon Jae In" is a name */
    if (kw_phrase_is(d, word, "away") || (!isupper((unsigned char)word.p[0]) && kw_phrase_is(d, word, "where"))) return true;
    return kw_phrase_is(d, word, "tail") && (is_place(d, to) || kw_is_weekday(d, to) || kw_outlet_named(d->c->know, to, &o));
}

static kw_str first_word(kw_str s) {
    kw_str word = KW_NONE;
    kw_str_cut(&s, ' ', &word);
    return word;
}

bool kw_has_given_name(const kw_draft *d, kw_str s) { return count_words(s) > 1 && in_table(d, "world/given_names", first_word(s)); }

/* Two words or more, and a trade with its field was beside them, or the first of them is a name that is given? */
static bool is_named(const kw_draft *d, kw_str s, bool beat) { return (count_words(s) > 1 && beat) || kw_has_given_name(d, s); }

/* Does it begin with a letter of a script without capitals, in which a name is often one word? */
static bool has_no_case(kw_str s) {
    size_t at = 0;
    uint32_t c = s.n ? kw_utf8_next(s, &at) : 0;
    return c > 0x7f && kw_utf8_is_letter(c) && !kw_utf8_is_upper(c) && !kw_utf8_is_lower(c);
}

/* "Ann Other Diplomatic Correspondent", "Political Reporter Ann Other": without the trade and what it deals with, where that leaves a name; the
 * words themselves else. */
static kw_str without_trade(const kw_draft *d, kw_str s) {
    kw_str rest = s;
    bool beat = false;
    if (count_words(s) == 2 && has_no_case(s) && kw_phrase_is(d, last_word(s), "job")) return first_word(s);
    if (count_words(s) == 2 && has_no_case(s) && kw_phrase_is(d, first_word(s), "job")) return last_word(s);
    if (count_words(s) < 3) return s;
    if (kw_phrase_is(d, last_word(s), "job")) {
        do {
            rest = kw_str_trim(kw_str_sub(rest, 0, rest.n - last_word(rest).n));
            bool deals = rest.n && kw_phrase_is(d, last_word(rest), "beat");
            beat = beat || deals;
            if (!deals && (count_words(rest) < 3 || !is_place(d, last_word(rest)))) break;
        } while (rest.n);
        return is_named(d, rest, beat) ? rest : s;
    }
    for (; rest.n && kw_phrase_is(d, first_word(rest), "beat"); beat = true) rest = kw_str_trim(kw_str_sub(rest, first_word(rest).n, rest.n));
    if (!rest.n || !kw_phrase_is(d, first_word(rest), "job")) return s;
    rest = kw_str_trim(kw_str_sub(rest, first_word(rest).n, rest.n));
    return is_named(d, rest, beat) ? rest : s;
}

/* Without what is printed around a name: labels before it ("Posted by", "Veröffentlicht von"), a date, a preposition that
 * leads to one, or a few words of the layout behind it, anything in brackets. */
static kw_str bare_name(const kw_draft *d, kw_str s) {
    size_t len;
    s = strip_marks(s);
    for (int round = 0; round < 3; round++) {
        kw_str role = kw_phrase_label(d, s, 0, &len);
        if (!role.p || len >= s.n) break;
        s = strip_marks(kw_str_sub(s, len, s.n));
    }
    size_t blank = kw_str_find(s, KW_STR(" "), 0);          /* "Autorin/Autor Ann Other" */
    if (blank != SIZE_MAX && blank > 3 && kw_phrase_is(d, kw_str_sub(s, 0, blank), "author")) s = strip_marks(kw_str_sub(s, blank, s.n));
    s = before_day(d, s);
    size_t open = kw_str_find(s, KW_STR(" ("), 0), at = kw_str_find(s, KW_STR(" @"), 0);
    if (open != SIZE_MAX) s = kw_str_sub(s, 0, open);
    if (at != SIZE_MAX) s = kw_str_sub(s, 0, at < s.n ? at : s.n);
    for (size_t i = 1; i < s.n; i++)
        if (s.p[i - 1] == ' ' && leads_away(d, kw_str_sub(s, i, s.n))) return strip_marks(kw_str_sub(s, 0, i));
    return without_trade(d, s);
}

/* "M.Si", "Ph.D.", "S.H.": a degree behind a name. */
static bool is_degree(kw_str s) {
    enum { DEGREE_MAX = 10, PART_MAX = 5 };
    size_t part = 0, dots = 0;
    if (s.n < 3 || s.n > DEGREE_MAX || !isupper((unsigned char)s.p[0])) return false;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '.') { dots++; part = 0; continue; }
        if (!isalpha((unsigned char)s.p[i]) || ++part > PART_MAX) return false;
    }
    return dots > 0;
}


/* "Editor: ..." among the names of a byline: not an author; true. */
static bool others_name(kw_draft *d, kw_str s) {
    size_t len;
    s = strip_marks(s);
    kw_str role = kw_phrase_label(d, s, 0, &len);
    bool editor = kw_str_is(role, "editor"), translator = kw_str_is(role, "translator");
    if (!role.p || len >= s.n || kw_str_is(role, "author")) return false;
    if (!editor && !translator) return kw_str_is(role, "photo") || kw_str_is(role, "uploader");
    kw_str *field = editor ? &d->a->editor : &d->a->translator, name = bare_name(d, kw_str_sub(s, len, s.n));
    if (!field->p && is_person(d, name)) *field = name;
    return true;
}

/* Two to four words that each begin with a capital and are nothing but letters. */
static bool looks_named(kw_str s) {
    size_t words = count_words(s);
    if (words < 2 || words > 4) return false;
    for (size_t i = 0; i < s.n;) {
        bool starts = i == 0 || s.p[i - 1] == ' ';
        uint32_t c = kw_utf8_next(s, &i);
        if (starts ? !kw_utf8_is_upper(c) : !kw_utf8_is_letter(c) && c != ' ' && c != '-' && c != '.' && c != '\'' && c != 0x2019) return false;
    }
    return true;
}

void kw_role_name(kw_draft *d, kw_str role, kw_str name) {
    kw_str *field = kw_str_is(role, "editor") ? &d->a->editor : kw_str_is(role, "translator") ? &d->a->translator : NULL;
    if (!field || field->p) return;
    name = bare_name(d, kw_squeeze(d->mem, name));
    if (is_person(d, name)) *field = name;
}

bool kw_looks_named(const kw_draft *d, kw_str s) { return looks_named(s) && is_person(d, s) && !is_place(d, s); }

bool kw_name_and_job(const kw_draft *d, kw_str line, kw_str *name) {
    enum { TRADE_WORDS = 4 };
    size_t comma = kw_str_find(line, KW_STR(","), 0);
    if (comma == SIZE_MAX) {                                /* "Penulis Ann Other" */
        *name = kw_str_trim(kw_str_sub(line, first_word(line).n, line.n));
        return kw_phrase_is(d, first_word(line), "job") && kw_looks_named(d, *name) && kw_has_given_name(d, *name);
    }
    kw_str trade = kw_str_trim(kw_str_sub(line, comma + 1, line.n));
    *name = kw_str_trim(kw_str_sub(line, 0, comma));
    if (kw_phrase_is(d, trade, "job")) return kw_looks_named(d, *name);
    return count_words(trade) <= TRADE_WORDS && kw_phrase_is(d, last_word(trade), "job") && kw_looks_named(d, *name) && kw_has_given_name(d, *name);
}

/* What stands behind a name and a comma, and is no other name: a degree, "Head of the Institute". */
static bool is_addition(const kw_draft *d, kw_str s) { return is_degree(s) || kw_phrase_is(d, s, "degree") || begins_with(d, s, "job"); }

/* A word of the outlet's own name, as "Laporan Wartawan X" has it. */
static bool is_own_word(const kw_draft *d, kw_str s) {
    kw_str own = kw_utf8_fold(d->mem, d->own.name), f = kw_utf8_fold(d->mem, s), word;
    while (count_words(s) == 1 && f.n && kw_str_cut(&own, ' ', &word))
        if (kw_str_eq(word, f)) return true;
    return false;
}

static kw_rc add_one(kw_draft *d, kw_str s, bool first, kw_err *err) {
    kw_outlet o;
    if (others_name(d, s)) return KW_OK;
    s = bare_name(d, s);
    if (kw_outlet_named(d->c->know, s, &o) || is_sign(s)) kw_authors_org(d, s);
    if (is_sign(s) || (!first && is_addition(d, s)) || is_own_word(d, s) || !is_person(d, s)) return KW_OK;
    if (d->own.name.n && kw_str_eq(kw_run_together(d, s), kw_run_together(d, d->own.name))) { kw_authors_org(d, s); return KW_OK; }
    kw_str f = kw_utf8_fold(d->mem, s);
    if (!f.p) return kw_fail_nomem(err);
    if (already(d, f) || in_table(d, "world/country_names", s) || ((!first || count_words(s) > 1) && is_place(d, s))) return KW_OK;
    return push_author(d, s, err);
}

/* Bytes of the mark at `i` that parts names: , ; | / and the bullets, middle dots and commas of other scripts. */
static size_t parting_mark(kw_str s, size_t i) {
    static const char *const marks[] = { "\xe2\x80\xa2", "\xc2\xb7", "\xe3\x80\x81", "\xef\xbc\x8c", "\xd8\x8c", "\xef\xbd\x9c" };
    if (s.p[i] && strchr(",;|/\n", s.p[i])) return 1;
    for (size_t m = 0; (unsigned char)s.p[i] >= 0x80 && m < sizeof marks / sizeof *marks; m++)
        if (kw_str_starts(kw_str_sub(s, i, s.n), kw_str_of(marks[m]))) return strlen(marks[m]);
    return 0;
}

static bool digit_follows(kw_str s, size_t from) {
    enum { NEAR = 24 };
    for (size_t i = from; i < s.n && i < from + NEAR; i++)
        if (isdigit((unsigned char)s.p[i])) return true;
    return false;
}

/* Where the first name ends, and where the next begins: at a comma, a bar, a slash, a word that joins. */
static size_t name_end(const kw_draft *d, kw_str s, size_t *next) {
    for (size_t i = 0; i < s.n; i++) {
        size_t mark = parting_mark(s, i);
        if (mark) { *next = i + mark; return i; }
        if (s.p[i] != ' ') continue;
        size_t end = i + 1;
        while (end < s.n && s.p[end] != ' ') end++;
        kw_str word = kw_str_sub(s, i + 1, end);
        if (word.n == 1 && isupper((unsigned char)word.p[0])) continue;         /* "I Made Sudarma" */
        if (digit_follows(s, end) && kw_is_weekday(d, word)) { *next = s.n; return i; }        /* "Ann Other Wednesday 19 May" */
        if (end < s.n && word.n && (word.p[0] == '-' || word.p[0] == '&' || kw_phrase_is(d, word, "and") || (unsigned char)word.p[0] == 0xe2)) {
            *next = end + 1;
            return i;
        }
    }
    *next = s.n;
    return s.n;
}

kw_rc kw_authors_add(kw_draft *d, kw_str names, kw_err *err) {
    names = kw_squeeze(d->mem, kw_jsonld_plain(d->mem, names));
    if (!names.p && names.n) return kw_fail_nomem(err);
    if (names.n > 400 || kw_str_find(names, KW_STR("://"), 0) != SIZE_MAX) return KW_OK;
    bool away = false, dated = false;                       /* "Reporting from | Manila": what the words before it lead to */
    for (bool first = true; names.n; first = false) {
        size_t next, end = name_end(d, names, &next);
        kw_str one = kw_str_trim(kw_str_sub(names, 0, end));
        bool leads = kw_phrase_is(d, one, "away");
        bool section = dated && count_words(one) == 1;      /* "13 May 2024 in News, Local" */
        if (!away && !leads && !section) KW_TRY(add_one(d, one, first, err));
        away = leads;
        dated = dated || (one.n && isdigit((unsigned char)one.p[0]));
        names = kw_str_sub(names, next, names.n);
    }
    return KW_OK;
}

/* "Ann Other on Monday": what stands before the word that leads to a date. */
static kw_str before_tail(const kw_draft *d, kw_str name) {
    for (size_t i = 1; i < name.n; i++) {
        if (name.p[i - 1] != ' ') continue;
        size_t end = kw_str_find(name, KW_STR(" "), i);
        if (end != SIZE_MAX && kw_phrase_is(d, kw_str_sub(name, i, end), "tail")) return kw_str_sub(name, 0, i - 1);
    }
    return name;
}

static bool dated(const kw_draft *d, kw_str s) {
    size_t blank = kw_str_find(s, KW_STR(" "), 0);
    return isdigit((unsigned char)s.p[0]) || in_table(d, "world/months", kw_str_sub(s, 0, blank == SIZE_MAX ? s.n : blank));
}

bool kw_authors_only(const kw_draft *d, kw_str line) {
    kw_outlet o;
    while (line.n) {
        size_t next, end = name_end(d, line, &next);
        kw_str name = before_tail(d, bare_name(d, kw_str_sub(line, 0, end)));
        bool word = count_words(name) == 1 && is_person(d, name), other = is_place(d, name) || is_sign(name) || is_label(d, name);
        if (name.n && !word && !looks_named(name) && !other && !dated(d, name) && !kw_outlet_named(d->c->know, name, &o)) return false;
        line = kw_str_sub(line, next, line.n);
    }
    return true;
}

bool kw_authors_line(const kw_draft *d, kw_str line, bool first) {
    enum { LINE_MAX_BYTES = 80 };
    bool known = d->org_author.p != NULL;                   /* a field says that a body wrote it: then a person in the text is news */
    if (!known && (!first || !d->page->n_nodes)) return false;
    if (line.n < 5 || line.n > LINE_MAX_BYTES || strchr(".:!?;", line.p[line.n - 1])) return false;
    while (line.n) {
        size_t next, end = name_end(d, line, &next);
        kw_str name = kw_str_trim(kw_str_sub(line, 0, end)), given = name;
        if (!looks_named(name) || !is_person(d, name) || is_place(d, name)) return false;
        given.n = kw_str_find(name, KW_STR(" "), 0);
        known = known || in_table(d, "world/given_names", given);
        line = kw_str_sub(line, next, line.n);
    }
    return known;
}
