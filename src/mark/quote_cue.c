/* SPDX-License-Identifier: MIT
 * Cues of lang/XX/cues.tsv at the tokens of a text. One look-up a token; the longest form wins. */
#include "mark/quote_parts.h"

static const char *const names[CUE_KINDS] = { "", "say", "frame", "prep", "voice", "via", "term", "that", "none", "cite", "outlet", "clause",
    "self", "back", "person", "relative", "writer" };

static uint8_t flags_of(kw_str cell) {
    unsigned f = 0;
    for (size_t i = 0; i < cell.n; i++) switch (cell.p[i]) {
    case 'I': f |= CUE_INVERTED; break;
    case 'O': f |= CUE_OWNER; break;
    case 'G': f |= CUE_MANY; break;
    case 'F': f |= CUE_FIRST; break;
    case 'B': f |= CUE_BEHIND; break;
    default: break;
    }
    return (uint8_t)f;
}

static kw_rc open_lang(const kw_know *k, kw_arena *mem, cue_lang *l, kw_err *err) {
    const kw_table *t = l->table = kw_know_lang_table(k, l->code, "cues");
    uint32_t kind = kw_table_column(t, "kind"), flags = kw_table_column(t, "flags");
    if (!(l->rows = kw_alloc_n(mem, kw_table_rows(t) + 1, sizeof *l->rows))) return kw_fail_nomem(err);
    for (uint32_t r = 0; r < kw_table_rows(t); r++) {
        kw_str name = kw_table_cell(t, r, kind);
        unsigned c = CUE_SAY;
        while (c < CUE_KINDS && !kw_str_is(name, names[c])) c++;
        if (c == CUE_KINDS)
            return kw_fail(err, KW_DATA, NULL, "%.*s/cues: '%.*s': want a kind of cue (say, frame, prep, ...), found '%.*s'", KW_FMT(l->code),
                           KW_FMT(kw_table_key(t, r)), KW_FMT(name));
        l->rows[r] = (cue_row){ .kinds = 1u << c, .flags = flags_of(kw_table_cell(t, r, flags)) };
    }
    return KW_OK;
}

kw_rc kw_quote_cues_open(const kw_know *k, kw_arena *mem, kw_quotes_kit *kit, kw_err *err) {
    if (!(kit->langs = kw_alloc_n(mem, kw_know_languages(k) + 1, sizeof *kit->langs))) return kw_fail_nomem(err);
    for (size_t i = 0; i < kw_know_languages(k); i++) {
        kit->langs[kit->n_langs].code = kw_know_language(k, i);
        KW_TRY(open_lang(k, mem, &kit->langs[kit->n_langs++], err));
    }
    return KW_OK;
}

enum { KEY_MAX = 64, WORDS_MAX = 5 };

/* "so-called", "e-mail": a form that the tables have with its hyphen is three tokens. */
static cue hyphenated(const quoting *q, const cue_lang *l, uint32_t t) {
    if (t + 2 >= q->w->n_tokens || !is_mark(q, t + 1, '-') || !(tok(q, t + 1)->flags & tok(q, t + 2)->flags & KW_TOK_GLUED)) return (cue){ 0 };
    kw_str a = tok(q, t)->form, b = tok(q, t + 2)->form;
    char key[KEY_MAX];
    if (a.n + b.n + 1 > KEY_MAX) return (cue){ 0 };
    memcpy(key, a.p, a.n);
    key[a.n] = '-';
    memcpy(key + a.n + 1, b.p, b.n);
    kw_rows rows = kw_table_find(l->table, (kw_str){ key, a.n + b.n + 1 });
    cue c = { .n = 3 };
    for (uint32_t i = 0; i < rows.n; i++) c.kinds |= l->rows[rows.first + i].kinds, c.flags |= l->rows[rows.first + i].flags;
    return rows.n ? c : (cue){ 0 };
}

