/* SPDX-License-Identifier: MIT
 * Rules are kept in two indexes: those with a prefix under its first byte, the others under the last byte of their suffix,
 * so that a word meets only rules that can fit. The best reading has the lowest score: the rule's rank, then the shorter
 * stripping. Method: affix stripping over a root table, as in Larasati, Kuboň & Zeman (2011), "Indonesian Morphology Tool
 * (MorphInd)", with ranks in the place of a transducer's weights. */
#include "words/morph.h"
#include "base/hash.h"
#include "know/ud.h"

#include <limits.h>

enum { AFFIX_MAX = 12, FORM_MAX = 64, STEP = 256, OTHER_TAG = 1000 * STEP, BACK_DOUBLE = 1 };

typedef struct { char z[AFFIX_MAX]; uint8_t n; } affix;

typedef struct {
    affix prefix, suffix, front, back;
    uint32_t flags, before;             /* before: bit of each letter the root may begin with; 0: any */
    uint16_t row, next;                 /* next: 1 + the next rule of the same index entry */
    uint8_t roots, upos, voice, tense, rank;
    bool any, shape, doubled, undoubled, mostly;     /* mostly: the root has to be mostly of `roots` */
} rule;

struct kw_morph {
    const kw_table *functions, *irregular, *roots, *affixes;
    struct { uint32_t upos, lemma, flags; } fun;
    struct { uint32_t lemma, upos, voice, tense, shape; } irr;
    uint32_t root_classes, rule_name;
    rule *rules;
    uint16_t by_prefix[256], by_suffix[256];
};

/* ---- reading the tables ---- */

static const char CLASSES[] = "NVARMP";
static const kw_upos CLASS_UPOS[] = { KW_NOUN, KW_VERB, KW_ADJ, KW_ADV, KW_NUM, KW_PROPN };

static uint8_t class_mask(kw_str s) {
    uint8_t mask = 0;
    for (size_t i = 0; i < s.n; i++) {
        const char *at = memchr(CLASSES, s.p[i], sizeof CLASSES - 1);
        if (at) mask |= (uint8_t)(1u << (at - CLASSES));
    }
    return mask;
}

static uint8_t voice_of(kw_str s) {
    return kw_str_is(s, "active") ? KW_ACTIVE : kw_str_is(s, "passive") ? KW_PASSIVE : kw_str_is(s, "accidental") ? KW_ACCIDENTAL : KW_VOICE_NONE;
}

static uint8_t tense_of(kw_str s) {
    return kw_str_is(s, "past") ? KW_PAST : kw_str_is(s, "present") ? KW_PRESENT : kw_str_is(s, "future") ? KW_FUTURE : KW_TENSE_NONE;
}

static uint32_t flags_of(kw_str s) {
    return kw_str_is(s, "participle") ? KW_TOK_PARTICIPLE : kw_str_is(s, "gerund") ? KW_TOK_GERUND
         : kw_str_is(s, "infinitive") ? KW_TOK_INFINITIVE : kw_str_is(s, "negative") ? KW_TOK_NEGATIVE : 0;
}

static bool set_affix(affix *a, kw_str s) {
    if (s.n >= AFFIX_MAX) return false;
    if (kw_str_is(s, "-")) s.n = 0;
    if (s.n) memcpy(a->z, s.p, s.n);
    a->n = (uint8_t)s.n;
    return true;
}

static kw_rc read_rule(const kw_table *t, uint32_t row, rule *r, kw_err *err) {
    static const char *const columns[] = { "prefix", "suffix", "front", "back", "roots", "upos", "voice", "tense", "shape", "rank", "before" };
    kw_str c[sizeof columns / sizeof *columns];
    int64_t rank;
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) c[i] = kw_table_cell(t, row, kw_table_column(t, columns[i]));
    r->doubled = kw_str_is(c[3], "=");
    r->undoubled = kw_str_is(c[3], "!");
    if (r->doubled || r->undoubled) c[3].n = 0;
    if (!set_affix(&r->prefix, c[0]) || !set_affix(&r->suffix, c[1]) || !set_affix(&r->front, c[2]) || !set_affix(&r->back, c[3]) ||
        !kw_str_int(c[9], &rank) || rank < 0 || rank > 255 || !(r->prefix.n || r->suffix.n))
        return kw_fail(err, KW_DATA, "affixes.tsv", "a rule wants a prefix or suffix (up to %d bytes) and a rank 0-255, found '%.*s' '%.*s' '%.*s'",
                       AFFIX_MAX - 1, KW_FMT(c[0]), KW_FMT(c[1]), KW_FMT(c[9]));
    for (size_t i = 0; i < c[10].n; i++)
        if (c[10].p[i] >= 'a' && c[10].p[i] <= 'z') r->before |= 1u << (c[10].p[i] - 'a');
    r->any = kw_str_is(c[4], "*");
    r->shape = kw_str_is(c[4], "?");
    r->mostly = kw_str_starts(c[4], KW_STR("^"));
    r->roots = class_mask(c[4]);
    r->upos = (uint8_t)kw_upos_of(c[5]);
    r->voice = voice_of(c[6]);
    r->tense = tense_of(c[7]);
    r->flags = flags_of(c[8]);
    r->rank = (uint8_t)rank;
    r->row = (uint16_t)row;
    return KW_OK;
}

