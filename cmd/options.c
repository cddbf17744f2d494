/* SPDX-License-Identifier: MIT
 * Options: "--record FILE" or "--record=FILE", in any place; "--" ends them. */
#include "cmd/command.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum { TEXT, NUMBER, FLAG } kind;
static const struct { const char *name; kind kind; size_t at; } known[] = {
    { "record", TEXT, offsetof(options, record) }, { "format", TEXT, offsetof(options, format) }, { "actor", TEXT, offsetof(options, actor) },
    { "from", TEXT, offsetof(options, from) }, { "to", TEXT, offsetof(options, to) }, { "since", TEXT, offsetof(options, since) },
    { "until", TEXT, offsetof(options, until) }, { "type", TEXT, offsetof(options, type) }, { "outlet", TEXT, offsetof(options, outlet) },
    { "lang", TEXT, offsetof(options, lang) }, { "by", TEXT, offsetof(options, by) }, { "language", TEXT, offsetof(options, language) },
    { "world", TEXT, offsetof(options, world) }, { "map", TEXT, offsetof(options, map) }, { "contact", TEXT, offsetof(options, contact) },
    { "every", TEXT, offsetof(options, every) }, { "petrarch", TEXT, offsetof(options, petrarch) }, { "address", TEXT, offsetof(options, address) },
    { "jobs", NUMBER, offsetof(options, jobs) }, { "limit", NUMBER, offsetof(options, limit) }, { "port", NUMBER, offsetof(options, port) },
    { "quiet", FLAG, offsetof(options, quiet) }, { "help", FLAG, offsetof(options, help) }, { "all", FLAG, offsetof(options, all) },
    { "again", FLAG, offsetof(options, again) }, { "once", FLAG, offsetof(options, once) }, { "verbose", FLAG, offsetof(options, verbose) },
    { "follow", FLAG, offsetof(options, follow) }, { "trusted", FLAG, offsetof(options, trusted) },
    { "allow-private", FLAG, offsetof(options, allow_private) }, { "explain", FLAG, offsetof(options, explain) },
    { "newest", FLAG, offsetof(options, newest) },
};
_Static_assert(sizeof known / sizeof *known <= OPTIONS_MAX, "options.given is too small");
enum { N_KNOWN = sizeof known / sizeof *known, NUMBER_MAX = 1000000000 };

bool has_word(const char *list, const char *word) {
    size_t n = strlen(word);
    for (const char *at = list; (at = strchr(at, ' ')); at++)
        if (!strncmp(at + 1, word, n) && (at[n + 1] == ' ' || !at[n + 1])) return true;
    return false;
}

/* Is `name` one of the verb's own options? "help" always is. */
static bool takes(const verb *v, const char *name) { return !strcmp(name, "help") || has_word(v->takes, name); }

static int unknown_option(const verb *v, const char *given) {
    const char *names[N_KNOWN + 1];
    size_t n = 0;
    for (size_t i = 0; i < N_KNOWN; i++)
        if (takes(v, known[i].name)) names[n++] = known[i].name;
    names[n] = NULL;
    const char *near = kw_nearest(given, names);
    if (near) say("%s has no option --%s; did you mean --%s?", v->name, given, near);
    else say("%s has no option --%s; `kawat %s -h` lists its options", v->name, given, v->name);
    return EXIT_USAGE;
}

static int set_number(const char *name, const char *value, unsigned long *out) {
    char *end;
    unsigned long n = strtoul(value, &end, 10);
    if (value[0] < '0' || value[0] > '9' || *end) {
        say("--%s: want a number, found '%s'", name, value);
        return EXIT_USAGE;
    }
    if (n > NUMBER_MAX) {
        say("--%s: want a number up to %d, found '%s'", name, NUMBER_MAX, value);
        return EXIT_USAGE;
    }
    *out = n;
    return 0;
}

