/* SPDX-License-Identifier: MIT
 * What the files of this folder share. The way of a sentence through them:
 *     tokens, mentions -> view (view.c) -> hits of frames (lexicon.c, tagged.c) -> the row that fits best (reading.c, condition.c, voice.c)
 *     with its roles (place.c: subject.c and roles.c by order, with clause.c and order.c, tree.c by heads, conjunct.c joined names)
 *     -> mode: did it happen (mode.c) -> reports (sentence.c, spread.c, untold.c, report.c) of what is done (complement.c) and matters
 *     (matter.c), with day and place (when.c)
 * Attacks told inside other acts: struck.c; acts told before: taken_up.c; two given actors: given.c; a user's dictionaries: listed*.c.
 * Nothing here knows a word of a language: lang/XX/frames.tsv, sets.tsv, grammar.tsv, voices.tsv do. */
#ifndef KW_CODE_PARTS_H
#define KW_CODE_PARTS_H

#include "code/code.h"
#include "know/ontology.h"

/* ---- the kit ---- */
enum { KW_FR_PATTERN, KW_FR_KIND, KW_FR_WITH, KW_FR_SOURCE, KW_FR_TARGET, KW_FR_BOTH, KW_FR_TYPE, KW_FR_MODE, KW_FR_CAMEO };

typedef struct kw_code_lang {
    kw_str code;
    const kw_table *frames, *sets, *grammar, *voices, *pronouns, *habits;
    bool by_order;                              /* order and affixes tell more than the heads: row "*" of grammar.tsv; no heads are asked for */
} kw_code_lang;

struct kw_code_kit {
    const kw_petrarch *own;                     /* a user's verbs, or NULL */
    kw_code_lang *langs; size_t n_langs;        /* by number of lang/languages.tsv */
    kw_ontology ontology;
    const kw_table *country_names, *deeds;
};

/* The index of the first mention that begins in the sentence or behind it. */
size_t kw_first_mention(const kw_marks *m, const kw_sentence *s);

/* ---- the view of a sentence: what each token is for ---- */
enum {                                          /* classes of grammar.tsv, as bits */
    KW_G_REL = 1, KW_G_COMP = 2, KW_G_SUB = 4, KW_G_IF = 8, KW_G_CC = 16, KW_G_AGENT = 32, KW_G_OWNER = 64, KW_G_BE = 128,
    KW_G_TO = 256, KW_G_MUST = 512, KW_G_FUTURE = 1024, KW_G_PLAN = 2048, KW_G_WISH = 4096, KW_G_CAN = 8192,
    KW_G_ALLEGED = 16384, KW_G_NOT = 32768, KW_G_DENY = 65536, KW_G_SAY = 1 << 17, KW_G_LIGHT = 1 << 18, KW_G_BACK = 1 << 19,
    KW_G_PREP = 1 << 20, KW_G_COMMA = 1 << 21, KW_G_LOC = 1 << 22, KW_G_VERB = 1 << 23, KW_G_NOUN = 1 << 24,
    KW_G_FILL = 1 << 25,                        /* may stand in a verb group or before a noun: adverb, adjective, number, ... */
    KW_G_POSS = 1 << 26,                        /* the clitic of possession */
    KW_G_ASK = 1 << 27,
    KW_G_UNTIL = 1 << 30,                       /* opens a clause that tells on what an end depends: until, sampai */
    KW_G_OCCUR = 1 << 29,                       /* an act as its subject took place: was held, berlangsung */
    KW_G_UNDONE = 1 << 28                       /* what it is said of did not come about: cancelled, foiled */
};

#define KW_G_AMOUNT (1u << 31)                  /* words before a number that belong to it: more than, lebih dari */

enum { KW_SET_KEYS = 5 };
typedef struct kw_token_sets { kw_rows rows[KW_SET_KEYS]; bool known; } kw_token_sets;    /* rows of sets.tsv for a token and what follows it */

/* What the whole text is about, found out when first asked for. */
typedef struct kw_about { bool known, sport; } kw_about;

typedef struct kw_view {
    const kw_code_kit *kit;
    const kw_code_lang *lang;
    const kw_code_in *in;
    const kw_token *tokens;                     /* of the text */
    const kw_mention *mentions;
    uint32_t sentence, first, end;              /* tokens of the text: first .. end-1 */
    size_t dates, dates_end;                    /* of the marks' dates, those of the sentence */
    uint32_t *is;                               /* classes, by token - first */
    int32_t *who;                               /* mention that covers the token, or -1 */
    int32_t *inner;                             /* mention inside that one which begins here ("Iraq" of "troops from Iraq"), or -1 */
    kw_token_sets *sets;                        /* filled when first asked for */
    kw_arena *mem;
    kw_about *about;                            /* of the text; NULL: only this sentence counts */
    const struct kw_report_list *told;          /* of the text so far; NULL: nothing */
    uint32_t teller;                            /* where he begins who tells what stands before: "..., X said"; the end: nobody does */
    bool question, parsed;
} kw_view;