static kw_rc read_rules(kw_morph *m, kw_arena *mem, kw_err *err) {
    uint32_t n = kw_table_rows(m->affixes);
    if (n > UINT16_MAX - 1) return kw_fail(err, KW_DATA, "affixes.tsv", "more than %d rules", UINT16_MAX - 1);
    if (!n) return KW_OK;
    if (!(m->rules = kw_alloc_n(mem, n, sizeof *m->rules))) return kw_fail_nomem(err);
    for (uint32_t i = 0; i < n; i++) {
        rule *r = &m->rules[i];
        KW_TRY(read_rule(m->affixes, i, r, err));
        uint16_t *head = r->prefix.n ? &m->by_prefix[(unsigned char)r->prefix.z[0]] : &m->by_suffix[(unsigned char)r->suffix.z[r->suffix.n - 1]];
        r->next = *head;
        *head = (uint16_t)(i + 1);
    }
    return KW_OK;
}

kw_rc kw_morph_open(const kw_know *k, kw_str language, kw_arena *mem, kw_morph **out, kw_err *err) {
    kw_morph *m = kw_alloc(mem, sizeof *m);
    if (!m) return kw_fail_nomem(err);
    m->functions = kw_know_lang_table(k, language, "functions");
    m->irregular = kw_know_lang_table(k, language, "irregular");
    m->roots = kw_know_lang_table(k, language, "roots");
    m->affixes = kw_know_lang_table(k, language, "affixes");
    m->fun.upos = kw_table_column(m->functions, "upos");
    m->fun.lemma = kw_table_column(m->functions, "lemma");
    m->fun.flags = kw_table_column(m->functions, "flags");
    m->irr.lemma = kw_table_column(m->irregular, "lemma");
    m->irr.upos = kw_table_column(m->irregular, "upos");
    m->irr.voice = kw_table_column(m->irregular, "voice");
    m->irr.tense = kw_table_column(m->irregular, "tense");
    m->irr.shape = kw_table_column(m->irregular, "shape");
    m->root_classes = kw_table_column(m->roots, "classes");
    m->rule_name = kw_table_column(m->affixes, "name");
    KW_TRY(read_rules(m, mem, err));
    *out = m;
    return KW_OK;
}

kw_str kw_morph_rule(const kw_morph *m, uint16_t number) {
    return number ? kw_table_cell(m->affixes, number - 1u, m->rule_name) : KW_STR("");
}

/* ---- looking a word up ---- */

/* Scores: a rank in steps of STEP, less twice the letters of the root: of equal ranks the longer root wins, then what the root
 * mostly is. */

typedef struct { kw_analysis a; int score; } candidate;
typedef struct { candidate *v; size_t n, cap; bool failed; } candidates;

typedef struct { const kw_morph *m; kw_str form; kw_upos want; kw_arena *mem; kw_analysis best; int score; candidates *all; } search;

/* Where every reading is wanted, not only the best: kept in the order of their scores, of equal ones the first offered first. */
static void keep(search *s, int score, kw_analysis a) {
    candidates *c = s->all;
    candidate *last = kw_push(s->mem, (void **)&c->v, &c->n, &c->cap, sizeof *last);
    if (!last) { c->failed = true; return; }
    size_t i = c->n - 1;
    for (; i > 0 && c->v[i - 1].score > score; i--) c->v[i] = c->v[i - 1];
    c->v[i] = (candidate){ a, score };
}

static void offer(search *s, int score, kw_analysis a) {
    if (s->want != KW_UPOS_COUNT && a.upos != s->want) score += OTHER_TAG;
    if (s->all) keep(s, score, a);
    if (score >= s->score) return;
    s->score = score;
    s->best = a;
}

