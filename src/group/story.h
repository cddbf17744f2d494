/* SPDX-License-Identifier: MIT
 * Articles to stories: those that tell the same happening. And stories to threads. */
#ifndef KW_GROUP_STORY_H
#define KW_GROUP_STORY_H

#include "group/link.h"

/* story_of[article] in the set's order; numbers from 0 by first article. `n` stories. Links draw their ends together. */
kw_rc kw_stories_find(const kw_set *s, const kw_profiles *p, const kw_likes *likes, const kw_link_list *links, uint32_t *story_of, uint32_t *n, kw_err *err);

/* Average-link clusters of `n` things over pairs (by numbers a, b with likeness): cluster_of[thing], numbered by first
 * thing; two clusters are joined while the mean likeness of their pairs is at least `least`. `like` is asked for pairs
 * that the list lacks. */
typedef double kw_like_fn(void *ctx, uint32_t a, uint32_t b);
kw_rc kw_average_link(uint32_t n, const kw_likes *edges, double least, kw_like_fn *like, void *ctx, kw_arena *tmp,
                      uint32_t *cluster_of, uint32_t *n_clusters, kw_err *err);

/* A story while the answer is put together: its articles in order and the one that stands for it. */
typedef struct kw_tale { uint32_t *articles, n, head; } kw_tale;

/* The article most like the others; of equals the first. */
uint32_t kw_story_head(const kw_set *s, const kw_profiles *p, const uint32_t *articles, uint32_t n);

/* Stories that round-ups (flagged KW_DIGEST_ROUNDUP) tell too: calls `tell` for each. */
typedef kw_rc kw_also_fn(void *ctx, uint32_t roundup, uint32_t story);
kw_rc kw_also_find(const kw_set *s, const kw_likes *likes, const uint32_t *story_of, kw_also_fn *tell, void *ctx);

/* thread_of[story], numbered by first story; KW_NOBODY: no other story is on its matter. */
kw_rc kw_threads_find(const kw_set *s, const kw_profiles *p, const kw_likes *likes, const uint32_t *story_of, const kw_tale *tales, uint32_t n,
                      uint32_t *thread_of, uint32_t *n_threads, kw_err *err);

/* The threads of *out, with names. */
kw_rc kw_threads_put(const kw_set *s, const kw_tale *tales, const uint32_t *thread_of, uint32_t n, uint32_t n_threads, kw_groups *out, kw_err *err);

#endif
