#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The house itself: include rules, licence lines, no path of a machine; and that the checker of includes can fail."""
import os, re, subprocess, sys, tempfile
n = 0; failed = 0

def check(name, good, why=""):
    global n, failed
    n += 1; failed += not good
    print(f"{'ok' if good else 'not ok'} {n} - {name}" + (f"\n  {why}" if not good else ""))

def run(*args): return subprocess.run(args, text=True, capture_output=True)

def tracked(*ends):
    files = run("git", "ls-files", "-co", "--exclude-standard").stdout.split("\n")
    return [f for f in files if f.endswith(ends) and os.path.exists(f)]

r = run("tools/check-includes"); check("every include goes the allowed way", r.returncode == 0, r.stdout)

with tempfile.TemporaryDirectory() as d:
    cases = {"src/mark/a.c": '#include "words/words.h"', "src/read/b.c": "#include <sqlite3.h>", "cmd/c.c": '#include "base/str.h"',
             "src/words/d.c": '#include "store/store.h"', "src/read/e.c": "#include <myhtml/api.h>", "src/ask/f.c": '#include "group/x.h"'}
    for path, line in cases.items():
        os.makedirs(os.path.join(d, os.path.dirname(path)), exist_ok=True); open(os.path.join(d, path), "w").write(line + "\n")
    r = run("tools/check-includes", d)
    for path in cases: check(f"the checker refuses {cases[path]} in {path}", f"{path}:1:" in r.stdout, r.stdout)

lacking = [f for f in tracked(".c", ".h", ".py", ".sh") if "SPDX-License-Identifier: MIT" not in open(f, encoding="utf8").read(400)]
check("each source file names its licence", not lacking, " ".join(lacking))
mute = [f for f in tracked(".c", ".h") if f.startswith(("src/", "cmd/", "models/")) and open(f, encoding="utf8").readline().rstrip().endswith("*/")]
check("each file of the program says at its head what it is for", not mute, " ".join(mute))
local = re.compile(r"(^|[^A-Za-z0-9_.])/(work|farm|root|home)/", re.M)
paths = [f for f in tracked(".c", ".h", ".py", ".md", ".tsv", ".js", ".sh", "Makefile") if local.search(open(f, encoding="utf8", errors="replace").read())]
check("no path of a machine in the tree", not [p for p in paths if p != "tests/house/house_test.py"], " ".join(paths))
long = [f"{f} ({k})" for f in tracked(".c", ".h", ".py", ".js") if (k := sum(1 for _ in open(f, encoding="utf8"))) > 800]
check("no source file is longer than 800 lines", not long, " ".join(long))

# Where knowledge comes from: each table has a column `source` whose values world/SOURCES.tsv explains, or says so at its head.
cells = lambda f: [line.rstrip("\n").split("\t") for line in open(f, encoding="utf8") if not line.startswith("#") and line.strip()]
known = {row[0] for row in cells("world/SOURCES.tsv")[1:]}
silent, strange = [], set()
for f in tracked(".tsv"):
    if not f.startswith(("lang/", "world/")) or f == "world/SOURCES.tsv": continue
    table = cells(f)
    if "source" in table[0] and "target" not in table[0]:       # of a frame, "source" is who acts
        at = table[0].index("source")
        for value in {row[at] for row in table[1:] if len(row) > at}:
            strange |= {f"{f}: {value}"} if value not in known and {re.sub(r" \(.*", "", v) for v in value.split(", ")} - known else set()
    else:
        head = "".join(line for line in open(f, encoding="utf8") if line.startswith("#"))
        if not re.search(r"Own work|Made (by|from)|[Ss]ource|manual", head): silent.append(f)
check("each table of lang/ and world/ says where its rows come from", not silent, " ".join(silent))
check("world/SOURCES.tsv explains every source that a row names", not strange, "; ".join(sorted(strange)))
r = run("models/card.py", "--check"); check("the figures of each card are those of the models beside it", r.returncode == 0, r.stdout + r.stderr)
spoken = [f for f in tracked(".c") if f.startswith(("src/", "cmd/")) and not f.startswith(("src/store/", "src/ask/")) and re.search(r'kw_query_|"(SELECT|INSERT|UPDATE|DELETE) ', open(f, encoding="utf8").read())]
check("only the store, and who asks it, speak SQL", not spoken, " ".join(spoken))
named = "|".join(row[0] for f in ("world/plover.tsv", "world/sectors.tsv") for row in cells(f)[1:])
by_name = [f"{f}: {m[0]}" for f in tracked(".c") if f.startswith(("src/", "cmd/")) for m in re.finditer(rf'"({named})"', open(f, encoding="utf8").read())]
check("the program asks what a type or a sector is like, not for its name", not by_name, "; ".join(by_name[:5]))
hosts = re.compile(r"https?://[^\s\"')>]*(registry|proxy|artifactory|nexus|mirror)[^\s\"')>]*")
found = [f"{f}: {m[0]}" for f in tracked(".json", ".md", ".sh", ".py", ".tsv", "deps", "Makefile") for m in hosts.finditer(open(f, encoding="utf8", errors="replace").read())
         if not m[0].startswith("https://registry.npmjs.org/")]
check("no host of a private registry in the tree", not found, " ".join(found[:5]))
sys.exit(1 if failed else 0)
