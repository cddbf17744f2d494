/* SPDX-License-Identifier: MIT
 * The readings of a hit: each row of its pattern with its conditions and roles; the one whose words fit best is taken. */
#include "code/reader.h"

/* Tokens. How far from the verb things still are its own: past these the nearest name or word mostly belongs to something else. */
enum { OBJECT_REACH = 14, MUST_REACH = 30, NEAR_REACH = 4, OBJECT_NEAR = 8, NAMES_IN_LIST = 5 };

/* ---- conditions ---- */

/* The tokens of the object: behind the verb, or before it in the passive. */
static void object_window(reader *r) {
    const kw_view *v = r->v;
    if (r->window_of == r->h->n + (r->passive ? 64 : 0)) {      /* the same for all rows of a pattern */
        r->object_first = r->window_first;
        r->object_end = r->window_end;
        return;
    }
    uint32_t a = r->h->first + r->h->n, b = a;
    if (r->passive) {
        for (a = b = r->h->first; a > v->first && b - a < OBJECT_REACH; a--) {
            uint32_t is = kw_is(v, a - 1);
            bool told = a > v->first + 1 && is & KW_G_VERB && kw_who_at(v, a - 2) < 0 && kw_is(v, a - 2) & KW_G_REL;       /* "forces that number 500 were sent" */
            if (!told && kw_who_at(v, a - 1) < 0 && is & (KW_G_VERB | KW_G_COMMA | KW_G_SUB | KW_G_IF | KW_G_COMP) && !(is & KW_G_BE)) break;
        }
    } else {
        while (b < r->end && b - a < OBJECT_REACH) {
            uint32_t is = kw_is(v, b);
            bool amount = is & KW_G_PREP && b + 1 < r->end && kw_who_at(v, b + 1) < 0 && v->tokens[b + 1].flags & KW_TOK_NUMBER;    /* "up to 70 instructors" */
            if (amount || (is & (KW_G_PREP | KW_G_FILL) && b + 1 < r->end && b == a && kw_is(v, b + 1) & KW_G_TO && b + 2 < r->end && v->tokens[b + 2].flags & KW_TOK_NUMBER)) { b++; continue; }
            bool inside = v->parsed && (v->tokens[b].deprel == KW_AMOD || (kw_is_gerund(&v->tokens[b]) && b + 1 < r->end && kw_is(v, b + 1) & KW_G_NOUN));   /* "a data sharing agreement" */
            if (kw_who_at(v, b) < 0 && !(is & KW_G_OWNER) && is & (KW_G_VERB | KW_G_COMMA | KW_G_PREP | KW_G_AGENT | KW_G_TO) && !(is & KW_G_NOUN) && b > a && !inside) break;
            b++;
        }
    }
    r->object_first = r->window_first = a;
    r->object_end = r->window_end = b;
    r->window_of = r->h->n + (r->passive ? 64 : 0);
}

static bool some_token(const kw_view *v, uint32_t a, uint32_t b, kw_str words) {
    for (uint32_t t = a; t < b; t++)
        if (kw_token_in(v, t, words)) return true;
    return false;
}

/* Does the mention hold one of the words? */
static bool names(const kw_view *v, int32_t mention, kw_str words) {
    const kw_mention *m = &v->mentions[mention];
    return some_token(v, m->first < v->first ? v->first : m->first, kw_mention_end(m) < v->end ? kw_mention_end(m) : v->end, words);
}

static bool phrase_at(const kw_view *v, uint32_t a, uint32_t b, kw_str phrase) {
    kw_str word;
    for (; a < b && kw_str_cut(&phrase, ' ', &word); a++)
        if (!kw_str_eq(v->tokens[a].form, word)) return false;
    return !phrase.n;
}

/* Who must do something, of what is said in the tokens a .. b-1. */
static kw_role must_between(const kw_view *v, uint32_t a, uint32_t b) {
    for (uint32_t t = a; t < b; t++) {
        if (kw_who_at(v, t) >= 0 || !(kw_is(v, t) & KW_G_MUST) || v->tokens[t].upos == KW_NOUN) continue;
        if (t + 1 < v->end && v->tokens[t + 1].flags & KW_TOK_CLITIC && v->tokens[t + 1].upos == KW_PRON) continue;     /* "perlunya": the need */
        for (uint32_t i = t; i > a && i + 4 > t; i--) {
            if (kw_who_at(v, i - 1) >= 0) return (kw_role){ kw_who_at(v, i - 1), 3 };
            if (kw_is(v, i - 1) & KW_G_VERB) break;         /* "that the militants say must be freed": not they */
        }
    }
    return KW_NO_ROLE;
}

/* The same of what the verb brings in: behind it or, of a quotation that it is the cue of, before it ("X must go," said Y). */
static kw_role must_role(const reader *r) {
    const kw_view *v = r->v;
    const kw_marks *m = v->in->marks;
    uint32_t behind = r->h->first + r->h->n, stop = behind + MUST_REACH < v->end ? behind + MUST_REACH : v->end;
    kw_role must = must_between(v, behind, stop);
    for (size_t i = 0; !must.weight && i < m->n_quotes && m->quotes[i].at.start < v->tokens[r->h->first].at.start; i++) {
        if (m->quotes[i].at.start < v->tokens[v->first].at.start || !kw_span_meets(m->quotes[i].cue, v->tokens[r->h->first].at)) continue;
        must = must_between(v, v->first, r->h->first);
    }
    return must;
}

/* "Sudan was offered aid by ...": of a passive with two objects one stays behind the verb. */
static bool kept_object(reader *r, kw_str words) {
    const kw_view *v = r->v;
    uint32_t a = r->h->first + r->h->n, b = a;
    while (r->passive && b < r->end && b < a + 5 && (kw_who_at(v, b) >= 0 || !(kw_is(v, b) & (KW_G_PREP | KW_G_AGENT | (b > a ? KW_G_VERB : 0) | KW_G_COMMA)))) b++;
    if (!some_token(v, a, b, words)) return false;
    r->object_first = a;
    r->object_end = b;
    return true;
}

