/* SPDX-License-Identifier: MIT
 * The article: what is left of a page when all that is not news is gone. */
#ifndef KW_DOC_ARTICLE_H
#define KW_DOC_ARTICLE_H

#include "doc/when.h"

typedef enum { KW_PARA_TEXT, KW_PARA_HEADING, KW_PARA_ITEM, KW_PARA_QUOTE, KW_PARA_CAPTION, KW_PARA_TABLE } kw_para_kind;

typedef struct kw_para { kw_span at; kw_para_kind kind; } kw_para;

/* An agency or outlet that the article names as its source, in printed order. */
typedef struct kw_credit {
    kw_str key;                 /* of world/outlets.tsv ("kcna"), or the folded name where there is no row */
    kw_str name;                /* canonical name, as in the table: "KCNA" */
    kw_str words;               /* the printed words that say so: "sumber : Antara, Yonhap" */
    kw_str rule;                /* which rule of lang/XX/credits.tsv */
    bool in_text;               /* the words are in `text` (else they were furniture, or a field of the page) */
    kw_span at;                 /* then where */
} kw_credit;

/* Why a field has its value: for `kawat why`. */
typedef struct kw_field_why { const char *field; kw_str from, evidence; } kw_field_why;

/* A text that the page splits; what is not known is 0 or p NULL. All zero: the page has all of it. */
typedef struct kw_part {
    uint32_t number, of;        /* this is part `number` of `of`, from 1 */
    kw_str next, previous;      /* addresses of the neighbours */
    kw_str whole;               /* address of all of it on one page */
} kw_part;

typedef struct kw_article {
    kw_str ref, path, url, canonical;
    kw_str title;               /* without the site's name; p NULL: none found */
    kw_str text;                /* paragraphs joined by one newline; UTF-8 in NFC */
    kw_para *paras; size_t n_paras;         /* spans of text, the newline not counted */
    kw_when published, modified;
    kw_str published_from;      /* "json-ld", "meta", "url", "dateline", "given", "text" (inferred), ... or p NULL */
    double published_score;     /* 0-1 */
    kw_str outlet;              /* canonical name; p NULL: unknown */
    kw_str outlet_key;          /* of world/outlets.tsv; p NULL: no row */
    kw_strs authors;
    kw_str editor, translator;
    kw_str dateline;            /* the city as printed: "SEOUL" */
    kw_str dateline_outlet;     /* the outlet named in the dateline ("ANTARA"); p NULL */
    kw_credit *credits; size_t n_credits;
    kw_str language;            /* code, "und" if unknown */
    kw_part part;
    kw_strs furniture;          /* lines left out, as they stood */
    kw_field_why *why; size_t n_why;
} kw_article;

#endif
