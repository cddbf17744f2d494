/* SPDX-License-Identifier: MIT
 * What is asked, promised, refused or threatened: the deed inside a speech act. It is kept with the report, and it makes the code
 * as deep as the words allow (world/deeds.tsv): an appeal (020) to release somebody (0841) is 0253. */
#include "code/parts.h"

enum { DEED_WORDS = 20 };           /* tokens behind a noun that may tell what it is about */

uint32_t kw_deed_end(const kw_view *v, const kw_frame_hit *h) {
    uint32_t behind = h->first + h->n, end = kw_complement_end(v, behind - 1);
    if (end < v->end && kw_is(v, end) & KW_G_COMP) end = kw_complement_end(v, end);
    return h->noun && end > behind + DEED_WORDS ? behind + DEED_WORDS : end;
}

bool kw_has_deed(const kw_view *v, kw_str cameo) { return kw_cameo_has(&v->kit->ontology, cameo, "speech"); }

static bool fits(const kw_view *v, const kw_frame_hit *h, kw_str want, kw_str deed) {
    if (!want.n || want.p[0] != '@') return deed.n && kw_str_starts(deed, want);
    for (uint32_t t = h->first + h->n, end = kw_deed_end(v, h); t < end; t++)
        if (kw_who_at(v, t) < 0 && kw_token_in(v, t, want)) return true;
    return false;
}

kw_str kw_deed_code(const kw_view *v, const kw_frame_hit *h, kw_str said, kw_str deed) {
    const kw_table *t = v->kit->deeds;
    for (size_t n = said.n; t && n >= 2; n--) {
        kw_rows r = kw_table_find(t, kw_str_sub(said, 0, n));
        for (uint32_t i = 0; i < r.n; i++)
            if (fits(v, h, kw_table_cell(t, r.first + i, 1), deed)) return kw_table_cell(t, r.first + i, 2);
    }
    return KW_NONE;
}
