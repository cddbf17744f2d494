/* SPDX-License-Identifier: MIT
 * Ends after a mark that closes a sentence, unless it belongs to a short form, a number or a bracket that goes on. */
#include "words/sentence.h"
#include "base/limits.h"
#include "base/utf8.h"

typedef struct { const kw_token_rules *r; kw_morph_seen *seen; kw_str text; const kw_token *v; size_t first, n; kw_end_line learned; } line;

static char byte_at(const line *l, size_t token, bool last) {
    kw_span at = l->v[token].at;
    return l->text.p[last ? at.end - 1 : at.start];
}

static bool is_closer(const line *l, size_t i) {
    char c = byte_at(l, i, false);
    if (l->v[i].flags & KW_TOK_QUOTE_CLOSE) return true;     /* also behind a stray space */
    return (l->v[i].flags & KW_TOK_GLUED) && (c == ')' || c == ']' || c == '}');
}

/* Can the token begin a sentence: capital, digit, opening mark, or no letter at all. */
static bool can_begin(const line *l, size_t i) {
    while (i + 1 < l->n && (l->v[i].flags & (KW_TOK_PUNCT | KW_TOK_QUOTE_OPEN)) && (l->v[i + 1].flags & KW_TOK_GLUED)) i++;
    kw_span at = l->v[i].at;
    size_t from = at.start;
    uint32_t c = kw_utf8_next(l->text, &from);
    return !kw_utf8_is_lower(c);
}

/* A token that ends with its own point: does it end the sentence as well? Only before a word that would not have its
 * capital inside one. */
static bool abbreviation_ends(const line *l, size_t i, size_t next) {
    if (kw_token_abbreviation(l->r, l->v[i].form) == KW_ABBR_TITLE) return false;
    if (kw_span_len(l->v[i].at) <= 2) return false;          /* an initial */
    if (l->v[next].flags & KW_TOK_QUOTE_OPEN) return true;
    return (l->v[next].flags & KW_TOK_CAPITAL) && kw_morph_seen_find(l->seen, l->v[next].form).by == KW_BY_FUNCTION;
}

/* "1." at the head of a line is a number of a list, not a sentence. */
static bool is_item_number(const line *l, size_t start, size_t i) {
    return i == start + 1 && start == l->first && (l->v[start].flags & KW_TOK_NUMBER) && kw_span_len(l->v[start].at) <= 2;
}

/* Writing without capitals, as in mail and comments ("we loved it. the staff was kind"): a mark ends the sentence before a small
 * letter too, if what stands before it is a whole small word that the tables know, so no short form and no name ("Yahoo!"). */
static bool ends_small(const line *l, size_t i, size_t next) {
    enum { WORD_MIN = 3 };
    if (next != i + 1 || i == l->first || kw_span_len(l->v[i].at) > 1 || !(l->v[i].flags & KW_TOK_GLUED) || (l->v[next].flags & KW_TOK_GLUED))
        return false;
    const kw_token *word = &l->v[i - 1];
    size_t at = word->at.start;
    if (kw_span_len(word->at) < WORD_MIN || !kw_utf8_is_lower(kw_utf8_next(l->text, &at))) return false;
    uint8_t by = kw_morph_seen_find(l->seen, word->form).by;
    return by != KW_BY_NOTHING && by != KW_BY_SHAPE;
}

/* Why a mark does or does not end a sentence, in the order of the words below. */
typedef enum { NO_MARK, LAST, SHORT_ENDS, SHORT_FORM, ITEM, SMALL_ENDS, SMALL_FOLLOWS, NO_BLANK, RUN_ENDS, RUN_GOES_ON, MARK_ENDS, LEARNED } verdict;

static const char *const VERDICTS[] = {
    "", "the line ends", "a short form before a capital that only the head of a sentence has",
    "its point belongs to a short form (abbreviations.tsv, or an initial)", "a number of a list",
    "a mark behind a known word in small letters, as in writing without capitals", "a small letter follows",
    "no blank and no capital follow", "several marks, then a capital or a quotation", "several marks, and no capital follows",
    "a mark that ends sentences, and what can begin one follows", "no rule says so, but ends.model does",
};

