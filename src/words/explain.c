/* SPDX-License-Identifier: MIT
 * Why a sentence and its tokens are what they are: the tables and the tagger are asked once more, and what they answer is
 * laid beside what stands in kw_words. Nothing is kept while a text is read, so that who does not ask pays nothing. */
#include "base/utf8.h"
#include "know/ud.h"
#include "words/kit.h"

typedef struct {
    const kw_words_kit *kit;
    const kw_tongue *tongue;
    const kw_words *w;
    const kw_sentence *s;
    const kw_token *guess, *tagged;     /* the sentence as the tables alone and the tagger alone have it */
    kw_arena *mem;
} asking;

/* ---- how it was cut ---- */

static bool has_letter(kw_str s) {
    for (size_t i = 0; i < s.n;)
        if (kw_utf8_is_letter(kw_utf8_next(s, &i))) return true;
    return false;
}

static bool has_digit(kw_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] >= '0' && s.p[i] <= '9') return true;
    return false;
}

static bool has(kw_str s, const char *z) { return kw_str_find(s, kw_str_of(z), 0) != SIZE_MAX; }

static kw_str cut_of_mark(const kw_token *t, kw_str raw) {
    if (t->flags & KW_TOK_QUOTE_OPEN) return KW_STR("a quotation mark that opens");
    if (t->flags & KW_TOK_QUOTE_CLOSE) return KW_STR("a quotation mark that closes");
    if (raw.n > 1 && raw.p[0] == raw.p[1]) return KW_STR("the same mark several times is one");
    return KW_STR("a mark");
}

static kw_str cut_of_number(kw_str raw) {
    if (has(raw, ":") || has(raw, "/")) return KW_STR("digits with : or / between them: a time, date or fraction");
    if (has(raw, "-")) return KW_STR("groups of digits with - between them: a date or telephone number");
    return has(raw, ".") || has(raw, ",") ? KW_STR("a number with its points and commas") : KW_STR("a number");
}

static kw_str cut_of_hyphen(const asking *q, const kw_token *t) {
    if (kw_lemma_half(q->tongue->morph, t->form, q->mem).p) return KW_STR("a word written twice is one");
    kw_str prefix = kw_str_sub(t->form, 0, kw_str_find(t->form, KW_STR("-"), 0));
    if (kw_str_is(kw_token_kind(q->tongue->tokens, prefix), "prefix")) return kw_str_fmt(q->mem,
        "keeps its hyphen; abbreviations.tsv: %.*s prefix", KW_FMT(prefix));
    return KW_STR("keeps its hyphen; languages.tsv: hyphens");
}

/* Two words whose blank was lost: small letters before a capital. */
static bool is_lost_blank(const asking *q, size_t i) {
    const kw_token *t = &q->w->tokens[i], *before = t - 1;
    if (i == q->s->first || !(t->flags & KW_TOK_GLUED) || !(t->flags & KW_TOK_CAPITAL) || ((t->flags | before->flags) & KW_TOK_CLITIC)) return false;
    return kw_utf8_is_letter((unsigned char)before->form.p[before->form.n - 1]);
}

static kw_str cut_of_word(const asking *q, size_t i, kw_str raw) {
    const kw_token *t = &q->w->tokens[i];
    kw_str kind = kw_token_kind(q->tongue->tokens, t->form);
    bool point = kw_str_ends(raw, KW_STR("."));
    if (t->flags & KW_TOK_CLITIC) return kw_str_fmt(q->mem, "cut off the word it was written onto; clitics.tsv: %.*s", KW_FMT(t->form));
    if (raw.n > 1 && (raw.p[0] == '#' || raw.p[0] == '@')) return KW_STR("a hashtag or the name of an account is one");
    if (has(raw, "@") || has(raw, "://") || kw_str_starts(t->form, KW_STR("www."))) return KW_STR("an address of the web or of mail is one");
    if (kind.p && (point || !kw_str_is(kind, "other"))) return kw_str_fmt(q->mem, "abbreviations.tsv: %.*s %.*s", KW_FMT(t->form), KW_FMT(kind));
    if (point && raw.n <= 2) return KW_STR("an initial keeps its point");
    if (point) return KW_STR("letters with points between them are one short form");
    if (has(raw, ".")) return KW_STR("a point inside small letters, or before the ending of a site's name");
    if (is_lost_blank(q, i)) return KW_STR("a lost blank: a known word in small letters runs into a capital");
    if (has_digit(raw)) return KW_STR("digits and letters written as one");
    return has(t->form, "-") ? cut_of_hyphen(q, t) : KW_STR("");
}

