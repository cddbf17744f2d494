/* SPDX-License-Identifier: MIT
 * News of sport, by its words (set "sport" of lang/XX/sets.tsv) and scores: there states beat each other and nothing happens between them. */
#include "code/parts.h"

enum { SPORT_WORDS = 2,                         /* that make a sentence one of sport */
       SPORT_LEAST = 5, SPORT_RATE = 40 };      /* a text is of sport with so many, at least one among so many tokens */

/* How many words of sport stand among the tokens; a score ("2-1") is one. Stops at `enough`. */
static uint32_t sport_words(const kw_view *v, uint32_t enough) {
    uint32_t n = 0;
    for (uint32_t t = v->first; t < v->end && n < enough; t++) {
        const kw_token *a = &v->tokens[t];
        bool score = a->flags & KW_TOK_NUMBER && a->form.n < 3 && t + 2 < v->end && kw_str_is(a[1].form, "-") && a[2].flags & KW_TOK_NUMBER &&
            a[2].form.n < 3;
        n += score || kw_token_in(v, t, KW_STR("@sport"));
    }
    return n;
}

/* Is the whole text news of sport? */
static bool text_of_sport(const kw_view *v) {
    const kw_words *w = v->in->words;
    kw_about *a = v->about;
    if (!a) return false;
    if (a->known) return a->sport;
    uint32_t n = 0;
    for (uint32_t t = 0; t < w->n_tokens && n < SPORT_LEAST + w->n_tokens / SPORT_RATE; t++) {
        kw_rows r = kw_table_find(v->lang->sets, w->tokens[t].form);
        for (uint32_t i = 0; i < r.n; i++) n += kw_str_is(kw_table_cell(v->lang->sets, r.first + i, 1), "sport");
    }
    a->known = true;
    a->sport = n >= SPORT_LEAST && n * SPORT_RATE >= w->n_tokens;
    return a->sport;
}

/* Somebody of a government, a court, an army, the police or a body of states: a person or a body, not the state by whose name a team goes. */
static bool holds_office(const kw_view *v, int32_t mention) {
    if (mention < 0) return false;
    const kw_entity *e = kw_entity_of(v, mention);
    return e->kind != KW_STATE && kw_sector_is(&v->kit->ontology, e->sector, KW_SECTOR_ORGAN | KW_SECTOR_IGO);
}

/* In news of sport states meet, beat and attack each other without an act of state. */
bool kw_is_play(const kw_view *v, const kw_reading *r) {
    kw_str type = kw_frame_cell(v, r->row, KW_FR_TYPE), code = kw_frame_cell(v, r->row, KW_FR_CAMEO);
    bool could = kw_ontology_play(&v->kit->ontology, type, code);
    if (could && sport_words(v, SPORT_WORDS) >= SPORT_WORDS) return true;
    bool office = holds_office(v, r->source.mention) || holds_office(v, r->target.mention);
    return (could || !office) && text_of_sport(v);
}
