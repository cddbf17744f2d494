/* SPDX-License-Identifier: MIT
 * An article to its digest: its words, what it speaks of with weights, its dates, credits, quotations and reports. */
#include "group/digest.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "group/kit.h"
#include "group/scan.h"
#include "know/ontology.h"
#include "know/outlet.h"

#include <math.h>
#include <stdlib.h>

/* How much a place in the article counts: what the news is stands in the title and the first sentences. */
static const float TITLE = 2, LEAD = 3, BODY = 1, TAIL = .2f;
enum { LEAD_WORDS = 60, BODY_WORDS = 250 };

/* A name says more than a word, and rareness more than its logarithm. */
static const float NAME_FACTOR = 1.7f, NUMBER_FACTOR = 1.5f, IDF_POWER = 1.5f;
static const float KNOWN_IDF = 4.5f;                /* names that the tables of world/ know are in many happenings */
static const float OWN_IDF = .3f, DATE_IDF = .8f;   /* the outlet's own name and the parts of dates say nothing of what happened */
static const float FIGURE_IDF = .5f, DIGIT_IDF = 2, YEAR_IDF = 2.5f;    /* a number is the rarer the more digits it has */

enum { KW_KNOWN_NAME, KW_KNOWN_DATE };              /* lowest bit of kw_digest.known */
enum { QUOTE_WORDS = 5, QUOTES_MAX = 64 };          /* shorter ones are terms, not statements */

/* A distinct word of the article while it is counted. */
typedef struct kw_slot { uint32_t hash, at; uint16_t n, count, capital, lower, known, dated; uint8_t where; bool number, in_title,
    own; float weighted; } kw_slot;
typedef struct kw_slots { kw_slot *v; size_t mask; } kw_slots;

static kw_slot *slot_of(kw_slots *s, uint32_t hash) {
    size_t i = hash & s->mask;
    while (s->v[i].count && s->v[i].hash != hash) i = (i + 1) & s->mask;
    return &s->v[i];
}

static void count(kw_slots *s, const kw_digest_word *w, float weight, uint8_t where, bool title, bool caps_tell) {
    kw_slot *x = slot_of(s, w->hash);
    if (!x->count) *x = (kw_slot){ .hash = w->hash, .at = w->at, .n = w->n, .in_title = title, .number = (w->flags & KW_DIGEST_NUMBER) != 0 };
    if (x->count < UINT16_MAX) x->count++;
    x->weighted += weight;
    x->where |= where;
    if (!caps_tell || (w->flags & KW_DIGEST_START)) return;
    if (w->flags & KW_DIGEST_NAME) x->capital++;
    else x->lower++;
}

/* In a line where most words have capitals they say nothing. */
static bool capitals_tell(const kw_digest_word *w, size_t n) {
    size_t capitals = 0;
    for (size_t i = 0; i < n; i++) capitals += (w[i].flags & KW_DIGEST_NAME) != 0;
    return n < 4 || capitals * 10 < n * 6;
}

/* Is the word part of a date? `at` walks along the dates, which are by start. */
static bool in_date(const kw_marks *m, const kw_digest_word *w, size_t *at) {
    if (!m) return false;
    while (*at < m->n_dates && m->dates[*at].at.end <= w->at) ++*at;
    return *at < m->n_dates && m->dates[*at].at.start <= w->at;
}

/* Is the word part of the name of somebody whom the tables know? `at` walks along the mentions, which are by start. */
static bool known_name(const kw_marks *m, const kw_digest_word *w, size_t *at) {
    if (!m) return false;
    while (*at < m->n_mentions && m->mentions[*at].at.end <= w->at) ++*at;
    for (size_t i = *at; i < m->n_mentions && m->mentions[i].at.start <= w->at; i++) {
        const kw_mention *x = &m->mentions[i];
        if (x->at.end > w->at && x->entity < m->n_entities && m->entities[x->entity].actor.p) return true;
    }
    return false;
}

