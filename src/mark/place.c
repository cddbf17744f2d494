/* SPDX-License-Identifier: MIT
 * Pieces to places: cities and regions of world/places, capitals and states where something happens (a preposition of place stands
 * before them). Of several places with one name, the one whose country is named right behind it, else a country spoken of
 * in the article, else the outlet's, else the heaviest row. A place without a checked point has none (NaN). */
#include "know/outlet.h"
#include "mark/name_parts.h"

#include <math.h>

typedef struct { uint32_t row; const char *why; } chosen;

static kw_str cell(const kw_naming *g, uint32_t row, uint32_t column) { return kw_table_cell(g->kit->places, row, column); }

/* "Hyderabad, Pakistan", "Kota Bandung di Jawa Barat": the country of the piece right behind. */
static kw_str country_behind(const kw_naming *g, const kw_piece *p) {
    const kw_piece *q = p + 1, *end = g->pieces + g->at->first_piece + g->at->n_pieces;
    if (q >= end || q->first > p->first + p->n + 1) return KW_NONE;
    return q->type == KW_P_COUNTRY || q->type == KW_P_PLACE ? q->country : KW_NONE;
}

/* "Black Sea", "Pulau Sumatera": a word of the name says that it is larger than a town. */
static bool is_wide(const kw_naming *g, const kw_piece *p) {
    const kw_table *t = g->lang->place_words;
    kw_hit first;
    if (kw_longest(g, t, p->first, UINT32_MAX, &first) && kw_str_is(kw_table_cell(t, first.rows.first, KW_OW_PRECISION), "region")) return true;
    kw_rows last = kw_table_find(t, g->atoms[p->first + p->n - 1].form);
    return last.n && kw_str_is(kw_table_cell(t, last.first, KW_OW_PRECISION), "region");
}

/* "Paris, Texas,", "Cordoba, Argentina.": the country or region behind the comma, which closes what it tells of the name before it; NULL: there
 * is none ("In Aleppo, Russia bombed ..."). */
static const kw_piece *told_by_comma(const kw_naming *g, const kw_piece *p) {
    const kw_piece *q = p + 1, *end = g->pieces + g->at->first_piece + g->at->n_pieces;
    uint32_t comma = p->first + p->n, last = g->at->first_atom + g->at->n_atoms;
    if (q >= end || q->first != comma + 1 || !kw_str_is(g->atoms[comma].form, ",") || !q->country.n || q->metonym) return NULL;
    kw_str use = q->type == KW_P_COUNTRY ? kw_table_cell(q->table, q->rows.first, KW_CN_USE) : KW_NONE;
    bool state = kw_str_is(use, "name") || kw_str_is(use, "short") || kw_str_is(use, "sub");
    bool region = q->type == KW_P_PLACE && q->n > 1 && is_wide(g, q);
    for (uint32_t k = 0; q->type == KW_P_PLACE && q->table == g->kit->places && k < q->rows.n; k++)
        region = region || kw_str_is(cell(g, q->rows.first + k, KW_PL_PRECISION), "region");
    uint32_t behind = q->first + q->n;
    bool closed = behind >= last || (g->atoms[behind].flags & KW_ATOM_PUNCT && !(g->atoms[behind].flags & KW_ATOM_JOINED));
    return (state || region) && closed ? q : NULL;
}

static chosen row_in(const kw_naming *g, kw_rows rows, kw_str country, const char *why) {
    for (uint32_t k = 0; k < rows.n && country.n; k++)
        if (kw_str_eq(cell(g, rows.first + k, KW_PL_COUNTRY), country)) return (chosen){ rows.first + k, why };
    return (chosen){ UINT32_MAX, why };
}

static chosen choose(const kw_naming *g, const kw_piece *p, kw_rows rows) {
    chosen c = { rows.first, "world/places: the only one of that name" };
    kw_outlet outlet;
    const kw_article *a = g->in->article;
    if (rows.n < 2) return c;
    c = row_in(g, rows, country_behind(g, p), "world/places: the country named behind it");
    for (size_t i = 0; c.row == UINT32_MAX && i < g->n_said; i++)
        c = row_in(g, rows, g->said[i].country, "world/places: a country spoken of");
    if (c.row == UINT32_MAX && a && a->outlet_key.p && kw_outlet_named(g->kit->know, a->outlet_key, &outlet))
        c = row_in(g, rows, outlet.country, "world/places: the outlet's country");
    if (c.row == UINT32_MAX) c = (chosen){ rows.first, "world/places: the best known of that name" };
    return c;
}

