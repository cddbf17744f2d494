/* SPDX-License-Identifier: MIT
 * The parser's training: moves by an averaged perceptron with a dynamic oracle (Goldberg & Nivre 2013; costs of
 * arc-hybrid), so that it learns to go on well after its own mistakes; relations by a second one that goes down the tree. */
#include "perceptron.h"
#include "train.h"
#include "words/feature_heads.h"
#include "words/words.h"
#include "base/limits.h"

#include <stdio.h>
#include <stdlib.h>

/* `head` and `rel` are those of the nodes (words without punctuation); the root is one past the last node. */
typedef struct { kw_words w; uint8_t *rel; int32_t *head; bool whole; } example;

typedef struct { example *e; size_t n; kw_arena mem; perceptron *moves, *rels; } parsing;

/* It learns not only from what was wrong but also from what was right by less than this: chosen on en_ewt-dev. */
enum { MOVE_MARGIN = 150, REL_MARGIN = 80 };

/* A feature takes part once it was wanted LEAST times; the moves kept, and what the file may be in all: four megabytes. */
enum { LEAST = 12, MOVES_KEPT = 290000, MODEL_BYTES = 3980000 };

/* ---- costs: gold arcs that can no longer be made after the move ---- */

static bool in_stack(const kw_arcs *a, int32_t i, size_t upto) {
    for (size_t k = 0; k < upto; k++) if (a->stack[k] == i) return true;
    return false;
}

/* `head`: gold, the root being n. */
static int cost(const kw_arcs *a, const int32_t *head, kw_move m) {
    int32_t b = a->next, s0 = a->depth ? a->stack[a->depth - 1] : -1, s1 = a->depth > 1 ? a->stack[a->depth - 2] : -1;
    int c = 0;
    if (m == KW_SHIFT) {
        c += head[b] < b && in_stack(a, head[b], a->depth ? a->depth - 1 : 0);
        for (size_t k = 0; k < a->depth; k++) c += head[a->stack[k]] == b;
        return c;
    }
    for (int32_t d = b; d < a->n; d++) c += head[d] == s0;
    if (m == KW_LEFT) return c + (head[s0] == s1 || head[s0] > b);
    return c + (head[s0] >= b);
}

static kw_move choose(const kw_arcs *a, const int64_t *score, const int *price) {
    int best = -1;
    for (int m = 0; m < KW_MOVES; m++) {
        if (!kw_arcs_may(a, (kw_move)m) || (price && price[m] > 0)) continue;
        if (best < 0 || score[m] > score[best]) best = m;
    }
    return (kw_move)best;
}

/* The best of the moves that would cost something; -1: none. */
static int best_rival(const kw_arcs *a, const int64_t *score, const int *price) {
    int best = -1;
    for (int m = 0; m < KW_MOVES; m++)
        if (kw_arcs_may(a, (kw_move)m) && price[m] > 0 && (best < 0 || score[m] > score[best])) best = m;
    return best;
}

static size_t learn_moves(parsing *p, const example *e, bool explore, kw_arena *mem, kw_err *err) {
    kw_arcs a;
    uint64_t key[KW_MOVE_FEATURES];
    int64_t score[KW_MOVES];
    size_t wrong = 0;
    if (!kw_arcs_start(&a, e->w.text, e->w.tokens, e->w.n_tokens, mem)) { kw_fail_nomem(err); return 0; }
    while (!kw_arcs_done(&a)) {
        int price[KW_MOVES] = { 0 }, least = 1000;
        for (int m = 0; m < KW_MOVES; m++)
            if (kw_arcs_may(&a, (kw_move)m) && (price[m] = cost(&a, e->head, (kw_move)m)) < least) least = price[m];
        for (int m = 0; m < KW_MOVES; m++) price[m] -= least;
        unsigned n = kw_move_features(&a, key);
        pc_score(p->moves, key, n, score);
        kw_move got = choose(&a, score, NULL), want = choose(&a, score, price);
        int rival = best_rival(&a, score, price);
        if (price[got] > 0 || (rival >= 0 && score[want] - score[rival] < MOVE_MARGIN)) {
            pc_update(p->moves, key, n, want, 1);
            pc_update(p->moves, key, n, (unsigned)rival, -1);
        }
        wrong += price[got] > 0;
        pc_tick(p->moves);
        kw_arcs_move(&a, explore ? got : want);
    }
    return wrong;
}

