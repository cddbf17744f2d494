/* SPDX-License-Identifier: MIT
 * Which of a text's dates is an act's own. In this order:
 *   the date that is part of the act's noun ("the 1967 war", "serangan 7 Oktober");
 *   the nearest date in the sentence that is no other clause's: what came after ("after X struck on Monday") and what a relative clause
 *   tells ("who visited in May") has its own day;
 *   counted from the date of the clause above: "two days after X met Y";
 *   the date of the act that the sentence takes up again ("At that meeting they ...").
 * Linear in the tokens between the act and the dates of its sentence. */
#include "code/parts.h"

#include "know/date.h"

enum {
    TOPIC_WORDS = 5,                /* in which a sentence says what it takes up */
    TOPIC_BACK = 2,                 /* sentences back in which that was told of */
    CARRIER_REACH = 10,             /* tokens from a paper to its day */
    CARRIER_MORE = 3,               /* words between a paper and what is told of it */
    LATER_NOUN = 4,                 /* words from "after" to the noun of an act */
    COMPOUND = 3,                   /* words between a date and the noun that it stands before */
    JOINED = 10,                    /* what one before a conjunction costs an act behind it */
    OTHER_CLAUSE = 20               /* what a date outside the act's clause costs, in tokens */
};

static uint32_t away(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

static bool is_word(const kw_view *v, uint32_t t, uint32_t bits) { return kw_who_at(v, t) < 0 && kw_is(v, t) & bits; }

/* What has happened is not dated after the article: "agreed on Thursday to meet in August" is of Thursday. */
static bool too_late(const kw_view *v, const kw_date *d, bool happened) {
    return happened && v->in->published.precision != KW_WHEN_NONE && d->when.first > v->in->published.last;
}

/* ---- the clause of a date ---- */

/* The comma that opens the insertion which the comma at t closes before a verb ("X, who left Y, met Z"); UINT32_MAX: it closes none. */
static uint32_t insertion_before(const kw_view *v, uint32_t t) {
    uint32_t i = t + 1;
    while (i < v->end && is_word(v, i, KW_G_FILL | KW_G_BACK | KW_G_NOT | KW_G_FUTURE) && !(kw_is(v, i) & (KW_G_VERB | KW_G_NOUN))) i++;
    if (i >= v->end || !is_word(v, i, KW_G_VERB) || v->tokens[i].flags & KW_TOK_GERUND) return UINT32_MAX;
    for (i = t; i > v->first; i--)
        if (is_word(v, i - 1, KW_G_COMMA)) return is_word(v, i, KW_G_REL) ? i - 1 : UINT32_MAX;
    return UINT32_MAX;
}

static bool is_deal(const kw_view *v, uint32_t t) {
    return kw_class_at(v, t, "deal");
}

static bool is_act(const kw_view *v, uint32_t t) { return kw_frame_begins(v->lang, &v->tokens[t]) || is_deal(v, t); }

static bool has_verb(const kw_view *v, uint32_t from, uint32_t to) {
    for (uint32_t t = from; t < to; t++)
        if (is_word(v, t, KW_G_VERB)) return true;
    return false;
}

/* Does the word at t open what came first, by a noun alone: "menyusul pemukulan X, Jumat", "after the killing of X on Monday"? */
static bool opens_by_noun(const kw_view *v, uint32_t t, uint32_t to) {
    if (!kw_has_class(v, v->tokens[t].form, "later")) return false;
    for (uint32_t i = t + 1; i < to && i < t + LATER_NOUN; i++)
        if (is_word(v, i, KW_G_NOUN) && is_act(v, i)) return true;
    return false;
}

/* A conjunction that begins the sentence rules up to the next comma. */
uint32_t kw_opener(const kw_view *v, uint32_t t) {
    uint32_t commas = 0;
    bool closed = t > v->first && is_word(v, t - 1, KW_G_COMMA);       /* "... yang diusulkan Mesir, Selasa (15/7)": of more than that */
    for (uint32_t i = t; i > v->first; i--) {
        uint32_t p = i - 1, is = kw_is(v, p);
        if (kw_who_at(v, p) >= 0) continue;
        if (is & KW_G_COMMA) {
            uint32_t before = insertion_before(v, p);
            if (before != UINT32_MAX) i = before + 1;
            else commas++;
            continue;
        }
        if (is & KW_G_VERB && !opens_by_noun(v, p, t + 1)) continue;
        if (is & KW_G_COMP) return UINT32_MAX;
        if (is & KW_G_REL && !closed) return p;
        if (!(is & (KW_G_SUB | KW_G_IF)) || !(has_verb(v, p + 1, t + 1) || opens_by_noun(v, p, t + 1))) continue;
        return commas && p <= v->first + 1 ? UINT32_MAX : p;
    }
    return UINT32_MAX;
}

static bool is_carrier(const kw_view *v, uint32_t t) {
    return kw_who_at(v, t) < 0 && kw_class_at(v, t, "carrier");
}

/* "in a report that was published on Monday": the relative clause tells when the act was told. */
static bool of_carrier(const kw_view *v, uint32_t rel) {
    uint32_t t = rel;
    while (t > v->first && t + CARRIER_MORE > rel && !is_carrier(v, t - 1) && kw_who_at(v, t - 1) < 0 &&
           !(kw_is(v, t - 1) & (KW_G_VERB | KW_G_NOUN))) t--;
    return t > v->first && is_carrier(v, t - 1);        /* "pernyataan bersama yang dirilis" */
}

/* Does a comma stand before the relative word? Without one the clause tells which is meant, and its date may be that of the whole. */
static bool set_off(const kw_view *v, uint32_t rel) { return rel > v->first && is_word(v, rel - 1, KW_G_COMMA); }

/* "X welcomed the pact; a week earlier it had ...": behind a semicolon something else is told. */
static bool behind_semicolon(const kw_view *v, uint32_t t, const kw_date *d) {
    for (uint32_t i = t; i < d->first; i++)
        if (kw_str_is(v->tokens[i].form, ";")) return true;
    return false;
}

/* The day of the article or the one before: what came "after X struck on Thursday" mostly came on Thursday, too. */
static bool just_before(const kw_view *v, const kw_date *d) {
    const kw_when *p = &v->in->published;
    return p->precision == KW_WHEN_DAY && d->when.precision == KW_WHEN_DAY && p->first - d->when.first <= 1;
}

/* "honour the truce signed in October", "agents jailed since 2001": of the participle that tells more of a noun behind the act. */
static bool of_told_noun(const kw_view *v, uint32_t t, const kw_date *d) {
    int32_t g = kw_verb_before(v, d->first);
    if (g <= (int32_t)t + 1 || v->lang->voices || !(v->tokens[g].flags & KW_TOK_PARTICIPLE)) return false;
    uint32_t noun = (uint32_t)g - 1;
    return kw_who_at(v, noun) >= 0 ? v->tokens[g].deprel == KW_ACL : v->tokens[noun].upos == KW_NOUN;
}

/* "menuduh X melanggar gencatan senjata yang disepakati pada Oktober 2025": no news of so long ago. */
static bool long_ago(const kw_view *v, const kw_date *d) {
    enum { DAYS = 30 };
    const kw_when *p = &v->in->published;
    return v->lang->voices && p->precision != KW_WHEN_NONE && d->when.last + DAYS < p->first;
}

/* "X yang pekan lalu mengunjungi Y meminta ...": the clause with the date has its verb and its object before the verb at `t`. */
static bool clause_over(const kw_view *v, uint32_t t, const kw_date *d) {
    uint32_t behind = d->first + d->n;
    return v->lang->voices && behind < t && kw_who_at(v, t - 1) >= 0 && has_verb(v, behind, t);
}

/* Does the date belong to a clause that tells of something else than the act at `t`? */
static bool is_apart(const kw_view *v, uint32_t t, const kw_date *d) {
    if (behind_semicolon(v, t, d) || of_told_noun(v, t, d)) return true;
    uint32_t opener = kw_opener(v, d->first);
    if (opener == UINT32_MAX) return false;
    bool over = kw_is(v, opener) & KW_G_REL && clause_over(v, t, d);
    if (opener == kw_opener(v, t) && !over) return false;
    if (kw_is(v, opener) & KW_G_REL) return (set_off(v, opener) || t > d->first || long_ago(v, d)) && !of_carrier(v, opener);
    return kw_has_class(v, v->tokens[opener].form, "later") && !just_before(v, d);
}

/* ---- dates of nouns ---- */

/* The noun that the date tells more of: "the Aug. 7 bombings", "perjanjian tahun 1997", "the war of 1967"; UINT32_MAX: none. Behind a noun
 * other dates than bare years mostly tell when the sentence took place ("bertemu presiden Kamis", "signed a pact last May"). */
static uint32_t noun_of(const kw_view *v, const kw_date *d) {
    uint32_t t = d->first, end = t + d->n;
    bool led = t > v->first && v->tokens[t - 1].upos == KW_DET, owner = end < v->end && v->tokens[end - 1].flags & KW_TOK_CLITIC;
    if (end < v->end && is_word(v, end, KW_G_POSS)) owner = true, end++;
    uint32_t noun = UINT32_MAX;
    for (uint32_t i = end; (led || owner) && i < v->end && i < end + COMPOUND; i++) {
        if (!is_word(v, i, KW_G_FILL | KW_G_NOUN) || kw_is(v, i) & (KW_G_VERB | KW_G_PREP)) break;
        if (kw_is(v, i) & KW_G_NOUN) noun = i;
    }
    if (noun != UINT32_MAX || d->when.precision != KW_WHEN_YEAR || d->relative) return noun;
    if (t > v->first && is_word(v, t - 1, KW_G_OWNER)) t--;
    return t > v->first && is_word(v, t - 1, KW_G_NOUN) && v->tokens[t - 1].upos == KW_NOUN ? t - 1 : UINT32_MAX;
}

static bool in_hit(const kw_frame_hit *h, uint32_t t) { return h->noun && t >= h->first && t < h->first + h->n; }

/* Is it the date of an act that is only named behind the verb of the hit ("violated the 1997 treaty", "condemned Tuesday's raid")? */
static bool of_another(const kw_view *v, const kw_frame_hit *h, const kw_date *d, bool pact) {
    uint32_t noun = noun_of(v, d);
    if (pact && noun != UINT32_MAX && is_deal(v, noun)) return false;      /* "signed the treaty of 1997" */
    return noun != UINT32_MAX && !in_hit(h, noun) && noun > h->first && is_act(v, noun);
}

/* "protested over the killing of X last month", "mengecam serangan X bulan lalu": who remarks on an act does so today, and it was then. */
static bool of_remarked(const kw_view *v, const kw_frame_hit *h, const kw_date *d) {
    bool act = false;
    if (d->when.precision <= KW_WHEN_DAY || d->first <= h->first + h->n || is_word(v, d->first - 1, KW_G_PREP)) return false;
    for (uint32_t t = h->first + h->n; t < d->first; t++) {
        if (is_word(v, t, KW_G_VERB | KW_G_COMMA)) return false;
        act = act || (is_word(v, t, KW_G_NOUN) && v->tokens[t].upos == KW_NOUN && is_act(v, t));
    }
    return act;
}

/* ---- the act's own date ---- */

/* The dateline's day is that of the report ("JAKARTA, May 13 (Reuters) - Police fired on Tuesday ..."), which counts anyway where there is no
 * other. */
static bool usable(const kw_view *v, const kw_date *d, bool happened) {
    if (kw_span_len(v->in->marks->dateline) && kw_span_meets(d->at, v->in->marks->dateline)) return false;
    return d->sentence == v->sentence && d->when.precision != KW_WHEN_NONE && !too_late(v, d, happened);
}

static const kw_date *date_of_noun(const kw_view *v, const kw_frame_hit *h, bool happened) {
    for (size_t i = v->dates; h->noun && i < v->dates_end; i++) {
        const kw_date *d = &v->in->marks->dates[i];
        bool right_behind = d->first == h->first + h->n && d->when.precision == KW_WHEN_DAY && !d->relative;      /* "serangan 7 Oktober 2023" */
        if (usable(v, d, happened) && (right_behind || in_hit(h, noun_of(v, d)))) return d;
    }
    return NULL;
}

/* Is what stands at `t` joined by a conjunction to what has the date? */
static bool joined_behind(const kw_view *v, uint32_t date, uint32_t t) {
    for (uint32_t i = date; i < t; i++)
        if (is_word(v, i, KW_G_CC)) return true;
    return false;
}

/* "captured by X in the 1967 war", "direbut X dalam perang 1967": the year that a name behind "in" bears, where it was over before the
 * article. What is said and thought of such a year is of today ("accused X of meddling in the 2016 election"). */
static const kw_date *year_of_named(const kw_view *v, const kw_frame_hit *h, unsigned what) {
    uint32_t behind = h->first + h->n, stop = kw_clause_end(v, behind - 1);
    if (h->noun || what & (KW_DAY_REMARK | KW_DAY_SAYS) || !(what & KW_DAY_HAPPENED) || v->in->published.precision == KW_WHEN_NONE) return NULL;
    for (size_t i = v->dates; i < v->dates_end; i++) {
        const kw_date *d = &v->in->marks->dates[i];
        if (!d->aside || d->when.precision != KW_WHEN_YEAR || d->relative || d->first < behind || d->first >= stop ||
            d->when.last >= v->in->published.first)
            continue;
        for (uint32_t t = d->first; t > behind && t + COMPOUND >= d->first; t--)
            if (kw_who_at(v, t - 1) < 0 && kw_has_class(v, v->tokens[t - 1].form, "dated")) return d;
    }
    return NULL;
}

/* from .. to-1: tokens whose dates are of something else, of what is asked or promised. */
static const kw_date *nearest_date(const kw_view *v, const kw_frame_hit *h, uint32_t from, uint32_t to, unsigned what) {
    const kw_date *best = NULL;
    uint32_t best_cost = UINT32_MAX, start = kw_clause_start(v, h->first), stop = kw_clause_end(v, h->first + h->n - 1);
    for (size_t i = v->dates; i < v->dates_end; i++) {
        const kw_date *d = &v->in->marks->dates[i];
        if (!usable(v, d, what & KW_DAY_HAPPENED) || d->aside || (d->first >= from && d->first < to)) continue;
        if (is_apart(v, h->first, d) || of_another(v, h, d, what & KW_DAY_PACT)) continue;
        if (what & KW_DAY_REMARK && of_remarked(v, h, d)) continue;
        bool outside = d->first < start || d->first >= stop || (what & KW_DAY_AHEAD && joined_behind(v, d->first, h->first));
        if (outside && what & KW_DAY_AHEAD && d->when.last < v->in->published.first) continue;     /* "met X on Monday and will meet Y" */
        bool of_first = d->first < h->first && joined_behind(v, d->first, h->first);           /* "killed two last month and freed two on Monday" */
        uint32_t cost = away(d->first, h->first) + (outside ? OTHER_CLAUSE : of_first ? JOINED : 0);
        if (cost < best_cost) best = d, best_cost = cost;
    }
    return best;
}

/* Where what is asked, promised or refused is told: from the next verb behind the one that says so to the end of its clause. */
static uint32_t deed_begins(const kw_view *v, const kw_frame_hit *h, uint32_t *end) {
    uint32_t t = h->first + h->n;
    *end = kw_clause_end(v, t - 1);
    while (t < *end && (kw_who_at(v, t) >= 0 || !(kw_is(v, t) & KW_G_VERB))) t++;
    if (t >= *end) *end = v->end;
    return t < *end ? t : v->end;
}

/* ---- counted from another clause ---- */

/* The date nearest before the token that is the main clause's; NULL: none. */
static const kw_date *date_above(const kw_view *v, uint32_t t) {
    const kw_date *best = NULL;
    for (size_t i = v->dates; i < v->dates_end && v->in->marks->dates[i].first < t; i++)
        if (usable(v, &v->in->marks->dates[i], true) && !v->in->marks->dates[i].aside) best = &v->in->marks->dates[i];
    return best;
}

static bool closed_before(const kw_view *v, uint32_t from, uint32_t t) {
    for (uint32_t i = from; i < t; i++)
        if (is_word(v, i, KW_G_COMMA)) return true;
    return false;
}

/* "two days after X met Y": X met Y so long before what the clause above tells. Precision none: the hit stands in no such clause. */
static kw_when counted_back(const kw_view *v, const kw_frame_hit *h) {
    const kw_when none = { 0 };
    for (size_t i = v->dates; i < v->dates_end; i++) {
        const kw_date *d = &v->in->marks->dates[i];
        uint32_t behind = d->first + d->n;
        if (!d->apart || h->first < behind || closed_before(v, behind, h->first)) continue;
        const kw_date *above = date_above(v, d->first);
        kw_when from = above ? above->when : v->in->marks->written.precision != KW_WHEN_NONE ? v->in->marks->written : v->in->published;
        kw_when counted = kw_date_apart(from, -d->apart, d->apart_unit);
        return v->in->published.precision != KW_WHEN_NONE && counted.first > v->in->published.last ? none : counted;
    }
    return none;
}

/* ---- what is told before ---- */

/* Has the sentence a date of its own? */
static bool dated(const kw_view *v) {
    for (size_t i = v->dates; i < v->dates_end; i++)
        if (!v->in->marks->dates[i].aside && v->in->marks->dates[i].when.precision != KW_WHEN_NONE) return true;
    return false;
}

/* The date beside the last telling of the word, some sentences back; NULL: none. */
static const kw_date *date_beside(const kw_view *v, kw_str lemma) {
    const kw_marks *m = v->in->marks;
    const kw_sentence *from = &v->in->words->sentences[v->sentence < TOPIC_BACK ? 0 : v->sentence - TOPIC_BACK];
    uint32_t told = v->first;
    while (told > from->first && !kw_str_eq(v->tokens[told - 1].lemma, lemma)) told--;
    if (told == from->first) return NULL;
    told--;
    const kw_date *best = NULL;
    for (size_t i = kw_dates_from(m, v->sentence < TOPIC_BACK ? 0 : v->sentence - TOPIC_BACK); i < v->dates; i++) {
        const kw_date *d = &m->dates[i];
        const kw_sentence *s = &v->in->words->sentences[d->sentence];
        if (told < s->first || told >= s->first + s->n || d->aside || d->when.precision == KW_WHEN_NONE) continue;
        if (!best || away(d->first, told) < away(best->first, told)) best = d;
    }
    return best;
}

/* The day of what the sentence begins with and was told before, by the same word or another for the same kind of act. */
static kw_when topic_date(const kw_view *v, bool happened) {
    const kw_when none = { 0 };
    uint32_t lead = v->first;
    if (!v->sentence || dated(v)) return none;
    while (lead < v->end && lead < v->first + TOPIC_WORDS && kw_who_at(v, lead) < 0 && !(kw_is(v, lead) & KW_G_VERB)) lead++;
    uint32_t t = kw_topic(v, v->first, lead);
    if (t == UINT32_MAX) return none;
    const kw_date *d = date_beside(v, v->tokens[t].lemma);
    if (d) return too_late(v, d, happened) ? none : d->when;
    const kw_report *act = v->told ? kw_act_named(v, t, v->told, v->told->n, KW_STR("")) : NULL;
    return act && act->happened ? act->when : none;
}

/* The paper or speech in which the clause of the hit is said ("in a message to Y"); UINT32_MAX: none. */
static uint32_t carrier_of(const kw_view *v, const kw_frame_hit *h) {
    uint32_t end = kw_clause_end(v, h->first + h->n - 1);
    for (uint32_t t = h->first + h->n; t < end; t++) {
        if (!is_carrier(v, t)) continue;
        uint32_t np = kw_noun_start(v, t);
        return np > v->first && is_word(v, np - 1, KW_G_PREP) ? t : UINT32_MAX;
    }
    return UINT32_MAX;
}

/* The day of that paper, where a sentence close by tells it: "He sent the message on Monday." NULL: none does. */
static const kw_date *carrier_date(const kw_view *v, const kw_frame_hit *h) {
    const kw_marks *m = v->in->marks;
    uint32_t carrier = carrier_of(v, h);
    size_t from = kw_dates_from(m, v->sentence < TOPIC_BACK ? 0 : v->sentence - TOPIC_BACK);
    for (size_t i = from; carrier != UINT32_MAX && i < m->n_dates && m->dates[i].sentence <= v->sentence + TOPIC_BACK; i++) {
        const kw_date *d = &m->dates[i];
        if (d->sentence == v->sentence) continue;
        if (d->aside || d->when.precision != KW_WHEN_DAY || too_late(v, d, true)) continue;
        const kw_sentence *s = &v->in->words->sentences[d->sentence];
        for (uint32_t t = d->first; t > s->first && t + CARRIER_REACH > d->first; t--)
            if (kw_str_eq(v->tokens[t - 1].lemma, v->tokens[carrier].lemma)) return d;
    }
    return NULL;
}

/* ---- doors ---- */

kw_when kw_act_date(const kw_view *v, const kw_frame_hit *h, unsigned what, const kw_date **printed) {
    uint32_t to = v->end, from = what & KW_DAY_SAYS ? deed_begins(v, h, &to) : v->end;
    *printed = date_of_noun(v, h, what & KW_DAY_HAPPENED);
    if (*printed) return (*printed)->when;
    kw_when counted = counted_back(v, h);
    *printed = nearest_date(v, h, from, to, what);
    if (!*printed) *printed = year_of_named(v, h, what);
    if (counted.precision != KW_WHEN_NONE && (!*printed || (*printed)->first < h->first)) {
        *printed = NULL;
        return counted;
    }
    bool outside = !*printed || (*printed)->first >= kw_clause_end(v, h->first + h->n - 1);
    const kw_date *paper = outside ? carrier_date(v, h) : NULL;
    if (paper) *printed = paper;
    return *printed ? (*printed)->when : (kw_when){ 0 };
}

kw_when kw_topic_date(const kw_view *v, const kw_frame_hit *h, kw_str type, bool happened) {
    bool remark = h->voice == KW_PASSIVE && kw_type_is(&v->kit->ontology, type, KW_TYPE_REMARK);
    return remark ? (kw_when){ 0 } : topic_date(v, happened);      /* "the attack was condemned by X": not on its day */
}

bool kw_day_unknown(const kw_view *v, const kw_frame_hit *h) {
    uint32_t start = kw_clause_start(v, h->first), stop = kw_clause_end(v, h->first + h->n - 1);
    for (size_t i = v->dates; i < v->dates_end; i++) {
        const kw_date *d = &v->in->marks->dates[i];
        bool before_it = d->apart < 0 && d->when.precision == KW_WHEN_NONE;        /* "sehari sebelum insiden" */
        if ((d->unknown || before_it) && (d->first + d->n > start || (before_it && d->first + d->n >= start)) && d->first < stop) return true;
    }
    return false;
}

/* "bertemu di Davao pada 10 November", told on the 2nd; not what was said or signed then, which a deed to come may be dated by. */
bool kw_dated_ahead(const kw_view *v, const kw_frame_hit *h) {
    const kw_token *verb = &v->tokens[h->first];
    uint32_t start = kw_clause_start(v, h->first), stop = kw_clause_end(v, h->first + h->n - 1);
    bool ahead = false;
    if (v->in->published.precision != KW_WHEN_DAY || (!h->noun && (verb->tense == KW_PAST || verb->flags & KW_TOK_PARTICIPLE))) return false;
    for (size_t i = v->dates; i < v->dates_end; i++) {
        const kw_date *d = &v->in->marks->dates[i];
        if (d->first < start || d->first >= stop || d->aside || !usable(v, d, false)) continue;
        if (is_apart(v, h->first, d) || d->when.first <= v->in->published.last || d->when.precision != KW_WHEN_DAY) return false;
        ahead = true;
    }
    for (uint32_t t = start; ahead && t < h->first; t++)
        if (is_word(v, t, KW_G_BACK) || kw_has_class(v, v->tokens[t].form, "done") || v->tokens[t].tense == KW_PAST) return false;
    return ahead;
}
