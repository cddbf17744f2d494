/* SPDX-License-Identifier: MIT
 * Words that make a run of capitalised words the name of a body or of a place, where in it they stand, and what a body is for. */
#include "mark/name_look.h"

kw_rows kw_side_row(const kw_table *t, kw_str form, const char *side) {
    kw_rows r = kw_table_find(t, form);
    if (r.n && !kw_str_is(kw_table_cell(t, r.first, KW_OW_SIDE), side)) r.n = 0;
    return r;
}

/* The word of organisations or places, of one or more words ("rumah sakit"), that begins at i and a name follows. *n: its atoms. */
kw_rows kw_first_words(const kw_naming *g, const kw_table *t, uint32_t i, uint32_t *n) {
    kw_hit hit;
    kw_rows none = { 0, 0 };
    *n = 0;
    if (!kw_longest(g, t, i, UINT32_MAX, &hit)) return none;
    kw_str side = kw_table_cell(t, hit.rows.first, KW_OW_SIDE);
    bool begins = kw_str_is(side, "first") || kw_str_is(side, "unit") || kw_str_is(side, "firm");
    if (!begins && !(kw_str_is(side, "loose") && capital(g, i))) return none;        /* "daerah" is no part of a name */
    *n = hit.n;
    return hit.rows;
}

/* "kecamatan", "desa", "jalan": what is named after hills and rivers, too. */
bool kw_is_unit(const kw_naming *g, uint32_t i) {
    kw_hit hit;
    return kw_longest(g, g->lang->place_words, i, UINT32_MAX, &hit) && cell_is(&hit, KW_OW_SIDE, "unit");
}

/* "Union of Journalists": many who have a part to play. */
bool kw_many_with_part(const kw_naming *g, uint32_t i, const kw_found *f) {
    const kw_atom *a = &g->atoms[i];
    if (!g->lang->heads_last || f->type != KW_P_TITLE || f->hit.n > 1 || !cell_is(&f->hit, KW_TI_USE, "role")) return false;
    return a->upos != KW_VERB && !kw_str_eq(a->lemma, a->form);
}

static bool is_organ(const kw_naming *g, kw_rows word) {
    return kw_sector_is(&g->kit->ontology, kw_table_cell(g->lang->org_words, word.first, KW_OW_SECTOR), KW_SECTOR_ORGAN);
}

/* Is one of the next words in capitals the last of a body's name? */
bool kw_body_ends(const kw_naming *g, uint32_t from) {
    enum { REACH = 3 };
    for (uint32_t k = from; k < from + REACH && capital(g, k) && kw_found_at(g, k).hit.n < 2; k++)
        if (kw_side_row(g->lang->org_words, g->atoms[k].form, "last").n) return true;
    return false;
}

/* ---- what a body of the state is for: "Dinas Perumahan, Kawasan Permukiman, dan Pertanahan" ---- */

enum { FIELD_WORDS = 4 };              /* atoms */

/* May the word be one of a field: in small letters it would name nobody, and no body begins with it? */
static bool word_of_field(const kw_naming *g, uint32_t k, const kw_found *f) {
    uint32_t words;
    if (flags(g, k) & (KW_ATOM_ALLCAPS | KW_ATOM_JOINED) || kw_atom_is(g, k, KW_USE_STOP)) return false;
    if (kw_first_words(g, g->lang->org_words, k, &words).n) return false;
    bool kin = f->type == KW_P_TITLE && cell_is(&f->hit, KW_TI_USE, "kin");          /* "Perlindungan Anak" */
    if (f->type != KW_P_NONE && f->type != KW_P_AGENT && !kin && !kw_many_with_part(g, k, f)) return false;
    return flags(g, k) & KW_ATOM_COMMON || !kw_table_find(g->kit->given, g->atoms[k].form).n;
}

/* The end of one field at i: words in capitals that no table has as a name, and no person's; i: there is none. */
static uint32_t past_field(const kw_naming *g, uint32_t i) {
    uint32_t k = i;
    for (; k < i + FIELD_WORDS && capital(g, k); k++) {
        kw_found f = kw_found_at(g, k);
        if (k > i && (f.type == KW_P_PLACE || f.type == KW_P_COUNTRY || kw_is_unit(g, k))) return k;        /* "... dan Pertanahan Kota Batu" */
        if (!word_of_field(g, k, &f)) return i;
    }
    return capital(g, k) ? i : k;
}

/* Behind a state's body that a field names, which ends at i: over the further ones, of which the last is joined by a word; i: there are none. */
uint32_t kw_past_fields(const kw_naming *g, uint32_t i) {
    uint32_t k = i, next;
    bool several = false, known = false;
    while (k + 1 < end_of(g)) {
        bool comma = kw_str_is(g->atoms[k].form, ","), and = kw_atom_is(g, k + comma, KW_USE_AND);
        if (!comma && !and) return i;
        next = past_field(g, k + comma + and);
        if (next == k + comma + and) return i;
        known = flags(g, next - 1) & (KW_ATOM_COMMON | KW_ATOM_BUILT);
        if (and) return several || known ? next : i;
        several = true;
        k = next;
    }
    return i;
}

/* Do the atoms from `first` up to `end` say that it is a body of the state and what for: "Badan Meteorologi", "Ministry of Energy"? */
bool kw_body_with_field(const kw_naming *g, uint32_t first, uint32_t end) {
    kw_rows r = kw_table_find(g->lang->org_words, g->atoms[first].form);
    if (!r.n || end < first + 2 || end > first + 2 * FIELD_WORDS || !is_organ(g, r) || !kw_plain_case(g) || !capital(g, first)) return false;
    if (g->lang->heads_last && !kw_atom_is(g, first + 1, KW_USE_ORGLINK)) return false;
    for (uint32_t i = first; i < end; i++)
        if (flags(g, i) & (KW_ATOM_ALLCAPS | KW_ATOM_NUMBER | KW_ATOM_JOINED)) return false;
    return true;
}

/* "Department of Health": a body called by a word alone, and what it is for. */
bool kw_body_for(const kw_naming *g, uint32_t i, const kw_found *f) {
    if (f->type != KW_P_AGENT || f->hit.n > 1 || !capital(g, i) || !g->lang->heads_last || !kw_plain_case(g)) return false;
    if (i + 2 >= end_of(g) || !kw_atom_is(g, i + 1, KW_USE_ORGLINK) || kw_atom_is(g, i + 1, KW_USE_AND | KW_USE_WITHIN)) return false;
    return kw_side_row(g->lang->org_words, g->atoms[i].form, "last").n && past_field(g, i + 2) > i + 2;
}

/* "National Front for Democracy", "Farmers Union", "National Taiwan University": a word for many begins a body's name. */
bool kw_many_of_body(const kw_naming *g, uint32_t i, const kw_found *f) {
    if (f->type != KW_P_AGENT || f->hit.n > 1 || !cell_is(&f->hit, KW_AG_KIND, "group")) return false;
    if (!g->lang->heads_last || !capital(g, i) || !capital(g, i + 1) || !kw_plain_case(g)) return false;
    kw_rows body = kw_side_row(g->lang->org_words, g->atoms[i + 1].form, "last");
    return body.n ? !is_organ(g, body) && kw_found_at(g, i + 1).hit.n < 2 : kw_body_ends(g, i + 1);
}

