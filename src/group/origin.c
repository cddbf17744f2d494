/* SPDX-License-Identifier: MIT
 * Where the ways back end: a walk along links from each article. An article that took from another inherits its origins;
 * one that credits agencies and took from no article that is here ends in them; one that does neither is an origin
 * itself. An article of an agency that others credit stands for that agency. */
#include "group/link.h"

#include <stdlib.h>

enum { WALK_MAX = 64 };                 /* steps of one way back; longer ones end where they are */

typedef struct kw_walker {
    const kw_set *s;
    const kw_link_list *links;
    size_t *first;                      /* links of an article are first[i] .. first[i + 1] - 1 */
    kw_origins *out;
    bool *open;                         /* on the way now: a circle is not followed */
    bool *done;
} kw_walker;

static kw_rc put(const kw_walker *w, uint32_t i, kw_origin o, kw_err *err) {
    kw_origins *list = &w->out[i];
    for (size_t k = 0; k < list->n; k++)
        if (list->v[k].article == o.article && list->v[k].agency == o.agency) return KW_OK;
    kw_origin *slot = kw_push(w->s->mem, (void **)&list->v, &list->n, &list->cap, sizeof *slot);
    if (!slot) return kw_fail_nomem(err);
    *slot = o;
    return KW_OK;
}

/* The agency that an article's outlet is, by the tables or as others credit it; KW_NOBODY otherwise. */
static uint32_t agency_of(const kw_walker *w, const kw_digest *d) {
    for (size_t k = 0; d->outlet.p && k < w->links->n_agencies; k++)
        if (kw_str_eq(w->links->agencies[k].key, d->outlet_key) || kw_str_eq(w->links->agencies[k].name, d->outlet)) return (uint32_t)k;
    return KW_NOBODY;
}

static bool agency_is_outlet(const kw_agency *g, const kw_digest *d) {
    return (d->outlet_key.p && kw_str_eq(g->key, d->outlet_key)) || (d->outlet.p && kw_str_eq(g->name, d->outlet));
}

/* Does the way through an article that it took from already lead to this agency? */
static bool reached(const kw_walker *w, uint32_t i, uint32_t agency) {
    for (size_t k = w->first[i]; k < w->first[i + 1]; k++)
        if (w->links->v[k].kind != KW_LINK_CREDIT && agency_is_outlet(&w->links->agencies[agency], w->s->d[w->links->v[k].to])) return true;
    return false;
}

/* The agencies an article's words come from: those that its sentences name; else the last of its credit line, as a line
 * is printed from the nearest to the farthest. */
static kw_rc credited(const kw_walker *w, uint32_t i, kw_err *err) {
    const kw_link *last = NULL;
    bool in_text = false;
    for (size_t k = w->first[i]; k < w->first[i + 1]; k++) {
        const kw_link *l = &w->links->v[k];
        if (l->kind != KW_LINK_CREDIT || reached(w, i, l->agency)) continue;
        last = l;
        if (!l->n_evidence || l->evidence[0].from.end == 0) continue;
        in_text = true;
        KW_TRY(put(w, i, (kw_origin){ KW_NOBODY, l->agency }, err));
    }
    return last && !in_text ? put(w, i, (kw_origin){ KW_NOBODY, last->agency }, err) : KW_OK;
}

static kw_rc walk(const kw_walker *w, uint32_t i, unsigned depth, kw_err *err) {
    if (w->done[i]) return KW_OK;
    w->open[i] = true;
    for (size_t k = w->first[i]; k < w->first[i + 1]; k++) {
        const kw_link *l = &w->links->v[k];
        if (l->kind == KW_LINK_CREDIT || w->open[l->to] || depth >= WALK_MAX) continue;
        KW_TRY(walk(w, l->to, depth + 1, err));
        for (size_t o = 0; o < w->out[l->to].n; o++) KW_TRY(put(w, i, w->out[l->to].v[o], err));
    }
    KW_TRY(credited(w, i, err));
    if (!w->out[i].n) {
        uint32_t agency = agency_of(w, w->s->d[i]);
        KW_TRY(put(w, i, agency == KW_NOBODY ? (kw_origin){ i, KW_NOBODY } : (kw_origin){ KW_NOBODY, agency }, err));
    }
    w->open[i] = false;
    w->done[i] = true;
    return KW_OK;
}

kw_rc kw_origins_find(const kw_set *s, const kw_link_list *links, kw_origins *out, kw_err *err) {
    kw_walker w = { s, links, kw_alloc_n(s->tmp, (size_t)s->n + 2, sizeof *w.first), out, kw_alloc(s->tmp, (size_t)s->n + 1),
        kw_alloc(s->tmp, (size_t)s->n + 1) };
    if (!w.first || !w.open || !w.done) return kw_fail_nomem(err);
    for (size_t k = 0; k < links->n; k++) w.first[links->v[k].from + 1]++;
    for (uint32_t i = 0; i < s->n; i++) w.first[i + 1] += w.first[i];
    for (uint32_t i = 0; i < s->n; i++) KW_TRY(walk(&w, i, 0, err));
    return KW_OK;
}
