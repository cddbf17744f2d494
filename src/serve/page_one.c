/* SPDX-License-Identifier: MIT
 * Pages of one thing: a story, an article, an event. */
#include "serve/chain.h"

enum { SIDE_BY_SIDE = 8, CHAINS_MOST = 24 };

static void put_fact(kw_reply *v, const char *key, kw_str value) {
    if (!value.n) return;
    kw_buf_text(v->out, "<dt>");
    kw_reply_say(v, key);
    kw_buf_text(v->out, "</dt><dd>");
    kw_markup_text(v->out, value);
    kw_buf_text(v->out, "</dd>\n");
}

static void put_list(kw_reply *v, const char *key, const kw_json *list) {
    if (!list || list->kind != KW_JSON_LIST || !list->n) return;
    kw_buf_text(v->out, "<dt>");
    kw_reply_say(v, key);
    kw_buf_text(v->out, "</dt><dd>");
    for (size_t i = 0; i < list->n; i++) {
        if (i) kw_buf_text(v->out, ", ");
        kw_markup_text(v->out, list->items[i].kind == KW_JSON_STR ? list->items[i].str : kw_json_text(&list->items[i], "name"));
    }
    kw_buf_text(v->out, "</dd>\n");
}

/* The way to the original: what stands here can be held against it. */
static void put_address(kw_reply *v, const kw_json *a) {
    kw_str url = kw_json_text(a, "url").n ? kw_json_text(a, "url") : kw_json_text(a, "canonical");
    if (!url.n) return;
    kw_buf_text(v->out, "<dt>");
    kw_reply_say(v, "address");
    kw_buf_text(v->out, "</dt><dd class=\"address\">");
    kw_markup_outside(v->out, url, url);
    kw_buf_text(v->out, "</dd>\n");
}

static void put_facts(kw_reply *v, const kw_json *a) {
    kw_buf_text(v->out, "<dl class=\"facts\">");
    put_fact(v, "outlet", kw_json_text(a, "outlet"));
    if (kw_json_text(a, "published").n) {
        kw_buf_text(v->out, "<dt>");
        kw_reply_say(v, "published");
        kw_buf_text(v->out, "</dt><dd>");
        kw_piece_date(v, kw_json_text(a, "published"));
        if (kw_json_text(a, "published_from").n) {
            kw_buf_text(v->out, " <small>");
            kw_reply_say(v, "found_in");
            kw_buf_byte(v->out, ' ');
            kw_reply_say_with(v, "found_", kw_json_text(a, "published_from"));
            kw_buf_text(v->out, "</small>");
        }
        kw_buf_text(v->out, "</dd>");
    }
    put_fact(v, "dateline", kw_json_text(a, "dateline"));
    put_list(v, "author", kw_json_get(a, "authors"));
    put_fact(v, "editor", kw_json_text(a, "editor"));
    put_fact(v, "translator", kw_json_text(a, "translator"));
    put_list(v, "credits", kw_json_get(a, "credits"));
    put_fact(v, "language", kw_reply_language(v, kw_json_text(a, "language")));
    put_address(v, a);
    kw_buf_text(v->out, "</dl>\n");
}

static void put_title(kw_reply *v, const char *tag, kw_str title) {
    kw_buf_fmt(v->out, "<%s>", tag);
    if (title.n) kw_markup_text(v->out, title);
    else kw_reply_say(v, "untitled");
    kw_buf_fmt(v->out, "</%s>\n", tag);
}

static kw_rc ask_one(kw_reply *v, kw_ask_what what, kw_str id, const kw_json **out, kw_err *err) {
    kw_rows_of rows;
    kw_str z = kw_str_dup(v->mem, id);
    kw_question q = { .what = what, .a = z.p, .language = kw_str_dup(v->mem, v->language).p };
    if (!z.p) return kw_fail_nomem(err);
    KW_TRY(kw_reply_ask(v, &q, &rows, err));
    *out = rows.n ? &rows.v[0] : NULL;
    return rows.n ? KW_OK : KW_EMPTY;
}

static void put_quotes(kw_reply *v, const kw_json *quotes) {
    if (!quotes || quotes->kind != KW_JSON_LIST || !quotes->n) return;
    kw_buf_text(v->out, "<section><h2>");
    kw_reply_say(v, "quotes");
    kw_buf_text(v->out, "</h2><ul class=\"quotes\">");
    for (size_t i = 0; i < quotes->n; i++) {
        const kw_json *q = &quotes->items[i];
        kw_str speaker = kw_json_text(q, "speaker");
        kw_buf_text(v->out, "<li><q>");
        kw_markup_text(v->out, kw_json_text(q, "text"));
        kw_buf_text(v->out, "</q> <span class=\"says\">");
        if (speaker.n) kw_markup_text(v->out, speaker);
        else kw_reply_say(v, "no_speaker");
        if (kw_json_text(q, "via").n) {
            kw_buf_text(v->out, ", ");
            kw_reply_say(v, "via");
            kw_buf_byte(v->out, ' ');
            kw_markup_text(v->out, kw_json_text(q, "via"));
        }
        kw_buf_text(v->out, "</span></li>");
    }
    kw_buf_text(v->out, "</ul></section>\n");
}

