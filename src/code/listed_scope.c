/* SPDX-License-Identifier: MIT
 * Who stands where around a verb of the dictionaries: subject, agent of a passive, joined names, and which words belong to its clause. */
#include "code/listed.h"

enum { DEEP = 64, CHAIN = 8, INSERTION = 18 };      /* heads climbed; verbs; tokens between the commas of an insertion */

int32_t kw_listed_head(const kw_listed *l, uint32_t t) {
    int32_t h = l->v->tokens[t].head;
    return l->v->parsed && h >= (int32_t)l->v->first && h < (int32_t)l->v->end && h != (int32_t)t ? h : -1;
}

bool kw_listed_has_child(const kw_listed *l, uint32_t t, kw_deprel d) {
    for (uint32_t c = l->v->first; c < l->v->end; c++)
        if (l->v->tokens[c].deprel == d && kw_listed_head(l, c) == (int32_t)t) return true;
    return false;
}

/* A word that a clause is about: a verb, or what stands with a copula or a subject of its own. */
static bool is_predicate(const kw_listed *l, uint32_t t) {
    return l->v->tokens[t].upos == KW_VERB || kw_listed_has_child(l, t, KW_NSUBJ) || kw_listed_has_child(l, t, KW_COP);
}

static bool conjunction_between(const kw_listed *l, uint32_t a, uint32_t b) {
    for (uint32_t i = a + 1; i < b; i++)
        if (l->v->tokens[i].upos == KW_CCONJ) return true;
    return b < a;
}

int kw_listed_under(const kw_listed *l, uint32_t t, uint32_t top) {
    int how = 1;
    if (!l->v->parsed || l->v->tokens[top].deprel == KW_AMOD) return t >= kw_clause_start(l->v, top) && t < kw_complement_end(l->v, top);
    for (int deep = 0; t != top; deep++) {
        const kw_token *x = &l->v->tokens[t];
        int32_t h = kw_listed_head(l, t);
        if (h < 0 || deep > DEEP) return 0;
        switch ((kw_deprel)x->deprel) {
        case KW_CONJ: case KW_PARATAXIS:
            if (!is_predicate(l, t)) break;
            if (x->deprel == KW_PARATAXIS || conjunction_between(l, (uint32_t)h, t)) return 0;
            how = 3;                            /* joined by nothing: mostly a clause of time that was hung up wrongly */
            break;
        case KW_CCOMP: case KW_ACL_RELCL: case KW_CSUBJ: case KW_CSUBJ_PASS: how = how > 2 ? how : 2; break;
        case KW_ADVCL: if (!(x->flags & KW_TOK_INFINITIVE)) how = 3; break;
        default: break;
        }
        t = (uint32_t)h;
    }
    return how;
}

int kw_listed_mention_under(const kw_listed *l, int32_t m, uint32_t top) {
    const kw_mention *x = kw_listed_mention(l, m);
    int best = 0;
    for (uint32_t t = x->first; t < kw_mention_end(x) && t < l->v->end; t++) {
        int how = t == top ? 0 : kw_listed_under(l, t, top);
        if (how && (!best || how < best)) best = how;
    }
    return best;
}

uint32_t kw_listed_top(const kw_listed *l, uint32_t t) {
    int32_t h = kw_listed_head(l, t);
    return h >= 0 && l->v->tokens[t].deprel == KW_XCOMP && l->v->tokens[h].upos != KW_VERB ? (uint32_t)h : t;
}

static bool is_comma(const kw_token *t) { return t->form.n == 1 && t->form.p[0] == ','; }

/* ---- subject ---- */

static bool is_subject(uint8_t d) { return d == KW_NSUBJ || d == KW_NSUBJ_PASS; }

