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

/* What links are decided by, for a pair (whose articles the link calls 0 and 1) or an article; kw_links_find() uses these
 * and nothing else. */
kw_rc kw_link_passages(const kw_digest *a, const kw_digest *b, kw_arena *tmp, kw_arena *mem, bool *found, kw_link *out, kw_err *err);
bool kw_may_translate(const kw_digest *a, const kw_digest *b, double likeness);       /* if each is the other's best match */
kw_rc kw_link_translation(const kw_digest *a, const kw_digest *b, double likeness, kw_arena *mem, kw_link *out, kw_err *err);
bool kw_own_credit(const kw_digest *d, const kw_digest_credit *c);                      /* an outlet that names itself */
kw_link kw_link_credit(const kw_digest_credit *c, kw_link_evidence *room);              /* `from` and `agency` are the caller's */

int kw_link_by_ends(const void *a, const void *b);          /* the order of kw_link_list.v */

/* The agencies of the set: those credited, and those that articles are of; by key. And the number of one, or KW_NOBODY. */
kw_rc kw_agencies_list(const kw_set *s, kw_link_list *out, kw_err *err);
uint32_t kw_agency_at(const kw_link_list *l, kw_str key);

/* The ends of every article's ways back, for each article, in the set's memory. */
typedef struct kw_origins { kw_origin *v; size_t n, cap; } kw_origins;
kw_rc kw_origins_find(const kw_set *s, const kw_link_list *links, kw_origins *out, kw_err *err);

#endif
