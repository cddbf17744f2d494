/* SPDX-License-Identifier: MIT
 * From a run to its cue and speaker. Three places are tried: behind the run ("…," kata Kim), before it in its sentence
 * (Kim said: "…"; Kim memuji "…"), and what went before where a run stands alone (a quotation goes on). */
#include "mark/quote_parts.h"

/* Tokens. A cue farther off than the reach rarely belongs to the run; a frame ("memuji") only brings in words close to it; a letter or
 * statement is named right behind its cue; a sentence of its own begins with its speaker. */
enum { REACH_BEFORE = 60, REACH_AFTER = 30, FRAME_REACH = 16, VOICE_REACH = 6, SPEAKER_REACH = 12 };

static uint32_t voice_end(uint32_t at, uint32_t to) { return at + VOICE_REACH < to ? at + VOICE_REACH : to; }

static bool outside(const quoting *q, uint32_t t) { return t < q->w->n_tokens && !q->in_run[t]; }

static bool cue_at(const quoting *q, uint32_t t, unsigned kinds) {
    return t < q->w->n_tokens && (q->cues[t].kinds & kinds) && !(q->cues[t].kinds & 1u << CUE_NONE);
}

#define SAY (1u << CUE_SAY)
#define FRAME (1u << CUE_FRAME)
#define PREP (1u << CUE_PREP)
#define CITE (1u << CUE_CITE)

static void set_cue(const quoting *q, uint32_t t, saying *s) {
    s->cue_token = t;
    s->cue = (kw_span){ tok(q, t)->at.start, tok(q, t + q->cues[t].n - 1)->at.end };
}

/* By its last mark a run shows whether its sentence goes on behind it (a comma) or is over (a point); 0: an empty run. */
static char last_char(const quoting *q, const run *r) {
    kw_span at = r->at;
    return at.end > at.start ? q->w->text.p[at.end - 1] : 0;
}

static uint32_t next_run_start(const quoting *q, uint32_t run_number) {
    uint32_t end = q->runs[run_number].upto + 1;
    return end < q->n_runs ? q->runs[end].before : (uint32_t)q->w->n_tokens;
}

static bool same_paragraph(const quoting *q, uint32_t a, uint32_t b) {
    const uint32_t *of = q->w->sentence_of;
    return a < q->w->n_tokens && b < q->w->n_tokens && q->w->sentences[of[a]].para == q->w->sentences[of[b]].para;
}

static bool skip_comma(const quoting *q, uint32_t *t) {
    bool any = false;
    while (outside(q, *t) && (is_mark(q, *t, ',') || is_mark(q, *t, '-') || kw_quote_dash(q, *t))) ++*t, any = true;
    return any;
}

static bool pronoun_at(const quoting *q, uint32_t t) {
    return outside(q, t) && tok(q, t)->upos == KW_PRON;
}

/* "kata Kim", "ujarnya", "according to police" at token t, right behind a run. */
static bool cue_then_speaker(const quoting *q, uint32_t t, uint32_t to, uint32_t run_number, saying *s) {
    if (!cue_at(q, t, SAY | PREP)) return false;
    uint32_t at = t + q->cues[t].n;
    saying found = *s;
    if (pronoun_at(q, at) && at < to) {
        kw_quote_take_pronoun(q, at, q->runs[run_number].before, run_number, &found);
    } else if (cue_at(q, at, SAY) && cue_at(q, t, PREP)) return false;
    else if (!kw_quote_after(q, at, to, &found)) return false;
    set_cue(q, t, &found);
    if (cue_at(q, t, PREP)) kw_quote_voice(q, t, voice_end(at, to), run_number, &found);
    found.why = "cue and speaker behind";
    *s = found;
    return true;
}

/* "KCNA mengutip pesan Putin", "quoting Kim", "menurut polisi": the words are those of what follows the cue at t. */
static bool try_follower(const quoting *q, uint32_t t, uint32_t to, uint32_t run_number, const char *why, saying *s) {
    saying found = *s;
    uint32_t at = t + q->cues[t].n;
    if (!kw_quote_after(q, at, to, &found)) return false;
    set_cue(q, t, &found);
    kw_quote_voice(q, at, voice_end(at, to), run_number, &found);
    found.why = why;
    *s = found;
    return true;
}

