/* SPDX-License-Identifier: MIT
 * One pass over the bytes with a table of character classes; only letters beyond ASCII cost a decoding. */
#include "group/scan.h"

#include <stdlib.h>

enum { OTHER, LOWER, UPPER, DIGIT, HIGH };

static const unsigned char classes[256] = {
    ['0'] = DIGIT, ['1'] = DIGIT, ['2'] = DIGIT, ['3'] = DIGIT, ['4'] = DIGIT, ['5'] = DIGIT, ['6'] = DIGIT, ['7'] = DIGIT,
    ['8'] = DIGIT, ['9'] = DIGIT,
    ['A'] = UPPER, ['B'] = UPPER, ['C'] = UPPER, ['D'] = UPPER, ['E'] = UPPER, ['F'] = UPPER, ['G'] = UPPER, ['H'] = UPPER,
    ['I'] = UPPER, ['J'] = UPPER, ['K'] = UPPER, ['L'] = UPPER, ['M'] = UPPER, ['N'] = UPPER, ['O'] = UPPER, ['P'] = UPPER,
    ['Q'] = UPPER, ['R'] = UPPER, ['S'] = UPPER, ['T'] = UPPER, ['U'] = UPPER, ['V'] = UPPER, ['W'] = UPPER, ['X'] = UPPER,
    ['Y'] = UPPER, ['Z'] = UPPER,
    ['a'] = LOWER, ['b'] = LOWER, ['c'] = LOWER, ['d'] = LOWER, ['e'] = LOWER, ['f'] = LOWER, ['g'] = LOWER, ['h'] = LOWER,
    ['i'] = LOWER, ['j'] = LOWER, ['k'] = LOWER, ['l'] = LOWER, ['m'] = LOWER, ['n'] = LOWER, ['o'] = LOWER, ['p'] = LOWER,
    ['q'] = LOWER, ['r'] = LOWER, ['s'] = LOWER, ['t'] = LOWER, ['u'] = LOWER, ['v'] = LOWER, ['w'] = LOWER, ['x'] = LOWER,
    ['y'] = LOWER, ['z'] = LOWER,
    [0xc3] = HIGH, [0xc4] = HIGH, [0xc5] = HIGH, [0xc6] = HIGH, [0xc7] = HIGH, [0xc8] = HIGH, [0xc9] = HIGH, [0xca] = HIGH,
    [0xcb] = HIGH, [0xcc] = HIGH, [0xcd] = HIGH, [0xce] = HIGH, [0xcf] = HIGH, [0xd0] = HIGH, [0xd1] = HIGH, [0xd2] = HIGH,
    [0xd3] = HIGH, [0xd4] = HIGH, [0xd5] = HIGH, [0xd6] = HIGH, [0xd7] = HIGH, [0xd8] = HIGH, [0xd9] = HIGH, [0xda] = HIGH,
    [0xdb] = HIGH, [0xdc] = HIGH, [0xdd] = HIGH, [0xde] = HIGH, [0xdf] = HIGH, [0xe0] = HIGH, [0xe1] = HIGH, [0xe3] = HIGH,
    [0xe4] = HIGH, [0xe5] = HIGH, [0xe6] = HIGH, [0xe7] = HIGH, [0xe8] = HIGH, [0xe9] = HIGH, [0xea] = HIGH, [0xeb] = HIGH,
    [0xec] = HIGH, [0xed] = HIGH, [0xef] = HIGH, [0xf0] = HIGH,
};      /* 0xc2 and 0xe2 lead signs, among them the quotation marks and dashes */

/* Where the reader stands between words. */
typedef struct kw_scan { bool quoted, start; } kw_scan;

/* One sign that is not part of a word; moves *at behind it. */
static void sign(kw_scan *s, kw_str t, size_t *at) {
    const unsigned char *p = (const unsigned char *)t.p + *at;
    size_t left = t.n - *at;
    *at += 1;
    switch (p[0]) {
    case '\n': s->quoted = false; s->start = true; break;
    case '.': case '!': case '?': case ':': s->start = true; break;
    case '"': s->quoted = !s->quoted; s->start |= s->quoted; break;
    case 0xc2:                                                      /* « » */
        if (left < 2) break;
        *at += 1;
        if (p[1] == 0xab || p[1] == 0xbb) s->quoted = p[1] == 0xab;
        break;
    case 0xe2:                                                      /* “ ” and other punctuation */
        if (left < 3) break;
        *at += 2;
        if (p[1] == 0x80 && (p[2] == 0x9c || p[2] == 0x9d)) s->quoted = p[2] == 0x9c, s->start |= s->quoted;
        break;
    default: break;
    }
}

