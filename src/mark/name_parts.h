/* SPDX-License-Identifier: MIT
 * What the files name*.c, entity*.c and pronoun.c of this folder share. The way of a sentence through them:
 *     tokens -> atoms (name_atom) -> pieces (name_look, name_scan, name_shape) -> phrases (name_chain) -> entities, mentions (entity*)
 * An atom is a token or a part of one between hyphens; a piece is a run of atoms that a table or its shape explains; a phrase is
 * pieces that belong together ("Presiden" "Rusia" "Vladimir Putin"), with the smaller phrases in it as children. */
#ifndef KW_MARK_NAME_PARTS_H
#define KW_MARK_NAME_PARTS_H

#include "know/ontology.h"
#include "mark/name.h"

/* ---- columns of the tables ---- */
enum { KW_CN_FORM, KW_CN_COUNTRY, KW_CN_USE, KW_CN_LANG };                                   /* world/country_names */
enum { KW_CO_CODE, KW_CO_NAME, KW_CO_NAME_ID };                                              /* world/countries */
enum { KW_OR_FORM, KW_OR_ACTOR, KW_OR_NAME, KW_OR_KIND, KW_OR_COUNTRY, KW_OR_SECTOR, KW_OR_LANG, KW_OR_SOURCE, KW_OR_CHECKED };
enum { KW_PE_FORM, KW_PE_ACTOR, KW_PE_NAME, KW_PE_COUNTRY, KW_PE_USE, KW_PE_SOURCE, KW_PE_CHECKED };     /* world/persons */
enum { KW_OF_ACTOR, KW_OF_OFFICE, KW_OF_COUNTRY, KW_OF_SECTOR, KW_OF_FROM, KW_OF_TO, KW_OF_SOURCE, KW_OF_CHECKED };
enum { KW_PH_FORM, KW_PH_COUNTRY, KW_PH_SECTOR, KW_PH_FROM, KW_PH_TO };                      /* world/persons_phoenix */
enum { KW_SP_FORM, KW_SP_OTHER };                                                            /* world/spellings */
enum { KW_IM_FORM, KW_IM_KIND, KW_IM_STATES };                                               /* world/implied */
enum { KW_PL_FORM, KW_PL_NAME, KW_PL_COUNTRY, KW_PL_REGION, KW_PL_LAT, KW_PL_LON, KW_PL_PRECISION, KW_PL_WEIGHT };
enum { KW_TI_FORM, KW_TI_OFFICE, KW_TI_SECTOR, KW_TI_USE };                                  /* lang/XX/titles */
enum { KW_AG_FORM, KW_AG_SECTOR, KW_AG_KIND };                                               /* lang/XX/agents */
enum { KW_OW_FORM, KW_OW_SECTOR, KW_OW_SIDE, KW_OW_PRECISION };                              /* lang/XX/org_words, place_words (with precision) */
enum { KW_NW_FORM, KW_NW_USE };                                                              /* lang/XX/name_words */
enum { KW_JO_KEY, KW_JO_HEAD, KW_JO_RIGHT, KW_JO_FILL, KW_JO_NEED };                         /* lang/XX/joins */
enum { KW_PR_FORM, KW_PR_NUMBER, KW_PR_KIND, KW_PR_CASE, KW_PR_OFFICE };                                               /* lang/XX/pronouns */
enum { KW_HA_FORM, KW_HA_SECTORS };                                                          /* lang/XX/habits */

/* ---- the kit ---- */
typedef struct kw_run_model { const int8_t *weight; uint32_t mask; } kw_run_model;    /* name_model.h; weight NULL: none */

typedef struct kw_name_lang {
    kw_str code;
    const kw_table *titles, *agents, *org_words, *place_words, *name_words, *joins, *pronouns, *habits, *common, *roots;
    uint64_t *uses;                     /* by row of name_words */
    kw_run_model runs;
    bool heads_last;
} kw_name_lang;

struct kw_naming;
struct kw_piece;
/* For the training only: sees each run that no table knows, with the class that the points gave and its features. */
typedef void (*kw_run_watch)(void *who, const struct kw_naming *g, const struct kw_piece *p, unsigned judged, const uint64_t *feature, size_t n);

