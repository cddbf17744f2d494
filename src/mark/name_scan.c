/* SPDX-License-Identifier: MIT
 * Atoms to pieces, left to right: at each atom the longest key of any table, else a run of capitalised words, which a word of
 * organisations or places in it may explain. One pass, each atom looked at a bounded number of times. */
#include "know/outlet.h"
#include "mark/name_look.h"

/* ---- runs of capitalised words ---- */

typedef struct {
    uint32_t first, end, lead;          /* lead: atoms of the word of organisations or places that it begins with */
    bool org, place, org_last, done, of_state;
    bool place_behind;                  /* a word of places stands last in it so far: "Weda Bay" */
    bool honours;                       /* named after somebody, whose title is in it: "Jalan Sultan Agung" */
    bool linked;                        /* behind "of", where heads come last: its head was before it */
    kw_str sector, country;
} run;

/* Do the capitalised words from here on end in a word of organisations: "Royal Lesotho Airlines"? */
static bool org_ahead(const kw_naming *g, uint32_t i) {
    for (uint32_t k = i + 1; k < i + 5 && capital(g, k); k++)
        if (kw_side_row(g->lang->org_words, g->atoms[k].form, "last").n) return true;
    return false;
}

/* How many atoms the word of organisations or places has that begins a name here; 0: none. */
static uint32_t lead_words(const kw_naming *g, uint32_t i) {
    uint32_t org, place;
    kw_first_words(g, g->lang->org_words, i, &org);
    kw_first_words(g, g->lang->place_words, i, &place);
    return org > place ? org : place;
}

static bool word_of_org_or_place(const kw_naming *g, uint32_t i) { return lead_words(g, i) > 0; }

/* Over "bin", "van der", "de la" to the word with a capital behind them; i: there are none, or no such word. */
static uint32_t past_particles(const kw_naming *g, uint32_t i) {
    uint32_t k = i;
    while (k < end_of(g) && k < i + 3 && kw_atom_is(g, k, KW_USE_PARTICLE) && !capital(g, k)) k++;
    return k > i && capital(g, k) && !kw_atom_is(g, k, KW_USE_STOP) ? k : i;
}

/* "Cook" where the article has spoken of Robin Cook: at the head of a sentence only where the tagger or what follows says that it is a name. */
static bool named_so(const kw_naming *g, uint32_t i) {
    if (!(flags(g, i) & KW_ATOM_COMMON) || g->at->title_case || g->at->shouting) return false;
    bool begins = (flags(g, i) & KW_ATOM_START) != 0;
    bool goes_on = i + 1 < end_of(g) &&
        (kw_atom_is(g, i + 1, KW_USE_SPEECH) || g->atoms[i + 1].upos == KW_VERB || kw_str_is(g->atoms[i + 1].form, ","));
    if (begins && g->atoms[i].upos != KW_PROPN && !goes_on) return false;
    for (size_t k = 0; k < g->n_word_names; k++)
        if (kw_str_eq(g->word_names[k], g->atoms[i].form)) return true;
    return false;
}

static void keep_word(kw_naming *g, uint32_t i) {
    if (flags(g, i) & KW_ATOM_COMMON && g->n_word_names < sizeof g->word_names / sizeof *g->word_names)
        g->word_names[g->n_word_names++] = g->atoms[i].form;
}

/* Where families' names come last and stand alone, those that are words are kept for the sentences behind; of persons known by the tables the first
 * word, too, as in China. */
static void keep_word_name(kw_naming *g, const kw_piece *p) {
    bool full = p->n > 1 && (p->type == KW_P_PERSON || (p->type == KW_P_RUN && !g->at->title_case && !g->at->shouting));
    if (!full || !g->lang->heads_last) return;
    keep_word(g, p->first + p->n - 1);
    if (p->table == g->kit->persons) keep_word(g, p->first);
}

/* May a name that no table knows begin here? A common word only where its capital is not the sentence's or the headline's. */
static bool starts_run(const kw_naming *g, uint32_t i) {
    uint16_t f = flags(g, i);
    if (!(f & KW_ATOM_CAPITAL) || (f & (KW_ATOM_PUNCT | KW_ATOM_CLITIC)) || kw_takes_sides(g, i)) return false;
    bool inner = kw_atom_is(g, i, KW_USE_INNER) && g->lang->heads_last && !(f & KW_ATOM_START) && !g->at->title_case && !g->at->shouting &&
        org_ahead(g, i);
    if (kw_atom_is(g, i, KW_USE_STOP) && !inner) return false;          /* but "World Trade Center" */
    if ((f & KW_ATOM_START) && kw_side_row(g->lang->org_words, g->atoms[i].form, "before").n) return false;        /* "Startup Eratani" */
    if (!(f & KW_ATOM_COMMON) && !((f & KW_ATOM_START) && (f & KW_ATOM_BUILT) && capital(g, i + 1))) return true;         /* not "Kepulangan X" */
    if (named_so(g, i)) return true;
    bool given = kw_table_find(g->kit->given, g->atoms[i].form).n;
    if (given && ((capital(g, i + 1) && !(flags(g, i + 1) & KW_ATOM_COMMON)) || past_particles(g, i + 1) > i + 1)) return true;
    /* not "Bersama Green Foundation" */
    if ((f & KW_ATOM_START) && !g->at->title_case && org_ahead(g, i)) return g->lang->heads_last || g->atoms[i].upos == KW_PROPN;
    if (kw_atom_is(g, i, KW_USE_PART) && capital(g, i + 1) && word_of_org_or_place(g, i + 1)) return false;        /* "sebelah Timur Desa X" */
    if (capital(g, i + 1) && (flags(g, i + 1) & KW_ATOM_JOINED)) return true;          /* "Al-Shemmari" */
    return !(f & KW_ATOM_START) && !g->at->title_case && !g->at->shouting;
}

