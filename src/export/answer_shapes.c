/* SPDX-License-Identifier: MIT
 * The rows of answers as JSON has them (..._object, the names that CONTRACT.md promises) and as CSV and TSV do (..._line). */
#include "export/row.h"

#include <stddef.h>

/* One value each: its name, the struct and the member it stands in; see kw_field_kind. */
#define STR(name, row, member) { name, KW_F_STR, offsetof(row, member), 0, NULL, NULL }
#define INT(name, row, member) { name, KW_F_INT, offsetof(row, member), 0, NULL, NULL }
#define NUM(name, row, member, decimals) { name, KW_F_NUM, offsetof(row, member), decimals, NULL, NULL }
#define BOOL(name, row, member) { name, KW_F_BOOL, offsetof(row, member), 0, NULL, NULL }
#define ID(name, letter, row, member) { name, KW_F_ID, offsetof(row, member), letter, NULL, NULL }
#define AS(kind, name, row, member) { name, kind, offsetof(row, member), 0, NULL, NULL }
#define OF(kind, name, row, member, shape) { name, kind, offsetof(row, member), 0, &shape, NULL }
#define OWN(function) { NULL, KW_F_OWN, 0, 0, NULL, function }

/* ---- actors, who says so ---- */

static const kw_field actor_fields[] = {
    STR("actor", kw_actor_row, actor), STR("name", kw_actor_row, name), STR("country", kw_actor_row, country), STR("sector", kw_actor_row, sector),
};
static const kw_shape actor_object = KW_SHAPE(kw_actor_row, actor_fields);

static const kw_field says_fields[] = { STR("speaker", kw_says_row, speaker), AS(KW_F_STRS, "via", kw_says_row, via) };
static const kw_shape says_object = KW_SHAPE(kw_says_row, says_fields);

static const kw_field span_fields[] = { { NULL, KW_F_SPAN, 0, 0, NULL, NULL } };
static const kw_shape span_object = KW_SHAPE(kw_span, span_fields);

/* What events and reports both have. */
#define DEED(row) \
    STR("type", row, type), STR("mode", row, mode), STR("cameo", row, cameo), NUM("goldstein", row, goldstein, 1), \
    BOOL("happened", row, happened), STR("reason", row, reason), BOOL("background", row, background), STR("date", row, date), \
    STR("date_precision", row, precision), STR("place", row, place)

/* ---- events ---- */

static const kw_field told_fields[] = {
    ID("article", 'a', kw_report_row, article), STR("ref", kw_report_row, ref), STR("outlet", kw_report_row, outlet),
    STR("published", kw_report_row, published), STR("title", kw_report_row, title), STR("evidence", kw_report_row, evidence),
    AS(KW_F_SPAN, NULL, kw_report_row, at), OF(KW_F_PART, "says", kw_report_row, says, says_object),
};
static const kw_shape told_object = KW_SHAPE(kw_report_row, told_fields);

static const kw_field conflict_fields[] = {
    STR("what", kw_conflict_row, what), STR("ref_a", kw_conflict_row, ref_a), INT("figure_a", kw_conflict_row, figure_a),
    STR("says_a", kw_conflict_row, says_a), STR("ref_b", kw_conflict_row, ref_b), INT("figure_b", kw_conflict_row, figure_b),
    STR("says_b", kw_conflict_row, says_b),
};
static const kw_shape conflict_object = KW_SHAPE(kw_conflict_row, conflict_fields);

static const kw_field event_fields[] = {
    ID("event", 'e', kw_event_row, id), OF(KW_F_ACTOR, "source", kw_event_row, source, actor_object),
    OF(KW_F_ACTOR, "target", kw_event_row, target, actor_object), DEED(kw_event_row), STR("deed", kw_event_row, deed),
    ID("mirror", 'e', kw_event_row, mirror), OF(KW_F_PART, "says", kw_event_row, says, says_object), NUM("score", kw_event_row, score, 2),
    STR("first_told", kw_event_row, first_told), STR("last_told", kw_event_row, last_told), INT("n_reports", kw_event_row, n_reports),
    INT("n_outlets", kw_event_row, n_outlets), INT("n_origins", kw_event_row, n_origins), ID("story", 's', kw_event_row, story),
    OF(KW_F_ROWS, "reports", kw_event_row, reports, told_object), OF(KW_F_ROWS_IF, "conflicts", kw_event_row, conflicts, conflict_object),
};
const kw_shape kw_event_object = KW_SHAPE(kw_event_row, event_fields);

