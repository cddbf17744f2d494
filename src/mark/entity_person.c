/* SPDX-License-Identifier: MIT
 * Persons: a name of the tables by its date in office, a surname by the full names of the article, everyone else as printed.
 * Method: points for which words agree, how often and how lately somebody was named, and whether the years of the sentence
 * are theirs. A row not checked decides nothing alone: it needs the country to be spoken of. */
#include "base/utf8.h"
#include "know/calendar.h"
#include "mark/entity_parts.h"

enum { CONTEXT = 4,                     /* sentences that an article has at least */
       MAX_WORDS = 6, LONG_WORD = 6, OLD_YEARS = 20,
       FAR_BACK = 500 };                /* entities that a name is compared with */

typedef struct { kw_str v[MAX_WORDS]; uint32_t n; } name_words;

static name_words words_of(const kw_naming *g, const kw_piece *p) {
    name_words w = { .n = 0 };
    for (uint32_t i = p->first; i < p->first + p->n && w.n < MAX_WORDS; i++)
        if (!(g->atoms[i].flags & KW_ATOM_PUNCT)) w.v[w.n++] = g->atoms[i].form;
    return w;
}

static kw_str printed(const kw_naming *g, const kw_piece *p) {
    return kw_str_sub(g->words->text, g->atoms[p->first].at.start, g->atoms[p->first + p->n - 1].at.end);
}

/* One letter changed, added or lost (two in words of nine letters): spellings of one name. */
static bool nearly(kw_str a, kw_str b) {
    if (a.n < LONG_WORD || b.n < LONG_WORD || a.p[0] != b.p[0]) return false;
    size_t allowed = a.n >= 9 && b.n >= 9 ? 2 : 1, i = 0, j = 0, wrong = 0;
    while (i < a.n && j < b.n && wrong <= allowed) {
        if (a.p[i] == b.p[j]) { i++; j++; continue; }
        wrong++;
        if (a.n - i > b.n - j) i++;
        else if (a.n - i < b.n - j) j++;
        else { i++; j++; }
    }
    return wrong + (a.n - i) + (b.n - j) <= allowed;
}

static bool has_word(const kw_str *v, uint32_t n, kw_str word) {
    for (uint32_t i = 0; i < n; i++)
        if (kw_str_eq(v[i], word)) return true;
    return false;
}

static bool all_in(const kw_str *few, uint32_t n_few, const kw_str *many, uint32_t n_many) {
    for (uint32_t i = 0; i < n_few; i++)
        if (!has_word(many, n_many, few[i])) return false;
    return true;
}

/* How well the words of a name fit a person's, in points: 0 not. More words beat one, the last word the first, a spelling comes last; only
 * these gaps matter, wide enough that salience() and era_fit() choose among equals and seldom overturn. */
static int words_fit(const kw_who *who, const name_words *w) {
    if (!who->n_words || !w->n) return 0;
    if (w->n == 1) {
        if (kw_str_eq(w->v[0], who->name_words[who->n_words - 1])) return 30;
        if (kw_str_eq(w->v[0], who->name_words[0])) return 28;
        if (has_word(who->name_words, who->n_words, w->v[0])) return 24;
        return nearly(w->v[0], who->name_words[who->n_words - 1]) ? 14 : 0;
    }
    if (w->n <= who->n_words && all_in(w->v, w->n, who->name_words, who->n_words)) return 60;
    if (who->n_words > 1 && all_in(who->name_words, who->n_words, w->v, w->n)) return 50;
    if (who->n_words == 1 && has_word(w->v, w->n, who->name_words[0])) return 26;
    bool same_first = kw_str_eq(w->v[0], who->name_words[0]) && w->n == who->n_words;
    return same_first && nearly(w->v[w->n - 1], who->name_words[who->n_words - 1]) ? 40 : 0;
}

static int year_of(int32_t day) { return day == INT32_MAX ? 0 : kw_day_year(day); }

/* A sentence on years long past speaks of those of that time. */
static int era_fit(const kw_naming *g, kw_str actor) {
    int year = g->at->year_last, today = year_of(g->day), fit;
    if (!actor.p || !year || (today && year > today - OLD_YEARS)) {
        int32_t row = actor.p ? kw_office_at(g->kit, actor, g->day, &fit) : -1;
        return row >= 0 && fit == 2 ? 3 : 0;
    }
    if (!kw_find_key(g->kit->offices, actor).n) return 0;
    kw_office_at(g->kit, actor, kw_day_of(g->at->year_first, 1, 1), &fit);
    if (fit < 2) kw_office_at(g->kit, actor, kw_day_of(year, 12, 31), &fit);
    return fit == 2 ? 20 : -15;
}

