/* SPDX-License-Identifier: MIT
 * Who stands in the other places around a verb or an event noun: its object, its agent, whom a preposition holds, whose the noun is. Reads
 * from the trigger outward; what stands nearest in the same clause counts, and what only a preposition holds counts less. (Subjects: subject.c.) */
#include "code/roles.h"

int32_t kw_holder_of(const kw_view *v, int32_t mention) {
    if (!kw_in_view(v, mention)) return -1;
    uint32_t s = kw_phrase_start(v, mention);
    return kw_behind_preposition(v, s) && !kw_opens_clause(v, s - 1) ? (int32_t)s - 1 : -1;
}

bool kw_is_held(const kw_view *v, int32_t mention) { return kw_holder_of(v, mention) >= 0; }

kw_role kw_but_teller(const kw_view *v, uint32_t t, kw_role r) {
    return t < v->teller && r.mention >= 0 && v->mentions[r.mention].first >= v->teller ? KW_NO_ROLE : r;
}

/* Is the verb at t, by the first of its frames, of a type with one of these traits? */
bool kw_verb_is(const kw_view *v, uint32_t t, uint32_t traits) {
    kw_rows r = kw_table_find(v->lang->frames, v->lang->voices ? v->tokens[t].form : v->tokens[t].lemma);
    return r.n && kw_frame_is(v, r.first, traits);
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
    kw_role weak = v->parsed ? kw_but_teller(v, t, kw_tree_object(v, first)) : KW_NO_ROLE, o = kw_order_object(v, t);
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
        if (!form_is(v, i, word, &n) || (kw_is(v, i) == KW_G_FILL && v->tokens[i].upos == KW_ADP)) continue;       /* "along with" */
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

/* Is it a passive whose agent, a pronoun, stands right before it? */
static bool turned(const kw_view *v, const kw_frame_hit *h) {
    return h->voice == KW_PASSIVE && v->tokens[h->first].voice != KW_PASSIVE && kw_by_pronoun(v, h->first);
}

kw_role kw_patient(const kw_view *v, const kw_frame_hit *h) { return kw_subject(v, turned(v, h) ? h->first - 1 : h->first); }

/* Who did it, of a passive: behind the word for "by", or, where the language allows, right behind the verb. */
kw_role kw_agent(const kw_view *v, const kw_frame_hit *h) {
    if (turned(v, h)) return kw_who_at(v, h->first - 1) >= 0 ? (kw_role){ kw_who_at(v, h->first - 1), 3 } : KW_NO_ROLE;
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
    if (g < 0 && !r.weight) r = kw_after_comma(v, t);
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
