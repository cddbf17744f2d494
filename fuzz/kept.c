/* SPDX-License-Identifier: MIT
 * Bytes as what a record keeps packed, a record of somebody else: digests, bonds, sketches. */
#include "fuzz.h"
#include "group/bond.h"
#include "group/digest.h"
#include "group/sketch.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_str bytes = { (const char *)data, size };
    kw_digest d;
    kw_bond *bonds;
    kw_sketch s;
    kw_err err;
    size_t n;
    if (kw_digest_unpack(bytes, &mem, &d, &err) == KW_OK) {
        kw_buf again = KW_BUF_EMPTY;
        kw_digest_pack(&d, &again);
        kw_buf_free(&again);
    }
    kw_bonds_unpack(bytes, &mem, &bonds, &n, &err);
    kw_sketch_unpack(bytes, &mem, &s, &err);
    kw_arena_free(&mem);
    return 0;
}