static void note_words(const kw_naming *g, run *r, uint32_t i) {
    kw_str form = g->atoms[i].form;
    const kw_name_lang *l = g->lang;
    bool first = i == r->first;
    uint32_t n_org = 0, n_place = 0;
    kw_rows o = r->linked ? (kw_rows){ 0, 0 } : kw_side_row(l->org_words, form, "last"), p = kw_side_row(l->place_words, form, "last");
    if (first && !o.n) o = kw_first_words(g, l->org_words, i, &n_org);
    if (first && !p.n) p = kw_first_words(g, l->place_words, i, &n_place);
    if (n_org < n_place) o.n = 0;
    if (first) r->lead = n_org > n_place ? n_org : n_place ? n_place : 1;
    if (first && r->end < i + n_org) r->end = i + n_org;
    if (first && r->end < i + n_place) r->end = i + n_place;
    r->org_last = o.n != 0 && !n_org;
    if (o.n) {
        r->org = true;
        r->place = false;
        r->sector = kw_table_cell(l->org_words, o.first, KW_OW_SECTOR);
    } else if (p.n) {
        r->place = true;
        r->place_behind = !first;
        if (l->heads_last && !first && !r->linked) r->org = false;         /* "Kuala Lumpur International Airport" */
    } else if (r->place_behind && l->heads_last) {
        r->place = r->place_behind = false;             /* "Weda Bay Nickel" */
    }
}

/* "James", though it is also a word somewhere. */
static bool is_given_name(const kw_naming *g, uint32_t i) { return kw_table_find(g->kit->given, g->atoms[i].form).n > 0; }

static bool all_common(const kw_naming *g, const run *r) {
    for (uint32_t i = r->first; i < r->end; i++)
        if (!(flags(g, i) & (KW_ATOM_COMMON | KW_ATOM_NUMBER)) && capital(g, i)) return false;
    return true;
}

/* "Jalan Sultan Agung", "RS Kapten Sudibyo", "Universitas Jenderal Soedirman": what is named after somebody has his title in its name. An office
 * only where no building of its holder's is meant ("rumah dinas Gubernur X"). */
