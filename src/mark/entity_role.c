/* SPDX-License-Identifier: MIT
 * Those without a name of their own: titles ("presiden Rusia itu") by the article, then by the date in office; crowds and officials by their
 * words, with the country that these or the text around them name. */
#include "base/utf8.h"
#include "mark/entity_parts.h"

/* Of the persons of the article the last one of that office and country, and of that body where `body` is an entity; `former`: of those who have
 * left it, else of those who have not. */
static uint32_t person_with_office(const kw_naming *g, kw_str office, kw_str country, uint32_t body, bool former) {
    uint32_t best = UINT32_MAX;
    for (uint32_t e = oldest(g); e < g->out->n_entities; e++) {
        const kw_who *w = &g->who[e];
        if (g->out->entities[e].kind != KW_PERSON || !w->n_words || !w->n_mentions || !kw_office_is(g->kit, w->office, office)) continue;
        if (country.n && (w->of_body || !kw_str_eq(country, g->out->entities[e].country))) continue;
        if (body != UINT32_MAX && w->heads != body + 1) continue;
        if (former != kw_str_eq(g->out->entities[e].sector, g->kit->of_former)) continue;
        if (best == UINT32_MAX || w->last_sentence >= g->who[best].last_sentence) best = e;
    }
    return best;
}

enum { POINTED_BACK = 2, ROLE_BACK = 8 };      /* sentences: to whom a title points back, to somebody told of by his part */

/* Is the office a word for several ("minister")? Then it would have met its bearer by the office that he holds. */
static bool is_class(const kw_naming *g, kw_str office) {
    const kw_table *t = g->kit->office_classes;
    for (uint32_t r = 0; office.n && r < kw_table_rows(t); r++)
        if (kw_str_eq(kw_table_cell(t, r, 1), office)) return true;
    return false;
}

/* "Ketua perunding AS Christopher Hill ... . kata Asisten Menteri Luar Negeri AS tersebut": a title that points back to somebody told of by
 * another one means the last person of that state. UINT32_MAX: there is none. */
static uint32_t person_pointed_at(const kw_naming *g, const kw_phrase *p, kw_str country, kw_str sector) {
    uint32_t next = p->last + 1;
    if (next >= g->at->first_atom + g->at->n_atoms || !kw_atom_is(g, next, KW_USE_THAT) || p->plural || p->indefinite || p->kin) return UINT32_MAX;
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence + POINTED_BACK >= here(g);) {
        const kw_mention *m = &g->out->mentions[i];
        const kw_entity *x = &g->out->entities[m->entity];
        if (x->kind != KW_PERSON || !g->who[m->entity].n_words || m->inside || m->at.start >= g->atoms[p->first].at.start) continue;
        if (country.n ? kw_str_eq(country, x->country) : kw_str_eq(sector, x->sector)) return m->entity;
    }
    return UINT32_MAX;
}

/* "the spokesman" behind "a Foreign Ministry spokesman": he who was told of with whose he is. UINT32_MAX: nobody was. */
static uint32_t part_told(const kw_naming *g, kw_str office) {
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence + ROLE_BACK >= here(g);) {
        uint32_t e = g->out->mentions[i].entity;
        if (g->out->entities[e].kind == KW_PERSON && !g->who[e].n_words && kw_str_eq(g->who[e].office, office)) return e;
    }
    return UINT32_MAX;
}

