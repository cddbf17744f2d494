/* SPDX-License-Identifier: MIT
 * A day printed somewhere on a page that says it nowhere else: numbers or day, month's name and year, in a short piece of text
 * near the heading. Such a date is a guess about what it dates, and its score says so. */
#include "clean/body.h"
#include "base/utf8.h"
#include "know/calendar.h"

#include <ctype.h>

enum { AFTER_HEADING = 500, BEFORE_HEADING = 80, SHORT_TEXT = 120, MONTH_MAX = 40, TIME_NEAR = 20, LIST_NEAR = 30, LAST_OF_ALL = 1 << 20 };

static bool number(kw_str s, size_t *at, int max_digits, int *out) {
    size_t from = *at;
    *out = 0;
    while (*at < s.n && isdigit((unsigned char)s.p[*at]) && (int)(*at - from) < max_digits) *out = *out * 10 + (s.p[(*at)++] - '0');
    return *at > from && !(*at < s.n && isdigit((unsigned char)s.p[*at]));
}

static void skip(kw_str s, size_t *at, const char *marks) {
    while (*at < s.n && s.p[*at] && strchr(marks, s.p[*at])) (*at)++;
}

/* Years of the Buddhist era, as Thailand prints them, are 543 ahead. */
static int full_year(int y) {
    enum { BUDDHIST = 543 };
    if (y >= 1990 + BUDDHIST && y <= 2100 + BUDDHIST) y -= BUDDHIST;
    return y >= 1990 && y <= 2100 ? y : 0;
}

/* A year counted in an era whose name stands before it: world/eras.tsv; 0: none does. */
static int era_year(const kw_draft *d, kw_str s, size_t at, int year) {
    const kw_table *t = d->c->eras;
    int64_t before;
    for (uint32_t row = 0; row < kw_table_rows(t) && at && (unsigned char)s.p[at - 1] >= 0x80; row++)
        if (kw_str_ends(kw_str_sub(s, 0, at), kw_table_cell(t, row, 0)) && kw_str_int(kw_table_cell(t, row, 1), &before))
            return full_year(year + (int)before);
    return 0;
}

/* 2020-07-12, 2020/7/12, 2020年7月12日 */
static bool year_first(const kw_draft *d, kw_str s, size_t at, size_t *end, kw_when *out) {
    int y, m, day;
    const size_t from = at;
    if (!number(s, &at, 4, &y) || !(y = y < 200 ? era_year(d, s, from, y) : full_year(y)) || at >= s.n) return false;
    bool cjk = (unsigned char)s.p[at] >= 0xe0;
    if (!cjk && !strchr("-./", s.p[at])) return false;
    at += cjk ? 3 : 1;
    skip(s, &at, " ");
    if (!number(s, &at, 2, &m) || at >= s.n) return false;
    at += (unsigned char)s.p[at] >= 0xe0 ? 3 : 1;
    skip(s, &at, " ");
    if (!number(s, &at, 2, &day) || !kw_date_valid(y, m, day)) return false;
    *out = kw_when_day(kw_day_of(y, m, day));
    *end = at;
    return true;
}

/* A point between letters that are not ASCII belongs to the word, as in Thai names of months. */
static bool dot_inside(kw_str s, size_t i) {
    return s.p[i] == '.' && i && i + 1 < s.n && (unsigned char)s.p[i - 1] >= 0x80 && (unsigned char)s.p[i + 1] >= 0x80;
}

static bool month_name(const kw_draft *d, kw_str s, size_t *at, int *month) {
    const kw_table *t = d->c->months;
    char room[3 * MONTH_MAX + 4];
    size_t from = *at, end = from;
    while (end < s.n && end - from < MONTH_MAX && (isalpha((unsigned char)s.p[end]) || (unsigned char)s.p[end] >= 0x80 || dot_inside(s, end))) end++;
    if (end == from) return false;
    kw_str word = kw_str_sub(s, from, end);
    if (!kw_table_may_hold(t, kw_table_key_sign(word))) return false;
    kw_rows r = kw_table_find(t, kw_utf8_fold_in(word, room, sizeof room));
    int64_t m;
    if (!r.n || !kw_str_int(kw_table_cell(t, r.first, 1), &m)) return false;
    *month = (int)m;
    *at = end;
    return true;
}

