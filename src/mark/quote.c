/* SPDX-License-Identifier: MIT
 * Quotations in the order of the text: runs between marks, each with its cue and speaker; what nobody says is a term. */
#include "mark/quote_parts.h"

kw_rc kw_quotes_kit_open(const kw_know *k, kw_arena *mem, kw_quotes_kit **out, kw_err *err) {
    kw_quotes_kit *kit = *out = kw_alloc(mem, sizeof *kit);
    if (!kit) return kw_fail_nomem(err);
    kit->know = k;
    KW_TRY(kw_ontology_open(k, mem, &kit->ontology, err));
    return kw_quote_cues_open(k, mem, kit, err);
}

static kw_rc prepare(quoting *q, kw_err *err) {
    size_t n = q->w->n_tokens + 1;
    q->cues = kw_alloc_n(q->mem, n, sizeof *q->cues);
    q->mention_at = kw_alloc_n(q->mem, n, sizeof *q->mention_at);
    q->named = kw_alloc_n(q->mem, q->m->n_entities + 1, sizeof *q->named);
    if (!q->cues || !q->mention_at || !q->named) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) q->mention_at[i] = -1;
    for (size_t i = 0; i < q->m->n_mentions; i++) {
        const kw_mention *m = &q->m->mentions[i];
        for (uint32_t t = m->first; t < m->first + m->n && t < q->w->n_tokens; t++)
            if (q->mention_at[t] < 0 || (!m->inside && q->m->mentions[q->mention_at[t]].inside)) q->mention_at[t] = (int32_t)i;
    }
    kw_quote_named(q);
    return KW_OK;
}

static size_t words_of(const quoting *q, const run *r, size_t *capitals, bool *sentence) {
    size_t n = 0;
    *capitals = 0;
    *sentence = false;
    for (uint32_t t = r->first; t < r->last; t++) {
        const kw_token *k = tok(q, t);
        if (k->flags & KW_TOK_PUNCT) { *sentence |= is_mark(q, t, '.') || is_mark(q, t, '!') || is_mark(q, t, '?'); continue; }
        if (k->flags & KW_TOK_CLITIC) continue;
        n++;
        *capitals += (k->flags & KW_TOK_CAPITAL) != 0;
    }
    return n;
}

/* "disebut "X"", "the so-called "X"": the cue of a term stands right before the mark. */
static bool term_before(const quoting *q, const run *r) {
    for (uint32_t back = 1; back <= 4 && r->before >= back; back++) {
        uint32_t t = r->before - back;
        if (q->in_run[t]) return false;
        if (kw_quote_cue_is(q, t, CUE_TERM) && t + q->cues[t].n == r->before) return true;
    }
    return false;
}

/* Written as titles are: first, last and all long words with a capital. */
static bool is_title(const quoting *q, const run *r, size_t words) {
    const kw_token *last = NULL;
    if (words > 9 || !(tok(q, r->first)->flags & (KW_TOK_CAPITAL | KW_TOK_NUMBER))) return false;
    for (uint32_t t = r->first; t < r->last; t++) {
        const kw_token *k = tok(q, t);
        if (k->flags & (KW_TOK_PUNCT | KW_TOK_CLITIC)) continue;
        if (kw_span_len(k->at) > 4 && !(k->flags & (KW_TOK_CAPITAL | KW_TOK_NUMBER))) return false;
        last = k;
    }
    return last && last->flags & (KW_TOK_CAPITAL | KW_TOK_NUMBER);
}

/* The cue stands at the marks, with nothing but a comma, a colon or "that" between; or what it says is brought in by such a mark
 * ("menjawab singkat, "Nanti."", "Kim: "Tidak""). */
static bool cue_touches(const quoting *q, const run *r, const saying *s) {
    if (!kw_span_len(s->cue)) return false;
    if (s->cue.start > r->at.end) return true;
    if (!s->weak && r->before && is_outside(q, r->before - 1) && (is_mark(q, r->before - 1, ':') || is_mark(q, r->before - 1, ','))) return true;
    if (s->cue_token == NO_TOKEN) return false;
    for (uint32_t t = s->cue_token + q->cues[s->cue_token].n; t < r->before; t++)
        if (!(tok(q, t)->flags & KW_TOK_PUNCT) && !kw_quote_cue_is(q, t, CUE_THAT)) return false;
    return true;
}

enum { CALLED_REACH = 8 };

/* "called him "mad"", "menyebut tuduhan itu "bohong"", "dismissed it as "baseless"": the word stands behind the verb and what it is said of. */
static bool called(const quoting *q, const run *r, const saying *s) {
    if (s->cue_token == NO_TOKEN || s->cue_token >= r->before || r->before - s->cue_token > CALLED_REACH) return false;
    bool goes_on = r->after < q->w->n_tokens && !is_punct(q, r->after);
    if (tok(q, s->cue_token)->upos != KW_VERB || (goes_on && (!s->weak || is_upos(q, r->after, NOMINAL)))) return false;
    for (uint32_t t = s->cue_token + q->cues[s->cue_token].n; t < r->before; t++)
        if (is_outside(q, t) && (is_punct(q, t) || is_upos(q, t, PREDICATE))) return false;
    bool pointed = kw_quote_cue_is(q, r->before - 1, CUE_BACK) && q->cues[r->before - 1].flags & CUE_BEHIND;       /* "tuduhan itu" */
    return pointed || !is_upos(q, r->before - 1, 1u << KW_DET | 1u << KW_ADJ);
}