static const kw_field event_cells[] = {
    ID("event", 'e', kw_event_row, id), STR("date", kw_event_row, date), STR("date_precision", kw_event_row, precision),
    STR("source", kw_event_row, source.name), STR("source_actor", kw_event_row, source.actor), STR("source_country", kw_event_row, source.country),
    STR("source_sector", kw_event_row, source.sector), STR("type", kw_event_row, type), STR("mode", kw_event_row, mode),
    STR("cameo", kw_event_row, cameo), NUM("goldstein", kw_event_row, goldstein, 1), STR("target", kw_event_row, target.name),
    STR("target_actor", kw_event_row, target.actor), STR("target_country", kw_event_row, target.country),
    STR("target_sector", kw_event_row, target.sector), BOOL("happened", kw_event_row, happened), STR("reason", kw_event_row, reason),
    BOOL("background", kw_event_row, background), STR("place", kw_event_row, place), STR("speaker", kw_event_row, says.speaker),
    AS(KW_F_STRS, "via", kw_event_row, says.via), INT("n_reports", kw_event_row, n_reports), INT("n_outlets", kw_event_row, n_outlets),
    INT("n_origins", kw_event_row, n_origins), STR("first_told", kw_event_row, first_told), STR("last_told", kw_event_row, last_told),
    ID("story", 's', kw_event_row, story), NUM("score", kw_event_row, score, 2), STR("evidence", kw_event_row, evidence),
};
const kw_shape kw_event_line = KW_SHAPE(kw_event_row, event_cells);

/* ---- stories, threads ---- */

#define BRIEF(name_of_id) \
    ID(name_of_id, 'a', kw_brief_row, id), STR("ref", kw_brief_row, ref), STR("outlet", kw_brief_row, outlet), \
    STR("published", kw_brief_row, published), STR("title", kw_brief_row, title)

static const kw_field brief_fields[] = { BRIEF("id") }, brief_cells[] = { BRIEF("article") };
static const kw_shape brief_object = KW_SHAPE(kw_brief_row, brief_fields);
const kw_shape kw_brief_line = KW_SHAPE(kw_brief_row, brief_cells);

#define STORY_COUNTS \
    STR("first", kw_story_row, first), STR("last", kw_story_row, last), INT("n_articles", kw_story_row, n_articles), \
    INT("n_outlets", kw_story_row, n_outlets), INT("n_origins", kw_story_row, n_origins)

static const kw_field head_fields[] =
    { ID("story", 's', kw_story_row, id), ID("thread", 't', kw_story_row, thread), STR("title", kw_story_row, title), STORY_COUNTS };
static const kw_shape head_object = KW_SHAPE(kw_story_row, head_fields);

static const kw_field story_fields[] = {
    { NULL, KW_F_INTO, 0, 0, &head_object, NULL }, OF(KW_F_ROWS, "articles", kw_story_row, articles, brief_object),
    OF(KW_F_ROWS, "also", kw_story_row, also, brief_object),
};
const kw_shape kw_story_object = KW_SHAPE(kw_story_row, story_fields);

static const kw_field story_cells[] =
    { ID("story", 's', kw_story_row, id), ID("thread", 't', kw_story_row, thread), STR("story_title", kw_story_row, title), STORY_COUNTS };
const kw_shape kw_story_line = KW_SHAPE(kw_story_row, story_cells);
static const kw_field also_cells[] = { { "also", KW_F_BOOL, 0, 0, NULL, NULL } };
const kw_shape kw_also_line = KW_SHAPE(bool, also_cells);

