/* SPDX-License-Identifier: MIT
 * Where the course of a thread changes: what its two main parties did to each other, day by day. An event turns the course
 * when its quad class was not there yet, or when the day's mean on Goldstein's scale jumps from that of the days before;
 * and when a third party comes in that was none. An event is one turn only, and a sentence that is several events, too. */
#include "ask/parts.h"
#include "know/ontology.h"

#include <math.h>

enum { LAST = 8, PARTIES = 64 };                /* events before a day that their mean is taken of */

static const double JUMP = 5;                   /* of a scale from -10 to 10 */

typedef struct { int64_t event, report, day; bool main; kw_str date, type, parties[2]; double goldstein; } act;
typedef struct { act *v; size_t n, cap; } acts;
typedef struct { kw_asker *a; kw_arena *mem; kw_turn_row **out; size_t *n, cap; kw_ontology o; kw_err *err; kw_str main[2]; } finder;

/* A party is whom the tables know, by its country where it has one: a president acts for his state. */
static kw_rc load(const finder *f, int64_t thread, acts *out) {
    kw_query q = kw_query_on(f->a->record, "SELECT e.id, e.report, e.day, e.date, e.type, e.goldstein,"
        " CASE WHEN s.actor IS NULL OR s.kind = 'person' THEN s.country ELSE coalesce(s.country, s.name) END,"
        " CASE WHEN t.actor IS NULL OR t.kind = 'person' THEN t.country ELSE coalesce(t.country, t.name) END FROM event e"
        " JOIN story x ON x.id = e.story LEFT JOIN entity s ON s.id = e.source LEFT JOIN entity t ON t.id = e.target WHERE x.thread = ?"
        " AND e.happened AND NOT e.background AND e.day IS NOT NULL ORDER BY e.day, e.day_last, e.id");
    kw_query_int(&q, thread);
    while (kw_query_next(&q)) {
        act *e = kw_push(f->mem, (void **)&out->v, &out->n, &out->cap, sizeof *e);
        if (!e) {
            kw_query_end(&q, NULL);
            return kw_fail_nomem(f->err);
        }
        *e = (act){ .event = kw_row_int(&q, 0), .report = kw_row_int(&q, 1), .day = kw_row_int(&q, 2), .date = kw_row_dup(&q, 3, f->mem),
                    .type = kw_row_dup(&q, 4, f->mem), .goldstein = kw_row_num(&q, 5),
                    .parties = { kw_row_dup(&q, 6, f->mem), kw_row_dup(&q, 7, f->mem) } };
    }
    return kw_query_end(&q, f->err);
}

/* The sentence of the report that tells an event best. */
static kw_str sentence_of(const finder *f, int64_t report) {
    kw_query q = kw_query_on(f->a->record, "SELECT sentence FROM report_words WHERE report = ?");
    kw_query_int(&q, report);
    kw_str s = kw_query_next(&q) ? kw_row_dup(&q, 0, f->mem) : KW_NONE;
    kw_query_end(&q, NULL);
    return s;
}

static kw_rc put(finder *f, const act *e, const char *kind, kw_str was, kw_str is) {
    kw_str words = sentence_of(f, e->report);
    if (*f->n && kw_str_eq((*f->out)[*f->n - 1].evidence, words)) return KW_OK;
    kw_turn_row *t = kw_push(f->mem, (void **)f->out, f->n, &f->cap, sizeof *t);
    if (!t) return kw_fail_nomem(f->err);
    *t = (kw_turn_row){ e->event, e->date, kw_str_of(kind), was, is, words };
    return KW_OK;
}

static kw_str class_name(int quad) {
    static const char *const names[] = { "", "verbal cooperation", "material cooperation", "verbal conflict", "material conflict" };
    return kw_str_of(names[quad >= 0 && quad <= 4 ? quad : 0]);
}

/* ---- the parties ---- */

typedef struct { kw_str name; size_t n; } party;
typedef struct { party v[PARTIES]; size_t n; } parties;

/* The party's place, made if there is room; PARTIES: none. */
static size_t party_of(parties *p, kw_str name) {
    for (size_t i = 0; i < p->n; i++)
        if (kw_str_eq(p->v[i].name, name)) return i;
    if (p->n == PARTIES) return PARTIES;
    p->v[p->n] = (party){ name, 0 };
    return p->n++;
}

