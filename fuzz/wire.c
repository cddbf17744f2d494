/* SPDX-License-Identifier: MIT
 * Bytes as an article that a broken child sends. */
#include "fuzz.h"
#include "wire.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_article a;
    kw_raw r;
    if (kw_wire_get_article((kw_str){ (const char *)data, size }, &mem, &a)) fuzz_article(&a);
    kw_wire_get_raw((kw_str){ (const char *)data, size }, false, &mem, &r);
    kw_arena_free(&mem);
    return 0;
}
