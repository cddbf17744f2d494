/* SPDX-License-Identifier: MIT
 * Who took from whom, by which kind and in which direction; where chains end; reports that are one event and those that
 * are not. Texts together with marks and events are tested in tests/pairs/groups.txt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "group/align.h"
#include "group/kit.h"
#include "group/digest.h"
#include "know/calendar.h"
#include "pipeline.h"

#define FLOOD "Flash floods hit Malora on Monday, killing 14 people and damaging 210 houses along the Wesi.\n"
#define REGENT "Regent Hadi Sunoko said the water rose fast after six hours of heavy rain upstream of the river.\n"
#define RESCUE "Rescue teams in rubber boats are still looking for two residents who went missing in Karangbolo village.\n"
#define MARKET "Traders in the lower market carried sacks of rice up the stairs of the mosque until the light failed.\n"
#define SCHOOL "The school on the hill took in three hundred children, and teachers cooked for them on a wood fire.\n"
#define OTHER_FLOOD "Flash floods hit Tirtosari on Friday, killing 5 people and damaging 77 houses along the Cimanik.\n"
#define OTHER_REGENT "Regent Lestari Wulan said the water rose fast after two hours of heavy rain upstream of the river.\n"

static kw *k;
static kw_arena mem;

static int open_all(void **state) { (void)state; return kw_open(NULL, &k, NULL) == KW_OK ? 0 : -1; }

static int close_all(void **state) {
    (void)state;
    kw_arena_free(&mem);
    kw_close(k);
    return 0;
}

typedef struct { const char *ref, *outlet, *published, *credit, *text; } piece;

static kw_digest *digest_of(const piece *p) {
    static kw_credit credit;
    kw_digest *d = kw_alloc(&mem, sizeof *d);
    kw_str name = kw_str_of(p->credit ? p->credit : "");
    credit = (kw_credit){ .key = name, .name = name, .words = name };
    kw_article a = { .ref = kw_str_of(p->ref), .outlet = kw_str_of(p->outlet), .outlet_key = kw_str_of(p->outlet), .title = KW_STR("News"),
        .text = kw_str_of(p->text),
                     .language = KW_STR("en"), .credits = &credit, .n_credits = p->credit != NULL };
    kw_when_parse(kw_str_of(p->published), &a.published);
    assert_int_equal(kw_digest_make(k->group, &a, NULL, NULL, NULL, &mem, d, NULL), KW_OK);
    return d;
}

/* The links between articles of some pieces, "b>a:reprint", and "|" with the number of origins of each article. */
static void show(const piece *p, size_t n, char *out, size_t size) {
    const kw_digest *v[4];
    kw_groups g;
    int at = 0;
    for (size_t i = 0; i < n; i++) v[i] = digest_of(&p[i]);
    assert_int_equal(kw_group_run(k->group, v, n, &mem, &g, NULL), KW_OK);
    out[0] = 0;
    for (size_t l = 0; l < g.n_links; l++)
        if (g.links[l].to != KW_NOBODY)
            at += snprintf(out + at, size - (size_t)at, "%s>%s:%s ", p[g.links[l].from].ref, p[g.links[l].to].ref,
                kw_link_kind_name(g.links[l].kind));
    at += snprintf(out + at, size - (size_t)at, "|");
    for (size_t i = 0; i < n; i++) at += snprintf(out + at, size - (size_t)at, " %zu", g.articles[i].n_origins);
}