/* The two that most is told of, and which events are between them. */
static void find_main(finder *f, acts *all) {
    parties p = { .n = 0 };
    for (size_t i = 0; i < all->n; i++)
        for (int k = 0; k < 2; k++) {
            size_t at = all->v[i].parties[k].n ? party_of(&p, all->v[i].parties[k]) : PARTIES;
            if (at < PARTIES) p.v[at].n++;
        }
    for (int k = 0; k < 2; k++) {
        size_t best = PARTIES;
        for (size_t i = 0; i < p.n; i++)
            if (p.v[i].n && (best == PARTIES || p.v[i].n > p.v[best].n)) best = i;
        if (best == PARTIES) continue;
        f->main[k] = p.v[best].name;
        p.v[best].n = 0;
    }
    for (size_t i = 0; i < all->n; i++) {
        const kw_str *x = all->v[i].parties;
        all->v[i].main = f->main[1].n &&
            ((kw_str_eq(x[0], f->main[0]) && kw_str_eq(x[1], f->main[1])) || (kw_str_eq(x[0], f->main[1]) && kw_str_eq(x[1], f->main[0])));
    }
}

static bool is_main(const finder *f, kw_str name) { return kw_str_eq(name, f->main[0]) || kw_str_eq(name, f->main[1]); }

/* A third party that meets a main one and was in no event before. */
static kw_rc third_party(finder *f, parties *seen, const act *e, bool first_day) {
    for (int k = 0; k < 2; k++) {
        size_t before = seen->n;
        if (!e->parties[k].n || party_of(seen, e->parties[k]) == PARTIES || seen->n == before || first_day) continue;
        if (!is_main(f, e->parties[k]) && is_main(f, e->parties[1 - k])) KW_TRY(put(f, e, "party", KW_NONE, e->parties[k]));
    }
    return KW_OK;
}

/* ---- class and tone ---- */

/* The mean of the last main events before place i; *n: how many. */
static double mean_before(const acts *all, size_t i, size_t *n) {
    double sum = 0;
    for (*n = 0; i-- > 0 && *n < LAST;)
        if (all->v[i].main) sum += all->v[i].goldstein, ++*n;
    return *n ? sum / (double)*n : 0;
}

/* The day of events first..end-1: does its mean jump? Told by the event that goes farthest. */
static kw_rc tone_of_day(finder *f, const acts *all, size_t first, size_t end) {
    size_t before, n = 0, far = end;
    double was = mean_before(all, first, &before), is = 0;
    for (size_t i = first; i < end; i++)
        if (all->v[i].main) is += all->v[i].goldstein, n++;
    if (!before || !n || fabs((is /= (double)n) - was) < JUMP) return KW_OK;
    for (size_t i = first; i < end; i++)
        if (all->v[i].main && (far == end || fabs(all->v[i].goldstein - was) > fabs(all->v[far].goldstein - was))) far = i;
    return put(f, &all->v[far], "tone", kw_str_fmt(f->mem, "%.1f", was), kw_str_fmt(f->mem, "%.1f", is));
}

kw_rc kw_turns_of(kw_asker *a, int64_t thread, kw_arena *mem, kw_turn_row **out, size_t *n, kw_err *err) {
    finder f = { .a = a, .mem = mem, .out = out, .n = n, .err = err };
    acts all = { NULL, 0, 0 };
    parties seen = { .n = 0 };
    unsigned classes = 0;
    int last = 0;
    *out = NULL;
    *n = 0;
    KW_TRY(kw_ontology_open(a->know, mem, &f.o, err));
    KW_TRY(load(&f, thread, &all));
    find_main(&f, &all);
    for (size_t i = 0, end; i < all.n; i = end) {
        size_t told = *n;
        for (end = i; end < all.n && all.v[end].day == all.v[i].day; end++) {
            const act *e = &all.v[end];
            int quad = e->main ? kw_quad(&f.o, e->type) : 0;
            if (classes && i && quad && !(classes & 1u << quad)) KW_TRY(put(&f, e, "class", class_name(last), class_name(quad)));
            if (quad) classes |= 1u << quad, last = quad;
            KW_TRY(third_party(&f, &seen, e, i == 0));
        }
        if (*n == told) KW_TRY(tone_of_day(&f, &all, i, end));
    }
    return KW_OK;
}
