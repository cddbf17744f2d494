/* SPDX-License-Identifier: MIT
 * Trains lang/XX/ends.model: where a sentence ends that no rule of src/words/sentence.c ends. An averaged perceptron over the features of
 * src/words/ends.c, in whole numbers: the same bytes each time.
 *
 *     train ends XX OUT.model TREEBANK.conllu... [-u TEXT.tsv COLUMN]...
 *
 * Texts are put together again as they were: sentences in a row, a new line where the treebank marks a paragraph or document. Of TEXT each row is
 * a line of news: it shows where capitals begin no sentence. */
#include "perceptron.h"
#include "train.h"

#include "base/io.h"
#include "words/kit.h"

#include <stdio.h>
#include <stdlib.h>

enum { ROUNDS = 10, LEAST = 2, MARGIN = 40, KEPT = 40000, HEADLINE_EVERY = 3 };

typedef struct { uint64_t key[KW_END_FEATURES]; unsigned n; bool ends; } example;

typedef struct {
    kw_arena mem;
    kw_words_kit *kit;
    kw_tongue *tongue;
    kw_ends ends;
    const uint32_t *begins;     /* of the line that is being read: the bytes where sentences begin, n of them */
    size_t n_begins;
    example *v; size_t n, cap;
} learning;

/* What the program would ask: remembered with its answer. */
static bool judge(void *who, const uint64_t *key, unsigned n, uint32_t byte) {
    learning *l = who;
    bool ends = false;
    for (size_t i = 0; i < l->n_begins; i++) ends |= l->begins[i] == byte;
    if (l->n == l->cap) {
        l->cap = l->cap ? l->cap * 2 : 1 << 16;
        if (!(l->v = realloc(l->v, l->cap * sizeof *l->v))) exit(4);
    }
    example *e = &l->v[l->n++];
    *e = (example){ .n = n, .ends = ends };
    memcpy(e->key, key, n * sizeof *key);
    return ends;
}

/* One line of text: its sentences, put in a row. */
typedef struct { kw_buf text; uint32_t *begins; size_t n, cap; } paragraph;

static void add_sentence(paragraph *p, kw_str s) {
    if (p->n == p->cap && !(p->begins = realloc(p->begins, (p->cap = p->cap ? p->cap * 2 : 64) * sizeof *p->begins))) exit(4);
    if (p->text.n) kw_buf_byte(&p->text, ' ');
    p->begins[p->n++] = (uint32_t)p->text.n;
    kw_buf_add(&p->text, kw_str_trim(s));
}

static kw_rc read_paragraph(learning *l, paragraph *p, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_words w;
    l->begins = p->begins;
    l->n_begins = p->n;
    kw_rc rc = p->n ? kw_words_run(l->kit, kw_buf_str(&p->text), l->tongue->code, &mem, &w, err) : KW_OK;
    kw_arena_free(&mem);
    p->text.n = p->n = 0;
    return rc;
}

static kw_rc read_treebank(learning *l, const char *path, kw_err *err) {
    static const char NEWPAR[] = "# newpar", NEWDOC[] = "# newdoc", TEXT[] = "# text = ";
    paragraph p = { .text = KW_BUF_EMPTY };
    kw_buf bytes = KW_BUF_EMPTY;
    KW_TRY(kw_io_read_file(path, &bytes, err));
    kw_str rest = kw_buf_str(&bytes), line;
    while (kw_str_cut(&rest, '\n', &line)) {
        if (kw_str_starts(line, kw_str_of(NEWPAR)) || kw_str_starts(line, kw_str_of(NEWDOC))) KW_TRY(read_paragraph(l, &p, err));
        if (kw_str_starts(line, kw_str_of(TEXT))) add_sentence(&p, kw_str_sub(line, sizeof TEXT - 1, line.n));
    }
    KW_TRY(read_paragraph(l, &p, err));
    kw_buf_free(&bytes);
    kw_buf_free(&p.text);
    free(p.begins);
    return KW_OK;
}

/* As a headline has it: a capital on each word. */
static void add_headline(paragraph *p, kw_str s) {
    uint32_t begin = (uint32_t)p->text.n;
    add_sentence(p, s);
    for (size_t i = begin; i < p->text.n; i++)
        if ((i == begin || p->text.p[i - 1] == ' ') && p->text.p[i] >= 'a' && p->text.p[i] <= 'z') p->text.p[i] = (char)(p->text.p[i] - 32);
}

