/* SPDX-License-Identifier: MIT
 * Which part of a page is the article. Paragraphs give weight to what encloses them, less with each step out; names of
 * classes help or hinder; the part that has the most is taken, widened to siblings that read like it, and what stands in it
 * and is no article is taken out. Where that gives little, names are ignored, and then the page's own JSON is asked. */
#include "clean/body.h"

enum { PARA_MIN = 25, GOOD_PARA = 60, STEPS = 5, CLIMB = 8, LITTLE = 400, CAPTION_BOX = 220,
       LEAD_NEAR = 120, LEAD_NODES = 40, REST = 1200, LONG_ITEM = 140, OPENING = 2500 };

typedef struct { uint32_t parent; kw_str cls; uint32_t n, good; } named;      /* neighbours of one class */
typedef struct { kw_draft *d; kw_node_weights w; double *score; uint32_t *good; } picker;

static uint32_t held(const kw_node_weights *w, const kw_node *v, uint32_t i) { return w->text[v[i].end] - w->text[i]; }
static uint32_t linked(const kw_node_weights *w, const kw_node *v, uint32_t i) { return w->links[v[i].end] - w->links[i]; }
static uint32_t good(const picker *p, uint32_t i) { return p->good[p->d->page->nodes[i].end] - p->good[i]; }

static bool has_heading(const picker *p, uint32_t i) {
    const kw_node *v = p->d->page->nodes;
    for (uint32_t j = i + 1; j < v[i].end; j++)
        if (v[j].tag == KW_TAG_H1) return true;
    return false;
}

static bool holds_list(const kw_node *v, uint32_t i) {
    for (uint32_t j = i + 1; j < v[i].end; j++)
        if (v[j].tag == KW_TAG_LI) return true;
    return false;
}

/* A paragraph right behind the heading is its lead, also where it is called a teaser. */
static bool is_lead(const picker *p, uint32_t i) {
    const kw_node *v = p->d->page->nodes;
    uint32_t h = p->d->heading;
    return h && i > h && i - h < 40 && v[i].end - i < 12 && held(&p->w, v, i) >= GOOD_PARA && held(&p->w, v, i) < 600 &&
        !linked(&p->w, v, i) && !holds_list(v, i);
}

/* A lead that is called a teaser, in the article's first part. */
static bool named_lead(const picker *p, uint32_t i) {
    const kw_node *v = p->d->page->nodes;
    uint32_t h = p->d->heading;
    return h && i > h && i - h < LEAD_NEAR && (p->w.says[i] & KW_SAYS_LEAD) && v[i].end - i < LEAD_NODES &&
        held(&p->w, v, i) >= GOOD_PARA && !linked(&p->w, v, i);
}

/* Does enough of the page's text stand outside of it, behind a heading that is outside, too? Then it may go, large as it is. */
static bool rest_is_enough(const picker *p, uint32_t i) {
    const kw_node *v = p->d->page->nodes;
    uint32_t h = p->d->heading;
    return h && v[h].end <= i && p->good[i] - p->good[h] >= REST;
}

static kw_str first_name(const kw_node *v, uint32_t i) {
    kw_str rest = v[i].attrs->cls, name = KW_NONE;
    return v[i].tag != KW_TAG_TEXT && kw_str_cut(&rest, ' ', &name) ? name : KW_NONE;
}

/* Text in many parts that are all named alike ("article-widget"): together they are most of it. */
static bool most_together(const picker *p, uint32_t i, named *last) {
    const kw_node *v = p->d->page->nodes;
    uint32_t up = v[i].parent;
    if (up == UINT32_MAX) return false;
    if (last->parent != up || !kw_str_eq(last->cls, first_name(v, i))) {
        *last = (named){ up, first_name(v, i), 0, 0 };
        for (uint32_t c = up + 1; c < v[up].end; c = v[c].end)
            if (kw_str_eq(first_name(v, c), last->cls)) last->n++, last->good += good(p, c);
    }
    return last->cls.n && last->n > 2 && last->good * 100ULL > 60ULL * p->good[p->d->page->n_nodes];
}

static uint32_t article_of(const kw_node *v, uint32_t i) {
    while (i != UINT32_MAX && v[i].tag != KW_TAG_ARTICLE) i = v[i].parent;
    return i;
}

/* An <article> with an <h1> of its own behind the one in which the page's heading and a text stand: pages that load the next one under the one that
 * is read. */