static void put_events(kw_reply *v, const kw_json *events) {
    if (!events || events->kind != KW_JSON_LIST || !events->n) return;
    kw_buf_text(v->out, "<section><h2>");
    kw_reply_say(v, "events");
    kw_buf_text(v->out, "</h2>");
    kw_piece_events(v, events->items, events->n);
    kw_buf_text(v->out, "</section>\n");
}

/* What the last version changed: each change with what it does, then the paragraphs word by word. */
static void put_changes(kw_reply *v, const kw_json *diff) {
    const kw_json *changes = kw_json_get(diff, "changes"), *paragraphs = kw_json_get(diff, "paragraphs");
    if (!changes || changes->kind != KW_JSON_LIST || !changes->n || !paragraphs || paragraphs->kind != KW_JSON_LIST) return;
    kw_buf_text(v->out, "<section class=\"changes\"><h2>");
    kw_reply_say(v, "changes");
    kw_buf_text(v->out, "</h2><ul>");
    for (size_t i = 0; i < changes->n; i++) {
        const kw_json *c = &changes->items[i];
        kw_buf_text(v->out, "<li><b>");
        kw_reply_say_with(v, "change_", kw_json_text(c, "kind"));
        kw_buf_text(v->out, "</b> ");
        kw_markup_element(v->out, "del", kw_json_text(c, "older"));
        kw_buf_byte(v->out, ' ');
        kw_markup_element(v->out, "ins", kw_json_text(c, "newer"));
        kw_buf_text(v->out, "</li>\n");
    }
    kw_buf_text(v->out, "</ul>\n");
    for (size_t i = 0; i < paragraphs->n; i++) {
        const kw_json *pieces = kw_json_get(&paragraphs->items[i], "pieces");
        kw_buf_text(v->out, "<p>");
        for (size_t k = 0; pieces && pieces->kind == KW_JSON_LIST && k < pieces->n; k++) {
            kw_str side = kw_json_text(&pieces->items[k], "side"), text = kw_json_text(&pieces->items[k], "text");
            if (kw_str_is(side, "both")) kw_markup_text(v->out, text);
            else kw_markup_element(v->out, kw_str_is(side, "older") ? "del" : "ins", text);
        }
        kw_buf_text(v->out, "</p>\n");
    }
    kw_buf_text(v->out, "</section>\n");
}

/* What each colour in the text says. */
static void put_legend(kw_reply *v) {
    static const char *const marks[][2] =
        { { "name", "names" }, { "date", "dates" }, { "place", "places" }, { "quote", "quotes" }, { "evidence", "evidence" } };
    kw_buf_text(v->out, "</p><p class=\"hint legend\">");
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        kw_buf_fmt(v->out, "<span class=\"%s\">", marks[i][0]);
        kw_reply_say(v, marks[i][1]);
        kw_buf_text(v->out, "</span> ");
    }
}

kw_rc kw_page_article(kw_reply *v, kw_str id, kw_err *err) {
    const kw_json *a, *chain, *diff;
    KW_TRY(ask_one(v, KW_ASK_SHOW, id, &a, err));
    if (!kw_json_text(a, "text").p) return KW_EMPTY;
    kw_reply_open(v, "article", kw_json_text(a, "title"));
    put_title(v, "h1", kw_json_text(a, "title"));
    put_facts(v, a);
    kw_buf_text(v->out, "<p class=\"hint\">");
    kw_reply_say(v, "findings_hint");
    put_legend(v);
    kw_buf_text(v->out, "</p><div class=\"reading\">");
    kw_piece_text(v, a);
    kw_buf_text(v->out, "<aside class=\"findings\">");
    put_events(v, kw_json_get(a, "events"));
    put_quotes(v, kw_json_get(a, "quotes"));
    kw_buf_text(v->out, "</aside></div>\n");
    kw_rc rc = ask_one(v, KW_ASK_DIFF, id, &diff, err);
    if (rc == KW_OK) put_changes(v, diff);
    if (rc != KW_OK && rc != KW_EMPTY) return rc;
    rc = ask_one(v, KW_ASK_CHAIN, id, &chain, err);
    if (rc == KW_OK) rc = kw_piece_chains(v, chain, 1, err);
    if (rc != KW_OK && rc != KW_EMPTY) return rc;
    if (kw_json_text(a, "story").n) {
        kw_buf_text(v->out, "<p><a href=\"");
        kw_reply_link(v, "/story/", kw_json_text(a, "story"));
        kw_buf_text(v->out, "\">");
        kw_reply_say(v, "side_by_side");
        kw_buf_text(v->out, "</a></p>\n");
    }
    kw_reply_close(v);
    return KW_OK;
}

