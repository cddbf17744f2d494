/* SPDX-License-Identifier: MIT
 * Files that are packed, or hold many articles (archives, feeds, JSON), are read in a cell (cell.h): the file is handed over open, and its
 * raws come back one by one. A crash or a bomb costs the line or record at hand; the rest of that file only where it cannot be
 * begun again (a pipe, one document of JSON or XML). */
#ifndef KW_UNPACK_H
#define KW_UNPACK_H

#include "read/source.h"

typedef struct kw_unpacker kw_unpacker;

/* Make it before the threads (kw_cell_new()). `o` is copied; what it points to must outlive it. Free with kw_unpacker_free(). */
kw_rc kw_unpacker_new(const kw_source_options *o, kw_unpacker **out, kw_err *err);
void kw_unpacker_free(kw_unpacker *u);                      /* NULL is fine */

/* For kw_source_options.elsewhere; lives as long as the unpacker. */
const kw_elsewhere *kw_unpacker_door(const kw_unpacker *u);

#endif
