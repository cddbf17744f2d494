/* SPDX-License-Identifier: MIT
 * The country of those whose phrase names none ("polisi", "the opposition"): of a place in the sentence, of who is named next to
 * them, of what the article spoke of so far, of the outlet. A guess, and scored as one. */
#include "base/utf8.h"
#include "know/outlet.h"
#include "mark/name_look.h"

enum { FAR = 40,                        /* atoms; those behind count twice */
       OWNED = 10,                      /* how much farther a place is that only tells whose something is */
       CLOSE = 5,                       /* so near that a place says more than who speaks */
       NEAR = 48 };                     /* pieces before and behind that are asked, so that endless sentences stay linear */

/* The score of those whose country is only that of the article. */
static const double SETTLED = 0.35;

/* Where the country is in the list, or SIZE_MAX when that is full. */
static size_t place_of(kw_naming *g, kw_str country) {
    size_t i = 0;
    while (i < g->n_said && !kw_str_eq(g->said[i].country, country)) i++;
    if (i == sizeof g->said / sizeof *g->said) return SIZE_MAX;
    if (i == g->n_said) {
        g->n_said++;
        g->said[i].country = country;
        g->said[i].n = g->said[i].total = g->said[i].dateline = 0;
    }
    return i;
}

void kw_country_said(kw_naming *g, kw_str country) {
    size_t i = country.n ? place_of(g, country) : SIZE_MAX;
    if (i == SIZE_MAX) return;
    g->said[i].n++;
    g->said[i].last = (uint32_t)(g->at - g->sentences);
}

bool kw_country_is_scene(const kw_naming *g, kw_str country) {
    bool told = false, other = false;
    for (size_t i = 0; i < g->n_said; i++) {
        bool outside = g->said[i].total > g->said[i].dateline;
        if (kw_str_eq(g->said[i].country, country)) told = outside;
        else other |= outside;
    }
    return told || !other;
}

bool kw_country_known(const kw_naming *g, kw_str country) {
    for (size_t i = 0; i < g->n_said; i++)
        if (kw_str_eq(g->said[i].country, country)) return g->said[i].n > 0;
    return false;
}

uint32_t kw_country_total(const kw_naming *g, kw_str country) {
    for (size_t i = 0; i < g->n_said; i++)
        if (kw_str_eq(g->said[i].country, country)) return g->said[i].total;
    return 0;
}

/* ---- what a word implies ---- */

kw_str kw_implied(const kw_names *kit, kw_str form, const char *kind) {
    kw_rows r = kw_table_find(kit->implied, form);
    for (uint32_t k = 0; k < r.n; k++)
        if (kw_str_is(kw_table_cell(kit->implied, r.first + k, KW_IM_KIND), kind)) return kw_table_cell(kit->implied, r.first + k, KW_IM_STATES);
    return KW_NONE;
}

kw_str kw_country_at_home(const kw_naming *g, const kw_piece *t) {
    kw_str c = t->type == KW_P_TITLE || t->type == KW_P_AGENT ? kw_implied(g->kit, kw_table_key(t->table, t->rows.first), "home") : KW_NONE;
    return c.n && kw_country_total(g, c) ? c : KW_NONE;
}

bool kw_piece_is_faith(const kw_piece *p) {
    return p->type == KW_P_COUNTRY && kw_str_is(kw_table_cell(p->table, p->rows.first, KW_CN_USE), "sect");
}

kw_str kw_faith_states(kw_naming *g, const kw_piece *p) {
    return kw_implied(g->kit, kw_table_key(p->table, p->rows.first), "faith");
}

/* "the North": a state only where the article names it, or the other half, by its whole name. */
static bool side_named(const kw_naming *g, kw_str states) {
    for (size_t i = 0; i < g->n_pieces; i++) {
        const kw_piece *p = &g->pieces[i];
        if ((p->type != KW_P_COUNTRY && p->type != KW_P_PLACE) || !p->country.n) continue;
        if (p->type == KW_P_COUNTRY && kw_str_is(kw_table_cell(p->table, p->rows.first, KW_CN_USE), "side")) continue;
        if (kw_str_find(states, p->country, 0) != SIZE_MAX) return true;
    }
    return false;
}

void kw_settle_sides(kw_naming *g) {
    for (size_t i = 0; i < g->n_pieces; i++) {
        kw_piece *p = &g->pieces[i];
        if (p->type != KW_P_COUNTRY || !kw_str_is(kw_table_cell(p->table, p->rows.first, KW_CN_USE), "side")) continue;
        kw_str states = kw_implied(g->kit, kw_table_key(p->table, p->rows.first), "side");
        if (!side_named(g, states)) p->type = KW_P_NONE;
    }
}

