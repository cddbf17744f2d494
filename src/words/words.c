/* SPDX-License-Identifier: MIT */
#include "words/words.h"
struct kw_words_kit { int none; };
kw_rc kw_words_open(const kw_know *k, const kw_language_id *lang, kw_arena *mem, kw_words_kit **out, kw_err *err) { (void)k; (void)lang; *out = kw_alloc(mem, sizeof **out); return *out ? KW_OK : kw_fail_nomem(err); }
kw_rc kw_words_run(const kw_words_kit *kit, kw_str text, kw_str language, kw_arena *mem, kw_words *out, kw_err *err) { (void)kit; (void)language; (void)mem; (void)err; *out = (kw_words){ .text = text, .language = KW_STR("und") }; return KW_OK; }
kw_rc kw_words_parse(const kw_words_kit *kit, kw_words *w, size_t sentence, kw_arena *mem, kw_err *err) { (void)kit; (void)w; (void)sentence; (void)mem; (void)err; return KW_OK; }
kw_str kw_words_explain(const kw_words_kit *kit, const kw_words *w, size_t token, kw_arena *mem) { (void)kit; (void)w; (void)token; (void)mem; return KW_NONE; }
