/* SPDX-License-Identifier: MIT
 * What is told, not quoted: the clause behind "Kim mengatakan (bahwa)", "Police said (that)", "Menurut Kim,"; the one before
 * ", kata Kim" and ", according to police". Such a statement is direct = false; it may hold quoted words. */
#include "mark/quote_parts.h"

enum { THAT_REACH = 14, CONTENT_MIN = 3, TAIL_MAX = 16, PASSING_ON = 8, HANDS_REACH = 12 };

static bool says(const quoting *q, uint32_t t) {
    if (!is_outside(q, t) || !kw_quote_cue_is(q, t, CUE_SAY) || kw_quote_cue_is(q, t, CUE_NONE)) return false;
    bool closes = t && is_mark(q, t - 1, ',') && q->cues[t].flags & CUE_INVERTED && q->mention_at[t] < 0;      /* "..., kata Kim" */
    return tok(q, t)->upos != KW_NOUN || closes;
}

/* Something is told in it: there is a verb, or an adjective ("itu penting"). */
static bool has_verb(const quoting *q, uint32_t from, uint32_t to) {
    for (uint32_t t = from; t < to; t++)
        if (is_upos(q, t, PREDICATE | 1u << KW_ADJ)) return true;
    return false;
}

/* Most of it stands in quotation marks: then it is quoted, not told. */
static bool mostly_quoted(const quoting *q, uint32_t from, uint32_t to) {
    uint32_t in = 0;
    for (uint32_t t = from; t < to; t++) in += !is_outside(q, t);
    return in * 2 > to - from;
}

static bool bracket(const quoting *q, uint32_t t) { return is_mark(q, t, ')') || is_mark(q, t, ']') || is_mark(q, t, '%'); }

static uint32_t trim_end(const quoting *q, uint32_t from, uint32_t to) {
    while (to > from && is_punct(q, to - 1) && is_outside(q, to - 1) && !bracket(q, to - 1)) to--;
    return to;
}

/* ", according to IRNA", ", the agency reported", ", seperti dilansir AFP": who passed it on is no part of what is told. */
static uint32_t cut_passing_on(const quoting *q, uint32_t from, uint32_t to) {
    for (uint32_t c = to; c-- > from + CONTENT_MIN;) {
        if (!is_outside(q, c) || !is_mark(q, c, ',')) continue;
        for (uint32_t t = c + 1; t < to && t <= c + PASSING_ON; t++) {
            if (!is_outside(q, t) || is_mark(q, t, ',')) break;
            if (kw_quote_cue_is(q, t, CUE_PREP) || kw_quote_cue_is(q, t, CUE_VIA)) return c;
            if (kw_quote_cue_is(q, t, CUE_SAY) && t > c + 1 && tok(q, t)->upos == KW_VERB) return c;
        }
    }
    return to;
}

/* Does the first clause of what is told show that it is the speaker's own, or another form of verb than the one of saying? "denied that
 * its troops had fired", "membantah tentaranya menembak", "urged them to stop". */
static bool stands_apart(const quoting *q, uint32_t from, uint32_t to) {
    bool verb = false;
    for (uint32_t t = from; t < to; t++) {
        bool own = tok(q, t)->upos == KW_PRON || (tok(q, t)->flags & KW_TOK_CLITIC && is_upos(q, t, 1u << KW_PRON | 1u << KW_DET));
        if (!verb && own) return true;
        if (tok(q, t)->flags & KW_TOK_INFINITIVE || tok(q, t)->tense == KW_FUTURE || (tok(q, t)->upos == KW_AUX && !verb)) return true;
        verb = verb || is_upos(q, t, PREDICATE);
    }
    return false;
}

/* "..., and accused Thailand of lying": what a second verb of speech, joined to the first, brings in is no part of what is told. */
static uint32_t cut_joined(const quoting *q, uint32_t from, uint32_t to, uint32_t cue_token) {
    if (cue_token >= from) return to;
    for (uint32_t c = from + CONTENT_MIN; c + 2 < to; c++) {
        if (!is_outside(q, c) || tok(q, c)->upos != KW_CCONJ) continue;
        uint32_t t = c + 1;
        while (t + 1 < to && tok(q, t)->upos == KW_ADV) t++;
        bool speech = kw_quote_cue_is(q, t, CUE_SAY) || kw_quote_cue_is(q, t, CUE_FRAME);
        bool alike = tok(q, t)->tense == tok(q, cue_token)->tense && tok(q, t)->voice == tok(q, cue_token)->voice;
        if (!speech || !alike || tok(q, t)->upos != KW_VERB || tok(q, t)->flags & KW_TOK_INFINITIVE || !has_verb(q, from, c)) continue;
        if (is_mark(q, c - 1, ',') || stands_apart(q, from, c)) return c;
    }
    return to;
}

