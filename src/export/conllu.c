/* SPDX-License-Identifier: MIT
 * Words as JSON, and as CoNLL-U: words with clitics cut off as ranges, features in the alphabet's order. */
#include "export/conllu.h"
#include "export/explain.h"
#include "know/ud.h"

static const char *const voices[] = { NULL, "active", "passive", "accidental" };
static const char *const tenses[] = { NULL, "past", "present", "future" };

static void put_token(const kw_words *w, const kw_sentence *s, const kw_token *t, const kw_token_why *why, kw_buf *out) {
    kw_json_open(out, '{');
    kw_json_put_span(out, t->at);
    kw_json_put(out, "form", kw_str_at(w->text, t->at));
    kw_json_put(out, "lemma", t->lemma);
    kw_json_put(out, "upos", kw_str_of(kw_upos_name((kw_upos)t->upos)));
    if (s->parsed) {
        kw_json_put_int(out, "head", t->head < 0 ? 0 : t->head - (int64_t)s->first + 1);
        kw_json_put(out, "deprel", kw_str_of(t->head < 0 ? "root" : kw_deprel_name((kw_deprel)t->deprel)));
    }
    if (t->voice) kw_json_put(out, "voice", kw_str_of(voices[t->voice & 3]));
    if (t->tense) kw_json_put(out, "tense", kw_str_of(tenses[t->tense & 3]));
    if (why) kw_export_why_token_json(why, out);
    kw_json_close(out, '}');
}

void kw_export_words(kw_str id, const kw_words *w, const kw_sentence_why *why, kw_buf *out) {
    kw_json_open(out, '{');
    kw_json_put(out, "id", id);
    kw_json_put(out, "language", w->language);
    kw_json_key(out, "sentences");
    kw_json_open(out, '[');
    for (size_t i = 0; i < w->n_sentences; i++) {
        const kw_sentence *s = &w->sentences[i];
        kw_json_open(out, '{');
        kw_json_put_span(out, s->at);
        if (why) kw_export_why_sentence_json(w, &why[i], out);
        kw_json_key(out, "tokens");
        kw_json_open(out, '[');
        for (uint32_t k = s->first; k < s->first + s->n; k++) put_token(w, s, &w->tokens[k], why ? &why[i].tokens[k - s->first] : NULL, out);
        kw_json_close(out, ']');
        kw_json_close(out, '}');
    }
    kw_json_close(out, ']');
    kw_json_close(out, '}');
    kw_buf_byte(out, '\n');
}

/* ---- CoNLL-U ---- */

static void put_feature(kw_buf *out, bool *any, const char *name) {
    if (*any) kw_buf_byte(out, '|');
    kw_buf_text(out, name);
    *any = true;
}

/* In the alphabet's order, as the format wants. */
static void put_features(const kw_token *t, kw_buf *out) {
    static const char *const tense[] = { NULL, "Tense=Past", "Tense=Pres", "Tense=Fut" };
    bool any = false;
    if (t->flags & KW_TOK_NEGATIVE) put_feature(out, &any, "Polarity=Neg");
    if (t->tense) put_feature(out, &any, tense[t->tense & 3]);
    if (t->flags & KW_TOK_PARTICIPLE) put_feature(out, &any, "VerbForm=Part");
    else if (t->flags & KW_TOK_INFINITIVE) put_feature(out, &any, "VerbForm=Inf");
    else if (t->flags & KW_TOK_GERUND) put_feature(out, &any, "VerbForm=Ger");
    if (t->voice) put_feature(out, &any, t->voice == KW_ACTIVE ? "Voice=Act" : "Voice=Pass");
    if (!any) kw_buf_byte(out, '_');
}

/* One line of text without line breaks and tabs. */
static void put_flat(kw_buf *out, kw_str s) {
    for (size_t i = 0; i < s.n; i++) kw_buf_byte(out, s.p[i] == '\n' || s.p[i] == '\t' || s.p[i] == '\r' ? ' ' : s.p[i]);
}

/* How many tokens from `i` on are one written word: a word and the clitics that are cut off it. */
static uint32_t word_length(const kw_words *w, const kw_sentence *s, uint32_t i) {
    uint32_t n = 1, end = s->first + s->n;
    bool front = w->tokens[i].flags & KW_TOK_CLITIC;                 /* ku-, kau-: the word follows */
    while (i + n < end && (w->tokens[i + n].flags & KW_TOK_GLUED) && (front || (w->tokens[i + n].flags & KW_TOK_CLITIC))) {
        front = false;
        n++;
    }
    return n;
}

