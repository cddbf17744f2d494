/* SPDX-License-Identifier: MIT
 * Blocks that are no part of the article: by the tables of furniture, by labels ("Editor: ..."), by shape. */
#include "clean/draft.h"
#include "base/url.h"
#include "base/utf8.h"

#include <ctype.h>

enum { ADDRESS_LINE = 160, LABEL_LINE = 200, STAMP_LINE = 90, BODY_LINE = 120, CAPTION_LINE = 400, TAIL_WORD = 24, STAMP_BLOCKS = 4, HEAD_LINES = 6,
    GLUED_MIN = 60, INITIALS = 24 };

static bool same(kw_str s, const char *z) { return kw_str_is(s, z); }

/* Two letters beside each other, or one of a script that needs no more? "A- A A+" sets the size of the letters. */
static bool has_word(kw_str s) {
    bool before = false;
    for (size_t i = 0; i < s.n;) {
        uint32_t c = kw_utf8_next(s, &i);
        bool letter = kw_utf8_is_letter(c);
        if (letter && (before || c > 0x7f)) return true;
        before = letter;
    }
    return false;
}

static kw_str one_name(kw_str s) {
    s = kw_str_trim(s);
    while (s.n && strchr("|/,;()-", s.p[s.n - 1])) s = kw_str_trim(kw_str_sub(s, 0, s.n - 1));
    return s;
}

/* "| Filed under: ...": a few words and a colon, whatever they say. */
static bool begins_label(kw_str line, size_t at) {
    enum { LABEL_MOST = 30 };
    size_t colon = kw_str_find(line, KW_STR(": "), at);
    return colon != SIZE_MAX && colon - at < LABEL_MOST && kw_str_find(line, KW_STR("|"), at) > colon;
}

/* The value of a label: up to the next label of the line. *next: where that begins. */
static kw_str label_value(const kw_draft *d, kw_str line, size_t at, size_t *next) {
    size_t len;
    for (size_t i = at + 1; i < line.n; i++) {
        if (line.p[i] == '|' && begins_label(line, i + 1)) { *next = i + 1; return kw_str_sub(line, at, i); }
        if (line.p[i - 1] != ' ' && line.p[i - 1] != '|' && line.p[i - 1] != '/' &&
            !(islower((unsigned char)line.p[i - 1]) && isupper((unsigned char)line.p[i])))
            continue;
        kw_str role = kw_phrase_label(d, line, i, &len);
        const bool parted = i > 1 && line.p[i - 2] == ';' && isupper((unsigned char)line.p[i]);         /* "...; Editing by Ann Other" */
        if (role.p && len && (parted || kw_phrase_colon(line, i + len) || (same(role, "rights") && !isalpha((unsigned char)line.p[i + len - 1])))) {
            *next = i;
            return kw_str_sub(line, at, i);
        }
    }
    *next = line.n;
    return kw_str_sub(line, at, line.n);
}

/* "13 May 2024 at 4:07 PM | Updated at 5:36 PM": the first of them. */
static kw_str first_stamp(kw_str s) {
    size_t bar = kw_str_find(s, KW_STR(" | "), 0);
    return bar == SIZE_MAX ? s : kw_str_sub(s, 0, bar);
}

static kw_rc take_label(kw_draft *d, kw_str role, kw_str value, kw_err *err) {
    kw_when w;
    kw_outlet o;
    value = one_name(value);
    if (same(role, "author") && !d->authors_sure) return kw_authors_add(d, value, err);
    if (same(role, "editor") && !d->a->editor.p) d->a->editor = value;
    if (same(role, "translator") && !d->a->translator.p) d->a->translator = value;
    if (same(role, "rights") && !d->own.key.p) {
        for (size_t i = 0; i < value.n; i++)
            if ((!i || !isalnum((unsigned char)value.p[i - 1])) && kw_outlet_at(d->c->know, value, i, &o)) { d->own = o; break; }
    }
    if ((same(role, "update") || same(role, "date")) && kw_day_read(d, first_stamp(value), &w)) {
        if (same(role, "date")) kw_published_offer(d, w, "text", .8);
        else if (d->a->modified.precision == KW_WHEN_NONE) d->a->modified = w, d->modified_from = KW_STR("text");
    }
    return KW_OK;
}

