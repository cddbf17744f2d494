/* SPDX-License-Identifier: MIT
 * Fresh articles go into the index of keys; then their pairs are looked for there. Articles that share a key are a pair
 * when no more than kw_reach() others that have it stand between them in time. That depends on the set of articles alone;
 * so where an article comes to stand between two that were a pair, the pair is looked at once more. */
#include "regroup_work.h"

#include "base/limits.h"

#include <math.h>
#include <stdlib.h>

enum { RUN_ENTRIES = 1 << 19, CHUNK = 8192, CODES = 1 << 20 };

/* ---- bonds into the record ---- */

static int by_ends(const void *x, const void *y) {
    const kw_bonding *a = x, *b = y;
    if (a->article != b->article) return a->article < b->article ? -1 : 1;
    return (a->bond.to > b->bond.to) - (a->bond.to < b->bond.to);
}

static void blend(kw_bond *old, const kw_bond *b) {
    if (b->likeness) old->likeness = b->likeness, old->nearness = b->nearness, old->across = b->across;
    if (b->link == KW_UNLINK) old->link = 0;
    else if (b->link) old->link = b->link;
    old->one_outlet |= b->one_outlet;
}

/* The bonds of one article with those of v added. */
static kw_rc bond_one(kw_work *w, const kw_bonding *v, size_t n, kw_buf *out, kw_err *err) {
    kw_near_row row;
    kw_bond *old, *all;
    size_t n_old, k = 0;
    bool there;
    KW_TRY(kw_near_get(w->r, v[0].article, &w->scratch, &row, &there, err));
    if (!there) return KW_OK;
    KW_TRY(kw_bonds_unpack(row.bonds, &w->scratch, &old, &n_old, err));
    if (!(all = kw_alloc_n(&w->scratch, n_old + n + 1, sizeof *all))) return kw_fail_nomem(err);
    for (size_t i = 0, j = 0; i < n_old || j < n;) {
        bool mine = j >= n || (i < n_old && old[i].to <= v[j].bond.to);
        if (mine) all[k++] = old[i++];
        else all[k++] = (kw_bond){ .to = v[j].bond.to };
        for (; j < n && v[j].bond.to == all[k - 1].to; j++) {
            if (v[j].bond.link) kw_bit_set(&w->linked, v[0].article);
            blend(&all[k - 1], &v[j].bond);
        }
        if (!all[k - 1].likeness && !all[k - 1].link) k--;
    }
    kw_buf_reset(out);
    kw_bonds_pack(all, k, out);
    kw_bit_set(&w->dirty, v[0].article);
    return out->failed ? kw_fail_nomem(err) : kw_near_set_bonds(w->r, v[0].article, kw_buf_str(out), err);
}

kw_rc kw_work_bond(kw_work *w, kw_bonding *v, size_t n, kw_err *err) {
    kw_buf room = KW_BUF_EMPTY;
    kw_rc rc = KW_OK;
    if (n) qsort(v, n, sizeof *v, by_ends);
    for (size_t i = 0, j; i < n && rc == KW_OK; i = j) {
        for (j = i + 1; j < n && v[j].article == v[i].article; j++) {}
        rc = bond_one(w, v + i, j - i, &room, err);
        kw_arena_reset(&w->scratch);
    }
    kw_buf_free(&room);
    kw_work_forget_points(w);
    return rc;
}

/* Takes the bond to `gone` from an article. */
static kw_rc unbond(kw_work *w, uint32_t article, uint32_t gone, kw_buf *room, kw_err *err) {
    kw_near_row row;
    kw_bond *v, *at;
    size_t n;
    bool there;
    KW_TRY(kw_near_get(w->r, article, &w->scratch, &row, &there, err));
    if (!there) return KW_OK;
    KW_TRY(kw_bonds_unpack(row.bonds, &w->scratch, &v, &n, err));
    if (!(at = kw_bond_to(v, n, gone))) return KW_OK;
    kw_bit_set(&w->dirty, article);
    if (at->link) kw_bit_set(&w->linked, article);
    memmove(at, at + 1, (size_t)(v + n - (at + 1)) * sizeof *at);
    kw_buf_reset(room);
    kw_bonds_pack(v, n - 1, room);
    return room->failed ? kw_fail_nomem(err) : kw_near_set_bonds(w->r, article, kw_buf_str(room), err);
}

