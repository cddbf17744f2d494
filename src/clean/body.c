/* SPDX-License-Identifier: MIT
 * Which part of a page is the article. Paragraphs give weight to what encloses them, less with each step out; names of
 * classes help or hinder; the part that has the most is taken, and then what stands in it and is no article is taken out. */
#include "clean/body.h"

enum { PARA_MIN = 25, STEPS = 5 };

typedef struct { kw_draft *d; kw_weights w; double *score; } picker;

static uint32_t held(const kw_weights *w, const kw_node *v, uint32_t i) { return w->text[v[i].end] - w->text[i]; }
static uint32_t linked(const kw_weights *w, const kw_node *v, uint32_t i) { return w->links[v[i].end] - w->links[i]; }

/* Subtrees whose names say that they are something else, unless most of the page's text is in them. */
static void drop_named(picker *p) {
    const kw_node *v = p->d->page->nodes;
    uint32_t n = (uint32_t)p->d->page->n_nodes, all = p->w.text[n];
    for (uint32_t i = 0; i < n; i++) {
        if (v[i].tag == KW_TAG_TEXT || v[i].tag == KW_TAG_BODY || v[i].tag == KW_TAG_HTML || p->w.gone[i]) continue;
        bool semantic = v[i].tag == KW_TAG_ASIDE || v[i].tag == KW_TAG_FOOTER;
        if (!semantic && !(p->w.says[i] & KW_SAYS_DROP)) continue;
        if (held(&p->w, v, i) * 10ULL > all * 3ULL && !semantic) continue;
        p->w.gone[i] = 1;
    }
    kw_weights_sum(p->d, &p->w);
}

static bool is_container(unsigned tag) {
    switch (tag) {
    case KW_TAG_DIV: case KW_TAG_SECTION: case KW_TAG_ARTICLE: case KW_TAG_MAIN: case KW_TAG_BODY: case KW_TAG_TD: case KW_TAG_TABLE:
    case KW_TAG_TBODY: case KW_TAG_TR: case KW_TAG_HEADER: case KW_TAG_OTHER: case KW_TAG_BLOCKQUOTE: case KW_TAG_UL: case KW_TAG_OL:
    case KW_TAG_LI: case KW_TAG_P: case KW_TAG_SPAN: case KW_TAG_DL: case KW_TAG_DD: return true;
    default: return false;
    }
}

/* Bytes of the block that begins at `i` and is not inside a block below it. */
static uint32_t own_text(const picker *p, uint32_t i) {
    const kw_node *v = p->d->page->nodes;
    uint32_t n = 0;
    for (uint32_t j = i + 1; j < v[i].end; j++) {
        if (p->w.gone[j] || kw_tag_is_block(v[j].tag)) { j = v[j].end - 1; continue; }
        if (v[j].tag == KW_TAG_TEXT) n += p->w.text[j + 1] - p->w.text[j];
    }
    return n;
}

static void score_paragraph(picker *p, uint32_t i, double amount) {
    const kw_node *v = p->d->page->nodes;
    static const double share[STEPS] = { 1, .8, .5, .3, .2 };
    uint32_t at = v[i].tag == KW_TAG_P || v[i].tag == KW_TAG_LI || v[i].tag == KW_TAG_PRE ? v[i].parent : i;
    for (int s = 0; s < STEPS && at != UINT32_MAX; at = v[at].parent) {
        if (!is_container(v[at].tag)) continue;
        p->score[at] += amount * share[s++];
    }
}

static void score_all(picker *p) {
    const kw_node *v = p->d->page->nodes;
    for (uint32_t i = 0; i < p->d->page->n_nodes; i++) {
        if (p->w.gone[i]) { i = v[i].end - 1; continue; }
        if (!kw_tag_is_block(v[i].tag) || v[i].tag == KW_TAG_FIGCAPTION || v[i].tag == KW_TAG_FIGURE) continue;
        if (v[i].tag >= KW_TAG_H1 && v[i].tag <= KW_TAG_H6) continue;
        uint32_t n = own_text(p, i), l = linked(&p->w, v, i);
        if (n < PARA_MIN || l * 2 > held(&p->w, v, i)) continue;
        double worth = n < 400 ? n : 400 + (n - 400) * .5;
        score_paragraph(p, i, v[i].tag == KW_TAG_P || v[i].tag == KW_TAG_PRE ? worth : worth * .7);
    }
}

static uint32_t pick(picker *p) {
    const kw_node *v = p->d->page->nodes;
    uint32_t best = 0;
    double most = -1;
    for (uint32_t i = 0; i < p->d->page->n_nodes; i++) {
        double s = p->score[i];
        if (s <= 0) continue;
        uint32_t n = held(&p->w, v, i);
        s *= 1 - (n ? (double)linked(&p->w, v, i) / n : 0);
        if (p->w.says[i] & KW_SAYS_BODY) s *= 1.15;
        if (p->w.says[i] & KW_SAYS_WEAK) s *= .9;
        if (v[i].tag == KW_TAG_ARTICLE || v[i].tag == KW_TAG_MAIN) s *= 1.1;
        if (kw_str_is(v[i].attrs->itemprop, "articleBody")) s *= 1.5;
        if (s > most) { most = s; best = i; }
    }
    return best;
}

kw_rc kw_body_read(kw_draft *d, kw_err *err) {
    picker p = { .d = d };
    KW_TRY(kw_weights_make(d, &p.w, err));
    p.score = kw_alloc_n(d->mem, d->page->n_nodes + 1, sizeof *p.score);
    if (!p.score) return kw_fail_nomem(err);
    drop_named(&p);
    score_all(&p);
    KW_TRY(kw_blocks_read(d, &p.w, pick(&p), err));
    for (size_t i = 0; i < d->n; i++)
        if (!d->v[i].out.p && d->v[i].kind == KW_PARA_CAPTION) d->v[i].out = KW_STR("caption");
    return KW_OK;
}
