/* SPDX-License-Identifier: MIT */
#include "read/source.h"
kw_rc kw_source_open(const kw_source_options *o, kw_source **out, kw_err *err) { (void)o; (void)err; *out = NULL; return KW_OK; }
kw_rc kw_source_next(kw_source *s, kw_arena *mem, kw_raw *out, kw_str *path, kw_err *err) { (void)s; (void)mem; (void)out; (void)path; (void)err; return KW_EMPTY; }
void kw_source_close(kw_source *s) { (void)s; }