static const kw_field turn_fields[] = {
    ID("event", 'e', kw_turn_row, event), STR("date", kw_turn_row, date), STR("kind", kw_turn_row, kind), STR("was", kw_turn_row, was),
    STR("is", kw_turn_row, is), STR("evidence", kw_turn_row, evidence),
};
static const kw_shape turn_object = KW_SHAPE(kw_turn_row, turn_fields);

static const kw_field thread_fields[] = {
    ID("thread", 't', kw_thread_row, id), STR("title", kw_thread_row, title), STR("first", kw_thread_row, first), STR("last", kw_thread_row, last),
    INT("n_stories", kw_thread_row, n_stories), INT("n_articles", kw_thread_row, n_articles),
    OF(KW_F_ROWS, "stories", kw_thread_row, stories, head_object), OF(KW_F_ROWS, "turns", kw_thread_row, turns, turn_object),
};
const kw_shape kw_thread_object = KW_SHAPE(kw_thread_row, thread_fields);

static const kw_field thread_cells[] = { ID("thread", 't', kw_thread_row, id), STR("thread_title", kw_thread_row, title) };
const kw_shape kw_thread_line = KW_SHAPE(kw_thread_row, thread_cells);
static const kw_field step_cells[] = { ID("story", 's', kw_story_row, id), STR("title", kw_story_row, title), STORY_COUNTS };
const kw_shape kw_step_line = KW_SHAPE(kw_story_row, step_cells);

/* ---- links, chain ---- */

/* A passage without a place in either text is one that only says what the words are. */
static void passage(const kw_out *o, const void *row) {
    const kw_passage_row *p = row;
    if (p->in_from) kw_json_put_int(o->json, "from_start", p->from.start), kw_json_put_int(o->json, "from_end", p->from.end);
    if (p->in_to) kw_json_put_int(o->json, "to_start", p->to.start), kw_json_put_int(o->json, "to_end", p->to.end);
    if (p->text.p || p->from_words.p) kw_json_put(o->json, "text", p->text.p ? p->text : p->from_words);
}
static const kw_field passage_fields[] = { OWN(passage) };
static const kw_shape passage_object = KW_SHAPE(kw_passage_row, passage_fields);

static void link_to(const kw_out *o, const void *row) {
    const kw_link_row *l = row;
    kw_json_put(o->json, "to", l->to ? l->to_ref : l->agency);
}
static const kw_field link_fields[] = {
    ID("link", 'l', kw_link_row, id), STR("from", kw_link_row, from_ref), OWN(link_to), ID("from_id", 'a', kw_link_row, from),
    ID("to_id", 'a', kw_link_row, to), STR("kind", kw_link_row, kind), NUM("score", kw_link_row, score, 2), STR("why", kw_link_row, why),
    OF(KW_F_ROWS, "evidence", kw_link_row, evidence, passage_object),
};
const kw_shape kw_link_object = KW_SHAPE(kw_link_row, link_fields);

static const kw_field link_cells[] = {
    ID("link", 'l', kw_link_row, id), ID("from", 'a', kw_link_row, from), STR("from_ref", kw_link_row, from_ref), ID("to", 'a', kw_link_row, to),
    STR("to_ref", kw_link_row, to_ref), STR("agency", kw_link_row, agency), STR("kind", kw_link_row, kind), NUM("score", kw_link_row, score, 2),
    STR("why", kw_link_row, why),
};
const kw_shape kw_link_line = KW_SHAPE(kw_link_row, link_cells);

static kw_str node_name(const kw_chain_node *n, char text[KW_ID_TEXT]) { return n->id ? kw_id_text('a', n->id, text) : n->agency; }

/* An article has a ref and a title, an agency its name. */
static void node(const kw_out *o, const void *row) {
    const kw_chain_node *n = row;
    char text[KW_ID_TEXT];
    kw_json_put(o->json, "id", node_name(n, text));
    if (n->id) kw_json_put(o->json, "ref", n->ref);
    else kw_json_put(o->json, "agency", n->agency);
    kw_json_put(o->json, "outlet", n->outlet);
    kw_json_put(o->json, "published", n->published);
    if (n->id) kw_json_put(o->json, "title", n->title);
}
static const kw_field node_fields[] = { OWN(node) };
static const kw_shape node_object = KW_SHAPE(kw_chain_node, node_fields);

