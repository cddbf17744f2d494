/* SPDX-License-Identifier: MIT
 * One table of our fields with the names that others give them; a caller's map goes before it. */
#include "read/record.h"
#include "base/buf.h"
#include "base/url.h"
#include "read/twice.h"

#include <stddef.h>

enum { N_NAMES = 8 };

/* Our field, and the names under which it is found when the caller maps nothing. First that is there wins. */
static const struct { const char *ours; size_t at; const char *names[N_NAMES]; } fields[] = {
    { "id",        offsetof(kw_given, id),        { "id", "guid", "altids" } },
    { "url",       offsetof(kw_given, url),       { "url", "link", "external_url", "uri", "sourceUrl" } },
    { "title",     offsetof(kw_given, title),     { "title", "headline" } },
    { "text",      offsetof(kw_given, text),      { "text", "body_text", "content_text", "articleBody" } },
    { "html",      offsetof(kw_given, html),      { "html", "body_html", "content_html", "body_xhtml" } },
    { "published", offsetof(kw_given, published),
        { "published", "date", "date_published", "pubDate", "firstcreated", "firstCreated", "versioncreated", "versionCreated" } },
    { "modified",  offsetof(kw_given, modified),  { "modified", "date_modified", "versioncreated", "versionCreated" } },
    { "outlet",    offsetof(kw_given, outlet),    { "outlet", "source", "publisher", "copyrightholder", "provider", "infosources", "infoSources" } },
    { "language",  offsetof(kw_given, language),  { "language", "lang" } },
    { "byline",    offsetof(kw_given, byline),    { "byline", "by" } },
};
enum { N_FIELDS = sizeof fields / sizeof *fields, SHORT = 1000 };    /* the text itself is mended where it is read as a page */

static bool known(kw_str name) {
    if (kw_str_is(name, "authors")) return true;
    for (size_t i = 0; i < N_FIELDS; i++)
        if (kw_str_is(name, fields[i].ours)) return true;
    return false;
}

kw_rc kw_record_map(const char *map, kw_arena *mem, kw_field_maps *out, kw_err *err) {
    kw_str rest = kw_str_of(map), pair;
    size_t cap = 0;
    *out = (kw_field_maps){ NULL, 0 };
    while (rest.n && kw_str_cut(&rest, ',', &pair)) {
        kw_str theirs = pair, ours;
        kw_str_cut(&theirs, '=', &ours);
        ours = kw_str_trim(ours);
        theirs = kw_str_trim(theirs);
        if (!ours.n || !theirs.n) return kw_fail(err, KW_USAGE, "--map", "want pairs like text=body, found '%.*s'", KW_FMT(pair));
        if (!known(ours))
            return kw_fail(err, KW_USAGE, "--map", "'%.*s' is no field of an article (id, url, title, text, html, published, modified, "
                           "outlet, language, authors, byline)", KW_FMT(ours));
        kw_field_map *m = kw_push(mem, (void **)&out->v, &out->n, &cap, sizeof *m);
        if (!m) return kw_fail_nomem(err);
        *m = (kw_field_map){ ours, theirs };
    }
    return KW_OK;
}

/* The names that the caller gives for a field, one after the other; p NULL: no more. */
static kw_str mapped(const kw_field_maps *map, const char *ours, size_t nth) {
    for (size_t i = 0; map && i < map->n; i++)
        if (kw_str_is(map->v[i].ours, ours) && nth-- == 0) return map->v[i].theirs;
    return KW_NONE;
}

static const kw_json *under(const kw_json *j, kw_str key) {
    for (size_t i = 0; i < j->n; i++)
        if (kw_str_eq(j->items[i].key, key)) return j->items[i].kind == KW_JSON_NULL ? NULL : &j->items[i];
    return NULL;
}

