/* SPDX-License-Identifier: MIT
 * Plain text to blocks: a line is a paragraph, unless the text was wrapped by hand. */
#include "clean/draft.h"
#include "base/eight.h"
#include "base/limits.h"

#include <ctype.h>

/* How a byte counts when blanks are made one: as itself (0), as white space, as a control character that vanishes, or, with the byte
 * behind it, perhaps as one. */
enum { SPACE = 1, CONTROL, LEADS };
static const uint8_t class_of[256] = {
    CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, SPACE, SPACE, SPACE, SPACE, SPACE, CONTROL, CONTROL,
    CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL, CONTROL,
    [' '] = SPACE, [0x7f] = CONTROL, [0xc2] = LEADS,
};
static inline unsigned class_at(kw_str s, size_t i) { return class_of[(unsigned char)s.p[i]]; }

/* Bytes of a control character at `i` that is no white space. 0: it is none. */
static size_t control(kw_str s, size_t i) {
    const unsigned class = class_at(s, i);
    return class == CONTROL ? 1 : class == LEADS && i + 1 < s.n && (unsigned char)s.p[i + 1] < 0xa0 ? 2 : 0;
}

enum { PIECE = 8 };

/* Is a piece as it should be, behind what may have been a blank? */
static inline bool stands(uint64_t v, bool behind_blank) {
    const uint64_t blanks = kw_eight_is(v, ' ');
    return !(kw_eight_below(v, ' ') | kw_eight_is(v, 0x7f) | kw_eight_is(v, 0xc2) | (blanks & blanks >> 8) | (behind_blank ? blanks & 0x80 : 0));
}

/* Up to where all is as it should be: no blanks but single ones. */
static size_t squeezed(kw_str s) {
    size_t i = 0;
    while (i + PIECE <= s.n && stands(kw_eight(s.p + i), i && s.p[i - 1] == ' ')) i += PIECE;
    if (i) i--;                                             /* a blank may stand there, before another */
    for (; i < s.n; i++) {
        const unsigned class = class_at(s, i);
        /* the last byte is no blank */
        if (class && (class != SPACE || s.p[i] != ' ' || s.p[i + 1] == ' ') && (class != LEADS || control(s, i))) break;
    }
    return i;
}

/* A copy of a trimmed text of which the first `done` bytes are as they should be. */
static kw_str squeeze_from(kw_arena *mem, kw_str s, size_t done) {
    size_t i = done, n = done, skip;
    char *p = kw_alloc_bytes(mem, s.n + PIECE);
    if (!p) return KW_NONE;
    if (n) memcpy(p, s.p, n);
    while (i < s.n) {
        const uint64_t v = i + PIECE <= s.n ? kw_eight(s.p + i) : 0;
        if (stands(v, n && p[n - 1] == ' ')) {              /* never where less is left */
            kw_eight_put(p + n, v);
            i += PIECE;
            n += PIECE;
            continue;
        }
        for (size_t end = i + PIECE < s.n ? i + PIECE : s.n; i < end; i++) {
            if ((skip = control(s, i)) != 0) { i += skip - 1; continue; }
            const char c = class_at(s, i) == SPACE ? ' ' : s.p[i];
            if (c != ' ' || (n && p[n - 1] != ' ')) p[n++] = c;
        }
    }
    p[n] = 0;
    return kw_str_trim((kw_str){ p, n });
}

kw_str kw_squeeze(kw_arena *mem, kw_str s) {
    s = kw_str_trim(s);
    const size_t done = squeezed(s);
    return done == s.n ? s : squeeze_from(mem, s, done);
}

kw_str kw_squeeze_dup(kw_arena *mem, kw_str s) { return squeeze_from(mem, kw_str_trim(s), 0); }

kw_block *kw_draft_block(kw_draft *d, kw_str text, kw_para_kind kind) {
    kw_block *b = kw_push(d->mem, (void **)&d->v, &d->n, &d->cap, sizeof *b);
    if (b) *b = (kw_block){ .text = text, .kind = kind };
    return b;
}

static bool ends_sentence(kw_str s) {
    if (!s.n) return false;
    return strchr(".!?:\"')", s.p[s.n - 1]) != NULL || (unsigned char)s.p[s.n - 1] >= 0x80;
}

/* Wrapped by hand: most lines are of about one length, most end inside a sentence, and blank lines part the paragraphs. */
static bool is_wrapped(kw_str text) {
    size_t lines = 0, blank = 0, open = 0, longest = 0, shortish = 0;
    kw_str rest = text, line;
    while (kw_str_cut(&rest, '\n', &line)) {
        line = kw_str_trim(line);
        if (!line.n) { blank++; continue; }
        lines++;
        open += !ends_sentence(line);
        if (line.n > longest) longest = line.n;
    }
    if (lines < 6 || !blank || longest > 100 || longest < 40) return false;
    rest = text;
    while (kw_str_cut(&rest, '\n', &line)) shortish += line.n && kw_str_trim(line).n * 4 < longest * 3;
    return open * 2 > lines && shortish * 2 < lines;
}

static kw_rc too_many(const kw_draft *d, kw_err *err) {
    return kw_fail(err, KW_DATA, d->raw->path.p, "want an article of at most %d lines or paragraphs, found more", KW_BLOCKS_MAX);
}

static kw_rc read_wrapped(kw_draft *d, kw_err *err) {
    kw_str rest = d->page->text, line;
    size_t from = SIZE_MAX, end = 0;
    for (bool more = true; more;) {
        more = kw_str_cut(&rest, '\n', &line);
        bool empty = !more || !kw_str_trim(line).n;
        if (!empty) {
            if (from == SIZE_MAX) from = (size_t)(line.p - d->page->text.p);
            end = (size_t)(line.p - d->page->text.p) + line.n;
        } else if (from != SIZE_MAX) {
            kw_str text = kw_squeeze(d->mem, kw_str_sub(d->page->text, from, end));
            if (d->n == KW_BLOCKS_MAX) return too_many(d, err);
            kw_block *b = text.p ? kw_draft_block(d, text, KW_PARA_TEXT) : NULL;
            if (!b) return kw_fail_nomem(err);
            b->gap = true;
            from = SIZE_MAX;
        }
    }
    return KW_OK;
}

kw_rc kw_lines_read(kw_draft *d, kw_err *err) {
    kw_str rest = d->page->text, line;
    bool gap = true;
    d->body_rule = KW_STR("text");
    d->body_node = KW_STR("the lines that are no furniture");
    if (is_wrapped(rest)) return read_wrapped(d, err);
    while (kw_str_cut(&rest, '\n', &line)) {
        kw_str text = kw_squeeze(d->mem, line);
        if (!text.p && line.n) return kw_fail_nomem(err);
        if (!text.n) { gap = true; continue; }
        if (d->n == KW_BLOCKS_MAX) return too_many(d, err);
        kw_block *b = kw_draft_block(d, text, KW_PARA_TEXT);
        if (!b) return kw_fail_nomem(err);
        b->gap = gap;
        gap = false;
    }
    return KW_OK;
}