static bool is_next_article(const picker *p, uint32_t i) {
    const kw_node *v = p->d->page->nodes;
    const uint32_t first = v[i].tag == KW_TAG_ARTICLE && p->d->heading ? article_of(v, p->d->heading) : UINT32_MAX;
    if (first == UINT32_MAX || i < v[first].end || good(p, first) < GOOD_PARA) return false;
    for (uint32_t j = i + 1; j < v[i].end; j++)
        if (v[j].tag == KW_TAG_H1) return held(&p->w, v, j) > 0;
    return false;
}

static bool drop_next(picker *p) {
    bool any = false;
    for (uint32_t i = p->d->heading; i && i < p->d->page->n_nodes; i++)
        if (is_next_article(p, i)) p->w.gone[i] = 1, any = true;
    if (any) kw_weights_sum(p->d, &p->w);
    return any;
}

/* Subtrees whose names say that they are something else, unless most of the page's text is in them. */
static void drop_named(picker *p) {
    const kw_node *v = p->d->page->nodes;
    uint32_t n = (uint32_t)p->d->page->n_nodes, all = p->w.text[n];
    named last = { UINT32_MAX, KW_NONE, 0, 0 };
    for (uint32_t i = 0; i < n; i++) {
        if (v[i].tag == KW_TAG_TEXT || v[i].tag == KW_TAG_BODY || v[i].tag == KW_TAG_HTML || p->w.gone[i]) continue;
        bool semantic = v[i].tag == KW_TAG_ASIDE || v[i].tag == KW_TAG_FOOTER || v[i].tag == KW_TAG_FORM;
        if (!semantic && !(p->w.says[i] & KW_SAYS_DROP)) continue;
        if (is_lead(p, i) || named_lead(p, i)) continue;
        uint64_t part = held(&p->w, v, i) * 100ULL / (all + 1), paras = good(p, i) * 100ULL / (p->good[n] + 1);
        bool most = part > 60 || paras > 60 || (part > 25 && (has_heading(p, i) || (p->w.says[i] & KW_SAYS_BODY)));
        if ((most && !rest_is_enough(p, i)) || most_together(p, i, &last)) continue;
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

/* A paragraph's own text, if it may be one; 0 else. */
static uint32_t paragraph(const picker *p, uint32_t i) {
    const kw_node *v = p->d->page->nodes;
    if (!kw_tag_is_block(v[i].tag) || v[i].tag == KW_TAG_FIGCAPTION || v[i].tag == KW_TAG_FIGURE) return 0;
    if (v[i].tag >= KW_TAG_H1 && v[i].tag <= KW_TAG_H6) return 0;
    uint32_t n = own_text(p, i);
    return n < PARA_MIN || linked(&p->w, v, i) * 2 > held(&p->w, v, i) ? 0 : n;
}

static void score_all(picker *p) {
    const kw_node *v = p->d->page->nodes;
    uint32_t sum = 0, gone_end = 0, n = (uint32_t)p->d->page->n_nodes;
    memset(p->score, 0, n * sizeof *p->score);
    for (uint32_t i = 0; i < n; i++) {
        p->good[i] = sum;
        if (p->w.gone[i] && v[i].end > gone_end) gone_end = v[i].end;
        uint32_t own = i < gone_end ? 0 : paragraph(p, i);
        if (!own) continue;
        if (own >= GOOD_PARA) sum += own;
        double worth = own < 400 ? own : 400 + (own - 400) * .5;
        score_paragraph(p, i, v[i].tag == KW_TAG_P || v[i].tag == KW_TAG_PRE ? worth : worth * .7);
    }
    p->good[n] = sum;
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

/* A heading that is a link: the opening of another article. */
static bool is_teaser(const picker *p, uint32_t i) {
    const kw_node *v = p->d->page->nodes;
    for (uint32_t j = i; j < v[i].end; j++)
        if (v[j].tag >= KW_TAG_H1 && v[j].tag <= KW_TAG_H6 && linked(&p->w, v, j) * 2 > held(&p->w, v, j)) return true;
    return false;
}

/* Does a neighbour of the chosen part read like an article: whole paragraphs, few links? */
static bool reads_like(const picker *p, uint32_t i) {
    const kw_node *v = p->d->page->nodes;
    uint32_t n = held(&p->w, v, i);
    return good(p, i) * 10 > n * 6 && linked(&p->w, v, i) * 5 < n && !is_teaser(p, i);
}

/* Is it, or is it in, an <article> of its own? Another <article> beside it is another article. */
static bool in_article(const picker *p, uint32_t i, uint32_t up) {
    const kw_node *v = p->d->page->nodes;
    for (; i != up && i != UINT32_MAX; i = v[i].parent)
        if (v[i].tag == KW_TAG_ARTICLE) return true;
    return false;
}

/* Articles in pieces: outwards as long as neighbours add a good part of text that reads alike. The others go: *dropped. */
static uint32_t widen(picker *p, uint32_t best, bool *dropped) {
    const kw_node *v = p->d->page->nodes;
    uint32_t top = best, at = best;
    *dropped = false;
    for (int s = 0; s < CLIMB; s++) {
        uint32_t up = v[at].parent, more = 0;
        if (up == UINT32_MAX || v[up].tag == KW_TAG_HTML) break;
        for (uint32_t c = up + 1; c < v[up].end; c = v[c].end)
            if (c != at && good(p, c) && reads_like(p, c)) more += good(p, c);
        if (in_article(p, top, up) && (v[up].tag == KW_TAG_BODY || more < good(p, top))) more = 0;
        if (more * 10 > good(p, top)) {
            for (uint32_t c = up + 1; c < v[up].end; c = v[c].end)
                if (c != at && held(&p->w, v, c) && !reads_like(p, c) && linked(&p->w, v, c) * 3 > held(&p->w, v, c))
                    p->w.gone[c] = 1, *dropped = true;
            top = up;
        }
        at = up;
    }
    return top;
}

/* A small box with a picture: what it says is the picture's caption, or another article's. */
static bool holds_picture(const picker *p, uint32_t i) {
    const kw_node *v = p->d->page->nodes;
    bool picture = false, body = false;
    if (v[i].tag != KW_TAG_DIV && v[i].tag != KW_TAG_SECTION && v[i].tag != KW_TAG_FIGURE && v[i].tag != KW_TAG_OTHER) return false;
    for (uint32_t j = i + 1; j < v[i].end; j++) {
        body = body || ((p->w.says[j] & KW_SAYS_BODY) && v[j].tag == KW_TAG_SECTION);
        picture = picture || v[j].tag == KW_TAG_IMG;
    }
    return picture && !body;
}

/* A list whose items are whole sentences is a part of the text, many links as it may have. */
static bool has_long_items(const picker *p, uint32_t i) {
    const kw_node *v = p->d->page->nodes;
    uint32_t items = 0;
    for (uint32_t c = i + 1; c < v[i].end; c = v[c].end) items += v[c].tag == KW_TAG_LI;
    return items && held(&p->w, v, i) / items >= LONG_ITEM;
}

/* A box that is named for the author and is no sentence: the byline, whatever else is set in it. */
static bool is_byline(const picker *p, uint32_t i, uint32_t bytes) {
    enum { BYLINE_MAX = 140 };
    if (!(p->w.says[i] & KW_SAYS_AUTHOR) || bytes > BYLINE_MAX || p->d->page->nodes[i].tag == KW_TAG_P) return false;
    size_t len;
    kw_str text = kw_node_text(p->d, i, 2 * BYLINE_MAX);
    return text.n && !kw_phrase_label(p->d, text, 0, &len).p && !strchr(".!?:\"", text.p[text.n - 1]) && (unsigned char)text.p[text.n - 1] < 0x80;
}

/* Inside the chosen part: lists of links, boxes that are named half-heartedly and full of links. */
static void prune(picker *p, uint32_t top) {
    const kw_node *v = p->d->page->nodes;
    uint32_t all = held(&p->w, v, top);
    for (uint32_t i = top + 1; i < v[top].end; i++) {
        if (p->w.gone[i]) { i = v[i].end - 1; continue; }
        if (!kw_tag_is_block(v[i].tag) || v[i].tag == KW_TAG_P) continue;
        uint32_t n = held(&p->w, v, i), l = linked(&p->w, v, i);
        if (!n || n * 2 > all) continue;
        bool weak = (p->w.says[i] & KW_SAYS_WEAK) != 0;
        if ((n < CAPTION_BOX && holds_picture(p, i)) || is_byline(p, i, n)) p->w.gone[i] = 1;
        bool list = v[i].tag == KW_TAG_LI ? n >= LONG_ITEM : (v[i].tag == KW_TAG_UL || v[i].tag == KW_TAG_OL) && has_long_items(p, i);
        if (l * (list ? 5 : 2) > n * (list ? 4 : 1) || (weak && !list && l * 4 > n)) p->w.gone[i] = 1;
    }
}

/* A gallery, of which the captions are the text. */
static bool is_gallery(const kw_draft *d) {
    enum { LEAST = 800, TIMES = 3 };
    size_t captions = 0, rest = 0;
    for (size_t i = 0; i < d->n; i++)
        if (!d->v[i].out.p) *(d->v[i].kind == KW_PARA_CAPTION ? &captions : &rest) += d->v[i].text.n;
    return captions >= LEAST && captions >= TIMES * rest;
}

/* A heading over a list of links, or over nothing, goes with it; so do captions. */
static void drop_lone(kw_draft *d) {
    bool followed = false, gallery = is_gallery(d);
    for (size_t i = d->n; i-- > 0;) {
        kw_block *b = &d->v[i];
        if (b->kind == KW_PARA_CAPTION && !b->out.p && !gallery) b->out = KW_STR("caption");
        if (b->kind == KW_PARA_HEADING && !b->out.p && (!followed || (i + 1 < d->n && kw_str_is(d->v[i + 1].out, "links"))))
            b->out = KW_STR("heading");
        if (!b->out.p) followed = true;
    }
}

/* "article > div.detail-text": the chosen node and two around it, for `kawat why`. */
static kw_str node_path(kw_draft *d, uint32_t i) {
    enum { STEPS_TOLD = 3 };
    const kw_node *v = d->page->nodes;
    kw_str path = KW_NONE;
    for (int n = 0; n < STEPS_TOLD && i != UINT32_MAX && d->page->n_nodes; n++, i = v[i].parent) {
        kw_str cls = v[i].attrs->cls, first = KW_NONE;
        if (cls.n) kw_str_cut(&cls, ' ', &first);
        kw_str step = kw_str_fmt(d->mem, "%s%s%.*s%s%.*s", kw_tag_name(v[i].tag), first.n ? "." : "", KW_FMT(first),
            v[i].attrs->id.n ? "#" : "", KW_FMT(v[i].attrs->id));
        path = path.n ? kw_str_fmt(d->mem, "%.*s > %.*s", KW_FMT(step), KW_FMT(path)) : step;
    }
    return path;
}

static kw_rc attempt(picker *p, bool by_name, kw_err *err) {
    kw_draft *d = p->d;
    d->n = 0;
    KW_TRY(kw_weights_make(d, &p->w, !by_name, err));
    score_all(p);
    const bool next = drop_next(p);
    if (by_name) drop_named(p);
    if (by_name || next) score_all(p);
    bool dropped;
    uint32_t top = widen(p, pick(p), &dropped);
    if (dropped) kw_weights_sum(d, &p->w);
    d->body_rule = by_name ? KW_STR("structure and names") : KW_STR("structure alone");
    d->body_node = node_path(d, top);
    prune(p, top);
    KW_TRY(kw_around_read(d, &p->w, top, err));
    kw_parts_read(d, top);
    KW_TRY(kw_blocks_read(d, &p->w, top, err));
    drop_lone(d);
    return KW_OK;
}

/* The article's text as the page's JSON-LD has it, where the page itself shows an opening: a short text, and less than half. A
 * long text that differs is another cut of the article, and what is printed holds. */
static kw_rc ask_jsonld(kw_draft *d, kw_err *err) {
    if (d->ld_body.n < LITTLE || kw_kept_bytes(d, 0, d->n) * 2 > d->ld_body.n || kw_kept_bytes(d, 0, d->n) > OPENING) return KW_OK;
    d->body_rule = KW_STR("json-ld");
    d->body_node = KW_STR("articleBody");
    return kw_state_blocks(d, d->ld_body, err);
}

kw_rc kw_body_read(kw_draft *d, kw_err *err) {
    static const double GUESS = .5;                         /* a day that is printed somewhere near */
    picker p = { .d = d };
    p.score = kw_alloc_n(d->mem, d->page->n_nodes + 1, sizeof *p.score);
    p.good = kw_alloc_n(d->mem, d->page->n_nodes + 1, sizeof *p.good);
    if (!p.score || !p.good) return kw_fail_nomem(err);
    KW_TRY(attempt(&p, true, err));
    size_t kept = kw_kept_bytes(d, 0, d->n);
    if (kept < LITTLE) {
        kw_block *v = d->v;
        size_t n = d->n, cap = d->cap;
        kw_str node = d->body_node;
        d->v = NULL;
        d->n = d->cap = 0;
        KW_TRY(attempt(&p, false, err));
        if (kw_kept_bytes(d, 0, d->n) < 2 * kept) d->v = v, d->n = n, d->cap = cap, d->body_node = node, d->body_rule = KW_STR("structure and names");
    }
    KW_TRY(ask_jsonld(d, err));
    if (kw_kept_bytes(d, 0, d->n) < LITTLE) KW_TRY(kw_state_read(d, err));
    return d->a->published_score <= GUESS ? kw_state_dates(d, err) : KW_OK;
}
