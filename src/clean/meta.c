/* SPDX-License-Identifier: MIT
 * What the caller or the page says of the article: given fields, JSON-LD, <meta>, <time>, the address. */
#include "clean/body.h"
#include "base/url.h"
#include "base/utf8.h"
#include "clean/jsonld.h"
#include "know/calendar.h"

#include <ctype.h>

kw_rc kw_why_add(kw_draft *d, const char *field, const char *from, kw_str evidence, kw_err *err) {
    kw_field_why *w = kw_push(d->mem, (void **)&d->a->why, &d->a->n_why, &d->cap_why, sizeof *w);
    if (!w) return kw_fail_nomem(err);
    *w = (kw_field_why){ field, kw_str_of(from), evidence };
    return KW_OK;
}

/* Seconds or milliseconds since 1970. */
static bool read_epoch(kw_str s, kw_when *out) {
    int64_t v;
    if ((s.n != 10 && s.n != 13) || !kw_str_int(s, &v)) return false;
    if (s.n == 13) v /= 1000;
    if (v < 631152000) return false;                        /* before 1990: a number of another kind */
    *out = kw_when_day((int32_t)(v / 86400));
    out->has_time = true;
    out->second = (int32_t)(v % 86400);
    out->zone = 0;
    return true;
}

/* "... 15:53:00 +0700", as mail and RSS write it (RFC 5322). */
static void read_offset(kw_str s, kw_when *w) {
    int64_t v;
    if (!w->has_time || w->zone != KW_NO_ZONE || s.n < 8 || (s.p[s.n - 5] != '+' && s.p[s.n - 5] != '-') || s.p[s.n - 6] != ' ') return;
    if (kw_str_int(kw_str_sub(s, s.n - 4, s.n), &v) && v >= 0) w->zone = (int16_t)((v / 100 * 60 + v % 100) * (s.p[s.n - 5] == '-' ? -1 : 1));
}

/* "Tue Jul 30 09:35:14 CEST 2019", as programs print a date: the year goes to its place. */
static kw_str year_moved(const kw_draft *d, kw_str s) {
    size_t last = s.n;
    while (last && s.p[last - 1] != ' ') last--;
    bool ends = last > 12 && s.n - last == 4 && isdigit((unsigned char)s.p[last]);
    size_t day = kw_str_find(s, KW_STR(" "), 0), month = day + 1;
    if (!ends || day != 3 || (day = kw_str_find(s, KW_STR(" "), month)) != month + 3 || !isdigit((unsigned char)s.p[day + 1])) return KW_NONE;
    size_t clock = kw_str_find(s, KW_STR(" "), day + 1);
    if (clock + 3 > last || s.p[clock + 3] != ':') return KW_NONE;
    return kw_str_fmt(d->mem, "%.*s %.*s %.*s %.*s", (int)(clock - day - 1), s.p + day + 1, 3, s.p + month, 4, s.p + last,
        (int)(last - clock - 2), s.p + clock + 1);
}

static bool is_iso_clock(kw_str s) {
    return s.n > 17 && s.p[4] == '-' && s.p[7] == '-' && (s.p[10] == 'T' || s.p[10] == ' ') && s.p[13] == ':' && s.p[16] == ':';
}

/* "2022-01-10T22:06:8Z": seconds of one digit. */
static bool read_short_iso(const kw_draft *d, kw_str s, kw_when *out) {
    enum { MINUTES = 16, SHORT = 19 };                      /* bytes of "2022-01-10T22:06", "2022-01-10T22:06:8Z" */
    if (s.n != SHORT || s.p[SHORT - 1] != 'Z' || !is_iso_clock(s)) return false;
    kw_str head = kw_str_fmt(d->mem, "%.*sZ", MINUTES, s.p);
    return head.p && kw_when_parse(head, out);
}

/* "2022-01-10T22:06:08:684Z": a date-time that goes wrong behind its seconds. */
static bool read_head_of_iso(const kw_draft *d, kw_str s, kw_when *out) {
    enum { SECONDS = 19 };                                  /* bytes of "2022-01-10T22:06:08" */
    if (s.n <= SECONDS || !is_iso_clock(s) || isdigit((unsigned char)s.p[SECONDS])) return false;
    bool utc = s.p[s.n - 1] == 'Z';
    kw_str head = kw_str_fmt(d->mem, "%.*s%s", SECONDS, s.p, utc ? "Z" : "");
    return head.p && kw_when_parse(head, out);
}

