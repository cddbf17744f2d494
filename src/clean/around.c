/* SPDX-License-Identifier: MIT
 * What stands between the heading and the article's text: who wrote it, when, and the lead. */
#include "clean/body.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>

static const double SURE = .9, FOOT = .35;       /* FOOT: a day in a foot of the text, which may complete one that is known */

enum { BEFORE = 60, WITHOUT_HEADING = 300, BYLINE_MAX = 140, DATE_MAX = 100, LEAD_MIN = 50, LEAD_MAX = KW_NODE_TEXT_MAX, LEAD_OPEN = 80, LEADS = 4,
       TIMES = 6, TIME_AFTER = 150, TIME_BEFORE = 60, HREF_MAX = 200, LABEL_DEEP = 24, LABEL_SHORT = 70, BYLINE_NEAR = 30, AFTER_TEXT = 100,
       STAMP_NEAR = 20, STAMP_MAX = 60 };

/* All text of a subtree. `part`: a bar between blocks, and where two runs meet without a blank and a capital follows
 * ("<a>Ann</a><i>Agency</i>"). */
static kw_str gather(const kw_draft *d, uint32_t i, size_t max, bool part) {
    const kw_node *v = d->page->nodes;
    char room[4 * KW_NODE_TEXT_MAX];                        /* most of it may be white space */
    kw_buf b = { .p = room, .cap = 4 * max, .lent = true };
    for (uint32_t j = i + 1; j < v[i].end && !b.failed; j++) {
        if (v[j].tag == KW_TAG_TEXT) {
            bool meet = part && b.n && v[j].text.n && kw_utf8_is_letter((unsigned char)b.p[b.n - 1]) && isupper((unsigned char)v[j].text.p[0]);
            /* "<i>2022</i><i>21:25</i>" */
            bool digits = b.n && v[j].text.n && isdigit((unsigned char)b.p[b.n - 1]) && isdigit((unsigned char)v[j].text.p[0]);
            if (meet || digits) kw_buf_byte(&b, meet ? '|' : ' ');
            kw_buf_add(&b, v[j].text);
        } else if (kw_tag_is_block(v[j].tag) || v[j].tag == KW_TAG_BR) kw_buf_byte(&b, part ? '|' : ' ');
    }
    kw_str s = b.failed ? KW_NONE : kw_squeeze_dup(d->mem, kw_buf_str(&b));
    return s.n <= max ? s : KW_NONE;
}

kw_str kw_node_text(const kw_draft *d, uint32_t i, size_t max) { return gather(d, i, max, false); }

/* A name at a picture is its maker's, a day there the picture's. */
bool kw_in_figure(const kw_node_weights *w, const kw_node *v, uint32_t i) {
    for (int n = 0; i != UINT32_MAX && n < 6; i = v[i].parent, n++)
        if (v[i].tag == KW_TAG_FIGURE || v[i].tag == KW_TAG_FIGCAPTION || (w->says[i] & KW_SAYS_CAPTION)) return true;
    return false;
}

static bool names_author(const kw_draft *d, const kw_node_weights *w, uint32_t i) {
    const kw_node *v = &d->page->nodes[i];
    if ((w->says[i] & KW_SAYS_AUTHOR) || kw_str_find(v->attrs->rel, KW_STR("author"), 0) != SIZE_MAX) return true;
    if (kw_str_is(v->attrs->itemprop, "author") || kw_str_is(v->attrs->itemprop, "creator")) return true;
    return v->tag == KW_TAG_A && v->attrs->href.n && v->attrs->href.n < HREF_MAX && (kw_names_say(d, v->attrs->href) & KW_SAYS_AUTHOR);
}

/* The innermost parts that are named for an author; the first that gives a person ends the search for more than its kin. */
static kw_rc read_byline(kw_draft *d, const kw_node_weights *w, uint32_t from, uint32_t to, kw_err *err) {
    const kw_node *v = d->page->nodes;
    uint32_t stop = to;
    for (uint32_t i = from; i < stop; i++) {
        if (v[i].tag == KW_TAG_ARTICLE && w->gone[i]) { i = v[i].end - 1; continue; }      /* another one */
        if (v[i].tag == KW_TAG_TEXT || !names_author(d, w, i) || kw_in_figure(w, v, i)) continue;
        bool inner = true;
        for (uint32_t j = i + 1; j < v[i].end && inner; j++) inner = v[j].tag == KW_TAG_TEXT || !names_author(d, w, j);
        kw_str text = gather(d, i, BYLINE_MAX, true);
        if ((!inner && v[i].end - i > 40) || text.n < 3) continue;
        size_t before = d->a->authors.n;
        KW_TRY(kw_authors_add(d, text, err));
        if (d->a->authors.n > before && stop == to) stop = i + 40 < to ? i + 40 : to;
        if (d->a->authors.n > before) i = v[i].end - 1;
    }
    return KW_OK;
}

