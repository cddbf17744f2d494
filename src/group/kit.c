/* SPDX-License-Identifier: MIT
 * The tables of a language as grouping asks them: how rare a word is, what it is in English, what a title's form says. */
#include "group/kit.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "group/scan.h"

#include <math.h>

kw_rc kw_group_open(const kw_know *k, kw_arena *mem, kw_group_kit **out, kw_err *err) {
    *out = kw_alloc(mem, sizeof **out);
    if (!*out) return kw_fail_nomem(err);
    (*out)->know = k;
    return kw_ontology_open(k, mem, &(*out)->ontology, err);
}

kw_group_language kw_group_language_of(const kw_group_kit *kit, kw_str code) {
    const kw_know *k = kit->know;
    return (kw_group_language){
        .frequency = kw_know_lang_table(k, code, "frequency"), .translations = kw_know_lang_table(k, code, "translations"),
        .forms = kw_know_lang_table(k, code, "forms"), .counted = kw_know_lang_table(k, code, "counted"),
        .pivot = kw_know_lang_table(k, code, "frequency") && !kw_know_lang_table(k, code, "translations"),
    };
}

/* The hash that scanning gives to the first word of a list. */
static uint32_t hash_of_first(kw_str words) {
    kw_digest_word w;
    return kw_scan_words(words, &w, 1) ? w.hash : 0;
}

kw_word_facts kw_group_word(const kw_group_language *l, kw_str folded, uint32_t hash) {
    const double UNSEEN = .5, NO_TABLE = 40;                /* uses in 10,000 sentences */
    kw_word_facts f = { .capital = -1, .pivot = l->pivot ? hash : 0 };
    double per10k = l->frequency ? UNSEEN : NO_TABLE;
    kw_rows r = kw_table_find(l->frequency, folded);
    if (r.n) {
        int64_t capital;
        if (!kw_str_double(kw_table_cell(l->frequency, r.first, 1), &per10k)) per10k = UNSEEN;
        if (kw_str_int(kw_table_cell(l->frequency, r.first, 2), &capital)) f.capital = (int)capital;
    }
    f.idf = (float)log1p(10000 / (per10k + .5));
    if (l->translations && (r = kw_table_find(l->translations, folded)).n)
        f.pivot = hash_of_first(kw_table_cell(l->translations, r.first, 1));
    return f;
}

static uint32_t flag_of(kw_str kind) {
    if (kw_str_is(kind, "template")) return KW_DIGEST_TEMPLATE;
    if (kw_str_is(kind, "roundup")) return KW_DIGEST_ROUNDUP;
    return kw_str_is(kind, "guide") ? KW_DIGEST_OPINION : 0;
}

/* The title as the keys of forms.tsv are written: folded, signs left out, numbers as "0". */
static size_t title_words(kw_str title, kw_arena *mem, kw_str *out, size_t max) {
    kw_digest_word w[64];
    size_t n = kw_scan_words(title, w, max < 64 ? max : 64);
    for (size_t i = 0; i < n; i++) {
        out[i] = w[i].flags & KW_DIGEST_NUMBER ? KW_STR("0") : kw_utf8_fold(mem, kw_str_sub(title, w[i].at, w[i].at + w[i].n));
        if (!out[i].p) return 0;
    }
    return n;
}

/* Joins words i..j-1 with spaces. */
static kw_str joined(const kw_str *words, size_t i, size_t j, char *room, size_t size) {
    size_t n = 0;
    for (size_t k = i; k < j; k++) {
        if (n + words[k].n + 1 > size) return KW_NONE;
        if (k > i) room[n++] = ' ';
        memcpy(room + n, words[k].p, words[k].n);
        n += words[k].n;
    }
    return (kw_str){ room, n };
}

uint32_t kw_group_form(const kw_group_language *l, kw_str title, kw_arena *mem) {
    kw_str words[64];
    char room[256];
    uint32_t flags = 0;
    if (!l->forms || !title.n) return 0;
    size_t n = title_words(title, mem, words, 64);
    for (size_t i = 0; i < n; i++)
        for (size_t longest = kw_table_words_from(l->forms, words[i]), k = 1; k <= longest && i + k <= n; k++) {
            kw_rows r = kw_table_find(l->forms, joined(words, i, i + k, room, sizeof room));
            for (uint32_t x = 0; x < r.n; x++) {
                bool start = kw_str_is(kw_table_cell(l->forms, r.first + x, 2), "start");
                if (!start || i == 0) flags |= flag_of(kw_table_cell(l->forms, r.first + x, 1));
            }
        }
    return flags;
}

uint8_t kw_counted_code(kw_str name) { return (uint8_t)(1 + kw_hash(name) % 255); }

kw_str kw_counted_name(const kw_group_kit *kit, uint8_t what) {
    for (size_t l = 0; l < kw_know_languages(kit->know); l++) {
        const kw_table *t = kw_know_lang_table(kit->know, kw_know_language(kit->know, l), "counted");
        for (uint32_t r = 0; r < kw_table_rows(t); r++)
            if (kw_counted_code(kw_table_cell(t, r, 1)) == what) return kw_table_cell(t, r, 1);
    }
    return KW_STR("");
}