/* Points for how often and how lately somebody was named: at most 11. */
static int salience(const kw_naming *g, uint32_t e) {
    const kw_who *w = &g->who[e];
    uint32_t here = (uint32_t)(g->at - g->sentences), gone = here - w->last_sentence;
    int often = w->n_mentions < 8 ? (int)w->n_mentions : 8;
    if (!w->n_mentions) return 0;
    return often + (gone == 0 ? 3 : gone == 1 ? 2 : gone < 4 ? 1 : 0);
}

static bool countries_agree(kw_str a, kw_str b) { return !a.n || !b.n || kw_str_eq(a, b); }

/* The person of this sentence named last before: "the grandfather of X" is not X. */
static uint32_t last_person_here(const kw_naming *g) {
    uint32_t here = (uint32_t)(g->at - g->sentences);
    for (size_t i = g->out->n_mentions; i-- > 0 && g->out->mentions[i].sentence == here;)
        if (g->out->entities[g->out->mentions[i].entity].kind == KW_PERSON) return g->out->mentions[i].entity;
    return UINT32_MAX;
}

/* Do these rows of the persons have one of the actor, of that use (p NULL: of any)? */
static bool has_row(const kw_naming *g, kw_rows rows, kw_str actor, const char *use) {
    for (uint32_t k = 0; k < rows.n; k++) {
        if (!kw_str_eq(kw_table_cell(g->kit->persons, rows.first + k, KW_PE_ACTOR), actor)) continue;
        if (!use || kw_str_is(kw_table_cell(g->kit->persons, rows.first + k, KW_PE_USE), use)) return true;
    }
    return false;
}

/* Is one of the rows' persons in office at that day, or named by the article? */
static bool is_around(const kw_naming *g, kw_rows rows) {
    for (uint32_t k = 0; k < rows.n; k++) {
        kw_str actor = kw_table_cell(g->kit->persons, rows.first + k, KW_PE_ACTOR);
        int fit = 0;
        if ((kw_office_at(g->kit, actor, g->day, &fit) >= 0 && fit == 2) || kw_entity_by_actor(g, actor) != UINT32_MAX) return true;
    }
    return false;
}

/* "Prabowo" is the president, though the police chief of the article is Listyo Sigit Prabowo: him the tables call by another of his names,
 * and with this word alone somebody else. */
static bool called_otherwise(const kw_naming *g, uint32_t e, const name_words *w, const kw_piece *piece) {
    kw_str actor = g->out->entities[e].actor;
    const kw_who *who = &g->who[e];
    if (w->n > 1 || piece->table != g->kit->persons || !actor.p || has_row(g, piece->rows, actor, NULL) || !is_around(g, piece->rows))
        return false;
    for (uint32_t i = 0; i < who->n_words; i++)
        if (has_row(g, kw_table_find(g->kit->persons, who->name_words[i]), actor, "short")) return true;
    return false;
}

/* The person of the article so far whom the words mean, or UINT32_MAX. */
static uint32_t among_article(const kw_naming *g, const name_words *w, const kw_piece *piece, kw_str country, bool kin) {
    uint32_t best = UINT32_MAX, not_this = kin ? last_person_here(g) : UINT32_MAX;
    int most = 0;
    for (uint32_t e = g->out->n_entities > FAR_BACK ? (uint32_t)g->out->n_entities - FAR_BACK : 0; e < g->out->n_entities; e++) {
        const kw_entity *x = &g->out->entities[e];
        if (x->kind != KW_PERSON || e == not_this) continue;
        int points = words_fit(&g->who[e], w);
        if (!points || (w->n == 1 && !countries_agree(country, x->country)) || called_otherwise(g, e, w, piece)) continue;
        points += salience(g, e) + era_fit(g, x->actor);
        if (points > most) { most = points; best = e; }
    }
    return best;
}

/* ---- the tables ---- */

typedef struct { uint32_t row; int fit; int32_t office; } choice;

/* When the actor's last office ended, as the table has it; "" if none, or still. */
static kw_str last_day(const kw_naming *g, kw_str actor) {
    kw_rows r = kw_find_key(g->kit->offices, actor);
    kw_str last = KW_STR("");
    for (uint32_t k = 0; k < r.n; k++) {
        kw_str to = kw_table_cell(g->kit->offices, r.first + k, KW_OF_TO);
        if (kw_str_cmp(to, last) > 0) last = to;
    }
    return last;
}