static void try_functions(search *s) {
    const kw_morph *m = s->m;
    kw_rows r = kw_table_find(m->functions, s->form);
    for (uint32_t i = 0; i < r.n; i++) {
        kw_str lemma = kw_table_cell(m->functions, r.first + i, m->fun.lemma);
        offer(s, (int)i * STEP, (kw_analysis){
            .lemma = lemma.n ? lemma : kw_table_key(m->functions, r.first + i), .by = KW_BY_FUNCTION,
            .upos = (uint8_t)kw_upos_of(kw_table_cell(m->functions, r.first + i, m->fun.upos)),
            .flags = flags_of(kw_table_cell(m->functions, r.first + i, m->fun.flags)) });
    }
}

static void try_irregular(search *s) {
    const kw_morph *m = s->m;
    kw_rows r = kw_table_find(m->irregular, s->form);
    for (uint32_t i = 0; i < r.n; i++)
        offer(s, (4 + (int)i) * STEP, (kw_analysis){
            .lemma = kw_table_cell(m->irregular, r.first + i, m->irr.lemma), .by = KW_BY_IRREGULAR,
            .upos = (uint8_t)kw_upos_of(kw_table_cell(m->irregular, r.first + i, m->irr.upos)),
            .voice = voice_of(kw_table_cell(m->irregular, r.first + i, m->irr.voice)),
            .tense = tense_of(kw_table_cell(m->irregular, r.first + i, m->irr.tense)),
            .flags = flags_of(kw_table_cell(m->irregular, r.first + i, m->irr.shape)) });
}

static void try_root(search *s) {
    const kw_morph *m = s->m;
    kw_rows r = kw_table_find(m->roots, s->form);
    if (!r.n) return;
    kw_str classes = kw_table_cell(m->roots, r.first, m->root_classes);
    for (size_t i = 0; i < classes.n; i++) {
        const char *at = memchr(CLASSES, classes.p[i], sizeof CLASSES - 1);
        kw_analysis a = { .lemma = kw_table_key(m->roots, r.first), .by = KW_BY_ROOT, .upos = KW_X };
        if (at) a.upos = (uint8_t)CLASS_UPOS[at - CLASSES];
        if (at) offer(s, (5 + (int)i) * STEP, a);
    }
}

static bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/* A short root that would have doubled its last letter before an ending: one vowel between consonants ("hop", so "hoping" is
 * none of its forms). */
static bool would_double(kw_str stem) {
    size_t vowels = 0;
    for (size_t i = 0; i < stem.n; i++) vowels += is_vowel(stem.p[i]) || (stem.p[i] == 'y' && i > 0);
    return stem.n >= 3 && vowels == 1 && is_vowel(stem.p[stem.n - 2]) && !memchr("wx", stem.p[stem.n - 1], 2);
}

/* What is left of the form when the rule's ends are taken off, with what it puts back; n 0 if the rule does not fit. */
static size_t strip(const rule *r, kw_str form, char stem[FORM_MAX + 2 * AFFIX_MAX]) {
    if (form.n < (size_t)r->prefix.n + r->suffix.n + 2 || form.n > FORM_MAX) return 0;
    if (r->prefix.n && memcmp(form.p, r->prefix.z, r->prefix.n) != 0) return 0;
    if (r->suffix.n && memcmp(form.p + form.n - r->suffix.n, r->suffix.z, r->suffix.n) != 0) return 0;
    char first = form.p[r->prefix.n];
    if (r->before && !(first >= 'a' && first <= 'z' && (r->before & 1u << (first - 'a')))) return 0;
    size_t n = r->front.n, inner = form.n - r->prefix.n - r->suffix.n;
    memcpy(stem, r->front.z, AFFIX_MAX);
    memcpy(stem + n, form.p + r->prefix.n, inner);
    n += inner;
    if (r->doubled) {
        if (n < 3 || stem[n - 1] != stem[n - 2] || is_vowel(stem[n - 1])) return 0;
        n--;
    }
    if (r->undoubled && would_double((kw_str){ stem, n })) return 0;
    memcpy(stem + n, r->back.z, r->back.n);
    return n + r->back.n;
}

static bool has_vowel(kw_str s) {
    for (size_t i = 0; i < s.n; i++)
        if (is_vowel(s.p[i]) || s.p[i] == 'y') return true;
    return false;
}

