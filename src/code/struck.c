/* SPDX-License-Identifier: MIT
 * Who struck and who was struck, where one act is told inside another: "an air strike by X on a market that killed 12", "X condemned the
 * attack on Y", "killed in a raid by X". A noun of attack has its own doer and victim; verbs around it must not swap them. */
#include "code/reader.h"

enum { NOUN_REACH = 40 };                       /* tokens between an attack and the verb of what it did */

/* "killed when X struck", "killed in an attack by X", "tewas akibat serangan X": who did it is told by another act. */
kw_role kw_striker_when(reader *r) {
    const kw_view *v = r->v;
    kw_role at = kw_when_subject(v, r->hits, r->end);
    uint32_t behind = r->h->first + r->h->n;
    for (size_t i = r->index + 1; !at.weight && r->depth < 2 && i < r->hits->n && r->hits->v[i].first < behind + WORD_REACH; i++) {
        kw_reading act;
        uint32_t s = kw_noun_start(v, r->hits->v[i].first);
        if (s < behind) continue;
        if (kw_who_at(v, s - 1) >= 0) s = v->mentions[kw_who_at(v, s - 1)].first;       /* "in an Israeli raid" */
        while (s > behind && kw_who_at(v, s - 1) < 0 && v->tokens[s - 1].upos == KW_DET) s--;
        if (s <= behind - 1 || kw_who_at(v, s - 1) >= 0 || !kw_has_class(v, v->tokens[s - 1].form, "during")) continue;
        if (!kw_read_at(v, r->hits, i, true, r->depth + 1, &act) || !act.noun || act.source.weight < 2) continue;
        if (kw_frame_is(v, act.row, KW_TYPE_HARM)) at = (kw_role){ act.source.mention, 2 };
    }
    return at;
}

/* The relative word that the verb's clause begins with, its helpers left out, or UINT32_MAX. */
static uint32_t relative_word(const kw_view *v, uint32_t verb) {
    for (uint32_t i = verb; i > v->first && kw_who_at(v, i - 1) < 0; i--) {
        if (kw_is(v, i - 1) & KW_G_REL) return i - 1;
        if (!(kw_is(v, i - 1) & (KW_G_FILL | KW_G_NOT | KW_G_FUTURE | KW_G_CAN | KW_G_BACK))) break;
    }
    return UINT32_MAX;
}

/* "an air strike by X on a market that killed 12", "ledakan di pasar yang menewaskan 12": not the market kills, but who struck, or nobody.
 * False: the relative clause tells of no such act. */
bool kw_struck_by(reader *r, kw_role *who) {
    const kw_view *v = r->v;
    uint32_t rel = r->h->noun || r->passive ? UINT32_MAX : relative_word(v, r->h->first);
    if (rel == UINT32_MAX || kw_has_class(v, v->tokens[rel].form, "person") || !kw_frame_is(v, r->row, KW_TYPE_HARM)) return false;
    size_t i = r->index;
    *who = KW_NO_ROLE;
    for (uint32_t t = rel; t > v->first && t + NOUN_REACH > rel; t--) {
        if (kw_who_at(v, t - 1) >= 0) continue;
        while (i > 0 && r->hits->v[i - 1].first >= t) i--;
        const kw_frame_hit *g = i > 0 && r->hits->v[i - 1].first == t - 1 ? &r->hits->v[i - 1] : NULL;
        kw_reading act;
        if (g && r->depth < 2 && kw_read_at(v, r->hits, i - 1, true, r->depth + 1, &act) && act.noun && kw_frame_is(v, act.row, KW_TYPE_HARM)) {
            if (!act.both) *who = act.source;
            return true;
        }
        if (kw_class_at(v, t - 1, "harm")) return true;
        if (kw_is(v, t - 1) & (KW_G_VERB | KW_G_COMP | KW_G_SUB | KW_G_IF) && !(kw_is(v, t - 1) & KW_G_NOUN)) return false;
    }
    return false;
}

/* "The bombing of a church killed 12": not who was struck at kills, but who struck, or nobody. */
void kw_spare_struck(reader *r, kw_role *who) {
    const kw_view *v = r->v;
    if (!who->weight || who->mention < 0 || r->depth > 1 || !kw_frame_is(v, r->row, KW_TYPE_HARM)) return;
    for (size_t i = r->index; i-- > 0 && r->hits->v[i].first + NOUN_REACH > r->h->first;) {
        kw_reading act;
        if (r->hits->v[i].first >= v->mentions[who->mention].first || !kw_read_at(v, r->hits, i, true, r->depth + 1, &act) || !act.noun ||
            act.both || !kw_frame_is(v, act.row, KW_TYPE_HARM) || act.target.mention != who->mention)
            continue;
        *who = act.source;
        return;
    }
}

enum { AGENT_REACH = 10 };                      /* tokens from a passive verb or an attack to the agent that it names */

/* "Bom meledak di kamp yang digunakan oleh X, menewaskan 12": X only uses the camp; "diserang oleh X, menewaskan 12": X does kill. */
void kw_spare_agent(reader *r, kw_role *who) {
    const kw_view *v = r->v;
    if (!who->weight || who->mention < 0 || r->depth > 1 || !kw_frame_is(v, r->row, KW_TYPE_HARM)) return;
    uint32_t at = v->mentions[who->mention].first;
    if (at <= v->first || at > r->h->first || !(kw_is(v, at - 1) & KW_G_AGENT) || v->mentions[who->mention].given_role) return;
    for (size_t i = r->index; i-- > 0 && r->hits->v[i].first + AGENT_REACH > at;) {
        kw_reading act;
        if (r->hits->v[i].first >= at || !kw_read_at(v, r->hits, i, true, r->depth + 1, &act)) continue;
        if ((act.noun || r->hits->v[i].voice == KW_PASSIVE) && kw_frame_is(v, act.row, KW_TYPE_HARM)) return;
    }
    *who = KW_NO_ROLE;
}

