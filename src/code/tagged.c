/* SPDX-License-Identifier: MIT
 * What a word's tag and the words beside it allow: is it read by frames at all, and as a noun or as a verb? */
#include "code/parts.h"

/* "X, backed by Y, fired rockets": the comma before the verb closes an insertion behind a name. */
static bool behind_insertion(const kw_view *v, uint32_t t) {
    enum { INSERTION_MAX = 24 };
    if (t < v->first + 2 || kw_who_at(v, t - 1) >= 0 || !(kw_is(v, t - 1) & KW_G_COMMA)) return false;
    for (uint32_t i = t - 1; i > v->first + 1 && i + INSERTION_MAX > t; i--)
        if (kw_who_at(v, i - 1) < 0 && kw_is(v, i - 1) & KW_G_COMMA) return kw_who_at(v, i - 2) >= 0;
    return false;
}

/* "a photographer named X", "a company called X": the word only brings in what somebody is called. */
static bool only_names(const kw_view *v, uint32_t t) {
    if (!v->parsed || t == v->first || t + 1 >= v->end || kw_who_at(v, t + 1) < 0 || v->tokens[t].deprel != KW_ACL ||
        v->tokens[t].tense != KW_PAST || !kw_has_class(v, v->tokens[t].form, "naming"))
        return false;
    int32_t before = kw_who_at(v, t - 1);
    return before >= 0 ? !v->mentions[before].named && v->in->marks->entities[v->mentions[before].entity].kind != KW_STATE :
           kw_is(v, t - 1) & KW_G_NOUN;
}

/* What stands around a word, for all that its tag may be wrong or it only tells more of its neighbours. */
typedef struct around {
    const kw_token *t;
    uint32_t at, prev;                          /* classes of the word before; 0: a name, or none */
    bool inflected;                             /* in a language whose affixes do not tell voices */
    bool behind_aux, before_noun, before_name;
    bool named;                                 /* who acts seems to stand before it */
} around;

static around look_around(const kw_view *v, uint32_t at) {
    const kw_token *t = &v->tokens[at];
    around a = { .t = t, .at = at, .inflected = !v->lang->voices && !kw_str_eq(t->form, t->lemma) };
    if (at + 1 < v->end) {
        a.before_noun = v->tokens[at + 1].upos == KW_NOUN || v->tokens[at + 1].upos == KW_ADJ;
        a.before_name = kw_who_at(v, at + 1) >= 0;
    }
    a.named = behind_insertion(v, at);
    if (at == v->first) return a;
    int32_t who = kw_who_at(v, at - 1);
    if (who < 0) a.prev = kw_is(v, at - 1);
    a.behind_aux = v->tokens[at - 1].upos == KW_AUX || kw_is(v, at - 1) & (KW_G_BE | KW_G_LIGHT);
    bool things = v->tokens[at - 1].upos == KW_NOUN && t->tense == KW_PAST && !v->lang->voices;        /* "its missiles struck camps" */
    a.named = a.named || things || (who >= 0 && !v->mentions[who].pronoun);                              /* "Israeli jets bombed targets" */
    return a;
}

/* "his murdered comrades": not "accused of supplying weapons" */
static bool tells_noun(const kw_view *v, const around *a) {
    bool aim = kw_is_gerund(a->t) && a->prev & (KW_G_PREP | KW_G_OWNER | KW_G_AGENT);
    return v->parsed && a->t->deprel == KW_AMOD && a->t->upos == KW_VERB && a->before_noun && !(a->behind_aux || a->named || aim);
}

/* "the occupied West Bank", "visited wounded Kenyans": a participle that only tells more of the name behind it. */
static bool tells_name(const kw_view *v, const around *a) {
    bool article = a->at > v->first && v->tokens[a->at - 1].upos == KW_DET;
    if (!a->inflected || !a->before_name) return false;
    if (article && a->t->upos != KW_NOUN) return true;
    if (a->t->tense != KW_PAST || a->behind_aux) return false;
    if (a->prev & KW_G_POSS && a->at > v->first + 1 && kw_who_at(v, a->at - 2) < 0) return true;          /* "the country's defeated rebels" */
    if (a->prev & KW_G_VERB && !(a->prev & (KW_G_SAY | KW_G_BE)) && v->tokens[a->at - 1].upos == KW_VERB) return true;
    if (a->t->deprel == KW_AMOD && (a->prev & KW_G_PREP || !a->named)) return true;
    return a->prev & (KW_G_SUB | KW_G_IF | KW_G_COMP) && !(a->prev & KW_G_REL);        /* "where suspended judge X stood" */
}

