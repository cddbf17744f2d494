/* SPDX-License-Identifier: MIT
 * A text to its words, fast: what sketches and alignments are made of. Knows letters, digits and quotation marks, no
 * language. About 300 MB/s. */
#ifndef KW_GROUP_SCAN_H
#define KW_GROUP_SCAN_H

#include "base/arena.h"
#include "doc/digest.h"

enum { KW_SHINGLE = 6, KW_WINNOW = 16 };        /* words of a shingle; shingles of which the least is kept */

/* The words of `text`, at most `max`, into `out`; returns how many. */
size_t kw_scan_words(kw_str text, kw_digest_word *out, size_t max);

/* The fingerprints of a list of words (winnowing: Schleimer, Wilkerson, Aiken 2003): of every KW_WINNOW shingles in a row
 * the one with the least hash, so that two texts with KW_WINNOW + KW_SHINGLE - 1 equal words in a row always share one.
 * `out` has room for n + 1; returns how many, each once, sorted. A text shorter than a shingle has one of all its words. */
size_t kw_scan_prints(const kw_digest_word *words, size_t n, uint32_t *out);

/* Hash of `k` words from `i` on. */
static inline uint32_t kw_shingle(const kw_digest_word *w, size_t k) {
    uint32_t h = 0x811c9dc5u;
    for (size_t i = 0; i < k; i++) h = (h ^ w[i].hash) * 0x85ebca6bu, h ^= h >> 15;
    return h;
}

#endif
