/* SPDX-License-Identifier: MIT
 * A page before the parser of HTML sees it: what no article is made of is taken out, and what would cost that parser more than
 * its length in time is bounded. */
#ifndef KW_READ_THIN_H
#define KW_READ_THIN_H

#include "base/arena.h"
#include "doc/page.h"

/* A start tag whose attributes were taken out of what is parsed. */
typedef struct kw_thin_tag {
    uint32_t at;                /* where its name begins in `html` */
    const kw_attrs *attrs;
    kw_str names;               /* of <meta>: what its content is */
} kw_thin_tag;

enum { KW_THIN_MARK = 0xFF, KW_THIN_MARK_BYTES = 5 };   /* a byte that no UTF-8 has, and how long such a mark is */

typedef struct kw_thin {
    kw_str html;                /* what is left to parse */
    size_t tags;                /* start tags in it */
    kw_thin_tag *apart; size_t n_apart;     /* in order of `at` */
    kw_strs texts;              /* what the marks stand for, borrowed from the page: blanks behind blanks are still there */
    kw_strs json_ld;            /* contents of <script type="application/ld+json">, borrowed from the page */
} kw_thin;

/* One pass. Left out: scripts, styles, comments, closed <noscript>, <iframe>, <textarea>, <select> and <svg>, attributes that kw_attrs has no field
 * for, attributes of one name but the first, blanks after blanks outside <pre>; of elements more than KW_DEPTH_MAX deep, and of letter
 * styles past KW_STYLES_MAX inside each other, the tags. No text of the page's body is lost. `html` must outlive *out. `apart`: what the parser need not see is not given to it, since
 * it would copy each byte several times: attributes on which the tree does not depend go to out->apart, texts without references to out->texts,
 * and a mark stands for each. False: out of memory. */
bool kw_thin_make(kw_str html, bool apart, kw_arena *mem, kw_thin *out);

/* The number of the text that the mark at `p` stands for; SIZE_MAX: there is none. */
size_t kw_thin_text(const kw_thin *t, const char *p);

/* A text as the parser would have it: of blanks the first, line ends as one byte. Bytes written to `to`, which has room for s.n. */
size_t kw_thin_squeeze(kw_str s, char *to);

#endif
