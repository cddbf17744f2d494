/* SPDX-License-Identifier: MIT
 * The parser's state and its moves; features look at the stack's top, the buffer's front and their children. */
#include "words/feature_heads.h"

#include "words/punctuation.h"

static unsigned upos_of(const kw_seen *s) { return (s->tag - 1) & 31; }

/* Three counters in one number: verbs, conjunctions and relative words, and marks before the word. */
static uint32_t counts(const kw_seen *s) {
    uint32_t marks = s->marks & 255 ? 1 : 0;
    switch (upos_of(s)) {
    case KW_VERB: return marks + (1u << 10);
    case KW_CCONJ: case KW_SCONJ: return marks + (1u << 20);
    default: return marks;
    }
}

/* Leaves punctuation out; what is left of it are marks at the words around. A sentence of nothing else keeps the first. */
static size_t keep_words(kw_arcs *a, const kw_seen *all, kw_str text, const kw_token *t, size_t n) {
    uint32_t before = 0;
    size_t out = 0, words = 0;
    for (size_t i = 0; i < n; i++) words += t[i].upos != KW_PUNCT;
    for (size_t i = 0; i < n; i++) {
        if (t[i].upos == KW_PUNCT && (words || i)) {
            uint32_t kind = kw_mark_kind(kw_str_at(text, t[i].at));
            a->mark[i] = true;
            before = (before << 4 | kind) & 255;
            if (out) a->s[out - 1].marks = (a->s[out - 1].marks & 255) | before << 8;
            continue;
        }
        a->s[out] = all[i];
        a->s[out].tag = kw_seen_tag(&t[i]);
        a->s[out].marks = before;
        a->token[out++] = (int32_t)i;
        before = 0;
    }
    for (size_t i = 0; i < KW_SEEN_PAD; i++) a->s[out + i] = all[n + i];
    return out;
}

bool kw_arcs_start(kw_arcs *a, kw_str text, const kw_token *t, size_t n, kw_arena *mem) {
    size_t room = n + 2 * KW_SEEN_PAD;
    kw_seen *all = kw_alloc_n(mem, room, 2 * sizeof *all);
    *a = (kw_arcs){ .n_tokens = n };
    a->node = kw_alloc_n(mem, n + 1, sizeof *a->node);
    a->stack = kw_alloc_n(mem, n + 1, 2 * sizeof *a->stack);
    a->upto = kw_alloc_n(mem, n + 2, sizeof *a->upto);
    a->mark = kw_alloc_n(mem, n + 1, sizeof *a->mark);
    if (!all || !a->node || !a->stack || !a->upto || !a->mark) return false;
    a->token = a->stack + n + 1;
    kw_seen_of(text, t, n, all);
    memcpy(all + room, all, KW_SEEN_PAD * sizeof *all);
    a->s = all + room + KW_SEEN_PAD;
    a->n = (int32_t)keep_words(a, all + KW_SEEN_PAD, text, t, n);
    for (int32_t i = 0; i <= a->n; i++) {
        a->node[i] = (kw_arc_node){ .head = -1, .l1 = -1, .l2 = -1, .r1 = -1, .r2 = -1, .rel = KW_DEPREL_COUNT };
        a->upto[i + 1] = a->upto[i] + (i < a->n ? counts(&a->s[i]) : 0);
    }
    return true;
}

bool kw_arcs_finish(const kw_arcs *a, kw_str text, const kw_token *t, int32_t *head, uint8_t *rel, kw_arena *mem) {
    for (int32_t i = 0; i < a->n; i++) {
        int32_t h = a->node[i].head;
        head[a->token[i]] = h < 0 || h == a->n ? -1 : a->token[h];
        rel[a->token[i]] = a->node[i].rel;
    }
    for (size_t i = 0; i < a->n_tokens; i++) if (a->mark[i]) rel[i] = KW_PUNCT_REL;
    return kw_punctuation_hang(text, t, a->mark, a->n_tokens, head, mem);
}

bool kw_arcs_done(const kw_arcs *a) { return a->next == a->n && a->depth == 0; }

bool kw_arcs_may(const kw_arcs *a, kw_move m) {
    if (m == KW_SHIFT) return a->next < a->n;
    if (m == KW_RIGHT) return a->depth > 1;
    return a->depth > 0 && (a->next < a->n || a->depth == 1);      /* only one word may hang from the root */
}

static void hang(kw_arcs *a, int32_t d, int32_t h) {
    kw_arc_node *n = &a->node[h];
    uint32_t tag = 1u << upos_of(&a->s[d]);
    a->node[d].head = h;
    if (d < h) { n->l2 = n->l1; n->l1 = d; n->left_tags |= tag; n->n_left++; }
    else       { n->r2 = n->r1; n->r1 = d; n->right_tags |= tag; n->n_right++; }
}

