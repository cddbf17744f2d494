/* SPDX-License-Identifier: MIT
 * Look-ups in world/cameo.tsv, world/plover.tsv and world/sectors.tsv. The two small tables are asked for each act and name, so
 * their rows stand in a hash of their own, with the words of `traits` as bits. */
#include "know/ontology.h"

#include "base/hash.h"

/* Columns. */
enum { CODE = 0, CAMEO_GOLDSTEIN = 3, CAMEO_SENSE = 5, TYPE_QUAD = 1, TYPE_UNKNOWN = 7 };

/* In the order of kw_type_trait and kw_sector_trait. */
static const char *const type_words[] =
    { "complement", "purpose", "asks", "answers", "remark", "of_deed", "blames", "pact", "harm", "show", "play", "talk", NULL };
static const char *const sector_words[] =
    { "state", "organ", "seat", "govern", "army", "igo", "union", "private", "press", "school", "house", "former", "world", NULL };

/* ---- the small tables ---- */

/* The bits of the words; false: *word is one that is not in the list. */
static bool traits_of(kw_str cell, const char *const *words, kw_str *word, uint32_t *traits) {
    *traits = 0;
    while (cell.n && kw_str_cut(&cell, ' ', word)) {
        size_t i = 0;
        while (words[i] && !kw_str_is(*word, words[i])) i++;
        if (!words[i]) return false;
        *traits |= 1u << i;
    }
    return true;
}

/* The slot of the code, or the empty one where it belongs: half of the slots or more are empty. */
static kw_known_code *slot_of(const kw_known_codes *c, kw_str code) {
    size_t i = kw_hash(code) & c->mask;
    while (c->slots[i].code.n && !kw_str_eq(c->slots[i].code, code)) i = (i + 1) & c->mask;
    return &c->slots[i];
}

static kw_rc open_codes(const kw_know *k, const char *name, const char *const *words, kw_arena *mem, kw_known_codes *out, kw_err *err) {
    const kw_table *t = kw_know_table(k, name);
    uint32_t rows = kw_table_rows(t), column = kw_table_column(t, "traits");
    size_t slots = 2;
    while (slots < 2 * (size_t)rows + 1) slots *= 2;
    *out = (kw_known_codes){ .table = t, .slots = kw_alloc_n(mem, slots, sizeof *out->slots), .mask = slots - 1 };
    if (!out->slots) return kw_fail_nomem(err);
    for (uint32_t row = 0; row < rows; row++) {
        kw_known_code here = { .code = kw_table_cell(t, row, CODE), .row = row };
        kw_str word;
        if (!traits_of(kw_table_cell(t, row, column), words, &word, &here.traits))
            return kw_fail(err, KW_DATA, name, "%.*s: no trait is called '%.*s'", KW_FMT(here.code), KW_FMT(word));
        kw_known_code *slot = slot_of(out, here.code);
        if (!slot->code.n) *slot = here;        /* a user's row stands before the shipped one */
    }
    return KW_OK;
}

kw_rc kw_ontology_open(const kw_know *k, kw_arena *mem, kw_ontology *out, kw_err *err) {
    *out = (kw_ontology){ .cameo = kw_know_table(k, "world/cameo") };
    KW_TRY(open_codes(k, "world/plover", type_words, mem, &out->types, err));
    return open_codes(k, "world/sectors", sector_words, mem, &out->sectors, err);
}

static const kw_known_code *find(const kw_known_codes *c, kw_str code) {
    const kw_known_code *slot = c->slots && code.n ? slot_of(c, code) : NULL;
    return slot && slot->code.n ? slot : NULL;
}

static kw_str cell_of(const kw_known_codes *c, kw_str code, uint32_t column) {
    const kw_known_code *x = find(c, code);
    return x ? kw_table_cell(c->table, x->row, column) : KW_NONE;
}

static bool has_trait(const kw_known_codes *c, kw_str code, uint32_t traits) {
    const kw_known_code *x = find(c, code);
    return x && x->traits & traits;
}

bool kw_type_is(const kw_ontology *o, kw_str type, uint32_t traits) { return has_trait(&o->types, type, traits); }
bool kw_sector_is(const kw_ontology *o, kw_str sector, uint32_t traits) { return has_trait(&o->sectors, sector, traits); }

kw_str kw_sector_with(const kw_ontology *o, kw_sector_trait trait) {
    for (uint32_t row = 0, n = kw_table_rows(o->sectors.table); row < n; row++)
        if (kw_sector_is(o, kw_table_cell(o->sectors.table, row, CODE), trait)) return kw_table_cell(o->sectors.table, row, CODE);
    return KW_NONE;
}

int kw_quad(const kw_ontology *o, kw_str type) {
    kw_str cell = cell_of(&o->types, type, TYPE_QUAD);
    return cell.n == 1 ? cell.p[0] - '0' : 0;
}

bool kw_ontology_turn(const kw_ontology *o, kw_turn turn, kw_str type, kw_str *new_type, kw_str *new_cameo) {
    kw_str rest = cell_of(&o->types, type, (uint32_t)turn);
    if (!rest.n) return false;
    return kw_str_cut(&rest, ' ', new_type) && kw_str_cut(&rest, ' ', new_cameo);
}

/* ---- CAMEO ---- */

double kw_goldstein(const kw_ontology *o, kw_str cameo) {
    for (; cameo.n >= 2; cameo.n--) {
        kw_rows r = kw_table_find(o->cameo, cameo);
        double v;
        if (r.n && kw_str_double(kw_table_cell(o->cameo, r.first, CAMEO_GOLDSTEIN), &v)) return v;
    }
    return 0;
}

static bool holds_word(kw_str words, const char *word) {
    kw_str one;
    while (words.n && kw_str_cut(&words, ' ', &one))
        if (kw_str_is(one, word)) return true;
    return false;
}

bool kw_cameo_has(const kw_ontology *o, kw_str cameo, const char *sense) {
    kw_rows r = kw_table_find(o->cameo, cameo);
    return r.n && holds_word(kw_table_cell(o->cameo, r.first, CAMEO_SENSE), sense);
}

bool kw_ontology_play(const kw_ontology *o, kw_str type, kw_str cameo) {
    return kw_type_is(o, type, KW_TYPE_PLAY) || kw_cameo_has(o, cameo, "play");
}

void kw_ontology_unknown(const kw_ontology *o, kw_str *type, kw_str *cameo) {
    const kw_table *t = o->types.table;
    *type = *cameo = KW_NONE;
    for (uint32_t i = 0, n = kw_table_rows(t); i < n && !cameo->n; i++) {
        *type = kw_table_cell(t, i, CODE);
        *cameo = kw_table_cell(t, i, TYPE_UNKNOWN);
    }
}
