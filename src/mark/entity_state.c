/* SPDX-License-Identifier: MIT
 * States and bodies: by the key of their row, or by their shape; one name that several have by whom the article has spoken of. */
#include "base/utf8.h"
#include "mark/entity_parts.h"

/* Of a form that several states have ("Korea") the one that the article has spoken of. */
static kw_str state_of(const kw_naming *g, const kw_piece *p) {
    if (p->rows.n < 2) return p->country;
    for (uint32_t k = 0; k < p->rows.n; k++) {
        kw_str c = kw_table_cell(p->table, p->rows.first + k, KW_CN_COUNTRY);
        if (kw_country_known(g, c)) return c;
    }
    return p->country;
}

uint32_t kw_entity_of_state(kw_naming *g, kw_str code, double score, kw_str why) {
    uint32_t e = kw_entity_new(g, KW_STATE, code, kw_country_name(g->kit, code));
    if (e == UINT32_MAX) return e;
    kw_entity *x = &g->out->entities[e];
    x->country = code;
    x->sector = g->kit->of_state;
    x->score = score;
    x->why = why;
    return e;
}

/* Those of a faith are of the state spoken of, if that faith is at home there. */
static kw_str country_of_faith(kw_naming *g, const kw_phrase *p, const kw_piece *faith) {
    kw_str near = kw_country_near(g, p);
    return near.n && kw_str_find(kw_faith_states(g, faith), near, 0) != SIZE_MAX ? near : KW_NONE;
}

/* "Brussels", in an article that speaks of its state in no other way, is the body that sits there. UINT32_MAX: it is not. */
static uint32_t body_seated(kw_naming *g, const kw_phrase *whole, const kw_piece *p) {
    kw_str body = p->metonym && !p->locative ? kw_implied(g->kit, kw_table_key(p->table, p->rows.first), "body") : KW_NONE;
    if (!body.n || kw_country_total(g, p->country)) return UINT32_MAX;
    kw_piece seated = *p;
    seated.type = KW_P_ORG;
    seated.table = g->kit->organisations;
    seated.rows = kw_find_key(seated.table, body);
    return seated.rows.n ? kw_entity_known_body(g, whole, &seated) : UINT32_MAX;
}

/* "Istana", in an article that speaks of other states only: that of the state around it, if there is one. */
static kw_str seat_of(kw_naming *g, const kw_phrase *whole, const kw_piece *p) {
    bool shared = p->metonym && kw_implied(g->kit, kw_table_key(p->table, p->rows.first), "shared").n && g->n_said &&
        !kw_country_total(g, p->country);
    kw_str near = shared ? kw_country_near(g, whole) : KW_NONE;
    return near.n ? near : state_of(g, p);
}

enum { PERSON_BACK = 4 };       /* sentences from one who is told of by his people to where he was named */

/* "the Venezuelan said": a word for one of a people, whose plural the table knows, for the person of that country named last. UINT32_MAX: it is
 * not. */
static uint32_t one_of_people(const kw_naming *g, const kw_phrase *whole, const kw_piece *p) {
    uint32_t next = p->first + p->n, end = g->at->first_atom + g->at->n_atoms;
    char many[64];
    if (p->n > 1 || !g->lang->heads_last || whole->child >= 0 || whole->first != p->first || !p->first || !kw_atom_is(g, p->first - 1, KW_USE_THE))
        return UINT32_MAX;
    kw_str form = g->atoms[p->first].form;
    if (!kw_str_is(kw_table_cell(p->table, p->rows.first, KW_CN_USE), "adjective") || form.n + 2 > sizeof many || next >= end ||
        g->atoms[next].flags & KW_ATOM_JOINED)
        return UINT32_MAX;
    uint8_t upos = g->atoms[next].upos;
    if (upos != KW_VERB && upos != KW_AUX && upos != KW_PUNCT && upos != KW_ADV) return UINT32_MAX;
    memcpy(many, form.p, form.n);
    many[form.n] = 's';
    if (!kw_table_find(g->kit->country_names, (kw_str){ many, form.n + 1 }).n) return UINT32_MAX;
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence + PERSON_BACK >= here(g);) {
        const kw_entity *e = &g->out->entities[g->out->mentions[i].entity];
        if (e->kind == KW_PERSON && kw_str_eq(e->country, p->country) && g->who[g->out->mentions[i].entity].n_words)
            return g->out->mentions[i].entity;
    }
    return UINT32_MAX;
}

