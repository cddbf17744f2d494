/* SPDX-License-Identifier: MIT
 * Acts told of before and taken up again by a noun with a word that points back: "Qatar condemned the attack", "Serangan itu ...".
 * Bridging by type or lemma to the reports of the sentences right before (Poesio and Vieira 1998 count such descriptions). */
#include "code/roles.h"

enum {
    REACH = 3,                  /* tokens between the noun and the word that points back */
    SEIZED_BACK = 6,            /* sentences in which it was told who holds somebody */
    LEAD = 2,                   /* sentences at the head of a text */
    CONTEXT_BACK = 3,           /* sentences in which it was told who deals with whom */
    SENTENCES_BACK = 2          /* in which the last act of a kind is the one that is meant */
};

static bool fills(const kw_view *v, uint32_t t) {
    return kw_who_at(v, t) < 0 && kw_is(v, t) & (KW_G_FILL | KW_G_NOUN) && !(kw_is(v, t) & (KW_G_VERB | KW_G_COMMA | KW_G_PREP));
}

bool kw_points_back(const kw_view *v, uint32_t t) {
    for (uint32_t i = t; i > v->first && i + REACH > t; i--) {
        if (kw_class_at(v, i - 1, "known")) return true;
        if (!fills(v, i - 1)) break;
    }
    for (uint32_t i = t + 1; i < v->end && i <= t + REACH; i++) {
        if (kw_class_at(v, i, "known behind")) return true;
        if (!fills(v, i)) break;
    }
    return false;
}

static bool is_noun(const kw_token *t) { return t->upos == KW_NOUN || t->upos == KW_PROPN; }

/* "the move", "keputusan itu": any act, whatever its kind. */
static bool is_any_act(const kw_code_lang *lang, const kw_token *t) { return kw_token_has_class(lang, t, "any act"); }

