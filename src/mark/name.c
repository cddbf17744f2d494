/* SPDX-License-Identifier: MIT
 * Names to actors, one article: the map of name_parts.h. Full names are registered before any surname is read, so that a headline's
 * surname finds its person; then the sentences are resolved in order, their pronouns right after them. */
#include "mark/name_model.h"

#include <stdlib.h>

static kw_rc open_lang(const kw_know *k, kw_str code, kw_arena *mem, kw_name_lang *l, kw_err *err) {
    *l = (kw_name_lang){ .code = code,
        .titles = kw_know_lang_table(k, code, "titles"), .agents = kw_know_lang_table(k, code, "agents"),
        .org_words = kw_know_lang_table(k, code, "org_words"), .place_words = kw_know_lang_table(k, code, "place_words"),
        .name_words = kw_know_lang_table(k, code, "name_words"), .joins = kw_know_lang_table(k, code, "joins"),
        .pronouns = kw_know_lang_table(k, code, "pronouns"), .habits = kw_know_lang_table(k, code, "habits"),
        .common = kw_know_lang_table(k, code, "common"),
        .roots = kw_know_lang_table(k, code, "roots") };
    /* where an owner stands before its head ("country title"), the head of several words is the last */
    kw_rows r = kw_table_find(l->joins, KW_STR("country title"));
    l->heads_last = r.n != 0;
    KW_TRY(kw_run_model_open(kw_know_lang_blob(k, code, "names.model"), &l->runs, err));
    return kw_name_uses(l->name_words, code, mem, &l->uses, err);
}

kw_rc kw_names_open(const kw_know *k, kw_arena *mem, kw_names **out, kw_err *err) {
    kw_names *kit = *out = kw_alloc(mem, sizeof *kit);
    if (!kit) return kw_fail_nomem(err);
    *kit = (kw_names){ .know = k, .countries = kw_know_table(k, "world/countries"), .country_names = kw_know_table(k, "world/country_names"),
        .organisations = kw_know_table(k, "world/organisations"), .persons = kw_know_table(k, "world/persons"),
        .phoenix = kw_know_table(k, "world/persons_phoenix"), .offices = kw_know_table(k, "world/offices"),
        .office_classes = kw_know_table(k, "world/office_classes"), .places = kw_know_table(k, "world/places"),
        .given = kw_know_table(k, "world/given_names"), .regions = kw_know_table(k, "world/regions"),
        .spellings = kw_know_table(k, "world/spellings"), .implied = kw_know_table(k, "world/implied") };
    KW_TRY(kw_ontology_open(k, mem, &kit->ontology, err));
    kit->of_state = kw_sector_with(&kit->ontology, KW_SECTOR_GOVERN);
    kit->of_press = kw_sector_with(&kit->ontology, KW_SECTOR_PRESS);
    kit->of_former = kw_sector_with(&kit->ontology, KW_SECTOR_FORMER);
    kit->n_langs = kw_know_languages(k);
    if (!(kit->langs = kw_alloc_n(mem, kit->n_langs + 1, sizeof *kit->langs))) return kw_fail_nomem(err);
    for (size_t i = 0; i < kit->n_langs; i++) KW_TRY(open_lang(k, kw_know_language(k, i), mem, &kit->langs[i], err));
    return kw_offices_index(kit, mem, err);
}

void kw_name_lang_of(kw_naming *g, uint32_t sentence) {
    uint8_t number = g->words->sentences[sentence].language;
    int i = number ? number - 1 : kw_know_language_index(g->kit->know, g->words->language);
    g->lang = &g->kit->langs[i >= 0 && (size_t)i < g->kit->n_langs ? (size_t)i : 0];
}

static bool read_sentences(kw_naming *g) {
    for (size_t s = 0; s < g->words->n_sentences; s++) {
        g->at = &g->sentences[s];
        kw_name_lang_of(g, (uint32_t)s);
        if (!kw_atoms_of(g, (uint32_t)s) || !kw_pieces_of(g)) return false;
    }
    if (!kw_shape_runs(g)) return false;
    kw_settle_sides(g);
    kw_settle_namesakes(g);
    for (size_t s = 0; s < g->words->n_sentences; s++) {
        g->at = &g->sentences[s];
        kw_name_lang_of(g, (uint32_t)s);
        if (!kw_phrases_of(g)) return false;
    }
    return true;
}

static void resolve_sentences(kw_naming *g) {
    for (size_t s = 0; s < g->words->n_sentences && !g->failed; s++) {
        g->at = &g->sentences[s];
        kw_name_lang_of(g, (uint32_t)s);
        kw_resolve(g, g->at);
        kw_pronouns(g);
    }
}

/* By start; a whole before what is inside it. */
static int by_place(const void *x, const void *y) {
    const kw_mention *a = x, *b = y;
    if (a->at.start != b->at.start) return a->at.start < b->at.start ? -1 : 1;
    return (a->at.end < b->at.end) - (a->at.end > b->at.end);
}

/* ---- mentions that the caller gave ---- */

static uint32_t sentence_at(const kw_words *w, uint32_t byte) {
    for (size_t s = 0; s < w->n_sentences; s++)
        if (byte < w->sentences[s].at.end) return (uint32_t)s;
    return w->n_sentences ? (uint32_t)w->n_sentences - 1 : 0;
}

