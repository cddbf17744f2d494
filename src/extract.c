/* SPDX-License-Identifier: MIT
 * The verb extract of kawat.h: workers clean, the answers go out in the order of the inputs. */
#include "pipeline.h"
#include "base/json.h"
#include "confine.h"
#include "crew.h"
#include "export/stage.h"

typedef struct { const kw *k; const kw_inputs *in; kw_summary *sum; kw_write_fn *write; void *ctx; } extraction;

static kw_rc begin(void *ctx, void **own, kw_err *err) {
    extraction *x = ctx;
    return kw_reader_new(x->k, (kw_reader **)own, err);
}

static void end(void *ctx, void *own) {
    (void)ctx;
    kw_reader_free(own);
}

static void work(void *ctx, void *own, kw_task *t) {
    (void)ctx;
    t->rc = kw_reader_clean(own, &t->raw, &t->mem, &t->u.article, &t->why);
    if (t->rc != KW_OK) return;
    kw_export_article(&t->u.article, &t->mem, &t->out);
    kw_buf_byte(&t->out, '\n');
    if (t->out.failed) t->rc = KW_NOMEM;
}

static kw_rc done(void *ctx, kw_task *t, kw_err *err) {
    (void)err;
    extraction *x = ctx;
    x->sum->inputs++;
    if (t->rc != KW_OK) kw_crew_failed(x->in, x->sum, t);
    else {
        kw_crew_tell_unread(x->in, t);
        x->sum->articles++;
        if (!x->write(x->ctx, t->out.p, t->out.n)) return KW_STOPPED;
    }
    if (x->in->progress) x->in->progress(x->in->ctx, x->sum->articles);
    return KW_OK;
}

kw_rc kw_extract(const kw *k, const kw_inputs *in, kw_write_fn *write, void *ctx, kw_summary *sum, kw_err *err) {
    KW_TRY(kw_pipeline_whole(k, err));
    extraction x = { .k = k, .in = in, .sum = sum, .write = write, .ctx = ctx };
    kw_crew_job job = { .work = work, .done = done, .begin = begin, .end = end, .ctx = &x, .trusted = k->trusted };
    *sum = (kw_summary){ 0 };
    return kw_crew_run(in, &job, err);
}
