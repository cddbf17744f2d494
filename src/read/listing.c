/* SPDX-License-Identifier: MIT
 * The kind is told by content, as for files (read/sniff.h). */
#include "read/listing.h"
#include "base/limits.h"
#include "base/url.h"
#include "read/record.h"
#include "read/sniff.h"
#include "read/stream.h"

/* A JSON Feed, or a list of articles: an item without text still has its address. */
static kw_rc read_json(kw_str text, const char *place, kw_arena *mem, kw_feed *out, kw_err *err) {
    kw_json *j;
    KW_TRY(kw_json_parse(text, place, mem, &j, err));
    const kw_json *items = j->kind == KW_JSON_LIST ? j : kw_json_get(j, "items");
    if (!items || items->kind != KW_JSON_LIST) return kw_fail(err, KW_DATA, place, "want a JSON Feed with items, found none");
    if (!(out->items = kw_alloc_n(mem, items->n + 1, sizeof *out->items))) return kw_fail_nomem(err);
    for (size_t i = 0; i < items->n; i++)
        if (kw_record_read(&items->items[i], NULL, place, mem, &out->items[out->n], NULL) != KW_NOMEM && out->items[out->n].url.n) {
            KW_TRY(kw_record_in_feed(j, &items->items[i], mem, &out->items[out->n], err));
            out->n++;
        }
    return KW_OK;
}

/* The item's own address without the place within the page. */
static kw_rc make_absolute(kw_given *g, kw_str url, kw_arena *mem, kw_err *err) {
    kw_str to = kw_str_trim(g->url);
    size_t hash = kw_str_find(to, KW_STR("#"), 0);
    if (hash != SIZE_MAX) to.n = hash;
    g->url = to.n ? kw_url_join(url, to, mem) : KW_NONE;
    return g->url.p || !to.n ? KW_OK : kw_fail_nomem(err);
}

kw_rc kw_listing_read(kw_str bytes, kw_str url, kw_arena *mem, kw_feed *out, kw_err *err) {
    kw_str text, place = kw_str_dup(mem, url);
    size_t n = 0;
    *out = (kw_feed){ 0 };
    if (!place.p) return kw_fail_nomem(err);
    KW_TRY(kw_stream_unpack(bytes, place.p, KW_FEED_MAX, mem, &text, err));
    switch (kw_sniff(kw_str_sub(text, 0, text.n < KW_SNIFF ? text.n : KW_SNIFF))) {
    case KW_SNIFF_FEED: KW_TRY(kw_feed_read(text, place.p, mem, out, err)); break;
    case KW_SNIFF_JSON: case KW_SNIFF_LINES: KW_TRY(read_json(text, place.p, mem, out, err)); break;
    default: return KW_EMPTY;
    }
    for (size_t i = 0; i < out->n; i++) {
        kw_given g = out->items[i];
        KW_TRY(make_absolute(&g, url, mem, err));
        if (!kw_url_is_http(g.url)) g.url = g.id;               /* RSS: a guid that is a permalink */
        if (kw_url_is_http(g.url)) out->items[n++] = g;
    }
    out->n = n;
    return KW_OK;
}
