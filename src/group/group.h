/* SPDX-License-Identifier: MIT
 * Articles to what they are together: who took from whom, which tell the same happening, which events are one. */
#ifndef KW_GROUP_GROUP_H
#define KW_GROUP_GROUP_H

#include "base/arena.h"
#include "base/error.h"
#include "doc/digest.h"
#include "doc/groups.h"
#include "know/know.h"

typedef struct kw_group_kit kw_group_kit;       /* tables of word frequencies, translations, templates; read-only, for all threads */

/* Lives in `mem`, and no longer than `k`. */
kw_rc kw_group_open(const kw_know *k, kw_arena *mem, kw_group_kit **out, kw_err *err);

/* Groups a set of articles: a pure function of the set, whatever the order of `v`. Nothing in `out` points into digests'
 * memory except strings. Cost: about linear in n. `out` lives in `mem`. */
kw_rc kw_group_run(const kw_group_kit *kit, const kw_digest *const *v, size_t n, kw_arena *mem, kw_groups *out, kw_err *err);

const char *kw_link_kind_name(kw_link_kind k);  /* "reprint" */

#endif