static kw_place *push(kw_naming *g, const kw_piece *p) {
    kw_place *x = kw_push(g->mem, (void **)&g->out->places, &g->out->n_places, &g->cap_places, sizeof *x);
    if (!x) { g->failed = true; return NULL; }
    const kw_atom *first = &g->atoms[p->first], *last = &g->atoms[p->first + p->n - 1];
    *x = (kw_place){ .at = { first->at.start, last->at.end }, .sentence = (uint32_t)(g->at - g->sentences), .first = first->token,
                     .n = last->token - first->token + 1, .lat = NAN, .lon = NAN };
    x->name = kw_str_at(g->words->text, x->at);
    return x;
}

/* A place that only its shape tells of, or a namesake of one in the tables: a name in the sentence, no point. */
static void without_row(kw_naming *g, const kw_piece *p, kw_str country, const char *why) {
    kw_place *x = push(g, p);
    if (!x) return;
    x->country = country.n ? country : KW_NONE;
    x->precision = p->n > 1 && is_wide(g, p) ? KW_AT_REGION : KW_AT_CITY;
    x->why = kw_str_of(why);
    x->dateline = p->dateline;
}

static void from_table(kw_naming *g, const kw_piece *p, kw_rows rows) {
    const kw_piece *q = told_by_comma(g, p);
    if (q && row_in(g, rows, q->country, "").row == UINT32_MAX) {
        without_row(g, p, q->country, "a namesake: the country or region named behind it is another");
        return;
    }
    chosen c = choose(g, p, rows);
    kw_place *x = push(g, p);
    if (!x) return;
    x->dateline = p->dateline;
    x->name = cell(g, c.row, KW_PL_NAME);
    x->country = cell(g, c.row, KW_PL_COUNTRY);
    x->region = cell(g, c.row, KW_PL_REGION);
    if (!x->region.n) x->region = KW_NONE;
    x->key = kw_str_fmt(g->mem, "%.*s/%.*s", KW_FMT(x->country), KW_FMT(x->name));
    x->precision = kw_str_is(cell(g, c.row, KW_PL_PRECISION), "city") && !(p->n > 1 && is_wide(g, p)) ? KW_AT_CITY : KW_AT_REGION;
    if (!kw_str_double(cell(g, c.row, KW_PL_LAT), &x->lat) || !kw_str_double(cell(g, c.row, KW_PL_LON), &x->lon)) x->lat = x->lon = NAN;
    x->why = kw_str_of(c.why);
}

static void from_country(kw_naming *g, const kw_piece *p) {
    kw_hit hit;
    if (!p->locative) return;
    if (p->metonym && kw_longest(g, g->kit->places, p->first, UINT32_MAX, &hit) && hit.n == p->n) {
        from_table(g, p, hit.rows);
        return;
    }
    if (!p->country.n && p->n > 1 && is_wide(g, p)) {      /* "in the Timor Sea" */
        without_row(g, p, KW_NONE, "world/country_names");
        return;
    }
    kw_place *x = p->country.n && !p->metonym && p->locative ? push(g, p) : NULL;
    if (!x) return;
    x->country = x->key = p->country;
    x->name = kw_country_name(g->kit, p->country);
    x->precision = KW_AT_COUNTRY;
    x->why = KW_STR("world/country_names");
}

static void from_shape(kw_naming *g, const kw_piece *p) {
    const kw_piece *q = told_by_comma(g, p);
    if (q) without_row(g, p, q->country, "a name with its country or region behind a comma");
    else if (p->locative || p->n > 1) without_row(g, p, p->country, "shape: a name after a preposition of place, or with a word of places");
}

/* The region of another state that bears the name of the state that `p` is ("Georgia"); UINT32_MAX: there is none. */
static uint32_t region_of_that_name(const kw_naming *g, const kw_piece *p) {
    if (p->type != KW_P_COUNTRY || p->metonym || !kw_str_is(kw_table_cell(p->table, p->rows.first, KW_CN_USE), "name")) return UINT32_MAX;
    kw_rows rows = kw_table_find(g->kit->places, kw_table_key(p->table, p->rows.first));
    for (uint32_t k = 0; k < rows.n; k++) {
        bool city = kw_str_is(cell(g, rows.first + k, KW_PL_PRECISION), "city");
        if (!city && !kw_str_eq(cell(g, rows.first + k, KW_PL_COUNTRY), p->country)) return rows.first + k;
    }
    return UINT32_MAX;
}

