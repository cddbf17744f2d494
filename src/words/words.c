/* SPDX-License-Identifier: MIT
 * The stage in its order: lines, their language, tokens, sentences, a guess of tags and lemmas, the trained tagger. */
#include "words/kit.h"

static kw_rc open_tongue(const kw_know *k, kw_str code, bool hyphens, kw_arena *mem, kw_tongue *t, kw_err *err) {
    t->code = code;
    KW_TRY(kw_morph_open(k, code, mem, &t->morph, err));
    KW_TRY(kw_token_open(k, code, hyphens, mem, &t->tokens, err));
    kw_ends *ends;
    KW_TRY(kw_ends_open(k, code, mem, &ends, err));
    t->sentences = (kw_sentence_rules){ t->tokens, ends };
    t->lemma = (kw_lemma_tables){ .morph = t->morph, .clitics = kw_know_lang_table(k, code, "clitics") };
    KW_TRY(kw_tagger_open(k, code, mem, &t->tagger, err));
    return kw_parser_open(k, code, mem, &t->parser, err);
}

kw_rc kw_words_open(const kw_know *k, const kw_language_id *lang, kw_arena *mem, kw_words_kit **out, kw_err *err) {
    kw_words_kit *kit = kw_alloc(mem, sizeof *kit);
    const kw_table *languages = kw_know_table(k, "lang/languages");
    uint32_t hyphens = kw_table_column(languages, "hyphens");
    if (!kit) return kw_fail_nomem(err);
    kit->language = lang;
    kit->know = k;
    kit->n = kw_know_languages(k);
    if (kit->n && !(kit->v = kw_alloc_n(mem, kit->n, sizeof *kit->v))) return kw_fail_nomem(err);
    for (size_t i = 0; i < kit->n; i++)
        KW_TRY(open_tongue(k, kw_know_language(k, i), kw_str_is(kw_table_cell(languages, (uint32_t)i, hyphens), "keep"), mem, &kit->v[i], err));
    KW_TRY(open_tongue(k, KW_STR("und"), true, mem, &kit->plain, err));
    *out = kit;
    return KW_OK;
}

kw_str kw_words_telling(kw_str line) {
    enum { LINE_MIN = 60, LINE_READ = 160 };        /* bytes: fewer say too little, more say no more */
    return kw_str_sub(line, 0, line.n < LINE_MIN ? 0 : line.n < LINE_READ ? line.n : LINE_READ);
}

/* The line's own language where it is long enough to say so, else the text's. */
static uint8_t language_of(const kw_words_kit *kit, kw_str line, uint8_t whole) {
    kw_str telling = kw_words_telling(line);
    if (!telling.n) return whole;
    kw_str code = kw_language_of(kit->language, telling, NULL);
    if (kw_str_is(code, "und")) return whole;
    int i = kw_know_language_index(kit->know, code);
    return i >= 0 ? (uint8_t)(i + 1) : whole;
}

/* Index + 1 of the language that a whole text is read with; 0: none that has tables. `language` as it was given or found. */
static uint8_t whole_language(const kw_words_kit *kit, kw_str text, kw_str language) {
    uint8_t whole = (uint8_t)(kw_know_language_index(kit->know, language) + 1);
    return whole ? whole : (uint8_t)(kw_know_language_index(kit->know, kw_language_reading(kit->language, text)) + 1);
}

/* What is at hand while one text is read: for each language that turns up in it, the words seen so far. */
typedef struct { const kw_words_kit *kit; kw_arena *mem; kw_morph_seen **seen; size_t bytes; } reading;

static kw_rc seen_of(reading *r, uint8_t language, kw_morph_seen **out, kw_err *err) {
    kw_morph_seen **s = &r->seen[language];
    if (!*s) *s = kw_morph_seen_open(kw_tongue_of(r->kit, language)->morph, r->bytes, r->mem);
    *out = *s;
    return *s ? KW_OK : kw_fail_nomem(err);
}

