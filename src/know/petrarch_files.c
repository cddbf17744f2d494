/* SPDX-License-Identifier: MIT
 * Which files are dictionaries of which kind, and reading them all. */
#include "base/io.h"
#include "know/petrarch_parts.h"

static kw_str base_name(kw_str path) {
    size_t at = path.n;
    while (at && path.p[at - 1] != '/') at--;
    return kw_str_sub(path, at, path.n);
}

kw_str kw_petrarch_file(const kw_petrarch *p, uint16_t file) { return file < p->n_files ? base_name(p->files[file]) : KW_NONE; }

typedef enum { FILE_NONE, FILE_ACTORS, FILE_AGENTS, FILE_DISCARDS, FILE_ISSUES, FILE_VERBS } file_kind;

static file_kind kind_by_name(kw_str path) {
    static const struct { const char *part; file_kind kind; } all[] = {
        { "actors", FILE_ACTORS }, { "agents", FILE_AGENTS }, { "discard", FILE_DISCARDS }, { "issues", FILE_ISSUES }, { "verb", FILE_VERBS },
    };
    char low[256];
    kw_str name = base_name(path);
    if (name.n >= sizeof low) return FILE_NONE;
    for (size_t i = 0; i < name.n; i++) low[i] = (char)(name.p[i] >= 'A' && name.p[i] <= 'Z' ? name.p[i] + 32 : name.p[i]);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (kw_str_find((kw_str){ low, name.n }, kw_str_of(all[i].part), 0) != SIZE_MAX) return all[i].kind;
    return FILE_NONE;
}

/* A line "--- NAME [CODE] ---" is what no other file has. */
static bool has_blocks(kw_str text) {
    kw_str line;
    while (kw_str_cut(&text, '\n', &line))
        if (kw_str_starts(line, KW_STR("---")) && memchr(line.p, '[', line.n)) return true;
    return false;
}

/* Patterns with phrases in brackets: the format of 2.0. */
static bool has_phrases(kw_str text) {
    kw_str line;
    while (kw_str_cut(&text, '\n', &line)) {
        if (!kw_str_starts(line, KW_STR("- "))) continue;
        for (size_t i = 0; i < line.n && line.p[i] != '#' && line.p[i] != '['; i++)
            if (line.p[i] == '(' || line.p[i] == '{') return true;
    }
    return false;
}

typedef struct { kw_str path, text; file_kind kind; bool phrases, named; } dictionary;
typedef struct { dictionary *v; size_t n, cap; } dictionaries;

static kw_rc load(kw_str path, bool named, bool names_only, kw_arena *mem, dictionaries *all, kw_err *err) {
    dictionary d = { .path = path, .kind = kind_by_name(path), .named = named };
    bool text_file = kw_str_ends(path, KW_STR(".txt")) || kw_str_ends(path, KW_STR(".TXT")) || named;
    if (!d.kind && !text_file) return KW_OK;
    if (names_only && (d.kind == FILE_NONE || d.kind == FILE_VERBS || !text_file)) return KW_OK;
    kw_buf buf = KW_BUF_EMPTY;
    kw_rc rc = kw_io_read_file(path.p, &buf, err);
    if (rc == KW_OK && !(d.text = kw_str_dup(mem, kw_buf_str(&buf))).p) rc = kw_fail_nomem(err);
    kw_buf_free(&buf);
    KW_TRY(rc);
    if (!d.kind && has_blocks(d.text)) d.kind = FILE_VERBS;
    if (!d.kind && named)
        return kw_fail(err, KW_DATA, path.p, "want *actors*, *agents*, *discard*, *issues* or *verb* in the name, or blocks of verbs in the file");
    if (!d.kind) return KW_OK;
    d.phrases = d.kind == FILE_VERBS && has_phrases(d.text);
    dictionary *slot = kw_push(mem, (void **)&all->v, &all->n, &all->cap, sizeof *slot);
    if (!slot) return kw_fail_nomem(err);
    *slot = d;
    return KW_OK;
}

static kw_rc load_all(const char *paths, bool names_only, kw_arena *mem, dictionaries *all, kw_err *err) {
    if (kw_io_is_folder(paths)) {
        kw_strs files;
        KW_TRY(kw_io_list(paths, mem, &files, err));
        for (size_t i = 0; i < files.n; i++) KW_TRY(load(files.v[i], false, names_only, mem, all, err));
        return KW_OK;
    }
    kw_str rest = kw_str_of(paths), one;
    while (kw_str_cut(&rest, ',', &one)) {
        if (!one.n) continue;
        kw_str path = kw_str_dup(mem, one);
        if (!path.p) return kw_fail_nomem(err);
        KW_TRY(load(path, true, names_only, mem, all, err));
    }
    return KW_OK;
}

