/* SPDX-License-Identifier: MIT
 * Finding frames: at each token the longest pattern of frames.tsv, by lemma, by form, or by the active form of a passive. */
#include "code/parts.h"

enum { PREFIX_MAX = 6 };           /* bytes of the longest prefix in voices.tsv */

kw_str kw_frame_cell(const kw_view *v, uint32_t row, uint32_t column) { return kw_table_cell(v->lang->frames, row, column); }

bool kw_frame_is(const kw_view *v, uint32_t row, uint32_t traits) { return kw_type_is(&v->kit->ontology, kw_frame_cell(v, row, KW_FR_TYPE), traits); }

bool kw_lang_has_class(const kw_code_lang *lang, kw_str word, const char *name) {
    kw_rows g = kw_table_find(lang->grammar, word);
    for (uint32_t i = 0; i < g.n; i++)
        if (kw_str_is(kw_table_cell(lang->grammar, g.first + i, 1), name)) return true;
    return false;
}

bool kw_has_class(const kw_view *v, kw_str word, const char *name) { return kw_lang_has_class(v->lang, word, name); }

bool kw_token_has_class(const kw_code_lang *lang, const kw_token *t, const char *name) {
    return kw_lang_has_class(lang, t->form, name) || kw_lang_has_class(lang, t->lemma, name);
}

/* A word said twice to tell of many ("sanksi-sanksi") is looked up once. */
static kw_str once(kw_str form) {
    size_t half = form.n / 2;
    bool twice = form.n % 2 && form.p[half] == '-' && memcmp(form.p, form.p + half + 1, half) == 0;
    return twice ? kw_str_sub(form, 0, half) : form;
}

/* "cease-fire" in three tokens, as one word in `buf`; false: no such word begins at t. */
static bool hyphened(const kw_view *v, uint32_t t, char *buf, size_t size, kw_str *out) {
    if (t + 2 >= v->end || !kw_str_is(v->tokens[t + 1].form, "-") || !(v->tokens[t + 1].flags & v->tokens[t + 2].flags & KW_TOK_GLUED)) return false;
    kw_str a = v->tokens[t].form, b = v->tokens[t + 2].lemma;
    if (a.n + b.n + 1 > size) return false;
    memcpy(buf, a.p, a.n);
    buf[a.n] = '-';
    memcpy(buf + a.n + 1, b.p, b.n);
    *out = (kw_str){ buf, a.n + 1 + b.n };
    return true;
}

bool kw_uncut_word(const kw_view *v, uint32_t t, char *buf, size_t size, kw_str *out) {
    if (t + 1 >= v->end || !(v->tokens[t + 1].flags & KW_TOK_CLITIC)) return false;
    kw_str a = v->tokens[t].form, b = v->tokens[t + 1].form;
    if (a.n + b.n > size) return false;
    memcpy(buf, a.p, a.n);
    memcpy(buf + a.n, b.p, b.n);
    *out = (kw_str){ buf, a.n + b.n };
    return true;
}

/* The rows of `a b`. */
static kw_rows pair_rows(const kw_table *t, kw_str a, kw_str b) {
    char buf[160];
    if (a.n + b.n + 1 > sizeof buf) return (kw_rows){ 0, 0 };
    memcpy(buf, a.p, a.n);
    buf[a.n] = ' ';
    memcpy(buf + a.n + 1, b.p, b.n);
    return kw_table_find(t, (kw_str){ buf, a.n + 1 + b.n });
}

/* Which sets the word at t, or the two that begin there ("tear gas"), stand in: looked up once a sentence. */
static const kw_token_sets *sets_of(const kw_view *v, uint32_t t) {
    kw_token_sets *x = &v->sets[t - v->first];
    if (x->known) return x;
    const kw_token *a = &v->tokens[t], *b = a + 1;
    const kw_table *sets = v->lang->sets;
    char buf[96];
    kw_str whole;
    x->known = true;
    x->rows[0] = kw_table_find(sets, a->lemma);
    if (!kw_str_eq(a->lemma, a->form)) x->rows[1] = kw_table_find(sets, once(a->form));
    if (hyphened(v, t, buf, sizeof buf, &whole) || kw_uncut_word(v, t, buf, sizeof buf, &whole)) x->rows[2] = kw_table_find(sets, whole);
    if (t + 1 >= v->end || kw_table_words_from(sets, a->form) < 2) return x;
    x->rows[3] = pair_rows(v->lang->sets, a->form, b->lemma);
    if (!kw_str_eq(b->lemma, b->form)) x->rows[4] = pair_rows(v->lang->sets, a->form, b->form);
    return x;
}

