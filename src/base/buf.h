/* SPDX-License-Identifier: MIT
 * A growing run of bytes for what is written out: JSON, HTML, tables. Owned by whoever made it.
 * Running out of memory is remembered in `failed` and asked once at the end, so that writing stays readable. */
#ifndef KW_BASE_BUF_H
#define KW_BASE_BUF_H

#include "base/str.h"

typedef struct kw_buf { char *p; size_t n, cap; bool failed, lent; } kw_buf;     /* lent: memory of another's, which cannot grow: then `failed` */

#define KW_BUF_EMPTY ((kw_buf){ NULL, 0, 0, false, false })

void kw_buf_free(kw_buf *b);                        /* empty and usable again */
void kw_buf_reset(kw_buf *b);                       /* empty again, memory kept */
bool kw_buf_reserve(kw_buf *b, size_t more);        /* room for `more` further bytes */
void kw_buf_add(kw_buf *b, kw_str s);               /* copies */
void kw_buf_byte(kw_buf *b, char c);
void kw_buf_text(kw_buf *b, const char *z);         /* NUL-ended */
void kw_buf_fmt(kw_buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
static inline kw_str kw_buf_str(const kw_buf *b) { return (kw_str){ b->p, b->n }; }

#endif
