/* SPDX-License-Identifier: MIT
 * What grouping knows of languages and forms: its tables, found once. */
#ifndef KW_GROUP_KIT_H
#define KW_GROUP_KIT_H

#include "group/group.h"
#include "know/ontology.h"

struct kw_group_kit { const kw_know *know; kw_ontology ontology; };

/* What the tables say about a word of a language. */
typedef struct kw_word_facts {
    float idf;                  /* natural logarithm of how rare it is */
    int capital;                /* percent of its uses inside sentences that have a capital; -1: not known */
    uint32_t pivot;             /* hash of its first translation to English; 0: none */
} kw_word_facts;

typedef struct kw_group_language { const kw_table *frequency, *translations, *forms, *counted; bool pivot; } kw_group_language;

/* The tables of a language, by its code; a language without tables gives empty ones. */
kw_group_language kw_group_language_of(const kw_group_kit *kit, kw_str code);
/* `hash`: of `folded`, as in kw_digest_word. A word that the table lacks counts as rare, one of
 * a language without a table as neither rare nor common. */
kw_word_facts kw_group_word(const kw_group_language *l, kw_str folded, uint32_t hash);

/* Answers of kw_group_word() that were given before, for one thread; most words of a text are among a few thousand. */
enum { KW_WORD_SLOTS = 1 << 14 };
typedef struct kw_word_memory { struct { uint64_t word; kw_word_facts facts; } slot[KW_WORD_SLOTS]; } kw_word_memory;

/* Which KW_DIGEST_TEMPLATE, _ROUNDUP, _OPINION a title says. */
uint32_t kw_group_form(const kw_group_language *l, kw_str title, kw_arena *mem);

/* What kw_digest_event.figure_what counts, by lang/XX/counted.tsv: "dead"; empty if it is not there. And its number. */
kw_str kw_counted_name(const kw_group_kit *kit, uint8_t what);
uint8_t kw_counted_code(kw_str name);           /* never 0 */

#endif