/* Offices that a class word stands for ("leader": president, king, ...), in the order of the table. */
static uint32_t holder_of(kw_naming *g, kw_str office, kw_str country) {
    kw_holder h = kw_office_holder(g->kit, country, office, g->day), wider = { UINT32_MAX, 0 };
    int64_t least = INT64_MAX, rank;
    for (uint32_t r = 0; h.fit < 2 && r < kw_table_rows(g->kit->office_classes); r++) {
        const kw_table *t = g->kit->office_classes;
        if (!kw_str_eq(kw_table_cell(t, r, 1), office) || !kw_str_int(kw_table_cell(t, r, 2), &rank) || rank >= least) continue;
        kw_holder other = kw_office_holder(g->kit, country, kw_table_cell(t, r, 0), g->day);
        if (other.fit == 2) { wider = other; least = rank; }
    }
    if (h.fit < 2) h = wider;
    if (h.row == UINT32_MAX || h.fit < 2) return UINT32_MAX;
    if (!kw_str_is(kw_table_cell(g->kit->offices, h.row, KW_OF_CHECKED), "yes")) return UINT32_MAX;
    uint32_t e = kw_entity_holder(g, h.row, h.fit);
    if (e != UINT32_MAX && !g->who[e].n_mentions) {
        kw_entity *x = &g->out->entities[e];
        x->score = 0.8;
        x->why = kw_str_fmt(g->mem, "world/offices: %.*s of %.*s at that date", KW_FMT(office), KW_FMT(country));
    }
    return e;
}

/* Do two states or more act here, or in the sentence before? */
static bool several_states(const kw_naming *g) {
    size_t n = 0;
    for (size_t i = 0; i < g->n_said; i++) n += g->said[i].n && g->said[i].last + 1 >= here(g);
    return n > 1;
}

/* "juru bicara OPM", "the party's chairman": of the body's sector, where the title says only that somebody serves. */
kw_str kw_sector_with_owner(const kw_naming *g, const kw_phrase *p, kw_str sector) {
    const kw_ontology *o = &g->kit->ontology;
    if ((sector.n && !kw_sector_is(o, sector, KW_SECTOR_GOVERN)) || p->owner < 0 || g->phrases[p->owner].entity == UINT32_MAX) return sector;
    const kw_entity *x = &g->out->entities[g->phrases[p->owner].entity];
    return x->sector.n && !kw_sector_is(o, x->sector, KW_SECTOR_UNION) && (x->kind == KW_ORGANISATION || x->kind == KW_GROUP) ? x->sector : sector;
}

static bool is_country_at(const kw_naming *g, uint32_t piece, uint32_t atom) {
    return piece < g->at->first_piece + g->at->n_pieces && g->pieces[piece].type == KW_P_COUNTRY && g->pieces[piece].first == atom;
}

/* "pasukan gabungan Irak dan Amerika Serikat", "an Iraqi-US force": of two states, so of none. */
static bool of_two_states(const kw_naming *g, const kw_phrase *p) {
    bool joint = p->plural && g->pieces[p->head].type == KW_P_TITLE;          /* "para menlu Prancis dan Jerman" */
    for (uint32_t i = p->first > g->at->first_atom ? p->first - 1 : p->first; i < g->pieces[p->head].first && g->lang->heads_last; i++)
        if (p->owner < 0 && kw_atom_is(g, i, KW_USE_JOINT)) return true;          /* "a joint police force" */
    for (uint32_t k = p->first_piece > g->at->first_piece ? p->first_piece : p->first_piece + 1; k <= p->last_piece && g->lang->heads_last; k++) {
        const kw_piece *a = &g->pieces[k - 1], *b = &g->pieces[k];
        if (a->type == KW_P_COUNTRY && b->type == KW_P_COUNTRY && a->first + a->n == b->first && (g->atoms[b->first].flags & KW_ATOM_JOINED))
            return true;
    }
    uint32_t end = g->at->first_atom + g->at->n_atoms, next = p->last + 1;
    for (uint32_t i = p->first > g->at->first_atom ? p->first - 1 : p->first; i <= p->last; i++) joint = joint || kw_atom_is(g, i, KW_USE_JOINT);
    return joint && next + 1 < end && kw_atom_is(g, next, KW_USE_AND) && is_country_at(g, p->last_piece + 1, next + 1);
}

