/* SPDX-License-Identifier: MIT
 * Runs of capitalised words that no table knows: where one may begin, how far it goes, and what the words of organisations and places in it say. */
#include "mark/name_run.h"

/* Do the capitalised words from here on end in a word of organisations: "Royal Lesotho Airlines"? */
static bool org_ahead(const kw_naming *g, uint32_t i) {
    for (uint32_t k = i + 1; k < i + 5 && capital(g, k); k++)
        if (kw_side_row(g->lang->org_words, g->atoms[k].form, "last").n) return true;
    return false;
}

/* How many atoms the word of organisations or places has that begins a name here; 0: none. */
uint32_t kw_lead_words(const kw_naming *g, uint32_t i) {
    uint32_t org, place;
    kw_first_words(g, g->lang->org_words, i, &org);
    kw_first_words(g, g->lang->place_words, i, &place);
    return org > place ? org : place;
}

bool kw_org_or_place_at(const kw_naming *g, uint32_t i) { return kw_lead_words(g, i) > 0; }

/* Over "bin", "van der", "de la" to the word with a capital behind them; i: there are none, or no such word. */
uint32_t kw_past_particles(const kw_naming *g, uint32_t i) {
    uint32_t k = i;
    while (k < end_of(g) && k < i + 3 && kw_atom_is(g, k, KW_USE_PARTICLE) && !capital(g, k)) k++;
    return k > i && capital(g, k) && !kw_atom_is(g, k, KW_USE_STOP) ? k : i;
}

/* "Cook" where the article has spoken of Robin Cook: at the head of a sentence, and everywhere in a language whose first names are words as
 * often ("Didik"), only where the tagger or what stands beside says that it is a name. */
static bool named_so(const kw_naming *g, uint32_t i) {
    if (!(flags(g, i) & KW_ATOM_COMMON) || g->at->title_case || g->at->shouting) return false;
    bool begins = (flags(g, i) & KW_ATOM_START) || !g->lang->heads_last;
    bool goes_on = i > g->at->first_atom && kw_atom_is(g, i - 1, KW_USE_SPEECH);
    goes_on |= i + 1 < end_of(g) &&
        (kw_atom_is(g, i + 1, KW_USE_SPEECH) || g->atoms[i + 1].upos == KW_VERB || kw_str_is(g->atoms[i + 1].form, ","));
    if (begins && g->atoms[i].upos != KW_PROPN && !goes_on) return false;
    for (size_t k = 0; k < g->n_word_names; k++)
        if (kw_str_eq(g->word_names[k], g->atoms[i].form)) return true;
    return false;
}

static bool state_in(const kw_naming *g, uint32_t i) { return kw_table_find(g->kit->country_names, g->atoms[i].form).n > 0; }

static void keep_word(kw_naming *g, uint32_t i) {
    bool word = flags(g, i) & KW_ATOM_COMMON || kw_table_find(g->lang->titles, g->atoms[i].form).n || state_in(g, i);
    if (word && g->n_word_names < sizeof g->word_names / sizeof *g->word_names)
        g->word_names[g->n_word_names++] = g->atoms[i].form;
}

/* Where families' names come last and stand alone, those that are words are kept for the sentences behind; of persons known by the tables the first
 * word, too, as in China, and of all where first names stand alone. */
void kw_keep_word_name(kw_naming *g, const kw_piece *p) {
    bool full = p->n > 1 && (p->type == KW_P_PERSON || (p->type == KW_P_RUN && !g->at->title_case && !g->at->shouting));
    if (!full || (p->type == KW_P_RUN && state_in(g, p->first + p->n - 1) && !kw_is_given_name(g, p->first))) return;
    keep_word(g, p->first + p->n - 1);
    if (p->table == g->kit->persons || !g->lang->heads_last) keep_word(g, p->first);
}