/* Does a clause lie between the token and the noun it hangs under: "prisoners held by X"? */
static bool in_clause_of(const kw_listed *l, uint32_t t, uint32_t noun) {
    for (int deep = 0; t != noun && deep < DEEP; deep++) {
        int32_t h = kw_listed_head(l, t);
        if (l->v->tokens[t].deprel == KW_ACL && l->v->tokens[t].upos == KW_VERB) return true;
        if (h < 0) break;
        t = (uint32_t)h;
    }
    return false;
}

/* The first listed mention in the phrase of the noun at t, what its own clauses tell of left out. */
static int32_t in_phrase(const kw_listed *l, uint32_t t) {
    if (l->at[t - l->v->first] >= 0) {          /* "Arnor's minister": what the noun itself is part of */
        const kw_mention *x = kw_listed_mention(l, l->at[t - l->v->first]);
        if (x->first <= t) return l->at[t - l->v->first];
    }
    for (size_t i = 0; i < l->n_m; i++)
        if (kw_listed_mention_under(l, (int32_t)i, t) == 1 && !in_clause_of(l, kw_listed_mention(l, (int32_t)i)->head, t)) return (int32_t)i;
    return -1;
}

enum { UNKNOWN = -1, SOMEBODY = -2, PRONOUN = -3 };

static int32_t subject_of(const kw_listed *l, uint32_t t, int deep);

static int32_t own_subject(const kw_listed *l, uint32_t t) {
    int32_t found = UNKNOWN;
    for (uint32_t c = l->v->first; c < l->v->end; c++) {
        const kw_token *x = &l->v->tokens[c];
        if (!is_subject(x->deprel) || kw_listed_head(l, c) != (int32_t)t) continue;
        if (x->upos == KW_PRON && kw_is(l->v, c) & (KW_G_REL | KW_G_COMP)) continue;   /* "which": stands for the noun above */
        int32_t m = in_phrase(l, c);
        if (m >= 0) return m;
        found = x->upos == KW_PRON ? PRONOUN : SOMEBODY;
    }
    return found;
}

/* An object of the verb at h that stands before t: whom it asks to act. */
static int32_t controller(const kw_listed *l, uint32_t h, uint32_t t) {
    for (uint32_t c = h + 1; c < t; c++)
        if ((l->v->tokens[c].deprel == KW_OBJ || l->v->tokens[c].deprel == KW_IOBJ) && kw_listed_head(l, c) == (int32_t)h) return in_phrase(l, c);
    return -1;
}

static int32_t subject_of(const kw_listed *l, uint32_t t, int deep) {
    int32_t own = own_subject(l, t), h = kw_listed_head(l, t);
    if (own >= 0 || own == SOMEBODY || deep > CHAIN) return own;
    if (h < 0) return own;
    switch ((kw_deprel)l->v->tokens[t].deprel) {
    case KW_ACL: case KW_ACL_RELCL: {
        int32_t m = own == PRONOUN ? -1 : in_phrase(l, (uint32_t)h);
        return m >= 0 ? m : SOMEBODY;
    }
    case KW_XCOMP: {
        int32_t m = controller(l, (uint32_t)h, t);
        return m >= 0 ? m : subject_of(l, (uint32_t)h, deep + 1);
    }
    case KW_CONJ:                               /* a verb joined to a noun is joined to that noun's verb */
        while (l->v->tokens[h].upos != KW_VERB && !is_predicate(l, (uint32_t)h) && kw_listed_head(l, (uint32_t)h) >= 0)
            h = kw_listed_head(l, (uint32_t)h);
        return subject_of(l, (uint32_t)h, deep + 1);
    case KW_PARATAXIS: case KW_ADVCL: case KW_AUX_REL: case KW_COP: return subject_of(l, (uint32_t)h, deep + 1);
    case KW_CCOMP: return own == PRONOUN ? subject_of(l, (uint32_t)h, deep + 1) : own;      /* "X said it would ..." */
    default: return own;
    }
}

