/* SPDX-License-Identifier: MIT
 * Threads: stories whose heads speak of the same actors and matter, however far apart in time. */
#include "group/story.h"

#include "base/utf8.h"

#include <stdlib.h>

enum { HEAD_SAMPLE = 40 };                      /* articles of a large story that a head is chosen by */

uint32_t kw_story_head(const uint32_t *articles, uint32_t n, kw_like_fn *like, bool (*titled)(void *, uint32_t), void *ctx) {
    if (n > HEAD_SAMPLE) n = HEAD_SAMPLE;
    uint32_t head = articles[0];
    double best = -1;
    for (uint32_t i = 0; i < n; i++) {
        double sum = titled(ctx, articles[i]) ? .01 : 0;
        for (uint32_t j = 0; j < n; j++)
            if (j != i) sum += like(ctx, articles[i], articles[j]);
        if (sum > best + 1e-9) best = sum, head = articles[i];
    }
    return head;
}

static int by_pair(const void *x, const void *y) {
    const kw_like *a = x, *b = y;
    if (a->a != b->a) return a->a < b->a ? -1 : 1;
    return (a->b > b->b) - (a->b < b->b);
}

/* Each pair once; `likeness` the greatest. */
static size_t unique(kw_like *v, size_t n) {
    size_t once = 0;
    qsort(v, n, sizeof *v, by_pair);
    for (size_t i = 0; i < n; i++) {
        if (once && v[once - 1].a == v[i].a && v[once - 1].b == v[i].b) {
            if (v[i].likeness > v[once - 1].likeness) v[once - 1].likeness = v[i].likeness;
        } else v[once++] = v[i];
    }
    return once;
}

kw_rc kw_also_find(const kw_set *s, const kw_likes *likes, const uint32_t *story_of, kw_also_fn *tell, void *ctx) {
    kw_like *v = kw_alloc_n(s->tmp, 2 * likes->n + 1, sizeof *v);
    size_t n = 0;
    if (!v) return KW_NOMEM;
    for (size_t i = 0; i < likes->n; i++) {
        const kw_like *l = &likes->v[i];
        if ((double)(l->likeness * l->nearness) < KW_ALSO_LEAST) continue;
        bool a = s->d[l->a]->flags & KW_DIGEST_ROUNDUP, b = s->d[l->b]->flags & KW_DIGEST_ROUNDUP;
        if (a == b) continue;
        v[n++] = (kw_like){ a ? l->a : l->b, story_of[a ? l->b : l->a], l->likeness, 1 };
    }
    n = unique(v, n);
    for (size_t i = 0; i < n; i++) KW_TRY(tell(ctx, v[i].a, v[i].b));
    return KW_OK;
}

typedef struct kw_heads { const kw_set *s; const kw_likes *likes; const kw_tale *tales; } kw_heads;

static double head_likeness(void *ctx, uint32_t a, uint32_t b) {
    const kw_heads *h = ctx;
    uint32_t x = h->tales[a].head, y = h->tales[b].head;
    if (kw_stands_alone(h->s->d[x]) || kw_stands_alone(h->s->d[y])) return -1;
    const kw_like *l = kw_likes_at(h->likes, x, y);
    return l ? (double)l->likeness : KW_UNLIKE;
}

kw_rc kw_threads_find(const kw_set *s, const kw_likes *likes, const uint32_t *story_of, const kw_tale *tales, uint32_t n,
                      uint32_t *thread_of, uint32_t *n_threads, kw_err *err) {
    kw_heads h = { s, likes, tales };
    kw_likes edges = { .v = kw_alloc_n(s->tmp, likes->n + 1, sizeof *edges.v) };
    uint32_t *size = kw_alloc_n(s->tmp, (size_t)n + 1, sizeof *size), *number = kw_alloc_n(s->tmp, (size_t)n + 1, sizeof *number), found;
    if (!edges.v || !size || !number) return kw_fail_nomem(err);
    for (size_t i = 0; i < likes->n; i++) {
        uint32_t a = story_of[likes->v[i].a], b = story_of[likes->v[i].b];
        if (a == b || tales[a].head != likes->v[i].a || tales[b].head != likes->v[i].b) continue;
        kw_like e = { a < b ? a : b, a < b ? b : a, (float)head_likeness(&h, a, b), 1 };
        if ((double)e.likeness >= KW_THREAD_LEAST) edges.v[edges.n++] = e;
    }
    KW_TRY(kw_average_link(n, &edges, KW_THREAD_LEAST, head_likeness, &h, s->tmp, thread_of, &found, err));
    for (uint32_t i = 0; i < n; i++) size[thread_of[i]]++;
    *n_threads = 0;
    for (uint32_t t = 0; t < found; t++) number[t] = size[t] > 1 ? (*n_threads)++ : KW_NOBODY;
    for (uint32_t i = 0; i < n; i++) thread_of[i] = number[thread_of[i]];
    return KW_OK;
}

/* ---- names ---- */

typedef struct kw_actor_count { kw_str name; uint32_t n; } kw_actor_count;

static int by_name(const void *x, const void *y) {
    return kw_str_cmp(((const kw_actor_count *)x)->name, ((const kw_actor_count *)y)->name);
}

