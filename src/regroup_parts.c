/* SPDX-License-Identifier: MIT
 * Crowds, translations, stories, threads. Stories and threads are clusters of the parts into which all articles, or all
 * stories, fall along weak pairs (group/story.h): a part is found by walking from what was touched, and the parts that
 * those it has now were in before are sought again as well, so that only what is touched is looked at. */
#include "regroup_work.h"

#include <stdlib.h>

/* ---- crowds ---- */

static kw_rc crowd(kw_work *w, kw_point *p, kw_err *err) {
    float *v = kw_alloc_n(&w->scratch, p->n_bonds + 1, sizeof *v);
    size_t n = 0;
    if (!v) return kw_fail_nomem(err);
    for (size_t i = 0; i < p->n_bonds; i++)
        if (p->bonds[i].likeness) v[n++] = (float)kw_bond_near(&p->bonds[i]);
    double x = (double)kw_crowd_of(v, n);
    if (x == p->crowd) return KW_OK;
    p->crowd = x;
    return kw_near_set_crowd(w->r, p->article, x, err);
}

kw_rc kw_regroup_crowds(kw_work *w, kw_err *err) {
    for (uint64_t i = 0; kw_bit_next(&w->dirty, &i); i++) {
        kw_point *p;
        kw_work_rest(w);
        KW_TRY(kw_work_point(w, (uint32_t)i, &p, err));
        if (p) KW_TRY(crowd(w, p, err));
    }
    return KW_OK;
}

/* ---- translations: the best match of each in another language ---- */

static kw_rc best_across(kw_work *w, const kw_point *p, const kw_bond **out, kw_err *err) {
    *out = NULL;
    for (size_t i = 0; i < p->n_bonds; i++) {
        const kw_bond *b = &p->bonds[i];
        kw_point *x, *y;
        if (!b->across || !b->likeness || (*out && b->likeness < (*out)->likeness)) continue;
        if (!*out || b->likeness > (*out)->likeness) { *out = b; continue; }
        KW_TRY(kw_work_point(w, b->to, &x, err));
        KW_TRY(kw_work_point(w, (*out)->to, &y, err));
        if (x && y && x->place < y->place) *out = b;
    }
    return KW_OK;
}

typedef struct { kw_bonding *v; size_t n, cap; } bondings;

static kw_rc note(kw_work *w, bondings *l, uint32_t a, uint32_t b, uint8_t link, kw_err *err) {
    kw_bonding *x = kw_push(&w->mem, (void **)&l->v, &l->n, &l->cap, sizeof *x);
    if (x) *x = (kw_bonding){ a < b ? a : b, { .to = a < b ? b : a, .link = link } };
    return x ? KW_OK : kw_fail_nomem(err);
}

/* What the translation of `p` is to be, and what it was. */
static kw_rc translate(kw_work *w, const kw_point *p, bondings *l, kw_err *err) {
    const kw_bond *best, *back = NULL;
    kw_point *q = NULL;
    kw_loaded *x, *y;
    bool is = false;
    KW_TRY(best_across(w, p, &best, err));
    if (best) KW_TRY(kw_work_point(w, best->to, &q, err));
    if (q) KW_TRY(best_across(w, q, &back, err));
    if (back && back->to == p->article) {
        KW_TRY(kw_work_load(w, p->article, KW_SLIM, &x, err));
        KW_TRY(kw_work_load(w, q->article, KW_SLIM, &y, err));
        is = kw_may_translate(&x->d, &y->d, kw_bond_likeness(best));
        if (is) {                                       /* now by what they speak of, too */
            KW_TRY(kw_work_load(w, p->article, KW_WITH_TERMS, &x, err));
            KW_TRY(kw_work_load(w, q->article, KW_WITH_TERMS, &y, err));
            is = kw_may_translate(&x->d, &y->d, kw_bond_likeness(best));
        }
    }
    for (size_t i = 0; i < p->n_bonds; i++)
        if (p->bonds[i].link == 1 + KW_LINK_TRANSLATION && !(is && &p->bonds[i] == best))
            KW_TRY(note(w, l, p->article, p->bonds[i].to, KW_UNLINK, err));
    return is && !best->link ? note(w, l, p->article, best->to, 1 + KW_LINK_TRANSLATION, err) : KW_OK;
}

