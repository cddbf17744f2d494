/* SPDX-License-Identifier: MIT
 * What `watch` remembers of the addresses it follows, in a file beside the record: one line for each change, read again at the start, so
 * that a kill at any moment loses at most the last line. docs/decisions/0012-watch.md has its form. */
#ifndef KW_VISITS_H
#define KW_VISITS_H

#include "base/arena.h"
#include "base/error.h"

typedef enum { KW_VISIT_NEW, KW_VISIT_WAITS, KW_VISIT_DONE, KW_VISIT_FAILED, KW_VISIT_CLOSED } kw_visit_state;

/* An address: one that lists others (source), or one that was listed (item). */
typedef struct kw_visit {
    kw_str url;
    bool source;
    kw_visit_state state;               /* of an item; CLOSED: it is not to be read */
    uint64_t stamp;                     /* of an item: of what the listing said of its last change */
    int64_t next, seen;                 /* seconds since 1970: not to be asked before; last listed */
    unsigned tries;                     /* that failed, one after the other */
    char etag[256], modified[64];       /* of a source */
    void *now;                          /* the caller's, for this run */
} kw_visit;

typedef struct kw_visits kw_visits;

/* Reads the file at `path` (made if absent) and locks it; `now` is for forgetting items that were last listed long ago. KW_BUSY: another watch
 * uses it; KW_DATA: not such a file; KW_NEWER: of a newer kawat. Close it with kw_visits_close(). */
kw_rc kw_visits_open(const char *path, int64_t now, kw_visits **out, kw_err *err);
void kw_visits_close(kw_visits *v);     /* NULL is fine */

/* The address, made if it is not known; NULL: out of memory. Valid until the close. */
kw_visit *kw_visits_get(kw_visits *v, bool source, kw_str url);

/* In the order in which they were met; NULL: no more. */
kw_visit *kw_visits_at(const kw_visits *v, size_t i);

/* Writes what is known of it now. */
kw_rc kw_visits_keep(kw_visits *v, const kw_visit *visit, kw_err *err);

#endif
