/* SPDX-License-Identifier: MIT
 * Stories are average-link clusters of how surely two articles tell one happening: a logistic function of their likeness,
 * which is lowered where it is crowded, as amid forty articles on one war two of them are alike without telling the same
 * thing (local scaling, as in Zelnik-Manor and Perona 2004), and for two of one outlet, which as a rule tells a happening once. */
#include "group/story.h"

#include <math.h>
#include <stdlib.h>

static const double CROWD_FREE = .05, CROWD_SHARE = 1.25, ONE_OUTLET = .1;
static const double EVEN = .22, SLOPE = .06;    /* likeness at which a pair is as sure as not, and how fast that changes */
static const double SAME_FORM_DAYS = .75;       /* templates: as far apart as one day's may be */
/* the mean likeness of those from the one to the other says how crowded it is; nearer ones may be its story */
enum { STORY = 10, CROWD = 40 };

static const double TAKEN = .3, REWORKED = 0;    /* what a link adds: one text is one happening; a rewrite need not be */

typedef struct kw_drawn { uint64_t pair; double by; } kw_drawn;      /* a << 32 | b, a < b */
typedef struct kw_story_ctx { const kw_set *s; const kw_likes *likes; float *crowd; kw_drawn *drawn; size_t n_drawn; } kw_story_ctx;

bool kw_stands_alone(const kw_digest *d) { return (d->flags & (KW_DIGEST_ROUNDUP | KW_DIGEST_OPINION)) != 0; }

bool kw_may_meet(const kw_digest *a, const kw_digest *b) {
    if (kw_stands_alone(a) || kw_stands_alone(b)) return false;
    if (!((a->flags | b->flags) & KW_DIGEST_TEMPLATE)) return true;
    return kw_days_apart(a, b) <= SAME_FORM_DAYS;
}

static int downwards(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x < y) - (x > y);
}

/* Those that are not there count as nothing, so a small set is no crowd. */
float kw_crowd_of(float *v, size_t n) {
    float sum = 0;
    if (n > 1) qsort(v, n, sizeof *v, downwards);
    for (size_t k = STORY; k < n && k < CROWD; k++) sum += v[k];
    return sum / (CROWD - STORY);
}

static kw_rc crowds(const kw_set *s, const kw_likes *likes, float *crowd, kw_err *err) {
    size_t *at = kw_alloc_n(s->tmp, (size_t)s->n + 2, sizeof *at);
    float *all = kw_alloc_n(s->tmp, 2 * likes->n + 1, sizeof *all);
    if (!at || !all) return kw_fail_nomem(err);
    for (size_t i = 0; i < likes->n; i++) at[likes->v[i].a + 2]++, at[likes->v[i].b + 2]++;
    for (uint32_t i = 0; i < s->n; i++) at[i + 2] += at[i + 1];
    for (size_t i = 0; i < likes->n; i++) {
        float x = likes->v[i].likeness * likes->v[i].nearness;
        all[at[likes->v[i].a + 1]++] = x;
        all[at[likes->v[i].b + 1]++] = x;
    }
    for (uint32_t i = 0; i < s->n; i++) crowd[i] = kw_crowd_of(all + at[i], at[i + 1] - at[i]);
    return KW_OK;
}

double kw_drawn_by(kw_link_kind kind) { return kind == KW_LINK_REWRITE ? REWORKED : TAKEN; }

double kw_settled(double drawn, double likeness, bool one_outlet, double crowd_a, double crowd_b) {
    double x = drawn + likeness - CROWD_SHARE * fmax(0, (crowd_a + crowd_b) / 2 - CROWD_FREE) - (one_outlet && drawn <= 0 ? ONE_OUTLET : 0);
    return 1 / (1 + exp((EVEN - x) / SLOPE));
}

static int by_drawn(const void *x, const void *y) {
    const kw_drawn *a = x, *b = y;
    return (a->pair > b->pair) - (a->pair < b->pair);
}

static kw_rc draw(const kw_set *s, const kw_link_list *links, kw_story_ctx *c, kw_err *err) {
    c->drawn = kw_alloc_n(s->tmp, links->n + 1, sizeof *c->drawn);
    if (!c->drawn) return kw_fail_nomem(err);
    for (size_t i = 0; i < links->n; i++) {
        const kw_link *l = &links->v[i];
        if (l->kind == KW_LINK_CREDIT) continue;
        uint32_t a = l->from < l->to ? l->from : l->to, b = l->from < l->to ? l->to : l->from;
        c->drawn[c->n_drawn++] = (kw_drawn){ (uint64_t)a << 32 | b, kw_drawn_by(l->kind) };
    }
    qsort(c->drawn, c->n_drawn, sizeof *c->drawn, by_drawn);
    return KW_OK;
}

static double settled(const kw_story_ctx *c, uint32_t a, uint32_t b, double likeness) {
    kw_drawn key = { a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a, 0 };
    const kw_drawn *d = bsearch(&key, c->drawn, c->n_drawn, sizeof *d, by_drawn);
    return kw_settled(d ? d->by : 0, likeness, kw_same_outlet(c->s->d[a], c->s->d[b]), (double)c->crowd[a], (double)c->crowd[b]);
}

static double story_likeness(void *ctx, uint32_t a, uint32_t b) {
    const kw_story_ctx *c = ctx;
    if (!kw_may_meet(c->s->d[a], c->s->d[b])) return -1;
    const kw_like *l = kw_likes_at(c->likes, a, b);
    return settled(c, a, b, l ? (double)(l->likeness * l->nearness) : KW_UNLIKE);
}

kw_rc kw_stories_find(const kw_set *s, const kw_likes *likes, const kw_link_list *links, uint32_t *story_of, uint32_t *n, kw_err *err) {
    kw_story_ctx c = { .s = s, .likes = likes, .crowd = kw_alloc_n(s->tmp, (size_t)s->n + 1, sizeof *c.crowd) };
    kw_likes edges = { .v = kw_alloc_n(s->tmp, likes->n + links->n + 1, sizeof *edges.v) };
    if (!c.crowd || !edges.v) return kw_fail_nomem(err);
    KW_TRY(crowds(s, likes, c.crowd, err));
    KW_TRY(draw(s, links, &c, err));
    for (size_t i = 0; i < likes->n; i++) {
        kw_like e = likes->v[i];
        if (!kw_may_meet(s->d[e.a], s->d[e.b])) continue;
        e.likeness = (float)settled(&c, e.a, e.b, (double)(e.likeness * e.nearness));
        if ((double)e.likeness >= KW_STORY_LEAST) edges.v[edges.n++] = e;
    }
    for (size_t i = 0; i < c.n_drawn; i++) {
        kw_like e = { (uint32_t)(c.drawn[i].pair >> 32), (uint32_t)c.drawn[i].pair, 0, 1 };
        e.likeness = (float)story_likeness(&c, e.a, e.b);
        if ((double)e.likeness >= KW_STORY_LEAST) edges.v[edges.n++] = e;
    }
    return kw_average_link(s->n, &edges, KW_STORY_LEAST, story_likeness, &c, s->tmp, story_of, n, err);
}
