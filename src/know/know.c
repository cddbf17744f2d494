/* SPDX-License-Identifier: MIT
 * Names to tables: the user's own first, then the pack that was linked in. */
#include "know/know.h"
#include "base/io.h"
#include "know/own.h"
#include "know/pack.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct { char name[48]; kw_buf image; } own_table;

struct kw_know {
    const kw_pack *pack;
    own_table *own;                   /* a user's, merged with ours; few, so a walk finds them */
    size_t n_own, cap_own;
    kw_arena mem;
    const kw_table *languages, *outlets;
};

static const kw_table *own_find(const kw_know *k, const char *name) {
    for (size_t i = 0; i < k->n_own; i++)
        if (strcmp(k->own[i].name, name) == 0) return kw_table_in(kw_buf_str(&k->own[i].image));
    return NULL;
}

size_t kw_know_own_tables(const kw_know *k) { return k->n_own; }

const kw_table *kw_know_table(const kw_know *k, const char *name) {
    const kw_table *t = own_find(k, name);
    return t ? t : kw_table_in(kw_pack_find(k->pack, name));
}

static const char *lang_name(char *buf, size_t cap, kw_str code, const char *name) {
    snprintf(buf, cap, "%.*s/%s", KW_FMT(code), name);
    return buf;
}

const kw_table *kw_know_outlets(const kw_know *k) { return k->outlets; }

const kw_table *kw_know_lang_table(const kw_know *k, kw_str code, const char *name) {
    char full[64];
    return kw_know_table(k, lang_name(full, sizeof full, code, name));
}

kw_str kw_know_blob(const kw_know *k, const char *name) { return kw_pack_find(k->pack, name); }

kw_str kw_know_lang_blob(const kw_know *k, kw_str code, const char *name) {
    char full[64];
    return kw_know_blob(k, lang_name(full, sizeof full, code, name));
}

size_t kw_know_languages(const kw_know *k) { return kw_table_rows(k->languages); }

kw_str kw_know_language(const kw_know *k, size_t i) {
    return i < kw_know_languages(k) ? kw_table_cell(k->languages, (uint32_t)i, 0) : KW_NONE;
}

int kw_know_language_index(const kw_know *k, kw_str code) {
    for (size_t i = 0; i < kw_know_languages(k); i++)
        if (kw_str_eq(kw_know_language(k, i), code)) return (int)i;
    return -1;
}

/* "DIR/id/titles.tsv" -> "id/titles", "DIR/outlets.tsv" -> "world/outlets" */
static bool table_name(kw_str dir, kw_str path, char name[48]) {
    kw_str rel = kw_str_sub(path, dir.n, path.n);
    while (rel.n && rel.p[0] == '/') rel = kw_str_sub(rel, 1, rel.n);
    if (!kw_str_ends(rel, KW_STR(".tsv"))) return false;
    rel.n -= 4;
    bool folder = kw_str_find(rel, KW_STR("/"), 0) != SIZE_MAX;
    return snprintf(name, 48, "%s%.*s", folder ? "" : "world/", KW_FMT(rel)) < 48;
}

/* A table of the world that nobody asks for is a name mistyped; one of a language may be of a language that is being added. */
static bool is_asked_for(const kw_know *k, const char *name) {
    return !kw_str_starts(kw_str_of(name), KW_STR("world/")) || kw_table_in(kw_pack_find(k->pack, name));
}

static kw_rc add_own(kw_know *k, const char *path, const char *name, kw_err *err) {
    if (!is_asked_for(k, name))
        return kw_fail(err, KW_DATA, path, "want a table named like one of world/ (outlets.tsv, persons.tsv, places.tsv, ...), found no such name");
    kw_buf text = KW_BUF_EMPTY, shipped = KW_BUF_EMPTY;
    own_table *own = kw_push(&k->mem, (void **)&k->own, &k->n_own, &k->cap_own, sizeof *own);
    if (!own) return kw_fail_nomem(err);
    snprintf(own->name, sizeof own->name, "%s", name);
    kw_rc rc = kw_io_read_file(path, &text, err);
    if (rc == KW_OK) {
        const kw_table *base = kw_table_in(kw_pack_find(k->pack, name));
        if (base) kw_table_to_tsv(base, &shipped);
        kw_tsv tsv[2] = { { kw_buf_str(&text), path }, { kw_buf_str(&shipped), name } };
        rc = kw_table_build(tsv, base ? 2 : 1, &own->image, err);
    }
    kw_buf_free(&text);
    kw_buf_free(&shipped);
    return rc;
}

static kw_rc add_folder(kw_know *k, const char *dir, kw_err *err) {
    kw_strs files = { NULL, 0 };
    char name[48];
    KW_TRY(kw_io_list(dir, &k->mem, &files, err));
    for (size_t i = 0; i < files.n; i++)
        if (table_name(kw_str_of(dir), files.v[i], name)) KW_TRY(add_own(k, files.v[i].p, name, err));
    k->languages = kw_know_table(k, "lang/languages");
    for (size_t i = 0; i < files.n; i++)                    /* when all are there: one may speak of what is in another */
        if (table_name(kw_str_of(dir), files.v[i], name)) KW_TRY(kw_own_check(k, name, files.v[i].p, err));
    return KW_OK;
}

kw_rc kw_know_open(const char *world_dir, kw_know **out, kw_err *err) {
    *out = NULL;
    kw_know *k = calloc(1, sizeof *k);
    if (!k) return kw_fail_nomem(err);
    k->pack = kw_pack_shipped();
    kw_rc rc = world_dir ? add_folder(k, world_dir, err) : KW_OK;
    k->languages = kw_know_table(k, "lang/languages");
    k->outlets = kw_know_table(k, "world/outlets");
    if (rc != KW_OK) {
        kw_know_close(k);
        return rc;
    }
    *out = k;
    return KW_OK;
}

void kw_know_close(kw_know *k) {
    if (!k) return;
    for (size_t i = 0; i < k->n_own; i++) kw_buf_free(&k->own[i].image);
    kw_arena_free(&k->mem);
    free(k);
}
