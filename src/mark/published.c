/* SPDX-License-Identifier: MIT
 * The day of an article that does not say when it was published, from the dates in its text. */
#include "mark/kit.h"

kw_when kw_mark_published(const kw_mark_kit *kit, const kw_words *words, const kw_article *article, kw_arena *mem) {
    return kw_when_published(kit->when, words, article, mem);
}

kw_when kw_when_published(const kw_when_kit *kit, const kw_words *words, const kw_article *article, kw_arena *mem) {
    (void)kit; (void)words; (void)article; (void)mem;
    return (kw_when){ 0 };
}
