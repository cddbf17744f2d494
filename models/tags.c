/* SPDX-License-Identifier: MIT
 * The tagger's training: a greedy averaged perceptron from left to right (Collins 2002), with a lexicon made of the
 * training words. Classes are what stands in a token: upos, tense, voice, verb form. */
#include "perceptron.h"
#include "train.h"

#include <stdio.h>
#include <stdlib.h>

enum { CLASSES_MAX = KW_TAG_CLASSES, SURE_MIN = 20, MODEL_BYTES = 3980000, LEAST = 2,
       MARGIN = 40 /* it learns also from what was right by less: chosen on the dev files */ };

typedef struct { uint64_t key; uint32_t count[CLASSES_MAX]; uint32_t n, small, large; int8_t row[KW_LEX_ROW]; } lexeme;

struct tagging {
    kw_tag_class cls[CLASSES_MAX]; unsigned n;
    lexeme *lex; size_t n_lex;      /* sorted by key */
    perceptron *p;
    kw_arena mem;
};

typedef struct { kw_words w; kw_seen *seen; uint8_t *cls; } example;

static kw_tag_class class_of(const kw_token *t) {
    return (kw_tag_class){ .upos = t->upos, .tense = t->tense, .voice = t->voice,
                           .flags = t->flags & (KW_TOK_PARTICIPLE | KW_TOK_INFINITIVE | KW_TOK_GERUND) };
}

/* Classes past the 32nd become their plain tag: the file's first sentences show all that matter. */
static unsigned class_number(tagging *g, kw_tag_class c) {
    for (unsigned i = 0; i < g->n; i++) if (memcmp(&g->cls[i], &c, sizeof c) == 0) return i;
    if (g->n < CLASSES_MAX) { g->cls[g->n] = c; return g->n++; }
    for (unsigned i = 0; i < g->n; i++) if (g->cls[i].upos == c.upos) return i;
    return 0;
}

static kw_rc prepare(tagging *g, const tree *t, example *e, kw_err *err) {
    KW_TRY(tree_words(t, &g->mem, &e->w, err));
    e->seen = kw_alloc_n(&g->mem, t->n + 2 * KW_SEEN_PAD, sizeof *e->seen);
    e->cls = kw_alloc(&g->mem, t->n);
    if (!e->seen || !e->cls) return kw_fail_nomem(err);
    kw_seen_of(e->w.text, e->w.tokens, t->n, e->seen);
    for (size_t i = 0; i < t->n; i++) e->cls[i] = (uint8_t)class_number(g, class_of(&e->w.tokens[i]));
    return KW_OK;
}

/* ---- lexicon ---- */

static int by_key(const void *a, const void *b) {
    uint64_t x = ((const lexeme *)a)->key, y = ((const lexeme *)b)->key;
    return (x > y) - (x < y);
}

static const lexeme *lex_find(const tagging *g, uint64_t key) {
    lexeme k = { .key = key };
    return g->n_lex ? bsearch(&k, g->lex, g->n_lex, sizeof k, by_key) : NULL;
}

/* What the word may be: its most frequent upos, and the second where that is one in ten or more. */
static void judge(const tagging *g, lexeme *x) {
    uint32_t tag[KW_UPOS_COUNT] = { 0 }, first = 0, second = KW_UPOS_COUNT, best = 0;
    for (unsigned c = 0; c < g->n; c++) {
        tag[g->cls[c].upos] += x->count[c];
        if (x->count[c] > x->count[best]) best = c;
    }
    for (uint32_t u = 1; u < KW_UPOS_COUNT; u++) if (tag[u] > tag[first]) first = u;
    for (uint32_t u = 0; u < KW_UPOS_COUNT; u++)
        if (u != first && tag[u] * 10 >= x->n && (second == KW_UPOS_COUNT || tag[u] > tag[second])) second = u;
    static const uint8_t pair_of[KW_UPOS_COUNT] = { 0, 1, 2, 2, 3, 2, 3, 0, 4, 0, 2, 3, 5, 0, 2, 0, 1 };
    uint32_t other = second == KW_UPOS_COUNT ? 0 : 1u + pair_of[second];
    x->row[0] = (int8_t)(1 + first + 17 * (other < 7 ? other : 6));
    x->row[1] = (int8_t)(x->n >= SURE_MIN && x->count[best] == x->n ? 1 + (int)best : 0);
}

