/* SPDX-License-Identifier: MIT
 * What a capitalised run that no table knows may be: points for person, organisation and place from its own shape (given names,
 * initials, capitals) and its neighbours (titles, prepositions of place, words of speech). A single word is first looked for among
 * the longer names of the article, so runs are judged for the whole article at once. */
#include "base/hash.h"
#include "base/utf8.h"
#include "know/outlet.h"
#include "mark/name_model.h"

typedef kw_run_points points;
enum { SURE = 7 };             /* points that no model overrules */

typedef struct { uint64_t hash; uint8_t type; } seen_word;
typedef struct { seen_word *v; uint32_t mask; } seen;

static const kw_atom *atom_before(const kw_naming *g, const kw_piece *p) {
    return p->first > g->at->first_atom ? &g->atoms[p->first - 1] : NULL;
}

static const kw_atom *atom_after(const kw_naming *g, const kw_piece *p) {
    uint32_t i = p->first + p->n;
    return i < g->at->first_atom + g->at->n_atoms ? &g->atoms[i] : NULL;
}

/* The run is all that stands between two quotation marks: a title or a term. */
static bool in_quotes(const kw_naming *g, const kw_piece *p) {
    const kw_atom *b = atom_before(g, p), *a = atom_after(g, p);
    return b && a && (g->words->tokens[b->token].flags & KW_TOK_QUOTE_OPEN) && (g->words->tokens[a->token].flags & KW_TOK_QUOTE_CLOSE);
}

/* 'Joko "Jokowi" Widodo': the table may know the name without the one in quotation marks. */
void kw_know_person(const kw_naming *g, kw_piece *p) {
    char key[96];
    size_t n = 0;
    bool inside = false, nickname = false;
    for (uint32_t i = p->first; i < p->first + p->n; i++) {
        kw_str form = g->atoms[i].form;
        if (g->atoms[i].flags & KW_ATOM_PUNCT) { nickname = true; inside = g->words->tokens[g->atoms[i].token].flags & KW_TOK_QUOTE_OPEN; continue; }
        if (inside || n + form.n + 1 > sizeof key) continue;
        if (n) key[n++] = ' ';
        memcpy(key + n, form.p, form.n);
        n += form.n;
    }
    kw_rows r = nickname ? kw_table_find(g->kit->persons, (kw_str){ key, n }) : (kw_rows){ 0, 0 };
    if (!r.n) return;
    p->type = KW_P_PERSON;
    p->table = g->kit->persons;
    p->rows = r;
}

static void from_words(const kw_naming *g, const kw_piece *p, points *s) {
    int common = 0;
    for (uint32_t i = p->first; i < p->first + p->n; i++) {
        const kw_atom *a = &g->atoms[i];
        if (kw_table_find(g->kit->given, a->form).n) s->person += i == p->first ? 4 : 2;
        if ((a->flags & KW_ATOM_INITIAL) && p->n > 1) s->person += 3;
        if (!(a->flags & KW_ATOM_CAPITAL)) s->person += 2;              /* a particle: bin, van */
        if ((a->flags & KW_ATOM_ALLCAPS) && !g->at->shouting) s->org += p->n == 1 ? (a->form.n <= 7 ? 4 : 2) : 2;
        bool joins = kw_atom_is(g, i, KW_USE_PARTICLE) && i + 1 < p->first + p->n;         /* "Al-Shemmari" */
        common += !joins && (a->flags & (KW_ATOM_COMMON | KW_ATOM_FOREIGN));
    }
    if (in_quotes(g, p)) s->person -= 3;
    if (p->n >= 2 && p->n <= 4 && !common) s->person += 2;
    if (common * 2 >= (int)p->n) { s->person -= 2; s->org += 1; }
    if (p->n > 5) s->org += 2;
    s->person += p->n == 1;
}

/* Between the parts of an office: nothing, a comma, brackets, or one word in capitals ("Cabang", "Regional"). */
static bool office_goes_on(const kw_naming *g, uint32_t from, uint32_t to) {
    if (to == from) return true;
    for (uint32_t i = from; i < to && to - from < 3; i++)
        if (!kw_str_is(g->atoms[i].form, "(") && !kw_str_is(g->atoms[i].form, ")"))
            return to - from == 1 && (kw_str_is(g->atoms[i].form, ",") ||
                   (g->atoms[i].flags & (KW_ATOM_CAPITAL | KW_ATOM_COMMON)) == (KW_ATOM_CAPITAL | KW_ATOM_COMMON));
    return to - from < 3;
}

