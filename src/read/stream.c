/* SPDX-License-Identifier: MIT
 * One window over the decompressed bytes, refilled on demand; each way of packing has one function that adds to it. */
#include "read/stream.h"
#include "base/buf.h"
#include "base/io.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <brotli/decode.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

enum { IN_CAP = 1 << 17, OUT_STEP = 1 << 17 };
static const uint64_t RATIO_FROM = (uint64_t)16 << 20;      /* small inputs may be as dense as they like */

typedef enum { PLAIN, GZIP, ZSTD, BROTLI } packing;

struct kw_stream {
    char *path;
    int fd;                             /* -1: memory */
    volatile const int *stop;           /* or NULL */
    char *own;                          /* the buffer behind `in`, for a file */
    const char *in;
    size_t in_at, in_n;
    bool in_end, end, told, failed;     /* end: all bytes are out; told: packing is known; failed: no further bytes */
    bool cut;                           /* failed since the packed bytes end too early, or go on as something else */
    packing kind;
    z_stream z;
    ZSTD_DStream *zstd;
    BrotliDecoderState *brotli;
    kw_buf out;
    size_t at;                          /* bytes of `out` that were taken */
    uint64_t total_in, total_out;
    kw_rc rc;                           /* of the failure, told once when what came before it has been taken */
    kw_err why;
};

static kw_rc refill(kw_stream *s, kw_err *err) {
    if (s->in_end || s->in_at < s->in_n) return KW_OK;
    if (s->fd < 0) { s->in_end = true; return KW_OK; }
    if (s->stop && !kw_io_wait(s->fd, s->stop)) return KW_STOPPED;
    ssize_t n;
    if (!s->own && !(s->own = malloc(IN_CAP))) return kw_fail_nomem(err);
    s->in = s->own;
    do n = read(s->fd, s->own, IN_CAP); while (n < 0 && errno == EINTR);
    if (n < 0) return kw_fail(err, KW_IO, s->path, "cannot read: %s", strerror(errno));
    s->in_at = 0;
    s->in_n = (size_t)n;
    s->total_in += (uint64_t)n;
    s->in_end = n == 0;
    return KW_OK;
}

/* Brotli has no mark of its own: bytes that cannot be text and that decode to text are taken for it. */
static bool is_brotli(kw_str head) {
    uint8_t text[4096];
    size_t left = head.n, room = sizeof text;
    const uint8_t *in = (const uint8_t *)head.p;
    uint8_t *out = text;
    if (head.n > sizeof text) head.n = left = sizeof text;
    size_t broken = kw_utf8_broken(head);
    if (!head.n || (!memchr(head.p, 0, head.n) && (broken == SIZE_MAX || broken + 4 > head.n))) return false;
    BrotliDecoderState *b = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!b) return false;
    BrotliDecoderResult r = BrotliDecoderDecompressStream(b, &left, &in, &room, &out, NULL);
    BrotliDecoderDestroyInstance(b);
    kw_str got = { (const char *)text, sizeof text - room };
    if (r == BROTLI_DECODER_RESULT_ERROR || got.n < 16 || memchr(got.p, 0, got.n)) return false;
    broken = kw_utf8_broken(got);
    return broken == SIZE_MAX || broken + 4 > got.n;
}

static kw_rc tell_packing(kw_stream *s, kw_err *err) {
    KW_TRY(refill(s, err));
    kw_str head = { s->in + s->in_at, s->in_n - s->in_at };
    const unsigned char *c = (const unsigned char *)head.p;
    s->told = true;
    bool zlib = head.n >= 3 && c[0] == 0x78 && (c[1] == 0x9c || c[1] == 0xda);          /* HTTP's "deflate" */
    if (zlib || (head.n >= 3 && c[0] == 0x1f && c[1] == 0x8b && c[2] == 8)) {
        s->kind = GZIP;
        if (inflateInit2(&s->z, 15 + 32) != Z_OK) return kw_fail_nomem(err);
    } else if (head.n >= 4 && c[0] == 0x28 && c[1] == 0xb5 && c[2] == 0x2f && c[3] == 0xfd) {
        s->kind = ZSTD;
        if (!(s->zstd = ZSTD_createDStream())) return kw_fail_nomem(err);
        ZSTD_DCtx_setParameter(s->zstd, ZSTD_d_windowLogMax, 27);
    } else if (is_brotli(head)) {
        s->kind = BROTLI;
        if (!(s->brotli = BrotliDecoderCreateInstance(NULL, NULL, NULL))) return kw_fail_nomem(err);
    }
    return KW_OK;
}