/* ---- relations ---- */

static unsigned best_rel(const int64_t *score, bool root) {
    unsigned best = root ? KW_ROOT : KW_DEP;
    for (unsigned c = 0; c < KW_DEPREL_COUNT && !root; c++) if (c != KW_ROOT && score[c] > score[best]) best = c;
    return best;
}

static unsigned second_rel(const int64_t *score, unsigned first) {
    unsigned best = first == KW_DEP ? KW_NMOD : KW_DEP;
    for (unsigned c = 0; c < KW_DEPREL_COUNT; c++) if (c != KW_ROOT && c != first && score[c] > score[best]) best = c;
    return best;
}

/* Gives every node its relation, from the root down; learns from `gold` unless it is NULL. */
static size_t relate(parsing *p, kw_arcs *a, const uint8_t *gold, kw_arena *mem) {
    int32_t *order = kw_alloc_n(mem, (size_t)a->n + 1, 3 * sizeof *order), *first = order + a->n + 1, *link = first + a->n + 1;
    uint64_t key[KW_REL_FEATURES], had = 0;
    int64_t score[KW_DEPREL_COUNT];
    uint32_t before = KW_DEPREL_COUNT;
    int32_t head = -2;
    size_t wrong = 0;
    kw_arcs_order(a, order, first, link);
    for (int32_t i = 0; i < a->n; i++) {
        int32_t d = order[i];
        if (a->node[d].head != head) { head = a->node[d].head; before = KW_DEPREL_COUNT; had = 0; }
        unsigned n = kw_rel_features(a, d, before, had, kw_rel_fixed(a, d, kw_arcs_after(a, order, i), key), key);
        pc_score(p->rels, key, n, score);
        unsigned got = best_rel(score, a->node[d].head == a->n);
        if (gold && a->node[d].head != a->n) {
            unsigned rival = got == gold[d] ? second_rel(score, got) : got;
            if (score[gold[d]] - score[rival] < REL_MARGIN) {
                pc_update(p->rels, key, n, gold[d], 1);
                pc_update(p->rels, key, n, rival, -1);
            }
            wrong += got != gold[d];
        }
        if (gold) pc_tick(p->rels);
        a->node[d].rel = (uint8_t)got;
        before = got;
        had |= (uint64_t)1 << got;
    }
    return wrong;
}

/* Relations are learned on the treebank's own arcs. */
static size_t learn_rels(parsing *p, const example *e, kw_arena *mem, kw_err *err) {
    kw_arcs a;
    if (!kw_arcs_start(&a, e->w.text, e->w.tokens, e->w.n_tokens, mem)) { kw_fail_nomem(err); return 0; }
    kw_arcs_build(&a, e->head);
    return relate(p, &a, e->rel, mem);
}

/* ---- examples ---- */

/* Takes the words that were tagged as punctuation out of the tree: what hung from them hangs from their head. */
static void without_marks(tree *t, const kw_token *tag) {
    for (size_t i = 0; i < t->n; i++)
        for (int32_t h; (h = t->v[i].head) >= 0 && tag[h].upos == KW_PUNCT;) t->v[i].head = t->v[h].head;
    int32_t root = -1;
    size_t out = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (tag[i].upos == KW_PUNCT || t->v[i].head >= 0) continue;
        if (root < 0) root = (int32_t)i;
        else t->v[i].head = root;
    }
    int32_t to[KW_SENTENCE_MAX];
    for (size_t i = 0; i < t->n; i++) {
        to[i] = (int32_t)out;
        if (tag[i].upos != KW_PUNCT) out++;
    }
    out = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (tag[i].upos == KW_PUNCT) continue;
        t->v[out] = t->v[i];
        t->v[out].head = t->v[i].head < 0 ? -1 : to[t->v[i].head];
        out++;
    }
    t->n = out;
}

