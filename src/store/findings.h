/* SPDX-License-Identifier: MIT
 * What was found in an article's current version: who, where, when, who said what, who did what to whom. For src/store. */
#ifndef KW_STORE_FINDINGS_H
#define KW_STORE_FINDINGS_H

#include "store/record.h"

/* The ids that findings of the version before had, by what they say, so that the same finding keeps its id. */
typedef struct kw_old_id { uint64_t says; int64_t id, event; } kw_old_id;
typedef struct kw_old_ids { kw_old_id *quotes; size_t n_quotes; kw_old_id *reports; size_t n_reports; } kw_old_ids;

/* Removes an article's findings and tells the ids they had; `old` may be NULL. */
kw_rc kw_findings_take(kw_record *r, int64_t article, kw_arena *mem, kw_old_ids *old, kw_err *err);

/* Writes them; `old` may be NULL. Reports without an event get one of their own. */
kw_rc kw_findings_put(kw_record *r, int64_t article, const kw_entry *e, kw_old_ids *old, kw_arena *mem, kw_err *err);

/* Afterwards: of the events that these reports told, those that lost the last one go, others lean on one that is left. */
kw_rc kw_findings_settle(kw_record *r, const kw_old_ids *old, kw_err *err);

/* A list as JSON, in `mem`; where there is no memory `mem` says that it has failed. */
kw_str kw_list_json(kw_strs list, kw_arena *mem);

/* Makes an event that this report alone tells, with the given id or, for 0, a new one. */
kw_rc kw_findings_own_event(kw_record *r, int64_t report, int64_t id, kw_err *err);

#endif