/* Who heads an international body at that date speaks of no country of his own. */
static bool serves_all(const kw_naming *g, kw_str actor) {
    int fit;
    int32_t office = kw_office_at(g->kit, actor, g->day, &fit);
    return fit == 2 && office >= 0 && !kw_office_state(g->kit, (uint32_t)office).n;
}

bool kw_is_first_name_too(const kw_naming *g, kw_str form, uint32_t person_row) {
    kw_str name = kw_utf8_fold(g->mem, kw_table_cell(g->kit->persons, person_row, KW_PE_NAME));
    bool last = name.n > form.n && kw_str_ends(name, form) && name.p[name.n - form.n - 1] == ' ';
    return last && kw_table_find(g->kit->given, form).n;
}

/* "Silva said" tells of Portugal only while that Silva holds an office; other Silvas are more. */
static kw_str country_of_person(const kw_naming *g, const kw_piece *p) {
    for (uint32_t k = 0; k < p->rows.n; k++) {
        kw_str actor = kw_table_cell(p->table, p->rows.first + k, KW_PE_ACTOR);
        int fit = 2;
        if (p->short_form && g->day != INT32_MAX) kw_office_at(g->kit, actor, g->day, &fit);
        if (kw_office_far_ahead(g->kit, actor, g->day)) continue;
        if (p->short_form && kw_is_first_name_too(g, g->atoms[p->first].form, p->rows.first + k)) continue;
        if (fit == 2) return serves_all(g, actor) ? KW_NONE : kw_table_cell(p->table, p->rows.first + k, KW_PE_COUNTRY);
    }
    return KW_NONE;
}

bool kw_agent_is(const kw_piece *p, const char *kind) {
    return p->type == KW_P_AGENT && kw_str_is(kw_table_cell(p->table, p->rows.first, KW_AG_KIND), kind);
}

bool kw_body_is_common(const kw_naming *g, const kw_piece *p) {
    return p->type == KW_P_ORG && p->table == g->kit->organisations && kw_str_is(kw_table_cell(p->table, p->rows.first, KW_OR_KIND), "common");
}

uint32_t kw_body_row(const kw_naming *g, const kw_piece *p) {
    uint32_t best = p->rows.first, most = 0;
    for (uint32_t k = 0; k < p->rows.n && p->rows.n > 1; k++) {
        kw_str c = kw_table_cell(p->table, p->rows.first + k, KW_OR_COUNTRY);
        if (c.n && kw_country_known(g, c)) return p->rows.first + k;
        uint32_t total = c.n ? kw_country_total(g, c) : 0;
        if (total > most) { most = total; best = p->rows.first + k; }
    }
    return best;
}

/* A body whose name many states have tells of its row's state only where nothing of the article speaks of another. */
static kw_str country_of_body(const kw_naming *g, const kw_piece *p) {
    if (p->table != g->kit->organisations) return p->country;
    kw_str c = p->rows.n > 1 ? kw_table_cell(p->table, kw_body_row(g, p), KW_OR_COUNTRY) : p->country;
    bool doubtful = p->rows.n > 1 || kw_body_is_common(g, p);
    return doubtful && c.n && g->n_said && !kw_country_total(g, c) ? KW_NONE : c;
}

/* Of those who act; an outlet says only where the reporter is from. */
static kw_str country_of_piece(const kw_naming *g, const kw_piece *p) {
    if (p->type == KW_P_ORG && kw_sector_is(&g->kit->ontology, p->sector, KW_SECTOR_PRESS)) return KW_NONE;
    if (p->type == KW_P_ORG) return country_of_body(g, p);
    if (p->type == KW_P_COUNTRY || p->type == KW_P_PLACE) return p->country;
    return p->type == KW_P_PERSON && p->table == g->kit->persons ? country_of_person(g, p) : KW_NONE;
}

static bool in_dateline(const kw_naming *g, const kw_piece *p) {
    return p->dateline || g->atoms[p->first].at.start < g->out->dateline.end;
}

