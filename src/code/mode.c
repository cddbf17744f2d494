/* SPDX-License-Identifier: MIT
 * Did it happen? Words of negation, future, plan, wish, doubt and condition around a trigger. */
#include "code/roles.h"

/* The verb that the conjunction at t joins to the one behind it, or UINT32_MAX. */
static uint32_t verb_joined(const kw_view *v, uint32_t t) {
    for (uint32_t i = t; i > v->first && i + 15 > t; i--) {
        if (kw_who_at(v, i - 1) >= 0) continue;
        if (kw_is(v, i - 1) & KW_G_VERB) return i - 1;
        if (kw_is(v, i - 1) & (KW_G_SUB | KW_G_IF | KW_G_COMP | KW_G_REL)) break;
    }
    return UINT32_MAX;
}

static uint32_t group_before(const kw_view *v, uint32_t t, uint32_t *cue, int depth);

/* "said it would lodge a protest and sought an explanation": a verb of the past, which no "would" governs, behind one that is bare. */
static bool breaks_off(const kw_view *v, uint32_t first, uint32_t t) {
    const kw_token *a = &v->tokens[first], *b = &v->tokens[t];
    return !v->lang->voices && b->tense == KW_PAST && !(b->flags & KW_TOK_PARTICIPLE) && a->tense != KW_PAST && kw_str_eq(a->form, a->lemma) &&
           !kw_str_eq(b->form, b->lemma);
}

/* "will send troops to join X": what an act to come aims at is to come, too. */
static uint32_t aim_of(const kw_view *v, uint32_t to, uint32_t *cue, int depth) {
    uint32_t i = to > v->first && kw_who_at(v, to - 1) < 0 && kw_is(v, to - 1) & KW_G_COMMA ? to - 1 : to, own = *cue, all;
    while (i > v->first && i + 15 > to && (kw_who_at(v, i - 1) >= 0 ||
           !(kw_is(v, i - 1) & (KW_G_VERB | KW_G_BE | KW_G_SUB | KW_G_IF | KW_G_COMP | KW_G_REL | KW_G_COMMA))))
        i--;
    if (i == v->first || i + 15 <= to || !(kw_is(v, i - 1) & (KW_G_VERB | KW_G_BE))) return 0;
    all = group_before(v, i - 1, cue, depth + 1) & (KW_G_FUTURE | KW_G_PLAN);
    if (!all) *cue = own;
    if (!all && kw_class_at(v, i - 1, "readies")) all = KW_G_PLAN;                            /* "armed X to fight Y" */
    if (!all && kw_is(v, i - 1) & KW_G_ASK && kw_verb_is(v, i - 1, KW_TYPE_ASKS)) all = KW_G_PLAN;         /* "everybody asked X to leave" */
    int32_t holder = !all && kw_who_at(v, to - 1) >= 0 ? kw_holder_of(v, kw_who_at(v, to - 1)) : -1;
    if (holder >= 0 && kw_has_class(v, v->tokens[holder].form, "for to")) all = KW_G_PLAN;                           /* "a deadline for X to leave" */
    return all;
}

/* "dan segera memberlakukan": behind another act the word says that this one followed at once. */
static bool is_soon(const kw_view *v, uint32_t t) { return kw_is(v, t) & KW_G_FUTURE && kw_has_class(v, v->tokens[t].form, "soon"); }

/* Classes of the words that belong to the verb group before t; of a joined verb without any, those of the first ("will send A and B"). */
static uint32_t group_before(const kw_view *v, uint32_t t, uint32_t *cue, int depth) {
    uint32_t all = 0;
    kw_role speaker;
    if (t > v->first && depth < 2 && kw_who_at(v, t - 1) < 0 && kw_is(v, t - 1) & KW_G_CC && !kw_resumes(v, t, &speaker)) {
        uint32_t first = verb_joined(v, t - 1);
        uint32_t own = kw_is(v, t - 1) & KW_G_NOT;          /* "neither A nor B" */
        if (own) *cue = t - 1;
        if (first != UINT32_MAX && !breaks_off(v, first, t))
            return own | (group_before(v, first, cue, depth + 1) & (KW_G_FUTURE | KW_G_PLAN | KW_G_WISH | KW_G_CAN | KW_G_ALLEGED | KW_G_MUST));
    }
    for (uint32_t i = kw_aside(v, t); i > v->first && i + 6 > t; i = kw_aside(v, i - 1)) {
        uint32_t p = i - 1, b = kw_is(v, p);
        if (kw_who_at(v, p) >= 0) break;
        if (is_soon(v, p) && p > v->first && kw_who_at(v, p - 1) < 0 && kw_is(v, p - 1) & KW_G_CC) return all | group_before(v, p, cue, depth);
        uint32_t tells = b & (KW_G_NOT | KW_G_FUTURE | KW_G_PLAN | KW_G_WISH | KW_G_CAN | KW_G_ALLEGED | KW_G_MUST | KW_G_BACK);
        if (tells) *cue = p;
        all |= tells;
        if (!tells && !(b & (KW_G_FILL | KW_G_BE | KW_G_TO)) && !(b & KW_G_LIGHT)) break;
        if (b & KW_G_TO && !depth) all |= aim_of(v, p, cue, depth);
        if (b & (KW_G_PREP | KW_G_CC | KW_G_COMMA) && !tells && !(b & KW_G_TO)) break;
    }
    return all;
}

