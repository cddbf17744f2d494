/* SPDX-License-Identifier: MIT
 * A list of blocks, newest first, each twice as large as the one before up to a megabyte: an ordinary
 * article costs one or two mallocs. Cost of kw_alloc: a few instructions and the zeroing. */
#include "base/arena.h"
#include "base/limits.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct kw_arena_block { struct kw_arena_block *next; size_t used, cap; alignas(16) char data[]; };

enum { FIRST_BLOCK = 1 << 14, LARGEST_STEP = 1 << 20 };

static _Thread_local long fail_at;

long kw_alloc_fail_at(long k) {
    long left = fail_at;
    fail_at = k;
    return left;
}

static atomic_long fail_anywhere_at;

long kw_alloc_fail_anywhere_at(long k) { return atomic_exchange(&fail_anywhere_at, k); }

static bool told_to_fail(void) {
    if (fail_at > 0 && --fail_at == 0) return true;
    return atomic_load_explicit(&fail_anywhere_at, memory_order_relaxed) > 0 && atomic_fetch_sub(&fail_anywhere_at, 1) == 1;
}

static bool push_block(kw_arena *a, size_t want) {
    size_t cap = a->top ? a->top->cap * 2 : FIRST_BLOCK;
    if (cap > LARGEST_STEP) cap = LARGEST_STEP;
#ifdef KW_ARENA_MALLOC
    cap = want;
#endif
    if (cap < want) cap = want;
    kw_arena_block *b = malloc(sizeof *b + cap);
    if (!b) return false;
    *b = (kw_arena_block){ .next = a->top, .used = 0, .cap = cap };
    a->top = b;
    a->held += cap;
    return true;
}

static void *lacking(kw_arena *a) {
    a->failed = true;
    return NULL;
}

void *kw_alloc_bytes(kw_arena *a, size_t n) {
    if (n > KW_ALLOC_MAX || told_to_fail()) return lacking(a);
    n = (n + 15) & ~(size_t)15;
    if ((!a->top || a->top->cap - a->top->used < n) && !push_block(a, n)) return lacking(a);
    void *p = a->top->data + a->top->used;
    a->top->used += n;
    return p;
}

void *kw_alloc(kw_arena *a, size_t n) {
    void *p = kw_alloc_bytes(a, n);
    return p ? memset(p, 0, n) : NULL;
}

void *kw_alloc_n(kw_arena *a, size_t count, size_t size) {
    if (size && count > KW_ALLOC_MAX / size) return lacking(a);
    return kw_alloc(a, count * size);
}

void kw_arena_free(kw_arena *a) {
    for (kw_arena_block *b = a->top, *next; b; b = next) {
        next = b->next;
        free(b);
    }
    *a = KW_ARENA_EMPTY;
}

void kw_arena_reset(kw_arena *a) {
#ifdef KW_ARENA_MALLOC
    kw_arena_free(a);
#else
    kw_arena_block *keep = a->top;
    if (!keep || keep->cap > LARGEST_STEP) {             /* one giant article must not hold its memory */
        kw_arena_free(a);
        return;
    }
    a->top = keep->next;
    kw_arena_free(a);
    keep->next = NULL;
    keep->used = 0;
    *a = (kw_arena){ .top = keep, .held = keep->cap };
#endif
}

kw_str kw_str_dup(kw_arena *a, kw_str s) {
    char *p = kw_alloc_bytes(a, s.n + 1);
    if (!p) return KW_NONE;
    if (s.n) memcpy(p, s.p, s.n);
    p[s.n] = 0;
    return (kw_str){ p, s.n };
}

kw_str kw_str_fmt(kw_arena *a, const char *fmt, ...) {
    char few[256];                                          /* most fit: then they are made once */
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(few, sizeof few, fmt, ap);
    va_end(ap);
    char *p = n < 0 ? NULL : kw_alloc_bytes(a, (size_t)n + 1);
    if (p && (size_t)n < sizeof few) memcpy(p, few, (size_t)n + 1);
    else if (p) vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return p ? (kw_str){ p, (size_t)n } : KW_NONE;
}

void *kw_push(kw_arena *a, void **v, size_t *n, size_t *cap, size_t size) {
    if (*n == *cap) {
        size_t more = *cap ? *cap * 2 : 8;
        if (more > KW_ALLOC_MAX / size) return lacking(a);
        char *p = kw_alloc_bytes(a, more * size);
        if (!p) return NULL;
        if (*n) memcpy(p, *v, *n * size);
        memset(p + *n * size, 0, (more - *n) * size);
        *v = p;
        *cap = more;
    }
    return (char *)*v + (*n)++ * size;
}