bool kw_stamp_read(const kw_draft *d, kw_str text, kw_when *out) {
    text = kw_str_trim(text);
    if (!text.n || text.n > 120) return false;
    bool digit = false;
    for (size_t i = 0; i < text.n && !digit; i++) digit = isdigit((unsigned char)text.p[i]) != 0;
    if (!digit) return false;
    if (read_epoch(text, out)) return true;
    if (kw_when_parse(text, out) || read_short_iso(d, text, out)) return out->precision == KW_WHEN_DAY;
    /* "2024-05-13 15:53:00 +0700", "2024-05-13T15:53:00 UTC" */
    size_t blank = text.n;
    while (blank > 10 && text.p[blank - 1] != ' ') blank--;
    if (blank > 16 && isdigit((unsigned char)text.p[0]) &&
        (text.p[blank] == '+' || text.p[blank] == '-' || text.p[blank] == 'U' || text.p[blank] == 'Z')) {
        bool zone = text.p[blank] == '+' || text.p[blank] == '-';
        kw_str joined = kw_str_fmt(d->mem, "%.*s%.*s", (int)(blank - 1), text.p, zone ? (int)(text.n - blank) : 1, zone ? text.p + blank : "Z");
        if (joined.p && kw_when_parse(joined, out)) return out->precision == KW_WHEN_DAY;
    }
    kw_str moved = year_moved(d, text);
    if (!kw_date_read_stamp(d->c->dates, d->a->language, moved.n ? moved : text, out) || out->precision != KW_WHEN_DAY)
        return read_head_of_iso(d, text, out);
    read_offset(text, out);
    return true;
}

/* ---- the caller ---- */

static kw_rc read_given(kw_draft *d, kw_err *err) {
    const kw_given *g = &d->raw->given;
    kw_when w;
    kw_article *a = d->a;
    if (g->title.p && g->title.n) a->title = kw_squeeze(d->mem, kw_utf8_clean(d->mem, g->title));
    if (g->language.n) a->language = g->language;
    kw_published_offer_text(d, g->published, "given", 1);
    if (g->modified.p && kw_stamp_read(d, g->modified, &w)) a->modified = w, d->modified_from = KW_STR("given");
    if (g->outlet.n) {
        a->outlet = g->outlet;
        if (!kw_outlet_named(d->c->know, g->outlet, &d->own) && !kw_outlet_of_url(d->c->know, g->outlet, &d->own))
            d->own = (kw_outlet){ KW_NONE, g->outlet, KW_STR(""), KW_SITE };
    }
    for (size_t i = 0; i < g->authors.n; i++) KW_TRY(kw_authors_add(d, g->authors.v[i], err));
    if (g->byline.p) KW_TRY(kw_authors_add(d, g->byline, err));
    d->authors_sure = d->author_given = a->authors.n > 0;
    if (d->author_given) d->author_from = KW_STR("given");
    return KW_OK;
}

/* ---- JSON-LD ---- */

static kw_rc add_person(kw_draft *d, const kw_jsonld *l, const kw_json *v, kw_err *err) {
    if (v->kind == KW_JSON_LIST) {
        for (size_t i = 0; i < v->n; i++) KW_TRY(add_person(d, l, &v->items[i], err));
        return KW_OK;
    }
    if (v->kind == KW_JSON_MAP && (kw_jsonld_is(v, "Organization") || kw_jsonld_is(v, "NewsMediaOrganization"))) {
        kw_authors_org(d, kw_jsonld_name(l, v));
        return KW_OK;
    }
    const kw_json *names = kw_json_get(v, "name");
    if (names && names->kind == KW_JSON_LIST) {
        for (size_t i = 0; i < names->n; i++)
            if (names->items[i].kind == KW_JSON_STR) KW_TRY(kw_authors_add(d, kw_utf8_clean(d->mem, names->items[i].str), err));
        return KW_OK;
    }
    kw_str name = kw_jsonld_name(l, v);
    return name.p ? kw_authors_add(d, kw_utf8_clean(d->mem, name), err) : KW_OK;
}

