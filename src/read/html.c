/* SPDX-License-Identifier: MIT
 * MyHTML builds the tree. Tags and texts that read/thin.h has told apart are given to its tree builder as tokens; only what needs its
 * tokenizer (references, odd bytes) goes there. The tree is walked once, without recursion, into an array; it is kept and used again for the
 * next page, so that a page costs no allocation in MyHTML after the first few. */
#include "read/html.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "read/charset.h"
#include "read/sniff.h"
#include "read/thin.h"
#include "read/twice.h"

#include <myhtml/myhtml.h>
#include <myhtml/rules.h>
#include <myhtml/tokenizer.h>
#include <stdlib.h>
#include <strings.h>

enum { TREE_KEPT = 50000 };             /* after a page of more start tags or texts than this the tree's memory is given back */

enum { IDS = 256 };

struct kw_html {
    myhtml_t *parser;
    myhtml_tree_t *tree;
    bool all;
    struct { uint64_t key; myhtml_tag_id_t id; } ids[IDS];  /* of names of tags, as they were last looked up */
};

static const kw_attrs no_attrs;

static const uint16_t tags[MyHTML_TAG_LAST_ENTRY] = {
    [MyHTML_TAG_A] = KW_TAG_A, [MyHTML_TAG_ABBR] = KW_TAG_ABBR, [MyHTML_TAG_ADDRESS] = KW_TAG_ADDRESS,
    [MyHTML_TAG_ARTICLE] = KW_TAG_ARTICLE, [MyHTML_TAG_ASIDE] = KW_TAG_ASIDE, [MyHTML_TAG_B] = KW_TAG_B,
    [MyHTML_TAG_BLOCKQUOTE] = KW_TAG_BLOCKQUOTE, [MyHTML_TAG_BODY] = KW_TAG_BODY, [MyHTML_TAG_BR] = KW_TAG_BR,
    [MyHTML_TAG_BUTTON] = KW_TAG_BUTTON, [MyHTML_TAG_CAPTION] = KW_TAG_CAPTION, [MyHTML_TAG_CITE] = KW_TAG_CITE,
    [MyHTML_TAG_CODE] = KW_TAG_CODE, [MyHTML_TAG_DD] = KW_TAG_DD, [MyHTML_TAG_DETAILS] = KW_TAG_DETAILS, [MyHTML_TAG_DIV] = KW_TAG_DIV,
    [MyHTML_TAG_DL] = KW_TAG_DL, [MyHTML_TAG_DT] = KW_TAG_DT, [MyHTML_TAG_EM] = KW_TAG_EM, [MyHTML_TAG_FIGCAPTION] = KW_TAG_FIGCAPTION,
    [MyHTML_TAG_FIGURE] = KW_TAG_FIGURE, [MyHTML_TAG_FOOTER] = KW_TAG_FOOTER, [MyHTML_TAG_FORM] = KW_TAG_FORM,
    [MyHTML_TAG_H1] = KW_TAG_H1, [MyHTML_TAG_H2] = KW_TAG_H2, [MyHTML_TAG_H3] = KW_TAG_H3, [MyHTML_TAG_H4] = KW_TAG_H4,
    [MyHTML_TAG_H5] = KW_TAG_H5, [MyHTML_TAG_H6] = KW_TAG_H6, [MyHTML_TAG_HEAD] = KW_TAG_HEAD, [MyHTML_TAG_HEADER] = KW_TAG_HEADER,
    [MyHTML_TAG_HR] = KW_TAG_HR, [MyHTML_TAG_HTML] = KW_TAG_HTML, [MyHTML_TAG_I] = KW_TAG_I, [MyHTML_TAG_IFRAME] = KW_TAG_IFRAME,
    [MyHTML_TAG_IMG] = KW_TAG_IMG, [MyHTML_TAG_INPUT] = KW_TAG_INPUT, [MyHTML_TAG_LABEL] = KW_TAG_LABEL, [MyHTML_TAG_LI] = KW_TAG_LI,
    [MyHTML_TAG_LINK] = KW_TAG_LINK, [MyHTML_TAG_MAIN] = KW_TAG_MAIN, [MyHTML_TAG_META] = KW_TAG_META, [MyHTML_TAG_NAV] = KW_TAG_NAV,
    [MyHTML_TAG_NOSCRIPT] = KW_TAG_NOSCRIPT, [MyHTML_TAG_OL] = KW_TAG_OL, [MyHTML_TAG_P] = KW_TAG_P, [MyHTML_TAG_PRE] = KW_TAG_PRE,
    [MyHTML_TAG_Q] = KW_TAG_Q, [MyHTML_TAG_SCRIPT] = KW_TAG_SCRIPT, [MyHTML_TAG_SECTION] = KW_TAG_SECTION,
    [MyHTML_TAG_SELECT] = KW_TAG_SELECT, [MyHTML_TAG_SMALL] = KW_TAG_SMALL, [MyHTML_TAG_SPAN] = KW_TAG_SPAN,
    [MyHTML_TAG_STRONG] = KW_TAG_STRONG, [MyHTML_TAG_STYLE] = KW_TAG_STYLE, [MyHTML_TAG_SUB] = KW_TAG_SUB, [MyHTML_TAG_SUP] = KW_TAG_SUP,
    [MyHTML_TAG_SVG] = KW_TAG_SVG, [MyHTML_TAG_TABLE] = KW_TAG_TABLE, [MyHTML_TAG_TBODY] = KW_TAG_TBODY, [MyHTML_TAG_TD] = KW_TAG_TD,
    [MyHTML_TAG_TEMPLATE] = KW_TAG_TEMPLATE, [MyHTML_TAG_TEXTAREA] = KW_TAG_TEXTAREA, [MyHTML_TAG_TFOOT] = KW_TAG_TFOOT,
    [MyHTML_TAG_TH] = KW_TAG_TH, [MyHTML_TAG_THEAD] = KW_TAG_THEAD, [MyHTML_TAG_TIME] = KW_TAG_TIME, [MyHTML_TAG_TITLE] = KW_TAG_TITLE,
    [MyHTML_TAG_TR] = KW_TAG_TR, [MyHTML_TAG_U] = KW_TAG_U, [MyHTML_TAG_UL] = KW_TAG_UL, [MyHTML_TAG_VIDEO] = KW_TAG_VIDEO,
};

