/* SPDX-License-Identifier: MIT
 * Dates: what can begin one. Weekdays with the date printed beside them, days counted from today, bare years. */
#include "know/date_parts.h"

static void skip_daypart(reader *r, size_t *i) {
    while (has(r, *i, KIND_DAYPART, NULL)) ++*i;
}

/* A zone's name ("WIB") between a weekday and its date. */
static void skip_zone(reader *r, size_t *i) {
    const item *it = kw_date_item(r, *i);
    char low[8];
    size_t n = kw_span_len(it->at);
    if (it->kind != ITEM_WORD || n > sizeof low || it->n_senses) return;
    for (size_t k = 0; k < n; k++) {
        char c = r->text.p[it->at.start + k];
        if (c < 'A' || c > 'Z') return;
        low[k] = (char)(c + 32);
    }
    if (kw_table_find(r->g->zones, (kw_str){ low, n }).n) ++*i;
}

static bool date_in_full(reader *r, size_t *i, bool marked, point *p) {
    return kw_date_numeric(r, i, marked, p) || (kw_date_named(r, i, p) && (p->form == POINT_DATE || p->form == POINT_VALUE));
}

/* "(9/5/2024)" */
static bool date_in_brackets(reader *r, size_t *i, point *p) {
    size_t j = *i;
    if (mark_is(kw_date_item(r, j), ',')) j++;
    if (!mark_is(kw_date_item(r, j), '(') && !mark_is(kw_date_item(r, j), '[')) return false;
    j++;
    int ignored;
    if (has(r, j, KIND_WEEKDAY, &ignored)) j++;
    if (mark_is(kw_date_item(r, j), ',')) j++;
    if (!date_in_full(r, &j, true, p)) return false;
    if (mark_is(kw_date_item(r, j), ')') || mark_is(kw_date_item(r, j), ']')) j++;
    else if (mark_is(kw_date_item(r, j), ',') || mark_is(kw_date_item(r, j), ';')) j += 0;
    else return false;
    *i = j;
    return true;
}

static bool weekday_of_week(reader *r, size_t *i, int weekday, point *p) {
    size_t j = *i;
    int unit, shift;
    if (has(r, j, KIND_FILL, NULL)) j++;
    if (kw_date_ago(r, &j, &shift, &unit)) { if (unit != UNIT_WEEK || !shift) return false; }
    else if (has(r, j, KIND_BEFORE, &shift) && has(r, j + 1, KIND_UNIT, &unit) && unit == UNIT_WEEK) j += 2;
    else if (has(r, j, KIND_UNIT, &unit) && unit == UNIT_WEEK && has(r, j + 1, KIND_AFTER, &shift)) j += 2;
    else return false;
    p->form = POINT_VALUE;
    p->lost = !r->has_day;
    if (r->has_day) p->when = kw_when_day(kw_date_unit(r->base_day, UNIT_WEEK, shift).first + weekday);
    *i = j;
    return true;
}

/* The date decides where the weekday printed with it is another: weekdays are mistaken more often. */
static void take_weekday_date(const reader *r, point *p, const point *date, int weekday) {
    *p = *date;
    p->weekday = weekday;
    kw_when w = kw_date_value(r, p);
    bool agrees = w.precision != KW_WHEN_DAY || kw_day_weekday(w.first) == weekday;
    p->rule = agrees ? "weekday and date" : "weekday and a date of another weekday";
}

/* A capital that stands only because a sentence begins. */
static bool begins_sentence(kw_str text, size_t at) {
    while (at && text.p[at - 1] == ' ') at--;
    if (!at) return true;
    unsigned char c = (unsigned char)text.p[at - 1];
    return c == '\n' || c == '.' || c == '"' || c == 0x9c;                                /* the last: of “ */
}

