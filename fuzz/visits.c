/* SPDX-License-Identifier: MIT
 * Bytes as what `watch` has remembered of addresses. */
#include "fuzz.h"
#include "visits.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[sizeof "/tmp/kawat-fuzz-XXXXXX"];
    bool written = fuzz_file(path, data, size);
    kw_visits *v = NULL;
    kw_err err;
    if (written && kw_visits_open(path, 1760000000, &v, &err) == KW_OK)
        for (size_t i = 0; kw_visits_at(v, i); i++) kw_visits_keep(v, kw_visits_at(v, i), &err);
    kw_visits_close(v);
    unlink(path);
    return 0;
}
