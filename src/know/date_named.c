/* SPDX-License-Identifier: MIT
 * Dates: forms with a month's name ("9 Mei 2024", "May 9, 2024", "Juni tahun ini") or all in figures ("9/5/2024"). */
#include "know/date_parts.h"

static bool day_number(reader *r, size_t *i, int *day) {
    const item *it = kw_date_item(r, *i);
    if (it->kind != ITEM_NUMBER || it->digits > 2 || it->value < 1 || it->value > 31) return false;
    *day = it->value;
    ++*i;
    it = kw_date_item(r, *i);
    if (it->glued && it->kind == ITEM_WORD) {
        if (!kw_date_sense(it, KIND_SUFFIX, NULL)) return --*i, false;
        ++*i;
    }
    return true;
}

static bool month_name(reader *r, size_t *i, bool alone, int *month) {
    size_t j = *i;
    int unit;
    if (kw_date_sense(kw_date_item(r, j), KIND_HEAD, &unit) && unit == UNIT_MONTH) j++, alone = false;
    const item *it = kw_date_item(r, j);
    if (!(alone ? kw_date_sense_strong(it, KIND_MONTH, month) : kw_date_sense(it, KIND_MONTH, month))) return false;
    const item *dot = kw_date_item(r, j + 1);
    bool abbreviated = mark_is(dot, '.') && dot->glued && kw_span_len(it->at) <= 5;
    if (abbreviated) {                                     /* the stop belongs to it only if the date goes on */
        const item *after = kw_date_item(r, j + 2);
        abbreviated = after->kind == ITEM_NUMBER && !after->glued;
    }
    *i = j + 1 + abbreviated;
    return true;
}

/* Four figures that are a year: no part of a longer number ("1.024.000"), a clock's time or a word. */
static bool plain_year(reader *r, size_t i, int *year) {
    const item *it = kw_date_item(r, i), *after = kw_date_item(r, i + 1);
    if (it->kind != ITEM_NUMBER || it->digits != 4 || it->value < 1000 || it->value > 2199) return false;
    if (after->kind == ITEM_MARK && after->glued && (after->mark == '.' || after->mark == ',')) {
        const item *digit = kw_date_item(r, i + 2);
        if (digit->kind == ITEM_NUMBER && digit->glued && digit->digits >= 3) return false;
    }
    if (after->kind == ITEM_WORD && after->glued) return false;
    if (mark_is(after, ':') && after->glued && kw_date_item(r, i + 2)->glued) return false;
    *year = it->value;
    return true;
}

/* "tahun lalu", "last year", "of this year", "dua tahun lalu": the year as a shift of the article's. */
static bool shifted_year(reader *r, size_t *i, int *shift) {
    size_t j = *i;
    int unit;
    if (kw_date_sense(kw_date_item(r, j), KIND_FILL, NULL)) j++;
    size_t k = j;
    if (kw_date_ago(r, &k, shift, &unit)) { *i = k; return unit == UNIT_YEAR && *shift; }
    if (kw_date_sense(kw_date_item(r, j), KIND_BEFORE, shift)) {
        if (!kw_date_sense(kw_date_item(r, j + 1), KIND_UNIT, &unit) || unit != UNIT_YEAR) return false;
    } else {
        if (!kw_date_sense(kw_date_item(r, j), KIND_UNIT, &unit) || unit != UNIT_YEAR) return false;
        if (!kw_date_sense(kw_date_item(r, j + 1), KIND_AFTER, shift)) return false;
    }
    *i = j + 2;
    return true;
}

bool kw_date_year_after(reader *r, size_t *i, int *year, point *p) {
    size_t j = *i;
    int unit, shift;
    if (shifted_year(r, &j, &shift)) {
        p->relative = true;
        if (!r->has_year) p->lost = true;
        *year = r->base_year + shift;
        *i = j;
        return true;
    }
    if (mark_is(kw_date_item(r, j), ',') || mark_is(kw_date_item(r, j), '-')) j++;
    else if (kw_date_sense(kw_date_item(r, j), KIND_FILL, NULL)) j++;
    if (has(r, j, KIND_SAME, &unit) && unit == UNIT_YEAR && r->base->before.precision != KW_WHEN_NONE) {      /* "May of that year" */
        p->relative = true;
        *year = kw_day_year(r->base->before.first);
        *i = j + 1;
        return true;
    }
    if (kw_date_sense(kw_date_item(r, j), KIND_HEAD, &unit) && unit == UNIT_YEAR) j++;
    const item *figures = kw_date_item(r, j + 1);
    if (mark_is(kw_date_item(r, j), '\'') && is_figures(figures) && figures->glued && figures->digits == 2) {
        int two = figures->value;
        *year = two + (two < 70 ? 2000 : 1900);
        *i = j + 2;
        return true;
    }
    if (!plain_year(r, j, year)) return false;
    *i = j + 1;
    return true;
}

