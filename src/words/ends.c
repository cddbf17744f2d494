/* SPDX-License-Identifier: MIT
 * Looks at three words on either side, at the head of the sentence, at how long it is and whether it has a verb yet. */
#include "words/ends.h"

kw_rc kw_ends_open(const kw_know *k, kw_str language, kw_arena *mem, kw_ends **out, kw_err *err) {
    kw_str image = kw_know_lang_blob(k, language, "ends.model");
    kw_weights part[KW_MODEL_PARTS];
    *out = NULL;
    if (!image.p) return KW_OK;
    kw_ends *e = kw_alloc(mem, sizeof *e);
    if (!e) return kw_fail_nomem(err);
    KW_TRY(kw_model_open(image, "ends", "ends.model", part, err));
    if (!part[0].lines) return kw_fail(err, KW_DATA, "ends.model", "want weights, found none");
    e->weights = part[0];
    *out = e;
    return KW_OK;
}

kw_rc kw_end_line_open(const kw_ends *ends, kw_morph_seen *morph, kw_str text, const kw_token *v, size_t n, kw_arena *mem, kw_end_line *out,
    kw_err *err) {
    *out = (kw_end_line){ .ends = ends, .morph = morph, .v = v, .n = n };
    out->s = kw_alloc_n(mem, n + 2 * KW_SEEN_PAD, sizeof *out->s);
    out->verbs = kw_alloc_n(mem, n + 1, sizeof *out->verbs);
    if (!out->s || !out->verbs) return kw_fail_nomem(err);
    kw_seen_of(text, v, n, out->s);
    out->s += KW_SEEN_PAD;
    for (size_t i = 0; i < n; i++) {
        bool mark = v[i].flags & (KW_TOK_PUNCT | KW_TOK_NUMBER);
        kw_analysis a = mark ? (kw_analysis){ .upos = v[i].flags & KW_TOK_PUNCT ? KW_PUNCT : KW_NUM } : kw_morph_seen_find(morph, v[i].form);
        out->s[i].lex = 1u + a.upos + 32u * a.by;
        out->verbs[i + 1] = (uint16_t)(out->verbs[i] + (a.upos == KW_VERB || a.upos == KW_AUX));
    }
    return KW_OK;
}

static uint32_t some(size_t n) { return n < 4 ? (uint32_t)n : n < 7 ? 4 : n < 13 ? 5 : n < 25 ? 6 : 7; }

static unsigned features(const kw_end_line *l, size_t start, size_t i, unsigned verdict, uint64_t key[KW_END_FEATURES]) {
    unsigned n = 0;
    const kw_seen *s = l->s + i, *a = s - 1, *b = s - 2, *c = s + 1, *d = s + 2, *e = s + 3, *head = l->s + start;
    uint32_t sh = s->shape & 0xfff, ch = c->shape & 0xfff, ah = a->shape & 0xfff, dh = d->shape & 0xfff, mode = s->shape >> 12;
    uint32_t length = some(i + 1 - start), left = some(l->n - 1 - i), verbs = some((size_t)(l->verbs[i + 1] - l->verbs[start]));
    uint32_t at = verdict * 64 + length * 8 + (verbs < 3 ? verbs : 3),
        ahead = some((size_t)(l->verbs[i + 1 < l->n ? (i + 9 < l->n ? i + 9 : l->n) : l->n] - l->verbs[i + 1]));
#define F(x, y, z) (key[n] = kw_feature(n, (x), (y), (z)), n++)
    F(verdict, sh, ch);             F(verdict, length, verbs);      F(verdict, left, mode);
    F(s->form, ch, verdict);        F(c->form, sh, verdict);        F(s->form, c->form, 0);
    F(c->form, ch, length);         F(s->form, sh, length);         F(c->form, d->form, 0);
    F(c->form, ch, d->lex);         F(a->form, s->form, 0);         F(a->form, s->form, c->lex);
    F(s->lex, c->lex, sh << 12 | ch); F(s->lex, c->lex, d->lex);    F(a->lex, s->lex, c->lex);
    F(c->lex, ch, at);              F(s->lex, sh, at);              F(c->lex, d->lex, ch << 12 | dh);
    F(head->form, length, ch);      F(head->lex, at, c->lex);       F(head->form, s->form, c->lex);
    F(sh, ch, at);                  F(ah << 12 | sh, ch << 12 | dh, verdict); F(c->lex, d->lex, e->lex);
    F(ch, length << 4 | left, verbs); F(ahead, at, ch);             F(ahead, c->lex, ch << 8 | verbs);
    F(a->lex, a->form, s->form);    F(s->suf[1], sh, ch);           F(c->suf[1], ch, verdict);
    F(b->lex, a->lex, s->lex);      F(s->form, verbs, length);      F(c->form, verbs, ch << 4 | ahead);
    F(s->lex << 8 | c->lex, verbs, ch); F(mode, sh, ch);            F(mode, c->lex, verdict << 8 | verbs);
    F(d->form, c->lex, ch);         F(a->form, sh, c->lex);         F(c->pre[2], ch, s->lex);
    F(left, ch, c->lex);            F(s->form, c->lex, verdict);    F(s->lex, c->form, verdict);
#undef F
    return n;
}

/* Most words can end no sentence here and are not asked about: a mark or number on either side, or a capital to begin with, is wanted. */
static bool worth_asking(const kw_end_line *l, size_t i) {
    const kw_token *t = &l->v[i], *next = &l->v[i + 1];
    if (next->flags & KW_TOK_GLUED && !(next->flags & KW_TOK_CAPITAL)) return false;
    if (t->flags & KW_TOK_QUOTE_OPEN) return false;
    if ((t->flags | next->flags) & KW_TOK_PUNCT) return true;
    if (t->flags & next->flags & KW_TOK_CAPITAL) return kw_morph_seen_find(l->morph, next->form).by == KW_BY_FUNCTION;
    return next->flags & (KW_TOK_CAPITAL | KW_TOK_NUMBER);
}

/* "Kim Yo-jong": the first half of a name is no "yo" that begins a sentence. Not asked in training, which has no such names. */
static bool before_half_name(const kw_end_line *l, size_t i) {
    bool capitals = l->v[i].flags & l->v[i + 1].flags & KW_TOK_CAPITAL;
    return capitals && i + 2 < l->n && l->v[i + 2].flags & KW_TOK_GLUED && kw_str_is(l->v[i + 2].form, "-");
}

/* The model has seen more mail than news: it must be this sure. Chosen on en_ewt-dev, where it costs a third of a point. */
enum { SURE = 40 };

bool kw_end_here(const kw_end_line *l, size_t start, size_t i, unsigned verdict) {
    uint64_t key[KW_END_FEATURES];
    int32_t score[KW_NEAR_ROW] = { 0 };
    if (i + 1 >= l->n || !worth_asking(l, i)) return false;
    unsigned n = features(l, start, i, verdict, key);
    if (l->ends->judge) return l->ends->judge(l->ends->who, key, n, l->v[i + 1].at.start);
    if (before_half_name(l, i)) return false;
    kw_near_score(&l->ends->weights, key, n, score);
    return score[1] > score[0] + SURE;
}
