/* SPDX-License-Identifier: MIT
 * Whom an act is done to that names nobody, by what was told before: "Kenya's army shelled a town of Sudan. Khartoum demanded an apology."
 * Of two who deal with each other the one acts towards the other; somebody else who blames or punishes means who did the harm last.
 * Only rows that say so (`context` among the places of their target): a demand of higher wages is nobody's abroad. */
#include "code/parts.h"

enum { BACK = 3,                /* sentences in which it was told who deals with whom */
       MORE = 1,                /* reports by which the two that a text is of are ahead of two named once */
       DYADS = 48,              /* reports looked at for those that deal with each other most */
       OWN_REACH = 4,           /* tokens behind a verb in which its object begins */
       ASSERTION_REACH = 10 };  /* tokens between "a charge" and the verb that denies it */

static bool row_asks_context(const kw_view *v, uint32_t row) {
    kw_str places = kw_frame_cell(v, row, KW_FR_TARGET), one;
    while (places.n && kw_str_cut(&places, '/', &one))
        if (kw_str_is(one, "context")) return true;
    return false;
}

/* Is it the same actor, or one for the same state? */
static bool one_of(const kw_view *v, uint32_t a, uint32_t b) {
    const kw_entity *x = &v->in->marks->entities[a], *y = &v->in->marks->entities[b];
    return a == b || (x->country.n && kw_str_eq(x->country, y->country));
}

/* Of a known state, or known itself: what private persons and firms do is not carried on. */
static bool is_public(const kw_view *v, uint32_t e) {
    const kw_entity *x = &v->in->marks->entities[e];
    return x->country.n || x->actor.n;
}

/* Who stands against `me` in the report, as a mention; -1: it is not about the two of them. */
static int32_t against(const kw_view *v, const kw_report *r, uint32_t me) {
    if (r->target == UINT32_MAX || one_of(v, r->source_entity, r->target_entity) || !is_public(v, r->source_entity) ||
        !is_public(v, r->target_entity))
        return -1;
    if (one_of(v, r->source_entity, me)) return (int32_t)r->target;
    return one_of(v, r->target_entity, me) ? (int32_t)r->source : -1;
}

/* The one whom the last sentence that tells of `me` and somebody else names as that other; -1: nobody, or several. */
static int32_t other_side(const kw_view *v, uint32_t me, const kw_report_list *told) {
    int32_t found = -1;
    uint32_t sentence = 0;
    for (size_t i = told->n; i-- > 0;) {
        const kw_report *r = &told->v[i];
        if (r->sentence + BACK < v->sentence || (found >= 0 && r->sentence != sentence)) break;
        int32_t other = against(v, r, me);
        /* "praised X and called for a truce" */
        if (other < 0 || (r->sentence == v->sentence && kw_quad(&v->kit->ontology, r->type) < 3)) continue;
        if (found >= 0 && !one_of(v, v->mentions[found].entity, v->mentions[other].entity)) return -1;
        found = other;
        sentence = r->sentence;
    }
    return found;
}

/* Did each of the two act against the other? Then somebody else's alarm is of neither alone. */
static bool both_ways(const kw_view *v, const kw_report *r, const kw_report_list *told) {
    for (size_t i = 0; i < told->n; i++) {
        const kw_report *o = &told->v[i];
        if (o->target == UINT32_MAX || kw_quad(&v->kit->ontology, o->type) < 3 || one_of(v, o->source_entity, o->target_entity)) continue;
        if (one_of(v, o->source_entity, r->target_entity) && one_of(v, o->target_entity, r->source_entity)) return true;
    }
    return false;
}

/* Who did harm last, and not to or for the country of `me`; -1: nobody. */
static int32_t last_doer(const kw_view *v, uint32_t me, const kw_report_list *told) {
    for (size_t i = told->n; i-- > 0;) {
        const kw_report *r = &told->v[i];
        if (r->sentence + BACK < v->sentence) break;
        bool home = r->target != UINT32_MAX && one_of(v, r->source_entity, r->target_entity),
            harm = kw_type_is(&v->kit->ontology, r->type, KW_TYPE_HARM | KW_TYPE_SHOW);
        if (r->target == UINT32_MAX || !r->happened || !(harm || (home && kw_quad(&v->kit->ontology, r->type) == 4))) continue;
        if (!one_of(v, r->source_entity, me) && !one_of(v, r->target_entity, me)) return both_ways(v, r, told) ? -1 : (int32_t)r->source;
    }
    return -1;
}

