/* SPDX-License-Identifier: MIT
 * What is kept of the pairs of an article, so that nothing else of them need be looked at again: how alike and how near
 * the two are, and the link between them. Each pair is kept with both articles. */
#ifndef KW_GROUP_BOND_H
#define KW_GROUP_BOND_H

#include "base/buf.h"
#include "group/story.h"

typedef struct kw_bond {
    uint32_t to;                        /* the other article's row */
    uint16_t likeness, nearness;        /* in 65,535ths; 0: the pair is not kept for its likeness */
    bool across;                        /* of two languages */
    bool one_outlet;
    uint8_t link;                       /* 1 + kw_link_kind, or 0: none */
} kw_bond;

static inline double kw_bond_likeness(const kw_bond *b) { return b->likeness ? b->likeness / 65535. : KW_UNLIKE; }

/* Likeness times nearness. */
static inline double kw_bond_near(const kw_bond *b) {
    return b->likeness ? (double)((float)(b->likeness / 65535.) * (float)(b->nearness / 65535.)) : KW_UNLIKE;
}

static inline double kw_bond_drawn(const kw_bond *b) { return b->link ? kw_drawn_by((kw_link_kind)(b->link - 1)) : 0; }

/* The bond to `to` in a list sorted by it, or NULL. */
kw_bond *kw_bond_to(kw_bond *v, size_t n, uint32_t to);

/* Sorted by `to`; *out has room for one more. */
void kw_bonds_pack(const kw_bond *v, size_t n, kw_buf *out);
kw_rc kw_bonds_unpack(kw_str bytes, kw_arena *mem, kw_bond **out, size_t *n, kw_err *err);

#endif