/* Does the article name the country anywhere? */
static bool told_of(const kw_naming *g, kw_str country) {
    for (size_t i = 0; i < g->n_said; i++)
        if (g->said[i].total && kw_str_eq(g->said[i].country, country)) return true;
    return false;
}

/* "Muhammad Ali" of 1998 is not who heads a navy in 2023, unless the article speaks of that state. */
static bool not_yet_known(const kw_naming *g, uint32_t row) {
    return kw_office_far_ahead(g->kit, kw_table_cell(g->kit->persons, row, KW_PE_ACTOR), g->day) &&
           !told_of(g, kw_table_cell(g->kit->persons, row, KW_PE_COUNTRY));
}

/* Of several of one name the one who has the office that the title names ("President Kim"), else who held one last. */
static bool suits_better(const kw_naming *g, const kw_phrase *p, const choice *c, const choice *best) {
    if (best->row == UINT32_MAX || c->fit != best->fit) return c->fit > best->fit;
    const kw_table *t = g->kit->persons;
    if (p && p->title >= 0 && c->fit == 2 && c->office >= 0 && best->office >= 0) {
        const kw_piece *title = &g->pieces[p->title];
        kw_str office = kw_table_cell(title->table, title->rows.first, KW_TI_OFFICE);
        bool a = kw_str_eq(kw_table_cell(g->kit->offices, (uint32_t)c->office, KW_OF_OFFICE), office);
        bool b = kw_str_eq(kw_table_cell(g->kit->offices, (uint32_t)best->office, KW_OF_OFFICE), office);
        if (a != b) return a;
    }
    return kw_str_cmp(last_day(g, kw_table_cell(t, c->row, KW_PE_ACTOR)), last_day(g, kw_table_cell(t, best->row, KW_PE_ACTOR))) > 0;
}

/* The row of a name that fits the article's day; phrase: that it heads, or NULL. */
static choice row_by_date(const kw_naming *g, const kw_phrase *phrase, const kw_piece *p, kw_str country) {
    const kw_table *t = g->kit->persons;
    choice best = { UINT32_MAX, -1, -1 };
    for (uint32_t k = 0; k < p->rows.n; k++) {
        uint32_t row = p->rows.first + k;
        if (!countries_agree(country, kw_table_cell(t, row, KW_PE_COUNTRY)) || not_yet_known(g, row)) continue;
        int fit;
        int32_t office = kw_office_at(g->kit, kw_table_cell(t, row, KW_PE_ACTOR), g->day, &fit);
        if (kw_str_is(kw_table_cell(t, row, KW_PE_USE), "short") && p->rows.n == 1 && !fit && g->day != INT32_MAX && office < 0 &&
            kw_find_key(g->kit->offices, kw_table_cell(t, row, KW_PE_ACTOR)).n)
            continue;                                           /* a surname of another time */
        choice c = { row, fit, office };
        if (suits_better(g, phrase, &c, &best)) best = c;
    }
    return best;
}

static void take_office(kw_naming *g, uint32_t e, int32_t office, int fit) {
    if (office < 0) return;
    kw_entity *x = &g->out->entities[e];
    x->role = g->who[e].office = kw_table_cell(g->kit->offices, (uint32_t)office, KW_OF_OFFICE);
    x->sector = kw_table_cell(g->kit->offices, (uint32_t)office, KW_OF_SECTOR);
    g->who[e].of_body = !kw_office_of_state(g->kit, (uint32_t)office);
    /* who heads an international body is of no country; before that, and after it, he may be of one */
    kw_str state = kw_office_state(g->kit, (uint32_t)office);
    if (!state.n) x->country = fit < 2 && g->day != INT32_MAX ? x->country : KW_NONE;
    else if (!x->country.n) x->country = state;
}

static void set_words(kw_naming *g, uint32_t e, kw_str name) {
    kw_str folded = kw_utf8_fold(g->mem, name), word;
    kw_who *w = &g->who[e];
    size_t from = 0;
    w->n_words = 0;
    for (size_t i = 0; i <= folded.n && w->n_words < MAX_WORDS; i++) {
        if (i < folded.n && folded.p[i] != ' ' && folded.p[i] != '-') continue;
        word = kw_str_sub(folded, from, i);
        if (word.n) w->name_words[w->n_words++] = word;
        from = i + 1;
    }
}

