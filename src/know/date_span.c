/* SPDX-License-Identifier: MIT
 * Dates: spans and distances. "pekan lalu", "early this year", "kuartal II 2024", "musim panas lalu", "1990-an",
 * "dua hari lalu", "the past three weeks". */
#include "know/date_parts.h"

static void skip_fill(reader *r, size_t *i) {
    while (has(r, *i, KIND_FILL, NULL)) ++*i;
}

point kw_date_value_point(kw_when w, bool relative, const char *rule) {
    return (point){ .form = POINT_VALUE, .weekday = -1, .shift = SHIFT_NONE, .when = w, .relative = relative, .rule = rule };
}

static point shifted_unit(const reader *r, int unit, int shift) {
    point p = kw_date_value_point((kw_when){ 0 }, true, "unit and shift");
    bool enough = unit >= UNIT_MONTH && unit <= UNIT_CENTURY ? r->has_year : r->has_day;
    if (!enough) p.lost = true;
    else p.when = kw_date_unit(r->base_day, (date_unit)unit, shift > 1 ? 1 : shift);
    return p;
}

static point moved(const reader *r, kw_when from, int unit, int n, int sign, const char *rule);
static kw_when base_of(const reader *r);

/* "the following year", "tahun sebelumnya": counted from the date told before; without one, what was before counts from the news. */
static bool unit_told(reader *r, size_t *i, point *out) {
    int unit, shift;
    const item *a = kw_date_item(r, *i), *b = kw_date_item(r, *i + 1);
    bool before = kw_date_flagged(a, KIND_BEFORE, SENSE_TOLD) && kw_date_sense(a, KIND_BEFORE, &shift) && kw_date_sense(b, KIND_UNIT, &unit);
    bool one = kw_date_sense(a, KIND_UNIT, NULL) && !kw_date_flagged(a, KIND_UNIT, SENSE_MANY);
    bool behind = !before && one && kw_date_sense(a, KIND_UNIT, &unit) && kw_date_sense_strong(b, KIND_EARLIER, &shift) &&
                  kw_date_flagged(b, KIND_EARLIER, SENSE_TOLD);
    if (!(before || behind) || unit < UNIT_WEEK || unit > UNIT_YEAR || !r->base) return false;
    kw_when from = r->base->before;
    if (from.precision == KW_WHEN_NONE && shift < 0) from = base_of(r);
    *out = moved(r, from, unit, 1, shift, "unit beside the date before");
    if (from.precision == KW_WHEN_NONE) out->lost = out->unknown = true;
    else if (out->vague) out->lost = true;                 /* a week before a month */
    *i += 2;
    return true;
}

/* "pekan lalu", "last week", "bulan ini" */
static bool unit_shift(reader *r, size_t *i, point *out) {
    int unit, shift;
    if (unit_told(r, i, out)) return true;
    const item *first = kw_date_item(r, *i);
    bool up_to_now = kw_date_sense(first, KIND_SPAN, NULL) && !kw_date_sense_strong(first, KIND_BEFORE, NULL);      /* "the past week" */
    if (kw_date_sense(first, KIND_BEFORE, &shift) && !up_to_now && has(r, *i + 1, KIND_UNIT, &unit) && unit != UNIT_DAY && unit != UNIT_HOUR) {
        *out = shifted_unit(r, unit, shift);
        if (kw_date_flagged(kw_date_item(r, *i + 1), KIND_UNIT, SENSE_MANY)) out->vague = out->lost = true;        /* "recent weeks": how many? */
        *i += 2;
        return true;
    }
    if (!has(r, *i, KIND_UNIT, &unit) || !kw_date_sense_strong(kw_date_item(r, *i + 1), KIND_AFTER, &shift)) return false;
    if (unit == UNIT_DAY || unit == UNIT_HOUR) return false;
    *out = shifted_unit(r, unit, shift);
    *i += 2;
    return true;
}

/* "over the weekend", "pada akhir pekan": the one that lies best with the tense, begun ones first. */
static bool weekend(reader *r, size_t *i, point *out) {
    int unit;
    if (!has(r, *i, KIND_UNIT, &unit) || unit != UNIT_WEEKEND || kw_date_flagged(kw_date_item(r, *i), KIND_UNIT, SENSE_MANY)) return false;
    if (*i || (!kw_date_word_before(r, KIND_PREP) && !kw_date_word_before(r, KIND_DET))) return false;
    *out = shifted_unit(r, UNIT_WEEKEND, 0);
    if (r->has_day && out->when.first > r->base_day && r->base->direction <= 0) *out = shifted_unit(r, UNIT_WEEKEND, -1);
    ++*i;
    return true;
}