/* Behind a cue: does a clause begin that is told, rather than the sentence end, or go on with place and time? */
static bool tells_more(const quoting *q, uint32_t t) {
    if (is_punct(q, t)) return is_mark(q, t, ',') || is_mark(q, t, ':');
    return !is_upos(q, t, 1u << KW_ADP | 1u << KW_ADV);
}

/* "he said", "Smith, the mayor of Leeds, told reporters" behind a run. `bound`: the run's own sentence goes on. */
static bool speaker_then_cue(const quoting *q, uint32_t t, uint32_t to, bool bound, uint32_t run_number, saying *s) {
    uint32_t limit = t + REACH_AFTER < to ? t + REACH_AFTER : to;
    for (uint32_t i = t + 1; i < limit && outside(q, i); i++) {
        if (kw_quote_cue_is(q, i, CUE_THAT) || is_mark(q, i, ':') || is_mark(q, i, ';')) return false;
        if (cue_at(q, i, CITE) && !cue_at(q, i, SAY) && try_follower(q, i, to, run_number, "quoted by another", s)) return true;
        if (!cue_at(q, i, SAY)) continue;
        if (tok(q, i)->upos == KW_NOUN && !(q->cues[i].flags & CUE_INVERTED)) continue;
        saying found = *s;
        uint32_t behind = i + q->cues[i].n;
        /* a sentence of its own that says something else: "He said that ...", "Kim mengatakan, ..." */
        if (!bound && behind < to && tells_more(q, behind)) return false;
        if (behind < to && q->in_run[behind] && !bound) return false;
        if (!kw_quote_subject(q, i, t, &found)) continue;
        if (found.speaker_at.start > tok(q, t)->at.start && i - t > SPEAKER_REACH && !bound) return false;
        set_cue(q, i, &found);
        kw_quote_voice(q, t, i, run_number, &found);
        found.why = "speaker and cue behind";
        *s = found;
        return true;
    }
    return false;
}

static bool look_behind(const quoting *q, uint32_t run_number, saying *s) {
    const run *r = &q->runs[q->runs[run_number].upto];
    uint32_t t = r->after, stop = next_run_start(q, run_number);
    if (!outside(q, t) || !same_paragraph(q, t, r->first)) return false;
    bool bound = q->w->sentence_of[t] == q->w->sentence_of[r->last ? r->last - 1 : 0] && last_char(q, r) != '.';
    bool comma = skip_comma(q, &t) || last_char(q, r) == ',' || last_char(q, r) == '?' || last_char(q, r) == '!';
    if (!outside(q, t)) return false;
    uint32_t to = sentence_end(q, q->w->sentence_of[t]);
    if (to > stop) to = stop;
    /* a new sentence may begin with a small-lettered cue after a point: "... itu." kata Kim */
    for (uint32_t k = t; k < to && k < t + 3 && outside(q, k); k++) {
        if (k > t && !(tok(q, k - 1)->upos == KW_ADV || tok(q, k - 1)->upos == KW_PRON || tok(q, k - 1)->upos == KW_SCONJ)) break;
        /* "he told Reuters": he is the one */
        if (k > t && tok(q, k - 1)->upos == KW_PRON && (q->mention_at[k - 1] >= 0 || kw_quote_personal(q, k - 1))) break;
        bool capital = tok(q, k)->flags & KW_TOK_CAPITAL;
        if (capital && !comma && cue_at(q, k, PREP) && !kw_quote_cue_is(q, k, CUE_VOICE)) break;      /* but "Demikian pernyataan Kim" */
        if (cue_then_speaker(q, k, to, run_number, s)) return true;
    }
    const run *first = &q->runs[run_number];
    bool begins = first->before == q->w->sentences[q->w->sentence_of[first->first]].first;
    if (!begins && !comma && !bound) return false;
    return (comma || bound || last_char(q, r) == '.' ) && speaker_then_cue(q, t, to, comma || bound, run_number, s);
}

/* ---- before ---- */

/* Nothing but marks, "that" and the like between cue and run. */
static bool adjacent(const quoting *q, uint32_t from, uint32_t to) {
    for (uint32_t t = from; t < to; t++)
        if (outside(q, t) && !is_punct(q, t) && !kw_quote_cue_is(q, t, CUE_THAT) && tok(q, t)->upos != KW_ADV) return false;
    return true;
}

