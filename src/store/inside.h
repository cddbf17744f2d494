/* SPDX-License-Identifier: MIT
 * The inside of a record's handle: for src/store alone. */
#ifndef KW_STORE_INSIDE_H
#define KW_STORE_INSIDE_H

#include "kawat.h"

#include <sqlite3.h>

enum { KEPT_MAX = 251,             /* statements that stay prepared */
       KNOWN_MAX = 1 << 14 };       /* rows that are found without asking */

struct kw_record {
    sqlite3 *db;
    char *path;
    char *lock_path;                /* of the file that says "being written"; NULL: not ours */
    int lock;                       /* its descriptor, or -1 */
    kw_record_mode mode;
    bool no_memory;                 /* a row could not be copied: the next kw_query_end() says so */
    int64_t unindexed;              /* the first version that waits for the full text index; 0: none does */
    struct kw_known_place { uint64_t hash; int64_t id; } *known;    /* see known.h; NULL until it is needed */
    struct { const char *sql; sqlite3_stmt *statement; } kept[KEPT_MAX];
};

#endif
