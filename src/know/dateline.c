/* SPDX-License-Identifier: MIT
 * "Istanbul (ANTARA) -", "TEMPO.CO, Jakarta -", "SEOUL, May 9 (Yonhap) --", "JAKARTA-...": place, outlet and day before the dash
 * that opens an article. */
#include "know/dateline.h"
#include "base/utf8.h"

#include <ctype.h>

enum { HEAD_MAX = 100, CITY_WORDS = 4 };

typedef struct { const kw_know *know; const kw_dates *dates; } grammar;
typedef struct { kw_str city, second; kw_outlet outlet; bool has_outlet, has_day, spaced; size_t after; } dateline;

/* Length of a dash at `at`: 0 if there is none. Two hyphens are one dash. */
static size_t dash_at(kw_str s, size_t at) {
    if (s.p[at] == '-') return at + 1 < s.n && s.p[at + 1] == '-' ? 2 : 1;
    if (at + 2 < s.n && memcmp(s.p + at, "\xe2\x80", 2) == 0 && ((unsigned char)s.p[at + 2] == 0x93 || (unsigned char)s.p[at + 2] == 0x94)) return 3;
    return 0;
}

static bool is_host(kw_str s) {
    size_t dot = kw_str_find(s, KW_STR("."), 1);
    if (dot == SIZE_MAX || dot + 2 > s.n || kw_str_find(s, KW_STR(" "), 0) != SIZE_MAX) return false;
    size_t tail = s.n;
    while (s.p[tail - 1] != '.') tail--;
    for (size_t i = tail; i < s.n; i++) if (!isalpha((unsigned char)s.p[i])) return false;
    return s.n - tail >= 2 && s.n - tail <= 7;           /* ".id", ".news", ".online" */
}

static bool capitals(kw_str s) {
    bool any = false;
    for (size_t i = 0; i < s.n; i++) {
        if (islower((unsigned char)s.p[i])) return false;
        any = any || isupper((unsigned char)s.p[i]);
    }
    return any;
}

/* One to four words that begin with a capital, without digits. */
static bool is_city(kw_str s) {
    size_t words = 0, at = 0;
    bool start = true;
    if (s.n < 2 || s.n > 48) return false;
    while (at < s.n) {
        uint32_t c = kw_utf8_next(s, &at);
        if (c == ' ') { start = true; continue; }
        if (start && !kw_utf8_is_upper(c)) {
            if (!words || !kw_utf8_is_letter(c)) return false;          /* "Rio de Janeiro": a small word may stand inside */
        }
        if (!kw_utf8_is_letter(c) && c != '.' && c != '\'' && c != '-' && c != 0x2019) return false;
        words += start;
        start = false;
    }
    return words <= CITY_WORDS;
}

/* A part of the head between commas, slashes or brackets. False: this is no dateline. */
static bool take_part(const grammar *g, kw_str part, dateline *l) {
    kw_outlet o;
    kw_when w;
    part = kw_str_trim(part);
    if (!part.n) return true;
    if (kw_outlet_named(g->know, part, &o) || is_host(part)) {
        if (l->has_outlet) return true;
        l->has_outlet = true;
        if (!kw_outlet_named(g->know, part, &l->outlet)) l->outlet = (kw_outlet){ KW_NONE, part, KW_STR(""), KW_SITE };
        return true;
    }
    for (size_t i = 0; i < part.n; i++)
        if (isdigit((unsigned char)part.p[i]))
            return l->has_day = part.n < 40 && kw_date_read_stamp(g->dates, KW_NONE, part, &w) ? true : part.n < 16;
    if (l->city.p) {
        if (!l->second.p && is_city(part)) l->second = part;
        return is_city(part) || part.n < 12;
    }
    if (!is_city(part)) return false;
    l->city = part;
    return true;
}

static bool parse_head(const grammar *g, kw_str head, dateline *l) {
    size_t from = 0;
    for (size_t i = 0; i <= head.n; i++)
        if (i == head.n || strchr(",/()|", head.p[i])) {
            if (!take_part(g, kw_str_sub(head, from, i), l)) return false;
            from = i + 1;
        }
    return l->city.p || l->has_outlet;
}

static bool is_place(const kw_know *k, kw_str s) {
    enum { PLACE_MAX = 48 };
    char room[3 * PLACE_MAX + 4];
    kw_str f = s.n <= PLACE_MAX ? kw_utf8_fold_in(s, room, sizeof room) : KW_NONE;
    return f.n && (kw_table_find(kw_know_table(k, "world/places"), f).n || kw_table_find(kw_know_table(k, "world/country_names"), f).n);
}

static bool believable(const grammar *g, const kw_str s, const dateline *l, size_t dash) {
    if (l->has_outlet) return true;
    if (!l->city.p || l->after >= s.n) return false;
    bool next = !islower((unsigned char)s.p[l->after]);
    if (l->second.p && l->spaced && next && capitals(l->city) && is_place(g->know, l->second)) return true;      /* "THE PAPER, City - Text" */
    bool words = memchr(l->city.p, ' ', l->city.n) != NULL;
    if (capitals(l->city) && l->city.n > 3) return words ? l->spaced && dash > 1 : l->spaced || dash > 1 || next;
    return l->spaced && next && (dash > 1 || s.n > 90);
}

