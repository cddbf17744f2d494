/* SPDX-License-Identifier: MIT
 * Reads actors, agents, discards and issues.
 *   actors    NAME [CODE]             a code at once, or on lines of their own below, each perhaps with its dates:
 *             +OTHER_NAME             [CODE <930120]  [CODE >20130119]  [CODE 930120-010120]
 *   agents    NAME {PLURALS} [~CODE]  {}: no plural; no braces: the regular one; [CODE~] goes before the actor's
 *             !MARK! = A, B           "CONGRESS!MARK!" stands for CONGRESSA and CONGRESSB
 *   discards  WORDS                   of a sentence; with '+' before them of the whole text
 *   issues    WORDS [CODE]  */
#include "know/calendar.h"
#include "know/petrarch_parts.h"

/* ---- dates ---- */

enum { CENTURY = 30 };                  /* a year of two digits up to this one is of this century */

static bool digits(kw_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n == 6 || s.n == 8;
}

static int number(const char *p, int n) {
    int v = 0;
    while (n-- > 0) v = v * 10 + (*p++ - '0');
    return v;
}

/* YYMMDD or YYYYMMDD; 00 for a month or day that is not known is its first. */
static bool read_day(kw_str s, int32_t *day) {
    s = kw_str_trim(s);
    if (!digits(s)) return false;
    int year = number(s.p, (int)s.n - 4), month = number(s.p + s.n - 4, 2), dom = number(s.p + s.n - 2, 2);
    if (s.n == 6) year += year <= CENTURY ? 2000 : 1900;
    if (!month) month = 1;
    if (!dom) dom = 1;
    if (month <= 12 && dom > kw_month_days(year, month) && dom <= 31) dom = kw_month_days(year, month);     /* 31 June, meant as its end */
    if (!kw_date_valid(year, month, dom)) return false;
    *day = kw_day_of(year, month, dom);
    return true;
}

/* "<950601", "> 990816", "19950601 - 19990815" */
static bool read_dates(kw_str s, kw_pt_code *c) {
    if (s.p[0] == '<' || s.p[0] == '>') {
        int32_t day;
        if (!read_day(kw_str_sub(s, 1, s.n), &day)) return false;
        if (s.p[0] == '<') c->to = day - 1;
        else c->from = day;
        return true;
    }
    const char *dash = memchr(s.p, '-', s.n);
    size_t at = dash ? (size_t)(dash - s.p) : 0;
    return dash && read_day(kw_str_sub(s, 0, at), &c->from) && read_day(kw_str_sub(s, at + 1, s.n), &c->to) && c->from <= c->to;
}

/* ---- actors ---- */

typedef struct { size_t first_name; uint32_t first_code, line; } actor_group;

static bool push_code(pt_reader *r, kw_pt_code c) {
    kw_pt_code *slot = kw_push(r->mem, (void **)&r->p->codes, &r->p->n_codes, &r->p->cap_codes, sizeof *slot);
    if (!slot) return !(r->failed = true);
    *slot = c;
    return true;
}

static void read_code(pt_reader *r, kw_str inside) {
    size_t n = 0;
    while (n < inside.n && !kw_is_space(inside.p[n]) && inside.p[n] != '<' && inside.p[n] != '>') n++;
    kw_str code = kw_str_sub(inside, 0, n), dates = kw_str_trim(kw_str_sub(inside, n, inside.n));
    kw_pt_code c = { .code = kw_str_is(code, "---") ? KW_NONE : code, .from = INT32_MIN, .to = INT32_MAX, .at = r->at };
    if (!code.n) pt_tell(r, r->at.line, "want a code in [], found '%.*s'", KW_FMT(inside));
    else if (dates.n && !read_dates(dates, &c))
        pt_tell(r, r->at.line, "want dates as <YYMMDD, >YYMMDD or YYMMDD-YYMMDD, found '%.*s'", KW_FMT(dates));
    else push_code(r, c);
}

static void read_codes(pt_reader *r, kw_str s) {
    kw_str inside;
    while (s.n && !r->failed) {
        if (s.p[0] != '[') {
            pt_tell(r, r->at.line, "want a code in [], found '%.*s'", KW_FMT(s));
            return;
        }
        if (!pt_bracketed(r, ']', &s, &inside)) return;
        read_code(r, inside);
    }
}