static uint16_t tag_of(myhtml_tree_node_t *node) {
    size_t id = node->tag_id;
    if (id == MyHTML_TAG__TEXT) return KW_TAG_TEXT;
    return id < MyHTML_TAG_LAST_ENTRY && tags[id] ? tags[id] : KW_TAG_OTHER;
}

kw_rc kw_html_new(kw_html **out, kw_err *err) {
    kw_html *h = calloc(1, sizeof *h);
    *out = NULL;
    if (!h) return kw_fail_nomem(err);
    h->parser = myhtml_create();
    h->tree = myhtml_tree_create();
    if (!h->parser || !h->tree || MyHTML_FAILED(myhtml_init(h->parser, MyHTML_OPTIONS_PARSE_MODE_SINGLE, 1, 0)) ||
        MyHTML_FAILED(myhtml_tree_init(h->tree, h->parser))) {
        kw_html_free(h);
        return kw_fail_nomem(err);
    }
    *out = h;
    return KW_OK;
}

void kw_html_free(kw_html *h) {
    if (!h) return;
    if (h->tree) myhtml_tree_destroy(h->tree);
    if (h->parser) myhtml_destroy(h->parser);
    free(h);
}

void kw_html_give_all(kw_html *h, bool all) { h->all = all; }

/* What the parser made is gone with its tree. */
static kw_str text_copy(const char *p, size_t n, kw_arena *mem) {
    if (!p) return KW_STR("");
    kw_str s = { p, n }, clean = kw_utf8_cleaned(mem, s);
    return clean.p == p ? kw_str_dup(mem, s) : clean;
}

