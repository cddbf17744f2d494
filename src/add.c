/* SPDX-License-Identifier: MIT
 * The verbs add and forget of kawat.h: workers read and understand, one writer records in the order of the inputs, one
 * transaction a batch; at the end what was added is grouped with what it touches, in a transaction of its own. */
#include "pipeline.h"
#include "add.h"
#include "confine.h"
#include "regroup.h"
#include "store/groups.h"

enum { BATCH = 256 };                   /* articles in one transaction */

typedef struct {
    const kw *k;
    kw_record *r;
    const kw_inputs *in;
    kw_summary *sum;
    const kw_add_from *from;            /* NULL: paths */
    unsigned in_batch;
    bool changed;
} adding;

/* ---- in a worker ---- */

typedef struct { kw_reader *reader; kw_record *peek; kw_arena spare; } own_things;      /* peek: the record, to see what it knows */

static void end(void *ctx, void *own) {
    (void)ctx;
    own_things *o = own;
    kw_reader_free(o->reader);
    kw_record_close(o->peek);
    kw_arena mem = o->spare;
    kw_arena_free(&mem);
}

static kw_rc begin(void *ctx, void **own, kw_err *err) {
    adding *a = ctx;
    kw_arena mem = KW_ARENA_EMPTY;
    own_things *o = kw_alloc(&mem, sizeof *o);
    if (!o) return kw_fail_nomem(err);
    o->spare = mem;
    *own = o;
    kw_rc rc = kw_reader_new(a->k, &o->reader, err);
    if (rc == KW_OK) rc = kw_record_again(a->r, &o->peek, err);
    return rc;
}

static kw_rc digest(const kw *k, kw_task *t) {
    kw_digest d = { 0 };
    kw_buf bytes = KW_BUF_EMPTY;
    KW_TRY(kw_digest_make(k->group, &t->u.article, &t->u.words, &t->u.marks, &t->u.reports, &t->mem, &d, &t->why));
    kw_regroup_pack(&d, &bytes);
    if (!bytes.failed) t->digest = kw_str_dup(&t->mem, kw_buf_str(&bytes));
    kw_buf_reset(&bytes);
    kw_rc rc = kw_regroup_sketch(&d, &t->mem, &bytes, &t->matters, &t->why);
    if (rc == KW_OK) t->sketch = kw_str_dup(&t->mem, kw_buf_str(&bytes));
    kw_buf_free(&bytes);
    if (rc != KW_OK) return rc;
    return t->digest.p && t->sketch.p && !t->mem.failed ? KW_OK : kw_fail_nomem(&t->why);
}

/* Standard input has no name that would tell one article from the next one: without id and URL it is known by its bytes. */
static kw_rc name_unnamed(kw_task *t) {
    kw_raw *raw = &t->raw;
    bool piped = kw_str_is(raw->path, "-") || kw_str_starts(raw->path, KW_STR("-#"));
    if (!piped || !kw_str_eq(raw->ref, raw->path)) return KW_OK;
    raw->ref = kw_str_fmt(&t->mem, "-@%016llx", (unsigned long long)t->bytes);
    return raw->ref.p ? KW_OK : kw_fail_nomem(&t->why);
}

/* What the record has is not worked out again, unless that is asked for: not even cleaned where the very bytes are known. */
static kw_rc understand(adding *a, own_things *o, kw_task *t) {
    t->bytes = kw_raw_content(&t->raw);
    KW_TRY(name_unnamed(t));
    if (!a->in->again) KW_TRY(kw_record_knows_bytes(o->peek, t->raw.ref, t->bytes, &t->known, &t->why));
    if (t->known) return KW_OK;
    KW_TRY(kw_reader_clean(o->reader, &t->raw, &t->mem, &t->u.article, &t->why));
    t->content = kw_article_content(&t->u.article, &t->mem);
    if (!a->in->again) KW_TRY(kw_record_knows_content(o->peek, t->u.article.ref, t->content, &t->known, &t->why));
    if (t->known) return KW_OK;
    KW_TRY(kw_pipeline_understand(a->k, &t->mem, &t->u, &t->why));
    return digest(a->k, t);
}

static void work(void *ctx, void *own, kw_task *t) { t->rc = understand(ctx, own, t); }

/* ---- in the writer ---- */

static kw_rc end_batch(adding *a, kw_err *err) {
    if (!a->in_batch) return KW_OK;
    a->in_batch = 0;
    return kw_record_commit(a->r, err);
}

