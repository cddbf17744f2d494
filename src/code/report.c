/* SPDX-License-Identifier: MIT
 * One report of a reading: its type and code as its mode turns them, its day, who says so and through whom, how sure it is, and the words
 * and rows that `why` tells. */
#include "code/parts.h"

enum { LEFT_MAX = 4 };                          /* frames that `why` tells of though nothing came of them */

/* What the word at t brings in is known, and the act in question is no part of it. */
static bool brings_other(const kw_view *v, uint32_t t) {
    const kw_marks *m = v->in->marks;
    for (size_t i = 0; i < m->n_quotes && m->quotes[i].at.start <= v->tokens[v->end - 1].at.end; i++)
        if (m->quotes[i].kind == KW_SAID && kw_span_meets(m->quotes[i].cue, v->tokens[t].at)) return true;
    return false;
}

static int32_t speaker_of(const kw_view *v, uint32_t t) {
    const kw_marks *m = v->in->marks;
    for (size_t i = 0; i < m->n_quotes; i++) {
        const kw_quote *q = &m->quotes[i];
        if (q->at.start > v->tokens[v->end - 1].at.end) break;
        if (q->kind == KW_SAID && q->speaker >= 0 && kw_span_meets(q->at, v->tokens[t].at)) return q->speaker;
    }
    kw_role own;
    if (kw_resumes(v, t, &own)) return -1;
    for (uint32_t i = t; i > v->first; i--) {
        if (kw_who_at(v, i - 1) >= 0 || !(kw_is(v, i - 1) & KW_G_SAY) || !(kw_is(v, i - 1) & KW_G_VERB)) continue;
        if (v->lang->voices && v->tokens[i - 1].voice == KW_PASSIVE) continue;      /* "Peru dilaporkan ...": of Peru, not by Peru */
        if (brings_other(v, i - 1)) return -1;
        kw_role s = kw_subject(v, i - 1);
        return s.weight ? (int32_t)v->mentions[s.mention].entity : -1;
    }
    bool comma = false;         /* without one it is told, not said: "India asked China to explain" */
    for (uint32_t i = t + 1; i < v->end; i++) {         /* "..., kata Kim", "..., the minister said" */
        comma = comma || (kw_who_at(v, i) < 0 && kw_is(v, i) & KW_G_COMMA);
        if (!comma || kw_who_at(v, i) >= 0 || !(kw_is(v, i) & KW_G_SAY) || brings_other(v, i)) continue;
        if (i > v->first && kw_who_at(v, i - 1) >= 0) return (int32_t)v->mentions[kw_who_at(v, i - 1)].entity;
        if (i + 1 < v->end && kw_who_at(v, i + 1) >= 0) return (int32_t)v->mentions[kw_who_at(v, i + 1)].entity;
    }
    return -1;
}

static void fill_via(const kw_view *v, kw_report *r) {
    const kw_marks *m = v->in->marks;
    for (size_t i = 0; i < m->n_quotes; i++) {
        if (m->quotes[i].sentence != v->sentence || !m->quotes[i].via.p) continue;
        r->via = (kw_strs){ &m->quotes[i].via, 1 };
        return;
    }
}

static bool turned(const kw_view *v, const kw_mode *m, kw_report *r) {
    kw_turn turn = m->refused ? KW_TURN_REFUSED : KW_TURN_FUTURE;
    if (!m->refused && !m->future) return false;
    /* "plans to send troops" shows force before they go */
    if (m->planned && kw_type_is(&v->kit->ontology, r->type, KW_TYPE_SHOW)) return false;
    return kw_ontology_turn(&v->kit->ontology, turn, r->type, &r->type, &r->cameo);
}

/* The words of a hit as printed, for `why`. */
static kw_str hit_words(const kw_view *v, const kw_frame_hit *h) {
    return kw_str_at(v->in->words->text, (kw_span){ v->tokens[h->first].at.start, v->tokens[h->first + h->n - 1].at.end });
}

/* What else the sentence offered and why it was left, for the reports from `from` on. */
void kw_tell_left(const kw_view *v, const kw_hits *hits, kw_report_list *out, size_t from) {
    kw_str left = KW_NONE;
    size_t told = 0;
    for (size_t i = 0; i < hits->n && told < LEFT_MAX && out->n > from; i++) {
        const kw_frame_hit *h = &hits->v[i];
        if (!h->left) continue;
        left = kw_str_fmt(v->mem, "%.*s%s'%.*s' (%s)", KW_FMT(left), told ? ", " : "", KW_FMT(hit_words(v, h)), h->left);
        told++;
    }
    for (size_t i = from; told && i < out->n; i++) out->v[i].why = kw_str_fmt(v->mem, "%.*s; left: %.*s", KW_FMT(out->v[i].why), KW_FMT(left));
}

/* Where a role was found, for `why`. */
static const char *where_found(kw_role r) {
    static const char *const how[] = { "nobody", "the nearest name", "near it", "next to it" };
    return how[r.weight & 3];
}

/* The object that the row's condition looked at, as printed. */
static kw_str object_words(const kw_view *v, const kw_reading *r) {
    uint32_t end = r->object_end;
    while (end > r->object_first && v->tokens[end - 1].flags & KW_TOK_PUNCT) end--;
    if (end <= r->object_first) return KW_NONE;
    return kw_str_at(v->in->words->text, (kw_span){ v->tokens[r->object_first].at.start, v->tokens[end - 1].at.end });
}