typedef struct { const kw_words *w; const kw_sentence_why *why; kw_buf *out; } writer;      /* why: of each sentence, or NULL */

static void put_misc(const writer *p, const kw_token_why *why, bool space_after, bool in_word) {
    bool glued = !space_after && !in_word;
    if (glued) kw_buf_text(p->out, "SpaceAfter=No");
    if (why) {
        kw_buf_text(p->out, glued ? "|Explain=" : "Explain=");
        size_t from = p->out->n;
        kw_export_why_token(why, p->out);
        for (size_t i = from; i < p->out->n; i++)
            if (p->out->p[i] == '|' || p->out->p[i] == '\t' || p->out->p[i] == '\r') p->out->p[i] = ' ';
    }
    kw_buf_text(p->out, glued || why ? "\n" : "_\n");
}

static bool space_follows(const kw_words *w, uint32_t i) { return i + 1 >= w->n_tokens || !(w->tokens[i + 1].flags & KW_TOK_GLUED); }

static void put_row(const writer *p, const kw_sentence *s, uint32_t i, bool in_word) {
    const kw_token *t = &p->w->tokens[i];
    kw_buf_fmt(p->out, "%u\t", i - s->first + 1);
    put_flat(p->out, kw_str_at(p->w->text, t->at));
    kw_buf_byte(p->out, '\t');
    put_flat(p->out, t->upos == KW_PUNCT ? kw_str_at(p->w->text, t->at) : t->lemma);   /* a mark as it is printed */
    kw_buf_fmt(p->out, "\t%s\t_\t", kw_upos_name((kw_upos)t->upos));
    put_features(t, p->out);
    if (!s->parsed) kw_buf_text(p->out, "\t_\t_\t_\t");
    else kw_buf_fmt(p->out, "\t%d\t%s\t_\t", t->head < 0 ? 0 : t->head - (int32_t)s->first + 1,
        t->head < 0 ? "root" : kw_deprel_name((kw_deprel)t->deprel));
    const kw_sentence_why *why = p->why ? &p->why[p->w->sentence_of[i]] : NULL;
    put_misc(p, why ? &why->tokens[i - s->first] : NULL, space_follows(p->w, i), in_word);
}

static void put_range(const writer *p, const kw_sentence *s, uint32_t i, uint32_t n) {
    kw_span at = { p->w->tokens[i].at.start, p->w->tokens[i + n - 1].at.end };
    kw_buf_fmt(p->out, "%u-%u\t", i - s->first + 1, i + n - s->first);
    put_flat(p->out, kw_str_at(p->w->text, at));
    kw_buf_fmt(p->out, "\t_\t_\t_\t_\t_\t_\t_\t%s\n", space_follows(p->w, i + n - 1) ? "_" : "SpaceAfter=No");
}

static void put_why(const kw_words *w, const kw_sentence_why *why, kw_buf *out) {
    kw_buf_fmt(out, "# language = %.*s: %.*s\n", KW_FMT(why->code), KW_FMT(why->language));
    for (size_t i = 0; i < why->n_ends; i++) {
        const kw_end_why *e = &why->ends[i];
        kw_buf_fmt(out, "# %s at %u = %s\n", e->ends ? "ends" : "goes on", w->tokens[e->token].at.start, e->why);
    }
}

void kw_export_conllu(kw_str id, const kw_words *w, const kw_sentence_why *why, kw_buf *out) {
    writer p = { w, why, out };
    for (size_t k = 0; k < w->n_sentences; k++) {
        const kw_sentence *s = &w->sentences[k];
        if (k == 0) {
            kw_buf_text(out, id.n ? "# newdoc id = " : "# newdoc");
            put_flat(out, id);
            kw_buf_byte(out, '\n');
        }
        if (k == 0 || s->para != w->sentences[k - 1].para) kw_buf_text(out, "# newpar\n");
        kw_buf_text(out, "# sent_id = ");
        put_flat(out, id);
        kw_buf_fmt(out, "%s%zu\n# text = ", id.n ? "-" : "", k + 1);
        put_flat(out, kw_str_at(w->text, s->at));
        kw_buf_byte(out, '\n');
        if (why) put_why(w, &why[k], out);
        for (uint32_t i = s->first; i < s->first + s->n;) {
            uint32_t n = word_length(w, s, i);
            if (n > 1) put_range(&p, s, i, n);
            for (uint32_t j = 0; j < n; j++) put_row(&p, s, i + j, n > 1);
            i += n;
        }
        kw_buf_byte(out, '\n');
    }
}