/* The others of its story are touched, too: they may fall apart without it. */
static kw_rc touch_story(kw_work *w, int64_t story, kw_err *err) {
    return kw_list_each(w->r, KW_ARTICLES_OF_STORY, story, kw_bit_list, &w->dirty, err);
}

kw_rc kw_work_unhook(kw_work *w, uint32_t article, kw_err *err) {
    kw_near_row row;
    kw_numbered *number;
    kw_bond *v;
    size_t n;
    bool there = false;
    kw_buf room = KW_BUF_EMPTY;
    kw_arena mem = KW_ARENA_EMPTY;
    KW_TRY(kw_record_drop_links(w->r, article, err));
    kw_rc rc = kw_near_get(w->r, article, &mem, &row, &there, err);
    there = rc == KW_OK && there;
    if (there) rc = kw_bonds_unpack(row.bonds, &mem, &v, &n, err);
    for (size_t i = 0; there && rc == KW_OK && i < n; i++) rc = unbond(w, v[i].to, article, &room, err);
    if (there && rc == KW_OK) rc = touch_story(w, row.story, err);
    if (there && rc == KW_OK) rc = kw_work_numbered(w, row.number, &number, err);
    if (there && rc == KW_OK) {
        number->article = 0;
        kw_bit_set(&w->numbers_changed, row.number / KW_NUMBERS);
        rc = kw_near_drop(w->r, article, err);
    }
    kw_buf_free(&room);
    kw_arena_free(&mem);
    kw_arena_reset(&w->scratch);
    kw_work_forget_points(w);
    return rc;
}

/* ---- fresh articles into the index ---- */

typedef struct { uint64_t *v, *room; size_t n, cap; } entries;

static kw_rc push(entries *e, uint64_t x, kw_err *err) {
    if (e->n == e->cap) {
        size_t cap = e->cap ? 2 * e->cap : 4096;
        uint64_t *more = realloc(e->v, cap * sizeof *more);
        if (!more) return kw_fail_nomem(err);
        e->v = more;
        e->cap = cap;
    }
    e->v[e->n++] = x;
    return KW_OK;
}

/* Sorts by the bytes, from the lowest on; those that are equal in all are passed over. */
static bool radix(uint64_t *v, uint64_t *room, size_t n) {
    bool moved = false;                         /* is the result in `room`? */
    for (unsigned shift = 0; shift < 64; shift += 8) {
        size_t at[257] = { 0 };
        for (size_t i = 0; i < n; i++) at[1 + (v[i] >> shift & 255)]++;
        if (at[1 + (v[0] >> shift & 255)] == n) continue;
        for (size_t k = 0; k < 256; k++) at[k + 1] += at[k];
        for (size_t i = 0; i < n; i++) room[at[v[i] >> shift & 255]++] = v[i];
        uint64_t *t = v;
        v = room;
        room = t;
        moved = !moved;
    }
    return moved;
}

/* Sorts, and drops what stands there twice. */
static kw_rc sort_entries(entries *e, kw_err *err) {
    size_t n = 0;
    if (e->n < 2) return KW_OK;
    uint64_t *room = malloc(e->n * sizeof *room);
    if (!room) return kw_fail_nomem(err);
    const uint64_t *from = radix(e->v, room, e->n) ? room : e->v;
    for (size_t i = 0; i < e->n; i++)
        if (!n || e->v[n - 1] != from[i]) e->v[n++] = from[i];
    e->n = n;
    free(room);
    return KW_OK;
}

