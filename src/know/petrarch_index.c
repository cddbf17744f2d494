/* SPDX-License-Identifier: MIT
 * Finding names of PETRARCH's dictionaries in a text. A name is tried only where its first letters stand, and no further than the
 * longest name with these letters, so that a word that begins no name costs one look-up. Tokens that are written together are
 * compared together: "U.S.", "al-Qaeda" and "people's" need not be cut as the text is. */
#include "base/hash.h"
#include "know/petrarch_parts.h"

static bool plain(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80; }

static uint32_t start_hash(kw_str key) {
    size_t n = 0;
    while (n < key.n && plain(key.p[n])) n++;
    return n ? (uint32_t)kw_hash((kw_str){ key.p, n }) | 1 : 0;
}

bool pt_index_add(pt_index *x, kw_arena *mem, kw_str key, uint32_t value) {
    pt_entry *e = kw_push(mem, (void **)&x->v, &x->n, &x->cap, sizeof *e);
    if (!e) return false;
    *e = (pt_entry){ .key = key, .value = value, .next = UINT32_MAX };
    return true;
}

static void note_start(pt_index *x, kw_str key) {
    uint32_t h = start_hash(key), i = h & x->start_mask;
    if (!h) return;
    while (x->starts[i].hash && x->starts[i].hash != h) i = (i + 1) & x->start_mask;
    x->starts[i].hash = h;
    if (x->starts[i].longest < key.n + 1) x->starts[i].longest = (uint32_t)key.n + 1;       /* room for a point at the end */
}

bool pt_index_close(pt_index *x, kw_arena *mem) {
    uint32_t size = 16;
    while (size < x->n * 2) size *= 2;
    x->slots = kw_alloc_n(mem, size, sizeof *x->slots);
    x->starts = kw_alloc_n(mem, size, sizeof *x->starts);
    if (!x->slots || !x->starts) return false;
    x->mask = x->start_mask = size - 1;
    for (uint32_t i = 0; i < size; i++) x->slots[i] = UINT32_MAX;
    for (uint32_t e = (uint32_t)x->n; e-- > 0;) {           /* from the last, so that the first heads its chain */
        uint32_t i = (uint32_t)kw_hash(x->v[e].key) & x->mask;
        while (x->slots[i] != UINT32_MAX && !kw_str_eq(x->v[x->slots[i]].key, x->v[e].key)) i = (i + 1) & x->mask;
        x->v[e].next = x->slots[i];
        x->slots[i] = e;
        note_start(x, x->v[e].key);
    }
    return true;
}

uint32_t pt_index_find(const pt_index *x, kw_str key) {
    if (!x->slots) return UINT32_MAX;
    uint32_t i = (uint32_t)kw_hash(key) & x->mask;
    while (x->slots[i] != UINT32_MAX && !kw_str_eq(x->v[x->slots[i]].key, key)) i = (i + 1) & x->mask;
    return x->slots[i];
}

bool pt_walk_start(const pt_index *x, const kw_token *t, pt_walk *w) {
    uint32_t h = x->slots && t->form.n ? start_hash(t->form) : 0;
    w->n = w->tokens = w->longest = 0;
    if (!h) return false;
    for (uint32_t i = h & x->start_mask; x->starts[i].hash; i = (i + 1) & x->start_mask)
        if (x->starts[i].hash == h) w->longest = x->starts[i].longest;
    return w->longest > 0;
}

bool pt_walk_next(pt_walk *w, const kw_token *t, size_t n) {
    if (w->tokens >= n) return false;
    const kw_token *next = t + w->tokens;
    size_t gap = w->tokens && !(next->flags & KW_TOK_GLUED);
    if (w->n + gap + next->form.n > w->longest || w->n + gap + next->form.n > sizeof w->buf) return false;
    if (gap) w->buf[w->n++] = ' ';
    for (size_t i = 0; i < next->form.n; i++) w->buf[w->n++] = (char)(next->form.p[i] == '_' ? ' ' : next->form.p[i]);
    w->tokens++;
    return true;
}

