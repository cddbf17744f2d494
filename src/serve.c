/* SPDX-License-Identifier: MIT
 * The verb serve of kawat.h: gives the server its questions. */
#include "pipeline.h"
#include "serve/server.h"

typedef struct { const kw *k; kw_record *record; } asked_of;

static kw_rc ask_record(void *ctx, const kw_question *q, kw_form form, kw_write_fn *write, void *to, kw_err *err) {
    const asked_of *a = ctx;
    return kw_ask(a->k, a->record, q, form, write, to, err);
}

kw_rc kw_serve(const kw *k, const kw_serve_options *o, kw_err *err) {
    KW_TRY(kw_pipeline_whole(k, err));
    asked_of a = { .k = k };
    KW_TRY(kw_record_open(o->record, KW_READ, &a.record, err));
    kw_server s = { .know = k->know, .ask = ask_record, .ask_ctx = &a, .address = o->address, .port = o->port,
                    .ready = o->ready, .stop = o->stop, .ctx = o->ctx };
    kw_rc rc = kw_server_run(&s, err);
    kw_record_close(a.record);
    return rc;
}
