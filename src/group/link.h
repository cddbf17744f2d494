/* SPDX-License-Identifier: MIT
 * Who took from whom: links between articles and to agencies, and where the ways back end. Articles are numbered by the
 * set's order here; group.c turns them into the caller's numbers. */
#ifndef KW_GROUP_LINK_H
#define KW_GROUP_LINK_H

#include "group/align.h"
#include "group/likeness.h"

typedef struct kw_link_list { kw_link *v; size_t n, cap; kw_agency *agencies; size_t n_agencies; } kw_link_list;

/* The links among the set's articles and to agencies, in the set's memory, in one order. KW_NOMEM is the only failure. */
kw_rc kw_links_find(const kw_set *s, const kw_profiles *p, const kw_likes *likes, kw_link_list *out, kw_err *err);

/* The ends of every article's ways back, for each article, in the set's memory. */
typedef struct kw_origins { kw_origin *v; size_t n, cap; } kw_origins;
kw_rc kw_origins_find(const kw_set *s, const kw_link_list *links, kw_origins *out, kw_err *err);

#endif
