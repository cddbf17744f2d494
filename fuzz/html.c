/* SPDX-License-Identifier: MIT
 * Bytes as a page, to the end of cleaning. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const kw *k = fuzz_kawat();
    kw_html *h = NULL;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_raw raw = { .kind = KW_RAW_HTML, .bytes = { (const char *)data, size }, .path = KW_STR("fuzz"), .ref = KW_STR("fuzz") };
    kw_article a;
    if (kw_html_new(&h, NULL) != KW_OK) return 0;
    if (kw_pipeline_clean(k, h, &raw, &mem, &a, NULL) == KW_OK) fuzz_article(&a);
    kw_arena_free(&mem);
    kw_html_free(h);
    return 0;
}
