/* SPDX-License-Identifier: MIT
 * Reports of one key (family of types, actors, whether it happened) are dealt to events one after the other, in the order of the
 * articles: each goes to the event it fits best, by date, story and the words of its evidence, or opens a new one. Two
 * reports of one article are two events unless the one repeats the other's words in the same type. Actors agree by country where both have
 * one (a president acts for his state), else by name. Cost: each report is held against the last EVENTS_REACH events of
 * its key. */
#include "group/merge.h"

#include "base/hash.h"
#include "know/calendar.h"

#include <stdlib.h>

typedef struct kw_told {
    uint64_t key;                       /* family, actors, happened */
    uint32_t article, event, story, group;
    uint64_t first;                     /* article and event of the first report of its event: what events are ordered by */
    kw_when when;
} kw_told;

static kw_str actor(kw_str country, kw_str name) { return country.n ? country : name; }

uint64_t kw_event_key(const kw_digest_event *e) {
    uint64_t h = e->family ? e->family : kw_hash(e->type);
    h = kw_hash_mix(h, kw_hash(actor(e->source_country, e->source)));
    h = kw_hash_mix(h, kw_hash(actor(e->target_country, e->target)));
    return kw_hash_mix(h, e->happened);
}

static int by_key(const void *x, const void *y) {
    const kw_told *a = x, *b = y;
    if (a->key != b->key) return a->key < b->key ? -1 : 1;
    if (a->article != b->article) return a->article < b->article ? -1 : 1;
    return (a->event > b->event) - (a->event < b->event);
}

static bool day(const kw_when *w) { return w->precision == KW_WHEN_DAY; }

/* Dates that can be of one happening. A missing date fits only inside a story, where the story's day stands for it. */
static bool dates_agree(const kw_told *a, const kw_told *b) {
    bool one_story = a->story == b->story;
    if (a->when.precision == KW_WHEN_NONE || b->when.precision == KW_WHEN_NONE) return one_story;
    if (day(&a->when) && day(&b->when)) {
        int32_t apart = abs(a->when.first - b->when.first);
        return apart == 0 || (apart == 1 && one_story);                     /* a night, a time zone */
    }
    if (one_story) return kw_when_meets(a->when, b->when);
    return a->when.first == b->when.first && a->when.last == b->when.last;
}

enum { EVIDENCE_WORDS = 64 };

/* The words of the evidence, long ones only: what is told, not how. */
static size_t evidence_words(const kw_digest *d, kw_span at, uint32_t *out) {
    size_t low = 0, high = d->n_text, n = 0;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (d->text[mid].at < at.start) low = mid + 1;
        else high = mid;
    }
    for (; low < d->n_text && d->text[low].at < at.end && n < EVIDENCE_WORDS; low++)
        if (d->text[low].n > 3 || (d->text[low].flags & (KW_DIGEST_NAME | KW_DIGEST_NUMBER))) out[n++] = d->text[low].hash;
    return n;
}

/* The part of the shorter evidence's words that the other has, too: 0-1. */
static double likeness(const kw_set *s, const kw_told *a, const kw_told *b) {
    uint32_t x[EVIDENCE_WORDS], y[EVIDENCE_WORDS];
    const kw_digest *da = s->d[a->article], *db = s->d[b->article];
    size_t n = evidence_words(da, da->events[a->event].evidence, x), m = evidence_words(db, db->events[b->event].evidence, y), shared = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < m; j++)
            if (x[i] == y[j]) { shared++; y[j] = y[--m]; break; }
    size_t least = n < m + shared ? n : m + shared;
    return least ? (double)shared / (double)least : 0;
}

enum { EVENTS_REACH = 256 };
static const double OTHER_TYPE = 0.5;   /* likeness from which words that were coded otherwise tell the same deed */
static const double REPEATS = 0.75;     /* likeness from which a second report of one article tells the same again */

static const kw_digest_event *event_of(const kw_set *s, const kw_told *t) { return &s->d[t->article]->events[t->event]; }

