/* SPDX-License-Identifier: MIT
 * Pages from the web, politely: robots.txt and reservations of text mining (TDMRep: header, file, <meta>; noai) are kept to, one request
 * at a time with a pause for each host, http and https only and every step of a redirect judged like a first request, limits of size
 * and time, private addresses refused after resolution. libcurl is loaded when the first address is asked for, so that it costs
 * nobody else its start. */
#ifndef KW_READ_FETCH_H
#define KW_READ_FETCH_H

#include "base/arena.h"
#include "base/error.h"

typedef struct kw_fetcher kw_fetcher;               /* from one thread at a time; knows the hosts it has met */

typedef struct kw_fetch_options {
    bool allow_private;                             /* loopback and private addresses, too */
    const char *contact;                            /* an address for the User-Agent: who asks; NULL: none */
    volatile const int *stop;                       /* NULL, or: not 0 ends a pause and the request early */
} kw_fetch_options;

typedef struct kw_fetched {
    kw_str bytes;                                   /* decompressed; empty for 304 */
    kw_str url;                                     /* where it was found in the end */
    kw_str charset;                                 /* of Content-Type; p NULL: not said */
    kw_str etag, modified;                          /* to ask again with; p NULL: not said */
    long status;                                    /* of HTTP, also where the call failed; 0: no answer */
    long retry_after;                               /* seconds that the host asks to be left alone for; 0: not said */
    bool closed;                                    /* not to be read: robots.txt, a reservation, an address that is private or not http(s) */
    bool reserved;                                  /* closed by a reservation of text mining */
} kw_fetched;

/* May who asks be told so? NULL may. KW_USAGE: it has control characters, and would be more than one line of a request. */
kw_rc kw_fetch_contact(const char *contact, kw_err *err);

/* `o` is copied. KW_IO: libcurl is not there; KW_USAGE: its contact. */
kw_rc kw_fetcher_open(const kw_fetch_options *o, kw_fetcher **out, kw_err *err);
void kw_fetcher_close(kw_fetcher *f);               /* NULL is fine */

/* The page at `url`, in `mem`. KW_IO: no answer, or another than 200; KW_DATA: not to be read (out->closed), too large, or not
 * http(s); KW_STOPPED. out->status and what follows it is set whatever comes back. */
kw_rc kw_fetch(kw_fetcher *f, kw_str url, kw_arena *mem, kw_fetched *out, kw_err *err);

/* Seconds until the host of `url` may be asked again; 0: at once, or a host not met yet. */
double kw_fetch_wait(const kw_fetcher *f, kw_str url);

/* The same, but only if it is no longer what these stand for (p NULL: not known). KW_OK also for 304: nothing new. */
kw_rc kw_fetch_again(kw_fetcher *f, kw_str url, kw_str etag, kw_str modified, kw_arena *mem, kw_fetched *out, kw_err *err);

#endif