static kw_rc flush(kw_work *w, entries e[KW_KEY_KINDS], size_t least, kw_err *err) {
    for (int k = 0; k < KW_KEY_KINDS; k++) {
        if (e[k].n < least) continue;
        KW_TRY(sort_entries(&e[k], err));
        KW_TRY(kw_keys_put(w->r, k, e[k].v, e[k].n, err));
        e[k].n = 0;
    }
    return KW_OK;
}

/* Reports of a record of form 1 do not know yet what they are merged by. */
static kw_rc put_matters(kw_work *w, const kw_digest *d, kw_err *err) {
    for (size_t i = 0; i < d->n_events; i++) KW_TRY(kw_record_put_matter(w->r, d->article, d->events[i].report, kw_event_key(&d->events[i]), err));
    return KW_OK;
}

/* What the article is found by: as `add` left it, else made of its digest. In the scratch memory. */
static kw_rc sketch_of(kw_work *w, uint32_t article, kw_sketch *out, kw_err *err) {
    kw_str bytes;
    KW_TRY(kw_touched_sketch(w->r, article, &w->scratch, &bytes, err));
    if (bytes.n) return kw_sketch_unpack(bytes, &w->scratch, out, err);
    kw_loaded *l;
    KW_TRY(kw_work_load(w, article, KW_WITH_TERMS, &l, err));
    KW_TRY(kw_sketch_make(&l->d, &l->p, &w->scratch, out, err));
    return put_matters(w, &l->d, err);
}

static uint32_t flags_of(const kw_digest *d) {
    return (kw_stands_alone(d) ? KW_POINT_ALONE : 0u) | (d->flags & KW_DIGEST_ROUNDUP ? KW_POINT_ROUNDUP : 0u) | (d->title.n ? KW_POINT_TITLED : 0u) |
           (d->flags & KW_DIGEST_TEMPLATE ? KW_POINT_TEMPLATE : 0u) | (d->published.precision == KW_WHEN_DAY ? KW_POINT_DAY : 0u) |
               (d->published.has_time ? KW_POINT_TIME : 0u);
}

static kw_rc credits(kw_work *w, const kw_digest *d, kw_err *err) {
    for (size_t c = 0; c < d->n_credits; c++) {
        if (kw_own_credit(d, &d->credits[c])) continue;
        kw_link_evidence e;
        kw_link l = kw_link_credit(&d->credits[c], &e);
        KW_TRY(kw_record_put_link(w->r, d->article, 0, d->credits[c].name, &l, err));
    }
    return KW_OK;
}

static kw_rc index_one(kw_work *w, uint32_t article, entries e[KW_KEY_KINDS], kw_err *err) {
    kw_sketch s;
    kw_loaded *l;
    kw_numbered *number;
    kw_buf gist = KW_BUF_EMPTY;
    uint32_t n = w->next_number++;
    KW_TRY(kw_work_unhook(w, article, err));
    KW_TRY(sketch_of(w, article, &s, err));
    KW_TRY(kw_work_load(w, article, KW_SLIM, &l, err));
    for (int k = 0; k < KW_KEY_KINDS; k++)
        for (size_t i = 0; i < s.n[k]; i++) KW_TRY(push(&e[k], (uint64_t)s.keys[k][i] << 32 | n, err));
    KW_TRY(kw_work_numbered(w, n, &number, err));
    *number = (kw_numbered){ kw_place_in_time(&l->d), article, (uint8_t)s.gist.language };
    kw_bit_set(&w->numbers_changed, n / KW_NUMBERS);
    kw_bit_set(&w->dirty, article);
    kw_bit_set(&w->linked, article);
    s.n[0] = s.n[1] = s.n[2] = 0;
    kw_sketch_pack(&s, &gist);
    kw_near_row row = { .article = article, .number = n, .flags = flags_of(&l->d), .place = number->place, .day = l->d.published.first,
        .gist = kw_buf_str(&gist) };
    kw_rc rc = gist.failed ? kw_fail_nomem(err) : kw_near_put(w->r, &row, err);
    kw_buf_free(&gist);
    return rc == KW_OK ? credits(w, &l->d, err) : rc;
}

