/* SPDX-License-Identifier: MIT
 * Well-formedness as in the Unicode Standard, table 3-7. ASCII, nearly all of our input, takes a short way
 * through every function here. */
#include "base/utf8.h"

#include <stdlib.h>
#include <utf8proc.h>

enum { BROKEN = 0xFFFD };

unsigned kw_utf8_len(unsigned char lead) {
    if (lead < 0xc2) return 1;
    if (lead < 0xe0) return 2;
    if (lead < 0xf0) return 3;
    return lead < 0xf5 ? 4 : 1;
}

static bool tail(kw_str s, size_t at) { return at < s.n && ((unsigned char)s.p[at] & 0xc0) == 0x80; }

uint32_t kw_utf8_next(kw_str s, size_t *at) {
    unsigned char c = (unsigned char)s.p[(*at)++];
    if (c < 0x80) return c;
    unsigned n = kw_utf8_len(c);
    if (n == 1) return BROKEN;
    uint32_t v = c & (0xffu >> (n + 1));
    for (unsigned i = 1; i < n; i++) {
        if (!tail(s, *at + i - 1)) return BROKEN;
        v = v << 6 | ((unsigned char)s.p[*at + i - 1] & 0x3f);
    }
    if ((n == 3 && v < 0x800) || (n == 4 && v < 0x10000) || v > 0x10ffff || (v >= 0xd800 && v < 0xe000)) return BROKEN;
    *at += n - 1;
    return v;
}

/* Thirty-two, then eight bytes of ASCII at once: most of every page. */
static size_t skip_ascii(kw_str s, size_t i) {
    const uint64_t high = 0x8080808080808080u;
    uint64_t v[4];
    for (; i + sizeof v <= s.n; i += sizeof v) {
        memcpy(v, s.p + i, sizeof v);
        if ((v[0] | v[1] | v[2] | v[3]) & high) break;
    }
    for (; i + sizeof *v <= s.n; i += sizeof *v) {
        memcpy(v, s.p + i, sizeof *v);
        if (*v & high) break;
    }
    while (i < s.n && (unsigned char)s.p[i] < 0x80) i++;
    return i;
}

size_t kw_utf8_broken(kw_str s) {
    for (size_t i = 0; i < s.n;) {
        if ((unsigned char)s.p[i] < 0x80) { i = skip_ascii(s, i); continue; }
        size_t from = i;
        if (kw_utf8_next(s, &i) == BROKEN && i - from == 1) return from;
    }
    return SIZE_MAX;
}

void kw_utf8_put(kw_buf *b, uint32_t c) {
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)c, bytes);
    if (n > 0) kw_buf_add(b, (kw_str){ (const char *)bytes, (size_t)n });
}

static bool plain_ascii(kw_str s) { return skip_ascii(s, 0) == s.n && (!s.n || !memchr(s.p, 0, s.n)); }

