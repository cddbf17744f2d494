/* SPDX-License-Identifier: MIT
 * Commas are told by the byte before, so that writing needs no state; reading copies jansson's tree into the arena. */
#include "base/json.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>

/* A value needs a comma before it unless it opens the text, a bracket or follows a key. */
static bool wants_comma(const kw_buf *b) {
    const char c = b->n ? b->p[b->n - 1] : '{';
    return c != '{' && c != '[' && c != ':' && c != '\n';
}

static void separate(kw_buf *b) {
    if (wants_comma(b)) kw_buf_byte(b, ',');
}

void kw_json_open(kw_buf *b, char bracket) {
    separate(b);
    kw_buf_byte(b, bracket);
}

void kw_json_close(kw_buf *b, char bracket) { kw_buf_byte(b, bracket); }

static void put_escape(kw_buf *b, unsigned char c) {
    switch (c) {
    case '"': kw_buf_text(b, "\\\""); break;
    case '\\': kw_buf_text(b, "\\\\"); break;
    case '\n': kw_buf_text(b, "\\n"); break;
    case '\t': kw_buf_text(b, "\\t"); break;
    case '\r': kw_buf_text(b, "\\r"); break;
    default: kw_buf_fmt(b, "\\u%04x", c);
    }
}

/* Past bytes that stand for themselves: eight at once where none of them is a control, a quote, a backslash, DEL or beyond ASCII. */
static size_t skip_plain(kw_str s, size_t i) {
    const uint64_t ones = 0x0101010101010101u, high = 0x8080808080808080u;
    for (uint64_t v; i + sizeof v <= s.n; i += sizeof v) {
        memcpy(&v, s.p + i, sizeof v);
        uint64_t quote = v ^ ones * '"', slash = v ^ ones * '\\', del = v ^ ones * 0x7f;
        if ((v | (v - ones * 0x20) | ((quote - ones) & ~quote) | ((slash - ones) & ~slash) | ((del - ones) & ~del)) & high) break;
    }
    while (i < s.n && (unsigned char)(s.p[i] - 0x20) < 0x5f && s.p[i] != '"' && s.p[i] != '\\') i++;
    return i;
}

/* Of what needs no escapes: all at once. */
static void put_plain(kw_buf *b, kw_str s) {
    if (!kw_buf_reserve(b, s.n + 2)) return;
    char *p = b->p + b->n;
    *p = '"';
    if (s.n) memcpy(p + 1, s.p, s.n);
    p[s.n + 1] = '"';
    b->n += s.n + 2;
}

static void put_quoted(kw_buf *b, kw_str s) {
    size_t from = 0, first = skip_plain(s, 0);
    if (first == s.n) { put_plain(b, s); return; }
    if (!kw_buf_reserve(b, s.n + 2)) return;
    kw_buf_byte(b, '"');
    for (size_t i = first; i < s.n; i = skip_plain(s, i)) {
        unsigned char c = (unsigned char)s.p[i];
        size_t at = i;
        uint32_t u = kw_utf8_next(s, &i);
        bool broken = u == 0xFFFD && i - at == 1;
        if (!broken && u > 0x7f) continue;
        kw_buf_add(b, kw_str_sub(s, from, at));
        if (broken) kw_buf_text(b, "\xEF\xBF\xBD");
        else put_escape(b, c);
        from = i;
    }
    kw_buf_add(b, kw_str_sub(s, from, s.n));
    kw_buf_byte(b, '"');
}

void kw_json_key(kw_buf *b, const char *key) {
    const size_t n = strlen(key);
    if (!kw_buf_reserve(b, n + 4)) return;
    char *p = b->p + b->n;
    if (wants_comma(b)) *p++ = ',';
    *p++ = '"';
    memcpy(p, key, n);
    p += n;
    *p++ = '"';
    *p++ = ':';
    b->n = (size_t)(p - b->p);
}

void kw_json_str(kw_buf *b, kw_str s) {
    if (!s.p) { kw_json_null(b); return; }
    separate(b);
    put_quoted(b, s);
}

void kw_json_int(kw_buf *b, int64_t v) {
    separate(b);
    kw_buf_fmt(b, "%lld", (long long)v);
}

