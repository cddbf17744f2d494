/* SPDX-License-Identifier: MIT
 * May what a table knows be part of the run of capitalised words before it: a title in a street's name, a state in a body's? */
#include "mark/name_run.h"

/* "James", though it is also a word somewhere. */
bool kw_is_given_name(const kw_naming *g, uint32_t i) { return kw_table_find(g->kit->given, g->atoms[i].form).n > 0; }

bool kw_run_is_common(const kw_naming *g, const kw_run *r) {
    for (uint32_t i = r->first; i < r->end; i++)
        if (!(flags(g, i) & (KW_ATOM_COMMON | KW_ATOM_NUMBER)) && capital(g, i)) return false;
    return true;
}

/* "Jalan Sultan Agung", "RS Kapten Sudibyo", "Universitas Jenderal Soedirman": what is named after somebody has his title in its name. An office
 * only where no building of its holder's is meant ("rumah dinas Gubernur X"). */
static bool named_after(const kw_naming *g, const kw_run *r, uint32_t i, const kw_hit *hit) {
    bool school = r->org && kw_sector_is(&g->kit->ontology, r->sector, KW_SECTOR_SCHOOL);
    bool lead = i == r->first + r->lead || flags(g, i - 1) & KW_ATOM_COMMON;
    if (!(r->place || school) || !lead || g->lang->heads_last || cell_is(hit, KW_TI_USE, "kin")) return false;
    if (!capital(g, i) || !capital(g, i + hit->n)) return false;
    bool royal = kw_office_is(g->kit, kw_table_cell(hit->table, hit->rows.first, KW_TI_OFFICE), KW_STR("royal"));
    if (royal || cell_is(hit, KW_TI_USE, "honorific")) return true;
    kw_found behind = kw_found_at(g, i + hit->n);
    return (kw_is_unit(g, r->first) || cell_is(hit, KW_TI_USE, "role")) && (behind.type == KW_P_NONE || behind.type == KW_P_PERSON);
}

/* "Asosiasi Pengusaha Truk", "Persatuan Wartawan": whose society it is. */
static bool of_members(const kw_naming *g, const kw_run *r, uint32_t i, const kw_hit *hit) {
    if (g->lang->heads_last || !r->org || i != r->first + r->lead || !cell_is(hit, KW_TI_USE, "role") || !capital(g, i)) return false;
    return !kw_sector_is(&g->kit->ontology, r->sector, KW_SECTOR_ORGAN) && !kw_sector_is(&g->kit->ontology, r->sector, KW_SECTOR_HOUSE);
}

/* "Billy King", "Julie Bishop said": behind a first name, where a title would come before it and no name follows. */
static bool title_is_surname(const kw_naming *g, const kw_run *r, uint32_t i) {
    if (!g->lang->heads_last || r->end != r->first + 1 || i != r->end || !kw_plain_case(g) || !capital(g, i) || capital(g, i + 1)) return false;
    return kw_is_given_name(g, r->first) && !(flags(g, r->first) & (KW_ATOM_COMMON | KW_ATOM_ALLCAPS)) && !(flags(g, i) & KW_ATOM_ALLCAPS);
}

/* A title in a run: "Jalan Kolonel Sugiono", "Sekretariat Presiden", "Tonny H. Wangania", "Sudarnoto Abdul Hakim". */
static bool absorbs_title(const kw_naming *g, kw_run *r, uint32_t i, const kw_hit *hit) {
    if (named_after(g, r, i, hit)) return r->honours = true;
    bool named = r->org || r->place;
    bool behind_word = i == r->first + r->lead || flags(g, i - 1) & (KW_ATOM_COMMON | KW_ATOM_NUMBER);
    bool borne = cell_is(hit, KW_TI_USE, "honorific") || (behind_word && flags(g, i - 1) & KW_ATOM_NUMBER && !cell_is(hit, KW_TI_USE, "office"));
    if (r->place && behind_word && borne && capital(g, i) && capital(g, i + hit->n)) return true;
    /* "Dinas Perlindungan Anak" */
    if (r->org && i > r->first + r->lead && cell_is(hit, KW_TI_USE, "kin") && flags(g, i - 1) & KW_ATOM_COMMON) return true;
    if (of_members(g, r, i, hit)) return true;
    if (r->org && i == r->first + 1) return r->done = cell_is(hit, KW_TI_USE, "office");
    if (named || hit->n > 1) return false;
    if (title_is_surname(g, r, i)) return true;
    return (flags(g, i) & KW_ATOM_INITIAL) || (!kw_run_is_common(g, r) && kw_is_given_name(g, i));
}

