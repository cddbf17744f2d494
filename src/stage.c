/* SPDX-License-Identifier: MIT
 * The verbs words, mark and code of kawat.h: one line in, one answer out. The text is taken as it was sent, so that offsets
 * count in the caller's own bytes; broken UTF-8 is therefore refused, not repaired. */
#include "base/json.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "export/conllu.h"
#include "export/explain.h"
#include "export/stage.h"
#include "know/calendar.h"
#include "pipeline.h"

typedef struct { kw_str id, text, language; kw_when published; kw_given_mention *given; size_t n_given; kw_json *json; } asked;

static kw_rc read_mention(const kw_json *m, kw_str text, const char *place, kw_given_mention *out, kw_err *err) {
    double start, end;
    kw_str role = kw_json_text(m, "role");
    if (!kw_json_number(m, "start", &start) || !kw_json_number(m, "end", &end) || start < 0 || end <= start || end > (double)text.n)
        return kw_fail(err, KW_DATA, place, "a mention wants start and end in bytes of the text (0 to %zu)", text.n);
    if (role.p && !kw_str_is(role, "source") && !kw_str_is(role, "target"))
        return kw_fail(err, KW_DATA, place, "a mention's role is source or target, found '%.*s'", KW_FMT(role));
    out->at = (kw_span){ (uint32_t)start, (uint32_t)end };
    out->role = !role.p ? 0 : kw_str_is(role, "source") ? 1 : 2;
    return KW_OK;
}

static kw_rc read_asked(kw_json *j, const char *place, kw_arena *mem, asked *a, kw_err *err) {
    if (j->kind != KW_JSON_MAP) return kw_fail(err, KW_DATA, place, "want a JSON object with a field \"text\"");
    const kw_json *id = kw_json_get(j, "id"), *mentions = kw_json_get(j, "mentions");
    kw_str published = kw_json_text(j, "published");
    a->json = j;
    a->text = kw_json_text(j, "text");
    a->language = kw_json_text(j, "language");
    a->id = kw_json_text(j, "id");
    if (id && id->kind == KW_JSON_NUM) a->id = kw_str_fmt(mem, "%.15g", id->num);
    if (!a->text.p) return kw_fail(err, KW_DATA, place, "want a field \"text\" with a string");
    if (a->text.n > KW_TEXT_MAX) return kw_fail(err, KW_DATA, place, "want a text of at most %zu MiB", KW_TEXT_MAX >> 20);
    if (published.p && !kw_when_parse(published, &a->published))
        return kw_fail(err, KW_DATA, place, "want \"published\" as an ISO 8601 date, found '%.*s'", KW_FMT(published));
    if (!mentions) return KW_OK;
    if (mentions->kind != KW_JSON_LIST) return kw_fail(err, KW_DATA, place, "want \"mentions\" as a list");
    a->n_given = mentions->n;
    if (!(a->given = kw_alloc_n(mem, a->n_given, sizeof *a->given))) return kw_fail_nomem(err);
    for (size_t i = 0; i < a->n_given; i++) KW_TRY(read_mention(&mentions->items[i], a->text, place, &a->given[i], err));
    return KW_OK;
}

static kw_rc parse_all(const kw *k, kw_words *w, kw_arena *mem, kw_err *err) {
    for (size_t s = 0; s < w->n_sentences; s++) KW_TRY(kw_words_parse(k->words, w, s, mem, err));
    return KW_OK;
}

