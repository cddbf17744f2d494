/* SPDX-License-Identifier: MIT
 * The readings of a hit: each row of its pattern with its conditions and roles; the one whose words fit best is taken. */
#include "code/reader.h"

/* "between X and Y", "X and Y met": the other one is joined to the first. */
static void fill_pair(reader *r, kw_reading *out) {
    if (out->source.weight && !out->target.weight && out->both) {
        int32_t other = kw_next_conjunct(r->v, out->source.mention);
        if (other < 0) other = kw_last_conjunct(r->v, out->source.mention);
        if (other >= 0 && !kw_same_entity(r->v, other, out->source.mention)) out->target = (kw_role){ other, out->source.weight };
    }
}

static bool is_hostile(const kw_view *v, uint32_t row) {
    return kw_quad(&v->kit->ontology, kw_frame_cell(v, row, KW_FR_TYPE)) == 4 && !kw_frame_is(v, row, KW_TYPE_SHOW);
}

/* "X met Y and signed a deal", "X summoned Y and demanded an apology", "X raided a village in Y and held two shepherds": the second act of one
 * doer has the other side of the first, where both go both ways, or both do harm, or the first is held against somebody and the second asks for
 * something. */
static void fill_from_joined(const reader *r, kw_reading *out) {
    const kw_view *v = r->v;
    bool asks = kw_frame_is(v, out->row, KW_TYPE_ASKS), hostile = is_hostile(v, out->row);
    bool gives = kw_frame_is(v, out->row, KW_TYPE_PURPOSE);
    if (!(out->both || asks || hostile || gives) || !out->source.weight || out->target.weight || r->h->noun || r->passive || r->depth) return;
    uint32_t t = r->h->first;
    while (t > v->first && kw_who_at(v, t - 1) < 0 && kw_is(v, t - 1) == KW_G_FILL) t--;
    if (t == v->first || kw_who_at(v, t - 1) >= 0 || !(kw_is(v, t - 1) & KW_G_CC)) return;
    for (size_t i = r->index; i-- > 0;) {
        kw_reading first;
        if (!kw_read_at(v, r->hits, i, false, 1, &first) || first.noun) continue;
        bool against = asks && kw_quad(&v->kit->ontology, kw_frame_cell(v, first.row, KW_FR_TYPE)) == 3;
        bool well = gives && kw_quad(&v->kit->ontology, kw_frame_cell(v, first.row, KW_FR_TYPE)) <= 2;        /* "praised X and gave two boats" */
        if (!first.both && !against && !well && !(hostile && is_hostile(v, first.row))) continue;
        if (kw_same_entity(v, first.source.mention, out->source.mention)) out->target = (kw_role){ first.target.mention, 1 };
        return;
    }
}

/* "accused each other of ...", "fired at one another": what one of the joined does to the other. */
static bool to_each_other(const kw_view *v, const kw_frame_hit *h) {
    enum { EACH_REACH = 3 };
    uint32_t behind = h->first + h->n;
    for (uint32_t t = behind; t + 1 < v->end && t < behind + EACH_REACH; t++) {
        char key[32];
        kw_str a = v->tokens[t].form, b = v->tokens[t + 1].form;
        if (kw_who_at(v, t) >= 0 || a.n + b.n + 1 > sizeof key) return false;
        memcpy(key, a.p, a.n);
        key[a.n] = ' ';
        memcpy(key + a.n + 1, b.p, b.n);
        if (kw_has_class(v, (kw_str){ key, a.n + 1 + b.n }, "reciprocal")) return true;
    }
    return false;
}

/* A group, or a person whom nobody names ("an engineer"). */
static bool may_be_held(const kw_view *v, const kw_mention *m) {
    const kw_entity *e = &v->in->marks->entities[m->entity];
    return e->kind == KW_GROUP || (e->kind == KW_PERSON && !m->named && !m->pronoun && !e->actor.n &&
           !kw_sector_is(&v->kit->ontology, e->sector, KW_SECTOR_GOVERN));
}

