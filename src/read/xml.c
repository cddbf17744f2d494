/* SPDX-License-Identifier: MIT
 * One pass that looks whether anything is to be mended, and a second one that copies where it is. CDATA and comments may hold any '&'. */
#include "read/xml.h"
#include "base/buf.h"
#include "read/charset.h"

static bool is_control(char c) { return (unsigned char)c < 0x20 && c != '\t' && c != '\n' && c != '\r'; }

/* "#39;" and "#x27;": the character has to be one that XML has. */
static bool is_number(kw_str s) {
    size_t i = 1, digits = 0;
    uint32_t c = 0;
    const uint32_t base = s.n > 1 && (s.p[1] | 32) == 'x' ? 16 : 10;
    for (i += base == 16; i < s.n && digits < 8; i++, digits++) {
        const char d = s.p[i] | 32;
        if (d >= '0' && d <= '9') c = c * base + (uint32_t)(d - '0');
        else if (base == 16 && d >= 'a' && d <= 'f') c = c * base + (uint32_t)(d - 'a' + 10);
        else break;
    }
    const bool plain = c >= 0x20 ? c < 0x110000 && (c < 0xD800 || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF)) : !is_control((char)c);
    return digits && i < s.n && s.p[i] == ';' && plain;
}

/* Does what stands behind '&' make a reference of it? */
static bool is_reference(kw_str behind) {
    static const char *const names[] = { "amp;", "lt;", "gt;", "quot;", "apos;" };
    if (behind.n && behind.p[0] == '#') return is_number(behind);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kw_str_starts(behind, kw_str_of(names[i]))) return true;
    return false;
}

/* Behind a part that begins at `at` and holds what it likes; `at` itself where none begins. One without an end is none. */
static size_t behind_verbatim(kw_str s, size_t at) {
    static const struct { kw_str open, close; } parts[] = { { { "<![CDATA[", 9 }, { "]]>", 3 } }, { { "<!--", 4 }, { "-->", 3 } } };
    for (size_t i = 0; at + 4 < s.n && s.p[at + 1] == '!' && i < sizeof parts / sizeof *parts; i++) {
        if (!kw_str_starts(kw_str_sub(s, at, s.n), parts[i].open)) continue;
        const size_t end = kw_str_find(s, parts[i].close, at);
        return end == SIZE_MAX ? at : end + parts[i].close.n;
    }
    return at;
}

/* The first place from `at` on that is to be mended, or the end; a character that XML does not have is one wherever it stands. */
static size_t next_fault(kw_str s, size_t at) {
    for (size_t free = at; at < s.n; at++) {
        if (is_control(s.p[at])) return at;
        if (at < free) continue;
        if (s.p[at] == '<') free = behind_verbatim(s, at);
        else if (s.p[at] == '&' && !is_reference(kw_str_sub(s, at + 1, s.n))) return at;
    }
    return s.n;
}

/* Parts that hold what they like are told from the beginning on: the first fault may lie in one. */
static kw_rc copy_mended(kw_str s, size_t first, kw_arena *mem, kw_str *out, kw_err *err) {
    kw_buf b = KW_BUF_EMPTY;
    size_t free = 0;
    kw_buf_add(&b, kw_str_sub(s, 0, first));
    for (size_t i = 0; i < s.n; i++) {
        if (i >= free && s.p[i] == '<') free = behind_verbatim(s, i);
        if (i < first) continue;
        if (i >= free && s.p[i] == '&' && !is_reference(kw_str_sub(s, i + 1, s.n))) kw_buf_text(&b, "&amp;");
        else kw_buf_byte(&b, is_control(s.p[i]) ? ' ' : s.p[i]);
    }
    *out = b.failed ? KW_NONE : kw_str_dup(mem, kw_buf_str(&b));
    kw_buf_free(&b);
    return out->p ? KW_OK : kw_fail_nomem(err);
}

/* What it declares has been looked at; a parser that is told UTF-8 would believe it all the same. */
static kw_str behind_declaration(kw_str s) {
    size_t end = kw_str_starts(s, KW_STR("<?xml ")) ? kw_str_find(s, KW_STR("?>"), 0) : SIZE_MAX;
    return end == SIZE_MAX ? s : kw_str_sub(s, end + 2, s.n);
}

kw_rc kw_xml_mend(kw_str xml, const char *place, kw_arena *mem, kw_str *out, kw_err *err) {
    kw_str used;
    KW_TRY(kw_charset_read(xml, KW_NONE, true, place, mem, out, &used, err));
    *out = behind_declaration(kw_str_trim(*out));
    const size_t first = next_fault(*out, 0);
    return first < out->n ? copy_mended(*out, first, mem, out, err) : KW_OK;
}
