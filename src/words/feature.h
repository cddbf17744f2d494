/* SPDX-License-Identifier: MIT
 * What the tagger and the parser look at. Used by src/words at run time and by models/ in training, so that both see the
 * same. A feature is a 64-bit number: its template mixed with what the template looks at; its weights: model.h. */
#ifndef KW_WORDS_FEATURE_H
#define KW_WORDS_FEATURE_H

#include "base/arena.h"
#include "base/error.h"
#include "doc/words.h"
#include "words/model.h"

/* ---- what is seen of a token ---- */

typedef struct kw_seen {
    uint32_t form;              /* of the folded form, all digits alike */
    uint32_t pre[4], suf[4];    /* of its first and last 1-4 bytes; the whole form if it is shorter */
    uint32_t shape;             /* case, digits, hyphens, whether it is glued, and how the sentence writes capitals */
    uint32_t lex;               /* class of the lexicon; 0: not in it */
    uint32_t habit;             /* how it is written within sentences: 0 unknown, 1 small, 2 both, 3 with a capital */
    uint32_t tag;               /* for the parser: upos, tense and verb form */
    uint32_t marks;             /* for the parser: punctuation before (low 8 bits) and after (next 8) */
} kw_seen;

enum { KW_SEEN_PAD = 3 };       /* tokens of padding on either side */

enum {                          /* kw_seen.shape; from bit 12 on: how the sentence writes capitals, 0 as usual */
    KW_SHAPE_LOWER = 1, KW_SHAPE_CAPITAL = 2, KW_SHAPE_CAPITALS = 4, KW_SHAPE_DIGIT = 8, KW_SHAPE_HYPHEN = 16, KW_SHAPE_OTHER = 32,
    KW_SHAPE_GLUED = 64, KW_SHAPE_FIRST = 128, KW_SHAPE_POINT = 256, KW_SHAPE_SINGLE = 512, KW_SHAPE_MODE = 1 << 12
};

/* Looks at the tokens; `out` has room for n + 2 * KW_SEEN_PAD, out[KW_SEEN_PAD] is the first token. Sets all but lex, habit, tag, marks. */
void kw_seen_of(kw_str text, const kw_token *t, size_t n, kw_seen *out);

uint32_t kw_seen_tag(const kw_token *t);        /* kw_seen.tag */

static inline uint64_t kw_feature(unsigned template, uint32_t a, uint32_t b, uint32_t c) {
    uint64_t h = ((uint64_t)a | (uint64_t)b << 32) * 0x9E3779B97F4A7C15u;
    h = (h ^ h >> 29) + (((uint64_t)c << 8 | template) * 0xC2B2AE3D27D4EB4Fu);
    h = (h ^ h >> 32) * 0xD6E8FEB86659FD93u;
    return h ^ h >> 32;
}

/* Lexicon: the key of a form, and three bytes a row: class (kw_seen.lex), 1 + tag class of a word that is always that or 0,
 * and kw_seen.habit. */
enum { KW_LEX_ROW = KW_NEAR_ROW };
static inline uint64_t kw_lex_key(const kw_seen *s) { return kw_feature(255, s->form, s->pre[3], s->suf[3]); }

/* ---- tagger ---- */

enum { KW_TAG_FEATURES = 52, KW_TAG_CLASSES = 32 };

/* Features of the token at `s` (padding around it); `t1`, `t2`: kw_tag_mark() of the one before and before that, 0 for none. */
unsigned kw_tag_features(const kw_seen *s, uint32_t t1, uint32_t t2, uint64_t key[KW_TAG_FEATURES]);

/* Of these, the ones that do not look at `t1` and `t2`, a bit each: they are known before the token's turn. */
extern const uint64_t KW_TAG_FIXED;

/* A class of the tagger, as it lies in the model. */
typedef struct kw_tag_class { uint8_t upos, tense, voice, spare; uint32_t flags; } kw_tag_class;

/* What kw_tag_features() is told of a token before: upos, tense, verb form. */
static inline uint32_t kw_tag_mark(const kw_tag_class *c) {
    return 1u + c->upos + 32u * c->tense + 128u * (c->flags / KW_TOK_PARTICIPLE);
}

#endif