/* "Kata Kim: ...": the speaker stands behind the verb. */
static bool inverted_before(const quoting *q, uint32_t t, uint32_t to, uint32_t run_number, saying *s) {
    uint32_t at = t + q->cues[t].n;
    if (!(q->cues[t].flags & CUE_INVERTED) || at >= to) return false;
    saying found = *s;
    if (pronoun_at(q, at) && (tok(q, at)->flags & KW_TOK_CLITIC || is_mark(q, at + 1, ','))) {
        kw_quote_take_pronoun(q, at, t, run_number, &found);
    } else {
        if (q->mention_at[at] < 0 || !kw_quote_after(q, at, to, &found)) return false;
    }
    *s = found;
    return true;
}

/* "had been warned "many times"": who is named before is not who says it. */
static bool is_done_to(const quoting *q, uint32_t t, uint32_t from) {
    const kw_token *k = tok(q, t);
    return k->upos == KW_VERB && k->voice == KW_PASSIVE && k->flags & KW_TOK_PARTICIPLE && t > from && tok(q, t - 1)->upos == KW_AUX;
}

static bool try_verb_before(const quoting *q, uint32_t t, uint32_t from, uint32_t to, uint32_t run_number, saying *s) {
    saying found = *s;
    bool say = cue_at(q, t, SAY);
    uint32_t behind = t + q->cues[t].n;
    const int32_t owner = q->cues[t].flags & CUE_OWNER && behind < to ? q->mention_at[behind] : -1;
    if (owner >= 0) {                                      /* "menyampaikan apresiasi Putin": his words, in another's mouth */
        found.speaker = (int32_t)q->m->mentions[owner].entity;
        found.speaker_at = q->m->mentions[owner].at;
        found.found = true;
        found.why = "conveyed by another";
        set_cue(q, t, &found);
        *s = found;
        return true;
    }
    if (!say && to - t > FRAME_REACH) return false;
    if (is_done_to(q, t, from)) return false;
    bool agent = say && kw_quote_agent(q, t, to, &found);
    if (!agent && !kw_quote_subject(q, t, from, &found) && !inverted_before(q, t, to, run_number, &found)) return false;
    set_cue(q, t, &found);
    found.weak = !say;
    found.why = say ? "verb of saying before" : "verb that brings in a few words";
    kw_quote_voice(q, from, t, run_number, &found);
    *s = found;
    return true;
}

/* The start of what may hold the run's cue before it: its sentence. */
static uint32_t clause_start(const quoting *q, uint32_t run_number) {
    const run *r = &q->runs[run_number];
    uint32_t sentence = q->w->sentence_of[r->before < q->w->n_tokens ? r->before : r->first];
    uint32_t from = q->w->sentences[sentence].first;
    return r->before > from + REACH_BEFORE ? r->before - REACH_BEFORE : from;
}

static bool look_before(const quoting *q, uint32_t run_number, saying *s) {
    uint32_t from = clause_start(q, run_number), to = q->runs[run_number].before;
    for (uint32_t t = to; t > from;) {
        t--;
        if (!outside(q, t) || !q->cues[t].n) continue;
        if (t + q->cues[t].n > to) continue;
        if (cue_at(q, t, SAY | FRAME) && try_verb_before(q, t, from, to, run_number, s)) return true;
        if (cue_at(q, t, PREP) && try_follower(q, t, to, run_number, "according to", s)) return true;
        if (cue_at(q, t, CITE) && try_follower(q, t, to, run_number, "quoted by another", s)) return true;
    }
    return false;
}

/* "Dalam pesannya, Kim "mengenang ..."", "Surat tersebut "menyatakan ..."": the verb of saying stands within the marks. */
static bool verb_inside(const quoting *q, uint32_t run_number, saying *s) {
    const run *r = &q->runs[run_number];
    uint32_t from = clause_start(q, run_number);
    if (r->before <= from || r->first >= r->last || !outside(q, r->before - 1)) return false;
    const kw_token *v = tok(q, r->first);
    bool nominal = q->mention_at[r->before - 1] >= 0 || is_upos(q, r->before - 1, NAMING | 1u << KW_DET);
    if (v->flags & KW_TOK_CAPITAL || v->upos != KW_VERB || !nominal) return false;
    saying found = *s;
    if (!kw_quote_subject(q, r->before, from, &found)) return false;
    kw_quote_voice(q, from, r->before, run_number, &found);
    found.weak = !found.voice;
    found.why = "subject before, its verb within the marks";
    *s = found;
    return true;
}

