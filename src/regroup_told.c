/* SPDX-License-Identifier: MIT
 * Where the ways back end, what a story is called and how many tell it, which stories round-ups touch, and events. */
#include "regroup_work.h"

#include "base/hash.h"
#include "group/scan.h"

#include <stdlib.h>

enum { BATCH = 1500 };                          /* articles whose events are merged at once, about */

static int by_number(const void *a, const void *b) {
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static size_t unique(uint64_t *v, size_t n) {
    size_t m = 0;
    if (n) qsort(v, n, sizeof *v, by_number);
    for (size_t i = 0; i < n; i++)
        if (!m || v[m - 1] != v[i]) v[m++] = v[i];
    return m;
}

/* ---- origins ---- */

typedef struct { kw_work *w; kw_err *err; kw_arena mem; kw_set s; kw_link_list links; uint32_t *ids; size_t n, cap; kw_bits done; } chains;

/* The articles that hang together with `from` by links. */
static kw_rc walk_links(chains *c, uint32_t from) {
    c->ids = NULL;
    c->n = c->cap = 0;
    kw_bit_set(&c->done, from);
    uint32_t *slot = kw_push(&c->mem, (void **)&c->ids, &c->n, &c->cap, sizeof *slot);
    if (!slot) return kw_fail_nomem(c->err);
    *slot = from;
    for (size_t i = 0; i < c->n; i++) {
        kw_point *p;
        KW_TRY(kw_work_point(c->w, c->ids[i], &p, c->err));
        for (size_t k = 0; p && k < p->n_bonds; k++) {
            if (!p->bonds[k].link || kw_bit(&c->done, p->bonds[k].to)) continue;
            kw_bit_set(&c->done, p->bonds[k].to);
            if (!(slot = kw_push(&c->mem, (void **)&c->ids, &c->n, &c->cap, sizeof *slot))) return kw_fail_nomem(c->err);
            *slot = p->bonds[k].to;
        }
    }
    return KW_OK;
}

typedef struct { uint64_t place; const kw_digest *d; } placed;

static int by_place(const void *x, const void *y) {
    const placed *a = x, *b = y;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    return kw_str_cmp(a->d->ref, b->d->ref);
}

/* The digests in order of time. */
static kw_rc make_set(const kw_digest **v, size_t n, kw_set *s, kw_err *err) {
    placed *all = kw_alloc_n(s->tmp, n + 1, sizeof *all);
    if (!all) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) all[i] = (placed){ kw_place_in_time(v[i]), v[i] };
    if (n) qsort(all, n, sizeof *all, by_place);
    for (size_t i = 0; i < n; i++) v[i] = all[i].d;
    s->d = v;
    s->n = (uint32_t)n;
    return KW_OK;
}

typedef struct { int64_t article; uint32_t at; } numbered;

static int by_article(const void *x, const void *y) {
    const numbered *a = x, *b = y;
    return (a->article > b->article) - (a->article < b->article);
}

static kw_rc add_link(chains *c, kw_link l) {
    kw_link *slot = kw_push(&c->mem, (void **)&c->links.v, &c->links.n, &c->links.cap, sizeof *slot);
    if (!slot) return kw_fail_nomem(c->err);
    *slot = l;
    return KW_OK;
}

typedef struct { chains *c; uint32_t at; const numbered *numbers; } linking;

static kw_rc link_to(void *ctx, int64_t article, kw_link_kind kind, kw_err *err) {
    const linking *x = ctx;
    const numbered key = { article, 0 }, *to = bsearch(&key, x->numbers, x->c->s.n, sizeof key, by_article);
    (void)err;                                  /* that of the chains */
    return to ? add_link(x->c, (kw_link){ .from = x->at, .to = to->at, .kind = kind, .agency = KW_NOBODY }) : KW_OK;
}

static kw_rc links_of(chains *c, uint32_t at, const numbered *numbers) {
    const kw_digest *d = c->s.d[at];
    linking x = { c, at, numbers };
    kw_rc rc = kw_record_links_from(c->w->r, d->article, link_to, &x, c->err);
    for (size_t k = 0; rc == KW_OK && k < d->n_credits; k++) {
        kw_link_evidence *e = kw_alloc(&c->mem, sizeof *e);
        if (kw_own_credit(d, &d->credits[k])) continue;
        if (!e) return kw_fail_nomem(c->err);
        kw_link l = kw_link_credit(&d->credits[k], e);
        l.from = at;
        l.agency = kw_agency_at(&c->links, d->credits[k].key);
        rc = add_link(c, l);
    }
    return rc;
}