/* "22/05/2024 10:30 | Penulis: ...": where the label begins behind a day that the line begins with; 0: nowhere. */
static size_t behind_day(kw_draft *d, kw_str line) {
    enum { DAY_MAX = 48 };
    kw_when w;
    size_t len;
    if (!isdigit((unsigned char)line.p[0])) return 0;
    for (size_t i = 8; i < line.n && i < DAY_MAX; i++) {
        if (line.p[i - 1] != ' ' || !kw_phrase_label(d, line, i, &len).p || !kw_phrase_colon(line, i + len)) continue;
        if (!kw_printed_day(d, kw_str_sub(line, 0, i), &w)) return 0;
        kw_published_offer(d, w, "text", .7);
        return i;
    }
    return 0;
}

/* What stands in brackets, narrow or wide, that hold the whole line; else the line. */
static kw_str unbracketed(kw_str s) {
    const kw_str open = KW_STR("\xef\xbc\x88"), close = KW_STR("\xef\xbc\x89");
    if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')') return kw_str_sub(s, 1, s.n - 1);
    return s.n > open.n + close.n && kw_str_starts(s, open) && kw_str_ends(s, close) ? kw_str_sub(s, open.n, s.n - close.n) : s;
}

/* A line that begins with a label: its values are taken, the line is left out. */
static kw_rc read_labels(kw_draft *d, kw_block *b, kw_err *err) {
    size_t len, next, at;
    kw_when w;
    if (b->text.n > LABEL_LINE || b->kind == KW_PARA_QUOTE) return KW_OK;
    const kw_str line = unbracketed(b->text);
    at = behind_day(d, line);
    kw_str role = kw_phrase_label(d, line, at, &len);
    if (!role.p) return KW_OK;
    if (at) b->out = KW_STR("byline");
    bool colon = kw_phrase_colon(line, at + len), names = same(role, "author") || same(role, "editor") || same(role, "translator");
    if (!colon && (line.n > 130 || len >= line.n || (names && !isupper((unsigned char)line.p[len])))) return KW_OK;
    if (!colon && names && !kw_authors_only(d, kw_str_sub(line, len, line.n))) return KW_OK;
    const kw_str behind = kw_str_sub(line, len, line.n);
    bool dates = same(role, "update") || same(role, "date"), sentence = strchr(".!?", line.p[line.n - 1]) != NULL;
    if (!colon && dates && !kw_stamp_read(d, first_stamp(behind), &w) && (sentence || line.n > BODY_LINE || !kw_printed_day(d, behind, &w)))
        return KW_OK;
    while (role.p && at < line.n) {
        kw_str value = label_value(d, line, at + len, &next);
        KW_TRY(take_label(d, role, value, err));
        at = next;
        role = at < line.n ? kw_phrase_label(d, line, at, &len) : KW_NONE;
        b->out = KW_STR("byline");
    }
    role = kw_phrase_label(d, line, 0, &len);           /* none where the line begins with a day */
    if (same(role, "source") || same(role, "photo") || same(role, "rights")) b->out = role;
    return KW_OK;
}

/* "(AP Photo/A. Name)", "(Foto: dok. X)" at the end, or ". Foto: X" inside: a picture's caption. */
static bool is_caption(const kw_draft *d, kw_str s) {
    size_t len;
    if (s.n > CAPTION_LINE) return false;
    if (s.n && s.p[s.n - 1] == ')') {
        size_t open = s.n - 1;
        while (open && s.p[open] != '(') open--;
        for (size_t i = open + 1, from = i; i < s.n; i++)
            if (strchr(" /:.,)", s.p[i])) {
                if (i > from && kw_phrase_is(d, kw_str_sub(s, from, i), "photo")) return true;
                from = i + 1;
            }
    }
    for (size_t i = 2; i < s.n; i++) {
        if (s.p[i - 1] != ' ' || !isupper((unsigned char)s.p[i])) continue;
        kw_str role = kw_phrase_label(d, s, i, &len);
        bool ends = strchr(".!?/|", s.p[i - 2]) || s.n - i < len + 60;
        if (same(role, "photo") && kw_phrase_colon(s, i + len) && ends) return true;
    }
    return false;
}

