/* SPDX-License-Identifier: MIT
 * The text of a page that is built by scripts: it stands in the JSON that the page carries for them. Asked where nothing that is shown
 * is an article. What is looked for is the part of the JSON that holds most prose: one long string, with or without HTML in it, or a
 * list each of whose items is a paragraph. world/state_fields.tsv tells which keys hold words. One walk over the JSON, and one more
 * over what was chosen. */
#include "clean/body.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "clean/jsonld.h"

enum { PROSE_MIN = 40, BLANKS_MIN = 4, BODY_MIN = 400, DEEP = 40, SCRIPTS = 8, WIDE_BYTES = 3 };

typedef enum { NOT_SAID, SAYS_TEXT, SAYS_OTHER, SAYS_TEASER } verdict;

typedef struct {
    kw_draft *d;
    const kw_table *keys;
    const kw_json *best;
    size_t most;
    kw_str title;               /* of the page, folded: what does not stand beside it is of other articles; empty: not known */
    kw_str where;               /* the key of the best */
    kw_buf para;                /* a paragraph that is being put together */
    bool nomem;
} state;

static verdict says(const state *s, kw_str key) {
    char room[64];
    kw_str folded = key.n && key.n < sizeof room / 4 ? kw_utf8_fold_in(key, room, sizeof room) : KW_NONE;
    kw_rows r = folded.n ? kw_table_find(s->keys, folded) : (kw_rows){ 0, 0 };
    if (!r.n) return NOT_SAID;
    kw_str cell = kw_table_cell(s->keys, r.first, 1);
    return kw_str_is(cell, "text") ? SAYS_TEXT : kw_str_is(cell, "other") ? SAYS_OTHER : SAYS_TEASER;
}

/* Bytes of a string that reads like prose: words with blanks between, or a script that has none; neither code nor an address. */
static size_t prose(kw_str s) {
    size_t blanks = 0, wide = 0, code = 0;
    if (s.n < PROSE_MIN || s.p[0] == '{' || s.p[0] == '[') return 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        blanks += c == ' ';
        wide += c >= 0xe0;
        code += c == '{' || c == '}' || c == ';' || c == '\\';
    }
    bool words = blanks >= BLANKS_MIN && blanks * 20 > s.n, no_blanks = wide * WIDE_BYTES * 2 > s.n;
    return (words || no_blanks) && code * 50 < s.n ? s.n : 0;
}

static bool is_teaser(const state *s, const kw_json *j) {
    for (size_t i = 0; j->kind == KW_JSON_MAP && i < j->n; i++)
        if (j->items[i].kind != KW_JSON_NULL && says(s, j->items[i].key) == SAYS_TEASER) return true;
    return false;
}

/* Prose under an item of a list that may be a paragraph: in the item itself, or in what its keys for text lead to. */
static size_t paragraph(const state *s, const kw_json *j, int depth) {
    size_t n = 0;
    if (depth > DEEP || is_teaser(s, j)) return 0;
    if (j->kind == KW_JSON_STR) return prose(j->str);
    for (size_t i = 0; (j->kind == KW_JSON_LIST || j->kind == KW_JSON_MAP) && i < j->n; i++)
        if (j->kind == KW_JSON_LIST || says(s, j->items[i].key) == SAYS_TEXT) n += paragraph(s, &j->items[i], depth + 1);
    return n;
}

const kw_json *kw_json_meant(const kw_json *root, const kw_json *j) {
    bool number = root && root->kind == KW_JSON_LIST && j->kind == KW_JSON_NUM && j->num >= 0 && j->num < (double)root->n;
    const kw_json *there = number ? &root->items[(size_t)j->num] : j;
    return number && there->kind == KW_JSON_NUM ? j : there;
}

bool kw_json_titled(const kw_draft *d, kw_str title, const kw_json *j, const kw_json *root) {
    enum { TITLE_LEAST = 20, TITLE_MOST = 300 };
    for (size_t i = 0; title.n && j->kind == KW_JSON_MAP && i < j->n; i++) {
        const kw_json *value = kw_json_meant(root, &j->items[i]);
        kw_str v = value->str;
        if (value->kind != KW_JSON_STR || v.n < 4 || v.n > TITLE_MOST) continue;
        v = kw_utf8_fold(d->mem, kw_str_trim(v));
        if (kw_str_eq(v, title)) return true;
        if (v.n >= TITLE_LEAST && title.n >= TITLE_LEAST && (kw_str_starts(v, title) || kw_str_starts(title, v))) return true;
    }
    return false;
}