static const struct { int line; piece v[3]; size_t n; const char *want; } cases[] = {
    { __LINE__, { { "a", "Wire", "2025-03-03T08:00:00Z", NULL, FLOOD REGENT RESCUE },
        { "b", "Post", "2025-03-03T10:00:00Z", NULL, FLOOD REGENT RESCUE } }, 2, "b>a:reprint | 1 1" },
    /* cut, and its paragraphs moved */
    { __LINE__, { { "a", "Wire", "2025-03-03T08:00:00Z", NULL, FLOOD REGENT RESCUE MARKET },
        { "b", "Post", "2025-03-03T10:00:00Z", NULL, MARKET FLOOD RESCUE } }, 2, "b>a:reprint | 1 1" },
    /* the one that credits the other took, though it says to be earlier */
    { __LINE__, { { "a", "Wire", "2025-03-03T10:00:00Z", NULL, FLOOD REGENT RESCUE },
        { "b", "Post", "2025-03-03T08:00:00Z", "Wire", FLOOD REGENT RESCUE } }, 2, "b>a:reprint | 1 1" },
    /* a dispatch within a longer report */
    { __LINE__, { { "a", "Wire", "2025-03-03T08:00:00Z", NULL, FLOOD REGENT RESCUE },
        { "b", "Post", "2025-03-03T20:00:00Z", NULL,
        MARKET SCHOOL FLOOD REGENT "They came at dusk with lamps and blankets, and nobody asked for money or for names at the door.\n"
        "A baker from the upper street gave away all his bread before six and then went to look for his sister.\n" "The night was cold and the wind turned twice before the rain stopped over the eastern ridge.\n" } }, 2, "b>a:rewrite | 1 1" },
    /* the same outlet, later: a new version */
    { __LINE__, { { "a", "Post", "2025-03-03T08:00:00Z", NULL, FLOOD REGENT RESCUE },
        { "b", "Post", "2025-03-03T15:00:00Z", NULL, FLOOD REGENT RESCUE MARKET } }, 2, "b>a:update | 1 1" },
    /* one form filled in with other names and numbers */
    { __LINE__, { { "a", "Wire", "2025-03-03", NULL, FLOOD REGENT }, { "b", "Post", "2025-03-03", NULL, OTHER_FLOOD OTHER_REGENT } }, 2, "| 1 1" },
    /* nothing in common */
    { __LINE__, { { "a", "Wire", "2025-03-03", NULL, FLOOD REGENT }, { "b", "Post", "2025-03-03", NULL, MARKET SCHOOL } }, 2, "| 1 1" },
};

static void kinds_and_directions(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char got[256];
        show(cases[i].v, cases[i].n, got, sizeof got);
        if (strcmp(got, cases[i].want) != 0) fail_msg("line %d: want '%s', got '%s'", cases[i].line, cases[i].want, got);
    }
}

/* c took from b, and b from a, whose agency others credit: one origin for all. */
static void a_chain_ends_in_its_agency(void **state) {
    (void)state;
    static const piece p[] = { { "a", "Wire", "2025-03-03T08:00:00Z", NULL, FLOOD REGENT RESCUE MARKET },
        { "b", "Post", "2025-03-03T10:00:00Z", "Wire", FLOOD REGENT RESCUE },
                               { "c", "Dock News", "2025-03-03T12:00:00Z", NULL, FLOOD REGENT RESCUE } };
    const kw_digest *v[3] = { digest_of(&p[0]), digest_of(&p[1]), digest_of(&p[2]) };
    kw_groups g;
    assert_int_equal(kw_group_run(k->group, v, 3, &mem, &g, NULL), KW_OK);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(g.articles[i].n_origins, 1);
        assert_int_equal(g.articles[i].origins[0].article, KW_NOBODY);
        assert_string_equal(kw_str_dup(&mem, g.agencies[g.articles[i].origins[0].agency].key).p, "Wire");
    }
    assert_int_equal(g.n_stories, 1);
    assert_int_equal(g.stories[0].n_origins, 1);
    assert_int_equal(g.stories[0].n_outlets, 3);
}

static void what_stands_in_the_places_of_a_form(void **state) {
    (void)state;
    static const piece p[] = { { "a", "Wire", "2025-03-03", NULL, FLOOD REGENT }, { "b", "Post", "2025-03-03", NULL, OTHER_FLOOD OTHER_REGENT },
        { "c", "Post", "2025-03-03", NULL, FLOOD REGENT } };
    kw_alignment form, same;
    assert_int_equal(kw_align(digest_of(&p[0]), digest_of(&p[1]), &mem, &form, NULL), KW_OK);
    assert_int_equal(kw_align(digest_of(&p[0]), digest_of(&p[2]), &mem, &same, NULL), KW_OK);
    assert_int_equal(same.filled, 0);
    assert_true(same.a > .99 && same.b > .99 && same.longest == same.words);
    assert_true(form.words < same.words);
}

