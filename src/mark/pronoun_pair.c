/* SPDX-License-Identifier: MIT
 * Words for two ("keduanya", "kedua negara", "the two leaders") stand for the two told of last together: looking
 * back sentence by sentence, the first that names two who fit, if it names no third. Rows of lang/XX/pronouns.tsv with the number "pair"
 * say which words, and whether they stand for persons, for states or for either. Two mentions are made: both cover the words, each
 * has its part of the span, as with the two names of "Rusia-Ukraina". */
#include "mark/name_parts.h"

enum { SENTENCES_BACK = 5, COUNTRIES_MOST = 24, LEAD = 2, TWO_MOST = 3 };      /* TWO_MOST: a third is one too many */

typedef struct kw_two { uint32_t entity[TWO_MOST]; size_t n; } kw_two;

static bool holds(const kw_two *s, uint32_t entity) {
    for (size_t i = 0; i < s->n; i++)
        if (s->entity[i] == entity) return true;
    return false;
}

static void add(kw_two *s, uint32_t entity) {
    if (s->n < TWO_MOST && !holds(s, entity)) s->entity[s->n++] = entity;
}

/* One for each country; a state stands for itself rather than one of its persons. */
static void add_side(const kw_naming *g, kw_two *s, uint32_t entity) {
    const kw_entity *e = &g->out->entities[entity];
    for (size_t i = 0; i < s->n; i++) {
        const kw_entity *o = &g->out->entities[s->entity[i]];
        if (!kw_str_eq(o->country, e->country)) continue;
        if (e->kind == KW_STATE && o->kind != KW_STATE) s->entity[i] = entity;
        return;
    }
    add(s, entity);
}

/* Who is named in a sentence, before byte `at`. */
static void gather(const kw_naming *g, uint32_t sentence, uint32_t at, kw_str office, kw_two *persons, kw_two *sides) {
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence >= sentence;) {
        const kw_mention *m = &g->out->mentions[i];
        const kw_entity *e = &g->out->entities[m->entity];
        if (m->sentence != sentence || m->inside || m->at.end > at) continue;
        bool holds_it = !office.n || kw_office_is(g->kit, g->who[m->entity].office, office);
        if (e->kind == KW_PERSON && !g->who[m->entity].plural && holds_it) add(persons, m->entity);
        /* who only tells of them or suffers is none of the two */
        bool tells = kw_sector_is(&g->kit->ontology, e->sector, KW_SECTOR_PRESS | KW_SECTOR_SCHOOL | KW_SECTOR_PRIVATE);
        if (e->country.n && e->kind != KW_PLACE && !tells) add_side(g, sides, m->entity);
    }
}

/* One who is named in the same sentence before the words speaks to or of the two ("The United States urged both sides"): two are
 * asked for there, too. */
static bool antecedents(const kw_naming *g, uint32_t sentence, uint32_t at, kw_str kind, kw_str office, kw_two *out) {
    for (uint32_t back = 0; back <= SENTENCES_BACK && back <= sentence; back++) {
        kw_two persons = { .n = 0 }, sides = { .n = 0 };
        gather(g, sentence - back, at, office, &persons, &sides);
        *out = kw_str_is(kind, "state") || (!kw_str_is(kind, "person") && sides.n >= 2) ? sides : persons;
        if (out->n >= 2) return out->n == 2;
    }
    return false;
}

/* The two sides that the first sentence which names any names, and no third. */
static bool in_lead(const kw_naming *g, uint32_t at, kw_two *out) {
    kw_two persons = { .n = 0 };
    uint32_t own = (uint32_t)(g->at - g->sentences);
    for (uint32_t s = 0; s < LEAD && s < own; s++) {
        *out = (kw_two){ .n = 0 };
        gather(g, s, at, KW_NONE, &persons, out);
        if (out->n > 1) return out->n == 2;
    }
    return false;
}

/* The two countries that the text named most before byte `at`, each more than once and more often than any third: whom "both sides" means
 * where the sentences right before name too many or too few. */