/* "obj=@aid", "then=@x" or "then=on trial", "subj=@crowd", "aux=@must", or a bare word that must stand in the clause. */
static bool holds(reader *r, kw_str key, kw_str value) {
    const kw_view *v = r->v;
    uint32_t behind = r->h->first + r->h->n;
    if (kw_str_is(key, "obj")) {
        object_window(r);
        return some_token(v, r->object_first, r->object_end, value) || kept_object(r, value);
    }
    if (kw_str_is(key, "obj!")) {
        object_window(r);
        bool found = some_token(v, r->object_first, r->object_end, value);
        r->object_first = r->object_end = 0;
        return !found;
    }
    if (kw_str_is(key, "subj")) {
        kw_role s = r->passive ? kw_agent(v, r->h) : kw_subject(v, r->h->first);
        if (s.mention < 0) return false;
        uint32_t a = kw_mention_end(&v->mentions[s.mention]), b = a;
        while (b < r->h->first && b < a + 2 && kw_who_at(v, b) < 0 && kw_is(v, b) & KW_G_NOUN) b++;     /* "Norwegian aid" */
        return names(v, s.mention, value) || some_token(v, a, b, value);
    }
    if (kw_str_is(key, "then")) {
        if (value.p[0] == '@') return some_token(v, behind, r->end, value);
        uint32_t stop = behind + WORD_REACH < v->end ? behind + WORD_REACH : v->end;    /* "as human shields": past what ends a clause, too */
        for (uint32_t t = behind; t < stop; t++)
            if (phrase_at(v, t, stop, value)) return true;
        return false;
    }
    if (kw_str_is(key, "aux")) return must_role(r).weight > 0;
    if (kw_str_is(key, "near")) return some_token(v, r->h->first > v->first + NEAR_REACH ? r->h->first - NEAR_REACH : v->first,
                                                     behind + NEAR_REACH < v->end ? behind + NEAR_REACH : v->end, value);
    return false;
}

/* Has the verb an object of its own, not only a complement behind a preposition? */
static bool has_object(const reader *r) {
    const kw_view *v = r->v;
    uint32_t behind = r->h->first + r->h->n;
    if (r->passive) return true;
    for (uint32_t t = behind; t < v->end && t < behind + OBJECT_NEAR; t++) {
        if (kw_who_at(v, t) >= 0 || kw_is(v, t) & KW_G_NOUN) return true;
        if (v->tokens[t].deprel == KW_AMOD && v->parsed) continue;
        bool amount = t > behind && kw_is(v, t) & KW_G_PREP && v->tokens[t - 1].upos == KW_ADJ && t + 1 < v->end &&
                      (v->tokens[t + 1].upos == KW_NUM || v->tokens[t + 1].upos == KW_SYM || kw_is(v, t + 1) & KW_G_NOUN);
        if (amount) continue;                               /* "more than $4 million" */
        if (!(kw_is(v, t) & KW_G_FILL) || kw_is(v, t) & (KW_G_PREP | KW_G_TO | KW_G_CC | KW_G_COMMA | KW_G_VERB | KW_G_AGENT)) return false;
    }
    return false;
}

/* "warned Iran would ...": the name behind the verb is the subject of what is said; `next`: one that stands right behind, but for "that". */
static bool names_a_clause(const reader *r, bool next) {
    const kw_view *v = r->v;
    uint32_t t = r->h->first + r->h->n;
    while (t < v->end && kw_who_at(v, t) < 0 && (!next || kw_is(v, t) & (KW_G_COMP | KW_G_SUB))) t++;
    if (next && (t >= v->end || kw_who_at(v, t) < 0)) return false;
    while (t < v->end && kw_who_at(v, t) >= 0) t++;
    if (t >= v->end) return false;
    if (v->tokens[t].upos == KW_AUX || kw_is(v, t) & (KW_G_FUTURE | KW_G_CAN | KW_G_MUST | KW_G_BE | KW_G_WISH | KW_G_NOT)) return true;
    return kw_is(v, t) & KW_G_VERB && !(v->tokens[t].flags & (KW_TOK_PARTICIPLE | KW_TOK_INFINITIVE));
}

/* "after his meeting with X they agreed": they are the two of the mutual act told before; sets them as source and target. */
static bool met_before(reader *r) {
    if (r->depth || !kw_they_before(r->v, r->h->first)) return false;
    for (size_t i = r->index; i-- > 0;) {
        kw_reading met;
        if (!kw_read_at(r->v, r->hits, i, false, 1, &met) || !met.both) continue;
        r->they[0] = (kw_role){ met.source.mention, 2 };
        r->they[1] = (kw_role){ met.target.mention, 2 };
        return true;
    }
    return false;
}

