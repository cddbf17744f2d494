/* SPDX-License-Identifier: MIT
 * Bytes as a script of JSON-LD, whole or broken. */
#include "fuzz.h"
#include "clean/jsonld.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_str script = { (const char *)data, size };
    kw_jsonld l;
    kw_jsonld_read((kw_strs){ &script, 1 }, &mem, &l);
    kw_jsonld_plain(&mem, script);
    kw_arena_free(&mem);
    return 0;
}
