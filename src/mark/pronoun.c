/* SPDX-License-Identifier: MIT
 * Pronouns: ia, beliau, pihaknya, he, they stand for the likeliest entity named before, by how lately and how prominently
 * it was named and by its kind. Method: salience after Lappin and Leass (1994), with subject, recency and kind only. */
#include "mark/name_parts.h"

enum { SENTENCES_BACK = 4, LEAST = 5 };

static bool kind_fits(const kw_naming *g, uint32_t e, kw_str kind, kw_str number) {
    const kw_entity *x = &g->out->entities[e];
    bool many = kw_str_is(number, "plural") , any = kw_str_is(kind, "any");
    if (x->kind == KW_PLACE) return false;
    if (many) return x->kind == KW_GROUP || (any && x->kind != KW_PERSON) || g->who[e].plural;
    if (kw_str_is(kind, "person")) return x->kind == KW_PERSON && !g->who[e].plural;
    if (kw_str_is(kind, "thing")) return x->kind == KW_STATE || x->kind == KW_ORGANISATION;
    return true;
}

static bool is_subject(const kw_naming *g, const kw_mention *m, const kw_clause *c) {
    for (size_t i = 0; i < g->out->n_mentions; i++) {
        const kw_mention *o = &g->out->mentions[i];
        if (o->sentence != m->sentence || o->inside) continue;
        if (o->at.start < m->at.start && !kw_span_holds(o->at, m->at)) return false;
    }
    return c != NULL;
}

static int points(const kw_naming *g, const kw_mention *m, uint32_t sentence, kw_str kind) {
    int p = 10 - 3 * (int)(sentence - m->sentence);
    const kw_who *w = &g->who[m->entity];
    if (is_subject(g, m, &g->sentences[m->sentence])) p += 5;
    if (m->inside) p -= 5;
    p += w->n_mentions < 4 ? (int)w->n_mentions : 4;
    if (kw_str_is(kind, "any") && g->out->entities[m->entity].kind == KW_PERSON) p -= 1;
    return p;
}

static uint32_t antecedent(const kw_naming *g, uint32_t sentence, uint32_t at, kw_str kind, kw_str number) {
    uint32_t best = UINT32_MAX;
    int most = LEAST;
    for (size_t i = g->out->n_mentions; i-- > 0;) {
        const kw_mention *m = &g->out->mentions[i];
        if (m->sentence + SENTENCES_BACK < sentence) break;
        if (m->at.end > at || m->pronoun || !kind_fits(g, m->entity, kind, number)) continue;
        int p = points(g, m, sentence, kind);
        if (p > most) { most = p; best = m->entity; }
    }
    return best;
}

static void read_pronoun(kw_naming *g, uint32_t atom, kw_str number, kw_str kind) {
    const kw_atom *a = &g->atoms[atom];
    uint32_t sentence = (uint32_t)(g->at - g->sentences), e = antecedent(g, sentence, a->at.start, kind, number);
    if (e == UINT32_MAX) return;
    kw_mention *m = kw_push(g->mem, (void **)&g->out->mentions, &g->out->n_mentions, &g->cap_mentions, sizeof *m);
    if (!m) { g->failed = true; return; }
    *m = (kw_mention){ .at = a->at, .first = a->token, .n = 1, .head = a->token, .sentence = sentence, .entity = e, .pronoun = true, .name = a->at };
    g->who[e].last_sentence = sentence;
}

void kw_pronouns(kw_naming *g) {
    const kw_table *t = g->lang->pronouns;
    for (uint32_t i = g->at->first_atom; i < g->at->first_atom + g->at->n_atoms && !g->failed; i++) {
        kw_rows r = kw_table_find(t, g->atoms[i].form);
        if (r.n) read_pronoun(g, i, kw_table_cell(t, r.first, KW_PR_NUMBER), kw_table_cell(t, r.first, KW_PR_KIND));
    }
}
