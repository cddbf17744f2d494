/* SPDX-License-Identifier: MIT
 * Names that "and" or a comma joins: "X, Y and Z", "X and its ally, Y"; and what looks so and is none. */
#include "code/roles.h"

enum { NAMES_IN_LIST = 5 };

/* Does "and" come after at most a few more names? So a comma joins; else it parts an apposition. */
static bool list_goes_on(const kw_view *v, int32_t mention) {
    uint32_t names = 0;
    for (uint32_t i = kw_mention_end(&v->mentions[mention]); i < v->end && names < NAMES_IN_LIST; i++) {
        if (kw_who_at(v, i) >= 0) { if (i + 1 == v->end || kw_who_at(v, i + 1) != kw_who_at(v, i)) names++; continue; }
        if (kw_is(v, i) & KW_G_CC)
            return i + 2 < v->end && (kw_who_at(v, i + 1) >= 0 || (kw_who_at(v, i + 2) >= 0 && !(kw_is(v, i + 1) & KW_G_VERB)));
        if (!(kw_is(v, i) & (KW_G_COMMA | KW_G_FILL)) || kw_is(v, i) & (KW_G_BE | KW_G_VERB | KW_G_NOT)) return false;
    }
    return false;
}

/* The name that stands right behind another and is told more of by it ("the Islamist" "Hamas movement", "the Iran-backed" "Houthis"), or -1. */
static int32_t whole_of(const kw_view *v, int32_t mention) {
    uint32_t t = kw_mention_end(&v->mentions[mention]);
    bool compound = t + 2 < v->end && kw_str_is(v->tokens[t].form, "-") && v->tokens[t].flags & KW_TOK_GLUED && kw_who_at(v, t + 1) < 0 &&
        v->tokens[t + 1].flags & KW_TOK_PARTICIPLE;
    if (compound) t += 2;
    return t < v->end ? kw_who_at(v, t) : -1;
}

/* "Rusia-Ukraina" is one token with two names: the one `step` from this in the list, if it shares its token; or -1. */
static int32_t twin(const kw_view *v, int32_t mention, int32_t step) {
    int32_t other = mention + step;
    if (other < 0 || other >= (int32_t)v->in->marks->n_mentions) return -1;
    const kw_mention *a = &v->mentions[mention], *b = &v->mentions[other];
    bool same = a->first < kw_mention_end(b) && b->first < kw_mention_end(a) && !kw_span_meets(a->at, b->at);
    return same && !a->inside && !b->inside ? other : -1;
}

static int32_t last_told(const kw_view *v, int32_t mention) {
    while (whole_of(v, mention) >= 0) mention = whole_of(v, mention);
    return mention;
}

/* "X and its closest ally, Y": what is joined is told first as somebody's something, and named behind the comma; the name, or -1. */
static int32_t told_conjunct(const kw_view *v, uint32_t conjunction) {
    bool whose = false, noun = false;
    for (uint32_t i = conjunction + 1; i < v->end && i < conjunction + 7; i++) {
        uint8_t upos = v->tokens[i].upos;
        if (kw_is_pronoun(v, i) || (kw_who_at(v, i) < 0 && (upos == KW_PRON || (upos == KW_DET && v->tokens[i].flags & KW_TOK_CLITIC)))) whose = true;
        else if (kw_who_at(v, i) >= 0) return whose && noun ? last_told(v, kw_who_at(v, i)) : -1;
        else if (whose && noun && i + 1 < v->end && kw_who_at(v, i + 1) >= 0 && kw_has_class(v, v->tokens[i].form, "origin")) continue;
        /* "dan mitranya dari Y" */
        else if (kw_is(v, i) & KW_G_COMMA) {
            if (whose && noun && i + 1 < v->end)
                return kw_who_at(v, i + 1) >= 0 || i + 2 >= v->end || !(kw_is(v, i + 1) & KW_G_FILL) ? kw_who_at(v, i + 1) : kw_who_at(v, i + 2);
            return -1;
        } else if (kw_is(v, i) & KW_G_NOUN || (upos == KW_VERB && (whose || kw_is_pronoun(v, i + 1 < v->end ? i + 1 : i)))) noun = true;
        /* "its ally": taggers call it a verb */
        else if (upos != KW_ADJ && (!(kw_is(v, i) & KW_G_FILL) || kw_is(v, i) & (KW_G_VERB | KW_G_BE | KW_G_PREP | KW_G_NOT))) return -1;
    }
    return -1;
}

