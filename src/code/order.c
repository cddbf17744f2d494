/* SPDX-License-Identifier: MIT
 * Subject and object of a verb by order alone: over insertions and relative clauses, and through verbs joined by "and". */
#include "code/roles.h"

/* Does the name only tell where something is? */
bool kw_is_where(const kw_view *v, int32_t w, uint32_t start) {
    kw_kind kind = v->in->marks->entities[v->mentions[w].entity].kind;
    return (kind == KW_PLACE || kind == KW_STATE) && start > v->first && kw_who_at(v, start - 1) < 0 && kw_is(v, start - 1) & KW_G_LOC;
}

/* The name that a relative word at t speaks of: the nearest before it that is not itself held by a preposition. */
kw_role kw_antecedent(const kw_view *v, uint32_t t) {
    kw_role weak = KW_NO_ROLE;
    bool where = false;
    for (uint32_t i = t; i > v->first; i--) {
        int32_t w = kw_who_at(v, i - 1);
        if (w >= 0) {
            uint32_t s = kw_phrase_start(v, w);
            if (kw_is_where(v, w, s) && !weak.weight) {        /* "bombings in X that killed ...", "rebels in X who ..." */
                i = s;
                where = true;
                continue;
            }
            if (!weak.weight) weak = (kw_role){ w, 2 };
            if (!kw_behind_preposition(v, s) || !(kw_is(v, s - 1) & KW_G_OWNER)) return weak.mention == w ? (kw_role){ w, 3 } : weak;
            i = s;
            continue;
        }
        if (kw_is(v, i - 1) & (KW_G_VERB | KW_G_SUB | KW_G_IF | KW_G_COMP) || (where && kw_is(v, i - 1) & KW_G_NOUN)) break;
    }
    return weak;
}

/* The relative word between which and t only one clause stands, or -1: "X, who visited Y, attacked". */
int32_t kw_relative_before(const kw_view *v, uint32_t t) {
    for (uint32_t i = t; i > v->first; i--) {
        if (kw_who_at(v, i - 1) >= 0) continue;
        if (kw_is(v, i - 1) & KW_G_REL) return (int32_t)i - 1;
        if (kw_is(v, i - 1) & (KW_G_SUB | KW_G_IF | KW_G_COMP)) return -1;
    }
    return -1;
}

/* Is there an earlier comma that with the one at t encloses an insertion? Its place, or -1. */
int32_t kw_comma_before(const kw_view *v, uint32_t t) {
    for (uint32_t i = t; i > v->first; i--) {
        if (kw_who_at(v, i - 1) >= 0) continue;
        if (kw_is(v, i - 1) & KW_G_COMMA) return (int32_t)i - 1;
        if (kw_is(v, i - 1) & (KW_G_IF | KW_G_COMP)) return -1;
    }
    return -1;
}

/* A word that is both a preposition and a conjunction, and here the latter: not "disguised as soldiers". */
bool kw_opens_clause(const kw_view *v, uint32_t t) {
    if (!(kw_is(v, t) & KW_G_SUB)) return false;
    if (t == v->first || kw_who_at(v, t - 1) >= 0 || !(kw_is(v, t - 1) & (KW_G_VERB | KW_G_PREP))) return true;
    return kw_is(v, t - 1) & KW_G_VERB && v->parsed && v->tokens[t - 1].deprel != KW_ACL && v->tokens[t - 1].deprel != KW_AMOD;
}

/* As a subject: weight 3, 2 where a noun stands before the name ("troops of X"), and only a last resort behind a preposition. */
static kw_role mention_role(const kw_view *v, int32_t w, uint32_t *next, kw_role *weak) {
    uint32_t s = kw_phrase_start(v, w);
    if (kw_behind_preposition(v, s) && !kw_opens_clause(v, s - 1)) {
        bool place = v->in->marks->entities[v->mentions[w].entity].kind == KW_PLACE;         /* "sent to X to fight" */
        if (!weak->weight && !place && !kw_has_class(v, v->tokens[s - 1].form, "toward")) *weak = (kw_role){ w, 1 };     /* "attacks on X killed" */
        *next = s - 1;
        return KW_NO_ROLE;
    }
    return (kw_role){ w, s < kw_mention_start(v, w) && kw_is(v, kw_mention_start(v, w) - 1) & KW_G_NOUN ? 2 : 3 };
}