static void free_entries(entries e[KW_KEY_KINDS]) {
    for (int k = 0; k < KW_KEY_KINDS; k++) free(e[k].v);
}

kw_rc kw_regroup_index(kw_work *w, kw_err *err) {
    entries e[KW_KEY_KINDS] = { { 0 } };
    kw_rc rc = KW_OK;
    for (uint64_t i = 0; rc == KW_OK && kw_bit_next(&w->fresh, &i); i++) {
        rc = index_one(w, (uint32_t)i, e, err);
        if (rc == KW_OK) rc = flush(w, e, RUN_ENTRIES, err);
        kw_work_rest(w);
    }
    if (rc == KW_OK) rc = flush(w, e, 1, err);
    free_entries(e);
    return rc;
}

/* ---- pairs ---- */

typedef struct { uint64_t place; uint32_t article; bool fresh; uint8_t language; } holder;       /* of a key */

static int by_place(const void *x, const void *y) {
    const holder *a = x, *b = y;
    if (a->place != b->place) return a->place < b->place ? -1 : 1;
    return (a->article > b->article) - (a->article < b->article);
}

typedef struct {
    kw_work *w;
    kw_err *err;
    const holder *chunk; size_t n_chunk;        /* fresh articles that are looked for now, in order of time */
    const kw_gist **gists;                      /* of these */
    entries codes; size_t enough;               /* place in chunk << 32 | article; how many are sorted in between */
    entries lost;                               /* article << 32 | article, lower first */
    holder *v; size_t n, cap;                   /* all that have one key */
    kw_bonding *bonds; size_t n_bonds, cap_bonds;
    kw_key_kind kind;
    kw_look *look;
    kw_gist_table *table;
} finder;

/* News comes about in the order of time, so most stand right: where few do not, each is moved to its place. */
static void put_in_order(holder *v, size_t n) {
    size_t moves = 0;
    for (size_t i = 1; i < n && moves <= 4 * n; i++) {
        holder x = v[i];
        size_t j = i;
        for (; j && by_place(&v[j - 1], &x) > 0 && moves <= 4 * n; j--, moves++) v[j] = v[j - 1];
        v[j] = x;
    }
    if (moves > 4 * n) qsort(v, n, sizeof *v, by_place);
}

static kw_rc holders(finder *f, const uint32_t *numbers, size_t n) {
    if (n > f->cap) {
        holder *more = realloc(f->v, 2 * n * sizeof *more);
        if (!more) return kw_fail_nomem(f->err);
        f->v = more;
        f->cap = 2 * n;
    }
    f->n = 0;
    for (size_t i = 0; i < n; i++) {
        kw_numbered *x;
        KW_TRY(kw_work_numbered(f->w, numbers[i], &x, f->err));
        if (x->article) f->v[f->n++] = (holder){ x->place, x->article, kw_bit(&f->w->fresh, x->article), x->language };
    }
    if (f->n > kw_reach(f->kind) + 1u) put_in_order(f->v, f->n);            /* fewer are all within reach */
    return KW_OK;
}

/* Leaves each pair once, and of those by words only what the gists promise. */
static kw_rc weed(finder *f) {
    bool across = f->kind == KW_BY_PIVOT;
    size_t n = 0;
    KW_TRY(sort_entries(&f->codes, f->err));
    for (size_t i = 0, j; i < f->codes.n && f->kind != KW_BY_PRINT; i = j) {
        uint64_t at = f->codes.v[i] >> 32;
        const kw_gist *a = f->gists[at], *b;
        kw_gist_spread(f->table, a, across);
        for (j = i; j < f->codes.n && f->codes.v[j] >> 32 == at; j++) {
            KW_TRY(kw_work_gist(f->w, (uint32_t)f->codes.v[j], &b, f->err));
            if (kw_gist_promises_by(f->table, a, b, across)) f->codes.v[n++] = f->codes.v[j];
        }
        kw_gist_take_out(f->table, a, across);
    }
    if (f->kind != KW_BY_PRINT) f->codes.n = n;
    f->enough = f->codes.n < CODES / 2 ? CODES : 2 * f->codes.n;
    return KW_OK;
}

