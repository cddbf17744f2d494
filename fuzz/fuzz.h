/* SPDX-License-Identifier: MIT
 * What the fuzz targets share: one door of outside bytes each, and what must hold of whatever comes out.
 * See README.md. */
#ifndef KW_FUZZ_H
#define KW_FUZZ_H

#include "base/utf8.h"
#include "pipeline.h"

#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline const kw *fuzz_kawat(void) {
    static kw *k;
    if (!k && kw_open(NULL, &k, NULL) != KW_OK) abort();
    return k;
}

/* Writes the bytes to a file of its own, for doors that take a path; the caller removes it. False: the disk refuses. */
static inline bool fuzz_file(char path[sizeof "/tmp/kawat-fuzz-XXXXXX"], const uint8_t *data, size_t size) {
    memcpy(path, "/tmp/kawat-fuzz-XXXXXX", sizeof "/tmp/kawat-fuzz-XXXXXX");
    int fd = mkstemp(path);
    if (fd < 0) return false;
    bool written = write(fd, data, size) == (ssize_t)size;
    close(fd);
    return written;
}

/* Takes an answer and keeps nothing of it. */
static inline bool fuzz_drop(void *ctx, const char *bytes, size_t n) {
    (void)ctx; (void)bytes; (void)n;
    return true;
}

/* Whole UTF-8, paragraphs that follow each other inside the text, credits inside it. */
static inline void fuzz_article(const kw_article *a) {
    uint32_t at = 0;
    if (kw_utf8_broken(a->text) != SIZE_MAX) abort();
    for (size_t i = 0; i < a->n_paras; i++) {
        if (a->paras[i].at.start < at || a->paras[i].at.end < a->paras[i].at.start || a->paras[i].at.end > a->text.n) abort();
        at = a->paras[i].at.end;
    }
    for (size_t i = 0; i < a->n_credits; i++)
        if (a->credits[i].in_text && a->credits[i].at.end > a->text.n) abort();
}

#endif
