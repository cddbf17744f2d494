/* SPDX-License-Identifier: MIT
 * Who did what a sentence tells of nobody, by what was told before: "20 fighters died in the shelling" (he who shelled them), "four marchers
 * were arrested" (he who held them already, or the police of the text: lang/XX/habits.tsv), "the suspect was questioned" (who holds him). */
#include "code/teller.h"

enum { WONT_BACK = 4,               /* sentences in which those are told of who are wont to do such things */
       HELD_BACK = 6 };             /* sentences in which it was told who holds somebody */

/* People, and not a place or a firm that only stands near. */
static bool is_people(const kw_view *v, kw_role whom) {
    kw_kind kind = kw_entity_of(v, whom.mention)->kind;
    return whom.weight > 1 && (kind == KW_PERSON || kind == KW_GROUP);
}

static bool same_side(const kw_view *v, uint32_t a, uint32_t b) {
    const kw_entity *x = &v->in->marks->entities[a], *y = &v->in->marks->entities[b];
    return a == b || (x->country.n && kw_str_eq(x->country, y->country));
}

/* "killed in the raid", "dalam penggerebekan itu tewas": who did the harm that the sentence takes up, and not to himself. */
static int32_t doer_of_act(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, const kw_report_list *told, size_t n) {
    if (!kw_frame_is(v, r->row, KW_TYPE_HARM)) return -1;
    const kw_report *act = kw_act_taken_up(v, h, false, told, n, KW_STR(""));
    if (!act) act = kw_act_taken_up(v, h, true, told, n, KW_STR(""));
    if (!act || act->target == UINT32_MAX || kw_type_is(&v->kit->ontology, act->type, KW_TYPE_REMARK) || !act->happened) return -1;
    if (kw_quad(&v->kit->ontology, act->type) != 4) return -1;
    uint32_t victim = v->mentions[r->target.mention].entity;
    if (act->sentence + 1 < v->sentence && victim != act->target_entity) return -1;        /* another attack may have come between */
    bool own = same_side(v, victim, act->source_entity) && !same_side(v, victim, act->target_entity);
    return (int32_t)(own || victim == act->source_entity ? act->target : act->source);
}

/* Who seized that one, or holds him; -1: nobody. */
static int32_t holder_of(const kw_view *v, uint32_t whom, const kw_report_list *told, size_t n) {
    for (size_t i = n; i-- > 0 && told->v[i].sentence + HELD_BACK >= v->sentence;)
        if (told->v[i].target_entity == whom && told->v[i].happened && kw_cameo_has(&v->kit->ontology, told->v[i].cameo, "seize"))
            return (int32_t)told->v[i].source;
    return -1;
}

static bool has_word(kw_str words, kw_str word) {
    kw_str one;
    while (words.n && kw_str_cut(&words, ' ', &one))
        if (kw_str_eq(one, word)) return true;
    return false;
}

/* The place or state that the sentence names is where it happened: those of another are not meant. */
static bool elsewhere(const kw_view *v, const kw_entity *who) {
    for (uint32_t t = v->first; t < v->end; t++) {
        const kw_entity *e = kw_who_at(v, t) >= 0 ? kw_entity_of(v, kw_who_at(v, t)) : NULL;
        if (e && (e->kind == KW_PLACE || e->kind == KW_STATE) && e->country.n && who->country.n && !kw_str_eq(e->country, who->country)) return true;
    }
    return false;
}

/* Was harm done to them, an army, by what was told right before? Police arrest also those who attack them. */
static bool suffered(const kw_view *v, uint32_t who, const kw_report_list *told, size_t n) {
    if (!kw_sector_is(&v->kit->ontology, v->in->marks->entities[who].sector, KW_SECTOR_ARMY)) return false;
    for (size_t i = n; i-- > 0 && told->v[i].sentence + WONT_BACK >= v->sentence;)
        if (told->v[i].target_entity == who && kw_quad(&v->kit->ontology, told->v[i].type) == 4) return true;
    return false;
}

static bool one_army(const kw_view *v, const kw_entity *a, const kw_entity *b) {
    const kw_ontology *o = &v->kit->ontology;
    return kw_sector_is(o, a->sector, KW_SECTOR_ARMY) && kw_sector_is(o, b->sector, KW_SECTOR_ARMY) && kw_str_eq(a->country, b->country);
}

/* The last ones told of, a body or a group, who are wont to do what the word says; -1: nobody. */
static int32_t wont_to(const kw_view *v, const kw_frame_hit *h, int32_t whom, const kw_report_list *told, size_t n) {
    kw_rows rows = kw_table_find(v->lang->habits, v->tokens[h->first].lemma);
    const kw_marks *m = v->in->marks;
    if (!rows.n) return -1;
    kw_str sectors = kw_table_cell(v->lang->habits, rows.first, 1);
    for (size_t i = m->n_mentions; i-- > 0;) {
        const kw_mention *x = &m->mentions[i];
        const kw_entity *e = &m->entities[x->entity];
        if (x->sentence > v->sentence || x->pronoun || x->entity == v->mentions[whom].entity) continue;
        if (x->sentence + WONT_BACK < v->sentence) break;
        bool body = e->kind == KW_GROUP || e->kind == KW_ORGANISATION;
        if (!body || !has_word(sectors, e->sector) || suffered(v, x->entity, told, n) || one_army(v, e, kw_entity_of(v, whom))) continue;
        return elsewhere(v, e) ? -1 : (int32_t)i;
    }
    return -1;
}

int32_t kw_doer_told(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, const kw_report_list *told, size_t n) {
    if (r->target.mention < 0 || r->source.weight || !is_people(v, r->target)) return -1;
    int32_t doer = doer_of_act(v, h, r, told, n);
    bool passive = r->noun || r->voice == KW_PASSIVE || r->voice == KW_ACCIDENTAL;
    const kw_ontology *o = &v->kit->ontology;
    kw_str cameo = kw_frame_cell(v, r->row, KW_FR_CAMEO);
    bool seizes = kw_cameo_has(o, cameo, "seize"), asks = kw_cameo_has(o, cameo, "probe");
    if (doer >= 0 || !passive || !(seizes || asks)) return doer;
    doer = holder_of(v, v->mentions[r->target.mention].entity, told, n);
    return doer >= 0 ? doer : wont_to(v, h, r->target.mention, told, n);
}
