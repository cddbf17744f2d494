/* SPDX-License-Identifier: MIT
 * A part of the page as paragraphs, headings, list items, quotations, captions and table rows, in reading order. */
#include "clean/body.h"
#include "base/limits.h"

#include <ctype.h>

enum { LAYOUT_ROW = 240,
       LONG_LINK = 140 };               /* a whole sentence that is a link is still a sentence */

static const char LINE_END = '\v';      /* of <br>; a blank in what comes out, as others are */

/* Blocks of an <h1> are the page's title, however it is printed elsewhere. */
static bool in_heading(const kw_node *v, uint32_t i) {
    for (int n = 0; i != UINT32_MAX && n < 6; i = v[i].parent, n++)
        if (v[i].tag == KW_TAG_H1) return true;
    return false;
}

typedef struct {
    kw_draft *d;
    const kw_node_weights *w;
    kw_buf buf;                 /* the block that is being read */
    size_t links;               /* bytes of it inside links */
    kw_para_kind kind;
    bool title, failed;
} reader;

static void put_block(reader *r, kw_str s) {
    kw_str text = s.n ? kw_squeeze_dup(r->d->mem, s) : s;
    kw_block *b = text.n ? kw_draft_block(r->d, text, r->kind) : NULL;
    if (!b) r->failed = r->failed || s.n;
    else if (r->title) b->out = KW_STR("title");
    else if (r->links * 10 > s.n * 7 && r->kind != KW_PARA_HEADING && text.n < LONG_LINK) b->out = KW_STR("links");
}

/* Above the text: lines that only breaks part, each of them short, as older pages set day, title and byline. */
static bool is_head(const reader *r, kw_str s) {
    enum { HEAD_BLOCKS = 3, LINE_MOST = 90 };
    kw_str line;
    size_t lines = 0;
    while (r->d->n < HEAD_BLOCKS && r->kind == KW_PARA_TEXT && kw_str_cut(&s, LINE_END, &line) && kw_str_trim(line).n <= LINE_MOST) lines++;
    return !s.p && lines > 1;
}

static void flush(reader *r) {
    kw_str s = kw_str_trim(kw_buf_str(&r->buf)), line;
    if (!r->buf.failed && s.n && is_head(r, s)) {
        while (kw_str_cut(&s, LINE_END, &line)) put_block(r, kw_str_trim(line));
    } else if (!r->buf.failed) put_block(r, s);
    if (r->buf.failed) r->failed = true;
    kw_buf_reset(&r->buf);
    r->links = 0;
}

static kw_para_kind kind_of(const reader *r, uint32_t i) {
    const kw_node *v = r->d->page->nodes;
    for (uint32_t n = 0; i != UINT32_MAX && n < 8; i = v[i].parent, n++) {
        switch (v[i].tag) {
        case KW_TAG_H1: case KW_TAG_H2: case KW_TAG_H3: case KW_TAG_H4: case KW_TAG_H5: case KW_TAG_H6: return KW_PARA_HEADING;
        case KW_TAG_LI: case KW_TAG_DD: case KW_TAG_DT: return KW_PARA_ITEM;
        case KW_TAG_BLOCKQUOTE: return KW_PARA_QUOTE;
        case KW_TAG_FIGCAPTION: case KW_TAG_FIGURE: case KW_TAG_CAPTION: return KW_PARA_CAPTION;
        case KW_TAG_TR:                                     /* a row with so much text lays out a page */
            if (r->w->text[v[i].end] - r->w->text[i] > LAYOUT_ROW) return KW_PARA_TEXT;
            return KW_PARA_TABLE;
        default: break;
        }
        if (r->w->says[i] & KW_SAYS_CAPTION) return KW_PARA_CAPTION;
    }
    return KW_PARA_TEXT;
}

kw_rc kw_blocks_read(kw_draft *d, const kw_node_weights *w, uint32_t top, kw_err *err) {
    const kw_node *v = d->page->nodes;
    reader r = { .d = d, .w = w, .buf = KW_BUF_EMPTY };
    uint32_t *open = kw_alloc_n(d->mem, d->page->n_nodes + 1, sizeof *open), depth = 0, link_end = 0, row_end = 0, breaks = 0;
    if (!open) return kw_fail_nomem(err);
    for (uint32_t i = top; i <= v[top].end && !r.failed; i++) {
        while (depth && i >= v[open[depth - 1]].end) {      /* blocks that end here */
            flush(&r);
            depth--;
        }
        if (i == v[top].end) break;
        if (d->n > KW_BLOCKS_MAX) {
            kw_buf_free(&r.buf);
            return kw_fail(err, KW_DATA, d->raw->path.p, "want an article of at most %d lines or paragraphs, found more", KW_BLOCKS_MAX);
        }
        if (w->gone[i] && i != top) { i = v[i].end - 1; continue; }
        bool in_row = i < row_end;
        if (in_row && (kw_tag_is_block(v[i].tag) || v[i].tag == KW_TAG_BR)) { kw_buf_byte(&r.buf, ' '); continue; }
        if (v[i].tag == KW_TAG_BR) {
            if (++breaks > 1) flush(&r);
            else kw_buf_byte(&r.buf, LINE_END);
            continue;
        }
        if (kw_tag_is_block(v[i].tag)) {
            flush(&r);
            open[depth++] = i;
            breaks = 0;
        }
        /* one line, whatever its cells are made of */
        if (v[i].tag == KW_TAG_TR && w->text[v[i].end] - w->text[i] <= LAYOUT_ROW) row_end = v[i].end;
        if (v[i].tag == KW_TAG_A) link_end = v[i].end;
        if (v[i].tag != KW_TAG_TEXT) continue;
        if (!kw_str_trim(v[i].text).n) { kw_buf_byte(&r.buf, ' '); continue; }
        if (!kw_str_trim(kw_buf_str(&r.buf)).n) r.kind = kind_of(&r, i), r.title = r.kind == KW_PARA_HEADING && in_heading(v, i);
        breaks = 0;
        kw_buf_add(&r.buf, v[i].text);
        if (i < link_end) r.links += kw_str_trim(v[i].text).n;
    }
    flush(&r);
    kw_buf_free(&r.buf);
    return r.failed ? kw_fail_nomem(err) : KW_OK;
}
