/* SPDX-License-Identifier: MIT
 * One table of our fields with the names that others give them; a caller's map goes before it. */
#include "read/record.h"
#include "read/twice.h"

#include <stddef.h>

/* Our field, and the names under which it is found when the caller maps nothing. First that is there wins. */
static const struct { const char *ours; size_t at; const char *names[8]; } fields[] = {
    { "id",        offsetof(kw_given, id),        { "id", "guid", "altids" } },
    { "url",       offsetof(kw_given, url),       { "url", "link", "external_url", "uri", "sourceUrl" } },
    { "title",     offsetof(kw_given, title),     { "title", "headline" } },
    { "text",      offsetof(kw_given, text),      { "text", "body_text", "content_text", "articleBody" } },
    { "html",      offsetof(kw_given, html),      { "html", "body_html", "content_html", "body_xhtml" } },
    { "published", offsetof(kw_given, published),
        { "published", "date", "date_published", "versioncreated", "firstcreated", "pubDate", "versionCreated", "firstCreated" } },
    { "modified",  offsetof(kw_given, modified),  { "modified", "date_modified" } },
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

static kw_str mapped(const kw_field_maps *map, const char *ours) {
    for (size_t i = 0; map && i < map->n; i++)
        if (kw_str_is(map->v[i].ours, ours)) return map->v[i].theirs;
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
    if (v->kind == KW_JSON_NUM) return kw_str_fmt(mem, "%.15g", v->num);
    if (v->kind == KW_JSON_LIST && v->n) return text_of(&v->items[0], mem);
    if (v->kind != KW_JSON_MAP) return KW_NONE;
    kw_str name = kw_json_text(v, "name");
    return name.p ? name : kw_json_text(v, "value");
}

static kw_str field(const kw_json *j, const kw_field_maps *map, size_t i, kw_arena *mem) {
    kw_str own = mapped(map, fields[i].ours);
    if (own.p) return text_of(under(j, own), mem);
    for (size_t n = 0; n < 8 && fields[i].names[n]; n++) {
        kw_str t = text_of(kw_json_get(j, fields[i].names[n]), mem);
        if (t.p) return t;
    }
    return KW_NONE;
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
    if (!out->title.p && heads && heads->kind == KW_JSON_LIST && heads->n) out->title = kw_json_text(&heads->items[0], "value");
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
    for (size_t i = 0; i < N_FIELDS; i++) *(kw_str *)(void *)((char *)out + fields[i].at) = field(j, map, i, mem);
    kw_str own = mapped(map, "authors");
    const kw_json *authors = own.p ? under(j, own) : kw_json_get(j, "authors") ? kw_json_get(j, "authors") : kw_json_get(j, "author");
    if (!read_authors(authors, &out->authors, mem)) return kw_fail_nomem(err);
    read_ninjs(j, out);
    kw_str wanted = mapped(map, "text");
    if (!out->text.p && !out->html.p)
        return kw_fail(err, KW_DATA, place, "want a field \"%.*s\" or \"html\" with a string", KW_FMT(wanted.p ? wanted : KW_STR("text")));
    return KW_OK;
}
