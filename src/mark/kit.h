/* SPDX-License-Identifier: MIT
 * The tables of the parts of mark, behind the opaque kw_mark_kit; only this folder sees it. */
#ifndef KW_MARK_KIT_H
#define KW_MARK_KIT_H

#include "mark/listed.h"
#include "mark/name.h"
#include "mark/quote.h"
#include "mark/when.h"

struct kw_mark_kit {
    const kw_know *know;
    const kw_dates *dates;
    const kw_petrarch *own;             /* a user's dictionaries, or NULL */
    kw_names *names;
    kw_when_kit *when;
    kw_quotes_kit *quotes;
};

#endif