static uint32_t from_row(kw_naming *g, const choice *c) {
    const kw_table *t = g->kit->persons;
    kw_str actor = kw_table_cell(t, c->row, KW_PE_ACTOR);
    uint32_t e = kw_entity_by_actor(g, actor);
    if (e != UINT32_MAX) return e;
    kw_str name = kw_table_cell(t, c->row, KW_PE_NAME), checked = kw_table_cell(t, c->row, KW_PE_CHECKED);
    if ((e = kw_entity_new(g, KW_PERSON, actor, name)) == UINT32_MAX) return e;
    kw_entity *x = &g->out->entities[e];
    x->country = some(kw_table_cell(t, c->row, KW_PE_COUNTRY));
    x->score = kw_str_is(checked, "yes") ? (c->fit == 2 ? 0.95 : 0.85) : 0.6;
    x->why = kw_str_fmt(g->mem, "world/persons: %.*s", KW_FMT(kw_table_cell(t, c->row, KW_PE_FORM)));
    take_office(g, e, c->office, c->fit);
    if (c->fit < 2 && kw_office_was(g->kit, actor, g->day)) x->sector = g->kit->of_former;
    set_words(g, e, name);
    return e;
}

/* A name that only the converted dictionary knows helps where its country is spoken of anyway. */
static void ask_phoenix(kw_naming *g, uint32_t e, const name_words *w) {
    kw_entity *x = &g->out->entities[e];
    char key[120];
    size_t n = 0;
    if (w->n < 2 || x->country.n) return;
    for (uint32_t i = 0; i < w->n; i++) {
        if (n + w->v[i].n + 1 > sizeof key) return;
        if (i) key[n++] = ' ';
        memcpy(key + n, w->v[i].p, w->v[i].n);
        n += w->v[i].n;
    }
    kw_rows r = kw_table_find(g->kit->phoenix, (kw_str){ key, n });
    if (!r.n) return;
    kw_str country = kw_table_cell(g->kit->phoenix, r.first, KW_PH_COUNTRY);
    if (!kw_country_known(g, country) && !kw_str_eq(kw_country_near(g, &(kw_phrase){ .first = UINT32_MAX }), country)) return;
    x->country = country;
    x->score = 0.5;
    x->why = kw_str_fmt(g->mem, "world/persons_phoenix: %.*s, and its country is spoken of", (int)n, key);
}

static uint32_t new_person(kw_naming *g, const kw_piece *p, const name_words *w) {
    uint32_t e = kw_entity_new(g, KW_PERSON, KW_NONE, printed(g, p));
    if (e == UINT32_MAX) return e;
    kw_who *who = &g->who[e];
    who->n_words = w->n;
    memcpy(who->name_words, w->v, sizeof w->v);
    g->out->entities[e].score = 0.5;
    g->out->entities[e].why = KW_STR("a capitalised name no table knows");
    ask_phoenix(g, e, w);
    return e;
}

/* Has the actor held the office that the title names? A title that names none fits anybody. */
static bool held(const kw_naming *g, kw_str actor, const kw_piece *title) {
    kw_str office = kw_table_cell(title->table, title->rows.first, KW_TI_OFFICE), use = kw_table_cell(title->table, title->rows.first, KW_TI_USE);
    if (!kw_str_is(use, "office") && !kw_str_is(use, "role")) return true;
    kw_rows r = kw_find_key(g->kit->offices, actor);
    for (uint32_t k = 0; k < r.n; k++)
        if (kw_office_is(g->kit, kw_table_cell(g->kit->offices, r.first + k, KW_OF_OFFICE), office)) return true;
    return false;
}

