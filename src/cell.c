/* SPDX-License-Identifier: MIT
 * Parent and child share one anonymous mapping (the question goes there, the answer comes back there) and a socket pair on which only
 * lengths, codes and files are sent. Between them stands the process that forks: it reads nothing but which socket is the next one's. */
#include "cell.h"
#include "base/limits.h"
#include "read/jail.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROOM = 192 << 20, MARK_ROOM = 4096, QUESTION_MAX = 128 << 20, KEPT = 4 << 20, SOCKET = KW_JAIL_SOCKET, HUNG_SECONDS = 5 * KW_PAGE_SECONDS };

typedef struct { uint64_t n; int32_t rc; } letter;          /* how many bytes lie in the room; of an answer the kw_rc; of a birth the pid */

struct kw_cell {
    kw_cell_serve *serve;
    void *ctx;
    pid_t nurse, pid;           /* who forks; who answers (0: none runs) */
    int control, socket;
    volatile const int *patience;   /* NULL, or: until it is set the answer may take as long as it likes */
    char *room;                 /* ROOM bytes, shared: the question, and behind it the answer; behind all of them the mark */
    size_t used;                /* of them, by the last question and its answer */
    kw_buf question;            /* at the room's beginning */
};

/* Two numbers behind the room. */
static volatile uint64_t *shared(const kw_cell *c, size_t i) { return (volatile uint64_t *)(void *)(c->room + ROOM) + i; }

/* ---- letters with files ---- */

typedef union { struct cmsghdr head; char bytes[CMSG_SPACE(sizeof(int))]; } file_room;

static bool send_letter(int socket, letter l, int file) {
    struct iovec v = { &l, sizeof l };
    struct msghdr m = { .msg_iov = &v, .msg_iovlen = 1 };
    file_room f;
    if (file >= 0) {
        memset(&f, 0, sizeof f);
        m.msg_control = &f;
        m.msg_controllen = sizeof f.bytes;
        f.head = (struct cmsghdr){ .cmsg_len = CMSG_LEN(sizeof(int)), .cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS };
        memcpy(CMSG_DATA(&f.head), &file, sizeof file);
    }
    ssize_t n;
    do n = sendmsg(socket, &m, MSG_NOSIGNAL); while (n < 0 && errno == EINTR);
    return n == (ssize_t)sizeof l;
}

static bool take_letter(int socket, letter *l, int *file) {
    struct iovec v = { l, sizeof *l };
    file_room f;
    struct msghdr m = { .msg_iov = &v, .msg_iovlen = 1, .msg_control = &f, .msg_controllen = sizeof f.bytes };
    ssize_t n;
    *file = -1;
    do n = recvmsg(socket, &m, MSG_CMSG_CLOEXEC); while (n < 0 && errno == EINTR);
    if (n == (ssize_t)sizeof *l && m.msg_controllen >= CMSG_LEN(sizeof(int)) && f.head.cmsg_type == SCM_RIGHTS)
        memcpy(file, CMSG_DATA(&f.head), sizeof *file);
    return n == (ssize_t)sizeof *l;
}

/* ---- the one who answers ---- */

/* An answer is what serve() wrote or, for a failure, what was whole of it and the sentence. */
static _Noreturn void answer_all(kw_cell *c) {
    kw_arena mem = KW_ARENA_EMPTY;
    letter l;
    int file;
    while (take_letter(SOCKET, &l, &file) && l.n <= QUESTION_MAX) {
        kw_buf out = { .p = c->room + l.n, .cap = ROOM - l.n, .lent = true };
        kw_err err = { "" };
        kw_rc rc = c->serve(c->ctx, (kw_str){ c->room, l.n }, file, &mem, &out, &err);
        if (rc != KW_OK) {
            kw_buf_reset(&out);
            out.n = (size_t)*shared(c, 1);
            kw_buf_text(&out, err.text);
        }
        if (out.failed) _exit(1);
        if (!send_letter(SOCKET, (letter){ out.n, (int32_t)rc }, -1)) break;
        kw_arena_reset(&mem);
    }
    _exit(0);
}

