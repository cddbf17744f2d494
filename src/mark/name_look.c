/* SPDX-License-Identifier: MIT
 * What the tables know at an atom: the longest key of any of them, what speaks against it there, and the piece it makes. */
#include "mark/name_look.h"

enum { WHERE_REACH = 9 };              /* atoms */

/* Takes the longest key of the table that begins at i, if it is longer than what another table gave. */
static void try_table(const kw_naming *g, const kw_table *t, uint32_t i, uint32_t lang_column, kw_piece_type type, kw_found *best) {
    kw_hit hit;
    if (!kw_longest(g, t, i, lang_column, &hit) || hit.n <= best->hit.n) return;
    *best = (kw_found){ type, hit };
}

/* Plurals and other forms of a single word are found by their lemma: "soldiers", "polisi-polisi". */
static void try_lemma(const kw_naming *g, const kw_table *t, uint32_t i, kw_piece_type type, kw_found *best) {
    const kw_atom *a = &g->atoms[i];
    if (best->hit.n || a->upos != KW_NOUN || !a->lemma.p || kw_str_eq(a->lemma, a->form) || a->uses) return;
    if (!kw_str_starts(a->form, kw_str_sub(a->lemma, 0, a->lemma.n > 3 ? a->lemma.n - 1 : a->lemma.n))) return;
    kw_rows r = kw_table_find(t, a->lemma);
    if (r.n) *best = (kw_found){ type, { t, r, 1 } };
}

/* "di", "in", "near" right before, or with one article or a point of the compass ("in southern Lebanon") between. */
bool kw_after_word(const kw_naming *g, uint32_t i, uint64_t use) {
    uint32_t first = g->at->first_atom;
    if (i > first && kw_atom_is(g, i - 1, KW_USE_ARTICLE)) i--;
    else if (i > first && !kw_atom_is(g, i - 1, use) && kw_atom_is(g, i - 1, KW_USE_LOCATIVE) && g->atoms[i - 1].upos == KW_ADJ) i--;
    return i > first && kw_atom_is(g, i - 1, use);
}

/* "di sebelah Barat", "ke Barat": a point of the compass, not those who live there. */
static bool points_there(const kw_naming *g, uint32_t i, const kw_hit *hit) {
    if (hit->n > 1 || !kw_atom_is(g, i, KW_USE_PART) || i == g->at->first_atom) return false;
    bool noun = g->atoms[i - 1].upos == KW_NOUN && !(flags(g, i - 1) & KW_ATOM_CAPITAL) && i > g->at->first_atom + 1;
    return kw_atom_is(g, i - 1, KW_USE_LOCATIVE) || (noun && kw_atom_is(g, i - 2, KW_USE_LOCATIVE));
}

/* Half of a land stands for a state only as "the North", with no more of a name behind it. */
static bool side_stands(const kw_naming *g, uint32_t i, const kw_hit *hit) {
    if (!cell_is(hit, KW_CN_USE, "side")) return true;
    return i > g->at->first_atom && kw_atom_is(g, i - 1, KW_USE_THE) && !capital(g, i + hit->n);
}

/* A noun, or a verb without a prefix of voice: "Baku tembak terjadi", not "Baku menuduh". */
static bool bare_word(const kw_naming *g, uint32_t i) {
    return g->atoms[i].upos == KW_NOUN || (g->atoms[i].upos == KW_VERB && !g->words->tokens[g->atoms[i].token].voice);
}

/* "Thousands rallied", "hundreds were killed": a word for many stands for people where a verb follows it. */
static bool counts_alone(const kw_naming *g, uint32_t behind) {
    return behind < end_of(g) && (g->atoms[behind].upos == KW_VERB || g->atoms[behind].upos == KW_AUX);
}

/* "1:26 PM" */
static bool tells_hour(const kw_naming *g, uint32_t i) {
    enum { SHORT = 2 };
    return i > g->at->first_atom && g->atoms[i].form.n <= SHORT && flags(g, i - 1) & KW_ATOM_NUMBER;
}

