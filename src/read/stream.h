/* SPDX-License-Identifier: MIT
 * Bytes that come bit by bit and decompressed: of a file, of standard input, of a piece of memory. Compression (gzip with
 * any number of members, zstd, brotli) is told by content. Memory held is what has been asked for, not the input. */
#ifndef KW_READ_STREAM_H
#define KW_READ_STREAM_H

#include "base/arena.h"
#include "base/error.h"

typedef struct kw_stream kw_stream;

/* Of a file that is open and becomes the stream's, standard input excepted; `name` is copied, for messages. `stop` (or NULL) outlives the
 * stream: when *stop is set while bytes are waited for, they are KW_STOPPED. Free with kw_stream_close(). */
kw_rc kw_stream_open_file(int file, const char *name, volatile const int *stop, kw_stream **out, kw_err *err);

/* Reads from memory that outlives the stream; `name` is for messages. */
kw_rc kw_stream_open_bytes(kw_str bytes, const char *name, kw_stream **out, kw_err *err);

void kw_stream_close(kw_stream *s);                 /* NULL is fine */

/* The next bytes without taking them: at least `want` where the stream has so many. Valid until the next call. KW_DATA:
 * damaged compression, or a bomb (KW_INFLATE_RATIO); it is told once, when what came before the damage has been taken. */
kw_rc kw_stream_peek(kw_stream *s, size_t want, kw_str *out, kw_err *err);

/* Takes `n` bytes that a peek has shown. */
void kw_stream_skip(kw_stream *s, size_t n);

/* Can the next line, or with `all` whatever comes, be read without waiting for anybody? */
bool kw_stream_at_hand(const kw_stream *s, bool all);

/* The next line without its end, valid until the next call. KW_EMPTY: no more; KW_DATA: longer than KW_LINE_MAX (it is
 * skipped; the next call goes on behind it). */
kw_rc kw_stream_line(kw_stream *s, kw_str *line, kw_err *err);

/* All that is left, in `mem`. KW_DATA: more than `max` bytes, or damage before the end. */
kw_rc kw_stream_rest(kw_stream *s, size_t max, kw_arena *mem, kw_str *out, kw_err *err);

/* All of packed bytes that lie in memory, unpacked; plain ones come out as they are. `name` is for messages. As kw_stream_rest(). */
kw_rc kw_stream_unpack(kw_str bytes, const char *name, size_t max, kw_arena *mem, kw_str *out, kw_err *err);

/* The same of an HTTP body, which archives cut off: what comes before the cut is all there is, and no failure. `deflated`: it is said to be
 * "deflate", which many servers send without zlib's mark. What is not packed at all comes out as it is. */
kw_rc kw_stream_unpack_body(kw_str bytes, bool deflated, const char *name, size_t max, kw_arena *mem, kw_str *out, kw_err *err);

#endif