/* How well `r` fits the event that begins with report `first` (its members hang on `next`); below 0: it does not. */
static double fit(const kw_set *s, const kw_told *t, const uint32_t *next, uint32_t first, uint32_t r) {
    double best = 0;
    bool dated = false, same_type = false;
    for (uint32_t m = first; m != UINT32_MAX; m = next[m]) {
        if (!dates_agree(&t[m], &t[r])) return -1;
        double like = likeness(s, &t[m], &t[r]);
        bool one_type = kw_str_eq(event_of(s, &t[m])->type, event_of(s, &t[r])->type);
        if (t[m].article == t[r].article && (like < REPEATS || !one_type)) return -1;
        same_type |= one_type;
        if (like > best) best = like;
        dated |= day(&t[m].when) && day(&t[r].when);
    }
    if (!same_type && best < OTHER_TYPE) return -1;
    return best + (same_type ? 0.3 : 0) + (dated ? 0.2 : 0) + (t[first].story == t[r].story ? 0.1 : 0);
}

static kw_rc unite(const kw_set *s, kw_told *t, size_t n, kw_err *err) {
    uint32_t *next = kw_alloc_n(s->tmp, n + 1, sizeof *next), *last = kw_alloc_n(s->tmp, n + 1, sizeof *last);
    uint32_t *firsts = kw_alloc_n(s->tmp, n + 1, sizeof *firsts);
    size_t events = 0;
    if (!next || !last || !firsts) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t home = UINT32_MAX;
        double best = -1;
        if (i && t[i].key != t[i - 1].key) events = 0;
        for (size_t e = events < EVENTS_REACH ? 0 : events - EVENTS_REACH; e < events; e++) {
            double f = fit(s, t, next, firsts[e], i);
            if (f > best) { best = f; home = firsts[e]; }
        }
        next[i] = UINT32_MAX;
        t[i].group = home == UINT32_MAX ? i : home;
        if (home == UINT32_MAX) firsts[events++] = i;
        else next[last[home]] = i;
        last[t[i].group] = i;
    }
    return KW_OK;
}

/* Gives every report the place of its event's first one. Reports of one key stand in order, so a root is the first. */
static void number_groups(kw_told *t, size_t n) {
    for (size_t i = 0; i < n; i++) {
        const kw_told *r = &t[t[i].group];
        t[i].first = (uint64_t)r->article << 32 | r->event;
    }
}

static int by_group(const void *x, const void *y) {
    const kw_told *a = x, *b = y;
    if (a->first != b->first) return a->first < b->first ? -1 : 1;
    if (a->article != b->article) return a->article < b->article ? -1 : 1;
    return (a->event > b->event) - (a->event < b->event);
}

static int by_number(const void *x, const void *y) {
    uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
    return (a > b) - (a < b);
}

static uint32_t count_different(uint64_t *v, size_t n) {
    uint32_t different = 0;
    qsort(v, n, sizeof *v, by_number);
    for (size_t i = 0; i < n; i++) different += i == 0 || v[i] != v[i - 1];
    return different;
}

kw_rc kw_count_origins(const kw_origins *origins, const uint32_t *articles, size_t n, kw_arena *tmp, uint32_t *count, kw_err *err) {
    size_t all = 0, k = 0;
    for (size_t i = 0; i < n; i++) all += origins[articles[i]].n;
    uint64_t *v = kw_alloc_n(tmp, all + 1, sizeof *v);
    if (!v) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++)
        for (size_t o = 0; o < origins[articles[i]].n; o++) {
            const kw_origin *x = &origins[articles[i]].v[o];
            v[k++] = (uint64_t)x->article << 32 | x->agency;
        }
    *count = count_different(v, all);
    if (*count > n) *count = (uint32_t)n;           /* one that names two agencies is still one telling */
    return KW_OK;
}

