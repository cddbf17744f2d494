/* SPDX-License-Identifier: MIT
 * Inputs under way stand in a ring, number n at place n % size; the one that was given last is the next to be used again, since its memory
 * is still near. To wake a thread costs more than a short text does: so the workers are woken when several small ones wait, the reader
 * sleeps until half of what was under way is given, and who gives until half of it is done or nothing else is to do. */
#include "crew.h"
#include "unpack.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

/* For each worker: so many inputs are under way however large they are, more up to so many bytes in all; an input of so many is worth
 * waking somebody. */
enum { JOBS_MAX = 256, FEW_EACH = 4, SLOTS_EACH = 64, BYTES_EACH = 256 << 10, LARGE = 16 << 10 };

typedef struct crew {
    const kw_inputs *in;
    const kw_crew_job *job;
    kw_source *source;
    pthread_mutex_t lock;
    pthread_cond_t room, work, ready;   /* for the reader, the workers, and who gives */
    kw_task *tasks;
    kw_task **ring, **idle;         /* of n_slots; those that are not in the ring, the last one given on top */
    void **own;                     /* what each worker works with, made before the threads */
    unsigned n_own, next_own;
    size_t n_slots, n_idle, n_done, few;    /* n_done: of them not given yet */
    size_t bytes, bytes_max;        /* under way */
    uint64_t read, taken, given;    /* how many were read, taken by workers, given to done() */
    uint64_t wake_at;               /* when no more are under way, the reader goes on */
    bool all_read, stop;
    kw_rc rc;                       /* of a thread that could not go on */
    kw_err why;
} crew;

static void wake_all(crew *c) {
    pthread_cond_broadcast(&c->room);
    pthread_cond_broadcast(&c->work);
    pthread_cond_broadcast(&c->ready);
}

static void fail(crew *c, kw_rc rc, const kw_err *why) {
    pthread_mutex_lock(&c->lock);
    if (c->rc == KW_OK) {
        c->rc = rc;
        c->why = *why;
    }
    c->stop = true;
    wake_all(c);
    pthread_mutex_unlock(&c->lock);
}

static bool asked_to_stop(const crew *c) { return c->in->stop && *c->in->stop; }

static uint64_t under_way(const crew *c) { return c->read - c->given; }

static bool has_room(const crew *c) { return under_way(c) < c->few || (under_way(c) < c->n_slots && c->bytes < c->bytes_max); }

/* For the next input, or NULL when there is to be none. Under the lock, as what follows. */
static kw_task *idle_task(crew *c) {
    if (!has_room(c)) {
        c->wake_at = under_way(c) / 2;
        pthread_cond_signal(&c->work);
        while (!c->stop && under_way(c) > c->wake_at) pthread_cond_wait(&c->room, &c->lock);
    }
    return c->stop || asked_to_stop(c) ? NULL : c->idle[--c->n_idle];
}

static size_t bytes_of(const kw_raw *raw) { return raw->bytes.n + raw->given.text.n + raw->given.html.n; }

static void put_in(crew *c, kw_task *t, bool more) {
    c->ring[c->read++ % c->n_slots] = t;
    c->bytes += t->bytes_under_way = bytes_of(&t->raw);
    if (!more || (c->read - c->taken) * 2 >= c->n_slots) pthread_cond_signal(&c->work);
}

static void read_one(crew *c, kw_task *t) {
    kw_arena_reset(&t->mem);
    kw_buf_reset(&t->out);
    *t = (kw_task){ .mem = t->mem, .out = t->out };
    t->rc = c->job->next ? c->job->next(c->job->next_ctx, &t->mem, &t->raw, &t->path, &t->why)
        : kw_source_next(c->source, &t->mem, &t->raw, &t->path, &t->why);
}

