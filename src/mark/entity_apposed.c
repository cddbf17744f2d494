/* SPDX-License-Identifier: MIT
 * A phrase that names the one before it again: a title behind a name, a name behind a title, a short form in brackets. */
#include "mark/entity_parts.h"

static bool only_between(const kw_naming *g, const kw_phrase *a, const kw_phrase *b, const char *what) {
    uint32_t i = a->last + 1;
    if (i >= b->first || !kw_str_is(g->atoms[i].form, what)) return false;
    i++;
    return i == b->first || (i + 1 == b->first && kw_atom_is(g, i, KW_USE_ARTICLE));
}

/* Behind the comma, or an article and an adjective or two: "Iran, a close ally of Syria". */
static bool close_behind(const kw_naming *g, const kw_phrase *a, const kw_phrase *b) {
    enum { WORDS = 3 };
    uint32_t i = a->last + 1;
    if (i >= b->first || !kw_str_is(g->atoms[i].form, ",") || b->first - i > WORDS + 1) return false;
    for (i++; i < b->first; i++)
        if (!kw_atom_is(g, i, KW_USE_ARTICLE | KW_USE_ONE | KW_USE_OWN_BEFORE) && g->atoms[i].upos != KW_ADJ && g->atoms[i].upos != KW_NUM)
            return false;
    return true;
}

static bool ends_there(const kw_naming *g, const kw_phrase *p) {
    uint32_t i = p->last + 1, end = g->at->first_atom + g->at->n_atoms;
    uint8_t last = g->pieces[p->last_piece].type;
    /* "for African affairs" */
    if (g->lang->heads_last && (last == KW_P_COUNTRY || last == KW_P_PLACE) && i < end && g->atoms[i].upos == KW_NOUN) i++;
    return i >= end || (g->atoms[i].flags & KW_ATOM_PUNCT) || g->atoms[i].upos == KW_ADP;
}

/* "Lam Akol, menteri luar negeri Sudan, ...": the title is his. */
bool kw_apposed_title(kw_naming *g, const kw_phrase *a, kw_phrase *b) {
    const kw_piece *h = &g->pieces[b->head];
    if (h->type != KW_P_TITLE || g->pieces[a->head].type != KW_P_PERSON || b->plural || !only_between(g, a, b, ",") || !ends_there(g, b))
        return false;
    kw_resolve_children(g, b);
    kw_entity *x = &g->out->entities[a->entity];
    kw_str country = kw_country_own(g, b, true);
    if (!country.n) country = kw_country_of_title(g, h);
    if (!country.n && !x->country.n && kw_sector_is(&g->kit->ontology, h->sector, KW_SECTOR_STATE)) country = kw_country_near(g, b);
    if (country.n && x->country.n && !kw_str_eq(country, x->country)) return false;
    if (country.n && !x->country.n) x->country = country;
    kw_str office = kw_table_cell(h->table, h->rows.first, KW_TI_OFFICE);
    if (!x->role.n) x->role = office.n ? office : text_of_piece(g, h);
    if (!x->sector.n) x->sector = some(b->former ? g->kit->of_former : kw_sector_with_owner(g, b, h->sector));
    if (!g->who[a->entity].office.n) g->who[a->entity].office = office;
    b->entity = a->entity;
    kw_mention_add(g, b, false);
    return true;
}

/* "Asosiasi Pengusaha Indonesia (Apindo)": the same body, by its short name from now on, though another state has a body of that short name. */
bool kw_apposed_short(kw_naming *g, const kw_phrase *a, kw_phrase *b) {
    const kw_piece *h = &g->pieces[b->head];
    kw_kind kind = g->out->entities[a->entity].kind;
    if (h->type != KW_P_ORG || h->n != 1 || (kind != KW_ORGANISATION && kind != KW_GROUP) || !only_between(g, a, b, "(")) return false;
    kw_str country = g->out->entities[a->entity].country;
    if (h->table && (!country.n || !h->country.n || kw_str_eq(country, h->country) || g->out->entities[a->entity].actor.p)) return false;
    g->who[a->entity].alias = g->atoms[h->first].form;
    b->entity = a->entity;
    kw_mention_add(g, b, false);
    return true;
}

static bool is_state(const kw_naming *g, const kw_phrase *p) {
    const kw_piece *q = &g->pieces[p->head];
    return q->type == KW_P_COUNTRY && q->country.n && p->child < 0 && !kw_str_is(kw_table_cell(q->table, q->rows.first, KW_CN_USE), "adjective");
}

/* "its allies, Egypt and Libya, ...": one of several. */
static bool in_list(const kw_naming *g, const kw_phrase *p) {
    uint32_t next = p->last + 1, end = g->at->first_atom + g->at->n_atoms;
    if (next + 1 >= end) return false;
    bool more = kw_str_is(g->atoms[next].form, ",") && p->last_piece + 1 < g->at->first_piece + g->at->n_pieces &&
        g->pieces[p->last_piece + 1].first == next + 1;
    return more || kw_atom_is(g, next, KW_USE_AND);
}

