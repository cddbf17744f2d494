/* SPDX-License-Identifier: MIT
 * A moment in UTC in the time that the page's readers live by, where the page itself lets that be told: the moment is midnight there, as
 * systems give a day without a clock time, or another place of the page names the day before or after, which it is there. The moment stays
 * the same one; world/page_zones.tsv has the zones. Two look-ups a page. */
#include "clean/draft.h"
#include "know/calendar.h"

enum { DAY_SECONDS = 86400, COL_MINUTES = 1, COL_SUMMER = 2, SUMMER_MORE = 60 };

/* The `nth` Sunday of that month (-1: the last), as a day. */
static int32_t sunday_of(int year, int month, int nth) {
    const int32_t last = kw_day_of(year, month, kw_month_days(year, month)), first = kw_day_of(year, month, 1);
    if (nth < 0) return last - (kw_day_weekday(last) + 1) % 7;
    return first + (6 - kw_day_weekday(first)) + 7 * (nth - 1);
}

/* "3 -1 10 -1": from the last Sunday of March to that of October. South of the equator it begins late in the year. */
static bool is_summer(kw_str span, int32_t day) {
    int64_t v[4];
    kw_str word;
    const int year = kw_day_year(day);
    for (size_t i = 0; i < 4; i++)
        if (!kw_str_cut(&span, ' ', &word) || !kw_str_int(word, &v[i])) return false;
    const int32_t from = sunday_of(year, (int)v[0], (int)v[1]), to = sunday_of(year, (int)v[2], (int)v[3]);
    return from < to ? day >= from && day < to : day >= from || day < to;
}

static kw_rows zones_of(const kw_draft *d, const kw_table *t) {
    const kw_article *a = d->a;
    kw_str host = kw_outlet_host(a->url.n ? a->url : a->canonical), lang = a->language.n ? a->language : d->page->language, tail;
    size_t dot = host.n;
    while (dot && host.p[dot - 1] != '.') dot--;
    tail = dot ? kw_str_sub(host, dot - 1, host.n) : KW_NONE;
    kw_rows rows = tail.n ? kw_table_find(t, tail) : (kw_rows){ 0, 0 };
    if (rows.n) return rows;
    size_t n = 0;
    while (n < lang.n && lang.p[n] != '-' && lang.p[n] != '_') n++;
    return n ? kw_table_find(t, kw_str_sub(lang, 0, n)) : rows;
}

/* Does another place of the page name this day? */
static bool is_claimed(const kw_draft *d, int32_t day) {
    for (size_t i = 0; i < d->n_days; i++)
        if (d->days[i].when.first == day) return true;
    return false;
}

static kw_when moved(kw_when w, int minutes) {
    const int64_t clock = (int64_t)w.first * DAY_SECONDS + w.second + minutes * 60;
    kw_when out = kw_when_day((int32_t)(clock / DAY_SECONDS));
    out.has_time = true;
    out.second = (int32_t)(clock % DAY_SECONDS);
    out.zone = (int16_t)minutes;
    return out;
}

void kw_published_localize(kw_draft *d) {
    const kw_table *t = kw_know_table(d->c->know, "world/page_zones");
    const kw_when have = d->a->published;
    if (!have.has_time || have.zone != 0 || !have.second || d->a->published_score >= 1) return;
    kw_rows rows = zones_of(d, t);
    for (uint32_t i = 0; i < rows.n; i++) {
        int64_t minutes;
        if (!kw_str_int(kw_table_cell(t, rows.first + i, COL_MINUTES), &minutes) || !minutes) continue;
        if (is_summer(kw_table_cell(t, rows.first + i, COL_SUMMER), have.first)) minutes += SUMMER_MORE;
        const kw_when there = moved(have, (int)minutes);
        bool other_day = there.first != have.first && is_claimed(d, there.first);
        if (there.second && !other_day) continue;
        d->a->published = there;
        d->localized = true;
        return;
    }
}