/* Does the piece, with those right before it, say of what somebody is the head? */
static bool of_office(const kw_naming *g, const kw_piece *q) {
    const kw_piece *first = &g->pieces[g->at->first_piece];
    for (int k = 0; k < 6 && q > first && q->type != KW_P_TITLE; k++, q--) {
        const kw_piece *before = q - 1;
        uint32_t end = before->first + before->n;
        if (q->type != KW_P_PLACE && q->type != KW_P_ORG && q->type != KW_P_COUNTRY && q->type != KW_P_AGENT &&
            !(q->type == KW_P_RUN && q->n == 1)) return false;
        if (!office_goes_on(g, end, q->first)) return false;
    }
    return q->type == KW_P_TITLE && !kw_str_is(kw_table_cell(q->table, q->rows.first, KW_TI_USE), "honorific");
}

/* "Wakil Wali Kota Yogyakarta, Heroe Poerwadi" */
static bool part_played(const kw_naming *g, const kw_piece *q, uint32_t comma) { return kw_str_is(g->atoms[comma].form, ",") && of_office(g, q); }

/* "Setibanya di Jakarta, Rehan menemui ...": no further place, but who acts. */
static bool acts(const kw_naming *g, const kw_piece *p) {
    const kw_atom *a = atom_after(g, p), *end = &g->atoms[g->at->first_atom + g->at->n_atoms];
    while (a && a < end && (a->upos == KW_ADV || a->upos == KW_AUX)) a++;
    return a && a < end && a->upos == KW_VERB && kw_str_is(g->atoms[p->first - 1].form, ",");
}

/* "Embot (drum), Riyo (vokal)": the piece whose brackets end right before the comma or the word that stands before `p`; NULL: none. */
static const kw_piece *bracketed(const kw_naming *g, const kw_piece *p) {
    enum { MOST = 6 };
    const kw_piece *q = p - 1, *first = &g->pieces[g->at->first_piece];
    uint32_t close = p->first - 2, open = close;
    if (p->first < g->at->first_atom + 4 || !(kw_str_is(g->atoms[p->first - 1].form, ",") || kw_atom_is(g, p->first - 1, KW_USE_AND))) return NULL;
    if (kw_str_is(g->atoms[close].form, ",")) open = --close;           /* "), dan X" */
    if (!kw_str_is(g->atoms[close].form, ")")) return NULL;
    while (open > g->at->first_atom && open + MOST > close && !kw_str_is(g->atoms[open].form, "(")) open--;
    while (q > first && q->first > open) q--;
    return q->first + q->n == open ? q : NULL;
}

/* In a list the members are of one kind: "di Aceh, X dan Y". */
static void from_list(const kw_naming *g, const kw_piece *p, points *s) {
    const kw_piece *q = p - 1, *first = &g->pieces[g->at->first_piece], *b = p == first ? NULL : bracketed(g, p);
    if (b && (b->type == KW_P_PERSON || b->type == KW_P_PLACE || b->type == KW_P_ORG)) {
        *(b->type == KW_P_PERSON ? &s->person : b->type == KW_P_PLACE ? &s->place : &s->org) += 3;
        return;
    }
    if (p == first || q->first + q->n + 1 < p->first || q->first + q->n == p->first) return;
    if (!kw_str_is(g->atoms[p->first - 1].form, ",") && !kw_atom_is(g, p->first - 1, KW_USE_AND)) return;
    if (part_played(g, q, p->first - 1)) { s->person += p->n > 1 ? 7 : 3; return; }
    if ((q->type == KW_P_PLACE || (q->type == KW_P_COUNTRY && q->locative)) && !acts(g, p)) s->place += 3;
    if (q->type == KW_P_PERSON) s->person += 2;
    if (q->type == KW_P_ORG) s->org += 1;
}

bool kw_title_of_territory(const kw_naming *g, const kw_piece *title) {
    return kw_office_is(g->kit, kw_table_cell(title->table, title->rows.first, KW_TI_OFFICE), KW_STR("territorial"));
}

