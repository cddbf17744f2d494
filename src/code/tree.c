/* SPDX-License-Identifier: MIT
 * Who stands in which place by the heads of Universal Dependencies. What the tree does not say, subject.c and roles.c find by order. */
#include "code/parts.h"

static int32_t head_of(const kw_view *v, uint32_t t) {
    int32_t h = v->tokens[t].head;
    return h >= (int32_t)v->first && h < (int32_t)v->end && h != (int32_t)t ? h : -1;
}

/* "bombings in Madrid": the noun at t is held by a preposition of place, so it is where, not who. */
static bool is_where(const kw_view *v, uint32_t t) {
    for (uint32_t c = t; c > v->first && c + 4 > t; c--)
        if (head_of(v, c - 1) == (int32_t)t && v->tokens[c - 1].deprel == KW_CASE) return kw_is(v, c - 1) & KW_G_LOC;
    return false;
}

/* The name that the noun at t is or holds: itself, else an owner of it, else another name under it. */
static kw_role name_under(const kw_view *v, uint32_t t, uint8_t weight, int depth) {
    kw_role weak = KW_NO_ROLE;
    if (kw_who_at(v, t) >= 0) return (kw_role){ kw_who_at(v, t), weight };
    if (depth > 2) return weak;
    for (uint32_t c = v->first; c < v->end; c++) {
        if (head_of(v, c) != (int32_t)t) continue;
        uint8_t d = v->tokens[c].deprel;
        bool owner = d == KW_NMOD_POSS || d == KW_NMOD || d == KW_COMPOUND || d == KW_AMOD || d == KW_APPOS || d == KW_FLAT || d == KW_FLAT_NAME ||
            d == KW_NUMMOD || d == KW_OBL;
        if (!owner || is_where(v, c)) continue;
        kw_role r = name_under(v, c, weight > 1 ? (uint8_t)(weight - 1) : 1, depth + 1);
        if (r.weight && (!weak.weight || r.weight > weak.weight)) weak = r;
    }
    return weak;
}

static bool is_subject(uint8_t d) { return d == KW_NSUBJ || d == KW_NSUBJ_PASS; }

/* For a pronoun that has no mention: the subject told of last before it ("Kim said he would ..."), or nobody. */
kw_role kw_told_before(const kw_view *v, uint32_t pronoun) {
    for (uint32_t c = pronoun; c > v->first; c--)
        if (is_subject(v->tokens[c - 1].deprel)) {
            kw_role r = name_under(v, c - 1, 2, 0);
            if (r.weight) return r;
        }
    return (kw_role){ -1, 1 };
}

/* Of two subjects, as the parser gives a verb behind a dateline, the last one. */
static kw_role child_name(const kw_view *v, uint32_t t) {
    for (uint32_t c = v->end; c > v->first; c--) {
        uint32_t k = c - 1;
        if (head_of(v, k) != (int32_t)t || !is_subject(v->tokens[k].deprel)) continue;
        if (kw_who_at(v, k) < 0 && kw_is(v, k) & KW_G_REL) continue;        /* the relative word stands for the noun above */
        kw_role r = name_under(v, k, 3, 0);
        if (r.weight) return r;
        if (v->tokens[k].upos == KW_PRON) return kw_told_before(v, k);
        return (kw_role){ -1, 1 };                                          /* somebody, but no name */
    }
    return KW_NO_ROLE;
}

static kw_role of_noun(const kw_view *v, uint32_t noun, int depth);

/* weight 0: the tree does not say; mention -1 with weight: the subject is there and is nobody with a name. */
kw_role kw_tree_subject(const kw_view *v, uint32_t t, int depth) {
    if (depth > 7) return KW_NO_ROLE;
    kw_role r = child_name(v, t);
    if (r.weight) return r;
    int32_t h = head_of(v, t);
    if (h < 0) return KW_NO_ROLE;
    switch ((kw_deprel)v->tokens[t].deprel) {
    case KW_CONJ: case KW_PARATAXIS: return kw_tree_subject(v, (uint32_t)h, depth + 1);
    case KW_ACL_RELCL: case KW_ACL: {
        int32_t up = head_of(v, (uint32_t)h);       /* "blew himself up at a checkpoint killing Y": who did, not the place */
        if (up >= 0 && kw_is_gerund(&v->tokens[t]) && kw_who_at(v, (uint32_t)h) < 0 && is_where(v, (uint32_t)h) && kw_is(v, (uint32_t)up) & KW_G_VERB)
            return kw_tree_subject(v, (uint32_t)up, depth + 1);
        return of_noun(v, (uint32_t)h, depth);
    }
    case KW_XCOMP: {
        kw_role o = kw_tree_object(v, (uint32_t)h);
        bool place = o.mention >= 0 && v->in->marks->entities[v->mentions[o.mention].entity].kind == KW_PLACE;     /* "toured X to ..." */
        return o.weight && o.mention >= 0 && !place && v->mentions[o.mention].first < t ? o : kw_tree_subject(v, (uint32_t)h, depth + 1);
    }
    case KW_ADVCL: return kw_tree_subject(v, (uint32_t)h, depth + 1);
    case KW_AUX_REL: case KW_COP: case KW_COMPOUND: return kw_tree_subject(v, (uint32_t)h, depth + 1);
    default: return KW_NO_ROLE;
    }
}

/* Who acts in a clause that tells of a noun: the noun's name; of a thing, who makes it ("a resolution that imposes ..."). */
static kw_role of_noun(const kw_view *v, uint32_t noun, int depth) {
    kw_role r = name_under(v, noun, 3, 0);
    if (r.weight) return r;
    int32_t up = head_of(v, noun);
    if (up >= 0 && v->tokens[noun].deprel == KW_OBJ && kw_is(v, (uint32_t)up) & KW_G_VERB) r = kw_tree_subject(v, (uint32_t)up, depth + 1);
    if (r.weight > 2) r.weight = 2;
    return r.weight ? r : (kw_role){ -1, 2 };
}

kw_role kw_tree_object(const kw_view *v, uint32_t t) {
    for (uint32_t c = t + 1; c < v->end; c++)
        if (head_of(v, c) == (int32_t)t && (v->tokens[c].deprel == KW_OBJ || v->tokens[c].deprel == KW_IOBJ)) {
            kw_role r = name_under(v, c, 3, 0);
            if (r.weight) return r;
        }
    return KW_NO_ROLE;
}

/* The name that `word` holds under the verb or noun at t, or under its object. */
kw_role kw_tree_prep(const kw_view *v, uint32_t t, kw_str word) {
    for (uint32_t k = v->first; k < v->end; k++) {
        if (!kw_str_eq(v->tokens[k].form, word) || v->tokens[k].deprel != KW_CASE || kw_who_at(v, k) >= 0) continue;
        int32_t noun = head_of(v, k), up = noun >= 0 ? head_of(v, (uint32_t)noun) : -1;
        if (up < 0) continue;
        bool under = up == (int32_t)t;
        if (!under && k > t && head_of(v, (uint32_t)up) == (int32_t)t)
            under = v->tokens[up].deprel == KW_OBJ || v->tokens[up].deprel == KW_OBL || v->tokens[up].deprel == KW_NSUBJ_PASS;
        if (!under) continue;
        kw_role r = name_under(v, (uint32_t)noun, 3, 0);
        if (r.weight) return r;
    }
    return KW_NO_ROLE;
}
