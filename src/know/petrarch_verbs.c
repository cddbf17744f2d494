/* SPDX-License-Identifier: MIT
 * Reads verbs: blocks of verbs that share a code and patterns, sets of words, and what one verb makes of another.
 *   --- NAME [CODE] ---               a block; its code may be "031:032", of source on target and back
 *   VERB {FORMS} [CODE]               a verb of it; regular forms are made; '+' marks the verb among several words ("WIRE_+TAP")
 *   - PATTERN [CODE]                  see petrarch_pattern.c
 *   &SET, then +MEMBER lines          nouns get their regular plural unless '_' ends them; a member may be a set
 *   ~ a (a b ATTACK) SAY = a b 015    */
#include "know/petrarch_parts.h"

/* ---- sets ---- */

uint32_t pt_set_of(pt_reader *r, kw_str key) {
    kw_petrarch *p = r->p;
    for (size_t i = 0; i < p->n_sets; i++)
        if (kw_str_eq(p->sets[i].name, key)) return (uint32_t)i;
    pt_set *s = kw_push(r->mem, (void **)&p->sets, &p->n_sets, &p->cap_sets, sizeof *s);
    if (!s) {
        r->failed = true;
        return UINT32_MAX;
    }
    *s = (pt_set){ .name = key, .at = r->at };
    return (uint32_t)(p->n_sets - 1);
}

static uint32_t read_set(pt_reader *r, kw_str line) {
    kw_str key = pt_key(r, kw_str_sub(line, 1, line.n));
    if (!key.p) {
        if (!r->failed) pt_tell(r, r->at.line, "want the name of a set after '&'");
        return UINT32_MAX;
    }
    uint32_t set = pt_set_of(r, key);
    if (set != UINT32_MAX) r->p->sets[set].defined = true;
    return set;
}

static void read_member(pt_reader *r, kw_str raw, uint32_t set) {
    pt_set *s = &r->p->sets[set];
    raw = kw_str_trim(raw);
    while (raw.n && strchr("({", raw.p[0])) raw = kw_str_sub(raw, 1, raw.n);
    while (raw.n && strchr(")}", raw.p[raw.n - 1])) raw.n--;
    if (!raw.n) {
        pt_tell(r, r->at.line, "want a member of the set after '+'");
        return;
    }
    kw_str *m = kw_push(r->mem, (void **)&s->members, &s->n, &s->cap, sizeof *m);
    if (!m) r->failed = true;
    else *m = raw;
}

/* The members of a set and of the sets in it; each set once, whatever circles they make. */
static void add_members(pt_reader *r, uint32_t into, uint32_t from) {
    if (from == UINT32_MAX || r->p->sets[from].seen == into + 1) return;
    r->p->sets[from].seen = into + 1;
    for (size_t i = 0; i < r->p->sets[from].n && !r->failed; i++) {
        kw_str raw = r->p->sets[from].members[i], key = pt_key(r, raw.p[0] == '&' ? kw_str_sub(raw, 1, raw.n) : raw);
        if (!key.p) continue;
        if (raw.p[0] == '&') {
            add_members(r, into, pt_set_of(r, key));
            continue;
        }
        if (!pt_index_add(&r->p->by_member, r->mem, key, into)) r->failed = true;
        if (raw.p[raw.n - 1] == '_') continue;
        key = pt_plural(r, key);
        if (key.p && !pt_index_add(&r->p->by_member, r->mem, key, into)) r->failed = true;
    }
}

void pt_close_sets(pt_reader *r) {
    for (size_t i = 0; i < r->p->n_sets && !r->failed; i++) {
        if (!r->p->sets[i].defined) {
            r->at = r->p->sets[i].at;
            r->path = r->p->files[r->at.file];
            pt_tell(r, r->at.line, "want a set that a line defines, found '&%.*s'", KW_FMT(r->p->sets[i].name));
        }
        add_members(r, (uint32_t)i, (uint32_t)i);
    }
}

/* ---- verbs ---- */

/* "WIRE_+TAP": the words without the '+', and which of them it stood before. */
static kw_str verb_key(pt_reader *r, kw_str raw, uint32_t *main) {
    char buf[PT_KEY_MAX];
    size_t n = 0;
    *main = 0;
    raw = kw_str_trim(raw);
    if (raw.n > sizeof buf) return pt_key(r, raw);          /* tells that it is too long */
    for (size_t i = 0; i < raw.n; i++) {
        if (raw.p[i] != '+') { buf[n++] = raw.p[i]; continue; }
        *main = 0;
        for (size_t k = 0; k < n; k++) *main += buf[k] == '_';
    }
    return pt_key(r, (kw_str){ buf, n });
}

