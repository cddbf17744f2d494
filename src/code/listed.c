/* SPDX-License-Identifier: MIT
 * Reports by a user's PETRARCH dictionaries. An outer verb that finds source and target takes in the verbs under it, as PETRARCH 2
 * does: "urged B to attack C" is A urging B; a verb of saying hands its code on to what is said ("noted that B regretted" is 111 of A
 * on B), unless a line "~ a (b . ATTACK) SAY" says otherwise. What is negated is not coded. */
#include "code/listed.h"

#include <stdlib.h>

enum { EVENTS_MAX = 24 };                       /* of one sentence */

typedef struct { int32_t v[KW_LISTED_GROUP]; size_t n; } group;

static group group_of(const kw_listed *l, int32_t m, uint32_t t) {
    group g = { .n = 0 };
    if (m >= 0) g.n = kw_listed_group(l, m, t, g.v);
    return g;
}

static bool has_code(const kw_listed *l, const group *g, kw_str code) {
    for (size_t i = 0; i < g->n; i++)
        if (kw_str_eq(kw_listed_code(l, g->v[i]), code)) return true;
    return false;
}

/* ---- roles ---- */

static bool is_statement(kw_str code) { return code.n >= 2 && code.p[0] == '0' && code.p[1] == '1'; }

/* The nearest one behind the verb that is not its source: in its clause or in one under it, last in one of time or reason. */
static int32_t target_of(const kw_listed *l, const kw_listed_verb *h, const group *source) {
    uint32_t top = kw_listed_top(l, h->main);
    for (int far = 0; far < 2; far++)
        for (size_t i = 0; i < l->n_m; i++) {
            if (kw_listed_mention(l, (int32_t)i)->first < h->first + h->n || has_code(l, source, kw_listed_code(l, (int32_t)i))) continue;
            int how = kw_listed_mention_under(l, (int32_t)i, top);
            if (how && (far || how < 3)) return (int32_t)i;
        }
    return -1;
}

static void find_roles(const kw_listed *l, const kw_listed_verb *h, group *source, group *target) {
    int32_t subject = kw_listed_subject(l, h->main), over = h->over != UINT32_MAX ? kw_listed_subject(l, h->over) : -1;
    if (over >= 0 && h->source < 0 && h->target == subject) {      /* "NOTED + *": who noted is the source */
        *source = group_of(l, over, h->over);
        *target = group_of(l, subject, h->main);
        return;
    }
    if (h->passive && is_statement(h->code) && kw_listed_agent(l, h) < 0) {     /* "X is said to ...": nobody says it, X is spoken of */
        *source = group_of(l, subject, h->main);
        *target = group_of(l, target_of(l, h, source), h->main);
        return;
    }
    *source = group_of(l, h->source >= 0 ? h->source : h->passive ? kw_listed_agent(l, h) : subject, h->main);
    if (h->target >= 0) { *target = group_of(l, h->target, h->main); return; }
    if (h->passive) { *target = group_of(l, subject, h->main); return; }
    *target = group_of(l, target_of(l, h, source), h->main);
    if (!target->n && h->source >= 0 && subject >= 0 && subject != h->source) *target = group_of(l, subject, h->main);
}

/* ---- verbs under verbs ---- */

static bool is_complement(const kw_listed *l, const kw_listed_verb *outer, const kw_listed_verb *inner) {
    if (inner == outer || inner->first < outer->first || !l->v->parsed) return false;
    int32_t h = kw_listed_head(l, inner->main);
    for (uint32_t t = inner->main; h >= 0; t = (uint32_t)h, h = kw_listed_head(l, t)) {
        uint8_t d = l->v->tokens[t].deprel;
        bool step = d == KW_CCOMP || d == KW_XCOMP || (d == KW_ADVCL && l->v->tokens[t].flags & KW_TOK_INFINITIVE);
        if (!step) return false;
        if (h == (int32_t)outer->main) return true;
    }
    return false;
}

static const kw_listed_verb *complement_of(const kw_listed *l, const kw_listed_verb *outer) {
    for (size_t i = 0; i < l->n_verbs; i++)
        if (!l->verbs[i].negated && (l->verbs[i].code.p || l->verbs[i].back.p) && is_complement(l, outer, &l->verbs[i])) return &l->verbs[i];
    return NULL;
}

static bool who_fits(kw_pt_who want, const kw_listed *l, int32_t who, const group *source, bool named) {
    switch (want) {
    case KW_PT_A: return who < 0 ? named : has_code(l, source, kw_listed_code(l, who));
    case KW_PT_B: return who >= 0 && !has_code(l, source, kw_listed_code(l, who));
    case KW_PT_NOBODY: return !named;
    case KW_PT_ANY: return true;
    }
    return false;
}