static int by_ends(const void *x, const void *y) {
    const kw_bonding *a = x, *b = y;
    if (a->article != b->article) return a->article < b->article ? -1 : 1;
    return (a->bond.to > b->bond.to) - (a->bond.to < b->bond.to);
}

static kw_rc put_translation(kw_work *w, uint32_t a, uint32_t b, kw_err *err) {
    kw_point *p;
    kw_loaded *x, *y;
    kw_link link;
    KW_TRY(kw_work_point(w, a, &p, err));
    const kw_bond *bond = p ? kw_bond_to(p->bonds, p->n_bonds, b) : NULL;
    if (!bond) return KW_OK;
    KW_TRY(kw_work_load(w, a, KW_WITH_TERMS, &x, err));
    KW_TRY(kw_work_load(w, b, KW_WITH_TERMS, &y, err));
    if (kw_place_in_time(&x->d) > kw_place_in_time(&y->d)) {
        kw_loaded *t = x;
        x = y;
        y = t;
    }
    KW_TRY(kw_link_translation(&x->d, &y->d, kw_bond_likeness(bond), &w->scratch, &link, err));
    return kw_record_put_link(w->r, link.from ? y->d.article : x->d.article, link.from ? x->d.article : y->d.article, KW_NONE, &link, err);
}

kw_rc kw_regroup_translations(kw_work *w, kw_err *err) {
    bondings l = { 0 };
    size_t n = 0;
    for (uint64_t i = 0; kw_bit_next(&w->dirty, &i); i++) {
        kw_point *p;
        kw_work_rest(w);
        KW_TRY(kw_work_point(w, (uint32_t)i, &p, err));
        if (p) KW_TRY(translate(w, p, &l, err));
    }
    if (l.n) qsort(l.v, l.n, sizeof *l.v, by_ends);
    for (size_t i = 0; i < l.n; i++)
        if (!i || by_ends(&l.v[i], &l.v[n - 1])) l.v[n++] = l.v[i];
    kw_bonding *both = kw_alloc_n(&w->mem, 2 * n + 1, sizeof *both);
    if (!both) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        uint32_t a = l.v[i].article, b = l.v[i].bond.to;
        kw_work_rest(w);
        if (l.v[i].bond.link == KW_UNLINK) KW_TRY(kw_record_drop_link(w->r, a, b, KW_LINK_TRANSLATION, err));
        else KW_TRY(put_translation(w, a, b, err));
        both[2 * i] = both[2 * i + 1] = l.v[i];
        both[2 * i + 1].article = b;
        both[2 * i + 1].bond.to = a;
    }
    return kw_work_bond(w, both, 2 * n, err);
}

/* ---- parts ---- */

enum { LEVELS = 26 };

typedef struct kw_web kw_web;
struct kw_web {
    kw_work *w;
    kw_err *err;
    double least;
    kw_rc (*near)(kw_web *web, uint32_t id, double cut);        /* pushes those that hang on `id` by at least `cut` */
    kw_rc (*part)(kw_web *web, const uint32_t *v, size_t n, bool whole);       /* a part; whole: it hangs together by KW_CUT_MAX */
    uint32_t *v; size_t n, cap;                                 /* the part while it is walked */
    kw_bits seen, done, big[LEVELS];                            /* big: known to be in too large a part at this cut */
    uint32_t *seeds; size_t n_seeds, cap_seeds;
};

static kw_rc push_id(uint32_t **v, size_t *n, size_t *cap, uint32_t id, kw_err *err) {
    if (*n == *cap) {
        size_t more = *cap ? 2 * *cap : 256;
        uint32_t *p = realloc(*v, more * sizeof *p);
        if (!p) return kw_fail_nomem(err);
        *v = p;
        *cap = more;
    }
    (*v)[(*n)++] = id;
    return KW_OK;
}

static kw_rc seed(kw_web *web, uint32_t id) {
    return kw_bit(&web->done, id) ? KW_OK : push_id(&web->seeds, &web->n_seeds, &web->cap_seeds, id, web->err);
}

static kw_rc reach(kw_web *web, uint32_t id) {
    if (kw_bit(&web->seen, id)) return KW_OK;
    kw_bit_set(&web->seen, id);
    if (web->seen.failed) return kw_fail_nomem(web->err);
    return push_id(&web->v, &web->n, &web->cap, id, web->err);
}