static void offer(state *s, const kw_json *j, size_t bytes, kw_str key, bool own) {
    if (!own || bytes < BODY_MIN || bytes <= s->most) return;
    s->most = bytes;
    s->best = j;
    s->where = key;
}

/* Of a list the whole, if two of its items or more are paragraphs; of the rest what is in it. */
static void find(state *s, const kw_json *j, kw_str key, bool own, int depth) {
    size_t bytes = 0, paragraphs = 0;
    if (depth > DEEP) return;
    if (j->kind == KW_JSON_STR) { offer(s, j, says(s, key) == SAYS_TEXT ? prose(j->str) : 0, key, own); return; }
    own = own || kw_json_titled(s->d, s->title, j, NULL);
    for (size_t i = 0; j->kind == KW_JSON_LIST && i < j->n; i++) {
        size_t n = paragraph(s, &j->items[i], 0);
        paragraphs += n > 0;
        bytes += n;
    }
    if (paragraphs > 1) offer(s, j, bytes, key, own);
    for (size_t i = 0; (j->kind == KW_JSON_LIST || j->kind == KW_JSON_MAP) && i < j->n; i++)
        if (j->kind == KW_JSON_LIST || says(s, j->items[i].key) != SAYS_OTHER)
            find(s, &j->items[i], j->kind == KW_JSON_LIST ? key : j->items[i].key, own, depth + 1);
}

/* ---- what was found, as paragraphs ---- */

static void end_paragraph(state *s) {
    kw_str raw = kw_str_trim(kw_buf_str(&s->para)), text = KW_NONE;
    if (s->para.failed) s->nomem = true;
    if (raw.n && s->d->n < KW_BLOCKS_MAX) {
        raw = kw_str_dup(s->d->mem, raw);
        text = kw_squeeze(s->d->mem, kw_jsonld_plain(s->d->mem, raw));
        if (!text.p || (text.n && !kw_draft_block(s->d, text, KW_PARA_TEXT))) s->nomem = true;
    }
    kw_buf_reset(&s->para);
}

/* Does the tag whose name is this part a text? Letter styles and links do not. */
static bool parts(kw_str name) {
    static const char *const inside[] =
        { "a", "b", "i", "em", "strong", "u", "span", "sub", "sup", "small", "mark", "abbr", "font", "cite", "q", "code" };
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
        if (kw_str_is_nocase(name, inside[i])) return false;
    return true;
}

/* Behind the end of an element that is no text: a script, a style sheet, a picture with its caption. `at`: behind its start tag. */
static size_t behind_element(kw_str s, kw_str name, size_t at) {
    static const char *const silent[] = { "script", "style", "figure", "iframe", "noscript", "svg" };
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++) {
        if (!kw_str_is_nocase(name, silent[i])) continue;
        for (size_t end = kw_str_find(s, KW_STR("</"), at); end != SIZE_MAX; end = kw_str_find(s, KW_STR("</"), end + 1))
            if (kw_str_is_nocase(kw_str_sub(s, end + 2, end + 2 + name.n), silent[i])) return end;
    }
    return at;
}

/* A string with HTML in it: block tags part paragraphs, other tags go. Without tags: a line is a paragraph. */
static void put_text(state *s, kw_str text) {
    const bool html = kw_str_find(text, KW_STR("</"), 0) != SIZE_MAX || kw_str_find(text, KW_STR("<br"), 0) != SIZE_MAX;
    for (size_t i = 0; i < text.n;) {
        if (!html || text.p[i] != '<') {
            if (!html && text.p[i] == '\n') end_paragraph(s);
            else kw_buf_byte(&s->para, text.p[i]);
            i++;
            continue;
        }
        size_t from = i + 1 + (i + 1 < text.n && text.p[i + 1] == '/'), to = from;
        while (to < text.n && !kw_is_space(text.p[to]) && text.p[to] != '>' && text.p[to] != '/') to++;
        kw_str name = kw_str_sub(text, from, to);
        size_t end = kw_str_find(text, KW_STR(">"), to);
        if (parts(name)) end_paragraph(s);
        if (end == SIZE_MAX) return;
        i = from == i + 1 ? behind_element(text, name, end + 1) : end + 1;
    }
}

