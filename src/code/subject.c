/* SPDX-License-Identifier: MIT
 * Who does what a verb tells: what stands right before it, over insertions, joined verbs and the words that open its clause; else what
 * the heads or the order of the sentence tell. */
#include "code/roles.h"

/* Somebody whom the sentence does not name, and none of those whom it does. */
#define NOBODY ((kw_role){ -1, 2 })

static kw_role near_subject(const kw_view *v, uint32_t t, int depth);

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

kw_role kw_after_comma(const kw_view *v, uint32_t t) {
    enum { OPENING_MAX = 25 };
    uint32_t stop = t + OPENING_MAX < v->end ? t + OPENING_MAX : v->end, comma = kw_comma_behind(v, t + 1, stop);
    for (uint32_t i = t + 3; i < comma; i++) {          /* "After visiting Cairo X said": no comma */
        if (kw_who_at(v, i) >= 0 || !(kw_is(v, i) & KW_G_VERB) || kw_who_at(v, i - 1) < 0) continue;
        uint32_t s = kw_phrase_start(v, kw_who_at(v, i - 1));
        if (s > t + 1 && kw_who_at(v, s - 1) >= 0) return (kw_role){ kw_who_at(v, i - 1), 3 };
    }
    for (uint32_t i = comma + 1; i < stop; i++) {
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
    kw_role r = near_subject(v, (uint32_t)g, depth + 1);
    bool aside = kw_who_at(v, to - 1) < 0 && (kw_in_date(v, to - 1) || kw_has_class(v, v->tokens[to - 1].form, "attempt"));
    return r.weight || !aside ? r : kw_order_subject(v, (uint32_t)g, depth + 1);      /* "Its tanks pounded Y in a bid to" */
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

/* "A bus was hit by Y, killing 12": what follows is done by who did the first, or by nobody who is named; weight 0: it follows no passive. */
static kw_role after_passive(const kw_view *v, uint32_t t, uint32_t comma) {
    int32_t g = t == comma + 1 && (kw_is_gerund(&v->tokens[t]) || v->lang->voices) ? kw_verb_before(v, comma) : -1;
    if (g <= (int32_t)v->first || !kw_verb_is(v, t, KW_TYPE_HARM)) return KW_NO_ROLE;
    bool be = kw_who_at(v, (uint32_t)g - 1) < 0 && kw_is(v, (uint32_t)g - 1) & KW_G_BE && v->tokens[g].tense == KW_PAST;
    if (v->lang->voices ? v->tokens[g].voice != KW_PASSIVE : !be) return KW_NO_ROLE;
    kw_role by = kw_agent(v, &(kw_frame_hit){ .first = (uint32_t)g, .n = 1, .voice = KW_PASSIVE });
    return by.weight ? by : NOBODY;
}

/* An insertion, or "recognises X, renounces Y and backs Z". */
static kw_role behind_comma(const kw_view *v, uint32_t t, uint32_t i, int depth) {
    kw_role done = after_passive(v, t, i - 1);
    if (done.weight) return done;
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
    if (is & KW_G_SUB && i - 1 == v->first) return kw_after_comma(v, t);
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

/* "mendatangi X menemui Y": who goes to X meets Y, with nothing between the two verbs but X. */
static kw_role goes_on(const kw_view *v, uint32_t t, uint32_t i, int32_t w) {
    uint32_t s = kw_phrase_start(v, w);
    if (!v->lang->voices || i != t || v->tokens[t].voice != KW_ACTIVE || s == v->first || kw_who_at(v, s - 1) >= 0) return KW_NO_ROLE;
    bool goes = kw_is(v, s - 1) & KW_G_VERB && v->tokens[s - 1].voice == KW_ACTIVE && !(kw_is(v, s - 1) & (KW_G_ASK | KW_G_SAY));
    return goes && kw_verb_is(v, s - 1, KW_TYPE_TALK) ? near_subject(v, s - 1, 1) : KW_NO_ROLE;
}

static kw_role behind_name(const kw_view *v, uint32_t t, uint32_t i, int32_t w) {
    kw_role other = told_of_another(v, t, i, w);
    if (!other.weight) other = goes_on(v, t, i, w);
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

/* Who acts by the heads; nobody whom "by" holds, whatever they say ("jets called in by X bombed Y"). */
static kw_role by_heads(const kw_view *v, uint32_t t) {
    kw_role r = v->parsed ? kw_but_teller(v, t, kw_tree_subject(v, t, 0)) : KW_NO_ROLE;
    int32_t holder = kw_holder_of(v, r.mention);
    return holder >= 0 && kw_is(v, (uint32_t)holder) & KW_G_AGENT ? KW_NO_ROLE : r;
}

kw_role kw_subject(const kw_view *v, uint32_t t) {
    kw_role speaker;
    if (kw_resumes(v, t, &speaker) && speaker.weight) return speaker;
    kw_role near = near_subject(v, t, 0);
    if (near.weight) return near.mention >= 0 ? near : KW_NO_ROLE;
    kw_role r = by_heads(v, t);
    if (r.weight && r.mention < 0) {                        /* the tree knows the subject, and it has no name */
        kw_role o = r.weight == 2 ? kw_order_subject(v, t, 0) : KW_NO_ROLE;
        return o.weight == 3 ? o : KW_NO_ROLE;              /* a verb that may only seem to hang on the noun before it */
    }
    if (r.weight == 3) return r;
    kw_role o = kw_order_subject(v, t, 0);
    return r.weight && o.weight < 3 ? r : o;
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