/* A title says what the tables do not: country, office, sector. */
static void take_title(kw_naming *g, uint32_t e, const kw_phrase *p, kw_str country) {
    kw_entity *x = &g->out->entities[e];
    if (country.n && !x->country.n) x->country = country;
    bool ahead = p->owner >= 0 && g->phrases[p->owner].entity == UINT32_MAX;         /* registered before the body that he serves */
    if (p->title < 0 || ahead) return;
    const kw_piece *t = &g->pieces[p->title];
    kw_str office = kw_table_cell(t->table, t->rows.first, KW_TI_OFFICE), use = kw_table_cell(t->table, t->rows.first, KW_TI_USE);
    bool owned = p->owner >= 0 && g->out->entities[g->phrases[p->owner].entity].kind != KW_PLACE;          /* "Camat Watulimo" */
    if (!x->country.n && !owned && kw_str_find(x->actor, KW_STR("/"), 0) == SIZE_MAX)
        x->country = some(kw_country_of_title(g, t));        /* "Kombes X" */
    if (kw_str_is(use, "honorific") && !x->actor.p && !x->country.n && p->owner < 0 && kw_sector_is(&g->kit->ontology, t->sector, KW_SECTOR_ORGAN)) {
        x->country = some(kw_country_near(g, p));                       /* "Brigadier General X": an officer of some state */
        if (x->country.n) x->why = KW_STR("a name no table knows, with a title; its country is that of the text around it");
    }
    if (kw_str_is(use, "honorific") || kw_str_is(use, "prefix") || kw_str_is(use, "kin")) return;
    bool left = !p->former && kw_str_is(use, "office") && kw_str_eq(x->sector, g->kit->of_former);
    bool was = left && x->actor.p && held(g, x->actor, t), again = left && !was;           /* "Presiden ke-7 RI"; who left one office holds another */
    if (was) x->role = office;
    if (!x->actor.p || !x->role.n || again) {
        x->role = office.n ? office : printed(g, t);
        x->sector = p->former ? g->kit->of_former : some(kw_sector_with_owner(g, p, t->sector));
    }
    if (!g->who[e].office.n) g->who[e].office = office;
    if (p->owner >= 0 && office.n && kw_str_eq(g->who[e].office, office)) g->who[e].heads = g->phrases[p->owner].entity + 1;
    /* an officer of some state, and the phrase does not say of which */
    if (x->country.n || p->kin || p->owner >= 0 || !kw_sector_is(&g->kit->ontology, t->sector, KW_SECTOR_STATE) ||
        kw_str_find(x->actor, KW_STR("/"), 0) != SIZE_MAX)
        return;
    country = kw_country_near(g, p);
    if (!country.n) return;
    x->country = country;
    x->why = KW_STR("a name no table knows, with a title; its country is that of the text around it");
}

/* The slug of an actor is its name: "PRK/kim-jong-un" stands in world/persons as "Kim Jong Un". */
static uint32_t row_of_actor(const kw_naming *g, kw_str actor) {
    char key[96];
    size_t slash = kw_str_find(actor, KW_STR("/"), 0), n = 0;
    if (slash == SIZE_MAX || actor.n - slash > sizeof key) return UINT32_MAX;
    for (size_t i = slash + 1; i < actor.n; i++) key[n++] = actor.p[i] == '-' ? ' ' : actor.p[i];
    kw_rows r = kw_table_find(g->kit->persons, (kw_str){ key, n });
    for (uint32_t k = 0; k < r.n; k++)
        if (kw_str_eq(kw_table_cell(g->kit->persons, r.first + k, KW_PE_ACTOR), actor)) return r.first + k;
    return UINT32_MAX;
}

enum { SPELLED_MAX = 96 };

/* The words of the name with one blank between; 0: too long. */
static size_t key_of_words(const name_words *w, char key[SPELLED_MAX]) {
    size_t n = 0;
    for (uint32_t i = 0; i < w->n; i++) {
        if (n + w->v[i].n + 4 > SPELLED_MAX) return 0;
        if (i) key[n++] = ' ';
        memcpy(key + n, w->v[i].p, w->v[i].n);
        n += w->v[i].n;
    }
    return n;
}

/* The person whom the tables spell otherwise in one place: "Zelenskiy", "Lukashenka"; a lone surname needs a title and its country. */
static choice by_spelling(kw_naming *g, const kw_phrase *p, const kw_piece *piece, const name_words *w, kw_str country) {
    const kw_table *t = g->kit->spellings;
    choice none = { UINT32_MAX, 0, -1 };
    char key[SPELLED_MAX], other[SPELLED_MAX + 16];
    bool alone = w->n == 1;
    if ((alone && (p->title < 0 || !country.n || w->v[0].n < LONG_WORD - 1)) || (!alone && kw_table_words_from(g->kit->persons, w->v[0]) < 2))
        return none;
    size_t n = key_of_words(w, key), from_last = alone || !n ? 0 : n - w->v[w->n - 1].n;
    for (uint32_t r = 0; n && r < kw_table_rows(t); r++) {
        kw_str a = kw_table_cell(t, r, KW_SP_FORM), b = kw_table_cell(t, r, KW_SP_OTHER);
        for (size_t at = kw_str_find((kw_str){ key, n }, a, from_last); at != SIZE_MAX && b.n < 8; at = kw_str_find((kw_str){ key, n }, a, at + 1)) {
            memcpy(other, key, at);
            memcpy(other + at, b.p, b.n);
            memcpy(other + at + b.n, key + at + a.n, n - at - a.n);
            kw_rows rows = kw_table_find(g->kit->persons, (kw_str){ other, n - a.n + b.n });
            kw_piece known = *piece;
            known.rows = rows;
            choice c = rows.n ? row_by_date(g, NULL, &known, country) : none;
            if (c.row != UINT32_MAX && (country.n || told_of(g, kw_table_cell(g->kit->persons, c.row, KW_PE_COUNTRY)))) return c;
        }
    }
    return none;
}

