/* SPDX-License-Identifier: MIT
 * The grammar of dates as newsrooms print them, from the tables lang/XX/dates.tsv: "Kamis (9/5)", "pekan lalu",
 * "sejak September tahun lalu", "two days earlier". Asked by clean (published, dateline) and by mark (dates). */
#ifndef KW_KNOW_DATE_H
#define KW_KNOW_DATE_H

#include "doc/when.h"
#include "know/know.h"

typedef struct kw_dates kw_dates;                   /* the grammar of all languages, prepared; read-only, for all threads */

enum { KW_DATE_OF_ENTRY = -3 };                     /* direction of a date that heads an entry of a list, as in a chronology */

typedef struct kw_date_base {
    kw_when published;                              /* what relative dates count from; KW_WHEN_NONE: unknown */
    /* of a bare weekday or month: -1 past (usual), -2 surely so, KW_DATE_OF_ENTRY, +1 future, 0 nearest */
    int8_t direction;
    kw_when before;                                 /* the date last read ("dua hari kemudian" counts from it); may be none */
    /* the day last read, where `before` is longer than a day: days are counted from a day; may be none */
    kw_when day_before;
    kw_when told;                                   /* the day or month told in this sentence or the one before; may be none */
    kw_when span;                                   /* the span told before in the sentence ("early this year"); may be none */
    kw_when within;                                 /* the span that the words right before name ("last week, on Tuesday"); may be none */
} kw_date_base;

typedef struct kw_date_found {
    kw_span at;                                     /* bytes of the text */
    kw_when when;
    bool relative;                                  /* counted from the base */
    bool vague;                                     /* a word that is a date only by courtesy: "baru-baru ini" */
    bool aside;                                     /* of what is recalled or named, not of what happens: an anniversary, "the 2015 deal" */
    bool unknown;                                   /* counted from a date before, and there is none */
    int16_t apart;                                  /* "two days after": without a value, but so far from what is told behind it; 0: no such */
    uint8_t apart_unit;
    kw_str rule;                                    /* which rule read it, for `kawat why` */
} kw_date_found;

/* Lives in `mem`, and no longer than `k`. KW_DATA: a row of lang/XX/dates.tsv with a kind or value that is none. */
kw_rc kw_dates_open(const kw_know *k, kw_arena *mem, kw_dates **out, kw_err *err);

enum { KW_DATE_MAY_START = 1, KW_DATE_FUTURE = 2, KW_DATE_IF_VERB = 4, KW_DATE_IF_PRESENT = 8, KW_DATE_RANK = 16 };

/* What the word at byte `at` says to one who looks for dates: one may begin here (KW_DATE_MAY_START; at numbers always), or the
 * verb is to come (KW_DATE_FUTURE; with KW_DATE_IF_VERB only if a verb follows at byte *end, behind the form: "agreed to" meet; with
 * KW_DATE_IF_PRESENT only if it is itself a verb in the present: they "meet");
 * or that the word ranks something (KW_DATE_RANK: "the third", "the deadliest").
 * Costs one look-up where the word begins no form. */
unsigned kw_date_hint(const kw_dates *g, kw_str language, kw_str text, size_t at, size_t *end);

/* Reads the longest date expression that begins exactly at byte `at` of `text` (a word border). False: none there. A
 * relative one without a base is found with precision KW_WHEN_NONE. `language` is a code; unknown: numeric forms only. */
bool kw_date_read(const kw_dates *g, kw_str language, kw_str text, size_t at, const kw_date_base *base, kw_date_found *out);

/* The day, week, month or year so many units from `from`, which is only moved as far as it is precise. */
kw_when kw_date_apart(kw_when from, int n, uint8_t unit);

/* A date-time that fills a field of a page or byline ("Senin 13 May 2024 15:53 WIB", "Kamis, 9/5/2024 | 10.15 WITA",
 * "May 13, 2024 at 3:53 p.m. EDT"), any language that has tables, `language` first (may be none). */
bool kw_date_read_stamp(const kw_dates *g, kw_str language, kw_str text, kw_when *out);

#endif