/* All names of a group get the codes that were read for it. */
static void close_group(pt_reader *r, const actor_group *g) {
    kw_petrarch *p = r->p;
    uint32_t n = (uint32_t)p->n_codes - g->first_code;
    for (size_t i = g->first_name; i < p->n_names; i++) {
        p->names[i].first = g->first_code;
        p->names[i].n = n;
    }
    if (!n && g->first_name < p->n_names) pt_tell(r, g->line, "want a code for '%.*s', found none", KW_FMT(p->names[g->first_name].name));
}

void pt_read_actors(pt_reader *r) {
    kw_petrarch *p = r->p;
    actor_group g = { p->n_names, (uint32_t)p->n_codes, 0 };
    kw_str line;
    while (pt_line(r, ';', &line)) {
        bool more = line.p[0] == '+';
        if ((more || line.p[0] == '[') && !g.line) {
            pt_tell(r, r->at.line, "want a name before '%.*s'", KW_FMT(line));
            continue;
        }
        if (line.p[0] == '[') {
            read_codes(r, line);
            continue;
        }
        const char *open = memchr(line.p, '[', line.n);
        size_t n = open ? (size_t)(open - line.p) : line.n;
        if (!more) {
            close_group(r, &g);
            g = (actor_group){ p->n_names, (uint32_t)p->n_codes, r->at.line };
        }
        kw_str key = pt_key(r, kw_str_sub(line, more, n));
        if (!key.p && !r->failed) pt_tell(r, r->at.line, "want a name, found '%.*s'", KW_FMT(line));
        if (key.p && !pt_add_name(r, KW_PT_ACTOR, key, 0, 0, r->at.line, false)) return;
        if (open) read_codes(r, kw_str_sub(line, n, line.n));
    }
    if (!r->failed) close_group(r, &g);
}

/* ---- agents ---- */

typedef struct { kw_str name; kw_str *forms; size_t n, cap; } mark;
typedef struct { mark *v; size_t n, cap; } marks;

static void read_mark(pt_reader *r, kw_str line, marks *all) {
    const char *equals = memchr(line.p, '=', line.n);
    size_t at = (size_t)(equals - line.p);
    mark *m = kw_push(r->mem, (void **)&all->v, &all->n, &all->cap, sizeof *m);
    if (!m) { r->failed = true; return; }
    *m = (mark){ .name = kw_str_trim(kw_str_sub(line, 0, at)) };
    kw_str rest = kw_str_sub(line, at + 1, line.n), form;
    while (kw_str_cut(&rest, ',', &form)) {
        form = kw_str_trim(form);
        if (!form.n) continue;
        kw_str *slot = kw_push(r->mem, (void **)&m->forms, &m->n, &m->cap, sizeof *slot);
        if (!slot) { r->failed = true; return; }
        *slot = form;
    }
    if (!m->n) pt_tell(r, r->at.line, "want forms after '=', found none");
}

enum { FORMS_MAX = 1000 };              /* of one line: its !MARKS! multiply */

typedef struct { uint32_t code; bool before, plural; size_t room; } agent;     /* room: names that may still come of the line */

static void add_agent(pt_reader *r, kw_str raw, agent *a) {
    if (a->room == 1) pt_tell(r, r->at.line, "want a line of at most %d names, found more", FORMS_MAX);
    if (a->room) a->room--;
    kw_str key = a->room ? pt_key(r, raw) : KW_NONE;
    if (!key.p) return;
    if (!pt_add_name(r, KW_PT_AGENT, key, a->code, 1, r->at.line, a->before) || !a->plural) return;
    key = pt_plural(r, key);
    if (key.p) pt_add_name(r, KW_PT_AGENT, key, a->code, 1, r->at.line, a->before);
}