/* The line that says what the outer verb makes of the inner one, or NULL; *b gets the other actor. */
static const kw_pt_turn *turn_of(const kw_listed *l, const kw_listed_verb *outer, const kw_listed_verb *inner, const group *source, int32_t *b) {
    size_t n;
    const kw_pt_turn *t = kw_petrarch_turns(l->p, &n);
    if (!n) return NULL;
    group own = { .n = 0 };
    int32_t does = kw_listed_subject(l, inner->main);
    if (does >= 0) own = group_of(l, does, inner->main);
    int32_t suffers = target_of(l, inner, &own);
    bool named = kw_listed_has_child(l, inner->main, KW_NSUBJ);
    for (size_t i = 0; i < n; i++) {
        if (!kw_str_eq(t[i].outer, outer->verb->name) || (t[i].inner.p && !kw_str_eq(t[i].inner, inner->verb->name))) continue;
        if (!who_fits(t[i].inner_source, l, does, source, named) || !who_fits(t[i].inner_target, l, suffers, source, false)) continue;
        *b = t[i].inner_source == KW_PT_B ? does : suffers;
        if (*b >= 0) return &t[i];
    }
    return NULL;
}

/* ---- reports ---- */

typedef struct { kw_str code, back; const kw_listed_verb *inner; const kw_pt_turn *turn; } meaning;

static meaning meaning_of(const kw_listed *l, const kw_listed_verb *h, const group *source, group *target) {
    meaning out = { .code = h->code, .back = h->back };
    const kw_listed_verb *inner = h->passive ? NULL : complement_of(l, h);
    int32_t b = -1;
    if (!inner || !source->n) return out;
    if ((out.turn = turn_of(l, h, inner, source, &b))) {
        *target = group_of(l, b, h->main);
        out.code = out.turn->code.p ? out.turn->code : inner->code;
        out.back = KW_NONE;
    } else if (!h->pattern && is_statement(h->code) && inner->code.p) {
        out.code = inner->code;
        out.back = KW_NONE;
    }
    if (out.turn || !kw_str_eq(out.code, h->code)) out.inner = inner;
    return out;
}

static kw_str row_text(const kw_listed *l, const kw_listed_verb *h) {
    kw_pt_at at = h->pattern ? h->pattern->at : h->verb->at;
    kw_str file = kw_petrarch_file(l->p, at.file);
    if (!h->pattern) return kw_str_fmt(l->v->mem, "%.*s:%u %.*s", KW_FMT(file), (unsigned)at.line, KW_FMT(h->verb->name));
    return kw_str_fmt(l->v->mem, "%.*s:%u %.*s: %.*s", KW_FMT(file), (unsigned)at.line, KW_FMT(h->verb->name), KW_FMT(h->pattern->text));
}

static kw_str why_text(const kw_listed *l, const kw_listed_verb *h, const meaning *m) {
    kw_arena *mem = l->v->mem;
    bool told = h->passive && is_statement(h->code) && kw_listed_agent(l, h) < 0;
    kw_str why = told ? KW_STR("a passive of saying: the subject is spoken of with the nearest actor behind the verb")
               : h->passive ? KW_STR("passive: the subject is the target")
               : h->pair ? KW_STR("a compound, each with each")
               : KW_STR("subject and the nearest actor behind the verb");
    if (h->pattern && (h->source >= 0 || h->target >= 0)) why = KW_STR("the pattern says who is source and target");
    if (m->inner) {
        kw_str row = row_text(l, m->inner);
        why = kw_str_fmt(mem, "%.*s; what is said has the code: %.*s", KW_FMT(why), KW_FMT(row));
    }
    if (m->turn) {
        kw_str file = kw_petrarch_file(l->p, m->turn->at.file);
        why = kw_str_fmt(mem, "%.*s; turned by %.*s:%u", KW_FMT(why), KW_FMT(file), (unsigned)m->turn->at.line);
    }
    for (uint32_t t = l->v->first; t < l->v->end; t++) {
        size_t len;
        const kw_pt_name *issue = kw_petrarch_name(l->p, KW_PT_ISSUE, &l->v->tokens[t], l->v->end - t, &len);
        const kw_pt_code *c = issue ? kw_petrarch_code(l->p, issue, l->v->in->published) : NULL;
        if (c && c->code.p) why = kw_str_fmt(mem, "%.*s; issue %.*s (%.*s)", KW_FMT(why), KW_FMT(c->code), KW_FMT(issue->name));
    }
    return why;
}