/* ---- events ---- */

static kw_digest *with_event(const char *ref, const char *type, uint8_t family, const char *text, uint32_t dead) {
    piece p = { ref, ref, "2025-03-03", NULL, text };
    kw_digest *d = digest_of(&p);
    kw_digest_event *e = kw_alloc(&mem, sizeof *e);
    *e = (kw_digest_event){ .type = kw_str_of(type), .family = family, .source = KW_STR("ISR"), .target = KW_STR("IRN"),
        .source_country = KW_STR("ISR"), .target_country = KW_STR("IRN"),
                            .happened = true, .goldstein = -9, .score = .9, .evidence = { 0, (uint32_t)strlen(text) } };
    kw_when_parse(KW_STR("2025-03-03"), &e->when);
    if (dead) e->figures[0] = dead, e->figure_what[0] = kw_counted_code(KW_STR("dead"));
    d->events = e;
    d->n_events = 1;
    return d;
}

static const char strike[] = "Israeli jets struck an arms depot on the outskirts of Tehran on Monday, the ministry said.";

static size_t events_of(const kw_digest *a, const kw_digest *b, kw_groups *g) {
    const kw_digest *v[2] = { a, b };
    assert_int_equal(kw_group_run(k->group, v, 2, &mem, g, NULL), KW_OK);
    return g->n_events;
}

static void one_deed_coded_in_two_ways_is_one_event(void **state) {
    (void)state;
    kw_groups g;
    assert_int_equal(events_of(with_event("a", "ASSAULT", 4, strike, 5), with_event("b", "COERCE", 4, strike, 7), &g), 1);
    assert_int_equal(g.events[0].n_reports, 2);
    assert_int_equal(g.events[0].n_conflicts, 1);
    assert_string_equal(kw_str_dup(&mem, g.events[0].conflicts[0].what).p, "dead");
    assert_int_equal(g.events[0].conflicts[0].a_figure + g.events[0].conflicts[0].b_figure, 12);
}

static void a_sentence_is_told_once(void **state) {
    (void)state;
    kw_digest *d = with_event("a", "ASSAULT", 4, strike, 0);
    kw_digest_event *e = kw_alloc(&mem, 2 * sizeof *e);
    e[0] = e[1] = d->events[0];
    e[1].target = KW_STR("Tehran");
    e[1].report = 1;
    d->events = e;
    d->n_events = 2;
    kw_groups g;
    assert_int_equal(events_of(d, with_event("b", "ASSAULT", 4, strike, 0), &g), 1);
    assert_int_equal(g.events[0].n_reports, 3);
    assert_int_equal(g.events[0].n_sentences, 2);
}

static void other_families_and_other_words_are_other_events(void **state) {
    (void)state;
    kw_groups g;
    assert_int_equal(events_of(with_event("a", "ASSAULT", 4, strike, 0), with_event("b", "ACCUSE", 3, strike, 0), &g), 2);
    assert_int_equal(events_of(with_event("a", "ASSAULT", 4, strike, 0),
        with_event("b", "COERCE", 4, "Customs officers seized a shipment of valves in the port of Haifa before dawn.", 0), &g), 2);
    assert_int_equal(events_of(with_event("a", "ASSAULT", 4, strike, 5), with_event("b", "ASSAULT", 4, strike, 5), &g), 1);
    assert_int_equal(g.events[0].n_conflicts, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = { cmocka_unit_test(kinds_and_directions), cmocka_unit_test(a_chain_ends_in_its_agency),
        cmocka_unit_test(what_stands_in_the_places_of_a_form),
                                        cmocka_unit_test(one_deed_coded_in_two_ways_is_one_event), cmocka_unit_test(a_sentence_is_told_once),
                                        cmocka_unit_test(other_families_and_other_words_are_other_events) };
    return cmocka_run_group_tests_name("group/link", tests, open_all, close_all);
}
