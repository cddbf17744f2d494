/* SPDX-License-Identifier: MIT
 * A question's filters as SQL, and the columns that rows have in common. */
#include "ask/sql.h"
#include "base/json.h"
#include "know/calendar.h"

void kw_filter_add(kw_filter *f, const char *condition) {
    kw_buf_text(&f->sql, f->sql.n ? " AND (" : " WHERE (");
    kw_buf_text(&f->sql, condition);
    kw_buf_byte(&f->sql, ')');
}

void kw_filter_int(kw_filter *f, int64_t v) {
    if (f->n_values == FILTER_VALUES) { f->sql.failed = true; return; }
    f->values[f->n_values++].n = v;
}

void kw_filter_str(kw_filter *f, kw_str v) {
    if (f->n_values == FILTER_VALUES) { f->sql.failed = true; return; }
    f->values[f->n_values].text = true;
    f->values[f->n_values++].s = v;
}

void kw_filter_free(kw_filter *f) { if (f) kw_buf_free(&f->sql); }

kw_query kw_filter_query(kw_filter *f, kw_record *r, const char *select, const char *rest, uint64_t limit) {
    kw_buf sql = KW_BUF_EMPTY;
    kw_buf_text(&sql, select);
    kw_buf_add(&sql, kw_buf_str(&f->sql));
    kw_buf_text(&sql, rest);
    if (limit) kw_buf_fmt(&sql, " LIMIT %llu", (unsigned long long)limit);
    bool whole = !f->sql.failed && !f->mem->failed && !sql.failed;
    kw_query q = kw_query_once(r, whole ? kw_buf_str(&sql) : KW_NONE);
    kw_buf_free(&sql);
    for (size_t i = 0; i < f->n_values; i++) {
        if (f->values[i].text) kw_query_str(&q, f->values[i].s);
        else kw_query_int(&q, f->values[i].n);
    }
    return q;
}

/* The first or, with `last`, the last day of an ISO date that a person gave; `option` names it where it is none. */
static kw_rc day_given(const char *text, const char *option, bool last, int64_t *out, kw_err *err) {
    kw_when w;
    if (!kw_when_parse(kw_str_of(text), &w))
        return kw_fail(err, KW_USAGE, option, "want a date such as 2024, 2024-06 or 2024-06-13, found '%s'", text);
    *out = last ? w.last : w.first;
    return KW_OK;
}

/* What stands for an '@' and the word behind it, which is cut off. */
static kw_str expand(const kw_actor_found *found, kw_str *part, kw_arena *mem) {
    static const char *const sides[] = { "source", "target" };
    for (size_t i = 0; i < 2; i++) {
        if (!kw_str_starts(*part, kw_str_of(sides[i]))) continue;
        *part = kw_str_sub(*part, strlen(sides[i]), part->n);
        return kw_actor_side(found, sides[i], mem);
    }
    return found->in_list;
}

kw_rc kw_filter_actor(kw_filter *f, kw_asker *a, const char *name, const char *condition, kw_err *err) {
    kw_actor_found found;
    kw_str rest = kw_str_of(condition), part;
    kw_buf b = KW_BUF_EMPTY;
    KW_TRY(kw_actor_find(a, name, f->mem, &found, err));
    for (bool first = true; kw_str_cut(&rest, '@', &part); first = false) {
        if (!first) {
            kw_str in = expand(&found, &part, f->mem);
            b.failed = b.failed || !in.p;
            kw_buf_add(&b, in);
        }
        kw_buf_add(&b, part);
    }
    kw_buf_byte(&b, 0);
    if (!b.failed) kw_filter_add(f, b.p);
    f->sql.failed = f->sql.failed || b.failed;
    kw_buf_free(&b);
    return KW_OK;
}

static kw_rc add_day(kw_filter *f, const char *given, const char *condition, const char *option, bool last, kw_err *err) {
    int64_t day = 0;
    KW_TRY(day_given(given, option, last, &day, err));
    kw_filter_add(f, condition);
    kw_filter_int(f, day);
    return KW_OK;
}

static void add_text(kw_filter *f, const char *given, const char *condition) {
    kw_filter_add(f, condition);
    kw_filter_str(f, kw_str_of(given));
}

/* The languages that can be asked for: those with tables here, and whatever others the articles of this record are in. A language
 * with tables needs no look at the articles; another costs one pass over them. KW_USAGE: it is neither, and the message lists them. */
static kw_rc check_language(kw_asker *a, const char *given, kw_err *err) {
    kw_str code = kw_str_of(given);
    if (kw_know_language_index(a->know, code) >= 0) return KW_OK;
    kw_buf list = KW_BUF_EMPTY;
    for (size_t i = 0; i < kw_know_languages(a->know); i++) kw_buf_fmt(&list, "%s%.*s", i ? ", " : "", KW_FMT(kw_know_language(a->know, i)));
    kw_query q = kw_query_once(a->record, KW_STR("SELECT DISTINCT language FROM version ORDER BY language"));
    bool held = false;
    while (kw_query_next(&q)) {
        kw_str one = kw_row_str(&q, 0);
        held = held || kw_str_eq(one, code);
        if (kw_know_language_index(a->know, one) < 0) kw_buf_fmt(&list, ", %.*s", KW_FMT(one));
    }
    kw_rc rc = kw_query_end(&q, err);
    if (rc == KW_OK && list.failed) rc = kw_fail_nomem(err);
    if (rc == KW_OK && !held) rc = kw_fail(err, KW_USAGE, "--lang", "no language '%s'; there are %.*s", given, KW_FMT(kw_buf_str(&list)));
    kw_buf_free(&list);
    return rc;
}

