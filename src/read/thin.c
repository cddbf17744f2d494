/* SPDX-License-Identifier: MIT
 * Tags are told apart as the HTML Standard's tokenizer does (13.2.5), with memchr from one '<' to the next; no tree, no stack. Of
 * a news page a quarter to a half is left, so this costs a tenth of what it saves. Raw text (scripts, styles) is looked through
 * for its end once: a search that finds none is not made again. */
#include "read/thin.h"
#include "base/eight.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <stddef.h>
#include <strings.h>

enum { OPEN = 256, MISPLACED = 1000, TEXT_SHORT = 2 * KW_THIN_MARK_BYTES, TEXTS_MAX = 1 << 24, DATA_MORE = 200 };

typedef enum { PLAIN, ALONE, ROOT, CELL, LETTERS, PRE, META, UNWRAP, SCRIPT, SVG, TITLE, STYLE, NOSCRIPT, IFRAME, TEXTAREA, SELECT, KINDS } tag_kind;

/* closed: "/>"; cut: the page ends in it; after_angle: a '<' that begins no tag stands before it */
typedef struct { kw_str name; uint64_t key; tag_kind kind; bool closes, closed, cut, after_angle; size_t start, end; } tag;

typedef struct {
    kw_str s;
    kw_arena *mem;
    kw_thin *out;
    const kw_thin_sink *sink;           /* NULL: nobody is told, or nobody any more */
    char *p;                            /* what is left, as it grows: a blank before each attribute is all that may be added */
    /* svg_from: no <svg> before it is worth another look; text: where the text at hand begins, to n; from: where the rest does */
    size_t n, cap_ld, cap_state, cap_texts, svg_from, text, from;
    /* misplaced: texts between cells; open: elements that have begun and not ended, by a hash of their names */
    uint32_t depth, styles, pre, misplaced, open[OPEN];
    bool titled, typed, nomem;
    bool row;                   /* in a table, between cells */
    bool odd;                   /* the page has a NUL or a carriage return */
    bool rest;                  /* what comes is kept for the end */
    bool plain;                 /* the text at hand needs no tokenizer */
    size_t ends[KINDS];                 /* the last end tag found of what has no markup inside; SIZE_MAX: there is none */
} thin;

/* Up to eight letters of a name, small, as a number; the same of a name known here. Eight bytes are read at once where there are so many
 * before `end`. */
static inline uint64_t key_of(kw_str s, const char *end) {
    uint64_t k = 0;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (end - s.p >= 8 && s.n) {
        memcpy(&k, s.p, sizeof k);
        return (__builtin_bswap64(k) | 0x2020202020202020u) >> (8 * (8 - s.n));
    }
#endif
    (void)end;
    for (size_t i = 0; i < s.n; i++) k = k << 8 | (unsigned char)(s.p[i] | 32);
    return k;
}
#define K2(a, b) ((uint64_t)(a) << 8 | (b))
#define K3(a, b, c) (K2(a, b) << 8 | (c))
#define K4(a, b, c, d) (K3(a, b, c) << 8 | (d))
#define K5(a, b, c, d, e) (K4(a, b, c, d) << 8 | (e))
#define K6(a, b, c, d, e, f) (K5(a, b, c, d, e) << 8 | (f))
#define K7(a, b, c, d, e, f, g) (K6(a, b, c, d, e, f) << 8 | (g))
#define K8(a, b, c, d, e, f, g, h) (K7(a, b, c, d, e, f, g) << 8 | (h))

/* How the tokenizer sees a byte: blanks part attributes; a name ends at one, at '/', '>', and of an attribute at '='. */
enum { BLANK = 1, ENDS_NAME = 2, ENDS_KEY = 4 };
static const uint8_t class_of[256] = {
    [' '] = 7, ['\n'] = 7, ['\t'] = 7, ['\r'] = 7, ['\f'] = 7, ['/'] = ENDS_NAME | ENDS_KEY, ['>'] = ENDS_NAME | ENDS_KEY, ['='] = ENDS_KEY,
};
static inline bool is(char c, unsigned class) { return class_of[(unsigned char)c] & class; }
static inline bool is_blank(char c) { return is(c, BLANK); }
static bool is_letter(char c) { return (unsigned char)((c | 32) - 'a') < 26; }