kw_str kw_row_named(const kw_naming *g, const kw_piece *p) {
    if (p->type == KW_P_COUNTRY)
        return kw_str_fmt(g->mem, "world/country_names: %.*s (%.*s)", KW_FMT(text_of_piece(g, p)),
                          KW_FMT(kw_table_cell(p->table, p->rows.first, KW_CN_USE)));
    if (p->type == KW_P_ORG && p->table)
        return kw_str_fmt(g->mem, "world/organisations: %.*s", KW_FMT(kw_table_cell(p->table, kw_body_row(g, p), KW_OR_FORM)));
    return KW_NONE;
}

uint32_t kw_entity_state(kw_naming *g, const kw_phrase *whole, const kw_piece *p) {
    uint32_t body = body_seated(g, whole, p), one = one_of_people(g, whole, p);
    if (body != UINT32_MAX) return body;
    if (one != UINT32_MAX) return one;
    kw_str code = seat_of(g, whole, p), use = kw_table_cell(p->table, p->rows.first, KW_CN_USE);
    if (kw_str_is(use, "sect")) return kw_entity_unnamed(g, KW_GROUP, text_of_piece(g, p), some(country_of_faith(g, whole, p)));
    if (!code.n || kw_str_is(use, "region"))
        return kw_entity_unnamed(g, kw_str_is(use, "people") ? KW_GROUP : KW_PLACE, text_of_piece(g, p), KW_NONE);
    if (p->metonym && p->locative) {
        uint32_t city = kw_entity_unnamed(g, KW_PLACE, text_of_piece(g, p), code);
        if (city != UINT32_MAX) g->out->entities[city].why = KW_STR("world/country_names: a capital or seat where something happens");
        return city;
    }
    uint32_t e = kw_entity_by_actor(g, code);
    if (e != UINT32_MAX) return e;
    e = kw_entity_of_state(g, code, p->metonym ? 0.85 : 0.98, kw_row_named(g, p));
    if (e != UINT32_MAX && kw_str_is(use, "former")) g->out->entities[e].country = KW_NONE;
    return e;
}

/* "Ethiopia-backed forces", "US-led troops": the country is not theirs. */
static bool only_backs(const kw_naming *g, const kw_phrase *owner) {
    uint32_t next = owner->last + 1;
    return next < g->at->first_atom + g->at->n_atoms && (g->atoms[next].flags & KW_ATOM_JOINED) && kw_atom_is(g, next, KW_USE_BACKER);
}

/* Has each word of the piece a capital, in a text where that tells something? */
static bool capitals(const kw_naming *g, const kw_piece *t) {
    for (uint32_t i = t->first; i < t->first + t->n; i++)
        if (!(g->atoms[i].flags & KW_ATOM_CAPITAL)) return false;
    return !g->at->title_case && !g->at->shouting;
}

/* "Kapolri", "assistant secretary of state", "KBRI": what only one state has. */
kw_str kw_country_of_title(const kw_naming *g, const kw_piece *t) {
    if (t->type == KW_P_TITLE && capitals(g, t)) {
        kw_str styled = kw_implied(g->kit, kw_table_key(t->table, t->rows.first), "style");
        if (styled.n) return styled;
    }
    return t->type == KW_P_TITLE || t->type == KW_P_AGENT ? kw_implied(g->kit, kw_table_key(t->table, t->rows.first), "title") : KW_NONE;
}

