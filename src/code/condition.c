/* SPDX-License-Identifier: MIT
 * The conditions of a row, its cell `with`: what it wants of the words around the verb, and of who fills the roles. Each is a row of
 * the table at the end of this file. */
#include "code/reader.h"

/* Tokens. How far from the verb things still are its own: past these the nearest name or word mostly belongs to something else. */
enum { NEGATED = 2, /* tokens before a word in which it may be negated */
       OBJECT_REACH = 14, MUST_REACH = 30, NEAR_REACH = 4, OBJECT_NEAR = 8 };

/* Where an object before a passive verb begins. */
static uint32_t object_before(const reader *r) {
    const kw_view *v = r->v;
    uint32_t a = r->h->first;
    for (; a > v->first && r->h->first - a < OBJECT_REACH; a--) {
        uint32_t is = kw_is(v, a - 1);
        /* "forces that number 500 were sent" */
        bool told = a > v->first + 1 && is & KW_G_VERB && kw_who_at(v, a - 2) < 0 && kw_is(v, a - 2) & KW_G_REL;
        bool ends = is & (KW_G_VERB | KW_G_COMMA | KW_G_SUB | KW_G_IF | KW_G_COMP) && !(is & KW_G_BE);
        if (!told && ends && kw_who_at(v, a - 1) < 0) break;
    }
    return a;
}

static bool is_number(const reader *r, uint32_t t) { return t < r->end && r->v->tokens[t].flags & KW_TOK_NUMBER; }

/* "up to 70 instructors", "over to 70": what stands before a number is part of it. */
static bool opens_amount(const reader *r, uint32_t t, bool first) {
    const kw_view *v = r->v;
    uint32_t is = kw_is(v, t);
    if (is & KW_G_PREP && is_number(r, t + 1) && kw_who_at(v, t + 1) < 0) return true;
    return first && is & (KW_G_PREP | KW_G_FILL) && t + 1 < r->end && kw_is(v, t + 1) & KW_G_TO && is_number(r, t + 2);
}

/* "a data sharing agreement": a verb by its tag, inside the object. */
static bool within_phrase(const reader *r, uint32_t t) {
    const kw_token *x = &r->v->tokens[t];
    return r->v->parsed && (x->deprel == KW_AMOD || (kw_is_gerund(x) && t + 1 < r->end && kw_is(r->v, t + 1) & KW_G_NOUN));
}

/* Where the object behind a verb ends. */
static uint32_t object_behind(const reader *r, uint32_t a) {
    const kw_view *v = r->v;
    uint32_t b = a;
    for (; b < r->end && b - a < OBJECT_REACH; b++) {
        uint32_t is = kw_is(v, b);
        bool ends = is & (KW_G_VERB | KW_G_COMMA | KW_G_PREP | KW_G_AGENT | KW_G_TO) && !(is & (KW_G_NOUN | KW_G_OWNER));
        if (opens_amount(r, b, b == a)) continue;
        if (ends && b > a && kw_who_at(v, b) < 0 && !within_phrase(r, b)) break;
    }
    return b;
}

/* The tokens of the object: behind the verb, or before it in the passive. They are the same for all rows of a pattern. */
static void object_window(reader *r) {
    const uint32_t PASSIVE = 64;                /* more than any pattern has tokens */
    uint32_t key = r->h->n + (r->passive ? PASSIVE : 0), behind = r->h->first + r->h->n;
    if (r->window_of != key) {
        r->window_first = r->passive ? object_before(r) : behind;
        r->window_end = r->passive ? r->h->first : object_behind(r, behind);
        r->window_of = key;
    }
    r->object_first = r->window_first;
    r->object_end = r->window_end;
}

static bool some_token(const kw_view *v, uint32_t a, uint32_t b, kw_str words) {
    for (uint32_t t = a; t < b; t++)
        if (kw_token_in(v, t, words)) return true;
    return false;
}

/* The same, but of words that are not negated ("tidak terbukti melanggar"). */
static bool some_told(const kw_view *v, uint32_t a, uint32_t b, kw_str words) {
    for (uint32_t t = a; t < b; t++) {
        bool negated = false;
        for (uint32_t i = t; i > a && i + NEGATED > t && kw_who_at(v, i - 1) < 0; i--) negated = negated || kw_is(v, i - 1) & KW_G_NOT;
        if (!negated && kw_token_in(v, t, words)) return true;
    }
    return false;
}

/* Does the mention hold one of the words? */
static bool names(const kw_view *v, int32_t mention, kw_str words) {
    const kw_mention *m = &v->mentions[mention];
    return some_token(v, m->first < v->first ? v->first : m->first, kw_mention_end(m) < v->end ? kw_mention_end(m) : v->end, words);
}

