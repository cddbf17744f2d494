/* SPDX-License-Identifier: MIT
 * Trains lang/XX/names.model: what a capitalised run that no table knows is, from labels of our own (models/names-XX.tsv) on sentences of the
 * treebanks and of running text. An averaged perceptron (Collins 2002) over hashed features, in whole numbers: the same bytes each time.
 *
 *     train names XX                       < TEXTS    prints the runs: key, first byte, run, class by the model there is or the points, by how much it leads, words around it
 *     train names XX LABELS OUT.model      < TEXTS    trains
 *
 * TEXTS: lines of a key, a tab and a sentence. LABELS: key, first byte, the run, its class (n none, p person, o organisation, l place). */
#include "train.h"

#include "base/hash.h"
#include "mark/kit.h"
#include "mark/name_model.h"
#include "words/words.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 12, BUCKETS = 1 << 16, LINE = 1 << 16, HELD_OUT = 10 };

typedef struct { uint64_t feature[KW_RUN_FEATURES]; size_t n; unsigned cls, judged; } example;
typedef struct { uint64_t key; unsigned cls; } label;

typedef struct {
    const char *key;                /* of the text being read */
    bool print;
    label *labels; size_t n_labels;
    example *examples; size_t n, cap;
} watching;

static const char LETTERS[] = "npol";

static uint64_t key_of(const char *key, unsigned at, kw_str run) { return kw_hash_mix(kw_hash_with(kw_str_of(key), at), kw_hash(run)); }

static int by_key(const void *a, const void *b) {
    uint64_t x = ((const label *)a)->key, y = ((const label *)b)->key;
    return (x > y) - (x < y);
}

static void show(const watching *w, const kw_naming *g, const kw_piece *p, unsigned judged, const uint64_t *feature, size_t n) {
    uint32_t from = g->at->first_atom, end = from + g->at->n_atoms, last = p->first + p->n;
    uint32_t low = p->first > from + 5 ? p->first - 5 : from, high = last + 4 < end ? last + 4 : end;
    kw_span at = { g->atoms[p->first].at.start, g->atoms[last - 1].at.end };
    int32_t lead = 0;
    if (g->lang->runs.weight) judged = kw_run_best(&g->lang->runs, feature, n, &lead);
    printf("%s\t%u\t%.*s\t%c\t%d\t", w->key, at.start, KW_FMT(kw_str_at(g->words->text, at)), LETTERS[judged], lead);
    for (uint32_t i = low; i < high; i++) {
        kw_str s = kw_str_at(g->words->text, g->atoms[i].at);
        printf("%s%s%.*s%s", i > low ? " " : "", i == p->first ? "<" : "", KW_FMT(s), i + 1 == last ? ">" : "");
    }
    putchar('\n');
}

static void watch(void *who, const kw_naming *g, const kw_piece *p, unsigned judged, const uint64_t *feature, size_t n) {
    watching *w = who;
    kw_span at = { g->atoms[p->first].at.start, g->atoms[p->first + p->n - 1].at.end };
    if (w->print) { show(w, g, p, judged, feature, n); return; }
    label k = { key_of(w->key, at.start, kw_str_at(g->words->text, at)), 0 }, *l = bsearch(&k, w->labels, w->n_labels, sizeof k, by_key);
    if (!l) return;
    if (w->n == w->cap) {
        w->cap = w->cap ? w->cap * 2 : 1024;
        if (!(w->examples = realloc(w->examples, w->cap * sizeof *w->examples))) exit(4);
    }
    example *e = &w->examples[w->n++];
    *e = (example){ .n = n, .cls = l->cls, .judged = judged };
    memcpy(e->feature, feature, n * sizeof *feature);
}

static bool read_labels(watching *w, const char *path) {
    char line[2048], key[128], run[512];
    unsigned at;
    size_t cap = 0;
    FILE *f = fopen(path, "r");
    while (f && fgets(line, sizeof line, f)) {
        const char *last = strrchr(line, '\t'), *c = last && last[1] ? strchr(LETTERS, last[1]) : NULL;
        if (*line == '#' || !c || sscanf(line, "%127[^\t]\t%u\t%511[^\t]", key, &at, run) != 3) continue;
        if (w->n_labels == cap) {
            cap = cap ? cap * 2 : 1024;
            if (!(w->labels = realloc(w->labels, cap * sizeof *w->labels))) exit(4);
        }
        w->labels[w->n_labels++] = (label){ key_of(key, at, kw_str_of(run)), (unsigned)(c - LETTERS) };
    }
    if (w->n_labels) qsort(w->labels, w->n_labels, sizeof *w->labels, by_key);
    return f && fclose(f) == 0 && w->n_labels;
}