void kw_countries_count(kw_naming *g) {
    for (size_t i = 0; i < g->n_pieces; i++) {
        const kw_piece *p = &g->pieces[i];
        if (kw_body_is_common(g, p) || (p->type == KW_P_ORG && p->rows.n > 1)) continue;
        kw_str key = p->metonym ? kw_table_key(p->table, p->rows.first) : KW_NONE;
        if (key.n && (kw_implied(g->kit, key, "body").n || kw_implied(g->kit, key, "shared").n)) continue;        /* "Brussels", "Istana" */
        kw_str c = country_of_piece(g, p);
        size_t at = c.n ? place_of(g, c) : SIZE_MAX;
        if (at != SIZE_MAX) { g->said[at].total++; g->said[at].dateline += in_dateline(g, p); }
    }
}

static uint32_t first_near(const kw_naming *g, const kw_phrase *p) {
    uint32_t first = g->at->first_piece;
    return p->first != UINT32_MAX && p->head > first + NEAR ? p->head - NEAR : first;
}

static uint32_t end_near(const kw_naming *g, uint32_t from) {
    uint32_t end = g->at->first_piece + g->at->n_pieces;
    return end - from > 2 * NEAR ? from + 2 * NEAR : end;
}

static bool backs_behind(const kw_naming *g, uint32_t next) {
    return next < g->at->first_atom + g->at->n_atoms && (g->atoms[next].flags & KW_ATOM_JOINED) && kw_atom_is(g, next, KW_USE_BACKER | KW_USE_REMARK);
}

/* "didukung oleh Ethiopia", "US-backed", "a US and EU-led boycott", "accused by Washington", "US criticism": named for what it does,
 * not as the country spoken of. */
static bool only_backs(const kw_naming *g, const kw_piece *q) {
    uint32_t first = g->at->first_atom, end = first + g->at->n_atoms, next = q->first + q->n;
    const kw_piece *other = q + 1, *last = g->pieces + g->at->first_piece + g->at->n_pieces;
    if (backs_behind(g, next)) return true;
    if (other < last && other->first == next + 1 && kw_atom_is(g, next, KW_USE_AND) && backs_behind(g, other->first + other->n)) return true;
    if (g->lang->heads_last ? next < end && kw_atom_is(g, next, KW_USE_REMARK) : q->first > first && kw_atom_is(g, q->first - 1, KW_USE_REMARK))
        return true;
    for (uint32_t i = q->first, k = 0; i-- > first && k < 3; k++)
        if (kw_atom_is(g, i, KW_USE_BACKER)) return true;
    return false;
}

/* "Israeli strikes on Gaza", "serangan terhadap Irak": whom an act is done to. */
static bool is_hit(const kw_naming *g, const kw_piece *q) {
    return q->first > g->at->first_atom && g->atoms[q->first - 1].upos == KW_ADP && !kw_atom_is(g, q->first - 1, KW_USE_OF | KW_USE_NAMED);
}

/* Is q named before the first verb, and p behind it? */
static bool before_verb(const kw_naming *g, const kw_piece *q, const kw_phrase *p) {
    if (q->within || q->first >= p->first || p->first == UINT32_MAX || is_hit(g, q)) return false;
    uint32_t verb = g->at->first_atom;
    while (verb < p->first && g->atoms[verb].upos != KW_VERB) verb++;
    return verb < p->first && q->first < verb;
}

/* Is q the one who does something to p? Not in "Egypt's ruling military council". */
static bool acts_on(const kw_naming *g, const kw_piece *q, const kw_phrase *p) {
    return before_verb(g, q, p) && !(g->lang->heads_last && (g->atoms[q->first + q->n].flags & KW_ATOM_CLITIC));
}

typedef enum { NOBODY, SOMEBODY, ARMY } doing;

/* "Israeli troops": the piece beside a state's name is its army. */
static bool is_army(const kw_naming *g, const kw_piece *q) {
    const kw_piece *first = g->pieces + g->at->first_piece, *end = first + g->at->n_pieces;
    const kw_piece *beside = g->lang->heads_last ? q + 1 : q - 1;
    if (q->type != KW_P_COUNTRY || beside < first || beside >= end || beside->type != KW_P_AGENT) return false;
    const kw_piece *left = beside < q ? beside : q, *right = beside < q ? q : beside;
    uint32_t between = right->first - (left->first + left->n);          /* not the troops that it sends */
    return between < 2 && (!between || g->atoms[right->first - 1].upos != KW_VERB) && kw_sector_is(&g->kit->ontology, beside->sector, KW_SECTOR_ARMY);
}

/* "at a U.S. base in Iraq": whose the base is, not where. */
static bool modifies(const kw_naming *g, const kw_piece *q) {
    uint32_t next = q->first + q->n;
    return g->lang->heads_last && next < g->at->first_atom + g->at->n_atoms && g->atoms[next].upos == KW_NOUN &&
           !(g->atoms[next].flags & KW_ATOM_CAPITAL);
}

