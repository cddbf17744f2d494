/* SPDX-License-Identifier: MIT
 * Pronouns inside a sentence. The stage `mark` says whom a pronoun most likely stands for by what was named lately; the clause
 * often says it better: as a subject the subject of the clause above ("the sailors were at sea when they were seized"), as an
 * object the last one named who is not acting himself. Number and kind must fit (lang/XX/pronouns.tsv). */
#include "code/parts.h"

enum { PRONOUN_NUMBER = 1, PRONOUN_KIND = 2, NAME_USE = 2 };

static kw_rows pronoun_row(const kw_view *v, uint32_t t) {
    kw_rows none = { 0, 0 };
    return v->lang->pronouns ? kw_table_find(v->lang->pronouns, v->tokens[t].form) : none;
}

bool kw_is_pronoun(const kw_view *v, uint32_t t) {
    int32_t w = kw_who_at(v, t);
    if (w >= 0) return v->mentions[w].pronoun;
    return v->tokens[t].upos == KW_PRON && !(kw_is(v, t) & (KW_G_REL | KW_G_COMP)) && (pronoun_row(v, t).n || v->tokens[t].flags & KW_TOK_CLITIC);
}

/* "Britons": the state's table of names says that they are many. */
bool kw_is_people(const kw_view *v, int32_t mention) {
    const kw_mention *m = &v->mentions[mention];
    kw_rows r = kw_table_find(v->kit->country_names, v->tokens[kw_mention_end(m) - 1].form);
    for (uint32_t i = 0; i < r.n; i++)
        if (kw_str_is(kw_table_cell(v->kit->country_names, r.first + i, NAME_USE), "people")) return true;
    return false;
}

static bool fits(const kw_view *v, kw_rows row, int32_t mention) {
    const kw_entity *e = &v->in->marks->entities[v->mentions[mention].entity];
    if (v->mentions[mention].pronoun || e->kind == KW_PLACE) return false;
    if (!row.n) return true;                    /* a clitic: anybody's */
    bool many = kw_str_is(kw_table_cell(v->lang->pronouns, row.first, PRONOUN_NUMBER), "plural");
    bool person = kw_str_is(kw_table_cell(v->lang->pronouns, row.first, PRONOUN_KIND), "person");
    if (many) return e->kind == KW_GROUP || kw_is_people(v, mention) || kw_next_conjunct(v, mention) >= 0 || kw_last_conjunct(v, mention) >= 0;
    return !person || e->kind == KW_PERSON;
}

/* The last one named before t who is not `but`. */
static kw_role last_named(const kw_view *v, uint32_t t, kw_rows row, int32_t but) {
    for (uint32_t i = t; i > v->first; i--) {
        int32_t w = kw_who_at(v, i - 1);
        if (w < 0 || (but >= 0 && v->mentions[w].entity == v->mentions[but].entity) || !fits(v, row, w)) continue;
        return (kw_role){ w, 2 };
    }
    return KW_NO_ROLE;
}

/* The last one named before t who is the subject of a verb or a state: "the Britons were in the port when they ..." */
static kw_role last_subject(const kw_view *v, uint32_t t, kw_rows row) {
    for (uint32_t i = t; i > v->first; i--) {
        int32_t w = kw_who_at(v, i - 1);
        if (w < 0 || i >= v->end || kw_who_at(v, i) >= 0) continue;
        uint32_t next = i;
        while (next + 1 < v->end && next < i + 2 && kw_who_at(v, next) < 0 && kw_is(v, next) == KW_G_FILL) next++;      /* "X also apologised" */
        if (kw_who_at(v, next) >= 0 || !(kw_is(v, next) & (KW_G_VERB | KW_G_BE | KW_G_FUTURE))) continue;
        if (!kw_is_held(v, w) && fits(v, row, w)) return (kw_role){ w, 3 };
    }
    return KW_NO_ROLE;
}

kw_role kw_stands_for(const kw_view *v, uint32_t t, bool object) {
    kw_rows row = pronoun_row(v, t);
    int32_t verb = kw_verb_before(v, t), own = kw_who_at(v, t);
    if (object) {
        kw_role doer = verb >= 0 ? kw_subject(v, (uint32_t)verb) : KW_NO_ROLE;
        if (own >= 0 && doer.mention >= 0 && v->mentions[own].entity != v->mentions[doer.mention].entity) return (kw_role){ own, 3 };
        return last_named(v, verb >= 0 ? (uint32_t)verb : t, row, doer.mention);
    }
    kw_role told = last_subject(v, t, row);
    if (told.weight && row.n) return told;
    kw_role above = verb >= 0 ? kw_subject(v, (uint32_t)verb) : KW_NO_ROLE;
    if (above.weight && above.mention >= 0 && fits(v, row, above.mention)) return (kw_role){ above.mention, 3 };
    return own >= 0 ? (kw_role){ own, 3 } : KW_NO_ROLE;
}

/* Is the subject right before the verb at t a pronoun of many ("they have agreed")? */
bool kw_they_before(const kw_view *v, uint32_t t) {
    uint32_t i = t;
    while (i > v->first && kw_who_at(v, i - 1) < 0 && kw_is(v, i - 1) & (KW_G_FILL | KW_G_BE | KW_G_LIGHT | KW_G_BACK) &&
           !(kw_is(v, i - 1) & (KW_G_VERB | KW_G_PREP | KW_G_COMMA)) && !pronoun_row(v, i - 1).n)
        i--;
    kw_rows row = i > v->first ? pronoun_row(v, i - 1) : (kw_rows){ 0, 0 };
    return row.n && kw_str_is(kw_table_cell(v->lang->pronouns, row.first, PRONOUN_NUMBER), "plural");
}
