/* SPDX-License-Identifier: MIT
 * Who stands at a cue: left of a verb its subject, right of "kata" or "according to" the one named there. Names come from
 * m->mentions; where there is none, the words of the noun phrase are the speaker, without an entity. */
#include "mark/quote_parts.h"

#include <strings.h>

enum { NOBODY = -2 };           /* whoever spoke has no name and no mention */

enum { REACH_LEFT = 45, REACH_RIGHT = 32, PRONOUN_REACH = 10 };

static const double NAMED_SCORE = 0.45;          /* what name.c gives a part without a name is below */

static const kw_mention *mention(const quoting *q, uint32_t t) {
    return q->mention_at[t] < 0 ? NULL : &q->m->mentions[q->mention_at[t]];
}

static bool is_speaker_kind(const quoting *q, const kw_mention *m) {
    return m->entity < q->m->n_entities && q->m->entities[m->entity].kind != KW_PLACE;
}

static bool is_person(const quoting *q, const kw_mention *m) {
    return m->entity < q->m->n_entities && q->m->entities[m->entity].kind == KW_PERSON;
}

static bool in_date(const quoting *q, uint32_t t) {
    size_t low = 0, high = q->m->n_dates;
    while (low < high) {                                   /* the last date that begins at or before t */
        size_t mid = (low + high) / 2;
        if (q->m->dates[mid].first <= t) low = mid + 1;
        else high = mid;
    }
    return low && t < q->m->dates[low - 1].first + q->m->dates[low - 1].n;
}

/* A person with a name, not only a part played: "Menlu", "seorang korban". */
static bool is_named(const quoting *q, const kw_mention *m) {
    if (!is_person(q, m) || m->pronoun) return false;
    const kw_entity *e = &q->m->entities[m->entity];
    const kw_token *head = tok(q, m->head);
    if (e->actor.p) return true;
    bool shouted = head->flags & KW_TOK_ALLCAPS && kw_span_len(head->at) > 4;
    return m->named && e->score >= NAMED_SCORE && head->flags & KW_TOK_CAPITAL && !shouted && !in_date(q, m->first);
}

static void take_mention(const quoting *q, const kw_mention *m, saying *s) {
    s->speaker_at = m->at;
    /* of "keduanya" each mention has a part */
    if (m->pronoun) s->speaker_at = (kw_span){ tok(q, m->first)->at.start, tok(q, m->first + m->n - 1)->at.end };
    s->speaker = (int32_t)m->entity;
    s->found = true;
}

static void take_words(const quoting *q, uint32_t first, uint32_t last, saying *s) {
    s->speaker_at = (kw_span){ tok(q, first)->at.start, tok(q, last - 1)->at.end };
    s->speaker = -1;
    s->found = true;
}

/* The noun phrase that ends before token `end` (first <= it): its first token. */
static uint32_t phrase_start(const quoting *q, uint32_t end, uint32_t from) {
    uint32_t t = end;
    while (t > from && is_outside(q, t - 1) && (is_upos(q, t - 1, NOMINAL) || mention(q, t - 1) || tok(q, t - 1)->flags & KW_TOK_CLITIC)) t--;
    return t;
}

static bool governed(const quoting *q, const kw_mention *m, uint32_t from) {
    uint32_t t = m->first;
    if (m->pronoun && tok(q, t)->flags & KW_TOK_CLITIC) {                  /* "dalam pernyataan tertulisnya" */
        while (t > from + 1 && is_outside(q, t - 1) && is_upos(q, t - 1, 1u << KW_NOUN | 1u << KW_ADJ | 1u << KW_VERB) && !mention(q, t - 1)) t--;
    }
    if (t > from + 1 && tok(q, t - 1)->upos == KW_DET) t--;                /* "close to the president" */
    return t > from && tok(q, t - 1)->upos == KW_ADP;
}

/* "ke pabrik obat X": behind a preposition and the nouns that it holds. */
static bool held_with_nouns(const quoting *q, const kw_mention *m, uint32_t from) {
    enum { NOUNS = 2 };
    uint32_t t = m->first;
    for (uint32_t n = 0; n < NOUNS && t > from + 1 && is_upos(q, t - 1, 1u << KW_NOUN) && !mention(q, t - 1) &&
         !(tok(q, t - 1)->flags & KW_TOK_CAPITAL); n++)
        t--;
    return t > from && tok(q, t - 1)->upos == KW_ADP;
}

/* "after Kim declared", "setelah Kim menyatakan": what looks like a preposition opens the clause whose subject stands right before the verb. */
static bool opens_clause(const quoting *q, const kw_mention *m, uint32_t from) {
    return m->first > from && kw_quote_cue_is(q, m->first - 1, CUE_CLAUSE);
}

/* An object: right behind a verb that is not the cue. */
static bool object(const quoting *q, const kw_mention *m, uint32_t from) {
    return m->first > from && tok(q, m->first - 1)->upos == KW_VERB;
}

/* The same, but for "ujar X" and "disampaikan X". */
static bool acted_on(const quoting *q, const kw_mention *m, uint32_t from) {
    return object(q, m, from) && !(q->cues[m->first - 1].flags & CUE_INVERTED) && tok(q, m->first - 1)->voice != KW_PASSIVE;
}

