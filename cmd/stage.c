/* SPDX-License-Identifier: MIT
 * The verbs words, mark, code: lines from standard input, an answer for each, in the same order. */
#include "cmd/command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line of any length that is held only up to the limit; the rest of a longer one is read past. */
typedef struct { char *p; size_t n, cap; bool too_long; } line;

static bool grow(line *l) {
    size_t cap = l->cap ? l->cap * 2 : 1 << 16;
    char *p = realloc(l->p, cap);
    if (!p) return false;
    l->p = p;
    l->cap = cap;
    return true;
}

/* 1: a line; 0: the end; -1: no memory. */
static int read_line(FILE *f, line *l) {
    int c;
    l->n = 0;
    l->too_long = false;
    while ((c = getc_unlocked(f)) != EOF && c != '\n') {
        if (l->n >= KW_STAGE_LINE_MAX) {
            l->too_long = true;
            continue;
        }
        if (l->n == l->cap && !grow(l)) return -1;
        l->p[l->n++] = (char)c;
    }
    if (l->n && l->p[l->n - 1] == '\r') l->n--;
    return c != EOF || l->n ? 1 : 0;
}

static kw_words_form form_of(const options *o) {
    bool conllu = o->format && !strcmp(o->format, "conllu"), json = o->format && !strcmp(o->format, "jsonl");
    if (!o->explain) return conllu ? KW_WORDS_CONLLU : KW_WORDS_JSON;
    return conllu ? KW_WORDS_EXPLAIN : json ? KW_WORDS_EXPLAIN_JSON : KW_WORDS_EXPLAIN_TEXT;
}

static bool is_blank(const line *l) {
    size_t i = 0;
    while (i < l->n && (l->p[i] == ' ' || l->p[i] == '\t')) i++;
    return i == l->n;
}

int run_stage(const verb *v, const options *o) {
    kw *k = NULL;
    line l = { 0 };
    int code = open_kawat(o, v->asks == KW_STAGE_WORDS, &k), got = 0;
    bool failed = false, any = false;
    if (code) return code;
    for (long number = 1; (got = read_line(stdin, &l)) > 0; number++) {
        char place[32];
        kw_err err = { "" };
        kw_rc rc;
        snprintf(place, sizeof place, "-:%ld", number);
        if (!l.too_long && is_blank(&l)) continue;
        if (l.too_long) {
            say("%s: want a line of at most %d MiB, found a longer one", place, KW_STAGE_LINE_MAX >> 20);
            rc = KW_DATA;
        } else {
            rc = kw_stage_line(k, (kw_stage)v->asks, form_of(o), l.p, l.n, place, to_stdout, NULL, &err);
            if (rc != KW_OK && err.text[0]) say("%s", err.text);
        }
        if (rc == KW_STOPPED || rc == KW_NOMEM) {
            code = rc == KW_NOMEM ? EXIT_RECORD : EXIT_DONE;
            break;
        }
        failed = failed || rc != KW_OK;
        any = any || rc == KW_OK;
    }
    if (got < 0) say("out of memory");
    if (ferror(stdin)) say("-: cannot read: %s", strerror(errno));
    if (got < 0 || ferror(stdin)) code = EXIT_RECORD;
    free(l.p);
    kw_close(k);
    return code ? code : failed ? EXIT_SOME_FAILED : any ? EXIT_DONE : EXIT_NOTHING;
}
