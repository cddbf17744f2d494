/* SPDX-License-Identifier: MIT
 * The view of a sentence: for each token its classes (from grammar.tsv and its tag) and the mention that covers it. */
#include "code/parts.h"

static const struct { const char *name; uint32_t bit; } classes[] = {
    { "rel", KW_G_REL }, { "comp", KW_G_COMP }, { "sub", KW_G_SUB }, { "if", KW_G_IF }, { "cc", KW_G_CC },
    { "agent", KW_G_AGENT }, { "owner", KW_G_OWNER }, { "be", KW_G_BE }, { "to", KW_G_TO }, { "must", KW_G_MUST },
    { "future", KW_G_FUTURE }, { "plan", KW_G_PLAN }, { "wish", KW_G_WISH }, { "can", KW_G_CAN },
    { "alleged", KW_G_ALLEGED }, { "not", KW_G_NOT }, { "deny", KW_G_DENY }, { "say", KW_G_SAY },
    { "light", KW_G_LIGHT }, { "back", KW_G_BACK }, { "prep", KW_G_PREP }, { "loc", KW_G_LOC }, { "ask", KW_G_ASK },
    { "undone", KW_G_UNDONE }, { "occur", KW_G_OCCUR }, { "until", KW_G_UNTIL }, { "poss", KW_G_POSS },
    { "amount", KW_G_AMOUNT }, { "noun", KW_G_NOUN }, { "termed", KW_G_FILL },
};

static uint32_t class_bit(kw_str name) {
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (kw_str_is(name, classes[i].name)) return classes[i].bit;
    return 0;
}

static uint32_t tag_bits(const kw_token *t) {
    if (t->flags & (KW_TOK_QUOTE_OPEN | KW_TOK_QUOTE_CLOSE)) return KW_G_FILL;
    switch ((kw_upos)t->upos) {
    case KW_VERB: return KW_G_VERB;
    case KW_NOUN: case KW_PROPN: return KW_G_NOUN;
    case KW_ADP: return KW_G_PREP;
    case KW_CCONJ: return KW_G_CC;
    case KW_ADJ: case KW_ADV: case KW_AUX: case KW_DET: case KW_NUM: case KW_PART: case KW_X: case KW_INTJ: case KW_SYM: return KW_G_FILL;
    default: return 0;
    }
}

static uint32_t punct_bits(kw_str form) {
    if (form.n != 1) return 0;
    switch (form.p[0]) {
    case ',': return KW_G_COMMA;
    case ';': case ':': return KW_G_SUB;
    case '-': case '\'': case '"': case '(': case ')': return KW_G_FILL;
    default: return 0;
    }
}

/* Joins the forms (or the first one's lemma and the forms of the rest) of n tokens with blanks. */
static bool join(const kw_token *t, uint32_t n, bool lemma, char *buf, size_t size, kw_str *out) {
    size_t at = 0;
    for (uint32_t i = 0; i < n; i++) {
        kw_str w = lemma && i == 0 ? t[i].lemma : t[i].form;
        if (at + w.n + 1 > size) return false;
        if (i) buf[at++] = ' ';
        memcpy(buf + at, w.p, w.n);
        at += w.n;
    }
    *out = (kw_str){ buf, at };
    return true;
}

/* What only words of grammar are, and no word made from one: "penggunaan" is not "guna", "peserta" not "serta". */
#define WORDS_OF_GRAMMAR (KW_G_REL | KW_G_COMP | KW_G_SUB | KW_G_IF | KW_G_CC | KW_G_AGENT | KW_G_OWNER | KW_G_TO | KW_G_PREP | KW_G_LOC | KW_G_UNTIL)

static uint32_t class_bits(const kw_table *grammar, kw_str key) {
    kw_rows r = kw_table_find(grammar, key);
    uint32_t bits = 0;
    for (uint32_t i = 0; i < r.n; i++) bits |= class_bit(kw_table_cell(grammar, r.first + i, 1));
    return bits;
}

static uint32_t grammar_at(const kw_view *v, uint32_t t, bool lemma, uint32_t *n) {
    const kw_table *g = v->lang->grammar;
    kw_str first = lemma ? v->tokens[t].lemma : v->tokens[t].form, key;
    uint32_t longest = kw_table_words_from(g, first);
    char buf[128];
    for (*n = longest; *n; (*n)--) {
        if (t + *n > v->end || !join(v->tokens + t, *n, lemma, buf, sizeof buf, &key)) continue;
        uint32_t bits = class_bits(g, key);
        if (bits) return bits;
    }
    if (lemma || !kw_uncut_word(v, t, buf, sizeof buf, &key)) return 0;
    *n = 2;
    return class_bits(g, key);
}

