/* SPDX-License-Identifier: MIT
 * The title of a page: JSON-LD's headline and name, Open Graph, the page's <h1> and <title> each claim one. A headline is made to be
 * the title, Open Graph's is made for sharing, <title> for search engines, and an <h1> may be any heading; what two of them agree
 * on, quotation marks and the like aside, wins. A heading that nobody else claims, but that tells the same in other words, is the
 * printed title. The site's name is taken off. */
#include "clean/body.h"
#include "base/utf8.h"
#include "clean/jsonld.h"

enum { HEADINGS = 4, CLAIMS = HEADINGS + 4, TITLE_MAX = 400, RUNS = 8 };

static const double SAYS_HEADLINE = 1.2, SAYS_META = 1, SAYS_NAME = .8, SAYS_HEADING = .5, SAYS_LATER_HEADING = .3, SAYS_TITLE = .1,
                    SAYS_PRINTED = 1.2, SAYS_PRINTED_SECOND = 1, SAYS_OTHER_HEADING = .2;

/* order: of headings, from 1; site: it is the site's name; cuts: where, in bytes of its letters, a heading's runs of text end. */
typedef struct { kw_str text, folded, letters; double score; uint32_t node; const char *from; size_t order, cuts[RUNS], n_cuts; bool site; } claim;
typedef struct { claim v[CLAIMS]; size_t n; } claims;

typedef struct { const kw_draft *d; const claims *c; kw_str site; } site_names;     /* site: folded */

/* Does the page itself call the site so, by a field or by a heading that is its name? */
static bool is_site(const site_names *n, kw_str part) {
    kw_str f = kw_utf8_fold(n->d->mem, part);
    for (size_t i = 0; i < n->c->n; i++)
        if (n->c->v[i].site && kw_str_eq(n->c->v[i].folded, f)) return true;
    return n->site.n && kw_str_eq(f, n->site);
}

static bool names_site(const site_names *n, kw_str part) {
    kw_outlet o;
    return is_site(n, part) || kw_named_by_host(n->d, part) || kw_outlet_named(n->d->c->know, part, &o);
}

static bool claimed(const site_names *n, kw_str part) {
    kw_str f = kw_utf8_fold(n->d->mem, part);
    for (size_t i = 0; i < n->c->n; i++)
        if (!n->c->v[i].site && kw_str_eq(n->c->v[i].folded, f)) return true;
    return false;
}

/* Where the title ends and the site's name begins, by the last mark that parts them; SIZE_MAX: nowhere. */
static size_t site_tail(const site_names *n, kw_str title) {
    static const char *const marks[] =
        { " | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " \xc2\xab ", " \xc2\xbb ", " :: ", " / ", " \xe2\x80\xa2 ",
                                         " \xc2\xb7 ", " : ", "\xef\xbc\x9a", "\xef\xbd\x9c", " < ", " ~ ", "|", "_", "-" };
    enum { TILDE = 14, LOOSE };                                    /* from here on: marks without blanks, as scripts without blanks use them */
    size_t cut = SIZE_MAX;
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        kw_str mark = kw_str_of(marks[m]);
        for (size_t at = kw_str_find(title, mark, 1); at != SIZE_MAX; at = kw_str_find(title, mark, at + 1)) {
            kw_str tail = kw_str_sub(title, at + mark.n, title.n), head = kw_str_sub(title, 0, at);
            if (head.n < 8 || (m >= LOOSE && (unsigned char)title.p[at - 1] < 0x80)) continue;
            if (names_site(n, tail) || (m < LOOSE && claimed(n, head)) || ((m == 0 || m == TILDE) && tail.n < 40 && head.n > 20)) cut = at;
        }
    }
    return cut;
}

/* "Site | Title", "Site » Title": what stands before the first mark is the site itself, and the page says so. */
static kw_str without_head(const site_names *n, kw_str title) {
    static const char *const marks[] = { "|", " \xc2\xbb ", " - ", " \xe2\x80\x93 ", " :: ", ": " };
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        size_t at = kw_str_find(title, kw_str_of(marks[m]), 1);
        if (at == SIZE_MAX) continue;
        kw_str head = kw_str_trim(kw_str_sub(title, 0, at)), rest = kw_str_trim(kw_str_sub(title, at + strlen(marks[m]), title.n));
        bool site = m == 0 ? names_site(n, head) || (claimed(n, rest) && !claimed(n, head)) : is_site(n, head);
        if (rest.n >= 8 && site) return rest;
    }
    return title;
}

