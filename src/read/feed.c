/* SPDX-License-Identifier: MIT
 * One reader for RSS, Atom and sitemaps: what counts is an element's name and the element it stands in. Pictures, films and players have elements
 * of their own inside an item, with titles and descriptions that are not the article's. */
#include "read/feed.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/url.h"
#include "read/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/xmlreader.h>
#include <stddef.h>

enum { DEPTH = 32 };

typedef struct {
    kw_arena *mem;
    kw_feed *out;
    size_t cap, cap_authors;
    kw_given *item;             /* the one that is open; NULL outside */
    int item_depth;
    bool page_link;             /* the item's address is that of a page: no further link takes its place */
    kw_str outlet, site;        /* the feed's own title and address */
    kw_given feed;              /* its authors, which are those of items without any (RFC 4287, 4.2.1) */
    kw_buf text;                /* of the item that is open, element by element */
    /* the open elements: where their text begins, and whether others are in them */
    struct { char *name; size_t from; bool parent; } open[DEPTH];
    bool nomem;
} reader;

static kw_str keep(reader *r, kw_str s) {
    s = kw_str_dup(r->mem, kw_str_trim(s));
    if (!s.p) r->nomem = true;
    return s;
}

static bool is(const char *name, const char *z) { return name && strcmp(name, z) == 0; }

static bool is_one_of(const char *name, const char *const *list, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (is(name, list[i])) return true;
    return false;
}

/* An RSS channel's <image> has a <url>, too. */
static bool opens_item(const reader *r, const char *name) {
    return is(name, "item") || is(name, "entry") || (r->out->addresses_only && (is(name, "url") || is(name, "sitemap")));
}

static const struct { const char *name; size_t at; } fields[] = {
    { "title", offsetof(kw_given, title) }, { "guid", offsetof(kw_given, id) }, { "id", offsetof(kw_given, id) },
    { "link", offsetof(kw_given, url) }, { "loc", offsetof(kw_given, url) }, { "pubDate", offsetof(kw_given, published) },
    { "published", offsetof(kw_given, published) }, { "publication_date", offsetof(kw_given, published) }, { "date", offsetof(kw_given, published) },
    { "updated", offsetof(kw_given, modified) }, { "lastmod", offsetof(kw_given, modified) }, { "language", offsetof(kw_given, language) },
    { "description", offsetof(kw_given, text) }, { "summary", offsetof(kw_given, text) }, { "encoded", offsetof(kw_given, html) },
    { "content", offsetof(kw_given, html) },
};

/* "desk@site (Ann Other)" and "Ann Other <desk@site>" as people write them; an address alone names nobody. */
static kw_str person(kw_str s) {
    if (!memchr(s.p, '@', s.n)) return s;
    size_t open = kw_str_find(s, KW_STR("("), 0), close = kw_str_find(s, KW_STR(")"), 0), mail = kw_str_find(s, KW_STR("<"), 0);
    if (open != SIZE_MAX && close != SIZE_MAX && close > open) return kw_str_trim(kw_str_sub(s, open + 1, close));
    return kw_str_trim(kw_str_sub(s, 0, mail != SIZE_MAX ? mail : 0));
}

static void add_author(reader *r, kw_given *to, size_t *cap, kw_str name) {
    if (!(name = person(name)).n) return;
    kw_str *into = kw_push(r->mem, (void **)&to->authors.v, &to->authors.n, cap, sizeof *into);
    if (into) *into = name;
    else r->nomem = true;
}

/* ---- what is read as HTML ---- */

/* "&eacute;", "&#8217;": references that XML has already left as text. */
static bool has_references(kw_str s) {
    for (size_t i = 0; i + 2 < s.n; i++) {
        size_t end = i + 1;
        if (s.p[i] != '&') continue;
        while (end < s.n && (s.p[end] == '#' || ((s.p[end] | 32) >= 'a' && (s.p[end] | 32) <= 'z') || (s.p[end] >= '0' && s.p[end] <= '9'))) end++;
        if (end > i + 1 && end < s.n && s.p[end] == ';') return true;
    }
    return false;
}

/* A title in which HTML was written: its text. */
static kw_str plain(reader *r, kw_str s) {
    enum { TITLE_MAX = 4096 };
    if (s.n > TITLE_MAX || !(has_references(s) || (memchr(s.p, '<', s.n) && memchr(s.p, '>', s.n)))) return s;
    htmlDocPtr doc = htmlReadMemory(s.p, (int)s.n, NULL, "UTF-8", HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_RECOVER);
    xmlChar *text = doc ? xmlNodeGetContent(xmlDocGetRootElement(doc)) : NULL;
    if (text) s = keep(r, kw_str_of((const char *)text));
    xmlFree(text);
    xmlFreeDoc(doc);
    return s;
}