/* "troops who entered Mali fought ...", "X yang mengunjungi Y bertemu ...": the name is the object in there; the relative word, or -1. */
int32_t kw_object_of_relative(const kw_view *v, int32_t mention) {
    uint32_t s = kw_phrase_start(v, mention);
    if (s < v->first + 2 || kw_who_at(v, s - 1) >= 0 || !(kw_is(v, s - 1) & KW_G_VERB) || kw_is(v, s - 1) & (KW_G_SAY | KW_G_ASK | KW_G_BE))
        return -1;
    uint32_t words = 0;
    for (uint32_t i = s - 1; i > v->first && words < 3; i--) {
        if (kw_in_date(v, i - 1)) continue;                    /* "yang pekan lalu mengunjungi" */
        words++;
        if (kw_who_at(v, i - 1) >= 0) return -1;
        if (kw_is(v, i - 1) & KW_G_REL) return (int32_t)i - 1;
        if (!(kw_is(v, i - 1) & (KW_G_FILL | KW_G_BACK | KW_G_NOT))) return -1;
    }
    return -1;
}

/* The subject by order alone, from the verb leftwards: over insertions and relative clauses, and through verbs joined by "and". */
kw_role kw_order_subject(const kw_view *v, uint32_t t, int depth) {
    kw_role weak = KW_NO_ROLE;
    bool noun = false;
    if (depth > CHAIN_MAX) return weak;
    for (uint32_t i = t, stop = t > v->first + WINDOW ? t - WINDOW : v->first; i > stop; i--) {
        uint32_t p = i - 1, b = kw_is(v, p);
        int32_t w = kw_who_at(v, p);
        if (w >= 0) {
            uint32_t next = p;
            uint32_t start = kw_phrase_start(v, w);
            if (kw_is_where(v, w, start)) {
                i = start;
                continue;
            }
            kw_role r = mention_role(v, w, &next, &weak);
            int32_t rel = r.weight ? kw_object_of_relative(v, w) : -1;        /* "a shell that hit Y on Sunday killed" */
            if (rel >= 0) return kw_antecedent(v, (uint32_t)rel);
            if (r.weight) return r;
            i = next + 1;
            continue;
        }
        if (b & KW_G_REL) return kw_antecedent(v, p);
        if (b & KW_G_COMP || (b & (KW_G_SUB | KW_G_IF) && !(b & KW_G_PREP)))
            return weak.weight || noun || depth ? weak : kw_order_subject(v, p, depth + 1);
        if (b & KW_G_COMMA && !noun && !weak.weight) {
            int32_t c = kw_comma_before(v, p);
            if (c >= 0) { i = (uint32_t)c + 1; continue; }
            int32_t g = kw_verb_before(v, p);
            return g >= 0 ? kw_order_subject(v, (uint32_t)g, depth + 1) : weak;
        }
        if (b & KW_G_CC && !noun && !weak.weight) {
            int32_t g = kw_verb_before(v, p);
            return g >= 0 ? kw_order_subject(v, (uint32_t)g, depth + 1) : weak;
        }
        if (b & KW_G_VERB) {
            int32_t rel = kw_relative_before(v, p);
            if (rel >= 0 && (noun || weak.weight)) return kw_antecedent(v, (uint32_t)rel);
            if (v->tokens[p].flags & KW_TOK_PARTICIPLE && (noun || weak.weight)) continue;
            return weak.weight ? weak : kw_order_subject(v, p, depth + 1);
        }
        if (b & KW_G_NOUN) noun = true;
    }
    return weak;
}