/* The mention left of `verb` that fits best as its subject: not behind a preposition or a verb, persons first at equal rank. */
static const kw_mention *subject_mention(const quoting *q, uint32_t verb, uint32_t from) {
    const kw_mention *spare = NULL, *good = NULL;
    uint32_t floor = verb > from + REACH_LEFT ? verb - REACH_LEFT : from;
    for (uint32_t t = verb; t > floor;) {
        t--;
        const kw_mention *m = is_outside(q, t) ? mention(q, t) : NULL;
        if (is_mark(q, t, ';') || (good && (kw_quote_cue_is(q, t, CUE_THAT) || kw_quote_cue_is(q, t, CUE_RELATIVE)))) break;
        if (!m) continue;
        if (m->first < t) t = m->first;
        if (!is_speaker_kind(q, m)) continue;
        if (held_with_nouns(q, m, from) || (m->pronoun && governed(q, m, from)) || object(q, m, from)) { if (!spare) spare = m; continue; }
        if (!good) good = m;
        if (is_person(q, m) || m->pronoun) { good = m; break; }
        if (!tok(q, m->first)->head || m->first == from) break;
    }
    return good ? good : spare;
}

/* "to call", "for calling": a form that tells of somebody else's act, or of none. */
static bool is_bare(const quoting *q, uint32_t t) {
    const kw_token *k = tok(q, t);
    return k->flags & (KW_TOK_INFINITIVE | KW_TOK_GERUND) || (k->flags & KW_TOK_PARTICIPLE && k->tense == KW_PRESENT);
}

/* "condemned the police and urged", "mengecam polisi dan mendesak": the verb that the conjunction before token t joins to, or t itself. */
static uint32_t joined_verb(const quoting *q, uint32_t t, uint32_t from) {
    if (t == from || !is_outside(q, t - 1) || tok(q, t - 1)->upos != KW_CCONJ) return t;
    for (uint32_t i = t - 1; i > from && is_outside(q, i - 1) && !is_mark(q, i - 1, ';'); i--)
        if (!mention(q, i - 1) && tok(q, i - 1)->upos == KW_VERB && !is_bare(q, i - 1)) return i - 1;
    return t;
}

enum { APPOSITION = 12 };       /* tokens of an insertion without a verb */

/* "The party, to which Hasina belongs, said", "Partai itu, tempat Rahmat bernaung, menyatakan", "Inggris, bekas penjajah Pakistan, menyatakan": who
 * is named right before the insertion that ends at token t and is no name itself ("Ketua DPR, Puan Maharani, mengatakan"); NULL: there is none. */
static const kw_mention *before_insertion(const quoting *q, uint32_t t, uint32_t from) {
    bool verb = false;
    if (t < from + 3 || !is_outside(q, t - 1) || !is_mark(q, t - 1, ',')) return NULL;
    for (uint32_t i = t - 1; i > from + 1 && is_outside(q, i - 1); i--) {
        verb = verb || (!mention(q, i - 1) && is_upos(q, i - 1, PREDICATE));
        if (!is_mark(q, i - 1, ',')) continue;
        bool name = mention(q, i) && mention(q, i)->first == i;
        bool relative = kw_quote_cue_is(q, i, CUE_RELATIVE);
        if (name && !verb) return NULL;
        const kw_mention *m = verb || relative || t - i < APPOSITION ? mention(q, i - 2) : NULL;
        if (m && is_speaker_kind(q, m) && !governed(q, m, from) && !object(q, m, from)) return m;
        if (verb) return NULL;
    }
    return NULL;
}

static uint32_t before_helpers(const quoting *q, uint32_t t, uint32_t from) {
    while (t > from && is_outside(q, t - 1) && is_upos(q, t - 1, HELPING) && !mention(q, t - 1)) t--;
    return t;
}

/* "three people with knowledge of the matter told ...": where the noun phrase begins that prepositions carry on up to token t, and *end of its first
 * part; false: another thing stands before it, or a preposition. */
static bool chain(const quoting *q, uint32_t t, uint32_t from, uint32_t *first, uint32_t *end) {
    uint32_t links = 0;
    *first = *end = t;
    for (;;) {
        *end = *first;
        uint32_t start = phrase_start(q, *end, from);
        if (start == *end) return false;
        *first = start;
        if (start == from || !is_outside(q, start - 1) || tok(q, start - 1)->upos != KW_ADP) break;
        *first = start - 1;
        links++;
        if (*first == from) return false;
    }
    bool opens = *first == from || is_mark(q, *first - 1, ',') || !is_outside(q, *first - 1) || is_upos(q, *first - 1, 1u << KW_SCONJ);
    return links && opens;
}