/* "asked for the release of all prisoners": not they are asked. */
static bool frees_group(const reader *r, const kw_reading *out) {
    const kw_view *v = r->v;
    const kw_mention *m = &v->mentions[out->target.mention];
    if (!kw_frame_is(v, out->row, KW_TYPE_ASKS) || m->given_role) return false;
    bool held = may_be_held(v, m);
    uint32_t end = kw_mention_end(m);
    while (m->pronoun && end < v->end && kw_who_at(v, end) < 0 && kw_is(v, end) == KW_G_FILL) end++;         /* "his immediate release" */
    for (size_t i = r->index + 1; i < r->hits->n && r->hits->v[i].first <= end; i++) {
        if (r->hits->v[i].first < m->first ? !held : v->in->marks->entities[m->entity].kind != KW_PERSON) continue;        /* "her release" */
        kw_rows rows = r->hits->v[i].alt[0].rows;
        for (uint32_t k = rows.first; k < rows.first + rows.n; k++)
            if (kw_str_is(kw_frame_cell(v, k, KW_FR_KIND), "noun") && kw_cameo_has(&v->kit->ontology, kw_frame_cell(v, k, KW_FR_CAMEO), "release"))
                return true;
    }
    return false;
}

/* Is one side only the nearest name and the other no surer than near, and are they not of two states? Of such pairs in news at large most
 * are no act of the one on the other; between two states most are. */
static bool is_guess(const kw_view *v, const kw_reading *out, bool inner) {
    enum { SURE = 4 };
    if (!out->source.weight || !out->target.weight) return false;
    /* of what is promised or asked, where no act is told there; who refuses something mostly refuses it to whom it names */
    bool known = kw_entity_of(v, out->source.mention)->country.n && kw_entity_of(v, out->target.mention)->country.n;
    bool nearest = inner && out->target.weight == 1 && known &&
        (kw_frame_is(v, out->row, KW_TYPE_ASKS) || kw_quad(&v->kit->ontology, kw_frame_cell(v, out->row, KW_FR_TYPE)) == 1);
    if (!nearest && out->source.weight + out->target.weight >= SURE) return false;
    bool given = v->mentions[out->source.mention].given_role || v->mentions[out->target.mention].given_role;
    return !given && kw_same_country(v, out->source, out->target);
}

/* "pleaded guilty", "received information about X": a row that says that these words are no act needs nobody. */
static bool read_none(kw_reading *out) {
    out->none = true;
    out->score = 8 * out->words_fit;
    return true;
}

/* Does the row that says that there is no act hold against the other? Only words count: more of them, or as many and as many conditions. */
static bool is_no_act(const kw_reading *none, const kw_reading *act) {
    return none->n_words > act->n_words || (none->n_words == act->n_words && none->words_fit >= act->words_fit);
}

/* Of two rows the one whose words and actors fit better. */
static bool fits_better(const kw_reading *got, const kw_reading *best) {
    if (got->none == best->none) return got->score > best->score;
    return got->none ? is_no_act(got, best) : !is_no_act(best, got);
}

static bool read_row(reader *r, uint32_t row, kw_reading *out) {
    const kw_view *v = r->v;
    kw_str with = kw_frame_cell(v, row, KW_FR_WITH);
    *out = (kw_reading){ .of = v, .row = row, .source = KW_NO_ROLE, .target = KW_NO_ROLE };
    r->row = row;
    int n = kw_conditions_hold(r, with);
    if (n < 0) return false;
    out->words_fit = 4 * n + 2 * (int)r->h->n;
    if (kw_str_is(kw_frame_cell(v, row, KW_FR_TYPE), "NONE")) return read_none(out);
    r->inner = r->hostile = r->among = false;
    r->source = KW_NO_ROLE;
    kw_str both = kw_frame_cell(v, row, KW_FR_BOTH);
    bool if_pair = kw_str_is(both, "pair");
    out->both = both.n && !if_pair;
    out->object_first = r->object_first;
    out->object_end = r->object_end;
    out->source = r->source = r->they[0].weight ? r->they[0] : kw_fill_role(r, kw_frame_cell(v, row, KW_FR_SOURCE), -1, true);
    if (r->they[0].weight) out->target = r->they[1];
    r->pair = both.n && !r->h->noun && out->source.weight &&
        (kw_next_conjunct(v, out->source.mention) >= 0 || kw_last_conjunct(v, out->source.mention) >= 0);
    /* where the source comes out of a pair ("the Kenya-Uganda talks"), the target is the other of it */
    if (r->h->noun) fill_pair(r, out);
    bool mutual = !r->h->noun && !r->passive && out->source.weight && to_each_other(v, r->h);
    out->both = out->both || mutual;
    if (!out->target.weight && !mutual) out->target = kw_fill_role(r, kw_frame_cell(v, row, KW_FR_TARGET), out->source.mention, false);
    bool both_there = out->target.weight && out->source.weight;
    /* "on the embassy of X" */
    if (r->h->noun && both_there && kw_same_or_part(v, out->target.mention, out->source.mention)) out->source = KW_NO_ROLE;
    if (out->target.weight && frees_group(r, out)) out->target = KW_NO_ROLE;
    /* "rejected a truce that X proposed" */
    kw_role maker = !out->target.weight && !r->h->noun && kw_frame_is(v, row, KW_TYPE_ANSWERS) ? kw_noun_told_by(r) : KW_NO_ROLE;
    if (maker.weight && !kw_same_country(v, out->source, maker)) out->target = maker;
    if (!out->target.weight && !mutual) out->target = kw_struck_abroad(r, out->source);
    if (out->target.weight) kw_spare_victim(r, out);
    else if (if_pair && !mutual) out->both = r->pair;
    fill_pair(r, out);
    fill_from_joined(r, out);
    if (!kw_roles_fit(r, out) || is_guess(v, out, r->inner)) return false;
    out->inner = r->inner;
    out->negated = r->negated;
    out->hostile = r->hostile && r->inner;
    out->among = r->among && out->target.weight && !r->h->noun;
    /* where two fit as well, the deeper code says more */
    out->score = 8 * (out->words_fit + 3 * out->source.weight + 3 * out->target.weight) + (int)kw_frame_cell(v, row, KW_FR_CAMEO).n;
    return true;
}

