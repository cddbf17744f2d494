/* SPDX-License-Identifier: MIT
 * A digest to bytes and back. One walk over the fields serves both ways, so that they cannot disagree. Numbers are
 * written seven bits to a byte, places and keys as differences, a string that stood there before as its number; about 4 KB
 * for an article of 400 words, 250 bytes without its words and terms. */
#include "group/digest.h"

#include "base/limits.h"

#include <math.h>

enum { FORMAT = 4, FORMAT_PLAIN = 3,            /* the one before, which is read too: each string and number with a point as it is */
       STRINGS = 64 };                          /* that are known again */

typedef struct kw_walk {
    kw_buf *out;                /* writing, else reading */
    kw_str in; size_t at;
    kw_arena *mem;
    uint32_t format;
    kw_str seen[STRINGS]; size_t n_seen;
    bool bad, nomem;
} kw_walk;

static void number(kw_walk *w, uint64_t *x) {
    if (w->out) {
        uint64_t v = *x;
        for (; v > 127; v >>= 7) kw_buf_byte(w->out, (char)(128 | (v & 127)));
        kw_buf_byte(w->out, (char)v);
        return;
    }
    *x = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
        if (w->at >= w->in.n) break;
        unsigned char b = (unsigned char)w->in.p[w->at++];
        *x |= (uint64_t)(b & 127) << shift;
        if (b < 128) return;
    }
    w->bad = true;
    *x = 0;
}

static void u32(kw_walk *w, uint32_t *x) {
    uint64_t v = *x;
    number(w, &v);
    if (v > UINT32_MAX) w->bad = true;
    *x = (uint32_t)v;
}

static void u16(kw_walk *w, uint16_t *x) {
    uint32_t v = *x;
    u32(w, &v);
    *x = (uint16_t)v;
}

static void u8(kw_walk *w, uint8_t *x) {
    uint32_t v = *x;
    u32(w, &v);
    *x = (uint8_t)v;
}

static void flag(kw_walk *w, bool *x) {
    uint8_t v = *x;
    u8(w, &v);
    *x = v != 0;
}

static void i32(kw_walk *w, int32_t *x) {
    uint32_t v = ((uint32_t)*x << 1) ^ (uint32_t)(*x >> 31);
    u32(w, &v);
    *x = (int32_t)(v >> 1) ^ -(int32_t)(v & 1);
}

/* Eight bytes as they are: hashes, and numbers with a point. */
static void raw64(kw_walk *w, uint64_t *x) {
    if (w->out) {
        for (unsigned i = 0; i < 8; i++) kw_buf_byte(w->out, (char)(*x >> (8 * i)));
        return;
    }
    if (w->in.n - w->at < 8) {
        w->bad = true;
        return;
    }
    *x = 0;
    for (unsigned i = 0; i < 8; i++) *x |= (uint64_t)(unsigned char)w->in.p[w->at++] << (8 * i);
}

/* Thousandths, plus one; 0: the eight bytes follow, since it is not a whole number of them. */
static void real(kw_walk *w, double *x) {
    uint64_t v = 0;
    int64_t whole = w->out && fabs(*x) < 1e6 ? llround(*x * 1000) : 0;
    if (w->out && (double)whole / 1000 == *x && !(whole == 0 && signbit(*x))) v = 1 + (((uint64_t)whole << 1) ^ (uint64_t)(whole >> 63));
    if (w->format != FORMAT_PLAIN) number(w, &v);
    if (v) {
        v--;
        if (!w->out) *x = (double)((int64_t)(v >> 1) ^ -(int64_t)(v & 1)) / 1000;
        return;
    }
    memcpy(&v, x, sizeof v);
    raw64(w, &v);
    memcpy(x, &v, sizeof v);
}

static void raw32(kw_walk *w, uint32_t *x) {
    for (unsigned i = 0; i < 4; i++) {
        if (w->out) kw_buf_byte(w->out, (char)(*x >> (8 * i)));
        else if (w->at >= w->in.n) w->bad = true;
        else *x = (i ? *x : 0) | (uint32_t)(unsigned char)w->in.p[w->at++] << (8 * i);
    }
}

