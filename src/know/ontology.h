/* SPDX-License-Identifier: MIT
 * The field's ontologies: CAMEO codes with their Goldstein values, PLOVER types and sectors with what they are like, and what an act
 * becomes when it is only to come, refused, given up or a promise of harm. From world/cameo.tsv, world/plover.tsv and world/sectors.tsv. */
#ifndef KW_KNOW_ONTOLOGY_H
#define KW_KNOW_ONTOLOGY_H

#include "know/know.h"

/* A code of a small table, found by one hash. */
typedef struct kw_known_code { kw_str code; uint32_t row, traits; } kw_known_code;
typedef struct kw_known_codes { const kw_table *table; kw_known_code *slots; size_t mask; } kw_known_codes;

typedef struct kw_ontology {        /* read-only; lives as long as its kw_know and arena; empty: every question below gets "unknown" */
    const kw_table *cameo;
    kw_known_codes types, sectors;
} kw_ontology;

/* What acts of a PLOVER type are like: the column `traits` of world/plover.tsv, whose head says what each word means. */
typedef enum {
    KW_TYPE_COMPLEMENT = 1 << 0, KW_TYPE_PURPOSE = 1 << 1, KW_TYPE_ASKS = 1 << 2, KW_TYPE_ANSWERS = 1 << 3, KW_TYPE_REMARK = 1 << 4,
    KW_TYPE_OF_DEED = 1 << 5, KW_TYPE_BLAMES = 1 << 6, KW_TYPE_PACT = 1 << 7, KW_TYPE_HARM = 1 << 8, KW_TYPE_SHOW = 1 << 9,
    KW_TYPE_PLAY = 1 << 10, KW_TYPE_TALK = 1 << 11
} kw_type_trait;

/* What those of a PLOVER sector are like: the column `traits` of world/sectors.tsv. */
typedef enum {
    KW_SECTOR_STATE = 1 << 0, KW_SECTOR_ORGAN = 1 << 1, KW_SECTOR_SEAT = 1 << 2, KW_SECTOR_GOVERN = 1 << 3, KW_SECTOR_ARMY = 1 << 4,
    KW_SECTOR_IGO = 1 << 5, KW_SECTOR_UNION = 1 << 6, KW_SECTOR_PRIVATE = 1 << 7, KW_SECTOR_PRESS = 1 << 8, KW_SECTOR_SCHOOL = 1 << 9,
    KW_SECTOR_HOUSE = 1 << 10, KW_SECTOR_FORMER = 1 << 11, KW_SECTOR_WORLD = 1 << 12
} kw_sector_trait;

typedef enum { KW_TURN_FUTURE = 3, KW_TURN_REFUSED, KW_TURN_STOPPED, KW_TURN_HOSTILE } kw_turn;  /* columns of world/plover.tsv */

/* KW_DATA: a table has a trait that is none of these. A table that is missing counts as empty. */
kw_rc kw_ontology_open(const kw_know *k, kw_arena *mem, kw_ontology *out, kw_err *err);

/* GDELT's Goldstein value of a CAMEO code; of the nearest shorter code if the code is unknown; 0 if none is known. */
double kw_goldstein(const kw_ontology *o, kw_str cameo);

/* The quad class of a PLOVER type: 1 verbal cooperation .. 4 material conflict; 0: unknown type. */
int kw_quad(const kw_ontology *o, kw_str type);

/* Has the type, or the sector, one of these traits (several may be asked for with |)? False for an unknown one. */
bool kw_type_is(const kw_ontology *o, kw_str type, uint32_t traits);
bool kw_sector_is(const kw_ontology *o, kw_str sector, uint32_t traits);

/* The first sector that has this trait, to be written of somebody; p NULL: none has. Looks through the table. */
kw_str kw_sector_with(const kw_ontology *o, kw_sector_trait trait);

/* What an act of `type` becomes: writes type and code (slices of the table); false: it stays what it is. */
bool kw_ontology_turn(const kw_ontology *o, kw_turn turn, kw_str type, kw_str *new_type, kw_str *new_cameo);

/* Has the code this sense (a word of the column of world/cameo.tsv: "speech", "charge", "play", "release")? False for an unknown code. */
bool kw_cameo_has(const kw_ontology *o, kw_str cameo, const char *sense);

/* Is an act of this type, or of this code, none between states in news of sport, where they meet and beat each other? */
bool kw_ontology_play(const kw_ontology *o, kw_str type, kw_str cameo);

/* The type and code of an act of which no more is known than that two are named together; both with p NULL: no table. */
void kw_ontology_unknown(const kw_ontology *o, kw_str *type, kw_str *cameo);

#endif
