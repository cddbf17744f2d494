/* SPDX-License-Identifier: MIT
 * Why words are what they are: for reading, and in parts for the other forms. */
#include "export/explain.h"
#include "know/ud.h"

static const char *const voices[] = { "", " active", " passive", " accidental" };
static const char *const tenses[] = { "", "past", "present", "future" };

static void put_reading(const kw_word_reading *r, kw_buf *out) {
    kw_buf_fmt(out, "%.*s", KW_FMT(r->parts));
    if (r->rule.n) kw_buf_fmt(out, " (%.*s)", KW_FMT(r->rule));
    kw_buf_fmt(out, " %s%s%s%s, rank %d", kw_upos_name((kw_upos)r->upos), voices[r->voice & 3], r->tense ? " " : "", tenses[r->tense & 3], r->rank);
    if (r->change.n) kw_buf_fmt(out, "; %.*s", KW_FMT(r->change));
    kw_buf_fmt(out, "; %.*s", KW_FMT(r->row));
}

static void part(kw_buf *out, bool *any, const char *before) {
    kw_buf_text(out, *any ? "; " : "");
    kw_buf_text(out, before);
    *any = true;
}

void kw_export_why_token(const kw_token_why *why, kw_buf *out) {
    bool any = false;
    for (size_t i = 0; i < why->n; i++)
        if (why->readings[i].chosen) { part(out, &any, ""); put_reading(&why->readings[i], out); }
    if (why->note.n) { part(out, &any, ""); kw_buf_add(out, why->note); }
    if (why->cut.n) { part(out, &any, "cut: "); kw_buf_add(out, why->cut); }
    part(out, &any, "tag: ");
    kw_buf_add(out, why->tag);
    for (size_t i = 0; i < why->n; i++)
        if (!why->readings[i].chosen) { part(out, &any, "not: "); put_reading(&why->readings[i], out); }
}

/* ---- for reading ---- */

static void line(kw_buf *out, const char *what, kw_str why) {
    if (why.n) kw_buf_fmt(out, "    %-8s %.*s\n", what, KW_FMT(why));
}

static void read_token(const kw_words *w, const kw_token *t, const kw_token_why *why, kw_buf *out) {
    kw_buf_fmt(out, "  %.*s  %s%s", KW_FMT(kw_str_at(w->text, t->at)), kw_upos_name((kw_upos)t->upos), voices[t->voice & 3]);
    if (!(t->flags & KW_TOK_PUNCT)) kw_buf_fmt(out, "  %.*s", KW_FMT(t->lemma));
    kw_buf_byte(out, '\n');
    for (int chosen = 1; chosen >= 0; chosen--)
        for (size_t i = 0; i < why->n; i++) {
            if (why->readings[i].chosen != (chosen == 1)) continue;
            kw_buf_fmt(out, "    %-8s ", chosen ? "split" : "not");
            put_reading(&why->readings[i], out);
            kw_buf_byte(out, '\n');
        }
    line(out, "lemma", why->note);
    line(out, "tag", why->tag);
    line(out, "cut", why->cut);
}

static void read_end(const kw_words *w, const kw_end_why *e, kw_buf *out) {
    kw_buf_fmt(out, "  %s at %u (%.*s): %s\n", e->ends ? "ends" : "goes on", w->tokens[e->token].at.start,
               KW_FMT(kw_str_at(w->text, w->tokens[e->token].at)), e->why);
}

/* Control characters of a text never reach a terminal. */
static void tame(kw_buf *out, size_t from) {
    for (size_t i = from; i < out->n; i++)
        if (((unsigned char)out->p[i] < 0x20 && out->p[i] != '\n') || out->p[i] == 0x7f) out->p[i] = ' ';
}

void kw_export_explain(kw_str id, const kw_words *w, const kw_sentence_why *why, kw_buf *out) {
    size_t from = out->n;
    for (size_t k = 0; k < w->n_sentences && !out->failed; k++) {
        const kw_sentence *s = &w->sentences[k];
        kw_buf_fmt(out, "%s%.*s%s%zu: %.*s\n", k ? "\n" : "", KW_FMT(id), id.n ? "-" : "", k + 1, KW_FMT(kw_str_at(w->text, s->at)));
        kw_buf_fmt(out, "  language %.*s: %.*s\n", KW_FMT(why[k].code), KW_FMT(why[k].language));
        for (size_t i = 0; i < why[k].n_ends; i++) read_end(w, &why[k].ends[i], out);
        for (uint32_t i = 0; i < s->n; i++) read_token(w, &w->tokens[s->first + i], &why[k].tokens[i], out);
    }
    if (!out->failed) tame(out, from);
}

/* ---- as JSON ---- */

static void json_reading(const kw_word_reading *r, kw_buf *out) {
    kw_json_open(out, '{');
    kw_json_put(out, "parts", r->parts);
    kw_json_put(out, "lemma", r->lemma);
    kw_json_put(out, "upos", kw_str_of(kw_upos_name((kw_upos)r->upos)));
    if (r->voice) kw_json_put(out, "voice", kw_str_of(voices[r->voice & 3] + 1));
    if (r->tense) kw_json_put(out, "tense", kw_str_of(tenses[r->tense & 3]));
    if (r->rule.n) kw_json_put(out, "rule", r->rule);
    if (r->change.n) kw_json_put(out, "change", r->change);
    kw_json_put(out, "row", r->row);
    kw_json_put_int(out, "rank", r->rank);
    kw_json_put_bool(out, "chosen", r->chosen);
    kw_json_close(out, '}');
}

void kw_export_why_token_json(const kw_token_why *why, kw_buf *out) {
    kw_json_key(out, "why");
    kw_json_open(out, '{');
    if (why->cut.n) kw_json_put(out, "cut", why->cut);
    kw_json_put(out, "tag", why->tag);
    if (why->note.n) kw_json_put(out, "lemma", why->note);
    kw_json_key(out, "readings");
    kw_json_open(out, '[');
    for (size_t i = 0; i < why->n; i++) json_reading(&why->readings[i], out);
    kw_json_close(out, ']');
    kw_json_close(out, '}');
}

void kw_export_why_sentence_json(const kw_words *w, const kw_sentence_why *why, kw_buf *out) {
    kw_json_put(out, "language", why->code);
    kw_json_key(out, "why");
    kw_json_open(out, '{');
    kw_json_put(out, "language", why->language);
    kw_json_key(out, "ends");
    kw_json_open(out, '[');
    for (size_t i = 0; i < why->n_ends; i++) {
        kw_json_open(out, '{');
        kw_json_put_span(out, w->tokens[why->ends[i].token].at);
        kw_json_put_bool(out, "ends", why->ends[i].ends);
        kw_json_put(out, "why", kw_str_of(why->ends[i].why));
        kw_json_close(out, '}');
    }
    kw_json_close(out, ']');
    kw_json_close(out, '}');
}
