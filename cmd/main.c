/* SPDX-License-Identifier: MIT
 * kawat, the command: a first door to the stages (the rest is being built). */
#include "kawat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

static bool to_stdout(void *ctx, const char *p, size_t n) { (void)ctx; return fwrite(p, 1, n, stdout) == n; }
static void to_stderr(void *ctx, const char *path, const char *why) { (void)ctx; (void)path; fprintf(stderr, "kawat: %s\n", why); }

static int stage(const kw *k, kw_stage s, kw_words_form form) {
    char *line = NULL;
    size_t cap = 0;
    ssize_t n;
    int bad = 0;
    for (long i = 1; (n = getline(&line, &cap, stdin)) >= 0; i++) {
        char place[32];
        kw_err err = { "" };
        if (n && line[n - 1] == '\n') n--;
        if (!n) continue;
        snprintf(place, sizeof place, "-:%ld", i);
        if (kw_stage_line(k, s, form, line, (size_t)n, place, to_stdout, NULL, &err) != KW_OK) { bad = 3; fprintf(stderr, "kawat: %s\n", err.text); }
    }
    free(line);
    return bad;
}

int main(int argc, char **argv) {
    kw *k;
    kw_err err = { "" };
    if (argc < 2) return 2;
    if (kw_open(NULL, &k, &err) != KW_OK) { fprintf(stderr, "kawat: %s\n", err.text); return 4; }
    int rc = 2;
    if (!strcmp(argv[1], "mark")) rc = stage(k, KW_STAGE_MARK, 0);
    else if (!strcmp(argv[1], "code")) rc = stage(k, KW_STAGE_CODE, 0);
    else if (!strcmp(argv[1], "words")) rc = stage(k, KW_STAGE_WORDS, argc > 2 ? KW_WORDS_CONLLU : KW_WORDS_JSON);
    else if (!strcmp(argv[1], "extract")) {
        int first = argc > 3 && !strcmp(argv[2], "--format") ? 4 : 2;
        kw_inputs in = { .paths = (const char *const *)argv + first, .n_paths = (size_t)(argc - first), .failed = to_stderr };
        kw_summary sum;
        rc = kw_extract(k, &in, to_stdout, NULL, &sum, &err) != KW_OK ? 4 : sum.failed ? 3 : sum.articles ? 0 : 1;
    }
    kw_close(k);
    return rc;
}
