/* SPDX-License-Identifier: MIT
 * The article while it is being made: blocks of text in reading order, each kept or left out for a reason, and the candidates
 * for its fields. Seen by src/clean alone. */
#ifndef KW_CLEAN_DRAFT_H
#define KW_CLEAN_DRAFT_H

#include "clean/clean.h"
#include "know/outlet.h"

enum { KW_LANGS = 16 };

struct kw_clean {
    const kw_know *know;
    const kw_dates *dates;
    const kw_language_id *language;
    size_t n_langs;
    const kw_table *furniture[KW_LANGS], *bylines[KW_LANGS], *credits[KW_LANGS];
    kw_sieve furniture_first, bylines_first, credits_first;             /* words that keys of any language begin with */
    kw_sieve credits_keys, markup_names, markup_pairs;                  /* whole keys; the first of two words of markup */
    const kw_table *markup, *months, *countries, *eras;
    const uint8_t *markup_says; /* of each of its rows */
};

typedef struct kw_block {
    kw_str text;                /* white space runs are one blank, none at the ends */
    kw_para_kind kind;
    kw_str out;                 /* why it is left out; p NULL: it is part of the article */
    uint32_t start;             /* where it stands in the article's text */
    bool gap;                   /* an empty line came before it (plain text) */
} kw_block;

enum { KW_DAYS = 16, KW_DAY_KINDS = 5 };

/* A day that the article may be of, and how sure each kind of place (published.c) is of it. */
typedef struct kw_day_claim { kw_when when; double score[KW_DAY_KINDS]; } kw_day_claim;

typedef struct kw_draft {
    const kw_clean *c;
    const kw_raw *raw;
    const kw_page *page;
    kw_arena *mem;
    kw_article *a;
    kw_block *v; size_t n, cap;
    size_t cap_authors, cap_credits, cap_why;
    bool authors_sure;          /* they came from a field of the page, not from a line of its text */
    bool author_given;          /* the caller named them */
    kw_str author_from, org_from, modified_from;    /* which field, for `kawat why` */
    bool localized;             /* a moment in UTC was told in the page's own time (zone.c) */
    kw_day_claim days[KW_DAYS]; size_t n_days;
    kw_str body_rule, body_node;            /* how the text was chosen, and the node that holds it */
    kw_str ld_body;             /* articleBody of the page's JSON-LD; p NULL: none */
    kw_str org_author;          /* an outlet or body in the author's place; p NULL: none */
    kw_outlet byline_outlets[4]; size_t n_byline_outlets;
    kw_str home;                /* what a heading that leads to the site's first page says: the site's name; p NULL: none */
    bool title_unprinted;       /* only <title> has it, and it is printed nowhere: it may be the site's name */
    kw_str above;               /* the heading before the text, where no claim to the title is printed; p NULL: none */
    uint32_t heading;           /* node of the <h1> that is the title; 0: none */
    kw_outlet own;              /* the article's own outlet; key.p NULL: no row, or not known yet */
} kw_draft;

/* ---- phrases.c: the tables lang/XX/{furniture,bylines,credits}.tsv against a text ---- */

/* The longest key of `t` that begins at byte `at` of `text`; returns its length in bytes, 0 for none. A key ends at a blank,
 * a punctuation mark, or where a small letter meets a capital ("Baca JugaPemimpin"). */
size_t kw_phrase_at(const kw_table *t, kw_str text, size_t at, kw_rows *rows);

/* Is the block furniture by the tables? Returns its kind ("link", "advert", ...), p NULL if not; *cut: nothing comes after it. */
kw_str kw_phrase_furniture(const kw_draft *d, kw_str text, bool *cut);

/* The role of the label that begins at `at` ("author", ...), borrowed from the tables, p NULL for none; *len: label and colon. */
kw_str kw_phrase_label(const kw_draft *d, kw_str text, size_t at, size_t *len);

/* The role of the row with this key, of the first language that has one; p NULL: none. */
kw_str kw_phrase_role(const kw_draft *d, kw_str words);

/* Does a colon end at `end`, narrow or wide? */
bool kw_phrase_colon(kw_str s, size_t end);

/* Is there a row with this key and this role (NULL: any) in lang/XX/bylines.tsv, of any language? */
bool kw_phrase_is(const kw_draft *d, kw_str words, const char *role);

