/* SPDX-License-Identifier: MIT
 * What grouping finds in a set of articles: links, stories, threads, merged events, origins. Articles are numbers into
 * the array of digests that was given. All lists are in one order that depends on the set alone. */
#ifndef KW_DOC_GROUPS_H
#define KW_DOC_GROUPS_H

#include "doc/when.h"

#define KW_NOBODY UINT32_MAX                /* no article, no agency, no story */

typedef enum { KW_LINK_REPRINT, KW_LINK_REWRITE, KW_LINK_TRANSLATION, KW_LINK_UPDATE, KW_LINK_CREDIT } kw_link_kind;

/* A passage of `from` and where it stands in `to`; for a credit only the words in `from`. */
typedef struct kw_link_evidence { kw_span from, to; kw_str text; } kw_link_evidence;

typedef struct kw_link {
    uint32_t from;                          /* article that took ... */
    uint32_t to;                            /* ... from this one, or KW_NOBODY: then from `agency` */
    uint32_t agency;                        /* index of kw_groups.agencies, or KW_NOBODY */
    kw_link_kind kind;
    double score;                           /* 0-1 */
    kw_link_evidence *evidence; size_t n_evidence;
    kw_str why;                             /* what decided kind and direction, for `kawat why` */
} kw_link;

typedef struct kw_agency { kw_str key, name; } kw_agency;           /* one that articles credit */

/* Where a chain ends: an article that leads no further, or an agency. One of the two is KW_NOBODY. */
typedef struct kw_origin { uint32_t article, agency; } kw_origin;

typedef struct kw_article_group {
    uint32_t story;                         /* always one */
    uint32_t *also; size_t n_also;          /* other stories that this round-up tells */
    kw_origin *origins; size_t n_origins;   /* ends of all ways back; itself, if it took from nobody */
} kw_article_group;

typedef struct kw_story {
    uint32_t *articles; size_t n_articles;  /* in order of time */
    uint32_t *also; size_t n_also;          /* round-ups that tell it too */
    kw_str title;                           /* of the article that stands for it */
    kw_when first, last;                    /* of publication; none if no article has a date */
    uint32_t n_outlets, n_origins;
    uint32_t thread;                        /* index of threads, or KW_NOBODY */
} kw_story;

typedef struct kw_thread {
    kw_str name;                            /* by actors and matter */
    uint32_t *stories; size_t n_stories;    /* in order of time */
} kw_thread;

typedef struct kw_event_report { uint32_t article, report; } kw_event_report;    /* report: kw_digest_event.report */

/* Two reports of one event that give another figure for the same thing, e.g. 5 and 7 dead. */
typedef struct kw_event_conflict { kw_str what; uint32_t a_report, b_report, a_figure, b_figure; } kw_event_conflict;

typedef struct kw_event_group {
    kw_event_report *reports; size_t n_reports;     /* by time, then place in text */
    uint32_t n_sentences;                   /* that tell it: a sentence that tells it of two targets of one state has two reports here */
    uint32_t lead;                          /* index of reports: the one whose details stand for the event */
    kw_when when;                           /* the most precise that agrees with the others */
    uint32_t n_outlets, n_origins;
    uint32_t first_told, last_told;         /* articles */
    uint32_t story;
    kw_event_conflict *conflicts; size_t n_conflicts;
} kw_event_group;

typedef struct kw_groups {
    kw_article_group *articles; size_t n_articles;  /* one for each digest given, in that order */
    kw_agency *agencies; size_t n_agencies;
    kw_link *links; size_t n_links;
    kw_story *stories; size_t n_stories;            /* by first article */
    kw_thread *threads; size_t n_threads;
    kw_event_group *events; size_t n_events;
} kw_groups;

#endif
