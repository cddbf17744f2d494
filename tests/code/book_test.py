#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The code book's own examples (docs/events.md): each of the sixteen types has two in each language, and each codes to its type."""
import json, os, re, subprocess, sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
KAWAT = os.environ.get("KAWAT", os.path.join(HERE, os.environ.get("BUILD", "build"), "kawat"))
LANGUAGES, LEAST = ("en", "id"), 2

def book():
    with open(os.path.join(HERE, "docs", "events.md"), encoding="utf8") as f:
        for line in f:
            if re.match(r"\| [A-Z]+ \|", line):
                kind, _, _, *cells = [c.strip() for c in line.strip().strip("|").split("|")]
                yield kind, {lang: re.findall(r"[^.]+\.", cell) for lang, cell in zip(LANGUAGES, cells)}

def coded(asked):
    lines = "".join(json.dumps({"id": str(i), "text": text.strip(), "language": lang}, ensure_ascii=False) + "\n" for i, (_, lang, text) in enumerate(asked))
    p = subprocess.run([KAWAT, "code"], input=lines, text=True, capture_output=True)
    if p.returncode: sys.exit(f"kawat code: {p.stderr.strip()[-300:]}")
    return [{e["type"] for e in json.loads(l)["events"]} for l in p.stdout.split("\n") if l.strip()]

def main():
    rows = list(book())
    asked = [(kind, lang, text) for kind, cells in rows for lang in LANGUAGES for text in cells[lang]]
    checks = [("the book has sixteen types", len(rows) == 16, f"{len(rows)}")]
    checks += [(f"{kind} {lang} has two examples", len(cells[lang]) >= LEAST, str(cells[lang])) for kind, cells in rows for lang in LANGUAGES]
    checks += [(f"{kind} {lang}:{text}", kind in got, f"got {sorted(got)}") for (kind, lang, text), got in zip(asked, coded(asked))]
    for n, (what, good, found) in enumerate(checks, 1):
        print(f"{'ok' if good else 'not ok'} {n} - {what}")
        if not good: print(f"    {found}")
    print(f"1..{len(checks)}")
    sys.exit(0 if all(good for _, good, _ in checks) else 1)

main()
