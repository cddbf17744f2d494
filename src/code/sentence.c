/* SPDX-License-Identifier: MIT
 * The reports of a sentence: the readings of its hits, turned by their mode, spread over joined names, cleared of doubles. */
#include "code/reader.h"

enum { EVENTS_MAX = 8, NAMES_MAX = 6 };     /* per sentence; names joined in one place */

static const double SURE = 0.5;             /* a country that is only guessed scores less */

/* ---- names ---- */

/* The mention to show for a pronoun: a name of the same entity, in this sentence if it can be, else the last one before. */
static int32_t named(const kw_view *v, int32_t mention) {
    const kw_marks *m = v->in->marks;
    const kw_mention *p = &m->mentions[mention];
    int32_t before = -1, after = -1;
    if (!p->pronoun) return mention;
    for (size_t i = 0; i < m->n_mentions; i++) {
        const kw_mention *x = &m->mentions[i];
        if (x->pronoun || x->entity != p->entity) continue;
        if (x->sentence == v->sentence && !x->inside) return (int32_t)i;
        if (x->first < p->first) before = (int32_t)i;
        else if (after < 0) after = (int32_t)i;
    }
    return before >= 0 ? before : after;
}

static bool holds_mention(const kw_view *v, int32_t a, int32_t b) { return kw_span_meets(v->mentions[a].at, v->mentions[b].at); }

/* "a crackdown by X and Y, which killed 20": the relative word behind the list speaks of all of it, and the verb at `at` is in its clause. */
static bool told_of(const kw_view *v, int32_t mention, uint32_t at) {
    uint32_t t = kw_mention_end(&v->mentions[mention]), commas = 0;
    if (t < v->end && kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_COMMA) t++;
    if (t >= v->end || kw_who_at(v, t) >= 0 || !(kw_is(v, t) & KW_G_REL)) return false;
    for (t++; t < at && t < v->end; t++) commas += kw_who_at(v, t) < 0 && kw_is(v, t) & KW_G_COMMA;
    return commas % 2 == 0;                     /* an insertion has two */
}

/* The names joined to `mention` on both sides, itself first. */
static size_t joined(const kw_view *v, int32_t mention, bool subject, uint32_t at, int32_t out[NAMES_MAX]) {
    size_t n = 0;
    out[n++] = mention;
    for (int32_t m = kw_next_conjunct(v, mention); m >= 0 && n < NAMES_MAX; m = kw_next_conjunct(v, m)) out[n++] = m;
    for (int32_t m = mention; n < NAMES_MAX;) {
        int32_t prev = kw_last_conjunct(v, m);
        bool same = prev >= 0 && v->parsed && v->tokens[v->mentions[m].head].deprel == KW_CONJ;        /* "envoys from Chad and Mali met" */
        if (prev < 0 || (subject && kw_is_held(v, prev) && !same && !told_of(v, mention, at))) break;     /* "comes from Chad and Mali said": two clauses */
        out[n++] = m = prev;
    }
    return n;
}

/* ---- reports ---- */

/* "12 warga tewas dalam serangan X di Y": whom X killed is told, and Y only tells where. */
static bool only_where(const kw_view *v, const kw_report *a, const kw_report *b) {
    if (a->target == UINT32_MAX || b->target == UINT32_MAX || a->source_entity != b->source_entity || !kw_str_eq(a->type, b->type) || !kw_type_is(&v->kit->ontology, a->type, KW_TYPE_HARM)) return false;
    const kw_entity *e = v->in->marks->entities;
    return e[b->target_entity].kind == KW_PLACE && (e[a->target_entity].kind == KW_GROUP || e[a->target_entity].kind == KW_PERSON);
}

