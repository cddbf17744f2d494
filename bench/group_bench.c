/* SPDX-License-Identifier: MIT
 * Groups the articles of JSON lines without a record, for measuring: stories and links to stdout as `kawat stories` and
 * `kawat links` would answer, times to stderr.
 *     build/bench/group_bench [--bare] [--order N] < articles.jsonl
 * --bare leaves out words, mark and code; --order N reads the articles in the N-th shuffled order. */
#include "base/json.h"
#include "know/calendar.h"
#include "pipeline.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct kw_all { const kw_digest **v; size_t n, cap; kw_arena mem; } kw_all;

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static kw_str either(const kw_json *j, const char *a, const char *b) {
    kw_str s = kw_json_text(j, a);
    return s.p ? s : kw_json_text(j, b);
}

static kw_rc one(const kw *k, kw_str line, bool bare, kw_all *all, kw_err *err) {
    kw_arena tmp = KW_ARENA_EMPTY;
    kw_json *j;
    kw_understood u = { 0 };
    kw_digest d, *kept;
    KW_TRY(kw_json_parse(line, "-", &tmp, &j, err));
    kw_article *a = &u.article;
    a->ref = kw_json_text(j, "id");
    a->title = kw_json_text(j, "title");
    a->text = kw_json_text(j, "text");
    a->outlet = either(j, "outlet", "source");
    a->language = either(j, "language", "lang");
    kw_str published = either(j, "published", "date");
    if (published.p) kw_when_parse(published, &a->published);
    if (!a->language.p) a->language = kw_language_of(k->language, a->text, NULL);
    if (!bare) KW_TRY(kw_pipeline_understand(k, &tmp, &u, err));
    KW_TRY(kw_digest_make(k->group, a, bare ? NULL : &u.words, bare ? NULL : &u.marks, bare ? NULL : &u.reports, &tmp, &d, err));
    kw_buf bytes = KW_BUF_EMPTY;
    kw_digest_pack(&d, &bytes);
    kept = kw_alloc(&all->mem, sizeof *kept);
    const kw_digest **slot = kw_push(&all->mem, (void **)&all->v, &all->n, &all->cap, sizeof *slot);
    if (!kept || !slot) return kw_fail_nomem(err);
    KW_TRY(kw_digest_unpack(kw_buf_str(&bytes), &all->mem, kept, err));
    *slot = kept;
    kw_buf_free(&bytes);
    kw_arena_free(&tmp);
    return KW_OK;
}

static void shuffle(kw_all *all, unsigned seed) {
    uint64_t x = seed * 2654435761u + 1;
    for (size_t i = all->n; i > 1; i--) {
        x = x * 6364136223846793005u + 1442695040888963407u;
        size_t j = (size_t)(x >> 33) % i;
        const kw_digest *t = all->v[i - 1];
        all->v[i - 1] = all->v[j];
        all->v[j] = t;
    }
}

static void write_story(const kw_all *all, const kw_groups *g, size_t i, kw_buf *b) {
    const kw_story *s = &g->stories[i];
    kw_json_open(b, '{');
    kw_json_put_int(b, "story", (int64_t)i + 1);
    kw_json_key(b, "thread");
    if (s->thread == KW_NOBODY) kw_json_null(b);
    else kw_json_int(b, s->thread + 1);
    kw_json_put(b, "title", s->title);
    kw_json_put_int(b, "n_outlets", s->n_outlets);
    kw_json_put_int(b, "n_origins", s->n_origins);
    kw_json_key(b, "articles");
    kw_json_open(b, '[');
    for (size_t k = 0; k < s->n_articles; k++) {
        kw_json_open(b, '{');
        kw_json_put(b, "ref", all->v[s->articles[k]]->ref);
        kw_json_close(b, '}');
    }
    kw_json_close(b, ']');
    kw_json_close(b, '}');
    kw_buf_byte(b, '\n');
}

static void write_link(const kw_all *all, const kw_groups *g, size_t i, kw_buf *b) {
    const kw_link *l = &g->links[i];
    kw_json_open(b, '{');
    kw_json_put_int(b, "link", (int64_t)i + 1);
    kw_json_put(b, "from", all->v[l->from]->ref);
    kw_json_put(b, "to", l->to != KW_NOBODY ? all->v[l->to]->ref : g->agencies[l->agency].name);
    kw_json_put(b, "kind", kw_str_of(kw_link_kind_name(l->kind)));
    kw_json_put_num(b, "score", l->score, 3);
    kw_json_put(b, "why", l->why);
    kw_json_close(b, '}');
    kw_buf_byte(b, '\n');
}

int main(int argc, char **argv) {
    bool bare = false;
    unsigned seed = 0;
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--bare")) bare = true;
        else if (!strcmp(argv[i], "--order") && i + 1 < argc) seed = (unsigned)atoi(argv[++i]);
    }
    kw *k;
    kw_err err = { "" };
    kw_all all = { 0 };
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    if (kw_open(NULL, &k, &err) != KW_OK) goto fail;
    double t0 = now();
    while ((n = getline(&line, &room, stdin)) > 0)
        if (one(k, kw_str_trim((kw_str){ line, (size_t)n }), bare, &all, &err) != KW_OK) goto fail;
    if (seed) shuffle(&all, seed);
    double t1 = now();
    kw_groups g;
    kw_arena mem = KW_ARENA_EMPTY;
    if (kw_group_run(k->group, all.v, all.n, &mem, &g, &err) != KW_OK) goto fail;
    double t2 = now();
    kw_buf b = KW_BUF_EMPTY;
    for (size_t i = 0; i < g.n_stories; i++) write_story(&all, &g, i, &b);
    for (size_t i = 0; i < g.n_links; i++) write_link(&all, &g, i, &b);
    fwrite(b.p, 1, b.n, stdout);
    fprintf(stderr, "%zu articles, %zu stories, %zu threads, %zu links, %zu events; digests %.2f s, grouping %.3f s\n", all.n, g.n_stories,
        g.n_threads,
            g.n_links, g.n_events, t1 - t0, t2 - t1);
    kw_buf_free(&b);
    kw_arena_free(&mem);
    kw_arena_free(&all.mem);
    kw_close(k);
    free(line);
    return 0;
fail:
    fprintf(stderr, "group_bench: %s\n", err.text);
    return 4;
}