static inline uint32_t kw_is(const kw_view *v, uint32_t t) { return v->is[t - v->first]; }
static inline int32_t kw_who_at(const kw_view *v, uint32_t t) { return v->who[t - v->first]; }
/* "the fighting between X and Y": taggers call it a verb. */
static inline bool kw_is_gerund(const kw_token *t) {
    return t->flags & KW_TOK_GERUND || (t->flags & KW_TOK_PARTICIPLE && t->tense == KW_PRESENT);
}
static inline uint32_t kw_mention_end(const kw_mention *m) { return m->first + m->n; }
/* Does the mention stand in the sentence of the view? Of no other one has the view classes, neighbours or joined names. */
static inline bool kw_in_view(const kw_view *v, int32_t mention) {
    return mention >= 0 && v->mentions[mention].first >= v->first && v->mentions[mention].first < v->end;
}

bool kw_noun_by_article(const kw_view *v, uint32_t t);      /* needs v->who; a verb by its tag, a noun by its place: "a raid on" */
/* the word at t with the clitic cut off it, as tables write it: "apakah"; in `buf` */
bool kw_uncut_word(const kw_view *v, uint32_t t, char *buf, size_t size, kw_str *out);

size_t kw_dates_from(const kw_marks *m, size_t sentence);      /* the first date of that sentence or a later one */

/* False: out of memory. A sentence of no known language gives an empty view (lang NULL). */
bool kw_view_of(const kw_code_kit *kit, const kw_code_in *in, uint32_t sentence, kw_arena *mem, kw_view *out);

/* ---- hits ---- */
enum { KW_HIT_READINGS = 6 };
typedef struct kw_frame_hit {
    uint32_t first, n;                          /* tokens of the pattern that was taken */
    struct kw_hit_rows { kw_rows rows; uint32_t n; kw_voice voice; } alt[KW_HIT_READINGS];     /* patterns that begin here, longest first */
    uint32_t n_alt;
    kw_voice voice;
    bool noun;
    bool dropped;                               /* part of another frame, or only asked, promised or refused there */
    const char *left;                           /* why no event came of it; NULL: one did, or nobody looked */
    bool alleged;                               /* what somebody is accused of */
    bool proven;                                /* what somebody was sentenced for */
    int32_t accused, accuser;                   /* mentions; with alleged or proven; -1: nobody */
} kw_frame_hit;

typedef struct kw_hits { kw_frame_hit *v; size_t n, cap; } kw_hits;

bool kw_hits_find(const kw_view *v, kw_hits *out);          /* in order; false: out of memory */
bool kw_frame_begins(const kw_code_lang *lang, const kw_token *t);      /* could a pattern begin here? Cheap, for kw_code_wants_heads */
bool kw_lang_has_class(const kw_code_lang *lang, kw_str word, const char *name);
bool kw_has_class(const kw_view *v, kw_str word, const char *name);    /* a class of grammar.tsv that is asked for seldom */
bool kw_token_has_class(const kw_code_lang *lang, const kw_token *t, const char *name);     /* by its form or its lemma */
static inline bool kw_class_at(const kw_view *v, uint32_t t, const char *name) { return kw_token_has_class(v->lang, &v->tokens[t], name); }
bool kw_row_is_noun(const kw_view *v, uint32_t row);
/* tagged.c: does the tag at the hit allow the kinds of its rows? A noun is not read as a verb, but a tagger's slip on a rare word is forgiven.
 * And does it, for a row of n words? Longer patterns say enough by themselves. */
bool kw_tag_suits(const kw_view *v, const kw_frame_hit *h);
bool kw_tag_allows(const kw_view *v, const kw_frame_hit *h, uint32_t n, bool noun);
bool kw_token_in(const kw_view *v, uint32_t t, kw_str alternatives);   /* "@set|word|word" */

/* ---- roles ---- */
typedef struct kw_role { int32_t mention; uint8_t weight; } kw_role;    /* weight: 3 sure .. 1 by default; 0 none */

#define KW_NO_ROLE ((kw_role){ -1, 0 })

