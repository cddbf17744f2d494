/* SPDX-License-Identifier: MIT
 * A guess for each token from the tables; once a tagger has spoken, the analysis that agrees with its tag. */
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

/* The longest end of `left` that `right` begins with. */
static size_t shared(kw_str left, kw_str right) {
    size_t n = left.n < right.n ? left.n : right.n;
    while (n > 0 && memcmp(left.p + left.n - n, right.p, n) != 0) n--;
    return n;
}

kw_str kw_lemma_half(const kw_morph *m, kw_str form, kw_arena *mem) {
    enum { PART_MIN = 2, INNER_MIN = 3 };
    const char *hyphen = memchr(form.p, '-', form.n);
    if (!hyphen) return KW_NONE;
    kw_str left = kw_str_sub(form, 0, (size_t)(hyphen - form.p)), right = kw_str_sub(form, left.n + 1, form.n);
    if (left.n < PART_MIN || right.n < PART_MIN) return KW_NONE;
    size_t twice = shared(left, right);
    if (twice == right.n) return left;
    if (twice == left.n) return right;
    kw_analysis a;
    if (twice >= INNER_MIN) {
        kw_str once = kw_str_fmt(mem, "%.*s%.*s", KW_FMT(left), (int)(right.n - twice), right.p + twice);
        return once.p && kw_morph_find(m, once, KW_UPOS_COUNT, mem, &a) && a.by != KW_BY_SHAPE ? once : KW_NONE;
    }
    return kw_morph_find(m, right, KW_UPOS_COUNT, mem, &a) && a.by == KW_BY_AFFIX && kw_str_eq(a.lemma, left) ? right : KW_NONE;
}

static bool find_word(kw_lemma_tables t, kw_str form, kw_upos want, kw_arena *mem, kw_analysis *a) {
    if (want == KW_UPOS_COUNT) *a = kw_morph_seen_find(t.seen, form);
    else kw_morph_find(t.morph, form, want, mem, a);
    if (a->by != KW_BY_NOTHING && a->by != KW_BY_SHAPE) return true;
    kw_analysis half;
    kw_str once = kw_lemma_half(t.morph, form, mem);
    if (!once.p || !kw_morph_find(t.morph, once, want, mem, &half)) return a->by != KW_BY_NOTHING;
    *a = half;
    return true;
}

/* The tags that clitics.tsv gives a clitic, the likeliest first; n 0: not in the table. */
static kw_str clitic_tags(kw_lemma_tables t, const kw_token *k, uint32_t *row) {
    kw_rows r = kw_table_find(t.clitics, k->form);
    *row = r.first;
    return r.n ? kw_table_cell(t.clitics, r.first, kw_table_column(t.clitics, "upos")) : KW_STR("");
}

static void guess_clitic(kw_lemma_tables t, kw_token *k) {
    uint32_t row;
    kw_str tags = clitic_tags(t, k, &row), first, lemma;
    k->upos = KW_PART;
    if (!tags.n) return;
    kw_str_cut(&tags, ' ', &first);
    k->upos = (uint8_t)kw_upos_of(first);
    lemma = kw_table_cell(t.clitics, row, kw_table_column(t.clitics, "lemma"));
    if (lemma.n) k->lemma = lemma;
    if (kw_str_is(kw_table_cell(t.clitics, row, kw_table_column(t.clitics, "flags")), "negative")) k->flags |= KW_TOK_NEGATIVE;
}

/* The tagger may choose among a clitic's own tags only. */
static void keep_clitic(kw_lemma_tables t, kw_token *k, uint8_t guessed) {
    uint32_t row;
    kw_str tags = clitic_tags(t, k, &row), tag;
    while (tags.n && kw_str_cut(&tags, ' ', &tag))
        if (kw_upos_of(tag) == k->upos) return;
    k->upos = guessed;
}

