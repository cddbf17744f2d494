/* SPDX-License-Identifier: MIT
 * One pass that looks whether and how much is to be mended, and a second one that copies where it is. CDATA and comments may hold any '&'. */
#include "read/xml.h"
#include "read/charset.h"

#include <string.h>

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
    if (!behind.n || !strchr("algq", behind.p[0])) return false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (kw_str_starts(behind, kw_str_of(names[i]))) return true;
    return false;
}

/* Behind a part that begins at `at` and holds what it likes; `at` itself where none begins. One without an end is none, and then none of its kind
 * that follows has one. */
static size_t behind_verbatim(kw_str s, size_t at, bool endless[2]) {
    static const struct { kw_str open, close; } parts[] = { { { "<![CDATA[", 9 }, { "]]>", 3 } }, { { "<!--", 4 }, { "-->", 3 } } };
    for (size_t i = 0; at + 4 < s.n && s.p[at + 1] == '!' && i < sizeof parts / sizeof *parts; i++) {
        if (endless[i] || !kw_str_starts(kw_str_sub(s, at, s.n), parts[i].open)) continue;
        const size_t end = kw_str_find(s, parts[i].close, at);
        endless[i] = end == SIZE_MAX;
        return endless[i] ? at : end + parts[i].close.n;
    }
    return at;
}

/* What becomes of it, in `to`, or with `to` NULL only how long that is, as long as it grows by at most `most` bytes; *faults: places that are
 * mended. */
static size_t mend(kw_str s, size_t most, char *to, size_t *faults) {
    const kw_str escaped = KW_STR("&amp;");
    bool endless[2] = { false, false };
    size_t n = 0;
    *faults = 0;
    for (size_t i = 0, verbatim = 0; i < s.n && n - i <= most; i++) {
        if (i >= verbatim && s.p[i] == '<') verbatim = behind_verbatim(s, i, endless);
        if (endless[1]) break;                              /* a comment to the end: parsers look for its end again and again */
        const bool control = is_control(s.p[i]), bare = i >= verbatim && s.p[i] == '&' && !is_reference(kw_str_sub(s, i + 1, s.n));
        *faults += control || bare;
        if (to && bare) memcpy(to + n, escaped.p, escaped.n);
        else if (to) to[n] = control ? ' ' : s.p[i];
        n += bare ? escaped.n : 1;
    }
    return n;
}

/* What it declares has been looked at; a parser that is told UTF-8 would believe it all the same. */
static kw_str behind_declaration(kw_str s) {
    size_t end = kw_str_starts(s, KW_STR("<?xml ")) ? kw_str_find(s, KW_STR("?>"), 0) : SIZE_MAX;
    return end == SIZE_MAX ? s : kw_str_sub(s, end + 2, s.n);
}

kw_rc kw_xml_mend(kw_str xml, const char *place, kw_arena *mem, kw_str *out, kw_err *err) {
    enum { GROWS_BY = 4, ALWAYS = 1 << 16 };                /* a quarter, or so many bytes */
    kw_str used;
    size_t faults;
    KW_TRY(kw_charset_read(xml, KW_NONE, true, place, mem, out, &used, err));
    const kw_str s = behind_declaration(kw_str_trim(*out));
    const size_t most = s.n / GROWS_BY + ALWAYS, n = mend(s, most, NULL, &faults);
    *out = kw_str_sub(s, 0, faults ? s.n : n);
    if (!faults) return KW_OK;
    if (faults > most / 4) return kw_fail(err, KW_DATA, place, "want XML, found %zu places that are none", faults);
    char *to = kw_alloc_bytes(mem, n + 1);
    if (!to) return kw_fail_nomem(err);
    to[mend(s, most, to, &faults)] = 0;
    *out = (kw_str){ to, n };
    return KW_OK;
}
