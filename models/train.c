/* SPDX-License-Identifier: MIT
 * Trains kawat's models. -n rounds; -d a treebank to measure on; -r brings the file that follows it to the newer
 * guidelines; -a adds copies of one tree in EVERY as headlines and the like; -x trains that many taggers to tag what the
 * parser learns from; -u text without labels, in column -c (0 the first), to learn what is written with a capital.
 * See README.md. */
#include "train.h"

#include <stdio.h>
#include <stdlib.h>

static int usage(void) {
    fputs("train tags|heads [-n ITERATIONS] [-d DEV.conllu] [-a EVERY] [-x FOLDS] [-c COLUMN -u TEXT.tsv] -o OUT [-r RULES.tsv] TRAIN.conllu...\n", stderr);
    return 2;
}

static int report(kw_err *err) {
    fprintf(stderr, "train: %s\n", err->text);
    return 3;
}

bool write_file(const char *path, const kw_buf *b) {
    FILE *f = fopen(path, "wb");
    bool ok = f && fwrite(b->p, 1, b->n, f) == b->n;
    return f && fclose(f) == 0 && ok;
}

int main(int argc, char **argv) {
    static bank train, dev, plain;
    job j = { .train = &train, .dev = NULL, .iterations = 8 };
    const char *rules = NULL;
    kw_err err = { "" };
    size_t every = 0, column = 0;
    if (argc < 3) return usage();
    bool names = strcmp(argv[1], "names") == 0;
    if (names || strcmp(argv[1], "ends") == 0) {
        kw_rc rc = (names ? train_names : train_ends)(argc - 2, argv + 2, &err);
        return rc == KW_OK ? 0 : rc == KW_USAGE ? usage() : report(&err);
    }
    for (int i = 2; i < argc; i++) {
        const char *a = argv[i], *b = i + 1 < argc ? argv[i + 1] : NULL;
        if (a[0] != '-') {
            size_t first = train.n;
            if (bank_read(&train, a, &err) != KW_OK) return report(&err);
            if (rules && bank_normalise(&train, first, rules, j.plain, &err) != KW_OK) return report(&err);
            rules = NULL;
            continue;
        }
        if (!b) return usage();
        if (a[1] == 'n') j.iterations = atoi(b);
        else if (a[1] == 'a') every = (size_t)atoi(b);
        else if (a[1] == 'o') j.out = b;
        else if (a[1] == 'r') rules = b;
        else if (a[1] == 'c') column = (size_t)atoi(b);
        else if (a[1] == 'u') { j.plain = &plain; if (bank_read_plain(&plain, b, column, &err) != KW_OK) return report(&err); }
        else if (a[1] == 'x') j.folds = atoi(b);
        else if (a[1] == 'd') { j.dev = &dev; if (bank_read(&dev, b, &err) != KW_OK) return report(&err); }
        else return usage();
        i++;
    }
    if (!train.n || !j.out) return usage();
    if (every && bank_augment(&train, every, &err) != KW_OK) return report(&err);
    kw_rc rc = strcmp(argv[1], "tags") == 0 ? train_tags(&j, &err) : strcmp(argv[1], "heads") == 0 ? train_heads(&j, &err) : KW_USAGE;
    bank_free(&train);
    bank_free(&dev);
    bank_free(&plain);
    return rc == KW_USAGE ? usage() : rc != KW_OK ? report(&err) : 0;
}
