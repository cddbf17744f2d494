/* SPDX-License-Identifier: MIT
 * Listings that were fetched (feeds, sitemaps, JSON) are read in a cell (cell.h), as pages and archives are. */
#ifndef KW_LISTER_H
#define KW_LISTER_H

#include "read/listing.h"

typedef struct kw_lister kw_lister;

/* Make it before the threads (kw_cell_new()). `trusted`: it reads in this process. Free with kw_lister_free(). */
kw_rc kw_lister_new(bool trusted, kw_lister **out, kw_err *err);
void kw_lister_free(kw_lister *l);                          /* NULL is fine */

/* As kw_listing_read(); KW_DATA also where the process that read it died, hung or wanted too much memory. */
kw_rc kw_lister_read(kw_lister *l, kw_str bytes, kw_str url, kw_arena *mem, kw_feed *out, kw_err *err);

#endif
