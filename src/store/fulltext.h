/* SPDX-License-Identifier: MIT
 * The full text index of the current versions. */
#ifndef KW_STORE_FULLTEXT_H
#define KW_STORE_FULLTEXT_H

#include "store/db.h"

/* The version, a new one and its article's current one, is indexed when the transaction is committed. */
void kw_fulltext_add(kw_record *r, int64_t version);

/* A version that was taken out is put in again, with the words it has now. */
kw_rc kw_fulltext_put(kw_record *r, int64_t version, kw_err *err);

/* Takes a version out, before its article gets another one, or it other words. */
kw_rc kw_fulltext_drop(kw_record *r, int64_t version, kw_err *err);

/* Indexes what was added since the last call: part of every commit. */
kw_rc kw_fulltext_flush(kw_record *r, kw_err *err);

/* Nothing is waiting to be indexed: the transaction was rolled back. */
void kw_fulltext_forget(kw_record *r);

#endif
