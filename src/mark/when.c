/* SPDX-License-Identifier: MIT
 * One walk over the tokens asks the table of dates at each word, and the grammar only where a date may begin.
 * A text that prints the day it was written on ("kata dia, Kamis (9/5/2024)") may appear days later: what is relative in
 * it counts from that day, so such a text is walked twice. */
#include "mark/when_parts.h"

#include "know/calendar.h"

kw_rc kw_when_kit_open(const kw_dates *dates, const kw_quotes_kit *speech, kw_arena *mem, kw_when_kit **out, kw_err *err) {
    kw_when_kit *kit = *out = kw_alloc(mem, sizeof *kit);
    if (!kit) return kw_fail_nomem(err);
    kit->dates = dates;
    kit->speech = speech;
    return KW_OK;
}

typedef kw_when_walk walk;

enum { PAST_REACH = 8, TENSE_REACH = 14, RANK_REACH = 9,           /* tokens from a verb to come to the date it rules */
       SPAN_REACH = 4,                              /* from a span to the day in it */
       BACK_REACH = 4, BACK_DATES = 16,             /* sentences and dates from one to what is counted from it */
       TOLD_REACH = 1,                              /* sentences from a month with its year to a day of it */
       DAY_REACH = 16 };                            /* sentences, where days are counted from a day */

/* The date told last, for "two days later", of at most that length: of this sentence or those right before. What is not itself to come is
 * not counted from what is. */
static kw_when date_before(const walk *w, size_t sentence, bool ahead, kw_precision longest, size_t reach) {
    for (size_t i = w->n; i-- && w->n - i <= BACK_DATES;) {
        if (w->v[i].sentence + reach < sentence) break;
        if (w->ahead[i] && !ahead && w->v[i].sentence < sentence) continue;
        if (w->v[i].when.precision != KW_WHEN_NONE && w->v[i].when.precision <= longest) return w->v[i].when;
    }
    return (kw_when){ 0 };
}

static kw_rc keep(walk *w, size_t sentence, size_t token, bool ahead, const kw_date_found *f, kw_err *err) {
    const kw_words *t = w->words;
    size_t n = w->n;
    bool *a = kw_push(w->mem, (void **)&w->ahead, &n, &w->cap_ahead, sizeof *a);
    kw_date *d = kw_push(w->mem, (void **)&w->v, &w->n, &w->cap, sizeof *d);
    if (!d || !a) return kw_fail_nomem(err);
    *a = ahead;
    *d = (kw_date){ .at = f->at, .sentence = (uint32_t)sentence, .first = (uint32_t)token, .when = f->when, .relative = f->relative,
                    .aside = f->aside, .unknown = f->unknown, .apart = f->apart, .apart_unit = f->apart_unit, .why = f->rule };
    bool next = ahead && f->relative && w->published.precision != KW_WHEN_NONE && f->when.first > w->published.last;
    if (next) d->why = kw_str_fmt(w->mem, "%.*s; the verb is to come", KW_FMT(f->rule));
    while (token + d->n < t->n_tokens && t->tokens[token + d->n].at.start < f->at.end) d->n++;
    return KW_OK;
}


/* Is the verb nearest before the token in the past? */
static bool told_in_past(const kw_words *t, size_t token, size_t first) {
    for (size_t i = token; i > first && token - i < PAST_REACH;) {
        const kw_token *k = &t->tokens[--i];
        if (k->upos == KW_VERB || k->upos == KW_AUX) return k->tense == KW_PAST;
    }
    return false;
}

/* Does a verb begin at that byte, or behind "not" or an adverb there? */
static bool verb_at(const kw_words *t, size_t token, size_t end, size_t byte) {
    enum { BETWEEN = 2 };
    while (token < end && t->tokens[token].at.start < byte) token++;
    for (size_t k = 0; k < BETWEEN && token < end && (t->tokens[token].upos == KW_ADV || t->tokens[token].upos == KW_PART); k++) token++;
    return token < end && (t->tokens[token].upos == KW_VERB || t->tokens[token].upos == KW_AUX);
}

