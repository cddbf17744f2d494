#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every error that the C sources can tell is told in a test: of each text given to kw_fail() and kw_fail_at() the longest piece between its
holes stands in a test. UNTESTED names those that no test provokes yet, and why; a row that a test has caught up with must go."""
import glob, re, sys

UNTESTED = {    # what a test would have to bring about
    "the system refuses what it never refuses in a test": [
        "cannot start the process that reads pages: %s", "cannot keep what was fetched: %s", "want threads for the work, the system gave none",
        "cannot read: %s", "cannot write: %s", "cannot open the record: %s", "cannot serve on port %u: %s", "SQLite says: %s",
        "cannot read or write: %s; what was committed before stays", "want room on the disk, found none; what was committed before stays",
        "want to write, found a record or folder that is read-only", "port %u is not allowed for this user: choose one above 1023"],
    "the confined child dies or lies": [
        "the process that read it died (out of memory, or a fault in the parser)", "wants more than %zu MiB of memory",
        "the process that read it sent no article", "the process that read it sent no listing", "the process that read it sent nothing that can be used"],
    "an input of gigabytes, or of millions": [
        "want at most %zu MiB, found more", "want a page of at most %d MiB, found a larger one", "want fewer than %u articles, found %zu",
        "want fewer than 2,147,483,647 versions in a record", "want at most %d dictionaries, found more", "more than %d hosts in one run",
        "want at most %d lists in one run"],
    "a record or model that another program has spoiled": [
        "want the pairs of an article, found bytes that are none", "want a block of keys, found other bytes", "want format %d of %zu bytes, found something else at byte %zu",
        "a%u: want it in the web of articles, found nothing; understand its articles anew with `kawat add --again`",
        "want digests of this kawat, found those of another; understand its articles anew with `kawat add --again`",
        "want weights, found none", "want moves and relations, found %u and %u lines", "want 1 to %d classes with weights and a lexicon, found %u"],
    "a caller of the library who breaks its contract": [
        "dyad wants two actors", "timeline wants an actor", "this question has no such filter", "want addresses of feeds, or files that list some"],
    "a site that answers so": [
        "its address is private; --allow-private asks it all the same", "its publisher reserves text and data mining",
        "its robots.txt answered %ld, so that nothing there may be read now", "no answer: %s", "robots.txt of the site asks programs not to read it",
        "want at most %d redirects, found more", "want a JSON Feed with items, found none", "want an article, found an address", "want lists at most %d deep",
        "want a page, found a listing or data"],
    "bytes of which no charset can be told": ["want text in UTF-8 or a charset that is declared or can be told; found byte 0x%02x at byte %zu"],
}

LITERALS = re.compile(r'(?:"(?:[^"\\]|\\.)*"\s*)+')
ONE = re.compile(r'"((?:[^"\\]|\\.)*)"')
HOLE = re.compile(r"%(?:\.\*|\.?\d+|-\d+)?(?:ll|l|z|h)?[sducfgx%]")
n = failed = 0

def check(name, good, why=""):
    global n, failed
    n += 1; failed += not good
    print(f"{'ok' if good else 'not ok'} {n} - {name}" + ("" if good else "\n" + "\n".join("  " + w for w in why)))

def arguments(code, at):
    """What stands between the parenthesis that opens right before `at` and its other."""
    depth, i = 1, at
    while depth:
        quoted = ONE.match(code, i)
        if quoted: i = quoted.end(); continue
        depth += {"(": 1, ")": -1}.get(code[i], 0); i += 1
    return code[at:i - 1]

def texts():
    """(file:line, text) of each error: the longest text among the arguments, which is no place."""
    for path in sorted(glob.glob("src/**/*.c", recursive=True) + glob.glob("cmd/*.c")):
        with open(path, encoding="utf8") as f: code = re.sub(r"/\*.*?\*/", lambda m: "\n" * m[0].count("\n"), f.read(), flags=re.S)
        for m in re.finditer(r"\bkw_fail(?:_at)?\(", code):
            told = ["".join(ONE.findall(l[0])).replace('\\"', '"') for l in LITERALS.finditer(arguments(code, m.end()))]
            if told: yield f"{path}:{code[:m.start()].count(chr(10)) + 1}", max(told, key=len)

def fixed(text): return max((p.strip(" ('") for p in HOLE.split(text)), key=len)

tested = ""
for path in glob.glob("tests/**/*", recursive=True):
    if path.endswith((".py", ".c", ".h", ".txt", ".mjs")) and path != "tests/house/errors_test.py":
        with open(path, encoding="utf8") as f: tested += f.read().replace('\\"', '"')

errors = list(texts())
excused = {t for row in UNTESTED.values() for t in row}
check("errors are found in C", len(errors) > 150, [str(len(errors))])
check("every error is told in a test", not (bad := [f"{where}: {t}" for where, t in errors if len(fixed(t)) > 3 and fixed(t) not in tested and t not in excused]), bad)
check("what stands in UNTESTED is an error", not (bad := sorted(excused - {t for _, t in errors})), bad)
check("what stands in UNTESTED is told in no test", not (bad := sorted(t for t in excused if fixed(t) in tested)), bad)
sys.exit(1 if failed else 0)