/* ---- tokens ---- */

static const size_t APART = SIZE_MAX;   /* element_begin of a token whose raw_begin is a kw_thin_apart */

static void give_token(kw_html *h, myhtml_token_node_t *token) {
    token->type |= MyHTML_TOKEN_TYPE_DONE;
    while (myhtml_rules_tree_dispatcher(h->tree, token)) { }
}

/* The parser forgets names that HTML has not with the page: only the others are remembered. A digit's place may be held by a control
 * character with its key. */
static myhtml_tag_id_t tag_id_of(kw_html *h, const kw_thin_tag *t) {
    const size_t slot = (t->key * 0x9e3779b97f4a7c15u) >> 56;
    const bool odd = !t->key || (unsigned char)t->name.p[t->name.n - 1] < ' ';
    if (!odd && h->ids[slot].key == t->key) return h->ids[slot].id;
    const myhtml_tag_context_t *known = myhtml_tag_get_by_name(h->tree->tags, t->name.p, t->name.n);
    if (!known) {
        myhtml_tag_id_t id = myhtml_tag_add(h->tree->tags, t->name.p, t->name.n, MyHTML_TOKENIZER_STATE_DATA, true);
        myhtml_tag_set_category(h->tree->tags, id, MyHTML_NAMESPACE_HTML, MyHTML_TAG_CATEGORIES_ORDINARY);
        return id;
    }
    if (!odd && known->id < MyHTML_TAG_LAST_ENTRY) {
        h->ids[slot].key = t->key;
        h->ids[slot].id = known->id;
    }
    return known->id;
}

static bool give_tag(void *ctx, const kw_thin_tag *t) {
    kw_html *h = ctx;
    myhtml_token_node_t *token = myhtml_token_node_create(h->tree->token, h->tree->token->mcasync_token_id);
    if (!token) return false;
    token->tag_id = tag_id_of(h, t);
    if (t->closes) token->type = MyHTML_TOKEN_TYPE_CLOSE;
    if (t->closed) token->type |= MyHTML_TOKEN_TYPE_CLOSE_SELF;
    if (t->apart) {
        token->element_begin = APART;
        token->raw_begin = (size_t)(uintptr_t)t->apart;
    }
    give_token(h, token);
    return true;
}

static bool is_blank(kw_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != ' ' && (s.p[i] < '\t' || s.p[i] > '\r' || s.p[i] == '\v')) return false;
    return true;
}

static bool give_text(void *ctx, kw_str text) {
    kw_html *h = ctx;
    myhtml_token_node_t *token = myhtml_token_node_create(h->tree->token, h->tree->token->mcasync_token_id);
    if (!token || !mycore_string_init(h->tree->mchar, h->tree->mchar_node_id, &token->str, text.n + 1)) return false;
    memcpy(token->str.data, text.p, text.n);
    token->str.data[text.n] = 0;
    token->str.length = text.n;
    token->tag_id = MyHTML_TAG__TEXT;
    token->type = is_blank(text) ? MyHTML_TOKEN_TYPE_DATA | MyHTML_TOKEN_TYPE_WHITESPACE : MyHTML_TOKEN_TYPE_DATA;
    give_token(h, token);
    return true;
}

/* Through the parser's own tokenizer, which begins anew with each piece: so it does not look for the piece among all that came before. */
static bool give_bytes(void *ctx, kw_str html, bool last) {
    kw_html *h = ctx;
    myhtml_tree_t *tree = h->tree;
    tree->state = MyHTML_TOKENIZER_STATE_DATA;
    tree->current_qnode = NULL;
    tree->incoming_buf = NULL;
    tree->global_offset = 0;
    mcobject_clean(tree->mcobject_incoming_buf);
    if (MyHTML_FAILED(myhtml_tokenizer_chunk(tree, html.p, html.n))) return false;
    if (last) return !MyHTML_FAILED(myhtml_tokenizer_end(tree));
    return myhtml_tokenizer_queue_create_text_node_if_need(tree, tree->current_token_node, NULL, tree->global_offset, MyHTML_TOKEN_TYPE_DATA);
}