/* by the heads, where the sentence is parsed: tree.c */
kw_role kw_tree_subject(const kw_view *v, uint32_t t, int depth);
kw_role kw_told_before(const kw_view *v, uint32_t pronoun);  /* for one without a mention: the subject told of last; mention -1: nobody */
kw_role kw_tree_object(const kw_view *v, uint32_t t);
kw_role kw_tree_prep(const kw_view *v, uint32_t t, kw_str word);

/* whom a pronoun stands for: pronoun.c */
kw_role kw_stands_for(const kw_view *v, uint32_t t, bool object);    /* mention -1: nobody in this sentence */
bool kw_is_pronoun(const kw_view *v, uint32_t t);
bool kw_is_people(const kw_view *v, int32_t mention);         /* is its name that of a people ("Britons"), not of the state? */
bool kw_they_before(const kw_view *v, uint32_t t);

/* "kapal itu kami tangkap": does a pronoun right before the bare verb at t say who acts, and what stands before it on whom? voice.c */
bool kw_by_pronoun(const kw_view *v, uint32_t t);

/* by order */
uint32_t kw_clause_end(const kw_view *v, uint32_t t);
uint32_t kw_complement_end(const kw_view *v, uint32_t t);     /* the same, relative clauses counted in */
uint32_t kw_clause_start(const kw_view *v, uint32_t t);
kw_role kw_subject(const kw_view *v, uint32_t t);
kw_role kw_subject_above(const kw_view *v, uint32_t t);
kw_role kw_object(const kw_view *v, uint32_t first, uint32_t last);     /* of the verb whose words are first .. last */
kw_role kw_prep(const kw_view *v, uint32_t from, uint32_t to, kw_str word);
kw_role kw_owner(const kw_view *v, const kw_frame_hit *h, bool behind);
kw_role kw_agent(const kw_view *v, const kw_frame_hit *h);
kw_role kw_patient(const kw_view *v, const kw_frame_hit *h);      /* of a passive: to whom it is done */
bool kw_told_ends(const kw_view *v, uint32_t conjunction);          /* does what a verb of saying tells end right before it? */
/* resumed.c: is the verb joined to one of saying, behind what that tells? whose */
bool kw_resumes(const kw_view *v, uint32_t t, kw_role *speaker);
/* Of a mention of another sentence these know nothing: -1, false. */
int32_t kw_next_conjunct(const kw_view *v, int32_t mention);  /* the name that "and" or a comma joins to it, or -1 */
int32_t kw_last_conjunct(const kw_view *v, int32_t mention);  /* the one it is joined to, before it, or -1 */
bool kw_in_date(const kw_view *v, uint32_t t);                /* does the word at t belong to a date? */
bool kw_names_follow(const kw_view *v, int32_t mention);     /* "the two leaders, X and Y": is it told behind a comma who they are? */
bool kw_is_held(const kw_view *v, int32_t mention);              /* by a preposition right before its phrase */
int32_t kw_holder_of(const kw_view *v, int32_t mention);         /* that preposition, or -1 */
int32_t kw_verb_before(const kw_view *v, uint32_t t);       /* the nearest verb to the left of t, or -1 */
int32_t kw_governor(const kw_view *v, uint32_t t);          /* the verb whose object or complement begins here, or -1 */
/* the first comma of an aside (", however,") that ends right before t; t: there is none */
uint32_t kw_aside(const kw_view *v, uint32_t t);
uint32_t kw_noun_start(const kw_view *v, uint32_t t);       /* first word of the phrase of the noun at t, names before it left out */
/* who acts where the noun at t only tells when or where: "in talks with X, Y said"; prepositions: their class */
kw_role kw_adjunct_subject(const kw_view *v, uint32_t t, const char *prepositions);
/* who is told of by an insertion that begins with the noun at t: "X, on a visit to Y, said", "X, in Berlin for talks with Y, said" */
kw_role kw_inserted_subject(const kw_view *v, uint32_t t);
bool kw_may_be(const kw_view *v, const kw_frame_hit *h, uint32_t traits);       /* has a row of the hit a type with one of these traits? */
kw_role kw_when_subject(const kw_view *v, const kw_hits *hits, uint32_t end);    /* who strikes in the clause that "when" opens at `end` */

