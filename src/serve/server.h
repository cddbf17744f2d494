/* SPDX-License-Identifier: MIT
 * The HTTP door: one thread, GET and HEAD only, answers on the loopback unless told otherwise. It knows nothing of the record: it asks
 * through a function it is given. libmicrohttpd is seen by server.c alone. */
#ifndef KW_SERVE_SERVER_H
#define KW_SERVE_SERVER_H

#include "kawat.h"
#include "know/know.h"

typedef kw_rc kw_ask_fn(void *ctx, const kw_question *q, kw_form form, kw_write_fn *write, void *to, kw_err *err);

typedef struct kw_server {
    const kw_know *know;
    kw_ask_fn *ask;             /* called from the server's thread only */
    void *ask_ctx;
    const char *address;        /* NULL: 127.0.0.1 */
    unsigned port;              /* 0: any free one */
    void (*ready)(void *ctx, const char *url);
    volatile const int *stop;
    void *ctx;                  /* for ready */
} kw_server;

/* Serves until *stop is not 0. KW_IO: the port is in use or not allowed, or the address is not one. */
kw_rc kw_server_run(const kw_server *s, kw_err *err);

#endif