static void begin_tree(myhtml_tree_t *tree) {
    myhtml_tree_clean(tree);
    myhtml_encoding_set(tree, MyENCODING_UTF_8);
    tree->flags |= MyHTML_TREE_FLAGS_SINGLE_MODE;
}

/* Unless the tokenizer has met the page's end. */
static bool end_tree(kw_html *h) {
    if (h->tree->flags & MyHTML_TREE_FLAGS_PARSE_END) return true;
    h->tree->flags |= MyHTML_TREE_FLAGS_PARSE_END;
    myhtml_token_node_t *token = myhtml_token_node_create(h->tree->token, h->tree->token->mcasync_token_id);
    if (!token) return false;
    token->tag_id = MyHTML_TAG__END_OF_FILE;
    give_token(h, token);
    return true;
}

typedef struct { kw_page *page; kw_arena *mem; kw_thin *thin; size_t cap_metas; bool nomem; } walk;

/* What was taken out of the node's start tag before it was parsed; NULL: nothing. */
static const kw_thin_apart *apart_of(const myhtml_tree_node_t *node) {
    return node->token && node->token->element_begin == APART ? (const kw_thin_apart *)(uintptr_t)node->token->raw_begin : NULL;
}

static kw_str *slot_of(kw_attrs *a, const char *key, size_t n) {
    #define IS(name) (memcmp(key, name, sizeof name - 1) == 0)
    switch (n) {
    case 2: return IS("id") ? &a->id : NULL;
    case 3: return IS("rel") ? &a->rel : NULL;
    case 4: return IS("href") ? &a->href : IS("role") ? &a->role : IS("lang") ? &a->lang : NULL;
    case 5: return IS("class") ? &a->cls : IS("title") ? &a->title : IS("style") ? &a->style : NULL;
    case 7: return IS("content") ? &a->content : NULL;
    case 8: return IS("itemprop") ? &a->itemprop : IS("itemtype") ? &a->itemtype : IS("datetime") ? &a->datetime : NULL;
    default: return NULL;
    }
    #undef IS
}

static bool names_part(const char *key, size_t n) {
    static const char *const names[] = { "data-testid", "data-component", "data-component-name", "data-qa", "data-module", "data-type",
                                         "data-name", "data-block", "data-widget", "data-section", "data-role", "data-test" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == n && memcmp(names[i], key, n) == 0) return true;
    return false;
}

static const kw_attrs *attrs_of(walk *w, myhtml_tree_node_t *node) {
    myhtml_tree_attr_t *at = node->token ? node->token->attr_first : NULL;
    const kw_thin_apart *apart = apart_of(node);
    if (apart || !at) return apart ? &apart->attrs : &no_attrs;
    kw_attrs *a = kw_alloc(w->mem, sizeof *a);
    if (!a) { w->nomem = true; return &no_attrs; }
    for (int i = 0; at && i < KW_ATTR_MAX; at = at->next, i++) {
        size_t nk = at->key.length, nv = at->value.length;
        const char *key = at->key.data, *value = at->value.data;
        if (!key) continue;
        if (nk == 6 && memcmp(key, "hidden", 6) == 0) a->hidden = true;
        if (!value) continue;
        kw_str *into = slot_of(a, key, nk);
        if (into) *into = text_copy(value, nv, w->mem);
        else if (nk > 5 && memcmp(key, "data-", 5) == 0 && names_part(key, nk))
            a->data = a->data.p ? kw_str_fmt(w->mem, "%.*s %.*s", KW_FMT(a->data), (int)(nv < 200 ? nv : 200), value) : text_copy(value, nv, w->mem);
        else if (nk > 9 && kw_thin_is_moment((kw_str){ key, nk }, (kw_str){ value, nv })) a->content = text_copy(value, nv, w->mem);
        else if (nk == 11 && memcmp(key, "aria-hidden", 11) == 0 && nv == 4) a->hidden = true;
    }
    return a;
}

