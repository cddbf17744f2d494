/* SPDX-License-Identifier: MIT
 * Place and outlet before the dash that opens an article; the grammar is know/dateline. */
#include "know/dateline.h"
#include "clean/draft.h"

kw_rc kw_dateline_read(kw_draft *d, kw_err *err) {
    size_t seen = 0;
    for (size_t i = 0; i < d->n && seen < KW_DATELINE_PARAGRAPHS; i++) {
        kw_dateline l;
        if (d->v[i].out.p || d->v[i].kind == KW_PARA_HEADING) continue;
        seen++;
        if (!kw_dateline_at(d->c->know, d->c->dates, d->v[i].text, &l)) continue;
        d->a->dateline = l.city;
        if (l.has_outlet) {
            d->a->dateline_outlet = l.outlet.name;
            if (!d->own.name.p) d->own = l.outlet;
            else if (l.outlet.kind == KW_AGENCY && d->n_byline_outlets < 4) d->byline_outlets[d->n_byline_outlets++] = l.outlet;
        }
        return kw_why_add(d, "dateline", "text", kw_str_sub(d->v[i].text, 0, l.after), err);
    }
    return KW_OK;
}
