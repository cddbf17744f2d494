/* SPDX-License-Identifier: MIT
 * Day and writer of a text out of the JSON that a page carries for its scripts, for a page that shows none. A map that has the page's title,
 * or holds one that has it, is the text's own; world/state_dates.tsv tells what its keys mean. The JSON may be a script of its own, what is
 * assigned to a variable anywhere in one, what is handed to a call, or stand in strings that are handed over piece by piece. Each script is
 * walked through once, and each value in it once more for every two levels above it. */
#include "clean/body.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "clean/jsonld.h"
#include "know/calendar.h"

enum { DEEP = 40, TITLE_BELOW = 2, VALUE_LEAST = 60, KEY_MAX = 40, PIECE_LEAST = 40 };

static const double BELOW = .05;        /* what a day loses for each level that the title stands below it */

typedef struct {
    kw_draft *d;
    const kw_table *keys;
    const kw_json *root;        /* the value that is looked into */
    const kw_json *author;
    kw_str title;               /* of the page, folded */
    kw_when published, modified;
    double score, score_modified;
    kw_buf pieces;              /* of JSON that is handed over in strings */
} state;

/* How many levels below the map the title stands, at most `most`; -1: it does not. */
static int title_below(const state *s, const kw_json *j, int most) {
    if (kw_json_titled(s->d, s->title, j, s->root)) return 0;
    for (size_t i = 0; most && (j->kind == KW_JSON_MAP || j->kind == KW_JSON_LIST) && i < j->n; i++) {
        int below = title_below(s, &j->items[i], most - 1);
        if (below >= 0) return below + 1;
    }
    return -1;
}

/* A string, seconds since 1970, or ["Date", "..."]. */
static bool read_day(const state *s, const kw_json *j, kw_when *out) {
    j = kw_json_meant(s->root, j);
    if (j->kind == KW_JSON_LIST && j->n == 2 && kw_str_is(j->items[0].str, "Date")) j = &j->items[1];
    if (j->kind == KW_JSON_NUM) return kw_stamp_read(s->d, kw_str_fmt(s->d->mem, "%.0f", j->num), out);
    kw_str text = j->kind == KW_JSON_STR ? j->str : KW_NONE;
    if (kw_str_starts(text, KW_STR("$D"))) text = kw_str_sub(text, 2, text.n);
    return text.n && kw_stamp_read(s->d, text, out);
}

static void take(state *s, const kw_json *j, double doubt) {
    char room[3 * KEY_MAX + 4];
    kw_when when;
    for (size_t i = 0; i < j->n; i++) {
        double score = 0;
        if (!j->items[i].key.n || j->items[i].key.n > KEY_MAX) continue;
        kw_rows r = kw_table_find(s->keys, kw_utf8_fold_in(j->items[i].key, room, sizeof room));
        if (!r.n) continue;
        kw_str field = kw_table_cell(s->keys, r.first, 1);
        if (kw_str_is(field, "author")) { if (!s->author && doubt == 0) s->author = kw_json_meant(s->root, &j->items[i]); continue; }
        if (!kw_str_double(kw_table_cell(s->keys, r.first, 2), &score) || !read_day(s, &j->items[i], &when)) continue;
        bool modified = kw_str_is(field, "modified");
        if (modified && score - doubt > s->score_modified) s->score_modified = score - doubt, s->modified = when;
        if (!modified && score - doubt > s->score) s->score = score - doubt, s->published = when;
    }
}

/* All maps that are the text's own, outer ones first. */
static void find(state *s, const kw_json *j, int depth) {
    if (depth > DEEP) return;
    int below = j->kind == KW_JSON_MAP ? title_below(s, j, TITLE_BELOW) : -1;
    if (below >= 0) take(s, j, below * BELOW);
    for (size_t i = 0; below == 0 && i < j->n; i++)
        if (j->items[i].kind == KW_JSON_MAP) take(s, &j->items[i], BELOW);
    for (size_t i = 0; (j->kind == KW_JSON_LIST || j->kind == KW_JSON_MAP) && i < j->n; i++) find(s, &j->items[i], depth + 1);
}