/* The word at t, or the two that begin there, against one alternative. */
static bool token_is(const kw_view *v, uint32_t t, kw_str want) {
    const kw_token *a = &v->tokens[t];
    if (!want.n || want.p[0] != '@') return kw_str_eq(a->form, want) || kw_str_eq(a->lemma, want);
    kw_str set = kw_str_sub(want, 1, want.n);
    const kw_token_sets *x = sets_of(v, t);
    for (size_t k = 0; k < KW_SET_KEYS; k++)
        for (uint32_t i = 0; i < x->rows[k].n; i++)
            if (kw_str_eq(kw_table_cell(v->lang->sets, x->rows[k].first + i, 1), set)) return true;
    return false;
}

bool kw_token_in(const kw_view *v, uint32_t t, kw_str alternatives) {
    kw_str one;
    while (kw_str_cut(&alternatives, '|', &one))
        if (token_is(v, t, one)) return true;
    return false;
}

/* The rows of voices.tsv for the beginnings of a word, by their length; looked up once for all kinds. False: it has none. */
static bool beginnings(const kw_code_lang *lang, kw_str form, kw_rows rows[PREFIX_MAX]) {
    bool any = false;
    for (size_t n = form.n < PREFIX_MAX ? form.n : PREFIX_MAX; n; n--) {
        rows[n - 1] = kw_table_find(lang->voices, kw_str_sub(form, 0, n));
        any = any || rows[n - 1].n;
    }
    return any;
}