kw_rc kw_authors_json(kw_draft *d, const kw_json *v, kw_err *err) {
    const kw_jsonld none = { 0 };
    return add_person(d, &none, v, err);
}

/* "Other, Ann" is "Ann Other", as catalogues have it. */
static kw_str name_turned(const kw_draft *d, kw_str s) {
    kw_outlet o;
    size_t comma = kw_str_find(s, KW_STR(","), 0);
    if (comma == SIZE_MAX || kw_str_find(s, KW_STR(","), comma + 1) != SIZE_MAX) return s;
    kw_str last = kw_str_trim(kw_str_sub(s, 0, comma)), given = kw_str_trim(kw_str_sub(s, comma + 1, s.n));
    if (!given.n || kw_str_find(last, KW_STR(" "), 0) != SIZE_MAX || kw_outlet_named(d->c->know, last, &o)) return s;
    return kw_str_fmt(d->mem, "%.*s %.*s", KW_FMT(given), KW_FMT(last));
}

typedef struct { kw_str text; double score; } candidate;

typedef struct { candidate title, headline, name, outlet; } fields;

static void offer(candidate *c, kw_str text, double score) {
    if (text.p && kw_str_trim(text).n && score > c->score) *c = (candidate){ kw_str_trim(text), score };
}

static kw_rc read_jsonld(kw_draft *d, fields *f, kw_err *err) {
    kw_jsonld l;
    kw_when w;
    kw_jsonld_read(d->page->json_ld, d->mem, &l);
    if (!l.article) return KW_OK;
    bool sure = kw_json_get(l.article, "headline") != NULL;
    d->ld_body = kw_json_text(l.article, "articleBody");
    kw_published_offer_text(d, kw_json_text(l.article, "datePublished"), "json-ld", sure ? .97 : .9);
    kw_published_offer_text(d, kw_json_text(l.article, "dateCreated"), "json-ld", .6);
    kw_published_offer_text(d, kw_json_text(l.article, "uploadDate"), "json-ld", .6);
    kw_str modified = kw_json_text(l.article, "dateModified");
    if (modified.p && d->a->modified.precision == KW_WHEN_NONE && kw_stamp_read(d, modified, &w))
        d->a->modified = w, d->modified_from = KW_STR("json-ld");
    offer(&f->headline, kw_json_text(l.article, "headline"), .9);
    if (sure) offer(&f->name, kw_json_text(l.article, "name"), .9);
    offer(&f->outlet, kw_jsonld_name(&l, kw_json_get(l.article, "publisher")), .8);
    kw_role_name(d, KW_STR("editor"), name_turned(d, kw_jsonld_name(&l, kw_json_get(l.article, "editor"))));
    kw_role_name(d, KW_STR("translator"), name_turned(d, kw_jsonld_name(&l, kw_json_get(l.article, "translator"))));
    const kw_json *author = kw_json_get(l.article, "author");
    if (author && !d->authors_sure) {
        KW_TRY(add_person(d, &l, author, err));
        if (d->a->authors.n || d->org_author.p) d->author_from = d->org_from = KW_STR("json-ld");
    }
    if (d->a->authors.n) d->authors_sure = true;
    kw_str lang = kw_json_text(l.article, "inLanguage");
    if (!d->a->language.p && lang.n >= 2) d->a->language = lang;
    return KW_OK;
}

/* ---- <meta> ---- */

/* twitter:label1 "Written by", twitter:data1 "Ann Other" */
static kw_rc read_labelled_metas(kw_draft *d, kw_err *err) {
    const kw_str label = KW_STR("twitter:label"), data = KW_STR("twitter:data");
    const kw_meta *m = d->page->metas;
    for (size_t i = 0; i + 1 < d->page->n_metas; i++)
        if (kw_str_starts(m[i].name, label) && kw_str_starts(m[i + 1].name, data) && kw_phrase_is(d, kw_str_trim(m[i].content), "author"))
            KW_TRY(kw_authors_add(d, m[i + 1].content, err));
    if (d->a->authors.n) d->author_from = data;
    return KW_OK;
}

