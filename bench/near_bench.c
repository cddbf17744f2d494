/* SPDX-License-Identifier: MIT
 * Speed of candidates for shared text: from texts in memory to pairs, by the time of one core.
 *     build/bench/near_bench [TIMES] < articles.jsonl      the articles are read TIMES over, each time with other words */
#include "base/json.h"
#include "group/scan.h"
#include "group/set.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    unsigned times = argc > 1 ? (unsigned)atoi(argv[1]) : 1;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_str *texts = NULL;
    size_t n = 0, cap = 0, room = 0, entries = 0, cap_v = 0;
    char *line = NULL;
    uint64_t *v = NULL;
    kw_json *j;
    for (ssize_t len; (len = getline(&line, &room, stdin)) > 0;) {
        kw_str *slot = kw_push(&mem, (void **)&texts, &n, &cap, sizeof *slot);
        if (!slot || kw_json_parse(kw_str_dup(&mem, (kw_str){ line, (size_t)len - 1 }), "-", &mem, &j, NULL) != KW_OK) return 4;
        *slot = kw_json_text(j, "text");
    }
    kw_digest_word *words = kw_alloc_n(&mem, KW_DIGEST_WORDS, sizeof *words);
    uint32_t *prints = kw_alloc_n(&mem, KW_DIGEST_WORDS + 1, sizeof *prints);
    double t0 = now();
    for (unsigned k = 0; k < times; k++)
        for (size_t i = 0; i < n; i++) {
            size_t w = kw_scan_words(texts[i], words, KW_DIGEST_WORDS), p;
            for (size_t x = 0; x < w; x++) words[x].hash ^= k * 0x9e3779b9u;
            p = kw_scan_prints(words, w, prints);
            if (entries + p > cap_v && !(v = realloc(v, (cap_v = 2 * (entries + p)) * sizeof *v))) return 4;
            for (size_t x = 0; x < p; x++) v[entries++] = (uint64_t)prints[x] << 32 | (k * n + i);
        }
    double t1 = now();
    kw_pairs pairs = { 0 };
    uint64_t *other = malloc((entries + 1) * sizeof *other);
    if (!other || kw_pairs_of(v, other, entries, 48, &mem, &pairs, NULL) != KW_OK) return 4;
    double t2 = now(), all = (double)n * times;
    printf("articles %.0f\tsketches/s %.0f\tto pairs/s %.0f\tbytes/article %.0f\tpairs %zu\n", all, all / (t1 - t0), all / (t2 - t0),
        8 * (double)entries / all, pairs.n);
    return 0;
}