static kw_str attr(myhtml_tree_node_t *node, const char *key) {
    myhtml_tree_attr_t *a = myhtml_attribute_by_key(node, key, strlen(key));
    size_t n = 0;
    const char *v = a ? myhtml_attribute_value(a, &n) : NULL;
    return v ? (kw_str){ v, n } : KW_NONE;
}

static void read_meta(walk *w, myhtml_tree_node_t *node) {
    const kw_thin_apart *apart = apart_of(node);
    kw_str name = apart ? apart->names : attr(node, "property"), content = apart ? apart->attrs.content : attr(node, "content");
    if (!apart && !name.p) name = attr(node, "name");
    if (!apart && !name.p) name = attr(node, "itemprop");
    if (!name.p || !content.p) return;
    kw_meta *m = kw_push(w->mem, (void **)&w->page->metas, &w->page->n_metas, &w->cap_metas, sizeof *m);
    if (!m) { w->nomem = true; return; }
    m->content = apart ? content : text_copy(content.p, content.n, w->mem);
    m->name = kw_utf8_lower(w->mem, apart ? name : text_copy(name.p, name.n, w->mem));
    /* microdata */
    if (kw_str_is(m->name, "name") && node->parent && kw_str_is(attrs_of(w, node->parent)->itemprop, "publisher")) m->name = KW_STR("publisher.name");
}

static void read_link(walk *w, myhtml_tree_node_t *node) {
    const kw_thin_apart *apart = apart_of(node);
    kw_str rel = apart ? apart->attrs.rel : attr(node, "rel"), href = apart ? apart->attrs.href : attr(node, "href");
    if (!href.n) return;
    if (kw_str_is(rel, "next") && !w->page->next.p) w->page->next = text_copy(href.p, href.n, w->mem);
    if ((kw_str_is(rel, "prev") || kw_str_is(rel, "previous")) && !w->page->previous.p) w->page->previous = text_copy(href.p, href.n, w->mem);
    if (kw_str_is(rel, "canonical") && !w->page->canonical.p) w->page->canonical = kw_str_dup(w->mem, kw_str_trim(href));
}

static kw_str inner_text(myhtml_tree_node_t *node) {
    myhtml_tree_node_t *child = myhtml_node_child(node);
    size_t n = 0;
    const char *p = child ? myhtml_node_text(child, &n) : NULL;
    return p ? (kw_str){ p, n } : KW_NONE;
}

/* What is read for its own sake and does not become a node: true. */
static bool aside(walk *w, myhtml_tree_node_t *node, uint16_t tag) {
    kw_str title;
    switch (tag) {
    case KW_TAG_META: read_meta(w, node); return true;
    case KW_TAG_LINK: read_link(w, node); return true;
    case KW_TAG_SCRIPT: case KW_TAG_STYLE: case KW_TAG_NOSCRIPT: case KW_TAG_TEMPLATE: case KW_TAG_SVG: case KW_TAG_TEXTAREA:
    case KW_TAG_SELECT: return true;
    case KW_TAG_TITLE:
        title = inner_text(node);
        if (!w->page->title.p && title.p) w->page->title = text_copy(title.p, title.n, w->mem);
        return true;
    default:                    /* the reading beside a word (ruby) is the word once more */
        return node->tag_id == MyHTML_TAG__COMMENT || node->tag_id == MyHTML_TAG_RT || node->tag_id == MyHTML_TAG_RP;
    }
}

