/* SPDX-License-Identifier: MIT
 * Grouping what was touched: the steps in their order, and what they all read through. Digests are kept slim: what they
 * hold of the words is made again from the text of the record when it is asked for. */
#include "regroup_work.h"

#include <stdlib.h>

/* Gists are asked for in no order, so as many as can be are kept: about 240 bytes each. */
enum { CACHE_BYTES = 12 << 20, POINTS_BYTES = 16 << 20, GISTS_BYTES = 300 << 20 };

/* ---- bits ---- */

void kw_bit_set(kw_bits *b, uint64_t i) {
    if (i / 64 >= b->n) {
        size_t n = i / 64 + 1 + b->n / 2;
        uint64_t *more = realloc(b->v, n * sizeof *more);
        if (!more) {
            b->failed = true;
            return;
        }
        memset(more + b->n, 0, (n - b->n) * sizeof *more);
        b->v = more;
        b->n = n;
    }
    b->v[i / 64] |= 1ull << (i % 64);
}

kw_rc kw_bit_list(void *bits, int64_t id, kw_err *err) {
    (void)err;                                  /* a failure is remembered */
    kw_bit_set(bits, (uint64_t)id);
    return KW_OK;
}

bool kw_bit(const kw_bits *b, uint64_t i) { return i / 64 < b->n && (b->v[i / 64] >> (i % 64) & 1); }

bool kw_bit_next(const kw_bits *b, uint64_t *i) {
    for (size_t word = *i / 64; word < b->n; word++, *i = (uint64_t)word * 64) {
        uint64_t rest = b->v[word] >> (*i % 64);
        if (rest) return *i += (uint64_t)__builtin_ctzll(rest), true;
    }
    return false;
}

/* ---- caches ---- */

static size_t slot_of(const kw_cache *c, uint32_t key) {
    size_t i = (key * 2654435761u) & (c->room - 1);
    while (c->value[i] && c->key[i] != key) i = (i + 1) & (c->room - 1);
    return i;
}

static void *cached(const kw_cache *c, uint32_t key) { return c->room ? c->value[slot_of(c, key)] : NULL; }

static bool grow(kw_cache *c) {
    kw_cache more = { .mem = c->mem, .room = c->room ? 2 * c->room : 1024, .n = c->n };
    more.key = calloc(more.room, sizeof *more.key);
    more.value = calloc(more.room, sizeof *more.value);
    if (!more.key || !more.value) {
        free(more.key);
        free(more.value);
        return false;
    }
    for (size_t i = 0; i < c->room; i++) {
        if (!c->value[i]) continue;
        size_t at = slot_of(&more, c->key[i]);
        more.key[at] = c->key[i];
        more.value[at] = c->value[i];
    }
    free(c->key);
    free(c->value);
    *c = more;
    return true;
}

static kw_rc cache_put(kw_cache *c, uint32_t key, void *value, kw_err *err) {
    if (2 * (c->n + 1) > c->room && !grow(c)) return kw_fail_nomem(err);
    size_t at = slot_of(c, key);
    c->key[at] = key;
    c->value[at] = value;
    c->n++;
    return KW_OK;
}

static void cache_drop(kw_cache *c) {
    kw_arena_free(&c->mem);
    free(c->key);
    free(c->value);
    *c = (kw_cache){ .mem = KW_ARENA_EMPTY };
}

/* The newer half becomes the older one: what was not asked for again goes. */
static void age(kw_cache c[2]) {
    if (c[0].mem.held < CACHE_BYTES) return;
    cache_drop(&c[1]);
    c[1] = c[0];
    c[0] = (kw_cache){ .mem = KW_ARENA_EMPTY };
}

void kw_work_forget_points(kw_work *w) { cache_drop(&w->points); }

void kw_work_spare_gists(kw_work *w) {
    if (w->gists.mem.held > GISTS_BYTES) cache_drop(&w->gists);
}

