/* SPDX-License-Identifier: MIT
 * Dates: points to values. A missing year is the one that lies best beside the article's day: the weekday printed with
 * the date decides, else the nearest, with what lies on the wrong side of the sentence's tense counted as farther. */
#include "know/date_parts.h"

static int32_t first_of_week(int32_t day) { return day - kw_day_weekday(day); }

static kw_when months_span(int year, int month, int n, kw_precision p) {
    int last = year * 12 + month - 1 + n - 1;
    return kw_when_span(kw_day_of(year, month, 1), kw_when_month(last / 12, last % 12 + 1).last, p);
}

static kw_when years_span(int first, int last) {
    return kw_when_span(kw_day_of(first, 1, 1), kw_day_of(last, 12, 31), KW_WHEN_RANGE);
}

kw_when kw_date_unit(int32_t day, date_unit unit, int shift) {
    int y, m, d;
    kw_day_split(day, &y, &m, &d);
    switch (unit) {
    case UNIT_DAY: case UNIT_DATE: case UNIT_HOUR: return kw_when_day(day + shift);
    case UNIT_WEEK: return kw_when_span(first_of_week(day) + 7 * shift, first_of_week(day) + 7 * shift + 6, KW_WHEN_WEEK);
    case UNIT_WEEKEND: return kw_when_span(first_of_week(day) + 7 * shift + 5, first_of_week(day) + 7 * shift + 6, KW_WHEN_RANGE);
    case UNIT_MONTH: { int n = y * 12 + m - 1 + shift; return kw_when_month(n / 12, n % 12 + 1); }
    case UNIT_QUARTER: { int n = y * 4 + (m - 1) / 3 + shift; return months_span(n / 4, n % 4 * 3 + 1, 3, KW_WHEN_RANGE); }
    case UNIT_HALF: { int n = y * 2 + (m - 1) / 6 + shift; return months_span(n / 2, n % 2 * 6 + 1, 6, KW_WHEN_RANGE); }
    case UNIT_YEAR: return kw_when_year(y + shift);
    case UNIT_DECADE: return years_span(y / 10 * 10 + 10 * shift, y / 10 * 10 + 10 * shift + 9);
    case UNIT_CENTURY: return years_span((y - 1) / 100 * 100 + 1 + 100 * shift, (y - 1) / 100 * 100 + 100 + 100 * shift);
    }
    return (kw_when){ 0 };
}


/* Thirds of a week or month; of a year January to March, May to August, October to December. */
kw_when kw_date_part(kw_when w, int part) {
    int32_t n = w.last - w.first + 1;
    if (w.precision == KW_WHEN_DAY || w.precision == KW_WHEN_NONE) return w;
    if (w.precision == KW_WHEN_YEAR) {
        int y, m, d;
        kw_day_split(w.first, &y, &m, &d);
        return part == 1 ? months_span(y, 5, 4, KW_WHEN_RANGE) : months_span(y, part ? 10 : 1, 3, KW_WHEN_RANGE);
    }
    if (w.precision == KW_WHEN_MONTH)
        return kw_when_span(w.first + part * 10, part == 2 ? w.last : w.first + part * 10 + 9, KW_WHEN_RANGE);
    if (n == 7) return kw_when_span(w.first + part * 2, w.first + part * 2 + 2, KW_WHEN_RANGE);
    if (n > 9 * 365) {                                     /* of a decade or century whole years: 1980-83, 1984-86, 1987-89 */
        int y, m, d, years = (int)(n / 365.2425 + 0.5);
        kw_day_split(w.first, &y, &m, &d);
        return years_span(y + (years * part + 2) / 3, y + (years * (part + 1) + 2) / 3 - 1);
    }
    return kw_when_span(w.first + n * part / 3, w.first + n * (part + 1) / 3 - 1, KW_WHEN_RANGE);
}

