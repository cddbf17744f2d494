/* SPDX-License-Identifier: MIT
 * A page goes to a cell as its raw, the article comes back (src/wire.c). */
#include "confine.h"
#include "cell.h"
#include "wire.h"

#include <stdlib.h>

struct kw_reader { const kw *k; kw_html *html; kw_cell *cell; };

/* In the cell, where `ctx` is a copy of the reader. */
static kw_rc clean_one(void *ctx, kw_str question, int file, kw_arena *mem, kw_buf *answer, kw_err *err) {
    kw_reader *r = ctx;
    kw_raw raw;
    kw_article a;
    (void)file;
    if (!kw_wire_get_raw(question, true, mem, &raw)) return KW_NOMEM;
    KW_TRY(kw_pipeline_clean(r->k, r->html, &raw, mem, &a, err));
    kw_wire_put_article(&a, answer);
    return KW_OK;
}

kw_rc kw_reader_new(const kw *k, kw_reader **out, kw_err *err) {
    kw_reader *r = calloc(1, sizeof *r);
    *out = NULL;
    if (!r) return kw_fail_nomem(err);
    r->k = k;
    kw_rc rc = kw_html_new(&r->html, err);
    if (rc == KW_OK && !k->trusted) rc = kw_cell_new(clean_one, r, NULL, &r->cell, err);
    if (rc != KW_OK) {
        kw_reader_free(r);
        return rc;
    }
    *out = r;
    return KW_OK;
}

void kw_reader_free(kw_reader *r) {
    if (!r) return;
    kw_html_free(r->html);
    kw_cell_free(r->cell);
    free(r);
}

static kw_rc clean_confined(kw_reader *r, const kw_raw *raw, kw_arena *mem, kw_article *out, kw_err *err) {
    kw_str answer;
    bool lost;
    kw_wire_put_raw(raw, kw_cell_question(r->cell));
    KW_TRY(kw_cell_ask(r->cell, -1, raw->path.p, &answer, &lost, err));
    return kw_wire_get_article(answer, mem, out) ? KW_OK : kw_fail(err, KW_DATA, raw->path.p, "the process that read it sent no article");
}

kw_rc kw_reader_clean(kw_reader *r, const kw_raw *raw, kw_arena *mem, kw_article *out, kw_err *err) {
    return r->cell && kw_page_is_html(raw) ? clean_confined(r, raw, mem, out, err) : kw_pipeline_clean(r->k, r->html, raw, mem, out, err);
}
