/* SPDX-License-Identifier: MIT
 * What a rule is called in a reader's language: lang/XX/rules.tsv turns the words that explanations are made of ("a title; its country
 * is that of the text around it", "source next to it, target near it") into words for a reader. */
#ifndef KW_KNOW_RULE_H
#define KW_KNOW_RULE_H

#include "base/arena.h"
#include "know/know.h"

/* The rule in the words of `language`, in `mem` or borrowed from the table; pieces between "; " are told one by one, and what the
 * table does not have stays as it is. Without memory, or a table of that language: the rule itself. */
kw_str kw_rule_words(const kw_know *k, kw_str language, kw_str rule, kw_arena *mem);

#endif