static void shift_after(reader *r, size_t *i, point *p) {
    const item *it = kw_date_item(r, *i);
    if (!kw_date_sense_strong(it, KIND_AFTER, &p->shift)) { p->shift = SHIFT_NONE; return; }
    if (p->form == POINT_DATE && p->shift == 0) { p->shift = SHIFT_NONE; return; }        /* "9 Mei ini": says nothing */
    p->relative = true;
    ++*i;
}

static bool finish_date(reader *r, size_t *i, point *p) {
    p->form = POINT_DATE;
    p->rule = "day and month";
    if (p->month < 1 || p->month > 12 || p->day > kw_month_days(2000, p->month)) return false;
    if (!kw_date_year_after(r, i, &p->year, p)) {
        p->year = 0;
        p->relative = true;
        shift_after(r, i, p);
        if (p->shift != SHIFT_NONE) return true;
    }
    return true;
}

/* The days that end on `end` and began `more` days before. */
static void days_of_month(const reader *r, point *p, point end, int more) {
    kw_when w = kw_date_value(r, &end);
    *p = end;
    p->form = POINT_VALUE;
    p->rule = "days of a month";
    p->when = w.precision == KW_WHEN_NONE ? w : kw_when_span(w.first - more, w.first, KW_WHEN_RANGE);
}

/* "9, 10, dan 11 Mei": the last day before the "and" of days that follow one another; *i then stands at it. */
static int listed_days(reader *r, size_t *i, int first) {
    size_t j = *i;
    int day = first;
    const item *next = kw_date_item(r, j + 1);
    while (mark_is(kw_date_item(r, j), ',') && is_figures(next) && next->digits <= 2 && next->value == day + 1) {
        day++;
        j += 2;
        next = kw_date_item(r, j + 1);
    }
    if (j > *i && mark_is(kw_date_item(r, j), ',')) j++;
    if (j == *i || !has(r, j, KIND_AND, NULL)) return first;
    *i = j;
    return day;
}

/* "9-11 Mei 2024", "9 dan 10 Mei", "9 hingga 11 May": a range within a month; *i stands behind the first day. */
static bool day_range(reader *r, size_t *i, int first, point *p) {
    size_t j = *i;
    int last, listed = listed_days(r, &j, first);
    const item *it = kw_date_item(r, j);
    if (!mark_is(it, '-') && !kw_date_sense(it, KIND_TO, NULL) && !kw_date_sense(it, KIND_AND, NULL)) return false;
    bool both = kw_date_sense(it, KIND_AND, NULL);
    j++;
    if (!day_number(r, &j, &last) || last <= first) return false;
    if (both && last != listed + 1 && !kw_date_word_before(r, KIND_BETWEEN)) return false;
    point a = *p;
    if (!month_name(r, &j, false, &a.month)) return false;
    a.day = last;
    if (!finish_date(r, &j, &a)) return false;
    days_of_month(r, p, a, last - first);
    *i = j;
    return true;
}

static bool day_then_month(reader *r, size_t *i, point *p) {
    size_t j = *i;
    int unit;
    bool head = kw_date_sense(kw_date_item(r, j), KIND_HEAD, &unit) && unit == UNIT_DATE;
    j += head;
    if (!day_number(r, &j, &p->day)) return false;
    if (day_range(r, &j, p->day, p)) { *i = j; return true; }
    size_t k = j;
    if (kw_date_sense(kw_date_item(r, k), KIND_FILL, NULL) || mark_is(kw_date_item(r, k), '-')) k++;
    if (month_name(r, &k, false, &p->month)) {
        if (!finish_date(r, &k, p)) return false;
        *i = k;
        return true;
    }
    if (!head || !r->has_year) return false;               /* "tanggal 9": of this month, or of the one that is told */
    int shift = 0;
    if (has(r, j, KIND_UNIT, &unit) && unit == UNIT_MONTH && kw_date_sense_strong(kw_date_item(r, j + 1), KIND_AFTER, &shift)) j += 2;
    bool told = !shift && r->base->within.precision == KW_WHEN_MONTH;
    kw_when whole = told ? r->base->within : kw_date_unit(r->base_day, UNIT_MONTH, shift > 1 ? 1 : shift);
    int first;
    kw_day_split(whole.first, &p->year, &p->month, &first);
    p->form = POINT_DATE;
    p->relative = true;
    p->rule = "day of this month";
    *i = j;
    return p->day <= kw_month_days(p->year, p->month);
}