static tag_kind kind_of(kw_str name, uint64_t k) {
    switch (k) {
    case K6('s', 'c', 'r', 'i', 'p', 't'): return SCRIPT;
    case K3('s', 'v', 'g'): return SVG;
    case K5('t', 'i', 't', 'l', 'e'): return TITLE;
    case K5('s', 't', 'y', 'l', 'e'): return STYLE;
    case K8('n', 'o', 's', 'c', 'r', 'i', 'p', 't'): return NOSCRIPT;
    case K6('i', 'f', 'r', 'a', 'm', 'e'): return IFRAME;
    case K8('t', 'e', 'x', 't', 'a', 'r', 'e', 'a'): return TEXTAREA;
    case K6('s', 'e', 'l', 'e', 'c', 't'): return SELECT;
    case K3('p', 'r', 'e'): return PRE;
    case K4('m', 'e', 't', 'a'): case K4('l', 'i', 'n', 'k'): return META;
    case K3('x', 'm', 'p'): case K7('n', 'o', 'e', 'm', 'b', 'e', 'd'): case K8('n', 'o', 'f', 'r', 'a', 'm', 'e', 's'):
    case K6('s', 'o', 'u', 'r', 'c', 'e'): case K5('t', 'r', 'a', 'c', 'k'): case K5('p', 'a', 'r', 'a', 'm'): case K4('a', 'r', 'e', 'a'):
    case K5('e', 'm', 'b', 'e', 'd'): case K4('p', 'a', 't', 'h'): case K5('f', 'r', 'a', 'm', 'e'): case K8('f', 'r', 'a', 'm', 'e', 's',
        'e', 't'): return UNWRAP;
    case 'b': case 'i': case 's': case 'u': case K2('e', 'm'): case K6('s', 't', 'r', 'o', 'n', 'g'): case K5('s', 'm', 'a', 'l', 'l'):
    case K4('f', 'o', 'n', 't'): case K3('b', 'i', 'g'): case K4('c', 'o', 'd', 'e'): case K2('t', 't'):
    case K6('s', 't', 'r', 'i', 'k', 'e'): case K4('n', 'o', 'b', 'r'): return LETTERS;
    case 'a': case 'p': case K2('l', 'i'): case K2('d', 'd'): case K2('d', 't'):
    case K2('b', 'r'): case K2('h', 'r'): case K3('i', 'm', 'g'): case K5('i', 'n', 'p', 'u', 't'): case K3('w', 'b', 'r'):
    case K6('o', 'p', 't', 'i', 'o', 'n'): case K4('b', 'a', 's', 'e'): return ALONE;
    case K4('h', 't', 'm', 'l'): case K4('h', 'e', 'a', 'd'): case K4('b', 'o', 'd', 'y'): return ROOT;
    case K2('t', 'd'): case K2('t', 'h'): case K2('t', 'r'): case K3('c', 'o', 'l'): case K5('t', 'b', 'o', 'd', 'y'):
    case K5('t', 'h', 'e', 'a', 'd'): case K5('t', 'f', 'o', 'o', 't'): case K7('c', 'a', 'p', 't', 'i', 'o', 'n'): case K8('c', 'o', 'l',
        'g', 'r', 'o', 'u', 'p'): return CELL;
    case 0: return name.n == 9 && kw_str_is_nocase(name, "plaintext") ? UNWRAP : PLAIN;
    default: return PLAIN;
    }
}

/* ---- attributes ---- */

/* Where an attribute's value goes: the fields of kw_attrs in their order, and what is no text there. */
typedef enum { NOWHERE, ID, CLASS, ROLE, ITEMPROP, ITEMTYPE, HREF, DATETIME, CONTENT, REL, STYLE_OF, TITLE_OF, LANG, DATA, HIDDEN,
    ARIA_HIDDEN, NAME, PROPERTY, TYPE } slot;

bool kw_thin_is_moment(kw_str name, kw_str value) {
    static const char *const names[] = { "data-timestamp", "data-datetime", "data-utime", "data-published" };
    enum { DATE_LEAST = 10 };
    if (value.n < DATE_LEAST || (unsigned char)(value.p[0] - '0') > 9) return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kw_str_is_nocase(name, names[i])) return true;
    return false;
}