static kw_rc read_news(learning *l, const char *path, int column, kw_err *err) {
    paragraph p = { .text = KW_BUF_EMPTY };
    kw_buf bytes = KW_BUF_EMPTY;
    KW_TRY(kw_io_read_file(path, &bytes, err));
    kw_str rest = kw_buf_str(&bytes), line, cell = KW_NONE;
    for (size_t row = 0; kw_str_cut(&rest, '\n', &line); row++) {
        for (int i = 0; i <= column; i++) if (!kw_str_cut(&line, '\t', &cell)) cell = KW_NONE;
        if (!cell.n) continue;
        add_sentence(&p, cell);
        KW_TRY(read_paragraph(l, &p, err));
        if (row % HEADLINE_EVERY) continue;
        add_headline(&p, cell);
        KW_TRY(read_paragraph(l, &p, err));
    }
    kw_buf_free(&bytes);
    kw_buf_free(&p.text);
    free(p.begins);
    return KW_OK;
}

static size_t learn(perceptron *p, const example *e) {
    int64_t score[2];
    pc_score(p, e->key, e->n, score);
    bool got = score[1] > score[0];
    if (score[e->ends] - score[!e->ends] < MARGIN) {
        pc_update(p, e->key, e->n, e->ends, 1);
        pc_update(p, e->key, e->n, !e->ends, -1);
    }
    pc_tick(p);
    return got != e->ends;
}

static perceptron *train(const learning *l) {
    perceptron *p = pc_new(2, LEAST);
    uint32_t *order = calloc(l->n + 1, sizeof *order);
    uint64_t seed = 20240613;
    if (!order) exit(4);
    for (size_t i = 0; i < l->n; i++) order[i] = (uint32_t)i;
    for (int k = 0; k < ROUNDS; k++) {
        size_t wrong = 0;
        shuffle(order, l->n, &seed);
        for (size_t i = 0; i < l->n; i++) wrong += learn(p, &l->v[order[i]]);
        fprintf(stderr, "  round %d: %zu wrong of %zu\n", k + 1, wrong, l->n);
    }
    free(order);
    pc_average(p);
    return p;
}

static bool write_model(perceptron *p, const char *path) {
    kw_buf b = KW_BUF_EMPTY;
    kw_model_head h = { .magic = KW_MODEL_MAGIC, .kind = "ends" };
    kw_buf_add(&b, (kw_str){ (const char *)&h, sizeof h });
    pc_cut_near(p, KEPT);
    pc_write_near(p, &b, &h.part[0]);
    memcpy(b.p, &h, sizeof h);
    bool ok = !b.failed && write_file(path, &b);
    kw_buf_free(&b);
    return ok;
}

static kw_rc read_all(learning *l, int argc, char **argv, kw_err *err) {
    for (int i = 2; i < argc; i++) {
        bool news = strcmp(argv[i], "-u") == 0;
        if (news && i + 2 >= argc) return KW_USAGE;
        KW_TRY(news ? read_news(l, argv[i + 1], atoi(argv[i + 2]), err) : read_treebank(l, argv[i], err));
        if (news) i += 2;
    }
    return l->n ? KW_OK : kw_fail(err, KW_DATA, argv[0], "want places where a sentence may end, found none");
}

kw_rc train_ends(int argc, char **argv, kw_err *err) {
    learning l = { .ends = { .judge = judge } };
    kw_know *know;
    kw_language_id *lang;
    if (argc < 3) return KW_USAGE;
    KW_TRY(kw_know_open(NULL, &know, err));
    KW_TRY(kw_language_open(know, &l.mem, &lang, err));
    KW_TRY(kw_words_open(know, lang, &l.mem, &l.kit, err));
    int number = kw_know_language_index(know, kw_str_of(argv[0]));
    if (number < 0) return kw_fail(err, KW_DATA, argv[0], "no such language");
    l.tongue = &l.kit->v[number];
    l.ends.who = &l;
    l.tongue->sentences.ends = &l.ends;         /* what ships does not depend on what shipped before */
    kw_rc rc = read_all(&l, argc, argv, err);
    perceptron *p = rc == KW_OK ? train(&l) : NULL;
    if (p && !write_model(p, argv[1])) rc = kw_fail(err, KW_IO, argv[1], "cannot write");
    pc_free(p);
    free(l.v);
    kw_arena_free(&l.mem);
    kw_know_close(know);
    return rc;
}
