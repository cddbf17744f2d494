/* SPDX-License-Identifier: MIT
 * UTF-8: reading one character, repairing what is broken, normal forms (Unicode's NFC through utf8proc). */
#ifndef KW_BASE_UTF8_H
#define KW_BASE_UTF8_H

#include "base/arena.h"
#include "base/buf.h"

/* Reads the character at s.p[*at] and moves *at behind it. A broken byte gives U+FFFD and moves by one.
 * Needs *at < s.n. Overlong forms, surrogates and values past U+10FFFF are broken. */
uint32_t kw_utf8_next(kw_str s, size_t *at);

/* Place of the first broken byte, or SIZE_MAX if all is UTF-8. */
size_t kw_utf8_broken(kw_str s);

/* Appends the character's bytes; nothing for what lies past U+10FFFF. */
void kw_utf8_put(kw_buf *b, uint32_t c);

/* How many bytes the character that starts with `lead` has; 1 for a broken one. */
unsigned kw_utf8_len(unsigned char lead);

/* A copy with broken bytes as U+FFFD, in NFC, without NUL and without soft hyphens, zero-width marks and
 * byte order marks; non-breaking and other wide spaces become a space. p NULL: out of memory. */
kw_str kw_utf8_clean(kw_arena *a, kw_str s);

/* The same, without a copy where there is nothing to clean. */
kw_str kw_utf8_cleaned(kw_arena *a, kw_str s);

/* What folding makes of an ASCII byte: ' ' of white space, 0 of NUL, which vanishes. */
extern const unsigned char kw_utf8_folded[128];

/* Lower case of every character (Unicode's simple mapping); same memory if nothing changes. p NULL: out of memory. */
kw_str kw_utf8_lower(kw_arena *a, kw_str s);

/* The form under which names and words are looked up: lower case, typographic apostrophes and hyphens plain,
 * runs of white space one space, none at the ends, no accents on letters that have a plain base.
 * p NULL: out of memory. */
kw_str kw_utf8_fold(kw_arena *a, kw_str s);

/* The same into `room`, for a look-up that is not kept; empty where it might not fit (three times its bytes and 4 are always
 * enough, its bytes and 4 for ASCII). */
kw_str kw_utf8_fold_in(kw_str s, char *room, size_t cap);

/* Is kw_utf8_fold() of `s` this? Looked at no further than the first letter that differs. */
bool kw_utf8_folds_to(kw_str s, kw_str folded);

/* What kw_utf8_fold makes of one character, written to `to`; how many bytes that is (0: it vanishes; a space is ' '). */
size_t kw_utf8_fold_char(uint32_t c, char to[4]);

bool kw_utf8_is_upper(uint32_t c);
bool kw_utf8_is_lower(uint32_t c);
bool kw_utf8_is_letter(uint32_t c);       /* letters and the marks that combine with them */
bool kw_utf8_is_digit(uint32_t c);        /* decimal digits of any script */
bool kw_utf8_is_space(uint32_t c);
bool kw_utf8_is_quote(uint32_t c);        /* " “ ” „ « » ‘ ’ ‚ and 「」: not the plain apostrophe */

/* How many code points there are in `s`. */
size_t kw_utf8_count(kw_str s);

#endif
