/* SPDX-License-Identifier: MIT
 * Brings trees of UD_Indonesian-GSD 2.0 to the newer guidelines, so that they agree with what a text is measured by, and
 * with how kawat cuts words:
 *   - a doubled word written in three tokens (anak - anak) becomes one, as kawat leaves it whole;
 *   - -nya is cut off nouns and verbs, as its own word: owner of a noun, object of an active, agent of a passive verb;
 *   - closed classes by the table (auxiliaries, conjunctions before verbs, pronouns, ordinals);
 *   - "salah satu X": the number counts the noun, and `salah` hangs from the number;
 *   - a name or a noun after a common noun is its nmod (as in CSUI and PUD; GSD says `compound` for nouns); flat is left
 *     to names, and each of its words hangs from the first (GSD: from the one before);
 *   - a common noun that was taken for a name because it stands first is a noun;
 *   - a clause with `yang` is acl:relcl, whether a verb or an adjective carries it; a pronoun that owns is nmod:poss. */
#include "treebank.h"

#include "base/hash.h"
#include "base/io.h"
#include "know/table.h"
#include "words/words.h"

#include <stdlib.h>
#include <strings.h>

static bool is(kw_str s, const char *z) { return s.n == strlen(z) && strncasecmp(s.p, z, s.n) == 0; }
static bool rel_is(const node *v, const char *z) { return kw_str_is(v->rel, z); }
static void set(node *v, kw_upos upos, kw_str rel) { v->upos = (uint8_t)upos; if (rel.p) v->rel = rel; }

/* ---- tokens ---- */

/* Takes `n` tokens from `at` out; what hung from them hangs from `to`. */
static void take_out(tree *t, size_t at, size_t n, int32_t to) {
    for (size_t i = 0; i < t->n; i++) {
        int32_t *h = &t->v[i].head;
        if (*h >= (int32_t)at && *h < (int32_t)(at + n)) *h = to;
    }
    memmove(t->v + at, t->v + at + n, (t->n - at - n) * sizeof *t->v);
    t->n -= n;
    for (size_t i = 0; i < t->n; i++) if (t->v[i].head >= (int32_t)(at + n)) t->v[i].head -= (int32_t)n;
}

static void join_doubled(bank *b, tree *t) {
    for (size_t i = 0; i + 2 < t->n; i++) {
        node *v = &t->v[i];
        if (!is(v[1].form, "-") || !rel_is(&v[2], "compound:plur") || v[2].head != (int32_t)i) continue;
        v->form = kw_str_fmt(&b->mem, "%.*s-%.*s", KW_FMT(v->form), KW_FMT(v[2].form));
        take_out(t, i + 1, 2, (int32_t)i);
    }
}

static bool is_passive(kw_str form) { return form.n > 5 && strncasecmp(form.p, "di", 2) == 0; }

/* Words in -nya that stand for themselves are adverbs and adjectives, as a rule. */
static bool splits(const node *v) {
    if (v->form.n < 6 || strncasecmp(v->form.p + v->form.n - 3, "nya", 3) != 0) return false;
    if (is(v->form, "bertanya") || is(v->form, "ditanya") || is(v->form, "menanya")) return false;
    return v->upos == KW_NOUN || v->upos == KW_VERB;
}

static kw_rc cut_nya(bank *b, tree *t, kw_err *err) {
    size_t more = 0;
    for (size_t i = 0; i < t->n; i++) more += splits(&t->v[i]);
    if (!more) return KW_OK;
    node *v = kw_alloc_n(&b->mem, t->n + more, sizeof *v);
    int32_t *to = calloc(t->n, sizeof *to);
    size_t n = 0;
    if (!v || !to) return kw_fail_nomem(err);
    for (size_t i = 0; i < t->n; i++) {
        to[i] = (int32_t)n;
        v[n++] = t->v[i];
        if (!splits(&t->v[i])) continue;
        node *w = &v[n - 1], *c = &v[n++];
        *c = (node){ .form = kw_str_sub(w->form, w->form.n - 3, w->form.n), .upos = KW_PRON, .glued = true, .inside = true };
        c->head = -2 - (int32_t)(n - 2);           /* already in the new numbers */
        c->rel = w->upos == KW_NOUN ? KW_STR("nmod:poss") : is_passive(w->form) ? KW_STR("obl:agent") : KW_STR("obj");
        w->form.n -= 3;
    }
    for (size_t i = 0; i < n; i++) v[i].head = v[i].head < -1 ? -2 - v[i].head : v[i].head < 0 ? -1 : to[v[i].head];
    free(to);
    t->v = v;
    t->n = n;
    return KW_OK;
}