static void count_text(kw_slots *s, const kw_digest_word *w, size_t n, const kw_marks *marks) {
    size_t mention = 0, date = 0;
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        while (end < n && !(w[end].flags & KW_DIGEST_START)) end++;
        bool tell = capitals_tell(w + i, end - i);
        for (; i < end; i++) {
            float weight = i < LEAD_WORDS ? LEAD : i < BODY_WORDS ? BODY : TAIL;
            count(s, &w[i], weight, i < LEAD_WORDS ? KW_TERM_LEAD : 0, false, tell);
            kw_slot *x = slot_of(s, w[i].hash);
            x->dated += in_date(marks, &w[i], &date);
            x->known += known_name(marks, &w[i], &mention);
        }
    }
}

static kw_term_kind kind_of(const kw_slot *x, const kw_word_facts *f) {
    if (x->number) return KW_TERM_NUMBER;
    if (x->capital + x->lower > 0) return x->capital > x->lower ? KW_TERM_NAME : KW_TERM_WORD;
    return f->capital > 50 ? KW_TERM_NAME : KW_TERM_WORD;           /* only seen where a capital says nothing */
}

/* By all bits but the lowest, which says what is known of the word. */
static int by_number(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a >> 1, y = *(const uint32_t *)b >> 1;
    return (x > y) - (x < y);
}

static kw_rc list_known(const kw_slots *s, kw_digest *d, kw_arena *mem, kw_err *err) {
    size_t n = 0;
    for (size_t i = 0; i <= s->mask; i++) n += (s->v[i].known + s->v[i].dated) * 2 > s->v[i].count;
    d->known = kw_alloc_n(mem, n + 1, sizeof *d->known);
    if (!d->known) return kw_fail_nomem(err);
    for (size_t i = 0; i <= s->mask; i++)
        if ((s->v[i].known + s->v[i].dated) * 2 > s->v[i].count)
            d->known[d->n_known++] = (s->v[i].hash & ~1u) | (s->v[i].dated > s->v[i].known ? KW_KNOWN_DATE : KW_KNOWN_NAME);
    qsort(d->known, d->n_known, sizeof *d->known, by_number);
    return KW_OK;
}

/* How rare a number is, by its digits without zeros at the end: 7, 30 and 2000 are in many articles, 545.4 is not. */
static float number_idf(kw_str s) {
    unsigned digits = 0, zeros = 0, all = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') continue;
        all++;
        zeros = s.p[i] == '0' ? zeros + 1 : 0;
        digits += digits || s.p[i] != '0';
    }
    bool year = all == 4 && s.n == 4 && (s.p[0] == '1' || s.p[0] == '2') && (s.p[1] == '9' || s.p[1] == '0');
    return year ? YEAR_IDF : FIGURE_IDF + DIGIT_IDF * (float)(digits - (zeros < digits ? zeros : digits));
}

/* What `f.idf` is after what the article knows of the word: its outlet's name, a date, somebody known. */
static float idf_here(const kw_digest *d, const kw_slot *x, kw_str word, kw_term_kind kind, float idf) {
    const uint32_t *known = d->n_known ? bsearch(&x->hash, d->known, d->n_known, sizeof *d->known, by_number) : NULL;
    if (known && (*known & 1) == KW_KNOWN_DATE) return DATE_IDF;
    if (kind == KW_TERM_NUMBER) idf = fminf(idf, number_idf(word));
    return known ? fminf(idf, KNOWN_IDF) : idf;
}

/* *folded is only made where it is needed: not for a word that is remembered. */
static kw_rc facts_of(const kw_group_language *l, const kw_slot *x, kw_str word, kw_word_memory *words, kw_arena *mem, kw_str *folded,
    kw_word_facts *out, kw_err *err) {
    uint64_t h = words && !x->number ? kw_hash_with(word, (uint64_t)(uintptr_t)l->frequency) | 1 : 0;
    if (h && words->slot[h >> 50].word == h) {
        *out = words->slot[h >> 50].facts;
        return KW_OK;
    }
    *folded = kw_utf8_fold(mem, word);
    if (!folded->p) return kw_fail_nomem(err);
    *out = kw_group_word(l, *folded, x->hash);
    if (h) words->slot[h >> 50].word = h, words->slot[h >> 50].facts = *out;
    return KW_OK;
}

