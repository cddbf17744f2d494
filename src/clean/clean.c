/* SPDX-License-Identifier: MIT */
#include "clean/clean.h"
struct kw_clean { int none; };
kw_rc kw_clean_open(const kw_know *k, const kw_dates *dates, const kw_language_id *lang, kw_arena *mem, kw_clean **out, kw_err *err) { (void)k; (void)dates; (void)lang; *out = kw_alloc(mem, sizeof **out); return *out ? KW_OK : kw_fail_nomem(err); }
kw_rc kw_clean_run(const kw_clean *c, const kw_raw *raw, const kw_page *page, kw_arena *mem, kw_article *out, kw_err *err) { (void)c; (void)raw; (void)page; (void)mem; (void)err; *out = (kw_article){ 0 }; return KW_OK; }