/* A title goes before its bearer, but "Camat Neglasari, Kabupaten Tangerang, ..." and "Kapolsek Beji AKP Nyoto" say of where. */
static void from_title(const kw_naming *g, const kw_piece *p, const kw_piece *title, points *s) {
    const kw_piece *next = p + 1, *end = g->pieces + g->at->first_piece + g->at->n_pieces;
    uint32_t after = p->first + p->n;
    bool office = kw_str_is(kw_table_cell(title->table, title->rows.first, KW_TI_USE), "office");
    const kw_atom *self = &g->atoms[p->first];
    bool letters = p->n == 1 && (self->flags & KW_ATOM_ALLCAPS) && self->form.n > 2 && !g->at->shouting;
    /* "Koordinator AMPB Supriyono" */
    if (letters && next < end && next->first == after && (next->type == KW_P_RUN || next->type == KW_P_PERSON)) { s->org += 8; return; }
    bool given = kw_table_find(g->kit->given, self->form).n != 0, somebody = next < end && (next->type == KW_P_RUN || next->type == KW_P_PERSON);
    bool territory = !g->lang->heads_last && p->n < 3 && !given && kw_title_of_territory(g, title);
    bool addressed = next < end && next->first == after && next->type == KW_P_TITLE;
    if (territory && addressed) { s->place += 8; return; }              /* "Kapolsek Beji AKP Nyoto" */
    /* "Wali Nagari Toboh, Firdaus" */
    if (territory && somebody && (next->first == after || (next->first == after + 1 && kw_str_is(g->atoms[after].form, ",")))) {
        s->place += 8;
        return;
    }
    if (territory) { s->person += 3; return; }                          /* "dilantik sebagai Camat Watulimo" */
    bool holder = somebody && next->n > 1 && next->first == after + 1 && kw_str_is(g->atoms[after].form, ",") &&
        kw_table_find(g->kit->given, g->atoms[next->first].form).n;
    if (!g->lang->heads_last && holder && !given && p->n < 4) { s->org += 8; return; }          /* "Direktur Nusa Prima, Hendra Kosasih" */
    if (office && p->n < 3 && next < end) {
        bool place = next->first == after + 1 && kw_str_is(g->atoms[after].form, ",") && (next->type == KW_P_PLACE || next->type == KW_P_COUNTRY) &&
            !next->locative;
        bool rank = next->first == after && next->type == KW_P_TITLE &&
            kw_str_is(kw_table_cell(next->table, next->rows.first, KW_TI_USE), "honorific");
        bool part = next->first == after && (next->type == KW_P_ORG || next->type == KW_P_AGENT);          /* "Kepala Lemdiklat Polri" */
        bool house = !title->sector.n || kw_sector_is(&g->kit->ontology, title->sector, KW_SECTOR_HOUSE);
        if ((part && p->n == 1) || (rank && house)) { s->org += 8; return; }
        if ((place && p->n == 1) || rank) { s->place += 8; return; }
    }
    s->person += kw_str_is(kw_table_cell(title->table, title->rows.first, KW_TI_USE), "role") ? 4 : 6;
}

/* "Direktur Yayasan Pijar Timur Vinsen Beda", "Kepala Dinkes Indramayu Deden": a title, of what, and then no word but names. */
static bool holds_office(const kw_naming *g, const kw_piece *p, const kw_piece *q) {
    if (g->lang->heads_last || p->type != KW_P_RUN || p->n > 5 ||
        (q->type != KW_P_PLACE && q->type != KW_P_ORG && q->type != KW_P_COUNTRY && q->type != KW_P_AGENT))
        return false;
    uint32_t common = 0;
    for (uint32_t i = p->first; i < p->first + p->n; i++) {
        common += (g->atoms[i].flags & KW_ATOM_COMMON) != 0;
        if (kw_atom_is(g, i, KW_USE_PART) || (p->n == 1 && g->atoms[i].flags & (KW_ATOM_ALLCAPS | KW_ATOM_FOREIGN))) return false;
    }
    return common * 2 < p->n && !(g->atoms[p->first].flags & KW_ATOM_COMMON) && of_office(g, q);
}

