/* SPDX-License-Identifier: MIT
 * Acts whose other side is not named beside them: remarks on acts told before, claims, answers, releases, what is done in return. */
#include "code/teller.h"

/* An act without a target, for those who ask for all. */
static bool report_alone(const kw_view *v, kw_frame_hit *h, const kw_reading *r, kw_report_list *out) {
    kw_mode m = kw_mode_of(v, h);
    int32_t source = kw_named(v, r->source.mention);
    if (source < 0 || m.supposed) return true;
    h->left = NULL;
    kw_report *slot = kw_push(v->mem, (void **)&out->v, &out->n, &out->cap, sizeof *slot);
    if (!slot) return false;
    *slot = kw_base_report(h, r, &m);
    slot->source = (uint32_t)source;
    slot->source_entity = v->mentions[source].entity;
    slot->target = slot->target_entity = UINT32_MAX;
    return true;
}

/* Was the act told of in both directions? */
static bool is_mutual(const kw_report_list *told, size_t n, const kw_report *act) {
    for (size_t i = 0; i < n; i++)
        if (told->v[i].sentence == act->sentence && told->v[i].source_entity == act->target_entity &&
            told->v[i].target_entity == act->source_entity && kw_str_eq(told->v[i].type, act->type))
            return true;
    return false;
}

/* Who turns an accusation down is the one accused, or of his country; other remarks are anybody's. */
static bool may_answer(const kw_view *v, const kw_reading *r, const kw_report *act) {
    if (kw_frame_is(v, r->row, KW_TYPE_OF_DEED) || !kw_frame_is(v, r->row, KW_TYPE_BLAMES)) return true;
    /* a deal is rejected by anybody */
    if (act->target == UINT32_MAX || !kw_type_is(&v->kit->ontology, act->type, KW_TYPE_BLAMES)) return true;
    const kw_entity *x = kw_entity_of(v, r->source.mention), *y = &v->in->marks->entities[act->target_entity];
    return x == y || !x->country.n || !y->country.n || kw_str_eq(x->country, y->country);
}

enum { SAID_BACK = 1 };         /* sentences */

/* "Kim said Y's troops had fired first. Y dismissed the allegation": who has said it of Y, his last mention; -1: nobody, or the hit turns down
 * no such. */
static int32_t asserter(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, const kw_report_list *out, size_t from) {
    if (r->noun || r->source.mention < 0 || !kw_frame_is(v, r->row, KW_TYPE_BLAMES) || kw_frame_is(v, r->row, KW_TYPE_OF_DEED)) return -1;
    uint32_t t = h->first + h->n, end = kw_clause_end(v, t - 1);
    while (t < end && (kw_who_at(v, t) >= 0 || !kw_has_class(v, v->tokens[t].form, "asserted"))) t++;
    kw_str country = kw_entity_of(v, r->source.mention)->country;
    if (t == end || !country.n) return -1;
    for (size_t i = from; i-- > 0 && out->v[i].sentence + SAID_BACK >= v->sentence;) {
        const kw_report *told = &out->v[i];
        if (told->says < 0 || told->sentence >= v->sentence || !kw_str_eq(v->in->marks->entities[told->source_entity].country, country)) continue;
        for (size_t k = v->in->marks->n_mentions; k-- > 0;)
            if (v->mentions[k].sentence < v->sentence && v->mentions[k].entity == (uint32_t)told->says) return (int32_t)k;
    }
    return -1;
}

/* Turned down is what was said of somebody's own side, though nobody called it an accusation. */
static bool report_denial(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, kw_report_list *out, size_t from) {
    int32_t who = asserter(v, h, r, out, from);
    if (who < 0) return true;
    kw_mode m = kw_mode_of(v, h);
    kw_report rep = kw_base_report(h, r, &m);
    return m.supposed || m.awaited || kw_tell_pair(v, out, from, &rep, r->source.mention, who);
}