static kw_rc put_column(kw_reply *v, kw_str id, kw_err *err) {
    const kw_json *a;
    kw_rc rc = ask_one(v, KW_ASK_SHOW, id, &a, err);
    if (rc != KW_OK) return rc == KW_EMPTY ? KW_OK : rc;
    kw_buf_text(v->out, "<article class=\"column\"><h3><a href=\"");
    kw_reply_link(v, "/article/", id);
    kw_buf_text(v->out, "\">");
    if (kw_json_text(a, "title").n) kw_markup_text(v->out, kw_json_text(a, "title"));
    else kw_markup_text(v->out, id);
    kw_buf_text(v->out, "</a></h3>");
    put_facts(v, a);
    kw_piece_text(v, a);
    kw_buf_text(v->out, "</article>\n");
    return KW_OK;
}

static kw_str article_id(const kw_json *member) {
    return kw_json_text(member, "id").n ? kw_json_text(member, "id") : kw_json_text(member, "article");
}

static kw_rc put_chains(kw_reply *v, const kw_json *members, kw_err *err) {
    kw_json *chains = kw_alloc_n(v->mem, CHAINS_MOST, sizeof *chains);
    size_t n = 0;
    if (!chains) return kw_fail_nomem(err);
    for (size_t i = 0; i < members->n && n < CHAINS_MOST; i++) {
        const kw_json *chain;
        kw_rc rc = ask_one(v, KW_ASK_CHAIN, article_id(&members->items[i]), &chain, err);
        if (rc == KW_OK) chains[n++] = *chain;
        else if (rc != KW_EMPTY) return rc;
    }
    return kw_piece_chains(v, chains, n, err);
}

/* The thread that a story is in: its other stories, and where its course turns. */
static void put_thread(kw_reply *v, const kw_json *t) {
    const kw_json *stories = kw_json_get(t, "stories"), *turns = kw_json_get(t, "turns");
    if (!stories || stories->kind != KW_JSON_LIST || !turns || turns->kind != KW_JSON_LIST) return;
    kw_buf_text(v->out, "<section class=\"thread\"><h2>");
    kw_markup_text(v->out, kw_json_text(t, "title"));
    kw_buf_text(v->out, "</h2><ul>");
    for (size_t i = 0; i < stories->n; i++) {
        kw_buf_text(v->out, "<li>");
        kw_piece_date(v, kw_json_text(&stories->items[i], "first"));
        kw_buf_text(v->out, " <a href=\"");
        kw_reply_link(v, "/story/", kw_json_text(&stories->items[i], "story"));
        kw_buf_text(v->out, "\">");
        kw_str title = kw_json_text(&stories->items[i], "title");
        kw_markup_text(v->out, title.n ? title : kw_json_text(&stories->items[i], "story"));
        kw_buf_text(v->out, "</a></li>\n");
    }
    kw_buf_text(v->out, "</ul><ul class=\"turns\">");
    for (size_t i = 0; i < turns->n; i++) {
        const kw_json *x = &turns->items[i];
        kw_buf_text(v->out, "<li>");
        kw_piece_date(v, kw_json_text(x, "date"));
        kw_buf_text(v->out, " <a href=\"");
        kw_reply_link(v, "/event/", kw_json_text(x, "event"));
        kw_buf_text(v->out, "\"><b>");
        kw_reply_say_with(v, "turn_", kw_json_text(x, "kind"));
        kw_buf_text(v->out, "</b></a> ");
        kw_markup_text(v->out, kw_json_text(x, "was"));
        if (kw_json_text(x, "was").n) kw_buf_text(v->out, " \xe2\x86\x92 ");
        kw_markup_text(v->out, kw_json_text(x, "is"));
        kw_buf_byte(v->out, ' ');
        kw_markup_element(v->out, "q", kw_json_text(x, "evidence"));
        kw_buf_text(v->out, "</li>\n");
    }
    kw_buf_text(v->out, "</ul></section>\n");
}