/* Counts a word's capital where it says something: within a sentence that writes them as usual. */
static void count_case(lexeme *x, const kw_seen *s) {
    if (s->shape >= KW_SHAPE_MODE || s->shape & KW_SHAPE_FIRST || !(s->shape & (KW_SHAPE_LOWER | KW_SHAPE_CAPITAL))) return;
    if (s->shape & KW_SHAPE_CAPITAL) x->large = 1;
    else x->small = 1;
}

static int8_t habit(const lexeme *x) {
    uint32_t n = x->small + x->large;
    if (n < 3) return 0;
    return x->large * 10 <= n ? 1 : x->small * 10 <= n ? 3 : 2;
}

static kw_rc add_plain(tagging *g, const bank *plain, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    for (size_t i = 0; plain && i < plain->n; i++) {
        const tree *t = &plain->v[i];
        kw_words w;
        kw_arena_reset(&mem);
        KW_TRY(tree_words(t, &mem, &w, err));
        kw_seen *s = kw_alloc_n(&mem, t->n + 2 * KW_SEEN_PAD, sizeof *s);
        if (!s) return kw_fail_nomem(err);
        kw_seen_of(w.text, w.tokens, t->n, s);
        for (size_t k = 0; k < t->n; k++) {
            lexeme *x = &g->lex[g->n_lex++];
            x->key = kw_lex_key(&s[KW_SEEN_PAD + k]);
            count_case(x, &s[KW_SEEN_PAD + k]);
        }
    }
    kw_arena_free(&mem);
    return KW_OK;
}

static kw_rc lexicon(tagging *g, const example *e, size_t n, const bank *plain, kw_err *err) {
    size_t total = 0, out = 0;
    for (size_t i = 0; i < n; i++) total += e[i].w.n_tokens;
    for (size_t i = 0; plain && i < plain->n; i++) total += plain->v[i].n;
    g->lex = calloc(total + 1, sizeof *g->lex);
    if (!g->lex) { fputs("train: out of memory\n", stderr); exit(4); }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < e[i].w.n_tokens; k++) {
            lexeme *x = &g->lex[g->n_lex++];
            x->key = kw_lex_key(&e[i].seen[KW_SEEN_PAD + k]);
            x->count[e[i].cls[k]] = x->n = 1;
            count_case(x, &e[i].seen[KW_SEEN_PAD + k]);
        }
    KW_TRY(add_plain(g, plain, err));
    qsort(g->lex, g->n_lex, sizeof *g->lex, by_key);
    for (size_t i = 0; i < g->n_lex;) {
        lexeme x = g->lex[i];
        size_t k = i + 1;
        for (; k < g->n_lex && g->lex[k].key == x.key; k++) {
            for (unsigned c = 0; c < g->n; c++) x.count[c] += g->lex[k].count[c];
            x.n += g->lex[k].n;
            x.small += g->lex[k].small;
            x.large += g->lex[k].large;
        }
        i = k;
        if (x.n < 2 && !habit(&x)) continue;    /* a word seen once is as good as unknown */
        if (x.n >= 2) judge(g, &x);
        x.row[2] = habit(&x);
        g->lex[out++] = x;
    }
    g->n_lex = out;
    return KW_OK;
}

/* While training, a word counts as one less than it was seen: rare ones must look unknown now and then. */
static void look_up(const tagging *g, kw_seen *s, size_t n, bool training) {
    for (size_t i = 0; i < n; i++) {
        const lexeme *x = lex_find(g, kw_lex_key(&s[i]));
        s[i].lex = x && (!training || x->n > 2) ? (uint32_t)x->row[0] : 0;
        s[i].habit = x ? (uint32_t)x->row[2] : 0;
    }
}