/* The year or year shift that a quarter, half or season is of; without one, the nearest on the side of the tense. */
static int year_of(reader *r, size_t *i, int month, point *p) {
    int year = 0;
    size_t j = *i;
    if (has(r, j, KIND_FILL, NULL)) j++;
    if (kw_date_year_after(r, &j, &year, p)) { *i = j; return year; }
    p->relative = true;
    if (!r->has_year) { p->lost = true; return 1; }
    int shift = 0, unit;
    if (j > *i && has(r, j, KIND_HEAD, &unit) && unit == UNIT_YEAR) { *i = j + 1; return r->base_year; }      /* "the first half of the year" */
    if (has(r, j, KIND_SAME, &unit) && unit == UNIT_YEAR && r->base->before.precision != KW_WHEN_NONE) {
        *i = j + 1;
        return kw_day_year(r->base->before.first);
    }
    if (kw_date_sense_strong(kw_date_item(r, *i), KIND_AFTER, &shift)) ++*i;
    year = r->base_year;
    bool ahead = month > r->base_month;
    if (shift < 0 || (!shift && r->base->direction < 0)) year -= ahead;
    else if (shift > 0 && !ahead) year++;
    return year;
}

/* "ke-79" */
static bool ordinal_figures(reader *r, size_t *i, int *n) {
    const item *figures = kw_date_item(r, *i + 2);
    if (!has(r, *i, KIND_TH, NULL) || !mark_is(kw_date_item(r, *i + 1), '-') || !is_figures(figures)) return false;
    *n = figures->value;
    *i += 3;
    return true;
}

static bool roman_or_number(reader *r, size_t *i, int most, int *n) {
    const item *it = kw_date_item(r, *i);
    if (kw_date_sense(it, KIND_ROMAN, n) || kw_date_sense(it, KIND_ORDINAL, n)) ++*i;
    else if (it->kind == ITEM_NUMBER && it->digits == 1) *n = it->value, ++*i;
    else if (!ordinal_figures(r, i, n)) return false;
    return *n >= 1 && *n <= most;
}

static bool quarter_or_half(reader *r, size_t *i, point *out) {
    int unit, n;
    size_t j = *i;
    if (has(r, j, KIND_UNIT, &unit) && (unit == UNIT_QUARTER || unit == UNIT_HALF)) {
        j++;
        if (!roman_or_number(r, &j, unit == UNIT_QUARTER ? 4 : 2, &n)) return false;
    } else if (has(r, j, KIND_ORDINAL, &n) && has(r, j + 1, KIND_UNIT, &unit) && (unit == UNIT_QUARTER || unit == UNIT_HALF)) {
        if (n > (unit == UNIT_QUARTER ? 4 : 2)) return false;
        j += 2;
    } else return false;
    int months = unit == UNIT_QUARTER ? 3 : 6;
    size_t k = j + 1;
    int last = n;
    if (mark_is(kw_date_item(r, j), '-') && roman_or_number(r, &k, 12 / months, &last) && last > n) j = k;       /* "triwulan II-IV" */
    else last = n;
    if (mark_is(kw_date_item(r, j), '/')) j++;
    point p = kw_date_value_point((kw_when){ 0 }, false, "quarter or half");
    int year = year_of(r, &j, (n - 1) * months + 1, &p);
    if (!p.lost) p.when = kw_date_unit(kw_day_of(year, (n - 1) * months + 1, 1), (date_unit)unit, 0);
    if (!p.lost && last > n) {
        kw_when end = kw_date_unit(kw_day_of(year, (last - 1) * months + 1, 1), (date_unit)unit, 0);
        p.when = kw_when_span(p.when.first, end.last, KW_WHEN_RANGE);
    }
    *out = p;
    *i = j;
    return true;
}