/* "president of the Kurdistan region", "the Chechen president", "pemimpin suku Kurdi": of a part of a state, or of a people in it. */
static bool is_region(const kw_naming *g, const kw_phrase *p) {
    const kw_phrase *owner = &g->phrases[p->owner];
    const kw_piece *head = &g->pieces[owner->head];
    if (head->type != KW_P_COUNTRY) return g->out->entities[owner->entity].kind == KW_PLACE && !head->metonym;
    kw_str use = kw_table_cell(head->table, head->rows.first, KW_CN_USE);
    return kw_str_is(use, "sub") || kw_str_is(use, "people") || kw_implied(g->kit, kw_table_key(head->table, head->rows.first), "part").n;
}

/* "IDN/jawa-barat": a region or city as world/offices writes it. */
static kw_str name_of_seat(const kw_naming *g, uint32_t place_row) {
    kw_str state = kw_table_cell(g->kit->places, place_row, KW_PL_COUNTRY);
    kw_str name = kw_utf8_fold(g->mem, kw_table_cell(g->kit->places, place_row, KW_PL_NAME));
    char *seat = kw_alloc(g->mem, state.n + name.n + 1);
    if (!seat || !name.p) return KW_NONE;
    memcpy(seat, state.p, state.n);
    seat[state.n] = '/';
    for (size_t i = 0; i < name.n; i++) seat[state.n + 1 + i] = name.p[i] == ' ' ? '-' : name.p[i];
    return (kw_str){ seat, state.n + 1 + name.n };
}

/* What the office is of, where that is no state, as world/offices writes it: a body with a name ("Ketua Umum Partai Golkar"), a region or a city
 * ("Gubernur Jawa Barat"). */
static kw_str seat_of_office(const kw_naming *g, const kw_phrase *p) {
    const kw_phrase *owner = &g->phrases[p->owner];
    const kw_entity *x = &g->out->entities[owner->entity];
    if (x->kind == KW_ORGANISATION || x->kind == KW_GROUP) return x->actor;
    kw_str place = kw_utf8_fold(g->mem, text_of_piece(g, &g->pieces[owner->head]));
    kw_rows r = place.p ? kw_table_find(g->kit->places, place) : (kw_rows){ 0, 0 };
    return r.n ? name_of_seat(g, r.first) : KW_NONE;
}

/* "the group's leader", "ketua umum PAN": of a body with a name, and of those without one that are not the government: its head is not
 * the state's. */
static bool is_part_of_state(const kw_naming *g, const kw_phrase *owner) {
    const kw_entity *x = &g->out->entities[owner->entity];
    bool body = x->kind == KW_GROUP || x->kind == KW_ORGANISATION;
    return body && (owner->named || x->actor.p || !kw_sector_is(&g->kit->ontology, x->sector, KW_SECTOR_GOVERN));
}

/* "President Nixon's attorney general": of somebody who has left office, or whom no table knows. */
static bool of_former(const kw_naming *g, uint32_t owner) {
    const kw_entity *x = &g->out->entities[owner];
    return x->kind == KW_PERSON && (!x->actor.p || kw_str_eq(x->sector, g->kit->of_former));
}

/* Somebody without a name, by his title; `country`: what the phrase says of it, else that of the text around it is a guess. */
static uint32_t unnamed_titled(kw_naming *g, const kw_phrase *p, kw_str office, kw_str use, kw_str country) {
    const kw_piece *t = &g->pieces[p->head];
    bool abroad = kw_office_is(g->kit, office, KW_STR("abroad"));
    bool elsewhere = (abroad && p->lent.n) || kw_office_is(g->kit, office, KW_STR("unguessed"));
    if (p->plural && p->definite && several_states(g)) elsewhere = true;           /* "the two leaders" */
    bool two = of_two_states(g, p);
    if (two) country = KW_NONE;
    bool guess = !two && !country.n && !elsewhere && !kw_names_a_body(g, p) && !p->kin && !p->other &&
        kw_sector_is(&g->kit->ontology, t->sector, KW_SECTOR_STATE);
    if (guess) country = kw_country_near(g, p);
    uint32_t e = kw_entity_unnamed(g, p->plural ? KW_GROUP : KW_PERSON, text_of(g, p), some(country));
    if (e == UINT32_MAX) return e;
    kw_entity *x = &g->out->entities[e];
    x->role = office.n ? office : text_of_piece(g, t);
    x->sector = p->former ? g->kit->of_former : some(kw_sector_with_owner(g, p, t->sector));
    x->score = guess ? KW_GUESSED : 0.6;
    if (two || elsewhere || p->other || abroad) g->who[e].elsewhere = true;
    x->why = guess ? KW_STR("a title; its country is that of the text around it") : KW_STR("a title with its country or body");
    if (!g->who[e].office.n) g->who[e].office = office;
    if (!country.n && kw_str_is(use, "role")) g->who[e].serves = p->owner >= 0 ? g->phrases[p->owner].entity + 1 : 0;
    return e;
}

