/* SPDX-License-Identifier: MIT
 * The reports of a sentence: the readings of its hits, in order, and what each takes out of the others. */
#include "code/teller.h"

const char kw_left_no_target[] = "names no target", kw_left_no_source[] = "names no source", kw_left_nobody[] = "names nobody",
           kw_left_own_side[] = "one side with itself, or told already";

/* "refused Y's demand", "gave in to the calls of Y": Y has asked for it. What is answered was said, whatever became of it. */
static bool report_answered(const kw_view *v, kw_hits *hits, size_t h, const kw_reading *r, kw_report_list *out, size_t from) {
    if (!kw_frame_is(v, r->row, KW_TYPE_ANSWERS)) return true;
    uint32_t end = kw_clause_end(v, hits->v[h].first + hits->v[h].n - 1);
    for (size_t i = h + 1; i < hits->n && hits->v[i].first < end; i++) {
        kw_reading asked;
        if (!kw_read_hit(v, hits, i, true, &asked) || !asked.noun || asked.source.weight < 2) continue;
        /* "rejected Y's accusation" */
        bool charge = kw_cameo_has(&v->kit->ontology, kw_frame_cell(v, asked.row, KW_FR_CAMEO), "charge");
        bool blamed = charge && kw_frame_is(v, r->row, KW_TYPE_BLAMES);
        bool offered = kw_has_class(v, v->tokens[hits->v[i].first].lemma, "offered");      /* "accepted Y's offer" */
        bool by_them = v->mentions[asked.source.mention].entity == v->mentions[r->target.mention].entity;
        if (!(blamed || offered || kw_frame_is(v, asked.row, KW_TYPE_ASKS))) continue;
        if (!by_them && !(offered && kw_same_country(v, asked.source, r->target))) continue;
        kw_mode said = { .reason = KW_FACT, .cue = UINT32_MAX };
        asked.target = (kw_role){ r->source.mention, 1 };
        return kw_report_pairs(v, &hits->v[i], &asked, &said, out, from);
    }
    return true;
}

static bool gives_thanks(const kw_view *v, const kw_frame_hit *h) {
    for (uint32_t t = h->first; t < h->first + h->n; t++)
        if (kw_class_at(v, t, "thanks")) return true;
    return false;
}

/* "thanked Y for its aid", "berterima kasih atas ucapan selamat Y": Y has done it for the one who thanks. When is not told, but of words, which
 * are answered soon. */
static bool report_thanked(const kw_view *v, kw_hits *hits, size_t h, const kw_reading *r, kw_report_list *out, size_t from) {
    if (r->noun || !gives_thanks(v, &hits->v[h])) return true;
    uint32_t end = kw_clause_end(v, hits->v[h].first + hits->v[h].n - 1);
    for (size_t i = h + 1; i < hits->n && hits->v[i].first < end; i++) {
        kw_reading deed;
        if (!kw_read_hit(v, hits, i, true, &deed) || !deed.noun || kw_quad(&v->kit->ontology, kw_frame_cell(v, deed.row, KW_FR_TYPE)) > 2) continue;
        const kw_entity *doer = deed.source.weight ? kw_entity_of(v, deed.source.mention) : NULL, *thanks = kw_entity_of(v, r->source.mention);
        bool own = doer && doer == thanks;              /* "its aid": nobody thanks for his own */
        bool by_thanked = !doer || own || v->mentions[deed.source.mention].pronoun || doer == kw_entity_of(v, r->target.mention) ||
            kw_one_side(v, deed.source.mention, r->target.mention);
        bool third = deed.target.weight && kw_entity_of(v, deed.target.mention) != thanks;        /* "its support for Z" */
        if (!by_thanked || (third && !own)) continue;
        kw_mode done = { .reason = KW_FACT, .cue = UINT32_MAX };
        deed.source = (kw_role){ r->target.mention, 2 };
        if (!third) deed.target = (kw_role){ r->source.mention, 1 };
        hits->v[i].dropped = true;
        size_t before = out->n;
        if (!kw_report_pairs(v, &hits->v[i], &deed, &done, out, from)) return false;
        for (size_t x = before; x < out->n; x++)
            if (!kw_type_is(&v->kit->ontology, out->v[x].type, KW_TYPE_REMARK)) out->v[x].when = (kw_when){ 0 }, out->v[x].background = true;
        return true;
    }
    return true;
}

