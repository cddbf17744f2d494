/* SPDX-License-Identifier: MIT
 * Door: any text through words, mark and code. */
#include "base/buf.h"
#include "base/json.h"
#include "base/utf8.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    static const char *const languages[] = { "id", "en" };
    kw_buf line = KW_BUF_EMPTY;
    kw_err err = { "" };
    kw_json_open(&line, '{');
    kw_json_put(&line, "text", (kw_str){ (const char *)data, n });
    kw_json_put(&line, "published", KW_STR("2025-03-13"));
    kw_json_put(&line, "language", kw_str_of(languages[n % 2]));
    kw_json_close(&line, '}');
    for (kw_stage s = KW_STAGE_WORDS; s <= KW_STAGE_CODE; s++)
        kw_stage_line(fuzz_kawat(), s, KW_WORDS_CONLLU, line.p, line.n, "fuzz", fuzz_drop, NULL, &err);
    kw_buf_free(&line);
    return 0;
}
