/* SPDX-License-Identifier: MIT
 * Phrases to entities and mentions, in the order of the text: states and bodies by the key of their row, persons in
 * entity_person.c, titles without a name ("presiden Rusia itu") by the article, then by the date in office, and everyone
 * without a name of his own (a crowd, an official) by the words themselves. */
#include "base/utf8.h"
#include "mark/name_parts.h"

/* The score of those whose country is only that of the text around them; they say nothing of whose the next ones are. */
static const double GUESSED = 0.35;

static uint32_t here(const kw_naming *g) { return (uint32_t)(g->at - g->sentences); }

uint32_t kw_entity_new(kw_naming *g, kw_kind kind, kw_str actor, kw_str name) {
    kw_entity *e = kw_push(g->mem, (void **)&g->out->entities, &g->out->n_entities, &g->cap_entities, sizeof *e);
    kw_who *w = e ? kw_push(g->mem, (void **)&g->who, &g->n_who, &g->cap_who, sizeof *w) : NULL;
    if (!w) { g->failed = true; return UINT32_MAX; }
    *e = (kw_entity){ .kind = kind, .actor = actor.n ? actor : KW_NONE, .name = name };
    return (uint32_t)g->out->n_entities - 1;
}

/* Entities that a search goes back through: no article has so many, and a text of nothing but names stays linear. */
enum { FAR_BACK = 1500 };

static uint32_t oldest(const kw_naming *g) { return g->out->n_entities > FAR_BACK ? (uint32_t)g->out->n_entities - FAR_BACK : 0; }

uint32_t kw_entity_by_actor(const kw_naming *g, kw_str actor) {
    for (uint32_t e = (uint32_t)g->out->n_entities; e-- > oldest(g);)
        if (kw_str_eq(g->out->entities[e].actor, actor)) return e;
    return UINT32_MAX;
}

kw_str kw_country_name(const kw_names *kit, kw_str code) {
    kw_rows r = kw_find_key(kit->countries, code);
    return r.n ? kw_table_cell(kit->countries, r.first, KW_CO_NAME) : code;
}

static kw_str some(kw_str s) { return s.n ? s : KW_NONE; }

static kw_str text_of(const kw_naming *g, const kw_phrase *p) {
    return kw_str_sub(g->words->text, g->atoms[p->first].at.start, g->atoms[p->last].at.end);
}

static kw_str text_of_piece(const kw_naming *g, const kw_piece *p) {
    return kw_str_sub(g->words->text, g->atoms[p->first].at.start, g->atoms[p->first + p->n - 1].at.end);
}

/* ---- states and bodies ---- */

/* Of a form that several states have ("Korea") the one that the article has spoken of. */
static kw_str state_of(const kw_naming *g, const kw_piece *p) {
    if (p->rows.n < 2) return p->country;
    for (uint32_t k = 0; k < p->rows.n; k++) {
        kw_str c = kw_table_cell(p->table, p->rows.first + k, KW_CN_COUNTRY);
        if (kw_country_known(g, c)) return c;
    }
    return p->country;
}

