/* SPDX-License-Identifier: MIT
 * Who held which office when: world/offices, by actor (its key) and by country and office (an index made when the kit opens). */
#include "base/hash.h"
#include "know/calendar.h"
#include "mark/name_parts.h"

enum { YEARS_AFTER = 10,                /* so long somebody is still spoken of by the name that the office made known */
       YEARS_BEFORE = 3,                /* and so long before it, as a candidate */
       YEARS_UNKNOWN = 15 };            /* but so long before his first office somebody is another of that name */

kw_rows kw_find_key(const kw_table *t, kw_str key) {
    char folded[128];
    if (key.n > sizeof folded) return (kw_rows){ 0, 0 };
    for (size_t i = 0; i < key.n; i++) folded[i] = (char)(key.p[i] >= 'A' && key.p[i] <= 'Z' ? key.p[i] | 0x20 : key.p[i]);
    return kw_table_find(t, (kw_str){ folded, key.n });
}

static uint64_t office_hash(kw_str country, kw_str office) { return kw_hash_mix(kw_hash(country), kw_hash(office)); }

kw_rc kw_offices_index(kw_names *kit, kw_arena *mem, kw_err *err) {
    uint32_t n = kw_table_rows(kit->offices);
    kit->n_heads = 64;
    while (kit->n_heads < n) kit->n_heads *= 2;
    kit->by_office = kw_alloc_n(mem, n + 1, sizeof *kit->by_office);
    kit->office_heads = kw_alloc_n(mem, kit->n_heads, sizeof *kit->office_heads);
    if (!kit->by_office || !kit->office_heads) return kw_fail_nomem(err);
    for (uint32_t r = n; r-- > 0;) {
        uint64_t h = office_hash(kw_table_cell(kit->offices, r, KW_OF_COUNTRY), kw_table_cell(kit->offices, r, KW_OF_OFFICE));
        uint32_t *head = &kit->office_heads[h & (kit->n_heads - 1)];
        kit->by_office[r] = (kw_office_slot){ h, r + 1, *head };
        *head = r + 1;
    }
    return KW_OK;
}

bool kw_office_is(const kw_names *kit, kw_str office, kw_str wanted) {
    if (kw_str_eq(office, wanted)) return true;
    kw_rows r = kw_table_find(kit->office_classes, office);
    for (uint32_t k = 0; k < r.n; k++)
        if (kw_str_eq(kw_table_cell(kit->office_classes, r.first + k, 1), wanted)) return true;
    return false;
}

int kw_office_fit(const kw_names *kit, uint32_t row, int32_t day) {
    kw_when from = { 0 }, to = { 0 };
    kw_str a = kw_table_cell(kit->offices, row, KW_OF_FROM), b = kw_table_cell(kit->offices, row, KW_OF_TO);
    if (day == INT32_MAX) return b.n ? 0 : 1;                   /* no day: only those of today's table */
    if (a.n && kw_when_parse(a, &from) && day < from.first) return 0;
    if (!b.n || !kw_when_parse(b, &to) || day <= to.last) return 2;
    return day <= to.last + YEARS_AFTER * 366 ? 1 : 0;
}

/* Does the office begin soon after the day? */
static bool begins_soon(const kw_names *kit, uint32_t row, int32_t day) {
    kw_when from = { 0 };
    if (day == INT32_MAX || !kw_when_parse(kw_table_cell(kit->offices, row, KW_OF_FROM), &from)) return false;
    return day < from.first && day >= from.first - YEARS_BEFORE * 366;
}

bool kw_office_was(const kw_names *kit, kw_str actor, int32_t day) {
    kw_rows all = kw_find_key(kit->offices, actor);
    for (uint32_t k = 0; k < all.n && day != INT32_MAX; k++) {
        kw_when to = { 0 };
        kw_str end = kw_table_cell(kit->offices, all.first + k, KW_OF_TO);
        if (end.n && kw_when_parse(end, &to) && to.last < day) return true;
    }
    return false;
}

bool kw_office_far_ahead(const kw_names *kit, kw_str actor, int32_t day) {
    kw_rows all = kw_find_key(kit->offices, actor);
    for (uint32_t k = 0; k < all.n && day != INT32_MAX; k++) {
        kw_when from = { 0 };
        if (!kw_when_parse(kw_table_cell(kit->offices, all.first + k, KW_OF_FROM), &from) || day >= from.first - YEARS_UNKNOWN * 366) return false;
    }
    return all.n && day != INT32_MAX;
}

/* Of two who hold an office by the table, he who came later: a row of the one before may still be open. */
static bool began_later(const kw_names *kit, uint32_t row, uint32_t than) {
    return kw_str_cmp(kw_table_cell(kit->offices, row, KW_OF_FROM), kw_table_cell(kit->offices, than, KW_OF_FROM)) > 0;
}

kw_holder kw_office_holder(const kw_names *kit, kw_str of, kw_str office, int32_t day) {
    kw_holder best = { UINT32_MAX, 0 };
    uint64_t h = office_hash(of, office);
    for (uint32_t i = kit->office_heads[h & (kit->n_heads - 1)]; i; i = kit->by_office[i - 1].next) {
        const kw_office_slot *s = &kit->by_office[i - 1];
        if (s->hash != h) continue;
        int fit = kw_office_fit(kit, s->row - 1, day);
        if (fit > best.fit || (fit && fit == best.fit && began_later(kit, s->row - 1, best.row))) best = (kw_holder){ s->row - 1, fit };
    }
    return best;
}

/* Of the rows of one actor that with the latest begin: what somebody was last, where no day is known. */
static int32_t latest(const kw_names *kit, kw_rows all) {
    uint32_t best = all.first;
    for (uint32_t r = all.first; r < all.first + all.n; r++)
        if (kw_str_cmp(kw_table_cell(kit->offices, r, KW_OF_FROM), kw_table_cell(kit->offices, best, KW_OF_FROM)) > 0) best = r;
    return (int32_t)best;
}

kw_str kw_office_state(const kw_names *kit, uint32_t row) {
    kw_str of = kw_table_cell(kit->offices, row, KW_OF_COUNTRY);
    size_t slash = kw_str_find(of, KW_STR("/"), 0);
    if (slash == SIZE_MAX) return of;
    kw_str state = kw_str_sub(of, 0, slash);
    return kw_find_key(kit->countries, state).n ? state : KW_NONE;
}

bool kw_office_of_state(const kw_names *kit, uint32_t row) {
    return kw_str_find(kw_table_cell(kit->offices, row, KW_OF_COUNTRY), KW_STR("/"), 0) == SIZE_MAX;
}

/* Who leads a party and sits in the cabinet is told of as the minister. */
int32_t kw_office_at(const kw_names *kit, kw_str actor, int32_t day, int *fit) {
    kw_rows all = kw_find_key(kit->offices, actor);
    int32_t best = -1;
    *fit = 0;
    for (uint32_t k = 0; k < all.n; k++) {
        int f = kw_office_fit(kit, all.first + k, day);
        bool higher = best >= 0 && f && f == *fit && kw_office_of_state(kit, all.first + k) && !kw_office_of_state(kit, (uint32_t)best);
        if (f > *fit || (f == 1 && best < 0) || higher) { best = (int32_t)(all.first + k); *fit = f; }
        else if (!*fit && begins_soon(kit, all.first + k, day)) *fit = 1;
    }
    if (best < 0 && day == INT32_MAX && all.n) best = latest(kit, all);
    return best;
}