/* The act that a remark is about: one that was told of, or one that names nobody it was done to (then written to `alone`). */
static const kw_report *act_meant(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, const kw_report_list *out, size_t from,
                                  kw_str who_says, kw_report *alone) {
    const kw_report *act = kw_act_taken_up(v, h, r->voice == KW_PASSIVE, out, from, who_says);
    uint32_t noun = act ? UINT32_MAX : kw_remark_noun(v, h, r->voice == KW_PASSIVE);
    if (noun == UINT32_MAX) return act;
    return kw_act_alone(v, noun, who_says, alone) ? alone : NULL;
}

static bool of_one_state(const kw_view *v, int32_t a, int32_t b) {
    kw_str x = kw_entity_of(v, a)->country;
    return x.n && kw_str_eq(x, kw_entity_of(v, b)->country);
}

/* "X and Y bombed Z": is it one act of two? */
static bool did_too(const kw_report *other, const kw_report *act) {
    return other->sentence == act->sentence && kw_span_meets(other->trigger, act->trigger) && other->target_entity == act->target_entity;
}

/* What each of n says of `side`, which is not his own. */
static bool report_of(const kw_view *v, const int32_t *who, size_t n, int32_t side, const kw_report *rep, kw_report_list *out, size_t from) {
    for (size_t x = 0; x < n; x++)
        if (!of_one_state(v, who[x], side) && !kw_tell_pair(v, out, from, rep, who[x], side)) return false;
    return true;
}

/* "Qatar condemned the attack" is said of who attacked, "welcomed the deal" of both who made it. */
static bool report_taken_up(const kw_view *v, kw_hits *hits, size_t i, const kw_reading *r, kw_report_list *out, size_t from) {
    const kw_frame_hit *h = &hits->v[i];
    if (r->noun || !kw_frame_is(v, r->row, KW_TYPE_REMARK)) return true;
    kw_str who_says = r->source.mention >= 0 && kw_frame_is(v, r->row, KW_TYPE_OF_DEED) ? kw_entity_of(v, r->source.mention)->country : KW_STR("");
    kw_report alone;
    const kw_report *act = act_meant(v, h, r, out, from, who_says, &alone);
    kw_mode m = kw_mode_of(v, h);
    if (!act) return report_denial(v, h, r, out, from);
    if (m.supposed || m.awaited || kw_is_play(v, r) || !may_answer(v, r, act)) return true;
    int32_t who[KW_NAMES_MAX], sides[2] = { (int32_t)act->source, (int32_t)act->target };
    if (act->target != UINT32_MAX && of_one_state(v, r->source.mention, sides[0]) && !of_one_state(v, r->source.mention, sides[1]))
        sides[0] = sides[1];                            /* "refused to apologise for the raid" */
    const kw_report of = *act;                          /* the list may move */
    size_t n = kw_joined(v, r->source.mention, r->voice != KW_PASSIVE, 0, who), before = out->n;
    size_t k = of.target != UINT32_MAX && is_mutual(out, from, &of) ? 2 : 1;
    kw_report rep = kw_base_report(h, r, &m);
    rep.why = kw_str_fmt(v->mem, "%.*s; of an act told before: %.*s", KW_FMT(rep.why), KW_FMT(kw_str_at(v->in->words->text, of.trigger)));
    for (size_t x = 0; x < n; x++)
        for (size_t y = 0; y < k; y++)
            if (!kw_tell_pair(v, out, from, &rep, who[x], sides[y])) return false;
    for (size_t y = 0; k == 1 && y < from; y++)
        if (did_too(&out->v[y], &of) && !report_of(v, who, n, (int32_t)out->v[y].source, &rep, out, from)) return false;
    if (out->n > before) kw_drop_parts(v, hits, i, r);
    return true;
}

