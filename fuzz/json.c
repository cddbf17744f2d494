/* SPDX-License-Identifier: MIT
 * Door: JSON, and the lines of the verb `code`, which ask every stage behind it. */
#include "base/json.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_json *j;
    kw_err err = { "" };
    kw_json_parse((kw_str){ (const char *)data, n }, "fuzz", &mem, &j, &err);
    kw_arena_free(&mem);
    kw_stage_line(fuzz_kawat(), KW_STAGE_CODE, KW_WORDS_JSON, (const char *)data, n, "fuzz", fuzz_drop, NULL, &err);
    return 0;
}