/* Whom somebody else asked something of, blamed or punished last ("Washington urged Z to hold elections. The Netherlands froze its aid."); -1:
 * nobody. */
static int32_t last_blamed(const kw_view *v, uint32_t me, const kw_report_list *told) {
    for (size_t i = told->n; i-- > 0;) {
        const kw_report *r = &told->v[i];
        if (r->sentence + BACK < v->sentence) break;
        if (r->target == UINT32_MAX || one_of(v, r->source_entity, r->target_entity) || kw_quad(&v->kit->ontology, r->type) < 3) continue;
        return one_of(v, r->source_entity, me) || one_of(v, r->target_entity, me) ? -1 : (int32_t)r->target;
    }
    return -1;
}

/* "urged its neighbour to", "accused its old rival of": the object is the other side by another word. */
static bool asks_neighbour(const kw_view *v, const kw_frame_hit *h) {
    uint32_t t = h->first + h->n;
    if (t >= v->end || !(kw_is_pronoun(v, t) || v->tokens[t].upos == KW_PRON || kw_has_class(v, v->tokens[t].form, "known"))) return false;
    for (t++; t < v->end && kw_who_at(v, t) < 0 && kw_is(v, t) & (KW_G_FILL | KW_G_NOUN); t++)
        if (kw_has_class(v, v->tokens[t].form, "other side")) return true;
    return false;
}

/* Does it deal with other states: a state, who governs it, an army, or one of whom that was told already? Teachers and courts do not. */
static bool deals_abroad(const kw_view *v, uint32_t me, const kw_report_list *told) {
    const kw_entity *e = &v->in->marks->entities[me];
    if (e->kind == KW_STATE || kw_sector_is(&v->kit->ontology, e->sector, KW_SECTOR_GOVERN | KW_SECTOR_ARMY | KW_SECTOR_IGO | KW_SECTOR_UNION))
        return true;
    for (size_t i = 0; i < told->n; i++)
        if (told->v[i].source_entity == me || told->v[i].target_entity == me) return true;
    return false;
}

/* Whom somebody else helped, or promised help, last ("China sent doctors to Z. Britain pledged aid."); -1: nobody. */
static int32_t last_helped(const kw_view *v, uint32_t me, const kw_report_list *told) {
    for (size_t i = told->n; i-- > 0;) {
        const kw_report *r = &told->v[i];
        if (r->sentence + BACK < v->sentence) break;
        bool helps = kw_type_is(&v->kit->ontology, r->type, KW_TYPE_PURPOSE) || kw_cameo_has(&v->kit->ontology, r->cameo, "help");
        if (r->target == UINT32_MAX || one_of(v, r->source_entity, r->target_entity) || !helps) continue;
        return one_of(v, r->source_entity, me) || one_of(v, r->target_entity, me) ? -1 : (int32_t)r->target;
    }
    return -1;
}

/* Who asked for help last, but `me` and whom he asked ("X appealed to the West for help. Y sent tents."); -1: nobody. */
static int32_t last_pleader(const kw_view *v, uint32_t me, const kw_report_list *told) {
    for (size_t i = told->n; i-- > 0;) {
        const kw_report *r = &told->v[i];
        if (r->sentence + BACK < v->sentence) break;
        if (kw_cameo_has(&v->kit->ontology, r->cameo, "plea") && !one_of(v, r->source_entity, me)) return (int32_t)r->source;
    }
    return -1;
}

static bool tells_disaster(const kw_view *v, const kw_sentence *s) {
    for (uint32_t t = s->first; t < s->first + s->n; t++)
        if (kw_token_has_class(v->lang, &v->tokens[t], "disaster")) return true;
    return false;
}