/* "fired rockets at X and Y", two towns of one country: one act. */
static bool same_place(const kw_view *v, const kw_report *a, const kw_report *b) {
    if (a->target == UINT32_MAX || b->target == UINT32_MAX || a->source_entity != b->source_entity || !kw_span_meets(a->trigger, b->trigger)) return false;
    const kw_entity *x = &v->in->marks->entities[a->target_entity], *y = &v->in->marks->entities[b->target_entity];
    return x != y && x->kind == KW_PLACE && y->kind == KW_PLACE && x->country.n && kw_str_eq(x->country, y->country);
}

/* "12 warga sipil tewas dalam serangan X ke Y": whose country was only guessed and is that of who struck was not struck, if somebody abroad was. */
static bool is_own_victim(const kw_view *v, const kw_report *r) {
    const kw_entity *x = &v->in->marks->entities[r->source_entity], *y = r->target == UINT32_MAX ? x : &v->in->marks->entities[r->target_entity];
    return y->kind == KW_GROUP && !y->actor.n && y->score < SURE && x->country.n && kw_str_eq(x->country, y->country) && kw_type_is(&v->kit->ontology, r->type, KW_TYPE_HARM);
}

static bool strikes_abroad(const kw_view *v, const kw_report *own, const kw_report *r) {
    if (r->target == UINT32_MAX || own->source_entity != r->source_entity || !kw_str_eq(own->type, r->type) || !is_own_victim(v, own)) return false;
    const kw_entity *e = v->in->marks->entities;
    return e[r->target_entity].country.n && !kw_str_eq(e[r->target_entity].country, e[r->source_entity].country);
}

static bool push(const kw_view *v, kw_report_list *out, size_t from, kw_report rep, int32_t source, int32_t target) {
    source = named(v, kw_pair_meant(v, source, v->mentions[target].entity, out));
    target = named(v, kw_pair_meant(v, target, v->mentions[source < 0 ? target : source].entity, out));
    if (source < 0 || target < 0) return true;
    rep.source = (uint32_t)source;
    rep.target = (uint32_t)target;
    rep.source_entity = v->mentions[source].entity;
    rep.target_entity = v->mentions[target].entity;
    if (rep.source_entity == rep.target_entity || holds_mention(v, source, target) || out->n - from >= EVENTS_MAX) return true;
    if (rep.says == (int32_t)rep.source_entity) rep.says = -1;
    for (size_t i = from; i < out->n; i++) {
        kw_report *old = &out->v[i];
        if (same_place(v, old, &rep) || strikes_abroad(v, &rep, old) || (only_where(v, old, &rep) && !strikes_abroad(v, old, &rep))) return true;
        if (strikes_abroad(v, old, &rep) || only_where(v, &rep, old)) { *old = rep; return true; }
        if (old->source_entity != rep.source_entity || old->target_entity != rep.target_entity) continue;
        if (!kw_str_eq(old->type, rep.type) && !kw_span_meets(old->trigger, rep.trigger)) continue;
        if (rep.score > old->score) *old = rep;
        return true;
    }
    kw_report *slot = kw_push(v->mem, (void **)&out->v, &out->n, &out->cap, sizeof *slot);
    if (!slot) return false;
    *slot = rep;
    return true;
}

/* "Kim wants closer ties of Korea and Russia": with a pair as its target a mutual act is the pair's, or the source's with the other. */
static bool pair_apart(const kw_view *v, const kw_reading *r, const int32_t *b, size_t k) {
    if (!r->both || k < 2) return false;
    if (r->among) return true;
    if (!r->inner) return false;
    for (size_t i = 0; i < k; i++)
        if (kw_one_side(v, r->source.mention, b[i]) || kw_entity_of(v, r->source.mention) == kw_entity_of(v, b[i])) return false;
    return kw_entity_of(v, b[0])->kind == KW_STATE && kw_entity_of(v, b[1])->kind == KW_STATE && r->target.weight < 3;
}

