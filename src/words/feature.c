/* SPDX-License-Identifier: MIT
 * Turns tokens into the numbers that features are mixed from. */
#include "words/feature.h"

#include "base/utf8.h"

/* ---- what is seen of a token ---- */

static uint32_t step(uint32_t h, unsigned char c) {
    if (c >= '0' && c <= '9') c = '0';
    return (h ^ c) * 0x01000193u + 0x9E3779B9u;
}

static void see_form(kw_str form, kw_seen *s) {
    uint32_t h = 0x811C9DC5u, r = 0x1234567u;
    for (size_t i = 0; i < form.n; i++) {
        h = step(h, (unsigned char)form.p[i]);
        if (i < 4) s->pre[i] = h;
    }
    s->form = h;
    for (size_t i = 0; i < 4 && i < form.n; i++) s->suf[i] = r = step(r, (unsigned char)form.p[form.n - 1 - i]);
    for (size_t i = form.n; i < 4; i++) s->pre[i] = h, s->suf[i] = r;
}

/* Case and characters as they stand; by bytes, a capital past ASCII is rare and found only at the beginning. */
static uint32_t shape_of(kw_str s) {
    uint32_t shape = 0;
    size_t at = 0, upper = 0, letters = 0;
    if (!s.n) return 0;
    if ((unsigned char)s.p[0] >= 0x80 && kw_utf8_is_upper(kw_utf8_next(s, &at))) shape |= KW_SHAPE_CAPITAL, upper++, letters++;
    for (size_t i = at; i < s.n; i++) {
        char c = s.p[i];
        if (c >= 'a' && c <= 'z') shape |= KW_SHAPE_LOWER, letters++;
        else if (c >= 'A' && c <= 'Z') shape |= i ? 0 : KW_SHAPE_CAPITAL, upper++, letters++;
        else if (c >= '0' && c <= '9') shape |= KW_SHAPE_DIGIT;
        else if (c == '-') shape |= KW_SHAPE_HYPHEN;
        else if (c == '.' || c == ',') shape |= KW_SHAPE_POINT;
        else if ((unsigned char)c < 0x80) shape |= KW_SHAPE_OTHER;
        else letters++;
    }
    if (upper > 1) shape |= KW_SHAPE_CAPITALS;
    return letters == 1 ? shape | KW_SHAPE_SINGLE : shape;
}

/* How the sentence writes capitals: 0 as usual, 1 most words begin with one (a headline), 2 all capitals, 3 none at all. */
static uint32_t case_mode(const kw_seen *s, size_t n) {
    size_t words = 0, lower = 0, all = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t h = s[i].shape;
        if (!(h & (KW_SHAPE_LOWER | KW_SHAPE_CAPITAL | KW_SHAPE_CAPITALS))) continue;
        words++;
        if (!(h & (KW_SHAPE_CAPITAL | KW_SHAPE_CAPITALS))) lower++;
        else if (!(h & KW_SHAPE_LOWER)) all++;
    }
    if (words > 2 && lower == words) return 3;
    if (words > 1 && all * 5 >= words * 4) return 2;
    return words > 3 && lower * 4 <= words ? 1 : 0;
}

void kw_seen_of(kw_str text, const kw_token *t, size_t n, kw_seen *out) {
    memset(out, 0, KW_SEEN_PAD * sizeof *out);
    memset(out + KW_SEEN_PAD + n, 0, KW_SEEN_PAD * sizeof *out);
    for (size_t i = 0; i < KW_SEEN_PAD; i++) out[KW_SEEN_PAD - 1 - i].form = 1 + (uint32_t)i, out[KW_SEEN_PAD + n + i].form = 11 + (uint32_t)i;
    kw_seen *s = out + KW_SEEN_PAD;
    for (size_t i = 0; i < n; i++) {
        see_form(t[i].form, &s[i]);
        s[i].shape = shape_of(kw_str_at(text, t[i].at));
        s[i].lex = s[i].habit = s[i].tag = s[i].marks = 0;
    }
    uint32_t mode = case_mode(s, n);
    bool first = true;              /* no word yet since the start: its capital says nothing */
    for (size_t i = 0; i < n; i++) {
        bool word = s[i].shape & (KW_SHAPE_LOWER | KW_SHAPE_CAPITAL | KW_SHAPE_CAPITALS | KW_SHAPE_DIGIT);
        if (first) s[i].shape |= KW_SHAPE_FIRST;
        if (i && t[i].at.start == t[i - 1].at.end) s[i].shape |= KW_SHAPE_GLUED;
        s[i].shape |= mode * KW_SHAPE_MODE;
        if (word) first = false;
    }
}