/* The line's shape says it: no letters, a short code in brackets. */
static kw_str by_shape(kw_str s) {
    if (!has_word(s) && s.n < 40) return KW_STR("no words");
    bool initials = s.n > 4 && s.n < INITIALS && s.p[0] == '(' && s.p[s.n - 1] == ')' && memchr(s.p, '/', s.n) && !memchr(s.p, '.', s.n - 2);
    if (initials && kw_str_find(s, KW_STR(" "), 0) == SIZE_MAX) return KW_STR("source");        /* "(rah/bag)" */
    bool closed = s.n < LABEL_LINE && kw_str_find(s, KW_STR("[/"), 1) != SIZE_MAX;
    size_t link = s.n < ADDRESS_LINE ? kw_str_find(s, KW_STR("http"), 0) : SIZE_MAX;            /* "The Paper http://...", as print views have it */
    if (link != SIZE_MAX && kw_url_is_http(kw_str_sub(s, link, s.n)) && 2 * (s.n - link) > s.n && kw_str_find(s, KW_STR(" "), link) == SIZE_MAX)
        return KW_STR("short code");
    if (s.n > 2 && (s.n < 100 || closed) && s.p[0] == '[' && s.p[s.n - 1] == ']') return KW_STR("short code");
    return KW_NONE;
}

size_t kw_kept_bytes(const kw_draft *d, size_t from, size_t to) {
    size_t n = 0;
    for (size_t i = from; i < to; i++) if (!d->v[i].out.p) n += d->v[i].text.n;
    return n;
}

/* A paragraph that holds two or more later ones word for word is a copy with its breaks lost. */
static void drop_glued(kw_draft *d) {
    for (size_t i = 0; i + 2 < d->n; i++) {
        kw_block *b = &d->v[i];
        size_t held = 0, bytes = 0;
        if (b->out.p || b->text.n < 4 * GLUED_MIN) continue;
        for (size_t j = i + 1; j < d->n && j < i + 80; j++) {
            kw_str t = d->v[j].text;
            if (t.n < GLUED_MIN || t.n >= b->text.n || kw_str_find(b->text, t, 0) == SIZE_MAX) continue;
            held++;
            bytes += t.n;
        }
        if (held >= 2 && bytes * 2 > b->text.n) b->out = KW_STR("repeat");
    }
}

static void drop_repeats(kw_draft *d) {
    for (size_t i = 0; i < d->n; i++)
        for (size_t j = i + 1; j < d->n && j < i + 40; j++) {
            kw_block *first = &d->v[i], *second = &d->v[j];
            if (first->out.p || second->out.p || first->text.n < 30 || !kw_str_eq(first->text, second->text)) continue;
            /* the words of a caption stand on both sides of the picture's credit */
            bool caption = j == i + 2 && same(d->v[i + 1].out, "photo");
            second->out = KW_STR("repeat");
            if (caption) first->out = second->out = KW_STR("caption");
        }
}

/* "Name Surname (after X, Y)": who wrote it, and from what. The outlets are read with the credits. */
static bool is_signature(const kw_draft *d, kw_str t, kw_str *name) {
    kw_outlet o;
    size_t open = kw_str_find(t, KW_STR(" ("), 0);
    if (t.n > 80 || t.p[t.n - 1] != ')' || open == SIZE_MAX || open > 40) return false;
    *name = kw_str_sub(t, 0, open);
    for (size_t i = 0; i < open; i++)
        if ((!i || t.p[i - 1] == ' ') && !isupper((unsigned char)t.p[i]) && (unsigned char)t.p[i] < 0x80) return false;
    for (size_t i = open + 2; i < t.n; i++)
        if (!isalnum((unsigned char)t.p[i - 1]) && kw_outlet_at(d->c->know, t, i, &o)) return true;
    return false;
}

/* "rzn/as (AFP, Reuters)": initials of who wrote it, and from what. */
static bool is_initialled(const kw_draft *d, kw_str t) {
    enum { INITIALS_MAX = 12 };
    kw_outlet o;
    size_t open = kw_str_find(t, KW_STR(" ("), 0);
    if (t.n > 80 || t.p[t.n - 1] != ')' || open == SIZE_MAX || open > INITIALS_MAX) return false;
    for (size_t i = 0; i < open; i++)
        if (!islower((unsigned char)t.p[i]) && t.p[i] != '/') return false;
    for (size_t i = open + 2; i < t.n; i++)
        if (!isalnum((unsigned char)t.p[i - 1]) && kw_outlet_at(d->c->know, t, i, &o)) return true;
    return false;
}