void kw_work_rest(kw_work *w) {
    if (w->points.mem.held > POINTS_BYTES) kw_work_forget_points(w);
    age(w->loaded);
    kw_arena_reset(&w->scratch);
}

/* ---- reading ---- */

kw_rc kw_work_point(kw_work *w, uint32_t article, kw_point **out, kw_err *err) {
    if ((*out = cached(&w->points, article))) return KW_OK;
    kw_near_row row;
    bool there;
    kw_arena *mem = &w->points.mem;
    KW_TRY(kw_near_get(w->r, article, &w->scratch, &row, &there, err));
    if (!there) return KW_OK;
    kw_point *n = kw_alloc(mem, sizeof *n);
    if (!n) return kw_fail_nomem(err);
    *n = (kw_point){ .article = article, .number = row.number, .flags = row.flags, .place = row.place, .day = row.day, .crowd = row.crowd,
        .part = row.part, .story = row.story };
    if (row.origins.n && !(n->origins = kw_str_dup(mem, row.origins)).p) return kw_fail_nomem(err);
    KW_TRY(kw_bonds_unpack(row.bonds, mem, &n->bonds, &n->n_bonds, err));
    KW_TRY(cache_put(&w->points, article, n, err));
    *out = n;
    return KW_OK;
}

kw_rc kw_work_gist(kw_work *w, uint32_t article, const kw_gist **out, kw_err *err) {
    if ((*out = cached(&w->gists, article))) return KW_OK;
    kw_str bytes;
    kw_sketch s;
    KW_TRY(kw_near_gist(w->r, article, &w->scratch, &bytes, err));
    if (!bytes.p) return kw_fail(err, KW_DATA, kw_record_path(w->r),
        "a%u: want it in the web of articles, found nothing; understand its articles anew with `kawat add --again`", article);
    KW_TRY(kw_sketch_unpack(bytes, &w->scratch, &s, err));
    kw_gist *g = kw_alloc(&w->gists.mem, sizeof *g);
    if (!g) return kw_fail_nomem(err);
    *g = s.gist;
    *out = g;
    return cache_put(&w->gists, article, g, err);
}

static void *copy(kw_arena *mem, const void *p, size_t n, size_t size) {
    void *to = kw_alloc_n(mem, n + 1, size);
    if (to && n) memcpy(to, p, n * size);
    return to;
}

typedef struct { kw_work *w; kw_loaded *l; kw_load_part part; } loading;

/* What a digest holds of the words is made again from the text: kept, it would be twice the text. */
static kw_rc add_words(loading *x, const kw_kept *kept, kw_err *err) {
    kw_arena *mem = &x->w->loaded[0].mem, tmp = KW_ARENA_EMPTY;
    kw_digest made = x->l->d, *d = &x->l->d;
    kw_article a = { .ref = d->ref, .title = kept->title, .text = kept->text, .language = kept->language };
    kw_rc rc = kw_digest_words(x->w->k->group, &a, x->w->words, &tmp, &made, err);
    if (rc == KW_OK) {
        d->text = copy(mem, made.text, d->n_text = made.n_text, sizeof *d->text);
        d->terms = copy(mem, made.terms, d->n_terms = made.n_terms, sizeof *d->terms);
        d->quotes = copy(mem, made.quotes, d->n_quotes = made.n_quotes, sizeof *d->quotes);
        rc = d->text && d->terms && d->quotes ? kw_profile_make(d, true, mem, &x->l->p, err) : kw_fail_nomem(err);
    }
    kw_arena_free(&tmp);
    x->l->terms = true;
    return rc;
}

