/* SPDX-License-Identifier: MIT
 * The field's ontologies: CAMEO codes with their Goldstein values, PLOVER types, and what an act becomes when it is only
 * to come, refused, given up or a promise of harm. From world/cameo.tsv and world/plover.tsv. */
#ifndef KW_KNOW_ONTOLOGY_H
#define KW_KNOW_ONTOLOGY_H

#include "know/know.h"

typedef struct kw_ontology { const kw_table *cameo, *plover; } kw_ontology;     /* read-only; lives as long as its kw_know */

typedef enum { KW_TURN_FUTURE = 3, KW_TURN_REFUSED, KW_TURN_STOPPED, KW_TURN_HOSTILE } kw_turn;  /* columns of world/plover.tsv */

/* Where a table is missing, every question below gets "unknown". */
kw_ontology kw_ontology_of(const kw_know *k);

/* GDELT's Goldstein value of a CAMEO code; of the nearest shorter code if the code is unknown; 0 if none is known. */
double kw_goldstein(const kw_ontology *o, kw_str cameo);

/* The quad class of a PLOVER type: 1 verbal cooperation .. 4 material conflict; 0: unknown type. */
int kw_quad(const kw_ontology *o, kw_str type);

/* What an act of `type` becomes: writes type and code (slices of the table); false: it stays what it is. */
bool kw_ontology_turn(const kw_ontology *o, kw_turn turn, kw_str type, kw_str *new_type, kw_str *new_cameo);

/* Has the code this sense (a word of the column of world/cameo.tsv: "speech", "charge", "play")? False for an unknown code. */
bool kw_cameo_has(const kw_ontology *o, kw_str cameo, const char *sense);

/* Is an act of this type, or of this code, none between states in news of sport, where they meet and beat each other? */
bool kw_ontology_play(const kw_ontology *o, kw_str type, kw_str cameo);

/* The type and code of an act of which no more is known than that two are named together; both with p NULL: no table. */
void kw_ontology_unknown(const kw_ontology *o, kw_str *type, kw_str *cameo);

#endif