void kw_arcs_move(kw_arcs *a, kw_move m) {
    if (m == KW_SHIFT) { a->stack[a->depth++] = a->next++; return; }
    int32_t d = a->stack[--a->depth];
    hang(a, d, m == KW_LEFT ? a->next : a->stack[a->depth - 1]);
}

void kw_arcs_build(kw_arcs *a, const int32_t *head) {
    for (int32_t d = a->n - 1; d >= 0; d--) if (head[d] > d) hang(a, d, head[d]);
    for (int32_t d = 0; d < a->n; d++) if (head[d] < d) hang(a, d, head[d]);
}

void kw_arcs_order(const kw_arcs *a, int32_t *order, int32_t *first, int32_t *link) {
    int32_t n = a->n, end = 0;
    for (int32_t i = 0; i <= n; i++) first[i] = -1;
    for (int32_t d = n - 1; d >= 0; d--) {
        int32_t h = a->node[d].head < 0 ? n : a->node[d].head;
        link[d] = first[h];
        first[h] = d;
    }
    for (int32_t c = first[n]; c >= 0; c = link[c]) order[end++] = c;
    for (int32_t at = 0; at < end; at++)
        for (int32_t c = first[order[at]]; c >= 0; c = link[c]) order[end++] = c;
}

static uint32_t near(int32_t a, int32_t b) {
    int32_t d = b - a;
    return d < 6 ? (uint32_t)d : d < 10 ? 6 : d < 18 ? 7 : 8;
}

/* What stands between two tokens: up to three of each kind. */
static uint32_t between(const kw_arcs *a, int32_t x, int32_t y) {
    if (x < 0) return 0;
    uint32_t d = a->upto[y] - a->upto[x + 1] + (a->s[y].marks & 255 ? 1 : 0), p = d & 1023, v = d >> 10 & 1023, c = d >> 20;
    return 1 + (p < 3 ? p : 3) + 4 * (v < 2 ? v : 2) + 16 * (c < 2 ? c : 2);
}

static uint32_t few(unsigned n) { return n < 4 ? n : 4; }