/* ---- alone ---- */

/* "CNBC asked, and Cruz called them on it:" before the paragraph that quotes him: the last one of the sentence who does something. */
static const kw_mention *last_doer(const quoting *q, const kw_sentence *s) {
    for (uint32_t t = s->first + s->n; t-- > s->first;) {
        int32_t mi = q->mention_at[t];
        if (mi < 0 || q->in_run[t] || t + 1 >= s->first + s->n || q->mention_at[t + 1] == mi) continue;
        const kw_mention *m = &q->m->mentions[mi];
        const kw_kind kind = q->m->entities[m->entity].kind;
        bool held = m->first > s->first && tok(q, m->first - 1)->upos == KW_ADP;
        if (kind != KW_PLACE && !held && is_upos(q, t + 1, PREDICATE)) return m;
    }
    return NULL;
}

static void take_before(const kw_mention *m, saying *s, const char *why) {
    s->speaker = (int32_t)m->entity;
    s->speaker_at = m->at;
    s->found = true;
    s->why = why;
}

/* The name that stands first before the colon and is not behind a preposition; NULL: there is none. */
static const kw_mention *first_before_colon(const quoting *q, uint32_t from, uint32_t colon) {
    for (uint32_t t = from; t < colon; t++) {
        int32_t mi = q->in_run[t] ? -1 : q->mention_at[t];
        bool held = t > from && tok(q, t - 1)->upos == KW_ADP;
        if (mi >= 0 && !held && q->m->entities[q->m->mentions[mi].entity].kind != KW_PLACE) return &q->m->mentions[mi];
    }
    return NULL;
}

/* "Trump: 'I am the worst ...'", "Smith's answer was clear: '...'": no cue but a colon, and a name before it. */
static bool name_and_colon(const quoting *q, uint32_t run_number, saying *s) {
    uint32_t before = q->runs[run_number].before;
    if (before < 2 || before > q->w->n_tokens || !is_mark(q, before - 1, ':')) return false;
    const kw_sentence *sentence = &q->w->sentences[q->w->sentence_of[before - 1]];
    const kw_mention *doer = last_doer(q, sentence), *m = doer && doer->first < before ? doer : first_before_colon(q, sentence->first, before - 1);
    bool alone = m && m->first == sentence->first && m->first + m->n == before - 1;
    if (!m || (!alone && !same_paragraph(q, before - 1, q->runs[run_number].first))) return false;
    take_before(m, s, "a name and a colon");
    s->cue = tok(q, before - 1)->at;
    return true;
}

/* A run that is a sentence of its own, or more, goes on with the speaker before it, or with the one the sentence before
 * it speaks of. */
static bool goes_on(const quoting *q, uint32_t run_number, saying *s) {
    const run *r = &q->runs[run_number];
    uint32_t sentence = q->w->sentence_of[r->before < q->w->n_tokens ? r->before : r->first];
    if (q->w->sentences[sentence].first != r->before) return false;
    uint32_t previous = run_number;
    while (previous && q->runs[previous - 1].part) previous--;
    previous = previous ? previous - 1 : NO_TOKEN;
    while (previous != NO_TOKEN && previous && q->runs[previous].part) previous--;
    bool near = previous != NO_TOKEN && q->says[previous].found &&
                q->w->sentence_of[r->first] - q->w->sentence_of[q->runs[q->runs[previous].upto].last - 1] <= 2;
    if (!sentence) return false;
    const kw_sentence *before = &q->w->sentences[sentence - 1];
    if (near && q->in_run[before->first]) {                /* right after another quotation's sentence */
        s->speaker = q->says[previous].speaker;
        s->found = s->speaker >= 0;
        s->why = "goes on with the quotation before";
        return s->found;
    }
    const kw_mention *doer = is_mark(q, before->first + before->n - 1, ':') ? last_doer(q, before) : NULL;
    if (doer) {
        take_before(doer, s, "the sentence before ends with him and a colon");
        return true;
    }
    if (kw_quote_spoke_before(q, sentence - 1, run_number, s)) {
        s->weak = !is_mark(q, before->first + before->n - 1, ':');
        s->why = "the sentence before speaks of him";
        return true;
    }
    if (!near) return false;
    s->speaker = q->says[previous].speaker;
    s->found = s->speaker >= 0;
    s->why = "goes on with the quotation before";
    return s->found;
}

