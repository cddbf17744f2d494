/* SPDX-License-Identifier: MIT
 * A page before the parser of HTML sees it: what no article is made of is taken out, and what would cost that parser more than
 * its length in time is bounded. */
#ifndef KW_READ_THIN_H
#define KW_READ_THIN_H

#include "base/arena.h"

typedef struct kw_thin {
    kw_str html;                /* what is left to parse */
    size_t tags;                /* start tags in it */
    kw_strs json_ld;            /* contents of <script type="application/ld+json">, borrowed from the page */
} kw_thin;

/* One pass. Left out: scripts, styles, comments, closed <noscript>, <iframe>, <textarea>, <select> and <svg>, attributes that kw_attrs has no field
 * for, attributes of one name but the first, blanks after blanks outside <pre>; of elements more than KW_DEPTH_MAX deep, and of letter
 * styles past KW_STYLES_MAX inside each other, the tags. No text of the page's body is lost. `html` must outlive *out. False: out of memory. */
bool kw_thin_make(kw_str html, kw_arena *mem, kw_thin *out);

#endif