static void single(kw_walk *w, float *x) {
    uint32_t v;
    memcpy(&v, x, sizeof v);
    raw32(w, &v);
    memcpy(x, &v, sizeof v);
}

static void remember(kw_walk *w, kw_str s) {
    if (s.n > 1 && w->n_seen < STRINGS) w->seen[w->n_seen++] = s;
}

static size_t seen(const kw_walk *w, kw_str s) {
    for (size_t i = 0; s.n > 1 && i < w->n_seen; i++)
        if (kw_str_eq(w->seen[i], s)) return i;
    return SIZE_MAX;
}

static void write_text(kw_walk *w, kw_str s) {
    size_t before = seen(w, s);
    uint64_t n = !s.p ? 0 : before != SIZE_MAX ? 2 * before + 1 : 2 * s.n + 2;
    number(w, &n);
    if (before != SIZE_MAX) return;
    kw_buf_add(w->out, s);
    remember(w, s);
}

/* 0: no string, which is not an empty one; odd: one that was there before; else its length comes first. */
static void text(kw_walk *w, kw_str *s) {
    uint64_t n;
    if (w->out) {
        write_text(w, *s);
        return;
    }
    number(w, &n);
    *s = KW_NONE;
    if (n && w->format == FORMAT_PLAIN) n *= 2;
    if (n % 2) {
        if (n / 2 < w->n_seen) *s = w->seen[n / 2];
        else w->bad = true;
    }
    if (n == 0 || n % 2) return;
    n = n / 2 - 1;
    if (n > w->in.n - w->at) {
        w->bad = true;
        return;
    }
    *s = kw_str_dup(w->mem, kw_str_sub(w->in, w->at, w->at + n));
    if (!s->p) w->nomem = true;
    w->at += n;
    remember(w, *s);
}

static void span(kw_walk *w, kw_span *s) {
    uint32_t len = s->end - s->start;
    u32(w, &s->start);
    u32(w, &len);
    s->end = s->start + len;
}

static void when(kw_walk *w, kw_when *d) {
    u8(w, &d->precision);
    if (d->precision == KW_WHEN_NONE) return;
    int32_t days = (int32_t)((uint32_t)d->last - (uint32_t)d->first), zone = d->zone;
    i32(w, &d->first);
    i32(w, &days);
    d->last = (int32_t)((uint32_t)d->first + (uint32_t)days);           /* a damaged record may say anything */
    flag(w, &d->inferred);
    flag(w, &d->has_time);
    if (!d->has_time) return;
    i32(w, &d->second);
    i32(w, &zone);
    d->zone = (int16_t)zone;
}

/* The length of a list; when reading also its memory. Every element has at least one byte, so a length that the bytes
 * cannot hold is a mistake and asks for no memory. */
static size_t list(kw_walk *w, void *array, size_t *n, size_t size) {
    uint64_t len = *n;
    number(w, &len);
    if (w->out) return *n;
    *n = 0;
    if (len > w->in.n - w->at || len > KW_ALLOC_MAX / size) w->bad = true;
    if (w->bad || len == 0) return 0;
    void *p = kw_alloc(w->mem, len * size);
    if (!p) w->nomem = true;
    else *n = len;
    memcpy(array, &p, sizeof p);
    return *n;
}

/* Length, flags and the gap to the word before are small numbers; the hash is not. */
static void words(kw_walk *w, kw_digest *d) {
    uint32_t before = 0;
    for (size_t i = 0, n = list(w, &d->text, &d->n_text, sizeof *d->text); i < n; i++) {
        kw_digest_word *t = &d->text[i];
        uint32_t step = (t->at - before) << 4 | (t->flags & 15u);
        raw32(w, &t->hash);
        u32(w, &step);
        u16(w, &t->n);
        t->at = before + (step >> 4);
        t->flags = step & 15u;
        before = t->at + t->n;
    }
}