/* How many conditions of the row's cell hold, a word of its own counted twice; -1: one does not. */
static int conditions(reader *r, kw_str with) {
    kw_str one;
    int n = 0;
    r->object_first = r->object_end = 0;
    r->states = r->nostate = r->nogov = r->place = r->negated = r->abroad = false;
    r->by = KW_NONE;
    r->they[0] = r->they[1] = KW_NO_ROLE;
    while (with.n && kw_str_cut(&with, ';', &one)) {
        kw_str key;
        kw_str rest = one;
        bool has = kw_str_find(one, KW_STR("="), 0) != SIZE_MAX;
        if (has) {
            kw_str_cut(&rest, '=', &key);
            if (kw_str_is(key, "by")) {         /* looked at when the source is known */
                r->by = rest;
                n++;
                continue;
            }
            if (!holds(r, key, rest)) return -1;
            if (rest.p[0] != '@') n++;          /* a word of its own says more than a set */
        } else if (kw_str_is(one, "obj")) {
            if (!has_object(r)) return -1;
        } else if (kw_str_is(one, "only")) {
            if (!has_object(r) || names_a_clause(r, false)) return -1;
        } else if (kw_str_is(one, "does")) {
            if (!names_a_clause(r, true)) return -1;
        } else if (kw_str_is(one, "place")) {
            r->place = true;
        } else if (kw_str_is(one, "nostate")) {
            r->nostate = true;
        } else if (kw_str_is(one, "nogov")) {
            r->nogov = true;
        } else if (kw_str_is(one, "neg")) {
            if (kw_mode_of(r->v, r->h).reason != KW_DENIED) return -1;
            r->negated = true;
            n += 2;                             /* says more than what the object is */
        } else if (kw_str_is(one, "abroad")) {
            r->abroad = true;
        } else if (kw_str_is(one, "states")) {
            r->states = true;
        } else if (kw_str_is(one, "group")) {
            kw_role s = kw_subject(r->v, r->h->first);
            bool pair = s.mention >= 0 && (kw_next_conjunct(r->v, s.mention) >= 0 || kw_last_conjunct(r->v, s.mention) >= 0);
            if (!pair && !met_before(r)) return -1;
        } else {
            bool found = false;
            uint32_t from = r->h->first + r->h->n, to = r->end < from + WORD_REACH ? r->end : from + WORD_REACH;
            if (to == r->end && to < r->v->end) to++;       /* the word may be what ends the clause */
            for (uint32_t t = from; t < to && !found; t++) found = kw_who_at(r->v, t) < 0 && kw_str_eq(r->v->tokens[t].form, one);
            if (!found) return -1;
        }
        n++;
    }
    return n;
}

/* ---- roles ---- */

/* The first name of somebody else that is not only where something is. */
static kw_role first_name(const kw_view *v, uint32_t a, uint32_t b, int32_t but) {
    for (uint32_t t = a; t < b; t++) {
        int32_t w = kw_who_at(v, t);
        if (w < 0 || w == but) continue;
        const kw_entity *e = &v->in->marks->entities[v->mentions[w].entity];
        const kw_entity *own = but >= 0 ? &v->in->marks->entities[v->mentions[but].entity] : NULL;
        bool nameless = e->kind == KW_GROUP && !e->actor.n && (!e->country.n || (own && kw_str_eq(e->country, own->country)));
        if (nameless && !v->mentions[w].given_role) continue;   /* "a unity government", "its troops": what is made or sent, not to whom */
        if (t == v->first || kw_who_at(v, t - 1) >= 0 || !(kw_is(v, t - 1) & KW_G_LOC) || e->kind == KW_STATE) return (kw_role){ w, 1 };
        while (t + 1 < b && kw_who_at(v, t + 1) == w) t++;
    }
    return KW_NO_ROLE;
}

bool kw_same_entity(const kw_view *v, int32_t a, int32_t b) {
    return a >= 0 && b >= 0 && (a == b || v->mentions[a].entity == v->mentions[b].entity);
}

/* The target of the next frame between the hit and `end` that has one. */
static kw_role deed_target(reader *r, uint32_t end) {
    const kw_view *v = r->v;
    for (size_t i = r->index + 1; r->depth < 2 && i < r->hits->n && r->hits->v[i].first < end; i++) {
        kw_reading sub;
        if (!kw_read_at(v, r->hits, i, true, r->depth + 1, &sub)) continue;
        kw_str deed = kw_frame_cell(v, sub.row, KW_FR_TYPE);
        bool asks = kw_frame_is(v, r->row, KW_TYPE_ASKS) && sub.noun;
        if (asks && kw_quad(&v->kit->ontology, deed) > 2) sub.target = sub.source;
        if (!asks && sub.noun && kw_frame_is(v, sub.row, KW_TYPE_ASKS) && sub.source.weight) sub.target = sub.source;      /* "agreed to X's demand" */
        bool hostile = kw_quad(&v->kit->ontology, deed) == 4 && !kw_frame_is(v, sub.row, KW_TYPE_SHOW);
        if (!sub.target.weight || kw_same_entity(v, sub.target.mention, r->source.mention)) continue;
        kw_mode m = kw_mode_of(v, &r->hits->v[i]);
        r->inner = true;
        r->hostile = hostile && !sub.noun && m.reason != KW_DENIED && !m.refused;       /* "vowed not to attack" is no threat */
        return (kw_role){ sub.target.mention, 2 };
    }
    return KW_NO_ROLE;
}

/* The target of what was asked, promised or refused: of the next frame in the complement, else its first name; else of what a
 * clause tells of it ("a resolution that imposes sanctions on X"). */
static kw_role inner_role(reader *r, bool fallback) {
    const kw_view *v = r->v;
    uint32_t behind = r->h->first + r->h->n;
    kw_role deed = deed_target(r, r->end);
    if (deed.weight || !fallback) return deed;
    kw_role f = first_name(v, behind, r->end, r->source.mention);
    if (!f.weight && r->end < v->end && kw_is(v, r->end) & KW_G_REL) {
        deed = deed_target(r, kw_complement_end(v, behind - 1));
        r->hostile = false;
        if (deed.weight) return (kw_role){ deed.mention, 1 };
    }
    r->inner = f.weight > 0;
    return kw_same_entity(v, f.mention, r->source.mention) ? KW_NO_ROLE : f;
}