void kw_json_num(kw_buf *b, double v, int decimals) {
    char t[64];
    separate(b);
    if (!isfinite(v)) { kw_buf_text(b, "null"); return; }
    int n = snprintf(t, sizeof t, "%.*f", decimals, v);
    for (int i = 0; i < n; i++) if (t[i] == ',') t[i] = '.';      /* a host's locale */
    while (n > 2 && t[n - 1] == '0' && t[n - 2] != '.') n--;
    kw_buf_add(b, (kw_str){ t, (size_t)n });
}

void kw_json_bool(kw_buf *b, bool v) {
    separate(b);
    kw_buf_text(b, v ? "true" : "false");
}

void kw_json_null(kw_buf *b) {
    separate(b);
    kw_buf_add(b, KW_STR("null"));
}

void kw_json_raw(kw_buf *b, kw_str json) {
    separate(b);
    kw_buf_add(b, json);
}

void kw_json_strs(kw_buf *b, kw_strs list) {
    kw_json_open(b, '[');
    for (size_t i = 0; i < list.n; i++) kw_json_str(b, list.v[i]);
    kw_json_close(b, ']');
}

void kw_json_put(kw_buf *b, const char *key, kw_str s) { kw_json_key(b, key); kw_json_str(b, s); }
void kw_json_put_int(kw_buf *b, const char *key, int64_t v) { kw_json_key(b, key); kw_json_int(b, v); }
void kw_json_put_bool(kw_buf *b, const char *key, bool v) { kw_json_key(b, key); kw_json_bool(b, v); }

void kw_json_put_span(kw_buf *b, kw_span at) {
    kw_json_put_int(b, "start", at.start);
    kw_json_put_int(b, "end", at.end);
}
void kw_json_put_num(kw_buf *b, const char *key, double v, int decimals) {
    kw_json_key(b, key);
    kw_json_num(b, v, decimals);
}

/* ---- reading ---- */

static bool copy_value(json_t *from, kw_arena *mem, kw_json *to, int depth);

static bool copy_list(json_t *from, kw_arena *mem, kw_json *to, int depth) {
    to->n = json_array_size(from);
    to->items = kw_alloc_n(mem, to->n, sizeof *to->items);
    if (!to->items) return false;
    for (size_t i = 0; i < to->n; i++)
        if (!copy_value(json_array_get(from, i), mem, &to->items[i], depth + 1)) return false;
    return true;
}

static bool copy_map(json_t *from, kw_arena *mem, kw_json *to, int depth) {
    size_t i = 0;
    const char *key;
    json_t *value;
    to->n = json_object_size(from);
    to->items = kw_alloc_n(mem, to->n, sizeof *to->items);
    if (!to->items) return false;
    json_object_foreach(from, key, value) {
        to->items[i].key = kw_str_dup(mem, kw_str_of(key));
        if (!to->items[i].key.p || !copy_value(value, mem, &to->items[i], depth + 1)) return false;
        i++;
    }
    return true;
}

static bool copy_value(json_t *from, kw_arena *mem, kw_json *to, int depth) {
    switch (json_typeof(from)) {
    case JSON_OBJECT: to->kind = KW_JSON_MAP; return copy_map(from, mem, to, depth);
    case JSON_ARRAY: to->kind = KW_JSON_LIST; return copy_list(from, mem, to, depth);
    case JSON_STRING:
        to->kind = KW_JSON_STR;
        to->str = kw_str_dup(mem, (kw_str){ json_string_value(from), json_string_length(from) });
        return to->str.p != NULL;
    case JSON_INTEGER: case JSON_REAL:
        to->kind = KW_JSON_NUM;
        to->num = json_number_value(from);
        if (json_is_real(from) || fabs(to->num) < 1e15) return true;
        to->str = kw_str_fmt(mem, "%" JSON_INTEGER_FORMAT, json_integer_value(from));        /* all its digits: it may be an id */
        return to->str.p != NULL;
    case JSON_TRUE: case JSON_FALSE: to->kind = KW_JSON_BOOL; to->num = json_is_true(from); return true;
    case JSON_NULL: to->kind = KW_JSON_NULL; return true;
    }
    return true;
}

