/* SPDX-License-Identifier: MIT
 * Who stands in which place around a verb or an event noun: by order, voice and prepositions. Reads from the trigger outward;
 * what stands nearest in the same clause counts, and what only a preposition holds counts less. */
#include "code/roles.h"

/* Somebody whom the sentence does not name, and none of those whom it does. */
#define NOBODY ((kw_role){ -1, 2 })

static kw_role near_subject(const kw_view *v, uint32_t t, int depth);

int32_t kw_holder_of(const kw_view *v, int32_t mention) {
    if (!kw_in_view(v, mention)) return -1;
    uint32_t s = kw_phrase_start(v, mention);
    return kw_behind_preposition(v, s) && !kw_opens_clause(v, s - 1) ? (int32_t)s - 1 : -1;
}

bool kw_is_held(const kw_view *v, int32_t mention) { return kw_holder_of(v, mention) >= 0; }

/* "di Senayan, Jakarta": the name only tells where the place before its comma is. */
static bool tells_where(const kw_view *v, int32_t w) {
    uint32_t f = kw_mention_start(v, w);
    kw_kind kind = v->in->marks->entities[v->mentions[w].entity].kind;
    if ((kind != KW_PLACE && kind != KW_STATE) || f < v->first + 2 || kw_who_at(v, f - 1) >= 0 || !(kw_is(v, f - 1) & KW_G_COMMA)) return false;
    int32_t before = kw_who_at(v, f - 2);
    return before >= 0 && kw_is_where(v, before, kw_phrase_start(v, before));
}

/* "X, leader of Y, attacked": the name before the comma that opens the insertion which ends at the comma t. */
static kw_role before_insertion(const kw_view *v, uint32_t t) {
    int32_t c = kw_comma_before(v, t);
    if (c <= (int32_t)v->first || t - (uint32_t)c > INSERTION_MAX || kw_who_at(v, (uint32_t)c - 1) < 0) return KW_NO_ROLE;
    int32_t w = kw_who_at(v, (uint32_t)c - 1);
    uint32_t f = kw_mention_start(v, w);
    /* "menyerang X, Sabtu, menewaskan": X is acted on */
    if (v->lang->voices && f > v->first && kw_who_at(v, f - 1) < 0 && kw_is(v, f - 1) & KW_G_VERB && !kw_in_date(v, f - 1)) return KW_NO_ROLE;
    if (kw_who_at(v, t - 1) >= 0 && kw_names_follow(v, w)) return (kw_role){ kw_who_at(v, t - 1), 3 };
    return kw_behind_preposition(v, kw_phrase_start(v, w)) || tells_where(v, w) ? KW_NO_ROLE : (kw_role){ w, 3 };
}

/* "While visiting Cairo, X said ...": who acts is named behind the comma. */
static kw_role after_comma(const kw_view *v, uint32_t t) {
    uint32_t i = t + 1, stop = t + 25 < v->end ? t + 25 : v->end;
    while (i < stop && (kw_who_at(v, i) >= 0 || !(kw_is(v, i) & KW_G_COMMA))) {
        bool main = kw_who_at(v, i) < 0 && kw_is(v, i) & KW_G_VERB && i > t + 2 && kw_who_at(v, i - 1) >= 0;
        uint32_t s = main ? kw_phrase_start(v, kw_who_at(v, i - 1)) : v->first;
        /* "After visiting Cairo X said": no comma */
        if (main && s > t + 1 && kw_who_at(v, s - 1) >= 0) return (kw_role){ kw_who_at(v, i - 1), 3 };
        i++;
    }
    for (i++; i < stop; i++) {
        if (kw_who_at(v, i) >= 0) return (kw_role){ kw_who_at(v, i), 3 };
        bool dated = kw_in_date(v, i) || (kw_is(v, i) & KW_G_COMMA && kw_in_date(v, i - 1));       /* "..., Selasa malam, X berkata" */
        if (!dated && !(kw_is(v, i) & KW_G_FILL)) break;
    }
    return KW_NO_ROLE;
}

/* "kasus lahan Riau yang menjerat X": the place before the relative word tells of the thing before it, which is no act of anybody there. */
static bool thing_placed(const kw_view *v, uint32_t rel) {
    int32_t w = rel > v->first ? kw_who_at(v, rel - 1) : -1;
    if (w < 0 || !v->lang->voices || v->in->marks->entities[v->mentions[w].entity].kind != KW_PLACE) return false;
    uint32_t f = kw_mention_start(v, w);
    if (f == v->first || kw_who_at(v, f - 1) >= 0) return false;
    return v->tokens[f - 1].upos == KW_NOUN && !kw_frame_begins(v->lang, &v->tokens[f - 1]);
}

/* "X, which accuses Y": the name that ends where the relative word begins, unless it only tells whose something is. */
static kw_role right_before(const kw_view *v, uint32_t rel) {
    uint32_t t = rel;
    if (t > v->first && kw_who_at(v, t - 1) < 0 && kw_is(v, t - 1) & KW_G_COMMA) t--;
    if (t == v->first) return KW_NO_ROLE;
    if (kw_who_at(v, t - 1) < 0) {              /* "the police response, which" */
        bool owned = t > v->first + 1 && kw_is(v, t - 1) & KW_G_NOUN && kw_who_at(v, t - 2) >= 0 && v->parsed;
        return owned ? (kw_role){ kw_who_at(v, t - 2), 2 } : KW_NO_ROLE;
    }
    int32_t w = kw_who_at(v, t - 1);
    uint32_t s = kw_phrase_start(v, w);
    return kw_is_where(v, w, s) || (kw_behind_preposition(v, s) && kw_is(v, s - 1) & KW_G_OWNER) ? KW_NO_ROLE : (kw_role){ w, 3 };
}

