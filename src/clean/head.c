/* SPDX-License-Identifier: MIT
 * The title of a plain text, where the text has one; a title that stands again above the body is left out. */
#include "clean/draft.h"
#include "base/utf8.h"

#include <ctype.h>

enum { TITLE_MIN = 12, TITLE_MAX = 180, LONG_BLOCK = 200 };

static bool may_be_title(kw_str s) {
    if (s.n < TITLE_MIN || s.n > TITLE_MAX) return false;
    char last = s.p[s.n - 1];
    if (strchr(".:;,)", last)) return false;
    if (last == '"' && s.n > 1 && strchr(".,", s.p[s.n - 2])) return false;
    return kw_str_find(s, KW_STR(" "), 0) != SIZE_MAX;
}

static bool drop_title(kw_draft *d) {
    const kw_str title = kw_utf8_fold(d->mem, d->a->title);
    for (size_t i = 0, seen = 0; title.p && i < d->n && seen < 6; i++) {
        if (d->v[i].out.p) continue;
        seen++;
        if (kw_utf8_folds_to(d->v[i].text, title)) d->v[i].out = KW_STR("title");
    }
    return title.p != NULL;
}

/* A page without any title but with a heading, or a line that may be one, over its text. */
static kw_rc take_heading(kw_draft *d, kw_err *err) {
    enum { SHORT_LINES = 3 };
    for (size_t i = 0, seen = 0; i < d->n; i++) {
        kw_block *b = &d->v[i];
        if (b->out.p) continue;
        size_t next = i + 1;
        while (next < d->n && d->v[next].out.p) next++;
        bool line = d->title_unprinted && next < d->n && may_be_title(b->text) && d->v[next].text.n >= LONG_BLOCK / 2;
        if (b->kind != KW_PARA_HEADING && !line && d->title_unprinted && b->text.n < LONG_BLOCK / 2 && seen++ < SHORT_LINES) continue;
        if (b->kind != KW_PARA_HEADING && !line) return KW_OK;
        d->a->title = b->text;
        b->out = KW_STR("title");
        return kw_why_add(d, "title", "heading", d->a->title, err);
    }
    return KW_OK;
}

/* The heading that stands in the page before the text, outside of it. */
static kw_rc take_above(kw_draft *d, kw_err *err) {
    if (!d->above.n) return take_heading(d, err);
    d->a->title = d->above;
    return kw_why_add(d, "title", "heading", d->a->title, err);
}

/* <title> may be the same on every page of a site: where the text tells nothing of it, the heading above the text is the title. */
static kw_rc doubt_title(kw_draft *d, kw_err *err) {
    const kw_str before = d->a->title;
    if (!kw_title_told(d)) KW_TRY(take_above(d, err));
    if (kw_str_eq(before, d->a->title)) return kw_why_add(d, "title", "title", before, err);
    if (!d->own.name.p) d->own = (kw_outlet){ KW_NONE, before, KW_STR(""), KW_SITE };
    return KW_OK;
}

kw_rc kw_head_read(kw_draft *d, kw_err *err) {
    if (d->title_unprinted) KW_TRY(doubt_title(d, err));
    if (d->a->title.p && d->a->title.n) return drop_title(d) ? KW_OK : kw_fail_nomem(err);
    if (d->page->n_nodes) return take_heading(d, err);
    for (size_t i = 0; i + 1 < d->n; i++) {
        kw_block *b = &d->v[i];
        if (b->out.p) continue;
        if (!may_be_title(b->text)) return KW_OK;
        for (size_t j = i + 1; j < d->n; j++)
            if (!d->v[j].out.p && d->v[j].text.n > b->text.n && d->v[j].text.n >= LONG_BLOCK / 2) {
                d->a->title = b->text;
                b->out = KW_STR("title");
                return kw_why_add(d, "title", "text", b->text, err);
            }
        return KW_OK;
    }
    return KW_OK;
}