/* "X, meeting in Z, condemned Y": where the insertion before the verb at t begins, or t. */
static uint32_t over_insertion(const kw_listed *l, uint32_t t) {
    if (t < l->v->first + 2 || !is_comma(&l->v->tokens[t - 1])) return t;
    for (uint32_t i = t - 1; i > l->v->first && i + INSERTION > t; i--) {
        const kw_token *x = &l->v->tokens[i - 1];
        if (is_comma(x)) return i - 1;
        if (x->upos == KW_VERB && x->tense != KW_TENSE_NONE && !(x->flags & (KW_TOK_PARTICIPLE | KW_TOK_GERUND | KW_TOK_INFINITIVE))) break;
    }
    return t;
}

/* By order: the nearest one before the verb with no other verb between. */
static int32_t before(const kw_listed *l, uint32_t t) {
    for (uint32_t i = over_insertion(l, t); i > l->v->first; i--) {
        int32_t m = l->at[i - 1 - l->v->first];
        if (m >= 0) return m;
        const kw_token *x = &l->v->tokens[i - 1];
        if (x->upos == KW_VERB && !(x->flags & (KW_TOK_PARTICIPLE | KW_TOK_GERUND))) return -1;
        if (x->upos == KW_PRON || x->upos == KW_SCONJ || x->flags & KW_TOK_QUOTE_CLOSE) return -1;
    }
    return -1;
}

/* "..., and Syria signed": an actor right before a joined verb is its subject, whatever the tree says; and so is, in "Syria, which signed",
 * the one before the relative pronoun. */
static int32_t right_before(const kw_listed *l, uint32_t t) {
    const kw_view *v = l->v;
    uint32_t i = t;
    while (i > v->first && (v->tokens[i - 1].upos == KW_AUX || v->tokens[i - 1].upos == KW_ADV || v->tokens[i - 1].upos == KW_PART)) i--;
    bool relative = i > v->first && v->tokens[i - 1].upos == KW_PRON && kw_is(v, i - 1) & KW_G_REL;
    if (own_subject(l, t) != UNKNOWN || (!relative && v->tokens[t].deprel != KW_CONJ)) return -1;
    if (relative) i--;
    if (relative && i > v->first && is_comma(&v->tokens[i - 1])) i--;
    return i > v->first ? l->at[i - 1 - v->first] : -1;
}

int32_t kw_listed_before_insertion(const kw_listed *l, uint32_t t) {
    uint32_t i = l->v->tokens[t].flags & KW_TOK_PARTICIPLE ? over_insertion(l, t) : t;
    return i < t && i > l->v->first ? l->at[i - 1 - l->v->first] : -1;
}

int32_t kw_listed_subject(const kw_listed *l, uint32_t t) {
    int32_t m = l->v->parsed && l->v->tokens[t].deprel == KW_AMOD ? kw_listed_before_insertion(l, t) : right_before(l, t);
    if (m < 0) m = subject_of(l, t, 0);
    for (int32_t h = kw_listed_head(l, t); m == UNKNOWN && h >= 0 && h < (int32_t)t && l->v->tokens[t].deprel == KW_CONJ &&
         l->v->tokens[h].upos == KW_VERB; h = kw_listed_head(l, t))
        t = (uint32_t)h;                        /* what stands between joined verbs is the first one's */
    if (m == UNKNOWN) m = before(l, t);
    return m >= 0 ? m : -1;
}

/* ---- the agent of a passive ---- */

static bool has_class(const kw_listed *l, kw_str form, const char *class) {
    kw_rows r = kw_table_find(l->v->lang->grammar, form);
    for (uint32_t i = 0; i < r.n; i++)
        if (kw_str_is(kw_table_cell(l->v->lang->grammar, r.first + i, 1), class)) return true;
    return false;
}

int32_t kw_listed_agent(const kw_listed *l, const kw_listed_verb *h) {
    static const char *const ways[] = { "agent", "origin", "loc" };      /* by, from, in: as PETRARCH 2 takes them, the surest first */
    for (size_t w = 0; w < sizeof ways / sizeof *ways; w++)
        for (size_t i = 0; i < l->n_m; i++) {
            const kw_mention *x = kw_listed_mention(l, (int32_t)i);
            if (x->first <= h->main || kw_listed_mention_under(l, (int32_t)i, h->main) != 1) continue;
            if (has_class(l, l->v->tokens[x->first - 1].form, ways[w])) return (int32_t)i;
        }
    return -1;
}