unsigned kw_move_features(const kw_arcs *a, uint64_t key[KW_MOVE_FEATURES]) {
    static const kw_seen none = { .form = 77 };
    static const kw_arc_node bare = { .head = -1, .l1 = -1, .l2 = -1, .r1 = -1, .r2 = -1 };
    unsigned n = 0;
    int32_t i0 = a->depth > 0 ? a->stack[a->depth - 1] : -1, i1 = a->depth > 1 ? a->stack[a->depth - 2] : -1;
    int32_t i2 = a->depth > 2 ? a->stack[a->depth - 3] : -1, j = a->next;
#define SEEN(i) ((i) >= 0 ? &a->s[i] : &none)
#define NODE(i) ((i) >= 0 ? &a->node[i] : &bare)
    const kw_seen *s0 = SEEN(i0), *s1 = SEEN(i1), *s2 = SEEN(i2), *b0 = &a->s[j], *b1 = b0 + (j < a->n), *b2 = b1 + (j + 1 < a->n);
    const kw_arc_node *x0 = NODE(i0), *x1 = NODE(i1), *y0 = &a->node[j];
    const kw_seen *s0l = SEEN(x0->l1), *s0r = SEEN(x0->r1), *s0l2 = SEEN(x0->l2), *s0r2 = SEEN(x0->r2), *s1l = SEEN(x1->l1);
    const kw_seen *s1r = SEEN(x1->r1), *b0l = SEEN(y0->l1), *b0l2 = SEEN(y0->l2);
    uint32_t d0 = i0 >= 0 ? near(i0, j) : 9, d1 = i1 >= 0 ? near(i1, i0) : 9, g0 = between(a, i0, j), g1 = between(a, i1, i0);
#define F(x, y, z) (key[n] = kw_feature(n, (x), (y), (z)), n++)
    F(s0->form, s0->tag, 0);        F(s0->form, 0, 0);              F(s0->tag, g0, d0);
    F(s1->form, s1->tag, 0);        F(s1->tag, g1, d1);             F(b0->form, b0->tag, 0);
    F(b0->form, 0, 0);              F(b0->tag, b1->tag, b2->tag);   F(b1->form, b1->tag, 0);
    F(b1->form, 0, 0);              F(b2->form, b2->tag, 0);        F(s2->form, s2->tag, 0);
    F(s0->form, b0->form, s0->tag << 16 | b0->tag);
    F(s0->form, b0->form, 0);       F(s0->form, b0->tag, s0->tag);  F(s0->tag, b0->form, b0->tag);
    F(s0->form, b0->tag, 0);        F(s0->tag, b0->form, 0);        F(s0->tag, b0->tag, 0);
    F(b0->tag, b1->tag, 0);         F(b0->form, b1->tag, 0);        F(b0->tag, b1->form, 0);
    F(s1->form, s0->form, 0);       F(s1->form, s0->tag, 0);        F(s1->tag, s0->form, 0);
    F(s1->tag, s0->tag, 0);         F(s1->form, b0->form, 0);       F(s1->form, b0->tag, 0);
    F(s1->tag, b0->form, 0);        F(s1->tag, b0->tag, 0);
    F(s0->tag, b0->tag, b1->tag);   F(s1->tag, s0->tag, b0->tag);   F(s2->tag, s1->tag, s0->tag);
    F(s1->form, s0->tag, b0->tag);  F(s1->tag, s0->form, b0->tag);  F(s1->tag, s0->tag, b0->form);
    F(s0->form, b0->tag, b1->tag);  F(s0->tag, b0->form, b1->tag);  F(s0->tag, b0->tag, b1->form);
    F(s1->tag << 16 | s0->tag, b0->tag, b1->tag);
    F(s2->tag << 16 | s1->tag, s0->tag, b0->tag);
    F(s0->tag, s0l->tag, b0->tag);  F(s0->tag, s0r->tag, b0->tag);  F(s0->tag, b0l->tag, b0->tag);
    F(s1->tag, s1l->tag, s0->tag);  F(s1->tag, s1r->tag, s0->tag);  F(s1->tag, s0l->tag, s0->tag);
    F(s1->tag, s0r->tag, s0->tag);  F(s0->tag, s0l->tag, s0l2->tag); F(s0->tag, s0r->tag, s0r2->tag);
    F(b0->tag, b0l->tag, b0l2->tag);
    F(s0l->form, s0->tag, 0);       F(s0r->form, s0->tag, 0);       F(b0l->form, b0->tag, 0);
    F(s1r->form, s1->tag, 0);       F(s0l2->form, s0->tag, 0);      F(b0l2->form, b0->tag, 0);
    F(s0->form, d0, b0->tag);       F(s0->tag, d0, b0->form);       F(s0->tag, d0, b0->tag);
    F(s1->tag, d1, s0->tag);        F(s0->tag, g0, b0->tag);        F(s1->tag, g1, s0->tag);
    F(s0->form, g0, b0->tag);       F(s0->tag, g0, b0->form);       F(s1->form, g1, s0->tag);
    F(s0->form, few(x0->n_left), few(x0->n_right) + 8u);            F(s0->tag, few(x0->n_left), few(x0->n_right) + 8u);
    F(b0->form, few(y0->n_left), 0);                                F(b0->tag, few(y0->n_left), s0->tag);
    F(s0->form, x0->left_tags, 0);  F(s0->tag, x0->left_tags, b0->tag); F(s0->form, x0->right_tags, 0);
    F(s0->tag, x0->right_tags, b0->tag); F(b0->form, y0->left_tags, 0); F(b0->tag, y0->left_tags, s0->tag);
    F(s1->form, x1->right_tags, s0->tag); F(s1->tag, x1->right_tags, s0->tag);
    F(s1->tag, x0->left_tags, s0->tag); F(s1->tag, x1->left_tags, s0->tag);
    F(s0->pre[1], s0->suf[1], b0->tag); F(b0->pre[1], b0->suf[1], s0->tag); F(s0->pre[1], b0->pre[1], s0->tag << 16 | b0->tag);
    F(s0->suf[2], s0->tag, 0);      F(b0->suf[2], b0->tag, 0);      F(s0->shape & 0x3f, b0->shape & 0x7f, s0->tag << 16 | b0->tag);
    F(s0->form, b0l->form, 0);      F(s1->form, b0l->form, b0->tag); F(s0->tag, b0l->form, s1->tag);
    F(s1->tag << 16 | s0->tag, b0->tag, b0l->tag);
    F(s0->tag, b0->tag, b0->marks & 255); F(s0->tag, b0->tag, s0->marks); F(s1->tag, s0->tag, s0->marks);
    F(s0->form, b0->marks & 255, b0->tag); F(s0->tag, b0->marks & 255, b0->form); F(s1->tag << 16 | s0->tag, b0->tag, b0->marks & 255);
    F(s1->tag << 16 | s0->tag, b0->tag, s0->marks & 255); F(b0->tag, b0->marks, b1->tag); F(b0->tag, b1->tag, b1->marks & 255);
#undef F
    return n;
}

/* The first word of what hangs below `d`. */
static int32_t first_below(const kw_arcs *a, int32_t d) {
    while (a->node[d].l1 >= 0) d = a->node[d].l1;
    return d;
}

