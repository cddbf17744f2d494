/* SPDX-License-Identifier: MIT
 * Who fills the roles of a row: each word of its cell is a place in the clause, a preposition, or what another act tells of. */
#include "code/reader.h"

enum { IF_REACH = 24 };                         /* tokens behind a threat in which its condition names whom it is for */

/* "di kampus Grogol", "in the town of X": is a place told of where something is? */
static bool is_there(const kw_view *v, uint32_t t, kw_kind kind) {
    enum { NOUNS = 2 };
    if (t == v->first || kw_who_at(v, t - 1) >= 0) return false;
    int32_t town = t > v->first + 1 && kw_is(v, t - 1) & KW_G_COMMA ? kw_who_at(v, t - 2) : -1;
    if (kind == KW_PLACE && town >= 0) {            /* "di kampus Grogol, Jakarta Barat" */
        const kw_mention *m = &v->mentions[town];
        return m->first < t && m->first > v->first && is_there(v, m->first, v->in->marks->entities[m->entity].kind);
    }
    uint32_t i = t;
    for (uint32_t n = 0; kind == KW_PLACE && n < NOUNS && i > v->first + 1 && kw_who_at(v, i - 1) < 0 && kw_is(v, i - 1) & KW_G_NOUN &&
         !(kw_is(v, i - 1) & KW_G_VERB); n++)
        i--;
    return kind != KW_STATE && kw_who_at(v, i - 1) < 0 && kw_is(v, i - 1) & KW_G_LOC;
}

/* The first name of somebody else that is not only where something is. */
static kw_role first_name(const kw_view *v, uint32_t a, uint32_t b, int32_t but) {
    for (uint32_t t = a; t < b; t++) {
        int32_t w = kw_who_at(v, t);
        if (w < 0 || w == but) continue;
        const kw_entity *e = &v->in->marks->entities[v->mentions[w].entity];
        const kw_entity *own = but >= 0 ? &v->in->marks->entities[v->mentions[but].entity] : NULL;
        bool nameless = e->kind == KW_GROUP && !e->actor.n && (!e->country.n || (own && kw_str_eq(e->country, own->country)));
        bool told = kw_sector_is(&v->kit->ontology, e->sector, KW_SECTOR_PRESS) && !e->actor.n && !v->mentions[w].named;
        if ((nameless || told) && !v->mentions[w].given_role) continue;     /* "its troops": what is sent, not to whom; "told reporters" */
        if (!is_there(v, t, e->kind)) return (kw_role){ w, 1 };
        while (t + 1 < b && kw_who_at(v, t + 1) == w) t++;
    }
    return KW_NO_ROLE;
}

bool kw_same_entity(const kw_view *v, int32_t a, int32_t b) {
    return a >= 0 && b >= 0 && (a == b || v->mentions[a].entity == v->mentions[b].entity);
}

/* Where names of the complement end: right behind what was told before, if that is all that is asked or refused ("rejected that claim, saying that
 * X ..."). */
static uint32_t known_end(const reader *r, uint32_t behind) {
    const kw_view *v = r->v;
    for (uint32_t t = behind; t < r->end; t++) {
        if (kw_who_at(v, t) >= 0 || kw_is(v, t) & (KW_G_VERB | KW_G_PREP | KW_G_COMMA)) break;
        if (kw_is(v, t) & KW_G_NOUN && kw_points_back(v, t)) behind = t + 1;
    }
    uint32_t end = behind;
    while (end < r->end && (kw_who_at(v, end) >= 0 || !(kw_is(v, end) & KW_G_COMMA))) end++;
    return behind > r->h->first + r->h->n ? end : r->end;
}

/* "X and Y pledged to join": is one joined to the other? */
static bool of_one_list(const kw_view *v, int32_t a, int32_t b) {
    if (a < 0 || b < 0) return false;
    for (int32_t m = kw_next_conjunct(v, a), n = 0; m >= 0 && n < WORD_REACH; m = kw_next_conjunct(v, m), n++)
        if (kw_same_entity(v, m, b)) return true;
    for (int32_t m = kw_last_conjunct(v, a), n = 0; m >= 0 && n < WORD_REACH; m = kw_last_conjunct(v, m), n++)
        if (kw_same_entity(v, m, b)) return true;
    return false;
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
        /* "agreed to X's demand" */
        if (!asks && sub.noun && kw_frame_is(v, sub.row, KW_TYPE_ASKS) && sub.source.weight) sub.target = sub.source;
        bool hostile = kw_quad(&v->kit->ontology, deed) == 4 && !kw_frame_is(v, sub.row, KW_TYPE_SHOW);
        if (!sub.target.weight || kw_same_entity(v, sub.target.mention, r->source.mention) || of_one_list(v, r->source.mention, sub.target.mention))
            continue;
        /* "rejected that criticism, saying that X ..." */
        if (sub.noun && v->mentions[sub.target.mention].first >= known_end(r, r->h->first + r->h->n)) continue;
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
    bool told = r->index + 1 < r->hits->n && r->hits->v[r->index + 1].first < r->end;
    if (deed.weight || !(fallback || told)) return deed;
    kw_role f = first_name(v, behind, known_end(r, behind), r->source.mention);
    if (!f.weight && r->end < v->end && kw_is(v, r->end) & KW_G_REL) {
        deed = deed_target(r, kw_complement_end(v, behind - 1));
        r->hostile = false;
        if (deed.weight) return (kw_role){ deed.mention, 1 };
    }
    r->inner = f.weight > 0;
    return kw_same_entity(v, f.mention, r->source.mention) ? KW_NO_ROLE : f;
}

