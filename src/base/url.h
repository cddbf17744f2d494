/* SPDX-License-Identifier: MIT
 * Addresses of the web: their parts, and one beside another. Nothing is decoded or checked beyond that. */
#ifndef KW_BASE_URL_H
#define KW_BASE_URL_H

#include "base/arena.h"
#include "base/str.h"

bool kw_url_is_http(kw_str url);        /* begins with http:// or https:// */

/* "https://host:port", and what comes behind it without the part from '#' on (empty where there is nothing). Both borrow from `url`.
 * false: no scheme, or no host. */
bool kw_url_split(kw_str url, kw_str *origin, kw_str *path);

/* Where a link `to` leads from the page `base` (RFC 3986, 5.2, but "." and ".." stay): "//host/a", "/a", "?b" and "a" are put behind the
 * part of `base` that they keep; an address with a scheme of its own, or a `base` without one, gives `to` as it is. Lives in `mem`, or
 * borrows from `to`. p NULL: out of memory. */
kw_str kw_url_join(kw_str base, kw_str to, kw_arena *mem);

#endif
