/* SPDX-License-Identifier: MIT
 * Links between articles, and the chain that leads from one back to its origins. */
#include "ask/parts.h"

static const char link_columns[] =
    "SELECT l.id, l.article, l.to_article, x.ref, y.ref, l.agency, l.kind, w.text, v.outlet, u.outlet, v.published, u.published, l.score, v.text"
    " FROM link l JOIN article x ON x.id = l.article JOIN version v ON v.id = x.current"
    " LEFT JOIN article y ON y.id = l.to_article LEFT JOIN version u ON u.id = y.current LEFT JOIN note w ON w.id = l.why";

static void take_link(const kw_query *q, kw_arena *mem, kw_link_row *l) {
    *l = (kw_link_row){ .id = kw_row_int(q, 0), .from = kw_row_int(q, 1), .to = kw_row_int(q, 2), .score = kw_row_num(q, 12) };
    kw_str *const text[] = { &l->from_ref, &l->to_ref, &l->agency, &l->kind, &l->why, &l->from_outlet, &l->to_outlet, &l->from_published,
        &l->to_published };
    for (int i = 0; i < 9; i++) *text[i] = kw_row_dup(q, 3 + i, mem);
}

/* `text`: of the article that took; the words of each passage are kept. */
static kw_rc take_evidence(kw_asker *a, int64_t link, kw_str text, kw_arena *mem, kw_passage_row **out, size_t *n, kw_err *err) {
    size_t cap = 0;
    kw_query q = kw_query_on(a->record, "SELECT from_start, from_end, to_start, to_end, text FROM link_evidence WHERE link = ?"
        " ORDER BY from_start, to_start");
    kw_query_int(&q, link);
    while (kw_query_next(&q)) {
        kw_passage_row *p = kw_push(mem, (void **)out, n, &cap, sizeof *p);
        if (!p) {
            kw_query_end(&q, NULL);
            return kw_fail_nomem(err);
        }
        *p = (kw_passage_row){ !kw_row_null(&q, 0), !kw_row_null(&q, 2), kw_row_span(&q, 0), kw_row_span(&q, 2), kw_row_dup(&q, 4, mem), KW_NONE };
        kw_str words = p->in_from ? kw_words_at(text, p->from) : KW_NONE;
        if (words.p) p->from_words = kw_str_dup(mem, words);
    }
    return kw_query_end(&q, err);
}

static kw_rc each_link(kw_asker *a, kw_filter *f, uint64_t limit, kw_link_fn *each, void *ctx, kw_err *err) {
    kw_arena row = KW_ARENA_EMPTY;
    kw_rc rc = KW_OK;
    bool any = false, more = true;
    kw_query q = kw_filter_query(f, a->record, link_columns, KW_TOLD_ORDER "x.ref, l.id", limit);
    while (more && rc == KW_OK && kw_query_next(&q)) {
        kw_link_row l;
        kw_arena_reset(&row);
        take_link(&q, &row, &l);
        rc = take_evidence(a, l.id, kw_row_str(&q, 13), &row, &l.evidence, &l.n_evidence, err);
        if (rc == KW_OK) rc = kw_row_whole(&row, err);
        if (rc == KW_OK) more = each(ctx, &l);
        any = true;
    }
    kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
    kw_arena_free(&row);
    return rc != KW_OK ? rc : end != KW_OK ? end : any ? KW_OK : KW_EMPTY;
}

kw_rc kw_links_where(kw_asker *a, const char *condition, int64_t id, kw_arena *mem, kw_link_row **out, size_t *n, kw_err *err) {
    size_t cap = 0;
    kw_rc rc = KW_OK;
    kw_filter f = { .mem = mem };
    *out = NULL;
    *n = 0;
    kw_filter_add(&f, condition);
    kw_filter_int(&f, id);
    kw_query q = kw_filter_query(&f, a->record, link_columns, KW_TOLD_ORDER "x.ref, l.id", 0);
    kw_filter_free(&f);
    while (rc == KW_OK && kw_query_next(&q)) {
        kw_link_row *l = kw_push(mem, (void **)out, n, &cap, sizeof *l);
        if (!l) {
            rc = kw_fail_nomem(err);
            break;
        }
        take_link(&q, mem, l);
        rc = take_evidence(a, l->id, kw_row_str(&q, 13), mem, &l->evidence, &l->n_evidence, err);
    }
    kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
    return rc == KW_OK ? end : rc;
}

static const kw_filter_map link_map = {
    .actor = "l.article IN (SELECT article FROM cast WHERE entity IN (@))", .since = "v.published_day >= ?", .until = "v.published_day <= ?",
    .type = "l.kind = lower(?)", .outlet = "? COLLATE NOCASE IN (v.outlet, v.outlet_key, u.outlet, u.outlet_key, l.agency)", .lang = "v.language = ?",
};