/* "the junta", "rezim": who rules another state, where somebody acts on them. */
static bool is_ruler(const kw_naming *g, const kw_phrase *p) {
    return p->first != UINT32_MAX && kw_agent_is(&g->pieces[p->head], "ruler");
}

/* "Commanders are sending troops into Mosul": where an army is sent is not where it is from. */
static bool sent_there(const kw_naming *g, const kw_piece *q, const kw_phrase *p) {
    return p->first != UINT32_MAX && kw_after_word(g, q->first, KW_USE_TOWARD) &&
        kw_sector_is(&g->kit->ontology, g->pieces[p->head].sector, KW_SECTOR_ARMY);
}

enum { ASIDE = 8 };             /* atoms that an aside between commas has at most */

/* "The president, on a visit to Lisbon, said the senator": a place in an aside behind who begins the sentence tells of him alone. */
static bool in_aside(const kw_naming *g, const kw_piece *q, const kw_phrase *p) {
    uint32_t first = g->at->first_atom, end = first + g->at->n_atoms, open = q->first, close = q->first + q->n;
    while (open > first && q->first - open < ASIDE && !kw_str_is(g->atoms[open].form, ",")) open--;
    while (close < end && close - q->first < ASIDE && !kw_str_is(g->atoms[close].form, ",")) close++;
    if (close >= end || !kw_str_is(g->atoms[open].form, ",") || !kw_str_is(g->atoms[close].form, ",")) return false;
    if (p->first < close || open == first || close + 1 >= end) return false;
    uint32_t verb = first;                  /* none before it, and one behind it */
    while (verb < open && g->atoms[verb].upos != KW_VERB) verb++;
    uint8_t behind = g->atoms[close + 1].upos;
    return verb == open && (behind == KW_VERB || behind == KW_AUX || behind == KW_ADV);
}

/* In the sentence: the nearest place first, else the nearest name, those before it counting as nearer, and where a report comes from that tells of
 * other states last; but none of the state `not`. `doer`: that one acts on p, which says little of whose a crowd is ("New Zealand sent condolences to
 * the families"). */
static kw_str in_sentence(const kw_naming *g, const kw_phrase *p, kw_str not, doing *doer) {
    /* a parliament is that of the state spoken of */
    bool crowd = p->first != UINT32_MAX && (is_ruler(g, p) || !kw_sector_is(&g->kit->ontology, g->pieces[p->head].sector, KW_SECTOR_SEAT));
    kw_str best = KW_NONE, place = KW_NONE;
    uint32_t least = UINT32_MAX, least_place = FAR;
    for (uint32_t k = first_near(g, p), end = end_near(g, k); k < end; k++) {
        const kw_piece *q = &g->pieces[k];
        kw_str c = country_of_piece(g, q);
        if (!c.n || (q->first >= p->first && q->first <= p->last) || kw_str_eq(c, not) || sent_there(g, q, p)) continue;
        uint32_t far = q->first > p->last ? (q->first - p->last) * 2 : p->first - q->first;
        uint32_t there = far + (modifies(g, q) ? OWNED : 0);
        bool sent_from = q->dateline && !kw_country_is_scene(g, q->country), aside = in_aside(g, q, p);
        if (q->within && !sent_from && crowd && !aside && there < least_place && (q->metonym || q->type == KW_P_PLACE || q->type == KW_P_COUNTRY)) {
            least_place = there;
            place = c;
        }
        if (sent_from || aside || only_backs(g, q)) far += 2 * FAR;
        if (far < least) { least = far; best = c; *doer = !crowd || !acts_on(g, q, p) ? NOBODY : is_army(g, q) ? ARMY : SOMEBODY; }
    }
    if (place.n) *doer = NOBODY;
    return place.n ? place : best;
}

/* What it counts that the report comes from there: half a mention. */
static const double FROM_THERE = 0.5;

/* The country that the article spoke of most so far, other than `not`. */
static kw_str in_article(const kw_naming *g, kw_str not) {
    kw_str best = KW_NONE;
    double most = 0;
    uint32_t here = (uint32_t)(g->at - g->sentences);
    for (size_t i = 0; i < g->n_said; i++) {
        double weight = g->said[i].n / (1.0 + 0.2 * (here - g->said[i].last)) + 0.1 * g->said[i].total + (g->said[i].dateline ? FROM_THERE : 0);
        if (weight > most && !kw_str_eq(g->said[i].country, not)) { most = weight; best = g->said[i].country; }
    }
    return best;
}

