/* SPDX-License-Identifier: MIT
 * Entities and mentions in the order of the text: the list of an article's entities, and each phrase resolved with its parts, by its head
 * (entity_state.c, entity_person.c, entity_role.c) or as another name of the phrase before it (entity_apposed.c). */
#include "mark/entity_parts.h"

uint32_t kw_entity_new(kw_naming *g, kw_kind kind, kw_str actor, kw_str name) {
    kw_entity *e = kw_push(g->mem, (void **)&g->out->entities, &g->out->n_entities, &g->cap_entities, sizeof *e);
    kw_who *w = e ? kw_push(g->mem, (void **)&g->who, &g->n_who, &g->cap_who, sizeof *w) : NULL;
    if (!w) { g->failed = true; return UINT32_MAX; }
    *e = (kw_entity){ .kind = kind, .actor = actor.n ? actor : KW_NONE, .name = name };
    return (uint32_t)g->out->n_entities - 1;
}

uint32_t kw_entity_by_actor(const kw_naming *g, kw_str actor) {
    for (uint32_t e = (uint32_t)g->out->n_entities; e-- > oldest(g);)
        if (kw_str_eq(g->out->entities[e].actor, actor)) return e;
    return UINT32_MAX;
}

kw_str kw_country_name(const kw_names *kit, kw_str code) {
    kw_rows r = kw_find_key(kit->countries, code);
    return r.n ? kw_table_cell(kit->countries, r.first, KW_CO_NAME) : code;
}

/* sector NULL: of any. */
static uint32_t unnamed(kw_naming *g, kw_kind kind, kw_str name, kw_str country, const kw_str *sector) {
    for (uint32_t e = oldest(g); e < g->out->n_entities; e++) {
        const kw_entity *x = &g->out->entities[e];
        if (x->kind == kind && kw_str_eq(x->name, name) && kw_str_eq(x->country, country) && (!sector || kw_str_eq(x->sector, *sector))) return e;
    }
    uint32_t e = kw_entity_new(g, kind, KW_NONE, name);
    if (e == UINT32_MAX) return e;
    g->out->entities[e].country = some(country);
    g->out->entities[e].sector = sector ? some(*sector) : KW_NONE;
    g->out->entities[e].score = 0.5;
    return e;
}

uint32_t kw_entity_unnamed(kw_naming *g, kw_kind kind, kw_str name, kw_str country) { return unnamed(g, kind, name, country, NULL); }

uint32_t kw_entity_unnamed_in(kw_naming *g, kw_kind kind, kw_str name, kw_str country, kw_str sector) {
    return unnamed(g, kind, name, country, &sector);
}

/* ---- mentions ---- */

static uint32_t entity_of(kw_naming *g, const kw_phrase *p) {
    const kw_piece *q = &g->pieces[p->head];
    switch (q->type) {
    case KW_P_COUNTRY: return kw_entity_state(g, p, q);
    case KW_P_PERSON: return kw_entity_person(g, p);
    case KW_P_TITLE: return kw_entity_titled(g, p);
    case KW_P_AGENT: return kw_entity_agents(g, p);
    case KW_P_ORG: return q->table ? kw_entity_known_body(g, p, q) : kw_entity_shaped_body(g, p, KW_NONE);
    default: break;
    }
    uint32_t e = kw_entity_unnamed(g, KW_PLACE, text_of_piece(g, q), some(kw_country_own(g, p, true)));
    if (e != UINT32_MAX) g->out->entities[e].why = q->table ? KW_STR("world/places") : KW_STR("shape: a place");
    return e;
}

static uint32_t head_token(const kw_naming *g, const kw_phrase *p) {
    const kw_piece *q = &g->pieces[p->head];
    uint32_t atom = q->first;
    if (q->type == KW_P_ORG || (q->type == KW_P_AGENT && g->lang->heads_last)) atom = q->first + q->n - 1;
    return g->atoms[atom].token;
}