/* "Presiden Rusia": whoever the article has named as that, then who held the office on its day, then somebody without a name. */
uint32_t kw_entity_titled(kw_naming *g, const kw_phrase *p) {
    const kw_piece *t = &g->pieces[p->head];
    kw_str office = kw_table_cell(t->table, t->rows.first, KW_TI_OFFICE), use = kw_table_cell(t->table, t->rows.first, KW_TI_USE);
    bool abroad = kw_office_is(g->kit, office, KW_STR("abroad"));
    kw_str country = kw_country_own(g, p, !abroad);
    if (!country.n && !kw_names_a_body(g, p)) country = some(kw_country_of_title(g, t));
    if (!country.n && p->theirs && p->owner < 0 && kw_str_is(use, "office")) country = kw_country_of_possessor(g, p);
    const kw_token *last = &g->words->tokens[g->atoms[t->first + t->n - 1].token];
    bool many = g->lang->heads_last && last->upos == KW_NOUN && !kw_str_eq(last->lemma, last->form);           /* "union leaders" */
    bool names_office = kw_str_is(use, "office") && !many && !p->plural && !p->indefinite && !p->kin && !p->deputy;
    uint32_t e = UINT32_MAX, owner = p->owner >= 0 ? g->phrases[p->owner].entity : UINT32_MAX;
    kw_str seat = names_office && owner != UINT32_MAX ? seat_of_office(g, p) : KW_NONE;
    if (seat.n) {
        e = person_with_office(g, office, KW_NONE, owner, p->former);
        if (e == UINT32_MAX && !p->former) e = holder_of(g, office, seat);
        if (e != UINT32_MAX) return e;
    }
    bool bare = names_office && !country.n && !p->theirs && p->owner < 0 && !kw_names_a_body(g, p) &&
        person_with_office(g, office, KW_NONE, UINT32_MAX, p->former) == UINT32_MAX;
    if (bare) country = kw_country_at_home(g, t);
    bool part = owner != UINT32_MAX && (is_part_of_state(g, &g->phrases[p->owner]) || is_region(g, p) || of_former(g, owner));
    if (names_office && !kw_names_a_body(g, p) && !part) {
        e = person_with_office(g, office, country, UINT32_MAX, p->former);
        if (e == UINT32_MAX && country.n && !p->former) e = holder_of(g, office, country);
        if (e != UINT32_MAX) return e;
    }
    bool known = p->definite || (t->n == 1 && (g->atoms[t->first].flags & KW_ATOM_ALLCAPS) && !g->at->shouting);     /* "jaksa itu", "JPU" */
    if (office.n && known && kw_str_is(use, "role") && !p->plural && !p->indefinite && !p->kin) {
        e = person_with_office(g, office, country, UINT32_MAX, p->former);
        if (e == UINT32_MAX && p->definite && p->first == t->first && p->owner < 0) e = part_told(g, office);
        if (e != UINT32_MAX) return e;
    }
    if (kw_sector_is(&g->kit->ontology, t->sector, KW_SECTOR_STATE) && !is_class(g, office)) e = person_pointed_at(g, p, country, t->sector);
    if (e != UINT32_MAX) return e;
    return unnamed_titled(g, p, office, use, country);
}