/* Its first part as the speaker. */
static bool take_chain(const quoting *q, uint32_t t, uint32_t from, saying *s) {
    uint32_t first, end;
    if (t == from || !chain(q, t, from, &first, &end) || in_date(q, first)) return false;
    const kw_mention *m = NULL;
    bool noun = false, place = false;
    for (uint32_t k = first; k < end; k++) {
        const kw_mention *at = mention(q, k);
        noun = noun || is_upos(q, k, NAMING);
        if (at && is_speaker_kind(q, at)) m = at;
        else if (at) place = true;
    }
    if (!noun || (place && !m)) return false;
    if (m) take_mention(q, m, s);
    else take_words(q, first, end, s);
    return true;
}

/* "Hamas dalam pernyataan tertulisnya menyebut": the preposition before something of the subject's own that ends at token t, or t. */
static uint32_t before_own(const quoting *q, uint32_t t, uint32_t from) {
    if (t < from + 3 || !is_outside(q, t - 1) || !(tok(q, t - 1)->flags & KW_TOK_CLITIC) || tok(q, t - 1)->upos != KW_PRON) return t;
    uint32_t i = t - 1;
    while (i > from + 1 && is_outside(q, i - 1) && is_upos(q, i - 1, 1u << KW_NOUN | 1u << KW_ADJ | 1u << KW_VERB)) i--;
    return i < t - 1 && tok(q, i - 1)->upos == KW_ADP ? i - 1 : t;
}

bool kw_quote_subject(const quoting *q, uint32_t verb, uint32_t from, saying *s) {
    uint32_t t = before_helpers(q, verb, from), first_verb = joined_verb(q, t, from), own = before_own(q, t, from);
    if (first_verb != t) return kw_quote_subject(q, first_verb, from, s);
    if (own > from && own < t && kw_quote_subject(q, own, from, s)) return true;
    const kw_mention *inserted = before_insertion(q, t, from);
    if (inserted) { take_mention(q, inserted, s); return true; }
    const kw_mention *m = t > from && is_outside(q, t - 1) ? mention(q, t - 1) : NULL;
    if (m && is_speaker_kind(q, m) && (!governed(q, m, from) || opens_clause(q, m, from))) { take_mention(q, m, s); return true; }
    uint32_t first = t > from ? phrase_start(q, t, from) : t;
    bool plain = first < t && !(first > from && tok(q, first - 1)->upos == KW_ADP);
    if (plain && !m) {                                     /* the words before the verb, with a name in them or not */
        const kw_mention *in = mention(q, first);
        bool noun = false;
        for (uint32_t k = first; k < t; k++) noun |= is_upos(q, k, NAMING);
        if (noun) {
            take_words(q, first, t, s);
            bool his = in && in->pronoun && in->first + in->n < t;          /* "His wife agreed" */
            if (in && is_speaker_kind(q, in) && !his) s->speaker = (int32_t)in->entity;
            return true;
        }
    }
    if (take_chain(q, t, from, s)) return true;
    m = subject_mention(q, verb, from);
    if (m) { take_mention(q, m, s); return true; }
    if (plain) { take_words(q, first, t, s); return true; }
    /* "the mayor of Boston, in a speech, said": the first noun phrase of the clause */
    for (uint32_t k = from; k < t; k++) {
        if (!is_outside(q, k) || !is_upos(q, k, NAMING)) continue;
        if (k > from && tok(q, k - 1)->upos == KW_ADP) continue;
        uint32_t end = k + 1;
        while (end < t && is_outside(q, end) && is_upos(q, end, NOMINAL)) end++;
        take_words(q, phrase_start(q, end, from), end, s);
        return true;
    }
    return false;
}

static bool ends_phrase(const quoting *q, uint32_t t) {
    if (mention(q, t)) return false;
    if (kw_quote_cue_is(q, t, CUE_RELATIVE)) return true;
    if (is_punct(q, t) && !is_mark(q, t, '/') && !is_mark(q, t, '-')) return true;
    return is_upos(q, t, GOES_ON | 1u << KW_CCONJ | 1u << KW_ADV);
}

static bool closes_apposition(const quoting *q, uint32_t t, uint32_t limit) {
    if (t >= limit || !is_outside(q, t) || (tok(q, t)->flags & KW_TOK_PUNCT) || in_date(q, t)) return true;
    return is_upos(q, t, GOES_ON | 1u << KW_ADV);
}

/* Behind a part that was played, the name of who plays it: "kata Kepala Dinas Kesehatan, Siti Y, di Solo", up to the next
 * verb or preposition; brackets, commas and "dan" belong to the part. */
static const kw_mention *named_behind(const quoting *q, uint32_t from, uint32_t limit) {
    int depth = 0;
    const kw_mention *first = NULL;
    for (uint32_t t = from; t < limit && is_outside(q, t); t++) {
        const kw_mention *m = mention(q, t);
        if (is_mark(q, t, '(')) depth++;
        else if (is_mark(q, t, ')')) depth--;
        else if (!depth && m && is_named(q, m)) {
            if (t > from && is_mark(q, t - 1, ',') && closes_apposition(q, m->first + m->n, limit)) return m;
            if (!first) first = m;
        } else if (!depth && !m) {
            bool goes_on = is_upos(q, t, GOES_ON) && !(tok(q, t)->flags & KW_TOK_CAPITAL);       /* "Bidang Kerja Sama" is a part's name */
            if (goes_on || is_mark(q, t, '.') || is_mark(q, t, ';') || is_mark(q, t, ':')) break;
        }
        if (m && m->first + m->n > t + 1) t = m->first + m->n - 1;
    }
    return first;
}

