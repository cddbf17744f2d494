/* SPDX-License-Identifier: MIT
 * Whom the article has its news from, in printed order: "lapor KCNA", "dikutip dari laman X", "(AP)", "sumber : Antara, Yonhap".
 * A name counts where words of lang/XX/credits.tsv stand before or behind it, where it is set beside a noun such as "news
 * agency", where it stands alone in brackets, or where a line is made of nothing but names. Texts from the web lose blanks at
 * links ("dilansirAFPdanReuters"), so a small letter that meets a capital is a word border here. */
#include "clean/draft.h"
#include "base/eight.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>

/* of a longer paragraph, which is no news, the beginning is looked at */
enum { COL_ROLE = 1, BACK_WORDS = 7, CUE_WORDS = 4, ROOM = 300, PARA_MAX = 1 << 18 };

/* What a row of credits.tsv says of its words. */
typedef enum { STRONG = 1, BEFORE = 2, WEAK = 4, NOUN = 8, FILLER = 16, AFTER = 32, AND = 64, TAIL = 128, NEWS = 256, ASKED = 512 } role;

static const char *const ROLES[] = { "strong", "before", "weak", "noun", "filler", "after", "and", "tail", "news" };

/* roles: of the cue that begins here and is 1, 2, ... tokens long, once asked for (ASKED); words: of the longest cue that
 * begins with this token's letters; outlet: one's name may begin with it. */
typedef struct { size_t start, end; bool capital, dot, joint, outlet; uint32_t words; uint16_t roles[CUE_WORDS]; } token;
typedef struct { token *v; size_t n, cap; } tokens;

