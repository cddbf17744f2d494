/* SPDX-License-Identifier: MIT
 * Every limit that hostile or careless input can meet, by name. Each has a test in tests/. */
#ifndef KW_BASE_LIMITS_H
#define KW_BASE_LIMITS_H

#define KW_ALLOC_MAX      ((size_t)1 << 30)   /* one piece of an arena, bytes */
#define KW_FILE_MAX       ((size_t)512 << 20) /* one input file held in memory, after decompression */
#define KW_LINE_MAX       ((size_t)64 << 20)  /* one line of JSON lines */
#define KW_TEXT_MAX       ((size_t)16 << 20)  /* text of one article */
#define KW_RECORD_MAX     ((size_t)64 << 20)  /* one record of a WARC file */
#define KW_FEED_MAX       ((size_t)64 << 20)  /* one feed or sitemap, after decompression */
#define KW_INFLATE_RATIO  400                 /* decompressed over compressed, past the first 16 MiB */
#define KW_DEPTH_MAX      512                 /* nesting of HTML; tags below that are left out, not their text (read/thin.h) */
#define KW_STYLES_MAX     16                  /* <b>, <i>, ... open at the same time */
#define KW_ATTR_MAX       64                  /* attributes of an HTML element that are kept */
#define KW_TAGS_MAX       250000              /* start tags of one page that are worth parsing */
#define KW_NODES_MAX      500000              /* nodes that are made of them, texts with them */
#define KW_BLOCKS_MAX     100000              /* paragraphs, headings, lines of one article, with those that are left out */
#define KW_JSONLD_MAX     100000              /* values in the JSON-LD of a page: what has more is no news */
#define KW_STATE_MAX      ((size_t)8 << 20)   /* inline JSON of a page that is looked into where nothing else is an article */
#define KW_PAGE_SECONDS   8                   /* one page, in the confined child */
#define KW_CHILD_DATA_MAX ((size_t)768 << 20) /* memory of the confined child */
#define KW_SENTENCE_MAX   400                 /* tokens; a longer run is cut */
#define KW_JSON_DEPTH_MAX 64                  /* nesting of JSON */
#define KW_JSON_MAX       500000              /* values in one JSON text; JSON lines have as many lines as they like */

/* fetching */
#define KW_FETCH_MAX             ((size_t)32 << 20)  /* one answer, bytes, after decompression */
#define KW_FETCH_SECONDS         30                  /* one answer, all of it */
#define KW_FETCH_CONNECT_SECONDS 10                  /* until a host answers at all */
#define KW_FETCH_REDIRECTS       5                   /* of one address */
#define KW_FETCH_PAUSE           1.0                 /* seconds between two requests to one host, or what its Crawl-delay asks for */
#define KW_FETCH_OWN_PAUSE       0.05                /* the same, of a server with a port of its own on this machine */

#endif