/* The words of one paragraph, in their order: its strings under keys for text. */
static void put_words(state *s, const kw_json *j, int depth) {
    if (depth > DEEP || is_teaser(s, j)) return;
    if (j->kind == KW_JSON_STR) put_text(s, j->str);
    for (size_t i = 0; (j->kind == KW_JSON_LIST || j->kind == KW_JSON_MAP) && i < j->n; i++)
        if (j->kind == KW_JSON_LIST || says(s, j->items[i].key) == SAYS_TEXT) put_words(s, &j->items[i], depth + 1);
}

static void put_best(state *s) {
    const kw_json *j = s->best;
    s->d->n = 0;
    if (j->kind == KW_JSON_STR) put_words(s, j, 0);
    for (size_t i = 0; j->kind == KW_JSON_LIST && i < j->n; i++) {
        put_words(s, &j->items[i], 0);
        end_paragraph(s);
    }
    end_paragraph(s);
}

/* The article's text as a field of the page has it: a string that may have HTML in it. */
kw_rc kw_state_blocks(kw_draft *d, kw_str text, kw_err *err) {
    state s = { .d = d, .para = KW_BUF_EMPTY };
    d->n = 0;
    put_text(&s, text);
    end_paragraph(&s);
    kw_buf_free(&s.para);
    return s.nomem ? kw_fail_nomem(err) : KW_OK;
}

/* The longest <noscript>: what is shown where scripts are off. */
static kw_str unscripted(const kw_draft *d) {
    kw_str best = KW_NONE;
    for (size_t i = 0; i < d->page->state.n; i++) {
        kw_str s = kw_str_trim(d->page->state.v[i]);
        if (s.n > best.n && s.p[0] == '<' && kw_str_find(s, KW_STR("<p"), 0) != SIZE_MAX) best = s;
    }
    return best;
}

/* Takes its text, if that is twice what there is. */
static kw_rc read_unscripted(kw_draft *d, kw_err *err) {
    kw_str html = unscripted(d);
    kw_block *const v = d->v;
    const size_t n = d->n, cap = d->cap, kept = kw_kept_bytes(d, 0, d->n);
    if (!html.n) return KW_OK;
    d->v = NULL;
    d->n = d->cap = 0;
    KW_TRY(kw_state_blocks(d, html, err));
    if (kw_kept_bytes(d, 0, d->n) >= BODY_MIN && kw_kept_bytes(d, 0, d->n) > 2 * kept) {
        d->body_rule = KW_STR("without scripts");
        d->body_node = KW_STR("noscript");
    } else d->v = v, d->n = n, d->cap = cap;
    return KW_OK;
}

/* Is it JSON, or does it begin with "name = {"? */
static bool begins_json(kw_str s) {
    enum { NAME_MOST = 80 };
    kw_str head = kw_str_sub(s, 0, s.n < NAME_MOST ? s.n : NAME_MOST);
    if (head.n && (head.p[0] == '{' || head.p[0] == '[')) return true;
    size_t equals = kw_str_find(head, KW_STR("="), 0), i = equals == SIZE_MAX ? head.n : equals + 1;
    while (i < head.n && kw_is_space(head.p[i])) i++;
    return i < head.n && (head.p[i] == '{' || head.p[i] == '[') && !memchr(head.p, '(', equals);
}

kw_rc kw_state_read(kw_draft *d, kw_err *err) {
    state s = { .d = d, .keys = kw_know_table(d->c->know, "world/state_fields"), .para = KW_BUF_EMPTY };
    s.title = d->a->title.n ? kw_utf8_fold(d->mem, d->a->title) : KW_NONE;
    size_t bytes = 0, looked_at = 0;
    for (size_t i = 0; i < d->page->state.n && looked_at < SCRIPTS; i++) {
        if (!begins_json(kw_str_trim(d->page->state.v[i])) || bytes + d->page->state.v[i].n > KW_STATE_MAX) continue;
        looked_at++;
        bytes += d->page->state.v[i].n;
        const kw_json *j = kw_jsonld_parse(d->page->state.v[i], d->mem);
        if (j) find(&s, j, KW_NONE, !s.title.n, 0);
    }
    if (!s.best) return read_unscripted(d, err);
    if (s.most < 2 * kw_kept_bytes(d, 0, d->n)) return KW_OK;
    put_best(&s);
    kw_buf_free(&s.para);
    d->body_rule = KW_STR("inline JSON");
    d->body_node = s.where;
    return s.nomem ? kw_fail_nomem(err) : KW_OK;
}