/* How far a day is, with the wrong side of `direction` counted `weight` times. */
static long distance(const reader *r, int32_t day, int direction, int weight) {
    long d = (long)day - r->base_day;
    bool wrong = direction < 0 ? d > 0 : direction > 0 ? d < 0 : false;
    return (d < 0 ? -d : d) * (wrong ? weight : 1);
}

static bool weekday_agrees(const point *p, int y, int m, int d) {
    return p->weekday >= 0 && kw_date_valid(y, m, d) && kw_day_weekday(kw_day_of(y, m, d)) == p->weekday;
}

/* How many times a day on the wrong side counts; at the head of an entry ("Feb 23 - Iraq signs ...") more, as chronologies go back a year. */
enum { WRONG_SIDE = 3, WRONG_OF_ENTRY = 6, WRONG_BY_WORD = 1000 };

/* "in May 2025 ... on May 10": the year of that month told last. 0: another month was. */
static int year_told(const reader *r, const point *p) {
    const kw_when *b = &r->base->told, *span = &r->base->span;
    int y, m, d;
    if (span->precision == KW_WHEN_RANGE && p->shift == SHIFT_NONE && r->base->direction <= 0) {        /* "early this year ... on March 8" */
        kw_day_split(span->first, &y, &m, &d);
        int32_t day = kw_date_valid(y, p->month, p->day) ? kw_day_of(y, p->month, p->day) : INT32_MIN;
        if (day >= span->first && day <= span->last) return y;
    }
    if (p->shift != SHIFT_NONE || r->base->direction > 0 || (b->precision != KW_WHEN_MONTH && b->precision != KW_WHEN_DAY)) return 0;
    kw_day_split(b->first, &y, &m, &d);
    return m == p->month ? y : 0;
}

enum { OTHER_WEEKDAY = 250 };      /* days that a wrong weekday weighs: less than a year, as printed ones are wrong now and then */

static int best_year(const reader *r, const point *p) {
    int direction = p->shift == SHIFT_NONE ? r->base->direction : p->shift, best = 0;
    long least = 0;
    if (r->base->within.precision == KW_WHEN_YEAR && p->shift == SHIFT_NONE) return kw_day_year(r->base->within.first);
    int told = p->weekday < 0 ? year_told(r, p) : 0,
        wrong = p->shift != SHIFT_NONE ? WRONG_BY_WORD : direction == KW_DATE_OF_ENTRY ? WRONG_OF_ENTRY : WRONG_SIDE;
    if (told && kw_date_valid(told, p->month, p->day)) return told;
    for (int y = r->base_year - 1; y <= r->base_year + 1; y++) {
        if (!kw_date_valid(y, p->month, p->day)) continue;
        long d = distance(r, kw_day_of(y, p->month, p->day), direction, wrong);
        bool other_weekday = p->weekday >= 0 && !weekday_agrees(p, y, p->month, p->day);
        if (other_weekday) d += OTHER_WEEKDAY;
        if (!best || d < least) best = y, least = d;
    }
    return best;
}

static kw_when date_value(const reader *r, const point *given) {
    point p = *given;
    if (!p.year && !r->has_year) return (kw_when){ 0 };
    if (p.swap_ok) {
        point other = p;
        other.day = p.month, other.month = p.day;
        int a = p.year ? p.year : best_year(r, &p), b = p.year ? p.year : best_year(r, &other);
        bool this = weekday_agrees(&p, a, p.month, p.day), that = weekday_agrees(&other, b, other.month, other.day);
        if (this == that) return (kw_when){ 0 };
        if (that) p = other;
    }
    if (!p.year) p.year = best_year(r, &p);
    return kw_date_valid(p.year, p.month, p.day) ? kw_when_day(kw_day_of(p.year, p.month, p.day)) : (kw_when){ 0 };
}

