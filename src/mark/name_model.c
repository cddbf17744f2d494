/* SPDX-License-Identifier: MIT
 * What a capitalised run is, learned: lang/XX/names.model weighs its words, endings, shape and neighbours beside the points that
 * name_shape.c gives. A linear model over hashed features, one row of four weights a bucket; training: models/names.c, which asks here
 * for the same features. A language without the model goes by the points. */
#include "base/hash.h"
#include "mark/name_model.h"

enum { MAGIC = 8, CONTEXT_WORDS = 2, LONG_RUN = 5, NOUN_REACH = 5 };

typedef struct { uint64_t *v; size_t n; } features;

kw_rc kw_run_model_open(kw_str image, kw_run_model *out, kw_err *err) {
    *out = (kw_run_model){ NULL, 0 };
    if (!image.n) return KW_OK;
    size_t rows = (image.n - MAGIC) / KW_RUN_CLASSES;
    if (image.n < MAGIC || memcmp(image.p, KW_RUN_MAGIC, MAGIC) != 0 || !rows || (rows & (rows - 1)) || rows * KW_RUN_CLASSES + MAGIC != image.n)
        return kw_fail(err, KW_DATA, "names.model", "want a model of runs, found something else");
    *out = (kw_run_model){ (const int8_t *)image.p + MAGIC, (uint32_t)rows - 1 };
    return KW_OK;
}

static void add(features *f, unsigned what, uint64_t value) {
    if (f->n < KW_RUN_FEATURES) f->v[f->n++] = kw_hash_mix(what, value);
}

static void add_word(features *f, unsigned what, kw_str s) { add(f, what, kw_hash(s)); }

static int clip(int v, int low, int high) { return v < low ? low : v > high ? high : v; }

/* Letters behind each other, a kind of them once: "Aa", "A", "aA0". */
static uint64_t shape_of(kw_str s) {
    uint64_t shape = 0, last = 0;
    for (size_t i = 0; i < s.n && i < 24; i++) {
        unsigned char c = (unsigned char)s.p[i];
        uint64_t kind = c >= 'A' && c <= 'Z' ? 1 : (c >= 'a' && c <= 'z') || c >= 0x80 ? 2 : c >= '0' && c <= '9' ? 3 : 4;
        if (kind != last) shape = shape * 5 + kind;
        last = kind;
    }
    return shape;
}

static void of_word(const kw_naming *g, features *f, uint32_t i, unsigned position) {
    const kw_atom *a = &g->atoms[i];
    kw_str s = a->form;
    add_word(f, position < 3 ? 10 + position : 60, s);          /* 13 is that of any word */
    add_word(f, 13, s);
    if (s.n > 4) add_word(f, 14 + position, kw_str_sub(s, s.n - 3, s.n));
    if (s.n > 3) add_word(f, 18 + position, kw_str_sub(s, s.n - 2, s.n));
    if (s.n > 4) add_word(f, 22 + position, kw_str_sub(s, 0, 3));
    add(f, 26 + position, shape_of(kw_str_at(g->words->text, a->at)));
    add(f, 30 + position, a->upos);
    if (a->flags & (KW_ATOM_COMMON | KW_ATOM_FOREIGN)) add(f, 34 + position, a->flags & (KW_ATOM_COMMON | KW_ATOM_FOREIGN));
    if (kw_table_find(g->kit->given, s).n) add(f, 38, position);
    uint64_t begins = (uint64_t)(kw_table_words_from(g->kit->persons, s) > 0) + 2u * (kw_table_words_from(g->kit->phoenix, s) > 0) +
                      4u * (kw_table_words_from(g->kit->places, s) > 0) + 8u * (kw_table_words_from(g->kit->organisations, s) > 0);
    if (begins) add(f, 39, position * 16u + begins);            /* names of the tables begin with the word */
}

/* In quotation marks that hold few words: the name of a work. */
static unsigned quoted(const kw_naming *g, const kw_piece *p) {
    uint32_t first = g->at->first_atom, end = first + g->at->n_atoms;
    for (uint32_t i = p->first, k = 0; i-- > first && k < 6; k++) {
        uint32_t flags = g->words->tokens[g->atoms[i].token].flags;
        if (flags & KW_TOK_QUOTE_CLOSE) return 0;
        if (!(flags & KW_TOK_QUOTE_OPEN)) continue;
        for (uint32_t j = p->first + p->n; j < end && j < i + 8; j++)
            if (g->words->tokens[g->atoms[j].token].flags & KW_TOK_QUOTE_CLOSE) return 1u + (j == p->first + p->n) + 2u * (k == 0);
        return 0;
    }
    return 0;
}