/* "Title - Site", "Title | Section | Site": without what is not the title. A part goes when it names the outlet, or when
 * the page's own heading is the rest. */
static kw_str without_site(const kw_draft *d, kw_str title, const claims *c, kw_str site) {
    site_names n = { d, c, kw_utf8_fold(d->mem, site) };
    title = without_head(&n, title);
    for (int round = 0; round < 4; round++) {
        size_t cut = site_tail(&n, title);
        if (cut == SIZE_MAX) break;
        title = kw_str_trim(kw_str_sub(title, 0, cut));
    }
    while (title.n > 8 && strchr("|-", title.p[title.n - 1]) && title.p[title.n - 2] == ' ') title = kw_str_trim(kw_str_sub(title, 0, title.n - 1));
    return title;
}

/* The letters and digits alone: the same title is set with other quotation marks and dashes in other places. */
static kw_str only_letters(kw_arena *mem, kw_str folded) {
    char *p = folded.p ? kw_alloc(mem, folded.n + 1) : NULL;
    size_t n = 0;
    for (size_t i = 0; p && i < folded.n;) {
        size_t from = i;
        uint32_t c = kw_utf8_next(folded, &i);
        if (!kw_utf8_is_letter(c) && !kw_utf8_is_digit(c)) continue;
        memcpy(p + n, folded.p + from, i - from);
        n += i - from;
    }
    return p ? (kw_str){ p, n } : KW_NONE;
}

static bool add(kw_draft *d, claims *c, kw_str text, double score, uint32_t node, const char *from) {
    text = kw_str_trim(text);
    if (!text.n || text.n > TITLE_MAX || c->n == CLAIMS) return true;
    text = kw_squeeze(d->mem, kw_utf8_clean(d->mem, kw_jsonld_plain(d->mem, text)));
    kw_str folded = text.p ? kw_utf8_fold(d->mem, text) : KW_NONE;
    if (!folded.p) return false;
    c->v[c->n++] = (claim){ .text = text, .folded = folded, .score = score, .node = node, .from = from };
    return true;
}

static bool add_headings(kw_draft *d, claims *c) {
    size_t seen = 0;
    for (uint32_t i = 0; i < d->page->n_nodes && seen < HEADINGS; i++) {
        if (d->page->nodes[i].tag != KW_TAG_H1) continue;
        size_t before = c->n;
        seen++;
        if (!add(d, c, kw_node_text(d, i, TITLE_MAX), seen == 1 ? SAYS_HEADING : SAYS_LATER_HEADING, i, "h1")) return false;
        if (c->n > before) c->v[before].order = seen;
    }
    return true;
}

/* Where a heading's runs of text end: one of them may be the title, the others what is set beside it. */
static void find_cuts(const kw_draft *d, claim *h) {
    const kw_node *v = d->page->nodes;
    size_t at = 0;
    for (uint32_t i = h->node + 1; i < v[h->node].end && h->n_cuts < RUNS; i++) {
        if (v[i].tag != KW_TAG_TEXT) continue;
        at += only_letters(d->mem, kw_utf8_fold(d->mem, v[i].text)).n;
        if (at && at < h->letters.n && (!h->n_cuts || h->cuts[h->n_cuts - 1] != at)) h->cuts[h->n_cuts++] = at;
    }
}

static bool same(const claim *a, const claim *b) { return kw_str_eq(a->letters, b->letters); }

/* The claim's weight and that of those who claim the same; of headings that agree one counts. */
static double backed(const claims *c, const claim *a) {
    double sum = 0;
    bool heading = false;
    for (size_t j = 0; j < c->n; j++) {
        if (!same(a, &c->v[j]) || (c->v[j].node && heading)) continue;
        heading = heading || c->v[j].node;
        sum += c->v[j].score;
    }
    return sum;
}

/* How many claims are spelled just so. */
static size_t spelled(const claims *c, const claim *a) {
    size_t n = 0;
    for (size_t j = 0; j < c->n; j++) n += kw_str_eq(a->folded, c->v[j].folded);
    return n;
}