/* The states of the region that the phrase names ("negara Asia itu"); p NULL: it names none. */
static kw_str states_of_region(kw_naming *g, const kw_phrase *p) {
    for (int32_t c = p->child; c >= 0; c = g->phrases[c].next) {
        kw_str folded = kw_utf8_fold(g->mem, text_of(g, &g->phrases[c]));
        kw_rows r = folded.p ? kw_table_find(g->kit->regions, folded) : (kw_rows){ 0, 0 };
        if (r.n) return kw_table_cell(g->kit->regions, r.first, 1);
    }
    return KW_NONE;
}

/* The state of the region that the rest of the sentence names, by a capital too: "the South American country ... in Lima". */
static uint32_t state_to_come(kw_naming *g, kw_str region) {
    for (uint32_t k = g->at->first_piece; k < g->at->first_piece + g->at->n_pieces; k++) {
        const kw_piece *q = &g->pieces[k];
        if ((q->type != KW_P_COUNTRY && q->type != KW_P_PLACE) || !q->country.n || kw_str_find(region, q->country, 0) == SIZE_MAX) continue;
        uint32_t e = kw_entity_by_actor(g, q->country);
        return e != UINT32_MAX ? e : kw_entity_of_state(g, q->country, 0.6, KW_STR("the state of that region that the sentence names"));
    }
    return UINT32_MAX;
}

enum { MEANT_REACH = 3 };       /* sentences back */

/* "negara itu", "the South American country": the state named last, of that region where it names one. */
static uint32_t state_meant(kw_naming *g, const kw_phrase *p) {
    kw_str region = p->definite && !p->plural ? states_of_region(g, p) : KW_NONE;
    for (size_t i = g->out->n_mentions; p->definite && !p->plural && i-- > 0;) {
        const kw_mention *m = &g->out->mentions[i];
        const kw_entity *e = &g->out->entities[m->entity];
        if (m->sentence + MEANT_REACH < here(g)) break;
        if (e->kind != KW_STATE || m->at.start >= g->atoms[p->first].at.start) continue;
        if (!region.p || kw_str_find(region, e->country, 0) != SIZE_MAX) return m->entity;
    }
    return region.p ? state_to_come(g, region) : UINT32_MAX;
}

/* Where the faith is at home that the phrase names: "Sunni extremists"; p NULL: it names none. */
static kw_str homes_of_faith(kw_naming *g, const kw_phrase *p) {
    for (int32_t c = p->child; c >= 0; c = g->phrases[c].next)
        if (kw_piece_is_faith(&g->pieces[g->phrases[c].head])) return kw_faith_states(g, &g->pieces[g->phrases[c].head]);
    return KW_NONE;
}

/* "NATO said its troops": does a body of states begin the sentence? */
static bool of_union(const kw_naming *g) {
    const kw_mention *first = NULL;
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence == here(g);)
        if (!g->out->mentions[i].inside) first = &g->out->mentions[i];
    return first && kw_sector_is(&g->kit->ontology, g->out->entities[first->entity].sector, KW_SECTOR_UNION);
}

/* "dua sandera lelaki": is the country only that of a part whose own is a guess? */
static bool of_guessed(const kw_naming *g, const kw_phrase *p) {
    uint32_t e = p->owner >= 0 ? g->phrases[p->owner].entity : p->child >= 0 ? g->phrases[p->child].entity : UINT32_MAX;
    return e != UINT32_MAX && g->out->entities[e].kind == KW_GROUP && g->out->entities[e].score <= KW_GUESSED;
}

enum { LIKE_BACK = 64 };        /* mentions */

/* "12 hostages from Peru ... the hostages", "dua sandera": the country that was told of all those called so before, of those who are pointed at
 * or are nobody's officials; p NULL: none was, or several. */