static kw_str shown(kw_str country, kw_str name) { return country.n ? country : name; }

/* All actors of the heads' events, each once, with how often. */
static kw_rc actors_of(const kw_digest *const *heads, size_t n_heads, kw_arena *mem, kw_actor_count **v, size_t *n, kw_err *err) {
    size_t cap = 0, all = 0, once = 0;
    *v = NULL;
    for (size_t i = 0; i < n_heads; i++) {
        const kw_digest *d = heads[i];
        for (size_t e = 0; e < d->n_events; e++) {
            kw_str ends[2] = { shown(d->events[e].source_country, d->events[e].source), shown(d->events[e].target_country, d->events[e].target) };
            for (int k = 0; k < 2; k++) {
                if (!ends[k].n) continue;
                kw_actor_count *slot = kw_push(mem, (void **)v, &all, &cap, sizeof *slot);
                if (!slot) return kw_fail_nomem(err);
                *slot = (kw_actor_count){ ends[k], 1 };
            }
        }
    }
    if (all) qsort(*v, all, sizeof **v, by_name);
    for (size_t i = 0; i < all; i++)
        if (once && kw_str_eq((*v)[once - 1].name, (*v)[i].name)) (*v)[once - 1].n++;
        else (*v)[once++] = (*v)[i];
    *n = once;
    return KW_OK;
}

/* How people call an actor: a country by its name in the language of the thread, another by its key without the kind. */
static kw_str called(const kw_group_kit *kit, kw_str actor, kw_str language, kw_arena *mem) {
    const kw_table *t = kw_know_table(kit->know, "world/countries");
    char room[64];
    kw_rows r = kw_table_find(t, kw_utf8_fold_in(actor, room, sizeof room));
    kw_str column = kw_str_fmt(mem, "name_%.*s", KW_FMT(language));
    if (!r.n || !column.p) {
        size_t slash = kw_str_find(actor, KW_STR("/"), 0);
        return slash == SIZE_MAX ? actor : kw_str_sub(actor, slash + 1, actor.n);
    }
    kw_str name = kw_table_cell(t, r.first, kw_table_column(t, column.p));
    return name.n ? name : kw_table_cell(t, r.first, kw_table_column(t, "name"));
}

/* The two actors most told of, and the title of the first story; the title alone where there are none. */
kw_rc kw_thread_name(const kw_group_kit *kit, const kw_digest *const *heads, size_t n_heads, kw_arena *mem, kw_str *out, kw_err *err) {
    kw_actor_count *v;
    size_t n = 0, a = 0, b = 0;
    KW_TRY(actors_of(heads, n_heads, mem, &v, &n, err));
    for (size_t i = 1; i < n; i++)
        if (v[i].n > v[a].n) a = i;
    b = a == 0 ? 1 : 0;
    for (size_t i = 0; i < n; i++)
        if (i != a && v[i].n > v[b].n) b = i;
    size_t titled = 0;
    while (titled + 1 < n_heads && !heads[titled]->title.n) titled++;
    kw_str title = heads[titled]->title, language = heads[titled]->language;
    if (n >= 2) {
        kw_str x = called(kit, v[a].name, language, mem), y = called(kit, v[b].name, language, mem);
        *out = kw_str_fmt(mem, "%.*s \xe2\x80\x93 %.*s%s%.*s", KW_FMT(x), KW_FMT(y), title.n ? ": " : "", KW_FMT(title));
    } else *out = kw_str_dup(mem, title);
    return out->p ? KW_OK : kw_fail_nomem(err);
}

static kw_rc name_thread(const kw_set *s, const kw_tale *tales, kw_thread *t, kw_err *err) {
    const kw_digest **heads = kw_alloc_n(s->tmp, t->n_stories + 1, sizeof *heads);
    if (!heads) return kw_fail_nomem(err);
    for (size_t i = 0; i < t->n_stories; i++) heads[i] = s->d[tales[t->stories[i]].head];
    return kw_thread_name(s->kit, heads, t->n_stories, s->mem, &t->name, err);
}

kw_rc kw_threads_put(const kw_set *s, const kw_tale *tales, const uint32_t *thread_of, uint32_t n, uint32_t n_threads, kw_groups *out, kw_err *err) {
    uint32_t *room = kw_alloc_n(s->mem, (size_t)n + 1, sizeof *room);
    out->threads = kw_alloc_n(s->mem, (size_t)n_threads + 1, sizeof *out->threads);
    if (!room || !out->threads) return kw_fail_nomem(err);
    out->n_threads = n_threads;
    for (uint32_t i = 0; i < n; i++)
        if (thread_of[i] != KW_NOBODY) out->threads[thread_of[i]].n_stories++;
    for (uint32_t t = 0; t < n_threads; t++) {
        out->threads[t].stories = room;
        room += out->threads[t].n_stories;
        out->threads[t].n_stories = 0;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (thread_of[i] == KW_NOBODY) continue;
        kw_thread *t = &out->threads[thread_of[i]];
        t->stories[t->n_stories++] = i;
    }
    for (uint32_t t = 0; t < n_threads; t++) KW_TRY(name_thread(s, tales, &out->threads[t], err));
    return KW_OK;
}
