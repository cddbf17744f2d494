/* SPDX-License-Identifier: MIT
 * What each node of a page weighs, and what its names say: prefix sums, so that a subtree costs two look-ups. */
#include "clean/body.h"
#include "base/eight.h"
#include "base/hash.h"
#include "base/utf8.h"

enum { CACHE = 512, WORD_MAX = 48 };

const bool kw_block_tags[KW_TAG_COUNT] = {
    [KW_TAG_ADDRESS] = true, [KW_TAG_ARTICLE] = true, [KW_TAG_ASIDE] = true, [KW_TAG_BLOCKQUOTE] = true, [KW_TAG_BODY] = true,
    [KW_TAG_CAPTION] = true, [KW_TAG_DD] = true, [KW_TAG_DETAILS] = true, [KW_TAG_DIV] = true, [KW_TAG_DL] = true, [KW_TAG_DT] = true,
    [KW_TAG_FIGCAPTION] = true, [KW_TAG_FIGURE] = true, [KW_TAG_FOOTER] = true, [KW_TAG_FORM] = true, [KW_TAG_H1] = true, [KW_TAG_H2] = true,
    [KW_TAG_H3] = true, [KW_TAG_H4] = true, [KW_TAG_H5] = true, [KW_TAG_H6] = true, [KW_TAG_HEADER] = true, [KW_TAG_HR] = true,
    [KW_TAG_HTML] = true, [KW_TAG_LI] = true, [KW_TAG_MAIN] = true, [KW_TAG_NAV] = true, [KW_TAG_OL] = true, [KW_TAG_P] = true,
    [KW_TAG_PRE] = true, [KW_TAG_SECTION] = true, [KW_TAG_TABLE] = true, [KW_TAG_TBODY] = true, [KW_TAG_TD] = true, [KW_TAG_TFOOT] = true,
    [KW_TAG_TH] = true, [KW_TAG_THEAD] = true, [KW_TAG_TR] = true, [KW_TAG_UL] = true, [KW_TAG_VIDEO] = true, [KW_TAG_IFRAME] = true,
};

const char *kw_tag_name(unsigned tag) {
    static const char *const names[KW_TAG_COUNT] = {
        [KW_TAG_ARTICLE] = "article", [KW_TAG_ASIDE] = "aside", [KW_TAG_BLOCKQUOTE] = "blockquote", [KW_TAG_BODY] = "body", [KW_TAG_DD] = "dd",
        [KW_TAG_DIV] = "div", [KW_TAG_DL] = "dl", [KW_TAG_HEADER] = "header", [KW_TAG_HTML] = "html", [KW_TAG_LI] = "li", [KW_TAG_MAIN] = "main",
        [KW_TAG_OL] = "ol", [KW_TAG_P] = "p", [KW_TAG_PRE] = "pre", [KW_TAG_SECTION] = "section", [KW_TAG_SPAN] = "span", [KW_TAG_TABLE] = "table",
        [KW_TAG_TBODY] = "tbody", [KW_TAG_TD] = "td", [KW_TAG_TR] = "tr", [KW_TAG_UL] = "ul",
    };
    return tag < KW_TAG_COUNT && names[tag] ? names[tag] : "element";
}

static uint8_t verdict(kw_str name) {
    static const struct { kw_str name; uint8_t bit; } verdicts[] = {
        { { "drop", 4 }, KW_SAYS_DROP }, { { "weak", 4 }, KW_SAYS_WEAK }, { { "body", 4 }, KW_SAYS_BODY }, { { "caption", 7 }, KW_SAYS_CAPTION },
        { { "author", 6 }, KW_SAYS_AUTHOR }, { { "date", 4 }, KW_SAYS_DATE }, { { "lead", 4 }, KW_SAYS_LEAD }, { { "updated", 7 }, KW_SAYS_UPDATED },
    };
    for (size_t v = 0; v < sizeof verdicts / sizeof *verdicts; v++)
        if (kw_str_eq(name, verdicts[v].name)) return verdicts[v].bit;
    return 0;
}

kw_rc kw_weights_open(kw_clean *c, kw_arena *mem, kw_err *err) {
    const uint32_t n = kw_table_rows(c->markup);
    uint8_t *says = kw_alloc_n(mem, n + 1, 1);
    if (!says || !kw_sieve_of(&c->markup, 1, mem, &c->markup_names) || !kw_sieve_open(8 * n, mem, &c->markup_pairs)) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < n; i++) {
        kw_str rest = kw_table_key(c->markup, i), first;
        says[i] = verdict(kw_table_cell(c->markup, i, 1));
        if (kw_str_cut(&rest, '-', &first) && rest.p) kw_sieve_let(&c->markup_pairs, kw_table_sign(first));
    }
    c->markup_says = says;
    return KW_OK;
}

static uint8_t says_of(const kw_clean *c, kw_str word, uint32_t sign) {
    char room[4 * WORD_MAX];
    uint8_t says = 0;
    if (!kw_sieve_passes(&c->markup_names, sign)) return 0;
    kw_rows r = kw_table_find(c->markup, kw_utf8_fold_in(word, room, sizeof room));
    for (uint32_t i = 0; i < r.n; i++) says |= c->markup_says[r.first + i];
    return says;
}

static uint8_t pair_says(const kw_clean *c, kw_str first, kw_str second) {
    char pair[2 * WORD_MAX + 1];
    kw_buf b = { .p = pair, .cap = sizeof pair, .lent = true };
    kw_buf_add(&b, first);
    kw_buf_byte(&b, '-');
    kw_buf_add(&b, second);
    return says_of(c, kw_buf_str(&b), kw_table_sign(kw_buf_str(&b)));
}

