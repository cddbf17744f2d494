/* SPDX-License-Identifier: MIT
 * The elements of RSS, Atom and sitemaps do not collide in their local names, so one reader serves all three. */
#include "read/feed.h"
#include "base/limits.h"

#include <libxml/xmlreader.h>
#include <stddef.h>

enum { DEPTH = 32 };

typedef struct {
    kw_arena *mem;
    kw_feed *out;
    size_t cap, cap_authors;
    kw_given *item;             /* the one that is open; NULL outside */
    kw_str outlet;              /* the feed's own title */
    bool in_author, in_source, nomem;
} reader;

static kw_str copy(reader *r, const xmlChar *z) {
    kw_str s = kw_str_dup(r->mem, kw_str_trim(kw_str_of((const char *)z)));
    if (!s.p) r->nomem = true;
    return s;
}

static bool is(const xmlChar *name, const char *z) { return name && strcmp((const char *)name, z) == 0; }

/* An RSS channel's <image> has a <url>, too. */
static bool opens_item(const reader *r, const xmlChar *name) {
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

static void add_author(reader *r, kw_str name) {
    if (!name.n) return;
    kw_str *into = kw_push(r->mem, (void **)&r->item->authors.v, &r->item->authors.n, &r->cap_authors, sizeof *into);
    if (into) *into = name;
    else r->nomem = true;
}

/* The text of the element `name` has been read. */
static void take(reader *r, const xmlChar *name, kw_str text) {
    if (!text.n) return;
    if (!r->item) {
        if (is(name, "title") && !r->outlet.p) r->outlet = text;
        return;
    }
    if (is(name, "creator") || is(name, "author") || (r->in_author && is(name, "name"))) { add_author(r, text); return; }
    if (is(name, "name")) { r->item->outlet = text; return; }               /* news:publication */
    if (r->in_source || r->in_author) return;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        kw_str *into = (kw_str *)(void *)((char *)r->item + fields[i].at);
        if (is(name, fields[i].name) && !into->p) { *into = text; return; }
    }
}

static void take_link(reader *r, xmlTextReaderPtr x) {
    xmlChar *href = xmlTextReaderGetAttribute(x, (const xmlChar *)"href"), *rel = xmlTextReaderGetAttribute(x, (const xmlChar *)"rel");
    if (r->item && href && (!rel || is(rel, "alternate"))) r->item->url = copy(r, href);
    xmlFree(href);
    xmlFree(rel);
}

static void open_item(reader *r) {
    r->item = kw_push(r->mem, (void **)&r->out->items, &r->out->n, &r->cap, sizeof *r->item);
    r->cap_authors = 0;
    if (!r->item) r->nomem = true;
}

/* Text that is HTML goes where HTML goes; a full text beats a summary. */
static void close_item(reader *r) {
    kw_given *g = r->item;
    r->item = NULL;
    if (!g) return;
    if (g->text.p && !g->html.p && memchr(g->text.p, '<', g->text.n)) g->html = g->text, g->text = KW_NONE;
    if (!g->outlet.p && !r->out->addresses_only) g->outlet = r->outlet;
    if (!g->published.p) g->published = g->modified;
}

static void element(reader *r, xmlTextReaderPtr x, const xmlChar *name) {
    if (is(name, "urlset") || is(name, "sitemapindex")) r->out->addresses_only = true;
    if (is(name, "sitemapindex")) r->out->sitemaps = true;
    if (opens_item(r, name) && !r->item) open_item(r);
    else if (is(name, "link") && xmlTextReaderHasAttributes(x)) take_link(r, x);
    if (xmlTextReaderIsEmptyElement(x)) return;
    if (is(name, "author")) r->in_author = true;
    if (is(name, "source")) r->in_source = true;
}

static void end_element(reader *r, const xmlChar *name) {
    if (is(name, "author")) r->in_author = false;
    if (is(name, "source")) r->in_source = false;
    if (opens_item(r, name)) close_item(r);
}

/* XHTML inside <content type="xhtml"> is kept as its markup. */
static bool take_markup(reader *r, xmlTextReaderPtr x, const xmlChar *name) {
    xmlChar *type = is(name, "content") && r->item ? xmlTextReaderGetAttribute(x, (const xmlChar *)"type") : NULL;
    bool xhtml = is(type, "xhtml");
    xmlFree(type);
    if (!xhtml) return false;
    xmlChar *inner = xmlTextReaderReadInnerXml(x);
    if (inner && !r->item->html.p) r->item->html = copy(r, inner);
    xmlFree(inner);
    return true;
}

static int walk(reader *r, xmlTextReaderPtr x) {
    xmlChar *open[DEPTH] = { NULL };
    int rc, deepest = 0;
    while ((rc = xmlTextReaderRead(x)) == 1 && !r->nomem) {
        int depth = xmlTextReaderDepth(x), type = xmlTextReaderNodeType(x);
        const xmlChar *name = xmlTextReaderConstLocalName(x);
        if (type == XML_READER_TYPE_ELEMENT) {
            if (depth < DEPTH) { xmlFree(open[depth]); open[depth] = xmlStrdup(name); if (depth > deepest) deepest = depth; }
            element(r, x, name);
            take_markup(r, x, name);
        } else if (type == XML_READER_TYPE_END_ELEMENT) end_element(r, name);
        else if ((type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA) && depth > 0 && depth <= DEPTH)
            take(r, open[depth - 1], copy(r, xmlTextReaderConstValue(x)));
    }
    for (int i = 0; i <= deepest; i++) xmlFree(open[i]);
    return rc;
}

static void quiet(void *ctx, const char *msg, xmlParserSeverities severity, xmlTextReaderLocatorPtr at) {
    (void)ctx; (void)msg; (void)severity; (void)at;
}

kw_rc kw_feed_read(kw_str xml, const char *place, kw_arena *mem, kw_feed *out, kw_err *err) {
    reader r = { .mem = mem, .out = out };
    *out = (kw_feed){ 0 };
    if (xml.n > KW_FEED_MAX) return kw_fail(err, KW_DATA, place, "want at most %zu MiB, found %zu", KW_FEED_MAX >> 20, xml.n >> 20);
    xmlTextReaderPtr x = xmlReaderForMemory(xml.p, (int)xml.n, NULL, NULL,
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