/* ---- closed classes ---- */

static bool one_of(kw_str list, const char *name) {
    kw_str item;
    if (kw_str_is(list, "*")) return true;
    while (kw_str_cut(&list, '|', &item)) if (kw_str_is(item, name)) return true;
    return false;
}

static void by_table(tree *t, const kw_table *rules, kw_arena *mem) {
    for (size_t i = 0; i < t->n; i++) {
        node *v = &t->v[i];
        char lower[32];
        if (v->form.n >= sizeof lower) continue;
        for (size_t k = 0; k < v->form.n; k++) lower[k] = (char)(v->form.p[k] | (v->form.p[k] >= 'A' && v->form.p[k] <= 'Z' ? 32 : 0));
        kw_rows r = kw_table_find(rules, (kw_str){ lower, v->form.n });
        const char *head = v->head < 0 ? "-" : kw_upos_name((kw_upos)t->v[v->head].upos);
        for (uint32_t k = r.first; k < r.first + r.n; k++) {
            kw_str rel = kw_str_dup(mem, v->rel), upos = kw_table_cell(rules, k, 4), to = kw_table_cell(rules, k, 5);
            if (!one_of(kw_table_cell(rules, k, 1), kw_upos_name((kw_upos)v->upos)) || !one_of(kw_table_cell(rules, k, 2), rel.p)) continue;
            if (!one_of(kw_table_cell(rules, k, 3), head)) continue;
            if (!kw_str_is(upos, "=")) v->upos = (uint8_t)kw_upos_of(upos);
            if (!kw_str_is(to, "=") && v->head >= 0) v->rel = kw_str_dup(mem, to);
            break;
        }
    }
}

/* ---- structure ---- */

static void salah_satu(tree *t) {
    for (size_t i = 0; i + 1 < t->n; i++) {
        node *a = &t->v[i], *b = a + 1;
        if (!is(a->form, "salah") || !is(b->form, "satu") || b->head != (int32_t)i || a->head < 0) continue;
        b->head = a->head;
        b->rel = a->rel;
        if (rel_is(a, "det") || rel_is(a, "amod")) b->rel = KW_STR("nummod");
        b->upos = KW_NUM;
        a->head = (int32_t)i + 1;
        set(a, KW_ADJ, KW_STR("advmod"));
    }
}

static bool has_yang(const tree *t, size_t i) {
    for (size_t k = 0; k < i; k++) if (t->v[k].head == (int32_t)i && is(t->v[k].form, "yang")) return true;
    return false;
}

static void clauses(tree *t) {
    for (size_t i = 0; i < t->n; i++) {
        node *v = &t->v[i];
        if (v->head < 0) continue;
        if ((rel_is(v, "acl") || rel_is(v, "amod")) && has_yang(t, i)) v->rel = KW_STR("acl:relcl");
        if (v->upos == KW_PRON && rel_is(v, "det") && v->head < (int32_t)i) v->rel = KW_STR("nmod:poss");
    }
}

/* A noun that tells another one apart is its nmod in CSUI and PUD, `compound` in GSD: one way for all, that of the two. */
static void nouns(tree *t) {
    for (size_t i = 0; i < t->n; i++) {
        node *v = &t->v[i];
        if (v->head < 0 || v->head > (int32_t)i || !rel_is(v, "compound")) continue;
        kw_upos head = (kw_upos)t->v[v->head].upos;
        if ((head == KW_NOUN || head == KW_PROPN) && (v->upos == KW_NOUN || v->upos == KW_PROPN)) v->rel = KW_STR("nmod");
    }
}

/* ---- names and nouns at the head of a sentence ---- */