static bool has_author(const kw_strs *list, kw_str name) {
    for (size_t i = 0; i < list->n; i++)
        if (kw_str_eq(list->v[i], name)) return true;
    return false;
}

/* A lesser field that has all the authors there are, and more. */
static kw_rc take_fuller(kw_draft *d, kw_str value, kw_str name, kw_err *err) {
    const kw_strs have = d->a->authors;
    const size_t cap = d->cap_authors;
    d->a->authors = (kw_strs){ 0 };
    d->cap_authors = 0;
    KW_TRY(kw_authors_add(d, value, err));
    bool fuller = d->a->authors.n > have.n;
    for (size_t i = 0; i < have.n; i++) fuller = fuller && has_author(&d->a->authors, have.v[i]);
    if (fuller) d->author_from = name;
    else d->a->authors = have, d->cap_authors = cap;
    return KW_OK;
}

static kw_rc read_metas(kw_draft *d, fields *f, kw_err *err) {
    const kw_table *t = kw_know_table(d->c->know, "world/page_fields");
    bool sure = d->authors_sure;
    double best = 0;
    for (size_t i = 0; i < d->page->n_metas; i++) {
        kw_str value = d->page->metas[i].content;
        kw_rows rows = kw_table_find(t, d->page->metas[i].name);
        double score;
        if (!rows.n || !value.n || !kw_str_double(kw_table_cell(t, rows.first, 2), &score)) continue;
        kw_str field = kw_table_cell(t, rows.first, 1);
        kw_when w;
        if (kw_str_is(field, "published")) kw_published_offer_text(d, value, "meta", score);
        else if (kw_str_is(field, "modified") && d->a->modified.precision == KW_WHEN_NONE && kw_stamp_read(d, value, &w))
            d->a->modified = w, d->modified_from = d->page->metas[i].name;
        else if (kw_str_is(field, "title")) offer(&f->title, value, score);
        else if (kw_str_is(field, "outlet") && !kw_url_is_http(value)) offer(&f->outlet, value, score);      /* an address is no name */
        else if (kw_str_is(field, "url") && !d->page->canonical.p && !d->a->canonical.p && kw_str_starts(value, KW_STR("http")))
            d->a->canonical = value;
        else if (kw_str_is(field, "editor")) kw_role_name(d, field, value);
        else if (kw_str_is(field, "author") && !sure && score < best) KW_TRY(take_fuller(d, value, d->page->metas[i].name, err));
        else if ((kw_str_is(field, "author") || kw_str_is(field, "creator")) && !sure && score >= best) {
            size_t before = d->a->authors.n;
            KW_TRY(kw_authors_add(d, kw_str_is(field, "creator") ? name_turned(d, value) : value, err));
            if (d->a->authors.n > before) best = score, d->author_from = d->page->metas[i].name;
        }
    }
    if (!d->a->authors.n) KW_TRY(read_labelled_metas(d, err));
    if (d->a->authors.n) d->authors_sure = true;
    return KW_OK;
}

/* ---- the address: /2024/05/13/, /20240513/ ---- */

static bool read_number(kw_str s, size_t at, size_t n, int *out) {
    *out = 0;
    if (at + n > s.n) return false;
    for (size_t i = at; i < at + n; i++) {
        if (!isdigit((unsigned char)s.p[i])) return false;
        *out = *out * 10 + (s.p[i] - '0');
    }
    return true;
}

/* "7/12/", "12/7" and the end: month and day of one or two digits. */
static bool read_short(kw_str s, size_t at, int *month, int *day) {
    size_t m = at, d;
    while (m < s.n && m - at < 3 && isdigit((unsigned char)s.p[m])) m++;
    if (m == at || m - at > 2 || m >= s.n || s.p[m] != '/' || !read_number(s, at, m - at, month)) return false;
    d = ++m;
    while (d < s.n && d - m < 3 && isdigit((unsigned char)s.p[d])) d++;
    return d > m && d - m < 3 && (d == s.n || s.p[d] == '/') && read_number(s, m, d - m, day);
}