static bool may_name_act(const kw_code_lang *lang, const kw_token *t) {
    return is_noun(t) && (kw_frame_begins(lang, t) || kw_token_has_class(lang, t, "deal") || is_any_act(lang, t));
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

/* Is the noun one for acts of that type? What somebody asserts of another may be an accusation: "denied the claim". */
static bool names_type(const kw_view *v, kw_str form, const kw_report *r) {
    kw_str type = r->type;
    if (kw_type_is(&v->kit->ontology, type, KW_TYPE_OF_DEED) && kw_type_is(&v->kit->ontology, type, KW_TYPE_BLAMES) &&
        kw_has_class(v, form, "asserted"))
        return true;
    kw_rows rows = kw_table_find(v->lang->frames, form);
    bool deal = kw_cameo_has(&v->kit->ontology, r->cameo, "deal");
    for (uint32_t i = rows.first; i < rows.first + rows.n; i++) {
        if (!kw_str_is(kw_frame_cell(v, i, KW_FR_KIND), "noun") || !kw_str_eq(kw_frame_cell(v, i, KW_FR_TYPE), type)) continue;
        if (deal || !kw_cameo_has(&v->kit->ontology, kw_frame_cell(v, i, KW_FR_CAMEO), "deal")) return true;       /* thanks are no treaty */
    }
    return false;
}

/* A deal by whatever name: "the agreement" after "struck a deal". */
static bool same_deal(const kw_view *v, uint32_t t, const kw_report *r) {
    const kw_ontology *o = &v->kit->ontology;
    bool words = kw_type_is(o, r->type, KW_TYPE_REMARK) && !kw_cameo_has(o, r->cameo, "deal");       /* thanks and praise */
    return kw_type_is(o, r->type, KW_TYPE_PACT) && !words &&
           kw_class_at(v, t, "deal");
}

/* Did the same one do both, or one for the same state? A mutual act is told twice. */
static bool one_doer(const kw_view *v, const kw_report *a, const kw_report *b) {
    const kw_entity *e = v->in->marks->entities;
    kw_str x = e[a->source_entity].country, y = e[b->source_entity].country;
    return a->source_entity == b->source_entity || (x.n && kw_str_eq(x, y)) || (a->sentence == b->sentence && a->source_entity == b->target_entity);
}

/* The main act of the sentence that told of one last: its first report. One that is itself a remark on an act is meant only if there is
 * no other. */
static const kw_report *last_act(const kw_view *v, const kw_report_list *told, size_t n) {
    const kw_report *act = NULL, *remark = NULL;
    for (size_t i = n; i-- > 0;) {
        const kw_report *r = &told->v[i];
        if (r->sentence + SENTENCES_BACK < v->sentence || (act && r->sentence != act->sentence)) break;
        if (r->sentence >= v->sentence || r->target == UINT32_MAX) continue;
        if (!kw_type_is(&v->kit->ontology, r->type, KW_TYPE_REMARK)) act = r;
        else if (!remark || r->sentence == remark->sentence) remark = r;
    }
    return act ? act : remark;
}

static bool code_has(const kw_view *v, kw_str cameo, const char *sense) { return kw_cameo_has(&v->kit->ontology, cameo, sense); }

/* Does the noun name the release of somebody? */
static bool is_release(const kw_view *v, uint32_t t) {
    kw_rows rows = kw_table_find(v->lang->frames, v->tokens[t].form);
    for (uint32_t i = 0; i < rows.n; i++)
        if (kw_str_is(kw_frame_cell(v, rows.first + i, KW_FR_KIND), "noun") && code_has(v, kw_frame_cell(v, rows.first + i, KW_FR_CAMEO), "release"))
            return true;
    return false;
}

/* "Their release": he holds them who seized them last, or let them go. */
const kw_report *kw_seized_before(const kw_view *v, const kw_report_list *told, size_t n) {
    for (size_t i = n; i-- > 0;) {
        const kw_report *r = &told->v[i];
        if (r->sentence + SEIZED_BACK < v->sentence) break;
        if (r->sentence < v->sentence && r->target != UINT32_MAX && r->happened &&
            (code_has(v, r->cameo, "seize") || code_has(v, r->cameo, "release")))
            return r;
    }
    return NULL;
}

static bool is_named(const kw_view *v, uint32_t t, const kw_report *r) {
    return told_by(v, r, v->tokens[t].lemma) || names_type(v, v->tokens[t].form, r) || same_deal(v, t, r);
}

bool kw_names_act(const kw_view *v, uint32_t t, const kw_report *act) {
    bool remark = kw_type_is(&v->kit->ontology, act->type, KW_TYPE_REMARK);
    return is_named(v, t, act) || (is_any_act(v->lang, &v->tokens[t]) && !remark);
}

/* "peluncuran itu": a noun of another form than its root names an act, too, but one of saying. */
static bool made_from_verb(const kw_view *v, uint32_t t) {
    const kw_token *k = &v->tokens[t];
    return is_noun(k) && v->lang->voices && !kw_str_eq(k->form, k->lemma) && !kw_class_at(v, t, "asserted") && !kw_class_at(v, t, "carrier");
}

uint32_t kw_remark_noun(const kw_view *v, const kw_frame_hit *h, bool passive) {
    uint32_t behind = h->first + h->n, from = passive ? kw_clause_start(v, h->first) : behind, to = passive ? h->first : kw_clause_end(v, behind - 1);
    for (uint32_t t = from; t < to; t++)
        if (kw_who_at(v, t) < 0 && (may_name_act(v->lang, &v->tokens[t]) || made_from_verb(v, t)) && kw_points_back(v, t)) return t;
    return UINT32_MAX;
}

/* The act that the noun at t names, done by nobody of the country `not` (empty: by anybody). Far back only one whose like nobody else did, else
 * that of the lead, of which a text is told. */
static const kw_report *named_act(const kw_view *v, uint32_t t, const kw_report_list *told, size_t n, kw_str not) {
    const kw_report *best = NULL, *lead = NULL;
    bool several = false;
    for (size_t i = n; i-- > 0;) {
        const kw_report *r = &told->v[i];
        if (r->sentence >= v->sentence || r->target == UINT32_MAX || !is_named(v, t, r)) continue;
        if (not.n && kw_str_eq(v->in->marks->entities[r->source_entity].country, not)) continue;
        if (!best && r->sentence + SENTENCES_BACK >= v->sentence) return r;
        several = several || (best && !one_doer(v, best, r));
        best = best ? best : r;
        if (r->sentence < LEAD && r->happened && !r->background) lead = r;
    }
    return several ? lead : best;
}

/* Does what stands behind the noun tell which act it is ("of two students", "di Aceh"), and not only when? */
static bool told_which(const kw_view *v, uint32_t t) {
    if (t + 1 >= v->end) return false;
    if (kw_who_at(v, t + 1) >= 0) return true;
    return kw_is(v, t + 1) & (KW_G_OWNER | KW_G_PREP | KW_G_AGENT) && !(t + 2 < v->end && kw_in_date(v, t + 2)) && !kw_in_date(v, t + 1);
}

/* "the coup", "the raid": a noun for a hostile act that nobody may have told of by that name. */
static bool is_hostile_deed(const kw_view *v, uint32_t t) {
    kw_rows rows = kw_table_find(v->lang->frames, v->tokens[t].form);
    if (told_which(v, t)) return false;
    if (kw_has_class(v, v->tokens[t].form, "deed") || (!rows.n && made_from_verb(v, t))) return true;
    for (uint32_t i = 0; i < rows.n; i++)
        if (kw_str_is(kw_frame_cell(v, rows.first + i, KW_FR_KIND), "noun") &&
            kw_quad(&v->kit->ontology, kw_frame_cell(v, rows.first + i, KW_FR_TYPE)) == 4)
            return true;
    return false;
}

/* The hostile act told last, by nobody of the country `not`; one that hurt somebody before one that only cut ties. Where none is near,
 * the first of the lead. */
static const kw_report *last_deed(const kw_view *v, const kw_report_list *told, size_t n, kw_str not) {
    const kw_report *lead = NULL, *other = NULL;
    for (size_t i = n; i-- > 0;) {
        const kw_report *r = &told->v[i];
        bool near = r->sentence + SENTENCES_BACK >= v->sentence, harm = kw_type_is(&v->kit->ontology, r->type, KW_TYPE_HARM | KW_TYPE_SHOW);
        if (r->sentence >= v->sentence || r->target == UINT32_MAX || !r->happened || kw_quad(&v->kit->ontology, r->type) != 4) continue;
        if (not.n && kw_str_eq(v->in->marks->entities[r->source_entity].country, not)) continue;
        if (near && harm) return r;
        if (near && !other) other = r;
        if (r->sentence < LEAD && !r->background) lead = r;
    }
    return other ? other : lead;
}

/* "The remarks": what was said last of somebody. */
static const kw_report *last_remark(const kw_view *v, const kw_report_list *told, size_t n) {
    for (size_t i = n; i-- > 0 && told->v[i].sentence + SENTENCES_BACK >= v->sentence;)
        if (told->v[i].sentence < v->sentence && told->v[i].target != UINT32_MAX && kw_type_is(&v->kit->ontology, told->v[i].type, KW_TYPE_REMARK))
            return &told->v[i];
    return NULL;
}

const kw_report *kw_act_named(const kw_view *v, uint32_t t, const kw_report_list *told, size_t n, kw_str not) {
    if (kw_class_at(v, t, "saying")) return last_remark(v, told, n);
    if (is_release(v, t)) return kw_seized_before(v, told, n);
    if (is_any_act(v->lang, &v->tokens[t])) return last_act(v, told, n);
    const kw_report *act = not.n ? named_act(v, t, told, n, not) : NULL;
    if (!act) act = named_act(v, t, told, n, KW_STR(""));
    if (!act && is_hostile_deed(v, t)) act = last_deed(v, told, n, not);
    return act;
}

const kw_report *kw_act_taken_up(const kw_view *v, const kw_frame_hit *h, bool passive, const kw_report_list *told, size_t n, kw_str not) {
    uint32_t behind = h->first + h->n, from = passive ? kw_clause_start(v, h->first) : behind,
        to = passive ? h->first : kw_complement_end(v, behind - 1);
    for (uint32_t t = from; t < to; t++) {
        if (kw_who_at(v, t) >= 0) continue;
        if (kw_has_class(v, v->tokens[t].form, "told of")) return NULL;       /* "declined to give details about the arrest" */
        if (!is_noun(&v->tokens[t]) || !kw_points_back(v, t)) continue;
        const kw_report *act = kw_act_named(v, t, told, n, not);
        if (act) return act;
    }
    return NULL;
}

static bool disaster_before(const kw_code_lang *lang, const kw_words *w, size_t sentence) {
    const kw_sentence *last = &w->sentences[sentence], *first = &w->sentences[sentence > CONTEXT_BACK ? sentence - CONTEXT_BACK : 0];
    for (uint32_t t = first->first; t < last->first; t++)
        if (is_noun(&w->tokens[t]) && kw_token_has_class(lang, &w->tokens[t], "disaster")) return true;
    return false;
}

bool kw_may_take_up(const kw_code_kit *kit, const kw_code_in *in, const kw_report_list *told, size_t sentence) {
    const kw_sentence *s = &in->words->sentences[sentence];
    if (!s->language || s->language > kit->n_langs) return false;
    const kw_code_lang *lang = &kit->langs[s->language - 1];
    bool context = told->n && told->v[told->n - 1].sentence + CONTEXT_BACK >= sentence;
    if (!context && sentence) context = disaster_before(lang, in->words, sentence);
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        const kw_token *k = &in->words->tokens[t];
        if (context && k->upos == KW_VERB && kw_frame_begins(lang, k)) return true;
        bool points = sentence && (k->upos == KW_DET || k->upos == KW_PRON);
        if (points && (kw_token_has_class(lang, k, "known") || kw_token_has_class(lang, k, "known behind"))) return true;
        if (kw_token_has_class(lang, k, "claims")) return true;       /* of a deed that nobody was said to have done */
    }
    return false;
}

bool kw_may_free(const kw_code_kit *kit, const kw_report_list *told, size_t sentence) {
    for (size_t i = told->n; i-- > 0 && told->v[i].sentence + SEIZED_BACK >= sentence;)
        if (kw_cameo_has(&kit->ontology, told->v[i].cameo, "seize")) return true;
    return false;
}