static bool opens_with(const kw_view *v, uint32_t t, uint32_t bits) {
    uint32_t s = kw_clause_start(v, t);
    return s > v->first && kw_who_at(v, s - 1) < 0 && kw_is(v, s - 1) & bits;
}

/* "tidak membuat X menyerang Y", "did not lead X to attack": what somebody was not brought to do. */
static bool not_brought(const kw_view *v, uint32_t t, uint32_t *cue) {
    uint32_t i = t;
    while (i > v->first && kw_who_at(v, i - 1) < 0 && kw_is(v, i - 1) & (KW_G_TO | KW_G_FUTURE | KW_G_FILL) &&
           !(kw_is(v, i - 1) & (KW_G_VERB | KW_G_COMMA)))
        i--;
    if (i == v->first || kw_who_at(v, i - 1) < 0) return false;
    uint32_t start = kw_phrase_start(v, kw_who_at(v, i - 1));
    if (start == v->first || kw_who_at(v, start - 1) >= 0 || !(kw_is(v, start - 1) & KW_G_VERB)) return false;
    if (!kw_class_at(v, start - 1, "brings")) return false;
    return group_before(v, start - 1, cue, 0) & KW_G_NOT;
}

/* "agar X mengusir Y": the word that opens the clause says that it is to be, whatever stands before it. */
static bool opens_aim(const kw_view *v, uint32_t t) {
    uint32_t s = kw_clause_start(v, t);
    return opens_with(v, t, KW_G_COMP) && kw_has_class(v, v->tokens[s - 1].form, "aim");
}

/* A verb of denial whose complement holds t; it is the cue. "membantah tudingan itu dan menuduh X": what is joined to it is none. */
static bool denied_above(const kw_view *v, uint32_t t, uint32_t *cue) {
    kw_role speaker;
    if (kw_resumes(v, t, &speaker)) return false;
    uint32_t group = t;
    while (group > v->first && kw_who_at(v, group - 1) < 0 && group + 3 > t && kw_is(v, group - 1) & (KW_G_FILL | KW_G_BACK | KW_G_NOUN) &&
           !(kw_is(v, group - 1) & KW_G_VERB))
        group--;
    bool joined = group > v->first && kw_who_at(v, group - 1) < 0 && kw_is(v, group - 1) & KW_G_CC;
    for (uint32_t i = t; i > v->first && i + 14 > t; i--) {
        if (kw_who_at(v, i - 1) >= 0) continue;
        uint32_t b = kw_is(v, i - 1);
        if (b & KW_G_DENY) { *cue = i - 1; return !joined; }
        if (b & (KW_G_VERB | KW_G_COMP)) joined = false;
        if (b & (KW_G_SUB | KW_G_IF)) return false;
    }
    return false;
}

/* What is told of a noun behind it, as classes of a verb group: "the visit to X was cancelled" (not), "pertemuan X dan Y akan
 * digelar" (future). Any other verb tells what the act led to, and nothing of whether it took place. */
static uint32_t group_behind(const kw_view *v, const kw_frame_hit *h, uint32_t *cue) {
    uint32_t end = kw_clause_end(v, h->first + h->n - 1);
    for (uint32_t i = h->first + h->n; i < end; i++) {
        if (kw_who_at(v, i) >= 0) continue;
        uint32_t b = kw_is(v, i);
        if (b & (KW_G_REL | KW_G_COMP)) return 0;
        if (b & KW_G_UNDONE) { *cue = i; return KW_G_NOT; }
        if (b & KW_G_OCCUR) return group_before(v, i, cue, 2) & (KW_G_NOT | KW_G_FUTURE | KW_G_PLAN | KW_G_ALLEGED | KW_G_CAN);
        if (b & KW_G_VERB) return 0;
    }
    return 0;
}

/* "said that X had bombed Y": told as somebody's words, the news of the day has "had" before it, too. */
bool kw_shifted_back(const kw_view *v, uint32_t had) {
    if (v->tokens[had].upos != KW_AUX && (v->tokens[had].upos != KW_VERB || kw_is(v, had) & KW_G_VERB)) return false;
    bool that = false;
    for (uint32_t t = had; t > v->first; t--) {
        if (kw_who_at(v, t - 1) >= 0) continue;
        uint32_t is = kw_is(v, t - 1);
        that = that || is & KW_G_COMP;
        if (is & KW_G_VERB && is & (KW_G_SAY | KW_G_DENY)) return true;
        if (that && is & KW_G_VERB && is & KW_G_ASK) return true;          /* "told the council that" */
        if (is & (KW_G_VERB | KW_G_SUB | KW_G_IF | KW_G_REL | KW_G_COMMA)) return false;
    }
    return false;
}