static kw_rc term_of(const kw_group_language *l, const kw_digest *d, const kw_slot *x, kw_str text, kw_word_memory *words, kw_arena *mem,
    kw_digest_term *out, kw_err *err) {
    kw_str folded = KW_NONE;
    kw_word_facts f;
    KW_TRY(facts_of(l, x, kw_str_sub(text, x->at, x->at + x->n), words, mem, &folded, &f, err));
    kw_term_kind kind = kind_of(x, &f);
    f.idf = x->own ? OWN_IDF : idf_here(d, x, folded, kind, f.idf);
    float c = x->weighted > 1 ? 1 + logf(x->weighted) : x->weighted;
    float factor = kind == KW_TERM_NAME ? NAME_FACTOR : kind == KW_TERM_NUMBER ? NUMBER_FACTOR : 1;
    *out = (kw_digest_term){ .key = x->hash, .pivot = f.pivot, .count = x->count, .kind = (uint8_t)kind, .where = x->where,
                             .weight = c * powf(f.idf, IDF_POWER) * factor };
    if (!out->pivot && (kind == KW_TERM_NUMBER || kind == KW_TERM_NAME)) out->pivot = x->hash;
    return KW_OK;
}

static int by_weight(const void *a, const void *b) {
    const kw_digest_term *x = a, *y = b;
    if (x->weight != y->weight) return x->weight < y->weight ? 1 : -1;
    return (x->key > y->key) - (x->key < y->key);
}

static int by_key(const void *a, const void *b) {
    const kw_digest_term *x = a, *y = b;
    return (x->key > y->key) - (x->key < y->key);
}

/* The words of the outlet's name. */
static void mark_own(kw_slots *s, kw_str outlet) {
    kw_digest_word own[8];
    size_t n = kw_scan_words(outlet, own, 8);
    for (size_t i = 0; i < n; i++) slot_of(s, own[i].hash)->own = true;
}

static kw_rc make_terms(const kw_group_language *l, const kw_article *a, const kw_marks *marks, kw_word_memory *words, kw_digest *d,
    kw_arena *mem, kw_err *err) {
    kw_digest_word title[64];
    size_t n_title = kw_scan_words(a->title, title, 64), room = 64;
    while (room < 2 * (d->n_text + n_title)) room *= 2;
    kw_slots s = { kw_alloc_n(mem, room, sizeof *s.v), room - 1 };
    d->terms = kw_alloc_n(mem, d->n_text + n_title + 1, sizeof *d->terms);
    if (!s.v || !d->terms) return kw_fail_nomem(err);
    bool tell = capitals_tell(title, n_title);
    for (size_t i = 0; i < n_title; i++) count(&s, &title[i], TITLE, KW_TERM_TITLE, true, tell);
    count_text(&s, d->text, d->n_text, marks);
    mark_own(&s, d->outlet);
    if (marks) KW_TRY(list_known(&s, d, mem, err));
    for (size_t i = 0; i < room; i++) {
        if (!s.v[i].count) continue;
        KW_TRY(term_of(l, d, &s.v[i], s.v[i].in_title ? a->title : a->text, words, mem, &d->terms[d->n_terms], err));
        d->n_terms++;
    }
    if (d->n_terms > KW_DIGEST_TERMS) {
        qsort(d->terms, d->n_terms, sizeof *d->terms, by_weight);
        d->n_terms = KW_DIGEST_TERMS;
    }
    qsort(d->terms, d->n_terms, sizeof *d->terms, by_key);
    return KW_OK;
}