/* Is there a field of kw_attrs for it, or does the tree depend on it? */
static slot slot_of(const tag *t, kw_str name, kw_str value, const char *end) {
    static const char *const parts[] =
        { "testid", "component", "component-name", "qa", "module", "type", "name", "block", "widget", "section", "role", "test" };
    switch (name.n <= 8 ? key_of(name, end) : 0) {
    case K2('i', 'd'): return ID;
    case K3('r', 'e', 'l'): return REL;
    case K4('r', 'o', 'l', 'e'): return ROLE;
    case K4('l', 'a', 'n', 'g'): return LANG;
    case K5('c', 'l', 'a', 's', 's'): return CLASS;
    case K5('t', 'i', 't', 'l', 'e'): return TITLE_OF;
    case K6('h', 'i', 'd', 'd', 'e', 'n'): return HIDDEN;
    case K7('c', 'o', 'n', 't', 'e', 'n', 't'): return CONTENT;
    case K8('i', 't', 'e', 'm', 'p', 'r', 'o', 'p'): return ITEMPROP;
    case K8('i', 't', 'e', 'm', 't', 'y', 'p', 'e'): return ITEMTYPE;
    case K8('d', 'a', 't', 'e', 't', 'i', 'm', 'e'): return DATETIME;
    case K4('h', 'r', 'e', 'f'): return t->key == 'a' || t->kind == META ? HREF : NOWHERE;
    case K4('n', 'a', 'm', 'e'): return t->kind == META ? NAME : NOWHERE;
    case K8('p', 'r', 'o', 'p', 'e', 'r', 't', 'y'): return t->kind == META ? PROPERTY : NOWHERE;
    case K4('t', 'y', 'p', 'e'): return t->key == K5('i', 'n', 'p', 'u', 't') ? TYPE : NOWHERE;
    case K5('s', 't', 'y', 'l', 'e'): return kw_str_find(value, KW_STR("display"), 0) != SIZE_MAX ? STYLE_OF : NOWHERE;
    default: break;
    }
    if (name.n < 7 || name.n > 20 || name.p[4] != '-') return NOWHERE;
    if (name.n == 11 && strncasecmp(name.p, "aria-hidden", 11) == 0) return ARIA_HIDDEN;
    if (strncasecmp(name.p, "data-", 5) != 0) return NOWHERE;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (strlen(parts[i]) == name.n - 5 && strncasecmp(name.p + 5, parts[i], name.n - 5) == 0) return DATA;
    return kw_thin_is_moment(name, value) ? CONTENT : NOWHERE;
}

typedef struct { kw_str name, value; size_t start, end; slot into; } attribute;

/* The next attribute at *at; false: the tag ends there, behind '>' or where the page does. */
static bool next_attribute(kw_str s, size_t *at, tag *t, attribute *a) {
    size_t i = *at;
    t->closed = false;
    while (i < s.n && (is_blank(s.p[i]) || s.p[i] == '/')) t->closed = s.p[i++] == '/';
    if (i >= s.n || s.p[i] == '>') {
        t->cut = i >= s.n;
        *at = t->cut ? s.n : i + 1;
        return false;
    }
    a->start = i++;                                         /* a '=' may begin a name */
    while (i < s.n && !is(s.p[i], ENDS_KEY)) i++;
    a->name = kw_str_sub(s, a->start, i);
    a->value = KW_STR("");
    a->end = *at = i;
    while (i < s.n && is_blank(s.p[i])) i++;
    if (i >= s.n || s.p[i] != '=') return true;
    for (i++; i < s.n && is_blank(s.p[i]);) i++;
    if (i < s.n && (s.p[i] == '"' || s.p[i] == '\'')) {
        const char *close = memchr(s.p + i + 1, s.p[i], s.n - i - 1);
        size_t end = close ? (size_t)(close - s.p) : s.n;
        a->value = kw_str_sub(s, i + 1, end);
        i = close ? end + 1 : s.n;
    } else {
        size_t from = i;
        while (i < s.n && !is_blank(s.p[i]) && s.p[i] != '>') i++;
        a->value = kw_str_sub(s, from, i);
    }
    a->end = *at = i;
    return true;
}

/* Of attributes with one name the first counts. Those that are wanted have few names, so this list is short. */
static bool met(const attribute *v, size_t n, kw_str name) {
    for (size_t i = 0; i < n; i++)
        if (v[i].name.n == name.n && strncasecmp(v[i].name.p, name.p, name.n) == 0) return true;
    return false;
}

static void put(thin *w, kw_str s) {
    memcpy(w->p + w->n, s.p, s.n);
    w->n += s.n;
}

/* Is the sink told of what it need not take apart? */
static bool direct(const thin *w) { return w->sink && !w->sink->all && !w->rest; }

/* What has been written since `from` is told as bytes, which stay. */
static void tell_bytes(thin *w, size_t from) {
    if (w->sink && !w->rest && w->n > from && !w->sink->bytes(w->sink->ctx, (kw_str){ w->p + from, w->n - from }, false)) w->nomem = true;
    w->text = w->n;
}

/* The text at hand: all of it, since the parser would join pieces at the price of a copy of all before. */
static void tell_text(thin *w) {
    if (!w->plain || !w->sink || w->rest) tell_bytes(w, w->text);
    else if (w->n > w->text) {
        w->nomem = !w->sink->text(w->sink->ctx, (kw_str){ w->p + w->text, w->n - w->text }) || w->nomem;
        w->n = w->text;
    }
    w->plain = direct(w);
}

