/* SPDX-License-Identifier: MIT
 * The verbs that ask and keep the record. */
#include "cmd/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PORT = 8173 };

const char *record_path(const options *o) { return o->record ? o->record : "kawat.db"; }

int exit_code(kw_rc rc) {
    switch (rc) {
    case KW_OK: return EXIT_DONE;
    case KW_EMPTY: return EXIT_NOTHING;
    case KW_USAGE: return EXIT_USAGE;
    case KW_STOPPED: return EXIT_DONE;
    default: return EXIT_RECORD;
    }
}

static int failed(kw_rc rc, const kw_err *err) {
    if (err->text[0]) say("%s", err->text);
    return exit_code(rc);
}

static void tell_failure(void *ctx, const char *path, const char *why) {
    (void)ctx;
    (void)path;
    say("%s", why);
}

int open_kawat(const options *o, bool words_only, kw **k) {
    kw_err err = { "" };
    kw_options how = { .world = o->world, .petrarch = o->petrarch, .trusted = o->trusted, .all_events = o->all,
        .failed = o->quiet ? NULL : tell_failure, .words_only = words_only };
    kw_rc rc = kw_open(&how, k, &err);
    return rc == KW_OK ? 0 : failed(rc == KW_IO || rc == KW_DATA ? KW_USAGE : rc, &err);
}

int open_record(const options *o, kw_record_mode mode, kw_record **r) {
    kw_err err = { "" };
    kw_rc rc = kw_record_open(record_path(o), mode, r, &err);
    return rc == KW_OK ? 0 : failed(rc, &err);
}

/* ---- add, extract ---- */

static kw_inputs inputs_of(const options *o) {
    static const char *const standard_input[] = { "-" };
    kw_inputs in = { .map = o->map, .jobs = (unsigned)o->jobs, .allow_private = o->allow_private, .contact = o->contact, .follow = o->follow,
                     .limit = (unsigned)o->limit, .again = o->again, .failed = tell_failure, .progress = o->quiet ? NULL : show_progress,
                     .stop = &stop_flag };
    in.paths = o->n_words ? (const char *const *)o->words : standard_input;
    in.n_paths = o->n_words ? (size_t)o->n_words : 1;
    return in;
}

static const char *plural(uint64_t n) { return n == 1 ? "" : "s"; }

/* No input was found: a folder without files, a file without records. */
static void tell_nothing(const options *o) {
    if (o->quiet) return;
    if (o->n_words == 1) say("%s: nothing to read in it (files whose names begin with a point are left out)", o->words[0]);
    else say("nothing to read in what was given (files whose names begin with a point are left out)");
}

static void tell_summary(const kw_summary *s, const char *record) {
    char failures[96] = "", again[64] = "";
    if (s->again) snprintf(again, sizeof again, ", %llu understood anew", (unsigned long long)s->again);
    if (s->failed) snprintf(failures, sizeof failures, ", %llu failed (`kawat failures` lists them)", (unsigned long long)s->failed);
    say("%s: %llu added, %llu new version%s, %llu unchanged%s%s; %llu %s, %llu event%s in %llu report%s", record, (unsigned long long)s->added,
        (unsigned long long)s->versions, plural(s->versions), (unsigned long long)s->unchanged, again, failures, (unsigned long long)s->stories,
        s->stories == 1 ? "story" : "stories", (unsigned long long)s->events, plural(s->events), (unsigned long long)s->reports, plural(s->reports));
}

/* No events would otherwise look like no acts. */
static void tell_foreign(const kw_summary *s, const char *record) {
    if (s->foreign)
        say("%s: %llu of these %s in no language that has tables: to be searched, but without quotations and events", record,
            (unsigned long long)s->foreign, s->foreign == 1 ? "is" : "are");
}

