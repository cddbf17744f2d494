/* SPDX-License-Identifier: MIT
 * Help: examples first, then what there is. */
#include "cmd/command.h"

#include <stdio.h>
#include <string.h>

/* `of`: verbs of which this row tells an option, as in verb.takes; NULL: the others. */
static const struct { const char *name, *words, *does, *of; } told[] = {
    { "record", "FILE", "the record (kawat.db)", NULL },
    { "format", "FORM", "jsonl, the only one: an article a line", " extract" },
    { "format", "FORM", "jsonl, the only one: an answer for each line", " mark code" },
    { "format", "FORM", "jsonl or conllu (jsonl); with --explain table, jsonl or conllu (table)", " words" },
    { "format", "FORM", "table, jsonl, json, csv, tsv (table on a terminal, else jsonl)", NULL },
    { "actor", "NAME", "with this actor: PRK, \"North Korea\", \"Kim Jong Un\", IGO/un", NULL },
    { "from", "NAME", "this actor does it", NULL },
    { "to", "NAME", "it is done to this actor", NULL },
    { "since", "DATE", "from this day, month or year on: 2024-06", NULL },
    { "until", "DATE", "up to and with it", NULL },
    { "type", "TYPE", "reprint, rewrite, translation, update or credit", " links" },
    { "type", "TYPE", "a type of PLOVER: CONSULT, ASSAULT, ...", NULL },
    { "outlet", "NAME", "told by this outlet or agency", NULL },
    { "lang", "CODE", "language of the article: id, en", NULL },
    { "language", "CODE", "tell rules in the words of this language: id, en", NULL },
    { "by", "SPAN", "day, week, month or year: a row for each, all types together", NULL },
    { "limit", "N", "of what lists of addresses have (sitemaps, feeds), fetch no more than N (0: all)", " add extract" },
    { "limit", "N", "no more than N rows (0: all)", NULL },
    { "newest", "", "the latest first", NULL },
    { "jobs", "N", "threads (one for each core)", NULL },
    { "map", "A=B,...", "other names of JSON fields: text=body,published=day; of several for one field the first there counts", NULL },
    { "world", "DIR", "your own tables on top, named like those of world/: outlets.tsv, persons.tsv, ...", NULL },
    { "petrarch", "DIR", "name actors and code with the PETRARCH dictionaries in DIR (or FILE,FILE)", NULL },
    { "all", "", "events without a target, too", NULL },
    { "again", "", "understand anew what the record has, with the tables and the program of now", NULL },
    { "trusted", "", "read pages in this process, not in a confined child", NULL },
    { "follow", "", "files that list addresses (sitemaps, feeds): fetch these, too", NULL },
    { "allow-private", "", "URLs: private and loopback addresses, too", NULL },
    { "contact", "TEXT", "URLs: who asks, told to the sites: desk@example.org", NULL },
    { "every", "TIME", "from one visit of a source to the next: 90s, 15m, 2h, 1d (15m)", NULL },
    { "once", "", "ask each source once, then end: for those who have a timer", NULL },
    { "verbose", "", "a line for each item", NULL },
    { "explain", "", "why each word was cut, split and tagged as it was, and where sentences end; with jsonl or conllu beside the words", NULL },
    { "port", "N", "port (8173; 0: any that is free)", NULL },
    { "address", "IP", "address to listen at (127.0.0.1)", NULL },
    { "quiet", "", "say nothing but errors", NULL },
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
    puts("\n`kawat VERB -h` shows a verb's options, `kawat --version` the version.\n"
         "Ids: a12 article, e3 event, s4 story, l9 link, q7 quotation, t2 thread.\n"
         "Exit: 0 done, 1 nothing found, 2 usage, 3 some inputs failed, 4 record or disk, 130 and 143 by signal.");
}

/* The row that tells an option of this verb: one of its own, or that of all. */
static bool tells(size_t i, const verb *v) {
    if (!has_word(v->takes, told[i].name)) return false;
    for (size_t k = 0; !told[i].of && k < i; k++)
        if (!strcmp(told[k].name, told[i].name) && has_word(told[k].of, v->name)) return false;
    return !told[i].of || has_word(told[i].of, v->name);
}

void help_verb(const verb *v) {
    put_examples(v->examples);
    printf("\nkawat %s%s%s [OPTIONS]: %s\n", v->name, *v->words ? " " : "", v->words, v->does);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (tells(i, v)) printf("  --%s %-*s%s\n", told[i].name, (int)(20 - strlen(told[i].name)), told[i].words, told[i].does);
}