/* "Had Chad attacked, ...", "should Chad attack": a helper before its subject opens a condition. */
static bool inverted(const kw_view *v, uint32_t t, uint32_t bits) {
    if (t + 1 >= v->end || v->who[t + 1 - v->first] < 0) return false;
    if (bits & KW_G_MUST) return true;
    bool opens = t == v->first || (v->who[t - 1 - v->first] < 0 && v->is[t - 1 - v->first] & (KW_G_COMMA | KW_G_CC));
    return opens && bits & KW_G_BACK && (v->tokens[t].upos == KW_AUX || v->tokens[t].upos == KW_VERB);
}

static bool is_number(const kw_view *v, uint32_t t) {
    return v->tokens[t].upos == KW_NUM || v->tokens[t].flags & KW_TOK_NUMBER || kw_has_class(v, v->tokens[t].form, "number");
}

/* "a raid on a village": no verb stands right behind an article in its bare form, whatever the tagger says of a rare word. */
bool kw_noun_by_article(const kw_view *v, uint32_t t) {
    const kw_token *tok = &v->tokens[t];
    if (v->lang->voices || t == v->first || tok->upos != KW_VERB || !kw_str_eq(tok->form, tok->lemma)) return false;
    /* "a set price" */
    if (t + 1 < v->end && (v->tokens[t + 1].upos == KW_NOUN || v->tokens[t + 1].upos == KW_PROPN || v->tokens[t + 1].upos == KW_ADJ)) return false;
    bool object = t + 1 < v->end && (v->who[t + 1 - v->first] >= 0 || v->tokens[t + 1].upos == KW_DET || v->tokens[t + 1].upos == KW_PRON);
    return v->tokens[t - 1].upos == KW_DET && v->who[t - 1 - v->first] < 0 && !object;
}

/* "had rammed", "had previously seized": a helper, though taggers call it a verb now and then. */
static bool helps(const kw_view *v, uint32_t t) {
    uint32_t i = t + 1;
    while (i < v->end && i < t + 3 && v->tokens[i].upos == KW_ADV) i++;
    return i < v->end && v->who[i - v->first] < 0 && v->tokens[i].upos == KW_VERB && v->tokens[i].tense == KW_PAST;
}

/* "told the council that": the word opens what is told, and tells nothing of who was. */
static bool opens_what_is_told(const kw_view *v, uint32_t t) {
    int32_t w = t > v->first ? v->who[t - 1 - v->first] : -1;
    if (w < 0 || v->mentions[w].first <= v->first) return false;
    uint32_t f = v->mentions[w].first;
    while (f > v->first && v->who[f - 1 - v->first] < 0 && v->tokens[f - 1].upos == KW_DET) f--;
    return f > v->first && v->who[f - 1 - v->first] < 0 && v->is[f - 1 - v->first] & KW_G_VERB && v->is[f - 1 - v->first] & (KW_G_SAY | KW_G_ASK);
}