/* "the first week of May", "paruh kedua April 2024": of which month, and the days of it. */
static bool part_of_month(reader *r, size_t *i, point *out) {
    int unit, n;
    size_t j = *i;
    if (has(r, j, KIND_ORDINAL, &n) && has(r, j + 1, KIND_UNIT, &unit)) j += 2;
    else if (has(r, j, KIND_UNIT, &unit) && (has(r, j + 1, KIND_ORDINAL, &n) || has(r, j + 1, KIND_ROMAN, &n))) j += 2;
    else return false;
    point month = { .weekday = -1, .shift = SHIFT_NONE };
    skip_fill(r, &j);
    bool week = unit == UNIT_WEEK && n <= 5, half = unit == UNIT_HALF && n <= 2;
    if ((!week && !half) || !kw_date_named(r, &j, &month) || month.form != POINT_MONTH) return false;
    kw_when w = kw_date_value(r, &month);
    *out = kw_date_value_point((kw_when){ 0 }, month.relative, "part of a month");
    out->lost = month.lost || w.precision == KW_WHEN_NONE;
    int32_t days = week ? 7 : 15, first = w.first + days * (n - 1), last = first + days - 1;
    if (last > w.last || (half && n == 2)) last = w.last;
    if (!out->lost) out->when = kw_when_span(first, last, KW_WHEN_RANGE);
    *i = j;
    return !out->lost && first <= last;
}

static kw_when season_of(int year, int month) {
    int last = month + 2, y = year + (last > 12);
    return kw_when_span(kw_day_of(year, month, 1), kw_when_month(y, last > 12 ? last - 12 : last).last, KW_WHEN_SEASON);
}

static bool season(reader *r, size_t *i, point *out) {
    int month, shift = SHIFT_NONE;
    size_t j = *i;
    bool shifted = has(r, j, KIND_BEFORE, &shift);
    j += shifted;
    if (!has(r, j, KIND_SEASON, &month)) return false;
    j++;
    point p = kw_date_value_point((kw_when){ 0 }, shifted, "season");
    int year = r->base_year;
    if (shifted) {
        if (!r->has_year) p.lost = true;
        if (shift < 0) year -= month >= r->base_month - 2;
        else if (shift > 0) year += month <= r->base_month;
    } else {
        size_t before = j;
        year = year_of(r, &j, month, &p);
        if (j == before) return false;                     /* a bare "summer" is no date */
    }
    if (!p.lost) p.when = season_of(year, month);
    *out = p;
    *i = j;
    return true;
}

/* "1990-an", "the 1990s", "'90s", "tahun 90-an", "abad ke-19", "19th century" */
static bool decade(reader *r, size_t *i, point *out) {
    size_t j = *i;
    int unit, n;
    if (has(r, j, KIND_HEAD, &unit) && (unit == UNIT_YEAR || unit == UNIT_DECADE)) j++;
    bool short_form = mark_is(kw_date_item(r, j), '\'');
    j += short_form;
    const item *it = kw_date_item(r, j);
    if (it->kind != ITEM_NUMBER || (it->digits != 4 && it->digits != 2) || it->value % 10) return false;
    n = it->value + (it->digits == 2 ? 1900 : 0);
    if (it->digits == 2 && it->value < 20) return false;
    size_t k = j + 1;
    if (mark_is(kw_date_item(r, k), '-') || mark_is(kw_date_item(r, k), '\'')) k++;
    if (!kw_date_item(r, k)->glued || !has(r, k, KIND_DECADE, NULL) || n < 1000 || n > 2190) return false;
    *out = kw_date_value_point(kw_date_unit(kw_day_of(n, 1, 1), UNIT_DECADE, 0), false, "decade");
    *i = k + 1;
    return true;
}

static bool century(reader *r, size_t *i, point *out) {
    int unit, n;
    size_t j = *i;
    if (has(r, j, KIND_UNIT, &unit) && unit == UNIT_CENTURY) {
        j++;
        if (has(r, j, KIND_TH, NULL)) { j++; if (mark_is(kw_date_item(r, j), '-')) j++; }
        if (has(r, j, KIND_ORDINAL, &n)) j++;
        else if (kw_date_item(r, j)->kind != ITEM_NUMBER) return false;
        else n = kw_date_item(r, j++)->value;
    } else {
        if (kw_date_item(r, j)->kind == ITEM_NUMBER && has(r, j + 1, KIND_SUFFIX, NULL)) { n = kw_date_item(r, j)->value; j += 2; }
        else if (has(r, j, KIND_ORDINAL, &n)) j++;
        else return false;
        if (mark_is(kw_date_item(r, j), '-')) j++;
        if (!has(r, j, KIND_UNIT, &unit) || unit != UNIT_CENTURY) return false;
        j++;
    }
    if (n < 2 || n > 22) return false;
    *out = kw_date_value_point(kw_date_unit(kw_day_of(n * 100 - 50, 1, 1), UNIT_CENTURY, 0), false, "century");
    *i = j;
    return true;
}

/* ---- distances ---- */