/* Does the parser do no more than copy it? It puts characters in the place of references, NULs and line ends. */
static bool stands_as_is(const thin *w, kw_str s) {
    return !s.n || (!memchr(s.p, '&', s.n) && (!w->odd || (!memchr(s.p, '\r', s.n) && !memchr(s.p, 0, s.n))));
}

/* The tree depends on attributes of fields, of the page's first elements, and of letter styles, which it opens again. */
static bool goes_apart(const thin *w, const tag *t, const attribute *v, size_t n) {
    if (n && (t->kind == ROOT || t->kind == LETTERS || t->key == K5('i', 'n', 'p', 'u', 't'))) return false;
    for (size_t i = 0; i < n; i++)
        if (!stands_as_is(w, v[i].value)) return false;
    return true;
}

static void fill(thin *w, kw_attrs *a, const attribute *v) {
    #define AT(field) offsetof(kw_attrs, field)
    static const size_t fields[] = {
        [ID] = AT(id), [CLASS] = AT(cls), [ROLE] = AT(role), [ITEMPROP] = AT(itemprop), [ITEMTYPE] = AT(itemtype), [HREF] = AT(href),
        [DATETIME] = AT(datetime), [CONTENT] = AT(content), [REL] = AT(rel), [STYLE_OF] = AT(style), [TITLE_OF] = AT(title), [LANG] = AT(lang),
    };
    #undef AT
    if (v->into == HIDDEN) a->hidden = true;
    if (!v->value.n) return;
    if (v->into == ARIA_HIDDEN) a->hidden = a->hidden || v->value.n == 4;
    else if (v->into == DATA && a->data.p)
        a->data = kw_str_fmt(w->mem, "%.*s %.*s", KW_FMT(a->data), (int)(v->value.n < DATA_MORE ? v->value.n : DATA_MORE), v->value.p);
    else if (v->into == DATA) a->data = kw_utf8_cleaned(w->mem, v->value);
    else if (v->into <= LANG) {
        kw_str clean = kw_utf8_cleaned(w->mem, v->value);
        memcpy((char *)a + fields[v->into], &clean, sizeof clean);
    }
}

static const kw_thin_apart *apart_of(thin *w, const tag *t, const attribute *v, size_t n) {
    kw_thin_apart *a = n ? kw_alloc(w->mem, sizeof *a) : NULL;
    if (!a) { w->nomem = w->nomem || n; return NULL; }
    for (size_t i = 0; i < n; i++) {
        fill(w, &a->attrs, &v[i]);
        if (v[i].value.n && (v[i].into == PROPERTY || (v[i].into == NAME && !a->names.p))) a->names = kw_utf8_cleaned(w->mem, v[i].value);
    }
    if (t->kind == META && !a->names.p) a->names = a->attrs.itemprop;
    return a;
}

static void put_attributes(thin *w, const attribute *v, size_t n) {
    for (size_t i = 0; i < n; i++) {
        w->p[w->n++] = ' ';
        put(w, kw_str_sub(w->s, v[i].start, v[i].end));
    }
}

/* A <link> that is of no use to anybody: it names neither this page's address nor that of the part before or after it. */
static bool idle_link(const tag *t, const attribute *v, size_t n) {
    static const char *const wanted[] = { "canonical", "next", "prev" };
    if (t->key != K4('l', 'i', 'n', 'k')) return false;
    for (size_t i = 0; i < n; i++)
        for (size_t w = 0; v[i].into == REL && w < sizeof wanted / sizeof *wanted; w++)
            if (kw_str_find(v[i].value, kw_str_of(wanted[w]), 0) != SIZE_MAX) return false;
    return true;
}

static void tell_tag(thin *w, const tag *t, const attribute *v, size_t n) {
    const kw_thin_tag told = { t->name, t->key, t->closes, t->closed, apart_of(w, t, v, n) };
    if (!w->nomem && !w->sink->tag(w->sink->ctx, &told)) w->nomem = true;
}