/* "X, Y and Z met": each with each. */
static bool report_list(const kw_view *v, const kw_report *rep, const int32_t *a, size_t n, bool mutual, kw_report_list *out, size_t from) {
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            bool skip = i == j || (j < i && !mutual) || kw_no_matter(v, rep, a[i], a[j]);
            if (!skip && !push(v, out, from, *rep, a[i], a[j])) return false;
        }
    return true;
}

/* "X and Y advised their citizens": those of X are none of Y's business. */
static bool of_other_source(const kw_view *v, const int32_t *a, size_t n, size_t i, int32_t target) {
    const kw_entity *e = kw_entity_of(v, target);
    if (e->kind != KW_GROUP || e->actor.n || !e->country.n || kw_str_eq(kw_entity_of(v, a[i])->country, e->country)) return false;
    bool other = false;
    for (size_t k = 0; k < n; k++) {
        if (a[k] == target) return false;
        other = other || (k != i && kw_str_eq(kw_entity_of(v, a[k])->country, e->country));
    }
    return other;
}

static bool report_pairs(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, const kw_mode *m, kw_report_list *out, size_t from) {
    int32_t a[NAMES_MAX], b[NAMES_MAX];
    bool verb = !r->noun && r->voice != KW_PASSIVE;
    size_t n = joined(v, r->source.mention, verb, h->first, a), k = joined(v, r->target.mention, !r->noun && !verb, 0, b);
    kw_report rep = kw_base_report(h, r, m);
    if (pair_apart(v, r, b, k)) return push(v, out, from, rep, b[0], b[1]) && push(v, out, from, rep, b[1], b[0]);
    bool one_list = false;                      /* "X and Y met": source and target are of one list */
    for (size_t i = 0; i < n; i++) one_list = one_list || a[i] == r->target.mention;
    if (one_list && r->both) return report_list(v, &rep, a, n, !m->refused, out, from);
    for (size_t i = 0; i < (one_list ? 1 : n); i++)
        for (size_t j = 0; j < (one_list ? 1 : k); j++) {
            if (kw_no_matter(v, &rep, a[i], b[j]) || of_other_source(v, a, n, i, b[j])) continue;
            if (!push(v, out, from, rep, a[i], b[j])) return false;
            if (r->both && !m->refused && !push(v, out, from, rep, b[j], a[i])) return false;      /* "X will not meet Y" is X's refusal */
        }
    return true;
}

/* "refused Y's demand", "gave in to the calls of Y": Y has asked for it. What is answered was said, whatever became of it. */
static bool report_answered(const kw_view *v, kw_hits *hits, size_t h, const kw_reading *r, kw_report_list *out, size_t from) {
    if (!kw_frame_is(v, r->row, KW_TYPE_ANSWERS)) return true;
    uint32_t end = kw_clause_end(v, hits->v[h].first + hits->v[h].n - 1);
    for (size_t i = h + 1; i < hits->n && hits->v[i].first < end; i++) {
        kw_reading asked;
        if (!kw_read_hit(v, hits, i, true, &asked) || !asked.noun || asked.source.weight < 2) continue;
        bool blamed = kw_frame_is(v, r->row, KW_TYPE_BLAMES) && kw_cameo_has(&v->kit->ontology, kw_frame_cell(v, asked.row, KW_FR_CAMEO), "charge");      /* "rejected Y's accusation" */
        bool offered = kw_has_class(v, v->tokens[hits->v[i].first].lemma, "offered");      /* "accepted Y's offer" */
        if (!(blamed || offered || kw_frame_is(v, asked.row, KW_TYPE_ASKS)) || !(v->mentions[asked.source.mention].entity == v->mentions[r->target.mention].entity || (offered && kw_same_country(v, asked.source, r->target)))) continue;
        kw_mode said = { .reason = KW_FACT, .cue = UINT32_MAX };
        asked.target = (kw_role){ r->source.mention, 1 };
        return report_pairs(v, &hits->v[i], &asked, &said, out, from);
    }
    return true;
}