static void from_left(const kw_naming *g, const kw_piece *p, points *s) {
    const kw_atom *b = atom_before(g, p);
    if (p > &g->pieces[g->at->first_piece]) {
        const kw_piece *q = p - 1;
        bool next_to = q->first + q->n == p->first;
        if (next_to && q->type == KW_P_TITLE) from_title(g, p, q, s);
        else if ((next_to || (q->first + q->n + 1 == p->first && kw_atom_is(g, p->first - 1, KW_USE_STOP))) && holds_office(g, p, q))
            s->person += SURE;
        else if (next_to && q->type == KW_P_PLACE && of_office(g, q)) s->person += 4;            /* "Kapolres Malang Suprapto" */
        if (next_to && q->type == KW_P_AGENT) s->org += 2;
        if (next_to && q->type == KW_P_COUNTRY && p->n > 1) s->person += 1;
    }
    if (p->locative) s->place += 4;
    from_list(g, p, s);
    if (!b) return;
    uint32_t i = p->first - 1;
    kw_rows body = kw_table_find(g->lang->org_words, b->form);
    bool before = body.n && kw_str_is(kw_table_cell(g->lang->org_words, body.first, KW_OW_SIDE), "before");
    bool name = g->atoms[p->first].flags & (KW_ATOM_COMMON | KW_ATOM_FOREIGN) || kw_table_find(g->kit->given, g->atoms[p->first].form).n;
    if (before) s->org += name ? 2 : SURE;                              /* "Saham Arkora", "mahasiswa Unisba", but "mahasiswa Budi" */
    else if (body.n && !(b->flags & KW_ATOM_CAPITAL)) s->org += 4;
    if (kw_atom_is(g, i, KW_USE_LED)) s->person += 4;                   /* "kelompok pimpinan Aibon Kogoya" */
    if (kw_table_find(g->lang->place_words, b->form).n) s->place += 3;
    const kw_atom *a = atom_after(g, p), *self = &g->atoms[p->first];
    bool word = p->n == 1 && (self->flags & KW_ATOM_COMMON) && (!a || (a->flags & KW_ATOM_PUNCT));         /* "kata Sandi." */
    if (kw_atom_is(g, i, KW_USE_SPEECH)) s->person += word ? 9 : 3;
    if (kw_atom_is(g, i, KW_USE_NAMED)) s->person += 2;
}

/* "Holmes, a former ambassador, ...", "Rahman, yang ditangkap ...": the sentence's first word, and who he is. */
static bool told_of(const kw_naming *g, const kw_piece *p, uint32_t comma) {
    const kw_atom *a = &g->atoms[p->first];
    if (p->n > 1 || !(a->flags & KW_ATOM_START) || (a->flags & (KW_ATOM_COMMON | KW_ATOM_ALLCAPS)) || !kw_str_is(g->atoms[comma].form, ","))
        return false;
    const kw_piece *q = p + 1, *end = g->pieces + g->at->first_piece + g->at->n_pieces;
    if (comma + 1 < g->n_atoms && kw_atom_is(g, comma + 1, KW_USE_WHO)) return true;
    for (; q < end && q->first <= comma + 4; q++)
        if (q->type == KW_P_TITLE) return true;
    return false;
}

static size_t points_in(kw_str s) {
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) n += s.p[i] == '.';
    return n;
}

/* "Rahmadi, BSc", "Suryadi, SH.", "Sutrisno, M.Sc.": letters behind a comma. */
static bool degree_at(const kw_naming *g, uint32_t i) {
    const kw_atom *a = &g->atoms[i];
    uint32_t end = g->at->first_atom + g->at->n_atoms;
    bool capital = false;
    size_t at = 0;
    if (i >= end || i == g->at->first_atom || !kw_str_is(a[-1].form, ",") || a->form.n - points_in(a->form) > 4) return false;
    if (i + 1 < end && !(a[1].flags & KW_ATOM_PUNCT) && !points_in(a->form)) return false;
    kw_str text = kw_str_at(g->words->text, a->at);
    if (!kw_utf8_is_upper(kw_utf8_next(text, &at))) return false;
    while (at < text.n) capital |= kw_utf8_is_upper(kw_utf8_next(text, &at));
    return capital;
}

/* The same of a piece behind a run or a name known by its shape. */
static bool is_degree(const kw_naming *g, const kw_piece *p) {
    const kw_piece *q = p - 1;
    if (p->n > 1 || p == &g->pieces[g->at->first_piece] || q->first + q->n + 1 != p->first) return false;
    if (q->type != KW_P_RUN && q->type != KW_P_PERSON && !q->shape) return false;
    return degree_at(g, p->first);
}

/* "Asosiasi Nelayan Selatan (ANS)" */
static bool acronym_follows(const kw_naming *g, const kw_piece *p) {
    const kw_atom *a = atom_after(g, p);
    uint32_t i = p->first + p->n + 1;
    return a && kw_str_is(a->form, "(") && i < g->n_atoms && (g->atoms[i].flags & KW_ATOM_ALLCAPS);
}

