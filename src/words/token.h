/* SPDX-License-Identifier: MIT
 * A line of text to tokens: byte spans into the text as it was sent. Words are cut as the UD treebanks of the language cut
 * them: clitics are tokens of their own, numbers and addresses stay whole. One pass over the bytes. */
#ifndef KW_WORDS_TOKEN_H
#define KW_WORDS_TOKEN_H

#include "words/morph.h"

typedef struct kw_token_rules kw_token_rules;       /* tables of one language; read-only, for all threads */

typedef struct kw_token_list { kw_token *v; size_t n, cap; } kw_token_list;

/* Reads lang/XX/abbreviations.tsv and clitics.tsv. `hyphens`: words keep their hyphens (reduplication). In `mem`. */
kw_rc kw_token_open(const kw_know *k, kw_str language, bool hyphens, kw_arena *mem, kw_token_rules **out, kw_err *err);

/* Appends the tokens of `line` with at, form and flags. `seen` is of the same language. */
kw_rc kw_token_split(const kw_token_rules *r, kw_morph_seen *seen, kw_str text, kw_span line, kw_arena *mem, kw_token_list *out, kw_err *err);

typedef enum { KW_ABBR_NONE, KW_ABBR_TITLE, KW_ABBR_OTHER } kw_abbr;

/* What the table says of a folded form with its point: TITLE stands before a name and never ends a sentence. */
kw_abbr kw_token_abbreviation(const kw_token_rules *r, kw_str form);

/* The kind that abbreviations.tsv gives a folded form ("title", "currency", ...); p NULL: it is not there. */
kw_str kw_token_kind(const kw_token_rules *r, kw_str form);

#endif