static bool weekday(reader *r, size_t *i, point *p) {
    int day, unit, shift = SHIFT_NONE;
    size_t j = *i;
    if (has(r, j, KIND_PART, NULL) && has(r, j + 1, KIND_WEEKDAY, NULL)) j++;              /* "early Thursday", "late Monday" */
    if (has(r, j, KIND_HEAD, &unit) && unit == UNIT_DAY) j++;
    if (has(r, j, KIND_BEFORE, &shift)) j++;
    const item *it = kw_date_item(r, j);
    if (!kw_date_sense(it, KIND_WEEKDAY, &day)) return false;
    bool week = kw_date_sense(it, KIND_UNIT, NULL) && has(r, j + 1, KIND_AFTER, NULL) && begins_sentence(r->text, r->start);
    if (week) return false;                                /* "Minggu lalu ..." */
    bool sure = kw_date_sense_strong(it, KIND_WEEKDAY, NULL) || shift != SHIFT_NONE;
    *p = (point){ .form = POINT_WEEKDAY, .weekday = day, .shift = shift, .relative = true, .rule = "weekday" };
    j++;
    if (mark_is(kw_date_item(r, j), '.') && kw_date_item(r, j)->glued && !sure) j++;
    skip_daypart(r, &j);
    skip_zone(r, &j);
    point date = { .weekday = -1 };
    size_t k = j;
    if (date_in_brackets(r, &k, &date)) { take_weekday_date(r, p, &date, day); skip_daypart(r, &k); *i = k; return true; }
    k = j;
    bool comma = mark_is(kw_date_item(r, k), ',');
    bool dated = date_in_full(r, &k, true, &date);
    if (!dated && comma) k = j + 1, dated = date_in_full(r, &k, true, &date);
    if (dated) { take_weekday_date(r, p, &date, day); *i = k; return true; }
    if (!sure) return false;
    if (shift == SHIFT_NONE && weekday_of_week(r, &j, day, p)) { *i = j; return true; }
    if (shift == SHIFT_NONE && kw_date_sense_strong(kw_date_item(r, j), KIND_AFTER, &shift)) {
        p->shift = shift;
        j++;
        skip_daypart(r, &j);
        if (date_in_brackets(r, &j, &date)) take_weekday_date(r, p, &date, day);
    }
    *i = j;
    return true;
}

bool kw_date_said_twice(reader *r, size_t i, point *p) {
    point date = { .weekday = -1 };
    size_t k = i + 1;
    if (!mark_is(kw_date_item(r, i), ',') || !weekday(r, &k, &date) || date.form != POINT_DATE) return false;
    *p = date;
    p->rule = "day beside its date";
    return true;
}

static bool day_word(reader *r, size_t *i, point *p) {
    int n;
    size_t j = *i;
    if (!kw_date_sense_strong(kw_date_item(r, j), KIND_DAY, &n)) return false;
    j++;
    *p = kw_date_value_point((kw_when){ 0 }, true, "day counted from the article's");
    if (r->has_day) p->when = kw_when_day(r->base_day + n);
    else p->lost = true;
    skip_daypart(r, &j);
    skip_zone(r, &j);
    point date = { .weekday = -1 };
    if (date_in_brackets(r, &j, &date)) *p = date;
    else kw_date_said_twice(r, j, p);                     /* "besok, Rabu (13/9)" */
    *i = j;
    return true;
}

/* "the day before the vote", "a day after X left": counted from what follows, as the last word of the form says where a clause or a noun
 * stands behind it. */
static bool counts_from_what_follows(reader *r, size_t i) {
    const item *it = kw_date_item(r, i), *next = kw_date_item(r, i + 1);
    if (next->kind != ITEM_WORD || !(next->n_senses == 0 || kw_date_sense(next, KIND_DET, NULL)) || !r->n_langs) return false;
    size_t last = it->at.end;
    while (last > it->at.start && r->text.p[last - 1] != ' ') last--;
    item word;
    return last > it->at.start && kw_date_form_at(r->langs[0], r->text, last, &word) && kw_date_sense(&word, KIND_APART, NULL);
}