static inline bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
static inline bool is_letter(char c) { return is_capital((char)(c & ~32)); }

/* The word that begins at *i with a letter, and its end: capitals and then small letters. */
static kw_str name_at(kw_str s, size_t *i) {
    const size_t from = (*i)++;
    while (*i < s.n && is_capital(s.p[*i]) && is_capital(s.p[*i - 1])) ++*i;
    *i = kw_past_small(s, *i);
    return kw_str_sub(s, from, *i - from > WORD_MAX ? from + WORD_MAX : *i);
}

/* Each word of the names, each two neighbours joined by a hyphen, and each whole name. Words are parted at what is no letter
 * and where a small letter meets a capital. */
static uint8_t read_names(const kw_clean *c, kw_str s) {
    kw_str last = KW_NONE;
    uint8_t says = 0;
    /* names made by tools ("sc-gHpdAd") are cut into nonsense: short parts of humps say nothing */
    bool after_hump = false, joins = false;                 /* joins: a pair may begin with the last word */
    for (size_t i = 0; i < s.n;) {
        if (!is_letter(s.p[i])) {
            if (s.p[i++] == ' ') last = KW_NONE;
            continue;
        }
        const kw_str word = name_at(s, &i);
        const uint32_t sign = kw_table_sign(word);
        const bool hump = i < s.n && is_letter(s.p[i]);
        if (word.n > 3 || (!hump && !after_hump)) says |= says_of(c, word, sign);
        if (last.n && joins) says |= pair_says(c, last, word);
        joins = kw_sieve_passes(&c->markup_pairs, sign);
        last = word;
        after_hump = hump;
    }
    return says;
}

uint8_t kw_names_say(const kw_draft *d, kw_str names) { return read_names(d->c, names); }

typedef struct { uint64_t hash; uint8_t says; bool full; } remembered;

static uint8_t names_say(const kw_clean *c, const kw_attrs *a, remembered *cache) {
    const kw_str all[] = { a->cls, a->id, a->data, a->role };
    uint8_t says = 0;
    for (size_t i = 0; i < 4; i++) {
        if (!all[i].n) continue;
        uint64_t h = kw_hash(all[i]);
        remembered *r = &cache[h % CACHE];
        if (!r->full || r->hash != h) *r = (remembered){ h, read_names(c, all[i]), true };
        says |= r->says;
    }
    return says;
}

static bool hides(kw_str style) {
    for (size_t at = kw_str_find(style, KW_STR("display"), 0); at != SIZE_MAX; at = kw_str_find(style, KW_STR("display"), at + 1)) {
        size_t i = at + 7;
        while (i < style.n && (style.p[i] == ' ' || style.p[i] == ':')) i++;
        if (i + 4 <= style.n && memcmp(style.p + i, "none", 4) == 0) return true;
    }
    return false;
}

static bool never_text(unsigned tag) {
    return tag == KW_TAG_NAV || tag == KW_TAG_BUTTON || tag == KW_TAG_IFRAME || tag == KW_TAG_INPUT || tag == KW_TAG_LABEL ||
           tag == KW_TAG_VIDEO;
}

/* Bytes that are no white space. */
static uint32_t text_bytes(kw_str s) {
    uint32_t blanks = 0;
    size_t i = 0;
    for (; i + 8 <= s.n; i += 8) blanks += kw_eight_count(kw_eight_space(kw_eight(s.p + i)));
    for (; i < s.n; i++) blanks += kw_is_space(s.p[i]);
    return (uint32_t)s.n - blanks;
}

void kw_weights_sum(const kw_draft *d, kw_node_weights *w) {
    const kw_node *v = d->page->nodes;
    uint32_t text = 0, links = 0, link_end = 0, gone_end = 0;
    for (uint32_t i = 0; i < d->page->n_nodes; i++) {
        w->text[i] = text;
        w->links[i] = links;
        if (w->gone[i] && v[i].end > gone_end) gone_end = v[i].end;
        if (v[i].tag == KW_TAG_A && v[i].end > link_end) link_end = v[i].end;
        if (v[i].tag != KW_TAG_TEXT || i < gone_end) continue;
        uint32_t n = w->bytes[i];
        text += n;
        if (i < link_end) links += n;
    }
    w->text[d->page->n_nodes] = text;
    w->links[d->page->n_nodes] = links;
}

kw_rc kw_weights_make(kw_draft *d, kw_node_weights *w, bool all, kw_err *err) {
    size_t n = d->page->n_nodes;
    w->text = kw_alloc_n(d->mem, n + 1, sizeof *w->text);
    w->links = kw_alloc_n(d->mem, n + 1, sizeof *w->links);
    if (!w->bytes) w->bytes = kw_alloc_n(d->mem, n + 1, sizeof *w->bytes);
    w->says = kw_alloc_n(d->mem, n + 1, 1);
    w->gone = kw_alloc_n(d->mem, n + 1, 1);
    remembered *cache = kw_alloc_n(d->mem, CACHE, sizeof *cache);
    if (!w->text || !w->links || !w->bytes || !w->says || !w->gone || !cache) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        const kw_node *v = &d->page->nodes[i];
        if (v->tag == KW_TAG_TEXT) {
            w->bytes[i] = text_bytes(v->text);
            continue;
        }
        w->says[i] = names_say(d->c, v->attrs, cache);
        w->gone[i] = never_text(v->tag) || (!all && ((v->attrs->hidden && v->tag != KW_TAG_P) || hides(v->attrs->style)));
    }
    kw_weights_sum(d, w);
    return KW_OK;
}
