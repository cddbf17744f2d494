/* SPDX-License-Identifier: MIT
 * The question is a raw of address and bytes, the answer a feed (src/wire.c). */
#include "lister.h"
#include "cell.h"
#include "wire.h"

#include <stdlib.h>

struct kw_lister { kw_cell *cell; };        /* NULL: trusted */

/* In the cell. */
static kw_rc read_one(void *ctx, kw_str question, int file, kw_arena *mem, kw_buf *answer, kw_err *err) {
    kw_raw asked;
    kw_feed f;
    (void)ctx;
    (void)file;
    if (!kw_wire_get_raw(question, true, mem, &asked)) return KW_NOMEM;
    KW_TRY(kw_listing_read(asked.bytes, asked.url, mem, &f, err));
    kw_wire_put_feed(&f, answer);
    return KW_OK;
}

kw_rc kw_lister_new(bool trusted, kw_lister **out, kw_err *err) {
    kw_lister *l = *out = calloc(1, sizeof *l);
    if (!l) return kw_fail_nomem(err);
    kw_rc rc = trusted ? KW_OK : kw_cell_new(read_one, l, NULL, &l->cell, err);
    if (rc == KW_OK) return KW_OK;
    kw_lister_free(l);
    *out = NULL;
    return rc;
}

void kw_lister_free(kw_lister *l) {
    if (!l) return;
    kw_cell_free(l->cell);
    free(l);
}

kw_rc kw_lister_read(kw_lister *l, kw_str bytes, kw_str url, kw_arena *mem, kw_feed *out, kw_err *err) {
    kw_raw asked = { .bytes = bytes, .url = url };
    kw_str answer, place = kw_str_dup(mem, url);
    bool lost;
    if (!place.p) return kw_fail_nomem(err);
    if (!l->cell) return kw_listing_read(bytes, url, mem, out, err);
    kw_wire_put_raw(&asked, kw_cell_question(l->cell));
    KW_TRY(kw_cell_ask(l->cell, -1, place.p, &answer, &lost, err));
    return kw_wire_get_feed(answer, mem, out) ? KW_OK : kw_fail(err, KW_DATA, place.p, "the process that read it sent no listing");
}
