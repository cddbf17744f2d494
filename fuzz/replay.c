/* SPDX-License-Identifier: MIT
 * Replays files through a door without a fuzzing engine: each file whole, then cut short at 64 places, then with 64 bytes
 * changed one at a time. Prints how many inputs went through. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* A copy of exactly n bytes on the heap, so that ASan sees a step behind the end. */
static long feed(const uint8_t *data, size_t n) {
    uint8_t *copy = malloc(n ? n : 1);
    if (!copy) return 0;
    for (size_t i = 0; i < n; i++) copy[i] = data[i];
    LLVMFuzzerTestOneInput(copy, n);
    free(copy);
    return 1;
}

static long replay(uint8_t *data, size_t n) {
    long fed = feed(data, n);
    for (size_t i = 1; i < 64 && n > 64; i++) fed += feed(data, n * i / 64);
    for (size_t i = 0; i < 64 && n; i++) {
        size_t at = (i * 2654435761u) % n;
        uint8_t was = data[at];
        data[at] = (uint8_t)(was ^ (1u << (i % 8)) ^ (i % 3 ? 0 : 0x80));
        fed += feed(data, n);
        data[at] = was;
    }
    return fed;
}

int main(int argc, char **argv) {
    long fed = 0;
    for (int i = 1; i < argc; i++) {
        FILE *f = fopen(argv[i], "rb");
        if (!f || fseek(f, 0, SEEK_END) != 0) {
            fprintf(stderr, "%s: cannot read\n", argv[i]);
            return 1;
        }
        size_t n = (size_t)ftell(f);
        uint8_t *data = malloc(n + 1);
        rewind(f);
        if (!data || fread(data, 1, n, f) != n) return 1;
        fclose(f);
        fed += replay(data, n);
        free(data);
    }
    printf("%ld inputs\n", fed);
    return fed ? 0 : 1;
}