static kw_str country_of_like(const kw_naming *g, const kw_phrase *p) {
    const kw_piece *a = &g->pieces[p->head];
    kw_str found = KW_NONE, form = g->words->tokens[g->atoms[a->first].token].form;
    if (!(p->definite || kw_sector_is(&g->kit->ontology, a->sector, KW_SECTOR_PRIVATE)) ||
        !kw_str_is(kw_table_cell(a->table, a->rows.first, KW_AG_KIND), "group"))
        return KW_NONE;
    size_t n = g->out->n_mentions, stop = n > LIKE_BACK ? n - LIKE_BACK : 0;
    for (size_t i = n; i-- > stop;) {
        const kw_mention *m = &g->out->mentions[i];
        const kw_entity *e = &g->out->entities[m->entity];
        if (m->inside || m->sentence == here(g) || e->kind != KW_GROUP || e->actor.p || !e->country.n || e->score <= KW_GUESSED ||
            !kw_str_eq(g->words->tokens[m->head].form, form))
            continue;
        if (found.n && !kw_str_eq(found, e->country)) return KW_NONE;
        found = e->country;
    }
    return found;
}

enum { UNION_BACK = 3 };        /* sentences */

/* "the bloc", "blok itu": the body of states named last. UINT32_MAX: there is none. */
static uint32_t union_meant(const kw_naming *g, const kw_phrase *p) {
    if (!p->definite || p->plural || p->child >= 0) return UINT32_MAX;
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence + UNION_BACK >= here(g);) {
        const kw_entity *x = &g->out->entities[g->out->mentions[i].entity];
        if (x->kind == KW_ORGANISATION && x->actor.p && kw_sector_is(&g->kit->ontology, x->sector, KW_SECTOR_UNION))
            return g->out->mentions[i].entity;
    }
    return UINT32_MAX;
}

/* "rezim itu" behind "junta Myanmar", "the regime" behind "the Syrian regime": the country of those of that kind told of last; p NULL: none were. */
static kw_str country_pointed_at(const kw_naming *g, const kw_phrase *p, kw_str sector) {
    uint32_t next = p->last + 1;
    bool that = next < g->at->first_atom + g->at->n_atoms && kw_atom_is(g, next, KW_USE_THAT), ruler = kw_agent_is(&g->pieces[p->head], "ruler");
    if (p->indefinite || !(that || (ruler && p->definite))) return KW_NONE;
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence + POINTED_BACK >= here(g);) {
        uint32_t e = g->out->mentions[i].entity;
        const kw_entity *x = &g->out->entities[e];
        if (!x->country.n || x->score <= KW_GUESSED) continue;
        if (g->who[e].ruler || (that && g->who[e].plural && kw_str_eq(x->sector, sector))) return x->country;
    }
    return KW_NONE;
}

/* "The rebel commander said his forces": of the sector of who was named last before them, unless he governs; else what their word says. */
static kw_str sector_of_possessor(const kw_naming *g, const kw_phrase *p, kw_str own) {
    const kw_ontology *o = &g->kit->ontology;
    if (!p->theirs || p->owner >= 0 || !kw_sector_is(o, own, KW_SECTOR_ARMY)) return own;
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence == here(g);) {
        const kw_entity *x = &g->out->entities[g->out->mentions[i].entity];
        if (g->out->mentions[i].inside || x->kind == KW_PLACE || x->kind == KW_STATE) continue;
        bool fights = kw_sector_is(o, x->sector, KW_SECTOR_STATE) &&
            !kw_sector_is(o, x->sector, KW_SECTOR_GOVERN | KW_SECTOR_SEAT | KW_SECTOR_PRIVATE);
        return fights && !kw_str_eq(x->sector, g->kit->of_former) ? x->sector : own;
    }
    return own;
}

/* "Iran's neighbours", "sekutu Suriah": told of by whom they stand beside or against, whose country is not theirs. */
static uint32_t apart(kw_naming *g, const kw_phrase *p) {
    uint32_t e = kw_entity_unnamed(g, KW_GROUP, text_of(g, p), KW_NONE);
    if (e == UINT32_MAX) return e;
    kw_entity *x = &g->out->entities[e];
    x->sector = some(g->pieces[p->head].sector);
    x->why = KW_STR("agents: told of by another's name, whose country is not theirs");
    g->who[e].plural = g->who[e].elsewhere = g->who[e].apart = true;
    return e;
}

