/* SPDX-License-Identifier: MIT
 * Opens a model where it lies. Only the head is read: the pages of the tables are left for when they are asked for. */
#include "words/model.h"

static bool part_fits(const kw_model_part *p, size_t n) {
    if (p->rows_at > n || p->lines_at > n || p->rows_at % 64 || p->lines_at % 64) return false;
    return p->n <= n - p->rows_at && (uint64_t)p->lines * sizeof(kw_near_line) <= n - p->lines_at;
}

kw_rc kw_model_open(kw_str image, const char *kind, const char *place, kw_weights *out, kw_err *err) {
    const kw_model_head *h = (const kw_model_head *)(const void *)image.p;
    if (image.n < sizeof *h || (uintptr_t)image.p % 64 || memcmp(h->magic, KW_MODEL_MAGIC, 8) != 0)
        return kw_fail(err, KW_DATA, place, "want a model (%s), found something else", KW_MODEL_MAGIC);
    if (strncmp(h->kind, kind, sizeof h->kind) != 0)
        return kw_fail(err, KW_DATA, place, "want a model of kind '%s', found '%.8s'", kind, h->kind);
    for (size_t i = 0; i < KW_MODEL_PARTS; i++) {
        const kw_model_part *p = &h->part[i];
        if (!part_fits(p, image.n)) return kw_fail(err, KW_DATA, place, "table %zu of the model is cut off", i);
        out[i] = (kw_weights){ .line = image.p + p->lines_at, .rows = (const uint8_t *)image.p + p->rows_at, .lines = p->lines, .n = p->n };
    }
    return KW_OK;
}