kw_rc kw_count_outlets(const kw_set *s, const uint32_t *articles, size_t n, uint32_t *count, kw_err *err) {
    uint64_t *v = kw_alloc_n(s->tmp, n + 1, sizeof *v);
    if (!v) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const kw_digest *d = s->d[articles[i]];
        v[i] = d->outlet.p ? kw_hash(d->outlet) : kw_hash_mix(1, articles[i]);
    }
    *count = count_different(v, n);
    return KW_OK;
}

/* The articles that tell it, each once, in *out; and in how many sentences they do. */
static kw_rc count_tellings(const kw_set *s, const kw_told *t, size_t n, uint32_t **out, size_t *n_out, uint32_t *sentences, kw_err *err) {
    uint64_t *v = kw_alloc_n(s->tmp, n + 1, sizeof *v);
    *out = kw_alloc_n(s->tmp, n + 1, sizeof **out);
    *n_out = 0;
    if (!v || !*out) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        v[i] = (uint64_t)t[i].article << 32 | event_of(s, &t[i])->evidence.start;
        if (i == 0 || t[i].article != t[i - 1].article) (*out)[(*n_out)++] = t[i].article;
    }
    *sentences = count_different(v, n);
    return KW_OK;
}

/* What an event is told by: the day it names, an article that took from no other, the earliest, the surest reading. */
static bool tells_better(const kw_set *s, const bool *took, const kw_told *a, const kw_told *b) {
    const kw_digest *x = s->d[a->article], *y = s->d[b->article];
    if (day(&a->when) != day(&b->when)) return day(&a->when);
    if (took[a->article] != took[b->article]) return took[b->article];
    if (x->published.precision != KW_WHEN_NONE && y->published.precision != KW_WHEN_NONE && x->published.first != y->published.first)
        return x->published.first < y->published.first;
    return x->events[a->event].score > y->events[b->event].score;
}

static uint32_t lead_of(const kw_set *s, const bool *took, const kw_told *t, size_t n) {
    uint32_t best = 0;
    for (uint32_t i = 1; i < n; i++)
        if (tells_better(s, took, &t[i], &t[best])) best = i;
    return best;
}

static bool *who_took(const kw_set *s, const kw_link_list *links) {
    bool *took = kw_alloc(s->tmp, (size_t)s->n + 1);
    for (size_t k = 0; took && k < links->n; k++)
        if (links->v[k].kind != KW_LINK_CREDIT) took[links->v[k].from] = true;
    return took;
}

static kw_when best_when(const kw_told *t, size_t n) {
    kw_when best = t[0].when;
    for (size_t i = 1; i < n; i++)
        if (t[i].when.precision != KW_WHEN_NONE &&
            (best.precision == KW_WHEN_NONE || t[i].when.last - t[i].when.first < best.last - best.first)) best = t[i].when;
    return best;
}

/* Is it told already for these two articles? One sentence may be several reports. */
static bool conflict_known(const kw_event_group *g, const kw_told *t, const kw_event_conflict *c) {
    for (size_t k = 0; k < g->n_conflicts; k++) {
        const kw_event_conflict *x = &g->conflicts[k];
        if (t[x->a_report].article == t[c->a_report].article && t[x->b_report].article == t[c->b_report].article && kw_str_eq(x->what, c->what) &&
            x->a_figure == c->a_figure && x->b_figure == c->b_figure) return true;
    }
    return false;
}

static kw_rc conflicts(const kw_set *s, const kw_told *t, uint32_t n, kw_event_group *g, kw_err *err) {
    size_t cap = 0;
    for (uint32_t i = 0; i < n && i < 32; i++)
        for (uint32_t j = 0; j < i; j++) {
            if (t[i].article == t[j].article) continue;
            const kw_digest_event *x = &s->d[t[i].article]->events[t[i].event], *y = &s->d[t[j].article]->events[t[j].event];
            for (unsigned a = 0; a < 4; a++)
                for (unsigned b = 0; b < 4; b++) {
                    if (!x->figure_what[a] || x->figure_what[a] != y->figure_what[b] || x->figures[a] == y->figures[b]) continue;
                    kw_event_conflict c = { kw_counted_name(s->kit, x->figure_what[a]), j, i, y->figures[b], x->figures[a] };
                    if (conflict_known(g, t, &c)) continue;
                    kw_event_conflict *slot = kw_push(s->mem, (void **)&g->conflicts, &g->n_conflicts, &cap, sizeof *slot);
                    if (!slot) return kw_fail_nomem(err);
                    *slot = c;
                }
        }
    return KW_OK;
}