static void *reader(void *ctx) {
    crew *c = ctx;
    pthread_mutex_lock(&c->lock);
    for (kw_task *t; (t = idle_task(c));) {
        pthread_mutex_unlock(&c->lock);
        read_one(c, t);
        if (t->rc == KW_NOMEM) fail(c, KW_NOMEM, &t->why);
        const bool last = t->rc == KW_EMPTY || t->rc == KW_STOPPED || t->rc == KW_NOMEM;
        /* a small one waits for others, if they are there without waiting for anybody */
        const bool more = !last && !c->job->next && bytes_of(&t->raw) < LARGE && kw_source_at_hand(c->source);
        pthread_mutex_lock(&c->lock);
        if (last) break;
        put_in(c, t, more);
    }
    c->all_read = true;
    wake_all(c);
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

/* Under the lock. What is done is given before a worker sleeps. */
static kw_task *next_task(crew *c) {
    while (!c->stop && !c->all_read && c->taken == c->read) {
        if (c->n_done) pthread_cond_signal(&c->ready);
        pthread_cond_wait(&c->work, &c->lock);
    }
    if (c->stop || c->taken == c->read) return NULL;
    kw_task *t = c->ring[c->taken++ % c->n_slots];
    if (c->taken < c->read) pthread_cond_signal(&c->work);  /* another one may sleep */
    return t;
}

static void *worker(void *ctx) {
    crew *c = ctx;
    pthread_mutex_lock(&c->lock);
    void *own = c->own[c->next_own++];
    for (kw_task *t; (t = next_task(c));) {
        pthread_mutex_unlock(&c->lock);
        if (t->rc == KW_OK) c->job->work(c->job->ctx, own, t);
        pthread_mutex_lock(&c->lock);
        t->done = true;
        if (++c->n_done * 2 >= under_way(c) || c->all_read) pthread_cond_signal(&c->ready);
    }
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

/* The next finished task in order, or NULL when all is done. Under the lock. */
static kw_task *finished(crew *c) {
    for (;;) {
        if (c->given < c->read && c->ring[c->given % c->n_slots]->done) return c->ring[c->given % c->n_slots];
        if (c->stop || (c->all_read && c->given == c->read)) return NULL;
        pthread_cond_wait(&c->ready, &c->lock);
    }
}

static kw_rc hand_over(crew *c, kw_err *err) {
    kw_rc rc = KW_OK;
    pthread_mutex_lock(&c->lock);
    for (kw_task *t; (t = finished(c));) {
        pthread_mutex_unlock(&c->lock);
        rc = t->rc == KW_NOMEM ? kw_fail_nomem(err) : c->job->done(c->job->ctx, t, err);
        pthread_mutex_lock(&c->lock);
        if (rc != KW_OK) break;
        c->given++;
        c->n_done--;
        c->bytes -= t->bytes_under_way;
        c->idle[c->n_idle++] = t;
        if (under_way(c) <= c->wake_at) pthread_cond_signal(&c->room);
    }
    pthread_mutex_unlock(&c->lock);
    return rc;
}

static unsigned jobs_of(const kw_inputs *in) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned n = in->jobs ? in->jobs : cores > 0 ? (unsigned)cores : 1;
    return n < JOBS_MAX ? n : JOBS_MAX;
}

static kw_rc begin_all(crew *c, unsigned jobs, kw_err *err) {
    c->own = calloc(jobs, sizeof *c->own);
    if (!c->own) return kw_fail_nomem(err);
    for (; c->n_own < jobs && c->job->begin; c->n_own++) KW_TRY(c->job->begin(c->job->ctx, &c->own[c->n_own], err));
    return KW_OK;
}

static void end_all(crew *c) {
    for (unsigned i = 0; i < c->n_own; i++)
        if (c->job->end && c->own[i]) c->job->end(c->job->ctx, c->own[i]);
    free(c->own);
}

static kw_rc run_threads(crew *c, unsigned jobs, kw_err *err) {
    pthread_t threads[JOBS_MAX + 1];
    unsigned n = 0;
    kw_rc rc = KW_OK;
    if (pthread_create(&threads[n], NULL, reader, c) == 0) n++;
    while (n && n <= jobs && pthread_create(&threads[n], NULL, worker, c) == 0) n++;
    if (n < 2) rc = kw_fail(err, KW_NOMEM, NULL, "want threads for the work, the system gave none");
    else rc = hand_over(c, err);
    pthread_mutex_lock(&c->lock);
    c->stop = true;
    wake_all(c);
    pthread_mutex_unlock(&c->lock);
    for (unsigned i = 0; i < n; i++) pthread_join(threads[i], NULL);
    if (rc == KW_OK && c->rc != KW_OK) {
        if (err) *err = c->why;
        rc = c->rc;
    }
    return rc == KW_OK && asked_to_stop(c) ? KW_STOPPED : rc;
}

kw_rc kw_crew_run(const kw_inputs *in, const kw_crew_job *job, kw_err *err) {
    kw_source_options o = { .paths = in->paths, .n_paths = in->n_paths, .map = in->map, .allow_private = in->allow_private,
                            .follow = in->follow, .limit = in->limit, .contact = in->contact, .stop = in->stop };
    unsigned jobs = jobs_of(in);
    crew c = { .in = in, .job = job, .n_slots = (size_t)jobs * SLOTS_EACH, .few = (size_t)jobs * FEW_EACH, .bytes_max = (size_t)jobs * BYTES_EACH };
    kw_unpacker *unpacker = NULL;
    if (!job->trusted && !job->next) KW_TRY(kw_unpacker_new(&o, &unpacker, err));
    if (unpacker) o.elsewhere = kw_unpacker_door(unpacker);
    kw_rc opened = kw_source_open(&o, &c.source, err);
    if (opened != KW_OK) {
        kw_unpacker_free(unpacker);
        return opened;
    }
    c.tasks = calloc(c.n_slots, sizeof *c.tasks);
    c.ring = calloc(c.n_slots, sizeof *c.ring);
    c.idle = calloc(c.n_slots, sizeof *c.idle);
    for (size_t i = c.n_slots; c.tasks && c.idle && i > 0; i--) c.idle[c.n_idle++] = &c.tasks[i - 1];
    pthread_mutex_init(&c.lock, NULL);
    pthread_cond_init(&c.room, NULL);
    pthread_cond_init(&c.work, NULL);
    pthread_cond_init(&c.ready, NULL);
    kw_rc rc = c.tasks && c.ring && c.idle ? begin_all(&c, jobs, err) : kw_fail_nomem(err);
    if (rc == KW_OK) rc = run_threads(&c, jobs, err);
    end_all(&c);
    for (size_t i = 0; c.tasks && i < c.n_slots; i++) {
        kw_arena_free(&c.tasks[i].mem);
        kw_buf_free(&c.tasks[i].out);
    }
    pthread_cond_destroy(&c.room);
    pthread_cond_destroy(&c.work);
    pthread_cond_destroy(&c.ready);
    pthread_mutex_destroy(&c.lock);
    free(c.tasks);
    free(c.ring);
    free(c.idle);
    kw_source_close(c.source);
    kw_unpacker_free(unpacker);
    return rc;
}

void kw_crew_tell_unread(const kw_inputs *in, const kw_task *t) {
    const kw_article *a = &t->u.article;
    kw_err why = { "" };
    if (!in->failed || !kw_str_trim(t->raw.given.published).n) return;
    if (a->published.precision != KW_WHEN_NONE && !kw_str_is(a->published_from, "text")) return;
    kw_fail(&why, KW_DATA, t->raw.path.p, "want a date in \"published\", found '%.*s': read without it", KW_FMT(t->raw.given.published));
    in->failed(in->ctx, t->raw.path.p, why.text);
}

void kw_crew_failed(const kw_inputs *in, kw_summary *sum, const kw_task *t) {
    const char *path = t->path.p ? t->path.p : t->raw.path.p ? t->raw.path.p : "?";
    sum->failed++;
    if (in->failed) in->failed(in->ctx, path, t->why.text);
}