/* "his Greek counterpart": a pronoun that only tells whose the one named behind it is. */
bool kw_is_possessor(const kw_view *v, uint32_t t) {
    int32_t w = kw_who_at(v, t), next = t + 1 < v->end ? kw_who_at(v, t + 1) : -1;
    return w >= 0 && v->mentions[w].pronoun && next >= 0 && next != w && !v->mentions[next].pronoun;
}

/* "Iraq war protesters", "Iran nuclear negotiators": the group that a state's name before it tells more of, or the state itself. */
static int32_t whole_compound(const kw_view *v, int32_t state) {
    const kw_entity *e = v->in->marks->entities;
    uint32_t t = kw_mention_end(&v->mentions[state]), nouns = t;
    if (v->lang->voices || e[v->mentions[state].entity].kind != KW_STATE) return state;
    while (nouns < v->end && nouns < t + 2 && kw_who_at(v, nouns) < 0 && kw_is(v, nouns) & KW_G_NOUN && !(kw_is(v, nouns) & (KW_G_VERB | KW_G_PREP)))
        nouns++;
    int32_t w = nouns > t && nouns < v->end ? kw_who_at(v, nouns) : -1;
    return w >= 0 && e[v->mentions[w].entity].kind == KW_GROUP && !(v->tokens[nouns].flags & KW_TOK_CAPITAL) ? w : state;
}

/* "bertemu mitranya, X, di Y": the name behind the comma tells who the one with the clitic is. */
kw_role kw_named_behind(const kw_view *v, uint32_t comma) {
    const kw_token *before = &v->tokens[comma - 1];
    int32_t w = comma + 1 < v->end ? kw_who_at(v, comma + 1) : -1;
    if (!v->lang->voices || !(before->flags & KW_TOK_CLITIC) || w < 0 || v->in->marks->entities[v->mentions[w].entity].kind != KW_PERSON)
        return KW_NO_ROLE;
    uint32_t end = kw_mention_end(&v->mentions[w]);
    return end >= v->end || kw_is(v, end) & (KW_G_COMMA | KW_G_PREP) || v->tokens[end].flags & KW_TOK_PUNCT ? (kw_role){ w, 2 } : KW_NO_ROLE;
}

/* The object by order alone, from the verb rightwards to the end of its clause. */
kw_role kw_order_object(const kw_view *v, uint32_t t) {
    kw_role weak = KW_NO_ROLE;
    bool noun = false, held = false;
    uint32_t end = kw_clause_end(v, t);
    for (uint32_t i = t + 1; i < end; i++) {
        int32_t w = kw_who_at(v, i);
        uint32_t b = kw_is(v, i);
        if (kw_is_possessor(v, i)) continue;
        if (w >= 0) {
            if (held) return weak.weight ? weak : (kw_role){ w, 1 };
            return (kw_role){ whole_compound(v, w), noun ? 2 : 3 };
        }
        if (i == t + 1 && kw_is_pronoun(v, i)) return kw_stands_for(v, i, true);
        bool told_of = noun && v->lang->voices && i + 1 < end && kw_who_at(v, i + 1) < 0 && kw_is(v, i + 1) & KW_G_AGENT;
        if (b & KW_G_VERB && told_of) continue;            /* "kekuatan berlebihan oleh polisi" */
        if (b & KW_G_VERB && !(b & (KW_G_NOUN | KW_G_OWNER))) { if (noun || held) break; if (i > t + 1) break; }
        if (b & KW_G_COMMA && noun && !held) return kw_named_behind(v, i);
        if (b & (KW_G_COMMA | KW_G_TO | KW_G_AGENT) && !(b & KW_G_OWNER)) { if (b & KW_G_AGENT && noun) { held = true; continue; } break; }
        if (b & (KW_G_PREP | KW_G_OWNER)) {
            if (!noun || b & KW_G_LOC || kw_has_class(v, v->tokens[i].form, "as") || kw_has_class(v, v->tokens[i].form, "goal")) break;
            held = true;
            continue;
        }
        if (b & KW_G_NOUN) noun = true;
    }
    return weak;
}