static kw_rc check_kind(const char *kind, kw_err *err) {
    static const char *const known[] = { "reprint", "rewrite", "translation", "update", "credit", NULL };
    for (size_t i = 0; known[i]; i++)
        if (strcmp(known[i], kind) == 0) return KW_OK;
    const char *near = kw_nearest(kind, known);
    if (near) return kw_fail(err, KW_USAGE, "--type", "no kind of link '%s'; did you mean %s?", kind, near);
    return kw_fail(err, KW_USAGE, "--type", "want reprint, rewrite, translation, update or credit, found '%s'", kind);
}

kw_rc kw_ask_links(kw_asker *a, const kw_question *q, kw_link_fn *each, void *ctx, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_filter f = { .mem = &mem };
    kw_rc rc = q->type ? check_kind(q->type, err) : KW_OK;
    if (rc == KW_OK) rc = kw_filter_make(&f, a, q, &link_map, err);
    if (rc == KW_OK) rc = each_link(a, &f, q->limit, each, ctx, err);
    kw_filter_free(&f);
    kw_arena_free(&mem);
    return rc;
}

kw_rc kw_ask_link(kw_asker *a, int64_t id, kw_arena *mem, kw_link_row *out, kw_err *err) {
    kw_link_row *v;
    size_t n;
    KW_TRY(kw_links_where(a, "l.id = ?", id, mem, &v, &n, err));
    if (!n) return kw_fail(err, KW_EMPTY, NULL, "l%lld: want a link of this record, found none of that id", (long long)id);
    *out = v[0];
    return KW_OK;
}

/* ---- the chain ---- */

typedef struct { kw_asker *a; kw_arena *mem; kw_chain *c; size_t nodes_cap, edges_cap; kw_err *err; } builder;

/* The node's place, made if it is not there; SIZE_MAX: out of memory. */
static size_t node_of(builder *b, int64_t article, kw_str agency) {
    for (size_t i = 0; i < b->c->n_nodes; i++)
        if (article ? b->c->nodes[i].id == article : !b->c->nodes[i].id && kw_str_eq(b->c->nodes[i].agency, agency)) return i;
    kw_chain_node *n = kw_push(b->mem, (void **)&b->c->nodes, &b->c->n_nodes, &b->nodes_cap, sizeof *n);
    if (!n) return SIZE_MAX;
    n->id = article;
    n->agency = article ? KW_NONE : agency;
    return b->c->n_nodes - 1;
}

static kw_rc describe(builder *b, kw_chain_node *n) {
    kw_query q = kw_query_on(b->a->record, "SELECT a.ref, v.outlet, v.published, v.title FROM article a"
        " JOIN version v ON v.id = a.current WHERE a.id = ?");
    kw_query_int(&q, n->id);
    if (kw_query_next(&q)) {
        n->ref = kw_row_dup(&q, 0, b->mem);
        n->outlet = kw_row_dup(&q, 1, b->mem);
        n->published = kw_row_dup(&q, 2, b->mem);
        n->title = kw_row_dup(&q, 3, b->mem);
    }
    return kw_query_end(&q, b->err);
}

/* What the article at `from` took from; new ends become nodes to be walked in their turn. */
static kw_rc walk(builder *b, size_t from) {
    kw_link_row *v;
    size_t n;
    b->c->nodes[from].origin = true;
    if (!b->c->nodes[from].id) return KW_OK;
    KW_TRY(describe(b, &b->c->nodes[from]));
    KW_TRY(kw_links_where(b->a, "l.article = ?", b->c->nodes[from].id, b->mem, &v, &n, b->err));
    for (size_t i = 0; i < n; i++) {
        size_t to = node_of(b, v[i].to, v[i].agency);
        kw_chain_edge *e = to == SIZE_MAX ? NULL : kw_push(b->mem, (void **)&b->c->edges, &b->c->n_edges, &b->edges_cap, sizeof *e);
        if (!e) return kw_fail_nomem(b->err);
        *e = (kw_chain_edge){ from, to, v[i].id, v[i].kind, v[i].score, v[i].evidence, v[i].n_evidence };
        b->c->nodes[from].origin = false;
    }
    return KW_OK;
}

kw_rc kw_ask_chain(kw_asker *a, int64_t article, kw_arena *mem, kw_chain *out, kw_err *err) {
    *out = (kw_chain){ .article = article };
    builder b = { .a = a, .mem = mem, .c = out, .err = err };
    if (node_of(&b, article, KW_NONE) == SIZE_MAX) return kw_fail_nomem(err);
    for (size_t i = 0; i < out->n_nodes; i++) KW_TRY(walk(&b, i));
    if (!out->nodes[0].ref.p) return kw_fail(err, KW_EMPTY, NULL, "a%lld: want an article of this record, found none of that id", (long long)article);
    return KW_OK;
}
