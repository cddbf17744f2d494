/* SPDX-License-Identifier: MIT
 * kawat, the command: the verbs, and the way to them. */
#include "cmd/command.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define RECORD " record world"
#define DAYS " since until"
#define FILTERS " actor from to" DAYS " type outlet lang limit format quiet"
#define INPUTS " jobs map world trusted follow limit allow-private contact quiet"

const verb verbs[] = {
    { "add", run_add, 0, 1, -1, "PATH...", "read, understand and record files, folders, - or URLs", " record all again petrarch" INPUTS,
      "kawat add news/\nkawat add --record june.db *.html\nzcat feed.jsonl.gz | kawat add -" },
    { "watch", run_watch, 0, 1, -1, "SOURCE...", "follow feeds, sitemaps and pages: add what is new, for ever",
      " record all world petrarch jobs trusted allow-private contact every once verbose quiet",
      "kawat watch https://example.org/rss.xml --contact desk@example.org\nkawat watch feeds.txt --every 30m\nkawat watch feeds.txt --once --quiet" },
    { "timeline", run_ask, KW_ASK_TIMELINE, 1, 2, "A [B]", "what happened between A and B, in order of date", RECORD FILTERS,
      "kawat timeline \"North Korea\" Russia\nkawat timeline \"Kim Jong Un\" --since 2024-06" },
    { "events", run_ask, KW_ASK_EVENTS, 0, 0, "", "who did what to whom, when, and who says so", RECORD FILTERS,
      "kawat events --from PRK --type CONSULT\nkawat events --format csv > events.csv" },
    { "dyad", run_ask, KW_ASK_DYAD, 2, 2, "A B", "two actors in numbers, by month and type, or by week", RECORD FILTERS " by",
      "kawat dyad USA China\nkawat dyad USA China --by week --format csv" },
    { "stories", run_ask, KW_ASK_STORIES, 0, 0, "", "articles that report the same happening", RECORD FILTERS " newest",
      "kawat stories\nkawat stories --actor Indonesia --since 2024" },
    { "story", run_ask, KW_ASK_STORY, 1, 1, "ID", "one story with its articles and events", RECORD " format quiet", "kawat story s4" },
    { "threads", run_ask, KW_ASK_THREADS, 0, 0, "", "stories on the same matter in order of time", RECORD " actor" DAYS " limit format quiet",
      "kawat threads --actor Myanmar" },
    { "links", run_ask, KW_ASK_LINKS, 0, 0, "", "who took from whom: reprints, rewrites, translations, updates, credits",
      RECORD " actor" DAYS " type outlet lang limit format quiet",
      "kawat links --type translation" },
    { "chain", run_ask, KW_ASK_CHAIN, 1, 1, "ID", "the way of an article back to its origins", RECORD " format quiet", "kawat chain a12" },
    { "quotes", run_ask, KW_ASK_QUOTES, 0, 0, "", "who said what, through whom", RECORD " actor from" DAYS " outlet lang limit format quiet",
      "kawat quotes --actor \"Vladimir Putin\"" },
    { "search", run_ask, KW_ASK_SEARCH, 1, -1, "WORDS...", "articles with these words; \"phrases\" in marks",
      RECORD " actor" DAYS " outlet lang limit format quiet",
      "kawat search gempa Cianjur\nkawat search '\"strategic partnership\"' --lang en" },
    { "show", run_ask, KW_ASK_SHOW, 1, 1, "ID", "an article, event, story, link, quotation or thread", RECORD " format quiet",
      "kawat show a12\nkawat show e3" },
    { "why", run_ask, KW_ASK_WHY, 1, 1, "ID", "the words, rows and rules behind anything recorded", RECORD " format language quiet",
      "kawat why e3\nkawat why l9 --language id" },
    { "diff", run_ask, KW_ASK_DIFF, 1, 1, "ID", "what changed between the last two versions of an article", RECORD " format quiet",
      "kawat diff a12" },
    { "failures", run_ask, KW_ASK_FAILURES, 0, 0, "", "inputs that could not be read, and why", RECORD " format limit quiet", "kawat failures" },
    { "extract", run_extract, 0, 0, -1, "[PATH...]", "pages to clean articles, one JSON line each, in input order", " format" INPUTS,
      "kawat extract page.html\ncurl -s https://example.org/story | kawat extract" },
    { "words", run_stage, KW_STAGE_WORDS, 0, 0, "", "sentences, tokens, lemmas, tags of texts on standard input", " format explain world quiet",
      "echo 'Korut mengirimkan pasukan.' | kawat words --format conllu" },
    { "mark", run_stage, KW_STAGE_MARK, 0, 0, "", "names, dates, places and quotations of texts on standard input", " format world petrarch quiet",
      "echo '{\"id\":\"1\",\"text\":\"Presiden Putin tiba di Hanoi.\"}' | kawat mark" },
    { "code", run_stage, KW_STAGE_CODE, 0, 0, "", "events of texts on standard input", " format world petrarch all quiet",
      "echo '{\"id\":\"1\",\"text\":\"Japan lent Indonesia a ship on 3 May 2024.\"}' | kawat code" },
    { "check", run_check, 0, 0, 0, "", "is the record whole?", " record quiet", "kawat check" },
    { "forget", run_forget, 0, 1, 1, "ID", "remove an article and all that rests on it alone", RECORD " quiet", "kawat forget a12" },
    { "serve", run_serve, 0, 0, 0, "", "the page and the HTTP interface, on this machine", RECORD " port address quiet",
      "kawat serve\nkawat serve --port 8080" },
    { .name = NULL },
};

const verb *find_verb(const char *name) {
    for (const verb *v = verbs; v->name; v++)
        if (strcmp(v->name, name) == 0) return v;
    return NULL;
}

static int unknown_verb(const char *name) {
    const char *names[64];
    size_t n = 0;
    for (const verb *v = verbs; v->name && n < 63; v++) names[n++] = v->name;
    names[n] = NULL;
    const char *near = kw_nearest(name, names);
    if (near) say("no verb '%s'; did you mean '%s'?", name, near);
    else say("no verb '%s'; `kawat -h` lists them", name);
    return EXIT_USAGE;
}

static int run(int argc, char **argv) {
    options o;
    if (argc < 2 || !strcmp(argv[1], "-h") || !strcmp(argv[1], "--help") || !strcmp(argv[1], "help")) {
        const verb *asked = argc > 2 ? find_verb(argv[2]) : NULL;
        if (argc > 2 && !asked) return unknown_verb(argv[2]);
        if (asked) help_verb(asked);
        else help_all();
        return argc < 2 ? EXIT_USAGE : EXIT_DONE;
    }
    if (!strcmp(argv[1], "--version")) {
        printf("kawat %s\n", kw_version());
        return EXIT_DONE;
    }
    const verb *v = find_verb(argv[1]);
    if (!v) return unknown_verb(argv[1]);
    int code = read_options(argc - 2, argv + 2, v, &o);
    if (code) return code;
    if (o.help) {
        help_verb(v);
        return EXIT_DONE;
    }
    return v->run(v, &o);
}

int main(int argc, char **argv) {
    signal(SIGXFSZ, SIG_IGN);           /* a file at its limit is a disk that is full, not a reason to die */
    int code = end_stdout(run(argc, argv));
    return stop_flag && code != EXIT_RECORD ? 128 + stop_flag : code;
}
