/* SPDX-License-Identifier: MIT
 * Inside src/ask: a question as SQL that grows piece by piece, with its values; and the columns that rows have in common. */
#ifndef KW_ASK_SQL_H
#define KW_ASK_SQL_H

#include "ask/ask.h"

enum { FILTER_VALUES = 64 };

/* What has no date comes last; schema.sql has indexes on these very expressions. */
#define KW_EVENT_ORDER " ORDER BY ifnull(e.day, 2147483647), e.day_last, e.id"
#define KW_STORY_ORDER " ORDER BY ifnull(s.first_day, 2147483647), s.first, s.id"
#define KW_STORY_NEWEST " ORDER BY s.last_day DESC NULLS LAST, s.first DESC, s.id DESC"
#define KW_TOLD_ORDER " ORDER BY ifnull(v.published_day, 2147483647), v.published, "      /* and the article's ref */

/* Conditions joined with AND; a value for each question mark, in order. Made empty, ended with kw_filter_free(). */
typedef struct kw_filter {
    kw_arena *mem;
    kw_buf sql;                     /* begins with " WHERE " once there is a condition */
    struct { bool text; int64_t n; kw_str s; } values[FILTER_VALUES];
    size_t n_values;
} kw_filter;

/* How a question understands the filters of kw_question: a condition each, with '@' for a list of entities, '@source' and
 * '@target' for "that side of event e is one of them", and '?' for the value (a day for since and until). NULL: this question has no such
 * filter, and asking for it is KW_USAGE. */
typedef struct kw_filter_map { const char *actor, *from, *to, *since, *until, *type, *outlet, *lang; } kw_filter_map;

/* Adds a condition for each filter that the question sets. KW_USAGE: a filter this question has not, a date or an actor not understood. */
kw_rc kw_filter_make(kw_filter *f, kw_asker *a, const kw_question *q, const kw_filter_map *map, kw_err *err);

/* Adds a condition about an actor, named as people do. */
kw_rc kw_filter_actor(kw_filter *f, kw_asker *a, const char *name, const char *condition, kw_err *err);

void kw_filter_add(kw_filter *f, const char *condition);        /* " AND (...)" */
void kw_filter_int(kw_filter *f, int64_t v);                    /* the value of the next question mark */
void kw_filter_str(kw_filter *f, kw_str v);                     /* the same; must outlive the query */

/* Whom a person's name for an actor means. */
typedef struct kw_actor_found {
    kw_str in_list;                 /* the inside of "IN (...)": a subquery for entities, or their ids */
    kw_str country;                 /* a country with all its actors, between quotation marks of SQL; else p NULL */
} kw_actor_found;

/* KW_USAGE: nobody, in the record or the tables; the message offers the nearest name. */
kw_rc kw_actor_find(kw_asker *a, const char *name, kw_arena *mem, kw_actor_found *out, kw_err *err);

/* "the source (or target) of event e is that actor", in `mem`. `side`: "source" or "target". p NULL: no memory. */
kw_str kw_actor_side(const kw_actor_found *f, const char *side, kw_arena *mem);

/* select + conditions + rest, with the filter's values bound. KW_NOMEM is remembered in the query. */
kw_query kw_filter_query(kw_filter *f, kw_record *r, const char *select, const char *rest, uint64_t limit);
void kw_filter_free(kw_filter *f);


/* Columns from `c`: entity id, name, kind, actor, country, sector, role. */
#define KW_ACTOR_COLUMNS(t) t ".id, " t ".name, " t ".kind, " t ".actor, " t ".country, " t ".sector, " t ".role"
enum { KW_ACTOR_WIDTH = 7 };
kw_actor_row kw_row_actor(const kw_query *q, int c, kw_arena *mem);
/* Columns from `c`: article id, ref, outlet, published, title, opening; of an article a and its version v. */
#define KW_BRIEF_COLUMNS "a.id, a.ref, v.outlet, v.published, v.title, CASE WHEN v.title IS NULL THEN substr(v.text, 1, 161) END"
enum { KW_BRIEF_WIDTH = 6 };
kw_brief_row kw_row_brief(const kw_query *q, int c, kw_arena *mem);
kw_span kw_row_span(const kw_query *q, int c);                  /* two columns; NULL: empty */
kw_strs kw_row_list(const kw_query *q, int c, kw_arena *mem);   /* a JSON array of strings */

/* The bytes of `text` under a span; p NULL if it does not fit. */
kw_str kw_words_at(kw_str text, kw_span at);

#endif