/* "Mayjen TNI Supiadin AS": letters of a name behind it, where a rank stands before it. */
static bool letters_behind(const kw_naming *g, const kw_run *r, uint32_t i) {
    if (!(flags(g, i) & KW_ATOM_ALLCAPS) || g->atoms[i].form.n > 2 || g->at->shouting || g->n_pieces == g->at->first_piece) return false;
    const kw_piece *before = &g->pieces[g->n_pieces - 1];
    return before->type == KW_P_TITLE && before->first + before->n == r->first &&
           kw_str_is(kw_table_cell(before->table, before->rows.first, KW_TI_USE), "honorific");
}

/* "DCI Indonesia": the letters of a body, and in what state it is. */
static bool branch_of(const kw_naming *g, const kw_run *r, uint32_t i) {
    uint16_t f = flags(g, r->first);
    return !g->lang->heads_last && r->end == r->first + 1 && (f & KW_ATOM_ALLCAPS) && !(f & KW_ATOM_COMMON) && g->atoms[r->first].form.n > 2 &&
           !(flags(g, i) & (KW_ATOM_ALLCAPS | KW_ATOM_JOINED)) && !g->at->shouting && !g->at->title_case && capital(g, i);
}

/* "Laksamana Muda Roy Vincent Trinidad": of a name whose bearer's rank stands before it, though a state is called so. */
static bool third_name(const kw_naming *g, const kw_run *r, const kw_hit *hit) {
    if (g->n_pieces == g->at->first_piece || hit->n > 1 || r->end < r->first + 2 || !kw_plain_case(g)) return false;
    const kw_piece *before = &g->pieces[g->n_pieces - 1];
    return before->type == KW_P_TITLE && before->first + before->n == r->first &&
           kw_str_is(kw_table_cell(before->table, before->rows.first, KW_TI_USE), "honorific");
}

/* A state: in a body's name, or before its last word ("Royal Lesotho Airlines"). */
static bool absorbs_state(const kw_naming *g, kw_run *r, uint32_t i, const kw_hit *hit) {
    bool named = r->org || r->place;
    /* "Federation of German Industries" */
    if (r->linked && r->org && g->lang->heads_last && cell_is(hit, KW_CN_USE, "adjective") && capital(g, i + hit->n)) {
        r->country = kw_table_cell(hit->table, hit->rows.first, KW_CN_COUNTRY);
        return true;
    }
    if (!named && letters_behind(g, r, i)) return true;
    if (!named && branch_of(g, r, i)) {
        r->country = kw_table_cell(hit->table, hit->rows.first, KW_CN_COUNTRY);
        return r->org = r->done = true;
    }
    if (!named && third_name(g, r, hit)) return true;
    /* "Praveen Jordan" */
    bool second = r->end == r->first + 1 && hit->n == 1 && cell_is(hit, KW_CN_USE, "name") && kw_is_given_name(g, i) && kw_is_given_name(g, r->first);
    if (!named && second && kw_plain_case(g) && !(flags(g, i) & KW_ATOM_ALLCAPS) && !(flags(g, r->first) & KW_ATOM_COMMON)) return true;
    /* "Rima Asmara" */
    if (!named && cell_is(hit, KW_CN_USE, "capital") && kw_is_given_name(g, r->first) && !(flags(g, i) & KW_ATOM_ALLCAPS)) return true;
    bool before = !named && capital(g, i + hit->n) && kw_side_row(g->lang->org_words, g->atoms[i + hit->n].form, "last").n;
    if (!before && (!named || r->org_last)) return false;
    r->country = kw_table_cell(hit->table, hit->rows.first, KW_CN_COUNTRY);
    if (!before) r->done = r->of_state = true;
    return true;
}

