/* SPDX-License-Identifier: MIT
 * Finding frames: at each token the longest pattern of frames.tsv, by lemma, by form, or by the active form of a passive. */
#include "code/parts.h"

kw_str kw_frame_cell(const kw_view *v, uint32_t row, uint32_t column) { return kw_table_cell(v->lang->frames, row, column); }

bool kw_in_set(const kw_code_lang *lang, kw_str word, kw_str set) {
    kw_rows r = kw_table_find(lang->sets, word);
    for (uint32_t i = 0; i < r.n; i++)
        if (kw_str_eq(kw_table_cell(lang->sets, r.first + i, 1), set)) return true;
    return false;
}

/* The word at t, or the two that begin there ("tear gas"), against one alternative. */
static bool token_is(const kw_view *v, uint32_t t, kw_str want) {
    const kw_token *a = &v->tokens[t];
    if (want.n && want.p[0] == '@') {
        kw_str set = kw_str_sub(want, 1, want.n);
        if (kw_in_set(v->lang, a->lemma, set) || kw_in_set(v->lang, a->form, set)) return true;
        if (t + 1 >= v->end) return false;
        char buf[96];
        const kw_token *b = a + 1;
        if (a->form.n + b->lemma.n + 1 > sizeof buf || a->form.n + b->form.n + 1 > sizeof buf) return false;
        memcpy(buf, a->form.p, a->form.n);
        buf[a->form.n] = ' ';
        memcpy(buf + a->form.n + 1, b->lemma.p, b->lemma.n);
        if (kw_in_set(v->lang, (kw_str){ buf, a->form.n + 1 + b->lemma.n }, set)) return true;
        memcpy(buf + a->form.n + 1, b->form.p, b->form.n);
        return kw_in_set(v->lang, (kw_str){ buf, a->form.n + 1 + b->form.n }, set);
    }
    return kw_str_eq(a->form, want) || kw_str_eq(a->lemma, want);
}

bool kw_token_in(const kw_view *v, uint32_t t, kw_str alternatives) {
    kw_str one;
    while (kw_str_cut(&alternatives, '|', &one))
        if (token_is(v, t, one)) return true;
    return false;
}

/* The k-th active form that rows of voices.tsv of one kind (passive, accidental, bare) give for `form`. */
static bool voiced(const kw_code_lang *lang, kw_str form, kw_str kind, uint32_t k, char *buf, size_t size, kw_str *out) {
    uint32_t seen = 0;
    for (size_t n = form.n < 6 ? form.n : 6; n; n--) {
        kw_rows r = kw_table_find(lang->voices, kw_str_sub(form, 0, n));
        for (uint32_t i = 0; i < r.n; i++) {
            if (!kw_str_eq(kw_table_cell(lang->voices, r.first + i, 2), kind) || seen++ != k) continue;
            kw_str head = kw_table_cell(lang->voices, r.first + i, 1), rest = kw_str_sub(form, n, form.n);
            if (head.n + rest.n > size) return false;
            memcpy(buf, head.p, head.n);
            if (rest.n) memcpy(buf + head.n, rest.p, rest.n);
            *out = (kw_str){ buf, head.n + rest.n };
            return true;
        }
    }
    return false;
}

/* Longest pattern that begins with `head` in place of token t's own form. */
static kw_rows longest_from(const kw_view *v, uint32_t t, kw_str head, uint32_t *n) {
    const kw_table *f = v->lang->frames;
    char buf[160];
    for (*n = kw_table_words_from(f, head); *n; (*n)--) {
        if (t + *n > v->end) continue;
        for (int lemmas = 1; lemmas >= (*n > 1 ? 0 : 1); lemmas--) {
            size_t at = head.n;
            bool fits = head.n < sizeof buf;
            if (fits) memcpy(buf, head.p, head.n);
            for (uint32_t i = 1; i < *n && fits; i++) {
                kw_str w = lemmas ? v->tokens[t + i].lemma : v->tokens[t + i].form;
                fits = at + w.n + 1 < sizeof buf;
                if (!fits) break;
                buf[at++] = ' ';
                memcpy(buf + at, w.p, w.n);
                at += w.n;
            }
            kw_rows r = fits ? kw_table_find(f, (kw_str){ buf, at }) : (kw_rows){ 0, 0 };
            if (r.n) return r;
        }
    }
    return (kw_rows){ 0, 0 };
}

static bool better(kw_rows r, uint32_t n, kw_frame_hit *h) {
    if (!r.n || n <= h->n) return false;
    h->rows = r;
    h->n = n;
    return true;
}

static bool hit_at(const kw_view *v, uint32_t t, kw_frame_hit *h) {
    const kw_token *tok = &v->tokens[t];
    char buf[64];
    kw_str word;
    uint32_t n;
    *h = (kw_frame_hit){ .first = t, .voice = (kw_voice)tok->voice };
    kw_rows r = longest_from(v, t, tok->form, &n);
    better(r, n, h);
    r = longest_from(v, t, tok->lemma, &n);
    if (!v->lang->voices) better(r, n, h);
    /* where forms are built by prefixes the root says too little: only the active form counts */
    static const struct { const char *kind; kw_voice voice; } kinds[] = {
        { "passive", KW_PASSIVE }, { "accidental", KW_ACCIDENTAL }, { "bare", KW_ACTIVE },      /* bare: headlines leave the prefix off */
    };
    for (size_t i = 0; v->lang->voices && i < 3; i++) {
        if (i == 2 && (h->n || tok->upos != KW_VERB)) break;
        for (uint32_t k = 0; voiced(v->lang, tok->form, kw_str_of(kinds[i].kind), k, buf, sizeof buf, &word); k++) {
            r = longest_from(v, t, word, &n);
            if (!better(r, n, h)) continue;
            h->voice = kinds[i].voice;
            return true;
        }
    }
    return h->n > 0;
}

/* Rows of a hit that suit its tag: a noun is not read as a verb. */
static bool suits(const kw_view *v, kw_frame_hit *h) {
    const kw_token *t = &v->tokens[h->first];
    bool verb = false, noun = false;
    for (uint32_t i = 0; i < h->rows.n; i++) {
        kw_str kind = kw_frame_cell(v, h->rows.first + i, KW_FR_KIND);
        if (kw_str_is(kind, "noun")) noun = true;
        else verb = true;
    }
    bool is_noun = t->upos == KW_NOUN || t->upos == KW_PROPN;
    if (verb && noun) h->noun = is_noun;
    else h->noun = noun;
    if (h->n > 1) return true;
    if (h->noun) return t->upos != KW_VERB || !v->lang->voices;
    return t->upos == KW_VERB || (!is_noun && t->upos != KW_ADP && t->upos != KW_DET) || (v->lang->voices && t->upos == KW_NOUN && h->voice != KW_VOICE_NONE);
}

bool kw_hits_find(const kw_view *v, kw_hits *out) {
    for (uint32_t t = v->first; t < v->end; t++) {
        kw_frame_hit h;
        if (kw_who_at(v, t) >= 0 || v->tokens[t].flags & KW_TOK_PUNCT) continue;
        if (!hit_at(v, t, &h) || !suits(v, &h)) continue;
        bool free = true;
        for (uint32_t i = 1; i < h.n; i++) free = free && kw_who_at(v, t + i) < 0;
        if (!free) continue;
        kw_frame_hit *slot = kw_push(v->mem, (void **)&out->v, &out->n, &out->cap, sizeof *slot);
        if (!slot) return false;
        *slot = h;
        t += h.n - 1;
    }
    return true;
}