/* A name, a title, a word in marks that nobody is said to have said. */
static bool is_term(const quoting *q, uint32_t number) {
    const run *r = &q->runs[number];
    const saying *s = &q->says[number];
    size_t capitals;
    bool sentence;
    size_t words = words_of(q, r, &capitals, &sentence);
    if (!words) return true;
    if (r->upto != number) return false;
    bool touches = cue_touches(q, r, s);
    if (words <= 15 && term_before(q, r)) return true;
    if (is_title(q, r, words) && !touches) return true;
    touches = touches || called(q, r, s);
    if (s->found && !s->weak) return words < 2 && !touches && !sentence;
    if (s->found) return words < 2 && !s->voice && !touches;
    return words < 5 && !sentence;
}

static kw_rc put(quoting *q, uint32_t number, size_t *cap, kw_err *err) {
    const run *r = &q->runs[number];
    const saying *s = &q->says[number];
    kw_quote *o = kw_push(q->mem, (void **)&q->m->quotes, &q->m->n_quotes, cap, sizeof *o);
    if (!o) return kw_fail_nomem(err);
    *o = (kw_quote){ .at = { r->at.start, q->runs[r->upto].at.end }, .direct = true, .speaker = -1, .why = kw_quote_why(q, s, s->why) };
    o->kind = is_term(q, number) ? KW_TERM : KW_SAID;
    o->sentence = q->w->sentence_of[r->first];
    if (o->kind == KW_TERM || !s->found) return KW_OK;
    o->speaker = s->speaker;
    o->speaker_at = s->speaker_at;
    o->cue = s->cue;
    o->via = kw_quote_via(q, number);
    return KW_OK;
}

enum { INTERRUPTION_MAX = 40 };

/* "A," he said. "B.": one utterance, interrupted by its own cue. What stands between is that cue with its speaker, and B has none. */
static bool interrupted(const quoting *q, uint32_t number, uint32_t next) {
    const run *a = &q->runs[q->runs[number].upto], *b = &q->runs[next];
    const saying *s = &q->says[number], *t = &q->says[next];
    if (a->para != b->para || b->before - a->after > INTERRUPTION_MAX) return false;
    if (!s->found || s->cue_token < a->after || s->cue_token >= b->before) return false;
    if ( (t->found && t->cue_token != NO_TOKEN && t->cue_token >= b->after)) return false;
    if (b->before == a->after || tok(q, a->after)->upos == KW_CCONJ || !(tok(q, b->before - 1)->flags & KW_TOK_PUNCT)) return false;
    if (q->w->sentence_of[b->first] - q->w->sentence_of[s->cue_token] > 1) return false;
    for (uint32_t k = a->after; k < b->before; k++) {
        if (k != s->cue_token && kw_quote_cue_is(q, k, CUE_SAY) && tok(q, k)->upos == KW_VERB) return false;
        if (kw_quote_cue_is(q, k, CUE_THAT)) return false;
    }
    return true;
}

static void join_interrupted(quoting *q) {
    for (uint32_t i = 0; i < q->n_runs;) {
        uint32_t next = q->runs[i].upto + 1;
        if (next < q->n_runs && !q->runs[i].part && interrupted(q, i, next)) {
            q->runs[i].upto = q->runs[next].upto;
            q->runs[next].part = true;
        }
        i = next;
    }
}

/* Merges the told ones, from `told` on, with the quoted ones before them; both are sorted. */
static kw_rc merge_told(quoting *q, size_t told, kw_err *err) {
    kw_marks *m = q->m;
    kw_quote *all = kw_alloc_n(q->mem, m->n_quotes + 1, sizeof *all);
    if (!all) return kw_fail_nomem(err);
    for (size_t i = 0, a = 0, b = told; i < m->n_quotes; i++) {
        bool quoted = b == m->n_quotes || (a < told && m->quotes[a].at.start <= m->quotes[b].at.start);
        all[i] = m->quotes[quoted ? a++ : b++];
    }
    m->quotes = all;
    return KW_OK;
}

enum { SAME_REACH = 64 };       /* quotations compared with one that has no agency */

/* A headline quotes words of the text below: through whom they came is told there. */
static void share_via(quoting *q) {
    kw_marks *m = q->m;
    for (size_t i = 0; i < m->n_quotes; i++) {
        kw_quote *a = &m->quotes[i];
        if (a->kind != KW_SAID || !a->direct || a->via.p) continue;
        kw_str words = kw_str_at(q->w->text, a->at);
        for (size_t j = i + 1; j < m->n_quotes && j < i + SAME_REACH && !a->via.p; j++) {
            const kw_quote *b = &m->quotes[j];
            if (b->via.p && b->speaker == a->speaker && kw_str_eq(words, kw_str_at(q->w->text, b->at))) a->via = b->via;
        }
    }
}

kw_rc kw_quotes_mark(const kw_quotes_kit *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *m, kw_err *err) {
    quoting q = { .kit = kit, .in = in, .w = in->words, .m = m, .mem = mem };
    size_t cap = 0;
    if (!in->words->n_tokens) return KW_OK;
    KW_TRY(prepare(&q, err));
    kw_quote_cues(&q);
    KW_TRY(kw_quote_runs(&q, err));
    if (!(q.says = kw_alloc_n(mem, q.n_runs + 1, sizeof *q.says))) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < q.n_runs; i++)
        if (!q.runs[i].part) kw_quote_attribute(&q, i);
    join_interrupted(&q);
    for (uint32_t i = 0; i < q.n_runs; i++)
        if (!q.runs[i].part && q.runs[i].first < q.w->n_tokens) KW_TRY(put(&q, i, &cap, err));
    share_via(&q);
    size_t quoted = m->n_quotes;
    KW_TRY(kw_quote_told(&q, &cap, err));
    if (m->n_quotes > quoted && quoted) KW_TRY(merge_told(&q, quoted, err));
    return kw_quote_self(&q, err);
}
