/* SPDX-License-Identifier: MIT
 * JSON-LD of a page: the object that is the article, wherever it hides (arrays, @graph, mainEntity), also when the JSON is
 * broken in one of the usual ways. */
#include "clean/jsonld.h"
#include "base/buf.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <ctype.h>

/* Comments and CDATA marks around it, line ends and tabs inside strings, escapes that JSON has not, commas before a
 * bracket that closes, brackets that are never closed. */
static void repair(kw_str s, kw_buf *b) {
    char open[64];
    size_t depth = 0;
    bool in_string = false;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (in_string) {
            if (c == '\\' && i + 1 < s.n) {
                if (strchr("\"\\/bfnrtu", s.p[i + 1])) { kw_buf_byte(b, c); kw_buf_byte(b, s.p[++i]); }
            } else if ((unsigned char)c < 0x20) kw_buf_byte(b, ' ');
            else { kw_buf_byte(b, c); in_string = c != '"'; }
            continue;
        }
        if (c == ',') {
            size_t j = i + 1;
            while (j < s.n && (kw_is_space(s.p[j]) || s.p[j] == ',')) j++;
            if (j >= s.n || s.p[j] == '}' || s.p[j] == ']') continue;
        }
        if ((c == '{' || c == '[') && depth < sizeof open) open[depth++] = c;
        if (c == '}' || c == ']') {
            if (!depth) break;
            depth--;
            kw_buf_byte(b, open[depth] == '{' ? '}' : ']');
            if (!depth) break;
            continue;
        }
        in_string = c == '"';
        if (c == ';' && !depth) break;
        kw_buf_byte(b, c);
    }
    if (in_string) kw_buf_byte(b, '"');
    while (depth) kw_buf_byte(b, open[--depth] == '{' ? '}' : ']');
}

static kw_str between_brackets(kw_str s) {
    size_t from = 0;
    while (from < s.n && s.p[from] != '{' && s.p[from] != '[') from++;
    return kw_str_sub(s, from, s.n);
}

/* Each value but the first stands behind a comma, a colon or a bracket; those inside strings are counted, too. */
static bool has_too_many(kw_str text) {
    size_t n = 0;
    if (text.n <= KW_JSONLD_MAX) return false;
    for (size_t i = 0; i < text.n && n <= KW_JSONLD_MAX; i++) n += text.p[i] == ',' || text.p[i] == '{' || text.p[i] == '[';
    return n > KW_JSONLD_MAX;
}

kw_json *kw_jsonld_parse(kw_str text, kw_arena *mem) {
    kw_json *j = NULL;
    if (has_too_many(text)) return NULL;
    if (kw_json_parse(kw_str_trim(text), NULL, mem, &j, NULL) == KW_OK) return j;
    kw_buf b = KW_BUF_EMPTY;
    repair(between_brackets(text), &b);
    if (!b.failed && b.n) kw_json_parse(kw_buf_str(&b), NULL, mem, &j, NULL);
    kw_buf_free(&b);
    return j;
}

static bool type_is(const kw_json *j, bool (*fits)(kw_str)) {
    const kw_json *t = kw_json_get(j, "@type");
    if (!t) return false;
    if (t->kind == KW_JSON_STR) return fits(t->str);
    for (size_t i = 0; t->kind == KW_JSON_LIST && i < t->n; i++)
        if (t->items[i].kind == KW_JSON_STR && fits(t->items[i].str)) return true;
    return false;
}

static bool article_type(kw_str s) {
    return kw_str_ends(s, KW_STR("Article")) || kw_str_ends(s, KW_STR("Posting")) || kw_str_is(s, "Report") || kw_str_is(s, "Review") ||
           kw_str_is(s, "Recipe") || kw_str_is(s, "HowTo") || kw_str_ends(s, KW_STR("NewsReport"));
}

static bool page_type(kw_str s) { return kw_str_ends(s, KW_STR("WebPage")) || kw_str_is(s, "ItemPage") || kw_str_is(s, "VideoObject"); }

/* How much the object looks like the article of this page: its type, and what it tells. */
static int worth(const kw_json *j) {
    int n = type_is(j, article_type) ? 8 : type_is(j, page_type) ? 2 : 0;
    if (!n) return 0;
    if (kw_json_get(j, "headline")) n += 2;
    if (kw_json_get(j, "datePublished")) n += 3;
    if (kw_json_get(j, "author")) n += 1;
    if (kw_json_get(j, "articleBody")) n += 1;
    return n;
}

/* Parts of an article that are other articles (its comments, what it cites) are not looked into. */
static bool looked_into(kw_str key) {
    return kw_str_is(key, "@graph") || kw_str_is(key, "mainEntity") || kw_str_is(key, "mainEntityOfPage") || kw_str_is(key, "itemReviewed");
}

static void find(const kw_json *j, const kw_json **best, int *most, int depth) {
    if (depth > 6) return;
    if (j->kind == KW_JSON_LIST)
        for (size_t i = 0; i < j->n; i++) find(&j->items[i], best, most, depth + 1);
    if (j->kind != KW_JSON_MAP) return;
    int n = worth(j);
    if (n > *most) { *most = n; *best = j; }
    for (size_t i = 0; i < j->n; i++)
        if (looked_into(j->items[i].key)) find(&j->items[i], best, most, depth + 1);
}