/* Is the only word of the past before the verb at t such a helper? */
static bool only_shifted(const kw_view *v, uint32_t t) {
    bool shifted = false;
    for (uint32_t i = t; i > v->first && i + 6 > t && kw_who_at(v, i - 1) < 0; i--) {
        if (!(kw_is(v, i - 1) & KW_G_BACK)) continue;
        if (!kw_shifted_back(v, i - 1)) return false;
        shifted = true;
    }
    return shifted;
}

static bool only_remarks(const kw_view *v, const kw_frame_hit *h) {
    for (uint32_t a = 0; a < h->n_alt; a++)
        for (uint32_t i = 0; i < h->alt[a].rows.n; i++)
            if (!kw_frame_is(v, h->alt[a].rows.first + i, KW_TYPE_REMARK)) return false;
    return h->n_alt > 0;
}

/* "will fly to Cairo for talks with X": the verb whose purpose the noun at t tells, or -1. */
static int32_t served(const kw_view *v, uint32_t t) {
    enum { SERVED_REACH = 12 };
    uint32_t s = kw_noun_start(v, t);
    if (s == v->first || kw_who_at(v, s - 1) >= 0 || !kw_has_class(v, v->tokens[s - 1].form, "purpose")) return -1;
    int32_t g = kw_verb_before(v, s - 1);
    return g >= 0 && (uint32_t)g + SERVED_REACH > s ? g : -1;
}

/* "held no talks", "imposed no sanctions": the object of the verb is denied, and the act with it. */
static bool of_none(const kw_view *v, const kw_frame_hit *h, uint32_t *cue) {
    uint32_t t = h->first + h->n;
    while (t < v->end && kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_BACK && !(kw_is(v, t) & KW_G_NOT)) t++;      /* "had had no contacts" */
    if (h->noun || t >= v->end || kw_who_at(v, t) >= 0 || !(kw_is(v, t) & KW_G_NOT) || v->tokens[t].upos != KW_DET) return false;
    *cue = t;
    return true;
}

kw_mode kw_mode_of(const kw_view *v, const kw_frame_hit *h) {
    kw_mode m = { .reason = KW_FACT, .cue = UINT32_MAX };
    uint32_t at = h->first;
    if (h->noun) {
        int32_t g = kw_governor(v, at), goes = served(v, at);
        if ((g >= 0 && kw_is(v, (uint32_t)g) & KW_G_LIGHT) || goes >= 0) at = (uint32_t)(goes >= 0 ? goes : g);
    }
    uint32_t b = group_before(v, at, &m.cue, 0);
    /* "X segera mengecam": it was said at once */
    if (b & KW_G_FUTURE && m.cue > v->first && m.cue < v->end && is_soon(v, m.cue) && kw_who_at(v, m.cue - 1) >= 0 && only_remarks(v, h)) {
        b &= ~(uint32_t)KW_G_FUTURE;
        m.cue = UINT32_MAX;
    }
    if (h->noun && at != h->first) b |= group_before(v, h->first, &m.cue, 0);
    if (of_none(v, h, &m.cue)) b ^= KW_G_NOT;       /* "did not impose no sanctions" */
    m.background = b & KW_G_BACK && !only_shifted(v, at);
    m.future = b & (KW_G_FUTURE | KW_G_CAN);
    m.refused = b & KW_G_NOT && b & (KW_G_FUTURE | KW_G_WISH);
    m.supposed = !(b & ~(uint32_t)KW_G_NOT) && opens_with(v, at, KW_G_IF);      /* "if X does not comply", too */
    m.awaited = opens_with(v, at, KW_G_UNTIL);
    if (m.refused) return m;
    if (h->noun) b |= group_behind(v, h, &m.cue);
    m.future = m.future || (b & KW_G_FUTURE && !(b & KW_G_NOT));
    if (b & KW_G_NOT) m.reason = KW_DENIED;
    else if (b & (KW_G_FUTURE | KW_G_PLAN)) m.reason = KW_PLANNED;
    else if (b & KW_G_WISH) m.reason = KW_WISHED;
    else if (b & KW_G_ALLEGED) m.reason = KW_ALLEGED;
    else if (b & (KW_G_CAN | KW_G_MUST)) m.reason = KW_CONDITIONAL;
    else if (opens_with(v, at, KW_G_IF)) m.reason = KW_CONDITIONAL;
    else if (opens_aim(v, at)) m.reason = KW_WISHED;
    else if (!h->noun && not_brought(v, at, &m.cue)) m.reason = KW_DENIED;
    else if (denied_above(v, at, &m.cue) || (at != h->first && denied_above(v, h->first, &m.cue))) m.reason = KW_DENIED;
    else if (v->question) m.reason = KW_ASKED;
    m.planned = b & KW_G_PLAN && !(b & KW_G_FUTURE);
    if (b & KW_G_PLAN) m.future = true;
    return m;
}