typedef struct kw_office_slot { uint64_t hash; uint32_t row; uint32_t next; } kw_office_slot;  /* row + 1; next + 1 */

struct kw_names {
    const kw_know *know;
    kw_ontology ontology;
    kw_str of_state, of_press, of_former;   /* sectors that are written of those no table has one for */
    const kw_table *countries, *country_names, *organisations, *persons, *phoenix, *offices, *office_classes, *places, *given, *regions, *spellings,
        *implied;
    kw_name_lang *langs;
    size_t n_langs;
    kw_office_slot *by_office;          /* "COUNTRY office" -> rows of offices */
    uint32_t *office_heads, n_heads;    /* a power of two */
    kw_run_watch watch;                 /* NULL but in training */
    void *watcher;
};

/* ---- atoms ---- */
/* What lang/XX/name_words says of a word; KW_USE_NAMES in name_atom.c gives them in this order. */
enum {
    KW_USE_PARTICLE = 1 << 0, KW_USE_ORGLINK = 1 << 1, KW_USE_LOCATIVE = 1 << 2, KW_USE_WITHIN = 1 << 3,
    KW_USE_ARTICLE = 1 << 4, KW_USE_THE = 1 << 5, KW_USE_THAT = 1 << 6, KW_USE_PLURAL = 1 << 7,
    KW_USE_ONE = 1 << 8, KW_USE_OF = 1 << 9, KW_USE_FILLER = 1 << 10, KW_USE_SPEECH = 1 << 11,
    KW_USE_NAMED = 1 << 12, KW_USE_STOP = 1 << 13, KW_USE_AND = 1 << 14, KW_USE_EVENT = 1 << 15,
    KW_USE_EVENT_LAST = 1 << 16, KW_USE_DATELINE = 1 << 17, KW_USE_OTHER_BEFORE = 1 << 18, KW_USE_OTHER_AFTER = 1 << 19,
    KW_USE_OWN_BEFORE = 1 << 20, KW_USE_OWN_AFTER = 1 << 21, KW_USE_BACKER = 1 << 22, KW_USE_JOINT = 1 << 23,
    KW_USE_WHO = 1 << 24, KW_USE_PART = 1 << 25, KW_USE_REMARK = 1 << 26, KW_USE_INNER = 1 << 27, KW_USE_INITIALS = 1 << 28,
    KW_USE_THING = 1 << 29, KW_USE_LED = 1 << 30
};
#define KW_USE_SUFFIX (UINT64_C(1) << 32)   /* behind a person's name: "Jr." */
#define KW_USE_ATTITUDE (UINT64_C(1) << 31) /* "pro-Russian", "anti-Japan": for or against a state, not of it */
#define KW_USE_TOWARD (UINT64_C(1) << 33)   /* where somebody is sent: "into", "ke" */
#define KW_USE_FRESH (UINT64_C(1) << 34)    /* "new", "transitional": such a government came in where something happened */
#define KW_USE_AWAY (UINT64_C(1) << 35)     /* a lemma of verbs that take somebody out of somewhere: "withdraw" */
#define KW_USE_THEN (UINT64_C(1) << 36)     /* "then president", "presiden kala itu": who held the office at another time */
#define KW_USE_ELECT (UINT64_C(1) << 37)    /* "president-elect", "presiden terpilih": who does not hold the office yet */
#define KW_USE_CAPTIVE (UINT64_C(1) << 38)  /* "took three policemen hostage": what they became */
enum {
    KW_ATOM_CAPITAL = 1, KW_ATOM_ALLCAPS = 2, KW_ATOM_PUNCT = 4, KW_ATOM_CLITIC = 8, KW_ATOM_NUMBER = 16,
    KW_ATOM_START = 32,                 /* first word of the sentence, or after an opening quotation mark or a colon */
    KW_ATOM_JOINED = 64,                /* a hyphen stands before it */
    KW_ATOM_INITIAL = 128,              /* one capital letter: "W." */
    KW_ATOM_COMMON = 256,               /* a word of the language that is seldom a name */
    KW_ATOM_FOREIGN = 512,              /* such a word of another language */
    KW_ATOM_BUILT = 1024                /* a long word with affixes: "Kepulangan" */
};
/* sign: kw_table_folded_sign() of the form */
typedef struct kw_atom { kw_span at; kw_str form, lemma; uint64_t uses; uint32_t token, sign; uint16_t flags; uint8_t upos; } kw_atom;

