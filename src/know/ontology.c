/* SPDX-License-Identifier: MIT
 * Look-ups in world/cameo.tsv and world/plover.tsv. */
#include "know/ontology.h"

kw_ontology kw_ontology_of(const kw_know *k) {
    return (kw_ontology){ kw_know_table(k, "world/cameo"), kw_know_table(k, "world/plover") };
}

double kw_goldstein(const kw_ontology *o, kw_str cameo) {
    for (; cameo.n >= 2; cameo.n--) {
        kw_rows r = kw_table_find(o->cameo, cameo);
        double v;
        if (r.n && kw_str_double(kw_table_cell(o->cameo, r.first, 3), &v)) return v;
    }
    return 0;
}

static kw_rows row_of(const kw_ontology *o, kw_str type, char folded[16]) {
    if (type.n > 16) return (kw_rows){ 0, 0 };
    for (size_t i = 0; i < type.n; i++) folded[i] = (char)(type.p[i] >= 'A' && type.p[i] <= 'Z' ? type.p[i] + 32 : type.p[i]);
    return kw_table_find(o->plover, (kw_str){ folded, type.n });
}

int kw_quad(const kw_ontology *o, kw_str type) {
    char folded[16];
    kw_rows r = row_of(o, type, folded);
    kw_str cell = r.n ? kw_table_cell(o->plover, r.first, 1) : KW_NONE;
    return cell.n == 1 ? cell.p[0] - '0' : 0;
}

bool kw_ontology_turn(const kw_ontology *o, kw_turn turn, kw_str type, kw_str *new_type, kw_str *new_cameo) {
    char folded[16];
    kw_rows r = row_of(o, type, folded);
    kw_str rest = r.n ? kw_table_cell(o->plover, r.first, (uint32_t)turn) : KW_NONE;
    if (!rest.n) return false;
    return kw_str_cut(&rest, ' ', new_type) && kw_str_cut(&rest, ' ', new_cameo);
}

static bool holds_word(kw_str words, const char *word) {
    kw_str one;
    while (words.n && kw_str_cut(&words, ' ', &one))
        if (kw_str_is(one, word)) return true;
    return false;
}

bool kw_cameo_has(const kw_ontology *o, kw_str cameo, const char *sense) {
    enum { SENSE = 5 };
    kw_rows r = kw_table_find(o->cameo, cameo);
    return r.n && holds_word(kw_table_cell(o->cameo, r.first, SENSE), sense);
}

bool kw_ontology_play(const kw_ontology *o, kw_str type, kw_str cameo) {
    enum { PLAY = 7 };
    char folded[16];
    kw_rows r = row_of(o, type, folded);
    return (r.n && kw_table_cell(o->plover, r.first, PLAY).n) || kw_cameo_has(o, cameo, "play");
}

void kw_ontology_unknown(const kw_ontology *o, kw_str *type, kw_str *cameo) {
    enum { TYPE = 0, UNKNOWN = 8 };
    *type = *cameo = KW_NONE;
    for (uint32_t i = 0, n = kw_table_rows(o->plover); i < n && !cameo->n; i++) {
        *type = kw_table_cell(o->plover, i, TYPE);
        *cameo = kw_table_cell(o->plover, i, UNKNOWN);
    }
}