static kw_rc put_origins(chains *c, uint32_t at, const kw_origins *o) {
    kw_point *p;
    uint64_t *v = kw_alloc_n(&c->mem, o->n + 1, sizeof *v);
    if (!v) return kw_fail_nomem(c->err);
    for (size_t i = 0; i < o->n; i++)
        v[i] = o->v[i].article != KW_NOBODY
            ? (uint64_t)c->s.d[o->v[i].article]->article : kw_hash(c->links.agencies[o->v[i].agency].key) | 1ull << 63;
    kw_str bytes = { (const char *)v, unique(v, o->n) * sizeof *v };
    KW_TRY(kw_work_point(c->w, (uint32_t)c->s.d[at]->article, &p, c->err));
    if (!p || kw_str_eq(p->origins, bytes)) return KW_OK;
    kw_bit_set(&c->w->retold, p->article);
    if (p->story) kw_bit_set(&c->w->stories, (uint64_t)p->story);
    p->origins = kw_str_dup(&c->w->points.mem, bytes);
    return p->origins.p ? kw_near_set_origins(c->w->r, p->article, bytes, c->err) : kw_fail_nomem(c->err);
}

static kw_rc chain(chains *c, uint32_t from) {
    KW_TRY(walk_links(c, from));
    const kw_digest **v = kw_alloc_n(&c->mem, c->n + 1, sizeof *v);
    numbered *numbers = kw_alloc_n(&c->mem, c->n + 1, sizeof *numbers);
    kw_origins *o = kw_alloc_n(&c->mem, c->n + 1, sizeof *o);
    size_t n = 0;
    if (!v || !numbers || !o) return kw_fail_nomem(c->err);
    for (size_t i = 0; i < c->n; i++) {
        kw_loaded *l;
        KW_TRY(kw_work_load(c->w, c->ids[i], KW_SLIM, &l, c->err));
        if (l->d.article) v[n++] = &l->d;
    }
    c->s = (kw_set){ .kit = c->w->k->group, .tmp = &c->mem, .mem = &c->mem };
    c->links = (kw_link_list){ 0 };
    KW_TRY(make_set(v, n, &c->s, c->err));
    for (uint32_t i = 0; i < n; i++) numbers[i] = (numbered){ v[i]->article, i };
    qsort(numbers, n, sizeof *numbers, by_article);
    KW_TRY(kw_agencies_list(&c->s, &c->links, c->err));
    for (uint32_t i = 0; i < n; i++) KW_TRY(links_of(c, i, numbers));
    if (c->links.n > 1) qsort(c->links.v, c->links.n, sizeof *c->links.v, kw_link_by_ends);
    KW_TRY(kw_origins_find(&c->s, &c->links, o, c->err));
    for (uint32_t i = 0; i < n; i++) KW_TRY(put_origins(c, i, &o[i]));
    return KW_OK;
}

kw_rc kw_regroup_origins(kw_work *w, kw_err *err) {
    chains c = { .w = w, .err = err, .mem = KW_ARENA_EMPTY };
    kw_rc rc = KW_OK;
    for (uint64_t i = 0; rc == KW_OK && kw_bit_next(&w->linked, &i); i++) {
        kw_point *p;
        if (kw_bit(&c.done, i)) continue;
        kw_work_rest(w);
        kw_arena_reset(&c.mem);
        rc = kw_work_point(w, (uint32_t)i, &p, err);
        if (rc == KW_OK && p) rc = chain(&c, (uint32_t)i);
    }
    if (rc == KW_OK && c.done.failed) rc = kw_fail_nomem(err);
    free(c.done.v);
    kw_arena_free(&c.mem);
    return rc;
}

/* ---- stories ---- */

static double alike(void *ctx, uint32_t a, uint32_t b) {
    kw_point *const *v = ctx;
    const kw_bond *bond = kw_bond_to(v[a]->bonds, v[a]->n_bonds, v[b]->article);
    return bond ? kw_bond_likeness(bond) : KW_UNLIKE;
}

static bool titled(void *ctx, uint32_t a) { return ((kw_point *const *)ctx)[a]->flags & KW_POINT_TITLED; }

static int by_time(const void *x, const void *y) {
    const kw_point *a = *(kw_point *const *)x, *b = *(kw_point *const *)y;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    return (a->article > b->article) - (a->article < b->article);
}

typedef struct { kw_work *w; kw_point **v; size_t n, cap; } points;

static kw_rc add_member(void *ctx, int64_t article, kw_err *err) {
    points *m = ctx;
    kw_point *p;
    KW_TRY(kw_work_point(m->w, (uint32_t)article, &p, err));
    if (!p) return KW_OK;
    kw_point **slot = kw_push(&m->w->scratch, (void **)&m->v, &m->n, &m->cap, sizeof *slot);
    if (!slot) return kw_fail_nomem(err);
    *slot = p;
    return KW_OK;
}

