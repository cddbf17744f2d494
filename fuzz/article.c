/* SPDX-License-Identifier: MIT
 * Bytes as a plain text, to the end of cleaning: labels, stamps, datelines, credits. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const kw *k = fuzz_kawat();
    kw_arena mem = KW_ARENA_EMPTY;
    kw_raw raw = { .kind = KW_RAW_TEXT, .bytes = { (const char *)data, size }, .path = KW_STR("fuzz"), .ref = KW_STR("fuzz") };
    kw_article a;
    if (kw_pipeline_clean(k, NULL, &raw, &mem, &a, NULL) == KW_OK) fuzz_article(&a);
    kw_arena_free(&mem);
    return 0;
}
