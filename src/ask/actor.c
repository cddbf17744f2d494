/* SPDX-License-Identifier: MIT
 * Actors as people name them. A name is tried as a key ("PRK", "PRK/kim-jong-un", "IGO/un"), then through the tables of
 * world/ and lang/ ("Korea Utara", "North Korea"), then among the names in the record; last, the nearest name is offered.
 * A country's key means all its actors; the key of a person or body means that one. */
#include "ask/sql.h"
#include "base/near.h"
#include "base/utf8.h"

typedef struct { kw_asker *a; kw_arena *mem; kw_str asked, folded, in_list, country; bool known; } search;   /* known: a table has it */

static kw_rc count_rows(kw_asker *a, const char *sql, kw_str value, int64_t *out, kw_err *err) {
    kw_query q = kw_query_on(a->record, sql);
    kw_query_str(&q, value);
    *out = kw_query_next(&q) ? kw_row_int(&q, 0) : 0;
    return kw_query_end(&q, err);
}

/* A value between quotation marks of SQL; what stands in keys and names comes from tables and texts of others. */
static kw_str quoted(kw_str s, kw_arena *mem) {
    kw_buf b = KW_BUF_EMPTY;
    kw_buf_byte(&b, '\'');
    for (size_t i = 0; i < s.n; i++) {
        if (!s.p[i]) continue;
        if (s.p[i] == '\'') kw_buf_byte(&b, '\'');
        kw_buf_byte(&b, s.p[i]);
    }
    kw_buf_byte(&b, '\'');
    kw_str out = b.failed ? KW_NONE : kw_str_dup(mem, kw_buf_str(&b));
    kw_buf_free(&b);
    return out;
}

static kw_str upper(kw_str s, kw_arena *mem) {
    kw_str copy = kw_str_dup(mem, s);
    for (size_t i = 0; copy.p && i < copy.n; i++) {
        char c = copy.p[i];
        if (c >= 'a' && c <= 'z') ((char *)(uintptr_t)copy.p)[i] = (char)(c - 32);
    }
    return copy;
}

/* A key that the record has. Countries are three capitals; other keys have a slash. */
static kw_rc try_key(search *s, kw_str key, kw_err *err) {
    int64_t n;
    bool country = key.n == 3 && !memchr(key.p, '/', key.n);
    if (!key.n || s->in_list.p) return KW_OK;
    KW_TRY(count_rows(s->a, country ? "SELECT count(*) FROM entity WHERE country = ?" : "SELECT count(*) FROM entity WHERE actor = ?", key, &n, err));
    if (!n && country) {                        /* three letters may be a code of a user's own dictionaries, too */
        country = false;
        KW_TRY(count_rows(s->a, "SELECT count(*) FROM entity WHERE actor = ?", key, &n, err));
    }
    if (!n) return KW_OK;
    kw_str value = quoted(key, s->mem);
    if (country) s->country = value;
    s->in_list = kw_str_fmt(s->mem, "SELECT id FROM entity WHERE %s = %.*s", country ? "country" : "actor", KW_FMT(value));
    return s->in_list.p && value.p ? KW_OK : kw_fail_nomem(err);
}

/* Every table whose rows lead from a name to an actor's key, and the column that has it. */
static kw_rc try_tables(search *s, kw_err *err) {
    static const struct { const char *table, *column; } all[] = {
        { "world/countries", "code" }, { "world/country_names", "country" }, { "world/persons", "actor" },
        { "world/persons_phoenix", "actor" }, { "world/organisations", "actor" },
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const kw_table *t = kw_know_table(s->a->know, all[i].table);
        uint32_t c = kw_table_column(t, all[i].column);
        kw_rows rows = kw_table_find(t, s->folded);
        for (uint32_t k = 0; k < rows.n && !s->in_list.p; k++) {
            kw_str key = kw_table_cell(t, rows.first + k, c);
            s->known = s->known || key.n > 0;
            KW_TRY(try_key(s, key, err));
        }
    }
    return KW_OK;
}

