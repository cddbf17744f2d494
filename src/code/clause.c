/* SPDX-License-Identifier: MIT
 * Where clauses and phrases begin and end, by commas, conjunctions and the words that open them. */
#include "code/roles.h"

static bool ends_clause(uint32_t bits) { return bits & (KW_G_SUB | KW_G_IF | KW_G_REL | KW_G_COMP) && !(bits & KW_G_VERB); }

/* Does a clause of its own begin behind the comma or conjunction at t ("..., kata Kim", "... and left")? */
static bool new_clause_behind(const kw_view *v, uint32_t t) {
    uint32_t i = t + 1;
    while (i < v->end && kw_who_at(v, i) < 0 && kw_is(v, i) & (KW_G_FILL | KW_G_NOT | KW_G_FUTURE | KW_G_CC) &&
           !(kw_is(v, i) & (KW_G_VERB | KW_G_NOUN)))
        i++;
    if (i >= v->end) return true;
    /* "failed to renounce X, recognise Y" */
    if (kw_who_at(v, i) < 0) return kw_is(v, i) & (KW_G_VERB | KW_G_SAY) && !(v->tokens[i].flags & KW_TOK_INFINITIVE);
    while (i < v->end && kw_who_at(v, i) >= 0) i++;
    return i < v->end && kw_is(v, i) & KW_G_SAY && kw_is(v, i) & KW_G_VERB;
}

/* "rejected the demand and urged the army to ...": a verb that is joined to the one at t, not to another behind it ("agreed to stop and
 * withdraw"). */
static bool joins_verb(const kw_view *v, uint32_t conjunction) {
    uint32_t i = conjunction + 1;
    while (i < v->end && kw_who_at(v, i) < 0 && kw_is(v, i) & (KW_G_FILL | KW_G_NOT | KW_G_FUTURE | KW_G_BACK) &&
           !(kw_is(v, i) & (KW_G_VERB | KW_G_NOUN)))
        i++;
    return i < v->end && kw_who_at(v, i) < 0 && kw_is(v, i) & KW_G_VERB && !(kw_is(v, i) & KW_G_NOUN) &&
           !(v->tokens[i].flags & KW_TOK_PARTICIPLE && !v->lang->voices);
}

/* "the planned agreement" */
bool kw_is_modifier(const kw_view *v, uint32_t t) {
    bool led = t > v->first && (v->tokens[t - 1].upos == KW_DET || v->tokens[t - 1].upos == KW_ADJ || v->tokens[t - 1].upos == KW_ADP);
    return led && v->tokens[t].flags & KW_TOK_PARTICIPLE && t + 1 < v->end && kw_who_at(v, t + 1) < 0 && kw_is(v, t + 1) & KW_G_NOUN;
}

/* "to topple", "by towing": a form that no subject of its own goes with, in a language whose tags tell it. */
bool kw_is_bare(const kw_view *v, uint32_t t) {
    const kw_token *k = &v->tokens[t];
    bool led = t > v->first && kw_who_at(v, t - 1) < 0 && kw_is(v, t - 1) & KW_G_TO;
    return !v->lang->voices && (led || kw_is_gerund(k) || k->flags & KW_TOK_INFINITIVE);
}

/* "of occupying Y and called for": behind the conjunction stands a verb of the past, which goes with none of bare ones before it. */
static bool past_behind(const kw_view *v, uint32_t conjunction) {
    uint32_t i = conjunction + 1;
    while (i < v->end && kw_who_at(v, i) < 0 && kw_is(v, i) & KW_G_FILL && !(kw_is(v, i) & (KW_G_VERB | KW_G_NOUN))) i++;
    return i < v->end && !v->lang->voices && v->tokens[i].tense == KW_PAST && !(v->tokens[i].flags & KW_TOK_PARTICIPLE);
}

