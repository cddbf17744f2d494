/* SPDX-License-Identifier: MIT */
#include "words/lemma.h"
#include "base/utf8.h"
#include "know/ud.h"

static void apply(kw_token *t, const kw_analysis *a) {
    enum { OF_ANALYSIS = KW_TOK_NEGATIVE | KW_TOK_PARTICIPLE | KW_TOK_INFINITIVE | KW_TOK_GERUND };
    t->lemma = a->lemma;
    t->upos = a->upos;
    t->voice = a->voice;
    t->tense = a->tense;
    t->analysis = a->rule;
    t->flags = (t->flags & ~(uint32_t)OF_ANALYSIS) | a->flags;
}

static bool is_name_like(const kw_token *t, bool begins) {
    return (t->flags & KW_TOK_CAPITAL) && !begins;
}

/* A word written twice ("anak-anak", "bertahun-tahun") is looked up by its half. */
static bool find_half(const kw_morph *m, kw_str form, kw_upos want, kw_arena *mem, kw_analysis *a) {
    const char *hyphen = memchr(form.p, '-', form.n);
    if (!hyphen) return false;
    kw_str left = kw_str_sub(form, 0, (size_t)(hyphen - form.p)), right = kw_str_sub(form, left.n + 1, form.n);
    if (left.n < 2 || right.n < 2) return false;
    if (kw_str_ends(left, right) || kw_str_starts(right, left)) return kw_morph_find(m, left.n > right.n ? left : right, want, mem, a);
    return false;
}

static bool find_word(const kw_morph *m, kw_str form, kw_upos want, kw_arena *mem, kw_analysis *a) {
    bool found = kw_morph_find(m, form, want, mem, a);
    if (found && a->by != KW_BY_SHAPE) return true;
    return find_half(m, form, want, mem, a) || found;
}

static void guess_clitic(kw_lemma_tables t, kw_token *k) {
    kw_rows r = kw_table_find(t.clitics, k->form);
    k->upos = KW_PART;
    if (!r.n) return;
    kw_str lemma = kw_table_cell(t.clitics, r.first, kw_table_column(t.clitics, "lemma"));
    k->upos = (uint8_t)kw_upos_of(kw_table_cell(t.clitics, r.first, kw_table_column(t.clitics, "upos")));
    if (lemma.n) k->lemma = lemma;
    if (kw_str_is(kw_table_cell(t.clitics, r.first, kw_table_column(t.clitics, "flags")), "negative")) k->flags |= KW_TOK_NEGATIVE;
}

static void guess(kw_lemma_tables t, kw_token *k, bool begins, bool shouted, kw_arena *mem) {
    kw_analysis a;
    if (k->flags & KW_TOK_PUNCT) { k->upos = KW_PUNCT; return; }
    if (k->flags & KW_TOK_NUMBER) { k->upos = KW_NUM; return; }
    if (k->flags & KW_TOK_CLITIC) { guess_clitic(t, k); return; }
    if (!kw_utf8_is_letter((unsigned char)k->form.p[0]) && (unsigned char)k->form.p[0] < 0x80) {
        bool digit = kw_utf8_is_digit((unsigned char)k->form.p[0]);
        k->upos = digit ? KW_NUM : k->form.n > 1 && (k->form.p[0] == '#' || k->form.p[0] == '@') ? KW_PROPN : KW_SYM;
        return;
    }
    bool found = find_word(t.morph, k->form, KW_UPOS_COUNT, mem, &a);
    bool capital = is_name_like(k, begins || shouted), acronym = !shouted && (k->flags & KW_TOK_ALLCAPS);
    if (found && a.by == KW_BY_FUNCTION && !acronym) { apply(k, &a); return; }
    if (capital || acronym || (!found && (k->flags & KW_TOK_CAPITAL)) || (found && a.by == KW_BY_SHAPE && (k->flags & KW_TOK_CAPITAL) && !shouted)) {
        k->upos = KW_PROPN;
        return;
    }
    if (found) apply(k, &a);
    else k->upos = KW_NOUN;
}

/* Is the sentence written in capitals, so that they say nothing? */
static bool is_shouted(const kw_words *w, const kw_sentence *s) {
    uint32_t words = 0, caps = 0;
    for (uint32_t i = s->first; i < s->first + s->n; i++) {
        uint32_t f = w->tokens[i].flags;
        if (f & (KW_TOK_PUNCT | KW_TOK_NUMBER)) continue;
        words++;
        caps += (f & KW_TOK_ALLCAPS) != 0;
    }
    return words >= 3 && caps * 5 >= words * 4;
}

void kw_lemma_guess(kw_lemma_tables t, kw_words *w, const kw_sentence *s, kw_arena *mem) {
    bool shouted = is_shouted(w, s), begins = true;
    for (uint32_t i = s->first; i < s->first + s->n; i++) {
        kw_token *k = &w->tokens[i];
        guess(t, k, begins, shouted, mem);
        if (k->upos != KW_PUNCT) begins = false;
    }
}

void kw_lemma_agree(kw_lemma_tables t, kw_words *w, const kw_sentence *s, const uint8_t *guessed, kw_arena *mem) {
    for (uint32_t i = 0; i < s->n; i++) {
        kw_token *k = &w->tokens[s->first + i];
        kw_analysis a;
        if (k->upos == guessed[i] || (k->flags & (KW_TOK_CLITIC | KW_TOK_PUNCT | KW_TOK_NUMBER))) continue;
        uint8_t upos = k->upos, voice = k->voice, tense = k->tense;
        uint32_t flags = k->flags;
        if (upos == KW_PROPN || upos == KW_X || !find_word(t.morph, k->form, (kw_upos)upos, mem, &a)) {
            k->lemma = k->form;
            k->analysis = 0;
            if (upos != KW_VERB) k->voice = KW_VOICE_NONE;
            continue;
        }
        apply(k, &a);
        k->upos = upos;
        if (!k->voice && upos == KW_VERB) k->voice = voice;
        if (upos != KW_VERB) k->voice = KW_VOICE_NONE;
        if (tense) k->tense = tense;
        k->flags |= flags & (KW_TOK_PARTICIPLE | KW_TOK_INFINITIVE | KW_TOK_GERUND);
    }
}
