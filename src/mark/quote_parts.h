/* SPDX-License-Identifier: MIT
 * Inside quotations: marks -> runs (what stands between two marks) -> each run's cue and speaker -> quotes.
 * Only quote*.c include this. */
#ifndef KW_MARK_QUOTE_PARTS_H
#define KW_MARK_QUOTE_PARTS_H

#include "know/ontology.h"
#include "know/outlet.h"
#include "mark/quote.h"

typedef enum { CUE_NOT, CUE_SAY, CUE_FRAME, CUE_PREP, CUE_VOICE, CUE_VIA, CUE_TERM, CUE_THAT, CUE_NONE, CUE_CITE, CUE_OUTLET, CUE_CLAUSE, CUE_SELF,
    CUE_BACK, CUE_PERSON, CUE_RELATIVE, CUE_WRITER, CUE_KINDS } cue_kind;

enum { CUE_INVERTED = 1, CUE_OWNER = 2, CUE_MANY = 4, CUE_BEHIND = 8, CUE_FIRST = 16 };

/* What the table says of a form: kinds as bits, so that one form may be several. */
typedef struct cue_row { uint32_t kinds; uint8_t flags; } cue_row;

typedef struct cue_lang { kw_str code; const kw_table *table; cue_row *rows; } cue_lang;

struct kw_quotes_kit {
    const kw_know *know;
    cue_lang *langs; size_t n_langs;
    kw_ontology ontology;
};

/* A cue that begins at a token; n 0: none. */
typedef struct cue { uint32_t kinds; uint8_t flags, n; } cue;

typedef struct run {
    kw_span at, whole;              /* without and with its marks */
    uint32_t first, last;           /* tokens between the marks: first <= t < last */
    uint32_t before, after;         /* tokens outside: t < before, t >= after */
    uint32_t para;
    bool single;                    /* ‘ ’ or ' ' */
    bool open;                      /* no closing mark: goes to the end of the paragraph */
    bool continues;                 /* the next paragraph goes on with it */
    uint32_t upto;                  /* run that the same utterance ends with (itself: not split) */
    bool part;                      /* swallowed by an earlier one */
} run;

/* Who said it, as found for one run. */
typedef struct saying {
    bool found;
    bool weak;                      /* rests on a frame or on the sentence only */
    kw_span cue, speaker_at;
    int32_t speaker;                /* entity or -1 */
    uint32_t cue_token;             /* where the cue begins, or UINT32_MAX */
    bool voice;                     /* a letter or statement stands for its writer */
    const char *why;
    const char *who;                /* how a pronoun or a word for him came to mean the speaker; NULL: he is named there */
} saying;

typedef struct quoting {
    const kw_quotes_kit *kit;
    const kw_mark_in *in;
    const kw_words *w;
    kw_marks *m;
    kw_arena *mem;
    cue *cues;                      /* by token */
    int32_t *mention_at;            /* by token: mention that covers it (the longest), or -1 */
    bool *named;                    /* by entity: a person with a name */
    uint32_t *in_run;               /* by token: run + 1, marks included; 0: outside */
    run *runs; size_t n_runs, cap_runs;
    saying *says;                   /* by run */
} quoting;

#define NO_TOKEN UINT32_MAX

/* Sets of tags, for is_upos(). */
enum {
    NAMING = 1u << KW_NOUN | 1u << KW_PROPN | 1u << KW_PRON,
    NOMINAL = NAMING | 1u << KW_ADJ | 1u << KW_DET | 1u << KW_NUM | 1u << KW_X | 1u << KW_SYM,
    HELPING = 1u << KW_AUX | 1u << KW_ADV | 1u << KW_PART | 1u << KW_SCONJ,
    PREDICATE = 1u << KW_VERB | 1u << KW_AUX,
    GOES_ON = PREDICATE | 1u << KW_ADP | 1u << KW_SCONJ          /* what ends a name's phrase */
};