/* The claim that has most behind it, as most of these spell it. Of equals the field's spelling wins over the heading's, which
 * the layout dresses up (capitals, breaks), and over that of <title>. */
static claim *vote(claims *c) {
    claim *best = NULL;
    double most = 0;
    for (size_t i = 0; i < c->n; i++) {
        double sum = backed(c, &c->v[i]);
        bool better = sum > most;
        if (best && !better && same(best, &c->v[i])) {
            size_t have = spelled(c, best), find = spelled(c, &c->v[i]);
            better = find > have || (find == have && best->node && !c->v[i].node);
        }
        if (!better) continue;
        most = sum;
        best = &c->v[i];
    }
    return best;
}

/* How many of the words of `a`, longer ones, stand in `b`, too. Both folded. */
static bool tells_same(kw_str a, kw_str b) {
    enum { WORD_MIN = 4 };
    size_t words = 0, there = 0;
    kw_str word;
    while (kw_str_cut(&a, ' ', &word)) {
        if (word.n < WORD_MIN) continue;
        words++;
        there += kw_str_find(b, word, 0) != SIZE_MAX;
    }
    return words > 1 && there * 2 >= words;
}

/* A heading that <title> repeats, and Open Graph says something else altogether: the name of a section or of the site. */
static void doubt_meta(claims *c, const claim *heading) {
    for (size_t j = 0; j < c->n; j++) {
        claim *o = &c->v[j];
        if (o->score == SAYS_META && !tells_same(o->folded, heading->folded) && !tells_same(heading->folded, o->folded))
            o->score = SAYS_OTHER_HEADING;
    }
}

/* Is it the text of a lesser heading? */
static bool in_lesser_heading(const kw_draft *d, kw_str letters) {
    enum { LOOKED_AT = 30 };
    const kw_node *v = d->page->nodes;
    size_t seen = 0;
    for (uint32_t i = 0; letters.n && i < d->page->n_nodes && seen < LOOKED_AT; i++) {
        if (v[i].tag != KW_TAG_H2 && v[i].tag != KW_TAG_H3) continue;
        seen++;
        if (kw_str_eq(only_letters(d->mem, kw_utf8_fold(d->mem, kw_node_text(d, i, TITLE_MAX))), letters)) return true;
    }
    return false;
}

/* What <title> says, and no <h1>, is as good as a heading where a lesser one prints it. */
static void weigh_lesser(const kw_draft *d, claims *c) {
    claim *title = c->n && strcmp(c->v[c->n - 1].from, "title") == 0 ? &c->v[c->n - 1] : NULL;
    if (!title || title->site) return;
    for (size_t i = 0; i + 1 < c->n; i++)
        if (c->v[i].node && same(title, &c->v[i])) return;
    if (!in_lesser_heading(d, title->letters)) return;
    title->score += SAYS_HEADING;
    doubt_meta(c, title);
}

/* Where the page has no headline: a heading that stands alone is the printed title if it tells what another claim tells, and
 * else any heading of the layout. */
static void weigh_headings(claims *c) {
    for (size_t i = 0; i < c->n; i++) {
        claim *h = &c->v[i];
        bool alone = true, told = false;
        for (size_t j = 0; j < c->n && h->node; j++) {
            if (c->v[j].node) continue;
            alone = alone && !same(h, &c->v[j]);
            told = told || tells_same(h->folded, c->v[j].folded);
        }
        if (h->node && !h->site && !alone) doubt_meta(c, h);
        if (h->node && alone && !h->site) h->score = !told || h->order > 2 ? SAYS_OTHER_HEADING : h->order == 1 ? SAYS_PRINTED : SAYS_PRINTED_SECOND;
    }
}

/* "A title that was cut in the mid...": whole, if another claim has it whole. */
static void mend_cut(claims *c) {
    enum { CUT_LEAST = 20 };
    for (size_t i = 0; i < c->n; i++) {
        kw_str s = c->v[i].text;
        if (kw_str_ends(s, KW_STR("..."))) s.n -= 3;
        else if (kw_str_ends(s, KW_STR("\xe2\x80\xa6"))) s.n -= 3;
        else continue;
        s = kw_str_trim(s);
        for (size_t j = 0; j < c->n && s.n >= CUT_LEAST; j++) {
            if (c->v[j].text.n <= c->v[i].text.n || !kw_str_starts(c->v[j].text, s)) continue;
            c->v[i].text = c->v[j].text;
            c->v[i].folded = c->v[j].folded;
            c->v[i].letters = c->v[j].letters;
            break;
        }
    }
}

