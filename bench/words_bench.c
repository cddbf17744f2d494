/* SPDX-License-Identifier: MIT
 * How fast is `words`: sentences a second of processor time, with tags and with heads and the time to open.
 *
 *     words_bench FILE.jsonl [ARTICLES]        each line a record with "text"; prints name<TAB>value */
#include "base/io.h"
#include "base/json.h"
#include "pipeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROUNDS = 3 };

typedef struct { kw_str *v; size_t n, cap; } texts;
typedef struct { double seconds; size_t sentences, tokens; } result;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static kw_rc read_texts(kw_str file, size_t most, kw_arena *mem, texts *out, kw_err *err) {
    kw_str line;
    kw_json *j;
    while (out->n < most && kw_str_cut(&file, '\n', &line)) {
        if (!line.n) continue;
        KW_TRY(kw_json_parse(line, "words_bench", mem, &j, err));
        kw_str text = kw_json_text(j, "text");
        kw_str *into = text.p ? kw_push(mem, (void **)&out->v, &out->n, &out->cap, sizeof *into) : NULL;
        if (into) *into = text;
    }
    return KW_OK;
}

static kw_rc read_one(const kw *k, kw_str text, bool heads, kw_arena *mem, result *r, kw_err *err) {
    kw_words w;
    KW_TRY(kw_words_run(k->words, text, KW_NONE, mem, &w, err));
    for (size_t s = 0; heads && s < w.n_sentences; s++) KW_TRY(kw_words_parse(k->words, &w, s, mem, err));
    r->sentences += w.n_sentences;
    r->tokens += w.n_tokens;
    return KW_OK;
}

/* The best of some rounds: others share the machine. */
static kw_rc measure(const kw *k, const texts *t, bool heads, result *best, kw_err *err) {
    best->seconds = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        kw_arena mem = KW_ARENA_EMPTY;
        result r = { 0 };
        double start = now();
        for (size_t i = 0; i < t->n; i++) {
            kw_rc rc = read_one(k, t->v[i], heads, &mem, &r, err);
            if (rc != KW_OK) { kw_arena_free(&mem); return rc; }
            kw_arena_reset(&mem);
        }
        r.seconds = now() - start;
        kw_arena_free(&mem);
        if (r.seconds < best->seconds) *best = r;
    }
    return KW_OK;
}

int main(int argc, char **argv) {
    kw *k = NULL;
    kw_err err = { "words_bench FILE.jsonl [ARTICLES]" };
    kw_arena mem = KW_ARENA_EMPTY;
    kw_buf file = KW_BUF_EMPTY;
    texts t = { NULL, 0, 0 };
    result tags, heads;
    double start = now();
    kw_rc rc = argc < 2 ? KW_USAGE : kw_open(NULL, &k, &err);
    double opened = now() - start;
    if (rc == KW_OK) rc = kw_io_read_file(argv[1], &file, &err);
    if (rc == KW_OK) rc = read_texts(kw_buf_str(&file), argc > 2 ? strtoul(argv[2], NULL, 10) : SIZE_MAX, &mem, &t, &err);
    if (rc == KW_OK) rc = measure(k, &t, false, &tags, &err);
    if (rc == KW_OK) rc = measure(k, &t, true, &heads, &err);
    if (rc == KW_OK) {
        printf("open, ms\t%.2f\n", opened * 1000);
        printf("sentences/s, tags\t%.0f\n", (double)tags.sentences / tags.seconds);
        printf("sentences/s, tags and heads\t%.0f\n", (double)heads.sentences / heads.seconds);
        printf("tokens/sentence\t%.1f\n", (double)tags.tokens / (double)tags.sentences);
    } else {
        fprintf(stderr, "%s\n", err.text);
    }
    kw_buf_free(&file);
    kw_arena_free(&mem);
    kw_close(k);
    return rc == KW_OK ? 0 : 1;
}
