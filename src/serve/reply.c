/* SPDX-License-Identifier: MIT
 * The frame of every page, its words in the reader's language, and the way to ask the record. */
#include "serve/reply.h"



kw_str kw_reply_words(const kw_reply *v, const char *key) {
    kw_arena *mem = v->mem;
    kw_str folded = kw_str_of(key);
    for (const char *c = key; *c; c++)
        if (*c >= 'A' && *c <= 'Z') {                       /* tables are found by the folded key */
            char *low = kw_alloc(mem, folded.n + 1);
            if (!low) return kw_str_of(key);
            for (size_t i = 0; i < folded.n; i++) low[i] = (char)(key[i] >= 'A' && key[i] <= 'Z' ? key[i] + 32 : key[i]);
            folded.p = low;
            break;
        }
    kw_rows r = kw_table_find(v->texts, folded);
    return r.n ? kw_table_cell(v->texts, r.first, 1) : kw_str_of(key);
}

void kw_reply_say(kw_reply *v, const char *key) { kw_markup_text(v->out, kw_reply_words(v, key)); }

void kw_reply_say_with(kw_reply *v, const char *prefix, kw_str key) {
    kw_str full = kw_str_fmt(v->mem, "%s%.*s", prefix, KW_FMT(key));
    if (!full.p) return;
    kw_str words = kw_reply_words(v, full.p);
    kw_markup_text(v->out, kw_str_eq(words, full) ? key : words);
}

static void put_number(kw_reply *v, const kw_json *row, kw_str name) {
    kw_str key = kw_str_fmt(v->mem, "n_%.*s", KW_FMT(name));
    double n = 0;
    if (key.p) kw_json_number(row, key.p, &n);
    kw_buf_fmt(v->out, "<b>%.0f</b>", n);
}

/* "Told 1 times" is no language: a single one has words of its own. */
static kw_str words_for_count(const kw_reply *v, const char *key, const kw_json *row) {
    double n = 0;
    if (!kw_json_number(row, "n_reports", &n)) kw_json_number(row, "n_articles", &n);
    kw_str once = n > 0 && n < 2 ? kw_str_fmt(v->mem, "%s_once", key) : KW_NONE;
    return kw_reply_words(v, once.p ? once.p : key);
}

void kw_reply_count(kw_reply *v, const char *key, const kw_json *row) {
    kw_str rest = words_for_count(v, key, row);
    for (;;) {
        size_t open = kw_str_find(rest, KW_STR("{"), 0), close = kw_str_find(rest, KW_STR("}"), 0);
        if (open == SIZE_MAX || close == SIZE_MAX || close < open) break;
        kw_markup_text(v->out, kw_str_sub(rest, 0, open));
        put_number(v, row, kw_str_sub(rest, open + 1, close));
        rest = kw_str_sub(rest, close + 1, rest.n);
    }
    kw_markup_text(v->out, rest);
}

kw_str kw_reply_arg(const kw_reply *v, const char *name) {
    for (size_t i = 0; i < v->n_args; i++)
        if (kw_str_is(v->args[i].name, name) && kw_str_trim(v->args[i].value).n)
            return kw_str_dup(v->mem, kw_str_trim(v->args[i].value));
    return KW_NONE;
}

static bool to_buffer(void *ctx, const char *p, size_t n) {
    kw_buf *b = ctx;
    kw_buf_add(b, (kw_str){ p, n });
    return !b->failed;
}

static kw_rc read_rows(kw_reply *v, kw_str lines, kw_rows_of *rows, kw_err *err) {
    kw_str line;
    size_t cap = 0;
    while (kw_str_cut(&lines, '\n', &line)) {
        kw_json *j;
        if (!line.n) continue;
        KW_TRY(kw_json_parse(line, "answer", v->mem, &j, err));
        kw_json *into = kw_push(v->mem, (void **)&rows->v, &rows->n, &cap, sizeof *into);
        if (!into) return kw_fail_nomem(err);
        *into = *j;
    }
    return KW_OK;
}

kw_rc kw_reply_ask(kw_reply *v, const kw_question *q, kw_rows_of *rows, kw_err *err) {
    kw_buf b = KW_BUF_EMPTY;
    *rows = (kw_rows_of){ NULL, 0 };
    kw_rc rc = v->server->ask(v->server->ask_ctx, q, KW_JSONL, to_buffer, &b, err);
    if (rc == KW_OK) rc = read_rows(v, kw_buf_str(&b), rows, err);
    kw_buf_free(&b);
    return rc == KW_EMPTY ? KW_OK : rc;
}

void kw_reply_link(kw_reply *v, const char *path, kw_str id) {
    kw_buf_text(v->out, path);
    kw_markup_url(v->out, id);
    if (v->language_asked) {
        kw_buf_text(v->out, strchr(path, '?') ? "&amp;hl=" : "?hl=");
        kw_markup_url(v->out, v->language);
    }
}

static void put_nav(kw_reply *v, const char *path, const char *key) {
    bool here = kw_str_is(v->path, path);
    kw_buf_text(v->out, "<a href=\"");
    kw_reply_link(v, path, KW_STR(""));
    kw_buf_fmt(v->out, "\"%s>", here ? " aria-current=\"page\"" : "");
    kw_reply_say(v, key);
    kw_buf_text(v->out, "</a>");
}

