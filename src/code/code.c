/* SPDX-License-Identifier: MIT
 * The stage's door: opens its tables, asks which sentences are worth parsing, and reads them one after the other. */
#include "code/code.h"
#include "code/listed.h"

kw_rc kw_code_open(const kw_know *k, const kw_petrarch *own, kw_arena *mem, kw_code_kit **out, kw_err *err) {
    kw_code_kit *kit = kw_alloc(mem, sizeof *kit);
    if (!kit) return kw_fail_nomem(err);
    KW_TRY(kw_ontology_open(k, mem, &kit->ontology, err));
    kit->country_names = kw_know_table(k, "world/country_names");
    kit->deeds = kw_know_table(k, "world/deeds");
    kit->own = own && kw_petrarch_n_verbs(own) ? own : NULL;
    kit->n_langs = kw_know_languages(k);
    kit->langs = kw_alloc_n(mem, kit->n_langs ? kit->n_langs : 1, sizeof *kit->langs);
    if (!kit->langs) return kw_fail_nomem(err);
    for (size_t i = 0; i < kit->n_langs; i++) {
        kw_str code = kw_know_language(k, i);
        kit->langs[i] = (kw_code_lang){ .code = code, .frames = kw_know_lang_table(k, code, "frames"), .sets = kw_know_lang_table(k, code, "sets"),
                                        .grammar = kw_know_lang_table(k, code, "grammar"), .voices = kw_know_lang_table(k, code, "voices"),
                                        .pronouns = kw_know_lang_table(k, code, "pronouns"), .habits = kw_know_lang_table(k, code, "habits") };
        kit->langs[i].by_order = kw_table_find(kit->langs[i].grammar, KW_STR("*")).n > 0;
    }
    *out = kit;
    return KW_OK;
}

size_t kw_first_mention(const kw_marks *m, const kw_sentence *s) {
    size_t lo = 0, hi = m->n_mentions;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (m->mentions[mid].first < s->first) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

static size_t names_in(const kw_words *w, const kw_marks *m, size_t sentence) {
    const kw_sentence *s = &w->sentences[sentence];
    size_t lo = kw_first_mention(m, s), n = 0;
    uint32_t one = UINT32_MAX;                  /* one entity named twice does nothing to itself */
    for (; lo < m->n_mentions && m->mentions[lo].first < s->first + s->n; lo++) {
        if (m->mentions[lo].inside || m->mentions[lo].entity == one) continue;
        one = m->mentions[lo].entity;
        n++;
    }
    return n;
}

bool kw_code_wants_heads(const kw_code_kit *kit, const kw_words *words, const kw_marks *marks, size_t sentence) {
    const kw_sentence *s = &words->sentences[sentence];
    if (kit->own) return kw_listed_wants_heads(kit, words, marks, sentence);
    if (!s->language || s->language > kit->n_langs || names_in(words, marks, sentence) < 2) return false;
    const kw_code_lang *lang = &kit->langs[s->language - 1];
    if (lang->by_order) return false;
    for (uint32_t t = s->first; t < s->first + s->n; t++)
        if ((words->tokens[t].upos == KW_VERB || words->tokens[t].upos == KW_NOUN) && kw_frame_begins(lang, &words->tokens[t])) return true;
    return false;
}

static bool given_roles(const kw_marks *m, uint32_t *source, uint32_t *target) {
    *source = *target = UINT32_MAX;
    for (size_t i = 0; i < m->n_mentions; i++) {
        if (m->mentions[i].given_role == 1 && *source == UINT32_MAX) *source = (uint32_t)i;
        if (m->mentions[i].given_role == 2 && *target == UINT32_MAX) *target = (uint32_t)i;
    }
    return *source != UINT32_MAX || *target != UINT32_MAX;
}

/* Of the reports by a user's dictionaries the one between those that the caller named (UINT32_MAX: anybody). */
static bool keep_given(const kw_marks *m, uint32_t source, uint32_t target, kw_reports *r) {
    for (size_t i = 0; i < r->n; i++) {
        if (source != UINT32_MAX && r->v[i].source_entity != m->mentions[source].entity) continue;
        if (target != UINT32_MAX && r->v[i].target_entity != m->mentions[target].entity) continue;
        r->v[0] = r->v[i];
        if (source != UINT32_MAX) r->v[0].source = source;
        if (target != UINT32_MAX) r->v[0].target = target;
        r->n = 1;
        return true;
    }
    return false;
}

kw_rc kw_code_run(const kw_code_kit *kit, const kw_code_in *in, kw_arena *mem, kw_reports *out, kw_err *err) {
    kw_report_list list = { 0 };
    kw_about about = { false, false };
    uint32_t source, target;
    bool given = given_roles(in->marks, &source, &target);
    if (kit->own) {
        KW_TRY(kw_listed_run(kit, in, mem, out, err));
        if (!given || keep_given(in->marks, source, target, out)) return KW_OK;
    }
    if (given) return kw_code_given(kit, in, source, target, mem, out, err);
    for (uint32_t s = 0; s < in->words->n_sentences; s++) {
        kw_view v;
        size_t names = names_in(in->words, in->marks, s);
        if (names ? names == 1 && !in->all && !kw_may_take_up(kit, in, &list, s) : !kw_may_free(kit, &list, s)) continue;
        if (!kw_view_of(kit, in, s, mem, &v)) return kw_fail_nomem(err);
        v.about = &about;
        v.told = &list;
        if (v.lang && !kw_code_sentence(&v, &list)) return kw_fail_nomem(err);
    }
    *out = (kw_reports){ list.v, list.n };
    return KW_OK;
}