static const kw_field edge_fields[] = {
    STR("kind", kw_chain_edge, kind), NUM("score", kw_chain_edge, score, 2), OF(KW_F_ROWS, "evidence", kw_chain_edge, evidence, passage_object),
};
static const kw_shape edge_rest = KW_SHAPE(kw_chain_edge, edge_fields);

static void edges(const kw_out *o, const void *row) {
    const kw_chain *c = row;
    char text[KW_ID_TEXT];
    kw_json_key(o->json, "edges");
    kw_json_open(o->json, '[');
    for (size_t i = 0; i < c->n_edges; i++) {
        kw_json_open(o->json, '{');
        kw_json_id(o, "link", 'l', c->edges[i].link);
        kw_json_put(o->json, "from", node_name(&c->nodes[c->edges[i].from], text));
        kw_json_put(o->json, "to", node_name(&c->nodes[c->edges[i].to], text));
        kw_shape_values(o, &edge_rest, &c->edges[i]);
        kw_json_close(o->json, '}');
    }
    kw_json_close(o->json, ']');
}

static void origins(const kw_out *o, const void *row) {
    const kw_chain *c = row;
    char text[KW_ID_TEXT];
    kw_json_key(o->json, "origins");
    kw_json_open(o->json, '[');
    for (size_t i = 0; i < c->n_nodes; i++)
        if (c->nodes[i].origin) kw_json_str(o->json, node_name(&c->nodes[i], text));
    kw_json_close(o->json, ']');
}
static const kw_field chain_fields[] = {
    ID("article", 'a', kw_chain, article), OF(KW_F_ROWS, "nodes", kw_chain, nodes, node_object), OWN(edges), OWN(origins),
};
const kw_shape kw_chain_object = KW_SHAPE(kw_chain, chain_fields);

static const kw_field taker_cells[] = { ID("from", 'a', kw_chain_node, id), STR("from_ref", kw_chain_node, ref) };
static const kw_field kind_cells[] = { STR("kind", kw_chain_edge, kind) };
static const kw_field giver_cells[] = { ID("to", 'a', kw_chain_node, id), STR("to_ref", kw_chain_node, ref), STR("agency", kw_chain_node, agency) };
static const kw_field score_cells[] = { NUM("score", kw_chain_edge, score, 2) };
const kw_shape kw_taker_line = KW_SHAPE(kw_chain_node, taker_cells), kw_edge_kind_line = KW_SHAPE(kw_chain_edge, kind_cells);
const kw_shape kw_giver_line = KW_SHAPE(kw_chain_node, giver_cells), kw_edge_score_line = KW_SHAPE(kw_chain_edge, score_cells);

/* ---- quotations, search, small ones ---- */

static void speaker(const kw_out *o, const void *row) {
    const kw_quote_row *q = row;
    kw_json_put(o->json, "speaker", q->speaker.entity ? q->speaker.name : KW_NONE);
}
static const kw_field said_fields[] = {
    ID("quote", 'q', kw_quote_row, id), AS(KW_F_SPAN, NULL, kw_quote_row, at), STR("text", kw_quote_row, text), OWN(speaker),
    STR("actor", kw_quote_row, speaker.actor), AS(KW_F_SPAN, "speaker", kw_quote_row, speaker_at), STR("cue", kw_quote_row, cue),
    STR("via", kw_quote_row, via), BOOL("direct", kw_quote_row, direct),
};
static const kw_shape said_object = KW_SHAPE(kw_quote_row, said_fields);

static const kw_field quote_fields[] = {
    { NULL, KW_F_INTO, 0, 0, &said_object, NULL }, ID("article", 'a', kw_quote_row, article), STR("ref", kw_quote_row, ref),
    STR("outlet", kw_quote_row, outlet), STR("published", kw_quote_row, published),
};
const kw_shape kw_quote_object = KW_SHAPE(kw_quote_row, quote_fields);

