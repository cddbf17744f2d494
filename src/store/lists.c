/* SPDX-License-Identifier: MIT
 * One query for each list. */
#include "store/lists.h"

static const struct { const char *sql; bool of; } lists[] = {
    [KW_ARTICLES] = { "SELECT id FROM article", false },
    [KW_ARTICLES_WEBBED] = { "SELECT article FROM near", false },
    [KW_ARTICLES_OF_PART] = { "SELECT article FROM near WHERE part = ?", true },
    [KW_ARTICLES_OF_STORY] = { "SELECT article FROM story_article WHERE story = ? AND also = 0", true },
    [KW_ARTICLES_OF_MATTER] = { "SELECT DISTINCT article FROM report WHERE matter = ?", true },
    [KW_STORIES_OF_PART] = { "SELECT id FROM story WHERE part = ?", true },
    [KW_STORIES_OF_THREAD] = { "SELECT id FROM story WHERE thread = ?", true },
    [KW_MATTERS_TOUCHED] = { "SELECT matter FROM touched_matter", false },
    [KW_MATTERS_OF_ARTICLE] = { "SELECT matter FROM report WHERE article = ? AND matter IS NOT NULL", true },
};

static kw_query ask(kw_record *r, kw_list list, int64_t of) {
    kw_query q = kw_query_on(r, lists[list].sql);
    if (lists[list].of) kw_query_int(&q, of);
    return q;
}

kw_rc kw_list_each(kw_record *r, kw_list list, int64_t of, kw_list_fn *each, void *ctx, kw_err *err) {
    kw_rc rc = KW_OK;
    kw_query q = ask(r, list, of);
    while (rc == KW_OK && kw_query_next(&q)) rc = each(ctx, kw_row_int(&q, 0), err);
    kw_rc end = kw_query_end(&q, rc == KW_OK ? err : NULL);
    return rc == KW_OK ? end : rc;
}

kw_rc kw_list_count(kw_record *r, kw_list list, int64_t of, int64_t most, int64_t *out, kw_err *err) {
    kw_query q = ask(r, list, of);
    *out = 0;
    while (*out < most && kw_query_next(&q)) ++*out;
    return kw_query_end(&q, err);
}