static int set_flag(const char *name, const char *value, bool *out) {
    if (value) {
        say("--%s takes no value, found '%s'", name, value);
        return EXIT_USAGE;
    }
    *out = true;
    return 0;
}

/* Of two values only one could count, and nobody would see which. */
static int set_value(options *o, size_t i, const char *value) {
    if (o->given[i] && strcmp(o->given[i], value) != 0) {
        say("--%s: want it once, found '%s' and '%s'", known[i].name, o->given[i], value);
        return EXIT_USAGE;
    }
    void *field = (char *)o + known[i].at;
    o->given[i] = value;
    if (known[i].kind == NUMBER) return set_number(known[i].name, value, field);
    *(const char **)field = value;
    return 0;
}

/* `value` is what stands after '=', or NULL; then *next is the word behind, or NULL. *used: it was taken. */
static int set_option(const verb *v, options *o, const char *name, char *value, char *next, bool *used) {
    size_t i = 0;
    while (i < N_KNOWN && strcmp(known[i].name, name) != 0) i++;
    *used = false;
    if (i == N_KNOWN || !takes(v, name)) return unknown_option(v, name);
    if (known[i].kind == FLAG) return set_flag(name, value, (bool *)(void *)((char *)o + known[i].at));
    if (!value && !next) {
        say("--%s wants a value", name);
        return EXIT_USAGE;
    }
    *used = !value;
    o->port_given = o->port_given || !strcmp(name, "port");
    return set_value(o, i, value ? value : next);
}

static int check_words(const verb *v, const options *o) {
    if (o->help || (o->n_words >= v->least && (v->most < 0 || o->n_words <= v->most))) return 0;
    if (v->most == 0) say("%s takes no words, found '%s'", v->name, o->words[0]);
    else say("%s wants %s, found %d word%s; `kawat %s -h` shows how", v->name, v->words, o->n_words, o->n_words == 1 ? "" : "s", v->name);
    return EXIT_USAGE;
}

static int check_format(const verb *v, const options *o) {
    static const char *const all[] = { "table", "jsonl", "json", "csv", "tsv", "conllu", NULL };
    size_t i = 0;
    if (!o->format) return 0;
    while (all[i] && strcmp(all[i], o->format) != 0) i++;
    bool stage = v->run == run_stage || v->run == run_extract;
    bool words = v->run == run_stage && v->asks == KW_STAGE_WORDS;
    bool good = all[i] && (i == 5 ? words : i == 1 || !stage || (i == 0 && words && o->explain));
    if (good) return 0;
    const char *near = kw_nearest(o->format, all);
    if (near && !all[i]) say("--format: no form '%s'; did you mean %s?", o->format, near);
    else say("--format: %s writes %s, not '%s'", v->name,
        words ? o->explain ? "table, jsonl or conllu" : "jsonl or conllu" : stage ? "jsonl" : "table, jsonl, json, csv or tsv", o->format);
    return EXIT_USAGE;
}

int read_options(int argc, char **argv, const verb *v, options *o) {
    bool ended = false;
    *o = (options){ .words = argv };
    for (int i = 0; i < argc; i++) {
        char *word = argv[i], *value = NULL;
        bool used = false;
        if (!ended && !strcmp(word, "--")) { ended = true; continue; }
        if (!ended && !strcmp(word, "-h")) { o->help = true; continue; }
        if (ended || word[0] != '-' || !word[1]) {
            argv[o->n_words++] = word;          /* words move to the front of the same array */
            continue;
        }
        if (word[1] != '-') {
            say("no option %s; options are written --like-this", word);
            return EXIT_USAGE;
        }
        if ((value = strchr(word, '='))) *value++ = 0;
        int code = set_option(v, o, word + 2, value, i + 1 < argc ? argv[i + 1] : NULL, &used);
        if (code) return code;
        i += used;
    }
    int code = check_words(v, o);
    return code ? code : check_format(v, o);
}