/* "public transit", "national security": an adjective, and no people. */
static bool only_modifies(const kw_naming *g, uint32_t i, const kw_found *f) {
    if (f->type != KW_P_AGENT || f->hit.n > 1 || !g->lang->heads_last || g->atoms[i].upos != KW_ADJ || i + 1 >= end_of(g)) return false;
    uint8_t next = g->atoms[i + 1].upos;
    return (next == KW_NOUN || next == KW_PROPN) && !(flags(g, i + 1) & (KW_ATOM_PUNCT | KW_ATOM_CLITIC)) &&
        kw_sector_is(&g->kit->ontology, kw_table_cell(f->hit.table, f->hit.rows.first, KW_AG_SECTOR), KW_SECTOR_PRIVATE);
}

/* "para prajurit siaga": a form of address with no name behind it. */
static bool nobody_behind(const kw_naming *g, uint32_t i, const kw_hit *hit) {
    uint32_t next = i + hit->n;
    return cell_is(hit, KW_TI_USE, "honorific") && (next >= end_of(g) || !(flags(g, next) & (KW_ATOM_CAPITAL | KW_ATOM_PUNCT)));
}

/* Ties go to the table asked first. */
kw_found kw_found_at(const kw_naming *g, uint32_t i) {
    const kw_names *k = g->kit;
    kw_found best = { KW_P_NONE, { NULL, { 0, 0 }, 0 } };
    if (flags(g, i) & (KW_ATOM_PUNCT | KW_ATOM_CLITIC) || kw_takes_sides(g, i)) return best;
    /* "berinisial AS" */
    if (i > g->at->first_atom && kw_atom_is(g, i - 1, KW_USE_INITIALS) && (flags(g, i) & (KW_ATOM_ALLCAPS | KW_ATOM_INITIAL))) return best;
    bool particle = kw_atom_is(g, i, KW_USE_PARTICLE) && capital(g, i + 1) && (flags(g, i + 1) & KW_ATOM_JOINED);        /* "al-Maliki" */
    if (capital(g, i) || particle) try_table(g, k->persons, i, UINT32_MAX, KW_P_PERSON, &best);
    if (capital(g, i) || capital(g, i + 1)) {
        try_table(g, k->country_names, i, KW_CN_LANG, KW_P_COUNTRY, &best);
        if (best.type == KW_P_COUNTRY && (!side_stands(g, i, &best.hit) || points_there(g, i, &best.hit)))
            best = (kw_found){ KW_P_NONE, { NULL, { 0, 0 }, 0 } };
        try_table(g, k->organisations, i, KW_OR_LANG, KW_P_ORG, &best);
    }
    bool headed = kw_span_len(g->out->dateline) && g->atoms[i].at.end <= g->out->dateline.end;       /* "Serang - Gubernur Banten ..." */
    bool word = !headed && (flags(g, i) & KW_ATOM_COMMON) && ((flags(g, i) & KW_ATOM_START) || g->at->title_case);
    bool phrase_begins = best.type == KW_P_COUNTRY && best.hit.n == 1 && word && cell_is(&best.hit, KW_CN_USE, "capital") && !capital(g, i + 1) &&
        !kw_after_word(g, i, KW_USE_LOCATIVE);
    if (phrase_begins && i + 1 < end_of(g) && bare_word(g, i + 1)) best = (kw_found){ KW_P_NONE, { NULL, { 0, 0 }, 0 } };        /* "Baku tembak" */
    kw_found before = best;
    try_table(g, g->lang->titles, i, UINT32_MAX, KW_P_TITLE, &best);
    if (best.type == KW_P_TITLE && nobody_behind(g, i, &best.hit)) {
        kw_found many = before;
        try_table(g, g->lang->agents, i, UINT32_MAX, KW_P_AGENT, &many);
        if (many.type == KW_P_AGENT) best = many;
    }
    bool parties = (flags(g, i) & KW_ATOM_JOINED) && g->atoms[i - 1].upos == KW_NUM;           /* "six-party talks" */
    if (!parties) try_table(g, g->lang->agents, i, UINT32_MAX, KW_P_AGENT, &best);
    if ((best.type == KW_P_TITLE && tells_hour(g, i)) || only_modifies(g, i, &best)) best = before;
    bool counted = i > g->at->first_atom && kw_atom_is(g, i - 1, KW_USE_PLURAL | KW_USE_ONE | KW_USE_ARTICLE);
    if (best.hit.n == 1 && g->atoms[i].upos == KW_VERB && !capital(g, i) && !counted) best = before;        /* "will host President X" */
    /* "thousands of dollars" */
    if (best.type == KW_P_AGENT && cell_is(&best.hit, KW_AG_KIND, "many") && !counts_alone(g, i + best.hit.n)) best = before;
    bool no_name = (word && g->atoms[i].upos != KW_PROPN) || ((flags(g, i) & KW_ATOM_COMMON) && kw_atom_is(g, i, KW_USE_STOP));
    if (best.type == KW_P_PERSON && best.hit.n == 1 && no_name) best.type = KW_P_NONE, best.hit.n = 0;        /* "Yang membuat ..." */
    before = best;
    if (capital(g, i)) try_table(g, k->places, i, UINT32_MAX, KW_P_PLACE, &best);
    bool phrase = best.type == KW_P_PLACE && best.hit.n == 1 && (flags(g, i) & KW_ATOM_COMMON) && capital(g, i + 1) &&
        (flags(g, i + 1) & KW_ATOM_COMMON);
    if (phrase && !kw_after_word(g, i, KW_USE_LOCATIVE) && !kw_atom_is(g, i + 1, KW_USE_PART)) best = before;              /* "Surat Keputusan" */
    if (best.type == KW_P_PLACE && best.hit.n == 1 && word && !kw_after_word(g, i, KW_USE_LOCATIVE)) best = before;    /* "Surat itu ..." */
    if (!parties) try_lemma(g, g->lang->agents, i, KW_P_AGENT, &best);
    try_lemma(g, g->lang->titles, i, KW_P_TITLE, &best);
    return best;
}