/* May a name that no table knows begin here? A common word only where its capital is not the sentence's or the headline's. */
bool kw_run_starts(const kw_naming *g, uint32_t i) {
    uint16_t f = flags(g, i);
    if (!(f & KW_ATOM_CAPITAL) || (f & (KW_ATOM_PUNCT | KW_ATOM_CLITIC)) || kw_takes_sides(g, i)) return false;
    bool inner = kw_atom_is(g, i, KW_USE_INNER) && g->lang->heads_last && !(f & KW_ATOM_START) && !g->at->title_case && !g->at->shouting &&
        org_ahead(g, i);
    if (kw_atom_is(g, i, KW_USE_STOP) && !inner) return false;          /* but "World Trade Center" */
    if ((f & KW_ATOM_START) && kw_side_row(g->lang->org_words, g->atoms[i].form, "before").n) return false;        /* "Startup Eratani" */
    if (!(f & KW_ATOM_COMMON) && !((f & KW_ATOM_START) && (f & KW_ATOM_BUILT) && capital(g, i + 1))) return true;         /* not "Kepulangan X" */
    if (named_so(g, i)) return true;
    bool given = kw_table_find(g->kit->given, g->atoms[i].form).n;
    if (given && ((capital(g, i + 1) && !(flags(g, i + 1) & KW_ATOM_COMMON)) || kw_past_particles(g, i + 1) > i + 1)) return true;
    /* not "Bersama Green Foundation" */
    if ((f & KW_ATOM_START) && !g->at->title_case && org_ahead(g, i)) return g->lang->heads_last || g->atoms[i].upos == KW_PROPN;
    if (kw_atom_is(g, i, KW_USE_PART) && capital(g, i + 1) && kw_org_or_place_at(g, i + 1)) return false;        /* "sebelah Timur Desa X" */
    if (capital(g, i + 1) && (flags(g, i + 1) & KW_ATOM_JOINED)) return true;          /* "Al-Shemmari" */
    return !(f & KW_ATOM_START) && !g->at->title_case && !g->at->shouting;
}