static bool gives_thanks(const kw_view *v, const kw_frame_hit *h) {
    for (uint32_t t = h->first; t < h->first + h->n; t++)
        if (kw_has_class(v, v->tokens[t].lemma, "thanks") || kw_has_class(v, v->tokens[t].form, "thanks")) return true;
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
        const kw_entity *doer = deed.source.weight ? kw_entity_of(v, deed.source.mention) : NULL;
        bool own = doer && doer == kw_entity_of(v, r->source.mention);        /* "its aid": nobody thanks for his own */
        bool by_thanked = !doer || own || v->mentions[deed.source.mention].pronoun || doer == kw_entity_of(v, r->target.mention) || kw_one_side(v, deed.source.mention, r->target.mention);
        bool third = deed.target.weight && kw_entity_of(v, deed.target.mention) != kw_entity_of(v, r->source.mention);        /* "its support for Z" */
        if (!by_thanked || (third && !own)) continue;
        kw_mode done = { .reason = KW_FACT, .cue = UINT32_MAX };
        deed.source = (kw_role){ r->target.mention, 2 };
        if (!third) deed.target = (kw_role){ r->source.mention, 1 };
        hits->v[i].dropped = true;
        size_t before = out->n;
        if (!report_pairs(v, &hits->v[i], &deed, &done, out, from)) return false;
        for (size_t x = before; x < out->n; x++)
            if (!kw_type_is(&v->kit->ontology, out->v[x].type, KW_TYPE_REMARK)) out->v[x].when = (kw_when){ 0 }, out->v[x].background = true;
        return true;
    }
    return true;
}

/* An act without a target, for those who ask for all. */
static bool report_alone(const kw_view *v, kw_frame_hit *h, const kw_reading *r, kw_report_list *out) {
    kw_mode m = kw_mode_of(v, h);
    int32_t source = named(v, r->source.mention);
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
        if (told->v[i].sentence == act->sentence && told->v[i].source_entity == act->target_entity && told->v[i].target_entity == act->source_entity && kw_str_eq(told->v[i].type, act->type)) return true;
    return false;
}

/* Who turns an accusation down is the one accused, or of his country; other remarks are anybody's. */
static bool may_answer(const kw_view *v, const kw_reading *r, const kw_report *act) {
    if (kw_frame_is(v, r->row, KW_TYPE_OF_DEED) || !kw_frame_is(v, r->row, KW_TYPE_BLAMES)) return true;
    if (act->target == UINT32_MAX || !kw_type_is(&v->kit->ontology, act->type, KW_TYPE_BLAMES)) return true;        /* a deal is rejected by anybody */
    const kw_entity *x = kw_entity_of(v, r->source.mention), *y = &v->in->marks->entities[act->target_entity];
    return x == y || !x->country.n || !y->country.n || kw_str_eq(x->country, y->country);
}

enum { SAID_BACK = 1 };         /* sentences */

/* "Kim said Y's troops had fired first. Y dismissed the allegation": who has said it of Y, his last mention; -1: nobody, or the hit turns down no such. */
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
    return m.supposed || m.awaited || kw_no_matter(v, &rep, r->source.mention, who) || push(v, out, from, rep, r->source.mention, who);
}

/* The act that a remark is about: one that was told of, or one that names nobody it was done to (then written to `alone`). */
static const kw_report *act_meant(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, const kw_report_list *out, size_t from, kw_str who_says, kw_report *alone) {
    const kw_report *act = kw_act_taken_up(v, h, r->voice == KW_PASSIVE, out, from, who_says);
    uint32_t noun = act ? UINT32_MAX : kw_remark_noun(v, h, r->voice == KW_PASSIVE);
    if (noun == UINT32_MAX) return act;
    return kw_act_alone(v, noun, who_says, alone) ? alone : NULL;
}

