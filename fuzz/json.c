/* SPDX-License-Identifier: MIT
 * Door: JSON, and the lines of the verb `code`, which ask every stage behind it. */
#include "base/json.h"
#include "kawat.h"

static bool drop(void *ctx, const char *p, size_t n) {
    (void)ctx; (void)p; (void)n;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    static kw *k;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_json *j;
    kw_err err = { "" };
    if (!k && kw_open(NULL, &k, NULL) != KW_OK) return 0;
    kw_json_parse((kw_str){ (const char *)data, n }, "fuzz", &mem, &j, &err);
    kw_arena_free(&mem);
    kw_stage_line(k, KW_STAGE_CODE, KW_WORDS_JSON, (const char *)data, n, "fuzz", drop, NULL, &err);
    return 0;
}