/* "Muhammad Jusuf Kalla", "Sheikh Tamim bin Hamad Al Thani": the tables know the name without its first word, or three words of it and more. */
static bool inner_name(const kw_naming *g, const kw_piece *piece, kw_hit *hit) {
    for (uint32_t k = 0; k < 2 && k + 2 <= piece->n; k++) {
        if (!kw_longest(g, g->kit->persons, piece->first + k, UINT32_MAX, hit) || k + hit->n > piece->n || hit->n < 2) continue;
        kw_str first = g->atoms[piece->first].form;                        /* "Moh. Mahfud MD" */
        bool rest = k == 1 && k + hit->n == piece->n && (kw_table_find(g->kit->given, first).n || kw_str_ends(first, KW_STR(".")));
        if ((rest || hit->n > 2) && !kw_str_is(kw_table_cell(hit->table, hit->rows.first, KW_PE_USE), "short")) return true;
    }
    return false;
}

/* "James B. Comey", "Robert S. Mueller": the rows of the name without its initials. */
static kw_rows without_initials(const kw_naming *g, const kw_piece *piece) {
    name_words w = words_of(g, piece), rest = { .n = 0 };
    char key[SPELLED_MAX];
    for (uint32_t i = 0; i < w.n; i++)
        if (w.v[i].n > 2 || (w.v[i].n == 2 && w.v[i].p[1] != '.')) rest.v[rest.n++] = w.v[i];
    size_t n = rest.n > 1 && rest.n < w.n ? key_of_words(&rest, key) : 0;
    return n ? kw_table_find(g->kit->persons, (kw_str){ key, n }) : (kw_rows){ 0, 0 };
}

static choice by_inner_name(const kw_naming *g, const kw_piece *piece, kw_str country) {
    choice none = { UINT32_MAX, 0, -1 };
    kw_hit hit = { .rows = without_initials(g, piece) };
    if (piece->n < 3 || (!hit.rows.n && !inner_name(g, piece, &hit))) return none;
    kw_piece known = *piece;
    known.rows = hit.rows;
    choice c = row_by_date(g, NULL, &known, country);
    return c.row != UINT32_MAX && (c.fit || told_of(g, kw_table_cell(g->kit->persons, c.row, KW_PE_COUNTRY))) ? c : none;
}

/* "Presiden Lee" of a country whose president at that date is a Lee. */
static choice by_office(const kw_naming *g, const kw_phrase *p, const name_words *w, kw_str country) {
    choice none = { UINT32_MAX, 0, -1 };
    if (p->title < 0 || !country.n) return none;
    const kw_piece *t = &g->pieces[p->title];
    kw_holder h = kw_office_holder(g->kit, country, kw_table_cell(t->table, t->rows.first, KW_TI_OFFICE), g->day);
    if (h.row == UINT32_MAX) return none;
    uint32_t row = row_of_actor(g, kw_table_cell(g->kit->offices, h.row, KW_OF_ACTOR));
    if (row == UINT32_MAX) return none;
    kw_str key = kw_table_key(g->kit->persons, row);
    for (uint32_t i = 0; i < w->n; i++)
        if (kw_str_find(key, w->v[i], 0) == SIZE_MAX) return none;
    return (choice){ row, h.fit, (int32_t)h.row };
}

uint32_t kw_entity_holder(kw_naming *g, uint32_t office_row, int fit) {
    uint32_t row = row_of_actor(g, kw_table_cell(g->kit->offices, office_row, KW_OF_ACTOR));
    choice c = { row, fit, (int32_t)office_row };
    return row == UINT32_MAX ? row : from_row(g, &c);
}

static bool leads(const kw_naming *g, kw_str office) {
    kw_rows r = kw_table_find(g->kit->office_classes, office);
    int64_t rank;
    for (uint32_t k = 0; k < r.n; k++)
        if (kw_str_int(kw_table_cell(g->kit->office_classes, r.first + k, 2), &rank)) return true;
    return false;
}