/* Has the part of a phrase a country to give? That of a faith is itself a guess. */
static bool owns(const kw_naming *g, int32_t part) {
    uint32_t e = g->phrases[part].entity;
    return e != UINT32_MAX && g->out->entities[e].country.n && !kw_piece_is_faith(&g->pieces[g->phrases[part].head]);
}

/* The country that the phrase's own words name; `where`: the one that they are in will do. */
kw_str kw_country_own(const kw_naming *g, const kw_phrase *p, bool where) {
    if (g->pieces[p->head].country.n) return g->pieces[p->head].country;
    if (p->owner >= 0 && only_backs(g, &g->phrases[p->owner])) return p->lent;
    if (p->owner >= 0 && owns(g, p->owner)) return g->out->entities[g->phrases[p->owner].entity].country;
    for (int32_t c = p->child; c >= 0; c = g->phrases[c].next)
        if (!g->phrases[c].toward && owns(g, c)) return g->out->entities[g->phrases[c].entity].country;
    return where ? p->lent : KW_NONE;
}

bool kw_names_a_body(const kw_naming *g, const kw_phrase *p) {
    for (int32_t c = p->child; c >= 0; c = g->phrases[c].next) {
        uint32_t e = g->phrases[c].entity;
        if (e == UINT32_MAX || g->out->entities[e].country.n || g->out->entities[e].kind == KW_PERSON) continue;
        if (g->pieces[g->phrases[c].head].type == KW_P_PLACE) continue;         /* "the governor of Enga": a place of the state around it */
        if (g->phrases[c].named || g->who[e].plural) return true;
    }
    return false;
}

kw_kind kw_kind_named(kw_str s) {
    if (kw_str_is(s, "person")) return KW_PERSON;
    if (kw_str_is(s, "group") || kw_str_is(s, "owned")) return KW_GROUP;
    return kw_str_is(s, "state") ? KW_STATE : KW_ORGANISATION;
}

/* "Mahkamah Konstitusi" of a row is Indonesia's; with another country named as its owner, or in a text that never speaks of
 * Indonesia, it is another's. */
static kw_str other_country(const kw_naming *g, const kw_phrase *whole, kw_str country) {
    kw_str named = KW_NONE;
    if (!country.n) return KW_NONE;
    if (whole->owner >= 0 && g->phrases[whole->owner].entity != UINT32_MAX) named = g->out->entities[g->phrases[whole->owner].entity].country;
    bool common = kw_body_is_common(g, &g->pieces[whole->head]);
    if (!named.n && common) named = whole->lent;
    if (named.n) return kw_str_eq(named, country) ? KW_NONE : named;
    if (!common) return KW_NONE;
    for (size_t i = 0; i < g->n_said; i++)
        if (kw_str_eq(g->said[i].country, country) && g->said[i].total) return KW_NONE;
    named = kw_country_near(g, whole);
    return kw_str_eq(named, country) ? KW_NONE : named;
}

/* Are the letters the first ones of the name's words, those in lower case left out? */
static bool initials_of(kw_str name, kw_str letters) {
    size_t k = 0;
    for (size_t i = 0; i < name.n; i++) {
        bool begins = !i || name.p[i - 1] == ' ' || name.p[i - 1] == '-';
        if (!begins || name.p[i] < 'A' || name.p[i] > 'Z') continue;
        if (k == letters.n || (name.p[i] | 0x20) != letters.p[k]) return false;
        k++;
    }
    return k == letters.n;
}

/* "RSF" where the article has named the Rapid Support Forces: that body. UINT32_MAX: it has named none of these letters. Letters that the tables
 * know are only those of another body that the tables know. */
static uint32_t body_of_letters(const kw_naming *g, const kw_piece *p) {
    const kw_atom *a = &g->atoms[p->first];
    if (p->n > 1 || !(a->flags & KW_ATOM_ALLCAPS) || a->form.n < 3 || g->at->shouting) return UINT32_MAX;
    for (uint32_t e = (uint32_t)g->out->n_entities; e-- > oldest(g);) {
        const kw_entity *x = &g->out->entities[e];
        if ((x->kind == KW_ORGANISATION || x->kind == KW_GROUP) && g->who[e].n_mentions && (!p->table || x->actor.p) && initials_of(x->name, a->form))
            return e;
    }
    return UINT32_MAX;
}