/* PLOVER's type and mode of a CAMEO code, of the nearest shorter one if need be. */
static void set_type(const kw_ontology *o, kw_report *r) {
    for (kw_str c = r->cameo; c.n >= 2; c.n--) {
        kw_rows row = kw_table_find(o->cameo, c);
        if (!row.n) continue;
        r->type = kw_table_cell(o->cameo, row.first, 1);
        r->mode = kw_table_cell(o->cameo, row.first, 2);
        if (!r->mode.n) r->mode = KW_NONE;
        if (r->type.n) return;
    }
    r->type = r->mode = KW_NONE;
}

static kw_report base_report(const kw_listed *l, const kw_listed_verb *h, const meaning *m) {
    const kw_view *v = l->v;
    kw_frame_hit hit = { .first = h->first, .n = h->n };
    kw_mode mode = kw_mode_of(v, &hit);
    if (mode.reason == KW_DENIED) mode.reason = KW_FACT;        /* the verb itself is not negated: "neither A nor B ..." */
    kw_report r = { .sentence = v->sentence, .happened = mode.reason == KW_FACT, .reason = mode.reason, .place = -1, .says = -1,
                    .evidence = v->in->words->sentences[v->sentence].at, .score = h->pattern ? 0.9 : 0.8,
                    .frame = row_text(l, h), .why = why_text(l, h, m) };
    r.trigger = (kw_span){ v->tokens[h->first].at.start, v->tokens[h->first + h->n - 1].at.end };
    kw_report_when(v, &hit, &mode, &r);
    return r;
}

static bool push_report(const kw_listed *l, kw_report_list *out, size_t from, const kw_report *base, kw_str code, int32_t a, int32_t b) {
    const kw_mention *s = kw_listed_mention(l, a), *t = b >= 0 ? kw_listed_mention(l, b) : NULL;
    if (t && s->entity == t->entity) return true;
    if (out->n - from >= EVENTS_MAX) return true;
    for (size_t i = from; i < out->n; i++)
        if (out->v[i].source_entity == s->entity && out->v[i].target_entity == (t ? t->entity : UINT32_MAX) && kw_str_eq(out->v[i].cameo, code))
            return true;
    kw_report *r = kw_push(l->v->mem, (void **)&out->v, &out->n, &out->cap, sizeof *r);
    if (!r) return false;
    *r = *base;
    r->source = l->m[a];
    r->target = b >= 0 ? l->m[b] : UINT32_MAX;
    r->source_entity = s->entity;
    r->target_entity = t ? t->entity : UINT32_MAX;
    r->cameo = code;
    r->goldstein = kw_goldstein(&l->v->kit->ontology, code);
    set_type(&l->v->kit->ontology, r);
    return true;
}

static bool push_pairs(const kw_listed *l, kw_report_list *out, size_t from, const kw_report *base, const meaning *m, const group *s,
                       const group *t, bool compound) {
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < (compound ? s->n : t->n); k++) {
            int32_t a = s->v[i], b = compound ? s->v[k] : t->v[k];
            if (a == b) continue;
            if (m->code.p && !push_report(l, out, from, base, m->code, a, b)) return false;
            if (m->back.p && !push_report(l, out, from, base, m->back, b, a)) return false;
        }
    return true;
}

/* Hung on a noun as a participle, and yet with an object: a main verb that the tree lost ("..., and Syria attacked X"). */
static bool is_lost(const kw_listed *l, const kw_listed_verb *h) {
    const kw_token *t = &l->v->tokens[h->main];
    return t->deprel == KW_ACL && t->voice == KW_PASSIVE && !h->passive;
}

static void drop_under(kw_listed *l, const kw_listed_verb *h) {
    for (size_t i = 0; i < l->n_verbs; i++)
        if (!is_lost(l, &l->verbs[i]) && l->verbs[i].first > h->first && kw_listed_under(l, l->verbs[i].main, h->main)) l->verbs[i].dropped = true;
}

/* What a coded verb other than one of saying asks for, promises or refuses is not done, whoever it is that does so. */
static void drop_complements(kw_listed *l, const kw_listed_verb *h) {
    for (size_t i = 0; i < l->n_verbs; i++)
        if (is_complement(l, h, &l->verbs[i])) l->verbs[i].dropped = true;
}

static bool code_verb(kw_listed *l, kw_listed_verb *h, kw_report_list *out, size_t from) {
    group source, target;
    if (h->dropped || (!h->code.p && !h->back.p)) return true;
    if (!is_statement(h->code)) drop_complements(l, h);
    if (h->negated) return true;
    find_roles(l, h, &source, &target);
    meaning m = meaning_of(l, h, &source, &target);
    bool compound = h->pair && source.n > 1;
    if (source.n && (target.n || compound)) {
        kw_report base = base_report(l, h, &m);
        drop_under(l, h);
        return base.frame.p && base.why.p && push_pairs(l, out, from, &base, &m, &source, &target, compound);
    }
    if (!l->v->in->all || !source.n || !m.code.p) return true;
    kw_report base = base_report(l, h, &m);
    for (size_t i = 0; i < source.n; i++)
        if (!push_report(l, out, from, &base, m.code, source.v[i], -1)) return false;
    return base.frame.p && base.why.p;
}

