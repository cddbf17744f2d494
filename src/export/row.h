/* SPDX-License-Identifier: MIT
 * Inside src/export: the forms of a row, each in its own file. */
#ifndef KW_EXPORT_ROW_H
#define KW_EXPORT_ROW_H

#include "export/answer.h"

/* ---- what all forms share ---- */
enum { KW_ID_TEXT = 24 };                       /* room for a letter, 64 bits in decimal and a NUL */
kw_str kw_id_text(char kind, int64_t id, char text[KW_ID_TEXT]);        /* "a12", in `text`; id 0: empty */
kw_str kw_side_name(char side);                 /* of kw_diff_row: "older", "newer", "both" */

/* ---- json: each appends one object, as CONTRACT.md has it; running out of memory is remembered in the buffer ---- */
void kw_json_event(kw_buf *b, const kw_event_row *e);
void kw_json_story(kw_buf *b, const kw_story_row *s, const kw_event_row *events, size_t n);
void kw_json_thread(kw_buf *b, const kw_thread_row *t);
void kw_json_link(kw_buf *b, const kw_link_row *l);
void kw_json_quote(kw_buf *b, const kw_quote_row *q);
void kw_json_hit(kw_buf *b, const kw_hit_row *h);
void kw_json_dyad(kw_buf *b, const kw_dyad_row *d);
void kw_json_failure(kw_buf *b, const kw_failure_row *f);
void kw_json_article(kw_buf *b, const kw_article_row *a);
void kw_json_chain(kw_buf *b, const kw_chain *c);
void kw_json_why(kw_buf *b, kw_str id, const kw_why_list *w);
void kw_json_diff(kw_buf *b, kw_str id, const kw_diff *d);

/* ---- flat: cells of one line; column names come from kw_flat_columns_* ---- */
typedef struct kw_flat { kw_buf *out; char sep; size_t n; } kw_flat;     /* sep ',' or '\t' */
void kw_flat_str(kw_flat *f, kw_str s);
void kw_flat_int(kw_flat *f, int64_t v);
void kw_flat_num(kw_flat *f, double v, int decimals);
void kw_flat_id(kw_flat *f, char kind, int64_t id);                 /* id 0: empty */
void kw_flat_end(kw_flat *f);

/* ---- terminal ---- */
typedef struct kw_sheet { kw_buf *out; unsigned width; bool colour; } kw_sheet;
typedef enum { KW_PLAIN, KW_BOLD, KW_DIM, KW_GOOD, KW_BAD, KW_NAME } kw_ink;

void kw_sheet_ink(kw_sheet *s, kw_ink ink);                         /* from here on; nothing without colour */
/* Text without control characters, on one line; returns the columns it takes. `most` columns, then an ellipsis; 0: all. */
unsigned kw_sheet_text(kw_sheet *s, kw_str text, unsigned most);
void kw_sheet_cell(kw_sheet *s, kw_str text, unsigned width);       /* cut or filled to `width`, and a gap */
/* Wrapped to the width, each line behind `indent` blanks. */
void kw_sheet_block(kw_sheet *s, kw_str text, unsigned indent);
kw_str kw_told_by(kw_str outlet, kw_str ref);                       /* the outlet, else the last part of the ref */
kw_str kw_day_part(kw_str iso);                                     /* of a date-time the date */
unsigned kw_columns_of(kw_str text);                                /* columns it takes on a terminal */

/* Each appends the lines of one row; `first` puts the names of the columns above it. */
void kw_table_event(kw_sheet *s, const kw_event_row *e, bool first);
void kw_table_timeline(kw_sheet *s, const kw_event_row *e, bool both_ways);
void kw_table_story(kw_sheet *s, const kw_story_row *w);
void kw_table_thread(kw_sheet *s, const kw_thread_row *t);
void kw_table_link(kw_sheet *s, const kw_link_row *l);
void kw_table_quote(kw_sheet *s, const kw_quote_row *q);
void kw_table_hit(kw_sheet *s, const kw_hit_row *h);
void kw_table_dyad(kw_sheet *s, const kw_dyad_row *d, bool first);
void kw_table_failure(kw_sheet *s, const kw_failure_row *f);
void kw_table_article(kw_sheet *s, const kw_article_row *a);
void kw_table_chain(kw_sheet *s, const kw_chain *c);
void kw_table_why(kw_sheet *s, const kw_why_list *w);
void kw_table_diff(kw_sheet *s, const kw_diff *d);

#endif