kw_rc kw_page_story(kw_reply *v, kw_str id, kw_err *err) {
    const kw_json *s, *thread;
    KW_TRY(ask_one(v, KW_ASK_STORY, id, &s, err));
    const kw_json *members = kw_json_get(s, "articles");
    kw_reply_open(v, "story", kw_json_text(s, "title"));
    put_title(v, "h1", kw_json_text(s, "title"));
    kw_buf_text(v->out, "<p class=\"counted\">");
    kw_reply_count(v, "counted_story", s);
    kw_buf_text(v->out, "</p>\n");
    put_events(v, kw_json_get(s, "events"));
    if (members && members->kind == KW_JSON_LIST) {
        KW_TRY(put_chains(v, members, err));
        kw_buf_text(v->out, "<h2>");
        kw_reply_say(v, "side_by_side");
        kw_buf_text(v->out, "</h2><div class=\"columns\" tabindex=\"0\">\n");
        for (size_t i = 0; i < members->n && i < SIDE_BY_SIDE; i++) KW_TRY(put_column(v, article_id(&members->items[i]), err));
        kw_buf_text(v->out, "</div>\n");
    }
    if (kw_json_text(s, "thread").n) {
        kw_rc rc = ask_one(v, KW_ASK_SHOW, kw_json_text(s, "thread"), &thread, err);
        if (rc == KW_OK) put_thread(v, thread);
        else if (rc != KW_EMPTY) return rc;
    }
    kw_reply_close(v);
    return KW_OK;
}

static void put_step(kw_reply *v, const kw_json *s) {
    kw_buf_text(v->out, "<tr><th scope=\"row\">");
    kw_reply_say_with(v, "step_", kw_json_text(s, "what"));
    kw_buf_text(v->out, "</th><td><b>");
    if (kw_str_is(kw_json_text(s, "what"), "date")) kw_piece_day(v, kw_json_text(s, "value"));
    else kw_markup_text(v->out, kw_json_text(s, "value"));
    kw_buf_text(v->out, "</b>");
    kw_markup_element(v->out, "q", kw_json_text(s, "words"));
    kw_markup_element(v->out, "small", kw_json_text(s, "rule"));
    kw_buf_text(v->out, "</td></tr>\n");
}

/* One part of an explanation, its first step as the line that opens it: of a report, who tells it and the sentence; of the event, which stands
 * above in the reader's words, how it was put together. */
static void open_part(kw_reply *v, const kw_json *head, bool open) {
    kw_str words = kw_json_text(head, "words"), rule = kw_json_text(head, "rule"), what = kw_json_text(head, "what");
    bool event = kw_str_is(what, "event");
    kw_buf_fmt(v->out, "<details%s><summary>", open ? " open" : "");
    kw_reply_say_with(v, "step_", what);
    kw_buf_text(v->out, ": ");
    kw_markup_element(v->out, "b", words.n || event ? rule : kw_json_text(head, "value"));
    kw_buf_byte(v->out, ' ');
    kw_markup_element(v->out, "q", words);
    if (!words.n && !event) kw_markup_element(v->out, "small", rule);
    kw_buf_text(v->out, "</summary><table>\n");
}

/* What `kawat why` tells: each step with its value, the words of the text and the row or rule that decided. The first report is open. */
static void put_steps(kw_reply *v, const kw_json *steps) {
    if (!steps || steps->kind != KW_JSON_LIST) return;
    kw_buf_text(v->out, "<section class=\"why\"><h2>");
    kw_reply_say(v, "why");
    kw_buf_text(v->out, "</h2>");
    size_t parts = 0;
    for (size_t i = 0; i < steps->n; i++) {
        double depth = 0;
        kw_json_number(&steps->items[i], "depth", &depth);
        if (depth > 0 && parts) { put_step(v, &steps->items[i]); continue; }
        if (parts) kw_buf_text(v->out, "</table></details>\n");
        open_part(v, &steps->items[i], ++parts <= 2);
    }
    kw_buf_text(v->out, parts ? "</table></details></section>\n" : "</section>\n");
}

kw_rc kw_page_event(kw_reply *v, kw_str id, kw_err *err) {
    const kw_json *e, *why;
    KW_TRY(ask_one(v, KW_ASK_SHOW, id, &e, err));
    if (!kw_json_text(e, "event").n) return KW_EMPTY;
    kw_reply_open(v, "event", KW_NONE);
    kw_buf_text(v->out, "<h1>");
    kw_reply_say(v, "event");
    kw_buf_byte(v->out, ' ');
    kw_markup_text(v->out, id);
    kw_buf_text(v->out, "</h1>\n");
    kw_piece_event(v, e, true, false);
    kw_rc rc = ask_one(v, KW_ASK_WHY, id, &why, err);
    if (rc == KW_OK) {
        put_steps(v, kw_json_get(why, "why"));
    } else if (rc != KW_EMPTY) return rc;
    kw_reply_close(v);
    return KW_OK;
}