/* To the tag's end; what is wanted of it is written if `keep`. A tag that the page's end cuts off is none. */
static void read_tag(thin *w, tag *t, bool keep) {
    size_t at = t->start + 1 + t->closes + t->name.n, head = at, from, n = 0;
    attribute v[KW_ATTR_MAX + 1];
    if (at < w->s.n && w->s.p[at] == '>') at++;             /* most tags */
    else while (next_attribute(w->s, &at, t, &v[n])) {
        attribute *a = &v[n];
        if (!keep || t->closes || n == KW_ATTR_MAX || (a->into = slot_of(t, a->name, a->value, w->s.p + w->s.n)) == NOWHERE) continue;
        n += !met(v, n, a->name);
    }
    t->end = at;
    if (!keep || t->cut || idle_link(t, v, n)) return;
    w->out->tags += !t->closes;
    if (w->out->tags > KW_TAGS_MAX) w->sink = NULL;
    tell_text(w);
    from = w->n;
    if (direct(w) && t->kind != TITLE && goes_apart(w, t, v, n)) { tell_tag(w, t, v, n); return; }
    put(w, kw_str_sub(w->s, t->start, head));
    put_attributes(w, v, n);
    if (t->closed) put(w, w->p[w->n - 1] == '"' || w->p[w->n - 1] == '\'' || w->n - from == t->name.n + 1 ? KW_STR("/") : KW_STR(" /"));
    w->p[w->n++] = '>';
    if (t->kind == TITLE) w->text = from;                   /* a title goes with its text */
    else tell_bytes(w, from);
}

/* ---- what has no markup inside ---- */

/* Does "</name" or "<name" stand at `i`, and does the name end there? */
static bool names(kw_str s, size_t i, kw_str name) {
    size_t end = i + name.n;
    return end < s.n && strncasecmp(s.p + i, name.p, name.n) == 0 && (is_blank(s.p[end]) || s.p[end] == '>' || s.p[end] == '/');
}

/* Where "</name" begins, at or after `at`; SIZE_MAX: nowhere. */
static size_t end_tag(kw_str s, size_t at, kw_str name) {
    for (const char *lt; at < s.n && (lt = memchr(s.p + at, '<', s.n - at)); at = (size_t)(lt - s.p) + 1) {
        size_t i = (size_t)(lt - s.p);
        if (i + 1 < s.n && s.p[i + 1] == '/' && names(s, i + 2, name)) return i;
    }
    return SIZE_MAX;
}

/* The same for a script, where "<!-- <script>" hides an end tag up to "-->"; one that hides all of them hides none. */
static size_t script_end(kw_str s, size_t at) {
    const kw_str script = KW_STR("script");
    size_t first = SIZE_MAX, shown = 0;                     /* shown: the comment's end */
    bool comment = false, twice = false;
    for (const char *lt; at < s.n && (lt = memchr(s.p + at, '<', s.n - at)); at = (size_t)(lt - s.p) + 1) {
        size_t i = (size_t)(lt - s.p);
        if (comment && i >= shown) comment = twice = false;
        if (i + 1 >= s.n) break;
        if (s.p[i + 1] == '/' && names(s, i + 2, script)) {
            if (!twice) return i;
            if (first == SIZE_MAX) first = i;
            twice = false;
        } else if (!comment && s.n - i > 4 && memcmp(s.p + i, "<!--", 4) == 0) {
            shown = kw_str_find(s, KW_STR("-->"), i + 2);
            comment = true;
        } else if (comment && names(s, i + 1, script)) twice = true;
    }
    return first;
}

/* Behind the comment that begins at `at`. */
static size_t comment_end(kw_str s, size_t at) {
    if (s.n - at > 4 && s.p[at + 4] == '>') return at + 5;
    for (size_t i = at + 4; i < s.n;) {
        const char *dash = memchr(s.p + i, '-', s.n - i);
        if (!dash) break;
        i = (size_t)(dash - s.p);
        if (s.n - i >= 3 && memcmp(dash, "-->", 3) == 0) return i + 3;
        if (s.n - i >= 4 && memcmp(dash, "--!>", 4) == 0) return i + 4;
        i++;
    }
    return s.n;
}


/* "application/ld+json", "application&#x2F;ld&#x2B;json" */
static bool is_json_ld(kw_str s, const tag *t) {
    size_t at = t->start + 1 + t->name.n;
    tag copy = *t;
    attribute a;
    while (next_attribute(s, &at, &copy, &a)) {
        if (!kw_str_is_nocase(a.name, "type")) continue;
        kw_str v = kw_str_trim(a.value);
        if (v.n >= 19 && strncasecmp(v.p, "application/ld+json", 19) == 0) return true;
        return memchr(v.p, '&', v.n) && kw_str_find(v, KW_STR("ld"), 0) != SIZE_MAX && kw_str_find(v, KW_STR("json"), 0) != SIZE_MAX;
    }
    return false;
}

/* Behind the end tag whose '<' is at `at`. */
static size_t behind(kw_str s, size_t at) {
    const char *gt = memchr(s.p + at, '>', s.n - at);
    return gt ? (size_t)(gt - s.p) + 1 : s.n;
}

