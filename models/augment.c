/* SPDX-License-Identifier: MIT
 * Copies of training trees as news brings them: headlines in all capitals or with a capital on each word, text without
 * capitals, and sentences without their full stop. What a tree says stays the same. */
#include "treebank.h"

#include "words/words.h"

typedef enum { SHOUTED, HEADLINE, SMALL, OPEN_ENDED, KINDS } kind;

static char upper(char c) { return c >= 'a' && c <= 'z' ? (char)(c - 32) : c; }
static char lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* Letters past ASCII stay as they are: they are few, and the folded form is what counts. */
static kw_str recase(bank *b, const node *v, kind k) {
    if (k == OPEN_ENDED) return v->form;
    kw_str s = kw_str_dup(&b->mem, v->form);
    char *p = (char *)(uintptr_t)s.p;
    for (size_t i = 0; p && i < s.n; i++) {
        if (k == SHOUTED || (k == HEADLINE && i == 0 && !v->inside)) p[i] = upper(p[i]);
        if (k == SMALL) p[i] = lower(p[i]);
    }
    return s;
}

static bool ends_open(const tree *t) {
    const node *last = &t->v[t->n - 1];
    if (last->upos != KW_PUNCT || last->head < 0) return false;
    for (size_t i = 0; i < t->n; i++) if (t->v[i].head == (int32_t)t->n - 1) return false;
    return true;
}

kw_rc bank_augment(bank *b, size_t every, kw_err *err) {
    size_t n = b->n;
    unsigned turn = 0;
    for (size_t i = 0; i < n; i += every) {
        tree *t = bank_add(b);
        if (!t) return kw_fail_nomem(err);
        const tree *from = &b->v[i];
        kind k = (kind)(turn++ % KINDS);
        if (!(t->v = kw_alloc_n(&b->mem, from->n, sizeof *t->v))) return kw_fail_nomem(err);
        memcpy(t->v, from->v, from->n * sizeof *t->v);
        t->number = from->number;
        t->n = from->n - (k != SMALL && from->n > 1 && ends_open(from) ? 1 : 0);
        for (size_t w = 0; w < t->n; w++)
            if (!(t->v[w].form = recase(b, &t->v[w], k)).p) return kw_fail_nomem(err);
    }
    return KW_OK;
}
