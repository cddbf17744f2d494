/* SPDX-License-Identifier: MIT */
#include "code/code.h"
struct kw_code_kit { int none; };
kw_rc kw_code_open(const kw_know *k, const char *petrarch_dir, kw_arena *mem, kw_code_kit **out, kw_err *err) { (void)k; (void)petrarch_dir; *out = kw_alloc(mem, sizeof **out); return *out ? KW_OK : kw_fail_nomem(err); }
bool kw_code_wants_heads(const kw_code_kit *kit, const kw_words *words, const kw_marks *marks, size_t sentence) { (void)kit; (void)words; (void)marks; (void)sentence; return false; }
kw_rc kw_code_run(const kw_code_kit *kit, const kw_code_in *in, kw_arena *mem, kw_reports *out, kw_err *err) { (void)kit; (void)in; (void)mem; (void)err; *out = (kw_reports){ 0 }; return KW_OK; }
