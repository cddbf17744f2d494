/* SPDX-License-Identifier: MIT
 * Each word of lang/profile.tsv speaks for the languages that use it, by its weight; a text in another script than the Latin
 * goes by the letters of lang/scripts.tsv. Too little said, or said for two: "und". Linear, and only the first thousands
 * of bytes are read, which are enough. Codes have two letters, so that scores sit in a plain array. */
#include "know/language.h"
#include "base/utf8.h"

enum { CODES = 26 * 26, READ_MAX = 2000, WORD_MAX = 40, SCRIPTS_MAX = 128, READ_AHEAD = 8 };

typedef struct { uint32_t first, last; int weight; kw_str code; } script;

struct kw_language_id {
    const kw_know *know;
    const kw_table *profile;
    uint32_t weights;
    bool has_tables[CODES];             /* a folder of tables under lang/ */
    bool lent[CODES];                   /* its names stand in the headlines of other languages: lang/languages.tsv */
    script script[SCRIPTS_MAX];
    size_t n_scripts;
};

/* The languages that were voted for, densely; `at` finds one by its code's slot: 1 + its place in `v`, 0: no vote yet. What is
 * cleared for each text is `at` alone: a poll is held for every paragraph. */
typedef struct { kw_str code; int score; } vote;
typedef struct { uint16_t at[CODES]; size_t n, words, letters, latin; vote v[CODES]; } poll;

static int slot_of(kw_str code) {
    if (code.n != 2 || code.p[0] < 'a' || code.p[0] > 'z' || code.p[1] < 'a' || code.p[1] > 'z') return -1;
    return (code.p[0] - 'a') * 26 + code.p[1] - 'a';
}

static bool hex(kw_str s, uint32_t *out) {
    *out = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        uint32_t d = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10) : 16;
        if (d == 16) return false;
        *out = *out * 16 + d;
    }
    return s.n > 0 && s.n < 7;
}

static kw_rc read_script(const kw_table *t, uint32_t row, script *s, kw_err *err) {
    int64_t weight;
    s->code = kw_table_cell(t, row, kw_table_column(t, "code"));
    if (!hex(kw_table_cell(t, row, 0), &s->first) || !hex(kw_table_cell(t, row, kw_table_column(t, "last")), &s->last) ||
        !kw_str_int(kw_table_cell(t, row, kw_table_column(t, "weight")), &weight) || slot_of(s->code) < 0)
        return kw_fail(err, KW_DATA, "lang/scripts", "'%.*s': want two code points in hexadecimal, a code of two letters and a weight",
                       KW_FMT(kw_table_cell(t, row, 0)));
    s->weight = (int)weight;
    return KW_OK;
}

static void read_language(const kw_know *k, uint32_t i, kw_language_id *l) {
    const kw_table *t = kw_know_table(k, "lang/languages");
    int slot = slot_of(kw_know_language(k, i));
    if (slot < 0) return;
    l->has_tables[slot] = true;
    l->lent[slot] = kw_str_is(kw_table_cell(t, i, kw_table_column(t, "names")), "lent");
}

kw_rc kw_language_open(const kw_know *k, kw_arena *mem, kw_language_id **out, kw_err *err) {
    kw_language_id *l = kw_alloc(mem, sizeof *l);
    const kw_table *scripts = kw_know_table(k, "lang/scripts");
    if (!l) return kw_fail_nomem(err);
    l->know = k;
    l->profile = kw_know_table(k, "lang/profile");
    l->weights = kw_table_column(l->profile, "weights");
    for (size_t i = 0; i < kw_know_languages(k); i++) read_language(k, (uint32_t)i, l);
    l->n_scripts = kw_table_rows(scripts);
    if (l->n_scripts > SCRIPTS_MAX) return kw_fail(err, KW_DATA, "scripts.tsv", "more than %d rows", SCRIPTS_MAX);
    for (uint32_t i = 0; i < l->n_scripts; i++) KW_TRY(read_script(scripts, i, &l->script[i], err));
    *out = l;
    return KW_OK;
}

static void add(poll *p, kw_str code, int weight) {
    int i = slot_of(code);
    if (i < 0) return;
    if (!p->at[i]) {
        p->v[p->n] = (vote){ code, 0 };
        p->at[i] = (uint16_t)++p->n;
    }
    p->v[p->at[i] - 1].score += weight;
}

static void open_poll(poll *p) { memset(p, 0, offsetof(poll, v)); }

