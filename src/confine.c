/* SPDX-License-Identifier: MIT
 * Parent and child share one anonymous mapping (a page goes there, the article comes back there) and a socket pair on which
 * only lengths are sent. What the child may not do is in read/jail.c. */
#include "confine.h"
#include "base/limits.h"
#include "read/jail.h"
#include "wire.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 128 << 20, SOCKET = KW_JAIL_SOCKET };

struct kw_child {
    const kw *k;
    pid_t pid;                  /* 0: none runs */
    bool answered;              /* it has read a page already */
    int socket;
    char *room;                 /* ROOM bytes, shared */
    kw_buf buf;
};

typedef struct { uint64_t n; int32_t rc; } letter;          /* how many bytes lie in the room; the child's answer has a kw_rc */

/* ---- the child ---- */

static bool send_letter(int socket, letter l) { return send(socket, &l, sizeof l, MSG_NOSIGNAL) == (ssize_t)sizeof l; }

/* Reads pages until the parent goes away. An answer is an article or, for a failure, its sentence. */
static _Noreturn void serve(const kw *k, char *room) {
    kw_html *html = NULL;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_buf out = KW_BUF_EMPTY;
    letter l;
    if (kw_html_new(&html, NULL) != KW_OK) _exit(1);
    while (recv(SOCKET, &l, sizeof l, MSG_WAITALL) == (ssize_t)sizeof l && l.n <= ROOM) {
        kw_raw raw;
        kw_article a;
        kw_err err = { "" };
        kw_rc rc = KW_NOMEM;
        if (kw_wire_get_raw((kw_str){ room, l.n }, &mem, &raw)) rc = kw_pipeline_clean(k, html, &raw, &mem, &a, &err);
        if (rc == KW_OK) kw_wire_put_article(&a, &out);
        else kw_buf_text(&out, err.text);
        if (out.failed || out.n > ROOM) _exit(1);
        memcpy(room, out.p ? out.p : "", out.n);
        if (!send_letter(SOCKET, (letter){ out.n, (int32_t)rc })) break;
        kw_buf_reset(&out);
        kw_arena_reset(&mem);
    }
    _exit(0);
}

/* ---- the parent ---- */

kw_rc kw_child_new(const kw *k, kw_child **out, kw_err *err) {
    kw_child *c = calloc(1, sizeof *c);
    *out = NULL;
    if (!c) return kw_fail_nomem(err);
    *c = (kw_child){ .k = k, .socket = -1 };
    void *room = mmap(NULL, ROOM, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (room == MAP_FAILED) {
        free(c);
        return kw_fail_nomem(err);
    }
    c->room = room;
    *out = c;
    return KW_OK;
}

static void end_child(kw_child *c) {
    if (c->socket >= 0) close(c->socket);
    c->socket = -1;
    if (!c->pid) return;
    kill(c->pid, SIGKILL);
    while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR) { }
    c->pid = 0;
}

void kw_child_free(kw_child *c) {
    if (!c) return;
    end_child(c);
    munmap(c->room, ROOM);
    kw_buf_free(&c->buf);
    free(c);
}

static kw_rc start(kw_child *c, kw_err *err) {
    int pair[2];
    if (c->pid) return KW_OK;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return kw_fail(err, KW_IO, NULL, "cannot start the process that reads pages: %s", strerror(errno));
    pid_t pid = fork();
    if (pid == 0) {
        if (!kw_jail_enter(pair[1])) _exit(1);
        serve(c->k, c->room);
    }
    close(pair[1]);
    if (pid < 0) {
        close(pair[0]);
        return kw_fail(err, KW_IO, NULL, "cannot start the process that reads pages: %s", strerror(errno));
    }
    c->pid = pid;
    c->socket = pair[0];
    c->answered = false;
    return KW_OK;
}

/* Forked beside threads a child may have been born with somebody's lock: it waits instead of working. */
static bool was_idle(pid_t pid) {
    clockid_t clock;
    struct timespec used;
    return clock_getcpuclockid(pid, &clock) == 0 && clock_gettime(clock, &used) == 0 && used.tv_sec < 1;
}

/* Waits for the answer: false when the child died or took too long. */
static bool wait_answer(kw_child *c, letter *l, bool *late) {
    struct pollfd p = { .fd = c->socket, .events = POLLIN };
    int n;
    while ((n = poll(&p, 1, KW_PAGE_SECONDS * 1000)) < 0 && errno == EINTR) { }
    *late = n == 0;
    return n > 0 && recv(c->socket, l, sizeof *l, 0) == (ssize_t)sizeof *l && l->n <= ROOM;
}

kw_rc kw_child_clean(kw_child *c, const kw_raw *raw, kw_arena *mem, kw_article *out, kw_err *err) {
    letter l = { 0 };
    bool late = false;
    kw_buf_reset(&c->buf);
    kw_wire_put_raw(raw, &c->buf);
    if (c->buf.failed) return kw_fail_nomem(err);
    if (c->buf.n > ROOM) return kw_fail(err, KW_DATA, raw->path.p, "want a page of at most %d MiB, found %zu", ROOM >> 20, c->buf.n >> 20);
    for (int again = 0;; again++) {
        KW_TRY(start(c, err));
        memcpy(c->room, c->buf.p, c->buf.n);
        if (send_letter(c->socket, (letter){ c->buf.n, 0 }) && wait_answer(c, &l, &late)) break;
        bool stuck = late && !c->answered && was_idle(c->pid);
        end_child(c);
        if (stuck && !again) continue;
        return late ? kw_fail(err, KW_DATA, raw->path.p, "the page took longer than %d seconds to read", KW_PAGE_SECONDS)
                    : kw_fail(err, KW_DATA, raw->path.p, "the process that read the page died (out of memory, or a fault in the parser)");
    }
    c->answered = true;
    kw_str answer = { c->room, l.n };
    if (l.rc == KW_OK)
        return kw_wire_get_article(answer, mem, out) ? KW_OK : kw_fail(err, KW_DATA, raw->path.p, "the process that read the page sent no article");
    if (l.rc == KW_NOMEM) return kw_fail(err, KW_DATA, raw->path.p, "the page wants more than %zu MiB of memory", KW_CHILD_DATA_MAX >> 20);
    if (err) snprintf(err->text, sizeof err->text, "%.*s", KW_FMT(answer));
    return (kw_rc)l.rc;
}

/* ---- one reader for a thread ---- */

struct kw_reader { const kw *k; kw_html *html; kw_child *child; };

kw_rc kw_reader_new(const kw *k, kw_reader **out, kw_err *err) {
    kw_reader *r = calloc(1, sizeof *r);
    *out = NULL;
    if (!r) return kw_fail_nomem(err);
    r->k = k;
    kw_rc rc = kw_html_new(&r->html, err);
    if (rc == KW_OK && !k->trusted) rc = kw_child_new(k, &r->child, err);
    if (rc == KW_OK && r->child) rc = start(r->child, err);
    if (rc != KW_OK) {
        kw_reader_free(r);
        return rc;
    }
    *out = r;
    return KW_OK;
}

void kw_reader_free(kw_reader *r) {
    if (!r) return;
    kw_html_free(r->html);
    kw_child_free(r->child);
    free(r);
}

kw_rc kw_reader_clean(kw_reader *r, const kw_raw *raw, kw_arena *mem, kw_article *out, kw_err *err) {
    if (r->child && kw_page_is_html(raw)) return kw_child_clean(r->child, raw, mem, out, err);
    return kw_pipeline_clean(r->k, r->html, raw, mem, out, err);
}