/* Is the verb at t, by the first of its frames, of a type with one of these traits? */
bool kw_verb_is(const kw_view *v, uint32_t t, uint32_t traits) {
    kw_rows r = kw_table_find(v->lang->frames, v->lang->voices ? v->tokens[t].form : v->tokens[t].lemma);
    return r.n && kw_frame_is(v, r.first, traits);
}

/* A verb of blame or refusal: what it is about was done by another. */
static bool blames(const kw_view *v, uint32_t t) { return kw_verb_is(v, t, KW_TYPE_BLAMES); }

/* "X was due to meet": who stands before words that are no verb to the tagger. */
static kw_role due(const kw_view *v, uint32_t to) {
    uint32_t i = to;
    bool be = false;
    for (; i > v->first && kw_who_at(v, i - 1) < 0; i--) {
        uint32_t is = kw_is(v, i - 1);
        if (!(is & (KW_G_BE | KW_G_PLAN | KW_G_FUTURE | KW_G_NOT | KW_G_FILL)) ||
            is & (KW_G_VERB | KW_G_PREP | KW_G_COMMA | KW_G_CC | KW_G_NOUN | KW_G_SUB))
            return KW_NO_ROLE;
        be = be || is & KW_G_BE;
    }
    return be && i > v->first && !kw_is_held(v, kw_who_at(v, i - 1)) ? (kw_role){ kw_who_at(v, i - 1), 3 } : KW_NO_ROLE;
}

/* Who acts in "to help Y": of a verb that asks, its object; else the subject of the verb before. */
static kw_role controller(const kw_view *v, uint32_t to, int depth) {
    kw_role waits = due(v, to);
    if (waits.weight) return waits;
    int32_t g = kw_verb_before(v, to);
    if (g < 0) return KW_NO_ROLE;
    /* "criticised Y's decision to invade" */
    if (to > (uint32_t)g + 1 && kw_who_at(v, to - 1) < 0 && kw_is(v, to - 1) & KW_G_NOUN && blames(v, (uint32_t)g)) {
        for (uint32_t i = to - 1; i > (uint32_t)g + 1; i--)
            if (kw_who_at(v, i - 1) >= 0) return (kw_role){ kw_who_at(v, i - 1), 3 };
        return NOBODY;
    }
    for (uint32_t i = (uint32_t)g + 1; kw_is(v, (uint32_t)g) & KW_G_ASK && i < to; i++)
        if (kw_who_at(v, i) >= 0) return (kw_role){ kw_who_at(v, i), 3 };
    return near_subject(v, (uint32_t)g, depth + 1);
}

/* "tried to topple X by funding Y", "dengan membiayai Y": who acts in the clause above, not X. */
static kw_role means(const kw_view *v, uint32_t preposition, int depth) {
    int32_t g = kw_verb_before(v, preposition);
    if (g < 0 || v->tokens[g].voice == KW_PASSIVE) return KW_NO_ROLE;
    if (kw_has_class(v, v->tokens[preposition].form, "doer before")) {         /* "expelled Y for spying" */
        kw_role o = kw_order_object(v, (uint32_t)g);
        if (o.weight > 1 && v->mentions[o.mention].first < preposition) return o;
    }
    kw_role r = near_subject(v, (uint32_t)g, depth + 1);
    return r.weight ? r : kw_order_subject(v, (uint32_t)g, depth + 1);
}

/* "Students occupying parliament demanded": the name is the object of a participle that tells of the one before it; that one, or -1;
 * NAMELESS: of a thing ("a bus carrying soldiers fell"). */
enum { NAMELESS = -2 };

static bool nameless_subject(const kw_view *v, uint32_t t);

static int32_t before_participle(const kw_view *v, int32_t mention) {
    uint32_t s = kw_phrase_start(v, mention);
    bool aims = s >= v->first + 4 && kw_who_at(v, s - 1) < 0 && kw_is(v, s - 1) & KW_G_VERB && kw_who_at(v, s - 2) < 0 && kw_is(v, s - 2) & KW_G_TO;
    if (aims) s -= 2;                           /* "fighters trying to topple Y" */
    if (v->lang->voices || s < v->first + 2 || kw_who_at(v, s - 1) >= 0 || !kw_is_gerund(&v->tokens[s - 1]) || kw_is(v, s - 1) & KW_G_NOUN) return -1;
    if (kw_who_at(v, s - 2) < 0) return nameless_subject(v, s - 1) ? NAMELESS : -1;
    return kw_is_held(v, kw_who_at(v, s - 2)) ? -1 : kw_who_at(v, s - 2);
}

/* "violence which the UN said killed ...", "yang kata PBB menewaskan": the name between is who says so; the relative word, or 0. */
static int32_t told_in_passing(const kw_view *v, int32_t mention) {
    uint32_t s = kw_mention_start(v, mention);
    if (s < v->first + 2 || kw_who_at(v, s - 1) >= 0 || kw_who_at(v, s - 2) >= 0) return 0;
    return kw_is(v, s - 1) & KW_G_SAY && kw_is(v, s - 2) & KW_G_REL ? (int32_t)s - 2 : 0;
}

