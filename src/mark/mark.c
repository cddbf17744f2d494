/* SPDX-License-Identifier: MIT */
#include "mark/mark.h"
struct kw_mark_kit { int none; };
kw_rc kw_mark_open(const kw_know *k, const kw_dates *dates, kw_arena *mem, kw_mark_kit **out, kw_err *err) { (void)k; (void)dates; *out = kw_alloc(mem, sizeof **out); return *out ? KW_OK : kw_fail_nomem(err); }
kw_rc kw_mark_run(const kw_mark_kit *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *out, kw_err *err) { (void)kit; (void)in; (void)mem; (void)err; *out = (kw_marks){ 0 }; return KW_OK; }
kw_when kw_mark_published(const kw_mark_kit *kit, const kw_words *words, const kw_article *article, kw_arena *mem) { (void)kit; (void)words; (void)article; (void)mem; return (kw_when){ 0 }; }