/* "U.S.S.R." is found as "U.S.S.R", too; a point by itself ends a sentence and is no part of a name. */
static uint32_t find_name(const pt_index *x, const pt_walk *w, const kw_token *last) {
    uint32_t e = pt_index_find(x, (kw_str){ w->buf, w->n });
    return e == UINT32_MAX && last->form.n > 1 && w->buf[w->n - 1] == '.' ? pt_index_find(x, (kw_str){ w->buf, w->n - 1 }) : e;
}

const kw_pt_name *kw_petrarch_name(const kw_petrarch *p, kw_pt_kind kind, const kw_token *t, size_t n, size_t *len) {
    pt_walk w;
    const kw_pt_name *best = NULL;
    *len = 0;
    if (!n || !pt_walk_start(&p->by_name, t, &w)) return NULL;
    while (pt_walk_next(&w, t, n))
        for (uint32_t e = find_name(&p->by_name, &w, &t[w.tokens - 1]); e != UINT32_MAX; e = p->by_name.v[e].next) {
            const kw_pt_name *x = &p->names[p->by_name.v[e].value];
            if (x->kind != kind && !(kind == KW_PT_DISCARD && x->kind == KW_PT_DISCARD_TEXT)) continue;
            best = x;
            *len = w.tokens;
            break;
        }
    return best;
}

const kw_pt_code *kw_petrarch_code(const kw_petrarch *p, const kw_pt_name *name, kw_when day) {
    const kw_pt_code *open = NULL, *last = NULL;
    for (uint32_t i = name->first; i < name->first + name->n; i++) {
        const kw_pt_code *c = &p->codes[i];
        last = c;
        if (c->from == INT32_MIN && c->to == INT32_MAX) open = open ? open : c;
        else if (day.precision != KW_WHEN_NONE && day.first >= c->from && day.first <= c->to) return c;
    }
    return open || day.precision != KW_WHEN_NONE ? open : last;
}

kw_pt_verbs kw_petrarch_verbs(const kw_petrarch *p, const kw_token *t, size_t n, const kw_pt_verb *buf[KW_PT_VERBS_MAX]) {
    kw_pt_verbs out = { .v = buf };
    pt_walk w;
    if (!n || !pt_walk_start(&p->by_form, t, &w)) return out;
    while (pt_walk_next(&w, t, n)) {
        uint32_t e = pt_index_find(&p->by_form, (kw_str){ w.buf, w.n });
        if (e == UINT32_MAX) continue;
        out.n = 0;
        out.len = (uint32_t)w.tokens;
        for (; e != UINT32_MAX && out.n < KW_PT_VERBS_MAX; e = p->by_form.v[e].next) {
            const kw_pt_verb *verb = &p->verbs[p->by_form.v[e].value];
            bool twice = false;                             /* a form may be listed and regular */
            for (size_t i = 0; i < out.n; i++) twice = twice || buf[i] == verb;
            if (!twice) buf[out.n++] = verb;
        }
    }
    return out;
}

size_t kw_petrarch_in_set(const kw_petrarch *p, uint32_t set, const kw_token *t, size_t n) {
    pt_walk w;
    size_t len = 0;
    uint32_t e = n ? pt_index_find(&p->by_member, t->lemma) : UINT32_MAX;
    for (; e != UINT32_MAX; e = p->by_member.v[e].next)
        if (p->by_member.v[e].value == set) len = 1;
    if (!n || !pt_walk_start(&p->by_member, t, &w)) return len;
    while (pt_walk_next(&w, t, n))
        for (e = pt_index_find(&p->by_member, (kw_str){ w.buf, w.n }); e != UINT32_MAX; e = p->by_member.v[e].next)
            if (p->by_member.v[e].value == set) len = w.tokens;
    return len;
}

const kw_pt_pattern *kw_petrarch_patterns(const kw_petrarch *p, const kw_pt_verb *v, size_t *n) {
    *n = p->blocks[v->block].n;
    return *n ? p->patterns + p->blocks[v->block].first : NULL;
}

const kw_pt_turn *kw_petrarch_turns(const kw_petrarch *p, size_t *n) {
    *n = p->n_turns;
    return p->turns;
}

size_t kw_petrarch_n_verbs(const kw_petrarch *p) { return p->n_verbs; }
size_t kw_petrarch_n_names(const kw_petrarch *p) { return p->n_names; }