/* The fresh one comes later, so each pair of two fresh ones is met once. */
static kw_rc pair(finder *f, uint32_t at, const holder *a, const holder *b) {
    if (a->article == b->article || (b->fresh && by_place(a, b) < 0)) return KW_OK;
    if ((f->kind == KW_BY_PIVOT) == (a->language == b->language)) return KW_OK;
    if (f->codes.n >= f->enough) KW_TRY(weed(f));
    return push(&f->codes, (uint64_t)at << 32 | b->article, f->err);
}

/* Are the two bound by what keys of this kind are looked up for? */
static kw_rc bound(finder *f, uint32_t a, uint32_t b, bool *out) {
    kw_point *p;
    KW_TRY(kw_work_point(f->w, a, &p, f->err));
    const kw_bond *x = p ? kw_bond_to(p->bonds, p->n_bonds, b) : NULL;
    if (f->kind == KW_BY_PRINT) *out = x && x->link && x->link != 1 + KW_LINK_TRANSLATION;
    else *out = x && x->likeness && x->across == (f->kind == KW_BY_PIVOT);
    return KW_OK;
}

/* Pairs of old ones that were within reach until fresh ones came between. */
static kw_rc find_lost(finder *f, size_t reach) {
    size_t fresh = 0, next = SIZE_MAX;          /* next: the first fresh one after i */
    for (size_t i = 0; i < f->n; i++) fresh += f->v[i].fresh;
    if (f->n <= reach + 1 || !fresh || fresh == f->n) return KW_OK;
    for (size_t i = f->n; i-- > 0;) {
        if (f->v[i].fresh) next = i;
        if (f->v[i].fresh || next == SIZE_MAX || next - i > reach) continue;
        size_t between = 0;
        for (size_t j = next; j < f->n && j - i - between <= reach; j++) {
            if (f->v[j].fresh) { between++; continue; }
            if (j - i <= reach) continue;
            uint32_t a = f->v[i].article, b = f->v[j].article;
            bool is;
            KW_TRY(bound(f, a, b, &is));
            if (is) KW_TRY(push(&f->lost, a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a, f->err));
        }
    }
    return KW_OK;
}

/* One key: `asked` are places in the chunk of those that have it. */
static kw_rc find_pairs(finder *f, kw_keys *index, uint32_t key, const uint64_t *asked, size_t n) {
    const uint32_t *numbers;
    size_t n_numbers, reach = kw_reach(f->kind);
    KW_TRY(kw_keys_find(index, key, &numbers, &n_numbers, f->err));
    if (n_numbers < 2) return KW_OK;
    KW_TRY(holders(f, numbers, n_numbers));
    if (f->n <= reach + 1) {
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < f->n; j++) KW_TRY(pair(f, (uint32_t)asked[i], &f->chunk[(uint32_t)asked[i]], &f->v[j]));
        return KW_OK;
    }
    for (size_t i = 0; i < n; i++) {
        const holder *a = &f->chunk[(uint32_t)asked[i]], *me = bsearch(a, f->v, f->n, sizeof *a, by_place);
        if (!me) continue;
        size_t at = (size_t)(me - f->v), first = at > reach ? at - reach : 0, last = at + reach < f->n ? at + reach : f->n - 1;
        for (size_t j = first; j <= last; j++) KW_TRY(pair(f, (uint32_t)asked[i], a, &f->v[j]));
    }
    return find_lost(f, reach);
}

static kw_rc ask(finder *f, entries *asked) {
    kw_keys *index;
    kw_rc rc = kw_keys_open(f->w->r, (int)f->kind, &index, f->err);
    for (size_t i = 0, j; i < asked->n && rc == KW_OK; i = j) {
        for (j = i + 1; j < asked->n && asked->v[j] >> 32 == asked->v[i] >> 32; j++) {}
        rc = find_pairs(f, index, (uint32_t)(asked->v[i] >> 32), asked->v + i, j - i);
        kw_work_rest(f->w);
    }
    kw_keys_close(index);
    return rc;
}

