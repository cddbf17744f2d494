/* SPDX-License-Identifier: MIT
 * What a page is made with: the question, the reader's language, the answer's rows, and the page that grows. */
#ifndef KW_SERVE_VIEW_H
#define KW_SERVE_VIEW_H

#include "serve/markup.h"
#include "serve/server.h"

typedef struct kw_arg { kw_str name, value; } kw_arg;

typedef struct kw_view {
    const kw_server *server;
    kw_arena *mem;              /* dies with the request */
    kw_buf *out;                /* the page */
    kw_str path;                /* "/story/s4", without ".json" */
    const kw_arg *args; size_t n_args;
    kw_str language;            /* of the page */
    bool language_asked;        /* by ?hl=, so links carry it on */
    const kw_table *texts;      /* lang/XX/page.tsv */
    unsigned status;            /* HTTP */
} kw_view;

typedef struct kw_rows_of { kw_json *v; size_t n; } kw_rows_of;    /* answers, as JSON maps */

/* The words for `key` in the reader's language; the key itself where the table lacks it. */
kw_str kw_view_words(const kw_view *v, const char *key);
void kw_view_say(kw_view *v, const char *key);                      /* puts them on the page */
void kw_view_say_with(kw_view *v, const char *prefix, kw_str key);  /* key made of two parts: "type_" AGREE */

/* "{reports}" in the words is replaced by the row's number n_reports, and so on for outlets, origins, articles. */
void kw_view_count(kw_view *v, const char *key, const kw_json *row);

/* A query argument; p NULL if it is absent or empty. NUL-ended. */
kw_str kw_view_arg(const kw_view *v, const char *name);

/* Asks the record. KW_EMPTY becomes KW_OK with no rows. */
kw_rc kw_view_ask(kw_view *v, const kw_question *q, kw_rows_of *rows, kw_err *err);

/* Top of the page with its title, navigation and search; and its end. */
void kw_view_open(kw_view *v, const char *title_key, kw_str title);
void kw_view_close(kw_view *v);

/* href of a page of ours: kw_view_link(v, "/story/", id). */
void kw_view_link(kw_view *v, const char *path, kw_str id);

/* The pages, in page_list.c and page_one.c; each writes its whole page. KW_EMPTY: no such thing (404). KW_USAGE: not understood (400). */
kw_rc kw_page_home(kw_view *v, kw_err *err);
kw_rc kw_page_stories(kw_view *v, kw_err *err);
kw_rc kw_page_timeline(kw_view *v, kw_err *err);
kw_rc kw_page_search(kw_view *v, kw_err *err);
kw_rc kw_page_story(kw_view *v, kw_str id, kw_err *err);
kw_rc kw_page_article(kw_view *v, kw_str id, kw_err *err);
kw_rc kw_page_event(kw_view *v, kw_str id, kw_err *err);

/* Pieces that several pages show. */
void kw_piece_event(kw_view *v, const kw_json *event, bool with_evidence, bool mutual);    /* a line of a timeline */
void kw_piece_events(kw_view *v, const kw_json *events, size_t n);             /* lines; what goes both ways is shown once */
bool kw_piece_mirrored(const kw_json *a, const kw_json *b);                    /* the same happening, told from the other side? */
void kw_piece_story(kw_view *v, const kw_json *story);
void kw_piece_text(kw_view *v, const kw_json *article);                        /* the text with its findings */
void kw_piece_date(kw_view *v, kw_str iso);

#endif