/* The k-th active form that rows of one kind (passive, accidental, bare) give for `form`. */
static bool voiced(const kw_code_lang *lang, kw_str form, const kw_rows rows[PREFIX_MAX], kw_str kind, uint32_t k, char *buf, size_t size,
                   kw_str *out) {
    uint32_t seen = 0;
    for (size_t n = form.n < PREFIX_MAX ? form.n : PREFIX_MAX; n; n--) {
        kw_rows r = rows[n - 1];
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

/* Joins `head` and the next n-1 tokens, by lemma or by form, with blanks. */
static bool phrase(const kw_view *v, uint32_t t, kw_str head, uint32_t n, bool lemmas, char *buf, size_t size, kw_str *out) {
    size_t at = head.n;
    if (head.n >= size) return false;
    memcpy(buf, head.p, head.n);
    for (uint32_t i = 1; i < n; i++) {
        kw_str w = lemmas ? v->tokens[t + i].lemma : v->tokens[t + i].form;
        int32_t who = kw_who_at(v, t + i);      /* "joined forces": one plain word may be taken for a group */
        if (who >= 0 && (v->mentions[who].n > 1 || v->in->marks->entities[v->mentions[who].entity].kind != KW_GROUP)) return false;
        if (at + w.n + 1 >= size) return false;
        buf[at++] = ' ';
        memcpy(buf + at, w.p, w.n);
        at += w.n;
    }
    *out = (kw_str){ buf, at };
    return true;
}

static void add_rows(kw_frame_hit *h, kw_rows r, uint32_t n, kw_voice voice) {
    for (uint32_t i = 0; i < h->n_alt; i++)
        if (h->alt[i].rows.first == r.first) return;
    if (h->n_alt == KW_HIT_READINGS) return;
    h->alt[h->n_alt].rows = r;
    h->alt[h->n_alt].n = n;
    h->alt[h->n_alt++].voice = voice;
}

/* Does the particle at t end what it stands behind ("called the talks off on Monday"), and open no phrase ("sailed up the river")? */
static bool ends_phrase(const kw_view *v, uint32_t t) {
    uint32_t next = t + 1;
    if (next >= v->end) return true;
    if (kw_who_at(v, next) >= 0) return false;
    uint8_t upos = v->tokens[next].upos;
    if (kw_is(v, next) & KW_G_OWNER) return false;                              /* "out of Mali" */
    return kw_in_date(v, next) || v->tokens[next].flags & KW_TOK_PUNCT || upos == KW_ADV ||
           kw_is(v, next) & (KW_G_PREP | KW_G_TO | KW_G_AGENT | KW_G_CC | KW_G_SUB | KW_G_COMMA);
}

/* "called the talks off", "turned the request of X down": the verb's particle stands behind its object. */
static void add_apart(const kw_view *v, uint32_t t, kw_frame_hit *h) {
    enum { APART_MAX = 9 };
    kw_str head = v->tokens[t].lemma;
    for (uint32_t a = 0; a < h->n_alt; a++)
        if (h->alt[a].n > 1) return;                    /* "turned its back" */
    if (v->lang->voices || v->tokens[t].upos != KW_VERB || kw_table_words_from(v->lang->frames, head) < 2) return;
    for (uint32_t i = t + 1; i < v->end && i < t + APART_MAX; i++) {
        if (kw_who_at(v, i) >= 0) continue;
        if (i > t + 1 && kw_has_class(v, v->tokens[i].form, "particle") && ends_phrase(v, i)) {
            kw_rows r = pair_rows(v->lang->frames, head, v->tokens[i].form);
            if (r.n) add_rows(h, r, 1, KW_VOICE_NONE);
            return;
        }
        if (kw_is(v, i) & (KW_G_COMMA | KW_G_TO | KW_G_AGENT | KW_G_CC | KW_G_SUB | KW_G_REL | KW_G_COMP) ||
            (kw_is(v, i) & KW_G_VERB && !(kw_is(v, i) & KW_G_NOUN))) return;
    }
}

/* "offered Monday to sign": a pattern of two words with the day between them. */
static void add_over_day(const kw_view *v, uint32_t t, kw_str head, kw_voice voice, kw_frame_hit *h) {
    uint32_t next = t + 1;
    while (next < v->end && next < t + 3 && kw_who_at(v, next) < 0 && kw_in_date(v, next)) next++;
    if (next == t + 1 || next >= v->end || kw_who_at(v, next) >= 0 || kw_table_words_from(v->lang->frames, head) < 2) return;
    kw_rows r = pair_rows(v->lang->frames, head, v->tokens[next].form);
    if (r.n) add_rows(h, r, next + 1 - t, voice);
}

/* All patterns that begin with `head` in place of token t's own form, longest first. */
static void add_from(const kw_view *v, uint32_t t, kw_str head, kw_voice voice, kw_frame_hit *h) {
    char buf[160];
    kw_str key;
    for (uint32_t n = kw_table_words_from(v->lang->frames, head); n; n--) {
        if (t + n > v->end) continue;
        for (int lemmas = 1; lemmas >= (n > 1 ? 0 : 1); lemmas--) {
            if (!phrase(v, t, head, n, lemmas, buf, sizeof buf, &key)) continue;
            kw_rows r = kw_table_find(v->lang->frames, key);
            if (r.n) add_rows(h, r, n, voice);
        }
    }
    add_over_day(v, t, head, voice, h);
}

bool kw_frame_begins(const kw_code_lang *lang, const kw_token *t) {
    static const char *const kinds[] = { "passive", "accidental" };
    char buf[64];
    kw_str word;
    kw_rows rows[PREFIX_MAX];
    if (kw_table_words_from(lang->frames, once(t->form)) || (!lang->voices && kw_table_words_from(lang->frames, t->lemma))) return true;
    if (!lang->voices || !beginnings(lang, t->form, rows)) return false;
    for (size_t i = 0; i < 2; i++)
        for (uint32_t k = 0; voiced(lang, t->form, rows, kw_str_of(kinds[i]), k, buf, sizeof buf, &word); k++)
            if (kw_table_words_from(lang->frames, word)) return true;
    return false;
}

static bool between(const kw_view *v, uint32_t t) {
    return t > v->first && t + 1 < v->end && kw_who_at(v, t - 1) >= 0 && kw_who_at(v, t + 1) >= 0;
}

/* "kegiatan tangkap tangan KPK": a bare verb behind a noun without a name tells more of the noun. */
static bool behind_noun(const kw_view *v, uint32_t t) {
    return t > v->first && kw_who_at(v, t - 1) < 0 && v->tokens[t - 1].upos == KW_NOUN && !(v->tokens[t - 1].flags & KW_TOK_CLITIC);
}

/* "di tangkap polisi": the verb at t with the prefix of the passive that many write apart from it, as one word in `buf`. */
static bool with_prefix_apart(const kw_view *v, uint32_t t, char *buf, size_t size, kw_str *out) {
    if (!v->lang->voices || t == v->first || kw_who_at(v, t - 1) >= 0) return false;
    const kw_token *a = &v->tokens[t - 1], *b = &v->tokens[t];
    if (a->upos != KW_ADP || b->upos != KW_VERB || b->flags & KW_TOK_CAPITAL || a->form.n >= PREFIX_MAX || a->form.n + b->form.n > size) return false;
    memcpy(buf, a->form.p, a->form.n);
    memcpy(buf + a->form.n, b->form.p, b->form.n);
    *out = (kw_str){ buf, a->form.n + b->form.n };
    kw_rows rows[PREFIX_MAX];
    char active[64];
    kw_str word;
    return beginnings(v->lang, *out, rows) && voiced(v->lang, *out, rows, KW_STR("passive"), 0, active, sizeof active, &word);
}

/* Where forms are built by prefixes the root says too little: a passive counts as its active form. Headlines leave the prefix off. */
static void add_voices(const kw_view *v, uint32_t t, kw_frame_hit *h) {
    static const struct { const char *kind; kw_voice voice; } kinds[] = {
        { "passive", KW_PASSIVE }, { "accidental", KW_ACCIDENTAL }, { "bare", KW_ACTIVE },
    };
    const kw_token *tok = &v->tokens[t];
    char buf[64];
    kw_str word;
    kw_rows rows[PREFIX_MAX];
    char apart[64];
    kw_str whole, form = !h->n_alt && with_prefix_apart(v, t, apart, sizeof apart, &whole) ? whole : tok->form;
    if (h->n_alt || !beginnings(v->lang, form, rows)) return;
    for (size_t i = 0; i < 3; i++) {
        bool turned = i == 2 && kw_by_pronoun(v, t);
        if (h->n_alt || (i == 2 && !turned && ((tok->upos != KW_VERB && !between(v, t)) || behind_noun(v, t)))) return;
        for (uint32_t k = 0; voiced(v->lang, form, rows, kw_str_of(kinds[i].kind), k, buf, sizeof buf, &word); k++)
            add_from(v, t, word, turned ? KW_PASSIVE : kinds[i].voice, h);
    }
}

bool kw_row_is_noun(const kw_view *v, uint32_t row) { return kw_str_is(kw_frame_cell(v, row, KW_FR_KIND), "noun"); }

static bool hit_at(const kw_view *v, uint32_t t, kw_frame_hit *h) {
    const kw_token *tok = &v->tokens[t];
    *h = (kw_frame_hit){ .first = t, .accused = -1, .accuser = -1 };
    add_from(v, t, once(tok->form), KW_VOICE_NONE, h);
    char buf[64];
    kw_str whole;
    if (hyphened(v, t, buf, sizeof buf, &whole)) {
        kw_rows r = kw_table_find(v->lang->frames, whole);
        if (r.n) add_rows(h, r, 3, KW_VOICE_NONE);
    }
    if (v->lang->voices) add_voices(v, t, h);
    else add_from(v, t, tok->lemma, KW_VOICE_NONE, h);
    add_apart(v, t, h);
    /* longest first, whatever they were found by */
    for (uint32_t i = 1; i < h->n_alt; i++)
        for (uint32_t j = i; j && h->alt[j].n > h->alt[j - 1].n; j--) {
            struct kw_hit_rows swap = h->alt[j];
            h->alt[j] = h->alt[j - 1];
            h->alt[j - 1] = swap;
        }
    if (!h->n_alt) return false;
    h->n = h->alt[0].n;
    h->voice = h->alt[0].voice;
    h->noun = kw_row_is_noun(v, h->alt[0].rows.first);
    return kw_tag_suits(v, h);
}

/* "US-led", "so-called": a part of a compound with hyphens says nothing by itself. */
static bool in_compound(const kw_view *v, uint32_t t) {
    kw_str prev = t > v->first ? v->tokens[t - 1].form : KW_NONE;
    return prev.n == 1 && prev.p[0] == '-' && v->tokens[t].flags & KW_TOK_GLUED;
}

bool kw_hits_find(const kw_view *v, kw_hits *out) {
    for (uint32_t t = v->first; t < v->end; t++) {
        kw_frame_hit h;
        bool inside = v->tokens[t].upos == KW_VERB && kw_is(v, t) == KW_G_FILL;       /* of a phrase of grammar.tsv: "not hesitate to" */
        if (kw_who_at(v, t) >= 0 || v->tokens[t].flags & KW_TOK_PUNCT || inside || in_compound(v, t) || !hit_at(v, t, &h)) continue;
        kw_frame_hit *slot = kw_push(v->mem, (void **)&out->v, &out->n, &out->cap, sizeof *slot);
        if (!slot) return false;
        *slot = h;
        char buf[64];
        kw_str whole;
        if (h.voice == KW_PASSIVE && with_prefix_apart(v, t, buf, sizeof buf, &whole)) v->is[t - 1 - v->first] = KW_G_FILL;
        /* "Iran kecam Israel": a verb whatever its tag */
        if (h.voice == KW_ACTIVE) v->is[t - v->first] = (v->is[t - v->first] | KW_G_VERB) & ~(uint32_t)KW_G_NOUN;
    }
    return true;
}