/* ---- joined names ---- */

/* What stands between two mentions that are joined: commas (1) and a conjunction (2), and behind that perhaps a noun that owns the second
 * ("Arnor and the goats of Gondor"). 0: something else. */
static int join_between(const kw_listed *l, const kw_mention *a, const kw_mention *b) {
    int found = 0;
    uint32_t t = kw_mention_end(a);
    for (; t < b->first && t < kw_mention_end(a) + 3; t++) {
        const kw_token *x = &l->v->tokens[t];
        if (x->upos == KW_CCONJ) found = 2;
        else if (x->form.n == 1 && x->form.p[0] == ',') found = found ? found : 1;
        else break;
    }
    if (t == b->first || found < 2) return t == b->first ? found : 0;
    for (uint32_t k = t; k + 1 < b->first; k++)
        if (!(kw_is(l->v, k) & (KW_G_NOUN | KW_G_FILL))) return 0;
    return has_class(l, l->v->tokens[b->first - 1].form, "owner") ? found : 0;
}

/* Is b the subject of a verb behind it, while a stands behind the verb at t? Then a clause of its own begins with it. */
static bool opens_clause(const kw_listed *l, const kw_mention *a, const kw_mention *b, uint32_t t) {
    if (a->first < t) return false;
    uint32_t end = kw_mention_end(b);           /* "..., and Syria signed": whatever the tree says */
    const kw_token *next = end < l->v->end ? &l->v->tokens[end] : NULL;
    bool verb = next && next->tense != KW_TENSE_NONE && (next->upos == KW_AUX || next->upos == KW_VERB) && !kw_is_gerund(next);
    bool participle = verb && next->flags & KW_TOK_PARTICIPLE && end + 1 < l->v->end && has_class(l, l->v->tokens[end + 1].form, "agent");
    if (verb && !participle) return true;
    for (uint32_t i = b->first; i < kw_mention_end(b); i++)
        if (is_subject(l->v->tokens[i].deprel) && kw_listed_head(l, i) >= (int32_t)kw_mention_end(b)) return true;
    return false;
}

/* Does a hang on a word before it? Then what follows it is not joined to it from the left. */
static bool hangs_left(const kw_listed *l, const kw_mention *a) {
    for (uint32_t i = a->first; i < kw_mention_end(a); i++) {
        int32_t h = kw_listed_head(l, i);
        bool noun = l->v->tokens[i].deprel == KW_CONJ;
        if (h >= 0 && h < (int32_t)a->first && !noun) return true;
    }
    return false;
}

size_t kw_listed_group(const kw_listed *l, int32_t m, uint32_t t, int32_t out[KW_LISTED_GROUP]) {
    int32_t lo = m, hi = m, last = m;
    while (lo > 0 && m - lo < KW_LISTED_GROUP / 2) {
        const kw_mention *a = kw_listed_mention(l, lo - 1), *b = kw_listed_mention(l, lo);
        int how = join_between(l, a, b);
        if (!how || (how == 1 && lo == m) || hangs_left(l, a)) break;
        lo--;
    }
    while ((size_t)hi + 1 < l->n_m && hi - m < KW_LISTED_GROUP / 2 - 1) {
        const kw_mention *a = kw_listed_mention(l, hi), *b = kw_listed_mention(l, hi + 1);
        int how = join_between(l, a, b);
        if (!how || opens_clause(l, a, b, t)) break;
        hi++;
        if (how == 2) last = hi;                /* a list without "and" is no list */
    }
    size_t n = 0;
    for (int32_t i = lo; i <= last && n < KW_LISTED_GROUP; i++) out[n++] = i;
    return n;
}