/* ---- blocks ---- */
kw_block *kw_draft_block(kw_draft *d, kw_str text, kw_para_kind kind);  /* NULL: out of memory */
size_t kw_kept_bytes(const kw_draft *d, size_t from, size_t to);         /* of the blocks from .. to-1, those that are left out not counted */
kw_rc kw_lines_read(kw_draft *d, kw_err *err);                          /* plain text to blocks */
kw_rc kw_body_read(kw_draft *d, kw_err *err);                           /* nodes to blocks */
kw_str kw_squeeze(kw_arena *mem, kw_str s);                             /* blanks to one, trimmed, no controls; p NULL: out of memory */
kw_str kw_squeeze_dup(kw_arena *mem, kw_str s);                         /* the same, always a copy */

/* ---- fields ---- */
kw_rc kw_meta_read(kw_draft *d, kw_err *err);                           /* what the page or the caller says of the article */
kw_rc kw_title_settle(kw_draft *d, kw_str headline, kw_str name, kw_str meta, kw_str site, kw_err *err);  /* of all that claim to be it */
bool kw_title_told(const kw_draft *d);                                  /* do its words stand in one of the text's first blocks? */
kw_rc kw_furniture_mark(kw_draft *d, kw_err *err);                      /* blocks that are no part of it; bylines among them */
kw_rc kw_head_read(kw_draft *d, kw_err *err);                           /* title, stamp above the body of a plain text */
kw_rc kw_dateline_read(kw_draft *d, kw_err *err);
void kw_parts_line(kw_draft *d, kw_str line);                           /* "Halaman 1 2 3" in a plain text */
void kw_credits_mark(kw_draft *d);                                      /* lines of nothing but outlets */
kw_rc kw_credits_read(kw_draft *d, kw_err *err);
kw_rc kw_authors_add(kw_draft *d, kw_str names, kw_err *err);           /* one or several, cleaned, each once */
void kw_role_name(kw_draft *d, kw_str role, kw_str name);               /* editor or translator, if there is none yet and it is a person's name */
bool kw_looks_named(const kw_draft *d, kw_str s);                       /* two to four words with capitals that are no place and no label */
bool kw_has_given_name(const kw_draft *d, kw_str s);                    /* two words or more, the first of world/given_names.tsv */
bool kw_name_and_job(const kw_draft *d, kw_str line, kw_str *name);     /* "Ann Other, Reporter", "Reporter Ann Other" */
bool kw_is_weekday(const kw_draft *d, kw_str word);                     /* in a language that has a folder */
bool kw_authors_line(const kw_draft *d, kw_str line, bool first);       /* is it nothing but names of those who wrote it? first: of the text */
bool kw_authors_only(const kw_draft *d, kw_str line);                   /* names, places, outlets, dates, and no word beside them? */
void kw_authors_org(kw_draft *d, kw_str name);                          /* an author that is no person */
/* folded, without blanks and marks, as in a host: "The Gulf Post" -> "thegulfpost" */
kw_str kw_run_together(const kw_draft *d, kw_str s);
bool kw_named_by_host(const kw_draft *d, kw_str name);                  /* is it what the host of its address is called, and little more? */
void kw_authors_drop_self(kw_draft *d);
kw_rc kw_authors_finish(kw_draft *d, kw_err *err);                      /* without the outlet itself; a body where nobody is named */
kw_rc kw_why_add(kw_draft *d, const char *field, const char *from, kw_str evidence, kw_err *err);

/* A date that stands alone in a field or a line; false: it is none. */
bool kw_stamp_read(const kw_draft *d, kw_str text, kw_when *out);

/* A day printed anywhere in a short text, in the languages of world/months.tsv. */
bool kw_printed_day(const kw_draft *d, kw_str text, kw_when *out);

/* The one or the other of a short text: what the grammar of stamps reads, or, if that has no clock time, what is printed there with one. */
bool kw_day_read(const kw_draft *d, kw_str text, kw_when *out);

/* A day at the very start of the text, for an article that is dated nowhere else. */
void kw_printed_opening(kw_draft *d);

/* Takes the date if it is better than the one there is (higher score; the same and more precise). */
void kw_published_offer(kw_draft *d, kw_when w, const char *from, double score);
void kw_published_offer_text(kw_draft *d, kw_str text, const char *from, double score);    /* the same, of a text that is one */
bool kw_published_doubted(const kw_draft *d);                           /* do its fields claim different days? */
void kw_published_settle(kw_draft *d);                                  /* when all have been offered: the day that most of them claim */
void kw_published_localize(kw_draft *d);                                /* a moment in UTC in the page's own time, where the page tells that */

#endif
