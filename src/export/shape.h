/* SPDX-License-Identifier: MIT
 * A shape tells of a struct of src/ask/rows.h which values it has, by what name, of what kind and where; JSON, CSV and TSV are
 * written from it. What is not simply the value of a member has a function of its own. */
#ifndef KW_EXPORT_SHAPE_H
#define KW_EXPORT_SHAPE_H

#include "base/json.h"

typedef struct kw_out { kw_buf *json; kw_str text; } kw_out;         /* text: what spans are of, in an article's answer */

/* The kind of a value: the C type of the member, then how it is written. */
typedef enum {
    KW_F_STR,               /* kw_str; p NULL: null, an empty cell */
    KW_F_INT,               /* int64_t */
    KW_F_NUM,               /* double, with `more` decimals at most */
    KW_F_BOOL,              /* bool; 0 or 1 in a cell */
    KW_F_ID,                /* int64_t behind the letter `more`; 0: null, an empty cell */
    KW_F_SIDE,              /* char, of a line or piece of a difference: "older", "newer", "both" */
    KW_F_STRS,              /* kw_strs: a list; in a cell its first */
    KW_F_LIST_OR_NONE,      /* kw_str that is JSON of a list already; empty: [] */
    KW_F_SPAN,              /* kw_span: the keys start and end, behind the name if there is one; left out if empty then */
    KW_F_WORDS,             /* kw_span: the words there */
    KW_F_PART,              /* a struct of the shape `of`: an object */
    KW_F_ACTOR,             /* the same, its first member an int64_t: 0 writes null */
    KW_F_INTO,              /* the same, its values among those around it */
    KW_F_ROWS,              /* pointer to structs of the shape `of`, with their number (size_t) right behind it */
    KW_F_ROWS_IF,           /* the same, left out if there are none */
    KW_F_OWN                /* what `own` writes, its key too */
} kw_field_kind;

typedef struct kw_shape kw_shape;
typedef struct kw_field {
    const char *name;
    kw_field_kind kind;
    size_t at;                                  /* of the member */
    int more;
    const kw_shape *of;
    void (*own)(const kw_out *o, const void *row);
} kw_field;
struct kw_shape { size_t size; size_t n; const kw_field *fields; };

/* How a shape is written down: KW_SHAPE(kw_turn_row, turn_fields). */
#define KW_SHAPE(type, list) { sizeof(type), sizeof(list) / sizeof *(list), list }

/* Appends the row as an object, or its values into one that is open. Running out of memory is remembered in the buffer. */
void kw_shape_json(const kw_out *o, const kw_shape *s, const void *row);
void kw_shape_values(const kw_out *o, const kw_shape *s, const void *row);
void kw_shape_rows(const kw_out *o, const char *name, const kw_shape *s, const void *rows, size_t n);
void kw_json_id(const kw_out *o, const char *name, char kind, int64_t id);

/* Lines of CSV (RFC 4180, sep ',') or TSV (sep '\t', in whose cells tabs and line ends become a space). */
typedef struct kw_flat { kw_buf *out; char sep; size_t n; } kw_flat;
void kw_flat_names(kw_flat *f, const kw_shape *s);                  /* the cells of a first line */
void kw_flat_values(kw_flat *f, const kw_shape *s, const void *row);
void kw_flat_end(kw_flat *f);

#endif
