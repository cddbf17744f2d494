#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""tools/check-tables: our tables pass, and each kind of mistake is found with its file and line."""
import os, shutil, subprocess, sys, tempfile
ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../..")
COUNT = [0, 0]

def check(name, good, got=""):
    COUNT[0] += 1; COUNT[1] += not good
    print(f"{'ok' if good else 'not ok'} {COUNT[0]} - {name}")
    if not good: print("    " + got[:1500].replace("\n", "\n    "))

def run(root): return subprocess.run([os.path.join(ROOT, "tools/check-tables"), root], text=True, capture_output=True)

CASES = [    # what, file, rows added at the end, words of the message
    ("unknown country", "world/offices.tsv", "zzz/nobody\tpresident\tQQQ\tGOV\t1999\t2001\tgeneral\tyes", "column 'country': want what stands in world/countries or world/organisations actor or world/places, found 'QQQ'"),
    ("an office of a person without a row", "world/offices.tsv", "zzz/nobody\tpresident\tDEU\tGOV\t1999\t2001\tgeneral\tyes", "column 'actor': want what stands in world/persons actor, found 'zzz/nobody'"),
    ("dates the wrong way round", "world/offices.tsv", "ZMB/levy-mwanawasa\tking\tZMB\tGOV\t2003\t2001\tgeneral\tyes", "column 'to': want a day that is not before the one in column from, found '2001'"),
    ("terms that overlap", "world/offices.tsv", "ZZZ\tx\tDEU\tGOV\t1999\t2005\tgeneral\tyes\nZZZ\tx\tDEU\tGOV\t2001\t2002\tgeneral\tyes", "overlaps with line"),
    ("no date", "world/offices.tsv", "ZZZ\tx\tDEU\tGOV\tlast year\t\tgeneral\tyes", "column 'from': want a date such as 2024, 2024-06 or 2024-06-13, found 'last year'"),
    ("a double row", "world/office_classes.tsv", "zzz\tleader\t9\tgeneral\tyes\nzzz\tleader\t9\tgeneral\tyes", "the same row as line"),
    ("a row told twice from two sources", "world/places.tsv", "Zzyzx\tZzyzx\tDEU\t\t1\t1\tcity\t1\tgeneral\tyes\nZzyzx\tZzyzx\tDEU\t\t1\t2\tcity\t1\tgeneral\tyes", "tells what line"),
    ("a double row of a table of words", "lang/id/sets.tsv", "zz\tqq\nZZ\tqq", "the same row as line"),
    ("a double row of an outlet", "world/outlets.tsv", "Zz\tzz\tZz\tpaper\tDEU\t1\tgeneral\t\nZZ\tzz\tZz\tpaper\tDEU\t1\tgeneral\t", "the same row as line"),
    ("a past that an irregular verb does not have", "lang/en/frames.tsv", "drive out\tverb\t\tsubj\tobj\t\tCOERCE\t\t174\tTanzania drived out Kenya.", "'drived' is no past of 'drive': want drove"),
    ("a past without the letter that is doubled", "lang/en/frames.tsv", "slam\tverb\t\tsubj\tobj\t\tACCUSE\t\t111\tTanzania slamed Kenya.", "'slamed' is no past of 'slam': want slammed"),
    ("a source nobody named", "world/office_classes.tsv", "zzz\tleader\t9\thearsay\tyes", "source 'hearsay' is not in"),
    ("no source", "world/office_classes.tsv", "zzz\tleader\t9\t\tyes", "no source"),
    ("neither yes nor no", "world/office_classes.tsv", "zzz\tleader\t9\tgeneral\tperhaps", "checked is yes or no"),
    ("out of order", "world/given_names.tsv", "aaron\tgeneral\tyes", "is not in order after"),
    ("a hyphen in a form", "world/places.tsv", "Zz-Zz\tZz-Zz\tDEU\t\t1\t1\tcity\t1\tgeneral\tyes", "a form has a blank"),
    ("a city without a point", "world/places.tsv", "Zzyzx\tZzyzx\tDEU\t\t\t\tcity\t3\tgeneral\tyes", "a city of weight 3 or 4 has a point"),
    ("a point off the earth", "world/places.tsv", "Zzyzx\tZzyzx\tDEU\t\t99\t1\tcity\t1\tgeneral\tyes", "column 'lat': want a number from -90 to 90, found '99'"),
    ("an actor whose slug is no name", "world/persons.tsv", "Zzyzx Zz\tDEU/other-name\tZzyzx Zz\tDEU\tfull\tgeneral\tyes", "no row has the name that its slug spells"),
    ("a person without an office and a standing", "world/persons.tsv", "Zzyzx Zz\tDEU/zzyzx-zz\tZzyzx Zz\tDEU\tfull\tgeneral\tyes", "DEU/zzyzx-zz: no office in offices.tsv and no standing in standing.tsv"),
    ("a standing of nobody", "world/standing.tsv", "ZZZ/nobody\tmayor\tgeneral\tyes", "ZZZ/nobody is not in persons.tsv"),
    ("an unknown standing", "world/standing.tsv", "ZZZ/nobody\tfamous\tgeneral\tyes", "unknown standing 'famous'"),
    ("a standing beside an office", "world/standing.tsv", "ZMB/levy-mwanawasa\tcandidate\tgeneral\tyes", "has an office in offices.tsv and needs no standing"),
    ("an unknown sector", "lang/id/agents.tsv", "zz\tKNIGHTS\tgroup", "column 'sector': want a key of world/sectors, found 'KNIGHTS'"),
    ("an unknown use", "lang/en/titles.tsv", "zz\t\t\tsometimes", "column 'use': want one of office role honorific prefix kin, found 'sometimes'"),
    ("an unknown tag", "lang/en/functions.tsv", "zz\tVERBUM\t\t\town", "unknown upos 'VERBUM'"),
    ("an unknown tense", "lang/en/irregular.tsv", "zz\tzz\tVERB\t-\tyesterday\t\town", "unknown tense 'yesterday'"),
    ("a root of no class", "lang/id/roots.tsv", "zz\t\town", "want classes of N V A R M P"),
    ("a rule without a rank", "lang/id/affixes.tsv", "zz\t\t\t\t\tV\tVERB\t\t\t\tfirst\tzz-", "want a rank, found 'first'"),
    ("an abbreviation of no kind", "lang/en/abbreviations.tsv", "zz.\tshort", "unknown kind 'short'"),
    ("a class of grammar that nobody told of", "lang/id/grammar.tsv", "zz\tverbal", "unknown class 'verbal'"),
    ("a class of grammar without a word", "lang/grammar_classes.tsv", "zz\tnothing", "no word has the class 'zz'"),
    ("a class of grammar without a meaning", "lang/grammar_classes.tsv", "zz", "'zz' has no meaning"),
    ("a join of unknown parts", "lang/en/joins.tsv", "verb of country\tleft\tphrase", "want parts of"),
]

p = run(ROOT)
check("our tables pass", p.returncode == 0 and not p.stdout, p.stdout + p.stderr)
with tempfile.TemporaryDirectory() as folder:
    for part in ("world", "lang"): shutil.copytree(os.path.join(ROOT, part), os.path.join(folder, part), ignore=shutil.ignore_patterns("*.model"))
    for what, path, rows, message in CASES:
        file = os.path.join(folder, path)
        with open(file, encoding="utf8") as f: before = f.read()
        with open(file, "w", encoding="utf8") as f: f.write(before.rstrip("\n") + "\n" + rows + "\n")
        p = run(folder)
        check(what, p.returncode == 1 and any(path in l and message in l for l in p.stdout.split("\n")), p.stdout + p.stderr)
        with open(file, "w", encoding="utf8") as f: f.write(before)
sys.exit(1 if COUNT[1] else 0)