/* A name written small, or one that names did not see here: the words equal a person's last name. */
static int32_t by_last_name(const quoting *q, uint32_t first, uint32_t last) {
    if (last != first + 1) return -1;
    kw_str word = tok(q, first)->form;
    for (size_t i = 0; i < q->m->n_entities; i++) {
        const kw_entity *e = &q->m->entities[i];
        if (e->kind != KW_PERSON || word.n < 3 || e->name.n < word.n) continue;
        for (size_t at = 0; at + word.n <= e->name.n; at++) {
            bool whole = (!at || e->name.p[at - 1] == ' ') && (at + word.n == e->name.n || e->name.p[at + word.n] == ' ');
            if (whole && strncasecmp(e->name.p + at, word.p, word.n) == 0) return (int32_t)i;
        }
    }
    return -1;
}

bool kw_quote_after(const quoting *q, uint32_t at, uint32_t to, saying *s) {
    uint32_t limit = at + REACH_RIGHT < to ? at + REACH_RIGHT : to, end = at;
    if (at >= to || !is_outside(q, at)) return false;
    const kw_mention *any = NULL, *person = NULL;
    while (end < limit && is_outside(q, end) && !ends_phrase(q, end)) {
        const kw_mention *m = mention(q, end);
        if (m && is_speaker_kind(q, m)) {
            if (!any) any = m;
            bool known = person && (person->pronoun || q->m->entities[person->entity].actor.p);
            if (is_person(q, m) && (!person || (!known && is_named(q, m)))) person = m;      /* "Kapolsek Beji AKP Nyoto": the last */
        }
        end = m && m->first + m->n > end ? m->first + m->n : end + 1;
    }
    if (end > limit) end = limit;
    if (end == at) return false;
    bool sure = person && (person->pronoun || q->m->entities[person->entity].actor.p);
    if (sure) { take_mention(q, person, s); return true; }
    const kw_mention *named = tok(q, at)->upos == KW_PRON ? NULL : named_behind(q, at, limit);
    if (named) { take_mention(q, named, s); return true; }
    if (person) { take_mention(q, person, s); return true; }
    take_words(q, at, end, s);
    if (any && any->first <= at + 1) take_mention(q, any, s);
    else s->speaker = any ? -1 : by_last_name(q, at, end);
    return true;
}

/* ---- pronouns and writers ---- */

/* "Hal itu disampaikan (oleh) Kim": who tells stands behind a passive. */
bool kw_quote_agent(const quoting *q, uint32_t verb, uint32_t to, saying *s) {
    uint32_t at = verb + q->cues[verb].n;
    if (tok(q, verb)->voice != KW_PASSIVE || tok(q, verb)->flags & KW_TOK_PARTICIPLE) return false;
    if (at < to && tok(q, at)->upos == KW_ADP) at++;
    return kw_quote_after(q, at, to, s) && s->speaker >= 0;
}

/* Who stands at a cue that is no part of a quotation: the subject of the verb of saying, or the one behind "menurut". */
static bool at_cue(const quoting *q, uint32_t t, const kw_sentence *s, saying *found) {
    *found = (saying){ .speaker = -1 };
    if (!is_outside(q, t) || !q->cues[t].n) return false;
    bool inverted = t > s->first && q->cues[t].flags & CUE_INVERTED && is_mark(q, t - 1, ',');
    if (inverted && kw_quote_after(q, t + q->cues[t].n, s->first + s->n, found) && found->speaker >= 0 &&
        found->speaker_at.start == tok(q, t + q->cues[t].n)->at.start)
        return true;                                       /* "..., kata Kim, ..." */
    *found = (saying){ .speaker = -1 };
    if (kw_quote_cue_is(q, t, CUE_SAY) && t > s->first)
        return kw_quote_agent(q, t, s->first + s->n, found) || kw_quote_subject(q, t, s->first, found);
    return kw_quote_cue_is(q, t, CUE_PREP) && kw_quote_after(q, t + q->cues[t].n, s->first + s->n, found);
}

/* Who tells something in a sentence: a person, or else the body; -1: nobody. */
static int32_t teller(const quoting *q, uint32_t sentence, bool bodies) {
    const kw_sentence *s = &q->w->sentences[sentence];
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        saying found;
        if (!at_cue(q, t, s, &found)) continue;
        const kw_entity *e = found.speaker >= 0 ? &q->m->entities[found.speaker] : NULL;
        bool counted = e && tok(q, kw_quote_token(q, found.speaker_at.start))->upos == KW_NUM;         /* "three people told ..." */
        if (e && (bodies ? e->kind != KW_PERSON && !counted : e->kind == KW_PERSON)) return found.speaker;
    }
    return -1;
}