/* An en or em dash, or a hyphen between blanks. */
bool kw_quote_dash(const quoting *q, uint32_t t);

kw_rc kw_quote_runs(quoting *q, kw_err *err);                               /* quote_marks.c */
kw_rc kw_quote_cues_open(const kw_know *k, kw_arena *mem, kw_quotes_kit *kit, kw_err *err);   /* quote_cue.c */
void kw_quote_cues(quoting *q);
bool kw_quote_cue_is(const quoting *q, uint32_t token, cue_kind k);

/* quote_speaker.c: the speaker left of a verb, right of a cue; false: none found. */
bool kw_quote_subject(const quoting *q, uint32_t verb, uint32_t from, saying *s);
bool kw_quote_after(const quoting *q, uint32_t at, uint32_t to, saying *s);
bool kw_quote_agent(const quoting *q, uint32_t verb, uint32_t to, saying *s);       /* behind a passive: "disampaikan Kim" */
void kw_quote_voice(const quoting *q, uint32_t from, uint32_t to, uint32_t run_number, saying *s);
void kw_quote_named(quoting *q);
void kw_quote_take_pronoun(const quoting *q, uint32_t at, uint32_t from, uint32_t run_number, saying *s);
void kw_quote_resolve(const quoting *q, uint32_t from, uint32_t run_number, saying *s);
bool kw_quote_personal(const quoting *q, uint32_t t);        /* one of the pronouns that stand for persons, not "it" or "itu" */
int32_t kw_quote_pronoun(const quoting *q, uint32_t token, uint32_t run_number);     /* entity it likely stands for, or -1 */

/* who tells something in that sentence, or is named first */
bool kw_quote_spoke_before(const quoting *q, uint32_t sentence, uint32_t run_number, saying *s);

void kw_quote_attribute(quoting *q, uint32_t run_number);                   /* quote_say.c: fills says[run_number] */
/* The rules that found quotation and speaker, for `kawat why`; in q->mem. */
static inline kw_str kw_quote_why(const quoting *q, const saying *s, const char *why) {
    return s->who && why && s->speaker >= 0 ? kw_str_fmt(q->mem, "%s; %s", why, s->who) : kw_str_of(why);
}

kw_str kw_quote_via(const quoting *q, uint32_t run_number);                 /* quote_via.c */
kw_str kw_quote_via_of(const quoting *q, uint32_t sentence, kw_span speaker);
kw_rc kw_quote_self(quoting *q, kw_err *err);                               /* quote_self.c: adds mentions of the speakers */
kw_rc kw_quote_told(quoting *q, size_t *cap, kw_err *err);                  /* quote_told.c: adds to m->quotes */

static inline const kw_token *tok(const quoting *q, uint32_t t) { return &q->w->tokens[t]; }
static inline char first_byte(const quoting *q, uint32_t t) { return q->w->text.p[tok(q, t)->at.start]; }
static inline bool is_mark(const quoting *q, uint32_t t, char c) { return kw_span_len(tok(q, t)->at) == 1 && first_byte(q, t) == c; }
static inline bool is_upos(const quoting *q, uint32_t t, unsigned set) { return (set >> tok(q, t)->upos & 1u) != 0; }
static inline bool is_punct(const quoting *q, uint32_t t) { return (tok(q, t)->flags & KW_TOK_PUNCT) != 0; }
static inline bool is_outside(const quoting *q, uint32_t t) { return !q->in_run[t]; }

/* The first token that begins at that byte or behind it. */
static inline uint32_t kw_quote_token(const quoting *q, uint32_t byte) {
    uint32_t low = 0, high = (uint32_t)q->w->n_tokens;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (tok(q, mid)->at.start < byte) low = mid + 1;
        else high = mid;
    }
    return low;
}

static inline uint32_t sentence_end(const quoting *q, uint32_t s) { return q->w->sentences[s].first + q->w->sentences[s].n; }

#endif