/* "kata Hasan, istrinya ditangkap": somebody else, of whom only the word for a relative or client speaks. */
static bool ends_with_kin(const kw_view *v, uint32_t t) {
    if (t < v->first + 2 || !(v->tokens[t - 1].flags & KW_TOK_CLITIC) || kw_who_at(v, t - 2) >= 0) return false;
    return kw_has_class(v, v->tokens[t - 2].form, "kin");
}

/* "Iran said a bomb killed 12 people", "when a truck hit a bus": does a phrase without a name that opens its clause end right before t? */
static bool nameless_subject(const kw_view *v, uint32_t t) {
    uint32_t i = t;
    if (kw_is(v, t - 1) & (KW_G_VERB | KW_G_PREP) || !(kw_is(v, t - 1) & KW_G_NOUN) || v->tokens[t - 1].flags & KW_TOK_CLITIC ||
        kw_has_class(v, v->tokens[t - 1].form, "aim"))
        return false;
    while (i > v->first && i + 6 > t && kw_who_at(v, i - 1) < 0 && kw_is(v, i - 1) & (KW_G_NOUN | KW_G_FILL) &&
           !(kw_is(v, i - 1) & (KW_G_VERB | KW_G_PREP | KW_G_CC | KW_G_COMMA | KW_G_OWNER | KW_G_SUB | KW_G_COMP | KW_G_IF | KW_G_REL))) i--;
    if (i == v->first) return true;
    if (kw_who_at(v, i - 1) >= 0) return false;
    uint32_t b = kw_is(v, i - 1);
    /* "after a bomb killed ten" */
    bool after = b & KW_G_SUB && !v->lang->voices && t < v->end && kw_is(v, t) & KW_G_VERB && v->tokens[t].tense == KW_PAST &&
        !(v->tokens[t].flags & KW_TOK_GERUND);
    return (b & KW_G_SAY && b & KW_G_VERB) || (b & (KW_G_COMP | KW_G_SUB | KW_G_IF) && (after || !(b & KW_G_PREP)));
}

uint32_t kw_aside(const kw_view *v, uint32_t t) {
    if (t < v->first + 3 || kw_who_at(v, t - 1) >= 0 || !(kw_is(v, t - 1) & KW_G_COMMA)) return t;
    for (uint32_t i = t - 1; i > v->first && i + 4 > t; i--) {
        if (kw_who_at(v, i - 1) >= 0 || (v->tokens[i - 1].upos != KW_ADV && !(kw_is(v, i - 1) & KW_G_COMMA))) return t;
        if (kw_is(v, i - 1) & KW_G_COMMA) return i < t - 1 ? i - 1 : t;
    }
    return t;
}

/* The subject of the verb at g, for one at t that is joined to it. A thing without a name kills, too ("a bus fell and killed 20"), but
 * it calls on nobody ("said that the matter was closed and called on X"): then t belongs farther up. */
static kw_role shared_subject(const kw_view *v, uint32_t t, uint32_t g, int depth) {
    kw_rows dies = kw_table_find(v->lang->frames, v->lang->voices ? v->tokens[g].form : v->tokens[g].lemma);
    /* "left six dead and wounded ten": not the six */
    if (dies.n && kw_str_is(kw_frame_cell(v, dies.first, KW_FR_TARGET), "subj") && kw_verb_is(v, g, KW_TYPE_HARM)) return NOBODY;
    kw_role r = near_subject(v, g, depth + 1);
    return r.mention < 0 && r.weight == NOBODY.weight && !kw_verb_is(v, t, KW_TYPE_HARM) ? KW_NO_ROLE : r;
}

/* "mendesak Y membebaskan Z ketika bertemu W", "urged Y to free Z when meeting W": of a verb whose subject is asked, the one that asks. */
static int32_t asker(const kw_view *v, int32_t verb) {
    int32_t asks = verb > (int32_t)v->first ? kw_verb_before(v, (uint32_t)verb) : -1;
    if (asks < 0 || !(kw_is(v, (uint32_t)asks) & KW_G_ASK)) return verb;
    bool named = false;
    for (uint32_t i = (uint32_t)asks + 1; i < (uint32_t)verb; i++) {
        if (kw_who_at(v, i) >= 0) named = true;
        else if (kw_is(v, i) & (KW_G_COMMA | KW_G_SUB | KW_G_REL)) return verb;
    }
    return named ? asks : verb;
}

/* ---- the subject by what stands right before the verb at t and its helpers, which begin at i ---- */

/* Where the helpers of the verb begin: "had not yet been". */
static uint32_t before_helpers(const kw_view *v, uint32_t t) {
    const uint32_t HELP = KW_G_FILL | KW_G_NOT | KW_G_FUTURE | KW_G_BE | KW_G_CAN | KW_G_PLAN | KW_G_WISH;
    const uint32_t NONE = KW_G_PREP | KW_G_CC | KW_G_COMMA | KW_G_TO | KW_G_VERB | KW_G_NOUN | KW_G_POSS;
    uint32_t i = kw_aside(v, t);
    while (i > v->first && kw_who_at(v, i - 1) < 0 && kw_is(v, i - 1) & HELP && !(kw_is(v, i - 1) & NONE)) i = kw_aside(v, i - 1);
    return i;
}

