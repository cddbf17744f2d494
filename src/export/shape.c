/* SPDX-License-Identifier: MIT
 * Rows written by their shape: an object of JSON, or the cells of a line. */
#include "export/row.h"

#include <stdio.h>

static const void *member(const void *row, size_t at) { return (const char *)row + at; }

/* ---- JSON ---- */

void kw_json_id(const kw_out *o, const char *name, char kind, int64_t id) {
    char text[KW_ID_TEXT];
    kw_json_put(o->json, name, id ? kw_id_text(kind, id, text) : KW_NONE);
}

static void put_span(kw_buf *b, const char *name, kw_span at) {
    char start[32], end[32];
    if (!name) { kw_json_put_span(b, at); return; }
    if (!kw_span_len(at)) return;
    snprintf(start, sizeof start, "%s_start", name);
    snprintf(end, sizeof end, "%s_end", name);
    kw_json_put_int(b, start, at.start);
    kw_json_put_int(b, end, at.end);
}

static kw_str words_at(kw_str text, kw_span at) { return at.end <= text.n && kw_span_len(at) ? kw_str_at(text, at) : KW_NONE; }

static void put_part(const kw_out *o, const kw_field *f, const void *part) {
    kw_json_key(o->json, f->name);
    if (f->kind == KW_F_ACTOR && !*(const int64_t *)part) kw_json_null(o->json);
    else kw_shape_json(o, f->of, part);
}

static void put_rows(const kw_out *o, const kw_field *f, const void *at) {
    const void *rows;
    memcpy(&rows, at, sizeof rows);             /* a pointer of whatever type */
    size_t n = *(const size_t *)member(at, sizeof rows);
    if (n || f->kind == KW_F_ROWS) kw_shape_rows(o, f->name, f->of, rows, n);
}

static void put_field(const kw_out *o, const kw_field *f, const void *row) {
    const void *at = member(row, f->at);
    kw_buf *b = o->json;
    switch (f->kind) {
    case KW_F_STR: kw_json_put(b, f->name, *(const kw_str *)at); return;
    case KW_F_INT: kw_json_put_int(b, f->name, *(const int64_t *)at); return;
    case KW_F_NUM: kw_json_put_num(b, f->name, *(const double *)at, f->more); return;
    case KW_F_BOOL: kw_json_put_bool(b, f->name, *(const bool *)at); return;
    case KW_F_ID: kw_json_id(o, f->name, (char)f->more, *(const int64_t *)at); return;
    case KW_F_SIDE: kw_json_put(b, f->name, kw_side_name(*(const char *)at)); return;
    case KW_F_STRS: kw_json_key(b, f->name); kw_json_strs(b, *(const kw_strs *)at); return;
    case KW_F_LIST_OR_NONE: kw_json_key(b, f->name); kw_json_raw(b, ((const kw_str *)at)->n ? *(const kw_str *)at : KW_STR("[]")); return;
    case KW_F_SPAN: put_span(b, f->name, *(const kw_span *)at); return;
    case KW_F_WORDS: kw_json_put(b, f->name, words_at(o->text, *(const kw_span *)at)); return;
    case KW_F_PART: case KW_F_ACTOR: put_part(o, f, at); return;
    case KW_F_INTO: kw_shape_values(o, f->of, at); return;
    case KW_F_ROWS: case KW_F_ROWS_IF: put_rows(o, f, at); return;
    case KW_F_OWN: f->own(o, row); return;
    }
}

void kw_shape_values(const kw_out *o, const kw_shape *s, const void *row) {
    for (size_t i = 0; i < s->n; i++) put_field(o, &s->fields[i], row);
}

void kw_shape_json(const kw_out *o, const kw_shape *s, const void *row) {
    kw_json_open(o->json, '{');
    kw_shape_values(o, s, row);
    kw_json_close(o->json, '}');
}

void kw_shape_rows(const kw_out *o, const char *name, const kw_shape *s, const void *rows, size_t n) {
    kw_json_key(o->json, name);
    kw_json_open(o->json, '[');
    for (size_t i = 0; i < n; i++) kw_shape_json(o, s, member(rows, i * s->size));
    kw_json_close(o->json, ']');
}

/* ---- lines of cells ---- */

static void begin_cell(kw_flat *f) { if (f->n++) kw_buf_byte(f->out, f->sep); }

/* A cell that a spreadsheet would take for a formula comes from an article, never from us: it gets a quote before it. */
static bool acts(kw_str s) { return s.n && strchr("=+-@\t\r", s.p[0]); }

static void put_cell(kw_flat *f, kw_str s) {
    bool quote = false;
    begin_cell(f);
    for (size_t i = 0; f->sep == ',' && i < s.n && !quote; i++) quote = s.p[i] == ',' || s.p[i] == '"' || s.p[i] == '\n' || s.p[i] == '\r';
    if (quote) kw_buf_byte(f->out, '"');
    if (f->sep == ',' && acts(s)) kw_buf_byte(f->out, '\'');
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (f->sep == '\t' && (c == '\t' || c == '\n' || c == '\r')) c = ' ';
        if (quote && c == '"') kw_buf_byte(f->out, '"');
        kw_buf_byte(f->out, c);
    }
    if (quote) kw_buf_byte(f->out, '"');
}

static void flat_int(kw_flat *f, int64_t v) {
    begin_cell(f);
    kw_buf_fmt(f->out, "%lld", (long long)v);
}

static void flat_num(kw_flat *f, double v, int decimals) {
    kw_buf b = KW_BUF_EMPTY;
    kw_json_num(&b, v, decimals);
    begin_cell(f);
    kw_buf_add(f->out, kw_buf_str(&b));
    kw_buf_free(&b);
}

static void flat_field(kw_flat *f, const kw_field *x, const void *row) {
    const void *at = member(row, x->at);
    char id[KW_ID_TEXT];
    switch (x->kind) {
    case KW_F_STR: put_cell(f, *(const kw_str *)at); return;
    case KW_F_INT: flat_int(f, *(const int64_t *)at); return;
    case KW_F_NUM: flat_num(f, *(const double *)at, x->more); return;
    case KW_F_BOOL: flat_int(f, *(const bool *)at); return;
    case KW_F_ID: put_cell(f, kw_id_text((char)x->more, *(const int64_t *)at, id)); return;
    case KW_F_SIDE: put_cell(f, kw_side_name(*(const char *)at)); return;
    case KW_F_STRS: put_cell(f, ((const kw_strs *)at)->n ? ((const kw_strs *)at)->v[0] : KW_NONE); return;
    case KW_F_SPAN: flat_int(f, ((const kw_span *)at)->start); flat_int(f, ((const kw_span *)at)->end); return;
    case KW_F_INTO: kw_flat_values(f, x->of, at); return;
    default: return;        /* the rest is nothing for a cell: no shape of lines has it */
    }
}

void kw_flat_values(kw_flat *f, const kw_shape *s, const void *row) {
    for (size_t i = 0; i < s->n; i++) flat_field(f, &s->fields[i], row);
}

void kw_flat_names(kw_flat *f, const kw_shape *s) {
    for (size_t i = 0; i < s->n; i++) {
        const kw_field *x = &s->fields[i];
        if (x->kind == KW_F_INTO) kw_flat_names(f, x->of);
        else if (x->kind == KW_F_SPAN) { put_cell(f, KW_STR("start")); put_cell(f, KW_STR("end")); }
        else put_cell(f, kw_str_of(x->name));
    }
}

void kw_flat_end(kw_flat *f) {
    kw_buf_text(f->out, f->sep == ',' ? "\r\n" : "\n");
    f->n = 0;
}