/* 12.07.2020, 12/7/2020 (the day first unless it cannot be), 12. Juli 2020, 12 de julio de 2020 */
static bool day_first(const kw_draft *d, kw_str s, size_t at, size_t *end, kw_when *out) {
    int day, m, y;
    if (!number(s, &at, 2, &day) || at >= s.n) return false;
    if (s.p[at] == ' ' && at + 1 < s.n && s.p[at + 1] == '|') at++;         /* 12 | 07 | 2020 */
    size_t mark = at;
    if (strchr("./-|", s.p[at])) {
        at++;
        skip(s, &at, " ");
        if (number(s, &at, 2, &m) && at < s.n && (s.p[at] == s.p[mark] || s.p[at] == ' ')) {
            at++;
            skip(s, &at, s.p[mark] == '|' ? " |" : " ");
            if (!number(s, &at, 4, &y)) return false;
            if (y < 100 && s.p[mark] == '.') y += 2000;
            if (m > 12 && day <= 12) { int swap = m; m = day; day = swap; }
            if (!(y = full_year(y)) || !kw_date_valid(y, m, day)) return false;
            *out = kw_when_day(kw_day_of(y, m, day));
            *end = at;
            return true;
        }
        at = mark + 1;
    }
    skip(s, &at, " .");
    if (at + 3 < s.n && memcmp(s.p + at, "de ", 3) == 0) at += 3;
    if (!month_name(d, s, &at, &m)) return false;
    skip(s, &at, " .,");
    if (at < s.n && s.p[at] == '/') {                       /* 24 نيسان / أبريل 2020 */
        int same;
        at++;
        skip(s, &at, " ");
        if (!month_name(d, s, &at, &same) || same != m) return false;
        skip(s, &at, " ");
    }
    if (at + 3 < s.n && memcmp(s.p + at, "de ", 3) == 0) at += 3;
    if (!number(s, &at, 4, &y) || !(y = full_year(y)) || !kw_date_valid(y, m, day)) return false;
    *out = kw_when_day(kw_day_of(y, m, day));
    *end = at;
    return true;
}

/* July 12, 2020 */
static bool month_first(const kw_draft *d, kw_str s, size_t at, size_t *end, kw_when *out) {
    int day, m, y;
    if (!month_name(d, s, &at, &m)) return false;
    skip(s, &at, " .");
    if (!number(s, &at, 2, &day)) return false;
    if (at + 2 < s.n && isalpha((unsigned char)s.p[at])) at += 2;          /* 12th */
    skip(s, &at, " ,");
    if (!number(s, &at, 4, &y) || !(y = full_year(y)) || !kw_date_valid(y, m, day)) return false;
    *out = kw_when_day(kw_day_of(y, m, day));
    *end = at;
    return true;
}

/* Does a word between the day and the clock time say that it is past noon, as Korean and Chinese set it? */
static bool says_afternoon(const kw_draft *d, kw_str between) {
    kw_str word;
    while (kw_str_cut(&between, ' ', &word))
        if (word.n && kw_phrase_is(d, word, "afternoon")) return true;
    return false;
}

/* "+7", "+08:00" behind a zone's name; 0: there is none. */
static int shift_of(kw_str s, size_t at) {
    int hours, more = 0;
    if (at >= s.n || (s.p[at] != '+' && s.p[at] != '-')) return 0;
    const int sign = s.p[at++] == '+' ? 1 : -1;
    if (!number(s, &at, 2, &hours) || hours > 14) return 0;
    if (at < s.n && s.p[at++] == ':' && !number(s, &at, 2, &more)) more = 0;
    return sign * (hours * 60 + more);
}

