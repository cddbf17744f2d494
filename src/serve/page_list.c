/* SPDX-License-Identifier: MIT
 * Pages that list: start, stories, timeline, search. */
#include "serve/view.h"

enum { HOME_STORIES = 12, HOME_EVENTS = 12, LIST_MOST = 500 };

static void put_nothing(kw_view *v) {
    kw_buf_text(v->out, "<p class=\"nothing\">");
    kw_view_say(v, "nothing");
    kw_buf_byte(v->out, ' ');
    kw_view_say(v, "nothing_hint");
    kw_buf_text(v->out, "</p>\n");
}

static void put_heading(kw_view *v, const char *tag, const char *key) {
    kw_buf_fmt(v->out, "<%s>", tag);
    kw_view_say(v, key);
    kw_buf_fmt(v->out, "</%s>\n", tag);
}

static void put_field(kw_view *v, const char *name, const char *key, const char *type) {
    kw_buf_text(v->out, "<label><span>");
    kw_view_say(v, key);
    kw_buf_fmt(v->out, "</span><input name=\"%s\" type=\"%s\" value=\"", name, type);
    kw_markup_text(v->out, kw_view_arg(v, name));
    kw_buf_text(v->out, "\"></label>");
}

static void put_dyad_form(kw_view *v) {
    kw_buf_text(v->out, "<form class=\"dyad\" action=\"/timeline\">");
    if (v->language_asked) {
        kw_buf_text(v->out, "<input type=\"hidden\" name=\"hl\" value=\"");
        kw_markup_text(v->out, v->language);
        kw_buf_text(v->out, "\">");
    }
    put_field(v, "a", "actor_a", "text");
    put_field(v, "b", "actor_b", "text");
    put_field(v, "since", "from", "date");
    put_field(v, "until", "to", "date");
    kw_buf_text(v->out, "<button>");
    kw_view_say(v, "show");
    kw_buf_text(v->out, "</button><p class=\"hint\">");
    kw_view_say(v, "dyad_hint");
    kw_buf_text(v->out, "</p></form>\n");
}

static void put_stories(kw_view *v, const kw_rows_of *rows, size_t most) {
    kw_buf_text(v->out, "<ul class=\"stories\">\n");
    for (size_t i = 0; i < rows->n && i < most; i++) kw_piece_story(v, &rows->v[rows->n - 1 - i]);      /* the newest first */
    kw_buf_text(v->out, "</ul>\n");
}

kw_rc kw_page_home(kw_view *v, kw_err *err) {
    kw_rows_of stories;
    kw_question q = { .what = KW_ASK_STORIES };
    KW_TRY(kw_view_ask(v, &q, &stories, err));
    kw_view_open(v, "tagline", KW_NONE);
    kw_buf_text(v->out, "<h1 class=\"claim\">");
    kw_view_say(v, "tagline");
    kw_buf_text(v->out, "</h1>\n");
    put_dyad_form(v);
    put_heading(v, "h2", "latest_stories");
    if (stories.n) put_stories(v, &stories, HOME_STORIES);
    else put_nothing(v);
    kw_buf_text(v->out, "<p><a href=\"");
    kw_view_link(v, "/stories", KW_STR(""));
    kw_buf_text(v->out, "\">");
    kw_view_say(v, "all_stories");
    kw_buf_text(v->out, "</a></p>\n");
    kw_view_close(v);
    return KW_OK;
}

kw_rc kw_page_stories(kw_view *v, kw_err *err) {
    kw_rows_of rows;
    kw_question q = { .what = KW_ASK_STORIES, .since = kw_view_arg(v, "since").p, .until = kw_view_arg(v, "until").p };
    KW_TRY(kw_view_ask(v, &q, &rows, err));
    kw_view_open(v, "stories", KW_NONE);
    put_heading(v, "h1", "stories");
    if (rows.n) put_stories(v, &rows, LIST_MOST);
    else put_nothing(v);
    kw_view_close(v);
    return KW_OK;
}

/* One bar an event along the days: up friendly, down hostile, high by the scale of Goldstein. For those who see; the list
 * below says the same. */