/* "www.paper.example (Volume 3)": where the text was first, behind it. */
static bool is_address(kw_str t) {
    enum { ADDRESS_MAX = 80 };
    size_t blank = kw_str_find(t, KW_STR(" "), 0);
    if (!kw_str_starts(t, KW_STR("www.")) && !kw_str_starts(t, KW_STR("http"))) return false;
    return t.n < ADDRESS_MAX && (blank == SIZE_MAX || t.p[blank + 1] == '(');
}

/* "REUTERS | ANN OTHER": agencies and names in capitals, parted by bars. */
static bool is_signoff(const kw_draft *d, kw_str t) {
    kw_str part;
    size_t parts = 0, outlets = 0;
    if (t.n > 100) return false;
    for (size_t i = 0; i < t.n; i++) if (islower((unsigned char)t.p[i])) return false;
    while (kw_str_cut(&t, '|', &part)) {
        kw_outlet o;
        part = kw_str_trim(part);
        parts++;
        outlets += part.n && kw_outlet_named(d->c->know, part, &o);
    }
    return parts > 1 && outlets;
}

/* "Ann Other, ann@paper.example": a line that is little but an address for letters; *name: what stands before that. */
static bool is_letterbox(kw_str t, kw_str *name) {
    enum { LINE_MOST = 90, WORDS_MOST = 6 };
    size_t at = kw_str_find(t, KW_STR("@"), 1), from = at, words = 1;
    if (at == SIZE_MAX || t.n > LINE_MOST || at + 4 > t.n || !isalnum((unsigned char)t.p[at - 1]) || !isalnum((unsigned char)t.p[at + 1]))
        return false;
    while (from && t.p[from - 1] != ' ' && t.p[from - 1] != '(' && (unsigned char)t.p[from - 1] < 0x80) from--;
    for (size_t i = 0; i < t.n; i++) words += t.p[i] == ' ';
    *name = kw_str_trim(kw_str_sub(t, 0, from));
    return words <= WORDS_MOST && kw_str_find(t, KW_STR("."), at) != SIZE_MAX;
}

/* What hangs on after the last paragraph: a lone word, initials in brackets, a signature. */
static kw_rc trim_tail(kw_draft *d, kw_err *err) {
    for (size_t i = d->n; i-- > 1;) {
        kw_str t = d->v[i].text, name;
        if (d->v[i].out.p) continue;
        bool brackets = t.n < 48 && t.p[0] == '(' && t.p[t.n - 1] == ')';
        bool word = t.n < TAIL_WORD && kw_str_find(t, KW_STR(" "), 0) == SIZE_MAX && isalnum((unsigned char)t.p[t.n - 1]);
        if (is_signature(d, t, &name)) {
            if (!d->authors_sure) KW_TRY(kw_authors_add(d, name, err));
            brackets = true;
        }
        if (is_signoff(d, t)) {
            if (!d->authors_sure) KW_TRY(kw_authors_add(d, t, err));
            brackets = true;
        }
        if (is_letterbox(t, &name)) {
            if (!d->authors_sure && !d->a->authors.n) KW_TRY(kw_authors_add(d, name, err));
            brackets = true;
        }
        brackets = brackets || is_initialled(d, t) || is_address(t) || (t.n < 48 && unbracketed(t).n < t.n);
        if (!brackets && !word) return KW_OK;
        d->v[i].out = brackets ? KW_STR("source") : KW_STR("tail");
    }
    return KW_OK;
}

/* "...sampai malam.Ikuti Saluran Kami": furniture that lost the line break before it. The paragraph ends there; the rest
 * becomes a block of its own, left out, and a source named in it ("Ikuti Xsumber : Y") is read with the credits. */
static kw_rc split_glued(kw_draft *d, size_t i, kw_err *err) {
    kw_str t = d->v[i].text;
    for (size_t at = t.n > 8 ? t.n - 8 : 0; at > 40 && t.n - at <= LABEL_LINE; at--) {
        bool cut;
        size_t len;
        if (!isupper((unsigned char)t.p[at]) || t.p[at - 1] == ' ' || isalnum((unsigned char)t.p[at - 1])) continue;
        if (strchr("-/(&'[", t.p[at - 1])) continue;
        kw_str rest = kw_str_sub(t, at, t.n), why = kw_phrase_furniture(d, rest, &cut);
        if (!why.p) continue;
        for (size_t j = 0; j < rest.n; j++)
            if (same(kw_phrase_label(d, rest, j, &len), "source") && kw_phrase_colon(rest, j + len)) {
                rest = kw_str_sub(rest, j, rest.n);
                why = KW_STR("source");
                break;
            }
        d->v[i].text = kw_str_trim(kw_str_sub(t, 0, at));
        kw_block *b = kw_draft_block(d, rest, KW_PARA_TEXT);
        if (!b) return kw_fail_nomem(err);
        kw_block moved = *b;
        memmove(&d->v[i + 2], &d->v[i + 1], (d->n - i - 2) * sizeof *d->v);
        d->v[i + 1] = moved;
        d->v[i + 1].out = why;
        return KW_OK;
    }
    return KW_OK;
}