/* Adds the weights of the row ("id=20 ms=19"); false: no such row. Read in one go: every word of every text comes by here. */
static bool count_rows(const kw_language_id *l, kw_rows r, poll *p) {
    enum { CODE = 2, WEIGHT_MAX = 100000 };
    if (!r.n) return false;
    kw_str cell = kw_table_cell(l->profile, r.first, l->weights);
    for (size_t i = 0; i + CODE + 1 < cell.n; i++) {                /* past the blank */
        kw_str code = kw_str_sub(cell, i, i + CODE);
        int weight = 0;
        i += CODE + 1;
        for (; i < cell.n && cell.p[i] >= '0' && cell.p[i] <= '9' && weight < WEIGHT_MAX; i++) weight = weight * 10 + cell.p[i] - '0';
        add(p, code, weight);
        while (i < cell.n && cell.p[i] != ' ') i++;
    }
    return true;
}

typedef struct { char p[WORD_MAX + 8]; size_t n; uint64_t hash; } met_word;

/* A word that is not in the table goes by its first and last letters: "men-", "-kan". */
static void count_word(const kw_language_id *l, const met_word *w, poll *p) {
    enum { END = 3 };
    char end[END + 1];
    p->words++;
    if (count_rows(l, kw_table_find_hashed(l->profile, (kw_str){ w->p, w->n }, w->hash), p) || w->n <= END + 1) return;
    memcpy(end, w->p, END);
    end[END] = '-';
    count_rows(l, kw_table_find(l->profile, (kw_str){ end, END + 1 }), p);
    memcpy(end + 1, w->p + w->n - END, END);
    end[0] = '-';
    count_rows(l, kw_table_find(l->profile, (kw_str){ end, END + 1 }), p);
}

static void count_letter(const kw_language_id *l, uint32_t c, poll *p) {
    for (size_t i = 0; i < l->n_scripts; i++)
        if (c >= l->script[i].first && c <= l->script[i].last) add(p, l->script[i].code, l->script[i].weight);
}

/* The table is larger than the nearer caches: a word is counted when some more have been read. */
static void count_text(const kw_language_id *l, kw_str text, poll *p) {
    met_word words[READ_AHEAD];
    size_t n = 0, met = 0;
    for (size_t i = 0; i <= text.n;) {
        met_word *w = &words[met % READ_AHEAD];
        char small = i < text.n ? (char)(text.p[i] | 0x20) : 0;
        if (small >= 'a' && small <= 'z') {                         /* nearly all there is */
            p->letters++;
            p->latin++;
            if (n <= WORD_MAX) w->p[n++] = small;
            i++;
            continue;
        }
        uint32_t c = 0;
        if (i < text.n) c = kw_utf8_next(text, &i);
        else i++;
        if (c && kw_utf8_is_letter(c)) {
            p->letters++;
            if (c < 0x250) p->latin++;
            else count_letter(l, c, p);
            if (n <= WORD_MAX) n += kw_utf8_fold_char(c, w->p + n);
            continue;
        }
        if (n && n <= WORD_MAX) {
            w->n = n;
            w->hash = kw_table_expect(l->profile, (kw_str){ w->p, n });
            if (++met >= READ_AHEAD) count_word(l, &words[met % READ_AHEAD], p);
        }
        n = 0;
    }
    for (size_t k = met < READ_AHEAD ? 0 : met - READ_AHEAD + 1; k < met; k++) count_word(l, &words[k % READ_AHEAD], p);
}

static bool has_tables(const kw_language_id *l, const vote *v) { return v && l->has_tables[slot_of(v->code)]; }

/* The two with most votes, and the best of those that have tables; NULL where there is none. */
typedef struct { const vote *best, *second, *own; } ranking;

/* More votes; of equal ones the code that comes first, so that the order of the words decides nothing. */
static bool ahead(const vote *v, const vote *of) {
    return !of || v->score > of->score || (v->score == of->score && kw_str_cmp(v->code, of->code) < 0);
}

static ranking rank(const kw_language_id *l, const poll *p) {
    ranking r = { NULL, NULL, NULL };
    for (size_t i = 0; i < p->n; i++) {
        const vote *v = &p->v[i];
        if (!v->score) continue;
        if (ahead(v, r.best)) { r.second = r.best; r.best = v; }
        else if (ahead(v, r.second)) r.second = v;
        if (ahead(v, r.own) && has_tables(l, v)) r.own = v;
    }
    return r;
}

/* A few words are little to tell a language from its sister by: then the one with tables, which are there because it is
 * what is read here, has the word unless the other is clearly ahead. */
static void prefer_own(const poll *p, ranking *r) {
    enum { FEW_WORDS = 80, AHEAD = 85 };
    if (!r->own || r->own == r->best || p->words > FEW_WORDS || r->own->score * 100 < r->best->score * AHEAD) return;
    r->second = r->best;
    r->best = r->own;
}

/* A headline half of whose votes go to another language that is read here, as where it names a film or a firm, is of neither
 * for certain: better unknown than wrong. A language whose names all others print needs more of the votes. Sisters share their words, so that half
 * says nothing of them. */