/* "the boycott that is led by X against Y", "serangan yang dilancarkan X terhadap Y": the agent of the clause that tells of the noun. */
kw_role kw_noun_told_by(reader *r) {
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
    if (g < 0 || start == v->first || kw_who_at(v, start - 1) >= 0 || !(kw_is(v, start - 1) & KW_G_PREP) || !kw_frame_is(v, r->row, KW_TYPE_HARM))
        return KW_NO_ROLE;
    kw_rows rows = kw_table_find(v->lang->frames, v->lang->voices ? v->tokens[g].form : v->tokens[g].lemma);
    if (!rows.n || !kw_frame_is(v, rows.first, KW_TYPE_PURPOSE)) return KW_NO_ROLE;
    kw_role who = kw_object(v, (uint32_t)g, (uint32_t)g);
    return who.weight && v->mentions[who.mention].first < start ? (kw_role){ who.mention, 2 } : KW_NO_ROLE;
}

static kw_role subject_of_noun(reader *r) {
    kw_role told = kw_noun_told_by(r);
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

/* "claimed the bombing in a message to X": X is told of it, by what is said before the preposition. */
static bool is_told_of_it(const kw_view *v, kw_role p, uint32_t behind) {
    uint32_t t = v->mentions[p.mention].first;
    while (t > v->first && kw_who_at(v, t - 1) < 0 && kw_is(v, t - 1) == KW_G_FILL) t--;
    if (t < behind + 2 || kw_who_at(v, t - 1) >= 0 || !(kw_is(v, t - 1) & KW_G_PREP) || kw_who_at(v, t - 2) >= 0) return false;
    return kw_has_class(v, v->tokens[t - 2].lemma, "carrier");
}

/* "warned of sanctions if X attacks": the first name behind the word that opens the condition. */
static kw_role if_subject(const reader *r) {
    const kw_view *v = r->v;
    uint32_t behind = r->h->first + r->h->n, stop = behind + IF_REACH < v->end ? behind + IF_REACH : v->end;
    bool condition = false;
    for (uint32_t t = behind; t < stop; t++) {
        if (kw_who_at(v, t) < 0) condition = condition || kw_is(v, t) & KW_G_IF;
        else if (condition) return (kw_role){ kw_who_at(v, t), 1 };
    }
    return KW_NO_ROLE;
}

/* "an attack in the town of X": whose another noun is, which a preposition holds. */
static bool owns_another(const reader *r, kw_str word) {
    const kw_view *v = r->v;
    for (uint32_t t = r->from; t < r->end; t++) {
        if (kw_who_at(v, t) >= 0) continue;
        if (kw_str_eq(v->tokens[t].form, word)) return false;
        if (kw_is(v, t) & KW_G_LOC) {
            while (++t < r->end && kw_who_at(v, t) < 0 && kw_is(v, t) & (KW_G_FILL | KW_G_NOUN) && !(kw_is(v, t) & KW_G_PREP)) { }
            return t < r->end && kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_OWNER && kw_str_eq(v->tokens[t].form, word);
        }
    }
    return false;
}

/* "started discussions on how to deal with X": the preposition is that of another verb behind "to". */
static bool of_infinitive(const reader *r, int32_t mention) {
    const kw_view *v = r->v;
    uint32_t behind = r->h->first + r->h->n;
    int32_t holder = kw_holder_of(v, mention);
    if (holder < (int32_t)behind + 2 || kw_who_at(v, (uint32_t)holder - 1) >= 0 || kw_who_at(v, (uint32_t)holder - 2) >= 0) return false;
    return kw_is(v, (uint32_t)holder - 1) & KW_G_VERB && kw_is(v, (uint32_t)holder - 2) & KW_G_TO;
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
            kw_spare_agent(r, &r->subject);
        }
        return r->subject;
    }
    if (kw_str_is(word, "obj")) return h->noun ? KW_NO_ROLE : r->passive ? kw_patient(v, h) : kw_object(v, h->first, last);
    if (kw_str_is(word, "before")) return h->noun ? kw_owner(v, h, false) : KW_NO_ROLE;
    if (kw_str_is(word, "after")) return h->noun ? kw_owner(v, h, true) : KW_NO_ROLE;
    if (kw_str_is(word, "inner") || kw_str_is(word, "to:inner")) return r->passive ? KW_NO_ROLE : inner_role(r, true);
    if (kw_str_is(word, "deed")) return r->passive ? KW_NO_ROLE : inner_role(r, false);
    if (kw_str_is(word, "that:subj")) return kw_must_role(r);
    if (kw_str_is(word, "clause")) return clause_subject(r);
    if (kw_str_is(word, "adjunct")) return kw_adjunct_subject(v, h->first, "during");
    if (kw_str_is(word, "inserted")) return h->noun ? kw_inserted_subject(v, h->first) : KW_NO_ROLE;
    if (kw_str_is(word, "bearing")) return kw_adjunct_subject(v, h->first, "bearing");
    if (kw_str_is(word, "when")) return kw_striker_when(r);
    if (kw_str_is(word, "if")) return if_subject(r);
    if (kw_has_class(v, word, "comp"))
        return kw_prep(v, last + 1, last + WORD_REACH < v->end ? last + WORD_REACH : v->end, word);
    kw_role p = v->parsed ? kw_tree_prep(v, h->first, word) : KW_NO_ROLE;
    bool pair = h->noun && kw_has_class(v, word, "among");          /* "talks resumed between X and Y" */
    if (!p.weight) p = kw_prep(v, h->noun ? r->from : last + 1, h->noun && !pair ? noun_end(r) : r->end, word);
    if (p.weight && h->noun && owns_another(r, word)) p = KW_NO_ROLE;
    if (p.weight && !h->noun && kw_frame_is(v, r->row, KW_TYPE_TALK) && of_infinitive(r, p.mention)) p = KW_NO_ROLE;
    if (!p.weight && h->noun) p = behind_insertion(r, word);
    if (p.weight && h->noun && is_told_of_it(v, p, h->first + h->n)) return KW_NO_ROLE;
    if (p.weight && h->noun && p.weight == 2) p.weight = 1;
    return p;
}