/* One reading of a hit with its roles filled. */
typedef struct kw_reading {
    const kw_view *of;                          /* of the sentence it was read in, where its roles and tokens lie */
    uint32_t row, n_words;
    uint32_t second;                            /* the row that came next, of another type; UINT32_MAX: none */
    kw_voice voice;
    bool noun;
    kw_role source, target;
    int score;
    bool none;                                  /* the row says that these words are no act */
    int words_fit;                              /* by its conditions and the length of its pattern */
    bool both, inner;                           /* inner: the target came out of the complement */
    bool among;                                 /* the target stands in "between X and Y": the act is theirs */
    kw_str deed;                                /* CAMEO of what is asked, promised, refused or threatened; p NULL: nothing is told of it */
    bool negated;                               /* the row wants the negation that stands there: "does not recognise" is an act */
    bool hostile;                               /* and what it tells of is hostile: a promise of it is a threat */
    uint32_t object_first, object_end;          /* tokens of the object that a condition looked at; equal: none */
} kw_reading;

/* The best reading of the hit, whose n, noun and voice are then those of the pattern taken; false: none has both roles (one role with `lone`). */
bool kw_read_hit(const kw_view *v, kw_hits *hits, size_t h, bool lone, kw_reading *out);

/* ---- the deed inside a speech act: deed.c ---- */
bool kw_has_deed(const kw_view *v, kw_str cameo);               /* a code that says no more than that something was asked, promised, ... */
uint32_t kw_deed_end(const kw_view *v, const kw_frame_hit *h);  /* where what the speech is about ends */
kw_str kw_deed_code(const kw_view *v, const kw_frame_hit *h, kw_str said, kw_str deed);     /* p NULL: world/deeds.tsv has none for both */

/* ---- acts told of before: taken_up.c ---- */
bool kw_points_back(const kw_view *v, uint32_t t);          /* does a word beside the noun at t say that it is known? */
uint32_t kw_topic(const kw_view *v, uint32_t from, uint32_t to);    /* the first noun of an act in from .. to-1 that points back; UINT32_MAX: none */

/* ---- mode ---- */
typedef struct kw_mode {
    kw_reason reason;
    bool refused, future, background;
    bool planned;                               /* by a word of planning, not of the future */
    bool supposed;                              /* in an if-clause: nothing is told */
    bool awaited;                               /* behind until: a good deed there is what one waits for */
    uint32_t cue;                               /* token that says so; UINT32_MAX none */
} kw_mode;

kw_mode kw_mode_of(const kw_view *v, const kw_frame_hit *h);
/* is it the helper of what somebody says, which sets nothing in the past ("said that X had ...")? */
bool kw_shifted_back(const kw_view *v, uint32_t had);

/* ---- when and where ---- */
void kw_report_when(const kw_view *v, const kw_frame_hit *h, const kw_mode *mode, kw_report *r);

/* when_date.c: the act's own date, precision none where the sentence tells none; *printed: the one that stands there, NULL if it was counted
 * ("two days after X met Y"). `what`: of the act, KW_DAY_... */
enum { KW_DAY_HAPPENED = 1, KW_DAY_SAYS = 2, KW_DAY_PACT = 4, KW_DAY_AHEAD = 8, KW_DAY_REMARK = 16 };     /* it happened; a deed to come follows,
 * whose date is not its own; it makes a deal; it is still to come; it remarks on another act */
kw_when kw_act_date(const kw_view *v, const kw_frame_hit *h, unsigned what, const kw_date **printed);
uint32_t kw_opener(const kw_view *v, uint32_t t);       /* the word that opens the relative or subordinate clause which holds t; UINT32_MAX: none */
kw_when kw_topic_date(const kw_view *v, const kw_frame_hit *h, kw_str type, bool happened);     /* of the act that the sentence takes up */
bool kw_day_unknown(const kw_view *v, const kw_frame_hit *h);      /* "a few days later" than nobody knows what */
bool kw_dated_ahead(const kw_view *v, const kw_frame_hit *h);       /* is the clause dated after the article, and no verb of the past in it? */

/* ---- given actors ---- */
kw_rc kw_code_given(const kw_code_kit *kit, const kw_code_in *in, uint32_t source, uint32_t target, kw_arena *mem,
                    kw_reports *out, kw_err *err);

/* ---- deeds whose victim and doer are told apart: claimed.c ---- */
/* The victim of the deed told right before that the noun of the hit takes up, where nobody with a name was said to have done it, and its
 * day; `doer`: by the noun. */
bool kw_victim_before(const kw_view *v, const kw_frame_hit *h, kw_role doer, kw_str type, int32_t *victim, kw_when *when);

/* The view of the sentence so many before; false: there is none, or out of memory. */
bool kw_view_before(const kw_view *v, uint32_t back, kw_view *before);

