/* SPDX-License-Identifier: MIT
 * Inside the walk over atoms: what the tables know at an atom (name_look.c), for the walk itself (name_scan.c) and its runs of
 * capitalised words (name_run.c). */
#ifndef KW_MARK_NAME_LOOK_H
#define KW_MARK_NAME_LOOK_H

#include "mark/name_parts.h"

typedef struct { kw_piece_type type; kw_hit hit; } kw_found;

static inline uint32_t end_of(const kw_naming *g) { return g->at->first_atom + g->at->n_atoms; }
static inline uint16_t flags(const kw_naming *g, uint32_t i) { return g->atoms[i].flags; }
static inline bool quote(const kw_naming *g, uint32_t i, uint32_t side) {
    return i < end_of(g) && (g->words->tokens[g->atoms[i].token].flags & side);
}
static inline bool capital(const kw_naming *g, uint32_t i) { return i < end_of(g) && (flags(g, i) & KW_ATOM_CAPITAL); }
static inline bool cell_is(const kw_hit *h, uint32_t column, const char *what) {
    return kw_str_is(kw_table_cell(h->table, h->rows.first, column), what);
}
static inline bool single_letter_word(const kw_naming *g, uint32_t i) { return (flags(g, i) & KW_ATOM_INITIAL) != 0; }

/* The longest key of any table that begins at atom i; ties go to the table asked first. Type KW_P_NONE: none does. */
kw_found kw_found_at(const kw_naming *g, uint32_t i);

/* Does a longer name behind its article cross the key? */
bool kw_found_crossed(const kw_naming *g, uint32_t i, const kw_found *f);

/* Where something happens it is the place, not the person of that surname. */
void kw_found_place(const kw_naming *g, uint32_t i, kw_found *f);

/* Is it a state's own name that nobody gave its capital? Then *f becomes it. */
bool kw_found_small_state(const kw_naming *g, uint32_t i, kw_found *f);

/* The piece that a key makes. */
kw_piece kw_piece_of_found(const kw_naming *g, uint32_t i, const kw_found *f);

/* Adds a piece; NULL: out of memory, and g->failed says so. */
kw_piece *kw_push_piece(kw_naming *g, kw_piece p);

/* Does a word of this use stand right before atom i, or with one article or a point of the compass between? */
bool kw_after_word(const kw_naming *g, uint32_t i, uint64_t use);

/* ---- name_body.c ---- */

/* The row of a word of organisations or places that stands on that side of a name; n 0: none. */
kw_rows kw_side_row(const kw_table *t, kw_str form, const char *side);

/* The word of organisations or places, of one or more words ("rumah sakit"), that begins at i and a name follows. *n: its atoms. */
kw_rows kw_first_words(const kw_naming *g, const kw_table *t, uint32_t i, uint32_t *n);

/* Is a word at i that says of a village, a district or a street which one it is? Such are themselves named after hills and rivers. */
bool kw_is_unit(const kw_naming *g, uint32_t i);

/* Is one of the next words in capitals, from that atom on, the last of a body's name? */
bool kw_body_ends(const kw_naming *g, uint32_t from);

/* Is it many who have a part to play: "Journalists" in "Union of Journalists"? */
bool kw_many_with_part(const kw_naming *g, uint32_t i, const kw_found *f);

/* Do the atoms from `first` up to `end` say that it is a body of the state and what for: "Badan Meteorologi", "Ministry of Energy"? */
bool kw_body_with_field(const kw_naming *g, uint32_t first, uint32_t end);

/* Behind such a body, over what else it is for: ", Klimatologi, dan Geofisika". The end; i: nothing follows. */
uint32_t kw_past_fields(const kw_naming *g, uint32_t i);

/* Does a body called by a word alone begin here, and what it is for behind it: "Department of Health"? */
bool kw_body_for(const kw_naming *g, uint32_t i, const kw_found *f);

/* Does a word for many begin a body's name: "National Front", "Farmers Union"? */
bool kw_many_of_body(const kw_naming *g, uint32_t i, const kw_found *f);

#endif
