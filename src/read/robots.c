/* SPDX-License-Identifier: MIT
 * One walk over the lines: a run of User-agent lines opens a group, its rules follow. Groups for us win over groups for all,
 * wherever they stand. Nothing is stored; a file of any length costs its length times the length of the path. */
#include "read/robots.h"
#include "base/json.h"

#include <strings.h>

enum { HEAD = 1 << 16 };                /* how far a page is looked through for what it says of itself */

typedef struct { size_t longest; bool allow, any; } verdict;


/* "Disallow: /x  # why" -> key, value */
static bool split_line(kw_str line, kw_str *key, kw_str *value) {
    size_t hash = kw_str_find(line, KW_STR("#"), 0), colon = kw_str_find(line, KW_STR(":"), 0);
    if (hash != SIZE_MAX) line.n = hash;
    if (colon == SIZE_MAX || colon >= line.n) return false;
    *key = kw_str_trim(kw_str_sub(line, 0, colon));
    *value = kw_str_trim(kw_str_sub(line, colon + 1, line.n));
    return true;
}

/* Does `path` fit a rule such as "/a*b$"? Greedy with one way back, as shells do it: linear in practice, at worst the product of both lengths. */
static bool fits_rule(kw_str rule, kw_str path) {
    size_t r = 0, p = 0, star = SIZE_MAX, back = 0;
    bool whole = rule.n && rule.p[rule.n - 1] == '$';
    if (whole) rule.n--;
    for (;;) {
        if (r == rule.n && (!whole || p == path.n)) return true;
        if (r < rule.n && rule.p[r] == '*') { star = ++r; back = p; continue; }
        if (r < rule.n && p < path.n && rule.p[r] == path.p[p]) { r++; p++; continue; }
        if (star == SIZE_MAX || back >= path.n) return false;
        r = star;
        p = ++back;
    }
}

static void weigh(verdict *v, kw_str rule, bool allow, kw_str path) {
    if (!rule.n || !fits_rule(rule, path)) return;           /* an empty Disallow forbids nothing */
    if (v->any && (rule.n < v->longest || (rule.n == v->longest && !allow))) return;
    *v = (verdict){ .longest = rule.n, .allow = allow, .any = true };
}

/* What the groups for us, and those for all, say of `path`. */
typedef struct { verdict v[2]; double delay[2]; bool seen_ours; } groups;
enum { OURS, ALL };

static groups read_groups(kw_str text, kw_str path) {
    groups g = { .v = { { 0, true, false }, { 0, true, false } } };
    bool in[2] = { false, false }, in_names = false;
    kw_str line, key, value;
    while (kw_str_cut(&text, '\n', &line)) {
        if (!split_line(line, &key, &value)) continue;
        if (kw_str_is_nocase(key, "user-agent")) {
            if (!in_names) in[OURS] = in[ALL] = false;
            in_names = true;
            if (kw_str_is_nocase(value, KW_ROBOTS_NAME)) in[OURS] = g.seen_ours = true;
            else if (kw_str_is_nocase(value, "*")) in[ALL] = true;
            continue;
        }
        in_names = false;
        bool allow = kw_str_is_nocase(key, "allow");
        double seconds = 0;
        if (kw_str_is_nocase(key, "crawl-delay") && !(kw_str_double(value, &seconds) && seconds > 0)) seconds = 0;
        for (int i = OURS; i <= ALL; i++) {
            if (!in[i]) continue;
            if (allow || kw_str_is_nocase(key, "disallow")) weigh(&g.v[i], value, allow, path);
            if (seconds > 0) g.delay[i] = seconds;
        }
    }
    return g;
}

bool kw_robots_allow(kw_str text, kw_str path) {
    groups g = read_groups(text, path);
    return g.v[g.seen_ours ? OURS : ALL].allow;
}

double kw_robots_delay(kw_str text) {
    groups g = read_groups(text, KW_STR("/"));
    return g.delay[g.seen_ours ? OURS : ALL];
}

bool kw_tdm_reserves(kw_str json, kw_str path) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_json *j;
    bool reserved = false;
    if (json.n && kw_json_parse(json, "tdmrep.json", &mem, &j, NULL) == KW_OK)
        for (size_t i = 0; j->kind == KW_JSON_LIST && i < j->n; i++) {
            double yes = 0;
            if (!fits_rule(kw_json_text(&j->items[i], "location"), path)) continue;
            reserved = kw_json_number(&j->items[i], "tdm-reservation", &yes)
                ? yes == 1 : kw_str_is(kw_json_text(&j->items[i], "tdm-reservation"), "1");
            break;
        }
    kw_arena_free(&mem);
    return reserved;
}

static size_t find_nocase(kw_str s, const char *z, size_t from) {
    size_t n = strlen(z);
    for (size_t i = from; i + n <= s.n; i++)
        if (strncasecmp(s.p + i, z, n) == 0) return i;
    return SIZE_MAX;
}

bool kw_tdm_page_reserves(kw_str html) {
    kw_str head = kw_str_sub(html, 0, html.n < HEAD ? html.n : HEAD);
    for (size_t at = find_nocase(head, "<meta", 0); at != SIZE_MAX; at = find_nocase(head, "<meta", at + 5)) {
        size_t end = kw_str_find(head, KW_STR(">"), at);
        kw_str tag = kw_str_sub(head, at, end == SIZE_MAX ? head.n : end);
        if (find_nocase(tag, "tdm-reservation", 0) != SIZE_MAX &&
            (find_nocase(tag, "content=\"1\"", 0) != SIZE_MAX || find_nocase(tag, "content='1'", 0) != SIZE_MAX ||
            find_nocase(tag, "content=1", 0) != SIZE_MAX))
            return true;
        if (find_nocase(tag, "robots", 0) != SIZE_MAX && find_nocase(tag, "noai", 0) != SIZE_MAX) return true;
    }
    return false;
}