static bool is_verb(kw_str raw) {
    for (size_t i = 0; i < raw.n; i++)
        if (strchr("()<>*$%^&!;:=\"", raw.p[i])) return false;
    return true;
}

static void add_form(pt_reader *r, kw_str key, uint32_t verb) {
    if (!key.p || !pt_index_add(&r->p->by_form, r->mem, key, verb)) r->failed = true;
}

/* A form that the file lists. */
static void add_listed(pt_reader *r, kw_str raw, uint32_t verb) {
    uint32_t main;
    kw_str key = verb_key(r, raw, &main);
    if (key.p) add_form(r, key, verb);
    else if (!r->failed) pt_tell(r, r->at.line, "want a form of the verb in {}, found '%.*s'", KW_FMT(raw));
}

/* The regular forms: of several words the one that is the verb itself ends otherwise. */
static void add_regular(pt_reader *r, kw_str key, uint32_t main, uint32_t verb) {
    static const char *const forms[] = { "present", "past", "gerund", "past doubled", "gerund doubled" };
    size_t a = 0, b;
    for (; main; main--) {
        size_t next = kw_str_find(key, KW_STR(" "), a);
        if (next == SIZE_MAX) break;
        a = next + 1;
    }
    b = kw_str_find(key, KW_STR(" "), a);
    if (b == SIZE_MAX) b = key.n;
    if (b - a < 2) return;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        kw_ending e;
        if (!kw_inflect(r->inflection, forms[i], kw_str_sub(key, a, b), &e)) continue;
        kw_str head = kw_str_sub(key, 0, b - e.drop), tail = kw_str_sub(key, b, key.n);
        add_form(r, kw_str_fmt(r->mem, "%.*s%s%.*s", KW_FMT(head), e.add, KW_FMT(tail)), verb);
    }
}

typedef struct { uint32_t set, block; kw_str code, back; bool phrases; } verb_state;

static void read_verb(pt_reader *r, kw_str line, const verb_state *st) {
    kw_petrarch *p = r->p;
    size_t n = 0;
    uint32_t main, verb = (uint32_t)p->n_verbs;
    while (n < line.n && line.p[n] != '{' && line.p[n] != '[') n++;
    kw_str key = is_verb(kw_str_sub(line, 0, n)) ? verb_key(r, kw_str_sub(line, 0, n), &main) : KW_NONE, rest = kw_str_sub(line, n, line.n),
        inside, forms = KW_NONE;
    if (!key.p) {
        if (!r->failed) pt_tell(r, r->at.line, "want a verb, found '%.*s'", KW_FMT(line));
        return;
    }
    kw_pt_verb x = { .name = key, .code = st->code, .back = st->back, .block = st->block, .main = main, .at = r->at };
    while (rest.n) {
        bool code = rest.p[0] == '[';
        if (!code && rest.p[0] != '{') { pt_tell(r, r->at.line, "want {forms} or [code] after the verb, found '%.*s'", KW_FMT(rest)); break; }
        if (!pt_bracketed(r, code ? ']' : '}', &rest, &inside)) return;
        if (code) pt_two_codes(inside, &x.code, &x.back);
        else forms = inside;
    }
    kw_pt_verb *slot = kw_push(r->mem, (void **)&p->verbs, &p->n_verbs, &p->cap_verbs, sizeof *slot);
    if (!slot) { r->failed = true; return; }
    *slot = x;
    add_form(r, key, verb);
    add_regular(r, key, main, verb);
    for (size_t i = 0; i < forms.n && !r->failed; i = n) {
        while (i < forms.n && kw_is_space(forms.p[i])) i++;
        for (n = i; n < forms.n && !kw_is_space(forms.p[n]); n++) { }
        if (n > i) add_listed(r, kw_str_sub(forms, i, n), verb);
    }
}

/* "--- ABANDON [345] ---" */
static void read_block(pt_reader *r, kw_str line, verb_state *st) {
    const char *open = memchr(line.p, '[', line.n);
    kw_str rest = open ? kw_str_sub(line, (size_t)(open - line.p), line.n) : KW_NONE, code;
    kw_pt_block *b = kw_push(r->mem, (void **)&r->p->blocks, &r->p->n_blocks, &r->p->cap_blocks, sizeof *b);
    if (!b) { r->failed = true; return; }
    *b = (kw_pt_block){ .first = (uint32_t)r->p->n_patterns };
    st->block = (uint32_t)(r->p->n_blocks - 1);
    st->code = st->back = KW_NONE;
    st->set = UINT32_MAX;
    if (!open) pt_tell(r, r->at.line, "want '--- NAME [CODE] ---', found '%.*s'", KW_FMT(line));
    else if (pt_bracketed(r, ']', &rest, &code)) pt_two_codes(code, &st->code, &st->back);
}

