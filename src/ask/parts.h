/* SPDX-License-Identifier: MIT
 * Inside src/ask: pieces of answers that several questions share. */
#ifndef KW_ASK_PARTS_H
#define KW_ASK_PARTS_H

#include "ask/sql.h"

/* Is all there that a row was made of? Before it is handed on: a string that found no memory would look like one that is not known. */
static inline kw_rc kw_row_whole(const kw_arena *row, kw_err *err) { return row->failed ? kw_fail_nomem(err) : KW_OK; }

/* The rows of report of an event, else of an article, in `mem`, by published and ref; `events`, unless NULL, gets the event of each. */
kw_rc kw_ask_reports(kw_asker *a, bool of_event, int64_t id, kw_arena *mem, kw_report_row **out, int64_t **events, size_t *n, kw_err *err);

/* Does one sentence make both reports? Of one event they count once. */
bool kw_one_sentence(const kw_report_row *a, const kw_report_row *b);

/* Links under a condition on l (a link), e.g. "l.article = ?1 OR l.to_article = ?1". */
kw_rc kw_links_where(kw_asker *a, const char *condition, int64_t id, kw_arena *mem, kw_link_row **out, size_t *n, kw_err *err);

/* Who said what in an article, in the order of its text, in `mem`. */
kw_rc kw_quotes_of(kw_asker *a, int64_t article, kw_arena *mem, kw_quote_row **out, size_t *n, kw_err *err);

/* The turning points of a thread, in order of date, in `mem`. Cost: linear in its events. */
kw_rc kw_turns_of(kw_asker *a, int64_t thread, kw_arena *mem, kw_turn_row **out, size_t *n, kw_err *err);

#endif