/* An adjective or adverb where English has no verb: "made clear that", "close to the border", "a clear violation". */
static bool is_adjective(const kw_view *v, const around *a) {
    if (v->lang->voices || (a->t->upos != KW_ADJ && a->t->upos != KW_ADV)) return false;
    bool beside = a->at + 1 < v->end && kw_who_at(v, a->at + 1) < 0 && kw_is(v, a->at + 1) & (KW_G_PREP | KW_G_TO);
    if (!a->inflected && beside) return true;
    if (a->t->upos == KW_ADV) return false;
    uint8_t before = a->at > v->first && kw_who_at(v, a->at - 1) < 0 ? v->tokens[a->at - 1].upos : KW_X;
    bool amod = v->parsed && a->t->deprel == KW_AMOD && (a->prev & KW_G_POSS || before == KW_DET || before == KW_NUM || before == KW_ADJ);
    return a->prev & KW_G_VERB || ((amod || !a->inflected) && a->before_noun);
}

/* Are rows of the hit for verbs, and are some for nouns? */
static void kinds_of(const kw_view *v, const kw_frame_hit *h, bool *verb, bool *noun) {
    *verb = *noun = false;
    for (uint32_t a = 0; a < h->n_alt; a++)
        for (uint32_t i = 0; i < h->alt[a].rows.n; i++) *(kw_row_is_noun(v, h->alt[a].rows.first + i) ? noun : verb) = true;
}

bool kw_tag_suits(const kw_view *v, const kw_frame_hit *h) {
    if (h->alt[0].n > 1) return true;
    around a = look_around(v, h->first);
    uint8_t upos = a.t->upos;
    if (upos == KW_AUX || only_names(v, h->first) || tells_noun(v, &a) || tells_name(v, &a)) return false;
    if (!v->lang->voices && upos == KW_ADV && a.prev & KW_G_VERB) return false;        /* "must pull back his forces" */
    bool verb, noun, is_noun = upos == KW_NOUN || upos == KW_PROPN;
    kinds_of(v, h, &verb, &noun);
    if (verb && (upos == KW_VERB || h->alt[0].voice != KW_VOICE_NONE || v->lang->voices)) return true;
    if (noun && (is_noun || upos == KW_ADJ || kw_is_gerund(a.t))) return true;
    if (verb && is_noun && a.inflected) return true;       /* kw_tag_allows looks again */
    return verb && !is_noun && upos != KW_DET && !is_adjective(v, &a) && !kw_table_find(v->lang->grammar, a.t->form).n;
}

/* An inflected word between two names, or an adverb and a name, is a verb whatever its tag ("Iran slams Israel"). */
static bool between_names(const kw_view *v, uint32_t t) {
    const kw_token *tok = &v->tokens[t];
    if (v->lang->voices || kw_str_eq(tok->form, tok->lemma) || t == v->first || t + 1 >= v->end) return false;
    bool before = kw_who_at(v, t - 1) >= 0 || v->tokens[t - 1].upos == KW_ADV;
    return before && kw_who_at(v, t + 1) >= 0;
}

/* "told cheering soldiers": a verb that asks or tells somebody has a name behind it, and what stands between tells more of that. */
static bool tells_object(const kw_view *v, uint32_t t) {
    if (v->lang->voices || !kw_is_gerund(&v->tokens[t]) || t == v->first || t + 1 >= v->end) return false;
    return kw_who_at(v, t - 1) < 0 && kw_is(v, t - 1) & KW_G_VERB && kw_is(v, t - 1) & KW_G_ASK && kw_who_at(v, t + 1) >= 0;
}

/* "bonus pay for teachers", "Friday's shooting at a school": a noun by its tag, with what only stands before nouns before it. */
static bool names_noun(const kw_view *v, uint32_t t) {
    if (v->lang->voices || v->tokens[t].upos != KW_NOUN || t == v->first || kw_who_at(v, t - 1) >= 0) return false;
    uint8_t before = v->tokens[t - 1].upos;
    return before == KW_ADJ || before == KW_NOUN || before == KW_DET || before == KW_NUM || kw_is(v, t - 1) & KW_G_POSS;
}

/* "sank", "drove": a form of the past that no noun has, whatever its tag. */
static bool past_by_form(const kw_view *v, uint32_t t) {
    const kw_token *k = &v->tokens[t];
    return !v->lang->voices && k->form.n && !kw_str_eq(k->form, k->lemma) && k->form.p[k->form.n - 1] != 's' && !(k->flags & KW_TOK_CAPITAL) &&
           !kw_is_gerund(k);
}

bool kw_tag_allows(const kw_view *v, const kw_frame_hit *h, uint32_t n, bool noun) {
    uint8_t upos = v->tokens[h->first].upos;
    if (!noun && names_noun(v, h->first) && !past_by_form(v, h->first)) return false;
    if (n > 1) return true;
    if (!noun && tells_object(v, h->first)) return false;
    bool slip = kw_noun_by_article(v, h->first);
    bool leads = h->first + 1 < v->end && kw_is(v, h->first) & KW_G_PREP;        /* "according to": a word of grammar */
    if (noun) return !leads && (upos != KW_VERB || slip || kw_is_gerund(&v->tokens[h->first]));
    if (slip) return false;
    if (v->lang->voices) return true;           /* the affixes tell a verb better than the tagger */
    return (upos != KW_NOUN && upos != KW_PROPN) || h->voice != KW_VOICE_NONE || between_names(v, h->first) || past_by_form(v, h->first);
}