kw_rc kw_work_unpack(const kw_work *w, const kw_kept *kept, kw_arena *mem, kw_digest *d, kw_err *err) {
    kw_rc rc = kw_digest_unpack(kept->digest, mem, d, err);
    if (rc == KW_DATA)
        return kw_fail(err, KW_DATA, kw_record_path(w->r),
            "want digests of this kawat, found those of another; understand its articles anew with `kawat add --again`");
    KW_TRY(rc);
    const kw_str from[] = { kept->ref, kept->title, kept->outlet, kept->outlet_key, kept->dateline, kept->translator };
    kw_str *to[] = { &d->ref, &d->title, &d->outlet, &d->outlet_key, &d->dateline, &d->translator };
    for (size_t i = 0; i < sizeof to / sizeof *to; i++)
        if (!to[i]->p && from[i].p && !(*to[i] = kw_str_dup(mem, from[i])).p) return kw_fail_nomem(err);
    d->article = kept->article;
    d->version = kept->version;
    return KW_OK;
}

static kw_rc take(void *ctx, const kw_kept *kept, kw_err *err) {
    loading *x = ctx;
    KW_TRY(kw_work_unpack(x->w, kept, &x->w->loaded[0].mem, &x->l->d, err));
    return x->part == KW_WITH_TERMS ? add_words(x, kept, err) : KW_OK;
}

kw_rc kw_work_load(kw_work *w, uint32_t article, kw_load_part part, kw_loaded **out, kw_err *err) {
    kw_loaded *l = cached(&w->loaded[0], article);
    if (!l) l = cached(&w->loaded[1], article);
    *out = l;
    if (l && (part == KW_SLIM || l->terms)) return KW_OK;
    loading x = { w, kw_alloc(&w->loaded[0].mem, sizeof *l), part };
    if (!x.l) return kw_fail_nomem(err);
    KW_TRY(kw_record_kept(w->r, article, take, &x, err));
    *out = x.l;
    if (!cached(&w->loaded[0], article)) return cache_put(&w->loaded[0], article, x.l, err);
    w->loaded[0].value[slot_of(&w->loaded[0], article)] = x.l;
    return KW_OK;
}

kw_rc kw_work_numbered(kw_work *w, uint32_t number, kw_numbered **out, kw_err *err) {
    size_t row = number / KW_NUMBERS;
    if (row >= w->n_numbers) {
        size_t n = row + 1 + w->n_numbers / 2;
        kw_numbered **more = realloc(w->numbers, n * sizeof *more);
        if (!more) return kw_fail_nomem(err);
        memset(more + w->n_numbers, 0, (n - w->n_numbers) * sizeof *more);
        w->numbers = more;
        w->n_numbers = n;
    }
    if (!w->numbers[row]) {
        kw_numbered *v = calloc(KW_NUMBERS, sizeof *v);
        if (!v) return kw_fail_nomem(err);
        w->numbers[row] = v;
        KW_TRY(kw_numbers_read(w->r, (uint32_t)row, v, err));
    }
    *out = &w->numbers[row][number % KW_NUMBERS];
    return KW_OK;
}

/* ---- the whole ---- */

void kw_regroup_pack(const kw_digest *d, kw_buf *out) {
    kw_digest slim = *d;
    slim.n_text = slim.n_terms = slim.n_quotes = 0;
    slim.ref = slim.title = slim.outlet = slim.outlet_key = slim.dateline = slim.translator = KW_NONE;      /* stand in the record anyway */
    kw_digest_pack(&slim, out);
}

kw_rc kw_regroup_sketch(const kw_digest *d, kw_arena *mem, kw_buf *out, uint64_t **matters, kw_err *err) {
    kw_profile p;
    kw_sketch s;
    KW_TRY(kw_profile_make(d, true, mem, &p, err));
    KW_TRY(kw_sketch_make(d, &p, mem, &s, err));
    kw_sketch_pack(&s, out);
    *matters = kw_alloc_n(mem, d->n_events + 1, sizeof **matters);
    if (!*matters || out->failed) return kw_fail_nomem(err);
    for (size_t i = 0; i < d->n_events; i++) (*matters)[d->events[i].report] = kw_event_key(&d->events[i]);
    return KW_OK;
}

static void touched(void *ctx, int64_t article, bool fresh) {
    kw_work *w = ctx;
    kw_bit_set(&w->dirty, (uint64_t)article);
    kw_bit_set(&w->linked, (uint64_t)article);
    if (fresh) kw_bit_set(&w->fresh, (uint64_t)article);
}

