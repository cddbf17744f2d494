/* SPDX-License-Identifier: MIT
 * Regular forms of a word by the endings of its language (lang/XX/inflection.tsv), for dictionaries that list base forms only. */
#ifndef KW_KNOW_INFLECT_H
#define KW_KNOW_INFLECT_H

#include "know/table.h"

typedef struct kw_ending { size_t drop; char add[16]; } kw_ending;      /* bytes taken off the word's end; what is put there, NUL ended */

/* The ending that makes `form` ("plural", "past", ...) of the folded word: the table's first row of that form that fits it.
 * False: none does, or the table is NULL. */
bool kw_inflect(const kw_table *t, const char *form, kw_str word, kw_ending *out);

#endif