/* ---- elements ---- */

/* Who stands beside the article's own elements, in whatever namespace: media and players describe a picture, a film, an episode. */
static bool is_apart(const xmlChar *ns) {
    return ns && (strstr((const char *)ns, "/mrss") || strstr((const char *)ns, "itunes") || strstr((const char *)ns, "podcast"));
}

static void take_of_feed(reader *r, const char *name, const char *parent, kw_str text) {
    static const char *const tops[] = { "channel", "feed" };
    if (is(parent, "author") && is(name, "name")) { add_author(r, &r->feed, &r->cap_authors, text); return; }
    if (!is_one_of(parent, tops, 2)) return;
    if (is(name, "title") && !r->outlet.p) r->outlet = plain(r, text);
    if (is(name, "link") && !r->site.p && kw_url_is_http(text)) r->site = text;
}

/* What stands in an element of an item: its authors, and what a sitemap or an aggregator says of whose it is. False: nothing of the kind. */
static bool take_nested(reader *r, const char *name, const char *parent, kw_str text) {
    if (is(name, "creator") || is(name, "author") || (is(parent, "author") && is(name, "name"))) {
        add_author(r, r->item, &r->cap_authors, text);
        return true;
    }
    bool owner = is(name, "source") || (is(parent, "publication") && is(name, "name")) || (is(parent, "source") && is(name, "title"));
    if (owner) r->item->outlet = text;
    return owner;
}

/* The text of the element `name` has been read, which stands in `parent` and at `depth`. */
static void take(reader *r, const char *name, const char *parent, int depth, kw_str text) {
    static const char *const within[] = { "news", "publication" };
    if (!r->item) { take_of_feed(r, name, parent, text); return; }
    if (take_nested(r, name, parent, text)) return;
    if (depth != r->item_depth + 1 && !is_one_of(parent, within, 2)) return;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        kw_str *into = (kw_str *)(void *)((char *)r->item + fields[i].at);
        if (is(name, fields[i].name) && !into->p) { *into = is(name, "title") ? plain(r, text) : text; return; }
    }
}

static kw_str attribute(reader *r, xmlTextReaderPtr x, const char *name) {
    xmlChar *v = xmlTextReaderGetAttribute(x, (const xmlChar *)name);
    kw_str s = v ? keep(r, kw_str_of((const char *)v)) : KW_NONE;
    xmlFree(v);
    return s;
}

/* Of Atom's links the first that leads to a page; one to the same text in another form only where there is none. */
static void take_link(reader *r, xmlTextReaderPtr x) {
    kw_str href = attribute(r, x, "href"), rel = attribute(r, x, "rel"), type = attribute(r, x, "type");
    if (!href.n || (rel.n && !kw_str_is(rel, "alternate"))) return;
    const xmlChar *base = xmlTextReaderConstBaseUri(x);
    href = kw_url_join(kw_str_of((const char *)base), href, r->mem);
    bool page = !type.n || kw_str_find(type, KW_STR("html"), 0) != SIZE_MAX;
    if (!r->item) { if (!r->site.p && kw_url_is_http(href)) r->site = href; return; }
    if (r->item->url.p && (r->page_link || !page)) return;
    r->item->url = href;
    r->page_link = page;
}

static void open_item(reader *r, int depth) {
    r->item = kw_push(r->mem, (void **)&r->out->items, &r->out->n, &r->cap, sizeof *r->item);
    r->cap_authors = 0;
    r->item_depth = depth;
    r->page_link = false;
    if (!r->item) r->nomem = true;
}

/* Text that is HTML goes where HTML goes; a full text beats a summary. */
static void close_item(reader *r) {
    kw_given *g = r->item;
    r->item = NULL;
    if (!g) return;
    if (g->text.p && !g->html.p && (memchr(g->text.p, '<', g->text.n) || has_references(g->text))) g->html = g->text, g->text = KW_NONE;
    if (!g->outlet.p && !r->out->addresses_only) g->outlet = r->outlet;
    if (!g->published.p) g->published = g->modified;
    if (!g->authors.n) g->authors = r->feed.authors;
    if (g->url.n && r->site.n) g->url = kw_url_join(r->site, g->url, r->mem);
}

/* A guid that is the item's address, as RSS has it unless it says otherwise. */
static void take_permalink(reader *r, kw_str text, bool permalink) {
    if (r->item && permalink && !r->item->url.p && kw_url_is_http(text)) r->item->url = text;
}

static void element(reader *r, xmlTextReaderPtr x, const char *name, int depth) {
    if (is(name, "urlset") || is(name, "sitemapindex")) r->out->addresses_only = true;
    if (is(name, "sitemapindex")) r->out->sitemaps = true;
    if (opens_item(r, name) && !r->item) open_item(r, depth);
    else if (is(name, "link") && xmlTextReaderHasAttributes(x) && (!r->item || depth == r->item_depth + 1)) take_link(r, x);
}

