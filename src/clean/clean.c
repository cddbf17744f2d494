/* SPDX-License-Identifier: MIT
 * The order in which an article is made of a page: what it says of itself, its blocks, what is furniture, title, dateline,
 * outlet, text, credits. */
#include "clean/body.h"
#include "base/limits.h"
#include "know/calendar.h"

#include <ctype.h>

kw_rc kw_clean_open(const kw_know *k, const kw_dates *dates, const kw_language_id *lang, kw_arena *mem, kw_clean **out, kw_err *err) {
    kw_clean *c = kw_alloc(mem, sizeof *c);
    *out = c;
    if (!c) return kw_fail_nomem(err);
    c->know = k;
    c->dates = dates;
    c->language = lang;
    for (size_t i = 0; i < kw_know_languages(k) && c->n_langs + 1 < KW_LANGS; i++) {
        kw_str code = kw_know_language(k, i);
        size_t n = c->n_langs++;
        c->furniture[n] = kw_know_lang_table(k, code, "furniture");
        c->bylines[n] = kw_know_lang_table(k, code, "bylines");
        c->credits[n] = kw_know_lang_table(k, code, "credits");
    }
    c->furniture[c->n_langs] = kw_know_table(k, "world/furniture");         /* languages without a folder */
    c->bylines[c->n_langs] = kw_know_table(k, "world/bylines");
    c->n_langs++;
    if (!kw_sieve_of(c->furniture, c->n_langs, mem, &c->furniture_first) || !kw_sieve_of(c->bylines, c->n_langs, mem, &c->bylines_first) ||
        !kw_sieve_of(c->credits, c->n_langs, mem, &c->credits_first) || !kw_sieve_of_keys(c->credits, c->n_langs, mem, &c->credits_keys))
        return kw_fail_nomem(err);
    c->markup = kw_know_table(k, "world/markup");
    c->months = kw_know_table(k, "world/months");
    c->eras = kw_know_table(k, "world/eras");
    c->countries = kw_know_table(k, "world/country_names");
    return kw_weights_open(c, mem, err);
}

static kw_rc join_text(kw_draft *d, kw_err *err) {
    kw_article *a = d->a;
    size_t bytes = 0, kept = 0, cut = 0;
    for (size_t i = 0; i < d->n; i++)
        if (d->v[i].out.p) cut++;
        else bytes += d->v[i].text.n + 1, kept++;
    if (bytes > KW_TEXT_MAX) return kw_fail(err, KW_DATA, a->path.p, "want at most %zu MiB of text in an article", KW_TEXT_MAX >> 20);
    char *p = kw_alloc(d->mem, bytes + 1);
    a->paras = kw_alloc_n(d->mem, kept + 1, sizeof *a->paras);
    a->furniture.v = kw_alloc_n(d->mem, cut + 1, sizeof *a->furniture.v);
    if (!p || !a->paras || !a->furniture.v) return kw_fail_nomem(err);
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++) {
        kw_block *b = &d->v[i];
        if (b->out.p) { a->furniture.v[a->furniture.n++] = b->text; continue; }
        if (n) p[n++] = '\n';
        b->start = (uint32_t)n;
        memcpy(p + n, b->text.p, b->text.n);
        n += b->text.n;
        a->paras[a->n_paras++] = (kw_para){ { b->start, (uint32_t)n }, b->kind };
    }
    a->text = (kw_str){ p, n };
    return KW_OK;
}

/* "id-ID", "id_ID" and "ID" are "id". */
static kw_str language_code(kw_str s, kw_arena *mem) {
    size_t n = 0;
    while (n < s.n && n < 3 && isalpha((unsigned char)s.p[n])) n++;
    if (n < 2 || (n < s.n && s.p[n] != '-' && s.p[n] != '_')) return KW_NONE;
    char *p = kw_alloc(mem, n + 1);
    for (size_t i = 0; p && i < n; i++) p[i] = (char)tolower((unsigned char)s.p[i]);
    return p ? (kw_str){ p, n } : KW_NONE;
}

/* What the caller says holds; else what the words are; else what the page says. */
static void settle_language(kw_draft *d) {
    kw_article *a = d->a;
    double score = 0;
    kw_str given = d->raw->given.language, said = language_code(a->language.n ? a->language : d->page->language, d->mem);
    kw_str told = kw_language_of(d->c->language, a->text, &score);
    a->language = given.n ? language_code(given, d->mem) : told.n && !kw_str_is(told, "und") ? told : said;
    if (!a->language.n) a->language = KW_STR("und");
}

static void settle_outlet(kw_draft *d) {
    kw_article *a = d->a;
    if (!d->own.name.p) return;
    a->outlet = d->own.name;
    a->outlet_key = d->own.key;
}

