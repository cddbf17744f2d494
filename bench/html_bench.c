/* SPDX-License-Identifier: MIT
 * What MyHTML alone costs: each file parsed into its tree and nothing more, by the time of one core. It is the yardstick beside
 * kawat extract: the same pages, the same machine, the same minute.
 *     build/bench/html_bench FILE...      prints the pages and the seconds */
#include <myhtml/api.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct { char *bytes; size_t size; } page;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static page page_of(const char *path) {
    page p = { 0 };
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END)) goto failed;
    long size = ftell(f);
    if (size < 0 || !(p.bytes = malloc((size_t)size + 1))) goto failed;
    rewind(f);
    p.size = fread(p.bytes, 1, (size_t)size, f);
    fclose(f);
    return p;
failed:
    perror(path);
    exit(4);
}

int main(int argc, char **argv) {
    size_t n = (size_t)argc - 1;
    page *pages = calloc(n + 1, sizeof *pages);
    myhtml_t *parser = myhtml_create();
    myhtml_tree_t *tree = myhtml_tree_create();
    if (!pages || !parser || !tree || MyHTML_FAILED(myhtml_init(parser, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0)) ||
        MyHTML_FAILED(myhtml_tree_init(tree, parser))) return 4;
    for (size_t i = 0; i < n; i++) pages[i] = page_of(argv[i + 1]);
    double t0 = now();
    for (size_t i = 0; i < n; i++) {
        myhtml_tree_clean(tree);
        if (MyHTML_FAILED(myhtml_parse(tree, MyENCODING_UTF_8, pages[i].bytes, pages[i].size))) return 4;
    }
    printf("%zu %.6f\n", n, now() - t0);
    for (size_t i = 0; i < n; i++) free(pages[i].bytes);
    free(pages);
    myhtml_tree_destroy(tree);
    myhtml_destroy(parser);
    return 0;
}