static void note_words(const kw_naming *g, kw_run *r, uint32_t i) {
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


/* "Universitas Islam X", "Kementerian Hukum dan HAM": words that begin no name, and stand in those of organisations and places. */
static bool inner_word(const kw_naming *g, const kw_run *r, uint32_t i) { return (r->org || r->place) && kw_atom_is(g, i, KW_USE_INNER); }

static bool small_article(const kw_naming *g, uint32_t i) {
    return i < end_of(g) && !capital(g, i) && kw_atom_is(g, i, KW_USE_THE) && kw_atom_is(g, i, KW_USE_ORGLINK);
}

/* "Confederation of Indonesian Workers": an adjective of a state, and whose body it is. */
static bool of_people(const kw_naming *g, uint32_t i, const kw_found *f) {
    if (!g->lang->heads_last || f->type != KW_P_COUNTRY || g->at->title_case) return false;
    return cell_is(&f->hit, KW_CN_USE, "adjective") && capital(g, i + f->hit.n);
}

/* A lower-case word between capitalised ones that may stand in a name: "bin", "van"; "of", "dan" in organisations. */
static bool links(const kw_naming *g, const kw_run *r, uint32_t i) {
    if (kw_past_particles(g, i) > i) return true;
    bool and = kw_atom_is(g, i, KW_USE_AND);
    uint32_t next = i + 1 + (!and && small_article(g, i + 1));          /* "for the Study" */
    if (!capital(g, next) || (kw_atom_is(g, next, KW_USE_STOP) && !inner_word(g, r, next))) return false;
    if (!r->org || !kw_atom_is(g, i, KW_USE_ORGLINK)) return false;
    if (r->end == r->first + 1 && kw_atom_is(g, i, KW_USE_WITHIN)) return false;        /* "Hospital in X" */
    /* "X Association dan Y", "PT X dan Y", "Partai X dan Partai Y" */
    bool two = r->org_last || (kw_run_is_firm(g, r) && !(flags(g, next) & KW_ATOM_COMMON)) || (capital(g, next + 1) && kw_org_or_place_at(g, next));
    if (and && two) return false;
    kw_found f = kw_found_at(g, next);
    if (of_people(g, next, &f)) return true;
    bool where = !g->lang->heads_last && !and && (f.type == KW_P_PLACE || f.type == KW_P_COUNTRY);
    bool named_for = where && r->end == r->first + 1 && r->org_last;          /* "University of Hawaii" */
    return f.type == KW_P_NONE || f.type == KW_P_AGENT || named_for || kw_many_with_part(g, next, &f);
}

/* "Partai Indonesia Raya": a word of the language in capitals behind the state in a body's name. */
static bool goes_on(const kw_naming *g, const kw_run *r, uint32_t i) {
    /* "Harian Bangkok Post" */
    if (r->org && !g->lang->heads_last && capital(g, i) && kw_side_row(g->lang->org_words, g->atoms[i].form, "last").n) return true;
    if (!r->of_state || !r->org || g->lang->heads_last || !(flags(g, i) & KW_ATOM_CAPITAL) || !(flags(g, i) & KW_ATOM_COMMON) ||
        kw_atom_is(g, i, KW_USE_STOP))
        return false;
    return kw_found_at(g, i).type == KW_P_NONE && !kw_is_given_name(g, i);
}

/* "Kepala Dinkes Mary Liziawati", "analis Mirae Sekuritas Nafan Gusta": behind a body that takes no other name than that of a place, or whose name is
 * complete, somebody's begins. */
static bool name_begins(const kw_naming *g, const kw_run *r, uint32_t i) {
    if (g->lang->heads_last || !r->org || (flags(g, i) & (KW_ATOM_COMMON | KW_ATOM_ALLCAPS)) || !capital(g, i + 1) ||
        (flags(g, i + 1) & KW_ATOM_ALLCAPS))
        return false;
    if (kw_side_row(g->lang->org_words, g->atoms[i].form, "last").n || kw_side_row(g->lang->org_words, g->atoms[i + 1].form, "last").n) return false;
    if (r->org_last) return true;
    bool of_state = kw_sector_is(&g->kit->ontology, r->sector, KW_SECTOR_ORGAN);
    return of_state && i == r->first + r->lead && r->lead == 1 && kw_is_given_name(g, i) && kw_found_at(g, i).type != KW_P_PLACE;
}

/* The title that stands right before the run, or NULL. */
static const kw_piece *titled(const kw_naming *g, const kw_run *r) {
    if (g->n_pieces == g->at->first_piece) return NULL;
    const kw_piece *before = &g->pieces[g->n_pieces - 1];
    return before->type == KW_P_TITLE && before->first + before->n == r->first ? before : NULL;
}

/* "Wali Kota Bamban Alicia Guo": behind who heads a territory, and its name, the holder's name begins. */
static bool holder_begins(const kw_naming *g, const kw_run *r, uint32_t i) {
    const kw_piece *title = titled(g, r);
    if (g->lang->heads_last || !title || r->org || r->place || i > r->first + 2 || flags(g, i) & (KW_ATOM_COMMON | KW_ATOM_JOINED) ||
        !capital(g, i + 1))
        return false;
    return kw_title_of_territory(g, title) && kw_is_given_name(g, i) && !kw_is_given_name(g, r->first);
}

/* "Ketua Front Pembela Tanah Adat Yosepha Alomang": behind a title and a body called by words, two words in capitals that are none. */
static bool bearer_begins(const kw_naming *g, const kw_run *r, uint32_t i) {
    const uint16_t no = KW_ATOM_COMMON | KW_ATOM_FOREIGN | KW_ATOM_ALLCAPS | KW_ATOM_JOINED;
    if (g->lang->heads_last || !r->org || kw_run_is_firm(g, r) || i <= r->first + r->lead || !titled(g, r) || !kw_plain_case(g)) return false;
    if (!(flags(g, i - 1) & KW_ATOM_COMMON) || flags(g, i) & no || !capital(g, i + 1) || flags(g, i + 1) & no) return false;
    if (capital(g, i + 2) && capital(g, i + 3) && capital(g, i + 4)) return false;          /* too long for a name */
    return kw_found_at(g, i).type == KW_P_NONE && kw_found_at(g, i + 1).type == KW_P_NONE;
}

/* "Polsek Tamalate Tangkap Pencuri": in a headline, behind a body's name, what it did. */
static bool headline_verb(const kw_naming *g, const kw_run *r, uint32_t i) {
    const kw_atom *a = &g->atoms[i];
    if (!g->at->title_case || !r->org || i < r->first + r->lead + 1 || !(a->flags & KW_ATOM_COMMON)) return false;
    kw_rows root = kw_table_find(g->lang->roots, a->form);
    return a->upos == KW_VERB || (root.n && kw_table_cell(g->lang->roots, root.first, 1).p[0] == 'V');
}

/* "Koordinator AMPB Supriyono": behind a title and the letters of its body somebody's name begins. */
static bool head_begins(const kw_naming *g, const kw_run *r, uint32_t i) {
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
static bool second_name(const kw_naming *g, const kw_run *r, uint32_t i) {
    return i == r->first + 1 && kw_is_given_name(g, r->first) && kw_is_given_name(g, i) && !g->at->title_case && !g->at->shouting;
}

/* "Saint Mary's College": in a language that has no 's, one stands in names only. */
static bool owner_inside(const kw_naming *g, const kw_run *r, uint32_t i) {
    return !g->lang->heads_last && !r->done && (flags(g, i) & KW_ATOM_CLITIC) && g->atoms[i].form.p[0] == '\'' && capital(g, i + 1) &&
           !(flags(g, i + 1) & KW_ATOM_START);
}

/* "Gunung Douglas", "Sekolah Menengah X": behind a place's name the next one's begins. */
static bool next_place(const kw_naming *g, const kw_run *r, uint32_t i) {
    return r->place && !r->org && i > r->first + r->lead && !(flags(g, i - 1) & (KW_ATOM_COMMON | KW_ATOM_NUMBER)) && capital(g, i + 1) &&
           kw_org_or_place_at(g, i);
}

/* Does something else begin at i: somebody's name, another place's, what a headline tells? */
static bool next_begins(const kw_naming *g, const kw_run *r, uint32_t i) {
    return name_begins(g, r, i) || bearer_begins(g, r, i) || head_begins(g, r, i) || holder_begins(g, r, i) ||
        headline_verb(g, r, i) || next_place(g, r, i);
}

/* Is the word at i part of the run? *take: how many atoms. */
bool kw_run_goes_on(kw_naming *g, kw_run *r, uint32_t i, uint32_t *take) {
    uint16_t f = flags(g, i);
    *take = 1;
    /* "Pelabuhan Merak-Pelabuhan Bakauheni" */
    if (r->place && (f & KW_ATOM_JOINED) && (f & KW_ATOM_CAPITAL) && (kw_org_or_place_at(g, i) || kw_found_at(g, i).hit.n)) return false;
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
    if (kw_atom_is(g, i, KW_USE_STOP) && !inner_word(g, r, i) && !second_name(g, r, i) && !kw_run_is_firm(g, r)) return false;
    /* "Alumni SMA Negeri" */
    if (!g->lang->heads_last && !r->org && !r->place && capital(g, i + 1) && kw_org_or_place_at(g, i) && !kw_is_given_name(g, i)) return false;
    bool given = kw_table_find(g->kit->given, g->atoms[r->first].form).n && i == r->first + 1;
    if ((f & KW_ATOM_COMMON) && (g->at->title_case || g->at->shouting) && !r->org && !given) return false;
    bool bearer = !kw_run_is_firm(g, r) || titled(g, r);                       /* "PT Media Citra", but "Direktur PT Media Budi Santoso" */
    if (r->org && i > r->first + 1 && !(f & KW_ATOM_COMMON) && bearer && kw_is_given_name(g, i) && !r->honours) return false;
    if (!r->honours && next_begins(g, r, i)) return false;
    kw_found hit = kw_found_at(g, i);
    if (!kw_run_absorbs(g, r, i, &hit)) return false;
    if (hit.hit.n) *take = hit.hit.n;
    return true;
}

/* "Kepulauan Seribu Utara", "Batam Kota": the part of the place that the table knows. */
static bool part_of_place(const kw_naming *g, const kw_run *r, uint32_t *take) {
    *take = 1;
    return r->done && r->place && capital(g, r->end) && kw_atom_is(g, r->end, KW_USE_PART);
}

/* 'Joko "Jokowi" Widodo': how many atoms a nickname has, with its quotation marks and the next word of the name; 0: there is none. */
static uint32_t nickname_at(const kw_naming *g, const kw_run *r, uint32_t i) {
    uint32_t k = i + 1;
    if (r->org || r->place || r->done || g->at->title_case || g->at->shouting || !quote(g, i, KW_TOK_QUOTE_OPEN)) return 0;
    while (k < i + 3 && capital(g, k)) k++;
    if (k == i + 1 || !quote(g, k, KW_TOK_QUOTE_CLOSE) || !capital(g, k + 1) || (flags(g, k + 1) & (KW_ATOM_COMMON | KW_ATOM_ALLCAPS))) return 0;
    kw_found f = kw_found_at(g, k + 1);
    return f.type == KW_P_NONE || f.type == KW_P_PERSON ? k + 2 - i : 0;
}

/* "Robert Downey Jr.", "Harold Belafonte, Jr.": how many atoms the end of a person's name has; 0: none follows. */
uint32_t kw_name_suffix_at(const kw_naming *g, uint32_t i) {
    uint32_t k = i < end_of(g) && kw_str_is(g->atoms[i].form, ",") ? i + 1 : i;
    return capital(g, k) && kw_atom_is(g, k, KW_USE_SUFFIX) ? k + 1 - i : 0;
}

kw_run kw_run_from(kw_naming *g, uint32_t i) {
    kw_run r = { .first = i, .end = i + 1 };
    uint32_t take;
    note_words(g, &r, i);
    while (r.end < end_of(g) && (kw_run_goes_on(g, &r, r.end, &take) || part_of_place(g, &r, &take) || (take = nickname_at(g, &r, r.end)))) {
        if (capital(g, r.end)) note_words(g, &r, r.end);
        else if (g->lang->heads_last && r.org && kw_atom_is(g, r.end, KW_USE_ORGLINK) && !kw_atom_is(g, r.end, KW_USE_AND)) r.linked = true;
        r.end += take;
    }
    if (r.org && !r.done && !r.country.n && kw_body_with_field(g, i, r.end)) r.end = kw_past_fields(g, r.end);
    /* "Dinas Perhubungan" dan Budi */
    while (r.end > r.first + r.lead + 1 && r.org && kw_atom_is(g, r.end - 1, KW_USE_ORGLINK) && !capital(g, r.end - 1)) r.end--;
    if (r.end > r.first + 1 && !r.org && !r.place) r.end += kw_name_suffix_at(g, r.end);
    return r;
}

/* "Kabupaten Sragen": the table may know what stands behind the word. */
void kw_know_place(const kw_naming *g, kw_piece *p, uint32_t lead) {
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
static bool speaks(const kw_naming *g, const kw_run *r) {
    if (r->end - r->first > 1 || (flags(g, r->first) & (KW_ATOM_START | KW_ATOM_ALLCAPS)) || r->first == g->at->first_atom) return false;
    return kw_atom_is(g, r->first - 1, KW_USE_SPEECH) && (r->end >= end_of(g) || (flags(g, r->end) & KW_ATOM_PUNCT));
}

/* "Minister Wang": a name that is also a word, with a title before it. */
static bool addressed(const kw_naming *g, const kw_run *r) {
    if (g->n_pieces == g->at->first_piece || !kw_is_given_name(g, r->first) || g->at->title_case || g->at->shouting) return false;
    const kw_piece *before = &g->pieces[g->n_pieces - 1];
    return before->type == KW_P_TITLE && before->first + before->n == r->first && capital(g, before->first);
}

/* "Komisi I", "Korps V" */
static bool is_numeral(const kw_naming *g, uint32_t i) { return memchr("ivx", g->atoms[i].form.p[0], 3) != NULL; }

static bool joined_number(const kw_naming *g, uint32_t i) {
    return i < end_of(g) && (flags(g, i) & KW_ATOM_JOINED) && (flags(g, i) & KW_ATOM_NUMBER);
}

void kw_push_run(kw_naming *g, const kw_run *r) {
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
        kw_know_place(g, &p, r->lead);
    }
    else if (kw_run_is_common(g, r) && !speaks(g, r) && !addressed(g, r)) {
        if (p.n > 1 || !named_so(g, p.first)) return;
        p.short_form = true;                            /* that person or nobody: name_shape.c */
    }
    kw_push_piece(g, p);
}