/* "May 9-11, 2024", "May 9 and 10": *i stands behind the first day, p holds it. */
static bool month_day_range(reader *r, size_t *i, point *p) {
    size_t j = *i;
    int last, first = p->day, listed = listed_days(r, &j, first);
    const item *it = kw_date_item(r, j);
    bool both = kw_date_sense(it, KIND_AND, NULL);
    if (!both && !mark_is(it, '-') && !kw_date_sense(it, KIND_TO, NULL)) return false;
    j++;
    if (!day_number(r, &j, &last) || last <= first) return false;
    if (both && last != listed + 1 && !kw_date_word_before(r, KIND_BETWEEN)) return false;
    if (has(r, j, KIND_MONTH, NULL) || has(r, j, KIND_COUNTED, NULL)) return false;
    point end = *p;
    end.day = last;
    if (!finish_date(r, &j, &end)) return false;
    days_of_month(r, p, end, last - first);
    *i = j;
    return true;
}

static bool month_then_day(reader *r, size_t *i, point *p) {
    size_t j = *i;
    if (!month_name(r, &j, false, &p->month) || !day_number(r, &j, &p->day)) return false;
    const item *it = kw_date_item(r, j), *next = kw_date_item(r, j + 1);
    if (it->glued && next->glued && is_figures(next) && (mark_is(it, ':') || mark_is(it, '.'))) return false;      /* a time */
    if (!month_day_range(r, &j, p) && !finish_date(r, &j, p)) return false;
    *i = j;
    return true;
}

static bool month_alone(reader *r, size_t *i, point *p) {
    size_t j = *i;
    int shift = SHIFT_NONE, unit;
    bool shifted = kw_date_sense(kw_date_item(r, j), KIND_BEFORE, &shift), told = !shifted && has(r, j, KIND_SAME, &unit) && unit == UNIT_DATE;
    j += shifted || told;
    p->form = POINT_MONTH;
    p->rule = "month";
    if (told) {                                            /* "that October": of the year told before */
        if (r->base->before.precision == KW_WHEN_NONE || !month_name(r, &j, false, &p->month)) return false;
        p->year = kw_day_year(r->base->before.first);
        p->relative = true;
        *i = j;
        return true;
    }
    if (!month_name(r, &j, false, &p->month)) return false;
    if (shifted) { p->shift = shift; p->relative = true; *i = j; return true; }
    const item *name = kw_date_item(r, j - 1);
    size_t k = j;
    if (kw_date_year_after(r, &k, &p->year, p)) { *i = k; return true; }
    shift_after(r, &j, p);
    bool weak = name->kind == ITEM_WORD && !kw_date_sense_strong(name, KIND_MONTH, NULL);
    bool range = (has(r, j, KIND_TO, NULL) || mark_is(kw_date_item(r, j), '-')) && has(r, j + 1, KIND_MONTH, NULL);       /* "June through August" */
    /* "May he rest" */
    bool aim = r->base->direction > 0 && kw_date_word_before(r, KIND_AIM);         /* "planned for June" */
    if (weak && !range && !aim && p->shift == SHIFT_NONE && *i == 0 && !kw_date_word_before(r, KIND_PREP) && !kw_date_word_before(r, KIND_DET))
        return false;
    p->relative = true;
    *i = j;
    return true;
}

/* "on the 15th": of the month told right before, else the nearest on the side of the tense. */
static bool day_of_a_month(reader *r, size_t *i, point *p) {
    size_t j = *i;
    int day, y, m, d;
    if (*i || !day_number(r, &j, &day) || j != *i + 2 || !r->has_day) return false;
    if (!kw_date_word_before_article(r, KIND_FILL) && !kw_date_word_before_article(r, KIND_PREP)) return false;
    const item *next = kw_date_item(r, j);
    bool joins = kw_date_sense(next, KIND_AND, NULL) || kw_date_sense(next, KIND_TO, NULL);
    if (next->kind == ITEM_NUMBER || mark_is(next, '-') || (next->kind == ITEM_WORD && !joins)) return false;
    const kw_when *told = &r->base->within;
    kw_day_split(told->precision == KW_WHEN_MONTH ? told->first : r->base_day, &y, &m, &d);
    bool near = told->precision != KW_WHEN_MONTH;
    int at = y * 12 + m - 1 - (near && r->base->direction <= 0 && day > d) + (near && r->base->direction > 0 && day < d);
    if (!kw_date_valid(at / 12, at % 12 + 1, day)) return false;
    *p = kw_date_value_point(kw_when_day(kw_day_of(at / 12, at % 12 + 1, day)), true, "day of a month told or near");
    *i = j;
    return true;
}