/* "Hendi Prio Santoso (HPS)": a letter for each of two or three words, none of which is one of organisations. */
static bool initials_follow(const kw_naming *g, const kw_piece *p) {
    kw_str letters = g->atoms[p->first + p->n + 1].form;
    if (p->type != KW_P_RUN || p->n < 2 || p->n > 3 || letters.n != p->n) return false;
    for (uint32_t k = 0; k < p->n; k++)
        if (g->atoms[p->first + k].form.p[0] != letters.p[k] || g->atoms[p->first + k].flags & (KW_ATOM_COMMON | KW_ATOM_FOREIGN)) return false;
    return true;
}

/* "... Hubungan Masyarakat Kementerian Keuangan Rosmauli mengatakan": whoever speaks right behind a known body is one of its people. */
static bool speaks_for(const kw_naming *g, const kw_piece *p) {
    if (g->lang->heads_last || p == &g->pieces[g->at->first_piece] || p->type != KW_P_RUN || p->n > 4) return false;
    const kw_piece *q = p - 1;
    for (uint32_t i = p->first; i < p->first + p->n; i++)
        if (g->atoms[i].flags & (KW_ATOM_COMMON | KW_ATOM_ALLCAPS)) return false;
    return q->first + q->n == p->first && (q->type == KW_P_ORG || q->type == KW_P_AGENT) && q->table;
}

/* "..., Kardi Warnika, berpendapat": a plain name between commas, and a word of speech behind it. */
static bool speaks_aside(const kw_naming *g, const kw_piece *p) {
    uint32_t i = p->first + p->n, end = g->at->first_atom + g->at->n_atoms;
    if (g->lang->heads_last || p->type != KW_P_RUN || p->n < 2 || p->n > 4 || i + 1 >= end || p->first < g->at->first_atom + 1) return false;
    if (!kw_str_is(g->atoms[i].form, ",") || !kw_str_is(g->atoms[p->first - 1].form, ",") || !kw_atom_is(g, i + 1, KW_USE_SPEECH)) return false;
    for (uint32_t k = p->first; k < i; k++)
        if (g->atoms[k].flags & (KW_ATOM_COMMON | KW_ATOM_FOREIGN | KW_ATOM_ALLCAPS)) return false;
    return true;
}

static void from_right(const kw_naming *g, const kw_piece *p, points *s) {
    const kw_atom *a = atom_after(g, p);
    if (!a) return;
    uint32_t i = p->first + p->n;
    if (kw_atom_is(g, i, KW_USE_SPEECH)) s->person += speaks_for(g, p) ? SURE : 3;
    if (speaks_aside(g, p)) s->person += SURE;
    if (p->n == 1 && (a->flags & KW_ATOM_NUMBER)) s->person -= 4;       /* "Daop 1" */
    if (kw_str_is(a->form, "(")) {
        bool number = i + 1 < g->n_atoms && (g->atoms[i + 1].flags & KW_ATOM_NUMBER);
        if (number) s->person += 2;                                     /* an age */
        if (acronym_follows(g, p)) *(initials_follow(g, p) ? &s->person : &s->org) += 4;
    }
    kw_rows kind = g->lang->heads_last && !(a->flags & KW_ATOM_CAPITAL) ? kw_table_find(g->lang->place_words, a->form) : (kw_rows){ 0, 0 };
    if (kind.n && kw_str_is(kw_table_cell(g->lang->place_words, kind.first, KW_OW_SIDE), "last")) s->place += 5;         /* "Surin province" */
    kw_rows body = g->lang->heads_last && !(a->flags & KW_ATOM_CAPITAL) ? kw_table_find(g->lang->org_words, a->form) : (kw_rows){ 0, 0 };
    if (body.n && kw_str_is(kw_table_cell(g->lang->org_words, body.first, KW_OW_SIDE), "last")) s->org += 3;            /* "the Tisza party" */
    if (told_of(g, p, i)) s->person += 3;
    const kw_piece *q = p + 1;
    if (degree_at(g, i + 1)) s->person += 8;
    if (q < g->pieces + g->at->first_piece + g->at->n_pieces && kw_str_is(a->form, ",") && q->first == i + 1 &&
        (q->type == KW_P_PLACE || q->type == KW_P_COUNTRY) && !(q->first + q->n < g->n_atoms && q->locative))
        s->place += 2;
}