static void classify(kw_view *v) {
    uint32_t inside = v->first;                 /* end of a phrase whose other words count for nothing by themselves */
    for (uint32_t t = v->first; t < v->end; t++) {
        const kw_token *tok = &v->tokens[t];
        if (t < inside) {
            v->is[t - v->first] = KW_G_FILL;
            continue;
        }
        bool mark = tok->upos == KW_PUNCT || tok->flags & KW_TOK_PUNCT, quotes = tok->flags & (KW_TOK_QUOTE_OPEN | KW_TOK_QUOTE_CLOSE);
        v->is[t - v->first] |= !mark ? tag_bits(tok) : quotes ? punct_bits(tok->form) | KW_G_FILL : punct_bits(tok->form);
        if (kw_noun_by_article(v, t)) v->is[t - v->first] = (v->is[t - v->first] | KW_G_NOUN) & ~(uint32_t)KW_G_VERB;
        if (tok->flags & KW_TOK_NEGATIVE) v->is[t - v->first] |= KW_G_NOT;
        if (tok->flags & KW_TOK_CLITIC && tok->form.n >= 2 && tok->form.p[0] == '\'' && tok->upos == KW_PART) v->is[t - v->first] |= KW_G_POSS;
        if (v->who[t - v->first] >= 0) continue;
        uint32_t n, bits = grammar_at(v, t, false, &n);
        if (!bits) bits = grammar_at(v, t, true, &n) & ~(uint32_t)(WORDS_OF_GRAMMAR);
        if (!bits) continue;
        /* a word that may be several things is what its tag says where the tag is clear */
        if (n == 1 && bits & KW_G_COMP && !(bits & KW_G_IF) && !opens_what_is_told(v, t) && (tok->upos == KW_DET || tok->upos == KW_PRON))
            bits = tok->upos == KW_PRON ? KW_G_REL : KW_G_FILL;
        if (n == 1 && bits == KW_G_SUB && tok->upos == KW_ADP) bits = KW_G_PREP | KW_G_SUB;
        bool counts = bits & KW_G_AMOUNT || bits == KW_G_SUB, number = counts && t + n < v->end && is_number(v, t + n),
            measure = number && v->who[t + n - v->first] < 0;
        if (bits & KW_G_AMOUNT) {
            if (number) inside = t + n;
            if (number) v->is[t - v->first] = KW_G_FILL;
            continue;
        }
        if (n > 1 && bits == KW_G_FILL) {           /* "what it called": whoever calls it so, it is told of */
            for (uint32_t i = t; i < t + n; i++) v->who[i - v->first] = -1;
            v->is[t - v->first] = KW_G_FILL;
            inside = t + n;
            continue;
        }
        if (n > 1 && bits & (KW_G_LIGHT | KW_G_PREP | KW_G_NOUN)) inside = t + n;      /* "at once" tells of no past, "uji coba" is no verb */
        if (n > 1 && bits & KW_G_FUTURE && v->is[t - v->first] & KW_G_NOT) {       /* "not hesitate to": it will be done */
            v->is[t - v->first] &= ~(uint32_t)KW_G_NOT;
            inside = t + n;
        }
        if (bits == KW_G_SUB && measure) bits = KW_G_PREP;      /* "since 2003", "selama 12 hari" */
        if (n == 1 && !v->lang->voices && inverted(v, t, bits)) { v->is[t - v->first] = KW_G_IF; continue; }
        if (n == 1 && bits & KW_G_BACK && !v->lang->voices && tok->upos == KW_VERB && helps(v, t)) v->is[t - v->first] = KW_G_FILL;
        for (uint32_t i = 0; i < n && t + i < v->end; i++) v->is[t + i - v->first] |= n > 1 && i ? KW_G_FILL : bits;
        if (n > 1) v->is[t - v->first] &= ~(uint32_t)KW_G_VERB;
    }
}

/* The first mention of the sentence in the sorted list. */
static size_t first_mention(const kw_marks *m, uint32_t token) {
    size_t lo = 0, hi = m->n_mentions;
    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        if (m->mentions[mid].first < token) lo = mid + 1;
        else hi = mid;
    }
    return lo;
}

/* A word of a frame that was taken for a name: "Desakan AS ..." at the start of a sentence, "military operation". */
static bool is_frame_word(const kw_view *v, const kw_mention *x) {
    const kw_entity *e = &v->in->marks->entities[x->entity];
    const kw_token *t = &v->tokens[x->first];
    if (x->n != 1 || e->actor.n || x->first + 1 >= v->end) return false;
    if (x->first == v->first && e->kind == KW_PERSON && !e->country.n) return kw_table_find(v->lang->frames, t->form).n > 0;
    char buf[96];
    kw_str key;
    bool frame = kw_table_words_from(v->lang->frames, t->form) > 1, grammar = kw_table_words_from(v->lang->grammar, t->form) > 1;
    if (e->kind != KW_GROUP || !(frame || grammar) || !join(t, 2, false, buf, sizeof buf, &key)) return false;
    return (frame && kw_table_find(v->lang->frames, key).n) || (grammar && kw_table_find(v->lang->grammar, key).n);     /* "suku bunga" is no tribe */
}

/* "Pemilu Presiden", "rudal buatan Rusia": an office that names a vote or a decree, a state that only made the thing; neither acts. */
static bool only_tells_which(const kw_view *v, const kw_mention *x) {
    if (x->first <= v->first || x->given_role) return false;
    kw_str before = v->tokens[x->first - 1].form;
    kw_kind kind = v->in->marks->entities[x->entity].kind;
    return (kind == KW_STATE && kw_has_class(v, before, "made")) || (kind == KW_PERSON && !x->named && kw_has_class(v, before, "of office"));
}

/* "an official meeting", "a military agreement": a word for a group that here only tells of what stands behind it. */
static bool is_adjective(const kw_view *v, const kw_mention *x) {
    const kw_entity *e = &v->in->marks->entities[x->entity];
    uint32_t behind = kw_mention_end(x);
    if (e->kind != KW_GROUP || x->n > 2 || v->tokens[behind - 1].upos != KW_ADJ) return false;
    bool noun = x->n > 1 && v->tokens[x->first].upos == KW_NOUN;                                /* "masyarakat internasional" */
    bool proper = v->tokens[x->first].flags & KW_TOK_CAPITAL && x->first > v->first;            /* "a Western embargo" */
    bool about = behind < v->end && kw_has_class(v, v->tokens[behind].lemma, "deal");
    return !noun && !proper && (!e->country.n || about);
}

