/* SPDX-License-Identifier: MIT
 * The names of a user's dictionaries, phrase by phrase. A sentence is cut into noun phrases by its tags alone (no heads are needed
 * yet); the names found in one phrase make one code. "the ambassadors of Arnor and Gondor": an agent without an actor hands its code
 * to the actors behind the preposition that owns it. */
#include "mark/listed.h"
#include "know/calendar.h"

#include <stdlib.h>

enum { AGENTS_MAX = 4, CODE_MAX = 48, LIST_MAX = 12 };

/* A noun phrase. */
typedef struct {
    uint32_t first, end, head;                  /* tokens */
    uint32_t words;                             /* tokens and names in it that are no determiners */
    const kw_pt_name *actor; const kw_pt_code *code;
    const kw_pt_name *agents[AGENTS_MAX]; uint32_t n_agents;
    kw_span name;                               /* of the actor, else of the first agent */
    bool taken;                                 /* part of the phrase before it */
    bool adjective;                             /* nothing but an adjective: "Ardian" of "Ardian and Beloran soldiers" */
} phrase;

typedef struct {
    const kw_petrarch *p;
    const kw_mark_in *in;
    const kw_words *words;
    kw_arena *mem;
    kw_marks *out;
    const kw_table *grammar, *countries;
    phrase *v; size_t n, cap;                   /* of the sentence at hand */
    size_t cap_mentions, cap_entities, first_entity;
    uint32_t *becomes;                          /* own entity -> the one of the dictionaries, or UINT32_MAX */
    size_t n_own, n_mentions, from;                         /* entities of our own; the first mention that may still meet a phrase */
} listing;

/* ---- phrases ---- */

static const kw_token *tok(const listing *l, uint32_t t) { return &l->words->tokens[t]; }

/* `last`: the token before it, of the same phrase, or NULL. */
static bool inside_phrase(const kw_token *last, const kw_token *t, const kw_token *next) {
    if (t->flags & KW_TOK_CLITIC && t->upos == KW_PART && t->flags & KW_TOK_GLUED && !(t->flags & KW_TOK_NEGATIVE)) return true;    /* 's */
    switch ((kw_upos)t->upos) {
    case KW_NOUN:                               /* of a tense: a verb that the tagger took for a noun */
        return t->tense == KW_TENSE_NONE || t->flags & (KW_TOK_PARTICIPLE | KW_TOK_GERUND);
    case KW_PROPN: case KW_ADJ: case KW_NUM: case KW_DET: case KW_X: case KW_SYM: return true;
    case KW_PUNCT: return t->form.n == 1 && t->form.p[0] == '-' && t->flags & KW_TOK_GLUED;
    case KW_ADV: return next && next->upos == KW_ADJ;
    case KW_VERB:                               /* "the affected villages"; but in "gunmen shot soldiers" it is what they do */
        return next && t->flags & KW_TOK_PARTICIPLE && (next->upos == KW_NOUN || next->upos == KW_PROPN) && last && last->upos != KW_NOUN &&
               last->upos != KW_PROPN;
    default: return false;
    }
}

/* "awful and cool minister": what joins two adjectives does not end the phrase. */
static bool joins_adjectives(const listing *l, const phrase *x, uint32_t t, uint32_t end) {
    if (x->adjective && x->code) return false;          /* two peoples are two actors */
    return tok(l, t)->upos == KW_CCONJ && t + 1 < end && tok(l, t - 1)->upos == KW_ADJ && tok(l, t + 1)->upos == KW_ADJ;
}

/* The longest name at t, actors before agents of the same length; one word that is a verb here names nobody. */
static const kw_pt_name *name_at(const listing *l, uint32_t t, uint32_t end, size_t *len) {
    size_t a, b;
    const kw_pt_name *actor = kw_petrarch_name(l->p, KW_PT_ACTOR, tok(l, t), end - t, &a),
        *agent = kw_petrarch_name(l->p, KW_PT_AGENT, tok(l, t), end - t, &b);
    const kw_pt_name *best = agent && (!actor || b > a) ? agent : actor;
    *len = best == actor ? a : b;
    if (best && *len == 1 && (tok(l, t)->upos == KW_VERB || tok(l, t)->upos == KW_AUX) && !(tok(l, t)->flags & KW_TOK_CAPITAL)) best = NULL;
    return best;
}