/* "the boycott that is led by X against Y", "serangan yang dilancarkan X terhadap Y": the agent of the clause that tells of the noun. */
static kw_role told_by(reader *r) {
    const kw_view *v = r->v;
    uint32_t t = r->h->first + r->h->n, stop = t + 4 < v->end ? t + 4 : v->end;
    while (t < stop && kw_who_at(v, t) < 0 && kw_is(v, t) & (KW_G_FILL | KW_G_NOUN | KW_G_COMMA) && !(kw_is(v, t) & (KW_G_VERB | KW_G_PREP))) t++;
    if (t >= stop || kw_who_at(v, t) >= 0 || !(kw_is(v, t) & KW_G_REL)) return KW_NO_ROLE;
    for (t++; t < v->end && t < stop + 4; t++) {
        if (kw_who_at(v, t) >= 0 || !(kw_is(v, t) & KW_G_VERB)) continue;
        if (v->tokens[t].voice == KW_ACTIVE) return KW_NO_ROLE;
        if (t + 1 < v->end && kw_who_at(v, t + 1) < 0 && kw_is(v, t + 1) & KW_G_AGENT) t++;
        if (t + 1 >= v->end || kw_who_at(v, t + 1) < 0) return KW_NO_ROLE;
        r->end = kw_clause_end(v, t + 1);
        r->from = t + 1;
        return (kw_role){ kw_who_at(v, t + 1), 3 };
    }
    return KW_NO_ROLE;
}

/* "helped Y in the war against Z": Y fights it, whom the verb before helps. */
static kw_role helped(const reader *r) {
    const kw_view *v = r->v;
    uint32_t start = kw_noun_start(v, r->h->first);
    int32_t g = kw_verb_before(v, start);
    if (g < 0 || start == v->first || kw_who_at(v, start - 1) >= 0 || !(kw_is(v, start - 1) & KW_G_PREP)) return KW_NO_ROLE;
    kw_rows rows = kw_table_find(v->lang->frames, v->lang->voices ? v->tokens[g].form : v->tokens[g].lemma);
    if (!rows.n || !kw_frame_is(v, rows.first, KW_TYPE_PURPOSE)) return KW_NO_ROLE;
    kw_role who = kw_object(v, (uint32_t)g, (uint32_t)g);
    return who.weight && v->mentions[who.mention].first < start ? (kw_role){ who.mention, 2 } : KW_NO_ROLE;
}

static kw_role subject_of_noun(reader *r) {
    kw_role told = told_by(r);
    if (told.weight) return told;
    kw_role fights = helped(r);
    if (fights.weight) return fights;
    int32_t g = kw_governor(r->v, r->h->first);
    if (g < 0 || !(kw_is(r->v, (uint32_t)g) & KW_G_LIGHT)) return KW_NO_ROLE;
    return kw_subject(r->v, (uint32_t)g);
}

/* Who acts in the clause that holds the noun: "won the town with help from X". */
static kw_role clause_subject(const reader *r) {
    int32_t g = kw_verb_before(r->v, r->h->first);
    if (g < 0 || r->h->first - (uint32_t)g > WORD_REACH) return KW_NO_ROLE;
    kw_role s = kw_subject(r->v, (uint32_t)g);
    return s.weight && s.mention >= 0 ? (kw_role){ s.mention, 1 } : KW_NO_ROLE;
}

/* What hangs on a noun stands before the next verb, unless that verb only lends itself to it ("talks will be held with"). */
static uint32_t noun_end(const reader *r) {
    const kw_view *v = r->v;
    for (uint32_t t = r->from; t < r->end; t++)
        if (kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_VERB && !(kw_is(v, t) & (KW_G_LIGHT | KW_G_PREP | KW_G_NOUN))) return t;
    return r->end;
}

/* "criticism, which is rare, of Y": what hangs on a noun behind a clause between commas that tells of it. */
static kw_role behind_insertion(const reader *r, kw_str word) {
    const kw_view *v = r->v;
    uint32_t t = r->end, stop = t + WORD_REACH < v->end ? t + WORD_REACH : v->end;
    if (t == v->first || t >= v->end || !(kw_is(v, t) & KW_G_REL) || kw_who_at(v, t - 1) >= 0 || !(kw_is(v, t - 1) & KW_G_COMMA)) return KW_NO_ROLE;
    while (t < stop && (kw_who_at(v, t) >= 0 || !(kw_is(v, t) & KW_G_COMMA))) t++;
    if (t + 1 >= stop || !(kw_is(v, t + 1) & (KW_G_PREP | KW_G_OWNER))) return KW_NO_ROLE;
    kw_role p = kw_prep(v, t + 1, stop, word);
    return p.weight ? (kw_role){ p.mention, 1 } : p;
}

/* Who fills one word of a role's cell: a place in the clause (subj, obj, before, ...) or what a preposition holds. */
static kw_role one_role(reader *r, kw_str word) {
    const kw_view *v = r->v;
    const kw_frame_hit *h = r->h;
    uint32_t last = h->first + h->n - 1;
    if (kw_str_is(word, "subj")) {
        if (h->noun) return subject_of_noun(r);
        if (r->passive) return kw_agent(v, h);
        if (r->subject.weight > 3 && !kw_struck_by(r, &r->subject)) {
            r->subject = kw_subject(v, h->first);
            if (!r->subject.weight) r->subject = kw_subject_above(v, h->first);
            kw_spare_struck(r, &r->subject);
        }
        return r->subject;
    }
    if (kw_str_is(word, "obj")) return h->noun ? KW_NO_ROLE : r->passive ? kw_subject(v, h->first) : kw_object(v, h->first, last);
    if (kw_str_is(word, "before")) return h->noun ? kw_owner(v, h, false) : KW_NO_ROLE;
    if (kw_str_is(word, "after")) return h->noun ? kw_owner(v, h, true) : KW_NO_ROLE;
    if (kw_str_is(word, "inner") || kw_str_is(word, "to:inner")) return r->passive ? KW_NO_ROLE : inner_role(r, true);
    if (kw_str_is(word, "deed")) return r->passive ? KW_NO_ROLE : inner_role(r, false);
    if (kw_str_is(word, "that:subj")) return must_role(r);
    if (kw_str_is(word, "clause")) return clause_subject(r);
    if (kw_str_is(word, "adjunct")) return kw_adjunct_subject(v, h->first, "during");
    if (kw_str_is(word, "bearing")) return kw_adjunct_subject(v, h->first, "bearing");
    if (kw_str_is(word, "when")) return kw_striker_when(r);
    if (kw_has_class(v, word, "comp"))
        return kw_prep(v, last + 1, last + WORD_REACH < v->end ? last + WORD_REACH : v->end, word);
    kw_role p = v->parsed ? kw_tree_prep(v, h->first, word) : KW_NO_ROLE;
    bool pair = h->noun && kw_has_class(v, word, "among");          /* "talks resumed between X and Y" */
    if (!p.weight) p = kw_prep(v, h->noun ? r->from : last + 1, h->noun && !pair ? noun_end(r) : r->end, word);
    if (!p.weight && h->noun) p = behind_insertion(r, word);
    if (p.weight && h->noun && p.weight == 2) p.weight = 1;
    return p;
}