/* "Saddam", "Suharto", "Arafat": called by a first or only name, or by one that no first name and no word is, and long known as a leader. */
static bool one_of_a_kind(const kw_naming *g, const kw_piece *piece, const choice *c) {
    enum { LONG_NAME = 6 };
    if (piece->n > 1 || piece->rows.n > 1 || c->office < 0 || !leads(g, kw_table_cell(g->kit->offices, (uint32_t)c->office, KW_OF_OFFICE)))
        return false;
    const kw_atom *a = &g->atoms[piece->first];
    kw_str name = kw_utf8_fold(g->mem, kw_table_cell(g->kit->persons, c->row, KW_PE_NAME));
    bool first = name.p && kw_str_starts(name, a->form) && (name.n == a->form.n || name.p[a->form.n] == ' ');
    bool rare = a->form.n >= LONG_NAME && !kw_table_find(g->kit->given, a->form).n && !(a->flags & (KW_ATOM_COMMON | KW_ATOM_FOREIGN));
    return first || rare;
}

/* Of the state or body that somebody serves; who writes for an outlet may be from anywhere. */
static kw_str country_of_owner(const kw_naming *g, const kw_phrase *p) {
    uint32_t owner = p->owner >= 0 ? g->phrases[p->owner].entity : UINT32_MAX;
    if (owner == UINT32_MAX || kw_sector_is(&g->kit->ontology, g->out->entities[owner].sector, KW_SECTOR_PRESS)) return KW_NONE;
    return g->out->entities[owner].country;
}

/* A lone surname of the tables is that person's only where something speaks for it: a title, its country spoken of, or that
 * everybody knows the bearer, who leads a state at that date. "Morrison" of a football team is nobody's prime minister. In a
 * text of a sentence or two there is no room to speak for anybody: there an office held at that date is enough. "Mount Cook
 * National Park" names nobody. */
static bool spoken_for(const kw_naming *g, const kw_phrase *p, const choice *c) {
    kw_str country = kw_table_cell(g->kit->persons, c->row, KW_PE_COUNTRY);
    kw_str only = p->title >= 0 ? kw_country_of_title(g, &g->pieces[p->title]) : KW_NONE;         /* "Irjen Anwar" is no Malaysian */
    if (only.n && !kw_str_eq(only, country)) return false;
    if (p->title >= 0 || (p->owner >= 0 && kw_str_eq(country_of_owner(g, p), country)) || kw_country_known(g, country)) return true;
    const kw_atom *a = &g->atoms[g->pieces[p->head].first];
    bool behind = p->first > g->at->first_atom && (a[-1].flags & (KW_ATOM_CAPITAL | KW_ATOM_START)) == KW_ATOM_CAPITAL;
    if ((a->flags & KW_ATOM_COMMON) && behind && kw_plain_case(g)) return false;
    if (c->fit == 1 && g->words->n_sentences < CONTEXT && one_of_a_kind(g, &g->pieces[p->head], c)) return true;
    if (c->fit == 2 && c->office >= 0 && g->words->n_sentences < CONTEXT) return true;
    bool first_name = kw_is_first_name_too(g, a->form, c->row);
    if (c->fit == 2 && c->office >= 0 && !first_name && leads(g, kw_table_cell(g->kit->offices, (uint32_t)c->office, KW_OF_OFFICE)))
        return true;
    return kw_str_eq(kw_country_near(g, &(kw_phrase){ .first = UINT32_MAX }), country);
}

/* "Suharto (54)", "Suharto, 54,": somebody whose age is told. */
static bool age_follows(const kw_naming *g, const kw_phrase *p) {
    uint32_t i = p->last + 1, end = g->at->first_atom + g->at->n_atoms;
    if (i + 2 >= end || !(g->atoms[i + 1].flags & KW_ATOM_NUMBER)) return false;
    bool brackets = kw_str_is(g->atoms[i].form, "(") && kw_str_is(g->atoms[i + 2].form, ")");
    return brackets || (kw_str_is(g->atoms[i].form, ",") && kw_str_is(g->atoms[i + 2].form, ","));
}

enum { APPOSED = 3 };           /* atoms from a name to the word behind its comma: "Suharto, a rice farmer" */

