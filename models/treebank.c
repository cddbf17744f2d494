/* SPDX-License-Identifier: MIT
 * CoNLL-U line by line; words come out cut, folded and flagged as the program will meet them. */
#include "treebank.h"

#include "base/io.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "words/words.h"

tree *bank_add(bank *b) { return kw_push(&b->mem, (void **)&b->v, &b->n, &b->cap, sizeof *b->v); }

void bank_free(bank *b) {
    kw_arena_free(&b->mem);
    kw_buf_free(&b->bytes);
}

typedef struct { node v[KW_SENTENCE_MAX]; size_t n, number; bool glue, too_long; int64_t range_end, range_start; bool range_glue; } reading;

static void read_range(reading *r, kw_str id, kw_str misc) {
    kw_str left;
    kw_str_cut(&id, '-', &left);
    kw_str_int(left, &r->range_start);
    kw_str_int(id, &r->range_end);
    r->range_glue = kw_str_find(misc, KW_STR("SpaceAfter=No"), 0) != SIZE_MAX;
}

static kw_rc read_line(reading *r, kw_str line, const char *path, long row, kw_err *err) {
    kw_str cell[10];
    int64_t id, head;
    for (int i = 0; i < 10; i++)
        if (!kw_str_cut(&line, '\t', &cell[i])) return kw_fail_at(err, KW_DATA, path, row, "want 10 columns, found %d", i);
    if (memchr(cell[0].p, '-', cell[0].n)) { read_range(r, cell[0], cell[9]); return KW_OK; }
    if (!kw_str_int(cell[0], &id)) return KW_OK;                        /* an empty node */
    if (!kw_str_int(cell[6], &head)) return kw_fail_at(err, KW_DATA, path, row, "want a head, found '%.*s'", KW_FMT(cell[6]));
    if (r->n == KW_SENTENCE_MAX) { r->too_long = true; return KW_OK; }
    bool in_range = id >= r->range_start && id <= r->range_end, last = id == r->range_end;
    node *t = &r->v[r->n++];
    *t = (node){ .form = cell[1], .feats = cell[5], .rel = cell[7], .upos = (uint8_t)kw_upos_of(cell[3]), .head = (int32_t)head - 1,
                 .glued = r->glue, .inside = in_range && id > r->range_start };
    r->glue = in_range ? !last || r->range_glue : kw_str_find(cell[9], KW_STR("SpaceAfter=No"), 0) != SIZE_MAX;
    return KW_OK;
}

static kw_rc keep(bank *b, reading *r, kw_err *err) {
    if (r->n && !r->too_long) {
        tree *t = bank_add(b);
        if (!t || !(t->v = kw_alloc_n(&b->mem, r->n, sizeof *t->v))) return kw_fail_nomem(err);
        memcpy(t->v, r->v, r->n * sizeof *t->v);
        t->n = r->n;
        t->number = r->number;
    }
    r->number++;
    r->n = 0;
    r->glue = r->too_long = false;
    r->range_start = r->range_end = -1;
    return KW_OK;
}

kw_rc bank_read(bank *b, const char *path, kw_err *err) {
    kw_buf bytes = KW_BUF_EMPTY;
    KW_TRY(kw_io_read_file(path, &bytes, err));
    kw_str text = kw_str_dup(&b->mem, kw_buf_str(&bytes)), line;
    kw_buf_free(&bytes);
    static reading r;
    r.range_start = r.range_end = -1;
    r.number = 0;
    for (long row = 1; kw_str_cut(&text, '\n', &line); row++) {
        if (!line.n) KW_TRY(keep(b, &r, err));
        else if (line.p[0] != '#') KW_TRY(read_line(&r, line, path, row, err));
    }
    return keep(b, &r, err);
}

static bool is_mark(char c) { return c && strchr(".,;:!?()[]\"'`", c) != NULL; }

static void plain_word(reading *r, kw_str word) {
    while (word.n && is_mark(word.p[0])) word.p++, word.n--;
    while (word.n && is_mark(word.p[word.n - 1])) word.n--;
    if (word.n && r->n < KW_SENTENCE_MAX) r->v[r->n++] = (node){ .form = word, .head = -1, .rel = KW_STR("dep") };
}