static bool is_contested(const kw_language_id *l, const poll *p, const vote *best) {
    enum { HEADLINE_WORDS = 14, CONTESTED = 55, LENT = 30 };
    if (p->words > HEADLINE_WORDS) return false;
    int share = l->lent[slot_of(best->code)] ? LENT : CONTESTED;
    for (size_t i = 0; i < p->n; i++) {
        const vote *v = &p->v[i];
        if (v != best && v->score * 100 >= best->score * share && has_tables(l, v) && has_tables(l, best)) return true;
    }
    return false;
}

enum { WORD_WEIGHT = 20, LETTERS_MIN = 4 };

/* Why the best of a poll is not sure enough to be named; NULL: it is. */
static const char *doubt(const kw_language_id *l, const poll *p, const ranking *r, double sure) {
    bool latin = p->latin * 2 > p->letters;
    if (!r->best) return "no word of it is in lang/profile.tsv";
    if (latin && ((size_t)r->best->score < 2 * WORD_WEIGHT || sure < 0.12)) return "too few of its words say anything";
    if (latin && is_contested(l, p, r->best)) return "a headline that two languages lay claim to";
    if (!latin && p->letters < LETTERS_MIN) return "too few letters";
    if (r->second && r->second->score == r->best->score && !has_tables(l, r->best)) return "two languages have as many votes";
    return NULL;
}

static double sureness(const poll *p, const vote *best) {
    if (!best) return 0;
    double full = p->latin * 2 > p->letters ? (double)p->words * WORD_WEIGHT : (double)(p->letters - p->latin);
    double sure = (double)best->score / full;
    return sure > 1 ? 1 : sure;
}

static ranking hold(const kw_language_id *l, kw_str text, poll *p) {
    open_poll(p);
    if (text.n > READ_MAX) text.n = READ_MAX;
    count_text(l, text, p);
    ranking r = rank(l, p);
    prefer_own(p, &r);
    return r;
}

kw_str kw_language_of(const kw_language_id *l, kw_str text, double *score) {
    poll p;
    ranking r = hold(l, text, &p);
    double sure = sureness(&p, r.best);
    bool named = !doubt(l, &p, &r, sure);
    if (score) *score = named ? sure : 0;
    return named ? r.best->code : KW_STR("und");
}

/* The words that speak most for the best of the poll against its rival: the first few in the order of the text. */
static kw_str telling_words(const kw_language_id *l, kw_str text, const ranking *r, kw_arena *mem) {
    enum { MOST = 5, AHEAD = 10 };
    kw_str out = KW_STR("");
    size_t found = 0;
    if (text.n > READ_MAX) text.n = READ_MAX;
    for (size_t i = 0, from = 0; r->best && i <= text.n && found < MOST; i++) {
        char small = i < text.n ? (char)(text.p[i] | 0x20) : 0;
        if (small >= 'a' && small <= 'z') continue;
        kw_str word = kw_str_sub(text, from, i);
        poll one;
        int gain = 0;
        from = i + 1;
        if (!word.n || word.n > WORD_MAX) continue;
        open_poll(&one);
        count_text(l, word, &one);
        for (size_t k = 0; k < one.n; k++) {
            if (kw_str_eq(one.v[k].code, r->best->code)) gain += one.v[k].score;
            else if (r->second && kw_str_eq(one.v[k].code, r->second->code)) gain -= one.v[k].score;
        }
        if (gain < AHEAD || kw_str_find(out, word, 0) != SIZE_MAX) continue;
        out = kw_str_fmt(mem, "%.*s%s%.*s", KW_FMT(out), found++ ? ", " : "", KW_FMT(word));
        if (!out.p) return out;
    }
    return out;
}

kw_str kw_language_why(const kw_language_id *l, kw_str text, kw_arena *mem) {
    poll p;
    ranking r = hold(l, text, &p);
    const char *why = doubt(l, &p, &r, sureness(&p, r.best));
    if (!r.best) return kw_str_of(why);
    kw_str words = telling_words(l, text, &r, mem);
    if (!words.p) return words;
    kw_str rival = r.second ? kw_str_fmt(mem, ", %.*s %d", KW_FMT(r.second->code), r.second->score) : KW_STR("");
    return kw_str_fmt(mem, "%s%s%.*s %d%.*s of %zu words%s%.*s", why ? why : "", why ? ": " : "", KW_FMT(r.best->code), r.best->score, KW_FMT(rival),
                      p.words, words.n ? "; most by: " : "", KW_FMT(words));
}

kw_str kw_language_reading(const kw_language_id *l, kw_str text) {
    enum { SISTER = 60 };                       /* votes of a sister language, in hundredths of the best one's */
    poll p;
    open_poll(&p);
    if (text.n > READ_MAX) text.n = READ_MAX;
    count_text(l, text, &p);
    ranking r = rank(l, &p);
    bool close = r.own && r.own->score * 100 >= r.best->score * SISTER && p.latin * 2 > p.letters;
    return close ? r.own->code : KW_NONE;
}
