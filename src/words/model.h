/* SPDX-License-Identifier: MIT
 * Trained models, used where they lie. A feature is a 64-bit number (feature.h); its weights are found by the number alone.
 * Tables are made of lines of 64 bytes, so that looking for a feature that is not there, as most are not, costs one access to
 * memory. A line holds 16 bits of each feature to know it again by: one in some thousand features that are not there is
 * taken for another, which adds a little noise. Two kinds:
 *   near   three bytes for each feature, in the line itself (moves of the parser; the lexicon);
 *   far    any number of (class, weight) pairs for each feature, in a row elsewhere that the line points to: of forty
 *          classes a feature speaks for a few. */
#ifndef KW_WORDS_MODEL_H
#define KW_WORDS_MODEL_H

#include "base/error.h"
#include "base/str.h"

#include <stddef.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { KW_MODEL_PARTS = 4, KW_CLASSES_MAX = 64 };
#define KW_MODEL_MAGIC "KWMODL2"

/* One table of an image: `lines` of 64 bytes at `lines_at`, `n` bytes of rows at `rows_at`; places in bytes, by 64, as the
 * image itself lies: a line is one line of the processor's cache. */
typedef struct kw_model_part { uint32_t lines, n; uint64_t lines_at, rows_at; } kw_model_part;
typedef struct kw_model_head { char magic[8]; char kind[8]; kw_model_part part[KW_MODEL_PARTS]; } kw_model_head;

enum { KW_NEAR = 12, KW_NEAR_ROW = 3, KW_FAR = 16, KW_LINES_ON = 32 };

/* `on`: a feature whose place is here may lie in the next line, at most KW_LINES_ON lines from its place. */
typedef struct kw_near_line { uint16_t check[KW_NEAR]; int8_t row[KW_NEAR][KW_NEAR_ROW]; uint8_t on, spare[3]; } kw_near_line;
typedef struct kw_far_line { uint16_t check[KW_FAR]; uint32_t row; uint8_t n[KW_FAR]; uint8_t on, spare[11]; } kw_far_line;

_Static_assert(offsetof(kw_far_line, check) == 0 && offsetof(kw_near_line, check) == 0 && sizeof(kw_near_line) == 64 &&
    sizeof(kw_far_line) == 64, "a line of a model is 64 bytes");

typedef struct kw_vote { uint8_t cls; int8_t weight; } kw_vote;         /* a far row is some of these */

typedef struct kw_weights { const void *line; const uint8_t *rows; uint32_t lines, n; } kw_weights;

/* Points `out` (KW_MODEL_PARTS of them) into the image; `kind` must match, every part must lie inside. */
kw_rc kw_model_open(kw_str image, const char *kind, const char *place, kw_weights *out, kw_err *err);

/* What a line knows a feature by; never 0. */
static inline uint16_t kw_model_check(uint64_t key) { return (uint16_t)(key >> 48 ? key >> 48 : 1); }

/* The line where looking for a feature begins. */
static inline uint32_t kw_model_line(uint64_t key, uint32_t lines) { return (uint32_t)((key & 0xFFFFFFFFu) * lines >> 32); }

/* Where `want` stands among the first `n` checks of a line, which begins with them (n at most 16); n or more: it does not. */
static inline unsigned kw_model_find(const void *line, unsigned n, uint16_t want) {
#ifdef __SSE2__
    const __m128i w = _mm_set1_epi16((short)want), *at = line;
    __m128i same = _mm_packs_epi16(_mm_cmpeq_epi16(_mm_load_si128(at), w), _mm_cmpeq_epi16(_mm_load_si128(at + 1), w));
    return (unsigned)__builtin_ctz((unsigned)_mm_movemask_epi8(same) | 1u << n);
#else
    const uint16_t *check = line;
    unsigned i = 0;
    while (i < n && check[i] != want) i++;
    return i;
#endif
}

/* The three bytes of a feature whose place is line `at`, or NULL. */
static inline const int8_t *kw_near_at(const kw_weights *t, uint64_t key, uint32_t at) {
    for (unsigned k = 0; k <= KW_LINES_ON; k++, at = at + 1 < t->lines ? at + 1 : 0) {
        const kw_near_line *l = (const kw_near_line *)t->line + at;
        unsigned i = kw_model_find(l, KW_NEAR, kw_model_check(key));
        if (i < KW_NEAR) return l->row[i];
        if (!l->on) return NULL;
    }
    return NULL;
}

static inline const int8_t *kw_near_row(const kw_weights *t, uint64_t key) { return kw_near_at(t, key, kw_model_line(key, t->lines)); }

/* The sum of the first `i` (fewer than KW_FAR) of 16 bytes. */
static inline unsigned kw_model_sum(const uint8_t *n, unsigned i) {
#ifdef __SSE2__
    const __m128i places = _mm_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    __m128i some = _mm_and_si128(_mm_loadu_si128((const __m128i *)(const void *)n), _mm_cmplt_epi8(places, _mm_set1_epi8((char)i)));
    __m128i two = _mm_sad_epu8(some, _mm_setzero_si128());
    return (unsigned)_mm_cvtsi128_si32(_mm_add_epi32(two, _mm_srli_si128(two, 8)));
#else
    unsigned sum = 0;
    for (unsigned j = 0; j < i; j++) sum += n[j];
    return sum;
#endif
}

