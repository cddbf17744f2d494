#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The examples of docs/cli.md, docs/petrarch.md and docs/adding-names.md, run as they stand: in a console block each line after "$ " is a command, the lines below it
are what it prints (stderr, too), "..." stands for any lines, and "[...]" inside a line for anything."""
import os, re, shutil, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import DIR, KAWAT, ROOT, check, done

def examples(path):
    """(line number, command, expected lines) of each."""
    inside, out = False, None
    for number, line in enumerate(open(path, encoding="utf8"), 1):
        line = line.rstrip("\n")
        if line.startswith("```"):
            inside = line == "```console"
            if out: yield out
            out = None
        elif inside and line.startswith("$ "):
            if out: yield out
            out = (number, line[2:], [])
        elif inside and out: out[2].append(line)

def fits(want, got):
    """Do the lines of `got` fit, "..." taking any number of them?"""
    if not want: return not got
    if want[0].strip() == "...": return any(fits(want[1:], got[i:]) for i in range(len(got) + 1))
    return bool(got) and bool(re.fullmatch(".*".join(map(re.escape, want[0].rstrip().split("[...]"))), got[0].rstrip())) and fits(want[1:], got[1:])

bin_dir = os.path.join(DIR, "bin"); os.mkdir(bin_dir); os.symlink(KAWAT, os.path.join(bin_dir, "kawat"))
home = os.path.join(DIR, "home"); os.mkdir(home); shutil.copytree(os.path.join(ROOT, "samples"), os.path.join(home, "samples"))
env = {**os.environ, "PATH": bin_dir + ":" + os.environ["PATH"], "COLUMNS": "100", "NO_COLOR": "1"}
n = 0
for doc in ("docs/cli.md", "docs/petrarch.md", "docs/adding-names.md"):
    for number, command, want in examples(os.path.join(ROOT, doc)):
        p = subprocess.run(command, shell=True, cwd=home, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        n += 1; check(f"{doc}:{number}: {command}", fits(want, p.stdout.rstrip("\n").split("\n") if p.stdout else []), p.stdout)
check("there are examples", n > 10)
done()
