/* SPDX-License-Identifier: MIT
 * The name in a phrase: what of "the Indonesian National Police" or "Kapolres Malang" is the name that a register of names would
 * have. A body's name takes in the state or place it belongs to where that is part of how it is called; titles are no part of a name. */
#include "mark/name_parts.h"

static bool is_where(const kw_piece *q) { return q->type == KW_P_PLACE || q->type == KW_P_COUNTRY; }

/* Where heads come first a body's name goes on in the place or state right behind it: "Polres Bekasi Kota", "STKS Bandung". */
static uint32_t end_behind(const kw_naming *g, const kw_phrase *p, uint32_t end) {
    for (uint32_t k = p->head + 1; k <= p->last_piece; k++) {
        const kw_piece *next = &g->pieces[k];
        if (!is_where(next) || next->first != end) break;
        end += next->n;
    }
    return end;
}

/* Is every word of the piece written with a capital, but for those that link ("of", "dan")? */
static bool all_capitals(const kw_naming *g, const kw_piece *q) {
    for (uint32_t i = q->first; i < q->first + q->n; i++)
        if (!(g->atoms[i].flags & (KW_ATOM_CAPITAL | KW_ATOM_CLITIC)) && !kw_atom_is(g, i, KW_USE_ORGLINK)) return false;
    return true;
}

/* Is it a word of bodies that ends the piece, or that it begins with: "Supreme Court", "Forum for the Environment"? */
static bool has_body_word(const kw_naming *g, const kw_piece *q) {
    return kw_table_find(g->lang->org_words, g->atoms[q->first + q->n - 1].form).n || kw_table_find(g->lang->org_words, g->atoms[q->first].form).n;
}

/* Where heads come last it goes on behind "of": "Supreme Court of Pakistan", "University of the Philippines". */
static uint32_t end_over_of(const kw_naming *g, const kw_phrase *p, uint32_t end) {
    const kw_piece *q = &g->pieces[p->head];
    if (p->head + 1 > p->last_piece || !kw_plain_case(g) || q->table == g->kit->organisations) return end;
    const kw_piece *next = q + 1;
    uint32_t of = next->first > end && kw_atom_is(g, next->first - 1, KW_USE_THE) ? next->first - 2 : next->first - 1;
    bool linked = of == end && kw_atom_is(g, of, KW_USE_ORGLINK) && kw_atom_is(g, of, KW_USE_OF);
    return linked && is_where(next) && (g->atoms[next->first].flags & KW_ATOM_CAPITAL) ? next->first + next->n : end;
}

/* ... and begins with the state or place before it: "Indonesian National Police", "Jakarta Police". */
static uint32_t start_before(const kw_naming *g, const kw_phrase *p, uint32_t first) {
    const kw_piece *q = &g->pieces[p->head], *before = q - 1;
    if (p->head == p->first_piece || !kw_plain_case(g) || !has_body_word(g, q)) return first;
    bool right_before = is_where(before) && before->first + before->n == first && !(g->atoms[first].flags & KW_ATOM_JOINED);
    return right_before && (g->atoms[before->first].flags & KW_ATOM_CAPITAL) ? before->first : first;
}

/* A body called by nothing but its kind, and that with capitals: "Pengadilan Negeri Purwokerto", "Polres Malang", "DPR", "the Indonesian Army".
 * `more`: a state or place is part of it. */
static bool proper_body(const kw_naming *g, const kw_piece *q, bool more) {
    kw_str kind = kw_table_cell(q->table, q->rows.first, KW_AG_KIND);
    bool body = kw_str_is(kind, "body") || kw_str_is(kind, "organisation") || kw_str_is(kind, "abroad");
    if (!kw_plain_case(g) || !body || !all_capitals(g, q)) return false;
    if (g->lang->heads_last) return more || (q->n > 1 && has_body_word(g, q));
    if (q->n > 1 || (g->atoms[q->first].flags & KW_ATOM_ALLCAPS)) return true;
    return more && kw_table_find(g->lang->org_words, g->atoms[q->first].form).n;
}

kw_called kw_name_in(const kw_naming *g, const kw_phrase *p) {
    const kw_piece *q = &g->pieces[p->head];
    kw_called bare = { q->first, q->first + q->n, q->type != KW_P_TITLE && q->type != KW_P_AGENT }, name = bare;
    bool agent = q->type == KW_P_AGENT;
    if (q->type != KW_P_ORG && !agent) return bare;
    if (g->lang->heads_last && all_capitals(g, q)) {
        name.end = end_over_of(g, p, bare.end);
        name.first = start_before(g, p, bare.first);
    } else if (!g->lang->heads_last) {
        name.end = end_behind(g, p, bare.end);
    }
    name.own = bare.own || proper_body(g, q, name.end > bare.end || name.first < bare.first);
    return name.own ? name : bare;
}