/* "junta Myanmar" */
static bool has_word_of_rulers(const kw_naming *g, const kw_piece *p) {
    uint32_t at = g->lang->heads_last ? p->first + p->n - 1 : p->first;
    kw_rows r = kw_table_find(g->lang->agents, g->atoms[at].form);
    return r.n && kw_str_is(kw_table_cell(g->lang->agents, r.first, KW_AG_KIND), "ruler");
}

uint32_t kw_entity_known_body(kw_naming *g, const kw_phrase *whole, const kw_piece *p) {
    uint32_t spelled = body_of_letters(g, p);
    if (spelled != UINT32_MAX) return spelled;
    uint32_t row = kw_body_row(g, p);
    kw_str other = other_country(g, whole, kw_table_cell(p->table, row, KW_OR_COUNTRY));
    if (other.n) return kw_entity_shaped_body(g, whole, other);
    kw_str actor = kw_table_cell(p->table, row, KW_OR_ACTOR);
    uint32_t e = kw_entity_by_actor(g, actor);
    if (e != UINT32_MAX) return e;
    e = kw_entity_new(g, kw_kind_named(kw_table_cell(p->table, row, KW_OR_KIND)), actor, kw_table_cell(p->table, row, KW_OR_NAME));
    if (e == UINT32_MAX) return e;
    kw_entity *x = &g->out->entities[e];
    x->country = some(kw_table_cell(p->table, row, KW_OR_COUNTRY));
    x->sector = some(kw_table_cell(p->table, row, KW_OR_SECTOR));
    x->score = kw_str_is(kw_table_cell(p->table, row, KW_OR_CHECKED), "yes") ? 0.95 : 0.6;
    x->why = kw_row_named(g, p);
    g->who[e].ruler = has_word_of_rulers(g, p);
    return e;
}

/* "Pasukan Kurdi": does the name hold that of a people without a state? */
static bool of_stateless(const kw_naming *g, const kw_piece *q) {
    for (uint32_t i = q->first; i < q->first + q->n; i++) {
        kw_rows r = kw_table_find(g->kit->country_names, g->atoms[i].form);
        if (r.n && !kw_table_cell(g->kit->country_names, r.first, KW_CN_COUNTRY).n) return true;
    }
    return false;
}

/* An organisation known by its shape; one that stands in brackets behind another is that one. */
uint32_t kw_entity_shaped_body(kw_naming *g, const kw_phrase *p, kw_str country) {
    const kw_piece *q = &g->pieces[p->head];
    kw_str name = text_of_piece(g, q);
    if (!country.n) country = kw_country_own(g, p, true);
    uint32_t spelled = body_of_letters(g, q);
    if (spelled != UINT32_MAX) return spelled;
    if (!country.n) country = kw_implied(g->kit, g->atoms[q->first].form, "title");        /* "PT Maspion" */
    if (q->n == 1)
        for (uint32_t e = oldest(g); e < g->out->n_entities; e++)
            if (g->who[e].alias.n && kw_str_eq(g->who[e].alias, g->atoms[q->first].form)) return e;
    if (!country.n && kw_sector_is(&g->kit->ontology, q->sector, KW_SECTOR_ORGAN | KW_SECTOR_SEAT) && !of_stateless(g, q))
        country = kw_country_near(g, p);
    uint32_t e = kw_entity_unnamed(g, KW_ORGANISATION, name, some(country));
    if (e == UINT32_MAX) return e;
    kw_entity *x = &g->out->entities[e];
    x->sector = some(q->sector);
    if (!x->why.p) x->why = KW_STR("shape: a name with a word of organisations, or capitals");
    return e;
}
