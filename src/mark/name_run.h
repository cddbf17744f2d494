/* SPDX-License-Identifier: MIT
 * A run of capitalised words while it grows, for the walk over atoms (name_scan.c). */
#ifndef KW_MARK_NAME_RUN_H
#define KW_MARK_NAME_RUN_H

#include "mark/name_look.h"

typedef struct {
    uint32_t first, end, lead;          /* lead: atoms of the word of organisations or places that it begins with */
    bool org, place, org_last, done, of_state;
    bool place_behind;                  /* a word of places stands last in it so far: "Weda Bay" */
    bool honours;                       /* named after somebody, whose title is in it: "Jalan Sultan Agung" */
    bool linked;                        /* behind "of", where heads come last: its head was before it */
    kw_str sector, country;
} kw_run;

/* ---- name_run.c ---- */

uint32_t kw_lead_words(const kw_naming *g, uint32_t i);     /* atoms of the word of organisations or places that begins a name here; 0: none */
bool kw_org_or_place_at(const kw_naming *g, uint32_t i);
uint32_t kw_past_particles(const kw_naming *g, uint32_t i);              /* over "bin", "de la" to the name behind them; i: none */
bool kw_run_starts(const kw_naming *g, uint32_t i);                      /* may a name that no table knows begin here? */
kw_run kw_run_from(kw_naming *g, uint32_t i);                            /* the run that begins there, as far as it goes */
bool kw_run_goes_on(kw_naming *g, kw_run *r, uint32_t i, uint32_t *take);       /* is i part of it? take: how many atoms */
void kw_push_run(kw_naming *g, const kw_run *r);                         /* as a piece, if it is a name */
void kw_know_place(const kw_naming *g, kw_piece *p, uint32_t lead);         /* by what stands behind its word of places */
uint32_t kw_name_suffix_at(const kw_naming *g, uint32_t i);              /* atoms of the end of a person's name there: "Jr."; 0: none */
void kw_keep_word_name(kw_naming *g, const kw_piece *p);             /* its last word, where that is also a word of the language */

/* ---- name_absorb.c ---- */

bool kw_is_given_name(const kw_naming *g, uint32_t i);
bool kw_run_is_common(const kw_naming *g, const kw_run *r);               /* are all its words words of the language? */
bool kw_run_is_firm(const kw_naming *g, const kw_run *r);                 /* "PT", "CV" */
bool kw_run_absorbs(const kw_naming *g, kw_run *r, uint32_t i, const kw_found *f);     /* may what a table knows at i be part of it? */

#endif
