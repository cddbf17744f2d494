/* SPDX-License-Identifier: MIT
 * The day of an article that does not say when it was published, from the dates in its text. In this order:
 *   a weekday with its full date ("Jumat, 16 Agustus 2024"), the latest one that no verb to come rules;
 *   a full date in the lead;
 *   a day and month in the lead ("9 Mei", "Kamis (9/5)") in a year that a copyright line, or a month named once with its
 *   year and once as this year's, gives; a weekday of the lead beside it moves it by up to three days.
 *   a feast in the lead ("ucapan Tahun Baru") and a weekday: the last one up to the feast of the latest year that is printed.
 * No such thing: no day, rather than an invented one. */
#include "know/calendar.h"
#include "mark/kit.h"
#include "mark/when_parts.h"

enum { MONTHS_TRIED = 3, CAPTION_MAX = 600, LEAD_SENTENCES = 4, LEAD_PARAS = 3, YEAR_FIRST = 1990, YEAR_LAST = 2100 };

static bool in_lead(const kw_when_walk *w, size_t i) {
    uint32_t s = w->v[i].sentence;
    return s < LEAD_SENTENCES || w->words->sentences[s].para < LEAD_PARAS;
}

static bool full_day(const kw_when_walk *w, size_t i) {
    return w->v[i].when.precision == KW_WHEN_DAY && !w->v[i].relative && !w->ahead[i];
}

/* The latest one, those on which somebody says something first. */
static bool latest_weekday(const kw_mark_kit *kit, const kw_when_walk *w, const char *rule, int32_t *day) {
    bool found = false, said = false;
    for (size_t i = 0; i < w->n; i++) {
        if (!full_day(w, i) || !kw_str_is(w->v[i].why, rule)) continue;
        bool says = kw_when_said(kit->when, w->words, w->v[i].sentence);
        if (!found || (says && !said) || (says == said && w->v[i].when.first > *day)) *day = w->v[i].when.first, said = says;
        found = true;
    }
    return found;
}

/* A full date in the lead, when the text tells of nothing later: else it tells of old times. */
static bool full_date_in_lead(const kw_when_walk *w, int32_t *day) {
    bool found = false;
    for (size_t i = 0; i < w->n; i++) {
        if (!full_day(w, i) || !in_lead(w, i)) continue;
        if (!found || w->v[i].when.first > *day) *day = w->v[i].when.first;
        found = true;
    }
    for (size_t i = 0; found && i < w->n; i++)
        if (!w->v[i].relative && w->v[i].when.precision != KW_WHEN_NONE && w->v[i].when.first > *day) return false;
    return found;
}

static int year_at(kw_str s, size_t at) {
    int y = 0;
    if (at + 4 > s.n) return 0;
    for (size_t i = at; i < at + 4; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return 0;
        y = y * 10 + (s.p[i] - '0');
    }
    bool alone = (at + 4 == s.n || s.p[at + 4] < '0' || s.p[at + 4] > '9') && (!at || s.p[at - 1] < '0' || s.p[at - 1] > '9');
    return alone && y >= YEAR_FIRST && y <= YEAR_LAST ? y : 0;
}

/* "Copyright © ANTARA 2025": the last year of the line behind the sign. */
static int copyright_year(kw_str s) {
    static const kw_str signs[] = { { "\xc2\xa9", 2 }, { "(c)", 3 }, { "(C)", 3 } };
    int year = 0;
    for (size_t k = 0; k < sizeof signs / sizeof *signs; k++) {
        size_t at = kw_str_find(s, signs[k], 0);
        for (; at != SIZE_MAX && at < s.n && s.p[at] != '\n'; at++) {
            int y = year_at(s, at);
            if (y) year = y;
        }
        if (year) return year;
    }
    return 0;
}