/* "fired at protesters who rallied, and arrested": a comma before the conjunction ends the clause that tells of the protesters; the verb
 * before that clause, or g itself. */
static int32_t over_relative(const kw_view *v, int32_t g, uint32_t conjunction) {
    bool comma = conjunction > v->first && kw_who_at(v, conjunction - 1) < 0 && kw_is(v, conjunction - 1) & KW_G_COMMA;
    int32_t rel = comma && g >= 0 && kw_is(v, conjunction) & KW_G_CC ? kw_relative_before(v, (uint32_t)g) : -1;
    if (rel < 0 || (rel > (int32_t)v->first && kw_who_at(v, (uint32_t)rel - 1) < 0 && kw_is(v, (uint32_t)rel - 1) & KW_G_COMMA)) return g;
    int32_t before = kw_verb_before(v, (uint32_t)rel);
    return before >= 0 ? before : g;
}

/* "said that X had crossed the border and demanded": the verb at g is told with "had" as somebody's words, and a demand without it is none of
 * them; the verb of saying, or g itself. */
static int32_t over_had(const kw_view *v, int32_t g) {
    for (int32_t i = g; i > (int32_t)v->first && i + 4 > g && kw_who_at(v, (uint32_t)i - 1) < 0; i--) {
        if (!(kw_is(v, (uint32_t)i - 1) & KW_G_BACK) || !kw_shifted_back(v, (uint32_t)i - 1)) continue;
        int32_t says = kw_verb_before(v, (uint32_t)i - 1);
        while (says >= 0 && !(kw_is(v, (uint32_t)says) & KW_G_SAY)) says = kw_verb_before(v, (uint32_t)says);
        return says >= 0 ? says : g;
    }
    return g;
}

/* The verb that the one at t is joined to: one of the past to none that is bare ("accused X of towing Y and urged"). */
static int32_t partner(const kw_view *v, uint32_t t, uint32_t conjunction) {
    int32_t g = over_relative(v, kw_verb_before(v, conjunction), conjunction);
    bool past = !v->lang->voices && v->tokens[t].tense == KW_PAST && !(v->tokens[t].flags & KW_TOK_PARTICIPLE);
    while (past && g >= 0 && (kw_is_bare(v, (uint32_t)g) || kw_is_modifier(v, (uint32_t)g))) {
        int32_t before = kw_verb_before(v, (uint32_t)g);
        if (before < 0) break;
        g = before;
    }
    return past && g >= 0 && kw_verb_is(v, t, KW_TYPE_ASKS | KW_TYPE_BLAMES) ? over_had(v, g) : g;        /* "had shot Y and wounded Z" goes on */
}

/* An insertion, or "recognises X, renounces Y and backs Z". */
static kw_role behind_comma(const kw_view *v, uint32_t t, uint32_t i, int depth) {
    kw_role r = before_insertion(v, i - 1);
    int32_t g = r.weight ? -1 : partner(v, t, i - 1);
    return g >= 0 ? shared_subject(v, t, (uint32_t)g, depth) : r;
}

static kw_role behind_and(const kw_view *v, uint32_t t, uint32_t i, int depth) {
    int32_t g = partner(v, t, i - 1);
    return g >= 0 ? shared_subject(v, t, (uint32_t)g, depth) : KW_NO_ROLE;
}

static kw_role behind_pronoun(const kw_view *v, uint32_t i) {
    bool clitic = v->tokens[i - 1].flags & KW_TOK_CLITIC && i - 1 > v->first && kw_who_at(v, i - 2) >= 0;     /* "pasukannya" */
    if (!clitic) return v->parsed ? kw_told_before(v, i - 1) : kw_stands_for(v, i - 1, false);
    uint32_t f = kw_mention_start(v, kw_who_at(v, i - 2));
    if (f > v->first && kw_who_at(v, f - 1) < 0 && kw_is(v, f - 1) & KW_G_REL) return kw_antecedent(v, f - 1);     /* "X yang pasukannya" */
    return (kw_role){ kw_who_at(v, i - 2), 3 };
}

/* '"...," ujar X di Y usai bertemu Z': who speaks, where the clause right before the token begins with a verb of saying and a name. */
static kw_role speaks_before(const kw_view *v, uint32_t t) {
    uint32_t i = t, stop = t > v->first + INSERTION_MAX ? t - INSERTION_MAX : v->first;
    if (!v->lang->voices) return KW_NO_ROLE;
    while (i > stop && (kw_who_at(v, i - 1) >= 0 || !(kw_is(v, i - 1) & KW_G_COMMA || v->tokens[i - 1].flags & KW_TOK_QUOTE_CLOSE))) i--;
    bool says = i > v->first && i + 1 < t && kw_who_at(v, i) < 0 && kw_is(v, i) & KW_G_SAY && kw_who_at(v, i + 1) >= 0;
    return says ? (kw_role){ kw_who_at(v, i + 1), 3 } : KW_NO_ROLE;
}

