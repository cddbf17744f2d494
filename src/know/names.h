/* SPDX-License-Identifier: MIT
 * The words by which values of doc/ are written down: in JSON, in the record, on a terminal. */
#ifndef KW_KNOW_NAMES_H
#define KW_KNOW_NAMES_H

#include "doc/marks.h"
#include "doc/reports.h"

/* Constant strings; never NULL but where it is said. */
const char *kw_reason_name(kw_reason r);        /* "planned", ...; NULL for KW_FACT */
const char *kw_kind_name(kw_kind k);            /* "person", ... */
const char *kw_place_precision_name(kw_place_precision p);      /* "city", ... */

#endif
