/* SPDX-License-Identifier: MIT
 * What is told, not quoted: the clause behind "Kim mengatakan (bahwa)", "Police said (that)", "Menurut Kim,"; the one before
 * ", kata Kim" and ", according to police". Such a statement is direct = false; it may hold quoted words. */
#include "mark/quote_parts.h"

enum { THAT_REACH = 14, CONTENT_MIN = 3, TAIL_MAX = 16, PASSING_ON = 8, HANDS_REACH = 12, INSERTED_MAX = 10, VOICE_REACH = 6 };

/* "to call", "continuing": a form that tells of no act by itself. */
static bool is_bare(const quoting *q, uint32_t t) {
    const kw_token *k = tok(q, t);
    return k->flags & (KW_TOK_INFINITIVE | KW_TOK_GERUND) || (k->flags & KW_TOK_PARTICIPLE && k->tense == KW_PRESENT);
}

static bool says(const quoting *q, uint32_t t) {
    if (t && tok(q, t)->upos == KW_PROPN && tok(q, t)->flags & tok(q, t - 1)->flags & KW_TOK_CAPITAL) return false;      /* a name */
    if (t && tok(q, t - 1)->flags & KW_TOK_NEGATIVE) return false;         /* "tidak mengatakan kapan" */
    bool goes_on = t && is_bare(q, t) && tok(q, t)->tense == KW_PRESENT && tok(q, t - 1)->upos == KW_AUX;      /* "were continuing" */
    if (goes_on && !kw_quote_cue_is(q, t + q->cues[t].n, CUE_THAT)) return false;
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

/* "told reporters in Geneva, echoing remarks he made": a form that only goes with the verb of saying begins behind a comma. */
static bool goes_along(const quoting *q, uint32_t t) {
    const kw_token *k = tok(q, t);
    return is_mark(q, t - 1, ',') && k->upos == KW_VERB && (k->flags & KW_TOK_GERUND || (k->flags & KW_TOK_PARTICIPLE && k->tense == KW_PRESENT));
}

/* A clause begins there, not an object that has an adjective ("told a regular briefing") or a clause of its own ("told men who fled"). */
static bool is_clause(const quoting *q, uint32_t from, uint32_t to) {
    bool relative = false;
    for (uint32_t t = from; t < to; t++) {
        if (!is_outside(q, t)) return true;                /* quoted words are part of what is told */
        if (t > from && goes_along(q, t)) return false;
        if (is_mark(q, t, ',')) relative = false;
        if (kw_quote_cue_is(q, t, CUE_RELATIVE)) { relative = t > from; continue; }
        if (is_upos(q, t, PREDICATE) && !relative) return true;
        if (is_upos(q, t, PREDICATE)) relative = false;    /* the verb behind it is the clause's own */
        bool attribute = t + 1 < to && (is_upos(q, t + 1, NAMING | 1u << KW_ADJ) || is_mark(q, t + 1, '-'));
        if (tok(q, t)->upos == KW_ADJ && !relative && !attribute) return true;
    }
    return false;
}

/* Most of it stands in quotation marks: then it is quoted, not told; but for 'the letter was "full of lies"', where the marks hold only the end. */
static bool mostly_quoted(const quoting *q, uint32_t from, uint32_t to) {
    uint32_t in = 0, first = from;
    while (first < to && is_outside(q, first)) first++;
    bool fragment = first > from + 1 && first + 1 < to && !(tok(q, first + 1)->flags & KW_TOK_CAPITAL) && !is_punct(q, first - 1);
    for (uint32_t t = from; fragment && t < first; t++)
        if (is_upos(q, t, NAMING) && !kw_quote_cue_is(q, t, CUE_THAT)) return false;
    for (uint32_t t = from; t < to; t++) in += !is_outside(q, t) && q->says[q->in_run[t] - 1].found;        /* no titles */
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
        if (c + 1 < to && is_outside(q, c + 1) && kw_quote_cue_is(q, c + 1, CUE_SAY) && goes_along(q, c + 1)) return c;       /* ", saying ..." */
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

static uint32_t runs_before(const quoting *q, uint32_t token) {
    uint32_t low = 0, high = (uint32_t)q->n_runs;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (q->runs[mid].before < token) low = mid + 1;
        else high = mid;
    }
    return low;
}

/* Letters for their writers, pronouns for persons; as with quotations. */
static void settle(const quoting *q, uint32_t from, uint32_t cue_token, saying *s) {
    uint32_t runs = runs_before(q, cue_token), behind = cue_token + q->cues[cue_token].n, end = sentence_end(q, q->w->sentence_of[cue_token]);
    if (kw_quote_cue_is(q, cue_token, CUE_PREP)) kw_quote_voice(q, cue_token, behind + VOICE_REACH < end ? behind + VOICE_REACH : end, runs, s);
    else kw_quote_voice(q, from, cue_token, runs, s);
    kw_quote_resolve(q, cue_token, runs, s);
}

static kw_rc tell_all(quoting *q, uint32_t from, uint32_t to, uint32_t cue_token, saying *s, size_t *cap, kw_err *err) {
    while (from < to && is_punct(q, from) && is_outside(q, from)) from++;
    to = trim_end(q, from, to);
    if (from < to && q->in_run[from] && q->says[q->in_run[from] - 1].found) return KW_OK;      /* a quotation with a cue of its own */
    uint32_t least = from && kw_quote_cue_is(q, from - 1, CUE_THAT) ? CONTENT_MIN - 1 : CONTENT_MIN;       /* "bahwa stok aman" */
    if (from + least > to || !has_verb(q, from, to) || mostly_quoted(q, from, to)) return KW_OK;
    settle(q, q->w->sentences[q->w->sentence_of[cue_token]].first, cue_token, s);
    kw_quote *o = kw_push(q->mem, (void **)&q->m->quotes, &q->m->n_quotes, cap, sizeof *o);
    if (!o) return kw_fail_nomem(err);
    *o = (kw_quote){ .at = { tok(q, from)->at.start, tok(q, to - 1)->at.end }, .kind = KW_SAID, .sentence = q->w->sentence_of[from],
                     .speaker = s->speaker, .speaker_at = s->speaker_at, .why = kw_quote_why(q, s, "told, not quoted") };
    uint32_t words = q->cues[cue_token].n ? q->cues[cue_token].n : 1;         /* a colon is none of the table's */
    o->cue = (kw_span){ tok(q, cue_token)->at.start, tok(q, cue_token + words - 1)->at.end };
    o->via = kw_quote_via_of(q, q->w->sentence_of[from], s->speaker_at);
    return KW_OK;
}

static kw_rc tell(quoting *q, uint32_t from, uint32_t to, uint32_t cue_token, saying *s, size_t *cap, kw_err *err) {
    return tell_all(q, from, cut_joined(q, from, cut_passing_on(q, from, to), cue_token), cue_token, s, cap, err);
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
    if (from + 1 < to && tok(q, from)->upos == KW_PRON && kw_quote_cue_is(q, from - 1, CUE_VIA) && is_upos(q, from + 1, 1u << KW_PRON | 1u << KW_DET))
        return from + 1;                                   /* "told them the war was over" */
    if (from >= to || q->mention_at[from] < 0 || !kw_quote_cue_is(q, from - 1, CUE_SAY)) return from;
    const kw_mention *m = &q->m->mentions[q->mention_at[from]];
    uint32_t t = m->first + m->n;
    if (t < to && kw_quote_cue_is(q, t, CUE_RELATIVE)) return from;        /* "said troops who fled ..." */
    if (m->first != from || t >= to || !is_outside(q, t) || tok(q, t)->flags & KW_TOK_CLITIC) return from;
    bool begins = is_upos(q, t, 1u << KW_PRON | 1u << KW_DET) || (q->mention_at[t] >= 0 && q->m->mentions[q->mention_at[t]].first == t);
    return begins && has_verb(q, t, to) ? t : from;
}

/* "mengatakan, Selasa (3/2), harga naik": the day on which it was said is no part of what was. */
static uint32_t behind_date(const quoting *q, uint32_t from, uint32_t to) {
    for (size_t i = 0; i < q->m->n_dates && q->m->dates[i].first <= from; i++) {
        uint32_t end = q->m->dates[i].first + q->m->dates[i].n;
        while (end < to && is_punct(q, end) && !is_mark(q, end, ',')) end++;
        if (q->m->dates[i].first == from && end + CONTENT_MIN < to && is_mark(q, end, ',')) return end + 1;
    }
    return from;
}

/* "said Monday the talks had failed": the same, without commas. */
static uint32_t behind_day(const quoting *q, uint32_t from, uint32_t to) {
    for (size_t i = 0; i < q->m->n_dates && q->m->dates[i].first <= from; i++) {
        uint32_t end = q->m->dates[i].first + q->m->dates[i].n;
        if (q->m->dates[i].first != from || end + CONTENT_MIN > to || tok(q, end)->flags & KW_TOK_CLITIC) continue;
        bool name = q->mention_at[end] >= 0 && q->m->mentions[q->mention_at[end]].first == end;
        if (name || is_upos(q, end, 1u << KW_DET | 1u << KW_PRON)) return end;
    }
    return from;
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
    if (from < to && is_punct(q, from)) return is_mark(q, from, ',') || is_mark(q, from, ':') ? behind_date(q, from + 1, to) : to;
    if (from < to && tok(q, from)->upos == KW_ADP) return to;              /* "said in a statement": no clause of its own */
    return behind_listener(q, behind_day(q, from, to), to);
}

/* ", kata Kim di Jakarta." ", police said on Monday.": what stands behind the cue is short and tells nothing. */
static bool is_tail(const quoting *q, uint32_t from, uint32_t to) {
    if (to - from > TAIL_MAX) return false;
    for (uint32_t t = from; t < to; t++)
        if (!is_outside(q, t) || kw_quote_cue_is(q, t, CUE_THAT)) return false;
        else if (kw_quote_cue_is(q, t, CUE_RELATIVE)) return true;       /* "kata seorang pejabat yang enggan disebut namanya" */
        else if (is_upos(q, t, PREDICATE) && !kw_quote_cue_is(q, t, CUE_VIA) && !kw_quote_cue_is(q, t, CUE_PREP)) return false;
    return true;
}

static uint32_t comma_before(const quoting *q, uint32_t t, uint32_t from) {
    while (t > from && !(is_mark(q, t - 1, ',') && is_outside(q, t - 1))) t--;
    return t > from ? t - 1 : from;
}

/* Is the verb of the clause still to come at token `to`? Not so where one stands there outside a relative clause. */
static bool is_unfinished(const quoting *q, uint32_t from, uint32_t to) {
    for (uint32_t t = from; t < to; t++) {
        if (kw_quote_cue_is(q, t, CUE_RELATIVE)) return true;
        if (q->mention_at[t] < 0 && is_upos(q, t, PREDICATE)) return false;
    }
    return true;
}

/* "Kalau tidak, katanya, ...", "In Leeds, he said, prices ...": what stands first only opens the clause. */
static bool is_opener(const quoting *q, uint32_t from, uint32_t to) {
    bool compares = tok(q, from)->upos == KW_VERB && tok(q, from)->voice == KW_PASSIVE;       /* "Dibandingkan tahun lalu, kata Kim, ..." */
    bool word = to == from + 1 && is_upos(q, from, 1u << KW_ADV | 1u << KW_CCONJ);
    return compares || word || is_upos(q, from, 1u << KW_SCONJ | 1u << KW_ADP);
}

/* "Prajurit yang bersalah, lanjut Kim, akan ditindak", "The plan, he said, would fail": the cue stands between two commas within what is told.
 * `open`: the comma before; `behind`: the token behind speaker and cue, which must be the other one. */
static bool is_inserted(const quoting *q, uint32_t from, uint32_t open, uint32_t behind, uint32_t to) {
    if (open <= from || !is_mark(q, open, ',') || behind + CONTENT_MIN > to || !is_outside(q, behind) || !is_mark(q, behind, ',')) return false;
    uint32_t next = behind + 1;
    if (kw_quote_cue_is(q, next, CUE_RELATIVE) || goes_along(q, next) || !has_verb(q, next, to)) return false;
    bool predicate = is_upos(q, next, HELPING | 1u << KW_VERB) && !kw_quote_cue_is(q, next, CUE_CLAUSE);
    bool passive = tok(q, next)->upos == KW_VERB && tok(q, next)->voice == KW_PASSIVE && tok(q, next)->flags & KW_TOK_PARTICIPLE;
    if (is_opener(q, from, open)) return is_upos(q, next, NOMINAL) || predicate;
    return predicate && !passive && is_unfinished(q, from, open);
}

/* The token behind the words of the speaker found right of a cue. */
static uint32_t behind_speaker(const quoting *q, const saying *s, uint32_t at) {
    uint32_t t = kw_quote_token(q, s->speaker_at.end);
    return t > at ? t : at;
}

/* The clause around a cue and its speaker that stand in it as an insertion; *told: there was one. */
static kw_rc told_around(quoting *q, uint32_t t, uint32_t from, uint32_t to, size_t *cap, bool *told, kw_err *err) {
    saying s = { .speaker = -1 };
    size_t n = q->m->n_quotes;
    uint32_t behind = t + q->cues[t].n, open = t - 1, close;
    if (t <= from + 1) return KW_OK;
    if (is_mark(q, open, ',')) {                           /* ", kata Kim,", ", menurut Kim,", ", katanya," */
        if (behind < to && tok(q, behind)->upos == KW_PRON) {
            kw_quote_take_pronoun(q, behind, from, (uint32_t)runs_before(q, t), &s);
            close = behind + 1;
        } else if (kw_quote_after(q, behind, to, &s)) close = behind_speaker(q, &s, behind);
        else return KW_OK;
    } else {                                               /* ", he said," */
        open = comma_before(q, t, from);
        if (is_bare(q, t) || t - open > INSERTED_MAX || !kw_quote_cue_is(q, t, CUE_SAY) || !kw_quote_subject(q, t, open + 1, &s)) return KW_OK;
        if (s.speaker_at.start < tok(q, open)->at.start) return KW_OK;
        close = behind;
    }
    if (close >= to || !is_inserted(q, from, open, close, to)) return KW_OK;
    KW_TRY(tell_all(q, from, to, t, &s, cap, err));
    *told = q->m->n_quotes > n;
    return KW_OK;
}

/* "Harga naik, kata Kim, didampingi istrinya": the speaker stands right behind the verb and a comma behind him, and what was told has its own. */
static bool is_closed(const quoting *q, uint32_t from, uint32_t t, const saying *s, uint32_t to) {
    uint32_t behind = t + q->cues[t].n, close = behind_speaker(q, s, behind);
    if (s->speaker < 0 || close >= to || !is_mark(q, close, ',')) return false;
    return tok(q, behind)->at.start == s->speaker_at.start && !is_unfinished(q, from, t - 1);
}

/* A clause stands there, and none that only opens the one of the verb of saying ("When asked, he declined", "Saat ditanya, ia mengelak"). */
static bool is_told_before(const quoting *q, uint32_t from, uint32_t to) {
    bool opener = is_upos(q, from, 1u << KW_SCONJ | 1u << KW_ADP) || kw_quote_cue_is(q, from, CUE_CLAUSE), verb = false, comma = false;
    for (uint32_t t = from; t < to; t++) {
        if (!is_outside(q, t)) return true;
        if (is_mark(q, t, ',')) comma = true;
        if (opener && !comma) continue;
        verb = verb || is_upos(q, t, PREDICATE);
    }
    return verb;
}

static kw_rc told_by_verb(quoting *q, uint32_t t, uint32_t from, uint32_t to, size_t *cap, bool *told, kw_err *err) {
    saying s = { .speaker = -1 };
    uint32_t behind = t + q->cues[t].n, n = (uint32_t)q->m->n_quotes;
    saying after = s;
    bool inverted = t > from && is_mark(q, t - 1, ',') && q->cues[t].flags & CUE_INVERTED && kw_quote_after(q, behind, to, &after);
    if (inverted && (is_tail(q, behind, trim_end(q, behind, to)) || is_closed(q, from, t, &after, to))) {
        KW_TRY(tell(q, from, t - 1, t, &after, cap, err));
    } else if (kw_quote_subject(q, t, from, &s)) {
        uint32_t start = clause_behind(q, behind, to), comma = comma_before(q, t, from);
        /* "..., Kim said, hours after ..." */
        bool before = comma > from + CONTENT_MIN && t - comma <= TAIL_MAX && is_told_before(q, from, comma);
        bool aside = behind < to && is_mark(q, behind, ',') && before;
        if (aside) KW_TRY(tell(q, from, comma, t, &s, cap, err));
        else if (start < to && (start > behind ? has_verb : is_clause)(q, start, to)) KW_TRY(tell(q, start, to, t, &s, cap, err));
        else if (before && is_tail(q, behind, to))
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
    uint32_t spoken = behind_speaker(q, &s, at);
    if (t > from + 2 && s.speaker < 0 && !is_mark(q, t - 1, ',')) return KW_OK;      /* "dibedakan menurut jenis": by, not as somebody says */
    bool described = spoken < to && kw_quote_cue_is(q, spoken, CUE_RELATIVE);       /* "Bagi warga yang ..." */
    if (q->cues[t].flags & CUE_FIRST && (s.speaker < 0 || described)) return KW_OK;
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

/* "Two diplomats, who asked not to be named, said ...": a verb of a relative clause, and another of saying behind it. */
static bool in_relative(const quoting *q, uint32_t t, uint32_t from, uint32_t to) {
    uint32_t at = t;
    while (at > from && is_outside(q, at - 1) && is_upos(q, at - 1, HELPING)) at--;
    if (at == from || !kw_quote_cue_is(q, at - 1, CUE_RELATIVE)) return false;
    for (uint32_t i = t + q->cues[t].n; i < to; i++)
        if (is_outside(q, i) && says(q, i) && !kw_quote_cue_is(q, i - 1, CUE_RELATIVE)) return true;
    return false;
}

/* "Dijelaskannya, harga naik": told by whom the clitic stands for. */
static bool is_his(const quoting *q, uint32_t t, uint32_t to) {
    uint32_t behind = t + q->cues[t].n;
    return behind + 1 < to && tok(q, behind)->flags & KW_TOK_CLITIC && tok(q, behind)->upos == KW_PRON &&
           (is_mark(q, behind + 1, ',') || kw_quote_cue_is(q, behind + 1, CUE_THAT));
}

/* What stands behind it. */
static kw_rc told_by_him(quoting *q, uint32_t t, uint32_t to, size_t *cap, bool *told, kw_err *err) {
    saying s = { .speaker = -1 };
    size_t n = q->m->n_quotes;
    uint32_t at = t + q->cues[t].n;
    kw_quote_take_pronoun(q, at, t, runs_before(q, t), &s);
    KW_TRY(tell(q, at + 2, to, t, &s, cap, err));
    *told = q->m->n_quotes > n;
    return KW_OK;
}

/* Is who is named or meant before a passive not the one who speaks? "the envoys had been told", "hal itu disampaikan Kim": nothing is told there
 * but behind "bahwa". */
static bool is_passive(const quoting *q, uint32_t t, uint32_t from, uint32_t to) {
    if (is_his(q, t, to)) return false;
    if (tok(q, t)->voice != KW_PASSIVE || tok(q, t)->upos != KW_VERB || (t > from && is_mark(q, t - 1, ','))) return false;
    uint32_t behind = t + q->cues[t].n, limit = behind + THAT_REACH < to ? behind + THAT_REACH : to;
    for (uint32_t i = behind; i < limit && is_outside(q, i); i++)
        if (kw_quote_cue_is(q, i, CUE_THAT)) return false;
    return true;
}

/* "..., he said, adding that prices ...", "denied it, saying the photograph was a fake": the same speaker tells more behind a second verb. */
static kw_rc tell_more(quoting *q, uint32_t t, uint32_t to, size_t *cap, kw_err *err) {
    kw_quote last = q->m->quotes[q->m->n_quotes - 1];
    uint32_t from = t + q->cues[t].n, end = kw_quote_token(q, last.at.end);
    for (uint32_t u = end > from ? end : from; u + 1 < to; u++) {
        uint32_t behind = u + q->cues[u].n;
        if (!is_outside(q, u) || !says(q, u) || behind >= to) continue;
        bool that = kw_quote_cue_is(q, behind, CUE_THAT);
        if (!that && !(goes_along(q, u) && is_clause(q, behind, to))) continue;
        saying s = { .speaker = last.speaker, .speaker_at = last.speaker_at, .found = true };
        return tell_all(q, behind + that, cut_passing_on(q, behind + that, to), u, &s, cap, err);
    }
    return KW_OK;
}

/* "Prabowo: Harga Akan Naik", "Smith: Nobody counts the boats.": a line that begins with a name and a colon holds his words. */
static kw_rc told_by_colon(quoting *q, uint32_t from, uint32_t to, size_t *cap, bool *told, kw_err *err) {
    const kw_mention *m = from < to && q->mention_at[from] >= 0 ? &q->m->mentions[q->mention_at[from]] : NULL;
    uint32_t colon = m ? m->first + m->n : to;
    if (!m || m->first != from || m->pronoun || colon + CONTENT_MIN >= to || !is_mark(q, colon, ':') || !is_outside(q, colon + 1)) return KW_OK;
    kw_kind kind = q->m->entities[m->entity].kind;
    bool opens = !from || q->w->sentences[q->w->sentence_of[from - 1]].para != q->w->sentences[q->w->sentence_of[from]].para;
    if (!opens || (kind != KW_PERSON && kind != KW_ORGANISATION)) return KW_OK;
    size_t n = q->m->n_quotes;
    saying s = { .speaker = (int32_t)m->entity, .speaker_at = m->at, .found = true };
    KW_TRY(tell_all(q, colon + 1, to, colon, &s, cap, err));
    *told = q->m->n_quotes > n;
    return KW_OK;
}

kw_rc kw_quote_told(quoting *q, size_t *cap, kw_err *err) {
    for (size_t i = 0; i < q->w->n_sentences; i++) {
        uint32_t from = q->w->sentences[i].first, to = from + q->w->sentences[i].n;
        while (from < to && kw_span_meets(tok(q, from)->at, q->m->dateline)) from++;
        bool told = false;
        KW_TRY(told_by_colon(q, from, to, cap, &told, err));
        if (told) continue;
        for (uint32_t t = from, at = from; t < to; at = ++t) {
            if (told) { KW_TRY(tell_more(q, at - 1, to, cap, err)); break; }
            if (!q->cues[t].n || !is_outside(q, t)) continue;
            if (says(q, t) && (hands_on(q, t, to) || in_relative(q, t, from, to) || is_passive(q, t, from, to))) continue;
            if (says(q, t) || kw_quote_cue_is(q, t, CUE_PREP)) KW_TRY(told_around(q, t, from, to, cap, &told, err));
            if (told) continue;
            if (says(q, t) && t <= from + 1 && is_his(q, t, to)) { KW_TRY(told_by_him(q, t, to, cap, &told, err)); continue; }
            if (says(q, t)) KW_TRY(told_by_verb(q, t, from, to, cap, &told, err));
            else if (kw_quote_cue_is(q, t, CUE_PREP)) KW_TRY(told_by_prep(q, t, from, to, cap, &told, err));
        }
    }
    return KW_OK;
}