/* "Outlet.com, CityText goes on": a text that lost its dash, and the blank behind the city. */
static bool read_glued(const grammar *g, kw_str s, dateline *l) {
    kw_outlet o;
    size_t at = kw_outlet_at(g->know, s, 0, &o), from;
    if (!at || at + 4 > s.n || s.p[at] != ',') return false;
    for (at++; at < s.n && s.p[at] == ' '; at++) { }
    for (from = at; at < s.n && isalpha((unsigned char)s.p[at]); at++)
        if (at > from + 2 && isupper((unsigned char)s.p[at]) && islower((unsigned char)s.p[at - 1])) {
            *l = (dateline){ .city = kw_str_sub(s, from, at), .outlet = o, .has_outlet = true, .after = at };
            return isupper((unsigned char)s.p[from]) != 0;
        }
    return false;
}

/* "OUTLET.ID - CITY. Text": behind an outlet and a dash, a place in capitals up to a point. */
static void city_behind(const grammar *g, kw_str s, dateline *l) {
    enum { CITY_MAX = 40 };
    size_t point = kw_str_find(s, KW_STR(". "), l->after);
    kw_str city = point != SIZE_MAX && point - l->after < CITY_MAX ? kw_str_sub(s, l->after, point) : KW_NONE;
    if (l->city.p || !city.n || !capitals(city) || !is_place(g->know, city)) return;
    l->city = city;
    l->after = point + 2;
}

/* "KUALA LUMPUR: Text", "NEW DELHI, May 13: Text": a known place in capitals before a colon. */
static bool read_colon(const grammar *g, kw_str s, dateline *l) {
    enum { COLON_MAX = 48 };
    if (!isupper((unsigned char)s.p[0]) || !isupper((unsigned char)s.p[1])) return false;
    size_t colon = kw_str_find(kw_str_sub(s, 0, s.n < COLON_MAX ? s.n : COLON_MAX), KW_STR(": "), 2);
    if (colon == SIZE_MAX) return false;
    *l = (dateline){ .spaced = true, .after = colon + 2 };
    return parse_head(g, kw_str_sub(s, 0, colon), l) && l->city.p && capitals(l->city) && is_place(g->know, l->city);
}

static bool read_dateline(const grammar *g, kw_str s, dateline *l) {
    if (read_glued(g, s, l) || read_colon(g, s, l)) return true;
    size_t max = s.n < HEAD_MAX ? s.n : HEAD_MAX;
    for (size_t i = 2; i < max; i++) {
        size_t n = dash_at(s, i);
        if (!n) continue;
        *l = (dateline){ .spaced = s.p[i - 1] == ' ', .after = i + n };
        while (l->after < s.n && s.p[l->after] == ' ') l->after++;
        if (parse_head(g, kw_str_trim(kw_str_sub(s, 0, i)), l) && believable(g, s, l, n)) { city_behind(g, s, l); return true; }
        i += n - 1;
    }
    /* "City (AGENCY) Text", "CITY, May 13. /AGENCY/. Text" without a dash */
    size_t close = kw_str_find(s, KW_STR(") "), 0), stroke = kw_str_find(s, KW_STR("/. "), 0);
    if (stroke < close) close = stroke + 1;
    if (close == SIZE_MAX || close > 60) return false;
    *l = (dateline){ .after = close + 2 };
    return parse_head(g, kw_str_sub(s, 0, close + 1), l) && l->has_outlet && l->city.p;
}

bool kw_dateline_line(const kw_know *k, const kw_dates *dates, kw_str line) {
    grammar g = { k, dates };
    dateline l = { 0 };
    line = kw_str_trim(line);
    size_t comma = kw_str_find(line, KW_STR(","), 0);
    if (line.n > KW_DATELINE_MIN || comma == SIZE_MAX || !is_place(k, kw_str_sub(line, 0, comma))) return false;
    return parse_head(&g, line, &l) && l.city.p && (l.has_day || l.has_outlet);
}

bool kw_dateline_at(const kw_know *k, const kw_dates *dates, kw_str paragraph, kw_dateline *out) {
    grammar g = { k, dates };
    dateline l;
    if (paragraph.n < KW_DATELINE_MIN || !read_dateline(&g, paragraph, &l)) return false;
    if (l.second.p && !is_place(k, l.city) && is_place(k, l.second)) {         /* "OUTLET, City -", the outlet in no table */
        kw_str first = l.city;
        l.city = l.second;
        l.second = first;
    }
    *out = (kw_dateline){ .city = l.city, .second = l.second, .outlet = l.outlet, .has_outlet = l.has_outlet, .after = l.after };
    return true;
}
