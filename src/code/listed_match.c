/* SPDX-License-Identifier: MIT
 * Verbs of the dictionaries in a sentence, and which of their patterns fits best: the one that takes the most words; of equals the first.
 * The patterns of 2.0 speak of phrases: a bare noun heads a phrase of the verb, {} is one noun phrase, () begins with a preposition.
 * The flat ones of PETRARCH 1 are words in their order, with gaps where no '_' stands. */
#include "code/listed.h"

enum { STEPS = 3000, GAP = 40 };                /* of one pattern; tokens between two words of it */

typedef struct {
    const kw_listed *l;
    const kw_listed_verb *h;
    const kw_pt_pattern *pattern;
    int32_t source, target;
    uint32_t over;                              /* see kw_listed_verb */
    uint32_t tokens;                            /* taken */
    bool pair, denies;                          /* denies: took a word of negation */
    int steps;
} match;

/* ---- words ---- */

static bool one_word_is(kw_str w, const kw_token *t) {
    if (kw_str_eq(w, t->form) || kw_str_eq(w, t->lemma)) return true;
    return t->form.n > w.n && t->form.n <= w.n + 2 && kw_str_starts(t->form, w) && kw_str_ends(t->form, KW_STR("s"));      /* its plural */
}

static bool word_is(kw_str w, const kw_token *t) {
    kw_str one;
    if (!memchr(w.p, '/', w.n)) return one_word_is(w, t);
    while (kw_str_cut(&w, '/', &one))
        if (one.n && one_word_is(one, t)) return true;
    return false;
}

static bool is_noun(const kw_token *t) { return t->upos == KW_NOUN || t->upos == KW_PROPN; }

/* Does the noun head its phrase? Not what only belongs to another noun. */
static bool heads_phrase(const kw_token *t) {
    switch ((kw_deprel)t->deprel) {
    case KW_COMPOUND: case KW_AMOD: case KW_NMOD: case KW_NMOD_POSS: case KW_FLAT: case KW_FLAT_NAME: case KW_NUMMOD: case KW_DET_REL:
    case KW_CASE: return false;
    default: return true;
    }
}

/* May the element stand at t? Patterns of phrases stay in the verb's clause; a bare noun must head its phrase. */
static bool may_stand(const match *x, const kw_pt_elem *e, uint32_t t) {
    const kw_view *v = x->l->v;
    bool right = t > x->h->main;
    if (!v->parsed) return kw_listed_under(x->l, t, x->h->main);
    int how = kw_listed_under(x->l, t, x->h->main);
    if (!x->pattern->phrases) return right ? how > 0 : true;
    /* what the complement is about */
    if (how == 2 && v->tokens[t].deprel == KW_CCOMP && kw_listed_head(x->l, t) == (int32_t)x->h->main) how = 1;
    if (how != 1) return false;
    /* "RECENTLY *" */
    if (!right && !e->bracket && !is_noun(&v->tokens[t])) return v->tokens[t].upos != KW_CCONJ && kw_listed_head(x->l, t) == (int32_t)x->h->main;
    return e->bracket || !is_noun(&v->tokens[t]) || heads_phrase(&v->tokens[t]);
}

/* May the words between two elements of one bracket be skipped: no verb, no comma, no preposition. */
static bool same_bracket_gap(const match *x, uint32_t from, uint32_t to) {
    for (uint32_t t = from; t < to; t++) {
        const kw_token *k = &x->l->v->tokens[t];
        if (k->upos == KW_VERB && !(k->flags & KW_TOK_PARTICIPLE)) return false;
        if (k->upos == KW_ADP || (k->form.n == 1 && strchr(",;:", k->form.p[0]))) return false;
    }
    return true;
}

/* "(TO)" wants a preposition; the "to" of an infinitive only counts before a verb of the pattern ("(TO LEAVE)") that hangs on this one. */
static bool opens_bracket(const match *x, const kw_pt_elem *e, uint32_t t) {
    const kw_token *k = &x->l->v->tokens[t];
    bool first = e == x->pattern->elems || e[-1].bracket_no != e->bracket_no;
    if (e->bracket != '(' || !first || !x->l->v->parsed || k->upos != KW_PART) return true;
    bool alone = e + 1 == x->pattern->elems + x->pattern->n || e[1].bracket_no != e->bracket_no;
    int32_t h = kw_listed_head(x->l, t);
    return !alone && h >= 0 && (h == (int32_t)x->h->main || kw_listed_head(x->l, (uint32_t)h) == (int32_t)x->h->main);
}