/* The word at *at, which has a letter or digit there. */
static kw_digest_word word(kw_scan *s, kw_str t, size_t *at) {
    const unsigned char *p = (const unsigned char *)t.p;
    size_t i = *at, begin = i;
    unsigned first = classes[p[i]];
    uint32_t h = 0x811c9dc5u;
    for (; i < t.n; i++) {
        unsigned char c = p[i];
        unsigned k = classes[c];
        bool lost = (k == UPPER || k == DIGIT) && i > begin && classes[p[i - 1]] == LOWER;
        if (lost) break;                                            /* "JakartaBank", "Rp1": a space was lost or left out */
        if (k == UPPER) c |= 0x20;
        else if (k == HIGH) {
            h = (h ^ c) * 0x01000193u;
            size_t more = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
            bool latin = c == 0xc3;
            for (; more && i + 1 < t.n; more--) {
                c = p[++i];
                if (latin && c < 0x9f && c != 0x97) c |= 0x20;
                if (more > 1) h = (h ^ c) * 0x01000193u;
            }
        } else if (k == OTHER) {
            bool inside = (c == '.' || c == ',') && first == DIGIT && i + 1 < t.n && classes[p[i + 1]] == DIGIT;
            if (!inside) break;
            continue;                                               /* 1.937.000 and 1,937,000 are one number */
        }
        h = (h ^ c) * 0x01000193u;
    }
    *at = i;
    h ^= h >> 15;
    h *= 0x2c1b3c6du;
    h ^= h >> 13;
    unsigned flags = (s->quoted ? KW_DIGEST_QUOTED : 0u) | (s->start ? KW_DIGEST_START : 0u) |
                     (first == DIGIT ? KW_DIGEST_NUMBER : 0u) | (first == UPPER && !s->start ? KW_DIGEST_NAME : 0u);
    s->start = false;
    size_t n = i - begin;
    return (kw_digest_word){ h, (uint32_t)begin, (uint16_t)(n > UINT16_MAX ? UINT16_MAX : n), (uint16_t)flags };
}

size_t kw_scan_words(kw_str text, kw_digest_word *out, size_t max) {
    kw_scan s = { .start = true };
    size_t n = 0;
    for (size_t at = 0; at < text.n && n < max;)
        if (classes[(unsigned char)text.p[at]] == OTHER) sign(&s, text, &at);
        else out[n++] = word(&s, text, &at);
    return n;
}

static int by_value(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

size_t kw_scan_prints(const kw_digest_word *words, size_t n, uint32_t *out) {
    if (n == 0) return 0;
    if (n < KW_SHINGLE) {
        out[0] = kw_shingle(words, n);
        return 1;
    }
    uint32_t window[KW_WINNOW];
    size_t shingles = n - KW_SHINGLE + 1, kept = 0, least = 0;      /* least: place of the smallest in the window */
    size_t last = SIZE_MAX;                                         /* the shingle kept last */
    for (size_t i = 0; i < shingles; i++) {
        window[i % KW_WINNOW] = kw_shingle(words + i, KW_SHINGLE);
        if (i && least + KW_WINNOW <= i) {                          /* it left the window, its place is taken: look again */
            least = i - KW_WINNOW + 1;
            for (size_t j = least; j <= i; j++)
                if (window[j % KW_WINNOW] <= window[least % KW_WINNOW]) least = j;
        } else if (window[i % KW_WINNOW] <= window[least % KW_WINNOW]) least = i;
        bool full = i + 1 >= KW_WINNOW || i + 1 == shingles;
        if (full && least != last) out[kept++] = window[(last = least) % KW_WINNOW];
    }
    qsort(out, kept, sizeof *out, by_value);
    size_t once = 0;
    for (size_t i = 0; i < kept; i++)
        if (!once || out[once - 1] != out[i]) out[once++] = out[i];
    return once;
}