/* {"@id": "..."} names an object elsewhere in the documents. */
static const kw_json *by_id(const kw_json *j, kw_str id, int depth) {
    if (depth > 6) return NULL;
    if (j->kind == KW_JSON_MAP && kw_str_eq(kw_json_text(j, "@id"), id) && kw_json_get(j, "name")) return j;
    for (size_t i = 0; (j->kind == KW_JSON_MAP || j->kind == KW_JSON_LIST) && i < j->n; i++) {
        const kw_json *found = by_id(&j->items[i], id, depth + 1);
        if (found) return found;
    }
    return NULL;
}

void kw_jsonld_read(kw_strs scripts, kw_arena *mem, kw_jsonld *out) {
    int most = 0;
    *out = (kw_jsonld){ 0 };
    out->docs = kw_alloc_n(mem, scripts.n + 1, sizeof *out->docs);
    if (!out->docs) return;
    for (size_t i = 0; i < scripts.n; i++) {
        kw_json *j = kw_jsonld_parse(scripts.v[i], mem);
        if (!j) continue;
        out->docs[out->n_docs++] = j;
        find(j, &out->article, &most, 0);
    }
}

kw_str kw_jsonld_name(const kw_jsonld *l, const kw_json *v) {
    if (!v) return KW_NONE;
    if (v->kind == KW_JSON_STR) return v->str;
    if (v->kind == KW_JSON_LIST && v->n) return kw_jsonld_name(l, &v->items[0]);
    if (v->kind != KW_JSON_MAP) return KW_NONE;
    const kw_json *name = kw_json_get(v, "name");
    if (name && name->kind == KW_JSON_LIST && name->n) name = &name->items[0];
    if (name && name->kind == KW_JSON_STR) return name->str;
    kw_str id = kw_json_text(v, "@id");
    for (size_t i = 0; id.n && i < l->n_docs; i++) {
        const kw_json *there = by_id(l->docs[i], id, 0);
        if (there) return kw_json_text(there, "name");
    }
    return KW_NONE;
}

bool kw_jsonld_is(const kw_json *v, const char *type) {
    const kw_json *t = kw_json_get(v, "@type");
    if (t && t->kind == KW_JSON_STR) return kw_str_is(t->str, type);
    for (size_t i = 0; t && t->kind == KW_JSON_LIST && i < t->n; i++)
        if (kw_str_is(t->items[i].str, type)) return true;
    return false;
}

static size_t entity(kw_str s, size_t at, uint32_t *c) {
    static const struct { const char *name; uint32_t c; } names[] = {
        { "&amp;", '&' }, { "&quot;", '"' }, { "&apos;", '\'' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&nbsp;", ' ' }, { "&rsquo;", 0x2019 },
        { "&lsquo;", 0x2018 }, { "&ldquo;", 0x201C }, { "&rdquo;", 0x201D }, { "&ndash;", 0x2013 }, { "&mdash;", 0x2014 }, { "&hellip;", 0x2026 },
        { "&auml;", 0xE4 }, { "&ouml;", 0xF6 }, { "&uuml;", 0xFC }, { "&Auml;", 0xC4 }, { "&Ouml;", 0xD6 }, { "&Uuml;", 0xDC }, { "&szlig;", 0xDF },
        { "&eacute;", 0xE9 }, { "&egrave;", 0xE8 }, { "&agrave;", 0xE0 }, { "&ccedil;", 0xE7 },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kw_str_starts(kw_str_sub(s, at, s.n), kw_str_of(names[i].name))) { *c = names[i].c; return strlen(names[i].name); }
    if (at + 3 >= s.n || s.p[at + 1] != '#') return 0;
    bool hex = s.p[at + 2] == 'x' || s.p[at + 2] == 'X';
    uint32_t v = 0;
    size_t i = at + 2 + hex, from = i;
    for (; i < s.n && i < from + 7 && isxdigit((unsigned char)s.p[i]) && (hex || isdigit((unsigned char)s.p[i])); i++)
        v = v * (hex ? 16 : 10) + (uint32_t)(isdigit((unsigned char)s.p[i]) ? s.p[i] - '0' : (s.p[i] | 32) - 'a' + 10);
    if (i == from || i >= s.n || s.p[i] != ';' || v > 0x10FFFF || v < 32) return 0;
    *c = v;
    return i + 1 - at;
}

kw_str kw_jsonld_plain(kw_arena *mem, kw_str s) {
    if (!s.n || !memchr(s.p, '&', s.n)) return s;
    kw_buf b = KW_BUF_EMPTY;
    for (size_t i = 0; i < s.n;) {
        uint32_t c;
        size_t n = s.p[i] == '&' ? entity(s, i, &c) : 0;
        if (n) kw_utf8_put(&b, c);
        else kw_buf_byte(&b, s.p[i]);
        i += n ? n : 1;
    }
    kw_str out = b.failed ? KW_NONE : kw_str_dup(mem, kw_buf_str(&b));
    kw_buf_free(&b);
    return out;
}
