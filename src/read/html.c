/* SPDX-License-Identifier: MIT */
#include "read/html.h"
kw_rc kw_html_new(kw_html **out, kw_err *err) { (void)err; *out = NULL; return KW_OK; }
void kw_html_free(kw_html *h) { (void)h; }
kw_rc kw_page_read(kw_html *h, const kw_raw *raw, kw_arena *mem, kw_page *out, kw_err *err) { (void)h; (void)raw; (void)mem; (void)err; *out = (kw_page){ 0 }; return KW_OK; }