/* The text behind a label that stands alone: "<b>Published:</b> <i>13 May 2024</i>". */
static kw_str next_text(const kw_node *v, uint32_t i, uint32_t end) {
    enum { NEAR = 8 };
    for (uint32_t j = i + 1; j < end && j < i + NEAR; j++)
        if (v[j].tag == KW_TAG_TEXT && kw_str_trim(v[j].text).n > 1) return kw_str_trim(v[j].text);
    return KW_NONE;
}

/* The role of a text that begins with a label, or that is nothing but one; *len: the label. */
static kw_str role_of(const kw_draft *d, kw_str t, size_t *len, bool *alone) {
    kw_str role = kw_phrase_label(d, t, 0, len);
    *alone = !role.p && t.n < LABEL_DEEP;
    if (*alone) *len = t.n;
    return *alone ? kw_phrase_role(d, t) : role;
}

/* Editor, translator and writer behind labels, in texts of their own ("| Editor: Ann Other") or behind them ("<h4>Editor</h4><p>Ann
 * Other</p>"). */
static kw_rc read_role(kw_draft *d, uint32_t i, kw_str t, uint32_t to, kw_err *err) {
    size_t len;
    bool alone;
    kw_str name;
    while (t.n && strchr("|/- ", t.p[0])) t = kw_str_sub(t, 1, t.n);
    if (t.n && t.p[t.n - 1] == ',') t.n--;
    kw_str role = role_of(d, t, &len, &alone);
    bool author = kw_str_is(role, "author"), other = kw_str_is(role, "editor") || kw_str_is(role, "translator");
    if (!d->a->authors.n && kw_name_and_job(d, t, &name)) KW_TRY(kw_authors_add(d, name, err));
    if (!author && !other) return KW_OK;
    kw_str value = kw_str_trim(len < t.n ? kw_str_sub(t, len, t.n) : next_text(d->page->nodes, i, to));
    if ((alone && !kw_looks_named(d, value)) || value.n > LABEL_SHORT) return KW_OK;
    if (other) kw_role_name(d, role, value);
    else if (alone && !d->a->authors.n) KW_TRY(kw_authors_add(d, value, err));
    return KW_OK;
}

static kw_rc read_roles(kw_draft *d, uint32_t from, uint32_t to, kw_err *err) {
    const kw_node *v = d->page->nodes;
    for (uint32_t i = from; i < to; i++) {
        kw_str t = v[i].tag == KW_TAG_TEXT ? kw_str_trim(v[i].text) : KW_NONE, part;
        if (t.n < 2 || t.n > BYLINE_MAX) continue;
        while (kw_str_cut(&t, '|', &part))
            if (kw_str_trim(part).n > 1) KW_TRY(read_role(d, i, kw_str_trim(part), to, err));
    }
    return KW_OK;
}

/* "13/05/2024 15:53 | Written by: Ann Other": the parts behind the first bar, which is at byte `at`. */
static kw_rc read_behind_bar(kw_draft *d, kw_str t, size_t at, kw_err *err) {
    size_t len;
    kw_str rest = kw_str_sub(t, at + 1, t.n), part;
    while (kw_str_cut(&rest, '|', &part)) {
        part = kw_str_trim(part);
        if (kw_str_is(kw_phrase_label(d, part, 0, &len), "author")) KW_TRY(kw_authors_add(d, part, err));
    }
    return KW_OK;
}