/* ---- perceptron ---- */

static unsigned best_class(const int64_t *score, unsigned n) {
    unsigned best = 0;
    for (unsigned c = 1; c < n; c++) if (score[c] > score[best]) best = c;
    return best;
}

static unsigned second_class(const int64_t *score, unsigned n, unsigned first) {
    unsigned best = first ? 0 : 1;
    for (unsigned c = 0; c < n; c++) if (c != first && score[c] > score[best]) best = c;
    return best;
}

static size_t learn(tagging *g, const example *e) {
    uint64_t key[KW_TAG_FEATURES];
    int64_t score[CLASSES_MAX];
    uint32_t t1 = 0, t2 = 0;
    size_t wrong = 0;
    for (size_t i = 0; i < e->w.n_tokens; i++) {
        const lexeme *x = lex_find(g, kw_lex_key(&e->seen[KW_SEEN_PAD + i]));
        unsigned got = x && x->row[1] ? (unsigned)x->row[1] - 1 : CLASSES_MAX;
        if (got == CLASSES_MAX) {
            unsigned n = kw_tag_features(&e->seen[KW_SEEN_PAD + i], t1, t2, key);
            pc_score(g->p, key, n, score);
            got = best_class(score, g->n);
            unsigned rival = got == e->cls[i] ? second_class(score, g->n, got) : got;
            if (score[e->cls[i]] - score[rival] < MARGIN) {
                pc_update(g->p, key, n, e->cls[i], 1);
                pc_update(g->p, key, n, rival, -1);
            }
            wrong += got != e->cls[i];
            pc_tick(g->p);
        }
        t2 = t1;
        t1 = kw_tag_mark(&g->cls[got]);
    }
    return wrong;
}

kw_rc tagging_run(const tagging *g, kw_words *w, kw_arena *mem, kw_err *err) {
    kw_seen *s = kw_alloc_n(mem, w->n_tokens + 2 * KW_SEEN_PAD, sizeof *s);
    uint64_t key[KW_TAG_FEATURES];
    int64_t score[CLASSES_MAX];
    uint32_t t1 = 0, t2 = 0;
    if (!s) return kw_fail_nomem(err);
    kw_seen_of(w->text, w->tokens, w->n_tokens, s);
    look_up(g, s + KW_SEEN_PAD, w->n_tokens, false);
    for (size_t i = 0; i < w->n_tokens; i++) {
        const lexeme *x = lex_find(g, kw_lex_key(&s[KW_SEEN_PAD + i]));
        unsigned got = x && x->row[1] ? (unsigned)x->row[1] - 1 : CLASSES_MAX;
        if (got == CLASSES_MAX) {
            pc_score(g->p, key, kw_tag_features(&s[KW_SEEN_PAD + i], t1, t2, key), score);
            got = best_class(score, g->n);
        }
        kw_tag_class c = g->cls[got];
        kw_token *t = &w->tokens[i];
        t->upos = c.upos;
        t->tense = c.tense;
        t->voice = c.voice;
        t->flags = (t->flags & ~(uint32_t)(KW_TOK_PARTICIPLE | KW_TOK_INFINITIVE | KW_TOK_GERUND)) | c.flags;
        t2 = t1;
        t1 = kw_tag_mark(&g->cls[got]);
    }
    return KW_OK;
}

/* The same order every time, another for each round (a linear congruence, Knuth's constants). */
void shuffle(uint32_t *order, size_t n, uint64_t *seed) {
    for (size_t i = n; i > 1; i--) {
        *seed = *seed * 6364136223846793005u + 1442695040888963407u;
        size_t k = (size_t)((*seed >> 33) % i);
        uint32_t t = order[i - 1];
        order[i - 1] = order[k];
        order[k] = t;
    }
}

