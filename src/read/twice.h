/* SPDX-License-Identifier: MIT
 * Text that was encoded twice: UTF-8 whose bytes somebody took for Windows-1252 and made UTF-8 of again ("â€™" for "’"). */
#ifndef KW_READ_TWICE_H
#define KW_READ_TWICE_H

#include "base/arena.h"

/* May there be such a character in it? A quick look; false is certain. */
bool kw_twice_looks(kw_str text);

/* `text`, which is UTF-8, with what is certainly encoded twice made whole; `text` itself where nothing is. In `mem`. p NULL: out of memory.
 * One pass over the bytes where nothing looks like it. */
kw_str kw_twice_mend(kw_str text, kw_arena *mem);

#endif
