/* SPDX-License-Identifier: MIT
 * What an address that lists others gave: a feed (RSS, Atom, JSON Feed), a sitemap, an index of sitemaps, compressed or not. */
#ifndef KW_READ_LISTING_H
#define KW_READ_LISTING_H

#include "read/feed.h"

/* The items in its order, with absolute addresses (of http and https; others are left out), in `mem`. KW_EMPTY: it is no listing but a page;
 * KW_DATA: a damaged one. `url` is where the bytes were found. */
kw_rc kw_listing_read(kw_str bytes, kw_str url, kw_arena *mem, kw_feed *out, kw_err *err);

#endif
