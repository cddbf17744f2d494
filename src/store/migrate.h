/* SPDX-License-Identifier: MIT
 * Brings a record of an older form to the form of schema.sql, in one transaction. For src/store. */
#ifndef KW_STORE_MIGRATE_H
#define KW_STORE_MIGRATE_H

#include "kawat.h"

#include <stdint.h>

/* `from`: the form it has, 1 or more. Nothing is lost; after a failure the record is as it was. */
kw_rc kw_record_migrate(kw_record *r, int64_t from, kw_err *err);

#endif
