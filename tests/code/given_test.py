#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The type of what a given source does to a given target, one sentence a row of tests/code/given.tsv."""
import json, os, re, sys
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "cmd"))
from tap import ROOT, check, done, kawat

FOLD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}

def asked(i, language, marked):
    """The sentence without its marks, and where they were, in bytes."""
    text, open_at, mentions = "", {}, []
    for piece in re.split(r"(</?[st]>)", marked):
        mark = re.fullmatch(r"<(/?)([st])>", piece)
        if not mark: text += piece
        elif not mark[1]: open_at[mark[2]] = len(text.encode())
        else: mentions.append({"start": open_at[mark[2]], "end": len(text.encode()), "role": {"s": "source", "t": "target"}[mark[2]]})
    return {"id": str(i), "language": language, "text": text, "mentions": mentions}

with open(os.path.join(ROOT, "tests", "code", "given.tsv"), encoding="utf8") as f:
    rows = [(n, l.rstrip("\n").split("\t")) for n, l in enumerate(f, 1) if l.strip() and not l.startswith(("#", "language\t"))]
p = kawat("code", stdin="".join(json.dumps(asked(n, r[0], r[2])) + "\n" for n, r in rows))
answers = [json.loads(l) for l in p.stdout.split("\n") if l]
check("a line for each", len(answers) == len(rows), p.stderr)
for (n, (language, want, marked)), a in zip(rows, answers):
    e = a["events"][0] if len(a["events"]) == 1 else {}
    got = e.get("type")
    check(f"given.tsv:{n} {want} {marked}", FOLD.get(got, got) == want and "source" in e and "target" in e, f"got {got} by {e.get('frame')}")
done()