static uint32_t end_of(const kw_view *v, uint32_t t, uint32_t but) {
    uint32_t i = t + 1, stop = t + WINDOW < v->end ? t + WINDOW : v->end;
    bool verb = false, finite = false;
    if (i < stop && kw_who_at(v, i) < 0 && kw_is(v, i) & KW_G_COMP) i++;
    for (; i < stop; i++) {
        if (kw_who_at(v, i) >= 0) continue;
        uint32_t b = kw_is(v, i);
        if (ends_clause(b & ~but)) return i;
        if (b & KW_G_COMMA && new_clause_behind(v, i)) return i;
        if (b & KW_G_CC && (!verb || (!finite && past_behind(v, i))) && i > t + 1 && joins_verb(v, i)) return i;
        verb = verb || (b & (KW_G_VERB | KW_G_TO) && !kw_is_modifier(v, i));
        finite = finite || (b & KW_G_VERB && !kw_is_bare(v, i) && !kw_is_modifier(v, i));
    }
    return stop;
}

uint32_t kw_clause_end(const kw_view *v, uint32_t t) { return end_of(v, t, 0); }
uint32_t kw_complement_end(const kw_view *v, uint32_t t) { return end_of(v, t, KW_G_REL); }

uint32_t kw_clause_start(const kw_view *v, uint32_t t) {
    uint32_t i = t, stop = t > v->first + WINDOW ? t - WINDOW : v->first;
    while (i > stop && (kw_who_at(v, i - 1) >= 0 || !(ends_clause(kw_is(v, i - 1)) || (kw_is(v, i - 1) & KW_G_CC && kw_told_ends(v, i - 1))))) i--;
    return i;
}

uint32_t kw_comma_behind(const kw_view *v, uint32_t from, uint32_t stop) {
    while (from < stop && (kw_who_at(v, from) >= 0 || !(kw_is(v, from) & KW_G_COMMA))) from++;
    return from;
}

uint32_t kw_mention_start(const kw_view *v, int32_t mention) {
    uint32_t f = v->mentions[mention].first;
    return f < v->first ? v->first : f;
}

bool kw_in_date(const kw_view *v, uint32_t t) {
    const kw_marks *m = v->in->marks;
    for (size_t i = v->dates; i < v->dates_end; i++)
        if (t >= m->dates[i].first && t < m->dates[i].first + m->dates[i].n) return true;
    return false;
}

/* First token of the noun phrase that the mention ends, its articles, numbers and adjectives counted; "pada 2023" before it is none of it. */
uint32_t kw_phrase_start(const kw_view *v, int32_t mention) {
    uint32_t j = kw_mention_start(v, mention);
    while (j > v->first && (j == kw_mention_start(v, mention) || v->tokens[j].upos != KW_DET) && v->tokens[j - 1].upos != KW_ADV &&
           !(v->tokens[j - 1].flags & KW_TOK_PUNCT) && v->tokens[j - 1].upos != KW_PUNCT &&
           kw_who_at(v, j - 1) < 0 && kw_is(v, j - 1) & (KW_G_FILL | KW_G_NOUN) &&
           !(kw_is(v, j - 1) & (KW_G_PREP | KW_G_CC | KW_G_COMMA | KW_G_VERB | KW_G_BE | KW_G_NOT)) && !kw_in_date(v, j - 1)) j--;
    return j;
}

bool kw_behind_preposition(const kw_view *v, uint32_t start) {
    return start > v->first && kw_who_at(v, start - 1) < 0 && kw_is(v, start - 1) & (KW_G_PREP | KW_G_OWNER | KW_G_AGENT | KW_G_TO) &&
           !(kw_is(v, start - 1) & KW_G_VERB);
}

int32_t kw_verb_before(const kw_view *v, uint32_t t) {
    for (uint32_t i = t; i > v->first; i--)
        if (kw_who_at(v, i - 1) < 0 && kw_is(v, i - 1) & KW_G_VERB) return (int32_t)i - 1;
    return -1;
}
