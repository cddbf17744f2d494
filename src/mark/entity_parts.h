/* SPDX-License-Identifier: MIT
 * Between the files that turn a phrase into an entity: entity.c asks the others by the phrase's head, and they ask it for what is there already. */
#ifndef KW_MARK_ENTITY_PARTS_H
#define KW_MARK_ENTITY_PARTS_H

#include "mark/name_parts.h"

/* The score of those whose country is only that of the text around them; they say nothing of whose the next ones are. */
#define KW_GUESSED 0.35

/* Entities that a search goes back through: no article has so many, and a text of nothing but names stays linear. */
enum { KW_ENTITIES_BACK = 1500 };

static inline uint32_t oldest(const kw_naming *g) {
    return g->out->n_entities > KW_ENTITIES_BACK ? (uint32_t)g->out->n_entities - KW_ENTITIES_BACK : 0;
}

static inline uint32_t here(const kw_naming *g) { return (uint32_t)(g->at - g->sentences); }     /* the sentence being read */
static inline kw_str some(kw_str s) { return s.n ? s : KW_NONE; }

static inline kw_str text_of(const kw_naming *g, const kw_phrase *p) {
    return kw_str_sub(g->words->text, g->atoms[p->first].at.start, g->atoms[p->last].at.end);
}

static inline kw_str text_of_piece(const kw_naming *g, const kw_piece *p) {
    return kw_str_sub(g->words->text, g->atoms[p->first].at.start, g->atoms[p->first + p->n - 1].at.end);
}

/* entity.c */
void kw_mention_add(kw_naming *g, const kw_phrase *p, bool inside);     /* of the phrase's entity; inside: the phrase is part of another */
void kw_resolve_phrase(kw_naming *g, kw_phrase *p, bool inside);         /* its parts, then itself, and their mentions */
void kw_resolve_children(kw_naming *g, kw_phrase *p);

/* entity_state.c; each gives an entity, UINT32_MAX: out of memory */
uint32_t kw_entity_state(kw_naming *g, const kw_phrase *whole, const kw_piece *p);
uint32_t kw_entity_of_state(kw_naming *g, kw_str code, double score, kw_str why);              /* a new one */
uint32_t kw_entity_known_body(kw_naming *g, const kw_phrase *whole, const kw_piece *p);
uint32_t kw_entity_shaped_body(kw_naming *g, const kw_phrase *p, kw_str country);              /* one known by its shape */
kw_str kw_country_own(const kw_naming *g, const kw_phrase *p, bool where);       /* that its words name; where: the one that they are in will do */
bool kw_country_is_scene(const kw_naming *g, kw_str country);            /* reported from there: and told of, too, or no other is */
bool kw_is_first_name_too(const kw_naming *g, kw_str form, uint32_t person_row);      /* "Martin", "Marcos": the last word of that person's name */
bool kw_names_a_body(const kw_naming *g, const kw_phrase *p);            /* has it a part that is a body or many without a country? */
kw_str kw_row_named(const kw_naming *g, const kw_piece *p);                /* the row of a state's or body's name, as `why` tells it; p NULL: none */
kw_kind kw_kind_named(kw_str s);                                         /* of a table's word */

/* entity_role.c: those without a name of their own */
uint32_t kw_entity_titled(kw_naming *g, const kw_phrase *p);
uint32_t kw_entity_agents(kw_naming *g, const kw_phrase *p);

/* entity_apposed.c: is b another name of the phrase a before it? Then it is resolved, and a with it */
bool kw_apposed_title(kw_naming *g, const kw_phrase *a, kw_phrase *b);         /* "Lam Akol, menteri luar negeri Sudan, ..." */
bool kw_apposed_short(kw_naming *g, const kw_phrase *a, kw_phrase *b);       /* "Asosiasi Pengusaha Indonesia (Apindo)" */
bool kw_apposed_state(kw_naming *g, const kw_phrase *a, kw_phrase *b);   /* "its old ally, Portugal" */
bool kw_apposed_apart(kw_naming *g, const kw_phrase *a, kw_phrase *b);   /* "Iran, an ally of Syria" */
bool kw_apposed_leader(kw_naming *g, const kw_phrase *a, kw_phrase *b);  /* "the Liberal Party, led by Ro Kepa" */
bool kw_apposed_name(kw_naming *g, const kw_phrase *a, kw_phrase *b);    /* "The ambassador, Prudence Bushnell, was injured" */

#endif
