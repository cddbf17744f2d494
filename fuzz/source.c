/* SPDX-License-Identifier: MIT
 * Bytes as an input of any kind: packing, JSON lines and documents, feeds, WARC with its HTTP responses. */
#include "fuzz.h"
#include "read/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char path[sizeof "/tmp/kawat-fuzz-XXXXXX"];
    bool written = fuzz_file(path, data, size);
    const char *paths[] = { path };
    kw_source_options o = { .paths = paths, .n_paths = 1 };
    kw_source *s = NULL;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_rc rc = written ? kw_source_open(&o, &s, NULL) : KW_IO;
    for (int i = 0; i < 1000 && rc != KW_EMPTY && rc != KW_NOMEM && s; i++) {
        kw_raw raw;
        kw_str name;
        kw_err err;
        rc = kw_source_next(s, &mem, &raw, &name, &err);
        kw_arena_reset(&mem);
    }
    kw_source_close(s);
    kw_arena_free(&mem);
    unlink(path);
    return 0;
}