/* "Christmas Eve 2012", "malam tahun baru": a day that has a name of its own. */
static bool day_with_name(reader *r, size_t *i, point *p) {
    int day;
    if (!has(r, *i, KIND_NAMED, &day)) return false;
    size_t j = *i + 1;
    p->month = day / 100, p->day = day % 100;
    if (!finish_date(r, &j, p) || (!p->year && kw_date_flagged(kw_date_item(r, *i), KIND_NAMED, SENSE_WEAK))) return false;
    if (!p->year && p->shift == SHIFT_NONE && r->base->direction < -1) p->shift = -1;      /* "died on New Year's Eve" */
    *i = j;
    return true;
}

bool kw_date_named(reader *r, size_t *i, point *out) {
    static bool (*const forms[])(reader *, size_t *, point *) = { day_then_month, month_then_day, month_alone, day_with_name, day_of_a_month };
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        point p = { .weekday = -1, .shift = SHIFT_NONE };
        size_t j = *i;
        if (forms[f](r, &j, &p)) { *i = j; *out = p; return true; }
    }
    return false;
}

/* ---- in figures ---- */

static bool number_at(reader *r, size_t i, bool glued, int digits, int *value) {
    const item *it = kw_date_item(r, i);
    if (it->kind != ITEM_NUMBER || (glued && !it->glued) || it->digits > digits) return false;
    *value = it->value;
    return true;
}

static bool set_figures(reader *r, point *p, int a, int b, int year, bool has_year) {
    bool either = r->n_langs == 0 || r->langs[0]->month_first;     /* outlets of one language write both orders */
    p->form = POINT_DATE;
    p->rule = "figures";
    p->year = has_year ? year : 0;
    p->relative = !has_year;
    p->day = a, p->month = b;
    if (a > 12 || b > 12) {
        if (b > 12) p->day = b, p->month = a;
    } else if (either && a != b) {
        p->day = b, p->month = a;
        p->swap_ok = true;
    }
    return kw_date_valid(2000, p->month, p->day);
}

static bool iso_figures(reader *r, size_t *i, point *p) {
    const item *it = kw_date_item(r, *i), *sep = kw_date_item(r, *i + 1);
    int m, d;
    if (!is_figures(it) || it->digits != 4 || !sep->glued || !(mark_is(sep, '-') || mark_is(sep, '/'))) return false;
    char c = sep->mark;
    if (!number_at(r, *i + 2, true, 2, &m) || !mark_is(kw_date_item(r, *i + 3), c) || !number_at(r, *i + 4, true, 2, &d)) return false;
    if (!kw_date_valid(it->value, m, d)) return false;
    *p = (point){ .form = POINT_DATE, .year = it->value, .month = m, .day = d, .weekday = -1, .shift = SHIFT_NONE, .rule = "ISO 8601" };
    *i += 5;
    return true;
}

/* "9-11/5/2024" */
static bool figure_range(reader *r, size_t *i, point *p) {
    int a, b, m, y = 0;
    size_t j = *i;
    if (!number_at(r, j, false, 2, &a) || !mark_is(kw_date_item(r, j + 1), '-') || !number_at(r, j + 2, false, 2, &b)) return false;
    if (!mark_is(kw_date_item(r, j + 3), '/') || !number_at(r, j + 4, true, 2, &m)) return false;
    j += 5;
    bool year = mark_is(kw_date_item(r, j), '/') && number_at(r, j + 1, true, 4, &y);
    if (year) j += 2;
    if (a >= b || m < 1 || m > 12 || b > kw_month_days(2000, m)) return false;
    point end = { .form = POINT_DATE, .year = y, .month = m, .day = b, .weekday = -1, .shift = SHIFT_NONE, .relative = !y };
    days_of_month(r, p, end, b - a);
    *i = j;
    return true;
}

bool kw_date_numeric(reader *r, size_t *i, bool marked, point *out) {
    int a, b, y = 0;
    if (iso_figures(r, i, out)) return true;
    if (marked && figure_range(r, i, out)) return true;
    size_t j = *i;
    if (!number_at(r, j, false, 2, &a)) return false;
    const item *sep = kw_date_item(r, j + 1);
    if (sep->kind != ITEM_MARK || !sep->glued || (sep->mark != '/' && sep->mark != '-' && sep->mark != '.')) return false;
    char c = sep->mark;
    if (!number_at(r, j + 2, true, 2, &b) || a < 1 || b < 1) return false;
    const item *again = kw_date_item(r, j + 3);
    int digits = kw_date_item(r, j + 4)->digits;
    bool year = mark_is(again, c) && again->glued && number_at(r, j + 4, true, 4, &y) && (digits == 4 || digits == 2);
    if (year && digits == 2) y += y < 70 ? 2000 : 1900;
    if (!year && (!marked || c != '/')) return false;
    if (year && c != '/' && digits != 4) return false;
    point p = { .weekday = -1, .shift = SHIFT_NONE };
    if (!set_figures(r, &p, a, b, y, year)) return false;
    *i = j + (year ? 5 : 3);
    *out = p;
    return true;
}