/* The articles of a story, by time. */
static kw_rc members(kw_work *w, int64_t story, kw_point ***v, size_t *n, kw_err *err) {
    points m = { .w = w };
    KW_TRY(kw_list_each(w->r, KW_ARTICLES_OF_STORY, story, add_member, &m, err));
    if (m.n) qsort(m.v, m.n, sizeof *m.v, by_time);
    *v = m.v;
    *n = m.n;
    return KW_OK;
}

/* The threads of a story and of those whose heads its head is near are to be sought again. */
static kw_rc touch_threads(kw_work *w, uint32_t head, kw_err *err) {
    kw_point *p, *q;
    if (!head) return KW_OK;
    KW_TRY(kw_work_point(w, head, &p, err));
    for (size_t i = 0; p && i < p->n_bonds; i++) {
        if (kw_bond_likeness(&p->bonds[i]) < KW_THREAD_LEAST) continue;
        KW_TRY(kw_work_point(w, p->bonds[i].to, &q, err));
        if (q && q->story) kw_bit_set(&w->threads, (uint64_t)q->story);
    }
    return KW_OK;
}

static kw_rc count_origins(kw_work *w, kw_point *const *v, size_t n, uint32_t *out, kw_err *err) {
    size_t all = 0, k = 0;
    for (size_t i = 0; i < n; i++) all += v[i]->origins.n / 8;
    uint64_t *o = kw_alloc_n(&w->scratch, all + 1, sizeof *o);
    if (!o) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        if (v[i]->origins.n) memcpy(o + k, v[i]->origins.p, v[i]->origins.n);
        k += v[i]->origins.n / 8;
    }
    *out = (uint32_t)unique(o, all);
    if (*out > n) *out = (uint32_t)n;
    return KW_OK;
}

static kw_rc fill(kw_work *w, kw_point **v, size_t n, kw_story_row *s, kw_err *err) {
    const kw_digest **d = kw_alloc_n(&w->scratch, n + 1, sizeof *d);
    uint32_t *all = kw_alloc_n(&w->scratch, n + 1, sizeof *all);
    if (!d || !all) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        kw_loaded *l;
        KW_TRY(kw_work_load(w, v[i]->article, KW_SLIM, &l, err));
        d[i] = &l->d;
        all[i] = (uint32_t)i;
        if (l->d.published.precision == KW_WHEN_NONE) continue;
        if (s->first.precision == KW_WHEN_NONE) s->first = l->d.published;
        s->last = l->d.published;
    }
    kw_set set = { .kit = w->k->group, .d = d, .n = (uint32_t)n, .tmp = &w->scratch };
    uint32_t head = kw_story_head(all, (uint32_t)n, alike, titled, v);
    s->head = v[head]->article;
    s->title = d[head]->title;
    s->n_articles = (uint32_t)n;
    KW_TRY(count_origins(w, v, n, &s->n_origins, err));
    return kw_count_outlets(&set, all, n, &s->n_outlets, err);
}

static kw_rc describe(kw_work *w, int64_t story, kw_err *err) {
    kw_point **v;
    size_t n;
    kw_story_row s = { .id = story };
    kw_story_place was;
    KW_TRY(kw_record_story_place(w->r, story, &was, err));
    KW_TRY(members(w, story, &v, &n, err));
    if (was.part) KW_TRY(kw_list_each(w->r, KW_STORIES_OF_PART, was.part, kw_bit_list, &w->threads, err));
    if (was.thread) kw_bit_set(&w->gone, (uint64_t)was.thread);
    KW_TRY(touch_threads(w, (uint32_t)was.head, err));
    if (!n) return kw_record_drop_story(w->r, story, err);
    KW_TRY(fill(w, v, n, &s, err));
    KW_TRY(kw_record_put_story(w->r, &s, err));
    kw_bit_set(&w->threads, (uint64_t)story);
    return s.head == was.head ? KW_OK : touch_threads(w, (uint32_t)s.head, err);
}

/* ---- round-ups ---- */

static kw_rc round_up(kw_work *w, uint32_t article, kw_err *err) {
    kw_point *p, *q;
    size_t n = 0;
    KW_TRY(kw_work_point(w, article, &p, err));
    if (!p) return KW_OK;
    int64_t *also = kw_alloc_n(&w->scratch, p->n_bonds + 1, sizeof *also);
    if (!also) return kw_fail_nomem(err);
    for (size_t i = 0; i < p->n_bonds; i++) {
        if (kw_bond_near(&p->bonds[i]) < KW_ALSO_LEAST) continue;
        KW_TRY(kw_work_point(w, p->bonds[i].to, &q, err));
        if (q && q->story && !(q->flags & KW_POINT_ROUNDUP)) also[n++] = q->story;
    }
    return kw_record_put_also(w->r, article, also, n, err);
}