static bool invisible(uint32_t c) {
    return c == 0 || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

static bool wide_space(uint32_t c) {
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

static kw_str to_arena(kw_arena *a, kw_buf *b) {
    kw_str s = b->failed ? KW_NONE : kw_str_dup(a, kw_buf_str(b));
    kw_buf_free(b);
    return s;
}

/* Is a character in NFC wherever it stands? True of all before the combining marks and of general punctuation but its spaces
 * (NFC_Quick_Check of the Unicode Character Database); the rest is left to utf8proc. */
static bool always_composed(uint32_t c) { return c < 0x300 || (c >= 0x2010 && c < 0x2070); }

kw_str kw_utf8_clean(kw_arena *a, kw_str s) {
    if (plain_ascii(s)) return kw_str_dup(a, s);
    kw_buf b = KW_BUF_EMPTY;
    bool composed = true;
    for (size_t i = 0; i < s.n;) {
        size_t ascii = skip_ascii(s, i);
        kw_str run = kw_str_sub(s, i, ascii);
        if (run.n && !memchr(run.p, 0, run.n)) {
            kw_buf_add(&b, run);
            i = ascii;
            continue;
        }
        uint32_t c = kw_utf8_next(s, &i);
        if (invisible(c)) continue;
        c = wide_space(c) ? ' ' : c == 0x2028 || c == 0x2029 || c == 0x85 ? '\n' : c;
        composed = composed && always_composed(c);
        kw_utf8_put(&b, c);
    }
    if (composed) return to_arena(a, &b);
    utf8proc_uint8_t *nfc = NULL;
    utf8proc_ssize_t n = b.failed ? -1
        : utf8proc_map((const utf8proc_uint8_t *)b.p, (utf8proc_ssize_t)b.n, &nfc, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    kw_str out = n < 0 ? to_arena(a, &b) : kw_str_dup(a, (kw_str){ (const char *)nfc, (size_t)n });
    free(nfc);
    kw_buf_free(&b);
    return out;
}

/* Is there anything in it that kw_utf8_clean would change? May say yes where there is not. */
static bool wants_cleaning(kw_str s) {
    const unsigned char *p = (const unsigned char *)s.p;
    const size_t n = s.n;
    for (size_t i = 0; i < n; i++) {
        uint64_t eight = 0x80;
        while (i + 8 <= n && (memcpy(&eight, p + i, 8), !(eight & 0x8080808080808080u)) &&
            !((eight - 0x0101010101010101u) & ~eight & 0x8080808080808080u)) i += 8;
        if (i >= n) break;
        unsigned char c = p[i], d = i + 1 < n ? p[i + 1] : 0, e = i + 2 < n ? p[i + 2] : 0;
        if (c < 0x80) { if (!c) return true; continue; }
        if (c == 0xc2 && (d == 0xa0 || d == 0xad || d == 0x85)) return true;
        if (c == 0xcc || c == 0xcd || c == 0xd9 || c == 0xe0 || c == 0xe1) return true;        /* marks that combine */
        if (c == 0xe2 && d == 0x80 && (e <= 0x8f || (e >= 0xa8 && e <= 0xaf))) return true;
        if (c == 0xe2 && d == 0x81) return true;
        if (c == 0xe3 && ((d == 0x80 && e == 0x80) || (d == 0x82 && (e == 0x99 || e == 0x9a)))) return true;
        if (c == 0xef && d == 0xbb && e == 0xbf) return true;
        size_t next = i;
        if (kw_utf8_next(s, &next) == 0xFFFD && next - i == 1) return true;
        i = next - 1;
    }
    return false;
}

/* Eight bytes of ASCII without a NUL? */
static inline bool plain_eight(const char *p) {
    const uint64_t ones = 0x0101010101010101u, high = ones * 0x80;
    uint64_t v;
    memcpy(&v, p, sizeof v);
    return !((v | (v - ones)) & high);
}

/* The same of all of it; the last eight may be looked at twice. */
static bool plain_bytes(kw_str s) {
    size_t i = 0;
    if (s.n >= 8) {
        for (; i + 8 < s.n; i += 8)
            if (!plain_eight(s.p + i)) return false;
        return plain_eight(s.p + s.n - 8);
    }
    while (i < s.n && s.p[i] > 0) i++;
    return i == s.n;
}

kw_str kw_utf8_cleaned(kw_arena *a, kw_str s) { return !plain_bytes(s) && wants_cleaning(s) ? kw_utf8_clean(a, s) : s; }

kw_str kw_utf8_lower(kw_arena *a, kw_str s) {
    size_t i = 0;
    while (i < s.n && (unsigned char)s.p[i] < 0x80 && !(s.p[i] >= 'A' && s.p[i] <= 'Z')) i++;
    if (i == s.n) return s;
    if (plain_ascii(s)) {
        char *p = kw_alloc(a, s.n + 1);
        if (!p) return KW_NONE;
        for (i = 0; i < s.n; i++) p[i] = (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]);
        return (kw_str){ p, s.n };
    }
    kw_buf b = KW_BUF_EMPTY;
    for (i = 0; i < s.n;) kw_utf8_put(&b, (uint32_t)utf8proc_tolower((utf8proc_int32_t)kw_utf8_next(s, &i)));
    return to_arena(a, &b);
}

static uint32_t plain_mark(uint32_t c) {
    switch (c) {
    case 0x2018: case 0x2019: case 0x201B: case 0x02BC: case 0x0060: case 0x00B4: return '\'';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: return '-';
    case 0x201C: case 0x201D: case 0x201E: case 0x00AB: case 0x00BB: return '"';
    default: return c;
    }
}

/* Letters of other scripts than the Latin, general punctuation, Chinese characters: whatever they are made of is none of ours. */
static bool has_no_latin(uint32_t c) { return (c >= 0x400 && c < 0x1e00) || (c >= 0x2010 && c < 0x2070) || c >= 0x2300; }

/* The letter without its accents: the first code point of its canonical decomposition, where that is a letter. */
static uint32_t without_accent(uint32_t c) {
    if (has_no_latin(c)) return c;
    utf8proc_int32_t parts[8];
    int last = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 8, UTF8PROC_DECOMPOSE, &last);
    return n > 1 && parts[0] < 0x250 ? (uint32_t)parts[0] : c;
}

static bool combining(uint32_t c) { return c >= 0x300 && c < 0x370; }

const unsigned char kw_utf8_folded[128] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, ' ', ' ', ' ', ' ', ' ', 14, 15,
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
    ' ', '!', '"', '#', '$', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/',
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?',
    '@', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '[', '\\', ']', '^', '_',
    '\'', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o',
    'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '{', '|', '}', '~', 127,
};

