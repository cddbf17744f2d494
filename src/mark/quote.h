/* SPDX-License-Identifier: MIT
 * Quotations: what stands in quotation marks, or is told after a cue of lang/XX/cues.tsv, who said it and through whom.
 * After names and places: speakers are m->entities. */
#ifndef KW_MARK_QUOTE_H
#define KW_MARK_QUOTE_H

#include "mark/mark.h"

typedef struct kw_quotes_kit kw_quotes_kit;     /* read-only, for all threads */

kw_rc kw_quotes_kit_open(const kw_know *k, kw_arena *mem, kw_quotes_kit **out, kw_err *err);

/* Is the (folded) word a verb of saying in that language? */
bool kw_quotes_says(const kw_quotes_kit *kit, kw_str language, kw_str word);

/* Fills m->quotes, by start, statements and terms; adds no entity. */
kw_rc kw_quotes_mark(const kw_quotes_kit *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *m, kw_err *err);

#endif
