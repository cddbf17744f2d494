/* SPDX-License-Identifier: MIT
 * Text on a terminal: cut, filled, wrapped by the columns it takes. Control characters of articles never reach it: each
 * becomes a space, also those of C1 and the marks that turn the direction of writing. */
#include "base/utf8.h"
#include "export/row.h"

void kw_sheet_ink(kw_sheet *s, kw_ink ink) {
    static const char *const codes[] = { "\033[0m", "\033[1m", "\033[2m", "\033[32m", "\033[31m", "\033[36m" };
    if (s->colour) kw_buf_text(s->out, codes[ink]);
}

static bool is_control(uint32_t c) {
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
        (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/* Columns of a character: none for marks that combine, two for the wide letters of East Asia. */
static unsigned columns(uint32_t c) {
    if ((c >= 0x300 && c < 0x370) || (c >= 0x1ab0 && c < 0x1b00) || (c >= 0xfe20 && c < 0xfe30)) return 0;
    bool wide = (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
                (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) || (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
    return wide ? 2 : 1;
}

unsigned kw_columns_of(kw_str text) {
    unsigned n = 0;
    for (size_t at = 0; at < text.n;) n += columns(kw_utf8_next(text, &at));
    return n;
}

static unsigned put_char(kw_sheet *s, kw_str text, size_t from, size_t to, uint32_t c) {
    if (is_control(c)) {
        kw_buf_byte(s->out, ' ');
        return 1;
    }
    if (c == 0xFFFD) kw_utf8_put(s->out, c);
    else kw_buf_add(s->out, kw_str_sub(text, from, to));
    return columns(c);
}

unsigned kw_sheet_text(kw_sheet *s, kw_str text, unsigned most) {
    unsigned n = 0, all = most ? kw_columns_of(text) : 0;
    bool cut = most && all > most;
    for (size_t at = 0; at < text.n;) {
        size_t from = at;
        uint32_t c = kw_utf8_next(text, &at);
        if (cut && n + columns(c) > most - 1) break;
        n += put_char(s, text, from, at, c);
    }
    if (!cut) return n;
    kw_buf_text(s->out, "…");
    return n + 1;
}

void kw_sheet_cell(kw_sheet *s, kw_str text, unsigned width) {
    unsigned n = kw_sheet_text(s, text, width);
    for (; n < width + 2; n++) kw_buf_byte(s->out, ' ');
}

void kw_sheet_block(kw_sheet *s, kw_str text, unsigned indent) {
    unsigned room = s->width > indent + 20 ? s->width - indent : 20, used = 0;
    kw_str word;
    while (kw_str_cut(&text, ' ', &word)) {
        unsigned n = kw_columns_of(word);
        if (!word.n) continue;
        if (used && used + 1 + n > room) {
            kw_buf_byte(s->out, '\n');
            used = 0;
        }
        if (!used) for (unsigned i = 0; i < indent; i++) kw_buf_byte(s->out, ' ');
        else {
            kw_buf_byte(s->out, ' ');
            used++;
        }
        used += kw_sheet_text(s, word, 0);
    }
    if (used) kw_buf_byte(s->out, '\n');
}