static kw_str cut_of(const asking *q, size_t i) {
    const kw_token *t = &q->w->tokens[i];
    kw_str raw = kw_str_at(q->w->text, t->at);
    if (t->flags & KW_TOK_CLITIC) return cut_of_word(q, i, raw);
    if (t->flags & KW_TOK_PUNCT) return cut_of_mark(t, raw);
    if ((t->flags & KW_TOK_NUMBER) && !has_letter(raw)) return cut_of_number(raw);
    return cut_of_word(q, i, raw);
}

/* ---- its tag and its readings ---- */

static kw_str tag_of(const asking *q, size_t i) {
    size_t k = i - q->s->first;
    const kw_token *t = &q->w->tokens[i];
    const char *tables = kw_upos_name((kw_upos)q->guess[k].upos);
    if (!q->tagged) return kw_str_fmt(q->mem, "tables: %s; there is no tagger", tables);
    const char *tagger = kw_upos_name((kw_upos)q->tagged[k].upos);
    if (q->guess[k].upos == q->tagged[k].upos) return kw_str_fmt(q->mem, "tables and tagger: %s", tables);
    if (t->upos == q->tagged[k].upos) return kw_str_fmt(q->mem, "tagger: %s; the tables alone: %s", tagger, tables);
    return kw_str_fmt(q->mem, "tables: %s, which is sure by %s; the tagger alone: %s", tables,
        t->flags & KW_TOK_CLITIC ? "clitics.tsv" : "its form", tagger);
}

static kw_str note_of(const asking *q, size_t i, const kw_token_why *why) {
    const kw_token *t = &q->w->tokens[i];
    bool word = !(t->flags & (KW_TOK_CLITIC | KW_TOK_PUNCT | KW_TOK_NUMBER));
    if (!word) return KW_STR("");
    if (t->upos == KW_PROPN) return KW_STR("a name is its own lemma");
    for (size_t k = 0; k < why->n; k++) {
        const kw_word_reading *r = &why->readings[k];
        if (!r->chosen) continue;
        if (t->voice != KW_PASSIVE || r->voice) return KW_STR("");
        bool tagger = q->tagged && q->tagged[i - q->s->first].voice == KW_PASSIVE;
        return tagger ? KW_STR("passive: the tagger") : KW_STR("passive: bare, behind the one who does it");
    }
    return why->n ? KW_STR("no reading has this tag: its own lemma") : KW_STR("in no table: its own lemma");
}

/* The reading that lemma and voice were taken from: the one of the final tag, else of another. */
static void choose(const kw_token *t, kw_str rule, kw_token_why *why) {
    kw_word_reading *chosen = NULL;
    for (size_t k = why->n; k-- > 0;) {
        kw_word_reading *r = &why->readings[k];
        if (!kw_str_eq(r->lemma, t->lemma) || !kw_str_eq(r->rule, rule)) continue;
        if (!chosen || r->upos == t->upos || chosen->upos != t->upos) chosen = r;
    }
    if (chosen) chosen->chosen = true;
}

static kw_rc why_token(const asking *q, size_t i, kw_token_why *out, kw_err *err) {
    const kw_token *t = &q->w->tokens[i];
    *out = (kw_token_why){ .cut = cut_of(q, i), .tag = tag_of(q, i) };
    if (!(t->flags & (KW_TOK_CLITIC | KW_TOK_PUNCT | KW_TOK_NUMBER))) {
        kw_str once = kw_lemma_half(q->tongue->morph, t->form, q->mem);
        kw_analysis a;
        kw_morph_find(q->tongue->morph, t->form, (kw_upos)t->upos, q->mem, &a);
        bool whole = !once.p || (a.by != KW_BY_NOTHING && a.by != KW_BY_SHAPE);
        KW_TRY(kw_morph_readings(q->tongue->morph, whole ? t->form : once, KW_UPOS_COUNT, q->mem, &out->readings, &out->n, err));
        if (t->upos != KW_PROPN) choose(t, kw_morph_rule(q->tongue->morph, t->analysis), out);
    }
    out->note = note_of(q, i, out);
    return out->cut.p && out->tag.p ? KW_OK : kw_fail_nomem(err);
}

