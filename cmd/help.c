/* SPDX-License-Identifier: MIT
 * Help: examples first, then what there is. */
#include "cmd/command.h"

#include <stdio.h>
#include <string.h>

static const struct { const char *name, *words, *does; } told[] = {
    { "record", "FILE", "the record (kawat.db)" },
    { "format", "FORM", "table, jsonl, json, csv, tsv (table on a terminal, else jsonl)" },
    { "actor", "NAME", "with this actor: PRK, \"North Korea\", \"Kim Jong Un\", IGO/un" },
    { "from", "NAME", "this actor does it" },
    { "to", "NAME", "it is done to this actor" },
    { "since", "DATE", "from this day, month or year on: 2024-06" },
    { "until", "DATE", "up to and with it" },
    { "type", "TYPE", "events: PLOVER (CONSULT, ASSAULT, ...); links: reprint, rewrite, translation, update, credit" },
    { "outlet", "NAME", "told by this outlet or agency" },
    { "lang", "CODE", "language of the article: id, en" },
    { "language", "CODE", "tell rules in the words of this language: id, en" },
    { "by", "SPAN", "day, week, month or year: a row for each, all types together" },
    { "limit", "N", "no more than N rows; of lists of addresses no more than N of these (0: all)" },
    { "newest", "", "the latest first" },
    { "jobs", "N", "threads (one for each core)" },
    { "map", "A=B,...", "other names of JSON fields: text=body,published=day" },
    { "world", "DIR", "your own tables on top, named like those of world/: outlets.tsv, persons.tsv, ..." },
    { "petrarch", "DIR", "name actors and code with the PETRARCH dictionaries in DIR (or FILE,FILE)" },
    { "all", "", "events without a target, too" },
    { "again", "", "understand anew what the record has, with the tables and the program of now" },
    { "trusted", "", "read pages in this process, not in a confined child" },
    { "follow", "", "files that list addresses (sitemaps, feeds): fetch these, too" },
    { "allow-private", "", "URLs: private and loopback addresses, too" },
    { "contact", "TEXT", "URLs: who asks, told to the sites: desk@example.org" },
    { "every", "TIME", "from one visit of a source to the next: 90s, 15m, 2h, 1d (15m)" },
    { "once", "", "ask each source once, then end: for those who have a timer" },
    { "verbose", "", "a line for each item" },
    { "explain", "", "why each word was cut, split and tagged as it was, and where sentences end; with --format jsonl or conllu beside the words" },
    { "port", "N", "port (8173; 0: any that is free)" },
    { "address", "IP", "address to listen at (127.0.0.1)" },
    { "quiet", "", "say nothing but errors" },
};

static void put_examples(const char *lines) {
    while (*lines) {
        size_t n = strcspn(lines, "\n");
        printf("  %.*s\n", (int)n, lines);
        lines += n + (lines[n] == '\n');
    }
}

void help_all(void) {
    puts("kawat reads news and keeps the record of who did what to whom, when, and who says so.\n\n"
         "  kawat add news/                              read a folder into kawat.db\n"
         "  kawat timeline \"North Korea\" Russia          what happened between two actors\n"
         "  kawat stories --since 2024-06                happenings, each with its articles\n"
         "  kawat chain a12                              the way of an article back to its origins\n"
         "  kawat why e3                                 the words and rules behind an event\n"
         "  kawat events --format csv > events.csv       for a spreadsheet\n"
         "  kawat serve                                  the same as a page, on this machine\n\n"
         "verbs:");
    for (const verb *v = verbs; v->name; v++) printf("  %-9s %-10s %s\n", v->name, v->words, v->does);
    puts("\n`kawat VERB -h` shows a verb's options. Ids: a12 article, e3 event, s4 story, l9 link, q7 quotation, t2 thread.\n"
         "Exit: 0 done, 1 nothing found, 2 usage, 3 some inputs failed, 4 record or disk, 130 and 143 by signal.");
}

void help_verb(const verb *v) {
    put_examples(v->examples);
    printf("\nkawat %s%s%s [OPTIONS]: %s\n", v->name, *v->words ? " " : "", v->words, v->does);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        const char *at = strstr(v->takes, told[i].name);
        size_t n = strlen(told[i].name);
        while (at && !(at[-1] == ' ' && (at[n] == ' ' || !at[n]))) at = strstr(at + 1, told[i].name);
        if (at) printf("  --%s %-*s%s\n", told[i].name, (int)(20 - n), told[i].words, told[i].does);
    }
}
