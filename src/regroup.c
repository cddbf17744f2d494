/* SPDX-License-Identifier: MIT */
#include "regroup.h"

typedef struct {
    kw_arena mem;
    kw_digest **v; size_t n, cap;
    int64_t *articles;
    kw_record *record;
} set;

static kw_rc take_digest(void *ctx, int64_t article, uint32_t version, kw_str bytes, kw_err *err) {
    set *s = ctx;
    kw_digest *d = kw_alloc(&s->mem, sizeof *d);
    kw_digest **at = d ? kw_push(&s->mem, (void **)&s->v, &s->n, &s->cap, sizeof *at) : NULL;
    if (!at) return kw_fail_nomem(err);
    KW_TRY(kw_digest_unpack(bytes, &s->mem, d, err));
    d->article = article;
    d->version = version;
    *at = d;
    return KW_OK;
}

static kw_rc group_all(const kw *k, set *s, kw_err *err) {
    kw_groups g = { 0 };
    KW_TRY(kw_record_digests(s->record, take_digest, s, err));
    if (!(s->articles = kw_alloc_n(&s->mem, s->n + 1, sizeof *s->articles))) return kw_fail_nomem(err);
    for (size_t i = 0; i < s->n; i++) s->articles[i] = s->v[i]->article;
    KW_TRY(kw_group_run(k->group, (const kw_digest *const *)s->v, s->n, &s->mem, &g, err));
    return kw_record_put_groups(s->record, s->articles, &g, &s->mem, err);
}

kw_rc kw_regroup(const kw *k, kw_record *r, kw_err *err) {
    set s = { .mem = KW_ARENA_EMPTY, .record = r };
    kw_rc rc = group_all(k, &s, err);
    kw_arena_free(&s.mem);
    return rc;
}