static bool is_cut(const claim *h, size_t at) {
    bool cut = !at || at == h->letters.n;
    for (size_t i = 0; i < h->n_cuts; i++) cut = cut || h->cuts[i] == at;
    return cut;
}

/* Is the other claim what stands in the heading between two places where its runs end? */
static bool is_piece(const claim *h, const claim *o) {
    enum { PIECE_MIN = 12 };
    if (o->letters.n < PIECE_MIN || o->letters.n >= h->letters.n) return false;
    size_t at = kw_str_find(h->letters, o->letters, 0);
    return at != SIZE_MAX && is_cut(h, at) && is_cut(h, at + o->letters.n);
}

/* "<h1><i>Kicker</i> Title</h1>": a heading that no other claim has whole, but of which one has a run, says that run. */
static void take_pieces(const kw_draft *d, claims *c) {
    for (size_t i = 0; i < c->n; i++) {
        claim *h = &c->v[i];
        const claim *piece = NULL;
        bool whole = false;
        if (!h->node || h->site) continue;
        find_cuts(d, h);
        for (size_t j = 0; j < c->n && h->n_cuts; j++) {
            const claim *o = &c->v[j];
            if (o->node || o->site) continue;
            whole = whole || same(o, h);
            if ((!piece || o->score > piece->score) && is_piece(h, o)) piece = o;
        }
        if (!piece || whole) continue;
        h->text = piece->text;
        h->folded = piece->folded;
        h->letters = piece->letters;
    }
}

/* Is all of the heading a link to the first page of a site? */
static bool leads_home(const kw_draft *d, uint32_t heading) {
    const kw_node *v = d->page->nodes;
    for (uint32_t i = heading + 1; i < v[heading].end; i++) {
        if (v[i].tag == KW_TAG_TEXT && kw_str_trim(v[i].text).n) return false;
        if (v[i].tag != KW_TAG_A) continue;
        kw_str href = kw_str_trim(v[i].attrs->href);
        size_t host = kw_str_find(href, KW_STR("://"), 0), path = kw_str_find(href, KW_STR("/"), host == SIZE_MAX ? 0 : host + 3);
        bool home = href.n && href.p[0] != '#' && (host == SIZE_MAX ? kw_str_is(href, "/") : path == SIZE_MAX || path + 1 == href.n);
        for (uint32_t j = v[i].end; j < v[heading].end && home; j++) home = v[j].tag != KW_TAG_TEXT || !kw_str_trim(v[j].text).n;
        return home;
    }
    return false;
}

/* A field that says what ends <title> behind a mark, where a heading has what stands before that: the site's name. */
static void find_site_fields(claims *c) {
    const claim *title = c->n && strcmp(c->v[c->n - 1].from, "title") == 0 ? &c->v[c->n - 1] : NULL;
    for (size_t i = 0; title && i + 1 < c->n; i++) {
        claim *f = &c->v[i];
        if (f->node || !kw_str_ends(title->folded, f->folded)) continue;
        for (size_t j = 0; j < c->n; j++)
            if (c->v[j].node && c->v[j].folded.n + f->folded.n + 3 == title->folded.n && kw_str_starts(title->folded, c->v[j].folded)) f->site = true;
        if (f->site) f->score = 0;
    }
}

/* Has a field the same letters? */
static bool is_field(const kw_draft *d, const claims *c, const claim *h) {
    const kw_str letters = only_letters(d->mem, h->folded);
    for (size_t i = 0; i < c->n; i++)
        if (!c->v[i].node && kw_str_eq(only_letters(d->mem, c->v[i].folded), letters)) return true;
    return false;
}