/* The host of a clitic that stands before it: "baca" of "kubaca". */
static bool is_led(const kw_words *w, const kw_sentence *s, uint32_t i) {
    const kw_token *k = &w->tokens[i];
    bool glued = (k->flags & KW_TOK_GLUED) && !(k->flags & KW_TOK_CLITIC) && kw_utf8_is_letter((unsigned char)k->form.p[0]);
    return i > s->first && glued && (k[-1].flags & KW_TOK_CLITIC);
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
    bool found = find_word(t, k->form, KW_UPOS_COUNT, mem, &a);
    if (found && (a.by == KW_BY_AFFIX || a.by == KW_BY_SHAPE)) k->flags |= KW_TOK_BUILT;
    bool capital = is_name_like(k, begins || shouted), acronym = !shouted && (k->flags & KW_TOK_ALLCAPS);
    if (found && a.by == KW_BY_FUNCTION && !acronym) { apply(k, &a); return; }
    bool unsure = !found || (a.by == KW_BY_SHAPE && !shouted);
    if (capital || acronym || (unsure && (k->flags & KW_TOK_CAPITAL))) {
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

/* A headline gives nearly every word of weight a capital, and has no full stop: there, too, capitals say nothing. */
static bool is_titled(kw_lemma_tables t, const kw_words *w, const kw_sentence *s) {
    enum { WEIGHT = 4, LEAST = 4 };
    uint32_t words = 0, capitals = 0;
    if (kw_str_is(w->tokens[s->first + s->n - 1].form, ".")) return false;
    for (uint32_t i = s->first; i < s->first + s->n; i++) {
        const kw_token *k = &w->tokens[i];
        if ((k->flags & (KW_TOK_PUNCT | KW_TOK_NUMBER | KW_TOK_CLITIC)) || k->form.n < WEIGHT) continue;
        if (kw_morph_seen_find(t.seen, k->form).by == KW_BY_FUNCTION) continue;
        words++;
        capitals += (k->flags & KW_TOK_CAPITAL) != 0;
    }
    return words >= LEAST && capitals * 10 >= words * 9;
}

/* Does a sentence or an item of a list begin anew behind this token? */
static bool opens_anew(const kw_token *k, bool begins) {
    if ((k->flags & KW_TOK_QUOTE_OPEN) || kw_str_is(k->form, ";") || kw_str_is(k->form, ":")) return true;
    return begins && (k->upos == KW_PUNCT || k->upos == KW_NUM || k->upos == KW_SYM || (k->flags & KW_TOK_PUNCT));
}

void kw_lemma_guess(kw_lemma_tables t, kw_words *w, const kw_sentence *s, kw_arena *mem) {
    bool shouted = is_shouted(w, s) || is_titled(t, w, s), begins = true;
    for (uint32_t i = s->first; i < s->first + s->n; i++) {
        kw_token *k = &w->tokens[i];
        kw_analysis a;
        if (is_led(w, s, i) && kw_morph_find(t.morph, k->form, KW_VERB, mem, &a)) apply(k, &a);
        else guess(t, k, begins, shouted, mem);
        begins = opens_anew(k, begins);
    }
}

/* Does the tagger's tag contradict what the tables are sure of: a verb with its affix of voice taken for another thing than
 * an adjective, or, where capitals say nothing, a verb taken for a name? Then the guess stands. */
static bool contradicts(const kw_token *k, uint8_t guess, const kw_analysis *a, bool caps_say_nothing) {
    if (guess != KW_VERB || (a->by != KW_BY_AFFIX && a->by != KW_BY_ROOT)) return false;
    if (k->upos == KW_PROPN && (k->flags & KW_TOK_CAPITAL)) return caps_say_nothing;
    bool voiced = a->by == KW_BY_AFFIX && (a->voice == KW_ACTIVE || a->voice == KW_PASSIVE);
    return voiced && k->upos != KW_ADJ;
}

enum { FORMS = KW_TOK_PARTICIPLE | KW_TOK_INFINITIVE | KW_TOK_GERUND };

void kw_lemma_agree(kw_lemma_tables t, kw_words *w, const kw_sentence *s, const uint8_t *guessed, kw_arena *mem) {
    bool caps_say_nothing = is_shouted(w, s) || is_titled(t, w, s);
    for (uint32_t i = 0; i < s->n; i++) {
        kw_token *k = &w->tokens[s->first + i];
        kw_analysis a;
        if (k->flags & KW_TOK_CLITIC) keep_clitic(t, k, guessed[i]);
        if (is_led(w, s, s->first + i)) k->upos = guessed[i];
        if (k->upos == guessed[i] || (k->flags & (KW_TOK_CLITIC | KW_TOK_PUNCT | KW_TOK_NUMBER))) continue;
        if (find_word(t, k->form, KW_UPOS_COUNT, mem, &a) && contradicts(k, guessed[i], &a, caps_say_nothing)) {
            k->upos = guessed[i];
            continue;
        }
        uint8_t upos = k->upos, voice = k->voice, tense = k->tense;
        uint32_t flags = k->flags;
        if (upos == KW_PROPN || upos == KW_X || !find_word(t, k->form, (kw_upos)upos, mem, &a)) {
            k->lemma = k->form;
            k->analysis = 0;
            if (upos != KW_VERB) k->voice = KW_VOICE_NONE;
            continue;
        }
        apply(k, &a);
        k->upos = upos;
        if (!k->voice && upos == KW_VERB) k->voice = voice;
        if (upos != KW_VERB) k->voice = KW_VOICE_NONE;
        if (!tense && !(flags & FORMS)) continue;
        k->tense = tense;                       /* the tagger sees the sentence, and the parser has learned from its tags alone */
        k->flags = (k->flags & ~(uint32_t)FORMS) | (flags & FORMS);
    }
}

/* ---- passive without an affix ---- */

static bool has_flag(kw_lemma_tables t, const kw_token *k, const char *flag) {
    kw_str flags = kw_morph_flags(t.morph, k->form), one;
    while (flags.n && kw_str_cut(&flags, ' ', &one))
        if (kw_str_is(one, flag)) return true;
    return false;
}

static bool is_suffixed(const kw_token *k) {
    return k->analysis && !kw_str_eq(k->lemma, k->form) && kw_str_starts(k->form, k->lemma);
}

static bool may_stand_between(const kw_token *k) { return k->upos == KW_AUX || k->upos == KW_PART || k->upos == KW_ADV; }

void kw_lemma_voice(kw_lemma_tables t, kw_words *w, const kw_sentence *s) {
    for (uint32_t i = s->first + 1; i < s->first + s->n; i++) {
        kw_token *k = &w->tokens[i], *doer = k - 1;
        if (k->upos != KW_VERB || k->voice || doer->upos != KW_PRON || !has_flag(t, doer, "agent")) continue;
        bool prefixed = (doer->flags & KW_TOK_CLITIC) && (k->flags & KW_TOK_GLUED);
        uint32_t before = i - 1;                             /* over "telah", "tidak" back to the relative word */
        while (before > s->first && may_stand_between(&w->tokens[before - 1])) before--;
        bool relative = before > s->first && has_flag(t, &w->tokens[before - 1], "relative");
        if (prefixed || relative || is_suffixed(k)) k->voice = KW_PASSIVE;
    }
}