enum { TOLD_TO = 2 };           /* words from who is told to do something to the verb: "Iran to", "Iran untuk" */

/* "urged Iran to halt its troops", "mendesak Yugoslavia menarik pasukannya": those of who is told to do something with them. */
static kw_str of_who_is_told(const kw_naming *g, const kw_phrase *p) {
    uint32_t verb = p->first;
    if (verb > g->at->first_atom && kw_atom_is(g, verb - 1, KW_USE_OWN_BEFORE)) verb--;
    if (verb <= g->at->first_atom || g->atoms[verb - 1].upos != KW_VERB) return KW_NONE;
    verb--;
    for (uint32_t k = p->first_piece; k-- > g->at->first_piece;) {
        const kw_piece *q = &g->pieces[k];
        uint32_t end = q->first + q->n;
        if (end > verb) continue;
        bool near = verb - end < TOLD_TO && (verb == end || g->atoms[end].upos == KW_PART || g->atoms[end].upos == KW_ADP ||
            g->atoms[end].upos == KW_SCONJ);
        return near && !q->within ? country_of_piece(g, q) : KW_NONE;
    }
    return KW_NONE;
}

/* "tentaranya", "their troops": those of who is told to do something with them, else of who is named first in the sentence. */
static kw_str of_subject(const kw_naming *g, const kw_phrase *p) {
    kw_str told = of_who_is_told(g, p);
    if (told.n) return told;
    for (uint32_t k = first_near(g, p), end = end_near(g, k); k < end; k++) {
        const kw_piece *q = &g->pieces[k];
        kw_str c = country_of_piece(g, q);
        if (c.n && q->first < p->first && !q->within) return c;
    }
    return KW_NONE;
}

/* The country of who began the sentence before. */
static kw_str of_sentence_before(const kw_naming *g) {
    uint32_t here = (uint32_t)(g->at - g->sentences), first = UINT32_MAX;
    for (size_t i = g->out->n_mentions; here && i-- > 0 && g->out->mentions[i].sentence + 1 >= here;) {
        const kw_mention *m = &g->out->mentions[i];
        if (m->sentence + 1 == here && !m->inside && g->out->entities[m->entity].kind != KW_PLACE) first = m->entity;
    }
    return first == UINT32_MAX ? KW_NONE : g->out->entities[first].country;
}

kw_str kw_country_of_possessor(const kw_naming *g, const kw_phrase *p) {
    kw_str c = of_subject(g, p);
    return c.n ? c : of_sentence_before(g);
}

/* "The Israeli premier told ...": the state's name with the title of one who governs it. */
static bool names_leader(const kw_naming *g, const kw_piece *q) {
    const kw_piece *first = g->pieces + g->at->first_piece, *end = first + g->at->n_pieces, *beside = g->lang->heads_last ? q + 1 : q - 1;
    if (q->type != KW_P_COUNTRY || q->within || beside < first || beside >= end || beside->type != KW_P_TITLE) return false;
    bool touches = g->lang->heads_last ? beside->first == q->first + q->n : beside->first + beside->n == q->first;
    return touches && kw_sector_is(&g->kit->ontology, beside->sector, KW_SECTOR_GOVERN);
}

/* "Conte, twice in hospital in Switzerland, called on the military": who begins the sentence and holds an office speaks to his own state's organs,
 * unless a place stands close by. */
static kw_str of_leader(const kw_naming *g, const kw_phrase *p) {
    kw_str c = KW_NONE;
    const kw_piece *head = p->first == UINT32_MAX ? NULL : &g->pieces[p->head];
    if (!head || p->plural || head->type != KW_P_AGENT || is_ruler(g, p) || !kw_sector_is(&g->kit->ontology, head->sector, KW_SECTOR_ORGAN))
        return KW_NONE;
    for (uint32_t k = first_near(g, p), end = end_near(g, k); k < end && g->pieces[k].first < p->first; k++) {
        const kw_piece *q = &g->pieces[k];
        if (q->within && p->first - q->first < CLOSE) return KW_NONE;
        if (!c.n && names_leader(g, q) && acts_on(g, q, p)) c = q->country;
        if (!c.n && q->type == KW_P_COUNTRY && !q->within) return KW_NONE;
        if (!c.n && q->type == KW_P_PERSON && q->table == g->kit->persons && acts_on(g, q, p)) c = country_of_person(g, q);
    }
    return c;
}