/* "An earthquake hit Y. China sent doctors.": the state or place, not that of `me`, named last with a disaster; -1: there is none, or two are. */
static int32_t stricken(const kw_view *v, uint32_t me) {
    const kw_marks *m = v->in->marks;
    int32_t found = -1;
    for (size_t i = m->n_mentions; i-- > 0;) {
        const kw_mention *x = &m->mentions[i];
        const kw_entity *e = &m->entities[x->entity];
        if (x->sentence > v->sentence || (e->kind != KW_STATE && e->kind != KW_PLACE) || !e->country.n || one_of(v, x->entity, me)) continue;
        if (x->sentence + BACK < v->sentence) break;
        if (!tells_disaster(v, &v->in->words->sentences[x->sentence])) continue;
        if (found >= 0 && !one_of(v, v->mentions[found].entity, x->entity)) return -1;
        if (found < 0 || e->kind == KW_STATE) found = (int32_t)i;
    }
    return found;
}

/* The state of those who are no side themselves ("refugees from Y"), if the text names it; else the one given. */
static int32_t side_of(const kw_view *v, int32_t mention) {
    const kw_entity *e = mention < 0 ? NULL : kw_entity_of(v, mention), *x;
    if (!e || !e->country.n || e->actor.n || !kw_sector_is(&v->kit->ontology, e->sector,
        KW_SECTOR_PRIVATE | KW_SECTOR_PRESS | KW_SECTOR_HOUSE | KW_SECTOR_SCHOOL))
        return mention;
    for (size_t i = v->in->marks->n_mentions; i-- > 0;) {
        x = kw_entity_of(v, (int32_t)i);
        if (v->mentions[i].sentence <= v->sentence && !v->mentions[i].pronoun && x->kind == KW_STATE && kw_str_eq(x->country, e->country))
            return (int32_t)i;
    }
    return mention;
}

/* Is the noun phrase that begins at t of what is known: "the attack", "its planes", "Friday"? */
static bool is_known(const kw_view *v, uint32_t t) {
    return t < v->end && (kw_in_date(v, t) || kw_is_pronoun(v, t) || kw_has_class(v, v->tokens[t].form, "known") || v->tokens[t].upos == KW_PRON);
}

/* "demanded an explanation from the football federation", "an inquiry into a contract": the object is told more of, by somebody
 * who has no name or by a matter of its own. */
static bool told_otherwise(const kw_view *v, const kw_reading *r, const kw_frame_hit *h) {
    uint32_t end = kw_clause_end(v, h->first + h->n - 1);
    for (uint32_t t = h->first + h->n; t < end; t++) {
        /* another act begins */
        if (t > h->first + h->n && kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_CC && t + 1 < end && kw_is(v, t + 1) & KW_G_VERB) return false;
        if (kw_who_at(v, t) >= 0 || !(kw_is(v, t) & (KW_G_PREP | KW_G_AGENT | KW_G_OWNER | KW_G_TO)) || kw_is(v, t) & KW_G_COMMA) continue;
        /* "agreed to talk": what follows is the deed */
        if (v->tokens[t].upos == KW_PART || (t + 1 < end && kw_is(v, t + 1) & KW_G_VERB && !(kw_is(v, t + 1) & KW_G_NOUN))) return false;
        kw_str places = kw_frame_cell(v, r->row, KW_FR_TARGET), one;
        bool to_whom = false;
        while (places.n && kw_str_cut(&places, '/', &one)) to_whom = to_whom || kw_str_eq(one, v->tokens[t].form);
        bool topic = kw_has_class(v, v->tokens[t].form, "topic") || kw_has_class(v, v->tokens[t].form, "matter");
        if ((to_whom && !kw_in_date(v, t + 1)) || (topic && !is_known(v, t + 1))) return true;
    }
    return false;
}

