/* SPDX-License-Identifier: MIT */
#include "know/date.h"
struct kw_dates { int none; };
kw_rc kw_dates_open(const kw_know *k, kw_arena *mem, kw_dates **out, kw_err *err) { (void)k; *out = kw_alloc(mem, sizeof **out); return *out ? KW_OK : kw_fail_nomem(err); }
bool kw_date_read(const kw_dates *g, kw_str language, kw_str text, size_t at, const kw_date_base *base, kw_date_found *out) { (void)g; (void)language; (void)text; (void)at; (void)base; (void)out; return false; }
bool kw_date_read_stamp(const kw_dates *g, kw_str language, kw_str text, kw_when *out) { (void)g; (void)language; (void)text; (void)out; return false; }