/* "X apologised but refused", "namun menolak": of the verb before, or of its object where that is told as the cause. */
static kw_role behind_conjunction(const kw_view *v, uint32_t t, uint32_t i, int depth) {
    kw_role speaker = speaks_before(v, i - 1);
    if (speaker.weight) return speaker;
    int32_t g = asker(v, kw_verb_before(v, i - 1));
    if (g < 0) return KW_NO_ROLE;
    if (kw_has_class(v, v->tokens[i - 1].form, "cause")) {     /* "mengecam X karena menyerang Y": X did */
        kw_role o = v->tokens[g].voice == KW_PASSIVE ? KW_NO_ROLE : kw_order_object(v, (uint32_t)g);
        bool judged = v->lang->voices && v->tokens[t].voice == KW_PASSIVE;       /* "menjatuhkan sanksi terhadap X karena dianggap ..." */
        if (o.weight > 1 || (judged && o.weight)) return o;
    }
    return near_subject(v, (uint32_t)g, depth + 1);
}

static kw_role behind_word(const kw_view *v, uint32_t t, uint32_t i, int depth) {
    uint32_t is = kw_is(v, i - 1);
    bool verb = kw_is(v, t) & KW_G_VERB;
    if (is & KW_G_COMMA) return behind_comma(v, t, i, depth);
    if (is & KW_G_CC) return behind_and(v, t, i, depth);
    if (ends_with_kin(v, i)) return NOBODY;
    if (v->tokens[i - 1].upos == KW_PRON && !(is & KW_G_REL)) return behind_pronoun(v, i);
    if (is & KW_G_VERB && !(is & (KW_G_SAY | KW_G_BE))) return near_subject(v, i - 1, depth + 1);      /* "tried persuading" */
    if (is & KW_G_SUB && i - 1 == v->first) return after_comma(v, t);
    if (is & KW_G_SUB && i == t && (!(is & KW_G_PREP) || verb)) return behind_conjunction(v, t, i, depth);
    if (is & KW_G_REL) return i == t && thing_placed(v, i - 1) ? NOBODY : right_before(v, i - 1);
    if (is & KW_G_TO) return controller(v, i - 1, depth);
    if (i == t && is & (KW_G_PREP | KW_G_AGENT) && !(is & KW_G_SUB) && verb) return means(v, i - 1, depth);
    return nameless_subject(v, i) ? NOBODY : KW_NO_ROLE;
}

/* The name at w is of a clause that tells of another: that other, or nobody; weight 0: it is not. */
static kw_role told_of_another(const kw_view *v, uint32_t t, uint32_t i, int32_t w) {
    int32_t doer = before_participle(v, w);
    if (doer >= 0) return (kw_role){ doer, 3 };
    if (doer == NAMELESS) return NOBODY;
    bool told = i == t && !v->lang->voices && kw_is_gerund(&v->tokens[t]);        /* "which backs rebels fighting Y": they do */
    if (!told && kw_object_of_relative(v, w) >= 0) {
        kw_role a = kw_antecedent(v, (uint32_t)kw_object_of_relative(v, w));
        return a.weight ? a : NOBODY;
    }
    int32_t passing = told_in_passing(v, w);
    kw_role a = passing ? kw_antecedent(v, (uint32_t)passing) : KW_NO_ROLE;
    return a.weight || !passing ? a : (kw_role){ -1, 1 };
}

static kw_role behind_name(const kw_view *v, uint32_t t, uint32_t i, int32_t w) {
    kw_role other = told_of_another(v, t, i, w);
    if (other.weight) return other;
    uint32_t f = kw_mention_start(v, w);
    bool again = f > v->first + 1 && kw_who_at(v, f - 1) < 0 && kw_str_is(v->tokens[f - 1].form, "(") && kw_who_at(v, f - 2) >= 0;
    if (again) w = kw_who_at(v, f - 2);         /* "United Nations (UN)" */
    uint32_t s = kw_phrase_start(v, w);
    bool gerund = kw_is_gerund(&v->tokens[t]);
    bool place = v->in->marks->entities[v->mentions[w].entity].kind == KW_PLACE;
    bool absolute = v->parsed && i == t && gerund && !place && s > v->first && !(kw_is(v, s - 1) & (KW_G_OWNER | KW_G_AGENT | KW_G_LOC));
    if (kw_behind_preposition(v, s) && !kw_opens_clause(v, s - 1))
        return absolute ? (kw_role){ w, 2 } : KW_NO_ROLE;       /* "with protesters insisting that" */
    /* "toured the Middle East trying to ...": a place does not try */
    bool participle = v->tokens[t].flags & (KW_TOK_PARTICIPLE | KW_TOK_GERUND) || gerund;
    if (place && participle && i == t) return KW_NO_ROLE;
    bool whose = s > v->first && kw_who_at(v, s - 1) < 0 && kw_is(v, s - 1) & KW_G_REL && kw_is(v, s - 1) & KW_G_POSS;
    if (whose) return kw_antecedent(v, s - 1);     /* "X, whose troops" */
    bool owner = s < kw_mention_start(v, w) && kw_is(v, kw_mention_start(v, w) - 1) & KW_G_NOUN;        /* "pasukan Rusia" */
    return (kw_role){ w, owner ? 2 : 3 };
}

static kw_role near_subject(const kw_view *v, uint32_t t, int depth) {
    uint32_t i = before_helpers(v, t);
    if (i == v->first || depth >= CHAIN_MAX) return KW_NO_ROLE;
    int32_t w = kw_who_at(v, i - 1);
    return w >= 0 ? behind_name(v, t, i, w) : behind_word(v, t, i, depth);
}