/* Without hyphens: "Kim Jong-un" is "Kim Jong Un". */
static kw_str plain(kw_str name, kw_arena *mem) {
    kw_str f = kw_utf8_fold(mem, name), copy = f.p ? kw_str_dup(mem, f) : f;
    for (size_t i = 0; copy.p && i < copy.n; i++)
        if (copy.p[i] == '-') ((char *)(uintptr_t)copy.p)[i] = ' ';
    return copy;
}

/* Are all words of `part` words of `whole`? */
static bool has_words(kw_str whole, kw_str part) {
    kw_str word;
    while (kw_str_cut(&part, ' ', &word)) {
        kw_str rest = whole, w;
        bool found = false;
        while (!found && kw_str_cut(&rest, ' ', &w)) found = kw_str_eq(w, word);
        if (!found) return false;
    }
    return true;
}

/* The names in the record: equal ones if there are any, else those that have all the words. Remembers the nearest. */
static kw_rc try_names(search *s, kw_str *nearest, kw_err *err) {
    kw_buf equal = KW_BUF_EMPTY, with_words = KW_BUF_EMPTY;
    kw_arena scratch = KW_ARENA_EMPTY;
    kw_str want = plain(s->asked, s->mem);
    unsigned best = kw_near_limit(want) + 1;
    kw_query q = kw_query_on(s->a->record, "SELECT id, name FROM entity ORDER BY id");
    while (want.p && kw_query_next(&q)) {
        kw_arena_reset(&scratch);
        kw_str name = plain(kw_row_str(&q, 1), &scratch);
        if (!name.p) break;
        kw_buf *into = kw_str_eq(name, want) ? &equal : has_words(name, want) ? &with_words : NULL;
        if (into) kw_buf_fmt(into, "%s%lld", into->n ? "," : "", (long long)kw_row_int(&q, 0));
        unsigned d = kw_near(want, name, best);
        if (d >= best) continue;
        best = d;
        *nearest = kw_row_dup(&q, 1, s->mem);
    }
    kw_rc rc = kw_query_end(&q, err);
    kw_str found = kw_buf_str(equal.n ? &equal : &with_words);
    if (rc == KW_OK && found.n && !(s->in_list = kw_str_dup(s->mem, found)).p) rc = kw_fail_nomem(err);
    kw_buf_free(&equal);
    kw_buf_free(&with_words);
    kw_arena_free(&scratch);
    return rc;
}

kw_rc kw_actor_find(kw_asker *a, const char *name, kw_arena *mem, kw_actor_found *out, kw_err *err) {
    search s = { .a = a, .mem = mem, .asked = kw_str_trim(kw_str_of(name)) };
    kw_str nearest = KW_NONE, key = upper(s.asked, mem);
    s.folded = kw_utf8_fold(mem, s.asked);
    if (!s.folded.p || !key.p) return kw_fail_nomem(err);
    if (!s.asked.n) return kw_fail(err, KW_USAGE, NULL, "want the name of an actor, found an empty one");
    KW_TRY(try_key(&s, key.n == 3 ? key : s.asked, err));
    if (!s.in_list.p) KW_TRY(try_tables(&s, err));
    if (!s.in_list.p) KW_TRY(try_names(&s, &nearest, err));
    if (!s.in_list.p && s.known) s.in_list = KW_STR("NULL");        /* somebody, but nobody of this record */
    *out = (kw_actor_found){ s.in_list, s.country };
    if (s.in_list.p) return KW_OK;
    if (nearest.p) return kw_fail(err, KW_USAGE, NULL, "no actor '%s' in this record; did you mean '%.*s'?", name, KW_FMT(nearest));
    return kw_fail(err, KW_USAGE, NULL, "no actor '%s' in this record", name);
}

kw_str kw_actor_side(const kw_actor_found *f, const char *side, kw_arena *mem) {
    if (f->country.p) return kw_str_fmt(mem, "e.%s_country = %.*s", side, KW_FMT(f->country));
    return kw_str_fmt(mem, "e.%s IN (%.*s)", side, KW_FMT(f->in_list));
}