enum { UPPER = 1, LOWER = 2, DIGIT = 4, OTHER = 8, JOIN = 16, ALNUM = UPPER | LOWER | DIGIT };
static const uint8_t class_of[128] = {
    ['0'] = 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, ['A'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ['a'] = 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, ['.'] = JOIN, ['-'] = JOIN, ['\''] = JOIN, ['&'] = JOIN,
};
static inline unsigned class_at(kw_str s, size_t i) { unsigned char c = (unsigned char)s.p[i]; return c >= 0x80 ? OTHER : class_of[c]; }

static bool joins(kw_str s, size_t i) {                     /* . - ' & inside a word */
    return i && i + 1 < s.n && (class_at(s, i + 1) & ALNUM) && (class_at(s, i - 1) & ALNUM);
}

static bool quote_or_dash(kw_str s, size_t i) { return (unsigned char)s.p[i] == 0xe2 && i + 1 < s.n && (unsigned char)s.p[i + 1] == 0x80; }

/* The token at `from`, to where a blank, a mark or a capital behind a small letter ends it. */
static token token_at(kw_str s, size_t from) {
    unsigned before = class_at(s, from), here;
    token k = { .start = from, .end = from + 1, .capital = (before & (UPPER | DIGIT)) != 0 };
    for (;; k.end++, before = here) {
        const size_t past = kw_past_small(s, k.end);
        if (past > k.end) before = LOWER;
        k.end = past;
        if (past == s.n || !(here = class_at(s, past))) return k;
        if (here == OTHER ? quote_or_dash(s, past) : here == JOIN ? !joins(s, past) : (before & LOWER) && (here & UPPER)) return k;
        k.joint = k.joint || here == JOIN;
        k.dot = k.dot || s.p[past] == '.';
    }
}

static bool split(kw_str s, kw_arena *mem, tokens *t) {
    t->n = 0;
    for (size_t i = 0; i < s.n;) {
        if (quote_or_dash(s, i)) { i += 3; continue; }
        if (!(class_at(s, i) & (ALNUM | OTHER))) { i++; continue; }
        token *k = kw_push(mem, (void **)&t->v, &t->n, &t->cap, sizeof *k);
        if (!k) return false;
        *k = token_at(s, i);
        i = k->end;
    }
    return true;
}

/* What the rows of these words say, in any language. */
static unsigned roles_of(const kw_draft *d, kw_str words) {
    char room[ROOM];
    unsigned found = 0;
    if (words.n >= ROOM) return 0;              /* no row is that long, and a text may be one word of a megabyte */
    const uint32_t sign = kw_table_key_sign(words);
    kw_str f = KW_NONE;
    if (!kw_sieve_passes(&d->c->credits_keys, sign)) return 0;
    for (size_t l = 0; l < d->c->n_langs; l++) {
        if (!kw_table_may_hold(d->c->credits[l], sign)) continue;
        if (!f.p) f = kw_utf8_fold_in(words, room, sizeof room);
        kw_rows rows = kw_table_find(d->c->credits[l], f);
        for (uint32_t r = 0; r < rows.n; r++)
            for (size_t k = 0; k < sizeof ROLES / sizeof *ROLES; k++)
                if (kw_str_is(kw_table_cell(d->c->credits[l], rows.first + r, COL_ROLE), ROLES[k])) found |= 1u << k;
    }
    return found;
}

/* Is the token a word for outlets, too, whose names have other borders? */
static bool stands_apart(kw_str s, const token *k) {
    return !k->joint && k->end - k->start < KW_OUTLET_WORD && (k->end == s.n || s.p[k->end] == ' ');
}

/* Most words begin no cue and no outlet's name: asked of the tables once for each token. */
static void count_words(const kw_draft *d, kw_str s, tokens *t) {
    for (size_t i = 0; i < t->n; i++) {
        const uint32_t sign = kw_table_sign(kw_str_sub(s, t->v[i].start, t->v[i].end));
        t->v[i].outlet = !stands_apart(s, &t->v[i]) || kw_outlet_may_begin(d->c->know, sign);
        if (!kw_sieve_passes(&d->c->credits_first, sign)) continue;
        for (size_t l = 0; l < d->c->n_langs; l++) {
            uint32_t words = kw_table_words_at(d->c->credits[l], sign);
            if (words > t->v[i].words) t->v[i].words = words;
        }
    }
}

static bool blank_between(kw_str s, const tokens *t, size_t i) {
    return t->v[i].end + 1 == t->v[i + 1].start && s.p[t->v[i].end] == ' ';
}

/* Have the n tokens from `i` this role? Where a blank ends the first token, its letters must be the first word of a cue. */
static bool has_role(const kw_draft *d, kw_str s, const tokens *t, size_t i, size_t n, role r) {
    token *k = &t->v[i];
    if ((n == 1 && !k->words) || (n > 1 && k->words < 2 && blank_between(s, t, i))) return false;
    if (!(k->roles[n - 1] & ASKED)) k->roles[n - 1] = (uint16_t)(ASKED | roles_of(d, kw_str_sub(s, k->start, t->v[i + n - 1].end)));
    return (k->roles[n - 1] & r) != 0;
}

/* "emailkepadaReuters": does a word that is glued to the name end with a cue? */
static bool glued_cue(const kw_draft *d, kw_str s, const tokens *t, size_t i, role r) {
    if (t->v[i - 1].end != t->v[i].start || t->v[i - 1].capital) return false;
    for (size_t from = t->v[i - 1].start + 1; from + 4 <= t->v[i - 1].end; from++)
        if (roles_of(d, kw_str_sub(s, from, t->v[i - 1].end)) & r) return true;
    return false;
}

/* How many tokens that end before `i` make a cue of this role; 0: none. */
static size_t cue_before(const kw_draft *d, kw_str s, const tokens *t, size_t i, role r) {
    for (size_t n = i < CUE_WORDS ? i : CUE_WORDS; n > 0; n--)
        if (has_role(d, s, t, i - n, n, r)) return n;
    return i && glued_cue(d, s, t, i, r) ? 1 : 0;
}

static bool cue_after(const kw_draft *d, kw_str s, const tokens *t, size_t i) {
    for (size_t n = CUE_WORDS; n > 0; n--)
        if (i + n <= t->n && has_role(d, s, t, i, n, AFTER)) return true;
    return false;
}

/* Does a sentence end between these bytes? */
static bool parted(kw_str s, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (strchr(".;!?:\"", s.p[i]) || (s.p[i] == '\n')) return s.p[i] != ':';
    return false;
}

typedef struct { const kw_draft *d; kw_str s; tokens t; } scan;

/* Why the name at token `i` is a credit, judged by what stands before it; NULL: it is none. */
static const char *why_before(const scan *c, size_t i, bool known) {
    bool noun = false, names = false;
    for (size_t j = i, steps = 0; j > 0 && steps < BACK_WORDS; steps++) {
        size_t n;
        if (parted(c->s, c->t.v[j - 1].end, c->t.v[j].start)) break;
        if ((n = cue_before(c->d, c->s, &c->t, j, STRONG)) && (!names || noun)) return "strong";
        if (known && (n = cue_before(c->d, c->s, &c->t, j, BEFORE)) && (!names || noun)) return "before";
        if (known && !names && !noun && j == i && cue_before(c->d, c->s, &c->t, j, WEAK)) return "weak";
        if ((n = cue_before(c->d, c->s, &c->t, j, NOUN))) { noun = true; j -= n; continue; }
        if ((n = cue_before(c->d, c->s, &c->t, j, FILLER))) { j -= n; continue; }
        if (!c->t.v[j - 1].capital) break;
        names = true;
        j--;
    }
    return noun && known ? "noun" : NULL;
}

/* The outlet whose name begins at token `i`: as a whole word, or glued to the words that follow. */
static size_t outlet_at(const scan *c, size_t i, kw_outlet *o) {
    kw_str s = c->s;
    size_t at = c->t.v[i].start, n = c->t.v[i].outlet ? kw_outlet_at(c->d->c->know, s, at, o) : 0;
    if (n || !c->t.v[i].capital) return n;
    /* "AFPdan", "Mehr Newsmelaporkan": cut the last word where a cue or a joining word begins */
    for (size_t w = i; w < i + 3 && w < c->t.n; w++) {
        if (w > i && (!c->t.v[w].capital || c->t.v[w].start != c->t.v[w - 1].end + 1)) return 0;
        for (size_t cut = c->t.v[w].start + 2; cut + 3 <= c->t.v[w].end; cut++) {
            if (!islower((unsigned char)s.p[cut]) || !(roles_of(c->d, kw_str_sub(s, cut, c->t.v[w].end)) & (TAIL | AFTER | AND))) continue;
            if (kw_outlet_at(c->d->c->know, kw_str_sub(s, 0, cut), at, o) == cut - at) return cut - at;
        }
    }
    return 0;
}

static bool own(const kw_draft *d, const kw_outlet *o) {
    if (d->own.key.p && kw_str_eq(d->own.key, o->key)) return true;
    return d->own.name.p && kw_str_eq(d->own.name, o->name);
}

static kw_rc add_credit(kw_draft *d, const kw_outlet *o, kw_str words, const char *rule, size_t block, size_t at, size_t n, kw_err *err) {
    if (own(d, o) || o->kind == KW_SOCIAL) return KW_OK;
    kw_str key = o->key.p ? o->key : kw_utf8_fold(d->mem, o->name);
    for (size_t i = 0; i < d->a->n_credits; i++)
        if (kw_str_eq(d->a->credits[i].key, key)) return KW_OK;
    kw_credit *c = kw_push(d->mem, (void **)&d->a->credits, &d->a->n_credits, &d->cap_credits, sizeof *c);
    if (!c || !key.p) return kw_fail_nomem(err);
    *c = (kw_credit){ .key = key, .name = o->name, .words = words, .rule = kw_str_of(rule) };
    if (n && !d->v[block].out.p) {
        c->in_text = true;
        c->at = (kw_span){ d->v[block].start + (uint32_t)at, d->v[block].start + (uint32_t)(at + n) };
    }
    return KW_OK;
}

static bool is_host(kw_str s) {
    size_t dot = kw_str_find(s, KW_STR("."), 1);
    return dot != SIZE_MAX && dot + 2 < s.n && islower((unsigned char)s.p[s.n - 1]) && kw_str_find(s, KW_STR(".."), 0) == SIZE_MAX;
}

static bool alone_in_brackets(kw_str s, size_t at, size_t n) {
    return at > 0 && strchr("([", s.p[at - 1]) && at + n < s.n && strchr(")]/", s.p[at + n]);
}

/* "(mit dpa)", "(with AFP)": in brackets that end the text, behind small words. */
static bool in_last_brackets(kw_str s, size_t at, size_t n) {
    enum { WORDS_MAX = 24 };
    kw_str behind = kw_str_sub(s, at + n, s.n);
    if (!kw_str_is(behind, ")") && !kw_str_is(behind, ").")) return false;
    for (size_t i = at, seen = 0; i > 0 && seen < WORDS_MAX; i--, seen++) {
        const char c = s.p[i - 1];
        if (c == '(') return true;
        if (c != ' ' && !islower((unsigned char)c) && !((unsigned char)c & 0x80)) return false;
    }
    return false;
}

/* "... he said. - BERNAMA": behind a dash that stands behind the last sentence. */
static bool behind_last_dash(kw_str s, size_t at, size_t n) {
    static const char *const dashes[] = { "-", "\xe2\x80\x93", "\xe2\x80\x94", "--" };
    kw_str head = kw_str_trim(kw_str_sub(s, 0, at)), behind = kw_str_sub(s, at + n, s.n);
    if (behind.n && !kw_str_is(behind, ".")) return false;
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        const kw_str dash = kw_str_of(dashes[i]);
        kw_str text = kw_str_ends(head, dash) ? kw_str_trim(kw_str_sub(head, 0, head.n - dash.n)) : KW_NONE;
        if (text.n && (strchr(".!?\")", text.p[text.n - 1]) || kw_str_ends(text, KW_STR("\xe2\x80\x9d")))) return true;
    }
    return false;
}

