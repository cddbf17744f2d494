/* SPDX-License-Identifier: MIT
 * A row that no word would ever find, or that says what nothing understands, would be taken in silence: so a user's rows are held against
 * world/columns, which the shipped tables are held against when they change (tools/check-tables). Costs only who has tables of his own. */
#include "know/own.h"
#include "base/io.h"
#include "base/utf8.h"
#include "know/calendar.h"

#include <stdlib.h>

enum { COLUMN = 1, WANT, OF, ALSO };    /* of world/columns; its key is the table */
enum { CELLS = 64 };

typedef struct row { kw_str cell[CELLS]; size_t n; } row;
typedef struct look { const kw_know *know; kw_arena *mem; row head, line; } look;

static row cut_row(kw_str line) {
    row r = { .n = 0 };
    while (r.n < CELLS && kw_str_cut(&line, '\t', &r.cell[r.n])) r.n++;
    return r;
}

/* The cell of the line in the column of that name; empty where it has none. */
static kw_str in_column(const look *l, kw_str name) {
    for (size_t i = 0; i < l->head.n && i < l->line.n; i++)
        if (kw_str_eq(l->head.cell[i], name)) return l->line.cell[i];
    return KW_STR("");
}

/* ---- what may be wanted of a cell; `of` is the cell of world/columns ---- */

static bool is_key(const look *l, kw_str cell, kw_str of) {
    kw_str name = kw_str_dup(l->mem, of), key = kw_utf8_fold(l->mem, cell);
    return name.p && key.p && kw_table_find(kw_know_table(l->know, name.p), key).n > 0;
}

/* "FIN/alexander-stubb": from such an actor the row of the name is found. */
static bool is_slug(const look *l, kw_str cell, kw_str of) {
    size_t slash = kw_str_find(cell, KW_STR("/"), 0);
    kw_str name = slash == SIZE_MAX ? KW_NONE : kw_str_dup(l->mem, kw_str_sub(cell, slash + 1, cell.n));
    char *letters = kw_alloc_bytes(l->mem, name.n + 1);
    for (size_t i = 0; letters && i < name.n; i++) letters[i] = name.p[i] == '-' ? ' ' : name.p[i];
    return name.n && letters && is_key(l, (kw_str){ letters, name.n }, of);
}

static bool are_keys(const look *l, kw_str cell, kw_str of) {
    kw_str one;
    while (kw_str_cut(&cell, ' ', &one))
        if (one.n && !is_key(l, one, of)) return false;
    return true;
}

static bool stands_in(const kw_table *t, const char *column, kw_str cell) {
    uint32_t c = kw_table_column(t, column);
    for (uint32_t i = 0; i < kw_table_rows(t); i++)
        if (kw_str_eq(kw_table_cell(t, i, c), cell)) return true;
    return false;
}

/* "world/persons actor": a column of a table; "titles office": of that table of any language. */
static bool is_cell(const look *l, kw_str cell, kw_str of) {
    kw_str table, column = kw_str_dup(l->mem, of);
    if (!kw_str_cut(&column, ' ', &table)) return false;
    kw_str name = kw_str_dup(l->mem, table);
    bool found = name.p && stands_in(kw_know_table(l->know, name.p), column.p, cell);
    for (size_t i = 0; name.p && !found && i < kw_know_languages(l->know); i++)
        found = stands_in(kw_know_lang_table(l->know, kw_know_language(l->know, i), name.p), column.p, cell);
    return found;
}

/* "TABLE or TABLE column or TABLE": a key, or behind a slash one with hyphens; or what stands in the column. */
static bool is_any(const look *l, kw_str cell, kw_str of) {
    const kw_str either = KW_STR(" or ");
    for (size_t at = 0, end; at < of.n; at = end + either.n) {
        end = kw_str_find(of, either, at);
        if (end == SIZE_MAX) end = of.n;
        kw_str part = kw_str_sub(of, at, end);
        bool column = kw_str_find(part, KW_STR(" "), 0) != SIZE_MAX;
        if (column ? is_cell(l, cell, part) : is_key(l, cell, part) || is_slug(l, cell, part)) return true;
    }
    return false;
}

/* Is it one of some words? One that ends in '*' stands for all that begin so. */
static bool is_word(const look *l, kw_str cell, kw_str of) {
    kw_str one;
    (void)l;
    while (kw_str_cut(&of, ' ', &one)) {
        bool open = kw_str_ends(one, KW_STR("*"));
        if (one.n && (kw_str_eq(cell, one) || (open && kw_str_starts(cell, kw_str_sub(one, 0, one.n - 1))))) return true;
    }
    return false;
}

