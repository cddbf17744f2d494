/* SPDX-License-Identifier: MIT
 * Names of agencies and outlets (world/outlets.tsv): who may stand in a credit, a dateline, a "via". */
#ifndef KW_KNOW_OUTLET_H
#define KW_KNOW_OUTLET_H

#include "know/know.h"

typedef enum { KW_AGENCY, KW_PAPER, KW_BROADCASTER, KW_SITE, KW_SOCIAL } kw_outlet_kind;

typedef struct kw_outlet {
    kw_str key;                 /* stable: "kcna" */
    kw_str name;                /* canonical: "KCNA" */
    kw_str country;             /* ISO 3166 alpha-3 or "" */
    kw_outlet_kind kind;
} kw_outlet;

/* The longest name of an outlet that begins at byte `at` of `text` (case counts where a name is also a word); returns
 * its length in bytes, 0 for none. */
size_t kw_outlet_at(const kw_know *k, kw_str text, size_t at, kw_outlet *out);

/* May a name begin with the word of this kw_table_sign()? For who knows where words end: at a blank, of fewer than KW_OUTLET_WORD bytes, without
 * marks. */
enum { KW_OUTLET_WORD = 64 };
bool kw_outlet_may_begin(const kw_know *k, uint32_t sign);

/* The outlet that has `name` as its whole name, key or alias; false: none, *out is then as it was. */
bool kw_outlet_named(const kw_know *k, kw_str name, kw_outlet *out);

/* The same by the host of a URL ("https://news.detik.com/x" -> detik). */
bool kw_outlet_of_url(const kw_know *k, kw_str url, kw_outlet *out);

/* The host in a URL, without "www."; a view into it. Empty: none. */
kw_str kw_outlet_host(kw_str url);

#endif
