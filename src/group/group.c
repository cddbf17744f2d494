/* SPDX-License-Identifier: MIT
 * Grouping, step by step: the set in its order, likeness, stories, links, origins, threads, events; then everything in
 * the caller's numbers. */
#include "group/group.h"

#include "group/link.h"
#include "group/merge.h"
#include "group/sketch.h"
#include "group/story.h"
#include "know/calendar.h"

#include <stdlib.h>

typedef struct kw_work {
    kw_set s;
    kw_profiles profiles;
    kw_likes likes;
    kw_link_list links;
    kw_origins *origins;
    uint32_t *story_of, n_stories;
    kw_tale *tales;
    uint32_t *thread_of, n_threads;
    kw_groups *out;
} kw_work;

const char *kw_link_kind_name(kw_link_kind k) {
    static const char *const names[] = { "reprint", "rewrite", "translation", "update", "credit" };
    return names[k];
}

int64_t kw_moment(const kw_when *w) {
    return (int64_t)w->first * 86400 + (w->has_time ? w->second - (w->zone != KW_NO_ZONE ? 60 * w->zone : 0) : 43200);
}

double kw_days_apart(const kw_digest *a, const kw_digest *b) {
    if (a->published.precision != KW_WHEN_DAY || b->published.precision != KW_WHEN_DAY) return -1;
    double x = (double)kw_moment(&a->published), y = (double)kw_moment(&b->published);
    if (!a->published.has_time || !b->published.has_time) x = (double)a->published.first * 86400, y = (double)b->published.first * 86400;
    return (x < y ? y - x : x - y) / 86400;
}

bool kw_same_outlet(const kw_digest *a, const kw_digest *b) {
    if (a->outlet_key.p && b->outlet_key.p) return kw_str_eq(a->outlet_key, b->outlet_key);
    return a->outlet.p && b->outlet.p && kw_str_eq(a->outlet, b->outlet);
}

/* ---- the set's order ---- */

typedef struct kw_place_in { const kw_digest *d; uint32_t given; } kw_place_in;

static int by_time(const void *x, const void *y) {
    const kw_digest *a = ((const kw_place_in *)x)->d, *b = ((const kw_place_in *)y)->d;
    uint64_t p = kw_place_in_time(a), q = kw_place_in_time(b);
    if (p != q) return p < q ? -1 : 1;
    return kw_str_cmp(a->ref, b->ref);
}

static kw_rc order(kw_work *w, const kw_digest *const *v, size_t n, kw_err *err) {
    kw_set *s = &w->s;
    kw_place_in *all = kw_alloc_n(s->tmp, n + 1, sizeof *all);
    s->d = kw_alloc_n(s->tmp, n + 1, sizeof *s->d);
    s->given = kw_alloc_n(s->tmp, n + 1, sizeof *s->given);
    if (!all || !s->d || !s->given) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) all[i] = (kw_place_in){ v[i], (uint32_t)i };
    qsort(all, n, sizeof *all, by_time);
    for (size_t i = 0; i < n; i++) s->d[i] = all[i].d, s->given[i] = all[i].given;
    s->n = (uint32_t)n;
    return KW_OK;
}

/* ---- putting the answer together ---- */

static double plain_likeness(void *ctx, uint32_t a, uint32_t b) {
    const kw_like *l = kw_likes_at(&((const kw_work *)ctx)->likes, a, b);
    return l ? (double)l->likeness : KW_UNLIKE;
}

static bool has_title(void *ctx, uint32_t article) { return ((const kw_work *)ctx)->s.d[article]->title.n > 0; }

static kw_rc gather_tales(kw_work *w, kw_err *err) {
    kw_set *s = &w->s;
    uint32_t *room = kw_alloc_n(s->tmp, (size_t)s->n + 1, sizeof *room);
    w->tales = kw_alloc_n(s->tmp, (size_t)w->n_stories + 1, sizeof *w->tales);
    if (!room || !w->tales) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < s->n; i++) w->tales[w->story_of[i]].n++;
    for (uint32_t t = 0; t < w->n_stories; t++) {
        w->tales[t].articles = room;
        room += w->tales[t].n;
        w->tales[t].n = 0;
    }
    for (uint32_t i = 0; i < s->n; i++) {
        kw_tale *t = &w->tales[w->story_of[i]];
        t->articles[t->n++] = i;
    }
    for (uint32_t t = 0; t < w->n_stories; t++) w->tales[t].head = kw_story_head(w->tales[t].articles, w->tales[t].n, plain_likeness, has_title, w);
    return KW_OK;
}

static uint32_t *given_numbers(const kw_set *s, const uint32_t *v, size_t n) {
    uint32_t *out = kw_alloc_n(s->mem, n + 1, sizeof *out);
    for (size_t i = 0; out && i < n; i++) out[i] = s->given[v[i]];
    return out;
}

static kw_rc put_story(kw_work *w, uint32_t t, kw_err *err) {
    const kw_tale *tale = &w->tales[t];
    kw_story *out = &w->out->stories[t];
    *out = (kw_story){ .articles = given_numbers(&w->s, tale->articles, tale->n), .n_articles = tale->n, .title = w->s.d[tale->head]->title,
        .thread = w->thread_of[t] };
    if (!out->articles) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < tale->n; i++) {
        kw_when p = w->s.d[tale->articles[i]]->published;
        if (p.precision == KW_WHEN_NONE) continue;
        if (out->first.precision == KW_WHEN_NONE) out->first = p;
        out->last = p;
    }
    KW_TRY(kw_count_outlets(&w->s, tale->articles, tale->n, &out->n_outlets, err));
    return kw_count_origins(w->origins, tale->articles, tale->n, w->s.tmp, &out->n_origins, err);
}

