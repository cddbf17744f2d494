/* SPDX-License-Identifier: MIT
 * Inside the reading of roles by order: clauses and phrases (clause.c), subject and object by order alone (order.c), for subject.c and roles.c. */
#ifndef KW_CODE_ROLES_H
#define KW_CODE_ROLES_H

#include "code/parts.h"

enum { WINDOW = 40,                 /* tokens looked at on either side: longer clauses are read wrongly more often than not */
       INSERTION_MAX = 18,          /* tokens between the commas of an insertion */
       AGENT_NOUNS = 2,             /* nouns and adjectives between a passive verb and whose they are */
       CHAIN_MAX = 4 };             /* verbs gone back through for a subject that each takes from the one before */

/* Is the verb at t, by the first of its frames, of a type with one of these traits? */
bool kw_verb_is(const kw_view *v, uint32_t t, uint32_t traits);

/* The role, unless he only tells what stands at t: "..., killing four people, police said". */
kw_role kw_but_teller(const kw_view *v, uint32_t t, kw_role r);

/* "the planned agreement": does the word only tell of the noun behind it? */
bool kw_is_modifier(const kw_view *v, uint32_t t);

/* "While visiting Cairo, X said ...": of a clause that opens the sentence, with its verb or noun at t: who acts is named behind the comma. */
kw_role kw_after_comma(const kw_view *v, uint32_t t);

/* Does a preposition stand right before the phrase that begins there? */
bool kw_behind_preposition(const kw_view *v, uint32_t start);

/* A form that no subject of its own goes with, in a language whose tags tell it: "to topple". */
bool kw_is_bare(const kw_view *v, uint32_t t);

/* The first comma from `from` on that is no part of a name; `stop`: there is none before it. */
uint32_t kw_comma_behind(const kw_view *v, uint32_t from, uint32_t stop);

/* First token of the noun phrase that the mention ends. */
uint32_t kw_phrase_start(const kw_view *v, int32_t mention);

/* Where the mention begins. */
uint32_t kw_mention_start(const kw_view *v, int32_t mention);

/* The relative word between which and t only one clause stands, or -1: "X, who visited Y, attacked". */
int32_t kw_relative_before(const kw_view *v, uint32_t t);

/* The name that a relative word at t speaks of. */
kw_role kw_antecedent(const kw_view *v, uint32_t t);

/* The earlier comma that with the one at t encloses an insertion, or -1. */
int32_t kw_comma_before(const kw_view *v, uint32_t t);

/* A pronoun that only tells whose the one named behind it is. */
bool kw_is_possessor(const kw_view *v, uint32_t t);

/* Does the name only tell where something is? */
bool kw_is_where(const kw_view *v, int32_t w, uint32_t start);

/* The name behind the comma, where it tells who the one with the clitic before it is. */
kw_role kw_named_behind(const kw_view *v, uint32_t comma);

/* The relative word of a clause whose object the mention is, or -1. */
int32_t kw_object_of_relative(const kw_view *v, int32_t mention);

/* A word that is both a preposition and a conjunction, and here the latter. */
bool kw_opens_clause(const kw_view *v, uint32_t t);

/* The object by order alone, from the verb rightwards to the end of its clause. */
kw_role kw_order_object(const kw_view *v, uint32_t t);

/* The subject by order alone, from the verb leftwards; `depth`: verbs gone back through so far. */
kw_role kw_order_subject(const kw_view *v, uint32_t t, int depth);

#endif
