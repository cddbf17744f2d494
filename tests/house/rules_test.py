#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every rule that an explanation can name has words for readers in each language that has words for the page: what C names (found by how it
is written down there), what tables name, and what comes out of the project's own texts."""
import glob, json, os, re, shutil, sqlite3, subprocess, sys, tempfile

KAWAT = os.path.abspath(os.environ.get("KAWAT", "build/kawat"))
n = failed = 0

def check(name, good, why=""):
    global n, failed
    n += 1; failed += not good
    print(f"{'ok' if good else 'not ok'} {n} - {name}")
    if not good: print("\n".join("  " + str(l)[:200] for l in (why if isinstance(why, list) else [why])[:20]))

def cells(path):
    with open(path, encoding="utf8") as f: return [l.rstrip("\n").split("\t") for l in f if l.strip() and not l.startswith("#")][1:]

HOLE = re.compile(r"\{(?:rule)?\}")
LANGUAGES = sorted(os.path.basename(os.path.dirname(p)) for p in glob.glob("lang/*/page.tsv"))
TABLES = {l: dict(cells(f"lang/{l}/rules.tsv")) for l in LANGUAGES}
for l in LANGUAGES:
    keys = [c[0] for c in cells(f"lang/{l}/rules.tsv")]
    check(f"{l}: no rule twice", len(keys) == len(set(keys)), sorted(k for k in set(keys) if keys.count(k) > 1))
    check(f"{l}: has every rule that {LANGUAGES[0]} has, and no other", set(keys) == set(TABLES[LANGUAGES[0]]), sorted(set(keys) ^ set(TABLES[LANGUAGES[0]])))
    check(f"{l}: every text tells every hole of its rule", all(sorted(set(re.findall(r"\{(\d)\}", t))) == [str(i + 1) for i in range(len(HOLE.findall(k)))] for k, t in TABLES[l].items()),
          [k for k, t in TABLES[l].items() if sorted(set(re.findall(r"\{(\d)\}", t))) != [str(i + 1) for i in range(len(HOLE.findall(k)))]])

RULES = [(re.compile("(.+?)".join(map(re.escape, HOLE.split(k)))), [h == "{rule}" for h in HOLE.findall(k)]) for k in TABLES[LANGUAGES[0]]]

def known(rule, depth=0):
    """Has the rule a row, and has each rule within it one?"""
    found = [(m, holes) for pattern, holes in RULES if (m := pattern.fullmatch(rule))]
    return depth < 4 and any(all(not inner or known(w, depth + 1) for w, inner in zip(m.groups(), holes)) for m, holes in found)

# What stands in a page's own fields, and rows of PETRARCH's files, are names and not words.
FIELDS = {c[0] for c in cells("world/page_fields.tsv")}
NAMES = re.compile(r"twitter:data|.*:\d+ .*|h\d")
# What src/ask/why.c tells as steps of their own.
STEPS = re.compile(r"mode .*|before row .*|left: .*", re.S)

def unknown(rules):
    pieces = {p for r in rules for p in r.split("; ") if re.search("[A-Za-z]", p) and not (p in FIELDS or NAMES.fullmatch(p) or STEPS.match(p))}
    return sorted(p for p in pieces if not known(p))

# ---- rules that C names ----
TEXT = r'"((?:[^"\\]|\\.)*)"'
SET = r"\b(?:why|left|body_rule|author_from|org_from|modified_from)(?:\[\w+\])?\s*=(?!=)([^;]*);"
PLACES = {"src/mark/*.c": [SET, r"\b(?:take_before|try_follower|row_in|new_state)\(([^;]*)\)", r"\(chosen\)\{([^}]*)\}"],
          "src/know/date*.c": [SET, r"\brule\s*=(?!=)([^,;}]*)", r"\b(?:kw_date_value_point|moved)\(([^;]*)\);"],
          "src/clean/*.c": [SET, r"\bout\s*=(?!=)([^;]*);", r"\b(?:kw_why_add\(d, [^,]*,|kw_published_offer\()([^;]*);", r"\bnote\(d, \"[\w ]*\",([^;]*);", r"return (KW_STR\([^;]*);"],
          "src/code/*.c": [SET, r"\bhow\[\] =([^;]*);", r"\b(?:no_target|own_side)\[\] = ([^;]*?)[,;]", r"return (\"[^;]* [^;]*);", r"kw_str_fmt\(v->mem,([^;]*source %s[^;]*);"],
          "src/group/link.c": [SET, r"\.why =([^;]*);", r"\*why =([^;]*?),"],
          "src/ask/why.c": [r"KW_STR\((\"[^\"]*\")\)"]}