static const kw_field quote_cells[] = {
    ID("quote", 'q', kw_quote_row, id), ID("article", 'a', kw_quote_row, article), STR("ref", kw_quote_row, ref), STR("outlet", kw_quote_row, outlet),
    STR("published", kw_quote_row, published), STR("speaker", kw_quote_row, speaker.name), STR("actor", kw_quote_row, speaker.actor),
    STR("cue", kw_quote_row, cue), STR("via", kw_quote_row, via), BOOL("direct", kw_quote_row, direct), AS(KW_F_SPAN, NULL, kw_quote_row, at),
    STR("text", kw_quote_row, text),
};
const kw_shape kw_quote_line = KW_SHAPE(kw_quote_row, quote_cells);

/* Without the marks around the words that were found. */
static void snippet(const kw_out *o, const void *row) {
    kw_str s = ((const kw_hit_row *)row)->snippet;
    kw_buf plain = KW_BUF_EMPTY;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != 1 && s.p[i] != 2) kw_buf_byte(&plain, s.p[i]);
    o->json->failed = o->json->failed || plain.failed;
    kw_json_put(o->json, "snippet", s.p ? (plain.n ? kw_buf_str(&plain) : KW_STR("")) : KW_NONE);
    kw_buf_free(&plain);
}
static const kw_field hit_fields[] = { OF(KW_F_INTO, NULL, kw_hit_row, article, kw_brief_line), OWN(snippet), NUM("score", kw_hit_row, score, 3) };
static const kw_field hit_cells[] = { OF(KW_F_INTO, NULL, kw_hit_row, article, kw_brief_line), NUM("score", kw_hit_row, score, 3) };
const kw_shape kw_hit_object = KW_SHAPE(kw_hit_row, hit_fields), kw_hit_line = KW_SHAPE(kw_hit_row, hit_cells);

static const kw_field dyad_fields[] = {
    STR("period", kw_dyad_row, period), STR("type", kw_dyad_row, type), INT("events", kw_dyad_row, events), INT("happened", kw_dyad_row, happened),
    INT("reports", kw_dyad_row, reports), INT("origins", kw_dyad_row, origins), NUM("goldstein", kw_dyad_row, goldstein, 2),
    NUM("goldstein_by_reports", kw_dyad_row, by_reports, 2), NUM("goldstein_by_origins", kw_dyad_row, by_origins, 2),
};
static const kw_field dyad_cells[] = {
    STR("period", kw_dyad_row, period), STR("type", kw_dyad_row, type), INT("events", kw_dyad_row, events), INT("happened", kw_dyad_row, happened),
    INT("reports", kw_dyad_row, reports), NUM("goldstein", kw_dyad_row, goldstein, 2), INT("origins", kw_dyad_row, origins),
    NUM("goldstein_by_reports", kw_dyad_row, by_reports, 2), NUM("goldstein_by_origins", kw_dyad_row, by_origins, 2),
};
const kw_shape kw_dyad_object = KW_SHAPE(kw_dyad_row, dyad_fields), kw_dyad_line = KW_SHAPE(kw_dyad_row, dyad_cells);

static const kw_field failure_fields[] = { STR("path", kw_failure_row, path), STR("why", kw_failure_row, why) };
const kw_shape kw_failure_object = KW_SHAPE(kw_failure_row, failure_fields);

static const kw_field why_fields[] = {
    INT("depth", kw_why_row, depth), STR("what", kw_why_row, what), STR("value", kw_why_row, value), STR("words", kw_why_row, words),
    STR("rule", kw_why_row, rule),
};
const kw_shape kw_why_object = KW_SHAPE(kw_why_row, why_fields);

/* The id that was asked for, before the rows that answer: a kw_str. */
static const kw_field asked_cells[] = { { "id", KW_F_STR, 0, 0, NULL, NULL } }, asked_article_cells[] = { { "article", KW_F_STR, 0, 0, NULL, NULL } };
const kw_shape kw_asked_line = KW_SHAPE(kw_str, asked_cells), kw_asked_article_line = KW_SHAPE(kw_str, asked_article_cells);

