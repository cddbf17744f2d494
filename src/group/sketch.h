/* SPDX-License-Identifier: MIT
 * What an article is found by: fingerprints of its text and its most telling features; and its gist, by which most pairs
 * that share one of them are dropped before anything else is looked at. */
#ifndef KW_GROUP_SKETCH_H
#define KW_GROUP_SKETCH_H

#include "base/buf.h"
#include "group/likeness.h"

/* Three lists of keys; two articles are a pair to look at when they share a key of one list and no more than so many
 * articles that have it stand between them in the order of time. */
typedef enum { KW_BY_PRINT, KW_BY_WORD, KW_BY_PIVOT } kw_key_kind;
enum { KW_KEY_KINDS = 3, KW_TELLING = 30, KW_PRINTS = KW_DIGEST_WORDS + 1 };

/* How many articles of a key before it each is paired with. */
unsigned kw_reach(kw_key_kind kind);

/* The gist: the telling features, by lower bits of their keys, with their shares of the whole. About 200 bytes. */
typedef struct kw_gist {
    uint16_t key[2][KW_TELLING];        /* of its own language, of the pivot; sorted */
    uint8_t share[2][KW_TELLING];       /* of 255 */
    uint8_t n[2];
    uint8_t dated;                      /* 1: published on a day that was not worked out from the text */
    uint32_t language;                  /* hash */
    int64_t moment;                     /* published, seconds; if dated */
} kw_gist;

typedef struct kw_sketch {
    uint32_t *keys[KW_KEY_KINDS];
    size_t n[KW_KEY_KINDS];
    kw_gist gist;
} kw_sketch;

/* In `mem`. KW_NOMEM is the only failure. */
kw_rc kw_sketch_make(const kw_digest *d, const kw_profile *p, kw_arena *mem, kw_sketch *out, kw_err *err);

/* Can the two be alike enough to matter? Of the pair alone, so it does not depend on what else is there. */
bool kw_gist_promises(const kw_gist *a, const kw_gist *b);

/* The same for one gist against many: its features are spread over a table, which has to be empty before and is so again
 * after they were taken out. `across`: in the pivot, for pairs of two languages. */
typedef struct kw_gist_table { uint8_t share[1 << 16]; } kw_gist_table;
void kw_gist_spread(kw_gist_table *t, const kw_gist *g, bool across);
void kw_gist_take_out(kw_gist_table *t, const kw_gist *g, bool across);
bool kw_gist_promises_by(const kw_gist_table *t, const kw_gist *a, const kw_gist *b, bool across);

/* Where an article stands in the order of time, whatever else is there: by moment, then by a hash of its ref; without a
 * date at the end. */
uint64_t kw_place_in_time(const kw_digest *d);

/* As bytes and back; `keys` is left out of the gist's. KW_DATA: bytes of another kawat. */
void kw_sketch_pack(const kw_sketch *s, kw_buf *out);
kw_rc kw_sketch_unpack(kw_str bytes, kw_arena *mem, kw_sketch *out, kw_err *err);

#endif
