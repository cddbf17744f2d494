/* SPDX-License-Identifier: MIT
 * The language of a text: from the tables lang/languages.tsv and lang/XX, "und" rather than wrong. */
#ifndef KW_KNOW_LANGUAGE_H
#define KW_KNOW_LANGUAGE_H

#include "know/know.h"

typedef struct kw_language_id kw_language_id;       /* prepared; read-only, for all threads */

/* Lives in `mem`, and no longer than `k`. KW_DATA: a row of the tables that does not say what it must. */
kw_rc kw_language_open(const kw_know *k, kw_arena *mem, kw_language_id **out, kw_err *err);

/* Code of the text's language ("id", "ms", "en", "de", ...), "und" when it is not sure. The result is borrowed from the
 * tables. `score`, unless NULL, gets 0-1. */
kw_str kw_language_of(const kw_language_id *l, kw_str text, double *score);

/* Why kw_language_of() says what it says, for a person: "id 412, ms 350 of 40 words; most by: yang, di, dari". In `mem`; p NULL: out of memory. */
kw_str kw_language_why(const kw_language_id *l, kw_str text, kw_arena *mem);

/* The language whose tables a text is best read with, though kw_language_of() may not be sure of it or name a sister language that
 * has none ("ms" is read with "id"); p NULL where no language with tables comes near. */
kw_str kw_language_reading(const kw_language_id *l, kw_str text);

#endif
