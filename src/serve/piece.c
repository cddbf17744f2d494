/* SPDX-License-Identifier: MIT
 * Pieces that several pages show: a line of a timeline, a story in a list. */
#include "base/utf8.h"
#include "export/row.h"
#include "serve/reply.h"

static double number(const kw_json *j, const char *key) {
    double v = 0;
    kw_json_number(j, key, &v);
    return v;
}

static bool truth(const kw_json *j, const char *key) {
    const kw_json *v = kw_json_get(j, key);
    return v && v->kind == KW_JSON_BOOL && v->num > 0;
}

/* "2025-03-13" as "13 Maret 2025", "2025-03" as "Maret 2025"; what has no month or is a span stands as it is. */
void kw_piece_day(kw_reply *v, kw_str day) {
    bool month = (day.n == 7 || day.n == 10) && day.p[4] == '-';
    kw_str key = month ? kw_str_fmt(v->mem, "month_%.2s", day.p + 5) : KW_NONE;
    kw_str name = key.p ? kw_reply_words(v, key.p) : KW_NONE;
    if (!key.p || kw_str_eq(name, key)) { kw_markup_text(v->out, day); return; }
    if (day.n == 10) {
        kw_markup_text(v->out, kw_str_sub(day, day.p[8] == '0' ? 9 : 8, 10));
        kw_buf_byte(v->out, ' ');
    }
    kw_markup_text(v->out, name);
    kw_buf_byte(v->out, ' ');
    kw_markup_text(v->out, kw_str_sub(day, 0, 4));
}

/* "15:53:00+07:00" as "15.53 WIB"; the seconds say nothing. */
static void put_hour(kw_reply *v, kw_str time) {
    kw_str zone = time.n > 8 ? kw_str_sub(time, 8, time.n) : KW_NONE;
    kw_buf_text(v->out, ", ");
    kw_markup_text(v->out, kw_str_sub(time, 0, 2));
    kw_reply_say_with(v, "hour", KW_STR(":"));
    kw_markup_text(v->out, kw_str_sub(time, 3, 5));
    if (!zone.n) return;
    kw_buf_byte(v->out, ' ');
    kw_reply_say_with(v, "zone_", zone);
}

void kw_piece_date(kw_reply *v, kw_str iso) {
    if (!iso.n) { kw_reply_say(v, "no_date"); return; }
    size_t t = kw_str_find(iso, KW_STR("T"), 0);
    bool hour = t != SIZE_MAX && t + 6 <= iso.n;
    kw_buf_text(v->out, "<time datetime=\"");
    kw_markup_text(v->out, iso);
    kw_buf_text(v->out, "\">");
    kw_piece_day(v, hour ? kw_str_sub(iso, 0, t) : iso);
    if (hour) put_hour(v, kw_str_sub(iso, t + 1, iso.n));
    kw_buf_text(v->out, "</time>");
}

/* A state by its name in the reader's language: the column of world/countries that is called so; p NULL: it is no state. */
static kw_str state_name(const kw_reply *v, kw_str actor) {
    const kw_table *t = kw_know_table(v->server->know, "world/countries");
    kw_str column = kw_str_fmt(v->mem, "name_%.*s", KW_FMT(v->language)), key = kw_utf8_fold(v->mem, actor);
    kw_rows r = column.p && key.p ? kw_table_find(t, key) : (kw_rows){ 0, 0 };
    kw_str name = r.n ? kw_table_cell(t, r.first, kw_table_column(t, column.p)) : KW_NONE;
    return name.n ? name : KW_NONE;
}

static void put_actor(kw_reply *v, const kw_json *role) {
    kw_str country = kw_json_text(role, "country"), name = state_name(v, kw_json_text(role, "actor"));
    if (!name.n) name = kw_json_text(role, "name");
    if (!name.n) name = kw_json_text(role, "text");
    kw_buf_text(v->out, "<b class=\"actor\">");
    kw_markup_text(v->out, name.n ? name : KW_STR("?"));
    kw_buf_text(v->out, "</b>");
    if (country.n && !kw_str_eq(country, name)) kw_markup_element(v->out, "span class=\"country\"", country);
}

static void put_status(kw_reply *v, const kw_json *event) {
    kw_str reason = kw_json_text(event, "reason");
    const kw_json *happened = kw_json_get(event, "happened");
    if (happened && !truth(event, "happened")) {
        kw_buf_text(v->out, " <span class=\"tag not\">");
        kw_reply_say_with(v, "", reason.n ? reason : KW_STR("alleged"));
        kw_buf_text(v->out, "</span>");
    }
    if (truth(event, "background")) {
        kw_buf_text(v->out, " <span class=\"tag\">");
        kw_reply_say(v, "background");
        kw_buf_text(v->out, "</span>");
    }
}

static void put_says(kw_reply *v, const kw_json *says) {
    kw_str speaker = kw_json_text(says, "speaker");
    const kw_json *via = kw_json_get(says, "via");
    kw_buf_text(v->out, "<span class=\"says\">");
    kw_reply_say(v, "says");
    kw_buf_text(v->out, ": ");
    if (speaker.n) kw_markup_text(v->out, speaker);
    else kw_reply_say(v, "the_article");
    for (size_t i = 0; via && via->kind == KW_JSON_LIST && i < via->n; i++) {
        kw_buf_text(v->out, i ? ", " : " (");
        if (!i) { kw_reply_say(v, "via"); kw_buf_byte(v->out, ' '); }
        kw_markup_text(v->out, via->items[i].str);
        if (i + 1 == via->n) kw_buf_byte(v->out, ')');
    }
    kw_buf_text(v->out, "</span>");
}