/* Walks from `from` along pairs of at least `cut`; *fits: it is no larger than a part may be. */
static kw_rc walk(kw_web *web, uint32_t from, unsigned level, bool last, bool *fits) {
    double cut = web->least + KW_CUT_STEP * level;
    kw_rc rc = KW_OK;
    *fits = true;
    web->n = 0;
    rc = reach(web, from);
    for (size_t i = 0; i < web->n && rc == KW_OK && *fits; i++) {
        rc = web->near(web, web->v[i], cut);
        if (!last && web->n > KW_PART_MAX) *fits = false;
        if (!last && i < web->n && kw_bit(&web->big[level], web->v[i])) *fits = false;
    }
    for (size_t i = 0; i < web->n; i++) {
        web->seen.v[web->v[i] / 64] &= ~(1ull << (web->v[i] % 64));
        if (!*fits) kw_bit_set(&web->big[level], web->v[i]);
    }
    return rc;
}

static int by_id(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

static kw_rc resolve(kw_web *web, uint32_t id) {
    bool fits = false, last = false;
    for (unsigned level = 0; !fits; level++) {
        last = web->least + KW_CUT_STEP * level > KW_CUT_MAX || level + 1 == LEVELS;
        if (!last && kw_bit(&web->big[level], id)) continue;
        KW_TRY(walk(web, id, level, last, &fits));
    }
    for (size_t i = 0; i < web->n; i++) kw_bit_set(&web->done, web->v[i]);
    qsort(web->v, web->n, sizeof *web->v, by_id);
    return web->part(web, web->v, web->n, last && web->n > KW_PART_MAX);
}

static kw_rc resolve_all(kw_web *web) {
    kw_rc rc = KW_OK;
    while (web->n_seeds && rc == KW_OK) {
        uint32_t id = web->seeds[--web->n_seeds];
        if (kw_bit(&web->done, id)) continue;
        kw_work_rest(web->w);
        rc = resolve(web, id);
    }
    return rc;
}

static kw_rc close_web(kw_web *web, kw_rc rc, kw_err *err) {
    bool failed = web->seen.failed || web->done.failed;
    free(web->v);
    free(web->seeds);
    free(web->seen.v);
    free(web->done.v);
    for (unsigned i = 0; i < LEVELS; i++) failed |= web->big[i].failed, free(web->big[i].v);
    return rc == KW_OK && failed ? kw_fail_nomem(err) : rc;
}

/* Those that a query answers are seeds. */
static kw_rc seed_row(void *web, int64_t id, kw_err *err) {
    (void)err;                                  /* that of the web */
    return seed(web, (uint32_t)id);
}

/* ---- ids of clusters ---- */

typedef struct { uint32_t cluster, n; int64_t old; } claim;

static int by_old(const void *x, const void *y) {
    const claim *a = x, *b = y;
    if (a->cluster != b->cluster) return a->cluster < b->cluster ? -1 : 1;
    return (a->old > b->old) - (a->old < b->old);
}

/* The id for each cluster of a part: of the old ones of which it has at least half, the one it shares most with. `of`: the
 * list of what an old one had. */
static kw_rc keep_ids(kw_work *w, claim *v, size_t n, kw_list of, kw_bits *claimed, int64_t *ids, kw_err *err) {
    size_t m = 0;
    if (n) qsort(v, n, sizeof *v, by_old);
    for (size_t i = 0; i < n; i++) {
        if (!v[i].old) continue;
        if (m && by_old(&v[m - 1], &v[i]) == 0) v[m - 1].n++;
        else v[m++] = v[i];
    }
    for (size_t i = 0, j; i < m; i = j) {
        uint32_t most = 0;
        for (j = i; j < m && v[j].cluster == v[i].cluster; j++) {
            if (v[j].n <= most || kw_bit(claimed, (uint64_t)v[j].old)) continue;
            int64_t size, half = 2 * (int64_t)v[j].n;
            KW_TRY(kw_list_count(w->r, of, v[j].old, half + 1, &size, err));
            if (size > half) continue;
            most = v[j].n;
            ids[v[i].cluster] = v[j].old;
        }
        if (most) kw_bit_set(claimed, (uint64_t)ids[v[i].cluster]);
    }
    return KW_OK;
}

/* ---- stories ---- */

typedef struct { kw_web web; kw_bits claimed; int64_t last; kw_point **points; } story_web;

static bool may_meet(const kw_point *a, const kw_point *b) {
    if ((a->flags | b->flags) & KW_POINT_ALONE) return false;
    if (!((a->flags | b->flags) & KW_POINT_TEMPLATE)) return true;
    kw_digest x = { .flags = a->flags & KW_POINT_TEMPLATE ? KW_DIGEST_TEMPLATE : 0 },
        y = { .flags = b->flags & KW_POINT_TEMPLATE ? KW_DIGEST_TEMPLATE : 0 };
    const kw_point *p[2] = { a, b };
    kw_digest *d[2] = { &x, &y };
    for (int k = 0; k < 2; k++) {               /* the place says when, to the second */
        if (!(p[k]->flags & KW_POINT_DAY)) continue;
        int64_t second = (int64_t)(p[k]->place >> 26) - (1ll << 36) - (int64_t)p[k]->day * 86400;
        d[k]->published = (kw_when){ .first = p[k]->day, .last = p[k]->day, .precision = KW_WHEN_DAY, .has_time = (p[k]->flags & KW_POINT_TIME) != 0,
                                     .second = (int32_t)second, .zone = KW_NO_ZONE };
    }
    return kw_may_meet(&x, &y);
}

static double settled(const kw_point *a, const kw_point *b, const kw_bond *bond) {
    if (!may_meet(a, b)) return -1;
    return kw_settled(bond ? kw_bond_drawn(bond) : 0, bond ? kw_bond_near(bond) : KW_UNLIKE, bond && bond->one_outlet, a->crowd, b->crowd);
}

/* As alike as the two can be, however little crowded it is. */
static double unsettled(const kw_bond *b) { return kw_settled(kw_bond_drawn(b), kw_bond_near(b), b->one_outlet, 0, 0); }

static kw_rc near_articles(kw_web *web, uint32_t id, double cut) {
    kw_point *p, *q;
    KW_TRY(kw_work_point(web->w, id, &p, web->err));
    for (size_t i = 0; p && i < p->n_bonds; i++) {
        if (unsettled(&p->bonds[i]) < cut) continue;
        KW_TRY(kw_work_point(web->w, p->bonds[i].to, &q, web->err));
        if (q && settled(p, q, &p->bonds[i]) >= cut) KW_TRY(reach(web, q->article));
    }
    return KW_OK;
}

static double story_like(void *ctx, uint32_t a, uint32_t b) {
    kw_point *const *v = ctx;
    return settled(v[a], v[b], kw_bond_to(v[a]->bonds, v[a]->n_bonds, v[b]->article));
}

static int by_place(const void *x, const void *y) {
    const kw_point *a = *(kw_point *const *)x, *b = *(kw_point *const *)y;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    return (a->article > b->article) - (a->article < b->article);
}

static kw_rc move(kw_work *w, kw_point *p, int64_t story, kw_err *err) {
    if (kw_bit(&w->dirty, p->article)) kw_bit_set(&w->stories, (uint64_t)story);
    if (p->story == story) return KW_OK;
    kw_bit_set(&w->moved, p->article);
    kw_bit_set(&w->stories, (uint64_t)story);
    if (p->story) kw_bit_set(&w->stories, (uint64_t)p->story);
    p->story = story;
    return kw_record_place_article(w->r, p->article, story, err);
}

static kw_rc cluster(kw_point **v, uint32_t n, bool whole, double least, kw_like_fn *like, kw_arena *mem, uint32_t **out, kw_err *err) {
    uint32_t *things = kw_alloc_n(mem, (size_t)n + 1, sizeof *things);
    *out = kw_alloc_n(mem, (size_t)n + 1, sizeof **out);
    if (!things || !*out) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < n; i++) things[i] = i;
    return whole || n < 2 ? KW_OK : kw_cluster_part(things, n, least, like, v, *out, err);     /* all zero: one cluster */
}