/* The country that the article tells of most, as a whole and from where it is reported; p NULL: none that it tells of twice. */
static kw_str told_most(const kw_naming *g) {
    double most = 1.5;
    kw_str best = KW_NONE;
    for (size_t i = 0; i < g->n_said; i++) {
        double weight = g->said[i].total + (g->said[i].dateline ? FROM_THERE : 0);
        if (weight > most) { most = weight; best = g->said[i].country; }
    }
    return best;
}

enum { HERE_BACK = 2 };         /* sentences in which the place is still that of what is told */

/* "a truce signed in Doha": where something that is only named came about is not where the sentence is. */
static bool of_thing(const kw_naming *g, const kw_piece *q) {
    if (q->first < 3) return false;
    const kw_atom *verb = &g->atoms[q->first - 2], *noun = verb - 1;
    return verb->upos == KW_VERB && g->words->tokens[verb->token].flags & KW_TOK_PARTICIPLE && noun->upos == KW_NOUN &&
           !(noun->flags & KW_ATOM_PUNCT);
}

/* "X signed a deal with Y in Washington last year": a capital that an article of another state, whose leader begins the sentence, names once. */
static bool only_visited(const kw_naming *g, const kw_clause *c, const kw_piece *q) {
    kw_str most = told_most(g);
    const kw_piece *first = &g->pieces[c->first_piece];
    if ((first->type != KW_P_PERSON && first->type != KW_P_COUNTRY) || first->within || !kw_str_eq(country_of_piece(g, first), most)) return false;
    return q->metonym && most.n && !kw_str_eq(most, q->country) && kw_country_total(g, q->country) < 2 && kw_country_total(g, most) > 2;
}

/* "Di Jakarta, ratusan orang ... . Polisi membubarkan massa.": the country of the place where the sentences right before are. */
static kw_str of_scene(const kw_naming *g, const kw_phrase *p) {
    uint32_t at = (uint32_t)(g->at - g->sentences);
    if (p->first == UINT32_MAX || kw_sector_is(&g->kit->ontology, g->pieces[p->head].sector, KW_SECTOR_SEAT)) return KW_NONE;
    for (uint32_t s = at; s-- > 0 && s + HERE_BACK >= at;) {
        const kw_clause *c = &g->sentences[s];
        for (uint32_t k = c->first_piece + (c->n_pieces < NEAR ? c->n_pieces : NEAR); k-- > c->first_piece;) {
            const kw_piece *q = &g->pieces[k];
            if (q->dateline && !kw_country_is_scene(g, q->country)) continue;
            if (!q->within || !q->country.n || !(q->metonym || q->type == KW_P_PLACE || q->type == KW_P_COUNTRY) || of_thing(g, q)) continue;
            return only_visited(g, c, q) ? KW_NONE : q->country;
        }
    }
    return KW_NONE;
}

/* "Ia mengatakan kementeriannya ...": that of the person told of last. */
static kw_str of_person_before(const kw_naming *g) {
    uint32_t at = (uint32_t)(g->at - g->sentences);
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence + HERE_BACK >= at;) {
        const kw_entity *e = &g->out->entities[g->out->mentions[i].entity];
        if (e->kind == KW_PERSON && !g->out->mentions[i].inside && e->country.n) return e->country;
    }
    return KW_NONE;
}

/* "The government accused X", "Trade Minister Y will travel to Z": a branch of a state that begins its sentence is that of the state spoken of,
 * whatever the sentence names behind it. */
static kw_str of_opener(const kw_naming *g, const kw_phrase *p) {
    const kw_piece *head = p->first == UINT32_MAX ? NULL : &g->pieces[p->head];
    if (!head || p->theirs || !g->lang->heads_last) return KW_NONE;
    const kw_piece *what = p->title >= 0 ? &g->pieces[p->title] : head;
    if (!kw_sector_is(&g->kit->ontology, what->sector, KW_SECTOR_GOVERN)) return KW_NONE;
    uint32_t words = 0;
    for (uint32_t i = g->at->first_atom; i < p->first; i++) words += !(g->atoms[i].flags & KW_ATOM_PUNCT);
    return words < 2 && g->n_said && g->at > g->sentences ? in_article(g, KW_NONE) : KW_NONE;
}