static kw_rc prepare(parsing *p, const tree *t, const tagging *g, example *e, kw_err *err) {
    tree copy = { .v = kw_alloc_n(&p->mem, t->n, sizeof *copy.v), .n = t->n };
    KW_TRY(tree_words(t, &p->mem, &e->w, err));
    if (g) KW_TRY(tagging_run(g, &e->w, &p->mem, err));
    e->rel = kw_alloc(&p->mem, t->n);
    e->head = kw_alloc_n(&p->mem, t->n, sizeof *e->head);
    if (!copy.v || !e->rel || !e->head) return kw_fail_nomem(err);
    memcpy(copy.v, t->v, t->n * sizeof *t->v);
    without_marks(&copy, e->w.tokens);
    e->whole = copy.n > 0 && tree_make_projective(&copy);
    for (size_t i = 0; i < copy.n; i++) {
        e->rel[i] = (uint8_t)kw_deprel_of(copy.v[i].rel);
        e->head[i] = copy.v[i].head < 0 ? (int32_t)copy.n : copy.v[i].head;
    }
    return KW_OK;
}

/* Tags the training trees as a tagger tags that has not seen them: one tagger for each fold. Trees are dealt out in blocks: sentences
 * of one text stay together, as do copies of one sentence, and each tagger sees texts of every kind. */
enum { BLOCK = 20 };
static size_t fold_of(const tree *t, size_t folds) { return t->number / BLOCK % folds; }

static kw_rc prepare_all(parsing *p, const job *j, kw_err *err) {
    size_t n = j->train->n, folds = j->folds > 1 ? (size_t)j->folds : 1;
    const tree **rest = calloc(n, sizeof *rest);
    p->e = calloc(n, sizeof *p->e);
    if (!rest || !p->e) return kw_fail_nomem(err);
    p->n = n;
    for (size_t f = 0; f < folds; f++) {
        size_t m = 0;
        for (size_t i = 0; i < n; i++) if (fold_of(&j->train->v[i], folds) != f) rest[m++] = &j->train->v[i];
        tagging *g = folds > 1 ? tagging_train(rest, m, j->plain, 5, err) : NULL;
        if (folds > 1 && !g) return KW_NOMEM;
        for (size_t i = 0; i < n; i++) if (fold_of(&j->train->v[i], folds) == f) KW_TRY(prepare(p, &j->train->v[i], g, &p->e[i], err));
        tagging_free(g);
    }
    free(rest);
    return KW_OK;
}

/* ---- measuring on dev, with tags of a tagger trained on all trees ---- */

static bool same_relation(uint8_t rel, kw_str gold) {
    kw_str got = kw_str_of(kw_deprel_name((kw_deprel)rel)), a, b;
    kw_str_cut(&got, ':', &a);
    kw_str_cut(&gold, ':', &b);
    return kw_str_eq(a, b);
}

static void parse(parsing *p, kw_arcs *a, kw_arena *mem) {
    uint64_t key[KW_MOVE_FEATURES];
    int64_t score[KW_MOVES];
    while (!kw_arcs_done(a)) {
        pc_score(p->moves, key, kw_move_features(a, key), score);
        kw_arcs_move(a, choose(a, score, NULL));
    }
    relate(p, a, NULL, mem);
}