/* Is it done by force: harm by anybody, arrests and seizures by an army? */
static bool by_force(const kw_view *v, uint32_t row, const kw_entity *doer) {
    const kw_ontology *o = &v->kit->ontology;
    if (kw_frame_is(v, row, KW_TYPE_HARM)) return doer->kind == KW_STATE || kw_sector_is(o, doer->sector, KW_SECTOR_STATE);
    return kw_quad(o, kw_frame_cell(v, row, KW_FR_TYPE)) == 4 && kw_sector_is(o, doer->sector, KW_SECTOR_ARMY);
}

kw_role kw_struck_abroad(const reader *r, kw_role source) {
    const kw_view *v = r->v;
    uint32_t t = r->h->first + r->h->n;
    if (r->h->noun || r->passive || source.mention < 0 || t >= r->end) return KW_NO_ROLE;
    const kw_entity *doer = kw_entity_of(v, source.mention);
    if (!doer->country.n || !by_force(v, r->row, doer)) return KW_NO_ROLE;
    for (bool object = false; t + 1 < r->end; t++) {
        if (kw_who_at(v, t) >= 0) return KW_NO_ROLE;
        if (kw_is(v, t) & KW_G_LOC) {
            int32_t where = kw_who_at(v, t + 1);
            if (!object || where < 0) return KW_NO_ROLE;
            const kw_entity *there = kw_entity_of(v, where);
            return there->country.n && !kw_str_eq(there->country, doer->country) ? (kw_role){ where, 1 } : KW_NO_ROLE;
        }
        if (kw_is(v, t) & (KW_G_VERB | KW_G_PREP | KW_G_COMMA | KW_G_SUB | KW_G_CC)) return KW_NO_ROLE;
        object = object || kw_is(v, t) & KW_G_NOUN;
    }
    return KW_NO_ROLE;
}

/* "the bombing of a church", "pengeboman gereja": a building does not strike. */
bool kw_is_site(const reader *r, int32_t mention) {
    if (!r->h->noun || !kw_frame_is(r->v, r->row, KW_TYPE_HARM) || r->v->mentions[mention].given_role) return false;
    const kw_token *head = &r->v->tokens[r->v->mentions[mention].head];
    return kw_has_class(r->v, head->form, "site") || kw_has_class(r->v, head->lemma, "site");
}

/* "the attack on X", "serangan terhadap X": does a preposition that is not of the doer hold X, right behind the noun? */
static bool held_by_noun(const kw_view *v, const kw_frame_hit *noun, int32_t mention) {
    bool held = false;
    if (v->mentions[mention].given_role) return false;      /* the caller says that the remark is about X */
    for (uint32_t t = noun->first + noun->n; t < v->mentions[mention].first && t < v->end; t++) {
        if (kw_who_at(v, t) >= 0) continue;             /* "on the embassy of France": X is part of who was struck */
        if (kw_is(v, t) & (KW_G_AGENT | KW_G_VERB | KW_G_COMMA | KW_G_CC)) return false;
        if (kw_is(v, t) & (KW_G_PREP | KW_G_LOC)) held = true;
    }
    return held;
}

bool kw_same_or_part(const kw_view *v, int32_t whole, int32_t part) {
    return whole == part || (whole >= 0 && part >= 0 && v->mentions[part].inside && kw_span_meets(v->mentions[whole].at, v->mentions[part].at));
}

/* Who condemns an arrest does not condemn the arrested: the doer of the deed stands in, or nobody. */
void kw_spare_victim(reader *r, kw_reading *out) {
    const kw_view *v = r->v;
    if (r->depth > 1 || r->h->noun || !kw_frame_is(v, out->row, KW_TYPE_OF_DEED)) return;
    bool sure = out->target.weight > 2;
    for (size_t i = r->passive ? 0 : r->index + 1; i < r->hits->n && r->hits->v[i].first < v->mentions[out->target.mention].first; i++) {
        kw_reading deed;
        if (r->hits->v[i].first < r->h->first + r->h->n && r->hits->v[i].first >= r->h->first) continue;       /* "held a protest": its own noun */
        if (!kw_read_at(v, r->hits, i, true, r->depth + 1, &deed) || !deed.noun || !kw_same_or_part(v, deed.target.mention, out->target.mention))
            continue;
        bool struck = !kw_frame_cell(v, out->row, KW_FR_WITH).n && kw_frame_is(v, deed.row, KW_TYPE_HARM) &&
            held_by_noun(v, &r->hits->v[i], out->target.mention);
        if (kw_quad(&v->kit->ontology, kw_frame_cell(v, deed.row, KW_FR_TYPE)) != 4 ||
            (sure && !struck && (!deed.source.weight || kw_same_entity(v, deed.source.mention, out->source.mention))))
            continue;
        bool asks = kw_frame_is(v, out->row, KW_TYPE_ASKS);            /* who asks for an end of what X did to Y asks neither by that */
        out->target = asks || kw_same_entity(v, deed.source.mention, out->source.mention) ? KW_NO_ROLE : deed.source;
        return;
    }
}