static void try_rule(search *s, const rule *r) {
    enum { SHAPE_MIN = 4 };
    char stem[FORM_MAX + 2 * AFFIX_MAX];
    size_t n = strip(r, s->form, stem);
    int score = (int)r->rank * STEP - 2 * (int)n;
    if (!n || (score >= s->score && !s->all)) return;
    kw_analysis a = { .flags = r->flags, .rule = (uint16_t)(r->row + 1), .upos = r->upos, .voice = r->voice, .tense = r->tense, .by = KW_BY_AFFIX };
    kw_rows row = kw_table_find(s->m->roots, (kw_str){ stem, n });
    if (row.n) {
        kw_str classes = kw_table_cell(s->m->roots, row.first, s->m->root_classes);
        if (!r->any && !r->shape && !(class_mask(r->mostly ? kw_str_sub(classes, 0, 1) : classes) & r->roots)) return;
        if (r->roots && classes.n && !(class_mask(kw_str_sub(classes, 0, 1)) & r->roots)) score++;   /* not what the root mostly is */
        a.lemma = kw_table_key(s->m->roots, row.first);
    } else {
        if (!r->shape || n < SHAPE_MIN || !has_vowel((kw_str){ stem, n })) return;
        a.by = KW_BY_SHAPE;
        if (s->mem) a.lemma = kw_str_dup(s->mem, (kw_str){ stem, n });
        if (!a.lemma.p) a.lemma = s->form;
    }
    offer(s, score, a);
}

static void try_rules(search *s) {
    const kw_morph *m = s->m;
    if (!m->rules || s->form.n < 4) return;
    for (uint16_t i = m->by_prefix[(unsigned char)s->form.p[0]]; i; i = m->rules[i - 1].next) try_rule(s, &m->rules[i - 1]);
    for (uint16_t i = m->by_suffix[(unsigned char)s->form.p[s->form.n - 1]]; i; i = m->rules[i - 1].next) try_rule(s, &m->rules[i - 1]);
}

bool kw_morph_find(const kw_morph *m, kw_str form, kw_upos want, kw_arena *mem, kw_analysis *out) {
    search s = { .m = m, .form = form, .want = want, .mem = mem, .best = { .lemma = form }, .score = INT_MAX };
    if (form.n) {
        try_functions(&s);
        try_irregular(&s);
        try_root(&s);
        if (s.score >= (want == KW_UPOS_COUNT ? 10 * STEP : OTHER_TAG)) try_rules(&s);
    }
    *out = s.best;
    return s.best.by != KW_BY_NOTHING;
}

/* ---- every reading, for who asks why ---- */

static const char *const TABLES[] = { "", "functions.tsv", "irregular.tsv", "roots.tsv", "affixes.tsv", "affixes.tsv" };

static kw_str affix_str(const affix *a) { return (kw_str){ a->z, a->n }; }

/* "mem- pukul", "per- juang -an": the ends as they are written, around the root as the table has it. */
static kw_str parts_of(const kw_morph *m, const kw_analysis *a, kw_arena *mem) {
    if (!a->rule) return a->lemma;
    const rule *r = &m->rules[a->rule - 1];
    kw_str before = affix_str(&r->prefix), behind = affix_str(&r->suffix);
    return kw_str_fmt(mem, "%.*s%s%.*s%s%.*s", KW_FMT(before), before.n ? "- " : "", KW_FMT(a->lemma), behind.n ? " -" : "", KW_FMT(behind));
}

static kw_str change_of(const kw_morph *m, const kw_analysis *a, kw_arena *mem) {
    if (!a->rule) return KW_STR("");
    const rule *r = &m->rules[a->rule - 1];
    if (r->front.n) return kw_str_fmt(mem, "%.*s at the head of the root is swallowed", KW_FMT(affix_str(&r->front)));
    if (r->back.n) return kw_str_fmt(mem, "%.*s is put back", KW_FMT(affix_str(&r->back)));
    return r->doubled ? KW_STR("the last letter of the root is doubled") : KW_STR("");
}

static kw_str row_of(const kw_morph *m, kw_str form, const kw_analysis *a, kw_arena *mem) {
    kw_rows root = kw_table_find(m->roots, a->lemma);
    kw_str classes = root.n ? kw_table_cell(m->roots, root.first, m->root_classes) : KW_STR("");
    const char *table = TABLES[a->by];
    if (a->by == KW_BY_ROOT) return kw_str_fmt(mem, "%s: %.*s %.*s", table, KW_FMT(a->lemma), KW_FMT(classes));
    if (!a->rule) return kw_str_fmt(mem, "%s: %.*s", table, KW_FMT(form));
    const rule *r = &m->rules[a->rule - 1];
    kw_str known = a->by == KW_BY_SHAPE
        ? KW_STR("a root that no table has") : kw_str_fmt(mem, "roots.tsv: %.*s %.*s", KW_FMT(a->lemma), KW_FMT(classes));
    return kw_str_fmt(mem, "%s: %s%.*s%s%.*s%s%.*s; %.*s", table, r->prefix.n ? "" : "-", KW_FMT(affix_str(&r->prefix)), r->suffix.n ? " " : "",
                      KW_FMT(affix_str(&r->suffix)), r->front.n || r->back.n ? " for " : "",
                      KW_FMT(r->front.n ? affix_str(&r->front) : affix_str(&r->back)), KW_FMT(known));
}