static kw_rc story_part(kw_web *web, const uint32_t *ids, size_t n, bool whole) {
    story_web *s = (story_web *)web;
    kw_work *w = web->w;
    uint32_t *cluster_of;
    kw_point **v = kw_alloc_n(&w->scratch, n + 1, sizeof *v);
    claim *claims = kw_alloc_n(&w->scratch, n + 1, sizeof *claims);
    int64_t *story = kw_alloc_n(&w->scratch, n + 1, sizeof *story);
    size_t m = 0;
    if (!v || !claims || !story) return kw_fail_nomem(web->err);
    for (size_t i = 0; i < n; i++) {
        KW_TRY(kw_work_point(w, ids[i], &v[m], web->err));
        m += v[m] != NULL;
    }
    if (!m) return KW_OK;
    qsort(v, m, sizeof *v, by_place);
    KW_TRY(cluster(v, (uint32_t)m, whole, KW_STORY_LEAST, story_like, &w->scratch, &cluster_of, web->err));
    for (size_t i = 0; i < m; i++) claims[i] = (claim){ cluster_of[i], 1, v[i]->story };
    KW_TRY(keep_ids(w, claims, m, KW_ARTICLES_OF_STORY, &s->claimed, story, web->err));
    int64_t part = m > 1 ? ids[0] : 0;
    for (size_t i = 0; i < m; i++) {
        if (!story[cluster_of[i]]) story[cluster_of[i]] = ++s->last;
    }
    for (size_t i = 0; i < m; i++)
        if (v[i]->part && (!i || v[i]->part != v[i - 1]->part)) KW_TRY(kw_list_each(w->r, KW_ARTICLES_OF_PART, v[i]->part, seed_row, web, web->err));
    for (size_t i = 0; i < m; i++) {
        if (v[i]->part != part) KW_TRY(kw_near_set_part(w->r, v[i]->article, part, web->err));
        v[i]->part = part;
        KW_TRY(move(w, v[i], story[cluster_of[i]], web->err));
    }
    return KW_OK;
}