static kw_str around(kw_str s, size_t at, size_t n) {
    size_t from = at > 40 ? at - 40 : 0, to = at + n;
    while (from > 0 && from < at && s.p[from - 1] != ' ') from++;
    return kw_str_sub(s, from, to);
}

/* "dari lamanglobes.co": a filler glued to a host. */
static const char *glued_host(const scan *c, size_t i, size_t *at, size_t *n, kw_outlet *o) {
    if (!c->t.v[i].dot) return NULL;
    for (size_t cut = *at + 4; cut + 4 < c->t.v[i].end && c->s.p[cut] != '.'; cut++) {
        if (!(roles_of(c->d, kw_str_sub(c->s, *at, cut)) & FILLER)) continue;
        *n = kw_outlet_at(c->d->c->know, c->s, cut, o);
        if (!*n) continue;
        *at = cut;
        return "glued";
    }
    return NULL;
}

static bool is_country(const kw_draft *d, kw_str word) {
    char room[ROOM];
    return kw_table_may_hold(d->c->countries, kw_table_key_sign(word)) &&
           kw_table_find(d->c->countries, kw_utf8_fold_in(word, room, sizeof room)).n > 0;
}

/* "dilansir kantor berita Rusia, Regnum": a capitalised name in no table, behind a noun that means an outlet (a country may
 * stand between) and a cue. Its length in bytes, 0: none. */
