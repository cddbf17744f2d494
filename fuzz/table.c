/* SPDX-License-Identifier: MIT
 * Door: a user's own tables. */
#include "know/table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    kw_buf image = KW_BUF_EMPTY, back = KW_BUF_EMPTY;
    kw_tsv tsv = { { (const char *)data, n }, "fuzz.tsv" };
    kw_err err = { "" };
    if (kw_table_build(&tsv, 1, &image, &err) == KW_OK) {
        const kw_table *t = kw_table_in(kw_buf_str(&image));
        for (uint32_t r = 0; r < kw_table_rows(t); r++)
            if (kw_table_find(t, kw_table_key(t, r)).n == 0) __builtin_trap();         /* every row is found by its key */
        kw_table_to_tsv(t, &back);
    }
    kw_buf_free(&image);
    kw_buf_free(&back);
    return 0;
}
