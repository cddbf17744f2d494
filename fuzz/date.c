/* SPDX-License-Identifier: MIT
 * Door: dates, as ISO 8601, as stamps of a page and inside a text. */
#include "base/utf8.h"
#include "know/calendar.h"
#include "know/date.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n) {
    static kw_know *k;
    static kw_dates *g;
    static kw_arena keep;
    kw_arena mem = KW_ARENA_EMPTY;
    kw_date_base base = { .published = kw_when_day(20000), .direction = -1 };
    kw_date_found found;
    kw_when w;
    if (!g && (kw_know_open(NULL, &k, NULL) != KW_OK || kw_dates_open(k, &keep, &g, NULL) != KW_OK)) return 0;
    kw_str text = kw_utf8_clean(&mem, (kw_str){ (const char *)data, n });
    kw_when_parse(text, &w);
    kw_date_read_stamp(g, KW_STR("id"), text, &w);
    kw_date_read_stamp(g, KW_NONE, text, &w);
    for (size_t at = 0; at < text.n && at < 400; at++) {
        if (kw_date_read(g, KW_STR(n % 2 ? "id" : "en"), text, at, &base, &found) && (found.at.end > text.n || found.at.end <= at))
            __builtin_trap();                                                          /* a finding lies inside the text */
    }
    kw_arena_free(&mem);
    return 0;
}