static void set_tokens(const kw_words *w, kw_mention *m) {
    m->sentence = sentence_at(w, m->at.start);
    m->first = UINT32_MAX;
    for (uint32_t i = 0; i < w->n_tokens; i++) {
        if (!kw_span_meets(w->tokens[i].at, m->at)) continue;
        if (m->first == UINT32_MAX) m->first = i;
        m->n = i - m->first + 1;
    }
    if (m->first == UINT32_MAX) { m->first = 0; m->n = 0; }
}

static double share(kw_span a, kw_span b) {
    uint32_t start = a.start > b.start ? a.start : b.start, end = a.end < b.end ? a.end : b.end;
    uint32_t low = a.start < b.start ? a.start : b.start, high = a.end > b.end ? a.end : b.end;
    return end > start ? (double)(end - start) / (high - low) : 0;
}

/* The mention that a given span means: the one that covers most of it, a whole before its parts. */
static kw_mention *meant(kw_marks *m, kw_span at) {
    kw_mention *best = NULL;
    double most = 0;
    for (size_t i = 0; i < m->n_mentions; i++) {
        kw_mention *x = &m->mentions[i];
        double s = share(x->at, at) - (x->pronoun ? 0.3 : 0);
        if (s > most && !x->given_role) { most = s; best = x; }
    }
    return best;
}

/* "Moroccan and Algerian envoys", "an Iraqi-US force": two states, joined by one word or mark, tell together whose the given ones are. */
static bool of_two(const kw_naming *g, kw_span at) {
    for (size_t i = 0; i + 1 < g->out->n_mentions; i++) {
        const kw_mention *a = &g->out->mentions[i], *b = a + 1;
        if (a->inside || b->inside || !kw_span_holds(at, a->at) || !kw_span_holds(at, b->at)) continue;
        const kw_entity *x = &g->out->entities[a->entity], *y = &g->out->entities[b->entity];
        uint32_t between = a->first + a->n;
        if (x->kind != KW_STATE || !y->country.n || kw_str_eq(x->country, y->country) || between + 1 != b->first || b->at.end < a->at.end) continue;
        const kw_token *t = &g->words->tokens[between];
        if (a->at.end < at.end && (t->upos == KW_CCONJ || kw_str_is(t->form, "-")) && (b->n > 1 || b->at.end < at.end)) return true;
    }
    return false;
}

static kw_rc take_given(kw_naming *g, const kw_given_mention *given, kw_err *err) {
    bool two = of_two(g, given->at);
    kw_mention *m = meant(g->out, given->at);
    if (m && two) {
        uint32_t e = kw_entity_unnamed(g, KW_GROUP, kw_str_at(g->words->text, given->at), KW_NONE);
        if (e == UINT32_MAX) return kw_fail_nomem(err);
        g->out->entities[e].sector = g->out->entities[m->entity].sector;
        m->entity = e;
        m->why = KW_NONE;
    }
    if (!m) {
        kw_str text = kw_str_at(g->words->text, given->at);
        kw_phrase around = { .first = UINT32_MAX };
        g->at = &g->sentences[sentence_at(g->words, given->at.start)];
        uint32_t e = g->words->n_sentences ? kw_entity_unnamed(g, KW_GROUP, text, kw_country_near(g, &around)) :
            kw_entity_unnamed(g, KW_GROUP, text, KW_NONE);
        m = kw_push(g->mem, (void **)&g->out->mentions, &g->out->n_mentions, &g->cap_mentions, sizeof *m);
        if (!m || e == UINT32_MAX) return kw_fail_nomem(err);
        *m = (kw_mention){ .entity = e, .head = UINT32_MAX };
        g->out->entities[e].why = KW_STR("the caller named it");
    }
    m->at = given->at;
    set_tokens(g->words, m);
    if (m->head < m->first || m->head >= m->first + m->n) m->head = g->lang && g->lang->heads_last && m->n ? m->first + m->n - 1 : m->first;
    if (!kw_span_len(m->name) || !kw_span_holds(m->at, m->name)) m->name = m->at;
    m->given_role = given->role;
    m->inside = m->pronoun = false;
    for (size_t i = 0; i < g->out->n_mentions; i++) {
        kw_mention *o = &g->out->mentions[i];
        if (o != m && !o->given_role && kw_span_meets(o->at, m->at)) o->inside = true;
    }
    return KW_OK;
}

kw_rc kw_names_mark(const kw_names *kit, const kw_mark_in *in, kw_arena *mem, kw_marks *out, kw_err *err) {
    kw_naming g = { .kit = kit, .in = in, .words = in->words, .mem = mem, .out = out, .day = INT32_MAX, .lang = kit->langs };
    if (in->published.precision != KW_WHEN_NONE) g.day = in->published.first;
    g.sentences = kw_alloc_n(mem, in->words->n_sentences + 1, sizeof *g.sentences);
    if (!g.sentences || !read_sentences(&g)) return kw_fail_nomem(err);
    kw_countries_count(&g);
    kw_register_persons(&g);
    resolve_sentences(&g);
    kw_settle_country(&g);
    kw_name_servants(&g);
    kw_places_of(&g);
    if (g.failed) return kw_fail_nomem(err);
    if (out->n_mentions > 1) qsort(out->mentions, out->n_mentions, sizeof *out->mentions, by_place);
    for (size_t i = 0; i < in->n_given; i++) KW_TRY(take_given(&g, &in->given[i], err));
    if (in->n_given && out->n_mentions > 1) qsort(out->mentions, out->n_mentions, sizeof *out->mentions, by_place);
    return KW_OK;
}