/* "Suharto, kepala desa di Boyolali", "Suharto, a rice farmer": is he told of as one who is no such thing? */
static bool apposed_as_other(const kw_naming *g, const kw_phrase *p, kw_str actor) {
    const kw_piece *end = g->pieces + g->at->first_piece + g->at->n_pieces, *next = g->pieces + p->last_piece + 1;
    uint32_t at = p->last + 1;
    if (next >= end || next->first < at + 1 || next->first > at + APPOSED || !kw_str_is(g->atoms[at].form, ",")) return false;
    bool one = false;
    for (at++; at < next->first; at++) {
        one |= kw_atom_is(g, at, KW_USE_ONE);
        if (kw_atom_is(g, at, KW_USE_THE) || (g->atoms[at].upos != KW_DET && g->atoms[at].upos != KW_NOUN && g->atoms[at].upos != KW_ADJ))
            return false;
    }
    at = next->first + next->n;
    if (at < g->at->first_atom + g->at->n_atoms && kw_atom_is(g, at, KW_USE_AND)) return false;              /* a list */
    return (next->type == KW_P_AGENT && one) || (next->type == KW_P_TITLE && !held(g, actor, next));
}

/* "Suharto (54)": somebody else who has the one name of a leader of long ago. */
static bool is_namesake(const kw_naming *g, const kw_phrase *p, const choice *c) {
    const kw_piece *piece = &g->pieces[p->head];
    kw_str actor = kw_table_cell(g->kit->persons, c->row, KW_PE_ACTOR);
    if (piece->n > 1 || c->fit == 2 || g->day == INT32_MAX || !kw_find_key(g->kit->offices, actor).n) return false;
    if (p->title >= 0 && p->title != (int32_t)p->head) return !c->fit && !p->former && !held(g, actor, &g->pieces[p->title]);
    return (!c->fit && age_follows(g, p)) || apposed_as_other(g, p, actor);
}

/* The namesake whom the article has told of: "Suharto" again. UINT32_MAX: there is none. */
static uint32_t namesake(const kw_naming *g, const name_words *w) {
    for (uint32_t e = 0; e < g->out->n_entities && e < FAR_BACK; e++) {
        const kw_who *who = &g->who[e];
        if (g->out->entities[e].kind == KW_PERSON && !g->out->entities[e].actor.p && who->n_words == 1 && kw_str_eq(who->name_words[0], w->v[0]))
            return e;
    }
    return UINT32_MAX;
}

uint32_t kw_entity_person(kw_naming *g, const kw_phrase *p) {
    const kw_piece *piece = &g->pieces[p->head];
    name_words w = words_of(g, piece);
    kw_str country = country_of_owner(g, p);
    uint32_t e = UINT32_MAX;
    bool table = piece->table == g->kit->persons;
    choice c = { UINT32_MAX, 0, -1 };
    if (table && !piece->short_form && country.n) c = row_by_date(g, p, piece, country);       /* "Jordan's King Abdullah" */
    if (table && !piece->short_form && c.row == UINT32_MAX) c = row_by_date(g, p, piece, KW_NONE);
    if (c.row != UINT32_MAX && w.n == 1 && c.fit < 2) {
        e = namesake(g, &w);
        if (e == UINT32_MAX && is_namesake(g, p, &c)) e = new_person(g, piece, &w);
    }
    if (c.row == UINT32_MAX) e = among_article(g, &w, piece, country, p->kin);
    if (e == UINT32_MAX && c.row == UINT32_MAX && table) c = row_by_date(g, p, piece, country);
    if (e == UINT32_MAX && c.row != UINT32_MAX && piece->short_form && !spoken_for(g, p, &c)) c.row = UINT32_MAX;
    if (e == UINT32_MAX && c.row == UINT32_MAX) c = by_office(g, p, &w, country);
    if (e == UINT32_MAX && c.row == UINT32_MAX && !table) c = by_inner_name(g, piece, country);
    if (e == UINT32_MAX && c.row == UINT32_MAX && !table) c = by_spelling(g, p, piece, &w, country);
    if (e == UINT32_MAX && c.row != UINT32_MAX) e = from_row(g, &c);
    if (e == UINT32_MAX) e = new_person(g, piece, &w);
    if (e != UINT32_MAX) take_title(g, e, p, country);
    return e;
}

static void register_phrase(kw_naming *g, int32_t i) {
    for (; i >= 0 && !g->failed; i = g->phrases[i].next) {
        kw_phrase *p = &g->phrases[i];
        register_phrase(g, p->child);
        const kw_piece *head = &g->pieces[p->head];
        if (head->type != KW_P_PERSON || (head->n < 2 && (head->short_form || head->shape))) continue;
        uint32_t e = kw_entity_person(g, p);
        if (e == UINT32_MAX) g->failed = true;
        p->entity = e;
    }
}

void kw_register_persons(kw_naming *g) {
    for (size_t s = 0; s < g->words->n_sentences && !g->failed; s++) {
        g->at = &g->sentences[s];
        kw_name_lang_of(g, (uint32_t)s);
        register_phrase(g, g->at->top);
    }
}