/* How many tokens the element takes at t; 0: it does not stand there. */
static size_t takes(match *x, const kw_pt_elem *e, uint32_t t) {
    const kw_view *v = x->l->v;
    int32_t m = x->l->at[t - v->first];
    bool starts = m >= 0 && kw_listed_mention(x->l, m)->first == t;
    switch ((kw_pt_elem_kind)e->kind) {
    case KW_PT_WORD: return word_is(e->word, &v->tokens[t]) && may_stand(x, e, t) && opens_bracket(x, e, t);
    case KW_PT_SET: {
        size_t n = kw_petrarch_in_set(x->l->p, e->set, &v->tokens[t], v->end - t);
        for (size_t i = n; i-- > 0;)            /* one of its words heads the phrase */
            if (may_stand(x, e, t + (uint32_t)i)) return n;
        return 0;
    }
    case KW_PT_SKIP:
        if (starts) return kw_listed_mention(x->l, m)->n;
        if (m >= 0 || !is_noun(&v->tokens[t])) return 0;
        return 1;
    case KW_PT_SOURCE: case KW_PT_TARGET: return starts ? kw_listed_mention(x->l, m)->n : 0;
    case KW_PT_PAIR: return 0;                  /* see pairs() */
    }
    return 0;
}

/* The element stands at t and takes n tokens; called from the last one back, once all fit. */
static void note(match *x, const kw_pt_elem *e, uint32_t t, size_t n) {
    x->tokens += e->kind <= KW_PT_SET ? (uint32_t)n : 1;
    const kw_token *k = &x->l->v->tokens[t];
    x->denies = x->denies || k->flags & KW_TOK_NEGATIVE;
    if (k->upos == KW_VERB && t < x->h->first && e->kind <= KW_PT_SET && !kw_listed_under(x->l, t, x->h->main)) x->over = t;
    if (e->kind == KW_PT_SOURCE) x->source = x->l->at[t - x->l->v->first];
    if (e->kind == KW_PT_TARGET) x->target = x->l->at[t - x->l->v->first];
}

/* A compound subject; for "* WITH %" one behind the verb. */
static bool pairs(match *x, bool behind) {
    int32_t group[KW_LISTED_GROUP], m = behind ? -1 : kw_listed_subject(x->l, x->h->main);
    for (size_t i = 0; behind && m < 0 && i < x->l->n_m; i++)
        if (kw_listed_mention(x->l, (int32_t)i)->first > x->h->main) m = (int32_t)i;
    if (m < 0 || kw_listed_group(x->l, m, x->h->main, group) < 2) return false;
    x->pair = true;
    return true;
}

/* ---- behind the verb, from left to right; before it, from right to left ---- */

static bool match_behind(match *x, uint32_t e, uint32_t t, bool joined) {
    if (e == x->pattern->n) return true;
    const kw_pt_elem *want = &x->pattern->elems[e];
    if (want->kind == KW_PT_PAIR) return pairs(x, true) && match_behind(x, e + 1, t, false) && ++x->tokens;
    bool inside = want->bracket && e > x->pattern->before && want[-1].bracket_no == want->bracket_no;
    for (uint32_t i = t; i < x->l->v->end && i < t + GAP && --x->steps > 0; i++) {
        if ((joined && i > t) || (inside && !same_bracket_gap(x, t, i))) return false;
        size_t n = takes(x, want, i);
        if (!n) continue;
        bool next_joined = e + 1 < x->pattern->n && want[1].joined;
        if (!match_behind(x, e + 1, i + (uint32_t)n, next_joined)) continue;
        note(x, want, i, n);
        return true;
    }
    return false;
}