/* The noun in small letters that comes first after the run ("X adalah sebuah desa") or before it ("band asal Bandung X"), within reach. */
static void nouns(const kw_naming *g, const kw_piece *p, features *f) {
    uint32_t first = g->at->first_atom, end = first + g->at->n_atoms, after = p->first + p->n;
    for (uint32_t i = after; i < end && i < after + NOUN_REACH; i++)
        if (g->atoms[i].upos == KW_NOUN && !(g->atoms[i].flags & KW_ATOM_CAPITAL)) { add_word(f, 56, g->atoms[i].form); break; }
    for (uint32_t i = p->first, k = 0; i-- > first && k < NOUN_REACH; k++)
        if (g->atoms[i].upos == KW_NOUN && !(g->atoms[i].flags & KW_ATOM_CAPITAL)) { add_word(f, 57, g->atoms[i].form); break; }
}

static void around(const kw_naming *g, const kw_piece *p, features *f) {
    uint32_t first = g->at->first_atom, end = first + g->at->n_atoms, after = p->first + p->n;
    for (uint32_t k = 0; k < CONTEXT_WORDS; k++) {
        if (p->first >= first + k + 1) {
            const kw_atom *a = &g->atoms[p->first - k - 1];
            add_word(f, 40 + k, a->form);
            add(f, 42 + k, a->upos * 8u + (uint64_t)(a->flags & (KW_ATOM_CAPITAL | KW_ATOM_ALLCAPS | KW_ATOM_PUNCT)));
        } else add(f, 44, k);
        if (after + k < end) {
            const kw_atom *a = &g->atoms[after + k];
            add_word(f, 46 + k, a->form);
            add(f, 48 + k, a->upos * 8u + (uint64_t)(a->flags & (KW_ATOM_CAPITAL | KW_ATOM_ALLCAPS | KW_ATOM_PUNCT)));
        } else add(f, 50, k);
    }
    const kw_piece *low = g->pieces + g->at->first_piece, *high = low + g->at->n_pieces;
    if (p > low) add(f, 52, p[-1].type * 4u + (uint64_t)clip((int)(p->first - p[-1].first - p[-1].n), 0, 3));
    if (p + 1 < high) add(f, 53, p[1].type * 4u + (uint64_t)clip((int)(p[1].first - after), 0, 3));
    add(f, 54, quoted(g, p));
}

size_t kw_run_features(const kw_naming *g, const kw_piece *p, const kw_run_points *x, unsigned judged, uint64_t out[KW_RUN_FEATURES]) {
    features f = { out, 0 };
    unsigned n = p->n < LONG_RUN ? p->n : LONG_RUN, start = (g->atoms[p->first].flags & KW_ATOM_START) != 0;
    add(&f, 1, 0);
    add(&f, 2, n * 2 + start);
    add(&f, 3, judged * 8u + n);
    add(&f, 4, (uint64_t)(clip(x->person, -2, 9) + 2));
    add(&f, 5, (uint64_t)(clip(x->org, -2, 9) + 2));
    add(&f, 6, (uint64_t)(clip(x->place, -2, 9) + 2));
    add(&f, 7, judged * 32u + p->locative * 4u + p->within * 2u + start);
    for (uint32_t i = p->first; i < p->first + p->n && i < p->first + LONG_RUN; i++)
        of_word(g, &f, i, i == p->first ? (p->n == 1 ? 3 : 0) : i + 1 == p->first + p->n ? 2 : 1);
    around(g, p, &f);
    nouns(g, p, &f);
    return f.n;
}

unsigned kw_run_best(const kw_run_model *m, const uint64_t *feature, size_t n, int32_t *lead) {
    int32_t sum[KW_RUN_CLASSES] = { 0 }, second = INT32_MIN;
    unsigned best = 0;
    for (size_t i = 0; i < n; i++) {
        const int8_t *row = m->weight + (size_t)(feature[i] >> 16 & m->mask) * KW_RUN_CLASSES;
        for (unsigned c = 0; c < KW_RUN_CLASSES; c++) sum[c] += row[c];
    }
    for (unsigned c = 1; c < KW_RUN_CLASSES; c++)
        if (sum[c] > sum[best]) best = c;
    for (unsigned c = 0; lead && c < KW_RUN_CLASSES; c++)
        if (c != best && sum[c] > second) second = sum[c];
    if (lead) *lead = sum[best] - second;
    return best;
}