/* Zeros and line ends may stand behind the last member; anything else is something that is lost. */
static kw_rc see_padding(kw_stream *s, kw_err *err) {
    const char c = s->in[s->in_at];
    s->end = true;
    if (!c || c == '\n' || c == '\r') return KW_OK;
    s->cut = true;
    return kw_fail(err, KW_DATA, s->path, "want a gzip member or the end after %llu bytes, found byte 0x%02x: not read further",
           (unsigned long long)s->total_out, (unsigned char)c);
}

static kw_rc unpack_gzip(kw_stream *s, kw_err *err) {
    s->z.next_in = (Bytef *)(uintptr_t)(s->in + s->in_at);
    s->z.avail_in = (uInt)(s->in_n - s->in_at);
    s->z.next_out = (Bytef *)(s->out.p + s->out.n);
    s->z.avail_out = OUT_STEP;
    int rc = inflate(&s->z, Z_NO_FLUSH);
    s->in_at = s->in_n - s->z.avail_in;
    s->out.n += OUT_STEP - s->z.avail_out;
    if (rc == Z_STREAM_END) {                               /* another member may follow */
        inflateReset(&s->z);
        KW_TRY(refill(s, err));
        s->end = s->in_end;
        return s->in_end || s->in[s->in_at] == 0x1f ? KW_OK : see_padding(s, err);
    }
    s->cut = rc == Z_BUF_ERROR && s->in_end;
    if (s->cut)
        return kw_fail(err, KW_DATA, s->path, "the gzip data is cut off after %llu bytes", (unsigned long long)s->total_out);
    if (rc != Z_OK && rc != Z_BUF_ERROR)
        return kw_fail(err, KW_DATA, s->path, "damaged gzip data after %llu bytes: %s", (unsigned long long)s->total_out,
            s->z.msg ? s->z.msg : "unknown");
    return KW_OK;
}

static kw_rc unpack_zstd(kw_stream *s, kw_err *err) {
    ZSTD_inBuffer in = { s->in, s->in_n, s->in_at };
    ZSTD_outBuffer out = { s->out.p + s->out.n, OUT_STEP, 0 };
    size_t rc = ZSTD_decompressStream(s->zstd, &out, &in);
    s->in_at = in.pos;
    s->out.n += out.pos;
    if (ZSTD_isError(rc))
        return kw_fail(err, KW_DATA, s->path, "damaged zstd data after %llu bytes: %s", (unsigned long long)s->total_out, ZSTD_getErrorName(rc));
    if (rc == 0 && s->in_at == s->in_n) {
        KW_TRY(refill(s, err));
        s->end = s->in_end;
    } else if ((s->cut = s->in_end && out.pos == 0))
        return kw_fail(err, KW_DATA, s->path, "the zstd data is cut off after %llu bytes", (unsigned long long)s->total_out);
    return KW_OK;
}

static kw_rc unpack_brotli(kw_stream *s, kw_err *err) {
    size_t left = s->in_n - s->in_at, room = OUT_STEP;
    const uint8_t *in = (const uint8_t *)s->in + s->in_at;
    uint8_t *out = (uint8_t *)s->out.p + s->out.n;
    BrotliDecoderResult rc = BrotliDecoderDecompressStream(s->brotli, &left, &in, &room, &out, NULL);
    s->in_at = s->in_n - left;
    s->out.n += OUT_STEP - room;
    if (rc == BROTLI_DECODER_RESULT_SUCCESS) s->end = true;
    else if ((s->cut = rc == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT && s->in_end) || rc == BROTLI_DECODER_RESULT_ERROR)
        return kw_fail(err, KW_DATA, s->path, "damaged or cut off brotli data after %llu bytes", (unsigned long long)s->total_out);
    return KW_OK;
}

/* What was read is given on as it lies there where nothing waits before it. */
static kw_rc unpack_plain(kw_stream *s, kw_err *err) {
    size_t n = s->in_n - s->in_at;
    if (!n) {                                   /* an empty file; `in` may be NULL */
    } else if (s->own && !s->out.n && !s->in_at) {
        kw_buf empty = s->out;
        s->out = (kw_buf){ .p = s->own, .n = n, .cap = IN_CAP };
        s->in = s->own = empty.cap >= IN_CAP ? empty.p : NULL;
        if (!s->own) kw_buf_free(&empty);
    } else {
        if (!kw_buf_reserve(&s->out, n)) return kw_fail_nomem(err);
        memcpy(s->out.p + s->out.n, s->in + s->in_at, n);
        s->out.n += n;
    }
    s->in_at = s->in_n;
    if (s->in_end) s->end = true;
    return KW_OK;
}