/* "Posted 5/13/2008 3:53 PM by Ann Other": the name behind a label that follows a day. */
static kw_rc read_behind_day(kw_draft *d, kw_str t, kw_err *err) {
    kw_when w;
    size_t len, bar = kw_str_find(t, KW_STR(" | "), 0);
    if (!kw_printed_day(d, t, &w)) return KW_OK;
    if (bar != SIZE_MAX) t = kw_str_sub(t, 0, bar);
    for (size_t i = 9; i < t.n; i++) {
        if (t.p[i - 1] != ' ' || !kw_str_is(kw_phrase_label(d, t, i, &len), "author")) continue;
        kw_str name = kw_str_trim(kw_str_sub(t, i + len, t.n));
        size_t from = d->a->authors.n;
        if (name.n && isupper((unsigned char)name.p[0]) && kw_printed_day(d, kw_str_sub(t, 0, i), &w)) KW_TRY(kw_authors_add(d, name, err));
        if (d->a->authors.n > from) return KW_OK;
    }
    return KW_OK;
}

/* The name behind a label in an element of its own, where nothing joins another name to it: the rest of its line (empty: too long) is a day, places
 * to share it. */
static kw_str lone_name(const kw_draft *d, kw_str name, kw_str line) {
    size_t at = line.n ? kw_str_find(line, name, 0) : SIZE_MAX;
    kw_str rest = at == SIZE_MAX ? KW_NONE : kw_str_trim(kw_str_sub(line, at + name.n, line.n)), word = rest;
    if (name.n > LABEL_SHORT || !kw_looks_named(d, name) || !kw_has_given_name(d, name)) return KW_NONE;
    if (!line.n) return name;
    kw_str_cut(&rest, ' ', &word);
    return word.n && !strchr(",&/;+", word.p[0]) && !kw_str_is(kw_phrase_role(d, word), "and") && isalpha((unsigned char)word.p[0]) &&
           islower((unsigned char)word.p[0]) ? name : KW_NONE;
}

/* "By Ann Other", "Penulis: ..." in a short block of its own that no name of a class gives away. */
static kw_rc read_labelled(kw_draft *d, uint32_t from, uint32_t to, kw_err *err) {
    const kw_node *v = d->page->nodes;
    size_t len;
    for (uint32_t i = from; i < to && !d->a->authors.n; i++) {
        kw_str t = v[i].tag == KW_TAG_TEXT ? kw_str_trim(v[i].text) : KW_NONE;
        if (t.n > 1 && t.n <= BYLINE_MAX && (len = kw_str_find(t, KW_STR(" | "), 0)) != SIZE_MAX) KW_TRY(read_behind_bar(d, t, len, err));
        if (t.n > 1 && t.n <= BYLINE_MAX && !d->a->authors.n) KW_TRY(read_behind_day(d, t, err));
        if (t.n < 2 || t.n > BYLINE_MAX || !kw_str_is(kw_phrase_label(d, t, 0, &len), "author")) continue;
        uint32_t block = v[i].parent;
        while (block != UINT32_MAX && !kw_tag_is_block(v[block].tag)) block = v[block].parent;
        kw_str all = block == UINT32_MAX ? KW_NONE : gather(d, block, BYLINE_MAX, true);
        size_t at = all.n ? kw_str_find(all, kw_str_trim(kw_str_sub(t, 0, len)), 0) : SIZE_MAX;
        kw_str lone = len >= t.n ? lone_name(d, next_text(v, i, to), all) : KW_NONE;
        if (lone.n) KW_TRY(kw_authors_add(d, lone, err));
        if (lone.n || at == SIZE_MAX || at > LABEL_DEEP) continue;
        kw_str line = all.n - at <= LABEL_SHORT ? kw_str_sub(all, at, all.n) : t;
        KW_TRY(kw_authors_add(d, line, err));
    }
    return KW_OK;
}

/* Can a reader see this name other than as the editor's? */
static bool is_printed(const kw_draft *d, kw_str name) {
    const kw_node *v = d->page->nodes;
    size_t len;
    for (uint32_t i = 0; i < d->page->n_nodes; i++) {
        if (v[i].tag != KW_TAG_TEXT || v[i].text.n < name.n || kw_str_find(v[i].text, name, 0) == SIZE_MAX) continue;
        uint32_t block = v[i].parent;
        while (block != UINT32_MAX && !kw_tag_is_block(v[block].tag)) block = v[block].parent;
        kw_str all = block == UINT32_MAX ? KW_NONE : kw_node_text(d, block, BYLINE_MAX);
        if (!all.n || !kw_str_is(kw_phrase_label(d, all, 0, &len), "editor")) return true;
    }
    return false;
}