/* XHTML inside <content type="xhtml"> is kept as its markup; of a title, its text. */
static bool take_markup(reader *r, xmlTextReaderPtr x, const char *name) {
    bool content = is(name, "content"), title = is(name, "title");
    if (!r->item || !(content || title) || !kw_str_is(attribute(r, x, "type"), "xhtml")) return false;
    xmlChar *inner = content ? xmlTextReaderReadInnerXml(x) : xmlTextReaderReadString(x);
    kw_str *into = content ? &r->item->html : &r->item->title;
    if (inner && !into->p) *into = keep(r, kw_str_of((const char *)inner));
    xmlFree(inner);
    return true;
}

static void begin_element(reader *r, xmlTextReaderPtr x, const char *name, int depth) {
    if (depth < DEPTH) {
        xmlFree(r->open[depth].name);
        r->open[depth].name = (char *)xmlStrdup((const xmlChar *)name);
        r->open[depth].from = r->text.n;
        r->open[depth].parent = false;
    }
    if (depth && depth <= DEPTH) r->open[depth - 1].parent = true;
    element(r, x, name, depth);
    take_markup(r, x, name);
}

/* Of an element with others in it there is no text of its own, unless these are tags that somebody wrote into a text. */
static kw_str text_within(const reader *r, const char *name, int depth) {
    static const char *const prose[] = { "title", "description", "summary" };
    if (depth >= DEPTH || (r->open[depth].parent && !is_one_of(name, prose, 3))) return KW_NONE;
    const size_t from = r->open[depth].from;
    return from < r->text.n ? kw_str_trim(kw_str_sub(kw_buf_str(&r->text), from, r->text.n)) : KW_NONE;
}

static void end_element(reader *r, xmlTextReaderPtr x, const char *name, int depth) {
    kw_str text = text_within(r, name, depth);
    if (text.n && !is_apart(xmlTextReaderConstNamespaceUri(x))) {
        text = keep(r, text);
        if (is(name, "guid")) take_permalink(r, text, !kw_str_is(attribute(r, x, "isPermaLink"), "false"));
        take(r, name, depth ? r->open[depth - 1].name : NULL, depth, text);
    }
    if (!r->item || depth <= r->item_depth) kw_buf_reset(&r->text);
    if (r->item && depth == r->item_depth) close_item(r);
}

static int walk(reader *r, xmlTextReaderPtr x) {
    int rc;
    while ((rc = xmlTextReaderRead(x)) == 1 && !r->nomem && !r->text.failed) {
        const int depth = xmlTextReaderDepth(x), type = xmlTextReaderNodeType(x);
        const char *name = (const char *)xmlTextReaderConstLocalName(x);
        if (type == XML_READER_TYPE_ELEMENT) begin_element(r, x, name, depth);
        else if (type == XML_READER_TYPE_END_ELEMENT) end_element(r, x, name, depth);
        else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA || type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE)
            kw_buf_text(&r->text, (const char *)xmlTextReaderConstValue(x));
    }
    if (r->text.failed) r->nomem = true;
    kw_buf_free(&r->text);
    for (int i = 0; i < DEPTH; i++) xmlFree(r->open[i].name);
    return rc;
}

static void quiet(void *ctx, const char *msg, xmlParserSeverities severity, xmlTextReaderLocatorPtr at) {
    (void)ctx; (void)msg; (void)severity; (void)at;
}

kw_rc kw_feed_read(kw_str xml, const char *place, kw_arena *mem, kw_feed *out, kw_err *err) {
    reader r = { .mem = mem, .out = out };
    *out = (kw_feed){ 0 };
    if (xml.n > KW_FEED_MAX) return kw_fail(err, KW_DATA, place, "want at most %zu MiB, found %zu", KW_FEED_MAX >> 20, xml.n >> 20);
    KW_TRY(kw_xml_mend(xml, place, mem, &xml, err));
    xmlTextReaderPtr x = xmlReaderForMemory(xml.p, (int)xml.n, NULL, "UTF-8",
        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_RECOVER);
    if (!x) return kw_fail_nomem(err);
    xmlTextReaderSetErrorHandler(x, quiet, NULL);
    int rc = walk(&r, x), line = xmlTextReaderGetParserLineNumber(x);
    close_item(&r);
    xmlFreeTextReader(x);
    if (r.nomem) return kw_fail_nomem(err);
    if (rc < 0 && !out->n) return kw_fail_at(err, KW_DATA, place, line, "want a feed, found XML that is not well-formed");
    if (!out->n) return kw_fail(err, KW_DATA, place, "want a feed with items, found none");
    return KW_OK;
}
