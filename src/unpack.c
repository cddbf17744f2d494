/* SPDX-License-Identifier: MIT
 * Two questions: "open" with a file (how many records to pass over, a raw of path, url and charset), and an empty one for what is next: all raws that
 * are at hand, since the way to the other process and back costs more than a small one. An answer to that is one or more of: how many
 * bytes it has, the kw_rc, the number of the line or record, and a raw; of a failure, path and, as its bytes, the sentence. Where a reader
 * dies, what it had written is taken. */
#include "unpack.h"
#include "cell.h"
#include "wire.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { DEATHS = 64, ANSWER_FULL = 256 << 10 };              /* a file may cost so many of its readers; an answer of so many bytes is sent */

typedef struct { uint64_t n, mark; int32_t rc; } heading;   /* of one raw in an answer */

struct kw_unpacker {
    kw_source_options o;
    kw_source *source;
    kw_cell *cell;
    kw_elsewhere door;
    int file;                           /* the parent's own of what is read, so that another reader can go on; -1: none */
    off_t start;
    kw_arena mem;                       /* as long as the file: `from` */
    kw_raw from;
    kw_str answer;                      /* what is left of the last one */
    uint64_t answered;                  /* the mark of the last raw that was taken from it */
    kw_rc failed;                       /* how the question behind them ended, if not well, and why */
    kw_err why;
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

static kw_rc add_one(kw_unpacker *u, kw_arena *mem, kw_buf *answer, kw_rc *last, kw_err *err) {
    kw_raw raw = { 0 };
    kw_str path = KW_NONE;
    const kw_rc rc = *last = u->source ? kw_source_next(u->source, mem, &raw, &path, err) : KW_EMPTY;
    if (rc == KW_NOMEM) return rc;
    if (rc != KW_OK) raw = (kw_raw){ .path = path, .bytes = kw_str_of(err->text) };
    const size_t at = answer->n;
    heading h = { .mark = *kw_cell_mark(u->cell), .rc = (int32_t)rc };
    kw_buf_add(answer, (kw_str){ (const char *)&h, sizeof h });
    kw_wire_put_raw(&raw, answer);
    h.n = answer->n - at - sizeof h;
    if (answer->failed) return KW_OK;
    memcpy(answer->p + at, &h, sizeof h);
    kw_cell_whole(u->cell, answer->n);
    return KW_OK;
}

static kw_rc answer_one(void *ctx, kw_str question, int file, kw_arena *mem, kw_buf *answer, kw_err *err) {
    kw_unpacker *u = ctx;
    if (question.n) return open_one(u, question, file, mem, err);
    kw_rc last;
    do KW_TRY(add_one(u, mem, answer, &last, err)); while (last != KW_EMPTY && answer->n < ANSWER_FULL && kw_source_at_hand(u->source));
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
    u->answer = KW_NONE;
    u->failed = KW_OK;
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

static kw_rc next(void *ctx, kw_arena *mem, kw_raw *out, kw_str *path, bool *lost, kw_err *err);

/* The question failed, and what was answered before that has been taken. */
static kw_rc tell_failure(kw_unpacker *u, kw_arena *mem, kw_raw *out, kw_str *path, bool *lost, kw_err *err) {
    const uint64_t at = *kw_cell_mark(u->cell);
    const kw_rc rc = u->failed;
    u->failed = KW_OK;
    *lost = rc == KW_STOPPED || !go_on(u);
    if (rc == KW_STOPPED) return rc;
    if (!*lost && at == u->answered) return next(u, mem, out, path, lost, err);       /* it died idle: nothing was at hand */
    if (!*lost) *path = kw_str_fmt(mem, "%.*s#%llu", KW_FMT(u->from.path), (unsigned long long)at);
    if (!*lost && !path->p) return kw_fail_nomem(err);
    if (err) *err = u->why;
    name_place(err, *lost ? u->from.path.p ? u->from.path.p : PLACE : path->p);
    u->answered = at;
    return rc;
}

static kw_rc unusable(bool *lost, kw_err *err) {
    *lost = true;
    return kw_fail(err, KW_DATA, PLACE, "the process that read it sent nothing that can be used");
}

/* The first raw of what is left of the answer. It lies where its process may write at any time: nothing of it is looked at twice. */
static kw_rc take_one(kw_unpacker *u, kw_arena *mem, kw_raw *out, kw_str *path, bool *lost, kw_err *err) {
    heading h;
    if (u->answer.n < sizeof h) return unusable(lost, err);
    memcpy(&h, u->answer.p, sizeof h);
    u->answer = kw_str_sub(u->answer, sizeof h, u->answer.n);
    if (h.n > u->answer.n || !kw_wire_get_raw(kw_str_sub(u->answer, 0, h.n), false, mem, out)) return unusable(lost, err);
    u->answer = kw_str_sub(u->answer, h.n, u->answer.n);
    u->answered = h.mark;
    *path = out->path;
    const kw_rc rc = kw_cell_rc(h.rc);
    if (rc == KW_EMPTY) forget_file(u);
    if (rc != KW_OK && err) snprintf(err->text, sizeof err->text, "%.*s", KW_FMT(out->bytes));
    return rc;
}

static kw_rc next(void *ctx, kw_arena *mem, kw_raw *out, kw_str *path, bool *lost, kw_err *err) {
    kw_unpacker *u = ctx;
    if (!u->answer.n && u->failed == KW_OK) {
        kw_cell_question(u->cell);
        u->failed = kw_cell_ask(u->cell, -1, PLACE, &u->answer, lost, &u->why);
        if (u->failed != KW_OK) u->answer = kw_cell_left(u->cell);
    }
    *lost = false;
    return u->failed != KW_OK && !u->answer.n ? tell_failure(u, mem, out, path, lost, err) : take_one(u, mem, out, path, lost, err);
}

static bool at_hand(void *ctx) {
    const kw_unpacker *u = ctx;
    return u->answer.n > 0;
}

static const int never = 0;

kw_rc kw_unpacker_new(const kw_source_options *o, kw_unpacker **out, kw_err *err) {
    kw_unpacker *u = *out = calloc(1, sizeof *u);
    if (!u) return kw_fail_nomem(err);
    u->o = *o;
    u->o.elsewhere = NULL;
    u->o.stop = NULL;                   /* over there nobody could set it: who waits for the answer looks at it */
    u->o.inside = true;
    u->file = -1;
    u->door = (kw_elsewhere){ give, next, at_hand, u };
    kw_rc rc = kw_cell_new(answer_one, u, o->stop ? o->stop : &never, &u->cell, err);
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
