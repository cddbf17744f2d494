/* SPDX-License-Identifier: MIT
 * Is the record whole? */
#ifndef KW_STORE_CHECK_H
#define KW_STORE_CHECK_H

#include "store/db.h"

/* One line for each finding; KW_OK: none; KW_DATA: some, and `err` says how many. */
kw_rc kw_record_check(kw_record *r, kw_write_fn *write, void *ctx, kw_err *err);

#endif
