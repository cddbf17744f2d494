/* SPDX-License-Identifier: MIT
 * Inside regroup*.c: the state of one grouping. Articles are known by their rows here. What is read of the record is kept
 * in two caches of bounded size; what has changed, in bits, one for each article. */
#ifndef KW_REGROUP_WORK_H
#define KW_REGROUP_WORK_H

#include "group/bond.h"
#include "group/merge.h"
#include "group/sketch.h"
#include "regroup.h"
#include "store/groups.h"
#include "store/keys.h"
#include "store/lists.h"
#include "store/near.h"

/* A set of small numbers. Out of memory is remembered in `failed`. */
typedef struct kw_bits { uint64_t *v; size_t n; bool failed; } kw_bits;
void kw_bit_set(kw_bits *b, uint64_t i);
bool kw_bit(const kw_bits *b, uint64_t i);
bool kw_bit_next(const kw_bits *b, uint64_t *i);            /* the first one from *i on */
kw_rc kw_bit_list(void *bits, int64_t id, kw_err *err);     /* for kw_list_each() */

enum { KW_POINT_ALONE = 1, KW_POINT_ROUNDUP = 2, KW_POINT_TITLED = 4, KW_POINT_TEMPLATE = 8, KW_POINT_DAY = 16, KW_POINT_TIME = 32 };

/* An article as a point in the web of bonds. */
typedef struct kw_point {
    uint32_t article, number, flags;
    uint64_t place;
    int32_t day;
    double crowd;
    int64_t part, story;
    kw_bond *bonds; size_t n_bonds;
    kw_str origins;
} kw_point;

typedef enum { KW_SLIM, KW_WITH_TERMS } kw_load_part;       /* what the record keeps; also words, terms, profile */
typedef struct kw_loaded { kw_digest d; kw_profile p; bool terms; } kw_loaded;

/* A map from articles to things in memory that dies as a whole. */
typedef struct kw_cache { kw_arena mem; uint32_t *key; void **value; size_t n, room; } kw_cache;

enum { KW_WORK_MANY = 100 };            /* articles: with fewer each one is looked at each time */

typedef struct kw_work {
    const kw *k;
    kw_record *r;
    kw_arena mem, scratch;
    kw_word_memory *words;
    kw_cache points, loaded[2], gists;
    kw_numbered **numbers; size_t n_numbers; kw_bits numbers_changed;
    uint32_t next_number;
    kw_bits fresh;                  /* new, or of other content */
    kw_bits dirty;                  /* bonds are other */
    kw_bits linked;                 /* links are other */
    kw_bits moved;                  /* in another story than before */
    kw_bits retold;                 /* origins are other */
    kw_bits stories;                /* to be described anew */
    kw_bits gone;                   /* threads that lost a story */
    kw_bits threads;                /* stories whose thread has to be sought */
    int64_t articles;               /* in the record; KW_WORK_MANY where there are more */
} kw_work;

/* NULL in *out: it is not in the web (any more). Lives until kw_work_rest(). */
kw_rc kw_work_point(kw_work *w, uint32_t article, kw_point **out, kw_err *err);
void kw_work_forget_points(kw_work *w);                      /* their rows were written */
kw_rc kw_work_load(kw_work *w, uint32_t article, kw_load_part part, kw_loaded **out, kw_err *err);
/* The digest that the record keeps, with what stands in the record beside it; in `mem`. */
kw_rc kw_work_unpack(const kw_work *w, const kw_kept *kept, kw_arena *mem, kw_digest *d, kw_err *err);
kw_rc kw_work_gist(kw_work *w, uint32_t article, const kw_gist **out, kw_err *err);
kw_rc kw_work_numbered(kw_work *w, uint32_t number, kw_numbered **out, kw_err *err);
void kw_work_rest(kw_work *w);                              /* between two pieces of work: gives memory back if it is much */

void kw_work_spare_gists(kw_work *w);                       /* the same for gists, which outlive kw_work_rest() */

/* The steps, in this order. */
kw_rc kw_regroup_index(kw_work *w, kw_err *err);            /* fresh articles into the index of keys */
kw_rc kw_regroup_pairs(kw_work *w, kw_err *err);            /* their pairs: bonds and links */
kw_rc kw_regroup_crowds(kw_work *w, kw_err *err);
kw_rc kw_regroup_translations(kw_work *w, kw_err *err);
kw_rc kw_regroup_stories(kw_work *w, kw_err *err);
kw_rc kw_regroup_origins(kw_work *w, kw_err *err);
kw_rc kw_regroup_describe(kw_work *w, kw_err *err);         /* stories: head, title, counts; round-ups */
kw_rc kw_regroup_threads(kw_work *w, kw_err *err);
kw_rc kw_regroup_events(kw_work *w, kw_err *err);

/* Bonds that are to be written, each once for either article. */
typedef struct kw_bonding { uint32_t article; kw_bond bond; } kw_bonding;
kw_rc kw_work_bond(kw_work *w, kw_bonding *v, size_t n, kw_err *err);               /* sorts; a link 0 or likeness 0 leaves what is there */
enum { KW_UNLINK = 255 };                                                           /* kw_bond.link: takes the link away */

/* Takes the article out of the web: bonds, links, number. */
kw_rc kw_work_unhook(kw_work *w, uint32_t article, kw_err *err);

#endif