/* "Yingluck was ordered to report to the junta": is who begins the sentence a person without an office? His own rulers he may call so. */
static bool by_private(const kw_naming *g, const kw_phrase *p) {
    int fit = 0;
    for (uint32_t k = first_near(g, p), end = end_near(g, k); k < end && g->pieces[k].first < p->first; k++) {
        const kw_piece *q = &g->pieces[k];
        if (q->type == KW_P_COUNTRY) return false;
        if (q->type != KW_P_PERSON || q->table != g->kit->persons) continue;
        return kw_office_at(g->kit, kw_table_cell(q->table, q->rows.first, KW_PE_ACTOR), g->day, &fit) < 0 || fit < 2;
    }
    return false;
}

/* Who is acted on by somebody of the country c, who does not act on his own: an army strikes abroad where the sentence or the scene names
 * another state, and nobody calls his own government a junta. */
static kw_str of_other(const kw_naming *g, const kw_phrase *p, kw_str c, doing doer) {
    doing none;
    bool ruler = doer != NOBODY && is_ruler(g, p) && kw_str_eq(of_subject(g, p), c) &&     /* not "the US ambassador to Myanmar" */
        !by_private(g, p);
    if (doer != ARMY && !ruler) return KW_NONE;
    kw_str other = in_sentence(g, p, c, &none);             /* "Israeli troops killed two militants near Nablus" */
    if (other.n) return other;
    if (ruler) return in_article(g, c);
    other = of_scene(g, p);
    return kw_str_eq(other, c) ? KW_NONE : other;
}

/* "The junta accused X", at the head of a sentence: that of the state that the article speaks of, but not of one that the sentence names. */
static kw_str of_ruling(const kw_naming *g, const kw_phrase *p) {
    doing none;
    if (!is_ruler(g, p) || p->first > g->at->first_atom + 1 || g->at == g->sentences) return KW_NONE;
    return in_article(g, in_sentence(g, p, KW_NONE, &none));
}

/* The country where an army of the sentence is sent, if the article tells of it nowhere else; p NULL: there is none. */
static kw_str goal_alone(const kw_naming *g, const kw_phrase *p) {
    for (uint32_t k = first_near(g, p), end = end_near(g, k); k < end; k++) {
        const kw_piece *q = &g->pieces[k];
        if (sent_there(g, q, p) && kw_country_total(g, country_of_piece(g, q)) < 2) return country_of_piece(g, q);
    }
    return KW_NONE;
}

/* "the new government", "pemerintah transisi" */
static bool is_fresh(const kw_naming *g, const kw_phrase *p) {
    uint32_t end = g->at->first_atom + g->at->n_atoms;
    if (p->first == UINT32_MAX || !kw_sector_is(&g->kit->ontology, g->pieces[p->head].sector, KW_SECTOR_GOVERN)) return false;
    if (g->lang->heads_last && !p->definite) return false;              /* "named a new government" */
    for (uint32_t i = p->first; i <= p->last + 1 && i < end; i++)
        if (kw_atom_is(g, i, KW_USE_FRESH)) return true;
    return false;
}

/* Whose new government a state speaks of that acts on it: that of the article, else of another state that the sentence names, else of nobody known. */
static kw_str of_fresh(const kw_naming *g, const kw_phrase *p, kw_str doer) {
    kw_str most = told_most(g);
    doing none;
    for (uint32_t k = first_near(g, p), end = end_near(g, k); k < end; k++)
        if (kw_str_eq(country_of_piece(g, &g->pieces[k]), doer) && before_verb(g, &g->pieces[k], p))
            return most.n && !kw_str_eq(most, doer) ? most : in_sentence(g, p, doer, &none);
    return doer;
}

/* "Its spokesman said fighters would defend themselves": that of who was named last in the sentence, before them. */
static kw_str of_speaker(const kw_naming *g, const kw_phrase *p) {
    uint32_t at = (uint32_t)(g->at - g->sentences);
    for (size_t i = p->first == UINT32_MAX ? 0 : g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence == at;) {
        const kw_mention *m = &g->out->mentions[i];
        const kw_entity *e = &g->out->entities[m->entity];
        if (m->inside || e->kind != KW_PERSON || m->at.start >= g->atoms[p->first].at.start) continue;
        return kw_sector_is(&g->kit->ontology, e->sector, KW_SECTOR_STATE) ? e->country : KW_NONE;
    }
    return KW_NONE;
}

enum { OFTEN = 3,               /* times as many mentions */
       TITLE_WORDS = 3 };