kw_role kw_subject(const kw_view *v, uint32_t t) {
    kw_role speaker;
    if (kw_resumes(v, t, &speaker) && speaker.weight) return speaker;
    kw_role near = near_subject(v, t, 0);
    if (near.weight) return near.mention >= 0 ? near : KW_NO_ROLE;
    kw_role r = v->parsed ? kw_tree_subject(v, t, 0) : KW_NO_ROLE;
    if (r.weight && r.mention < 0) {                        /* the tree knows the subject, and it has no name */
        kw_role o = r.weight == 2 ? kw_order_subject(v, t, 0) : KW_NO_ROLE;
        return o.weight == 3 ? o : KW_NO_ROLE;              /* a verb that may only seem to hang on the noun before it */
    }
    if (r.weight == 3) return r;
    kw_role o = kw_order_subject(v, t, 0);
    return r.weight && o.weight < 3 ? r : o;
}

/* "envoys (whom) it accuses of ...", "utusan yang mereka tuduh": the name that a clause with its own subject tells of. */
static kw_role gap_object(const kw_view *v, uint32_t first) {
    uint32_t i = first;
    while (i > v->first && kw_who_at(v, i - 1) < 0 && kw_is(v, i - 1) & (KW_G_FUTURE | KW_G_NOT | KW_G_BACK)) i--;
    if (i < v->first + 2) return KW_NO_ROLE;
    bool pronoun = kw_is_pronoun(v, i - 1);
    if (!pronoun && kw_who_at(v, i - 1) < 0) return KW_NO_ROLE;
    uint32_t s = pronoun ? i - 1 : kw_phrase_start(v, kw_who_at(v, i - 1));
    if (s == v->first) return KW_NO_ROLE;
    if (kw_who_at(v, s - 1) < 0 && kw_is(v, s - 1) & KW_G_REL && !(kw_is(v, s - 1) & KW_G_POSS)) return kw_antecedent(v, s - 1);
    return pronoun && v->parsed && kw_who_at(v, s - 1) >= 0 ? (kw_role){ kw_who_at(v, s - 1), 2 } : KW_NO_ROLE;
}

/* For a verb whose own clause names nobody: who acts in the clauses before it, from the nearest on ("said that the matter was
 * closed and called on X": not the matter). */
kw_role kw_subject_above(const kw_view *v, uint32_t t) {
    int32_t g = kw_verb_before(v, t);
    kw_role near = near_subject(v, t, 0);
    if (near.mention < 0 && near.weight == NOBODY.weight) return KW_NO_ROLE;
    for (uint32_t i = t; i > v->first && (int32_t)i - 1 > g; i--)
        if (kw_who_at(v, i - 1) < 0 && kw_is(v, i - 1) & KW_G_REL) return KW_NO_ROLE;       /* "a war that killed 300 people" */
    for (int i = 0; i < CHAIN_MAX && g >= 0 && t - (uint32_t)g < WINDOW; i++, g = kw_verb_before(v, (uint32_t)g)) {
        kw_role r = near_subject(v, (uint32_t)g, 0);
        if (!r.weight) r = kw_order_subject(v, (uint32_t)g, 0);
        if (r.weight > 1 && r.mention >= 0) return (kw_role){ r.mention, 1 };
    }
    return KW_NO_ROLE;
}

/* "summoned and threatened to expel X": the object that two joined verbs share stands behind the second; its verb, or -1. */
static int32_t joined_verb(const kw_view *v, uint32_t t) {
    uint32_t i = t + 1;
    if (i + 1 >= v->end || kw_who_at(v, i) >= 0 || !(kw_is(v, i) & KW_G_CC)) return -1;
    for (i++; i < v->end && i < t + 5; i++) {
        if (kw_who_at(v, i) >= 0) return -1;
        if (kw_is(v, i) & KW_G_VERB) {
            bool leads_on = i + 2 < v->end && kw_who_at(v, i + 1) < 0 && kw_is(v, i + 1) & KW_G_TO && kw_is(v, i + 2) & KW_G_VERB;
            return (int32_t)(leads_on ? i + 2 : i);
        }
        if (!(kw_is(v, i) & KW_G_FILL)) return -1;
    }
    return -1;
}

/* "widened its sanctions over Y": what the act is about, and nobody it is done to. */
static bool is_topic(const kw_view *v, int32_t mention, uint32_t verb) {
    int32_t holder = mention >= 0 ? kw_holder_of(v, mention) : -1;
    return holder > (int32_t)verb && kw_has_class(v, v->tokens[holder].form, "topic");
}

kw_role kw_object(const kw_view *v, uint32_t first, uint32_t t) {
    int32_t shared = joined_verb(v, t);
    if (shared >= 0) {
        kw_role o = kw_order_object(v, (uint32_t)shared);
        return o.weight > 1 ? (kw_role){ o.mention, (uint8_t)(o.weight - 1) } : KW_NO_ROLE;
    }
    kw_role weak = v->parsed ? kw_tree_object(v, first) : KW_NO_ROLE, o = kw_order_object(v, t);
    if (!o.weight && !weak.weight) return gap_object(v, first);
    kw_role best = o.weight > 1 ? o : weak.weight ? weak : o;
    return is_topic(v, best.mention, t) ? KW_NO_ROLE : best;
}