/* A text with the marks in it that were put in the place of texts: those texts. Each is used once. */
static kw_str marked_text(walk *w, kw_str s) {
    size_t bytes = s.n, n = 0, number;
    const char *const end = s.p + s.n;
    for (const char *p = s.p; p < end && (p = memchr(p, KW_THIN_MARK, (size_t)(end - p))); p++)
        if (end - p >= KW_THIN_MARK_BYTES && (number = kw_thin_text(w->thin, p)) != SIZE_MAX) bytes += w->thin->texts.v[number].n;
    char *to = kw_alloc_bytes(w->mem, bytes + 1);
    if (!to) return KW_NONE;
    for (const char *p = s.p; p < end;) {
        const char *mark = memchr(p, KW_THIN_MARK, (size_t)(end - p)), *stop = mark ? mark : end;
        memcpy(to + n, p, (size_t)(stop - p));
        n += (size_t)(stop - p);
        if (!mark || end - mark < KW_THIN_MARK_BYTES) break;
        if ((number = kw_thin_text(w->thin, mark)) != SIZE_MAX) {
            n += kw_thin_squeeze(w->thin->texts.v[number], to + n);
            w->thin->texts.v[number].n = 0;
        }
        p = mark + KW_THIN_MARK_BYTES;
    }
    to[n] = 0;
    return kw_utf8_cleaned(w->mem, (kw_str){ to, n });
}

static void fill_node(walk *w, kw_node *into, myhtml_tree_node_t *node, uint16_t tag) {
    into->tag = tag;
    into->attrs = &no_attrs;
    into->text = KW_NONE;
    if (tag == KW_TAG_TEXT) {
        size_t n = 0;
        const char *p = myhtml_node_text(node, &n);
        bool marked = n >= KW_THIN_MARK_BYTES && memchr(p, KW_THIN_MARK, n);
        into->text = marked ? marked_text(w, (kw_str){ p, n }) : text_copy(p, n, w->mem);
        if (!into->text.p) w->nomem = true;
        return;
    }
    into->attrs = attrs_of(w, node);
    if (tag == KW_TAG_HTML && into->attrs->lang.p) w->page->language = into->attrs->lang;
}

/* Room for one more node, and for it among those that are open. */
static bool reserve(walk *w, kw_node **v, uint32_t **open, size_t n, size_t *cap) {
    if (n < *cap) return true;
    size_t more = 2 * *cap;
    kw_node *nodes = kw_alloc_bytes(w->mem, more * sizeof **v);
    uint32_t *stack = kw_alloc_bytes(w->mem, more * sizeof **open);
    if (!nodes || !stack) return false;
    memcpy(nodes, *v, n * sizeof **v);
    memcpy(stack, *open, n * sizeof **open);
    *v = nodes;
    *open = stack;
    *cap = more;
    return true;
}

/* The tree as an array. `open` is a stack of the elements that are not closed yet. */
static kw_rc flatten(walk *w, myhtml_tree_node_t *top, const char *place, kw_err *err) {
    size_t cap = 2 * w->thin->tags + 64, n = 0, depth = 0;  /* a text for each tag: seldom are there more */
    kw_node *v = kw_alloc_bytes(w->mem, cap * sizeof *v);
    uint32_t *open = kw_alloc_bytes(w->mem, cap * sizeof *open);
    if (!v || !open) return kw_fail_nomem(err);
    for (myhtml_tree_node_t *t = top->child; t;) {
        uint16_t tag = tag_of(t);
        bool left_out = aside(w, t, tag);
        if (!left_out) {
            if (n == KW_NODES_MAX) return kw_fail(err, KW_DATA, place, "want at most %d elements in a page, found more", KW_NODES_MAX);
            if (!reserve(w, &v, &open, n, &cap)) return kw_fail_nomem(err);
            kw_node *into = &v[n];
            into->parent = depth ? open[depth - 1] : UINT32_MAX;
            into->depth = (uint16_t)(depth < UINT16_MAX ? depth : UINT16_MAX);
            fill_node(w, into, t, tag);
            into->end = (uint32_t)++n;
        }
        if (!left_out && t->child) {
            open[depth++] = (uint32_t)n - 1;
            t = t->child;
            continue;
        }
        while (t != top && !t->next) {
            t = t->parent;
            if (t != top) v[open[--depth]].end = (uint32_t)n;
        }
        t = t == top ? NULL : t->next;
    }
    w->page->nodes = v;
    w->page->n_nodes = n;
    return w->nomem ? kw_fail_nomem(err) : KW_OK;
}