static kw_rc read_touched(kw_work *w, kw_err *err) {
    int64_t webbed;
    KW_TRY(kw_touched_each(w->r, touched, w, err));
    KW_TRY(kw_list_count(w->r, KW_ARTICLES, 0, KW_WORK_MANY, &w->articles, err));
    KW_TRY(kw_list_count(w->r, KW_ARTICLES_WEBBED, 0, KW_WORK_MANY, &webbed, err));
    if (webbed == KW_WORK_MANY) return KW_OK;
    return kw_list_each(w->r, KW_ARTICLES_WEBBED, 0, kw_bit_list, &w->dirty, err);     /* a handful: each one counts for the crowd around all */
}

static kw_rc any_failed(const kw_work *w, kw_err *err) {
    bool failed = w->fresh.failed || w->dirty.failed || w->linked.failed || w->moved.failed || w->retold.failed || w->stories.failed ||
                  w->gone.failed || w->threads.failed || w->numbers_changed.failed;
    return failed ? kw_fail_nomem(err) : KW_OK;
}

static kw_rc write_numbers(kw_work *w, kw_err *err) {
    for (uint64_t row = 0; kw_bit_next(&w->numbers_changed, &row); row++) KW_TRY(kw_numbers_write(w->r, (uint32_t)row, w->numbers[row], err));
    return KW_OK;
}

/* Their sketches have been used: the room serves what is written next. */
static kw_rc drop_touched(kw_work *w, kw_err *err) { return kw_touched_drop(w->r, err); }

static kw_rc run(kw_work *w, kw_err *err) {
    static kw_rc (*const steps[])(kw_work *, kw_err *) = {
        read_touched, kw_regroup_index, kw_regroup_pairs, drop_touched, write_numbers, kw_regroup_translations, kw_regroup_crowds,
        kw_regroup_stories, kw_regroup_origins, kw_regroup_describe, kw_regroup_threads, kw_regroup_events,
    };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        KW_TRY(steps[i](w, err));
        KW_TRY(any_failed(w, err));
        kw_work_rest(w);
    }
    return kw_record_end_grouping(w->r, err);
}

static void close_work(kw_work *w) {
    kw_bits *bits[] = { &w->numbers_changed, &w->fresh, &w->dirty, &w->linked, &w->moved, &w->retold, &w->stories, &w->gone, &w->threads };
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) free(bits[i]->v);
    for (size_t i = 0; i < w->n_numbers; i++) free(w->numbers[i]);
    free(w->numbers);
    free(w->words);
    cache_drop(&w->points);
    cache_drop(&w->gists);
    for (size_t i = 0; i < 2; i++) cache_drop(&w->loaded[i]);
    kw_arena_free(&w->mem);
    kw_arena_free(&w->scratch);
}

kw_rc kw_regroup(const kw *k, kw_record *r, kw_err *err) {
    kw_work w = { .k = k, .r = r, .words = calloc(1, sizeof *w.words) };
    kw_rc rc = w.words ? kw_record_begin_grouping(r, err) : kw_fail_nomem(err);
    if (rc == KW_OK) rc = kw_numbers_next(r, &w.next_number, err);
    if (rc == KW_OK) rc = run(&w, err);
    close_work(&w);
    return rc;
}

kw_rc kw_regroup_without(const kw *k, kw_record *r, int64_t article, kw_err *err) {
    kw_work w = { .k = k, .r = r };
    kw_rc rc = kw_record_begin_grouping(r, err);
    if (rc == KW_OK) rc = kw_work_unhook(&w, (uint32_t)article, err);
    if (rc == KW_OK) rc = write_numbers(&w, err);
    for (uint64_t i = 0; rc == KW_OK && kw_bit_next(&w.dirty, &i); i++)
        if (i != (uint64_t)article) rc = kw_touch(r, (int64_t)i, err);
    close_work(&w);
    return rc;
}