/* A name of the same country that says more ("Israel" and "Israeli troops": ISR, ISRMIL) counts; else the first. */
static void take_name(listing *l, phrase *x, const kw_pt_name *name, uint32_t t, size_t len) {
    kw_span at = { tok(l, t)->at.start, tok(l, t + (uint32_t)len - 1)->at.end };
    if (name->kind == KW_PT_AGENT) {
        if (x->n_agents < AGENTS_MAX) x->agents[x->n_agents++] = name;
        if (!x->actor && x->n_agents == 1) x->name = at;
        return;
    }
    const kw_pt_code *c = kw_petrarch_code(l->p, name, l->in->published);
    if (!c || !c->code.p) return;
    if (x->actor && !(c->code.n > x->code->code.n && kw_str_starts(c->code, x->code->code))) return;
    x->actor = name;
    x->code = c;
    x->name = at;
}

static bool push_phrase(listing *l, phrase *x) {
    if (x->end <= x->first) return true;
    phrase *slot = kw_push(l->mem, (void **)&l->v, &l->n, &l->cap, sizeof *slot);
    if (slot) *slot = *x;
    *x = (phrase){ 0 };
    return slot;
}

static void grow(phrase *x, uint32_t t, uint32_t n) {
    if (!x->end) x->first = t;
    x->end = t + n;
}

static bool find_phrases(listing *l, const kw_sentence *s) {
    phrase x = { 0 };
    uint32_t end = s->first + s->n;
    l->n = 0;
    for (uint32_t t = s->first; t < end;) {
        size_t len = 0;
        const kw_pt_name *name = name_at(l, t, end, &len);
        const kw_token *now = tok(l, t), *next = t + 1 < end ? tok(l, t + 1) : NULL;
        bool in = name || inside_phrase(x.end ? now - 1 : NULL, now, next) || (x.end && joins_adjectives(l, &x, t, end));
        if (!in || (now->upos == KW_DET && x.end)) {
            if (!push_phrase(l, &x)) return false;
            if (!in) { t++; continue; }
        }
        grow(&x, t, name ? (uint32_t)len : 1);
        if (name) take_name(l, &x, name, t, len);
        if (now->upos != KW_DET) x.words++;
        x.adjective = x.words == 1 && now->upos == KW_ADJ;
        if (name || now->upos == KW_NOUN || now->upos == KW_PROPN) x.head = t + (name ? (uint32_t)len - 1 : 0);
        else if (x.first == t) x.head = t;
        t += name ? (uint32_t)len : 1;
    }
    return push_phrase(l, &x);
}

/* ---- what belongs together ---- */

static bool has_class(const listing *l, kw_str form, const char *class) {
    kw_rows r = kw_table_find(l->grammar, form);
    for (uint32_t i = 0; i < r.n; i++)
        if (kw_str_is(kw_table_cell(l->grammar, r.first + i, 1), class)) return true;
    return false;
}

/* One preposition stands between the two, and it says whose, where or where from. */
static bool owned_by(const listing *l, const phrase *a, const phrase *b) {
    if (b->first != a->end + 1) return false;
    kw_str form = tok(l, a->end)->form;
    return has_class(l, form, "owner") || has_class(l, form, "loc") || has_class(l, form, "origin");
}

/* Only commas and conjunctions stand between; 2: a conjunction is among them. */
static int listed_with(const listing *l, const phrase *a, const phrase *b) {
    int found = 0;
    if (b->first <= a->end || b->first > a->end + 2) return 0;
    for (uint32_t t = a->end; t < b->first; t++) {
        if (tok(l, t)->upos == KW_CCONJ) found = 2;
        else if (tok(l, t)->form.n == 1 && tok(l, t)->form.p[0] == ',') found = found ? found : 1;
        else return 0;
    }
    return found;
}

static bool bare_actor(const phrase *x) { return x->code && !x->n_agents && !x->taken; }

static void give_agents(phrase *to, const phrase *from) {
    memcpy(to->agents, from->agents, sizeof to->agents);
    to->n_agents = from->n_agents;
}

/* The agents of phrase i go to the actor behind it and to the actors listed with that one. */
static void hand_over(listing *l, size_t i) {
    phrase *a = &l->v[i], *b = &l->v[i + 1];
    size_t last = i + 1;                        /* of the list that "and" closes */
    const kw_token *head = tok(l, a->head);
    bool many = !kw_str_eq(head->form, head->lemma);        /* "the ambassador of Arnor and Bree" are two; "the ambassadors of ..." */
    for (size_t k = i + 1; many && k + 1 < l->n && k < i + LIST_MAX; k++) {
        int how = bare_actor(&l->v[k + 1]) ? listed_with(l, &l->v[k], &l->v[k + 1]) : 0;
        if (!how) break;
        if (how == 2) last = k + 1;
    }
    for (size_t k = i + 2; k <= last; k++) give_agents(&l->v[k], a);
    a->actor = b->actor;
    a->code = b->code;
    a->name = b->name;
    a->end = b->end;
    b->taken = true;
}