static uint8_t best_of(const points *s) {
    if (s->org > s->person && s->org >= s->place) return KW_P_ORG;
    if (s->place > s->person) return KW_P_PLACE;
    return s->person > 0 ? KW_P_PERSON : KW_P_NONE;
}

static uint64_t word_hash(const kw_naming *g, uint32_t atom) { return kw_hash(g->atoms[atom].form) | 1; }

static seen_word *slot_of(const seen *s, uint64_t hash) {
    uint32_t at = (uint32_t)(hash >> 8) & s->mask;
    while (s->v[at].hash && s->v[at].hash != hash) at = (at + 1) & s->mask;
    return &s->v[at];
}

static uint64_t pair_hash(const kw_naming *g, uint32_t atom) {
    return kw_hash_mix(kw_hash(g->atoms[atom].form), kw_hash(g->atoms[atom + 1].form)) | 1;
}

/* "PT Huayi Karsa Nusantara" is "Huayi Karsa" or "Huayi" elsewhere: the first words of the name of a body that is no state's, the one alone
 * where it is no word, no first name and no place. */
static void remember_body(const kw_naming *g, const kw_piece *p, const seen *s) {
    uint32_t i = p->first, end = p->first + p->n;
    if (p->type != KW_P_ORG || !p->shape || p->table || kw_sector_is(&g->kit->ontology, p->sector, KW_SECTOR_STATE)) return;
    if (kw_table_find(g->lang->org_words, g->atoms[i].form).n) i++;
    const kw_atom *a = &g->atoms[i];
    if (i + 1 >= end || !(a->flags & KW_ATOM_CAPITAL)) return;
    bool word = a->flags & (KW_ATOM_COMMON | KW_ATOM_FOREIGN),
        name = kw_table_find(g->kit->given, a->form).n || kw_table_find(g->kit->places, a->form).n;
    if (i + 2 < end && (a[1].flags & KW_ATOM_CAPITAL) && !(word && a[1].flags & KW_ATOM_COMMON)) {
        seen_word *pair = slot_of(s, pair_hash(g, i));
        *pair = (seen_word){ pair_hash(g, i), KW_P_ORG };
    }
    seen_word *w = slot_of(s, word_hash(g, i));
    if (!word && !name && !w->hash) *w = (seen_word){ word_hash(g, i), KW_P_ORG };
}

static void remember_bodies(kw_naming *g, const seen *s) {
    for (size_t i = 0; i < g->words->n_sentences; i++) {
        g->at = &g->sentences[i];
        kw_name_lang_of(g, (uint32_t)i);
        for (uint32_t k = 0; k < g->at->n_pieces; k++) remember_body(g, &g->pieces[g->at->first_piece + k], s);
    }
}

static void remember(const kw_naming *g, const kw_piece *p, const seen *s) {
    if (p->type != KW_P_PERSON && p->type != KW_P_ORG && p->type != KW_P_PLACE) return;
    bool place = p->type == KW_P_PLACE && p->n == 2 && p->shape;         /* "Desa Motoling": "Motoling" */
    if (p->type != KW_P_PERSON && p->n > 1 && !place) return;
    for (uint32_t i = p->first + place; i < p->first + p->n && i < p->first + 5; i++) {
        /* "Cook" of Robin Cook: name_run.c asks more before it takes the word */
        bool first = i == p->first && (p->table || !g->lang->heads_last);
        bool alone = p->type == KW_P_PERSON && (i + 1 == p->first + p->n || first);
        if ((g->atoms[i].flags & KW_ATOM_COMMON) && p->n > 1 && !alone) continue;
        seen_word *w = slot_of(s, word_hash(g, i));
        if (!w->hash || (p->type == KW_P_PERSON && p->n > 1 && w->type == KW_P_ORG)) *w = (seen_word){ word_hash(g, i), p->type };
    }
}

/* Agencies and outlets have a table of their own. */
static bool is_outlet(const kw_naming *g, kw_piece *p) {
    kw_outlet o;
    kw_span at = { g->atoms[p->first].at.start, g->atoms[p->first + p->n - 1].at.end }, rest = at;
    if (p->n > 1 && p->type == KW_P_ORG) rest.start = g->atoms[p->first + 1].at.start;           /* "Televisi Al-Jazeera" */
    if (!kw_outlet_named(g->kit->know, kw_str_at(g->words->text, at), &o) &&
        (rest.start == at.start || !kw_outlet_named(g->kit->know, kw_str_at(g->words->text, rest), &o))) return false;
    p->type = KW_P_ORG;
    p->country = o.country;
    p->sector = g->kit->of_press;
    return true;
}