static void terms(kw_walk *w, kw_digest *d) {
    uint32_t before = 0;
    for (size_t i = 0, n = list(w, &d->terms, &d->n_terms, sizeof *d->terms); i < n; i++) {
        kw_digest_term *t = &d->terms[i];
        uint32_t step = t->key - before;
        u32(w, &step);
        before = t->key = before + step;
        u32(w, &t->pivot);
        u16(w, &t->count);
        u8(w, &t->kind);
        u8(w, &t->where);
        single(w, &t->weight);
    }
}

static void event(kw_walk *w, kw_digest_event *e) {
    u32(w, &e->report);
    u8(w, &e->family);
    kw_str *strings[] = { &e->type, &e->mode, &e->source, &e->target, &e->source_country, &e->target_country, &e->place, &e->says, &e->via };
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) text(w, strings[i]);
    when(w, &e->when);
    real(w, &e->goldstein);
    real(w, &e->score);
    flag(w, &e->happened);
    flag(w, &e->background);
    u8(w, &e->reason);
    span(w, &e->evidence);
    for (size_t i = 0; i < 4; i++) {
        u32(w, &e->figures[i]);
        u8(w, &e->figure_what[i]);
    }
}

static void lists(kw_walk *w, kw_digest *d) {
    for (size_t i = 0, n = list(w, &d->known, &d->n_known, sizeof *d->known); i < n; i++) raw32(w, &d->known[i]);
    for (size_t i = 0, n = list(w, &d->dates, &d->n_dates, sizeof *d->dates); i < n; i++) {
        when(w, &d->dates[i].when);
        u16(w, &d->dates[i].count);
        flag(w, &d->dates[i].lead);
    }
    for (size_t i = 0, n = list(w, &d->credits, &d->n_credits, sizeof *d->credits); i < n; i++) {
        kw_digest_credit *c = &d->credits[i];
        text(w, &c->key);
        text(w, &c->name);
        text(w, &c->words);
        flag(w, &c->agency);
        flag(w, &c->in_text);
        span(w, &c->at);
    }
    for (size_t i = 0, n = list(w, &d->quotes, &d->n_quotes, sizeof *d->quotes); i < n; i++) {
        raw64(w, &d->quotes[i].hash);
        span(w, &d->quotes[i].at);
        u32(w, &d->quotes[i].words);
    }
    for (size_t i = 0, n = list(w, &d->events, &d->n_events, sizeof *d->events); i < n; i++) event(w, &d->events[i]);
    for (size_t i = 0, n = list(w, &d->keys, &d->n_keys, sizeof *d->keys); i < n; i++) raw64(w, &d->keys[i]);
}

static void walk(kw_walk *w, kw_digest *d) {
    w->format = FORMAT;
    u32(w, &w->format);
    if (w->format != FORMAT && w->format != FORMAT_PLAIN) w->bad = true;
    if (w->bad) return;
    kw_str *strings[] = { &d->ref, &d->title, &d->language, &d->outlet, &d->outlet_key, &d->dateline, &d->translator };
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) text(w, strings[i]);
    when(w, &d->published);
    u32(w, &d->words);
    u32(w, &d->flags);
    words(w, d);
    terms(w, d);
    lists(w, d);
}

void kw_digest_pack(const kw_digest *d, kw_buf *out) {
    kw_digest copy = *d;                        /* the walk takes fields it may change; writing changes none */
    walk(&(kw_walk){ .out = out }, &copy);
}

kw_rc kw_digest_unpack(kw_str bytes, kw_arena *mem, kw_digest *out, kw_err *err) {
    *out = (kw_digest){ 0 };
    kw_walk w = { .in = bytes, .mem = mem };
    walk(&w, out);
    if (w.nomem) return kw_fail_nomem(err);
    if (w.bad || w.at != bytes.n)
        return kw_fail(err, KW_DATA, "digest", "want format %d of %zu bytes, found something else at byte %zu", FORMAT, bytes.n, w.at);
    return KW_OK;
}
