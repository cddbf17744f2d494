/* SPDX-License-Identifier: MIT
 * Two questions: "open" with a file (a raw of path, url and charset), and an empty one for the next raw. An answer to that is the kw_rc, one byte,
 * and a raw; of a failure, path and, as its bytes, the sentence. */
#include "unpack.h"
#include "cell.h"
#include "wire.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct kw_unpacker { kw_source_options o; kw_source *source; kw_cell *cell; kw_elsewhere door; };

/* ---- in the cell ---- */

static kw_rc open_one(kw_unpacker *u, kw_str question, int file, kw_arena *mem, kw_err *err) {
    kw_raw from;
    kw_rc rc = kw_wire_get_raw(question, mem, &from) ? KW_OK : kw_fail_nomem(err);
    if (rc == KW_OK && !u->source) rc = kw_source_open(&u->o, &u->source, err);
    if (rc == KW_OK) return kw_source_attach(u->source, file, &from, err);
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

static kw_rc give(void *ctx, int file, const kw_raw *from, kw_err *err) {
    kw_unpacker *u = ctx;
    kw_str answer;
    bool lost;
    kw_wire_put_raw(from, kw_cell_question(u->cell));
    return kw_cell_ask(u->cell, file, from->path.p, &answer, &lost, err);
}

static kw_rc next(void *ctx, kw_arena *mem, kw_raw *out, kw_str *path, bool *lost, kw_err *err) {
    kw_unpacker *u = ctx;
    kw_str answer;
    kw_cell_question(u->cell);
    kw_rc rc = kw_cell_ask(u->cell, -1, "the file", &answer, lost, err);
    if (rc != KW_OK) {
        *lost = true;
        return rc;
    }
    if (!answer.n || !kw_wire_get_raw(kw_str_sub(answer, 1, answer.n), mem, out)) {
        *lost = true;
        return kw_fail(err, KW_DATA, "the file", "the process that read it sent nothing that can be used");
    }
    rc = (kw_rc)answer.p[0];
    *path = out->path;
    if (rc != KW_OK && err) snprintf(err->text, sizeof err->text, "%.*s", KW_FMT(out->bytes));
    return rc;
}

kw_rc kw_unpacker_new(const kw_source_options *o, kw_unpacker **out, kw_err *err) {
    kw_unpacker *u = *out = calloc(1, sizeof *u);
    if (!u) return kw_fail_nomem(err);
    u->o = *o;
    u->o.elsewhere = NULL;
    u->door = (kw_elsewhere){ give, next, u };
    kw_rc rc = kw_cell_new(answer_one, u, true, &u->cell, err);
    if (rc == KW_OK) return KW_OK;
    kw_unpacker_free(u);
    *out = NULL;
    return rc;
}

void kw_unpacker_free(kw_unpacker *u) {
    if (!u) return;
    kw_cell_free(u->cell);
    free(u);
}

const kw_elsewhere *kw_unpacker_door(const kw_unpacker *u) { return &u->door; }