/* ---- what a pair is ---- */

static kw_rc add_bond(finder *f, uint32_t a, uint32_t b, kw_bond bond) {
    if (f->n_bonds + 2 > f->cap_bonds) {
        size_t cap = f->cap_bonds ? 2 * f->cap_bonds : 4096;
        kw_bonding *more = realloc(f->bonds, cap * sizeof *more);
        if (!more) return kw_fail_nomem(f->err);
        f->bonds = more;
        f->cap_bonds = cap;
    }
    for (int k = 0; k < 2; k++) {
        bond.to = k ? a : b;
        f->bonds[f->n_bonds++] = (kw_bonding){ k ? b : a, bond };
    }
    return KW_OK;
}

static uint16_t whole(float x) { return (uint16_t)(x * 65535 + .5f); }

static kw_rc look_at_words(finder *f, uint32_t a, uint32_t b, bool *looking) {
    bool pivot = f->kind == KW_BY_PIVOT;
    kw_loaded *x, *y;
    kw_like like;
    KW_TRY(kw_work_load(f->w, a, KW_WITH_TERMS, &x, f->err));
    KW_TRY(kw_work_load(f->w, b, KW_WITH_TERMS, &y, f->err));
    const kw_traits *p = pivot ? &x->p.pivot : &x->p.own, *q = pivot ? &y->p.pivot : &y->p.own;
    if (!*looking) kw_look_into(f->look, p);
    *looking = true;
    if (!kw_like_of(kw_likeness(f->look, p, q), kw_nearness(&x->d, &y->d), &like)) return KW_OK;
    return add_bond(f, a, b, (kw_bond){ .likeness = whole(like.likeness), .nearness = whole(like.nearness), .across = pivot,
        .one_outlet = kw_same_outlet(&x->d, &y->d) });
}

static kw_rc look_at_text(finder *f, uint32_t a, uint32_t b) {
    kw_loaded *x, *y;
    kw_link link;
    bool found;
    kw_arena tmp = KW_ARENA_EMPTY;
    KW_TRY(kw_work_load(f->w, a, KW_WITH_TERMS, &x, f->err));
    KW_TRY(kw_work_load(f->w, b, KW_WITH_TERMS, &y, f->err));
    bool later = kw_place_in_time(&x->d) > kw_place_in_time(&y->d);       /* the earlier one is asked first, whatever came first */
    const kw_digest *first = later ? &y->d : &x->d, *second = later ? &x->d : &y->d;
    kw_rc rc = kw_link_passages(first, second, &tmp, &tmp, &found, &link, f->err);
    if (rc == KW_OK && found) {
        rc = kw_record_put_link(f->w->r, link.from ? second->article : first->article, link.from ? first->article : second->article,
            KW_NONE, &link, f->err);
        if (rc == KW_OK) rc = add_bond(f, a, b, (kw_bond){ .link = (uint8_t)(1 + link.kind), .one_outlet = kw_same_outlet(first, second) });
    }
    kw_arena_free(&tmp);
    return rc;
}

static kw_rc look_at(finder *f, uint32_t a, uint32_t b, bool *looking) {
    return f->kind == KW_BY_PRINT ? look_at_text(f, a, b) : look_at_words(f, a, b, looking);
}

static kw_rc look_at_all(finder *f) {
    bool looking = false;
    KW_TRY(weed(f));
    for (size_t i = 0; i < f->codes.n; i++) {
        if (i && f->codes.v[i] >> 32 != f->codes.v[i - 1] >> 32) {
            looking = false;
            kw_work_rest(f->w);
        }
        KW_TRY(look_at(f, f->chunk[f->codes.v[i] >> 32].article, (uint32_t)f->codes.v[i], &looking));
    }
    f->codes.n = 0;
    f->enough = CODES;
    return KW_OK;
}

/* ---- pairs that others came between ---- */