/* One step: some more bytes into `out`, or the end. */
static kw_rc step(kw_stream *s, kw_err *err) {
    if (!s->told) KW_TRY(tell_packing(s, err));
    KW_TRY(refill(s, err));
    if (s->at && s->at >= s->out.n / 2) {                   /* what was taken makes room */
        memmove(s->out.p, s->out.p + s->at, s->out.n - s->at);
        s->out.n -= s->at;
        s->at = 0;
    }
    if (s->kind != PLAIN && !kw_buf_reserve(&s->out, OUT_STEP)) return kw_fail_nomem(err);
    size_t from = s->out.n;
    kw_rc rc = s->kind == GZIP ? unpack_gzip(s, err) : s->kind == ZSTD ? unpack_zstd(s, err)
             : s->kind == BROTLI ? unpack_brotli(s, err) : unpack_plain(s, err);
    if (rc != KW_OK) return rc;
    s->total_out += s->out.n - from;
    if (s->kind != PLAIN && s->total_out > RATIO_FROM && s->total_out / KW_INFLATE_RATIO > s->total_in)
        return kw_fail(err, KW_DATA, s->path, "decompresses to more than %d times its size: not read further", KW_INFLATE_RATIO);
    return KW_OK;
}

static kw_rc tell_failure(kw_stream *s, kw_err *err) {
    kw_rc rc = s->rc;
    if (err && rc != KW_OK) *err = s->why;
    s->rc = KW_OK;
    return rc;
}

kw_rc kw_stream_peek(kw_stream *s, size_t want, kw_str *out, kw_err *err) {
    while (s->out.n - s->at < want && !s->end && !s->failed) s->failed = (s->rc = step(s, &s->why)) != KW_OK;
    *out = (kw_str){ s->out.p ? s->out.p + s->at : "", s->out.n - s->at };
    return out->n ? KW_OK : tell_failure(s, err);
}

void kw_stream_skip(kw_stream *s, size_t n) { s->at += n < s->out.n - s->at ? n : s->out.n - s->at; }

bool kw_stream_at_hand(const kw_stream *s, bool all) {
    struct stat st;
    if (!all && s->out.n > s->at && memchr(s->out.p + s->at, '\n', s->out.n - s->at)) return true;
    return s->fd < 0 || s->end || (fstat(s->fd, &st) == 0 && S_ISREG(st.st_mode));
}

/* Past the next line end, in steps, so that a line without end costs no memory. */
static kw_rc skip_line(kw_stream *s, kw_err *err) {
    kw_str have;
    for (;;) {
        KW_TRY(kw_stream_peek(s, 1, &have, err));
        if (!have.n) return KW_OK;
        const char *nl = memchr(have.p, '\n', have.n);
        kw_stream_skip(s, nl ? (size_t)(nl - have.p) + 1 : have.n);
        if (nl) return KW_OK;
    }
}

kw_rc kw_stream_line(kw_stream *s, kw_str *line, kw_err *err) {
    size_t seen = 0, want = 1;
    for (;;) {
        kw_str have;
        KW_TRY(kw_stream_peek(s, want, &have, err));
        const char *nl = have.n > seen ? memchr(have.p + seen, '\n', have.n - seen) : NULL;
        size_t n = nl ? (size_t)(nl - have.p) : have.n;
        if (n > KW_LINE_MAX) {
            KW_TRY(skip_line(s, err));
            return kw_fail(err, KW_DATA, s->path, "want lines of at most %zu MiB, found a longer one", KW_LINE_MAX >> 20);
        }
        if (nl || have.n < want) {
            if (!nl && !have.n) return KW_EMPTY;
            *line = (kw_str){ have.p, n && have.p[n - 1] == '\r' ? n - 1 : n };
            kw_stream_skip(s, nl ? n + 1 : n);
            return KW_OK;
        }
        seen = have.n;
        want = have.n + 1;
    }
}

/* The rest of a file that is not packed, straight to where it stays. KW_EMPTY: it is none of which the size is known. */
static kw_rc rest_of_file(kw_stream *s, size_t max, kw_arena *mem, kw_str *out, kw_err *err) {
    struct stat st;
    if (!s->told || s->kind != PLAIN || s->fd < 0 || s->end || s->failed || s->in_at < s->in_n || fstat(s->fd, &st) != 0 || !S_ISREG(st.st_mode))
        return KW_EMPTY;
    off_t at = lseek(s->fd, 0, SEEK_CUR);
    size_t n = s->out.n - s->at, left = at >= 0 && st.st_size > at ? (size_t)(st.st_size - at) : 0;
    if (left > max || n + left > max) return KW_EMPTY;
    char *p = kw_alloc_bytes(mem, n + left + 1);
    if (!p) return kw_fail_nomem(err);
    if (n) memcpy(p, s->out.p + s->at, n);
    while (left) {
        ssize_t got = read(s->fd, p + n, left);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return kw_fail(err, KW_IO, s->path, "cannot read: %s", strerror(errno));
        if (!got) break;                                    /* it was cut while it was read */
        n += (size_t)got;
        left -= (size_t)got;
    }
    p[n] = 0;
    s->at = s->out.n;
    s->end = s->in_end = true;
    *out = (kw_str){ p, n };
    return KW_OK;
}