int run_add(const verb *v, const options *o) {
    (void)v;
    kw *k = NULL;
    kw_record *r = NULL;
    kw_err err = { "" };
    kw_summary sum = { 0 };
    int code = open_kawat(o, false, &k);
    if (!code) code = open_record(o, KW_CREATE, &r);
    if (!code) {
        kw_inputs in = inputs_of(o);
        catch_signals();
        kw_rc rc = kw_add(k, r, &in, &sum, &err);
        end_progress();
        if (rc != KW_OK && rc != KW_STOPPED) code = failed(rc, &err);
        else {
            if (!o->quiet) tell_summary(&sum, record_path(o)), tell_foreign(&sum, record_path(o));
            if (rc == KW_OK && !sum.inputs) tell_nothing(o);
            code = sum.failed ? EXIT_SOME_FAILED : sum.articles ? EXIT_DONE : EXIT_NOTHING;
        }
    }
    kw_record_close(r);
    kw_close(k);
    return code;
}

static void tell_step(void *ctx, bool detail, const char *line) {
    const options *o = ctx;
    if (!o->quiet && (!detail || o->verbose)) say("%s", line);
}

/* "90s", "15m", "2h", "1d"; minutes without a letter. */
static int read_every(const char *text, unsigned *seconds) {
    static const char letters[] = "smhd";
    static const unsigned worth[] = { 1, 60, 3600, 86400 };
    char *end;
    if (!text) return 0;
    unsigned long n = strtoul(text, &end, 10);
    const char *letter = *end ? strchr(letters, *end) : letters + 1;
    if (text[0] < '0' || text[0] > '9' || !letter || (*end && end[1]) || !n || n > 100000) {
        say("--every: want a time such as 90s, 15m, 2h or 1d, found '%s'", text);
        return EXIT_USAGE;
    }
    *seconds = (unsigned)n * worth[letter - letters];
    return 0;
}

int run_watch(const verb *v, const options *o) {
    (void)v;
    kw *k = NULL;
    kw_err err = { "" };
    kw_summary sum = { 0 };
    kw_watch_options w = { .sources = (const char *const *)o->words, .n_sources = (size_t)o->n_words, .record = record_path(o),
        .once = o->once, .tell = tell_step };
    w.in = inputs_of(o);
    w.in.progress = NULL;
    w.in.ctx = (void *)(uintptr_t)o;
    int code = read_every(o->every, &w.every);
    if (!code) code = open_kawat(o, false, &k);
    if (code) return code;
    catch_signals();
    kw_rc rc = kw_watch(k, &w, &sum, &err);
    if (rc != KW_OK && rc != KW_STOPPED) code = failed(rc, &err);
    else code = sum.failed ? EXIT_SOME_FAILED : sum.articles ? EXIT_DONE : EXIT_NOTHING;
    if (!o->quiet && (rc == KW_OK || rc == KW_STOPPED)) {
        say("%s: %llu added, %llu new version%s, %llu unchanged, %llu failed", record_path(o), (unsigned long long)sum.added,
            (unsigned long long)sum.versions, plural(sum.versions),
            (unsigned long long)sum.unchanged, (unsigned long long)sum.failed);
        tell_foreign(&sum, record_path(o));
    }
    kw_close(k);
    return code;
}

int run_extract(const verb *v, const options *o) {
    (void)v;
    kw *k = NULL;
    kw_err err = { "" };
    kw_summary sum = { 0 };
    int code = open_kawat(o, false, &k);
    if (code) return code;
    kw_inputs in = inputs_of(o);
    if (isatty(STDOUT_FILENO)) in.progress = NULL;
    catch_signals();
    kw_rc rc = kw_extract(k, &in, to_stdout, NULL, &sum, &err);
    end_progress();
    if (rc != KW_OK && rc != KW_STOPPED) code = failed(rc, &err);
    else code = sum.failed ? EXIT_SOME_FAILED : sum.articles ? EXIT_DONE : EXIT_NOTHING;
    if (rc == KW_OK && !sum.inputs) tell_nothing(o);
    kw_close(k);
    return code;
}

/* ---- asking ---- */