/* ---- pieces ---- */
typedef enum { KW_P_NONE, KW_P_COUNTRY, KW_P_ORG, KW_P_PERSON, KW_P_PLACE, KW_P_TITLE, KW_P_AGENT, KW_P_RUN, KW_P_TYPES } kw_piece_type;

typedef struct kw_piece {
    uint8_t type;                       /* kw_piece_type */
    bool locative;                      /* a preposition of place stands before it */
    bool within;                        /* one that says where something happens: "di", "in" */
    bool doubled;                       /* "polisi-polisi" */
    bool dateline;                      /* where the report comes from */
    bool short_form;                    /* a surname or another part of a name */
    bool metonym;                       /* a capital or seat that can stand for its state */
    bool shape;                         /* no table knows it: its shape and context decided */
    uint32_t first, n;                  /* atoms */
    const kw_table *table;
    kw_rows rows;                       /* that pass case and language, first one decides unless there is better */
    kw_str country, sector;             /* of the table, or of a word in it */
} kw_piece;

/* ---- phrases ---- */
typedef struct kw_phrase {
    uint32_t first, last;               /* atoms, both in it */
    uint32_t first_piece, last_piece;
    uint32_t head;                      /* piece */
    int32_t title;                      /* piece, or -1 */
    int32_t owner;                      /* child phrase that says whose it is, or -1: country, org, place, person */
    kw_str lent;                        /* country of a place named after it that is no part of it: "police in Cairo" */
    bool former, definite, indefinite, plural, kin, named;
    bool deputy;                        /* "wakil", "acting": not the holder of the office */
    bool toward;                        /* a child that the head is sent to, not its owner */
    bool other, theirs;                 /* "pemerintah lainnya"; "tentaranya", "its troops" */
    int32_t child, next;                /* phrases, or -1 */
    int32_t alias;                      /* atom of a short form in brackets, or -1 */
    uint32_t entity;                    /* UINT32_MAX until resolved */
} kw_phrase;

/* ---- what is known of an entity beside doc/marks.h ---- */
typedef struct kw_who {
    kw_str name_words[6];               /* folded, of a person or an organisation */
    uint32_t n_words;
    kw_str office;                      /* canonical: "president" */
    kw_str alias;                       /* folded: what stood in brackets after the name */
    uint32_t n_mentions, last_sentence;
    uint32_t heads;                     /* 1 + the body or region whose office somebody with a name holds; 0: a state's, or not told */
    uint32_t serves;                    /* 1 + the body whose spokesman or official somebody without a name is; 0: none */
    bool elsewhere;                     /* said to be of several states, of another one or of none */
    bool apart;                         /* told of by whom it stands beside or against: "Iran's ally" */
    bool of_body;                       /* the office is that of a body or a region, not the state's */
    bool plural, subject;               /* subject: it began the sentence of its last mention */
    bool ruler;                         /* one that is no government for those who call it so: "junta", "the regime" */
} kw_who;

/* One sentence: its runs of the article's lists. */
typedef struct kw_clause {
    uint32_t first_atom, n_atoms, first_piece, n_pieces;
    int32_t top;                        /* first of its whole phrases, linked by `next`; -1: none */
    bool shouting, title_case;          /* how it uses capitals */
    int32_t year_first, year_last;      /* years printed in it; 0: none */
} kw_clause;