/* The zone that is named behind a clock time: "WIB", "(GMT+7)", in letters of any script. */
static void find_zone(const kw_draft *d, kw_str s, size_t at, kw_when *out) {
    enum { ZONE_MAX = 8, COL_MINUTES = 1 };
    char room[3 * ZONE_MAX + 4];
    int64_t minutes;
    skip(s, &at, " (");
    size_t end = at;
    while (end < s.n && end - at <= ZONE_MAX && (isalpha((unsigned char)s.p[end]) || (unsigned char)s.p[end] >= 0x80)) end++;
    if (end - at < 2 || end - at > ZONE_MAX || islower((unsigned char)s.p[at])) return;
    const kw_table *t = kw_know_table(d->c->know, "world/timezones");
    kw_rows r = kw_table_find(t, kw_utf8_fold_in(kw_str_sub(s, at, end), room, sizeof room));
    if (r.n && kw_str_int(kw_table_cell(t, r.first, COL_MINUTES), &minutes)) out->zone = (int16_t)(minutes + shift_of(s, end));
}

static kw_str next_word(kw_str s, size_t at) {
    size_t end = at;
    while (end < s.n && s.p[end] != ' ') end++;
    return kw_str_sub(s, at, end);
}

/* A clock time close behind a day: "um 15:44", ", 21.25", "- 5:49 p.m.", "15h53"; letters as wide as high part it, too. */
static void find_time(const kw_draft *d, kw_str s, size_t at, kw_when *out) {
    int hour, minute;
    const size_t behind = at;
    for (size_t to = at + TIME_NEAR < s.n ? at + TIME_NEAR : s.n; at < to && !isdigit((unsigned char)s.p[at]); at++) { }
    bool afternoon = at < s.n && says_afternoon(d, kw_str_sub(s, behind, at));
    if (at >= s.n || !number(s, &at, 2, &hour) || hour > 23 || at >= s.n) return;
    bool wide = (unsigned char)s.p[at] >= 0xe0 && at + 4 < s.n, point = s.p[at] == '.';
    if (!wide && !strchr(":.hH", s.p[at])) return;
    at += wide ? 3 : 1;
    if (wide) skip(s, &at, " ");
    size_t digits = at;
    if (!number(s, &at, 2, &minute) || at != digits + 2 || minute > 59 || (point && at < s.n && s.p[at] == '.')) return;
    if (at + 2 < s.n && s.p[at] == ':' && isdigit((unsigned char)s.p[at + 1]) && isdigit((unsigned char)s.p[at + 2])) at += 3;     /* its seconds */
    skip(s, &at, " ");
    bool half = at + 1 < s.n && strchr("aApP", s.p[at]) && strchr(".mM", s.p[at + 1]);
    bool pm = afternoon || (half && (s.p[at] | 32) == 'p') || says_afternoon(d, next_word(s, at));
    if (pm && hour < 12) hour += 12;
    else if (half && (s.p[at] | 32) == 'a' && hour == 12) hour = 0;
    while (half && at < s.n && s.p[at] && strchr("aApPmM. ", s.p[at])) at++;
    out->has_time = true;
    out->zone = KW_NO_ZONE;
    out->second = (hour * 60 + minute) * 60;
    find_zone(d, s, at, out);
}

static bool has_digit(kw_str s) {
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)(s.p[i] - '0') < 10) return true;
    return false;
}

/* "available until 28.02.2021": the day that ends something is not the day on which it was written of. */
static bool is_other_day(const kw_draft *d, kw_str s, size_t at) {
    kw_str before = kw_str_trim(kw_str_sub(s, 0, at));
    size_t from = before.n;
    while (from && before.p[from - 1] != ' ' && before.p[from - 1] != ',') from--;
    return from < before.n && kw_phrase_is(d, kw_str_sub(before, from, before.n), "otherday");
}

static bool find_day(const kw_draft *d, kw_str s, kw_when *out) {
    size_t end;
    if (!has_digit(s)) return false;
    for (size_t i = 0; i < s.n; i++) {
        bool start = i == 0 || (!isalnum((unsigned char)s.p[i - 1]) && (unsigned char)s.p[i - 1] < 0x80);
        if (!start && !(isdigit((unsigned char)s.p[i]) && !isdigit((unsigned char)s.p[i - 1]))) continue;
        if (isdigit((unsigned char)s.p[i]) ? year_first(d, s, i, &end, out) || day_first(d, s, i, &end, out)
                                           : isalpha((unsigned char)s.p[i]) && month_first(d, s, i, &end, out)) {
            if (is_other_day(d, s, i)) { i = end - 1; continue; }
            find_time(d, s, end, out);
            return true;
        }
    }
    return false;
}

