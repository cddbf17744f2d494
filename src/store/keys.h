/* SPDX-License-Identifier: MIT
 * The index of keys: which numbers (of articles) have a key, on disk. Sorted runs that are merged as they grow (O'Neil and
 * others 1996, the log-structured merge tree), so that many keys go in with few writes; about 5 bytes an entry. */
#ifndef KW_STORE_KEYS_H
#define KW_STORE_KEYS_H

#include "store/db.h"

/* One more run: entries of key << 32 | number, sorted, each once; numbers below 2^31. */
kw_rc kw_keys_put(kw_record *r, int kind, const uint64_t *v, size_t n, kw_err *err);

/* Looks keys up; cheapest in rising order. */
typedef struct kw_keys kw_keys;
kw_rc kw_keys_open(kw_record *r, int kind, kw_keys **out, kw_err *err);
/* All numbers that have the key, in no order; borrowed until the next call. */
kw_rc kw_keys_find(kw_keys *k, uint32_t key, const uint32_t **v, size_t *n, kw_err *err);
void kw_keys_close(kw_keys *k);                     /* NULL is fine */

#endif