/* ---- differences ---- */

static const kw_field version_fields[] = {
    INT("version", kw_version_row, n), STR("published", kw_version_row, published), STR("modified", kw_version_row, modified),
    STR("fetched", kw_version_row, fetched), STR("title", kw_version_row, title), STR("path", kw_version_row, path),
    BOOL("current", kw_version_row, current),
};
static const kw_shape version_object = KW_SHAPE(kw_version_row, version_fields);

static const kw_field diff_line_fields[] = { AS(KW_F_SIDE, "side", kw_diff_row, side), STR("text", kw_diff_row, line) };
const kw_shape kw_diff_line = KW_SHAPE(kw_diff_row, diff_line_fields);
static const kw_field change_fields[] = { STR("kind", kw_change_row, kind), STR("older", kw_change_row, older), STR("newer", kw_change_row, newer) };
static const kw_shape change_object = KW_SHAPE(kw_change_row, change_fields);
static const kw_field piece_fields[] = { AS(KW_F_SIDE, "side", kw_piece_row, side), STR("text", kw_piece_row, words) };
static const kw_shape piece_object = KW_SHAPE(kw_piece_row, piece_fields);
static const kw_field paragraph_fields[] =
    { BOOL("title", kw_paragraph_row, title), OF(KW_F_ROWS, "pieces", kw_paragraph_row, pieces, piece_object) };
static const kw_shape paragraph_object = KW_SHAPE(kw_paragraph_row, paragraph_fields);

static const kw_field diff_fields[] = {
    OF(KW_F_PART, "older", kw_diff, older, version_object), OF(KW_F_PART, "newer", kw_diff, newer, version_object),
    OF(KW_F_ROWS, "lines", kw_diff, v, kw_diff_line), OF(KW_F_ROWS, "changes", kw_diff, changes, change_object),
    OF(KW_F_ROWS, "paragraphs", kw_diff, paragraphs, paragraph_object),
};
const kw_shape kw_diff_object = KW_SHAPE(kw_diff, diff_fields);

/* ---- one article with its findings: spans as in `mark` and `code` ---- */

static const kw_field spanned_fields[] = { { NULL, KW_F_SPAN, 0, 0, NULL, NULL }, { "text", KW_F_WORDS, 0, 0, NULL, NULL } };
static const kw_shape spanned = KW_SHAPE(kw_span, spanned_fields);

static void spanned_actor(const kw_out *o, const char *name, const kw_actor_row *a, kw_span at) {
    kw_json_key(o->json, name);
    if (!a->entity) { kw_json_null(o->json); return; }
    kw_json_open(o->json, '{');
    kw_shape_values(o, &spanned, &at);
    kw_shape_values(o, &actor_object, a);
    kw_json_close(o->json, '}');
}

static void coded_source(const kw_out *o, const void *row) { const kw_report_row *r = row; spanned_actor(o, "source", &r->source, r->source_at); }
static void coded_target(const kw_out *o, const void *row) { const kw_report_row *r = row; spanned_actor(o, "target", &r->target, r->target_at); }

static const kw_field coded_fields[] = {
    OWN(coded_source), OWN(coded_target), DEED(kw_report_row), OF(KW_F_PART, "says", kw_report_row, says, says_object),
    OF(KW_F_PART, "evidence", kw_report_row, at, span_object), NUM("score", kw_report_row, score, 2), STR("frame", kw_report_row, frame),
    STR("why", kw_report_row, why),
};
static const kw_shape coded = KW_SHAPE(kw_report_row, coded_fields);

static void coded_events(const kw_out *o, const void *row) {
    const kw_article_row *a = row;
    kw_json_key(o->json, "events");
    kw_json_open(o->json, '[');
    for (size_t i = 0; i < a->n_reports; i++) {
        kw_json_open(o->json, '{');
        kw_json_id(o, "event", 'e', a->events[i]);
        kw_shape_values(o, &coded, &a->reports[i]);
        kw_json_close(o->json, '}');
    }
    kw_json_close(o->json, ']');
}

