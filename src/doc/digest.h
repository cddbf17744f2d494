/* SPDX-License-Identifier: MIT
 * The digest of an article: all that grouping needs to know of one version of it, a few kilobytes, so that texts need
 * not be read again. Made by kw_digest_make(), kept in the record as bytes (kw_digest_pack, kw_digest_unpack). */
#ifndef KW_DOC_DIGEST_H
#define KW_DOC_DIGEST_H

#include "doc/reports.h"
#include "doc/when.h"

enum {                                      /* kw_digest_word.flags */
    KW_DIGEST_NAME = 1,                     /* has a capital inside its sentence */
    KW_DIGEST_NUMBER = 2,
    KW_DIGEST_QUOTED = 4,                   /* inside quotation marks */
    KW_DIGEST_START = 8                     /* first of its sentence or paragraph: a capital says nothing */
};

/* A word of the text, so that shared passages can be aligned without the text. */
typedef struct kw_digest_word {
    uint32_t hash;                          /* of its lower-case form */
    uint32_t at;                            /* bytes of the text */
    uint16_t n;
    uint16_t flags;
} kw_digest_word;

typedef enum { KW_TERM_WORD, KW_TERM_NAME, KW_TERM_NUMBER, KW_TERM_ACTOR, KW_TERM_PLACE } kw_term_kind;

enum { KW_DIGEST_WORDS = 8000, KW_DIGEST_TERMS = 400 };
enum { KW_TERM_TITLE = 1, KW_TERM_LEAD = 2 };                           /* kw_digest_term.where */

/* One thing the article speaks of: a word, name or number. */
typedef struct kw_digest_term {
    uint32_t key;
    uint32_t pivot;             /* key of what it is called in English, by lang/XX/translations.tsv; 0: not known */
    uint16_t count;
    uint8_t kind, where;
    float weight;               /* how telling it is: from the background frequencies of lang/, never from the set */
} kw_digest_term;

typedef struct kw_digest_date { kw_when when; uint16_t count; bool lead; } kw_digest_date;

typedef struct kw_digest_credit {
    kw_str key, name, words;    /* as in kw_credit */
    bool agency;                /* a news agency: may be where a chain ends */
    bool in_text;
    kw_span at;
} kw_digest_credit;

typedef struct kw_digest_quote { uint64_t hash; kw_span at; uint32_t words; } kw_digest_quote;

/* A report as merging sees it. `report` is its number in the article's kw_reports. */
typedef struct kw_digest_event {
    uint32_t report;
    kw_str type, mode;          /* PLOVER */
    uint8_t family;             /* its quad class, 1-4: reports of one family may tell one deed; 0: unknown */
    kw_str source, target;      /* actor key, else country, else the folded name; p NULL: none */
    kw_str source_country, target_country;
    kw_str place;               /* place key or folded name; p NULL: none */
    kw_str says;                /* actor key or name of who says so; p NULL: the article itself */
    kw_str via;                 /* nearest agency it came through; p NULL */
    kw_when when;
    double goldstein, score;
    bool happened, background;
    uint8_t reason;             /* kw_reason */
    kw_span evidence;
    uint32_t figures[4];        /* numbers in the evidence that count people or things; 0: no more */
    uint8_t figure_what[4];     /* what is counted: row of the kit's list of counted things (dead, hurt, ...); 0: unknown */
} kw_digest_event;

enum {                                      /* kw_digest.flags */
    KW_DIGEST_TEMPLATE = 1,                 /* a form that recurs without being the same happening: timetable, prices */
    KW_DIGEST_ROUNDUP = 2,                  /* tells several happenings: stands alone, is `also` in others */
    KW_DIGEST_OPINION = 4                   /* column, guide, horoscope: stands alone */
};

typedef struct kw_digest {
    int64_t article;            /* the store's row; 0 until it is known. Not packed */
    kw_str ref, title, language, outlet, outlet_key, dateline;
    kw_str translator;
    kw_when published;          /* KW_WHEN_NONE: unknown */
    uint32_t words;             /* length */
    uint32_t flags;
    uint32_t version;           /* 1, 2, ...; set by the store. Not packed */
    kw_digest_word *text; size_t n_text;            /* its words in order, no more than KW_DIGEST_WORDS */
    kw_digest_term *terms; size_t n_terms;          /* sorted by key */
    /* sorted hashes of words that name somebody whom the tables know; lowest bit 1: that are of a date */
    uint32_t *known; size_t n_known;
    kw_digest_date *dates; size_t n_dates;          /* in order of first mention */
    kw_digest_credit *credits; size_t n_credits;    /* in printed order */
    kw_digest_quote *quotes; size_t n_quotes;
    kw_digest_event *events; size_t n_events;       /* in text order */
    uint64_t *keys; size_t n_keys;                  /* blocking keys: only articles that share one can be linked or grouped */
} kw_digest;

#endif