static bool of_one_state(const kw_view *v, int32_t a, int32_t b) {
    kw_str x = kw_entity_of(v, a)->country;
    return x.n && kw_str_eq(x, kw_entity_of(v, b)->country);
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
    int32_t who[NAMES_MAX], sides[2] = { (int32_t)act->source, (int32_t)act->target };
    if (act->target != UINT32_MAX && of_one_state(v, r->source.mention, sides[0]) && !of_one_state(v, r->source.mention, sides[1])) sides[0] = sides[1];      /* "refused to apologise for the raid" */
    size_t n = joined(v, r->source.mention, r->voice != KW_PASSIVE, 0, who), k = act->target != UINT32_MAX && is_mutual(out, from, act) ? 2 : 1, before = out->n;
    kw_report rep = kw_base_report(h, r, &m);
    const uint32_t act_sentence = act->sentence, act_target = act->target_entity;      /* the list may move */
    const kw_span act_trigger = act->trigger;
    rep.why = kw_str_fmt(v->mem, "%.*s; of an act told before: %.*s", KW_FMT(rep.why), KW_FMT(kw_str_at(v->in->words->text, act->trigger)));
    for (size_t x = 0; x < n; x++)
        for (size_t y = 0; y < k; y++)
            if (!kw_no_matter(v, &rep, who[x], sides[y]) && !push(v, out, from, rep, who[x], sides[y])) return false;
    for (size_t y = 0; k == 1 && y < from; y++) {       /* "X and Y bombed Z": both did */
        const kw_report other = out->v[y];
        if (other.sentence != act_sentence || !kw_span_meets(other.trigger, act_trigger) || other.target_entity != act_target) continue;
        for (size_t x = 0; x < n; x++)
            if (!of_one_state(v, who[x], (int32_t)other.source) && !kw_no_matter(v, &rep, who[x], (int32_t)other.source) && !push(v, out, from, rep, who[x], (int32_t)other.source)) return false;
    }
    if (out->n > before) kw_drop_parts(v, hits, i, r);
    return true;
}

static const char no_target[] = "names no target", own_side[] = "one side with itself, or told already", no_source[] = "names no source", nobody[] = "names nobody";

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
    h->left = r->source.weight ? no_target : r->target.weight ? no_source : nobody;
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
    if (!report_pairs(v, h, r, &m, out, from)) return false;
    if (out->n == before) h->left = own_side;
    return report_answered(v, hits, i, r, out, from) && report_thanked(v, hits, i, r, out, from);
}

/* "A bomb killed 12 soldiers of Y. X claimed responsibility for the attack." */
static bool report_claimed(const kw_view *v, kw_hits *hits, size_t i, kw_reading *r, kw_report_list *out, size_t from) {
    kw_frame_hit *h = &hits->v[i];
    kw_when when;
    int32_t victim;
    if (h->left != no_target || !r->noun || h->alleged || !kw_frame_is(v, r->row, KW_TYPE_HARM)) return true;
    kw_mode m = kw_mode_of(v, h);
    if (m.supposed || kw_is_play(v, r) || !kw_victim_before(v, h, r->source, kw_frame_cell(v, r->row, KW_FR_TYPE), &victim, &when)) return true;
    kw_report rep = kw_base_report(h, r, &m);
    if (when.precision != KW_WHEN_NONE) rep.when = when;
    if (kw_no_matter(v, &rep, r->source.mention, victim)) return true;
    h->left = NULL;
    return push(v, out, from, rep, r->source.mention, victim);
}

/* "..., and X claimed responsibility." */
static bool report_claim(const kw_view *v, const kw_hits *hits, kw_report_list *out, size_t from) {
    kw_report rep;
    int32_t who, victim;
    if (!kw_claimed(v, hits, &rep, &who, &victim) || kw_no_matter(v, &rep, who, victim)) return true;
    return push(v, out, from, rep, who, victim);
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
    for (uint32_t t = v->first; t < v->end; t++)
        if (kw_who_at(v, t) >= 0 && !v->mentions[kw_who_at(v, t)].pronoun && v->mentions[kw_who_at(v, t)].entity == v->mentions[mention].entity) return kw_who_at(v, t);
    return mention;
}

