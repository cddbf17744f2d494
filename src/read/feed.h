/* SPDX-License-Identifier: MIT
 * RSS 2.0 (and 1.0), Atom and news sitemaps, through libxml2's reader: no network, no entities from outside. */
#ifndef KW_READ_FEED_H
#define KW_READ_FEED_H

#include "base/arena.h"
#include "base/error.h"
#include "doc/raw.h"

/* What it lists, as the feed has it: addresses with titles and dates, mostly without text. */
typedef struct kw_feed { kw_given *items; size_t n; bool addresses_only, sitemaps; } kw_feed;
/* addresses_only: a sitemap; sitemaps: they are of further sitemaps */

/* The items of a feed, in its order, in `mem`. KW_DATA: not well-formed, or not a feed; `place` is for messages. */
kw_rc kw_feed_read(kw_str xml, const char *place, kw_arena *mem, kw_feed *out, kw_err *err);

#endif