static void put_evidence(kw_reply *v, const kw_json *report) {
    kw_str sentence = kw_json_text(report, "evidence"), article = kw_json_text(report, "article");
    kw_buf_text(v->out, "<blockquote>");
    kw_markup_text(v->out, sentence);
    kw_buf_text(v->out, "<footer><a href=\"");
    kw_reply_link(v, "/article/", article);
    kw_buf_text(v->out, "\">");
    kw_markup_text(v->out, kw_told_by(kw_json_text(report, "outlet"), kw_json_text(report, "ref")));
    kw_buf_text(v->out, "</a> ");
    kw_piece_date(v, kw_json_text(report, "published"));
    kw_buf_text(v->out, " &middot; ");
    put_says(v, kw_json_get(report, "says"));
    kw_buf_text(v->out, "</footer></blockquote>");
}

static bool same_text(const kw_json *a, const char *x, const kw_json *b, const char *y) {
    kw_str one = kw_json_text(a, x);
    return one.n && kw_str_eq(one, kw_json_text(b, y));
}

/* Does one sentence of an article tell both, with the sides changed? */
static bool told_both_ways(const kw_json *a, const kw_json *b) {
    const kw_json *here = kw_json_get(a, "evidence"), *there = kw_json_get(b, "evidence");
    if (!here || !there || number(here, "start") < number(there, "start") || number(here, "start") > number(there, "start")) return false;
    return same_text(a, "type", b, "type") && same_text(kw_json_get(a, "source"), "name", kw_json_get(b, "target"), "name") &&
           same_text(kw_json_get(a, "target"), "name", kw_json_get(b, "source"), "name");
}

/* An event of the record names its mirror; what an article tells does not. */
static bool mirrored(const kw_json *a, const kw_json *b) {
    return kw_json_get(a, "mirror") ? same_text(a, "mirror", b, "event") : told_both_ways(a, b);
}

void kw_piece_events(kw_reply *v, const kw_json *events, size_t n) {
    for (size_t i = 0; i < n; i++) {
        bool mutual = i + 1 < n && mirrored(&events[i], &events[i + 1]);
        kw_piece_event(v, &events[i], false, mutual);
        i += mutual;
    }
}

void kw_piece_event(kw_reply *v, const kw_json *event, bool with_evidence, bool mutual) {
    kw_str id = kw_json_text(event, "event");
    const kw_json *reports = kw_json_get(event, "reports"), *where = kw_json_get(event, "place");
    size_t n = reports && reports->kind == KW_JSON_LIST ? reports->n : 0, shown = with_evidence ? n : n ? 1 : 0;
    kw_buf_fmt(v->out, "<article class=\"event quad%s\" id=\"", number(event, "goldstein") < 0 ? " hostile" : " friendly");
    kw_markup_text(v->out, id);
    kw_buf_text(v->out, "\"><div class=\"day\">");
    kw_piece_date(v, kw_json_text(event, "date"));
    if (where && where->kind == KW_JSON_STR) kw_markup_element(v->out, "span class=\"where\"", where->str);
    kw_buf_text(v->out, "</div><div class=\"what\"><h3>");
    put_actor(v, kw_json_get(event, "source"));
    kw_buf_text(v->out, " <span class=\"type\">");
    kw_reply_say_with(v, "type_", kw_json_text(event, "type"));
    kw_buf_text(v->out, mutual ? "</span> <span class=\"mutual\">\xE2\x87\x84</span> " : "</span> ");
    put_actor(v, kw_json_get(event, "target"));
    put_status(v, event);
    kw_buf_text(v->out, "</h3>");
    for (size_t i = 0; i < shown; i++) put_evidence(v, &reports->items[i]);
    kw_buf_text(v->out, "<p class=\"counted\">");
    if (kw_json_get(event, "n_reports")) kw_reply_count(v, "counted", event);       /* a report inside its article has none */
    kw_buf_text(v->out, " <a href=\"");
    kw_reply_link(v, "/event/", id);
    kw_buf_text(v->out, "\">");
    kw_reply_say(v, "why");
    kw_buf_text(v->out, "?</a></p></div></article>\n");
}

void kw_piece_story(kw_reply *v, const kw_json *story) {
    kw_str title = kw_json_text(story, "title"), first = kw_json_text(story, "first"), last = kw_json_text(story, "last");
    kw_buf_text(v->out, "<li class=\"story\"><a href=\"");
    kw_reply_link(v, "/story/", kw_json_text(story, "story"));
    kw_buf_text(v->out, "\">");
    if (title.n) kw_markup_text(v->out, title);
    else kw_reply_say(v, "untitled");
    kw_buf_text(v->out, "</a><span class=\"counted\">");
    kw_piece_date(v, first);
    if (last.n && kw_str_cmp(kw_str_sub(last, 0, last.n < 10 ? last.n : 10), kw_str_sub(first, 0, first.n < 10 ? first.n : 10)) != 0) {
        kw_buf_text(v->out, " &ndash; ");
        kw_piece_date(v, last);
    }
    kw_buf_text(v->out, " &middot; ");
    kw_reply_count(v, "counted_story", story);
    kw_buf_text(v->out, "</span></li>\n");
}