/* Whom the sentence lets a pronoun stand for, where that is clearer than what `mark` says. */
static kw_role named_role(const reader *r, kw_role got) {
    if (got.mention < 0 || !r->v->mentions[got.mention].pronoun || r->v->mentions[got.mention].pair) return got;
    uint32_t at = r->v->mentions[got.mention].first;
    bool owner = at > r->v->first && kw_who_at(r->v, at - 1) < 0 && kw_is(r->v, at - 1) & KW_G_NOUN;     /* "mata-mata mereka" */
    kw_role named = kw_stands_for(r->v, at, at > r->h->first && !r->h->noun && !owner);
    return named.mention >= 0 ? (kw_role){ named.mention, got.weight } : got;
}

/* The first alternative of the cell ("subj/by") that somebody other than `but` fills. */
static kw_role role(reader *r, kw_str words, int32_t but, bool as_source) {
    kw_str word;
    while (words.n && kw_str_cut(&words, '/', &word)) {
        if (as_source && kw_str_is(word, "obj") && !r->passive) continue;    /* as a source only troops that "were sent" */
        if (r->pair && !as_source && kw_has_class(r->v, word, "loc")) continue;
        kw_role got = named_role(r, one_role(r, word));
        if (got.mention < 0 || (as_source && kw_is_site(r, got.mention))) got.weight = 0;
        if (got.weight && but >= 0 && kw_same_entity(r->v, got.mention, but) && r->h->noun) {      /* "the call between X and Y" */
            int32_t other = kw_next_conjunct(r->v, got.mention);
            if (other >= 0) got.mention = other;
        }
        if (got.weight && (but < 0 || !kw_same_entity(r->v, got.mention, but))) {
            r->among = kw_has_class(r->v, word, "among");
            return got;
        }
    }
    return KW_NO_ROLE;
}

/* Does "and" come after at most a few more names? So a comma joins; else it parts an apposition. */
static bool list_goes_on(const kw_view *v, int32_t mention) {
    uint32_t names = 0;
    for (uint32_t i = kw_mention_end(&v->mentions[mention]); i < v->end && names < NAMES_IN_LIST; i++) {
        if (kw_who_at(v, i) >= 0) { if (i + 1 == v->end || kw_who_at(v, i + 1) != kw_who_at(v, i)) names++; continue; }
        if (kw_is(v, i) & KW_G_CC) return i + 3 < v->end && (kw_who_at(v, i + 1) >= 0 || (kw_who_at(v, i + 2) >= 0 && !(kw_is(v, i + 1) & KW_G_VERB)));
        if (!(kw_is(v, i) & (KW_G_COMMA | KW_G_FILL)) || kw_is(v, i) & (KW_G_BE | KW_G_VERB | KW_G_NOT)) return false;
    }
    return false;
}