static bool is_city_of(const kw_naming *g, const kw_piece *p, kw_str state) {
    return p->type == KW_P_PLACE && p->table == g->kit->places && row_in(g, p->rows, state, "").row != UINT32_MAX;
}

/* "Atlanta, Georgia", or cities of the region's state in an article that names no state by another word: is it the region? */
static bool means_region(const kw_naming *g, const kw_piece *p, kw_str state) {
    bool city = false, other = false;
    for (const kw_piece *q = g->pieces; q < g->pieces + g->n_pieces; q++) {
        bool same = q->table == p->table && q->rows.first == p->rows.first && q->type == KW_P_COUNTRY;
        bool behind_comma = same && q > g->pieces && q[-1].first + q[-1].n + 1 == q->first && kw_str_is(g->atoms[q->first - 1].form, ",");
        if (behind_comma && is_city_of(g, q - 1, state)) return true;
        city |= is_city_of(g, q, state);
        other |= !same && q->type == KW_P_COUNTRY;
    }
    return city && !other;
}

static void becomes_place(kw_naming *g, kw_piece *p, kw_rows rows, kw_str state) {
    p->type = KW_P_PLACE;
    p->table = rows.n ? g->kit->places : NULL;
    p->rows = rows;
    p->country = state;
    p->metonym = false;
    p->shape = !rows.n;
}

/* "Georgia" of an article about Atlanta. */
static void settle_regions(kw_naming *g) {
    uint32_t form = UINT32_MAX, row = UINT32_MAX;
    for (size_t i = 0; i < g->n_pieces; i++) {
        kw_piece *p = &g->pieces[i];
        bool again = form != UINT32_MAX && p->type == KW_P_COUNTRY && p->rows.first == form;
        if (!again && row != UINT32_MAX) continue;
        uint32_t found = again ? row : region_of_that_name(g, p);
        if (found == UINT32_MAX || (!again && !means_region(g, p, cell(g, found, KW_PL_COUNTRY)))) continue;
        form = p->rows.first;
        row = found;
        becomes_place(g, p, (kw_rows){ row, 1 }, cell(g, row, KW_PL_COUNTRY));
    }
}

/* "in Paris, Texas": a capital, or a state after a preposition of place, with the region of another state behind the comma. */
static void settle_by_comma(kw_naming *g, kw_piece *p) {
    const kw_piece *q = p->type == KW_P_COUNTRY && (p->metonym || p->locative) && p->country.n ? told_by_comma(g, p) : NULL;
    if (!q || kw_str_eq(q->country, p->country) || (q->type == KW_P_COUNTRY && (!p->locative || !p->metonym))) return;
    kw_rows rows = kw_table_find(g->kit->places, kw_table_key(p->table, p->rows.first));
    if (!p->metonym) rows.n = 0;
    becomes_place(g, p, rows, q->country);
}

void kw_settle_namesakes(kw_naming *g) {
    settle_regions(g);
    for (size_t s = 0; s < g->words->n_sentences; s++) {
        g->at = &g->sentences[s];
        for (uint32_t k = 0; k < g->at->n_pieces; k++) {
            kw_piece *p = &g->pieces[g->at->first_piece + k];
            const kw_piece *told = p->type == KW_P_PLACE && !p->table ? told_by_comma(g, p) : NULL;
            if (told) p->country = told->country;
            settle_by_comma(g, p);
        }
    }
}

void kw_places_of(kw_naming *g) {
    for (size_t s = 0; s < g->words->n_sentences && !g->failed; s++) {
        g->at = &g->sentences[s];
        kw_name_lang_of(g, (uint32_t)s);
        for (uint32_t k = 0; k < g->at->n_pieces && !g->failed; k++) {
            const kw_piece *p = &g->pieces[g->at->first_piece + k];
            if (p->type == KW_P_COUNTRY) from_country(g, p);
            else if (p->type == KW_P_PLACE && p->table == g->kit->places) from_table(g, p, p->rows);
            else if (p->type == KW_P_PLACE) from_shape(g, p);
        }
    }
}