static kw_rc measure(parsing *p, const bank *dev, const tagging *g, const char *what, kw_err *err) {
    size_t total = 0, uas = 0, las = 0, rels = 0;
    kw_arena mem = KW_ARENA_EMPTY;
    for (size_t i = 0; i < dev->n; i++) {
        kw_arcs a;
        example e = { 0 };
        kw_arena_free(&p->mem);
        KW_TRY(prepare(p, &dev->v[i], g, &e, err));
        kw_arena_reset(&mem);
        int32_t head[KW_SENTENCE_MAX];
        uint8_t got[KW_SENTENCE_MAX];
        if (!kw_arcs_start(&a, e.w.text, e.w.tokens, e.w.n_tokens, &mem)) return kw_fail_nomem(err);
        parse(p, &a, &mem);
        if (!kw_arcs_finish(&a, e.w.text, e.w.tokens, head, got, &mem)) return kw_fail_nomem(err);
        for (size_t k = 0; k < e.w.n_tokens; k++) {
            const node *v = &dev->v[i].v[k];
            bool same = head[k] == v->head, rel = same_relation(got[k], v->rel);
            total++;
            uas += same;
            rels += rel;
            las += same && rel;
        }
    }
    kw_arena_free(&mem);
    double n = (double)total / 100;
    printf("%s\tuas\t%.2f\tlas\t%.2f\trelations\t%.2f\n", what, (double)uas / n, (double)las / n, (double)rels / n);
    return KW_OK;
}

static kw_rc measure_all(parsing *p, const job *j, kw_err *err) {
    const tree **all = calloc(j->train->n, sizeof *all);
    if (!all) return kw_fail_nomem(err);
    for (size_t i = 0; i < j->train->n; i++) all[i] = &j->train->v[i];
    tagging *g = tagging_train(all, j->train->n, j->plain, 5, err);
    free(all);
    if (!g) return KW_NOMEM;
    KW_TRY(measure(p, j->dev, NULL, "dev, gold tags", err));
    KW_TRY(measure(p, j->dev, g, "dev", err));
    tagging_free(g);
    return KW_OK;
}

static bool write_model(parsing *p, const char *path) {
    kw_buf b = KW_BUF_EMPTY;
    kw_model_head h = { .magic = KW_MODEL_MAGIC, .kind = "heads" };
    kw_buf_add(&b, (kw_str){ (const char *)&h, sizeof h });
    pc_cut_near(p->moves, MOVES_KEPT);
    pc_write_near(p->moves, &b, &h.part[0]);
    pc_cut_far(p->rels, MODEL_BYTES - b.n);
    pc_write_far(p->rels, &b, &h.part[1]);
    memcpy(b.p, &h, sizeof h);
    bool ok = !b.failed && write_file(path, &b);
    kw_buf_free(&b);
    return ok;
}

static kw_rc rounds(parsing *p, const job *j, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    uint64_t seed = 20240613;
    uint32_t *order = calloc(p->n, sizeof *order);
    if (!order) return kw_fail_nomem(err);
    for (size_t i = 0; i < p->n; i++) order[i] = (uint32_t)i;
    for (int k = 0; k < j->iterations; k++) {
        size_t moves = 0, rels = 0;
        shuffle(order, p->n, &seed);
        for (size_t i = 0; i < p->n; i++) {
            const example *e = &p->e[order[i]];
            if (!e->whole) continue;
            kw_arena_reset(&mem);
            moves += learn_moves(p, e, k > 0, &mem, err);
            rels += learn_rels(p, e, &mem, err);
        }
        fprintf(stderr, "  round %d: %zu moves and %zu relations wrong\n", k + 1, moves, rels);
    }
    free(order);
    kw_arena_free(&mem);
    return KW_OK;
}

kw_rc train_heads(const job *j, kw_err *err) {
    parsing p = { 0 };
    KW_TRY(prepare_all(&p, j, err));
    p.moves = pc_new(KW_MOVES, LEAST);
    p.rels = pc_new(KW_DEPREL_COUNT, LEAST);
    KW_TRY(rounds(&p, j, err));
    pc_average(p.moves);
    pc_average(p.rels);
    bool ok = write_model(&p, j->out);
    if (ok && j->dev) KW_TRY(measure_all(&p, j, err));
    pc_free(p.moves);
    pc_free(p.rels);
    free(p.e);
    kw_arena_free(&p.mem);
    return ok ? KW_OK : kw_fail(err, KW_IO, j->out, "cannot write");
}