/* Have the two a word in common, as two ways to write one name have? */
static bool kin(const kw_draft *d, kw_str a, kw_str b) {
    enum { WORD_MIN = 3 };
    kw_str fa = kw_utf8_fold(d->mem, a), fb = kw_utf8_fold(d->mem, b), word;
    while (kw_str_cut(&fa, ' ', &word))
        if (word.n >= WORD_MIN && kw_str_find(fb, word, 0) != SIZE_MAX) return true;
    return false;
}

/* Does the byline that was read have this name and others, all of them with a name that is given? */
static bool is_fuller(const kw_draft *d, kw_str name) {
    const kw_strs v = d->a->authors;
    bool has = false;
    for (size_t i = 0; i < v.n; i++) {
        bool same = kw_str_eq(v.v[i], name);
        if (!same && !kw_has_given_name(d, v.v[i])) return false;
        has = has || same;
    }
    return has && v.n > 1;
}

/* A field may name who put the article on the page, or its editor. Where nobody can read that name there as an author's, and
 * another stands in the byline under the heading, that one wrote it. */
static kw_rc doubt_field(kw_draft *d, const kw_node_weights *w, kw_err *err) {
    const kw_strs field = d->a->authors;
    const size_t cap = d->cap_authors;
    if (!d->heading || field.n != 1 || d->author_given) return KW_OK;
    uint32_t to = d->page->nodes[d->heading].end + BYLINE_NEAR, n = (uint32_t)d->page->n_nodes;
    d->a->authors = (kw_strs){ 0 };
    d->cap_authors = 0;
    KW_TRY(read_byline(d, w, d->heading, to < n ? to : n, err));
    bool other = d->a->authors.n > 0;
    for (size_t i = 0; i < d->a->authors.n; i++) other = other && !kin(d, field.v[0], d->a->authors.v[i]);
    if (is_fuller(d, field.v[0])) d->author_from = KW_STR("byline, fuller than the field");
    else if (other && !is_printed(d, field.v[0])) d->authors_sure = false, d->author_from = KW_STR("byline, not the field");
    else d->a->authors = field, d->cap_authors = cap;
    return KW_OK;
}

static bool read_date(kw_draft *d, const kw_node_weights *w, uint32_t from, uint32_t to) {
    const kw_node *v = d->page->nodes;
    kw_when when;
    for (uint32_t i = from; i < to; i++) {
        if (v[i].tag == KW_TAG_TEXT || !(w->says[i] & KW_SAYS_DATE) || w->gone[i]) continue;
        kw_str text = kw_node_text(d, i, DATE_MAX);
        if (text.n <= 5) continue;
        bool stamp = kw_stamp_read(d, text, &when);
        if (!kw_day_read(d, text, &when)) continue;
        kw_published_offer(d, when, "text", w->says[i] & KW_SAYS_UPDATED ? .55 : stamp ? .75 : .7);
        return true;
    }
    return false;
}

/* A day with a clock time in a short text right behind the heading that no name gives away: "Outlet<br>13 May 2024, 15:53 WIB". */
static bool read_stamp_line(kw_draft *d, const kw_node_weights *w, uint32_t heading) {
    const kw_node *v = d->page->nodes;
    uint32_t from = v[heading].end, n = (uint32_t)d->page->n_nodes, to = from + STAMP_NEAR < n ? from + STAMP_NEAR : n;
    kw_when when, stamp;
    for (uint32_t i = from; i < to; i++) {
        if (w->gone[i]) { i = v[i].end - 1; continue; }
        if (v[i].tag != KW_TAG_TEXT || v[i].text.n < 8 || v[i].text.n > STAMP_MAX || !kw_printed_day(d, v[i].text, &when) || kw_behind_other(d, i))
            continue;
        if (kw_stamp_read(d, v[i].text, &stamp) && stamp.first == when.first) when = stamp;
        if (!when.has_time) continue;
        kw_published_offer(d, when, "text", .76);
        return true;
    }
    return false;
}

/* The next label of a day in a short text, from byte `at` on; its role, p NULL: none. *begin, *end: the label's. */
static kw_str next_day_label(const kw_draft *d, kw_str t, size_t at, size_t *begin, size_t *end) {
    size_t len;
    for (size_t i = at; i < t.n; i++) {
        if (t.p[i] == ' ' || (i && !strchr(" (|,-/", t.p[i - 1]))) continue;
        kw_str role = kw_phrase_label(d, t, i, &len);
        if (!kw_str_is(role, "date") && !kw_str_is(role, "update")) continue;
        *begin = i;
        *end = i + len;
        return role;
    }
    *begin = *end = t.n;
    return KW_NONE;
}