/* The element `e` (counted down from the verb) ends before token t. */
static bool match_before(match *x, uint32_t e, uint32_t t) {
    if (e == UINT32_MAX) return true;
    const kw_pt_elem *want = &x->pattern->elems[e];
    if (want->kind == KW_PT_PAIR) return pairs(x, false) && match_before(x, e - 1, t) && ++x->tokens;
    bool inside = want->bracket && e + 1 < x->pattern->before && want[1].bracket_no == want->bracket_no;
    for (uint32_t i = t; i > x->l->v->first && i + GAP > t && --x->steps > 0; i--) {
        size_t n = takes(x, want, i - 1);
        bool at_end = n && i - 1 + n <= t, touches = n && i - 1 + n == t;
        if (inside && !same_bracket_gap(x, i, t) && !touches) return false;
        if (!at_end || (want->joined && !touches)) continue;
        if (!match_before(x, e - 1, i - 1)) continue;
        note(x, want, i - 1, n);
        return true;
    }
    return false;
}

static bool fits(match *x) {
    const kw_pt_pattern *p = x->pattern;
    x->source = x->target = -1;
    x->pair = x->denies = false;
    x->tokens = 0;
    x->over = UINT32_MAX;
    x->steps = STEPS;
    return match_behind(x, p->before, x->h->first + x->h->n, p->verb_joined) && match_before(x, p->before - 1, x->h->first);
}

/* ---- verbs ---- */

static void take_pattern(kw_listed_verb *h, const match *x, const kw_pt_verb *verb) {
    h->verb = verb;
    h->pattern = x->pattern;
    h->code = x->pattern->code;
    h->back = x->pattern->back;
    h->source = x->source;
    h->target = x->target;
    h->pair = x->pair;
    h->over = x->over;
    h->negated = h->negated && !x->denies;
}

/* The best pattern of all blocks the verb stands in; without one the first block that has a code. */
static void find_pattern(kw_listed *l, kw_listed_verb *h, const kw_pt_verbs *found) {
    uint32_t most = 0;
    bool negated = h->negated;
    h->verb = found->v[0];
    for (size_t i = found->n; i-- > 0;)
        if (found->v[i]->code.p || found->v[i]->back.p) h->verb = found->v[i];
    h->code = h->verb->code;
    h->back = h->verb->back;
    for (size_t i = 0; i < found->n; i++) {
        size_t n;
        const kw_pt_pattern *p = kw_petrarch_patterns(l->p, found->v[i], &n);
        for (size_t k = 0; k < n; k++) {
            match x = { .l = l, .h = h, .pattern = &p[k] };
            if (!fits(&x) || (h->pattern && x.tokens <= most)) continue;
            h->negated = negated;
            take_pattern(h, &x, found->v[i]);
            most = x.tokens;
        }
    }
}

/* An irregular form that the dictionary does not list: by its lemma. A regular one would have been found. */
static kw_pt_verbs by_lemma(const kw_listed *l, uint32_t t, const kw_pt_verb *buf[KW_PT_VERBS_MAX]) {
    kw_token x = l->v->tokens[t];
    bool regular = kw_str_ends(x.form, KW_STR("s")) || kw_str_ends(x.form, KW_STR("ed")) || kw_str_ends(x.form, KW_STR("ing"));
    if (regular || kw_str_eq(x.form, x.lemma)) return (kw_pt_verbs){ .v = buf };
    x.form = x.lemma;
    return kw_petrarch_verbs(l->p, &x, 1, buf);
}

/* Tagged as one, or as a noun that has a tense all the same. */
static bool is_verb(const kw_token *t) {
    return t->upos == KW_VERB || (t->upos == KW_NOUN && t->tense != KW_TENSE_NONE && !(t->flags & (KW_TOK_PARTICIPLE | KW_TOK_GERUND)));
}

/* The noun that a whole sentence hangs on, in a form that only the verb has ("gunmen shot at ..."), is the verb. */
static bool is_lost_root(const kw_listed *l, uint32_t t, const kw_pt_verbs *found) {
    const kw_token *x = &l->v->tokens[t];
    return x->upos == KW_NOUN && l->v->parsed && kw_listed_head(l, t) < 0 && !kw_str_eq(x->form, found->v[0]->name) &&
           !kw_str_ends(x->form, KW_STR("s")) &&
           !kw_str_ends(x->form, KW_STR("ing"));
}

/* The token that is the verb: by its place in the form, unless another is tagged so. */
static uint32_t main_token(const kw_listed *l, uint32_t t, const kw_pt_verbs *found) {
    uint32_t main = t + (found->v[0]->main < found->len ? found->v[0]->main : 0);
    if (is_verb(&l->v->tokens[main]) || is_lost_root(l, main, found)) return main;
    for (uint32_t i = t; i < t + found->len; i++)
        if (is_verb(&l->v->tokens[i])) return i;
    return UINT32_MAX;
}