/* The votes of a feature, *n of them; NULL and 0: it is not there. `at` as above. */
static inline const kw_vote *kw_far_at(const kw_weights *t, uint64_t key, uint32_t at, unsigned *n) {
    *n = 0;
    for (unsigned k = 0; k <= KW_LINES_ON; k++, at = at + 1 < t->lines ? at + 1 : 0) {
        const kw_far_line *l = (const kw_far_line *)t->line + at;
        unsigned i = kw_model_find(l, KW_FAR, kw_model_check(key));
        if (i < KW_FAR) {
            uint64_t row = (uint64_t)l->row + kw_model_sum(l->n, i);
            if (sizeof(kw_vote) * (row + l->n[i]) > t->n) return NULL;
            *n = l->n[i];
            return (const kw_vote *)(const void *)t->rows + row;
        }
        if (!l->on) return NULL;
    }
    return NULL;
}

enum { KW_FEATURES_MOST = 128 };      /* features at a time */

/* Where looking for each of `n` features begins. The tables are larger than the nearest caches: all lines are asked for
 * before the first is needed. */
static inline void kw_model_lines(const kw_weights *t, const uint64_t *key, unsigned n, uint32_t *at) {
    for (unsigned i = 0; i < n; i++) {
        at[i] = kw_model_line(key[i], t->lines);
        __builtin_prefetch((const kw_near_line *)t->line + at[i]);
    }
}

/* Asks for the lines of those of up to 64 features whose bit is set in `some`: what comes next, while something else is worked on. */
static inline void kw_model_ahead(const kw_weights *t, const uint64_t *key, unsigned n, uint64_t some) {
    for (unsigned i = 0; i < n; i++)
        if (some >> i & 1) __builtin_prefetch((const kw_near_line *)t->line + kw_model_line(key[i], t->lines));
}

/* Adds the weights of `n` features up, for three classes. Of three features one is not there, which no processor foresees: so
 * what stands behind the last weight of the line is read, and masked, in its place. */
static inline void kw_near_score(const kw_weights *t, const uint64_t *key, unsigned n, int32_t score[KW_NEAR_ROW]) {
    uint32_t at[KW_FEATURES_MOST];
    kw_model_lines(t, key, n, at);
    for (unsigned i = 0; i < n; i++) {
        const kw_near_line *l = (const kw_near_line *)t->line + at[i];
        unsigned k = kw_model_find(l, KW_NEAR, kw_model_check(key[i]));
        int8_t r[KW_NEAR_ROW + 1];
        memcpy(r, (const char *)l + offsetof(kw_near_line, row) + (size_t)k * KW_NEAR_ROW, sizeof r);
        int32_t there = -(int32_t)(k < KW_NEAR);
        for (int c = 0; c < KW_NEAR_ROW; c++) score[c] += r[c] & there;
        if (~there & l->on) {
            const int8_t *far = kw_near_at(t, key[i], at[i]);
            if (far) for (int c = 0; c < KW_NEAR_ROW; c++) score[c] += far[c];
        }
    }
}

/* The same for any number of classes, at most KW_CLASSES_MAX. Rows have all lengths, which no processor foresees: the votes are laid
 * end to end, sixteen at a time whatever the row has, and then counted in one go. */
static inline void kw_far_score(const kw_weights *t, const uint64_t *key, unsigned n, int32_t score[KW_CLASSES_MAX]) {
    enum { STRIDE = 16 };
    uint32_t at[KW_FEATURES_MOST];
    const kw_vote *row[KW_FEATURES_MOST], *last = (const kw_vote *)(const void *)t->rows + t->n / sizeof(kw_vote);
    kw_vote vote[(KW_FEATURES_MOST + 1) * KW_CLASSES_MAX];
    unsigned len[KW_FEATURES_MOST], found = 0, votes = 0;
    kw_model_lines(t, key, n, at);
    for (unsigned i = 0; i < n; i++) {
        row[found] = kw_far_at(t, key[i], at[i], &len[found]);
        if (row[found]) __builtin_prefetch(row[found++]);
    }
    for (unsigned i = 0; i < found; i++) {
        unsigned some = len[i] <= KW_CLASSES_MAX ? len[i] : KW_CLASSES_MAX;
        if (last - row[i] < KW_CLASSES_MAX) memcpy(vote + votes, row[i], some * sizeof *vote);     /* the end of the table */
        else
            for (unsigned k = 0; k < some; k += STRIDE) memcpy(vote + votes + k, row[i] + k, STRIDE * sizeof *vote);
        votes += some;
    }
    for (unsigned k = 0; k < votes; k++) score[vote[k].cls % KW_CLASSES_MAX] += vote[k].weight;
}

#endif
