/* SPDX-License-Identifier: MIT
 * What comes in: bytes with where and when they came from, and what the caller said about them. */
#ifndef KW_DOC_RAW_H
#define KW_DOC_RAW_H

#include "base/str.h"

/* RECORD: only `given` counts. Inside src/read: ADDRESS, LISTING: given.url is to be fetched, an article or what lists such. */
typedef enum { KW_RAW_TEXT, KW_RAW_HTML, KW_RAW_RECORD, KW_RAW_ADDRESS, KW_RAW_LISTING } kw_raw_kind;

/* Fields that came beside the bytes: JSON lines, ninjs, a feed, a news sitemap. p NULL: absent. As they stood. */
typedef struct kw_given {
    kw_str id, url, title, text, html, published, modified, outlet, language, byline;
    kw_strs authors;
} kw_given;

typedef struct kw_raw {
    kw_raw_kind kind;
    kw_str bytes;               /* decompressed; any charset for HTML, UTF-8 wanted elsewhere */
    kw_str path;                /* file, "-" or URL; with "#12" for the 12th line or record of a container */
    kw_str ref;                 /* the caller's id, else url, else path: what the article is known by */
    kw_str url;
    kw_str charset;             /* of an HTTP header; p NULL: not said */
    kw_str fetched;             /* ISO 8601, of a WARC record or a fetch; p NULL: not known */
    kw_given given;
} kw_raw;

#endif