static bool same_or_next(reader *r, size_t *i, point *p) {
    int v;
    if (has(r, *i, KIND_FOLLOW, &v) && counts_from_what_follows(r, *i)) {
        *p = kw_date_value_point((kw_when){ 0 }, true, "distance from what follows");
        p->lost = true;
        p->apart = (int16_t)v;
        p->apart_unit = UNIT_DAY;
        ++*i;
        return true;
    }
    /* without one, "that day" is nobody knows which */
    bool by_day = r->base->day_before.precision == KW_WHEN_DAY && !(has(r, *i, KIND_SAME, &v) && v > UNIT_DAY);
    kw_when from = by_day ? r->base->day_before : r->base->before;
    bool of_news = kw_date_flagged(kw_date_item(r, *i), KIND_SAME, SENSE_TOLD) && from.precision != KW_WHEN_DAY && r->has_day;
    if (of_news) from = kw_when_day(r->base_day);          /* "earlier in the day" */
    *p = kw_date_value_point((kw_when){ 0 }, true, "counted from the date before");
    if (has(r, *i, KIND_FOLLOW, &v)) {
        if (from.precision == KW_WHEN_NONE && v < 0 && r->has_day) from = r->base->published;      /* "a day earlier": before the news */
        if (from.precision == KW_WHEN_DAY) p->when = kw_when_day(from.first + v);
        else p->lost = p->unknown = true;
    } else if (has(r, *i, KIND_SAME, &v) && v != UNIT_DATE) {
        if (v == UNIT_HOUR) p->when = r->base->before, p->lost = p->when.precision == KW_WHEN_NONE;         /* "saat itu": as long as that was */
        else if (from.precision == KW_WHEN_NONE || (v <= UNIT_WEEK && from.precision != KW_WHEN_DAY)) p->lost = true;
        else p->when = kw_date_unit(from.first, (date_unit)v, 0);
    } else return false;
    ++*i;
    kw_date_said_twice(r, *i, p);                          /* "sehari sebelumnya, Selasa (19/8)" */
    return true;
}

/* "in 2008 and 2012": a year behind a year. */
static bool year_before(const reader *r) {
    kw_str t = r->text;
    size_t e = r->start;
    while (e && t.p[e - 1] == ' ') e--;
    while (e && ((t.p[e - 1] >= 'a' && t.p[e - 1] <= 'z') || t.p[e - 1] == ',')) e--;
    while (e && t.p[e - 1] == ' ') e--;
    if (e < 4 || (t.p[e - 4] != '1' && t.p[e - 4] != '2') || (e > 4 && t.p[e - 5] != ' ')) return false;
    for (size_t i = e - 3; i < e; i++) if (t.p[i] < '0' || t.p[i] > '9') return false;
    return true;
}

enum { NAMED_FIRST = 1900, NAMED_AHEAD = 6 };      /* the years that names bear: from then to so many after the article's */

/* "Pemilu 2019", "the 2015 nuclear deal": a year that only tells which of its kind is meant, and is no count ("the 2000 workers") or
 * number of its own ("Resolution 1973"). */
static bool year_of_a_name(reader *r, size_t i) {
    const item *it = kw_date_item(r, i), *after = kw_date_item(r, i + 1);
    kw_str t = r->text;
    if (i || it->kind != ITEM_NUMBER || it->digits != 4 || it->value < NAMED_FIRST) return false;
    if (it->value > (r->has_year ? r->base_year + NAMED_AHEAD : NAMED_FIRST + 199)) return false;
    if (has(r, i + 1, KIND_COUNTED, NULL) || kw_date_word_before(r, KIND_NUMBERED) || kw_date_word_before(r, KIND_HEAD)) return false;
    if (kw_date_word_before(r, KIND_DET)) return after->kind == ITEM_WORD;
    if (kw_date_word_before(r, KIND_BEARER)) return true;
    size_t s = r->start;
    if (s < 2 || t.p[s - 1] != ' ') return false;
    for (s--; s && t.p[s - 1] != ' ' && t.p[s - 1] != '\n'; s--)
        if (t.p[s - 1] == '.' || is_digit(t.p[s - 1])) return false;
    return t.p[s] >= 'A' && t.p[s] <= 'Z' && s + 3 < r->start && !begins_sentence(t, s);
}