static kw_form form_of(const options *o) {
    static const struct { const char *name; kw_form form; } all[] = {
        { "table", KW_TABLE }, { "jsonl", KW_JSONL }, { "json", KW_JSON }, { "csv", KW_CSV }, { "tsv", KW_TSV },
    };
    for (size_t i = 0; o->format && i < sizeof all / sizeof *all; i++)
        if (!strcmp(all[i].name, o->format)) return all[i].form;
    return isatty(STDOUT_FILENO) ? KW_TABLE : KW_JSONL;
}

/* "search" takes many words as one question. */
static char *joined(char **words, int n) {
    size_t size = 1;
    for (int i = 0; i < n; i++) size += strlen(words[i]) + 1;
    char *text = calloc(size, 1), *at = text;
    for (int i = 0; text && i < n; i++) {
        size_t len = strlen(words[i]);
        if (i) *at++ = ' ';
        memcpy(at, words[i], len);
        at += len;
    }
    return text;
}

int run_ask(const verb *v, const options *o) {
    kw *k = NULL;
    kw_record *r = NULL;
    kw_err err = { "" };
    char *words = v->most < 0 ? joined(o->words, o->n_words) : NULL;
    kw_question q = { .what = (kw_ask_what)v->asks, .a = words ? words : o->n_words ? o->words[0] : NULL,
                      .b = !words && o->n_words > 1 ? o->words[1] : NULL, .actor = o->actor, .from = o->from, .to = o->to,
                      .since = o->since, .until = o->until, .type = o->type, .outlet = o->outlet, .lang = o->lang, .limit = o->limit,
                      .newest = o->newest, .by = o->by, .language = o->language, .width = terminal_width(), .colour = use_colour() };
    int code = open_kawat(o, false, &k);
    if (!code) code = open_record(o, KW_READ, &r);
    if (!code) {
        kw_rc rc = kw_ask(k, r, &q, form_of(o), to_stdout, NULL, &err);
        if (rc == KW_EMPTY && !o->quiet) say("%s", err.text[0] ? err.text : "nothing found");
        code = rc == KW_OK || rc == KW_EMPTY ? exit_code(rc) : failed(rc, &err);
    }
    kw_record_close(r);
    kw_close(k);
    free(words);
    return code;
}

/* ---- keeping ---- */

int run_check(const verb *v, const options *o) {
    (void)v;
    kw_record *r = NULL;
    kw_err err = { "" };
    int code = open_record(o, KW_READ, &r);
    if (!code) {
        kw_rc rc = kw_check(r, to_stdout, NULL, &err);
        if (rc == KW_OK && !o->quiet) say("%s: all is well", record_path(o));
        if (rc != KW_OK) code = failed(rc, &err);
    }
    kw_record_close(r);
    return code;
}

int run_forget(const verb *v, const options *o) {
    (void)v;
    kw *k = NULL;
    kw_record *r = NULL;
    kw_err err = { "" };
    int code = open_kawat(o, false, &k);
    if (!code) code = open_record(o, KW_WRITE, &r);
    if (!code) {
        kw_rc rc = kw_forget(k, r, o->words[0], &err);
        if (rc != KW_OK) code = failed(rc, &err);
        else if (!o->quiet) say("%s: %s is gone", record_path(o), o->words[0]);
    }
    kw_record_close(r);
    kw_close(k);
    return code;
}

static void tell_ready(void *ctx, const char *url) {
    (void)ctx;
    printf("%s\n", url);
    fflush(stdout);
    say("serving %s (Ctrl-C ends)", url);
}

int run_serve(const verb *v, const options *o) {
    (void)v;
    kw *k = NULL;
    kw_err err = { "" };
    kw_serve_options s = { .record = record_path(o), .address = o->address, .port = o->port_given ? (unsigned)o->port : PORT,
        .ready = tell_ready, .stop = &stop_flag };
    int code = open_kawat(o, false, &k);
    if (code) return code;
    catch_signals();
    kw_rc rc = kw_serve(k, &s, &err);
    if (rc != KW_OK) code = failed(rc, &err);
    kw_close(k);
    stop_flag = rc == KW_OK ? 0 : stop_flag;        /* asked to end, and ended: that is success */
    return code;
}
