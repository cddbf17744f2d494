/* SPDX-License-Identifier: MIT
 * One page from the web, politely: robots.txt and a reservation of text mining are kept to, one request at a time with a pause
 * for each host, http and https only (redirects, too), limits of size and time, private addresses refused after
 * resolution. libcurl is loaded when the first address is asked for, so that it costs nobody else its start. */
#ifndef KW_READ_FETCH_H
#define KW_READ_FETCH_H

#include "base/arena.h"
#include "base/error.h"

typedef struct kw_fetcher kw_fetcher;               /* from one thread at a time; knows the hosts it has met */

typedef struct kw_fetched {
    kw_str bytes;                                   /* decompressed */
    kw_str url;                                     /* where it was found in the end */
    kw_str charset;                                 /* of Content-Type; p NULL: not said */
} kw_fetched;

/* `allow_private`: loopback and private addresses, too. KW_IO: libcurl is not there. */
kw_rc kw_fetcher_open(bool allow_private, kw_fetcher **out, kw_err *err);
void kw_fetcher_close(kw_fetcher *f);               /* NULL is fine */

/* The page at `url`, in `mem`. KW_IO: no answer, or another than 200; KW_DATA: not to be read (robots.txt, tdm-reservation),
 * too large, or not http(s). */
kw_rc kw_fetch(kw_fetcher *f, kw_str url, kw_arena *mem, kw_fetched *out, kw_err *err);

#endif
