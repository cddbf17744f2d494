/* SPDX-License-Identifier: MIT
 * A byte order mark decides, then whether the bytes are UTF-8, then what was declared, then uchardet's guess; iconv converts. */
#include "read/charset.h"
#include "base/buf.h"
#include "base/utf8.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <strings.h>
#include <uchardet/uchardet.h>

enum { HEAD = 4096, GUESS_FROM = 1 << 16 };

/* Labels of the Encoding Standard (whatwg) that iconv knows under another name or as something narrower. */
static const struct { const char *label, *name; } labels[] = {
    { "iso-8859-1", "WINDOWS-1252" }, { "iso8859-1", "WINDOWS-1252" }, { "latin1", "WINDOWS-1252" }, { "latin-1", "WINDOWS-1252" },
    { "us-ascii", "WINDOWS-1252" }, { "ascii", "WINDOWS-1252" }, { "iso-8859-9", "WINDOWS-1254" }, { "latin5", "WINDOWS-1254" },
    { "tis-620", "WINDOWS-874" }, { "gb2312", "GB18030" }, { "gbk", "GB18030" }, { "x-gbk", "GB18030" }, { "gb_2312-80", "GB18030" },
    { "x-sjis", "CP932" }, { "shift_jis", "CP932" }, { "shift-jis", "CP932" }, { "sjis", "CP932" }, { "windows-31j", "CP932" },
    { "ks_c_5601-1987", "CP949" }, { "euc-kr", "CP949" }, { "x-euc-jp", "EUC-JP" }, { "big5", "BIG5-HKSCS" }, { "unicode", "UTF-16LE" },
    { "utf-16", "UTF-16LE" }, { "utf8", "UTF-8" }, { "x-utf-8", "UTF-8" },
};

static const struct { const char *mark; size_t n; const char *what; } kinds[] = {
    { "%PDF-", 5, "a PDF" }, { "\x89PNG", 4, "a picture (PNG)" }, { "\xff\xd8\xff", 3, "a picture (JPEG)" }, { "GIF8", 4, "a picture (GIF)" },
    { "PK\x03\x04", 4, "a ZIP archive or office document" }, { "\x7f" "ELF", 4, "a program" }, { "SQLite format 3", 15, "an SQLite file" },
    { "BZh", 3, "bzip2 data" }, { "\xfd" "7zXZ", 5, "xz data" }, { "RIFF", 4, "a picture or sound (RIFF)" }, { "OggS", 4, "sound (Ogg)" },
};

static bool has_bom16(kw_str s) {
    return s.n >= 2 && ((s.p[0] == '\xff' && s.p[1] == '\xfe') || (s.p[0] == '\xfe' && s.p[1] == '\xff'));
}

bool kw_charset_binary(kw_str s, const char **what) {
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (s.n < kinds[i].n || memcmp(s.p, kinds[i].mark, kinds[i].n) != 0) continue;
        *what = kinds[i].what;
        return true;
    }
    *what = "binary data";
    if (has_bom16(s)) return false;
    size_t n = s.n < HEAD ? s.n : HEAD, odd = 0, zeros[2] = { 0, 0 };
    /* controls that no text has */
    static const bool seldom[128] = { 1, 1, 1, 1, 1, 1, 1, 1, [14] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, [127] = 1 };
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x80 || !seldom[c]) continue;
        odd++;
        if (!c) zeros[i & 1]++;
    }
    if (n >= 16 && (zeros[0] > n / 4) != (zeros[1] > n / 4) && odd < n * 2 / 3) return false;    /* UTF-16 without a mark */
    return odd > 0 && odd * 50 > n;
}

static const char *iconv_name(kw_str label, char *room, size_t cap) {
    label = kw_str_trim(label);
    while (label.n && (label.p[0] == '"' || label.p[0] == '\'')) label = kw_str_sub(label, 1, label.n);
    while (label.n && strchr("\"' ;,/", label.p[label.n - 1])) label.n--;
    if (!label.n || label.n >= cap) return NULL;
    for (size_t i = 0; i < label.n; i++) {
        if (!isgraph((unsigned char)label.p[i])) return NULL;
        room[i] = (char)tolower((unsigned char)label.p[i]);
    }
    room[label.n] = 0;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (strcmp(labels[i].label, room) == 0) return labels[i].name;
    return room;
}

/* Converts; *bad counts bytes that did not fit. p NULL: no such charset, or out of memory (then *nomem). */
static kw_str convert(kw_str s, const char *from, kw_arena *mem, size_t *bad, bool *nomem) {
    iconv_t cd = iconv_open("UTF-8", from);
    kw_buf b = KW_BUF_EMPTY;
    char *in = (char *)(uintptr_t)s.p;
    size_t left = s.n;
    *bad = 0;
    if (cd == (iconv_t)-1) return KW_NONE;
    while (left && !b.failed) {
        if (!kw_buf_reserve(&b, left * 2 + 16)) break;
        char *out = b.p + b.n;
        size_t room = b.cap - b.n;
        size_t rc = iconv(cd, &in, &left, &out, &room);
        b.n = (size_t)(out - b.p);
        if (rc != (size_t)-1 || errno == E2BIG) continue;
        (*bad)++;
        kw_buf_add(&b, KW_STR("\xef\xbf\xbd"));
        in++, left--;
    }
    iconv_close(cd);
    kw_str out = b.failed ? KW_NONE : kw_str_dup(mem, kw_buf_str(&b));
    if (!out.p) *nomem = true;
    kw_buf_free(&b);
    return out;
}