static kw_rc put_also(void *ctx, uint32_t roundup, uint32_t story) {
    kw_work *w = ctx;
    kw_story *s = &w->out->stories[story];
    uint32_t given = w->s.given[roundup];
    kw_article_group *a = &w->out->articles[given];
    size_t cap_s = s->n_also, cap_a = a->n_also;            /* full on purpose: these lists are short and rare */
    uint32_t *x = kw_push(w->s.mem, (void **)&s->also, &s->n_also, &cap_s, sizeof *x);
    uint32_t *y = kw_push(w->s.mem, (void **)&a->also, &a->n_also, &cap_a, sizeof *y);
    if (!x || !y) return KW_NOMEM;
    *x = given;
    *y = story;
    return KW_OK;
}

static kw_rc put_articles_and_stories(kw_work *w, kw_err *err) {
    kw_groups *out = w->out;
    kw_set *s = &w->s;
    out->n_articles = s->n;
    out->n_stories = w->n_stories;
    out->articles = kw_alloc_n(s->mem, (size_t)s->n + 1, sizeof *out->articles);
    out->stories = kw_alloc_n(s->mem, (size_t)w->n_stories + 1, sizeof *out->stories);
    if (!out->articles || !out->stories) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < s->n; i++) {
        kw_article_group *a = &out->articles[s->given[i]];
        a->story = w->story_of[i];
        a->origins = w->origins[i].v;
        a->n_origins = w->origins[i].n;
    }
    for (uint32_t t = 0; t < w->n_stories; t++) KW_TRY(put_story(w, t, err));
    return kw_also_find(s, &w->likes, w->story_of, put_also, w) == KW_OK ? KW_OK : kw_fail_nomem(err);
}

/* From here on origins carry the caller's numbers. */
static void renumber(kw_work *w) {
    kw_groups *out = w->out;
    const uint32_t *given = w->s.given;
    for (uint32_t i = 0; i < w->s.n; i++)
        for (size_t o = 0; o < w->origins[i].n; o++)
            if (w->origins[i].v[o].article != KW_NOBODY) w->origins[i].v[o].article = given[w->origins[i].v[o].article];
    for (size_t i = 0; i < w->links.n; i++) {
        kw_link *l = &w->links.v[i];
        l->from = given[l->from];
        if (l->to != KW_NOBODY) l->to = given[l->to];
    }
    for (size_t i = 0; i < out->n_events; i++) {
        kw_event_group *e = &out->events[i];
        for (size_t r = 0; r < e->n_reports; r++) e->reports[r].article = given[e->reports[r].article];
        e->first_told = given[e->first_told];
        e->last_told = given[e->last_told];
    }
    out->links = w->links.v;
    out->n_links = w->links.n;
    out->agencies = w->links.agencies;
    out->n_agencies = w->links.n_agencies;
}

static kw_rc find(kw_work *w, kw_err *err) {
    kw_set *s = &w->s;
    w->story_of = kw_alloc_n(s->tmp, (size_t)s->n + 1, sizeof *w->story_of);
    w->thread_of = kw_alloc_n(s->tmp, (size_t)s->n + 1, sizeof *w->thread_of);
    w->origins = kw_alloc_n(s->tmp, (size_t)s->n + 1, sizeof *w->origins);
    if (!w->story_of || !w->thread_of || !w->origins) return kw_fail_nomem(err);
    KW_TRY(kw_profiles_make(s, &w->profiles, err));
    KW_TRY(kw_likes_find(s, &w->profiles, &w->likes, err));
    KW_TRY(kw_links_find(s, &w->profiles, &w->likes, &w->links, err));
    KW_TRY(kw_stories_find(s, &w->likes, &w->links, w->story_of, &w->n_stories, err));
    KW_TRY(gather_tales(w, err));
    KW_TRY(kw_threads_find(s, &w->likes, w->story_of, w->tales, w->n_stories, w->thread_of, &w->n_threads, err));
    return kw_origins_find(s, &w->links, w->origins, err);
}

kw_rc kw_group_run(const kw_group_kit *kit, const kw_digest *const *v, size_t n, kw_arena *mem, kw_groups *out, kw_err *err) {
    kw_arena tmp = KW_ARENA_EMPTY;
    kw_work w = { .s = { .kit = kit, .tmp = &tmp, .mem = mem }, .out = out };
    *out = (kw_groups){ 0 };
    if (n >= KW_NOBODY) return kw_fail(err, KW_USAGE, "group", "want fewer than %u articles, found %zu", KW_NOBODY, n);
    kw_rc rc = order(&w, v, n, err);
    if (rc == KW_OK) rc = find(&w, err);
    if (rc == KW_OK) rc = put_articles_and_stories(&w, err);
    if (rc == KW_OK) rc = kw_threads_put(&w.s, w.tales, w.thread_of, w.n_stories, w.n_threads, out, err);
    if (rc == KW_OK) rc = kw_events_merge(&w.s, w.story_of, &w.links, w.origins, &out->events, &out->n_events, err);
    if (rc == KW_OK) renumber(&w);
    kw_arena_free(&tmp);
    return rc;
}
