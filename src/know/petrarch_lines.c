/* SPDX-License-Identifier: MIT
 * Lines, names and codes of PETRARCH's files: what the readers of all kinds share. */
#include "base/utf8.h"
#include "know/petrarch_parts.h"

#include <stdarg.h>
#include <stdio.h>

void pt_tell(pt_reader *r, uint32_t line, const char *fmt, ...) {
    char text[300];
    kw_err e = { "" };
    va_list ap;
    if (!r->told) return;
    va_start(ap, fmt);
    vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    kw_fail_at(&e, KW_DATA, r->path.p, (long)line, "%s", text);
    r->told(r->ctx, r->path.p, e.text);
}

/* Where the line's own text ends: at '#' or `stop` outside brackets. */
static size_t text_end(kw_str line, char stop) {
    int deep = 0;
    for (size_t i = 0; i < line.n; i++) {
        char c = line.p[i];
        if (c == '[') deep++;
        else if (c == ']' && deep) deep--;
        else if (!deep && (c == '#' || (stop && c == stop))) return i;
    }
    return line.n;
}

/* A comment of XML: the dictionaries of PETRARCH 1 have them at the line's start. */
static bool in_comment(pt_reader *r, kw_str line) {
    if (!r->comment && !(line.n && line.p[0] == '<')) return false;
    if (!r->comment && kw_str_starts(line, KW_STR("<!--"))) r->comment = r->at.line;
    if (kw_str_find(line, KW_STR("-->"), 0) != SIZE_MAX) r->comment = 0;
    return true;
}

bool pt_line(pt_reader *r, char stop, kw_str *out) {
    kw_str line;
    while (!r->failed && kw_str_cut(&r->rest, '\n', &line)) {
        r->at.line++;
        line = kw_str_trim(line);
        if (in_comment(r, line)) continue;
        line = kw_str_trim((kw_str){ line.p, text_end(line, stop) });
        if (!line.n) continue;
        size_t broken = kw_utf8_broken(line);
        if (broken == SIZE_MAX) {
            *out = line;
            return true;
        }
        pt_tell(r, r->at.line, "want UTF-8, found byte 0x%02x", (unsigned char)line.p[broken]);
    }
    if (r->comment) pt_tell(r, r->comment, "want '-->' at the end of the comment, found the end of the file");
    r->comment = 0;
    return false;
}

kw_str pt_key(pt_reader *r, kw_str raw) {
    char buf[PT_KEY_MAX];
    size_t n = 0;
    bool ascii = true;
    raw = kw_str_trim(raw);
    for (size_t i = 0; i < raw.n; i++) {
        char c = raw.p[i] == '_' || kw_is_space(raw.p[i]) ? ' ' : raw.p[i];
        if (c == ' ' && (!n || buf[n - 1] == ' ')) continue;
        if (n == sizeof buf) {
            pt_tell(r, r->at.line, "want a name of at most %d bytes, found '%.*s'", PT_KEY_MAX, KW_FMT(raw));
            return KW_NONE;
        }
        ascii = ascii && (unsigned char)c < 0x80;
        buf[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    if (n && buf[n - 1] == ' ') n--;
    if (!n) return KW_NONE;
    kw_str key = ascii ? kw_str_dup(r->mem, (kw_str){ buf, n }) : kw_utf8_fold(r->mem, (kw_str){ buf, n });
    if (key.p && !ascii) key = kw_str_dup(r->mem, key);     /* fold may hand back the buffer itself */
    if (!key.p) r->failed = true;
    return key.n > PT_KEY_MAX ? KW_NONE : key;
}

bool pt_add_name(pt_reader *r, kw_pt_kind kind, kw_str key, uint32_t first, uint32_t n, uint32_t line, bool before) {
    kw_petrarch *p = r->p;
    kw_pt_name *x = kw_push(r->mem, (void **)&p->names, &p->n_names, &p->cap_names, sizeof *x);
    if (!x || !pt_index_add(&p->by_name, r->mem, key, (uint32_t)(p->n_names - 1))) return !(r->failed = true);
    *x = (kw_pt_name){ .name = key, .first = first, .n = n, .kind = (uint8_t)kind, .before = before, .at = { line, r->at.file } };
    return true;
}

kw_str pt_plural(pt_reader *r, kw_str noun) {
    kw_ending e;
    if (!kw_inflect(r->inflection, "plural", noun, &e)) return KW_NONE;
    kw_str s = kw_str_fmt(r->mem, "%.*s%s", (int)(noun.n - e.drop), noun.p, e.add);
    if (!s.p) r->failed = true;
    return s;
}

bool pt_bracketed(pt_reader *r, char close, kw_str *s, kw_str *inside) {
    const char *end = memchr(s->p, close, s->n);
    if (!end) {
        pt_tell(r, r->at.line, "want a '%c' after '%.*s'", close, KW_FMT(*s));
        return false;
    }
    size_t n = (size_t)(end - s->p);
    *inside = kw_str_trim(kw_str_sub(*s, 1, n));
    *s = kw_str_trim(kw_str_sub(*s, n + 1, s->n));
    return true;
}

static kw_str one_code(kw_str s) {
    s = kw_str_trim(s);
    return !s.n || kw_str_is(s, "---") ? KW_NONE : s;
}

void pt_two_codes(kw_str raw, kw_str *code, kw_str *back) {
    const char *colon = memchr(raw.p, ':', raw.n);
    size_t at = colon ? (size_t)(colon - raw.p) : raw.n;
    *code = one_code(kw_str_sub(raw, 0, at));
    *back = colon ? one_code(kw_str_sub(raw, at + 1, raw.n)) : KW_NONE;
}
