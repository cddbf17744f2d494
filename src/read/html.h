/* SPDX-License-Identifier: MIT
 * HTML and plain text to a page. MyHTML is seen by html.c alone. */
#ifndef KW_READ_HTML_H
#define KW_READ_HTML_H

#include "base/arena.h"
#include "base/error.h"
#include "doc/page.h"
#include "doc/raw.h"

typedef struct kw_html kw_html;         /* a parser whose tree is reused; one a thread */

/* Free with kw_html_free(). KW_NOMEM is the only failure. */
kw_rc kw_html_new(kw_html **out, kw_err *err);
void kw_html_free(kw_html *h);          /* NULL is fine */

/* Whether the parser is given all that thin.h leaves, also what it need not see; tests compare the two. From the next page on. */
void kw_html_give_all(kw_html *h, bool all);

/* The page of a raw, in `mem`: for KW_RAW_HTML the nodes, for KW_RAW_TEXT `page.text`, for KW_RAW_RECORD what
 * given.html or given.text hold. All text is clean UTF-8. KW_DATA: too large, binary, or not decodable. */
kw_rc kw_page_read(kw_html *h, const kw_raw *raw, kw_arena *mem, kw_page *out, kw_err *err);

/* Will kw_page_read parse HTML for this raw? */
bool kw_page_is_html(const kw_raw *raw);

#endif