/* Is the month told of as this year's, if the article is of that year? Walks the text as if it were. */
static bool month_of_year(kw_when_walk *guess, kw_when month, kw_err *err) {
    guess->published = kw_when_day(kw_day_of(kw_day_year(month.first), 7, 2));
    if (kw_when_walk_all(guess, err) != KW_OK) return false;
    for (size_t k = 0; k < guess->n; k++)
        if (guess->v[k].relative && guess->v[k].when.precision == KW_WHEN_MONTH && guess->v[k].when.first == month.first) return true;
    return false;
}

/* A caption is no part of the text, but tells its month: the first one of a line, or precision none. */
static kw_when month_in_line(const kw_when_walk *w, kw_str line) {
    for (size_t i = 0; i < line.n && line.n < CAPTION_MAX; i++) {
        kw_date_found f;
        if (line.p[i] == ' ' || (i && line.p[i - 1] != ' ')) continue;
        if (!kw_date_read(w->dates, w->words->language, line, i, NULL, &f)) continue;
        if (f.when.precision == KW_WHEN_MONTH && !f.relative) return f.when;
    }
    return (kw_when){ 0 };
}

/* A month that stands once with its year, in the text or a caption, and once as this year's: that is the article's year. */
static int year_of_month(const kw_when_walk *printed, kw_when_walk *guess, const kw_article *article, kw_err *err) {
    size_t tried = 0;
    for (size_t i = 0; i < printed->n && tried < MONTHS_TRIED; i++) {
        if (printed->v[i].when.precision != KW_WHEN_MONTH || printed->v[i].relative) continue;
        tried++;
        if (month_of_year(guess, printed->v[i].when, err)) return kw_day_year(printed->v[i].when.first);
    }
    for (size_t i = 0; article && i < article->furniture.n && tried < MONTHS_TRIED; i++) {
        kw_when month = month_in_line(printed, article->furniture.v[i]);
        if (month.precision == KW_WHEN_NONE) continue;
        tried++;
        if (month_of_year(guess, month, err)) return kw_day_year(month.first);
    }
    return 0;
}

static bool is_day_of_year(const kw_date *d) {
    bool printed = kw_str_is(d->why, "day and month") || kw_str_is(d->why, "weekday and date");
    return printed && d->relative && d->when.precision == KW_WHEN_DAY;
}

/* The day and month of the lead in the guessed year, moved to the weekday that the lead names. */
static bool day_in_lead(const kw_when_walk *guess, int32_t *day) {
    bool found = false;
    for (size_t i = 0; i < guess->n; i++) {
        if (!in_lead(guess, i) || guess->ahead[i] || !is_day_of_year(&guess->v[i])) continue;
        if (!found || guess->v[i].when.first > *day) *day = guess->v[i].when.first;
        found = true;
    }
    for (size_t i = 0; found && i < guess->n; i++) {
        if (!in_lead(guess, i) || guess->ahead[i] || !kw_str_is(guess->v[i].why, "weekday")) continue;
        int ahead = (kw_day_weekday(guess->v[i].when.first) - kw_day_weekday(*day) + 7) % 7;
        *day += ahead > 3 ? ahead - 7 : ahead;
        break;
    }
    return found;
}

/* The feast that begins at token t, as month * 100 + day, or 0. *n: its tokens. */
static int feast_at(const kw_table *dates, const kw_words *w, uint32_t t, uint32_t *n) {
    char key[64];
    size_t used = 0, found = 0;
    int64_t value = 0, v;
    uint32_t kind = kw_table_column(dates, "kind"), column = kw_table_column(dates, "value");
    for (uint32_t k = 0; k < 3 && t + k < w->n_tokens && used + w->tokens[t + k].form.n + 1 < sizeof key; k++) {
        if (k) key[used++] = ' ';
        memcpy(key + used, w->tokens[t + k].form.p, w->tokens[t + k].form.n);
        used += w->tokens[t + k].form.n;
        kw_rows r = kw_table_find(dates, (kw_str){ key, used });
        for (uint32_t i = r.first; i < r.first + r.n; i++)
            if (kw_str_is(kw_table_cell(dates, i, kind), "feast") && kw_str_int(kw_table_cell(dates, i, column), &v)) value = v, found = k + 1;
    }
    *n = (uint32_t)found;
    return (int)value;
}