static uint32_t new_state(kw_naming *g, kw_str code, double score, kw_str why) {
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

static uint32_t known_body(kw_naming *g, const kw_phrase *whole, const kw_piece *p);

/* "Brussels", in an article that speaks of its state in no other way, is the body that sits there. UINT32_MAX: it is not. */
static uint32_t body_seated(kw_naming *g, const kw_phrase *whole, const kw_piece *p) {
    kw_str body = p->metonym && !p->locative ? kw_implied(g->kit, kw_table_key(p->table, p->rows.first), "body") : KW_NONE;
    if (!body.n || kw_country_total(g, p->country)) return UINT32_MAX;
    kw_piece seated = *p;
    seated.type = KW_P_ORG;
    seated.table = g->kit->organisations;
    seated.rows = kw_find_key(seated.table, body);
    return seated.rows.n ? known_body(g, whole, &seated) : UINT32_MAX;
}

/* "Istana", in an article that speaks of other states only: that of the state around it, if there is one. */
static kw_str seat_of(kw_naming *g, const kw_phrase *whole, const kw_piece *p) {
    bool shared = p->metonym && kw_implied(g->kit, kw_table_key(p->table, p->rows.first), "shared").n && g->n_said &&
        !kw_country_total(g, p->country);
    kw_str near = shared ? kw_country_near(g, whole) : KW_NONE;
    return near.n ? near : state_of(g, p);
}

enum { PERSON_BACK = 4, ROLE_BACK = 3 };       /* sentences from one who is told of by his people or part to where he was named */

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

static uint32_t state(kw_naming *g, const kw_phrase *whole, const kw_piece *p) {
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
    e = new_state(g, code, p->metonym ? 0.85 :
        0.98, kw_str_fmt(g->mem, "world/country_names: %.*s (%.*s)", KW_FMT(text_of_piece(g, p)), KW_FMT(use)));
    if (e != UINT32_MAX && kw_str_is(use, "former")) g->out->entities[e].country = KW_NONE;
    return e;
}

uint32_t kw_entity_unnamed(kw_naming *g, kw_kind kind, kw_str name, kw_str country) {
    for (uint32_t e = oldest(g); e < g->out->n_entities; e++) {
        const kw_entity *x = &g->out->entities[e];
        if (x->kind == kind && kw_str_eq(x->name, name) && kw_str_eq(x->country, country)) return e;
    }
    uint32_t e = kw_entity_new(g, kind, KW_NONE, name);
    if (e == UINT32_MAX) return e;
    g->out->entities[e].country = some(country);
    g->out->entities[e].score = 0.5;
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
static kw_str own_country(const kw_naming *g, const kw_phrase *p, bool where) {
    if (g->pieces[p->head].country.n) return g->pieces[p->head].country;
    if (p->owner >= 0 && only_backs(g, &g->phrases[p->owner])) return p->lent;
    if (p->owner >= 0 && owns(g, p->owner)) return g->out->entities[g->phrases[p->owner].entity].country;
    for (int32_t c = p->child; c >= 0; c = g->phrases[c].next)
        if (!g->phrases[c].toward && owns(g, c)) return g->out->entities[g->phrases[c].entity].country;
    return where ? p->lent : KW_NONE;
}

static bool names_a_body(const kw_naming *g, const kw_phrase *p) {
    for (int32_t c = p->child; c >= 0; c = g->phrases[c].next) {
        uint32_t e = g->phrases[c].entity;
        if (e != UINT32_MAX && !g->out->entities[e].country.n && g->out->entities[e].kind != KW_PERSON && (g->phrases[c].named || g->who[e].plural))
            return true;
    }
    return false;
}

static kw_kind kind_named(kw_str s) {
    if (kw_str_is(s, "person")) return KW_PERSON;
    if (kw_str_is(s, "group")) return KW_GROUP;
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

static uint32_t shaped_body(kw_naming *g, const kw_phrase *p, kw_str country);

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

/* "RSF" where the article has named the Rapid Support Forces: that body. UINT32_MAX: it has named none of these letters. */
static uint32_t body_of_letters(const kw_naming *g, const kw_piece *p) {
    const kw_atom *a = &g->atoms[p->first];
    if (p->n > 1 || !(a->flags & KW_ATOM_ALLCAPS) || a->form.n < 3 || g->at->shouting) return UINT32_MAX;
    for (uint32_t e = (uint32_t)g->out->n_entities; e-- > oldest(g);) {
        const kw_entity *x = &g->out->entities[e];
        if ((x->kind == KW_ORGANISATION || x->kind == KW_GROUP) && g->who[e].n_mentions && initials_of(x->name, a->form)) return e;
    }
    return UINT32_MAX;
}

/* "junta Myanmar" */
static bool has_word_of_rulers(const kw_naming *g, const kw_piece *p) {
    uint32_t at = g->lang->heads_last ? p->first + p->n - 1 : p->first;
    kw_rows r = kw_table_find(g->lang->agents, g->atoms[at].form);
    return r.n && kw_str_is(kw_table_cell(g->lang->agents, r.first, KW_AG_KIND), "ruler");
}

static uint32_t known_body(kw_naming *g, const kw_phrase *whole, const kw_piece *p) {
    uint32_t spelled = body_of_letters(g, p);
    if (spelled != UINT32_MAX) return spelled;
    uint32_t row = kw_body_row(g, p);
    kw_str other = other_country(g, whole, kw_table_cell(p->table, row, KW_OR_COUNTRY));
    if (other.n) return shaped_body(g, whole, other);
    kw_str actor = kw_table_cell(p->table, row, KW_OR_ACTOR);
    uint32_t e = kw_entity_by_actor(g, actor);
    if (e != UINT32_MAX) return e;
    e = kw_entity_new(g, kind_named(kw_table_cell(p->table, row, KW_OR_KIND)), actor, kw_table_cell(p->table, row, KW_OR_NAME));
    if (e == UINT32_MAX) return e;
    kw_entity *x = &g->out->entities[e];
    x->country = some(kw_table_cell(p->table, row, KW_OR_COUNTRY));
    x->sector = some(kw_table_cell(p->table, row, KW_OR_SECTOR));
    x->score = kw_str_is(kw_table_cell(p->table, row, KW_OR_CHECKED), "yes") ? 0.95 : 0.6;
    x->why = kw_str_fmt(g->mem, "world/organisations: %.*s", KW_FMT(kw_table_cell(p->table, row, KW_OR_FORM)));
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
static uint32_t shaped_body(kw_naming *g, const kw_phrase *p, kw_str country) {
    const kw_piece *q = &g->pieces[p->head];
    kw_str name = text_of_piece(g, q);
    if (!country.n) country = own_country(g, p, true);
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

/* ---- those without a name of their own ---- */

/* Of the persons of the article the last one of that office and country; `former`: of those who have left it, else of those who have not. */
static uint32_t person_with_office(const kw_naming *g, kw_str office, kw_str country, bool former) {
    uint32_t best = UINT32_MAX;
    for (uint32_t e = oldest(g); e < g->out->n_entities; e++) {
        const kw_who *w = &g->who[e];
        if (g->out->entities[e].kind != KW_PERSON || !w->n_words || !w->n_mentions || !kw_office_is(g->kit, w->office, office)) continue;
        if (country.n && !kw_str_eq(country, g->out->entities[e].country)) continue;
        if (former != kw_str_eq(g->out->entities[e].sector, g->kit->of_former)) continue;
        if (best == UINT32_MAX || w->last_sentence >= g->who[best].last_sentence) best = e;
    }
    return best;
}

enum { POINTED_BACK = 2 };      /* sentences */

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
        bool alike = country.n ? kw_str_eq(country, x->country) :
            kw_str_eq(sector, x->sector) || kw_sector_is(&g->kit->ontology, x->sector, KW_SECTOR_STATE);
        if (alike) return m->entity;
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
    for (uint32_t k = p->first_piece > g->at->first_piece ? p->first_piece : p->first_piece + 1; k <= p->last_piece && g->lang->heads_last; k++) {
        const kw_piece *a = &g->pieces[k - 1], *b = &g->pieces[k];
        if (a->type == KW_P_COUNTRY && b->type == KW_P_COUNTRY && a->first + a->n == b->first && (g->atoms[b->first].flags & KW_ATOM_JOINED))
            return true;
    }
    uint32_t end = g->at->first_atom + g->at->n_atoms, next = p->last + 1;
    for (uint32_t i = p->first > g->at->first_atom ? p->first - 1 : p->first; i <= p->last; i++) joint = joint || kw_atom_is(g, i, KW_USE_JOINT);
    return joint && next + 1 < end && kw_atom_is(g, next, KW_USE_AND) && is_country_at(g, p->last_piece + 1, next + 1);
}

/* "the group's leader": of those without a name that are not the government, whose head is not the state's. */
static bool is_part_of_state(const kw_naming *g, uint32_t e) {
    const kw_entity *x = &g->out->entities[e];
    return !x->actor.p && (x->kind == KW_GROUP || x->kind == KW_ORGANISATION) && !kw_sector_is(&g->kit->ontology, x->sector, KW_SECTOR_GOVERN);
}

/* "Presiden Rusia": whoever the article has named as that, then who held the office on its day, then somebody without a name. */
static uint32_t titled(kw_naming *g, const kw_phrase *p) {
    const kw_piece *t = &g->pieces[p->head];
    kw_str office = kw_table_cell(t->table, t->rows.first, KW_TI_OFFICE), use = kw_table_cell(t->table, t->rows.first, KW_TI_USE);
    bool abroad = kw_office_is(g->kit, office, KW_STR("abroad"));
    kw_str country = own_country(g, p, !abroad);
    if (!country.n && !names_a_body(g, p)) country = some(kw_country_of_title(g, t));
    if (!country.n && p->theirs && p->owner < 0 && kw_str_is(use, "office")) country = kw_country_of_possessor(g, p);
    const kw_token *last = &g->words->tokens[g->atoms[t->first + t->n - 1].token];
    bool many = g->lang->heads_last && last->upos == KW_NOUN && !kw_str_eq(last->lemma, last->form);           /* "union leaders" */
    bool names_office = kw_str_is(use, "office") && !many && !p->plural && !p->indefinite && !p->kin && !p->deputy;
    uint32_t e = UINT32_MAX, owner = p->owner >= 0 ? g->phrases[p->owner].entity : UINT32_MAX;
    if (names_office && !p->former && owner != UINT32_MAX && g->out->entities[owner].kind == KW_ORGANISATION && g->out->entities[owner].actor.p) {
        e = holder_of(g, office, g->out->entities[owner].actor);
        if (e != UINT32_MAX) return e;
    }
    bool bare = names_office && !country.n && !p->theirs && p->owner < 0 && !names_a_body(g, p) &&
        person_with_office(g, office, KW_NONE, p->former) == UINT32_MAX;
    if (bare) country = kw_country_at_home(g, t);
    bool part = owner != UINT32_MAX && is_part_of_state(g, owner);
    /* "president of the Kurdistan region" */
    bool region = owner != UINT32_MAX && g->out->entities[owner].kind == KW_PLACE && !g->pieces[g->phrases[p->owner].head].metonym;
    if (names_office && !names_a_body(g, p) && !region && !part) {
        e = person_with_office(g, office, country, p->former);
        if (e == UINT32_MAX && country.n && !p->former) e = holder_of(g, office, country);
        if (e != UINT32_MAX) return e;
    }
    bool known = p->definite || (t->n == 1 && (g->atoms[t->first].flags & KW_ATOM_ALLCAPS) && !g->at->shouting);     /* "jaksa itu", "JPU" */
    if (office.n && known && kw_str_is(use, "role") && !p->plural && !p->indefinite && !p->kin) {
        e = person_with_office(g, office, country, p->former);
        if (e == UINT32_MAX && p->definite && p->first == t->first && p->owner < 0) e = part_told(g, office);
        if (e != UINT32_MAX) return e;
    }
    if (kw_sector_is(&g->kit->ontology, t->sector, KW_SECTOR_STATE) && !is_class(g, office)) e = person_pointed_at(g, p, country, t->sector);
    if (e != UINT32_MAX) return e;
    bool elsewhere = (abroad && p->lent.n) || kw_office_is(g->kit, office, KW_STR("unguessed"));
    if (p->plural && p->definite && several_states(g)) elsewhere = true;           /* "the two leaders" */
    bool two = of_two_states(g, p);
    if (two) country = KW_NONE;
    bool guess = !two && !country.n && !elsewhere && !names_a_body(g, p) && kw_sector_is(&g->kit->ontology, t->sector, KW_SECTOR_STATE) && !p->kin &&
        !p->other;
    if (guess) country = kw_country_near(g, p);
    e = kw_entity_unnamed(g, p->plural ? KW_GROUP : KW_PERSON, text_of(g, p), some(country));
    if (e == UINT32_MAX) return e;
    kw_entity *x = &g->out->entities[e];
    x->role = office.n ? office : text_of_piece(g, t);
    x->sector = p->former ? g->kit->of_former : some(kw_sector_with_owner(g, p, t->sector));
    x->score = guess ? GUESSED : 0.6;
    if (two || elsewhere || p->other || abroad) g->who[e].elsewhere = true;
    x->why = guess ? KW_STR("a title; its country is that of the text around it") : KW_STR("a title with its country or body");
    if (!g->who[e].office.n) g->who[e].office = office;
    if (!country.n && kw_str_is(use, "role")) g->who[e].serves = p->owner >= 0 ? g->phrases[p->owner].entity + 1 : 0;
    return e;
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
        return e != UINT32_MAX ? e : new_state(g, q->country, 0.6, KW_STR("the state of that region that the sentence names"));
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
    return e != UINT32_MAX && g->out->entities[e].kind == KW_GROUP && g->out->entities[e].score <= GUESSED;
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
        if (m->inside || m->sentence == here(g) || e->kind != KW_GROUP || e->actor.p || !e->country.n || e->score <= GUESSED ||
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
        if (!x->country.n || x->score <= GUESSED) continue;
        if (g->who[e].ruler || (that && g->who[e].plural && kw_str_eq(x->sector, sector))) return x->country;
    }
    return KW_NONE;
}

/* "tentara Rusia", "the demonstrators": those without a name, by their words and country. */
static uint32_t agents(kw_naming *g, const kw_phrase *p) {
    const kw_piece *a = &g->pieces[p->head];
    kw_str kind = kw_table_cell(a->table, a->rows.first, KW_AG_KIND);
    bool abroad = kw_str_is(kind, "abroad");
    kw_str country = abroad ? kw_country_of_title(g, a) : KW_NONE, homes = kw_str_is(kind, "state") ? KW_NONE : homes_of_faith(g, p);
    /* "its forces from Mali" are its own */
    bool from = p->theirs && g->lang->heads_last && p->owner >= 0 && g->phrases[p->owner].first > a->first;
    if (!country.n && from) country = kw_country_of_possessor(g, p);
    if (!country.n) country = own_country(g, p, !abroad && !kw_str_is(kind, "world") && !kw_str_is(kind, "state"));
    if (!country.n) country = kw_country_of_title(g, a);           /* "personel TNI" */
    if (kw_str_is(kind, "state")) {
        uint32_t meant = country.n ? kw_entity_by_actor(g, country) : state_meant(g, p);
        if (meant != UINT32_MAX) return meant;
        kind = KW_STR("world");
    }
    uint32_t of_states = kw_agent_is(a, "union") && !country.n ? union_meant(g, p) : UINT32_MAX;
    if (of_states != UINT32_MAX) return of_states;
    if (kw_agent_is(a, "union")) kind = KW_STR("world");
    if (!country.n) country = country_pointed_at(g, p, a->sector);
    if (!country.n && !p->theirs && !names_a_body(g, p)) country = kw_country_at_home(g, a);
    bool two = of_two_states(g, p) || (p->theirs && p->owner < 0 && of_union(g)), whose = homes.n || !names_a_body(g, p);
    if (p->plural && p->definite && several_states(g)) whose = false;
    bool guess = !two && !country.n && whose && kw_sector_is(&g->kit->ontology, a->sector, KW_SECTOR_STATE) && !kw_str_is(kind, "world") &&
        !abroad && !p->other;
    kw_str like = guess || of_guessed(g, p) ? country_of_like(g, p) : KW_NONE;
    if (like.n) country = like;
    if (guess && !country.n) country = kw_country_near(g, p);
    if (two || (guess && homes.n && country.n && kw_str_find(homes, country, 0) == SIZE_MAX)) country = KW_NONE;
    uint32_t e = kw_entity_unnamed(g, kw_str_is(kind, "world") ? KW_GROUP : kind_named(kind), text_of(g, p), some(country));
    if (e == UINT32_MAX) return e;
    kw_entity *x = &g->out->entities[e];
    x->sector = some(a->sector);
    x->score = guess ? GUESSED : 0.7;
    if (two || abroad || p->other || kw_str_is(kw_table_cell(a->table, a->rows.first, KW_AG_KIND), "world")) g->who[e].elsewhere = true;
    x->why = like.n ? KW_STR("agents; their country is that of those called so before") :
        guess ? KW_STR("agents; their country is that of the text around them") : KW_STR("agents with their country or body");
    g->who[e].plural = true;
    g->who[e].ruler = kw_str_is(kind, "ruler");
    return e;
}

/* ---- mentions ---- */

static uint32_t entity_of(kw_naming *g, const kw_phrase *p) {
    const kw_piece *q = &g->pieces[p->head];
    switch (q->type) {
    case KW_P_COUNTRY: return state(g, p, q);
    case KW_P_PERSON: return kw_entity_person(g, p);
    case KW_P_TITLE: return titled(g, p);
    case KW_P_AGENT: return agents(g, p);
    case KW_P_ORG: return q->table ? known_body(g, p, q) : shaped_body(g, p, KW_NONE);
    default: break;
    }
    uint32_t e = kw_entity_unnamed(g, KW_PLACE, text_of_piece(g, q), some(own_country(g, p, true)));
    if (e != UINT32_MAX) g->out->entities[e].why = q->table ? KW_STR("world/places") : KW_STR("shape: a place");
    return e;
}

static uint32_t head_token(const kw_naming *g, const kw_phrase *p) {
    const kw_piece *q = &g->pieces[p->head];
    uint32_t atom = q->first;
    if (q->type == KW_P_ORG || (q->type == KW_P_AGENT && g->lang->heads_last)) atom = q->first + q->n - 1;
    return g->atoms[atom].token;
}

static void mention(kw_naming *g, const kw_phrase *p, bool inside) {
    kw_mention *m = kw_push(g->mem, (void **)&g->out->mentions, &g->out->n_mentions, &g->cap_mentions, sizeof *m);
    if (!m) { g->failed = true; return; }
    kw_called name = kw_name_in(g, p);
    *m = (kw_mention){ .at = { g->atoms[p->first].at.start, g->atoms[p->last].at.end }, .first = g->atoms[p->first].token,
                       .sentence = here(g), .entity = p->entity, .inside = inside, .head = head_token(g, p),
                       .named = name.own, .name = { g->atoms[name.first].at.start, g->atoms[name.end - 1].at.end } };
    m->n = g->atoms[p->last].token - m->first + 1;
    kw_who *w = &g->who[p->entity];
    w->subject = !inside && p->first <= g->at->first_atom + 3;
    w->n_mentions++;
    w->last_sentence = m->sentence;
    const kw_entity *x = &g->out->entities[p->entity];
    if (!kw_sector_is(&g->kit->ontology, x->sector, KW_SECTOR_PRESS) && x->score > GUESSED) kw_country_said(g, g->out->entities[p->entity].country);
}

/* "Badan Rehabilitasi dan Rekonstruksi (BRR) Aceh": the short form inside is the body, too. */
static void mention_alias(kw_naming *g, const kw_phrase *p) {
    uint32_t i = (uint32_t)p->alias;
    if (p->alias < 0 || i > p->last) return;
    kw_mention *m = kw_push(g->mem, (void **)&g->out->mentions, &g->out->n_mentions, &g->cap_mentions, sizeof *m);
    if (!m) { g->failed = true; return; }
    const kw_atom *a = &g->atoms[i];
    *m = (kw_mention){ .at = a->at, .name = a->at, .first = a->token, .n = 1, .head = a->token, .sentence = here(g), .entity = p->entity,
                       .inside = true, .named = true };
}

static void resolve_phrase(kw_naming *g, kw_phrase *p, bool inside);

static void resolve_children(kw_naming *g, kw_phrase *p) {
    for (int32_t c = p->child; c >= 0 && !g->failed; c = g->phrases[c].next) resolve_phrase(g, &g->phrases[c], true);
}

static void resolve_phrase(kw_naming *g, kw_phrase *p, bool inside) {
    for (int32_t c = p->child; c >= 0 && p->definite; c = g->phrases[c].next)
        if (g->phrases[c].last == p->last) g->phrases[c].definite = true;        /* "pemimpin negara itu" */
    resolve_children(g, p);
    p->entity = entity_of(g, p);
    if (p->entity == UINT32_MAX) { g->failed = true; return; }
    if (p->alias >= 0 && g->pieces[p->head].type == KW_P_ORG) g->who[p->entity].alias = g->atoms[p->alias].form;
    mention(g, p, inside);
    if (!g->failed && g->pieces[p->head].type == KW_P_ORG) mention_alias(g, p);
}

/* ---- apposition ---- */

static bool only_between(const kw_naming *g, const kw_phrase *a, const kw_phrase *b, const char *what) {
    uint32_t i = a->last + 1;
    if (i >= b->first || !kw_str_is(g->atoms[i].form, what)) return false;
    i++;
    return i == b->first || (i + 1 == b->first && kw_atom_is(g, i, KW_USE_ARTICLE));
}

static bool ends_there(const kw_naming *g, const kw_phrase *p) {
    uint32_t i = p->last + 1, end = g->at->first_atom + g->at->n_atoms;
    uint8_t last = g->pieces[p->last_piece].type;
    /* "for African affairs" */
    if (g->lang->heads_last && (last == KW_P_COUNTRY || last == KW_P_PLACE) && i < end && g->atoms[i].upos == KW_NOUN) i++;
    return i >= end || (g->atoms[i].flags & KW_ATOM_PUNCT) || g->atoms[i].upos == KW_ADP;
}

/* "Lam Akol, menteri luar negeri Sudan, ...": the title is his. */
static bool apposed(kw_naming *g, const kw_phrase *a, kw_phrase *b) {
    const kw_piece *h = &g->pieces[b->head];
    if (h->type != KW_P_TITLE || g->pieces[a->head].type != KW_P_PERSON || b->plural || !only_between(g, a, b, ",") || !ends_there(g, b))
        return false;
    resolve_children(g, b);
    kw_entity *x = &g->out->entities[a->entity];
    kw_str country = own_country(g, b, true);
    if (!country.n) country = kw_country_of_title(g, h);
    if (!country.n && !x->country.n && kw_sector_is(&g->kit->ontology, h->sector, KW_SECTOR_STATE)) country = kw_country_near(g, b);
    if (country.n && x->country.n && !kw_str_eq(country, x->country)) return false;
    if (country.n && !x->country.n) x->country = country;
    kw_str office = kw_table_cell(h->table, h->rows.first, KW_TI_OFFICE);
    if (!x->role.n) x->role = office.n ? office : text_of_piece(g, h);
    if (!x->sector.n) x->sector = some(b->former ? g->kit->of_former : h->sector);
    if (!g->who[a->entity].office.n) g->who[a->entity].office = office;
    b->entity = a->entity;
    mention(g, b, false);
    return true;
}

/* "Asosiasi Pengusaha Indonesia (Apindo)": the same body, by its short name from now on, though another state has a body of that short name. */
static bool bracketed(kw_naming *g, const kw_phrase *a, kw_phrase *b) {
    const kw_piece *h = &g->pieces[b->head];
    kw_kind kind = g->out->entities[a->entity].kind;
    if (h->type != KW_P_ORG || h->n != 1 || (kind != KW_ORGANISATION && kind != KW_GROUP) || !only_between(g, a, b, "(")) return false;
    kw_str country = g->out->entities[a->entity].country;
    if (h->table && (!country.n || !h->country.n || kw_str_eq(country, h->country) || g->out->entities[a->entity].actor.p)) return false;
    g->who[a->entity].alias = g->atoms[h->first].form;
    b->entity = a->entity;
    mention(g, b, false);
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
static bool named_behind(kw_naming *g, const kw_phrase *a, kw_phrase *b) {
    uint32_t next = b->last + 1, end = g->at->first_atom + g->at->n_atoms;
    if (!means_one(g, a) || g->pieces[b->head].type != KW_P_PERSON || !only_rank(g, b)) return false;
    if (!only_between(g, a, b, ",") || next + 1 >= end || !kw_str_is(g->atoms[next].form, ",") || kw_atom_is(g, next + 1, KW_USE_AND)) return false;
    const kw_entity *x = &g->out->entities[a->entity];
    if (x->kind != KW_PERSON) return false;
    resolve_phrase(g, b, false);
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

void kw_name_servants(kw_naming *g) {
    for (size_t e = 0; e < g->out->n_entities; e++) {
        kw_entity *x = &g->out->entities[e];
        const kw_entity *body = g->who[e].serves ? &g->out->entities[g->who[e].serves - 1] : NULL;
        if (!body || x->actor.p || !body->actor.p || !kw_sector_is(&g->kit->ontology, body->sector, KW_SECTOR_UNION)) continue;
        x->actor = body->actor;
        x->sector = body->sector;
    }
}

void kw_resolve(kw_naming *g, kw_clause *c) {
    const kw_phrase *before = NULL;
    for (int32_t i = c->top; i >= 0 && !g->failed; i = g->phrases[i].next) {
        kw_phrase *p = &g->phrases[i];
        if (!before || (!apposed(g, before, p) && !bracketed(g, before, p) && !named_behind(g, before, p))) resolve_phrase(g, p, false);
        before = p;
    }
}
