/* SPDX-License-Identifier: MIT
 * Pages that list: start, stories, timeline, search. */
#include "know/calendar.h"
#include "know/rule.h"
#include "serve/reply.h"

enum { HOME_STORIES = 12, LIST_MOST = 200, SEARCH_MOST = 50 };

static void put_nothing(kw_reply *v) {
    kw_buf_text(v->out, "<p class=\"nothing\">");
    kw_reply_say(v, "nothing");
    kw_buf_byte(v->out, ' ');
    kw_reply_say(v, "nothing_hint");
    kw_buf_text(v->out, "</p>\n");
}

static void put_heading(kw_reply *v, const char *tag, const char *key) {
    kw_buf_fmt(v->out, "<%s>", tag);
    kw_reply_say(v, key);
    kw_buf_fmt(v->out, "</%s>\n", tag);
}

/* "Timeline: Japan - Indonesia" */
static void put_heading_of(kw_reply *v, const char *key, kw_str what) {
    kw_buf_text(v->out, "<h1>");
    kw_reply_say(v, key);
    if (what.n) kw_buf_text(v->out, ": ");
    kw_markup_text(v->out, what);
    kw_buf_text(v->out, "</h1>\n");
}

static void put_field(kw_reply *v, const char *name, const char *key, const char *type) {
    kw_buf_text(v->out, "<label><span>");
    kw_reply_say(v, key);
    kw_buf_fmt(v->out, "</span><input name=\"%s\" type=\"%s\" value=\"", name, type);
    kw_markup_text(v->out, kw_reply_arg(v, name));
    kw_buf_text(v->out, "\"></label>");
}

static void put_dyad_form(kw_reply *v) {
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
    kw_reply_say(v, "show");
    kw_buf_text(v->out, "</button><p class=\"hint\">");
    kw_reply_say(v, "dyad_hint");
    kw_buf_text(v->out, "</p></form>\n");
}

static void put_stories(kw_reply *v, const kw_rows_of *rows) {
    kw_buf_text(v->out, "<ul class=\"stories\">\n");
    for (size_t i = 0; i < rows->n; i++) kw_piece_story(v, &rows->v[i]);
    kw_buf_text(v->out, "</ul>\n");
}

kw_rc kw_page_home(kw_reply *v, kw_err *err) {
    kw_rows_of stories;
    kw_question q = { .what = KW_ASK_STORIES, .newest = true, .limit = HOME_STORIES };
    KW_TRY(kw_reply_ask(v, &q, &stories, err));
    kw_reply_open(v, "tagline", KW_NONE);
    kw_buf_text(v->out, "<h1 class=\"claim\">");
    kw_reply_say(v, "tagline");
    kw_buf_text(v->out, "</h1>\n<p class=\"lead\">");
    kw_reply_say(v, "lead");
    kw_buf_text(v->out, "</p>\n");
    put_dyad_form(v);
    put_heading(v, "h2", "latest_stories");
    if (stories.n) put_stories(v, &stories);
    else put_nothing(v);
    kw_buf_text(v->out, "<p><a href=\"");
    kw_reply_link(v, "/stories", KW_STR(""));
    kw_buf_text(v->out, "\">");
    kw_reply_say(v, "all_stories");
    kw_buf_text(v->out, "</a></p>\n");
    kw_reply_close(v);
    return KW_OK;
}

kw_rc kw_page_stories(kw_reply *v, kw_err *err) {
    kw_rows_of rows;
    kw_question q = { .what = KW_ASK_STORIES, .since = kw_reply_arg(v, "since").p, .until = kw_reply_arg(v, "until").p, .newest = true,
        .limit = LIST_MOST };
    KW_TRY(kw_reply_ask(v, &q, &rows, err));
    kw_reply_open(v, "stories", KW_NONE);
    put_heading(v, "h1", "stories");
    if (rows.n) put_stories(v, &rows);
    else put_nothing(v);
    kw_reply_close(v);
    return KW_OK;
}

enum { CHART_W = 1000, CHART_H = 112, CHART_MID = 40, CHART_BAR = 6 };

static bool day_of(const kw_json *event, int32_t *day) {
    kw_when w;
    if (!kw_when_parse(kw_json_text(event, "date"), &w)) return false;
    *day = w.first;
    return true;
}

static void put_bar(kw_reply *v, const kw_json *event, double x) {
    double g = 0;
    kw_json_number(event, "goldstein", &g);
    double high = (g < 0 ? -g : g) * 3.5 + 1.5;
    kw_buf_text(v->out, "<a href=\"#");
    kw_markup_text(v->out, kw_json_text(event, "event"));
    kw_buf_fmt(v->out, "\"><rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"><title>", g < 0 ? "down" : "up", x,
               g < 0 ? (double)CHART_MID : CHART_MID - high, CHART_BAR, high);
    kw_piece_day(v, kw_json_text(event, "date"));
    kw_buf_byte(v->out, ' ');
    kw_reply_say_with(v, "type_", kw_json_text(event, "type"));
    kw_buf_text(v->out, "</title></rect></a>");
}

