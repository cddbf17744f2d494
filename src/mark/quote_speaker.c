/* SPDX-License-Identifier: MIT
 * Who stands at a cue: left of a verb its subject, right of "kata" or "according to" the one named there. Names come from
 * m->mentions; where there is none, the words of the noun phrase are the speaker, without an entity. */
#include "mark/quote_parts.h"

enum { REACH_LEFT = 45, REACH_RIGHT = 26 };

static bool outside(const quoting *q, uint32_t t) { return !q->in_run[t]; }

static const kw_mention *mention(const quoting *q, uint32_t t) {
    return q->mention_at[t] < 0 ? NULL : &q->m->mentions[q->mention_at[t]];
}

static bool is_speaker_kind(const quoting *q, const kw_mention *m) {
    return m->entity < q->m->n_entities && q->m->entities[m->entity].kind != KW_PLACE;
}

static bool is_person(const quoting *q, const kw_mention *m) {
    return m->entity < q->m->n_entities && q->m->entities[m->entity].kind == KW_PERSON;
}

static bool nominal(const kw_token *t) {
    return t->upos == KW_NOUN || t->upos == KW_PROPN || t->upos == KW_PRON || t->upos == KW_ADJ || t->upos == KW_DET || t->upos == KW_NUM ||
           t->upos == KW_X || t->upos == KW_SYM;
}

static bool helper(const kw_token *t) {
    return t->upos == KW_AUX || t->upos == KW_ADV || t->upos == KW_PART || t->upos == KW_SCONJ;
}

static void take_mention(const quoting *q, const kw_mention *m, saying *s) {
    (void)q;
    s->speaker_at = m->at;
    s->speaker = (int32_t)m->entity;
    s->found = true;
}

static void take_words(const quoting *q, uint32_t first, uint32_t last, saying *s) {
    s->speaker_at = (kw_span){ tok(q, first)->at.start, tok(q, last - 1)->at.end };
    s->speaker = -1;
    s->found = true;
}

/* The noun phrase that ends before token `end` (first <= it): its first token. */
static uint32_t phrase_start(const quoting *q, uint32_t end, uint32_t from) {
    uint32_t t = end;
    while (t > from && outside(q, t - 1) && (nominal(tok(q, t - 1)) || mention(q, t - 1) || (tok(q, t - 1)->flags & KW_TOK_CLITIC))) t--;
    return t;
}

static bool governed(const quoting *q, const kw_mention *m, uint32_t from) {
    return m->first > from && tok(q, m->first - 1)->upos == KW_ADP;
}

/* An object: right behind a verb that is not the cue. */
static bool object(const quoting *q, const kw_mention *m, uint32_t from) {
    return m->first > from && tok(q, m->first - 1)->upos == KW_VERB;
}

/* The mention left of `verb` that fits best as its subject: not behind a preposition or a verb, persons first at equal rank. */
static const kw_mention *subject_mention(const quoting *q, uint32_t verb, uint32_t from) {
    const kw_mention *spare = NULL, *good = NULL;
    uint32_t floor = verb > from + REACH_LEFT ? verb - REACH_LEFT : from;
    for (uint32_t t = verb; t > floor;) {
        t--;
        const kw_mention *m = outside(q, t) ? mention(q, t) : NULL;
        if (is_mark(q, t, ';')) break;
        if (!m) continue;
        if (m->first < t) t = m->first;
        if (!is_speaker_kind(q, m)) continue;
        if (governed(q, m, from) || object(q, m, from)) { if (!spare) spare = m; continue; }
        if (!good) good = m;
        if (is_person(q, m) || m->pronoun) { good = m; break; }
        if (!tok(q, m->first)->head || m->first == from) break;
    }
    return good ? good : spare;
}

bool kw_quote_subject(const quoting *q, uint32_t verb, uint32_t from, saying *s) {
    uint32_t t = verb;
    while (t > from && outside(q, t - 1) && helper(tok(q, t - 1)) && !mention(q, t - 1)) t--;
    const kw_mention *m = t > from && outside(q, t - 1) ? mention(q, t - 1) : NULL;
    if (m && is_speaker_kind(q, m) && !governed(q, m, from)) { take_mention(q, m, s); return true; }
    uint32_t first = t > from ? phrase_start(q, t, from) : t;
    bool plain = first < t && !(first > from && tok(q, first - 1)->upos == KW_ADP);
    if (plain && !m) {                                     /* the words before the verb, with a name in them or not */
        const kw_mention *in = mention(q, first);
        bool noun = false;
        for (uint32_t k = first; k < t; k++) noun |= tok(q, k)->upos == KW_NOUN || tok(q, k)->upos == KW_PROPN || tok(q, k)->upos == KW_PRON;
        if (noun) {
            take_words(q, first, t, s);
            if (in && is_speaker_kind(q, in)) s->speaker = (int32_t)in->entity;
            return true;
        }
    }
    m = subject_mention(q, verb, from);
    if (m) { take_mention(q, m, s); return true; }
    if (plain) { take_words(q, first, t, s); return true; }
    /* "the mayor of Boston, in a speech, said": the first noun phrase of the clause */
    for (uint32_t k = from; k < t; k++) {
        if (!outside(q, k) || (tok(q, k)->upos != KW_NOUN && tok(q, k)->upos != KW_PROPN && tok(q, k)->upos != KW_PRON)) continue;
        if (k > from && tok(q, k - 1)->upos == KW_ADP) continue;
        uint32_t end = k + 1;
        while (end < t && outside(q, end) && nominal(tok(q, end))) end++;
        take_words(q, phrase_start(q, end, from), end, s);
        return true;
    }
    return false;
}