/* "perang somalia", "di denmark": a state's own name that nobody gave its capital, where it is no word of a language. */
bool kw_found_small_state(const kw_naming *g, uint32_t i, kw_found *f) {
    enum { LONG_NAME = 5 };
    const kw_atom *a = &g->atoms[i];
    const kw_table *t = g->kit->country_names;
    if (f->type != KW_P_NONE || (a->flags & (KW_ATOM_CAPITAL | KW_ATOM_PUNCT | KW_ATOM_CLITIC | KW_ATOM_NUMBER | KW_ATOM_JOINED)) ||
        a->form.n < LONG_NAME)
        return false;
    if ((a->upos != KW_NOUN && a->upos != KW_PROPN && a->upos != KW_X) || a->uses) return false;
    kw_rows r = kw_table_find(t, a->form);
    kw_str lang = r.n == 1 ? kw_table_cell(t, r.first, KW_CN_LANG) : KW_NONE;
    if (r.n != 1 || !kw_str_is(kw_table_cell(t, r.first, KW_CN_USE), "name") || (lang.n && !kw_str_eq(lang, g->lang->code)) || kw_is_word(g, a->form))
        return false;
    *f = (kw_found){ KW_P_COUNTRY, { t, r, 1 } };
    return true;
}

/* "in Lagos": where something happens it is the place, not the person of that surname. */
void kw_found_place(const kw_naming *g, uint32_t i, kw_found *f) {
    kw_hit hit;
    if (f->type != KW_P_PERSON || f->hit.n > 1 || !cell_is(&f->hit, KW_PE_USE, "short") || !kw_after_word(g, i, KW_USE_WITHIN)) return;
    if (kw_longest(g, g->kit->places, i, UINT32_MAX, &hit)) *f = (kw_found){ KW_P_PLACE, hit };
}

/* "The World Health Organization", "The Pakistan ...": the article begins no key that a longer name behind it crosses. */
bool kw_found_crossed(const kw_naming *g, uint32_t i, const kw_found *f) {
    if (f->type != KW_P_AGENT || f->hit.n < 2 || !kw_atom_is(g, i, KW_USE_THE | KW_USE_ARTICLE) || !capital(g, i + 1)) return false;
    if (capital(g, i + f->hit.n)) return true;
    kw_found next = kw_found_at(g, i + 1);
    return next.type == KW_P_ORG && next.hit.n >= f->hit.n;
}

