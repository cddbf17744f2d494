/* SPDX-License-Identifier: MIT
 * Names of the universal tags and relations. */
#include "know/ud.h"

static const char *const upos[KW_UPOS_COUNT] = {
    "X", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB"
};

static const char *const deprel[KW_DEPREL_COUNT] = {
    "dep", "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop",
    "csubj", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod",
    "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
    "nsubj:pass", "csubj:pass", "aux:pass", "obl:agent", "obl:tmod", "nmod:poss", "acl:relcl", "compound:prt", "flat:name"
};

static size_t find(const char *const *names, size_t n, kw_str name) {
    size_t i = 0;
    while (i < n && !kw_str_is(name, names[i])) i++;
    return i;
}

const char *kw_upos_name(kw_upos u) { return (unsigned)u < KW_UPOS_COUNT ? upos[u] : upos[KW_X]; }

const char *kw_deprel_name(kw_deprel d) { return (unsigned)d < KW_DEPREL_COUNT ? deprel[d] : deprel[KW_DEP]; }

kw_upos kw_upos_of(kw_str name) {
    size_t i = find(upos, KW_UPOS_COUNT, name);
    return i < KW_UPOS_COUNT ? (kw_upos)i : KW_X;
}

kw_deprel kw_deprel_of(kw_str name) {
    size_t i = find(deprel, KW_DEPREL_COUNT, name);
    if (i == KW_DEPREL_COUNT) {
        const char *colon = name.n ? memchr(name.p, ':', name.n) : NULL;
        if (colon) i = find(deprel, KW_DEPREL_COUNT, kw_str_sub(name, 0, (size_t)(colon - name.p)));
    }
    return i < KW_DEPREL_COUNT ? (kw_deprel)i : KW_DEP;
}