/* ---- the perceptron ---- */

typedef struct { int32_t now[BUCKETS][KW_RUN_CLASSES]; int64_t sum[BUCKETS][KW_RUN_CLASSES]; int32_t seen[BUCKETS]; int32_t time; } weights;

static size_t bucket(uint64_t feature) { return (size_t)(feature >> 16 & (BUCKETS - 1)); }

static unsigned best_of(const weights *w, const example *e, int32_t margin) {
    int64_t s[KW_RUN_CLASSES] = { 0 };
    unsigned best = 0;
    for (size_t i = 0; i < e->n; i++)
        for (unsigned c = 0; c < KW_RUN_CLASSES; c++) s[c] += w->now[bucket(e->feature[i])][c];
    s[e->cls] -= margin;
    for (unsigned c = 1; c < KW_RUN_CLASSES; c++) if (s[c] > s[best]) best = c;
    return best;
}

static void settle(weights *w, size_t b) {
    for (unsigned c = 0; c < KW_RUN_CLASSES; c++) w->sum[b][c] += (int64_t)w->now[b][c] * (w->time - w->seen[b]);
    w->seen[b] = w->time;
}

static void learn(weights *w, const example *e, int32_t margin) {
    unsigned guess = best_of(w, e, margin);
    w->time++;
    if (guess == e->cls) return;
    for (size_t i = 0; i < e->n; i++) {
        size_t b = bucket(e->feature[i]);
        settle(w, b);
        w->now[b][e->cls]++;
        w->now[b][guess]--;
    }
}

/* One perceptron, with the examples in the order that steps of `prime` give. Its averages go onto `sum`. */
static void train_one(const watching *w, int part, size_t prime, weights *sum) {
    weights *x = calloc(1, sizeof *x);
    if (!x) exit(4);
    for (int r = 0; r < ROUNDS; r++)
        for (size_t i = 0, at = 0; i < w->n; i++, at = (at + prime) % w->n)
            if (part < 0 || (int)(at % HELD_OUT) != part) learn(x, &w->examples[at], 20);
    for (size_t b = 0; b < BUCKETS; b++) {
        settle(x, b);
        for (unsigned c = 0; c < KW_RUN_CLASSES; c++) sum->now[b][c] += (int32_t)(x->sum[b][c] * 64 / (x->time ? x->time : 1));
    }
    free(x);
}

/* Trains on all but one part in HELD_OUT (part < 0: on all) and leaves the averages in `now`: those of several perceptrons, each with the
 * examples in another order, since one of them alone depends much on its order. Primes that do not divide the number of examples. */
static weights *train(const watching *w, int part) {
    static const size_t primes[] = { 7919, 7211, 6607, 6007, 5407, 4801, 4211, 3571, 3011, 2503, 2011, 1499, 1201, 911, 701, 503 };
    weights *sum = calloc(1, sizeof *sum);
    if (!sum) exit(4);
    for (size_t k = 0; k < sizeof primes / sizeof *primes; k++)
        if (w->n % primes[k]) train_one(w, part, primes[k], sum);
    return sum;
}

static void judge_held_out(const watching *w) {
    size_t right = 0, before = 0;
    for (int part = 0; part < HELD_OUT; part++) {
        weights *x = train(w, part);
        for (size_t i = 0; i < w->n; i++) {
            if ((int)(i % HELD_OUT) != part) continue;
            right += best_of(x, &w->examples[i], 0) == w->examples[i].cls;
            before += w->examples[i].judged == w->examples[i].cls;
        }
        free(x);
    }
    printf("%zu runs; held out: %.3f right, by the points %.3f\n", w->n, (double)right / (double)w->n, (double)before / (double)w->n);
}

/* The model's bytes, as they ship. */
static bool model_of(const watching *w, kw_buf *into) {
    weights *x = train(w, -1);
    kw_buf out = KW_BUF_EMPTY;
    int32_t most = 1;
    for (size_t b = 0; b < BUCKETS; b++)
        for (unsigned c = 0; c < KW_RUN_CLASSES; c++) if (abs(x->now[b][c]) > most) most = abs(x->now[b][c]);
    kw_buf_text(&out, KW_RUN_MAGIC);
    for (size_t b = 0; b < BUCKETS; b++) {
        int8_t row[KW_RUN_CLASSES];
        for (unsigned c = 0; c < KW_RUN_CLASSES; c++) row[c] = (int8_t)(x->now[b][c] * 127 / most);
        kw_buf_add(&out, (kw_str){ (const char *)row, sizeof row });
    }
    free(x);
    *into = out;
    return !out.failed;
}

