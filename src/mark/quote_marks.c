/* SPDX-License-Identifier: MIT
 * Quotation marks to runs, a paragraph at a time. Which side a mark is on is told by its shape, or by what stands beside
 * it: newsrooms mix “ ”, " and ” at will. Only outer quotations count; single marks are one only outside double ones.
 * One pass; cost is the length of the text. */
#include "mark/quote_parts.h"

typedef enum { SIDE_EITHER, SIDE_OPEN, SIDE_CLOSE } side;
typedef struct mark { uint32_t at, n; side side; bool single; bool plain; } mark;

static bool mark_at(kw_str t, size_t at, mark *m) {
    unsigned char c = (unsigned char)t.p[at];
    *m = (mark){ .at = (uint32_t)at, .n = 1 };
    if (c == '"') return m->plain = true;
    if (c == '\'' && at + 1 < t.n && t.p[at + 1] == '\'') { m->n = 2; return m->plain = true; }      /* typed twice for " */
    if (c == '\'') return m->plain = m->single = true;
    if (c == 0xc2 && at + 1 < t.n && ((unsigned char)t.p[at + 1] == 0xab || (unsigned char)t.p[at + 1] == 0xbb)) {
        m->n = 2;
        m->side = (unsigned char)t.p[at + 1] == 0xab ? SIDE_OPEN : SIDE_CLOSE;
        return true;
    }
    if (at + 2 >= t.n) return false;
    unsigned char d = (unsigned char)t.p[at + 1], e = (unsigned char)t.p[at + 2];
    m->n = 3;
    if (c == 0xe2 && d == 0x80) {
        m->single = e == 0x98 || e == 0x99 || e == 0x9a || e == 0x9b;
        m->side = e == 0x9d || e == 0x99 ? SIDE_CLOSE : SIDE_OPEN;
        bool twice = m->single && at + 5 < t.n && memcmp(t.p + at, t.p + at + 3, 3) == 0;
        if (twice) m->n = 6, m->single = false;
        return e >= 0x98 && e <= 0x9f;
    }
    m->side = e == 0x8c ? SIDE_OPEN : SIDE_CLOSE;
    return c == 0xe3 && d == 0x80 && (e == 0x8c || e == 0x8d);
}

/* Does what stands beside the mark suit an opening, a closing one? */
static bool suits_open(kw_str t, const mark *m) {
    if (m->at + m->n >= t.n || kw_is_space(t.p[m->at + m->n])) return false;
    if (!m->at) return true;
    unsigned char c = (unsigned char)t.p[m->at - 1];
    return kw_is_space((char)c) || (c && strchr("([-/:>\"\x93\x94\x9c\x98", c));               /* the last four: ends of – — “ ‘ */
}

static bool suits_close(kw_str t, const mark *m) {
    if (!m->at || kw_is_space(t.p[m->at - 1])) return false;
    if (m->at + m->n >= t.n) return true;
    unsigned char c = (unsigned char)t.p[m->at + m->n];
    return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c >= 0xc3 && c < 0xe2));
}

static bool opens(kw_str t, const mark *m) {
    bool o = suits_open(t, m), c = suits_close(t, m);
    if (m->side == SIDE_OPEN) return o || !c;
    if (m->side == SIDE_CLOSE) return o && !c && !m->single;
    return o || (!c && !m->single);
}

static bool closes(kw_str t, const mark *m) {
    bool o = suits_open(t, m), c = suits_close(t, m);
    if (m->side == SIDE_CLOSE) return c || !o;
    if (m->side == SIDE_OPEN) return c && !o;
    return c || !o;
}

enum { SINGLE_MAX = 600 };

/* Where the single mark's other half is, or 0: an apostrophe. "'90s", "the workers' rights" are none. */
static size_t single_close(kw_str t, const mark *open, size_t end) {
    mark m;
    size_t from = open->at + open->n, plausible = 0;
    if (from >= end || (t.p[from] >= '0' && t.p[from] <= '9')) return 0;
    for (size_t i = from; i < end && i - from < SINGLE_MAX; i++) {
        if (!mark_at(t, i, &m)) continue;
        i += m.n - 1;
        if (!m.single) return plausible;
        if (m.at < from + 2 || !suits_close(t, &m) || m.side == SIDE_OPEN) continue;
        unsigned char before = (unsigned char)t.p[m.at - 1], after = m.at + m.n < end ? (unsigned char)t.p[m.at + m.n] : '\n';
        bool sure = before == ',' || before == '.' || before == '!' || before == '?' || after != ' ' || before != 's';
        if (sure) return m.at;
        if (!plausible) plausible = m.at;
    }
    return plausible;
}

static kw_rc add_run(quoting *q, const mark *open, size_t close, size_t close_n, uint32_t para, kw_err *err) {
    kw_str t = q->w->text;
    size_t s = open->at + open->n, e = close;
    while (s < e && kw_is_space(t.p[s])) s++;
    while (e > s && kw_is_space(t.p[e - 1])) e--;
    if (s >= e) return KW_OK;
    run *r = kw_push(q->mem, (void **)&q->runs, &q->n_runs, &q->cap_runs, sizeof *r);
    if (!r) return kw_fail_nomem(err);
    *r = (run){ .at = { (uint32_t)s, (uint32_t)e }, .whole = { open->at, (uint32_t)(close + close_n) }, .para = para,
                .single = open->single, .open = close_n == 0, .upto = (uint32_t)q->n_runs - 1 };
    return KW_OK;
}