/* "Ardian and Beloran soldiers": both are soldiers. */
static void share_agents(listing *l) {
    for (size_t i = l->n; i-- > 1;)
        if (l->v[i - 1].adjective && bare_actor(&l->v[i - 1]) && l->v[i].code && l->v[i].n_agents && listed_with(l, &l->v[i - 1], &l->v[i]))
            give_agents(&l->v[i - 1], &l->v[i]);
}

static void join_phrases(listing *l) {
    for (size_t i = 0; i + 1 < l->n; i++)
        if (!l->v[i].taken && !l->v[i].code && l->v[i].n_agents && l->v[i + 1].code && owned_by(l, &l->v[i], &l->v[i + 1])) hand_over(l, i);
}

/* ---- codes ---- */

static bool has_part(const char *code, size_t n, kw_str part) {
    for (size_t i = 0; i + 3 <= n; i += 3)
        if (memcmp(code + i, part.p, 3) == 0) return true;
    return false;
}

static void add_parts(char *code, size_t *n, kw_str parts) {
    for (size_t i = 0; i < parts.n; i += 3) {
        kw_str part = kw_str_sub(parts, i, i + 3 < parts.n ? i + 3 : parts.n);
        if (*n + part.n > CODE_MAX || (part.n == 3 && has_part(code, *n, part))) continue;
        memcpy(code + *n, part.p, part.n);
        *n += part.n;
    }
}

static kw_str agent_code(const listing *l, const kw_pt_name *a) {
    const kw_pt_code *c = kw_petrarch_code(l->p, a, (kw_when){ 0 });
    return c ? c->code : KW_NONE;
}

static kw_str code_of(const listing *l, const phrase *x, char buf[CODE_MAX + 4]) {
    size_t n = 0;
    kw_str actor = x->code ? x->code->code : KW_STR("---");
    for (uint32_t i = 0; i < x->n_agents; i++)
        if (x->agents[i]->before) add_parts(buf, &n, agent_code(l, x->agents[i]));
    if (n) add_parts(buf, &n, actor);
    else {
        n = actor.n < CODE_MAX ? actor.n : CODE_MAX;            /* as it stands, whatever its parts */
        memcpy(buf, actor.p, n);
    }
    for (uint32_t i = 0; i < x->n_agents; i++)
        if (!x->agents[i]->before) add_parts(buf, &n, agent_code(l, x->agents[i]));
    return (kw_str){ buf, n };
}

static kw_str row_of(const listing *l, const kw_pt_name *name, const kw_pt_code *c) {
    kw_str file = kw_petrarch_file(l->p, name->at.file), from, to;
    if (!c || (c->from == INT32_MIN && c->to == INT32_MAX))
        return kw_str_fmt(l->mem, "%.*s:%u %.*s", KW_FMT(file), (unsigned)name->at.line, KW_FMT(name->name));
    from = c->from == INT32_MIN ? KW_STR("...") : kw_when_iso_in(kw_when_day(c->from), l->mem);
    to = c->to == INT32_MAX ? KW_STR("...") : kw_when_iso_in(kw_when_day(c->to), l->mem);
    return kw_str_fmt(l->mem, "%.*s:%u %.*s (line %u: %.*s from %.*s to %.*s)", KW_FMT(file), (unsigned)name->at.line, KW_FMT(name->name),
                      (unsigned)c->at.line, KW_FMT(c->code), KW_FMT(from), KW_FMT(to));
}

static kw_str why_of(const listing *l, const phrase *x) {
    kw_str why = x->actor ? row_of(l, x->actor, x->code) : KW_NONE;
    for (uint32_t i = 0; i < x->n_agents; i++) {
        kw_str row = row_of(l, x->agents[i], NULL);
        why = why.n ? kw_str_fmt(l->mem, "%.*s; %.*s", KW_FMT(why), KW_FMT(row)) : row;
    }
    return why;
}

/* ---- marks ---- */

static uint32_t entity_of(listing *l, const phrase *x, kw_kind kind, kw_span at) {
    char buf[CODE_MAX + 4], low[4] = "";
    kw_str code = code_of(l, x, buf);
    for (size_t i = l->first_entity; i < l->out->n_entities; i++)
        if (kw_str_eq(l->out->entities[i].actor, code)) return (uint32_t)i;
    kw_entity *e = kw_push(l->mem, (void **)&l->out->entities, &l->out->n_entities, &l->cap_entities, sizeof *e);
    if (!e) return UINT32_MAX;
    *e = (kw_entity){ .kind = kind, .actor = kw_str_dup(l->mem, code), .score = 1, .listed = true, .why = why_of(l, x) };
    e->name = kw_str_at(l->words->text, x->n_agents ? at : x->name);
    for (size_t i = 0; i < 3 && i < code.n; i++) low[i] = (char)(code.p[i] >= 'A' && code.p[i] <= 'Z' ? code.p[i] + 32 : code.p[i]);
    if (kw_table_find(l->countries, kw_str_of(low)).n) e->country = kw_str_sub(e->actor, 0, 3);
    if (code.n >= 6) e->sector = kw_str_sub(e->actor, 3, 6);
    return e->actor.p && e->why.p ? (uint32_t)(l->out->n_entities - 1) : UINT32_MAX;
}

