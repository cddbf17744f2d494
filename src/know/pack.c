/* SPDX-License-Identifier: MIT
 * A search by halves in the sorted list of names at the head of the image. */
#include "know/pack.h"

extern const char kw_pack_image[];      /* build/pack.o, by .incbin */

const kw_pack *kw_pack_shipped(void) { return (const void *)kw_pack_image; }

kw_str kw_pack_find(const kw_pack *p, const char *name) {
    uint32_t low = 0, high = p->n;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        int c = strcmp(p->items[mid].name, name);
        if (c == 0) return (kw_str){ (const char *)p + p->items[mid].at, (size_t)p->items[mid].size };
        if (c < 0) low = mid + 1;
        else high = mid;
    }
    return KW_NONE;
}