static bool form_is(const kw_view *v, uint32_t t, kw_str word, uint32_t *n) {
    size_t blank = kw_str_find(word, KW_STR(" "), 0);
    *n = 1;
    if (blank == SIZE_MAX) return kw_str_eq(v->tokens[t].form, word);
    *n = 2;
    return t + 1 < v->end && kw_str_eq(v->tokens[t].form, kw_str_sub(word, 0, blank)) &&
           kw_str_eq(v->tokens[t + 1].form, kw_str_sub(word, blank + 1, word.n));
}

/* The first name that the preposition `word` holds between the tokens from and to. */
kw_role kw_prep(const kw_view *v, uint32_t from, uint32_t to, kw_str word) {
    for (uint32_t i = from; i < to; i++) {
        uint32_t n;
        if (!form_is(v, i, word, &n)) continue;
        if (kw_who_at(v, i) >= 0) {         /* "troops from Iraq" is one name: whence they are drawn is inside it */
            int32_t in = i + n < to ? v->inner[i + n - v->first] : -1;
            if (in < 0 && i + n + 1 < to && v->tokens[i + n].upos == KW_DET) in = v->inner[i + n + 1 - v->first];       /* "from the Gaza Strip" */
            if (in >= 0 && i > from && kw_who_at(v, i - 1) >= 0) return (kw_role){ in, 2 };
            continue;
        }
        bool noun = false;
        for (uint32_t j = i + n; j < to; j++) {
            int32_t w = kw_who_at(v, j);
            uint32_t b = kw_is(v, j);
            if (kw_is_possessor(v, j)) continue;
            if (w >= 0) return (kw_role){ w, noun ? 2 : 3 };
            if ((b & KW_G_OWNER || kw_has_class(v, v->tokens[j].form, "origin")) && noun) continue;        /* "dengan mitranya dari Kenya" */
            if (b & KW_G_COMMA && noun) return kw_named_behind(v, j);
            if (b & (KW_G_VERB | KW_G_COMMA | KW_G_PREP | KW_G_AGENT | KW_G_CC)) break;
            if (b & KW_G_NOUN) noun = true;
        }
    }
    return KW_NO_ROLE;
}

/* Whose the event noun is: the name right before it ("Israel's air raid") or, where owners follow, right behind it. */
kw_role kw_owner(const kw_view *v, const kw_frame_hit *h, bool behind) {
    uint32_t nouns = 0;
    if (behind) {
        for (uint32_t i = h->first + h->n; i < v->end && i < h->first + h->n + 4; i++) {
            if (kw_who_at(v, i) >= 0) return (kw_role){ kw_who_at(v, i), nouns ? 2 : 3 };
            if (v->tokens[i].flags & KW_TOK_CLITIC && (v->tokens[i].upos == KW_PRON || v->tokens[i].upos == KW_DET))
                return v->parsed ? kw_told_before(v, i) : kw_stands_for(v, i, false);
            if (!(kw_is(v, i) & (KW_G_FILL | KW_G_NOUN)) || kw_is(v, i) & (KW_G_PREP | KW_G_VERB | KW_G_CC)) break;
            if (kw_is(v, i) & KW_G_NOUN) nouns++;
        }
        return KW_NO_ROLE;
    }
    for (uint32_t i = h->first; i > v->first && i + 6 > h->first; i--) {
        if (kw_who_at(v, i - 1) >= 0) return (kw_role){ kw_who_at(v, i - 1), 3 };
        if (v->tokens[i - 1].upos == KW_PRON) return kw_told_before(v, i - 1);
        if (v->tokens[i - 1].upos == KW_DET) break;                                /* "told X the attack": not X's */
        bool compound = i - 1 > v->first && v->tokens[i - 1].flags & KW_TOK_GLUED && kw_str_is(v->tokens[i - 2].form, "-");  /* "US-led" */
        if (compound) { i--; continue; }
        if (!(kw_is(v, i - 1) & (KW_G_FILL | KW_G_NOUN | KW_G_POSS)) || kw_is(v, i - 1) & (KW_G_PREP | KW_G_VERB | KW_G_CC | KW_G_BE)) break;
    }
    return KW_NO_ROLE;
}

/* Who did it, of a passive: behind the word for "by", or, where the language allows, right behind the verb. */
kw_role kw_agent(const kw_view *v, const kw_frame_hit *h) {
    uint32_t end = kw_clause_end(v, h->first + h->n - 1), next = h->first + h->n;
    for (uint32_t i = next; i < end; i++) {
        /* another's agent */
        if (i > next && kw_who_at(v, i) < 0 && kw_is(v, i) & KW_G_VERB && !(kw_is(v, i) & (KW_G_PREP | KW_G_AGENT | KW_G_NOUN))) break;
        if (kw_who_at(v, i) >= 0 || !(kw_is(v, i) & KW_G_AGENT)) continue;
        kw_role r = kw_prep(v, i, end, v->tokens[i].form);
        if (r.weight) return r;
    }
    if (v->lang->voices && next < v->end && kw_who_at(v, next) >= 0) return (kw_role){ kw_who_at(v, next), 3 };
    uint32_t noun = next;          /* "ditembak pemukim Israel", "dilindas kendaraan taktis Brimob" */
    while (v->lang->voices && noun + 1 < v->end && noun < next + AGENT_NOUNS && kw_is(v, noun) & (KW_G_NOUN | KW_G_FILL) &&
           !(kw_is(v, noun) & (KW_G_VERB | KW_G_PREP | KW_G_CC | KW_G_COMMA)) && kw_who_at(v, noun) < 0)
        noun++;
    if (noun > next && kw_is(v, next) & KW_G_NOUN && kw_who_at(v, noun) >= 0) return (kw_role){ kw_who_at(v, noun), 2 };
    return KW_NO_ROLE;
}