OTHER = re.compile(r"kw_(?:str|table|word|phrase|atom|office|cell)\w*\((?:[^()]|\([^()]*\))*\)")         # what is looked up or compared
PLAIN = re.compile(r"%(?:\.\*s|\.?\d*f%%|\.\d+f|u|s|lld|zu|d)")
named = {}
for files, patterns in PLACES.items():
    for path in sorted(glob.glob(files)):
        with open(path, encoding="utf8") as f: code = re.sub(r"/\*.*?\*/", "", f.read(), flags=re.S)
        for pattern in patterns:
            for m in re.finditer(pattern, code):
                said = OTHER.sub(lambda o: o[0] if o[0].startswith("kw_str_fmt") else "", m[1])
                for text in re.findall(TEXT, said): named.setdefault(PLAIN.sub("7", text.replace('\\"', '"')), path)
check("rules are found in C", len(named) > 100, len(named))
missing = unknown(named)
check("every rule that C names has words", not missing, [f"{r} ({next((p for k, p in named.items() if r in k.split('; ')), '')})" for r in missing])
kinds = {c[2] for p in glob.glob("lang/*/furniture.tsv") + ["world/furniture.tsv"] for c in cells(p) if len(c) > 2 and c[2]}
check("every kind of furniture has words", not unknown(kinds), unknown(kinds))

# ---- rules that come out ----
with tempfile.TemporaryDirectory(prefix="kawat-test-") as folder:
    record, texts = os.path.join(folder, "r.db"), os.path.join(folder, "texts.jsonl")
    with open(texts, "w", encoding="utf8") as f:
        for path in sorted(glob.glob("tests/pairs/*.txt")):
            with open(path, encoding="utf8") as pairs:
                for i, part in enumerate(re.split(r"^=== .*\n", pairs.read(), flags=re.M)[1:]):
                    f.write(json.dumps({"id": f"{path}:{i}", "published": "2025-03-04", "text": re.split(r"^---", part, flags=re.M)[0]}) + "\n")
    p = subprocess.run([KAWAT, "add", "--quiet", "--all", "--record", record, "samples/articles", texts], text=True, capture_output=True)
    check("the project's texts are added", p.returncode in (0, 3), p.stderr)
    out = [r[0] for r in sqlite3.connect(record).execute("SELECT text FROM note UNION SELECT rule FROM credit WHERE rule IS NOT NULL")]
    check("they name rules", len(out) > 500, len(out))
    check("every rule that comes out has words", not unknown(out), unknown(out))
    event = json.loads(subprocess.run([KAWAT, "events", "--limit", "1", "--record", record], text=True, capture_output=True).stdout)["event"]
    english, plain = (json.loads(subprocess.run([KAWAT, "why", event, "--record", record, "--format", "jsonl", *more], text=True, capture_output=True).stdout)["why"] for more in (["--language", "en"], []))
    for l in LANGUAGES:
        told = json.loads(subprocess.run([KAWAT, "why", event, "--record", record, "--format", "jsonl", "--language", l], text=True, capture_output=True).stdout)["why"]
        read = next(s["value"] for s in told if s["what"] == "read as")
        check(f"{l}: why tells how a sentence was read in its words", read == next(s["value"] for s in english if s["what"] == "read as") if l == "en" else read not in (None, next(s["value"] for s in english if s["what"] == "read as")), read)
        check(f"{l}: ... and leaves words and ids", [s["words"] for s in told] == [s["words"] for s in plain] and [s["what"] for s in told] == [s["what"] for s in plain])
    p = subprocess.run([KAWAT, "why", event, "--record", record, "--language", "xx"], text=True, capture_output=True)
    check("a language without words for rules is a mistake that names those with them", p.returncode == 2 and p.stderr == f"kawat: --language: no words for rules in 'xx'; there are {', '.join(LANGUAGES)}\n", p.stderr)
sys.exit(1 if failed else 0)