static kw_rc tag_sentence(reading *r, kw_words *w, size_t s, kw_err *err) {
    const kw_sentence *sentence = &w->sentences[s];
    const kw_tongue *t = kw_tongue_of(r->kit, sentence->language);
    kw_lemma_tables tables = t->lemma;
    KW_TRY(seen_of(r, sentence->language, &tables.seen, err));
    kw_lemma_guess(tables, w, sentence, r->mem);
    if (t->tagger) {
        uint8_t *guessed = kw_alloc(r->mem, sentence->n + 1);
        if (!guessed) return kw_fail_nomem(err);
        for (uint32_t i = 0; i < sentence->n; i++) guessed[i] = w->tokens[sentence->first + i].upos;
        KW_TRY(kw_tagger_run(t->tagger, w, s, r->mem, err));
        kw_lemma_agree(tables, w, sentence, guessed, r->mem);
    }
    kw_lemma_voice(tables, w, sentence);
    return KW_OK;
}

static kw_rc finish(reading *r, kw_words *w, kw_token_list tokens, kw_sentence_list sentences, kw_err *err) {
    w->tokens = tokens.v;
    w->n_tokens = tokens.n;
    w->sentences = sentences.v;
    w->n_sentences = sentences.n;
    if (!(w->sentence_of = kw_alloc_n(r->mem, tokens.n + 1, sizeof *w->sentence_of))) return kw_fail_nomem(err);
    for (size_t s = 0; s < sentences.n; s++) {
        for (uint32_t i = 0; i < sentences.v[s].n; i++) w->sentence_of[sentences.v[s].first + i] = (uint32_t)s;
        KW_TRY(tag_sentence(r, w, s, err));
    }
    return KW_OK;
}

kw_rc kw_words_run(const kw_words_kit *kit, kw_str text, kw_str language, kw_arena *mem, kw_words *out, kw_err *err) {
    kw_token_list tokens = { NULL, 0, 0 };
    kw_sentence_list sentences = { NULL, 0, 0 };
    reading r = { kit, mem, kw_alloc_n(mem, kit->n + 1, sizeof *r.seen), text.n };
    if (!r.seen) return kw_fail_nomem(err);
    if (!language.p) language = kw_language_of(kit->language, text, NULL);
    uint8_t whole = whole_language(kit, text, language);
    *out = (kw_words){ .text = text, .language = language };
    kw_str rest = text, line;
    for (uint32_t para = 0; kw_str_cut(&rest, '\n', &line); para++) {
        kw_span at = { (uint32_t)(line.p - text.p), (uint32_t)(line.p - text.p + (ptrdiff_t)line.n) };
        uint8_t lang = language_of(kit, line, whole);
        kw_morph_seen *seen;
        size_t first = tokens.n;
        KW_TRY(seen_of(&r, lang, &seen, err));
        KW_TRY(kw_token_split(kw_tongue_of(kit, lang)->tokens, seen, text, at, mem, &tokens, err));
        KW_TRY(kw_sentence_split(&kw_tongue_of(kit, lang)->sentences, seen, text, &tokens, first, para, lang, mem, &sentences, err));
    }
    return finish(&r, out, tokens, sentences, err);
}

/* How many tokens at the start of the sentence begin in the span. */
static uint32_t opening(const kw_words *w, size_t sentence, kw_span aside) {
    const kw_sentence *s = &w->sentences[sentence];
    uint32_t n = 0;
    while (n < s->n && w->tokens[s->first + n].at.start >= aside.start && w->tokens[s->first + n].at.start < aside.end) n++;
    return n < s->n ? n : 0;
}

kw_rc kw_words_parse(const kw_words_kit *kit, kw_words *w, size_t sentence, kw_arena *mem, kw_err *err) {
    return kw_words_parse_but(kit, w, sentence, (kw_span){ 0, 0 }, mem, err);
}

kw_rc kw_words_parse_but(const kw_words_kit *kit, kw_words *w, size_t sentence, kw_span aside, kw_arena *mem, kw_err *err) {
    const kw_tongue *t = kw_tongue_of(kit, w->sentences[sentence].language);
    if (w->sentences[sentence].parsed || !t->parser) return KW_OK;
    return kw_parser_run(t->parser, w, sentence, opening(w, sentence, aside), mem, err);
}