/* The verb whose object the noun at t is, or -1. */
int32_t kw_governor(const kw_view *v, uint32_t t) {
    for (uint32_t i = t; i > v->first && i + 8 > t; i--) {
        if (kw_who_at(v, i - 1) >= 0) { if (i + 3 < t) return -1; continue; }
        if (kw_is(v, i - 1) & (KW_G_VERB | KW_G_LIGHT)) return (int32_t)i - 1;
        if (!(kw_is(v, i - 1) & (KW_G_FILL | KW_G_NOUN)) || kw_is(v, i - 1) & (KW_G_PREP | KW_G_CC)) return -1;
    }
    return -1;
}

/* First word of the phrase of the noun at t: over its adjectives and what tells of it. */
uint32_t kw_noun_start(const kw_view *v, uint32_t t) {
    while (t > v->first && kw_who_at(v, t - 1) < 0 && kw_is(v, t - 1) & (KW_G_FILL | KW_G_NOUN) &&
           !(kw_is(v, t - 1) & (KW_G_PREP | KW_G_SUB | KW_G_CC | KW_G_COMMA | KW_G_VERB | KW_G_BE | KW_G_NOT | KW_G_TO))) t--;
    return t;
}

kw_role kw_adjunct_subject(const kw_view *v, uint32_t t, const char *prepositions) {
    uint32_t s = kw_noun_start(v, t);
    if (s > v->first && kw_who_at(v, s - 1) >= 0) s = kw_phrase_start(v, kw_who_at(v, s - 1));        /* "under US sanctions" */
    if (s == v->first || kw_who_at(v, s - 1) >= 0 || !kw_has_class(v, v->tokens[s - 1].form, prepositions)) return KW_NO_ROLE;
    int32_t g = kw_verb_before(v, s - 1);
    if (g >= 0 && s - (uint32_t)g > INSERTION_MAX) return KW_NO_ROLE;
    kw_role r = g >= 0 ? kw_subject(v, (uint32_t)g) : kw_order_subject(v, s - 1, 0);
    bool inserted = v->lang->voices && g < 0 && !r.weight && s > v->first + 2 && kw_who_at(v, s - 2) < 0 && kw_is(v, s - 2) & KW_G_COMMA &&
        kw_who_at(v, s - 3) >= 0;
    if (inserted) r = (kw_role){ kw_who_at(v, s - 3), 2 };          /* "X, dalam pertemuan dengan Y, mendesak" */
    if (g < 0 && !r.weight) r = after_comma(v, t);
    return r.weight && r.mention >= 0 ? (kw_role){ r.mention, 1 } : KW_NO_ROLE;
}

kw_role kw_inserted_subject(const kw_view *v, uint32_t t) {
    uint32_t p = kw_noun_start(v, t);
    if (p == v->first || kw_who_at(v, p - 1) >= 0 || !(kw_is(v, p - 1) & KW_G_PREP)) return KW_NO_ROLE;
    int32_t where = p >= v->first + 2 ? kw_who_at(v, p - 2) : -1;              /* "in Berlin for" */
    uint32_t s = where >= 0 ? kw_phrase_start(v, where) : p - 1;
    if (where >= 0 && !kw_is_where(v, where, s)) return KW_NO_ROLE;
    if (where >= 0) s--;
    /* ", who was in Berlin for talks with" */
    bool told = s > v->first + 3 && kw_who_at(v, s - 1) < 0 && kw_is(v, s - 1) & KW_G_BE && kw_who_at(v, s - 2) < 0 && kw_is(v, s - 2) & KW_G_REL;
    if (told) s -= 2;
    if (s < v->first + 2 || kw_who_at(v, s - 1) >= 0 || !(kw_is(v, s - 1) & KW_G_COMMA)) return KW_NO_ROLE;
    int32_t who = kw_who_at(v, s - 2);
    return who >= 0 && !kw_is_held(v, who) && kw_entity_of(v, who)->kind != KW_PLACE ? (kw_role){ who, 1 } : KW_NO_ROLE;
}

bool kw_may_be(const kw_view *v, const kw_frame_hit *h, uint32_t traits) {
    for (uint32_t a = 0; a < h->n_alt; a++)
        for (uint32_t i = 0; i < h->alt[a].rows.n; i++)
            if (kw_frame_is(v, h->alt[a].rows.first + i, traits)) return true;
    return false;
}

kw_role kw_when_subject(const kw_view *v, const kw_hits *hits, uint32_t end) {
    if (end >= v->end || kw_who_at(v, end) >= 0 || !kw_has_class(v, v->tokens[end].form, "when")) return KW_NO_ROLE;
    for (size_t i = 0; i < hits->n && hits->v[i].first < end + INSERTION_MAX; i++) {
        const kw_frame_hit *h = &hits->v[i];
        if (h->first <= end || h->noun || !kw_may_be(v, h, KW_TYPE_HARM)) continue;
        kw_role r = h->voice == KW_PASSIVE ? KW_NO_ROLE : kw_subject(v, h->first);
        return r.weight && r.mention >= 0 && v->mentions[r.mention].first > end ? (kw_role){ r.mention, 2 } : KW_NO_ROLE;
    }
    return KW_NO_ROLE;
}
