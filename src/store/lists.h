/* SPDX-License-Identifier: MIT
 * What hangs on what in a record, as lists of ids: all that grouping walks along. */
#ifndef KW_STORE_LISTS_H
#define KW_STORE_LISTS_H

#include "store/db.h"

typedef enum {
    KW_ARTICLES,                /* all; `of` of this and of the next is not looked at */
    KW_ARTICLES_WEBBED,         /* those that have a place in the web of bonds */
    KW_ARTICLES_OF_PART,        /* of that web */
    KW_ARTICLES_OF_STORY,       /* without round-ups that tell it, too */
    KW_ARTICLES_OF_MATTER,      /* that report it, each once */
    KW_STORIES_OF_PART,         /* of the web of stories */
    KW_STORIES_OF_THREAD,
    KW_MATTERS_TOUCHED,         /* since the last grouping; `of` is not looked at */
    KW_MATTERS_OF_ARTICLE
} kw_list;

/* Another failure than KW_OK ends the list and is handed on. `each` must not ask for the same list. */
typedef kw_rc kw_list_fn(void *ctx, int64_t id, kw_err *err);
kw_rc kw_list_each(kw_record *r, kw_list list, int64_t of, kw_list_fn *each, void *ctx, kw_err *err);

/* How many there are, counted no farther than `most`. */
kw_rc kw_list_count(kw_record *r, kw_list list, int64_t of, int64_t most, int64_t *out, kw_err *err);

#endif