/* "pledged aid to X and Y delivered tanks": by the heads Y is the subject of a verb behind it, and X, held, of none. */
static bool opens_clause(const kw_view *v, int32_t held, int32_t mention) {
    const kw_token *t = &v->tokens[v->mentions[mention].head];
    int32_t holder = kw_holder_of(v, held);
    if (!v->parsed || holder < 0 || kw_has_class(v, v->tokens[holder].form, "among") || (t->deprel != KW_NSUBJ && t->deprel != KW_NSUBJ_PASS))
        return false;
    return t->head >= (int32_t)kw_mention_end(&v->mentions[mention]) && t->head < (int32_t)v->end;
}

/* The verb or preposition right before the phrase of the mention, or -1; a verb of saying brings in a clause. */
static int32_t rules_it(const kw_view *v, int32_t mention) {
    uint32_t s = v->mentions[mention].first;
    while (s > v->first && kw_who_at(v, s - 1) < 0 && !(kw_is(v, s - 1) & (KW_G_VERB | KW_G_PREP)) && kw_is(v, s - 1) & (KW_G_FILL | KW_G_NOUN) &&
           !(kw_is(v, s - 1) & (KW_G_COMMA | KW_G_CC)))
        s--;
    if (s == v->first || kw_who_at(v, s - 1) >= 0 || kw_is(v, s - 1) & (KW_G_SAY | KW_G_BE)) return -1;
    return kw_is(v, s - 1) & (KW_G_VERB | KW_G_PREP) ? (int32_t)s - 1 : -1;
}

/* "X bombed Y, and Z said": Z does something else, and is not bombed. */
static bool acts_anew(const kw_view *v, int32_t before, int32_t mention) {
    uint32_t t = kw_mention_end(&v->mentions[mention]);
    while (t < v->end && kw_who_at(v, t) < 0 && v->tokens[t].upos == KW_ADV) t++;
    bool place = v->in->marks->entities[v->mentions[before].entity].kind == KW_PLACE;         /* "in the capital, X, and Y attacked" */
    if (t >= v->end || kw_who_at(v, t) >= 0 || (rules_it(v, before) < 0 && !place)) return false;
    bool finite = kw_is(v, t) & KW_G_VERB && !kw_is_gerund(&v->tokens[t]) && !(kw_is(v, t) & KW_G_NOUN);
    return finite || v->tokens[t].upos == KW_AUX;
}

/* "chased the rebels and nine soldiers were killed": what a verb of the past does to the one is not done to who acts behind "and". */
static bool done_to(const kw_view *v, int32_t mention) {
    int32_t verb = v->lang->voices ? -1 : rules_it(v, mention);
    return verb >= 0 && kw_is(v, (uint32_t)verb) & KW_G_VERB && v->tokens[verb].tense == KW_PAST && !kw_is_gerund(&v->tokens[verb]);
}

/* "The two leaders, X and Y,": who they are follows, not who else. */
bool kw_names_follow(const kw_view *v, int32_t mention) {
    const kw_mention *m = &v->mentions[mention];
    if (v->in->marks->entities[m->entity].kind != KW_GROUP) return false;
    for (uint32_t t = m->first < v->first ? v->first : m->first; t < kw_mention_end(m); t++)
        if (kw_has_class(v, v->tokens[t].form, "both")) return true;
    return m->first > v->first && kw_has_class(v, v->tokens[m->first - 1].form, "both");
}

/* "and its rival Y": a word of whose, or the noun behind it. */
static bool somebodys(const kw_view *v, uint32_t t) {
    return kw_is_pronoun(v, t) || (kw_is(v, t) & KW_G_NOUN && kw_who_at(v, t - 1) < 0 && kw_is_pronoun(v, t - 1));
}