/* "dua", "3", "a", "beberapa" (0), "two to three"; the unit follows, or is in the word ("sepekan"). A year and a half is 18 months. */
static bool amount(reader *r, size_t *i, int *n, int *unit) {
    const item *it = kw_date_item(r, *i);
    size_t j = *i;
    bool half = false;
    if (kw_date_sense(it, KIND_ONE, unit)) { *n = 1; *i = j + 1; return true; }
    bool some = kw_date_flagged(it, KIND_UNIT, SENSE_MANY) && has(r, j + 1, KIND_EARLIER, NULL);
    if (some) *n = 0, j--;                                 /* "days later" */
    else if (kw_date_sense(it, KIND_FEW, NULL)) *n = 0;
    else if (!kw_date_sense(it, KIND_NUMBER, n)) {
        if (it->kind != ITEM_NUMBER || it->digits > 3 || it->value < 1) return false;
        *n = it->value;
    }
    j++;
    if (mark_is(kw_date_item(r, j), '-') && !has(r, j + 1, KIND_UNIT, NULL)) return false;
    if (mark_is(kw_date_item(r, j), '-')) j++;
    if (has(r, j, KIND_HALF, NULL)) half = true, j++;
    if (!has(r, j, KIND_UNIT, unit)) return false;
    if (*unit > UNIT_CENTURY && *unit != UNIT_HOUR) return false;
    j++;
    if (has(r, j, KIND_HALF, NULL)) half = true, j++;
    if (half && *unit == UNIT_YEAR) *n = *n * 12 + 6, *unit = UNIT_MONTH;
    *i = j;
    return true;
}

bool kw_date_ago(reader *r, size_t *i, int *n, int *unit) {
    size_t j = *i;
    int sign;
    if (!amount(r, &j, n, unit) || !has(r, j, KIND_AGO, &sign)) return false;
    *n *= sign;
    *i = j + 1;
    return true;
}

static point moved(const reader *r, kw_when from, int unit, int n, int sign, const char *rule) {
    point p = kw_date_value_point((kw_when){ 0 }, true, rule);
    if (from.precision == KW_WHEN_NONE) { p.lost = true; return p; }
    if (unit <= UNIT_WEEK && from.precision != KW_WHEN_DAY) { p.when = from; p.vague = true; return p; }       /* "May 2020 ... days later" */
    if (n) p.when = kw_date_unit(from.first, (date_unit)unit, sign * n);
    else {                                                 /* a few: two to six of them */
        kw_when near = kw_date_unit(from.first, (date_unit)unit, sign * 2), far = kw_date_unit(from.first, (date_unit)unit, sign * 6);
        p.when = sign < 0 ? kw_when_span(far.first, near.last, KW_WHEN_RANGE) : kw_when_span(near.first, far.last, KW_WHEN_RANGE);
        p.vague = true;
    }
    (void)r;
    return p;
}

kw_when kw_date_apart(kw_when from, int n, uint8_t unit) {
    if (from.precision == KW_WHEN_NONE || (unit <= UNIT_WEEK && from.precision != KW_WHEN_DAY)) return from;
    return kw_date_unit(from.first, (date_unit)unit, n);
}

static kw_when base_of(const reader *r) { return r->base ? r->base->published : (kw_when){ 0 }; }

static int32_t days_in(int unit, int n) {
    static const int32_t days[] = { 1, 7, 30, 365, 3652, 36524, 7, 91, 182, 1 };
    if (unit == UNIT_HOUR) return (n + 23) / 24;
    return days[unit] * (n ? n : 4);
}

static point up_to_now(const reader *r, int unit, int n, int sign) {
    point p = kw_date_value_point((kw_when){ 0 }, true, "span up to the article's day");
    kw_when from = base_of(r);
    if (from.precision == KW_WHEN_NONE) { p.lost = true; return p; }
    int32_t far = from.first + sign * days_in(unit, n);
    int y, m, d;
    kw_day_split(from.first, &y, &m, &d);
    int months = unit == UNIT_MONTH ? n : unit == UNIT_YEAR ? 12 * n : 0, at = y * 12 + m - 1 + sign * months;
    while (months && d > 28 && !kw_date_valid(at / 12, at % 12 + 1, d)) d--;
    if (months && at > 0) far = kw_day_of(at / 12, at % 12 + 1, d);        /* as the calendar counts */
    p.when = sign < 0 ? kw_when_span(far, from.last, KW_WHEN_RANGE) : kw_when_span(from.first, far, KW_WHEN_RANGE);
    p.vague = true;
    return p;
}

