/* SPDX-License-Identifier: MIT
 * What the tagger and the parser look at, and the tables their weights lie in. Used by src/words at run time and by
 * models/ in training, so that both see the same.
 *
 * A feature is a 64-bit number: its template mixed with what the template looks at. A model is an image of tables that are
 * used where they lie: a hash table, half full, of slots (14 bits of the feature, 18 of its row's number; 0 if empty), and
 * rows of small integers, one for each class. Finding a feature costs about one access to the slots, and one to the rows if
 * it is there. One in some thousand features that are not there is taken for another: it adds a little noise. */
#ifndef KW_WORDS_FEATURE_H
#define KW_WORDS_FEATURE_H

#include "base/arena.h"
#include "base/error.h"
#include "doc/words.h"

/* ---- model images ---- */

enum { KW_MODEL_PARTS = 4, KW_ROW_MAX = 48 };
#define KW_MODEL_MAGIC "KWMODL1"

/* One table of an image: `n` rows of `stride` bytes; slots 0: no features, plain rows. Places are in bytes. */
typedef struct kw_model_part { uint32_t slots, stride, n, spare; uint64_t slots_at, rows_at; } kw_model_part;
typedef struct kw_model_head { char magic[8]; char kind[8]; kw_model_part part[KW_MODEL_PARTS]; } kw_model_head;

typedef struct kw_weights { const uint32_t *slot; const int8_t *rows; uint32_t slots, stride, n; } kw_weights;

enum { KW_ROW_BITS = 18, KW_ROWS_MAX = 1 << KW_ROW_BITS };

/* Points `out` (KW_MODEL_PARTS of them) into the image; `kind` must match, every part must lie inside. */
kw_rc kw_model_open(kw_str image, const char *kind, const char *place, kw_weights *out, kw_err *err);

/* The upper bits of a slot; never 0. */
static inline uint32_t kw_feature_check(uint64_t key) { return (uint32_t)(key >> 50 ? key >> 50 : 1) << KW_ROW_BITS; }

/* Where looking for a feature begins: the low half of the key, scaled to the table. */
static inline uint32_t kw_feature_slot(uint64_t key, uint32_t slots) { return (uint32_t)((key & 0xFFFFFFFFu) * slots >> 32); }

/* The row of a feature, or NULL. */
static inline const int8_t *kw_weights_row(const kw_weights *t, uint64_t key) {
    uint32_t want = kw_feature_check(key), c;
    for (uint32_t at = kw_feature_slot(key, t->slots); (c = t->slot[at]) != 0; at = at + 1 < t->slots ? at + 1 : 0) {
        uint32_t row = c ^ want;
        if (row < t->n) return t->rows + (size_t)row * t->stride;
    }
    return NULL;
}

/* Finds the rows of `n` features; returns how many there are. The tables are larger than the nearest caches, so the memory
 * is asked for all places to look at before the first is needed, and for all rows before they are added up. */
static inline unsigned kw_weights_find(const kw_weights *t, const uint64_t *key, unsigned n, const int8_t **row) {
    unsigned found = 0;
    for (unsigned i = 0; i < n; i++) __builtin_prefetch(t->slot + kw_feature_slot(key[i], t->slots));
    for (unsigned i = 0; i < n; i++) {
        const int8_t *r = kw_weights_row(t, key[i]);
        if (!r) continue;
        __builtin_prefetch(r);
        __builtin_prefetch(r + t->stride - 1);
        row[found++] = r;
    }
    return found;
}

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
enum { KW_LEX_ROW = 3 };
static inline uint64_t kw_lex_key(const kw_seen *s) { return kw_feature(255, s->form, s->pre[3], s->suf[3]); }

/* ---- tagger ---- */

enum { KW_TAG_FEATURES = 48, KW_TAG_ROW = 32 };

/* Features of the token at `s` (padding around it); `t1`, `t2`: kw_tag_mark() of the one before and before that, 0 for none. */
unsigned kw_tag_features(const kw_seen *s, uint32_t t1, uint32_t t2, uint64_t key[KW_TAG_FEATURES]);

/* A class of the tagger, as it lies in the model. */
typedef struct kw_tag_class { uint8_t upos, tense, voice, spare; uint32_t flags; } kw_tag_class;

/* What kw_tag_features() is told of a token before: upos, tense, verb form. */
static inline uint32_t kw_tag_mark(const kw_tag_class *c) {
    return 1u + c->upos + 32u * c->tense + 128u * (c->flags / KW_TOK_PARTICIPLE);
}

#endif