static kw_rc list_roundups(kw_work *w, const kw_bits *of, kw_bits *out, kw_err *err) {
    for (uint64_t i = 0; kw_bit_next(of, &i); i++) {
        kw_point *p, *q;
        kw_work_rest(w);
        KW_TRY(kw_work_point(w, (uint32_t)i, &p, err));
        if (!p) continue;
        if (p->flags & KW_POINT_ROUNDUP) kw_bit_set(out, i);
        for (size_t k = 0; k < p->n_bonds; k++) {
            if (kw_bond_near(&p->bonds[k]) < KW_ALSO_LEAST) continue;
            KW_TRY(kw_work_point(w, p->bonds[k].to, &q, err));
            if (q && q->flags & KW_POINT_ROUNDUP) kw_bit_set(out, q->article);
        }
    }
    return KW_OK;
}

static kw_rc round_ups(kw_work *w, kw_err *err) {
    kw_bits all = { 0 };
    kw_rc rc = list_roundups(w, &w->dirty, &all, err);
    if (rc == KW_OK) rc = list_roundups(w, &w->moved, &all, err);
    for (uint64_t i = 0; rc == KW_OK && kw_bit_next(&all, &i); i++) {
        kw_work_rest(w);
        rc = round_up(w, (uint32_t)i, err);
    }
    if (rc == KW_OK && all.failed) rc = kw_fail_nomem(err);
    free(all.v);
    return rc;
}

kw_rc kw_regroup_describe(kw_work *w, kw_err *err) {
    for (uint64_t i = 0; kw_bit_next(&w->stories, &i); i++) {
        kw_work_rest(w);
        KW_TRY(describe(w, (int64_t)i, err));
    }
    return round_ups(w, err);
}

/* ---- events ---- */

typedef struct { kw_arena *mem; uint64_t *v; size_t n, cap; } numbers;

static kw_rc add_number(void *ctx, int64_t id, kw_err *err) {
    numbers *m = ctx;
    uint64_t *slot = kw_push(m->mem, (void **)&m->v, &m->n, &m->cap, sizeof *slot);
    if (!slot) return kw_fail_nomem(err);
    *slot = (uint64_t)id;
    return KW_OK;
}

static kw_rc list_matters(kw_work *w, numbers *m, kw_err *err) {
    const kw_bits *of[] = { &w->fresh, &w->moved, &w->retold, &w->linked };
    KW_TRY(kw_list_each(w->r, KW_MATTERS_TOUCHED, 0, add_number, m, err));
    for (size_t k = 0; k < 4; k++)
        for (uint64_t i = 0; kw_bit_next(of[k], &i); i++) {
            KW_TRY(kw_list_each(w->r, KW_MATTERS_OF_ARTICLE, (int64_t)i, add_number, m, err));
            if (m->n > 1 << 20) m->n = unique(m->v, m->n);
        }
    m->n = unique(m->v, m->n);
    return KW_OK;
}

typedef struct {
    kw_work *w;
    kw_err *err;
    kw_arena mem;
    const uint64_t *keys; size_t n_keys;
    const kw_digest **v; size_t n, cap;
} telling;

/* Of the words only those of the evidence. */
static kw_rc take(void *ctx, const kw_kept *kept, kw_err *err) {
    telling *t = ctx;
    kw_digest *d = kw_alloc(&t->mem, sizeof *d);
    const kw_digest **slot = kw_push(&t->mem, (void **)&t->v, &t->n, &t->cap, sizeof *slot);
    kw_digest_word *room = malloc(KW_DIGEST_WORDS * sizeof *room);
    kw_rc rc = d && slot && room ? kw_work_unpack(t->w, kept, &t->mem, d, err) : kw_fail_nomem(err);
    if (rc == KW_OK) {
        size_t n = kw_scan_words(kept->text, room, KW_DIGEST_WORDS), m = 0;
        for (size_t i = 0; i < n; i++) {
            bool in = false;
            for (size_t e = 0; e < d->n_events && !in; e++) in = room[i].at >= d->events[e].evidence.start && room[i].at < d->events[e].evidence.end;
            if (in) room[m++] = room[i];
        }
        d->text = kw_alloc_n(&t->mem, m + 1, sizeof *d->text);
        if (d->text && m) memcpy(d->text, room, m * sizeof *room);
        d->n_text = m;
        *slot = d;
        if (!d->text) rc = kw_fail_nomem(err);
    }
    free(room);
    return rc;
}