/* A rule for roots that no table has says of a known one what a better rule has said already. */
static bool is_told(const kw_morph *m, const candidates *all, size_t n) {
    const kw_analysis *a = &all->v[n].a;
    for (size_t i = 0; i < n; i++) {
        const kw_analysis *b = &all->v[i].a;
        if (a->rule && m->rules[a->rule - 1].shape && b->rule && a->upos == b->upos && kw_str_eq(a->lemma, b->lemma)) return true;
    }
    return false;
}

static bool read_as(const kw_morph *m, kw_str form, const candidate *c, kw_arena *mem, kw_word_reading *out) {
    const kw_analysis *a = &c->a;
    int score = c->score >= OTHER_TAG / 2 ? c->score - OTHER_TAG : c->score;
    *out = (kw_word_reading){ .lemma = a->lemma, .rule = kw_morph_rule(m, a->rule), .upos = a->upos, .voice = a->voice, .tense = a->tense };
    out->rank = (score + STEP - 1) / STEP;              /* the letters of the root and the class, which break ties, are left out */
    out->parts = parts_of(m, a, mem);
    out->row = row_of(m, form, a, mem);
    out->change = change_of(m, a, mem);
    return out->parts.p && out->row.p && out->change.p;
}

kw_rc kw_morph_readings(const kw_morph *m, kw_str form, kw_upos want, kw_arena *mem, kw_word_reading **out, size_t *n, kw_err *err) {
    candidates all = { NULL, 0, 0, false };
    search s = { .m = m, .form = form, .want = want, .mem = mem, .best = { .lemma = form }, .score = INT_MAX, .all = &all };
    *n = 0;
    if (form.n) {
        try_functions(&s);
        try_irregular(&s);
        try_root(&s);
        try_rules(&s);
    }
    if (all.failed || !(*out = kw_alloc_n(mem, all.n + 1, sizeof **out))) return kw_fail_nomem(err);
    for (size_t i = 0; i < all.n; i++)
        if (!is_told(m, &all, i) && !read_as(m, form, &all.v[i], mem, &(*out)[(*n)++])) return kw_fail_nomem(err);
    return KW_OK;
}

/* ---- remembering ---- */

typedef struct { kw_str form; kw_analysis found; } seen_slot;

struct kw_morph_seen { const kw_morph *m; kw_arena *mem; seen_slot *slots; size_t mask, left; };

kw_morph_seen *kw_morph_seen_open(const kw_morph *m, size_t bytes, kw_arena *mem) {
    enum { BYTES_A_FORM = 12, SLOTS_MAX = 1 << 14 };
    kw_morph_seen *s = kw_alloc(mem, sizeof *s);
    size_t n = 64;
    while (n < bytes / BYTES_A_FORM * 2 && n < SLOTS_MAX) n *= 2;
    if (!s || !(s->slots = kw_alloc_n(mem, n, sizeof *s->slots))) return NULL;
    s->m = m;
    s->mem = mem;
    s->mask = n - 1;
    s->left = n / 2;
    return s;
}

kw_analysis kw_morph_seen_find(kw_morph_seen *s, kw_str form) {
    kw_analysis a;
    size_t i = (size_t)kw_hash(form) & s->mask;
    for (; s->slots[i].form.p; i = (i + 1) & s->mask)
        if (kw_str_eq(s->slots[i].form, form)) return s->slots[i].found;
    kw_str key = s->left ? kw_str_dup(s->mem, form) : KW_NONE;
    kw_morph_find(s->m, key.p ? key : form, KW_UPOS_COUNT, s->mem, &a);
    if (key.p) {
        s->left--;
        s->slots[i] = (seen_slot){ key, a };
    }
    return a;
}

kw_str kw_morph_flags(const kw_morph *m, kw_str form) {
    kw_rows r = kw_table_find(m->functions, form);
    return r.n ? kw_table_cell(m->functions, r.first, m->fun.flags) : KW_NONE;
}