/* "four years ago this month", "a year ago today": so many years back, as precisely as the words behind say; *i stands behind "ago". */
static bool years_to_the_day(reader *r, size_t *i, int years, point *out) {
    int v, unit, y, m, d;
    size_t j = *i + 1;
    date_unit to = UNIT_DAY;
    if (!r->has_day) return false;
    if (has(r, *i, KIND_BEFORE, &v) && has(r, j, KIND_UNIT, &unit) && (unit == UNIT_WEEK || unit == UNIT_MONTH)) to = (date_unit)unit, j++;
    else if (!kw_date_sense_strong(kw_date_item(r, *i), KIND_DAY, &v)) return false;
    if (v) return false;
    kw_day_split(r->base_day, &y, &m, &d);
    if (!kw_date_valid(y + years, m, d)) d--;
    *out = kw_date_value_point(kw_date_unit(kw_day_of(y + years, m, d), to, 0), true, "years ago to the day, week or month");
    *i = j;
    return true;
}

/* "dua jam kemudian", "48 hours earlier": hours, of which whole days count. */
static point hours_from(kw_when from, int n, int sign) {
    enum { DAY_HOURS = 24 };
    point p = kw_date_value_point((kw_when){ 0 }, true, "hours from the date before");
    if (from.precision == KW_WHEN_DAY) p.when = kw_when_day(from.first + sign * (n / DAY_HOURS));
    else p.lost = true;
    return p;
}

/* "sebelas hari sebelumnya": the words behind the number are a form of their own, of one day. */
static bool days_on(reader *r, size_t *i, point *out) {
    int n, sign;
    const item *it = kw_date_item(r, *i);
    if (it->kind == ITEM_NUMBER && it->digits < 4) n = it->value;
    else if (!kw_date_sense(it, KIND_NUMBER, &n)) return false;
    if (!n || !r->base || !has(r, *i + 1, KIND_FOLLOW, &sign)) return false;
    kw_when from = r->base->day_before.precision == KW_WHEN_DAY ? r->base->day_before : r->base->before;
    if (from.precision == KW_WHEN_NONE) from = base_of(r);
    *out = moved(r, from, UNIT_DAY, n, sign, "distance from the date before");
    *i += 2;
    return true;
}

static bool distance(reader *r, size_t *i, point *out) {
    size_t j = *i;
    int n, unit, sign;
    const item *first = kw_date_item(r, j);
    if (first->kind == ITEM_NUMBER && kw_date_word_before(r, KIND_NUMBERED)) return false;          /* "Densus 88 pekan lalu" */
    if (days_on(r, i, out)) return true;
    bool span = kw_date_sense(first, KIND_SPAN, &sign);
    j += span;
    bool one = span && !kw_date_sense_strong(first, KIND_BEFORE, NULL) && has(r, j, KIND_UNIT, &unit) && unit > UNIT_DAY &&
               unit <= UNIT_CENTURY && !kw_date_flagged(kw_date_item(r, j), KIND_UNIT, SENSE_MANY);
    if (one) { *out = up_to_now(r, unit, 1, sign); *i = j + 1; return true; }              /* "the past week" */
    if (!amount(r, &j, &n, &unit)) return false;
    if (span) { *out = up_to_now(r, unit, n, sign); *i = j; return true; }
    kw_when before = r->base && r->base->before.precision != KW_WHEN_NONE ? r->base->before : base_of(r);
    if (unit == UNIT_DAY && n && r->base && r->base->day_before.precision == KW_WHEN_DAY) before = r->base->day_before;
    const item *it = kw_date_item(r, j);
    if (kw_date_sense(it, KIND_APART, &sign)) {            /* "two days after": has no value of its own */
        if (!n || unit > UNIT_DECADE) return false;
        *out = kw_date_value_point((kw_when){ 0 }, true, "distance from what follows");
        out->lost = true;
        out->apart = (int16_t)(sign * n);
        out->apart_unit = (uint8_t)unit;
        *i = j + 1;
        return true;
    }
    if (unit == UNIT_HOUR && !kw_date_sense(it, KIND_RECENT, NULL)) {
        if (!kw_date_sense_strong(it, KIND_EARLIER, &sign) || !r->base) return false;
        *out = hours_from(r->base->day_before, n, sign);
    } else if (kw_date_sense(it, KIND_AGO, &sign) && unit == UNIT_YEAR && n) {
        size_t behind = j + 1;
        if (years_to_the_day(r, &behind, sign * n, out)) j = behind - 1;
        else *out = moved(r, base_of(r), unit, n, sign, "distance from the article's day");
    } else if (kw_date_sense(it, KIND_AGO, &sign)) *out = moved(r, base_of(r), unit, n, sign, "distance from the article's day");
    else if (kw_date_sense(it, KIND_RECENT, &sign)) *out = up_to_now(r, unit, n, sign);
    else if (kw_date_sense(first, KIND_ONE, NULL) && kw_date_sense_strong(it, KIND_AFTER, &sign) && !sign)
        *out = up_to_now(r, unit, n, -1);       /* "sepekan ini" */
    else if (kw_date_sense_strong(it, KIND_EARLIER, &sign)) {
        *out = moved(r, before, unit, n, sign, "distance from the date before");
        if (sign > 0 && r->base->before.precision == KW_WHEN_NONE) out->lost = out->unknown = true;       /* later than what? */
        if (unit == UNIT_DAY) kw_date_said_twice(r, j + 1, out);
    } else if (*i == 0 && r->base->direction > 0 && kw_date_word_before(r, KIND_HENCE)) {     /* "will meet in two weeks" */
        *out = moved(r, base_of(r), unit, n, 1, "distance from the article's day");
        j--;
    } else return false;
    *i = j + 1;
    return true;
}