/* The speaker behind "according to" is only an agency or outlet. */
static bool through_outlet(const quoting *q, const saying *s) {
    if (s->cue_token == NO_TOKEN || !cue_at(q, s->cue_token, PREP) || !kw_span_len(s->speaker_at)) return false;
    uint32_t t = s->cue_token + q->cues[s->cue_token].n;
    for (; t < q->w->n_tokens && tok(q, t)->at.start < s->speaker_at.end; t++) {
        kw_outlet o;
        if (tok(q, t)->flags & KW_TOK_CAPITAL && kw_outlet_at(q->kit->know, q->w->text, tok(q, t)->at.start, &o)) return true;
    }
    return false;
}

/* A headline's "'This must stop': Merkel urges ...": it begins with the quotation, and a colon and a name follow. */
static bool colon_behind(const quoting *q, uint32_t run_number, saying *s) {
    const run *r = &q->runs[run_number];
    uint32_t t = r->after;
    if (!outside(q, t) || !is_mark(q, t, ':') || t + 1 >= q->w->n_tokens || !same_paragraph(q, t + 1, r->first)) return false;
    int32_t mi = q->mention_at[t + 1];
    if (r->before != q->w->sentences[q->w->sentence_of[r->first]].first || mi < 0 || q->m->mentions[mi].first != t + 1) return false;
    if (q->m->entities[q->m->mentions[mi].entity].kind == KW_PLACE) return false;
    take_before(&q->m->mentions[mi], s, "a name and a colon");
    s->cue = tok(q, t)->at;
    return true;
}

/* A headline's "... – Kim": a dash and a name end the line. */
static bool dash_behind(const quoting *q, uint32_t run_number, saying *s) {
    uint32_t t = q->runs[run_number].after, to;
    if (!outside(q, t) || !same_paragraph(q, t, q->runs[run_number].first)) return false;
    to = sentence_end(q, q->w->sentence_of[t]);
    if (to < q->w->n_tokens && same_paragraph(q, to, t)) return false;
    for (uint32_t k = t; k + 1 < to; k++) {
        int32_t mi = kw_quote_dash(q, k) ? q->mention_at[k + 1] : -1;
        if (mi < 0 || q->m->mentions[mi].first + q->m->mentions[mi].n < to) continue;
        s->speaker = (int32_t)q->m->mentions[mi].entity;
        s->speaker_at = q->m->mentions[mi].at;
        s->found = true;
        s->cue = tok(q, k)->at;
        s->why = "a dash and a name end the headline";
        return true;
    }
    return false;
}

void kw_quote_attribute(quoting *q, uint32_t run_number) {
    saying *s = &q->says[run_number];
    const run *r = &q->runs[run_number];
    *s = (saying){ .speaker = -1, .cue_token = NO_TOKEN };
    uint32_t from = clause_start(q, run_number);
    bool begins = r->before == q->w->sentences[q->w->sentence_of[r->before < q->w->n_tokens ? r->before : r->first]].first;
    uint32_t last = r->before - 1;                         /* wraps at the first token, where it is not looked at */
    bool intro = r->before > from && (is_mark(q, last, ':') || is_mark(q, last, ',') || cue_at(q, last, SAY));
    saying before = *s, behind = *s;
    bool found_before = look_before(q, run_number, &before), found_behind = false;
    bool tight = found_before && before.cue_token != NO_TOKEN && adjacent(q, before.cue_token + q->cues[before.cue_token].n, r->before);
    if (!(tight && (intro || !before.weak))) {
        found_behind = look_behind(q, run_number, &behind);
        if (found_behind && found_before && through_outlet(q, &behind)) found_behind = false;     /* "Kim vowed "...," according to KCNA" */
        found_behind = found_behind && (begins || !found_before || before.weak || last_char(q, &q->runs[r->upto]) == ',');
    }
    if (found_behind) *s = behind;
    else if (found_before) *s = before;
    else if (!dash_behind(q, run_number, s) && !colon_behind(q, run_number, s) && !name_and_colon(q, run_number, s) && !verb_inside(q, run_number, s))
        goes_on(q, run_number, s);
    kw_quote_resolve(q, r->before, run_number, s);
}