/* jansson recurses, and takes some hundred bytes for a value: depth and number are looked at before it is asked. */
static void measure(kw_str text, int *deepest, size_t *values) {
    int depth = 0;
    bool in_string = false;
    *deepest = 0;
    *values = 1;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (in_string) {
            if (c == '\\') i++;
            else if (c == '"') in_string = false;
        } else if (c == '"') in_string = true;
        else if (c == '{' || c == '[') { ++*values; if (++depth > *deepest) *deepest = depth; }
        else if (c == '}' || c == ']') depth--;
        else *values += c == ',';
    }
}

/* ---- JSON that others write and jansson refuses: mended once it was refused ---- */

static bool is_word(char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '+' || c == '-' || c == '.'; }

static uint32_t hex4(kw_str s, size_t at) {
    uint32_t c = 0;
    for (size_t i = at; i < at + 4; i++) {
        const char d = i < s.n ? s.p[i] | 32 : 0;
        if (d >= '0' && d <= '9') c = c * 16 + (uint32_t)(d - '0');
        else if (d >= 'a' && d <= 'f') c = c * 16 + (uint32_t)(d - 'a' + 10);
        else return 0;
    }
    return c;
}

static bool is_escape(kw_str s, size_t at) { return at + 6 <= s.n && s.p[at] == '\\' && s.p[at + 1] == 'u'; }

/* An escape of a string at `at`; half a pair ("\ud83d" where a text was cut) becomes U+FFFD. Behind it. */
static size_t mend_escape(kw_str s, size_t at, kw_buf *b, bool *mended) {
    const uint32_t c = is_escape(s, at) ? hex4(s, at + 2) : 0;
    const uint32_t next = c >> 10 == 0x36 && is_escape(s, at + 6) ? hex4(s, at + 8) : 0;
    size_t n = c ? next >> 10 == 0x37 ? 12 : 6 : 2;
    if (n > s.n - at) n = s.n - at;
    const bool half = c >> 11 == 0x1b && n == 6;
    kw_buf_add(b, half ? KW_STR("\\ufffd") : kw_str_sub(s, at, at + n));
    *mended |= half;
    return at + n;
}

/* A word outside of strings: a number that no machine holds becomes a string, what is no number null, as null counts as absent. */
static size_t mend_word(kw_str s, size_t at, kw_buf *b, bool *mended) {
    static const char *const none[] = { "NaN", "Infinity", "-Infinity" };
    enum { HELD = 15 };
    size_t end = at;
    while (end < s.n && is_word(s.p[end])) end++;
    const kw_str word = kw_str_sub(s, at, end);
    const bool number = (word.p[0] >= '0' && word.p[0] <= '9') || (word.p[0] == '-' && word.n > 1 && word.p[1] != 'I');
    const bool great = number && (word.n > HELD || memchr(word.p, 'e', word.n) || memchr(word.p, 'E', word.n));
    bool is_none = false;
    for (size_t i = 0; i < 3; i++) is_none |= kw_str_is(word, none[i]);
    if (great) kw_buf_byte(b, '"');
    kw_buf_add(b, is_none ? KW_STR("null") : word);
    if (great) kw_buf_byte(b, '"');
    *mended |= great || is_none;
    return end;
}

/* In `mem`; p NULL: there is nothing that could be mended. */
static kw_str mend(kw_str s, kw_arena *mem) {
    kw_buf b = KW_BUF_EMPTY;
    bool in_string = false, mended = false;
    for (size_t i = 0; i < s.n;) {
        const char c = s.p[i];
        if (in_string && c == '\\') i = mend_escape(s, i, &b, &mended);
        else if (!in_string && is_word(c)) i = mend_word(s, i, &b, &mended);
        else {
            in_string ^= c == '"';
            kw_buf_byte(&b, c);
            i++;
        }
    }
    kw_str out = mended && !b.failed ? kw_str_dup(mem, kw_buf_str(&b)) : KW_NONE;
    kw_buf_free(&b);
    return out;
}

static json_t *load_mended(kw_str text, kw_arena *mem, json_error_t *e) {
    enum { MENDED = 4 << 20 };                              /* bytes: what is longer is a dump, and would need its length in memory again */
    json_error_t again;
    json_t *j = json_loadb(text.p ? text.p : "", text.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, e);
    const kw_str mended = j || text.n > MENDED ? KW_NONE : mend(text, mem);
    return mended.p ? json_loadb(mended.p, mended.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, &again) : j;
}

