/* SPDX-License-Identifier: MIT
 * Eight bytes of a text at once, in a number (Lamport 1975, "Multiple byte processing with full-word instructions"): what is asked of each
 * is answered by its highest bit. Byte i of the text is the i-th from the lowest, on any machine. */
#ifndef KW_BASE_EIGHT_H
#define KW_BASE_EIGHT_H

#include "base/str.h"

#define KW_EACH 0x0101010101010101u
#define KW_HIGH 0x8080808080808080u

static inline uint64_t kw_eight(const char *p) {
    uint64_t v;
    memcpy(&v, p, sizeof v);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    return v;
}

static inline void kw_eight_put(char *p, uint64_t v) {
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    memcpy(p, &v, sizeof v);
}

/* Which bytes are less than c, at most 0x80? */
static inline uint64_t kw_eight_below(uint64_t v, unsigned char c) {
    return ~(((v & ~KW_HIGH) + KW_EACH * (0x80u - c)) | v) & KW_HIGH;
}

/* Which are c? */
static inline uint64_t kw_eight_is(uint64_t v, unsigned char c) { return kw_eight_below(v ^ KW_EACH * c, 1); }

/* The same for less, of eight bytes that are all ASCII. */
static inline uint64_t kw_ascii_below(uint64_t v, unsigned char c) { return ~(v + KW_EACH * (0x80u - c)) & KW_HIGH; }
static inline uint64_t kw_ascii_is(uint64_t v, unsigned char c) { return kw_ascii_below(v ^ KW_EACH * c, 1); }

/* Which are ASCII white space, as in kw_is_space()? */
static inline uint64_t kw_eight_space(uint64_t v) {
    return kw_eight_is(v, ' ') | (kw_eight_below(v, '\r' + 1) & ~kw_eight_below(v, '\t'));
}

/* How many there are. */
static inline unsigned kw_eight_count(uint64_t highs) { return (unsigned)((highs >> 7) * KW_EACH >> 56); }

/* The place of the first. */
static inline size_t kw_eight_first(uint64_t highs) { return (size_t)__builtin_ctzll(highs) / 8; }

/* Behind the small letters of ASCII that begin at `i`. */
static inline size_t kw_past_small(kw_str s, size_t i) {
    for (; i + 8 <= s.n; i += 8) {
        const uint64_t v = kw_eight(s.p + i), others = (~kw_eight_below(v, 'z' + 1) | kw_eight_below(v, 'a')) & KW_HIGH;
        if (others) return i + kw_eight_first(others);
    }
    while (i < s.n && s.p[i] >= 'a' && s.p[i] <= 'z') i++;
    return i;
}

static inline bool kw_is_ascii(kw_str s) {
    size_t i = 0;
    for (; i + 8 <= s.n; i += 8)
        if (kw_eight(s.p + i) & KW_HIGH) return false;
    while (i < s.n && !(s.p[i] & 0x80)) i++;
    return i == s.n;
}

#endif