/* Is there a key of this kind that the two share with no more than the reach between them? */
static kw_rc still_pair(finder *f, kw_keys *index, uint32_t a, uint32_t b, bool *out) {
    kw_loaded *x, *y;
    kw_sketch s, t;
    *out = false;
    KW_TRY(kw_work_load(f->w, a, KW_WITH_TERMS, &x, f->err));
    KW_TRY(kw_work_load(f->w, b, KW_WITH_TERMS, &y, f->err));
    KW_TRY(kw_sketch_make(&x->d, &x->p, &f->w->scratch, &s, f->err));
    KW_TRY(kw_sketch_make(&y->d, &y->p, &f->w->scratch, &t, f->err));
    holder from = { kw_place_in_time(&x->d), a, false, 0 }, to = { kw_place_in_time(&y->d), b, false, 0 };
    for (size_t i = 0; i < s.n[f->kind] && !*out; i++)
        for (size_t j = 0; j < t.n[f->kind] && !*out; j++) {
            const uint32_t *numbers;
            size_t n;
            if (s.keys[f->kind][i] != t.keys[f->kind][j]) continue;
            KW_TRY(kw_keys_find(index, s.keys[f->kind][i], &numbers, &n, f->err));
            KW_TRY(holders(f, numbers, n));
            if (f->n <= kw_reach(f->kind) + 1u) { *out = true; continue; }
            const holder *p = bsearch(&from, f->v, f->n, sizeof from, by_place), *q = bsearch(&to, f->v, f->n, sizeof to, by_place);
            *out = p && q && labs((long)(p - q)) <= (long)kw_reach(f->kind);
        }
    return KW_OK;
}

/* Takes what the pair was kept for: a link by its text, or its likeness. */
static kw_rc part_with(finder *f, uint32_t a, uint32_t b, const kw_bond *bond) {
    kw_near_row row;
    kw_bond *v;
    size_t n;
    bool there;
    if (f->kind == KW_BY_PRINT) {
        KW_TRY(kw_record_drop_link(f->w->r, a, b, (kw_link_kind)(bond->link - 1), f->err));
        return add_bond(f, a, b, (kw_bond){ .link = KW_UNLINK });
    }
    for (int k = 0; k < 2; k++) {
        kw_buf room = KW_BUF_EMPTY;
        KW_TRY(kw_near_get(f->w->r, k ? b : a, &f->w->scratch, &row, &there, f->err));
        KW_TRY(kw_bonds_unpack(row.bonds, &f->w->scratch, &v, &n, f->err));
        kw_bond *at = kw_bond_to(v, n, k ? a : b);
        if (!at) continue;
        at->likeness = at->nearness = 0;
        if (!at->link) memmove(at, at + 1, (size_t)(v + n-- - (at + 1)) * sizeof *at);
        kw_bonds_pack(v, n, &room);
        kw_bit_set(&f->w->dirty, k ? b : a);
        kw_rc rc = room.failed ? kw_fail_nomem(f->err) : kw_near_set_bonds(f->w->r, k ? b : a, kw_buf_str(&room), f->err);
        kw_buf_free(&room);
        KW_TRY(rc);
    }
    kw_work_forget_points(f->w);
    return KW_OK;
}

static kw_rc check_lost(finder *f) {
    kw_keys *index;
    kw_rc rc = KW_OK;
    if (!f->lost.n) return KW_OK;
    KW_TRY(sort_entries(&f->lost, f->err));
    KW_TRY(kw_keys_open(f->w->r, (int)f->kind, &index, f->err));
    for (size_t i = 0; i < f->lost.n && rc == KW_OK; i++) {
        kw_point *n;
        uint32_t a = (uint32_t)(f->lost.v[i] >> 32), b = (uint32_t)f->lost.v[i];
        bool still = true;
        kw_work_rest(f->w);
        rc = kw_work_point(f->w, a, &n, f->err);
        const kw_bond *bond = rc == KW_OK && n ? kw_bond_to(n->bonds, n->n_bonds, b) : NULL;
        if (!bond) continue;
        kw_bond was = *bond;
        rc = still_pair(f, index, a, b, &still);
        if (rc == KW_OK && !still) rc = part_with(f, a, b, &was);
    }
    kw_keys_close(index);
    f->lost.n = 0;
    return rc;
}

