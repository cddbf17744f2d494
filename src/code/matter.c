/* SPDX-License-Identifier: MIT
 * What is no matter between actors, though a frame fits: private persons, firms that compete, one's own country, talk to those who print it. */
#include "code/parts.h"

enum { CONTEXT = 4 };                       /* sentences that an article has at least */

/* A state and its own people in office do not thank or visit each other: one stands for the other. */
bool kw_one_side(const kw_view *v, int32_t a, int32_t b) {
    const kw_entity *x = kw_entity_of(v, a), *y = kw_entity_of(v, b);
    bool state = x->kind == KW_STATE || y->kind == KW_STATE;
    bool group = x->kind == KW_GROUP || y->kind == KW_GROUP || kw_is_people(v, a) || kw_is_people(v, b);
    return x->country.n && kw_str_eq(x->country, y->country) && state && !group;
}

/* Two of whom the tables know nothing and the text tells no office, body or trade are private persons or teams: what one does to
 * the other (a singer beats a singer) is no matter between political actors. A sentence or two have no room to tell it. */
static bool is_private(const kw_ontology *o, const kw_entity *e) {
    bool people = e->kind == KW_GROUP && kw_sector_is(o, e->sector, KW_SECTOR_PRIVATE);       /* "the suspect", "residents" */
    return e->kind != KW_STATE && (!e->sector.n || people) && !e->actor.n;
}

static bool both_private(const kw_view *v, int32_t a, int32_t b) {
    if (v->in->all || v->in->words->n_sentences < CONTEXT) return false;
    return is_private(&v->kit->ontology, kw_entity_of(v, a)) && is_private(&v->kit->ontology, kw_entity_of(v, b));
}

/* Of one country: who goes to a town or an office there, and what an army does for its own state, is no matter between actors. */
static bool at_home(const kw_view *v, const kw_report *rep, int32_t a, int32_t b) {
    const kw_entity *x = kw_entity_of(v, a), *y = kw_entity_of(v, b);
    if (!x->country.n || !kw_str_eq(x->country, y->country)) return false;
    if (kw_str_is(rep->mode, "visit") && y->kind != KW_PERSON && y->kind != KW_GROUP) return true;
    const kw_ontology *o = &v->kit->ontology;
    bool army = (x->kind == KW_GROUP && kw_sector_is(o, x->sector, KW_SECTOR_ARMY)) ||
                (y->kind == KW_GROUP && kw_sector_is(o, y->sector, KW_SECTOR_ARMY));
    bool state = x->kind == KW_STATE || y->kind == KW_STATE;
    return army && state && (kw_quad(o, rep->type) <= 2 || kw_type_is(o, rep->type, KW_TYPE_SHOW));
}

/* Coca-Cola battles Pepsi, a store beats its rival: firms compete. */
static bool both_trade(const kw_view *v, const kw_report *rep, int32_t a, int32_t b) {
    const kw_ontology *o = &v->kit->ontology;
    bool houses = kw_sector_is(o, kw_entity_of(v, a)->sector, KW_SECTOR_HOUSE) && kw_sector_is(o, kw_entity_of(v, b)->sector, KW_SECTOR_HOUSE);
    return houses && kw_type_is(o, rep->type, KW_TYPE_HARM) && !v->in->all;
}

/* "the country", "the regime", "a company" of which the text tells nothing more: whoever that is. */
static bool is_anybody(const kw_view *v, int32_t mention) {
    const kw_entity *e = kw_entity_of(v, mention);
    uint32_t first = v->mentions[mention].first;
    bool proper = e->kind == KW_PERSON || e->kind == KW_STATE || e->kind == KW_PLACE || v->tokens[first].flags & KW_TOK_CAPITAL;
    return !proper && !e->actor.n && !e->country.n && !e->sector.n && v->in->words->n_sentences >= CONTEXT && !v->in->all;
}

/* "speaking to the BBC": what one says to those who tell it is no talk of two. */
static bool for_print(const kw_view *v, const kw_report *rep, int32_t b) {
    return kw_sector_is(&v->kit->ontology, kw_entity_of(v, b)->sector, KW_SECTOR_PRESS) && kw_type_is(&v->kit->ontology, rep->type, KW_TYPE_TALK);
}

/* Tourists and pilgrims go somewhere, but to talk to nobody. */
static bool for_pleasure(const kw_view *v, const kw_report *rep, int32_t a) {
    const kw_entity *x = kw_entity_of(v, a);
    return kw_str_is(rep->mode, "visit") && x->kind == KW_GROUP && kw_sector_is(&v->kit->ontology, x->sector, KW_SECTOR_PRIVATE) && !v->in->all;
}

/* Nothing to tell of, though a frame fits. */
bool kw_no_matter(const kw_view *v, const kw_report *rep, int32_t a, int32_t b) {
    if (for_print(v, rep, a) || for_print(v, rep, b) || for_pleasure(v, rep, a)) return true;
    return kw_one_side(v, a, b) || both_trade(v, rep, a, b) || both_private(v, a, b) || at_home(v, rep, a, b) || is_anybody(v, a) || is_anybody(v, b);
}
