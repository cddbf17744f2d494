/* SPDX-License-Identifier: MIT
 * A raw, a feed and an article as bytes, to cross from a process to its child and back on one machine. One function walks the fields
 * both ways, so that what is written is what is read. */
#ifndef KW_WIRE_H
#define KW_WIRE_H

#include "base/buf.h"
#include "doc/article.h"
#include "doc/raw.h"
#include "base/arena.h"
#include "read/feed.h"

/* Append; ask out->failed for memory. */
void kw_wire_put_raw(const kw_raw *raw, kw_buf *out);
void kw_wire_put_article(const kw_article *a, kw_buf *out);
void kw_wire_put_feed(const kw_feed *f, kw_buf *out);

/* Strings are copied into `mem`; of a raw that is lent they stay where they lie, which must be memory that nobody else writes to. False:
 * out of memory, or not such bytes. */
bool kw_wire_get_raw(kw_str bytes, bool lent, kw_arena *mem, kw_raw *out);
bool kw_wire_get_article(kw_str bytes, kw_arena *mem, kw_article *out);
bool kw_wire_get_feed(kw_str bytes, kw_arena *mem, kw_feed *out);

#endif