/* "Site: Title" in <title>, of which the page prints the first in its <h1> and the second in a lesser heading. */
static bool heads_title(const kw_draft *d, kw_str heading) {
    enum { LOOKED_AT = 30 };
    const kw_node *v = d->page->nodes;
    kw_str whole = kw_utf8_fold(d->mem, d->page->title), rest;
    if (whole.n < heading.n + 8 || !kw_str_starts(whole, heading) || !strchr(": ", whole.p[heading.n])) return false;
    rest = kw_str_sub(whole, heading.n, whole.n);
    while (rest.n && strchr(" :|-", rest.p[0])) rest = kw_str_sub(rest, 1, rest.n);
    if (rest.p == whole.p + heading.n + 1 && whole.p[heading.n] == ' ') return false;       /* only a blank between: one title */
    for (uint32_t i = 0, seen = 0; rest.n > heading.n && i < d->page->n_nodes && seen < LOOKED_AT; i++) {
        if (v[i].tag != KW_TAG_H2 && v[i].tag != KW_TAG_H3) continue;
        seen++;
        if (kw_str_eq(kw_utf8_fold(d->mem, kw_str_trim(kw_node_text(d, i, TITLE_MAX))), rest)) return true;
    }
    return false;
}

/* A heading that leads home, or ends <title> or another field behind a longer title is the site's name, set above each of its pages. */
static void find_site_headings(kw_draft *d, claims *c) {
    enum { SITE_MAX = 40 };
    for (size_t i = 0; i < c->n; i++) {
        claim *h = &c->v[i];
        h->site = h->node && leads_home(d, h->node);
        if (h->site && !d->home.p && h->text.n < SITE_MAX) d->home = h->text;
        for (size_t j = 0; j < c->n && h->node && h->text.n < SITE_MAX; j++) {
            const claim *o = &c->v[j];
            size_t head = o->folded.n - h->folded.n;
            if (o->node || o->folded.n < 2 * h->folded.n + 3 || !kw_str_ends(o->folded, h->folded) || o->folded.p[head - 1] != ' ') continue;
            const char mark = o->folded.p[head - 2];         /* folding makes a quotation mark of a guillemet */
            if (strchr("|-:", mark) || (unsigned char)mark >= 0x80 || (mark == '"' && o->folded.p[head - 3] == ' ')) h->site = true;
        }
        h->site = h->site || (h->node && h->text.n < SITE_MAX && !is_field(d, c, h) && heads_title(d, h->folded));
        for (size_t j = i + 1; j < c->n && h->site; j++) c->v[j].order -= c->v[j].node != 0;
        if (h->site) h->score = 0;
    }
}

/* "Title Halaman 2", "Title - Page 3 of 4": another claim and a short tail with it. */
static void cut_tails(claims *c) {
    enum { TITLE_LEAST = 20, TAIL_MOST = 16 };
    for (size_t i = 0; i < c->n; i++)
        for (size_t j = 0; j < c->n; j++) {
            kw_str whole = c->v[j].text, part = c->v[i].text;
            if (part.n < TITLE_LEAST || whole.n <= part.n || whole.n - part.n > TAIL_MOST || !kw_str_starts(whole, part) || whole.p[part.n] != ' ')
                continue;
            c->v[j].text = part;
            c->v[j].letters = c->v[i].letters;
        }
}

