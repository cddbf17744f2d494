/* SPDX-License-Identifier: MIT
 * Inside the grammar of dates: items (words with their senses, numbers, marks) -> points (a date as it was said) ->
 * values. One grammar for all languages; lang/XX/dates.tsv says which form has which senses. Only date*.c include this. */
#ifndef KW_KNOW_DATE_PARTS_H
#define KW_KNOW_DATE_PARTS_H

#include "know/calendar.h"
#include "know/date.h"

/* What a form does in a date; the names stand in date_lex.c in this order. */
typedef enum {
    KIND_NONE, KIND_WEEKDAY, KIND_MONTH, KIND_NUMBER, KIND_ORDINAL, KIND_ROMAN, KIND_UNIT, KIND_ONE, KIND_HEAD, KIND_DAY,
    KIND_SAME, KIND_FOLLOW, KIND_AFTER, KIND_BEFORE, KIND_AGO, KIND_EARLIER, KIND_RECENT, KIND_SPAN, KIND_FEW, KIND_PART,
    KIND_DAYPART, KIND_SEASON, KIND_SUFFIX, KIND_TH, KIND_DECADE, KIND_TO, KIND_AND, KIND_BETWEEN, KIND_FILL, KIND_PREP,
    KIND_COUNTED, KIND_CLOCK, KIND_AMPM, KIND_ANNIVERSARY, KIND_FUTURE, KIND_VAGUE, KIND_ORDER, KIND_FEAST, KIND_NEVER,
    KIND_ERA, KIND_DET, KIND_HENCE, KIND_HALF, KIND_NUMBERED, KIND_APART, KIND_PAST, KIND_RANK, KIND_NAMED, KIND_BEARER, KIND_AIM,
    KIND_COUNT
} date_kind;

typedef enum {
    UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR, UNIT_DECADE, UNIT_CENTURY, UNIT_WEEKEND, UNIT_QUARTER, UNIT_HALF, UNIT_DATE, UNIT_HOUR
} date_unit;

enum { SENSE_CAPITAL = 1, SENSE_SMALL = 2, SENSE_WEAK = 4, SENSE_MANY = 8, SENSE_VERB = 16, SENSE_PRESENT = 32, SENSE_TOLD = 64 };

typedef struct date_sense { uint8_t kind, flags; int16_t value; } date_sense;

typedef struct date_lang {
    kw_str code;
    const kw_table *table;
    date_sense *senses;                 /* one a row */
    bool month_first;                   /* dates in figures may have the month first */
} date_lang;

struct kw_dates {
    date_lang *langs; size_t n_langs;
    const kw_table *zones; uint32_t zone_minutes;         /* and its column */
};

typedef enum { ITEM_END, ITEM_NUMBER, ITEM_WORD, ITEM_MARK } item_kind;

enum { SENSES_MAX = 6, ITEMS_MAX = 28 };

typedef struct item {
    item_kind kind;
    kw_span at;
    bool glued;                         /* nothing between it and the item before */
    int value, digits;                  /* of a number */
    char mark;                          /* '-' for every dash, '\'' for every apostrophe, 0 for a mark of no use here */
    bool weak;                          /* its only senses are weak: see SENSE_WEAK */
    date_sense senses[SENSES_MAX];
    uint8_t n_senses;
} item;

/* One reading: items are made as the grammar looks at them. */
typedef struct reader {
    const kw_dates *g;
    const date_lang *langs[4]; size_t n_langs;             /* asked in order */
    bool stamp;                                            /* a field of a page: looser about what stands beside */
    kw_str text;
    size_t start, next;
    item items[ITEMS_MAX]; size_t n;
    bool has_day, has_year;                                /* of the base */
    int32_t base_day; int base_year, base_month;
    const kw_date_base *base;
    kw_str language;
} reader;

const item *kw_date_item(reader *r, size_t i);
/* The longest form at `at`, into `form`; the words of the longest key that begins with its first word, 0: none does. */
uint32_t kw_date_form_at(const date_lang *l, kw_str text, size_t at, item *form);
bool kw_date_flagged(const item *it, date_kind k, unsigned flag);          /* has its sense of that kind the flag? */
bool kw_date_sense(const item *it, date_kind k, int *value);
static inline bool has(reader *r, size_t i, date_kind k, int *v) { return kw_date_sense(kw_date_item(r, i), k, v); }
static inline bool mark_is(const item *it, char c) { return it->kind == ITEM_MARK && it->mark == c; }
static inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool is_figures(const item *it) { return it->kind == ITEM_NUMBER; }
bool kw_date_sense_strong(const item *it, date_kind k, int *value);      /* leaves weak senses out */
bool kw_date_word_before(reader *r, date_kind k);                        /* is the word before the start of that kind? */
bool kw_date_word_before_article(reader *r, date_kind k);                /* is it one of KIND_DET, and the word before it of that kind? */
kw_rc kw_date_senses_open(const kw_know *k, kw_arena *mem, date_lang *l, kw_err *err);
void kw_date_reader_open(reader *r, const kw_dates *g, kw_str language, bool all, kw_str text, size_t at, const kw_date_base *base);

/* A date as it was said, before it has a value. */
typedef enum { POINT_DATE, POINT_WEEKDAY, POINT_MONTH, POINT_VALUE } point_form;
enum { SHIFT_NONE = -9, COMING = 2 };          /* COMING: the next one, today counted ("Kamis nanti") */

typedef struct point {
    point_form form;
    int year, month, day;               /* 0: not said */
    int weekday;                        /* -1: not said */
    int shift;                          /* -1 last, 0 this, +1 next, SHIFT_NONE */
    bool swap_ok;                       /* 5/9: which is the month, only a weekday can tell */
    kw_when when;                       /* POINT_VALUE */
    bool relative, vague, aside, lost;  /* lost: needs a base that is not there */
    bool unknown;                       /* lost, and the base is the date told before */
    int16_t apart; uint8_t apart_unit;  /* see kw_date_found */
    const char *rule;
} point;

/* Each reads from item *i, and moves it behind what it read. */
bool kw_date_point(reader *r, size_t *i, point *out);                    /* date_point.c */
bool kw_date_named(reader *r, size_t *i, point *out);                    /* date_named.c: with a month's name or in figures */
bool kw_date_numeric(reader *r, size_t *i, bool marked, point *out);     /* marked: in brackets or after a weekday */
bool kw_date_year_after(reader *r, size_t *i, int *year, point *p);
bool kw_date_span(reader *r, size_t *i, point *out);                     /* date_span.c: weeks, quarters, decades, two days ago */
bool kw_date_said_twice(reader *r, size_t i, point *p);                  /* ", Rabu (13/9)" stands there: then that is the day */
bool kw_date_ago(reader *r, size_t *i, int *n, int *unit);               /* "dua pekan lalu", "two weeks ago": how far (behind is negative) */

point kw_date_value_point(kw_when w, bool relative, const char *rule);   /* one that has its value already */
kw_when kw_date_value(const reader *r, const point *p);                  /* date_value.c */
kw_when kw_date_between(const reader *r, point a, point b);
kw_when kw_date_unit(int32_t day, date_unit unit, int shift);            /* the unit that holds `day`, shifted */
kw_when kw_date_part(kw_when whole, int part);                           /* early, mid, late */

#endif
