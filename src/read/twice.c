/* SPDX-License-Identifier: MIT
 * A character of two bytes that was encoded twice shows as a capital A with a tilde or circumflex and one more sign, a quotation mark as "â€" and
 * one more. Such runs hardly occur in any language, and those that may ("AMANHÃ”" at the end of a quotation) occur once, beside others
 * that are whole: so the text as a whole decides. */
#include "read/twice.h"
#include "base/buf.h"
#include "base/utf8.h"

enum { FIRST_LEAD = 0xC2, LAST_LEAD = 0xF4, ROUNDS = 2 };

/* What Windows-1252 has at 0x80 to 0x9F; 0: nothing (then programs keep the byte as it is, as U+0080 to U+009F). */
static const uint16_t upper[32] = {
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

/* The byte that was taken for this character; 0: none above 0x7F. */
static unsigned byte_of(uint32_t c) {
    if (c >= 0x80 && c <= 0xFF) return c;
    for (unsigned i = 0; c > 0xFF && i < 32; i++) if (upper[i] == c) return 0x80 + i;
    return 0;
}

/* How many bytes of `s` at `at` are one character that was encoded twice; 0: none. */
static size_t twice_at(kw_str s, size_t at, uint32_t *out, unsigned *lead) {
    size_t i = at;
    unsigned first = byte_of(kw_utf8_next(s, &i)), more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    if (first < FIRST_LEAD || first > LAST_LEAD) return 0;
    char bytes[4] = { (char)first };
    for (unsigned n = 1; n <= more; n++) {
        if (i >= s.n) return 0;
        unsigned b = byte_of(kw_utf8_next(s, &i));
        if (b < 0x80 || b > 0xBF) return 0;
        bytes[n] = (char)b;
    }
    kw_str one = { bytes, more + 1 };
    size_t from = 0;
    *out = kw_utf8_next(one, &from);
    *lead = first;
    return from == one.n && *out != 0xFFFD ? i - at : 0;
}

/* Marks of typography ("â€™", "â€”", "â‚¬") are certain by themselves. */
static bool is_mark(uint32_t c) { return (c >= 0x2010 && c <= 0x203A) || c == 0x20AC; }

/* short_ones: behind Â or Ã; whole: not ASCII and not twice; bare: of these, Â and Ã */
typedef struct { size_t twice, marks, short_ones, whole, bare; } counts;

static counts count(kw_str s) {
    counts n = { 0 };
    for (size_t i = 0; i < s.n;) {
        uint32_t c;
        unsigned lead;
        if ((unsigned char)s.p[i] < 0x80) { i++; continue; }
        size_t len = twice_at(s, i, &c, &lead);
        if (len) {
            n.twice++;
            n.marks += is_mark(c);
            n.short_ones += lead <= 0xC3;
            i += len;
            continue;
        }
        c = kw_utf8_next(s, &i);
        n.whole++;
        n.bare += c == 0xC2 || c == 0xC3;
    }
    return n;
}

/* Is there a character of two bytes from the upper half of Latin-1 with another that is not ASCII right behind it? */
bool kw_twice_looks(kw_str s) {
    uint32_t c;
    unsigned lead;
    for (const char *p = s.p, *end = s.p + s.n; p && p + 2 < end && (p = memchr(p, 0xC3, (size_t)(end - p - 2))); p++)
        if ((unsigned char)p[2] >= 0x80 && twice_at(s, (size_t)(p - s.p), &c, &lead)) return true;
    return false;
}

static kw_str mend(kw_str s, bool all, bool letters, kw_arena *mem) {
    kw_buf b = KW_BUF_EMPTY;
    for (size_t i = 0, from = 0; i <= s.n;) {
        uint32_t c = 0;
        unsigned lead = 0;
        size_t len = i < s.n && (unsigned char)s.p[i] >= 0x80 ? twice_at(s, i, &c, &lead) : 0;
        bool take = len && (all || is_mark(c) || (letters && lead <= 0xC3));
        if (take || i == s.n) {
            kw_buf_add(&b, kw_str_sub(s, from, i));
            if (take) kw_utf8_put(&b, c);
            from = i + len;
        }
        i += len ? len : 1;
    }
    kw_str out = b.failed ? KW_NONE : kw_str_dup(mem, kw_buf_str(&b));
    kw_buf_free(&b);
    return out;
}

kw_str kw_twice_mend(kw_str text, kw_arena *mem) {
    enum { FEW = 2, MOSTLY = 20, OFTEN = 5 };
    for (int round = 0; round < ROUNDS && text.p && kw_twice_looks(text); round++) {
        counts n = count(text);
        bool all = n.twice >= FEW && n.twice >= MOSTLY * n.whole;       /* nearly all that is not ASCII */
        bool letters = n.short_ones >= FEW && n.short_ones >= OFTEN * n.bare;
        if (!all && !letters && !n.marks) break;
        text = mend(text, all, letters, mem);
    }
    return text;
}