/* "tentara Rusia", "the demonstrators": those without a name, by their words and country. */
uint32_t kw_entity_agents(kw_naming *g, const kw_phrase *p) {
    const kw_piece *a = &g->pieces[p->head];
    kw_str kind = kw_table_cell(a->table, a->rows.first, KW_AG_KIND);
    if (kw_str_is(kind, "apart")) return apart(g, p);
    bool abroad = kw_str_is(kind, "abroad");
    kw_str country = abroad ? kw_country_of_title(g, a) : KW_NONE, homes = kw_str_is(kind, "state") ? KW_NONE : homes_of_faith(g, p);
    /* "its forces from Mali" are its own */
    bool from = p->theirs && g->lang->heads_last && p->owner >= 0 && g->phrases[p->owner].first > a->first;
    if (!country.n && from) country = kw_country_of_possessor(g, p);
    if (!country.n && abroad && p->theirs && p->owner < 0) country = kw_country_of_possessor(g, p);        /* "its embassy" */
    if (!country.n) country = kw_country_own(g, p, false);
    if (!country.n) country = kw_country_of_title(g, a);           /* "personel TNI", "48 WNI di Selangor" */
    if (!country.n) country = kw_country_own(g, p, !abroad && !kw_str_is(kind, "world") && !kw_str_is(kind, "state"));
    if (kw_str_is(kind, "state")) {
        uint32_t meant = country.n ? kw_entity_by_actor(g, country) : state_meant(g, p);
        if (meant != UINT32_MAX) return meant;
        kind = KW_STR("world");
    }
    uint32_t of_states = kw_agent_is(a, "union") && !country.n ? union_meant(g, p) : UINT32_MAX;
    if (of_states != UINT32_MAX) return of_states;
    if (kw_agent_is(a, "union")) kind = KW_STR("world");
    if (!country.n) country = country_pointed_at(g, p, a->sector);
    if (!country.n && !p->theirs && !kw_names_a_body(g, p)) country = kw_country_at_home(g, a);
    bool two = of_two_states(g, p) || (p->theirs && p->owner < 0 && of_union(g)), whose = homes.n || !kw_names_a_body(g, p);
    if (p->plural && p->definite && several_states(g)) whose = false;
    bool guess = !two && !country.n && whose && kw_sector_is(&g->kit->ontology, a->sector, KW_SECTOR_STATE) && !kw_str_is(kind, "world") &&
        !abroad && !p->other;
    kw_str like = guess || of_guessed(g, p) ? country_of_like(g, p) : KW_NONE;
    if (like.n) country = like;
    if (guess && !country.n) country = kw_country_near(g, p);
    if (two || (guess && homes.n && country.n && kw_str_find(homes, country, 0) == SIZE_MAX)) country = KW_NONE;
    kw_kind sort = kw_str_is(kind, "world") || kw_str_is(kind, "many") ? KW_GROUP : kw_kind_named(kind);
    uint32_t e = kw_entity_unnamed_in(g, sort, text_of(g, p), some(country), sector_of_possessor(g, p, a->sector));
    if (e == UINT32_MAX) return e;
    kw_entity *x = &g->out->entities[e];
    x->score = guess ? KW_GUESSED : 0.7;
    if (two || abroad || p->other || kw_str_is(kw_table_cell(a->table, a->rows.first, KW_AG_KIND), "world")) g->who[e].elsewhere = true;
    x->why = like.n ? KW_STR("agents; their country is that of those called so before") :
        guess ? KW_STR("agents; their country is that of the text around them") : KW_STR("agents with their country or body");
    g->who[e].plural = true;
    g->who[e].ruler = kw_str_is(kind, "ruler");
    return e;
}