static void keep_script(thin *w, kw_strs *list, size_t *cap, kw_str content) {
    kw_str *into = kw_push(w->mem, (void **)&list->v, &list->n, cap, sizeof *into);
    if (into) *into = content;
    else w->nomem = true;
}

enum { STATE_LEAST = 500, SCRIPT_LEAST = 200 };     /* bytes of a <noscript> that may hold an article, of a script that may tell of one */

static size_t skip_script(thin *w, tag *t) {
    read_tag(w, t, false);
    size_t end = script_end(w->s, t->end);
    kw_str content = kw_str_sub(w->s, t->end, end == SIZE_MAX ? w->s.n : end);
    if (is_json_ld(w->s, t)) keep_script(w, &w->out->json_ld, &w->cap_ld, content);
    else if (content.n >= SCRIPT_LEAST && !kw_str_starts(kw_str_trim(content), KW_STR("<"))) keep_script(w, &w->out->state, &w->cap_state, content);
    return end == SIZE_MAX ? w->s.n : behind(w->s, end);
}

/* The next start or end tag, comment or declaration at or after `at`, as far as its name goes; false: only text is left. */
static bool next_tag(kw_str s, size_t at, tag *t) {
    bool angle = false;
    /* of two tags one stands right behind the other */
    for (const char *lt; at < s.n && (lt = s.p[at] == '<' ? s.p + at : memchr(s.p + at, '<', s.n - at)); at = t->start + 1, angle = true) {
        *t = (tag){ .start = (size_t)(lt - s.p), .after_angle = angle };
        size_t i = t->start + 1;
        t->closes = i < s.n && s.p[i] == '/';
        i += t->closes;
        if (i >= s.n || (!is_letter(s.p[i]) && (t->closes || (s.p[i] != '!' && s.p[i] != '?')))) continue;
        size_t from = i;
        while (i < s.n && !is(s.p[i], ENDS_NAME)) i++;
        t->name = kw_str_sub(s, from, i);
        t->key = t->name.n <= 8 ? key_of(t->name, s.p + s.n) : 0;
        return true;
    }
    t->after_angle = angle;
    return false;
}

/* Does a list of choices end before `end`, by another one or by a field? */
static bool select_ends(kw_str s, size_t at, size_t end) {
    tag in;
    for (; next_tag(s, at, &in) && in.start < end; at = in.start + 1)
        if (!in.closes && (in.key == K6('s', 'e', 'l', 'e', 'c', 't') || in.key == K5('i', 'n', 'p', 'u', 't'))) return true;
    return false;
}

/* A style sheet that is not closed goes to the end of the page; the others are left open: what follows is read. */
static size_t skip_raw(thin *w, tag *t) {
    read_tag(w, t, false);
    size_t end = w->ends[t->kind];                          /* the last one found: it may be this one's, too */
    if (end < t->end) w->ends[t->kind] = end = end_tag(w->s, t->end, t->name);
    if (end != SIZE_MAX && t->kind == NOSCRIPT && end - t->end >= STATE_LEAST)
        keep_script(w, &w->out->state, &w->cap_state, kw_str_sub(w->s, t->end, end));
    if (end != SIZE_MAX && !(t->kind == SELECT && select_ends(w->s, t->end, end))) return behind(w->s, end);
    return t->kind == STYLE ? w->s.n : t->end;
}

/* A title that is not closed ends with the next tag; a second one is none. */
static size_t read_title(thin *w, tag *t) {
    if (w->titled) return skip_raw(w, t);
    w->titled = true;
    read_tag(w, t, true);
    w->plain = false;
    const char *lt = memchr(w->s.p + t->end, '<', w->s.n - t->end);
    size_t next = lt ? (size_t)(lt - w->s.p) : w->s.n, end = end_tag(w->s, next, t->name);
    bool open = end == SIZE_MAX;
    w->ends[TITLE] = end;
    if (open) end = next;
    put(w, kw_str_sub(w->s, t->end, end));
    put(w, KW_STR("</title>"));
    tell_text(w);
    return open ? end : behind(w->s, end);
}

/* Does this element end a drawing that is not closed? */
static bool leaves_svg(const tag *t) {
    switch (kind_of(t->name, t->key)) {
    case PRE: case META: return true;
    case LETTERS: return !t->closes;
    case ALONE: return t->key != 'a' && !t->closes;
    default: return !t->closes && (t->key == K3('d', 'i', 'v') || t->key == K4('s', 'p', 'a', 'n') || t->key == K2('u', 'l') ||
        t->key == K2('o', 'l') || t->key == K5('t', 'a', 'b', 'l', 'e'));
    }
}

