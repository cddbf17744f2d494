/* SPDX-License-Identifier: MIT
 * Chains as a drawing: what took from what stands left of it, origins stand at the right. Columns are the longest way back;
 * a chain that turns in a circle is cut where it would. Several chains of one story share their nodes. */
#include "serve/chain.h"
#include "export/row.h"

enum { BOX_W = 190, BOX_H = 46, GAP_X = 150, GAP_Y = 16, MOST_NODES = 120, MOST_EDGES = 400 };

typedef struct { kw_str id, label, day, kind; bool agency, origin; int column, row; } node;
typedef struct { int from, to; kw_str kind; } edge;
typedef struct { node v[MOST_NODES]; int n; edge e[MOST_EDGES]; int n_edges; } graph;

static int node_at(const graph *g, kw_str id) {
    for (int i = 0; i < g->n; i++)
        if (kw_str_eq(g->v[i].id, id)) return i;
    return -1;
}

static int need_node(graph *g, kw_str id) {
    int i = node_at(g, id);
    if (i >= 0 || g->n == MOST_NODES || !id.n) return i;
    g->v[g->n] = (node){ .id = id, .label = id };
    return g->n++;
}

static void add_nodes(graph *g, const kw_json *nodes) {
    for (size_t k = 0; nodes && nodes->kind == KW_JSON_LIST && k < nodes->n; k++) {
        const kw_json *j = &nodes->items[k];
        kw_str agency = kw_json_text(j, "agency"), outlet = kw_json_text(j, "outlet"), id = kw_json_text(j, "id");
        int i = need_node(g, id.n ? id : agency);
        if (i < 0) continue;
        g->v[i].agency = agency.n > 0;
        g->v[i].label = agency.n ? agency : kw_told_by(outlet, kw_json_text(j, "ref").n ? kw_json_text(j, "ref") : id);
        g->v[i].day = kw_json_text(j, "published");
    }
}

static void add_edges(graph *g, const kw_json *edges) {
    for (size_t k = 0; edges && edges->kind == KW_JSON_LIST && k < edges->n; k++) {
        int from = need_node(g, kw_json_text(&edges->items[k], "from")), to = need_node(g, kw_json_text(&edges->items[k], "to"));
        kw_str kind = kw_json_text(&edges->items[k], "kind");
        bool known = false;
        if (from < 0 || to < 0 || from == to || g->n_edges == MOST_EDGES) continue;
        for (int i = 0; i < g->n_edges; i++)
            known |= g->e[i].from == from && g->e[i].to == to && kw_str_eq(g->e[i].kind, kind);
        if (!known) g->e[g->n_edges++] = (edge){ from, to, kind };
    }
}

static void mark_origins(graph *g, const kw_json *origins) {
    for (size_t k = 0; origins && origins->kind == KW_JSON_LIST && k < origins->n; k++) {
        const kw_json *o = &origins->items[k];
        kw_str id = o->kind == KW_JSON_STR ? o->str : kw_json_text(o, "id").n ? kw_json_text(o, "id") : kw_json_text(o, "agency");
        int i = node_at(g, id);
        for (int n = 0; i < 0 && n < g->n; n++)
            if (kw_str_eq(g->v[n].label, id)) i = n;
        if (i >= 0) g->v[i].origin = true;
    }
}

static bool same_folded(kw_str a, kw_str b) {
    if (a.n != b.n) return false;
    for (size_t i = 0; i < a.n; i++)
        if ((a.p[i] | 32) != (b.p[i] | 32)) return false;
    return a.n > 0;
}

/* "credits Samudra" says nothing more where the drawing shows that it took from an article of Samudra. */
static bool told_already(const graph *g, const edge *credit) {
    for (int i = 0; i < g->n_edges; i++)
        if (g->e[i].from == credit->from && !g->v[g->e[i].to].agency && g->v[credit->to].agency &&
            same_folded(g->v[g->e[i].to].label, g->v[credit->to].label)) return true;
    return false;
}

static void drop_what_is_told(graph *g) {
    int kept = 0, nodes = 0, moved[MOST_NODES];
    bool used[MOST_NODES] = { false };
    for (int i = 0; i < g->n_edges; i++)
        if (!told_already(g, &g->e[i])) g->e[kept++] = g->e[i];
    g->n_edges = kept;
    for (int i = 0; i < g->n_edges; i++) used[g->e[i].from] = used[g->e[i].to] = true;
    for (int i = 0; i < g->n; i++) {
        moved[i] = nodes;
        if (used[i] || !g->v[i].agency) g->v[nodes++] = g->v[i];
    }
    g->n = nodes;
    for (int i = 0; i < g->n_edges; i++) g->e[i] = (edge){ moved[g->e[i].from], moved[g->e[i].to], g->e[i].kind };
}

/* The longest way forward from a node that nothing took from; bounded by the number of nodes, so circles end. */
static int lay_out(graph *g) {
    int rows[MOST_NODES] = { 0 }, most = 0;
    for (int round = 0; round < g->n; round++)
        for (int i = 0; i < g->n_edges; i++) {
            node *a = &g->v[g->e[i].from], *b = &g->v[g->e[i].to];
            if (b->column <= a->column && a->column + 1 < g->n) b->column = a->column + 1;
        }
    for (int i = 0; i < g->n; i++) {
        g->v[i].row = rows[g->v[i].column]++;
        if (rows[g->v[i].column] > most) most = rows[g->v[i].column];
    }
    return most;
}