static bool ends_phrase(const quoting *q, uint32_t t) {
    const kw_token *k = tok(q, t);
    if (mention(q, t)) return false;
    return (k->flags & KW_TOK_PUNCT && !is_mark(q, t, '/') && !is_mark(q, t, '-')) || k->upos == KW_ADP || k->upos == KW_VERB || k->upos == KW_AUX ||
           k->upos == KW_SCONJ || k->upos == KW_CCONJ || k->upos == KW_ADV;
}

bool kw_quote_after(const quoting *q, uint32_t at, uint32_t to, saying *s) {
    uint32_t limit = at + REACH_RIGHT < to ? at + REACH_RIGHT : to, end = at;
    if (at >= to || !outside(q, at)) return false;
    const kw_mention *any = NULL, *person = NULL;
    while (end < limit && outside(q, end) && !ends_phrase(q, end)) {
        const kw_mention *m = mention(q, end);
        if (m && is_speaker_kind(q, m)) {
            if (!any) any = m;
            if (!person && (is_person(q, m) || m->pronoun)) person = m;
        }
        end = m && m->first + m->n > end ? m->first + m->n : end + 1;
    }
    if (end > limit) end = limit;
    if (end == at) return false;
    if (person) { take_mention(q, person, s); return true; }
    if (end + 1 < limit && is_mark(q, end, ',') && outside(q, end + 1)) {          /* "kata pengamat Universitas X, Siti Y," */
        const kw_mention *m = mention(q, end + 1);
        if (m && m->first == end + 1 && is_person(q, m) && !m->pronoun) { take_mention(q, m, s); return true; }
    }
    take_words(q, at, end, s);
    if (any && any->first <= at + 1) take_mention(q, any, s);
    else if (any) s->speaker = -1;
    return true;
}

/* ---- pronouns and writers ---- */

/* Before `token`, outside quotations: the person the text spoke of last, first of his sentence; last speakers count, too. */
int32_t kw_quote_pronoun(const quoting *q, uint32_t token, uint32_t run_number) {
    uint32_t start = token;
    int32_t spoke = -1;
    uint32_t spoke_at = 0;
    for (uint32_t r = run_number; r--;) {
        if (!q->says[r].found || q->says[r].speaker < 0 || q->m->entities[q->says[r].speaker].kind != KW_PERSON) continue;
        spoke = q->says[r].speaker;
        spoke_at = q->runs[r].before;
        break;
    }
    size_t low = 0, high = q->m->n_mentions;
    while (low < high) {                                   /* mentions are sorted by start */
        size_t mid = (low + high) / 2;
        if (q->m->mentions[mid].first < start) low = mid + 1;
        else high = mid;
    }
    int32_t best = -1;
    uint32_t sentence = UINT32_MAX;
    for (size_t i = low; i--;) {
        const kw_mention *m = &q->m->mentions[i];
        if (m->inside || !is_person(q, m) || q->in_run[m->first]) continue;
        if (best >= 0 && m->sentence != sentence) break;
        sentence = m->sentence;
        best = (int32_t)m->entity;
        if (spoke >= 0 && m->first + 60 < spoke_at) break;
    }
    if (best < 0) return spoke;
    if (spoke >= 0 && q->w->sentence_of[spoke_at] > sentence) return spoke;
    return best;
}

/* A letter or statement speaks for its writer: the name within the phrase ("pesan Putin", "Putin's letter"), else who last
 * spoke or wrote. The phrase is tokens from <= t < to. */
void kw_quote_voice(const quoting *q, uint32_t from, uint32_t to, uint32_t run_number, saying *s) {
    bool voice = false;
    for (uint32_t t = from; t < to; t++) voice |= kw_quote_cue_is(q, t, CUE_VOICE);
    if (!voice) return;
    s->voice = true;
    for (uint32_t t = from; t < to; t++) {
        const kw_mention *m = mention(q, t);
        if (m && is_speaker_kind(q, m) && is_person(q, m)) { s->speaker = (int32_t)m->entity; return; }
    }
    if (s->speaker >= 0) return;
    for (uint32_t r = run_number; r--;)
        if (q->says[r].found && q->says[r].speaker >= 0) { s->speaker = q->says[r].speaker; return; }
    s->speaker = kw_quote_pronoun(q, from, run_number);
}