/* ---- sentences ---- */

static uint32_t depth_of(const kw_listed *l, uint32_t t) {
    uint32_t n = 0;
    for (int32_t h = kw_listed_head(l, t); h >= 0 && n < 64; h = kw_listed_head(l, (uint32_t)h)) n++;
    return n;
}

/* Outer verbs first: they may take the inner ones in. The reports are put back into the order of the text. */
static bool code_verbs(kw_listed *l, kw_report_list *out, size_t from) {
    for (size_t i = 0; i < l->n_verbs; i++) {           /* a pattern that takes in the verb over it comes before that verb */
        size_t before = out->n;
        if (l->verbs[i].over == UINT32_MAX) continue;
        if (!code_verb(l, &l->verbs[i], out, from)) return false;
        for (size_t k = 0; k < l->n_verbs && out->n > before; k++)
            if (l->verbs[k].main == l->verbs[i].over) l->verbs[k].dropped = true;
        l->verbs[i].dropped = true;
    }
    for (uint32_t deep = 0; deep < 64; deep++)
        for (size_t i = 0; i < l->n_verbs; i++)
            if (depth_of(l, l->verbs[i].main) == deep && !code_verb(l, &l->verbs[i], out, from)) return false;
    return true;
}

static bool discarded(const kw_petrarch *p, const kw_token *t, size_t n, bool whole_text) {
    for (size_t i = 0; i < n; i++) {
        size_t len;
        const kw_pt_name *d = kw_petrarch_name(p, KW_PT_DISCARD, t + i, n - i, &len);
        if (d && (!whole_text || d->kind == KW_PT_DISCARD_TEXT)) return true;
    }
    return false;
}

static size_t listed_in(const kw_words *w, const kw_marks *marks, size_t sentence, uint32_t *out) {
    const kw_sentence *s = &w->sentences[sentence];
    size_t lo = kw_first_mention(marks, s), n = 0;
    for (; lo < marks->n_mentions && marks->mentions[lo].first < s->first + s->n; lo++) {
        const kw_mention *m = &marks->mentions[lo];
        if (m->pronoun || m->inside || !marks->entities[m->entity].listed) continue;
        if (out) out[n] = (uint32_t)lo;
        n++;
    }
    return n;
}

static bool code_sentence(const kw_view *v, kw_report_list *out) {
    kw_listed l = { .v = v, .p = v->kit->own };
    uint32_t *m = kw_alloc_n(v->mem, v->end - v->first + 1, sizeof *m);
    int32_t *at = kw_alloc_n(v->mem, v->end - v->first + 1, sizeof *at);
    if (!m || !at) return false;
    l.n_m = listed_in(v->in->words, v->in->marks, v->sentence, m);
    for (uint32_t t = v->first; t < v->end; t++) at[t - v->first] = -1;
    for (size_t i = 0; i < l.n_m; i++)
        for (uint32_t t = v->mentions[m[i]].first; t < kw_mention_end(&v->mentions[m[i]]) && t < v->end; t++) at[t - v->first] = (int32_t)i;
    l.m = m;
    l.at = at;
    return kw_listed_find_verbs(&l) && code_verbs(&l, out, out->n);
}

bool kw_listed_wants_heads(const kw_code_kit *kit, const kw_words *words, const kw_marks *marks, size_t sentence) {
    const kw_sentence *s = &words->sentences[sentence];
    return s->language && s->language <= kit->n_langs && !kit->langs[s->language - 1].by_order && listed_in(words, marks, sentence, NULL) > 0;
}

kw_rc kw_listed_run(const kw_code_kit *kit, const kw_code_in *in, kw_arena *mem, kw_reports *out, kw_err *err) {
    kw_report_list list = { 0 };
    const kw_words *w = in->words;
    *out = (kw_reports){ NULL, 0 };
    if (discarded(kit->own, w->tokens, w->n_tokens, true)) return KW_OK;
    for (uint32_t s = 0; s < w->n_sentences; s++) {
        kw_view v;
        const kw_sentence *at = &w->sentences[s];
        if (listed_in(w, in->marks, s, NULL) < (in->all ? 1 : 2) || discarded(kit->own, w->tokens + at->first, at->n, false)) continue;
        if (!kw_view_of(kit, in, s, mem, &v)) return kw_fail_nomem(err);
        if (v.lang && !code_sentence(&v, &list)) return kw_fail_nomem(err);
    }
    *out = (kw_reports){ list.v, list.n };
    return KW_OK;
}
