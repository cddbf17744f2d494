/* SPDX-License-Identifier: MIT
 * Who took from whom, as a drawing. */
#ifndef KW_SERVE_CHAIN_H
#define KW_SERVE_CHAIN_H

#include "serve/reply.h"

/* Draws chains (answers of KW_ASK_CHAIN) as one SVG, with the same in words for those who do not see it; nothing if no article
 * took from another. */
kw_rc kw_piece_chains(kw_reply *v, const kw_json *chains, size_t n, kw_err *err);

#endif