tagging *tagging_train(const tree *const *t, size_t n, const bank *plain, int iterations, kw_err *err) {
    tagging *g = calloc(1, sizeof *g);
    example *e = calloc(n, sizeof *e);
    uint32_t *order = calloc(n, sizeof *order);
    uint64_t seed = 20240613;
    if (!g || !e || !order) { kw_fail_nomem(err); return NULL; }
    for (size_t i = 0; i < n; i++) {
        order[i] = (uint32_t)i;
        if (prepare(g, t[i], &e[i], err) != KW_OK) return NULL;
    }
    if (lexicon(g, e, n, plain, err) != KW_OK) return NULL;
    for (size_t i = 0; i < n; i++) look_up(g, e[i].seen + KW_SEEN_PAD, t[i]->n, true);
    g->p = pc_new(g->n, LEAST);
    for (int k = 0; k < iterations; k++) {
        size_t wrong = 0;
        shuffle(order, n, &seed);
        for (size_t i = 0; i < n; i++) wrong += learn(g, &e[order[i]]);
        fprintf(stderr, "  round %d: %zu wrong\n", k + 1, wrong);
    }
    pc_average(g->p);
    free(order);
    free(e);
    return g;
}

void tagging_free(tagging *g) {
    if (!g) return;
    pc_free(g->p);
    free(g->lex);
    kw_arena_free(&g->mem);
    free(g);
}

static kw_rc measure(const tagging *g, const bank *dev, kw_err *err) {
    size_t right = 0, total = 0;
    kw_arena mem = KW_ARENA_EMPTY;
    for (size_t i = 0; i < dev->n; i++) {
        kw_words w;
        kw_arena_reset(&mem);
        KW_TRY(tree_words(&dev->v[i], &mem, &w, err));
        KW_TRY(tagging_run(g, &w, &mem, err));
        for (size_t k = 0; k < w.n_tokens; k++) right += w.tokens[k].upos == dev->v[i].v[k].upos;
        total += w.n_tokens;
    }
    kw_arena_free(&mem);
    printf("dev\tupos\t%.2f\n", 100.0 * (double)right / (double)total);
    return KW_OK;
}

static bool write_model(tagging *g, const char *path) {
    kw_buf b = KW_BUF_EMPTY;
    kw_model_head h = { .magic = KW_MODEL_MAGIC, .kind = "tags" };
    kw_buf_add(&b, (kw_str){ (const char *)&h, sizeof h });
    uint64_t *key = calloc(g->n_lex + 1, sizeof *key);
    int8_t *row = calloc(g->n_lex + 1, KW_LEX_ROW);
    if (!key || !row) return false;
    for (size_t i = 0; i < g->n_lex; i++) { key[i] = g->lex[i].key; memcpy(row + KW_LEX_ROW * i, g->lex[i].row, KW_LEX_ROW); }
    near_write(key, row, g->n_lex, &b, &h.part[0]);
    pc_cut_far(g->p, MODEL_BYTES - b.n);
    pc_write_far(g->p, &b, &h.part[1]);
    while (b.n % 64) kw_buf_byte(&b, 0);
    h.part[2] = (kw_model_part){ .rows_at = b.n, .n = g->n * (uint32_t)sizeof *g->cls };
    kw_buf_add(&b, (kw_str){ (const char *)g->cls, h.part[2].n });
    memcpy(b.p, &h, sizeof h);
    bool ok = !b.failed && write_file(path, &b);
    kw_buf_free(&b);
    free(key);
    free(row);
    return ok;
}

kw_rc train_tags(const job *j, kw_err *err) {
    const tree **t = calloc(j->train->n, sizeof *t);
    if (!t) return kw_fail_nomem(err);
    for (size_t i = 0; i < j->train->n; i++) t[i] = &j->train->v[i];
    tagging *g = tagging_train(t, j->train->n, j->plain, j->iterations, err);
    free(t);
    if (!g) return KW_NOMEM;
    bool ok = write_model(g, j->out);           /* before measuring: nothing of dev may reach the model */
    if (ok && j->dev) KW_TRY(measure(g, j->dev, err));
    tagging_free(g);
    return ok ? KW_OK : kw_fail(err, KW_IO, j->out, "cannot write");
}
