/* SPDX-License-Identifier: MIT
 * The file: a head line, then "source URL etag modified next tries" and "item URL state stamp next tries seen", parted by tabs; the last
 * line on an address counts. It is written anew, without what no longer counts, when it is opened. */
#include "visits.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/io.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

static const char HEAD[] = "# kawat watch 1\n";
enum { FORGET = 120 * 24 * 3600 };      /* an item that no listing has had for so long will not come back */

struct kw_visits {
    char *path;
    int file;
    kw_arena mem;
    kw_visit **v; size_t n, cap;
    uint32_t *slots; size_t n_slots;    /* 1 + index; open addressing, at most half full */
};

static uint64_t hash_of(bool source, kw_str url) { return kw_hash_with(url, source); }

static bool grow(kw_visits *s) {
    size_t n = s->n_slots ? s->n_slots * 2 : 1024;
    uint32_t *slots = calloc(n, sizeof *slots);
    if (!slots) return false;
    for (size_t i = 0; i < s->n; i++) {
        size_t at = hash_of(s->v[i]->source, s->v[i]->url) & (n - 1);
        while (slots[at]) at = (at + 1) & (n - 1);
        slots[at] = (uint32_t)i + 1;
    }
    free(s->slots);
    s->slots = slots;
    s->n_slots = n;
    return true;
}

kw_visit *kw_visits_get(kw_visits *s, bool source, kw_str url) {
    if (s->n * 2 >= s->n_slots && !grow(s)) return NULL;
    size_t at = hash_of(source, url) & (s->n_slots - 1);
    for (; s->slots[at]; at = (at + 1) & (s->n_slots - 1)) {
        kw_visit *v = s->v[s->slots[at] - 1];
        if (v->source == source && kw_str_eq(v->url, url)) return v;
    }
    kw_visit *v = kw_alloc(&s->mem, sizeof *v), **into = NULL;
    if (v && (v->url = kw_str_dup(&s->mem, url)).p) into = kw_push(&s->mem, (void **)&s->v, &s->n, &s->cap, sizeof *into);
    if (!into) return NULL;
    v->source = source;
    *into = v;
    s->slots[at] = (uint32_t)s->n;
    return v;
}

kw_visit *kw_visits_at(const kw_visits *s, size_t i) { return i < s->n ? s->v[i] : NULL; }

/* ---- lines ---- */

static void put_field(kw_buf *b, kw_str s) {
    kw_buf_byte(b, '\t');
    for (size_t i = 0; i < s.n; i++) kw_buf_byte(b, (unsigned char)s.p[i] < 0x20 ? ' ' : s.p[i]);
}

static void put_line(kw_buf *b, const kw_visit *v) {
    kw_buf_text(b, v->source ? "source" : "item");
    put_field(b, v->url);
    if (v->source) {
        put_field(b, kw_str_of(v->etag));
        put_field(b, kw_str_of(v->modified));
        kw_buf_fmt(b, "\t%lld\t%u\n", (long long)v->next, v->tries);
    } else kw_buf_fmt(b, "\t%d\t%016llx\t%lld\t%u\t%lld\n", v->state, (unsigned long long)v->stamp, (long long)v->next, v->tries, (long long)v->seen);
}

static void copy_field(char *to, size_t room, kw_str s) {
    if (s.n >= room) s.n = 0;
    if (s.n) memcpy(to, s.p, s.n);
    to[s.n] = 0;
}

static int64_t number(kw_str s) {
    int64_t n;
    return kw_str_int(s, &n) ? n : 0;
}

/* A line that is not whole was being written when kawat was killed: it says nothing. */
static bool read_line(kw_visits *s, kw_str line) {
    kw_str f[7] = { KW_NONE };
    size_t n = 0;
    while (n < 7 && kw_str_cut(&line, '\t', &f[n])) n++;
    bool source = kw_str_is(f[0], "source");
    if (!f[1].n || n != (source ? 6u : 7u) || (!source && !kw_str_is(f[0], "item"))) return true;
    kw_visit *v = kw_visits_get(s, source, f[1]);
    if (!v) return false;
    if (source) {
        copy_field(v->etag, sizeof v->etag, f[2]);
        copy_field(v->modified, sizeof v->modified, f[3]);
    } else {
        int64_t state = number(f[2]);
        v->state = state > KW_VISIT_NEW && state <= KW_VISIT_CLOSED ? (kw_visit_state)state : KW_VISIT_WAITS;
        char hex[17] = "";
        copy_field(hex, sizeof hex, f[3]);
        v->stamp = strtoull(hex, NULL, 16);
        v->seen = number(f[6]);
    }
    v->next = number(f[4]);
    v->tries = (unsigned)number(f[5]);
    return true;
}

