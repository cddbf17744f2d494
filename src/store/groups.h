/* SPDX-License-Identifier: MIT
 * What grouping found goes into the record, piece by piece: only what is other than before is written. An id stays with
 * what shares most with what it named before (keep.h): a story with its articles, an event with its reports, a thread with
 * its stories; a link is the same when its two ends and its kind are. */
#ifndef KW_STORE_GROUPS_H
#define KW_STORE_GROUPS_H

#include "doc/groups.h"
#include "store/keep.h"
#include "store/record.h"

/* What grouping is given of an article; strings are borrowed until the function returns. */
typedef struct kw_kept { int64_t article; uint32_t version; kw_str ref, title, text, language, outlet, outlet_key, dateline, translator,
    digest; } kw_kept;
typedef kw_rc kw_kept_fn(void *ctx, const kw_kept *k, kw_err *err);
/* Calls `each` for the article, if it is there. */
kw_rc kw_record_kept(kw_record *r, int64_t article, kw_kept_fn *each, void *ctx, kw_err *err);

typedef struct kw_totals { int64_t reports, events, stories; } kw_totals;
kw_rc kw_record_totals(kw_record *r, kw_totals *out, kw_err *err);

/* The last id that a table has given. */
kw_rc kw_record_last_id(kw_record *r, const char *table, int64_t *out, kw_err *err);

/* ---- stories and threads ---- */

typedef struct kw_story_row {
    int64_t id, head;
    kw_str title;
    kw_when first, last;
    uint32_t n_articles, n_outlets, n_origins;
} kw_story_row;

kw_rc kw_record_put_story(kw_record *r, const kw_story_row *s, kw_err *err);        /* its thread stays as it was */
kw_rc kw_record_drop_story(kw_record *r, int64_t id, kw_err *err);
/* Where a story stands; 0: it has none. All 0: there is no such story. */
typedef struct kw_story_place { int64_t head, part, thread; } kw_story_place;
kw_rc kw_record_story_place(kw_record *r, int64_t story, kw_story_place *out, kw_err *err);
kw_rc kw_record_place_article(kw_record *r, int64_t article, int64_t story, kw_err *err);
kw_rc kw_record_put_also(kw_record *r, int64_t article, const int64_t *stories, size_t n, kw_err *err);
kw_rc kw_record_put_thread(kw_record *r, int64_t id, kw_str title, kw_err *err);
kw_rc kw_record_drop_thread(kw_record *r, int64_t id, kw_err *err);
kw_rc kw_record_put_in_thread(kw_record *r, int64_t story, int64_t thread, int64_t part, kw_err *err);      /* 0: none */

/* ---- links ---- */

/* l->from and l->to are not looked at; `to` 0: the agency. */
kw_rc kw_record_put_link(kw_record *r, int64_t from, int64_t to, kw_str agency, const kw_link *l, kw_err *err);
/* Those of an article to other articles. A failure of `each` is handed on. */
typedef kw_rc kw_links_fn(void *ctx, int64_t to, kw_link_kind kind, kw_err *err);
kw_rc kw_record_links_from(kw_record *r, int64_t article, kw_links_fn *each, void *ctx, kw_err *err);
kw_rc kw_record_took(kw_record *r, int64_t article, bool *out, kw_err *err);        /* has it any? */
/* Between the two, either way, of this kind. */
kw_rc kw_record_drop_link(kw_record *r, int64_t a, int64_t b, kw_link_kind kind, kw_err *err);
/* All links of an article; their ids are remembered until the record is closed, for those that come again. */
kw_rc kw_record_drop_links(kw_record *r, int64_t article, kw_err *err);

/* ---- events ---- */

/* The events of some matters, all that there are of them. articles[i] is the row, stories[i] the story, of the i-th article
 * of e->reports; changed[i]: it is other than when it was grouped last. */
typedef struct kw_event_list {
    const uint64_t *matters; size_t n_matters;
    const kw_event_group *v; size_t n;
    const int64_t *articles, *stories;
    const bool *changed;
} kw_event_list;
kw_rc kw_record_put_matter(kw_record *r, int64_t article, int64_t n, uint64_t matter, kw_err *err);         /* of its n-th report */
kw_rc kw_record_put_events(kw_record *r, const kw_event_list *list, kw_err *err);

#endif