static void put_course(kw_view *v, const kw_rows_of *rows) {
    enum { WIDTH = 720, HEIGHT = 84, MID = 42 };
    if (rows->n < 2) return;
    kw_buf_fmt(v->out, "<svg class=\"course\" viewBox=\"0 0 %d %d\" role=\"img\" aria-hidden=\"true\"><line x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
               WIDTH, HEIGHT, WIDTH, MID, MID);
    for (size_t i = 0; i < rows->n; i++) {
        double g = 0, x = (double)(WIDTH - 12) * (double)i / (double)(rows->n - 1) + 3;
        kw_json_number(&rows->v[i], "goldstein", &g);
        double h = (g < 0 ? -g : g) * 4 + 1;
        kw_buf_fmt(v->out, "<a href=\"#%.*s\"><rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"6\" height=\"%.1f\"/></a>",
                   KW_FMT(kw_json_text(&rows->v[i], "event")), g < 0 ? "down" : "up", x, g < 0 ? (double)MID : MID - h, h);
    }
    kw_buf_text(v->out, "</svg>\n");
}

kw_rc kw_page_timeline(kw_view *v, kw_err *err) {
    kw_rows_of rows = { NULL, 0 };
    kw_str a = kw_view_arg(v, "a"), b = kw_view_arg(v, "b");
    kw_question q = { .what = a.p ? KW_ASK_TIMELINE : KW_ASK_EVENTS, .a = a.p, .b = b.p, .since = kw_view_arg(v, "since").p,
                      .until = kw_view_arg(v, "until").p, .type = kw_view_arg(v, "type").p, .limit = LIST_MOST };
    kw_err why = { "" };
    kw_rc rc = kw_view_ask(v, &q, &rows, &why);
    if (rc != KW_OK && rc != KW_USAGE) {
        if (err) *err = why;
        return rc;
    }
    if (rc == KW_USAGE) v->status = 400;
    kw_str title = b.p ? kw_str_fmt(v->mem, "%s - %s", a.p ? a.p : "", b.p) : a;
    kw_view_open(v, "timeline", title);
    kw_buf_text(v->out, "<h1>");
    kw_view_say(v, "timeline");
    if (title.n) kw_buf_text(v->out, ": ");
    kw_markup_text(v->out, title);
    kw_buf_text(v->out, "</h1>\n");
    put_dyad_form(v);
    if (rc == KW_USAGE) kw_markup_element(v->out, "p class=\"error\"", kw_str_of(why.text));
    else if (!rows.n) put_nothing(v);
    put_course(v, &rows);
    kw_piece_events(v, rows.v, rows.n);
    kw_view_close(v);
    return KW_OK;
}

static void put_hit(kw_view *v, const kw_json *hit) {
    kw_str title = kw_json_text(hit, "title"), snippet = kw_json_text(hit, "snippet");
    kw_str id = kw_json_text(hit, "article").n ? kw_json_text(hit, "article") : kw_json_text(hit, "id");
    kw_buf_text(v->out, "<li><a href=\"");
    kw_view_link(v, "/article/", id);
    kw_buf_text(v->out, "\">");
    if (title.n) kw_markup_text(v->out, title);
    else kw_view_say(v, "untitled");
    kw_buf_text(v->out, "</a><span class=\"counted\">");
    kw_markup_text(v->out, kw_json_text(hit, "outlet"));
    kw_buf_text(v->out, " &middot; ");
    kw_piece_date(v, kw_json_text(hit, "published"));
    kw_buf_text(v->out, "</span>");
    kw_markup_element(v->out, "p", snippet);
    kw_buf_text(v->out, "</li>\n");
}

kw_rc kw_page_search(kw_view *v, kw_err *err) {
    kw_rows_of rows = { NULL, 0 };
    kw_str words = kw_view_arg(v, "q");
    kw_question q = { .what = KW_ASK_SEARCH, .a = words.p, .limit = LIST_MOST };
    if (words.p) KW_TRY(kw_view_ask(v, &q, &rows, err));
    kw_view_open(v, "search", words);
    kw_buf_text(v->out, "<h1>");
    kw_view_say(v, "search");
    if (words.n) kw_buf_text(v->out, ": ");
    kw_markup_text(v->out, words);
    kw_buf_text(v->out, "</h1>\n");
    if (!rows.n) put_nothing(v);
    kw_buf_text(v->out, "<ul class=\"stories\">\n");
    for (size_t i = 0; i < rows.n; i++) put_hit(v, &rows.v[i]);
    kw_buf_text(v->out, "</ul>\n");
    kw_view_close(v);
    return KW_OK;
}
