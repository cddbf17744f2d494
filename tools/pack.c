/* SPDX-License-Identifier: MIT
 * Writes the pack: tools/pack OUT FILE... with FILE like lang/id/months.tsv, world/countries.tsv, lang/id/tags.model.
 * Runs at build time; a table that does not parse stops the build with its file and line. */
#include "base/io.h"
#include "know/pack.h"
#include "know/table.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct { kw_pack_item item; kw_buf image; } entry;

static int die(const char *why) {
    fprintf(stderr, "pack: %s\n", why);
    return 1;
}

/* "lang/id/months.tsv" -> "id/months"; "lang/languages.tsv" -> "lang/languages"; "world/x.tsv" -> "world/x" */
static bool item_name(const char *file, char name[48]) {
    const char *slash = strchr(file, '/');
    if (strncmp(file, "lang/", 5) == 0 && slash && strchr(slash + 1, '/')) file = slash + 1;
    size_t n = strlen(file);
    if (n > 4 && strcmp(file + n - 4, ".tsv") == 0) n -= 4;
    return snprintf(name, 48, "%.*s", (int)n, file) < 48;
}

static int by_item(const void *a, const void *b) { return strcmp(((const entry *)a)->item.name, ((const entry *)b)->item.name); }

static kw_rc load(const char *file, entry *e, kw_err *err) {
    kw_buf text = KW_BUF_EMPTY;
    kw_rc rc = kw_io_read_file(file, &text, err);
    if (rc == KW_OK && kw_str_ends(kw_str_of(file), KW_STR(".tsv"))) {
        kw_tsv tsv = { kw_buf_str(&text), file };
        rc = kw_table_build(&tsv, 1, &e->image, err);
        kw_buf_free(&text);
    } else {
        e->image = text;
    }
    return rc;
}

static bool write_pack(FILE *f, entry *v, size_t n) {
    static const char zeros[64];
    kw_pack head = { .magic = KW_PACK_MAGIC, .n = (uint32_t)n };
    uint64_t at = sizeof head + n * sizeof(kw_pack_item);
    bool ok = fwrite(&head, sizeof head, 1, f) == 1;
    for (size_t i = 0; i < n; i++) {
        at = (at + 63) & ~(uint64_t)63;     /* a line of the processor: models are read by lines */
        v[i].item.at = at;
        v[i].item.size = v[i].image.n;
        at += v[i].image.n;
        ok = ok && fwrite(&v[i].item, sizeof v[i].item, 1, f) == 1;
    }
    for (size_t i = 0; i < n && ok; i++) {
        long here = ftell(f);
        if (here < 0) return false;
        size_t gap = (size_t)(v[i].item.at - (uint64_t)here);
        ok = (!gap || fwrite(zeros, gap, 1, f) == 1) && (!v[i].image.n || fwrite(v[i].image.p, v[i].image.n, 1, f) == 1);
    }
    return ok;
}

int main(int argc, char **argv) {
    if (argc < 2) return die("usage: pack OUT FILE...");
    size_t n = (size_t)argc - 2;
    entry *v = calloc(n ? n : 1, sizeof *v);
    kw_err err = { "" };
    if (!v) return die("out of memory");
    for (size_t i = 0; i < n; i++) {
        if (!item_name(argv[i + 2], v[i].item.name)) return die("a name is longer than 47 bytes");
        if (load(argv[i + 2], &v[i], &err) != KW_OK) return die(err.text);
    }
    qsort(v, n, sizeof *v, by_item);
    FILE *f = fopen(argv[1], "wb");
    bool ok = f && write_pack(f, v, n);
    if (f && fclose(f) != 0) ok = false;
    for (size_t i = 0; i < n; i++) kw_buf_free(&v[i].image);
    free(v);
    return ok ? 0 : die("cannot write the pack");
}