/* "accused Y of firing at its boats", "menuduh Y menembaki kapalnya": is the object somebody's of whom is told already? */
static bool has_possessor(const kw_view *v, const kw_frame_hit *h) {
    uint32_t end = kw_clause_end(v, h->first + h->n - 1);
    for (uint32_t t = h->first + h->n; t < end; t++) {
        const kw_token *k = &v->tokens[t];
        if (kw_is(v, t) & KW_G_VERB) return false;
        if (k->upos == KW_PRON && k->flags & KW_TOK_CLITIC && t > h->first + h->n) return true;
    }
    return false;
}

/* The reading of a hit that can be told; false: there is none, and `left` says why. */
static bool reading_of(const kw_view *v, kw_hits *hits, size_t i, kw_reading *r) {
    kw_frame_hit *h = &hits->v[i];
    h->left = "part of another frame, or only asked, promised or refused there";
    if (h->dropped) return false;
    h->left = "no row's conditions hold";
    bool read = kw_read_hit(v, hits, i, false, r);
    if (!read && !kw_read_hit(v, hits, i, true, r)) return false;
    h->left = NULL;
    if (read) return true;
    if (h->accused >= 0 && r->noun && r->target.weight && !r->source.weight) {     /* "jailed for the killing of X" */
        r->source = (kw_role){ h->accused, 2 };
        return true;
    }
    if (h->alleged && h->accuser >= 0 && !r->noun && !r->target.weight && has_possessor(v, h)) {
        r->target = (kw_role){ h->accuser, 1 };
        return true;
    }
    h->left = r->source.weight ? kw_left_no_target : r->target.weight ? kw_left_no_source : kw_left_nobody;
    kw_mark_alleged(v, hits, i, r);                /* "he was charged with killing X": nobody says by whom */
    return false;
}

/* Why a reading with both roles is not told; NULL: it is. */
static const char *silent(const kw_view *v, const kw_reading *r, const kw_mode *m) {
    if (m->supposed) return "only supposed";
    if (m->awaited && kw_quad(&v->kit->ontology, kw_frame_cell(v, r->row, KW_FR_TYPE)) <= 2) return "what is waited for";
    return kw_is_play(v, r) ? "news of sport" : NULL;
}

/* What somebody is accused or was found guilty of is told as his. */
static void charge(const kw_frame_hit *h, kw_reading *r, kw_mode *m) {
    if (!h->alleged && !h->proven) return;
    if (!r->noun) r->source = (kw_role){ h->accused, 2 };
    if (!h->alleged) return;
    m->reason = KW_ALLEGED;
    m->future = m->refused = false;
}

/* The reports of one hit; false: out of memory. */
static bool tell_hit(const kw_view *v, kw_hits *hits, size_t i, kw_reading *r, kw_report_list *out, size_t from) {
    kw_frame_hit *h = &hits->v[i];
    if (!kw_is_play(v, r)) kw_drop_parts(v, hits, i, r);
    kw_mode m = kw_mode_of(v, h);
    h->left = silent(v, r, &m);
    if (h->left) return true;
    charge(h, r, &m);
    size_t before = out->n;
    if (!kw_report_pairs(v, h, r, &m, out, from)) return false;
    if (out->n == before) h->left = kw_left_own_side;
    return report_answered(v, hits, i, r, out, from) && report_thanked(v, hits, i, r, out, from);
}

bool kw_code_sentence(const kw_view *v, kw_report_list *out) {
    kw_hits hits = { 0 };
    size_t from = out->n;
    if (!kw_hits_find(v, &hits)) return false;
    for (size_t i = 0; i < hits.n; i++) {
        kw_reading r;
        bool read = reading_of(v, &hits, i, &r);
        if (read && v->in->all && r.source.weight && !r.target.weight) {      /* where acts without a target are told: first whom the text means */
            size_t before = out->n;
            hits.v[i].left = kw_left_no_target;
            if (!kw_report_untold(v, &hits, i, &r, out, from)) return false;
            if (out->n > before) continue;
            hits.v[i].left = NULL;
        }
        if (read && !tell_hit(v, &hits, i, &r, out, from)) return false;
        bool untold = hits.v[i].left == kw_left_no_target || hits.v[i].left == kw_left_own_side || hits.v[i].left == kw_left_no_source;
        if (!kw_report_untold(v, &hits, i, &r, out, from)) return false;       /* "demanded their release": of whom is told before */
        if (untold) kw_drop_spoken(v, &hits, i, &r);
    }
    for (size_t i = 0, told = out->n; told > from && i < hits.n; i++)
        if (!kw_report_in_return(v, &hits, i, out, from)) return false;
    if (!kw_report_claim(v, &hits, out, from)) return false;
    kw_tell_left(v, &hits, out, from);
    return true;
}