static void take_day(kw_draft *d, kw_str role, kw_str value) {
    kw_when when;
    while (value.n && strchr(",|(-/) ", value.p[value.n - 1])) value.n--;
    if (!value.n || value.n > DATE_MAX || !kw_day_read(d, value, &when)) return;
    if (kw_str_is(role, "date")) kw_published_offer(d, when, "text", .8);
    else if (kw_str_is(role, "update") && d->a->modified.precision == KW_WHEN_NONE) d->a->modified = when, d->modified_from = KW_STR("text");
}

/* Days behind labels ("Diterbitkan", "Last updated:") in short texts of their own, or behind such a text, whatever the elements are called. */
static void read_labelled_dates(kw_draft *d, uint32_t from, uint32_t to) {
    const kw_node *v = d->page->nodes;
    size_t begin, end, after;
    for (uint32_t i = from; i < to; i++) {
        kw_str t = v[i].tag == KW_TAG_TEXT ? kw_str_trim(v[i].text) : KW_NONE;
        if (t.n < 3 || t.n > DATE_MAX) continue;
        kw_str role = next_day_label(d, t, 0, &begin, &end);
        if (!role.p && t.n < LABEL_DEEP) role = kw_phrase_role(d, t);       /* "<b>Date</b> 13 May 2024" */
        if (role.p && end == t.n) take_day(d, role, next_text(v, i, to));
        while (role.p && end < t.n) {
            kw_str next = next_day_label(d, t, end, &begin, &after);
            take_day(d, role, kw_str_trim(kw_str_sub(t, end, begin)));
            role = next;
            end = after;
        }
    }
}

bool kw_in_list(const kw_node *v, uint32_t i) {
    for (int n = 0; i != UINT32_MAX && n < 6; i = v[i].parent, n++)
        if (v[i].tag == KW_TAG_LI || v[i].tag == KW_TAG_A) return true;
    return false;
}

/* Is it a link with a title beside the date `at`, and not only with the name of a section or a writer? */
static bool is_titled_link(const kw_node *v, uint32_t i, uint32_t at) {
    enum { TITLE_LEAST = 20 };
    size_t bytes = 0;
    for (uint32_t j = i + 1; v[i].tag == KW_TAG_A && j < v[i].end; j++)
        if (v[j].tag == KW_TAG_TEXT && j != at && v[j].parent != at) bytes += kw_str_trim(v[j].text).n;
    return bytes >= TITLE_LEAST;
}

/* Is the node in a link to another text, or in an item that has one? Then what it says is that text's. */
bool kw_of_other(const kw_node *v, uint32_t i) {
    const uint32_t at = i;
    for (int n = 0; i != UINT32_MAX && n < 6; i = v[i].parent, n++) {
        if (is_titled_link(v, i, at)) return true;
        for (uint32_t j = i + 1; v[i].tag == KW_TAG_LI && j < v[i].end; j++)
            if (is_titled_link(v, j, at)) return true;
    }
    return false;
}

/* A small element that scripts put a moment into: <relative-time datetime>, <span data-timestamp>. */
static bool has_moment(const kw_node *v, uint32_t i) {
    enum { SMALL = 8 };
    const kw_attrs *a = v[i].attrs;
    return v[i].end - i <= SMALL && v[i].tag != KW_TAG_META && (a->datetime.n || (a->content.n && !a->itemprop.n));
}

/* What an element says in a form for machines: <time datetime>, itemprop content, microformats' <abbr title>. */
static kw_str machine_date(const kw_node_weights *w, const kw_node *v, uint32_t i, bool prop) {
    const kw_attrs *a = v[i].attrs;
    if (v[i].tag == KW_TAG_TIME || prop || has_moment(v, i)) {
        if (a->datetime.n) return a->datetime;
        if (a->content.n) return a->content;
        if (a->title.n > 9 && isdigit((unsigned char)a->title.p[0])) return a->title;
        return i + 1 < v[i].end && v[i + 1].tag == KW_TAG_TEXT ? v[i + 1].text : KW_NONE;
    }
    return (w->says[i] & KW_SAYS_DATE) && a->title.n > 9 && isdigit((unsigned char)a->title.p[0]) ? a->title : KW_NONE;
}

