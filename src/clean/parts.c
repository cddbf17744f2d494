/* SPDX-License-Identifier: MIT
 * A text that a page splits: which part this is, how many there are, where the others are. Read from a row of numbers that link
 * to the same address but for the number ("Halaman 1 2 3", "?page=2"), from <link rel=next>, and from a link to all of it. */
#include "clean/body.h"
#include "base/url.h"
#include "know/outlet.h"

#include <ctype.h>

enum { LINKS = 32, MOST_PARTS = 60, BEHIND = 220, WORDS_TEXT = 40, ROW_EDGE = 14 };

typedef struct { uint32_t number, node; kw_str href, base; bool worded; } numbered;     /* worded: its number is in its address alone */

static kw_str resolve(const kw_draft *d, kw_str href) {
    kw_str own = d->a->url.p ? d->a->url : d->a->canonical;
    return kw_url_join(own, kw_str_trim(href), d->mem);
}

static uint32_t number_in(kw_str s) {
    uint32_t v = 0;
    s = kw_str_trim(s);
    if (!s.n || s.n > 3) return 0;
    for (size_t i = 0; i < s.n; i++) {
        if (!isdigit((unsigned char)s.p[i])) return 0;
        v = v * 10 + (uint32_t)(s.p[i] - '0');
    }
    return v <= MOST_PARTS ? v : 0;
}

/* Where the last digits of an address stand, what is behind '#' not counted; false: it has none. */
static bool last_digits(kw_str href, size_t *from, size_t *end) {
    size_t hash = kw_str_find(href, KW_STR("#"), 0);
    if (hash != SIZE_MAX) href.n = hash;
    for (*end = href.n; *end && !isdigit((unsigned char)href.p[*end - 1]); --*end) { }
    for (*from = *end; *from && isdigit((unsigned char)href.p[*from - 1]); --*from) { }
    return *from < *end;
}

/* "?page=2", "/2/", "-2.html": 2; 0: it is no part's address. */
static uint32_t last_number(kw_str href) {
    size_t from, end;
    return last_digits(href, &from, &end) ? number_in(kw_str_sub(href, from, end)) : 0;
}

/* The address without its last number and the word that leads to it ("?page=2", "/2", "/page/2/", "-2.html"), which must be
 * `number`; for the first part an address without one will do. p NULL: it is no address of that part. */
static kw_str without_number(kw_str href, uint32_t number) {
    size_t from, end;
    if (!last_digits(href, &from, &end) || number_in(kw_str_sub(href, from, end)) != number || !from || isalpha((unsigned char)href.p[from - 1]))
        return KW_NONE;
    return kw_str_sub(href, 0, from);
}

/* Is the other address a continuation of this one? `base` may end in what leads to a number. */
static bool belongs(kw_str own, kw_str base) {
    size_t scheme = kw_str_find(own, KW_STR("://"), 0), other = kw_str_find(base, KW_STR("://"), 0);
    if (scheme != SIZE_MAX) own = kw_str_sub(own, scheme + 3, own.n);
    if (other != SIZE_MAX) base = kw_str_sub(base, other + 3, base.n);
    size_t query = kw_str_find(own, KW_STR("?"), 0);
    if (query != SIZE_MAX) own.n = query;
    while (own.n && own.p[own.n - 1] == '/') own.n--;
    if (kw_str_ends(own, KW_STR(".html"))) own.n -= 5;
    size_t slash = kw_str_find(own, KW_STR("/"), 0);
    return slash != SIZE_MAX && own.n > slash + 1 && kw_str_starts(base, own);
}

/* ... also where this page is itself one of the later parts. */
static bool is_part(kw_str own, kw_str base) {
    uint32_t number = last_number(own);
    return belongs(own, base) || (number && kw_str_eq(without_number(own, number), base));
}

/* Of a page whose own address is not known: is it the address of one text, and not of a site's list of them ("/page/2")? */
static bool names_text(kw_str base) {
    size_t scheme = kw_str_find(base, KW_STR("://"), 0), slash = kw_str_find(base, KW_STR("/"), scheme == SIZE_MAX ? 0 : scheme + 3), parts = 0;
    if (kw_str_find(base, KW_STR(":"), 0) != scheme) return false;                  /* javascript: */
    if (base.p[0] == '?') return true;
    for (size_t i = slash == SIZE_MAX ? base.n : slash; i < base.n; i++) parts += base.p[i] == '/';
    return parts > 2;
}

/* "Next page"; of an article whose address is known, which the link's must continue, also "read more". */
static bool leads_on(kw_str kind, bool own) {
    return kw_str_is(kind, "pages") || (own && (kw_str_is(kind, "link") || kw_str_is(kind, "advert")));
}