/* "BUENOS AIRES - Thousands of ...": the place in capitals before the dash that a report opens with does nothing in it. */
static bool is_dateline(const kw_view *v, const kw_mention *x) {
    enum { DATELINE = 14 };
    if (x->first != v->first || x->given_role) return false;
    for (uint32_t t = x->first; t < kw_mention_end(x); t++)
        if (!(v->tokens[t].flags & KW_TOK_ALLCAPS)) return false;
    for (uint32_t t = kw_mention_end(x); t < v->end && t < v->first + DATELINE; t++) {
        kw_str f = v->tokens[t].form;
        if (kw_str_is(f, "-") || kw_str_is(f, "--") || kw_str_is(f, "–") || kw_str_is(f, "—")) return !(v->tokens[t].flags & KW_TOK_GLUED);
    }
    return false;
}

static void cover(kw_view *v, const kw_marks *m, bool given) {
    for (size_t i = first_mention(m, v->first); i < m->n_mentions && m->mentions[i].first < v->end; i++) {
        const kw_mention *x = &m->mentions[i];
        if (!given && x->inside && x->first >= v->first && v->inner[x->first - v->first] < 0) v->inner[x->first - v->first] = (int32_t)i;
        if (given ? !x->given_role : x->inside) continue;
        if (!given && (is_dateline(v, x) || is_frame_word(v, x) || only_tells_which(v, x) || is_adjective(v, x))) continue;
        for (uint32_t t = x->first; t < kw_mention_end(x) && t < v->end; t++)
            if (given || v->who[t - v->first] < 0) v->who[t - v->first] = (int32_t)i;
    }
}

size_t kw_dates_from(const kw_marks *m, size_t sentence) {
    size_t low = 0, high = m->n_dates;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (m->dates[mid].sentence < sentence) low = mid + 1;
        else high = mid;
    }
    return low;
}

/* The first quotation that begins in that sentence or a later one. */
static size_t quotes_from(const kw_marks *m, uint32_t sentence) {
    size_t low = 0, high = m->n_quotes;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (m->quotes[mid].sentence < sentence) low = mid + 1;
        else high = mid;
    }
    return low;
}

/* "..., killing 30 people and wounding 29, a police officer told AFP": the comma between what is told and who tells it ends a clause, and he
 * is nobody of it. */
static void part_from_teller(kw_view *v) {
    const kw_marks *m = v->in->marks;
    v->teller = v->end;
    if (v->is[0] & (KW_G_SUB | KW_G_IF)) return;        /* "While visiting Cairo, X said": he acts there, too */
    for (size_t i = quotes_from(m, v->sentence); i < m->n_quotes && m->quotes[i].sentence == v->sentence; i++) {
        const kw_quote *q = &m->quotes[i];
        if (q->kind != KW_SAID || !kw_span_len(q->cue) || q->cue.start < q->at.end) continue;
        uint32_t t = v->end;
        while (t > v->first && v->tokens[t - 1].at.start >= q->at.end) t--;
        if (t >= v->end || v->tokens[t].at.start >= q->cue.start || !(v->is[t - v->first] & KW_G_COMMA)) continue;
        v->is[t - v->first] = KW_G_SUB;
        v->teller = t + 1;
    }
}

bool kw_view_of(const kw_code_kit *kit, const kw_code_in *in, uint32_t sentence, kw_arena *mem, kw_view *out) {
    const kw_sentence *s = &in->words->sentences[sentence];
    *out = (kw_view){ .kit = kit, .in = in, .tokens = in->words->tokens, .mentions = in->marks->mentions, .sentence = sentence,
                      .dates = kw_dates_from(in->marks, sentence), .dates_end = kw_dates_from(in->marks, sentence + 1),
                      .first = s->first, .end = s->first + s->n, .mem = mem };
    if (!s->language || s->language > kit->n_langs || !s->n) return true;
    out->lang = &kit->langs[s->language - 1];
    if (!out->lang->frames) { out->lang = NULL; return true; }
    out->parsed = s->parsed && !out->lang->by_order;
    out->is = kw_alloc_n(mem, s->n, sizeof *out->is);
    out->who = kw_alloc_n(mem, s->n, sizeof *out->who);
    out->inner = kw_alloc_n(mem, s->n, sizeof *out->inner);
    out->sets = kw_alloc_n(mem, s->n, sizeof *out->sets);
    if (!out->is || !out->who || !out->inner || !out->sets) return false;
    for (uint32_t i = 0; i < s->n; i++) out->who[i] = out->inner[i] = -1;
    cover(out, in->marks, true);
    cover(out, in->marks, false);
    classify(out);
    part_from_teller(out);
    kw_str last = out->tokens[out->end - 1].form;
    out->question = last.n && last.p[last.n - 1] == '?';
    return true;
}