/* Do these letters make up the title's end behind a mark, or its beginning before one, and at least half of it? */
static bool is_part_of(const kw_draft *d, const claim *best, kw_str letters) {
    static const char *const marks[] = { " | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " \xc2\xbb ", " \xc2\xab ", " :: ", ": ", "_" };
    enum { PART_MIN = 12 };
    if (letters.n < PART_MIN || letters.n >= best->letters.n || 2 * letters.n < best->letters.n) return false;
    if (!kw_str_starts(best->letters, letters) && !kw_str_ends(best->letters, letters)) return false;
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
        for (size_t n = strlen(marks[m]), at = kw_str_find(best->text, kw_str_of(marks[m]), 1); at != SIZE_MAX;
             at = kw_str_find(best->text, kw_str_of(marks[m]), at + n)) {
            const kw_str parts[] = { kw_str_sub(best->text, 0, at), kw_str_sub(best->text, at + n, best->text.n) };
            for (size_t p = 0; p < 2; p++)
                if (kw_str_eq(only_letters(d->mem, kw_utf8_fold(d->mem, parts[p])), letters)) return true;
        }
    return false;
}

/* Is the text the title, or a part of it, the rest of which is then the site's or the section's name? */
static bool take_printed(kw_draft *d, claim *best, kw_str text, uint32_t node) {
    kw_str letters = text.n ? only_letters(d->mem, kw_utf8_fold(d->mem, text)) : KW_NONE;
    bool all = letters.n && kw_str_eq(letters, best->letters);
    if (!all && !is_part_of(d, best, letters)) return false;
    if (!all) best->text = text;
    d->heading = node;
    return true;
}

/* A title that no <h1> has may stand in a lesser heading; one that only <title> has, in a text of any kind ("<font size=4>"). */
static void find_printed(kw_draft *d, claim *best) {
    enum { LOOKED_AT = 30, TEXTS = 200 };
    const kw_node *v = d->page->nodes;
    const bool alone = strcmp(best->from, "title") == 0;
    size_t seen = 0;
    for (uint32_t i = 0; i < d->page->n_nodes && seen < LOOKED_AT; i++) {
        if (v[i].tag != KW_TAG_H2 && v[i].tag != KW_TAG_H3) continue;
        seen++;
        if (take_printed(d, best, kw_node_text(d, i, TITLE_MAX), i)) return;
    }
    seen = 0;
    for (uint32_t i = 0; alone && i < d->page->n_nodes && seen < TEXTS; i++) {
        kw_str text = v[i].tag == KW_TAG_TEXT ? kw_str_trim(v[i].text) : KW_NONE;
        if (2 * text.n < best->letters.n || text.n > best->text.n) continue;
        seen++;
        if (take_printed(d, best, kw_squeeze(d->mem, text), i)) return;
    }
}

kw_rc kw_title_settle(kw_draft *d, kw_str headline, kw_str name, kw_str meta, kw_str site, kw_err *err) {
    claims c = { .n = 0 };
    if (!d->page->n_nodes && !meta.p && !headline.p) return KW_OK;
    if (!add_headings(d, &c) || !add(d, &c, headline, SAYS_HEADLINE, 0, "json-ld") || !add(d, &c, meta, SAYS_META, 0, "meta") ||
        !add(d, &c, name, SAYS_NAME, 0, "json-ld") || !add(d, &c, d->page->title, SAYS_TITLE, 0, "title"))
        return kw_fail_nomem(err);
    find_site_headings(d, &c);
    find_site_fields(&c);
    for (size_t i = 0; i < c.n; i++) {
        if (c.v[i].site) continue;
        c.v[i].text = without_site(d, c.v[i].text, &c, site);
        c.v[i].folded = kw_utf8_fold(d->mem, c.v[i].text);
        if (!(c.v[i].letters = only_letters(d->mem, c.v[i].folded)).p) return kw_fail_nomem(err);
    }
    take_pieces(d, &c);
    cut_tails(&c);
    mend_cut(&c);
    if (!headline.n) {
        weigh_lesser(d, &c);
        weigh_headings(&c);
    }
    claim *best = vote(&c);
    bool headed = false;
    for (size_t i = 0; best && i < c.n; i++) {
        bool same_title = kw_str_eq(c.v[i].letters, best->letters);
        if (c.v[i].node && (!d->heading || same_title)) d->heading = c.v[i].node;
        headed = headed || (c.v[i].node && same_title);
    }
    if (best && !headed) find_printed(d, best);
    if (!best || d->a->title.p) return KW_OK;
    d->a->title = best->text;
    d->title_unprinted = !d->heading && strcmp(best->from, "title") == 0;
    return d->title_unprinted ? KW_OK : kw_why_add(d, "title", best->from, best->text, err);
}

bool kw_title_told(const kw_draft *d) {
    enum { BLOCKS = 4 };
    const kw_str title = kw_utf8_fold(d->mem, d->a->title);
    for (size_t i = 0, seen = 0; i < d->n && seen < BLOCKS; i++) {
        if (d->v[i].out.p) continue;
        seen++;
        kw_str text = kw_utf8_fold(d->mem, d->v[i].text);
        if (kw_str_starts(text, title)) text = kw_str_sub(text, title.n, text.n);       /* "THE PAPER, City - " */
        if (tells_same(title, text)) return true;
    }
    return false;
}
