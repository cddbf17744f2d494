/* SPDX-License-Identifier: MIT
 * Bonds as bytes: the step to the next article seven bits to a byte, likeness, nearness, and one byte for the rest. */
#include "group/bond.h"

kw_bond *kw_bond_to(kw_bond *v, size_t n, uint32_t to) {
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (v[mid].to < to) low = mid + 1;
        else high = mid;
    }
    return low < n && v[low].to == to ? &v[low] : NULL;
}

static void byte(kw_buf *b, unsigned v) { kw_buf_byte(b, (char)(v & 255)); }

void kw_bonds_pack(const kw_bond *v, size_t n, kw_buf *out) {
    uint32_t before = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t step = v[i].to - before;
        before = v[i].to;
        for (; step > 127; step >>= 7) byte(out, 128 | (step & 127));
        byte(out, step);
        byte(out, (v[i].one_outlet ? 128u : 0) | (unsigned)v[i].link << 1 | v[i].across);
        byte(out, v[i].likeness);
        byte(out, v[i].likeness >> 8);
        if (!v[i].likeness) continue;
        byte(out, v[i].nearness);
        byte(out, v[i].nearness >> 8);
    }
}

static bool one(const unsigned char **p, const unsigned char *end, uint32_t *before, kw_bond *out) {
    uint32_t step = 0;
    unsigned shift = 0;
    for (;; shift += 7) {
        if (*p == end || shift > 28) return false;
        unsigned char c = *(*p)++;
        step |= (uint32_t)(c & 127) << shift;
        if (c < 128) break;
    }
    if (end - *p < 3) return false;
    *out = (kw_bond){ .to = *before += step, .link = (*p)[0] >> 1 & 63, .across = (*p)[0] & 1, .one_outlet = (*p)[0] >> 7,
        .likeness = (uint16_t)((*p)[1] | (*p)[2] << 8) };
    *p += 3;
    if (!out->likeness) return true;
    if (end - *p < 2) return false;
    out->nearness = (uint16_t)((*p)[0] | (*p)[1] << 8);
    *p += 2;
    return true;
}

kw_rc kw_bonds_unpack(kw_str bytes, kw_arena *mem, kw_bond **out, size_t *n, kw_err *err) {
    const unsigned char *p = (const unsigned char *)bytes.p, *end = p + bytes.n;
    uint32_t before = 0;
    *n = 0;
    *out = kw_alloc_n(mem, bytes.n / 4 + 2, sizeof **out);
    if (!*out) return kw_fail_nomem(err);
    while (p < end)
        if (!one(&p, end, &before, &(*out)[(*n)++]))
            return kw_fail(err, KW_DATA, "record", "want the pairs of an article, found bytes that are none");
    return KW_OK;
}
