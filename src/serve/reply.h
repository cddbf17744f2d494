/* SPDX-License-Identifier: MIT
 * The reply to one request while it is made: the question, the reader's language, the answer's rows, and the page that grows. */
#ifndef KW_SERVE_REPLY_H
#define KW_SERVE_REPLY_H

#include "serve/markup.h"
#include "serve/server.h"

typedef struct kw_arg { kw_str name, value; } kw_arg;

typedef struct kw_reply {
    const kw_server *server;
    kw_arena *mem;              /* dies with the request */
    kw_buf *out;                /* the page */
    kw_str path;                /* "/story/s4", without ".json" */
    const kw_arg *args; size_t n_args;
    kw_str language;            /* of the page */
    bool language_asked;        /* by ?hl=, so links carry it on */
    const kw_table *texts;      /* lang/XX/page.tsv */
    unsigned status;            /* HTTP */
} kw_reply;

typedef struct kw_rows_of { kw_json *v; size_t n; } kw_rows_of;    /* answers, as JSON maps */

/* The words for `key` in the reader's language; the key itself where the table lacks it. */
kw_str kw_reply_words(const kw_reply *v, const char *key);
void kw_reply_say(kw_reply *v, const char *key);                      /* puts them on the page */
void kw_reply_say_with(kw_reply *v, const char *prefix, kw_str key);  /* key made of two parts: "type_" AGREE */

/* "{reports}" in the words is replaced by the row's number n_reports, and so on for outlets, origins, articles. */
void kw_reply_count(kw_reply *v, const char *key, const kw_json *row);

/* What a language calls itself: "bahasa Indonesia"; its code where that is not known. */
kw_str kw_reply_language(const kw_reply *v, kw_str code);

/* A query argument; p NULL if it is absent or empty. NUL-ended. */
kw_str kw_reply_arg(const kw_reply *v, const char *name);

/* Asks the record. KW_EMPTY becomes KW_OK with no rows. */
kw_rc kw_reply_ask(kw_reply *v, const kw_question *q, kw_rows_of *rows, kw_err *err);

/* Top of the page with its title, navigation and search; and its end. */
void kw_reply_open(kw_reply *v, const char *title_key, kw_str title);
void kw_reply_close(kw_reply *v);

/* href of a page of ours: kw_reply_link(v, "/story/", id). */
void kw_reply_link(kw_reply *v, const char *path, kw_str id);

/* The pages, in page_list.c and page_one.c; each writes its whole page. KW_EMPTY: no such thing (404). KW_USAGE: not understood (400). */
kw_rc kw_page_home(kw_reply *v, kw_err *err);
kw_rc kw_page_stories(kw_reply *v, kw_err *err);
kw_rc kw_page_timeline(kw_reply *v, kw_err *err);
kw_rc kw_page_search(kw_reply *v, kw_err *err);
kw_rc kw_page_story(kw_reply *v, kw_str id, kw_err *err);
kw_rc kw_page_article(kw_reply *v, kw_str id, kw_err *err);
kw_rc kw_page_event(kw_reply *v, kw_str id, kw_err *err);

/* Pieces that several pages show. */
void kw_piece_event(kw_reply *v, const kw_json *event, bool with_evidence, bool mutual);    /* a line of a timeline */
void kw_piece_events(kw_reply *v, const kw_json *events, size_t n);             /* lines; what goes both ways is shown once */
void kw_piece_story(kw_reply *v, const kw_json *story);
void kw_piece_text(kw_reply *v, const kw_json *article);                        /* the text with its findings */
void kw_piece_date(kw_reply *v, kw_str iso);                                    /* as an element, with the hour */
void kw_piece_day(kw_reply *v, kw_str day);                                     /* as words alone */

#endif