/* ---- one article on its way ---- */
typedef struct kw_naming {
    const kw_names *kit;
    const kw_mark_in *in;
    const kw_words *words;
    kw_arena *mem;
    kw_marks *out;
    size_t cap_entities, cap_mentions, cap_places;
    kw_who *who;                        /* by entity */
    size_t n_who, cap_who;
    kw_clause *sentences;               /* one for each sentence of the text */
    kw_clause *at;                      /* the one being read */
    const kw_name_lang *lang;           /* its language */
    kw_atom *atoms; size_t n_atoms, cap_atoms;          /* of all sentences */
    kw_piece *pieces; size_t n_pieces, cap_pieces;
    kw_phrase *phrases; size_t n_phrases, cap_phrases;
    int32_t day;                        /* published, or INT32_MAX */
    /* countries: spoken of so far, when last, in all, and of these where the report comes from */
    struct { kw_str country; uint32_t n, last, total, dateline; } said[24];
    size_t n_said;
    kw_str word_names[16]; size_t n_word_names;         /* last words of the article's full names that are words of the language, too: "Robin Cook" */
    bool failed;
} kw_naming;

/* name.c */
void kw_name_lang_of(kw_naming *g, uint32_t sentence);                   /* sets g->lang */

/* name_atom.c */
bool kw_atoms_of(kw_naming *g, uint32_t sentence);
bool kw_is_word(const kw_naming *g, kw_str form);                        /* of any language: a common word or a root; `form` is folded */
static inline bool kw_atom_is(const kw_naming *g, size_t i, uint64_t use) { return (g->atoms[i].uses & use) != 0; }
/* Does the sentence use capitals for names only: is it no headline? */
static inline bool kw_plain_case(const kw_naming *g) { return !g->at->title_case && !g->at->shouting; }
/* is the atom whom somebody is for or against ("pro-Russian protesters")? Then it names nobody who acts */
bool kw_takes_sides(const kw_naming *g, uint32_t atom);
kw_rc kw_name_uses(const kw_table *name_words, kw_str language, kw_arena *mem, uint64_t **out, kw_err *err);   /* by row; KW_DATA: an unknown use */

typedef struct kw_hit { const kw_table *table; kw_rows rows; uint32_t n; } kw_hit;
/* The longest key of `t` that begins at atom i and passes case and language (column lang_column, or UINT32_MAX). */
bool kw_longest(const kw_naming *g, const kw_table *t, size_t i, uint32_t lang_column, kw_hit *out);

/* name_scan.c with name_run.c, name_shape.c, name_chain.c */
bool kw_pieces_of(kw_naming *g);
bool kw_shape_runs(kw_naming *g);                                       /* of all sentences; false: out of memory */
void kw_know_person(const kw_naming *g, kw_piece *p);                    /* a name with a nickname in quotation marks, by the table */
bool kw_title_of_territory(const kw_naming *g, const kw_piece *title);  /* "wali kota", "camat": the name behind it may be the place's */
bool kw_phrases_of(kw_naming *g);
void kw_settle_sides(kw_naming *g);                                     /* "the North", once all pieces are known */
void kw_settle_namesakes(kw_naming *g);              /* place.c: "Paris, Texas" is no capital */

/* name_span.c: the atoms of the name in a phrase, without titles; own: it is a name, no word for many */
typedef struct kw_called { uint32_t first, end; bool own; } kw_called;
kw_called kw_name_in(const kw_naming *g, const kw_phrase *p);

/* entity.c */
uint32_t kw_entity_new(kw_naming *g, kw_kind kind, kw_str actor, kw_str name);      /* UINT32_MAX: out of memory */
uint32_t kw_entity_by_actor(const kw_naming *g, kw_str actor);                      /* UINT32_MAX: none */
uint32_t kw_entity_unnamed(kw_naming *g, kw_kind kind, kw_str name, kw_str country);
uint32_t kw_entity_unnamed_in(kw_naming *g, kw_kind kind, kw_str name, kw_str country, kw_str sector);      /* and of that sector */
kw_str kw_country_name(const kw_names *kit, kw_str code);
void kw_name_servants(kw_naming *g);                                    /* "a UN official" acts as the UN does: once all is resolved */
void kw_resolve(kw_naming *g, kw_clause *c);                            /* phrases of one sentence -> entities and mentions */

/* entity_person.c */
uint32_t kw_entity_person(kw_naming *g, const kw_phrase *p);
uint32_t kw_entity_holder(kw_naming *g, uint32_t office_row, int fit);  /* the person of a row of world/offices */
void kw_register_persons(kw_naming *g);                                 /* all full names of the article, before any surname is read */