/* Whom the sentence lets a pronoun stand for, where that is clearer than what `mark` says. */
static kw_role named_role(const reader *r, kw_role got) {
    if (got.mention < 0 || !r->v->mentions[got.mention].pronoun || r->v->mentions[got.mention].pair || r->v->mentions[got.mention].self) return got;
    uint32_t at = r->v->mentions[got.mention].first;
    bool owner = at > r->v->first && kw_who_at(r->v, at - 1) < 0 && kw_is(r->v, at - 1) & KW_G_NOUN;     /* "mata-mata mereka" */
    kw_role named = kw_stands_for(r->v, at, at > r->h->first && !r->h->noun && !owner);
    return named.mention >= 0 ? (kw_role){ named.mention, got.weight } : got;
}

/* "sent doctors (to X)": the object of aid, where its row looks for somebody behind a preposition first, may be what is sent. */
static bool is_sent(const reader *r, kw_str word, int32_t mention) {
    bool object = kw_str_is(word, "obj") && r->v->mentions[mention].first < r->object_end;
    return object && kw_frame_is(r->v, r->row, KW_TYPE_PURPOSE) && kw_holds_object(r, mention);
}

kw_role kw_fill_role(reader *r, kw_str words, int32_t but, bool as_source) {
    kw_str word;
    bool later = false;
    bool received = kw_str_is(kw_frame_cell(r->v, r->row, KW_FR_TARGET), "subj");     /* "received a visit of X": X did it */
    while (words.n && kw_str_cut(&words, '/', &word)) {
        if (as_source && kw_str_is(word, "obj") && !r->passive && !received) continue;    /* as a source only troops that "were sent" */
        if (r->pair && !as_source && kw_has_class(r->v, word, "loc")) continue;
        kw_role got = named_role(r, kw_but_teller(r->v, r->h->first, one_role(r, word)));
        if (got.mention < 0 || (as_source && kw_is_site(r, got.mention))) got.weight = 0;
        if (got.weight && but >= 0 && kw_same_entity(r->v, got.mention, but) && r->h->noun) {      /* "the call between X and Y" */
            int32_t other = kw_next_conjunct(r->v, got.mention);
            if (other >= 0) got.mention = other;
        }
        if (got.weight && !as_source && later && is_sent(r, word, got.mention)) continue;
        later = true;
        if (got.weight && (but < 0 || !kw_same_entity(r->v, got.mention, but))) {
            r->among = kw_has_class(r->v, word, "among");
            return got;
        }
    }
    return KW_NO_ROLE;
}
