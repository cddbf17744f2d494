/* SPDX-License-Identifier: MIT
 * Names of the tags and relations of Universal Dependencies: models are read and words are written with them. */
#ifndef KW_KNOW_UD_H
#define KW_KNOW_UD_H

#include "doc/words.h"

/* Names are constant strings, and exactly those of universaldependencies.org. */
const char *kw_upos_name(kw_upos u);            /* "NOUN" */
const char *kw_deprel_name(kw_deprel d);        /* "nsubj:pass" */
kw_upos kw_upos_of(kw_str name);                /* KW_X if unknown */
kw_deprel kw_deprel_of(kw_str name);            /* the universal part if the subtype is unknown; KW_DEP if all is */

#endif