bool kw_read_at(const kw_view *v, const kw_hits *hits, size_t index, bool lone, uint32_t depth, kw_reading *out) {
    kw_frame_hit h = hits->v[index];
    reader r = { .v = v, .hits = hits, .h = &h, .index = index, .depth = depth, .subject = { -1, 4 } };
    bool any = false;
    for (uint32_t a = 0; a < h.n_alt; a++) {
        h.n = h.alt[a].n;
        h.voice = h.alt[a].voice;
        r.end = kw_clause_end(v, h.first + h.n - 1);
        for (uint32_t i = 0; i < h.alt[a].rows.n; i++) {
            kw_reading got;
            uint32_t row = h.alt[a].rows.first + i;
            h.noun = kw_str_is(kw_frame_cell(v, row, KW_FR_KIND), "noun");
            if (!kw_tag_allows(v, &h, h.n, h.noun)) continue;
            r.passive = kw_is_passive(v, &h, row);
            r.from = h.first + h.n;
            if (!read_row(&r, row, &got)) continue;
            if (!lone && !got.none && !(got.source.weight && got.target.weight)) continue;
            got.n_words = h.n;
            bool better = !any || fits_better(&got, out);
            uint32_t behind = !any ? UINT32_MAX : better ? out->row : row, second = any ? out->second : UINT32_MAX;
            if (behind != UINT32_MAX && !(better ? any && out->none : got.none) &&
                !kw_str_eq(kw_frame_cell(v, behind, KW_FR_TYPE), kw_frame_cell(v, better ? row : out->row, KW_FR_TYPE)))
                second = behind;
            if (!better) {
                out->second = second;
                continue;
            }
            *out = got;
            out->second = second;
            out->voice = r.passive ? KW_PASSIVE : h.voice;
            out->noun = h.noun;
            any = true;
        }
    }
    return any && !out->none;
}

/* What the act read is about, if it is a speech act of a general code: the first frame of its complement. */
static void find_deed(const kw_view *v, const kw_hits *hits, size_t index, kw_reading *out) {
    if (!kw_has_deed(v, kw_frame_cell(v, out->row, KW_FR_CAMEO))) return;
    uint32_t behind = hits->v[index].first + hits->v[index].n, end = kw_deed_end(v, &hits->v[index]);
    for (size_t i = index + 1; i < hits->n && hits->v[i].first < end; i++) {
        kw_reading deed;
        if (hits->v[i].first < behind || !kw_read_at(v, hits, i, true, 2, &deed)) continue;
        out->deed = kw_frame_cell(v, deed.row, KW_FR_CAMEO);
        return;
    }
}

bool kw_read_hit(const kw_view *v, kw_hits *hits, size_t index, bool lone, kw_reading *out) {
    kw_frame_hit *h = &hits->v[index];
    out->none = false;
    bool read = kw_read_at(v, hits, index, lone, 0, out);
    if (out->none) h->left = "words that are no act";
    if (!read) return false;
    h->n = out->n_words;
    h->voice = out->voice;
    h->noun = out->noun;
    find_deed(v, hits, index, out);
    return true;
}
