/* SPDX-License-Identifier: MIT
 * Writing HTML so that nothing in an article can act: every text goes through kw_markup_text, which escapes what means
 * something in HTML and leaves out control characters. Templates are strings of C; text never is. */
#ifndef KW_SERVE_MARKUP_H
#define KW_SERVE_MARKUP_H

#include "base/buf.h"
#include "base/json.h"

void kw_markup_text(kw_buf *b, kw_str s);                /* text between tags or in a quoted attribute */
void kw_markup_url(kw_buf *b, kw_str s);                 /* one part of a path or query, percent-encoded */

/* A link to a page outside, only if it is http or https; else nothing but the words. */
void kw_markup_outside(kw_buf *b, kw_str url, kw_str words);

/* "<tag class=..>text</tag>"; does nothing where the text is absent. `open` is the inside of the opening tag. */
void kw_markup_element(kw_buf *b, const char *open, kw_str text);

#endif