/* The body that a sentence is about: its first mention, if it is one. */
static int32_t body_of(const quoting *q, uint32_t sentence) {
    const kw_sentence *s = &q->w->sentences[sentence];
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        const kw_mention *m = is_outside(q, t) ? mention(q, t) : NULL;
        if (!m || m->pronoun || m->entity >= q->m->n_entities) continue;
        kw_kind kind = q->m->entities[m->entity].kind;
        bool band = kind == KW_GROUP && q->m->entities[m->entity].actor.p;         /* "Hamas" */
        return (kind == KW_ORGANISATION || kind == KW_STATE || band) && !governed(q, m, s->first) ? (int32_t)m->entity : -1;
    }
    return -1;
}

enum { BODY_REACH = 3 };

/* "it said", "the statement said": the body that told something last, or of which the sentences before are. */
static int32_t body_before(const quoting *q, uint32_t token) {
    uint32_t here = q->w->sentence_of[token], floor = here > BODY_REACH ? here - BODY_REACH : 0;
    for (uint32_t s = here; s-- > floor;) {
        int32_t e = teller(q, s, true);
        if (e < 0) e = body_of(q, s);
        if (e >= 0) return e;
    }
    for (uint32_t t = token, s = floor; t-- > 0 && q->w->sentence_of[t] >= s;) {       /* "Shares in Veltrix fell after it said ..." */
        const kw_mention *m = is_outside(q, t) ? mention(q, t) : NULL;
        if (m && !m->pronoun && m->named && q->m->entities[m->entity].kind == KW_ORGANISATION && !object(q, m, floor)) return (int32_t)m->entity;
    }
    return -1;
}

bool kw_quote_personal(const quoting *q, uint32_t t) {
    const kw_table *pronouns = kw_know_lang_table(q->kit->know, q->w->language, "pronouns");
    return !pronouns || kw_table_find(pronouns, tok(q, t)->form).n;
}

enum { PRONOUN_FIRST = 3 };     /* tokens, the first of which may be the pronoun that a sentence is about */

/* The named person a sentence is about: its first one that is not behind a preposition. */
static int32_t about(const quoting *q, uint32_t sentence) {
    const kw_sentence *s = &q->w->sentences[sentence];
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        const kw_mention *m = is_outside(q, t) ? mention(q, t) : NULL;
        bool he = m && m->pronoun && t < s->first + PRONOUN_FIRST && tok(q, t)->upos == KW_PRON && !(tok(q, t)->flags & KW_TOK_CLITIC);
        he = he && !(t + 1 < s->first + s->n && is_upos(q, t + 1, NOMINAL));       /* not "her husband" */
        if (he && q->named[m->entity]) return (int32_t)m->entity;          /* "Ia pun memuji Kim.": it is about him */
        if (m && m->first == t && is_named(q, m) && !governed(q, m, s->first) && !acted_on(q, m, s->first)) return (int32_t)m->entity;
    }
    return -1;
}

static int32_t speaker_in(const quoting *q, uint32_t sentence, uint32_t run_number) {
    for (uint32_t r = run_number; r--;) {
        if (q->runs[r].last && q->w->sentence_of[q->runs[r].last - 1] < sentence) break;
        const saying *s = &q->says[r];
        bool person = s->found && s->speaker >= 0 && q->m->entities[s->speaker].kind == KW_PERSON;
        if (person && q->w->sentence_of[q->runs[r].first] <= sentence) return s->speaker;
    }
    return -1;
}

/* The first mention of an entity: "seorang pejabat", "an official" bring in somebody who has no name yet. */
static const kw_mention *brought_in(const quoting *q, int32_t entity) {
    for (size_t i = 0; i < q->m->n_mentions; i++)
        if ((int32_t)q->m->mentions[i].entity == entity) return &q->m->mentions[i];
    return NULL;
}

static bool is_new_to_text(const quoting *q, int32_t entity) {
    const kw_mention *m = brought_in(q, entity);
    for (uint32_t t = m ? m->first : 0; m && t < m->first + m->n; t++)
        if (tok(q, t)->flags & KW_TOK_CLITIC && tok(q, t)->upos != KW_PRON) return true;       /* "the company's lawyer" */
    if (!m || m->n < 2 || (m->head == m->first && tok(q, m->first + 1)->upos != KW_NOUN)) return false;
    if (!is_upos(q, m->first, 1u << KW_DET | 1u << KW_NUM)) return false;
    uint32_t from = q->w->sentences[m->sentence].first;
    const kw_mention *named = m->first > from + 1 && is_mark(q, m->first - 1, ',') ? mention(q, m->first - 2) : NULL;
    if (named || governed(q, m, from) || object(q, m, from)) return false;  /* "Yin Myint, a doctor, said" */
    return !named_behind(q, m->first + m->n, sentence_end(q, m->sentence));     /* "A doctor in Leeds, Yin Myint, said" */
}