/* "Taiwan said Chinese planes crossed the line": who tells of a hostile act that names nobody is whom it hit; -1: nobody else tells it. */
static int32_t teller(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, uint32_t me) {
    if (kw_quad(&v->kit->ontology, kw_frame_cell(v, r->row, KW_FR_TYPE)) != 4) return -1;
    int32_t says = kw_verb_before(v, h->first);
    while (says >= 0 && !(kw_is(v, (uint32_t)says) & KW_G_SAY)) says = kw_verb_before(v, (uint32_t)says);
    if (says < 0 || v->mentions[r->source.mention].first < (uint32_t)says) return -1;
    kw_role who = kw_subject(v, (uint32_t)says);
    bool other = who.mention >= 0 && who.weight > 1 && !one_of(v, v->mentions[who.mention].entity, me);
    return other && kw_entity_of(v, who.mention)->country.n ? who.mention : -1;
}

/* "Police broke up the protest": the act that is its object is done by whom it hits; -1: the object is none that was told of. */
static int32_t doer_of_object(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, const kw_report_list *told) {
    uint32_t noun = kw_quad(&v->kit->ontology, kw_frame_cell(v, r->row, KW_FR_TYPE)) == 4 ? kw_remark_noun(v, h, r->voice == KW_PASSIVE) : UINT32_MAX;
    const kw_report *act = noun == UINT32_MAX ? NULL : kw_act_named(v, noun, told, told->n, KW_STR(""));
    return act ? (int32_t)act->source : -1;
}

/* "said Rwandan guns had shelled its positions": is the object somebody's of whom it was told already? */
static bool hits_own(const kw_view *v, const kw_frame_hit *h, const kw_reading *r) {
    if (!kw_frame_is(v, r->row, KW_TYPE_HARM | KW_TYPE_SHOW)) return false;
    for (uint32_t t = h->first + h->n; t < v->end && t < h->first + h->n + OWN_REACH; t++) {
        if (v->tokens[t].upos == KW_PRON || kw_is_pronoun(v, t)) return true;
        if (kw_is(v, t) & (KW_G_VERB | KW_G_COMMA)) return false;
    }
    return false;
}

int32_t kw_context_target(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, const kw_report_list *told) {
    if (r->noun || r->source.mention < 0 || r->source.weight < 2 || r->target.weight) return -1;
    uint32_t me = v->mentions[r->source.mention].entity;
    if (hits_own(v, h, r)) return teller(v, h, r, me);
    if (asks_neighbour(v, h)) return side_of(v, other_side(v, me, told));
    if (!row_asks_context(v, r->row)) return -1;
    int32_t doer = doer_of_object(v, h, r, told);
    if (doer >= 0) return doer;
    int32_t victim = teller(v, h, r, me);
    if (victim >= 0) return victim;
    if (!deals_abroad(v, me, told) || told_otherwise(v, r, h)) return -1;
    int32_t other = other_side(v, me, told);
    if (other >= 0) return side_of(v, other);
    if (kw_frame_is(v, r->row, KW_TYPE_OF_DEED)) return last_doer(v, me, told);
    bool helps = kw_frame_is(v, r->row, KW_TYPE_PURPOSE) || kw_cameo_has(&v->kit->ontology, kw_frame_cell(v, r->row, KW_FR_CAMEO), "help");
    bool cuts_aid = kw_cameo_has(&v->kit->ontology, kw_frame_cell(v, r->row, KW_FR_CAMEO), "unhelp");
    int32_t helped = helps || cuts_aid ? last_helped(v, me, told) : -1;
    if (helps && helped < 0) helped = last_pleader(v, me, told);
    if (helps && helped < 0) helped = stricken(v, me);
    if (helps || helped >= 0) return side_of(v, helped);
    bool punishes = kw_quad(&v->kit->ontology, kw_frame_cell(v, r->row, KW_FR_TYPE)) == 4;
    return punishes ? last_blamed(v, me, told) : -1;
}

/* ---- "both sides" ---- */

/* The other of the two that words for two stand for. */
static int32_t pair_twin(const kw_view *v, int32_t mention) {
    for (int32_t step = -1; step <= 1; step += 2) {
        int32_t other = mention + step;
        if (other < 0 || other >= (int32_t)v->in->marks->n_mentions || !v->mentions[other].pair) continue;
        if (v->mentions[other].first == v->mentions[mention].first) return other;
    }
    return -1;
}