/* `before`: how many bytes stand before it, for messages. */
static kw_rc load(kw_str text, size_t before, const char *place, kw_arena *mem, kw_json **out, kw_err *err) {
    json_error_t e;
    *out = NULL;
    int depth;
    size_t values;
    measure(text, &depth, &values);
    if (depth > KW_JSON_DEPTH_MAX) return kw_fail(err, KW_DATA, place, "JSON is nested deeper than %d", KW_JSON_DEPTH_MAX);
    if (values > KW_JSON_MAX) return kw_fail(err, KW_DATA, place, "want at most %d values in a JSON text, found %zu", KW_JSON_MAX, values);
    json_t *j = load_mended(text, mem, &e);
    if (!j)
        return kw_fail(err, KW_DATA, place, "want JSON, found a mistake at byte %zu: %s", before + (size_t)(e.position > 0 ? e.position : 0), e.text);
    kw_json *v = kw_alloc(mem, sizeof *v);
    bool ok = v && copy_value(j, mem, v, 0);
    json_decref(j);
    if (!ok) return kw_fail_nomem(err);
    *out = v;
    return KW_OK;
}

kw_rc kw_json_parse(kw_str text, const char *place, kw_arena *mem, kw_json **out, kw_err *err) { return load(text, 0, place, mem, out, err); }

static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

/* Behind the value that begins at `at`; the brackets that it opens are counted, not told apart: that is left to jansson. */
static size_t value_end(kw_str s, size_t at) {
    size_t depth = 0;
    for (; at < s.n; at++) {
        const char c = s.p[at];
        if (c == '"') {
            for (at++; at < s.n && s.p[at] != '"'; at++) at += s.p[at] == '\\';
            if (!depth) return at < s.n ? at + 1 : s.n;
        } else if (c == '{' || c == '[') depth++;
        else if ((c == '}' || c == ']') && depth) { if (!--depth) return at + 1; }
        else if (!depth && (c == ',' || c == '}' || c == ']' || is_blank(c))) return at;
    }
    return s.n;
}

kw_rc kw_json_item(kw_str text, size_t *at, const char *place, kw_arena *mem, kw_json **out, kw_err *err) {
    size_t i = *at;
    *out = NULL;
    if (i > text.n) return KW_EMPTY;
    const bool first = i == 0, list = text.n && text.p[0] == '[';
    *at = KW_JSON_OVER;
    i += first && list;
    while (i < text.n && is_blank(text.p[i])) i++;
    if (!list && i >= text.n) return KW_EMPTY;
    if (list && i < text.n && text.p[i] == ']') {
        for (i++; i < text.n && is_blank(text.p[i]);) i++;
        return i >= text.n ? KW_EMPTY : kw_fail(err, KW_DATA, place, "want JSON, found a mistake at byte %zu: there is more behind the list", i);
    }
    if (list && !first && (i >= text.n || text.p[i] != ','))
        return kw_fail(err, KW_DATA, place, "want JSON, found a mistake at byte %zu: want ',' or ']'", i);
    for (i += list && !first; i < text.n && is_blank(text.p[i]);) i++;
    const size_t end = value_end(text, i);
    KW_TRY(load(kw_str_sub(text, i, end), i, place, mem, out, err));
    *at = end;
    return KW_OK;
}

const kw_json *kw_json_get(const kw_json *j, const char *key) {
    if (!j || j->kind != KW_JSON_MAP) return NULL;
    for (size_t i = 0; i < j->n; i++)
        if (kw_str_is(j->items[i].key, key)) return j->items[i].kind == KW_JSON_NULL ? NULL : &j->items[i];
    return NULL;
}

kw_str kw_json_text(const kw_json *j, const char *key) {
    const kw_json *v = kw_json_get(j, key);
    return v && v->kind == KW_JSON_STR ? v->str : KW_NONE;
}

bool kw_json_number(const kw_json *j, const char *key, double *out) {
    const kw_json *v = kw_json_get(j, key);
    if (!v || v->kind != KW_JSON_NUM) return false;
    *out = v->num;
    return true;
}
