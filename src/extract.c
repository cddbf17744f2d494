/* SPDX-License-Identifier: MIT
 * The verb extract of kawat.h. */
#include "base/json.h"
#include "export/stage.h"
#include "pipeline.h"
#include "read/source.h"

static void tell_failure(const kw_inputs *in, kw_summary *sum, kw_str path, const kw_err *err) {
    sum->failed++;
    if (in->failed) in->failed(in->ctx, path.p ? path.p : "?", err->text);
}

kw_rc kw_extract(const kw *k, const kw_inputs *in, kw_write_fn *write, void *ctx, kw_summary *sum, kw_err *err) {
    kw_source_options o = { .paths = in->paths, .n_paths = in->n_paths, .map = in->map, .allow_private = in->allow_private };
    kw_source *src = NULL;
    kw_html *html = NULL;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_buf out = KW_BUF_EMPTY;
    *sum = (kw_summary){ 0 };
    kw_rc rc = kw_source_open(&o, &src, err);
    if (rc == KW_OK) rc = kw_html_new(&html, err);
    while (rc == KW_OK) {
        kw_raw raw = { 0 };
        kw_article a = { 0 };
        kw_str path = KW_NONE;
        kw_err why = { "" };
        rc = kw_source_next(src, &mem, &raw, &path, &why);
        if (rc == KW_EMPTY) break;
        sum->inputs++;
        if (rc == KW_OK) rc = kw_pipeline_clean(k, html, &raw, &mem, &a, &why);
        if (rc == KW_OK) {
            sum->articles++;
            kw_export_article(&a, &mem, &out);
            kw_buf_byte(&out, '\n');
            if (!out.failed && !write(ctx, out.p, out.n)) rc = KW_STOPPED;
        } else if (rc != KW_NOMEM) {
            tell_failure(in, sum, path.p ? path : raw.path, &why);
            rc = KW_OK;
        } else if (err) *err = why;
        kw_buf_reset(&out);
        kw_arena_reset(&mem);
    }
    kw_buf_free(&out);
    kw_arena_free(&mem);
    kw_html_free(html);
    kw_source_close(src);
    return rc == KW_EMPTY ? KW_OK : rc;
}
