/* SPDX-License-Identifier: MIT
 * One walk over the lines: a run of User-agent lines opens a group, its rules follow. Groups for us win over groups for all,
 * wherever they stand. Nothing is stored; a file of any length costs its length times the length of the path. */
#include "read/robots.h"

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

/* Greedy with one way back, as shells do it: linear in practice, at worst the product of both lengths. */
static bool matches(kw_str rule, kw_str path) {
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
    if (!rule.n || !matches(rule, path)) return;           /* an empty Disallow forbids nothing */
    if (v->any && (rule.n < v->longest || (rule.n == v->longest && !allow))) return;
    *v = (verdict){ .longest = rule.n, .allow = allow, .any = true };
}

bool kw_robots_allow(kw_str text, kw_str path) {
    verdict ours = { 0, true, false }, all = { 0, true, false };
    bool in_ours = false, in_all = false, seen_ours = false, in_names = false;
    kw_str line, key, value;
    while (kw_str_cut(&text, '\n', &line)) {
        if (!split_line(line, &key, &value)) continue;
        if (kw_str_is_nocase(key, "user-agent")) {
            if (!in_names) in_ours = in_all = false;
            in_names = true;
            if (kw_str_is_nocase(value, KW_ROBOTS_NAME)) in_ours = seen_ours = true;
            else if (kw_str_is_nocase(value, "*")) in_all = true;
            continue;
        }
        in_names = false;
        bool allow = kw_str_is_nocase(key, "allow");
        if (!allow && !kw_str_is_nocase(key, "disallow")) continue;
        if (in_ours) weigh(&ours, value, allow, path);
        if (in_all) weigh(&all, value, allow, path);
    }
    return seen_ours ? ours.allow : all.allow;
}