kw_str kw_reply_language(const kw_reply *v, kw_str code) {
    const kw_table *t = kw_know_table(v->server->know, "lang/languages");
    kw_rows r = kw_table_find(t, code);
    kw_str name = r.n ? kw_table_cell(t, r.first, kw_table_column(t, "name_own")) : KW_NONE;
    return name.n ? name : code;
}

/* The same page in each language that has words for the page. */
static void put_languages(kw_reply *v) {
    const kw_know *k = v->server->know;
    kw_buf_text(v->out, "<nav class=\"languages\" aria-label=\"");
    kw_reply_say(v, "language_switch");
    kw_buf_text(v->out, "\">");
    for (size_t i = 0; i < kw_know_languages(k); i++) {
        kw_str code = kw_know_language(k, i);
        if (!kw_know_lang_table(k, code, "page")) continue;
        bool here = kw_str_eq(code, v->language);
        kw_buf_text(v->out, "<a href=\"");
        kw_markup_text(v->out, v->path);
        kw_buf_byte(v->out, '?');
        for (size_t a = 0; a < v->n_args; a++) {
            if (kw_str_is(v->args[a].name, "hl")) continue;
            kw_markup_url(v->out, v->args[a].name);
            kw_buf_byte(v->out, '=');
            kw_markup_url(v->out, v->args[a].value);
            kw_buf_text(v->out, "&amp;");
        }
        kw_buf_text(v->out, "hl=");
        kw_markup_url(v->out, code);
        kw_buf_fmt(v->out, "\" lang=\"%.*s\"%s>", KW_FMT(code), here ? " aria-current=\"true\"" : "");
        kw_markup_text(v->out, kw_reply_language(v, code));
        kw_buf_text(v->out, "</a>");
    }
    kw_buf_text(v->out, "</nav>");
}

static void put_search(kw_reply *v) {
    kw_buf_text(v->out, "<form class=\"find\" role=\"search\" action=\"/search\">");
    if (v->language_asked) {
        kw_buf_text(v->out, "<input type=\"hidden\" name=\"hl\" value=\"");
        kw_markup_text(v->out, v->language);
        kw_buf_text(v->out, "\">");
    }
    kw_buf_text(v->out, "<input type=\"search\" name=\"q\" value=\"");
    kw_markup_text(v->out, kw_reply_arg(v, "q"));
    kw_buf_text(v->out, "\" aria-label=\"");
    kw_reply_say(v, "search_for");
    kw_buf_text(v->out, "\" placeholder=\"");
    kw_reply_say(v, "search_for");
    kw_buf_text(v->out, "\"><button>");
    kw_reply_say(v, "search");
    kw_buf_text(v->out, "</button></form>");
}

void kw_reply_open(kw_reply *v, const char *title_key, kw_str title) {
    kw_buf *b = v->out;
    kw_buf_fmt(b, "<!DOCTYPE html>\n<html lang=\"%.*s\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>", KW_FMT(v->language));
    if (title.n) kw_markup_text(b, title);
    else kw_reply_say(v, title_key);
    kw_buf_text(b, " - kawat</title>\n<link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\">\n"
                   "<link rel=\"stylesheet\" href=\"/style.css\">\n<script src=\"/kawat.js\" defer></script>\n</head>\n<body>\n<a"
                   " class=\"skip\" href=\"#content\">");
    kw_reply_say(v, "skip");
    kw_buf_text(b, "</a>\n<header class=\"top\"><a class=\"mark\" href=\"");
    kw_reply_link(v, "/", KW_STR(""));
    kw_buf_text(b, "\">kawat</a><nav class=\"rooms\">");
    put_nav(v, "/", "home");
    put_nav(v, "/timeline", "timeline");
    put_nav(v, "/stories", "stories");
    kw_buf_text(b, "</nav>");
    put_search(v);
    put_languages(v);
    kw_buf_text(b, "</header>\n<main id=\"content\">\n");
}

static void put_json_link(kw_reply *v) {
    const char *separator = "?";
    kw_buf_text(v->out, "<a href=\"");
    kw_markup_text(v->out, kw_str_is(v->path, "/") ? KW_STR("/index") : v->path);
    kw_buf_text(v->out, ".json");
    for (size_t a = 0; a < v->n_args; a++) {
        if (kw_str_is(v->args[a].name, "hl") || !v->args[a].value.n) continue;
        kw_buf_text(v->out, separator);
        kw_markup_url(v->out, v->args[a].name);
        kw_buf_byte(v->out, '=');
        kw_markup_url(v->out, v->args[a].value);
        separator = "&amp;";
    }
    kw_buf_text(v->out, "\">");
    kw_reply_say(v, "json");
    kw_buf_text(v->out, "</a>");
}

void kw_reply_close(kw_reply *v) {
    kw_buf_text(v->out, "</main>\n<footer class=\"end\"><span>kawat: ");
    kw_reply_say(v, "tagline");
    kw_buf_text(v->out, "</span> ");
    if (v->status == 200) put_json_link(v);
    kw_buf_text(v->out, "</footer>\n</body>\n</html>\n");
}
