/* SPDX-License-Identifier: MIT
 * Through whom a quotation came: an agency or outlet named in its sentence as the one who quotes, reports or was told. */
#include "mark/quote_parts.h"

enum { REACH = 6, LINKING = 1u << KW_ADP | 1u << KW_SCONJ | 1u << KW_CCONJ };

/* A cue of passing on near the outlet's name (tokens first..last): before it ("dikutip dari KCNA") or right behind it
 * ("KCNA melansir", "KCNA mengutip pesan Putin"). */
static bool passed_on(const quoting *q, uint32_t first, uint32_t last, uint32_t from, uint32_t to) {
    for (uint32_t t = first; t > from && first - t < REACH; t--) {
        if (!is_outside(q, t - 1)) break;
        if (kw_quote_cue_is(q, t - 1, CUE_VIA) || kw_quote_cue_is(q, t - 1, CUE_PREP)) return true;
    }
    for (uint32_t t = last; t < to && t - last < 3; t++) {
        if (!is_outside(q, t)) break;
        if (kw_quote_cue_is(q, t, CUE_VIA) || kw_quote_cue_is(q, t, CUE_SAY) || kw_quote_cue_is(q, t, CUE_CITE)) return true;
    }
    return false;
}

/* "kantor berita Ferdo", "the Ferdo news agency": the name beside the words for an agency or paper, behind them or, else, before; false: none. */
static bool named_outlet(const quoting *q, uint32_t t, uint32_t from, uint32_t to, uint32_t *first, uint32_t *last) {
    *first = *last = t + q->cues[t].n;
    while (*last < to && is_outside(q, *last) && tok(q, *last)->flags & KW_TOK_CAPITAL && !is_punct(q, *last)) ++*last;
    if (*last > *first) return true;
    *last = *first = t;
    while (*first > from && is_outside(q, *first - 1) && tok(q, *first - 1)->flags & KW_TOK_CAPITAL &&
           is_upos(q, *first - 1, 1u << KW_PROPN | 1u << KW_NOUN)) --*first;
    return *last > *first;
}

/* Through an agency that the tables do not know. */
static kw_str unknown_via(const quoting *q, uint32_t from, uint32_t to, kw_span speaker) {
    for (uint32_t t = from; t < to; t++) {
        uint32_t first, last;
        if (!is_outside(q, t) || !kw_quote_cue_is(q, t, CUE_OUTLET) || !named_outlet(q, t, from, to, &first, &last)) continue;
        kw_span at = { tok(q, first)->at.start, tok(q, last - 1)->at.end };
        uint32_t begin = first < t ? first : t, end = last > t + q->cues[t].n ? last : t + q->cues[t].n;
        if (!kw_span_meets(at, speaker) && passed_on(q, begin, end, from, to)) return kw_str_at(q->w->text, at);
    }
    return KW_NONE;
}

static kw_str via_in(const quoting *q, uint32_t from, uint32_t to, kw_span speaker) {
    for (uint32_t t = from; t < to; t++) {
        bool begins = t == q->w->sentences[q->w->sentence_of[t]].first && is_upos(q, t, LINKING);      /* "As Smith put it": not the paper AS */
        if (!is_outside(q, t) || !(tok(q, t)->flags & KW_TOK_CAPITAL) || begins) continue;
        kw_outlet o;
        size_t n = kw_outlet_at(q->kit->know, q->w->text, tok(q, t)->at.start, &o);
        if (!n) continue;
        kw_span at = { tok(q, t)->at.start, tok(q, t)->at.start + (uint32_t)n };
        uint32_t last = t;
        while (last < to && tok(q, last)->at.start < at.end) last++;
        if (!kw_span_meets(at, speaker) && passed_on(q, t, last, from, to)) return o.name;
        t = last - 1;
    }
    return unknown_via(q, from, to, speaker);
}

kw_str kw_quote_via_of(const quoting *q, uint32_t sentence, kw_span speaker) {
    return via_in(q, q->w->sentences[sentence].first, sentence_end(q, sentence), speaker);
}

kw_str kw_quote_via(const quoting *q, uint32_t run_number) {
    const run *r = &q->runs[run_number], *end = &q->runs[r->upto];
    uint32_t s = q->w->sentence_of[r->first], e = q->w->sentence_of[end->last ? end->last - 1 : 0];
    uint32_t from = q->w->sentences[s].first, to = sentence_end(q, e);
    if (r->before < from) from = r->before;
    if (q->says[run_number].cue_token != NO_TOKEN) {       /* a cue behind may stand in a sentence of its own */
        uint32_t k = sentence_end(q, q->w->sentence_of[q->says[run_number].cue_token]);
        if (k > to) to = k;
    }
    return via_in(q, from, to, q->says[run_number].speaker_at);
}