/* A drawing goes whole, if nothing stands in it that would end it early. */
static size_t skip_svg(thin *w, tag *t) {
    size_t at, depth = 1;
    tag in;
    if (t->closes || t->start < w->svg_from) { read_tag(w, t, true); return t->end; }
    read_tag(w, t, false);
    if (t->closed) return t->end;
    for (at = t->end; next_tag(w->s, at, &in); at = in.start + 1 + in.name.n) {
        if (in.key == K3('s', 'v', 'g') && !in.closes) depth++;
        if (in.key == K3('s', 'v', 'g') && in.closes && !--depth) return behind(w->s, in.start);
        if (leaves_svg(&in)) break;
    }
    w->svg_from = at;
    read_tag(w, t, true);
    return t->end;
}

/* ---- all of it ---- */

/* Eight bytes at once where there is no other blank than ' ', and none behind another. */
size_t kw_thin_squeeze(kw_str s, char *to) {
    size_t n = 0, i = 0;
    bool behind = false;                                    /* a blank */
    while (i < s.n) {
        const uint64_t v = i + 8 <= s.n ? kw_eight(s.p + i) : 0, blanks = kw_eight_is(v, ' ');
        if (!(kw_eight_below(v, ' ') | (blanks & blanks >> 8) | (behind ? blanks & 0x80 : 0))) {          /* never where less is left */
            kw_eight_put(to + n, v);
            behind = blanks >> 63;
            n += 8;
            i += 8;
            continue;
        }
        for (const size_t end = i + 8 < s.n ? i + 8 : s.n; i < end; i++) {
            const bool blank = is_blank(s.p[i]);
            if (!blank || !behind) to[n++] = s.p[i] == '\r' ? '\n' : s.p[i];
            behind = blank;
        }
    }
    return n;
}

size_t kw_thin_text(const kw_thin *t, const char *p) {
    size_t number = 0;
    for (size_t i = 1; i < KW_THIN_MARK_BYTES; i++) number = number << 6 | ((unsigned char)p[i] & 0x3f);
    return number < t->texts.n ? number : SIZE_MAX;
}

static void put_mark(thin *w, kw_str s) {
    size_t number = w->out->texts.n;
    kw_str *into = kw_push(w->mem, (void **)&w->out->texts.v, &w->out->texts.n, &w->cap_texts, sizeof *into);
    if (!into) { w->nomem = true; return; }
    *into = s;
    w->p[w->n++] = (char)KW_THIN_MARK;
    for (int bits = 18; bits >= 0; bits -= 6) w->p[w->n++] = (char)(0x80 | (number >> bits & 0x3f));
}

/* Blanks behind the first of a run go, `blanks` where it begins. Whether a text begins with one, and whether there is more, is all that the
 * tree depends on. */
static void write_text(thin *w, kw_str s, size_t blanks) {
    if (w->pre) { put(w, s); return; }
    if (blanks) w->p[w->n++] = s.p[0] == '\r' ? '\n' : s.p[0];
    s = kw_str_sub(s, blanks, s.n);
    if (w->plain && s.n > TEXT_SHORT && w->out->texts.n < TEXTS_MAX) put_mark(w, s);
    else w->n += kw_thin_squeeze(s, w->p + w->n);
}

/* `angle`: a '<' that begins no tag stands in it. The parser may see a comment there, or a tag: it is given the rest of the page. */
static void put_text(thin *w, kw_str s, bool angle) {
    if (!s.n) return;
    if (w->row && !is_blank(s.p[0])) w->misplaced++;
    if (angle && !w->rest) {
        w->rest = true;
        w->from = w->text;
    }
    size_t blanks = 0;
    while (blanks < s.n && is_blank(s.p[blanks])) blanks++;
    w->plain = w->plain && direct(w) && (blanks == s.n || !memchr(s.p + blanks, '&', s.n - blanks)) &&
               !(w->odd && (memchr(s.p, 0, s.n) || (w->pre && memchr(s.p, '\r', s.n))));
    write_text(w, s, blanks);
}

/* Start tags past `most` open ones go, and the end tags that are theirs. */
static bool within(uint32_t *open, uint32_t most, const tag *t) {
    bool keep = *open < most || (t->closes && *open == most);
    if (!t->closes) ++*open;
    else if (*open) --*open;
    return keep;
}

static uint32_t *open_of(thin *w, uint64_t key) { return &w->open[(key * 0x9e3779b97f4a7c15u) >> 56]; }

/* Tags that the parser would drop: end tags of what is not open, cells outside tables, a second <body>. Each would split a text that it
 * then joins again at the price of a copy; so does text between cells, which it moves before the table. </p> and </br> make elements. */