static int latest_year(const kw_when_walk *printed) {
    int year = 0;
    for (size_t i = 0; i < printed->n; i++) {
        if (printed->v[i].relative || printed->v[i].aside || printed->v[i].when.precision == KW_WHEN_NONE ||
            printed->v[i].when.precision > KW_WHEN_YEAR)
            continue;
        int y = kw_day_year(printed->v[i].when.last);
        if (y > year && y >= YEAR_FIRST && y <= YEAR_LAST) year = y;
    }
    return year;
}

/* The weekday of the lead, 0 Monday, or -1. The walk's own year does not matter. */
static int weekday_of_lead(const kw_when_walk *guess) {
    for (size_t i = 0; i < guess->n; i++)
        if (in_lead(guess, i) && !guess->ahead[i] && kw_str_is(guess->v[i].why, "weekday")) return kw_day_weekday(guess->v[i].when.first);
    return -1;
}

/* Greetings go before the feast: the last such weekday up to it. New Year's year is the one after the latest that the text tells of. */
static bool day_by_feast(const kw_mark_kit *kit, const kw_when_walk *printed, kw_when_walk *guess, int32_t *day, kw_err *err) {
    const kw_words *w = printed->words;
    const kw_table *dates = kw_know_lang_table(kit->know, w->language, "dates");
    int year = latest_year(printed), feast = 0;
    uint32_t n = 0;
    if (!year) return false;
    for (size_t s = 0; s < w->n_sentences && (s < LEAD_SENTENCES || w->sentences[s].para < LEAD_PARAS) && !feast; s++)
        for (uint32_t t = w->sentences[s].first; t < w->sentences[s].first + w->sentences[s].n && !feast; t++) {
            feast = feast_at(dates, w, t, &n);
            int told = feast && t + n < w->n_tokens && w->tokens[t + n].form.n == 4 ? year_at(w->tokens[t + n].form, 0) : 0;
            if (told) year = feast < 200 ? told - 1 : told;
        }
    if (!feast) return false;
    guess->published = kw_when_day(kw_day_of(year, 7, 2));
    if (kw_when_walk_all(guess, err) != KW_OK) return false;
    int weekday = weekday_of_lead(guess);
    if (weekday < 0) return false;
    *day = kw_day_of(feast < 200 ? year + 1 : year, feast / 100, feast % 100);
    *day -= (kw_day_weekday(*day) - weekday + 7) % 7;
    return true;
}

kw_when kw_mark_published(const kw_mark_kit *kit, kw_mark_in *in, kw_arena *mem) {
    const kw_article *article = in->article;
    kw_when_walk printed = { .dates = kit->when->dates, .words = in->words, .hints = in->hints, .mem = mem };
    kw_err err = { "" };
    int32_t day = 0;
    if (kw_when_walk_all(&printed, &err) != KW_OK) return (kw_when){ 0 };
    in->hints = printed.hints;
    kw_when_walk guess = { .dates = printed.dates, .words = in->words, .hints = printed.hints, .nearest = true, .mem = mem };
    bool found = latest_weekday(kit, &printed, "weekday and date", &day) ||
                 latest_weekday(kit, &printed, "weekday and a date of another weekday", &day) || full_date_in_lead(&printed, &day);
    if (!found) {
        int year = copyright_year(in->words->text);
        for (size_t i = 0; article && !year && i < article->furniture.n; i++) year = copyright_year(article->furniture.v[i]);
        if (!year) year = year_of_month(&printed, &guess, article, &err);
        if (year) {
            guess.published = kw_when_day(kw_day_of(year, 7, 2));
            if (kw_when_walk_all(&guess, &err) != KW_OK) return (kw_when){ 0 };
            found = day_in_lead(&guess, &day);
        }
        found = found || day_by_feast(kit, &printed, &guess, &day, &err);
    }
    kw_when w = found ? kw_when_day(day) : (kw_when){ 0 };
    w.inferred = found;
    return w;
}