/* Was the last one who is quoted in the sentence somebody whom no mention stands for: "kata S", "said one"? */
static bool nameless_in(const quoting *q, uint32_t sentence, uint32_t run_number) {
    for (uint32_t r = run_number; r-- > 0;) {
        if (q->runs[r].last && q->w->sentence_of[q->runs[r].last - 1] < sentence) break;
        const saying *s = &q->says[r];
        if (q->w->sentence_of[q->runs[r].first] > sentence || !s->found || s->cue_token == NO_TOKEN) continue;
        uint32_t t = kw_quote_token(q, s->speaker_at.start);
        return s->speaker < 0 && kw_span_len(s->speaker_at) && t < q->w->n_tokens && !is_upos(q, t, 1u << KW_PRON);
    }
    return false;
}

/* "Her husband disagreed.", "Istrinya menolak.": is the sentence about somebody who is only his? */
static bool of_his(const quoting *q, uint32_t sentence) {
    uint32_t t = q->w->sentences[sentence].first;
    if (q->w->sentences[sentence].n < 3 || !is_outside(q, t) || !is_outside(q, t + 1)) return false;
    bool before = tok(q, t)->upos == KW_PRON && !(tok(q, t)->flags & KW_TOK_CLITIC) && kw_quote_cue_is(q, t + 1, CUE_PERSON);
    bool behind = kw_quote_cue_is(q, t, CUE_PERSON) && tok(q, t + 1)->upos == KW_PRON && tok(q, t + 1)->flags & KW_TOK_CLITIC;
    for (uint32_t k = t + 2; (before || behind) && k < sentence_end(q, sentence); k++) {
        if (is_upos(q, k, PREDICATE)) break;
        if (mention(q, k) && is_named(q, mention(q, k))) return false;        /* "Her husband, John Roe, disagreed" */
    }
    return before || behind;
}

/* Who was quoted in the sentences from `floor` up to the token's, who told something there, whom one is about: the nearest before; or -1. */
static int32_t spoken_of(const quoting *q, uint32_t token, uint32_t run_number, uint32_t reach) {
    uint32_t here = q->w->sentence_of[token], floor = here > reach ? here - reach : 0;
    for (uint32_t s = here; s-- > floor;) {
        int32_t e = speaker_in(q, s, run_number);
        if (e < 0 && (nameless_in(q, s, run_number) || of_his(q, s))) return NOBODY;
        if (e < 0) e = teller(q, s, false);
        if (e >= 0 && !q->named[e] && is_new_to_text(q, e)) return e;
        if (e >= 0 && !q->named[e]) e = -1;
        if (e < 0) e = about(q, s);
        if (e >= 0) return e;
    }
    return -1;
}

int32_t kw_quote_pronoun(const quoting *q, uint32_t token, uint32_t run_number) {
    int32_t e = spoken_of(q, token, run_number, PRONOUN_REACH);
    if (e >= 0 || e == NOBODY) return e >= 0 ? e : -1;
    for (uint32_t r = run_number; r--;)
        if (q->says[r].found && q->says[r].speaker >= 0 && q->named[q->says[r].speaker]) return q->says[r].speaker;
    return -1;
}

/* Which entities are persons known by name somewhere in the text. */
void kw_quote_named(quoting *q) {
    for (size_t i = 0; i < q->m->n_mentions; i++)
        if (is_named(q, &q->m->mentions[i])) q->named[q->m->mentions[i].entity] = true;
}

enum { WRITER_REACH = 5, WRITER_NEAR = 4 };  /* sentences back, tokens between the word and its writer */

/* "a statement by the coast guard", "pernyataan (dari) Kemlu", "Kim's letter": who is named as its writer right beside the word at t, or -1. */
static int32_t writer_of(const quoting *q, uint32_t t) {
    uint32_t end = sentence_end(q, q->w->sentence_of[t]), from = q->w->sentences[q->w->sentence_of[t]].first;
    bool linked = false;
    for (uint32_t i = t + q->cues[t].n; i < end && i <= t + WRITER_NEAR && is_outside(q, i) && !is_punct(q, i); i++) {
        linked = linked || kw_quote_cue_is(q, i, CUE_WRITER);
        if (kw_quote_cue_is(q, i, CUE_THAT) || kw_quote_cue_is(q, i, CUE_RELATIVE)) break;
        if (!linked && is_upos(q, i, PREDICATE | 1u << KW_ADP | 1u << KW_SCONJ)) break;
        const kw_mention *m = mention(q, i);
        if (m && is_speaker_kind(q, m)) return (int32_t)m->entity;
    }
    const kw_mention *m = t > from + 1 && tok(q, t - 1)->flags & KW_TOK_CLITIC ? mention(q, t - 2) : NULL;
    return m && is_speaker_kind(q, m) && !m->pronoun ? (int32_t)m->entity : -1;
}

/* "the statement said", where a sentence before tells whose statement it is; or -1. */
static int32_t writer_before(const quoting *q, uint32_t voice) {
    uint32_t here = q->w->sentence_of[voice], floor = here > WRITER_REACH ? here - WRITER_REACH : 0;
    for (uint32_t t = voice; t-- > 0 && q->w->sentence_of[t] >= floor;) {
        if (!is_outside(q, t) || !kw_quote_cue_is(q, t, CUE_VOICE) || !kw_str_eq(tok(q, t)->lemma, tok(q, voice)->lemma)) continue;
        int32_t e = writer_of(q, t);
        if (e >= 0) return e;
    }
    return -1;
}