static void read_change(kw_draft *d, const kw_node_weights *w, uint32_t i) {
    kw_when when;
    if (d->a->modified.precision == KW_WHEN_NONE && kw_stamp_read(d, machine_date(w, d->page->nodes, i, true), &when))
        d->a->modified = when, d->modified_from = KW_STR("time");
}

/* <time> and its like: the one nearest to the heading, behind it rather than before. A page has many for other articles. */
static void read_times(kw_draft *d, const kw_node_weights *w, uint32_t top) {
    const kw_node *v = d->page->nodes;
    uint32_t heading = d->heading ? d->heading : top, n = (uint32_t)d->page->n_nodes, seen = 0;
    kw_when when, shown;
    for (uint32_t i = 0, gone_end = 0; i < n && seen < TIMES; i++) {
        if (w->gone[i] && v[i].end > gone_end) gone_end = v[i].end;
        if (v[i].tag == KW_TAG_TEXT) continue;
        bool prop = v[i].attrs->itemprop.n && kw_str_is(v[i].attrs->itemprop, "datePublished");
        /* "3 h" for short, the moment in its title */
        bool abbr = v[i].tag == KW_TAG_ABBR && v[i].attrs->title.n > 9 && v[i].attrs->title.n < DATE_MAX;
        if (kw_str_is(v[i].attrs->itemprop, "dateModified")) read_change(d, w, i);
        if (v[i].tag != KW_TAG_TIME && !prop && !abbr && !(w->says[i] & KW_SAYS_DATE) && !has_moment(v, i)) continue;
        bool aside = i < gone_end && !prop;                  /* a box beside the heading may tell of the article */
        if (aside && abbr && (w->says[i] & KW_SAYS_DATE) && i > heading && kw_stamp_read(d, v[i].attrs->title, &when))
            kw_published_offer(d, when, "time", FOOT);
        if (aside && (v[i].tag != KW_TAG_TIME || i < heading || i - heading > TIME_AFTER / 2 || kw_in_list(v, i))) continue;
        kw_str stamp = abbr ? v[i].attrs->title : machine_date(w, v, i, prop);
        if (!stamp.n || (!kw_stamp_read(d, stamp, &when) && !((prop || abbr) && kw_printed_day(d, stamp, &when)))) continue;
        bool near = i >= heading ? i - heading < TIME_AFTER && i < v[top].end + TIME_BEFORE / 2 : heading - i < TIME_BEFORE;
        /* what a reader sees */
        if (v[i].tag == KW_TAG_TIME && near && kw_printed_day(d, kw_node_text(d, i, DATE_MAX), &shown) && abs(shown.first - when.first) > 1)
            when = shown;
        bool listed = i > heading && kw_in_list(v, i) && i - heading > BYLINE_NEAR;
        if (i > heading && !prop && kw_of_other(v, i)) continue;
        near = near && !listed;
        bool updated = (w->says[i] & KW_SAYS_UPDATED) || kw_str_is(v[i].attrs->itemprop, "dateModified");
        double score = prop ? .9 : near ? (i >= heading ? .82 : .8) - .01 * seen : (listed ? .4 : .45) - .01 * seen;
        kw_published_offer(d, when, "time", updated && !prop ? score * .7 : score);
        seen += near || prop;
    }
}

/* Is there a picture or its caption in it, or (`blocks`) any block of its own? */
static bool holds(const kw_node_weights *w, const kw_node *v, uint32_t i, bool blocks) {
    for (uint32_t j = i + 1; j < v[i].end; j++)
        if (v[j].tag == KW_TAG_FIGURE || v[j].tag == KW_TAG_FIGCAPTION || v[j].tag == KW_TAG_IMG || (w->says[j] & KW_SAYS_CAPTION) ||
            (blocks && kw_tag_is_block(v[j].tag)))
            return true;
    return false;
}