static bool named_after(const kw_naming *g, const run *r, uint32_t i, const kw_hit *hit) {
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
static bool of_members(const kw_naming *g, const run *r, uint32_t i, const kw_hit *hit) {
    if (g->lang->heads_last || !r->org || i != r->first + r->lead || !cell_is(hit, KW_TI_USE, "role") || !capital(g, i)) return false;
    return !kw_sector_is(&g->kit->ontology, r->sector, KW_SECTOR_ORGAN) && !kw_sector_is(&g->kit->ontology, r->sector, KW_SECTOR_HOUSE);
}

/* A title in a run: "Jalan Kolonel Sugiono", "Sekretariat Presiden", "Tonny H. Wangania", "Sudarnoto Abdul Hakim". */
static bool absorbs_title(const kw_naming *g, run *r, uint32_t i, const kw_hit *hit) {
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
    return (flags(g, i) & KW_ATOM_INITIAL) || (!all_common(g, r) && is_given_name(g, i));
}

/* "Mayjen TNI Supiadin AS": letters of a name behind it, where a rank stands before it. */
static bool letters_behind(const kw_naming *g, const run *r, uint32_t i) {
    if (!(flags(g, i) & KW_ATOM_ALLCAPS) || g->atoms[i].form.n > 2 || g->at->shouting || g->n_pieces == g->at->first_piece) return false;
    const kw_piece *before = &g->pieces[g->n_pieces - 1];
    return before->type == KW_P_TITLE && before->first + before->n == r->first &&
           kw_str_is(kw_table_cell(before->table, before->rows.first, KW_TI_USE), "honorific");
}

/* "DCI Indonesia": the letters of a body, and in what state it is. */
static bool branch_of(const kw_naming *g, const run *r, uint32_t i) {
    uint16_t f = flags(g, r->first);
    return !g->lang->heads_last && r->end == r->first + 1 && (f & KW_ATOM_ALLCAPS) && !(f & KW_ATOM_COMMON) && g->atoms[r->first].form.n > 2 &&
           !(flags(g, i) & (KW_ATOM_ALLCAPS | KW_ATOM_JOINED)) && !g->at->shouting && !g->at->title_case && capital(g, i);
}

/* A state: in a body's name, or before its last word ("Royal Lesotho Airlines"). */
static bool absorbs_state(const kw_naming *g, run *r, uint32_t i, const kw_hit *hit) {
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
    /* "Rima Asmara" */
    if (!named && cell_is(hit, KW_CN_USE, "capital") && is_given_name(g, r->first) && !(flags(g, i) & KW_ATOM_ALLCAPS)) return true;
    bool before = !named && capital(g, i + hit->n) && kw_side_row(g->lang->org_words, g->atoms[i + hit->n].form, "last").n;
    if (!before && (!named || r->org_last)) return false;
    r->country = kw_table_cell(hit->table, hit->rows.first, KW_CN_COUNTRY);
    if (!before) r->done = r->of_state = true;
    return true;
}

static bool absorbs_place(const kw_naming *g, run *r, uint32_t i, const kw_hit *hit) {
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
    if (is_given_name(g, r->first) && !(flags(g, i) & KW_ATOM_ALLCAPS)) return true;        /* "Yuki Tottori", "Zainal Abidin Pagaralam" */
    return !(flags(g, i) & KW_ATOM_COMMON) && !kw_table_cell(hit->table, hit->rows.first, KW_PL_WEIGHT).n;
}

/* "PT Kalbe Farma Tbk": a firm's name goes on over whatever the tables know. */
static bool is_firm(const kw_naming *g, const run *r) { return r->org && kw_side_row(g->lang->org_words, g->atoms[r->first].form, "firm").n; }

/* "Universitas Muhammadiyah Jember", "Francis Ford Coppola"; but "Fraksi Golkar", "Pasukan PBB" are those of a known body. */
static bool absorbs_body(const kw_naming *g, run *r, uint32_t i, const kw_hit *hit) {
    if (!r->org && !r->place)
        return hit->n == 1 && is_given_name(g, r->first) && !(flags(g, i) & KW_ATOM_ALLCAPS) &&
               ((r->end == r->first + 1 && !(flags(g, r->first) & KW_ATOM_COMMON)) || (capital(g, i + 1) && kw_found_at(g, i + 1).type == KW_P_NONE));
    if (i != r->first + r->lead || !(r->place || kw_sector_is(&g->kit->ontology, r->sector, KW_SECTOR_SCHOOL))) return false;
    r->country = kw_table_cell(hit->table, hit->rows.first, KW_OR_COUNTRY);
    return true;
}

static bool absorbs_person(const kw_naming *g, const run *r, uint32_t i) {
    if (r->org || r->place) return r->place || r->honours || i == r->first + r->lead;
    bool letters = r->end == r->first + 1 && (flags(g, r->first) & KW_ATOM_ALLCAPS) && g->atoms[r->first].form.n > 2 && !g->at->shouting;
    if (letters) return false;                                          /* "TKN Prabowo-Gibran" */
    bool word = r->end == r->first + 1 && (flags(g, r->first) & KW_ATOM_START) && g->atoms[r->first].upos == KW_NOUN;
    if (word && !is_given_name(g, r->first)) return false;              /* "Kunjungan Pelosi" */
    bool particle = kw_atom_is(g, i - 1, KW_USE_PARTICLE) && !capital(g, i - 1);         /* "Maria de la Cruz" */
    return (!all_common(g, r) || is_given_name(g, r->first)) && (particle || r->end - r->first < 3);
}

/* "Jakarta Corruption Court": a word of bodies behind one that tells of what kind. */
static bool ends_kind(const kw_naming *g, uint32_t i) {
    return g->lang->heads_last && flags(g, i - 1) & KW_ATOM_COMMON && capital(g, i) && kw_side_row(g->lang->org_words, g->atoms[i].form, "last").n;
}

/* May the word at i, which a table knows, be part of the run before it? */
static bool absorbs(const kw_naming *g, run *r, uint32_t i, const kw_found *f) {
    if (r->linked && r->org && kw_many_with_part(g, i, f)) return true;
    if (is_firm(g, r) && !r->org_last && capital(g, i)) return true;
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

/* "Universitas Islam X", "Kementerian Hukum dan HAM": words that begin no name, and stand in those of organisations and places. */
static bool inner_word(const kw_naming *g, const run *r, uint32_t i) { return (r->org || r->place) && kw_atom_is(g, i, KW_USE_INNER); }

static bool small_article(const kw_naming *g, uint32_t i) {
    return i < end_of(g) && !capital(g, i) && kw_atom_is(g, i, KW_USE_THE) && kw_atom_is(g, i, KW_USE_ORGLINK);
}

/* "Confederation of Indonesian Workers": an adjective of a state, and whose body it is. */
static bool of_people(const kw_naming *g, uint32_t i, const kw_found *f) {
    if (!g->lang->heads_last || f->type != KW_P_COUNTRY || g->at->title_case) return false;
    return cell_is(&f->hit, KW_CN_USE, "adjective") && capital(g, i + f->hit.n);
}

/* A lower-case word between capitalised ones that may stand in a name: "bin", "van"; "of", "dan" in organisations. */
static bool links(const kw_naming *g, const run *r, uint32_t i) {
    if (past_particles(g, i) > i) return true;
    bool and = kw_atom_is(g, i, KW_USE_AND);
    uint32_t next = i + 1 + (!and && small_article(g, i + 1));          /* "for the Study" */
    if (!capital(g, next) || (kw_atom_is(g, next, KW_USE_STOP) && !inner_word(g, r, next))) return false;
    if (!r->org || !kw_atom_is(g, i, KW_USE_ORGLINK)) return false;
    if (r->end == r->first + 1 && kw_atom_is(g, i, KW_USE_WITHIN)) return false;        /* "Hospital in X" */
    /* "X Association dan Y", "PT X dan Y", "Partai X dan Partai Y" */
    bool two = r->org_last || (is_firm(g, r) && !(flags(g, next) & KW_ATOM_COMMON)) || (capital(g, next + 1) && word_of_org_or_place(g, next));
    if (and && two) return false;
    kw_found f = kw_found_at(g, next);
    if (of_people(g, next, &f)) return true;
    bool where = !g->lang->heads_last && !and && (f.type == KW_P_PLACE || f.type == KW_P_COUNTRY);
    bool named_for = where && r->end == r->first + 1 && r->org_last;          /* "University of Hawaii" */
    return f.type == KW_P_NONE || f.type == KW_P_AGENT || named_for || kw_many_with_part(g, next, &f);
}

/* "Partai Indonesia Raya": a word of the language in capitals behind the state in a body's name. */
static bool goes_on(const kw_naming *g, const run *r, uint32_t i) {
    /* "Harian Bangkok Post" */
    if (r->org && !g->lang->heads_last && capital(g, i) && kw_side_row(g->lang->org_words, g->atoms[i].form, "last").n) return true;
    if (!r->of_state || !r->org || g->lang->heads_last || !(flags(g, i) & KW_ATOM_CAPITAL) || !(flags(g, i) & KW_ATOM_COMMON) ||
        kw_atom_is(g, i, KW_USE_STOP))
        return false;
    return kw_found_at(g, i).type == KW_P_NONE && !is_given_name(g, i);
}

/* "Kepala Dinkes Mary Liziawati", "analis Mirae Sekuritas Nafan Gusta": behind a body that takes no other name than that of a place, or whose name is
 * complete, somebody's begins. */
static bool name_begins(const kw_naming *g, const run *r, uint32_t i) {
    if (g->lang->heads_last || !r->org || (flags(g, i) & (KW_ATOM_COMMON | KW_ATOM_ALLCAPS)) || !capital(g, i + 1) ||
        (flags(g, i + 1) & KW_ATOM_ALLCAPS))
        return false;
    if (kw_side_row(g->lang->org_words, g->atoms[i].form, "last").n || kw_side_row(g->lang->org_words, g->atoms[i + 1].form, "last").n) return false;
    if (r->org_last) return true;
    bool of_state = kw_sector_is(&g->kit->ontology, r->sector, KW_SECTOR_ORGAN);
    return of_state && i == r->first + r->lead && r->lead == 1 && is_given_name(g, i) && kw_found_at(g, i).type != KW_P_PLACE;
}

/* The title that stands right before the run, or NULL. */
static const kw_piece *titled(const kw_naming *g, const run *r) {
    if (g->n_pieces == g->at->first_piece) return NULL;
    const kw_piece *before = &g->pieces[g->n_pieces - 1];
    return before->type == KW_P_TITLE && before->first + before->n == r->first ? before : NULL;
}

/* "Wali Kota Bamban Alicia Guo": behind who heads a territory, and its name, the holder's name begins. */
static bool holder_begins(const kw_naming *g, const run *r, uint32_t i) {
    const kw_piece *title = titled(g, r);
    if (g->lang->heads_last || !title || r->org || r->place || i > r->first + 2 || flags(g, i) & (KW_ATOM_COMMON | KW_ATOM_JOINED) ||
        !capital(g, i + 1))
        return false;
    return kw_title_of_territory(g, title) && is_given_name(g, i) && !is_given_name(g, r->first);
}

/* "Ketua Front Pembela Tanah Adat Yosepha Alomang": behind a title and a body called by words, two words in capitals that are none. */
static bool bearer_begins(const kw_naming *g, const run *r, uint32_t i) {
    const uint16_t no = KW_ATOM_COMMON | KW_ATOM_FOREIGN | KW_ATOM_ALLCAPS | KW_ATOM_JOINED;
    if (g->lang->heads_last || !r->org || is_firm(g, r) || i <= r->first + r->lead || !titled(g, r) || !kw_plain_case(g)) return false;
    if (!(flags(g, i - 1) & KW_ATOM_COMMON) || flags(g, i) & no || !capital(g, i + 1) || flags(g, i + 1) & no) return false;
    if (capital(g, i + 2) && capital(g, i + 3) && capital(g, i + 4)) return false;          /* too long for a name */
    return kw_found_at(g, i).type == KW_P_NONE && kw_found_at(g, i + 1).type == KW_P_NONE;
}

/* "Polsek Tamalate Tangkap Pencuri": in a headline, behind a body's name, what it did. */
static bool headline_verb(const kw_naming *g, const run *r, uint32_t i) {
    const kw_atom *a = &g->atoms[i];
    if (!g->at->title_case || !r->org || i < r->first + r->lead + 1 || !(a->flags & KW_ATOM_COMMON)) return false;
    kw_rows root = kw_table_find(g->lang->roots, a->form);
    return a->upos == KW_VERB || (root.n && kw_table_cell(g->lang->roots, root.first, 1).p[0] == 'V');
}

/* "Koordinator AMPB Supriyono": behind a title and the letters of its body somebody's name begins. */
static bool head_begins(const kw_naming *g, const run *r, uint32_t i) {
    if (g->lang->heads_last || i != r->first + 1 || !(flags(g, r->first) & KW_ATOM_ALLCAPS) || g->atoms[r->first].form.n < 3 || g->at->shouting)
        return false;
    const kw_piece *before = titled(g, r);
    if (flags(g, i) & (KW_ATOM_ALLCAPS | KW_ATOM_COMMON | KW_ATOM_JOINED) || !before) return false;
    return !kw_str_is(kw_table_cell(before->table, before->rows.first, KW_TI_USE), "honorific");
}

/* "Gunung Muria 9 km": a unit in small letters behind a number. */
static bool measures(const kw_naming *g, uint32_t i) {
    return i < end_of(g) && !(flags(g, i) & (KW_ATOM_CAPITAL | KW_ATOM_PUNCT)) && g->atoms[i].upos == KW_NOUN;
}

/* "Rizky Ramadhan": a word that begins no name is the second of a person's. */
static bool second_name(const kw_naming *g, const run *r, uint32_t i) {
    return i == r->first + 1 && is_given_name(g, r->first) && is_given_name(g, i) && !g->at->title_case && !g->at->shouting;
}

/* "Saint Mary's College": in a language that has no 's, one stands in names only. */
static bool owner_inside(const kw_naming *g, const run *r, uint32_t i) {
    return !g->lang->heads_last && !r->done && (flags(g, i) & KW_ATOM_CLITIC) && g->atoms[i].form.p[0] == '\'' && capital(g, i + 1) &&
           !(flags(g, i + 1) & KW_ATOM_START);
}

/* "Gunung Douglas", "Sekolah Menengah X": behind a place's name the next one's begins. */
static bool next_place(const kw_naming *g, const run *r, uint32_t i) {
    return r->place && !r->org && i > r->first + r->lead && !(flags(g, i - 1) & (KW_ATOM_COMMON | KW_ATOM_NUMBER)) && capital(g, i + 1) &&
           word_of_org_or_place(g, i);
}

/* Does something else begin at i: somebody's name, another place's, what a headline tells? */
static bool next_begins(const kw_naming *g, const run *r, uint32_t i) {
    return name_begins(g, r, i) || bearer_begins(g, r, i) || head_begins(g, r, i) || holder_begins(g, r, i) ||
        headline_verb(g, r, i) || next_place(g, r, i);
}

/* Is the word at i part of the run? *take: how many atoms. */
static bool continues(kw_naming *g, run *r, uint32_t i, uint32_t *take) {
    uint16_t f = flags(g, i);
    *take = 1;
    /* "Pelabuhan Merak-Pelabuhan Bakauheni" */
    if (r->place && (f & KW_ATOM_JOINED) && (f & KW_ATOM_CAPITAL) && (word_of_org_or_place(g, i) || kw_found_at(g, i).hit.n)) return false;
    if ((f & KW_ATOM_JOINED) && kw_str_eq(g->atoms[i].form, g->atoms[i - 1].form)) return true;         /* "Ponding-ponding" */
    if ((f & KW_ATOM_JOINED) && (f & KW_ATOM_CAPITAL) && kw_atom_is(g, i - 1, KW_USE_PARTICLE)) return true;        /* "Universitas Al-Azhar" */
    if (owner_inside(g, r, i)) return true;
    /* "Kodim 0304/Agam" */
    if (r->org && kw_str_is(g->atoms[i].form, "/") && (flags(g, i - 1) & KW_ATOM_NUMBER) && capital(g, i + 1)) { *take = 2; return true; }
    if ((r->done && !((f & KW_ATOM_JOINED) && (f & KW_ATOM_CAPITAL)) && !goes_on(g, r, i)) || (f & (KW_ATOM_PUNCT | KW_ATOM_CLITIC))) return false;
    if (f & KW_ATOM_NUMBER) return (r->org || r->place) && (g->atoms[i].form.n < 4 || g->atoms[i].form.p[0] == '0') && !measures(g, i + 1);
    if (!(f & KW_ATOM_CAPITAL)) {
        bool syllable = (f & KW_ATOM_JOINED) && g->atoms[i].form.n < 5;      /* "Jong-un" */
        return (syllable && capital(g, i - 1)) || links(g, r, i);
    }
    if (kw_atom_is(g, i, KW_USE_STOP) && !inner_word(g, r, i) && !second_name(g, r, i) && !is_firm(g, r)) return false;
    /* "Alumni SMA Negeri" */
    if (!g->lang->heads_last && !r->org && !r->place && capital(g, i + 1) && word_of_org_or_place(g, i) && !is_given_name(g, i)) return false;
    bool given = kw_table_find(g->kit->given, g->atoms[r->first].form).n && i == r->first + 1;
    if ((f & KW_ATOM_COMMON) && (g->at->title_case || g->at->shouting) && !r->org && !given) return false;
    bool bearer = !is_firm(g, r) || titled(g, r);                       /* "PT Media Citra", but "Direktur PT Media Budi Santoso" */
    if (r->org && i > r->first + 1 && !(f & KW_ATOM_COMMON) && bearer && is_given_name(g, i) && !r->honours) return false;
    if (!r->honours && next_begins(g, r, i)) return false;
    kw_found hit = kw_found_at(g, i);
    if (!absorbs(g, r, i, &hit)) return false;
    if (hit.hit.n) *take = hit.hit.n;
    return true;
}

/* "Kepulauan Seribu Utara", "Batam Kota": the part of the place that the table knows. */
static bool part_of_place(const kw_naming *g, const run *r, uint32_t *take) {
    *take = 1;
    return r->done && r->place && capital(g, r->end) && kw_atom_is(g, r->end, KW_USE_PART);
}

/* 'Joko "Jokowi" Widodo': how many atoms a nickname has, with its quotation marks and the next word of the name; 0: there is none. */
static uint32_t nickname_at(const kw_naming *g, const run *r, uint32_t i) {
    uint32_t k = i + 1;
    if (r->org || r->place || r->done || g->at->title_case || g->at->shouting || !quote(g, i, KW_TOK_QUOTE_OPEN)) return 0;
    while (k < i + 3 && capital(g, k)) k++;
    if (k == i + 1 || !quote(g, k, KW_TOK_QUOTE_CLOSE) || !capital(g, k + 1) || (flags(g, k + 1) & (KW_ATOM_COMMON | KW_ATOM_ALLCAPS))) return 0;
    kw_found f = kw_found_at(g, k + 1);
    return f.type == KW_P_NONE || f.type == KW_P_PERSON ? k + 2 - i : 0;
}

/* "Robert Downey Jr.", "Harold Belafonte, Jr.": how many atoms the end of a person's name has; 0: none follows. */
static uint32_t suffix_at(const kw_naming *g, uint32_t i) {
    uint32_t k = i < end_of(g) && kw_str_is(g->atoms[i].form, ",") ? i + 1 : i;
    return capital(g, k) && kw_atom_is(g, k, KW_USE_SUFFIX) ? k + 1 - i : 0;
}

static run run_from(kw_naming *g, uint32_t i) {
    run r = { .first = i, .end = i + 1 };
    uint32_t take;
    note_words(g, &r, i);
    while (r.end < end_of(g) && (continues(g, &r, r.end, &take) || part_of_place(g, &r, &take) || (take = nickname_at(g, &r, r.end)))) {
        if (capital(g, r.end)) note_words(g, &r, r.end);
        else if (g->lang->heads_last && r.org && kw_atom_is(g, r.end, KW_USE_ORGLINK) && !kw_atom_is(g, r.end, KW_USE_AND)) r.linked = true;
        r.end += take;
    }
    if (r.org && !r.done && !r.country.n && kw_body_with_field(g, i, r.end)) r.end = kw_past_fields(g, r.end);
    /* "Dinas Perhubungan" dan Budi */
    while (r.end > r.first + r.lead + 1 && r.org && kw_atom_is(g, r.end - 1, KW_USE_ORGLINK) && !capital(g, r.end - 1)) r.end--;
    if (r.end > r.first + 1 && !r.org && !r.place) r.end += suffix_at(g, r.end);
    return r;
}

/* "Kabupaten Sragen": the table may know what stands behind the word. */
static void know_place(const kw_naming *g, kw_piece *p, uint32_t lead) {
    kw_hit hit;
    if (lead >= p->n || !kw_longest(g, g->kit->places, p->first + lead, UINT32_MAX, &hit) || hit.n != p->n - lead) return;
    p->table = hit.table;
    p->rows = hit.rows;
    p->country = kw_table_cell(hit.table, hit.rows.first, KW_PL_COUNTRY);
}

/* "PT Telkom Tbk": the table may know the firm by what stands behind the word, or between two such words. */
static void know_body(const kw_naming *g, kw_piece *p, uint32_t lead) {
    kw_hit hit;
    uint32_t n = p->n - lead;
    if (!kw_side_row(g->lang->org_words, g->atoms[p->first].form, "firm").n) return;
    if (!kw_longest(g, g->kit->organisations, p->first + lead, KW_OR_LANG, &hit)) return;
    kw_str last = g->atoms[p->first + p->n - 1].form;
    if (last.n > 1 && last.p[last.n - 1] == '.') last.n--;              /* "Tbk." at the end of a sentence */
    bool tail = hit.n + 1 == n && kw_side_row(g->lang->org_words, last, "last").n;
    if (hit.n != n && !tail) return;
    p->table = hit.table;
    p->rows = hit.rows;
    p->country = kw_table_cell(hit.table, hit.rows.first, KW_OR_COUNTRY);
    p->sector = kw_table_cell(hit.table, hit.rows.first, KW_OR_SECTOR);
}

/* "..., kata Sandi.": a name that is also a word. */
static bool speaks(const kw_naming *g, const run *r) {
    if (r->end - r->first > 1 || (flags(g, r->first) & (KW_ATOM_START | KW_ATOM_ALLCAPS)) || r->first == g->at->first_atom) return false;
    return kw_atom_is(g, r->first - 1, KW_USE_SPEECH) && (r->end >= end_of(g) || (flags(g, r->end) & KW_ATOM_PUNCT));
}

/* "Minister Wang": a name that is also a word, with a title before it. */
static bool addressed(const kw_naming *g, const run *r) {
    if (g->n_pieces == g->at->first_piece || !is_given_name(g, r->first) || g->at->title_case || g->at->shouting) return false;
    const kw_piece *before = &g->pieces[g->n_pieces - 1];
    return before->type == KW_P_TITLE && before->first + before->n == r->first && capital(g, before->first);
}

/* "Komisi I", "Korps V" */
static bool is_numeral(const kw_naming *g, uint32_t i) { return memchr("ivx", g->atoms[i].form.p[0], 3) != NULL; }

static bool joined_number(const kw_naming *g, uint32_t i) {
    return i < end_of(g) && (flags(g, i) & KW_ATOM_JOINED) && (flags(g, i) & KW_ATOM_NUMBER);
}

static void push_run(kw_naming *g, const run *r) {
    kw_piece p = { .type = KW_P_RUN, .first = r->first, .n = r->end - r->first, .shape = true, .sector = r->sector,
                   .country = r->country, .locative = kw_after_word(g, r->first, KW_USE_LOCATIVE),
                   .within = kw_after_word(g, r->first, KW_USE_WITHIN) };
    if (r->org && p.n == r->lead + 1 && single_letter_word(g, r->end - 1) && !is_numeral(g, r->end - 1)) return;          /* "Grup B" */
    if (kw_atom_is(g, r->first, KW_USE_EVENT) || kw_atom_is(g, r->end - 1, KW_USE_EVENT_LAST)) return;
    if (r->first > g->at->first_atom && kw_atom_is(g, r->first - 1, KW_USE_INITIALS | KW_USE_THING)) return;           /* letters; "badai Cempaka" */
    if (p.n == 1 && !g->at->shouting && (flags(g, r->first) & KW_ATOM_ALLCAPS) && joined_number(g, r->end)) return;          /* "JT-610" */
    bool goes_on = r->end + 1 < end_of(g) && kw_atom_is(g, r->end, KW_USE_ORGLINK) && capital(g, r->end + 1);     /* "University of" */
    kw_know_person(g, &p);
    if (r->org && p.n > r->lead) know_body(g, &p, r->lead);
    bool school = r->org && r->lead > 1 && kw_sector_is(&g->kit->ontology, r->sector, KW_SECTOR_SCHOOL);
    if (p.n == r->lead && !goes_on && (school || (r->place && r->lead > 1))) return;          /* "Sekolah Dasar": no name follows */
    if (r->org && (p.n > 1 || goes_on || (flags(g, r->first) & KW_ATOM_ALLCAPS))) p.type = KW_P_ORG;
    else if (r->org && p.n == 1 && !name_begins(g, r, r->end)) return;
    else if (r->org && p.n == 1) p.type = KW_P_ORG;                     /* "Kepala Dinkes Mary Liziawati" */
    else if (r->place && p.n > 1) {
        p.type = KW_P_PLACE;
        know_place(g, &p, r->lead);
    }
    else if (all_common(g, r) && !speaks(g, r) && !addressed(g, r)) {
        if (p.n > 1 || !named_so(g, p.first)) return;
        p.short_form = true;                            /* that person or nobody: name_shape.c */
    }
    kw_push_piece(g, p);
}

/* A word of places at i and a name behind it. */
static bool heads_place(const kw_naming *g, uint32_t i, uint32_t *words) {
    return kw_first_words(g, g->lang->place_words, i, words).n && capital(g, i + *words);
}

/* "kota Medan": a word of places in lower case with a name after it. */
static bool place_with_word(kw_naming *g, uint32_t i, uint32_t *next) {
    uint32_t words, take;
    if (!kw_first_words(g, g->lang->place_words, i, &words).n || !capital(g, i + words)) return false;
    /* "wilayah Kecamatan X", but "desa Pulau Tiga" */
    if (heads_place(g, i + words, &take) && !(kw_is_unit(g, i) && !kw_is_unit(g, i + words))) return false;
    kw_found state = kw_found_at(g, i + words);
    /* "southern Somalia", "kota Irak" */
    if (state.type == KW_P_COUNTRY && state.hit.n && !cell_is(&state.hit, KW_CN_USE, "capital")) return false;
    if (state.type == KW_P_ORG) return false;           /* "stasiun RCTI", "markas NATO" */
    run r = { .first = i, .end = i + words, .lead = words, .place = true };
    while (r.end < end_of(g) && continues(g, &r, r.end, &take)) r.end += take;
    if (r.end == i + words) return false;
    kw_piece p = { .type = KW_P_PLACE, .first = i, .n = r.end - i, .shape = true, .country = r.country,
                   .locative = kw_after_word(g, i, KW_USE_LOCATIVE), .within = kw_after_word(g, i, KW_USE_WITHIN) };
    know_place(g, &p, words);
    kw_push_piece(g, p);
    *next = r.end;
    return true;
}

/* A short form or a word that is also a name, with more of the name after it: "Kim Yong Nam", "Paris Hilton". */
static bool begins_longer_name(kw_naming *g, uint32_t i, const kw_found *f) {
    uint32_t next = i + f->hit.n;
    bool part = f->type == KW_P_PERSON && (cell_is(&f->hit, KW_PE_USE, "short") || past_particles(g, next) > next);
    bool given = (f->type == KW_P_COUNTRY || f->type == KW_P_PLACE) && f->hit.n == 1 && kw_table_find(g->kit->given, g->atoms[i].form).n;
    bool judge = f->type == KW_P_TITLE && f->hit.n == 1 && capital(g, i) && next + 1 < end_of(g) && kw_atom_is(g, next, KW_USE_PARTICLE) &&
                 kw_table_find(g->kit->given, g->atoms[i].form).n && (flags(g, next + 1) & KW_ATOM_JOINED);      /* "Hakim al-Zamili" is no judge */
    if (judge) return true;
    bool doubled = f->hit.n == 1 && capital(g, i) && next < end_of(g) && (flags(g, next) & KW_ATOM_JOINED) &&
        kw_str_eq(g->atoms[next].form, g->atoms[i].form);
    if (doubled && f->type == KW_P_PLACE) return true;
    if (!part && !given) return false;
    if (past_particles(g, next) > next) return true;                    /* "Anwar bin Ibrahim" */
    bool word = (flags(g, next) & KW_ATOM_COMMON) && (g->atoms[next].upos != KW_PROPN || g->at->title_case || !part);         /* "Kim Green" */
    if (!capital(g, next) || word || (flags(g, next) & (KW_ATOM_CLITIC | KW_ATOM_ALLCAPS)) || kw_atom_is(g, next, KW_USE_STOP)) return false;
    if (given && !g->lang->heads_last && g->n_pieces > g->at->first_piece) {
        const kw_piece *before = &g->pieces[g->n_pieces - 1];
        if (before->type == KW_P_TITLE && before->first + before->n == i && kw_title_of_territory(g, before)) return false;
    }
    kw_found more = kw_found_at(g, next);
    if (part && more.type == KW_P_PERSON && (flags(g, next) & KW_ATOM_JOINED)) return false;               /* "Prabowo-Hatta": two */
    return more.type == KW_P_NONE || (part && more.type == KW_P_PERSON);
}

/* "Halmahera Island", "Sydney Theatre", "Royal Palm Holdings": where heads come last, does a name go on behind a place? "Jakarta Police" are
 * agents of Jakarta. */
static bool place_begins(const kw_naming *g, uint32_t next) {
    if (!capital(g, next) || flags(g, next) & KW_ATOM_JOINED) return false;
    kw_found behind = kw_found_at(g, next);
    if (behind.type != KW_P_NONE && behind.type != KW_P_AGENT) return false;
    if (kw_side_row(g->lang->place_words, g->atoms[next].form, "last").n) return true;
    kw_rows body = kw_side_row(g->lang->org_words, g->atoms[next].form, "last");
    if (!body.n) return behind.type == KW_P_NONE && kw_body_ends(g, next + 1);
    bool organ = kw_sector_is(&g->kit->ontology, kw_table_cell(g->lang->org_words, body.first, KW_OW_SECTOR), KW_SECTOR_ORGAN);
    return !organ || behind.type == KW_P_NONE;
}

/* "Lockheed Corporation", "China Huadian Engineering Corporation", "Apple Records", "Yokohama Stadium": a name of the tables with a word of
 * organisations or places behind it is another name. */
static bool org_word_behind(const kw_naming *g, uint32_t i, const kw_found *f) {
    uint32_t next = i + f->hit.n;
    bool place = f->type == KW_P_PLACE || (f->type == KW_P_COUNTRY && cell_is(&f->hit, KW_CN_USE, "capital"));
    if ((place || f->type == KW_P_COUNTRY) && !g->lang->heads_last && capital(g, next) && capital(g, i) && !g->at->title_case && !g->at->shouting) {
        kw_str form = g->atoms[next].form;
        bool letters = (flags(g, next) & KW_ATOM_ALLCAPS) != 0, one = place && kw_found_at(g, next).hit.n < 2;
        if (one && (kw_side_row(g->lang->org_words, form, "last").n || kw_side_row(g->lang->place_words, form, "last").n)) return true;
        return !letters && kw_body_ends(g, next + 1) && kw_found_at(g, next).type == KW_P_NONE;
    }
    if (place && g->lang->heads_last && capital(g, i) && kw_plain_case(g)) return place_begins(g, next);
    /* "Clinton Foundation" */
    if (f->type == KW_P_PERSON && g->lang->heads_last && capital(g, next) && !g->at->title_case && !g->at->shouting) {
        kw_rows body = kw_side_row(g->lang->org_words, g->atoms[next].form, "last");
        return body.n && !kw_sector_is(&g->kit->ontology, kw_table_cell(g->lang->org_words, body.first, KW_OW_SECTOR), KW_SECTOR_STATE);
    }
    if (f->type != KW_P_ORG || f->hit.n > 3 || !capital(g, next) || !capital(g, i) || g->at->title_case || g->at->shouting) return false;
    return kw_body_ends(g, next);
}

/* A word of the language in capitals that no table and no given name claims. */
static bool plain_word(const kw_naming *g, uint32_t i) {
    if (!capital(g, i) || !(flags(g, i) & KW_ATOM_COMMON) || (flags(g, i) & KW_ATOM_CLITIC)) return false;
    bool noun = g->atoms[i].upos == KW_NOUN || g->atoms[i].upos == KW_PROPN;
    if ((kw_atom_is(g, i, KW_USE_STOP) && !noun) || kw_table_find(g->kit->given, g->atoms[i].form).n) return false;
    kw_found f = kw_found_at(g, i);
    /* "Bidang Pers dan Media" */
    bool many = f.type == KW_P_AGENT && f.hit.n == 1 && kw_str_is(kw_table_cell(f.hit.table, f.hit.rows.first, KW_AG_KIND), "group");
    return (f.type == KW_P_NONE || many) && !word_of_org_or_place(g, i);
}

/* "Kementerian Koperasi dan UKM" */
static bool acronym_ends(const kw_naming *g, uint32_t i) {
    return capital(g, i) && (flags(g, i) & KW_ATOM_ALLCAPS) && capital(g, i + 1) && !(flags(g, i + 1) & KW_ATOM_ALLCAPS);
}

/* "Menteri Perikanan dan Kelautan", "Direktur Penyuluhan": what a title written with a capital is of. */
static uint32_t title_end(const kw_naming *g, uint32_t first, uint32_t end) {
    if (g->lang->heads_last || !capital(g, first) || g->at->title_case || g->at->shouting) return end;
    for (uint32_t k = 0; k < 6; k++) {
        if (plain_word(g, end)) end++;
        else if (end + 1 < end_of(g) && kw_atom_is(g, end, KW_USE_ORGLINK) && capital(g, end - 1) &&
                 (plain_word(g, end + 1) || acronym_ends(g, end + 1)))
            end += 2;
        else break;
    }
    return end;
}

/* "Washington Post", "Press Trust of India", "al-Jazeera": an outlet of two words or more, those at both ends with a capital, that goes on behind
 * what other tables know. */
static bool take_outlet(kw_naming *g, uint32_t i, const kw_found *f, uint32_t *next) {
    kw_outlet o;
    bool particle = kw_atom_is(g, i, KW_USE_PARTICLE) && i + 1 < end_of(g) && (flags(g, i + 1) & KW_ATOM_JOINED);
    if ((f->type != KW_P_COUNTRY && f->type != KW_P_PLACE && f->type != KW_P_NONE) || !(capital(g, i) || particle)) return false;
    uint32_t behind = i + (f->hit.n ? f->hit.n : 1);
    if (behind < end_of(g) && kw_atom_is(g, behind, KW_USE_ORGLINK)) behind++;
    if (!capital(g, behind)) return false;
    uint32_t start = g->atoms[i].at.start, k = i;
    uint32_t end = start + (uint32_t)kw_outlet_at(g->kit->know, g->words->text, start, &o);
    while (k < end_of(g) && g->atoms[k].at.end <= end) k++;
    if (k <= i + f->hit.n || k < i + 2 || !capital(g, k - 1) || g->atoms[k - 1].at.end != end) return false;
    kw_push_piece(g, (kw_piece){ .type = KW_P_ORG, .first = i, .n = k - i, .shape = true, .country = o.country, .sector = g->kit->of_press });
    *next = k;
    return true;
}

static uint32_t take_hit(kw_naming *g, uint32_t i, const kw_found *f) {
    kw_piece p = kw_piece_of_found(g, i, f);
    uint32_t next = i + f->hit.n;
    /* "polisi-polisi": doubled for the plural */
    if ((f->type == KW_P_AGENT || f->type == KW_P_TITLE) && next < end_of(g) && (flags(g, next) & KW_ATOM_JOINED) && f->hit.n == 1 &&
        kw_str_eq(g->atoms[next].form, g->atoms[i].form)) {
        p.n++;
        p.doubled = true;
        next++;
    }
    bool body = f->type == KW_P_AGENT && !kw_str_is(kw_table_cell(f->hit.table, f->hit.rows.first, KW_AG_KIND), "group");
    if (f->type == KW_P_TITLE || body) {
        next = title_end(g, i, next);
        p.n = next - i;
    }
    if ((body || f->type == KW_P_ORG) && kw_body_with_field(g, i, next)) {
        uint32_t end = kw_past_fields(g, next);
        if (end > next) p = (kw_piece){ .type = KW_P_ORG, .first = i, .n = end - i, .shape = true, .sector = p.sector };
        next = end;
    }
    if (f->type == KW_P_PERSON && f->hit.n > 1) next = i + (p.n += suffix_at(g, next));
    if (f->type == KW_P_PLACE && !g->lang->heads_last && !g->at->title_case && !g->at->shouting)        /* "Pamulang Timur" */
        for (; capital(g, next) && kw_atom_is(g, next, KW_USE_PART) && !(flags(g, next) & KW_ATOM_ALLCAPS); next++) p.n++;
    kw_push_piece(g, p);
    return next;
}

/* "koalisi pimpinan Arab Saudi": no leader, but who leads. */
static bool led_by(const kw_naming *g, uint32_t i) {
    if (!kw_atom_is(g, i, KW_USE_LED) || !capital(g, i + 1) || g->n_pieces == g->at->first_piece) return false;
    const kw_piece *before = &g->pieces[g->n_pieces - 1];
    return before->first + before->n == i && before->type != KW_P_TITLE && before->type != KW_P_PERSON;
}

/* "Manajer Persib Umuh Muchtar": a body that the tables know, and a name behind it that is no place's nor a word. */
static bool complete_body(const kw_naming *g, uint32_t i, const kw_found *f) {
    uint32_t next = i + f->hit.n;
    if (f->type != KW_P_ORG || g->lang->heads_last || !capital(g, next) || (flags(g, next) & (KW_ATOM_COMMON | KW_ATOM_ALLCAPS | KW_ATOM_JOINED)))
        return false;
    kw_found behind = kw_found_at(g, next);
    return (behind.type == KW_P_NONE && !kw_side_row(g->lang->org_words, g->atoms[next].form, "last").n) || behind.type == KW_P_PERSON;
}

/* "Negara Bagian Kayin", "Rumah Sakit Omni", "Pengadilan Negeri Amurang": words for those without a name that here begin one. */
static bool begins_body(const kw_naming *g, uint32_t i, const kw_found *f) {
    uint32_t next = i + f->hit.n;
    if (!capital(g, i) || !capital(g, next - 1) || !capital(g, next)) return false;
    kw_found behind = kw_found_at(g, next);
    return cell_is(&f->hit, KW_AG_KIND, "world") || behind.type == KW_P_NONE || behind.type == KW_P_ORG || behind.type == KW_P_PERSON;
}

bool kw_pieces_of(kw_naming *g) {
    kw_clause *c = g->at;
    kw_hit aside;                       /* "Ibu Kota Kerajaan X": no "Kota Kerajaan" */
    c->first_piece = (uint32_t)g->n_pieces;
    for (uint32_t i = c->first_atom, next; i < end_of(g); i = next) {
        next = i + 1;
        if (flags(g, i) & (KW_ATOM_PUNCT | KW_ATOM_CLITIC | KW_ATOM_NUMBER)) continue;
        if (kw_longest(g, g->lang->place_words, i, UINT32_MAX, &aside) && cell_is(&aside, KW_OW_SIDE, "aside") && lead_words(g, i + aside.n)) {
            next = i + aside.n;
            continue;
        }
        kw_found f = kw_found_at(g, i);
        if (kw_found_crossed(g, i, &f) || (f.type == KW_P_TITLE && led_by(g, i))) continue;
        kw_found_place(g, i, &f);
        if (kw_found_small_state(g, i, &f)) { next = take_hit(g, i, &f); continue; }
        if (take_outlet(g, i, &f, &next)) continue;
        uint32_t lead = capital(g, i) ? lead_words(g, i) : 0;
        bool word = lead && capital(g, i + 1) && f.hit.n < 2 && f.type != KW_P_PERSON;
        if (f.type == KW_P_AGENT && f.hit.n > 1 && lead == f.hit.n && begins_body(g, i, &f)) word = true;
        if (f.type == KW_P_AGENT && f.hit.n > 1 && lead > f.hit.n && capital(g, i + lead)) word = true;          /* "Rumah Sakit Ibu dan Anak X" */
        if (word && f.type != KW_P_NONE) word = !c->title_case && !c->shouting && !complete_body(g, i, &f);
        word = word || kw_body_for(g, i, &f) || kw_many_of_body(g, i, &f);
        if (f.type == KW_P_NONE || word || begins_longer_name(g, i, &f) || org_word_behind(g, i, &f)) {
            if (!capital(g, i)) { place_with_word(g, i, &next); continue; }
            if (f.type == KW_P_NONE && !word && !starts_run(g, i)) continue;
            if (single_letter_word(g, i) && !capital(g, i + 1)) continue;
            run r = run_from(g, i);
            if (!r.country.n && f.type == KW_P_COUNTRY) r.country = kw_table_cell(f.hit.table, f.hit.rows.first, KW_CN_COUNTRY);
            if (!r.country.n && f.type == KW_P_PLACE) r.country = kw_table_cell(f.hit.table, f.hit.rows.first, KW_PL_COUNTRY);
            bool bare = word && f.type != KW_P_NONE && r.end == i + f.hit.n;          /* "Sekjen DPR Indra X": nothing of the name follows */
            if (!bare) push_run(g, &r);
            next = bare ? take_hit(g, i, &f) : r.end;
        } else {
            next = take_hit(g, i, &f);
        }
        if (g->n_pieces > c->first_piece && g->pieces[g->n_pieces - 1].first >= i) keep_word_name(g, &g->pieces[g->n_pieces - 1]);
    }
    c->n_pieces = (uint32_t)g->n_pieces - c->first_piece;
    return !g->failed;
}