/* ---- the one who forks ---- */

/* Each letter brings the socket of the next child. Waited for, so that their time is counted. */
static _Noreturn void nurse(kw_cell *c, int control) {
    letter l;
    int socket;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (!kw_jail_close_others(control)) _exit(1);           /* what it keeps open of others would never be seen to end */
    control = SOCKET;
    signal(SIGINT, SIG_IGN);                                /* the parent ends it */
    signal(SIGTERM, SIG_IGN);
    while (take_letter(control, &l, &socket) && socket >= 0) {
        while (waitpid(-1, NULL, WNOHANG) > 0) { }
        pid_t pid = fork();
        if (pid == 0) {
            if (!kw_jail_enter(socket)) _exit(1);
            answer_all(c);
        }
        close(socket);
        if (!send_letter(control, (letter){ 0, pid }, -1)) break;
    }
    while (waitpid(-1, NULL, 0) > 0 || errno == EINTR) { }
    _exit(0);
}

/* ---- the parent ---- */

static kw_rc cannot(kw_err *err) { return kw_fail(err, KW_IO, NULL, "cannot start the process that reads pages: %s", strerror(errno)); }

static kw_rc start_nurse(kw_cell *c, kw_err *err) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) return cannot(err);
    c->nurse = fork();
    if (c->nurse == 0) {
        close(pair[0]);
        nurse(c, pair[1]);
    }
    close(pair[1]);
    c->control = pair[0];
    return c->nurse < 0 ? cannot(err) : KW_OK;
}

kw_rc kw_cell_new(kw_cell_serve *serve, void *ctx, volatile const int *patience, kw_cell **out, kw_err *err) {
    kw_cell *c = calloc(1, sizeof *c);
    *out = NULL;
    if (!c) return kw_fail_nomem(err);
    *c = (kw_cell){ .serve = serve, .ctx = ctx, .patience = patience, .socket = -1, .control = -1 };
    void *room = mmap(NULL, ROOM + MARK_ROOM, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (room == MAP_FAILED) {
        free(c);
        return kw_fail_nomem(err);
    }
    c->room = room;
    c->question = (kw_buf){ .p = room, .cap = QUESTION_MAX, .lent = true };
    *out = c;                                               /* before the fork: the processes know their cell, too */
    kw_rc rc = start_nurse(c, err);
    if (rc == KW_OK) return KW_OK;
    kw_cell_free(c);
    *out = NULL;
    return rc;
}

static void end_child(kw_cell *c) {
    if (c->socket >= 0) close(c->socket);
    c->socket = -1;
    if (c->pid > 0) kill(c->pid, SIGKILL);
    c->pid = 0;
}

void kw_cell_free(kw_cell *c) {
    if (!c) return;
    if (c->socket >= 0) shutdown(c->socket, SHUT_RDWR);
    end_child(c);
    if (c->control >= 0) close(c->control);
    while (c->nurse > 0 && waitpid(c->nurse, NULL, 0) < 0 && errno == EINTR) { }
    munmap(c->room, ROOM + MARK_ROOM);
    free(c);
}

static kw_rc start(kw_cell *c, kw_err *err) {
    int pair[2], none;
    letter born = { 0, 0 };
    if (c->pid) return KW_OK;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0) return cannot(err);
    bool good = send_letter(c->control, born, pair[1]) && take_letter(c->control, &born, &none) && born.rc > 0;
    close(pair[1]);
    if (!good) {
        close(pair[0]);
        return cannot(err);
    }
    c->pid = born.rc;
    c->socket = pair[0];
    return KW_OK;
}

static double seconds_used(pid_t pid) {
    clockid_t clock;
    struct timespec used;
    if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0) return 0;
    return (double)used.tv_sec + (double)used.tv_nsec / 1e9;
}

