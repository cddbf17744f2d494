/* SPDX-License-Identifier: MIT
 * Bytes as a page, to the end of cleaning. What goes past the parser of HTML (read/thin.h) must make the page that the parser makes of it. */
#include "fuzz.h"

#include <stdlib.h>

static void same(kw_str a, kw_str b) {
    if (a.n != b.n || (a.n && memcmp(a.p, b.p, a.n) != 0)) abort();
}

static void same_attrs(const kw_attrs *a, const kw_attrs *b) {
    same(a->id, b->id), same(a->cls, b->cls), same(a->role, b->role), same(a->itemprop, b->itemprop), same(a->itemtype, b->itemtype),
        same(a->href, b->href);
    same(a->datetime, b->datetime), same(a->content, b->content), same(a->rel, b->rel), same(a->style, b->style), same(a->title, b->title),
        same(a->lang, b->lang), same(a->data, b->data);
    if (a->hidden != b->hidden) abort();
}

static void compare(kw_html *h, const kw_raw *raw, kw_arena *mem) {
    kw_page past, all;
    kw_html_give_all(h, false);
    kw_rc rc = kw_page_read(h, raw, mem, &past, NULL);
    kw_html_give_all(h, true);
    if (kw_page_read(h, raw, mem, &all, NULL) != rc) abort();
    kw_html_give_all(h, false);
    if (rc != KW_OK) return;
    if (past.n_nodes != all.n_nodes || past.n_metas != all.n_metas) abort();
    for (size_t i = 0; i < past.n_nodes; i++) {
        const kw_node *a = &past.nodes[i], *b = &all.nodes[i];
        if (a->tag != b->tag || a->parent != b->parent || a->end != b->end || a->depth != b->depth) abort();
        same(a->text, b->text);
        same_attrs(a->attrs, b->attrs);
    }
    for (size_t i = 0; i < past.n_metas; i++) same(past.metas[i].name, all.metas[i].name), same(past.metas[i].content, all.metas[i].content);
    same(past.title, all.title), same(past.canonical, all.canonical), same(past.next, all.next), same(past.language, all.language);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const kw *k = fuzz_kawat();
    kw_html *h = NULL;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_raw raw = { .kind = KW_RAW_HTML, .bytes = { (const char *)data, size }, .path = KW_STR("fuzz"), .ref = KW_STR("fuzz") };
    kw_article a;
    if (kw_html_new(&h, NULL) != KW_OK) return 0;
    compare(h, &raw, &mem);
    if (kw_pipeline_clean(k, h, &raw, &mem, &a, NULL) == KW_OK) fuzz_article(&a);
    kw_arena_free(&mem);
    kw_html_free(h);
    return 0;
}
