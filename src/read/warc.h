/* SPDX-License-Identifier: MIT
 * WARC 1.0 and 1.1 (ISO 28500), and WET: one record after the other out of a stream, however it was compressed. */
#ifndef KW_READ_WARC_H
#define KW_READ_WARC_H

#include "doc/raw.h"
#include "read/stream.h"

/* The next record that may be an article (an HTTP response with HTML or text that answered 200, or the plain text of a WET file), its body
 * decoded, in `mem`: kind, bytes, url, charset and fetched of *out are set. *number counts all records. KW_EMPTY: no more. KW_DATA: this
 * record is damaged or too large; the next call goes on behind it. `name` is for messages. Records up to number `behind` are passed over
 * unread; *mark (NULL: none) is the number of the record at hand. */
kw_rc kw_warc_next(kw_stream *s, const char *name, long *number, uint64_t behind, volatile uint64_t *mark, kw_arena *mem, kw_raw *out, kw_err *err);

/* An HTTP response (status line, headers, body) to its body: chunks joined, content encoding taken off. False: not a page
 * (another status, another type). KW_DATA: damaged. */
kw_rc kw_http_body(kw_str message, const char *place, kw_arena *mem, kw_raw *out, bool *page, kw_err *err);

#endif
