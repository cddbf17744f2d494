/* SPDX-License-Identifier: MIT
 * What answers are made of: rows with typed columns, for whoever shows them (the command, the page, files).
 * Strings are UTF-8 in the arena of the row, p NULL where not known; ids are the record's numbers (article 12 is "a12"). */
#ifndef KW_ASK_ROWS_H
#define KW_ASK_ROWS_H

#include "base/str.h"

typedef struct kw_actor_row { int64_t entity; kw_str name, kind, actor, country, sector, role; } kw_actor_row;   /* entity 0: none */

typedef struct kw_says_row { kw_str speaker; kw_strs via; } kw_says_row;

/* One article's words for an event. */
typedef struct kw_report_row {
    int64_t id, article;
    kw_str ref, outlet, published, title, evidence;     /* evidence: the sentence */
    kw_span at, trigger;                                /* in the article's text */
    kw_actor_row source, target;
    kw_span source_at, target_at;                       /* empty: not known */
    kw_str type, mode, cameo, reason, date, precision, place;
    double goldstein, score;
    bool happened, background;
    kw_says_row says;
    kw_str frame, why;
} kw_report_row;

/* Two figures for one thing, each with who says so: the speaker, else the outlet. */
typedef struct kw_conflict_row { kw_str what, ref_a, ref_b, says_a, says_b; int64_t figure_a, figure_b; } kw_conflict_row;

typedef struct kw_event_row {
    int64_t id, story;
    int64_t mirror;                                     /* the same deed the other way round ("A and B met"), or 0 */
    kw_actor_row source, target;
    kw_str type, mode, cameo, reason, date, precision, place;
    kw_str deed;                                        /* what the CAMEO code means, in words */
    double goldstein, score;
    bool happened, background;
    kw_says_row says;                                   /* of the report that tells it best */
    kw_str evidence;                                    /* that one's sentence */
    kw_str first_told, last_told;
    int64_t n_reports, n_outlets, n_origins;
    kw_report_row *reports; size_t n_reported;          /* by published, ref; one for each sentence */
    size_t lead;                                        /* of them the one that tells it best */
    kw_conflict_row *conflicts; size_t n_conflicts;
} kw_event_row;

/* An article in one line; `opening`: its first line, or so many whole words of it and "…", where it has no title. */
typedef struct kw_brief_row { int64_t id; kw_str ref, outlet, published, title, opening; } kw_brief_row;

typedef struct kw_story_row {
    int64_t id, thread;                                 /* thread 0: none */
    kw_str title, first, last, thread_title;
    int64_t n_articles, n_outlets, n_origins;
    kw_brief_row *articles; size_t n_listed;
    kw_brief_row *also; size_t n_also;                  /* round-ups that tell it too */
} kw_story_row;

/* Where the course of a thread changes, by one event. `kind`: class (its quad class is new here: `was` the one before, `is` its own),
 * tone (Goldstein's scale jumps: from the mean of the events before to its own value), party (`is` was no party before). */
typedef struct kw_turn_row { int64_t event; kw_str date, kind, was, is, evidence; } kw_turn_row;

typedef struct kw_thread_row {
    int64_t id;
    kw_str title, first, last;
    int64_t n_stories, n_articles;
    kw_story_row *stories; size_t n_listed;
    kw_turn_row *turns; size_t n_turns;                 /* in order of date */
} kw_thread_row;

typedef struct kw_passage_row { bool in_from, in_to; kw_span from, to; kw_str text, from_words; } kw_passage_row;

typedef struct kw_link_row {
    int64_t id, from, to;                               /* to 0: an agency */
    kw_str from_ref, to_ref, agency, kind, why, from_outlet, to_outlet, from_published, to_published;
    double score;
    kw_passage_row *evidence; size_t n_evidence;
} kw_link_row;

typedef struct kw_chain_node { int64_t id; kw_str ref, agency, outlet, published, title; bool origin; } kw_chain_node;     /* id 0: an agency */
typedef struct kw_chain_edge { size_t from, to; int64_t link; kw_str kind; double score; kw_passage_row *evidence; size_t n_evidence; } kw_chain_edge;
/* node 0: the one asked for */
typedef struct kw_chain { int64_t article; kw_chain_node *nodes; size_t n_nodes; kw_chain_edge *edges; size_t n_edges; } kw_chain;

typedef struct kw_quote_row {
    int64_t id, article;
    kw_str ref, outlet, published, text, cue, via, speaker_words, why;
    kw_span at, cue_at, speaker_at;
    kw_actor_row speaker;
    bool direct;
} kw_quote_row;

typedef struct kw_hit_row { kw_brief_row article; kw_str snippet; double score; } kw_hit_row;      /* snippet: words found between \x01 and \x02 */

typedef struct kw_mention_row { kw_span at; kw_actor_row who; double score; kw_str why; } kw_mention_row;
typedef struct kw_date_row { kw_span at; kw_str iso, precision, why; bool relative; } kw_date_row;
typedef struct kw_place_row { kw_span at; kw_str name, country, region, precision, why; double lat, lon; bool dateline; } kw_place_row;
typedef struct kw_credit_row { kw_str name, key, words, rule; } kw_credit_row;
typedef struct kw_field_row { kw_str field, from, evidence; } kw_field_row;
typedef struct kw_version_row { int64_t id, n; kw_str published, modified, fetched, title, text, path; bool current; } kw_version_row;

/* An article with all that was found in it. */
typedef struct kw_article_row {
    int64_t id, story, thread;
    kw_str ref, path, url, canonical, title, text, published, published_from, modified, outlet, editor, translator, dateline, language;
    kw_str authors;                                     /* JSON */
    double published_score;
    kw_credit_row *credits; size_t n_credits;
    kw_field_row *fields; size_t n_fields;
    kw_version_row *versions; size_t n_versions;
    kw_mention_row *mentions; size_t n_mentions;
    kw_date_row *dates; size_t n_dates;
    kw_place_row *places; size_t n_places;
    kw_quote_row *quotes; size_t n_quotes;
    kw_report_row *reports; size_t n_reports;
    int64_t *events;                                    /* of reports[i] */
    kw_link_row *links; size_t n_links;                 /* from it and to it */
} kw_article_row;

/* One line of a difference between two versions: ' ' in both, '-' only in the older, '+' only in the newer. */
typedef struct kw_diff_row { char side; kw_str line; } kw_diff_row;

/* A run of words of a changed paragraph: ' ' in both versions, '-' only in the older, '+' only in the newer. */
typedef struct kw_piece_row { char side; kw_str words; } kw_piece_row;
typedef struct kw_paragraph_row { bool title; kw_piece_row *pieces; size_t n, cap; } kw_paragraph_row;

/* One change of words. `kind`: softened (doubt came in), hardened (it went), attributed (now somebody says so), unattributed,
 * number, added, removed, changed. */
typedef struct kw_change_row { kw_str kind, older, newer; } kw_change_row;

/* Two actors in a stretch of time; type p NULL: all types. Means of Goldstein's scale: each event once, once for each report of
 * it, once for each of its independent origins. */
typedef struct kw_dyad_row { kw_str period, type; int64_t events, happened, reports, origins; double goldstein, by_reports, by_origins; } kw_dyad_row;

typedef struct kw_failure_row { kw_str path, why; } kw_failure_row;

/* One step of an explanation: what is said, and on what it rests. */
/* label: `what` in a reader's language, p NULL: not asked for */
typedef struct kw_why_row { int64_t depth; kw_str what, value, words, rule, label; } kw_why_row;

#endif
