/* SPDX-License-Identifier: MIT
 * The tagger: an averaged perceptron, greedy from left to right (Collins 2002), over the features of feature.c. Words
 * that were always the same in training are not asked for. About 40 lookups for each other word. */
#include "words/tag.h"

#include "words/feature.h"

enum { LEXICON, TAGS, CLASSES };

struct kw_tagger {
    kw_weights part[KW_MODEL_PARTS];
    kw_tag_class cls[KW_TAG_CLASSES];
    unsigned n, name;                           /* name: the class of names; n: there is none */
};

kw_rc kw_tagger_open(const kw_know *k, kw_str language, kw_arena *mem, kw_tagger **out, kw_err *err) {
    kw_str image = kw_know_lang_blob(k, language, "tags.model");
    *out = NULL;
    if (!image.p) return KW_OK;
    kw_tagger *t = kw_alloc(mem, sizeof *t);
    if (!t) return kw_fail_nomem(err);
    KW_TRY(kw_model_open(image, "tags", "tags.model", t->part, err));
    const kw_weights *c = &t->part[CLASSES];
    t->n = c->n / sizeof *t->cls;
    if (!t->n || t->n > KW_TAG_CLASSES || !t->part[TAGS].lines || !t->part[LEXICON].lines)
        return kw_fail(err, KW_DATA, "tags.model", "want 1 to %d classes with weights and a lexicon, found %u", KW_TAG_CLASSES, t->n);
    memcpy(t->cls, c->rows, t->n * sizeof *t->cls);
    while (t->name < t->n && t->cls[t->name].upos != KW_PROPN) t->name++;
    *out = t;
    return KW_OK;
}

/* Looks every word up; `sure` gets 1 + its class where it is always the same. */
static void look_up(const kw_tagger *t, kw_seen *s, size_t n, uint8_t *sure) {
    for (size_t i = 0; i < n; i++) {
        const int8_t *row = kw_near_row(&t->part[LEXICON], kw_lex_key(&s[i]));
        s[i].lex = row ? (uint32_t)(uint8_t)row[0] : 0;
        s[i].habit = row ? (uint32_t)(uint8_t)row[2] : 0;
        sure[i] = row && (uint8_t)row[1] <= t->n ? (uint8_t)row[1] : 0;
    }
}

/* The small half of a name ("Park Geun-hye"): a word not seen in training, joined by a hyphen to a capital behind a capital. */
static bool ends_name(const kw_seen *s) {
    enum { CAPITAL = KW_SHAPE_CAPITAL | KW_SHAPE_CAPITALS };
    return !s->lex && (s->shape & (CAPITAL | KW_SHAPE_LOWER | KW_SHAPE_GLUED)) == (KW_SHAPE_LOWER | KW_SHAPE_GLUED)
        && (s[-1].shape & (KW_SHAPE_GLUED | KW_SHAPE_HYPHEN)) == (KW_SHAPE_GLUED | KW_SHAPE_HYPHEN) && s[-2].shape & CAPITAL && s[-3].shape & CAPITAL;
}

static unsigned best_class(const kw_tagger *t, const kw_seen *s, uint32_t t1, uint32_t t2) {
    uint64_t key[KW_TAG_FEATURES];
    int32_t score[KW_CLASSES_MAX] = { 0 };
    unsigned best = 0;
    kw_far_score(&t->part[TAGS], key, kw_tag_features(s, t1, t2, key), score);
    for (unsigned c = 1; c < t->n; c++) if (score[c] > score[best]) best = c;
    return best;
}

/* The tables are larger than the nearest caches: what the next token will ask for is fetched while this one is decided. */
static void look_ahead(const kw_tagger *t, const kw_seen *s) {
    uint64_t key[KW_TAG_FEATURES];
    kw_model_ahead(&t->part[TAGS], key, kw_tag_features(s, 0, 0, key), KW_TAG_FIXED);
}

static void give(kw_token *w, const kw_tag_class *c) {
    w->upos = c->upos < KW_UPOS_COUNT ? c->upos : KW_X;
    w->tense = c->tense;
    if (!w->voice) w->voice = c->voice;
    w->flags &= ~(uint32_t)(KW_TOK_PARTICIPLE | KW_TOK_INFINITIVE | KW_TOK_GERUND);
    w->flags |= c->flags;
}

kw_rc kw_tagger_run(const kw_tagger *t, kw_words *w, size_t sentence, kw_arena *mem, kw_err *err) {
    const kw_sentence *x = &w->sentences[sentence];
    kw_token *token = w->tokens + x->first;
    kw_seen *s = kw_alloc_n(mem, x->n + 2 * KW_SEEN_PAD, sizeof *s);
    uint8_t *sure = kw_alloc(mem, x->n + 1);
    uint32_t t1 = 0, t2 = 0;
    if (!s || !sure) return kw_fail_nomem(err);
    kw_seen_of(w->text, token, x->n, s);
    s += KW_SEEN_PAD;
    look_up(t, s, x->n, sure);
    for (size_t i = 0; i < x->n; i++) {
        if (i + 1 < x->n && !sure[i + 1]) look_ahead(t, s + i + 1);
        unsigned best = sure[i] ? sure[i] - 1u : t->name < t->n && ends_name(s + i) ? t->name : best_class(t, s + i, t1, t2);
        const kw_tag_class *c = &t->cls[best];
        give(&token[i], c);
        t2 = t1;
        t1 = kw_tag_mark(c);
    }
    return KW_OK;
}