static void put_end(kw_reply *v, int32_t day, bool right) {
    kw_str iso = kw_when_iso_in(kw_when_day(day), v->mem);
    kw_buf_fmt(v->out, "<text x=\"%d\" y=\"%d\"%s>", right ? CHART_W : 0, CHART_H - 4, right ? " class=\"right\"" : "");
    kw_piece_day(v, iso);
    kw_buf_text(v->out, "</text>");
}

/* One bar an event on the line of its days: up friendly, down hostile, high by Goldstein's scale. For those who see; the
 * list below says the same. */
static void put_course(kw_reply *v, const kw_rows_of *rows) {
    int32_t first = INT32_MAX, last = INT32_MIN, day;
    for (size_t i = 0; i < rows->n; i++) {
        if (!day_of(&rows->v[i], &day)) continue;
        if (day < first) first = day;
        if (day > last) last = day;
    }
    if (first >= last) return;
    kw_buf_fmt(v->out, "<svg class=\"course\" viewBox=\"0 0 %d %d\" aria-hidden=\"true\"><line x1=\"0\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
               CHART_W, CHART_H, CHART_W, CHART_MID, CHART_MID);
    for (size_t i = 0; i < rows->n; i++)
        if (day_of(&rows->v[i], &day)) put_bar(v, &rows->v[i], (double)(CHART_W - CHART_BAR) * (day - first) / (last - first));
    put_end(v, first, false);
    put_end(v, last, true);
    kw_buf_text(v->out, "</svg>\n");
}

kw_rc kw_page_timeline(kw_reply *v, kw_err *err) {
    kw_rows_of rows = { NULL, 0 };
    kw_str a = kw_reply_arg(v, "a"), b = kw_reply_arg(v, "b");
    kw_question q = { .what = a.p ? KW_ASK_TIMELINE : KW_ASK_EVENTS, .a = a.p, .b = b.p, .since = kw_reply_arg(v, "since").p,
                      .until = kw_reply_arg(v, "until").p, .type = kw_reply_arg(v, "type").p, .limit = LIST_MOST };
    kw_err why = { "" };
    kw_rc rc = kw_reply_ask(v, &q, &rows, &why);
    if (rc != KW_OK && rc != KW_USAGE) {
        if (err) *err = why;
        return rc;
    }
    if (rc == KW_USAGE) v->status = 400;
    kw_str title = b.p ? kw_str_fmt(v->mem, "%s - %s", a.p ? a.p : "", b.p) : a;
    kw_reply_open(v, "timeline", title);
    put_heading_of(v, "timeline", title);
    put_dyad_form(v);
    if (rc == KW_USAGE) kw_markup_element(v->out, "p class=\"error\"", kw_rule_words(v->server->know, v->language, kw_str_of(why.text), v->mem));
    else if (!rows.n) put_nothing(v);
    put_course(v, &rows);
    kw_piece_events(v, rows.v, rows.n);
    kw_reply_close(v);
    return KW_OK;
}

static void put_hit(kw_reply *v, const kw_json *hit) {
    kw_str title = kw_json_text(hit, "title"), snippet = kw_json_text(hit, "snippet");
    kw_str id = kw_json_text(hit, "article").n ? kw_json_text(hit, "article") : kw_json_text(hit, "id");
    kw_buf_text(v->out, "<li><a href=\"");
    kw_reply_link(v, "/article/", id);
    kw_buf_text(v->out, "\">");
    if (title.n) kw_markup_text(v->out, title);
    else kw_reply_say(v, "untitled");
    kw_buf_text(v->out, "</a><span class=\"counted\">");
    kw_markup_text(v->out, kw_json_text(hit, "outlet"));
    kw_buf_text(v->out, " &middot; ");
    kw_piece_date(v, kw_json_text(hit, "published"));
    kw_buf_text(v->out, "</span>");
    kw_markup_element(v->out, "p", snippet);
    kw_buf_text(v->out, "</li>\n");
}

kw_rc kw_page_search(kw_reply *v, kw_err *err) {
    kw_rows_of rows = { NULL, 0 };
    kw_str words = kw_reply_arg(v, "q");
    kw_question q = { .what = KW_ASK_SEARCH, .a = words.p, .limit = SEARCH_MOST };
    if (words.p) KW_TRY(kw_reply_ask(v, &q, &rows, err));
    kw_reply_open(v, "search", words);
    put_heading_of(v, "search", words);
    if (!rows.n) put_nothing(v);
    kw_buf_text(v->out, "<ul class=\"stories\">\n");
    for (size_t i = 0; i < rows.n; i++) put_hit(v, &rows.v[i]);
    kw_buf_text(v->out, "</ul>\n");
    kw_reply_close(v);
    return KW_OK;
}