/* "not", or an auxiliary group with it, before the verb; or a child of it that denies. */
static bool is_negated(const kw_listed *l, const kw_listed_verb *h) {
    const kw_view *v = l->v;
    for (uint32_t t = h->first; t > v->first; t--) {
        const kw_token *x = &v->tokens[t - 1];
        if (x->upos != KW_AUX && x->upos != KW_PART && x->upos != KW_ADV) break;
        if (x->flags & KW_TOK_NEGATIVE) return true;
    }
    for (uint32_t t = v->first; t < v->end; t++)
        if (v->tokens[t].flags & KW_TOK_NEGATIVE && (v->tokens[t].deprel == KW_ADVMOD || v->tokens[t].deprel == KW_AUX_REL) &&
            kw_listed_head(l, t) == (int32_t)h->main)
            return true;
    return false;
}

/* An actor behind the verb that no preposition holds: what is done to it, whatever the tree says. */
static bool has_bare_object(const kw_listed *l, uint32_t t) {
    for (uint32_t c = t + 1; c < l->v->end; c++)
        if (kw_listed_head(l, c) == (int32_t)t && l->at[c - l->v->first] >= 0 && !kw_listed_has_child(l, c, KW_CASE)) return true;
    return kw_listed_has_child(l, t, KW_OBJ);
}

/* "called" may be past or participle, and the tagger takes one for the other: what hangs on a noun is a participle ("prisoners held by
 * X"), unless that noun is all the sentence hangs on ("Senegal called on X": a verb after all); a main verb wants its auxiliary. */
static bool is_passive(const kw_listed *l, uint32_t t) {
    const kw_token *x = &l->v->tokens[t];
    int32_t h = kw_listed_head(l, t);
    if (!l->v->parsed) return x->voice == KW_PASSIVE;
    if (x->deprel == KW_AMOD) return false;
    if (kw_listed_has_child(l, t, KW_AUX_PASS)) return true;
    if (has_bare_object(l, t) || kw_listed_has_child(l, t, KW_AUX_REL)) return false;
    switch ((kw_deprel)x->deprel) {
    case KW_ACL: return x->voice == KW_PASSIVE && h >= 0 && kw_listed_head(l, (uint32_t)h) >= 0;
    case KW_ADVCL: return x->voice == KW_PASSIVE && !kw_listed_has_child(l, t, KW_NSUBJ);
    case KW_CONJ: return x->voice == KW_PASSIVE && h >= 0 && kw_listed_has_child(l, (uint32_t)h, KW_AUX_PASS);
    default: return false;
    }
}

/* Is the token part of a name? */
static bool in_name(const kw_listed *l, uint32_t t) {
    int32_t m = l->at[t - l->v->first];
    return m >= 0 && kw_span_meets(kw_listed_mention(l, m)->name, l->v->tokens[t].at);
}

bool kw_listed_find_verbs(kw_listed *l) {
    const kw_pt_verb *buf[KW_PT_VERBS_MAX];
    for (uint32_t t = l->v->first, next; t < l->v->end; t = next) {
        const kw_token *x = &l->v->tokens[t];
        kw_pt_verbs found = kw_petrarch_verbs(l->p, x, l->v->end - t, buf);
        next = t + 1;
        if (!found.n && x->upos == KW_VERB) found = by_lemma(l, t, buf);
        if (!found.n || in_name(l, t)) continue;
        uint32_t main = main_token(l, t, &found);
        if (main == UINT32_MAX || (found.len == 1 &&
            ((x->deprel == KW_AMOD && kw_listed_before_insertion(l, t) < 0) || x->deprel == KW_AUX_REL || x->deprel == KW_COMPOUND)))
            continue;
        kw_listed_verb *h = kw_push(l->v->mem, (void **)&l->verbs, &l->n_verbs, &l->cap_verbs, sizeof *h);
        if (!h) return false;
        *h = (kw_listed_verb){ .first = t, .n = found.len, .main = main, .source = -1, .target = -1, .over = UINT32_MAX };
        h->passive = is_passive(l, main);
        h->negated = is_negated(l, h);
        find_pattern(l, h, &found);
        next = t + found.len;
    }
    return true;
}