/* A string, a number, or what stands for one in an object ({"name": ...}, ninjs' {"value": ...}). */
static kw_str text_of(const kw_json *v, kw_arena *mem) {
    if (!v) return KW_NONE;
    if (v->kind == KW_JSON_STR) return kw_str_trim(v->str).n ? v->str.n < SHORT ? kw_twice_mend(v->str, mem) : v->str : KW_NONE;
    if (v->kind == KW_JSON_NUM) return v->str.p ? v->str : kw_str_fmt(mem, "%.15g", v->num);
    if (v->kind == KW_JSON_LIST && v->n) return text_of(&v->items[0], mem);
    if (v->kind != KW_JSON_MAP) return KW_NONE;
    static const char *const names[] = { "name", "value", "$date", "$oid" };
    kw_str text = KW_NONE;
    for (size_t i = 0; i < sizeof names / sizeof *names && !text.p; i++) text = kw_json_text(v, names[i]);
    return text;
}

/* A text that comes as the list of its paragraphs. */
static kw_str text_of_all(const kw_json *v, kw_arena *mem) {
    if (!v || v->kind != KW_JSON_LIST || v->n < 2) return text_of(v, mem);
    kw_buf b = KW_BUF_EMPTY;
    for (size_t i = 0; i < v->n; i++) {
        kw_str part = text_of(&v->items[i], mem);
        if (part.n && b.n) kw_buf_byte(&b, '\n');
        kw_buf_add(&b, part);
    }
    kw_str text = b.n && !b.failed ? kw_str_dup(mem, kw_buf_str(&b)) : KW_NONE;
    kw_buf_free(&b);
    return text;
}

static kw_str field_text(size_t i, const kw_json *v, kw_arena *mem) {
    bool whole = fields[i].at == offsetof(kw_given, text) || fields[i].at == offsetof(kw_given, html);
    return whole ? text_of_all(v, mem) : text_of(v, mem);
}

/* Of a field that the caller maps: the first name that is there and says something. */
static const kw_json *under_mapped(const kw_json *j, const kw_field_maps *map, const char *ours, kw_arena *mem) {
    const kw_json *v = NULL;
    for (size_t k = 0; !text_of(v, mem).p; k++) {
        kw_str name = mapped(map, ours, k);
        if (!name.p) return v;
        v = under(j, name);
    }
    return v;
}

static const kw_json *present(const kw_json *v) { return v->kind == KW_JSON_NULL ? NULL : v; }

/* Of the names of each field the first that is there and says something. Each key is looked for once: most objects have few, and most names are in
 * none. */
static void read_fields(const kw_json *j, const kw_field_maps *map, kw_arena *mem, kw_given *out) {
    const kw_json *found[N_FIELDS][N_NAMES] = { { NULL } };
    for (size_t k = 0; k < j->n; k++) {
        const kw_str key = j->items[k].key;
        for (size_t i = 0; key.n && i < N_FIELDS; i++)
            for (size_t n = 0; n < N_NAMES && fields[i].names[n]; n++)
                if (fields[i].names[n][0] == key.p[0] && !found[i][n] && kw_str_is(key, fields[i].names[n])) found[i][n] = present(&j->items[k]);
    }
    for (size_t i = 0; i < N_FIELDS; i++) {
        kw_str *to = (kw_str *)(void *)((char *)out + fields[i].at);
        const bool own = mapped(map, fields[i].ours, 0).p;
        if (own) *to = field_text(i, under_mapped(j, map, fields[i].ours, mem), mem);
        for (size_t n = 0; n < N_NAMES && !own && !to->p; n++)
            if (found[i][n]) *to = field_text(i, found[i][n], mem);
    }
}

static bool add_author(kw_str name, kw_strs *out, size_t *cap, kw_arena *mem) {
    if (!kw_str_trim(name).n) return true;
    kw_str *into = kw_push(mem, (void **)&out->v, &out->n, cap, sizeof *into);
    if (!into) return false;
    *into = kw_str_trim(name);
    return true;
}

static bool read_authors(const kw_json *v, kw_strs *out, kw_arena *mem) {
    size_t cap = 0;
    *out = (kw_strs){ NULL, 0 };
    if (!v) return true;
    if (v->kind != KW_JSON_LIST) return add_author(text_of(v, mem), out, &cap, mem);
    for (size_t i = 0; i < v->n; i++)
        if (!add_author(text_of(&v->items[i], mem), out, &cap, mem)) return false;
    return true;
}

