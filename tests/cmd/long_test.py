#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Slow. A megabyte of one thing, in one article: each is recorded, in memory in proportion to its length, through all stages. (An ordinary text of a megabyte takes 180 MB. How the
time grows is measured by bench/speed/long.)"""
import os, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import KAWAT, ROOT, check, done, jsonl, path, rows
sys.path.insert(0, os.path.join(ROOT, "bench"))
from long_texts import long_texts

MEGABYTES = 450
MEASURE = "import resource, subprocess, sys; p = subprocess.run(sys.argv[1:], capture_output=True, text=True); print(p.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024, p.stderr.strip()[-200:])"
for kind, text in long_texts(1000000).items():
    record = path("long.db")
    for end in ("", "-wal", "-shm"):
        if os.path.exists(record + end): os.remove(record + end)
    out = subprocess.run([sys.executable, "-c", MEASURE, KAWAT, "add", "--quiet", "--jobs", "1", "--record", record, jsonl("long.jsonl", [{"id": "long", "text": text, "published": "2025-01-02"}])],
                         capture_output=True, text=True).stdout.split(None, 2)
    check(f"a megabyte of {kind}: recorded, in {MEGABYTES} MB", len(out) > 1 and out[0] == "0" and int(out[1]) < MEGABYTES and len(rows("stories", "--record", record)) == 1, out)
done()