static void guess(kw_str s, char *room, size_t cap) {
    room[0] = 0;
    uchardet_t u = uchardet_new();
    if (!u) return;
    if (uchardet_handle_data(u, s.p, s.n < GUESS_FROM ? s.n : GUESS_FROM) == 0) {
        uchardet_data_end(u);
        const char *name = uchardet_get_charset(u);
        if (name && strlen(name) < cap) memcpy(room, name, strlen(name) + 1);
    }
    uchardet_delete(u);
}

/* How many bytes are broken as UTF-8, and how many characters of more than one byte are whole. */
static void count_utf8(kw_str s, size_t *broken, size_t *whole) {
    *broken = *whole = 0;
    for (size_t i = 0; i < s.n;) {
        size_t from = i;
        if ((unsigned char)s.p[i] < 0x80) { i++; continue; }
        kw_utf8_next(s, &i);
        if (i - from == 1) (*broken)++;
        else (*whole)++;
    }
}

static kw_str repair(kw_str s, kw_arena *mem) {
    kw_buf b = KW_BUF_EMPTY;
    for (size_t i = 0; i < s.n;) {
        if ((unsigned char)s.p[i] < 0x80) { kw_buf_byte(&b, s.p[i++]); continue; }
        kw_utf8_put(&b, kw_utf8_next(s, &i));
    }
    kw_str out = b.failed ? KW_NONE : kw_str_dup(mem, kw_buf_str(&b));
    kw_buf_free(&b);
    return out;
}

static bool looks_utf16(kw_str s, const char **name) {
    size_t n = s.n < HEAD ? s.n : HEAD, zeros[2] = { 0, 0 };
    if (has_bom16(s)) { *name = s.p[0] == '\xff' ? "UTF-16LE" : "UTF-16BE"; return true; }
    for (size_t i = 0; i < n; i++) if (!s.p[i]) zeros[i & 1]++;
    if (n < 16 || zeros[0] + zeros[1] < n / 4) return false;
    *name = zeros[1] > zeros[0] ? "UTF-16LE" : "UTF-16BE";
    return true;
}

static kw_str value_after(kw_str s, size_t at) {
    while (at < s.n && (isspace((unsigned char)s.p[at]) || s.p[at] == '=' || s.p[at] == '"' || s.p[at] == '\'')) at++;
    size_t end = at;
    while (end < s.n && end - at < 40 && !isspace((unsigned char)s.p[end]) && !strchr("\"'>;/?", s.p[end])) end++;
    return end > at ? kw_str_sub(s, at, end) : KW_NONE;
}

/* The charset that an HTML page declares in its first bytes (<meta charset>, http-equiv, <?xml encoding>); p NULL: none. */
static kw_str declared_by(kw_str html) {
    kw_str head = kw_str_sub(html, 0, html.n < HEAD ? html.n : HEAD);
    static const char *const words[] = { "charset", "encoding" };
    for (size_t w = 0; w < 2; w++)
        for (size_t i = 0; i + 9 < head.n; i++)
            if (strncasecmp(head.p + i, words[w], strlen(words[w])) == 0) {
                size_t at = i + strlen(words[w]);
                while (at < head.n && isspace((unsigned char)head.p[at])) at++;
                if (at < head.n && head.p[at] == '=') return value_after(head, at);
            }
    return KW_NONE;
}

kw_rc kw_charset_read(kw_str bytes, kw_str declared, bool html, const char *place, kw_arena *mem, kw_str *out, kw_str *used, kw_err *err) {
    char label[64], found[64];
    const char *name;
    size_t broken, whole, bad = 0;
    bool nomem = false;
    *used = KW_STR("UTF-8");
    if (bytes.n >= 3 && memcmp(bytes.p, "\xef\xbb\xbf", 3) == 0) bytes = kw_str_sub(bytes, 3, bytes.n);
    *out = bytes;
    if (looks_utf16(bytes, &name)) {
        *out = convert(bytes, name, mem, &bad, &nomem);
        *used = kw_str_of(name);
        return out->p ? KW_OK : kw_fail_nomem(err);
    }
    if (kw_utf8_broken(bytes) == SIZE_MAX) return KW_OK;
    count_utf8(bytes, &broken, &whole);
    if (whole > 4 * broken) {                               /* UTF-8 with damage */
        *out = repair(bytes, mem);
        return out->p ? KW_OK : kw_fail_nomem(err);
    }
    if (!declared.p && html) declared = declared_by(bytes);
    name = iconv_name(declared, label, sizeof label);
    for (int attempt = 0; attempt < 2; attempt++) {
        if (attempt) { guess(bytes, found, sizeof found); name = iconv_name(kw_str_of(found), label, sizeof label); }
        if (!name || strcasecmp(name, "UTF-8") == 0) continue;
        kw_str text = convert(bytes, name, mem, &bad, &nomem);
        if (nomem) return kw_fail_nomem(err);
        if (!text.p || bad * 100 > bytes.n) continue;
        *out = text;
        *used = kw_str_dup(mem, kw_str_of(name));
        return used->p ? KW_OK : kw_fail_nomem(err);
    }
    return kw_fail(err, KW_DATA, place, "want text in UTF-8 or a charset that is declared or can be told; found byte 0x%02x at byte %zu",
                   (unsigned char)bytes.p[kw_utf8_broken(bytes)], kw_utf8_broken(bytes));
}

void kw_charset_warm(void) {
    static const char *const names[] = { "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255",
        "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258", "WINDOWS-874", "ISO-8859-2", "ISO-8859-5", "ISO-8859-7", "ISO-8859-15", "KOI8-R",
        "KOI8-U", "GB18030", "BIG5-HKSCS", "CP932", "EUC-JP", "ISO-2022-JP", "CP949", "UTF-16LE", "UTF-16BE" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) (void)iconv_open("UTF-8", names[i]);
}