static void read_address(kw_draft *d, kw_str url) {
    int y, m, day;
    for (size_t i = 1; i + 8 <= url.n; i++) {
        if (isdigit((unsigned char)url.p[i - 1]) || !read_number(url, i, 4, &y) || y < 1990 || y > 2100) continue;
        char sep = i + 4 < url.n ? url.p[i + 4] : 0;
        bool parted = (sep == '/' || sep == '-' || sep == '_') && read_number(url, i + 5, 2, &m) && i + 7 < url.n && url.p[i + 7] == sep &&
                      read_number(url, i + 8, 2, &day) && (i + 10 >= url.n || !isdigit((unsigned char)url.p[i + 10]));
        if (!parted && sep == '/' && read_short(url, i + 5, &m, &day)) parted = kw_date_valid(y, m, day);       /* /2017/7/12/ */
        bool joined = !parted && read_number(url, i + 4, 2, &m) && read_number(url, i + 6, 2, &day) &&
            (i + 8 >= url.n || !isdigit((unsigned char)url.p[i + 8]));
        if ((parted || joined) && kw_date_valid(y, m, day)) {
            kw_published_offer(d, kw_when_day(kw_day_of(y, m, day)), "url", parted ? .85 : .7);
            return;
        }
    }
}

kw_str kw_run_together(const kw_draft *d, kw_str s) {
    kw_str f = kw_utf8_fold(d->mem, s);
    char *p = f.p ? kw_alloc(d->mem, f.n + 1) : NULL;
    size_t n = 0;
    for (size_t i = 0; p && i < f.n; i++)
        if (isalnum((unsigned char)f.p[i]) || (unsigned char)f.p[i] >= 0x80) p[n++] = f.p[i];
    return p ? (kw_str){ p, n } : KW_NONE;
}

/* Does a label of the host stand in the name ("gulfpost" in "thegulfpost")? */
static bool borne_out(kw_str host, kw_str name) {
    enum { LABEL_MIN = 5 };
    kw_str label;
    while (kw_str_cut(&host, '.', &label))
        if (kw_str_eq(label, name) || (label.n >= LABEL_MIN && kw_str_find(name, label, 0) != SIZE_MAX)) return true;
    return false;
}

bool kw_named_by_host(const kw_draft *d, kw_str name) {
    enum { LABEL_MIN = 5 };
    kw_str url = d->a->url.p ? d->a->url : d->a->canonical, host = kw_outlet_host(url), label, run = kw_run_together(d, name);
    while (run.n && kw_str_cut(&host, '.', &label))
        if (label.n >= LABEL_MIN && 2 * label.n >= run.n && kw_str_find(run, label, 0) != SIZE_MAX) return true;
    return false;
}

/* A site that no table and no field names is called as the tail of the page's <title> says, if its address bears that out,
 * else by its host: so that its articles count as those of one outlet. */
static void name_by_host(kw_draft *d, kw_str url) {
    static const char *const marks[] = { " | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 " };
    kw_str host = kw_outlet_host(url), name = host, title = d->page->title;
    if (kw_str_find(host, KW_STR("."), 0) == SIZE_MAX || isdigit((unsigned char)host.p[host.n - 1])) return;
    size_t from = 0;
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
        for (size_t at = kw_str_find(title, kw_str_of(marks[m]), 1); at != SIZE_MAX; at = kw_str_find(title, kw_str_of(marks[m]), at + 1))
            if (at + strlen(marks[m]) > from) from = at + strlen(marks[m]);
    kw_str tail = kw_str_trim(kw_str_sub(title, from, title.n));
    if (from && tail.n < 40 && borne_out(host, kw_run_together(d, tail))) name = kw_squeeze(d->mem, kw_utf8_clean(d->mem, tail));
    if (name.n) d->own = (kw_outlet){ KW_NONE, name, KW_STR(""), KW_SITE };
}