/* ---- a chunk ---- */

/* The fresh articles of the chunk, asked by their keys. All kinds are read in one go, as each sketch is read once. */
static kw_rc gather(finder *f, entries asked[KW_KEY_KINDS]) {
    for (size_t i = 0; i < f->n_chunk; i++) {
        kw_sketch s;
        KW_TRY(sketch_of(f->w, f->chunk[i].article, &s, f->err));
        KW_TRY(kw_work_gist(f->w, f->chunk[i].article, &f->gists[i], f->err));
        for (int k = 0; k < KW_KEY_KINDS; k++)
            for (size_t j = 0; j < s.n[k]; j++) KW_TRY(push(&asked[k], (uint64_t)s.keys[k][j] << 32 | i, f->err));
        kw_work_rest(f->w);
    }
    return KW_OK;
}

static kw_rc do_chunk(finder *f) {
    entries asked[KW_KEY_KINDS] = { { 0 } };
    kw_work_spare_gists(f->w);
    kw_rc rc = gather(f, asked);
    for (int k = 0; k < KW_KEY_KINDS && rc == KW_OK; k++) {
        f->kind = (kw_key_kind)k;
        if (rc == KW_OK) rc = sort_entries(&asked[k], f->err);
        if (rc == KW_OK) rc = ask(f, &asked[k]);
        free(asked[k].v);
        asked[k] = (entries){ 0 };
        if (rc == KW_OK) rc = look_at_all(f);
        if (rc == KW_OK) rc = kw_work_bond(f->w, f->bonds, f->n_bonds, f->err);
        f->n_bonds = 0;
        if (rc == KW_OK) rc = check_lost(f);
        if (rc == KW_OK) rc = kw_work_bond(f->w, f->bonds, f->n_bonds, f->err);
        f->n_bonds = 0;
    }
    free_entries(asked);
    return rc;
}

static kw_rc list_fresh(kw_work *w, holder **v, size_t *n, kw_err *err) {
    size_t cap = 0;
    *v = NULL;
    *n = 0;
    for (uint64_t i = 0; kw_bit_next(&w->fresh, &i); i++) {
        kw_near_row row;
        kw_numbered *x;
        bool there;
        KW_TRY(kw_near_get(w->r, (int64_t)i, &w->scratch, &row, &there, err));
        if (!there) continue;
        KW_TRY(kw_work_numbered(w, row.number, &x, err));
        holder *slot = kw_push(&w->mem, (void **)v, n, &cap, sizeof *slot);
        if (!slot) return kw_fail_nomem(err);
        *slot = (holder){ row.place, (uint32_t)i, true, x->language };
        if (*n % 256 == 0) kw_arena_reset(&w->scratch);
    }
    if (*n) qsort(*v, *n, sizeof **v, by_place);
    return KW_OK;
}

kw_rc kw_regroup_pairs(kw_work *w, kw_err *err) {
    holder *v;
    size_t n;
    KW_TRY(list_fresh(w, &v, &n, err));
    finder f = { .w = w, .err = err, .enough = CODES, .look = kw_alloc(&w->mem, sizeof *f.look),
        .table = kw_alloc(&w->mem, sizeof *f.table), .gists = kw_alloc_n(&w->mem, CHUNK, sizeof *f.gists) };
    kw_rc rc = f.look && f.table && f.gists ? KW_OK : kw_fail_nomem(err);
    for (size_t i = 0; i < n && rc == KW_OK; i += CHUNK) {
        f.chunk = v + i;
        f.n_chunk = n - i < CHUNK ? n - i : CHUNK;
        rc = do_chunk(&f);
    }
    free(f.codes.v);
    free(f.lost.v);
    free(f.v);
    free(f.bonds);
    return rc;
}
