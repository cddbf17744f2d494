/* SPDX-License-Identifier: MIT
 * One pattern of a verb: "- $ * (WITH {&MILITARY FORCES}) +  [190:190]". '*' is the verb; '_' joins what stands side by side; words in
 * {} make one noun phrase, words in () begin with a preposition; $ + ^ % are phrases (see petrarch.h). */
#include "base/utf8.h"
#include "know/petrarch_parts.h"

enum { ELEMS_MAX = 32, BRACKETS_MAX = 250 };

typedef struct {
    pt_reader *r;
    kw_str s;
    size_t i;
    kw_pt_elem v[ELEMS_MAX];
    uint32_t n, before;
    char outer;                                 /* '(' or '{' that is open, 0 */
    uint8_t bracket_no;
    bool star, joined, after_star, verb_joined, wrong;
} scan;

static bool is_word(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80 || (c && strchr("-'./,!", c));
}

static void push_elem(scan *x, kw_pt_elem e) {
    if (x->n == ELEMS_MAX) {
        if (!x->wrong) pt_tell(x->r, x->r->at.line, "want at most %d words in a pattern", ELEMS_MAX);
        x->wrong = true;
        return;
    }
    if (x->after_star) x->verb_joined = x->joined;
    e.joined = x->joined && !x->after_star;
    e.bracket = x->outer;
    e.bracket_no = x->outer ? x->bracket_no : 0;
    x->v[x->n++] = e;
    x->joined = x->after_star = false;
}

/* The name behind '&': as many parts between '_' as make a set that is known, else the first. */
static kw_str set_name(scan *x) {
    size_t start = x->i, end = start;
    kw_str best = KW_NONE;
    for (;;) {
        while (end < x->s.n && is_word(x->s.p[end])) end++;
        kw_str name = kw_str_sub(x->s, start, end), key = pt_key(x->r, name);
        if (!best.p) best = name;
        for (size_t i = 0; key.p && i < x->r->p->n_sets; i++)
            if (x->r->p->sets[i].defined && kw_str_eq(x->r->p->sets[i].name, key)) best = name;
        if (end + 1 >= x->s.n || x->s.p[end] != '_' || !is_word(x->s.p[end + 1])) break;
        end++;
    }
    x->i = start + best.n;
    return best;
}

static void read_word(scan *x) {
    size_t start = x->i;
    while (x->i < x->s.n && is_word(x->s.p[x->i])) x->i++;
    kw_str key = pt_key(x->r, kw_str_sub(x->s, start, x->i));
    if (key.p) push_elem(x, (kw_pt_elem){ .kind = KW_PT_WORD, .word = key });
}

static void read_set(scan *x) {
    x->i++;
    kw_str key = pt_key(x->r, set_name(x));
    uint32_t set = key.p ? pt_set_of(x->r, key) : UINT32_MAX;
    if (set == UINT32_MAX) x->wrong = true;
    else push_elem(x, (kw_pt_elem){ .kind = KW_PT_SET, .set = set });
}

static void read_star(scan *x) {
    if (x->star) {
        pt_tell(x->r, x->r->at.line, "want one '*' in a pattern, found two");
        x->wrong = true;
    }
    x->star = x->after_star = true;
    x->before = x->n;
    x->joined = false;
}

static void read_mark(scan *x, char c) {
    static const struct { char c; uint8_t kind; } roles[] =
        { { '$', KW_PT_SOURCE }, { '+', KW_PT_TARGET }, { '^', KW_PT_SKIP }, { '%', KW_PT_PAIR } };
    x->i++;
    for (size_t k = 0; k < sizeof roles / sizeof *roles; k++)
        if (c == roles[k].c) { push_elem(x, (kw_pt_elem){ .kind = roles[k].kind }); return; }
    if (c == '*') read_star(x);
    else if (c == '_') x->joined = true;
    else if (kw_is_space(c)) x->joined = false;
    else if (c == '(' || c == '{') {
        if (!x->outer && x->bracket_no < BRACKETS_MAX) x->outer = c, x->bracket_no++;       /* {} inside (): part of that phrase */
    } else if (c == ')' || c == '}') {
        if (x->outer == (c == ')' ? '(' : '{')) x->outer = 0;
    } else if (!x->wrong) {
        pt_tell(x->r, x->r->at.line, "want words, sets and $ + ^ %% * in a pattern, found '%c'", (unsigned char)c < 0x20 ? '?' : c);
        x->wrong = true;
    }
}

static void scan_all(scan *x) {
    while (x->i < x->s.n && !x->wrong && !x->r->failed) {
        char c = x->s.p[x->i];
        if (c == '&') read_set(x);
        else if (is_word(c)) read_word(x);
        else read_mark(x, c);
    }
    if (!x->wrong && !x->star) {
        pt_tell(x->r, x->r->at.line, "want a '*' for the verb in the pattern '%.*s'", KW_FMT(x->s));
        x->wrong = true;
    }
    if (!x->wrong && x->outer) {
        pt_tell(x->r, x->r->at.line, "want a '%c' in the pattern '%.*s'", x->outer == '(' ? ')' : '}', KW_FMT(x->s));
        x->wrong = true;
    }
}

/* Before the verb a word is "joined" to what follows it, as matching goes away from the verb on both sides. */
static void turn_joins(scan *x, bool to_verb) {
    for (uint32_t i = 0; i < x->before; i++) x->v[i].joined = i + 1 < x->before ? x->v[i + 1].joined : to_verb;
}

bool pt_read_pattern(pt_reader *r, kw_str line, bool phrases, kw_pt_pattern *out) {
    const char *open = memchr(line.p, '[', line.n);
    if (!open) {
        pt_tell(r, r->at.line, "want a code in [] after the pattern '%.*s', found none", KW_FMT(line));
        return false;
    }
    size_t at = (size_t)(open - line.p);
    kw_str rest = kw_str_sub(line, at, line.n), code;
    scan x = { .r = r, .s = kw_str_trim(kw_str_sub(line, 0, at)) };
    if (!pt_bracketed(r, ']', &rest, &code)) return false;
    scan_all(&x);
    if (x.wrong || r->failed) return false;
    const char *star = memchr(x.s.p, '*', x.s.n);
    turn_joins(&x, star > x.s.p && star[-1] == '_');
    kw_pt_elem *v = kw_alloc_n(r->mem, x.n ? x.n : 1, sizeof *v);
    if (!v) return !(r->failed = true);
    if (x.n) memcpy(v, x.v, x.n * sizeof *v);
    *out = (kw_pt_pattern){ .elems = v, .n = x.n, .before = x.before, .phrases = phrases, .verb_joined = x.verb_joined, .at = r->at, .text = x.s };
    pt_two_codes(code, &out->code, &out->back);
    out->null = !out->code.p && !out->back.p;
    return true;
}
