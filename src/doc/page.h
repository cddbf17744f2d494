/* SPDX-License-Identifier: MIT
 * A page: nodes of text with their tags, plus what the page says about itself; what read gives to clean. */
#ifndef KW_DOC_PAGE_H
#define KW_DOC_PAGE_H

#include "base/str.h"

/* Attributes that matter; p NULL: absent. */
typedef struct kw_attrs {
    kw_str id, cls, role, itemprop, itemtype, href, datetime, content, rel, style, title, lang;
                                /* content: also a moment in data-timestamp and the like */
    kw_str data;                /* values of data-testid, data-component and the like, with blanks between */
    bool hidden;                /* hidden or aria-hidden=true */
} kw_attrs;

/* Nodes stand in document order; the subtree of node i is i+1 .. end-1. Scripts, styles and comments are not among them. */
typedef struct kw_node {
    uint32_t parent;            /* UINT32_MAX for the root */
    uint32_t end;               /* one past its last descendant */
    uint16_t tag;               /* kw_tag; KW_TAG_TEXT: a run of text */
    uint16_t depth;
    kw_str text;                /* of a text node: entities decoded, UTF-8 */
    const kw_attrs *attrs;      /* never NULL: an element without any has an empty one */
} kw_node;

typedef enum {
    KW_TAG_TEXT, KW_TAG_OTHER, KW_TAG_A, KW_TAG_ABBR, KW_TAG_ADDRESS, KW_TAG_ARTICLE, KW_TAG_ASIDE, KW_TAG_B,
    KW_TAG_BLOCKQUOTE, KW_TAG_BODY, KW_TAG_BR, KW_TAG_BUTTON, KW_TAG_CAPTION, KW_TAG_CITE, KW_TAG_CODE, KW_TAG_DD,
    KW_TAG_DETAILS, KW_TAG_DIV, KW_TAG_DL, KW_TAG_DT, KW_TAG_EM, KW_TAG_FIGCAPTION, KW_TAG_FIGURE, KW_TAG_FOOTER,
    KW_TAG_FORM, KW_TAG_H1, KW_TAG_H2, KW_TAG_H3, KW_TAG_H4, KW_TAG_H5, KW_TAG_H6, KW_TAG_HEAD, KW_TAG_HEADER,
    KW_TAG_HR, KW_TAG_HTML, KW_TAG_I, KW_TAG_IFRAME, KW_TAG_IMG, KW_TAG_INPUT, KW_TAG_LABEL, KW_TAG_LI, KW_TAG_LINK,
    KW_TAG_MAIN, KW_TAG_META, KW_TAG_NAV, KW_TAG_NOSCRIPT, KW_TAG_OL, KW_TAG_P, KW_TAG_PICTURE, KW_TAG_PRE, KW_TAG_Q,
    KW_TAG_SCRIPT, KW_TAG_SECTION, KW_TAG_SELECT, KW_TAG_SMALL, KW_TAG_SPAN, KW_TAG_STRONG, KW_TAG_STYLE, KW_TAG_SUB,
    KW_TAG_SUP, KW_TAG_SVG, KW_TAG_TABLE, KW_TAG_TBODY, KW_TAG_TD, KW_TAG_TEMPLATE, KW_TAG_TEXTAREA, KW_TAG_TFOOT,
    KW_TAG_TH, KW_TAG_THEAD, KW_TAG_TIME, KW_TAG_TITLE, KW_TAG_TR, KW_TAG_U, KW_TAG_UL, KW_TAG_VIDEO, KW_TAG_COUNT
} kw_tag;

typedef struct kw_meta { kw_str name, content; } kw_meta;           /* <meta name|property|itemprop>, in order; name in lower case */

typedef struct kw_page {
    kw_node *nodes; size_t n_nodes;         /* none for plain text */
    kw_meta *metas; size_t n_metas;
    kw_strs json_ld;                        /* contents of <script type="application/ld+json">, as they stood */
    kw_strs state;                          /* of longer scripts that are not JSON-LD; HTML of <noscript>; as they stood */
    kw_str title;                           /* <title> */
    kw_str canonical;                       /* <link rel=canonical> */
    kw_str next, previous;                  /* <link rel=next>, <link rel=prev> */
    kw_str language;                        /* <html lang> */
    kw_str charset;                         /* what the bytes were decoded from */
    kw_str text;                            /* of a plain text input: all of it, as UTF-8 */
} kw_page;

#endif