static bool absorbs_place(const kw_naming *g, kw_run *r, uint32_t i, const kw_hit *hit) {
    if (r->org || r->place) {
        /* but "Bandara Sultan Salahuddin" is in no town of Salahuddin */
        if (!r->country.n && !r->honours) r->country = kw_table_cell(hit->table, hit->rows.first, KW_PL_COUNTRY);
        return r->done = true;
    }
    /* "Royal Ulster Constabulary" */
    if (g->lang->heads_last && capital(g, i + hit->n) && kw_side_row(g->lang->org_words, g->atoms[i + hit->n].form, "last").n) {
        r->country = kw_table_cell(hit->table, hit->rows.first, KW_PL_COUNTRY);
        return true;
    }
    if (hit->n > 1) return false;
    if (kw_is_given_name(g, r->first) && !(flags(g, i) & KW_ATOM_ALLCAPS)) return true;        /* "Yuki Tottori", "Zainal Abidin Pagaralam" */
    return !(flags(g, i) & KW_ATOM_COMMON) && !kw_table_cell(hit->table, hit->rows.first, KW_PL_WEIGHT).n;
}

/* "PT Kalbe Farma Tbk": a firm's name goes on over whatever the tables know. */
bool kw_run_is_firm(const kw_naming *g, const kw_run *r) { return r->org && kw_side_row(g->lang->org_words, g->atoms[r->first].form, "firm").n; }

/* "Universitas Muhammadiyah Jember", "Francis Ford Coppola"; but "Fraksi Golkar", "Pasukan PBB" are those of a known body. */
static bool absorbs_body(const kw_naming *g, kw_run *r, uint32_t i, const kw_hit *hit) {
    if (!r->org && !r->place)
        return hit->n == 1 && kw_is_given_name(g, r->first) && !(flags(g, i) & KW_ATOM_ALLCAPS) &&
               ((r->end == r->first + 1 && !(flags(g, r->first) & KW_ATOM_COMMON)) || (capital(g, i + 1) && kw_found_at(g, i + 1).type == KW_P_NONE));
    if (i != r->first + r->lead || !(r->place || kw_sector_is(&g->kit->ontology, r->sector, KW_SECTOR_SCHOOL))) return false;
    r->country = kw_table_cell(hit->table, hit->rows.first, KW_OR_COUNTRY);
    return true;
}

static bool absorbs_person(const kw_naming *g, const kw_run *r, uint32_t i) {
    if (r->org || r->place) return r->place || r->honours || i == r->first + r->lead;
    bool letters = r->end == r->first + 1 && (flags(g, r->first) & KW_ATOM_ALLCAPS) && g->atoms[r->first].form.n > 2 && !g->at->shouting;
    if (letters) return false;                                          /* "TKN Prabowo-Gibran" */
    bool word = r->end == r->first + 1 && (flags(g, r->first) & KW_ATOM_START) && g->atoms[r->first].upos == KW_NOUN;
    if (word && !kw_is_given_name(g, r->first)) return false;              /* "Kunjungan Pelosi" */
    bool particle = kw_atom_is(g, i - 1, KW_USE_PARTICLE) && !capital(g, i - 1);         /* "Maria de la Cruz" */
    return (!kw_run_is_common(g, r) || kw_is_given_name(g, r->first)) && (particle || r->end - r->first < 3);
}

/* "Jakarta Corruption Court": a word of bodies behind one that tells of what kind. */
static bool ends_kind(const kw_naming *g, uint32_t i) {
    return g->lang->heads_last && flags(g, i - 1) & KW_ATOM_COMMON && capital(g, i) && kw_side_row(g->lang->org_words, g->atoms[i].form, "last").n;
}

/* May the word at i, which a table knows, be part of the run before it? */
bool kw_run_absorbs(const kw_naming *g, kw_run *r, uint32_t i, const kw_found *f) {
    if (r->linked && r->org && kw_many_with_part(g, i, f)) return true;
    if (kw_run_is_firm(g, r) && !r->org_last && capital(g, i)) return true;
    switch (f->type) {
    case KW_P_NONE: return true;
    case KW_P_TITLE: return absorbs_title(g, r, i, &f->hit);
    case KW_P_AGENT: return r->org || r->place || (f->hit.n == 1 && (!cell_is(&f->hit, KW_AG_KIND, "body") || ends_kind(g, i)));
    case KW_P_COUNTRY: return absorbs_state(g, r, i, &f->hit);
    case KW_P_PLACE: return absorbs_place(g, r, i, &f->hit);
    case KW_P_ORG: return absorbs_body(g, r, i, &f->hit);
    case KW_P_PERSON: return absorbs_person(g, r, i);
    default: return false;
    }
}
