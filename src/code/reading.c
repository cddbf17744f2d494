/* SPDX-License-Identifier: MIT
 * The readings of a hit: each row of its pattern with its conditions and roles; the one whose words fit best is taken. */
#include "code/reader.h"

enum { IF_REACH = 24 };                         /* tokens behind a threat in which its condition names whom it is for */

/* The first name of somebody else that is not only where something is. */
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
    if (g < 0 || start == v->first || kw_who_at(v, start - 1) >= 0 || !(kw_is(v, start - 1) & KW_G_PREP) || !kw_frame_is(v, r->row, KW_TYPE_HARM))
        return KW_NO_ROLE;
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
        if (kw_who_at(v, t) >= 0) return false;
        if (kw_str_eq(v->tokens[t].form, word)) return false;
        if (kw_is(v, t) & KW_G_LOC) {
            while (++t < r->end && kw_who_at(v, t) < 0 && kw_is(v, t) & (KW_G_FILL | KW_G_NOUN) && !(kw_is(v, t) & KW_G_PREP)) { }
            return t < r->end && kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_OWNER && kw_str_eq(v->tokens[t].form, word);
        }
    }
    return false;
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

/* The first alternative of the cell ("subj/by") that somebody other than `but` fills. */
static kw_role role(reader *r, kw_str words, int32_t but, bool as_source) {
    kw_str word;
    bool received = kw_str_is(kw_frame_cell(r->v, r->row, KW_FR_TARGET), "subj");     /* "received a visit of X": X did it */
    while (words.n && kw_str_cut(&words, '/', &word)) {
        if (as_source && kw_str_is(word, "obj") && !r->passive && !received) continue;    /* as a source only troops that "were sent" */
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

/* "between X and Y", "X and Y met": the other one is joined to the first. */
static void fill_pair(reader *r, kw_reading *out) {
    if (out->source.weight && !out->target.weight && out->both) {
        int32_t other = kw_next_conjunct(r->v, out->source.mention);
        if (other < 0) other = kw_last_conjunct(r->v, out->source.mention);
        if (other >= 0 && !kw_same_entity(r->v, other, out->source.mention)) out->target = (kw_role){ other, out->source.weight };
    }
}

static bool is_hostile(const kw_view *v, uint32_t row) {
    return kw_quad(&v->kit->ontology, kw_frame_cell(v, row, KW_FR_TYPE)) == 4 && !kw_frame_is(v, row, KW_TYPE_SHOW);
}

/* "X met Y and signed a deal", "X summoned Y and demanded an apology", "X raided a village in Y and held two shepherds": the second act of one
 * doer has the other side of the first, where both go both ways, or both do harm, or the first is held against somebody and the second asks for
 * something. */
static void fill_from_joined(const reader *r, kw_reading *out) {
    const kw_view *v = r->v;
    bool asks = kw_frame_is(v, out->row, KW_TYPE_ASKS), hostile = is_hostile(v, out->row);
    bool gives = kw_frame_is(v, out->row, KW_TYPE_PURPOSE);
    if (!(out->both || asks || hostile || gives) || !out->source.weight || out->target.weight || r->h->noun || r->passive || r->depth) return;
    uint32_t t = r->h->first;
    while (t > v->first && kw_who_at(v, t - 1) < 0 && kw_is(v, t - 1) == KW_G_FILL) t--;
    if (t == v->first || kw_who_at(v, t - 1) >= 0 || !(kw_is(v, t - 1) & KW_G_CC)) return;
    for (size_t i = r->index; i-- > 0;) {
        kw_reading first;
        if (!kw_read_at(v, r->hits, i, false, 1, &first) || first.noun) continue;
        bool against = asks && kw_quad(&v->kit->ontology, kw_frame_cell(v, first.row, KW_FR_TYPE)) == 3;
        bool well = gives && kw_quad(&v->kit->ontology, kw_frame_cell(v, first.row, KW_FR_TYPE)) <= 2;        /* "praised X and gave two boats" */
        if (!first.both && !against && !well && !(hostile && is_hostile(v, first.row))) continue;
        if (kw_same_entity(v, first.source.mention, out->source.mention)) out->target = (kw_role){ first.target.mention, 1 };
        return;
    }
}

/* "accused each other of ...", "fired at one another": what one of the joined does to the other. */
static bool to_each_other(const kw_view *v, const kw_frame_hit *h) {
    enum { EACH_REACH = 3 };
    uint32_t behind = h->first + h->n;
    for (uint32_t t = behind; t + 1 < v->end && t < behind + EACH_REACH; t++) {
        char key[32];
        kw_str a = v->tokens[t].form, b = v->tokens[t + 1].form;
        if (kw_who_at(v, t) >= 0 || a.n + b.n + 1 > sizeof key) return false;
        memcpy(key, a.p, a.n);
        key[a.n] = ' ';
        memcpy(key + a.n + 1, b.p, b.n);
        if (kw_has_class(v, (kw_str){ key, a.n + 1 + b.n }, "reciprocal")) return true;
    }
    return false;
}

/* A group, or a person whom nobody names ("an engineer"). */
static bool may_be_held(const kw_view *v, const kw_mention *m) {
    const kw_entity *e = &v->in->marks->entities[m->entity];
    return e->kind == KW_GROUP || (e->kind == KW_PERSON && !m->named && !m->pronoun && !e->actor.n &&
           !kw_sector_is(&v->kit->ontology, e->sector, KW_SECTOR_GOVERN));
}

/* "asked for the release of all prisoners": not they are asked. */
static bool frees_group(const reader *r, const kw_reading *out) {
    const kw_view *v = r->v;
    const kw_mention *m = &v->mentions[out->target.mention];
    if (!kw_frame_is(v, out->row, KW_TYPE_ASKS) || m->given_role) return false;
    bool held = may_be_held(v, m);
    for (size_t i = r->index + 1; i < r->hits->n && r->hits->v[i].first <= kw_mention_end(m); i++) {
        if (r->hits->v[i].first < m->first ? !held : v->in->marks->entities[m->entity].kind != KW_PERSON) continue;        /* "her release" */
        kw_rows rows = r->hits->v[i].alt[0].rows;
        for (uint32_t k = rows.first; k < rows.first + rows.n; k++)
            if (kw_str_is(kw_frame_cell(v, k, KW_FR_KIND), "noun") && kw_cameo_has(&v->kit->ontology, kw_frame_cell(v, k, KW_FR_CAMEO), "release"))
                return true;
    }
    return false;
}

/* Is one side only the nearest name and the other no surer than near, and are they not of two states? Of such pairs in news at large most
 * are no act of the one on the other; between two states most are. */
static bool is_guess(const kw_view *v, const kw_reading *out) {
    enum { SURE = 4 };
    if (!out->source.weight || !out->target.weight || out->source.weight + out->target.weight >= SURE) return false;
    bool given = v->mentions[out->source.mention].given_role || v->mentions[out->target.mention].given_role;
    return !given && kw_same_country(v, out->source, out->target);
}

static bool read_row(reader *r, uint32_t row, kw_reading *out) {
    const kw_view *v = r->v;
    kw_str with = kw_frame_cell(v, row, KW_FR_WITH);
    *out = (kw_reading){ .of = v, .row = row, .source = KW_NO_ROLE, .target = KW_NO_ROLE };
    r->row = row;
    int n = kw_conditions_hold(r, with);
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
    r->pair = both.n && !r->h->noun && out->source.weight &&
        (kw_next_conjunct(v, out->source.mention) >= 0 || kw_last_conjunct(v, out->source.mention) >= 0);
    /* where the source comes out of a pair ("the Kenya-Uganda talks"), the target is the other of it */
    if (r->h->noun) fill_pair(r, out);
    bool mutual = !r->h->noun && !r->passive && out->source.weight && to_each_other(v, r->h);
    out->both = out->both || mutual;
    if (!out->target.weight && !mutual) out->target = role(r, kw_frame_cell(v, row, KW_FR_TARGET), out->source.mention, false);
    bool both_there = out->target.weight && out->source.weight;
    /* "on the embassy of X" */
    if (r->h->noun && both_there && kw_same_or_part(v, out->target.mention, out->source.mention)) out->source = KW_NO_ROLE;
    if (out->target.weight && frees_group(r, out)) out->target = KW_NO_ROLE;
    /* "rejected a truce that X proposed" */
    kw_role maker = !out->target.weight && !r->h->noun && kw_frame_is(v, row, KW_TYPE_ANSWERS) ? told_by(r) : KW_NO_ROLE;
    if (maker.weight && !kw_same_country(v, out->source, maker)) out->target = maker;
    if (!out->target.weight && !mutual) out->target = kw_struck_abroad(r, out->source);
    if (out->target.weight) kw_spare_victim(r, out);
    else if (if_pair && !mutual) out->both = r->pair;
    fill_pair(r, out);
    fill_from_joined(r, out);
    if (!kw_roles_fit(r, out) || is_guess(v, out)) return false;
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

/* Is it the verb of its sentence, whatever it hangs on? No other stands before it, and those behind are joined to it or of other clauses. */
static bool leads(const kw_view *v, const kw_frame_hit *h) {
    for (uint32_t t = v->first; t < h->first; t++)
        if (kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_VERB) return false;
    for (uint32_t t = h->first + h->n; t < v->end; t++) {
        if (kw_who_at(v, t) >= 0) continue;
        if (kw_is(v, t) & (KW_G_CC | KW_G_SUB | KW_G_COMP | KW_G_REL)) return true;
        if (kw_is(v, t) & KW_G_VERB) return false;
    }
    return true;
}

/* "a minister attacked with knives by militants": what hangs on a participle without an object names its agent further on. */
static bool agent_behind(const kw_view *v, uint32_t behind) {
    for (uint32_t i = behind; i < v->end; i++) {
        if (kw_who_at(v, i) >= 0) continue;
        uint32_t is = kw_is(v, i);
        if (i == behind && !(is & KW_G_AGENT)) continue;
        if (is & KW_G_AGENT) return kw_prep(v, i, v->end, v->tokens[i].form).weight > 0;
        if (is & (KW_G_VERB | KW_G_PREP | KW_G_OWNER | KW_G_COMMA | KW_G_CC | KW_G_SUB | KW_G_REL | KW_G_COMP)) return false;
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
    while (first < v->end && first < behind + 3 && kw_who_at(v, first) < 0 &&
           (v->tokens[first].upos == KW_ADJ || (v->parsed && v->tokens[first].deprel == KW_AMOD)))
        first++;
    /* "proposed new sanctions" */
    if (first > behind && first < v->end && (kw_who_at(v, first) >= 0 || kw_is(v, first) & KW_G_NOUN)) behind = first;
    first = behind;
    /* "killed at least 12" */
    while (first < v->end && first < behind + 3 && kw_who_at(v, first) < 0 && kw_is(v, first) == KW_G_FILL && v->tokens[first].upos != KW_NUM)
        first++;
    if (first < v->end && v->tokens[first].upos == KW_NUM) behind = first;
    bool object = behind < v->end &&
        (kw_who_at(v, behind) >= 0 || kw_is(v, behind) & KW_G_NOUN || v->tokens[behind].upos == KW_DET || v->tokens[behind].upos == KW_NUM);
    for (uint32_t c = v->first; v->parsed && !object && c < v->end; c++)
        if (v->tokens[c].head == (int32_t)h->first && (v->tokens[c].deprel == KW_AUX_PASS || v->tokens[c].deprel == KW_NSUBJ_PASS)) return true;
    for (uint32_t i = h->first; i > v->first && i + 4 > h->first; i--) {
        if (kw_who_at(v, i - 1) >= 0) break;
        if (kw_is(v, i - 1) & KW_G_BE) return true;
        if (!(kw_is(v, i - 1) & (KW_G_FILL | KW_G_NOT))) break;
    }
    /* not "spoke by phone" */
    if (behind < v->end && kw_who_at(v, behind) < 0 && kw_is(v, behind) & KW_G_AGENT &&
        ((t->flags & KW_TOK_PARTICIPLE && transitive) || kw_prep(v, behind, v->end, v->tokens[behind].form).weight))
        return true;
    while (behind < v->end && kw_in_date(v, behind)) behind++;                        /* "selected last May by X" */
    bool held = behind < v->end && kw_who_at(v, behind) < 0 && kw_is(v, behind) & (KW_G_PREP | KW_G_AGENT);
    if (held && !object && transitive && t->flags & KW_TOK_PARTICIPLE && agent_behind(v, behind)) return true;
    bool main = t->head >= (int32_t)v->first && t->head < (int32_t)v->end && v->tokens[t->head].deprel == KW_ROOT;
    if (leads(v, h)) main = true;
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

/* "told cheering soldiers": a verb that asks or tells somebody has a name behind it, and what stands between tells more of that. */
static bool tells_object(const kw_view *v, uint32_t t) {
    if (v->lang->voices || !kw_is_gerund(&v->tokens[t]) || t == v->first || t + 1 >= v->end) return false;
    return kw_who_at(v, t - 1) < 0 && kw_is(v, t - 1) & KW_G_VERB && kw_is(v, t - 1) & KW_G_ASK && kw_who_at(v, t + 1) >= 0;
}

/* "bonus pay for teachers", "Friday's shooting at a school": a noun by its tag, with what only stands before nouns before it. */
static bool names_noun(const kw_view *v, uint32_t t) {
    if (v->lang->voices || v->tokens[t].upos != KW_NOUN || t == v->first || kw_who_at(v, t - 1) >= 0) return false;
    uint8_t before = v->tokens[t - 1].upos;
    return before == KW_ADJ || before == KW_NOUN || before == KW_DET || before == KW_NUM || kw_is(v, t - 1) & KW_G_POSS;
}

/* "sank", "drove": a form of the past that no noun has, whatever its tag. */
static bool past_by_form(const kw_view *v, uint32_t t) {
    const kw_token *k = &v->tokens[t];
    return !v->lang->voices && k->form.n && !kw_str_eq(k->form, k->lemma) && k->form.p[k->form.n - 1] != 's' && !(k->flags & KW_TOK_CAPITAL) &&
           !kw_is_gerund(k);
}

/* Is the word tagged as what the row wants? Longer patterns say enough by themselves. */
static bool tag_allows(const kw_view *v, const kw_frame_hit *h, uint32_t n, bool noun) {
    uint8_t upos = v->tokens[h->first].upos;
    if (!noun && names_noun(v, h->first) && !past_by_form(v, h->first)) return false;
    if (n > 1) return true;
    if (!noun && tells_object(v, h->first)) return false;
    bool slip = kw_noun_by_article(v, h->first);
    bool leads = h->first + 1 < v->end && kw_is(v, h->first) & KW_G_PREP;        /* "according to": a word of grammar */
    if (noun) return !leads && (upos != KW_VERB || slip || kw_is_gerund(&v->tokens[h->first]));
    if (slip) return false;
    if (v->lang->voices) return true;           /* the affixes tell a verb better than the tagger */
    return (upos != KW_NOUN && upos != KW_PROPN) || h->voice != KW_VOICE_NONE || between_names(v, h->first) || past_by_form(v, h->first);
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
            if (behind != UINT32_MAX && !kw_str_eq(kw_frame_cell(v, behind, KW_FR_TYPE), kw_frame_cell(v, better ? row : out->row, KW_FR_TYPE)))
                second = behind;
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