#define HEAD_OF(a, d) ((a)->node[d].head < 0 ? (a)->n : (a)->node[d].head)
#define PAIR(t, u) ((t)->tag << 16 | (u)->tag)

unsigned kw_rel_fixed(const kw_arcs *a, int32_t d, int32_t after, uint64_t key[KW_REL_FEATURES]) {
    static const kw_seen none = { .form = 77 };
    unsigned n = 0;
    int32_t h = HEAD_OF(a, d);
    const kw_arc_node *x = &a->node[d], *y = &a->node[h];
    const kw_seen *t = &a->s[d], *u = &a->s[h], *l = SEEN(x->l1), *l2 = SEEN(x->l2), *r = SEEN(x->r1), *g = SEEN(y->head), *sister = SEEN(after);
    uint32_t way = d < h ? 1 : 2, far = way * 16 + near(d < h ? d : h, d < h ? h : d), gap = way + 4 * between(a, d < h ? d : h, d < h ? h : d);
    uint32_t tt = PAIR(t, u), begins = t->marks & 255, sisters = after < 0 ? 0 : a->node[after].left_tags;
    uint32_t goes_on = after < 0 ? 0 : 1 + (sisters >> KW_CCONJ & 1) + 2 * (sister->marks & 255);      /* "and" or a comma before the sister */
#define F(x, y, z) (key[n] = kw_feature(n, (x), (y), (z)), n++)
    F(t->form, t->tag, way);        F(u->form, u->tag, way);        F(t->form, u->form, way);
    F(t->form, u->tag, way);        F(t->tag, u->form, way);        F(tt, far, 0);
    F(tt, gap, 0);                  F(t->suf[2], tt, way);          F(u->suf[2], tt, way);
    F(t->pre[1], tt, way);          F(u->pre[1], tt, way);          F(t->pre[1], t->suf[1], u->tag * 4 + way);
    F(l->form, tt, way);            F(l->form, t->form, way);       F(l->form, u->form, way);
    F(l->tag, r->tag, tt);          F(l2->form, tt, way);           F(l->tag, l2->tag, tt);
    F(r->form, tt, way);            F(x->left_tags, tt, way);       F(x->right_tags, tt, way);
    F(x->left_tags, u->form, t->tag); F(x->left_tags, t->form, 0);  F(x->left_tags, x->right_tags, tt);
    F(y->left_tags, tt, way);       F(y->right_tags, tt, way);      F(y->left_tags, u->form, t->tag * 4 + way);
    F(y->left_tags, y->right_tags, tt); F(t[-1].tag, tt, t[1].tag * 4 + way); F(t[1].form, tt, way);
    F(t[-1].form, tt, way);         F(t[1].tag, t->form, 0);        F(t[-1].tag, t->form, 0);
    F(g->tag, tt, way);             F(g->form, t->tag, way);        F(t->shape & 0xfff, u->form, way);
    F(t->pre[1], u->pre[1], tt * 4 + way); F(t->marks, tt, way);    F(t->marks, t->form, way);
    F(u->marks, tt, way);           F(t->marks, u->form, t->tag * 4 + way); F(sister->tag, tt, way);
    F(goes_on, tt, begins);         F(sisters, sister->tag, tt);    F(a->s[first_below(a, d)].form, tt, way);
    F(x->left_tags, begins, tt);    F(x->left_tags, y->left_tags, tt);
    return n;
}

unsigned kw_rel_features(const kw_arcs *a, int32_t d, uint32_t before, uint64_t had, unsigned n, uint64_t key[KW_REL_FEATURES]) {
    static const kw_seen none = { .form = 77 };
    int32_t h = HEAD_OF(a, d);
    const kw_arc_node *x = &a->node[d], *y = &a->node[h];
    const kw_seen *t = &a->s[d], *u = &a->s[h], *l = SEEN(x->l1);
    uint32_t way = d < h ? 1 : 2, rel = y->rel, set = (uint32_t)(had ^ had >> 32) * 4 + way, tt = PAIR(t, u), ends = 2u * (y->r1 == d) + (y->l1 == d);
    F(rel, tt, way);                F(rel, t->form, u->tag);        F(rel, u->form, t->tag * 4 + way);
    F(before, tt, way);             F(before, u->form, t->tag * 4 + way); F(set, tt, 0);
    F(set, u->form, t->tag);        F(set, l->form, tt);            F(rel, x->left_tags, tt);
    F(ends, tt, rel);               F(u->pre[1], set, l->form);     F(u->pre[1], set, t->tag);
    F(l->form, u->pre[1], t->tag * 64 + before);
#undef F
#undef SEEN
#undef NODE
    return n;
}