kw_piece *kw_push_piece(kw_naming *g, kw_piece p) {
    kw_piece *into = kw_push(g->mem, (void **)&g->pieces, &g->n_pieces, &g->cap_pieces, sizeof *into);
    if (into) *into = p;
    else g->failed = true;
    return into;
}

/* "di ibu kota provinsi itu, Peshawar", "in the northern city, Kunduz": the place that the words before the comma tell of. */
static bool told_where(const kw_naming *g, uint32_t i) {
    uint32_t first = g->at->first_atom;
    bool place = false;
    if (i < first + 3 || !kw_str_is(g->atoms[i - 1].form, ",")) return false;
    for (uint32_t k = i - 1; k-- > first && k + WHERE_REACH > i;) {
        if (kw_atom_is(g, k, KW_USE_WITHIN)) return place;
        if (g->atoms[k].upos == KW_VERB || (flags(g, k) & KW_ATOM_PUNCT)) return false;
        place = place || (!(flags(g, k) & KW_ATOM_CAPITAL) && kw_table_find(g->lang->place_words, g->atoms[k].form).n);
    }
    return false;
}

/* "TEMPO.CO, Jakarta - ", "SEOUL (Yonhap) --": where the report comes from. */
static bool in_dateline(const kw_naming *g, uint32_t i, uint32_t n) {
    if (g->atoms[i].at.start >= g->out->dateline.start && g->atoms[i + n - 1].at.end <= g->out->dateline.end) return true;
    return i - g->at->first_atom <= 5 && i + n < end_of(g) && kw_atom_is(g, i + n, KW_USE_DATELINE);
}

/* "in Nairobi and Dar es Salaam": the second city, too. */
static bool with_place(const kw_naming *g, uint32_t i, const kw_piece *p) {
    if (g->n_pieces == g->at->first_piece || i < g->at->first_atom + 2 || !kw_atom_is(g, i - 1, KW_USE_AND)) return false;
    const kw_piece *before = &g->pieces[g->n_pieces - 1];
    bool city = before->type == KW_P_PLACE || (before->type == KW_P_COUNTRY &&
        kw_str_is(kw_table_cell(before->table, before->rows.first, KW_CN_USE), "capital"));
    return city && before->within && before->first + before->n + 1 == i &&
           (p->type == KW_P_PLACE || kw_str_is(kw_table_cell(p->table, p->rows.first, KW_CN_USE), "capital"));
}

kw_piece kw_piece_of_found(const kw_naming *g, uint32_t i, const kw_found *f) {
    kw_piece p = { .type = (uint8_t)f->type, .first = i, .n = f->hit.n, .table = f->hit.table, .rows = f->hit.rows,
                   .locative = kw_after_word(g, i, KW_USE_LOCATIVE), .within = kw_after_word(g, i, KW_USE_WITHIN) };
    bool where = f->type == KW_P_COUNTRY || f->type == KW_P_PLACE;
    if (where && (told_where(g, i) || with_place(g, i, &p))) p.locative = p.within = true;
    if ((where || !kw_span_len(g->out->dateline)) && in_dateline(g, i, p.n)) p.locative = p.within = p.dateline = true;
    if (f->type == KW_P_COUNTRY) {
        p.country = kw_table_cell(p.table, p.rows.first, KW_CN_COUNTRY);
        p.metonym = cell_is(&f->hit, KW_CN_USE, "capital") || cell_is(&f->hit, KW_CN_USE, "seat");
    } else if (f->type == KW_P_ORG) {
        p.country = kw_table_cell(p.table, p.rows.first, KW_OR_COUNTRY);
        p.sector = kw_table_cell(p.table, p.rows.first, KW_OR_SECTOR);
    } else if (f->type == KW_P_PERSON) {
        p.short_form = cell_is(&f->hit, KW_PE_USE, "short");
    } else if (f->type == KW_P_PLACE) {
        p.country = kw_table_cell(p.table, p.rows.first, KW_PL_COUNTRY);
    } else if (f->type == KW_P_AGENT) {
        p.sector = kw_table_cell(p.table, p.rows.first, KW_AG_SECTOR);
    } else {
        p.sector = kw_table_cell(p.table, p.rows.first, KW_TI_SECTOR);
    }
    return p;
}