/* ninjs 2 and 3 keep texts in lists: "headlines":[{"role","value"}], "bodies":[{"contenttype","value"}], "descriptions". */
static void read_ninjs(const kw_json *j, kw_given *out) {
    const kw_json *heads = kw_json_get(j, "headlines"), *bodies = kw_json_get(j, "bodies");
    bool main_head = out->title.p != NULL;
    for (size_t i = 0; !main_head && heads && heads->kind == KW_JSON_LIST && i < heads->n; i++) {
        main_head = kw_str_is(kw_json_text(&heads->items[i], "role"), "main");
        if (main_head || !out->title.p) out->title = kw_json_text(&heads->items[i], "value");
    }
    for (size_t i = 0; bodies && bodies->kind == KW_JSON_LIST && i < bodies->n; i++) {
        kw_str type = kw_json_text(&bodies->items[i], "contenttype"), value = kw_json_text(&bodies->items[i], "value");
        if (!type.p) type = kw_json_text(&bodies->items[i], "contentType");                 /* ninjs 3 */
        bool html = kw_str_find(type, KW_STR("html"), 0) != SIZE_MAX;
        if (html && !out->html.p) out->html = value;
        else if (!html && !out->text.p) out->text = value;
    }
}

kw_rc kw_record_read(const kw_json *j, const kw_field_maps *map, const char *place, kw_arena *mem, kw_given *out, kw_err *err) {
    *out = (kw_given){ 0 };
    if (j->kind != KW_JSON_MAP) return kw_fail(err, KW_DATA, place, "want a JSON object with a field \"text\" or \"html\"");
    read_fields(j, map, mem, out);
    const kw_json *authors = kw_json_get(j, "authors") ? kw_json_get(j, "authors") : kw_json_get(j, "author");
    if (mapped(map, "authors", 0).p) authors = under_mapped(j, map, "authors", mem);
    if (!read_authors(authors, &out->authors, mem)) return kw_fail_nomem(err);
    read_ninjs(j, out);
    if (kw_str_starts(out->url, KW_STR("urn:")) || kw_str_starts(out->url, KW_STR("tag:"))) {       /* a name, not an address */
        if (!out->id.p) out->id = out->url;
        out->url = KW_NONE;
    }
    kw_str wanted = mapped(map, "text", 0);
    if (!out->text.p && !out->html.p)
        return kw_fail(err, KW_DATA, place, "want a field \"%.*s\" or \"html\" with a string", KW_FMT(wanted.p ? wanted : KW_STR("text")));
    return KW_OK;
}

static bool is_article(const kw_json *j) {
    kw_arena none = KW_ARENA_EMPTY;
    kw_given g;
    const bool article = kw_record_read(j, NULL, "", &none, &g, NULL) == KW_OK;
    kw_arena_free(&none);
    return article;
}

static const kw_json *list_within(const kw_json *j, int depth) {
    const kw_json *found = NULL;
    for (size_t i = 0; j->kind == KW_JSON_MAP && i < j->n && !found; i++) {
        const kw_json *v = &j->items[i];
        if (v->kind == KW_JSON_LIST && v->n && v->items[0].kind == KW_JSON_MAP) found = v;
        else if (depth) found = list_within(v, depth - 1);
    }
    return found;
}

const kw_json *kw_record_list(const kw_json *j) {
    const kw_json *items = kw_json_get(j, "items");
    if (items && items->kind == KW_JSON_LIST) return items;
    return is_article(j) ? NULL : list_within(j, 2);
}

kw_rc kw_record_in_feed(const kw_json *feed, const kw_json *item, kw_arena *mem, kw_given *out, kw_err *err) {
    kw_str home = kw_json_text(feed, "home_page_url");
    const kw_json *authors = kw_json_get(feed, "authors") ? kw_json_get(feed, "authors") : kw_json_get(feed, "author");
    if (kw_str_find(kw_json_text(feed, "version"), KW_STR("jsonfeed.org"), 0) == SIZE_MAX) return KW_OK;
    if (!out->outlet.p) out->outlet = kw_json_text(feed, "title");
    if (!out->text.p && !out->html.p) out->text = kw_json_text(item, "summary");
    if (!out->authors.n && !read_authors(authors, &out->authors, mem)) return kw_fail_nomem(err);
    if (out->url.n && home.n && !(out->url = kw_url_join(home, out->url, mem)).p) return kw_fail_nomem(err);
    return KW_OK;
}