/* Is the verb to come by what the table says of the form here, which ends at that byte? */
static bool is_to_come(const kw_words *t, size_t token, size_t end, unsigned hint, size_t byte) {
    if (!(hint & KW_DATE_FUTURE)) return false;
    if (hint & KW_DATE_IF_PRESENT) return t->tokens[token].upos == KW_VERB && t->tokens[token].tense == KW_PRESENT;
    return !(hint & KW_DATE_IF_VERB) || verb_at(t, token, end, byte);
}

/* "agreed on Monday to meet on Friday": what an infinitive behind the day of the telling aims at lies ahead. */
static bool aimed_at(const walk *w, size_t token, size_t first) {
    const kw_token *t = w->words->tokens;
    size_t i = token;
    while (i > first && token - i < PAST_REACH && t[i - 1].upos != KW_VERB) i--;
    if (i == first || token - i >= PAST_REACH || !(t[i - 1].flags & KW_TOK_INFINITIVE) || !w->n) return false;
    const kw_date *told = &w->v[w->n - 1];
    return told->first >= first && told->first < i && told->when.precision == KW_WHEN_DAY;
}

/* "will meet X, who resigned on Friday": behind the verb to come and a comma another one, of the past. */
static bool past_since(const kw_words *t, size_t future, size_t token) {
    bool parted = false;
    for (size_t i = future + 1; i < token; i++) {
        const kw_token *k = &t->tokens[i];
        parted = parted || kw_str_is(k->form, ",");
        if (parted && k->upos == KW_VERB && k->tense == KW_PAST && !(k->flags & KW_TOK_PARTICIPLE)) return true;
    }
    return false;
}

/* "pekan lalu, tepatnya Selasa": the span named right before, with nothing between that tells of something else. */
static kw_when span_before(const walk *w, size_t sentence, size_t token) {
    const kw_when none = { 0 };
    if (!w->n) return none;
    const kw_date *d = &w->v[w->n - 1];
    if (d->sentence != sentence || d->aside || token - (d->first + d->n) > SPAN_REACH) return none;
    for (size_t i = d->first + d->n; i < token; i++) {
        uint8_t u = w->words->tokens[i].upos;
        bool clitic = w->words->tokens[i].flags & KW_TOK_CLITIC;                   /* "tepatnya" */
        if (u != KW_PUNCT && u != KW_ADP && u != KW_ADV && u != KW_DET && u != KW_NOUN && u != KW_ADJ && !clitic) return none;
    }
    return d->when;
}

/* The span shorter than a year that the sentence told of last. */
static kw_when span_told(const walk *w, size_t sentence) {
    enum { YEAR_DAYS = 366 };
    for (size_t i = w->n; i-- > 0 && w->v[i].sentence == sentence;) {
        const kw_when *d = &w->v[i].when;
        if (d->precision == KW_WHEN_RANGE && !w->v[i].aside && d->last - d->first < YEAR_DAYS) return *d;
    }
    return (kw_when){ 0 };
}

/* "Feb 23 - Iraq signs ...", "12 Mei: ...": does the date of these bytes, first in its sentence, head an entry? */
static bool heads_entry(const kw_words *t, size_t token, size_t end, kw_span at) {
    while (token < end && t->tokens[token].at.start < at.end) token++;
    if (token >= end) return false;
    kw_str next = t->tokens[token].form;
    return next.n && t->tokens[token].flags & KW_TOK_PUNCT &&
           (next.p[0] == ':' || next.p[0] == '-' || kw_str_is(next, "\xE2\x80\x93") || kw_str_is(next, "\xE2\x80\x94"));
}

/* Of a token: KW_DATE_*, and where the form that says so ends. */
struct kw_when_hint { size_t end; unsigned hint; };

static kw_rc make_hints(walk *w, kw_err *err) {
    const kw_words *t = w->words;
    struct kw_when_hint *v = kw_alloc_n(w->mem, t->n_tokens + 1, sizeof *v);
    if (!v) return kw_fail_nomem(err);
    for (size_t i = 0; i < t->n_tokens; i++)
        if (!(t->tokens[i].flags & KW_TOK_PUNCT)) v[i].hint = kw_date_hint(w->dates, t->language, t->text, t->tokens[i].at.start, &v[i].end);
    w->hints = v;
    return KW_OK;
}