/* "Kamis": the last one up to today, with a verb to come the next one from today, else the nearest. */
static kw_when weekday_value(const reader *r, const point *p) {
    if (!r->has_day) return (kw_when){ 0 };
    if (r->base->within.precision == KW_WHEN_WEEK && p->shift == SHIFT_NONE) return kw_when_day(r->base->within.first + p->weekday);
    int back = (kw_day_weekday(r->base_day) - p->weekday + 7) % 7;                   /* days since the last one */
    int ahead = (7 - back) % 7;
    if (p->shift == -1) return kw_when_day(r->base_day - (back ? back : 7));
    if (p->shift == 1) return kw_when_day(r->base_day + (ahead ? ahead : 7));
    if (p->shift == COMING) return kw_when_day(r->base_day + ahead);
    if (p->shift == 0) return kw_when_day(first_of_week(r->base_day) + p->weekday);
    if (r->base->direction < 0) return kw_when_day(r->base_day - back);
    if (r->base->direction > 0) return kw_when_day(r->base_day + ahead);
    return kw_when_day(back <= ahead ? r->base_day - back : r->base_day + ahead);
}

enum { MONTHS_AHEAD = 3 };         /* a month so near ahead is meant, unless the verb is in the past */

static kw_when month_value(const reader *r, const point *p) {
    if (p->year) return kw_when_month(p->year, p->month);
    if (r->base->within.precision == KW_WHEN_YEAR && p->shift == SHIFT_NONE) return kw_when_month(kw_day_year(r->base->within.first), p->month);
    if (!r->has_year) return (kw_when){ 0 };
    int back = (r->base_month - p->month + 12) % 12, now = r->base_year * 12 + r->base_month - 1, at;
    int direction = p->shift == SHIFT_NONE ? r->base->direction : p->shift;
    if (p->shift == 0) at = r->base_year * 12 + p->month - 1;
    else if (p->shift == -1) at = now - (back ? back : 12);
    else if (direction > 0 || (direction == -1 && back > 12 - MONTHS_AHEAD)) at = now + (12 - back) % 12;
    else if (direction < 0) at = now - back;
    else at = back <= 6 ? now - back : now + 12 - back;
    return kw_when_month(at / 12, at % 12 + 1);
}

kw_when kw_date_value(const reader *r, const point *p) {
    if (p->lost) return (kw_when){ 0 };
    switch (p->form) {
    case POINT_DATE: return date_value(r, p);
    case POINT_WEEKDAY: return weekday_value(r, p);
    case POINT_MONTH: return month_value(r, p);
    case POINT_VALUE: return p->when;
    }
    return (kw_when){ 0 };
}

/* What one end of a range leaves out, the other tells: "9 Mei hingga 11 Mei 2024", "Januari-Maret 2025". */
kw_when kw_date_between(const reader *r, point a, point b) {
    if (a.lost || b.lost) return (kw_when){ 0 };
    bool days_told = b.form == POINT_VALUE && b.when.precision == KW_WHEN_RANGE && a.form == POINT_WEEKDAY;
    if (days_told) return b.when;                          /* "Senin-Rabu (5-7/8)" */
    if ((a.form == POINT_DATE || a.form == POINT_MONTH) && !a.year) a.year = b.year;
    if ((b.form == POINT_DATE || b.form == POINT_MONTH) && !b.year) b.year = a.year;
    kw_when last = kw_date_value(r, &b), first = kw_date_value(r, &a);
    if (first.precision == KW_WHEN_NONE || last.precision == KW_WHEN_NONE) return (kw_when){ 0 };
    if (first.first > last.last && a.form == POINT_WEEKDAY && b.form == POINT_WEEKDAY) first.first -= 7;
    if (first.first > last.last && (a.form == POINT_DATE || a.form == POINT_MONTH)) {            /* "Desember hingga Februari 2025" */
        int y, m, d;
        kw_day_split(first.first, &y, &m, &d);
        if (kw_date_valid(y - 1, m, d)) first.first = kw_day_of(y - 1, m, d);
    }
    return first.first <= last.last ? kw_when_span(first.first, last.last, KW_WHEN_RANGE) : (kw_when){ 0 };
}