static kw_rc put(adding *a, kw_task *t, kw_err *err) {
    kw_entry e = { .article = &t->u.article, .fetched = t->raw.fetched, .marks = &t->u.marks, .reports = &t->u.reports,
                   .digest = t->digest, .sketch = t->sketch, .matters = t->matters, .content = t->content, .bytes = t->bytes, .again = a->in->again };
    kw_put_result result = KW_PUT_SAME;
    if (t->rc != KW_OK) {
        kw_crew_failed(a->in, a->sum, t);
        return kw_record_put_failure(a->r, t->path.p ? t->path : t->raw.path, t->why.text, err);
    }
    a->sum->articles++;
    if (!t->known) kw_crew_tell_unread(a->in, t);
    if (t->known) KW_TRY(kw_record_clear_failure(a->r, t->raw.path, err));
    else KW_TRY(kw_record_put(a->r, &e, &t->mem, &result, err));
    a->sum->added += result == KW_PUT_NEW;
    a->sum->versions += result == KW_PUT_VERSION;
    a->sum->unchanged += result == KW_PUT_SAME;
    a->sum->again += result == KW_PUT_AGAIN;
    a->sum->foreign += result != KW_PUT_SAME && kw_know_language_index(a->k->know, t->u.article.language) < 0;
    a->changed = a->changed || result != KW_PUT_SAME;
    return KW_OK;
}

static kw_rc done(void *ctx, kw_task *t, kw_err *err) {
    adding *a = ctx;
    a->sum->inputs++;
    if (!a->in_batch++) KW_TRY(kw_record_begin(a->r, err));
    KW_TRY(put(a, t, err));
    if (a->in->progress) a->in->progress(a->in->ctx, a->sum->articles);
    if (a->in_batch >= (a->from ? 1 : BATCH)) KW_TRY(end_batch(a, err));
    return a->from ? a->from->kept(a->from->ctx, t, err) : KW_OK;
}

static kw_rc group(adding *a, kw_err *err) {
    bool grouped;
    KW_TRY(kw_record_is_grouped(a->r, &grouped, err));
    if (grouped) return KW_OK;
    KW_TRY(kw_record_begin(a->r, err));
    kw_rc rc = kw_regroup(a->k, a->r, err);
    if (rc != KW_OK) {
        kw_record_rollback(a->r);
        return rc;
    }
    KW_TRY(kw_record_commit(a->r, err));
    return kw_record_tidy(a->r, err);
}

static kw_rc count(adding *a, kw_err *err) {
    kw_totals all;
    KW_TRY(kw_record_totals(a->r, &all, err));
    a->sum->reports = (uint64_t)all.reports;
    a->sum->events = (uint64_t)all.events;
    a->sum->stories = (uint64_t)all.stories;
    return KW_OK;
}

kw_rc kw_add_each(const kw *k, kw_record *r, const kw_inputs *in, const kw_add_from *from, kw_summary *sum, kw_err *err) {
    adding a = { .k = k, .r = r, .in = in, .sum = sum, .from = from };
    kw_crew_job job = { .work = work, .done = done, .begin = begin, .end = end, .ctx = &a, .trusted = k->trusted };
    if (from) job.next = from->next, job.next_ctx = from->ctx;
    *sum = (kw_summary){ 0 };
    kw_rc rc = kw_crew_run(in, &job, err);
    if (rc != KW_OK && rc != KW_STOPPED) {
        kw_record_rollback(r);
        return rc;
    }
    KW_TRY(end_batch(&a, err));
    KW_TRY(group(&a, err));
    KW_TRY(count(&a, err));
    return rc;
}

kw_rc kw_add(const kw *k, kw_record *r, const kw_inputs *in, kw_summary *sum, kw_err *err) {
    KW_TRY(kw_pipeline_whole(k, err));
    return kw_add_each(k, r, in, NULL, sum, err);
}

static bool article_id(const char *id, int64_t *out) {
    return id && id[0] == 'a' && kw_str_int(kw_str_of(id + 1), out) && *out > 0;
}

static kw_rc forget(const kw *k, kw_record *r, int64_t article, kw_err *err) {
    KW_TRY(kw_regroup_without(k, r, article, err));
    KW_TRY(kw_record_forget(r, article, err));
    KW_TRY(kw_regroup(k, r, err));
    KW_TRY(kw_record_drop_unused(r, err));
    return kw_record_commit(r, err);
}

kw_rc kw_forget(const kw *k, kw_record *r, const char *id, kw_err *err) {
    KW_TRY(kw_pipeline_whole(k, err));
    int64_t article;
    if (!article_id(id, &article)) return kw_fail(err, KW_USAGE, NULL, "want the id of an article such as a12, found '%s'", id ? id : "");
    KW_TRY(kw_record_begin(r, err));
    kw_rc rc = forget(k, r, article, err);
    if (rc != KW_OK) kw_record_rollback(r);
    return rc == KW_OK ? kw_record_scrub(r, err) : rc;
}
