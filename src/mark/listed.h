/* SPDX-License-Identifier: MIT
 * Actors of a user's own dictionaries (know/petrarch.h) in a text. */
#ifndef KW_MARK_LISTED_H
#define KW_MARK_LISTED_H

#include "know/petrarch.h"
#include "mark/mark.h"

/* Adds a mention for each phrase that holds an actor or agent of `p`, its code put together as PETRARCH does: the actor's of the
 * text's day, then the agents', each part once; "---GOV" where no actor is named. Mentions of kawat's own that it meets make way for
 * it (one that the caller gave keeps its span and role and takes the code), and pronouns that stood for them stand for it. */
kw_rc kw_listed_mark(const kw_petrarch *p, const kw_know *know, const kw_mark_in *in, kw_arena *mem, kw_marks *out, kw_err *err);

#endif