/* The links of one row: the first that names a part decides what the others must look like. */
static size_t collect(const kw_draft *d, uint32_t from, uint32_t to, numbered *v) {
    const kw_node *node = d->page->nodes;
    kw_str own = d->a->url.p ? d->a->url : d->a->canonical;
    size_t n = 0;
    for (uint32_t i = from; i < to && n < LINKS; i++) {
        if (node[i].tag != KW_TAG_A || !node[i].attrs->href.n || node[i].end - i > 4) continue;
        kw_str words = kw_node_text(d, i, WORDS_TEXT);
        bool cut;
        uint32_t number = number_in(words);
        const bool worded = !number && words.n > 3 && leads_on(kw_phrase_furniture(d, words, &cut), own.n > 0);
        if (!number && !worded) continue;                   /* most links */
        kw_str href = resolve(d, node[i].attrs->href);
        if (worded) number = last_number(href);
        if (!number || (worded && number == 1)) continue;
        kw_str base = without_number(href, number);
        if (!base.p && number == 1) { v[n++] = (numbered){ 1, i, href, KW_NONE, false }; continue; }
        if (!base.p || (kw_names_say(d, base) & KW_SAYS_DROP) || (own.n ? !is_part(own, base) : !names_text(base))) continue;
        v[n++] = (numbered){ number, i, href, base, worded };
    }
    return n;
}

static kw_str address_of(const numbered *v, size_t n, kw_str base, uint32_t number) {
    for (size_t i = 0; i < n; i++)
        if (v[i].number == number && (!v[i].base.p || kw_str_eq(v[i].base, base))) return v[i].href;
    return KW_NONE;
}

/* The part whose address this page has; else the number that stands in the row without a link; else the one that is missing. */
static uint32_t which(const kw_draft *d, const numbered *v, size_t n, kw_str base, uint32_t most) {
    const kw_node *node = d->page->nodes;
    const kw_str own[] = { d->a->url, d->a->canonical };
    for (size_t o = 0; o < 2; o++)
        for (size_t i = 0; i < n; i++)
            if (own[o].n && v[i].base.p && kw_str_eq(v[i].href, own[o])) return v[i].number;
    uint32_t from = v[0].node > ROW_EDGE ? v[0].node - ROW_EDGE : 0, to = v[n - 1].node + ROW_EDGE, linked = 0;
    for (uint32_t i = from; i < to && i < d->page->n_nodes; i++) {
        if (node[i].tag == KW_TAG_A) linked = node[i].end;
        uint32_t number = node[i].tag == KW_TAG_TEXT && i >= linked ? number_in(node[i].text) : 0;
        if (number && number <= most + 1) return number;
    }
    for (uint32_t k = 1; k <= most; k++)
        if (!address_of(v, n, base, k).p) return k;
    return 1;
}

static void read_row(kw_draft *d, uint32_t from, uint32_t to) {
    numbered v[LINKS];
    size_t n = collect(d, from, to, v);
    kw_part *part = &d->a->part;
    kw_str base = KW_NONE;
    uint32_t most = 0, linked = 0, printed = 0;
    for (size_t i = 0; i < n && !base.p; i++) base = v[i].base;
    if (!base.p) return;
    for (size_t i = 0; i < n; i++)
        if (!v[i].base.p || kw_str_eq(v[i].base, base)) {
            if (v[i].number > most) most = v[i].number;
            if (v[i].number > printed && !v[i].worded) printed = v[i].number;
            linked++;
        }
    part->number = which(d, v, n, base, most);
    part->of = part->number > most ? part->number : most;
    if (part->of < 2 || linked + 1 < part->of / 2) { *part = (kw_part){ 0 }; return; }
    if (printed < most) part->of = 0;                       /* "next" says that there are more, not how many */
    part->next = address_of(v, n, base, part->number + 1);
    part->previous = part->number > 1 ? address_of(v, n, base, part->number - 1) : KW_NONE;
}

/* A link that shows all parts at once: world/paging.tsv has what its address says. */
static void read_whole(kw_draft *d, uint32_t from, uint32_t to) {
    const kw_table *t = kw_know_table(d->c->know, "world/paging");
    const kw_node *node = d->page->nodes;
    for (uint32_t i = from; i < to && !d->a->part.whole.p; i++) {
        if (node[i].tag != KW_TAG_A || !memchr(node[i].attrs->href.n ? node[i].attrs->href.p : "", '?', node[i].attrs->href.n)) continue;
        for (uint32_t row = 0; row < kw_table_rows(t); row++)
            if (kw_str_find(node[i].attrs->href, kw_table_cell(t, row, 0), 0) != SIZE_MAX) {
                d->a->part.whole = resolve(d, node[i].attrs->href);
                break;
            }
    }
}

