/* SPDX-License-Identifier: MIT
 * JSON as RFC 8259 has it, in one pass: the values of a list or map that is open lie on a stack and go to the arena together when it is closed. A
 * string is looked through eight bytes at a time, and copied once. Linear in the text. */
#include "base/hash.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/utf8.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>

enum { FEW = 16 };                      /* keys of a map that are compared each with each */

typedef struct {
    const char *from, *at, *end;
    kw_arena *mem;
    kw_buf stack;                       /* of kw_json */
    size_t values;
    int depth;
    bool nomem;
    const char *wrong;                  /* what was wanted, or found, where `at` is */
} reader;

static bool wrong(reader *r, const char *what) {
    r->wrong = what;
    return false;
}

static bool nomem(reader *r) {
    r->nomem = true;
    return false;
}

static void skip_blanks(reader *r) {
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\n' || *r->at == '\r' || *r->at == '\t')) r->at++;
}

/* Takes `c`, with the blanks before it. */
static bool take(reader *r, char c) {
    skip_blanks(r);
    if (r->at == r->end || *r->at != c) return false;
    r->at++;
    return true;
}

/* ---- strings ---- */

/* Past bytes that stand for themselves: no controls, no quote, no backslash. *high: there are some beyond ASCII. */
static const char *skip_plain(const char *p, const char *end, bool *high) {
    const uint64_t ones = 0x0101010101010101u, tops = ones * 0x80;
    for (uint64_t v; end - p >= 8; p += 8) {
        memcpy(&v, p, sizeof v);
        const uint64_t quote = v ^ ones * '"', slash = v ^ ones * '\\';
        if ((((v - ones * 0x20) & ~v) | ((quote - ones) & ~quote) | ((slash - ones) & ~slash)) & tops) break;
        *high = *high || (v & tops);
    }
    for (; p < end && (unsigned char)*p >= 0x20 && *p != '"' && *p != '\\'; p++) *high = *high || (unsigned char)*p >= 0x80;
    return p;
}

/* The four digits of "\uXXXX" at `p`; UINT32_MAX: they are none. */
static uint32_t hex4(const char *p, const char *end) {
    uint32_t u = 0;
    if (end - p < 4) return UINT32_MAX;
    for (int i = 0; i < 4; i++) {
        const char c = p[i], small = (char)(c | 32);
        if (c >= '0' && c <= '9') u = u * 16 + (uint32_t)(c - '0');
        else if (small >= 'a' && small <= 'f') u = u * 16 + (uint32_t)(small - 'a' + 10);
        else return UINT32_MAX;
    }
    return u;
}