/* Letters for their writers, pronouns for persons; as with quotations. */
static void settle(const quoting *q, uint32_t from, uint32_t cue_token, saying *s) {
    uint32_t low = 0, high = (uint32_t)q->n_runs;
    while (low < high) {                                   /* runs before the cue */
        uint32_t mid = (low + high) / 2;
        if (q->runs[mid].before < cue_token) low = mid + 1;
        else high = mid;
    }
    kw_quote_voice(q, from, cue_token, low, s);
    kw_quote_resolve(q, cue_token, low, s);
}

static kw_rc tell(quoting *q, uint32_t from, uint32_t to, uint32_t cue_token, saying *s, size_t *cap, kw_err *err) {
    while (from < to && is_punct(q, from) && is_outside(q, from)) from++;
    to = trim_end(q, from, cut_joined(q, from, cut_passing_on(q, from, to), cue_token));
    if (from + CONTENT_MIN > to || !has_verb(q, from, to) || mostly_quoted(q, from, to)) return KW_OK;
    settle(q, q->w->sentences[q->w->sentence_of[cue_token]].first, cue_token, s);
    kw_quote *o = kw_push(q->mem, (void **)&q->m->quotes, &q->m->n_quotes, cap, sizeof *o);
    if (!o) return kw_fail_nomem(err);
    *o = (kw_quote){ .at = { tok(q, from)->at.start, tok(q, to - 1)->at.end }, .kind = KW_SAID, .sentence = q->w->sentence_of[from],
                     .speaker = s->speaker, .speaker_at = s->speaker_at, .why = KW_STR("told, not quoted") };
    o->cue = (kw_span){ tok(q, cue_token)->at.start, tok(q, cue_token + q->cues[cue_token].n - 1)->at.end };
    o->via = kw_quote_via_of(q, q->w->sentence_of[from], s->speaker_at);
    return KW_OK;
}

static bool passes_on(const quoting *q, uint32_t t) {
    return kw_quote_cue_is(q, t, CUE_VIA) || kw_quote_cue_is(q, t, CUE_CITE) || kw_quote_cue_is(q, t, CUE_PREP);
}

/* "said it would oppose any deal that harms it": by its tag, and behind a clause that has begun, the word is no "that" of what is told. */
static bool is_relative(const quoting *q, uint32_t t, uint32_t from) {
    return tok(q, t)->upos == KW_PRON && t > from && has_verb(q, from, t);
}

/* "told Kim he would go": the one told stands before the clause, which begins with a pronoun, an article or another name. */
static uint32_t behind_listener(const quoting *q, uint32_t from, uint32_t to) {
    if (from >= to || q->mention_at[from] < 0 || !kw_quote_cue_is(q, from - 1, CUE_SAY)) return from;
    const kw_mention *m = &q->m->mentions[q->mention_at[from]];
    uint32_t t = m->first + m->n;
    if (m->first != from || t >= to || !is_outside(q, t) || tok(q, t)->flags & KW_TOK_CLITIC) return from;
    bool begins = is_upos(q, t, 1u << KW_PRON | 1u << KW_DET) || (q->mention_at[t] >= 0 && q->m->mentions[q->mention_at[t]].first == t);
    return begins && has_verb(q, t, to) ? t : from;
}

/* Where the told clause begins behind a verb of saying: after "that", else after a comma, else at once. */
static uint32_t clause_behind(const quoting *q, uint32_t from, uint32_t to) {
    uint32_t limit = from + THAT_REACH < to ? from + THAT_REACH : to;
    for (uint32_t t = from; t < limit && is_outside(q, t); t++)
        if (kw_quote_cue_is(q, t, CUE_THAT) && !is_relative(q, t, from)) {
            if (t > from + 1 && tok(q, t - 1)->upos == KW_CCONJ) break;       /* "said X was wrong and that Y ...": the first clause has none */
            return t + 1;
        }
    if (from + 1 < to && is_mark(q, from, ',') && passes_on(q, from + 1)) return to;       /* ", Yonhap reported, citing ..." */
    if (from < to && is_punct(q, from)) return is_mark(q, from, ',') || is_mark(q, from, ':') ? from + 1 : to;
    if (from < to && tok(q, from)->upos == KW_ADP) return to;              /* "said in a statement": no clause of its own */
    return behind_listener(q, from, to);
}