/* "Kenya expelled Sudanese diplomats after Sudan recalled its ambassador": of two who deal with each other, what one does in the
 * subordinate clause to nobody named is done to the other; "refused aid before the abductions by Sudan are cleared up", too. */
static bool report_in_return(const kw_view *v, kw_hits *hits, size_t i, kw_report_list *out, size_t from) {
    kw_reading r;
    kw_frame_hit *h = &hits->v[i];
    if (h->left != no_target || !kw_read_hit(v, hits, i, true, &r) || r.noun || r.source.weight < 2 || r.target.weight) return true;
    bool main = kw_opener(v, h->first) == UINT32_MAX;
    if (main ? !kw_frame_is(v, r.row, KW_TYPE_BLAMES) : !in_subclause(v, h->first)) return true;
    if (!kw_frame_is(v, r.row, KW_TYPE_REMARK) && kw_quad(&v->kit->ontology, kw_frame_cell(v, r.row, KW_FR_TYPE)) != 4) return true;
    const kw_report *other = acts_towards(v, r.source.mention, out, from);
    kw_mode m = kw_mode_of(v, h);
    if (!other || m.supposed || m.awaited || m.future || kw_is_play(v, &r) || (main && (kw_quad(&v->kit->ontology, other->type) != 4 || !gives_reason(v, h->first, other->trigger)))) return true;
    kw_report rep = kw_base_report(h, &r, &m);
    int32_t target = first_named(v, (int32_t)other->source);    /* may stand in another sentence, where a pronoun is here */
    if (kw_no_matter(v, &rep, r.source.mention, target)) return true;
    h->left = NULL;
    return push(v, out, from, rep, r.source.mention, target);
}

/* "Sudan shelled a town of Kenya. Nairobi demanded an apology." */
static bool report_in_context(const kw_view *v, kw_hits *hits, size_t i, const kw_reading *r, kw_report_list *out, size_t from) {
    kw_frame_hit *h = &hits->v[i];
    int32_t target = h->left == no_target && !h->alleged ? kw_context_target(v, h, r, out) : -1;
    if (target < 0) return true;
    kw_mode m = kw_mode_of(v, h);
    if (m.supposed || m.awaited || kw_is_play(v, r)) return true;
    kw_report rep = kw_base_report(h, r, &m);
    rep.why = kw_str_fmt(v->mem, "%.*s; the other side by what was told before", KW_FMT(rep.why));
    int32_t who[NAMES_MAX];
    size_t n = joined(v, r->source.mention, r->voice != KW_PASSIVE, 0, who), before = out->n;
    for (size_t x = 0; x < n; x++)
        if (!kw_no_matter(v, &rep, who[x], target) && !push(v, out, from, rep, who[x], target)) return false;
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
    int32_t accuser = h->left == no_target ? kw_asserter_above(v, h, r, &noun) : -1;
    if (accuser < 0) return true;
    kw_mode m = kw_mode_of(v, h), said = { .reason = KW_FACT, .cue = UINT32_MAX };
    kw_report rep = kw_base_report(h, r, &m);
    if (m.supposed || kw_no_matter(v, &rep, r->source.mention, accuser)) return true;
    h->left = NULL;
    if (!push(v, out, from, rep, r->source.mention, accuser)) return false;
    for (size_t k = 0; k < i; k++) {
        kw_reading charge;
        if (hits->v[k].first != noun || !kw_read_hit(v, hits, k, true, &charge) || !charge.noun || !kw_cameo_has(&v->kit->ontology, kw_frame_cell(v, charge.row, KW_FR_CAMEO), "charge")) continue;
        return push(v, out, from, kw_base_report(&hits->v[k], &charge, &said), accuser, r->source.mention);
    }
    return true;
}