/* "... was translated by Ann Other from ...": the words with capitals behind the label. */
static void take_translator(kw_draft *d, kw_block *b, size_t at) {
    size_t end = at;
    for (; end < b->text.n && isupper((unsigned char)b->text.p[end]); end++)
        while (end < b->text.n && b->text.p[end] != ' ') end++;
    kw_role_name(d, KW_STR("translator"), kw_str_trim(kw_str_sub(b->text, at, end < b->text.n ? end : b->text.n)));
    if (d->a->translator.p) b->out = KW_STR("byline");
}

/* "... was updated on 14 May 2024 to correct a name": the day behind the label. */
static void take_change(kw_draft *d, const kw_block *b, size_t at) {
    enum { DAY_MOST = 60 };
    kw_when w;
    if (d->a->modified.precision == KW_WHEN_NONE &&
        kw_printed_day(d, kw_str_sub(b->text, at, at + DAY_MOST < b->text.n ? at + DAY_MOST : b->text.n), &w))
        d->a->modified = w, d->modified_from = KW_STR("text");
}

/* What short notes under the text tell of it: who translated it, when it was changed. */
static void read_notes(kw_draft *d) {
    enum { LINES = 2 };
    size_t seen = 0, len;
    for (size_t i = d->n; i-- > 1 && seen < LINES;) {
        kw_block *b = &d->v[i];
        if (b->out.p && !same(b->out, "rights")) continue;          /* "Editor's note: ..." */
        seen++;
        for (size_t at = 0; b->text.n < LABEL_LINE && at < b->text.n && !same(b->out, "byline"); at++) {
            if (at && b->text.p[at - 1] != ' ') continue;
            kw_str role = kw_phrase_label(d, b->text, at, &len);
            if (same(role, "translator")) take_translator(d, b, at + len);
            else if (same(role, "update")) take_change(d, b, at + len);
        }
    }
}

/* The name that the text ends with, in a line of its own under a paragraph, where nobody is named above. */
static kw_rc read_last_name(kw_draft *d, kw_err *err) {
    size_t last = d->n, before;
    while (last && d->v[last - 1].out.p) last--;
    for (before = last ? last - 1 : 0; before && d->v[before - 1].out.p;) before--;
    if (d->a->authors.n || !before || d->v[before - 1].text.n < 2 * GLUED_MIN) return KW_OK;
    kw_block *b = &d->v[last - 1];
    if (b->kind != KW_PARA_TEXT || !kw_looks_named(d, b->text) || !kw_has_given_name(d, b->text)) return KW_OK;
    b->out = KW_STR("byline");
    return kw_authors_add(d, b->text, err);
}

/* A short line above the text with a day in it and little else: "sexta-feira, 22 de outubro de 2010". */
static bool is_date_line(const kw_draft *d, kw_str t, kw_when *w) {
    size_t words = 1, digits = 0;
    if (t.n > 80 || strchr(".!?", t.p[t.n - 1])) return false;
    for (size_t i = 0; i < t.n; i++) {
        words += t.p[i] == ' ';
        digits += isdigit((unsigned char)t.p[i]) != 0;
    }
    return words < 16 && digits >= 5 && digits * 3 > words && kw_printed_day(d, t, w);
}