static kw_rc read_all(kw_visits *s, kw_err *err) {
    kw_buf b = KW_BUF_EMPTY;
    kw_rc rc = kw_io_read_file(s->path, &b, err);
    kw_str rest = kw_buf_str(&b), line;
    if (rc == KW_OK && rest.n && !kw_str_starts(rest, KW_STR("# kawat watch ")))
        rc = kw_fail_at(err, KW_DATA, s->path, 1, "want what a watch has remembered, found another file");
    else if (rc == KW_OK && rest.n && !kw_str_starts(rest, kw_str_of(HEAD)))
        rc = kw_fail_at(err, KW_NEWER, s->path, 1, "written by a newer kawat");
    while (rc == KW_OK && rest.n && kw_str_cut(&rest, '\n', &line))
        if (rest.p && !read_line(s, line)) rc = kw_fail_nomem(err);
    kw_buf_free(&b);
    return rc;
}

static kw_rc write_bytes(int file, kw_str s, const char *path, kw_err *err) {
    while (s.n) {
        ssize_t n = write(file, s.p, s.n);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return kw_fail(err, KW_IO, path, "cannot write: %s", strerror(errno));
        s = kw_str_sub(s, (size_t)n, s.n);
    }
    return KW_OK;
}

/* The file anew, without lines that no longer count: written beside it and put in its place, so that it is whole at any moment. */
static kw_rc write_all(kw_visits *s, int64_t now, kw_err *err) {
    kw_buf b = KW_BUF_EMPTY;
    kw_str beside = kw_str_fmt(&s->mem, "%s.new", s->path);
    kw_buf_text(&b, HEAD);
    for (size_t i = 0; i < s->n; i++)
        if (s->v[i]->source || s->v[i]->state == KW_VISIT_WAITS || s->v[i]->seen > now - FORGET) put_line(&b, s->v[i]);
    if (b.failed || !beside.p) { kw_buf_free(&b); return kw_fail_nomem(err); }
    int file = open(beside.p, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_APPEND, 0644);
    kw_rc rc = file < 0 ? kw_fail(err, KW_IO, beside.p, "cannot write: %s", strerror(errno)) : write_bytes(file, kw_buf_str(&b), beside.p, err);
    kw_buf_free(&b);
    if (rc == KW_OK && flock(file, LOCK_EX | LOCK_NB) != 0) rc = kw_fail(err, KW_BUSY, s->path, "another watch uses it");
    if (rc == KW_OK && (fsync(file) != 0 || rename(beside.p, s->path) != 0)) rc = kw_fail(err, KW_IO, s->path, "cannot write: %s", strerror(errno));
    if (rc != KW_OK) {
        if (file >= 0) close(file);
        return rc;
    }
    close(s->file);
    s->file = file;
    return KW_OK;
}

kw_rc kw_visits_open(const char *path, int64_t now, kw_visits **out, kw_err *err) {
    kw_visits *s = *out = calloc(1, sizeof *s);
    if (!s) return kw_fail_nomem(err);
    s->file = -1;
    kw_rc rc = (s->path = strdup(path)) ? KW_OK : kw_fail_nomem(err);
    if (rc == KW_OK && (s->file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644)) < 0)
        rc = kw_fail(err, KW_IO, path, "cannot open: %s", strerror(errno));
    if (rc == KW_OK && flock(s->file, LOCK_EX | LOCK_NB) != 0) rc = kw_fail(err, KW_BUSY, path, "another watch uses it");
    if (rc == KW_OK) rc = read_all(s, err);
    if (rc == KW_OK) rc = write_all(s, now, err);
    if (rc == KW_OK) return KW_OK;
    kw_visits_close(s);
    *out = NULL;
    return rc;
}

void kw_visits_close(kw_visits *s) {
    if (!s) return;
    if (s->file >= 0) close(s->file);
    kw_arena_free(&s->mem);
    free(s->slots);
    free(s->path);
    free(s);
}

kw_rc kw_visits_keep(kw_visits *s, const kw_visit *v, kw_err *err) {
    kw_buf b = KW_BUF_EMPTY;
    put_line(&b, v);
    kw_rc rc = b.failed ? kw_fail_nomem(err) : write_bytes(s->file, kw_buf_str(&b), s->path, err);
    kw_buf_free(&b);
    return rc;
}