/* First token that begins at or after `byte`. */
static uint32_t token_from(const quoting *q, uint32_t byte, uint32_t low) {
    size_t a = low, b = q->w->n_tokens;
    while (a < b) {
        size_t mid = (a + b) / 2;
        if (q->w->tokens[mid].at.start < byte) a = mid + 1;
        else b = mid;
    }
    return (uint32_t)a;
}

/* `..., "kata Kim`: a space on the wrong side; what the mark stands at is a cue, so it closes. */
static bool cue_glued(const quoting *q, const mark *m) {
    uint32_t t = token_from(q, m->at + m->n, 0);
    return t && t < q->w->n_tokens && kw_quote_cue_is(q, t, CUE_SAY) && !(tok(q, t)->flags & KW_TOK_CAPITAL) && m->at >= 2 &&
           kw_is_space(q->w->text.p[m->at - 1]) && strchr(",.?!", q->w->text.p[m->at - 2]);
}

static kw_rc paragraph(quoting *q, size_t start, size_t end, uint32_t para, kw_err *err) {
    kw_str t = { q->w->text.p, end };
    mark m, open = { 0 };
    bool inside = false;
    int nested = 0;
    for (size_t i = start; i < end; i++) {
        unsigned char c = (unsigned char)t.p[i];
        if (c != '"' && c != '\'' && c != 0xe2 && c != 0xc2 && c != 0xe3) continue;
        if (!mark_at(t, i, &m)) continue;
        i += m.n - 1;
        mark again;
        if (i + 1 < end && !m.single && mark_at(t, i + 1, &again) && !again.single && suits_open(t, &m)) {      /* "“ */
            m.n += again.n;
            i += again.n;
        }
        if (!inside && m.single) {
            size_t close = opens(t, &m) && suits_open(t, &m) ? single_close(t, &m, end) : 0;
            if (!close) continue;
            mark other;
            mark_at(t, close, &other);
            KW_TRY(add_run(q, &m, close, other.n, para, err));
            i = close + other.n - 1;
        } else if (m.single) continue;
        else if (!inside) {
            if (opens(t, &m)) inside = true, open = m, nested = 0;
        } else if (m.plain != open.plain && suits_open(t, &m) && !suits_close(t, &m) && m.side != SIDE_CLOSE) nested++;
        else if (nested && m.plain != open.plain && closes(t, &m)) nested--;
        else if (closes(t, &m) || cue_glued(q, &m)) {
            KW_TRY(add_run(q, &open, m.at, m.n, para, err));
            inside = false;
        } else {                                           /* another opening one: the first was never closed */
            KW_TRY(add_run(q, &open, m.at, 0, para, err));
            open = m;
        }
    }
    return inside ? add_run(q, &open, end, 0, para, err) : KW_OK;
}

/* An unclosed run that no next paragraph takes up ends before the cue that was meant to follow it, else with its sentence. */
static void cut_open(quoting *q, run *r) {
    uint32_t end = r->first < q->w->n_tokens ? sentence_end(q, q->w->sentence_of[r->first]) : r->last;
    if (end > r->last) end = r->last;
    for (uint32_t t = r->first + 1; t + 1 < r->last; t++) {
        if (!is_mark(q, t, ',') || !kw_quote_cue_is(q, t + 1, CUE_SAY)) continue;
        end = t + 1;
        break;
    }
    if (end <= r->first) return;
    r->last = r->after = end;
    r->at.end = r->whole.end = tok(q, end - 1)->at.end;
}

static void place_runs(quoting *q) {
    uint32_t low = 0;
    for (size_t i = 0; i < q->n_runs; i++) {
        run *r = &q->runs[i];
        r->before = token_from(q, r->whole.start, low);
        r->first = token_from(q, r->at.start, r->before);
        r->last = token_from(q, r->at.end, r->first);
        r->after = token_from(q, r->whole.end, r->last);
        low = r->before;
        if (!r->open) continue;
        r->continues = i + 1 < q->n_runs && q->runs[i + 1].para == r->para + 1;        /* and nothing but space between */
        for (uint32_t p = r->whole.end; r->continues && p < q->runs[i + 1].whole.start; p++)
            r->continues = kw_is_space(q->w->text.p[p]);
        if (!r->continues) cut_open(q, r);
    }
}

static void join_paragraphs(quoting *q) {
    for (size_t i = 0; i < q->n_runs; i++) {
        size_t j = i;
        while (j + 1 < q->n_runs && q->runs[j].continues) q->runs[++j].part = true;
        q->runs[i].upto = (uint32_t)j;
        i = j;
    }
}

kw_rc kw_quote_runs(quoting *q, kw_err *err) {
    kw_str t = q->w->text;
    uint32_t para = 0;
    for (size_t start = 0; start < t.n;) {
        const char *nl = memchr(t.p + start, '\n', t.n - start);
        size_t end = nl ? (size_t)(nl - t.p) : t.n;
        bool empty = true;                                 /* empty lines are no paragraphs */
        for (size_t i = start; i < end && empty; i++) empty = kw_is_space(t.p[i]);
        if (!empty) KW_TRY(paragraph(q, start, end, para++, err));
        start = end + 1;
    }
    place_runs(q);
    join_paragraphs(q);
    if (!(q->in_run = kw_alloc_n(q->mem, q->w->n_tokens + 1, sizeof *q->in_run))) return kw_fail_nomem(err);
    for (size_t i = 0; i < q->n_runs; i++)
        for (uint32_t k = q->runs[i].before; k < q->runs[i].after && k < q->w->n_tokens; k++) q->in_run[k] = (uint32_t)i + 1;
    return KW_OK;
}