/* What the points make of a run: a type, or KW_P_NONE. */
static uint8_t by_points(const kw_naming *g, const kw_piece *p, const points *x) {
    const kw_atom *a = &g->atoms[p->first], *before = atom_before(g, p);
    uint8_t type = best_of(x);
    if (type == KW_P_ORG && x->org < 2) type = KW_P_NONE;
    if (p->n == 1 && (kw_atom_is(g, p->first, KW_USE_PART) || is_degree(g, p))) return KW_P_NONE;
    bool weak = p->n == 1 && x->person < 3 && x->org < 3 && x->place < 3;
    if (weak && (g->at->title_case || ((a->flags & KW_ATOM_START) && a->upos != KW_PROPN))) type = KW_P_NONE;
    if (g->at->n_atoms < 3 && p->n == 1) type = KW_P_NONE;
    if (p->n == 1 && (a->flags & KW_ATOM_ALLCAPS) && before && before->upos == KW_NUM) type = KW_P_NONE;       /* "9,8 miliar USD" */
    return type;
}

static unsigned class_of(uint8_t type) {
    return type == KW_P_PERSON ? KW_RUN_PERSON : type == KW_P_ORG ? KW_RUN_ORG : type == KW_P_PLACE ? KW_RUN_PLACE : KW_RUN_NONE;
}

/* Two or more capitalised words of no language we know, but for a first name ("Didik Supranoto"), outside quotation marks. */
static bool plain_name(const kw_naming *g, const kw_piece *p) {
    if (p->n < 2 || p->n > 4 || g->at->title_case || g->at->shouting || in_quotes(g, p)) return false;
    for (uint32_t i = p->first; i < p->first + p->n; i++) {
        bool given = i == p->first && kw_table_find(g->kit->given, g->atoms[i].form).n;
        uint16_t not = given ? KW_ATOM_ALLCAPS : KW_ATOM_COMMON | KW_ATOM_FOREIGN | KW_ATOM_ALLCAPS;
        if ((g->atoms[i].flags & not) || !(g->atoms[i].flags & KW_ATOM_CAPITAL)) return false;
    }
    return true;
}

/* "Mercury Records": its last word says that it is a body. */
static bool ends_as_body(const kw_naming *g, const kw_piece *p) {
    kw_rows r = kw_table_find(g->lang->org_words, g->atoms[p->first + p->n - 1].form);
    return p->type == KW_P_ORG && p->n > 1 && r.n && kw_str_is(kw_table_cell(g->lang->org_words, r.first, KW_OW_SIDE), "last") && !in_quotes(g, p);
}

/* "Gampong Meunasah Papeun": a word for a village, a district or a street before it. */
static bool names_unit(const kw_naming *g, const kw_piece *p) {
    kw_rows r = kw_table_find(g->lang->place_words, g->atoms[p->first].form);
    if (p->type != KW_P_PLACE || !r.n || g->at->title_case || in_quotes(g, p)) return false;
    return kw_str_is(kw_table_cell(g->lang->place_words, r.first, KW_OW_SIDE), "unit");
}

/* The model, where the language has one, weighs the points' type among all else. */
static uint8_t learned(const kw_naming *g, const kw_piece *p, const points *x, uint8_t type) {
    static const uint8_t types[KW_RUN_CLASSES] = { KW_P_NONE, KW_P_PERSON, KW_P_ORG, KW_P_PLACE };
    uint64_t feature[KW_RUN_FEATURES];
    if (!g->lang->runs.weight && !g->kit->watch) return type;
    bool sure = (type == KW_P_PERSON && x->person >= SURE) || (type == KW_P_PLACE && x->place >= SURE) || (type == KW_P_ORG && x->org >= SURE);
    if (!g->kit->watch && sure) return type;
    size_t n = kw_run_features(g, p, x, class_of(type), feature);
    if (g->kit->watch) g->kit->watch(g->kit->watcher, g, p, class_of(type), feature, n);
    if (!g->lang->runs.weight || (p->n == 1 && (kw_atom_is(g, p->first, KW_USE_PART) || is_degree(g, p)))) return type;
    uint8_t best = types[kw_run_best(&g->lang->runs, feature, n, NULL)];
    bool organ = p->type == KW_P_ORG && kw_sector_is(&g->kit->ontology, p->sector, KW_SECTOR_ORGAN);
    if ((best == KW_P_PLACE && organ) || (best == KW_P_ORG && p->type == KW_P_PLACE)) return type;         /* "Kodim 0304", "SMP 3" */
    if (best == KW_P_PERSON && p->type != KW_P_RUN) return type;             /* it has a word of organisations or places */
    if (best == KW_P_NONE && p->type == KW_P_ORG && (acronym_follows(g, p) || ends_as_body(g, p))) return type;
    if (best == KW_P_NONE && names_unit(g, p)) return type;
    if (best == KW_P_NONE && p->type == KW_P_ORG && p->n > 2 && kw_sector_is(&g->kit->ontology, p->sector, KW_SECTOR_ORGAN)) return type;
    return best == KW_P_NONE && type == KW_P_PERSON && plain_name(g, p) ? type : best;
}

