/* SPDX-License-Identifier: MIT
 * Is a verb passive: by its form where forms tell voices, else by what stands around it. */
#include "code/reader.h"

/* "had suspended": the helper right before is one that a passive would not have alone. */
static bool perfect_before(const kw_view *v, uint32_t t) {
    for (uint32_t i = t; i > v->first && i + 4 > t; i--) {
        uint32_t is = kw_is(v, i - 1);
        if (kw_who_at(v, i - 1) >= 0 || is & KW_G_BE || !(is & (KW_G_FILL | KW_G_NOT | KW_G_LIGHT))) return false;
        if (is & (KW_G_LIGHT | KW_G_BACK) && v->tokens[i - 1].upos == KW_AUX) return true;
    }
    return false;
}

/* Is it the verb of its sentence, whatever it hangs on? No other stands before it, and those behind are joined to it or of other clauses. */
static bool leads(const kw_view *v, const kw_frame_hit *h) {
    for (uint32_t t = v->first; t < h->first; t++)
        if (kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_VERB) return false;
    for (uint32_t t = h->first + h->n; t < v->end; t++) {
        if (kw_who_at(v, t) >= 0) continue;
        if (kw_is(v, t) & (KW_G_CC | KW_G_SUB | KW_G_COMP | KW_G_REL)) return true;
        if (kw_is(v, t) & KW_G_VERB) return false;
    }
    return true;
}

/* "a minister attacked with knives by militants": what hangs on a participle without an object names its agent further on. */
static bool agent_behind(const kw_view *v, uint32_t behind) {
    for (uint32_t i = behind; i < v->end; i++) {
        if (kw_who_at(v, i) >= 0) continue;
        uint32_t is = kw_is(v, i);
        if (i == behind && !(is & KW_G_AGENT)) continue;
        if (is & KW_G_AGENT) return kw_prep(v, i, v->end, v->tokens[i].form).weight > 0;
        if (is & (KW_G_VERB | KW_G_PREP | KW_G_OWNER | KW_G_COMMA | KW_G_CC | KW_G_SUB | KW_G_REL | KW_G_COMP)) return false;
    }
    return false;
}

/* "Four workers, abducted in May from X, are still held": a participle between commas behind a name, with the verb of the name behind them. */
static bool is_inserted(const kw_view *v, uint32_t t, uint32_t behind) {
    enum { LONGEST = 16 };
    if (t < v->first + 2 || kw_who_at(v, t - 1) >= 0 || !(kw_is(v, t - 1) & KW_G_COMMA) || kw_who_at(v, t - 2) < 0) return false;
    uint32_t stop = behind + LONGEST < v->end ? behind + LONGEST : v->end, comma = kw_comma_behind(v, behind, stop);
    if (comma + 1 >= stop || kw_who_at(v, comma + 1) >= 0) return false;
    for (uint32_t i = behind; i < comma; i++)
        if (kw_who_at(v, i) < 0 && kw_is(v, i) & (KW_G_VERB | KW_G_SUB | KW_G_CC) && !(kw_is(v, i) & (KW_G_NOUN | KW_G_PREP))) return false;
    return v->tokens[comma + 1].upos == KW_AUX || (kw_is(v, comma + 1) & KW_G_VERB && !kw_is_gerund(&v->tokens[comma + 1]));
}

/* Where voice is not in the form: a passive auxiliary or subject in the tree, a form of "be" before a participle, or a
 * participle that has "by" behind it or, of a verb that takes an object, hangs on a noun. */