/* The name that stands right behind another and is told more of by it ("the Islamist" "Hamas movement"), or -1. */
static int32_t whole_of(const kw_view *v, int32_t mention) {
    uint32_t t = kw_mention_end(&v->mentions[mention]);
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

/* "X and its closest ally, Y": what is joined is told first as somebody's something, and named behind the comma; the name, or -1. */
static int32_t told_conjunct(const kw_view *v, uint32_t conjunction) {
    bool whose = false, noun = false;
    for (uint32_t i = conjunction + 1; i < v->end && i < conjunction + 7; i++) {
        uint8_t upos = v->tokens[i].upos;
        if (kw_is_pronoun(v, i) || (kw_who_at(v, i) < 0 && (upos == KW_PRON || (upos == KW_DET && v->tokens[i].flags & KW_TOK_CLITIC)))) whose = true;
        else if (kw_who_at(v, i) >= 0) return whose && noun ? kw_who_at(v, i) : -1;
        else if (kw_is(v, i) & KW_G_COMMA) {
            if (whose && noun && i + 1 < v->end) return kw_who_at(v, i + 1) >= 0 || i + 2 >= v->end || !(kw_is(v, i + 1) & KW_G_FILL) ? kw_who_at(v, i + 1) : kw_who_at(v, i + 2);
            return -1;
        } else if (kw_is(v, i) & KW_G_NOUN || (whose && upos == KW_VERB)) noun = true;      /* "its ally": taggers call it a verb */
        else if (upos != KW_ADJ && (!(kw_is(v, i) & KW_G_FILL) || kw_is(v, i) & (KW_G_VERB | KW_G_BE | KW_G_PREP | KW_G_NOT))) return -1;
    }
    return -1;
}

/* "pledged aid to X and Y delivered tanks": by the heads Y is the subject of a verb behind it, and X, held, of none. */
static bool opens_clause(const kw_view *v, int32_t held, int32_t mention) {
    const kw_token *t = &v->tokens[v->mentions[mention].head];
    if (!v->parsed || !kw_is_held(v, held) || (t->deprel != KW_NSUBJ && t->deprel != KW_NSUBJ_PASS)) return false;
    return t->head >= (int32_t)kw_mention_end(&v->mentions[mention]) && t->head < (int32_t)v->end;
}

/* "The two leaders, X and Y,": who they are follows, not who else. */
bool kw_names_follow(const kw_view *v, int32_t mention) {
    const kw_mention *m = &v->mentions[mention];
    if (v->in->marks->entities[m->entity].kind != KW_GROUP) return false;
    for (uint32_t t = m->first < v->first ? v->first : m->first; t < kw_mention_end(m); t++)
        if (kw_has_class(v, v->tokens[t].form, "both")) return true;
    return m->first > v->first && kw_has_class(v, v->tokens[m->first - 1].form, "both");
}

int32_t kw_next_conjunct(const kw_view *v, int32_t mention) {
    if (twin(v, mention, 1) >= 0) return twin(v, mention, 1);
    uint32_t t = kw_mention_end(&v->mentions[mention]);
    bool joined = false, comma = false;
    for (uint32_t i = t; i < v->end && i < t + 5; i++) {
        int32_t w = kw_who_at(v, i);
        while (w >= 0 && whole_of(v, w) >= 0) w = whole_of(v, w);
        if (w >= 0 && !joined && !comma && (v->mentions[w].entity == v->mentions[mention].entity || kw_str_is(v->tokens[i - 1].form, "("))) {      /* "the United Nations (UN) and ..." */
            t = i = kw_mention_end(&v->mentions[w]) - 1;
            continue;
        }
        if (w >= 0) return w != mention && !opens_clause(v, mention, w) && (joined || (comma && list_goes_on(v, w))) ? w : -1;
        kw_str form = v->tokens[i].form;
        bool hyphen = i == t && form.n == 1 && form.p[0] == '-' && v->tokens[i].flags & KW_TOK_GLUED;
        if (kw_is(v, i) & KW_G_COMMA) {
            if (!comma && !joined && kw_names_follow(v, mention)) return -1;
            comma = true;
        } else if ((kw_is(v, i) & KW_G_CC && !(kw_is(v, i) & KW_G_SUB)) || hyphen) {
            int32_t told = hyphen ? -1 : told_conjunct(v, i);
            if (told >= 0) return told != mention ? told : -1;
            joined = true;
        }
        else if (joined && (kw_is_pronoun(v, i) || (kw_is(v, i) & KW_G_NOUN && kw_who_at(v, i - 1) < 0 && kw_is_pronoun(v, i - 1)))) continue;     /* "and its rival Y" */
        else if (joined && kw_is_gerund(&v->tokens[i]) && i + 1 < v->end && kw_who_at(v, i + 1) >= 0) continue;     /* "and neighbouring Y" */
        else if (!(kw_is(v, i) & KW_G_FILL) || kw_is(v, i) & (KW_G_NOT | KW_G_BE | KW_G_VERB | KW_G_FUTURE)) return -1;
    }
    return -1;
}

int32_t kw_last_conjunct(const kw_view *v, int32_t mention) {
    if (twin(v, mention, -1) >= 0) return twin(v, mention, -1);
    for (uint32_t t = v->mentions[mention].first; t > v->first && t + 9 > v->mentions[mention].first; t--) {
        int32_t w = kw_who_at(v, t - 1);
        if (w >= 0 && whole_of(v, w) >= 0) { t = v->mentions[w].first + 1; continue; }
        if (w >= 0) return kw_next_conjunct(v, w) == mention ? w : -1;
    }
    return -1;
}

/* "between X and Y", "X and Y met": the other one is joined to the first. */
static void fill_pair(reader *r, kw_reading *out) {
    if (out->source.weight && !out->target.weight && out->both) {
        int32_t other = kw_next_conjunct(r->v, out->source.mention);
        if (other < 0) other = kw_last_conjunct(r->v, out->source.mention);
        if (other >= 0 && !kw_same_entity(r->v, other, out->source.mention)) out->target = (kw_role){ other, out->source.weight };
    }
}

/* Of one country, or of one that the text does not tell? Then an army that topples a president makes a coup, no war. */
static bool same_country(const kw_view *v, kw_role a, kw_role b) {
    if (!a.weight || !b.weight) return false;
    kw_str x = v->in->marks->entities[v->mentions[a.mention].entity].country, y = v->in->marks->entities[v->mentions[b.mention].entity].country;
    return !x.n || !y.n || kw_str_eq(x, y);
}

static bool has_sector(const kw_view *v, const kw_entity *e, uint32_t traits) { return kw_sector_is(&v->kit->ontology, e->sector, traits); }

/* A state, a government, or a body of states. */
static bool governs(const kw_view *v, kw_role r) {
    if (!r.weight) return false;
    const kw_entity *e = &v->in->marks->entities[v->mentions[r.mention].entity];
    if (e->kind == KW_GROUP && names(v, r.mention, KW_STR("@states"))) return true;       /* "major countries" */
    return e->kind == KW_STATE || has_sector(v, e, KW_SECTOR_GOVERN) || (e->kind == KW_ORGANISATION && has_sector(v, e, KW_SECTOR_IGO));
}

/* The row's condition on its source: a government, a body of states, or one whose name holds a word. */
static bool is_by(const kw_view *v, kw_role source, kw_str by) {
    if (!source.weight) return false;
    if (kw_str_is(by, "gov")) return governs(v, source);
    if (kw_str_is(by, "igo")) return has_sector(v, &v->in->marks->entities[v->mentions[source.mention].entity], KW_SECTOR_IGO);
    return names(v, source.mention, by);
}

/* A state, or its government, ministry or office; not a person in it. */
static bool is_government(const kw_view *v, const kw_entity *e) {
    return e->kind == KW_STATE || (e->kind == KW_ORGANISATION && e->country.n && has_sector(v, e, KW_SECTOR_GOVERN));
}

/* "asked for the release of all prisoners": not they are asked. */
static bool frees_group(const reader *r, const kw_reading *out) {
    const kw_view *v = r->v;
    const kw_mention *m = &v->mentions[out->target.mention];
    if (!kw_frame_is(v, out->row, KW_TYPE_ASKS) || v->in->marks->entities[m->entity].kind != KW_GROUP || m->given_role) return false;
    for (size_t i = r->index + 1; i < r->hits->n && r->hits->v[i].first < m->first; i++) {
        kw_rows rows = r->hits->v[i].alt[0].rows;
        for (uint32_t k = rows.first; k < rows.first + rows.n; k++)
            if (kw_str_is(kw_frame_cell(v, k, KW_FR_KIND), "noun") && kw_cameo_has(&v->kit->ontology, kw_frame_cell(v, k, KW_FR_CAMEO), "release")) return true;
    }
    return false;
}

static bool read_row(reader *r, uint32_t row, kw_reading *out) {
    const kw_view *v = r->v;
    kw_str with = kw_frame_cell(v, row, KW_FR_WITH);
    *out = (kw_reading){ .row = row, .source = KW_NO_ROLE, .target = KW_NO_ROLE };
    r->row = row;
    int n = conditions(r, with);
    if (n < 0) return false;
    r->inner = r->hostile = r->among = false;
    r->source = KW_NO_ROLE;
    kw_str both = kw_frame_cell(v, row, KW_FR_BOTH);
    bool if_pair = kw_str_is(both, "pair");
    out->both = both.n && !if_pair;
    out->object_first = r->object_first;
    out->object_end = r->object_end;
    out->source = r->source = r->they[0].weight ? r->they[0] : role(r, kw_frame_cell(v, row, KW_FR_SOURCE), -1, true);
    if (r->they[0].weight) out->target = r->they[1];
    r->pair = both.n && !r->h->noun && out->source.weight && (kw_next_conjunct(v, out->source.mention) >= 0 || kw_last_conjunct(v, out->source.mention) >= 0);
    /* where the source comes out of a pair ("the Kenya-Uganda talks"), the target is the other of it */
    if (r->h->noun) fill_pair(r, out);
    if (!out->target.weight) out->target = role(r, kw_frame_cell(v, row, KW_FR_TARGET), out->source.mention, false);
    if (r->h->noun && out->target.weight && out->source.weight && kw_same_or_part(v, out->target.mention, out->source.mention)) out->source = KW_NO_ROLE;      /* "on the embassy of X" */
    if (out->target.weight && frees_group(r, out)) out->target = KW_NO_ROLE;
    kw_role maker = !out->target.weight && !r->h->noun && kw_frame_is(v, row, KW_TYPE_ANSWERS) ? told_by(r) : KW_NO_ROLE;     /* "rejected a truce that X proposed" */
    if (maker.weight && !same_country(v, out->source, maker)) out->target = maker;
    if (out->target.weight) kw_spare_victim(r, out);
    else if (if_pair) out->both = r->pair;
    fill_pair(r, out);
    if (r->by.n && !is_by(v, out->source, r->by)) return false;
    if (r->abroad && same_country(v, out->source, out->target)) return false;
    if (r->states && !(governs(v, out->source) && governs(v, out->target))) return false;
    if (r->nostate && out->target.weight && v->in->marks->entities[v->mentions[out->target.mention].entity].kind == KW_STATE) return false;
    if (r->nogov && (!out->target.weight || is_government(v, &v->in->marks->entities[v->mentions[out->target.mention].entity]))) return false;
    if (r->place && out->target.weight) {
        kw_kind kind = v->in->marks->entities[v->mentions[out->target.mention].entity].kind;
        if (kind != KW_STATE && kind != KW_PLACE) return false;
    }
    out->inner = r->inner;
    out->negated = r->negated;
    out->hostile = r->hostile && r->inner;
    out->among = r->among && out->target.weight && !r->h->noun;
    /* where two fit as well, the deeper code says more */
    out->score = 8 * (4 * n + 2 * (int)r->h->n + 3 * out->source.weight + 3 * out->target.weight) + (int)kw_frame_cell(v, row, KW_FR_CAMEO).n;
    return true;
}

/* "had suspended": the helper right before is one that a passive would not have alone. */
static bool perfect_before(const kw_view *v, uint32_t t) {
    for (uint32_t i = t; i > v->first && i + 4 > t; i--) {
        uint32_t is = kw_is(v, i - 1);
        if (kw_who_at(v, i - 1) >= 0 || is & KW_G_BE || !(is & (KW_G_FILL | KW_G_NOT | KW_G_LIGHT))) return false;
        if (is & (KW_G_LIGHT | KW_G_BACK) && v->tokens[i - 1].upos == KW_AUX) return true;
    }
    return false;
}

/* Where voice is not in the form: a passive auxiliary or subject in the tree, a form of "be" before a participle, or a
 * participle that has "by" behind it or, of a verb that takes an object, hangs on a noun. */
static bool passive_around(const kw_view *v, const kw_frame_hit *h, bool transitive) {
    const kw_token *t = &v->tokens[h->first];
    if (kw_str_eq(t->form, t->lemma) && !(t->flags & KW_TOK_PARTICIPLE)) return false;
    if (t->flags & KW_TOK_GERUND || t->tense != KW_PAST || kw_is(v, h->first) & KW_G_BE) return false;
    uint32_t behind = h->first + h->n;
    if (perfect_before(v, h->first)) return false;
    uint32_t first = behind;
    while (first < v->end && first < behind + 3 && kw_who_at(v, first) < 0 && kw_is(v, first) == KW_G_FILL && v->tokens[first].upos != KW_NUM) first++;      /* "killed at least 12" */
    if (first < v->end && v->tokens[first].upos == KW_NUM) behind = first;
    bool object = behind < v->end && (kw_who_at(v, behind) >= 0 || kw_is(v, behind) & KW_G_NOUN || v->tokens[behind].upos == KW_DET || v->tokens[behind].upos == KW_NUM);
    for (uint32_t c = v->first; v->parsed && !object && c < v->end; c++)
        if (v->tokens[c].head == (int32_t)h->first && (v->tokens[c].deprel == KW_AUX_PASS || v->tokens[c].deprel == KW_NSUBJ_PASS)) return true;
    for (uint32_t i = h->first; i > v->first && i + 4 > h->first; i--) {
        if (kw_who_at(v, i - 1) >= 0) break;
        if (kw_is(v, i - 1) & KW_G_BE) return true;
        if (!(kw_is(v, i - 1) & (KW_G_FILL | KW_G_NOT))) break;
    }
    if (behind < v->end && kw_who_at(v, behind) < 0 && kw_is(v, behind) & KW_G_AGENT && (t->flags & KW_TOK_PARTICIPLE || kw_prep(v, behind, v->end, v->tokens[behind].form).weight)) return true;
    bool main = t->head >= (int32_t)v->first && t->head < (int32_t)v->end && v->tokens[t->head].deprel == KW_ROOT;    /* no other verb: it is the verb */
    return v->parsed && transitive && !object && !main && t->deprel == KW_ACL && t->flags & KW_TOK_PARTICIPLE;
}

static bool takes_object(const kw_view *v, uint32_t row) {
    kw_str places = kw_frame_cell(v, row, KW_FR_TARGET), one;
    while (places.n && kw_str_cut(&places, '/', &one))
        if (kw_str_is(one, "obj")) return true;
    return kw_str_find(kw_frame_cell(v, row, KW_FR_WITH), KW_STR("obj"), 0) != SIZE_MAX;
}

static bool is_passive(const kw_view *v, const kw_frame_hit *h, uint32_t row) {
    if (h->noun) return false;
    if (v->lang->voices) return h->voice == KW_PASSIVE || h->voice == KW_ACCIDENTAL;
    return passive_around(v, h, takes_object(v, row));
}

/* An inflected word between two names, or an adverb and a name, is a verb whatever its tag ("Iran slams Israel"). */
static bool between_names(const kw_view *v, uint32_t t) {
    const kw_token *tok = &v->tokens[t];
    if (v->lang->voices || kw_str_eq(tok->form, tok->lemma) || t == v->first || t + 1 >= v->end) return false;
    bool before = kw_who_at(v, t - 1) >= 0 || v->tokens[t - 1].upos == KW_ADV;
    return before && kw_who_at(v, t + 1) >= 0;
}

/* Is the word tagged as what the row wants? Longer patterns say enough by themselves. */
static bool tag_allows(const kw_view *v, const kw_frame_hit *h, uint32_t n, bool noun) {
    uint8_t upos = v->tokens[h->first].upos;
    if (n > 1) return true;
    bool slip = kw_noun_by_article(v, h->first);
    if (noun) return upos != KW_VERB || slip || kw_is_gerund(&v->tokens[h->first]);
    if (slip) return false;
    if (v->lang->voices) return true;           /* the affixes tell a verb better than the tagger */
    return (upos != KW_NOUN && upos != KW_PROPN) || h->voice != KW_VOICE_NONE || between_names(v, h->first);
}

bool kw_read_at(const kw_view *v, const kw_hits *hits, size_t index, bool lone, uint32_t depth, kw_reading *out) {
    kw_frame_hit h = hits->v[index];
    reader r = { .v = v, .hits = hits, .h = &h, .index = index, .depth = depth, .subject = { -1, 4 } };
    bool any = false;
    for (uint32_t a = 0; a < h.n_alt; a++) {
        h.n = h.alt[a].n;
        h.voice = h.alt[a].voice;
        r.end = kw_clause_end(v, h.first + h.n - 1);
        for (uint32_t i = 0; i < h.alt[a].rows.n; i++) {
            kw_reading got;
            uint32_t row = h.alt[a].rows.first + i;
            h.noun = kw_str_is(kw_frame_cell(v, row, KW_FR_KIND), "noun");
            if (!tag_allows(v, &h, h.n, h.noun)) continue;
            r.passive = is_passive(v, &h, row);
            r.from = h.first + h.n;
            if (!read_row(&r, row, &got)) continue;
            if (!lone && !(got.source.weight && got.target.weight)) continue;
            bool better = !any || got.score > out->score;
            uint32_t behind = !any ? UINT32_MAX : better ? out->row : row, second = any ? out->second : UINT32_MAX;
            if (behind != UINT32_MAX && !kw_str_eq(kw_frame_cell(v, behind, KW_FR_TYPE), kw_frame_cell(v, better ? row : out->row, KW_FR_TYPE))) second = behind;
            if (!better) {
                out->second = second;
                continue;
            }
            *out = got;
            out->second = second;
            out->n_words = h.n;
            out->voice = r.passive ? KW_PASSIVE : h.voice;
            out->noun = h.noun;
            any = true;
        }
    }
    return any;
}

/* What the act read is about, if it is a speech act of a general code: the first frame of its complement. */
static void find_deed(const kw_view *v, const kw_hits *hits, size_t index, kw_reading *out) {
    if (!kw_has_deed(v, kw_frame_cell(v, out->row, KW_FR_CAMEO))) return;
    uint32_t behind = hits->v[index].first + hits->v[index].n, end = kw_deed_end(v, &hits->v[index]);
    for (size_t i = index + 1; i < hits->n && hits->v[i].first < end; i++) {
        kw_reading deed;
        if (hits->v[i].first < behind || !kw_read_at(v, hits, i, true, 2, &deed)) continue;
        out->deed = kw_frame_cell(v, deed.row, KW_FR_CAMEO);
        return;
    }
}

bool kw_read_hit(const kw_view *v, kw_hits *hits, size_t index, bool lone, kw_reading *out) {
    if (!kw_read_at(v, hits, index, lone, 0, out)) return false;
    kw_frame_hit *h = &hits->v[index];
    h->n = out->n_words;
    h->voice = out->voice;
    h->noun = out->noun;
    find_deed(v, hits, index, out);
    return true;
}