/* ---- texts ---- */

typedef struct { kw_arena mem; kw_know *know; kw_language_id *lang; kw_words_kit *words; kw_dates *dates; kw_names *names; } kits;

static kw_rc open_kits(kits *k, kw_err *err) {
    KW_TRY(kw_know_open(NULL, &k->know, err));
    KW_TRY(kw_language_open(k->know, &k->mem, &k->lang, err));
    KW_TRY(kw_words_open(k->know, k->lang, &k->mem, &k->words, err));
    return kw_names_open(k->know, &k->mem, &k->names, err);
}

static kw_rc read_text(const kits *k, kw_str text, kw_str language, kw_err *err) {
    kw_arena mem = { 0 };
    kw_words words;
    kw_marks marks = { 0 };
    kw_mark_in in = { .words = &words };
    kw_rc rc = kw_words_run(k->words, text, language, &mem, &words, err);
    if (rc == KW_OK) rc = kw_names_mark(k->names, &in, &mem, &marks, err);
    kw_arena_free(&mem);
    return rc;
}

static char *all_of_stdin(void) {
    size_t n = 0, cap = LINE, got;
    char *v = malloc(cap + 1);
    while (v && (got = fread(v + n, 1, cap - n, stdin)) > 0)
        if ((n += got) == cap) v = realloc(v, (cap *= 2) + 1);
    if (!v) exit(4);
    v[n] = 0;
    return v;
}

static kw_rc read_texts(kits *k, watching *w, const char *texts, const char *language, kw_err *err) {
    static char line[LINE];
    k->names->watch = watch;
    k->names->watcher = w;
    w->n = 0;
    for (const char *at = texts; *at;) {
        size_t n = strcspn(at, "\n"), keep = n < LINE - 1 ? n : LINE - 1;
        memcpy(line, at, keep);
        line[keep] = 0;
        at += n + (at[n] != 0);
        char *tab = strchr(line, '\t');
        if (!tab) continue;
        *tab = 0;
        w->key = line;
        KW_TRY(read_text(k, kw_str_of(tab + 1), kw_str_of(language), err));
    }
    return KW_OK;
}

/* Runs are seen beside runs that were judged before them, so they are read twice: without a model, then with the one that this gave.
 * What ships does not depend on what shipped before. */
static kw_rc train_twice(kits *k, watching *w, const char *texts, char **argv, kw_err *err) {
    int number = kw_know_language_index(k->know, kw_str_of(argv[0]));
    if (number < 0) return kw_fail(err, KW_DATA, argv[0], "no such language");
    kw_run_model *runs = &k->names->langs[number].runs;
    *runs = (kw_run_model){ NULL, 0 };
    kw_buf first = KW_BUF_EMPTY, second = KW_BUF_EMPTY;
    KW_TRY(read_texts(k, w, texts, argv[0], err));
    if (!w->n || !model_of(w, &first)) return kw_fail(err, KW_DATA, argv[1], "want labels of these texts, found none");
    KW_TRY(kw_run_model_open(kw_buf_str(&first), runs, err));
    KW_TRY(read_texts(k, w, texts, argv[0], err));
    judge_held_out(w);
    bool ok = model_of(w, &second) && write_file(argv[2], &second);
    *runs = (kw_run_model){ NULL, 0 };
    kw_buf_free(&first);
    kw_buf_free(&second);
    return ok ? KW_OK : kw_fail(err, KW_IO, argv[2], "cannot write");
}

kw_rc train_names(int argc, char **argv, kw_err *err) {
    kits k = { 0 };
    watching w = { .print = argc < 3 };
    if (argc < 1) return KW_USAGE;
    KW_TRY(open_kits(&k, err));
    if (argc >= 3 && !read_labels(&w, argv[1])) return kw_fail(err, KW_DATA, argv[1], "want labels, found none");
    char *texts = all_of_stdin();
    kw_rc rc = w.print ? read_texts(&k, &w, texts, argv[0], err) : train_twice(&k, &w, texts, argv, err);
    free(texts);
    free(w.labels);
    free(w.examples);
    kw_arena_free(&k.mem);
    kw_know_close(k.know);
    return rc;
}