/* Where the value whose bracket is at `at` ends; SIZE_MAX: nowhere. */
static size_t value_end(kw_str s, size_t at) {
    size_t depth = 0;
    bool in_string = false;
    for (size_t i = at; i < s.n; i++) {
        char c = s.p[i];
        if (in_string && c == '\\') i++;
        else if (c == '"') in_string = !in_string;
        else if (in_string) continue;
        else if (c == '{' || c == '[') depth++;
        else if ((c == '}' || c == ']') && --depth == 0) return i + 1;
    }
    return SIZE_MAX;
}

/* The next value with a bracket that something is set to or handed, or that begins a line; *at: behind it. Empty: there is none. */
static kw_str next_value(kw_str s, size_t *at) {
    for (size_t i = *at; i < s.n; i++) {
        if (s.p[i] != '{' && s.p[i] != '[') continue;
        size_t before = i;
        while (before && s.p[before - 1] == ' ') before--;
        if (before && !strchr("=:(,\n", s.p[before - 1])) continue;
        size_t end = value_end(s, i);
        if (end == SIZE_MAX) return *at = s.n, KW_NONE;
        *at = end;
        if (end - i >= VALUE_LEAST) return kw_str_sub(s, i, end);
        i = end - 1;
    }
    *at = s.n;
    return KW_NONE;
}

/* [1, "..."]: a string that is a piece of something longer. */
static bool is_piece(const kw_json *j) {
    return j->kind == KW_JSON_LIST && j->n == 2 && j->items[0].kind == KW_JSON_NUM && j->items[1].kind == KW_JSON_STR &&
           j->items[1].str.n >= PIECE_LEAST;
}

static void look_through(state *s, kw_str script) {
    for (size_t at = 0; at < script.n;) {
        kw_str value = next_value(script, &at);
        kw_json *j = NULL;
        if (!value.n || kw_json_parse(value, NULL, s->d->mem, &j, NULL) != KW_OK) continue;
        if (is_piece(j)) { kw_buf_add(&s->pieces, j->items[1].str); continue; }
        s->root = j;
        find(s, j, 0);
    }
}

static kw_rc take_found(state *s, kw_err *err) {
    kw_draft *d = s->d;
    const kw_str from = KW_STR("inline JSON");
    if (s->score > 0) kw_published_offer(d, s->published, "inline JSON", s->score);
    if (s->score_modified > 0 && d->a->modified.precision == KW_WHEN_NONE) d->a->modified = s->modified, d->modified_from = from;
    if (!s->author || d->a->authors.n || d->org_author.p) return KW_OK;
    KW_TRY(kw_authors_json(d, s->author, err));
    if (d->a->authors.n) d->authors_sure = true, d->author_from = from;
    return KW_OK;
}

kw_rc kw_state_dates(kw_draft *d, kw_err *err) {
    state s = { .d = d, .keys = kw_know_table(d->c->know, "world/state_dates"), .pieces = KW_BUF_EMPTY };
    size_t bytes = 0;
    s.title = d->a->title.n ? kw_utf8_fold(d->mem, d->a->title) : KW_NONE;
    for (size_t i = 0; s.title.n && i < d->page->state.n; i++) {
        kw_str script = d->page->state.v[i];
        if (kw_str_starts(kw_str_trim(script), KW_STR("<")) || bytes + script.n > KW_STATE_MAX) continue;
        bytes += script.n;
        look_through(&s, script);
    }
    if (s.pieces.n && !s.pieces.failed) {
        kw_str whole = kw_str_dup(d->mem, kw_buf_str(&s.pieces));
        look_through(&s, whole);
    }
    kw_rc rc = s.pieces.failed ? kw_fail_nomem(err) : take_found(&s, err);
    kw_buf_free(&s.pieces);
    return rc;
}
