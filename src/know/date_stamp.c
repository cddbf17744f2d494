/* SPDX-License-Identifier: MIT
 * The date-time of a page or byline: a full date, with a time of day and a zone before or behind it, and little else. */
#include "know/date_parts.h"

enum { STAMP_MAX = 160, OTHER_WORDS_MAX = 4 };

static bool two_figures(reader *r, size_t i, int most, int *v) {
    const item *it = kw_date_item(r, i);
    if (it->kind != ITEM_NUMBER || !it->glued || it->digits != 2 || it->value > most) return false;
    *v = it->value;
    return true;
}

static bool zone(reader *r, size_t *i, kw_when *w) {
    size_t j = *i;
    const item *it = kw_date_item(r, j);
    bool bracket = mark_is(it, '(');
    if (bracket) it = kw_date_item(r, ++j);
    char low[8];
    size_t n = kw_span_len(it->at);
    int64_t minutes;
    if (it->kind != ITEM_WORD || n > sizeof low) return false;
    for (size_t k = 0; k < n; k++) {
        char c = r->text.p[it->at.start + k];
        low[k] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    kw_rows rows = kw_table_find(r->g->zones, (kw_str){ low, n });
    if (!rows.n) return false;
    j++;
    if (kw_str_int(kw_table_cell(r->g->zones, rows.first, r->g->zone_minutes), &minutes)) {
        const item *sign = kw_date_item(r, j), *hours = kw_date_item(r, j + 1);
        bool shifted = (mark_is(sign, '+') || mark_is(sign, '-')) && sign->glued && is_figures(hours) && hours->value <= 14;
        if (shifted) {                                     /* "GMT+7" */
            minutes += (sign->mark == '+' ? 60 : -60) * hours->value;
            j += 2;
            int more;
            if (mark_is(kw_date_item(r, j), ':') && two_figures(r, j + 1, 59, &more)) {
                minutes += sign->mark == '+' ? more : -more;
                j += 2;
            }
        }
        w->zone = (int16_t)minutes;
    }
    if (bracket && mark_is(kw_date_item(r, j), ')')) j++;
    *i = j;
    return true;
}

/* "15:53", "15.53:07 WIB", "3:53 p.m. EDT", "3 PM" */
static bool clock_time(reader *r, size_t *i, kw_when *w) {
    size_t j = *i;
    int minute = 0, second = 0, half = -1;
    const item *hour = kw_date_item(r, j), *sep = kw_date_item(r, j + 1);
    if (hour->kind != ITEM_NUMBER || hour->digits > 2 || hour->value > 24) return false;
    bool minutes = sep->glued && (mark_is(sep, ':') || mark_is(sep, '.')) && two_figures(r, j + 2, 59, &minute);
    j += minutes ? 3 : 1;
    sep = kw_date_item(r, j);
    if (minutes && (mark_is(sep, ':') || mark_is(sep, '.')) && two_figures(r, j + 1, 59, &second)) j += 2;
    bool said = kw_date_sense(kw_date_item(r, j), KIND_AMPM, &half);
    if (said) j++;
    else if (!minutes) return false;
    if (said && (hour->value > 12 || hour->value < 1)) said = false;
    int h = said ? hour->value % 12 + half : hour->value;
    w->has_time = true;
    w->zone = KW_NO_ZONE;
    w->second = (h * 60 + minute) * 60 + second;
    zone(r, &j, w);
    *i = j;
    return true;
}

static bool is_letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xc3; }

/* Reads one date in full that begins at `at`; *end: behind it, also behind a time that follows. */
static bool date_at(const kw_dates *g, kw_str language, kw_str text, size_t at, kw_when *out, size_t *end) {
    static const kw_date_base nothing = { .direction = -1 };
    reader r;
    point p;
    size_t i = 0;
    kw_date_reader_open(&r, g, language, true, text, at, &nothing);
    if (!kw_date_point(&r, &i, &p) || p.relative) return false;
    if (p.form == POINT_VALUE && (p.when.precision != KW_WHEN_DAY || p.vague)) return false;
    *out = kw_date_value(&r, &p);
    if (out->precision != KW_WHEN_DAY && out->precision != KW_WHEN_MONTH) return false;
    if (out->precision == KW_WHEN_DAY) {
        size_t j = i;
        while (j < i + 3 && (kw_date_item(&r, j)->kind == ITEM_MARK || has(&r, j, KIND_CLOCK, NULL) || has(&r, j, KIND_DAYPART, NULL))) j++;
        if (clock_time(&r, &j, out)) i = j;
    }
    *end = kw_date_item(&r, i - 1)->at.end;
    return true;
}

/* A time that stands before the date: "13:30 WIB, 9 Mei 2024". */
static void time_before(const kw_dates *g, kw_str language, kw_str text, size_t limit, kw_when *out) {
    kw_str head = kw_str_sub(text, 0, limit);
    static const kw_date_base nothing = { .direction = -1 };
    for (size_t at = 0; at < head.n && !out->has_time; at++) {
        if (!is_digit(head.p[at]) || (at && (is_letter((unsigned char)head.p[at - 1]) || is_digit(head.p[at - 1])))) continue;
        reader r;
        size_t i = 0;
        kw_date_reader_open(&r, g, language, true, head, at, &nothing);
        clock_time(&r, &i, out);
    }
}

static size_t words_in(kw_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += is_letter((unsigned char)s.p[i]) && (!i || !is_letter((unsigned char)s.p[i - 1]));
    return n;
}

bool kw_date_read_stamp(const kw_dates *g, kw_str language, kw_str text, kw_when *out) {
    text = kw_str_trim(text);
    if (!text.n || text.n > STAMP_MAX) return false;
    if (kw_when_parse(text, out) && out->precision == KW_WHEN_DAY) return true;
    for (size_t at = 0; at < text.n; at++) {
        unsigned char c = (unsigned char)text.p[at], before = at ? (unsigned char)text.p[at - 1] : ' ';
        bool digit = is_digit((char)c), glued = is_letter(before) || is_digit((char)before);
        size_t end;
        if (glued || !(digit || is_letter(c))) continue;
        if (digit && at > 1 && strchr(":./-", before) && is_digit(text.p[at - 2])) continue;          /* inside a number or time */
        if (!date_at(g, language, text, at, out, &end)) continue;
        if (!out->has_time && out->precision == KW_WHEN_DAY) time_before(g, language, text, at, out);
        return words_in(kw_str_sub(text, 0, at)) + words_in(kw_str_sub(text, end, text.n)) <= OTHER_WORDS_MAX;
    }
    return false;
}
