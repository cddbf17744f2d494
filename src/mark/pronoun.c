/* SPDX-License-Identifier: MIT
 * Pronouns: ia, beliau, pihaknya, he, they stand for the likeliest entity named before, by how lately and how prominently
 * it was named and by its kind. Method: salience after Lappin and Leass (1994), with subject, recency and kind only. */
#include "mark/name_parts.h"

enum { SENTENCES_BACK = 4, MENTIONS_BACK = 60, LEAST = 5,
       VERB_REACH = 4, HABIT = 9 };     /* atoms behind the pronoun; points, so that a habit outweighs who is the subject and one sentence */

static bool kind_fits(const kw_naming *g, uint32_t e, kw_str kind, kw_str number) {
    const kw_entity *x = &g->out->entities[e];
    bool many = kw_str_is(number, "plural") , any = kw_str_is(kind, "any");
    if (x->kind == KW_PLACE) return false;
    if (many) return x->kind == KW_GROUP || (any && x->kind != KW_PERSON) || g->who[e].plural;
    if (kw_str_is(kind, "person")) return x->kind == KW_PERSON && !g->who[e].plural;
    if (kw_str_is(kind, "thing")) return x->kind == KW_STATE || x->kind == KW_ORGANISATION;
    return true;
}

/* Is it the first whole mention of its sentence? Mentions stand in the order in which they were made. */
static bool is_subject(const kw_naming *g, size_t at) {
    const kw_mention *m = &g->out->mentions[at];
    for (size_t i = at; i-- > 0 && at - i < 8 && g->out->mentions[i].sentence == m->sentence;) {
        const kw_mention *o = &g->out->mentions[i];
        if (!o->inside && !o->pronoun && o->at.start < m->at.start) return false;
    }
    return true;
}

/* The sectors of those who are wont to do what the pronoun's verb says ("they chanted": OPP): lang/XX/habits. */
static kw_str who_would(const kw_naming *g, uint32_t next) {
    uint32_t end = g->at->first_atom + g->at->n_atoms;
    for (uint32_t i = next; i < end && i < next + VERB_REACH; i++) {
        const kw_atom *a = &g->atoms[i];
        if (a->flags & KW_ATOM_PUNCT) break;
        if (a->upos != KW_VERB) continue;
        kw_rows r = g->words->tokens[a->token].voice == KW_PASSIVE ? (kw_rows){ 0, 0 } : kw_table_find(g->lang->habits, a->lemma);
        return r.n ? kw_table_cell(g->lang->habits, r.first, KW_HA_SECTORS) : KW_NONE;
    }
    return KW_NONE;
}

static int points(const kw_naming *g, size_t at, uint32_t sentence, kw_str kind) {
    const kw_mention *m = &g->out->mentions[at];
    int p = 10 - 3 * (int)(sentence - m->sentence);
    const kw_who *w = &g->who[m->entity];
    if (!m->inside && is_subject(g, at)) p += 5;
    if (m->inside) p -= 5;
    p += w->n_mentions < 4 ? (int)w->n_mentions : 4;
    if (kw_str_is(kind, "any") && g->out->entities[m->entity].kind == KW_PERSON) p -= 1;
    return p;
}

/* `sectors`: of whom the verb speaks, or empty. `object`: who alone is named before it in its
 * sentence, as the subject, is not meant ("Castro praised him"). */
static uint32_t antecedent(const kw_naming *g, uint32_t sentence, uint32_t at, kw_str kind, kw_str number, kw_str sectors, bool object) {
    uint32_t best = UINT32_MAX, doer = UINT32_MAX;
    bool others = false;
    int most = LEAST;
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->n_mentions - i < MENTIONS_BACK;) {
        const kw_mention *m = &g->out->mentions[i];
        if (m->sentence + SENTENCES_BACK < sentence) break;
        if (m->at.end > at || m->pronoun || !kind_fits(g, m->entity, kind, number)) continue;
        if (object && !others && m->sentence == sentence && is_subject(g, i)) { doer = m->entity; continue; }
        if (m->entity == doer) continue;
        others = others || m->sentence == sentence;
        kw_str sector = g->out->entities[m->entity].sector;
        int p = points(g, i, sentence, kind) + (sector.n && kw_str_find(sectors, sector, 0) != SIZE_MAX ? HABIT : 0);
        if (p > most) { most = p; best = m->entity; }
    }
    return best;
}


static void read_pronoun(kw_naming *g, uint32_t atom, uint32_t n, kw_str number, kw_str kind, bool object) {
    const kw_atom *a = &g->atoms[atom];
    kw_span at = { a->at.start, g->atoms[atom + n - 1].at.end };
    kw_str sectors = kw_str_is(number, "plural") ? who_would(g, atom + n) : KW_NONE;
    uint32_t sentence = (uint32_t)(g->at - g->sentences), e = antecedent(g, sentence, a->at.start, kind, number, sectors, object);
    if (e == UINT32_MAX) return;
    kw_mention *m = kw_push(g->mem, (void **)&g->out->mentions, &g->out->n_mentions, &g->cap_mentions, sizeof *m);
    if (!m) { g->failed = true; return; }
    *m = (kw_mention){ .at = at, .first = a->token, .n = n, .head = a->token, .sentence = sentence, .entity = e, .pronoun = true, .name = at };
    g->who[e].last_sentence = sentence;
}

/* The row of the word with the clitic behind it, where the table has both ("pihak nya" for "pihaknya"). */
static bool with_clitic(const kw_naming *g, uint32_t atom, kw_hit *out) {
    const kw_atom *a = &g->atoms[atom], *b = a + 1;
    char key[64];
    if (atom + 1 == g->at->first_atom + g->at->n_atoms || !(b->flags & KW_ATOM_CLITIC) || a->form.n + b->form.n + 1 >= sizeof key) return false;
    memcpy(key, a->form.p, a->form.n);
    key[a->form.n] = ' ';
    memcpy(key + a->form.n + 1, b->form.p, b->form.n);
    *out = (kw_hit){ g->lang->pronouns, kw_table_find(g->lang->pronouns, (kw_str){ key, a->form.n + b->form.n + 1 }), 2 };
    return out->rows.n > 0;
}

void kw_pronouns(kw_naming *g) {
    const kw_table *t = g->lang->pronouns;
    for (uint32_t i = g->at->first_atom; i < g->at->first_atom + g->at->n_atoms && !g->failed; i++) {
        kw_hit hit;
        if (!with_clitic(g, i, &hit) && !kw_longest(g, t, i, UINT32_MAX, &hit)) continue;
        kw_str number = kw_table_cell(t, hit.rows.first, KW_PR_NUMBER), kind = kw_table_cell(t, hit.rows.first, KW_PR_KIND);
        bool object = kw_str_is(kw_table_cell(t, hit.rows.first, KW_PR_CASE), "object");
        if (kw_str_is(number, "pair")) kw_pair_of(g, i, hit.n, kind, kw_table_cell(t, hit.rows.first, KW_PR_OFFICE));
        else if (object && kw_str_is(number, "plural") && kw_pair_again(g, i, hit.n)) { i += hit.n - 1; continue; }
        else read_pronoun(g, i, hit.n, number, kind, object);
        i += hit.n - 1;
    }
}
