/* SPDX-License-Identifier: MIT
 * The day and place of an event: the date nearest to its trigger in the sentence; else that of the act which the sentence takes
 * up again ("The pact was signed as ..."); else the article's day for the news of the day. */
#include "code/parts.h"

enum {
    NEWS_DAYS = 8,                  /* what a date long before the article tells of is background */
    TOPIC_WORDS = 5,                /* in which a sentence says what it takes up */
    TOPIC_BACK = 2                  /* sentences back in which that was told of */
};

static uint32_t away(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

/* What has happened is not dated after the article: "agreed on Thursday to meet in August" is of Thursday. */
static bool too_late(const kw_view *v, const kw_date *d, bool happened) {
    return happened && v->in->published.precision != KW_WHEN_NONE && d->when.first > v->in->published.last;
}

/* Where what is asked, promised or refused is told: at the next verb behind the one that says so, in its clause; else at the end. */
static uint32_t deed_begins(const kw_view *v, const kw_frame_hit *h) {
    uint32_t t = h->first + h->n, end = kw_clause_end(v, t - 1);
    while (t < end && (kw_who_at(v, t) >= 0 || !(kw_is(v, t) & KW_G_VERB))) t++;
    return t < end ? t : v->end;
}

/* `until`: the token at which the date of something else may begin. */
static const kw_date *nearest_date(const kw_view *v, const kw_frame_hit *h, uint32_t until, bool happened) {
    const kw_marks *m = v->in->marks;
    const kw_date *best = NULL;
    uint32_t best_cost = UINT32_MAX, start = kw_clause_start(v, h->first), end = kw_clause_end(v, h->first + h->n - 1);
    for (size_t i = 0; i < m->n_dates; i++) {
        const kw_date *d = &m->dates[i];
        if (d->sentence > v->sentence) break;
        if (d->sentence != v->sentence || d->aside || d->when.precision == KW_WHEN_NONE || d->first >= until || too_late(v, d, happened)) continue;
        uint32_t cost = away(d->first, h->first) + (d->first < start || d->first >= end ? 20 : 0);
        if (cost < best_cost) best = d, best_cost = cost;
    }
    return best;
}

/* Has the sentence a date of its own? */
static bool dated(const kw_view *v) {
    const kw_marks *m = v->in->marks;
    for (size_t i = 0; i < m->n_dates && m->dates[i].sentence <= v->sentence; i++)
        if (m->dates[i].sentence == v->sentence && !m->dates[i].aside && m->dates[i].when.precision != KW_WHEN_NONE) return true;
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
    for (size_t i = 0; i < m->n_dates && m->dates[i].sentence < v->sentence; i++) {
        const kw_date *d = &m->dates[i];
        const kw_sentence *s = &v->in->words->sentences[d->sentence];
        if (told < s->first || told >= s->first + s->n || d->aside || d->when.precision == KW_WHEN_NONE) continue;
        if (!best || away(d->first, told) < away(best->first, told)) best = d;
    }
    return best;
}

/* Of a sentence that begins with the act, unless its verb only says what somebody thinks of it ("the attack was condemned by X"). */
static const kw_date *carried_date(const kw_view *v, const kw_frame_hit *h, kw_str type, bool happened) {
    if (!v->sentence || dated(v) || (h->voice == KW_PASSIVE && kw_type_is(&v->kit->ontology, type, KW_TYPE_REMARK))) return NULL;
    uint32_t lead = v->first;
    while (lead < v->end && lead < v->first + TOPIC_WORDS && kw_who_at(v, lead) < 0 && !(kw_is(v, lead) & KW_G_VERB)) lead++;
    uint32_t t = kw_topic(v, v->first, lead);
    const kw_date *d = t == UINT32_MAX ? NULL : date_beside(v, v->tokens[t].lemma);
    return d && !too_late(v, d, happened) ? d : NULL;
}

static int32_t nearest_place(const kw_view *v, const kw_frame_hit *h) {
    const kw_marks *m = v->in->marks;
    int32_t best = -1;
    uint32_t best_cost = 25;
    size_t from = 0;
    for (size_t n = m->n_places; from < n;) {           /* they stand in the order of sentences */
        size_t mid = (from + n) / 2;
        if (m->places[mid].sentence < v->sentence) from = mid + 1;
        else n = mid;
    }
    for (size_t i = from; i < m->n_places && m->places[i].sentence == v->sentence; i++) {
        const kw_place *p = &m->places[i];
        if (p->dateline || p->first <= v->first) continue;
        if (kw_who_at(v, p->first - 1) >= 0 || !(kw_is(v, p->first - 1) & KW_G_PREP)) continue;
        uint32_t cost = away(p->first, h->first) + (p->precision == KW_AT_COUNTRY ? 8 : 0);
        if (cost < best_cost) best = (int32_t)i, best_cost = cost;
    }
    return best;
}

/* "the war between X and Y" named in passing: what lasts is of the day told only where a date follows it, or it is what the clause tells. */
static bool lasts(const kw_view *v, const kw_frame_hit *h, const kw_date *d) {
    if (!h->noun || !(kw_has_class(v, v->tokens[h->first].form, "lasting") || kw_has_class(v, v->tokens[h->first].lemma, "lasting"))) return false;
    bool dated_behind = d && d->first > h->first && d->first < kw_clause_end(v, h->first);
    return !dated_behind && h->first > v->first && v->tokens[h->first].deprel != KW_NSUBJ;
}

/* "under a treaty with X", "berdasarkan perjanjian dengan X": what is done now rests on it. */
static bool rests_on(const kw_view *v, const kw_frame_hit *h) {
    for (uint32_t i = h->first; h->noun && i > v->first && i + 4 > h->first; i--) {
        if (kw_has_class(v, v->tokens[i - 1].form, "basis")) return true;
        if (kw_who_at(v, i - 1) < 0 && kw_is(v, i - 1) & (KW_G_VERB | KW_G_COMMA)) return false;
    }
    return false;
}

/* A word of the past in the clause: "sebelumnya", "previously", "had". */
static bool tells_of_past(const kw_view *v, const kw_frame_hit *h) {
    uint32_t start = kw_clause_start(v, h->first), end = kw_clause_end(v, h->first + h->n - 1);
    for (uint32_t t = start; t < end; t++)
        if (kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_BACK) return true;
    return false;
}

void kw_report_when(const kw_view *v, const kw_frame_hit *h, const kw_mode *mode, kw_report *r) {
    bool says = r->happened && r->deed.n && !h->noun;        /* "agreed to meet in May": May is not when it was agreed */
    const kw_date *near = nearest_date(v, h, says ? deed_begins(v, h) : v->end, r->happened), *d = near ? near : carried_date(v, h, r->type, r->happened);
    kw_when published = v->in->published;
    r->place = nearest_place(v, h);
    r->background = mode->background || tells_of_past(v, h);
    if (lasts(v, h, d) || (!d && rests_on(v, h))) {
        r->background = true;
        return;
    }
    if (d) {
        r->when = d->when;
        r->when.inferred |= !near;
        if (published.precision != KW_WHEN_NONE) r->background = d->when.last < published.first - NEWS_DAYS || (r->background && d->when.last < published.first - 2);
        return;
    }
    const kw_when written = v->in->marks->written;
    if (!r->background && r->happened) r->when = written.precision != KW_WHEN_NONE ? written : published;
    r->when.has_time = false;
    if (r->when.precision == KW_WHEN_DAY) r->when.inferred = true;
}
