/* SPDX-License-Identifier: MIT
 * What the files that read one hit share: reading.c (rows), place.c (who fills their roles), condition.c (what a row wants), voice.c
 * (passive or not) and struck.c (attacks told inside other acts). */
#ifndef KW_CODE_READER_H
#define KW_CODE_READER_H

#include "code/roles.h"

enum { WORD_REACH = 16 };                       /* tokens: past these a word mostly belongs to something else */

typedef struct reader {
    const kw_view *v;
    const kw_hits *hits;
    const kw_frame_hit *h;
    size_t index;                               /* of h in hits */
    bool passive;
    uint32_t end;                               /* of the clause */
    kw_role source;                             /* found so far: a target is somebody else */
    bool pair;                                  /* a mutual act of a source that is "X and Y": what tells where is no target */
    bool inner, hostile, among, negated;
    uint32_t wants;                             /* conditions on the roles, to be asked when these are filled: bits of condition.c */
    uint32_t object_first, object_end;
    uint32_t window_of, window_first, window_end;
    kw_role subject;                            /* of the verb, once it was asked for: weight 4 before */
    uint32_t depth, row;
    kw_role they[2];                            /* the two that a pronoun of many stands for; weight 0: not found so */
    kw_str by;                                  /* what the source must be; p NULL: anybody */
    uint32_t from;                              /* where what hangs on a noun begins: behind it, or behind the clause that tells of it */
} reader;

/* The best reading of hits[index]; `lone`: one role is enough. `depth` counts acts inside acts. False: no row's conditions hold. */
bool kw_read_at(const kw_view *v, const kw_hits *hits, size_t index, bool lone, uint32_t depth, kw_reading *out);

/* place.c: the first alternative of the cell ("subj/by") that somebody other than `but` fills; and the agent of the clause that tells of the
 * noun at the hit: "the boycott that is led by X" */
kw_role kw_fill_role(reader *r, kw_str words, int32_t but, bool as_source);
kw_role kw_noun_told_by(reader *r);
bool kw_same_entity(const kw_view *v, int32_t a, int32_t b);

/* voice.c: is the hit, read by this row, passive? */
bool kw_is_passive(const kw_view *v, const kw_frame_hit *h, uint32_t row);

/* condition.c: how much better the row fits by the conditions of its cell, or -1: one does not hold; then, with the roles filled, do
 * those on them hold? And who must do something, of what the verb brings in. */
bool kw_holds_object(const reader *r, int32_t mention);     /* is the mention the thing that the row wants for its object ("sent doctors")? */
int kw_conditions_hold(reader *r, kw_str with);
bool kw_roles_fit(const reader *r, const kw_reading *out);
kw_role kw_must_role(const reader *r);
bool kw_same_country(const kw_view *v, kw_role a, kw_role b);       /* true also where the text does not tell */

/* struck.c */
kw_role kw_striker_when(reader *r);                     /* of a killing: who strikes in the clause of "when", or in the attack it happened in */
bool kw_struck_by(reader *r, kw_role *who);             /* of a relative clause that tells of an attack: who struck; false: it does not */
void kw_spare_agent(reader *r, kw_role *who);           /* the subject may be whom another verb names with "by": then nobody, unless it struck */
void kw_spare_struck(reader *r, kw_role *who);          /* the subject may be whom an attack hit: then its doer, or nobody */
kw_role kw_struck_abroad(const reader *r, kw_role source);  /* of an attack on what has no name ("a village in X"): the other state where it lies */
bool kw_is_site(const reader *r, int32_t mention);      /* a building or vehicle as the doer of an attack? */
bool kw_same_or_part(const kw_view *v, int32_t whole, int32_t part);
void kw_spare_victim(reader *r, kw_reading *out);       /* of a remark about a deed: its doer stands in for its victim, or nobody */

#endif