static kw_rc make_quotes(kw_digest *d, kw_arena *mem, kw_err *err) {
    d->quotes = kw_alloc_n(mem, QUOTES_MAX, sizeof *d->quotes);
    if (!d->quotes) return kw_fail_nomem(err);
    for (size_t i = 0; i < d->n_text && d->n_quotes < QUOTES_MAX;) {
        size_t first = i;
        uint64_t h = 0;
        for (; i < d->n_text && (d->text[i].flags & KW_DIGEST_QUOTED); i++) h = kw_hash_mix(h, d->text[i].hash);
        if (i - first >= QUOTE_WORDS) {
            const kw_digest_word *last = &d->text[i - 1];
            d->quotes[d->n_quotes++] = (kw_digest_quote){ h, { d->text[first].at, last->at + last->n }, (uint32_t)(i - first) };
        }
        if (i == first) i++;
    }
    return KW_OK;
}

static kw_rc make_dates(const kw_marks *marks, size_t lead_end, kw_digest *d, kw_arena *mem, kw_err *err) {
    d->dates = kw_alloc_n(mem, marks->n_dates + 1, sizeof *d->dates);
    if (!d->dates) return kw_fail_nomem(err);
    for (size_t i = 0; i < marks->n_dates; i++) {
        kw_when w = marks->dates[i].when;
        if (w.precision == KW_WHEN_NONE) continue;
        size_t k = 0;
        while (k < d->n_dates && (d->dates[k].when.first != w.first || d->dates[k].when.last != w.last)) k++;
        if (k == d->n_dates) d->dates[d->n_dates++] = (kw_digest_date){ .when = w };
        if (d->dates[k].count < UINT16_MAX) d->dates[k].count++;
        d->dates[k].lead |= marks->dates[i].at.start < lead_end;
    }
    return KW_OK;
}

static kw_rc make_credits(const kw_group_kit *kit, const kw_article *a, kw_digest *d, kw_arena *mem, kw_err *err) {
    d->credits = kw_alloc_n(mem, a->n_credits + 1, sizeof *d->credits);
    if (!d->credits) return kw_fail_nomem(err);
    for (size_t i = 0; i < a->n_credits; i++) {
        const kw_credit *c = &a->credits[i];
        kw_outlet o;
        bool known = kw_outlet_named(kit->know, c->name, &o);
        d->credits[d->n_credits++] = (kw_digest_credit){ .key = c->key, .name = c->name, .words = c->words, .agency = !known || o.kind == KW_AGENCY,
                                                         .in_text = c->in_text, .at = c->at };
    }
    return KW_OK;
}

static kw_str actor_of(const kw_marks *m, uint32_t entity) {
    if (entity >= m->n_entities) return KW_NONE;
    const kw_entity *e = &m->entities[entity];
    return e->actor.p ? e->actor : e->name;
}

static kw_str country_of(const kw_marks *m, uint32_t entity) {
    return entity < m->n_entities ? m->entities[entity].country : KW_NONE;
}

/* Numbers of the sentence with the counted word nearest behind or before them, at most four. */
static void figures(const kw_group_language *l, const kw_words *words, const kw_report *r, kw_digest_event *e) {
    const kw_sentence *s = &words->sentences[r->sentence];
    size_t n = 0, reach = 5;
    for (uint32_t i = s->first; i < s->first + s->n && n < 4; i++) {
        const kw_token *t = &words->tokens[i];
        int64_t value;
        if (!(t->flags & KW_TOK_NUMBER) || !kw_str_int(t->form, &value) || value <= 0 || value > UINT32_MAX) continue;
        kw_rows what = { 0, 0 };
        for (size_t k = 1; k <= reach && !what.n; k++) {
            if (i + k < s->first + s->n) what = kw_table_find(l->counted, words->tokens[i + k].form);
            if (!what.n && i >= s->first + k) what = kw_table_find(l->counted, words->tokens[i - k].form);
        }
        if (!what.n) continue;
        e->figures[n] = (uint32_t)value;
        e->figure_what[n++] = kw_counted_code(kw_table_cell(l->counted, what.first, 1));
    }
}