static int x_of(const node *n) { return n->column * (BOX_W + GAP_X) + 4; }
static int y_of(const node *n) { return n->row * (BOX_H + GAP_Y) + 4; }

static void put_cut(kw_reply *v, kw_str s, size_t most) {
    size_t n = s.n;
    if (n > most) {
        n = most;
        while (n && ((unsigned char)s.p[n] & 0xc0) == 0x80) n--;
    }
    kw_markup_text(v->out, kw_str_sub(s, 0, n));
    if (n < s.n) kw_buf_text(v->out, "\xE2\x80\xA6");
}

/* Its words stand where it begins, above it; of several that begin at one node the others below. */
static void draw_edge(kw_reply *v, const graph *g, const edge *e) {
    enum { ABOVE = -5, LINE = 14 };
    int before = 0;
    for (const edge *x = g->e; x < e; x++) before += x->from == e->from;
    const node *a = &g->v[e->from], *b = &g->v[e->to];
    int x1 = x_of(a) + BOX_W, y1 = y_of(a) + BOX_H / 2, x2 = x_of(b), y2 = y_of(b) + BOX_H / 2;
    kw_buf_fmt(v->out, "<path class=\"edge %.*s\" d=\"M%d %d C%d %d %d %d %d %d\"/><text class=\"kind\" x=\"%d\" y=\"%d\">",
               KW_FMT(e->kind), x1, y1, x1 + GAP_X / 2, y1, x2 - GAP_X / 2, y2, x2, y2, x1 + 8, before ? y1 + before * LINE : y1 + ABOVE);
    kw_reply_say_with(v, "", e->kind);
    kw_buf_text(v->out, "</text>");
}

static void draw_node(kw_reply *v, const node *n) {
    bool article = n->id.n > 1 && n->id.p[0] == 'a' && !n->agency;
    if (article) {
        kw_buf_text(v->out, "<a href=\"");
        kw_reply_link(v, "/article/", n->id);
        kw_buf_text(v->out, "\">");
    }
    kw_buf_fmt(v->out, "<g class=\"node%s%s\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/><text x=\"%d\" y=\"%d\">",
               n->agency ? " agency" : "", n->origin ? " origin" : "", x_of(n), y_of(n), BOX_W, BOX_H, x_of(n) + 10, y_of(n) + 20);
    put_cut(v, n->label, 24);
    kw_buf_fmt(v->out, "</text><text class=\"small\" x=\"%d\" y=\"%d\">", x_of(n) + 10, y_of(n) + 37);
    if (n->origin) { kw_reply_say(v, "origin"); kw_buf_byte(v->out, ' '); }
    kw_piece_day(v, kw_str_sub(n->day, 0, n->day.n < 10 ? n->day.n : 10));
    kw_buf_text(v->out, "</text></g>");
    if (article) kw_buf_text(v->out, "</a>");
}

static void list_edges(kw_reply *v, const graph *g) {
    kw_buf_text(v->out, "<ul class=\"chain-words\">");
    for (int i = 0; i < g->n_edges; i++) {
        kw_buf_text(v->out, "<li>");
        kw_markup_text(v->out, g->v[g->e[i].from].label);
        kw_buf_text(v->out, " \xE2\x86\x92 ");
        kw_markup_text(v->out, g->v[g->e[i].to].label);
        kw_buf_text(v->out, " (");
        kw_reply_say_with(v, "", g->e[i].kind);
        kw_buf_text(v->out, ")</li>");
    }
    kw_buf_text(v->out, "</ul>");
}

kw_rc kw_piece_chains(kw_reply *v, const kw_json *chains, size_t n, kw_err *err) {
    graph *g = kw_alloc(v->mem, sizeof *g);
    int columns = 0;
    if (!g) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        add_nodes(g, kw_json_get(&chains[i], "nodes"));
        add_edges(g, kw_json_get(&chains[i], "edges"));
    }
    for (size_t i = 0; i < n; i++) mark_origins(g, kw_json_get(&chains[i], "origins"));
    drop_what_is_told(g);
    if (!g->n_edges) return KW_OK;                                /* nothing was taken from anybody: no drawing */
    int rows = lay_out(g);
    for (int i = 0; i < g->n; i++)
        if (g->v[i].column + 1 > columns) columns = g->v[i].column + 1;
    kw_buf_text(v->out, "<section class=\"chain\"><h2>");
    kw_reply_say(v, "chain");
    int width = columns * (BOX_W + GAP_X) - GAP_X + 8;
    kw_buf_fmt(v->out, "</h2><div class=\"scroll\"><svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\">",
               width, rows * (BOX_H + GAP_Y), width, rows * (BOX_H + GAP_Y));
    for (int i = 0; i < g->n_edges; i++) draw_edge(v, g, &g->e[i]);
    for (int i = 0; i < g->n; i++) draw_node(v, &g->v[i]);
    kw_buf_text(v->out, "</svg></div>");
    list_edges(v, g);
    kw_buf_text(v->out, "</section>\n");
    return KW_OK;
}
