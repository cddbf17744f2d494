/* SPDX-License-Identifier: MIT
 * Three rows of the table of distances are enough, since a swap looks back by two. */
#include "base/near.h"

#include "kawat.h"

enum { LONGEST = 64 };

static unsigned least(unsigned a, unsigned b) { return a < b ? a : b; }

unsigned kw_near(kw_str a, kw_str b, unsigned limit) {
    unsigned rows[3][LONGEST + 1], *before = rows[0], *above = rows[1], *now = rows[2];
    if (a.n > LONGEST || b.n > LONGEST) return limit;
    for (unsigned j = 0; j <= b.n; j++) above[j] = j;
    for (unsigned i = 1; i <= a.n; i++) {
        now[0] = i;
        for (unsigned j = 1; j <= b.n; j++) {
            unsigned cost = a.p[i - 1] != b.p[j - 1];
            now[j] = least(above[j - 1] + cost, least(above[j], now[j - 1]) + 1);
            if (i > 1 && j > 1 && a.p[i - 1] == b.p[j - 2] && a.p[i - 2] == b.p[j - 1]) now[j] = least(now[j], before[j - 2] + 1);
        }
        unsigned *spare = before;
        before = above;
        above = now;
        now = spare;
    }
    return least(above[b.n], limit);
}

unsigned kw_near_limit(kw_str s) { return s.n < 3 ? 0 : s.n < 6 ? 1 : s.n < 12 ? 2 : 3; }

const char *kw_nearest(const char *word, const char *const *known) {
    kw_str w = kw_str_of(word);
    unsigned best = kw_near_limit(w) + 1;
    const char *found = NULL;
    for (; w.p && *known; known++) {
        unsigned d = kw_near(w, kw_str_of(*known), best);
        if (d >= best) continue;
        best = d;
        found = *known;
    }
    return found;
}