uint32_t kw_seen_tag(const kw_token *t) {
    if (t->upos != KW_VERB && t->upos != KW_AUX) return 1u + t->upos;
    uint32_t form = (t->flags & KW_TOK_PARTICIPLE ? 1u : 0) | (t->flags & KW_TOK_INFINITIVE ? 2u : 0) | (t->flags & KW_TOK_GERUND ? 4u : 0);
    return 1 + t->upos + 32u * t->tense + 256u * form;
}

/* ---- tagger ---- */

const uint64_t KW_TAG_FIXED = 0x1bd1a027fdfffu;

unsigned kw_tag_features(const kw_seen *s, uint32_t t1, uint32_t t2, uint64_t key[KW_TAG_FEATURES]) {
    unsigned n = 0;
    const kw_seen *a = s - 1, *b = s - 2, *c = s + 1, *d = s + 2;
#define F(x, y, z) (key[n] = kw_feature(n, (x), (y), (z)), n++)
    F(s->form, 0, 0);
    F(s->form, s->shape, 0);
    F(s->suf[0], s->shape, 0);
    F(s->suf[1], 0, 0);
    F(s->suf[2], s->shape, 0);
    F(s->suf[3], 0, 0);
    F(s->pre[0], s->shape, 0);
    F(s->pre[1], 0, 0);
    F(s->pre[2], 0, 0);
    F(s->pre[3], 0, 0);
    F(s->pre[1], s->suf[1], s->shape);
    F(s->pre[2], s->suf[2], 0);
    F(s->shape, a->shape, c->shape);
    F(s->shape, t1, c->shape);
    F(a->form, 0, 0);
    F(b->form, 0, 0);
    F(c->form, 0, 0);
    F(d->form, 0, 0);
    F(a->form, s->form, 0);
    F(s->form, c->form, 0);
    F(a->form, c->form, 0);
    F(a->form, b->form, 0);
    F(c->form, d->form, 0);
    F(c->suf[2], c->shape, t1);
    F(c->suf[1], s->suf[1], t1);
    F(c->pre[1], c->lex, s->lex);
    F(t1, 0, s->lex);
    F(t1, t2, s->lex);
    F(t1, s->form, 0);
    F(t1, s->suf[2], s->shape);
    F(t1, t2, s->suf[1]);
    F(t1, c->form, 0);
    F(t1, s->lex, c->lex);
    F(s->lex, c->lex, d->lex);
    F(t1, c->lex, s->shape);
    F(s->form, c->lex, 0);
    F(a->form, s->lex, c->lex);
    F(t2, a->form, s->shape);
    F(s->shape, t1, t2);
    F(s->suf[2], s->pre[1], t1);
    F(s->habit, s->shape, s->lex);
    F(s->habit, s->shape, t1);
    F(s->habit, s->shape, c->habit << 16 | c->shape);
    F(s->habit, s->suf[2], s->shape);
    F(c->habit, c->shape, s->form);
    F(a->habit, a->shape, s->habit << 16 | s->shape);
    F(s->suf[1], t1, c->lex);                       /* arrested three men, the men arrested in */
    F(s->suf[1], c->lex, d->lex);
    F(s->suf[1], a->form, c->lex);
    F(s->pre[1], t1, c->lex);
#undef F
    return n;
}