static void read_pattern_line(pt_reader *r, kw_str line, const verb_state *st) {
    kw_petrarch *p = r->p;
    kw_pt_pattern x;
    if (st->block == UINT32_MAX) { pt_tell(r, r->at.line, "want a block of verbs before the pattern '%.*s'", KW_FMT(line)); return; }
    if (line.p[0] == '-') line = kw_str_trim(kw_str_sub(line, 1, line.n));
    if (!pt_read_pattern(r, line, st->phrases, &x)) return;
    kw_pt_pattern *slot = kw_push(r->mem, (void **)&p->patterns, &p->n_patterns, &p->cap_patterns, sizeof *slot);
    if (!slot) { r->failed = true; return; }
    *slot = x;
    p->blocks[st->block].n++;
}

/* ---- turns ---- */

static bool next_word(kw_str *s, kw_str *word) {
    *s = kw_str_trim(*s);
    size_t n = 0;
    if (s->n && strchr("()=", s->p[0])) n = 1;
    else while (n < s->n && !kw_is_space(s->p[n]) && !strchr("()=", s->p[n])) n++;
    *word = kw_str_sub(*s, 0, n);
    *s = kw_str_sub(*s, n, s->n);
    return n > 0;
}

static bool who_of(kw_str w, uint8_t *out) {
    static const struct { const char *word; uint8_t who; } all[] = { { "a", KW_PT_A }, { "b", KW_PT_B }, { "_", KW_PT_NOBODY }, { ".", KW_PT_ANY } };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (kw_str_is(w, all[i].word)) { *out = all[i].who; return true; }
    return false;
}

static void read_turn(pt_reader *r, kw_str line) {
    kw_str s = kw_str_sub(line, 1, line.n), w[11] = { { NULL, 0 } };
    size_t n = 0;
    kw_pt_turn t = { .at = r->at };
    while (n < 11 && next_word(&s, &w[n])) n++;
    /* 0 a, 1 (, 2 who, 3 who, 4 verb, 5 ), 6 verb, 7 =, 8 a, 9 b, 10 code */
    bool ok = n == 11 && kw_str_is(w[0], "a") && kw_str_is(w[1], "(") && who_of(w[2], &t.inner_source) && who_of(w[3], &t.inner_target) &&
              kw_str_is(w[5], ")") && kw_str_is(w[7], "=") && kw_str_is(w[8], "a") && kw_str_is(w[9], "b");
    if (!ok) {
        pt_tell(r, r->at.line, "want '~ a (a b VERB) VERB = a b CODE', found '%.*s'", KW_FMT(line));
        return;
    }
    t.inner = kw_str_is(w[4], "Q") ? KW_NONE : pt_key(r, w[4]);
    t.outer = pt_key(r, w[6]);
    t.code = kw_str_is(w[10], "Q") ? KW_NONE : w[10];
    if (r->failed) return;
    if (!t.outer.p || (!t.inner.p && !kw_str_is(w[4], "Q"))) {
        pt_tell(r, r->at.line, "want two verbs in '%.*s'", KW_FMT(line));
        return;
    }
    kw_pt_turn *slot = kw_push(r->mem, (void **)&r->p->turns, &r->p->n_turns, &r->p->cap_turns, sizeof *slot);
    if (!slot) r->failed = true;
    else *slot = t;
}

void pt_read_verbs(pt_reader *r, bool phrases) {
    verb_state st = { .set = UINT32_MAX, .block = UINT32_MAX, .phrases = phrases };
    kw_str line;
    while (pt_line(r, ';', &line)) {
        if (kw_str_starts(line, KW_STR("---"))) read_block(r, line, &st);
        else if (line.p[0] == '&') st.set = read_set(r, line);
        else if (line.p[0] == '~') read_turn(r, line);
        else if (line.p[0] == '-' || line.p[0] == '*') read_pattern_line(r, line, &st);
        else if (line.p[0] == '+' && st.set != UINT32_MAX) read_member(r, kw_str_sub(line, 1, line.n), st.set);
        else if (st.block != UINT32_MAX) read_verb(r, line, &st);
        else pt_tell(r, r->at.line, "want '--- NAME [CODE] ---' before the verb '%.*s'", KW_FMT(line));
    }
}
