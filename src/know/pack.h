/* SPDX-License-Identifier: MIT
 * The pack: all tables and models of lang/ and world/ in one image, written by tools/pack at build time and laid into
 * the library. Names are paths without ".tsv": "world/countries", "id/months"; models keep their ending: "id/tags.model". */
#ifndef KW_KNOW_PACK_H
#define KW_KNOW_PACK_H

#include "base/buf.h"
#include "base/error.h"

typedef struct kw_pack_item { char name[48]; uint64_t at, size; } kw_pack_item;      /* sorted by name */
typedef struct kw_pack { char magic[8]; uint32_t n, spare; kw_pack_item items[]; } kw_pack;

#define KW_PACK_MAGIC "KWPACK1"

/* The item's bytes, 16-aligned in the image; p NULL if there is none of that name. */
kw_str kw_pack_find(const kw_pack *p, const char *name);

/* The image that was linked in. */
const kw_pack *kw_pack_shipped(void);

#endif