/* Digits of other scripts as those of this one; the text itself if it has none. */
static kw_str plain_digits(const kw_draft *d, kw_str s) {
    static const uint32_t zeros[] = { 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10 };
    bool any = false;
    for (size_t i = 0; i < s.n && !any;) {
        uint32_t c = kw_utf8_next(s, &i);
        any = c >= zeros[0] && kw_utf8_is_digit(c);
    }
    char *p = any ? kw_alloc_bytes(d->mem, s.n + 1) : NULL;
    size_t n = 0;
    if (!p) return s;
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        uint32_t c = kw_utf8_next(s, &i);
        char digit = 0;
        for (size_t z = 0; z < sizeof zeros / sizeof *zeros; z++)
            if (c >= zeros[z] && c < zeros[z] + 10) digit = (char)('0' + (c - zeros[z]));
        if (digit) p[n++] = digit;
        else memcpy(p + n, s.p + from, i - from), n += i - from;
    }
    return (kw_str){ p, n };
}

bool kw_printed_day(const kw_draft *d, kw_str text, kw_when *out) {
    enum { LOOKED_AT = 400 };
    return find_day(d, text.n <= LOOKED_AT ? plain_digits(d, text) : text, out);
}

bool kw_day_read(const kw_draft *d, kw_str text, kw_when *out) {
    kw_when printed;
    bool stamp = kw_stamp_read(d, text, out), day = (!stamp || !out->has_time) && kw_printed_day(d, text, &printed);
    if (day && (!stamp || (printed.has_time && printed.first == out->first))) *out = printed;
    return stamp || day;
}

/* "(21. November 2022) Text ...", "Karlsruhe, (12.11.2021). Text ...", "01.02.2022 Text ...": in brackets in any form, without them in
 * figures alone, since a sentence may begin with a day. */
void kw_printed_opening(kw_draft *d) {
    enum { BLOCKS = 3, PLACE_MAX = 32, DAY_MAX = 40 };
    kw_when when;
    for (size_t i = 0, seen = 0; i < d->n && seen < BLOCKS; i++) {
        kw_str s = d->v[i].text;
        if (d->v[i].out.p || d->v[i].kind == KW_PARA_HEADING || !s.n) continue;
        seen++;
        size_t open = kw_str_find(s, KW_STR("("), 0), close = open < PLACE_MAX ? kw_str_find(s, KW_STR(")"), open) : SIZE_MAX, end;
        bool bracket = close != SIZE_MAX && close - open < DAY_MAX && (!open || s.p[open - 1] == ' ');
        if (bracket && find_day(d, kw_str_sub(s, open + 1, close), &when)) { }
        else if (!isdigit((unsigned char)s.p[0]) ||
                 !(year_first(d, s, 0, &end, &when) ||
                   (strchr("./-", s.p[1 + (isdigit((unsigned char)s.p[1]) != 0)]) && day_first(d, s, 0, &end, &when))))
            continue;
        kw_published_offer(d, when, "text", .6);
        return;
    }
}

/* Is it in an <article> that does not hold `top`? */
static bool in_other_article(const kw_node *v, uint32_t i, uint32_t top) {
    for (; i != UINT32_MAX; i = v[i].parent)
        if (v[i].tag == KW_TAG_ARTICLE) return top < i || top >= v[i].end;
    return false;
}

/* Is it more than a day, in a small box with a picture? The picture may also be that of a calendar. */
static bool beside_picture(const kw_node *v, uint32_t i) {
    enum { BOX = 12, UP = 3, DAY_MOST = 40 };
    if (kw_str_trim(v[i].text).n <= DAY_MOST) return false;
    i = v[i].parent;
    for (int n = 0; n < UP && i != UINT32_MAX && v[i].end - i <= BOX; n++, i = v[i].parent)
        for (uint32_t j = i + 1; j < v[i].end; j++)
            if (v[j].tag == KW_TAG_IMG) return true;
    return false;
}

