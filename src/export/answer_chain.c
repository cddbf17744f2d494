/* SPDX-License-Identifier: MIT
 * The chain of an article as a tree for a terminal: under each what it took from, down to the origins. An article that is
 * reached twice is drawn once and named the second time. */
#include "export/row.h"

enum { DEEPEST = 24 };

typedef struct { kw_sheet *s; const kw_chain *c; bool last[DEEPEST]; uint64_t drawn; } drawing;     /* drawn: bits of the first 64 nodes */

static void put_node(drawing *d, size_t at) {
    const kw_chain_node *n = &d->c->nodes[at];
    kw_sheet *s = d->s;
    kw_sheet_ink(s, KW_BOLD);
    kw_sheet_text(s, n->id ? kw_told_by(n->outlet, n->ref) : n->agency, 40);
    kw_sheet_ink(s, KW_PLAIN);
    if (n->id) kw_buf_fmt(s->out, "  a%lld", (long long)n->id);
    if (n->published.n) {
        kw_buf_text(s->out, "  ");
        kw_sheet_text(s, kw_day_part(n->published), 0);
    }
    if (n->origin) {
        kw_sheet_ink(s, KW_GOOD);
        kw_buf_text(s->out, "  ● origin");
        kw_sheet_ink(s, KW_PLAIN);
    }
    if (n->id && n->title.n) {
        kw_buf_text(s->out, "  ");
        kw_sheet_text(s, n->title, s->width > 70 ? s->width - 60 : 20);
    }
    kw_buf_byte(s->out, '\n');
}

static void put_branch(drawing *d, size_t depth, const kw_chain_edge *e, bool last) {
    for (size_t i = 1; i < depth; i++) kw_buf_text(d->s->out, d->last[i] ? "   " : "│  ");
    kw_buf_text(d->s->out, last ? "└─ " : "├─ ");
    kw_sheet_ink(d->s, KW_DIM);
    kw_sheet_text(d->s, e->kind, 0);
    kw_buf_fmt(d->s->out, " %.2f of ", e->score);
    kw_sheet_ink(d->s, KW_PLAIN);
}

static size_t next_edge(const kw_chain *c, size_t from, size_t i) {
    while (i < c->n_edges && c->edges[i].from != from) i++;
    return i;
}

static void draw(drawing *d, size_t at, size_t depth) {
    bool again = at < 64 && (d->drawn >> at & 1);
    put_node(d, at);
    if (at < 64) d->drawn |= (uint64_t)1 << at;
    if (again || depth + 1 >= DEEPEST) return;
    for (size_t i = next_edge(d->c, at, 0); i < d->c->n_edges;) {
        size_t next = next_edge(d->c, at, i + 1);
        bool last = next >= d->c->n_edges;
        put_branch(d, depth + 1, &d->c->edges[i], last);
        d->last[depth + 1] = last;
        draw(d, d->c->edges[i].to, depth + 1);
        i = next;
    }
}

void kw_table_chain(kw_sheet *s, const kw_chain *c) {
    drawing d = { .s = s, .c = c };
    draw(&d, 0, 0);
    if (!c->n_edges) kw_buf_text(s->out, "It took from nobody that is known.\n");
}