/* "A bomb killed 12 soldiers of Y. X claimed responsibility for the attack." */
static bool report_claimed(const kw_view *v, kw_hits *hits, size_t i, kw_reading *r, kw_report_list *out, size_t from) {
    kw_frame_hit *h = &hits->v[i];
    kw_when when;
    int32_t victim;
    if (h->left != kw_left_no_target || !r->noun || h->alleged || !kw_frame_is(v, r->row, KW_TYPE_HARM)) return true;
    kw_mode m = kw_mode_of(v, h);
    if (m.supposed || kw_is_play(v, r) || !kw_victim_before(v, h, r->source, kw_frame_cell(v, r->row, KW_FR_TYPE), &victim, &when)) return true;
    kw_report rep = kw_base_report(h, r, &m);
    if (when.precision != KW_WHEN_NONE) rep.when = when;
    if (kw_no_matter(v, &rep, r->source.mention, victim)) return true;
    h->left = NULL;
    return kw_push_report(v, out, from, rep, r->source.mention, victim);
}

/* "..., and X claimed responsibility." */
bool kw_report_claim(const kw_view *v, const kw_hits *hits, kw_report_list *out, size_t from) {
    kw_report rep;
    int32_t who, victim;
    if (!kw_claimed(v, hits, &rep, &who, &victim)) return true;
    return kw_tell_pair(v, out, from, &rep, who, victim);
}

/* The report of this sentence by which another state acts towards that of `mention`; NULL: none, or several do. */
static const kw_report *acts_towards(const kw_view *v, int32_t mention, const kw_report_list *out, size_t from) {
    const kw_entity *me = kw_entity_of(v, mention);
    const kw_report *found = NULL;
    for (size_t i = from; me->country.n && i < out->n; i++) {
        const kw_entity *x = &v->in->marks->entities[out->v[i].source_entity];
        if (out->v[i].target == UINT32_MAX || !x->country.n || kw_str_eq(x->country, me->country)) continue;
        if (!kw_str_eq(v->in->marks->entities[out->v[i].target_entity].country, me->country)) continue;
        if (found && found->source_entity != out->v[i].source_entity) return NULL;
        found = &out->v[i];
    }
    return found;
}

static bool in_subclause(const kw_view *v, uint32_t t) {
    uint32_t opener = kw_opener(v, t);
    return opener != UINT32_MAX && !(kw_is(v, opener) & KW_G_REL);
}

/* Does a word of time or reason stand between the token t and the act told at `at`? */
static bool gives_reason(const kw_view *v, uint32_t t, kw_span at) {
    for (; t < v->end && v->tokens[t].at.start < at.start; t++)
        if (kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_SUB) return true;
    return false;
}

/* The first name in the sentence of the one that the mention tells of, or the mention. */
static int32_t first_named(const kw_view *v, int32_t mention) {
    for (uint32_t t = v->first; t < v->end; t++) {
        int32_t w = kw_who_at(v, t);
        if (w >= 0 && !v->mentions[w].pronoun && v->mentions[w].entity == v->mentions[mention].entity) return w;
    }
    return mention;
}

/* "Kenya expelled Sudanese diplomats after Sudan recalled its ambassador": of two who deal with each other, what one does in the
 * subordinate clause to nobody named is done to the other; "refused aid before the abductions by Sudan are cleared up", too. */
bool kw_report_in_return(const kw_view *v, kw_hits *hits, size_t i, kw_report_list *out, size_t from) {
    kw_reading r;
    kw_frame_hit *h = &hits->v[i];
    if (h->left != kw_left_no_target || !kw_read_hit(v, hits, i, true, &r) || r.noun || r.source.weight < 2 || r.target.weight) return true;
    bool main = kw_opener(v, h->first) == UINT32_MAX;
    if (main ? !kw_frame_is(v, r.row, KW_TYPE_BLAMES) : !in_subclause(v, h->first)) return true;
    if (!kw_frame_is(v, r.row, KW_TYPE_REMARK) && kw_quad(&v->kit->ontology, kw_frame_cell(v, r.row, KW_FR_TYPE)) != 4) return true;
    const kw_report *other = acts_towards(v, r.source.mention, out, from);
    kw_mode m = kw_mode_of(v, h);
    if (!other || m.supposed || m.awaited || m.future || kw_is_play(v, &r)) return true;
    if (main && (kw_quad(&v->kit->ontology, other->type) != 4 || !gives_reason(v, h->first, other->trigger))) return true;
    kw_report rep = kw_base_report(h, &r, &m);
    int32_t target = first_named(v, (int32_t)other->source);    /* may stand in another sentence, where a pronoun is here */
    if (kw_no_matter(v, &rep, r.source.mention, target)) return true;
    h->left = NULL;
    return kw_push_report(v, out, from, rep, r.source.mention, target);
}

