/* SPDX-License-Identifier: MIT
 * Articles to stories: those that tell the same happening. And stories to threads. */
#ifndef KW_GROUP_STORY_H
#define KW_GROUP_STORY_H

#include "group/link.h"

/* story_of[article] in the set's order; numbers from 0 by first article. `n` stories. Links draw their ends together. */
kw_rc kw_stories_find(const kw_set *s, const kw_likes *likes, const kw_link_list *links, uint32_t *story_of, uint32_t *n, kw_err *err);

/* What stories are decided by, for a pair and for an article; kw_stories_find() uses these and nothing else. */
static const double KW_STORY_LEAST = .35;                   /* mean sureness of one story */
bool kw_may_meet(const kw_digest *a, const kw_digest *b);   /* can the two tell one happening at all? */
bool kw_stands_alone(const kw_digest *d);
/* How crowded it is around an article: of its `n` likenesses times nearness, which are sorted. */
float kw_crowd_of(float *v, size_t n);
double kw_drawn_by(kw_link_kind kind);                      /* what a link adds */
/* 0-1: how surely two articles, of one outlet or not, tell one happening. */
double kw_settled(double drawn, double likeness, bool one_outlet, double crowd_a, double crowd_b);

/* Average-link clusters of `n` things over pairs (by numbers a, b with likeness): cluster_of[thing], numbered by first
 * thing; two clusters are joined while the mean likeness of their pairs is at least `least`. `like` is asked for pairs
 * that the list lacks. */
typedef double kw_like_fn(void *ctx, uint32_t a, uint32_t b);
kw_rc kw_average_link(uint32_t n, const kw_likes *edges, double least, kw_like_fn *like, void *ctx, kw_arena *tmp,
                      uint32_t *cluster_of, uint32_t *n_clusters, kw_err *err);

/* The set falls apart into parts along pairs below `least`; a part of more than KW_PART_MAX is cut KW_CUT_STEP higher, and
 * so on up to KW_CUT_MAX. This does one part: cluster_of[thing] is the first thing of its cluster. */
enum { KW_PART_MAX = 500 };
static const double KW_CUT_STEP = .03, KW_CUT_MAX = .95;
kw_rc kw_cluster_part(const uint32_t *things, uint32_t n, double least, kw_like_fn *like, void *ctx, uint32_t *cluster_of, kw_err *err);

/* A story while the answer is put together: its articles in order and the one that stands for it. */
typedef struct kw_tale { uint32_t *articles, n, head; } kw_tale;

/* The article most like the others; of equals the first, and one with a title before one without. `like`: of two articles. */
uint32_t kw_story_head(const uint32_t *articles, uint32_t n, kw_like_fn *like, bool (*titled)(void *ctx, uint32_t article), void *ctx);

static const double KW_THREAD_LEAST = .14;                  /* likeness of heads */
static const double KW_ALSO_LEAST = .18;                    /* a round-up tells a story among others, so less of it is alike */

/* Stories that round-ups (flagged KW_DIGEST_ROUNDUP) tell too: calls `tell` for each. */
typedef kw_rc kw_also_fn(void *ctx, uint32_t roundup, uint32_t story);
kw_rc kw_also_find(const kw_set *s, const kw_likes *likes, const uint32_t *story_of, kw_also_fn *tell, void *ctx);

/* thread_of[story], numbered by first story; KW_NOBODY: no other story is on its matter. */
kw_rc kw_threads_find(const kw_set *s, const kw_likes *likes, const uint32_t *story_of, const kw_tale *tales, uint32_t n,
                      uint32_t *thread_of, uint32_t *n_threads, kw_err *err);

/* What a thread is called, by the actors of the events and the titles of its stories' heads, in order of time. */
kw_rc kw_thread_name(const kw_group_kit *kit, const kw_digest *const *heads, size_t n, kw_arena *mem, kw_str *out, kw_err *err);

/* The threads of *out, with names. */
kw_rc kw_threads_put(const kw_set *s, const kw_tale *tales, const uint32_t *thread_of, uint32_t n, uint32_t n_threads, kw_groups *out, kw_err *err);

#endif
