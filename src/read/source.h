/* SPDX-License-Identifier: MIT
 * Inputs to raws: walks paths, folders, standard input, archives and URLs and gives one raw after the other, in an order
 * that depends on the inputs alone. Types are told by content, never by name. */
#ifndef KW_READ_SOURCE_H
#define KW_READ_SOURCE_H

#include "base/arena.h"
#include "base/error.h"
#include "doc/raw.h"

typedef struct kw_source kw_source;

/* Where files that are packed, or hold many articles, are opened instead of in this process (src/unpack.c). */
typedef struct kw_elsewhere {
    /* Takes the file over there; it stays the caller's here. `from` has path, url and charset. */
    kw_rc (*open)(void *ctx, int file, const kw_raw *from, kw_err *err);
    /* As kw_source_next(), of that file alone. *lost: nothing more will come of it. */
    kw_rc (*next)(void *ctx, kw_arena *mem, kw_raw *out, kw_str *path, bool *lost, kw_err *err);
    bool (*at_hand)(void *ctx);         /* as kw_source_at_hand() */
    void *ctx;
} kw_elsewhere;

typedef struct kw_source_options {
    const char *const *paths; size_t n_paths;      /* none: standard input */
    const char *map;                    /* "text=body,...", or NULL */
    bool allow_private;                 /* URLs */
    bool follow;                        /* what a file lists (sitemap, feed) is fetched, too, not only what a fetched list has */
    unsigned limit;                     /* of what lists have, no more than that is fetched; 0: all */
    const char *contact;                /* of the User-Agent, or NULL */
    volatile const int *stop;           /* NULL, or: not 0 ends a pause, a request and waiting for a pipe early */
    const kw_elsewhere *elsewhere;      /* NULL: all is read here */
    bool inside;                        /* this source reads for another (src/unpack.c), which has the network: addresses are handed on */
    volatile uint64_t *mark;            /* NULL, or where the number of the line or record at hand is told as it is begun */
} kw_source_options;

/* Opens nothing yet; `o` must outlive the source. KW_USAGE: a map or a contact that is none. Free with kw_source_close(). */
kw_rc kw_source_open(const kw_source_options *o, kw_source **out, kw_err *err);

/* The next raw, in `mem`. The entries of a list that was fetched are fetched one by one, in its order, at each host's pace; where one
 * refuses, the list's own text is taken. KW_EMPTY: no more. KW_IO, KW_DATA: this input failed; *path names it (in `mem`), `err` says why,
 * and the next call goes on behind it. KW_NOMEM: stop. KW_STOPPED: *stop was set while it waited. */
kw_rc kw_source_next(kw_source *s, kw_arena *mem, kw_raw *out, kw_str *path, kw_err *err);

/* Is the next raw one of many, and there without waiting for anybody? Then the next call of kw_source_next() takes no longer than it costs. */
bool kw_source_at_hand(const kw_source *s);

/* From now on the raws of this one file, which becomes the source's, then KW_EMPTY; paths no longer count. `from` has path, url and charset. Of
 * lines and records those up to number `behind` are passed over. */
kw_rc kw_source_attach(kw_source *s, int file, const kw_raw *from, uint64_t behind, kw_err *err);

void kw_source_close(kw_source *s);     /* NULL is fine */

#endif
