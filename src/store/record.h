/* SPDX-License-Identifier: MIT
 * Writing to a record: articles with what was found in them, and what grouping makes of them together.
 * All of these stand between kw_record_begin() and kw_record_commit() of store/db.h. */
#ifndef KW_STORE_RECORD_H
#define KW_STORE_RECORD_H

#include "doc/article.h"
#include "doc/groups.h"
#include "doc/marks.h"
#include "doc/raw.h"
#include "doc/reports.h"
#include "store/db.h"

/* An article as it goes into the record. */
typedef struct kw_entry {
    const kw_article *article;
    kw_str fetched;                 /* ISO 8601, or p NULL */
    const kw_marks *marks;
    const kw_reports *reports;
    kw_str digest;                  /* packed */
    kw_str sketch;                  /* packed; p NULL: to be made when it is grouped */
    const uint64_t *matters;        /* what its reports are merged by, one for each; NULL: not known */
    uint64_t content;               /* kw_article_content(), asked before anything is worked out from the text */
    uint64_t bytes;                 /* kw_raw_content() */
    bool again;                     /* takes the place of what the same bytes or content were understood as before */
} kw_entry;

typedef enum { KW_PUT_NEW, KW_PUT_VERSION, KW_PUT_SAME, KW_PUT_AGAIN } kw_put_result;

/* What makes an article this version of it: a hash of title, text, published, outlet, authors. */
uint64_t kw_article_content(const kw_article *a, kw_arena *mem);

/* A hash of what came in: its bytes and what was given beside them. The same bytes are the same version even where other
 * tables would now read an outlet or a date differently; other bytes may still be the same article (content above). */
uint64_t kw_raw_content(const kw_raw *raw);

/* Is there a version of `ref` with this content, or made of these bytes? */
kw_rc kw_record_knows_content(kw_record *r, kw_str ref, uint64_t content, bool *out, kw_err *err);
kw_rc kw_record_knows_bytes(kw_record *r, kw_str ref, uint64_t bytes, bool *out, kw_err *err);

/* Records an article. New: in a story of its own, each report an event of its own, until it is grouped (groups.h). Known with
 * other content: a new version; findings move to it unless it is dated before the current one. Known with the same: nothing,
 * or with `again` and as the current version: its row and its findings are replaced, ids stay with what says the same. */
kw_rc kw_record_put(kw_record *r, const kw_entry *e, kw_arena *mem, kw_put_result *out, kw_err *err);

/* A path that could not be read, until it can. */
/* Remembers that the input `path` failed, for kw_ask_failures(); `why` is copied. */
kw_rc kw_record_put_failure(kw_record *r, kw_str path, const char *why, kw_err *err);
kw_rc kw_record_clear_failure(kw_record *r, kw_str path, kw_err *err);

/* Has everything been grouped that was added? */
kw_rc kw_record_is_grouped(kw_record *r, bool *out, kw_err *err);
kw_rc kw_record_begin_grouping(kw_record *r, kw_err *err);      /* before links are written */
kw_rc kw_record_end_grouping(kw_record *r, kw_err *err);        /* now it has */

/* Removes an article, its versions and findings; grouping is then to be done anew. KW_EMPTY: no such article. */
kw_rc kw_record_forget(kw_record *r, int64_t article, kw_err *err);

/* After that: removes entities, places and notes that nothing uses any more. */
kw_rc kw_record_drop_unused(kw_record *r, kw_err *err);

/* After the commit of a forget: nothing of the removed bytes is left in the file. */
kw_rc kw_record_scrub(kw_record *r, kw_err *err);

#endif
