/* SPDX-License-Identifier: MIT
 * Inside src/export: the forms of a row, each in its own file. */
#ifndef KW_EXPORT_ROW_H
#define KW_EXPORT_ROW_H

#include "export/answer.h"
#include "export/shape.h"

/* ---- what all forms share ---- */
enum { KW_ID_TEXT = 24 };                       /* room for a letter, 64 bits in decimal and a NUL */
kw_str kw_id_text(char kind, int64_t id, char text[KW_ID_TEXT]);        /* "a12", in `text`; id 0: empty */
kw_str kw_side_name(char side);                 /* of kw_diff_row: "older", "newer", "both" */

/* ---- the shapes of rows: answer_shapes.c ---- */
extern const kw_shape kw_event_object, kw_event_line, kw_story_object, kw_story_line, kw_brief_line, kw_also_line, kw_thread_object, kw_thread_line,
    kw_step_line, kw_link_object, kw_link_line, kw_chain_object, kw_taker_line, kw_edge_kind_line, kw_giver_line, kw_edge_score_line,
    kw_quote_object, kw_quote_line, kw_hit_object, kw_hit_line, kw_dyad_object, kw_dyad_line, kw_failure_object, kw_why_object, kw_asked_line,
    kw_asked_article_line, kw_diff_object, kw_diff_line, kw_article_object, kw_article_line;

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
