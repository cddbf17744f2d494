/* SPDX-License-Identifier: MIT
 * Atoms to pieces, left to right: at each atom the longest key of any table, else a run of capitalised words (name_run.c), which a word of
 * organisations or places in it may explain. One pass, each atom looked at a bounded number of times. */
#include "know/outlet.h"
#include "mark/name_run.h"

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
    kw_run r = { .first = i, .end = i + words, .lead = words, .place = true };
    while (r.end < end_of(g) && kw_run_goes_on(g, &r, r.end, &take)) r.end += take;
    if (r.end == i + words) return false;
    kw_piece p = { .type = KW_P_PLACE, .first = i, .n = r.end - i, .shape = true, .country = r.country,
                   .locative = kw_after_word(g, i, KW_USE_LOCATIVE), .within = kw_after_word(g, i, KW_USE_WITHIN) };
    kw_know_place(g, &p, words);
    kw_push_piece(g, p);
    *next = r.end;
    return true;
}

/* A short form or a word that is also a name, with more of the name after it: "Kim Yong Nam", "Paris Hilton". */
static bool begins_longer_name(kw_naming *g, uint32_t i, const kw_found *f) {
    uint32_t next = i + f->hit.n;
    bool part = f->type == KW_P_PERSON && (cell_is(&f->hit, KW_PE_USE, "short") || kw_past_particles(g, next) > next);
    bool given = (f->type == KW_P_COUNTRY || f->type == KW_P_PLACE) && f->hit.n == 1 && kw_table_find(g->kit->given, g->atoms[i].form).n;
    bool judge = f->type == KW_P_TITLE && f->hit.n == 1 && capital(g, i) && next + 1 < end_of(g) && kw_atom_is(g, next, KW_USE_PARTICLE) &&
                 kw_table_find(g->kit->given, g->atoms[i].form).n && (flags(g, next + 1) & KW_ATOM_JOINED);      /* "Hakim al-Zamili" is no judge */
    if (judge) return true;
    bool doubled = f->hit.n == 1 && capital(g, i) && next < end_of(g) && (flags(g, next) & KW_ATOM_JOINED) &&
        kw_str_eq(g->atoms[next].form, g->atoms[i].form);
    if (doubled && f->type == KW_P_PLACE) return true;
    if (!part && !given) return false;
    if (kw_past_particles(g, next) > next) return true;                    /* "Anwar bin Ibrahim" */
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
    return (f.type == KW_P_NONE || many) && !kw_org_or_place_at(g, i);
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
    if (f->type == KW_P_PERSON && f->hit.n > 1) next = i + (p.n += kw_name_suffix_at(g, next));
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

/* "King said" behind "Billy King", "Trinidad" behind "Roy Vincent Trinidad": a title or a state that is a name here. */
static bool surname_again(const kw_naming *g, uint32_t i, const kw_found *f) {
    bool state = f->type == KW_P_COUNTRY && !kw_after_word(g, i, KW_USE_LOCATIVE | KW_USE_WITHIN);
    if ((f->type != KW_P_TITLE && !state) || f->hit.n > 1 || !capital(g, i) || capital(g, i + 1) || !kw_plain_case(g)) return false;
    if (i > g->at->first_atom && kw_atom_is(g, i - 1, KW_USE_THE | KW_USE_ARTICLE)) return false;
    for (size_t k = 0; k < g->n_word_names; k++)
        if (kw_str_eq(g->word_names[k], g->atoms[i].form)) return true;
    return false;
}

bool kw_pieces_of(kw_naming *g) {
    kw_clause *c = g->at;
    kw_hit aside;                       /* "Ibu Kota Kerajaan X": no "Kota Kerajaan" */
    c->first_piece = (uint32_t)g->n_pieces;
    for (uint32_t i = c->first_atom, next; i < end_of(g); i = next) {
        next = i + 1;
        if (flags(g, i) & (KW_ATOM_PUNCT | KW_ATOM_CLITIC | KW_ATOM_NUMBER)) continue;
        if (kw_longest(g, g->lang->place_words, i, UINT32_MAX, &aside) && cell_is(&aside, KW_OW_SIDE, "aside") && kw_lead_words(g, i + aside.n)) {
            next = i + aside.n;
            continue;
        }
        kw_found f = kw_found_at(g, i);
        if (kw_found_crossed(g, i, &f) || (f.type == KW_P_TITLE && led_by(g, i))) continue;
        kw_found_place(g, i, &f);
        if (surname_again(g, i, &f)) f = (kw_found){ KW_P_NONE, { NULL, { 0, 0 }, 0 } };
        if (f.type == KW_P_AGENT && cell_is(&f.hit, KW_AG_KIND, "none")) { next = i + f.hit.n; continue; }
        if (kw_found_small_state(g, i, &f)) { next = take_hit(g, i, &f); continue; }
        if (take_outlet(g, i, &f, &next)) continue;
        uint32_t lead = capital(g, i) ? kw_lead_words(g, i) : 0;
        bool numbered = f.type == KW_P_AGENT && i + 1 < end_of(g) && flags(g, i + 1) & KW_ATOM_NUMBER;          /* "Kodim 0304" */
        bool word = lead && (capital(g, i + 1) || numbered) && f.hit.n < 2 && f.type != KW_P_PERSON;
        if (f.type == KW_P_AGENT && f.hit.n > 1 && lead == f.hit.n && begins_body(g, i, &f)) word = true;
        if (f.type == KW_P_AGENT && f.hit.n > 1 && lead > f.hit.n && capital(g, i + lead)) word = true;          /* "Rumah Sakit Ibu dan Anak X" */
        if (word && f.type != KW_P_NONE) word = !c->title_case && !c->shouting && !complete_body(g, i, &f);
        word = word || kw_body_for(g, i, &f) || kw_many_of_body(g, i, &f);
        if (f.type == KW_P_NONE || word || begins_longer_name(g, i, &f) || org_word_behind(g, i, &f)) {
            if (!capital(g, i)) { place_with_word(g, i, &next); continue; }
            if (f.type == KW_P_NONE && !word && !kw_run_starts(g, i)) continue;
            if (single_letter_word(g, i) && !capital(g, i + 1)) continue;
            kw_run r = kw_run_from(g, i);
            if (!r.country.n && f.type == KW_P_COUNTRY) r.country = kw_table_cell(f.hit.table, f.hit.rows.first, KW_CN_COUNTRY);
            if (!r.country.n && f.type == KW_P_PLACE) r.country = kw_table_cell(f.hit.table, f.hit.rows.first, KW_PL_COUNTRY);
            bool bare = word && f.type != KW_P_NONE && r.end == i + f.hit.n;          /* "Sekjen DPR Indra X": nothing of the name follows */
            if (!bare) kw_push_run(g, &r);
            next = bare ? take_hit(g, i, &f) : r.end;
        } else {
            next = take_hit(g, i, &f);
        }
        if (g->n_pieces > c->first_piece && g->pieces[g->n_pieces - 1].first >= i) kw_keep_word_name(g, &g->pieces[g->n_pieces - 1]);
    }
    c->n_pieces = (uint32_t)g->n_pieces - c->first_piece;
    return !g->failed;
}
