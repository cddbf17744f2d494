/* SPDX-License-Identifier: MIT
 * What is known before any text is read: the tables and models of lang/ and world/, with a user's own tables on top.
 * Read-only after opening; any number of threads may ask. A stage looks its tables up once, when it is opened. */
#ifndef KW_KNOW_KNOW_H
#define KW_KNOW_KNOW_H

#include "know/table.h"

typedef struct kw_know kw_know;

/* `world_dir` may be NULL; else its *.tsv add rows to the shipped tables of the same name ("outlets.tsv" to "world/outlets", "id/titles.tsv"
 * to "id/titles"); a user's rows come before shipped ones with the same key. KW_IO: no such folder; KW_DATA: a table that does not parse,
 * has another header, or cells that world/columns does not want. Free with kw_know_close(). */
kw_rc kw_know_open(const char *world_dir, kw_know **out, kw_err *err);
size_t kw_know_own_tables(const kw_know *k);                      /* how many tables of the user's own */
void kw_know_close(kw_know *k);                                   /* NULL is fine */

/* NULL if there is none; every kw_table_* function takes NULL as an empty table. */
const kw_table *kw_know_table(const kw_know *k, const char *name);

/* "world/outlets", which is asked for at each word: found once. */
const kw_table *kw_know_outlets(const kw_know *k);

/* The table `name` of language `code`: ("id", "titles") is "id/titles". */
const kw_table *kw_know_lang_table(const kw_know *k, kw_str code, const char *name);

/* A model file's bytes; p NULL if there is none. */
kw_str kw_know_blob(const kw_know *k, const char *name);
kw_str kw_know_lang_blob(const kw_know *k, kw_str code, const char *name);

/* The languages that have tables, from lang/languages.tsv, sorted by code; and a language's number there or -1. */
size_t kw_know_languages(const kw_know *k);
kw_str kw_know_language(const kw_know *k, size_t i);
int kw_know_language_index(const kw_know *k, kw_str code);

#endif