/* "thousands of Kenyans": does one of the words stand before the name that "of" holds? */
static bool counts(const kw_view *v, int32_t mention, kw_str words) {
    uint32_t f = v->mentions[mention].first;
    return f >= v->first + 2 && kw_who_at(v, f - 1) < 0 && kw_is(v, f - 1) & KW_G_OWNER && kw_who_at(v, f - 2) < 0 && kw_token_in(v, f - 2, words);
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
            int32_t w = kw_who_at(v, i - 1), holder = w >= 0 ? kw_holder_of(v, w) : -1;
            if (holder >= 0 && !(kw_is(v, (uint32_t)holder) & KW_G_OWNER)) return KW_NO_ROLE;      /* "the order against X must be lifted" */
            if (w >= 0) return (kw_role){ w, 3 };
            if (kw_is(v, i - 1) & KW_G_VERB) break;         /* "that the militants say must be freed": not they */
        }
    }
    return KW_NO_ROLE;
}

/* The same of what the verb brings in: behind it or, of a quotation that it is the cue of, before it ("X must go," said Y). */
kw_role kw_must_role(const reader *r) {
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
    while (r->passive && b < r->end && b < a + 5 &&
        (kw_who_at(v, b) >= 0 || !(kw_is(v, b) & (KW_G_PREP | KW_G_AGENT | (b > a ? KW_G_VERB : 0) | KW_G_COMMA)))) b++;
    if (!some_token(v, a, b, words)) return false;
    r->object_first = a;
    r->object_end = b;
    return true;
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
    if (kw_is(v, t) & KW_G_NOT && t + 1 < v->end && kw_is(v, t + 1) & KW_G_TO) return false;        /* "warned Iran not to" */
    if (v->tokens[t].upos == KW_AUX || kw_is(v, t) & (KW_G_FUTURE | KW_G_CAN | KW_G_MUST | KW_G_BE | KW_G_WISH | KW_G_NOT | KW_G_LIGHT)) return true;
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

/* ---- of the words: asked before the roles are filled ---- */

/* "denies supplying weapons": what is denied is an act, and its object is not that of the denial. */
static bool denies_act(const reader *r) {
    uint32_t next = r->h->first + r->h->n;
    return !r->passive && kw_is(r->v, r->h->first) & KW_G_DENY && next < r->end && kw_who_at(r->v, next) < 0 && kw_is_gerund(&r->v->tokens[next]);
}

static bool object_is(reader *r, kw_str words) {
    if (denies_act(r)) return false;
    object_window(r);
    return some_token(r->v, r->object_first, r->object_end, words) || kept_object(r, words);
}

bool kw_holds_object(const reader *r, int32_t mention) {
    kw_str with = kw_frame_cell(r->v, r->row, KW_FR_WITH), one;
    while (with.n && kw_str_cut(&with, ';', &one)) {
        kw_str name = one, value = one;
        if (kw_str_find(one, KW_STR("="), 0) == SIZE_MAX) continue;
        kw_str_cut(&value, '=', &name);
        if (kw_str_is(name, "obj") && names(r->v, mention, value)) return true;
    }
    return false;
}

/* "menangkap ikan", not "menangkap kapal ikan": is the first noun of the object one of the words? */
static bool object_begins(reader *r, kw_str words) {
    const kw_view *v = r->v;
    object_window(r);
    uint32_t t = r->object_first;
    while (t < r->object_end && kw_who_at(v, t) < 0 && !(kw_is(v, t) & KW_G_NOUN) && !kw_token_in(v, t, words)) t++;
    return t < r->object_end && kw_who_at(v, t) < 0 && kw_token_in(v, t, words);
}

static bool object_is_not(reader *r, kw_str words) {
    object_window(r);
    bool found = some_token(r->v, r->object_first, r->object_end, words);
    r->object_first = r->object_end = 0;
    return !found;
}

static bool subject_is(reader *r, kw_str words) {
    const kw_view *v = r->v;
    kw_role s = r->passive ? kw_agent(v, r->h) : kw_subject(v, r->h->first);
    if (s.mention < 0) return false;
    uint32_t a = kw_mention_end(&v->mentions[s.mention]), b = a;
    while (b < r->h->first && b < a + 2 && kw_who_at(v, b) < 0 && kw_is(v, b) & KW_G_NOUN) b++;     /* "Norwegian aid" */
    if (names(v, s.mention, words) || some_token(v, a, b, words)) return true;
    uint32_t first = v->mentions[s.mention].first;                                                   /* "bantuan Norwegia" */
    return v->lang->voices && first > v->first && some_token(v, kw_noun_start(v, first), first, words);
}

static bool then_comes(reader *r, kw_str words) {
    const kw_view *v = r->v;
    uint32_t behind = r->h->first + r->h->n;
    /* "described it as piracy" */
    uint32_t end = r->end < v->end && kw_who_at(v, r->end) < 0 && kw_has_class(v, v->tokens[r->end].form, "as") ? kw_clause_end(v, r->end) : r->end;
    if (words.p[0] == '@') return some_told(v, behind, end, words);
    uint32_t stop = behind + WORD_REACH < v->end ? behind + WORD_REACH : v->end;    /* "as human shields": past what ends a clause, too */
    for (uint32_t t = behind; t < stop; t++)
        if (phrase_at(v, t, stop, words)) return true;
    return false;
}

static bool is_near(reader *r, kw_str words) {
    const kw_view *v = r->v;
    uint32_t first = r->h->first, behind = first + r->h->n;
    for (uint32_t n = 0; first > v->first && n < NEAR_REACH; first--) n += !kw_in_date(v, first - 1);      /* "flew to Cairo on Monday for talks" */
    return some_token(v, first, behind + NEAR_REACH < v->end ? behind + NEAR_REACH : v->end, words);
}

/* A bare word stands in the clause behind the verb, or ends it. */
static bool word_comes(const reader *r, kw_str word) {
    const kw_view *v = r->v;
    uint32_t from = r->h->first + r->h->n, to = r->end < from + WORD_REACH ? r->end : from + WORD_REACH;
    if (to == r->end && to < v->end) to++;
    for (uint32_t t = from; t < to; t++)
        if (kw_who_at(v, t) < 0 && kw_str_eq(v->tokens[t].form, word)) return true;
    return false;
}

static bool somebody_must(reader *r, kw_str set) { (void)set; return kw_must_role(r).weight > 0; }
static bool an_object(reader *r, kw_str none) { (void)none; return has_object(r); }
static bool object_alone(reader *r, kw_str none) { (void)none; return has_object(r) && !names_a_clause(r, false); }
static bool object_does(reader *r, kw_str none) { (void)none; return names_a_clause(r, true); }

static bool is_negated(reader *r, kw_str none) {
    (void)none;
    for (uint32_t t = r->h->first; t > r->v->first && t + NEAR_REACH > r->h->first && kw_who_at(r->v, t - 1) < 0; t--)
        if (kw_is(r->v, t - 1) & KW_G_MUST) return false;               /* "should not let": it is asked */
    return r->negated = kw_mode_of(r->v, r->h).reason == KW_DENIED;
}

static bool several(reader *r, kw_str none) {
    kw_role s = kw_subject(r->v, r->h->first);
    (void)none;
    return (s.mention >= 0 && (kw_next_conjunct(r->v, s.mention) >= 0 || kw_last_conjunct(r->v, s.mention) >= 0)) || met_before(r);
}

/* Looked at when the source is known. */
static bool keep_by(reader *r, kw_str who) {
    r->by = who;
    return true;
}

/* ---- of who fills the roles: asked afterwards ---- */

static const kw_entity *filler(const reader *r, kw_role role) { return &r->v->in->marks->entities[r->v->mentions[role.mention].entity]; }

/* Of one country, or of one that the text does not tell? Then an army that topples a president makes a coup, no war. */
bool kw_same_country(const kw_view *v, kw_role a, kw_role b) {
    if (!a.weight || !b.weight) return false;
    const kw_entity *e = v->in->marks->entities;
    kw_str x = e[v->mentions[a.mention].entity].country, y = e[v->mentions[b.mention].entity].country;
    return !x.n || !y.n || kw_str_eq(x, y);
}

static bool of_two_countries(const reader *r, const kw_reading *out) { return !kw_same_country(r->v, out->source, out->target); }

static bool has_sector(const reader *r, const kw_entity *e, uint32_t traits) { return kw_sector_is(&r->v->kit->ontology, e->sector, traits); }

/* "Iraqis", "hundreds of Turks"; but "the Russians" may be their government. */
static bool is_a_people(const kw_view *v, int32_t mention) {
    uint32_t first = v->mentions[mention].first;
    return kw_is_people(v, mention) && !(first > v->first && kw_who_at(v, first - 1) < 0 && v->tokens[first - 1].upos == KW_DET);
}

/* A state, a government, or a body of states. */
static bool governs(const reader *r, kw_role role) {
    if (!role.weight || is_a_people(r->v, role.mention)) return false;
    const kw_entity *e = filler(r, role);
    if (e->kind == KW_GROUP && names(r->v, role.mention, KW_STR("@states"))) return true;       /* "major countries" */
    return e->kind == KW_STATE || has_sector(r, e, KW_SECTOR_GOVERN) || (e->kind == KW_ORGANISATION && has_sector(r, e, KW_SECTOR_IGO));
}

static bool both_govern(const reader *r, const kw_reading *out) { return governs(r, out->source) && governs(r, out->target); }

/* The source is a government, a body of states, or one whose name holds a word. */
static bool is_by(const reader *r, const kw_reading *out) {
    if (!out->source.weight) return false;
    if (kw_str_is(r->by, "gov")) return governs(r, out->source);
    if (kw_str_is(r->by, "igo")) return has_sector(r, filler(r, out->source), KW_SECTOR_IGO);
    return names(r->v, out->source.mention, r->by) || counts(r->v, out->source.mention, r->by);
}

static bool target_is_no_state(const reader *r, const kw_reading *out) { return !out->target.weight || filler(r, out->target)->kind != KW_STATE; }

/* Neither a state nor its government, ministry or office; a person in it may be. */
static bool target_is_no_government(const reader *r, const kw_reading *out) {
    if (!out->target.weight) return false;
    const kw_entity *e = filler(r, out->target);
    return e->kind != KW_STATE && !(e->kind == KW_ORGANISATION && e->country.n && has_sector(r, e, KW_SECTOR_GOVERN));
}

static bool target_is_person(const reader *r, const kw_reading *out) { return !out->target.weight || filler(r, out->target)->kind == KW_PERSON; }

static bool source_is_person(const reader *r, const kw_reading *out) { return out->source.weight && filler(r, out->source)->kind == KW_PERSON; }

static bool target_is_place(const reader *r, const kw_reading *out) {
    return !out->target.weight || filler(r, out->target)->kind == KW_STATE || filler(r, out->target)->kind == KW_PLACE;
}

/* ---- the words of the cell ---- */

typedef struct condition {
    const char *name;
    bool valued;                                                /* "obj=@aid", not "obj" */
    uint8_t worth;                                              /* how much more the row fits by it; a value that is no set counts one more */
    bool (*holds)(reader *r, kw_str value);                     /* of the words; NULL: nothing */
    bool (*fits)(const reader *r, const kw_reading *out);       /* of the roles; NULL: nothing */
} condition;

/* What each means to who writes a row: docs/adding-frames.md. */
static const condition conditions[] = {
    { "obj", true, 1, object_is, NULL }, { "then", true, 1, then_comes, NULL }, { "subj", true, 1, subject_is, NULL },
    { "head", true, 1, object_begins, NULL }, { "obj!", true, 1, object_is_not, NULL }, { "near", true, 1, is_near, NULL },
    { "aux", true, 1, somebody_must, NULL },
    { "by", true, 1, keep_by, is_by },
    { "obj", false, 1, an_object, NULL }, { "only", false, 1, object_alone, NULL }, { "does", false, 1, object_does, NULL },
    { "neg", false, 3, is_negated, NULL },      /* says more than what the object is */
    { "group", false, 1, several, NULL }, { "states", false, 1, NULL, both_govern }, { "abroad", false, 1, NULL, of_two_countries },
    { "place", false, 1, NULL, target_is_place }, { "nostate", false, 1, NULL, target_is_no_state },
    { "nogov", false, 1, NULL, target_is_no_government }, { "speaker", false, 1, NULL, source_is_person },
    { "person", false, 0, NULL, target_is_person },
};
enum { CONDITIONS = sizeof conditions / sizeof *conditions };

static const condition *condition_of(kw_str name, bool valued) {
    for (size_t i = 0; i < CONDITIONS; i++)
        if (conditions[i].valued == valued && kw_str_is(name, conditions[i].name)) return &conditions[i];
    return NULL;
}

/* One condition of the cell: what it is worth, or -1. */
static int one_holds(reader *r, kw_str one) {
    kw_str name = one, value = one;
    bool valued = kw_str_find(one, KW_STR("="), 0) != SIZE_MAX;
    if (valued) kw_str_cut(&value, '=', &name);
    const condition *c = condition_of(name, valued);
    if (!c) return !valued && word_comes(r, one) ? 1 : -1;
    if (c->holds && !c->holds(r, value)) return -1;
    if (c->fits) r->wants |= 1u << (c - conditions);
    bool own_word = valued && !c->fits && value.p[0] != '@';    /* says more than a set */
    return c->worth + own_word;
}

int kw_conditions_hold(reader *r, kw_str with) {
    kw_str one;
    int n = 0;
    r->object_first = r->object_end = r->wants = 0;
    r->negated = false;
    r->they[0] = r->they[1] = KW_NO_ROLE;
    while (with.n && kw_str_cut(&with, ';', &one)) {
        int worth = one_holds(r, one);
        if (worth < 0) return -1;
        n += worth;
    }
    return n;
}

bool kw_roles_fit(const reader *r, const kw_reading *out) {
    for (size_t i = 0; r->wants >> i; i++)
        if (r->wants >> i & 1 && !conditions[i].fits(r, out)) return false;
    return true;
}