static size_t unknown_outlet(const scan *c, size_t i) {
    const kw_draft *d = c->d;
    size_t end = i, j = i, noun = 0;
    while (end < c->t.n && end < i + 3 && c->t.v[end].capital && !isdigit((unsigned char)c->s.p[c->t.v[end].start]) &&
           (end == i || c->t.v[end].start == c->t.v[end - 1].end + 1)) end++;
    if (end == i) return 0;
    if (!i || (!c->t.v[i - 1].capital && !cue_before(d, c->s, &c->t, i, NEWS))) return 0;       /* neither a country nor the noun */
    if (is_country(d, kw_str_sub(c->s, c->t.v[i].start, c->t.v[i].end)) || is_country(d, kw_str_sub(c->s, c->t.v[i].start, c->t.v[end - 1].end)))
        return 0;
    while (j > 0 && c->t.v[j - 1].capital && is_country(d, kw_str_sub(c->s, c->t.v[j - 1].start, c->t.v[j - 1].end))) j--;
    if (!j || parted(c->s, c->t.v[j - 1].end, c->t.v[j].start) || !(noun = cue_before(d, c->s, &c->t, j, NEWS))) return 0;
    j -= noun;
    if (!j || (!cue_before(d, c->s, &c->t, j, STRONG) && !cue_before(d, c->s, &c->t, j, BEFORE))) return 0;
    return c->t.v[end - 1].end - c->t.v[i].start;
}

