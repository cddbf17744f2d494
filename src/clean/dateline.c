/* SPDX-License-Identifier: MIT
 * Place and outlet before the dash that opens an article; the grammar is know/dateline. */
#include "know/dateline.h"
#include "clean/draft.h"

/* "<b>Jakarta</b> - <p>Text</p>": a place and a dash that stand apart from the paragraph they open are put before it. */
static kw_rc join_head(kw_draft *d, size_t i, kw_err *err) {
    enum { HEAD_MAX = 60 };
    kw_dateline l;
    kw_str head = d->v[i].text;
    bool dash = head.n > 3 && (head.p[head.n - 1] == '-' || (head.n > 4 && memcmp(head.p + head.n - 3, "\xe2\x80", 2) == 0));
    if (head.n > HEAD_MAX || !dash || i + 1 >= d->n || d->v[i + 1].out.p || d->v[i + 1].kind != KW_PARA_TEXT) return KW_OK;
    kw_str both = kw_str_fmt(d->mem, "%.*s %.*s", KW_FMT(head), KW_FMT(d->v[i + 1].text));
    if (!both.p) return kw_fail_nomem(err);
    if (!kw_dateline_at(d->c->know, d->c->dates, both, &l) || l.after != head.n + 1) return KW_OK;
    d->v[i].text = both;
    d->n--;
    memmove(&d->v[i + 1], &d->v[i + 2], (d->n - i - 1) * sizeof *d->v);
    return KW_OK;
}

/* The outlet's own name in the place of a city: then the city is behind it. */
static kw_str city_of(const kw_draft *d, const kw_dateline *l) {
    bool own = l->second.p && d->own.name.n && kw_str_eq(kw_run_together(d, l->city), kw_run_together(d, d->own.name));
    return own ? l->second : l->city;
}

kw_rc kw_dateline_read(kw_draft *d, kw_err *err) {
    size_t seen = 0;
    for (size_t i = 0; i < d->n && seen < KW_DATELINE_PARAGRAPHS; i++) {
        kw_dateline l;
        if (d->v[i].out.p || d->v[i].kind == KW_PARA_HEADING) continue;
        seen++;
        KW_TRY(join_head(d, i, err));
        if (!kw_dateline_at(d->c->know, d->c->dates, d->v[i].text, &l)) continue;
        d->a->dateline = city_of(d, &l);
        if (l.has_outlet) {
            d->a->dateline_outlet = l.outlet.name;
            if (!d->own.name.p) d->own = l.outlet;
            else if (l.outlet.kind == KW_AGENCY && d->n_byline_outlets < 4) d->byline_outlets[d->n_byline_outlets++] = l.outlet;
        }
        return kw_why_add(d, "dateline", "text", kw_str_sub(d->v[i].text, 0, l.after), err);
    }
    return KW_OK;
}
