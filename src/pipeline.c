/* SPDX-License-Identifier: MIT
 * Opens and closes kawat, and calls the stages in order for one article. */
#include "pipeline.h"

#include <stdlib.h>

/* The endings of the language that dictionaries of PETRARCH are written in: the one that has a table of them. */
static const kw_table *inflection(const kw_know *k) {
    const kw_table *t = NULL;
    for (size_t i = 0; i < kw_know_languages(k) && !t; i++) t = kw_know_lang_table(k, kw_know_language(k, i), "inflection");
    return t;
}

/* The user's dictionaries, or those of actors and agents that lie in the folder of the user's own tables. */
static kw_rc open_petrarch(kw *k, const kw_options *o, kw_err *err) {
    const char *from = o->petrarch ? o->petrarch : o->world;
    if (from) KW_TRY(kw_petrarch_open(from, !o->petrarch, inflection(k->know), &k->mem, o->failed, o->ctx, &k->petrarch, err));
    if (o->world && !k->petrarch && !kw_know_own_tables(k->know))
        return kw_fail(err, KW_DATA, o->world, "want tables named like those of world/ (outlets.tsv, persons.tsv, ...), found none");
    return KW_OK;
}

static kw_rc open_rest(kw *k, const kw_options *o, kw_err *err) {
    KW_TRY(kw_dates_open(k->know, &k->mem, &k->dates, err));
    KW_TRY(kw_clean_open(k->know, k->dates, k->language, &k->mem, &k->clean, err));
    KW_TRY(open_petrarch(k, o, err));
    KW_TRY(kw_mark_open(k->know, k->dates, k->petrarch, &k->mem, &k->mark, err));
    KW_TRY(kw_code_open(k->know, k->petrarch, &k->mem, &k->code, err));
    KW_TRY(kw_group_open(k->know, &k->mem, &k->group, err));
    k->whole = true;
    return KW_OK;
}

kw_rc kw_pipeline_whole(const kw *k, kw_err *err) {
    return k->whole ? KW_OK : kw_fail(err, KW_USAGE, "kw_open", "opened for words only");
}

kw_rc kw_open(const kw_options *options, kw **out, kw_err *err) {
    kw_options none = { 0 };
    if (!options) options = &none;
    *out = NULL;
    kw *k = calloc(1, sizeof *k);
    if (!k) return kw_fail_nomem(err);
    k->trusted = options->trusted;
    k->all_events = options->all_events;
    kw_rc rc = kw_know_open(options->world, &k->know, err);
    if (rc == KW_OK) rc = kw_language_open(k->know, &k->mem, &k->language, err);
    if (rc == KW_OK) rc = kw_words_open(k->know, k->language, &k->mem, &k->words, err);
    if (rc == KW_OK && !options->words_only) rc = open_rest(k, options, err);
    if (rc != KW_OK) {
        kw_close(k);
        return rc;
    }
    *out = k;
    return KW_OK;
}

void kw_close(kw *k) {
    if (!k) return;
    kw_know_close(k->know);
    kw_arena_free(&k->mem);
    free(k);
}

const char *kw_version(void) { return KW_VERSION; }

kw_rc kw_pipeline_clean(const kw *k, kw_html *h, const kw_raw *raw, kw_arena *mem, kw_article *out, kw_err *err) {
    kw_page page;
    KW_TRY(kw_page_read(h, raw, mem, &page, err));
    return kw_clean_run(k->clean, raw, &page, mem, out, err);
}

kw_rc kw_pipeline_understand(const kw *k, kw_arena *mem, kw_understood *u, kw_err *err) {
    kw_article *a = &u->article;
    KW_TRY(kw_words_run(k->words, a->text, a->language, mem, &u->words, err));
    kw_mark_in mark = { .words = &u->words, .article = a };
    if (a->published.precision == KW_WHEN_NONE) {
        a->published = kw_mark_published(k->mark, &mark, mem);
        if (a->published.precision != KW_WHEN_NONE) a->published_from = KW_STR("text");
    }
    mark.published = a->published;
    KW_TRY(kw_mark_run(k->mark, &mark, mem, &u->marks, err));
    for (size_t s = 0; s < u->words.n_sentences; s++)
        if (kw_code_wants_heads(k->code, &u->words, &u->marks, s)) KW_TRY(kw_words_parse_but(k->words, &u->words, s, u->marks.dateline, mem, err));
    kw_code_in code = { .words = &u->words, .marks = &u->marks, .article = a, .published = a->published, .all = k->all_events };
    return kw_code_run(k->code, &code, mem, &u->reports, err);
}