/* Does the text before it say so? "<b>Registered:</b> 18.09.2008" */
bool kw_behind_other(const kw_draft *d, uint32_t i) {
    enum { NEAR = 4 };
    const kw_node *v = d->page->nodes;
    for (uint32_t j = i; j-- > 0 && j + NEAR >= i;) {
        kw_str t = v[j].tag == KW_TAG_TEXT ? kw_str_trim(v[j].text) : KW_NONE;
        if (!t.n) continue;
        if (t.p[t.n - 1] == ':') t = kw_str_trim(kw_str_sub(t, 0, t.n - 1));
        return kw_phrase_is(d, t, "otherday");
    }
    return false;
}

/* A day of the week and a date without a clock, in a bar that is named so: today's, as sites print it on every page. */
static bool is_today(const kw_draft *d, const kw_node_weights *w, uint32_t i, kw_when when) {
    enum { UP = 6 };
    const kw_node *v = d->page->nodes;
    kw_str s = kw_str_trim(v[i].text);
    size_t end = 0;
    while (end < s.n && s.p[end] != ',' && s.p[end] != ' ') end++;
    if (when.has_time || !kw_is_weekday(d, kw_str_sub(s, 0, end))) return false;
    for (int n = 0; i != UINT32_MAX && n < UP; i = v[i].parent, n++)
        if (w->says[i] & KW_SAYS_DROP) return true;
    return false;
}

void kw_printed_read(kw_draft *d, const kw_node_weights *w, uint32_t top) {
    const kw_node *v = d->page->nodes;
    uint32_t heading = d->heading ? d->heading : top, n = (uint32_t)d->page->n_nodes, best = UINT32_MAX;
    uint32_t from = heading > BEFORE_HEADING ? heading - BEFORE_HEADING : 0,
        to = v[top].end + AFTER_HEADING < n ? v[top].end + AFTER_HEADING / 5 : n, gone_end = 0;
    kw_when when, chosen = { 0 };
    size_t len;
    for (uint32_t i = from; i < to; i++) {
        if (w->gone[i] && v[i].end > gone_end) gone_end = v[i].end;
        if (v[i].tag == KW_TAG_BLOCKQUOTE) { i = v[i].end - 1; continue; }      /* what is cited has its own day */
        if (v[i].tag != KW_TAG_TEXT || v[i].text.n < 8) continue;
        bool named = v[i].parent != UINT32_MAX && ((w->says[v[i].parent] & KW_SAYS_DATE) || v[v[i].parent].tag == KW_TAG_TIME);
        if ((v[i].text.n > SHORT_TEXT && !named) || !kw_printed_day(d, v[i].text, &when)) continue;
        kw_when stamp;                                      /* the grammar of stamps knows zones, but only some languages */
        if (kw_stamp_read(d, v[i].text, &stamp) && stamp.first == when.first && (stamp.has_time || !when.has_time)) when = stamp;
        if (i < heading && is_today(d, w, i, when)) continue;
        uint32_t far = i < heading ? (heading - i) * 4 : i - heading;
        if (named) far /= 2;
        if (i < gone_end) far = far * 2 + 40;
        if ((i >= v[top].end && in_other_article(v, i, top)) || (i > heading && kw_of_other(v, i))) continue;
        if (!named && (kw_in_figure(w, v, i) || beside_picture(v, i) || kw_behind_other(d, i))) continue;
        if (i > heading + LIST_NEAR && kw_in_list(v, i)) far += LAST_OF_ALL;        /* it may be the day of what the list leads to */
        if (kw_str_is(kw_phrase_label(d, kw_str_trim(v[i].text), 0, &len), "update")) far *= 3;
        if (far < best) { best = far; chosen = when; }
    }
    if (best != UINT32_MAX) kw_published_offer(d, chosen, "text", best < 100 ? .5 : .4);
}