/* "Title | Section | Site", "Site: Title" on a page without an address: what stands beside the title, last or first. */
static void name_by_title(kw_draft *d) {
    static const char *const marks[] = { " | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 ", " \xc2\xab ", " \xc2\xbb ", " :: ", ": " };
    enum { NAME_LEAST = 3, NAME_MOST = 40 };
    const kw_str whole = kw_squeeze(d->mem, d->page->title), title = d->a->title;
    const bool first = kw_str_ends(whole, title);
    size_t from = 0, to = whole.n, end = first ? whole.n - title.n : whole.n;
    if (!title.n || whole.n <= title.n || (!first && !kw_str_starts(whole, title))) return;
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        const kw_str mark = kw_str_of(marks[m]);
        for (size_t at = kw_str_find(whole, mark, first ? 1 : title.n); at != SIZE_MAX && at < end; at = kw_str_find(whole, mark, at + 1)) {
            if (first && at < to) to = at;
            if (!first && at + mark.n > from) from = at + mark.n;
        }
    }
    kw_str name = kw_str_trim(kw_str_sub(whole, from, to));
    if (name.n < NAME_LEAST || name.n > NAME_MOST || name.n + title.n > whole.n || isdigit((unsigned char)name.p[0])) return;
    if (!kw_outlet_named(d->c->know, name, &d->own)) d->own = (kw_outlet){ KW_NONE, kw_utf8_clean(d->mem, name), KW_STR(""), KW_SITE };
}

/* "Title | Paper | 28.04.2023": a day that ends the page's <title> behind a mark. */
static void read_title_day(kw_draft *d) {
    static const char *const marks[] = { " | ", " - ", " \xe2\x80\x93 ", " \xe2\x80\x94 " };
    kw_str title = d->page->title;
    kw_when w;
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++) {
        size_t at = SIZE_MAX, n = strlen(marks[m]);
        for (size_t i = kw_str_find(title, kw_str_of(marks[m]), 1); i != SIZE_MAX; i = kw_str_find(title, kw_str_of(marks[m]), i + 1)) at = i + n;
        if (at != SIZE_MAX && kw_stamp_read(d, kw_str_sub(title, at, title.n), &w)) kw_published_offer(d, w, "text", .7);
    }
}

/* Microdata: the name within what is marked as the publisher. */
static kw_str marked_publisher(const kw_page *page) {
    const kw_node *v = page->nodes;
    for (uint32_t i = 0; i < page->n_nodes; i++) {
        if (v[i].attrs->itemprop.n != sizeof "publisher" - 1 || !kw_str_is(v[i].attrs->itemprop, "publisher")) continue;
        for (uint32_t j = i + 1; j < v[i].end; j++) {
            if (!kw_str_is(v[j].attrs->itemprop, "name")) continue;
            if (v[j].attrs->content.n) return v[j].attrs->content;
            if (j + 1 < v[j].end && v[j + 1].tag == KW_TAG_TEXT) return v[j + 1].text;
        }
    }
    return KW_NONE;
}

kw_rc kw_meta_read(kw_draft *d, kw_err *err) {
    fields f = { { KW_NONE, 0 }, { KW_NONE, 0 }, { KW_NONE, 0 }, { KW_NONE, 0 } };
    kw_article *a = d->a;
    a->canonical = d->page->canonical;
    KW_TRY(read_given(d, err));
    KW_TRY(read_jsonld(d, &f, err));
    KW_TRY(read_metas(d, &f, err));
    if (!f.outlet.text.n) offer(&f.outlet, marked_publisher(d->page), .8);
    kw_str url = a->url.p ? a->url : a->canonical;
    if (url.p) read_address(d, url);
    read_title_day(d);
    KW_TRY(kw_title_settle(d, f.headline.text, f.name.text, f.title.text, f.outlet.text, err));
    if (!d->own.name.p && f.outlet.text.n) {
        kw_str name = kw_squeeze(d->mem, kw_utf8_clean(d->mem, f.outlet.text));
        if (!kw_outlet_named(d->c->know, name, &d->own) && !(url.p && kw_outlet_of_url(d->c->know, url, &d->own)))
            d->own = (kw_outlet){ KW_NONE, name, KW_STR(""), KW_SITE };
    }
    if (!d->own.name.p && d->home.n && !(url.p && kw_outlet_of_url(d->c->know, url, &d->own)))
        d->own = (kw_outlet){ KW_NONE, d->home, KW_STR(""), KW_SITE };
    if (!d->own.name.p && url.p && !kw_outlet_of_url(d->c->know, url, &d->own)) name_by_host(d, url);
    if (!d->own.name.p && !url.p) name_by_title(d);
    return KW_OK;
}
