/* SPDX-License-Identifier: MIT
 * Grouping, step by step. */
#include "group/group.h"

struct kw_group_kit { const kw_know *know; };

kw_rc kw_group_open(const kw_know *k, kw_arena *mem, kw_group_kit **out, kw_err *err) {
    *out = kw_alloc(mem, sizeof **out);
    if (!*out) return kw_fail_nomem(err);
    (*out)->know = k;
    return KW_OK;
}

/* Every article alone: what the answer is before anything is compared. */
kw_rc kw_group_run(const kw_group_kit *kit, const kw_digest *const *v, size_t n, kw_arena *mem, kw_groups *out, kw_err *err) {
    (void)kit;
    *out = (kw_groups){ .n_articles = n, .n_stories = n };
    out->articles = kw_alloc(mem, (n + 1) * sizeof *out->articles);
    out->stories = kw_alloc(mem, (n + 1) * sizeof *out->stories);
    uint32_t *alone = kw_alloc(mem, (n + 1) * sizeof *alone);
    if (!out->articles || !out->stories || !alone) return kw_fail_nomem(err);
    for (size_t i = 0; i < n; i++) {
        alone[i] = (uint32_t)i;
        out->articles[i].story = (uint32_t)i;
        out->stories[i] = (kw_story){ .articles = &alone[i], .n_articles = 1, .title = v[i]->title, .first = v[i]->published,
                                      .last = v[i]->published, .n_outlets = 1, .n_origins = 1, .thread = KW_NOBODY };
    }
    return KW_OK;
}

const char *kw_link_kind_name(kw_link_kind k) {
    static const char *const names[] = { "reprint", "rewrite", "translation", "update", "credit" };
    return names[k];
}
