/* SPDX-License-Identifier: MIT
 * Who "I" and "we" are: in the words that somebody said, he himself ("We condemn the attack," said Kerry). Each such word becomes a
 * mention of the speaker, as other pronouns are of whom they stand for; what is "ours" is of his country, and who attacks "us" or "our
 * post" attacks the state that he speaks for, not him. Words of the kind "self" of lang/XX/cues.tsv. */
#include "mark/quote_parts.h"

#include <stdlib.h>

typedef struct selves { kw_mention *v; size_t n, cap; } selves;

/* "our forces", "pasukan kami": a group without a name, so far of the country the text happened to name around it; its mention or -1. */
static int32_t ours(const quoting *q, uint32_t t) {
    bool before = q->cues[t].flags & CUE_OWNER, behind = q->cues[t].flags & CUE_BEHIND;
    if ((before && t + 1 >= q->w->n_tokens) || (behind && !t) || !(before || behind)) return -1;
    int32_t i = q->mention_at[before ? t + 1 : t - 1];
    if (i < 0) return -1;
    const kw_mention *m = &q->m->mentions[i];
    const kw_entity *e = &q->m->entities[m->entity];
    if ((before && m->first < t) || m->named || m->pronoun || e->actor.n || (e->kind != KW_GROUP && e->kind != KW_ORGANISATION)) return -1;
    return i;
}

/* Is the word, by what stands beside it, not who acts? "attacked us", "menyerang kami", "our post", "pos kami". */
static bool is_acted_on(const quoting *q, uint32_t t) {
    if (q->cues[t].flags & CUE_OWNER) return t + 1 < q->w->n_tokens && q->mention_at[t + 1] < 0 && is_upos(q, t + 1, 1u << KW_NOUN | 1u << KW_ADJ);
    return t && is_outside(q, t - 1) == is_outside(q, t) && is_upos(q, t - 1, 1u << KW_VERB | 1u << KW_NOUN) && !kw_quote_cue_is(q, t - 1, CUE_SAY);
}

/* The state that an official or an officer speaks for, where the text names it; or he himself. */
static uint32_t spoken_for(const quoting *q, uint32_t speaker) {
    const kw_entity *e = q->m->entities, *who = &e[speaker];
    if (!who->country.n || !kw_sector_is(&q->kit->ontology, who->sector, KW_SECTOR_GOVERN | KW_SECTOR_ARMY)) return speaker;
    for (uint32_t i = 0; i < q->m->n_entities; i++)
        if (e[i].kind == KW_STATE && kw_str_eq(e[i].country, who->country)) return i;
    return speaker;
}

/* The entity of its own that "our forces" become: others of that name elsewhere keep their country. */
static kw_rc give_country(quoting *q, kw_mention *ours, const kw_entity *speaker, kw_err *err) {
    kw_marks *m = q->m;
    kw_entity *all = kw_alloc_n(q->mem, m->n_entities + 1, sizeof *all);
    if (!all) return kw_fail_nomem(err);
    kw_entity own = m->entities[ours->entity];
    own.country = speaker->country;
    own.why = KW_STR("whoever speaks calls them his own");
    memcpy(all, m->entities, m->n_entities * sizeof *all);
    all[m->n_entities] = own;
    ours->entity = (uint32_t)m->n_entities++;
    m->entities = all;
    return KW_OK;
}

static kw_rc self_at(quoting *q, uint32_t t, uint32_t speaker, selves *out, kw_err *err) {
    int32_t group = ours(q, t);
    if (group >= 0) {
        const kw_entity *e = &q->m->entities[speaker];
        return e->country.n ? give_country(q, &q->m->mentions[group], e, err) : KW_OK;
    }
    bool owner = q->cues[t].flags & CUE_OWNER, state = q->cues[t].flags & CUE_MANY && is_acted_on(q, t);
    if ((owner && !state) || q->mention_at[t] >= 0 || !is_upos(q, t, 1u << KW_PRON | 1u << KW_DET)) return KW_OK;
    kw_mention *m = kw_push(q->mem, (void **)&out->v, &out->n, &out->cap, sizeof *m);
    if (!m) return kw_fail_nomem(err);
    *m = (kw_mention){ .at = tok(q, t)->at, .name = tok(q, t)->at, .first = t, .n = 1, .head = t, .sentence = q->w->sentence_of[t],
                       .entity = state ? spoken_for(q, speaker) : speaker, .pronoun = true, .self = true };
    return KW_OK;
}

/* "It urged X", "pihaknya": the word for the body that the cue was found to mean, where the names' own pronouns leave it without a meaning. */
static kw_rc speaker_word(quoting *q, const kw_quote *x, selves *out, kw_err *err) {
    if (x->speaker < 0 || !kw_span_len(x->speaker_at)) return KW_OK;
    uint32_t t = kw_quote_token(q, x->speaker_at.start);
    if (t >= q->w->n_tokens || tok(q, t)->at.end != x->speaker_at.end || q->mention_at[t] >= 0 || tok(q, t)->upos != KW_PRON ||
        tok(q, t)->flags & KW_TOK_CLITIC)
        return KW_OK;
    for (size_t i = out->n; i-- > 0;)
        if (out->v[i].first == t) return KW_OK;
    kw_mention *m = kw_push(q->mem, (void **)&out->v, &out->n, &out->cap, sizeof *m);
    if (!m) return kw_fail_nomem(err);
    *m = (kw_mention){ .at = tok(q, t)->at, .name = tok(q, t)->at, .first = t, .n = 1, .head = t, .sentence = q->w->sentence_of[t],
                       .entity = (uint32_t)x->speaker, .pronoun = true, .self = true };
    return KW_OK;
}

static int by_place(const void *x, const void *y) {
    const kw_mention *a = x, *b = y;
    return (a->at.start > b->at.start) - (a->at.start < b->at.start);
}

/* Both are in the order of the text. */
static kw_rc merge(quoting *q, const selves *s, kw_err *err) {
    kw_marks *m = q->m;
    kw_mention *all = kw_alloc_n(q->mem, m->n_mentions + s->n + 1, sizeof *all);
    if (!all) return kw_fail_nomem(err);
    size_t a = 0, b = 0, n = 0;
    while (a < m->n_mentions || b < s->n) {
        bool named = b == s->n || (a < m->n_mentions && m->mentions[a].at.start <= s->v[b].at.start);
        all[n++] = named ? m->mentions[a++] : s->v[b++];
    }
    m->mentions = all;
    m->n_mentions = n;
    return KW_OK;
}

kw_rc kw_quote_self(quoting *q, kw_err *err) {
    selves s = { 0 };
    uint32_t done = 0;                          /* quotations may hold each other */
    for (size_t i = 0; i < q->m->n_quotes; i++) {
        const kw_quote *x = &q->m->quotes[i];
        if (x->kind == KW_SAID) KW_TRY(speaker_word(q, x, &s, err));
        if (x->kind != KW_SAID || !x->direct || x->speaker < 0) continue;
        uint32_t t = kw_quote_token(q, x->at.start);
        for (t = t > done ? t : done; t < q->w->n_tokens && tok(q, t)->at.start < x->at.end; t++)
            if (q->cues[t].kinds & 1u << CUE_SELF) KW_TRY(self_at(q, t, (uint32_t)x->speaker, &s, err));
        done = t > done ? t : done;
    }
    if (s.n > 1) qsort(s.v, s.n, sizeof *s.v, by_place);
    return s.n ? merge(q, &s, err) : KW_OK;
}