static bool year_pair(reader *r, size_t *i, point *p) {          /* "2019-2024", "2023/2024": needs no word before it */
    const item *a = kw_date_item(r, *i), *mark = kw_date_item(r, *i + 1);
    const item *b = kw_date_item(r, *i + 2), *after = kw_date_item(r, *i + 3);
    if (!is_figures(a) || a->digits != 4 || !(mark_is(mark, '-') || mark_is(mark, '/'))) return false;
    if (!is_figures(b) || (b->digits != 4 && !(b->digits == 2 && b->glued))) return false;
    if (after->glued && (mark_is(after, '-') || mark_is(after, '/'))) return false;
    int last = b->digits == 2 ? a->value / 100 * 100 + b->value : b->value;
    if (a->value < 1800 || last > 2100 || last <= a->value || (b->digits == 2 && last != a->value + 1)) return false;
    if (has(r, *i + 3, KIND_COUNTED, NULL)) return false;
    *p = kw_date_value_point(kw_when_span(kw_day_of(a->value, 1, 1), kw_day_of(last, 12, 31), KW_WHEN_RANGE), false, "years");
    *i += 3;
    return true;
}

/* Four figures are a year only after a word that calls for one, and not before what they could count. */
static bool bare_year(reader *r, size_t *i, point *p) {
    size_t j = *i;
    int unit, year;
    bool head = has(r, j, KIND_HEAD, &unit) && unit == UNIT_YEAR, name = false;
    j += head;
    const item *it = kw_date_item(r, j);
    bool two = head && mark_is(it, '\'');                 /* "tahun '98" */
    if (!two && (it->kind != ITEM_NUMBER || it->digits != 4)) return false;
    if (!head && *i == 0 && !kw_date_word_before(r, KIND_PREP) && !kw_date_word_before(r, KIND_BETWEEN) &&
        !(kw_date_word_before(r, KIND_AND) && year_before(r)) && !(name = year_of_a_name(r, j))) return false;
    if (!head && (it->value < 1800 || it->value > 2100)) return false;
    if (head && !two && year_pair(r, &j, p)) { *i = j; return true; }         /* "tahun anggaran 2014/2015" */
    point ignored = { 0 };
    if (!kw_date_year_after(r, &j, &year, &ignored)) return false;
    if (has(r, j, KIND_COUNTED, NULL) || mark_is(kw_date_item(r, j), '%')) return false;
    *p = kw_date_value_point(kw_when_year(year), false, name ? "year of a name" : "year");
    p->aside = name;
    *i = j;
    return true;
}

static bool vague(reader *r, size_t *i, point *p) {
    int past;
    if (!has(r, *i, KIND_VAGUE, &past)) return false;
    *p = kw_date_value_point((kw_when){ 0 }, true, "vague");
    p->vague = p->lost = true;
    p->unknown = past < 0;                                 /* "some time ago": not of today either */
    ++*i;
    return true;
}

/* A number stands right before: "pria 29 tahun itu", "UU Nomor 31 Tahun 1999" are no years. */
static bool counted_before(const reader *r) {
    size_t e = r->start;
    while (e && r->text.p[e - 1] == ' ') e--;
    return e < r->start && e && r->text.p[e - 1] >= '0' && r->text.p[e - 1] <= '9';
}

static bool numeric_free(reader *r, size_t *i, point *p) { return kw_date_numeric(r, i, false, p); }

bool kw_date_point(reader *r, size_t *i, point *out) {
    static bool (*const forms[])(reader *, size_t *, point *) = {
        weekday, day_word, same_or_next, kw_date_span, kw_date_named, numeric_free, year_pair, bare_year, vague
    };
    bool found = false;
    size_t best = *i;
    int unit;
    const item *first = kw_date_item(r, 0), *here = kw_date_item(r, *i);
    if (here->kind == ITEM_WORD && !here->n_senses) return false;           /* no form begins with a word that no table has */
    bool of_year = (kw_date_sense(first, KIND_SAME, &unit) || kw_date_sense(first, KIND_UNIT, &unit)) && unit == UNIT_YEAR;
    if (*i == 0 && of_year && counted_before(r)) return false;
    for (size_t f = 0; f < sizeof forms / sizeof *forms; f++) {
        size_t j = *i;
        point p = { .weekday = -1, .shift = SHIFT_NONE };
        if (!forms[f](r, &j, &p) || j <= best) continue;
        found = true;
        best = j;
        *out = p;
    }
    if (found && *i == 0 && !out->year && (kw_date_word_before(r, KIND_NEVER) || has(r, best, KIND_ERA, NULL))) return false;
    *i = best;
    return found;
}
