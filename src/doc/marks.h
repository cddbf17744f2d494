/* SPDX-License-Identifier: MIT
 * Marks: spans of a text that name an actor, a place or a date, or are somebody's words. */
#ifndef KW_DOC_MARKS_H
#define KW_DOC_MARKS_H

#include "doc/when.h"

typedef enum { KW_PERSON, KW_STATE, KW_ORGANISATION, KW_GROUP, KW_PLACE } kw_kind;

/* Someone or something of the article that acts, once for all its mentions. Strings p NULL: not known. */
typedef struct kw_entity {
    kw_kind kind;
    kw_str actor;               /* stable key of world/: "PRK", "PRK/kim-jong-un", "IGO/un"; p NULL: not in the tables */
    kw_str name;                /* the fullest name: of the table, else as printed */
    kw_str country;             /* ISO 3166 alpha-3 */
    kw_str sector;              /* PLOVER: GOV, MIL, REB, ... */
    kw_str role;                /* "president", "foreign minister", or a role as printed */
    bool listed;                /* of a user's own PETRARCH dictionaries: `actor` is the code as it stands there */
    double score;               /* of the resolution, 0-1 */
    kw_str why;                 /* which row, rule or words decided */
} kw_entity;

typedef struct kw_mention {
    kw_span at;                 /* name with its title; never a pronoun's unless `pronoun` */
    kw_span name;               /* the name alone, or the words that head it: "Kim Jong-un" of "Pemimpin Korea Utara Kim Jong-un" */
    uint32_t first, n;          /* tokens */
    uint32_t head;              /* the token that carries it: "Kim" of "Pemimpin Korea Utara Kim Jong-un" */
    uint32_t sentence;
    uint32_t entity;            /* index of kw_marks.entities */
    bool pronoun;               /* ia, beliau, pihaknya, he: not in the answers of `mark`, but stands for the entity */
    bool pair;                  /* a pronoun, too: one of the two that "both" or "kedua negara" stands for; the other comes next to it */
    bool self;                  /* a pronoun, too: I, we, in the words of the entity */
    bool named;                 /* by a name of its own, not by a title or as one of many */
    bool inside;                /* part of a longer mention ("Korea Utara" in "Pemimpin Korea Utara Kim"): not an actor here */
    uint8_t given_role;         /* 0, or 1 source, 2 target: the caller marked it */
    kw_str why;                 /* the row of this name, where the entity was told of by another before; p NULL: the entity's */
} kw_mention;

typedef struct kw_date {
    kw_span at;
    uint32_t sentence, first, n;
    kw_when when;
    bool relative;              /* needed the article's date */
    int16_t apart;              /* "two days after": what stands in front comes so many units after what follows (before: negative); 0: no such */
    uint8_t apart_unit;         /* for kw_date_apart() */
    bool unknown;               /* counted from a date that is not told: no value, and not the article's day either */
    bool aside;                 /* of what the sentence only recalls ("79 years of independence"): no event's own date */
    kw_str why;
} kw_date;

typedef enum { KW_AT_CITY, KW_AT_REGION, KW_AT_COUNTRY } kw_place_precision;

typedef struct kw_place {
    kw_span at;
    uint32_t sentence, first, n;
    kw_str key, name, country, region;
    double lat, lon;            /* degrees, of the class that `precision` says; NaN: no point is known */
    kw_place_precision precision;
    bool dateline;
    kw_str why;
} kw_place;

typedef enum { KW_SAID, KW_TERM } kw_quote_kind;    /* TERM: marks around a term or title, nobody's statement */

typedef struct kw_quote {
    kw_span at;                 /* without the marks */
    kw_quote_kind kind;
    bool direct;                /* in quotation marks */
    uint32_t sentence;          /* where it begins */
    int32_t speaker;            /* entity, or -1 */
    kw_span speaker_at;         /* the words at the cue (a pronoun, too); empty: none */
    kw_span cue;                /* empty: none */
    kw_str via;                 /* canonical name of the agency or outlet it came through; p NULL */
    kw_str why;
} kw_quote;

typedef struct kw_marks {
    kw_entity *entities; size_t n_entities;
    kw_mention *mentions; size_t n_mentions;        /* by start; a nested one after its whole */
    kw_date *dates; size_t n_dates;                 /* by start, not overlapping */
    kw_when written;                                /* the day of what is told without one: published, or shortly before it */
    kw_place *places; size_t n_places;
    kw_quote *quotes; size_t n_quotes;              /* by start, TERMs too */
    kw_span dateline;                               /* "JAKARTA (Samudra) -" that opens the text; empty: none */
} kw_marks;

#endif