/* "Cuba offered doctors, a Foreign Ministry official said": who tells of it all, at the end of the sentence. */
static bool tells(const kw_naming *g, const kw_phrase *p) {
    uint32_t next = p->last + 1;
    if (p->first == UINT32_MAX || p->theirs || next >= g->at->first_atom + g->at->n_atoms || p->first < g->at->first_atom + 2) return false;
    uint32_t before = p->first - 1 - (kw_atom_is(g, p->first - 1, KW_USE_ARTICLE | KW_USE_ONE) != 0);
    if (!g->lang->heads_last) return kw_atom_is(g, before, KW_USE_SPEECH);
    if (!kw_str_is(g->atoms[before].form, ",")) return false;
    for (uint32_t i = next; i < next + TITLE_WORDS && i < g->at->first_atom + g->at->n_atoms; i++)         /* "Foreign Ministry" of its official */
        if (kw_atom_is(g, i, KW_USE_SPEECH)) return true;
    return false;
}

kw_str kw_country_near(const kw_naming *g, const kw_phrase *p) {
    kw_str c = of_ruling(g, p);
    if (c.n) return c;
    bool fresh = is_fresh(g, p);
    if (p->theirs || !fresh) c = p->theirs ? of_subject(g, p) : of_leader(g, p);
    if (!c.n) c = of_opener(g, p);
    if (c.n) return c;
    if (!c.n && p->theirs && p->first <= g->at->first_atom + 1) c = of_sentence_before(g);          /* "Its parliament must agree." */
    if (!c.n && p->theirs) c = of_person_before(g);
    doing doer = NOBODY;
    if (!c.n) c = in_sentence(g, p, KW_NONE, &doer);
    if (c.n && tells(g, p) && !kw_str_eq(c, told_most(g)) && kw_country_total(g, told_most(g)) >= OFTEN * kw_country_total(g, c)) c = told_most(g);
    if (c.n && fresh) return of_fresh(g, p, c);
    kw_str other = of_other(g, p, c, doer);
    if (other.n) return other;
    if (!c.n) c = of_speaker(g, p);
    if (!c.n) c = of_scene(g, p);
    if (!c.n || doer != NOBODY) {
        kw_str most = doer == SOMEBODY && !p->indefinite ? told_most(g) : KW_NONE,
               spoken = most.n && !kw_str_eq(most, c) ? most : in_article(g, c.n || p->first == UINT32_MAX ? KW_NONE : goal_alone(g, p));
        if (spoken.n) c = spoken;
    }
    if (c.n) return c;
    kw_outlet outlet;
    const kw_article *a = g->in->article;
    if (a && a->outlet_key.p && kw_outlet_named(g->kit->know, a->outlet_key, &outlet) && outlet.country.n) return outlet.country;
    return KW_NONE;
}

/* ---- an article that speaks of one state ---- */

enum { ARTICLE = 4,             /* sentences that an article has at least */
       TOLD_OFTEN = 4,          /* names that tell of its state */
       FOR_ONE_OTHER = 10 };    /* and how many there must be for each that tells of another */

/* The state that the article speaks of, where it hardly speaks of any other; p NULL: there is none. */
static kw_str only_country(const kw_naming *g) {
    size_t best = SIZE_MAX;
    uint32_t all = 0;
    for (size_t i = 0; i < g->n_said; i++) {
        all += g->said[i].total;
        if (best == SIZE_MAX || g->said[i].total > g->said[best].total) best = i;
    }
    if (best == SIZE_MAX || g->words->n_sentences < ARTICLE || g->said[best].total < TOLD_OFTEN) return KW_NONE;
    return (all - g->said[best].total) * FOR_ONE_OTHER <= g->said[best].total ? g->said[best].country : KW_NONE;
}

/* Whose sector bodies of many states have, or none. */
static bool may_be_of_all(const kw_naming *g, const kw_entity *x) {
    const kw_ontology *o = &g->kit->ontology;
    return !x->sector.n || kw_sector_is(o, x->sector, KW_SECTOR_IGO | KW_SECTOR_UNION | KW_SECTOR_WORLD);
}

void kw_settle_country(kw_naming *g) {
    kw_str country = only_country(g);
    for (size_t e = 0; country.n && e < g->out->n_entities; e++) {
        kw_entity *x = &g->out->entities[e];
        bool body = x->kind == KW_ORGANISATION || x->kind == KW_GROUP;
        if (x->country.n || x->actor.n || g->who[e].elsewhere || !(body || x->kind == KW_PERSON) || may_be_of_all(g, x)) continue;
        x->country = country;
        x->score = x->score < SETTLED ? x->score : SETTLED;
        x->why = KW_STR("its country is the only one that the article speaks of");
    }
}
