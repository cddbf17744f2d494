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
uint32_t kw_table_columns(const kw_table *t);

/* The cell, or an empty string where row or column is not there. Rows are sorted by folded key. */
kw_str kw_table_cell(const kw_table *t, uint32_t row, uint32_t column);

/* The row's first cell, folded: what it is found by. */
kw_str kw_table_key(const kw_table *t, uint32_t row);

/* Number of the column with that name in the header line, or UINT32_MAX: kw_table_cell then gives "". */
uint32_t kw_table_column(const kw_table *t, const char *name);

/* The rows whose folded first cell is `folded`; n 0 if none. */
kw_rows kw_table_find(const kw_table *t, kw_str folded);

/* How many words (parts between spaces) the longest key has that begins with this word; 0: none does.
 * A reader that walks a text asks this at each word and then tries kw_table_find() from long to short. */
uint32_t kw_table_words_from(const kw_table *t, kw_str first_word_folded);

/* A number of a word as it stands in a text, the same for capital and small letters; 0 for a word that is not of ASCII alone, or has a
 * blank. One pass, no folding. */
uint32_t kw_table_sign(kw_str word);

/* The same of a whole key, words with one blank between them; and may there be a key of this sign? */
uint32_t kw_table_key_sign(kw_str key);
bool kw_table_may_hold(const kw_table *t, uint32_t key_sign);

/* The same, letter by letter as a text is walked: begin with KW_SIGN_NONE, add bytes as kw_utf8_fold makes them. */
#define KW_SIGN_NONE 2166136261u
static inline uint32_t kw_sign_add(uint32_t sign, unsigned char folded) { return (sign ^ folded) * 16777619u; }

/* May a key begin with a word of this sign? False: none does; most words of a text go out here. Sign 0: true. */
bool kw_table_may_begin(const kw_table *t, uint32_t sign);

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
