/* SPDX-License-Identifier: MIT
 * What the record keeps for grouping: for each article its gist, its bonds and where its ways back end; numbers, under
 * which articles stand in the index of keys; and what has been touched since the last grouping. */
#ifndef KW_STORE_NEAR_H
#define KW_STORE_NEAR_H

#include "store/db.h"

typedef struct kw_near_row {
    int64_t article;
    uint32_t number, flags;
    uint64_t place;
    int32_t day;
    double crowd;
    int64_t part;                       /* 0: none */
    kw_str gist, origins, bonds;
    int64_t story;                      /* read only */
} kw_near_row;

/* The strings are copied into `mem`. *there false: no such row. */
kw_rc kw_near_get(kw_record *r, int64_t article, kw_arena *mem, kw_near_row *out, bool *there, kw_err *err);
kw_rc kw_near_gist(kw_record *r, int64_t article, kw_arena *mem, kw_str *out, kw_err *err);        /* p NULL: no such row */
kw_rc kw_near_put(kw_record *r, const kw_near_row *row, kw_err *err);              /* a new row */
kw_rc kw_near_set_bonds(kw_record *r, int64_t article, kw_str bonds, kw_err *err);
kw_rc kw_near_set_crowd(kw_record *r, int64_t article, double crowd, kw_err *err);
kw_rc kw_near_set_part(kw_record *r, int64_t article, int64_t part, kw_err *err);
kw_rc kw_near_set_origins(kw_record *r, int64_t article, kw_str origins, kw_err *err);
kw_rc kw_near_drop(kw_record *r, int64_t article, kw_err *err);

/* ---- numbers ---- */

enum { KW_NUMBERS = 512 };              /* in one row */
typedef struct kw_numbered { uint64_t place; uint32_t article; uint8_t language; } kw_numbered;    /* article 0: gone, or never given */

kw_rc kw_numbers_next(kw_record *r, uint32_t *out, kw_err *err);                    /* the first number not given yet; from 1 */
kw_rc kw_numbers_read(kw_record *r, uint32_t row, kw_numbered v[KW_NUMBERS], kw_err *err);
kw_rc kw_numbers_write(kw_record *r, uint32_t row, const kw_numbered v[KW_NUMBERS], kw_err *err);

/* ---- what was touched ---- */

kw_rc kw_touch(kw_record *r, int64_t article, kw_err *err);                         /* only what lies around it is other */
kw_rc kw_touch_new(kw_record *r, int64_t article, kw_str sketch, kw_err *err);      /* it is other itself */
kw_rc kw_touch_matters(kw_record *r, int64_t article, kw_err *err);                 /* its reports are about to go */

typedef void kw_touched_fn(void *ctx, int64_t article, bool fresh);                 /* fresh: it is other itself */
kw_rc kw_touched_each(kw_record *r, kw_touched_fn *each, void *ctx, kw_err *err);
/* What kw_touch_new() was given, in `mem`; p NULL: nothing. */
kw_rc kw_touched_sketch(kw_record *r, int64_t article, kw_arena *mem, kw_str *out, kw_err *err);
kw_rc kw_touched_drop(kw_record *r, kw_err *err);                                   /* all articles; their matters stay */

#endif