static void credits(const kw_out *o, const void *row) {
    const kw_article_row *a = row;
    kw_json_key(o->json, "credits");
    kw_json_open(o->json, '[');
    for (size_t i = 0; i < a->n_credits; i++) kw_json_str(o->json, a->credits[i].name);
    kw_json_close(o->json, ']');
}

static const kw_field mention_fields[] = {
    OF(KW_F_INTO, NULL, kw_mention_row, at, spanned), STR("kind", kw_mention_row, who.kind), OF(KW_F_INTO, NULL, kw_mention_row, who, actor_object),
    STR("role", kw_mention_row, who.role), NUM("score", kw_mention_row, score, 2), STR("why", kw_mention_row, why),
};
static const kw_shape mention_object = KW_SHAPE(kw_mention_row, mention_fields);
static const kw_field date_fields[] = {
    OF(KW_F_INTO, NULL, kw_date_row, at, spanned), STR("iso", kw_date_row, iso), STR("precision", kw_date_row, precision),
    BOOL("relative", kw_date_row, relative), STR("why", kw_date_row, why),
};
static const kw_shape date_object = KW_SHAPE(kw_date_row, date_fields);
static const kw_field place_fields[] = {
    OF(KW_F_INTO, NULL, kw_place_row, at, spanned), STR("name", kw_place_row, name), STR("country", kw_place_row, country),
    STR("region", kw_place_row, region), NUM("lat", kw_place_row, lat, 4), NUM("lon", kw_place_row, lon, 4),
    STR("precision", kw_place_row, precision), BOOL("dateline", kw_place_row, dateline), STR("why", kw_place_row, why),
};
static const kw_shape place_object = KW_SHAPE(kw_place_row, place_fields);
static const kw_field quoted_fields[] = { { NULL, KW_F_INTO, 0, 0, &said_object, NULL }, STR("why", kw_quote_row, why) };
static const kw_shape quoted_object = KW_SHAPE(kw_quote_row, quoted_fields);

static const kw_field article_fields[] = {
    ID("article", 'a', kw_article_row, id), ID("story", 's', kw_article_row, story), ID("thread", 't', kw_article_row, thread),
    STR("ref", kw_article_row, ref), STR("path", kw_article_row, path), STR("url", kw_article_row, url), STR("canonical", kw_article_row, canonical),
    STR("title", kw_article_row, title), STR("text", kw_article_row, text), STR("published", kw_article_row, published),
    STR("published_from", kw_article_row, published_from), STR("modified", kw_article_row, modified), STR("outlet", kw_article_row, outlet),
    AS(KW_F_LIST_OR_NONE, "authors", kw_article_row, authors), STR("editor", kw_article_row, editor), STR("translator", kw_article_row, translator),
    STR("dateline", kw_article_row, dateline), OWN(credits), STR("language", kw_article_row, language),
    OF(KW_F_ROWS, "versions", kw_article_row, versions, version_object), OF(KW_F_ROWS, "mentions", kw_article_row, mentions, mention_object),
    OF(KW_F_ROWS, "dates", kw_article_row, dates, date_object), OF(KW_F_ROWS, "places", kw_article_row, places, place_object),
    OF(KW_F_ROWS, "quotes", kw_article_row, quotes, quoted_object), OWN(coded_events), OF(KW_F_ROWS, "links", kw_article_row, links, kw_link_object),
};
const kw_shape kw_article_object = KW_SHAPE(kw_article_row, article_fields);

static const kw_field article_cells[] = {
    ID("article", 'a', kw_article_row, id), STR("ref", kw_article_row, ref), STR("outlet", kw_article_row, outlet),
    STR("published", kw_article_row, published), STR("title", kw_article_row, title), STR("language", kw_article_row, language),
    STR("text", kw_article_row, text),
};
const kw_shape kw_article_line = KW_SHAPE(kw_article_row, article_cells);
