/* SPDX-License-Identifier: MIT
 * Reports to events: what several articles tell of one happening becomes one event with all its reports. */
#ifndef KW_GROUP_MERGE_H
#define KW_GROUP_MERGE_H

#include "group/link.h"

/* Articles in *out are numbered by the set's order. */
kw_rc kw_events_merge(const kw_set *s, const uint32_t *story_of, const kw_link_list *links, const kw_origins *origins, kw_event_group **out,
    size_t *n, kw_err *err);

/* What reports of one event have in common: nothing else decides with which others a report is dealt. */
uint64_t kw_event_key(const kw_digest_event *e);

/* The same for the reports of some keys (sorted; NULL: all) only. took[article]: it took from another one. Of the digests'
 * text only the words of their evidence are looked at. */
kw_rc kw_events_merge_keys(const kw_set *s, const uint32_t *story_of, const bool *took, const kw_origins *origins, const uint64_t *keys,
                           size_t n_keys, kw_event_group **out, size_t *n, kw_err *err);

/* How many different ends there are among the origins of some articles. */
kw_rc kw_count_origins(const kw_origins *origins, const uint32_t *articles, size_t n, kw_arena *tmp, uint32_t *count, kw_err *err);

/* How many different outlets; each article without one counts for itself. */
kw_rc kw_count_outlets(const kw_set *s, const uint32_t *articles, size_t n, uint32_t *count, kw_err *err);

#endif