static bool bare_span(reader *r, size_t *i, point *out) {
    int unit;
    if (!has(r, *i, KIND_UNIT, &unit) && !has(r, *i, KIND_HEAD, &unit)) return false;
    if (unit < UNIT_WEEK || unit > UNIT_DECADE) return false;
    *out = shifted_unit(r, unit, 0);
    ++*i;
    return true;
}

/* "awal tahun ini", "mid-May", "the end of the year", "akhir 2023", "pertengahan 1990-an" */
static bool part_of(reader *r, size_t *i, point *out) {
    int part, year;
    size_t j = *i;
    point p = { .weekday = -1, .shift = SHIFT_NONE };
    if (!has(r, j, KIND_PART, &part)) return false;
    j++;
    if (mark_is(kw_date_item(r, j), '-')) j++;
    skip_fill(r, &j);
    size_t k = j, l = j;
    bool found = decade(r, &k, &p) || unit_shift(r, &k, &p) || quarter_or_half(r, &k, &p) || season(r, &k, &p) || century(r, &k, &p);
    if (!found && kw_date_year_after(r, &l, &year, &p)) found = true, k = l, p = kw_date_value_point(kw_when_year(year), false, ""); 
    if (!found && (found = kw_date_named(r, &k, &p)) && p.form != POINT_MONTH) return false;
    if (!found && !(found = bare_span(r, &k, &p))) return false;
    kw_when whole = kw_date_value(r, &p);
    *out = kw_date_value_point(kw_date_part(whole, part), p.relative, "part of a span");
    out->lost = p.lost || whole.precision == KW_WHEN_NONE;
    *i = k;
    return true;
}

/* "peringatan 79 tahun", "the 79th anniversary": the year that it counts from. */
static bool anniversary(reader *r, size_t *i, point *out) {
    size_t j = *i;
    int n, unit = UNIT_YEAR;
    if (has(r, j, KIND_ANNIVERSARY, NULL)) {
        j++;
        if (has(r, j, KIND_ORDINAL, &n)) j++;
        else if (!ordinal_figures(r, &j, &n) && (!amount(r, &j, &n, &unit) || unit != UNIT_YEAR)) return false;
    } else if (kw_date_item(r, j)->kind == ITEM_NUMBER && has(r, j + 1, KIND_SUFFIX, NULL) && has(r, j + 2, KIND_ANNIVERSARY, NULL)) {
        n = kw_date_item(r, j)->value;
        j += 3;
    } else if (has(r, j, KIND_ORDINAL, &n) && has(r, j + 1, KIND_ANNIVERSARY, NULL)) j += 2;
    else return false;
    if (n < 1 || n > 1000) return false;
    *out = kw_date_value_point((kw_when){ 0 }, true, "anniversary");
    out->aside = true;
    if (!r->has_year) out->lost = true;
    else out->when = kw_when_year(r->base_year - n);
    *i = j;
    return true;
}

bool kw_date_span(reader *r, size_t *i, point *out) {
    static bool (*const forms[])(reader *, size_t *, point *) = {
        part_of, part_of_month, distance, unit_shift, weekend, quarter_or_half, season, decade, century, anniversary
    };
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        size_t j = *i;
        if (forms[f](r, &j, out)) { *i = j; return true; }
    }
    return false;
}
