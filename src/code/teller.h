/* SPDX-License-Identifier: MIT
 * What the files that write reports share: sentence.c (hit by hit), spread.c (over joined names) and untold.c (the other side is told elsewhere). */
#ifndef KW_CODE_TELLER_H
#define KW_CODE_TELLER_H

#include "code/reader.h"

enum { KW_NAMES_MAX = 6 };                      /* joined in one place */

/* why no event came of a hit: kw_frame_hit.left */
extern const char kw_left_no_target[], kw_left_own_side[], kw_left_no_source[], kw_left_nobody[];

/* spread.c. Of functions that append reports: false is out of memory, and `from` is where those of the sentence begin. */
int32_t kw_named(const kw_view *v, int32_t mention);        /* the one to show for a pronoun; -1: nobody is named */
size_t kw_joined(const kw_view *v, int32_t mention, bool subject, uint32_t at, int32_t out[KW_NAMES_MAX]);     /* itself first; at: of the verb */
bool kw_tell_pair(const kw_view *v, kw_report_list *out, size_t from, const kw_report *rep, int32_t source, int32_t target);    /* if it matters */
bool kw_push_report(const kw_view *v, kw_report_list *out, size_t from, kw_report rep, int32_t source, int32_t target);
bool kw_report_pairs(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, const kw_mode *m, kw_report_list *out, size_t from);

/* doer.c: who did it, by what was told before, where the hit says only to whom; a mention of any sentence, or -1 */
int32_t kw_doer_told(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, const kw_report_list *told, size_t n);

/* untold.c: of a hit that was left; of a claim at the end of the sentence; of what two who deal with each other do in a subordinate clause */
bool kw_report_untold(const kw_view *v, kw_hits *hits, size_t i, kw_reading *r, kw_report_list *out, size_t from);
bool kw_report_claim(const kw_view *v, const kw_hits *hits, kw_report_list *out, size_t from);
bool kw_report_in_return(const kw_view *v, kw_hits *hits, size_t i, kw_report_list *out, size_t from);
void kw_drop_spoken(const kw_view *v, kw_hits *hits, size_t i, const kw_reading *r);      /* what the left hit only speaks of */

#endif