kw_rc kw_regroup_stories(kw_work *w, kw_err *err) {
    story_web s = { .web = { .w = w, .err = err, .least = KW_STORY_LEAST, .near = near_articles, .part = story_part } };
    kw_rc rc = kw_record_last_id(w->r, "story", &s.last, err);
    for (uint64_t i = 0; rc == KW_OK && kw_bit_next(&w->dirty, &i); i++) {
        kw_point *p;
        rc = seed(&s.web, (uint32_t)i);
        if (rc == KW_OK) rc = kw_work_point(w, (uint32_t)i, &p, err);
        for (size_t k = 0; rc == KW_OK && p && k < p->n_bonds; k++)
            if (unsettled(&p->bonds[k]) >= KW_STORY_LEAST) rc = seed(&s.web, p->bonds[k].to);
        if (rc == KW_OK) rc = resolve_all(&s.web);
    }
    free(s.claimed.v);
    return close_web(&s.web, rc, err);
}

/* ---- threads ---- */

typedef struct { int64_t id, thread, part; uint32_t head; kw_point *point; } told_story;
typedef struct { kw_web web; kw_bits claimed, old; int64_t last; } thread_web;

static kw_rc story_of(kw_web *web, int64_t id, told_story *out) {
    kw_story_place at;
    KW_TRY(kw_record_story_place(web->w->r, id, &at, web->err));
    *out = (told_story){ id, at.thread, at.part, (uint32_t)at.head, NULL };
    return out->head ? kw_work_point(web->w, out->head, &out->point, web->err) : KW_OK;
}

static kw_rc near_stories(kw_web *web, uint32_t id, double cut) {
    told_story s, t;
    KW_TRY(story_of(web, id, &s));
    if (!s.point || s.point->flags & KW_POINT_ALONE) return KW_OK;
    for (size_t i = 0; i < s.point->n_bonds; i++) {
        const kw_bond *b = &s.point->bonds[i];
        kw_point *q;
        if (!b->likeness || kw_bond_likeness(b) < cut) continue;
        KW_TRY(kw_work_point(web->w, b->to, &q, web->err));
        if (!q || q->flags & KW_POINT_ALONE || q->story == s.id) continue;
        KW_TRY(story_of(web, q->story, &t));
        if (t.head == b->to) KW_TRY(reach(web, (uint32_t)t.id));
    }
    return KW_OK;
}

static double thread_like(void *ctx, uint32_t a, uint32_t b) {
    kw_point *const *v = ctx;
    if ((v[a]->flags | v[b]->flags) & KW_POINT_ALONE) return -1;
    const kw_bond *bond = kw_bond_to(v[a]->bonds, v[a]->n_bonds, v[b]->article);
    return bond ? kw_bond_likeness(bond) : KW_UNLIKE;
}