kw_rc bank_read_plain(bank *b, const char *path, size_t column, kw_err *err) {
    kw_buf bytes = KW_BUF_EMPTY;
    KW_TRY(kw_io_read_file(path, &bytes, err));
    kw_str text = kw_str_dup(&b->mem, kw_buf_str(&bytes)), line, cell = KW_NONE, word;
    kw_buf_free(&bytes);
    static reading r;
    while (kw_str_cut(&text, '\n', &line)) {
        for (size_t i = 0; i <= column; i++) if (!kw_str_cut(&line, '\t', &cell)) cell = KW_NONE;
        while (kw_str_cut(&cell, ' ', &word)) plain_word(&r, word);
        KW_TRY(keep(b, &r, err));
    }
    return KW_OK;
}

/* ---- to words ---- */

static bool has(kw_str feats, const char *z) { return kw_str_find(feats, kw_str_of(z), 0) != SIZE_MAX; }

static void set_features(const node *v, kw_token *t) {
    t->upos = v->upos;
    if (v->upos != KW_VERB && v->upos != KW_AUX) return;        /* a participle as adjective is an adjective to us */
    if (has(v->feats, "VerbForm=Part")) t->flags |= KW_TOK_PARTICIPLE;
    if (has(v->feats, "VerbForm=Inf")) t->flags |= KW_TOK_INFINITIVE;
    if (has(v->feats, "VerbForm=Ger")) t->flags |= KW_TOK_GERUND;
    if (has(v->feats, "Tense=Past")) t->tense = KW_PAST;
    if (has(v->feats, "Tense=Pres")) t->tense = KW_PRESENT;
    if (has(v->feats, "VerbForm=") && has(v->feats, "Voice=Pass")) t->voice = KW_PASSIVE;
}

kw_rc tree_words(const tree *t, kw_arena *mem, kw_words *out, kw_err *err) {
    kw_buf text = KW_BUF_EMPTY;
    *out = (kw_words){ .n_sentences = 1, .n_tokens = t->n };
    out->sentences = kw_alloc(mem, sizeof *out->sentences);
    out->tokens = kw_alloc_n(mem, t->n, sizeof *out->tokens);
    if (!out->sentences || !out->tokens) return kw_fail_nomem(err);
    for (size_t i = 0; i < t->n; i++) {
        kw_token *w = &out->tokens[i];
        if (i && !t->v[i].glued) kw_buf_byte(&text, ' ');
        w->at.start = (uint32_t)text.n;
        kw_buf_add(&text, t->v[i].form);
        w->at.end = (uint32_t)text.n;
        w->form = kw_utf8_fold(mem, t->v[i].form);
        w->head = -1;
        if (t->v[i].inside) w->flags |= KW_TOK_CLITIC;
        set_features(&t->v[i], w);
        if (!w->form.p) return kw_fail_nomem(err);
    }
    out->text = kw_str_dup(mem, kw_buf_str(&text));
    kw_buf_free(&text);
    out->sentences[0] = (kw_sentence){ .at = { 0, (uint32_t)out->text.n }, .n = (uint32_t)t->n };
    return out->text.p ? KW_OK : kw_fail_nomem(err);
}

/* ---- trees ---- */

static bool reaches_root(const tree *t, size_t i) {
    size_t steps = 0;
    for (int32_t h = (int32_t)i; h >= 0; h = t->v[h].head)
        if (++steps > t->n || h >= (int32_t)t->n) return false;
    return true;
}

static bool below(const tree *t, int32_t i, int32_t top) {
    while (i >= 0 && i != top) i = t->v[i].head;
    return i == top;
}

/* The shortest arc that has a word between its ends which does not hang below its head; -1: none. */
static int32_t crossing(const tree *t) {
    int32_t best = -1, length = INT32_MAX;
    for (int32_t d = 0; d < (int32_t)t->n; d++) {
        int32_t h = t->v[d].head, lo = h < d ? h : d, hi = h < d ? d : h;
        if (h < 0 || hi - lo >= length) continue;
        for (int32_t k = lo + 1; k < hi; k++)
            if (!below(t, k, h)) { best = d; length = hi - lo; break; }
    }
    return best;
}

bool tree_make_projective(tree *t) {
    for (size_t i = 0; i < t->n; i++) if (!reaches_root(t, i)) return false;
    for (int32_t d; (d = crossing(t)) >= 0;) {
        int32_t up = t->v[t->v[d].head].head;
        if (up < 0) return false;
        t->v[d].head = up;
    }
    return true;
}