/* Text that was encoded twice is mended in one piece, before it is parsed. */
static bool build(kw_html *h, kw_str html, kw_arena *mem, kw_thin *thin) {
    const kw_thin_sink sink = { give_tag, give_text, give_bytes, h, h->all };
    const bool twice = kw_twice_looks(html);
    begin_tree(h->tree);
    if (!kw_thin_make(html, twice ? NULL : &sink, mem, thin)) return false;
    if (thin->tags > KW_TAGS_MAX) return true;
    if (!twice) return end_tree(h);
    html = kw_twice_mend(thin->html, mem);
    return html.p && give_bytes(h, html, true);
}

static kw_rc make_page(kw_html *h, kw_str html, const char *place, kw_arena *mem, kw_thin *thin, kw_page *out, kw_err *err) {
    walk w = { .page = out, .mem = mem, .thin = thin };
    if (!build(h, html, mem, thin)) return kw_fail_nomem(err);
    if (thin->tags > KW_TAGS_MAX) return kw_fail(err, KW_DATA, place, "want at most %d elements in a page, found %zu", KW_TAGS_MAX, thin->tags);
    out->json_ld = thin->json_ld;
    out->state = thin->state;
    for (size_t i = 0; i < out->json_ld.n; i++)
        if (!(out->json_ld.v[i] = kw_twice_mend(out->json_ld.v[i], mem)).p) return kw_fail_nomem(err);
    return flatten(&w, myhtml_node_parent(myhtml_tree_get_node_html(h->tree)), place, err);
}

static kw_rc parse(kw_html *h, kw_str html, const char *place, kw_arena *mem, kw_page *out, kw_err *err) {
    kw_thin thin;
    kw_rc rc = make_page(h, html, place, mem, &thin, out, err);
    if (thin.tags <= TREE_KEPT && thin.texts.n <= TREE_KEPT && html.n / 64 <= TREE_KEPT) return rc;
    myhtml_tree_destroy(h->tree);
    h->tree = myhtml_tree_create();
    return h->tree && !MyHTML_FAILED(myhtml_tree_init(h->tree, h->parser)) ? rc : kw_fail_nomem(err);
}

static kw_rc read_text(kw_str text, kw_arena *mem, kw_page *out, kw_err *err) {
    if (text.n && !(text = kw_twice_mend(text, mem)).p) return kw_fail_nomem(err);
    out->text = kw_utf8_clean(mem, text);
    return out->text.p ? KW_OK : kw_fail_nomem(err);
}

bool kw_page_is_html(const kw_raw *raw) {
    kw_str text = raw->given.text;
    if (raw->kind != KW_RAW_RECORD) return raw->kind == KW_RAW_HTML;
    return raw->given.html.p || (text.p && kw_sniff(kw_str_sub(text, 0, text.n < KW_SNIFF ? text.n : KW_SNIFF)) == KW_SNIFF_HTML);
}

kw_rc kw_page_read(kw_html *h, const kw_raw *raw, kw_arena *mem, kw_page *out, kw_err *err) {
    char place[300];
    kw_str text = raw->bytes, declared = raw->charset;
    *out = (kw_page){ 0 };
    size_t n = raw->path.n < sizeof place ? raw->path.n : sizeof place - 1;
    if (n) memcpy(place, raw->path.p, n);
    place[n] = 0;
    if (raw->kind == KW_RAW_RECORD) {
        text = raw->given.html.p ? raw->given.html : raw->given.text.p ? raw->given.text : KW_STR("");
        return kw_page_is_html(raw) ? parse(h, text, place, mem, out, err) : read_text(text, mem, out, err);
    }
    KW_TRY(kw_charset_read(text, declared, raw->kind == KW_RAW_HTML, place, mem, &text, &out->charset, err));
    return raw->kind == KW_RAW_HTML ? parse(h, text, place, mem, out, err) : read_text(text, mem, out, err);
}