static bool stopped(const kw_cell *c) { return c->patience && *c->patience; }

/* Waits for the answer: false when the child died, took too long or is to wait no longer. Its own time counts: it may be waiting for a pipe. */
static bool wait_answer(kw_cell *c, letter *l, bool *late) {
    enum { IN_A_SECOND = 5 };
    struct pollfd p = { .fd = c->socket, .events = POLLIN };
    double before = -1;
    int n, none, waited = 0;
    do {
        while ((n = poll(&p, 1, 1000 / IN_A_SECOND)) < 0 && errno == EINTR) { }
        if (n == 0 && before < 0) before = seconds_used(c->pid) - 1;        /* it cannot have used more since it was asked */
        *late = n == 0 && (seconds_used(c->pid) - before > KW_PAGE_SECONDS || (!c->patience && ++waited > HUNG_SECONDS * IN_A_SECOND));
    } while (n == 0 && !*late && !stopped(c));
    bool taken = n > 0 && take_letter(c->socket, l, &none);
    if (taken && none >= 0) close(none);                    /* a file it was not asked for */
    return taken && l->n <= ROOM - c->question.n;
}

volatile uint64_t *kw_cell_mark(kw_cell *c) { return shared(c, 0); }

void kw_cell_whole(kw_cell *c, size_t n) {
    __atomic_thread_fence(__ATOMIC_RELEASE);                /* the bytes first */
    *shared(c, 1) = n;
}

kw_str kw_cell_left(const kw_cell *c) {
    const uint64_t n = *shared(c, 1);
    return (kw_str){ c->room + c->question.n, n <= ROOM - c->question.n ? (size_t)n : 0 };
}

kw_buf *kw_cell_question(kw_cell *c) {
    if (c->used > KEPT) (void)madvise(c->room, ROOM, MADV_REMOVE);          /* one large page must not hold its memory */
    c->used = 0;
    kw_buf_reset(&c->question);
    return &c->question;
}

kw_rc kw_cell_rc(int32_t sent) {
    switch (sent) {
    case KW_OK: return KW_OK;
    case KW_EMPTY: return KW_EMPTY;
    case KW_NOMEM: return KW_NOMEM;
    case KW_IO: return KW_IO;
    default: return KW_DATA;
    }
}

kw_rc kw_cell_ask(kw_cell *c, int file, const char *place, kw_str *answer, bool *lost, kw_err *err) {
    letter l = { 0, 0 };
    bool late = false;
    *lost = false;
    *shared(c, 1) = 0;
    if (c->question.failed) return kw_fail(err, KW_DATA, place, "want a page of at most %d MiB, found a larger one", QUESTION_MAX >> 20);
    KW_TRY(start(c, err));
    if (!send_letter(c->socket, (letter){ c->question.n, 0 }, file) || !wait_answer(c, &l, &late)) {
        end_child(c);
        c->used = ROOM;                                     /* nobody knows what it wrote */
        *lost = true;
        if (stopped(c)) return KW_STOPPED;
        return late ? kw_fail(err, KW_DATA, place, "took longer than %d seconds to read", KW_PAGE_SECONDS)
                    : kw_fail(err, KW_DATA, place, "the process that read it died (out of memory, or a fault in the parser)");
    }
    *answer = (kw_str){ c->room + c->question.n, l.n };
    c->used = c->question.n + l.n;
    l.rc = (int32_t)kw_cell_rc(l.rc);
    if (l.rc == KW_OK) return KW_OK;
    if (l.rc == KW_NOMEM) return kw_fail(err, KW_DATA, place, "wants more than %zu MiB of memory", KW_CHILD_DATA_MAX >> 20);
    if (err) snprintf(err->text, sizeof err->text, "%.*s", KW_FMT(kw_str_sub(*answer, kw_cell_left(c).n, answer->n)));
    return (kw_rc)l.rc;
}
