/* SPDX-License-Identifier: MIT
 * Seeds of KW_PASSAGE equal words, found through a table of b's and grown to their full length.
 * What counts as taken over is the reporter's own prose: two reporters in one room write down the same quotation, and
 * names, offices and sums are the same for all; connecting words are not. */
#include "group/align.h"

#include "group/scan.h"

enum { CHAIN = 8 };                         /* places of one seed that are tried */
enum { GAP = 20, UNEVEN = 3 };              /* words of a place that a form leaves open, and by how many two may differ */


static const double NAME_WEIGHT = .3, EARLY = .4;

typedef struct kw_seeds { uint32_t *first, *next; size_t mask; } kw_seeds;

static kw_rc sow(const kw_digest *b, kw_arena *mem, kw_seeds *s, kw_err *err) {
    size_t room = 64;
    while (room < 2 * b->n_text) room *= 2;
    *s = (kw_seeds){ kw_alloc_n(mem, room, sizeof *s->first), kw_alloc_n(mem, b->n_text + 1, sizeof *s->next), room - 1 };
    if (!s->first || !s->next) return kw_fail_nomem(err);
    for (size_t i = b->n_text - KW_PASSAGE + 1; i-- > 0;) {         /* from the end, so that chains run forwards */
        size_t at = kw_shingle(b->text + i, KW_PASSAGE) & s->mask;
        s->next[i] = s->first[at];
        s->first[at] = (uint32_t)i + 1;
    }
    return KW_OK;
}

static uint32_t common(const kw_digest *a, size_t i, const kw_digest *b, size_t j) {
    uint32_t n = 0;
    while (i + n < a->n_text && j + n < b->n_text && a->text[i + n].hash == b->text[j + n].hash) n++;
    return n;
}

/* The longest passage of b that begins at word i of a; n 0 if shorter than KW_PASSAGE. */
static kw_passage longest(const kw_seeds *s, const kw_digest *a, const kw_digest *b, size_t i) {
    kw_passage best = { (uint32_t)i, 0, 0 };
    uint32_t at = s->first[kw_shingle(a->text + i, KW_PASSAGE) & s->mask];
    for (unsigned tried = 0; at && tried < CHAIN; at = s->next[at - 1], tried++) {
        uint32_t n = common(a, i, b, at - 1);
        if (n > best.n) best = (kw_passage){ (uint32_t)i, at - 1, n };
    }
    if (best.n < KW_PASSAGE) best.n = 0;
    return best;
}

static double weight(const kw_digest_word *w) {
    if (w->flags & KW_DIGEST_QUOTED) return 0;
    return w->flags & (KW_DIGEST_NAME | KW_DIGEST_NUMBER) ? NAME_WEIGHT : 1;
}

/* Shares of the words that `in` marks. */
static void shares(const kw_digest *d, const bool *in, double *all, double *early, double *quoted) {
    double hit = 0, sum = 0;
    size_t head = (size_t)(EARLY * (double)d->n_text);
    size_t quotes = 0, quotes_hit = 0;
    for (size_t i = 0; i < d->n_text; i++) {
        double w = weight(&d->text[i]);
        sum += w;
        if (in[i]) hit += w;
        if (d->text[i].flags & KW_DIGEST_QUOTED) quotes++, quotes_hit += in[i];
        if (i == head) *early = sum > 0 ? hit / sum : 0;
    }
    *all = sum > 0 ? hit / sum : 0;
    *quoted = quotes ? (double)quotes_hit / (double)quotes : 0;
}

static kw_rc grow(const kw_seeds *s, const kw_digest *a, const kw_digest *b, bool *in_a, bool *in_b, kw_arena *mem, kw_alignment *out, kw_err *err) {
    size_t cap = 0;
    for (size_t i = 0; i + KW_PASSAGE <= a->n_text;) {
        kw_passage p = longest(s, a, b, i);
        if (!p.n) {
            i++;
            continue;
        }
        kw_passage *slot = kw_push(mem, (void **)&out->v, &out->n, &cap, sizeof *slot);
        if (!slot) return kw_fail_nomem(err);
        *slot = p;
        uint32_t own = 0;
        for (uint32_t k = 0; k < p.n; k++) {
            in_a[p.a + k] = in_b[p.b + k] = true;
            own += !(a->text[p.a + k].flags & KW_DIGEST_QUOTED);
        }
        if (own > out->longest) out->longest = own;
        out->words += p.n;
        i += p.n;
    }
    return KW_OK;
}

/* Is the word among d's words first..end-1? */
static bool among(uint32_t hash, const kw_digest *d, uint32_t first, uint32_t end) {
    for (; first < end; first++)
        if (d->text[first].hash == hash) return true;
    return false;
}

/* Names and numbers in a gap of d that the other's gap lacks. */
static uint32_t other_facts(const kw_digest *d, uint32_t first, uint32_t end, const kw_digest *other, uint32_t o_first, uint32_t o_end) {
    uint32_t n = 0;
    for (; first < end; first++)
        n += (d->text[first].flags & (KW_DIGEST_NAME | KW_DIGEST_NUMBER)) && !among(d->text[first].hash, other, o_first, o_end);
    return n;
}

/* Where two passages follow each other in both articles with a short gap of about one length: what a form has there. */
static uint32_t filled(const kw_alignment *al, const kw_digest *a, const kw_digest *b) {
    uint32_t n = 0;
    for (size_t i = 1; i < al->n; i++) {
        const kw_passage *p = &al->v[i - 1], *q = &al->v[i];
        uint32_t a0 = p->a + p->n, b0 = p->b + p->n, gap_a = q->a - a0, gap_b = q->b - b0;
        if (q->b < b0 || !gap_a || !gap_b || gap_a > GAP || gap_b > GAP || gap_a > gap_b + UNEVEN || gap_b > gap_a + UNEVEN) continue;
        uint32_t x = other_facts(a, a0, q->a, b, b0, q->b), y = other_facts(b, b0, q->b, a, a0, q->a);
        n += x < y ? x : y;
    }
    return n;
}

kw_rc kw_align(const kw_digest *a, const kw_digest *b, kw_arena *mem, kw_alignment *out, kw_err *err) {
    *out = (kw_alignment){ 0 };
    if (a->n_text < KW_PASSAGE || b->n_text < KW_PASSAGE) return KW_OK;
    kw_seeds s;
    KW_TRY(sow(b, mem, &s, err));
    bool *in_a = kw_alloc(mem, a->n_text), *in_b = kw_alloc(mem, b->n_text);
    if (!in_a || !in_b) return kw_fail_nomem(err);
    KW_TRY(grow(&s, a, b, in_a, in_b, mem, out, err));
    double quoted_a, quoted_b;
    shares(a, in_a, &out->a, &out->early_a, &quoted_a);
    shares(b, in_b, &out->b, &out->early_b, &quoted_b);
    out->filled = filled(out, a, b);
    out->quoted = quoted_a > quoted_b ? quoted_a : quoted_b;
    return KW_OK;
}
