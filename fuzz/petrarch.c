/* SPDX-License-Identifier: MIT
 * Door: a user's PETRARCH dictionaries. The first byte says of which kind; what was read is then asked for its own first words. */
#include "know/know.h"
#include "know/petrarch.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { WORDS = 12 };

static void look_up(const kw_petrarch *p, kw_str text) {
    kw_token t[WORDS];
    const kw_pt_verb *buf[KW_PT_VERBS_MAX];
    size_t k = 0, len;
    kw_str w;
    while (k < WORDS && kw_str_cut(&text, ' ', &w)) t[k++] = (kw_token){ .form = w, .lemma = w, .flags = w.n == 1 ? KW_TOK_GLUED : 0 };
    for (size_t i = 0; i < k; i++) {
        for (int kind = KW_PT_ACTOR; kind <= KW_PT_ISSUE; kind++) {
            const kw_pt_name *name = kw_petrarch_name(p, (kw_pt_kind)kind, t + i, k - i, &len);
            if (name && (!len || len > k - i)) abort();
            if (name) kw_petrarch_code(p, name, (kw_when){ .precision = KW_WHEN_DAY });
        }
        kw_pt_verbs v = kw_petrarch_verbs(p, t + i, k - i, buf);
        if (v.n && (!v.len || v.len > k - i)) abort();
        for (size_t j = 0; j < v.n; j++) {
            const kw_pt_pattern *x = kw_petrarch_patterns(p, v.v[j], &len);
            for (size_t e = 0; e < len; e++)
                if (x[e].before > x[e].n) abort();
        }
        if (kw_petrarch_in_set(p, 0, t + i, k - i) > k - i) abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    static const char *const kinds[] = { "actors", "agents", "discards", "issues", "verbs" };
    static kw_know *know;                       /* for the endings of regular forms; lives as long as the fuzzer */
    kw_arena mem = KW_ARENA_EMPTY;
    kw_petrarch *p = NULL;
    kw_err err = { "" };
    if (!n || (!know && kw_know_open(NULL, &know, &err) != KW_OK)) return 0;
    kw_str text = { (const char *)data + 1, n - 1 };
    if (kw_petrarch_read_text(kinds[data[0] % 5], text, kw_know_lang_table(know, KW_STR("en"), "inflection"), &mem, NULL, NULL, &p, &err) == KW_OK)
        look_up(p, text);
    kw_arena_free(&mem);
    return 0;
}