/* Of a mention that is not its entity's first: the row that its own words have, or that it is somebody told of before. */
static kw_str why_again(const kw_naming *g, const kw_phrase *p) {
    const kw_piece *q = &g->pieces[p->head];
    const kw_entity *x = &g->out->entities[p->entity];
    if (x->kind != KW_PERSON) return x->actor.n ? kw_row_named(g, q) : KW_NONE;
    if (q->type == KW_P_TITLE) return KW_STR("a title of somebody told of before");
    if (q->type != KW_P_PERSON) return KW_NONE;
    if (q->table != g->kit->persons || !x->actor.n) return KW_STR("the name of somebody told of before");
    return kw_str_fmt(g->mem, "world/persons: %.*s", KW_FMT(kw_table_cell(q->table, q->rows.first, KW_PE_FORM)));
}

void kw_mention_add(kw_naming *g, const kw_phrase *p, bool inside) {
    kw_mention *m = kw_push(g->mem, (void **)&g->out->mentions, &g->out->n_mentions, &g->cap_mentions, sizeof *m);
    if (!m) { g->failed = true; return; }
    kw_called name = kw_name_in(g, p);
    *m = (kw_mention){ .at = { g->atoms[p->first].at.start, g->atoms[p->last].at.end }, .first = g->atoms[p->first].token,
                       .sentence = here(g), .entity = p->entity, .inside = inside, .head = head_token(g, p),
                       .named = name.own, .name = { g->atoms[name.first].at.start, g->atoms[name.end - 1].at.end } };
    m->n = g->atoms[p->last].token - m->first + 1;
    kw_who *w = &g->who[p->entity];
    if (w->n_mentions) m->why = why_again(g, p);
    w->subject = !inside && p->first <= g->at->first_atom + 3;
    w->n_mentions++;
    w->last_sentence = m->sentence;
    const kw_entity *x = &g->out->entities[p->entity];
    if (m->at.start < g->out->dateline.end && !kw_country_is_scene(g, x->country)) return;
    if (!kw_sector_is(&g->kit->ontology, x->sector, KW_SECTOR_PRESS) && x->score > KW_GUESSED) kw_country_said(g, x->country);
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

void kw_resolve_children(kw_naming *g, kw_phrase *p) {
    for (int32_t c = p->child; c >= 0 && !g->failed; c = g->phrases[c].next) kw_resolve_phrase(g, &g->phrases[c], true);
}

void kw_resolve_phrase(kw_naming *g, kw_phrase *p, bool inside) {
    for (int32_t c = p->child; c >= 0 && p->definite; c = g->phrases[c].next)
        if (g->phrases[c].last == p->last) g->phrases[c].definite = true;        /* "pemimpin negara itu" */
    kw_resolve_children(g, p);
    p->entity = entity_of(g, p);
    if (p->entity == UINT32_MAX) { g->failed = true; return; }
    if (p->alias >= 0 && g->pieces[p->head].type == KW_P_ORG) g->who[p->entity].alias = g->atoms[p->alias].form;
    kw_mention_add(g, p, inside);
    if (!g->failed && g->pieces[p->head].type == KW_P_ORG) mention_alias(g, p);
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

static bool another_name(kw_naming *g, const kw_phrase *before, kw_phrase *p) {
    return kw_apposed_title(g, before, p) || kw_apposed_short(g, before, p) || kw_apposed_state(g, before, p) || kw_apposed_apart(g, before, p) ||
        kw_apposed_leader(g, before, p) || kw_apposed_name(g, before, p);
}

void kw_resolve(kw_naming *g, kw_clause *c) {
    const kw_phrase *before = NULL;
    for (int32_t i = c->top; i >= 0 && !g->failed; i = g->phrases[i].next) {
        kw_phrase *p = &g->phrases[i];
        if (!before || !another_name(g, before, p)) kw_resolve_phrase(g, p, false);
        before = p;
    }
}