static void name_it(kw_draft *d) {
    const kw_raw *raw = d->raw;
    kw_article *a = d->a;
    a->path = raw->path;
    a->ref = raw->ref;
    a->url = raw->url;
    a->language = kw_language_of(d->c->language, d->page->text, NULL);
    if (kw_str_is(a->language, "und")) a->language = KW_NONE;
}

static bool any_kept(const kw_draft *d) {
    for (size_t i = 0; i < d->n; i++) if (!d->v[i].out.p) return true;
    return false;
}

/* A note of one sentence that is its own title: then the sentence stays. */
static void keep_title(kw_draft *d) {
    for (size_t i = 0; i < d->n; i++) if (kw_str_is(d->v[i].out, "title")) d->v[i].out = KW_NONE;
}

static kw_rc note(kw_draft *d, const char *field, kw_str from, kw_str evidence, kw_err *err) {
    kw_field_why *w = evidence.n ? kw_push(d->mem, (void **)&d->a->why, &d->a->n_why, &d->cap_why, sizeof *w) : NULL;
    if (!w) return evidence.n ? kw_fail_nomem(err) : KW_OK;
    *w = (kw_field_why){ field, from, evidence };
    return KW_OK;
}

static kw_rc note_part(kw_draft *d, kw_err *err) {
    const kw_part *p = &d->a->part;
    if (!p->number && !p->of) return KW_OK;
    kw_str words = kw_str_fmt(d->mem, "part %u of %u%s%.*s", p->number, p->of, p->next.n ? "; next " : "", KW_FMT(p->next));
    return note(d, "part", KW_STR("links"), words, err);
}

/* A date with how sure it is; one that was only printed somewhere near the heading is a guess. */
static kw_str dated_from(kw_draft *d) {
    enum { GUESS = 50 };
    int sure = (int)(d->a->published_score * 100 + .5);
    if (!d->a->published_from.p) return KW_NONE;
    const char *how = d->localized ? " (in the page's own time)" : sure <= GUESS ? " (a guess)" : "";
    return kw_str_fmt(d->mem, "%.*s%s, certainty 0.%02d", KW_FMT(d->a->published_from), how, sure > 99 ? 99 : sure);
}

/* For `kawat why`: where each field comes from. */
static kw_rc explain(kw_draft *d, kw_err *err) {
    kw_article *a = d->a;
    KW_TRY(note(d, "body", d->body_rule, d->body_node, err));
    KW_TRY(note_part(d, err));
    KW_TRY(note(d, "published", dated_from(d), kw_when_iso_in(a->published, d->mem), err));
    KW_TRY(note(d, "modified", d->modified_from, kw_when_iso_in(a->modified, d->mem), err));
    KW_TRY(note(d, "editor", KW_STR("label"), a->editor, err));
    KW_TRY(note(d, "translator", KW_STR("label"), a->translator, err));
    KW_TRY(note(d, "outlet", a->outlet_key.p ? KW_STR("world/outlets") : KW_STR("page"), a->outlet, err));
    for (size_t i = 0; i < a->authors.n; i++) KW_TRY(note(d, "author", d->author_from.p ? d->author_from : KW_STR("byline"), a->authors.v[i], err));
    for (size_t i = 0; i < a->n_credits; i++) KW_TRY(note(d, "credit", a->credits[i].rule, a->credits[i].words, err));
    for (size_t i = 0; i < d->n; i++)
        if (d->v[i].out.p) KW_TRY(note(d, "left out", d->v[i].out, d->v[i].text, err));
    return KW_OK;
}

kw_rc kw_clean_run(const kw_clean *c, const kw_raw *raw, const kw_page *page, kw_arena *mem, kw_article *out, kw_err *err) {
    *out = (kw_article){ 0 };
    kw_draft d = { .c = c, .raw = raw, .page = page, .mem = mem, .a = out };
    name_it(&d);
    KW_TRY(kw_meta_read(&d, err));
    kw_authors_drop_self(&d);
    KW_TRY(page->n_nodes ? kw_body_read(&d, err) : kw_lines_read(&d, err));
    KW_TRY(kw_furniture_mark(&d, err));
    kw_published_settle(&d);
    kw_published_localize(&d);
    if (page->n_nodes && d.a->published_score < .6) kw_printed_opening(&d);
    KW_TRY(kw_head_read(&d, err));
    if (!any_kept(&d)) keep_title(&d);
    if (!any_kept(&d)) return kw_fail(err, KW_DATA, raw->path.p, "want an article, found no text that could be one");
    KW_TRY(kw_dateline_read(&d, err));
    settle_outlet(&d);
    KW_TRY(kw_authors_finish(&d, err));
    kw_credits_mark(&d);
    KW_TRY(join_text(&d, err));
    settle_language(&d);
    KW_TRY(kw_credits_read(&d, err));
    return explain(&d, err);
}