static kw_rc make_events(const kw_group_kit *kit, const kw_group_language *l, const kw_words *words, const kw_marks *m, const kw_reports *r,
    kw_digest *d, kw_arena *mem, kw_err *err) {
    d->events = kw_alloc_n(mem, r->n + 1, sizeof *d->events);
    if (!d->events) return kw_fail_nomem(err);
    for (size_t i = 0; i < r->n; i++) {
        const kw_report *x = &r->v[i];
        kw_digest_event *e = &d->events[d->n_events++];
        *e = (kw_digest_event){
            .report = (uint32_t)i, .type = x->type, .mode = x->mode, .family = (uint8_t)kw_quad(&kit->ontology, x->type),
            .source = actor_of(m, x->source_entity), .target = actor_of(m, x->target_entity),
            .source_country = country_of(m, x->source_entity), .target_country = country_of(m, x->target_entity),
            .says = x->says >= 0 ? actor_of(m, (uint32_t)x->says) : KW_NONE, .via = x->via.n ? x->via.v[0] : KW_NONE, .when = x->when,
            .goldstein = x->goldstein, .score = x->score, .happened = x->happened, .background = x->background, .reason = (uint8_t)x->reason,
            .evidence = x->evidence,
        };
        if (x->place >= 0 && (size_t)x->place < m->n_places)
            e->place = m->places[x->place].key.p ? m->places[x->place].key : m->places[x->place].name;
        if (words && x->sentence < words->n_sentences) figures(l, words, x, e);
    }
    return KW_OK;
}

static kw_rc make_words(const kw_group_language *l, const kw_article *a, const kw_marks *marks, kw_word_memory *words, kw_arena *mem,
    kw_digest *d, kw_err *err) {
    size_t room = a->text.n / 2 + 1;
    if (room > KW_DIGEST_WORDS) room = KW_DIGEST_WORDS;
    d->text = kw_alloc_n(mem, room, sizeof *d->text);
    if (!d->text) return kw_fail_nomem(err);
    d->n_text = kw_scan_words(a->text, d->text, room);
    d->n_terms = d->n_quotes = 0;
    KW_TRY(make_terms(l, a, marks, words, d, mem, err));
    return make_quotes(d, mem, err);
}

kw_rc kw_digest_words(const kw_group_kit *kit, const kw_article *a, kw_word_memory *words, kw_arena *mem, kw_digest *d, kw_err *err) {
    kw_group_language l = kw_group_language_of(kit, a->language);
    return make_words(&l, a, NULL, words, mem, d, err);
}

kw_rc kw_digest_make(const kw_group_kit *kit, const kw_article *a, const kw_words *words, const kw_marks *marks,
                     const kw_reports *reports, kw_arena *mem, kw_digest *out, kw_err *err) {
    kw_group_language l = kw_group_language_of(kit, a->language);
    *out = (kw_digest){ .ref = a->ref, .title = a->title, .language = a->language, .outlet = a->outlet, .outlet_key = a->outlet_key,
                        .dateline = a->dateline, .translator = a->translator, .published = a->published };
    if (kw_str_is(a->published_from, "text")) out->published.inferred = true;
    KW_TRY(make_words(&l, a, marks, NULL, mem, out, err));
    out->words = (uint32_t)out->n_text;
    out->flags = kw_group_form(&l, a->title, mem);
    KW_TRY(make_credits(kit, a, out, mem, err));
    size_t lead_end = out->n_text > LEAD_WORDS ? out->text[LEAD_WORDS].at : a->text.n;
    if (marks) KW_TRY(make_dates(marks, lead_end, out, mem, err));
    if (marks && reports) KW_TRY(make_events(kit, &l, words, marks, reports, out, mem, err));
    return KW_OK;
}
