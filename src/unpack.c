/* SPDX-License-Identifier: MIT
 * Two questions: "open" with a file (how many records to pass over, a raw of path, url and charset), and an empty one for the next raw. An answer to that is the kw_rc, one byte,
 * and a raw; of a failure, path and, as its bytes, the sentence. */
#include "unpack.h"
#include "cell.h"
#include "wire.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { DEATHS = 64 };                    /* a file may cost so many of its readers */

struct kw_unpacker {
    kw_source_options o;
    kw_source *source;
    kw_cell *cell;
    kw_elsewhere door;
    int file;                           /* the parent's own of what is read, so that another reader can go on; -1: none */
    off_t start;
    kw_arena mem;                       /* as long as the file: `from` */
    kw_raw from;
    uint64_t answered;                  /* the mark at the last answer */
    unsigned deaths;
};

/* ---- in the cell ---- */

static kw_rc open_one(kw_unpacker *u, kw_str question, int file, kw_arena *mem, kw_err *err) {
    kw_raw from;
    uint64_t behind;
    memcpy(&behind, question.p, sizeof behind);
    kw_rc rc = kw_wire_get_raw(kw_str_sub(question, sizeof behind, question.n), false, mem, &from) ? KW_OK : kw_fail_nomem(err);
    u->o.mark = kw_cell_mark(u->cell);
    if (rc == KW_OK && !u->source) rc = kw_source_open(&u->o, &u->source, err);
    if (rc == KW_OK) return kw_source_attach(u->source, file, &from, behind, err);
    close(file);
    return rc;
}

static kw_rc answer_one(void *ctx, kw_str question, int file, kw_arena *mem, kw_buf *answer, kw_err *err) {
    kw_unpacker *u = ctx;
    kw_raw raw = { 0 };
    kw_str path = KW_NONE;
    if (question.n) return open_one(u, question, file, mem, err);
    kw_rc rc = u->source ? kw_source_next(u->source, mem, &raw, &path, err) : KW_EMPTY;
    if (rc == KW_NOMEM) return rc;
    if (rc != KW_OK) raw = (kw_raw){ .path = path, .bytes = kw_str_of(err->text) };
    kw_buf_byte(answer, (char)rc);
    kw_wire_put_raw(&raw, answer);
    return KW_OK;
}

/* ---- in the parent ---- */

static void forget_file(kw_unpacker *u) {
    if (u->file >= 0) close(u->file);
    u->file = -1;
    kw_arena_reset(&u->mem);
}

static kw_rc hand_over(kw_unpacker *u, int file, const kw_raw *from, uint64_t behind, kw_err *err) {
    kw_str answer;
    bool lost;
    kw_buf *question = kw_cell_question(u->cell);
    kw_buf_add(question, (kw_str){ (const char *)&behind, sizeof behind });
    kw_wire_put_raw(from, question);
    return kw_cell_ask(u->cell, file, from->path.p, &answer, &lost, err);
}

/* A copy of the file and its name is kept as long as another reader could begin again: not of a pipe. */
static void keep_file(kw_unpacker *u, int file, const kw_raw *from) {
    forget_file(u);
    u->deaths = 0;
    u->answered = 0;
    *kw_cell_mark(u->cell) = 0;
    u->start = lseek(file, 0, SEEK_CUR);
    if (u->start < 0) return;
    u->from = (kw_raw){ .path = kw_str_dup(&u->mem, from->path) };
    if (from->url.p) u->from.url = kw_str_dup(&u->mem, from->url);
    if (from->charset.p) u->from.charset = kw_str_dup(&u->mem, from->charset);
    if (u->from.path.p) u->file = fcntl(file, F_DUPFD_CLOEXEC, 3);
}

static kw_rc give(void *ctx, int file, const kw_raw *from, kw_err *err) {
    kw_unpacker *u = ctx;
    keep_file(u, file, from);
    return hand_over(u, file, from, 0, err);
}

/* Its reader died: another goes on behind the line or record that was at hand. False: there is none, or too many died. */
static bool go_on(kw_unpacker *u) {
    enum { IN_A_ROW = 4 };
    uint64_t at = *kw_cell_mark(u->cell);
    for (int i = 0; i < IN_A_ROW && at && u->file >= 0 && ++u->deaths <= DEATHS; i++) {
        if (lseek(u->file, u->start, SEEK_SET) < 0) return false;
        if (hand_over(u, u->file, &u->from, at, NULL) == KW_OK) return true;
    }
    return false;
}

static const char PLACE[] = "the file";

/* Which file, or which record of it, instead of "the file". */
static void name_place(kw_err *err, const char *name) {
    kw_err old;
    if (!err || strncmp(err->text, PLACE, sizeof PLACE - 1) != 0) return;
    old = *err;
    snprintf(err->text, sizeof err->text, "%.200s%.300s", name, old.text + sizeof PLACE - 1);
}

static kw_rc next(void *ctx, kw_arena *mem, kw_raw *out, kw_str *path, bool *lost, kw_err *err) {
    kw_unpacker *u = ctx;
    kw_str answer;
    kw_cell_question(u->cell);
    kw_rc rc = kw_cell_ask(u->cell, -1, PLACE, &answer, lost, err);
    if (rc != KW_OK) {
        uint64_t at = *kw_cell_mark(u->cell);
        *lost = !go_on(u);
        if (!*lost && at == u->answered) return next(ctx, mem, out, path, lost, err);      /* it died idle: nothing was at hand */
        if (!*lost) *path = kw_str_fmt(mem, "%.*s#%llu", KW_FMT(u->from.path), (unsigned long long)at);
        if (!*lost && !path->p) return kw_fail_nomem(err);
        name_place(err, *lost ? u->from.path.p ? u->from.path.p : PLACE : path->p);
        u->answered = at;
        return rc;
    }
    u->answered = *kw_cell_mark(u->cell);
    if (!answer.n || !kw_wire_get_raw(kw_str_sub(answer, 1, answer.n), false, mem, out)) {
        *lost = true;
        return kw_fail(err, KW_DATA, "the file", "the process that read it sent nothing that can be used");
    }
    rc = kw_cell_rc(answer.p[0]);
    *path = out->path;
    if (rc == KW_EMPTY) forget_file(u);
    if (rc != KW_OK && err) snprintf(err->text, sizeof err->text, "%.*s", KW_FMT(out->bytes));
    return rc;
}

kw_rc kw_unpacker_new(const kw_source_options *o, kw_unpacker **out, kw_err *err) {
    kw_unpacker *u = *out = calloc(1, sizeof *u);
    if (!u) return kw_fail_nomem(err);
    u->o = *o;
    u->o.elsewhere = NULL;
    u->o.inside = true;
    u->file = -1;
    u->door = (kw_elsewhere){ give, next, u };
    kw_rc rc = kw_cell_new(answer_one, u, true, &u->cell, err);
    if (rc == KW_OK) return KW_OK;
    kw_unpacker_free(u);
    *out = NULL;
    return rc;
}

void kw_unpacker_free(kw_unpacker *u) {
    if (!u) return;
    forget_file(u);
    kw_arena_free(&u->mem);
    kw_cell_free(u->cell);
    free(u);
}

const kw_elsewhere *kw_unpacker_door(const kw_unpacker *u) { return &u->door; }