static kw_rc mark_and_code(const kw *k, kw_stage stage, const asked *a, kw_words *w, kw_arena *mem, kw_buf *out, kw_err *err) {
    kw_marks marks = { 0 };
    kw_reports reports = { 0 };
    kw_mark_in in = { .words = w, .published = a->published, .given = a->given, .n_given = a->n_given };
    if (in.published.precision == KW_WHEN_NONE) in.published = kw_mark_published(k->mark, &in, mem);
    KW_TRY(kw_mark_run(k->mark, &in, mem, &marks, err));
    if (stage == KW_STAGE_MARK) {
        kw_export_marks(a->text, &marks, mem, out);
        return KW_OK;
    }
    for (size_t s = 0; s < w->n_sentences; s++)
        if (kw_code_wants_heads(k->code, w, &marks, s)) KW_TRY(kw_words_parse_but(k->words, w, s, marks.dateline, mem, err));
    kw_code_in code = { .words = w, .marks = &marks, .published = in.published, .all = k->all_events };
    KW_TRY(kw_code_run(k->code, &code, mem, &reports, err));
    kw_export_reports(a->text, &marks, &reports, mem, out);
    kw_export_quotes(a->text, &marks, out);
    return KW_OK;
}

static kw_rc explain_all(const kw *k, const asked *a, const kw_words *w, kw_arena *mem, kw_sentence_why **out, kw_err *err) {
    if (!(*out = kw_alloc_n(mem, w->n_sentences + 1, sizeof **out))) return kw_fail_nomem(err);
    for (size_t s = 0; s < w->n_sentences; s++) KW_TRY(kw_words_why(k->words, w, s, a->language.n > 0, mem, &(*out)[s], err));
    return KW_OK;
}

static kw_rc answer_words(const kw *k, kw_words_form form, const asked *a, kw_words *w, kw_arena *mem, kw_buf *out, kw_err *err) {
    kw_sentence_why *why = NULL;
    KW_TRY(parse_all(k, w, mem, err));
    if (form >= KW_WORDS_EXPLAIN) KW_TRY(explain_all(k, a, w, mem, &why, err));
    if (form == KW_WORDS_EXPLAIN_TEXT) kw_export_explain(a->id, w, why, out);
    else if (form == KW_WORDS_CONLLU || form == KW_WORDS_EXPLAIN) kw_export_conllu(a->id, w, why, out);
    else kw_export_words(a->id, w, why, out);
    return KW_OK;
}

static kw_rc answer(const kw *k, kw_stage stage, kw_words_form form, const asked *a, kw_arena *mem, kw_buf *out, kw_err *err) {
    kw_words w = { 0 };
    KW_TRY(kw_words_run(k->words, a->text, a->language, mem, &w, err));
    if (stage == KW_STAGE_WORDS) return answer_words(k, form, a, &w, mem, out, err);
    kw_json_open(out, '{');
    kw_json_put(out, "id", a->id);
    KW_TRY(mark_and_code(k, stage, a, &w, mem, out, err));
    kw_json_close(out, '}');
    kw_buf_byte(out, '\n');
    return KW_OK;
}

kw_rc kw_stage_line(const kw *k, kw_stage stage, kw_words_form form, const char *line, size_t n, const char *place,
                    kw_write_fn *write, void *ctx, kw_err *err) {
    kw_arena mem = KW_ARENA_EMPTY;
    kw_buf out = KW_BUF_EMPTY;
    kw_str text = { line, n };
    asked a = { 0 };
    kw_json *j = NULL;
    kw_rc rc = KW_OK;
    size_t broken = kw_utf8_broken(text);
    if (broken != SIZE_MAX)
        rc = kw_fail(err, KW_DATA, place, "want UTF-8, found byte 0x%02x at %zu", (unsigned char)line[broken], broken);
    else if (stage == KW_STAGE_WORDS && (!n || line[0] != '{')) a.text = text;
    else {
        rc = kw_json_parse(text, place, &mem, &j, err);
        if (rc == KW_OK) rc = read_asked(j, place, &mem, &a, err);
    }
    if (rc == KW_OK && stage != KW_STAGE_WORDS) rc = kw_pipeline_whole(k, err);
    if (rc == KW_OK) rc = answer(k, stage, form, &a, &mem, &out, err);
    if (rc == KW_OK && out.failed) rc = kw_fail_nomem(err);
    if (rc == KW_OK && !write(ctx, out.p, out.n)) rc = KW_STOPPED;
    kw_buf_free(&out);
    kw_arena_free(&mem);
    return rc;
}