static kw_rc name_thread(kw_web *web, kw_point *const *v, const uint32_t *cluster_of, size_t n, uint32_t cluster, int64_t id) {
    kw_work *w = web->w;
    const kw_digest **heads = kw_alloc_n(&w->scratch, n + 1, sizeof *heads);
    kw_str name;
    size_t m = 0;
    if (!heads) return kw_fail_nomem(web->err);
    for (size_t i = 0; i < n; i++) {
        kw_loaded *l;
        if (cluster_of[i] != cluster) continue;
        KW_TRY(kw_work_load(w, v[i]->article, KW_SLIM, &l, web->err));
        heads[m++] = &l->d;
    }
    KW_TRY(kw_thread_name(w->k->group, heads, m, &w->scratch, &name, web->err));
    return kw_record_put_thread(w->r, id, name, web->err);
}

static int by_head(const void *x, const void *y) { return by_place(&((const told_story *)x)->point, &((const told_story *)y)->point); }

static kw_rc thread_part(kw_web *web, const uint32_t *ids, size_t n, bool whole) {
    thread_web *t = (thread_web *)web;
    kw_work *w = web->w;
    told_story *s = kw_alloc_n(&w->scratch, n + 1, sizeof *s);
    kw_point **v = kw_alloc_n(&w->scratch, n + 1, sizeof *v);
    claim *claims = kw_alloc_n(&w->scratch, n + 1, sizeof *claims);
    int64_t *thread = kw_alloc_n(&w->scratch, n + 1, sizeof *thread);
    uint32_t *cluster_of, *size = kw_alloc_n(&w->scratch, n + 1, sizeof *size);
    size_t m = 0, k = 0;
    if (!s || !v || !claims || !thread || !size) return kw_fail_nomem(web->err);
    for (size_t i = 0; i < n; i++) {
        KW_TRY(story_of(web, ids[i], &s[m]));
        m += s[m].point != NULL;
    }
    if (!m) return KW_OK;
    qsort(s, m, sizeof *s, by_head);
    for (size_t i = 0; i < m; i++) v[i] = s[i].point;
    KW_TRY(cluster(v, (uint32_t)m, whole, KW_THREAD_LEAST, thread_like, &w->scratch, &cluster_of, web->err));
    for (size_t i = 0; i < m; i++) size[cluster_of[i]]++;
    for (size_t i = 0; i < m; i++)
        if (size[cluster_of[i]] > 1) claims[k++] = (claim){ cluster_of[i], 1, s[i].thread };
    KW_TRY(keep_ids(w, claims, k, KW_STORIES_OF_THREAD, &t->claimed, thread, web->err));
    for (size_t i = 0; i < m; i++) {
        uint32_t c = cluster_of[i];
        if (size[c] > 1 && !thread[c]) thread[c] = ++t->last;
        if (size[c] > 1 && c == i) KW_TRY(name_thread(web, v, cluster_of, m, c, thread[c]));
        if (s[i].part && (!i || s[i].part != s[i - 1].part)) KW_TRY(kw_list_each(w->r, KW_STORIES_OF_PART, s[i].part, seed_row, web, web->err));
        if (s[i].thread) kw_bit_set(&t->old, (uint64_t)s[i].thread);
        KW_TRY(kw_record_put_in_thread(w->r, s[i].id, size[c] > 1 ? thread[c] : 0, m > 1 ? ids[0] : 0, web->err));
    }
    return KW_OK;
}

static kw_rc drop_empty(thread_web *t, kw_work *w, kw_err *err) {
    for (uint64_t i = 0; kw_bit_next(&t->old, &i); i++) {
        int64_t stories;
        KW_TRY(kw_list_count(w->r, KW_STORIES_OF_THREAD, (int64_t)i, 1, &stories, err));
        if (!stories) KW_TRY(kw_record_drop_thread(w->r, (int64_t)i, err));
    }
    return KW_OK;
}

kw_rc kw_regroup_threads(kw_work *w, kw_err *err) {
    thread_web t = { .web = { .w = w, .err = err, .least = KW_THREAD_LEAST, .near = near_stories, .part = thread_part } };
    kw_rc rc = kw_record_last_id(w->r, "thread", &t.last, err);
    for (uint64_t i = 0; rc == KW_OK && kw_bit_next(&w->threads, &i); i++) {
        rc = seed(&t.web, (uint32_t)i);
        if (rc == KW_OK) rc = resolve_all(&t.web);
    }
    for (uint64_t i = 0; kw_bit_next(&w->gone, &i); i++) kw_bit_set(&t.old, i);
    if (rc == KW_OK) rc = drop_empty(&t, w, err);
    free(t.claimed.v);
    free(t.old.v);
    return close_web(&t.web, rc, err);
}