/* What src/ask/why.c takes apart at "; ": how the row was read, then by name "mode", "object", "before row" and, behind these, "left". */
static kw_str why_of(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, const kw_mode *m) {
    kw_str cue = m->cue == UINT32_MAX ? KW_NONE : kw_str_at(v->in->words->text, v->tokens[m->cue].at), object = object_words(v, r);
    kw_str why = kw_str_fmt(v->mem, "%s%s; source %s, target %s%s", h->noun ? "noun" : "verb", h->voice == KW_PASSIVE ? ", passive" : "",
                            where_found(r->source), where_found(r->target), r->inner ? " (of what is asked, promised or refused)" : "");
    if (cue.n) why = kw_str_fmt(v->mem, "%.*s; mode %.*s", KW_FMT(why), KW_FMT(cue));
    if (object.n) why = kw_str_fmt(v->mem, "%.*s; object '%.*s' fits", KW_FMT(why), KW_FMT(object));
    if (r->second == UINT32_MAX) return why;
    kw_str pattern = kw_frame_cell(v, r->second, KW_FR_PATTERN), with = kw_frame_cell(v, r->second, KW_FR_WITH),
        type = kw_frame_cell(v, r->second, KW_FR_TYPE);
    return kw_str_fmt(v->mem, "%.*s; before row '%.*s%s%.*s' %.*s", KW_FMT(why), KW_FMT(pattern), with.n ? " " : "", KW_FMT(with), KW_FMT(type));
}

static double score_of(const kw_reading *r, const kw_report *rep) {
    double s = 0.3 + 0.1 * r->source.weight + 0.1 * r->target.weight + (r->object_end > r->object_first ? 0.05 : 0);
    if (rep->reason != KW_FACT) s -= 0.05;
    return s > 0.95 ? 0.95 : s;
}

/* "No country attacked", "bukan Iran yang menyerang". */
static bool nobody_did(const kw_view *v, kw_role source) {
    if (!source.weight || !kw_in_view(v, source.mention)) return false;
    uint32_t first = v->mentions[source.mention].first;
    return first > v->first && kw_who_at(v, first - 1) < 0 && kw_is(v, first - 1) & KW_G_NOT;
}

/* How the row's type and code became the report's: what is to come or refused is another type, and a deed makes a code deeper. */
static kw_str change_of(const kw_view *v, const kw_reading *r, const kw_mode *m, const kw_report *rep, kw_str said) {
    kw_str type = kw_frame_cell(v, r->row, KW_FR_TYPE), text = KW_NONE;
    if (!kw_str_eq(type, rep->type))
        text = kw_str_fmt(v->mem, "; %.*s %s is %.*s", KW_FMT(type), r->hostile ? "of a hostile act" : m->refused ? "refused" :
            "to come", KW_FMT(rep->type));
    if (rep->deed.n && !kw_str_eq(said, rep->cameo))
        text = kw_str_fmt(v->mem, "%.*s; %.*s about %.*s is %.*s", KW_FMT(text), KW_FMT(said), KW_FMT(rep->deed), KW_FMT(rep->cameo));
    return text;
}

kw_report kw_base_report(const kw_frame_hit *h, const kw_reading *r, const kw_mode *given) {
    const kw_view *v = r->of;
    kw_mode own = *given, *m = &own;
    if (r->negated && own.reason == KW_DENIED) own.reason = KW_FACT;
    if (own.reason == KW_FACT && !m->future && !kw_frame_is(v, r->row, KW_TYPE_COMPLEMENT) && kw_dated_ahead(v, h))
        own.reason = KW_PLANNED, own.future = true;
    kw_report rep = { .sentence = v->sentence, .place = -1, .says = -1 };
    kw_str mode = kw_frame_cell(v, r->row, KW_FR_MODE);
    bool turn = false;
    rep.type = kw_frame_cell(v, r->row, KW_FR_TYPE);
    rep.cameo = kw_frame_cell(v, r->row, KW_FR_CAMEO);
    if (mode.n) rep.mode = mode;
    if (r->hostile && kw_ontology_turn(&v->kit->ontology, KW_TURN_HOSTILE, rep.type, &rep.type, &rep.cameo)) rep.mode = KW_NONE;
    else if ((turn = turned(v, m, &rep))) rep.mode = KW_NONE;
    rep.deed = turn ? kw_frame_cell(v, r->row, KW_FR_CAMEO) : r->deed;
    kw_str said = rep.cameo, deeper = turn || kw_has_deed(v, rep.cameo) ? kw_deed_code(v, h, rep.cameo, rep.deed) : KW_NONE;
    if (deeper.n) rep.cameo = deeper;
    rep.reason = !m->refused ? m->reason : turn ? KW_FACT : KW_DENIED;      /* "will not help" is a refusal, "will not attack" no deed */
    if (rep.reason == KW_FACT && nobody_did(v, r->source)) rep.reason = KW_DENIED;
    rep.happened = rep.reason == KW_FACT;
    rep.goldstein = kw_goldstein(&v->kit->ontology, rep.cameo);
    rep.evidence = v->in->words->sentences[v->sentence].at;
    rep.trigger = (kw_span){ v->tokens[h->first].at.start, v->tokens[h->first + h->n - 1].at.end };
    rep.score = score_of(r, &rep);
    rep.frame = kw_str_fmt(v->mem, "%.*s/frames %.*s%s%.*s", KW_FMT(v->lang->code), KW_FMT(kw_frame_cell(v, r->row, KW_FR_PATTERN)),
                           kw_frame_cell(v, r->row, KW_FR_WITH).n ? " " : "", KW_FMT(kw_frame_cell(v, r->row, KW_FR_WITH)));
    kw_str change = change_of(v, r, m, &rep, said), why = why_of(v, h, r, m);
    rep.why = kw_str_fmt(v->mem, "%.*s%.*s", KW_FMT(why), KW_FMT(change));
    kw_report_when(v, h, m, &rep);
    rep.says = speaker_of(v, h->first);
    fill_via(v, &rep);
    return rep;
}
