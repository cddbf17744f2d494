/* SPDX-License-Identifier: MIT
 * A page before the parser of HTML sees it: what no article is made of is taken out, and what would cost that parser more than
 * its length in time is bounded. */
#ifndef KW_READ_THIN_H
#define KW_READ_THIN_H

#include "base/arena.h"

typedef struct kw_thin {
    kw_str html;                /* what is left to parse */
    kw_strs json_ld;            /* contents of <script type="application/ld+json">, borrowed from the page */
} kw_thin;

/* One pass. Left out: scripts, styles, comments, closed <noscript>, <iframe>, <textarea> and <svg>, attributes that kw_attrs has no field
 * for, blanks after blanks outside <pre>; of elements more than KW_DEPTH_MAX deep, of attributes past KW_ATTR_MAX and of letter styles
 * inside each other past KW_STYLES_MAX the tags. No text of the page's body is lost. `html` must outlive *out. False: out of memory. */
bool kw_thin_make(kw_str html, kw_arena *mem, kw_thin *out);

#endif