/* "the third official to be held this year": the span in which things are ranked, and no day of what is told. */
static bool spans_the_ranked(const walk *w, const kw_when *d, size_t rank, size_t token) {
    if (rank == SIZE_MAX || token - rank > RANK_REACH || d->precision < KW_WHEN_MONTH || w->published.precision == KW_WHEN_NONE) return false;
    if (d->first > w->published.first || d->last < w->published.first) return false;
    for (size_t i = rank; i < token; i++) {
        const kw_token *t = &w->words->tokens[i];
        if (t->upos == KW_VERB && t->tense == KW_PAST && !(t->flags & KW_TOK_PARTICIPLE)) return false;
    }
    return true;
}

static kw_rc walk_sentence(walk *w, size_t number, kw_err *err) {
    const kw_sentence *s = &w->words->sentences[number];
    kw_str language = w->words->language;
    size_t end = s->first + s->n, future = SIZE_MAX, rank = SIZE_MAX;
    for (size_t i = s->first; i < end; i++) {
        const kw_token *t = &w->words->tokens[i];
        const unsigned hint = w->hints[i].hint;
        if (is_to_come(w->words, i, end, hint, w->hints[i].end) || t->tense == KW_FUTURE) future = i;
        if (hint & KW_DATE_RANK) rank = i;
        if (!(hint & KW_DATE_MAY_START)) continue;
        bool ahead = (future != SIZE_MAX && i - future <= TENSE_REACH && !past_since(w->words, future, i)) || aimed_at(w, i, s->first);
        kw_date_base base = { .published = w->published, .before = date_before(w, number, ahead, KW_WHEN_YEAR, BACK_REACH),
                              .day_before = date_before(w, number, ahead, KW_WHEN_DAY, DAY_REACH),
                              .told = date_before(w, number, ahead, KW_WHEN_YEAR, TOLD_REACH), .within = span_before(w, number, i),
                              .span = span_told(w, number) };
        base.direction = w->nearest ? 0 : ahead ? 1 : told_in_past(w->words, i, s->first) ? -2 : -1;
        kw_date_found f;
        if (!kw_date_read(w->dates, language, w->words->text, t->at.start, &base, &f)) continue;
        if (i == s->first && base.direction == -1 && heads_entry(w->words, i, end, f.at)) {
            base.direction = KW_DATE_OF_ENTRY;
            kw_date_read(w->dates, language, w->words->text, t->at.start, &base, &f);
        }
        f.aside = f.aside || spans_the_ranked(w, &f.when, rank, i);
        KW_TRY(keep(w, number, i, ahead, &f, err));
        i += w->v[w->n - 1].n ? w->v[w->n - 1].n - 1 : 0;
    }
    return KW_OK;
}

kw_rc kw_when_walk_all(walk *w, kw_err *err) {
    w->n = w->cap = w->cap_ahead = 0;
    w->v = NULL;
    w->ahead = NULL;
    if (!w->hints) KW_TRY(make_hints(w, err));
    for (size_t s = 0; s < w->words->n_sentences; s++) KW_TRY(walk_sentence(w, s, err));
    return KW_OK;
}

enum { WRITTEN_DAYS = 10, LEAD_SENTENCES = 2 };

bool kw_when_said(const kw_when_kit *kit, const kw_words *w, uint32_t sentence) {
    const kw_sentence *s = &w->sentences[sentence];
    for (uint32_t t = s->first; t < s->first + s->n; t++)
        if (kw_quotes_says(kit->speech, w->language, w->tokens[t].form)) return true;
    return false;
}

/* A weekday without its date in the lead: what it counts from is the day the text appeared on. */
static bool lead_counts(const walk *w) {
    if (!w->n || w->v[0].sentence >= LEAD_SENTENCES) return false;
    return kw_str_is(w->v[0].why, "weekday") && !w->ahead[0];
}

/* The day a text was written on: the latest weekday with its date, up to the day it appeared, on which somebody said
 * something. */