/* What merging asks beside the digests. */
typedef struct { uint32_t *story_of; int64_t *articles, *stories; bool *took, *changed; kw_origins *origins; } around;

static kw_rc look_around(telling *t, uint32_t i, around *a, uint64_t *story) {
    kw_point *p;
    int64_t article = t->v[i]->article;
    KW_TRY(kw_work_point(t->w, (uint32_t)article, &p, t->err));
    *story = p ? (uint64_t)p->story : 0;
    a->articles[i] = article;
    a->changed[i] = kw_bit(&t->w->fresh, (uint64_t)article);
    size_t n = p ? p->origins.n / 8 : 0;
    a->origins[i] = (kw_origins){ kw_alloc_n(&t->mem, n + 1, sizeof(kw_origin)), n, n };
    if (!a->origins[i].v) return kw_fail_nomem(t->err);
    for (size_t k = 0; k < n; k++) {
        uint64_t x;
        memcpy(&x, p->origins.p + 8 * k, sizeof x);
        a->origins[i].v[k] = (kw_origin){ (uint32_t)(x >> 32), (uint32_t)x };
    }
    return kw_record_took(t->w->r, article, &a->took[i], t->err);
}

static kw_rc merge(telling *t) {
    size_t n = t->n, room = n + 1;
    kw_set s = { .kit = t->w->k->group, .tmp = &t->mem, .mem = &t->mem };
    around a = {
        .story_of = kw_alloc_n(&t->mem, room, sizeof *a.story_of), .articles = kw_alloc_n(&t->mem, room, sizeof *a.articles),
        .stories = kw_alloc_n(&t->mem, room, sizeof *a.stories), .took = kw_alloc_n(&t->mem, room, sizeof *a.took),
        .changed = kw_alloc_n(&t->mem, room, sizeof *a.changed), .origins = kw_alloc_n(&t->mem, room, sizeof *a.origins),
    };
    uint64_t *story = kw_alloc_n(&t->mem, room, sizeof *story), *each = kw_alloc_n(&t->mem, room, sizeof *each);
    kw_event_list list = { .matters = t->keys, .n_matters = t->n_keys, .articles = a.articles, .stories = a.stories, .changed = a.changed };
    kw_event_group *events;
    if (!a.story_of || !a.articles || !a.stories || !a.took || !a.changed || !a.origins || !story || !each) return kw_fail_nomem(t->err);
    KW_TRY(make_set(t->v, n, &s, t->err));
    for (uint32_t i = 0; i < n; i++) {
        KW_TRY(look_around(t, i, &a, &story[i]));
        each[i] = story[i];
        kw_work_rest(t->w);
    }
    size_t n_stories = unique(each, n);
    for (uint32_t i = 0; i < n; i++)
        a.story_of[i] = (uint32_t)((const uint64_t *)bsearch(&story[i], each, n_stories, sizeof *each, by_number) - each);
    for (size_t i = 0; i < n_stories; i++) a.stories[i] = (int64_t)each[i];
    KW_TRY(kw_events_merge_keys(&s, a.story_of, a.took, a.origins, t->keys, t->n_keys, &events, &list.n, t->err));
    list.v = events;
    return kw_record_put_events(t->w->r, &list, t->err);
}

kw_rc kw_regroup_events(kw_work *w, kw_err *err) {
    numbers m = { .mem = &w->mem };
    telling t = { .w = w, .err = err, .mem = KW_ARENA_EMPTY };
    kw_rc rc = list_matters(w, &m, err);
    for (size_t i = 0; i < m.n && rc == KW_OK;) {
        numbers articles = { .mem = &t.mem };
        size_t from = i;
        for (; i < m.n && articles.n < BATCH && rc == KW_OK; i++)
            rc = kw_list_each(w->r, KW_ARTICLES_OF_MATTER, (int64_t)m.v[i], add_number, &articles, err);
        size_t n = unique(articles.v, articles.n);
        t.keys = m.v + from;
        t.n_keys = i - from;
        for (size_t k = 0; k < n && rc == KW_OK; k++) rc = kw_record_kept(w->r, (int64_t)articles.v[k], take, &t, err);
        if (rc == KW_OK) rc = merge(&t);
        kw_arena_free(&t.mem);
        t.v = NULL;
        t.n = t.cap = 0;
        kw_work_rest(w);
    }
    kw_arena_free(&t.mem);
    return rc;
}
