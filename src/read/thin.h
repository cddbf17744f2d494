/* SPDX-License-Identifier: MIT
 * A page before the parser of HTML sees it: what no article is made of is taken out, and what would cost that parser more than
 * its length in time is bounded. */
#ifndef KW_READ_THIN_H
#define KW_READ_THIN_H

#include "base/arena.h"
#include "doc/page.h"

/* What was taken out of a start tag that the parser is given without attributes. */
typedef struct kw_thin_apart {
    kw_attrs attrs;
    kw_str names;               /* of <meta>: what its content is */
} kw_thin_apart;

typedef struct kw_thin_tag {
    kw_str name;                /* as it stood */
    uint64_t key;               /* its letters, small, as a number; 0: there are more than eight */
    bool closes, closed;        /* an end tag; "/>" */
    const kw_thin_apart *apart; /* NULL: it has no attributes that count */
} kw_thin_tag;

/* Who is told what is left, piece by piece, in the page's order, while it is read. Each is false when memory ends. */
typedef struct kw_thin_sink {
    bool (*tag)(void *ctx, const kw_thin_tag *t);
    bool (*text)(void *ctx, kw_str text);                   /* with marks, without references and NULs; valid during the call */
    /* what the parser must take apart: whole tags and texts, or, last of all, a rest of the page that may end anywhere */
    bool (*bytes)(void *ctx, kw_str html, bool last);
    void *ctx;
    bool all;                   /* everything comes as bytes, a piece at a time */
} kw_thin_sink;

enum { KW_THIN_MARK = 0xFF, KW_THIN_MARK_BYTES = 5 };   /* a byte that no UTF-8 has, and how long such a mark is */

typedef struct kw_thin {
    kw_str html;                /* what is left to parse, where nobody was told */
    size_t tags;                /* start tags that are left; past KW_TAGS_MAX nobody is told of them */
    kw_strs texts;              /* what the marks stand for, borrowed from the page: blanks behind blanks are still there */
    kw_strs json_ld;            /* contents of <script type="application/ld+json">, borrowed from the page */
    /* the same of the other scripts, but for short ones and those that begin like HTML, and of <noscript> */
    kw_strs state;
} kw_thin;

/* One pass. Left out: scripts, styles, comments, closed <noscript>, <iframe>, <textarea>, <select> and <svg>, attributes that kw_attrs has no
 * field for, attributes of one name but the first, blanks after blanks outside <pre>; of elements more than KW_DEPTH_MAX deep, and of letter
 * styles past KW_STYLES_MAX inside each other, the tags. No text of the page's body is lost. `html` must outlive *out. `sink`: who is told;
 * NULL: it is written to out->html. A parser would look for the tags once more and copy each byte several times: so the sink is told of tags
 * and texts as they are, of attributes on which the tree does not depend apart from them, and of a long text by a mark. False: out of memory. */
bool kw_thin_make(kw_str html, const kw_thin_sink *sink, kw_arena *mem, kw_thin *out);

/* The number of the text that the mark at `p` stands for; SIZE_MAX: there is none. */
size_t kw_thin_text(const kw_thin *t, const char *p);

/* An attribute that has a moment for scripts to show (data-timestamp="1715608380"): kept as an element's content. */
bool kw_thin_is_moment(kw_str name, kw_str value);

/* A text as the parser would have it: of blanks the first, line ends as one byte. Bytes written to `to`, which has room for s.n. */
size_t kw_thin_squeeze(kw_str s, char *to);

#endif
