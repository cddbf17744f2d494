/* SPDX-License-Identifier: MIT
 * Bytes of any charset to UTF-8: byte order mark, what was declared, what the bytes are, a guess (uchardet). */
#ifndef KW_READ_CHARSET_H
#define KW_READ_CHARSET_H

#include "base/arena.h"
#include "base/error.h"

/* `declared` is the label of an HTTP header, a <meta> or an XML declaration, or p NULL: then `html` is asked itself. *out is UTF-8, in `mem`
 * or borrowed from `bytes`; *used names the charset it was read as. Bytes that are UTF-8 are read as UTF-8 whatever was declared. A few broken
 * bytes become U+FFFD; KW_DATA where no charset fits. `place` is for messages. */
kw_rc kw_charset_read(kw_str bytes, kw_str declared, bool html, const char *place, kw_arena *mem, kw_str *out, kw_str *used, kw_err *err);

/* True for bytes that are no text in any charset: pictures, archives, PDF. *what names the kind ("a PDF"). */
bool kw_charset_binary(kw_str bytes, const char **what);

/* Opens the converters that pages need and keeps them: for a process that will have no files later. */
void kw_charset_warm(void);

#endif