/* "The two shepherds were freed": by who seized them. */
static bool report_freed(const kw_view *v, kw_frame_hit *h, const kw_reading *r, kw_report_list *out, size_t from) {
    if (r->noun || r->voice != KW_PASSIVE || !kw_cameo_has(&v->kit->ontology, kw_frame_cell(v, r->row, KW_FR_CAMEO), "release")) return true;
    const kw_report *held = kw_seized_before(v, out, from);
    kw_mode m = kw_mode_of(v, h);
    if (!held || m.supposed || m.awaited) return true;
    kw_report rep = kw_base_report(h, r, &m);
    rep.why = kw_str_fmt(v->mem, "%.*s; of an act told before: %.*s", KW_FMT(rep.why), KW_FMT(kw_str_at(v->in->words->text, held->trigger)));
    h->left = NULL;
    return push(v, out, from, rep, (int32_t)held->source, r->target.weight ? r->target.mention : (int32_t)held->target);
}

/* "refused to rule out taking the island": what is only spoken of is not done, though nobody is named to whom. */
static void drop_spoken(const kw_view *v, kw_hits *hits, size_t i, const kw_reading *r) {
    const kw_frame_hit *h = &hits->v[i];
    if (h->left != no_target || r->noun || !r->source.weight || !kw_frame_is(v, r->row, KW_TYPE_COMPLEMENT)) return;
    uint32_t t = h->first + h->n, end = kw_complement_end(v, t - 1);
    bool opens = t < v->end && kw_who_at(v, t) < 0 && (kw_is(v, t) & KW_G_TO || kw_is_gerund(&v->tokens[t]) || (h->n > 1 && kw_is(v, t - 1) & KW_G_TO));
    if (opens) kw_drop_complement(v, hits, i, end);
}

/* Acts whose other side is not named beside them. */
static bool report_untold(const kw_view *v, kw_hits *hits, size_t i, kw_reading *r, kw_report_list *out, size_t from) {
    size_t before = out->n;
    kw_frame_hit *h = &hits->v[i];
    if (h->left == no_source || h->left == nobody) return report_freed(v, h, r, out, from);
    if (h->left != no_target && h->left != own_side) return true;
    if (!report_charge_denied(v, hits, i, r, out, from)) return false;
    if (out->n > before) return true;
    if (!report_taken_up(v, hits, i, r, out, from) || !report_claimed(v, hits, i, r, out, from)) return false;
    if (out->n == before && !report_in_context(v, hits, i, r, out, from)) return false;
    return !v->in->all || out->n > before || h->left != no_target || report_alone(v, h, r, out);
}

bool kw_code_sentence(const kw_view *v, kw_report_list *out) {
    kw_hits hits = { 0 };
    size_t from = out->n;
    if (!kw_hits_find(v, &hits)) return false;
    for (size_t i = 0; i < hits.n; i++) {
        kw_reading r;
        bool read = reading_of(v, &hits, i, &r);
        if (read && v->in->all && r.source.weight && !r.target.weight) {      /* where acts without a target are told, too, first whom the text means */
            size_t before = out->n;
            hits.v[i].left = no_target;
            if (!report_untold(v, &hits, i, &r, out, from)) return false;
            if (out->n > before) continue;
            hits.v[i].left = NULL;
        }
        if (read && !tell_hit(v, &hits, i, &r, out, from)) return false;
        bool untold = hits.v[i].left == no_target || hits.v[i].left == own_side;
        if (!report_untold(v, &hits, i, &r, out, from)) return false;       /* "demanded their release": of whom is told before */
        if (untold) drop_spoken(v, &hits, i, &r);
    }
    for (size_t i = 0, told = out->n; told > from && i < hits.n; i++)
        if (!report_in_return(v, &hits, i, out, from)) return false;
    if (!report_claim(v, &hits, out, from)) return false;
    kw_tell_left(v, &hits, out, from);
    return true;
}
