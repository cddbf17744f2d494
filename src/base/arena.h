/* SPDX-License-Identifier: MIT
 * Memory that dies together: one arena per article. Nothing is freed one by one.
 * Built with -DKW_ARENA_MALLOC each piece is a malloc of its own, so that ASan sees every object. */
#ifndef KW_BASE_ARENA_H
#define KW_BASE_ARENA_H

#include "base/str.h"

typedef struct kw_arena_block kw_arena_block;
typedef struct kw_arena {
    kw_arena_block *top;
    size_t held;                /* bytes taken from the system */
    bool failed;                /* something was asked of it that it did not have; until it is freed or reset */
} kw_arena;

#define KW_ARENA_EMPTY ((kw_arena){ .top = NULL })

/* Zeroed, 16-aligned memory that lives as long as `a`. NULL: out of memory, or n > KW_ALLOC_MAX. */
void *kw_alloc(kw_arena *a, size_t n);

/* The same, not zeroed: for bytes that are written at once. */
void *kw_alloc_bytes(kw_arena *a, size_t n);

/* Room for `count` things of `size` bytes; NULL also if the product overflows. */
void *kw_alloc_n(kw_arena *a, size_t count, size_t size);

/* Gives all of it back; the arena is empty and may be used again. */
void kw_arena_free(kw_arena *a);

/* Forgets all that was made but keeps one block for the next article. */
void kw_arena_reset(kw_arena *a);

/* A copy of `s` with a NUL after it. p is NULL only when out of memory. */
kw_str kw_str_dup(kw_arena *a, kw_str s);

/* printf into the arena; p is NULL when out of memory. */
kw_str kw_str_fmt(kw_arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Makes room for one more element in a growing array: returns where it goes (zeroed) and counts it, or
 * NULL when out of memory. *v may move; the old piece stays in the arena until it dies.
 *     kw_mention *m = kw_push(mem, (void **)&list, &n, &cap, sizeof *m);  */
void *kw_push(kw_arena *a, void **v, size_t *n, size_t *cap, size_t size);

/* Tests only: from now on the k-th allocation of this thread fails once (0: none). Returns what was left of the k before: 0 if it has failed. */
long kw_alloc_fail_at(long k);

/* The same, counted over the allocations of all threads. What it returns is 0 or less if one has failed. */
long kw_alloc_fail_anywhere_at(long k);

#endif