/* "Sudan shelled a town of Kenya. Nairobi demanded an apology." */
static bool report_in_context(const kw_view *v, kw_hits *hits, size_t i, const kw_reading *r, kw_report_list *out, size_t from) {
    kw_frame_hit *h = &hits->v[i];
    int32_t target = h->left == kw_left_no_target && !h->alleged ? kw_context_target(v, h, r, out) : -1;
    if (target < 0) return true;
    kw_mode m = kw_mode_of(v, h);
    if (m.supposed || m.awaited || kw_is_play(v, r)) return true;
    kw_report rep = kw_base_report(h, r, &m);
    rep.why = kw_str_fmt(v->mem, "%.*s; the other side by what was told before", KW_FMT(rep.why));
    int32_t who[KW_NAMES_MAX];
    size_t n = kw_joined(v, r->source.mention, r->voice != KW_PASSIVE, 0, who), before = out->n;
    for (size_t x = 0; x < n; x++)
        if (!kw_tell_pair(v, out, from, &rep, who[x], target)) return false;
    if (out->n > before) {
        h->left = NULL;
        kw_drop_parts(v, hits, i, r);
    }
    return true;
}

/* "Kenya said Tanzania armed rebels, a charge it denied": turned down is what Kenya says, and that was an accusation. */
static bool report_charge_denied(const kw_view *v, kw_hits *hits, size_t i, const kw_reading *r, kw_report_list *out, size_t from) {
    uint32_t noun;
    kw_frame_hit *h = &hits->v[i];
    int32_t accuser = h->left == kw_left_no_target ? kw_asserter_above(v, h, r, &noun) : -1;
    if (accuser < 0) return true;
    kw_mode m = kw_mode_of(v, h), said = { .reason = KW_FACT, .cue = UINT32_MAX };
    kw_report rep = kw_base_report(h, r, &m);
    if (m.supposed || kw_no_matter(v, &rep, r->source.mention, accuser)) return true;
    h->left = NULL;
    if (!kw_push_report(v, out, from, rep, r->source.mention, accuser)) return false;
    for (size_t k = 0; k < i; k++) {
        kw_reading charge;
        if (hits->v[k].first != noun || !kw_read_hit(v, hits, k, true, &charge) || !charge.noun) continue;
        if (!kw_cameo_has(&v->kit->ontology, kw_frame_cell(v, charge.row, KW_FR_CAMEO), "charge")) continue;
        return kw_push_report(v, out, from, kw_base_report(&hits->v[k], &charge, &said), accuser, r->source.mention);
    }
    return true;
}

/* "The two shepherds were freed": by who seized them. */
static bool report_freed(const kw_view *v, kw_frame_hit *h, const kw_reading *r, kw_report_list *out, size_t from) {
    if (r->noun || r->voice != KW_PASSIVE || !kw_cameo_has(&v->kit->ontology, kw_frame_cell(v, r->row, KW_FR_CAMEO), "release")) return true;
    bool thing = r->target.weight && kw_entity_of(v, r->target.mention)->kind != KW_PERSON && kw_entity_of(v, r->target.mention)->kind != KW_GROUP;
    const kw_report *held = thing ? NULL : kw_seized_before(v, out, from);
    kw_mode m = kw_mode_of(v, h);
    if (!held || m.supposed || m.awaited) return true;
    kw_report rep = kw_base_report(h, r, &m);
    rep.why = kw_str_fmt(v->mem, "%.*s; of an act told before: %.*s", KW_FMT(rep.why), KW_FMT(kw_str_at(v->in->words->text, held->trigger)));
    h->left = NULL;
    return kw_push_report(v, out, from, rep, (int32_t)held->source, r->target.weight ? r->target.mention : (int32_t)held->target);
}

