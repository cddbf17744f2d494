/* SPDX-License-Identifier: MIT
 * The title of a page: JSON-LD's headline, Open Graph, the page's <h1> and <title> each claim one. What two of them agree on
 * wins; the site's name is taken off. */
#include "clean/body.h"
#include "base/utf8.h"
#include "clean/jsonld.h"

enum { HEADINGS = 4, CLAIMS = HEADINGS + 3, TITLE_MAX = 400 };

typedef struct { kw_str text, folded; double score; uint32_t node; } claim;
typedef struct { claim v[CLAIMS]; size_t n; } claims;

/* "Title - Site", "Title | Section | Site": without what is not the title. A part goes when it names the outlet, or when
 * the page's own heading is the rest. */
static kw_str without_site(const kw_draft *d, kw_str title, const claims *c, kw_str site) {
    static const char *const marks[] = { " | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " \xc2\xab ", " \xc2\xbb ", " :: ", " / ", " \xe2\x80\xa2 ",
                                         " \xc2\xb7 ", " : ", "\xef\xbc\x9a", "\xef\xbd\x9c", " < " };
    kw_str fs = kw_utf8_fold(d->mem, site);
    for (int round = 0; round < 4; round++) {
        size_t cut = SIZE_MAX;
        for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
            for (size_t at = kw_str_find(title, kw_str_of(marks[m]), 1); at != SIZE_MAX; at = kw_str_find(title, kw_str_of(marks[m]), at + 1)) {
                kw_str tail = kw_str_sub(title, at + strlen(marks[m]), title.n), head = kw_str_sub(title, 0, at);
                kw_str ft = kw_utf8_fold(d->mem, tail), fh = kw_utf8_fold(d->mem, head);
                kw_outlet o;
                bool named = (fs.n && kw_str_eq(ft, fs)) || kw_outlet_named(d->c->know, tail, &o);
                for (size_t i = 0; i < c->n; i++) named = named || kw_str_eq(c->v[i].folded, fh);
                if ((named || (m == 0 && tail.n < 40 && head.n > 20)) && head.n >= 8) cut = at;
            }
        if (cut == SIZE_MAX) break;
        title = kw_str_trim(kw_str_sub(title, 0, cut));
    }
    return title;
}

static bool add(kw_draft *d, claims *c, kw_str text, double score, uint32_t node) {
    text = kw_str_trim(text);
    if (!text.n || text.n > TITLE_MAX || c->n == CLAIMS) return true;
    text = kw_squeeze(d->mem, kw_utf8_clean(d->mem, kw_jsonld_plain(d->mem, text)));
    kw_str folded = text.p ? kw_utf8_fold(d->mem, text) : KW_NONE;
    if (!folded.p) return false;
    c->v[c->n++] = (claim){ text, folded, score, node };
    return true;
}

static bool add_headings(kw_draft *d, claims *c) {
    size_t seen = 0;
    for (uint32_t i = 0; i < d->page->n_nodes && seen < HEADINGS; i++) {
        if (d->page->nodes[i].tag != KW_TAG_H1) continue;
        seen++;
        if (!add(d, c, kw_node_text(d, i, TITLE_MAX), .4, i)) return false;
    }
    return true;
}

/* A claim is worth its own weight and that of those who claim the same; of headings that agree one counts. The earliest of
 * equals wins: the heading, as it is printed. */
static const claim *vote(const claims *c) {
    const claim *best = NULL;
    double most = 0;
    for (size_t i = 0; i < c->n; i++) {
        double sum = 0;
        bool heading = false;
        for (size_t j = 0; j < c->n; j++) {
            if (!kw_str_eq(c->v[i].folded, c->v[j].folded) || (c->v[j].node && heading)) continue;
            heading = heading || c->v[j].node;
            sum += c->v[j].score;
        }
        if (sum > most) { most = sum; best = &c->v[i]; }
    }
    return best;
}

kw_rc kw_title_settle(kw_draft *d, kw_str headline, kw_str meta, kw_str site, kw_err *err) {
    claims c = { .n = 0 };
    if (!d->page->n_nodes && !meta.p && !headline.p) return KW_OK;
    if (!add_headings(d, &c) || !add(d, &c, headline, .5, 0) || !add(d, &c, meta, 1.25, 0) || !add(d, &c, d->page->title, .3, 0))
        return kw_fail_nomem(err);
    for (size_t i = 0; i < c.n; i++) {
        c.v[i].text = without_site(d, c.v[i].text, &c, site);
        if (!(c.v[i].folded = kw_utf8_fold(d->mem, c.v[i].text)).p) return kw_fail_nomem(err);
    }
    const claim *best = vote(&c);
    for (size_t i = 0; best && i < c.n; i++)
        if (c.v[i].node && (!d->heading || kw_str_eq(c.v[i].folded, best->folded))) d->heading = c.v[i].node;
    if (!best || d->a->title.p) return KW_OK;
    d->a->title = best->text;
    return kw_why_add(d, "title", "page", best->text, err);
}