/* One of the article's first lines is nothing but names, and no field has any: who wrote it. */
static kw_rc read_name_line(kw_draft *d, kw_err *err) {
    enum { FIRST_LINES = 4 };
    for (size_t i = 0, seen = 0; i + 1 < d->n && seen < FIRST_LINES && !d->a->authors.n; i++) {
        if (d->v[i].out.p) continue;
        seen++;
        size_t next = i + 1;
        while (next < d->n && d->v[next].out.p) next++;
        if (next == d->n || d->v[next].text.n < 2 * GLUED_MIN || d->v[i].kind == KW_PARA_HEADING || !kw_authors_line(d, d->v[i].text, seen == 1))
            continue;
        KW_TRY(kw_authors_add(d, d->v[i].text, err));
        d->v[i].out = KW_STR("byline");
    }
    return KW_OK;
}

/* "May 13", "13. Mai": a day without its year, above the text. */
static bool is_month_day(const kw_draft *d, kw_str t) {
    enum { DAY_MOST = 24 };
    kw_when w;
    bool number = false;
    /* or of another script */
    for (size_t i = 0; i < t.n && i <= DAY_MOST && !number; i++) number = isdigit((unsigned char)t.p[i]) || (t.p[i] & 0x80);
    if (t.n > DAY_MOST || !number || strchr(".!?", t.p[t.n - 1])) return false;
    return kw_printed_day(d, kw_str_fmt(d->mem, "%.*s, 2000", KW_FMT(t)), &w) || kw_printed_day(d, kw_str_fmt(d->mem, "%.*s 2000", KW_FMT(t)), &w);
}

/* "Staff Writer": what the one is who is named above. */
static bool is_trade(const kw_draft *d, kw_str t) {
    enum { TRADE_MOST = 40 };
    return t.n <= TRADE_MOST && kw_phrase_is(d, t, "job");
}

/* "Registered: 18.09.2008", the label perhaps in a block of its own: a day that is another's than the article's. */
static bool is_other_day(const kw_draft *d, size_t i) {
    kw_str t = d->v[i].text;
    size_t n = 0;
    while (n < t.n && !isdigit((unsigned char)t.p[n])) n++;
    t = kw_str_trim(kw_str_sub(t, 0, n));
    if (!t.n && i) t = d->v[i - 1].text;
    if (t.n && t.p[t.n - 1] == ':') t = kw_str_trim(kw_str_sub(t, 0, t.n - 1));
    return kw_phrase_is(d, t, "otherday");
}

kw_rc kw_furniture_mark(kw_draft *d, kw_err *err) {
    size_t all = kw_kept_bytes(d, 0, d->n), kept = 0, left = all;       /* kept before block i; looked at from it on */
    kw_when w;
    bool over = false;
    for (size_t i = 0; i < d->n; i++) {
        kw_block *b = &d->v[i];
        bool cut = false;
        if (b->out.p) continue;
        size_t own = b->text.n;
        if (b->kind != KW_PARA_TABLE) KW_TRY(read_labels(d, b, err));
        if (!b->out.p) b->out = by_shape(b->text);
        bool cited = b->kind == KW_PARA_QUOTE || kw_str_find(b->text, KW_STR("(@"), 0) != SIZE_MAX;    /* a message's sender and day */
        if (!b->out.p && !cited && b->text.n < STAMP_LINE && kw_stamp_read(d, b->text, &w)) {
            b->out = KW_STR("stamp");
            if (kept * 4 < all && !is_other_day(d, i)) kw_published_offer(d, w, "text", .8);
        }
        if (!b->out.p && !cited && i < STAMP_BLOCKS && is_date_line(d, b->text, &w)) {
            b->out = KW_STR("stamp");
            if (!is_other_day(d, i)) kw_published_offer(d, w, "text", .6);
        }
        if (!b->out.p && i < HEAD_LINES && (is_month_day(d, b->text) || is_trade(d, b->text))) b->out = KW_STR("byline");
        if (!b->out.p) b->out = kw_phrase_furniture(d, b->text, &cut);
        if (same(b->out, "pages")) kw_parts_line(d, b->text);
        if (!b->out.p && is_caption(d, b->text)) b->out = KW_STR("caption");
        if (!b->out.p && !over) {
            KW_TRY(split_glued(d, i, err));
            b = &d->v[i];
        }
        if (cut && (left - (b->out.p ? own : 0)) * 2 < all) over = true;
        if (over && !b->out.p) b->out = KW_STR("after the end");
        left -= own;
        if (!b->out.p) kept += b->text.n;
    }
    KW_TRY(read_name_line(d, err));
    drop_glued(d);
    drop_repeats(d);
    KW_TRY(trim_tail(d, err));
    read_notes(d);
    return read_last_name(d, err);
}