kw_rows kw_find_key(const kw_table *t, kw_str key);                     /* key: ASCII, capitals allowed */

/* entity_office.c: fit is 2 in office, 1 up to ten years after it (or soon before it, then without a row), 0 neither; a day of INT32_MAX is
 * unknown */
typedef struct kw_holder { uint32_t row; int fit; } kw_holder;
kw_holder kw_office_holder(const kw_names *kit, kw_str of, kw_str office, int32_t day);      /* of: as the column `country` of world/offices has it */
bool kw_office_of_state(const kw_names *kit, uint32_t row);              /* not of a body or of a part of it */
kw_str kw_office_state(const kw_names *kit, uint32_t row);              /* the state that the office of that row is in; n 0: in none */
int32_t kw_office_at(const kw_names *kit, kw_str actor, int32_t day, int *fit);     /* row of world/offices, or -1 */
bool kw_office_is(const kw_names *kit, kw_str office, kw_str wanted);    /* the word itself, or one of that class of world/office_classes */
int kw_office_fit(const kw_names *kit, uint32_t row, int32_t day);
bool kw_office_was(const kw_names *kit, kw_str actor, int32_t day);     /* has an office of the actor ended before that day? */
/* does the actor's first office begin so long after the day that nobody spoke of him yet? */
bool kw_office_far_ahead(const kw_names *kit, kw_str actor, int32_t day);
kw_rc kw_offices_index(kw_names *kit, kw_arena *mem, kw_err *err);

/* entity_country.c: whose police "the police" are */
void kw_country_said(kw_naming *g, kw_str country);
/* of several bodies of one name: that of a country spoken of so far, else of one that the article speaks of */
uint32_t kw_body_row(const kw_naming *g, const kw_piece *p);
bool kw_agent_is(const kw_piece *p, const char *kind);                   /* is it a word of lang/XX/agents of that kind? */
bool kw_body_is_common(const kw_naming *g, const kw_piece *p);           /* many states have a body of that name */
void kw_countries_count(kw_naming *g);                                   /* all pieces of the article, before any is resolved */
kw_str kw_country_near(const kw_naming *g, const kw_phrase *p);         /* "" if nothing tells */
/* of a word that papers write of their own state's, where the article speaks of that */
kw_str kw_country_at_home(const kw_naming *g, const kw_piece *t);
kw_str kw_country_of_title(const kw_naming *g, const kw_piece *t);         /* entity_state.c: of a title or word that one state alone has */
void kw_settle_country(kw_naming *g);                                    /* of those who have none, in an article that speaks of one state only */
/* of "its minister": the country of who is named first in the sentence, else of who began the one before; "" if nothing tells */
kw_str kw_country_of_possessor(const kw_naming *g, const kw_phrase *p);
bool kw_country_known(const kw_naming *g, kw_str country);              /* spoken of in the article so far */
uint32_t kw_country_total(const kw_naming *g, kw_str country);          /* how many of all pieces of the article speak of it */
kw_str kw_implied(const kw_names *kit, kw_str form, const char *kind);   /* states of world/implied, or KW_NONE; `form` is folded */
kw_str kw_sector_with_owner(const kw_naming *g, const kw_phrase *p, kw_str sector);      /* entity_role.c: "spokesman of a party" */
bool kw_piece_is_faith(const kw_piece *p);                              /* "Sunni": of no one state */
kw_str kw_faith_states(kw_naming *g, const kw_piece *p);                 /* those where it is spoken of */

/* place.c */
void kw_places_of(kw_naming *g);                                        /* all of the article, after its names */

/* pronoun.c */
void kw_pronouns(kw_naming *g);

/* pronoun_pair.c: n atoms that stand for two */
void kw_pair_of(kw_naming *g, uint32_t atom, uint32_t n, kw_str kind, kw_str office);     /* office: that both hold, or empty */
/* "telephoned both leaders and urged them": the two of the sentence so far; false: it names no two */
bool kw_pair_again(kw_naming *g, uint32_t atom, uint32_t n);

#endif