static bool most_told(const kw_naming *g, uint32_t at, kw_two *out) {
    struct { uint32_t entity, times; kw_str country; } c[COUNTRIES_MOST];
    size_t n = 0;
    *out = (kw_two){ .n = 0 };
    for (size_t i = 0; i < g->out->n_mentions; i++) {
        const kw_mention *m = &g->out->mentions[i];
        const kw_entity *e = &g->out->entities[m->entity];
        if (m->inside || m->pronoun || m->at.end > at || !e->country.n || e->kind == KW_PLACE) continue;
        size_t k = 0;
        while (k < n && !kw_str_eq(c[k].country, e->country)) k++;
        if (k == COUNTRIES_MOST) return false;
        if (k == n) c[n].entity = m->entity, c[n].times = 0, c[n++].country = e->country;
        c[k].times++;
        if (e->kind == KW_STATE && g->out->entities[c[k].entity].kind != KW_STATE) c[k].entity = m->entity;
    }
    for (size_t i = 0; i < n; i++) {
        size_t as_often = 0;
        for (size_t k = 0; k < n; k++) as_often += k != i && c[k].times >= c[i].times;
        if (as_often < 2 && c[i].times > 1) add(out, c[i].entity);
    }
    if (out->n != 2) return in_lead(g, at, out);
    uint32_t first = out->entity[0];                /* gathered backwards by the others, too */
    out->entity[0] = out->entity[1];
    out->entity[1] = first;
    return true;
}

static void put(kw_naming *g, uint32_t atom, uint32_t n, uint32_t entity, kw_span at) {
    uint32_t first = g->atoms[atom].token, last = g->atoms[atom + n - 1].token;
    kw_mention *m = kw_push(g->mem, (void **)&g->out->mentions, &g->out->n_mentions, &g->cap_mentions, sizeof *m);
    if (!m) { g->failed = true; return; }
    *m = (kw_mention){ .at = at, .first = first, .n = last - first + 1, .head = first, .sentence = (uint32_t)(g->at - g->sentences),
                       .entity = entity, .pronoun = true, .pair = true, .name = at };
    g->who[entity].last_sentence = m->sentence;
}

/* Is the phrase whole? "the two" of "the two soldiers" is not. */
static bool ends_here(const kw_naming *g, uint32_t atom, uint32_t n) {
    uint32_t last = atom + n - 1;
    if (last + 1 >= g->at->first_atom + g->at->n_atoms || g->atoms[last].upos == KW_NOUN || g->atoms[last].flags & KW_ATOM_CLITIC) return true;
    uint8_t next = g->atoms[last + 1].upos;
    return next != KW_NOUN && next != KW_PROPN && next != KW_ADJ && next != KW_NUM && next != KW_ADP && next != KW_DET;
}

bool kw_pair_again(kw_naming *g, uint32_t atom, uint32_t n) {
    kw_span at = { g->atoms[atom].at.start, g->atoms[atom + n - 1].at.end };
    uint32_t cut = at.start + 1, sentence = (uint32_t)(g->at - g->sentences), two[2];
    size_t k = 0;
    for (size_t i = g->out->n_mentions; i-- > 0 && k < 2 && g->out->mentions[i].sentence == sentence;)
        if (g->out->mentions[i].pair) two[k++] = g->out->mentions[i].entity;
    if (k < 2 || at.end - at.start < 2) return false;
    put(g, atom, n, two[1], (kw_span){ at.start, cut });
    if (!g->failed) put(g, atom, n, two[0], (kw_span){ cut, at.end });
    return true;
}

void kw_pair_of(kw_naming *g, uint32_t atom, uint32_t n, kw_str kind, kw_str office) {
    kw_span at = { g->atoms[atom].at.start, g->atoms[atom + n - 1].at.end };
    uint32_t sentence = (uint32_t)(g->at - g->sentences), cut = at.start + 1;
    kw_two two;
    if (!ends_here(g, atom, n)) return;
    bool found = antecedents(g, sentence, at.start, kind, office, &two);
    if (!found && office.n) found = antecedents(g, sentence, at.start, kind, KW_NONE, &two);       /* whose offices the text does not tell */
    /* "both sides", not "the two" */
    bool whole = kw_str_is(kind, "state") || office.n || (kw_str_is(kind, "any") && g->atoms[atom + n - 1].upos == KW_NOUN);
    if (!found && whole) found = most_told(g, at.start, &two);
    if (!found) return;
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence == sentence;)      /* "kedua menteri" as a group of its own */
        if (kw_span_meets(g->out->mentions[i].at, at)) g->out->mentions[i].inside = true;
    put(g, atom, n, two.entity[1], (kw_span){ at.start, cut });        /* gathered backwards: the one told of first comes first */
    if (!g->failed) put(g, atom, n, two.entity[0], (kw_span){ cut, at.end });
}
