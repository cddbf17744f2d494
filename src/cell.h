/* SPDX-License-Identifier: MIT
 * A process that answers questions about bytes from outside: without files but those it is handed, without network, with a memory cap
 * (read/jail.h). A crash, a hang or a bomb costs the question; the next one has another process. From one thread at a time. */
#ifndef KW_CELL_H
#define KW_CELL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

typedef struct kw_cell kw_cell;

/* Answers one question, in the process; it lies where nobody writes until the answer is there. `file` is open for reading, or -1; closing it
 * is the function's. What `ctx` points to is the process's own copy and stays from question to question; `mem` does not. */
typedef kw_rc kw_cell_serve(void *ctx, kw_str question, int file, kw_arena *mem, kw_buf *answer, kw_err *err);

/* Forks at once: a process that does nothing but fork others when they are needed, so that none is born beside threads with one of
 * their locks. Make all cells before the threads. `patience`: it may wait for a pipe as long as it takes, until *patience is set (which ends
 * the question with KW_STOPPED); NULL: it may not. Free with kw_cell_free(). */
kw_rc kw_cell_new(kw_cell_serve *serve, void *ctx, volatile const int *patience, kw_cell **out, kw_err *err);
void kw_cell_free(kw_cell *c);                              /* NULL is fine */

/* A number that the process and the parent share: how far it has got, say. 0 at first; it stays when the process dies. */
volatile uint64_t *kw_cell_mark(kw_cell *c);

/* In the process: so many bytes of the answer are whole. They can be had even if it dies before the rest is written. */
void kw_cell_whole(kw_cell *c, size_t n);

/* In the parent, after a question that failed: what was whole of its answer, where the process may still write. Valid until the next question. */
kw_str kw_cell_left(const kw_cell *c);

/* Where the next question is written: empty; memory that the process sees, too. The last answer is gone. */
kw_buf *kw_cell_question(kw_cell *c);

/* Asks what was written there; `file` (-1: none) is lent. *answer is valid until the next question. What serve() returned comes back with its
 * sentence; KW_DATA also when the process died, took more than KW_PAGE_SECONDS of its own time (or hung) or wanted too much memory: *lost.
 * `place` is for messages. */
kw_rc kw_cell_ask(kw_cell *c, int file, const char *place, kw_str *answer, bool *lost, kw_err *err);

/* The code that a process sent, if it may send it; else KW_DATA. */
kw_rc kw_cell_rc(int32_t sent);

#endif
