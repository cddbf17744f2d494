/* SPDX-License-Identifier: MIT
 * The day and place of an event: its own date (when_date.c); else the article's day for the news of the day, and none for what a word
 * of the past sets in the background. */
#include "code/parts.h"

#include "know/calendar.h"

enum {
    NEWS_DAYS = 8,                  /* what a date long before the article tells of is background */
    PAST_REACH = 10                 /* tokens from an act to a word of the past behind it */
};

static uint32_t away(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

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
    if (!h->noun || !kw_class_at(v, h->first, "lasting")) return false;
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

/* A word of the past in the clause: "sebelumnya", "previously", "had"; far behind the act it is of something else that is named there. */
static bool tells_of_past(const kw_view *v, const kw_frame_hit *h) {
    uint32_t start = kw_clause_start(v, h->first), end = kw_clause_end(v, h->first + h->n - 1);
    for (uint32_t t = start; t < end; t++)
        if (kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_BACK && t < h->first + PAST_REACH && !kw_shifted_back(v, t)) return true;
    return false;
}

/* "the victory over Y in the World War," X said on Monday: the day behind the clause is that of the saying. */
static bool said_on(const kw_view *v, const kw_frame_hit *h, const kw_date *d) {
    uint32_t end = kw_clause_end(v, h->first + h->n - 1);
    for (uint32_t t = end; t < d->first; t++)
        if (kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_SAY && kw_is(v, t) & KW_G_VERB) return true;
    return false;
}

enum { TOLD_BACK = 16 };        /* dates gone back through for the day that the news has come to */

/* The day of what is told without one: the last one printed with its weekday so far, if the lead began with an earlier day. "Rabu (13/5)"
 * behind a lead of the 12th: what follows is of the 13th. */
static kw_when day_told(const kw_view *v) {
    const kw_marks *m = v->in->marks;
    const kw_when *published = &v->in->published;
    if (published->precision != KW_WHEN_DAY || m->written.precision != KW_WHEN_DAY || m->written.first >= published->first) return m->written;
    for (size_t i = v->dates, n = 0; i-- > 0 && n < TOLD_BACK; n++) {
        const kw_date *d = &m->dates[i];
        if (d->when.precision != KW_WHEN_DAY || d->aside || !kw_str_starts(d->why, KW_STR("weekday")) || d->when.first > published->first) continue;
        if (d->when.first > m->written.first) return d->when;
    }
    return m->written;
}

enum { FAR_DAYS = 60, LEAD_SENTENCES = 2 };

/* "memutuskan hubungan setelah pasukannya masuk pada 7 Desember 1975": what came after something long ago came some time since then, but for
 * the news itself ("dihukum setelah ditangkap pada Maret"). Precision none: it did not. */
static kw_when since_long_ago(const kw_view *v, const kw_frame_hit *h) {
    const kw_when none = { 0 };
    const kw_marks *m = v->in->marks;
    if (v->sentence < LEAD_SENTENCES || v->in->published.precision == KW_WHEN_NONE) return none;
    for (size_t i = v->dates; i < v->dates_end; i++) {
        const kw_date *d = &m->dates[i];
        if (d->aside || d->when.precision == KW_WHEN_NONE || d->when.last + FAR_DAYS > v->in->published.first || d->first < h->first) continue;
        uint32_t opener = kw_opener(v, d->first);
        if (opener != UINT32_MAX && opener > h->first && kw_has_class(v, v->tokens[opener].form, "later"))
            return kw_when_span(d->when.first, v->in->published.first, KW_WHEN_RANGE);
    }
    return none;
}

void kw_report_when(const kw_view *v, const kw_frame_hit *h, const kw_mode *mode, kw_report *r) {
    unsigned what = (r->happened ? KW_DAY_HAPPENED : 0u) | (kw_type_is(&v->kit->ontology, r->type, KW_TYPE_PACT) ? KW_DAY_PACT : 0u);
    if (r->happened && r->deed.n && !h->noun) what |= KW_DAY_SAYS;        /* "agreed to meet in May": May is not when it was agreed */
    if (kw_type_is(&v->kit->ontology, r->type, KW_TYPE_REMARK) && !kw_cameo_has(&v->kit->ontology, r->cameo, "deal")) what |= KW_DAY_REMARK;
    if (mode->reason == KW_PLANNED && v->in->published.precision != KW_WHEN_NONE) what |= KW_DAY_AHEAD;
    const kw_date *printed;
    const kw_when published = v->in->published, written = day_told(v);
    kw_when own = kw_act_date(v, h, what, &printed);
    if (own.precision == KW_WHEN_NONE) own = kw_topic_date(v, h, r->type, r->happened);
    bool since = own.precision == KW_WHEN_NONE && r->happened;
    if (since) own = since_long_ago(v, h);
    r->place = nearest_place(v, h);
    r->background = mode->background || tells_of_past(v, h);
    if (r->background && printed && said_on(v, h, printed)) own = (kw_when){ 0 };
    if (lasts(v, h, printed) || (own.precision == KW_WHEN_NONE && (rests_on(v, h) || kw_day_unknown(v, h)))) {
        r->background = true;
        return;
    }
    if (own.precision != KW_WHEN_NONE) {
        r->when = own;
        r->when.inferred |= !printed;
        bool past = r->background && own.last < published.first - 2;
        if (published.precision != KW_WHEN_NONE) r->background = past || since || own.last < published.first - NEWS_DAYS;
        return;
    }
    if (!r->background && r->happened) r->when = written.precision != KW_WHEN_NONE ? written : published;
    r->when.has_time = false;
    if (r->when.precision == KW_WHEN_DAY) r->when.inferred = true;
}