static cue cue_from(const quoting *q, const cue_lang *l, uint32_t t) {
    cue joined = hyphenated(q, l, t);
    if (joined.n) return joined;
    uint32_t most = kw_table_words_from(l->table, tok(q, t)->form), ends[WORDS_MAX], n = 0;
    if (!most) return (cue){ 0 };
    char key[KEY_MAX];
    size_t used = 0, at[WORDS_MAX];
    for (uint32_t i = t; i < q->w->n_tokens && n < most && n < WORDS_MAX; i++) {
        kw_str f = tok(q, i)->form;
        if (used + f.n + 1 > KEY_MAX || (n && tok(q, i)->flags & (KW_TOK_PUNCT | KW_TOK_GLUED))) break;
        if (n) key[used++] = ' ';
        memcpy(key + used, f.p, f.n);
        used += f.n;
        at[n] = used;
        ends[n++] = i + 1;
    }
    while (n--) {
        kw_rows rows = kw_table_find(l->table, (kw_str){ key, at[n] });
        cue c = { .n = (uint8_t)(ends[n] - t) };
        for (uint32_t i = 0; i < rows.n; i++) c.kinds |= l->rows[rows.first + i].kinds, c.flags |= l->rows[rows.first + i].flags;
        /* "kata Sandi" is no password */
        bool name = n && c.kinds == 1u << CUE_NONE && (tok(q, t + n)->flags & KW_TOK_CAPITAL) && !(tok(q, t)->flags & KW_TOK_CAPITAL);
        if (rows.n && !name) return c;
    }
    return (cue){ 0 };
}

bool kw_quote_dash(const quoting *q, uint32_t t) {
    kw_span at = tok(q, t)->at;
    const char *p = q->w->text.p + at.start;
    if (is_mark(q, t, '-')) return at.start && p[-1] == ' ' && at.end < q->w->text.n && p[1] == ' ';
    return kw_span_len(at) == 3 && (memcmp(p, "\xe2\x80\x93", 3) == 0 || memcmp(p, "\xe2\x80\x94", 3) == 0);
}

bool kw_quote_cue_is(const quoting *q, uint32_t token, cue_kind k) {
    return token < q->w->n_tokens && q->cues[token].kinds & (1u << k);
}

/* A word of a name or title is no verb of saying: the "State" of "Secretary of State John Kerry". */
static bool in_title(const quoting *q, uint32_t t) {
    return q->mention_at[t] >= 0 && q->m->mentions[q->mention_at[t]].first < t && tok(q, t)->flags & KW_TOK_CAPITAL;
}

void kw_quote_cues(quoting *q) {
    for (size_t s = 0; s < q->w->n_sentences; s++) {
        const kw_sentence *sentence = &q->w->sentences[s];
        kw_str code = q->w->language;
        if (sentence->language) code = kw_know_language(q->kit->know, sentence->language - 1u);
        const cue_lang *l = NULL;
        for (size_t i = 0; i < q->kit->n_langs; i++) if (kw_str_eq(q->kit->langs[i].code, code)) l = &q->kit->langs[i];
        if (!l || !l->table) continue;
        for (uint32_t t = sentence->first; t < sentence->first + sentence->n;) {
            q->cues[t] = cue_from(q, l, t);
            if (q->cues[t].kinds == 1u << CUE_SAY && in_title(q, t)) q->cues[t] = (cue){ 0 };
            if (q->cues[t].flags & CUE_FIRST && t > sentence->first + 1) q->cues[t].kinds = 0;
            t += q->cues[t].n ? q->cues[t].n : 1;
        }
    }
}

bool kw_quotes_says(const kw_quotes_kit *kit, kw_str language, kw_str word) {
    for (size_t i = 0; i < kit->n_langs; i++) {
        const cue_lang *l = &kit->langs[i];
        if (!kw_str_eq(l->code, language)) continue;
        kw_rows rows = kw_table_find(l->table, word);
        for (uint32_t r = 0; r < rows.n; r++) if (l->rows[rows.first + r].kinds & 1u << CUE_SAY) return true;
    }
    return false;
}
