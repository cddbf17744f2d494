/* SPDX-License-Identifier: MIT
 * A table of knowledge: rows of cells, found by the folded form (kw_utf8_fold) of their first cell.
 * Made from TSV by kw_table_build(), at build time for what ships and at run time for a user's own tables; the image
 * is position-independent, so the shipped ones are used where they lie in the binary, without parsing or copying.
 * Finding a row costs one hash and about one comparison. */
#ifndef KW_KNOW_TABLE_H
#define KW_KNOW_TABLE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"

typedef struct kw_table kw_table;      /* an image; never copied, never changed */

typedef struct kw_rows { uint32_t first, n; } kw_rows;       /* rows with one key, in the order of the file */

uint32_t kw_table_rows(const kw_table *t);                   /* NULL table: 0 */

/* The cell, or an empty string where row or column is not there. Rows are sorted by folded key. */
kw_str kw_table_cell(const kw_table *t, uint32_t row, uint32_t column);

/* The row's first cell, folded: what it is found by. */
kw_str kw_table_key(const kw_table *t, uint32_t row);

/* Number of the column with that name in the header line, or UINT32_MAX: kw_table_cell then gives "". */
uint32_t kw_table_column(const kw_table *t, const char *name);

/* The rows whose folded first cell is `folded`; n 0 if none. */
kw_rows kw_table_find(const kw_table *t, kw_str folded);

/* The same in two steps, for who asks a large table for many words: some words ahead the hash, with which the memory that is looked at is
 * fetched. */
uint64_t kw_table_expect(const kw_table *t, kw_str folded);
kw_rows kw_table_find_hashed(const kw_table *t, kw_str folded, uint64_t hash);

/* How many words (parts between spaces) the longest key has that begins with this word; 0: none does.
 * A reader that walks a text asks this at each word and then tries kw_table_find() from long to short. */
uint32_t kw_table_words_from(const kw_table *t, kw_str first_word_folded);

/* A number of a word as it stands in a text, the same for all that are folded alike; 0 for one that is longer than any key's. Of ASCII eight
 * bytes at once, no folding: who asks several tables asks them with this. */
uint32_t kw_table_sign(kw_str word);
uint32_t kw_table_folded_sign(kw_str folded);                       /* of a word that is folded already */
uint32_t kw_table_words_at(const kw_table *t, uint32_t sign);       /* kw_table_words_from() */
static inline uint32_t kw_sign_bit(uint32_t sign) { return sign ^ sign >> 15; }

/* The same of a whole key; and may there be a key of this sign? */
uint32_t kw_table_key_sign(kw_str key);
bool kw_table_may_hold(const kw_table *t, uint32_t key_sign);

/* May a key begin with a word of this sign? False: none does; most words of a text go out here. Sign 0: true. */
bool kw_table_may_begin(const kw_table *t, uint32_t sign);

/* The same question of several tables at once, or of some signs. */
typedef struct kw_sieve { uint8_t *bits; uint32_t mask; } kw_sieve;

/* What kw_table_may_begin(), or kw_table_may_hold(), says of any of them; NULL tables have no keys. In `mem`; false: out of memory. */
bool kw_sieve_of(const kw_table *const *tables, size_t n, kw_arena *mem, kw_sieve *out);
bool kw_sieve_of_keys(const kw_table *const *tables, size_t n, kw_arena *mem, kw_sieve *out);

/* One of at least so many bits that lets nothing pass; and what it is to let. */
bool kw_sieve_open(size_t bits, kw_arena *mem, kw_sieve *out);
static inline void kw_sieve_let(kw_sieve *s, uint32_t sign) {
    const uint32_t bit = kw_sign_bit(sign) & s->mask;
    s->bits[bit / 8] |= (uint8_t)(1u << (bit % 8));
}

static inline bool kw_sieve_passes(const kw_sieve *s, uint32_t sign) {
    const uint32_t bit = kw_sign_bit(sign) & s->mask;
    return !sign || (s->bits[bit / 8] >> (bit % 8) & 1);
}

/* One TSV text that goes into a table; `path` is for messages. */
typedef struct kw_tsv { kw_str text; const char *path; } kw_tsv;

/* Builds the image of one table from one or more TSV texts with the same header, that of the last. The first line names the columns; lines
 * that start with '#' and empty lines are left out; missing cells at the end of a line are empty. KW_DATA with
 * file:line on a different header, too many cells, an empty first cell or broken UTF-8. Appends to `out`, 8-aligned. */
kw_rc kw_table_build(const kw_tsv *tsv, size_t n, kw_buf *out, kw_err *err);

/* The table in an image, or NULL if `image` is not one. The image must be 8-aligned and outlive the table. */
const kw_table *kw_table_in(kw_str image);

/* Writes the rows as TSV again, without comments (a user's rows are added to shipped ones through this). */
void kw_table_to_tsv(const kw_table *t, kw_buf *out);

#endif