/* One past the sentence's last token, when token i ends one; else 0. */
static size_t end_after(const line *l, size_t start, size_t i, verdict *why) {
    char last = byte_at(l, i, true);
    bool ellipsis = kw_span_len(l->v[i].at) == 3 && memcmp(l->text.p + l->v[i].at.start, "\xe2\x80\xa6", 3) == 0;
    *why = NO_MARK;
    if (last != '.' && last != '?' && last != '!' && !ellipsis) return 0;
    bool mark = (l->v[i].flags & KW_TOK_PUNCT) != 0, spaced;
    size_t next = i + 1;
    while (next < l->n && is_closer(l, next)) next++;
    *why = LAST;
    if (next >= l->n) return next;
    spaced = !(l->v[next].flags & KW_TOK_GLUED);
    if (!mark) {
        if (!kw_str_ends(l->v[i].form, KW_STR("."))) return *why = NO_MARK, 0;
        bool ends = spaced && abbreviation_ends(l, i, next);
        *why = ends ? SHORT_ENDS : SHORT_FORM;
        return ends ? next : 0;
    }
    if (is_item_number(l, start, i)) return *why = ITEM, 0;
    if (!can_begin(l, next)) {
        bool ends = ends_small(l, i, next);
        *why = ends ? SMALL_ENDS : SMALL_FOLLOWS;
        return ends ? next : 0;
    }
    /* a lost space: "itu.Presiden" ends one, "!?" does not */
    if (!spaced && !(l->v[next].flags & KW_TOK_CAPITAL)) return *why = NO_BLANK, 0;
    if (ellipsis || kw_span_len(l->v[i].at) > 1) {
        bool ends = (l->v[next].flags & (KW_TOK_CAPITAL | KW_TOK_QUOTE_OPEN)) != 0;
        *why = ends ? RUN_ENDS : RUN_GOES_ON;
        return ends ? next : 0;
    }
    *why = MARK_ENDS;
    return next;
}

static kw_rc put(const line *l, size_t from, size_t to, uint32_t para, uint8_t language, kw_arena *mem, kw_sentence_list *out, kw_err *err) {
    kw_sentence *s = kw_push(mem, (void **)&out->v, &out->n, &out->cap, sizeof *s);
    if (!s) return kw_fail_nomem(err);
    s->first = (uint32_t)from;
    s->n = (uint32_t)(to - from);
    s->at = (kw_span){ l->v[from].at.start, l->v[to - 1].at.end };
    s->para = para;
    s->language = language;
    return KW_OK;
}

/* By the rules; where they see no end, by the model, if the language has one. */
static size_t end_at(const line *l, size_t start, size_t i, verdict *why) {
    size_t end = end_after(l, start, i, why);
    if (end || !l->learned.ends || !kw_end_here(&l->learned, start - l->first, i - l->first, *why)) return end;
    *why = LEARNED;
    return i + 1;
}

static kw_rc open_line(const kw_sentence_rules *r, line *l, kw_arena *mem, kw_err *err) {
    return r->ends ? kw_end_line_open(r->ends, l->seen, l->text, l->v + l->first, l->n - l->first, mem, &l->learned, err) : KW_OK;
}

kw_rc kw_sentence_split(const kw_sentence_rules *r, kw_morph_seen *seen, kw_str text, const kw_token_list *tokens, size_t first, uint32_t para,
                        uint8_t language, kw_arena *mem, kw_sentence_list *out, kw_err *err) {
    line l = { .r = r->tokens, .seen = seen, .text = text, .v = tokens->v, .first = first, .n = tokens->n };
    size_t start = first;
    KW_TRY(open_line(r, &l, mem, err));
    for (size_t i = first; i < l.n; i++) {
        verdict why;
        size_t end = end_at(&l, start, i, &why);
        if (!end && i + 1 - start >= KW_SENTENCE_MAX) end = i + 1;
        if (!end) continue;
        KW_TRY(put(&l, start, end, para, language, mem, out, err));
        start = end;
        i = end - 1;
    }
    return start < l.n ? put(&l, start, l.n, para, language, mem, out, err) : KW_OK;
}

kw_rc kw_sentence_ends(const kw_sentence_rules *r, kw_morph_seen *seen, const kw_words *w, size_t sentence, kw_arena *mem, kw_end_why **out,
    size_t *n, kw_err *err) {
    const kw_sentence *x = &w->sentences[sentence];
    size_t first = sentence, last = sentence, cap = 0;
    while (first > 0 && w->sentences[first - 1].para == x->para) first--;
    while (last + 1 < w->n_sentences && w->sentences[last + 1].para == x->para) last++;
    line l = { .r = r->tokens, .seen = seen, .text = w->text, .v = w->tokens, .first = w->sentences[first].first,
        .n = w->sentences[last].first + w->sentences[last].n };
    *out = NULL;
    *n = 0;
    KW_TRY(open_line(r, &l, mem, err));
    for (size_t i = x->first; i < x->first + x->n; i++) {
        verdict why;
        size_t end = end_at(&l, x->first, i, &why);
        if (why == NO_MARK && i + 1 < x->first + x->n) continue;
        kw_end_why *e = kw_push(mem, (void **)out, n, &cap, sizeof *e);
        if (!e) return kw_fail_nomem(err);
        bool cut = why == NO_MARK && i + 1 < l.n;
        *e = (kw_end_why){ .token = (uint32_t)i, .ends = end || why == NO_MARK,
            .why = cut ? "as many words as a sentence may have" : why == NO_MARK ? "the line ends without a mark" : VERDICTS[why] };
        if (end) break;
    }
    return KW_OK;
}
