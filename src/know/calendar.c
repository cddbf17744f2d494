/* SPDX-License-Identifier: MIT
 * Dates as day numbers, so that spans and weekdays are sums; ISO 8601 in and out without the C library's clock. */
#include "know/calendar.h"

int32_t kw_day_of(int y, int m, int d) {
    y -= m <= 2;
    int era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
    int doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
    return era * 146097 + doe - 719468;
}

void kw_day_split(int32_t day, int *year, int *month, int *dom) {
    int z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    *dom = doy - (153 * mp + 2) / 5 + 1;
    *month = mp < 10 ? mp + 3 : mp - 9;
    *year = yoe + era * 400 + (*month <= 2);
}

int kw_day_year(int32_t day) {
    int year, month, dom;
    kw_day_split(day, &year, &month, &dom);
    return year;
}

int kw_day_weekday(int32_t day) { return (int)(((day % 7) + 10) % 7); }      /* 1970-01-01 was a Thursday */

int kw_month_days(int year, int month) {
    static const signed char days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month < 1 || month > 12 ? 0 : days[month - 1] + (month == 2 && leap);
}

bool kw_date_valid(int y, int m, int d) { return y >= 1 && y <= 9999 && d >= 1 && d <= kw_month_days(y, m); }

kw_when kw_when_span(int32_t first, int32_t last, kw_precision precision) {
    return (kw_when){ .first = first, .last = last, .precision = (uint8_t)precision, .zone = KW_NO_ZONE };
}

kw_when kw_when_day(int32_t day) { return kw_when_span(day, day, KW_WHEN_DAY); }

kw_when kw_when_month(int year, int month) {
    int32_t first = kw_day_of(year, month, 1);
    return kw_when_span(first, first + kw_month_days(year, month) - 1, KW_WHEN_MONTH);
}

kw_when kw_when_year(int year) {
    return kw_when_span(kw_day_of(year, 1, 1), kw_day_of(year, 12, 31), KW_WHEN_YEAR);
}

static void put_day(int32_t day, int parts, kw_buf *out) {
    int y, m, d;
    kw_day_split(day, &y, &m, &d);
    kw_buf_fmt(out, "%04d", y);
    if (parts > 1) kw_buf_fmt(out, "-%02d", m);
    if (parts > 2) kw_buf_fmt(out, "-%02d", d);
}

static void put_time(kw_when w, kw_buf *out) {
    kw_buf_fmt(out, "T%02d:%02d:%02d", w.second / 3600, w.second / 60 % 60, w.second % 60);
    if (w.zone == KW_NO_ZONE) return;
    int z = w.zone < 0 ? -w.zone : w.zone;
    kw_buf_fmt(out, "%c%02d:%02d", w.zone < 0 ? '-' : '+', z / 60, z % 60);
}

void kw_when_iso(kw_when w, kw_buf *out) {
    switch ((kw_precision)w.precision) {
    case KW_WHEN_NONE: return;
    case KW_WHEN_YEAR: put_day(w.first, 1, out); return;
    case KW_WHEN_MONTH: put_day(w.first, 2, out); return;
    case KW_WHEN_DAY:
        put_day(w.first, 3, out);
        if (w.has_time) put_time(w, out);
        return;
    case KW_WHEN_WEEK: case KW_WHEN_SEASON: case KW_WHEN_RANGE:
        put_day(w.first, 3, out);
        kw_buf_byte(out, '/');
        put_day(w.last, 3, out);
        return;
    }
}

kw_str kw_when_iso_in(kw_when w, kw_arena *mem) {
    kw_buf b = KW_BUF_EMPTY;
    kw_when_iso(w, &b);
    kw_str s = b.n && !b.failed ? kw_str_dup(mem, kw_buf_str(&b)) : KW_NONE;
    kw_buf_free(&b);
    return s;
}

const char *kw_precision_name(kw_precision p) {
    static const char *const names[] = { NULL, "day", "week", "month", "season", "year", "range" };
    return p <= KW_WHEN_RANGE ? names[p] : NULL;
}

/* ---- reading ---- */

static bool digits(kw_str *s, size_t n, int *out) {
    int v = 0;
    if (s->n < n) return false;
    for (size_t i = 0; i < n; i++) {
        if (s->p[i] < '0' || s->p[i] > '9') return false;
        v = v * 10 + (s->p[i] - '0');
    }
    *s = kw_str_sub(*s, n, s->n);
    *out = v;
    return true;
}

static bool skip(kw_str *s, char c) {
    if (!s->n || s->p[0] != c) return false;
    *s = kw_str_sub(*s, 1, s->n);
    return true;
}

static bool read_zone(kw_str *s, kw_when *w) {
    int h, m = 0;
    if (!s->n) return true;
    if (skip(s, 'Z') || skip(s, 'z')) { w->zone = 0; return true; }
    int sign = skip(s, '+') ? 1 : skip(s, '-') ? -1 : 0;
    if (!sign || !digits(s, 2, &h)) return false;
    skip(s, ':');
    if (s->n && !digits(s, 2, &m)) return false;
    if (h > 15 || m > 59) return false;
    w->zone = (int16_t)(sign * (h * 60 + m));
    return true;
}

static bool read_time(kw_str *s, kw_when *w) {
    int h, m, sec = 0, ignored;
    if (!digits(s, 2, &h) || !skip(s, ':') || !digits(s, 2, &m)) return false;
    if (skip(s, ':') && !digits(s, 2, &sec)) return false;
    if (skip(s, '.') || skip(s, ',')) while (digits(s, 1, &ignored)) continue;
    if (h > 24 || m > 59 || sec > 60) return false;
    w->has_time = true;
    w->second = (h * 60 + m) * 60 + (sec > 59 ? 59 : sec);
    skip(s, ' ');
    return read_zone(s, w);
}

static bool read_one(kw_str s, kw_when *out) {
    int y, m, d;
    if (!digits(&s, 4, &y) || y < 1) return false;
    if (!s.n) { *out = kw_when_year(y); return true; }
    bool dashed = skip(&s, '-');
    if (!digits(&s, 2, &m) || m < 1 || m > 12) return false;
    if (!s.n && dashed) { *out = kw_when_month(y, m); return true; }
    if (dashed && !skip(&s, '-')) return false;
    if (!digits(&s, 2, &d) || !kw_date_valid(y, m, d)) return false;
    *out = kw_when_day(kw_day_of(y, m, d));
    if (!s.n) return true;
    return (skip(&s, 'T') || skip(&s, 't') || skip(&s, ' ')) && read_time(&s, out) && !s.n;
}

bool kw_when_parse(kw_str s, kw_when *out) {
    kw_when a, b;
    size_t slash = kw_str_find(s, KW_STR("/"), 0);
    if (slash == SIZE_MAX) return read_one(s, out);
    if (!read_one(kw_str_sub(s, 0, slash), &a) || !read_one(kw_str_sub(s, slash + 1, s.n), &b) || b.last < a.first) return false;
    *out = kw_when_span(a.first, b.last, KW_WHEN_RANGE);
    return true;
}

bool kw_when_meets(kw_when a, kw_when b) {
    return a.precision == KW_WHEN_NONE || b.precision == KW_WHEN_NONE || (a.first <= b.last && b.first <= a.last);
}