/* "After meeting X, Y and Z left": the first comma, where it ends the clause that opens the sentence and holds X; names and a verb follow. */
static bool ends_opening(const kw_view *v, uint32_t comma) {
    bool verb = false;
    if (kw_who_at(v, v->first) >= 0 || !(kw_is(v, v->first) & (KW_G_SUB | KW_G_PREP))) return false;
    if (kw_comma_behind(v, v->first + 1, comma) != comma) return false;
    for (uint32_t i = v->first + 1; i < comma; i++) verb = verb || (kw_who_at(v, i) < 0 && kw_is(v, i) & KW_G_VERB);
    uint32_t i = comma + 1;
    while (i < v->end && (kw_who_at(v, i) >= 0 || kw_is(v, i) & (KW_G_CC | KW_G_COMMA))) i++;
    return verb && i < v->end && kw_who_at(v, i - 1) >= 0 && kw_is(v, i) & (KW_G_VERB | KW_G_BE | KW_G_FUTURE | KW_G_BACK);
}

int32_t kw_next_conjunct(const kw_view *v, int32_t mention) {
    if (!kw_in_view(v, mention)) return -1;
    if (twin(v, mention, 1) >= 0) return twin(v, mention, 1);
    uint32_t t = kw_mention_end(&v->mentions[mention]);
    bool joined = false, comma = false;
    int32_t again = kw_holder_of(v, mention);
    for (uint32_t i = t; i < v->end && i < t + 5; i++) {
        int32_t w = kw_who_at(v, i);
        if (w >= 0) w = last_told(v, w);
        /* "the United Nations (UN) and ..." */
        if (w >= 0 && !joined && !comma && (v->mentions[w].entity == v->mentions[mention].entity || kw_str_is(v->tokens[i - 1].form, "("))) {
            t = i = kw_mention_end(&v->mentions[w]) - 1;
            continue;
        }
        if (w >= 0 && joined && (comma || done_to(v, mention)) && acts_anew(v, mention, w)) return -1;
        if (w >= 0) return w != mention && !opens_clause(v, mention, w) && (joined || (comma && list_goes_on(v, w))) ? w : -1;
        kw_str form = v->tokens[i].form;
        bool hyphen = i == t && form.n == 1 && form.p[0] == '-' && v->tokens[i].flags & KW_TOK_GLUED;
        if (kw_is(v, i) & KW_G_COMMA) {
            if (!comma && !joined && (kw_names_follow(v, mention) || ends_opening(v, i))) return -1;
            comma = true;
        } else if ((kw_is(v, i) & KW_G_CC && !(kw_is(v, i) & KW_G_SUB)) || hyphen) {
            int32_t told = hyphen ? -1 : told_conjunct(v, i);
            if (told >= 0) return told != mention ? told : -1;
            joined = true;
        }
        else if (joined && again >= 0 && kw_str_eq(v->tokens[i].form, v->tokens[again].form)) continue;        /* "to X and to Y" */
        else if (joined && somebodys(v, i)) continue;
        else if (joined && kw_is_gerund(&v->tokens[i]) && i + 1 < v->end && kw_who_at(v, i + 1) >= 0) continue;     /* "and neighbouring Y" */
        else if (!(kw_is(v, i) & KW_G_FILL) || kw_is(v, i) & (KW_G_NOT | KW_G_BE | KW_G_VERB | KW_G_FUTURE)) return -1;
    }
    return -1;
}

int32_t kw_last_conjunct(const kw_view *v, int32_t mention) {
    if (!kw_in_view(v, mention)) return -1;
    if (twin(v, mention, -1) >= 0) return twin(v, mention, -1);
    for (uint32_t t = v->mentions[mention].first; t > v->first && t + 9 > v->mentions[mention].first; t--) {
        int32_t w = kw_who_at(v, t - 1);
        if (w >= 0 && whole_of(v, w) >= 0) { t = v->mentions[w].first + 1; continue; }
        if (w >= 0) return kw_next_conjunct(v, w) == mention ? w : -1;
    }
    return -1;
}
