/* SPDX-License-Identifier: MIT
 * A report: an event as one sentence of one article tells it. */
#ifndef KW_DOC_REPORTS_H
#define KW_DOC_REPORTS_H

#include "doc/when.h"

typedef enum { KW_FACT, KW_PLANNED, KW_DENIED, KW_ALLEGED, KW_WISHED, KW_ASKED, KW_CONDITIONAL } kw_reason;

typedef struct kw_report {
    uint32_t source, target;    /* mentions; UINT32_MAX: none (only with `--all`) */
    uint32_t source_entity, target_entity;
    uint32_t sentence;
    kw_str type;                /* PLOVER: "CONSULT" */
    kw_str mode;                /* p NULL: none */
    kw_str cameo;               /* "043" */
    kw_str deed;                /* code of what is asked, promised, refused, threatened or still to come; p NULL: none */
    double goldstein;           /* goldstein_gdelt of cameo_codes.tsv */
    bool happened;
    kw_reason reason;           /* KW_FACT when it happened */
    bool background;            /* history or context, not the news of the day */
    kw_when when;
    int32_t place;              /* index of kw_marks.places, or -1 */
    int32_t says;               /* entity who says so, or -1: the article itself */
    kw_strs via;                /* agencies it came through, nearest first */
    kw_span evidence;           /* the sentence or clause */
    kw_span trigger;            /* the words of the frame */
    double score;               /* 0-1 */
    kw_str frame;               /* row of frames.tsv that decided: "id/frames kirim bantuan" */
    kw_str why;                 /* rules passed and readings left, for `kawat why` */
} kw_report;

typedef struct kw_reports { kw_report *v; size_t n; } kw_reports;

#endif