size_t kw_utf8_fold_char(uint32_t c, char to[4]) {
    if (c < 0x80 && c) {
        to[0] = (char)kw_utf8_folded[c];
        return 1;
    }
    if (wide_space(c) || kw_utf8_is_space(c)) return to[0] = ' ', 1;
    if (invisible(c) || combining(c)) return 0;
    uint32_t plain = plain_mark(without_accent((uint32_t)utf8proc_tolower((utf8proc_int32_t)c)));
    utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)plain, (utf8proc_uint8_t *)to);
    return n > 0 ? (size_t)n : 0;
}

/* A folded character may take more bytes than the one it stands for; a broken byte becomes the three of U+FFFD. */
static size_t most_folded(kw_str s) { return (plain_ascii(s) ? s.n : s.n * 3) + 4; }

static size_t fold_to(kw_str s, char *to) {
    size_t n = 0;
    for (size_t i = 0; i < s.n;) {
        unsigned char c = (unsigned char)s.p[i], folded = c < 0x80 ? kw_utf8_folded[c] : 0;
        if (folded) {
            if (folded != ' ' || (n && to[n - 1] != ' ')) to[n++] = (char)folded;
            i++;
            continue;
        }
        size_t more = kw_utf8_fold_char(kw_utf8_next(s, &i), to + n);
        bool blank = more == 1 && to[n] == ' ';
        if (!blank || (n && to[n - 1] != ' ')) n += more;
    }
    while (n && to[n - 1] == ' ') n--;
    to[n] = 0;
    return n;
}

kw_str kw_utf8_fold(kw_arena *a, kw_str s) {
    char *p = kw_alloc(a, most_folded(s));
    return p ? (kw_str){ p, fold_to(s, p) } : KW_NONE;
}

kw_str kw_utf8_fold_in(kw_str s, char *room, size_t cap) {
    bool fits = s.n + 4 <= cap && (s.n * 3 + 4 <= cap || most_folded(s) <= cap);      /* asked of the bytes only where their number leaves it open */
    return (kw_str){ room, fits ? fold_to(s, room) : 0 };
}

bool kw_utf8_folds_to(kw_str s, kw_str folded) {
    char to[4];
    size_t n = 0;
    bool blank = false;                                     /* one is owed, if anything comes */
    for (size_t i = 0; i < s.n;) {
        const size_t more = kw_utf8_fold_char(kw_utf8_next(s, &i), to);
        if (more == 1 && to[0] == ' ') { blank = n > 0; continue; }
        if (!more) continue;
        if (n + blank + more > folded.n || (blank && folded.p[n] != ' ') || memcmp(folded.p + n + blank, to, more) != 0) return false;
        n += blank + more;
        blank = false;
    }
    return n == folded.n;
}

static utf8proc_category_t category(uint32_t c) { return utf8proc_category((utf8proc_int32_t)c); }

bool kw_utf8_is_upper(uint32_t c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : category(c) == UTF8PROC_CATEGORY_LU || category(c) == UTF8PROC_CATEGORY_LT;
}

bool kw_utf8_is_lower(uint32_t c) { return c < 0x80 ? c >= 'a' && c <= 'z' : category(c) == UTF8PROC_CATEGORY_LL; }

bool kw_utf8_is_letter(uint32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    utf8proc_category_t k = category(c);
    return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_ME;
}

bool kw_utf8_is_digit(uint32_t c) { return c < 0x80 ? c >= '0' && c <= '9' : category(c) == UTF8PROC_CATEGORY_ND; }

bool kw_utf8_is_space(uint32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x80 && (wide_space(c) || c == 0x2028 || c == 0x2029 || c == 0x85));
}

bool kw_utf8_is_quote(uint32_t c) {
    switch (c) {
    case '"': case 0x201C: case 0x201D: case 0x201E: case 0x201F: case 0xAB: case 0xBB:
    case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x300C: case 0x300D: return true;
    default: return false;
    }
}

size_t kw_utf8_count(kw_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += ((unsigned char)s.p[i] & 0xc0) != 0x80;
    return n;
}