/* "..., and X claimed responsibility", of what it or a sentence right before told: writes that deed's report and the mentions of who did it
 * by his own words and to whom. False: nothing is claimed so. */
bool kw_claimed(const kw_view *v, const kw_hits *hits, kw_report *out, int32_t *who, int32_t *victim);

/* All reports of a sentence, appended. */
typedef struct kw_report_list { kw_report *v; size_t n, cap; } kw_report_list;
bool kw_code_sentence(const kw_view *v, kw_report_list *out);

/* taken_up.c: the act, of the first n reports, that the noun at t takes up again, best one by nobody of the country `not`; or that the object
 * of the hit does (its subject, if passive); NULL: none. Could the sentence hold one? */
const kw_report *kw_act_named(const kw_view *v, uint32_t t, const struct kw_report_list *told, size_t n, kw_str not);
const kw_report *kw_act_taken_up(const kw_view *v, const kw_frame_hit *h, bool passive, const kw_report_list *told, size_t n, kw_str not);
bool kw_names_act(const kw_view *v, uint32_t t, const kw_report *act);         /* is the noun at t one for it? */
/* what the remark is about: the first noun that points back and may name an act; UINT32_MAX: none */
uint32_t kw_remark_noun(const kw_view *v, const kw_frame_hit *h, bool passive);
/* who seized somebody last; NULL: nobody */
const kw_report *kw_seized_before(const kw_view *v, const kw_report_list *told, size_t n);
/* alone.c: the act that the noun at t names and that names nobody it was done to, told right before by nobody of the country `not`; its report has
 * no target */
bool kw_act_alone(const kw_view *v, uint32_t t, kw_str not, kw_report *act);
/* context.c: the mention, of any sentence, that the act is done to by what was told before, where its row says so and it names nobody; -1: none */
int32_t kw_context_target(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, const kw_report_list *told);
/* Of words for two ("both sides") that stand for two of whom nothing was told together: one of those that deal with each other most, `other`
 * not among them. Anybody else is himself. */
int32_t kw_pair_meant(const kw_view *v, int32_t mention, uint32_t other, const kw_report_list *told);
/* "Kenya said X, a charge Tanzania denied": Kenya, for the hit `denied`, and the noun; -1: it is not told so. */
int32_t kw_asserter_above(const kw_view *v, const kw_frame_hit *h, const kw_reading *r, uint32_t *noun);
bool kw_may_take_up(const kw_code_kit *kit, const kw_code_in *in, const kw_report_list *told, size_t sentence);

/* was somebody seized of whom a sentence without names may tell that he is free? */
bool kw_may_free(const kw_code_kit *kit, const kw_report_list *told, size_t sentence);

kw_str kw_frame_cell(const kw_view *v, uint32_t row, uint32_t column);
bool kw_frame_is(const kw_view *v, uint32_t row, uint32_t traits);     /* has the row's type one of these traits (KW_TYPE_...)? */

/* Who a mention is. */
static inline kw_entity *kw_entity_of(const kw_view *v, int32_t mention) { return &v->in->marks->entities[v->mentions[mention].entity]; }

/* sport.c: in news of sport states meet, beat and attack each other without an act of state */
bool kw_is_play(const kw_view *v, const kw_reading *r);

/* report.c: what else the sentence offered and why it was left, into `why` of the reports from `from` on; and a report without its actors */
void kw_tell_left(const kw_view *v, const kw_hits *hits, kw_report_list *out, size_t from);
kw_report kw_base_report(const kw_frame_hit *h, const kw_reading *r, const kw_mode *m);

/* complement.c, also for given.c: what a reading takes out of the other hits. */
void kw_drop_parts(const kw_view *v, kw_hits *hits, size_t h, const kw_reading *r);

/* Drops what stands in the complement of the hit at `h` up to `end`: it is only spoken of. */
void kw_drop_complement(const kw_view *v, kw_hits *hits, size_t h, uint32_t end);

/* What stands in the complement of the accusation at `h` is alleged, and done by the accused. */
void kw_mark_alleged(const kw_view *v, kw_hits *hits, size_t h, const kw_reading *r);

/* matter.c. Is one of the two a state, and the other its own people in office? Then one stands for the other. */
bool kw_one_side(const kw_view *v, int32_t a, int32_t b);

/* Is what the report tells of the two no matter between actors? docs/events.md, 6. */
bool kw_no_matter(const kw_view *v, const kw_report *rep, int32_t a, int32_t b);

#endif
