/* SPDX-License-Identifier: MIT
 * Files and folders by the calls of POSIX; every failure names its path. */
#include "base/io.h"
#include "base/limits.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

bool kw_io_is_folder(const char *path) {
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool kw_io_wait(int file, volatile const int *stop) {
    enum { MILLISECONDS = 200 };
    struct pollfd p = { .fd = file, .events = POLLIN };
    while (!stop || !*stop) {
        int n = poll(&p, 1, MILLISECONDS);
        if (n > 0 || (n < 0 && errno != EINTR)) return true;    /* what cannot be waited for is read, and says why */
    }
    return false;
}

/* Not to wait in open() itself: whoever asks us to stop could not reach us there. */
kw_rc kw_io_open(const char *path, volatile const int *stop, int *file, kw_err *err) {
    struct stat st;
    int fd = *file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return kw_fail(err, KW_IO, path, "cannot open: %s", strerror(errno));
    bool there = fstat(fd, &st) != 0 || !S_ISFIFO(st.st_mode) || kw_io_wait(fd, stop);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) & ~O_NONBLOCK);
    if (there) return KW_OK;
    close(fd);
    *file = -1;
    return KW_STOPPED;
}

static kw_rc read_all(int fd, const char *path, kw_buf *into, kw_err *err) {
    size_t from = into->n;
    for (;;) {
        if (into->n - from > KW_FILE_MAX)
            return kw_fail(err, KW_DATA, path, "want at most %zu MiB, found more", KW_FILE_MAX >> 20);
        if (!kw_buf_reserve(into, 1 << 16)) return kw_fail_nomem(err);
        ssize_t n = read(fd, into->p + into->n, into->cap - into->n);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return kw_fail(err, KW_IO, path, "cannot read: %s", strerror(errno));
        if (n == 0) return KW_OK;
        into->n += (size_t)n;
    }
}

kw_rc kw_io_read_file(const char *path, kw_buf *into, kw_err *err) {
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return kw_fail(err, KW_IO, path, "cannot open: %s", strerror(errno));
    kw_rc rc = KW_OK;
    if (fstat(fd, &st) == 0) {
        if (S_ISDIR(st.st_mode)) rc = kw_fail(err, KW_IO, path, "want a file, found a folder");
        else if (S_ISREG(st.st_mode) && (size_t)st.st_size <= KW_FILE_MAX && !kw_buf_reserve(into, (size_t)st.st_size + 1))
            rc = kw_fail_nomem(err);
    }
    if (rc == KW_OK) rc = read_all(fd, path, into, err);
    close(fd);
    return rc;
}

enum { FOLDERS_DEEP = 64 };             /* folders below each other; what lies deeper is left out */

typedef struct { kw_arena *mem; kw_str *v; size_t n, cap; } listing;

static kw_rc list_into(const char *dir, listing *l, int depth, kw_err *err) {
    DIR *d = opendir(dir);
    if (!d) return kw_fail(err, KW_IO, dir, "cannot open the folder: %s", strerror(errno));
    kw_rc rc = KW_OK;
    for (struct dirent *e; rc == KW_OK && (e = readdir(d));) {
        struct stat st;
        if (e->d_name[0] == '.') continue;
        kw_str path = kw_str_fmt(l->mem, "%s%s%s", dir, dir[strlen(dir) - 1] == '/' ? "" : "/", e->d_name);
        if (!path.p) { rc = kw_fail_nomem(err); break; }
        if (lstat(path.p, &st) != 0) continue;
        if (S_ISDIR(st.st_mode)) {
            if (depth < FOLDERS_DEEP) rc = list_into(path.p, l, depth + 1, err);
            continue;
        }
        if (S_ISLNK(st.st_mode) && kw_io_is_folder(path.p)) continue;
        /* a pipe or a device is read where it is named, never because it lies in a folder: it might never end */
        if (stat(path.p, &st) == 0 && !S_ISREG(st.st_mode)) continue;
        kw_str *into = kw_push(l->mem, (void **)&l->v, &l->n, &l->cap, sizeof *into);
        if (!into) rc = kw_fail_nomem(err);
        else *into = path;
    }
    closedir(d);
    return rc;
}

static int by_name(const void *a, const void *b) { return kw_str_cmp(*(const kw_str *)a, *(const kw_str *)b); }

kw_rc kw_io_list(const char *dir, kw_arena *mem, kw_strs *out, kw_err *err) {
    listing l = { .mem = mem };
    KW_TRY(list_into(dir, &l, 0, err));
    if (l.n > 1) qsort(l.v, l.n, sizeof *l.v, by_name);
    *out = (kw_strs){ l.v, l.n };
    return KW_OK;
}