/* "XVII" alone. */
static bool is_numeral(const kw_naming *g, const kw_piece *p) {
    kw_str s = g->atoms[p->first].form;
    bool numeral = s.n > 1 && (g->atoms[p->first].flags & KW_ATOM_ALLCAPS);
    for (size_t i = 0; i < s.n; i++) numeral = numeral && memchr("ivx", s.p[i], 3);
    return numeral;
}

static void judge(const kw_naming *g, kw_piece *p, const seen *s, bool single) {
    points x = { 0, 0, 0 };
    if ((p->type == KW_P_RUN || p->type == KW_P_ORG) && is_outlet(g, p)) return;
    if (single && p->type == KW_P_RUN && (kw_atom_is(g, p->first, KW_USE_PART) || is_numeral(g, p))) { p->type = KW_P_NONE; return; }
    if (single && p->type == KW_P_RUN) {
        const seen_word *w = slot_of(s, word_hash(g, p->first));
        if (w->hash) { p->type = w->type; p->short_form = w->type == KW_P_PERSON; return; }
        if (p->short_form) { p->type = KW_P_NONE; return; }
    }
    if (p->n == 2 && p->type == KW_P_RUN && slot_of(s, pair_hash(g, p->first))->hash) { p->type = KW_P_ORG; return; }
    from_words(g, p, &x);
    from_left(g, p, &x);
    from_right(g, p, &x);
    p->type = learned(g, p, &x, p->type == KW_P_RUN ? by_points(g, p, &x) : p->type);
    p->short_form = p->n == 1 && p->type == KW_P_PERSON;
}

/* "Asosiasi X (AX)", "(Apindo)": what stands in brackets right after a name is the name again. */
static void brackets(const kw_naming *g, kw_piece *p) {
    const kw_atom *b = atom_before(g, p), *a = atom_after(g, p);
    if (!b || !a || !kw_str_is(b->form, "(") || !kw_str_is(a->form, ")") || p == &g->pieces[g->at->first_piece]) return;
    const kw_piece *q = p - 1;
    if (q->first + q->n + 1 == p->first && p->n == 1 &&
        (q->type == KW_P_ORG || (q->type == KW_P_AGENT && (g->atoms[p->first].flags & KW_ATOM_ALLCAPS))))
        p->type = KW_P_ORG;
}

static void judge_sentences(kw_naming *g, const seen *s, bool single) {
    for (size_t i = 0; i < g->words->n_sentences; i++) {
        g->at = &g->sentences[i];
        kw_name_lang_of(g, (uint32_t)i);
        for (uint32_t k = 0; k < g->at->n_pieces; k++) {
            kw_piece *p = &g->pieces[g->at->first_piece + k];
            bool open = p->type == KW_P_RUN || (p->shape && !p->table && (p->type == KW_P_ORG || p->type == KW_P_PLACE));
            if (open && (p->n == 1) == single) {
                judge(g, p, s, single);
                brackets(g, p);
            }
            remember(g, p, s);
        }
    }
}

bool kw_shape_runs(kw_naming *g) {
    seen s = { NULL, 63 };
    while (s.mask < g->n_pieces * 12) s.mask = s.mask * 2 + 1;
    if (!(s.v = kw_alloc_n(g->mem, s.mask + 1, sizeof *s.v))) return false;
    remember_bodies(g, &s);
    judge_sentences(g, &s, false);
    judge_sentences(g, &s, true);
    return true;
}