/* ---- a sentence ---- */

/* The tokens as they were before anything was said of them, in a text of one sentence; then tables, or the tagger, speak. */
static kw_rc alone(const asking *q, kw_morph_seen *seen, bool by_tagger, const kw_token **out, kw_err *err) {
    enum { SAID = KW_TOK_NEGATIVE | KW_TOK_PARTICIPLE | KW_TOK_INFINITIVE | KW_TOK_GERUND };
    kw_sentence one = *q->s;
    kw_words w = *q->w;
    kw_lemma_tables tables = q->tongue->lemma;
    if (!(w.tokens = kw_alloc_n(q->mem, one.n + 1, sizeof *w.tokens))) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < one.n; i++) {
        kw_token *t = &w.tokens[i];
        *t = q->w->tokens[one.first + i];
        t->lemma = t->form;
        t->flags &= ~(uint32_t)SAID;
        t->upos = t->voice = t->tense = 0;
        t->analysis = 0;
    }
    one.first = 0;
    w.sentences = &one;
    w.n_tokens = one.n;
    w.n_sentences = 1;
    tables.seen = seen;
    kw_lemma_guess(tables, &w, &one, q->mem);
    *out = w.tokens;
    return by_tagger ? kw_tagger_run(q->tongue->tagger, &w, 0, q->mem, err) : KW_OK;
}

static kw_str line_of(const kw_words *w, const kw_sentence *s) {
    size_t from = s->at.start, to = s->at.end;
    while (from > 0 && w->text.p[from - 1] != '\n') from--;
    while (to < w->text.n && w->text.p[to] != '\n') to++;
    return kw_str_sub(w->text, from, to);
}

/* The paragraph's own words where they say so, else the text's, else what the caller said. */
static kw_str why_language(const kw_words_kit *kit, const kw_words *w, const kw_sentence *s, kw_str code, bool given, kw_arena *mem) {
    kw_str telling = kw_words_telling(line_of(w, s));
    bool own = telling.n && kw_str_eq(kw_language_of(kit->language, telling, NULL), code);
    if (own) return kw_str_fmt(mem, "the paragraph: %.*s", KW_FMT(kw_language_why(kit->language, telling, mem)));
    if (given) return KW_STR("as it was given");
    const char *sister = kw_str_eq(w->language, code) ? "" : ", read with what is nearest";
    return kw_str_fmt(mem, "the text%s: %.*s", sister, KW_FMT(kw_language_why(kit->language, w->text, mem)));
}

kw_rc kw_words_why(const kw_words_kit *kit, const kw_words *w, size_t sentence, bool given, kw_arena *mem, kw_sentence_why *out, kw_err *err) {
    const kw_sentence *s = &w->sentences[sentence];
    asking q = { .kit = kit, .tongue = kw_tongue_of(kit, s->language), .w = w, .s = s, .mem = mem };
    kw_morph_seen *seen = kw_morph_seen_open(q.tongue->morph, kw_span_len(s->at), mem);
    if (!seen) return kw_fail_nomem(err);
    KW_TRY(alone(&q, seen, false, &q.guess, err));
    if (q.tongue->tagger) KW_TRY(alone(&q, seen, true, &q.tagged, err));
    *out = (kw_sentence_why){ .code = q.tongue->code };
    out->language = why_language(kit, w, s, out->code, given, mem);
    if (!out->language.p || !(out->tokens = kw_alloc_n(mem, s->n + 1, sizeof *out->tokens))) return kw_fail_nomem(err);
    KW_TRY(kw_sentence_ends(&q.tongue->sentences, seen, w, sentence, mem, &out->ends, &out->n_ends, err));
    for (uint32_t i = 0; i < s->n; i++) KW_TRY(why_token(&q, s->first + i, &out->tokens[i], err));
    return KW_OK;
}