/* Mentions of kawat's own under the phrase make way; a given one takes the entity. True: it did. */
static bool clear_own(listing *l, kw_span at, uint32_t entity, kw_kind *kind) {
    bool given = false;
    for (size_t i = l->from; i < l->n_mentions && l->out->mentions[i].at.start < at.end; i++) {
        kw_mention *m = &l->out->mentions[i];
        if (m->entity >= l->first_entity || !kw_span_meets(m->at, at)) continue;
        *kind = l->out->entities[m->entity].kind;
        if (entity == UINT32_MAX) continue;
        if (!m->pronoun && m->entity < l->n_own && l->becomes[m->entity] == UINT32_MAX) l->becomes[m->entity] = entity;
        if (m->given_role) given = true, m->entity = entity, m->why = KW_NONE;
        else m->n = 0;                          /* swept out at the end */
    }
    return given;
}

static bool mark_phrase(listing *l, const phrase *x, uint32_t sentence) {
    uint32_t last = x->end - 1;
    while (last > x->first && tok(l, last)->flags & KW_TOK_CLITIC) last--;          /* the "'s" that ends a phrase */
    kw_span at = { tok(l, x->first)->at.start, tok(l, last)->at.end };
    while (l->from < l->n_mentions && l->out->mentions[l->from].at.end <= at.start) l->from++;      /* phrases come in order */
    kw_kind kind = !x->n_agents && x->code && x->code->code.n == 3 ? KW_STATE : KW_GROUP;
    clear_own(l, x->name, UINT32_MAX, &kind);
    uint32_t e = entity_of(l, x, kind, at);
    if (e == UINT32_MAX) return false;
    if (clear_own(l, at, e, &kind)) return true;
    kw_mention *m = kw_push(l->mem, (void **)&l->out->mentions, &l->out->n_mentions, &l->cap_mentions, sizeof *m);
    if (!m) return false;
    *m = (kw_mention){ .at = at, .name = x->name, .first = x->first, .n = x->end - x->first, .head = x->head, .sentence = sentence, .entity = e,
        .named = x->actor != NULL };
    return true;
}

static int by_place(const void *x, const void *y) {
    const kw_mention *a = x, *b = y;
    if (a->at.start != b->at.start) return a->at.start < b->at.start ? -1 : 1;
    return (a->at.end < b->at.end) - (a->at.end > b->at.end);
}

static void sweep(listing *l) {
    size_t kept = 0;
    for (size_t i = 0; i < l->out->n_mentions; i++) {
        kw_mention m = l->out->mentions[i];
        if (!m.n && !m.given_role) continue;
        if (m.pronoun && m.entity < l->n_own && l->becomes[m.entity] != UINT32_MAX) m.entity = l->becomes[m.entity];
        l->out->mentions[kept++] = m;
    }
    l->out->n_mentions = kept;
    if (kept > 1) qsort(l->out->mentions, kept, sizeof *l->out->mentions, by_place);
}

kw_rc kw_listed_mark(const kw_petrarch *p, const kw_know *know, const kw_mark_in *in, kw_arena *mem, kw_marks *out, kw_err *err) {
    listing l = { .p = p, .in = in, .words = in->words, .mem = mem, .out = out, .countries = kw_know_table(know, "world/countries"),
                  .cap_mentions = out->n_mentions, .cap_entities = out->n_entities, .first_entity = out->n_entities, .n_own = out->n_entities,
                  .n_mentions = out->n_mentions };
    if (!(l.becomes = kw_alloc_n(mem, l.n_own + 1, sizeof *l.becomes))) return kw_fail_nomem(err);
    for (size_t i = 0; i < l.n_own; i++) l.becomes[i] = UINT32_MAX;
    for (uint32_t s = 0; s < l.words->n_sentences; s++) {
        const kw_sentence *at = &l.words->sentences[s];
        kw_str code = at->language ? kw_know_language(know, at->language - 1u) : l.words->language;
        l.grammar = kw_know_lang_table(know, code, "grammar");
        if (!find_phrases(&l, at)) return kw_fail_nomem(err);
        share_agents(&l);
        join_phrases(&l);
        for (size_t i = 0; i < l.n; i++)
            if (!l.v[i].taken && (l.v[i].code || l.v[i].n_agents) && !mark_phrase(&l, &l.v[i], s)) return kw_fail_nomem(err);
    }
    sweep(&l);
    return KW_OK;
}