static size_t put_utf8(char *to, uint32_t c) {
    if (c < 0x80) { to[0] = (char)c; return 1; }
    if (c < 0x800) { to[0] = (char)(0xc0 | c >> 6); to[1] = (char)(0x80 | (c & 0x3f)); return 2; }
    if (c < 0x10000) { to[0] = (char)(0xe0 | c >> 12); to[1] = (char)(0x80 | (c >> 6 & 0x3f)); to[2] = (char)(0x80 | (c & 0x3f)); return 3; }
    to[0] = (char)(0xf0 | c >> 18);
    to[1] = (char)(0x80 | (c >> 12 & 0x3f));
    to[2] = (char)(0x80 | (c >> 6 & 0x3f));
    to[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

/* The character behind the backslash at `p`, which the end of the string does not cut off; NULL: there is no such escape. Half a pair is
 * no character. */
static const char *read_escape(const char *p, const char *end, uint32_t *c) {
    static const char short_ones[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    const char *found = p[1] ? strchr(short_ones, p[1]) : NULL;
    if (found) { *c = (unsigned char)meant[found - short_ones]; return p + 2; }
    if (p[1] != 'u' || (*c = hex4(p + 2, end)) == UINT32_MAX) return NULL;
    p += 6;
    if (*c < 0xd800 || *c > 0xdfff) return p;
    const uint32_t low = *c < 0xdc00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u' ? hex4(p + 2, end) : 0;
    const bool pair = low >= 0xdc00 && low <= 0xdfff;
    *c = pair ? 0x10000 + ((*c - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
    return pair ? p + 6 : p;
}

/* No escape is shorter than its character. */
static bool unescape(reader *r, const char *p, const char *end, kw_str *out) {
    char *to = kw_alloc_bytes(r->mem, (size_t)(end - p) + 1);
    size_t n = 0;
    if (!to) return nomem(r);
    for (const char *slash; p < end; ) {
        uint32_t c;
        slash = memchr(p, '\\', (size_t)(end - p));
        const size_t plain = (size_t)((slash ? slash : end) - p);
        memcpy(to + n, p, plain);
        n += plain;
        if (!slash) break;
        if (!(p = read_escape(slash, end, &c))) {
            r->at = slash;
            return wrong(r, "an escape that JSON has not");
        }
        n += put_utf8(to + n, c);
    }
    to[n] = 0;
    *out = (kw_str){ to, n };
    return true;
}

/* Behind its opening quote. */
static bool read_string(reader *r, kw_str *out) {
    const char *const from = r->at;
    bool high = false, escaped = false;
    while ((r->at = skip_plain(r->at, r->end, &high)) < r->end && *r->at == '\\' && r->end - r->at > 1) {
        escaped = true;
        r->at += 2;
    }
    if (r->at == r->end || *r->at == '\\') return wrong(r, "a string that does not end");
    if (*r->at != '"') return wrong(r, "a control character in a string");
    const kw_str raw = { from, (size_t)(r->at - from) };
    const size_t broken = high ? kw_utf8_broken(raw) : SIZE_MAX;
    if (broken != SIZE_MAX) {
        r->at = from + broken;
        return wrong(r, "a byte that is no UTF-8");
    }
    if (escaped && !unescape(r, from, r->at, out)) return false;
    if (!escaped && !(*out = kw_str_dup(r->mem, raw)).p) return nomem(r);
    r->at++;
    return true;
}

/* ---- numbers ---- */

static bool digits(reader *r, uint64_t *n, int *count) {
    const char *const from = r->at;
    for (; r->at < r->end && *r->at >= '0' && *r->at <= '9'; r->at++, ++*count)
        if (*count < 18) *n = *n * 10 + (uint64_t)(*r->at - '0');
    return r->at > from;
}

/* What is too long for exact arithmetic, through the C library, whose decimal point is the locale's. */
static double long_number(reader *r, const char *from) {
    kw_str copy = kw_str_dup(r->mem, (kw_str){ from, (size_t)(r->at - from) });
    if (!copy.p) { nomem(r); return 0; }
    char *point = memchr(copy.p, '.', copy.n);
    if (point) *point = localeconv()->decimal_point[0];
    return strtod(copy.p, NULL);
}

static bool read_number(reader *r, double *out) {
    static const double tens[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
    enum { EXACT = sizeof tens / sizeof *tens - 1 };
    const char *const from = r->at;
    uint64_t n = 0, power = 0;
    int count = 0, behind = 0, ignored = 0;
    r->at += *r->at == '-';
    const bool zero = r->at < r->end && *r->at == '0';
    if (!digits(r, &n, &count) || (zero && count > 1)) return wrong(r, "a number that is none");
    if (r->at < r->end && *r->at == '.') {
        const int before = count;
        r->at++;
        if (!digits(r, &n, &count)) return wrong(r, "a number that is none");
        behind = count - before;
    }
    const bool has_power = r->at < r->end && (*r->at | 32) == 'e';
    if (has_power) {
        r->at++;
        if (r->at < r->end && (*r->at == '+' || *r->at == '-')) r->at++;
        if (!digits(r, &power, &ignored)) return wrong(r, "a number that is none");
    }
    if (!has_power && count <= EXACT) *out = (*from == '-' ? -1.0 : 1.0) * (double)n / tens[behind];
    else *out = long_number(r, from);
    if (r->nomem) return false;
    return isfinite(*out) || wrong(r, "a number that is too large");
}

/* ---- values ---- */

static bool read_value(reader *r, kw_json *to);

/* A double key keeps the last value, where the first one stood. */
static bool drop_doubles(reader *r, kw_json *map) {
    size_t slots = 2 * FEW, kept = 0;
    while (slots < 2 * map->n) slots *= 2;
    uint32_t few[2 * FEW] = { 0 }, *slot = map->n <= FEW ? few : kw_alloc_n(r->mem, slots, sizeof *slot);
    if (!slot) return nomem(r);
    for (size_t i = 0; i < map->n; i++) {
        size_t s = kw_hash(map->items[i].key) & (slots - 1);
        while (slot[s] && !kw_str_eq(map->items[slot[s] - 1].key, map->items[i].key)) s = (s + 1) & (slots - 1);
        if (!slot[s]) slot[s] = (uint32_t)++kept;
        if (slot[s] != i + 1) map->items[slot[s] - 1] = map->items[i];
    }
    map->n = kept;
    return true;
}

static bool read_one(reader *r, bool map) {
    kw_json v = { .kind = KW_JSON_NULL };
    if (map) {
        if (!take(r, '"')) return wrong(r, "want a key in quotes");
        if (!read_string(r, &v.key)) return false;
        if (!take(r, ':')) return wrong(r, "want ':' behind the key");
    }
    if (!read_value(r, &v)) return false;
    kw_buf_add(&r->stack, (kw_str){ (const char *)&v, sizeof v });
    return !r->stack.failed || nomem(r);
}

/* Behind its opening bracket. */
static bool read_items(reader *r, kw_json *to, bool map) {
    const size_t from = r->stack.n;
    const char close = map ? '}' : ']';
    to->kind = map ? KW_JSON_MAP : KW_JSON_LIST;
    if (++r->depth > KW_JSON_DEPTH_MAX) return false;
    if (!take(r, close)) {
        do if (!read_one(r, map)) return false; while (take(r, ','));
        if (!take(r, close)) return wrong(r, map ? "want ',' or '}'" : "want ',' or ']'");
    }
    r->depth--;
    const size_t bytes = r->stack.n - from;
    if (!bytes) return true;
    if (!(to->items = kw_alloc_bytes(r->mem, bytes))) return nomem(r);
    memcpy(to->items, r->stack.p + from, bytes);
    to->n = bytes / sizeof *to->items;
    r->stack.n = from;
    return !map || drop_doubles(r, to);
}

static bool read_word(reader *r, kw_json *to, kw_str word, kw_json_kind kind, double num) {
    if (!kw_str_starts((kw_str){ r->at, (size_t)(r->end - r->at) }, word)) return wrong(r, "want a value");
    r->at += word.n;
    to->kind = kind;
    to->num = num;
    return true;
}

static bool read_value(reader *r, kw_json *to) {
    skip_blanks(r);
    if (r->at == r->end) return wrong(r, "want a value, the text ends");
    if (++r->values > KW_JSON_MAX) return false;
    switch (*r->at) {
    case '{': r->at++; return read_items(r, to, true);
    case '[': r->at++; return read_items(r, to, false);
    case '"': r->at++; to->kind = KW_JSON_STR; return read_string(r, &to->str);
    case 't': return read_word(r, to, KW_STR("true"), KW_JSON_BOOL, 1);
    case 'f': return read_word(r, to, KW_STR("false"), KW_JSON_BOOL, 0);
    case 'n': return read_word(r, to, KW_STR("null"), KW_JSON_NULL, 0);
    case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
        to->kind = KW_JSON_NUM;
        return read_number(r, &to->num);
    default: return wrong(r, "want a value");
    }
}

kw_rc kw_json_parse(kw_str text, const char *place, kw_arena *mem, kw_json **out, kw_err *err) {
    const char *from = text.p ? text.p : "";
    reader r = { .from = from, .at = from, .end = from + text.n, .mem = mem };
    kw_json *v = kw_alloc(mem, sizeof *v);
    *out = NULL;
    if (!v) return kw_fail_nomem(err);
    bool good = read_value(&r, v);
    if (good) skip_blanks(&r);
    if (good && r.at < r.end) good = wrong(&r, "there is more behind the value");
    kw_buf_free(&r.stack);
    if (r.nomem) return kw_fail_nomem(err);
    if (r.depth > KW_JSON_DEPTH_MAX) return kw_fail(err, KW_DATA, place, "JSON is nested deeper than %d", KW_JSON_DEPTH_MAX);
    if (r.values > KW_JSON_MAX) return kw_fail(err, KW_DATA, place, "want at most %d values in a JSON text, found more", KW_JSON_MAX);
    if (!good) return kw_fail(err, KW_DATA, place, "want JSON, found a mistake at byte %zu: %s", (size_t)(r.at - r.from), r.wrong);
    *out = v;
    return KW_OK;
}