static bool written_before(const kw_when_kit *kit, const walk *w, int32_t *day) {
    int32_t latest = INT32_MIN;
    if (w->published.precision != KW_WHEN_DAY || lead_counts(w)) return false;
    for (size_t i = 0; i < w->n; i++) {
        const kw_date *d = &w->v[i];
        if (d->when.precision != KW_WHEN_DAY || !kw_str_is(d->why, "weekday and date")) continue;
        if (d->when.first > w->published.first || d->when.first <= latest) continue;
        if (kw_when_said(kit, w->words, d->sentence)) latest = d->when.first;
    }
    *day = latest;
    return latest != INT32_MIN && latest < w->published.first && w->published.first - latest <= WRITTEN_DAYS;
}

enum { LEAD_DAYS = 2 };

/* What else is told without a day is mostly of the day that the lead prints, where that is shortly before the text appeared. */
static kw_when day_of_lead(const walk *w) {
    kw_when day = w->published;
    for (size_t i = 0; i < w->n && w->v[i].sentence < LEAD_SENTENCES && day.precision == KW_WHEN_DAY; i++) {
        const kw_date *d = &w->v[i];
        bool yesterday = !d->sentence && kw_str_is(d->why, "day counted from the article's");           /* a morning paper's "kemarin" */
        bool dated = (yesterday || kw_str_is(d->why, "weekday and date")) && d->when.precision == KW_WHEN_DAY && !w->ahead[i];
        if (dated && d->when.first < w->published.first && w->published.first - d->when.first <= LEAD_DAYS) return d->when;
    }
    return day;
}

/* "menyebut tahun lalu “bermakna”": the date is what they speak of. */
static bool is_called(const kw_when_kit *kit, const kw_words *w, const kw_date *d) {
    uint32_t next = d->first + d->n;
    if (d->when.precision <= KW_WHEN_DAY || !d->first || next >= w->n_tokens || !(w->tokens[next].flags & KW_TOK_QUOTE_OPEN)) return false;
    return kw_quotes_says(kit->speech, w->language, w->tokens[d->first - 1].form);
}

/* "Awal tahun ini, pasukan, yang bertindak menurut Perjanjian X pada Juni 2024, membantu ...": a date in front rules the sentence, one
 * that stands by a name tells of the name. */
static bool is_of_a_name(const kw_words *w, const kw_date *front, const kw_date *d) {
    const kw_sentence *s = &w->sentences[d->sentence];
    uint32_t end = front->first + front->n, at = d->first;
    if (front->sentence != d->sentence || front->first > s->first + 1 || end >= w->n_tokens || kw_span_len(w->tokens[end].at) != 1 ||
        w->text.p[w->tokens[end].at.start] != ',') return false;
    if (d->when.precision <= KW_WHEN_WEEK) return false;
    while (at > end && w->tokens[at - 1].upos == KW_ADP) at--;
    return at > end + 1 && w->tokens[at - 1].upos == KW_PROPN && (w->tokens[at - 1].flags & KW_TOK_CAPITAL);
}

static void set_asides(const kw_when_kit *kit, walk *w) {
    for (size_t i = 0, front = 0; i < w->n; i++) {
        kw_date *d = &w->v[i];
        if (d->sentence != w->v[front].sentence) front = i;
        d->aside = d->aside || is_called(kit, w->words, d) || (front < i && is_of_a_name(w->words, &w->v[front], d));
    }
}

kw_rc kw_when_mark(const kw_when_kit *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *m, kw_err *err) {
    walk w = { .dates = kit->dates, .words = in->words, .hints = in->hints, .published = in->published, .mem = mem };
    int32_t written;
    w.published.has_time = false;
    KW_TRY(kw_when_walk_all(&w, err));
    if (written_before(kit, &w, &written)) {
        w.published = kw_when_day(written);
        KW_TRY(kw_when_walk_all(&w, err));
    }
    set_asides(kit, &w);
    m->written = day_of_lead(&w);
    m->dates = w.v;
    m->n_dates = w.n;
    return KW_OK;
}