static bool counts(thin *w, const tag *t) {
    static const uint64_t table = K5('t', 'a', 'b', 'l', 'e'), heading = K2('h', '1');
    bool is_heading = t->key >= heading && t->key <= K2('h', '6');          /* any of them ends any other */
    uint32_t *open = open_of(w, is_heading ? heading : t->key);
    if (t->kind == ROOT && !t->closes) return ++*open == 1;
    if (t->kind == CELL && (!*open_of(w, table) || w->misplaced > MISPLACED)) return false;
    if (t->kind == CELL) w->row = t->closes || t->key == K2('t', 'r') || t->name.n > 2;
    else if (t->key == table) w->row = !t->closes;
    if (!t->closes) return ++*open;
    if (*open) return (*open)--;
    return t->key == 'p' || t->key == K2('b', 'r');
}

/* <template shadowrootmode=open>: browsers show what is in it in its place. */
static bool is_shown_template(kw_str s, const tag *t) {
    const char *gt = t->key == K8('t', 'e', 'm', 'p', 'l', 'a', 't', 'e') && !t->closes ? memchr(s.p + t->start, '>', s.n - t->start) : NULL;
    return gt && kw_str_find(kw_str_sub(s, t->start, (size_t)(gt - s.p)), KW_STR("shadowroot"), 0) != SIZE_MAX;
}

static size_t one_element(thin *w, tag *t) {
    bool keep = true;
    t->kind = is_shown_template(w->s, t) ? UNWRAP : kind_of(t->name, t->key);
    if (t->closes && t->kind >= SCRIPT && t->kind != SVG) keep = false;
    else switch (t->kind) {
    case SCRIPT: return skip_script(w, t);
    case SVG: return skip_svg(w, t);
    case TITLE: return read_title(w, t);
    case STYLE: case NOSCRIPT: case IFRAME: case TEXTAREA: case SELECT: return skip_raw(w, t);
    case UNWRAP: keep = false; break;
    case LETTERS: keep = counts(w, t) && within(&w->styles, KW_STYLES_MAX, t); break;
    case PRE: within(&w->pre, UINT32_MAX, t); keep = counts(w, t) && within(&w->depth, KW_DEPTH_MAX, t); break;
    case PLAIN: keep = counts(w, t) && within(&w->depth, KW_DEPTH_MAX, t); break;
    case ALONE: case ROOT: case CELL: keep = counts(w, t); break;
    default: break;
    }
    read_tag(w, t, keep);
    return t->end;
}

/* A comment goes; the first DOCTYPE stays, since the tree depends on it. */
static size_t one_declaration(thin *w, size_t at) {
    kw_str rest = kw_str_sub(w->s, at, w->s.n);
    if (kw_str_starts(rest, KW_STR("<!--"))) return comment_end(w->s, at);
    size_t end = behind(w->s, at);
    if (w->typed || end == w->s.n || rest.n < 9 || strncasecmp(rest.p, "<!doctype", 9) != 0) return end;
    w->typed = true;
    tell_text(w);
    put(w, kw_str_sub(w->s, at, end));
    tell_bytes(w, w->text);
    return end;
}

bool kw_thin_make(kw_str html, const kw_thin_sink *sink, kw_arena *mem, kw_thin *out) {
    thin w = { .s = html, .mem = mem, .out = out, .sink = sink, .plain = sink && !sink->all };
    w.odd = html.n && (memchr(html.p, 0, html.n) || memchr(html.p, '\r', html.n));
    size_t at = 0;
    tag t;
    *out = (kw_thin){ .html = KW_STR("") };
    if (!html.n) return true;
    if (!(w.p = kw_alloc_bytes(mem, html.n + html.n / 4 + 64))) return false;
    while (!w.nomem && next_tag(html, at, &t)) {
        put_text(&w, kw_str_sub(html, at, t.start), t.after_angle);
        at = is_letter(t.name.p[0]) ? one_element(&w, &t) : one_declaration(&w, t.start);
    }
    if (w.nomem) return false;
    put_text(&w, kw_str_sub(html, at, html.n), t.after_angle);
    if (at < html.n && html.p[html.n - 1] == '<') w.p[w.n++] = ' ';         /* the parser would make an element of the text before it */
    if (!w.rest) tell_text(&w);
    else if (w.sink && !sink->bytes(sink->ctx, (kw_str){ w.p + w.from, w.n - w.from }, true)) w.nomem = true;
    out->html = (kw_str){ w.p, sink ? 0 : w.n };
    return !w.nomem;
}