/* One paragraph. A name that is joined to a credited one ("Reuters dan Al Arabiya") is credited too. */
static kw_rc scan_block(kw_draft *d, tokens *room, size_t block, kw_err *err) {
    scan c = { .d = d, .s = d->v[block].text, .t = *room };
    if (c.s.n > PARA_MAX) c.s.n = PARA_MAX;
    size_t last_end = SIZE_MAX;                             /* token behind the last credit */
    if (!split(c.s, d->mem, &c.t)) return kw_fail_nomem(err);
    *room = c.t;
    count_words(d, c.s, &c.t);
    for (size_t i = 0; i < c.t.n; i++) {
        kw_outlet o;
        size_t at = c.t.v[i].start, n = outlet_at(&c, i, &o), j = i + 1;
        const char *why = NULL;
        while (n && j < c.t.n && c.t.v[j].start < at + n) j++;
        if (n) {
            bool link = i && last_end == i - 1 && has_role(d, c.s, &c.t, i - 1, 1, AND | FILLER);
            bool joined = last_end != SIZE_MAX && (last_end == i || link) &&
                          !parted(c.s, c.t.v[last_end - 1].end, at);
            why = joined ? "joined" : why_before(&c, i, true);
            if (!why && j < c.t.n && !parted(c.s, at + n, c.t.v[j].start) && cue_after(d, c.s, &c.t, j)) why = "after";
            bool last = at + n + 2 >= c.s.n;
            if (!why && alone_in_brackets(c.s, at, n) && (o.kind == KW_AGENCY || last)) why = "brackets";
            if (!why && o.kind == KW_AGENCY && in_last_brackets(c.s, at, n)) why = "brackets";
            if (!why && o.kind == KW_AGENCY && behind_last_dash(c.s, at, n)) why = "last";
        } else if (!(why = glued_host(&c, i, &at, &n, &o)) && c.t.v[i].dot && is_host(kw_str_sub(c.s, at, c.t.v[i].end)) &&
                   (why = why_before(&c, i, false))) {
            n = c.t.v[i].end - at;
            o = (kw_outlet){ KW_NONE, kw_str_sub(c.s, at, c.t.v[i].end), KW_STR(""), KW_SITE };
        }
        if (!why && !n && c.t.v[i].capital && (n = unknown_outlet(&c, i)) != 0) {
            why = "named";
            o = (kw_outlet){ KW_NONE, kw_str_sub(c.s, at, at + n), KW_STR(""), KW_SITE };
            while (j < c.t.n && c.t.v[j].start < at + n) j++;
        }
        if (!why) continue;
        KW_TRY(add_credit(d, &o, around(c.s, at, n), why, block, at, n, err));
        last_end = j;
        i = j - 1;
    }
    return KW_OK;
}

/* A line of nothing but outlets, or one whose label says "source": every name counts, hosts and addresses too. */
static kw_rc scan_source(kw_draft *d, size_t block, kw_err *err) {
    kw_str s = d->v[block].text;
    for (size_t i = 0; i < s.n;) {
        kw_outlet o;
        bool begins = i == 0 || !isalnum((unsigned char)s.p[i - 1]);
        size_t n = begins ? kw_outlet_at(d->c->know, s, i, &o) : 0;
        if (begins && !n && (kw_str_starts(kw_str_sub(s, i, s.n), KW_STR("http")))) {
            while (i + n < s.n && s.p[i + n] != ' ') n++;
            kw_str url = kw_str_sub(s, i, i + n);
            if (!kw_outlet_of_url(d->c->know, url, &o)) o = (kw_outlet){ KW_NONE, kw_outlet_host(url), KW_STR(""), KW_SITE };
        }
        if (n) KW_TRY(add_credit(d, &o, s, "source line", block, i, n, err));
        i += n ? n : 1;
    }
    return KW_OK;
}

/* "Dilansir dari Reuters": what stands behind the words that lead to an outlet. */
static kw_str behind_cue(const kw_draft *d, kw_str s) {
    kw_rows rows;
    for (size_t l = 0; l < d->c->n_langs; l++) {
        size_t n = d->c->credits[l] ? kw_phrase_at(d->c->credits[l], s, 0, &rows) : 0;
        kw_str cue = n ? kw_table_cell(d->c->credits[l], rows.first, COL_ROLE) : KW_NONE;
        if (kw_str_is(cue, "strong") || kw_str_is(cue, "before")) return kw_str_trim(kw_str_sub(s, n, s.n));
    }
    return s;
}

static bool only_outlets(const kw_draft *d, kw_str s) {
    kw_outlet o;
    size_t found = 0;
    if (s.n > 100) return false;
    s = behind_cue(d, s);
    for (size_t i = 0; i < s.n;) {
        if (strchr(" |/,;&+-", s.p[i])) { i++; continue; }
        size_t n = kw_outlet_at(d->c->know, s, i, &o);
        if (!n) return false;
        found++;
        i += n;
    }
    return found > 0;
}

void kw_credits_mark(kw_draft *d) {
    for (size_t i = 1; i < d->n; i++)
        if (!d->v[i].out.p && only_outlets(d, d->v[i].text)) d->v[i].out = KW_STR("source");
}

kw_rc kw_credits_read(kw_draft *d, kw_err *err) {
    tokens room = { 0 };                                    /* one piece of memory for all paragraphs */
    for (size_t i = 0; i < d->n_byline_outlets; i++)
        KW_TRY(add_credit(d, &d->byline_outlets[i], d->byline_outlets[i].name, "byline", 0, 0, 0, err));
    for (size_t i = 0; i < d->n; i++) {
        if (kw_str_is(d->v[i].out, "source")) KW_TRY(scan_source(d, i, err));
        else if (!d->v[i].out.p) KW_TRY(scan_block(d, &room, i, err));
    }
    return KW_OK;
}