/* A paragraph under the heading that is not in the chosen part: by its name, as a paragraph, or as a box that is nothing but a sentence. */
static kw_rc read_lead(kw_draft *d, const kw_node_weights *w, uint32_t from, uint32_t to, kw_err *err) {
    const kw_node *v = d->page->nodes;
    for (uint32_t i = from; i < to && d->n < LEADS; i++) {
        if (w->gone[i]) { i = v[i].end - 1; continue; }
        bool named = (w->says[i] & KW_SAYS_LEAD) || kw_str_is(v[i].attrs->itemprop, "description") ||
            kw_str_is(v[i].attrs->itemprop, "alternativeHeadline");
        bool para = v[i].tag == KW_TAG_P || v[i].tag == KW_TAG_H2, box = v[i].tag == KW_TAG_DIV && !named && !holds(w, v, i, true);
        if (!kw_tag_is_block(v[i].tag) || (!named && !para && !box) || kw_in_figure(w, v, i) || holds(w, v, i, false)) continue;
        kw_str text = kw_node_text(d, i, LEAD_MAX);
        if (text.n < LEAD_MIN || (w->links[v[i].end] - w->links[i]) * 3 > w->text[v[i].end] - w->text[i]) continue;
        bool open = !strchr(".!?\"", text.p[text.n - 1]) && (unsigned char)text.p[text.n - 1] < 0x80;
        if (!named && open && (!para || text.n < LEAD_OPEN)) continue;
        if (!kw_draft_block(d, text, KW_PARA_TEXT)) return kw_fail_nomem(err);
        i = v[i].end - 1;
    }
    return KW_OK;
}

static uint32_t up_to(const kw_draft *d, uint32_t i) { return i < d->page->n_nodes ? i : (uint32_t)d->page->n_nodes; }

/* Of a page whose fields name nobody. Where they say that a body wrote it, only a byline up there outdoes that. */
static kw_rc read_authors(kw_draft *d, const kw_node_weights *w, uint32_t from, uint32_t top, kw_err *err) {
    uint32_t to = d->page->nodes[top].end;
    bool body = d->heading && d->org_author.p;
    KW_TRY(read_byline(d, w, from, body ? up_to(d, d->heading + 2 * BYLINE_NEAR) : to, err));
    KW_TRY(read_labelled(d, from, up_to(d, top + BYLINE_NEAR), err));
    return read_labelled(d, to, up_to(d, to + AFTER_TEXT), err);
}

/* Up to the text, and from its end on: inside of it lines with labels are read with the blocks. */
static kw_rc read_all_roles(kw_draft *d, uint32_t from, uint32_t top, kw_err *err) {
    uint32_t to = d->page->nodes[top].end;
    KW_TRY(read_roles(d, from, up_to(d, top + BYLINE_NEAR), err));
    return read_roles(d, to, up_to(d, to + AFTER_TEXT), err);
}

/* The last heading before the text that is no link: on a page whose <title> is printed nowhere it may be the title. */
static void find_above(kw_draft *d, uint32_t top) {
    enum { TITLE_LEAST = 12, TITLE_MOST = 300 };
    const kw_node *v = d->page->nodes;
    d->above = KW_NONE;
    for (uint32_t i = top; i-- > 0 && i + BEFORE >= top && !d->above.n;) {
        if (v[i].tag < KW_TAG_H1 || v[i].tag > KW_TAG_H4 || v[i].end > top || (i + 1 < v[i].end && v[i + 1].tag == KW_TAG_A)) continue;
        kw_str text = kw_node_text(d, i, TITLE_MOST);
        if (text.n >= TITLE_LEAST) d->above = text;
    }
}

kw_rc kw_around_read(kw_draft *d, const kw_node_weights *w, uint32_t top, kw_err *err) {
    const kw_node *v = d->page->nodes;
    uint32_t from, to = v[top].end;
    if (d->title_unprinted) find_above(d, top);
    bool above = d->heading && v[d->heading].end <= top;            /* the heading is outside, before it */
    from = d->heading && d->heading < to ? d->heading : top;
    if (above) KW_TRY(read_lead(d, w, v[d->heading].end, top, err));
    from = from > (d->heading ? BEFORE : WITHOUT_HEADING) ? from - (d->heading ? BEFORE : WITHOUT_HEADING) : 0;
    if (d->authors_sure) KW_TRY(doubt_field(d, w, err));
    else KW_TRY(read_authors(d, w, from, top, err));
    KW_TRY(read_all_roles(d, from, top, err));
    read_times(d, w, top);
    if (d->a->published_score < SURE || kw_published_doubted(d) || d->a->modified.precision == KW_WHEN_NONE)
        read_labelled_dates(d, from, up_to(d, to + AFTER_TEXT));
    /* behind the heading first: before it many a site prints today's date */
    bool behind = d->heading && d->heading >= from && (read_date(d, w, d->heading, to) || read_stamp_line(d, w, d->heading));
    if (!behind) read_date(d, w, from, to);
    if (d->a->published_score < .5 || kw_published_doubted(d)) kw_printed_read(d, w, top);
    return KW_OK;
}
