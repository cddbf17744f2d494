/* SPDX-License-Identifier: MIT
 * A calendar value, only as precise as its source. Logic is in know/calendar.h. */
#ifndef KW_DOC_WHEN_H
#define KW_DOC_WHEN_H

#include "base/str.h"

typedef enum {
    KW_WHEN_NONE, KW_WHEN_DAY, KW_WHEN_WEEK, KW_WHEN_MONTH, KW_WHEN_SEASON, KW_WHEN_YEAR, KW_WHEN_RANGE
} kw_precision;

enum { KW_NO_TIME = -1, KW_NO_ZONE = INT16_MIN };

typedef struct kw_when {
    int32_t first, last;        /* days since 1970-01-01, both meant; equal for a day */
    uint8_t precision;          /* kw_precision; KW_WHEN_NONE: no date (zeroed memory is no date) */
    bool has_time;              /* then `second` counts from midnight */
    bool inferred;              /* worked out from the text, not printed as a date of its own */
    int32_t second;
    int16_t zone;               /* minutes east of UTC, or KW_NO_ZONE; only with has_time */
} kw_when;

#endif