/* ", kata Kim di Jakarta." ", police said on Monday.": what stands behind the cue is short and tells nothing. */
static bool is_tail(const quoting *q, uint32_t from, uint32_t to) {
    if (to - from > TAIL_MAX) return false;
    for (uint32_t t = from; t < to; t++)
        if (!is_outside(q, t) || kw_quote_cue_is(q, t, CUE_THAT)) return false;
        else if (tok(q, t)->upos == KW_VERB && !kw_quote_cue_is(q, t, CUE_VIA) && !kw_quote_cue_is(q, t, CUE_PREP)) return false;
    return true;
}

static uint32_t comma_before(const quoting *q, uint32_t t, uint32_t from) {
    while (t > from && !(is_mark(q, t - 1, ',') && is_outside(q, t - 1))) t--;
    return t > from ? t - 1 : from;
}

static kw_rc told_by_verb(quoting *q, uint32_t t, uint32_t from, uint32_t to, size_t *cap, bool *told, kw_err *err) {
    saying s = { .speaker = -1 };
    uint32_t behind = t + q->cues[t].n, n = (uint32_t)q->m->n_quotes;
    saying after = s;
    bool inverted = t > from && is_mark(q, t - 1, ',') && q->cues[t].flags & CUE_INVERTED && kw_quote_after(q, behind, to, &after);
    if (inverted && is_tail(q, behind, trim_end(q, behind, to))) {
        KW_TRY(tell(q, from, t - 1, t, &after, cap, err));
    } else if (kw_quote_subject(q, t, from, &s)) {
        uint32_t start = clause_behind(q, behind, to), comma = comma_before(q, t, from);
        /* "..., Kim said, hours after ..." */
        bool aside = behind < to && is_mark(q, behind, ',') && comma > from + CONTENT_MIN && t - comma <= TAIL_MAX && has_verb(q, from, comma);
        if (aside) KW_TRY(tell(q, from, comma, t, &s, cap, err));
        else if (start < to && has_verb(q, start, to)) KW_TRY(tell(q, start, to, t, &s, cap, err));
        else if (comma > from + CONTENT_MIN && t - comma <= TAIL_MAX && is_tail(q, behind, to))
            KW_TRY(tell(q, from, comma, t, &s, cap, err));
    }
    *told = q->m->n_quotes > n;
    return KW_OK;
}

static kw_rc told_by_prep(quoting *q, uint32_t t, uint32_t from, uint32_t to, size_t *cap, bool *told, kw_err *err) {
    saying s = { .speaker = -1 };
    size_t n = q->m->n_quotes;
    uint32_t at = t + q->cues[t].n, end = at;
    if (!kw_quote_after(q, at, to, &s)) return KW_OK;
    while (end < to && (tok(q, end)->at.start < s.speaker_at.end || !is_mark(q, end, ','))) end++;
    if (t <= from + 2) { if (end < to) KW_TRY(tell(q, end + 1, to, t, &s, cap, err)); }
    else if (is_tail(q, at, trim_end(q, at, to))) KW_TRY(tell(q, from, t, t, &s, cap, err));
    *told = q->m->n_quotes > n;
    return KW_OK;
}

/* "denied the claim and said ...", "membantahnya dan mengatakan ...": what is told stands behind the second verb. */
static bool hands_on(const quoting *q, uint32_t t, uint32_t to) {
    uint32_t behind = t + q->cues[t].n;
    for (uint32_t i = behind; i + 1 < to && i < behind + HANDS_REACH && is_outside(q, i); i++) {
        if (is_upos(q, i, PREDICATE) || kw_quote_cue_is(q, i, CUE_THAT)) return false;
        if (is_upos(q, i, 1u << KW_CCONJ) && says(q, i + 1) && tok(q, i + 1)->upos == KW_VERB) return true;
    }
    return false;
}

kw_rc kw_quote_told(quoting *q, size_t *cap, kw_err *err) {
    for (size_t i = 0; i < q->w->n_sentences; i++) {
        uint32_t from = q->w->sentences[i].first, to = from + q->w->sentences[i].n;
        while (from < to && kw_span_meets(tok(q, from)->at, q->m->dateline)) from++;
        bool told = false;
        for (uint32_t t = from; t < to && !told; t++) {
            if (!q->cues[t].n || !is_outside(q, t)) continue;
            if (says(q, t) && hands_on(q, t, to)) continue;
            if (says(q, t)) KW_TRY(told_by_verb(q, t, from, to, cap, &told, err));
            else if (kw_quote_cue_is(q, t, CUE_PREP)) KW_TRY(told_by_prep(q, t, from, to, cap, &told, err));
        }
    }
    return KW_OK;
}
