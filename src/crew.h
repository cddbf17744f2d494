/* SPDX-License-Identifier: MIT
 * Many workers, one order: a reader thread takes inputs, workers work on them side by side, and the caller's thread gets
 * the finished ones in the order in which they were read. Memory is bounded by the slots: a few for each worker. */
#ifndef KW_CREW_H
#define KW_CREW_H

#include "pipeline.h"
#include "read/source.h"

/* One input on its way. What is made of it lives in `mem`, which is emptied when the slot is used again. */
typedef struct kw_task {
    kw_arena mem;
    kw_raw raw;
    kw_str path;                    /* of an input that could not be read */
    kw_rc rc;                       /* KW_OK, or why it failed */
    kw_err why;
    kw_understood u;
    kw_str digest, sketch;          /* packed; for `add` */
    uint64_t *matters;              /* of its reports; for `add` */
    uint64_t bytes, content;        /* kw_raw_content(), kw_article_content(); for `add` */
    size_t bytes_under_way;         /* the crew's own */
    bool done;                      /* the same */
    bool known;                     /* `add`: the record has it, so it was not understood again */
    kw_buf out;                     /* `extract`: the answer */
} kw_task;

typedef struct kw_crew_job {
    /* In a worker: sets t->rc and t->why. `own` is what begin() gave this worker. */
    void (*work)(void *ctx, void *own, kw_task *t);
    /* In the caller's thread, in order. Not KW_OK: stop, and kw_crew_run returns it. */
    kw_rc (*done)(void *ctx, kw_task *t, kw_err *err);
    /* For each worker, in its thread; both may be NULL. */
    kw_rc (*begin)(void *ctx, void **own, kw_err *err);
    void (*end)(void *ctx, void *own);
    void *ctx;
    /* Where inputs come from, as kw_source_next(); NULL: from the paths of kw_inputs. In the reader's thread. */
    kw_rc (*next)(void *ctx, kw_arena *mem, kw_raw *out, kw_str *path, kw_err *err);
    void *next_ctx;
    bool trusted;                   /* packed files and containers are read in this process */
} kw_crew_job;

/* Runs the job over all inputs. A failed input comes to done() with its rc. KW_STOPPED: *in->stop was set, and what had
 * been read was finished first. */
kw_rc kw_crew_run(const kw_inputs *in, const kw_crew_job *job, kw_err *err);

/* Counts a failed input and tells the caller. */
void kw_crew_failed(const kw_inputs *in, kw_summary *sum, const kw_task *t);

/* Of an article that was read: tells the caller of a date that came with it and that nobody can read. It fails nothing. */
void kw_crew_tell_unread(const kw_inputs *in, const kw_task *t);

#endif
