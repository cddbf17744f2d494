/* SPDX-License-Identifier: MIT
 * A verb joined to one of saying, behind what that one tells: "X denied that its troops had fired, and accused Y". `mark` says where what
 * is told ends. */
#include "code/parts.h"

/* The conjunction that joins the verb at t to what stands before, or UINT32_MAX. */
static uint32_t joined_by(const kw_view *v, uint32_t t) {
    uint32_t i = t;
    while (i > v->first && kw_who_at(v, i - 1) < 0 && kw_is(v, i - 1) == KW_G_FILL) i--;
    return i > v->first && kw_who_at(v, i - 1) < 0 && kw_is(v, i - 1) & KW_G_CC ? i - 1 : UINT32_MAX;
}

/* The name at those bytes of the sentence, or -1. */
static int32_t who_stands_at(const kw_view *v, kw_span at) {
    for (uint32_t t = v->first; t < v->end && v->tokens[t].at.start < at.end; t++)
        if (kw_who_at(v, t) >= 0 && kw_span_meets(v->tokens[t].at, at)) return kw_who_at(v, t);
    return -1;
}

/* What was told, without quotation marks, up to the conjunction at c by the words before it; or NULL. */
static const kw_quote *told_up_to(const kw_view *v, uint32_t c) {
    const kw_marks *m = v->in->marks;
    if (c <= v->first + 1) return NULL;
    uint32_t last = kw_who_at(v, c - 1) < 0 && kw_is(v, c - 1) & KW_G_COMMA ? c - 2 : c - 1;
    for (size_t i = 0; i < m->n_quotes && m->quotes[i].at.start < v->tokens[c].at.start; i++) {
        const kw_quote *q = &m->quotes[i];
        if (q->kind == KW_SAID && !q->direct && q->sentence == v->sentence && q->cue.start < q->at.start && q->at.end == v->tokens[last].at.end)
            return q;
    }
    return NULL;
}

bool kw_told_ends(const kw_view *v, uint32_t conjunction) { return told_up_to(v, conjunction) != NULL; }

bool kw_resumes(const kw_view *v, uint32_t t, kw_role *speaker) {
    uint32_t c = joined_by(v, t);
    const kw_quote *told = c == UINT32_MAX ? NULL : told_up_to(v, c);
    if (!told) return false;
    int32_t who = who_stands_at(v, told->speaker_at);
    *speaker = who >= 0 ? (kw_role){ who, 3 } : KW_NO_ROLE;
    return true;
}
