/* SPDX-License-Identifier: MIT
 * The parser: greedy arc-hybrid transitions by an averaged perceptron trained with a dynamic oracle (Goldberg & Nivre
 * 2013), then relations from the root down by another. Two moves and one relation a token, about 100 lookups each. */
#include "words/parse.h"

#include "words/feature_heads.h"

enum { MOVES, RELATIONS };

struct kw_parser { kw_weights part[KW_MODEL_PARTS]; };

kw_rc kw_parser_open(const kw_know *k, kw_str language, kw_arena *mem, kw_parser **out, kw_err *err) {
    kw_str image = kw_know_lang_blob(k, language, "heads.model");
    *out = NULL;
    if (!image.p) return KW_OK;
    kw_parser *p = kw_alloc(mem, sizeof *p);
    if (!p) return kw_fail_nomem(err);
    KW_TRY(kw_model_open(image, "heads", "heads.model", p->part, err));
    if (!p->part[MOVES].lines || !p->part[RELATIONS].lines)
        return kw_fail(err, KW_DATA, "heads.model", "want moves and relations, found %u and %u lines",
                       p->part[MOVES].lines, p->part[RELATIONS].lines);
    *out = p;
    return KW_OK;
}

static kw_move next_move(const kw_parser *p, const kw_arcs *a) {
    if (!a->depth) return KW_SHIFT;                                 /* where there is no choice, nothing is asked */
    if (a->next == a->n) return a->depth > 1 ? KW_RIGHT : KW_LEFT;
    uint64_t key[KW_MOVE_FEATURES];
    int32_t score[KW_MOVES] = { 0 };
    int best = -1;
    kw_near_score(&p->part[MOVES], key, kw_move_features(a, key), score);
    for (int m = 0; m < KW_MOVES; m++)
        if (kw_arcs_may(a, (kw_move)m) && (best < 0 || score[m] > score[best])) best = m;
    return (kw_move)best;
}

static uint8_t best_relation(const kw_parser *p, const uint64_t *key, unsigned n) {
    int32_t score[KW_CLASSES_MAX] = { 0 };
    unsigned best = KW_DEP;
    kw_far_score(&p->part[RELATIONS], key, n, score);
    for (unsigned c = 0; c < KW_DEPREL_COUNT; c++) if (c != KW_ROOT && score[c] > score[best]) best = c;
    return (uint8_t)best;
}

/* The features of a token that are known before its turn: what they ask for is fetched while the one before it is decided (see tag.c). */
typedef struct { uint64_t key[KW_REL_FEATURES]; unsigned n; } early;

static void look_ahead(const kw_parser *p, const kw_arcs *a, const int32_t *order, int32_t i, early *e) {
    if (i >= a->n) return;
    e->n = kw_rel_fixed(a, order[i], kw_arcs_after(a, order, i), e->key);
    kw_model_ahead(&p->part[RELATIONS], e->key, e->n, ~(uint64_t)0);
}

static bool relate(const kw_parser *p, kw_arcs *a, kw_arena *mem) {
    size_t room = (size_t)a->n + 1;
    int32_t *order = kw_alloc_n(mem, 3 * room, sizeof *order), *first = order + room, *link = first + room, head = -2;
    uint32_t before = KW_DEPREL_COUNT;
    uint64_t had = 0;
    early e[2];
    if (!order) return false;
    kw_arcs_order(a, order, first, link);
    look_ahead(p, a, order, 0, &e[0]);
    for (int32_t i = 0; i < a->n; i++) {
        kw_arc_node *x = &a->node[order[i]];
        early *own = &e[i & 1];
        if (x->head != head) { head = x->head; before = KW_DEPREL_COUNT; had = 0; }
        look_ahead(p, a, order, i + 1, &e[(i + 1) & 1]);
        x->rel = head == a->n ? KW_ROOT : best_relation(p, own->key, kw_rel_features(a, order[i], before, had, own->n, own->key));
        before = x->rel;
        had |= (uint64_t)1 << x->rel;
    }
    return true;
}

kw_rc kw_parser_run(const kw_parser *p, kw_words *w, size_t sentence, uint32_t skip, kw_arena *mem, kw_err *err) {
    kw_sentence *x = &w->sentences[sentence];
    uint32_t first = x->first + skip, n = x->n - skip;
    kw_token *token = w->tokens + first;
    int32_t *head = kw_alloc_n(mem, n + 1, sizeof *head);
    uint8_t *rel = kw_alloc(mem, n + 1);
    kw_arcs a;
    if (!head || !rel || !kw_arcs_start(&a, w->text, token, n, mem)) return kw_fail_nomem(err);
    while (!kw_arcs_done(&a)) kw_arcs_move(&a, next_move(p, &a));
    if (!relate(p, &a, mem) || !kw_arcs_finish(&a, w->text, token, head, rel, mem)) return kw_fail_nomem(err);
    for (uint32_t i = x->first; i < first; i++) {
        w->tokens[i].head = -1;
        w->tokens[i].deprel = KW_DEP;
    }
    for (size_t i = 0; i < n; i++) {
        token[i].head = head[i] < 0 ? -1 : (int32_t)first + head[i];
        token[i].deprel = rel[i];
    }
    x->parsed = true;
    return KW_OK;
}
