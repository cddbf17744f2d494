/* SPDX-License-Identifier: MIT
 * What kind of input bytes are, from their beginning; names of files are never asked. */
#ifndef KW_READ_SNIFF_H
#define KW_READ_SNIFF_H

#include "base/str.h"

typedef enum { KW_SNIFF_TEXT, KW_SNIFF_HTML, KW_SNIFF_LINES, KW_SNIFF_JSON, KW_SNIFF_WARC, KW_SNIFF_FEED } kw_sniffed;

enum { KW_SNIFF = 1 << 16 };            /* how many bytes it wants to see */

/* Of the first bytes, decompressed: KW_SNIFF of them or all there are. KW_SNIFF_TEXT where nothing else fits, also for none. */
kw_sniffed kw_sniff(kw_str head);

/* UTF-16 with its mark? */
bool kw_sniff_is_wide(kw_str head);

#endif