static bool is_date(const look *l, kw_str cell, kw_str of) {
    kw_when w;
    (void)l;
    (void)of;
    return kw_when_parse(cell, &w);
}

static bool is_not_before(const look *l, kw_str cell, kw_str of) {
    kw_when first, last;
    return !kw_when_parse(in_column(l, of), &first) || !kw_when_parse(cell, &last) || last.last >= first.first;
}

/* "-90 to 90" */
static bool is_number(const look *l, kw_str cell, kw_str of) {
    kw_str low, number = kw_str_dup(l->mem, cell);
    char *end;
    of = kw_str_dup(l->mem, of);
    if (!number.p || !kw_str_cut(&of, ' ', &low) || of.n < 4) return false;
    double value = strtod(number.p, &end);
    return !*end && value >= strtod(low.p, NULL) && value <= strtod(of.p + strlen("to "), NULL);
}

static const struct { const char *want, *words; bool (*holds)(const look *l, kw_str cell, kw_str of); } wants[] = {
    { "key", "a key of ", is_key }, { "keys", "keys of ", are_keys }, { "cell", "what stands in ", is_cell }, { "word", "one of ", is_word },
    { "any", "what stands in ", is_any }, { "date", "a date such as 2024, 2024-06 or 2024-06-13", is_date },
    { "not before", "a day that is not before the one in column ", is_not_before },
    { "number", "a number from ", is_number }, { "slug", "a country, a slash and, with hyphens, a name that is a key of ", is_slug },
};

/* ---- a file ---- */

static kw_rc check_cell(const look *l, const kw_table *rules, uint32_t rule, const char *path, long line, kw_err *err) {
    kw_str column = kw_table_cell(rules, rule, COLUMN), want = kw_table_cell(rules, rule, WANT), of = kw_table_cell(rules, rule, OF);
    kw_str cell = in_column(l, column);
    if (!cell.n && kw_str_is(want, "filled"))
        return kw_fail_at(err, KW_DATA, path, line, "column '%.*s': want something, found nothing", KW_FMT(column));
    for (size_t i = 0; cell.n && i < sizeof wants / sizeof *wants; i++) {
        if (!kw_str_is(want, wants[i].want) || wants[i].holds(l, cell, of) || is_word(l, cell, kw_table_cell(rules, rule, ALSO))) continue;
        return kw_fail_at(err, KW_DATA, path, line, "column '%.*s': want %s%.*s, found '%.*s'", KW_FMT(column), wants[i].words, KW_FMT(of),
                          KW_FMT(cell));
    }
    return KW_OK;
}

/* "id/titles" is told of as "titles", whatever the language. */
static kw_str told_as(const char *name) {
    kw_str s = kw_str_of(name);
    size_t slash = kw_str_find(s, KW_STR("/"), 0);
    return kw_str_starts(s, KW_STR("world/")) || slash == SIZE_MAX ? s : kw_str_sub(s, slash + 1, s.n);
}

static kw_rc check_lines(look *l, const kw_table *rules, kw_rows mine, kw_str text, const char *path, kw_err *err) {
    kw_str line;
    for (long number = 1; kw_str_cut(&text, '\n', &line); number++) {
        if (kw_str_ends(line, KW_STR("\r"))) line.n--;
        if (!kw_str_trim(line).n || line.p[0] == '#') continue;
        l->line = cut_row(line);
        if (!l->head.n) {
            l->head = l->line;
            continue;
        }
        for (uint32_t i = 0; i < mine.n; i++) KW_TRY(check_cell(l, rules, mine.first + i, path, number, err));
    }
    return KW_OK;
}

kw_rc kw_own_check(const kw_know *k, const char *name, const char *path, kw_err *err) {
    const kw_table *rules = kw_know_table(k, "world/columns");
    kw_rows mine = kw_table_find(rules, told_as(name));
    kw_arena mem = KW_ARENA_EMPTY;
    kw_buf text = KW_BUF_EMPTY;
    look l = { .know = k, .mem = &mem };
    if (!mine.n) return KW_OK;
    kw_rc rc = kw_io_read_file(path, &text, err);
    if (rc == KW_OK) rc = check_lines(&l, rules, mine, kw_buf_str(&text), path, err);
    kw_buf_free(&text);
    kw_arena_free(&mem);
    return rc;
}
