/* SPDX-License-Identifier: MIT
 * The calendar: day numbers, weekdays, ISO 8601 in and out. Proleptic Gregorian, years 1 to 9999; no clock, no locale. */
#ifndef KW_KNOW_CALENDAR_H
#define KW_KNOW_CALENDAR_H

#include "base/arena.h"
#include "base/buf.h"
#include "doc/when.h"

/* Days since 1970-01-01 (H. Hinnant, "chrono-compatible low-level date algorithms"). No range check on month and day. */
int32_t kw_day_of(int year, int month, int day);
/* The day as year, month 1-12 and day of the month. */
void kw_day_split(int32_t day, int *year, int *month, int *dom);
int kw_day_year(int32_t day);
int kw_day_weekday(int32_t day);                            /* 0 Monday .. 6 Sunday */
int kw_month_days(int year, int month);
bool kw_date_valid(int year, int month, int day);

/* Dates of that precision; days are since 1970-01-01. A span's `last` is part of it. */
kw_when kw_when_day(int32_t day);
kw_when kw_when_month(int year, int month);
kw_when kw_when_year(int year);
kw_when kw_when_span(int32_t first, int32_t last, kw_precision precision);

/* Writes "2024", "2024-06", "2024-06-13", "2024-06-13T12:30:00+07:00", or for week, season and range the interval
 * "2024-06-03/2024-06-09". Nothing for KW_WHEN_NONE. A time without a zone is written without one. */
void kw_when_iso(kw_when w, kw_buf *out);
kw_str kw_when_iso_in(kw_when w, kw_arena *mem);            /* p NULL: no date, or out of memory */
const char *kw_precision_name(kw_precision p);              /* "day", ...; NULL for none */

/* Reads ISO 8601 dates and date-times, with 'T' or a space, "Z", "+07", "+0700", "+07:00", fractions dropped; also an
 * interval a/b. All of `s` must be one. */
bool kw_when_parse(kw_str s, kw_when *out);

/* Do they share a day? A missing date meets everything. */
bool kw_when_meets(kw_when a, kw_when b);

#endif