static kw_rc close_group(const kw_set *s, const kw_origins *origins, const bool *took, const kw_told *t, size_t n, kw_event_group *g, kw_err *err) {
    uint32_t *articles;
    size_t n_articles;
    g->reports = kw_alloc_n(s->mem, n, sizeof *g->reports);
    if (!g->reports) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) g->reports[g->n_reports++] = (kw_event_report){ t[i].article, event_of(s, &t[i])->report };
    KW_TRY(count_tellings(s, t, n, &articles, &n_articles, &g->n_sentences, err));
    g->lead = lead_of(s, took, t, n);
    g->when = best_when(t, n);
    g->first_told = t[0].article;
    g->last_told = t[n - 1].article;
    g->story = t[g->lead].story;
    KW_TRY(kw_count_outlets(s, articles, n_articles, &g->n_outlets, err));
    KW_TRY(kw_count_origins(origins, articles, n_articles, s->tmp, &g->n_origins, err));
    return conflicts(s, t, (uint32_t)n, g, err);
}

static bool wanted(const uint64_t *keys, size_t n_keys, uint64_t key) {
    return !keys || (n_keys && bsearch(&key, keys, n_keys, sizeof *keys, by_number));
}

/* Reports of the keys, in *t, in the order in which they are dealt. */
static kw_rc gather(const kw_set *s, const uint32_t *story_of, const uint64_t *keys, size_t n_keys, kw_told **t, size_t *n, kw_err *err) {
    size_t all = 0;
    for (uint32_t i = 0; i < s->n; i++) all += s->d[i]->n_events;
    *n = 0;
    if (!(*t = kw_alloc_n(s->tmp, all + 1, sizeof **t))) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < s->n; i++)
        for (size_t e = 0; e < s->d[i]->n_events; e++) {
            uint64_t key = kw_event_key(&s->d[i]->events[e]);
            if (wanted(keys, n_keys, key))
                (*t)[(*n)++] = (kw_told){ .key = key, .article = i, .event = (uint32_t)e, .story = story_of[i], .when = s->d[i]->events[e].when };
        }
    qsort(*t, *n, sizeof **t, by_key);
    return KW_OK;
}

kw_rc kw_events_merge_keys(const kw_set *s, const uint32_t *story_of, const bool *took, const kw_origins *origins, const uint64_t *keys,
                           size_t n_keys, kw_event_group **out, size_t *n, kw_err *err) {
    size_t all, groups = 0;
    kw_told *t;
    *n = 0;
    KW_TRY(gather(s, story_of, keys, n_keys, &t, &all, err));
    KW_TRY(unite(s, t, all, err));
    number_groups(t, all);
    qsort(t, all, sizeof *t, by_group);
    for (size_t i = 0; i < all; i++) groups += i == 0 || t[i].first != t[i - 1].first;
    *out = kw_alloc_n(s->mem, groups + 1, sizeof **out);
    if (!*out) return kw_fail_nomem(err);
    for (size_t i = 0, j; i < all; i = j) {
        for (j = i + 1; j < all && t[j].first == t[i].first; j++) {}
        KW_TRY(close_group(s, origins, took, t + i, j - i, &(*out)[(*n)++], err));
    }
    return KW_OK;
}

kw_rc kw_events_merge(const kw_set *s, const uint32_t *story_of, const kw_link_list *links, const kw_origins *origins, kw_event_group **out,
    size_t *n, kw_err *err) {
    const bool *took = who_took(s, links);
    return took ? kw_events_merge_keys(s, story_of, took, origins, NULL, 0, out, n, err) : kw_fail_nomem(err);
}