/* A letter or statement speaks for its writer: the name within the phrase ("pesan Putin", "Putin's letter"), else who last
 * spoke or wrote. The phrase is tokens from <= t < to. */
void kw_quote_voice(const quoting *q, uint32_t from, uint32_t to, uint32_t run_number, saying *s) {
    uint32_t voice = to;
    if (s->speaker >= 0 && q->m->entities[s->speaker].kind == KW_PERSON) return;
    for (uint32_t t = from; t < to && voice == to; t++)
        if (kw_quote_cue_is(q, t, CUE_VOICE)) voice = t;
    if (voice == to) return;
    s->voice = true;
    if (s->speaker < 0) s->who = "a letter or statement speaks for its writer";
    for (uint32_t t = from; t < to; t++) {
        const kw_mention *m = is_outside(q, t) ? mention(q, t) : NULL;
        if (m && is_speaker_kind(q, m) && is_person(q, m)) { s->speaker = (int32_t)m->entity; return; }
    }
    for (uint32_t t = voice; t < to && s->speaker < 0; t++) {      /* "a statement from the White House" */
        const kw_mention *m = mention(q, t);
        if (m && is_speaker_kind(q, m) && m->first == t) s->speaker = (int32_t)m->entity;
    }
    if (s->speaker >= 0) return;
    if ((s->speaker = writer_before(q, voice)) >= 0) return;
    for (uint32_t r = run_number; r--;)
        if (q->says[r].found && q->says[r].speaker >= 0) { s->speaker = q->says[r].speaker; return; }
    s->speaker = kw_quote_pronoun(q, from, run_number);
    if (s->speaker < 0) s->speaker = body_before(q, from);
}

/* "Sanders raised it in October, when he told ...": the person that the sentence is about, where the pronoun stands in a clause of its own
 * behind him; or -1. */
static int32_t spoken_of_here(const quoting *q, uint32_t pronoun) {
    uint32_t sentence = q->w->sentence_of[pronoun], from = q->w->sentences[sentence].first, t = pronoun;
    while (t > from && is_outside(q, t - 1) && is_upos(q, t - 1, 1u << KW_ADV) && !kw_quote_cue_is(q, t - 1, CUE_CLAUSE)) t--;
    if (t < from + 2 || !is_outside(q, t - 1) || !kw_quote_cue_is(q, t - 1, CUE_CLAUSE)) return -1;
    int32_t e = about(q, sentence);
    for (uint32_t i = from; e >= 0 && i < t; i++)
        if (is_outside(q, i) && mention(q, i) && (int32_t)mention(q, i)->entity == e) return e;
    return -1;
}

/* In "ujarnya" and "he said" the pronoun is the one who speaks or is spoken of nearest before; name.c, which does not know
 * who speaks, is asked second. */
void kw_quote_take_pronoun(const quoting *q, uint32_t at, uint32_t from, uint32_t run_number, saying *s) {
    const int32_t mi = q->mention_at[at];
    s->speaker_at = tok(q, at)->at;
    bool person = mi >= 0 || tok(q, at)->flags & KW_TOK_CLITIC || kw_quote_personal(q, at);
    s->speaker = person ? spoken_of_here(q, at) : body_before(q, from);
    s->who = person ? "a pronoun: who spoke or was spoken of last" : "a pronoun: the body that told something last";
    bool nobody = person && s->speaker < 0 && spoken_of(q, from, run_number, PRONOUN_REACH) == NOBODY;
    if (person && s->speaker < 0 && !nobody) s->speaker = kw_quote_pronoun(q, from, run_number);
    if (s->speaker < 0 && mi >= 0 && !nobody) s->speaker = (int32_t)q->m->mentions[mi].entity;
    s->found = true;
}

enum { KNOWN_REACH = 3, KNOWN_WORDS = 4 };   /* sentences back, and words from a noun to what points back behind it */

/* "bek Sassuolo itu", "the defender": does a word at the tokens first <= t < last point back to somebody? */
static bool is_known(const quoting *q, uint32_t first, uint32_t last) {
    for (uint32_t t = first; t < last; t++)                /* "the company's lawyer": it is the company that was told of */
        if (tok(q, t)->flags & KW_TOK_CLITIC && tok(q, t)->upos != KW_PRON) return false;
    if (first && kw_quote_cue_is(q, first - 1, CUE_BACK) && !(q->cues[first - 1].flags & CUE_BEHIND)) return true;
    if (tok(q, first)->upos == KW_NUM) return false;       /* "salah satu orang tua siswa itu": one nobody was told of yet */
    if (kw_quote_cue_is(q, first, CUE_BACK) && !(q->cues[first].flags & CUE_BEHIND)) return true;
    for (uint32_t t = first; t < last + KNOWN_WORDS && t < q->w->n_tokens && is_outside(q, t); t++) {
        bool joined = is_mark(q, t, '-') && tok(q, t)->flags & KW_TOK_GLUED;       /* "ke-15 ini" */
        if (is_punct(q, t) && !joined) return false;
        if (t >= last && !joined && !is_upos(q, t, NOMINAL | 1u << KW_ADP)) return false;
        if (kw_quote_cue_is(q, t, CUE_BACK) && q->cues[t].flags & CUE_BEHIND) return true;
    }
    return false;
}

