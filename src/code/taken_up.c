/* SPDX-License-Identifier: MIT
 * Acts told of before and taken up again by a noun with a word that points back: "Qatar condemned the attack", "Serangan itu ...".
 * Bridging by type or lemma to the reports of the sentences right before (Poesio and Vieira 1998 count such descriptions). */
#include "code/parts.h"

enum { REACH = 3, SENTENCES_BACK = 2 };         /* REACH: tokens between the noun and the word that points back */

static bool fills(const kw_view *v, uint32_t t) {
    return kw_who_at(v, t) < 0 && kw_is(v, t) & (KW_G_FILL | KW_G_NOUN) && !(kw_is(v, t) & (KW_G_VERB | KW_G_COMMA | KW_G_PREP));
}

bool kw_points_back(const kw_view *v, uint32_t t) {
    for (uint32_t i = t; i > v->first && i + REACH > t; i--) {
        if (kw_has_class(v, v->tokens[i - 1].lemma, "known")) return true;
        if (!fills(v, i - 1)) break;
    }
    for (uint32_t i = t + 1; i < v->end && i <= t + REACH; i++) {
        if (kw_has_class(v, v->tokens[i].lemma, "known behind")) return true;
        if (!fills(v, i)) break;
    }
    return false;
}

static bool may_name_act(const kw_code_lang *lang, const kw_token *t) {
    return (t->upos == KW_NOUN || t->upos == KW_PROPN) && (kw_frame_begins(lang, t) || kw_lang_has_class(lang, t->lemma, "deal") || kw_lang_has_class(lang, t->form, "deal"));
}

uint32_t kw_topic(const kw_view *v, uint32_t from, uint32_t to) {
    for (uint32_t t = from; t < to && t < v->end; t++)
        if (kw_who_at(v, t) < 0 && may_name_act(v->lang, &v->tokens[t]) && kw_points_back(v, t)) return t;
    return UINT32_MAX;
}

/* Was the word part of what made the report? */
static bool told_by(const kw_view *v, const kw_report *r, kw_str lemma) {
    const kw_sentence *s = &v->in->words->sentences[r->sentence];
    for (uint32_t t = s->first; t < s->first + s->n; t++)
        if (kw_span_meets(v->tokens[t].at, r->trigger) && kw_str_eq(v->tokens[t].lemma, lemma)) return true;
    return false;
}

/* Is the noun one for acts of that type? */
static bool names_type(const kw_view *v, kw_str form, kw_str type) {
    kw_rows rows = kw_table_find(v->lang->frames, form);
    for (uint32_t i = 0; i < rows.n; i++)
        if (kw_str_is(kw_frame_cell(v, rows.first + i, KW_FR_KIND), "noun") && kw_str_eq(kw_frame_cell(v, rows.first + i, KW_FR_TYPE), type)) return true;
    return false;
}

/* A deal by whatever name: "the agreement" after "struck a deal". */
static bool same_deal(const kw_view *v, uint32_t t, kw_str type) {
    return (kw_str_is(type, "AGREE") || kw_str_is(type, "SUPPORT")) && (kw_has_class(v, v->tokens[t].form, "deal") || kw_has_class(v, v->tokens[t].lemma, "deal"));
}

const kw_report *kw_act_taken_up(const kw_view *v, const kw_frame_hit *h, bool passive, const kw_report_list *told, size_t n) {
    uint32_t behind = h->first + h->n;
    uint32_t t = passive ? kw_topic(v, kw_clause_start(v, h->first), h->first) : kw_topic(v, behind, kw_complement_end(v, behind - 1));
    const kw_report *best = NULL;
    for (size_t i = n; t != UINT32_MAX && i-- > 0 && told->v[i].sentence + SENTENCES_BACK >= v->sentence;) {
        const kw_report *r = &told->v[i];
        if (r->sentence >= v->sentence || r->target == UINT32_MAX) continue;
        if (told_by(v, r, v->tokens[t].lemma)) return r;
        if (!best && (names_type(v, v->tokens[t].form, r->type) || same_deal(v, t, r->type))) best = r;
    }
    return best;
}

bool kw_may_take_up(const kw_code_kit *kit, const kw_code_in *in, const kw_report_list *told, size_t sentence) {
    const kw_sentence *s = &in->words->sentences[sentence];
    if (!told->n || told->v[told->n - 1].sentence + SENTENCES_BACK < sentence || !s->language || s->language > kit->n_langs) return false;
    for (uint32_t t = s->first; t < s->first + s->n; t++)
        if (may_name_act(&kit->langs[s->language - 1], &in->words->tokens[t])) return true;
    return false;
}