static bool passive_around(const kw_view *v, const kw_frame_hit *h, bool transitive) {
    const kw_token *t = &v->tokens[h->first];
    if (kw_str_eq(t->form, t->lemma) && !(t->flags & KW_TOK_PARTICIPLE)) return false;
    if (t->flags & KW_TOK_GERUND || t->tense != KW_PAST || kw_is(v, h->first) & KW_G_BE) return false;
    uint32_t behind = h->first + h->n;
    if (perfect_before(v, h->first)) return false;
    uint32_t first = behind;
    while (first < v->end && first < behind + 3 && kw_who_at(v, first) < 0 &&
           (v->tokens[first].upos == KW_ADJ || (v->parsed && v->tokens[first].deprel == KW_AMOD)))
        first++;
    /* "proposed new sanctions" */
    if (first > behind && first < v->end && !kw_in_date(v, first) && (kw_who_at(v, first) >= 0 || kw_is(v, first) & KW_G_NOUN)) behind = first;
    first = behind;
    /* "killed at least 12" */
    while (first < v->end && first < behind + 3 && kw_who_at(v, first) < 0 && kw_is(v, first) == KW_G_FILL && v->tokens[first].upos != KW_NUM)
        first++;
    if (first < v->end && v->tokens[first].upos == KW_NUM && !kw_in_date(v, first)) behind = first;
    bool object = behind < v->end && !kw_in_date(v, behind) &&
        (kw_who_at(v, behind) >= 0 || kw_is(v, behind) & KW_G_NOUN || v->tokens[behind].upos == KW_DET || v->tokens[behind].upos == KW_NUM);
    for (uint32_t c = v->first; v->parsed && !object && c < v->end; c++)
        if (v->tokens[c].head == (int32_t)h->first && (v->tokens[c].deprel == KW_AUX_PASS || v->tokens[c].deprel == KW_NSUBJ_PASS)) return true;
    for (uint32_t i = h->first; i > v->first && i + 4 > h->first; i--) {
        if (kw_who_at(v, i - 1) >= 0) break;
        if (kw_is(v, i - 1) & KW_G_BE) return true;
        if (!(kw_is(v, i - 1) & (KW_G_FILL | KW_G_NOT))) break;
    }
    /* not "spoke by phone" */
    if (behind < v->end && kw_who_at(v, behind) < 0 && kw_is(v, behind) & KW_G_AGENT &&
        ((t->flags & KW_TOK_PARTICIPLE && transitive) || kw_prep(v, behind, v->end, v->tokens[behind].form).weight))
        return true;
    while (behind < v->end && kw_in_date(v, behind)) behind++;                        /* "selected last May by X" */
    bool held = behind < v->end && kw_who_at(v, behind) < 0 && kw_is(v, behind) & (KW_G_PREP | KW_G_AGENT);
    if (held && !object && transitive && t->flags & KW_TOK_PARTICIPLE && agent_behind(v, behind)) return true;
    if (!object && transitive && t->flags & KW_TOK_PARTICIPLE && is_inserted(v, h->first, behind)) return true;
    bool main = t->head >= (int32_t)v->first && t->head < (int32_t)v->end && v->tokens[t->head].deprel == KW_ROOT;
    if (leads(v, h)) main = true;
    return v->parsed && transitive && !object && !main && t->deprel == KW_ACL && t->flags & KW_TOK_PARTICIPLE;
}

static bool takes_object(const kw_view *v, uint32_t row) {
    kw_str places = kw_frame_cell(v, row, KW_FR_TARGET), one;
    while (places.n && kw_str_cut(&places, '/', &one))
        if (kw_str_is(one, "obj")) return true;
    return kw_str_find(kw_frame_cell(v, row, KW_FR_WITH), KW_STR("obj"), 0) != SIZE_MAX;
}

bool kw_by_pronoun(const kw_view *v, uint32_t t) {
    if (!v->lang->voices || v->tokens[t].upos != KW_VERB || t < v->first + 2 || !kw_is_pronoun(v, t - 1)) return false;
    if (v->tokens[t - 1].flags & KW_TOK_CLITIC) return false;
    uint32_t i = t - 1;
    while (i > v->first && kw_who_at(v, i - 1) < 0 &&                           /* "telah kami tangkap" */
           (v->tokens[i - 1].upos == KW_AUX || kw_is(v, i - 1) & (KW_G_BACK | KW_G_FUTURE | KW_G_NOT))) i--;
    if (i == v->first || kw_is(v, i - 1) & (KW_G_REL | KW_G_COMMA | KW_G_CC | KW_G_SUB | KW_G_COMP)) return false;
    return kw_who_at(v, i - 1) >= 0 || kw_is(v, i - 1) & KW_G_NOUN || kw_has_class(v, v->tokens[i - 1].form, "known behind");
}

bool kw_is_passive(const kw_view *v, const kw_frame_hit *h, uint32_t row) {
    if (h->noun) return false;
    if (v->lang->voices) return h->voice == KW_PASSIVE || h->voice == KW_ACCIDENTAL;
    return passive_around(v, h, takes_object(v, row));
}