/* A part or a word for a person ("bek", "pria 45 tahun") that nobody was called by so far. */
static bool is_other_word(const quoting *q, const saying *s, uint32_t first, uint32_t last) {
    const kw_mention *m = mention(q, first);
    bool person = false;
    for (uint32_t t = first; t < last; t++) person = person || kw_quote_cue_is(q, t, CUE_PERSON);
    bool by_office = m && !m->named && s->speaker >= 0 && brought_in(q, s->speaker) == m;       /* "Ketua MPR ke-15 ini" */
    if (s->speaker >= 0 && q->named[s->speaker] && !by_office) return false;
    if (s->speaker >= 0 && q->m->entities[s->speaker].kind == KW_PERSON && m) return brought_in(q, s->speaker)->first == m->first;
    for (uint32_t t = first; person && t-- > 0 && q->w->sentence_of[t] + PRONOUN_REACH > q->w->sentence_of[first];)
        if (kw_quote_cue_is(q, t, CUE_PERSON) && kw_str_eq(tok(q, t)->lemma, tok(q, first)->lemma)) return false;
    return person;
}

/* "menurut organisasi itu", "the company said": a word for a body (lang/XX/org_words) that no mention was made of. */
static bool is_body_word(const quoting *q, const saying *s, uint32_t first, uint32_t last) {
    const kw_table *words = kw_know_lang_table(q->kit->know, q->w->language, "org_words");
    if (s->speaker >= 0 || !words || last - first > KNOWN_WORDS) return false;
    for (uint32_t t = first; t < last; t++)
        if (kw_table_find(words, tok(q, t)->form).n) return true;
    return false;
}

/* "kata bek Sassuolo itu", "the 25-year-old said": whoever was spoken of right before. */
static void known(const quoting *q, uint32_t from, uint32_t run_number, saying *s) {
    if (!s->found || !kw_span_len(s->speaker_at)) return;
    uint32_t first = kw_quote_token(q, s->speaker_at.start), last = kw_quote_token(q, s->speaker_at.end);
    if (first < last && is_known(q, first, last) && is_body_word(q, s, first, last)) {
        s->speaker = body_before(q, first < from ? first : from);
        s->who = "a word that points back: the body that told something last";
        return;
    }
    if (first >= last || !is_other_word(q, s, first, last) || !is_known(q, first, last)) return;
    bool another = last + 1 < q->w->n_tokens && kw_quote_cue_is(q, last, CUE_SAY) && tok(q, last + 1)->upos == KW_PRON;
    if (another) return;                                   /* "the judge told him" */
    int32_t e = spoken_of(q, first < from ? first : from, run_number, KNOWN_REACH);
    if (e < 0) return;
    s->speaker = e;
    s->who = "a word that points back: who was spoken of before";
}

/* The speaker's words are a pronoun or a word for a person: who is it? `from`: where to look back from when the pronoun stands behind it. */
void kw_quote_resolve(const quoting *q, uint32_t from, uint32_t run_number, saying *s) {
    if (!s->found || !kw_span_len(s->speaker_at)) return;
    uint32_t low = kw_quote_token(q, s->speaker_at.start);
    if (low >= q->w->n_tokens || tok(q, low)->upos != KW_PRON || tok(q, low)->at.end != s->speaker_at.end) {
        known(q, from, run_number, s);
        return;
    }
    kw_quote_take_pronoun(q, low, low < from ? low : from, run_number, s);
}

static const kw_mention *first_named(const quoting *q, const kw_sentence *s) {
    for (uint32_t t = s->first; t < s->first + s->n; t++) {
        const kw_mention *m = is_outside(q, t) ? mention(q, t) : NULL;
        if (!m || !is_speaker_kind(q, m) || q->m->entities[m->entity].kind == KW_STATE || governed(q, m, s->first)) continue;
        bool part = is_person(q, m) && !is_named(q, m) && !m->pronoun;         /* "Ibu korban, Sumarni, menangis" */
        const kw_mention *named = part ? named_behind(q, m->first + m->n, s->first + s->n) : NULL;
        return named ? named : m;
    }
    return NULL;
}

bool kw_quote_spoke_before(const quoting *q, uint32_t sentence, uint32_t run_number, saying *s) {
    const kw_sentence *before = &q->w->sentences[sentence];
    for (uint32_t t = before->first; t < before->first + before->n; t++) {
        saying found;
        if (!at_cue(q, t, before, &found)) continue;
        kw_quote_resolve(q, t, run_number, &found);
        if (found.speaker < 0 || q->m->entities[found.speaker].kind != KW_PERSON) continue;
        s->speaker = found.speaker;
        s->speaker_at = found.speaker_at;
        return s->found = true;
    }
    const kw_mention *m = first_named(q, before);
    if (m) take_mention(q, m, s);
    return m != NULL;
}