/* GSD 2.0 takes many a common noun for a name where it stands first and so has a capital. How words are written within
 * sentences tells: a sorted list of all words there, with a capital or without. */
typedef struct { uint64_t word; bool capital; } written;
typedef struct { written *v; size_t n, cap; } habits;

static int by_word(const void *a, const void *b) {
    const written *x = a, *y = b;
    return (x->word > y->word) - (x->word < y->word);
}

static uint64_t small_hash(kw_str form) {
    char lower[64];
    size_t n = form.n < sizeof lower ? form.n : sizeof lower;
    for (size_t k = 0; k < n; k++) lower[k] = (char)(form.p[k] | (form.p[k] >= 'A' && form.p[k] <= 'Z' ? 32 : 0));
    return kw_hash((kw_str){ lower, n });
}

static bool is_capital(kw_str form) { return form.n && form.p[0] >= 'A' && form.p[0] <= 'Z'; }

static bool add_habits(habits *h, const bank *b, size_t first) {
    for (size_t i = first; b && i < b->n; i++)
        for (size_t k = 1; k < b->v[i].n; k++) {
            if (b->v[i].v[k - 1].upos == KW_PUNCT) continue;
            if (h->n == h->cap) {
                h->cap = h->cap ? h->cap * 2 : 1 << 16;
                written *v = realloc(h->v, h->cap * sizeof *v);
                if (!v) return false;
                h->v = v;
            }
            h->v[h->n++] = (written){ small_hash(b->v[i].v[k].form), is_capital(b->v[i].v[k].form) };
        }
    return true;
}

static bool small_by_habit(const habits *h, kw_str form) {
    written want = { small_hash(form), false }, *at = bsearch(&want, h->v, h->n, sizeof want, by_word);
    size_t small = 0, large = 0;
    if (!at) return false;
    while (at > h->v && at[-1].word == want.word) at--;
    for (; at < h->v + h->n && at->word == want.word; at++) *(at->capital ? &large : &small) += 1;
    return small >= 3 && large * 6 <= small;
}

static void first_word(tree *t, const habits *h) {
    size_t i = 0;
    while (i + 1 < t->n && t->v[i].upos == KW_PUNCT) i++;
    if (t->v[i].upos == KW_PROPN && !rel_is(&t->v[i], "flat") && small_by_habit(h, t->v[i].form)) t->v[i].upos = KW_NOUN;
}

static void names(tree *t) {
    for (size_t i = 0; i < t->n; i++) {
        node *v = &t->v[i];
        if (v->head < 0 || !rel_is(v, "flat")) continue;
        if (t->v[v->head].upos == KW_NOUN) v->rel = KW_STR("nmod");
        else if (t->v[v->head].upos == KW_PROPN && v->upos == KW_PROPN) v->rel = KW_STR("flat:name");
    }
    for (size_t i = 0; i < t->n; i++) {
        node *v = &t->v[i];
        while (v->head >= 0 && rel_is(v, "flat:name") && rel_is(&t->v[v->head], "flat:name")) v->head = t->v[v->head].head;
    }
}

kw_rc bank_normalise(bank *b, size_t first, const char *table, const bank *plain, kw_err *err) {
    habits h = { NULL, 0, 0 };
    kw_buf text = KW_BUF_EMPTY, image = KW_BUF_EMPTY;
    KW_TRY(kw_io_read_file(table, &text, err));
    kw_tsv tsv = { kw_buf_str(&text), table };
    KW_TRY(kw_table_build(&tsv, 1, &image, err));
    const kw_table *rules = kw_table_in(kw_buf_str(&image));
    if (!add_habits(&h, b, first) || !add_habits(&h, plain, 0)) return kw_fail_nomem(err);
    qsort(h.v, h.n, sizeof *h.v, by_word);
    for (size_t i = first; i < b->n; i++) {
        tree *t = &b->v[i];
        first_word(t, &h);
        join_doubled(b, t);
        KW_TRY(cut_nya(b, t, err));
        by_table(t, rules, &b->mem);
        salah_satu(t);
        clauses(t);
        names(t);
        nouns(t);
    }
    kw_buf_free(&text);
    kw_buf_free(&image);
    free(h.v);
    return KW_OK;
}
