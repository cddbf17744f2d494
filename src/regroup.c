/* SPDX-License-Identifier: MIT
 * Digests are kept slim: what they hold of the words is made again from the text of the record, article by article. */
#include "regroup.h"

typedef struct {
    const kw *k;
    kw_arena mem, scratch;
    kw_digest **v; size_t n, cap;
    int64_t *articles;
    kw_record *record;
} set;

static void *copy(kw_arena *mem, const void *p, size_t n, size_t size) {
    void *to = kw_alloc_n(mem, n + 1, size);
    if (to && n) memcpy(to, p, n * size);
    return to;
}

/* What a digest holds of the words is made again from the text: kept, it would be twice the text. */
static kw_rc add_words(set *s, const kw_kept *kept, kw_digest *d, kw_err *err) {
    kw_digest made = *d;
    kw_article a = { .ref = d->ref, .title = kept->title, .text = kept->text, .language = kept->language };
    KW_TRY(kw_digest_words(s->k->group, &a, &s->scratch, &made, err));
    d->text = copy(&s->mem, made.text, d->n_text = made.n_text, sizeof *d->text);
    d->terms = copy(&s->mem, made.terms, d->n_terms = made.n_terms, sizeof *d->terms);
    d->quotes = copy(&s->mem, made.quotes, d->n_quotes = made.n_quotes, sizeof *d->quotes);
    kw_arena_reset(&s->scratch);
    return d->text && d->terms && d->quotes ? KW_OK : kw_fail_nomem(err);
}

static kw_rc take(void *ctx, const kw_kept *kept, kw_err *err) {
    set *s = ctx;
    kw_digest *d = kw_alloc(&s->mem, sizeof *d);
    kw_digest **at = d ? kw_push(&s->mem, (void **)&s->v, &s->n, &s->cap, sizeof *at) : NULL;
    if (!at) return kw_fail_nomem(err);
    kw_rc rc = kw_digest_unpack(kept->digest, &s->mem, d, err);
    if (rc == KW_DATA)
        return kw_fail(err, KW_DATA, kw_record_path(s->record), "want digests of this kawat, found those of another; make the record anew with `kawat add`");
    KW_TRY(rc);
    d->article = kept->article;
    d->version = kept->version;
    *at = d;
    return add_words(s, kept, d, err);
}

void kw_regroup_pack(const kw_digest *d, kw_buf *out) {
    kw_digest slim = *d;
    slim.n_text = slim.n_terms = slim.n_quotes = 0;
    kw_digest_pack(&slim, out);
}

static kw_rc group_all(set *s, kw_err *err) {
    kw_groups g = { 0 };
    KW_TRY(kw_record_each(s->record, take, s, err));
    if (!(s->articles = kw_alloc_n(&s->mem, s->n + 1, sizeof *s->articles))) return kw_fail_nomem(err);
    for (size_t i = 0; i < s->n; i++) s->articles[i] = s->v[i]->article;
    KW_TRY(kw_group_run(s->k->group, (const kw_digest *const *)s->v, s->n, &s->mem, &g, err));
    return kw_record_put_groups(s->record, s->articles, &g, &s->mem, err);
}

kw_rc kw_regroup(const kw *k, kw_record *r, kw_err *err) {
    set s = { .k = k, .record = r, .mem = KW_ARENA_EMPTY, .scratch = KW_ARENA_EMPTY };
    kw_rc rc = group_all(&s, err);
    kw_arena_free(&s.scratch);
    kw_arena_free(&s.mem);
    return rc;
}