/* "20 fighters died in the shelling", "four marchers were arrested": by whom is told elsewhere. */
static bool report_done(const kw_view *v, kw_frame_hit *h, kw_reading *r, kw_report_list *out, size_t from) {
    int32_t doer = h->alleged || h->proven ? -1 : kw_doer_told(v, h, r, out, from);
    kw_mode m = kw_mode_of(v, h);
    if (doer < 0 || m.supposed || m.awaited || kw_is_play(v, r)) return true;
    kw_report rep = kw_base_report(h, r, &m);
    rep.why = kw_str_fmt(v->mem, "%.*s; who did it by what was told before", KW_FMT(rep.why));
    int32_t whom[KW_NAMES_MAX];
    size_t n = kw_joined(v, r->target.mention, !r->noun, 0, whom), before = out->n;
    for (size_t i = 0; i < n; i++)
        if (!kw_tell_pair(v, out, from, &rep, doer, whom[i])) return false;
    if (out->n > before) h->left = NULL;
    return true;
}

/* "a group asked Y to arrest Z", of which the text knows nobody: Y threatens nobody by that. */
static void drop_asked(const kw_view *v, kw_hits *hits, size_t i, const kw_reading *r) {
    const kw_frame_hit *h = &hits->v[i];
    if (h->left != kw_left_no_source || r->noun || r->voice == KW_PASSIVE || !r->target.weight || !kw_frame_is(v, r->row, KW_TYPE_ASKS)) return;
    uint32_t t = kw_mention_end(&v->mentions[r->target.mention]);
    if (t >= v->end || t <= h->first || kw_who_at(v, t) >= 0) return;
    uint32_t end = kw_is(v, t) & (KW_G_TO | KW_G_COMP) ? kw_complement_end(v, t) : t;
    for (size_t k = i + 1; k < hits->n && hits->v[k].first < end; k++)
        if (kw_quad(&v->kit->ontology, kw_frame_cell(v, hits->v[k].alt[0].rows.first, KW_FR_TYPE)) == 4) hits->v[k].dropped = true;
}

/* "refused to rule out taking the island": what is only spoken of is not done, though nobody is named to whom. */
void kw_drop_spoken(const kw_view *v, kw_hits *hits, size_t i, const kw_reading *r) {
    const kw_frame_hit *h = &hits->v[i];
    drop_asked(v, hits, i, r);
    if (h->left != kw_left_no_target || r->noun || !r->source.weight || !kw_frame_is(v, r->row, KW_TYPE_COMPLEMENT)) return;
    uint32_t t = h->first + h->n, end = kw_complement_end(v, t - 1);
    if (t >= v->end || kw_who_at(v, t) >= 0) return;
    if (kw_is(v, t) & KW_G_TO || kw_is_gerund(&v->tokens[t]) || (h->n > 1 && kw_is(v, t - 1) & KW_G_TO)) kw_drop_complement(v, hits, i, end);
}

/* Acts whose other side is not named beside them. */
bool kw_report_untold(const kw_view *v, kw_hits *hits, size_t i, kw_reading *r, kw_report_list *out, size_t from) {
    size_t before = out->n;
    kw_frame_hit *h = &hits->v[i];
    if (h->left == kw_left_no_source || h->left == kw_left_nobody)
        return report_freed(v, h, r, out, from) && (out->n > before || report_done(v, h, r, out, from));
    if (h->left != kw_left_no_target && h->left != kw_left_own_side) return true;
    if (!report_charge_denied(v, hits, i, r, out, from)) return false;
    if (out->n > before) return true;
    if (!report_taken_up(v, hits, i, r, out, from) || !report_claimed(v, hits, i, r, out, from)) return false;
    if (out->n == before && !report_in_context(v, hits, i, r, out, from)) return false;
    return !v->in->all || out->n > before || h->left != kw_left_no_target || report_alone(v, h, r, out);
}