/* Which part of the text at `own` the address is of; 0: of none, since it is not that address and a number. */
static uint32_t part_at(const kw_draft *d, kw_str own, kw_str address) {
    uint32_t k = last_number(address);
    kw_str base = k ? without_number(address, k) : KW_NONE;
    return base.p && is_part(own, base) && !(kw_names_say(d, base) & KW_SAYS_DROP) ? k : 0;
}

/* <link rel=next>, <link rel=prev>: of this text only if the one address is the other and a number; blogs link to other posts so. */
static void read_links(kw_draft *d) {
    kw_part *part = &d->a->part;
    kw_str own = d->a->url.p ? d->a->url : d->a->canonical, next = d->page->next, previous = d->page->previous;
    if (part->number || !own.n || (!next.n && !previous.n)) return;
    next = next.n ? resolve(d, next) : KW_NONE;
    previous = previous.n ? resolve(d, previous) : KW_NONE;
    uint32_t after = next.n ? part_at(d, own, next) : 0, before = previous.n ? part_at(d, own, previous) : 0;
    if (!before && previous.n && part_at(d, previous, own) == 2) before = 1;        /* the first part's address has no number */
    if (after < 2 && !before) return;
    part->number = after > 1 ? after - 1 : before + 1;
    if (after > 1) part->next = next;
    else if (!next.n) part->of = part->number;
    if (part->number > 1) part->previous = previous;
}

/* "Page 1 of 3", "Halaman 1/3": the two numbers, where no other stands in the line. */
static bool one_of(kw_str line, uint32_t *number, uint32_t *of) {
    uint32_t found[2] = { 0, 0 };
    bool parted = false;
    size_t n = 0;
    for (size_t i = 0; i < line.n;) {
        size_t from = i;
        while (i < line.n && isdigit((unsigned char)line.p[i])) i++;
        if (i == from) { parted = parted || (n == 1 && line.p[i] != ' '); i++; continue; }
        if (n == 2 || !(found[n++] = number_in(kw_str_sub(line, from, i)))) return false;
    }
    *number = found[0];
    *of = found[1];
    return n == 2 && parted && found[0] <= found[1] && found[1] > 1;
}

static void take_label(kw_part *part, uint32_t number, uint32_t of) {
    if (part->number && part->number != number) return;
    part->number = number;
    part->of = of;
}

static bool has_digit(const kw_node *node, uint32_t i) {
    for (uint32_t j = i + 1; j < node[i].end; j++) {
        if (node[j].tag != KW_TAG_TEXT) continue;
        if (node[j].text.n > 4 * WORDS_TEXT) return false;  /* too long for a label */
        for (size_t k = 0; k < node[j].text.n; k++)
            if (isdigit((unsigned char)node[j].text.p[k])) return true;
    }
    return false;
}

/* A short block that says it in words: "Halaman <b>1</b>/<b>3</b>". */
static void read_label(kw_draft *d, uint32_t from, uint32_t to) {
    enum { SMALL = 16 };
    const kw_node *node = d->page->nodes;
    uint32_t number, of;
    bool cut;
    for (uint32_t i = from; i < to; i++) {
        if (!kw_tag_is_block(node[i].tag) || node[i].end - i > SMALL || !has_digit(node, i)) continue;
        kw_str line = kw_node_text(d, i, WORDS_TEXT);
        if (!line.n || !one_of(line, &number, &of) || !kw_str_is(kw_phrase_furniture(d, line, &cut), "pages")) continue;
        take_label(&d->a->part, number, of);
        return;
    }
}

void kw_parts_read(kw_draft *d, uint32_t top) {
    uint32_t n = (uint32_t)d->page->n_nodes, end = d->page->nodes[top].end, to = end + BEHIND < n ? end + BEHIND : n;
    kw_part *part = &d->a->part;
    *part = (kw_part){ 0 };
    read_row(d, top, to);
    read_label(d, top, to);
    read_links(d);
    if (part->number) read_whole(d, top, to);
}

void kw_parts_line(kw_draft *d, kw_str line) {
    uint32_t numbers = 0, most = 0, number, of;
    if (one_of(line, &number, &of)) { take_label(&d->a->part, number, of); return; }
    for (size_t i = 0; i < line.n;) {
        size_t from = i;
        while (i < line.n && isdigit((unsigned char)line.p[i])) i++;
        uint32_t v = i > from ? number_in(kw_str_sub(line, from, i)) : 0;
        if (v == numbers + 1) numbers++;
        if (v > most) most = v;
        if (i == from) i++;
    }
    if (!d->a->part.of && numbers > 1 && numbers == most) d->a->part.of = most;
}