/* The name with each !MARK! replaced by each of its forms. */
static void add_agent_forms(pt_reader *r, kw_str raw, const marks *all, agent *a, int depth) {
    const char *open = memchr(raw.p, '!', raw.n);
    size_t at = open ? (size_t)(open - raw.p) : 0;
    const char *close = open ? memchr(open + 1, '!', raw.n - at - 1) : NULL;
    if (!open) { add_agent(r, raw, a); return; }
    kw_str name = close ? kw_str_sub(raw, at, (size_t)(close - raw.p) + 1) : KW_NONE;
    for (size_t i = 0; i < all->n && depth < 4; i++) {
        if (!name.p || !kw_str_eq(all->v[i].name, name)) continue;
        for (size_t f = 0; f < all->v[i].n && a->room && !r->failed; f++) {
            kw_str rest = kw_str_sub(raw, at + name.n, raw.n);
            kw_str s = kw_str_fmt(r->mem, "%.*s%.*s%.*s", (int)at, raw.p, KW_FMT(all->v[i].forms[f]), KW_FMT(rest));
            if (!s.p) { r->failed = true; return; }
            add_agent_forms(r, s, all, a, depth + 1);
        }
        return;
    }
    pt_tell(r, r->at.line, "want a !MARK! that a line defines, found '%.*s'", KW_FMT(raw));
}

static bool read_agent_code(pt_reader *r, kw_str inside, agent *a) {
    a->before = inside.n > 1 && inside.p[inside.n - 1] == '~';
    bool after = inside.n > 1 && inside.p[0] == '~';
    if (a->before == after) {
        pt_tell(r, r->at.line, "want [~CODE] or [CODE~], found '[%.*s]'", KW_FMT(inside));
        return false;
    }
    a->code = (uint32_t)r->p->n_codes;
    return push_code(r, (kw_pt_code){ .code = kw_str_trim(kw_str_sub(inside, after, inside.n - a->before)), .from = INT32_MIN,
        .to = INT32_MAX, .at = r->at });
}

static void read_agent(pt_reader *r, kw_str line, const marks *all) {
    size_t n = 0;
    while (n < line.n && line.p[n] != '{' && line.p[n] != '[') n++;
    kw_str name = kw_str_trim(kw_str_sub(line, 0, n)), rest = kw_str_sub(line, n, line.n), plurals = KW_NONE, inside, form;
    agent a = { .plural = true, .room = FORMS_MAX + 1 };
    if (!name.n) { pt_tell(r, r->at.line, "want a name, found '%.*s'", KW_FMT(line)); return; }
    if (rest.n && rest.p[0] == '{') {
        if (!pt_bracketed(r, '}', &rest, &plurals)) return;
        a.plural = false;
    }
    if (!rest.n || rest.p[0] != '[') { pt_tell(r, r->at.line, "want a code in [] after '%.*s', found none", KW_FMT(name)); return; }
    if (!pt_bracketed(r, ']', &rest, &inside) || !read_agent_code(r, inside, &a)) return;
    if (rest.n) pt_tell(r, r->at.line, "want nothing after the code, found '%.*s'", KW_FMT(rest));
    add_agent_forms(r, name, all, &a, 0);
    for (a.plural = false; plurals.n && kw_str_cut(&plurals, ',', &form);)
        if ((form = kw_str_trim(form)).n) add_agent_forms(r, form, all, &a, 0);
}

void pt_read_agents(pt_reader *r) {
    marks all = { 0 };
    kw_str line;
    while (pt_line(r, ';', &line)) {
        bool defines = line.p[0] == '!' && memchr(line.p, '=', line.n) && !memchr(line.p, '[', line.n);
        if (defines) read_mark(r, line, &all);
        else read_agent(r, line, &all);
    }
}

/* ---- discards, issues ---- */

void pt_read_list(pt_reader *r, kw_pt_kind kind) {
    kw_str line;
    while (pt_line(r, ';', &line)) {
        bool text = kind == KW_PT_DISCARD && line.p[0] == '+';
        const char *open = memchr(line.p, '[', line.n);
        size_t n = open ? (size_t)(open - line.p) : line.n;
        uint32_t first = (uint32_t)r->p->n_codes;
        kw_str key = pt_key(r, kw_str_sub(line, text, n));
        if (!key.p) {
            if (!r->failed) pt_tell(r, r->at.line, "want words, found '%.*s'", KW_FMT(line));
            continue;
        }
        if (open) read_codes(r, kw_str_sub(line, n, line.n));
        else if (kind == KW_PT_ISSUE) pt_tell(r, r->at.line, "want a code in [] after '%.*s', found none", KW_FMT(line));
        pt_add_name(r, text ? KW_PT_DISCARD_TEXT : kind, key, first, (uint32_t)r->p->n_codes - first, r->at.line, false);
    }
}