/* A last day before the first one asks for nothing: it is a slip. */
static kw_rc check_days(const kw_question *q, kw_err *err) {
    int64_t since = 0, until = 0;
    if (!q->since || !q->until) return KW_OK;
    KW_TRY(day_given(q->since, "--since", false, &since, err));
    KW_TRY(day_given(q->until, "--until", true, &until, err));
    if (since <= until) return KW_OK;
    return kw_fail(err, KW_USAGE, "--until", "want a day that is not before --since %s, found '%s'", q->since, q->until);
}

kw_rc kw_filter_make(kw_filter *f, kw_asker *a, const kw_question *q, const kw_filter_map *map, kw_err *err) {
    enum { DAYS = 3, TEXTS = 5, LANGUAGE = 7 };         /* actors come first */
    const struct { const char *given, *condition, *name; } all[] = {
        { q->actor, map->actor, "--actor" }, { q->from, map->from, "--from" }, { q->to, map->to, "--to" }, { q->since, map->since, "--since" },
        { q->until, map->until, "--until" }, { q->type, map->type, "--type" }, { q->outlet, map->outlet, "--outlet" },
        { q->lang, map->lang, "--lang" },
    };
    KW_TRY(check_days(q, err));
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        if (!all[i].given) continue;
        if (!all[i].condition) return kw_fail(err, KW_USAGE, all[i].name, "this question has no such filter");
        if (i == LANGUAGE) KW_TRY(check_language(a, q->lang, err));
        if (i < DAYS) KW_TRY(kw_filter_actor(f, a, all[i].given, all[i].condition, err));
        else if (i < TEXTS) KW_TRY(add_day(f, all[i].given, all[i].condition, all[i].name, i == 4, err));
        else add_text(f, all[i].given, all[i].condition);
    }
    return KW_OK;
}

/* ---- rows ---- */

kw_actor_row kw_row_actor(const kw_query *q, int c, kw_arena *mem) {
    kw_actor_row a = { .entity = kw_row_int(q, c) };
    if (!a.entity) return a;
    a.name = kw_row_dup(q, c + 1, mem);
    a.kind = kw_row_dup(q, c + 2, mem);
    a.actor = kw_row_dup(q, c + 3, mem);
    a.country = kw_row_dup(q, c + 4, mem);
    a.sector = kw_row_dup(q, c + 5, mem);
    a.role = kw_row_dup(q, c + 6, mem);
    return a;
}

/* A line of text as a title: at most so many bytes of whole words. The query takes one character more, so that a longer one is told. */
static kw_str as_title(kw_str text, kw_arena *mem) {
    enum { MOST = 160 };
    kw_str rest = text, line = KW_NONE;
    if (!kw_str_cut(&rest, '\n', &line) || line.n <= MOST) return line;
    size_t end = MOST;
    while (end && line.p[end] != ' ') end--;
    return end ? kw_str_fmt(mem, "%.*s\xe2\x80\xa6", KW_FMT(kw_str_sub(line, 0, end))) : line;
}

kw_brief_row kw_row_brief(const kw_query *q, int c, kw_arena *mem) {
    return (kw_brief_row){ kw_row_int(q, c), kw_row_dup(q, c + 1, mem), kw_row_dup(q, c + 2, mem), kw_row_dup(q, c + 3, mem),
                           kw_row_dup(q, c + 4, mem), as_title(kw_row_dup(q, c + 5, mem), mem) };
}

kw_span kw_row_span(const kw_query *q, int c) {
    if (kw_row_null(q, c) || kw_row_null(q, c + 1)) return (kw_span){ 0, 0 };
    return (kw_span){ (uint32_t)kw_row_int(q, c), (uint32_t)kw_row_int(q, c + 1) };
}

kw_strs kw_row_list(const kw_query *q, int c, kw_arena *mem) {
    kw_json *j;
    kw_strs list = { NULL, 0 };
    kw_str text = kw_row_str(q, c);
    if (!text.n || kw_json_parse(text, "record", mem, &j, NULL) != KW_OK || j->kind != KW_JSON_LIST) return list;
    if (!(list.v = kw_alloc_n(mem, j->n + 1, sizeof *list.v))) return list;
    for (size_t i = 0; i < j->n; i++)
        if (j->items[i].kind == KW_JSON_STR) list.v[list.n++] = j->items[i].str;
    return list;
}

kw_str kw_words_at(kw_str text, kw_span at) {
    return at.start <= at.end && at.end <= text.n && kw_span_len(at) ? kw_str_at(text, at) : KW_NONE;
}