/* "its former colonial ruler, Portugal, offered", "pasukan dari bekas penjajah negeri itu, Portugal,": the state that is told of by another's
 * name. */
bool kw_apposed_state(kw_naming *g, const kw_phrase *a, kw_phrase *b) {
    uint32_t owner = a->owner >= 0 ? g->phrases[a->owner].entity : UINT32_MAX;
    bool itself = g->who[a->entity].apart, theirs = owner != UINT32_MAX && g->who[owner].apart;
    if (!(itself || theirs) || !is_state(g, b) || !only_between(g, a, b, ",") || in_list(g, b)) return false;
    kw_resolve_phrase(g, b, false);
    if (g->failed) return true;
    uint32_t told = itself ? a->entity : owner;
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence == here(g);)
        if (g->out->mentions[i].entity == told && g->out->mentions[i].at.end <= g->atoms[a->last].at.end) g->out->mentions[i].entity = b->entity;
    if (theirs) g->out->entities[a->entity].country = g->out->entities[b->entity].country;
    return true;
}

/* "Iran, a close ally of Syria, refused": the state before the comma. */
bool kw_apposed_apart(kw_naming *g, const kw_phrase *a, kw_phrase *b) {
    const kw_piece *h = &g->pieces[b->head];
    if (!kw_agent_is(h, "apart") || b->plural || !is_state(g, a) || !ends_there(g, b)) return false;
    if (!close_behind(g, a, b)) return false;
    kw_resolve_children(g, b);
    b->entity = a->entity;
    kw_mention_add(g, b, false);
    return true;
}

/* "the Liberal Party, led by Ro Kepa", "kelompok yang dipimpin Elkius Kobak": no more than a few words that say who leads a body. */
static bool leads_it(const kw_naming *g, const kw_phrase *a, const kw_phrase *b) {
    enum { WORDS = 4 };
    bool led = false;
    if (b->first - a->last > WORDS + 1) return false;
    for (uint32_t i = a->last + 1; i < b->first; i++) led |= kw_atom_is(g, i, KW_USE_LED);
    return led;
}

/* Who leads a body is of its country and sector, unless the tables know him. */
bool kw_apposed_leader(kw_naming *g, const kw_phrase *a, kw_phrase *b) {
    const kw_entity *x = &g->out->entities[a->entity];
    if (g->pieces[b->head].type != KW_P_PERSON || (x->kind != KW_ORGANISATION && x->kind != KW_GROUP) || !leads_it(g, a, b)) return false;
    kw_resolve_phrase(g, b, false);
    if (g->failed) return true;
    x = &g->out->entities[a->entity];
    kw_entity *y = &g->out->entities[b->entity];
    if (y->actor.p) return true;
    if (!y->country.n) y->country = x->country;
    if (!y->sector.n) y->sector = x->sector;
    return true;
}

/* Is one person meant: "the ambassador", "Peru's ambassador", "its ambassador", "a Peruvian envoy"? */
static bool means_one(const kw_naming *g, const kw_phrase *p) {
    if (g->pieces[p->head].type != KW_P_TITLE || p->plural) return false;
    return p->definite || p->theirs || (p->kin && p->owner >= 0) || (g->lang->heads_last && (p->owner >= 0 || p->indefinite));
}

/* "Colonel", "Mr": what may stand before a name that only tells who the title before it is. */
static bool only_rank(const kw_naming *g, const kw_phrase *p) {
    if (p->title < 0) return true;
    const kw_piece *t = &g->pieces[p->title];
    return kw_str_is(kw_table_cell(t->table, t->rows.first, KW_TI_USE), "honorific");
}

/* "The ambassador, Prudence Bushnell, was injured": the name is that of whom the title before it spoke. */
bool kw_apposed_name(kw_naming *g, const kw_phrase *a, kw_phrase *b) {
    uint32_t next = b->last + 1, end = g->at->first_atom + g->at->n_atoms;
    if (!means_one(g, a) || g->pieces[b->head].type != KW_P_PERSON || !only_rank(g, b)) return false;
    if (!only_between(g, a, b, ",") || next + 1 >= end || !kw_str_is(g->atoms[next].form, ",") || kw_atom_is(g, next + 1, KW_USE_AND)) return false;
    const kw_entity *x = &g->out->entities[a->entity];
    if (x->kind != KW_PERSON) return false;
    kw_resolve_phrase(g, b, false);
    if (g->failed) return true;
    kw_entity *y = &g->out->entities[b->entity];
    x = &g->out->entities[a->entity];
    if (!y->country.n && !y->actor.p) y->country = x->country;        /* whom the tables know without one has none */
    if (!y->role.n) y->role = x->role;
    if (!y->sector.n) y->sector = x->sector;
    if (!g->who[b->entity].office.n) g->who[b->entity].office = g->who[a->entity].office;
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence == here(g);)
        if (g->out->mentions[i].entity == a->entity && g->out->mentions[i].at.start == g->atoms[a->first].at.start)
            g->out->mentions[i].entity = b->entity;
    return true;
}