kw_rc kw_stream_rest(kw_stream *s, size_t max, kw_arena *mem, kw_str *out, kw_err *err) {
    kw_str have;
    kw_rc rc = rest_of_file(s, max, mem, out, err);
    if (rc != KW_EMPTY) return rc;
    KW_TRY(kw_stream_peek(s, max + 1, &have, err));
    KW_TRY(tell_failure(s, err));
    if (have.n > max) return kw_fail(err, KW_DATA, s->path, "want at most %zu MiB, found more", max >> 20);
    *out = kw_str_dup(mem, have);
    kw_stream_skip(s, have.n);
    return out->p ? KW_OK : kw_fail_nomem(err);
}

static kw_rc make(const char *path, kw_stream **out, kw_err *err) {
    kw_stream *s = calloc(1, sizeof *s);
    *out = s;
    if (!s || !(s->path = strdup(path))) {
        free(s);
        *out = NULL;
        return kw_fail_nomem(err);
    }
    s->fd = -1;
    return KW_OK;
}

kw_rc kw_stream_open_bytes(kw_str bytes, const char *name, kw_stream **out, kw_err *err) {
    KW_TRY(make(name, out, err));
    (*out)->in = bytes.p ? bytes.p : "";
    (*out)->in_n = (*out)->total_in = bytes.n;
    return KW_OK;
}

kw_rc kw_stream_open_file(int file, const char *name, volatile const int *stop, kw_stream **out, kw_err *err) {
    kw_rc rc = make(name, out, err);
    kw_stream *s = *out;
    if (rc == KW_OK && !(s->in = s->own = malloc(IN_CAP))) {
        kw_stream_close(s);
        *out = NULL;
        rc = kw_fail_nomem(err);
    }
    if (rc == KW_OK) s->fd = file, s->stop = stop;
    else if (file > STDIN_FILENO) close(file);
    return rc;
}

void kw_stream_close(kw_stream *s) {
    if (!s) return;
    if (s->fd > STDIN_FILENO) close(s->fd);
    if (s->kind == GZIP) inflateEnd(&s->z);
    ZSTD_freeDStream(s->zstd);
    if (s->brotli) BrotliDecoderDestroyInstance(s->brotli);
    kw_buf_free(&s->out);
    free(s->own);
    free(s->path);
    free(s);
}

kw_rc kw_stream_unpack(kw_str bytes, const char *name, size_t max, kw_arena *mem, kw_str *out, kw_err *err) {
    kw_stream *s;
    KW_TRY(kw_stream_open_bytes(bytes, name, &s, err));
    kw_rc rc = kw_stream_rest(s, max, mem, out, err);
    kw_stream_close(s);
    return rc;
}

/* Is it what the parts of the name "deflate" look like that have no mark? All that can be told is that no packing with a mark begins there. */
static bool is_bare(kw_str bytes, bool deflated) { return deflated && bytes.n > 2 && (unsigned char)bytes.p[0] != 0x1f && (bytes.p[0] & 0x0f) != 8; }

kw_rc kw_stream_unpack_body(kw_str bytes, bool deflated, const char *name, size_t max, kw_arena *mem, kw_str *out, kw_err *err) {
    kw_stream *s;
    kw_str have;
    KW_TRY(kw_stream_open_bytes(bytes, name, &s, err));
    const bool bare = is_bare(bytes, deflated);
    if (bare && inflateInit2(&s->z, -MAX_WBITS) == Z_OK) s->told = true, s->kind = GZIP;
    kw_rc rc = kw_stream_peek(s, max + 1, &have, err);
    const bool none = bare && rc == KW_DATA;                /* said to be packed, and it is not */
    if (none) have = bytes, rc = KW_OK;
    else if (rc == KW_OK && s->rc != KW_OK && !s->cut) rc = tell_failure(s, err);
    if (rc == KW_OK && have.n > max) rc = kw_fail(err, KW_DATA, name, "want at most %zu MiB, found more", max >> 20);
    if (rc == KW_OK && !(*out = kw_str_dup(mem, have)).p) rc = kw_fail_nomem(err);
    kw_stream_close(s);
    return rc;
}