static bool between(const kw_view *v, const kw_report *r, uint32_t a, uint32_t b) {
    return (one_of(v, r->source_entity, a) && one_of(v, r->target_entity, b)) || (one_of(v, r->source_entity, b) && one_of(v, r->target_entity, a));
}

/* The first report of the two states that deal with each other in more than *most reports, neither of them that of `but`; NULL: none do. */
static const kw_report *main_dyad(const kw_view *v, const kw_report_list *told, uint32_t but, size_t *most) {
    const kw_entity *e = v->in->marks->entities;
    const kw_report *best = NULL;
    size_t first = told->n > DYADS ? told->n - DYADS : 0;
    for (size_t i = first; i < told->n; i++) {
        const kw_report *r = &told->v[i];
        if (r->target == UINT32_MAX || !e[r->source_entity].country.n || !e[r->target_entity].country.n ||
            one_of(v, r->source_entity, r->target_entity))
            continue;
        if (but != UINT32_MAX && (one_of(v, r->source_entity, but) || one_of(v, r->target_entity, but))) continue;
        size_t times = 0;
        for (size_t k = first; k < told->n; k++)
            times += told->v[k].target != UINT32_MAX && between(v, &told->v[k], r->source_entity, r->target_entity);
        if (times > *most) *most = times, best = r;
    }
    return best;
}

int32_t kw_pair_meant(const kw_view *v, int32_t mention, uint32_t other, const kw_report_list *told) {
    int32_t twin = v->mentions[mention].pair ? pair_twin(v, mention) : -1;
    if (twin < 0 || v->in->marks->entities[v->mentions[mention].entity].kind == KW_PERSON) return mention;
    uint32_t a = v->mentions[mention].entity, b = v->mentions[twin].entity;
    size_t times = 0, most;
    for (size_t i = 0; i < told->n; i++) times += told->v[i].target != UINT32_MAX && between(v, &told->v[i], a, b);
    most = times ? times + MORE : 1;                /* those told of right before are meant, unless the text is plainly of two others */
    const kw_report *r = main_dyad(v, told, other == b ? UINT32_MAX : other, &most);
    if (!r) return mention;
    bool first = mention < twin;
    return (int32_t)(first ? r->source : r->target);
}

/* ---- "a charge that Y denies" ---- */

/* The noun for what somebody asserts that stands, behind a comma, right before the clause of the verb at t; UINT32_MAX: none. */
static uint32_t assertion_before(const kw_view *v, uint32_t t) {
    uint32_t i = t;
    while (i > v->first && i + ASSERTION_REACH > t && !(kw_is(v, i - 1) & KW_G_COMMA) &&
           (kw_who_at(v, i - 1) >= 0 || !kw_has_class(v, v->tokens[i - 1].form, "asserted"))) i--;
    if (i == v->first || kw_is(v, i - 1) & KW_G_COMMA || i + ASSERTION_REACH <= t) return UINT32_MAX;
    uint32_t noun = i - 1;
    while (i > v->first + 1 && kw_who_at(v, i - 2) < 0 && !(kw_is(v, i - 2) & (KW_G_COMMA | KW_G_VERB | KW_G_PREP)) &&
           kw_is(v, i - 2) & (KW_G_FILL | KW_G_NOUN))
        i--;
    return i > v->first + 1 && kw_is(v, i - 2) & KW_G_COMMA && v->tokens[i - 1].upos == KW_DET ? noun : UINT32_MAX;
}

int32_t kw_asserter_above(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, uint32_t *noun) {
    if (r->noun || r->source.mention < 0 || !kw_frame_is(v, r->row, KW_TYPE_BLAMES) || kw_frame_is(v, r->row, KW_TYPE_OF_DEED)) return -1;
    *noun = assertion_before(v, h->first);
    for (uint32_t t = v->first; *noun != UINT32_MAX && t < *noun; t++) {
        if (kw_who_at(v, t) >= 0 || !(kw_is(v, t) & KW_G_VERB)) continue;
        kw_role says = kw_subject(v, t);
        bool other = says.mention >= 0 && says.weight > 1 && !one_of(v, v->mentions[says.mention].entity, v->mentions[r->source.mention].entity);
        return other ? says.mention : -1;
    }
    return -1;
}