static kw_rc read_one(kw_petrarch *p, const dictionary *d, const kw_table *inflection, kw_arena *mem, kw_pt_told *told, void *ctx, kw_err *err) {
    kw_str *name = kw_push(mem, (void **)&p->files, &p->n_files, &p->cap_files, sizeof *name);
    if (!name) return kw_fail_nomem(err);
    *name = d->path;
    pt_reader r = { .p = p, .mem = mem, .inflection = inflection, .rest = d->text, .path = d->path, .at = { 0, (uint16_t)(p->n_files - 1) },
        .told = told, .ctx = ctx };
    switch (d->kind) {
    case FILE_ACTORS: pt_read_actors(&r); break;
    case FILE_AGENTS: pt_read_agents(&r); break;
    case FILE_DISCARDS: pt_read_list(&r, KW_PT_DISCARD); break;
    case FILE_ISSUES: pt_read_list(&r, KW_PT_ISSUE); break;
    case FILE_VERBS: pt_read_verbs(&r, d->phrases); break;
    case FILE_NONE: break;
    }
    return r.failed ? kw_fail_nomem(err) : KW_OK;
}

static kw_rc close_all(kw_petrarch *p, const kw_table *inflection, kw_arena *mem, kw_pt_told *told, void *ctx, kw_str path, kw_err *err) {
    pt_reader r = { .p = p, .mem = mem, .inflection = inflection, .path = path, .told = told, .ctx = ctx };
    pt_close_sets(&r);
    if (r.failed || !pt_index_close(&p->by_name, mem) || !pt_index_close(&p->by_form, mem) || !pt_index_close(&p->by_member, mem))
        return kw_fail_nomem(err);
    return KW_OK;
}

static kw_rc read_dictionaries(const dictionaries *all, const kw_table *inflection, kw_arena *mem, kw_pt_told *told, void *ctx,
    kw_petrarch **out, kw_err *err) {
    kw_petrarch *p = kw_alloc(mem, sizeof *p);
    bool newer = false;
    kw_str verbs = all->v[0].path;
    if (!p) return kw_fail_nomem(err);
    if (all->n > UINT16_MAX) return kw_fail(err, KW_DATA, all->v[0].path.p, "want at most %d dictionaries, found more", UINT16_MAX);
    for (size_t i = 0; i < all->n; i++) newer = newer || (all->v[i].phrases && !all->v[i].named);
    for (size_t i = 0; i < all->n; i++) {
        const dictionary *d = &all->v[i];
        if (d->kind == FILE_VERBS && newer && !d->phrases && !d->named) continue;
        if (d->kind == FILE_VERBS) verbs = d->path;
        KW_TRY(read_one(p, d, inflection, mem, told, ctx, err));
    }
    KW_TRY(close_all(p, inflection, mem, told, ctx, verbs, err));
    *out = p;
    return KW_OK;
}

kw_rc kw_petrarch_open(const char *paths, bool names_only, const kw_table *inflection, kw_arena *mem, kw_pt_told *told, void *ctx,
    kw_petrarch **out, kw_err *err) {
    dictionaries all = { 0 };
    *out = NULL;
    KW_TRY(load_all(paths, names_only, mem, &all, err));
    if (!all.n && names_only) return KW_OK;
    if (!all.n) return kw_fail(err, KW_DATA, paths, "want dictionaries of PETRARCH (*actors*, *agents*, *discard*, *issues*, *verbs*), found none");
    return read_dictionaries(&all, inflection, mem, told, ctx, out, err);
}

kw_rc kw_petrarch_read_text(const char *name, kw_str text, const kw_table *inflection, kw_arena *mem, kw_pt_told *told, void *ctx,
    kw_petrarch **out, kw_err *err) {
    dictionary d = { .path = kw_str_of(name), .text = text, .kind = kind_by_name(kw_str_of(name)) };
    dictionaries one = { .v = &d, .n = 1 };
    *out = NULL;
    if (!d.kind) return kw_fail(err, KW_DATA, name, "want *actors*, *agents*, *discard*, *issues* or *verb* in the name");
    d.phrases = d.kind == FILE_VERBS && has_phrases(text);
    return read_dictionaries(&one, inflection, mem, told, ctx, out, err);
}
